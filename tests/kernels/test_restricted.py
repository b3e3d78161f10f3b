"""Restricted maximum likelihood across figures: the slope that it follows is that of the likelihood."""

from __future__ import annotations

import numpy as np
import pytest

from estimates.kernels import restricted
from estimates.kernels.cells import Claims, Model, moments


def drawn(own: float) -> Claims:
    """An anchor on eight figures, and two camps of one role and one of another on most of them."""
    rng = np.random.default_rng(1937)
    figure, cell = np.divmod(np.arange(32), 4)
    kept = (cell == 0) | (rng.random(32) < 0.8)
    figure, cell = figure[kept], cell[kept] - 1
    y = rng.normal(0, 2, 8)[figure] + np.append([-0.7, -0.2, 0.6], 0.0)[cell] + rng.normal(0, 0.3, len(figure))
    return Claims(y, y, np.full(len(y), own), figure, cell, np.array([0, 0, 1]))


@pytest.mark.parametrize("own", [0.0, 0.05])
def test_the_slope_is_that_of_the_likelihood(own: float) -> None:
    model, step = Model(drawn(own)), 1e-5

    def log(tau: float, omega: float) -> float:
        return model.part(moments(model.normal, tau * tau), tau * tau, omega).log

    for tau, omega in ((0.2, 0.3), (0.5, 0.1), (1.0, 1.5)):
        slopes = [(log(tau + step, omega) - log(tau - step, omega)) / (2 * step),
                  (log(tau, omega + step) - log(tau, omega - step)) / (2 * step)]  # fmt: skip
        assert restricted._gradient(model, tau, omega) == pytest.approx(slopes, rel=1e-5, abs=1e-6)


def test_no_deviations_near_are_likelier() -> None:
    claims = drawn(0.0)
    found = restricted.restricted(claims)
    model, tau, omega = Model(claims), found.tau2**0.5, found.omega2**0.5
    for t, o in ((1.01, 1), (0.99, 1), (1, 1.01), (1, 0.99)):
        assert model.part(moments(model.normal, (t * tau) ** 2), (t * tau) ** 2, o * omega).log < found.log
