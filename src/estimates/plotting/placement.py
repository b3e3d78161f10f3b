"""Where everything stands: columns as wide as their texts, rows as high as their lines, in points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from attrs import evolve, frozen

from estimates.layout import Axis, Column, Panel, Picture, Row, ticks
from estimates.layout.axis import place_on
from estimates.layout.figure_model import Scale
from estimates.layout.languages.catalogue import Catalogue
from estimates.plotting.column_widths import HEADING, TRIANGLE, widths_of
from estimates.plotting.font_metrics import Type

# How wide columns are, by name, in points.
Widths = Mapping[str, float]

# All lengths are in ems of the rows' text, all sizes relative to it.
LEAD = 1.3
# A plot without rows is at most this much of its width high, unless its labels need more.
STEEPEST = 0.6
LEAST_SHARE = 0.35
# The height of a row without words, and the size of its marks beside the usual one.
COMPACT, SMALL = 0.5, 0.5
TITLE, SUBTITLE, FOOT, TICK = 1.38, 1.0, 0.9, 0.94
AXIS, LEAST_AXIS, MARGIN, GUTTER, INDENT = 28.0, 11.0, 1.6, 1.5, 0.9
ROW, GROUP, BETWEEN_PANELS, BESIDE_AXIS = 0.72, 0.75, 2.4, 1.6
# The most ticks of which the outermost are taken where no more have room; how far apart labels of ticks stand, in ems.
_FINEST, _APART = 12, 0.9


@frozen
class Block:
    """One paragraph as it is set: its lines, and the line of its row at which it begins.

    `quiet` is whether it is said beside the others of its cell.
    """

    column: str
    lines: tuple[str, ...]
    start: int
    quiet: bool = False


@frozen
class PlacedRow:
    """A row with its texts in lines; `y` is the middle of its first line, from the top of the panel's rows."""

    row: Row
    y: float
    blocks: tuple[Block, ...]


@frozen
class PlacedPanel:
    """A panel with its rows placed; heights in points."""

    panel: Panel
    title: tuple[str, ...]
    subtitle: tuple[str, ...]
    rows: tuple[PlacedRow, ...]
    axis: Axis
    head: float
    height: float
    below: float


@frozen
class Sheet:
    """The whole picture placed; the columns by the distance of their left edges from the axis' left or right end.

    `spare` is by how much its plot is higher than need be where the figure is ours to make.
    """

    picture: Picture
    panels: tuple[PlacedPanel, ...]
    offsets: dict[str, float]
    widths: Widths
    left: float
    right: float
    axis_width: float
    foot: tuple[str, ...]
    em: float
    indent: float
    spare: float = 0.0

    @property
    def width(self) -> float:
        """From the first column to the end of the last."""
        return self.left + self.axis_width + self.right

    @property
    def least_axis(self) -> float:
        """The least width of the axis: room for a few ticks, and 35 % of the whole."""
        return max(LEAST_AXIS * self.em, LEAST_SHARE * self.width)

    @property
    def foot_height(self) -> float:
        """The height of the foot with the space before it."""
        return (1.3 + len(self.foot) * FOOT * LEAD) * self.em if self.foot else 0.0


def place(picture: Picture, fonts: Type, width: float | None = None, widths: Widths | None = None) -> Sheet:
    """Return where everything of a picture stands.

    Parameters
    ----------
    picture : Picture
    fonts : Type
    width : float or None
        All the room that there is, in points; by default as much as the texts need beside an axis of the usual width.
        Columns that need more than the axis leaves are narrowed; their texts then take more lines.
    widths : mapping of str to float or None
        How wide the columns are where that is settled.
    """
    em = fonts.size
    headed = any(row.kind == "heading" for panel in picture.panels for row in panel.rows)
    indent = INDENT * em if headed else 0.0
    overhang = _overhang(picture, fonts)
    if widths is None:
        room = None if width is None else _for_columns(picture, width, em, indent, overhang)
        widths = widths_of(picture, fonts, room)
    left = _side([c for c in picture.columns if c.side == "left"], widths, em, indent)
    right = _side([c for c in picture.columns if c.side == "right"], widths, em, 0.0)
    left, right = max(left, overhang), max(right, overhang)
    natural = max(AXIS * em, LEAST_SHARE / (1 - LEAST_SHARE) * (left + right))
    axis_width = natural if width is None else width - left - right
    total = left + axis_width + right
    panels = tuple(_panel(panel, picture, fonts, widths, (left, right, axis_width)) for panel in picture.panels)
    foot = footing(picture, fonts, total)
    offsets = _offsets(picture.columns, widths, indent - left, em)
    return Sheet(picture, panels, offsets, widths, left, right, axis_width, foot, em, indent)


def _for_columns(picture: Picture, width: float, em: float, indent: float, overhang: float) -> float:
    """Return how much of a width the columns may take together beside the least axis, without their gutters."""
    taken = max(LEAST_AXIS * em, LEAST_SHARE * width)
    for side in ("left", "right"):
        columns = [column for column in picture.columns if column.side == side]
        gutters = _side(columns, dict.fromkeys((column.name for column in columns), 0.0), em, 0.0)
        taken += gutters + (indent if side == "left" else 0.0) if columns else overhang
    return width - taken


def footing(picture: Picture, fonts: Type, total: float) -> tuple[str, ...]:
    """Return the foot in lines; not quite to the edge, since long lines of small letters vary most on a screen."""
    return tuple(line for text in picture.shown_foot for line in fonts.lines(text, 0.93 * total, FOOT))


def _side(columns: Sequence[Column], widths: Widths, em: float, indent: float) -> float:
    if not columns:
        return 0.0
    gutters = (GUTTER * (len(columns) - 1) + BESIDE_AXIS) * em
    return sum(widths[column.name] for column in columns) + gutters + indent


def _offsets(columns: Sequence[Column], widths: Widths, x: float, em: float) -> dict[str, float]:
    """Return the left edge of each column, from the left or right end of the axis; `x` is that of the first."""
    offsets = {}
    for column in columns:
        if column.side == "left":
            offsets[column.name] = x
            x += widths[column.name] + GUTTER * em
    x = BESIDE_AXIS * em
    for column in columns:
        if column.side == "right":
            offsets[column.name] = x
            x += widths[column.name] + GUTTER * em
    return offsets


def _overhang(picture: Picture, fonts: Type) -> float:
    """Return how far the labels of the outermost ticks reach beyond the axis where no column stands there."""
    halves = [tick_width(tick, panel.language, fonts) / 2 for panel in picture.panels for tick in panel.axis.ticks]
    return max(halves, default=0.0)


def _panel(
    panel: Panel, picture: Picture, fonts: Type, widths: Widths, sides: tuple[float, float, float]
) -> PlacedPanel:
    em, (left, right, axis_width) = fonts.size, sides
    total = left + axis_width + right
    title = tuple(fonts.lines(panel.title, total, TITLE, True, hinted=True)) if panel.title else ()
    subtitle = tuple(fonts.lines(panel.under_title, total, SUBTITLE)) if panel.under_title else ()
    rows: list[PlacedRow] = []
    y, before = 0.25 * em, ""
    for row in panel.rows:
        blocks, depth = _blocks(row, picture.columns, fonts, widths, left)
        if (row.kind == "heading" or row.kind == "pool") and row.kind != before and rows:
            y += GROUP * em
        space = ROW * panel.pitch
        first = COMPACT if panel.compact and row.kind == "claim" else space + LEAD
        rows.append(PlacedRow(row, y + first * em / 2, blocks))
        y += (first + LEAD * (depth - 1)) * em
        before = row.kind
    head = (1.6 + len(title) * TITLE * LEAD + len(subtitle) * SUBTITLE * LEAD + 0.75) * em
    axis = fewer(panel.axis, fonts, axis_width, panel.language)
    return PlacedPanel(
        panel, title, subtitle, tuple(rows), axis, head, y + 0.35 * em, below_axis(panel, fonts, axis_width)
    )


def _blocks(
    row: Row, columns: Sequence[Column], fonts: Type, widths: Widths, left: float
) -> tuple[tuple[Block, ...], int]:
    """Return the paragraphs of a row in lines, and the number of lines of the deepest cell."""
    known = {column.name for column in columns}
    blocks: list[Block] = []
    deepest = 1
    for cell in row.cells:
        if cell.column not in known and row.kind != "heading":
            continue
        room = widths.get(cell.column, 0.0)
        if cell.column == "judged":
            room -= TRIANGLE * fonts.size
        spans = row.kind == "heading" or (row.kind == "pool" and cell is row.cells[0])
        if spans:  # a heading has no neighbours in its row up to the axis
            room = max(left - (BESIDE_AXIS + INDENT) * fonts.size, 8 * fonts.size)
            if row.kind == "heading":  # nor beyond it: no word of it is divided
                room = max(
                    room, *(fonts.width(word, 1.0, True) for text in cell.paragraphs for word in text.split(" "))
                )
        start = 0
        loud = len(cell.paragraphs) - cell.quiet
        for number, text in enumerate(cell.paragraphs):
            lines = tuple(fonts.lines(text, room, 1.0, row.kind == "heading"))
            blocks.append(Block(cell.column, lines, start, number >= loud))
            start += len(lines)
        deepest = max(deepest, start)
    return tuple(blocks), deepest


def tick_width(tick: float, language: Catalogue, fonts: Type) -> float:
    """Return the width of the label of a tick, in points."""
    return fonts.width(language.number(whole(tick)), TICK, hinted=True)


def fewer(axis: Axis, fonts: Type, width: float, language: Catalogue) -> Axis:
    """Return the axis with as many ticks as have room for their labels.

    Where no two in a row have room there are the outermost two of the fewest that do, or one.
    """
    if not axis.ticks:
        return axis
    low, high = axis.limits
    tried = [ticks(low, high, axis.scale, most, whole=axis.whole) for most in range(len(axis.ticks), 1, -1)]
    scales: tuple[Scale, ...] = ("log", "linear") if axis.scale == "log" else ("linear",)
    sparse = [ticks(low, high, scale, most, whole=axis.whole) for scale in scales for most in range(2, _FINEST + 1)]
    for found in (*tried, *((each[0], each[-1]) for each in sparse if len(each) > 1)):
        if _have_room(found, axis, fonts, width, language):
            return evolve(axis, ticks=found)
    return evolve(axis, ticks=axis.ticks[:1])


def _have_room(found: Sequence[float], axis: Axis, fonts: Type, width: float, language: Catalogue) -> bool:
    places = [place_on(axis, tick) * width for tick in found]
    halves = [tick_width(tick, language, fonts) / 2 for tick in found]
    return all(b - a > one + two + _APART * fonts.size
               for (a, b), (one, two) in zip(pairwise(places), pairwise(halves)))  # fmt: skip


def whole(value: float) -> int | float:
    """Return a whole float as the whole number that it is."""
    return int(value) if float(value).is_integer() else float(value)


def below_axis(panel: Panel, fonts: Type, width: float) -> float:
    """Return how far the labels of the ticks and that of the axis reach below it, in points."""
    label = len(fonts.lines(panel.xlabel, width, HEADING, hinted=True)) if panel.xlabel else 0
    return (2.0 + label * HEADING * LEAD) * fonts.size


def sheet_of(
    picture: Picture, fonts: Type, sides: tuple[float, float, float], axis: Axis, heights: tuple[float, float],
    usual: float = 0.0, clear: float = 0.0, above: float = 2.1,
) -> Sheet:  # fmt: skip
    """Return a sheet whose panel has no rows: its title, its subtitle and its foot in lines, and room for the plot.

    Parameters
    ----------
    picture : Picture
    fonts : Type
    sides : (float, float, float)
        What stands at the left of the axis, at its right, and its own width.
    axis : Axis
        The horizontal one.
    heights : (float, float)
        Of the plot, and of what stands directly below it.
    usual : float
        The height of the plot where its figure is ours to make; not steeper than plots are.
    clear : float
        The height at which its labels are clear of what else there is, however steep.
    above : float
        The room over the plot beside that of title and subtitle, in ems: for the heading of the values.
    """
    em, (left, right, axis_width) = fonts.size, sides
    total = left + right + axis_width
    panel = picture.panels[0]
    title = tuple(fonts.lines(panel.title, total, TITLE, True, hinted=True)) if panel.title else ()
    subtitle = tuple(fonts.lines(panel.under_title, total, SUBTITLE)) if panel.under_title else ()
    head = (above + len(title) * TITLE * LEAD + len(subtitle) * SUBTITLE * LEAD + 0.75) * em
    height, below = heights
    label = (
        len(fonts.lines(panel.xlabel, axis_width, HEADING, hinted=True)) * HEADING * LEAD * em if panel.xlabel else 0.0
    )
    placed = PlacedPanel(panel, title, subtitle, (), axis, head, height, below + label)
    return Sheet(picture, (placed,), {}, {}, left, right, axis_width, footing(picture, fonts, total), em, 0.0,
                 max(min(usual, STEEPEST * axis_width) - height, clear - height, 0.0))  # fmt: skip
