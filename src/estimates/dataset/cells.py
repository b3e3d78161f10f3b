"""Records out of grids: each cell converted to what its column holds, each fault noted at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from attrs import Factory, define, field

from estimates.dataset.grids import Grid
from estimates.dataset.schema import Column
from estimates.errors import EstimatesError, Fault, listed, nearest
from estimates.model.cited_text import key_and_locator, split_citations
from estimates.model.dates import Date
from estimates.model.markup import from_cell
from estimates.model.sources import Citation, Source
from estimates.model.vocabulary import checked_measure

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_MOST_DIGITS = 30
_TAG = re.compile("[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BOOLEANS = {"true": True, "TRUE": True, "True": True, "false": False, "FALSE": False, "False": False}
EMPTY: dict[str, Any] = {
    "text": "", "id": "", "ids": (), "measure": "", "measures": (), "number": None, "boolean": False,
    "date": None, "citations": (),
}  # fmt: skip


class CellError(EstimatesError, ValueError):
    """A cell that does not hold what its column holds."""


@define
class Record:
    """A row of a table: its values by column, the columns that are not ours, and those whose cells are at fault."""

    file: str
    row: int
    values: dict[str, Any]
    extra: tuple[tuple[str, str], ...] = ()
    broken: set[str] = Factory(set)

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


@define
class Register:
    """The works that citations may name; without a bibliography, whatever a citation names is a work known by key."""

    sources: dict[str, Source] = Factory(dict)
    closed: bool = True
    _cited: dict[str, tuple[Citation, ...]] = field(factory=dict, init=False)

    def citations(self, text: str) -> tuple[Citation, ...]:
        """Return the places that a cell names: ``key[locator]``, several separated by ``;``."""
        found = self._cited.get(text)
        if found is None:
            found = self._cited[text] = tuple(self._citation(part) for part in split_citations(text))
        return found

    def _citation(self, part: str) -> Citation:
        key, locator = key_and_locator(part)
        source = self.sources.get(key)
        if source is None:
            if self.closed:
                raise CellError(f"no source has the key {key!r}{nearest(key, self.sources)}")
            source = self.sources[key] = Source(key, {"id": key})
        return Citation(source, locator)


def records(
    grid: Grid, columns: tuple[Column, ...], register: Register, faults: list[Fault], *, keep_others: bool = False
) -> list[Record]:
    """Return the records of a grid, with a fault for each cell that does not hold what it should.

    Parameters
    ----------
    grid : Grid
    columns : tuple of Column
        The columns that the table may have.
    register : Register
    faults : list of Fault
        Faults found are added to it.
    keep_others : bool
        Columns that are not ours are kept with the record, unless their name looks like a slip of one of ours.
    """
    ours = {column.name: column for column in columns}
    known = [(place, ours[name]) for place, name in enumerate(grid.header) if name in ours]
    others = [(place, name) for place, name in enumerate(grid.header) if name and name not in ours]
    missing = [name for name in ours if name not in grid.header]
    _check_header(grid, [name for _, name in others], missing, ours, faults, keep_others=keep_others)
    blank = {name: EMPTY[column.holds] for name, column in ours.items()}
    convert = _Convert(register)
    found = []
    for row, cells in grid.rows:
        record = Record(grid.file, row, dict(blank))
        for place, column in known:
            text = cells[place]
            if text:
                convert.into(record, column, text, faults)
            if column.required and not record.values[column.name] and column.name not in record.broken:
                record.broken.add(column.name)
                faults.append(Fault(grid.file, row, column.name, "", f"must not be empty: {column.means}"))
        if others:
            record.extra = tuple((from_cell(name), from_cell(cells[place])) for place, name in others if cells[place])
        found.append(record)
    return found


def _check_header(
    grid: Grid,
    others: list[str],
    missing: list[str],
    ours: Mapping[str, Column],
    faults: list[Fault],
    *,
    keep_others: bool,
) -> None:
    for name in missing:
        if ours[name].required:
            close = get_close_matches(name, others, n=1, cutoff=0.6)
            hint = f"; is the column {close[0]!r} meant?" if close else ""
            faults.append(Fault(grid.file, 1, name, "", f"this column is required, and is missing{hint}"))
    for name in others:
        slip = get_close_matches(name.lower(), missing, n=1, cutoff=0.75)
        if slip:
            faults.append(Fault(grid.file, 1, name, name, f"is not one of our columns; did you mean {slip[0]!r}?"))
        elif not keep_others:
            faults.append(Fault(grid.file, 1, name, name, f"this table has no such column; it has {listed(ours)}"))


@define
class _Convert:
    """Cells to values, each distinct text once."""

    register: Register
    _dates: dict[str, Date] = Factory(dict)

    def into(self, record: Record, column: Column, text: str, faults: list[Fault]) -> None:
        text = from_cell(text)
        control = _CONTROL.search(text)
        if control:
            record.broken.add(column.name)
            said = f"holds a control character (U+{ord(control[0]):04X}), which is no text; delete it"
            faults.append(Fault(record.file, record.row, column.name, text, said))
            return
        if column.holds == "text":
            record.values[column.name] = text
            return
        text = text.strip()
        if not text:
            return
        try:
            value = self._value(column, text)
        except EstimatesError as error:
            record.broken.add(column.name)
            faults.append(Fault(record.file, record.row, column.name, text, str(error)))
            return
        record.values[column.name] = value

    def _value(self, column: Column, text: str) -> Any:
        holds = column.holds
        if holds == "id":
            if column.name == "wording_lang" and not _TAG.fullmatch(text):
                raise CellError("must be a language's tag of two or three small letters, such as en, zh or de-CH")
            if column.allowed and text not in column.allowed:
                raise CellError(f"must be {listed(column.allowed)}{nearest(text, column.allowed)}")
            return text
        if holds == "number":
            return number(text)
        if holds == "citations":
            return self.register.citations(text)
        if holds == "boolean":
            if text not in _BOOLEANS:
                raise CellError("must be true, false or empty")
            return _BOOLEANS[text]
        if holds == "measure":
            return checked_measure(text)
        if holds in ("ids", "measures"):
            parts = tuple(part.strip() for part in text.split(";") if part.strip())
            return tuple(map(checked_measure, parts)) if holds == "measures" else parts
        if text not in self._dates:
            self._dates[text] = Date(text)
        return self._dates[text]


def number(text: str) -> int | float:
    """Return the number of a cell: digits with at most a decimal point, nothing that needs guessing.

    Examples
    --------
    >>> number("73790"), number("0.5")
    (73790, 0.5)
    >>> number("73,790")
    Traceback (most recent call last):
        ...
    estimates.dataset.cells.CellError: write the number without separators or units: 73790
    """
    if len(text) > _MOST_DIGITS:
        raise CellError(f"must be a number of at most {_MOST_DIGITS} digits")
    if _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    bare = re.sub(r"[,.'’\s\u00a0\u202f]", "", text)
    grouped = re.fullmatch(r"[0-9]{1,3}(?:([,'’\s\u00a0\u202f])[0-9]{3})(?:\1[0-9]{3})*", text)
    if grouped:
        raise CellError(f"write the number without separators or units: {bare}")
    if text.startswith("-"):
        raise CellError("a count is zero or more")
    raise CellError("must be a number: digits, with a point before decimals, no separators, no units")


def unique(found: list[Record], name: str, faults: list[Fault]) -> None:
    """Add a fault for each record whose id another record before it has."""
    rows: dict[str, int] = {}
    for record in found:
        value = record[name]
        if value and value in rows:
            record.broken.add(name)
            said = f"is the id of row {rows[value]} too; each needs its own"
            faults.append(Fault(record.file, record.row, name, value, said))
        rows.setdefault(value, record.row)


def resolved(record: Record, column: str, known: Mapping[str, Any], what: str, faults: list[Fault]) -> Iterator[Any]:
    """Yield what the ids of a cell name, with a fault for each that names nothing."""
    value = record[column]
    for name in value if isinstance(value, tuple) else (value,) if value else ():
        if name in known:
            yield known[name]
        else:
            record.broken.add(column)
            faults.append(Fault(record.file, record.row, column, name, f"no {what} has this id{nearest(name, known)}"))
