"""Comparison, the claims of one dossier compared: relations, the core where most claims meet, and camps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final, Literal

import numpy as np
from attrs import field, frozen

from estimates import kernels
from estimates.analysis.lineage.suspicion import Suspicion, suspected
from estimates.analysis.selection import Selected, Selection
from estimates.analysis.stated_intervals import leaves_room
from estimates.errors import ClaimError
from estimates.kernels import membership, pairs, random_set, sweep
from estimates.kernels.pairs import Pairs
from estimates.kernels.random_set import Bounds
from estimates.model.claims import Estimate
from estimates.model.computed_ranges import computed_range
from estimates.model.descriptions import computed, counted, headed, with_reason
from estimates.model.dossiers import Dossier
from estimates.model.markup import html_facts, html_list
from estimates.model.numbers import many, rounded_ratio, written
from estimates.model.occasions import apart
from estimates.model.ranges import Range, Relation
from estimates.model.rows import Row, Rows
from estimates.model.sources import Source

Verdict = Literal["cannot both be right", "may both be right", "no common value"]

_RELATIONS: Final[tuple[Relation, ...]] = ("disjoint", "touch", "overlap", "nested", "equal")
_MOST_PAIRS: Final = 8  # more disjoint pairs are counted, and the widest named
_MOST_CORES: Final = 8
_MOST_TABLED: Final = 60  # pairs that a table lists
_MOST_NAMES: Final = 24
_ALIKE: Final = 3  # more claims of which the same is to be said are listed together


@frozen(repr=False)
class Pair(Row):
    """How two claims relate; ``a, b = pair`` gives the two.

    Parameters
    ----------
    a, b : Estimate
    relation : str
        ``disjoint``, ``touch``, ``overlap``, ``nested`` or ``equal``. "About" is taken at its stated value, unless the
        comparison was given a factor for it.
    gap_ratio : float or None
        The higher low end over the lower high end: above 1, the factor by which the two fail to meet. None where the
        lower high end is zero, from which no factor leads away.
    jaccard, overlap : float or None
        Their common length over that of both together, and over that of the shorter, both in logs. None where that
        is not defined: a single number has no length, an end that is not stated none that is known.
    as_stated : bool
        Whether "about" was taken at its stated value.

    See Also
    --------
    Comparison.pairs : All pairs of a dossier.
    """

    a: Estimate
    b: Estimate
    relation: Relation
    gap_ratio: float | None = None
    jaccard: float | None = None
    overlap: float | None = None
    as_stated: bool = True

    def __iter__(self) -> Iterator[Estimate]:
        yield from (self.a, self.b)

    @property
    def apart(self) -> str:
        """In which stated date or place the two differ, so that both may be right; ``""`` where they do not."""
        return apart(self.a, self.b)

    @property
    def about(self) -> int:
        """How many of the two say "about" of a number that was taken at its stated value."""
        return (self.a.range.approximate + self.b.range.approximate) if self.as_stated else 0

    @property
    def verdict(self) -> Verdict | None:
        """What follows where the two have no common value; None where they have one.

        They ``cannot both be right`` only where both are exact and count just what the estimand says. They ``may both
        be right`` where they speak of different dates or places, and have ``no common value`` where one says "about",
        its scope is unclear or another, its source calls its range an interval, or its number is a supposition.
        """
        if self.relation != "disjoint":
            return None
        if self.apart:
            return "may both be right"
        supposed = self.a.supposed is not None or self.b.supposed is not None
        exact = not self.about and not self._intervals and not supposed and self.a.scope == self.b.scope == "same"
        return "cannot both be right" if exact else "no common value"

    @property
    def _intervals(self) -> int:
        return leaves_room(self.a) + leaves_room(self.b)

    def cells(self) -> dict[str, str]:
        """Return the pair as texts, by the headings of a table."""
        factor = written(self.gap_ratio) if self.gap_ratio is not None and self.gap_ratio > 1 else ""
        says = {0: "", 1: "one says about", 2: "both say about"}[self.about] if self.relation == "disjoint" else ""
        follows = "; ".join(filter(None, [self.verdict, says, self.apart]))
        return {"Claim": str(self.a), "Other claim": str(self.b), "Relation": self.relation,
                "Apart by a factor of": factor, "What follows": follows}  # fmt: skip

    def __str__(self) -> str:
        factor = None
        if self.relation == "disjoint" and self.gap_ratio is not None and self.gap_ratio > 1:
            factor = written(rounded_ratio(self.gap_ratio))
        if self.relation == "disjoint" and self.about:
            says = "both say" if self.about == 2 else "one says"
            said = f"differ{f' by a factor of {factor}' if factor else ''} as stated; {says} about"
        else:
            said = f"{self.relation}{f', by a factor of {factor}' if factor else ''}"
        if self.relation == "disjoint" and self._intervals:
            which = "both ranges are intervals" if self._intervals == 2 else "one range is an interval"
            said = f"{said}; {which}, outside of which the value may lie"
        return f"{self.a} | {self.b}: {said}{f'; {self.apart}' if self.apart else ''}"


@frozen(repr=False)
class Region(Row):
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

    See Also
    --------
    Comparison.core, Comparison.regions : Where they are found.
    """

    range: Range
    depth: int
    estimates: tuple[Estimate, ...]

    def cells(self) -> dict[str, str]:
        """Return the region as texts, by the headings of a table."""
        names = "; ".join(self._names)
        return {"Values": computed(self.range), "Voices": str(self.depth), "Claims that admit all of it": names}

    @property
    def _names(self) -> list[str]:
        """The claimants, each once, with the number of claims where there are several."""
        claims = Counter(estimate.claimant.name for estimate in self.estimates)
        return [name if number == 1 else f"{name}, {number} claims" for name, number in claims.items()]

    def __str__(self) -> str:
        said = self._names
        parted = "; " if len(said) < len(self.estimates) else ", "
        names = parted.join(said[:_MOST_NAMES])
        names += f" and {len(said) - _MOST_NAMES} more" if len(said) > _MOST_NAMES else ""
        return f"{self.range}: {self.depth} ({names})" if names else f"{self.range}: {self.depth}"


@frozen(repr=False)
class Comparison(Selected):
    """The claims of a dossier compared, made by `compare`.

    Attributes
    ----------
    dossier : Dossier
    used : tuple of Estimate
        The claims compared. One that serves only as a bound has that bound as its range.
    set_aside : tuple of (Estimate, str)
        The claims that are not, each with the reason.
    implied : tuple of (Estimate, str)
        The claims of `used` that serve only as the bounds that they imply.
    assumptions : dict
        The date to which the claims were confined, and the factor for "about", where they were given.

    See Also
    --------
    compare : Returns it.
    agreement : The claims that admit a value.
    """

    dossier: Dossier
    selection: Selection
    _claims: kernels.Intervals = field(eq=False, hash=False, alias="claims")
    taken: tuple[Range, ...] = ()
    as_of: str = ""
    approximate_factor: float | None = None

    @property
    def assumptions(self) -> dict[str, object]:
        """What was assumed, by name; empty for nothing."""
        given = {"as_of": self.as_of or None, "approximate_factor": self.approximate_factor}
        return {name: value for name, value in given.items() if value is not None}

    @property
    def implied(self) -> tuple[tuple[Estimate, str], ...]:
        """The claims that serve only as the bounds that they imply, and which these are."""
        return self.selection.implied

    @cached_property
    def suspected(self) -> tuple[Suspicion, ...]:
        """The claims compared that share an unusual value, a range or a place although no link says why."""
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
    def pairs(self) -> Rows[Pair]:
        """Every two claims, and how they relate."""
        return self._pairs(pairs.pairs(self._claims))

    def _pairs(self, found: Pairs) -> Rows[Pair]:
        columns = (found.a, found.b, found.relation, found.gap_ratio, found.jaccard, found.overlap)
        stated = self.approximate_factor is None
        made = (
            Pair(self.used[a], self.used[b], _RELATIONS[code], _defined(gap), _defined(shared), _defined(part), stated)
            for a, b, code, gap, shared, part in zip(*(column.tolist() for column in columns))
        )
        return Rows(made, "pair")

    @property
    def disjoint(self) -> Rows[Pair]:
        """The pairs of claims with no common value; the `verdict` of each says what follows."""
        return self._pairs(pairs.disjoint_pairs(self._claims))

    @cached_property
    def disjoint_count(self) -> int:
        """How many pairs of claims have no common value; counted without making the pairs."""
        return int(pairs.disjoint_counts(self._claims).sum())

    @cached_property
    def widest(self) -> Pair | None:
        """The two claims furthest apart, as a factor; None where all have a value in common."""
        if not self.disjoint_count:
            return None
        ends = sorted({int(np.argmin(self._claims.stop)), int(np.argmax(self._claims.start))})
        names = ("low", "high", "start", "stop", "rows")
        part = {name: getattr(self._claims, name)[ends] for name in names}
        two = kernels.Intervals(**part, offsets=np.array([0, 2]), groups=np.array([0]), reason=self._claims.reason[:1],
                                length=self._claims.length)  # fmt: skip
        return self._pairs(pairs.pairs(two))[0]

    @cached_property
    def core(self) -> Rows[Region]:
        """Where most claims meet; several regions when they are tied."""
        return self._named(sweep.core(self._claims))

    def regions(self, k: int) -> Rows[Region]:
        """Return every stretch of values that at least so many claims admit, those of one voice counted once.

        Parameters
        ----------
        k : int
            One or more.
        """
        if isinstance(k, bool) or not isinstance(k, int) or k < 1:
            raise ClaimError(f"k must be a number of claims, one or more (got {k!r})")
        return self._named(sweep.regions(self._claims, k), whole=True)

    @cached_property
    def camps(self) -> Rows[Region]:
        """The largest sets of claims with a value in common, and the values that they share.

        A claim may stand in several camps.
        """
        return self._named(membership.camps(self._claims)[0], noun="camp")

    @cached_property
    def envelope(self) -> Range | None:
        """The values from the lowest to the highest that any claim admits; None where no claim is compared."""
        return range_of(random_set.envelope(self._claims), 0, self.taken) if self.used else None

    def _named(self, found: sweep.Regions, *, whole: bool = False, noun: str = "region") -> Rows[Region]:
        members = membership.members(self._claims, found)
        ends = Bounds(found.low, found.high, found.low_open, found.high_open, found.reason)
        out = []
        for i, depth in enumerate(found.number.tolist()):
            rows = members.rows[members.offsets[i] : members.offsets[i + 1]].tolist()
            # the ends of a region of at least k claims may be those of claims that admit a part of it
            ranges = self.taken if whole else [self.taken[row] for row in rows]
            out.append(Region(range_of(ends, i, ranges), depth, tuple(self.used[row] for row in rows)))
        return Rows(out, noun)

    def __repr__(self) -> str:
        of = f"{self.dossier.estimand.id!r}{' (scenario)' if self.dossier.scenario else ''}"
        return f"<Comparison of {of}: {len(self.used)} compared, {len(self.set_aside)} set aside>"

    def __str__(self) -> str:
        facts = (f"{name}: {text}" for name, text in self._facts())
        return "\n".join([self._head, *facts, *self._disjoint_words(), *self._remarks()])

    @property
    def _head(self) -> str:
        voices = f" ({many(self.voices, 'voice')})" if self.voices < len(self.used) else ""
        counts = f"{many(len(self.used), 'claim')} compared{voices}, {len(self.set_aside)} set aside"
        return f"{headed(self.dossier.estimand)}: {counts}"

    def _facts(self) -> list[tuple[str, str]]:
        facts = [("Assuming", f"{name} {value}") for name, value in self.assumptions.items()]
        if self.core:
            more = f"; and {len(self.core) - _MOST_CORES} more" if len(self.core) > _MOST_CORES else ""
            tied = "Tied cores" if len(self.core) > 1 else "Core"
            facts.append((tied, "; ".join(map(str, tuple(self.core)[:_MOST_CORES])) + more))
        return [*facts, ("Envelope", computed(self.envelope))] if self.envelope else facts

    def _remarks(self) -> list[str]:
        unclear = [(e, counted(e, self.dossier.estimand)) for e in self.used if e.scope == "unclear"]
        lines = _grouped("Compared, but", unclear)
        lines += [f"Compared, but: {estimate}: {said}" for estimate, said in self.flagged]
        lines += [f"Used as a bound: {estimate}. {reason}" for estimate, reason in self.implied]
        lines += _grouped("Set aside", self.set_aside)
        return [*lines, *(f"Suspected: {suspicion}" for suspicion in self.suspected)]

    def _repr_html_(self) -> str:
        """Return where the claims meet, the pairs without a common value, and what is to be said of the claims."""
        few = self.disjoint_count <= _MOST_TABLED
        widest = [] if few else self._disjoint_words()
        found = f"\n{self.disjoint._repr_html_()}" if few and self.disjoint_count else ""
        return html_facts(self._facts(), caption=self._head) + found + html_list([*widest, *self._remarks()])

    def _disjoint_words(self) -> list[str]:
        if self.disjoint_count <= _MOST_PAIRS:
            return [f"{str(pair.verdict).capitalize()}: {pair}" for pair in self.disjoint]
        widest = self.widest
        assert widest is not None
        return [f"{self.disjoint_count:,} pairs have no common value; the widest: {widest}"]


def _grouped(head: str, pairs_said: Iterable[tuple[Estimate, str]]) -> list[str]:
    """Return a line for each claim, and one for many claims of which the same is said."""
    by_reason: dict[str, list[Estimate]] = {}
    for estimate, said in pairs_said:
        by_reason.setdefault(said, []).append(estimate)
    lines = []
    for said, claims in by_reason.items():
        if len(claims) > _ALIKE:
            lines.append(f"{head}: {len(claims)} claims: {said} ({'; '.join(map(str, claims[:_ALIKE]))}; …)")
        else:
            lines += [f"{head}: {with_reason(estimate, said)}" for estimate in claims]
    return lines


def _defined(value: float) -> float | None:
    return None if np.isnan(value) or np.isinf(value) else value


def range_of(found: Bounds, place: int, ranges: Sequence[Range]) -> Range:
    """Return the bounds that a kernel gives as a range, by the ranges of the claims that they are computed from."""
    low, high, low_open, high_open = (np.ravel(column[place])[0].item() for column in found[:4])
    return computed_range(low, high, ranges, low_open=low_open, high_open=high_open)
