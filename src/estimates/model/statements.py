"""Statements about figures without a number, and assignments of claimants to schools."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import field, frozen

from estimates.model.checks import exactly_one, identified, named, one_of, typed
from estimates.model.cited_text import places
from estimates.model.claims import Claimant
from estimates.model.sources import Citation, chained
from estimates.model.vocabulary import STATEMENT_KINDS, StatementKind

KINDS = STATEMENT_KINDS
ABOUT = ("about_estimand", "about_estimate", "about_claimant", "about_statement")


@frozen(field_transformer=typed)
class Statement:
    """An attributed statement, without a number, about a figure, a claim, a claimant or another statement.

    "No definitive statistics exist" is a finding about a figure; it names no number, and no direction in which a
    number would be wrong. A judgement that claims are inflated or downplayed is a `BiasNote`.

    Parameters
    ----------
    id : str
    said_by : Claimant
    kind : str
        One of `KINDS`: ``no reliable figure``, ``varies widely``, ``unverified``, ``inconsistent``, ``reliable``,
        ``too high or low without a number``, ``relative`` (a comparison with another figure), ``other``.
    about_estimand, about_estimate, about_claimant, about_statement : str
        The id of what is spoken about; exactly one of them is filled in.
    wording : str
        The words, a few of them.
    source, via : tuple of Citation
        The places where it is said; the places where it was read, when those are others.
    note : str

    See Also
    --------
    BiasNote : A judgement that claims are inflated or downplayed.
    """

    id: str = field(validator=identified)
    said_by: Claimant
    kind: StatementKind = field(validator=one_of(KINDS))
    about_estimand: str = field(default="", kw_only=True)
    about_estimate: str = field(default="", kw_only=True)
    about_claimant: str = field(default="", kw_only=True)
    about_statement: str = field(default="", kw_only=True)
    wording: str = field(default="", kw_only=True)
    source: tuple[Citation, ...] = field(default=(), converter=places, kw_only=True)
    via: tuple[Citation, ...] = field(default=(), converter=places, kw_only=True)
    note: str = field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        exactly_one("a statement", self, ABOUT)

    @property
    def about(self) -> str:
        """The id of its subject."""
        return self.about_estimand or self.about_estimate or self.about_claimant or self.about_statement

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The places where it is printed, each with the place through which it was read."""
        return chained(self.source, self.via)

    @property
    def citation(self) -> Citation | None:
        """The first of the places, or None."""
        return self.citations[0] if self.citations else None

    def __repr__(self) -> str:
        return f"<Statement {self.id!r}: {self}>"

    def __str__(self) -> str:
        """Return ``no reliable figure: “No definitive statistics exist”, Battle of Nanking (article)``."""
        return ", ".join([f"{self.kind}: “{self.wording}”" if self.wording else self.kind, self.said_by.name])


@frozen(field_transformer=typed)
class School:
    """Somebody's assignment of a claimant to a school. Several judges may differ.

    Parameters
    ----------
    claimant : Claimant
    school : str
        The school, in the judge's words.
    said_by : Claimant or None
        Who assigns the claimant to it; None where that is not known.
    source : tuple of Citation
        Where it is said.

    See Also
    --------
    Claimant : Who is assigned.
    plot_intervals : Groups claims by school with ``school_by=``.
    """

    claimant: Claimant
    school: str = field(validator=named)
    said_by: Claimant | None = None
    source: tuple[Citation, ...] = field(default=(), converter=places)

    @property
    def citation(self) -> Citation | None:
        """The first of the places, or None."""
        return self.source[0] if self.source else None

    def __repr__(self) -> str:
        return f"<School of {self}>"

    def __str__(self) -> str:
        """Return ``Ikuhiko Hata: middle-of-the-road school, says David Askew``."""
        judge = f", says {self.said_by.name}" if self.said_by is not None else ""
        return f"{self.claimant.name}: {self.school}{judge}"


def schools_of(claimants: Iterable[Claimant], schools: Sequence[School]) -> tuple[School, ...]:
    """Return the assignments of these claimants, then those whose judge is not known."""
    everybody = {claimant.id: claimant for claimant in claimants}
    judged = tuple(school for school in schools if school.claimant.id in everybody)
    known = {(school.claimant.id, school.school) for school in judged}
    named_by_nobody = ((who, who.school.strip()) for who in everybody.values() if who.school.strip())
    return (*judged, *(School(who, school) for who, school in named_by_nobody if (who.id, school) not in known))
