"""Labels beside marks that touch neither each other nor what is drawn; all lengths in points."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from attrs import frozen

Point = tuple[float, float]
Box = tuple[float, float, float, float]
# How far from its mark a label may stand, in ems, and in which directions it is tried: at the right first.
_REACHES = (0.85, 1.25, 1.8, 2.6, 3.8, 5.4, 7.5, 10.0, 13.0)
# Where these have no room: farther away, in more directions.
_FAR = (*_REACHES, 16.0, 20.0, 25.0)
_ROUND = tuple(range(0, 360, 10))
_ANGLES = (0, 45, -45, 180, 135, -135, 90, -90, 22, -22, 158, -158, 67, -67, 113, -113)
LEADER, NEAREST = 1.6, 5
# How far labels in one line stand apart, in ems: the numbers 3 and 2 are not read as 32.
_APART = 0.45


class NoRoom(Exception):  # noqa: N818 - it is an answer, not a fault of the reader's
    """Labels do not all fit beside their marks."""


@frozen
class Label:
    """A label where it stands: its left lower corner, and its leader from the mark where it has one.

    `crosses` is whether that leader crosses another, or a mark that is not its own.
    """

    x: float
    y: float
    leader: tuple[Point, Point] | None
    crosses: bool = False


def stroke(points: Sequence[Point], half: float) -> list[Box]:
    """Return small boxes that cover a line."""
    found: list[Box] = []
    for (x0, y0), (x1, y1) in pairwise(points):
        steps = max(1, math.ceil(math.hypot(x1 - x0, y1 - y0) / max(2 * half, 2.0)))
        for step in range(steps + 1):
            x, y = x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps
            found.append((x - half, y - half, x + half, y + half))
    return found


@frozen
class _Crossing:
    """What a label and its leader may cross: lines by the label; other leaders, and marks, by its own leader."""

    lines: bool = False
    leaders: bool = False
    marks: bool = False


class Field:
    """The plane in which labels find their places.

    Parameters
    ----------
    hard : iterable of Box
        What no label may touch: marks and texts.
    soft : iterable of Box
        Lines that are crossed only where there is no other place.
    em : float
    """

    def __init__(self, hard: Iterable[Box], soft: Iterable[Box], em: float) -> None:
        self.hard = np.array(list(hard), dtype=float).reshape(-1, 4)
        self.soft = np.array(list(soft), dtype=float).reshape(-1, 4)
        self.texts = np.empty((0, 4))
        self.leaders = np.empty((0, 4))
        self.em = em

    def place(self, at: Point, size: tuple[float, float], bounds: Box, *, near: bool = False) -> Label | None:
        """Return where a label stands, or None where there is no room for it.

        Labels are tried clear of all lines first, then across lines, then far away. A leader that crosses others, and
        then one that crosses marks, is the last that is tried.

        Parameters
        ----------
        at : (float, float)
            The middle of its mark.
        size : (float, float)
        bounds : Box
            Where it may stand.
        near : bool
            Whether it has to stand close to its mark.
        """
        reaches = _REACHES[:NEAREST] if near else _REACHES
        tries: list[tuple[_Crossing, Sequence[float], Sequence[float]]] = [(_Crossing(), reaches, _ANGLES)]
        if not near:
            tries += [(_Crossing(lines=True), reaches, _ANGLES), (_Crossing(lines=True), _FAR, _ROUND),
                      (_Crossing(True, True), _FAR, _ROUND), (_Crossing(True, True, True), _FAR, _ROUND)]  # fmt: skip
        for crossing, tried, angles in tries:
            for reach in tried:
                for angle in angles:
                    found = self._try(at, size, bounds, (reach * self.em, math.radians(angle)), crossing)
                    if found is not None:
                        return found
        return None

    def _try(
        self, at: Point, size: tuple[float, float], bounds: Box, polar: tuple[float, float], crossing: _Crossing
    ) -> Label | None:
        (reach, angle), (width, height) = polar, size
        if width > bounds[2] - bounds[0] or height > bounds[3] - bounds[1]:
            return None
        x = at[0] + math.cos(angle) * (width / 2 + reach) - width / 2
        y = at[1] + math.sin(angle) * (height / 2 + reach) - height / 2
        x, y = min(max(x, bounds[0]), bounds[2] - width), min(max(y, bounds[1]), bounds[3] - height)
        box = (x, y, x + width, y + height)
        apart = _APART * self.em
        if _touches(self.texts, (box[0] - apart, box[1], box[2] + apart, box[3])):
            return None
        if _touches(self.hard, box) or _touches(self.leaders, box):
            return None
        if not crossing.lines and _touches(self.soft, box):
            return None
        leader, boxes = None, []
        end = min(max(at[0], box[0]), box[2]), min(max(at[1], box[1]), box[3])
        if math.dist(at, end) > LEADER * self.em:
            start = _towards(at, end, 0.55 * self.em)
            leader, boxes = (start, end), stroke([start, end], 0.4)
            if self._crosses(at, boxes, crossing):
                return None
        self.texts = np.vstack([self.texts, [box]])
        if boxes:
            self.leaders = np.vstack([self.leaders, boxes])
        return Label(x, y, leader, bool(boxes) and crossing.leaders)

    def _crosses(self, at: Point, leader: Sequence[Box], crossing: _Crossing) -> bool:
        """Return whether a leader crosses a text, or what it may not; the mark from which it leads is its own."""
        marks = self.hard[~_holding(self.hard, at)]
        barred = [self.texts, *([] if crossing.leaders else [self.leaders]), *([] if crossing.marks else [marks])]
        return any(_touches(boxes, piece) for boxes in barred for piece in leader)


def _holding(boxes: np.ndarray, at: Point) -> np.ndarray:
    """Return which boxes hold a point."""
    x, y = at
    held: np.ndarray = (boxes[:, 0] <= x) & (x <= boxes[:, 2]) & (boxes[:, 1] <= y) & (y <= boxes[:, 3])
    return held


def _touches(boxes: np.ndarray, box: Box) -> bool:
    apart = (boxes[:, 0] >= box[2]) | (boxes[:, 2] <= box[0]) | (boxes[:, 1] >= box[3]) | (boxes[:, 3] <= box[1])
    return not bool(apart.all())


def _towards(start: Point, end: Point, by: float) -> Point:
    length = math.hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    return start[0] + (end[0] - start[0]) * by / length, start[1] + (end[1] - start[1]) * by / length
