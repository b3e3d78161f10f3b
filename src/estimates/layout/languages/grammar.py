"""How a language writes numbers, lists and dates, and what it calls the members of the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from estimates.layout.languages.members import (
    DirectionTexts,
    OtherScopeTexts,
    PartyTexts,
    RelationTexts,
    RoleTexts,
    ScopeTexts,
    SideTexts,
    StandingTexts,
    StatementTexts,
    StateTexts,
    StrengthTexts,
)


@frozen(kw_only=True)
class Grammar:
    """Marks of punctuation, and how numbers are written.

    Parameters
    ----------
    thousands, decimal : str
    percent : str
        Of ``{n}``.
    comma, semicolon, colon, stop : str
        Each with the space that follows it within a sentence; `stop` ends one.
    gap : str
        Between two sentences.
    aside : str
        What is said of something in brackets, with the space before them; of ``{x}``.
    quoted, both : str
        Of ``{x}``; of ``{first}`` and ``{last}``.
    others : str
        After the first of many authors: ``{first} et al.``
    small_headings : bool
        Whether a heading within a sentence loses its capital.
    one_is_below : int
        The form for one thing serves for numbers below this: 2 where it serves for 0 and 1; 0 where only for 1.
    """

    thousands: str
    decimal: str
    percent: str
    comma: str
    semicolon: str
    colon: str
    stop: str
    gap: str
    aside: str
    quoted: str
    both: str
    others: str
    small_headings: bool
    one_is_below: int


@frozen(kw_only=True)
class DateTexts:
    """How dates are written: the months, and templates of ``{y}``, ``{m}``, ``{d}`` or of another date ``{x}``."""

    months: tuple[str, ...]
    seasons: tuple[str, str, str, str]
    year: str
    before_christ: str
    month: str
    day: str
    season: str
    decade: str
    about: str
    doubtful: str
    earlier: str
    later: str
    span: str


@frozen(kw_only=True)
class Terms:
    """Names of what the vocabulary knows, each by its name there.

    Parameters
    ----------
    roles, groups : mapping
        A claimant's role, and the heading of a group of such claimants.
    scopes, scope_groups, scope_names : mapping
        How a scope differs, as a remark on a claim; the heading of such a group; the word in a column of scopes.
    standings, standing_groups, standing_names : mapping
        What became of a claim, with ``a copy``; the heading of such a group; the word in a column of standings.
    sides : mapping
        The headings of a bias audit: ``own``, ``enemy``, ``third party``, ``unclear``.
    parties : mapping
        The same, but the last, as the roles in a bias model.
    units, measures : mapping
        What is not among them is the user's own word.
    """

    roles: RoleTexts
    groups: RoleTexts
    scopes: OtherScopeTexts
    scope_groups: ScopeTexts
    scope_names: ScopeTexts
    standings: StateTexts
    standing_groups: StandingTexts
    standing_names: StandingTexts
    directions: DirectionTexts
    strengths: StrengthTexts
    relations: RelationTexts
    sides: SideTexts
    parties: PartyTexts
    statements: StatementTexts
    kinds: Mapping[str, str]
    measures: Mapping[str, str]
    units: Mapping[str, str]
    methods: Mapping[str, str]
    assumptions: Mapping[str, str]
    values: Mapping[str, str]
    headings: Mapping[str, str]
    figures: Mapping[str, str]
    marks: Mapping[str, str]
