"""Effects that are not normal given the deviations: plateaus of ranges, one-sided claims, held against quadrature."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.special import ndtr
from validation.bias_quadrature import CASES, P, compared, one_camp

from estimates.kernels import hierarchical, sampled
from estimates.kernels.cells import Claims, Model
from estimates.kernels.groups import ShapeError
from estimates.kernels.tabled import Table

INF = float("inf")


@pytest.mark.parametrize("case", CASES)
def test_factors_and_deviations_are_those_of_quadrature(case: str) -> None:
    for beside in compared(case):
        assert beside.ours == pytest.approx(beside.exact, rel=0.02), beside.quantity


def test_the_anchor_within_a_camps_ranges_gives_a_factor_within_them() -> None:
    """The normal approximation has no curvature there, and gave a factor anywhere between 1e-12 and 4e23."""
    found = hierarchical.posterior(one_camp(*CASES["a plateau"]), tau_scale=1.0, omega_scale=1.0, p=P)
    low, middle, high = np.exp(found.of_cells(P))[0]
    assert 0.8 < low < middle < high < 1.25
    assert middle == pytest.approx(1.0, abs=0.01)
    assert low * high == pytest.approx(1.0, abs=0.02)  # the claims are symmetric in logs
    assert np.exp(found.levels[:, 1]) == pytest.approx([1000] * 4, rel=0.01)


def two_roles() -> Model:
    """Three figures on which an observer gives a number, one side a range and the other a lower end."""
    low = np.log([1000, 700, 1500, 2000, 1500, 2600, 500, 300, 900])
    high = np.log([1000, 1300, 2600, 2000, 2600, 9000, 500, 450, 1600])
    high[5] = INF
    figure, cell = np.repeat([0, 1, 2], 3), np.tile([-1, 0, 1], 3)
    return Model(Claims(low, high, np.full(9, 1e-6), figure, cell, np.array([0, 1])), 30.0)


def test_two_effects_are_those_of_a_sum_over_a_grid() -> None:
    """Here each figure couples both effects through its level."""
    model, tau, omega = two_roles(), 0.1, 0.5
    rows = model.rows
    assert rows is not None
    a, b = np.meshgrid(np.linspace(-1.5, 1.0, 90), np.linspace(-0.5, 3.0, 100), indexing="ij")
    log = -(a**2 + b**2) / (2 * (900 + omega**2))
    sd = math.sqrt(tau**2 + 1e-6)
    claims = zip(*(np.array(x).reshape(3, 3) for x in _by_figure(model)))
    for ends_low, ends_high in claims:
        level = np.linspace(ends_low[0] - 8 * sd, ends_low[0] + 8 * sd, 120)
        density = np.exp(-0.5 * ((ends_low[0] - level) / sd) ** 2)
        for effect, lo, hi in ((a, ends_low[1], ends_high[1]), (b, ends_low[2], ends_high[2])):
            at = level + effect[..., None]
            density = density * np.maximum(ndtr((hi - at) / sd) - ndtr((lo - at) / sd), 1e-300)
        log = log + np.log(density.sum(axis=-1))
    weight = np.exp(log - log.max())
    weight /= weight.sum()
    cloud = next(sampled.Sampler(model, 2048, 1).clouds(tau**2, [omega]))
    for column, values in enumerate((a, b)):
        mean = float((weight * values).sum())
        deviation = math.sqrt(float((weight * (values - mean) ** 2).sum()))
        got = float(cloud.weight @ cloud.gamma[:, column])
        assert got == pytest.approx(mean, abs=0.03 * deviation)
        spread = math.sqrt(float(cloud.weight @ (cloud.gamma[:, column] - got) ** 2))
        assert spread == pytest.approx(deviation, rel=0.03)


def _by_figure(model: Model) -> tuple[list[float], list[float]]:
    """The ends of the nine claims, centred as the model centres them."""
    low = np.log([1000, 700, 1500, 2000, 1500, 2600, 500, 300, 900]) - np.repeat(model.centre, 3)
    high = np.log([1000, 1300, 2600, 2000, 2600, 9000, 500, 450, 1600]) - np.repeat(model.centre, 3)
    high[5] = INF
    return low.tolist(), high.tolist()


def test_tables_give_what_the_levels_give() -> None:
    model = two_roles()
    assert model.rows is not None
    from estimates.kernels import levels

    effects = np.random.default_rng(3).normal(0, 0.3, (6, 2))
    whole = np.column_stack((effects, np.zeros(6)))
    for tau2 in (0.04, 1.0):
        found = Table(model.rows, tau2).log_likelihood(whole)
        for effect, value in zip(whole, found.tolist()):
            nodes = levels.nodes(model.rows, effect, tau2)
            right = levels.terms(nodes, len(model.ended), effect, tau2).value
            assert value == pytest.approx(right, abs=0.01)


def test_normal_effects_are_not_called_skewed() -> None:
    """Many points settle the effects, so that the normal approximation holds."""
    rng = np.random.default_rng(2)
    anchor = rng.uniform(100, 1000, 40)
    low = anchor * 0.5 * np.exp(rng.normal(0, 0.3, 40))
    high = np.where(np.arange(40) == 0, low * 1.2, low)
    model = Model(one_camp(anchor.tolist(), low.tolist(), high.tolist()), 30.0)
    assert not sampled.skewed(model, 0.09, 0.1).any()
    assert sampled.skewed(Model(one_camp(*CASES["a plateau"]), 30.0), 1e-4, 0.1).all()


def test_too_few_effective_places_are_refused() -> None:
    lone = np.zeros(500)
    lone[0] = 1.0
    cloud = sampled.Cloud(0.0, np.zeros((500, 3)), lone)
    with pytest.raises(ShapeError, match="effects of 3 cells cannot be integrated"):
        sampled.enough([cloud], np.ones(1))
