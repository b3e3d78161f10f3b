"""Computed ends as a range: the one rule for whatever is computed from the ranges of claims."""

from __future__ import annotations

import math
from collections.abc import Iterable

from estimates.model.ranges import Range


def computed_range(
    low: float, high: float, of: Iterable[Range], *, low_open: bool = False, high_open: bool = False,
    about: bool | None = None,
) -> Range:  # fmt: skip
    """Return two computed ends as a range: the one rule for whatever is computed from the ranges of claims.

    A low end of zero is stated where one of the claims states it, or where the end itself is excluded; else no claim
    bounds the figure from below, and the end is absent. An infinite high end is absent. An excluded end stays excluded,
    and "about" stays where only claims that say it state the ends.

    Parameters
    ----------
    low, high : float
        From zero to infinity. Where rounding has put the low end above the high end, both are the high end.
    of : iterable of Range
        The ranges of the claims from which the ends are computed.
    low_open, high_open : bool
        Whether an end itself is excluded.
    about : bool, optional
        Whether the result is approximate, where its ends are not ends of claims.

    Examples
    --------
    >>> from estimates.model.ranges import about, at_most, between
    >>> print(computed_range(0, 20, [at_most(10), between(0, 20)]), computed_range(0, 20, [at_most(20)]), sep="; ")
    0–20; ≤ 20
    >>> print(computed_range(5, 9, [about(5), at_most(9)]), computed_range(5, 5, [about(5), at_most(9)]), sep="; ")
    5–9; c. 5
    """
    ranges = list(of)
    low = min(low, high)
    bottom = low if low > 0 or low_open or any(r.low == 0 and not r.low_open for r in ranges) else None
    top = high if high < math.inf else None
    if bottom is not None and bottom == top:
        low_open = high_open = False
    if about is None:
        at_low = [r.approximate for r in ranges if (r.low, r.low_open) == (bottom, low_open)]
        at_high = [r.approximate for r in ranges if (r.high, r.high_open) == (top, high_open)]
        about = (bottom is None or (bool(at_low) and all(at_low))) and (top is None or (bool(at_high) and all(at_high)))
    return Range(
        bottom, top, approximate=about and (bottom, top) != (None, None),
        low_open=bool(low_open) and bottom is not None, high_open=bool(high_open) and bool(top),
    )  # fmt: skip
