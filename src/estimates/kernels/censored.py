"""The lognormal that best explains points, ranges and one-sided claims: interval-censored maximum likelihood."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from estimates.kernels import reasons
from estimates.kernels.groups import Bools, Codes, Floats, Intervals, Ints, largest, smallest, sums, take

_NARROW = 0.02  # standardised widths (times the distance from the centre) below which a series is exact to rounding
_LOG_ROOT = 0.5 * np.log(2 * np.pi)
_STEPS = 100
_DONE = 1e-18  # Newton decrement: what one more step could gain in log-likelihood


class Censored(NamedTuple):
    """The estimates of each group, of logs.

    ``covariance`` has the variance of ``mu``, the covariance and the variance of ``sigma`` in its columns, from the
    observed information. ``loglik`` counts a point by its density in logs, a range by its probability. ``steps`` is
    the number of Newton steps.
    """

    mu: Floats
    sigma: Floats
    covariance: Floats
    loglik: Floats
    steps: Ints
    reason: Codes


class _Rows(NamedTuple):
    """Standardised logs of claims: points and ranges by middle and width, all by their ends."""

    a: Floats
    b: Floats
    middle: Floats
    width: Floats
    weight: Floats
    point: Ints  # positions of points


class _Fit(NamedTuple):
    """Log-likelihood, gradient and information at one (alpha, beta) a group."""

    value: Floats
    g0: Floats
    g1: Floats
    h00: Floats
    h01: Floats
    h11: Floats

    def pick(self, keep: Ints) -> _Fit:
        return _Fit(*(x[keep] for x in self))


def lognormal(claims: Intervals) -> Censored:
    """Return the lognormal under which the claims, as they stand, are most probable.

    The estimate exists and is unique exactly when some claim lies wholly above another, and some claim is bounded on
    both sides; other groups are refused. In mu/sigma and 1/sigma the log-likelihood is concave, so that Newton's
    method with halved steps finds the maximum. Open and closed ends make no difference here. Masses weigh the
    claims, and sum to their number.

    Parameters
    ----------
    claims : Intervals

    References
    ----------
    Burridge, J. (1981). A note on maximum likelihood estimation for regression models using grouped data. Journal of
    the Royal Statistical Society B 43, 41-45.

    Examples
    --------
    >>> from estimates.kernels import intervals
    >>> found = lognormal(intervals([100, 200, 400], [100, 200, np.inf]))
    >>> round(float(np.exp(found.mu[0])), 1), round(float(found.sigma[0]), 3)
    (234.9, 0.805)
    """
    code = np.where(largest(claims.low, claims.offsets) > smallest(claims.high, claims.offsets), 0, reasons.NO_SPREAD)
    bounded = (claims.low > 0) & np.isfinite(claims.high)
    code[~largest(bounded, claims.offsets)] = reasons.NOT_BOUNDED
    code[smallest(claims.high, claims.offsets) == 0] = reasons.ZERO_END
    held = claims.only(code == 0, code)
    rows, centre, scale = _standardised(held)
    alpha, beta, fit, steps, solved = _maximise(rows, held.offsets)
    with np.errstate(all="ignore"):
        det = fit.h00 * fit.h11 - fit.h01**2
        v00, v01, v11 = fit.h11 / det, -fit.h01 / det, fit.h00 / det
        mu = alpha / beta
        spread = (scale / beta) ** 2
        var_mu = spread * (v00 - 2 * mu * v01 + mu**2 * v11)
        cov = spread / beta * (mu * v11 - v01)
        covariance = np.stack((var_mu, cov, spread * v11 / beta**2), axis=1)
        points = held.low == held.high
        shift = sums(np.where(points, rows.weight, 0.0), held.offsets) * np.log(scale)
    solved &= np.isfinite(covariance).all(axis=1)
    held_code = np.where(solved, 0, reasons.NOT_CONVERGED)
    return Censored(
        held.spread(np.where(solved, centre + scale * mu, np.nan)),
        held.spread(np.where(solved, scale / beta, np.nan)),
        held.spread(np.where(solved[:, None], covariance, np.nan)),
        held.spread(np.where(solved, fit.value - shift, np.nan)),
        held.spread(steps, 0),
        held.refused(held_code),
    )


def _standardised(held: Intervals) -> tuple[_Rows, Floats, Floats]:
    """Return logs, centred and scaled by the spread of what each claim stands nearest to."""
    sizes = held.sizes
    with np.errstate(divide="ignore"):
        a, b = np.log(held.low), np.log(held.high)
    with np.errstate(invalid="ignore"):
        middle = (a + b) / 2
    stand = np.where(np.isfinite(middle), middle, np.where(np.isfinite(a), a, np.where(np.isfinite(b), b, 0.0)))
    known = np.where(np.isfinite(a) | np.isfinite(b), 1.0, 0.0)
    number = np.maximum(sums(known, held.offsets), 1.0)
    centre = sums(stand * known, held.offsets) / number
    apart = (stand - np.repeat(centre, sizes)) * known
    scale = np.sqrt(sums(apart**2, held.offsets) / number)
    gap = largest(a, held.offsets) - smallest(b, held.offsets)  # above zero, and not far above what sigma must bridge
    scale = np.where(scale > 0, scale, gap)
    c, s = np.repeat(centre, sizes), np.repeat(scale, sizes)
    a, b = (a - c) / s, (b - c) / s
    with np.errstate(all="ignore"):
        middle, width = (a + b) / 2, np.log1p((held.high - held.low) / held.low) / s
    point = held.low == held.high
    width[point], weight = 0.0, held.mass * np.repeat(sizes, sizes)
    return _Rows(a, b, middle, width, weight, np.flatnonzero(point)), centre, scale


def _select(rows: _Rows, offsets: Ints, keep: Ints) -> tuple[_Rows, Ints]:
    place, new = take(offsets, keep)
    a, b = rows.a[place], rows.b[place]
    return _Rows(a, b, rows.middle[place], rows.width[place], rows.weight[place], np.flatnonzero(a == b)), new


def _maximise(rows: _Rows, offsets: Ints) -> tuple[Floats, Floats, _Fit, Ints, Bools]:
    count = len(offsets) - 1
    alpha, beta = np.zeros(count), np.ones(count)
    fit = _evaluate(rows, offsets, alpha, beta)
    steps, solved = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=bool)
    active, here, bounds = np.arange(count), rows, offsets
    for _ in range(_STEPS):
        now = fit.pick(active)
        d0, d1, gain = _direction(now)
        last = gain <= _DONE
        old = alpha[active], beta[active]
        with np.errstate(divide="ignore"):
            size = np.where(d1 < 0, np.minimum(1.0, 0.9 * old[1] / -d1), 1.0)
        trial = _search(here, bounds, old, (d0, d1), size, now.value, last)
        alpha[active], beta[active] = trial[0], trial[1]
        for target, source in zip(fit, trial[2], strict=True):
            target[active] = source
        steps[active] += 1
        solved[active[last]] = True
        if last.all():
            break
        if last.any():
            keep = np.flatnonzero(~last)
            here, bounds = _select(here, bounds, keep)
            active = active[keep]
    return alpha, beta, fit, steps, solved


def _direction(now: _Fit) -> tuple[Floats, Floats, Floats]:
    """Return the Newton step and its decrement; a ridge keeps a flat corner of the likelihood from stopping it."""
    ridge = 1e-14 * (now.h00 + now.h11)
    h00, h11 = now.h00 + ridge, now.h11 + ridge
    with np.errstate(all="ignore"):
        det = h00 * h11 - now.h01**2
        d0, d1 = (h11 * now.g0 - now.h01 * now.g1) / det, (h00 * now.g1 - now.h01 * now.g0) / det
        bad = ~(det > 0) | ~np.isfinite(d0) | ~np.isfinite(d1)
        d0, d1 = np.where(bad, now.g0, d0), np.where(bad, now.g1, d1)
    return d0, d1, d0 * now.g0 + d1 * now.g1


def _search(
    rows: _Rows, offsets: Ints, old: tuple[Floats, Floats], way: tuple[Floats, Floats], size: Floats, value: Floats,
    last: Bools,
) -> tuple[Floats, Floats, _Fit]:  # fmt: skip
    """Halve the steps that lose likelihood."""
    alpha, beta = old[0] + size * way[0], old[1] + size * way[1]
    fit = _evaluate(rows, offsets, alpha, beta)
    slack = 1e-13 * (1 + np.abs(value))
    worse = ~(fit.value >= value - slack)
    for _ in range(60):
        index = np.flatnonzero(worse)
        if not len(index):
            break
        size[index] = np.where(last[index], 0.0, size[index] / 2)
        alpha[index], beta[index] = (
            old[0][index] + size[index] * way[0][index],
            old[1][index] + size[index] * way[1][index],
        )
        part, bounds = _select(rows, offsets, index)
        again = _evaluate(part, bounds, alpha[index], beta[index])
        for target, source in zip(fit, again, strict=True):
            target[index] = source
        worse[index] = ~(again.value >= value[index] - slack[index]) & (size[index] > 0)
    return alpha, beta, fit


def _evaluate(rows: _Rows, offsets: Ints, alpha: Floats, beta: Floats) -> _Fit:
    """Return log-likelihood, gradient and information (minus the Hessian) of each group."""
    sizes = np.diff(offsets)
    al, be = np.repeat(alpha, sizes), np.repeat(beta, sizes)
    with np.errstate(all="ignore"):
        za, zb = be * rows.a - al, be * rows.b - al
        value, ra, rb = between(za, zb)
        xa, xb = np.where(np.isfinite(rows.a), rows.a, 0.0), np.where(np.isfinite(rows.b), rows.b, 0.0)
        za, zb = np.where(np.isfinite(za), za, 0.0), np.where(np.isfinite(zb), zb, 0.0)
        haa, hbb, hab = ra * (ra - za), rb * (rb + zb), -ra * rb
        g0, g1 = ra - rb, xb * rb - xa * ra
        h00, h01 = haa + hbb + 2 * hab, -(xa * haa + xb * hbb + (xa + xb) * hab)
        h11 = xa * xa * haa + xb * xb * hbb + 2 * xa * xb * hab
        middle = be * rows.middle - al
        width = be * rows.width
        small = np.flatnonzero(width * np.maximum(1.0, np.abs(middle)) < _NARROW)
    terms = [value, g0, g1, h00, h01, h11]
    if len(small):
        narrow = _narrow(middle[small], width[small], be[small], rows.middle[small], rows.width[small])
        for target, source in zip(terms, narrow, strict=True):
            target[small] = source
    return _Fit(*(sums(term * rows.weight, offsets) for term in terms))


def between(za: Floats, zb: Floats) -> tuple[Floats, Floats, Floats]:
    """Return log P(za < Z < zb) and the densities at both ends over P."""
    from scipy.special import log_ndtr

    flip = za + zb > 0  # the tails are computed below zero, where their logs are exact
    lower, upper = np.where(flip, -zb, za), np.where(flip, -za, zb)
    top = log_ndtr(upper)
    log_p = top + np.log1p(-np.exp(log_ndtr(lower) - top))
    return log_p, np.exp(-0.5 * za * za - _LOG_ROOT - log_p), np.exp(-0.5 * zb * zb - _LOG_ROOT - log_p)


def _narrow(m: Floats, w: Floats, beta: Floats, middle: Floats, width: Floats) -> tuple[Floats, ...]:
    """Return the terms of points and of ranges so narrow that they are nearly points.

    P = phi(m) w (1 + q), q = w^2 (m^2 - 1)/24 + w^4 (m^4 - 6 m^2 + 3)/1920: nothing cancels, and a point is w = 0.
    """
    w2, m2 = w * w, m * m
    q = w2 * ((m2 - 1) / 24 + w2 * (m2 * m2 - 6 * m2 + 3) / 1920)
    q_m = w2 * m * (1 / 12 + w2 * (m2 - 3) / 480)
    q_mm = w2 * (1 / 12 + w2 * (m2 - 1) / 160)
    q_w = w * ((m2 - 1) / 12 + w2 * (m2 * m2 - 6 * m2 + 3) / 480)
    q_ww = (m2 - 1) / 12 + w2 * (m2 * m2 - 6 * m2 + 3) / 160
    q_mw = w * m * (1 / 6 + w2 * (m2 - 3) / 120)
    s = 1 / (1 + q)
    l_m, l_w = q_m * s - m, q_w * s
    l_mm, l_mw, l_ww = q_mm * s - (q_m * s) ** 2 - 1, q_mw * s - q_m * q_w * s * s, q_ww * s - (q_w * s) ** 2
    size = np.where(width > 0, width, 1.0)  # a range counts by its probability, a point by its density
    value = np.log(beta * size) - m2 / 2 - _LOG_ROOT + np.log1p(q)
    g1 = l_m * middle + l_w * width + 1 / beta
    h01 = l_mm * middle + l_mw * width
    h11 = -(l_mm * middle**2 + 2 * l_mw * middle * width + l_ww * width**2) + 1 / beta**2
    return value, -l_m, g1, -l_mm, h01, h11
