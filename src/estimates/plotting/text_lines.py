"""Lines of text that are drawn fast: as outlines in one path where a figure is made of dots, else as text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeAlias

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Bbox, IdentityTransform

from estimates.plotting.outlines import KEPT, Look, line_extent, look_from, outline_of

Colour: TypeAlias = tuple[float, float, float, float]


class TextLine(Text):
    """One line of text that stands on its baseline beside an Axes.

    It is an ordinary text of the Axes: whatever is set on it is drawn. While nothing but its place, colour and font is
    set, its place needs no layout, and a `TextLayer` draws it together with the others.
    """

    layer: TextLayer | None = None

    def set_clip_path(self, path: Any, transform: Any = None) -> None:
        """Do nothing: what stands beside an Axes is not clipped by it."""

    @property
    def is_plain(self) -> bool:
        """Whether it is a single line, upright, opaque, on its baseline, and aligned to the left or right."""
        return (
            self.get_visible()
            and not (self.get_usetex() or self.get_parse_math() or self.get_wrap() or self.get_animated())
            and self.get_rotation() == 0
            and self.get_verticalalignment() == "baseline"
            and self.get_horizontalalignment() in ("left", "right")
            and self.get_alpha() is None
            and not (self.get_path_effects() or self.get_sketch_params() or self.get_agg_filter() or self.get_url())
            and self.get_bbox_patch() is None
            and not getattr(self, "get_fontfeatures", _none)()
            and not getattr(self, "get_language", _none)()
            and "\n" not in self.get_text()
        )

    @property
    def look(self) -> Look:
        """All of its font but the size."""
        return look_from(self.get_fontproperties())

    @property
    def place(self) -> tuple[float, float]:
        """Its place before its transform."""
        x, y = self.get_unitless_position()
        return float(x), float(y)

    @property
    def points(self) -> float:
        """Its size in points."""
        return float(self.get_fontproperties().get_size_in_points())

    def indent(self, dots: float) -> float:
        """Return how far its left end lies from its place, for so many dots of the size that is kept."""
        return -line_extent(self.get_text(), self.look)[0] * dots if self.get_horizontalalignment() == "right" else 0.0

    def draw(self, renderer: RendererBase) -> None:
        """Draw it, unless a layer draws it together with others: the last of them draws all."""
        if self.layer is not None:
            layer, self.layer = self.layer, None
            layer.arrive(renderer)
            return
        if not self.is_plain:
            super().draw(renderer)
            return
        x, y = (float(end) for end in self.get_transform().transform(self.place))
        if not (np.isfinite(x) and np.isfinite(y) and self.get_text()):
            return
        x += self.indent(_dots(renderer) * self.points)
        y = renderer.get_canvas_width_height()[1] - y if renderer.flipy() else y
        renderer.open_group("text", self.get_gid())
        gc = renderer.new_gc()
        gc.set_foreground(to_rgba(self.get_color()), isRGBA=True)
        renderer.draw_text(gc, x, y, self.get_text(), self.get_fontproperties(), 0, ismath=False, mtext=self)
        gc.restore()
        renderer.close_group("text")
        self.stale = False

    def get_window_extent(self, renderer: RendererBase | None = None, dpi: float | None = None) -> Bbox:
        """Return the box around it in dots, as `Text` does."""
        figure = self.figure and self.figure.figure  # get_figure(root=True) is of matplotlib 3.10
        if figure is None or not self.is_plain or not self.get_text() or dpi not in (None, figure.dpi):
            return super().get_window_extent(renderer, dpi)
        scale = self.points * figure.dpi / 72 / KEPT
        width, height, descent = line_extent(self.get_text(), self.look)
        x, y = (float(end) for end in self.get_transform().transform(self.place))
        return Bbox.from_bounds(x + self.indent(scale), y - descent * scale, width * scale, height * scale)


class TextLayer(Artist):
    """What draws the lines of text of one Axes on a figure made of dots: one path for all of a colour.

    It comes before the texts and takes those that are plain lines; when the last of them is to be drawn, it draws them
    all, over whatever they stand on.
    """

    def __init__(self) -> None:
        super().__init__()
        self.set_zorder(-1)
        self.set_in_layout(False)
        self.lines: list[TextLine] = []
        self.awaited = 0

    def draw(self, renderer: RendererBase) -> None:
        """Take the texts of the Axes that are plain lines."""
        if self.axes is None or not self.get_visible() or not isinstance(renderer, RendererAgg):
            return
        texts = (text for text in self.axes.texts if isinstance(text, TextLine))
        self.lines = [text for text in texts if text.is_plain and text.get_text()]
        self.awaited = len(self.lines)
        for text in self.lines:
            text.layer = self

    def arrive(self, renderer: RendererBase) -> None:
        """Note that one of the texts is to be drawn, and draw them all when it is the last."""
        self.awaited -= 1
        if self.awaited:
            return
        lines, self.lines = self.lines, []
        gc = renderer.new_gc()
        gc.set_linewidth(0)
        gc.set_snap(False)
        for colour, outline in _outlines(lines, _dots(renderer)).items():
            renderer.draw_path(gc, outline, IdentityTransform(), colour)
        gc.restore()
        for text in lines:
            text.stale = False

    def get_window_extent(self, renderer: RendererBase | None = None) -> Bbox:
        """Return nothing: the texts have their own extents."""
        return Bbox.null()


def _outlines(lines: Iterable[TextLine], dots: float) -> dict[Colour, Path]:
    """Return the outlines of lines by their colours, in dots; baselines stand on whole dots, as matplotlib has them."""
    by_transform: dict[int, list[TextLine]] = defaultdict(list)
    for text in lines:
        by_transform[id(text.get_transform())].append(text)
    found: dict[Colour, list[tuple[Any, Any]]] = defaultdict(list)
    for texts in by_transform.values():
        places = texts[0].get_transform().transform([text.place for text in texts])
        for text, (x, y) in zip(texts, places):
            if not (np.isfinite(x) and np.isfinite(y)):
                continue
            vertices, codes = outline_of(text.get_text(), text.look)
            scale = text.points * dots
            found[to_rgba(text.get_color())].append((vertices * scale + (x + text.indent(scale), round(y)), codes))
    return {colour: Path(np.concatenate([vertices for vertices, _ in parts]), np.concatenate([c for _, c in parts]))
            for colour, parts in found.items()}  # fmt: skip


def _dots(renderer: Any) -> float:
    """Return how many dots of a renderer a point is, over the size that is kept."""
    return float(renderer.points_to_pixels(1.0)) / KEPT


def _none() -> None:
    return None
