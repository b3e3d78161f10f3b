"""The room that an Axes has on its figure, in points: what lies around it up to its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, cast, runtime_checkable

from attrs import frozen
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.gridspec import SubplotSpec
from matplotlib.layout_engine import ConstrainedLayoutEngine, TightLayoutEngine
from matplotlib.transforms import Bbox, BboxBase

from estimates.plotting.font_metrics import screen

EDGE, BESIDE, ABOVE = 6.0, 12.0, 6.0


@runtime_checkable
class Placed(Protocol):
    """What places an Axes of ours anew, whenever it is asked where that stands."""

    live: object


@frozen
class Room:
    """The room of an Axes, in points from the lower left corner of its figure.

    Parameters
    ----------
    free : Bbox
        What it may take, up to the edges of the figure and to its neighbours.
    own : Bbox
        Where the Axes itself stands, by its user or by a layout.
    managed : bool
        Whether a layout engine moves the Axes, and makes room for all that it carries.
    """

    free: Bbox
    own: Bbox
    managed: bool


def root(axes: Axes) -> Figure:
    """Return the figure that holds an Axes."""
    return axes.figure.figure


def room_of(axes: Axes) -> Room:
    """Return the room of an Axes.

    Two Axes of ours share what lies between them. Beside another's, the room ends where its labels do.
    """
    figure = root(axes)
    points = 72 / figure.dpi
    own = scaled(original(axes), points)
    page = scaled(axes.figure.bbox, points).padded(-EDGE)
    managed = isinstance(figure.get_layout_engine(), (ConstrainedLayoutEngine, TightLayoutEngine))
    if managed:
        return Room(_slot(axes, page), own, True)
    renderer = screen(figure.dpi)
    found: list[tuple[Bbox, Bbox | None]] = []
    for other in figure.axes:
        if other is axes or not other.get_visible():
            continue
        box = scaled(original(other), points)
        if isinstance(other.get_axes_locator(), Placed):
            found.append((box, None))
            continue
        tight = other.get_tightbbox(renderer)
        if tight is not None and tight.width * tight.height > 0:
            found.append((box, scaled(tight, points)))
    for artist in (*figure.texts, *figure.legends):
        extent = scaled(artist.get_window_extent(renderer), points)
        if extent.width * extent.height > 0:
            found.append((extent, extent))
    return Room(_free(page, own, found), own, False)


def original(axes: Axes) -> Bbox:
    """Return where the user or a layout has put an Axes, in dots."""
    return axes.get_position(original=True).transformed(axes.figure.transSubfigure)


def scaled(box: BboxBase, factor: float) -> Bbox:
    """Return a box in another unit."""
    return Bbox.from_extents(*(factor * end for end in box.extents))


def _free(page: Bbox, own: Bbox, found: list[tuple[Bbox, Bbox | None]]) -> Bbox:
    left, bottom, right, top = page.extents
    beside = [(box, tight) for box, tight in found if (tight or box).y0 < own.y1 and (tight or box).y1 > own.y0]
    for box, tight in beside:
        if box.x1 <= own.x0 + 1:
            left = max(left, (box.x1 + own.x0) / 2 + BESIDE / 2 if tight is None else tight.x1 + BESIDE)
        elif box.x0 >= own.x1 - 1:
            right = min(right, (box.x0 + own.x1) / 2 - BESIDE / 2 if tight is None else tight.x0 - BESIDE)
    for box, tight in found:
        if (tight or box).x0 >= right or (tight or box).x1 <= left:
            continue
        if box.y1 <= own.y0 + 1:
            bottom = max(bottom, (box.y1 + own.y0) / 2 + ABOVE / 2 if tight is None else tight.y1 + ABOVE)
        elif box.y0 >= own.y1 - 1:
            top = min(top, (box.y0 + own.y1) / 2 - ABOVE / 2 if tight is None else tight.y0 - ABOVE)
    return Bbox.from_extents(left, bottom, right, top)


def _slot(axes: Axes, page: Bbox) -> Bbox:
    """Return the part of the page that belongs to an Axes of a grid; the whole page where it is in none."""
    spec = axes.get_subplotspec()
    if spec is None:
        return page
    return _part(spec, page).padded(-EDGE / 2)


def _part(spec: SubplotSpec, page: Bbox) -> Bbox:
    grid = spec.get_gridspec()
    parent = getattr(grid, "_subplot_spec", None)
    if parent is not None:
        page = _part(parent, page)
    widths: list[float] = [float(part) for part in cast(Sequence[float], grid.get_width_ratios())]
    heights: list[float] = [float(part) for part in cast(Sequence[float], grid.get_height_ratios())]
    across = [sum(widths[:end]) / sum(widths) for end in (spec.colspan.start, spec.colspan.stop)]
    down = [sum(heights[:end]) / sum(heights) for end in (spec.rowspan.start, spec.rowspan.stop)]
    return Bbox.from_extents(
        page.x0 + across[0] * page.width, page.y1 - down[1] * page.height,
        page.x0 + across[1] * page.width, page.y1 - down[0] * page.height,
    )  # fmt: skip
