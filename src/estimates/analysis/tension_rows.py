"""Results of `tensions`: claims that cannot all be right, and their text."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Final, Literal

from attrs import evolve, frozen

from estimates.analysis.implied import Implied
from estimates.model.claims import Estimand, Estimate
from estimates.model.descriptions import counted, marked
from estimates.model.numbers import Number, written
from estimates.model.ranges import Range
from estimates.model.rows import Row, Rows
from estimates.model.vocabulary import kind_of

Kind = Literal["contradiction", "at the extremes", "strain"]

KINDS: Final[tuple[Kind, ...]] = ("contradiction", "at the extremes", "strain")
OPEN: Final = "the population is not declared closed"
_SAID: Final = {"at least": "at least", "more than": "more than", "at most": "up to", "less than": "less than"}


@frozen(repr=False)
class Tension(Row):
    """Two claims on two figures, one of which cannot exceed the other, and how far they conflict.

    Parameters
    ----------
    kind : str
        ``contradiction``: as stated, they cannot both be right (see `certain`). ``at the extremes``: they can, but not
        with all the values that they state. ``strain``: they can, and the smaller is then a large share of the larger.
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
    replaced : bool
        Whether replacements may explain it: a loss over time is compared with a strength at a date, and no estimand
        on the way declares its population closed.
    """

    kind: Kind
    smaller: Estimate
    larger: Estimate
    path: tuple[Estimand, ...]
    share: Range | None = None
    same_claimant: bool = False
    caveats: tuple[str, ...] = ()
    replaced: bool = False

    @property
    def words(self) -> str:
        """The tension in a sentence: ``70,000 killed would be 86–95 % of a garrison of 73,790–81,500``."""
        small, large = _phrase(self.smaller, self.path[0]), _phrase(self.larger, self.path[-1])
        share = f"would be {percent(self.share)} of" if self.share else "would exceed"
        return f"{small} {share} {large}"

    def cells(self) -> dict[str, str]:
        """Return the tension as texts, by the headings of a table."""
        caveats = (*self.caveats, OPEN) if self.replaced else self.caveats
        figures = f"{self.path[0].title} ≤ {self.path[-1].title}"
        return _cells(self, (self.smaller, self.larger), figures, caveats)

    def __str__(self) -> str:
        who = (
            f"{self.smaller.claimant} on both figures"
            if self.same_claimant
            else f"{self.smaller.claimant} and {self.larger.claimant}"
        )
        titles = f"“{self.path[0].title}” cannot exceed “{self.path[-1].title}”"
        caveats = f" ({'; '.join(self.caveats)})" if self.caveats else ""
        unless = f" unless replacements joined ({OPEN})" if self.replaced else ""
        return f"{_headed(self.kind, (self.smaller, self.larger))}: {self.words}. {who}; {titles}{unless}{caveats}"

    @property
    def certain(self) -> bool:
        """Whether the two cannot both be right: both are exact, and nobody can have joined."""
        return self.kind == "contradiction" and not self.replaced and exact((self.smaller, self.larger))


Way = Literal["exceed", "fall short"]


@frozen(repr=False)
class SumTension(Row):
    """Claims on the parts of a figure that together exceed a claim on the whole, or fall short of it.

    No smaller set of the claims is in the same tension.

    Parameters
    ----------
    parts : tuple of Estimate
        One a figure.
    whole : Estimate
    figures : tuple of Estimand
        What each of the parts counts.
    figure : Estimand
        What the whole counts.
    way : str
        ``exceed``, or ``fall short``, where the parts are all that the whole consists of.
    share : Range or None
        The share of the whole that the parts would be.
    same_claimant : bool
        Whether all are claims of one claimant.
    caveats : tuple of str
    """

    parts: tuple[Estimate, ...]
    whole: Estimate
    figures: tuple[Estimand, ...]
    figure: Estimand
    way: Way
    share: Range | None = None
    same_claimant: bool = False
    caveats: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """``contradiction``: as stated, they cannot all be right."""
        return "contradiction"

    @property
    def certain(self) -> bool:
        """Whether they cannot all be right: all are exact and count just what their estimands say."""
        return exact((*self.parts, self.whole))

    @property
    def words(self) -> str:
        """The tension in a sentence: ``60 killed and 50 wounded together exceed 100 casualties``."""
        named = [_phrase(e, estimand) for e, estimand in zip(self.parts, self.figures)]
        one = len(named) == 1
        verb = (
            f"{'exceeds' if one else 'together exceed'}"
            if self.way == "exceed"
            else (f"{'falls' if one else 'together fall'} short of")
        )
        return f"{_and(named)} {verb} {_phrase(self.whole, self.figure)}"

    def cells(self) -> dict[str, str]:
        """Return the tension as texts, by the headings of a table."""
        figures = f"{self.figure.title}: {', '.join(one.title for one in self.figures)}"
        return _cells(self, (*self.parts, self.whole), figures, self.caveats)

    def __str__(self) -> str:
        who = " and ".join(dict.fromkeys(e.claimant.name for e in (*self.parts, self.whole)))
        parts = ", ".join(f"“{estimand.title}”" for estimand in self.figures)
        caveats = f" ({'; '.join(self.caveats)})" if self.caveats else ""
        all_of = " and are all of it" if self.way == "fall short" else ""
        head = _headed(self.kind, (*self.parts, self.whole))
        return f"{head}: {self.words}. {who}; parts of “{self.figure.title}”{all_of}: {parts}{caveats}"


@frozen(repr=False)
class ShareTension(Row):
    """A claim on a figure that has no value in common with what a stated share implies for that figure.

    Parameters
    ----------
    claim : Estimate
    implied : Implied
        What follows from a share or ratio and the claims on other figures.
    figure : Estimand
    share : Range or None
        The claim over the implied number; always None, since either may be the higher.
    same_claimant : bool
        Whether the claim, the share and the other claims are all by one claimant.
    caveats : tuple of str
    """

    claim: Estimate
    implied: Implied
    figure: Estimand
    share: Range | None = None
    same_claimant: bool = False
    caveats: tuple[str, ...] = ()

    @property
    def claims(self) -> tuple[Estimate, ...]:
        """The claim, the one that states the share, and those on the other figures."""
        return (self.claim, self.implied.estimate, *self.implied.beside)

    @property
    def kind(self) -> Kind:
        """``contradiction``: as stated, they cannot all be right."""
        return "contradiction"

    @property
    def certain(self) -> bool:
        """Whether they cannot all be right: all are exact and count just what their estimands say."""
        return not self.implied.range.approximate and exact(self.claims)

    @property
    def words(self) -> str:
        """The tension in a sentence: ``50,000 killed; but “half” (Durdin), of 50,000 (Askew), implies 25,000``."""
        return f"{_phrase(self.claim, self.figure)}; but {self.implied.words}"

    def cells(self) -> dict[str, str]:
        """Return the tension as texts, by the headings of a table."""
        implied = evolve(self.claim, range=self.implied.range)
        return _cells(self, (*self.claims, implied), self.figure.title, self.caveats)

    def __str__(self) -> str:
        caveats = f" ({'; '.join(self.caveats)})" if self.caveats else ""
        bound = evolve(self.claim, range=self.implied.range)
        said = _headed(self.kind, (*self.claims, bound))
        return f"{said}: {self.words}. {self.claim.claimant}; “{self.figure.title}”{caveats}"


@frozen
class JointTension:
    """Claims on several figures that no numbers within their ranges satisfy, though each chain and each sum is kept.

    All constraints that join the figures are taken together: a sum of which a part is bounded from below by a third
    figure, or the whole from above. No smaller set of the claims, and no fewer of the constraints, would do.

    Parameters
    ----------
    claims : tuple of Estimate
        One a figure.
    figures : tuple of Estimand
        What each of the claims counts.
    constraints : tuple of str
        What has to hold, in titles: ``“Killed” + “Wounded” ≤ “Casualties”``.
    same_claimant : bool
        Whether all are claims of one claimant.
    caveats : tuple of str
    replaced : bool
        Whether replacements may explain it, as in `Tension`.
    """

    claims: tuple[Estimate, ...]
    figures: tuple[Estimand, ...]
    constraints: tuple[str, ...]
    same_claimant: bool = False
    caveats: tuple[str, ...] = ()
    replaced: bool = False

    @property
    def kind(self) -> Kind:
        """``contradiction``: as stated, they cannot all be right."""
        return "contradiction"

    @property
    def share(self) -> Range | None:
        """None: no share follows."""
        return None

    @property
    def figure(self) -> Estimand:
        """The figure of the last claim, under which a report lists the tension."""
        return self.figures[-1]

    @property
    def certain(self) -> bool:
        """Whether they cannot all be right: all are exact and count just what their estimands say."""
        return not self.replaced and exact(self.claims)

    @property
    def words(self) -> str:
        """The tension in a sentence: the claims, and the constraints that no values within their ranges satisfy."""
        named = [_phrase(e, estimand) for e, estimand in zip(self.claims, self.figures)]
        return f"no values within the stated ranges of {_and(named)} satisfy {_and(self.constraints)}"

    def __str__(self) -> str:
        who = " and ".join(dict.fromkeys(e.claimant.name for e in self.claims))
        caveats = f" ({'; '.join(self.caveats)})" if self.caveats else ""
        unless = f"; unless replacements joined ({OPEN})" if self.replaced else ""
        return f"{_headed(self.kind, self.claims)}: {self.words}. {who}{unless}{caveats}"


AnyTension = Tension | SumTension | ShareTension | JointTension


def claims_in(tension: AnyTension) -> tuple[Estimate, ...]:
    """Return the claims of a tension."""
    if isinstance(tension, Tension):
        return (tension.smaller, tension.larger)
    return (*tension.parts, tension.whole) if isinstance(tension, SumTension) else tension.claims


class Tensions(Rows[AnyTension]):
    """What `tensions` returns: a tuple of tensions, first those between claimants, then those within one's claims.

    Attributes
    ----------
    not_compared : tuple of str
        The figures that the data bind and that could not be compared, each with the reason.
    """

    noun = "tension"
    not_compared: tuple[str, ...] = ()

    @property
    def across(self) -> Rows[AnyTension]:
        """The tensions between the claims of several claimants."""
        return Rows((tension for tension in self if not tension.same_claimant), "tension")

    @property
    def within(self) -> Rows[AnyTension]:
        """The tensions between claims of one claimant: "80 of 88"."""
        return Rows((tension for tension in self if tension.same_claimant), "tension")

    def __str__(self) -> str:
        lines = [str(tension) for tension in self.across]
        if self.within:
            lines += ["By one claimant on all figures:", *(f"  {tension}" for tension in self.within)]
        return "\n".join([*lines, *self._remarks()])

    def _remarks(self) -> list[str]:
        return [f"Not compared: {said}" for said in self.not_compared]


def _cells(tension: AnyTension, claims: Sequence[Estimate], figures: str, caveats: Sequence[str]) -> dict[str, str]:
    who = " and ".join(dict.fromkeys(claim.claimant.name for claim in claims))
    return {"Kind": _headed(tension.kind, claims), "Tension": tension.words, "Claimants": who, "Figures": figures,
            "But": "; ".join(caveats)}  # fmt: skip


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
    """Return whether claims are exact: none says "about", and none is of an unclear scope."""
    return not any(estimate.range.approximate or estimate.scope == "unclear" for estimate in claims)


def _and(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _headed(kind: Kind, claims: Sequence[Estimate]) -> str:
    """Return the kind of a tension, with what keeps a contradiction from being certain."""
    if kind != "contradiction" or exact(claims):
        return kind
    provisos = ["as stated, where one says about"] if any(estimate.range.approximate for estimate in claims) else []
    provisos += ["if the scopes are the same"] if any(estimate.scope == "unclear" for estimate in claims) else []
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
