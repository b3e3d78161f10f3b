"""The picture of bias: claims over an anchor, or the factors of camps, beside the line of 1."""

from __future__ import annotations

from typing import Any, Unpack

from matplotlib.artist import Artist
from matplotlib.axes import Axes

from estimates.layout import Panel, Picture
from estimates.layout.axis import place_on
from estimates.layout.bias import at_axis, lay_out_bias
from estimates.layout.narrowing import narrower, noted_under_names
from estimates.layout.ratio_panel import RatioPanel, explained
from estimates.plotting.artists import moved, write_text
from estimates.plotting.column_widths import HEADING
from estimates.plotting.font_metrics import Type
from estimates.plotting.live import Kind, LiveFigure, given_axes, scale_and_limits
from estimates.plotting.mark_artists import draw_hairlines, draw_marks
from estimates.plotting.options import SharedOptions, dressed, options_of
from estimates.plotting.placement import Sheet, place


def plot_bias(audit_or_model: Any, ax: Any = None, **options: Unpack[SharedOptions]) -> Axes:
    """Draw how far each claim stands from an anchor, and what is said of its bias; or the factors of a model.

    Of an audit each row is a claim, under the heading of its role: on the own side, on the enemy's, or a third party.
    The axis is its ratio to the anchor, logarithmic, with a line at 1; a claim with one stated end has a ratio with
    one. The judgements have their triangles, as in `plot_intervals`, and a column says whether number and judgement
    agree. The spread of the anchors is a band at 1. Where no claim serves as an anchor, only the contrast between the
    sides is drawn; where that is not known either, there is no axis, and the audit is refused. Of a model each row is a
    camp in a role: a dot is its factor, a bar the interval, and the anchor stands in the line under the title, in the
    foot and in the caption. Levels are known relative to the anchor only.

    Parameters
    ----------
    audit_or_model : BiasAudit or BiasModel
        As `bias` and `bias_model` return them.
    ax : Axes or None
        Where to draw. By default a new figure is made.
    **options : FigureOptions
        ``width``, ``size``, ``scale``, ``title``, ``subtitle``, ``xlabel``, ``foot``, ``palette``, ``lang``. The axis
        of ratios is logarithmic unless ``scale="linear"`` asks for another: twice as many and half as many lie equally
        far from 1.

    Returns
    -------
    Axes
        `caption`, `alt_text` and `sources` describe what it shows.

    Raises
    ------
    ClaimError
        If it is neither an audit nor a model, or holds nothing to draw: no claim, or no ratio of any.
    UnknownNameError
        If there is no such argument or palette.
    FormatError
        If an argument has a value that is not allowed, or the Axes is too small or already shows claims.

    See Also
    --------
    bias, bias_model : What it shows.
    plot_judgements : Who says that whose claims are biased.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> import matplotlib.pyplot as plt
    >>> factor = SimpleNamespace(camp="Ruritania", role="enemy", factor=1.9, low=1.2, high=3.0)
    >>> ax = plot_bias(SimpleNamespace(factors=[factor], anchor="third parties, assumed to be unbiased"))
    >>> ax.get_xscale(), ax.get_title(loc="left")
    ('log', 'Factors by camp and role')
    >>> plt.close(ax.figure)
    """
    asked = options_of(options, ax)
    given = given_axes(asked.ax)
    limits = scale_and_limits(given, "x")[1]
    linear = asked.scale == "linear" or (limits is not None and limits[0] <= 0)
    picture = dressed(lay_out_bias(audit_or_model, "linear" if linear else "log", limits, asked.language), asked)
    return LiveFigure(picture, _KIND, asked, given).axes[0]


def _draw(axes: Axes, picture: Picture, number: int, sheet: Sheet, fonts: Type) -> list[Artist]:
    panel, placed = picture.panels[number], sheet.panels[number]
    return [draw_hairlines(axes, placed, fonts), *draw_marks(axes, placed, panel, fonts, sheet.axis_width),
            *_reference(axes, panel, sheet, fonts)]  # fmt: skip


def _reference(axes: Axes, panel: Panel, sheet: Sheet, fonts: Type) -> list[Artist]:
    """Draw the line of 1, and above it the longest of its names that has room."""
    assert isinstance(panel, RatioPanel)
    em, palette = fonts.size, fonts.palette
    band: list[Artist] = []
    if panel.band is not None:
        band = [axes.axvspan(*panel.band, color=palette.band, linewidth=0, zorder=0, gid="anchors")]
    if not panel.lined:
        return band
    line = axes.axvline(1, color=palette.secondary, linewidth=0.16 * em, zorder=1, gid="reference")
    width = sheet.axis_width
    fitting = [text for text in panel.marked if fonts.writes(text) and fonts.width(text, HEADING) <= width]
    if not fitting:
        return [*band, line]
    size = fonts.width(fitting[0], HEADING)
    x = min(max(place_on(panel.axis, 1) * width - size / 2, 0.0), width - size)
    kept = len(axes.texts)
    write_text(axes, (0, 1), fitting[0], axes.transAxes + moved(axes, x, 0.55 * em), fonts.font(fitting[0], HEADING),
               palette.secondary, "reference:label")  # fmt: skip
    return [*band, line, *axes.texts[kept:]]


def _narrower(picture: Picture) -> tuple[Picture, tuple[str, ...]] | None:
    """Return the picture with less room taken, and a foot that explains what is left."""
    way = narrower(picture)
    if way is None:
        return None
    less, names = way
    panel = less.panels[0]
    assert isinstance(panel, RatioPanel)
    return explained(less, panel), names


_KIND = Kind(place, _draw, {"x": at_axis}, _narrower, noted_under_names)
