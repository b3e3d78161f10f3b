"""Results of `tensions`: claims that cannot all be right, and their text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from attrs import evolve, frozen

from estimates.analysis.implied import Implied
from estimates.analysis.tension_words import Kind, conjoined, exact, headed, percent, phrase
from estimates.model.claims import Estimand, Estimate
from estimates.model.ranges import Range
from estimates.model.rows import Row, Rows

KINDS: Final[tuple[Kind, ...]] = ("contradiction", "at the extremes", "strain")
OPEN: Final = "the population is not declared closed"


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

    See Also
    --------
    tensions : Finds them.
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
    def claims(self) -> tuple[Estimate, ...]:
        """The smaller and the larger."""
        return (self.smaller, self.larger)

    @property
    def words(self) -> str:
        """The tension in a sentence: ``70,000 killed would be 86–95 % of a garrison of 73,790–81,500``."""
        small, large = phrase(self.smaller, self.path[0]), phrase(self.larger, self.path[-1])
        share = f"would be {percent(self.share)} of" if self.share else "would exceed"
        return f"{small} {share} {large}"

    def cells(self) -> dict[str, str]:
        """Return the tension as texts, by the headings of a table."""
        caveats = (*self.caveats, OPEN) if self.replaced else self.caveats
        figures = f"{self.path[0].title} ≤ {self.path[-1].title}"
        return _cells(self, self.claims, figures, caveats)

    def __str__(self) -> str:
        who = (
            f"{self.smaller.claimant} on both figures"
            if self.same_claimant
            else f"{self.smaller.claimant} and {self.larger.claimant}"
        )
        titles = f"“{self.path[0].title}” cannot exceed “{self.path[-1].title}”"
        caveats = f" ({'; '.join(self.caveats)})" if self.caveats else ""
        unless = f" unless replacements joined ({OPEN})" if self.replaced else ""
        return f"{headed(self.kind, self.claims)}: {self.words}. {who}; {titles}{unless}{caveats}"

    @property
    def certain(self) -> bool:
        """Whether the two cannot both be right: both are exact, and nobody can have joined."""
        return self.kind == "contradiction" and not self.replaced and exact(self.claims)


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

    See Also
    --------
    tensions : Finds them.
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
    def claims(self) -> tuple[Estimate, ...]:
        """The parts and the whole."""
        return (*self.parts, self.whole)

    @property
    def kind(self) -> Kind:
        """``contradiction``: as stated, they cannot all be right."""
        return "contradiction"

    @property
    def certain(self) -> bool:
        """Whether they cannot all be right: all are exact and count just what their estimands say."""
        return exact(self.claims)

    @property
    def words(self) -> str:
        """The tension in a sentence: ``60 killed and 50 wounded together exceed 100 casualties``."""
        named = [phrase(e, estimand) for e, estimand in zip(self.parts, self.figures)]
        one = len(named) == 1
        verb = (
            f"{'exceeds' if one else 'together exceed'}"
            if self.way == "exceed"
            else (f"{'falls' if one else 'together fall'} short of")
        )
        return f"{conjoined(named)} {verb} {phrase(self.whole, self.figure)}"

    def cells(self) -> dict[str, str]:
        """Return the tension as texts, by the headings of a table."""
        figures = f"{self.figure.title}: {', '.join(one.title for one in self.figures)}"
        return _cells(self, self.claims, figures, self.caveats)

    def __str__(self) -> str:
        who = " and ".join(dict.fromkeys(e.claimant.name for e in self.claims))
        parts = conjoined([f"“{estimand.title}”" for estimand in self.figures])
        are = "is a part" if len(self.figures) == 1 else "are parts"
        caveats = f" ({'; '.join(self.caveats)})" if self.caveats else ""
        all_of = " and are all of it" if self.way == "fall short" else ""
        head = headed(self.kind, self.claims)
        return f"{head}: {self.words}. {who}; {parts} {are} of “{self.figure.title}”{all_of}{caveats}"


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

    See Also
    --------
    tensions : Finds them.
    implied_bounds : What the share implies.
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
        return f"{phrase(self.claim, self.figure)}; but {self.implied.words}"

    def cells(self) -> dict[str, str]:
        """Return the tension as texts, by the headings of a table."""
        implied = evolve(self.claim, range=self.implied.range)
        return _cells(self, (*self.claims, implied), self.figure.title, self.caveats)

    def __str__(self) -> str:
        caveats = f" ({'; '.join(self.caveats)})" if self.caveats else ""
        bound = evolve(self.claim, range=self.implied.range)
        said = headed(self.kind, (*self.claims, bound))
        return f"{said}: {self.words}. {self.claim.claimant}; “{self.figure.title}”{caveats}"


@frozen(repr=False)
class JointTension(Row):
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

    See Also
    --------
    tensions : Finds them.
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
        named = [phrase(e, estimand) for e, estimand in zip(self.claims, self.figures)]
        return f"no values within the stated ranges of {conjoined(named)} satisfy {conjoined(self.constraints)}"

    def cells(self) -> dict[str, str]:
        """Return the tension as texts, by the headings of a table."""
        caveats = (*self.caveats, OPEN) if self.replaced else self.caveats
        return _cells(self, self.claims, "; ".join(self.constraints), caveats)

    def __str__(self) -> str:
        who = " and ".join(dict.fromkeys(e.claimant.name for e in self.claims))
        caveats = f" ({'; '.join(self.caveats)})" if self.caveats else ""
        unless = f"; unless replacements joined ({OPEN})" if self.replaced else ""
        return f"{headed(self.kind, self.claims)}: {self.words}. {who}{unless}{caveats}"


AnyTension = Tension | SumTension | ShareTension | JointTension


class Tensions(Rows[AnyTension]):
    """What `tensions` returns: a tuple of tensions, first those between claimants, then those within one's claims.

    Attributes
    ----------
    not_compared : tuple of str
        The figures that the data bind and that could not be compared, each with the reason.
    bound : bool
        Whether the data bind any figure to another, so that there was something to compare.

    See Also
    --------
    tensions : Returns it.
    """

    noun = "tension"
    not_compared: tuple[str, ...] = ()
    bound: bool = False

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
        if self.bound and not lines and not self.not_compared:
            lines = ["No tensions"]
        return "\n".join([*lines, *self._remarks()])

    def _remarks(self) -> list[str]:
        said = [f"Not compared: {said}" for said in self.not_compared]
        return said if self or self.bound else ["Nothing was compared: no figure here is bound to another"]


def _cells(tension: AnyTension, claims: Sequence[Estimate], figures: str, caveats: Sequence[str]) -> dict[str, str]:
    who = " and ".join(dict.fromkeys(claim.claimant.name for claim in claims))
    return {"Kind": headed(tension.kind, claims), "Tension": tension.words, "Claimants": who, "Figures": figures,
            "But": "; ".join(caveats)}  # fmt: skip
