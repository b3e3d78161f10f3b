"""The marks of a range on an axis: one definition for each, with its meaning, its shape and its size."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, assert_never, get_args

from attrs import frozen

from estimates.layout.axis import drawable, place_on, value_at
from estimates.layout.figure_model import Axis, Mark, MarkKind
from estimates.layout.languages import required
from estimates.model.ranges import Range
from estimates.model.vocabulary import Direction, Strength

# A side without a stated end is a stub of at most this part of the axis, which ends this far before the edge.
FARTHEST, EDGE = 0.17, 0.012
# A dash of a stub with its gap, in ems, and the part of it that is ink.
_DASH, _INKED = 0.64, 0.66
# The length of a usual axis, in ems: what is too short to be seen is judged on it, so that words and marks agree.
_USUAL = 28.0


@frozen
class MarkDefinition:
    """What a mark means and how it looks, for whatever draws it.

    Parameters
    ----------
    meaning : str
        The key of what explains it in the terms of a language, one of `required.MARKS`; ``""`` where another mark of
        the same row does.
    size : float
        For a shape its height, for a line its thickness, in ems of the text of the rows.
    path : tuple of (str, float, ...)
        The outline in the commands of SVG (``M``, ``L``, ``Q``, ``Z``; ``O`` is a disc), upwards positive, within -1
        and 1; empty for a line.
    open : bool
        Whether the outline is a stroke rather than an area.
    least : float
        The least length on the axis of a mark with two ends, in ems: a shorter one is a lozenge of this width, so that
        what the foot explains can be seen.
    """

    meaning: str
    size: float
    path: tuple[tuple[str | float, ...], ...] = ()
    open: bool = False
    least: float = 0.0


_CHEVRON = (("M", 0.5, 0.6), ("L", 0.0, 0.0), ("L", 0.5, -0.6), ("M", 1.0, 0.6), ("L", 0.5, 0.0), ("L", 1.0, -0.6))
_DIAMOND = (("M", 0.0, 1.0), ("L", 1.0, 0.0), ("L", 0.0, -1.0), ("L", -1.0, 0.0), ("Z",))
_SQUARE = (("M", -1.0, -1.0), ("L", 1.0, -1.0), ("L", 1.0, 1.0), ("L", -1.0, 1.0), ("Z",))


def _mirrored(path: tuple[tuple[str | float, ...], ...]) -> tuple[tuple[str | float, ...], ...]:
    """Return an outline with left and right exchanged."""
    return tuple((name, *(-float(value) if place % 2 == 0 else value for place, value in enumerate(values)))
                 for name, *values in path)  # fmt: skip


_ROUND = (("M", 0.42, 1.0), ("Q", -0.42, 0.0, 0.42, -1.0))
_ARROW = (("M", 0.0, 0.0), ("L", 1.0, 0.55), ("L", 1.0, -0.55), ("Z",))

MARKS: Final[dict[MarkKind, MarkDefinition]] = {
    "dot": MarkDefinition("dot", 0.78, (("O",),)),
    "diamond": MarkDefinition("diamond", 1.05, _DIAMOND),
    "cap": MarkDefinition("cap", 1.0, (("M", 0.0, 1.0), ("L", 0.0, -1.0)), open=True),
    "excluded low": MarkDefinition("excluded", 1.25, _ROUND, open=True),
    "excluded high": MarkDefinition("excluded", 1.25, _mirrored(_ROUND), open=True),
    "square": MarkDefinition("square", 0.66, _SQUARE),
    "bar": MarkDefinition("", 0.26),
    "stub": MarkDefinition("stub", 0.22),
    "arrow left": MarkDefinition("arrow", 1.75, _ARROW),
    "arrow right": MarkDefinition("arrow", 1.75, _mirrored(_ARROW)),
    "cut left": MarkDefinition("cut", 1.6, _CHEVRON, open=True),
    "cut right": MarkDefinition("cut", 1.6, _mirrored(_CHEVRON), open=True),
    "strike": MarkDefinition("", 1.5, (("M", -1.0, -0.6), ("L", 1.0, 0.6)), open=True),
    "summary": MarkDefinition("summary", 0.84, least=0.42),
    "span": MarkDefinition("span", 0.72, least=0.72),
    "interval": MarkDefinition("interval", 0.42, least=0.42),
    "tick": MarkDefinition("tick", 0.8, (("M", 0.0, 1.0), ("L", 0.0, -1.0)), open=True),
    "envelope": MarkDefinition("envelope", 0.12),
    "core": MarkDefinition("core", 0.5, least=0.9),
}  # fmt: skip
assert set(MARKS) == set(get_args(MarkKind)), "each mark has one definition"
assert {mark.meaning for mark in MARKS.values()} <= {*required.MARKS, ""}, "each mark is explained"

THIN, HEAVY = 0.12, 0.26


def triangle_outline(direction: Direction) -> tuple[tuple[float, float], ...]:
    """Return the triangle of a judgement, whose tip points where the truth would lie."""
    match direction:
        case "inflated":
            return ((0.75, 0.8), (-0.75, 0.0), (0.75, -0.8))
        case "downplayed":
            return ((-0.75, 0.8), (0.75, 0.0), (-0.75, -0.8))
        case _:
            assert_never(direction)


def triangle_edge(strength: Strength) -> tuple[bool, float]:
    """Return whether the triangle of a judgement is filled, and the thickness of its outline in ems."""
    match strength:
        case "finding":
            return True, THIN
        case "motive":
            return False, THIN
        case "accusation":
            return False, HEAVY
        case _:
            assert_never(strength)


def marks_of(r: Range, axis: Axis) -> tuple[Mark, ...]:
    """Return the marks of a claim on an axis; none for a vague one.

    Parameters
    ----------
    r : Range
    axis : Axis
        An end beyond its limits is cut there; so is zero on a logarithmic axis.
    """
    low, high = axis.limits
    if r.kind == "vague":
        return ()
    start = None if r.low is None else drawable(r.low)
    end = None if r.high is None else drawable(r.high)
    if start is not None and start > high:
        return (Mark("cut right", high),)
    if end is not None and end < low:
        return (Mark("cut left", low),)
    if start is not None and start == end:
        return (Mark("diamond" if r.approximate else "dot", start),)
    bar = (Mark("bar", max(low, start), min(high, end)),) if start is not None and end is not None else ()
    return (
        *bar,
        *_end(start, end, "left", r, axis),
        *_end(end, start, "right", r, axis),
        *([Mark("square", drawable(r.best))] if r.best is not None and low <= r.best <= high else []),
    )


def stub(cap: float, side: str, axis: Axis) -> tuple[Mark, ...]:
    """Return the fading stub of a side without a stated end, outward from the end that is stated.

    Its length is that of a mark, not of a value: at most `FARTHEST` of the axis. There is none where the stated end
    stands at the edge.

    Examples
    --------
    >>> axis = Axis("linear", (0.0, 100.0), ())
    >>> stub(84, "left", axis)
    (Mark(kind='stub', x=84, to=67.0, peak=None),)
    >>> stub(5, "left", axis)
    (Mark(kind='stub', x=5, to=1.2, peak=None),)
    >>> stub(0.5, "left", axis)
    ()
    """
    at = min(max(place_on(axis, cap), 0.0), 1.0)
    to = max(at - FARTHEST, EDGE) if side == "left" else min(at + FARTHEST, 1 - EDGE)
    if (to >= at) if side == "left" else (to <= at):
        return ()
    return (Mark("stub", cap, value_at(axis, to)),)


def _end(value: float | None, other: float | None, side: str, r: Range, axis: Axis) -> tuple[Mark, ...]:
    """Return the marks of one end; an end that is excluded and approximate has both marks."""
    low, high = axis.limits
    edge = low if side == "left" else high
    if value is None:
        assert other is not None
        return stub(min(max(other, low), high), side, axis)
    if value < low or value > high:
        return (Mark("cut left" if side == "left" else "cut right", edge),)
    about = (Mark("diamond", value),) if r.approximate else ()
    if side == "left" and r.low_open:
        return (Mark("excluded low", value), *about)
    if side == "right" and r.high_open:
        return (Mark("excluded high", value), *about)
    return about or (Mark("cap", value),)


def summary_marks(median: Range, interval: Range, axis: Axis) -> tuple[Mark, ...]:
    """Return the marks of a pool.

    A median of one value is a long diamond over its interval; where the interval is not bounded on both sides, a dot
    and a bar to the end that there is. A median that the claims determine only so far is a thick bar. A side without
    an end fades, as that of a claim does.

    Parameters
    ----------
    median, interval : Range
        A median without a number is drawn as its interval.
    axis : Axis
    """
    low, high = axis.limits
    peak = median.low if median.kind in ("point", "about") else None
    shown = interval if peak is not None or median.kind == "vague" else median
    if peak is not None and not low <= peak <= high:
        return (Mark("cut right", high) if peak > high else Mark("cut left", low),)
    middle = [] if peak is None else [Mark("dot", drawable(peak))]
    if shown.kind == "vague":
        return tuple(middle)
    start, end = (None if value is None else drawable(value) for value in (shown.low, shown.high))
    if peak is None and ((start or 0.0) > high or (end is not None and end < low)):
        return (Mark("cut right", high) if end is None or end > high else Mark("cut left", low),)
    if peak is not None and start is not None and end is not None and low <= start and end <= high:
        return (Mark("summary", start, end, peak=drawable(peak)),)
    kind: MarkKind = "span" if shown is median else "interval"
    # What is known of a one-sided range is its one end, and the peak where there is one.
    inner = [value for value in (start, end, peak) if value is not None]
    left, right = (min(max(value, low), high) for value in (min(inner), max(inner)))
    ends: list[Mark] = []
    for value, side, at in ((start, "left", left), (end, "right", right)):
        if value is None:
            ends += stub(at, side, axis)
        elif not low <= value <= high:
            ends.append(Mark("cut left", low) if side == "left" else Mark("cut right", high))
        elif start is None or end is None:
            ends.append(Mark("cap", value))
    bar = [Mark(kind, left, right)] if left < right else []
    lone = [Mark("dot", left)] if not bar and start is not None and start == end and not middle else []
    return (*bar, *ends, *middle, *lone)


def meanings(marks: Iterable[tuple[str, Mark, Range | None]], axis: Axis) -> set[str]:
    """Return the keys of the meanings that the marks of an axis need, given as (tone, mark, range)."""
    needed: set[str] = set()
    for tone, mark, r in marks:
        meaning = meaning_of(mark, axis)
        if meaning == "cut":
            zero = mark.kind == "cut left" and axis.scale == "log" and r is not None and 0 in (r.low, r.high)
            meaning = "zero" if zero else "cut"
        needed |= {meaning} if meaning else set()
        if tone in ("aside", "muted"):
            needed.add(tone)
    return needed


def meaning_of(mark: Mark, axis: Axis) -> str:
    """Return the key of what explains a mark as it is drawn on an axis, ``""`` where another mark of its row does."""
    meaning = MARKS[mark.kind].meaning
    return "core value" if meaning == "core" and is_short(mark, axis) else meaning


def is_short(mark: Mark, axis: Axis) -> bool:
    """Return whether a mark with two ends is drawn as a lozenge: shorter than its least length on a usual axis.

    Examples
    --------
    >>> axis = Axis("linear", (0.0, 100.0), ())
    >>> is_short(Mark("core", 50.0, 50.0), axis), is_short(Mark("core", 50.0, 60.0), axis)
    (True, False)
    """
    least = MARKS[mark.kind].least
    return mark.to is not None and abs(place_on(axis, mark.to) - place_on(axis, mark.x)) * _USUAL < least


def dashes(mark: Mark, axis: Axis, ems: float) -> tuple[tuple[float, float, float], ...]:
    """Return the dashes of a stub, outward: from which value to which, and how strong, from 1 down to nothing.

    Parameters
    ----------
    mark : Mark
    axis : Axis
    ems : float
        How long the axis is.

    Examples
    --------
    >>> axis = Axis("linear", (0.0, 100.0), ())
    >>> [round(strength, 2) for *_, strength in dashes(Mark("stub", 50.0, 67.0), axis, 30)]
    [1.0, 0.88, 0.75, 0.62, 0.5, 0.38, 0.25, 0.12]
    """
    assert mark.to is not None
    start, end = place_on(axis, mark.x), place_on(axis, mark.to)
    count = max(3, round(abs(end - start) * ems / _DASH))
    step = (end - start) / count
    return tuple(
        (value_at(axis, start + n * step) if n else mark.x, value_at(axis, start + (n + _INKED) * step), 1 - n / count)
        for n in range(count)
    )
