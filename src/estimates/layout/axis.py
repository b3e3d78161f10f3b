"""The scale of a panel: limits that hold every claim, and few round ticks."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Final, cast

from estimates.errors import FormatError, RangeError, nearest
from estimates.layout.figure_model import Axis, Scale
from estimates.model.ranges import Range

MOST_TICKS = 6
# Of so many powers of ten only these themselves have marks on a logarithmic axis.
_MOST_POWERS: Final = 6
SCALES: Final = ("auto", "linear", "log")
# From this ratio of the largest stated value to the smallest an axis is logarithmic by default.
LOG_FROM = 30.0
# Beyond the outermost stated values, as parts of what lies between them: a margin, and room for a side without an end.
_MARGIN, _STUB_ROOM = 0.05, 0.12


def chosen_scale(ranges: Iterable[Range], asked: str = "auto") -> Scale:
    """Return the scale of an axis: the one that is asked for, or the one that a spread of values needs.

    Logarithmic where the stated values span more than a factor of 30 and none of them is zero; else linear.

    Parameters
    ----------
    ranges : iterable of Range
    asked : str
        ``auto``, ``linear`` or ``log``.

    Raises
    ------
    FormatError
        If it is none of these.

    Examples
    --------
    >>> chosen_scale([Range(1_000, 2_000), Range(40_000)]), chosen_scale([Range(0, 2_000), Range(40_000)])
    ('log', 'linear')
    """
    if asked not in SCALES:
        hint = nearest(asked, SCALES) if isinstance(asked, str) else ""
        raise FormatError(f"scale must be 'auto', 'linear' or 'log' (got {asked!r}{hint})")
    if asked != "auto":
        return cast(Scale, asked)
    stated = [drawable(end) for r in ranges for end in (r.low, r.high, r.best) if end is not None]
    return "log" if stated and min(stated) > 0 and max(stated) > LOG_FROM * min(stated) else "linear"


def axis_for(ranges: Sequence[Range], scale: Scale, limits: tuple[float, float] | None = None) -> Axis:
    """Return the axis on which ranges are shown; its limits are found where they are not given.

    A linear axis begins at zero unless all values lie close together and far from it. Where an end is not stated,
    there is room for a stub.

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


def place_on(axis: Axis, value: float) -> float:
    """Return where a value stands between the ends of an axis, from 0 to 1; a zero on a logarithmic one at its low.

    Examples
    --------
    >>> place_on(Axis("linear", (0.0, 200.0), ()), 50), round(place_on(Axis("log", (1.0, 100.0), ()), 10), 9)
    (0.25, 0.5)
    """
    low, high = axis.limits
    if axis.scale == "log":
        return math.log(max(value, low) / low) / math.log(high / low)
    return (value - low) / (high - low)


def value_at(axis: Axis, place: float) -> float:
    """Return the value at a place between the ends of an axis, the inverse of `place_on`."""
    low, high = axis.limits
    if axis.scale == "log":
        return math.exp(math.log(low) + place * (math.log(high) - math.log(low)))
    return low + place * (high - low)


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


def _linear_limits(values: list[float], ranges: Sequence[Range]) -> tuple[float, float]:
    if not values or max(values) == 0:
        return 0.0, 1.0
    largest, smallest = max(values), min(values)
    to_zero = any(r.low is None and r.high is not None and r.high < smallest + 0.3 * (largest - smallest)
                  for r in ranges)  # fmt: skip
    close = smallest >= 0.8 * largest and smallest != largest and not to_zero
    low = smallest - 0.15 * (largest - smallest) if close else 0.0
    room = _STUB_ROOM if _unbounded(ranges, low, largest, 0.88) else _MARGIN
    return low, low + (largest - low) * (1 + room)


def _unbounded(ranges: Iterable[Range], low: float, high: float, near: float) -> bool:
    """Return whether a range without a high end begins so near to the largest value that its stub needs room."""
    return any(r.high is None and r.low is not None and r.low > low + near * (high - low) for r in ranges)


def _log_limits(values: list[float], ranges: Iterable[Range]) -> tuple[float, float]:
    if not values:
        return 1.0, 10.0
    smallest, largest = math.log(min(values)), math.log(max(values))
    span = max(largest - smallest, math.log(4))
    near_low = any(r.low is None and r.high is not None and 0 < r.high <= math.exp(min(smallest + 0.12 * span, 700))
                   for r in ranges)  # fmt: skip
    near_high = any(r.high is None and r.low is not None and r.low > 0 and
                    math.log(r.low) >= largest - 0.12 * span for r in ranges)  # fmt: skip
    low = smallest - span * (1.4 * _STUB_ROOM if near_low else 1.2 * _MARGIN)
    high = largest + span * (1.4 * _STUB_ROOM if near_high else 1.2 * _MARGIN)
    return math.exp(max(low, -690.0)), math.exp(min(high, 690.0))


def ticks(
    low: float, high: float, scale: Scale = "linear", most: int = MOST_TICKS, *, whole: bool = False
) -> tuple[float, ...]:
    """Return at most so many round numbers within limits: steps of 1, 2 or 5 times a power of ten.

    Where no more than two of these lie within the limits of a logarithmic axis there are also 1.5, 3 and 7 times one.
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
    for factors, stride in [((1, 2, 5), 1), ((1, 3), 1), *(((1,), stride) for stride in range(1, 700))]:
        found = _powers(low, high, factors, stride)
        if len(found) <= 2 and factors == (1, 2, 5):  # two labels say little of a scale that is not linear
            finer = _powers(low, high, (1, 1.5, 2, 3, 5, 7), 1)
            if 2 < len(finer) <= most:
                return finer
        if 2 <= len(found) <= most:
            return found
        if len(found) < 2 and stride == 1:
            break
        if len(found) <= most:
            break
    # Less than one step of 1-2-5 fits, or less than one decade: the ticks of a linear axis serve.
    return tuple(tick for tick in ticks(low, high, "linear", most) if tick > 0)


def _powers(low: float, high: float, factors: Sequence[float], stride: int) -> tuple[float, ...]:
    """Return factors times powers of ten, within limits; the stride divides the exponents of these powers."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    found = (_round(factor, power) for power in range(first, last + 1) if power % stride == 0 for factor in factors)
    return tuple(tick for tick in found if low * (1 - 1e-9) <= tick <= high * (1 + 1e-9))


def between_ticks(axis: Axis) -> tuple[float, ...]:
    """Return where a logarithmic axis has marks without labels: 1 to 9 in each power of ten, or only these powers.

    Examples
    --------
    >>> between_ticks(Axis("log", (20.0, 110.0), (20.0, 100.0)))
    (30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0)
    """
    low, high = axis.limits
    if axis.scale == "linear" or not axis.ticks:
        return ()
    first, last = math.floor(math.log10(max(low, 5e-324))), math.floor(math.log10(high))
    factors = range(1, 10) if last - first < _MOST_POWERS else (1,)
    found = (_round(factor, power) for power in range(first, last + 1) for factor in factors)
    return tuple(tick for tick in found if low <= tick <= high and tick not in axis.ticks)


def _round(number: float, power: int) -> float:
    """Return number times a power of ten rounded to remove floating-point noise."""
    return float(f"{number}e{power}")
