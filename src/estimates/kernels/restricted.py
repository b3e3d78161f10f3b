"""The deviations of a model across figures by restricted maximum likelihood, where every claim is a point."""

from __future__ import annotations

import itertools
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from estimates.kernels import hierarchical
from estimates.kernels.cells import Claims, Model, Moments, moments
from estimates.kernels.groups import Floats, ShapeError

_GRID = 24
_SPAN = 1e4  # from the greatest deviation tried to the least


class Restricted(NamedTuple):
    """What restricted maximum likelihood gives.

    ``tau2`` and ``omega2`` are the variances of errors and of camps, the latter nan where no role has two camps, so
    that nothing tells it. ``log`` is the restricted log-likelihood but for a constant. ``effects`` has the effects of
    roles and cells at these variances, in the form of a posterior of one part.
    """

    tau2: float
    omega2: float
    log: float
    effects: hierarchical.Posterior


def restricted(claims: Claims, *, p: ArrayLike = (0.05, 0.5, 0.95)) -> Restricted:
    """Return the two variances by restricted maximum likelihood, and the effects as if these were known.

    The likelihood is searched over a grid, and every maximum within it and on its edges, where a variance is zero, is
    then followed to the root of its gradient. Intervals take no account of what is unknown of the variances.

    Parameters
    ----------
    claims : Claims
        Points only.
    p : float or array of float
        Probabilities between 0 and 1, for the levels.

    References
    ----------
    Veroniki, A. A. et al. (2016). Methods to estimate the between-study variance and its uncertainty in meta-analysis.
    Research Synthesis Methods 7, 55-79.

    Examples
    --------
    >>> y = np.log([100.0, 50.0, 200.0, 110.0, 400.0, 190.0])
    >>> claims = Claims(y, y, np.zeros(6), np.repeat([0, 1, 2], 2), np.tile([-1, 0], 3), np.array([0]))
    >>> found = restricted(claims)
    >>> round(found.tau2, 6), np.exp(found.effects.of_cells([0.5])).round(4)
    (0.002767, array([[0.5074]]))
    """
    model = Model(claims)
    if model.rows is not None:
        raise ShapeError("restricted maximum likelihood takes points only; a claim here states ends")
    size = float(np.sqrt(np.mean((model.normal.y - model.normal.y.mean()) ** 2)))
    free = bool((np.bincount(claims.role) > 1).any())
    both = _greatest(model, size, free, own=bool((claims.own > 0).all()))
    log, tau, omega = both
    part = model.part(moments(model.normal, tau * tau), tau * tau, omega)
    asked = np.atleast_1d(np.asarray(p, dtype=np.float64))
    known = [np.full(len(asked), tau), np.full(len(asked), omega if free else np.nan)]
    one = np.ones(1)
    effects = hierarchical.mixture(model, [part], one, one * tau, one * omega, asked, known)
    return Restricted(tau * tau, omega * omega if free else float("nan"), log, effects)


def _greatest(model: Model, size: float, free: bool, own: bool) -> tuple[float, float, float]:
    """Return the greatest restricted log-likelihood, and the deviations there."""
    tries = size * np.geomspace(3.0 / _SPAN, 3.0, _GRID)
    taus = [*([0.0] if own else []), *tries.tolist()]
    omegas = [0.0, *tries.tolist()] if free else [0.0]
    at = {tau: moments(model.normal, tau * tau) for tau in taus} if size > 0 else {}
    log = np.array([[model.part(at[t], t * t, o).log for o in omegas] for t in taus] if at else [[-np.inf]])
    if not np.isfinite(log).all():
        raise ShapeError("all claims agree exactly, so that there is no deviation to estimate")
    found = [(float(log[i, j]), taus[i], omegas[j]) for i, j in _peaks(log)]
    ends = [_followed(model, tau, omega) for _, tau, omega in found]
    best: tuple[float, float, float] = max([end for end in ends if end is not None] + found)
    if not own and best[1] <= tries[0]:
        raise ShapeError("all claims agree exactly, so that there is no deviation to estimate")
    return best


def _peaks(log: Floats) -> list[tuple[int, int]]:
    """Return the places of the grid that no neighbour exceeds."""
    padded = np.pad(log, 1, constant_values=-np.inf)
    rows, columns = log.shape
    around = [padded[1 + i : 1 + i + rows, 1 + j : 1 + j + columns] for i, j in itertools.product((-1, 0, 1), repeat=2)]
    return [(int(i), int(j)) for i, j in np.argwhere(log >= np.max(around, axis=0))]


def _followed(model: Model, tau: float, omega: float) -> tuple[float, float, float] | None:
    """Return the maximum near a place of the grid; a variance that is zero there stays zero."""
    from scipy.optimize import root

    start = np.array([tau, omega])
    moving = start > 0

    def deviations(logs: Floats) -> Floats:
        out = start.copy()
        out[moving] = np.exp(np.clip(logs, -40.0, 40.0))
        return out

    def slope(logs: Floats) -> Floats:
        t, o = deviations(logs).tolist()
        return _gradient(model, t, o)[moving] * deviations(logs)[moving]

    if not moving.any():
        return None
    solved = root(slope, np.log(start[moving]), method="hybr", options={"xtol": 1e-13})
    t, o = deviations(solved.x).tolist()
    value = model.part(moments(model.normal, t * t), t * t, o).log
    near = bool((np.abs(solved.x - np.log(start[moving])) < 3).all())
    return (value, t, o) if near and np.isfinite(value) else None


def _gradient(model: Model, tau: float, omega: float) -> Floats:
    """Return the slopes of the restricted log-likelihood in tau and omega: what is expected of the complete one's."""
    rows = model.normal
    at: Moments = moments(rows, tau * tau)
    part, basis = model.part(at, tau * tau, omega), model.basis(omega)
    camps = part.x[model.roles :]
    effect = basis @ part.x
    joint = np.outer(effect, camps) + (basis @ part.covariance)[:, model.roles :]
    of_omega = float(at.g @ camps - (at.a * joint).sum())
    share = np.zeros((rows.figures, rows.cells + 1))
    share[rows.entry_figure, rows.entry_cell] = at.entry_weight / at.weight[rows.entry_figure]
    apart = np.eye(rows.cells + 1)[rows.entry_cell][:, :-1] - share[rows.entry_figure, :-1]
    covariance = basis @ part.covariance @ basis.T
    unsure = ((apart @ covariance) * apart).sum(axis=1) + 1 / at.weight[rows.entry_figure]
    level = at.mean - share[:, :-1] @ effect
    off = rows.y - level[rows.figure] - np.append(effect, 0.0)[rows.entry_cell[rows.entry]]
    v = tau * tau + rows.own
    of_tau2 = 0.5 * float(((off**2 + unsure[rows.entry]) / v**2 - 1 / v).sum())
    return np.array([2 * tau * of_tau2, of_omega])
