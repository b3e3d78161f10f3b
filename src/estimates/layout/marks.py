"""The marks of a range on an axis, each with one meaning."""

from __future__ import annotations

from collections.abc import Iterable

from estimates.layout.axis import drawable
from estimates.layout.figure_model import Axis, Mark, MarkKind
from estimates.model.ranges import Range

# In the order in which the foot explains them.
MEANINGS: dict[str, str] = {
    "dot": "dot: a single value",
    "diamond": "diamond: “about”",
    "cap": "cap: stated end",
    "excluded": "rounded end: more or less than this value, which is itself excluded",
    "square": "square: the value that the source names as best",
    "arrow": "arrow and dashes: no end is stated on that side",
    "cut": "double chevron: runs on beyond the axis",
    "zero": "double chevron: zero, which a logarithmic axis cannot show",
    "aside": "hollow and grey: another measure or scope, set aside from comparison",
    "copy": "hollow and grey: a copy of another claim, which counts once",
    "muted": "pale: no longer stands",
    "summary": "long diamond: a summary, widest at its median",
    "span": "thick bar and shade: the summary’s median, as far as the claims determine it",
}


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
    line: MarkKind = "bar" if start is not None and end is not None else "dashes"
    left = low if start is None else max(low, start)
    right = high if end is None else min(high, end)
    return (
        Mark(line, left, right),
        *_end(start, "left", r, axis),
        *_end(end, "right", r, axis),
        *([Mark("square", drawable(r.best))] if r.best is not None and low <= r.best <= high else []),
    )


def _end(value: float | None, side: str, r: Range, axis: Axis) -> tuple[Mark, ...]:
    """Return the mark of one end; an end that is excluded and approximate has both marks."""
    low, high = axis.limits
    edge = low if side == "left" else high
    if value is None:
        return (Mark("arrow left" if side == "left" else "arrow right", edge),)
    if value < low or value > high:
        return (Mark("cut left" if side == "left" else "cut right", edge),)
    about = (Mark("diamond", value),) if r.approximate else ()
    if side == "left" and r.low_open:
        return (Mark("excluded low", value), *about)
    if side == "right" and r.high_open:
        return (Mark("excluded high", value), *about)
    return about or (Mark("cap", value),)


def summary_marks(median: Range, interval: Range, axis: Axis) -> tuple[Mark, ...]:
    """Return the marks of a pool: a long diamond, or a bar with arrows where its median is a range.

    Parameters
    ----------
    median, interval : Range
        A median without a number is drawn as its interval.
    axis : Axis
    """
    low, high = axis.limits
    peak = median.low if median.kind in ("point", "about") else None
    shown = interval if peak is not None or median.kind == "vague" else median
    if shown.kind == "vague":
        return ()
    start = low if shown.low is None else drawable(shown.low)
    end = high if shown.high is None else drawable(shown.high)
    if start > high or end < low:
        return (Mark("cut right", high) if start > high else Mark("cut left", low),)
    bounded = shown.low is not None and shown.high is not None and start >= low and end <= high
    if peak is not None and bounded:
        return (Mark("summary", start, end, peak=drawable(peak)),)
    ends: list[Mark] = []
    for value, edge, side in ((shown.low, low, "left"), (shown.high, high, "right")):
        if value is None:
            ends.append(Mark("arrow left" if side == "left" else "arrow right", edge))
        elif not low <= value <= high:
            ends.append(Mark("cut left" if side == "left" else "cut right", edge))
    inner = [Mark("dot", drawable(peak))] if peak is not None and low <= peak <= high else []
    return (Mark("span", max(low, start), min(high, end)), *ends, *inner)


def meanings(marks: Iterable[tuple[str, Mark, Range | None]], axis: Axis) -> set[str]:
    """Return the keys of `MEANINGS` that the marks of an axis need, given as (tone, mark, range)."""
    needed: set[str] = set()
    for tone, mark, r in marks:
        if mark.kind.startswith("excluded"):
            needed.add("excluded")
        elif mark.kind.startswith("arrow"):
            needed.add("arrow")
        elif mark.kind.startswith("cut"):
            zero = mark.kind == "cut left" and axis.scale == "log" and r is not None and 0 in (r.low, r.high)
            needed.add("zero" if zero else "cut")
        elif mark.kind in MEANINGS:
            needed.add(mark.kind)
        if tone in ("aside", "muted"):
            needed.add(tone)
    return needed
