"""The picture of support: how many claims admit each value."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any, Unpack

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.lines import Line2D
from matplotlib.ticker import FixedLocator

from estimates.layout import Picture, ticks
from estimates.layout.axis import place_on
from estimates.layout.support import SignKind, SupportPanel, at_axis, lay_out_support
from estimates.model.dossiers import Dossier
from estimates.plotting.artists import Thousands, moved, write_text
from estimates.plotting.column_widths import HEADING
from estimates.plotting.font_metrics import Type
from estimates.plotting.live import Kind, LiveFigure, given_axes, scale_and_limits
from estimates.plotting.mark_artists import mark_points
from estimates.plotting.options import SharedOptions, dressed, options_of
from estimates.plotting.placement import LEAD, TICK, Sheet, Widths, fewer, sheet_of, tick_width
from estimates.plotting.room import root

WIDTH, HEIGHT, LEAST_HEIGHT, LANES = 44.0, 15.0, 8.0, 3


def plot_support(dossier: Dossier, ax: Any = None, **options: Unpack[SharedOptions]) -> Axes:
    """Draw how many claims admit each value, and mark the core, where most of them meet.

    The line steps up where a claim begins and down where it ends. A claim of a single number is a spike with a dot, an
    end that its claim excludes a ring; claims without an end run to an arrow at the axis' edge. The core is thick and
    shaded, with its range and the number of claims that admit it; where several are tied, all are marked. Claims of
    another measure or scope are set aside, and the line under the title says how many and why.

    Parameters
    ----------
    dossier : Dossier
    ax : Axes or None
        Where to draw. By default a new figure is made.
    **options : FigureOptions
        ``width``, ``size``, ``scale``, ``title``, ``subtitle``, ``xlabel``, ``foot``, ``palette``, ``lang``. The scale
        and the limits of an Axes of yours are kept.

    Returns
    -------
    Axes
        `caption`, `alt_text` and `sources` describe what it shows.

    Raises
    ------
    ClaimError
        If none of the claims can be compared.
    UnknownNameError
        If there is no such argument or palette.
    FormatError
        If an argument has a value that is not allowed, or the Axes is too small or already shows claims.

    See Also
    --------
    compare : The core and the camps that it shows.
    plot_intervals : The claims themselves.

    Examples
    --------
    >>> import estimates as es
    >>> import matplotlib.pyplot as plt
    >>> ax = plot_support(es.load("nanking-1937")["garrison"], ax=plt.figure().add_subplot())
    >>> ax.get_title(loc="left")
    'Garrison of Nanking, December 1937'
    >>> plt.close(ax.figure)
    """
    asked = options_of(options, ax)
    given = given_axes(asked.ax)
    picture = dressed(lay_out_support(dossier, *scale_and_limits(given, "x", asked.scale), asked.language), asked)
    return LiveFigure(picture, _KIND, asked, given).axes[0]


def _panel(picture: Picture) -> SupportPanel:
    panel = picture.panels[0]
    assert isinstance(panel, SupportPanel)
    return panel


def _levels(panel: SupportPanel) -> tuple[float, ...]:
    return ticks(0, panel.depth, "linear", 6, whole=True) if panel.depth > 1 else (0.0, 1.0)


def _build(picture: Picture, fonts: Type, width: float | None, widths: Widths | None = None) -> Sheet:
    em, panel = fonts.size, _panel(picture)
    labels = max(tick_width(level, panel.language, fonts) for level in _levels(panel))
    halves = [tick_width(tick, panel.language, fonts) / 2 for tick in panel.axis.ticks]
    left = max(labels + 0.9 * em, *halves, 0.0)
    right = max(1.0 * em, *halves)
    axis_width = WIDTH * em if width is None else width - left - right
    height = (HEIGHT if width is None else LEAST_HEIGHT) * em
    return sheet_of(
        picture,
        fonts,
        (left, right, axis_width),
        fewer(panel.axis, fonts, axis_width, panel.language),
        (height, 2.0 * em),
        HEIGHT * em,
    )


def _draw(axes: Axes, picture: Picture, number: int, sheet: Sheet, fonts: Type) -> list[Artist]:
    panel, palette = _panel(picture), fonts.palette
    labels = _labels(panel, sheet, fonts)
    _set_depths(axes, panel, fonts, lanes=_lanes(labels))
    low, high = panel.axis.limits
    return [
        _area(axes, [(low, 0.0), *panel.outline, (high, 0.0)], palette.under, 0.5, "under"),
        *_cores(axes, panel, sheet, fonts),
        _line(axes, panel.outline, (0.16 * fonts.size, palette.claim), "outline"),
        *_signs(axes, panel, fonts),
        *_texts(axes, panel, sheet, fonts, labels),
    ]


def _lanes(labels: Sequence[tuple[int, float, str, int]]) -> int:
    return max((lane for *_, lane in labels), default=0) + 1


def _set_depths(axes: Axes, panel: SupportPanel, fonts: Type, *, lanes: int) -> None:
    """Scale the axis of numbers of claims, with room above it for the lanes of labels."""
    em = fonts.size
    room = (0.9 + lanes * LEAD) * em
    height = float(axes.get_window_extent().height) * 72 / root(axes).dpi
    axes.set_ylim(0, panel.depth * height / (height - room))
    axes.spines["bottom"].set_visible(True)
    axes.yaxis.set_major_locator(FixedLocator(_levels(panel)))
    axes.yaxis.set_major_formatter(Thousands(panel.language))
    axes.tick_params(axis="y", which="major", length=0, pad=0.6 * em, labelcolor=fonts.palette.secondary,
                     labelsize=fonts.points(TICK), labelfontfamily=list(fonts.base), left=False, right=False,
                     labelleft=True, labelright=False)  # fmt: skip


def _cores(axes: Axes, panel: SupportPanel, sheet: Sheet, fonts: Type) -> Iterator[Artist]:
    """Draw each core as a shade and a thick line, or as discs where it is too narrow to be seen."""
    em, palette, depth = fonts.size, fonts.palette, panel.depth
    low, high = panel.axis.limits
    for place, core in enumerate(panel.cores):
        left, right = max(core.low, low), min(core.high, high)
        if left > right:
            continue
        seen = (place_on(panel.axis, right) - place_on(panel.axis, left)) * sheet.axis_width >= 0.5 * em
        yield _area(axes, [(left, 0), (left, depth), (right, depth), (right, 0)], palette.core, 0.6,
                    f"shade:core:{place}", 0.4 if seen else 0.5 * em)  # fmt: skip
        if seen:
            yield _line(axes, [(left, depth), (right, depth)], (0.42 * em, palette.claim), f"core:{place}")
        else:
            places = [(end, float(depth)) for end in dict.fromkeys((left, right))]
            yield _disc(axes, places, fonts, 0.82, f"core:{place}")


def _signs(axes: Axes, panel: SupportPanel, fonts: Type) -> Iterator[Artist]:
    by_kind: dict[SignKind, list[tuple[float, float]]] = {}
    for sign in panel.signs:
        by_kind.setdefault(sign.kind, []).append((sign.x, sign.number))
    for kind, places in by_kind.items():
        if kind == "dot" or kind == "ring":
            yield _disc(axes, places, fonts, 0.52, f"marks:{kind}:claim")
        else:
            yield mark_points(axes, kind, "claim", places, fonts)


def _texts(
    axes: Axes, panel: SupportPanel, sheet: Sheet, fonts: Type, labels: Sequence[tuple[int, float, str, int]]
) -> list[Artist]:
    """Write the labels of the cores and the heading of the axis."""
    before, em = len(axes.texts), fonts.size
    for place, x, text, lane in labels:
        at = axes.get_yaxis_transform() + moved(axes, x, (0.75 + lane * LEAD) * em)
        font = fonts.font(text, 1.0, len(labels) == _lanes(labels) == 1)
        write_text(axes, (0, panel.depth), text, at, font, fonts.palette.claim, f"core-label:{place}")
    heading = panel.language.support.heading
    at = axes.transAxes + moved(axes, -sheet.left, 0.55 * em)
    write_text(axes, (0, 1), heading, at, fonts.font(heading, HEADING), fonts.palette.secondary, "heading:support")
    return list(axes.texts[before:])


def _labels(panel: SupportPanel, sheet: Sheet, fonts: Type) -> list[tuple[int, float, str, int]]:
    """Return (core, left edge in points, text, lane) of each label that has room; the foot names them all.

    Where labels stand one above the other, the higher value stands higher.
    """
    taken = [-math.inf] * LANES
    found: list[tuple[int, float, str, int]] = []
    lone = len(panel.cores) == 1
    for place, core in enumerate(panel.cores):
        low, high = panel.axis.limits
        if core.high < low or core.low > high:
            continue
        text = panel.language.support.lone_core.format(core=core.label) if lone else core.label
        width = fonts.width(text, 1.0, lone)
        middle = (
            (place_on(panel.axis, max(core.low, low)) + place_on(panel.axis, min(core.high, high)))
            / 2
            * sheet.axis_width
        )
        x = min(max(middle - width / 2, 0.0), sheet.axis_width - width)
        beside = found[-1][3] + 1 if found and x <= taken[found[-1][3]] + fonts.size else 0
        lane = next((lane for lane, end in enumerate(taken) if lane >= beside and x > end + fonts.size), None)
        if lane is not None:
            taken[lane] = x + width
            found.append((place, x, text, lane))
    return found


def _area(axes: Axes, corners: Any, colour: str, zorder: float, gid: str, width: float = 0.4) -> Artist:
    area = PolyCollection([corners], facecolors=colour, edgecolors=colour, linewidths=width, zorder=zorder, gid=gid)
    axes.add_collection(area, autolim=False)
    return area


def _line(axes: Axes, corners: Any, look: tuple[float, str], gid: str) -> Artist:
    (xs, ys), (width, ink) = zip(*corners), look
    line = Line2D(xs, ys, color=ink, linewidth=width, solid_capstyle="butt", solid_joinstyle="miter", zorder=3, gid=gid)
    axes.add_artist(line)
    return line


def _disc(axes: Axes, places: list[tuple[float, float]], fonts: Type, size: float, gid: str) -> Artist:
    (xs, ys), em, palette = zip(*places), fonts.size, fonts.palette
    face = palette.ground if "ring" in gid else palette.claim
    disc = Line2D(xs, ys, linestyle="none", marker="o", markersize=size * em, markerfacecolor=face,
                  markeredgecolor=palette.claim, markeredgewidth=0.13 * em, clip_on=False, zorder=5,
                  gid=gid)  # fmt: skip
    axes.add_artist(disc)
    return disc


_KIND = Kind(_build, _draw, {"x": at_axis})
