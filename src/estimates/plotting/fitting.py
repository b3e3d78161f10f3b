"""How a picture fits its room: what is broken, set smaller and dropped, and a figure made to its measure."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from attrs import evolve, frozen
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from estimates.errors import FormatError
from estimates.layout import Picture
from estimates.plotting.font_metrics import Type
from estimates.plotting.glyphs import writable
from estimates.plotting.labels import NoRoom
from estimates.plotting.options import WIDEST
from estimates.plotting.placement import BETWEEN_PANELS, LEAST_AXIS, LEAST_SHARE, MARGIN, Sheet
from estimates.plotting.room import Room

# A picture that needs less room, with the names of the columns that were dropped; None where nothing can give way.
Giving = Callable[[Picture], tuple[Picture, tuple[str, ...]] | None]
# The same picture arranged otherwise, with all that it says; None where there is no other way.
Arranging = Callable[[Picture], Picture | None]
Size = tuple[float | None, float | None]
# By how much the rows of a figure of ours move together before its texts are set smaller.
_CLOSER = 0.85
# Letters a tenth larger are worth rows that are higher by a tenth to this power.
_LARGE = 1.5
_NOTHING: tuple[str, ...] = ()
# How much lower another arrangement makes the rows before it takes the place of the usual one.
_LOWER = 0.75
# The least width of an axis beside that of its columns.
_AXIS_BESIDE = LEAST_SHARE / (1 - LEAST_SHARE)
_MOST_TRIED = 100  # inches


class RoomWarning(UserWarning):
    """Columns dropped because the figure has too little room for them."""


class Fitting(Protocol):
    """What is peculiar to a kind of picture when it is fitted."""

    @property
    def build(self) -> Callable[..., Sheet]: ...
    @property
    def give_way(self) -> Giving | None: ...
    @property
    def arrange(self) -> Arranging | None: ...


@frozen
class Fitted:
    """A picture in its room: what is left of it, where it stands, in which letters.

    `fits` is whether all its columns have room beside each other: otherwise some of their texts stand under others.
    """

    picture: Picture
    sheet: Sheet
    fonts: Type
    dropped: tuple[str, ...] = ()
    fits: bool = True


class IntervalFigure(Figure):
    """A figure whose files hold text as text, also when it is saved by its own method."""

    def savefig(self, fname: Any, *args: Any, **kwargs: Any) -> None:
        """Save as any figure, with TrueType fonts in PDF and text as text in SVG.

        PostScript takes the letters that are drawn as a font of type 3: as one of type 42 a font of East Asian letters
        is taken whole, which takes a minute and 20 MB.
        """
        from matplotlib import rc_context

        with rc_context({"pdf.fonttype": 42, "ps.fonttype": 3, "svg.fonttype": "none"}):
            super().savefig(fname, *args, **kwargs)


def figure_for(sheet: Sheet, ground: str) -> list[Axes]:
    """Return the Axes of the panels on a new figure in which everything has its room."""
    import matplotlib.pyplot as plt

    size = ((sheet.width + 2 * MARGIN * sheet.em) / 72, (_tall(sheet) + sheet.spare + 2.2 * MARGIN * sheet.em) / 72)
    figure = plt.figure(figsize=size, layout="none", facecolor=ground, FigureClass=IntervalFigure)
    boxes = _boxes(sheet, size[0] * 72, size[1] * 72)
    return [figure.add_axes((box.x0, box.y0, box.width, box.height)) for box in boxes]


def boxes_on(sheet: Sheet, axes: Sequence[Axes]) -> dict[Axes, Bbox]:
    """Return where the Axes of a figure of ours stand, whatever size it has been given."""
    width, height = axes[0].figure.figure.get_size_inches() * 72
    return dict(zip(axes, _boxes(sheet, float(width), float(height))))


def _boxes(sheet: Sheet, width: float, height: float) -> list[Bbox]:
    em = sheet.em
    rows = sum(panel.height for panel in sheet.panels)
    spread = max((height - 2.2 * MARGIN * em - (_tall(sheet) - rows)) / rows, 0.1)
    found, top = [], height - MARGIN * em
    left = MARGIN * em + sheet.left
    for panel in sheet.panels:
        bottom = top - panel.head - panel.height * spread
        found.append(Bbox.from_extents(left / width, bottom / height, (left + sheet.axis_width) / width,
                                       (top - panel.head) / height))  # fmt: skip
        top = bottom - panel.below - BETWEEN_PANELS * em
    return found


def settled(sheet: Sheet, room: Room) -> Bbox:
    """Return where an Axes stands: where it is put, moved inwards as far as its columns, title and foot need it."""
    if room.managed:
        return room.own
    panel, free, own = sheet.panels[0], room.free, room.own
    x0, x1 = max(own.x0, free.x0 + sheet.left), min(own.x1, free.x1 - sheet.right)
    if x1 - x0 < sheet.least_axis:  # what is missing is taken where there is room
        x0, x1 = free.x0 + sheet.left, free.x1 - sheet.right
    y0, y1 = max(own.y0, free.y0 + panel.below + sheet.foot_height), min(own.y1, free.y1 - panel.head)
    if y1 - y0 < panel.height:
        y0, y1 = free.y0 + panel.below + sheet.foot_height, free.y1 - panel.head
    return Bbox.from_extents(x0, y0, x1, y1)


def fraction(box: Bbox, page: Any, points: float) -> Bbox:
    """Return a box in points as parts of a page."""
    left, bottom = page.x0 * points, page.y0 * points
    width, height = page.width * points, page.height * points
    return Bbox.from_extents((box.x0 - left) / width, (box.y0 - bottom) / height,
                             (box.x1 - left) / width, (box.y1 - bottom) / height)  # fmt: skip


def fitted(
    full: Picture, kind: Fitting, fonts: Type, room: Size, scales: Sequence[float], margin: float = 0.0
) -> Fitted:
    """Fit a picture into a room: names are broken and letters set smaller, then columns are dropped.

    Parameters
    ----------
    full : Picture
    kind : Kind
    fonts : Type
    room : (float or None, float or None)
        Its width and height in points; without a width a picture is as wide as its texts need, up to 10 inches.
    scales : sequence of float
        By which factors letters may be set smaller, the largest first.
    margin : float
        What is left free at each side of the room, in ems: that of a figure of ours.

    Raises
    ------
    FormatError
        If it does not fit even so; the message gives the inches that it needs.
    """
    if room[0] is None:
        natural = _natural(full, kind, fonts)
        if natural.sheet.width <= 72 * WIDEST - 2 * MARGIN * fonts.size:
            return natural
        try:
            return fitted(full, kind, fonts, (72 * WIDEST, room[1]), scales, MARGIN)
        except FormatError:
            return natural
    picture, dropped = full, _NOTHING
    found = _best(picture, kind, fonts, room, scales, margin)
    while True:
        way = kind.give_way(picture) if kind.give_way is not None else None
        after = None if way is None or (found is not None and (found.fits or not way[1])) else (
            _best(way[0], kind, fonts, room, scales, margin))  # fmt: skip
        if found is not None and not _much_lower(after, found, fonts):
            return evolve(found, dropped=dropped)
        if way is None:
            raise FormatError(_too_small(picture, kind, fonts.scaled(scales[-1]), room, margin))
        picture, found, dropped = way[0], after, (*dropped, *way[1])


def _best(
    picture: Picture, kind: Fitting, fonts: Type, room: Size, scales: Sequence[float], margin: float
) -> Fitted | None:
    """Return a picture as it is, or arranged otherwise where only that fits, or makes its rows much lower."""
    found = _largest(picture, kind, fonts, room, scales, margin)
    other = kind.arrange(picture) if kind.arrange is not None else None
    again = None if other is None else _largest(other, kind, fonts, room, scales, margin)
    if found is None:
        return None if again is None else evolve(again, fits=False)
    return again if again is not None and _much_lower(again, found, fonts) else found


def _much_lower(one: Fitted | None, other: Fitted, fonts: Type) -> bool:
    return one is not None and _cost(one, fonts) < _LOWER * _cost(other, fonts)


def _cost(found: Fitted, fonts: Type) -> float:
    letters: float = (found.fonts.size / fonts.size) ** _LARGE
    return _rows(found.sheet) / letters


def _largest(
    picture: Picture, kind: Fitting, fonts: Type, room: Size, scales: Sequence[float], margin: float
) -> Fitted | None:
    """Return a picture with all its columns in the letters that serve it best; None where it does not fit.

    Larger letters are easier to read, and take more lines: how high the rows are, beside those with room enough, is
    weighed against the size of the letters.
    """
    best, least, natural = None, math.inf, 0.0
    for factor in scales:
        smaller = fonts.scaled(factor)
        sheet = _tried(picture, kind, smaller, _within(room, margin * smaller.size))
        if sheet is None:
            continue
        natural = natural or _rows(_natural(picture, kind, smaller).sheet)
        cost = _rows(sheet) / natural / factor**_LARGE
        if cost < least:
            best, least = Fitted(picture, sheet, smaller), cost
        if _rows(sheet) <= natural:
            break
    return best


def _rows(sheet: Sheet) -> float:
    """Return how high the rows of a picture are, in ems."""
    return sum(panel.height for panel in sheet.panels) / sheet.em


def fitted_best(
    full: Picture, kind: Fitting, fonts: Type, room: tuple[float, float], scales: Sequence[float], margin: float
) -> Fitted:
    """Fit a picture as well as it can be: where there is no room at all, what is left overlaps."""
    try:
        return fitted(full, kind, fonts, room, scales, margin)
    except FormatError:
        picture, dropped = full, _NOTHING
        while kind.give_way is not None and (way := kind.give_way(picture)) is not None:
            picture, names = way
            dropped = (*dropped, *names)
        smaller = fonts.scaled(scales[-1])
        width = max(room[0], _narrowest(picture, kind, smaller, room[0]))
        sheet = _tried(picture, kind, smaller, (width, None)) or _tried(picture, kind, smaller, (None, None))
        assert sheet is not None
        return Fitted(picture, sheet, smaller, dropped)


def _narrowest(picture: Picture, kind: Fitting, fonts: Type, width: float) -> float:
    """Return the least width of a picture for which a width is too little."""
    found = kind.build(writable(picture, fonts), fonts, width)
    return found.left + found.right + max(LEAST_AXIS * found.em, _AXIS_BESIDE * (found.left + found.right))


def _least_width(picture: Picture, kind: Fitting, fonts: Type, width: float) -> float:
    """Return the width that a picture needs for which a width is too little; what its columns do not say is tried."""
    fits = max(_narrowest(picture, kind, fonts, width), width)
    fails = width
    while _tried(picture, kind, fonts, (fits, None)) is None and fits < 72 * _MOST_TRIED:
        fails, fits = fits, 1.5 * fits
    while fits - fails > 3.6:
        middle = (fails + fits) / 2
        fits, fails = (fits, middle) if _tried(picture, kind, fonts, (middle, None)) is None else (middle, fails)
    return fits


def _natural(full: Picture, kind: Fitting, fonts: Type) -> Fitted:
    """Return a picture as wide as its texts need."""
    picture, dropped = full, _NOTHING
    while True:
        sheet = _tried(picture, kind, fonts, (None, None))
        if sheet is not None:
            return Fitted(picture, sheet, fonts, dropped)
        assert kind.give_way is not None, "only what can give way may have no room of its own"
        way = kind.give_way(picture)
        assert way is not None, "the last that gives way always has room"
        picture, names = way
        dropped = (*dropped, *names)


def _tried(picture: Picture, kind: Fitting, fonts: Type, room: Size) -> Sheet | None:
    """Return a picture as it is placed, or None where it does not fit."""
    width, height = room
    try:
        sheet = kind.build(writable(picture, fonts), fonts, width)
    except NoRoom:
        return None
    if width is not None and sheet.axis_width < sheet.least_axis:
        return None
    rows = sum(panel.height for panel in sheet.panels)
    if height is not None and _tall(sheet) - (1 - _CLOSER) * rows * (len(sheet.panels) > 0) > height:
        return None
    return sheet


def _within(room: Size, margin: float) -> Size:
    width, height = room
    return (None if width is None else width - 2 * margin, None if height is None else height - 2.2 * margin)


def _tall(sheet: Sheet) -> float:
    """Return how high a picture is, without its margins."""
    heights = sum(panel.head + panel.height + panel.below for panel in sheet.panels)
    return heights + BETWEEN_PANELS * sheet.em * (len(sheet.panels) - 1) + sheet.foot_height


def _too_small(picture: Picture, kind: Fitting, fonts: Type, room: Size, margin: float) -> str:
    found = _tried(picture, kind, fonts, (None, None))
    assert found is not None
    rows = sum(len(panel.rows) for panel in picture.panels)
    said, need = (f"{rows} rows", "need") if rows != 1 else ("row", "needs")
    wide, high = _least_width(picture, kind, fonts, room[0] or 0.0) / 72, _tall(found) / 72
    width, height = ((room[0] or 0.0) / 72, (room[1] or 0.0) / 72)
    if margin:
        needed = math.ceil(10 * (wide + 2 * margin * found.em / 72) - 1e-6) / 10
        return f"a width of {width:.3g} inches is too little for the {said}; it takes at least {needed:.1f}"
    return (
        f"the Axes has room for {width:.1f} by {height:.1f} inches, and its {said} {need} at least {wide:.1f} by "
        f"{high:.1f}; give a larger one, or none: the figure is then made to measure"
    )
