"""Workbooks for the tests, and changes to the parts inside them that no spreadsheet program would make."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

SHEET_PART = "xl/worksheets/sheet1.xml"
HEADER = ["estimand", "claimant", "wording", "source"]
Change = Callable[[bytes], bytes | Iterable[bytes]]


def made(path: Path, rows: list[list[object]], change: Callable[[Worksheet], object] | None = None) -> Path:
    """Write a workbook of one sheet with these rows below our header."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in (HEADER, *rows):
        sheet.append(row)
    if change is not None:
        change(sheet)
    book.save(path)
    return path


def altered(path: Path, changes: Mapping[str, Change], added: Mapping[str, Iterable[bytes]] | None = None) -> Path:
    """Change parts of a workbook in place, and add others."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            changed = changes[name](data) if name in changes else data
            _store(new, name, [changed] if isinstance(changed, bytes) else changed)
        for name, pieces in (added or {}).items():
            _store(new, name, pieces)
    return path


def _store(archive: zipfile.ZipFile, name: str, pieces: Iterable[bytes]) -> None:
    with archive.open(name, "w") as part:
        for piece in pieces:
            part.write(piece)


def before_end(*pieces: bytes) -> Change:
    """Return a change that adds something after the last row of a sheet."""

    def change(data: bytes) -> Iterable[bytes]:
        head, tail = data.split(b"</sheetData>")
        yield head
        yield from pieces
        yield b"</sheetData>" + tail

    return change
