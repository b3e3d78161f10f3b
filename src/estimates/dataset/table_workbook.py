"""A dataset as one workbook, a sheet a table: written with lists to choose from, read as its folder would be."""

from __future__ import annotations

import csv
import io
import re
import shutil
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Final

from estimates.dataset.schema import DESCRIPTOR, KEYS, SOURCES, TABLES
from estimates.dataset.table_cells import TableCells
from estimates.dataset.workbooks import Workbook, column_letters
from estimates.errors import ClaimError
from estimates.model.markup import from_cell, to_cell

# Sheets that hold JSON, line by line, since a cell holds no more than 32,767 characters.
_JSON: Final = {"datapackage": DESCRIPTOR, SOURCES: f"{SOURCES}.json"}
_LONGEST: Final = 32_767
_WIDTHS: Final = (10, 48)
_ESCAPE = re.compile("_x[0-9A-Fa-f]{4}_|[\x00-\x08\x0b-\x1f]|[\ud800-\udfff\ufffe\uffff]")


def workbook_bytes(tables: Mapping[str, TableCells], texts: Mapping[str, str]) -> bytes:
    """Return the content of a workbook with a sheet for each table and for each text of JSON.

    Every cell is text, so that a spreadsheet program makes no date of "6-10" and no formula of "=1".

    Raises
    ------
    ClaimError
        If a cell holds more than a spreadsheet can.
    """
    from openpyxl import Workbook as Book

    cells = {
        name: [[_cell(name, text) for text in row] for row in (one.header, *one.rows)] for name, one in tables.items()
    }
    lines = {
        name: [[_cell(name, part) for part in _parts(line)] for line in texts[file].splitlines()]
        for name, file in _JSON.items()
    }
    book = Book(write_only=True)
    for name in sorted(cells, key=lambda name: name != "estimates"):  # what is edited most comes first
        _write_table(book.create_sheet(name), name, cells[name])
    for name, rows in lines.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return saved(book)


class _Timeless(zipfile.ZipFile):
    """An archive whose parts carry no time."""

    def writestr(self, zinfo_or_arcname: str | zipfile.ZipInfo, data: Any, *_: Any, **__: Any) -> None:
        with self._part(str(zinfo_or_arcname)) as part:
            part.write(data.encode("utf-8") if isinstance(data, str) else data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        with open(filename, "rb") as whole, self._part(str(arcname or filename)) as part:
            shutil.copyfileobj(whole, part)

    def _part(self, name: str) -> IO[bytes]:
        info = zipfile.ZipInfo(name)
        info.compress_type = self.compression
        return self.open(info, "w", force_zip64=True)


def saved(book: Any) -> bytes:
    """Return the content of a workbook, the same whenever it is saved."""
    from openpyxl.writer.excel import ExcelWriter

    book.properties.created = book.properties.modified = datetime(2000, 1, 1)
    out = io.BytesIO()
    ExcelWriter(book, _Timeless(out, "w", zipfile.ZIP_DEFLATED)).save()  # which closes the archive
    return out.getvalue()


def _write_table(sheet: Any, name: str, rows: list[list[str]]) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    sheet.freeze_panes = "A2"
    for place, column in enumerate(rows[0]):
        letter, longest = column_letters(place + 1), max(len(row[place]) for row in rows[:1000])
        sheet.column_dimensions[letter].width = max(_WIDTHS[0], min(longest + 2, _WIDTHS[1]))
        sheet.column_dimensions[letter].number_format = "@"  # what is typed below stays text as well
        _offer(sheet, name, column, letter, len(rows) + 500)
    header = [WriteOnlyCell(sheet, value=column) for column in rows[0]]
    for cell in header:
        cell.font = Font(bold=True)
    sheet.append(header)
    for row in rows[1:]:
        sheet.append([text or None for text in row])


def _offer(sheet: Any, table: str, column: str, letter: str, last: int) -> None:
    """Give a column the list of what it may hold: its few words, or the ids of another sheet."""
    from openpyxl.worksheet.datavalidation import DataValidation

    known = next((one for one in TABLES[table] if one.name == column), None)
    if known is None:
        return
    allowed = known.allowed or (("true",) if known.holds == "boolean" else ())
    other = KEYS.get(table, {}).get(column)
    chosen = f'"{",".join(allowed)}"' if allowed else f"'{other}'!$A$2:$A${_LONGEST}" if other else None
    rule = DataValidation(
        type="list" if chosen else None, formula1=chosen, allow_blank=True, showInputMessage=True,
        promptTitle=column[:32], prompt=known.means[:255], showErrorMessage=bool(chosen), errorTitle=column[:32],
        error="Choose from the list, or leave the cell empty.",
    )  # fmt: skip
    rule.add(f"{letter}2:{letter}{last}")
    sheet.data_validations.append(rule)


def _cell(sheet: str, text: str) -> str:
    """Return a text as a workbook holds it: led where it would begin a formula, in escapes what XML cannot hold."""
    text = to_cell(text)
    if len(text) > _LONGEST:
        raise ClaimError(
            f"a cell of a workbook holds {_LONGEST:,} characters, and one of the table {sheet!r} has {len(text):,}; "
            "write the dataset as a folder"
        )
    return _ESCAPE.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    return f"_x005F{found[0]}" if len(found[0]) > 1 else f"_x{ord(found[0]):04X}_"


def _parts(line: str) -> list[str]:
    """Return a line of JSON in pieces that a cell can hold."""
    step = _LONGEST // 8  # a character may take seven in its escape, and one more leads a formula
    return [line[start : start + step] for start in range(0, len(line), step)] or [""]


def holds_tables(book: Workbook) -> bool:
    """Return whether a workbook is a dataset with a sheet a table, even if somebody has deleted one of them."""
    return "datapackage" in book.sheets and not set(TABLES).isdisjoint(book.sheets)


def unpack(book: Workbook, folder: Path) -> None:
    """Write the sheets of a workbook as the files of a dataset's folder."""
    for name in book.sheets:
        if name in TABLES:
            (folder / f"{name}.csv").write_text(_as_csv(book, name), encoding="utf-8", errors="replace", newline="")
        elif name in _JSON:
            rows = _rows(book, name)
            text = "\n".join("".join(map(from_cell, row)) for row in rows)
            (folder / _JSON[name]).write_text(text, encoding="utf-8", errors="replace")


def _as_csv(book: Workbook, name: str) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    rows = _rows(book, name)
    width = max(map(len, rows), default=0)
    writer.writerows([*row, *[""] * (width - len(row))] for row in rows)
    return out.getvalue()


def _rows(book: Workbook, name: str) -> list[list[str]]:
    """Return the cells of a sheet row by row, each row as long as it is filled."""
    cells = book.read(name).cells
    return [
        [cells.get(row, {}).get(column, "") for column in range(1, max(cells.get(row, {}), default=0) + 1)]
        for row in range(1, max(cells, default=0) + 1)
    ]
