"""Reading a drawn figure back: where its texts and its rows stand, and that nothing lies on anything else."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import Any

from matplotlib.backends.backend_agg import RendererAgg


def extents(figure: Any) -> list[tuple[str, Any, Any]]:
    """Every text that is drawn, with its extent in dots and its artist."""
    figure.canvas.draw()
    renderer = RendererAgg(1, 1, figure.dpi)
    found = []
    for axes in figure.axes:
        texts = [*axes.texts, axes.title, axes._left_title, axes._right_title, axes.xaxis.label]
        low, high = sorted(axes.get_xlim())
        texts += [label for label in axes.get_xticklabels() if low <= label.get_position()[0] <= high]
        found += [(text.get_text(), text.get_window_extent(renderer), text) for text in texts
                  if text.get_text().strip() and text.get_visible()]  # fmt: skip
    return found


def check(figure: Any, *, least: float = 6.0) -> None:
    """No text over another, none beyond the figure, none under six points."""
    found = extents(figure)
    width, height = figure.bbox.width, figure.bbox.height
    for text, box, artist in found:
        assert artist.get_fontsize() >= least - 1e-9, (text, artist.get_fontsize())
        assert -0.5 <= box.x0 <= box.x1 <= width + 0.5, (text, box.x0, box.x1, width)
        assert -0.5 <= box.y0 <= box.y1 <= height + 0.5, (text, box.y0, box.y1, height)
    for (a, one, _), (b, two, _) in combinations(found, 2):
        across = min(one.x1, two.x1) - max(one.x0, two.x0)
        down = min(one.y1, two.y1) - max(one.y0, two.y0)
        assert across <= 0.5 or down <= 0.12 * min(one.height, two.height), (a, b, across, down)


def check_rows(axes: Any) -> None:
    """Every mark stands on the row of its own claim: rows are apart, and marks no higher than they are."""
    ys = sorted({float(y) for line in axes.lines if str(line.get_gid()).startswith("marks:") for y in line.get_ydata()})
    high = abs(axes.get_window_extent().height / (axes.get_ylim()[1] - axes.get_ylim()[0]))
    largest = max((line.get_markersize() * axes.figure.dpi / 72 for line in axes.lines
                   if str(line.get_gid()).startswith("marks:")), default=0.0)  # fmt: skip
    gaps = [(b - a) * high for a, b in pairwise(ys)]
    assert all(gap >= 0.75 * largest for gap in gaps), (min(gaps), largest)
