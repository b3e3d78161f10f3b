"""The timeline: each claim at the date when it was made, and the figures that later ones revise."""

from __future__ import annotations

from typing import Any, Unpack

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.ticker import NullLocator
from matplotlib.transforms import Affine2D, Transform, blended_transform_factory
from matplotlib.transforms import ScaledTranslation as Moved

from estimates.layout import Picture
from estimates.layout.dating import time_ticks
from estimates.layout.figure_model import MarkKind
from estimates.layout.grouping import Grouping
from estimates.layout.running import Running
from estimates.layout.timeline import (
    TimePanel,
    at_axis,
    at_time,
    lay_out_timeline,
    panel_of,
    with_list,
)
from estimates.model.dossiers import Dossier
from estimates.plotting.artists import RoundTicks, Thousands, moved, write_text
from estimates.plotting.column_widths import HEADING
from estimates.plotting.date_ticks import DateLabels, Dates
from estimates.plotting.font_metrics import Type
from estimates.plotting.labels import NoRoom
from estimates.plotting.lists import Entry, listed, write_list
from estimates.plotting.live import Kind, LiveFigure, given_axes, scale_and_limits
from estimates.plotting.mark_artists import mark_lines, mark_points
from estimates.plotting.options import SharedOptions, dressed, options_of
from estimates.plotting.placement import LEAD, TICK, Sheet, Widths, sheet_of, tick_width
from estimates.plotting.room import root
from estimates.plotting.running import draw_steps
from estimates.plotting.timeline_placement import (
    BEND,
    LABEL,
    Ground,
    Spot,
    arrows_of,
    label_lines,
    labels_area,
    labels_of,
    saying,
    spots_of,
    strip_width,
)

WIDTH, HEIGHT, TALLEST, LEAST_HEIGHT, UNDER, GROWING = 46.0, 18.0, 30.0, 9.0, 2.2, 12
# How opaque marks are that meet others, and how far the bracket of a date reaches below the axis, in ems.
FAINT, BRACKET = 0.6, 0.3


def plot_timeline(
    dossier: Dossier,
    ax: Any = None,
    *,
    running: Running | None = None,
    group_by: Grouping = None,
    **options: Unpack[SharedOptions],
) -> Axes:
    """Draw when each claim was made, who made it, and which figures later ones revise.

    The marks are those of `plot_intervals`, upright: a cap is a stated end, a fading stub a side on which none is
    stated, a diamond is "about", hollow another measure or scope. Each stands at its date; claims of one date stand
    side by side within it, over a thin bracket on the axis, and are transparent where they meet all the same. A thin
    line across spans the days of a date that is no single day, dotted where it is uncertain, with an arrowhead where it
    is open; claims whose date is not known stand in a strip at the right. A thin arrow leads from a revised figure to
    the new one, and a claim that no longer stands is pale and struck through. Beside each mark stand the claimant, the
    role and the number; where there are many, marks have numbers and a list under the plot says whose they are. The
    axis of numbers is logarithmic where the largest is more than thirty times the smallest, and none is zero.

    Parameters
    ----------
    dossier : Dossier
    ax : Axes or None
        Where to draw. By default a new figure is made.
    running : str or None
        ``core`` or ``median``: steps show how the literature moved, as where most of the claims met, or the median of
        the claims (a random set), that had been made by each date and still stood. A claim that is withdrawn later
        counts up to that date; claims whose date is not known do not count.
    group_by : str, callable or None
        By what the steps are parted, as in `plot_intervals`: ``school``, ``side``, a function of the estimate.
    **options
        As `FigureOptions` has them: ``width``, ``size``, ``scale``, ``title``, ``subtitle``, ``xlabel``, ``foot``,
        ``palette``, ``lang``. The limits of an Axes of yours are kept, in years for its x axis, and so is the scale of
        its y axis.

    Returns
    -------
    Axes
        `caption`, `alt_text` and `sources` describe what it shows.

    Raises
    ------
    ClaimError
        If it is no dossier, holds no claims, or those with a number were not made at two known dates or more.
    FormatError
        If the Axes is too small, or already shows claims.

    See Also
    --------
    drift : How claims changed over time.
    plot_intervals : The claims with their words and sources.
    plot_lineage : Who follows whom.

    Examples
    --------
    >>> import estimates as es
    >>> import matplotlib.pyplot as plt
    >>> ax = plot_timeline(es.load("dresden-1945")["deaths"])
    >>> ax.get_title(loc="left")
    'Dresden, February 1945: killed in the air raids'
    >>> plt.close(ax.figure)
    """
    asked = options_of(options, ax)
    given = given_axes(asked.ax)
    scale, limits = scale_and_limits(given, "y", asked.scale)
    time = scale_and_limits(given, "x")[1]
    picture = lay_out_timeline(dossier, scale, limits, time, running=running, group_by=group_by,
                               language=asked.language)  # fmt: skip
    return LiveFigure(dressed(picture, asked), _KIND, asked, given).axes[0]


def _keyed(picture: Picture) -> tuple[Picture, tuple[str, ...]] | None:
    """Return the picture with numbers at its marks and a list under the plot, which always has room."""
    return None if panel_of(picture).keyed else (with_list(picture), ())


def _entries(panel: TimePanel) -> list[Entry]:
    """Return the list: all claims where marks have numbers, and always those that have no place on the axis."""
    found: list[Entry] = []
    dated = [row for row in panel.claims if row.marks and row.at is not None]
    language, texts = panel.language, panel.language.timeline
    parts = [("", dated), (texts.no_date, (*panel.undated, *panel.unplaced))] if panel.keyed else []
    for heading, rows in [*parts, (texts.no_number, panel.wordless)]:
        if heading and rows:
            found.append(Entry(heading, "", heading, heading=True))
        for row in rows:
            who = language.named(language.listed(map(row.text, ("claimant", "role"))), row.text("words"))
            made = texts.made.format(date=row.text("claimed")) if row.text("claimed") else ""
            said = language.items([who, made, row.text("source")])
            found.append(Entry(row.id, row.text("key") if panel.keyed and row not in panel.unplaced else "", said))
    return found


def _build(picture: Picture, fonts: Type, width: float | None, widths: Widths | None = None) -> Sheet:
    em, panel = fonts.size, panel_of(picture)
    ticks = max((tick_width(tick, panel.language, fonts) for tick in panel.axis.ticks), default=0.0)
    left, gap = ticks + 1.0 * em, _gap(panel, fonts)
    ground = _ground(panel, fonts, None if width is None else width - left - gap, gap)
    if not panel.keyed:
        labels_of(panel, spots_of(panel, ground), ground, fonts, strict=True)
    right = gap + ground.strip
    below = (UNDER + 0.6) * em + listed(_entries(panel), fonts, left + ground.width + right)[1]
    sides, usual = (left, right, ground.width), _usual(panel) * em
    return sheet_of(picture, fonts, sides, panel.time, (ground.height, below), usual)


def _ground(panel: TimePanel, fonts: Type, width: float | None, gap: float) -> Ground:
    """Return the room for axis and strip: as much as the labels need, in so many points of width where it is given."""
    em = fonts.size
    height = (_usual(panel) if width is None else LEAST_HEIGHT) * em
    wide = WIDTH * em
    for attempt in range(GROWING):
        strip = strip_width(panel, fonts, height, panel.language.timeline.no_date)
        axis_width = wide if width is None else width - strip
        room = (2.6 if width is None else 1.7) * labels_area(panel, fonts) / max(axis_width + strip, em)
        if room > height and attempt < 3:  # the strip is narrower the higher it is, and the plot higher the narrower
            height = room
            continue
        ground = Ground(axis_width, height, gap, strip, em)
        if not panel.keyed or axis_width <= 0:
            break
        try:
            labels_of(panel, spots_of(panel, ground), ground, fonts, strict=True)
            break
        except NoRoom:
            height, wide = height * 1.2, wide * 1.1
    return ground


def _usual(panel: TimePanel) -> float:
    """Return the height of a plot that has no height given, in ems."""
    return min(HEIGHT + 0.3 * len(panel.claims), TALLEST)


def _gap(panel: TimePanel, fonts: Type) -> float:
    """Return how far the labels of the dates may reach beyond the axis, and how far away a strip begins."""
    labels = [label for _, label in time_ticks(*panel.time.limits, language=panel.language)]
    return max([fonts.width(label, TICK, hinted=True) / 2 for label in labels], default=0.0) + 0.7 * fonts.size


def _draw(axes: Axes, picture: Picture, number: int, sheet: Sheet, fonts: Type) -> list[Artist]:
    panel, em, palette = panel_of(picture), fonts.size, fonts.palette
    gap = _gap(panel_of(sheet.picture), fonts)
    _axes(axes, panel, fonts, gap - 0.5 * em)
    box = axes.get_window_extent()
    points = 72 / root(axes).dpi
    ground = Ground(float(box.width) * points, float(box.height) * points, gap, sheet.right - gap, em)
    spots = spots_of(panel, ground)
    kept = len(axes.texts)
    drawn = [artist for spot in spots.values() for artist in _marks(axes, spot, panel, ground, fonts)]
    drawn += draw_steps(axes, panel, fonts)
    drawn += _brackets(axes, panel, spots, fonts)
    drawn += _strip(axes, panel, ground, fonts)
    _labels(axes, panel, spots, ground, fonts)
    for join, old, new in arrows_of(panel, spots):
        axes.annotate(
            "", _place(new), xycoords=_at(axes, new), xytext=_place(old), textcoords=_at(axes, old),
            annotation_clip=False, gid=f"join:{join.relation}:{join.old}:{join.new}",
            arrowprops={"arrowstyle": "-|>,head_width=0.22,head_length=0.5", "shrinkA": 0.7 * em, "shrinkB": 0.75 * em,
                        "linewidth": 0.11 * em, "color": palette.aside, "mutation_scale": 0.95 * em,
                        "connectionstyle": f"arc3,rad={BEND}",
                        "linestyle": "--" if join.relation == "retracts" else "-"},
        )  # fmt: skip
    language, estimand = panel.language, panel.dossier.estimand
    what = language.measure(estimand.measure)
    said = language.listed([f"{what[:1].upper()}{what[1:]}", language.unit(estimand.stated_unit)])
    heading = " ".join(said.split())
    heading = heading if fonts.writes(heading) and fonts.width(heading, HEADING) < sheet.width else ""
    write_text(axes, (0, 1), heading, axes.transAxes + moved(axes, -sheet.left, 0.75 * em),
               fonts.font(heading, HEADING), palette.secondary, "heading:values")  # fmt: skip
    write_list(axes, listed(_entries(panel), fonts, sheet.width)[0], fonts, sheet.left, (UNDER + 0.6) * em)
    return [*drawn, *axes.texts[kept:]]


def _axes(axes: Axes, panel: TimePanel, fonts: Type, spare: float) -> None:
    em, palette = fonts.size, fonts.palette
    if axes.get_yscale() != panel.axis.scale:
        axes.set_yscale(panel.axis.scale)
    axes.set_ylim(*panel.axis.limits)
    axes.set_xlim(*panel.time.limits)
    dates = Dates(fonts, spare, panel.language)
    axes.xaxis.set_major_locator(dates)
    axes.xaxis.set_major_formatter(DateLabels(dates))
    axes.yaxis.set_major_locator(RoundTicks(panel.axis) if panel.axis.ticks else NullLocator())
    axes.yaxis.set_major_formatter(Thousands(panel.language))
    axes.minorticks_off()
    axes.grid(False, axis="x")
    axes.grid(True, axis="y", color=palette.rule, linewidth=0.09 * em, linestyle="-", alpha=1)
    axes.spines["bottom"].set_visible(True)
    axes.tick_params(axis="y", which="major", length=0, pad=0.6 * em, labelcolor=palette.secondary,
                     labelsize=fonts.points(TICK),
                     labelfontfamily=list(fonts.base), left=False, right=False, labelleft=True,
                     labelright=False)  # fmt: skip


def _at(axes: Axes, spot: Spot) -> Transform:
    """Return the transform of a claim: its x is a date, or for those of the strip the right end of the axis."""
    if spot.strip:
        return axes.get_yaxis_transform() + moved(axes, spot.x - _width(axes), 0)
    return axes.transData + moved(axes, spot.shift, 0)


def _width(axes: Axes) -> float:
    return float(axes.get_window_extent().width) * 72 / root(axes).dpi


def _place(spot: Spot, y: float | None = None) -> tuple[float, float]:
    assert spot.row.anchor is not None
    x = 1.0 if spot.strip else spot.row.at
    assert x is not None
    return x, spot.row.anchor if y is None else y


def _marks(axes: Axes, spot: Spot, panel: TimePanel, ground: Ground, fonts: Type) -> list[Artist]:
    """Draw the marks of one claim, and the line across where its date is no single day."""
    at, row = _at(axes, spot), spot.row
    drawn: list[Artist] = []
    alpha = FAINT if spot.faint else None
    for mark in row.marks:
        if mark.to is not None:
            drawn += mark_lines(axes, (mark.kind, row.tone), [(mark, _place(spot)[0])], panel.axis,
                                        (fonts, ground.height), at, upright=True, alpha=alpha)  # fmt: skip
        else:
            drawn.append(mark_points(axes, mark.kind, row.tone, [_place(spot, mark.x)], fonts, at, upright=True,
                                             alpha=alpha))  # fmt: skip
    for artist in drawn:
        artist.set_gid(f"{artist.get_gid()}:{row.id}" if artist.get_gid() else "")
        artist.set_clip_on(False)
    if row.span is not None:
        drawn += _span(axes, spot, panel, fonts)
    return drawn


def _brackets(axes: Axes, panel: TimePanel, spots: dict[str, Spot], fonts: Type) -> list[Artist]:
    """Draw a thin bracket under the axis for each date on which several claims were made."""
    drawn: list[Artist] = []
    em = fonts.size
    for at, names in panel.brackets:
        shifts = [spots[name].shift for name in names]
        left, right = min(min(shifts), -0.16 * em), max(max(shifts), 0.16 * em)
        corners: Any = [(left, 0), (left, -BRACKET * em), (right, -BRACKET * em), (right, 0)]
        along = Affine2D().scale(1 / 72) + root(axes).dpi_scale_trans
        edge: Any = axes.get_xaxis_transform()
        patch = PathPatch(Path(corners), transform=along + Moved(at, 0, edge), facecolor="none",
                          edgecolor=fonts.palette.claim, linewidth=0.1 * em, clip_on=False, zorder=3,
                          gid=f"bracket:{'|'.join(names)}")  # fmt: skip
        axes.add_artist(patch)
        drawn.append(patch)
    return drawn


def _span(axes: Axes, spot: Spot, panel: TimePanel, fonts: Type) -> list[Artist]:
    row, em = spot.row, fonts.size
    assert row.span is not None
    assert row.anchor is not None
    style: Any = (0, (1.0, 1.6)) if row.doubt else "solid"
    colour = fonts.palette.muted if row.tone == "muted" else fonts.palette.claim
    line = Line2D(row.span, [row.anchor] * 2, color=colour, linewidth=0.12 * em, linestyle=style, zorder=2,
                  gid=f"span:{row.id}")  # fmt: skip
    axes.add_artist(line)
    drawn: list[Artist] = [line]
    low, high = panel.time.limits
    heads: tuple[tuple[float | None, float, MarkKind], ...] = (
        (row.first, low, "arrow left"), (row.last, high, "arrow right"),
    )  # fmt: skip
    for end, place, kind in heads:
        if end is None:
            head = mark_points(axes, kind, row.tone, [(place, row.anchor)], fonts, size=0.6)
            head.set_gid(f"open:{kind}:{row.id}")
            drawn.append(head)
    return drawn


def _strip(axes: Axes, panel: TimePanel, ground: Ground, fonts: Type) -> list[Artist]:
    """Draw the strip of claims whose date is not known, with its heading where the axis has its dates."""
    if not panel.undated:
        return []
    em = fonts.size
    edge: Any = axes.transAxes  # it scales and moves, whatever its declared type
    along = Affine2D().scale(1 / 72) + root(axes).dpi_scale_trans + Moved(1, 0, edge)
    box = Rectangle((ground.gap, 0), ground.strip, 1, transform=blended_transform_factory(along, axes.transAxes),
                    clip_on=False, zorder=0, facecolor=fonts.palette.strip, edgecolor="none", linewidth=0,
                    gid="strip")  # fmt: skip
    axes.add_artist(box)
    shift = moved(axes, ground.gap + 0.2 * em, -(0.68 + 0.85 * TICK) * em)
    heading = panel.language.timeline.no_date
    write_text(axes, (1, 0), heading, axes.transAxes + shift, fonts.font(heading, TICK), fonts.palette.secondary,
               "heading:undated")  # fmt: skip
    return [box]


def _labels(axes: Axes, panel: TimePanel, spots: dict[str, Spot], ground: Ground, fonts: Type) -> None:
    em, palette = fonts.size, fonts.palette
    for name, label in labels_of(panel, spots, ground, fonts).items():
        spot = spots[name]
        at, place, (x, y) = _at(axes, spot), _place(spot), spot.at
        lines = label_lines(spot.row, panel, fonts)
        who = len(lines) - len(fonts.lines(saying(spot.row), LABEL * em))
        for position, text in enumerate(lines):
            shift = moved(axes, label.x - x, label.y - y + ((len(lines) - 1 - position) * LEAD + 0.22) * em)
            colour = palette.text if panel.keyed or position < who else palette.secondary
            write_text(axes, place, text, at + shift, fonts.font(text, 1.0, panel.keyed), colour, f"label:{name}")
        if label.leader is not None:
            (x0, y0), (x1, y1) = label.leader
            axes.annotate("", place, xycoords=at + moved(axes, x0 - x, y0 - y), xytext=place,
                          textcoords=at + moved(axes, x1 - x, y1 - y), annotation_clip=False, gid=f"leader:{name}",
                          arrowprops={"arrowstyle": "-", "shrinkA": 0, "shrinkB": 0, "linewidth": 0.07 * em,
                                      "color": palette.aside})  # fmt: skip


_KIND = Kind(_build, _draw, {"x": at_time, "y": at_axis}, _keyed)
