"""From a placed picture to artists on an Axes: one ink for claims, one accent for judgements and pools."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.colors import to_rgb
from matplotlib.lines import Line2D
from matplotlib.path import Path
from matplotlib.ticker import Formatter, Locator, NullLocator
from matplotlib.transforms import ScaledTranslation, Transform

from estimates.layout import Axis, Mark, Panel, Row, ticks
from estimates.layout.figure_model import MarkKind, Scale, Tone
from estimates.layout.marks import MARKS, dashes
from estimates.model.markup import plain
from estimates.model.numbers import written
from estimates.plotting.font_metrics import Type
from estimates.plotting.placement import (
    FOOT,
    HEADING,
    LEAD,
    SUBTITLE,
    TICK,
    TITLE,
    TRIANGLE,
    Block,
    PlacedPanel,
    Sheet,
    number,
)  # fmt: skip

INK, ACCENT, ASIDE, PALE, BLACK, GREY = "#1f4e79", "#a3501f", "#6b7280", "#b4bac3", "#1b1e23", "#646b76"
RULE, GRID, SHADE = "#c9cdd3", "#e4e7ea", "#f7f0eb"
_INKS = {"claim": INK, "aside": ASIDE, "muted": PALE, "pool": ACCENT}
_TEXTS = {"claim": BLACK, "aside": GREY, "muted": "#8b929c", "pool": ACCENT}
_SECONDARY = frozenset({"role", "source", "side", "school", "id", "claimed", "method", "note", "scope", "standing"})

_COMMANDS = {"M": Path.MOVETO, "L": Path.LINETO, "Q": Path.CURVE3}
_ANGLE = {
    "inflated": Path([(0.5, 0.85), (-0.5, 0), (0.5, -0.85)]),
    "downplayed": Path([(-0.5, 0.85), (0.5, 0), (-0.5, -0.85)]),
}
_SOLID = {
    "inflated": Path([(0.75, 0.8), (-0.75, 0), (0.75, -0.8), (0.75, 0.8)], closed=True),
    "downplayed": Path([(-0.75, 0.8), (0.75, 0), (-0.75, -0.8), (-0.75, 0.8)], closed=True),
}


class RoundTicks(Locator):
    """Few round ticks, wherever the reader takes the axis."""

    def __init__(self, axis: Axis) -> None:
        self.whole, self.most = axis.whole, max(len(axis.ticks), 2)

    def __call__(self) -> Sequence[float]:
        assert self.axis is not None
        low, high = sorted(self.axis.get_view_interval())
        return self.tick_values(float(low), float(high))

    def tick_values(self, vmin: float, vmax: float) -> Sequence[float]:
        assert self.axis is not None
        return ticks(vmin, vmax, _scale(getattr(self.axis, "get_scale", str)()), self.most, whole=self.whole)


class Thousands(Formatter):
    """Numbers as English print writes them."""

    def __call__(self, x: float, pos: int | None = None) -> str:
        return written(number(float(x)))


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
    axes.xaxis.set_major_formatter(Thousands())
    axes.minorticks_off()
    axes.set_yticks([])
    axes.set_axisbelow(True)
    axes.grid(False, axis="y")
    axes.grid(True, axis="x", color=GRID, linewidth=0.09 * em, linestyle="-", alpha=1)
    for name, spine in axes.spines.items():
        spine.set_visible(name == "bottom" and bool(axis.ticks))
        spine.set_color(GREY)
        spine.set_linewidth(0.09 * em)
    axes.tick_params(axis="x", which="major", length=0.38 * em, width=0.09 * em, color=GREY, pad=0.3 * em,
                     labelcolor=GREY, labelsize=TICK * em, labelfontfamily=list(fonts.base), direction="out",
                     bottom=True, top=False, labelbottom=True, labeltop=False, labelrotation=0)  # fmt: skip


def write(axes: Axes, sheet: Sheet, index: int, fonts: Type) -> None:
    """Write the title, the line that says what is counted, the headings of the columns and every cell."""
    placed = sheet.panels[index]
    em = fonts.size
    down = placed.head - TITLE * em
    for position, line in enumerate(placed.title):
        shift = moved(axes, -sheet.left, down - position * TITLE * LEAD * em)
        if position == 0:
            # The Axes' own title, so that it is found where one looks for it.
            title = axes.set_title(line, loc="left", fontproperties=fonts.font(line, TITLE, True), color=BLACK,
                                   parse_math=False, usetex=False, y=1.0, va="baseline")  # fmt: skip
            title.set_transform(axes.transAxes + shift)
            title.set_gid(f"panel{index}:title")
        else:
            font = fonts.font(line, TITLE, True)
            write_text(axes, (0, 1), line, axes.transAxes + shift, font, BLACK, f"panel{index}:title")
    down -= (len(placed.title) - 1) * TITLE * LEAD * em + 1.55 * em
    for line in placed.subtitle:
        shift = moved(axes, -sheet.left, down)
        write_text(
            axes, (0, 1), line, axes.transAxes + shift, fonts.font(line, SUBTITLE), GREY, f"panel{index}:subtitle"
        )
        down -= SUBTITLE * LEAD * em
    for column in sheet.picture.columns:
        outdent = sheet.indent if column == sheet.picture.columns[0] and column.side == "left" else 0.0
        shift = moved(axes, sheet.offsets[column.name] - outdent, 0.55 * em)
        at = (0, 1) if column.side == "left" else (1, 1)
        write_text(axes, at, column.heading, axes.transAxes + shift, fonts.font(column.heading, HEADING), GREY,
              f"panel{index}:heading-{column.name}")  # fmt: skip
    _cells(axes, sheet, index, fonts)


def _cells(axes: Axes, sheet: Sheet, index: int, fonts: Type) -> None:
    em = fonts.size
    sides = {column.name: column.side for column in sheet.picture.columns}
    shifts: dict[tuple[float, float], Transform] = {}
    triangles: dict[tuple[str, str, float, float], list[float]] = defaultdict(list)
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
            at = 0 if spans or sides[block.column] == "left" else 1
            for position, line in enumerate(block.lines, block.start):
                y = -0.36 * em - position * LEAD * em
                if (x, y) not in shifts:
                    shifts[x, y] = across + moved(axes, x, y)
                gid = f"panel{index}:{row.id}:{block.column}"
                font = fonts.font(line, 1.0, heading)
                write_text(axes, (at, placed.y), line, shifts[x, y], font, _colour(block, row), gid)
            if judged:
                triangle = cells["judged"].triangles[counted["judged"]]
                counted["judged"] += 1
                key = (triangle.direction, triangle.strength, x - 0.8 * em, -block.start * LEAD * em)
                triangles[key].append(placed.y)
    side = 0 if sides.get("judged") == "left" else 1
    for (direction, strength, x, y), ys in triangles.items():
        _triangles(axes, (direction, strength), ([side] * len(ys), ys), across + moved(axes, x, y), em)


def _colour(block: Block, row: Row) -> str:
    if block.column == "judged":
        return ACCENT
    return GREY if block.column in _SECONDARY and row.tone == "claim" else _TEXTS[row.tone]


def write_text(
    axes: Axes, at: tuple[float, float], text: str, transform: Transform, font: Any, colour: str, gid: str
) -> None:
    # Text of the data is never read as mathematics or TeX, and a name in an SVG has no control characters.
    axes.text(*at, text, transform=transform, fontproperties=font, color=colour, gid=plain(gid), parse_math=False,
              usetex=False, va="baseline", ha="left")  # fmt: skip


def _triangles(axes: Axes, kind: tuple[str, str], at: Any, transform: Transform, em: float) -> None:
    direction, strength = kind
    shape = (_ANGLE if strength == "accusation" else _SOLID)[direction]
    face = ACCENT if strength == "finding" else "none"
    axes.add_artist(Line2D(*at, transform=transform, linestyle="none", marker=shape, markersize=0.92 * em,
                           markerfacecolor=face, markeredgecolor=ACCENT, markeredgewidth=0.12 * em, clip_on=False,
                           gid=f"judgements:{direction}:{strength}"))  # fmt: skip


def write_foot(axes: Axes, sheet: Sheet, fonts: Type, below: float) -> Sequence[Artist]:
    """Write the foot under an Axes: what the marks mean, whose judgements they are, and the works."""
    em, count = fonts.size, len(axes.texts)
    for position, line in enumerate(sheet.foot):
        shift = moved(axes, -sheet.left, -below - (1.3 + (0.75 + position * LEAD) * FOOT) * em)
        write_text(axes, (0, 0), line, axes.transAxes + shift, fonts.font(line, FOOT), GREY, f"foot:{position}")
    return [*axes.texts][count:]


def shape(kind: MarkKind, *, upright: bool = False) -> Path:
    """Return the outline of a mark; `upright` where the axis of numbers runs from below to above: left is below."""
    vertices: list[tuple[float, float]] = []
    codes: list[int] = []
    for command, *numbers in MARKS[kind].path:
        if command == "O":
            return Path.unit_circle()
        if command == "Z":
            vertices.append(vertices[0])
            codes.append(int(Path.CLOSEPOLY))
            continue
        places = [float(value) for value in numbers]
        vertices += list(zip(places[::2], places[1::2]))
        codes += [int(_COMMANDS[str(command)])] * (len(places) // 2)
    if upright and kind != "strike":
        vertices = [(-y, x) for x, y in vertices]
    return Path(vertices, codes)


def draw_marks(axes: Axes, placed: PlacedPanel, panel: Panel, em: float, length: float) -> list[Artist]:
    """Draw the marks of the rows of one panel; marks of one kind and tone are one artist.

    Parameters
    ----------
    axes : Axes
    placed : PlacedPanel
        Where the rows stand.
    panel : Panel
        What they show on the axis as it now is.
    em, length : float
        The size of the text of the rows and the length of the axis, in points.
    """
    points: dict[tuple[MarkKind, Tone], list[tuple[float, float]]] = defaultdict(list)
    lines: dict[tuple[MarkKind, Tone], list[tuple[Mark, float]]] = defaultdict(list)
    drawn: list[Artist] = []
    for where, row in zip(placed.rows, panel.rows):
        for mark in row.marks:
            if mark.kind == "summary":
                drawn += _summary(axes, mark, where.y, em)
            elif mark.to is not None:
                lines[mark.kind, row.tone].append((mark, where.y))
            else:
                points[mark.kind, row.tone].append((mark.x, where.y))
    for (kind, tone), found in lines.items():
        drawn += mark_lines(axes, (kind, tone), found, panel.axis, (em, length))
    for (kind, tone), places in points.items():
        drawn.append(mark_points(axes, kind, tone, places, em))
    spans = [mark for row in panel.rows for mark in row.marks if row.kind == "pool" and mark.kind == "span"]
    if len(spans) == 1 and not any(mark.kind in ("stub", "cap") for row in panel.rows if row.kind == "pool"
                                   for mark in row.marks):  # fmt: skip
        shade = axes.axvspan(spans[0].x, spans[0].to or spans[0].x, color=SHADE, linewidth=0, zorder=0, gid="shade")
        drawn.append(shade)
    return drawn


def mark_lines(
    axes: Axes, look: tuple[MarkKind, Tone], found: Sequence[tuple[Mark, Any]], axis: Axis, size: tuple[float, float],
    transform: Transform | None = None, *, upright: bool = False, alpha: float | None = None,
) -> list[Artist]:  # fmt: skip
    """Draw the bars or stubs of one kind and tone; in the coordinates of the data unless a transform is given.

    Parameters
    ----------
    axes : Axes
    look : (str, str)
        Kind and tone.
    found : sequence of (Mark, float)
        Each with its place across the axis of numbers.
    axis : Axis
        That of the numbers.
    size : (float, float)
        The size of the text of the rows and the length of the axis, in points.
    transform : Transform or None
    upright : bool
        Whether the axis of numbers runs from below to above.
    alpha : float or None
        How opaque; None for wholly.
    """
    (kind, tone), (em, length) = look, size
    ink, width = _INKS[tone], MARKS[kind].size * em
    gid = f"marks:{kind}:{tone}"
    if kind == "stub":
        parts = [(start, end, where, strength) for mark, where in found
                 for start, end, strength in dashes(mark, axis, length / em)]  # fmt: skip
        width *= 2.0 if tone == "pool" else 1.0
    else:
        parts = [(mark.x, float(mark.to or mark.x), where, 1.0) for mark, where in found]
    segments = [[(where, start), (where, end)] if upright else [(start, where), (end, where)]
                for start, end, where, _ in parts]  # fmt: skip
    layers: list[tuple[float, Any, str]] = [(width, [blended(ink, strength) for *_, strength in parts], gid)]
    if tone == "aside" and kind == "bar":  # a hollow bar is a bar with a white heart
        layers = [(0.46 * em, ASIDE, gid), (0.24 * em, "white", "")]
    drawn: list[Artist] = []
    for layer, (thick, colour, name) in enumerate(layers):
        lines = LineCollection(segments, linewidths=thick, colors=colour, capstyle="butt", alpha=alpha,
                               zorder=3 + 0.1 * layer, gid=name or None,
                               transform=axes.transData if transform is None else transform)  # fmt: skip
        axes.add_collection(lines, autolim=False)
        drawn.append(lines)
    return drawn


def blended(colour: str, strength: float, ground: str = "white") -> tuple[float, float, float]:
    """Return a colour mixed with the ground, so that it also fades in formats without transparency.

    Examples
    --------
    >>> blended("#000000", 1.0), blended("#000000", 0.0)
    ((0.0, 0.0, 0.0), (1.0, 1.0, 1.0))
    """
    ink, paper = to_rgb(colour), to_rgb(ground)
    red, green, blue = (a * strength + b * (1 - strength) for a, b in zip(ink, paper))
    return red, green, blue


def mark_points(
    axes: Axes, kind: MarkKind, tone: Tone, places: list[tuple[float, float]], em: float,
    transform: Transform | None = None, *, upright: bool = False, alpha: float | None = None,
) -> Artist:  # fmt: skip
    """Draw the marks of one kind and tone; `upright` where the axis of numbers runs from below to above."""
    colour, definition = _INKS[tone], MARKS[kind]
    hollow = tone == "aside" or kind == "square"
    face = "none" if definition.open else "white" if hollow else colour
    edge = 0.22 if definition.open else 0.15 if hollow else 0.08
    xs, ys = zip(*places)
    line = Line2D(xs, ys, linestyle="none", marker=shape(kind, upright=upright), markersize=definition.size * em,
                  markerfacecolor=face, markeredgecolor=colour, markeredgewidth=edge * em, clip_on=False, zorder=4,
                  alpha=alpha, gid=f"marks:{kind}:{tone}")  # fmt: skip
    if transform is not None:
        line.set_transform(transform)
    axes.add_artist(line)
    return line


def _summary(axes: Axes, mark: Mark, y: float, em: float) -> list[Artist]:
    """Draw a long diamond from one end of an interval to the other, never narrower than a small lozenge."""
    assert mark.to is not None
    assert mark.peak is not None
    half = MARKS["summary"].size / 2 * em
    corners = [(mark.x, y), (mark.peak, y - half), (mark.to, y), (mark.peak, y + half)]
    diamond = PolyCollection([corners], facecolors=ACCENT, edgecolors="none", zorder=4, gid="marks:summary:pool")
    axes.add_collection(diamond, autolim=False)
    least: Any = Path([(0.5, 0), (0, 1), (-0.5, 0), (0, -1), (0.5, 0)], closed=True)
    core = Line2D([mark.peak], [y], linestyle="none", marker=least, markersize=2 * half, markerfacecolor=ACCENT,
                  markeredgewidth=0, clip_on=False, zorder=4, gid="least:summary:pool")  # fmt: skip
    axes.add_artist(core)
    return [diamond, core]


def axis_now(axes: Axes) -> Axis:
    """Return the axis as the reader has it at this moment."""
    low, high = sorted(axes.get_xlim())
    return Axis(_scale(axes.get_xscale()), (float(low), float(high)), ())


def _scale(name: str) -> Scale:
    return "log" if name == "log" else "linear"
