"""Claims on different figures that cannot both be right, since one figure cannot exceed the other."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Final, Literal

from attrs import frozen

from estimates.analysis.ratios import over
from estimates.analysis.selection import select
from estimates.errors import ClaimError
from estimates.model.claims import Estimand, Estimate
from estimates.model.descriptions import counted, marked
from estimates.model.dossiers import Dataset
from estimates.model.numbers import Number, written
from estimates.model.ranges import Range
from estimates.model.vocabulary import kind_of

Kind = Literal["contradiction", "at the extremes", "strain"]

KINDS: Final[tuple[Kind, ...]] = ("contradiction", "at the extremes", "strain")
_SAID: Final = {"at least": "at least", "more than": "more than", "at most": "up to", "less than": "less than"}


@frozen
class Tension:
    """Two claims on two figures, of which one cannot exceed the other, and how they strain each other.

    Parameters
    ----------
    kind : str
        ``contradiction``: they cannot both be right. ``at the extremes``: they can, but not with all the values that
        they state. ``strain``: they can, and the smaller is then a large share of the larger.
    smaller, larger : Estimate
        A claim that serves only as a bound has that bound as its range.
    path : tuple of Estimand
        From the figure of the smaller to that of the larger, each of which cannot exceed the next.
    share : Range or None
        The share of the larger that the smaller would be, 1 for the whole; an end is absent where a claim is bounded
        on one side only. None where no share follows.
    same_claimant : bool
        Whether both are claims of one claimant.
    caveats : tuple of str
        What is uncertain of the two, such as an unclear scope, or that a claim serves only as a bound.
    """

    kind: Kind
    smaller: Estimate
    larger: Estimate
    path: tuple[Estimand, ...]
    share: Range | None = None
    same_claimant: bool = False
    caveats: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The tension in a sentence: ``70,000 killed would be 86–95 % of a garrison of 73,790–81,500``."""
        small, large = _phrase(self.smaller, self.path[0]), _phrase(self.larger, self.path[-1])
        share = f"would be {percent(self.share)} of" if self.share else "would exceed"
        return f"{small} {share} {large}"

    def __str__(self) -> str:
        who = (
            f"{self.smaller.claimant} on both figures"
            if self.same_claimant
            else f"{self.smaller.claimant} and {self.larger.claimant}"
        )
        titles = f"“{self.path[0].title}” cannot exceed “{self.path[-1].title}”"
        caveats = f" ({'; '.join(self.caveats)})" if self.caveats else ""
        return f"{self.kind}: {self.words}. {who}; {titles}{caveats}"


def tensions(dataset: Dataset, *, strain: float = 0.5) -> tuple[Tension, ...]:
    """Find the claims that cannot both be right, because one figure cannot exceed another.

    The killed cannot exceed the casualties, nor these the strength: the estimands say so by `at_most`, and it holds
    along the whole chain. Every claim on the smaller figure is held against every claim on the larger one.

    A claim that states one end only strains another by that end alone: "up to 84,000" reaches beyond a strength of
    80,000, and nothing is made of the end that it does not state. A claim set aside for its measure or scope serves
    only as the bound that it implies, and only for an outright contradiction; one that no longer stands serves for
    nothing. "About" is taken at its stated value.

    Parameters
    ----------
    dataset : Dataset
    strain : float
        From which share on two claims that can both be right are reported, where both state both ends: the share
        in the case that strains least. 0.5 is half of the larger figure; 1 reports only what is the whole of it.

    Returns
    -------
    tuple of Tension
        Contradictions first, then tensions at the extremes, then strains from the largest share down.

    Examples
    --------
    >>> import estimates as es
    >>> for tension in tensions(es.load("nanking-1937"), strain=0.85):
    ...     print(f"{tension.kind}: {tension.words}")
    at the extremes: up to 84,000 killed would be up to 114 % of a garrison of 73,790–81,500
    strain: 70,000 killed would be 86–95 % of a garrison of 73,790–81,500
    """
    if isinstance(strain, bool) or not isinstance(strain, (int, float)) or not 0 < strain <= 1:
        raise ClaimError(f"strain is a share above 0 and up to 1 (got {strain!r})")
    found = [tension for path in _chains(dataset) for tension in _between(dataset, path, strain)]
    return tuple(sorted(found, key=lambda t: (KINDS.index(t.kind), -_least(t.share))))


def _least(share: Range | None) -> float:
    return math.inf if share is None else float(share.low or 0)


def _chains(dataset: Dataset) -> Iterator[tuple[Estimand, ...]]:
    """Yield for every two figures, of which one cannot exceed the other, the shortest chain that says so."""
    for first, dossier in dataset.items():
        paths: dict[str, tuple[Estimand, ...]] = {first: (dossier.estimand,)}
        front = [first]
        while front:
            reached = front.pop(0)
            for larger in paths[reached][-1].at_most:
                if larger in paths:
                    continue
                estimand = dataset[larger].estimand
                _same_unit(paths[reached][-1], estimand)
                paths[larger] = (*paths[reached], estimand)
                front.append(larger)
                yield paths[larger]


def _same_unit(a: Estimand, b: Estimand) -> None:
    if a.unit != b.unit:
        raise ClaimError(f"{a.id!r} is at most {b.id!r}, but is counted in {a.unit!r} and not in {b.unit!r}; "
                         "figures of one unit can be set in order")  # fmt: skip


def _between(dataset: Dataset, path: tuple[Estimand, ...], strain: float) -> Iterator[Tension]:
    smaller, larger = (select(dataset[end.id], imply=True) for end in (path[0], path[-1]))
    bounds = {estimate.id: reason for chosen in (smaller, larger) for estimate, reason in chosen.implied}
    for a in smaller.used:
        for b in larger.used:
            kind, share = _kind(a.range, b.range, strain, bounds=a.id in bounds or b.id in bounds)
            if kind is not None:
                caveats = [_caveat(estimate, estimand, bounds) for estimate, estimand in ((a, path[0]), (b, path[-1]))]
                one = a.claimant.id == b.claimant.id
                yield Tension(kind, a, b, path, share, one, tuple(filter(None, caveats)))


def _caveat(estimate: Estimate, estimand: Estimand, bounds: dict[str, str]) -> str:
    said = filter(None, [bounds.get(estimate.id) or counted(estimate, estimand), marked(estimate)])
    told = "; ".join(said)
    return f"{estimate.claimant}: {told}" if told else ""


def _kind(small: Range, large: Range, strain: float, *, bounds: bool) -> tuple[Kind | None, Range | None]:
    """Return how a claim on the smaller figure strains one on the larger, and the share that follows."""
    share = over(small, large)
    if _above(small.low, large.high, ends_out=small.low_open or large.high_open):
        return "contradiction", share
    if bounds:
        return None, None
    # an end of one lies beyond all that the other states, or the two overlap
    out = _above(small.high, large.high, ends_out=large.high_open and not small.high_open)
    out |= _above(small.low, large.low, ends_out=small.low_open and not large.low_open)
    stated = None not in (small.low, small.high, large.low, large.high)
    if out or (stated and _above(small.high, large.low)):
        return "at the extremes", share
    if stated and share is not None and share.low is not None and share.low >= strain:
        return "strain", share
    return None, None


def _above(a: Number | None, b: Number | None, *, ends_out: bool = False) -> bool:
    """Return whether one stated end lies above another, or at it where the two ends themselves cannot meet."""
    return a is not None and b is not None and (a > b or (a == b and ends_out))


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


def _phrase(estimate: Estimate, estimand: Estimand) -> str:
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
