"""Random effects against definitions written out, scipy's optimiser, and integrals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq
from scipy.stats import norm

from estimates.errors import UnknownNameError
from estimates.kernels import ShapeError, random_effects, reasons
from estimates.kernels.half_normal import half_normal
from estimates.kernels.tau2 import METHODS, log_likelihood

# log relative risks and variances of a well-known set of 13 vaccine trials (BCG), from 2 x 2 counts
BCG = np.array([
    [4, 119, 11, 128], [6, 300, 29, 274], [3, 228, 11, 209], [62, 13536, 248, 12619], [33, 5036, 47, 5761],
    [180, 1361, 372, 1079], [8, 2537, 10, 619], [505, 87886, 499, 87892], [29, 7470, 45, 7232],
    [17, 1699, 65, 1600], [186, 50448, 141, 27197], [5, 2493, 3, 2338], [27, 16886, 29, 17825],
])  # fmt: skip
A, B, C, D = BCG.T
Y = np.log(A / (A + B)) - np.log(C / (C + D))
V = 1 / A - 1 / (A + B) + 1 / C - 1 / (C + D)


def drawn(seed: int, groups: int, low: int = 3, high: int = 9) -> tuple[np.ndarray, np.ndarray, np.ndarray]:  # type: ignore[type-arg]
    rng = np.random.default_rng(seed)
    sizes = rng.integers(low, high + 1, groups)
    group = np.repeat(np.arange(groups), sizes)
    v = rng.lognormal(-2, 1.5, len(group))
    tau = np.repeat(rng.choice([0.0, 0.05, 0.3, 1.0], groups), sizes)
    return rng.normal(0, 1, len(group)) * np.sqrt(v + tau**2) + 5, v, group


def projection(v: np.ndarray, t: float) -> np.ndarray:  # type: ignore[type-arg]
    w = 1 / (v + t)
    return np.diag(w) - np.outer(w, w) / w.sum()


def by_definition(method: str, y: np.ndarray, v: np.ndarray) -> float:  # type: ignore[type-arg]
    k = len(y)
    q = lambda t: y @ projection(v, t) @ y  # noqa: E731
    if method == "DL":
        return max(0.0, (q(0) - (k - 1)) / np.trace(projection(v, 0)))
    if method == "HE":
        return max(0.0, float(y.var(ddof=1) - v.mean()))
    if method == "HS":
        return max(0.0, (q(0) - k) / (1 / v).sum())
    if method == "SJ":
        return float(y.var() * q(y.var()) / (k - 1))
    if method in ("PM", "EB"):
        return brentq(lambda t: q(t) - (k - 1), 0, 1e4, xtol=1e-15, rtol=1e-14) if q(0) > k - 1 else 0.0
    return 0.0


@pytest.mark.parametrize("method", ["DL", "HE", "HS", "SJ", "PM", "EB", "EE"])
def test_methods_follow_their_definitions(method: str) -> None:
    y, v, group = drawn(1, 60)
    found = random_effects(y, v, group, method=method)
    for g in range(60):
        mine = group == g
        tau2 = by_definition(method, y[mine], v[mine])
        assert found.tau2[g] == pytest.approx(tau2, rel=1e-9, abs=1e-13)
        w = 1 / (v[mine] + tau2)
        mean = (w * y[mine]).sum() / w.sum()
        assert found.mean[g] == pytest.approx(mean, rel=1e-10)
        assert found.se[g] == pytest.approx(w.sum() ** -0.5, rel=1e-10)
        assert found.q[g] == pytest.approx(y[mine] @ projection(v[mine], 0) @ y[mine], rel=1e-8)
        spread = (w * (y[mine] - mean) ** 2).sum() / (mine.sum() - 1)
        assert found.se_knapp_hartung[g] == pytest.approx(np.sqrt(spread / w.sum()), rel=1e-8)
        assert found.se_hksj[g] == pytest.approx(np.sqrt(max(1, spread) / w.sum()), rel=1e-8)
        assert found.df[g] == mine.sum() - 1


def test_trials_of_a_vaccine_give_the_published_figures() -> None:
    found = random_effects(Y, V, method="REML")
    assert found.tau2[0] == pytest.approx(0.3132, abs=5e-5)
    assert found.mean[0] == pytest.approx(-0.7145, abs=5e-5)
    assert found.se[0] == pytest.approx(0.1798, abs=5e-5)
    assert found.q[0] == pytest.approx(152.2330, abs=5e-5)
    assert 100 * found.i2[0] == pytest.approx(92.22, abs=5e-3)
    assert found.h2[0] == pytest.approx(12.86, abs=5e-3)
    assert random_effects(Y, V, method="DL").tau2[0] == pytest.approx(0.3088, abs=5e-5)
    assert random_effects(Y, V, method="ML").tau2[0] == pytest.approx(0.2800, abs=5e-5)
    assert random_effects(Y, V, method="SJ").tau2[0] == pytest.approx(0.3455, abs=5e-5)
    equal = random_effects(Y, V, method="EE")
    assert equal.h2[0] == pytest.approx(152.2330 / 12, abs=5e-5)
    assert equal.i2[0] == pytest.approx(1 - 12 / 152.2330, abs=1e-6)


@pytest.mark.parametrize("method", ["REML", "ML"])
def test_no_better_likelihood_is_found_by_a_global_search(method: str) -> None:
    """A fine grid over all tau2, and a parabola through its best point, on 3,000 groups of very unequal variances."""
    restricted = method == "REML"
    rng = np.random.default_rng(7)
    for k in (2, 3, 5, 8):
        y, v = rng.normal(0, 1, (k, 750)), rng.lognormal(-2, 2.5, (k, 750))
        y *= np.sqrt(v * rng.choice([0.3, 1, 3], (k, 750)) + rng.choice([0, 0.05, 0.5], 750))
        found = random_effects(y.T.ravel(), v.T.ravel(), np.repeat(np.arange(750), k), method=method, least=2)
        mine = log_likelihood(y, v, found.tau2, restricted)
        grid = np.concatenate(([0.0], np.geomspace(1e-8, 1e3, 400)))
        table = np.array([log_likelihood(y, v, np.full(750, t), restricted) for t in grid])
        top = table.argmax(axis=0)
        inner = np.clip(top, 2, len(grid) - 2)
        u = np.log(grid[np.stack((inner - 1, inner, inner + 1))])
        l0, l1, l2 = (table[inner + d, np.arange(750)] for d in (-1, 0, 1))
        with np.errstate(all="ignore"):
            vertex = u[1] + 0.5 * (u[2] - u[1]) * (l0 - l2) / (l0 - 2 * l1 + l2)
        vertex = np.where(np.isfinite(vertex), np.clip(vertex, u[0], u[2]), u[1])
        polished = log_likelihood(y, v, np.exp(vertex), restricted)
        assert (np.maximum(table.max(axis=0), polished) - mine).max() < 1e-10


def test_two_maxima_of_the_likelihood_are_told_apart() -> None:
    """One sharp pair and one far, vague claim: the score changes sign three times."""
    rng = np.random.default_rng(3)
    several = 0
    for _ in range(300):
        v = rng.lognormal(-3, 3, 4)
        y = rng.normal(0, 1, 4) * np.sqrt(v * 2)
        t = np.geomspace(1e-9, 1e3, 3000)
        values = np.array([log_likelihood(y[:, None], v[:, None], np.array([x]), True)[0] for x in t[::10]])
        several += ((values[1:-1] > values[:-2]) & (values[1:-1] > values[2:])).sum() > 1
        found = random_effects(y, v)
        assert log_likelihood(y[:, None], v[:, None], found.tau2, True)[0] >= values.max() - 1e-10
    assert several > 0


@settings(max_examples=60)
@given(st.integers(0, 10**6), st.floats(1e-4, 1e5), st.sampled_from(METHODS))
def test_the_answer_is_scale_free(seed: int, factor: float, method: str) -> None:
    y, v, group = drawn(seed, 5)
    one = random_effects(y, v, group, method=method)
    moved = random_effects(y + np.log(factor), v, group, method=method)
    assert moved.tau2 == pytest.approx(one.tau2, rel=1e-6, abs=1e-10)
    assert moved.mean == pytest.approx(one.mean + np.log(factor), rel=1e-7, abs=1e-8)
    wider = random_effects(y * factor, v * factor**2, group, method=method)
    assert wider.tau2 == pytest.approx(one.tau2 * factor**2, rel=1e-6, abs=1e-10 * factor**2)
    assert (one.tau2 >= 0).all()


def test_groups_do_not_touch_each_other() -> None:
    """The last digit is the same in whatever company a group is computed."""
    y, v, group = drawn(11, 400, 3, 60)
    for method in METHODS:
        together = random_effects(y, v, group, method=method)
        for g in (0, 7, 399):
            alone = random_effects(y[group == g], v[group == g], group[group == g], method=method)
            assert (alone.tau2[0], alone.mean[0], alone.se[0], alone.q[0]) == (
                together.tau2[g], together.mean[g], together.se[g], together.q[g])  # fmt: skip


def test_labels_in_any_order_and_offsets() -> None:
    y, v, group = drawn(5, 20)
    names = np.array([f"g{i:02d}" for i in group])
    shuffled = np.random.default_rng(0).permutation(len(y))
    one = random_effects(y, v, names)
    other = random_effects(y[shuffled], v[shuffled], names[shuffled])
    assert one.group.tolist() == other.group.tolist() == sorted(set(names))
    assert other.tau2 == pytest.approx(one.tau2, rel=1e-7, abs=1e-12)
    offsets = np.concatenate(([0], np.cumsum(np.bincount(group))))
    assert np.array_equal(random_effects(y, v, offsets=offsets).tau2, one.tau2)


def test_refusals_carry_their_reason() -> None:
    y = [1, 2, 1, 2, 3, 1, 2, 3, 1, np.nan, 3, 1, 2, 4]
    v = [1, 1, 1, 0, 1, 1, np.inf, 1, 1, 1, 1, 1, 1, 1]
    found = random_effects(y, v, offsets=[0, 2, 5, 8, 11, 11, 14])
    assert found.reason.tolist() == [
        reasons.TOO_FEW,
        reasons.BAD_VARIANCE,
        reasons.BAD_VARIANCE,
        reasons.NOT_A_NUMBER,
        reasons.EMPTY,
        0,
    ]
    assert np.isnan(found.mean[:5]).all()
    assert np.isnan(found.se_hksj[:5]).all()
    assert np.isfinite(found.mean[5])
    assert random_effects([1, 2], [1, 1], least=2).reason.tolist() == [0]
    assert np.isnan(found.se_prediction).all()
    assert random_effects(Y, V).se_prediction[0] == pytest.approx(np.sqrt(0.3132 + 0.1798**2), abs=1e-4)


def test_equal_claims_have_no_spread() -> None:
    for method in METHODS:
        found = random_effects([2.0, 2.0, 2.0], [0.1, 0.2, 0.3], method=method)
        assert (found.tau2[0], found.mean[0]) == (0, 2)


@pytest.mark.parametrize("wrong", [
    lambda: random_effects([1, 2], [1]),
    lambda: random_effects([1, 2], [1, 1], [0]),
    lambda: random_effects([1, 2], [1, 1], [0, 0], offsets=[0, 2]),
    lambda: random_effects([1, 2], [1, 1], least=1),
    lambda: half_normal([1, 2], [1, 1], scale=0),
    lambda: half_normal([1, 2], [1, 1], scale=1, p=[1.0]),
])  # fmt: skip
def test_arguments_that_do_not_fit_raise(wrong) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ShapeError):
        wrong()


def test_an_unknown_method_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'REML'"):
        random_effects([1, 2, 3], [1, 1, 1], method="RELM")


@pytest.mark.parametrize(("k", "size", "scale"), [(3, 0.1, 0.5), (5, 1e-6, 1.0), (4, 0.01, 0.2), (40, 0.1, 0.5)])
def test_the_half_normal_posterior_is_that_of_a_fine_sum(k: int, size: float, scale: float) -> None:
    rng = np.random.default_rng(k)
    v, y = size * rng.lognormal(0, 1, k), rng.normal(0, 0.5, k)
    t = np.linspace(0, 8 * scale, 200_001)
    w = 1 / (v[:, None] + t**2)
    weight = w.sum(axis=0)
    mean = (w * y[:, None]).sum(axis=0) / weight
    log = 0.5 * (np.log(w).sum(axis=0) - np.log(weight) - (w * (y[:, None] - mean) ** 2).sum(axis=0) - (t / scale) ** 2)
    density = np.exp(log - log.max())
    density[0] /= 2
    density /= density.sum()
    centre = (density * mean).sum()
    found = half_normal(y + 3, v, scale=scale, p=[0.05, 0.9])
    assert found.mean[0] == pytest.approx(centre + 3, abs=1e-9)
    assert found.sd[0] == pytest.approx(np.sqrt((density * (1 / weight + (mean - centre) ** 2)).sum()), rel=1e-8)
    assert found.tau[0] == pytest.approx((density * t).sum(), rel=1e-7)
    for column, p in enumerate((0.05, 0.9)):
        assert (density * norm.cdf((found.quantiles[0, column] - 3 - mean) * np.sqrt(weight))).sum() == pytest.approx(
            p, abs=1e-9
        )
        wide = np.sqrt(1 / weight + t**2)
        assert (density * norm.cdf((found.further[0, column] - 3 - mean) / wide)).sum() == pytest.approx(p, abs=1e-6)


def test_half_normal_refuses_what_random_effects_refuses() -> None:
    found = half_normal([1, 2, 1, 2], [1, 1, 0, 1], [1, 1, 2, 2], scale=0.5)
    assert found.reason.tolist() == [0, reasons.BAD_VARIANCE]
    assert np.isfinite(found.quantiles[0]).all()
    assert np.isnan(found.quantiles[1]).all()
