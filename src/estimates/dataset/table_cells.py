"""A dataset's tables as the texts of their cells, for whatever file they are written to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from operator import attrgetter, itemgetter
from typing import Any

from attrs import frozen

from estimates.dataset.schema import TABLES
from estimates.model.bias_notes import BiasNote
from estimates.model.claims import Estimand, Estimate, Link
from estimates.model.datasets import Dataset
from estimates.model.ranges import Range
from estimates.model.sources import Citation, cell
from estimates.model.statements import School, Statement


@frozen
class TableCells:
    """The names of a table's columns, and its rows; a cell that says nothing is empty.

    Parameters
    ----------
    header : list of str
    rows : list of list of str
    """

    header: list[str]
    rows: list[list[str]]


def table_cells(dataset: Dataset) -> dict[str, TableCells]:
    """Return the tables of a dataset by their names, in the order of the format."""
    return {
        "estimands": _cells("estimands", (_estimand(dossier.estimand) for dossier in dataset.values())),
        "claimants": _cells("claimants", (_plain(claimant, "claimants") for claimant in dataset.claimants.values())),
        "estimates": _estimates(dataset),
        "bias": _cells("bias", map(_bias_note, dataset.bias_notes)),
        "links": _cells("links", map(_link, dataset.links)),
        "statements": _cells("statements", map(_statement, dataset.statements)),
        "schools": _cells("schools", map(_school, dataset.assignments)),
    }


def _cells(table: str, rows: Iterable[Mapping[str, Any]]) -> TableCells:
    header = [column.name for column in TABLES[table]]
    return TableCells(header, [[_text(row.get(name)) for name in header] for row in rows])


def _text(value: Any) -> str:
    """Return a value as its cell: nothing for what is absent or false, digits without exponents for a number."""
    if type(value) is str:
        return value
    if value is None or value is False:
        return ""
    if value is True:
        return "true"
    if isinstance(value, tuple):
        if not value:
            return ""
        return "; ".join(cell(part) if isinstance(part, Citation) else str(part) for part in value)
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")
    return str(value)


def _estimand(estimand: Estimand) -> dict[str, Any]:
    return {**_plain(estimand, "estimands"), "unit": estimand.stated_unit}


def _plain(thing: object, table: str) -> dict[str, Any]:
    return {column.name: getattr(thing, column.name) for column in TABLES[table]}


_NAMES = [column.name for column in TABLES["estimates"]]
_OF_CLAIM = [name for name in _NAMES if hasattr(Estimate, name)]
_OF_RANGE = [name for name in _NAMES if hasattr(Range, name)]
_PLACED = {name: place for place, name in enumerate((*_OF_CLAIM, *_OF_RANGE, "estimand", "claimant_id"))}
_claim_values, _range_values = attrgetter(*_OF_CLAIM), attrgetter(*_OF_RANGE)
_in_order = itemgetter(*(_PLACED["claimant_id" if name == "claimant" else name] for name in _NAMES))
_NOT_WRITTEN = [(_NAMES.index(name), usual) for name, usual in (("scope", "same"), ("standing", "stands"))]


def _estimates(dataset: Dataset) -> TableCells:
    """Return the table of the claims, with the columns that are the user's own at its end."""
    more = [name for name in _own_columns(dataset) if name not in _NAMES]
    rows = []
    for name, dossier in dataset.items():
        for estimate in dossier:
            numbers = _range_values(estimate.share or estimate.range)
            values = _in_order((*_claim_values(estimate), *numbers, name, estimate.claimant.id))
            row = [value if type(value) is str else _text(value) for value in values]
            for place, usual in _NOT_WRITTEN:
                if row[place] == usual:
                    row[place] = ""
            if more:
                extra = dict(estimate.extra)
                row += [extra.get(column, "") for column in more]
            rows.append(row)
    return TableCells([*_NAMES, *more], rows)


def _own_columns(dataset: Dataset) -> list[str]:
    """Return the columns that are the user's own, in an order that is that of each claim as far as there is one."""
    claims = (estimate for dossier in dataset.values() for estimate in dossier)
    order: list[str] = []
    for names in dict.fromkeys(tuple([name for name, _ in estimate.extra]) for estimate in claims):
        before = len(order)
        for name in reversed(names):
            if name in order:
                before = order.index(name)
            else:
                order.insert(before, name)
    return order


def _statement(statement: Statement) -> dict[str, Any]:
    return {**_plain(statement, "statements"), "said_by": statement.said_by.id}


def _school(school: School) -> dict[str, Any]:
    said_by = school.said_by.id if school.said_by is not None else ""
    return {"claimant": school.claimant.id, "school": school.school, "said_by": said_by, "source": school.source}


def _bias_note(note: BiasNote) -> dict[str, Any]:
    row = {column.name: getattr(note, column.name, None) for column in TABLES["bias"]}
    factor = note.factor
    return row | {
        "said_by": note.said_by.id,
        "factor_low": factor.low if factor else None,
        "factor_high": factor.high if factor else None,
    }


def _link(link: Link) -> dict[str, Any]:
    return {"from": link.from_id, "relation": link.relation, "to": link.to_id, "source": link.source, "note": link.note}
