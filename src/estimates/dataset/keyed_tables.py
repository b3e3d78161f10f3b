"""Keys of matched references, written into the user's own table, of which all else stays as it is."""

from __future__ import annotations

import csv
import io
import os
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from estimates.dataset.delimited import text_and_separator
from estimates.dataset.findings import Findings, in_rows
from estimates.dataset.headers import known_names
from estimates.dataset.office_package import WorkbookError, open_package
from estimates.dataset.schema import SHEET, SHEET_KEYS
from estimates.dataset.workbooks import Sheet, column_letters, open_workbook, place_of
from estimates.errors import ClaimError, WriteError
from estimates.model.files import cannot, replace_files
from estimates.model.markup import from_cell, to_cell
from estimates.model.source_matches import SourceMatch, SourceMatches

_KEY_OF: Final = {ours: name for name, ours in SHEET_KEYS.items()}
Cells = dict[int, dict[int, str]]


def write_keys(matches: SourceMatches, path: Path, overwrite: bool) -> Path:
    """Write the keys of matched references into the table that was read, or into a copy of it.

    Parameters
    ----------
    matches : SourceMatches
    path : Path
        The table itself, or where its copy goes.
    overwrite : bool
        Whether a file that is there is replaced.
    """
    there = os.path.lexists(path)
    if there and not overwrite:
        raise WriteError(f"{str(path)!r:.300} is there already; write(..., overwrite=True) replaces it")
    origin = Path(matches.path) if matches.path else path
    if not matches.path and not there:
        raise ClaimError(
            "these references were read from a table in memory, not from a file; to_frame(dataset.matches) gives the "
            "keys by row, and write(dataset, path) writes the whole dataset"
        )
    if origin.suffix.lower() != path.suffix.lower():
        raise ClaimError(
            f"the keys are written into a copy of {origin.name!r}; give a name that ends in {origin.suffix}"
        )
    keyed = [match for match in matches if match.outcome == "matched"]
    try:
        content = origin.read_bytes()
        if origin.suffix.lower() in (".xlsx", ".xlsm"):
            content = _workbook(origin, content, keyed)
        elif origin.suffix.lower() in (".csv", ".tsv", ".txt"):
            content = _delimited(origin, keyed, matches.encoding)
        else:
            raise ClaimError(f"keys are written into .xlsx and .csv files, not into {origin.name!r}")
    except OSError as error:
        raise cannot(f"the table {origin.name!r} cannot be read again", error) from error
    replace_files({path: content})
    return path


def _new_cells(table: Mapping[int, Mapping[int, str]], matches: Iterable[SourceMatch], file: str) -> Cells:
    """Return the cells to be written, by row and column: the keys, and the names of columns that are new."""
    new: Cells = {}
    changed: list[int] = []
    for match in matches:
        header = table.get(match.header_row, {})
        name = _KEY_OF[match.column]
        known = (column for column, text in header.items() if text.strip().casefold().replace(" ", "_") == name)
        last = max(max(cells, default=0) for cells in (*table.values(), *new.values()))
        added = (column for column, text in new.get(match.header_row, {}).items() if text == name)
        column = next(known, 0) or next(added, 0) or last + 1
        if column not in header:
            new.setdefault(match.header_row, {})[column] = name
        for row in match.rows:
            if from_cell(table.get(row, {}).get(match.cell_column, "")).strip() == match.text:
                new.setdefault(row, {})[column] = to_cell(match.key)
            else:
                changed.append(row)
    if changed:
        raise ClaimError(
            f"{file!r} has changed since it was read: other words are cited in {in_rows(changed)}; read it again"
        )
    return new


def _workbook(origin: Path, content: bytes, matches: list[SourceMatch]) -> bytes:
    """Return a workbook with new cells, every other part of which is copied as it stands."""
    try:
        with open_workbook(origin) as book:
            names = dict.fromkeys(match.sheet for match in matches)
            if missing := [name for name in names if name not in book.sheets]:
                raise ClaimError(f"{origin.name!r} has changed since it was read: it has no sheet {missing[0]!r}")
            sheets = {name: book.read(name) for name in names}
            parts = {book.sheets[name].lower(): name for name in names}
        new = {
            name: _new_cells(sheet.cells, (m for m in matches if m.sheet == name), origin.name)
            for name, sheet in sheets.items()
        }
        made = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as fresh:
            for info in old.infolist():
                name = parts.get(info.filename.lower().lstrip("/"))
                part = old.read(info)
                fresh.writestr(info, part if name is None else _with_cells(part, new[name]), info.compress_type)
        _compare(made.getvalue(), origin, sheets, new)
    except WorkbookError as error:
        raise ClaimError(f"{origin.name!r} is not a readable .xlsx file: {error}") from None
    return made.getvalue()


def _compare(content: bytes, origin: Path, sheets: Mapping[str, Sheet], new: Mapping[str, Cells]) -> None:
    """Raise unless a workbook that was made holds what it held before, and the new cells."""
    with TemporaryDirectory(prefix="estimates-") as folder:
        trial = Path(folder) / f"trial{origin.suffix}"
        trial.write_bytes(content)
        open_package(trial).close()
        with open_workbook(trial) as book:
            for name, before in sheets.items():
                rows = {*before.cells, *new[name]}
                wanted = {row: before.cells.get(row, {}) | new[name].get(row, {}) for row in rows}
                found = book.read(name)
                if {row: cells for row, cells in found.cells.items() if cells} != {
                    r: c for r, c in wanted.items() if c
                }:
                    raise ClaimError(
                        f"the keys cannot be written into {origin.name!r}, whose sheet has an unusual form"
                    )


class _Splicer:
    """The places in the text of a sheet at which cells are put in or replaced."""

    def __init__(self, part: bytes, new: Cells) -> None:
        self.part, self.new = part, new
        self.edits: list[tuple[int, int, bytes]] = []
        self.row = self.column = 0
        self.prefix = ""
        self.begun = (0, "")  # of a cell: where it begins, and its format
        self.waiting: dict[int, str] = {}
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler, self.parser.EndElementHandler = self.start, self.end

    def run(self) -> bytes:
        self.parser.Parse(self.part, True)
        out, at = [], 0
        for first, last, text in sorted(self.edits):
            out += [self.part[at:first], text]
            at = last
        return b"".join([*out, self.part[at:]])

    def start(self, name: str, attributes: dict[str, str]) -> None:
        prefix, _, kind = name.rpartition(":")
        if kind == "row":
            self.prefix = f"{prefix}:" if prefix else ""
            self.row = int(attributes.get("r", self.row + 1))
            self.column, self.waiting = 0, dict(self.new.get(self.row, {}))
        elif kind == "c" and self.row:
            place = place_of(attributes.get("r", ""))
            self.column = place[1] if place else self.column + 1
            self.begun = (self.parser.CurrentByteIndex, attributes.get("s", ""))
        elif kind == "dimension":
            self._widen(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        kind = name.rpartition(":")[2]
        if kind == "c" and self.column in self.waiting:
            last = self.part.index(b">", self.parser.CurrentByteIndex) + 1
            self.edits.append(
                (self.begun[0], last, self._cell(self.column, self.waiting.pop(self.column), self.begun[1]))
            )
        elif kind == "row" and self.waiting:
            at = self.parser.CurrentByteIndex
            cells = b"".join(self._cell(column, text) for column, text in sorted(self.waiting.items()))
            self.edits.append((at, at, cells))

    def _widen(self, ref: str) -> None:
        corner = place_of(ref.rpartition(":")[2])
        widest = max((column for cells in self.new.values() for column in cells), default=0)
        if corner and widest > corner[1]:
            first, at = ref.partition(":")[0], self.parser.CurrentByteIndex
            last = self.part.index(b">", at)
            tag = self.part[at:last].replace(ref.encode(), f"{first}:{column_letters(widest)}{corner[0]}".encode())
            self.edits.append((at, last, tag))

    def _cell(self, column: int, text: str, style: str = "") -> bytes:
        own, shown = self.prefix, f" s={quoteattr(style)}" if style else ""
        head = f'<{own}c r="{column_letters(column)}{self.row}"{shown} t="inlineStr">'
        return f'{head}<{own}is><{own}t xml:space="preserve">{escape(text)}</{own}t></{own}is></{own}c>'.encode()


def _with_cells(part: bytes, new: Cells) -> bytes:
    if part[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise WorkbookError("its sheets are saved in UTF-16; save it again in a spreadsheet program")
    return _Splicer(part, new).run()


def _delimited(origin: Path, matches: list[SourceMatch], encoding: str) -> bytes:
    """Return a table of text with new cells at the ends of its records, or in the column for them; all else stays."""
    findings = Findings()
    found = text_and_separator(origin, encoding or None, known_names(SHEET, None), findings)
    if found is None:
        raise ClaimError(str(findings.faults[0]))
    text, separator, used = found
    lines = list(io.StringIO(text, newline=""))
    table: dict[int, dict[int, str]] = {}
    spans: dict[int, tuple[int, int]] = {}
    reader, first = csv.reader(iter(lines), delimiter=separator), 0
    for number, record in enumerate(reader, 1):
        table[number], spans[number] = dict(enumerate(record, 1)), (first, reader.line_num)
        first = reader.line_num
    new = _new_cells(table, matches, origin.name)
    top = min((match.header_row for match in matches), default=0)
    width = max((*table.get(top, {}), *new.get(top, {})), default=0)
    for row, (begin, end) in spans.items():
        short = row >= top and any(table[row].values()) and len(table[row]) < width
        if row in new or short:
            whole = _with_fields("".join(lines[begin:end]), table[row], new.get(row, {}), width, separator)
            lines[begin:end] = [whole, *[""] * (end - begin - 1)]
    return "".join(lines).encode(used)


def _with_fields(record: str, old: Mapping[int, str], new: Mapping[int, str], width: int, separator: str) -> str:
    """Return a record with new fields: after its last one, or in the place of empty ones."""
    body = record.rstrip("\r\n")
    fields = [new.get(column, old.get(column, "")) for column in range(1, width + 1)]
    kept = body if min(new, default=width) > len(old) else ""
    out = io.StringIO(newline="")
    # A first field that is no part of the record, so that an empty one is not quoted.
    csv.writer(out, delimiter=separator, lineterminator="").writerow(["", *fields[len(old) if kept else 0 :]])
    return kept + out.getvalue()[0 if kept else len(separator) :] + record[len(body) :]
