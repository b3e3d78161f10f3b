"""The same tasks in plain numpy, as somebody would write them who knows that every group is sound.

They check nothing, keep no open ends, and refuse no group: what the kernels do besides is their own affair.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_ndtr, ndtr, ndtri

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Claims(NamedTuple):
    """Claims on many figures: group g has the entries from ``offsets[g]`` to ``offsets[g + 1]``."""

    low: Floats
    high: Floats
    offsets: Ints

    @property
    def group(self) -> Ints:
        """The figure of each claim."""
        return np.repeat(np.arange(len(self.offsets) - 1), np.diff(self.offsets))

    def first(self, figures: int) -> Claims:
        """Return the claims on the first figures."""
        end = self.offsets[figures]
        return Claims(self.low[:end], self.high[:end], self.offsets[: figures + 1])


def made(figures: int, *, bounded: bool = False, seed: int = 5) -> Claims:
    """Return claims on so many figures, 3 to 9 on each; one in seven is one-sided, unless all are to be bounded.

    In every figure one claim lies above another, and one is bounded, so that every method has an answer.
    """
    rng = np.random.default_rng(seed)
    sizes = rng.integers(3, 10, figures)
    offsets = np.concatenate(([0], np.cumsum(sizes)))
    group = np.repeat(np.arange(figures), sizes)
    centre = rng.normal(8, 1.5, figures)[group] + rng.normal(0, 0.5, len(group))
    width = np.abs(rng.normal(0, 0.35, len(group))) + 0.02
    first = offsets[:-1]
    centre[first + 1] = centre[first] + width[first] + width[first + 1] + 0.05
    low, high = np.exp(centre - width), np.exp(centre + width)
    kind = rng.random(len(group))
    kind[first], kind[first + 1] = 0.5, 0.5
    if not bounded:
        low[kind < 0.05], high[kind > 0.9] = 0.0, np.inf
    return Claims(low, high, offsets)


def by_size(claims: Claims, *columns: Floats) -> Iterator[tuple[Ints, list[Floats]]]:
    """Yield the figures of each size, and their columns as matrices with the claim first."""
    sizes = np.diff(claims.offsets)
    for size in np.unique(sizes):
        which = np.flatnonzero(sizes == size)
        place = claims.offsets[which] + np.arange(size)[:, None]
        yield which, [column[place] for column in columns]


def core(claims: Claims) -> tuple[Floats, Floats, Ints]:
    """Return the lowest core of each figure and its depth, by sorting all ends of the figures of a size."""
    out = np.empty((2, len(claims.offsets) - 1))
    deepest = np.empty(out.shape[1], dtype=np.int64)
    for which, (low, high) in by_size(claims, claims.low, claims.high):
        ends = np.concatenate((low, high)).T
        place = np.argsort(ends, axis=1, kind="stable")  # of equal ends the low ones, which stand first, come first
        depth = np.cumsum(np.where(place < len(low), 1, -1), axis=1)
        at = depth.argmax(1)
        here = np.arange(len(which))
        out[:, which] = ends[here, place[here, at]], ends[here, place[here, at + 1]]
        deepest[which] = depth[here, at]
    return out[0], out[1], deepest


def core_by_one_sort(claims: Claims) -> tuple[Floats, Floats, Ints]:
    """Return the same by one sort of all ends of all figures, which needs no groups of one size."""
    n = len(claims.low)
    x = np.concatenate((claims.low, claims.high))
    is_stop = np.repeat([False, True], n)
    place = np.lexsort((is_stop, x, np.tile(claims.group, 2)))
    depth = np.cumsum(np.where(is_stop[place], -1, 1))
    starts = 2 * claims.offsets[:-1]
    deepest = np.maximum.reduceat(depth, starts)
    at = np.flatnonzero(depth == np.repeat(deepest, 2 * np.diff(claims.offsets)))
    at = at[np.searchsorted(at, starts)]
    ends = x[place]
    return ends[at], ends[at + 1], deepest


def median(claims: Claims) -> tuple[Floats, Floats]:
    """Return the range of the median of each figure, by sorting the figures of a size as a matrix."""
    out = np.empty((2, len(claims.offsets) - 1))
    for which, columns in by_size(claims, claims.low, claims.high):
        rank = (len(columns[0]) + 1) // 2 - 1
        for row, column in enumerate(columns):
            out[row, which] = np.partition(column, rank, axis=0)[rank]
    return out[0], out[1]


def median_by_one_sort(claims: Claims) -> tuple[Floats, Floats]:
    """Return the same by one sort of all low ends, and one of all high ends."""
    rank = claims.offsets[:-1] + (np.diff(claims.offsets) + 1) // 2 - 1
    group = claims.group
    return (
        claims.low[np.lexsort((claims.low, group))][rank],
        claims.high[np.lexsort((claims.high, group))][rank],
    )


def random_effects(claims: Claims, y: Floats, v: Floats) -> Floats:
    """Return tau² of each figure in three rows: DerSimonian-Laird, Paule-Mandel, REML by Fisher scoring."""
    out = np.empty((3, len(claims.offsets) - 1))
    for which, (yy, vv) in by_size(claims, y, v):
        out[:, which] = _tau2(yy, vv)
    return out


def _tau2(y: Floats, v: Floats) -> Floats:
    k = len(y)
    w = 1 / v
    weight = w.sum(0)
    q = (w * (y - (w * y).sum(0) / weight) ** 2).sum(0)
    moment = np.maximum(0, (q - (k - 1)) / (weight - (w**2).sum(0) / weight))
    paule = np.zeros_like(moment)
    for _ in range(100):
        w = 1 / (v + paule)
        r = w * (y - (w * y).sum(0) / w.sum(0))
        q = (r**2 / w).sum(0)
        step = np.maximum((q / (k - 1) - 1) * q / (r**2).sum(0), 0)
        paule += step
        if (step <= 1e-9 * paule).all():
            break
    reml = moment.copy()
    for _ in range(200):
        w = 1 / (v + reml)
        weight, squares = w.sum(0), (w**2).sum(0)
        r = w * (y - (w * y).sum(0) / weight)
        information = squares - 2 * (w**3).sum(0) / weight + (squares / weight) ** 2
        new = np.maximum(0, reml + ((r**2).sum(0) - weight + squares / weight) / information)
        done = (np.abs(new - reml) <= 1e-9 * new).all()
        reml = new
        if done:
            break
    return np.stack((moment, paule, reml))


def restricted_likelihood(y: Floats, v: Floats, tau2: Floats) -> Floats:
    """Return the restricted log-likelihood of tau²; y and v have the claim first, tau2 the figure last."""
    s = v + tau2
    w = 1 / s
    weight = w.sum(0)
    e = y - (w * y).sum(0) / weight
    out: Floats = -0.5 * (np.log(s).sum(0) + np.log(weight) + (w * e**2).sum(0))
    return out


def linear_pool(claims: Claims, coverage: float, p: tuple[float, ...]) -> Floats:
    """Return quantiles of the mixture of lognormals, by bisection on all figures of a size."""
    out = np.empty((len(p), len(claims.offsets) - 1))
    z = ndtri((1 + coverage) / 2)
    a, b = np.log(claims.low), np.log(claims.high)
    for which, (mu, sigma) in by_size(claims, (a + b) / 2, (b - a) / (2 * z)):
        for row, share in enumerate(p):
            quantiles = mu + sigma * ndtri(share)
            low, high = quantiles.min(0), quantiles.max(0)
            while (high - low).max() > 1e-12 * np.abs(high).max():
                middle = (low + high) / 2
                above = ndtr((middle - mu) / sigma).mean(0) >= share
                low, high = np.where(above, low, middle), np.where(above, middle, high)
            out[row, which] = np.exp((low + high) / 2)
    return out


def censored(claims: Claims) -> tuple[Floats, Floats]:
    """Return mu and sigma of the censored lognormal, by Newton's method on all figures of a size."""
    out = np.empty((2, len(claims.offsets) - 1))
    with np.errstate(all="ignore"):
        for which, (low, high) in by_size(claims, np.log(claims.low), np.log(claims.high)):
            out[:, which] = _newton(low, high)
    return out[0], out[1]


def censored_likelihood(claims: Claims, mu: Floats, sigma: Floats) -> Floats:
    """Return the log-likelihood of each figure under a lognormal."""
    out = np.empty(len(mu))
    with np.errstate(all="ignore"):
        for which, (low, high) in by_size(claims, np.log(claims.low), np.log(claims.high)):
            out[which] = _likelihood(low, high, mu[which] / sigma[which], 1 / sigma[which])[0]
    return out


def _newton(a: Floats, b: Floats) -> Floats:
    middle = np.where(np.isfinite(a), np.where(np.isfinite(b), (a + b) / 2, a), b)
    centre, scale = middle.mean(0), middle.std(0)
    a, b = (a - centre) / scale, (b - centre) / scale
    alpha, beta = np.zeros(a.shape[1]), np.ones(a.shape[1])
    value, gradient, hessian = _likelihood(a, b, alpha, beta)
    for _ in range(200):
        det = hessian[0] * hessian[2] - hessian[1] ** 2
        up = -(hessian[2] * gradient[0] - hessian[1] * gradient[1]) / det
        over = -(hessian[0] * gradient[1] - hessian[1] * gradient[0]) / det
        step = np.ones_like(alpha)
        for _ in range(40):
            x, y = alpha + step * up, beta + step * over
            new, g, h = _likelihood(a, b, x, np.where(y > 0, y, 1))
            bad = ~((y > 0) & (new >= value - 1e-12 * np.abs(value)))
            if not bad.any():
                break
            step[bad] *= 0.5
        step[bad] = 0
        done = (np.abs(step * up) + np.abs(step * over) < 1e-10 * beta).all()
        alpha, beta = alpha + step * up, beta + step * over
        value, gradient, hessian = np.where(bad, value, new), np.where(bad, gradient, g), np.where(bad, hessian, h)
        if done:
            break
    return np.stack((centre + scale * alpha / beta, scale / beta))


def _likelihood(a: Floats, b: Floats, alpha: Floats, beta: Floats) -> tuple[Floats, Floats, Floats]:
    za, zb = beta * a - alpha, beta * b - alpha
    flip = za > 0
    lower, upper = log_ndtr(np.where(flip, -zb, za)), log_ndtr(np.where(flip, -za, zb))
    logs = upper + np.log1p(-np.exp(lower - upper))
    root = 0.5 * np.log(2 * np.pi)
    ra, rb = np.exp(-0.5 * za**2 - root - logs), np.exp(-0.5 * zb**2 - root - logs)
    a, za = np.where(np.isfinite(a), a, 0), np.where(np.isfinite(za), za, 0)
    b, zb = np.where(np.isfinite(b), b, 0), np.where(np.isfinite(zb), zb, 0)
    ga, gb = ra - rb, b * rb - a * ra
    haa, hab = ra * za - rb * zb - ga**2, zb * b * rb - za * a * ra - ga * gb
    hbb = za * a**2 * ra - zb * b**2 * rb - gb**2
    return logs.sum(0), np.stack((ga.sum(0), gb.sum(0))), np.stack((haa.sum(0), hab.sum(0), hbb.sum(0)))


def turnbull(claims: Claims, steps: int = 1_000, gap: float = 1e-6) -> tuple[Floats, Any]:
    """Return log-likelihoods, and which figures have a certificate, by Turnbull's own self-consistency.

    Mass stands on the low ends of the claims. A figure leaves when no place could gain more than `gap`, the share by
    which its certificate may fail; the others stop after so many steps.
    """
    loglik = np.empty(len(claims.offsets) - 1)
    certified = np.zeros(len(loglik), dtype=bool)
    for which, (low, high) in by_size(claims, claims.low, claims.high):
        admits = ((low[:, None] <= low[None]) & (low[None] <= high[:, None])).astype(np.float64)
        mass = np.full(low.shape, 1 / len(low))
        for _ in range(steps):
            found = (admits * mass[None]).sum(1)
            gain = (admits / found[:, None]).mean(0)
            mass = mass * gain
            done = gain.max(0) <= 1 + gap
            if done.any():
                loglik[which[done]], certified[which[done]] = np.log(found[:, done]).sum(0), True
                which, admits, mass, found = which[~done], admits[:, :, ~done], mass[:, ~done], found[:, ~done]
            if not len(which):
                break
        loglik[which] = np.log(found).sum(0)
    return loglik, certified
