"""Judgements that claims are inflated or downplayed, each with who says it and where."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from estimates.errors import RangeError
from estimates.model.checks import as_factor, exactly_one, identified, one_of, texts, typed
from estimates.model.cited_text import places
from estimates.model.claims import Claimant, Estimand, Estimate
from estimates.model.displayed import Displayed
from estimates.model.ranges import Range
from estimates.model.sources import Citation, chained
from estimates.model.vocabulary import (
    DIRECTIONS,
    PARTIES,
    STRENGTHS,
    Direction,
    Strength,
    checked_measure,
    same_measure,
)


def _measures(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(checked_measure, texts(values)))


@frozen(field_transformer=typed)
class BiasNote(Displayed):
    """Somebody's judgement that somebody's claims are inflated or downplayed. It changes no number.

    Parameters
    ----------
    id : str
    said_by : Claimant
        Whose judgement it is.
    direction : str
        ``inflated`` or ``downplayed``.
    strength : str
        ``finding`` ("usually inflated"), ``motive`` ("had reason to downplay") or ``accusation``.
    about_estimate, about_claimant : str
        The id of the estimate, or of the claimant, that is judged.
    about_side, about_subject_side : str
        The belligerent side whose own claims are judged, and the side whose people those claims count. Such a note
        reaches what a belligerent or government of that side says, never a scholar because of nationality.
    measure : tuple of str
        The measures of which it is said; empty for any.
    factor : Range or None
        By how much the claim exceeds (or falls short of) the truth, where the judge says so: 2 for "doubled".
    wording : str
        The judge's words, a few of them.
    source, via : tuple of Citation
    note : str

    See Also
    --------
    bias : The judgements compared with the numbers.
    Statement : What is said about a figure without a direction.
    """

    id: str = field(validator=identified)
    said_by: Claimant
    direction: Direction = field(validator=one_of(DIRECTIONS))
    strength: Strength = field(validator=one_of(STRENGTHS))
    about_estimate: str = field(default="", kw_only=True)
    about_claimant: str = field(default="", kw_only=True)
    about_side: str = field(default="", kw_only=True)
    about_subject_side: str = field(default="", kw_only=True)
    measure: tuple[str, ...] = field(default=(), converter=_measures, kw_only=True)
    factor: Range | None = field(default=None, converter=as_factor, kw_only=True)
    wording: str = field(default="", kw_only=True)
    source: tuple[Citation, ...] = field(default=(), converter=places, kw_only=True)
    via: tuple[Citation, ...] = field(default=(), converter=places, kw_only=True)
    note: str = field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        exactly_one("a bias note", self, ("about_estimate", "about_claimant", "about_side"))
        if self.factor is not None and self.factor.low is not None and self.factor.low <= 0:
            raise RangeError(f"a factor must be greater than zero (got {self.factor})")

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The places where the judgement is printed, each with the place through which it was read."""
        return chained(self.source, self.via)

    def reaches(self, estimate: Estimate, estimand: Estimand) -> bool:
        """Return whether the judgement speaks of an estimate of an estimand."""
        if self.about_estimate:
            return self.about_estimate == estimate.id
        counted = estimate.measure or estimand.measure
        if self.measure and not any(same_measure(counted, measure) for measure in self.measure):
            return False
        if self.about_subject_side and self.about_subject_side != estimand.side:
            return False
        if self.about_claimant:
            return self.about_claimant == estimate.claimant.id
        return estimate.speaks_for == self.about_side and estimate.claimant.role in PARTIES

    def __repr__(self) -> str:
        return f"<BiasNote {self.id!r}: {self}>"

    def __str__(self) -> str:
        """Return ``inflated (finding), Masahiro Yamamoto``, with the factor where the judge gives one."""
        factor = f" by a factor of {self.factor}" if self.factor is not None else ""
        return f"{self.direction}{factor} ({self.strength}), {self.said_by.name}"
