"""What the pictures without columns share: their sheet, their Axes, and how they follow the reader's limits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from attrs import evolve
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from estimates.errors import FormatError
from estimates.layout import Axis, Picture, picture_of, remember
from estimates.layout.pictures import Scale
from estimates.plotting import ink
from estimates.plotting.fonts import Type
from estimates.plotting.lettering import texts_of, writable
from estimates.plotting.placing import LEAD, SUBTITLE, TITLE, PlacedPanel, Sheet, footing
from estimates.plotting.rooms import check_axes, figure_for, fit_chart, root

Build = Callable[[Picture, Type, float | None], Sheet]
Draw = Callable[[Axes, Picture, Sheet, Type], list[Artist]]


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
    """A picture on one Axes; its marks follow when the reader changes the limits or the scale of its value axis."""

    def __init__(
        self, picture: Picture, ax: Axes | None, build: Build, draw: Draw, along: str,
        again: Callable[[Picture, Scale, tuple[float, float]], Picture],
    ) -> None:  # fmt: skip
        fonts = Type(texts_of(picture), dpi=root(ax).dpi if ax is not None else None)
        shown = writable(picture, fonts)
        if ax is None:
            sheet = build(shown, fonts, None)
            (ax,) = figure_for(sheet)
        else:
            sheet, fonts = fit_chart(partial(build, shown), ax, fonts)
        self.picture, self.sheet, self.fonts, self.ax = picture, sheet, fonts, ax
        self.draw, self.along, self.again = draw, along, again
        ax.set_yscale("linear")
        ink.frame(ax, sheet.panels[0], fonts)
        ink.write(ax, sheet, 0, fonts)
        self.title = next(child for child in ax.get_children() if str(child.get_gid()).endswith(":title"))
        self.marks: list[Artist] = draw(ax, shown, sheet, fonts)
        self.foot: Sequence[Artist] = ink.write_foot(ax, sheet, fonts, sheet.panels[0].below)
        remember(self.title, picture)
        ax.callbacks.connect(f"{along}lim_changed", partial(Chart.follow, self))

    def follow(self, ax: Axes) -> None:
        """Draw the marks, and what the foot says of them, for the axis as it is now."""
        low, high = sorted(getattr(ax, f"get_{self.along}lim")())
        scale: Scale = "log" if getattr(ax, f"get_{self.along}scale")() == "log" else "linear"
        shown = self.picture.panels[0].axis
        if (scale, (low, high)) == (shown.scale, shown.limits) or picture_of(ax) is not self.picture:
            return
        self.picture = self.again(self.picture, scale, (float(low), float(high)))
        for artist in (*self.marks, *self.foot):
            artist.remove()
        written = writable(self.picture, self.fonts)
        self.marks = self.draw(ax, written, self.sheet, self.fonts)
        sheet = evolve(self.sheet, foot=footing(written, self.fonts, self.sheet.width))
        self.foot = ink.write_foot(ax, sheet, self.fonts, sheet.panels[0].below)
        remember(self.title, self.picture)
