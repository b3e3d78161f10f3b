"""The steps of a running core or median, behind the claims of a timeline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.lines import Line2D

from estimates.layout.axis import drawable
from estimates.layout.running import Step, step_lines
from estimates.layout.timeline import TimePanel
from estimates.plotting.artists import moved, write_text
from estimates.plotting.font_metrics import Type
from estimates.plotting.placement import TICK

# Groups are told apart by their dashes, and named where their steps end.
_DASHES: Final[tuple[Any, ...]] = ("solid", (0, (5, 2)), (0, (1, 1.4)), (0, (6, 1.6, 1, 1.6)), (0, (3, 1, 1, 1, 1, 1)))


def draw_steps(axes: Axes, panel: TimePanel, fonts: Type) -> list[Artist]:
    """Draw the steps of each group: an area between two ends, and a line along each end that there is."""
    groups: dict[str, list[Step]] = {}
    for step in panel.steps:
        groups.setdefault(step.group, []).append(step)
    dashes = dict(zip(groups, _DASHES))
    drawn: list[Artist] = _area(axes, panel.steps, fonts) if len(groups) == 1 else []
    for group, name, xs, ys in step_lines(panel.steps):
        line = Line2D(xs, ys, color=fonts.palette.pool, linewidth=0.13 * fonts.size, linestyle=dashes[group],
                      zorder=1.5, gid=f"running:{name}:{group}")  # fmt: skip
        axes.add_artist(line)
        drawn.append(line)
    for group, steps in groups.items() if len(groups) > 1 else ():
        stated = [(step.last, end) for step in steps for end in (step.range.low, step.range.high) if end is not None]
        if stated:
            last, end = stated[-1]
            at = axes.transData + moved(axes, -fonts.width(group, TICK), 0.3 * fonts.size)
            write_text(axes, (last, drawable(end)), group, at, fonts.font(group, TICK), fonts.palette.pool,
                       f"running:{group}")  # fmt: skip
    return drawn


def _area(axes: Axes, steps: Sequence[Step], fonts: Type) -> list[Artist]:
    boxes = [[(step.first, low), (step.last, low), (step.last, high), (step.first, high)]
             for step in steps if step.range.low is not None and step.range.high is not None
             for low, high in [(drawable(step.range.low), drawable(step.range.high))]]  # fmt: skip
    area = PolyCollection(boxes, facecolors=fonts.palette.band, edgecolors="none", zorder=0.4, gid="running:area")
    axes.add_collection(area, autolim=False)
    return [area]
