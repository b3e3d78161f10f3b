"""Templates: a table of claims with three invented rows, as a workbook, a CSV file or a folder."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from estimates.dataset.reading import read
from estimates.dataset.schema import CLAIMANTS, ESTIMANDS, ESTIMATES, Column
from estimates.dataset.sheets import EXPLANATION
from estimates.dataset.table_workbook import saved
from estimates.dataset.workbooks import column_letters
from estimates.dataset.writing import write
from estimates.errors import WriteError
from estimates.model.files import replace_files, through_links, usable_path

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_ENDINGS: Final = (".xlsx", ".csv")
# The columns of the table, with their widths in a spreadsheet and what a beginner needs to know.
COLUMNS: Final[dict[str, tuple[int, str]]] = {
    "estimand": (30, "What is counted, where and when, in a few words. The same words in each row of one figure."),
    "estimand_measure": (18, "What kind of number it is: killed, wounded, casualties, losses, strength, population."),
    "claimant": (24, "Who says it: a person or a body. The same spelling in each row."),
    "role": (14, "In what capacity: choose from the list, or leave it empty."),
    "side": (14, "The belligerent for which the claimant speaks; empty for a scholar, whatever the nationality."),
    "wording": (34, "The source's own words with the number: over 200,000; 73,790 to 81,500. They are read."),
    "wording_lang": (12, "The language of the words: en, de, fr, es, zh, ja. Needed for 150.000 and 1,5."),
    "low": (12, "The low end, digits only. Leave low and high empty where the words say it all."),
    "high": (12, "The high end, digits only; empty where the source states none."),
    "claimed": (12, "When the claim was made: 1995, 1937-12, 1937-12-13. Format the cells as text."),
    "scope": (12, "Whether the claim counts the same as the figure: choose from the list; empty: the same."),
    "scope_note": (24, "In what it differs, or why that is not clear."),
    "standing": (12, "Whether the claimant still holds to it: choose from the list; empty: it stands."),
    "source": (30, "The work that makes the claim: a key of your library (sen1981[202]) or Sen 1981, p. 202."),
    "via": (24, "The work in which you read it, where that is another."),
    "note": (34, "Anything else. Columns of your own may follow."),
}
_ROWS: Final = (
    {"estimand": "Garrison of Strelsau, 1894", "estimand_measure": "strength", "claimant": "Ann Example",
     "role": "scholar", "wording": "4,000 to 4,500", "wording_lang": "en", "claimed": "1968",
     "source": "example1968[12]", "note": "An invented row: delete it."},
    {"estimand": "Garrison of Strelsau, 1894", "estimand_measure": "strength", "claimant": "General Staff of Ruritania",
     "role": "belligerent", "side": "Ruritania", "wording": "over 6,000 men", "wording_lang": "en", "claimed": "1894",
     "scope": "unclear", "scope_note": "perhaps with the city guard", "via": "example1968[14]",
     "note": "An invented row: delete it."},
    {"estimand": "Garrison of Strelsau, 1894", "estimand_measure": "strength", "claimant": "Bert Sample",
     "role": "press", "low": "5000", "high": "5000", "claimed": "1894-03-02", "standing": "retracted",
     "source": "sample1894", "note": "An invented row: delete it."},
)  # fmt: skip
_HELP: Final = (
    "One row is one claim: somebody's number for one figure. Two sources that differ are two rows.",
    "Fill estimand, claimant, and wording or low and high. Everything else may stay empty.",
    "Nothing is guessed: a cell that cannot be read is reported, with its row and what is allowed.",
    "Check the table: estimates check FILE. With a library of works: estimates check FILE --sources library.json",
    "Read it in Python: import estimates as es; mine = es.read(FILE)",
    "This sheet is not read. Delete the three invented rows before you begin.",
)


def new_table(path: str | os.PathLike[str], *, overwrite: bool = False) -> Path:
    """Write a table of claims to fill in: a workbook, a CSV file, or a dataset's folder.

    The workbook has drop-down lists, a hint for each column, and a sheet that explains how to fill it in. All of them
    have three invented rows, and pass `check`.

    Parameters
    ----------
    path : path
        Ends in ``.xlsx`` or ``.csv``; without an ending it is a folder.
    overwrite : bool
        Whether a file that is there is replaced.

    Returns
    -------
    Path

    Raises
    ------
    WriteError
        If something is there already, or the ending is another.
    """
    target = usable_path(path, "a new table")
    ending = target.suffix.lower()
    if ending and ending not in _ENDINGS:
        raise WriteError(f"a new table is a .xlsx or .csv file, or a folder (got {target.name!r})")
    if os.path.lexists(target) and not overwrite:
        raise WriteError(f"{str(target)!r} is there already; choose another name, or give overwrite=True")
    if not ending:
        write(read({name: [row.get(name, "") for row in _ROWS] for name in COLUMNS}), target)
        return target
    data = _workbook() if ending == ".xlsx" else _csv()
    replace_files({through_links(target): data})
    return target


def _csv() -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(COLUMNS), restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(_ROWS)
    return ("\ufeff" + out.getvalue()).encode("utf-8")  # spreadsheet programs take a CSV for UTF-8 by this mark alone


def _workbook() -> bytes:
    from openpyxl import Workbook as Book

    book: Workbook = Book()
    claims = book.active
    assert claims is not None
    _fill(claims)
    _explain(book.create_sheet("How to"))
    return saved(book)


def _fill(sheet: Worksheet) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.title = "Claims"
    sheet.append(list(COLUMNS))
    for row in _ROWS:
        sheet.append([row.get(name) for name in COLUMNS])
    for place, (name, (width, _)) in enumerate(COLUMNS.items(), 1):
        letter = column_letters(place)
        sheet.column_dimensions[letter].width = width
        sheet.cell(1, place).font = Font(bold=True)
        for line in range(2, 502):  # text stays as it is typed: no date is made of 6-10, no number of 30.000
            sheet.cell(line, place).number_format = "@"
            sheet.cell(line, place).alignment = Alignment(wrap_text=True, vertical="top")
        _offer(sheet, name, letter)
    sheet.freeze_panes = "A2"


def _offer(sheet: Worksheet, name: str, letter: str) -> None:
    """Give the cells of a column its hint, and a list to choose from where the values are few."""
    from openpyxl.worksheet.datavalidation import DataValidation

    known: dict[str, Column] = {column.name: column for column in (*ESTIMATES, *CLAIMANTS, *ESTIMANDS)}
    allowed = known[name].allowed if name in known else ()
    rule = DataValidation(
        type="list" if allowed else None, formula1=f'"{",".join(allowed)}"' if allowed else None, allow_blank=True,
        promptTitle=name, prompt=COLUMNS[name][1], showInputMessage=True, showErrorMessage=bool(allowed),
        errorTitle=name, error="Choose from the list, or leave the cell empty.",
    )  # fmt: skip
    rule.add(f"{letter}2:{letter}501")
    sheet.add_data_validation(rule)


def _explain(sheet: Worksheet) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.append([EXPLANATION])
    for line in _HELP:
        sheet.append([line])
    sheet.append([])
    sheet.append(["Column", "What to write"])
    for name, (_, hint) in COLUMNS.items():
        sheet.append([name, hint])
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 90
    for cell in (sheet["A1"], sheet.cell(len(_HELP) + 3, 1), sheet.cell(len(_HELP) + 3, 2)):
        cell.font = Font(bold=True)
    for row in sheet.iter_rows(min_row=len(_HELP) + 3):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


__all__ = ["COLUMNS", "new_table"]
