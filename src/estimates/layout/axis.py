"""The scale of a panel: limits that hold every claim, and few round ticks."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from estimates.errors import RangeError
from estimates.layout.figure_model import Axis, Scale
from estimates.model.ranges import Range

MOST_TICKS = 6


def axis_for(ranges: Sequence[Range], scale: Scale, limits: tuple[float, float] | None = None) -> Axis:
    """Return the axis on which ranges are shown; its limits are found where they are not given.

    A linear axis begins at zero unless all values lie close together and far from it. Where an end is not stated,
    there is room for its arrow.

    Parameters
    ----------
    ranges : sequence of Range
    scale : str
        ``linear`` or ``log``.
    limits : (float, float) or None
        The limits that the reader of the axis has chosen, in either order.
    """
    stated = [end for r in ranges for end in (r.low, r.high, r.best) if end is not None]
    whole = all(isinstance(end, int) for end in stated)
    if limits is None:
        values = [drawable(end) for end in stated]
        if scale == "log":
            limits = _log_limits([value for value in values if value > 0], ranges)
        else:
            limits = _linear_limits(values, ranges)
        if not values:
            return Axis(scale, limits, ())
    low, high = sorted(limits)
    return Axis(scale, (low, high), ticks(low, high, scale, whole=whole), whole)


def drawable(value: float) -> float:
    """Return a number as an axis can hold it.

    Raises
    ------
    RangeError
        If it is too large for any axis.
    """
    try:
        return float(value)
    except OverflowError:
        digits = len(str(value))
        raise RangeError(f"a number of {digits} digits is too large to be drawn; the largest is 1.8e308") from None


def _linear_limits(values: list[float], ranges: Iterable[Range]) -> tuple[float, float]:
    if not values or max(values) == 0:
        return 0.0, 1.0
    largest, smallest = max(values), min(values)
    to_zero = any(r.low is None and r.high is not None for r in ranges)
    low = 0.0 if to_zero or smallest < 0.8 * largest or smallest == largest else smallest - 0.15 * (largest - smallest)
    # The arrow of the claim that reaches highest needs a length of its own.
    unbounded = any(r.high is None and r.low is not None and r.low > low + 0.85 * (largest - low) for r in ranges)
    return low, low + (largest - low) * (1.2 if unbounded else 1.06)


def _log_limits(values: list[float], ranges: Iterable[Range]) -> tuple[float, float]:
    if not values:
        return 1.0, 10.0
    span = max(values) / min(values)
    margin = max(1.25, span**0.06) if math.isfinite(span) else 2.0
    unbounded_low = any(r.low is None and r.high is not None for r in ranges)
    unbounded_high = any(r.high is None and r.low is not None for r in ranges)
    low = min(values) / margin ** (2 if unbounded_low else 1)
    high = max(values) * margin ** (2 if unbounded_high else 1)
    return max(low, 1e-300), min(high, 1e300)


def ticks(
    low: float, high: float, scale: Scale = "linear", most: int = MOST_TICKS, *, whole: bool = False
) -> tuple[float, ...]:
    """Return at most so many round numbers within limits: steps of 1, 2 or 5 times a power of ten.

    Between whole numbers there are none where the values are whole.

    Examples
    --------
    >>> ticks(0, 159_000)
    (0.0, 50000.0, 100000.0, 150000.0)
    >>> ticks(4_000, 120_000, "log")
    (5000.0, 10000.0, 20000.0, 50000.0, 100000.0)
    """
    if not (math.isfinite(low) and math.isfinite(high)) or low >= high:
        return ()
    if scale == "log":
        found = _log_ticks(max(low, 5e-324), high, most)
        return tuple(tick for tick in found if tick.is_integer()) if whole else found
    power = math.floor(math.log10(high - low)) - 2
    power = max(power, 0) if whole else power
    while True:
        for factor in (1, 2, 5):
            step = factor * 10.0**power
            first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
            if last - first < most:
                return tuple(_round(number * factor, power) for number in range(first, last + 1))
        power += 1


def _log_ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    for factors, stride in [((1, 2, 5), 1), ((1, 3), 1), *(((1,), stride) for stride in range(1, 700))]:
        found = tuple(
            _round(factor, power)
            for power in range(first, last + 1)
            if power % stride == 0
            for factor in factors
            if low * (1 - 1e-9) <= _round(factor, power) <= high * (1 + 1e-9)
        )
        if 2 <= len(found) <= most:
            return found
        if len(found) < 2 and stride == 1:
            break
        if len(found) <= most:
            break
    # Less than one step of 1-2-5 fits, or less than one decade: the ticks of a linear axis serve.
    return tuple(tick for tick in ticks(low, high, "linear", most) if tick > 0)


def _round(number: float, power: int) -> float:
    """Return number times a power of ten without the dust of floating point."""
    return float(f"{number}e{power}")
