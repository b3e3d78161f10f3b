"""How every number is printed: the same value has the same digits in a caption, a table, a figure and a repr."""

from __future__ import annotations

import math
import operator
from decimal import Decimal
from itertools import count

Number = int | float

_MOST = 17  # significant digits that a float has
_STATED = 10  # a decimal fraction with more significant digits than this was computed, not stated by a source


def has_numeric_type(value: object) -> bool:
    """Return whether a value's numpy type, if it has one, is a number's: no truth value, date or span of time.

    Those of numpy turn into numbers where they are asked to, as a span of five nanoseconds into 5.
    """
    return getattr(getattr(value, "dtype", None), "kind", "f") in ("i", "u", "f")


def is_computed(value: float) -> bool:
    """Return whether a decimal fraction has more digits than a source states.

    Examples
    --------
    >>> is_computed(0.053), is_computed(2 / 3)
    (False, True)
    """
    return len(Decimal(repr(value)).as_tuple().digits) > _STATED


def written(value: Number | None) -> str:
    """Return a number as English print writes it: thousands separated by commas, never by exponents.

    Whole numbers, and decimal fractions of up to ten significant digits, are written as they are. A number with more
    digits was computed: it is rounded to four significant digits from 100 on, to three from 1 on, and to two below.
    Three decimals after a whole number get a fourth, since "1.234" might be read as a German 1234: a zero where the
    number has no more, and the digit that it has where it was computed.

    Examples
    --------
    >>> written(1_500_000), written(0.5), written(0.053), written(1.234), written(50_000 / 3), written(2 / 3)
    ('1,500,000', '0.5', '0.053', '1.2340', '16,670', '0.67')
    """
    return _decimal(value, 0)


def many(number: int, noun: str) -> str:
    """Return how many there are of something whose plural ends in s.

    Examples
    --------
    >>> many(0, "claim"), many(1, "claim"), many(2_000, "claim")
    ('0 claims', '1 claim', '2,000 claims')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def written_ends(low: Number, high: Number) -> tuple[str, str]:
    """Return two different numbers in print, with as many digits as keep them apart.

    Examples
    --------
    >>> written_ends(179_666.25, 2e6 / 3), written_ends(1.414_213_562_37, 1.414_926_535_91)
    (('179,666.25', '666,700'), ('1.4142', '1.4149'))
    """
    return next(
        ends
        for more in count()
        if (ends := (_decimal(low, more), _decimal(high, more)))[0] != ends[1] or low == high or more > _MOST
    )


def rounded_ratio(value: Number, more: int = 0) -> float:
    """Return a ratio with the digits of a computed number, and as many more as keep it apart from 1.

    A ratio is computed, however few digits it happens to have: 0.758 is printed as 0.76. Above or below 1 is what it
    is given for, so that 0.998 is not rounded to 1. Where it would have three decimals it has four, as in print.

    Examples
    --------
    >>> rounded_ratio(0.758), rounded_ratio(27 / 8), rounded_ratio(0.998), rounded_ratio(1234.5), rounded_ratio(1.00121)
    (0.76, 3.38, 0.998, 1234.0, 1.0012)
    """
    for digits in count(_digits(value) + more):
        found = float(_rounded(value, digits))
        if (found == 1) == (value == 1) or digits > _MOST:
            return found
    raise AssertionError("counting has no end")


def percent(share: float) -> str:
    """Return a share of one, such as the level of an interval, in per cent.

    Examples
    --------
    >>> percent(0.9), percent(0.999)
    ('90 %', '99.9 %')
    """
    return f"{share * 100:.10g} %"


def _digits(computed: float) -> int:
    """Return to how many significant digits a computed number is rounded."""
    return 4 if abs(computed) >= 100 else 3 if abs(computed) >= 1 else 2


def _rounded(value: Number, digits: int) -> Decimal:
    """Return a number rounded to so many significant digits, and to one more where it would have three decimals."""
    found = Decimal(f"{value:.{digits}g}")
    return Decimal(f"{value:.{digits + 1}g}") if found.as_tuple().exponent == -3 and abs(found) >= 1 else found


def _decimal(value: Number | None, more: int) -> str:
    if value is None:
        return ""
    try:
        return f"{operator.index(value):,}"  # type: ignore[arg-type]  # the call decides what is an integer
    except TypeError:
        number = float(value)
    if not math.isfinite(number):
        return "" if math.isnan(number) else "∞"
    exact = _rounded(number, _digits(number) + more) if is_computed(number) else Decimal(repr(number))
    text = format(exact, ",f")
    whole, point, decimals = text.partition(".")
    if point:
        decimals = decimals.rstrip("0")
        decimals += "0" if len(decimals) == 3 and whole.lstrip("-") != "0" else ""
    return f"{whole}.{decimals}" if decimals else whole
