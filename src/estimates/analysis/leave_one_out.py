"""Leave-one-out: results without a claim, a claimant, a work read through, a school or a side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import numpy as np
from attrs import evolve, field, frozen

from estimates.analysis.comparison import range_of
from estimates.analysis.ledger import Ledger, of_estimates
from estimates.analysis.pooling.assumptions import Assumptions
from estimates.analysis.pooling.method import REGISTER, checked
from estimates.analysis.pooling.methods import ORDER
from estimates.analysis.pooling.refusals import cause
from estimates.analysis.ratios import mean_of_voices, over, printed_ratio
from estimates.analysis.selection import select
from estimates.analysis.voices import By, Voices, voices_of
from estimates.errors import ClaimError, listed, nearest
from estimates.kernels import sweep
from estimates.kernels.groups import Ints, starts_of
from estimates.kernels.random_set import Bounds
from estimates.model.claims import Estimate
from estimates.model.descriptions import computed, marked
from estimates.model.dossiers import Dossier
from estimates.model.numbers import many
from estimates.model.ranges import Range
from estimates.model.rows import Row, Rows

METHODS: Final = ("core", "geometric-mean", *ORDER)
BY: Final = ("claim", "claimant", "via", "school", "side")
RESULTS: Final = {"core": "Core of the others", "geometric-mean": "Geometric mean of the others"}
_BLOCK: Final = 200_000  # claims in one call of a kernel
_MOST: Final = 5  # tied cores that a line names
_ARRAYS: Final = ("low", "high", "best", "low_open", "high_open", "approximate", "stated")


@frozen(repr=False)
class LeftOut(Row):
    """The result without some of the claims, returned by `leave_one_out`.

    Parameters
    ----------
    left : tuple of Estimate
        The claims left out.
    method : str
    by : str
        What was left out: a ``claim``, or all claims of a ``claimant``, read in one work (``via``), of a ``school`` or
        of a ``side``.
    name : str
        Whose claims they are; the id where it is one claim.
    ranges : tuple of Range
        The core of the others (several when tied), the range of their geometric mean, or the median of their pool.
        Empty where no claim remains, or the method cannot be computed.
    depth : int or None
        How many voices of the others meet in the core.
    ratio : Range or None
        The claim left out over the geometric mean of the others; None where several are left out.
    reason : str
        Why the method cannot be computed for the others; ``""`` where it can.
    voices : int or None
        How many voices the others have; given with `depth`.

    See Also
    --------
    leave_one_out : All rows.
    """

    left: tuple[Estimate, ...]
    method: str
    by: str = "claim"
    name: str = ""
    ranges: tuple[Range, ...] = ()
    depth: int | None = None
    ratio: Range | None = None
    reason: str = ""
    voices: int | None = None
    _among: tuple[Estimate, ...] = field(default=(), repr=False, alias="among")

    @property
    def estimate(self) -> Estimate:
        """The claim left out, or the first of them."""
        return self.left[0]

    @property
    def others(self) -> tuple[Estimate, ...]:
        """The claims that remain."""
        gone = {id(estimate) for estimate in self.left}
        return tuple(estimate for estimate in self._among if id(estimate) not in gone)

    def cells(self) -> dict[str, str]:
        """Return the row as texts, by the headings of a table."""
        who = str(self.estimate) if self.by == "claim" else f"{self.name} ({many(len(self.left), 'claim')})"
        return {"Without": who, RESULTS.get(self.method, "Median"): self._result,
                "Meet there": f"{self.depth} of {many(self.voices or 0, 'voice')}" if self.depth else "",
                "Left out over that": str(self.ratio or ""),
                "Scenario": "; ".join(dict.fromkeys(filter(None, map(marked, self._among))))}  # fmt: skip

    @property
    def _result(self) -> str:
        more = f" or {len(self.ranges) - _MOST} more" if len(self.ranges) > _MOST else ""
        shown = " or ".join(map(computed, self.ranges[:_MOST])) + more
        return shown or self.reason or "no claim is left"

    def __str__(self) -> str:
        who = str(self.estimate) if self.by == "claim" else f"{self.name} ({many(len(self.left), 'claim')})"
        depth = f", {self.depth} of {many(self.voices or 0, 'voice')}" if self.depth else ""
        ratio = f"; it is {printed_ratio(self.ratio)} times that" if self.ratio else ""
        scenario = " (scenario)" if any(e.supposed is not None for e in self._among) else ""
        return f"without {who}: {self._result}{depth}{ratio}{scenario}"


class LeftOuts(Rows[LeftOut]):
    """The rows of `leave_one_out`, in the order of the dossier: a tuple that shows itself as a table.

    See Also
    --------
    leave_one_out : Returns it.
    """

    noun = "row"

    def columns(self) -> dict[str, list[Any]]:
        """Return the columns of a table, by name: one row for what is left out. None is an end that is not stated."""
        firsts = [row.ranges[0] if row.ranges else Range() for row in self]
        ratios = [row.ratio or Range() for row in self]
        scenario = [_supposed(row) for row in self]
        return {
            "left_out": [row.name for row in self], "claims": ["; ".join(e.id for e in row.left) for row in self],
            "method": [row.method for row in self],
            "ranges": [" or ".join(map(computed, row.ranges[:_MOST])) for row in self],
            "tied": [len(row.ranges) for row in self],
            "low": [r.low for r in firsts], "high": [r.high for r in firsts], "depth": [row.depth for row in self],
            "ratio": [printed_ratio(row.ratio) if row.ratio else "" for row in self],
            "ratio_low": [r.low for r in ratios], "ratio_high": [r.high for r in ratios],
            "reason": [row.reason for row in self], **({"scenario": scenario} if any(scenario) else {}),
        }  # fmt: skip


def _supposed(row: LeftOut) -> str:
    return "; ".join(dict.fromkeys(filter(None, map(marked, row._among))))


def leave_one_out(dossier: Dossier, method: str = "core", *, by: str = "claim", **assumptions: Any) -> LeftOuts:
    """Recompute the result without each claim in turn, to see how much it depends on that claim.

    Copies are dropped together with their original. Voices are counted anew among the claims that remain: where what a
    claim rests on is left out, that claim speaks in its place.

    Parameters
    ----------
    dossier : Dossier
    method : str
        ``core``, where most of the others meet; ``geometric-mean``, in which a voice counts once with the mean of its
        claims, and the ratio of the claim to it; or a method of `pool`, whose median is given: ``random-set`` assumes
        nothing of what holds within a claim.
    by : {"claim", "claimant", "via", "school", "side"}
        What is left out in turn: each claim; all claims of a claimant; all that were read in one work; all of a school;
        or all of those who speak for a side. Claims that have none of these stay in.
    **assumptions : float, str or mapping
        The assumptions of `pool`, where `method` is one of its methods.

    Returns
    -------
    tuple of LeftOut
        A row for each, in the order of the dossier.

    Raises
    ------
    ClaimError
        If there is no such method or way to leave claims out, or if no claim has what they are left out by.
    PoolingError
        If an assumption is not allowed. Where the pool of the others cannot be computed, the row gives the reason.

    See Also
    --------
    compare : Relations of the claims, and where most of them meet.
    pool : One summary of all claims.
    multiverse : The pool under every defensible choice of method and assumption.

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
        raise ClaimError(f"method must be {listed(METHODS)} (got {method!r}{nearest(method, METHODS)})")
    if method in ("core", "geometric-mean") and assumptions:
        raise ClaimError(f"{method!r} takes no assumptions (got {listed(assumptions)}); a method of pool() does")
    assumed = checked(method, assumptions) if method in REGISTER else None
    used = select(dossier).used
    groups = _groups(used, by)
    rows = [LeftOut(left, method, by, name, among=used) for name, left in groups]
    if method == "geometric-mean":
        return LeftOuts(_without_mean(row, dossier) for row in rows)
    found: list[LeftOut] = []
    for part, ledger in _ledgers(dossier, used, rows, "claimant" if assumed is None else assumed.voices):
        found += _cores(part, ledger, used) if assumed is None else _pools(part, ledger, assumed)
    return LeftOuts(found)


def _groups(used: tuple[Estimate, ...], by: str) -> list[tuple[str, tuple[Estimate, ...]]]:
    """Return the names of what is left out in turn, each with its claims."""
    if by not in BY:
        raise ClaimError(f"by must be {listed(BY)} (got {by!r}{nearest(by, BY) if isinstance(by, str) else ''})")
    keys: dict[str, Callable[[Estimate], Sequence[tuple[str, str]]]] = {
        "claim": lambda e: [(e.id, e.id)],
        "claimant": lambda e: [(e.claimant.id, e.claimant.name)],
        "via": lambda e: [(c.source.key, c.source.label) for c in e.via if c.source is not None],
        "school": lambda e: [(e.claimant.school, e.claimant.school)] if e.claimant.school else [],
        "side": lambda e: [(e.speaks_for, e.speaks_for)] if e.speaks_for else [],
    }
    names: dict[str, str] = {}
    members: dict[str, list[Estimate]] = {}
    for estimate in used:
        for key, name in dict.fromkeys(keys[by](estimate)):
            names[key] = name
            members.setdefault(key, []).append(estimate)
    if used and not members:
        what = {"via": "was read through another work", "school": "is of a school", "side": "speaks for a side"}[by]
        raise ClaimError(f"no claim that is compared {what}, by which claims could be left out")
    return [(names[key], tuple(claims)) for key, claims in members.items()]


def _ledgers(
    dossier: Dossier, used: tuple[Estimate, ...], rows: Sequence[LeftOut], by: By
) -> Iterator[tuple[list[LeftOut], Ledger]]:
    """Yield the claims that remain for some of the rows at a time, so that memory grows with the claims only."""
    base = of_estimates([dossier.estimand.id], [used], None, [voices_of(used, dossier.links, by)])
    place = {id(estimate): i for i, estimate in enumerate(used)}
    step = max(1, _BLOCK // max(1, len(used)))
    for first in range(0, len(rows), step):
        part = list(rows[first : first + step])
        kept = [np.delete(np.arange(len(used)), [place[id(e)] for e in row.left]) for row in part]
        anew = bool(dossier.links) or by == "place"
        spoken = [voices_of(row.others, dossier.links, by) for row in part] if anew else None
        yield part, _ledger(base, kept, spoken)


def _ledger(base: Ledger, kept: Sequence[Ints], spoken: Sequence[Voices] | None) -> Ledger:
    rows = np.concatenate(kept)
    assert base.voice is not None
    voice, derived = base.voice[rows], np.zeros(len(rows), dtype=bool)
    if spoken is not None:
        voice = np.array([n for each in spoken for n in each.number], dtype=np.int64)
        derived = np.array([bool(why) for each in spoken for why in each.why], dtype=bool)
    means = base.means or ()
    arrays: dict[str, Any] = {name: getattr(base, name)[rows] for name in _ARRAYS}
    return evolve(
        base, groups=[str(i) for i in range(len(kept))], offsets=starts_of(np.array([len(k) for k in kept])),
        left_out=np.zeros(len(kept), dtype=np.int64), rows=rows, ids=None, claimants=None, supposed=None,
        voice=voice, derived=derived, means=tuple(means[i] for i in rows.tolist()),
        independent=None if spoken is None else np.array([each.independent for each in spoken]), **arrays,
    )  # fmt: skip


def _cores(part: Sequence[LeftOut], ledger: Ledger, used: Sequence[Estimate]) -> Iterator[LeftOut]:
    claims = ledger.intervals()
    found = sweep.core(claims)
    ends = Bounds(found.low, found.high, found.low_open, found.high_open, found.reason)
    everyone = of_estimates(["all"], [used]).intervals()
    at_start, at_stop = _by_cut(everyone.start), _by_cut(everyone.stop)
    place = {id(estimate): i for i, estimate in enumerate(used)}
    voices = claims.spread(claims.voices, 0).tolist()
    starts, stops = found.start.tolist(), found.stop.tolist()
    known: dict[tuple[int, int], Range] = {}
    for i, row in enumerate(part):
        gone = {place[id(e)] for e in row.left}
        ranges = []
        for k in range(int(found.offsets[i]), int(found.offsets[i + 1])):
            key = starts[k], stops[k]
            stating = at_start.get(key[0], set()) | at_stop.get(key[1], set())
            if gone & stating:
                ranges.append(range_of(ends, k, [used[j].range for j in sorted(stating - gone)]))
            else:
                if key not in known:
                    known[key] = range_of(ends, k, [used[j].range for j in sorted(stating)])
                ranges.append(known[key])
        first = int(found.offsets[i])
        yield evolve(row, ranges=tuple(ranges), depth=int(found.number[first]) if ranges else None,
                     voices=voices[i] if ranges else None)  # fmt: skip


def _by_cut(cuts: Any) -> dict[int, set[int]]:
    """Return for each cut the claims that begin, or end, there."""
    out: dict[int, set[int]] = {}
    for place, cut in enumerate(cuts.tolist()):
        out.setdefault(cut, set()).add(place)
    return out


def _pools(part: Sequence[LeftOut], ledger: Ledger, assumed: Assumptions) -> Iterator[LeftOut]:
    method = REGISTER[assumed.method]
    fitted = method.fit(ledger, assumed)
    half = np.array([0.5])
    found = fitted.spans(half, half)
    plain = method.of_ends and assumed.approximate_factor is None
    used = part[0]._among if part else ()
    lows, highs = of_estimates(["all"], [used]).low, of_estimates(["all"], [used]).high
    for i, row in enumerate(part):
        code = int(found.reason[i])
        if code or len(row.left) == len(used):
            yield evolve(row, reason="" if len(row.left) == len(used) else cause(code))
            continue
        gone = {id(estimate) for estimate in row.left}
        stating = np.flatnonzero((lows == found.low[i, 0]) | (highs == found.high[i, 0])).tolist()
        median = range_of(found, i, [used[j].range for j in stating if id(used[j]) not in gone])
        yield evolve(row, ranges=(median if plain else evolve(median, approximate=False),))


def _without_mean(row: LeftOut, dossier: Dossier) -> LeftOut:
    """Compute the bounds of the voices' geometric mean: of low ends and of high ends, as far as all are stated."""
    others = row.others
    if not others:
        return row
    mean = mean_of_voices(others, dossier.links)
    return evolve(row, ranges=(mean,), ratio=over(row.estimate.range, mean) if row.by == "claim" else None)
