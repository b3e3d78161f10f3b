"""The marks of a figure as artists: their shapes from the one definition of each, their inks from the palette."""

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
from matplotlib.transforms import Transform

from estimates.layout import Axis, Mark, Panel
from estimates.layout.axis import place_on, value_at
from estimates.layout.figure_model import MarkKind, Tone
from estimates.layout.marks import MARKS, dashes, is_short, triangle_edge, triangle_outline
from estimates.layout.palettes import Palette
from estimates.model.vocabulary import Direction, Strength
from estimates.plotting.font_metrics import Type
from estimates.plotting.placement import PlacedPanel

_COMMANDS = {"M": Path.MOVETO, "L": Path.LINETO, "Q": Path.CURVE3}


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


def draw_marks(axes: Axes, placed: PlacedPanel, panel: Panel, fonts: Type, length: float) -> list[Artist]:
    """Draw the marks of the rows of one panel; marks of one kind and tone are one artist.

    Parameters
    ----------
    axes : Axes
    placed : PlacedPanel
        Where the rows stand.
    panel : Panel
        What they show on the axis as it now is.
    fonts : Type
    length : float
        Of the axis, in points.
    """
    points: dict[tuple[MarkKind, Tone], list[tuple[float, float]]] = defaultdict(list)
    lines: dict[tuple[MarkKind, Tone], list[tuple[Mark, float]]] = defaultdict(list)
    drawn: list[Artist] = []
    for where, row in zip(placed.rows, panel.rows):
        for mark in row.marks:
            if mark.kind == "summary":
                drawn += _summary(axes, mark, where.y, fonts)
            elif mark.to is not None:
                lines[mark.kind, row.tone].append((mark, where.y))
            else:
                points[mark.kind, row.tone].append((mark.x, where.y))
    for (kind, tone), found in lines.items():
        short = [(mark, y) for mark, y in found if is_short(mark, panel.axis)]
        drawn += mark_lines(axes, (kind, tone), [one for one in found if one not in short], panel.axis, (fonts, length))
        drawn += lozenges(axes, (kind, tone), short, panel.axis, fonts)
    for (kind, tone), places in points.items():
        drawn.append(mark_points(axes, kind, tone, places, fonts))
    spans = [mark for row in panel.rows for mark in row.marks if row.kind == "pool" and mark.kind == "span"]
    if len(spans) == 1 and not any(mark.kind in ("stub", "cap") for row in panel.rows if row.kind == "pool"
                                   for mark in row.marks):  # fmt: skip
        shade = axes.axvspan(spans[0].x, spans[0].to or spans[0].x, color=fonts.palette.band, linewidth=0, zorder=0,
                             gid="shade")  # fmt: skip
        drawn.append(shade)
    return drawn


def mark_lines(
    axes: Axes, look: tuple[MarkKind, Tone], found: Sequence[tuple[Mark, Any]], axis: Axis, size: tuple[Type, float],
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
    size : (Type, float)
        The fonts and inks, and the length of the axis in points.
    transform : Transform or None
    upright : bool
        Whether the axis of numbers runs from below to above.
    alpha : float or None
        How opaque; None for wholly.
    """
    (kind, tone), (fonts, length) = look, size
    em, palette = fonts.size, fonts.palette
    ink, width = ink_of(tone, palette), MARKS[kind].size * em
    gid = f"marks:{kind}:{tone}"
    if kind == "stub":
        parts = [(start, end, where, strength) for mark, where in found
                 for start, end, strength in dashes(mark, axis, length / em)]  # fmt: skip
        width *= 2.0 if tone == "pool" else 1.0
    else:
        parts = [(mark.x, float(mark.to or mark.x), where, 1.0) for mark, where in found]
    segments = [[(where, start), (where, end)] if upright else [(start, where), (end, where)]
                for start, end, where, _ in parts]  # fmt: skip
    layers: list[tuple[float, Any, str]] = [
        (width, [blended(ink, strength, palette.ground) for *_, strength in parts], gid)
    ]
    if tone == "aside" and kind == "bar":  # a hollow bar is a bar with a heart of the ground
        layers = [(0.46 * em, ink, gid), (0.24 * em, palette.ground, "")]
    drawn: list[Artist] = []
    for layer, (thick, colour, name) in enumerate(layers):
        lines = LineCollection(segments, linewidths=thick, colors=colour, capstyle="butt", alpha=alpha,
                               zorder=3 + 0.1 * layer, gid=name or None,
                               transform=axes.transData if transform is None else transform)  # fmt: skip
        axes.add_collection(lines, autolim=False)
        drawn.append(lines)
    return drawn


def lozenges(
    axes: Axes, look: tuple[MarkKind, Tone], short: Sequence[tuple[Mark, float]], axis: Axis, fonts: Type
) -> list[Artist]:
    """Draw bars of one kind and tone that are too short to be seen as lozenges of the least width."""
    kind, tone = look
    if not short:
        return []
    outline: Any = Path([(1, 0), (0, 1), (-1, 0), (0, -1), (1, 0)], closed=True)
    xs, ys = zip(*((_middle(mark, axis), y) for mark, y in short))
    drawn = (ink_of(tone, fonts.palette), MARKS[kind].least * fonts.size)
    return [_lozenge(axes, outline, xs, ys, drawn, f"least:{kind}:{tone}")]


def _middle(mark: Mark, axis: Axis) -> float:
    """Return the middle of a mark with two ends, as the axis shows it."""
    if mark.to is None or mark.to == mark.x:
        return mark.x
    return value_at(axis, (place_on(axis, mark.x) + place_on(axis, mark.to)) / 2)


def _lozenge(
    axes: Axes, outline: Path, xs: Sequence[float], ys: Sequence[float], look: tuple[str, float], gid: str
) -> Artist:
    ink, size = look
    line = Line2D(xs, ys, linestyle="none", marker=outline, markersize=size, markerfacecolor=ink, markeredgewidth=0,
                  clip_on=False, zorder=4, gid=gid)  # fmt: skip
    axes.add_artist(line)
    return line


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
    axes: Axes, kind: MarkKind, tone: Tone, places: list[tuple[float, float]], fonts: Type,
    transform: Transform | None = None, *, upright: bool = False, alpha: float | None = None, size: float = 1.0,
) -> Artist:  # fmt: skip
    """Draw the marks of one kind and tone; `upright` where the axis of numbers runs from below to above."""
    colour, definition, em = ink_of(tone, fonts.palette), MARKS[kind], fonts.size * size
    hollow = tone == "aside" or kind == "square"
    face = "none" if definition.open else fonts.palette.ground if hollow else colour
    edge = 0.22 if definition.open else 0.15 if hollow else 0.08
    xs, ys = zip(*places)
    line = Line2D(xs, ys, linestyle="none", marker=shape(kind, upright=upright), markersize=definition.size * em,
                  markerfacecolor=face, markeredgecolor=colour, markeredgewidth=edge * em, clip_on=False, zorder=4,
                  alpha=alpha, gid=f"marks:{kind}:{tone}")  # fmt: skip
    if transform is not None:
        line.set_transform(transform)
    axes.add_artist(line)
    return line


def ink_of(tone: Tone, palette: Palette) -> str:
    """Return the ink of a tone."""
    return {"claim": palette.claim, "aside": palette.aside, "muted": palette.muted, "pool": palette.pool}[tone]


def _summary(axes: Axes, mark: Mark, y: float, fonts: Type) -> list[Artist]:
    """Draw a long diamond from one end of an interval to the other, never narrower than a small lozenge."""
    assert mark.to is not None
    assert mark.peak is not None
    half, accent = MARKS["summary"].size / 2 * fonts.size, fonts.palette.pool
    corners = [(mark.x, y), (mark.peak, y - half), (mark.to, y), (mark.peak, y + half)]
    diamond = PolyCollection([corners], facecolors=accent, edgecolors="none", zorder=4, gid="marks:summary:pool")
    axes.add_collection(diamond, autolim=False)
    wide = MARKS["summary"].least / MARKS["summary"].size
    outline: Any = Path([(wide, 0), (0, 1), (-wide, 0), (0, -1), (wide, 0)], closed=True)
    return [diamond, _lozenge(axes, outline, [mark.peak], [y], (accent, 2 * half), "least:summary:pool")]


def triangle(axes: Axes, kind: tuple[Direction, Strength], at: Any, transform: Transform, fonts: Type) -> Line2D:
    """Draw the judgements of one direction and strength: filled a finding, hollow a motive, heavy an accusation."""
    (direction, strength), em, accent = kind, fonts.size, fonts.palette.pool
    outline = triangle_outline(direction)
    filled, edge = triangle_edge(strength)
    line = Line2D(*at, transform=transform, linestyle="none", marker=Path([*outline, outline[0]], closed=True),
                  markersize=0.92 * em, markerfacecolor=accent if filled else "none",
                  markeredgecolor=accent, markeredgewidth=edge * em, clip_on=False,
                  gid=f"judgements:{direction}:{strength}")  # fmt: skip
    axes.add_artist(line)
    return line


def draw_hairlines(axes: Axes, placed: PlacedPanel, fonts: Type) -> Artist:
    """Draw a hairline through each row, to follow by eye from its name to its number."""
    across = axes.get_yaxis_transform()
    segments = [[(0.0, row.y), (1.0, row.y)] for row in placed.rows if row.row.kind != "heading"]
    lines = LineCollection(segments, linewidths=0.09 * fonts.size, colors=fonts.palette.rule, zorder=0.6,
                           transform=across, gid="hairlines")  # fmt: skip
    axes.add_collection(lines, autolim=False)
    return lines
