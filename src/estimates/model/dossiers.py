"""Dossier, all that has been claimed about one estimand; Dataset, dossiers with their sources, licence and version."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, overload

from attrs import evolve, field, frozen

from estimates.errors import ClaimError, Notice, UnknownNameError, listed, nearest
from estimates.model.checks import every, typed
from estimates.model.claims import BiasNote, Claimant, Estimand, Estimate, Link
from estimates.model.dates import Date
from estimates.model.descriptions import counted, headed, judged_where, short
from estimates.model.markup import html_table
from estimates.model.occasions import speaks_of
from estimates.model.remarks import remarks_html
from estimates.model.sources import Source, frozen_json
from estimates.model.statements import School, Statement, schools_of, statements_on
from estimates.model.statuses import statuses
from estimates.model.vocabulary import BACK, same_measure, slip_of

Index = Mapping[str, Sequence[int]]


# Converters with types of their own: mypy cannot see through ``tuple`` itself.
def _estimates(items: Iterable[Estimate]) -> tuple[Estimate, ...]:
    return every(items, Estimate, "estimates")


def _notes(items: Iterable[BiasNote]) -> tuple[BiasNote, ...]:
    return every(items, BiasNote, "bias_notes")


def _links(items: Iterable[Link]) -> tuple[Link, ...]:
    return every(items, Link, "links")


def _statements(items: Iterable[Statement]) -> tuple[Statement, ...]:
    return every(items, Statement, "statements")


def _schools(items: Iterable[School]) -> tuple[School, ...]:
    return every(items, School, "schools")


def _as_dossiers(items: Iterable[Dossier]) -> tuple[Dossier, ...]:
    return every(items, Dossier, "dossiers")


def _as_sources(items: Iterable[Source]) -> tuple[Source, ...]:
    return every(items, Source, "sources")


def _as_claimants(items: Iterable[Claimant]) -> tuple[Claimant, ...]:
    return every(items, Claimant, "claimants")


def _as_notices(items: Iterable[Notice]) -> tuple[Notice, ...]:
    return every(items, Notice, "notices")


@frozen(field_transformer=typed)
class Dossier(Sequence[Estimate]):
    """All that has been claimed about one estimand: a sequence of estimates.

    Parameters
    ----------
    estimand : Estimand
        Where it does not say what is counted, it takes the measure of its claims if they agree.
    estimates : tuple of Estimate
        In the order of the dataset.
    bias_notes : tuple of BiasNote
        The judgements that reach at least one of the estimates.
    links : tuple of Link
        The links that begin or end at one of the estimates, and those by which what it rests on goes further back.
    statements : tuple of Statement
        What is said without a number about the estimand, its estimates or their claimants, and about these statements.
    schools : tuple of School
        Who assigns its claimants to a school; ``said_by`` is None where only the school is known.
    """

    estimand: Estimand
    estimates: tuple[Estimate, ...] = field(default=(), converter=_estimates)
    bias_notes: tuple[BiasNote, ...] = field(default=(), converter=_notes)
    links: tuple[Link, ...] = field(default=(), converter=_links)
    statements: tuple[Statement, ...] = field(default=(), converter=_statements)
    _assigned: tuple[School, ...] = field(default=(), converter=_schools, alias="schools")

    def __attrs_post_init__(self) -> None:
        _unique("estimate", [estimate.id for estimate in self.estimates])
        object.__setattr__(self, "estimand", _measured(self.estimand, self.estimates))
        supposed = [estimate.id for estimate in self.estimates if estimate.supposed is not None]
        if supposed and not self.estimand.scenario:
            raise ClaimError(
                f"the numbers of {listed(supposed)} are a user's supposition: they stand in a dossier that scenario() "
                "has made, and in no other"
            )

    @property
    def scenario(self) -> str:
        """What a user supposes of the claims, in words; empty where they stand as their sources state them."""
        return self.estimand.scenario

    @property
    def schools(self) -> tuple[School, ...]:
        """Who assigns the claimants to a school; ``said_by`` is None where only the school is known."""
        return schools_of((estimate.claimant for estimate in self.estimates), self._assigned)

    def __len__(self) -> int:
        return len(self.estimates)

    def __iter__(self) -> Iterator[Estimate]:
        return iter(self.estimates)

    @overload
    def __getitem__(self, key: int | str) -> Estimate: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[Estimate, ...]: ...
    def __getitem__(self, key: int | str | slice) -> Estimate | tuple[Estimate, ...]:
        """Return an estimate by position or id; the part of the id before a hyphen serves where it is the only one.

        Raises
        ------
        UnknownNameError
            If no estimate, or more than one, has that name.
        """
        if not isinstance(key, str):
            return self.estimates[key]
        exact = [estimate for estimate in self.estimates if estimate.id == key]
        found = exact or [estimate for estimate in self.estimates if estimate.id.startswith(f"{key}-")]
        if len(found) == 1:
            return found[0]
        ids = [estimate.id for estimate in found or self.estimates]
        if found:
            raise UnknownNameError(f"{key!r} names {len(found)} estimates here: {listed(ids)}")
        raise UnknownNameError(f"no estimate {key!r} in {self.estimand.id!r}{_hint(key, ids)}")

    def where(self, *, as_of: str | Date | None = None, **equal: str) -> Dossier:
        """Return the dossier with only the estimates whose fields have the values given.

        Parameters
        ----------
        as_of : str or Date, optional
            A date or span, in EDTF: claims that speak of another time are left out. Those whose time is not stated
            stay; their `as_of` is None.
        **equal : str
            Fields of the estimate (``measure``, ``scope``, ``standing``) or of its claimant (``side``, ``role``,
            ``school``, ``name``).

        Examples
        --------
        >>> import estimates as es
        >>> deaths = es.load("nanking-1937")["combat-deaths"]
        >>> print(*deaths.where(role="scholar"), sep="; ")
        Ikuhiko Hata: 50,000; Jay Taylor: 70,000; Sun Zhaiwei: 6,000–10,000
        """
        for name in equal:
            if name not in _CONDITIONS:
                raise UnknownNameError(f"no field {name!r} to choose estimates by{_hint(name, _CONDITIONS)}")
        kept = [e for e in self.estimates if all(_CONDITIONS[name](e) == value for name, value in equal.items())]
        if as_of is not None:
            date = as_of if isinstance(as_of, Date) else Date(as_of)
            kept = [estimate for estimate in kept if speaks_of(estimate, date) is not False]
        return self.with_estimates(kept)

    def with_estimates(self, estimates: Sequence[Estimate]) -> Dossier:
        """Return the dossier with these estimates, and only the notes and links that concern them."""
        ids = {estimate.id for estimate in estimates}
        notes = [note for note in self.bias_notes if any(note.reaches(e, self.estimand) for e in estimates)]
        who = {estimate.claimant.id for estimate in estimates}
        return evolve(
            self, estimates=estimates, bias_notes=notes, links=concerning(ids, self.links),
            statements=statements_on(self.estimand, estimates, self.statements),
            schools=[school for school in self._assigned if school.claimant.id in who],
        )  # fmt: skip

    def notes_on(self, estimate: Estimate) -> tuple[BiasNote, ...]:
        """Return the judgements that reach an estimate."""
        return tuple(note for note in self.bias_notes if note.reaches(estimate, self.estimand))

    def __repr__(self) -> str:
        scenario = " (scenario)" if self.scenario else ""
        return f"<Dossier {self.estimand.id!r}{scenario}: {len(self)} estimate{'' if len(self) == 1 else 's'}>"

    def __str__(self) -> str:
        """Return the title, and a line for each claim."""
        return "\n".join([headed(self.estimand), *(f"  {estimate}" for estimate in self)])

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return the header and the rows by which the dossier shows itself, one row a claim, all of it plain text."""
        became = statuses(self)
        header = ["Claimant", "Role", "Wording", "Reading", "Counts", "Judged", "Source"]
        rows = [
            [
                " ".join(filter(None, [e.claimant.name, e.claimant.native_name])),
                e.claimant.role,
                e.wording,
                str(e.range) if e.supposed is None else e.reading,
                counted(e, self.estimand, became.get(e.id, "")),
                "; ".join(judged_where(note) for note in self.notes_on(e)),
                "; ".join(short(citation) for citation in e.citations),
            ]
            for e in self.estimates
        ]
        return header, rows

    def _repr_html_(self) -> str:
        names = {e.claimant.id: e.claimant.name for e in self} | {e.id: str(e) for e in self}
        said = remarks_html(self.statements, {**names, self.estimand.id: self.estimand.title})
        return html_table(*self.table(), caption=headed(self.estimand)) + said


def _measured(estimand: Estimand, estimates: tuple[Estimate, ...]) -> Estimand:
    """Return the estimand; one that does not say what it counts takes the measure of its claims where they agree."""
    if estimand.measure:
        slip = next((e for e in estimates if slip_of(e.measure, estimand.measure)), None)
        if slip is not None:
            said = f"the measure of {slip.id!r}, {slip.measure!r}, is one letter away from that of its estimand"
            raise ClaimError(f"{said}; write {estimand.measure!r}, or nothing, if that is meant")
        return estimand
    measures = list(dict.fromkeys(estimate.measure for estimate in estimates if estimate.measure))
    agreed = bool(measures) and all(same_measure(measure, measures[0]) for measure in measures)
    return evolve(estimand, measure=measures[0]) if agreed else estimand


def _condition(owner: type, name: str) -> Any:
    if owner is Estimate:
        return lambda estimate: getattr(estimate, name)
    return lambda estimate: getattr(estimate.claimant, name)


_CONDITIONS = {
    **{name: _condition(Claimant, name) for name in ("name", "native_name", "role", "side", "school")},
    **{
        name: _condition(Estimate, name)
        for name in ("id", "measure", "scope", "standing", "method", "wording_lang", "place", "share_of", "ratio_to")
    },
    "claimant": lambda estimate: estimate.claimant.id,
}


@frozen(field_transformer=typed)
class Dataset(Mapping[str, Dossier]):
    """Dossiers by the ids of their estimands, with sources, licence and version.

    Parameters
    ----------
    name : str
        The name of the dataset, as its folder is called.
    dossiers : tuple of Dossier
    sources : tuple of Source
        Every work that is cited, and perhaps more.
    claimants : tuple of Claimant
        Everybody who claims or judges.
    bias_notes : tuple of BiasNote
    links : tuple of Link
    statements : tuple of Statement
        What is said about figures, claims and claimants without a number.
    schools : tuple of School
        Who assigns which claimant to which school.
    title, version, licence, description : str
        `licence` is the short name of the data's licence: ``CC-BY-SA-4.0``.
    metadata : mapping
        Whatever else the descriptor of the dataset says, as JSON.
    notices : tuple of Notice
        What its owner should look at, as found when it was read; two datasets that differ in notices only are equal.
    """

    name: str
    _dossiers: tuple[Dossier, ...] = field(default=(), converter=_as_dossiers, alias="dossiers")
    _sources: tuple[Source, ...] = field(default=(), converter=_as_sources, alias="sources")
    _claimants: tuple[Claimant, ...] = field(default=(), converter=_as_claimants, alias="claimants")
    bias_notes: tuple[BiasNote, ...] = field(default=(), converter=_notes)
    links: tuple[Link, ...] = field(default=(), converter=_links)
    title: str = ""
    version: str = ""
    licence: str = ""
    description: str = ""
    _metadata: str = field(default="{}", converter=frozen_json, alias="metadata")
    statements: tuple[Statement, ...] = field(default=(), converter=_statements, kw_only=True)
    _assigned: tuple[School, ...] = field(default=(), converter=_schools, alias="schools", kw_only=True)
    notices: tuple[Notice, ...] = field(default=(), converter=_as_notices, eq=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        _unique("estimand", [dossier.estimand.id for dossier in self._dossiers])
        _unique("estimate", [estimate.id for dossier in self._dossiers for estimate in dossier])

    def __getitem__(self, key: str) -> Dossier:
        for dossier in self._dossiers:
            if dossier.estimand.id == key:
                return dossier
        moved = self.metadata.get("moved", {})
        if isinstance(moved, dict) and key in moved:
            raise UnknownNameError(
                f"the estimand {key!r} has moved from {self.name!r} to {moved[key]!r}: load({moved[key]!r})[{key!r}]"
            )
        raise UnknownNameError(f"no estimand {key!r} in {self.name!r}{_hint(key, self)}")

    def __iter__(self) -> Iterator[str]:
        return (dossier.estimand.id for dossier in self._dossiers)

    def __len__(self) -> int:
        return len(self._dossiers)

    @property
    def sources(self) -> dict[str, Source]:
        """The works, by key."""
        return {source.key: source for source in self._sources}

    @property
    def claimants(self) -> dict[str, Claimant]:
        """Everybody who claims or judges, by id."""
        return {claimant.id: claimant for claimant in self._claimants}

    @property
    def schools(self) -> tuple[School, ...]:
        """Who assigns which claimant to which school; ``said_by`` is None where only the school is known."""
        return schools_of(self._claimants, self._assigned)

    @property
    def assignments(self) -> tuple[School, ...]:
        """The rows of the table of schools."""
        return self._assigned

    @property
    def metadata(self) -> dict[str, Any]:
        """What else the descriptor says."""
        return dict(json.loads(self._metadata))

    def __repr__(self) -> str:
        claims = sum(map(len, self._dossiers))
        return f"<Dataset {self.name!r}: {len(self)} estimands, {claims} estimates, {len(self._sources)} sources>"


def concerning(ids: Iterable[str], links: Sequence[Link], index: Index | None = None) -> tuple[Link, ...]:
    """Return the links that begin or end at some estimates, and those by which what they rest on goes further back.

    Parameters
    ----------
    ids : iterable of str
        Of the estimates.
    links : sequence of Link
    index : mapping, optional
        What `by_end` gives for the links, where it is needed more than once.
    """
    ends = by_end(links) if index is None else index
    waiting = list(ids)
    near, reached, kept = set(waiting), set(waiting), set()
    while waiting:
        here = waiting.pop()
        for place in ends.get(here, ()):
            link = links[place]
            back = link.relation in BACK and (link.from_id == here or link.relation == "same data as")
            if here in near or back:
                kept.add(place)
            for end in (link.from_id, link.to_id) if back else ():
                if end not in reached:
                    reached.add(end)
                    waiting.append(end)
    return tuple(links[place] for place in sorted(kept))


def by_end(links: Sequence[Link]) -> Index:
    """Return for each estimate the places of the links that begin or end at it."""
    out: dict[str, list[int]] = {}
    for place, link in enumerate(links):
        for end in {link.from_id, link.to_id}:
            out.setdefault(end, []).append(place)
    return out


def _unique(what: str, ids: Sequence[str]) -> None:
    if len(set(ids)) != len(ids):
        twice = sorted({i for i in ids if ids.count(i) > 1})
        raise ClaimError(f"each {what} has an id of its own; more than one is called {listed(twice)}")


def _hint(name: str, names: Any) -> str:
    known = list(names)
    return nearest(name, known) or (f"; there are {listed(known)}" if 0 < len(known) <= 20 else "")
