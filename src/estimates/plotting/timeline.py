"""The timeline: each claim at the date when it was made, and the figures that later ones revise."""

from __future__ import annotations

import math
from collections.abc import Container
from typing import Any, Unpack

from attrs import evolve
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.ticker import NullLocator

from estimates.layout import Picture
from estimates.layout.dating import time_ticks
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
from estimates.plotting.options import SharedOptions, dressed, options_of
from estimates.plotting.placement import SMALL, STEEPEST, TICK, Sheet, Widths, sheet_of, tick_width
from estimates.plotting.room import root
from estimates.plotting.running import draw_steps
from estimates.plotting.timeline_artists import (
    draw_arrows,
    draw_brackets,
    draw_claim,
    draw_labels,
    draw_strip,
)
from estimates.plotting.timeline_placement import (
    LANES,
    Ground,
    labels_area,
    labels_of,
    mark_em,
    spots_of,
    strip_heading,
    strip_width,
)

WIDTH, HEIGHT, TALLEST, LEAST_HEIGHT, UNDER, GROWING = 46.0, 18.0, 30.0, 9.0, 2.2, 5
# How high a plot becomes, in ems, so that leaders do not cross and the strip is no wider than it may; by what steps.
HIGHEST, HIGHER = 48.0, 1.25
# How much of the width the strip may take so that each of its numbers has room beside its mark.
WIDEST_STRIP = 0.42


def plot_timeline(
    dossier: Dossier,
    ax: Any = None,
    *,
    running: Running | None = None,
    group_by: Grouping = None,
    compact: bool = False,
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
    compact : bool
        Whether there are marks only, small, without numbers and without the list, which for two hundred claims is
        longer than any page: those stand on one page then, and `plot_pages` says who they are. `alt_text` names each.
    **options : FigureOptions
        ``width``, ``size``, ``scale``, ``title``, ``subtitle``, ``xlabel``, ``foot``, ``palette``, ``lang``. The limits
        of an Axes of yours are kept, in years for its x axis, and so is the scale of its y axis.

    Returns
    -------
    Axes
        `caption`, `alt_text` and `sources` describe what it shows.

    Raises
    ------
    ClaimError
        If it is no dossier, holds no claims, or those with a number were not made at two known dates or more.
    UnknownNameError
        If there is no such argument or palette.
    FormatError
        If an argument has a value that is not allowed, or the Axes is too small or already shows claims.

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
                               compact=compact, language=asked.language)  # fmt: skip
    return LiveFigure(dressed(picture, asked), _KIND, asked, given).axes[0]


def _keyed(picture: Picture) -> tuple[Picture, tuple[str, ...]] | None:
    """Return the picture with numbers at its marks and a list under the plot, which always has room."""
    panel = panel_of(picture)
    return None if panel.keyed or panel.compact else (with_list(picture), ())


def _entries(panel: TimePanel, labelled: Container[str]) -> list[Entry]:
    """Return the list: all claims where marks have numbers, and always those that have no place on the axis.

    It ends with the numbers for which there is no room at their marks: those of claims that are not `labelled`. A
    compact timeline has no list.
    """
    if panel.compact:
        return []
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
    bare = [row.text("key") for row in (*panel.drawn, *panel.undated) if row.id not in labelled]
    if panel.keyed and bare:
        said = language.of(texts.crowded, len(bare), keys=language.listed(bare))
        found.append(Entry("crowded", "", language.sentence(said)))
    return found


def _build(picture: Picture, fonts: Type, width: float | None, widths: Widths | None = None) -> Sheet:
    em, panel = fonts.size, panel_of(picture)
    ticks = max((tick_width(tick, panel.language, fonts) for tick in panel.axis.ticks), default=0.0)
    left, gap = ticks + 1.0 * em, _gap(panel, fonts)
    ground = _ground(panel, fonts, None if width is None else width - left - gap, gap)
    labels = labels_of(panel, spots_of(panel, ground), ground, fonts, strict=not panel.keyed)
    right = gap + ground.strip
    below = (UNDER + 0.6) * em + listed(_entries(panel, labels), fonts, left + ground.width + right)[1]
    sides, usual = (left, right, ground.width), _usual(panel) * em
    return sheet_of(picture, fonts, sides, panel.time, (ground.height, below), usual, _clear(panel, ground, fonts))


def _ground(panel: TimePanel, fonts: Type, width: float | None, gap: float) -> Ground:
    """Return the room for axis and strip: as much as the labels need, in so many points of width where it is given."""
    em = fonts.size
    height = (_usual(panel) if width is None else LEAST_HEIGHT) * em
    wide = WIDTH * em
    for attempt in range(GROWING):
        strip = _strip(panel, fonts, height, width)
        axis_width = wide if width is None else width - strip
        room = (2.6 if width is None else 1.7) * labels_area(panel, fonts) / max(axis_width + strip, em)
        if room > height and attempt < 3:  # the strip is narrower the higher it is, and the plot higher the narrower
            height = room
            continue
        most = math.inf if width is None or panel.compact else WIDEST_STRIP * width
        while strip > most and height * HIGHER <= HIGHEST * em:
            height *= HIGHER
            strip = _strip(panel, fonts, height, width)
            axis_width = wide if width is None else width - strip
        ground = Ground(axis_width, height, gap, strip, mark_em(panel, em))
        if not panel.keyed or axis_width <= 0:
            break
        try:
            labels_of(panel, spots_of(panel, ground), ground, fonts, strict=True)
            break
        except NoRoom:
            if width is not None and height * HIGHER > HIGHEST * em:
                break
            height, wide = height * 1.2, wide * 1.1
    return ground


def _strip(panel: TimePanel, fonts: Type, height: float, width: float | None) -> float:
    """Return how wide the strip is: as wide as its numbers like it, of a width that is given not too large a part."""
    heading = panel.language.timeline.no_date
    widths = [strip_width(panel, fonts, height, heading, lane) for lane in LANES]
    if panel.compact and width is not None:  # marks without numbers may overlap
        return min(widths[-1], max(WIDEST_STRIP * width, strip_heading(heading, fonts)))
    return next((found for found in widths if width is None or found <= WIDEST_STRIP * width), widths[-1])


def _clear(panel: TimePanel, ground: Ground, fonts: Type) -> float:
    """Return the least height at which no label is wanting and the fewest leaders cross marks or each other."""
    height = max(ground.height, min(_usual(panel) * ground.em, STEEPEST * ground.width))
    found, fewest = height, math.inf
    for _ in range(GROWING if panel.keyed else 0):
        higher = evolve(ground, height=height)
        spots = spots_of(panel, higher)
        labels = labels_of(panel, spots, higher, fonts)
        amiss = sum(label.crosses for label in labels.values()) + len(spots) * (len(spots) - len(labels))
        if amiss < fewest:
            found, fewest = height, amiss
        height *= HIGHER
        if not fewest or height > HIGHEST * ground.em:
            break
    return found


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
    ground = Ground(float(box.width) * points, float(box.height) * points, gap, sheet.right - gap, mark_em(panel, em))
    spots = spots_of(panel, ground)
    kept = len(axes.texts)
    marked = fonts.scaled(SMALL) if panel.compact else fonts
    drawn = [artist for spot in spots.values() for artist in draw_claim(axes, spot, panel, ground, marked)]
    drawn += draw_steps(axes, panel, fonts)
    drawn += draw_brackets(axes, panel, spots, fonts)
    drawn += draw_strip(axes, panel, ground, fonts)
    labels = labels_of(panel, spots, ground, fonts)
    draw_labels(axes, panel, spots, labels, fonts)
    draw_arrows(axes, panel, spots, ground, marked)
    language, estimand = panel.language, panel.dossier.estimand
    what = language.measure(estimand.measure)
    said = language.listed([f"{what[:1].upper()}{what[1:]}", language.unit(estimand.stated_unit)])
    heading = " ".join(said.split())
    heading = heading if fonts.writes(heading) and fonts.width(heading, HEADING) < sheet.width else ""
    write_text(axes, (0, 1), heading, axes.transAxes + moved(axes, -sheet.left, 0.75 * em),
               fonts.font(heading, HEADING), palette.secondary, "heading:values")  # fmt: skip
    write_list(axes, listed(_entries(panel, labels), fonts, sheet.width)[0], fonts, sheet.left, (UNDER + 0.6) * em)
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


_KIND = Kind(_build, _draw, {"x": at_time, "y": at_axis}, _keyed)
