"""What a further source would claim, if claims follow a lognormal of unknown parameters: by quadrature."""

from __future__ import annotations

from typing import Final

import numpy as np

from estimates.kernels import mixtures
from estimates.kernels.censored import Censored, between
from estimates.kernels.groups import Floats, Intervals, sums

_COARSE: Final = 41
_FINE: Final = 65
_LOW, _HIGH, _SIDE = -4.0, 14.0, 9.0  # logs of sigma and standardised mu, about the most probable ones
_NOTHING: Final = 30.0  # logs below the top, where the posterior is taken for nothing
_LOG_ROOT: Final = 0.5 * np.log(2 * np.pi)


def quantiles(claims: Intervals, fitted: Censored, p: Floats) -> Floats:
    """Return quantiles of the log of a further claim, by Bayes with the prior density 1/sigma.

    The likelihood is that of interval-censored claims; each voice counts once. Mean and log of the deviation are
    integrated by the trapezoidal rule where the posterior is not negligible, found in a coarse pass, and a further
    claim is a mixture of normals over the nodes.

    Parameters
    ----------
    claims : Intervals
        Each group with at least two claims bounded on both sides, which the posterior needs to be proper.
    fitted : Censored
        The most probable parameters of the same claims; groups that it refuses give nan.
    p : array of float
        Probabilities between 0 and 1.

    Returns
    -------
    array of float
        A row for each group of the input, a column for each probability.

    References
    ----------
    Geisser, S. (1993). Predictive Inference: An Introduction. The prior is that of Jeffreys for each parameter apart.
    """
    out = np.full((len(claims.reason), len(p)), np.nan)
    weight = claims.mass * np.repeat(claims.voices, claims.sizes)
    for g, group in enumerate(claims.groups.tolist()):
        if fitted.reason[group] == 0:
            part = slice(claims.offsets[g], claims.offsets[g + 1])
            out[group] = _predicted(claims.low[part], claims.high[part], weight[part],
                                    float(fitted.mu[group]), float(fitted.sigma[group]), p)  # fmt: skip
    return out


def _predicted(low: Floats, high: Floats, weight: Floats, mu: float, sigma: float, p: Floats) -> Floats:
    with np.errstate(divide="ignore"):
        a, b = (np.log(low) - mu) / sigma, (np.log(high) - mu) / sigma
    scale, shift = np.linspace(_LOW, _HIGH, _COARSE), np.linspace(-_SIDE, _SIDE, _COARSE)
    step = (scale[1] - scale[0], shift[1] - shift[0])
    log = _log_posterior(a, b, weight, scale[:, None], shift[None, :])
    for _ in range(2):
        there = log > log.max() - _NOTHING
        rows, columns = np.flatnonzero(there.any(1)), np.flatnonzero(there.any(0))
        scale = np.linspace(scale[rows[0]] - step[0], scale[rows[-1]] + step[0], _FINE)
        shift = np.linspace(shift[columns[0]] - step[1], shift[columns[-1]] + step[1], _FINE)
        step = (scale[1] - scale[0], shift[1] - shift[0])
        log = _log_posterior(a, b, weight, scale[:, None], shift[None, :])
    mass = np.exp(log - log.max())
    sd = np.broadcast_to(np.exp(scale)[:, None], mass.shape)
    mean = _centre(scale[:, None], shift[None, :])
    parts = [np.ascontiguousarray(x).reshape(-1, 1) for x in (mass / mass.sum(), np.broadcast_to(mean, mass.shape), sd)]
    found: Floats = mu + sigma * mixtures.quantiles(parts[0], parts[1], parts[2], p)[0]
    return found


def _centre(scale: Floats, shift: Floats) -> Floats:
    """Return the mean at a node: claims leave it as unsure as their deviation, and no surer than one of theirs."""
    return shift * np.exp(np.minimum(scale, 0.0))


def _log_posterior(a: Floats, b: Floats, weight: Floats, scale: Floats, shift: Floats) -> Floats:
    """Return the log posterior density in (shift, log sigma) at each node; flat in mu and log sigma."""
    sd, mean = np.exp(scale), _centre(scale, shift)
    log = np.zeros(np.broadcast(scale, shift).shape) + np.minimum(scale, 0.0)  # of the change from mu to its shift
    for low, high, counts in zip(a.tolist(), b.tolist(), weight.tolist()):
        if low == high:
            log = log + counts * (-0.5 * ((low - mean) / sd) ** 2 - scale - _LOG_ROOT)
        else:
            with np.errstate(all="ignore"):
                log = log + counts * between((low - mean) / sd + 0 * log, (high - mean) / sd + 0 * log)[0]
    return np.where(np.isfinite(log), log, -np.inf)


def enough(claims: Intervals) -> Floats:
    """Return for each group of the input how many of its claims are bounded on both sides, above zero."""
    bounded = (np.isfinite(claims.high) & (claims.low > 0)).astype(np.float64)
    return claims.spread(sums(bounded, claims.offsets), 0.0)
