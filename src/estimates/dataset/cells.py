"""Records of grids: each cell converted to the type of its column, each fault reported at its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from attrs import Factory, define

from estimates.dataset.cell_formats import Shown
from estimates.dataset.cited_works import Register
from estimates.dataset.findings import CellError, Findings, enumerated, in_rows, suggestion
from estimates.dataset.grids import Grid
from estimates.dataset.progress import progress
from estimates.dataset.schema import Column
from estimates.errors import EstimatesError, Fault, listed, nearest
from estimates.model.dates import Date
from estimates.model.markup import from_cell
from estimates.model.number_cells import number_in_cell
from estimates.model.sources import Citation
from estimates.model.vocabulary import checked_measure

_TAG = re.compile("[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_SEPARATED = re.compile(r"[0-9]+(?:[.,'’\s][0-9]+)+")
_BOOLEANS = {"true": True, "TRUE": True, "True": True, "false": False, "FALSE": False, "False": False}
EMPTY: dict[str, Any] = {
    "text": "", "id": "", "ids": (), "measure": "", "measures": (), "number": None, "boolean": False,
    "date": None, "citations": (),
}  # fmt: skip
_ERROR = re.compile(
    r"#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|SPILL!|CALC!|FIELD!|GETTING_DATA|BLOCKED!|CONNECT!)|Err:[0-9]{3}"
)
# What a table writes where no number is known; folded.
NO_NUMBER = frozenset((
    "n/a", "n.a.", "na", "?", "??", "???", "unknown", "unk.", "not known", "not given", "not stated", "no number",
    "none given", "-", "--", "–", "—", "…", "...", "k. a.", "k.a.", "keine angabe", "unbekannt", "inconnu", "s/d",
    "desconocido", "不明", "不详", "不詳", "未详", "未詳",
))  # fmt: skip
_LONGEST_LACK = max(map(len, NO_NUMBER))
NO_NUMBER_MEANS = "no number"
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
        (place, _Cells(ours[name], register, places[name])) for place, name in enumerate(grid.header) if name in ours
    ]
    known.sort(key=lambda pair: pair[1].column.name != "wording_lang")  # the language decides how numbers are read
    others = [(place, name) for place, name in enumerate(grid.header) if name and name not in ours]
    _check_header(grid, [name for _, name in others], ours, findings, keep_others=keep_others)
    blank = [EMPTY[column.holds] for column in columns]
    remarks = _Remarks(grid, findings)
    found = []
    for row, cells in progress(grid.rows, "rows read"):
        record = Record(grid.file, row, blank.copy(), places)
        for place, column in known:
            text = cells[place]
            if text:
                if grid.shown and not remarks.readable(record, column.column, grid.shown.get((row, place))):
                    continue
                value = column.made.get(text) if column.plain else None
                if value is None or value.__class__ is _Bad:
                    column.into(record, text, findings.faults)
                else:
                    record.cells[column.place] = value
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


def _check_extra(record: Record, faults: list[Fault]) -> None:
    for name, text in record.extra:
        strange = _NO_TEXT.search(text) or _NO_TEXT.search(name)
        if strange:
            record.breaks(name)
            faults.append(Fault(record.file, record.row, name, text, _strange(strange[0])))


def _strange(character: str) -> str:
    return f"contains a control character (U+{ord(character):04X}); delete it"


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
class _Bad:
    """Why a text is not what its column holds."""

    message: str


class _Cells:
    """The cells of one column to values, each distinct text once."""

    def __init__(self, column: Column, register: Register, place: int) -> None:
        self.column, self.name, self.register, self.place = column, column.name, register, place
        self.required = column.required
        self.made: dict[str, Any] = {}
        self.counted = column.holds == "number"
        self.may_lack_number = self.counted or column.name == "wording"
        self.plain = not self.may_lack_number

    def into(self, record: Record, text: str, faults: list[Fault]) -> None:
        """Put the value of a text into a record, or a fault beside it."""
        lang = record["wording_lang"] if self.counted and "wording_lang" in record.places else ""
        value = self.made.get(text) if not lang else None
        if value is None:
            value = self._value(text, lang)
            if not lang:
                self.made[text] = value
        if self.may_lack_number and (value.__class__ is _Bad or not self.counted) and _lacks_number(text):
            record.absent = {**record.absent, self.name: text}
            value = None if self.counted else value
        if value.__class__ is _Bad:
            record.breaks(self.name)
            faults.append(Fault(record.file, record.row, self.name, from_cell(text), value.message))
        else:
            record.cells[self.place] = value

    def _value(self, text: str, lang: str) -> Any:
        text = from_cell(text)
        control = None if text.isprintable() else _NO_TEXT.search(text)
        if control:
            return _Bad(_strange(control[0]))
        if ("#" in text or "Err:" in text) and _ERROR.fullmatch(text.strip()):
            return _Bad("is an error of the spreadsheet, not a value; mend its formula there, or write the value")
        if self.column.holds == "text":
            return text
        text = text.strip()
        if not text:
            return EMPTY[self.column.holds]
        try:
            return number_in_cell(text, lang) if self.counted else _CONVERT[self.column.holds](self, text)
        except EstimatesError as error:
            separated = self.counted and not lang and _SEPARATED.fullmatch(text)
            hint = ", or fill wording_lang with its language" if separated else ""
            return _Bad(f"{error}{hint}")

    def _id(self, text: str) -> str:
        if self.name == "wording_lang" and not _TAG.fullmatch(text):
            raise CellError("must be a language's tag of two or three small letters, such as en, zh or de-CH")
        if self.column.allowed and text not in self.column.allowed:
            if text.casefold() in self.column.allowed:
                return text.casefold()
            raise CellError(f"must be {listed(self.column.allowed)}{nearest(text, self.column.allowed)}")
        return text

    def _boolean(self, text: str) -> bool:
        if text not in _BOOLEANS:
            raise CellError("must be true, false or empty")
        return _BOOLEANS[text]

    def _ids(self, text: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in text.split(";") if part.strip())

    def _measure(self, text: str) -> str:
        return checked_measure(text)

    def _measures(self, text: str) -> tuple[str, ...]:
        return tuple(map(checked_measure, self._ids(text)))

    def _citations(self, text: str) -> tuple[Citation, ...]:
        return self.register.citations(text)

    def _date(self, text: str) -> Date:
        return Date(text)


def _lacks_number(text: str) -> bool:
    stripped = text.strip()
    return len(stripped) <= _LONGEST_LACK and stripped.casefold() in NO_NUMBER


_CONVERT: dict[str, Callable[[_Cells, str], Any]] = {
    "id": _Cells._id, "boolean": _Cells._boolean, "ids": _Cells._ids, "citations": _Cells._citations,
    "date": _Cells._date, "measure": _Cells._measure, "measures": _Cells._measures,
}  # fmt: skip


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


def resolved(record: Record, column: str, known: Mapping[str, Any], what: str, faults: list[Fault]) -> Iterator[Any]:
    """Yield what the ids of a cell name, with a fault for each that names nothing."""
    value = record[column]
    for name in value if isinstance(value, tuple) else (value,) if value else ():
        if name in known:
            yield known[name]
        else:
            record.breaks(column)
            hint = suggestion(name, known, len(faults))
            faults.append(Fault(record.file, record.row, column, name, f"no {what} has this id{hint}"))
