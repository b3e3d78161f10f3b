"""Where the boxes and lines of a layered graph stand, in points from its upper left corner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from attrs import frozen

from estimates.layout.lineage import LineagePanel, NodeRow, Wire
from estimates.plotting.font_metrics import Type
from estimates.plotting.labels import Point
from estimates.plotting.placement import LEAD

PAD, BETWEEN_LAYERS, BETWEEN_BOXES, PASSAGE, HEAD, TWIN = 0.5, 4.0, 0.9, 1.1, 0.6, 0.8
TOO_WIDE, TOO_HIGH = 72.0, 96.0
# How wide the texts of a box are at most, in ems: wider where that makes the graph lower by this part, up to a width of
# its own where none is given.
TEXTS, LOWER, WIDE = (12.0, 16.0, 21.0, 27.0), 0.92, 50.0


@frozen
class Box:
    """A claim's frame and the lines of text in it; `names` is how many of them are its claimant's."""

    row: NodeRow
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    names: int


@frozen
class Line:
    """A wire as it is drawn, from the claim that rests to the one on which it rests; and which way its head points."""

    wire: Wire
    points: tuple[Point, ...]
    towards: tuple[int, int]
    across: bool


@frozen
class Graph:
    """Boxes and lines, with the width and the height of all."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    width: float
    height: float


def graph_of(panel: LineagePanel, fonts: Type, width: float | None = None) -> Graph:
    """Return where everything stands: layers from left to right, or from above to below where that is too wide.

    Parameters
    ----------
    panel : LineagePanel
    fonts : Type
    width : float or None
        The room that there is, in points; by default a graph is as large as it needs to be.
    """
    if not panel.nodes:
        return Graph((), (), 0.0, 0.0)
    em = fonts.size
    across = _graph(panel, fonts, True)
    if across.width <= (TOO_WIDE * em if width is None else width):
        for text in TEXTS[1:]:
            wider = _graph(panel, fonts, True, text)
            if wider.width <= (WIDE * em if width is None else width) and wider.height < LOWER * across.height:
                across = wider
        return across
    down = _graph(panel, fonts, False)
    if width is not None:
        return down if down.width < across.width else across
    return min(across, down, key=lambda graph: max(graph.width / TOO_WIDE, graph.height / TOO_HIGH))


def _graph(panel: LineagePanel, fonts: Type, across: bool, text: float = TEXTS[0]) -> Graph:
    """Return the graph with its layers side by side, or one below the other.

    `main` runs from layer to layer and `cross` along a layer: from left to right and from above to below, or the
    other way round.
    """
    em = fonts.size
    texts = {row.id: _text(row, fonts, text) for row in panel.nodes}
    sizes = {name: (max(fonts.width(text) for text in lines) + 2 * PAD * em, (len(lines) * LEAD + 2 * PAD) * em)
             for name, (lines, _) in texts.items()}  # fmt: skip
    main, cross = (0, 1) if across else (1, 0)
    last = max(row.layer or 0 for row in panel.nodes)
    depth = [max((sizes[row.id][main] for row in panel.nodes if row.layer == layer), default=0.0)
             for layer in range(last + 1)]  # fmt: skip
    starts = [sum(depth[:layer]) + layer * BETWEEN_LAYERS * em for layer in range(last + 1)]
    middles = _middles(panel, {name: size[cross] for name, size in sizes.items()}, em)
    boxes: dict[str, tuple[float, float, float, float]] = {}
    for row in panel.nodes:
        size, layer = sizes[row.id], row.layer or 0
        boxes[row.id] = (starts[layer], middles[row.layer, row.place] - size[cross] / 2, depth[layer], size[cross])
    lines = _lines(panel, boxes, (starts, depth), middles, em)
    turned = tuple(
        Line(wire, tuple(points if across else [(c, m) for m, c in points]), (sign, 0) if across else (0, sign), across)
        for wire, points, sign in lines
    )
    found = []
    for row in panel.nodes:
        m, c, deep, broad = boxes[row.id]
        x, y, width, height = (m, c, deep, broad) if across else (c, m, broad, deep)
        found.append(Box(row, x, y, width, height, tuple(texts[row.id][0]), texts[row.id][1]))
    right = max([box.x + box.width for box in found] + [x for line in turned for x, _ in line.points])
    bottom = max([box.y + box.height for box in found] + [y for line in turned for _, y in line.points])
    return Graph(tuple(found), turned, right, bottom)


def _text(row: NodeRow, fonts: Type, width: float) -> tuple[list[str], int]:
    em = fonts.size
    names = fonts.lines(row.text("claimant") or row.text("id"), width * em)
    said = ", ".join(filter(None, [row.text("words"), row.text("claimed")]))
    parts = filter(None, [said, row.text("role"), row.text("figure")])
    more = [text for part in parts for text in fonts.lines(part, width * em)]
    return [*names, *more], len(names)


def _middles(panel: LineagePanel, sizes: dict[str, float], em: float) -> dict[tuple[int | None, float], float]:
    """Return the middle of each node and passage along its layer: near its place, and clear of its neighbours."""
    breadth: dict[tuple[int | None, float], float] = {}
    for wire in panel.wires:
        breadth |= dict.fromkeys(wire.via, PASSAGE * em)
    breadth |= {(row.layer, row.place): sizes[row.id] for row in panel.nodes}
    usual = sorted(sizes.values())[(3 * len(sizes)) // 4]
    unit = usual + BETWEEN_BOXES * em
    found: dict[tuple[int | None, float], float] = {}
    ends: dict[int | None, float] = defaultdict(float)
    for (layer, place), size in sorted(breadth.items(), key=lambda item: (item[0][1], item[0][0] or 0)):
        middle = max(place * unit + usual / 2, ends[layer] + size / 2)
        found[layer, place] = middle
        ends[layer] = middle + size / 2 + BETWEEN_BOXES * em
    top = min(middle - breadth[key] / 2 for key, middle in found.items())
    return {key: middle - top for key, middle in found.items()}


def _lines(
    panel: LineagePanel, boxes: dict[str, tuple[float, float, float, float]],
    columns: tuple[Sequence[float], Sequence[float]], middles: dict[tuple[int | None, float], float], em: float,
) -> list[tuple[Wire, list[Point], int]]:  # fmt: skip
    """Return each wire with its points, (main, cross), and the direction of its head along `main`."""
    starts, depth = columns
    layer = {row.id: row.layer or 0 for row in panel.nodes}
    ports = _places_at_boxes(panel, boxes, layer, middles)
    twins: dict[frozenset[str], int] = defaultdict(int)
    found = []
    for number, wire in enumerate(panel.wires):
        sign = -1 if layer[wire.derived] > layer[wire.base] else 1
        pair = frozenset((wire.derived, wire.base))
        aside = twins[pair] * TWIN * em
        twins[pair] += 1
        m0, _, deep0, _ = boxes[wire.derived]
        m1, _, deep1, _ = boxes[wire.base]
        points = [(m0 if sign < 0 else m0 + deep0, ports[number, wire.derived])]
        for passed, place in wire.via:
            near, far = starts[passed] + depth[passed], starts[passed]
            cross = middles[passed, place] + aside
            points += [(near, cross), (far, cross)] if sign < 0 else [(far, cross), (near, cross)]
        points.append((m1 + deep1 if sign < 0 else m1, ports[number, wire.base]))
        found.append((wire, points, sign))
    return found


def _places_at_boxes(
    panel: LineagePanel, boxes: dict[str, tuple[float, float, float, float]], layer: dict[str, int],
    middles: dict[tuple[int | None, float], float],
) -> dict[tuple[int, str], float]:  # fmt: skip
    """Return where along the side of its box each wire ends, in the order in which the wires come."""
    sides: dict[tuple[str, bool], list[tuple[float, int]]] = defaultdict(list)
    for number, wire in enumerate(panel.wires):
        for own, other, next_to in ((wire.derived, wire.base, wire.via[:1]), (wire.base, wire.derived, wire.via[-1:])):
            _, c, _, broad = boxes[other]
            comes = middles[next_to[0]] if next_to else c + broad / 2
            sides[own, layer[own] < layer[other]].append((comes, number))
    found = {}
    for (name, _), wires in sides.items():
        _, c, _, broad = boxes[name]
        for place, (_, number) in enumerate(sorted(wires), 1):
            found[number, name] = c + broad * (0.15 + 0.7 * place / (len(wires) + 1))
    return found


def curved(line: Line, short: float) -> list[Point]:
    """Return the corners of a smooth path along a line as cubic curves, which ends so far before its last point."""
    (x1, y1), (dx, dy) = line.points[-1], line.towards
    points = [*line.points[:-1], (x1 - dx * short, y1 - dy * short)]
    found = [points[0]]
    for (ax, ay), (bx, by) in pairwise(points):
        if line.across:
            found += [((ax + bx) / 2, ay), ((ax + bx) / 2, by), (bx, by)]
        else:
            found += [(ax, (ay + by) / 2), (bx, (ay + by) / 2), (bx, by)]
    return found
