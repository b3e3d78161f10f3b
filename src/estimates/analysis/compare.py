"""Who agrees with whom: relations, the core where most claims meet, and camps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, Final, overload

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from estimates import kernels
from estimates.analysis.ledger import Ledger, of_estimates
from estimates.analysis.lineage.suspicion import Suspicion, suspected
from estimates.analysis.selection import Selection, select
from estimates.analysis.voices import voices_of
from estimates.errors import ClaimError
from estimates.kernels import pairs, random_set, sweep
from estimates.kernels.groups import Bools, Floats, Ints, order
from estimates.kernels.random_set import Bounds
from estimates.model.claims import Estimate
from estimates.model.descriptions import counted, headed
from estimates.model.dossiers import Dossier
from estimates.model.numbers import Number, written
from estimates.model.occasions import apart
from estimates.model.ranges import Range, Relation, computed_range
from estimates.model.sources import Source

_RELATIONS: Final[tuple[Relation, ...]] = ("disjoint", "touch", "overlap", "nested", "equal")


@frozen
class Pair:
    """How two claims lie to each other; ``a, b = pair`` gives the two.

    Parameters
    ----------
    a, b : Estimate
    relation : str
        ``disjoint``, ``touch``, ``overlap``, ``nested`` or ``equal``.
    gap_ratio : float or None
        The higher low end over the lower high end: above 1, the factor by which the two fail to meet.
    jaccard, overlap : float or None
        Their common length over that of both together, and over that of the shorter, both in logs. None where that
        is not defined: a single number has no length, an end that is not stated none that is known.
    """

    a: Estimate
    b: Estimate
    relation: Relation
    gap_ratio: float | None = None
    jaccard: float | None = None
    overlap: float | None = None

    def __iter__(self) -> Iterator[Estimate]:
        yield from (self.a, self.b)

    def __str__(self) -> str:
        far = self.relation == "disjoint" and self.gap_ratio is not None and self.gap_ratio > 1
        gap = f", by a factor of {written(self.gap_ratio)}" if far else ""
        return f"{self.a} | {self.b}: {self.relation}{gap}{f'; {self.apart}' if self.apart else ''}"

    @property
    def apart(self) -> str:
        """In which stated date or place the two differ, so that both may be right; ``""`` where they do not."""
        return apart(self.a, self.b)


@frozen
class Region:
    """Values on which several claims agree.

    Parameters
    ----------
    range : Range
        The values; an end that none of the claims states is not stated.
    depth : int
        How many claims admit them, those of one voice counted once; of a region of at least so many, the least number
        within it.
    estimates : tuple of Estimate
        The claims that admit all of these values.
    """

    range: Range
    depth: int
    estimates: tuple[Estimate, ...]

    def __str__(self) -> str:
        names = ", ".join(estimate.claimant.name for estimate in self.estimates)
        return f"{self.range}: {self.depth} ({names})" if names else f"{self.range}: {self.depth}"


@frozen(repr=False)
class Comparison:
    """The claims of a dossier set beside each other, made by `compare`.

    Attributes
    ----------
    dossier : Dossier
    used : tuple of Estimate
        The claims compared. One that serves only as a bound has that bound as its range.
    set_aside : tuple of (Estimate, str)
        The claims that are not, each with the reason.
    implied : tuple of (Estimate, str)
        The claims of `used` that serve only as the bounds that they imply.
    """

    dossier: Dossier
    selection: Selection
    _claims: kernels.Intervals = field(eq=False, hash=False, alias="claims")

    @property
    def used(self) -> tuple[Estimate, ...]:
        """The claims compared."""
        return self.selection.used

    @property
    def set_aside(self) -> tuple[tuple[Estimate, str], ...]:
        """The claims that are not compared, each with the reason."""
        return self.selection.set_aside

    @property
    def implied(self) -> tuple[tuple[Estimate, str], ...]:
        """The claims that serve only as the bounds that they imply, and which these are."""
        return self.selection.implied

    @property
    def flagged(self) -> tuple[tuple[Estimate, str], ...]:
        """The claims compared that owe something to others, and what they owe."""
        return self.selection.flagged

    @cached_property
    def suspected(self) -> tuple[Suspicion, ...]:
        """The claims compared that share an unusual value although no link says why; nothing is made of it."""
        return suspected(self.used, self.dossier.links)

    @property
    def intervals(self) -> kernels.Intervals:
        """The claims compared as the kernels take them, each with its voice."""
        return self._claims

    @property
    def voices(self) -> int:
        """How many voices the claims compared have; a voice counts once in every depth."""
        return int(self._claims.voices.sum())

    @property
    def sources(self) -> tuple[Source, ...]:
        """The works on which the claims compared rest."""
        return tuple(dict.fromkeys(work for e in self.used for place in e.citations for work in place.sources))

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Every two claims, and how they lie to each other."""
        found = pairs.pairs(self._claims)
        columns = (found.a, found.b, found.relation, found.gap_ratio, found.jaccard, found.overlap)
        return tuple(
            Pair(self.used[a], self.used[b], _RELATIONS[code], *map(_defined, measures))
            for a, b, code, *measures in zip(*(column.tolist() for column in columns))
        )

    @property
    def disjoint(self) -> tuple[Pair, ...]:
        """The pairs of claims with no common value: they cannot both be right, unless they are `apart`."""
        return tuple(pair for pair in self.pairs if pair.relation == "disjoint")

    @cached_property
    def core(self) -> tuple[Region, ...]:
        """Where most claims meet; several regions when they are tied."""
        return self._named(sweep.core(self._claims))

    def regions(self, k: int) -> tuple[Region, ...]:
        """Return every stretch of values that at least so many claims admit.

        Parameters
        ----------
        k : int
            One or more.
        """
        if isinstance(k, bool) or not isinstance(k, int) or k < 1:
            raise ClaimError(f"k is a number of claims, one or more (got {k!r})")
        return self._named(sweep.regions(self._claims, k), whole=True)

    @cached_property
    def camps(self) -> tuple[Region, ...]:
        """Who stands with whom: the largest sets of claims with a value in common, and what they have in common.

        A claim may stand in several camps.
        """
        return self._named(sweep.camps(self._claims)[0])

    @cached_property
    def envelope(self) -> Range | None:
        """The values from the lowest to the highest that any claim admits; None where no claim is compared."""
        if not self.used:
            return None
        return range_of(random_set.envelope(self._claims), 0, self.used)

    def _named(self, found: sweep.Regions, *, whole: bool = False) -> tuple[Region, ...]:
        return regions_of(found, sweep.members(self._claims, found), self.used, whole=whole)

    def __repr__(self) -> str:
        of = f"{self.dossier.estimand.id!r}{' (scenario)' if self.dossier.scenario else ''}"
        return f"<Comparison of {of}: {len(self.used)} compared, {len(self.set_aside)} set aside>"

    def __str__(self) -> str:
        lines = [f"{headed(self.dossier.estimand)}: {len(self.used)} claims compared, {len(self.set_aside)} set aside"]
        tied = "Tied cores: " if len(self.core) > 1 else "Core: "
        lines += [tied + "; ".join(map(str, self.core))] if self.core else []
        lines += [f"Envelope: {self.envelope}"] if self.envelope else []
        lines += [f"{'May both be right' if pair.apart else 'Cannot both be right'}: {pair}" for pair in self.disjoint]
        unclear = [(e, counted(e, self.dossier.estimand)) for e in self.used if e.scope == "unclear"]
        lines += [f"Compared, but: {estimate}: {reason}" for estimate, reason in unclear]
        lines += [f"Compared, but: {estimate}: {said}" for estimate, said in self.flagged]
        lines += [f"Used as a bound: {estimate}. {reason}" for estimate, reason in self.implied]
        lines += [f"Set aside: {estimate}: {reason}" for estimate, reason in self.set_aside]
        lines += [f"Suspected: {suspicion}" for suspicion in self.suspected]
        return "\n".join(lines)


def _defined(value: float) -> float | None:
    return None if np.isnan(value) else value


def range_of(found: Bounds, group: int, used: Sequence[Estimate]) -> Range:
    """Return the bounds that a kernel gives for a group of claims as a range."""
    low, high, low_open, high_open = (np.ravel(column[group])[0].item() for column in found[:4])
    ranges = [estimate.range for estimate in used]
    return computed_range(low, high, ranges, low_open=low_open, high_open=high_open)


def regions_of(
    found: sweep.Regions, members: sweep.Members, used: tuple[Estimate, ...], *, whole: bool = False
) -> tuple[Region, ...]:
    """Return the regions of a kernel with their claims, which its rows count in `used`.

    Where a region is `whole`, as one of at least k claims, its ends may be those of claims that admit a part of it.
    """
    out = []
    for i, depth in enumerate(found.number.tolist()):
        rows = members.rows[members.offsets[i] : members.offsets[i + 1]].tolist()
        who = tuple(used[row] for row in rows)
        ends = Bounds(found.low, found.high, found.low_open, found.high_open, found.reason)
        out.append(Region(range_of(ends, i, used if whole else who), depth, who))
    return tuple(out)


@frozen(eq=False, repr=False)
class LedgerComparison:
    """The claims of many estimands compared: one entry an estimand in each array, made by `compare` of a ledger.

    A high end without limit is infinite, a low end that no claim states is zero; nan is an estimand that was refused.

    Parameters
    ----------
    ledger : Ledger
    n : array of int
        How many claims were compared.
    core_low, core_high : array of float
        The core; the lowest where several are tied.
    core_low_open, core_high_open : array of bool
        Whether an end itself is excluded.
    core_depth : array of int
        How many claims admit the core.
    ties : array of int
        How many cores there are: 1 where there is no tie.
    disjoint : array of int
        How many pairs of claims have no value in common.
    envelope_low, envelope_high : array of float
    reason : tuple of str
        Why an estimand was refused; ``""`` where it was not.
    """

    ledger: Ledger
    n: Ints
    core_low: Floats
    core_high: Floats
    core_low_open: Bools
    core_high_open: Bools
    core_depth: Ints
    ties: Ints
    disjoint: Ints
    envelope_low: Floats
    envelope_high: Floats
    reason: tuple[str, ...]

    def columns(self) -> dict[str, object]:
        """Return the columns of a table, by name: one row an estimand.

        ``zero_stated`` says whether a claim states zero as its low end; where none does, a low end of zero is one that
        no claim states.
        """
        names = ("n", "core_low", "core_high", "core_low_open", "core_high_open", "core_depth", "ties", "disjoint",
                 "envelope_low", "envelope_high")  # fmt: skip
        arrays = {name: getattr(self, name) for name in names}
        return {"estimand": list(self.ledger.groups), **arrays, "zero_stated": self.ledger.zero_stated,
                "left_out": self.ledger.left_out,
                "reason": list(self.reason), **self.ledger.marks}  # fmt: skip

    def __len__(self) -> int:
        return len(self.n)

    def __repr__(self) -> str:
        refused = sum(map(bool, self.reason))
        return f"<Comparison of {len(self):,} estimands, {len(self) - refused:,} answered, {refused:,} refused>"


@overload
def compare(x: Dossier, *, imply: bool = False) -> Comparison: ...
@overload
def compare(x: Ledger, *, imply: bool = False) -> LedgerComparison: ...
def compare(x: Dossier | Ledger, *, imply: bool = False) -> Comparison | LedgerComparison:
    """Set claims beside each other: who agrees with whom, where most meet, and who cannot both be right.

    Claims of another measure or scope than the estimand's, those that no longer stand, and exact copies of others are
    set aside, with the reason (see `lineage`).

    Parameters
    ----------
    x : Dossier or Ledger
    imply : bool
        Whether claims of a wider measure or scope serve as the upper bounds that they imply, those of a narrower one
        as lower bounds. Of a dossier only: a ledger does not know what each claim counts.

    Returns
    -------
    Comparison or LedgerComparison

    Examples
    --------
    >>> import estimates as es
    >>> print(compare(es.load("nanking-1937")["garrison"]))
    Garrison of Nanking, December 1937: 3 claims compared, 0 set aside
    Tied cores: 73,790–81,500: 1 (David Askew); 100,000: 1 (Ikuhiko Hata); c. 150,000: 1 (Tokushi Kasahara)
    Envelope: 73,790–150,000
    Cannot both be right: David Askew: 73,790–81,500 | Ikuhiko Hata: 100,000: disjoint, by a factor of 1.23
    Cannot both be right: David Askew: 73,790–81,500 | Tokushi Kasahara: c. 150,000: disjoint, by a factor of 1.84
    Cannot both be right: Ikuhiko Hata: 100,000 | Tokushi Kasahara: c. 150,000: disjoint, by a factor of 1.5
    """
    if isinstance(x, Ledger):
        if imply:
            raise ClaimError("a ledger does not know what its claims count (got imply=True); give imply to ledger_of")
        return _compare_ledger(x)
    if isinstance(x, Dossier):
        chosen = select(x, imply=imply)
        spoken = voices_of(chosen.used, x.links)
        return Comparison(x, chosen, of_estimates([x.estimand.id], [chosen.used], None, [spoken]).intervals())
    raise ClaimError(f"a comparison is made of a dossier or a ledger (got {type(x).__name__})")


def _compare_ledger(ledger: Ledger) -> LedgerComparison:
    claims = ledger.intervals()
    core = sweep.core(claims)
    answered = np.flatnonzero(np.diff(core.offsets) > 0)
    first = core.offsets[answered]
    envelope = random_set.envelope(claims)

    def lowest(values: NDArray[Any], fill: float) -> NDArray[Any]:
        out = np.full(len(ledger.groups), fill, dtype=values.dtype)
        out[answered] = values[first]
        return out

    return LedgerComparison(
        ledger=ledger, n=claims.spread(claims.sizes, 0),
        core_low=lowest(core.low, np.nan), core_high=lowest(core.high, np.nan),
        core_low_open=lowest(core.low_open, 0), core_high_open=lowest(core.high_open, 0),
        core_depth=lowest(core.number, 0), ties=np.diff(core.offsets), disjoint=claims.spread(_disjoint(claims), 0),
        envelope_low=envelope.low, envelope_high=envelope.high, reason=ledger.why(claims.reason),
    )  # fmt: skip


def _disjoint(claims: kernels.Intervals) -> Ints:
    """Return how many pairs of each held group have no common value, without making the pairs.

    A pair is disjoint when one claim has stopped before, or just where, the other starts: each start counts the
    stops that stand before it in the order of all ends, a stop before a start at the same cut.
    """
    sizes, first = claims.sizes, claims.offsets
    held = np.arange(len(claims.rows))
    ends = np.empty(2 * len(held), dtype=np.uint64)
    is_stop = np.zeros(2 * len(held), dtype=bool)
    at_stop, at_start = held + np.repeat(first[:-1], sizes), held + np.repeat(first[1:], sizes)
    ends[at_stop], ends[at_start] = claims.stop, claims.start
    is_stop[at_stop] = True
    stops = is_stop[order(ends, 2 * first)]
    before = np.concatenate(([0], np.cumsum(stops)))[:-1]
    before -= np.repeat(first[:-1], 2 * sizes)
    counted = np.concatenate(([0], np.cumsum(np.where(stops, 0, before))))
    found: Ints = np.diff(counted[2 * first])
    return found


def agreement(dossier: Dossier, value: Number | Range) -> tuple[Estimate, ...]:
    """Return the claims that admit a number, or the whole of a range, among those that count the same.

    They are those that `compare` sets beside each other: an exact copy is not a second voice.

    Parameters
    ----------
    dossier : Dossier
    value : int, float or Range

    Examples
    --------
    >>> import estimates as es
    >>> deaths = es.load("nanking-1937")["combat-deaths"]
    >>> print(*agreement(deaths, 70_000), sep="; ")
    Jay Taylor: 70,000; Japanese claim: ≤ 84,000
    """
    return tuple(estimate for estimate in select(dossier).used if estimate.range.admits(value))
