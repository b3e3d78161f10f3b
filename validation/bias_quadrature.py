"""The bias model beside exact quadrature, where the effects of camps are not normal given the deviations.

One camp speaks beside an anchor that gives points; the level of a figure then leaves one difference, so that factor and
deviation are integrals over a plane, summed here on a fine grid.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from scipy.special import ndtr

from estimates.kernels import cells, hierarchical

INF = float("inf")
P = np.array([0.05, 0.5, 0.95])


def one_camp(anchor: list[float], low: list[float], high: list[float]) -> cells.Claims:
    """An observer's points beside the claims of one camp, given in units, inf or 0 where an end is not stated."""
    n = len(anchor)
    with np.errstate(divide="ignore"):
        ends = [np.log(np.column_stack((anchor, side)).ravel()) for side in (low, high)]
    return cells.Claims(*ends, np.full(2 * n, 1e-6), np.repeat(np.arange(n), 2), np.tile([-1, 0], n), np.array([0]))


def quadrature(anchor: list[float], low: list[float], high: list[float]) -> tuple[list[float], list[float]]:
    """Quantiles of the factor and of tau: the level of a figure leaves one difference, of twice the variance."""
    g = np.linspace(-12, 12, 6001)
    u = np.linspace(0, math.asinh(6 / 0.02), 201)
    tau = 0.02 * np.sinh((u[1:] + u[:-1]) / 2)
    log = np.empty((len(tau), len(g)))
    for i, t in enumerate(tau.tolist()):
        sd = math.sqrt(2 * (t * t + 1e-6))
        log[i] = -t * t / 2 - g * g / (2 * 900)
        for a, lo, hi in zip(anchor, low, high):
            if lo == hi:
                z = (math.log(lo / a) - g) / sd
                log[i] += -z * z / 2 - math.log(sd)
            else:
                za = (math.log(lo / a) - g) / sd if lo else np.full(len(g), -INF)
                zb = (math.log(hi / a) - g) / sd
                inside = np.where(za > 0, ndtr(-za) - ndtr(-zb), ndtr(zb) - ndtr(za))
                log[i] += np.log(np.maximum(inside, 1e-300))
    weight = np.exp(log - log.max()) * np.cosh((u[1:] + u[:-1]) / 2)[:, None]
    out = []
    for mass, values in ((weight.sum(axis=0), g), (weight.sum(axis=1), tau)):
        out.append(np.interp(P, (np.cumsum(mass) - mass / 2) / mass.sum(), values))
    return np.exp(out[0]).tolist(), out[1].tolist()


CASES = {
    "a plateau": ([1000] * 4, [800] * 4, [1250] * 4),
    "ranges of 30 %": ([1000, 2000, 500], [700, 1500, 300], [1300, 2600, 450]),
    "points, ranges, one side": ([1000, 2000, 500, 300], [700, 1500, 400, 0], [1300, 1500, INF, 500]),
    "one-sided only": ([100, 200, 300, 400], [60, 0, 200, 0], [INF, 90, INF, 170]),
}


class Beside(NamedTuple):
    """The quantiles of one quantity of one case, by the model and by quadrature."""

    case: str
    quantity: str
    ours: list[float]
    exact: list[float]

    @property
    def difference(self) -> float:
        """The greatest difference, relative to quadrature's number."""
        return max(abs(a / b - 1) for a, b in zip(self.ours, self.exact, strict=True))


def compared(*cases: str) -> Iterator[Beside]:
    """Yield the factor and the deviation of every case, or of those named."""
    for case in cases or CASES:
        found = hierarchical.posterior(one_camp(*CASES[case]), tau_scale=1.0, omega_scale=1.0, p=P)
        factor, tau = quadrature(*CASES[case])
        yield Beside(case, "factor", np.exp(found.of_cells(P))[0].tolist(), factor)
        yield Beside(case, "tau", np.asarray(found.taus).tolist(), tau)
