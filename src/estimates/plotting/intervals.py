"""The interval plot: a row a claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from attrs import evolve
from matplotlib.axes import Axes

from estimates.errors import FormatError
from estimates.layout import DEFAULT, as_dossiers, at_axis, lay_out, picture_of
from estimates.layout.figure_model import Scale
from estimates.layout.intervals import Grouping, Sorting
from estimates.model.dossiers import Dossier
from estimates.plotting.fitting import check_axes, figure_for, fit, root
from estimates.plotting.font_metrics import Type
from estimates.plotting.glyphs import texts_of, writable
from estimates.plotting.placement import place
from estimates.plotting.scenes import Scene


def plot_intervals(
    dossier_or_several: Dossier | Iterable[Dossier],
    *,
    pooled: Any = None,
    group_by: Grouping = None,
    sort: Sorting = None,
    scale: Scale = "linear",
    columns: Sequence[str] = DEFAULT,
    ax: Any = None,
    share: bool = False,
) -> Axes:
    """Draw who claims what: a row a claim, with its words, its source and the judgements on it.

    A stated end has a cap, an end that is excluded ("over 200,000") a rounded one; where no end is stated, dashes run
    to an arrow at the axis' edge, and an end beyond the axis is cut by a double chevron. "About" is a diamond, one
    value a dot, the source's best value a square. A claim of another measure or scope and a copy are hollow, one that
    no longer stands pale, and a claim without a number stands in words only. A judgement is a triangle that points
    where the truth would lie if it holds. The foot explains the marks that are used and names the works.

    Parameters
    ----------
    dossier_or_several : Dossier, Dataset or iterable of Dossier
        Several are stacked, each with its own title.
    pooled : result of `pool`, or several, or None
        Drawn under the claims that they use.
    group_by : str, callable, bool or None
        ``role``, ``side``, ``scope``, ``measure``, ``school`` or ``standing``, or a function of the estimate that
        returns the heading; False for none. By default the role, where there is more than one.
    sort : str, callable or None
        ``low``, ``high``, ``claimant``, ``claimed``, or a function of the estimate; by default the dataset's order.
    scale : str
        ``linear`` or ``log``. A logarithmic axis has no zero: a claim of zero is cut at its edge.
    columns : sequence of str
        Names of columns from left to right, with ``axis`` (or ``|``) where the axis stands: ``claimant``,
        ``native_name``, ``role``, ``side``, ``school``, ``claimed``, ``id``, ``wording``, ``words``, ``measure``,
        ``scope``, ``standing``, ``source``, ``judged``, ``note``, ``method``, and any column of your own table.
    ax : Axes, sequence of Axes or None
        Where to draw; one for each dossier. Limits that it already has are kept. By default a new figure is made, as
        large as its texts need.
    share : bool
        Whether several dossiers have the same limits; their unit must then be the same.

    Returns
    -------
    Axes
        The first; its ``figure`` holds them all. `caption`, `alt_text` and `sources` tell what it shows.

    Raises
    ------
    ClaimError
        If there is nothing to draw: no dossier, or one without claims.
    UnknownNameError
        If a column, a group or an order is not known.
    FormatError
        If the scale is not offered, or the Axes is too small.

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
    dossiers = as_dossiers(dossier_or_several)
    given = () if ax is None else check_axes(_several(ax), len(dossiers))
    if given and any(one.get_xscale() == "log" for one in given):
        scale = "log"
    picture = lay_out(
        dossiers, pooled=pooled, group_by=group_by, sort=sort, scale=scale, columns=columns, share=share,
        limits=[_limits_of(one) for one in given],
    )  # fmt: skip
    fonts = Type(texts_of(picture), dpi=root(given[0]).dpi if given else None)
    if not given:
        sheet = place(writable(picture, fonts), fonts)
        return Scene(picture, sheet, fonts, figure_for(sheet), at_axis).axes[0]
    for number, one in enumerate(given):
        last = number == len(given) - 1
        own = evolve(picture, panels=(picture.panels[number],), foot=picture.foot if last else ())
        sheet, smaller = fit(writable(own, fonts), one, fonts)
        Scene(evolve(own, columns=sheet.picture.columns), sheet, smaller, [one], at_axis)
    return given[0]


def _several(ax: Any) -> list[Any]:
    if isinstance(ax, Axes):
        return [ax]
    return list(getattr(ax, "flat", ax)) if isinstance(ax, Iterable) else [ax]


def _limits_of(ax: Axes) -> tuple[float, float] | None:
    """Return the limits that the reader has set, or that other drawings on the Axes gave it."""
    if picture_of(ax) is not None:
        raise FormatError("this Axes already shows claims; give another, or clear it first: ax.clear()")
    siblings = ax.get_shared_x_axes().get_siblings(ax)
    if any(one.has_data() or not one.get_autoscalex_on() for one in siblings):
        low, high = sorted(ax.get_xlim())
        return float(low), float(high)
    return None
