"""The artists of a timeline: marks with their dates, brackets, the strip, and the labels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Transform, blended_transform_factory
from matplotlib.transforms import ScaledTranslation as Moved

from estimates.layout.figure_model import MarkKind
from estimates.layout.timeline import TimePanel
from estimates.plotting.artists import moved, write_text
from estimates.plotting.font_metrics import Type
from estimates.plotting.labels import Label
from estimates.plotting.mark_artists import mark_lines, mark_points
from estimates.plotting.placement import LEAD, TICK
from estimates.plotting.room import root
from estimates.plotting.timeline_placement import (
    LABEL,
    Ground,
    Spot,
    arrows_of,
    bend_of,
    label_lines,
    saying,
    size_of,
)

# How opaque marks are that meet others, and how far the bracket of a date reaches below the axis, in ems.
FAINT, BRACKET = 0.6, 0.3


def at_claim(axes: Axes, spot: Spot) -> Transform:
    """Return the transform of a claim: its x is a date, or for those of the strip the right end of the axis."""
    if spot.strip:
        return axes.get_yaxis_transform() + moved(axes, spot.x - _width(axes), 0)
    return axes.transData + moved(axes, spot.shift, 0)


def _width(axes: Axes) -> float:
    return float(axes.get_window_extent().width) * 72 / root(axes).dpi


def place_of(spot: Spot, y: float | None = None) -> tuple[float, float]:
    """Return where a claim stands in the coordinates of its transform, or its mark at `y`."""
    assert spot.row.anchor is not None
    x = 1.0 if spot.strip else spot.row.at
    assert x is not None
    return x, spot.row.anchor if y is None else y


def draw_claim(axes: Axes, spot: Spot, panel: TimePanel, ground: Ground, fonts: Type) -> list[Artist]:
    """Draw the marks of one claim, and the line across where its date is no single day."""
    at, row = at_claim(axes, spot), spot.row
    drawn: list[Artist] = []
    alpha = FAINT if spot.faint else None
    for mark in row.marks:
        if mark.to is not None:
            drawn += mark_lines(axes, (mark.kind, row.tone), [(mark, place_of(spot)[0])], panel.axis,
                                        (fonts, ground.height), at, upright=True, alpha=alpha)  # fmt: skip
        else:
            drawn.append(mark_points(axes, mark.kind, row.tone, [place_of(spot, mark.x)], fonts, at, upright=True,
                                             alpha=alpha))  # fmt: skip
    for artist in drawn:
        artist.set_gid(f"{artist.get_gid()}:{row.id}" if artist.get_gid() else "")
        artist.set_clip_on(False)
    if row.span is not None:
        drawn += _span(axes, spot, panel, fonts)
    return drawn


def draw_brackets(axes: Axes, panel: TimePanel, spots: dict[str, Spot], fonts: Type) -> list[Artist]:
    """Draw a thin bracket under the axis for each date on which several claims were made."""
    drawn: list[Artist] = []
    em = fonts.size
    for at, names in panel.brackets:
        shifts = [spots[name].shift for name in names]
        left, right = min(min(shifts), -0.16 * em), max(max(shifts), 0.16 * em)
        corners: Any = [(left, 0), (left, -BRACKET * em), (right, -BRACKET * em), (right, 0)]
        along = Affine2D().scale(1 / 72) + root(axes).dpi_scale_trans
        edge: Any = axes.get_xaxis_transform()
        patch = PathPatch(Path(corners), transform=along + Moved(at, 0, edge), facecolor="none",
                          edgecolor=fonts.palette.claim, linewidth=0.1 * em, clip_on=False, zorder=3,
                          gid=f"bracket:{'|'.join(names)}")  # fmt: skip
        axes.add_artist(patch)
        drawn.append(patch)
    return drawn


def _span(axes: Axes, spot: Spot, panel: TimePanel, fonts: Type) -> list[Artist]:
    row, em = spot.row, fonts.size
    assert row.span is not None
    assert row.anchor is not None
    style: Any = (0, (1.0, 1.6)) if row.doubt else "solid"
    colour = fonts.palette.muted if row.tone == "muted" else fonts.palette.claim
    line = Line2D(row.span, [row.anchor] * 2, color=colour, linewidth=0.12 * em, linestyle=style, zorder=2,
                  gid=f"span:{row.id}")  # fmt: skip
    axes.add_artist(line)
    drawn: list[Artist] = [line]
    low, high = panel.time.limits
    heads: tuple[tuple[float | None, float, MarkKind], ...] = (
        (row.first, low, "arrow left"), (row.last, high, "arrow right"),
    )  # fmt: skip
    for end, place, kind in heads:
        if end is None:
            head = mark_points(axes, kind, row.tone, [(place, row.anchor)], fonts, size=0.6)
            head.set_gid(f"open:{kind}:{row.id}")
            drawn.append(head)
    return drawn


def draw_arrows(axes: Axes, panel: TimePanel, spots: dict[str, Spot], ground: Ground, fonts: Type) -> None:
    """Draw the arrows from the old figures to the new."""
    em = fonts.size
    for join, old, new in arrows_of(panel, spots):
        axes.annotate(
            "", place_of(new), xycoords=at_claim(axes, new), xytext=place_of(old), textcoords=at_claim(axes, old),
            annotation_clip=False, gid=f"join:{join.relation}:{join.old}:{join.new}",
            arrowprops={"arrowstyle": "-|>,head_width=0.22,head_length=0.5", "shrinkA": 0.7 * em, "shrinkB": 0.75 * em,
                        "linewidth": 0.11 * em, "color": fonts.palette.aside, "mutation_scale": 0.95 * em,
                        "connectionstyle": f"arc3,rad={bend_of(old, new, ground)}",
                        "linestyle": "--" if join.relation == "retracts" else "-"},
        )  # fmt: skip


def draw_strip(axes: Axes, panel: TimePanel, ground: Ground, fonts: Type) -> list[Artist]:
    """Draw the strip of claims whose date is not known, with its heading where the axis has its dates."""
    if not panel.undated:
        return []
    em = fonts.size
    edge: Any = axes.transAxes  # it scales and moves, whatever its declared type
    along = Affine2D().scale(1 / 72) + root(axes).dpi_scale_trans + Moved(1, 0, edge)
    box = Rectangle((ground.gap, 0), ground.strip, 1, transform=blended_transform_factory(along, axes.transAxes),
                    clip_on=False, zorder=0, facecolor=fonts.palette.strip, edgecolor="none", linewidth=0,
                    gid="strip")  # fmt: skip
    axes.add_artist(box)
    shift = moved(axes, ground.gap + 0.2 * em, -(0.68 + 0.85 * TICK) * em)
    heading = panel.language.timeline.no_date
    write_text(axes, (1, 0), heading, axes.transAxes + shift, fonts.font(heading, TICK), fonts.palette.secondary,
               "heading:undated")  # fmt: skip
    return [box]


def draw_labels(axes: Axes, panel: TimePanel, spots: dict[str, Spot], labels: Mapping[str, Label], fonts: Type) -> None:
    """Write the labels, each clear of the lines of the ticks, with its leader where it has one."""
    em, palette = fonts.size, fonts.palette
    for name, label in labels.items():
        spot = spots[name]
        at, place, (x, y) = at_claim(axes, spot), place_of(spot), spot.at
        lines = label_lines(spot.row, panel, fonts)
        if not spot.strip and not panel.steps:  # the area between steps would have holes
            _ground_of(axes, label, spot, panel, fonts)
        who = len(lines) - len(fonts.lines(saying(spot.row), LABEL * em))
        for position, text in enumerate(lines):
            shift = moved(axes, label.x - x, label.y - y + ((len(lines) - 1 - position) * LEAD + 0.22) * em)
            colour = palette.text if panel.keyed or position < who else palette.secondary
            write_text(axes, place, text, at + shift, fonts.font(text, 1.0, panel.keyed), colour, f"label:{name}")
        if label.leader is not None:
            (x0, y0), (x1, y1) = label.leader
            axes.annotate("", place, xycoords=at + moved(axes, x0 - x, y0 - y), xytext=place,
                          textcoords=at + moved(axes, x1 - x, y1 - y), annotation_clip=False, gid=f"leader:{name}",
                          arrowprops={"arrowstyle": "-", "shrinkA": 0, "shrinkB": 0, "linewidth": 0.07 * em,
                                      "color": palette.aside})  # fmt: skip


def _ground_of(axes: Axes, label: Label, spot: Spot, panel: TimePanel, fonts: Type) -> None:
    """Keep the lines of the numbers' ticks out of a label: they would strike it through."""
    pad = 0.15 * fonts.size
    left, bottom = label.x - spot.x - pad, label.y - spot.y - pad
    width, height = (side + 2 * pad for side in size_of(spot.row, panel, fonts))
    along = Affine2D().scale(1 / 72) + root(axes).dpi_scale_trans
    data: Any = axes.transData  # it scales and moves, whatever its declared type
    box = Rectangle((left, bottom), width, height, transform=along + Moved(*place_of(spot), data),
                    facecolor=fonts.palette.ground, edgecolor="none", linewidth=0, zorder=0.7, clip_on=False,
                    gid=f"ground:{spot.row.id}")  # fmt: skip
    axes.add_artist(box)
