"""The random set of the claims: bounds on quantiles, mean and probability that assume nothing within a range."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from estimates.kernels import reasons
from estimates.kernels.groups import (
    TIED,
    UNIT,
    Bools,
    Codes,
    Cuts,
    Floats,
    Intervals,
    Ints,
    ShapeError,
    after,
    large,
    largest,
    matrices,
    order,
    smallest,
    sort_columns,
    sums,
    take,
    values,
)

SAME = 1e-12  # counted masses closer to a probability than this are equal to it


class Bounds(NamedTuple):
    """Two ends a group (and a column for each probability asked), whether an end itself is excluded, and a reason.

    Attributes
    ----------
    low, high : array, shape (groups,) or (groups, p)
        An end that no claim states is 0 below and infinite above; nan where the group has no result.
    low_open, high_open : array of bool, of the same shape
    reason : array of int, shape (groups,)
        A code that `estimates.kernels.reasons` words; 0 for a group with a result.

    See Also
    --------
    LedgerPool : Holds the medians and intervals of many estimands as these.
    """

    low: Floats
    high: Floats
    low_open: Bools
    high_open: Bools
    reason: Codes


class Belief(NamedTuple):
    """The least and the greatest probability of a hypothesis, one a group."""

    belief: Floats
    plausibility: Floats
    reason: Codes


def quantiles(claims: Intervals, p: ArrayLike = 0.5) -> Bounds:
    """Return the range in which a quantile of the claims lies, wherever in its range the value of each claim may be.

    Parameters
    ----------
    claims : Intervals
    p : float or array of float
        Probabilities from 0 to 1; 0 is the least value.

    Returns
    -------
    Bounds
        Arrays of shape (groups, probabilities). An unbounded upper quantile is infinite: that is the answer.

    References
    ----------
    Dempster, A. P. (1967). Upper and lower probabilities induced by a multivalued mapping. Annals of Mathematical
    Statistics 38, 325-339. Ferson, S. et al. (2003). Constructing probability boxes and Dempster-Shafer structures,
    SAND2002-4015.

    Examples
    --------
    >>> from estimates.kernels import intervals
    >>> found = quantiles(intervals([20, 50, 60], [np.inf, 80, 60]))
    >>> found.low.tolist(), found.high.tolist()
    ([[50.0]], [[80.0]])
    """
    asked = np.atleast_1d(np.asarray(p, dtype=np.float64))
    if asked.ndim != 1 or not bool(((asked >= 0) & (asked <= 1)).all()):
        raise ShapeError(f"probabilities must be a list of numbers from 0 to 1 (got {p!r})")
    low, high = _quantile_cuts(claims, claims.start, asked), _quantile_cuts(claims, claims.stop, asked)
    return _bounds(claims, low, high)


def spans(claims: Intervals, low: ArrayLike, high: ArrayLike, *, tied: float = SAME) -> Bounds:
    """Return the range from the low end of one quantile to the high end of another, each as far out as it is defined.

    The p-quantiles of a distribution F are all values from the first x with F >= p to the first with F > p; for an
    even number of claims the two differ at the median. The lower one is taken at the low end and the upper one at the
    high end, so that the range bounds every quantile. An interpolated quantile of a sample may lie outside.

    Parameters
    ----------
    claims : Intervals
    low, high : float or array of float
        Equally many probabilities from 0 to 1.
    tied : float
        Masses closer to a probability than this are equal to it.

    Returns
    -------
    Bounds
        Arrays of shape (groups, probabilities).

    Examples
    --------
    >>> from estimates.kernels import intervals
    >>> found = spans(intervals([1, 2, 3, 4], [1, 2, 3, 4]), [0.5, 0.25], [0.5, 0.75])
    >>> found.low.tolist(), found.high.tolist()
    ([[2.0, 1.0]], [[3.0, 4.0]])
    """
    lower, upper = (np.atleast_1d(np.asarray(p, dtype=np.float64)) for p in (low, high))
    for asked in (lower, upper):
        if asked.ndim != 1 or not bool(((asked >= 0) & (asked <= 1)).all()) or len(lower) != len(upper):
            raise ShapeError(f"probabilities must be two lists of one length, from 0 to 1 (got {low!r} and {high!r})")
    start = _quantile_cuts(claims, claims.start, lower, tied)
    return _bounds(claims, start, _quantile_cuts(claims, claims.stop, upper, tied, beyond=True))


def _quantile_cuts(
    claims: Intervals, cuts: Cuts, asked: Floats, tied: float = TIED, *, beyond: bool = False
) -> Cuts:  # fmt: skip
    """Return the cut of each quantile: the first with F >= p, or with F > p where it is the one `beyond`."""
    first, sizes = claims.offsets[:-1], claims.sizes
    found = np.empty((len(first), len(asked)), dtype=np.uint64)
    if claims.equal_mass:
        for which, at in matrices(claims.offsets):
            found[which] = sort_columns(cuts[at])[_rank(asked, len(at), tied, beyond)].T
        many = np.flatnonzero(large(claims.offsets))
        rows, offsets = take(claims.offsets, many)
        place = order(cuts[rows], offsets)
        found[many] = cuts[rows[place[offsets[:-1, None] + _rank(asked, sizes[many, None], tied, beyond)]]]
        return found
    place = order(cuts, claims.offsets)
    total = np.cumsum(claims.units[place])
    total -= np.repeat(total[first] - claims.units[place[first]], sizes)
    for column, probability in enumerate(asked):
        edge = (probability + tied) * UNIT if beyond else (probability - tied) * UNIT
        rank = sums((total <= edge if beyond else total < edge).astype(np.int64), claims.offsets)
        found[:, column] = cuts[place[first + np.minimum(rank, sizes - 1)]]
    return found


def _rank(asked: Floats, size: int | Ints, tied: float, beyond: bool) -> Ints:
    """Return which of so many ordered claims stands at each probability."""
    if beyond:
        return np.clip(np.floor(asked * size + tied * size).astype(np.int64), 0, np.asarray(size) - 1)
    return np.clip(np.ceil(asked * size - tied * size).astype(np.int64) - 1, 0, None)


def _bounds(claims: Intervals, low: Cuts, high: Cuts) -> Bounds:
    top = values(high)
    return Bounds(
        claims.spread(values(low)), claims.spread(top), claims.spread(after(low), False),
        claims.spread(~after(high) & np.isfinite(top), False), claims.reason,
    )  # fmt: skip


def mean(claims: Intervals) -> Bounds:
    """Return the range in which the mean of the claims lies.

    Parameters
    ----------
    claims : Intervals

    Examples
    --------
    >>> from estimates.kernels import intervals
    >>> found = mean(intervals([10, 20], [30, np.inf]))
    >>> found.low.tolist(), found.high.tolist()
    ([15.0], [inf])
    """
    low, high = (sums(claims.mass * ends, claims.offsets) + 0.0 for ends in (claims.low, claims.high))
    low_open = largest(after(claims.start), claims.offsets)
    high_open = largest(~after(claims.stop), claims.offsets) & np.isfinite(high)
    return Bounds(
        claims.spread(low), claims.spread(high), claims.spread(low_open, False), claims.spread(high_open, False),
        claims.reason,
    )  # fmt: skip


def envelope(claims: Intervals) -> Bounds:
    """Return the range from the lowest to the highest value that any claim admits.

    Parameters
    ----------
    claims : Intervals

    Examples
    --------
    >>> from estimates.kernels import intervals
    >>> found = envelope(intervals([10, 20], [30, 25], low_open=[True, False]))
    >>> found.low.tolist(), found.high.tolist(), found.low_open.tolist()
    ([10.0], [30.0], [True])
    """
    return _bounds(claims, smallest(claims.start, claims.offsets), largest(claims.stop, claims.offsets))


def common(claims: Intervals) -> Bounds:
    """Return the values that every claim admits; refused where there is none.

    Parameters
    ----------
    claims : Intervals

    Examples
    --------
    >>> from estimates.kernels import intervals
    >>> found = common(intervals([10, 20, 1, 5], [30, 25, 2, 6], [0, 2, 4]))
    >>> found.low.tolist(), found.high.tolist()
    ([20.0, nan], [25.0, nan])
    """
    start, stop = largest(claims.start, claims.offsets), smallest(claims.stop, claims.offsets)
    meet = start < stop
    return _bounds(claims.only(meet, np.where(meet, 0, reasons.NOT_REACHED)), start[meet], stop[meet])


def belief(
    claims: Intervals,
    low: ArrayLike = 0.0,
    high: ArrayLike = np.inf,
    *,
    low_open: bool = False,
    high_open: bool = False,
) -> Belief:
    """Return the least and the greatest probability that the figure lies in a range.

    Belief is the mass of the claims that lie wholly within the range, plausibility that of those that admit any of it.

    Parameters
    ----------
    claims : Intervals
    low, high : float or array of float
        The range, one for all or one a group.
    low_open, high_open : bool
        Whether its ends are excluded.

    Examples
    --------
    >>> from estimates.kernels import intervals
    >>> found = belief(intervals([20, 50, 60, 90], [np.inf, 80, 60, 95]), 40, 85)
    >>> found.belief.tolist(), found.plausibility.tolist()
    ([0.5], [0.75])
    """
    a, b = claims.per_group(low, "low") + 0.0, claims.per_group(high, "high") + 0.0
    if not bool(((a >= 0) & (a <= b)).all()):
        raise ShapeError(f"a range of a hypothesis has 0 <= low <= high (got {low!r} and {high!r})")
    start = (a.view(np.uint64) << np.uint64(1)) | np.uint64(low_open)
    stop = (b.view(np.uint64) << np.uint64(1)) | np.uint64(not high_open)
    start, stop = np.repeat(start, claims.sizes), np.repeat(stop, claims.sizes)
    inside = (start <= claims.start) & (claims.stop <= stop)
    meets = (claims.start < stop) & (start < claims.stop)
    return Belief(_share(claims, inside), _share(claims, meets), claims.reason)


def cdf(claims: Intervals, x: ArrayLike) -> Belief:
    """Return the bounds on the share of the claims that is not above a value.

    Parameters
    ----------
    claims : Intervals
    x : float or array of float
        One value for all, or one a group.
    """
    return belief(claims, 0.0, x)


def _share(claims: Intervals, which: Bools) -> Floats:
    """Return the mass of the marked claims; integers make all of them exactly one."""
    units: Ints = sums(np.where(which, claims.units, 0), claims.offsets)
    return claims.spread(units / sums(claims.units, claims.offsets))
