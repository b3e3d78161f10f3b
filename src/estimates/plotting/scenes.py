"""Pictures row by row: their artists, and how the marks follow when the reader moves an axis."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from attrs import evolve
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from estimates.layout import Panel, Picture, picture_of, remember
from estimates.layout.figure_model import Scale
from estimates.plotting import artists
from estimates.plotting.font_metrics import Type
from estimates.plotting.glyphs import writable
from estimates.plotting.placement import Sheet, footing

Again = Callable[[Picture, int, Scale, tuple[float, float]], Picture]
More = Callable[[Axes, Panel, Sheet, Type], list[Artist]]


def _nothing(axes: Axes, panel: Panel, sheet: Sheet, fonts: Type) -> list[Artist]:
    return []


class Scene:
    """A picture on its Axes; its marks follow when the reader changes the limits or the scale of an axis.

    Parameters
    ----------
    picture : Picture
    sheet : Sheet
    fonts : Type
    axes : list of Axes
        One a panel.
    again : callable
        Returns the picture with one panel's axis as the reader has set it.
    more : callable
        Draws what a panel has beside its rows, and returns it.
    """

    def __init__(
        self, picture: Picture, sheet: Sheet, fonts: Type, axes: list[Axes], again: Again, more: More = _nothing
    ) -> None:
        self.picture, self.sheet, self.fonts, self.axes = picture, sheet, fonts, axes
        self.again, self.more = again, more
        self.marks: list[list[Artist]] = []
        for number, (ax, placed) in enumerate(zip(axes, sheet.panels)):
            artists.frame(ax, placed, fonts)
            artists.write(ax, sheet, number, fonts)
            self.marks.append(self._drawn(number))
        self.foot = artists.write_foot(axes[-1], sheet, fonts, sheet.panels[-1].below)
        # The titles stay while the marks come and go: they carry the memory of what is shown.
        self.titles = [_title(ax) for ax in axes]
        self._remember()
        for ax in axes:
            ax.callbacks.connect("xlim_changed", partial(Scene.follow, self))

    def _drawn(self, number: int) -> list[Artist]:
        ax, panel = self.axes[number], self.picture.panels[number]
        marks = artists.draw_marks(ax, self.sheet.panels[number], panel, self.fonts.size, self.sheet.axis_width)
        return [*marks, *self.more(ax, panel, self.sheet, self.fonts)]

    def _remember(self) -> None:
        for title in self.titles:
            remember(title, self.picture)

    def follow(self, ax: Axes) -> None:
        """Draw the marks of a panel, and what the foot says of them, for the axis as it is now."""
        number = self.axes.index(ax)
        axis = artists.axis_now(ax)
        shown = self.picture.panels[number].axis
        if (axis.scale, axis.limits) == (shown.scale, shown.limits) or picture_of(ax) is not self.picture:
            # Nothing has changed, or the reader has cleared the Axes: what was cleared does not come back.
            return
        self.picture = self.again(self.picture, number, axis.scale, axis.limits)
        for artist in self.marks[number]:
            artist.remove()
        self.marks[number] = self._drawn(number)
        for artist in self.foot:
            artist.remove()
        if self.foot:
            sheet = evolve(self.sheet, foot=footing(writable(self.picture, self.fonts), self.fonts, self.sheet.width))
            self.foot = artists.write_foot(self.axes[-1], sheet, self.fonts, sheet.panels[-1].below)
        self._remember()


def _title(ax: Axes) -> Artist:
    return next(child for child in ax.get_children() if str(child.get_gid()).endswith(":title"))
