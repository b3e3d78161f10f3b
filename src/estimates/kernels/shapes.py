"""A stated range as a distribution: lognormal, uniform, log-uniform, triangular or PERT, by what the range covers."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from estimates.errors import UnknownNameError, listed, nearest
from estimates.kernels import reasons, roots
from estimates.kernels.groups import Bools, Codes, Floats, Intervals, Ints, ShapeError

SHAPES: Final = ("lognormal", "uniform", "log-uniform", "triangular", "pert")
_LOG: Final = ("lognormal", "log-uniform")


class Shapes(NamedTuple):
    """One distribution a held claim.

    ``left``, ``mode``, ``right`` are logs for the lognormal and log-uniform. The lognormal has its median at ``mode``
    and the standard deviations ``left`` below and ``right`` above it; the others reach from ``left`` to ``right``.
    """

    shape: str
    left: Floats
    mode: Floats
    right: Floats

    def rows(self, index: Ints) -> Shapes:
        """Return the distributions of some rows."""
        return Shapes(self.shape, self.left[index], self.mode[index], self.right[index])


def fit(
    claims: Intervals, coverage: ArrayLike, *, shape: str = "lognormal", best: ArrayLike | None = None
) -> tuple[Shapes, Intervals]:
    """Return each claim's range as a distribution, and the groups for which that can be done.

    The lognormal and the log-uniform leave equal shares below and above the range. With a stated best value, the
    lognormal has its median there and one spread on each side. The uniform is widened evenly. The triangular and the
    PERT have their mode at the stated best and are widened on both sides by the same factor, so that the range holds
    `coverage` of them.

    Parameters
    ----------
    claims : Intervals
    coverage : float or array of float
        The probability that a range is taken to hold, above 0 and up to 1 (below 1 for the lognormal), one for all or
        one a row of the input.
    shape : {"lognormal", "uniform", "log-uniform", "triangular", "pert"}
    best : array of float, optional
        Stated best values, one a row of the input; nan where the source states none.

    Returns
    -------
    Shapes, Intervals
        The distributions of the claims that the returned `Intervals` hold.

    References
    ----------
    Johnson, N. L., Kotz, S. and Balakrishnan, N. (1994). Continuous Univariate Distributions, volume 1.
    """
    if shape not in SHAPES:
        raise UnknownNameError(f"{shape!r} is not a shape; there are {listed(SHAPES)}{nearest(shape, SHAPES)}")
    c = claims.per_row(coverage, "coverage")
    b = claims.per_row(np.nan if best is None else best, "best")
    if not bool(((c > 0) & ((c < 1) if shape == "lognormal" else (c <= 1))).all()):
        limit = "below 1" if shape == "lognormal" else "at most 1"
        raise ShapeError(f"coverage must be above 0 and {limit} for the shape {shape!r} (got {coverage!r})")
    code = _unfit(claims, b, shape)
    with np.errstate(all="ignore"):
        fitted = _fit(claims, c, b, shape)
    if shape not in _LOG:
        code[(code == 0) & (fitted.left < 0)] = reasons.BELOW_ZERO
    return _sound(claims, fitted, code)


def _unfit(claims: Intervals, best: Floats, shape: str) -> Codes:
    code = np.zeros(len(claims.rows), dtype=np.int8)
    if shape in ("triangular", "pert"):
        code[np.isnan(best)] = reasons.NO_BEST
    elif shape == "lognormal":
        code[(best == claims.low) | (best == claims.high)] = reasons.BEST_AT_END
    code[(best < claims.low) | (best > claims.high)] = reasons.BEST_OUTSIDE
    code[claims.low == claims.high] = reasons.NO_WIDTH
    if shape in _LOG:
        code[claims.low == 0] = reasons.ZERO_END
    code[np.isinf(claims.high)] = reasons.ONE_SIDED
    return code


def _sound(claims: Intervals, fitted: Shapes, code: Codes) -> tuple[Shapes, Intervals]:
    """Refuse the groups with a claim that cannot be fitted, by the first such claim's reason."""
    bad = np.flatnonzero(code)
    if not len(bad):
        return fitted, claims
    group = np.searchsorted(claims.offsets, bad, side="right") - 1
    codes = np.zeros(len(claims.groups), dtype=np.int8)
    codes[group[::-1]] = code[bad[::-1]]
    keep = codes == 0
    return fitted.rows(np.flatnonzero(np.repeat(keep, claims.sizes))), claims.only(keep, codes)


def _fit(claims: Intervals, c: Floats, best: Floats, shape: str) -> Shapes:
    low, high = claims.low, claims.high
    if shape == "lognormal":
        from scipy.special import ndtri

        z = ndtri((1 + c) / 2)
        low, high = np.log(low), np.log(high)
        middle = np.where(np.isnan(best), (low + high) / 2, np.log(best))
        return Shapes(shape, (middle - low) / z, middle, (high - middle) / z)
    if shape in ("uniform", "log-uniform"):
        if shape == "log-uniform":
            low, high = np.log(low), np.log(high)
        extra = (high - low) * (1 - c) / (2 * c)
        return Shapes(shape, low - extra, (low + high) / 2, high + extra)
    factor = 1 / (1 - np.sqrt(1 - c)) if shape == "triangular" else _pert_factor(low, best, high, c)
    return Shapes(shape, best - factor * (best - low), best, best + factor * (high - best))


def _pert_factor(low: Floats, best: Floats, high: Floats, c: Floats) -> Floats:
    """Return by how much a PERT must be widened about its mode to leave `c` of itself in the range."""
    from scipy.special import betainc, betaincc

    share = (best - low) / (high - low)
    first, second = 1 + 4 * share, 5 - 4 * share
    sound = np.isfinite(share) & (share >= 0) & (share <= 1)

    def excess(inverse: Floats, i: Ints) -> Floats:
        a, b, at = first[i], second[i], share[i]
        outside = betainc(a, b, at - at * inverse) + betaincc(a, b, at + (1 - at) * inverse)
        out: Floats = (1 - c[i]) - outside
        return out

    factor = np.full(len(low), np.nan)
    index = np.flatnonzero(sound)
    ends = np.zeros(len(index)), np.ones(len(index))
    factor[index] = 1 / roots.solve(lambda inverse, i: excess(inverse, index[i]), *ends)
    return factor


def tails(d: Shapes, t: Floats) -> tuple[Floats, Bools]:
    """Return the smaller tail of each distribution at exp(t), and whether that is the upper one."""
    if d.shape == "lognormal":
        from scipy.special import ndtr

        gap = t - d.mode
        upper = gap >= 0
        return ndtr(-np.abs(gap) / np.where(upper, d.right, d.left)), upper
    x = t if d.shape == "log-uniform" else np.exp(t)
    u = np.clip((x - d.left) / (d.right - d.left), 0.0, 1.0)
    if d.shape == "pert":
        from scipy.special import betainc, betaincc

        share = (d.mode - d.left) / (d.right - d.left)
        upper = u > share
        return np.where(
            upper, betaincc(1 + 4 * share, 5 - 4 * share, u), betainc(1 + 4 * share, 5 - 4 * share, u)
        ), upper
    if d.shape == "triangular":
        share = (d.mode - d.left) / (d.right - d.left)
        upper = u > share
        with np.errstate(all="ignore"):  # nothing lies below a mode that is the low end
            return np.where(upper, (1 - u) ** 2 / (1 - share), np.where(share > 0, u**2 / share, 0.0)), upper
    upper = u > 0.5
    return np.where(upper, 1 - u, u), upper


def log_quantile(d: Shapes, p: float) -> Floats:
    """Return the log of each distribution's quantile; minus infinity for a quantile of zero."""
    from scipy.special import betaincinv, ndtri

    if d.shape == "lognormal":
        z = float(ndtri(p))
        return d.mode + z * np.where(z < 0, d.left, d.right)
    if d.shape in ("uniform", "log-uniform"):
        x = d.left + p * (d.right - d.left)
        if d.shape == "log-uniform":
            return np.asarray(x)
    else:
        share = (d.mode - d.left) / (d.right - d.left)
        if d.shape == "pert":
            u = betaincinv(1 + 4 * share, 5 - 4 * share, p)
        else:
            u = np.where(p <= share, np.sqrt(p * share), 1 - np.sqrt((1 - p) * (1 - share)))
        x = d.left + u * (d.right - d.left)
    with np.errstate(divide="ignore"):
        out: Floats = np.log(x)
    return out


class Moments(NamedTuple):
    """Mean and variance of each distribution on its own scale (logs where ``shape`` is of the logs), and its mean."""

    centre: Floats
    variance: Floats
    mean: Floats


def moments(d: Shapes) -> Moments:
    """Return the moments of each distribution."""
    if d.shape == "lognormal":
        from scipy.special import ndtr

        centre: Floats = d.mode + (d.right - d.left) / np.sqrt(2 * np.pi)
        variance = (d.left**2 + d.right**2) / 2 - (centre - d.mode) ** 2
        with np.errstate(over="ignore", invalid="ignore"):
            below, above = np.exp(d.left**2 / 2) * ndtr(-d.left), np.exp(d.right**2 / 2) * ndtr(d.right)
            return Moments(centre, variance, np.exp(d.mode) * (below + above))
    width = d.right - d.left
    if d.shape == "triangular":
        centre = (d.left + d.mode + d.right) / 3
        legs = d.mode - d.left, d.right - d.mode
        return Moments(centre, (legs[0] ** 2 + legs[1] ** 2 + legs[0] * legs[1]) / 18, centre)
    if d.shape == "pert":
        centre = (d.left + 4 * d.mode + d.right) / 6
        return Moments(centre, (centre - d.left) * (d.right - centre) / 7, centre)
    centre = (d.left + d.right) / 2
    if d.shape == "uniform":
        return Moments(centre, width**2 / 12, centre)
    with np.errstate(over="ignore"):
        return Moments(centre, width**2 / 12, np.exp(d.left) * np.expm1(width) / width)
