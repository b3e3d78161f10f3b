"""The linear opinion pool: the mixture of the claims' distributions, its quantiles, and its two variances."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from estimates.kernels import roots, shapes
from estimates.kernels.groups import (
    Bools,
    Codes,
    Floats,
    Intervals,
    Ints,
    ShapeError,
    largest,
    smallest,
    sums,
    take,
)
from estimates.kernels.shapes import Shapes

_LEVEL = 1e-13  # shares of mass closer than this are equal: sums of thirds
_UNDERFLOW = 1e-290


class LinearPool(NamedTuple):
    """The pool of each group.

    ``quantiles`` has a column for each probability asked. ``stated`` is the variance that the claims state of
    themselves, ``between`` that of their centres: how far they disagree. Both, and ``centre``, are of logs for the
    lognormal and the log-uniform, else of the numbers themselves. ``mean`` is the mean of the figure.
    """

    quantiles: Floats
    mean: Floats
    centre: Floats
    stated: Floats
    between: Floats
    reason: Codes


def linear_pool(
    claims: Intervals,
    coverage: ArrayLike,
    p: ArrayLike = (0.05, 0.5, 0.95),
    *,
    shape: str = "lognormal",
    best: ArrayLike | None = None,
) -> LinearPool:
    """Return the mixture of the claims, each taken as a distribution that its range covers in part.

    Parameters
    ----------
    claims : Intervals
        Bounded on both sides, with some width.
    coverage : float or array of float
        The probability that a stated range is taken to hold. It has no default.
    p : float or array of float
        Probabilities between 0 and 1.
    shape : {"lognormal", "uniform", "log-uniform", "triangular", "pert"}
    best : array of float, optional
        Stated best values, one a row of the input; nan where none is stated.

    References
    ----------
    Stone, M. (1961). The opinion pool. Annals of Mathematical Statistics 32, 1339-1342. Genest, C. and Zidek, J. V.
    (1986). Combining probability distributions: a critique and an annotated bibliography. Statistical Science 1,
    114-135.

    Examples
    --------
    >>> from estimates.kernels import intervals
    >>> found = linear_pool(intervals([50, 80], [200, 125]), 0.9, [0.5])
    >>> round(float(found.quantiles[0, 0]), 6)
    100.0
    """
    asked = np.atleast_1d(np.asarray(p, dtype=np.float64))
    if asked.ndim != 1 or not bool(((asked > 0) & (asked < 1)).all()):
        raise ShapeError(f"probabilities must be a list of numbers between 0 and 1 (got {p!r})")
    fitted, held = shapes.fit(claims, coverage, shape=shape, best=best)
    m = shapes.moments(fitted)
    centre = sums(held.mass * m.centre, held.offsets)
    apart = m.centre - np.repeat(centre, held.sizes)
    columns = [_quantile(fitted, held, probability) for probability in asked.tolist()]
    table = np.stack(columns, axis=1) if columns else np.empty((len(held.groups), 0))
    return LinearPool(
        held.spread(table),
        held.spread(sums(held.mass * m.mean, held.offsets)),
        held.spread(centre),
        held.spread(sums(held.mass * m.variance, held.offsets)),
        held.spread(sums(held.mass * apart**2, held.offsets)),
        held.reason,
    )


def _quantile(fitted: Shapes, held: Intervals, p: float) -> Floats:
    logs = shapes.log_quantile(fitted, p)
    low, high = smallest(logs, held.offsets), largest(logs, held.offsets)
    with np.errstate(under="ignore"):
        return np.exp(roots.solve(_Excess(fitted, held, p), low, high))


class _Excess:
    """How far the pool's distribution function exceeds p at given logs.

    Tails are added, not distribution functions, so that a quantile in the gap between two far claims is where their
    tails balance, and not where rounding puts it.
    """

    def __init__(self, fitted: Shapes, held: Intervals, p: float) -> None:
        self.all, self.held, self.p = fitted, held, p
        self.index: Ints | None = None

    def _restrict(self, index: Ints) -> None:
        if index is not self.index:
            rows, self.offsets = take(self.held.offsets, index)
            self.index, self.mass, self.here = index, self.held.mass[rows], self.all.rows(rows)
            self.sizes = np.diff(self.offsets)

    def __call__(self, t: Floats, index: Ints) -> Floats:
        self._restrict(index)
        at = np.repeat(t, self.sizes)
        tail, upper = shapes.tails(self.here, at)
        tail *= self.mass
        above = sums(np.where(upper, self.mass, 0.0), self.offsets) - self.p
        level = np.abs(above) < _LEVEL
        out: Floats = np.where(level, 0.0, above) + sums(np.where(upper, -tail, tail), self.offsets)
        if self.here.shape == "lognormal" and level.any():
            far = level & (largest(tail, self.offsets) < _UNDERFLOW)
            if far.any():
                out[far] = self._logs(t, np.flatnonzero(far), upper)
        return out

    def _logs(self, t: Floats, which: Ints, upper: Bools) -> Floats:
        """Return the log of the lower tails' sum over that of the upper tails."""
        from scipy.special import log_ndtr

        rows, offsets = take(self.offsets, which)
        d, up, sizes = self.here.rows(rows), upper[rows], np.diff(offsets)
        gap = np.repeat(t[which], sizes) - d.mode
        logs = log_ndtr(-np.abs(gap) / np.where(up, d.right, d.left)) + np.log(self.mass[rows])
        sides = []
        for side in (~up, up):
            part = np.where(side, logs, -np.inf)
            top = largest(part, offsets)
            with np.errstate(invalid="ignore", divide="ignore"):
                sides.append(top + np.log(sums(np.exp(part - np.repeat(top, sizes)), offsets)))
        difference: Floats = sides[0] - sides[1]
        return difference
