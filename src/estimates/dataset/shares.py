"""Shares and ratios of a table of estimates: fractions in the cells, or a percentage in the words."""

from __future__ import annotations

import re

from attrs import evolve

from estimates.dataset.cells import CellError, Record
from estimates.errors import EstimatesError
from estimates.model.numbers import Number
from estimates.model.ranges import Range
from estimates.wording import parse

_PERCENT = re.compile(r"\s*(?:%|％|percent|per cent|Prozent|pour cent|por ciento)")


def share_of(record: Record) -> Range:
    """Return the share or ratio of a record, 1 for the whole: of its numbers, or of a percentage in its words.

    Raises
    ------
    CellError
        If there is neither, or the two differ, or a share is more than the whole.
    """
    v = record.values
    read = _percentage(v["wording"], v["wording_lang"])
    if v["low"] is v["high"] is v["best"] is None:
        if v["range_means"] == "no number":
            return Range()
        if read is None:
            raise CellError(
                "the words of a share are not read; fill low and high with the fraction, such as 0.5 for half"
            )
        return read
    flags = {name: v[name] for name in ("approximate", "low_open", "high_open")}
    stated = Range(v["low"], v["high"], best=v["best"], **flags)
    most = max(end for end in (stated.low, stated.high) if end is not None)
    if v["share_of"] and not v["ratio_to"] and most > 1:
        raise CellError(f"a share is at most 1, the whole; write 0.5 for 50 % (got {stated})")
    if read is not None and evolve(stated, best=None) != evolve(read, best=None):
        raise CellError(f"the words say {read}, the numbers say {stated}; mend one of them, or leave the numbers empty")
    return stated


def _percentage(wording: str, lang: str) -> Range | None:
    if not _PERCENT.search(wording):
        return None
    try:
        read = parse(_PERCENT.sub("", wording), lang or None)
    except EstimatesError:
        return None
    low, high, best = (None if end is None else _hundredth(end) for end in (read.low, read.high, read.best))
    return evolve(read, low=low, high=high, best=best)


def _hundredth(value: Number) -> Number:
    share = round(value / 100, 12)
    return int(share) if share == int(share) else share
