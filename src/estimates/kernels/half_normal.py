"""Bayesian random effects: flat mean, half-normal deviation between claims, by one-dimensional quadrature."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from estimates.kernels import mixtures, tau2
from estimates.kernels.groups import Codes, Floats, ShapeError, total
from estimates.kernels.random_effects import RandomEffects, blocks, random_effects

_COARSE = 96
_FINE = 160
_NOTHING = 40.0  # a log density this far below the greatest adds nothing
# The trapezoidal rule is exact beyond all powers for what is even about zero; tau is odd. What the rule then lacks, by
# Euler and Maclaurin, in terms of the odd powers of which the first three nodes are made.
_ODD = np.linalg.solve(np.arange(1.0, 4) ** np.array([[1], [3], [5]]), [1 / 12, -1 / 120, 1 / 252])[:, None]


class HalfNormal(NamedTuple):
    """The posterior of each group.

    ``mean`` and ``sd`` are of the common mean, ``tau`` the posterior mean of the between-claim deviation.
    ``quantiles`` of the mean and ``further``, of a further claim's own value, have a column for each probability asked.
    """

    mean: Floats
    sd: Floats
    tau: Floats
    quantiles: Floats
    further: Floats
    reason: Codes


def half_normal(
    y: ArrayLike,
    v: ArrayLike,
    group: ArrayLike | None = None,
    *,
    scale: float,
    p: ArrayLike = (0.05, 0.5, 0.95),
    offsets: ArrayLike | None = None,
    least: int = 2,
) -> HalfNormal:
    """Return what few claims say of their common mean, under a stated belief of how far claims differ.

    The mean has a flat prior and is integrated exactly; the deviation between claims, tau, has a half-normal prior and
    is integrated by the trapezoidal rule on a scale on which its density is smooth.

    Parameters
    ----------
    y, v, group, offsets, least
        As for `random_effects`; the groups stand in the same order.
    scale : float
        The scale of the half-normal prior: tau is below 2 ``scale`` with a probability of 95 %. It has no default.
    p : float or array of float
        Probabilities between 0 and 1.

    References
    ----------
    Rover, C. et al. (2021). On weakly informative prior distributions for the heterogeneity parameter in Bayesian
    random-effects meta-analysis. Research Synthesis Methods 12, 448-474.

    Examples
    --------
    >>> found = half_normal([1.0, 2.0, 4.0], [0.1, 0.1, 0.1], scale=0.5, p=[0.5])
    >>> round(float(found.mean[0]), 6), round(float(found.quantiles[0, 0]), 6)
    (2.333333, 2.333333)
    """
    asked = np.atleast_1d(np.asarray(p, dtype=np.float64))
    if asked.ndim != 1 or not bool(((asked > 0) & (asked < 1)).all()):
        raise ShapeError(f"probabilities must be a list of numbers between 0 and 1 (got {p!r})")
    if not 0 < scale < np.inf:
        raise ShapeError(f"the scale of the prior must be a finite number above zero (got {scale!r})")
    checked: RandomEffects = random_effects(y, v, group, method="EE", offsets=offsets, least=least)
    count = len(checked.reason)
    out = np.full((3, count), np.nan)
    quantiles, further = np.full((count, len(asked)), np.nan), np.full((count, len(asked)), np.nan)
    for groups, yy, vv, k in blocks(y, v, group, offsets, checked):
        with np.errstate(all="ignore"):
            shift = total(yy) / k
            centred = np.where(vv < np.inf, yy - shift, 0.0)
            tau, weight, mean, variance = _posterior(centred, vv, scale)
            centre = total(weight * mean)
            spread = total(weight * (variance + (mean - centre) ** 2))
            lacking = np.where(tau[0] == 0, total(_ODD * (weight * tau)[1:4]), 0.0)
            out[:, groups] = centre + shift, np.sqrt(spread), total(weight * tau) + lacking
            quantiles[groups] = mixtures.quantiles(weight, mean, np.sqrt(variance), asked) + shift[:, None]
            further[groups] = mixtures.quantiles(weight, mean, np.sqrt(variance + tau**2), asked) + shift[:, None]
    return HalfNormal(out[0], out[1], out[2], quantiles, further, checked.reason)


def _posterior(y: Floats, v: Floats, scale: float) -> tuple[Floats, Floats, Floats, Floats]:
    """Return nodes of tau, their posterior weights, and mean and variance of the mean at each; the node first.

    With tau = c sinh(u), c near the least error, the density is smooth in u and even about zero: the trapezoidal rule
    converges faster than any power. A coarse pass finds where the density lies.
    """
    c = np.minimum(np.sqrt(np.minimum.reduce(v, 0)), scale)
    low, high = np.zeros(y.shape[1]), np.arcsinh(10 * scale / c)
    for nodes in (_COARSE, _COARSE, _FINE):
        u = low + (high - low) * np.linspace(0.0, 1.0, nodes)[:, None]
        tau = c * np.sinh(u)
        log, mean, variance = _log_density(y, v, tau, scale)
        log += np.log(np.cosh(u))
        log[0, low == 0] -= np.log(2)
        top = log.max(axis=0)
        there = log > top - _NOTHING
        first, last = there.argmax(axis=0), nodes - 1 - there[::-1].argmax(axis=0)
        if nodes != _FINE:
            step = (high - low) / (nodes - 1)
            low, high = low + np.maximum(first - 1, 0) * step, low + np.minimum(last + 1, nodes - 1) * step
    weight = np.exp(log - top)
    return tau, weight / total(weight), mean, variance


def _log_density(y: Floats, v: Floats, tau: Floats, scale: float) -> tuple[Floats, Floats, Floats]:
    """Return the log posterior density of tau at each node, and mean and variance of the mean given tau."""
    log, mean, variance = np.empty(tau.shape), np.empty(tau.shape), np.empty(tau.shape)
    for j, t in enumerate(tau):
        at = tau2.moments(y, v, t * t)
        log[j] = tau2.log_likelihood(y, v, t * t, restricted=True) - 0.5 * (t / scale) ** 2
        mean[j], variance[j] = at.mean, 1 / at.weight
    return log, mean, variance
