"""Range: the numeric reading of a claim, its constructors, and the relation of two ranges."""

from __future__ import annotations

import math
import operator
from typing import Literal

from attrs import field, frozen

from estimates.errors import RangeError, shown
from estimates.model.numbers import Number, has_numeric_type, written
from estimates.model.range_texts import range_text

Kind = Literal["point", "about", "range", "at least", "more than", "at most", "less than", "vague"]
Relation = Literal["disjoint", "touch", "overlap", "nested", "equal"]
_LARGEST = 10**4000  # Python does not print integers of more digits


def _number(value: object) -> Number | None:
    """Return a stated end as int or float; whole floats become int, so that 1e5 prints as 100,000."""
    if value is None:
        return None
    if type(value) is int:
        return _printable(value)
    if isinstance(value, (bool, str, bytes)) or not has_numeric_type(value):
        raise RangeError(f"an end of a range must be a number or None (got {shown(value)}); words are read by parse()")
    try:
        return _printable(operator.index(value))  # type: ignore[arg-type]  # the call decides what is an integer
    except TypeError:
        pass
    try:
        number = float(value)  # type: ignore[arg-type]  # the call decides what is real
    except (TypeError, ValueError, OverflowError):
        raise RangeError(f"an end of a range must be a number or None (got {shown(value)})") from None
    if math.isnan(number):
        raise RangeError("nan is not an end of a range; an end that is not stated is None")
    if math.isinf(number):
        raise RangeError(f"{number} is not a stated end; an end that is not stated is None")
    return _printable(int(number)) if number.is_integer() else number


def _printable(value: int) -> int:
    if -_LARGEST < value < _LARGEST:
        return value
    digits = int(value.bit_length() * math.log10(2)) + 1
    raise RangeError(f"numbers are limited to 4,000 digits (got about {digits:,})")


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if type(value).__name__ in ("bool", "bool_"):  # numpy's
        return bool(value)
    raise RangeError(f"approximate, low_open and high_open must be True or False (got {shown(value)})")


@frozen(order=False)
class Range:
    """The numeric reading of a claim: two ends that may be absent, open or approximate.

    Parameters
    ----------
    low, high : int, float or None
        The stated ends, in the estimand's unit, not negative. None is an end that is not stated:
        a claim "over 200,000" has no high end. It is not infinity, and it is not zero.
    best : int, float or None
        The value that the *source* names as best. A midpoint is never filled in.
    approximate : bool
        The source says "about" of its numbers. No width is invented for it.
    low_open, high_open : bool
        The stated end itself is excluded: "over 200,000" (low) or "less than 500,000" (high).

    Raises
    ------
    RangeError
        If the ends are reversed, negative, not finite numbers, or contradict the other fields.

    See Also
    --------
    point, about, between, at_least, more_than, at_most, less_than, parse : Return one.

    Examples
    --------
    >>> print(Range(73_790, 81_500))
    73,790–81,500
    >>> Range(200_000, low_open=True).kind
    'more than'
    >>> Range(81_500, 73_790)
    Traceback (most recent call last):
        ...
    estimates.errors.RangeError: the range is reversed: low 81,500 exceeds high 73,790

    Ranges have no ``<``: two that overlap have no order. Ask for their relation.

    >>> Range(6_000, 10_000).relation(Range(50_000, 50_000))
    'disjoint'
    """

    low: Number | None = field(default=None, converter=_number)
    high: Number | None = field(default=None, converter=_number)
    best: Number | None = field(default=None, converter=_number, kw_only=True)
    approximate: bool = field(default=False, converter=_flag, kw_only=True)
    low_open: bool = field(default=False, converter=_flag, kw_only=True)
    high_open: bool = field(default=False, converter=_flag, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if fault := _contradiction(self):
            raise RangeError(fault)

    @property
    def kind(self) -> Kind:
        """How the claim is bounded, in one word of a historian's."""
        if self.low is not None and self.high is not None:
            if self.low != self.high:
                return "range"
            return "about" if self.approximate else "point"
        if self.low is not None:
            return "more than" if self.low_open else "at least"
        if self.high is not None:
            return "less than" if self.high_open else "at most"
        return "vague"

    def admits(self, value: Number | Range) -> bool:
        """Return whether a number, or the whole of another range, is not excluded by this one.

        An absent low end excludes nothing down to zero, an absent high end nothing above; a vague range
        excludes nothing. "About" is taken at its stated value.

        Parameters
        ----------
        value : int, float or Range

        Examples
        --------
        >>> more_than(200_000).admits(200_000), at_least(200_000).admits(200_000)
        (False, True)
        >>> between(73_790, 81_500).admits(between(75_000, 80_000))
        True
        """
        other = value if isinstance(value, Range) else point(value)
        (a_low, a_low_open), (a_high, a_high_open) = _ends(self)
        (b_low, b_low_open), (b_high, b_high_open) = _ends(other)
        low = a_low < b_low or (a_low == b_low and (b_low_open or not a_low_open))
        high = b_high < a_high or (b_high == a_high and (b_high_open or not a_high_open))
        return low and high

    def relation(self, other: Number | Range) -> Relation:
        """Return how two ranges relate.

        ``"equal"``: the same values; ``"nested"``: one inside the other; ``"touch"``: one common value, an end of
        both; ``"overlap"``: some values of each are the other's; ``"disjoint"``: none, both cannot be right.
        Absent ends reach to zero and without limit; "about" is taken at its stated value.

        Parameters
        ----------
        other : int, float or Range

        Examples
        --------
        >>> point(100_000).relation(about(150_000))
        'disjoint'
        >>> less_than(50_000).relation(at_least(50_000)), at_most(50_000).relation(at_least(50_000))
        ('disjoint', 'touch')
        """
        other = other if isinstance(other, Range) else point(other)
        inside, outside = other.admits(self), self.admits(other)
        if inside and outside:
            return "equal"
        if inside or outside:
            return "nested"
        low, low_open = max(_ends(self)[0], _ends(other)[0])
        high, high_open = min(_ends(self)[1], _ends(other)[1], key=lambda end: (end[0], not end[1]))
        if low > high or (low == high and (low_open or high_open)):
            return "disjoint"
        return "touch" if low == high else "overlap"

    def __str__(self) -> str:
        return range_text(self)


def _ends(r: Range) -> tuple[tuple[float, bool], tuple[float, bool]]:
    """Return both ends as (value, open): counts are not negative, so an absent low end is a closed zero."""
    low = (0.0, False) if r.low is None else (r.low, r.low_open)
    high = (math.inf, True) if r.high is None else (r.high, r.high_open)
    return low, high


def _contradiction(r: Range) -> str:
    """Return what is inconsistent in a range, or ``""``."""
    if r.low is not None and r.high is not None and r.best is None and 0 <= r.low < r.high:
        return ""  # what most claims are
    for name, value in (("low", r.low), ("high", r.high), ("best", r.best)):
        if value is not None and value < 0:
            return f"{name} is negative ({written(value)}); a count is zero or more"
    if r.low is None and r.low_open:
        return "low_open says that the low end itself is excluded, but no low end is stated"
    if r.high is None and r.high_open:
        return "high_open says that the high end itself is excluded, but no high end is stated"
    if r.high == 0 and r.high_open:
        return "less than 0 leaves no value; a count is zero or more"
    if r.low is not None and r.high is not None:
        if r.low > r.high:
            return f"the range is reversed: low {written(r.low)} exceeds high {written(r.high)}"
        if r.low == r.high and (r.low_open or r.high_open):
            return f"an open end leaves no value between {written(r.low)} and {written(r.high)}"
    if r.best is None:
        if r.approximate and r.low is None and r.high is None:
            return "a range without numbers has nothing to be approximate about"
        return ""
    if r.low is None and r.high is None:
        return f"best {written(r.best)} stands without ends; a single value is point({r.best}) or about({r.best})"
    if r.low is not None and (r.best < r.low or (r.best == r.low and r.low_open)):
        return f"best {written(r.best)} lies below the low end {written(r.low)}"
    if r.high is not None and (r.best > r.high or (r.best == r.high and r.high_open)):
        return f"best {written(r.best)} lies above the high end {written(r.high)}"
    return ""


def point(value: Number) -> Range:
    """Return the range of a claim that gives one number: "100,000".

    Parameters
    ----------
    value : int or float
        In the estimand's unit, not negative.

    Raises
    ------
    RangeError
        If it is not a finite number, or is negative.

    See Also
    --------
    about : A number that is stated as approximate.

    Examples
    --------
    >>> print(point(100_000))
    100,000
    """
    return Range(_stated(value), value)


def about(value: Number) -> Range:
    """Return the range of a claim "about N". No width is invented.

    Parameters
    ----------
    value : int or float
        In the estimand's unit, not negative.

    Raises
    ------
    RangeError
        If it is not a finite number, or is negative.

    See Also
    --------
    point : A number that is stated exactly.

    Examples
    --------
    >>> print(about(150_000))
    c. 150,000
    """
    return Range(_stated(value), value, approximate=True)


def between(low: Number, high: Number, best: Number | None = None) -> Range:
    """Return the range of a claim that gives two ends, both included, and perhaps the source's best value.

    Parameters
    ----------
    low, high : int or float
        In the estimand's unit, not negative; both belong to the range.
    best : int or float, optional
        The value between them that the source itself names as best.

    Raises
    ------
    RangeError
        If one of them is not a finite number or is negative, or they are not in order.

    See Also
    --------
    Range : A range with open ends, too.

    Examples
    --------
    >>> print(between(73_790, 81_500))
    73,790–81,500
    """
    return Range(_stated(low), _stated(high), best=best)


def at_least(low: Number) -> Range:
    """Return the range of a claim "at least N": no high end is stated.

    Parameters
    ----------
    low : int or float
        In the estimand's unit, not negative.

    Raises
    ------
    RangeError
        If it is not a finite number, or is negative.

    See Also
    --------
    more_than : Without the number itself.

    Examples
    --------
    >>> print(at_least(20_000))
    ≥ 20,000
    """
    return Range(_stated(low))


def more_than(low: Number) -> Range:
    """Return the range of a claim "over N": N itself is excluded, no high end is stated.

    Parameters
    ----------
    low : int or float
        In the estimand's unit, not negative.

    Raises
    ------
    RangeError
        If it is not a finite number, or is negative.

    See Also
    --------
    at_least : With the number itself.

    Examples
    --------
    >>> print(more_than(200_000))
    > 200,000
    """
    return Range(_stated(low), low_open=True)


def at_most(high: Number) -> Range:
    """Return the range of a claim "up to N": no low end is stated.

    Parameters
    ----------
    high : int or float
        In the estimand's unit, not negative.

    Raises
    ------
    RangeError
        If it is not a finite number, or is negative.

    See Also
    --------
    less_than : Without the number itself.

    Examples
    --------
    >>> print(at_most(84_000))
    ≤ 84,000
    """
    return Range(None, _stated(high))


def less_than(high: Number) -> Range:
    """Return the range of a claim "less than N": N itself is excluded, no low end is stated.

    Parameters
    ----------
    high : int or float
        In the estimand's unit, not negative.

    Raises
    ------
    RangeError
        If it is not a finite number, or is negative.

    See Also
    --------
    at_most : With the number itself.

    Examples
    --------
    >>> print(less_than(500_000))
    < 500,000
    """
    return Range(None, _stated(high), high_open=True)


def _stated(value: Number) -> Number:
    if value is None:
        raise RangeError("this range needs a number (got None)")
    return value
