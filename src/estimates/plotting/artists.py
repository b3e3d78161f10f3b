"""From a placed picture to artists on an Axes: one ink for claims, one accent for judgements and pools."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Literal

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.text import Text
from matplotlib.ticker import FixedLocator, Formatter, Locator, NullFormatter, NullLocator
from matplotlib.transforms import ScaledTranslation, Transform

from estimates.layout import Axis, Row, ticks
from estimates.layout.axis import between_ticks
from estimates.layout.figure_model import Scale
from estimates.layout.languages.catalogue import Catalogue
from estimates.layout.palettes import Palette
from estimates.model.markup import plain
from estimates.model.vocabulary import Direction, Strength
from estimates.plotting.column_widths import HEADING, TRIANGLE
from estimates.plotting.font_metrics import Type
from estimates.plotting.mark_artists import triangle
from estimates.plotting.placement import (
    FOOT,
    LEAD,
    SUBTITLE,
    TICK,
    TITLE,
    Block,
    PlacedPanel,
    Sheet,
    whole,
)  # fmt: skip
from estimates.plotting.text_lines import TextLayer, TextLine

_SECONDARY = frozenset({
    "role", "source", "side", "school", "id", "claimed", "as_of", "method", "note", "scope", "standing", "remark",
    "measure",
})  # fmt: skip


class RoundTicks(Locator):
    """Few round ticks, wherever the reader takes the axis; at first those of the picture."""

    def __init__(self, axis: Axis) -> None:
        self.placed, self.whole, self.most = axis, axis.whole, max(len(axis.ticks), 2)

    def __call__(self) -> Sequence[float]:
        assert self.axis is not None
        low, high = sorted(self.axis.get_view_interval())
        return self.tick_values(float(low), float(high))

    def tick_values(self, vmin: float, vmax: float) -> Sequence[float]:
        assert self.axis is not None
        scale = _scale(getattr(self.axis, "get_scale", str)())
        if scale == self.placed.scale and (vmin, vmax) == self.placed.limits:
            return self.placed.ticks
        return ticks(vmin, vmax, scale, self.most, whole=self.whole)


class Thousands(Formatter):
    """Numbers as the language of the figure writes them."""

    def __init__(self, language: Catalogue) -> None:
        self.language = language

    def __call__(self, x: float, pos: int | None = None) -> str:
        return self.language.number(whole(float(x)))


def moved(axes: Axes, x: float, y: float) -> ScaledTranslation:
    """Return a move by so many points, to be added to a transform."""
    figure = axes.get_figure()
    assert figure is not None
    return ScaledTranslation(x / 72, y / 72, figure.dpi_scale_trans)


def frame(axes: Axes, placed: PlacedPanel, fonts: Type) -> None:
    """Set scale, limits, ticks and spines."""
    em, axis = fonts.size, placed.axis
    if axes.get_xscale() != axis.scale:
        axes.set_xscale(axis.scale)
    axes.set_xlim(*axis.limits)
    axes.set_ylim(placed.height, 0)
    axes.set_facecolor("none")
    axes.xaxis.set_major_locator(RoundTicks(axis) if axis.ticks else NullLocator())
    axes.xaxis.set_major_formatter(Thousands(placed.panel.language))
    axes.minorticks_off()
    axes.xaxis.set_minor_locator(FixedLocator(between_ticks(axis)))
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.set_yticks([])
    axes.set_axisbelow(True)
    axes.grid(False, axis="y")
    grey = fonts.palette.secondary
    axes.grid(True, axis="x", color=fonts.palette.rule, linewidth=0.09 * em, linestyle="-", alpha=1)
    for name, spine in axes.spines.items():
        spine.set_visible(name == "bottom" and bool(axis.ticks))
        spine.set_color(grey)
        spine.set_linewidth(0.09 * em)
    families = fonts.families_of("".join(placed.panel.language.drawn))
    axes.tick_params(axis="x", which="major", length=0.38 * em, width=0.09 * em, color=grey, pad=0.3 * em,
                     labelcolor=grey, labelsize=fonts.points(TICK), labelfontfamily=list(families), direction="out",
                     bottom=True, top=False, labelbottom=True, labeltop=False, labelrotation=0)  # fmt: skip
    axes.tick_params(axis="x", which="minor", length=0.2 * em, width=0.07 * em, color=grey, direction="out",
                     bottom=True, top=False, labelbottom=False, labeltop=False)  # fmt: skip


def write(axes: Axes, sheet: Sheet, index: int, fonts: Type, title: Text) -> str:
    """Write the title, the line that says what is counted, the headings of the columns and every cell.

    Parameters
    ----------
    axes : Axes
    sheet : Sheet
    index : int
        The number of the panel.
    fonts : Type
    title : Text
        The title of the Axes in which ours stands, so that it is found where one looks for it.

    Returns
    -------
    str
        What stands there: the first line of the title.
    """
    placed = sheet.panels[index]
    em, palette = fonts.size, fonts.palette
    axes.add_artist(TextLayer())
    title.set_text("")
    title.set_gid(f"panel{index}:title")
    label = placed.panel.xlabel and "\n".join(
        fonts.lines(placed.panel.xlabel, sheet.axis_width, HEADING, hinted=True))  # fmt: skip
    axes.set_xlabel(label, fontproperties=fonts.font(label, HEADING), color=palette.secondary, parse_math=False,
                    usetex=False, labelpad=0.25 * em)  # fmt: skip
    down = placed.head - TITLE * em
    for position, line in enumerate(placed.title):
        shift = moved(axes, -sheet.left, down - position * TITLE * LEAD * em)
        font = fonts.font(line, TITLE, True)
        if position == 0:
            title.set(text=line, fontproperties=font, color=palette.text, parse_math=False, usetex=False, x=0.0, y=1.0,
                      va="baseline", ha="left", transform=axes.transAxes + shift)  # fmt: skip
        else:
            write_text(axes, (0, 1), line, axes.transAxes + shift, font, palette.text, f"panel{index}:title")
    down -= max(len(placed.title) - 1, 0) * TITLE * LEAD * em + 1.55 * em
    for line in placed.subtitle:
        shift = moved(axes, -sheet.left, down)
        write_text(
            axes,
            (0, 1),
            line,
            axes.transAxes + shift,
            fonts.font(line, SUBTITLE),
            palette.secondary,
            f"panel{index}:subtitle",
        )
        down -= SUBTITLE * LEAD * em
    for column in sheet.picture.columns:
        outdent = sheet.indent if column == sheet.picture.columns[0] and column.side == "left" else 0.0
        right = sheet.widths[column.name] if column.align == "right" else 0.0
        shift = moved(axes, sheet.offsets[column.name] + right - outdent, 0.55 * em)
        at = (0, 1) if column.side == "left" else (1, 1)
        write_text(axes, at, column.heading, axes.transAxes + shift, fonts.font(column.heading, HEADING),
                   palette.secondary, f"panel{index}:heading-{column.name}", column.align)  # fmt: skip
    _cells(axes, sheet, index, fonts)
    return placed.title[0] if placed.title else ""


def _cells(axes: Axes, sheet: Sheet, index: int, fonts: Type) -> None:
    em = fonts.size
    sides = {column.name: column.side for column in sheet.picture.columns}
    aligned = {column.name: column.align for column in sheet.picture.columns}
    shifts: dict[tuple[float, float], Transform] = {}
    triangles: dict[tuple[Direction, Strength, float, float], list[float]] = defaultdict(list)
    across = axes.get_yaxis_transform()
    for placed in sheet.panels[index].rows:
        row = placed.row
        heading = row.kind == "heading"
        cells = {cell.column: cell for cell in row.cells}
        counted: dict[str, int] = defaultdict(int)
        for block in placed.blocks:
            spans = heading or (row.kind == "pool" and block is placed.blocks[0])
            judged = block.column == "judged"
            x = -sheet.left if spans else sheet.offsets[block.column] + (TRIANGLE * em if judged else 0.0)
            align = "left" if spans else aligned[block.column]
            x += sheet.widths[block.column] if align == "right" else 0.0
            at = 0 if spans or sides[block.column] == "left" else 1
            for position, line in enumerate(block.lines, block.start):
                y = -0.36 * em - position * LEAD * em
                if (x, y) not in shifts:
                    shifts[x, y] = across + moved(axes, x, y)
                gid = f"panel{index}:{row.id}:{block.column}"
                font = fonts.font(line, 1.0, heading)
                write_text(
                    axes, (at, placed.y), line, shifts[x, y], font, colour_of(block, row, fonts.palette), gid, align
                )
            if judged:
                found = cells["judged"].triangles[counted["judged"]]
                counted["judged"] += 1
                key = (found.direction, found.strength, x - 0.8 * em, -block.start * LEAD * em)
                triangles[key].append(placed.y)
    side = 0 if sides.get("judged") == "left" else 1
    for (direction, strength, x, y), ys in triangles.items():
        triangle(axes, (direction, strength), ([side] * len(ys), ys), across + moved(axes, x, y), fonts)


def colour_of(block: Block, row: Row, palette: Palette) -> str:
    """Return the ink of a text: an accent for judgements and pools, grey for what is said beside a claim."""
    if block.column == "judged" or row.tone == "pool":
        return palette.pool
    if row.tone == "muted":
        return palette.faded
    beside = block.quiet or block.column in _SECONDARY or row.tone == "aside"
    return palette.secondary if beside else palette.text


def write_text(
    axes: Axes, at: tuple[float, float], text: str, transform: Transform, font: Any, colour: str, gid: str,
    align: Literal["left", "right"] = "left",
) -> None:  # fmt: skip
    """Write one line at a place of an Axes."""
    # Text of the data is never read as mathematics or TeX, and a name in an SVG has no control characters.
    axes.add_artist(TextLine(*at, text, transform=transform, fontproperties=font, color=colour, gid=plain(gid),
                             parse_math=False, usetex=False, va="baseline", ha=align))  # fmt: skip


def write_foot(axes: Axes, sheet: Sheet, fonts: Type, below: float) -> Sequence[Artist]:
    """Write the foot under an Axes: what the marks mean, whose judgements they are, and the works."""
    em, count = fonts.size, len(axes.texts)
    for position, line in enumerate(sheet.foot):
        shift = moved(axes, -sheet.left, -below - (1.3 + (0.75 + position * LEAD) * FOOT) * em)
        write_text(
            axes,
            (0, 0),
            line,
            axes.transAxes + shift,
            fonts.font(line, FOOT),
            fonts.palette.secondary,
            f"foot:{position}",
        )
    return [*axes.texts][count:]


def _scale(name: str) -> Scale:
    return "log" if name == "log" else "linear"
