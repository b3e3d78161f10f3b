"""Records of grids: each cell converted to the type of its column, each fault reported at its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import repeat
from types import MappingProxyType
from typing import Any

from attrs import Factory, define

from estimates.dataset.cell_formats import Shown
from estimates.dataset.cell_values import (
    EMPTY,
    LANGUAGE,
    NO_NUMBER_MEANS,
    ColumnValues,
    Unfit,
    control_character,
    lacks_number,
)
from estimates.dataset.cited_works import Register
from estimates.dataset.findings import Findings, enumerated, in_rows, suggestion
from estimates.dataset.grids import Grid
from estimates.dataset.progress import progress
from estimates.dataset.schema import Column
from estimates.errors import Fault, listed
from estimates.model.markup import from_cell

_NOTHING: Mapping[str, str] = MappingProxyType({})


@define
class Record:
    """A row of a table: its values by column, the columns that are not ours, and those whose cells are at fault.

    Parameters
    ----------
    file : str
    row : int
    cells : list
        The values, each at the place of its column.
    places : mapping
        The place of each column; the rows of a table share it.
    extra : tuple of (str, str)
        Columns that are not ours.
    broken : set of str
        Columns whose cells are at fault.
    absent : mapping
        Columns whose cells say that no number is given ("n/a"), with what they say.
    """

    file: str
    row: int
    cells: list[Any]
    places: Mapping[str, int]
    extra: tuple[tuple[str, str], ...] = ()
    broken: frozenset[str] = frozenset()
    absent: Mapping[str, str] = _NOTHING

    def __getitem__(self, name: str) -> Any:
        return self.cells[self.places[name]]

    def __setitem__(self, name: str, value: Any) -> None:
        self.cells[self.places[name]] = value

    def named(self, columns: Iterable[Column]) -> dict[str, Any]:
        """Return the values of some columns by their names."""
        return {column.name: self[column.name] for column in columns}

    def breaks(self, column: str) -> None:
        """Record that the cell of a column is at fault."""
        self.broken |= {column}


def records(
    grid: Grid, columns: tuple[Column, ...], register: Register, findings: Findings, *, keep_others: bool = False
) -> list[Record]:
    """Return the records of a grid, with a fault for each cell that does not hold what it should.

    Parameters
    ----------
    grid : Grid
    columns : tuple of Column
        The columns that the table may have.
    register : Register
    findings : Findings
        Faults and notices are added to it.
    keep_others : bool
        Columns that are not ours are kept with the record, unless their name looks like a slip of one of ours.
    """
    ours = {column.name: column for column in columns}
    places = {name: place for place, name in enumerate(ours)}
    known = [
        (place, ColumnValues(ours[name], register, places[name]))
        for place, name in enumerate(grid.header)
        if name in ours
    ]
    others = [(place, name) for place, name in enumerate(grid.header) if name and name not in ours]
    _check_header(grid, [name for _, name in others], ours, findings, keep_others=keep_others)
    remarks = _Remarks(grid, findings)
    values, one_by_one = _by_column(grid, columns, known)
    found = []
    for (row, cells), made in zip(progress(grid.rows, "rows read"), values):
        record = Record(grid.file, row, list(made), places)
        for place, column in one_by_one:
            if text := cells[place]:
                if grid.shown and not remarks.readable(record, column.column, grid.shown.get((row, place))):
                    continue
                _put(column, record, text, findings.faults)
            if column.required and not record.cells[column.place] and column.name not in record.broken:
                record.breaks(column.name)
                findings.fault(grid.file, row, column.name, "", f"must not be empty: {column.column.means}")
        if record.absent:
            remarks.no_number(record)
        if others:
            record.extra = tuple([(from_cell(name), from_cell(cells[place])) for place, name in others if cells[place]])
            _check_extra(record, findings.faults)
        found.append(record)
    remarks.report()
    return found


def _by_column(
    grid: Grid, columns: tuple[Column, ...], known: list[tuple[int, ColumnValues]]
) -> tuple[Iterator[tuple[Any, ...]], list[tuple[int, ColumnValues]]]:
    """Return the values of each row, and the columns whose cells have to be looked at one by one.

    Most columns hold nothing but what they should: they are converted whole. The others are left empty here.
    """
    remarkable = {place for _, place in grid.shown}
    of_place = dict(known)
    by_place: dict[int, Iterable[Any]] = {}
    one_by_one = []
    langs = _languages(grid, known, remarkable)
    for place, texts in enumerate(zip(*[cells for _, cells in grid.rows])):
        column = of_place.get(place)
        if column is None or not (any(texts) or column.required):
            continue
        readable = place not in remarkable and not (column.counted and langs is None)
        whole = column.whole(texts, langs or ()) if readable else None
        if whole is None:
            one_by_one.append((place, column))
        else:
            by_place[column.place] = whole
    one_by_one.sort(key=lambda pair: pair[1].name != LANGUAGE)  # by it numbers are read
    empty = [repeat(EMPTY[column.holds], len(grid.rows)) for column in columns]
    return zip(*(by_place.get(place, nothing) for place, nothing in enumerate(empty))), one_by_one


def _languages(grid: Grid, known: list[tuple[int, ColumnValues]], remarkable: set[int]) -> Sequence[str] | None:
    """Return the language of each row; empty where none is given, None where a cell is no language."""
    for place, column in known:
        if column.name == LANGUAGE:
            texts = [cells[place] for _, cells in grid.rows]
            if not any(texts):
                return ()
            return None if place in remarkable else column.whole(texts, ())
    return ()


def _put(column: ColumnValues, record: Record, text: str, faults: list[Fault]) -> None:
    """Put the value of a text into a record, or a fault beside it."""
    lang = record[LANGUAGE] if column.counted and LANGUAGE in record.places else ""
    value = column.value(text, lang)
    if column.may_lack_number and (value.__class__ is Unfit or not column.counted) and lacks_number(text):
        record.absent = {**record.absent, column.name: text}
        value = None if column.counted else value
    if value.__class__ is Unfit:
        record.breaks(column.name)
        faults.append(Fault(record.file, record.row, column.name, from_cell(text), value.message))
    else:
        record.cells[column.place] = value


def _check_extra(record: Record, faults: list[Fault]) -> None:
    for name, text in record.extra:
        strange = control_character(text) or control_character(name)
        if strange:
            record.breaks(name)
            faults.append(Fault(record.file, record.row, name, text, strange))


def _check_header(
    grid: Grid, others: list[str], ours: Mapping[str, Column], findings: Findings, *, keep_others: bool
) -> None:
    present = set(grid.header)
    missing = [name for name in ours if name not in present]
    for name in missing:
        if ours[name].required:
            close = get_close_matches(name, others, n=1, cutoff=0.6)
            hint = f"; is the column {close[0]!r} meant?" if close else ""
            findings.fault(grid.file, grid.header_row, name, "", f"this column is required, and is missing{hint}")
    for name in others[:200]:
        slip = get_close_matches(name.lower()[:100], missing, n=1, cutoff=0.75)
        if slip and name not in grid.own:
            own = f", or columns={{{name!r}: None}} to keep it as your own" if keep_others else ""
            message = f"is not one of our columns; did you mean {slip[0]!r}{own}?"
            findings.fault(grid.file, grid.header_row, name, name, message)
        elif not keep_others:
            message = f"this table has no such column; it has {listed(ours)}"
            findings.fault(grid.file, grid.header_row, name, name, message)


@define
class _Remarks:
    """What is noticed cell by cell, reported once a column."""

    grid: Grid
    findings: Findings
    _without: dict[tuple[str, str], list[int]] = Factory(dict)
    _differing: dict[str, list[tuple[int, Shown]]] = Factory(dict)

    def no_number(self, record: Record) -> None:
        """Record that a row gives no number, where its other cells give none either."""
        stated = any(name in record.places and record[name] is not None for name in ("low", "high", "best"))
        if not stated and "range_means" in record.places and (not record["wording"] or "wording" in record.absent):
            record["range_means"] = record["range_means"] or NO_NUMBER_MEANS
        for column, text in record.absent.items():
            if column != "wording" or not stated:
                self._without.setdefault((column, text), []).append(record.row)

    def readable(self, record: Record, column: Column, cell: Shown | None) -> bool:
        """Return whether a cell that shows something other than it holds can be read, with a fault where it cannot."""
        if cell is None:
            return True
        counted = column.holds == "number"
        message = ""
        if cell.date and (counted or column.name == "wording"):
            holds = f", and holds the date {cell.held}" if cell.held else ""
            message = (
                f"is a date{holds}: a spreadsheet makes one of 6-10; format the cell as text, and type the words again"
            )
        elif cell.misleading or (counted and cell.held):
            seen = "nothing" if cell.text == cell.held else repr(cell.text)  # its format hides it
            message = f"shows {seen} and holds {cell.held}; show the number in full, or write it as text"
        if message:
            record.breaks(column.name)
            self.findings.fault(record.file, record.row, column.name, cell.text, message)
        elif cell.held:
            self._differing.setdefault(column.name, []).append((record.row, cell))
        return not message

    def report(self) -> None:
        file = self.grid.file
        for (column, text), rows in self._without.items():
            message = f"is read as: no number is given ({in_rows(rows)})"
            self.findings.notice(file, rows[0], column, text, message, rows[1:])
        for column, cells in self._differing.items():
            pairs = enumerated([f"row {row} shows {cell.text!r} and holds {cell.held}" for row, cell in cells])
            message = f"what the cells show is read, not what they hold: {pairs}"
            self.findings.notice(file, cells[0][0], column, cells[0][1].text, message, [row for row, _ in cells[1:]])


def unique(found: list[Record], name: str, faults: list[Fault]) -> None:
    """Add a fault for each record whose id another record before it has."""
    rows: dict[str, int] = {}
    for record in found:
        value = record[name]
        if value and value in rows:
            record.breaks(name)
            message = f"is the id of row {rows[value]} too; each needs its own"
            faults.append(Fault(record.file, record.row, name, value, message))
        rows.setdefault(value, record.row)


class Unread(dict[str, Any]):
    """The ids of a table that could not be read, for which a fault stands: whatever a cell names may be one of them."""


def resolved(record: Record, column: str, known: Mapping[str, Any], what: str, faults: list[Fault]) -> Iterator[Any]:
    """Yield what the ids of a cell name, with a fault for each that names nothing."""
    value = record[column]
    if value and isinstance(known, Unread):
        record.breaks(column)
        return
    for name in value if isinstance(value, tuple) else (value,) if value else ():
        if name in known:
            yield known[name]
        else:
            record.breaks(column)
            hint = suggestion(name, known, len(faults))
            faults.append(Fault(record.file, record.row, column, name, f"no {what} has this id{hint}"))
