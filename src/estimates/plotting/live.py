"""A picture on its Axes for as long as it lives: placed anew whenever its figure, its axes or its title change."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Literal

from attrs import evolve, field, frozen
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from estimates.errors import FormatError, listed
from estimates.layout import Picture, picture_of, remember
from estimates.layout.columns import line
from estimates.layout.figure_model import Scale
from estimates.plotting import artists
from estimates.plotting.fitting import (
    Arranging,
    Fitted,
    Giving,
    RoomWarning,
    boxes_on,
    figure_for,
    fitted,
    fitted_best,
    fraction,
    settled,
)
from estimates.plotting.font_metrics import LEAST_SIZE, Type
from estimates.plotting.glyphs import texts_of, writable
from estimates.plotting.options import Options
from estimates.plotting.placement import MARGIN, Sheet, footing
from estimates.plotting.room import room_of, root

Along = Literal["x", "y"]
Limits = tuple[float, float]
# Of a picture, the number of a panel, the scale and the limits of an axis as they are now; no limits: ours.
Again = Callable[[Picture, int, Scale, Limits | None], Picture]
Build = Callable[..., Sheet]
Draw = Callable[[Axes, Picture, int, Sheet, Type], Sequence[Artist]]
State = tuple[Any, ...]


@frozen
class Kind:
    """What is peculiar to one kind of picture.

    Parameters
    ----------
    build : callable
        Places a picture for fonts, a width in points (None: as its texts need), and the widths of its columns
        where these are settled.
    draw : callable
        Draws the marks of one panel, and returns all that it has drawn beside texts.
    again : mapping
        For the axes that a user may move, ``x``, ``y`` or both: the picture for a scale and limits.
    give_way : callable
        A picture that needs less room than another, with what is dropped; None where nothing can give way.
    arrange : callable
        The same picture arranged otherwise, with all that it says, where that serves its room better.
    """

    build: Build
    draw: Draw
    again: Mapping[Along, Again] = field(factory=dict)
    give_way: Giving | None = None
    arrange: Arranging | None = None


class Locator:
    """Where an Axes of ours stands; matplotlib asks before it draws, saves, or lays out."""

    def __init__(self, live: LiveFigure, axes: Axes) -> None:
        self.live, self.axes = live, axes

    def get_subplotspec(self) -> Any:
        """Return the place of the Axes in a grid, which a layout asks for where there is a locator."""
        return self.axes.get_subplotspec()

    def __call__(self, axes: Any, renderer: Any) -> Bbox:
        self.live.update()
        return self.live.box(axes)


class LiveFigure:
    """A picture on one Axes or several, with all of its artists.

    Parameters
    ----------
    picture : Picture
        With every column that was asked for.
    kind : Kind
    options : Options
    given : Axes or None
        The user's; by default a figure is made to the measure of the picture.
    """

    def __init__(self, picture: Picture, kind: Kind, options: Options, given: Axes | None = None) -> None:
        self.full, self.kind, self.options = picture, kind, options
        self.own = given is None
        self.busy = True
        self.colours = options.colours(given)
        self.points = options.points
        fonts = self._fonts(given)
        if given is None:
            found = self._made(fonts)
            self.axes = figure_for(found.sheet, self.colours.ground)
        else:
            self.axes = [given]
            room = room_of(given)
            found = fitted(self.full, kind, fonts, (room.free.width, room.free.height), self._scales())
        self.found = found
        self._warn(found.dropped)
        self.drawn: list[Artist] = []
        self.boxes: dict[Axes, Bbox] = {}
        self.marked = [title for ax in self.axes for title in _titles(ax)]
        self.titles: list[Text] = [_titles(ax)[2] for ax in self.axes]
        self._place()
        self._draw()
        for ax in self.axes:
            ax.set_axes_locator(Locator(self, ax))
            for along in kind.again:
                ax.callbacks.connect(f"{along}lim_changed", partial(LiveFigure.moved, self))
        self.busy = False
        self._settle()
        for other in _neighbours(self.axes):  # they share the room between them from now on
            other.update()

    @property
    def picture(self) -> Picture:
        """What is drawn."""
        return self.found.picture

    def moved(self, axes: Axes) -> None:
        """Follow limits that have changed."""
        self.update()

    def update(self) -> None:
        """Place and draw the picture anew where anything has changed on which its place or its words depend."""
        if self.busy or any(picture_of(ax) is not self.shown for ax in self.axes):
            return  # the reader has cleared the Axes: what was cleared does not come back
        if self._state() == self.seen:
            return
        self.busy = True
        try:
            self._read()
            fonts = self._fonts(self.axes[0])
            if self.own:
                figure = root(self.axes[0])
                width, height = (72 * float(inches) for inches in figure.get_size_inches())
                room, margin = (width, height), MARGIN
            else:
                free = room_of(self.axes[0]).free
                room, margin = (free.width, free.height), 0.0
            before = self.found.dropped
            self.found = fitted_best(self.full, self.kind, fonts, room, self._scales(), margin)
            if set(self.found.dropped) - set(before):
                self._warn(self.found.dropped)
            self._place()
            for artist in self.drawn:
                if artist.axes is not None or artist.figure is not None:
                    artist.remove()
            self._draw()
        finally:
            self.busy = False
        self._settle()

    def box(self, axes: Axes) -> Bbox:
        """Return where an Axes stands on its figure, in parts of it."""
        held = self.boxes.get(axes)
        return axes.get_position(original=True) if held is None else held

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if name != "shown"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self.shown = self.found.picture
        self._remember()

    def _remember(self) -> None:
        """Note the picture with every title of the Axes: whichever ours stands in."""
        for title in self.marked:
            remember(title, self.shown)

    def _fonts(self, axes: Axes | None) -> Type:
        dpi = None if axes is None else root(axes).dpi
        return Type(texts_of(self.full), self.points, dpi, self.colours, self.full.language.region)

    def _scales(self) -> tuple[float, ...]:
        """Return by which factors texts may be set smaller where room is short: not where a size was asked for."""
        if self.options.size is not None:
            return (1.0,)
        least = min(LEAST_SIZE / self.points, 1.0)
        return tuple(dict.fromkeys(max(factor, least) for factor in (1.0, 0.92, 0.84, 0.76, 0.7, 0.6)))

    def _made(self, fonts: Type) -> Fitted:
        """Return the picture at the width that was asked for, or as wide as it needs."""
        if self.options.width is not None:
            room = (72 * self.options.width, None)
            return fitted(self.full, self.kind, fonts, room, self._scales(), margin=MARGIN)
        return fitted(self.full, self.kind, fonts, (None, None), self._scales())

    def _read(self) -> None:
        """Take over titles, labels, scales and limits as the user has set them."""
        for number, ax in enumerate(self.axes):
            for along, again in self.kind.again.items():
                scale, limits = now(ax, along)
                seen_scale, seen_limits = self.axis_seen[number, along]
                if (scale, limits) == (seen_scale, seen_limits):
                    continue
                # A new scale alone moves what it cannot show: then the limits are ours to find.
                kept = scale == seen_scale or limits[1] != seen_limits[1] or 0 < seen_limits[0] != limits[0]
                self.full = again(self.full, number, scale, limits if kept else None)
            self._take_title(number, ax)
            label = line(ax.get_xlabel())
            if label != self.full.panels[number].xlabel:
                self.full = _changed(self.full, number, xlabel=label)

    def _take_title(self, number: int, ax: Axes) -> None:
        """Let a title that the user has set, on whichever side, take the place of ours."""
        for artist in _titles(ax):
            text = line(artist.get_text())
            if artist is not self.titles[number] and text:
                self.titles[number].set_text("")
                self.titles[number] = artist
                self.full = _changed(self.full, number, title=text)
                return
            if artist is self.titles[number] and text != self.first_lines[number]:
                self.full = _changed(self.full, number, title=text)

    def _place(self) -> None:
        """Find where the Axes stand."""
        sheet = self.found.sheet
        if self.own:
            self.boxes = boxes_on(sheet, self.axes)
        else:
            room, fonts = room_of(self.axes[0]), self.found.fonts
            page, points = self.axes[0].figure.bbox, 72 / root(self.axes[0]).dpi
            for _ in range(2):  # beside a narrower axis texts take more lines, for which there must be room
                box = settled(sheet, room)
                width = sheet.left + sheet.right + box.width
                again = self.kind.build(writable(self.found.picture, fonts), fonts, width, sheet.widths)
                sheet = again if again.axis_width > 0 else sheet
            self.found = evolve(self.found, sheet=sheet)
            self.boxes = {} if room.managed else {self.axes[0]: fraction(settled(sheet, room), page, points)}
        for ax in self.axes:
            ax.apply_aspect(self.box(ax))

    def _draw(self) -> None:
        """Draw all that there is, and note what it shows."""
        sheet, fonts, picture = self.found.sheet, self.found.fonts, self.found.picture
        written = writable(picture, fonts)
        self.drawn = []
        self.first_lines = []
        for number, ax in enumerate(self.axes):
            ax.set_yscale("linear")  # rows are counted in points; a picture with an axis of numbers sets it anew
            artists.frame(ax, sheet.panels[number], fonts)
            kept = set(ax.get_children())
            self.first_lines.append(artists.write(ax, sheet, number, fonts, self.titles[number]))
            self.kind.draw(ax, written, number, sheet, fonts)
            if number == len(self.axes) - 1:
                lines = footing(written, fonts, sheet.width)
                artists.write_foot(ax, evolve(sheet, foot=lines), fonts, sheet.panels[number].below)
            self.drawn += [child for child in ax.get_children() if child not in kept]
        self.shown = picture
        self._remember()

    def _settle(self) -> None:
        self.axis_seen = {(number, along): now(ax, along) for number, ax in enumerate(self.axes)
                          for along in self.kind.again}  # fmt: skip
        self.seen = self._state()

    def _state(self) -> State:
        """Return all on which the place and the words of the picture depend."""
        figure = root(self.axes[0])
        parts: list[Any] = [tuple(figure.get_size_inches()), type(figure.get_layout_engine()).__name__]
        if not self.own:
            parts += [(_rounded(ax.get_position(original=True)), ax.get_visible(), bool(ax.get_axes_locator()))
                      for ax in figure.axes]  # fmt: skip
            parts += [(text.get_text(), text.get_position()) for text in figure.texts]
        for ax in self.axes:
            parts += [ax.get_xlabel(), *(title.get_text() for title in _titles(ax))]
            parts += [now(ax, along) for along in self.kind.again]
        return tuple(parts)

    def _warn(self, dropped: Sequence[str]) -> None:
        if not dropped:
            return
        what = "width" if self.own else "Axes"
        several, verb = ("s", "are") if len(dropped) > 1 else ("", "is")
        names = listed(dropped).replace(" or ", " and ")
        warnings.warn(
            f"the {what} is too narrow for the column{several} {names}, which {verb} left out; give a wider one, or "
            "choose the columns with columns=",
            RoomWarning, stacklevel=4,
        )  # fmt: skip


def now(ax: Axes, along: Along) -> tuple[Scale, Limits]:
    """Return the scale and the limits of an axis as the reader has them at this moment."""
    low, high = sorted(getattr(ax, f"get_{along}lim")())
    return ("log" if getattr(ax, f"get_{along}scale")() == "log" else "linear"), (float(low), float(high))


def _changed(picture: Picture, number: int, **values: Any) -> Picture:
    panels = list(picture.panels)
    panels[number] = evolve(panels[number], **values)
    return evolve(picture, panels=tuple(panels))


def _titles(ax: Axes) -> tuple[Text, Text, Text]:
    """Return the three titles that an Axes can have."""
    return ax.title, ax._right_title, ax._left_title  # type: ignore[attr-defined]  # Texts of matplotlib's Axes


def _rounded(box: Bbox) -> tuple[float, ...]:
    return tuple(round(float(end), 6) for end in box.extents)


def _neighbours(axes: Sequence[Axes]) -> Iterator[LiveFigure]:
    for other in root(axes[0]).axes:
        locator = other.get_axes_locator()
        if other not in axes and isinstance(locator, Locator):
            yield locator.live


def live_of(x: Any) -> Iterator[LiveFigure]:
    """Yield the live figures on an Axes, or on those of a Figure."""
    for ax in x.axes if isinstance(getattr(x, "axes", None), list) else [x]:
        locator = ax.get_axes_locator() if isinstance(ax, Axes) else None
        if isinstance(locator, Locator):
            yield locator.live


def check_axes(axes: Sequence[Any], panels: int) -> tuple[Axes, ...]:
    """Return the Axes that were given, one for each dossier.

    Raises
    ------
    FormatError
        If there are too few or too many, something is not an Axes, or one already shows claims.
    """
    found = tuple(axes)
    for one in found:
        if not isinstance(one, Axes):
            raise FormatError(f"ax is an Axes of matplotlib, or one for each dossier (got {type(one).__name__})")
        if len(one.get_shared_y_axes().get_siblings(one)) > 1:
            raise FormatError("this Axes shares its y axis, where the rows stand; give one without sharey")
        if picture_of(one) is not None:
            raise FormatError("this Axes already shows claims; give another, or clear it first: ax.clear()")
    if len(found) != panels:
        raise FormatError(f"ax gives one Axes for each dossier: {panels} (got {len(found)})")
    return found


def given_axes(ax: Any) -> Axes | None:
    """Return the Axes of the reader's, checked, or None.

    Raises
    ------
    FormatError
        If it is no Axes, or already shows claims.
    """
    return None if ax is None else check_axes([ax], 1)[0]


def scale_and_limits(ax: Axes | None, along: Along, asked: str = "auto") -> tuple[Scale | None, Limits | None]:
    """Return the scale and the limits of an axis of the reader's; None where they are ours to choose.

    A scale that is asked for by name is taken also on an Axes of another.
    """
    named: Scale | None = None if asked == "auto" else "log" if asked == "log" else "linear"
    if ax is None:
        return named, None
    siblings = (ax.get_shared_x_axes() if along == "x" else ax.get_shared_y_axes()).get_siblings(ax)
    untouched = not any(one.has_data() or not getattr(one, f"get_autoscale{along}_on")() for one in siblings)
    scale, limits = now(ax, along)
    if untouched:
        return named or ("log" if scale == "log" else None), None
    return named or scale, limits
