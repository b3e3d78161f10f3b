"""The room that a picture has: a figure made to its measure, or what an Axes of the reader's leaves free."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from typing import Any

from attrs import evolve
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox, BboxBase

from estimates.errors import FormatError, listed
from estimates.layout import Picture
from estimates.plotting.font_metrics import Type
from estimates.plotting.placement import AXIS, BETWEEN_PANELS, LEAST_AXIS, MARGIN, Sheet, place

_SCALES = (1.0, 0.92, 0.84, 0.76, 0.68, 0.6)


class RoomWarning(UserWarning):
    """Columns left out because the Axes has too little room for them."""


class IntervalFigure(Figure):
    """A figure whose files hold text as text, also when it is saved by its own method."""

    def savefig(self, fname: Any, *args: Any, **kwargs: Any) -> None:
        """Save as any figure, with TrueType fonts in PDF and text as text in SVG."""
        from matplotlib import rc_context

        with rc_context({"pdf.fonttype": 42, "ps.fonttype": 42, "svg.fonttype": "none"}):
            super().savefig(fname, *args, **kwargs)


def figure_for(sheet: Sheet) -> list[Axes]:
    """Return the Axes of the panels on a new figure in which everything has its room."""
    import matplotlib.pyplot as plt

    em = sheet.em
    width = sheet.width + 2 * MARGIN * em
    heights = [panel.head + panel.height + panel.below for panel in sheet.panels]
    gaps = BETWEEN_PANELS * em * (len(heights) - 1)
    height = sum(heights) + gaps + sheet.foot_height + 2.2 * MARGIN * em
    figure = plt.figure(figsize=(width / 72, height / 72), layout="none", facecolor="white", FigureClass=IntervalFigure)
    axes, top = [], height - MARGIN * em
    for panel in sheet.panels:
        bottom = top - panel.head - panel.height
        box = ((MARGIN * em + sheet.left) / width, bottom / height, sheet.axis_width / width, panel.height / height)
        axes.append(figure.add_axes(box))
        top = bottom - panel.below - BETWEEN_PANELS * em
    return axes


def fit(picture: Picture, axes: Axes, fonts: Type) -> tuple[Sheet, Type]:
    """Place a picture of one panel in the room that an Axes and its neighbours leave.

    The Axes keeps its place where there is room beside it, and gives way to the columns where there is none. Where it
    is too small, texts are broken earlier, then set smaller; then columns are left out, and a warning names them.

    Raises
    ------
    FormatError
        If the rows do not fit at all.
    """
    room = _room(axes)
    columns = picture.columns
    bare = evolve(picture, columns=())
    hopeless = _tall(place(bare, fonts.scaled(_SCALES[-1]), width=max(room.width, 1.0))) > room.height
    while not hopeless:
        for scale in _SCALES:
            smaller = fonts.scaled(scale)
            for squeeze in (1.0, 0.7, 0.5) if scale <= 0.84 else (1.0,):
                sheet = place(evolve(picture, columns=columns), smaller, width=room.width, squeeze=squeeze)
                if sheet.axis_width >= LEAST_AXIS * smaller.size and _tall(sheet) <= room.height:
                    _tell(picture, sheet)
                    _settle(axes, sheet, room)
                    return place(sheet.picture, smaller, width=_wide(axes, sheet), squeeze=squeeze), smaller
        lowest = min((column.rank for column in columns if column.rank is not None), default=None)
        if lowest is None:
            break
        gone = next(column for column in reversed(columns) if column.rank == lowest)
        columns = tuple(column for column in columns if column is not gone)
    small = place(evolve(picture, columns=columns), fonts.scaled(_SCALES[-1]), squeeze=0.5)
    least = small.width - (AXIS - LEAST_AXIS) * small.em
    raise FormatError(
        f"the Axes has room for {room.width / 72:.1f} by {room.height / 72:.1f} inches, and its "
        f"{len(picture.panels[0].rows)} rows need at least {least / 72:.1f} by {_tall(small) / 72:.1f}; give a larger "
        "one, or none: the figure is then made to measure"
    )


def fit_chart(build: Callable[[Type, float | None], Sheet], axes: Axes, fonts: Type) -> tuple[Sheet, Type]:
    """Place a picture without columns in the room that an Axes and its neighbours leave; texts are set smaller there.

    Parameters
    ----------
    build : callable
        Returns the sheet for fonts and a width in points; its height is the least that will do.
    axes : Axes
    fonts : Type

    Raises
    ------
    FormatError
        If there is too little room.
    """
    room = _room(axes)
    for scale in _SCALES:
        smaller = fonts.scaled(scale)
        sheet = build(smaller, max(room.width, 1.0))
        if sheet.axis_width >= LEAST_AXIS * smaller.size and _tall(sheet) <= room.height:
            for _ in range(2):  # where the Axes is narrower than its room, texts take more lines than they did there
                _settle(axes, sheet, room)
                sheet = build(smaller, _wide(axes, sheet))
            if _tall(sheet) <= room.height:
                _settle(axes, sheet, room)
                return sheet, smaller
    small = build(fonts.scaled(_SCALES[-1]), None)
    least = small.width - (AXIS - LEAST_AXIS) * small.em
    raise FormatError(
        f"the Axes has room for {room.width / 72:.1f} by {room.height / 72:.1f} inches, and the picture needs at least "
        f"{least / 72:.1f} by {_tall(small) / 72:.1f}; give a larger one, or none: the figure is then made to measure"
    )


def _tall(sheet: Sheet) -> float:
    panel = sheet.panels[0]
    return panel.head + panel.height + panel.below + sheet.foot_height


def _tell(picture: Picture, sheet: Sheet) -> None:
    left_out = [column.name for column in picture.columns if column not in sheet.picture.columns]
    if left_out:
        warnings.warn(
            f"the Axes is too narrow for the column{'s' if len(left_out) > 1 else ''} "
            f"{listed(left_out).replace(' or ', ' and ')}; give a wider one, or name the columns that you want",
            RoomWarning, stacklevel=4,
        )  # fmt: skip


def root(axes: Axes) -> Figure:
    """Return the figure that holds an Axes."""
    return axes.figure.figure


def _room(axes: Axes) -> Bbox:
    """Return the room, in points: the figure around an Axes up to its neighbours and the figure's own texts."""
    figure = root(axes)
    engine = figure.get_layout_engine()
    if engine is not None:
        engine.execute(figure)
    # To measure with, whatever the reader's backend draws with.
    renderer = RendererAgg(1, 1, figure.dpi)  # type: ignore[no-untyped-call]
    points = 72 / figure.dpi
    others = [other.get_tightbbox(renderer) for other in figure.axes if other is not axes]
    others += [artist.get_window_extent(renderer) for artist in (*figure.texts, *figure.legends)]
    boxes = [_scaled(box, points) for box in others if box is not None and box.width * box.height > 0]
    own = _scaled(axes.get_window_extent(renderer), points)
    page = _scaled(axes.figure.bbox, points).padded(-6)
    left, bottom, right, top = page.extents
    for box in boxes:
        if box.y0 < own.y1 and box.y1 > own.y0 and not _inside(box, own):
            if box.x1 <= own.x0 + 1:
                left = max(left, box.x1 + 9)
            elif box.x0 >= own.x1 - 1:
                right = min(right, box.x0 - 9)
    for box in boxes:
        if box.x0 < right and box.x1 > left and not _inside(box, own):
            if box.y1 <= own.y0 + 1:
                bottom = max(bottom, box.y1 + 6)
            elif box.y0 >= own.y1 - 1:
                top = min(top, box.y0 - 6)
    return Bbox.from_extents(left, bottom, right, top)


def _scaled(box: BboxBase, factor: float) -> Bbox:
    return Bbox.from_extents(*(factor * end for end in box.extents))


def _inside(box: Bbox, own: Bbox) -> bool:
    return bool(own.x0 <= box.x0 and box.x1 <= own.x1 and own.y0 <= box.y0 and box.y1 <= own.y1)


def _settle(axes: Axes, sheet: Sheet, room: Bbox) -> None:
    """Move the sides of an Axes inwards as far as its columns, title and foot need it."""
    figure = root(axes)
    if figure.get_layout_engine() is not None:
        return  # the engine makes room for whatever the Axes carries
    points = 72 / figure.dpi
    own = _scaled(axes.get_window_extent(), points)
    panel = sheet.panels[0]
    x0, x1 = max(own.x0, room.x0 + sheet.left), min(own.x1, room.x1 - sheet.right)
    least = LEAST_AXIS * sheet.em
    if x1 - x0 < least:  # what is missing is taken where there is room
        x0 = room.x0 + sheet.left
        x1 = room.x1 - sheet.right
    y0 = max(own.y0, room.y0 + panel.below + sheet.foot_height)
    y1 = min(own.y1, room.y1 - panel.head)
    if y1 - y0 < panel.height:
        y0, y1 = room.y0 + panel.below + sheet.foot_height, room.y1 - panel.head
    page = _scaled(axes.figure.bbox, points)
    axes.set_position(((x0 - page.x0) / page.width, (y0 - page.y0) / page.height,
                       (x1 - x0) / page.width, (y1 - y0) / page.height))  # fmt: skip


def _wide(axes: Axes, sheet: Sheet) -> float:
    """Return the width of the columns with the axis as it now stands."""
    figure = root(axes)
    if figure.get_layout_engine() is not None:
        return sheet.width
    return sheet.left + sheet.right + float(axes.get_window_extent().width) * 72 / figure.dpi


def check_axes(axes: Sequence[Any], panels: int) -> tuple[Axes, ...]:
    """Return the Axes that were given, one for each dossier.

    Raises
    ------
    FormatError
        If there are too few or too many, or something is not an Axes.
    """
    found = tuple(axes)
    for one in found:
        if not isinstance(one, Axes):
            raise FormatError(f"ax is an Axes of matplotlib, or one for each dossier (got {type(one).__name__})")
        if len(one.get_shared_y_axes().get_siblings(one)) > 1:
            raise FormatError("this Axes shares its y axis, where the rows stand; give one without sharey")
    if len(found) != panels:
        raise FormatError(f"ax gives one Axes for each dossier: {panels} (got {len(found)})")
    return found
