"""Sheets of a workbook to raw tables, with notices of all that a reader of the sheet sees or does not see."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from estimates.dataset.column_names import folded
from estimates.dataset.findings import Findings, enumerated, in_rows
from estimates.dataset.grids import MOST_CELLS, RawTable
from estimates.dataset.office_package import WorkbookError
from estimates.dataset.workbooks import Sheet, column_letters, open_workbook
from estimates.model.numbers import many

# The first cell of a sheet that explains the others; a workbook made by `new` has one.
EXPLANATION = "How to fill in this workbook"


def workbook_tables(path: Path, sheet: Any, known: Collection[str], findings: Findings) -> list[RawTable]:
    """Return the tables of a workbook: of its only sheet with cells, or of those that the user names.

    Parameters
    ----------
    path : Path
    sheet : str, int, sequence of these, or None
        Names of sheets, or their numbers from 1.
    known : collection of str
        Folded names of columns, by which the sheet of the claims is recognised where the user is asked.
    findings : Findings
    """
    try:
        with open_workbook(path) as book:
            names = _chosen(path.name, list(book.sheets), sheet, findings)
            if names is None:
                return []
            read = [book.read(name) for name in names]
            filled = [one for one in read if any(one.cells.values()) or one.uncomputed]
            if sheet is None:
                filled = [one for one in filled if not _explains(one)]
                if len(filled) > 1:
                    _report_several(path.name, filled, known, findings)
                    return []
            several = len(names) > 1 and sheet is not None
            tables = [
                raw_table(f"{path.name}, sheet {one.name!r}" if several else path.name, one, findings) for one in filled
            ]
            if not tables:
                findings.fault(path.name, None, "", "", "is empty; the first row names the columns")
            return [table for table in tables if table is not None]
    except WorkbookError as error:
        findings.fault(path.name, None, "", "", f"is not a readable .xlsx file: {error}")
        return []


def _explains(sheet: Sheet) -> bool:
    return bool(sheet.cells) and sheet.cells[min(sheet.cells)].get(1, "") == EXPLANATION


def _chosen(file: str, names: list[str], sheet: Any, findings: Findings) -> list[str] | None:
    """Return the names of the sheets to read, or None where the user names one that is not there."""
    if sheet is None:
        return names
    chosen = []
    for one in sheet if isinstance(sheet, (list, tuple)) else [sheet]:
        if isinstance(one, str) and one in names:
            chosen.append(one)
        elif isinstance(one, int) and not isinstance(one, bool) and 1 <= one <= len(names):
            chosen.append(names[one - 1])
        else:
            there = ", ".join(f"{number} {name!r}" for number, name in enumerate(names, 1))
            findings.fault(file, None, "", str(one)[:80], f"no sheet has this name or number; there are {there}")
            return None
    if not chosen:
        findings.fault(file, None, "", "", "sheet= must name a sheet; give a name, a number or a list of these")
    return list(dict.fromkeys(chosen)) or None


def _report_several(file: str, filled: list[Sheet], known: Collection[str], findings: Findings) -> None:
    first = max(filled, key=lambda one: _known_names(one, known))
    rows = [sum(map(bool, one.cells.values())) for one in filled]
    there = ", ".join(f"{one.name!r} ({many(count, 'row')})" for one, count in zip(filled, rows, strict=True))
    message = (
        f"the workbook has another sheet with cells; say which holds the claims: sheet={first.name!r}; several may be "
        f"named. There are {there}"
    )
    findings.fault(file, None, "", ", ".join(one.name for one in filled if one is not first), message)


def _known_names(sheet: Sheet, known: Collection[str]) -> int:
    """Return how many known names of columns the best of the first rows has."""
    rows = [sheet.cells[number] for number in sorted(sheet.cells)[:20]]
    return max((sum(folded(cell) in known for cell in row.values()) for row in rows), default=0)


def raw_table(file: str, sheet: Sheet, findings: Findings) -> RawTable | None:
    """Return the cells of a sheet as rows, each as wide as the columns in which anything stands."""
    columns = sorted({column for cells in sheet.cells.values() for column in cells})
    places = {column: place for place, column in enumerate(columns)}
    rows = sorted(number for number, cells in sheet.cells.items() if cells)
    if len(rows) * len(columns) > MOST_CELLS:
        message = f"its table would have {len(rows):,} rows and {len(columns):,} columns; delete what is not part of it"
        findings.fault(file, None, "", "", message)
        return None
    body = []
    for number in rows:
        cells = [""] * len(columns)
        for column, text in sheet.cells[number].items():
            cells[places[column]] = text
        body.append((number, cells))
    _report(file, sheet, findings)
    shown = {(row, places[column]): cell for (row, column), cell in sheet.shown.items()}
    merged = [
        (reference, first[0], last[0], places.get(first[1], first[1] - 1), places.get(last[1], last[1] - 1))
        for reference, first, last in sheet.merged
    ]
    letters = [column_letters(column) for column in columns]
    return RawTable(file, body, letters, shown, merged, sheet=sheet.name)


def _report(file: str, sheet: Sheet, findings: Findings) -> None:
    """Report what a reader of the sheet does not see, or sees and the table would not hold."""
    if sheet.uncomputed:
        (row, column), formula = next(iter(sheet.uncomputed.items()))
        rest = [_named(place) for place in sheet.uncomputed][1:]
        also = f" (also {enumerated(rest)})" if rest else ""
        message = f"a formula without a value{also}; open the file in a spreadsheet and save it, or write the value"
        findings.fault(file, row, column_letters(column), formula, message)
    hidden = [row for row in sheet.hidden_rows if sheet.cells.get(row)]
    if hidden:
        which = f"{in_rows(hidden)} {'are' if len(hidden) > 1 else 'is'}"
        findings.notice(file, hidden[0], "", "", f"{which} hidden in the sheet, and read", hidden[1:])
    used = {column for cells in sheet.cells.values() for column in cells}
    columns = [column_letters(column) for column in sorted(used & set(sheet.hidden_columns))]
    if columns:
        which = f"columns {enumerated(columns)} are" if len(columns) > 1 else f"column {columns[0]} is"
        findings.notice(file, None, "", "", f"{which} hidden in the sheet, and read")
    if sheet.struck:
        places = [_named(place) for place in sheet.struck]
        message = (
            f"struck through, and read all the same: {enumerated(places)}; delete what is withdrawn, or fill standing"
        )
        findings.notice(file, sheet.struck[0][0], "", "", message, sorted({row for row, _ in sheet.struck[1:]}))
    for (row, column), text in sorted(sheet.comments.items()):
        findings.notice(file, row, column_letters(column), text, "a comment on this cell, which is not read")


def _named(place: tuple[int, int]) -> str:
    return f"{column_letters(place[1])}{place[0]}"
