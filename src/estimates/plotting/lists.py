"""A list under a plot, in as many columns as fit: a number and its claimant."""

from __future__ import annotations

import math
from collections.abc import Sequence

from attrs import frozen
from matplotlib.axes import Axes

from estimates.plotting.artists import moved, write_text
from estimates.plotting.font_metrics import Type
from estimates.plotting.placement import LEAD

MOST_COLUMNS, NARROWEST, WIDEST, GUTTER, BETWEEN = 3, 15.0, 25.0, 2.0, 0.22


@frozen
class Entry:
    """One entry: its id, the number before it, and its text; a heading has no number."""

    id: str
    key: str
    text: str
    heading: bool = False


@frozen
class Line:
    """A line of text: from the left edge and from the top of the list, in points."""

    x: float
    y: float
    text: str
    gid: str
    heading: bool = False
    key: bool = False


def listed(entries: Sequence[Entry], fonts: Type, width: float) -> tuple[tuple[Line, ...], float]:
    """Return the lines of a list with their places, and its height; nothing for no entries."""
    if not entries:
        return (), 0.0
    em = fonts.size
    indent = max((fonts.width(entry.key, 1.0, True) for entry in entries if entry.key), default=-0.7 * em) + 0.7 * em
    natural = max(fonts.width(entry.text, 1.0, entry.heading) for entry in entries) + indent
    wanted = min(max(natural, NARROWEST * em), WIDEST * em)
    columns = max(1, min(MOST_COLUMNS, int((width + GUTTER * em) / (wanted + GUTTER * em)), len(entries)))
    room = (width - (columns - 1) * GUTTER * em) / columns
    texts = [fonts.lines(entry.text, 0.98 * room - (0 if entry.heading else indent), 1.0, entry.heading)
             for entry in entries]  # fmt: skip
    heights = [(len(lines) * LEAD + BETWEEN) * em for lines in texts]
    places = _columns(entries, heights, columns)
    found: list[Line] = []
    for entry, lines, (column, y) in zip(entries, texts, places):
        x = column * (room + GUTTER * em)
        if entry.key:
            found.append(Line(x, y, entry.key, f"list:{entry.id}:key", key=True))
        for number, text in enumerate(lines):
            found.append(Line(x + (0 if entry.heading else indent), y + number * LEAD * em, text,
                              f"list:{entry.id}:text", entry.heading))  # fmt: skip
    return tuple(found), max(y + height for (_, y), height in zip(places, heights))


def _columns(entries: Sequence[Entry], heights: Sequence[float], columns: int) -> list[tuple[int, float]]:
    """Return (column, distance from the top) of each entry; a heading never stands last in its column."""
    low, high = max(_with_next(entries, heights)), sum(heights)
    best = _filled(entries, heights, high)
    for _ in range(24):
        middle = (low + high) / 2
        found = _filled(entries, heights, middle)
        if found[-1][0] < columns:
            best, high = found, middle
        else:
            low = middle
    return best


def _with_next(entries: Sequence[Entry], heights: Sequence[float]) -> list[float]:
    """Return the height of each entry; of a heading, with the entry that follows it."""
    after = [*heights[1:], 0.0]
    return [height + (then if entry.heading else 0.0) for entry, height, then in zip(entries, heights, after)]


def _filled(entries: Sequence[Entry], heights: Sequence[float], most: float) -> list[tuple[int, float]]:
    places, column, y = [], 0, 0.0
    for height, needed in zip(heights, _with_next(entries, heights)):
        if y and y + needed > most * (1 + 1e-9):
            column, y = column + 1, 0.0
        places.append((column, y))
        y += height
    return places


def write_list(axes: Axes, lines: Sequence[Line], fonts: Type, left: float, below: float) -> None:
    """Write a list under an Axes, from `left` points before its left edge and so many points `below` it."""
    for line in lines:
        shift = moved(axes, line.x - left, -below - line.y - math.ceil(0.86 * fonts.size))
        font = fonts.font(line.text, 1.0, line.heading or line.key)
        colour = fonts.palette.secondary if line.heading else fonts.palette.text
        write_text(axes, (0, 0), line.text, axes.transAxes + shift, font, colour, line.gid)
