"""Cells that a spreadsheet has merged below the header: one value for several rows or columns."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from estimates.dataset.findings import Findings
from estimates.dataset.grids import RawTable, Row

_SHOWN = 60


def unmerged(raw: RawTable, header: int, body: list[Row], findings: Findings) -> list[Row]:
    """Report each range that is merged below the header, and return the rows as they are checked further.

    A range is one fault, and no cell that it empties is another: a value that is merged downwards is taken for each
    of its rows, and rows in which columns are merged are left out. Nothing is read from them, since there is a fault.

    Parameters
    ----------
    raw : RawTable
    header : int
        The number of the row that names the columns.
    body : list of Row
        The rows below it.
    findings : Findings
    """
    ranges = sorted(
        (top, bottom, left, right, name) for name, top, bottom, left, right in raw.merged if bottom > header
    )
    if not ranges:
        return body
    numbers = [number for number, _ in body]
    rows = [(number, list(cells)) for number, cells in body]
    left_out: set[int] = set()
    filled = 0
    for top, bottom, left, right, name in ranges:
        first, last = bisect_left(numbers, max(top, header + 1)), bisect_right(numbers, bottom)
        value = next((row[1][left] for row in rows[first:last][:1] if row[0] == top and left < len(row[1])), "")
        findings.fault(raw.file, max(top, header + 1), "", name, _message(name, value))
        # Ranges of one sheet do not overlap; a file made by hand may claim that they do, and is not followed for ever.
        filled += last - first
        if filled > len(rows) * max(len(raw.letters), 1):
            break
        for place in range(first, last):
            if left != right:
                left_out.add(place)
            elif left < len(rows[place][1]):
                rows[place][1][left] = rows[place][1][left] or value
    return [row for place, row in enumerate(rows) if place not in left_out]


def _message(name: str, value: str) -> str:
    first = name.partition(":")[0]
    shown = f"{value[:_SHOWN]!r} of {first}" if value else f"what {first} holds"
    return (
        f"the cells {name} are merged into one, and a table has one value in each cell: unmerge them, "
        f"and repeat {shown} where it is meant"
    )
