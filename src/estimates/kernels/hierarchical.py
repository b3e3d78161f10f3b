"""A model across figures: how far camps in a role stand from an anchor, and how far claims deviate."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from estimates.kernels import mixtures, sampled
from estimates.kernels.cells import NARROW, Claims, Model, Moments, Part, moments, shares
from estimates.kernels.groups import Floats, Ints, ShapeError

RESCALED = (0.5, 2.0)
ROLES = 30.0  # scale of the prior of the effects of roles, in logs, where a claim states ends only; else it is flat
_FINE = (13, 15)
_SHARP = (24, 15)
_COARSE = (10, 5)
_NOTHING = 20.0  # a log density this far below the greatest adds nothing
_REACH = 8.0  # scales of the prior up to which a deviation is looked for
_SMALL = (0.01, 0.05)  # parts of the scale below which the grid is even, and above which it is even in logs
_BLOCK = 4096


class Posterior(NamedTuple):
    """A mixture of normals, a part for each pair of deviations, all in logs.

    ``weight``, ``tau`` and ``omega`` of each part; means and variances of the effects of roles (``delta``) and of
    cells (``gamma``), a row a part. ``levels`` has quantiles of each figure's level, a row a figure and a column for
    each probability asked; ``taus`` and ``omegas`` have quantiles of both deviations. Where the effects of cells are
    not normal, ``places`` has weighted places of them, and the parts are even ones. ``rescaled`` has the quantiles of
    cells with the scales of both priors at each of `RESCALED` times what they are.
    """

    weight: Floats
    tau: Floats
    omega: Floats
    delta: Floats
    delta_var: Floats
    gamma: Floats
    gamma_var: Floats
    levels: Floats
    taus: Floats
    omegas: Floats
    places: tuple[Floats, Floats] | None = None
    rescaled: tuple[Floats, ...] = ()

    def of_cells(self, p: ArrayLike) -> Floats:
        """Return quantiles of the effects of cells, a row a cell and a column for each probability."""
        if self.places is not None:
            return sampled.quantiles(*self.places, np.atleast_1d(np.asarray(p, dtype=np.float64)))
        return self._quantiles(self.gamma, self.gamma_var, p)

    def of_roles(self, p: ArrayLike) -> Floats:
        """Return quantiles of the effects of roles."""
        return self._quantiles(self.delta, self.delta_var, p)

    def of_further(self, p: ArrayLike) -> Floats:
        """Return quantiles of the effect of a further camp in each role."""
        return self._quantiles(self.delta, self.delta_var + self.omega[:, None] ** 2, p)

    def _quantiles(self, mean: Floats, variance: Floats, p: ArrayLike) -> Floats:
        weight = np.broadcast_to(self.weight[:, None], mean.shape)
        return mixtures.quantiles(weight, mean, np.sqrt(variance), np.atleast_1d(np.asarray(p, dtype=np.float64)))


def posterior(claims: Claims, *, tau_scale: float, omega_scale: float, p: ArrayLike = (0.05, 0.5, 0.95)) -> Posterior:
    """Return what claims say of how far each cell stands from the anchor, and of the levels of the figures.

    Log claim = level of its figure + effect of its role + effect of its camp in that role + error. The effects of
    camps have a deviation omega, the errors a deviation tau, both with a half-normal prior; levels and the effects of
    roles have flat ones (where a claim states ends only, the latter a normal one of the scale `ROLES`, lest ends that
    admit everything leave no answer), and the anchor has no effect. Levels are integrated out exactly: in closed form
    where all claims of a figure are points, else by the trapezoidal rule. Given both deviations the effects of points
    are normal. Where claims state ends, the normal approximation about the mode is checked two standard deviations off
    it; where it does not hold, the effects are integrated by importance sampling from a scrambled Sobol sequence of
    fixed seed. The deviations are summed over a grid.

    Parameters
    ----------
    claims : Claims
    tau_scale, omega_scale : float
        Scales of the half-normal priors, in logs: the deviation is below twice that with a probability of 95 %.
    p : float or array of float
        Probabilities between 0 and 1, for the levels and the deviations.

    Examples
    --------
    >>> y = np.log([100.0, 50.0, 200.0, 110.0, 400.0, 190.0])
    >>> claims = Claims(y, y, np.zeros(6), np.repeat([0, 1, 2], 2), np.tile([-1, 0], 3), np.array([0]))
    >>> found = posterior(claims, tau_scale=1.0, omega_scale=1.0)
    >>> np.exp(found.of_cells([0.5])).round(2)
    array([[0.51]])
    """
    asked = np.atleast_1d(np.asarray(p, dtype=np.float64))
    for name, scale in (("tau_scale", tau_scale), ("omega_scale", omega_scale)):
        if not 0 < scale < np.inf:
            raise ShapeError(f"{name}, the scale of a prior, must be a finite number above zero (got {scale!r})")
    points = bool((claims.high - claims.low <= NARROW).all())
    model = Model(claims, np.inf if points else ROLES)
    scales = np.array([tau_scale, omega_scale])
    normal = _Grid(model.parts, scales)
    found = _integrated(normal, normal, _FINE)
    if not points and _skewed(model, found):
        return _sampled(model, scales, asked)
    tau, omega = (x.ravel() for x in np.meshgrid(*found.deviations, indexing="ij"))
    heavy = found.weight.ravel() > 1e-7
    kept = [part for part, keep in zip(found.parts, heavy.tolist()) if keep]
    share = found.weight.ravel()[heavy] / found.weight.ravel()[heavy].sum()
    out = mixture(model, kept, share, tau[heavy], omega[heavy], asked, _estimable(model, found.marginals(asked)))
    rescaled = []
    for times in RESCALED:
        other = found.rescaled(scales, times).ravel()[heavy]
        rescaled.append(out._replace(weight=other / other.sum()).of_cells(asked))
    return out._replace(rescaled=tuple(rescaled))


def _estimable(model: Model, marginals: list[Floats]) -> list[Floats]:
    """Return the quantiles of both deviations, those of camps as nan where no role has two camps to estimate them."""
    return marginals if model.free else [marginals[0], np.full(len(marginals[1]), np.nan)]


class _Grid(NamedTuple):
    """The density at given deviations, and the scales of their priors."""

    parts: Callable[[float, list[float]], Iterable[Any]]
    scales: Floats

    def nodes(self, low: Floats, high: Floats, size: tuple[int, int]) -> _Found:
        """Return the nodes of the midpoint rule, the log density at each pair, and the effects there."""
        small = self.scales * _SMALL
        u = [lo + (hi - lo) * (np.arange(n) + 0.5) / n for lo, hi, n in zip(low, high, size)]
        log, parts = np.empty(size), []
        omegas = (small[1] * np.sinh(u[1])).tolist()
        for i, tau in enumerate((small[0] * np.sinh(u[0])).tolist()):
            for j, part in enumerate(self.parts(tau * tau, omegas)):
                log[i, j] = part.log - 0.5 * ((tau / self.scales[0]) ** 2 + (omegas[j] / self.scales[1]) ** 2)
                parts.append(part)
        log = log + np.log(np.cosh(u[0]))[:, None] + np.log(np.cosh(u[1]))
        return _Found(u, small, log, parts)


class _Found(NamedTuple):
    """A grid of pairs of deviations: even in ``u``, with the log density and the effects at each pair."""

    u: list[Floats]
    small: Floats
    log: Floats
    parts: list[Any]

    @property
    def weight(self) -> Floats:
        weight = np.exp(self.log - self.log.max())
        return np.asarray(weight / weight.sum(), dtype=np.float64)

    def rescaled(self, scales: Floats, times: float) -> Floats:
        """Return the weights that the pairs have with the scales of both priors at so many times what they are."""
        tau, omega = self.deviations
        drop = 0.5 * ((tau[:, None] / scales[0]) ** 2 + (omega / scales[1]) ** 2) * (1 - times**-2)
        weight = np.exp(self.log + drop - (self.log + drop).max())
        return np.asarray(weight / weight.sum(), dtype=np.float64)

    @property
    def deviations(self) -> list[Floats]:
        return [self.small[0] * np.sinh(self.u[0]), self.small[1] * np.sinh(self.u[1])]

    def marginals(self, asked: Floats) -> list[Floats]:
        """Return quantiles of both deviations."""
        weight = self.weight
        return [_marginal(x, w, s, asked) for x, w, s in zip(self.u, (weight.sum(1), weight.sum(0)), self.small)]


def _integrated(rough: _Grid, grid: _Grid, size: tuple[int, int]) -> _Found:
    """Return the grid on the part of the deviations that is not nothing, which a rough one finds."""
    low, high = np.zeros(2), np.arcsinh(_REACH / np.array(_SMALL))
    for _ in range(12):
        found = rough.nodes(low, high, _COARSE)
        new = _box(found.u, found.log, low, high)
        shrunk = (new[1] - new[0]) / (high - low)
        low, high = new
        if bool((shrunk > 0.6).all()):
            break
    return grid.nodes(low, high, size)


def _skewed(model: Model, found: _Found) -> bool:
    """Return whether the effects are far from normal at the middle or either end of the deviations of claims."""
    tau, omega = found.deviations
    below = np.cumsum(found.weight.sum(axis=1))
    for i in np.unique(np.searchsorted(below, (0.05, 0.5, 0.95))).tolist():
        if sampled.skewed(model, float(tau[i]) ** 2, float(omega[int(found.weight[i].argmax())])).any():
            return True
    return False


def _sampled(model: Model, scales: Floats, asked: Floats) -> Posterior:
    """Return the posterior where the effects are not normal: their places are sampled at each pair of deviations."""
    rough = sampled.Sampler(model, 64 if model.free else 128, 3)
    exact = sampled.Sampler(model, 256 if model.free else 2048, 5)
    found = _integrated(_Grid(rough.clouds, scales), _Grid(exact.clouds, scales), _FINE if model.free else _SHARP)
    weight = found.weight.ravel()
    sampled.enough(found.parts, weight)
    out = _of_places(model, found, exact.mixed(found.parts, weight), asked)
    rescaled = []
    for times in RESCALED:
        other = exact.mixed(found.parts, found.rescaled(scales, times).ravel())
        rescaled.append(sampled.quantiles(other.places, other.weight, asked))
    return out._replace(rescaled=tuple(rescaled))


def _of_places(model: Model, found: _Found, mixed: sampled.Mixed, asked: Floats) -> Posterior:
    """Return the posterior of places: weighted ones of the cells, even ones drawn from them of all else."""
    tau, omega = (x.ravel()[mixed.pair] for x in np.meshgrid(*found.deviations, indexing="ij"))
    size = np.bincount(model.role, minlength=model.roles)
    precision = ROLES**-2 + size / omega[:, None] ** 2
    delta = (mixed.gamma @ model.member / omega[:, None] ** 2) / precision
    levels = np.empty((len(model.centre), len(asked)))
    even = np.full(len(tau), 1 / len(tau))
    known = {t: moments(model.normal, t * t) for t in np.unique(tau).tolist()}
    for first in range(0, len(model.plain), _BLOCK):
        last = min(first + _BLOCK, len(model.plain))
        mean, variance = np.empty((len(tau), last - first)), np.empty((len(tau), last - first))
        for t, at in known.items():
            these = tau == t
            mean[these] = at.mean[first:last] - mixed.gamma[these] @ shares(model.normal, at, first, last).T
            variance[these] = 1 / at.weight[first:last]
        which = model.plain[first:last]
        weight = np.broadcast_to(even[:, None], mean.shape)
        levels[which] = mixtures.quantiles(weight, mean, np.sqrt(variance), asked) + model.centre[which][:, None]
    levels[model.ended] = sampled.levels(model, mixed.gamma, tau, asked) + model.centre[model.ended][:, None]
    taus, omegas = _estimable(model, found.marginals(asked))
    none = np.zeros_like(mixed.gamma)
    places = mixed.places, mixed.weight
    return Posterior(even, tau, omega, delta, 1 / precision, mixed.gamma, none, levels, taus, omegas, places)


def _box(u: list[Floats], log: Floats, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Return the part of the grid that is not nothing, with a step more on either side."""
    there = log > log.max() - _NOTHING
    new_low, new_high = low.copy(), high.copy()
    for axis in (0, 1):
        step = (high[axis] - low[axis]) / len(u[axis])
        at = np.flatnonzero(there.any(axis=1 - axis))
        new_low[axis] = max(0.0, u[axis][at[0]] - step) if at[0] else low[axis]
        new_high[axis] = min(high[axis], u[axis][at[-1]] + step)
    return new_low, new_high


def _marginal(u: Floats, weight: Floats, small: float, asked: Floats) -> Floats:
    """Return quantiles of a deviation from its weights on the even grid, by the spline of the log density."""
    from scipy.interpolate import CubicSpline

    with np.errstate(divide="ignore"):
        log = np.maximum(np.log(weight), -700.0)
    step = u[1] - u[0]
    fine = np.linspace(u[0] - step / 2, u[-1] + step / 2, 2001)
    top = log.max()  # where the density has a spike between two nodes, a spline overshoots
    density = np.exp(np.minimum(CubicSpline(u, log)(fine) - top, 0.5))
    below = np.concatenate(([0.0], np.cumsum((density[1:] + density[:-1]) / 2)))
    out: Floats = small * np.sinh(np.interp(asked, below / below[-1], fine))
    return out


def mixture(
    model: Model, parts: list[Part], weight: Floats, tau: Floats, omega: Floats, asked: Floats, summed: list[Floats]
) -> Posterior:  # fmt: skip
    """Return the mixture of parts at pairs of deviations; ``summed`` has the quantiles of both deviations."""
    roles = model.roles
    x = np.array([part.x for part in parts])
    delta, delta_var = x[:, :roles], np.array([np.diag(part.covariance)[:roles] for part in parts])
    basis = [model.basis(o) for o in omega.tolist()]
    gamma = np.array([b @ part.x for b, part in zip(basis, parts)])
    covariance = [b @ part.covariance @ b.T for b, part in zip(basis, parts)]
    gamma_var = np.array([np.diag(c) for c in covariance])
    levels = np.empty((len(model.centre), len(asked)))
    for which, mean, variance in _levels(model, parts, tau, gamma, covariance):
        share = np.broadcast_to(weight[:, None], mean.shape)
        found = mixtures.quantiles(share, mean, np.sqrt(variance), asked)
        levels[which] = found + model.centre[which][:, None]
    return Posterior(weight, tau, omega, delta, delta_var, gamma, gamma_var, levels, summed[0], summed[1])


def _levels(
    model: Model, parts: list[Part], tau: Floats, gamma: Floats, covariance: list[Floats]
) -> Iterator[tuple[Ints, Floats, Floats]]:  # fmt: skip
    """Yield figures by blocks, with mean and variance of the level of each, a row a part."""
    known: dict[float, Moments] = {t: moments(model.normal, t * t) for t in np.unique(tau).tolist()}
    for first in range(0, len(model.plain), _BLOCK):
        last = min(first + _BLOCK, len(model.plain))
        mean, variance = np.empty((len(parts), last - first)), np.empty((len(parts), last - first))
        share, at = np.empty(0), -1.0
        for k, t in enumerate(tau.tolist()):
            if t != at:
                share, at = shares(model.normal, known[t], first, last), t
            mean[k] = known[t].mean[first:last] - share @ gamma[k]
            variance[k] = 1 / known[t].weight[first:last] + ((share @ covariance[k]) * share).sum(axis=1)
        yield model.plain[first:last], mean, variance
    held = [part.terms for part in parts if part.terms is not None]
    if held:
        mean = np.array([terms.mean for terms in held])
        spread = [((terms.slope @ c) * terms.slope).sum(axis=1) for terms, c in zip(held, covariance)]
        yield model.ended, mean, np.array([terms.variance for terms in held]) + np.array(spread)
