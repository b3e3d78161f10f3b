"""What the other claims say when one is left out."""

from __future__ import annotations

from typing import Final

from attrs import frozen

from estimates import kernels
from estimates.analysis.compare import range_of, regions_of
from estimates.analysis.ledger import of_estimates
from estimates.analysis.ratios import geometric_mean, over
from estimates.analysis.selection import select
from estimates.errors import ClaimError, listed, nearest
from estimates.kernels import random_set, sweep
from estimates.model.claims import Estimate
from estimates.model.dossiers import Dossier
from estimates.model.ranges import Range

METHODS: Final = ("core", "random-set", "geometric-mean")


@frozen
class LeftOut:
    """What the other claims say when one is left out, made by `leave_one_out`.

    Parameters
    ----------
    estimate : Estimate
        The claim left out.
    method : str
    others : tuple of Estimate
        The claims that remain.
    ranges : tuple of Range
        The core of the others (several when tied), the range of their median, or that of their geometric mean. None
        where no claim remains.
    depth : int or None
        How many of the others meet in the core.
    ratio : Range or None
        The claim left out over the geometric mean of the others.
    """

    estimate: Estimate
    method: str
    others: tuple[Estimate, ...]
    ranges: tuple[Range, ...] = ()
    depth: int | None = None
    ratio: Range | None = None

    def __str__(self) -> str:
        shown = " or ".join(map(str, self.ranges)) or "no claim is left"
        depth = f", {self.depth} of {len(self.others)}" if self.depth else ""
        ratio = f"; it is {self.ratio} times that" if self.ratio else ""
        scenario = " (scenario)" if any(e.supposed is not None for e in self.others) else ""
        return f"without {self.estimate}: {shown}{depth}{ratio}{scenario}"


def leave_one_out(dossier: Dossier, method: str = "core") -> tuple[LeftOut, ...]:
    """Return what the other claims say when one is left out: a row for each claim compared.

    Exact copies are neither left out nor left in: they count once, at their root, and go with it.

    Parameters
    ----------
    dossier : Dossier
    method : str
        ``core``, where most of the others meet; ``random-set``, the range of their median, which assumes nothing of
        what holds within a claim; ``geometric-mean``, with the ratio of the claim to it.

    Examples
    --------
    >>> import estimates as es
    >>> for row in leave_one_out(es.load("nanking-1937")["garrison"], "geometric-mean"):
    ...     print(row)
    without David Askew: 73,790–81,500: c. 122,500; it is c. 0.6–0.67 times that
    without Ikuhiko Hata: 100,000: c. 105,200–110,600; it is c. 0.9–0.95 times that
    without Tokushi Kasahara: c. 150,000: 85,900–90,280; it is c. 1.66–1.75 times that
    """
    if method not in METHODS:
        raise ClaimError(f"method is {listed(METHODS)} (got {method!r}{nearest(method, METHODS)})")
    used = select(dossier).used
    rest = [tuple(other for other in used if other is not estimate) for estimate in used]
    groups = [estimate.id for estimate in used]
    ledger = of_estimates(groups, rest)
    claims = ledger.intervals()
    if method == "core":
        return _without_core(used, rest, claims)
    if method == "random-set":
        found = random_set.quantiles(claims, 0.5)
        return tuple(
            LeftOut(e, method, others, (range_of(found, i, others),) if others else ())
            for i, (e, others) in enumerate(zip(used, rest))
        )
    return tuple(_without_mean(e, others) for e, others in zip(used, rest))


def _without_core(
    used: tuple[Estimate, ...], rest: list[tuple[Estimate, ...]], claims: kernels.Intervals
) -> tuple[LeftOut, ...]:
    found = sweep.core(claims)
    # the rows of the kernel run through all groups of others, one after the other
    cores = regions_of(found, sweep.members(claims, found), tuple(e for others in rest for e in others))
    rows = []
    for i, (estimate, others) in enumerate(zip(used, rest)):
        tied = cores[found.offsets[i] : found.offsets[i + 1]]
        ranges = tuple(region.range for region in tied)
        rows.append(LeftOut(estimate, "core", others, ranges, tied[0].depth if tied else None))
    return tuple(rows)


def _without_mean(estimate: Estimate, others: tuple[Estimate, ...]) -> LeftOut:
    """Compute the bounds of the geometric mean: of the low ends and of the high ends, as far as all are stated."""
    if not others:
        return LeftOut(estimate, "geometric-mean", others)
    mean = geometric_mean([other.range for other in others])
    return LeftOut(estimate, "geometric-mean", others, (mean,), ratio=over(estimate.range, mean))
