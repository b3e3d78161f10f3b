"""Cells that a spreadsheet has merged: a header of several rows, and one value for several rows or columns below it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection

from attrs import frozen

from estimates.dataset.column_names import folded
from estimates.dataset.findings import Findings
from estimates.dataset.grids import RawTable, Row

_SHOWN = 60


@frozen
class WholeHeader:
    """The rows that merged cells make one header.

    Parameters
    ----------
    first, last : int
        Their places among the rows of the table.
    names : list of str
        The columns' names, those of a group led by its name, ``French losses: Killed``, unless they are known without.
    """

    first: int
    last: int
    names: list[str]


def whole_header(raw: RawTable, place: int, known: Collection[str]) -> WholeHeader:
    """Return the header to which a row belongs: with the rows that cells merged downwards join to it, and groups above.

    A cell that is merged over some columns, but not over all, names the group of these columns; one that is merged over
    all of them, or alone in its row from the first column on, is a title.

    Parameters
    ----------
    raw : RawTable
    place : int
        The place of the row that names most of the columns.
    known : collection of str
        Folded names by which our columns are known.
    """
    numbers = [number for number, _ in raw.rows]
    filled = {number: sum(map(bool, cells)) for number, cells in raw.rows}

    def title(row: int, left: int) -> bool:
        return left == 0 and filled.get(row, 0) == 1

    top = bottom = numbers[place]
    width = max((len(cells) for _, cells in raw.rows), default=0)
    for _, above, below, left, right in sorted(raw.merged, key=lambda one: one[1], reverse=True):
        joined = left == right and above <= bottom and below >= top
        group = above == below == top - 1 and left < right and right - left + 1 < width and not title(above, left)
        if joined or group:
            top, bottom = min(top, above), max(bottom, below)
    groups = {at for _, above, below, left, right in raw.merged if above == below == bottom and right - left + 1 < width
              for at in range(left, right + 1) if left < right}  # fmt: skip
    under: list[str] = next((cells for number, cells in raw.rows if number == bottom + 1), [])
    if any(under) and {at for at, text in enumerate(under) if text} <= groups:  # names of the columns of groups alone
        bottom += 1
    first, last = bisect_left(numbers, top), bisect_right(numbers, bottom) - 1
    parts: list[list[str]] = [[] for _ in raw.rows[place][1]]
    for number, cells in raw.rows[first : last + 1]:
        for at, text in enumerate(_spread(raw, number, cells, last=number == numbers[last])):
            if text and text not in parts[at]:
                parts[at].append(text)
    own = [part[-1] if part else "" for part in parts]
    alone = [name for name in own if own.count(name) == 1 and folded(name) in known]
    return WholeHeader(first, last, [n if n in alone else ": ".join(part) for n, part in zip(own, parts)])


def _spread(raw: RawTable, row: int, cells: list[str], *, last: bool) -> list[str]:
    """Return the names in a row of a header; above its last row each in all columns over which its cell is merged."""
    names = [" ".join(name.split()) for name in cells]
    for _, top, bottom, left, right in raw.merged if not last else ():
        if top == row == bottom and left < len(names):
            names[left : right + 1] = [names[left]] * (min(right + 1, len(names)) - left)
    return names


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
