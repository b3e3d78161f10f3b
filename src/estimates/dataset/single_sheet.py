"""A single spreadsheet, a claim a row, split into the tables of a dataset."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from attrs import evolve

from estimates.dataset.cells import EMPTY, Record, Register, records
from estimates.dataset.grids import Grid
from estimates.dataset.schema import (
    CLAIMANTS,
    ESTIMANDS,
    ESTIMATES,
    SHEET_CLAIMANT,
    SHEET_ESTIMAND,
    SHEET_REQUIRED,
    Column,
)
from estimates.errors import Fault

_DETAILS: dict[str, Column] = {
    **{column.name: column for column in ESTIMANDS if column.name in SHEET_ESTIMAND},
    "estimand_measure": Column("estimand_measure", "measure", "what the estimand counts"),
    "estimand_place": Column("estimand_place", "text", "where the estimand counts"),
    **{column.name: column for column in CLAIMANTS if column.name in SHEET_CLAIMANT},
}


def split_sheet(grid: Grid, register: Register, faults: list[Fault]) -> dict[str, list[Record]]:
    """Return the records of a dataset's tables from a sheet with a claim a row.

    A claimant and an estimand are known by what stands in their cells. What a sheet says of one of them (a role, a
    place) may stand in one row or in all, and must not differ between rows.
    """
    for name in SHEET_REQUIRED:
        if name not in grid.header:
            close = _looks_like(name, grid.header)
            said = f"this column is required, and is missing; the table has {', '.join(map(repr, grid.header))}{close}"
            faults.append(Fault(grid.file, 1, name, "", said))
    columns = tuple(evolve(column, required=column.name in ("estimand", "claimant")) for column in ESTIMATES) + tuple(
        _DETAILS.values()
    )
    before = {fault for fault in faults if fault.row == 1}
    rows = records(grid, columns, register, faults, keep_others=True)
    _drop_repeats(before, faults)
    estimands: dict[str, Record] = {}
    claimants: dict[str, Record] = {}
    taken = {row["id"] for row in rows if row["id"]}
    for row in rows:
        _describe(row, "estimand", estimands, ESTIMANDS, SHEET_ESTIMAND, faults)
        _describe(row, "claimant", claimants, CLAIMANTS, SHEET_CLAIMANT, faults)
        row.values["id"] = row["id"] or _new_id(row, taken)
        for name in _DETAILS:
            del row.values[name]
    for record in claimants.values():
        record.values["name"] = record["id"]
    for record in estimands.values():
        own = [row for row in rows if row["estimand"] == record["id"]]
        _hoist(record, "measure", own, {row["measure"] for row in own})
        _hoist(record, "place", own, {row["place"] for row in own} - {""})
    return {
        "estimands": list(estimands.values()), "claimants": list(claimants.values()), "estimates": rows,
        "bias": [], "links": [], "statements": [], "schools": [],
    }  # fmt: skip


def _looks_like(name: str, header: list[str]) -> str:
    other = {"claimant": "author, scholar or who says it", "estimand": "figure, quantity or what is counted"}
    hint = f" ({other[name]})" if name in other else ""
    return f". If a column of yours means it{hint}, say so: columns={{'your name': {name!r}}}"


def _drop_repeats(before: set[Fault], faults: list[Fault]) -> None:
    """A missing column is said once, in the fuller sentence that names ``columns=``."""
    missing = {(fault.file, fault.column) for fault in before}
    faults[:] = [f for f in faults if f in before or f.row != 1 or f.value or (f.file, f.column) not in missing]


def _describe(
    row: Record, kind: str, known: dict[str, Record], columns: tuple[Column, ...], details: tuple[str, ...],
    faults: list[Fault],
) -> None:  # fmt: skip
    name = row[kind]
    if not name:
        return
    if name not in known:
        empty: dict[str, Any] = {column.name: EMPTY[column.holds] for column in columns}
        known[name] = Record(row.file, row.row, {**empty, **{d: "" for d in details if d not in empty}, "id": name})
    record = known[name]
    for detail in details:
        value = row[detail]
        if not value:
            continue
        if record[detail] and record[detail] != value:
            said = f"{kind} {name!r} has {str(record[detail])!r} here in another row; the two must agree"
            faults.append(Fault(row.file, row.row, detail, str(value), said))
        record.values[detail] = record[detail] or value


def _hoist(estimand: Record, name: str, rows: list[Record], values: set[str]) -> None:
    """Give an estimand what all its rows say of themselves, unless the sheet says what the estimand counts, and where.

    What differs between the rows stays with the claims.
    """
    stated = estimand.values.pop(f"estimand_{name}")
    estimand.values[name] = stated or (values.pop() if len(values) == 1 else "")
    for row in rows:
        if row[name] == estimand[name]:
            row.values[name] = ""


def _new_id(row: Record, taken: set[str]) -> str:
    stem = "-".join(filter(None, (slug(row["claimant"]), slug(row["estimand"])))) or f"row-{row.row}"
    name, count = stem, 1
    while name in taken:
        count += 1
        name = f"{stem}-{count}"
    taken.add(name)
    return name


def slug(text: str) -> str:
    """Return text as a part of an id: small letters and digits, parted by hyphens.

    Examples
    --------
    >>> slug("Ikuhiko Hata"), slug("孙宅巍")
    ('ikuhiko-hata', '孙宅巍')
    """
    return re.sub(r"[^\w]+", "-", unicodedata.normalize("NFC", text).casefold()).strip("-")
