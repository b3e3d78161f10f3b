"""What the pictures without columns share: their sheet, their Axes, and how they follow the reader's limits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from attrs import evolve
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from estimates.errors import FormatError
from estimates.layout import Axis, Picture, picture_of, remember
from estimates.layout.figure_model import Scale
from estimates.plotting import artists
from estimates.plotting.fitting import check_axes, figure_for, fit_chart, root
from estimates.plotting.font_metrics import Type
from estimates.plotting.glyphs import texts_of, writable
from estimates.plotting.placement import LEAD, SUBTITLE, TITLE, PlacedPanel, Sheet, footing

Build = Callable[[Picture, Type, float | None], Sheet]
Draw = Callable[[Axes, Picture, Sheet, Type], list[Artist]]
Again = Callable[[Picture, Scale, tuple[float, float]], Picture]


def sheet_of(
    picture: Picture, fonts: Type, sides: tuple[float, float, float], axis: Axis, heights: tuple[float, float]
) -> Sheet:
    """Return a sheet whose panel has no rows: its title, its subtitle and its foot in lines, and room for the plot.

    Parameters
    ----------
    picture : Picture
    fonts : Type
    sides : (float, float, float)
        What stands at the left of the axis, at its right, and its own width.
    axis : Axis
        The horizontal one.
    heights : (float, float)
        Of the plot, and of what stands directly below it.
    """
    em, (left, right, axis_width) = fonts.size, sides
    total = left + right + axis_width
    panel = picture.panels[0]
    title = tuple(fonts.lines(panel.title, total, TITLE, True))
    subtitle = tuple(fonts.lines(panel.subtitle, total, SUBTITLE)) if panel.subtitle else ()
    head = (2.1 + len(title) * TITLE * LEAD + len(subtitle) * SUBTITLE * LEAD + 0.75) * em
    placed = PlacedPanel(panel, title, subtitle, (), axis, head, *heights)
    foot = footing(picture, fonts, total)
    return Sheet(picture, (placed,), {}, {}, left, right, axis_width, foot, em, 0.0)


def given_axes(ax: Any) -> Axes | None:
    """Return the Axes of the reader's, checked, or None.

    Raises
    ------
    FormatError
        If it is no Axes, or already shows claims.
    """
    if ax is None:
        return None
    (found,) = check_axes([ax], 1)
    if picture_of(found) is not None:
        raise FormatError("this Axes already shows claims; give another, or clear it first: ax.clear()")
    return found


def scale_and_limits(ax: Axes | None, along: str) -> tuple[Scale, tuple[float, float] | None]:
    """Return the scale of an axis of the reader's, ``x`` or ``y``, and the limits that it already has."""
    if ax is None:
        return "linear", None
    scale: Scale = "log" if getattr(ax, f"get_{along}scale")() == "log" else "linear"
    if not ax.has_data() and getattr(ax, f"get_autoscale{along}_on")():
        return scale, None
    low, high = sorted(getattr(ax, f"get_{along}lim")())
    return scale, (float(low), float(high))


class Chart:
    """A picture on one Axes; its marks follow when the reader changes the limits or the scale of an axis.

    Parameters
    ----------
    picture : Picture
    ax : Axes or None
    build, draw : callable
        What places the picture, and what draws its marks and returns them.
    again : mapping
        For ``x``, ``y`` or both: returns the picture for a scale and limits of that axis.
    """

    def __init__(
        self, picture: Picture, ax: Axes | None, build: Build, draw: Draw, again: Mapping[str, Again],
    ) -> None:  # fmt: skip
        fonts = Type(texts_of(picture), dpi=root(ax).dpi if ax is not None else None)
        shown = writable(picture, fonts)
        if ax is None:
            sheet = build(shown, fonts, None)
            (ax,) = figure_for(sheet)
        else:
            sheet, fonts = fit_chart(partial(build, shown), ax, fonts)
        self.picture, self.sheet, self.fonts, self.ax = picture, sheet, fonts, ax
        self.draw, self.again = draw, again
        self.drawing = True
        ax.set_yscale("linear")
        artists.frame(ax, sheet.panels[0], fonts)
        artists.write(ax, sheet, 0, fonts)
        self.title = next(child for child in ax.get_children() if str(child.get_gid()).endswith(":title"))
        self.marks: list[Artist] = draw(ax, shown, sheet, fonts)
        self.foot: Sequence[Artist] = artists.write_foot(ax, sheet, fonts, sheet.panels[0].below)
        self.seen = {along: _now(ax, along) for along in again}
        self.drawing = False
        remember(self.title, picture)
        for along in again:
            ax.callbacks.connect(f"{along}lim_changed", partial(Chart.follow, self))

    def follow(self, ax: Axes) -> None:
        """Draw the marks, and what the foot says of them, for the axes as they are now."""
        now = {along: _now(ax, along) for along in self.again}
        if self.drawing or now == self.seen or picture_of(ax) is not self.picture:
            return
        for along, axis in now.items():
            if axis != self.seen[along]:
                self.picture = self.again[along](self.picture, *axis)
        self.seen, self.drawing = now, True
        for artist in (*self.marks, *self.foot):
            artist.remove()
        written = writable(self.picture, self.fonts)
        self.marks = self.draw(ax, written, self.sheet, self.fonts)
        sheet = evolve(self.sheet, foot=footing(written, self.fonts, self.sheet.width))
        self.foot = artists.write_foot(ax, sheet, self.fonts, sheet.panels[0].below)
        self.drawing = False
        remember(self.title, self.picture)


def _now(ax: Axes, along: str) -> tuple[Scale, tuple[float, float]]:
    """Return the scale and the limits of an axis as the reader has them at this moment."""
    low, high = sorted(getattr(ax, f"get_{along}lim")())
    return ("log" if getattr(ax, f"get_{along}scale")() == "log" else "linear"), (float(low), float(high))
