"""Geometric means of ranges, and ratios of one to another: computed ends that keep what the claims leave open."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import count

from attrs import evolve

from estimates.analysis.voices import by_voice
from estimates.errors import RangeError
from estimates.model.claims import Estimate, Link
from estimates.model.computed_ranges import computed_range
from estimates.model.numbers import Number, rounded_ratio
from estimates.model.ranges import Range


def geometric_mean(ranges: Sequence[Range]) -> Range:
    """Return the range of the geometric mean of ranges: an end is absent where one of them does not state it.

    An end is excluded where it is reached only if each range could be at its own end, and one of them excludes it. The
    mean is approximate where any of the ranges is.

    Parameters
    ----------
    ranges : sequence of Range
        One or more.

    Examples
    --------
    >>> from estimates.model.ranges import at_least, between, more_than, point
    >>> print(geometric_mean([between(10, 40), point(90)]))
    30–60
    >>> print(geometric_mean([at_least(10), point(90)]), geometric_mean([more_than(100), point(200)]), sep="; ")
    ≥ 30; > 141.4
    """
    low, high = _mean([r.low for r in ranges]), _mean([r.high for r in ranges])
    # a product is zero where one factor is: the zero is excluded only where each range that begins there excludes it
    zeros = [r.low_open for r in ranges if r.low == 0]
    low_open = all(zeros) if zeros else any(r.low_open for r in ranges)
    high_open = any(r.high_open for r in ranges)
    about = any(r.approximate for r in ranges)
    if low is None and high is None:
        return Range()
    return computed_range(
        0.0 if low is None else low, math.inf if high is None else high, ranges if low is not None else (),
        low_open=low_open and low is not None, high_open=high_open and high is not None, about=about,
    )  # fmt: skip


def mean_of_voices(used: Sequence[Estimate], links: Sequence[Link]) -> Range:
    """Return the range of the geometric mean of some claims, each voice counted once with the mean of its claims."""
    return geometric_mean([geometric_mean([e.range for e in claims]) for claims in by_voice(used, links)])


def _mean(values: Sequence[Number | None]) -> float | None:
    stated = [value for value in values if value is not None]
    if len(stated) < len(values) or not stated:
        return None
    if not all(stated):
        return 0.0
    try:
        if len(set(stated)) == 1:
            return float(stated[0])
        return settled(math.exp(math.fsum(math.log(value) for value in stated) / len(stated)))
    except OverflowError:
        raise RangeError(f"a number of {len(str(max(stated)))} digits is too large for a mean") from None


def settled(value: float) -> float:
    """Return a computed number rounded to remove floating-point noise: 30.000000000000004 is 30.

    Examples
    --------
    >>> settled(30.000000000000004), settled(2 / 3)
    (30.0, 0.6666666666666666)
    """
    near = float(f"{value:.12g}")
    return near if abs(near - value) <= 1e-14 * abs(value) else value


def over(a: Range, b: Range) -> Range | None:
    """Return the range of one quantity over another, as far as their ends bound it; None where they do not.

    An end that `a` does not state, or of which `b` does not state the other, is absent; an excluded one is excluded.

    Raises
    ------
    RangeError
        If a number is too large for a ratio.

    Examples
    --------
    >>> from estimates.model.ranges import between, less_than, point
    >>> print(over(less_than(90), between(30, 60)), over(point(90), between(30, 60)), sep="; ")
    < 3; 1.5–3
    """
    low, high = _ratio(a.low, b.high), _ratio(a.high, b.low)
    if low is None and high is None:
        return None
    return computed_range(
        low or 0.0, math.inf if high is None else high, [a] if low is not None else (),
        low_open=low is not None and (a.low_open or (b.high_open and low > 0)),
        high_open=bool(high) and (a.high_open or b.low_open), about=a.approximate or b.approximate,
    )  # fmt: skip


def printable_ratio(ratio: Range) -> Range:
    """Return a ratio with the digits that show on which side of 1 it lies, and that its ends differ.

    Examples
    --------
    >>> from estimates.model.ranges import about, at_least, between
    >>> print(*map(printable_ratio, (between(0.69, 0.758), at_least(27 / 8), about(0.998))), sep="; ")
    0.69–0.76; ≥ 3.38; c. 0.998
    """
    for more in count():
        low, high, best = (None if end is None else rounded_ratio(end, more)
                           for end in (ratio.low, ratio.high, ratio.best))  # fmt: skip
        if low is None or high is None or low < high or ratio.low == ratio.high or more > 17:
            return evolve(ratio, low=low, high=high, best=best)
    raise AssertionError("counting has no end")


def printed_ratio(ratio: Range) -> str:
    """Return a ratio as text, with the digits of `printable_ratio`."""
    return str(printable_ratio(ratio))


def _ratio(a: Number | None, b: Number | None) -> float | None:
    if a is None or not b:
        return None
    try:
        return settled(a / b)
    except OverflowError:
        raise RangeError(f"a number of {len(str(max(a, b)))} digits is too large for a ratio") from None
