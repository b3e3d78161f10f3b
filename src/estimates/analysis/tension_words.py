"""What tensions say: claims with what they count, shares in per cent, and what keeps a contradiction from certainty."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Final, Literal

from estimates.analysis.stated_intervals import leaves_room
from estimates.model.claims import Estimand, Estimate
from estimates.model.descriptions import counted, marked
from estimates.model.numbers import Number, written
from estimates.model.ranges import Range
from estimates.model.vocabulary import kind_of

Kind = Literal["contradiction", "at the extremes", "strain"]

_SAID: Final = {"at least": "at least", "more than": "more than", "at most": "up to", "less than": "less than"}


def open_population(path: Sequence[Estimand]) -> bool:
    """Return whether a loss over time is compared with a strength at a date in a population that may be replaced."""
    kinds = {kind_of(path[0].measure), kind_of(path[-1].measure)}
    flows = kind_of(path[0].measure) == "loss" and kinds & {"strength", "population"}
    return bool(flows) and not any(estimand.closed for estimand in path)


def caveat(estimate: Estimate, estimand: Estimand, bounds: Mapping[str, str]) -> str:
    """Return what is uncertain of a claim in a tension, after its claimant; ``""`` for nothing."""
    remarks = filter(None, [bounds.get(estimate.id) or counted(estimate, estimand), marked(estimate)])
    text = "; ".join(remarks)
    return f"{estimate.claimant}: {text}" if text else ""


def exact(claims: Sequence[Estimate]) -> bool:
    """Return whether claims are exact: none says "about", is of an unclear scope, an interval, or a supposition."""
    return not any(
        e.range.approximate or e.scope == "unclear" or leaves_room(e) or e.supposed is not None for e in claims
    )


def conjoined(parts: Sequence[str]) -> str:
    """Return phrases as a list in English: ``60 killed and 50 wounded``."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def headed(kind: Kind, claims: Sequence[Estimate]) -> str:
    """Return the kind of a tension, with what keeps a contradiction from being certain."""
    if kind != "contradiction" or exact(claims):
        return kind
    provisos = ["as stated, where one says about"] if any(estimate.range.approximate for estimate in claims) else []
    provisos += ["if the scopes are the same"] if any(estimate.scope == "unclear" for estimate in claims) else []
    provisos += ["within the intervals that are stated"] if any(map(leaves_room, claims)) else []
    provisos += ["as is supposed"] if any(estimate.supposed is not None for estimate in claims) else []
    return f"contradiction {', and '.join(provisos)}"


def percent(share: Range) -> str:
    """Return a share in per cent, to whole ones where that does not make a part of the whole.

    Examples
    --------
    >>> percent(Range(0.8589, 0.9486)), percent(Range(0.5, 0.5, approximate=True)), percent(Range(0.998, 0.998))
    ('86–95 %', 'c. 50 %', '99.8 %')
    """
    low, high = (None if end is None else _percent(end) for end in (share.low, share.high))
    about = "c. " if share.approximate else ""
    if low is None or high is None:
        return f"{_SAID[share.kind]} {about}{high if low is None else low} %"
    return f"{about}{low} %" if low == high else f"{about}{low}–{high} %"


def _percent(share: Number) -> str:
    """Return a number of per cent that is whole, unless it is near the whole or near nothing and not there."""
    value = 100 * share
    for digits in range(6):
        shown = math.floor(value * 10**digits + 0.5) / 10**digits  # a half goes up, as readers expect
        if (shown == 100) == (share == 1) and (shown == 0) == (share == 0):
            return written(int(shown) if digits == 0 else shown)
    return written(value)


def phrase(estimate: Estimate, estimand: Estimand) -> str:
    """Return a claim with what it counts: ``70,000 killed``, ``a garrison of 100,000``."""
    r, measure = estimate.range, estimate.measure or estimand.measure
    number = str(r)
    if r.kind in _SAID:
        number = f"{_SAID[r.kind]} {'c. ' if r.approximate else ''}{written(r.high if r.low is None else r.low)}"
    number = f"{number} (scenario)" if estimate.supposed is not None else number
    if kind_of(measure) not in ("strength", "population") or measure == "troops":  # "a strength of 88", but "80 losses"
        return f"{number} {measure}".strip()
    # a title such as "Garrison of Nanking" has the better word
    named = re.match(r"([A-Z][a-z]*[a-rt-z]) of ", estimand.label)
    noun = named[1].lower() if named and not estimate.measure else measure
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun} of {number}"
