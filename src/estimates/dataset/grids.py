"""Grids of text out of CSV, XLSX and frames, each cell at the place where a spreadsheet shows it."""

from __future__ import annotations

import csv
import datetime
import io
import math
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from attrs import define

from estimates.errors import Fault, nearest

Row = tuple[int, list[str]]
_LONGEST = 32_767


@define
class Grid:
    """A header and its rows, every cell as text; `rows` carry the row number of the spreadsheet."""

    file: str
    header: list[str]
    rows: list[Row]


def csv_grid(path: Path, faults: list[Fault]) -> Grid | None:
    """Return the grid of a CSV file in UTF-8, separated by commas; None where its faults leave no grid."""
    try:
        data = path.read_bytes()
    except OSError as error:
        faults.append(Fault(path.name, None, "", "", f"cannot be read: {error.strerror}"))
        return None
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        said = "is UTF-16 ('Unicode text'); save the file as 'CSV UTF-8', or pass the .xlsx itself"
        faults.append(Fault(path.name, None, "", "", said))
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        bad = data[error.start : error.start + 1]
        said = f"byte 0x{bad.hex()} is not UTF-8 text; save the file as 'CSV UTF-8', or pass the .xlsx itself"
        faults.append(Fault(path.name, row, "", "", said))
        return None
    return _checked(path.name, _csv_rows(text, path.name, faults), faults)


def _csv_rows(text: str, file: str, faults: list[Fault]) -> list[Row]:
    rows: list[Row] = []
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), 1):
            if any(cells):
                rows.append((number, cells))
    except csv.Error as error:
        faults.append(Fault(file, len(rows) + 1, "", "", f"is not well-formed CSV from here on: {error}"))
        return []
    for separator, name in ((";", "';'"), ("\t", "tabs")):
        if rows and len(rows[0][1]) == 1 and separator in rows[0][1][0]:
            said = (
                f"columns are separated by {name} here; save with commas between the columns, or pass the .xlsx itself"
            )
            faults.append(Fault(file, rows[0][0], "", rows[0][1][0], said))
            return []
    return rows


def xlsx_grid(path: Path, faults: list[Fault]) -> Grid | None:
    """Return the grid of the first sheet of an XLSX file: the values, not the formulas."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        _refuse_locked(path)
        book = load_workbook(path, read_only=True, data_only=True)
        _report_unseen(path, faults)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        faults.append(Fault(path.name, None, "", "", f"is not a readable .xlsx file: {error}"))
        return None
    try:
        values = [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
        for sheet in book.worksheets[1:]:
            if any(cell is not None for row in sheet.iter_rows(values_only=True) for cell in row):
                said = "the workbook has another sheet with cells; save the sheet of the claims as a file of its own"
                faults.append(Fault(path.name, None, "", sheet.title, said))
    finally:
        book.close()
    rows = [(number, [cell_text(value) for value in cells]) for number, cells in enumerate(values, 1)]
    rows = [(number, cells) for number, cells in rows if any(cells)]
    if rows:  # a sheet has no ragged rows: it is as wide as its widest row, mostly with nothing there
        width = max(len(cells) - next((i for i, cell in enumerate(reversed(cells)) if cell), 0) for _, cells in rows)
        rows = [(number, cells[:width] + [""] * (width - len(cells))) for number, cells in rows]
    return _checked(path.name, rows, faults)


def _refuse_locked(path: Path) -> None:
    with path.open("rb") as file:
        if file.read(4) == b"\xd0\xcf\x11\xe0":
            raise ValueError("it has a password, or is an .xls of old; save it as .xlsx, without a password")


def _report_unseen(path: Path, faults: list[Fault]) -> None:
    """Report cells whose value would be lost: those that are merged into others, and formulas never computed."""
    from openpyxl import load_workbook
    from openpyxl.cell import Cell

    with zipfile.ZipFile(path) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/")]
    if not any(mark in sheet for sheet in sheets for mark in (b"<mergeCell ", b"<f>", b"<f ")):
        return
    shown, computed = (load_workbook(path, data_only=data_only).worksheets[0] for data_only in (False, True))
    for merged in shown.merged_cells.ranges:
        said = "these cells are merged, and all but the first are empty; unmerge them, and fill each"
        faults.append(Fault(path.name, merged.min_row, "", merged.coord, said))
    for row in shown.iter_rows():
        for cell in row:
            if isinstance(cell, Cell) and cell.data_type == "f" and computed[cell.coordinate].value is None:
                said = "a formula without a value; open the file in a spreadsheet and save it, or write the value"
                faults.append(Fault(path.name, cell.row, cell.column_letter, str(cell.value), said))


def frame_grid(frame: Any, faults: list[Fault]) -> Grid | None:
    """Return the grid of a data frame, by its columns; the first row below the header is row 2, as in a spreadsheet."""
    header = [str(name) for name in frame.columns]
    columns = [[cell_text(value) for value in frame.iloc[:, place].tolist()] for place in range(len(header))]
    body = [list(cells) for cells in zip(*columns, strict=True)]
    rows = [(number, cells) for number, cells in enumerate(body, 2) if any(cells)]
    return _checked("<frame>", [(1, header), *rows], faults)


def cell_text(value: object) -> str:
    """Return the value of a spreadsheet's or a frame's cell as text; whole floats lose their ``.0``.

    Examples
    --------
    >>> cell_text(73790.0), cell_text(True), cell_text(float("nan")), cell_text(None)
    ('73790', 'true', '', '')
    """
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return ""
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return "true" if value else "false"
    if isinstance(value, float):
        if math.isnan(value):
            return ""
        return str(int(value)) if value.is_integer() else repr(float(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return f"{value.date().isoformat()} 00:00"  # not EDTF on purpose: a spreadsheet may have added the day
    return str(value)


def _checked(file: str, rows: list[Row], faults: list[Fault]) -> Grid | None:
    """Return the grid of rows whose first is the header, unless the header leaves its columns in doubt."""
    if not rows:
        if not any(fault.file == file for fault in faults):
            faults.append(Fault(file, None, "", "", "is empty; the first row names the columns"))
        return None
    header = [name.strip() for name in rows[0][1]]
    body = rows[1:]
    while header and not header[-1] and not any(cells[len(header) - 1 :] != [""] for _, cells in body):
        header.pop()  # a column without a name and without a value, as spreadsheets leave behind
        body = [(number, cells[: len(header)]) for number, cells in body]
    before = len(faults)
    for place, name in enumerate(header):
        if not name:
            faults.append(Fault(file, rows[0][0], "", "", f"column {place + 1} has no name"))
        elif name in header[:place]:
            faults.append(Fault(file, rows[0][0], name, name, "two columns have this name; keep one"))
    sound = [(number, cells) for number, cells in body if _sound(file, number, cells, len(header), faults)]
    return Grid(file, header, sound) if len(faults) == before or sound else None


def _sound(file: str, row: int, cells: list[str], width: int, faults: list[Fault]) -> bool:
    """Return whether a row is as wide as the header and holds no more than a spreadsheet's cells can."""
    if len(cells) == width:
        longest = max(cells, key=len, default="")
        if len(longest) <= _LONGEST:
            return True
        said = f"a cell has {len(longest):,} characters; a spreadsheet's cell holds {_LONGEST:,} at most"
        faults.append(Fault(file, row, "", longest[:80], said))
        return False
    said = f"has {len(cells)} cells, and the header has {width}; a comma within a text needs quotation marks around it"
    faults.append(Fault(file, row, "", ",".join(cells), said))
    return False


def renamed(grid: Grid, columns: dict[str, str], known: Iterable[str], faults: list[Fault]) -> None:
    """Give a grid our names for the user's columns, written either way round: ``{"Author": "claimant"}``."""
    ours = set(known)
    header = list(grid.header)
    for one, other in columns.items():
        forward, backward = one in grid.header and other in ours, other in grid.header and one in ours
        if forward == backward:
            said = f"names no column of the table; it has {', '.join(map(repr, grid.header))}"
            if forward:
                said = "can be read both ways round; rename one of the columns in the table"
            else:
                for theirs, name in ((one, other), (other, one)):
                    if theirs in grid.header and theirs not in ours:
                        said = f"gives {theirs!r} a name that is none of ours: {name!r}{nearest(name, ours)}"
            faults.append(Fault(grid.file, 1, "", f"{one}: {other}", f"columns= {said}"))
            continue
        theirs, name = (one, other) if forward else (other, one)
        header[grid.header.index(theirs)] = name
    for name in {name for name in header if header.count(name) > 1}:
        faults.append(Fault(grid.file, 1, name, name, "two columns have this name once columns= is applied"))
    grid.header = header
