"""Dataset, dossiers with their sources, licence and version."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from attrs import evolve, field, frozen

from estimates.errors import Notice, UnknownNameError, shown
from estimates.model import providers
from estimates.model.bias_notes import BiasNote
from estimates.model.checks import every, typed
from estimates.model.choosing import Predicate, hint
from estimates.model.claims import Claimant, Estimand, Link
from estimates.model.dates import Date
from estimates.model.dossiers import Dossier, as_bias_notes, as_links, as_schools, as_statements, unique
from estimates.model.markup import html_table
from estimates.model.numbers import many
from estimates.model.remarks import remarks_html
from estimates.model.rows import Rows, first_of
from estimates.model.source_matches import SourceMatches
from estimates.model.sources import Source, frozen_json
from estimates.model.statements import School, Statement, schools_of


def _as_dossiers(items: Iterable[Dossier]) -> tuple[Dossier, ...]:
    return every(items, Dossier, "dossiers")


def _as_sources(items: Iterable[Source]) -> tuple[Source, ...]:
    return every(items, Source, "sources")


def _as_claimants(items: Iterable[Claimant]) -> tuple[Claimant, ...]:
    return every(items, Claimant, "claimants")


def _as_notices(items: Iterable[Notice]) -> Rows[Notice]:
    return Rows(every(items, Notice, "notices"), "notice")


def _remarks(dossiers: Iterable[Dossier]) -> set[str]:
    """Return the ids of the judgements and statements that concern these figures."""
    dossiers = list(dossiers)
    notes = {note.id for dossier in dossiers for note in dossier.bias_notes}
    return notes | {statement.id for dossier in dossiers for statement in dossier.statements}


def _between(ids: set[str], links: Iterable[Link]) -> list[Link]:
    """Return the links of which both ends are among these claims."""
    return [link for link in links if {link.from_id, link.to_id} <= ids]


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
        Statements without a number about figures, claims and claimants.
    schools : tuple of School
        Who assigns which claimant to which school.
    title, version, licence, description : str
        `licence` is the short name of the data's licence: ``CC-BY-SA-4.0``.
    metadata : mapping
        Whatever else the descriptor of the dataset says, as JSON.
    notices : tuple of Notice
        What its owner should look at, as found when it was read; two datasets that differ in notices only are equal.
    matches : SourceMatches
        What the references in words of a table that was read were taken for; ``write(dataset.matches, path)`` writes
        the keys into the table. Nor do datasets differ for them.

    See Also
    --------
    load, read, merge : Return one.
    write : Keeps it as a folder or workbook.
    Dossier : The claims on one of its estimands.
    """

    name: str
    _dossiers: tuple[Dossier, ...] = field(default=(), converter=_as_dossiers, alias="dossiers")
    _sources: tuple[Source, ...] = field(default=(), converter=_as_sources, alias="sources")
    _claimants: tuple[Claimant, ...] = field(default=(), converter=_as_claimants, alias="claimants")
    bias_notes: tuple[BiasNote, ...] = field(default=(), converter=as_bias_notes)
    links: tuple[Link, ...] = field(default=(), converter=as_links)
    title: str = ""
    version: str = ""
    licence: str = ""
    description: str = ""
    _metadata: str = field(default="{}", converter=frozen_json, alias="metadata")
    statements: tuple[Statement, ...] = field(default=(), converter=as_statements, kw_only=True)
    _assigned: tuple[School, ...] = field(default=(), converter=as_schools, alias="schools", kw_only=True)
    notices: Rows[Notice] = field(default=(), converter=_as_notices, eq=False, kw_only=True)
    matches: SourceMatches = field(factory=SourceMatches, eq=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        unique("estimand", [dossier.estimand.id for dossier in self._dossiers])
        unique("estimate", [estimate.id for dossier in self._dossiers for estimate in dossier])

    @cached_property
    def _by_id(self) -> dict[str, Dossier]:
        """The dossiers by their names: a dataset may hold tens of thousands."""
        return {dossier.estimand.id: dossier for dossier in self._dossiers}

    def __getitem__(self, key: str) -> Dossier:
        found = self._by_id.get(key) if isinstance(key, str) else None
        if found is not None:
            return found
        moved = self.metadata.get("moved", {})
        if isinstance(moved, dict) and isinstance(key, str) and key in moved:
            raise UnknownNameError(
                f"the estimand {key!r} has moved from {self.name!r} to {moved[key]!r}: load({moved[key]!r})[{key!r}]"
            )
        raise UnknownNameError(f"no estimand {shown(key)} in {self.name!r}{hint(key, self)}")

    def _ipython_key_completions_(self) -> list[str]:
        return list(self)

    def where(
        self, predicate: Predicate | None = None, /, *, as_of: str | Date | None = None,
        claimed: str | Date | None = None, **equal: str | Iterable[str],
    ) -> Dataset:  # fmt: skip
        """Return the dataset with only the claims that are meant, and the figures that still have any.

        Parameters
        ----------
        predicate, as_of, claimed, **equal
            As in `Dossier.where`; ``side`` is the claimant's.

        Returns
        -------
        Dataset
            With the judgements and statements that concern these claims, and the links between them. Works and
            claimants are all kept. A figure of which a claim that is kept states a share or a ratio stays, without
            claims.

        Examples
        --------
        >>> import estimates as es
        >>> scholars = es.load("nanking-1937").where(measure="strength", role="scholar")
        >>> list(scholars), len(scholars["garrison"])
        (['garrison', 'garrison-force'], 3)
        """
        kept = [dossier.where(predicate, as_of=as_of, claimed=claimed, **equal) for dossier in self._dossiers]
        return self._with([dossier for dossier in kept if dossier.estimates])

    def without(self, *names: str) -> Dataset:
        """Return the dataset without some figures or claims.

        Parameters
        ----------
        *names : str
            Ids of estimands, or of estimates. A figure of which a claim that is kept states a share or a ratio stays,
            without claims.

        Raises
        ------
        UnknownNameError
            If there is no such estimand or estimate.
        """
        known = {estimate.id for dossier in self._dossiers for estimate in dossier} | set(self)
        for name in names:
            if name not in known:
                raise UnknownNameError(f"no estimand or estimate {shown(name)} in {self.name!r}{hint(name, known)}")
        gone = set(names)
        kept = []
        for dossier in self._dossiers:
            if dossier.estimand.id not in gone:
                claims = [estimate for estimate in dossier if estimate.id not in gone]
                kept.append(dossier if len(claims) == len(dossier) else dossier.with_estimates(claims))
        return self._with(kept)

    def _with(self, dossiers: list[Dossier]) -> Dataset:
        """Return the dataset with these dossiers, and the notes, links and statements that concern no other.

        A figure of which a claim states a share or a ratio stays, without claims. What is said of a claimant or a side
        that has no claim in any figure stays too.
        """
        there = {dossier.estimand.id for dossier in dossiers}
        named = {name for d in dossiers for e in d for name in (e.share_of, e.ratio_to)} - {""}
        for dossier in self._dossiers:
            if dossier.estimand.id in named - there:
                dossiers.append(dossier.with_estimates(()))
        there |= named
        ids = {estimate.id for dossier in dossiers for estimate in dossier}
        dossiers = [
            evolve(each, estimand=self._bounded(each.estimand, there), links=_between(ids, each.links))
            for each in dossiers
        ]
        gone = _remarks(self._dossiers) - _remarks(dossiers)
        return evolve(
            self, dossiers=dossiers, links=_between(ids, self.links),
            bias_notes=[note for note in self.bias_notes if note.id not in gone],
            statements=[statement for statement in self.statements if statement.id not in gone],
        )  # fmt: skip

    def _bounded(self, estimand: Estimand, there: set[str]) -> Estimand:
        """Return an estimand whose bounds are figures that are there: what bounds a figure left out bounds it too."""
        at_most: list[str] = []
        waiting, met = list(estimand.at_most), {estimand.id}
        while waiting:
            name = waiting.pop(0)
            if name in there:
                at_most.append(name)
            elif name not in met:
                waiting += self[name].estimand.at_most
            met.add(name)
        parts = tuple(name for name in estimand.sum_of if name in there)
        if len(parts) == len(estimand.sum_of) and tuple(at_most) == estimand.at_most:
            return estimand
        whole = estimand.exhaustive and len(parts) == len(estimand.sum_of)
        return evolve(estimand, at_most=tuple(dict.fromkeys(at_most)), sum_of=parts, exhaustive=whole)

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
        """The other properties of the descriptor."""
        return dict(json.loads(self._metadata))

    def __repr__(self) -> str:
        claims = sum(map(len, self._dossiers))
        counts = (len(self), "estimand"), (claims, "estimate"), (len(self._sources), "source")
        listing = ", ".join(many(count, noun) for count, noun in counts)
        return f"<Dataset {self.name!r}: {listing}>"

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return the header and the rows by which the dataset shows itself, one row a figure, all of it plain text."""
        header = ["Key", "Figure", "Counts", "Claims", "Claimants", "Judgements", "Said without a number"]
        rows = [
            [
                name,
                dossier.estimand.title,
                dossier.estimand.measure,
                f"{len(dossier):,}",
                f"{len({estimate.claimant.id for estimate in dossier}):,}",
                f"{len(dossier.bias_notes):,}",
                f"{len(dossier.statements):,}",
            ]
            for name, dossier in self.items()
        ]
        return header, rows

    def _repr_html_(self) -> str:
        caption = ", ".join(filter(None, [self.title or self.name, self.version, self.licence]))
        shown, more = first_of(self._dossiers, "figure", whole="es.summary(dataset)")
        figures = html_table(*providers.ask("summary", shown).table(), caption=caption) + more
        names = {claimant.id: claimant.name for claimant in self._claimants}
        if self.statements:
            names |= {estimate.id: str(estimate) for dossier in self._dossiers for estimate in dossier}
            names |= {dossier.estimand.id: dossier.estimand.title for dossier in self._dossiers}
        return (
            figures
            + remarks_html(self.statements, names)
            + self.notices.folded("on the input")
            + self.matches.folded("in words")
        )
