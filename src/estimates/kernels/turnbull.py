"""The distribution of no assumed shape that best explains the claims, with a certificate that it is the best."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from estimates.kernels import random_set, reasons
from estimates.kernels.groups import (
    Bools,
    Codes,
    Floats,
    Intervals,
    Ints,
    after,
    intervals,
    smallest,
    sums,
    take,
    total,
)
from estimates.kernels.random_set import Belief, Bounds
from estimates.kernels.sweep import innermost_spans

_CERTIFIED = 1e-9  # by this much, in mean log-likelihood, another distribution could be better at most
_KEPT = 2e-10  # what a certificate may become by putting masses of nothing to zero
_ESTIMATED = 1e-6  # masses closer to a probability than this are equal to it
_STEPS = 60
_BY_HAND = 12  # systems up to this size are solved for all groups in step
_MOST = 3000


class Turnbull(NamedTuple):
    """The estimate of each group, ragged: mass j of group g stands at ``offsets[g] + j``.

    Where the mass lies within an innermost interval is not identified: `cdf` and `quantiles` give bounds. ``kkt`` is
    the certificate, max over intervals of sum_i A_ij/(Ap)_i, less one: no other distribution has a mean
    log-likelihood higher by more than it. Where several distributions are equally good, the one in the middle of them
    is given.
    """

    offsets: Ints
    low: Floats
    high: Floats
    low_open: Bools
    high_open: Bools
    mass: Floats
    loglik: Floats
    kkt: Floats
    reason: Codes


def turnbull(claims: Intervals, *, floor: ArrayLike = False) -> Turnbull:
    """Return the nonparametric maximum likelihood estimate: masses on the innermost intervals.

    The masses maximise the concave log-likelihood by a primal-dual interior-point method on all groups at once; the
    stop is the Karush-Kuhn-Tucker certificate, never a count of iterations.

    Parameters
    ----------
    claims : Intervals
        Refused where all claims are bounded on the same one side only.
    floor : bool or array of bool
        Whether a low end of zero is stated, one for all or one a row of the input: 0–48 is bounded on both sides.

    References
    ----------
    Turnbull, B. W. (1976). Journal of the Royal Statistical Society B 38, 290-295. Wellner, J. A. and Zhan, Y. (1997).
    Journal of the American Statistical Association 92, 945-959.

    Examples
    --------
    >>> from estimates.kernels import intervals
    >>> found = turnbull(intervals([1, 2, 6], [5, 8, 9]))
    >>> found.low.tolist(), found.high.tolist(), found.mass.round(9).tolist()
    ([2.0, 6.0], [5.0, 8.0], [0.5, 0.5])
    """
    stated = claims.per_row(np.asarray(floor, dtype=np.float64), "floor") > 0
    below = (claims.low == 0) & ~after(claims.start) & (claims.high > 0) & ~stated
    one_sided = smallest(below, claims.offsets) | smallest(np.isinf(claims.high), claims.offsets)
    code = np.where(one_sided, reasons.ALL_ONE_SIDED, 0)
    held = claims.only(code == 0, code)
    support, first, stop = innermost_spans(held)
    pieces = np.diff(support.offsets)[held.groups]
    mass = np.ones(len(support.low))
    loglik, kkt = np.zeros(len(pieces)), np.zeros(len(pieces))
    codes = np.where(pieces > _MOST, reasons.TOO_LARGE, 0)
    base = support.offsets[held.groups]
    for size in np.unique(pieces[(pieces > 1) & (pieces <= _MOST)]).tolist():
        which = np.flatnonzero(pieces == size)
        for part in np.array_split(which, max(1, len(which) * size**2 // 4_000_000)):
            problem = _Problem(
                held, first - np.repeat(base, held.sizes), stop - np.repeat(base, held.sizes), part, size
            )
            p = _interior_point(problem)
            p, kkt[part], loglik[part] = _finished(problem, p)
            mass[base[part] + np.arange(size)[:, None]] = p
    codes[(codes == 0) & ~(kkt <= _CERTIFIED)] = reasons.NOT_CONVERGED
    good = np.repeat(codes == 0, pieces)
    bad = codes != 0
    loglik[bad], kkt[bad] = np.nan, np.nan
    return Turnbull(
        support.offsets, support.low, support.high, support.low_open, support.high_open,
        np.where(good, mass, np.nan), held.spread(loglik), held.spread(kkt), held.refused(codes),
    )  # fmt: skip


class _Problem:
    """Groups with equally many innermost intervals; arrays have the interval first and the group last."""

    def __init__(self, held: Intervals, first: Ints, stop: Ints, part: Ints, size: int) -> None:
        rows, self.offsets = take(held.offsets, part)
        self.size, self.count = size, len(part)
        self.first, self.stop, self.weight = first[rows], stop[rows], held.mass[rows]
        self.group = np.repeat(np.arange(len(part)), np.diff(self.offsets))

    def keep(self, which: Ints) -> None:
        """Leave only some groups in."""
        rows, self.offsets = take(self.offsets, which)
        self.first, self.stop, self.weight = self.first[rows], self.stop[rows], self.weight[rows]
        self.count = len(which)
        self.group = np.repeat(np.arange(self.count), np.diff(self.offsets))

    def probabilities(self, p: Floats) -> Floats:
        """Return the probability of each claim."""
        upto = np.zeros((self.size + 1, self.count))
        np.cumsum(p, axis=0, out=upto[1:])
        out: Floats = upto[self.stop, self.group] - upto[self.first, self.group]
        return out

    def gradient(self, u: Floats) -> Floats:
        """Return for each interval the sum of `u` over the claims that contain it."""
        shape = (self.size + 1) * self.count
        change = np.bincount(self.first * self.count + self.group, u, shape)
        change -= np.bincount(self.stop * self.count + self.group, u, shape)
        return np.cumsum(change.reshape(self.size + 1, self.count)[:-1], axis=0)

    def information(self, u: Floats) -> Floats:
        """Return for each two intervals the sum of `u` over the claims that contain both."""
        m, n = self.size, self.count
        index = (self.first * m + self.stop - 1) * n + self.group
        table: Floats = np.bincount(index, u, m * m * n).astype(np.float64, copy=False).reshape(m, m, n)
        np.cumsum(table, axis=0, out=table)
        table[:, ::-1] = np.cumsum(table[:, ::-1], axis=1)
        lower = np.tril_indices(m, -1)
        table[lower] = table[lower[1], lower[0]]
        return table


def _interior_point(problem: _Problem) -> Floats:
    """Return masses p and slacks so near p * slack = 0 that rounding is what is left.

    The optimum of sum w log(Ap) - sum p has masses of sum one; with slack = 1 - gradient, Newton's method is applied
    to p * slack = t while t goes to zero.
    """
    m = problem.size
    answer = np.full((m, problem.count), 1.0 / m)
    active = np.arange(problem.count)
    p, slack = answer.copy(), np.full((m, problem.count), 1.0)
    first, offsets, stop, weight, group = problem.first, problem.offsets, problem.stop, problem.weight, problem.group
    count = problem.count
    for _ in range(_STEPS):
        u = problem.weight / problem.probabilities(p)
        d = problem.gradient(u)
        gap = total(p * slack) / m
        dual = np.abs(1 - d - slack).max(axis=0)
        done = (gap < 1e-14) & (dual < 1e-12)
        if done.any():
            answer[:, active[done]] = p[:, done]
            go = np.flatnonzero(~done)
            active, p, slack, d, gap = active[go], p[:, go], slack[:, go], d[:, go], gap[go]
            if not len(go):
                break
            u = u[~done[problem.group]]
            problem.keep(go)
        target = np.where(dual[~done] > 1e-6, 0.2, 0.05) * gap
        h = problem.information(u * u / problem.weight)
        diagonal = np.arange(m)
        h[diagonal, diagonal] += slack / p
        dp = _solve(h, d - 1 + target / p)
        ds = (target - slack * dp) / p - slack
        with np.errstate(divide="ignore"):
            reach = np.minimum(_reach(p, dp), _reach(slack, ds))
        p, slack = p + reach * dp, slack + reach * ds
    answer[:, active] = p
    problem.first, problem.offsets, problem.stop, problem.weight, problem.group = first, offsets, stop, weight, group
    problem.count = count
    return answer


def _reach(x: Floats, dx: Floats) -> Floats:
    """Return how far a step may go for `x` to stay above zero."""
    out: Floats = np.minimum(1.0, 0.995 * np.where(dx < 0, -x / np.where(dx < 0, dx, -1.0), np.inf).min(axis=0))
    return out


def _solve(h: Floats, right: Floats) -> Floats:
    """Solve symmetric positive definite systems, the group last: by Cholesky's method for all groups in step."""
    m = len(right)
    if m > _BY_HAND:
        solved: Floats = np.linalg.solve(h.transpose(2, 0, 1), right.T[:, :, None])[:, :, 0].T.astype(np.float64)
        return solved
    x = right.copy()
    for j in range(m):  # h becomes L D L'
        for k in range(j + 1, m):
            factor = h[j, k] / h[j, j]
            h[k, k:] -= factor * h[j, k:]
            x[k] -= factor * x[j]
    for j in range(m - 1, -1, -1):
        for k in range(j + 1, m):
            x[j] -= h[j, k] * x[k]
        x[j] /= h[j, j]
    return x


def _finished(problem: _Problem, p: Floats) -> tuple[Floats, Floats, Floats]:
    """Put masses of nothing to zero, and return the masses, the certificate and the log-likelihood."""
    p = p / total(p)
    kkt, loglik = _certificate(problem, p)
    for nothing in (1e-12, 1e-11, 1e-9, 1e-7, 1e-6):
        cut = np.where(p < nothing, 0.0, p)
        cut /= total(cut)
        with np.errstate(all="ignore"):
            tried = _certificate(problem, cut)
        good = tried[0] <= np.maximum(kkt, _KEPT)
        p, kkt, loglik = np.where(good, cut, p), np.where(good, tried[0], kkt), np.where(good, tried[1], loglik)
    return p, kkt, loglik


def _certificate(problem: _Problem, p: Floats) -> tuple[Floats, Floats]:
    """Return how far any interval's gradient exceeds one, and the log-likelihood."""
    each = problem.probabilities(p)
    d = problem.gradient(problem.weight / each)
    sizes = np.diff(problem.offsets)
    return np.maximum(d.max(axis=0) - 1, 0.0), sums(problem.weight * np.log(each), problem.offsets) * sizes


def _as_intervals(found: Turnbull, masses: NDArray[np.float64]) -> Intervals:
    return intervals(
        found.low, found.high, found.offsets, low_open=found.low_open, high_open=found.high_open, mass=masses
    )


def cdf(found: Turnbull, x: ArrayLike) -> Belief:
    """Return the bounds on the share of the distribution that is not above a value.

    Parameters
    ----------
    found : Turnbull
    x : float or array of float
        One value for all, or one a group.
    """
    result = random_set.cdf(_as_intervals(found, found.mass), x)
    return result._replace(reason=np.where(found.reason != 0, found.reason, result.reason))


def quantiles(found: Turnbull, p: ArrayLike = 0.5) -> Bounds:
    """Return the range in which a quantile of the distribution lies.

    Parameters
    ----------
    found : Turnbull
    p : float or array of float
        Probabilities from 0 to 1.
    """
    result = random_set.quantiles(_as_intervals(found, found.mass), p)
    return result._replace(reason=np.where(found.reason != 0, found.reason, result.reason))


def spans(found: Turnbull, low: ArrayLike, high: ArrayLike) -> Bounds:
    """Return the range from the low end of one quantile to the high end of another, as `random_set.spans` does.

    Parameters
    ----------
    found : Turnbull
    low, high : float or array of float
        Probabilities from 0 to 1. Masses are estimated: one within a millionth of a probability is equal to it.
    """
    result = random_set.spans(_as_intervals(found, found.mass), low, high, tied=_ESTIMATED)
    return result._replace(reason=np.where(found.reason != 0, found.reason, result.reason))
