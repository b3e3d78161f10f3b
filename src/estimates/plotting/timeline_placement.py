"""Where the claims of a timeline stand, in points from the lower left corner of its Axes, and where their labels do."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from estimates.layout.axis import place_on
from estimates.layout.running import step_lines
from estimates.layout.timeline import Join, TimePanel, TimeRow
from estimates.plotting.font_metrics import Type
from estimates.plotting.labels import Box, Field, Label, NoRoom, Point, stroke
from estimates.plotting.placement import LEAD, SMALL, TICK

LANE, STEP, FARTHEST, STRIP_LANE, WIDEST_LANE, BEND = 0.9, 0.95, 6, 2.4, 5.0, 0.18
LABEL = 15.0
# How wide a lane of the strip is where marks have numbers, in ems, the widest first: see `strip_width`.
LANES = (None, STRIP_LANE, 1.7, 1.35)


@frozen
class Spot:
    """Where a claim stands: the middle of its mark, how far that reaches, and by how much it gives way to others.

    `strip` is whether it stands in the strip of claims whose date is not known, which lies beyond the Axes; `faint`
    whether its mark meets another's.
    """

    row: TimeRow
    x: float
    y: float
    low: float
    high: float
    shift: float = 0.0
    strip: bool = False
    faint: bool = False

    @property
    def at(self) -> Point:
        """The middle of the mark."""
        return self.x + self.shift, self.y


@frozen
class Ground:
    """The room of a timeline: width and height of its Axes, and where the strip beyond it begins and ends."""

    width: float
    height: float
    gap: float
    strip: float
    em: float


def strip_width(panel: TimePanel, fonts: Type, height: float, heading: str, lane: float | None = None) -> float:
    """Return how wide the strip of undated claims is; nothing without any.

    Where marks have numbers its lanes are so many ems wide, or with None so wide that each has room beside its mark.
    """
    if not panel.undated:
        return 0.0
    em = mark_em(panel, fonts.size)
    lanes = 1 + max(lane for lane, _ in _lanes(panel, height, em))
    if panel.compact:
        return max(lanes * LANE * em + 1.4 * em, strip_heading(heading, fonts))
    widest = max(size_of(row, panel, fonts)[0] for row in panel.undated)
    labels = 2.2 * em if panel.keyed else widest + 1.2 * em
    if not panel.keyed:
        wide = STRIP_LANE * em
    else:
        wide = max(STRIP_LANE * em, widest + 1.5 * em) if lane is None else lane * em
    return max(lanes * wide + labels, strip_heading(heading, fonts))


def strip_heading(heading: str, fonts: Type) -> float:
    """Return how wide the heading of the strip is, with its margin."""
    return fonts.width(heading, TICK) + 0.8 * fonts.size


def mark_em(panel: TimePanel, em: float) -> float:
    """Return the em by which marks are measured: those of a compact figure are small."""
    return SMALL * em if panel.compact else em


def spots_of(panel: TimePanel, ground: Ground) -> dict[str, Spot]:
    """Return where each claim stands: at its date, moved within the date where claims would meet.

    No claim is moved by more than half of the time that its date spans, nor past another date: what stands at the left
    is never the later. Claims that meet all the same are `faint`.
    """
    low, high = panel.time.limits
    found: list[Spot] = []
    dated = sorted(panel.drawn, key=lambda row: (row.at or 0.0, row.key))
    places = [((row.at or 0.0) - low) / (high - low) * ground.width for row in dated]
    distinct = sorted(set(places))
    for row, x in zip(dated, places):
        room = _room(row, x, distinct, ground.width / (high - low))
        found.append(_moved(_spot(row, panel, ground, x), found, room, ground))
    found = _told_apart(found, ground.em)
    lanes = list(_lanes(panel, ground.height, ground.em))
    count = 1 + max((lane for lane, _ in lanes), default=0)
    pitch = min((ground.strip - 1.4 * ground.em) / count, WIDEST_LANE * ground.em)
    pitch = pitch if panel.keyed else min(pitch, LANE * ground.em) if panel.compact else STRIP_LANE * ground.em
    strip = []
    for lane, row in lanes:
        x = ground.width + ground.gap + lane * pitch + 1.2 * ground.em
        strip.append(evolve(_spot(row, panel, ground, x), strip=True))
    return {spot.row.id: spot for spot in (*found, *(_told_apart(strip, ground.em) if panel.compact else strip))}


def _told_apart(spots: Sequence[Spot], em: float) -> list[Spot]:
    """Return claims of which those that meet are faint."""
    return [evolve(spot, faint=any(_meet(spot, other, em) for other in spots if other is not spot)) for spot in spots]


def _room(row: TimeRow, x: float, distinct: Sequence[float], year: float) -> float:
    """Return how far a claim may be moved: half of its date's span, and half of the way to the next date."""
    if row.first is None or row.last is None:
        return 0.0
    place = bisect_left(distinct, x)
    gaps = [abs(x - distinct[other]) / 2 for other in (place - 1, place + 1) if 0 <= other < len(distinct)]
    # Of two dates that are moved towards each other neither reaches the middle.
    return min([(row.last - row.first) / 2 * year, *(0.98 * gap for gap in gaps)])


def _moved(spot: Spot, others: Sequence[Spot], room: float, ground: Ground) -> Spot:
    """Return a claim where it meets no other, as near to its date as it can be; else as far from others as it can."""
    near = [other for other in others if _meet(evolve(spot, shift=0.0), other, ground.em, room)]
    steps = (sign * n * STEP * ground.em for n in range(1, FARTHEST + 1) for sign in (1, -1))
    shifts = [0.0, *(step for step in steps if abs(step) <= room), room, -room]
    inside = [shift for shift in shifts if shift == 0 or 0 <= spot.x + shift <= ground.width]
    for shift in inside:
        if not any(_meet(evolve(spot, shift=shift), other, ground.em) for other in near):
            return evolve(spot, shift=shift)
    return evolve(spot, shift=max(inside, key=lambda shift: min(abs(spot.x + shift - o.at[0]) for o in near)))


def _spot(row: TimeRow, panel: TimePanel, ground: Ground, x: float) -> Spot:
    assert row.anchor is not None
    ends = [place_on(panel.axis, end) * ground.height for mark in row.marks for end in (mark.x, mark.to)
            if end is not None]  # fmt: skip
    return Spot(row, x, place_on(panel.axis, row.anchor) * ground.height, min(ends), max(ends))


def _meet(a: Spot, b: Spot, em: float, more: float = 0.0) -> bool:
    """Return whether two claims are too near to be told apart; `more` widens the distance from left to right."""
    pad = 0.9 * em
    return abs(a.at[0] - b.at[0]) < LANE * em + more and a.low < b.high + pad and b.low < a.high + pad


def _lanes(panel: TimePanel, height: float, em: float) -> Iterator[tuple[int, TimeRow]]:
    """Yield each undated claim with the lane of the strip in which it stands, as few lanes as there can be."""
    ground = Ground(1.0, height, 0.0, 0.0, em)
    ends: list[float] = []
    for spot in sorted((_spot(row, panel, ground, 0.0) for row in panel.undated), key=lambda s: (s.low, s.row.key)):
        lane = next((number for number, end in enumerate(ends) if spot.low > end + 1.2 * em), len(ends))
        ends[lane : lane + 1] = [spot.high]
        yield lane, spot.row


def label_lines(row: TimeRow, panel: TimePanel, fonts: Type) -> list[str]:
    """Return the lines beside a mark: its number in the list, or who claims what in which role."""
    if panel.keyed:
        return [row.text("key")]
    em = fonts.size
    return [*fonts.lines(row.text("claimant"), LABEL * em), *fonts.lines(saying(row), LABEL * em)]


def saying(row: TimeRow) -> str:
    """Return in which role a claim is made, and what it says."""
    return f"{row.text('role')} · {row.text('words')}"


def size_of(row: TimeRow, panel: TimePanel, fonts: Type) -> tuple[float, float]:
    """Return the width and the height of a label, in points."""
    lines = label_lines(row, panel, fonts)
    return max(fonts.width(text, 1.0, panel.keyed) for text in lines), (len(lines) * LEAD - 0.2) * fonts.size


def labels_area(panel: TimePanel, fonts: Type) -> float:
    """Return the room that the labels of all claims take, in square points."""
    sizes = [] if panel.compact else [size_of(row, panel, fonts) for row in (*panel.drawn, *panel.undated)]
    return sum((width + fonts.size) * (height + 0.6 * fonts.size) for width, height in sizes)


def labels_of(
    panel: TimePanel, spots: dict[str, Spot], ground: Ground, fonts: Type, *, strict: bool = False
) -> dict[str, Label]:
    """Return where each label stands; the narrow ones of marks that crowd together find theirs first.

    A compact timeline has no labels.

    Raises
    ------
    NoRoom
        If `strict`, and there is no room for one of them.
    """
    if panel.compact:
        return {}
    em = ground.em
    hard = [box for spot in spots.values() for box in _boxes(spot, em)]
    arcs = [curve(old, new, bend_of(old, new, ground)) for _, old, new in arrows_of(panel, spots)]
    soft = [box for arc in arcs for box in stroke(arc, 0.2 * em)]
    soft += [box for spot in spots.values() if spot.row.span for box in [_span(spot, panel, ground)]]
    soft += [box for line in _steps(panel, ground) for box in stroke(line, 0.2 * em)]
    field = Field(hard, soft, em)
    crowd = {spot.row.id: sum(abs(spot.x - o.x) < 4 * em and abs(spot.y - o.y) < 4 * em for o in spots.values())
             for spot in spots.values()}  # fmt: skip
    found = {}
    for spot in sorted(spots.values(), key=lambda spot: (-crowd[spot.row.id], spot.row.key)):
        left = ground.width + ground.gap + 0.2 * em if spot.strip else 0.15 * em
        right = ground.width + ground.gap + ground.strip if spot.strip else ground.width
        bounds = (left, 0.1 * em, right, ground.height)
        label = field.place(spot.at, size_of(spot.row, panel, fonts), bounds, near=not panel.keyed)
        if label is not None:
            found[spot.row.id] = label
        elif strict:
            raise NoRoom(spot.row.id)
    return found


def _boxes(spot: Spot, em: float) -> Iterator[Box]:
    x, _ = spot.at
    yield x - 0.6 * em, spot.low - 0.5 * em, x + 0.6 * em, spot.high + 0.5 * em
    if spot.row.tone == "muted":
        yield x - 0.95 * em, spot.y - 0.6 * em, x + 0.95 * em, spot.y + 0.6 * em


def _span(spot: Spot, panel: TimePanel, ground: Ground) -> Box:
    low, high = panel.time.limits
    assert spot.row.span is not None
    first, last = ((end - low) / (high - low) * ground.width for end in spot.row.span)
    return first, spot.y - 0.15 * ground.em, last, spot.y + 0.15 * ground.em


def _steps(panel: TimePanel, ground: Ground) -> Iterator[Sequence[Point]]:
    """Yield the lines of the running core or median."""
    low, high = panel.time.limits
    for _, _, xs, ys in step_lines(panel.steps):
        yield [((x - low) / (high - low) * ground.width, place_on(panel.axis, y) * ground.height)
               for x, y in zip(xs, ys)]  # fmt: skip


def curve(old: Spot, new: Spot, bend: float) -> Sequence[Point]:
    """Return points on the arrow from one claim to another: the arc that matplotlib draws between them."""
    (x0, y0), (x1, y1) = old.at, new.at
    cx, cy = (x0 + x1) / 2 + bend * (y1 - y0), (y0 + y1) / 2 - bend * (x1 - x0)
    found = []
    for step in range(13):
        t = step / 12
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        found.append((a * x0 + b * cx + c * x1, a * y0 + b * cy + c * y1))
    return found


def bend_of(old: Spot, new: Spot, ground: Ground) -> float:
    """Return how an arrow is bent so that it keeps within the plot: the dates under the axis stay clear of it."""
    bends = (BEND, -BEND)
    return next((bend for bend in bends if all(0 <= y <= ground.height for _, y in curve(old, new, bend))), 0.0)


def arrows_of(panel: TimePanel, spots: dict[str, Spot]) -> list[tuple[Join, Spot, Spot]]:
    """Return the arrows with the claims that they join, the old one first."""
    return [(join, spots[join.old], spots[join.new]) for join in panel.arrows]
