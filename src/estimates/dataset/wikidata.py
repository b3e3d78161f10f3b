"""Entities of Wikidata to a Dataset: a figure for each thing that is counted, a claim for each statement."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import Factory, define

from estimates.dataset.wikidata_entities import (
    Entities,
    date_of,
    entities_in,
    item_of,
    mapping,
    quantity_of,
    snaks_of,
    statements_of,
    text,
    value_of,
    values_of,
    words_of,
)
from estimates.dataset.wikidata_works import Works
from estimates.errors import DatasetError, EstimatesError, Fault, Notice, shown
from estimates.model.claims import Claimant, Estimand, Estimate
from estimates.model.datasets import Dataset
from estimates.model.dates import Date
from estimates.model.dossiers import Dossier
from estimates.model.ids import new_id, slug
from estimates.model.ranges import Range
from estimates.model.sources import Citation
from estimates.model.statements import Statement

# What Wikidata counts of people, with the measure and how a title says it.
COUNTS = {
    "P1120": ("deaths", "number of deaths"), "P1590": ("casualties", "number of casualties"),
    "P1339": ("injured", "number of injured"), "P1446": ("missing", "number of missing"),
    "P1561": ("survivors", "number of survivors"), "P1132": ("participants", "number of participants"),
    "P1345": ("victims", "number of victims of a killer"), "P1603": ("cases", "number of cases"),
    "P1082": ("population", "population"),
}  # fmt: skip
_PEOPLE = ("", "Q5", "Q215627")  # no unit, human, person
_CIRCA = "Q5727902"
_CIRCUMSTANCES, _NATURE, _POINT, _START, _END = "P1480", "P5102", "P585", "P580", "P582"
_PLACE, _PART, _DISPUTED, _DEPRECATED, _PREFERRED = "P276", "P518", "P1310", "P2241", "P7452"
_READ = {_CIRCUMSTANCES, _NATURE, _POINT, _START, _END, _PLACE, _PART, _DISPUTED, _DEPRECATED, _PREFERRED}


def read_wikidata(path: str | os.PathLike[str]) -> Dataset:
    """Return a dataset of the contested figures that entities of Wikidata state.

    Every statement that counts people becomes a claim of the work that its reference names, read in Wikidata. Bounds
    count where the statement gives them; those that the software once filled in by default are no range. A statement
    of deprecated rank is a claim that is superseded, with the reason; preferred rank is stated in the note, and changes
    nothing. ``circa`` makes a claim approximate; a point in time is its date, *applies to part* makes it narrower than
    its figure, another place makes its scope unclear, who disputes it is a statement about it.

    Parameters
    ----------
    path : path
        A ``.json`` file as it is downloaded, with one entity or many, or a folder of them. Works, persons and places
        have names where their entities are there as well; otherwise they go by their ids.

    Returns
    -------
    Dataset
        Its ``notices`` list everything that has no place in it, each with the file and the statement.

    Raises
    ------
    DatasetError
        If the file cannot be read, or no entity in it counts people.

    See Also
    --------
    read : A dataset from a folder, table or workbook.
    merge : Several datasets as one.

    References
    ----------
    Wikibase, *JSON* (data model), https://www.mediawiki.org/wiki/Wikibase/DataModel/JSON

    Examples
    --------
    >>> import json, tempfile
    >>> amount = {"amount": "+700", "lowerBound": "+650", "upperBound": "+800", "unit": "1"}
    >>> claim = {"id": "Q1$a", "rank": "normal", "mainsnak": {"snaktype": "value", "datavalue": {"value": amount}}}
    >>> entity = {"id": "Q1", "labels": {"en": {"value": "Siege of Nowhere"}}, "claims": {"P1120": [claim]}}
    >>> file = Path(tempfile.mkdtemp()) / "Q1.json"
    >>> _ = file.write_text(json.dumps({"entities": {"Q1": entity}}))
    >>> print(read_wikidata(file)["q1-deaths"])
    Siege of Nowhere: number of deaths
      Wikidata: 650–800 (best 700)
    """
    try:
        place = Path(path)
    except TypeError:
        message = f"read_wikidata takes the path of a file of entity JSON, or of a folder of them (got {shown(path)})"
        raise DatasetError([Fault("<input>", None, "", "", message)]) from None
    entities = entities_in(place)
    reader = _Reader(entities, Works(entities))
    dossiers = [dossier for name in entities.held for dossier in reader.dossiers(name)]
    if not dossiers:
        counted = ", ".join(f"{name} ({words})" for name, (_, words) in COUNTS.items())
        message = f"no entity here has a statement that counts people: {counted}"
        raise DatasetError([Fault(place.name, None, "", "", message)])
    return Dataset(
        name=slug(place.stem) or "wikidata", title=f"Figures of Wikidata: {dossiers[0].estimand.label}"
        if len(dossiers) == 1 else "Figures of Wikidata", dossiers=dossiers, sources=tuple(reader.works.found.values()),
        claimants=tuple(reader.claimants.values()), statements=reader.statements, licence="CC0-1.0",
        notices=reader.notices,
    )  # fmt: skip


@define
class _Reader:
    """Makes claims of statements, and records what has no place."""

    entities: Entities
    works: Works
    claimants: dict[str, Claimant] = Factory(dict)
    statements: list[Statement] = Factory(list)
    notices: list[Notice] = Factory(list)
    _ids: set[str] = Factory(set)

    def dossiers(self, name: str) -> Iterator[Dossier]:
        """Yield a dossier for each property and unit in which an entity counts people."""
        entity = self.entities.held[name]
        for part, (measure, words) in COUNTS.items():
            grouped: dict[str, list[tuple[Mapping[str, Any], Range]]] = {}
            for statement in statements_of(entity, part):
                found, unit, remark = quantity_of(mapping(statement.get("mainsnak")))
                if remark:
                    self._notice(name, part, statement, remark)
                if found is not None:
                    grouped.setdefault("persons" if unit in _PEOPLE else unit, []).append((statement, found))
            for unit, held in grouped.items():
                estimand = self._estimand(name, measure, words, unit)
                before = len(self.statements)
                estimates = [self._estimate(name, part, estimand, statement, found) for statement, found in held]
                yield Dossier(estimand, estimates, statements=self.statements[before:])

        self._others(name)

    def _others(self, name: str) -> None:
        """Report the quantities of an entity that count nobody."""
        for part in mapping(self.entities.held[name].get("claims")):
            held = [
                mapping(value_of(mapping(s.get("mainsnak")))) for s in statements_of(self.entities.held[name], part)
            ]
            amounts = [text(value["amount"]).lstrip("+") for value in held if "amount" in value]
            if amounts and part not in COUNTS:
                message = f"is no count of people that is read here; left out ({', '.join(amounts[:12])})"
                self.notices.append(Notice(self.entities.files[name], None, f"{name} {part}", "", message))

    def _notice(self, name: str, part: str, statement: Mapping[str, Any], message: str) -> None:
        where = text(statement.get("id")) or f"{name} {part}"
        self.notices.append(Notice(self.entities.files[name], None, where, "", message))

    def _estimand(self, name: str, measure: str, words: str, unit: str) -> Estimand:
        entity = self.entities.held[name]
        unit = self.entities.label(unit)
        own = f"{name.lower()}-{slug(measure)}" + (f"-{slug(unit)}" if unit != "persons" else "")
        snaks = {part: values_of(entity, part) for part in (_POINT, _START, _END)}
        place = self._texts(values_of(entity, _PLACE))
        return Estimand(own, f"{self.entities.label(name)}: {words}", measure, place=place, unit=unit,
                        period=self._span(snaks)[0] or None)  # fmt: skip

    def _span(self, snaks: Mapping[str, list[Mapping[str, Any]]]) -> tuple[str, list[str]]:
        """Return a point in time, or a start and an end, as EDTF, and what cannot be said of them."""
        found = {part: date_of(snak) for part in (_POINT, _START, _END) for snak in snaks.get(part, [])[:1]}
        remarks = [remark for _, remark in found.values() if remark]
        for part in (_POINT, _START, _END):
            others = [date_of(snak)[0] or "a date that cannot be written" for snak in snaks.get(part, [])[1:]]
            remarks += [f"{part} is there more than once; left out: {', '.join(others)}"] if others else []
        point, start, end = (found.get(part, ("", ""))[0] for part in (_POINT, _START, _END))
        if point or not (start or end):
            return point, remarks
        span = f"{start or '..'}/{end or '..'}"
        try:
            return Date(span).edtf, remarks
        except EstimatesError as error:
            return "", [*remarks, f"{error}; left out"]

    def _estimate(
        self, name: str, part: str, estimand: Estimand, statement: Mapping[str, Any], found: Range
    ) -> Estimate:
        held = mapping(statement.get("qualifiers"))
        snaks = {key: snaks_of(held, key) for key in held}
        places, voices, remarks = self.works.places(statement)
        read = self.works.item(name)
        claimant = self._claimant(" and ".join(voices))
        own = new_id(f"{estimand.id}-{claimant.id}", self._ids)
        self._ids.add(own)
        as_of, unsaid = self._span(snaks)
        where = "; ".join(words_of(snak, self.entities) for snak in snaks.get(_PLACE, []))
        fields, notes = self._rank(statement, snaks)
        fields |= self._scope(snaks, where, estimand)
        notes += self._noted(snaks)
        if any(item_of(snak) == _CIRCA for snak in snaks.get(_CIRCUMSTANCES, [])):
            found = _about(found)
        left = [key for key in snaks if key not in _READ]
        unsaid += [
            "who disputes it is not said"
            for snak in snaks.get(_DISPUTED, [])[:1]
            if text(snak.get("snaktype")) != "value"
        ]
        for remark in [
            *remarks,
            *unsaid,
            *(f"the qualifier {key} is left out ({self._texts(snaks[key])})" for key in left),
        ]:
            self._notice(name, part, statement, remark)
        self._disputed(own, [snak for snak in snaks.get(_DISPUTED, []) if value_of(snak) is not None], read)
        return Estimate(own, claimant, found, as_of=as_of or None, place=where, source=places, via=(read,),
                        note="; ".join(notes), **fields)  # fmt: skip

    def _disputed(self, own: str, snaks: list[Mapping[str, Any]], read: Citation) -> None:
        for snak in snaks:
            who = self._claimant(words_of(snak, self.entities))
            name = new_id(f"{own}-disputed", {statement.id for statement in self.statements})
            note = "named in Wikidata as disputing this statement"
            self.statements.append(Statement(name, who, "other", about_estimate=own, via=(read,), note=note))

    def _claimant(self, voice: str) -> Claimant:
        named = voice or "Wikidata"
        for known in self.claimants.values():
            if known.name == named:
                return known
        own = new_id(slug(named) or "work", set(self.claimants))
        made = Claimant(own, named, role="compilation" if not voice else "")
        self.claimants[own] = made
        return made

    def _texts(self, snaks: list[Mapping[str, Any]]) -> str:
        return "; ".join(filter(None, (words_of(snak, self.entities) for snak in snaks)))

    def _rank(self, statement: Mapping[str, Any], snaks: Any) -> tuple[dict[str, Any], list[str]]:
        rank = text(statement.get("rank"))
        reason = self._texts([snak for key in (_DEPRECATED, _PREFERRED) for snak in snaks.get(key, [])])
        note = [f"Wikidata ranks this statement as {rank}" + (f": {reason}" if reason else "")]
        if rank == "deprecated":
            return {"standing": "superseded"}, note
        return {}, note if rank == "preferred" or reason else []

    def _scope(self, snaks: Any, where: str, estimand: Estimand) -> dict[str, Any]:
        parts = self._texts(snaks.get(_PART, []))
        if parts:
            return {"scope": "narrower", "scope_note": f"applies to part: {parts}"}
        if where and where != estimand.place:
            return {"scope": "unclear", "scope_note": f"place: {where}"}
        return {}

    def _noted(self, snaks: Any) -> list[str]:
        named = {_CIRCUMSTANCES: "sourcing circumstances", _NATURE: "nature of statement"}
        return [
            f"{words}: {self._texts(snaks[key])}" for key, words in named.items() if self._texts(snaks.get(key, []))
        ]


def _about(found: Range) -> Range:
    return Range(found.low, found.high, best=found.best, approximate=True)
