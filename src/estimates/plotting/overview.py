"""The overview: a row a figure of a dataset, on one axis."""

from __future__ import annotations

from typing import Any, Unpack

from attrs import evolve
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.path import Path

from estimates.layout import Panel, Picture
from estimates.layout.overview import Ladder, OverviewPanel, at_axis, lay_out_overview
from estimates.plotting.artists import moved
from estimates.plotting.font_metrics import Type
from estimates.plotting.live import Kind, LiveFigure, given_axes, scale_and_limits
from estimates.plotting.mark_artists import draw_hairlines, draw_marks
from estimates.plotting.options import FigureOptions, dressed, options_of
from estimates.plotting.placement import BESIDE_AXIS, Sheet, Widths, place

# The lanes of the brackets between names and axis: how many, how far the first is and the others from it, in ems; and
# how thick a bracket is, and one whose claims contradict each other.
LANES, FIRST, APART = 5, 0.5, 0.62
THIN, HEAVY = 0.1, 0.26


def plot_overview(dataset: Any, **options: Unpack[FigureOptions]) -> Axes:
    """Draw all figures of a dataset, a row each: what is claimed of them, and where most claims meet.

    A tick is a value that a claim states, a thin line runs from the lowest to the highest, a thick one over the core,
    where most claims meet; a side on which the outermost claim states no end fades. At the right stands how many of the
    claims are compared. A bracket at the left joins a figure to one that it cannot exceed (killed to casualties to
    strength); it is heavy where `tensions` finds claims that contradict or strain each other. Figures of one unit
    stand together; the axis is logarithmic. How all names begin is said once, under the title where it does not say it.

    Parameters
    ----------
    dataset : Dataset or iterable of Dossier
    **options : FigureOptions
        ``width``, ``size``, ``scale``, ``title``, ``subtitle``, ``xlabel``, ``foot``, ``palette``, ``lang``, ``ax``.

    Returns
    -------
    Axes
        `caption`, `alt_text` and `sources` describe what it shows.

    Raises
    ------
    ClaimError
        If it is no dataset, or holds no figure of which a number is claimed.
    UnknownNameError
        If there is no such argument or palette.
    FormatError
        If an argument has a value that is not allowed, or there is too little room.

    See Also
    --------
    plot_intervals : One figure, claim by claim.
    tensions : The claims that contradict each other.

    Examples
    --------
    >>> import estimates as es
    >>> import matplotlib.pyplot as plt
    >>> nanking = es.load("nanking-1937")
    >>> ax = es.plot_overview([nanking["garrison"], nanking["combat-deaths"]], title="Nanking")
    >>> ax.get_xscale(), ax.get_title(loc="left")
    ('log', 'Nanking')
    >>> plt.close(ax.figure)
    """
    asked = options_of(options)
    given = given_axes(asked.ax)
    scale, limits = scale_and_limits(given, "x", asked.scale)
    picture = dressed(lay_out_overview(dataset, scale or asked.scale, limits, asked.language), asked)
    return LiveFigure(picture, _KIND, asked, given).axes[0]


def _draw(axes: Axes, picture: Picture, number: int, sheet: Sheet, fonts: Type) -> list[Artist]:
    panel, placed = picture.panels[number], sheet.panels[number]
    assert isinstance(panel, OverviewPanel)
    return [draw_hairlines(axes, placed, fonts), *draw_marks(axes, placed, panel, fonts, sheet.axis_width),
            *_ladders(axes, panel, sheet, fonts)]  # fmt: skip


def _build(picture: Picture, fonts: Type, width: float | None, widths: Widths | None = None) -> Sheet:
    """Place the rows, with as much room between the names and the axis as the lanes of the brackets take."""
    lanes = max(_lanes(picture.panels[0]).values(), default=0)
    more = max(FIRST + APART * (lanes + 1.5) - BESIDE_AXIS, 0.0) * fonts.size
    sheet = place(picture, fonts, None if width is None else width - more, widths)
    offsets = {name: x - more if x < 0 else x for name, x in sheet.offsets.items()}
    return evolve(sheet, left=sheet.left + more, offsets=offsets)


def _lanes(panel: Panel) -> dict[Ladder, int]:
    """Return the lane of each bracket, the first beside the axis.

    Brackets that lead to one figure from one side share a lane, as one line with a dot for each. Others that would
    touch have lanes of their own, as far as there are.
    """
    assert isinstance(panel, OverviewPanel)
    at = {row.id: number for number, row in enumerate(panel.rows)}
    groups: dict[tuple[str, bool, bool], list[Ladder]] = {}
    for one in panel.ladders:
        groups.setdefault((one.upper, one.strained, at[one.lower] < at[one.upper]), []).append(one)
    spans = {key: sorted({at[name] for one in group for name in (one.lower, one.upper)})
             for key, group in groups.items()}  # fmt: skip
    taken: list[list[tuple[int, int]]] = []
    found: dict[Ladder, int] = {}
    for key in sorted(groups, key=lambda key: spans[key][-1] - spans[key][0]):
        low, high = spans[key][0], spans[key][-1]
        lane = next((n for n, used in enumerate(taken) if all(high < a or b < low for a, b in used)), len(taken))
        taken[lane : lane + 1] = [[*(taken[lane] if lane < len(taken) else []), (low, high)]]
        found |= dict.fromkeys(groups[key], min(lane, LANES - 1))
    return found


def _ladders(axes: Axes, panel: OverviewPanel, sheet: Sheet, fonts: Type) -> list[Artist]:
    """Draw a bracket between two rows, in as many lanes beside the axis as have room."""
    at = {placed.row.id: placed.y for placed in sheet.panels[0].rows}
    return [artist for ladder, lane in _lanes(panel).items()
            for artist in _bracket(axes, ladder, (at[ladder.lower], at[ladder.upper]),
                                   -(FIRST + APART * lane) * fonts.size, fonts)]  # fmt: skip


def _bracket(axes: Axes, ladder: Ladder, ends: tuple[float, float], x: float, fonts: Type) -> list[Artist]:
    em, palette = fonts.size, fonts.palette
    ink = palette.pool if ladder.strained else palette.muted
    across = axes.get_yaxis_transform() + moved(axes, x, 0)
    thick, dot = (HEAVY, 0.62) if ladder.strained else (THIN, 0.42)
    thick, dot = thick * em, dot * em
    gid = f"ladder:{ladder.lower}:{ladder.upper}"
    line = Line2D([0, 0], ends, transform=across, color=ink, linewidth=thick, clip_on=False, zorder=2, gid=gid)
    foot = Line2D([0], ends[:1], transform=across, linestyle="none", marker="o", markersize=dot,
                  markerfacecolor=ink, markeredgewidth=0, clip_on=False, zorder=2, gid=f"{gid}:lower")  # fmt: skip
    up = ends[1] < ends[0]  # the rows are counted from above
    tip: Any = Path([(-0.7, -1 if up else 1), (0, 0), (0.7, -1 if up else 1)])
    head = Line2D([0], ends[1:], transform=across, linestyle="none", marker=tip, markersize=0.7 * em,
                  markerfacecolor="none", markeredgecolor=ink, markeredgewidth=thick, clip_on=False, zorder=2,
                  gid=f"{gid}:upper")  # fmt: skip
    for artist in (line, foot, head):
        axes.add_artist(artist)
    return [line, foot, head]


_KIND = Kind(_build, _draw, {"x": at_axis})
