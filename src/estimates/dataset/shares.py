"""Shares and ratios of a table of estimates: fractions in the cells, or a share in the words."""

from __future__ import annotations

import math
import re

from attrs import evolve

from estimates.dataset.cells import Record
from estimates.dataset.findings import CellError
from estimates.errors import EstimatesError
from estimates.model.numbers import Number
from estimates.model.ranges import Range
from estimates.wording import reading

# Between a part and its whole: "two thirds of their army", "eighty of its eighty-eight men".
_OF = re.compile(
    r"\s+(?:of|out of|von|sur|de|des|du)\s+(?:(?:the|its|their|his|her|all|den|der|les|ses|las|los|sus)\s+)?"
)
_UNITS = {"percent": 0.01, "share": 1.0}
_ROUNDED = 0.01  # a fraction in a cell is often written with two or three digits


def share_of(record: Record) -> Range:
    """Return the share or ratio of a record, 1 for the whole: of its numbers, or of a share in its words.

    Raises
    ------
    CellError
        If there is neither, or the two differ, or a share is more than the whole.
    """
    v = record
    read = share_in_words(v["wording"], v["wording_lang"])
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
        raise CellError(f"a share must be at most 1, the whole; write 0.5 for 50 % (got {stated})")
    if read is not None and not _same(stated, read):
        raise CellError(f"the words say {read}, the numbers say {stated}; mend one of them, or leave the numbers empty")
    return stated


def share_in_words(wording: str, lang: str = "") -> Range | None:
    """Return the share that words state, as a fraction; None where they are not read as one.

    Examples
    --------
    >>> print(share_in_words("at least 94 per cent"), share_in_words("half of them"))
    ≥ 0.94 0.5
    >>> print(share_in_words("eighty of its eighty-eight men"))
    0.91
    >>> share_in_words("most of them") is None
    True
    """
    part, *rest = _OF.split(wording.strip(), maxsplit=1)
    found = _read(part, lang) or _read(wording, lang)
    if found is None:
        return None
    read, unit = found
    if unit in _UNITS:
        return _scaled(read, _UNITS[unit])
    whole = _read(rest[0], lang) if rest else None
    if whole is None or whole[1] in _UNITS:
        return None
    top = whole[0]
    if top.kind != "point" or not top.low or (read.high or read.low or 0) > top.low:
        return None
    return _scaled(read, 1 / top.low)


def _read(words: str, lang: str) -> tuple[Range, str] | None:
    try:
        found = reading(words, lang)
    except EstimatesError:
        return None
    return None if found.range.kind == "vague" else (found.range, found.unit)


def _scaled(r: Range, factor: float) -> Range:
    low, high, best = (None if end is None else _times(end, factor) for end in (r.low, r.high, r.best))
    return evolve(r, low=low, high=high, best=best)


def _times(value: Number, factor: float) -> Number:
    share = float(f"{value * factor:.15g}")
    return int(share) if share.is_integer() else share


def _same(stated: Range, read: Range) -> bool:
    """Return whether numbers are what words say, with the digits that the numbers have."""
    flags = all(getattr(stated, n) == getattr(read, n) for n in ("approximate", "low_open", "high_open"))
    pairs = ((stated.low, read.low), (stated.high, read.high))
    return flags and all(
        a is b is None or (a is not None and b is not None and math.isclose(a, b, rel_tol=_ROUNDED)) for a, b in pairs
    )
