"""How wide the columns of a printed table are, so that few texts break and none runs over."""

from __future__ import annotations

import re
from math import ceil

from attrs import frozen

from estimates.tables.paper import Column, Paper

# Without the empty group pandoc's reader of LaTeX takes the digits that follow for an argument, and drops them.
RAGGED = r"\raggedright\arraybackslash{}"
# The share of a line that a letter of that size takes, and that parts two columns, in the usual text block.
_SIZES = {r"\small": 0.0125, r"\footnotesize": 0.0113}
_GAP = 0.034
_WIDE = re.compile("[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uff60]")
_BREAK = re.compile(r"[\s\u2e80-\ua4cf\uac00-\ud7ff]+(?<!\xa0)|(?<=-)")


@frozen
class Layout:
    """How a table is set: its font size, its columns in LaTeX's notation, and its number of lines."""

    size: str
    columns: str
    lines: int


def layout(paper: Paper) -> Layout:
    """Return how a table is set.

    A column whose texts fit on their lines is as wide as they are; the others share what is left, none narrower than
    its longest word as long as that is possible.
    """
    needs = [max(map(_length, [column.heading, *_texts(column)])) for column in paper.columns]
    words = [max(map(_longest_word, [column.heading, *_texts(column)])) for column in paper.columns]
    room = 1 - _GAP * len(needs)
    size, letter = r"\small", _SIZES[r"\small"]
    if sum(needs) * letter > 1.6 * room or sum(words) * letter > room:
        size, letter = r"\footnotesize", _SIZES[r"\footnotesize"]
    wanted, least = [n * letter for n in needs], [n * letter for n in words]
    shares = _shared(room, wanted, least)
    lines = sum(
        max((ceil(_length(text) * letter / share) for text, share in zip(row, shares)), default=1)
        for row in zip(*map(_texts, paper.columns))
    )
    notes = [*(cell.text for cell in paper.foot), *paper.remarks, *paper.sources]
    lines += sum(ceil(_length(text) * _SIZES[r"\footnotesize"]) for text in notes)
    columns = [_column(share, want) for share, want in zip(shares, wanted)]
    if paper.groups:  # a heading over all columns must not find anything in its first cell
        columns[0] = columns[0].removeprefix(f">{{{RAGGED}}}")
    return Layout(size, "".join(columns), lines)


def _column(share: float, want: float) -> str:
    return "l" if share >= want else f">{{{RAGGED}}}p{{{share:.3f}\\linewidth}}"


def _shared(room: float, wanted: list[float], least: list[float]) -> list[float]:
    """Return the widths: at least the longest word, at most the longest text, the rest by what is lacking.

    Examples
    --------
    >>> _shared(1.0, [0.2, 2.0], [0.1, 0.2])
    [0.171877056, 0.828122944]
    """
    if sum(wanted) <= room:
        return wanted
    if sum(least) >= room:
        return [room * each / sum(least) for each in least]
    widths = list(least)
    while room - sum(widths) > 1e-9:
        left = room - sum(widths)
        roots = [max(want - width, 0.0) ** 0.75 if want - width > 1e-9 else 0.0 for want, width in zip(wanted, widths)]
        widths = [min(want, width + left * root / sum(roots)) for want, width, root in zip(wanted, widths, roots)]
    return [round(width, 9) for width in widths]


def _texts(column: Column) -> list[str]:
    """Return the texts of the cells; a raised mark takes two thirds of a letter's room."""
    return [cell.text + "x" * round(0.66 * len(",".join(cell.marks))) for cell in column.cells]


def _length(text: str) -> int:
    return len(text) + len(_WIDE.findall(text))


def _longest_word(text: str) -> int:
    return max(map(_length, _BREAK.split(text)), default=0)
