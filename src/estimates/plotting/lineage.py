"""The picture of lineage: who rests on whom."""

from __future__ import annotations

from typing import Any, Literal, Unpack, assert_never

from attrs import frozen
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Transform
from matplotlib.transforms import ScaledTranslation as Moved

from estimates.layout import Axis, Picture
from estimates.layout.lineage import LineagePanel, lay_out_lineage, panel_of
from estimates.model.datasets import Dataset
from estimates.model.dossiers import Dossier
from estimates.model.vocabulary import LinkRelation
from estimates.plotting.artists import moved, write_text
from estimates.plotting.font_metrics import Type
from estimates.plotting.graphs import HEAD, PAD, Graph, curved, graph_of
from estimates.plotting.lists import Entry, listed, write_list
from estimates.plotting.live import Kind, LiveFigure, given_axes
from estimates.plotting.mark_artists import ink_of
from estimates.plotting.options import SharedOptions, dressed, options_of
from estimates.plotting.placement import LEAD, Sheet, Widths, sheet_of
from estimates.plotting.room import root

LEAST, SAMPLE, LEGEND_GAP, BETWEEN = 36.0, 3.4, 2.0, 1.4
_Corners = list[tuple[float, float]]
_Head = Literal["open", "filled", "cross"]
_Samples = list[tuple[LinkRelation, float, float]]
# Heads that point to the right and end at their origin; half of the size is one.
_SHAPES: dict[_Head, _Corners] = {
    "open": [(-1, 0.6), (0, 0), (-1, -0.6)],
    "filled": [(0, 0), (-1, 0.55), (-1, -0.55), (0, 0)],
    "cross": [(-1.1, 0.5), (-0.1, -0.5), (-0.1, 0.5), (-1.1, -0.5)],
}
_CODES: dict[_Head, list[int]] = {"open": [1, 2, 2], "filled": [1, 2, 2, 79], "cross": [1, 2, 1, 2]}
_SOLID, _LONG, _MIXED, _DOTTED = "solid", (0, (6, 2.2)), (0, (5, 1.6, 1, 1.6)), (0, (1, 1.5))


@frozen
class WireStyle:
    """How a relation is drawn: its dashes, its head, and whether it is against the claim to which it leads."""

    dashes: Any
    head: _Head | None
    against: bool = False


def wire_style(relation: LinkRelation) -> WireStyle:
    """Return how the line of a relation is drawn."""
    match relation:
        case "reports":
            return WireStyle(_SOLID, "open")
        case "rests on":
            return WireStyle(_SOLID, "filled")
        case "revises":
            return WireStyle(_LONG, "filled")
        case "retracts":
            return WireStyle(_LONG, "cross", against=True)
        case "disputes":
            return WireStyle(_MIXED, "open", against=True)
        case "same data as":
            return WireStyle(_DOTTED, None)
        case _:
            assert_never(relation)


def plot_lineage(
    dossier: Dossier, ax: Any = None, *, dataset: Dataset | None = None, **options: Unpack[SharedOptions]
) -> Axes:
    """Draw who rests on whom: each claim is a box, and a line leads to the claim that it reports, revises or disputes.

    The claims on which others rest stand first, at the left or, where that would be too wide, at the top. A box says
    who claims what, when and in which role. Relations differ in line and head, which the legend and the foot name. The
    claims for which no link is recorded are listed below: none recorded does not mean that a claim is independent. A
    box with a dashed frame is a claim of another dossier, by its id; or, with `dataset`, by who claims what of which
    figure.

    Parameters
    ----------
    dossier : Dossier
    ax : Axes or None
        Where to draw. By default a new figure is made.
    dataset : Dataset, optional
        Where claims of other dossiers, to which links lead, are found.
    **options : FigureOptions
        ``width``, ``size``, ``title``, ``subtitle``, ``foot``, ``palette``, ``lang``. There is no axis here, so that
        ``scale`` and ``xlabel`` change nothing.

    Returns
    -------
    Axes
        `caption`, `alt_text` and `sources` describe what it shows.

    Raises
    ------
    ClaimError
        If it is no dossier, or holds no claims; or if `dataset` is no dataset.
    MissingExtraError
        If igraph, which lays out what is linked, is not installed.
    UnknownNameError
        If there is no such argument or palette.
    FormatError
        If an argument has a value that is not allowed, or the Axes is too small or already shows claims.

    See Also
    --------
    lineage : What it shows.
    plot_timeline : The claims in the order in which they were made.

    References
    ----------
    Sugiyama, Tagawa & Toda (1981), Methods for visual understanding of hierarchical system structures: the layers.

    Examples
    --------
    >>> import estimates as es
    >>> import matplotlib.pyplot as plt
    >>> ax = plot_lineage(es.load("nanking-1937")["garrison"])
    >>> ax.get_title(loc="left")
    'Garrison of Nanking, December 1937'
    >>> plt.close(ax.figure)
    """
    asked = options_of(options, ax)
    given = given_axes(asked.ax)
    picture = dressed(lay_out_lineage(dossier, asked.language, dataset), asked)
    return LiveFigure(picture, _KIND, asked, given).axes[0]


def _entries(panel: LineagePanel) -> list[Entry]:
    if not panel.unlinked:
        return []
    language = panel.language
    heading = language.lineage.unlinked
    found = [Entry(heading, "", heading, heading=True)]
    for row in panel.unlinked:
        who, said = (language.listed(map(row.text, names)) for names in (("claimant", "role"), ("words", "claimed")))
        found.append(Entry(row.id, "", language.items([language.named(who, said), row.text("source")])))
    return found


def _legend(panel: LineagePanel, fonts: Type, width: float) -> tuple[_Samples, float]:
    """Return (relation, x, y) of each sample of a line, in as many rows as are needed, and the height of all."""
    em = fonts.size
    found: _Samples = []
    x, y = 0.0, 0.0
    for name in panel.relations:
        needed = (SAMPLE + 0.6) * em + fonts.width(panel.language.terms.relations[name])
        if x and x + needed > width:
            x, y = 0.0, y + LEAD * em
        found.append((name, x, y))
        x += needed + LEGEND_GAP * em
    return found, y + (LEAD + BETWEEN) * em if found else 0.0


def _build(picture: Picture, fonts: Type, width: float | None, widths: Widths | None = None) -> Sheet:
    em, panel = fonts.size, panel_of(picture)
    graph = graph_of(panel, fonts, width)
    total = max(graph.width, LEAST * em) if width is None else width
    below = _legend(panel, fonts, total)[1] + listed(_entries(panel), fonts, total)[1] + 0.4 * em
    fits = graph.width <= total + 0.1
    height = max(graph.height, em)
    # A negative width says that the graph has no room, however little its Axes may need otherwise.
    sides = (0.0, 0.0, total if fits else -1.0)
    return sheet_of(picture, fonts, sides, Axis("linear", (0.0, 1.0), ()), (height, below), above=0.9)


def _draw(axes: Axes, picture: Picture, number: int, sheet: Sheet, fonts: Type) -> list[Artist]:
    panel, em = panel_of(picture), fonts.size
    graph = graph_of(panel, fonts, sheet.axis_width)
    corner: Any = axes.transAxes  # it scales and moves, whatever its declared type
    at = Affine2D().scale(1 / 72) + root(axes).dpi_scale_trans + Moved(0, 1, corner)
    kept = len(axes.texts)
    drawn = [*_wires(axes, graph, at, fonts), *_boxes(axes, graph, at, fonts)]
    bottom = BETWEEN * em if panel.nodes else 0.0
    foot = Affine2D().scale(1 / 72) + root(axes).dpi_scale_trans + Moved(0, 0, corner)
    samples, height = _legend(panel, fonts, sheet.axis_width)
    for name, x, y in samples:
        down = -bottom - y - 0.2 * em
        path = Path([(x + SAMPLE * em, down), (x + 0.5 * em, down)])
        drawn += _wire(axes, name, path, (x, down), (-1, 0), foot, fonts, f"legend:{name}")
        word = panel.language.terms.relations[name]
        write_text(axes, (0, 0), word, axes.transAxes + moved(axes, x + (SAMPLE + 0.6) * em, down - 0.36 * em),
                   fonts.font(word), fonts.palette.secondary, f"legend:{name}")  # fmt: skip
    write_list(axes, listed(_entries(panel), fonts, sheet.width)[0], fonts, 0.0, height + 0.4 * em)
    return [*drawn, *axes.texts[kept:]]


def _boxes(axes: Axes, graph: Graph, at: Transform, fonts: Type) -> list[Artist]:
    em, palette = fonts.size, fonts.palette
    drawn: list[Artist] = []
    for box in graph.boxes:
        tone = box.row.tone
        style: Any = (0, (3, 2)) if box.row.elsewhere else "solid"
        frame = Rectangle((box.x, -box.y - box.height), box.width, box.height, transform=at, facecolor=palette.ground,
                          edgecolor=ink_of(tone, palette), linewidth=0.11 * em, linestyle=style, clip_on=False,
                          zorder=3, gid=f"node:{box.row.id}")  # fmt: skip
        axes.add_artist(frame)
        drawn.append(frame)
        for position, text in enumerate(box.lines):
            y = -box.y - (PAD + 0.5 * LEAD + 0.36 + position * LEAD) * em
            colour = palette.secondary if position >= box.names or tone != "claim" else palette.text
            shift = moved(axes, box.x + PAD * em, y)
            write_text(axes, (0, 1), text, axes.transAxes + shift, fonts.font(text), colour, f"node:{box.row.id}")
            axes.texts[-1].set_zorder(4)
    return drawn


def _wires(axes: Axes, graph: Graph, at: Transform, fonts: Type) -> list[Artist]:
    drawn: list[Artist] = []
    em = fonts.size
    for line in graph.lines:
        wire = line.wire
        short = 0.0 if wire_style(wire.relation).head is None else 0.5 * em
        corners = [(x, -y) for x, y in curved(line, short)]
        path = Path(corners, [Path.MOVETO, *[Path.CURVE4] * (len(corners) - 1)])
        x, y = line.points[-1]
        towards = (line.towards[0], -line.towards[1])
        gid = f"wire:{wire.relation}:{wire.derived}:{wire.base}"
        drawn += _wire(axes, wire.relation, path, (x, -y), towards, at, fonts, gid)
    return drawn


def _wire(
    axes: Axes, relation: LinkRelation, path: Path, end: tuple[float, float], towards: tuple[int, int], at: Transform,
    fonts: Type, gid: str,
) -> list[Artist]:  # fmt: skip
    """Draw a line and the head with which it ends."""
    em, style = fonts.size, wire_style(relation)
    colour = fonts.palette.pool if style.against else fonts.palette.claim
    stroke = PathPatch(path, transform=at, facecolor="none", edgecolor=colour, linewidth=0.12 * em, clip_on=False,
                       linestyle=style.dashes, capstyle="butt", zorder=1, gid=gid)  # fmt: skip
    axes.add_artist(stroke)
    head = style.head
    if head is None:
        return [stroke]
    (dx, dy), shape = towards, _SHAPES[head]
    turned: Any = Path([(x * dx - y * dy, x * dy + y * dx) for x, y in shape], _CODES[head])
    filled = head == "filled"
    point = Line2D([end[0]], [end[1]], transform=at, linestyle="none", marker=turned, markersize=2 * HEAD * em,
                   markerfacecolor=colour if filled else "none", markeredgecolor=colour,
                   markeredgewidth=(0.02 if filled else 0.13) * em, clip_on=False, zorder=2,
                   gid=f"head:{gid}")  # fmt: skip
    axes.add_artist(point)
    return [stroke, point]


_KIND = Kind(_build, _draw)
