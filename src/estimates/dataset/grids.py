"""Tables of text, each cell at the place where the user's program shows it, and what they must be to be read."""

from __future__ import annotations

from attrs import Factory, define

from estimates.dataset.cell_formats import Shown
from estimates.dataset.findings import Findings

Row = tuple[int, list[str]]
Place = tuple[int, int]  # row as the program numbers it, and place in the lists of cells
MOST_COLUMNS = 16_384
MOST_CELLS = 20_000_000
_LONGEST = 32_767


@define
class RawTable:
    """The rows of a file or frame in which anything stands, header and titles included.

    Parameters
    ----------
    file : str
    rows : list of Row
        Each as wide as the table.
    letters : list of str
        The columns as the program names them; empty where it does not.
    shown : dict
        Cells that show something other than they hold.
    merged : list
        Merged cells, with first and last row and first and last place.
    """

    file: str
    rows: list[Row]
    letters: list[str] = Factory(list)
    shown: dict[Place, Shown] = Factory(dict)
    merged: list[tuple[str, int, int, int, int]] = Factory(list)
    sheet: str = ""

    def column(self, place: int) -> str:
        """Return the name of a column without header."""
        return f"column {self.letters[place] if place < len(self.letters) else place + 1}"


@define
class Grid:
    """A header and its rows, every cell as text; `rows` carry the row number of the spreadsheet."""

    file: str
    header: list[str]
    rows: list[Row]
    header_row: int = 1
    shown: dict[Place, Shown] = Factory(dict)
    constant: set[str] = Factory(set)  # columns that the table has not, and the user has given for all of it
    asked: list[str] = Factory(list)  # columns of which the user is asked what they mean
    own: set[str] = Factory(set)  # columns of which the user has said that they are none of ours
    wide: list[str] = Factory(list)  # columns of words that are named for their claimant or their figure
    named_by_cell: dict[tuple[int, str], str] = Factory(dict)  # of these, the one with a text in a row
    theirs: dict[str, str] = Factory(dict)  # our name of a column, and the table's
    sheet: str = ""
    columns: list[int] = Factory(list)  # the column of each place in its sheet, from 1
    keyed: dict[Place, tuple[str, str]] = Factory(dict)  # references for which keys beside them stand: words and keys


def strict_grid(raw: RawTable, findings: Findings) -> Grid | None:
    """Return the grid of rows whose first is the header, unless the header leaves its columns in doubt."""
    if not raw.rows:
        _report_empty(raw.file, findings)
        return None
    first, cells = raw.rows[0]
    header = [name.strip() for name in cells]
    if too_wide(raw.file, first, len(header), findings):
        return None
    body = raw.rows[1:]
    while header and not header[-1] and not any(cells[len(header) - 1 :] != [""] for _, cells in body):
        header.pop()  # a column without a name and without a value, as spreadsheets leave behind
        body = [(number, cells[: len(header)]) for number, cells in body]
    doubts = len(findings.faults)
    seen: set[str] = set()
    for place, name in enumerate(header):
        if not name:
            findings.fault(raw.file, first, "", "", f"column {place + 1} has no name")
        elif name in seen:
            findings.fault(raw.file, first, name, name, "two columns have this name; keep one")
        seen.add(name)
    sound = [row for row in body if sound_row(raw.file, *row, len(header), findings)]
    return Grid(raw.file, header, sound, first) if len(findings.faults) == doubts or sound else None


def too_wide(file: str, row: int, width: int, findings: Findings) -> bool:
    """Return whether a row has more cells than a sheet has columns, with a fault where it has."""
    if width > MOST_COLUMNS:
        findings.fault(file, row, "", "", f"has {width:,} columns; a sheet has {MOST_COLUMNS:,} at most")
    return width > MOST_COLUMNS


def sound_row(file: str, row: int, cells: list[str], width: int, findings: Findings) -> bool:
    """Return whether a row is as wide as the header and holds no more than a spreadsheet's cells can."""
    if len(cells) == width:
        if len("".join(cells)) <= _LONGEST:
            return True
        longest = max(map(len, cells))
        if longest <= _LONGEST:
            return True
        message = f"a cell has {longest:,} characters; a spreadsheet's cell holds {_LONGEST:,} at most"
        findings.fault(file, row, "", max(cells, key=len)[:80], message)
        return False
    message = f"has {len(cells)} cells, the header has {width}; a text that contains a comma must be in quotation marks"
    findings.fault(file, row, "", ",".join(cells[:50]), message)
    return False


def _report_empty(file: str, findings: Findings) -> None:
    if not any(fault.file == file for fault in findings.faults):
        findings.fault(file, None, "", "", "is empty; the first row names the columns")
