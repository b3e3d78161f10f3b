"""The specification curve: every defensible choice, what it gives, and what was chosen."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Any, Unpack

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.path import Path
from matplotlib.ticker import NullLocator

from estimates.layout import Axis, Picture, Row
from estimates.layout.figure_model import MarkKind
from estimates.layout.languages.catalogue import Catalogue
from estimates.layout.marks import MARKS, dashes
from estimates.layout.specification_curve import CurvesPanel, at_axis, at_window, lay_out_curves
from estimates.model.markup import plain
from estimates.plotting.artists import RoundTicks, Thousands, moved, write_text
from estimates.plotting.column_widths import HEADING
from estimates.plotting.font_metrics import Type
from estimates.plotting.live import Kind, LiveFigure, given_axes, scale_and_limits
from estimates.plotting.mark_artists import blended, shape
from estimates.plotting.options import SharedOptions, dressed, options_of
from estimates.plotting.placement import LEAD, TICK, Sheet, Widths, sheet_of, tick_width
from estimates.plotting.room import root

if TYPE_CHECKING:
    from estimates.analysis.pooling import Multiverse

HEIGHT, LEAST_HEIGHT, NARROWEST, WIDEST, PITCH, LABEL, GAP = 17.0, 8.0, 26.0, 54.0, 0.62, 22.0, 1.1


def plot_multiverse(result: Multiverse, ax: Any = None, **options: Unpack[SharedOptions]) -> Axes:
    """Draw what each defensible choice says, in the order of the medians, and below it what was chosen.

    Each column is a choice: its interval is a thin bar, its median a dot, or a thick bar where the claims determine it
    only so far; a side that the claims leave unbounded fades, and an end beyond the axis is cut by a double chevron.
    Below the axis a dot says the method, the assumptions and the claim left out. The foot counts and names the choices
    that gave no answer.

    Parameters
    ----------
    result : Multiverse
        As `multiverse` returns it.
    ax : Axes or None
        Where to draw. By default a new figure is made.
    **options : FigureOptions
        ``width``, ``size``, ``scale``, ``title``, ``subtitle``, ``xlabel``, ``foot``, ``palette``, ``lang``. The scale
        and the limits of the y axis of an Axes of yours are kept. Where its x limits are changed afterwards, the
        choices within them are drawn, and the foot says how many those are.

    Returns
    -------
    Axes
        `caption`, `alt_text` and `sources` describe what it shows.

    Raises
    ------
    ClaimError
        If none of the choices gave an answer.
    UnknownNameError
        If there is no such argument or palette.
    FormatError
        If an argument has a value that is not allowed, or the Axes is too small or already shows claims.

    See Also
    --------
    multiverse : What it shows.
    plot_intervals : The claims with one pool.

    Examples
    --------
    >>> import estimates as es
    >>> import matplotlib.pyplot as plt
    >>> found = es.multiverse(es.load("nanking-1937")["garrison"], methods=["random-set", "lognormal"])
    >>> ax = plot_multiverse(found)
    >>> ax.get_title(loc="left")
    'Garrison of Nanking, December 1937'
    >>> plt.close(ax.figure)
    """
    asked = options_of(options, ax)
    given = given_axes(asked.ax)
    picture = dressed(lay_out_curves(result, *scale_and_limits(given, "y", asked.scale), asked.language), asked)
    return LiveFigure(picture, _KIND, asked, given).axes[0]


def _panel(picture: Picture) -> CurvesPanel:
    panel = picture.panels[0]
    assert isinstance(panel, CurvesPanel)
    return panel


def _label(row: Row, language: Catalogue) -> str:
    words = row.text("words")
    return language.named(row.text("claimant"), words) if words else row.text("claimant") or row.id


def _rows(panel: CurvesPanel) -> list[Row]:
    """Return the rows that are drawn: of the claims those that were left out of a choice that is drawn."""
    dots = {dot for choice in panel.choices for dot in choice.dots}
    return [row for row in panel.rows if row.kind == "heading" or row.id in dots]


def _placed(panel: CurvesPanel, fonts: Type) -> tuple[list[tuple[Row, float, list[str]]], float]:
    """Return each row below the axis with its distance from it in points and its lines, and the height of all."""
    em, y = fonts.size, GAP * fonts.size
    found = []
    for row in _rows(panel):
        if row.kind == "heading":
            y += 0.45 * em
            found.append((row, y + 0.5 * LEAD * em, [row.id]))
            y += LEAD * em
            continue
        lines = fonts.lines(_label(row, panel.language), LABEL * em)
        found.append((row, y + 0.5 * LEAD * em, lines))
        y += LEAD * em * len(lines)
    return found, y


def _build(picture: Picture, fonts: Type, width: float | None, widths: Widths | None = None) -> Sheet:
    em, panel = fonts.size, _panel(picture)
    placed, below = _placed(panel, fonts)
    ticks = max((tick_width(tick, panel.language, fonts) for tick in panel.axis.ticks), default=0.0)
    labels = max(fonts.width(line, 1.0, row.kind == "heading") for row, _, lines in placed for line in lines)
    left, n = max(ticks, labels) + 1.3 * em, len(panel.choices)
    natural = min(max(PITCH * n, NARROWEST), WIDEST) * em
    axis_width = natural if width is None else width - left - em
    height = (HEIGHT if width is None else LEAST_HEIGHT) * em
    low, high = panel.window
    window = (-0.7, n - 0.3) if math.isinf(low) or math.isinf(high) else (low, high)
    sides, axis = (left, em, axis_width), Axis("linear", window, ())
    return sheet_of(picture, fonts, sides, axis, (height, below), HEIGHT * em)


def _draw(axes: Axes, picture: Picture, number: int, sheet: Sheet, fonts: Type) -> list[Artist]:
    panel, em, palette = _panel(picture), fonts.size, fonts.palette
    if axes.get_yscale() != panel.axis.scale:
        axes.set_yscale(panel.axis.scale)
    axes.set_ylim(*panel.axis.limits)
    axes.yaxis.set_major_locator(RoundTicks(panel.axis) if panel.axis.ticks else NullLocator())
    axes.yaxis.set_major_formatter(Thousands(panel.language))
    axes.minorticks_off()
    axes.grid(False, axis="x")
    axes.grid(True, axis="y", color=palette.rule, linewidth=0.09 * em, linestyle="-", alpha=1)
    axes.tick_params(axis="y", which="major", length=0, pad=0.6 * em, labelcolor=palette.secondary,
                     labelsize=fonts.points(TICK),
                     labelfontfamily=list(fonts.base), left=False, right=False, labelleft=True, labelright=False,
                     labelrotation=0)  # fmt: skip
    axes.spines["bottom"].set_visible(True)
    pitch = sheet.axis_width / abs(axes.get_xlim()[1] - axes.get_xlim()[0])
    kept = len(axes.texts)
    height = float(axes.get_window_extent().height) * 72 / root(axes).dpi
    drawn = [*_curve(axes, panel, pitch, (fonts, height)), *_dots(axes, panel, fonts, sheet, pitch)]
    language = panel.language
    unit = language.unit(panel.dossier.estimand.stated_unit)
    heading = language.listed([language.curve.heading, unit if fonts.writes(unit) else ""])
    write_text(axes, (0, 1), heading, axes.transAxes + moved(axes, -sheet.left, 0.95 * em),
               fonts.font(heading, HEADING), palette.secondary, "heading:values")  # fmt: skip
    return [*drawn, *axes.texts[kept:]]


def _beyond(kind: MarkKind, half: float) -> Path:
    """Return the mark of an end that is cut: it begins at the edge of the axis, as wide as a column has room for."""
    outline = shape(kind, upright=True)
    corners: Any = outline.vertices
    return Path([(x * half / 0.6, y) for x, y in corners], outline.codes)


def _curve(axes: Axes, panel: CurvesPanel, pitch: float, size: tuple[Type, float]) -> list[Artist]:
    """Draw the marks of all choices; `size` is the fonts and inks, and the height of the axis in points."""
    fonts, height = size
    em, palette, accent = fonts.size, fonts.palette, fonts.palette.pool
    lines: dict[MarkKind, list[tuple[float, float, float, float]]] = {}
    places: dict[MarkKind, list[tuple[float, float]]] = {}
    for x, choice in panel.shown:
        for mark in choice.marks:
            if mark.kind == "stub":
                lines.setdefault("stub", []).extend((x, *dash) for dash in dashes(mark, panel.axis, height / em))
            elif mark.to is not None:
                lines.setdefault(mark.kind, []).append((x, mark.x, mark.to, 1.0))
            else:
                places.setdefault(mark.kind, []).append((x, mark.x))
    thin, thick = min(0.22 * em, 0.5 * pitch), min(0.5 * em, 0.85 * pitch)
    drawn: list[Artist] = []
    looks: tuple[tuple[MarkKind, float, str, float], ...] = (
        ("bar", thin, palette.interval, 2.0), ("stub", thin, accent, 2.0), ("span", thick, accent, 3.0),
    )  # fmt: skip
    for kind, width, colour, order in looks:
        if kind in lines:
            faded = [blended(colour, strength, palette.ground) for *_, strength in lines[kind]]
            segments = LineCollection([[(x, start), (x, end)] for x, start, end, _ in lines[kind]], linewidths=width,
                                      colors=faded, capstyle="butt", zorder=order,
                                      gid=f"marks:{kind}:pool")  # fmt: skip
            axes.add_collection(segments, autolim=False)
            drawn.append(segments)
    for kind, found in places.items():
        xs, ys = zip(*found)
        hollow = MARKS[kind].open
        if kind == "dot":
            outline, extent = Path.unit_circle(), min(0.66 * em, max(0.95 * pitch, 0.2 * em))
        elif kind == "cap":
            outline, extent = shape(kind, upright=True), max(min(0.8 * em, 0.9 * pitch), 0.2 * em)
        else:  # half of the size is the height, whatever room there is for the width
            outline, extent = _beyond(kind, min(0.6, 0.48 * pitch / (0.55 * em))), 1.1 * em
        line = Line2D(xs, ys, linestyle="none", marker=outline, markersize=extent, clip_on=False, zorder=4,
                      markerfacecolor="none" if hollow else accent, markeredgecolor=accent,
                      markeredgewidth=(0.12 if hollow else 0.0) * em, gid=f"marks:{kind}:pool")  # fmt: skip
        axes.add_artist(line)
        drawn.append(line)
    return drawn


def _dots(axes: Axes, panel: CurvesPanel, fonts: Type, sheet: Sheet, pitch: float) -> list[Artist]:
    """Draw the rows below the axis; they keep their distance from it whatever the axis shows."""
    em, palette = fonts.size, fonts.palette
    drawn: list[Artist] = []
    holders: dict[str, list[int]] = {}
    for x, choice in panel.shown:
        for dot in choice.dots:
            holders.setdefault(dot, []).append(x)
    for row, y, lines in _placed(panel, fonts)[0]:
        heading = row.kind == "heading"
        for position, text in enumerate(lines):
            shift = moved(axes, -sheet.left, -y - (0.36 + position * LEAD) * em)
            colour = palette.secondary if heading else palette.text
            write_text(axes, (0, 0), text, axes.transAxes + shift, fonts.font(text, 1.0, heading), colour,
                       f"dots:{row.id}")  # fmt: skip
        if heading:
            continue
        across = partial(Line2D, clip_on=False)
        rule = across([0, 1], [0, 0], transform=axes.transAxes + moved(axes, 0, -y), color=palette.rule,
                      linewidth=0.09 * em, zorder=1)  # fmt: skip
        xs = holders.get(row.id, [])
        # Dots that would run into each other are strokes.
        dense = pitch < 0.4 * em
        shape: dict[str, Any] = {"marker": "|", "markersize": 0.7 * em, "markeredgewidth": max(0.8 * pitch, 0.06 * em)}
        if not dense:
            shape = {"marker": "o", "markersize": min(0.6 * em, 0.85 * pitch), "markeredgewidth": 0.0}
        at = axes.get_xaxis_transform() + moved(axes, 0, -y)
        dots = across(xs, [0] * len(xs), transform=at, linestyle="none", color=palette.pool, zorder=3,
                      gid=plain(f"dots:{row.id}"), **shape)  # fmt: skip
        for artist in (rule, dots):
            axes.add_artist(artist)
        drawn += [rule, dots]
    return drawn


_KIND = Kind(_build, _draw, {"x": at_window, "y": at_axis})
