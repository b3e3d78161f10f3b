"""The core types: estimands, claimants, estimates, and links between estimates."""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

from estimates.errors import ClaimError
from estimates.model.checks import (
    as_date,
    as_factor,
    as_pairs,
    as_range,
    identified,
    in_any_order,
    named,
    one_of,
    texts,
    typed,
)
from estimates.model.cited_text import places
from estimates.model.dates import Date
from estimates.model.displayed import Displayed
from estimates.model.ranges import Range
from estimates.model.shares import of_another
from estimates.model.sources import Citation, chained
from estimates.model.suppositions import Supposition
from estimates.model.vocabulary import (
    RELATIONS,
    ROLES,
    SCOPES,
    SIDELESS,
    STANDINGS,
    LinkRelation,
    Role,
    Scope,
    Standing,
    checked_measure,
    unit_or_persons,
)


@frozen(field_transformer=typed)
class Estimand:
    """A contested figure: what is counted, of whom, where and when.

    Parameters
    ----------
    id : str
        Its name in the dataset: ``combat-deaths``.
    label : str
        Its title in tables and pictures; the id where it is left out.
    measure : str
        What is counted: ``killed``, ``wounded``, ``casualties``, ``strength``. Other spellings and forms of a known
        measure are read as it (``Killed``, ``rapes``); any other measure is kept as it is written.
    population, place, unit : str
        Of whom, where, and in what unit (``persons`` by default, which is then not printed; see `stated_unit`).
    side : str
        The side whose people are counted, where the figure concerns a belligerent.
    period : Date or None
        When, in EDTF.
    includes, excludes : str
        What the count takes in and leaves out, in words.
    at_most : tuple of str
        Ids of the estimands that it cannot exceed: the killed cannot exceed the casualties.
    sum_of : tuple of str
        Ids of the estimands that are disjoint parts of it, so that their sum cannot exceed it.
    exhaustive : bool
        Whether the parts of `sum_of` are all that it consists of, so that their sum is equal to it.
    closed : bool
        Whether nobody joins or leaves its population while the figure is counted. Only then is what was lost over a
        period bounded by a strength at one date.
    note : str
    scenario : str
        What a user supposes of the claims, in words; empty where they stand as their sources state them. `scenario`
        fills it.

    See Also
    --------
    Estimate : A claim about it.
    Dossier : All that has been claimed about it.
    """

    id: str = field(validator=identified)
    label: str = ""
    measure: str = field(default="", converter=checked_measure)
    population: str = ""
    side: str = ""
    place: str = ""
    period: Date | None = field(default=None, converter=as_date)
    _unit: str = field(default="", alias="unit", eq=unit_or_persons)
    includes: str = ""
    excludes: str = ""
    at_most: tuple[str, ...] = field(default=(), converter=texts)
    note: str = ""
    scenario: str = ""
    sum_of: tuple[str, ...] = field(default=(), converter=texts, kw_only=True)
    exhaustive: bool = field(default=False, kw_only=True)
    closed: bool = field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.exhaustive and not self.sum_of:
            raise ClaimError("exhaustive says that the parts named in sum_of are all there are, and sum_of names none")

    @property
    def unit(self) -> str:
        """The unit in which it is counted: persons where none is stated."""
        return unit_or_persons(self._unit)

    @property
    def stated_unit(self) -> str:
        """The unit as somebody has stated it; ``""`` where nobody has."""
        return self._unit

    @property
    def title(self) -> str:
        """The label, or the id where there is none; a scenario is marked as one."""
        return f"{self.label or self.id}{' (scenario)' if self.scenario else ''}"

    def __repr__(self) -> str:
        more = f", {self.measure}" if self.measure else ""
        return f"<Estimand {self.id!r}: {self.title}{more}>"


@frozen(field_transformer=typed)
class Claimant:
    """A person or body that makes a claim.

    Parameters
    ----------
    id : str
    name : str
        The name in Latin letters as it is printed: ``Sun Zhaiwei``.
    native_name : str
        The name in its own script: ``孙宅巍``.
    role : str
        One of `ROLES`, or empty when it is not known. ``veterans`` are an association of former soldiers; a ``writer``
        writes on the matter without being called a scholar.
    side : str
        The belligerent side *for which* the claimant speaks; empty for a scholar, whatever the nationality.
    school, note : str
        The school to which somebody assigns the claimant; a `School` says who does.
    active : Date or None
        When the claimant was a party to the conflict, in EDTF; None where that is not stated. What the claimant says
        at another time is not said for a side.

    See Also
    --------
    Estimate : What a claimant says.
    School : An assignment of a claimant to a school.
    """

    id: str = field(validator=identified)
    name: str = field(validator=named)
    native_name: str = ""
    role: Role | Literal[""] = field(default="", validator=one_of(ROLES, blank=True))
    side: str = ""
    school: str = ""
    note: str = ""
    active: Date | None = field(default=None, converter=as_date, kw_only=True)

    @property
    def speaks_for(self) -> str:
        """The side for which the claimant speaks; none for a scholar, even where a side is filled in."""
        return "" if self.role in SIDELESS else self.side

    def __repr__(self) -> str:
        more = ", ".join(filter(None, [self.name, self.role, self.side]))
        return f"<Claimant {self.id!r}: {more}>"

    def __str__(self) -> str:
        return self.name


@frozen(field_transformer=typed)
class Estimate(Displayed):
    """One attributed claim about an estimand.

    Parameters
    ----------
    id : str
        Its name in the dataset; unique there.
    claimant : Claimant
    range : Range or number
        The numeric reading of the words; a number is a single stated value.
    wording : str
        The source's own words, a few of them.
    wording_lang : str
        Their language (``en``, ``de``, ``fr``, ``es``, ``zh``, ``ja``), or empty.
    range_means : str
        What the source says that its range is: ``extremes``, ``95 % interval``; empty when it does not say.
    claimed : Date, str or None
        When the claim was made; text is EDTF.
    measure : str
        What the claim counts where that is not the estimand's measure; empty where it is.
    scope : str
        ``same``, ``narrower``, ``wider``, ``different`` or ``unclear``, against the estimand.
    scope_note, method, note : str
    standing : str
        One of `STANDINGS`: ``stands``; ``superseded``, ``retracted``; ``misquoted`` (a number that its source does not
        give) or ``forged`` (a document made to deceive); ``announced`` (made public, and not meant as a count),
        ``forecast``, ``hypothetical`` (what it would be under a condition). A claim is never deleted.
    source, via : tuple of Citation
        The places that make the claim; the places where it was read, when those are others. A citation, a source, or
        text such as ``"askew2003[173]; sun1997"`` serves as well.
    reported_in : tuple of Citation
        The places by which the claim is reported, where their author is not the claimant.
    as_of : Date or None
        The date of which the claim speaks, in EDTF, where that is not the whole period of the estimand.
    place : str
        The place of which the claim speaks, where that is not the place of the estimand.
    share_of, ratio_to : str
        Ids of the estimands of which the claim states a share, and to which it states a ratio. Such a claim gives no
        number in the estimand's unit: its number is `share`. With both, the share is stated as a ratio to that of
        the other figure.
    share : Range or None
        The share or ratio, 1 for the whole: 0.5 for "half". A range given together with `share_of` or `ratio_to`
        is taken as the share.
    extra : tuple of (str, str)
        Columns of a user's table that are not ours, by name, kept as they stand. Claims do not differ by their order.
    supposed : Supposition or None
        In a scenario, what the user supposes of the claim; `range` is then the user's, and the source's is
        ``supposed.stated``.

    See Also
    --------
    Range : The reading of its words.
    Dossier : The claims on one estimand.
    parse, reading : Words to a range.
    """

    id: str = field(validator=identified)
    claimant: Claimant
    range: Range = field(converter=as_range)
    wording: str = field(default="", kw_only=True)
    wording_lang: str = field(default="", kw_only=True)
    range_means: str = field(default="", kw_only=True)
    claimed: Date | None = field(default=None, converter=as_date, kw_only=True)
    measure: str = field(default="", converter=checked_measure, kw_only=True)
    scope: Scope = field(default="same", validator=one_of(SCOPES), kw_only=True)
    scope_note: str = field(default="", kw_only=True)
    method: str = field(default="", kw_only=True)
    standing: Standing = field(default="stands", validator=one_of(STANDINGS), kw_only=True)
    source: tuple[Citation, ...] = field(default=(), converter=places, kw_only=True)
    via: tuple[Citation, ...] = field(default=(), converter=places, kw_only=True)
    note: str = field(default="", kw_only=True)
    extra: tuple[tuple[str, str], ...] = field(default=(), converter=as_pairs, kw_only=True, eq=in_any_order)
    supposed: Supposition | None = field(default=None, kw_only=True)
    as_of: Date | None = field(default=None, converter=as_date, kw_only=True)
    place: str = field(default="", kw_only=True)
    share_of: str = field(default="", kw_only=True)
    ratio_to: str = field(default="", kw_only=True)
    share: Range | None = field(default=None, converter=as_factor, kw_only=True)
    reported_in: tuple[Citation, ...] = field(default=(), converter=places, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.share is None and (self.share_of or self.ratio_to):
            object.__setattr__(self, "share", self.range)
            object.__setattr__(self, "range", Range())
        if self.share is not None and not (self.share_of or self.ratio_to):
            raise ClaimError(f"a share is one of something: share_of or ratio_to names the estimand (got {self.share})")
        if self.share is not None and not self.ratio_to and (self.share.low or 0) > 1:
            raise ClaimError(f"a share must be at most 1, the whole; write 0.5 for 50 % (got {self.share})")

    @property
    def speaks_for(self) -> str:
        """The side for which the claim is made; none by a scholar, or by who was no party when the claim was made."""
        active = self.claimant.active
        if active is not None and self.claimed is not None and not active.overlaps(self.claimed):
            return ""
        return self.claimant.speaks_for

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The places on which the claim rests, each with the place through which it was read."""
        return chained(self.source, self.via, self.reported_in)

    @property
    def reading(self) -> str:
        """The claim as a historian writes it; a vague one in its own words, a share with the figure it is one of."""
        own = of_another(self.share, self.share_of, self.ratio_to)
        own = own or (f"“{self.wording}”" if self.range.kind == "vague" and self.wording else str(self.range))
        return own if self.supposed is None else f"{own} (scenario; stated: {self.supposed.stated})"

    def __repr__(self) -> str:
        measure = f" {self.measure}" if self.measure else ""
        standing = f", {self.standing}" if self.standing != "stands" else ""
        return f"<Estimate {self.id!r}: {self.claimant.name}, {self.reading}{measure}{standing}>"

    def __str__(self) -> str:
        """Return ``Ikuhiko Hata: 50,000``, with what is counted where that differs from the estimand."""
        measure = f" {self.measure}" if self.measure else ""
        standing = f" ({self.standing})" if self.standing != "stands" else ""
        return f"{self.claimant.name}: {self.reading}{measure}{standing}"


@frozen(field_transformer=typed)
class Link:
    """One estimate reports, rests on, revises, retracts, disputes or shares data with another.

    Parameters
    ----------
    from_id, to_id : str
        Ids of the two estimates; `from_id` is the one that reports, rests on, revises.
    relation : str
        One of `RELATIONS`.
    source : tuple of Citation
        Where it is said that they are so linked.
    note : str

    See Also
    --------
    lineage : What the links of a dossier say of who rests on whom.
    Dossier : Holds the links of its claims.
    """

    from_id: str = field(validator=identified)
    relation: LinkRelation = field(validator=one_of(RELATIONS))
    to_id: str = field(validator=identified)
    source: tuple[Citation, ...] = field(default=(), converter=places, kw_only=True)
    note: str = field(default="", kw_only=True)

    @property
    def citation(self) -> Citation | None:
        """The first of the places, or None."""
        return self.source[0] if self.source else None

    def __repr__(self) -> str:
        return f"<Link: {self}>"

    def __str__(self) -> str:
        """Return ``hata-garrison reports askew-garrison``."""
        return f"{self.from_id} {self.relation} {self.to_id}"
