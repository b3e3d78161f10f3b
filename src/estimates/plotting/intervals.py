"""The interval plot: a row a claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Unpack

from attrs import evolve
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from estimates.errors import FormatError, UnknownNameError
from estimates.layout import DEFAULT, Picture, as_dossiers, at_axis, lay_out
from estimates.layout.captions import foot
from estimates.layout.grouping import Grouping, Sorting
from estimates.layout.intervals import check_drawable, compacted, paged
from estimates.layout.narrowing import narrower, noted_under_names
from estimates.model.dossiers import Dossier
from estimates.plotting.font_metrics import Type
from estimates.plotting.live import Kind, LiveFigure, check_axes, scale_and_limits
from estimates.plotting.mark_artists import draw_hairlines, draw_marks
from estimates.plotting.options import FigureOptions, SharedOptions, dressed, options_of
from estimates.plotting.placement import SMALL, Sheet, place
from estimates.plotting.room import root


def plot_intervals(
    dossier_or_several: Dossier | Iterable[Dossier],
    *,
    pooled: Any = None,
    group_by: Grouping = None,
    school_by: str | None = None,
    sort: Sorting = None,
    columns: Sequence[str] = DEFAULT,
    share: bool | None = None,
    compact: bool = False,
    **options: Unpack[FigureOptions],
) -> Axes:
    """Draw an interval plot (a forest plot without weights): a row a claim, with words, source and judgements.

    A stated end has a cap, an end that is excluded ("over 200,000") a rounded one; on a side without a stated end a
    dashed stub fades outwards, whose length means nothing; an end beyond the axis is cut by a double chevron. "About"
    is a diamond, one value a dot, the source's best value a square. A claim of another measure or scope and a copy are
    hollow, one that no longer stands pale, and a claim without a number stands in words only. A judgement is a triangle
    that points where the truth would lie if it holds. The foot explains the marks that are used and names the works.

    Claims stand in the order of the lowest value that they state, those set aside from comparison at the end. What 70 %
    of the rows share, and a column of one value, is said once under the title.

    Parameters
    ----------
    dossier_or_several : Dossier, Dataset or iterable of Dossier
        Several are stacked, each with its own title.
    pooled : result of `pool`, or several, or None
        Drawn under the claims that they use.
    group_by : str, callable, bool or None
        ``role``, ``side``, ``scope``, ``measure``, ``school`` or ``standing``, or a function of the estimate that
        returns the heading; False for none. By default the role, where there is more than one.
    school_by : str, optional
        The id of the judge whose schools are meant by ``group_by="school"``. It is needed where judges differ.
    sort : str, callable, bool or None
        ``value`` (the default), ``low``, ``high``, ``claimant``, ``claimed``, or a function of the estimate; False for
        the dataset's order.
    columns : sequence of str
        Names of columns from left to right, with ``axis`` (or ``|``) where the axis stands: ``claimant``,
        ``native_name``, ``role``, ``side``, ``school``, ``claimed``, ``id``, ``wording``, ``words``, ``measure``,
        ``scope``, ``standing``, ``source``, ``judged``, ``note``, ``method``, and any column of your own table. Beside
        ``words`` stands a note where a claim counts something else or no longer stands.
    share : bool or None
        Whether several dossiers have the same axis; their unit must then be the same. By default where it is, and their
        largest values differ by no more than a factor of 4.
    compact : bool
        Whether rows have marks only, close together: two hundred claims on one page. `alt_text` still names each.
    **options : FigureOptions
        ``width``, ``size``, ``scale``, ``title``, ``subtitle``, ``xlabel``, ``foot``, ``palette``, ``lang``, ``ax``
        (one Axes for each dossier). Where a width is too small, names are broken at spaces, then letters set smaller,
        then columns dropped, with a warning that names them; then the figure is refused.

    Returns
    -------
    Axes
        The first; its ``figure`` holds them all. `caption`, `alt_text` and `sources` describe what it shows. It is
        placed anew when the figure is resized or laid out, and when scale, limits or title change.

    Raises
    ------
    ClaimError
        If there is nothing to draw: no dossier, or one without claims.
    UnknownNameError
        If a column, a group, an order or an argument is not known.
    FormatError
        If an argument has a value that is not allowed, or there is too little room.

    See Also
    --------
    plot_pages : Many claims on several pages.
    plot_support, plot_timeline, plot_overview : Other views of claims.
    pool : The summaries that `pooled` takes.

    Examples
    --------
    >>> import estimates as es
    >>> import matplotlib.pyplot as plt
    >>> garrison = es.load("nanking-1937")["garrison"].where(role="scholar")
    >>> ax = es.plot_intervals(garrison, columns=("claimant", "axis", "words"), ax=plt.figure().add_subplot())
    >>> ax.get_title(loc="left") == garrison.estimand.title
    True
    >>> plt.close(ax.figure)
    """
    asked = options_of(options)
    dossiers = as_dossiers(dossier_or_several)
    given = () if asked.ax is None else check_axes(_several(asked.ax), len(dossiers))
    places = [scale_and_limits(one, "x", asked.scale) for one in given]
    picture = lay_out(
        dossiers, pooled=pooled, group_by=group_by, school_by=school_by, sort=sort, columns=columns, share=share,
        scale=next((scale for scale, _ in places if scale == "log"), None) or (
            "linear" if places and all(scale == "linear" for scale, _ in places) else asked.scale),
        limits=[limits for _, limits in places], language=asked.language,
    )  # fmt: skip
    picture = dressed(compacted(picture) if compact else picture, asked)
    if not given:
        return LiveFigure(picture, _KIND, asked).axes[0]
    for number, one in enumerate(given):
        last = number == len(given) - 1
        own = evolve(picture, panels=(picture.panels[number],), show_foot=picture.show_foot if last else "")
        LiveFigure(own, _KIND, asked, one)
    return given[0]


def plot_pages(
    dossier: Dossier,
    *,
    rows: int = 40,
    group_by: Grouping = None,
    school_by: str | None = None,
    sort: Sorting = None,
    columns: Sequence[str] = DEFAULT,
    **options: Unpack[SharedOptions],
) -> tuple[Figure, ...]:
    """Draw many claims as an interval plot on several pages, on one axis.

    Parameters
    ----------
    dossier : Dossier
    rows : int
        The most claims on a page.
    group_by, school_by, sort, columns : as for `plot_intervals`
        The heading of a group that goes on stands on the next page again.
    **options : SharedOptions
        The foot stands on each page and explains its marks.

    Returns
    -------
    tuple of Figure
        In order; save each with `savefig`.

    Raises
    ------
    ClaimError
        If it is no dossier, or one without claims.
    UnknownNameError
        If a column, a group, an order or an argument is not known; there is no ``ax``, since each page is a figure.
    FormatError
        If `rows` is not a whole number above zero, or an argument has a value that is not allowed.

    See Also
    --------
    plot_intervals : One figure on one page.
    savefig : Several figures in one PDF.

    Examples
    --------
    >>> import estimates as es
    >>> import matplotlib.pyplot as plt
    >>> pages = es.plot_pages(es.load("nanking-1937")["combat-deaths"], rows=3)
    >>> [page.axes[0].get_title(loc="left") for page in pages]
    ['Chinese combat deaths, Battle of Nanking (1 of 2)', 'Chinese combat deaths, Battle of Nanking (2 of 2)']
    >>> plt.close("all")
    """
    if not isinstance(rows, int) or isinstance(rows, bool) or rows < 1:
        raise FormatError(f"rows is a whole number of claims on a page, 1 or more (got {rows!r})")
    if "ax" in options:
        raise UnknownNameError("plot_pages makes a figure of each page and takes no 'ax'; plot_intervals takes one")
    asked = options_of(options)
    check_drawable(dossier, "pages show one dossier")
    whole = lay_out(dossier, group_by=group_by, school_by=school_by, sort=sort, columns=columns, scale=asked.scale,
                    language=asked.language)  # fmt: skip
    pages = paged(dressed(whole, asked), rows)
    return tuple(root(LiveFigure(page, _KIND, asked).axes[0]) for page in pages)


def _draw(axes: Axes, picture: Picture, number: int, sheet: Sheet, fonts: Type) -> list[Artist]:
    panel, placed = picture.panels[number], sheet.panels[number]
    marks = draw_marks(axes, placed, panel, fonts.scaled(SMALL) if panel.compact else fonts, sheet.axis_width)
    return marks if panel.compact else [draw_hairlines(axes, placed, fonts), *marks]


def _several(ax: Any) -> list[Any]:
    if isinstance(ax, Axes):
        return [ax]
    return list(getattr(ax, "flat", ax)) if isinstance(ax, Iterable) else [ax]


def _narrower(picture: Picture) -> tuple[Picture, tuple[str, ...]] | None:
    """Return the picture with less room taken, and a foot that explains what is left."""
    way = narrower(picture)
    return None if way is None else (evolve(way[0], foot=foot(way[0])), way[1])


_KIND = Kind(place, _draw, {"x": at_axis}, _narrower, noted_under_names)
