"""The linear pool against scipy's distributions and arbitrary precision."""

from __future__ import annotations

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

from estimates.errors import UnknownNameError
from estimates.kernels import ShapeError, intervals, reasons, shapes
from estimates.kernels.linear_pool import linear_pool

P = np.array([0.05, 0.3, 0.5, 0.95])


def drawn(seed: int, groups: int = 12) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:  # type: ignore[type-arg]
    rng = np.random.default_rng(seed)
    offsets = np.concatenate(([0], np.cumsum(rng.integers(1, 8, groups))))
    middle = np.exp(rng.normal(8, 1, offsets[-1]))
    factor = np.exp(rng.uniform(0.05, 0.6, offsets[-1]))
    return middle / factor, middle * factor**1.2, middle, offsets


def frozen(shape: str, low: float, high: float, best: float, c: float):  # type: ignore[no-untyped-def]
    """Return scipy's distribution for a range that is the whole support, or a lognormal's central part."""
    if shape == "lognormal":
        sigma = np.log(high / low) / 2 / stats.norm.ppf((1 + c) / 2)
        return stats.lognorm(sigma, scale=np.sqrt(low * high))
    if shape == "uniform":
        return stats.uniform(low, high - low)
    if shape == "log-uniform":
        return stats.loguniform(low, high)
    share = (best - low) / (high - low)
    if shape == "triangular":
        return stats.triang(share, low, high - low)
    return stats.beta(1 + 4 * share, 5 - 4 * share, low, high - low)


@pytest.mark.parametrize("shape", shapes.SHAPES)
def test_quantiles_and_moments_are_those_of_the_mixture(shape: str) -> None:
    low, high, best, offsets = drawn(1)
    mass = np.random.default_rng(2).uniform(0.1, 1, len(low))
    c = 0.8 if shape == "lognormal" else 1.0
    stated = best if shape in ("triangular", "pert") else None
    found = linear_pool(intervals(low, high, offsets, mass=mass), c, P, shape=shape, best=stated)
    assert not found.reason.any()
    for g in range(len(offsets) - 1):
        rows = range(offsets[g], offsets[g + 1])
        parts = [frozen(shape, low[i], high[i], best[i], c) for i in rows]
        m = mass[offsets[g] : offsets[g + 1]] / mass[offsets[g] : offsets[g + 1]].sum()
        for column, p in enumerate(P):
            held = sum(w * d.cdf(found.quantiles[g, column]) for w, d in zip(m, parts, strict=True))
            assert held == pytest.approx(p, abs=1e-9)
        assert found.mean[g] == pytest.approx(sum(w * d.mean() for w, d in zip(m, parts, strict=True)), rel=1e-9)
        if shape in ("uniform", "triangular", "pert"):
            means = np.array([d.mean() for d in parts])
            assert found.stated[g] == pytest.approx(sum(w * d.var() for w, d in zip(m, parts, strict=True)), rel=1e-9)
            assert found.between[g] == pytest.approx((m * (means - (m * means).sum()) ** 2).sum(), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("shape", shapes.SHAPES)
@pytest.mark.parametrize("c", [0.5, 0.9])
def test_a_range_holds_what_it_is_said_to_cover(shape: str, c: float) -> None:
    claims = intervals([900], [1300])
    fitted, held = shapes.fit(claims, c, shape=shape, best=[1000] if shape in ("triangular", "pert") else None)
    assert len(held.groups) == 1
    outside = sum(float(shapes.tails(fitted, np.log([x]))[0][0]) for x in (900, 1300))
    assert outside == pytest.approx(1 - c, abs=1e-12)


@pytest.mark.parametrize("shape", shapes.SHAPES)
def test_quantiles_of_one_claim_invert_its_tails(shape: str) -> None:
    fitted, _ = shapes.fit(
        intervals([900], [1300]), 0.9, shape=shape, best=[1000] if shape in ("triangular", "pert") else None
    )
    for p in (0.01, 0.2, 0.6, 0.99):
        tail, upper = shapes.tails(fitted, shapes.log_quantile(fitted, p))
        assert float(np.where(upper, 1 - tail, tail)[0]) == pytest.approx(p, abs=1e-12)


def test_a_stated_best_splits_the_lognormal() -> None:
    found = linear_pool(intervals([50], [400]), 0.9, [0.05, 0.5, 0.95], best=[100])
    assert found.quantiles[0] == pytest.approx([50, 100, 400], rel=1e-12)
    below, above = np.log(2) / stats.norm.ppf(0.95), np.log(4) / stats.norm.ppf(0.95)
    x = np.linspace(0.0, 12, 400_001)
    weight = stats.norm.pdf(x)
    mean = 100 * (
        integrate.trapezoid(np.exp(-below * x) * weight, x) + integrate.trapezoid(np.exp(above * x) * weight, x)
    )
    assert found.mean[0] == pytest.approx(mean, rel=1e-8)
    logs = np.concatenate((-below * x, above * x))
    centre = integrate.trapezoid(-below * x * weight, x) + integrate.trapezoid(above * x * weight, x)
    square = integrate.trapezoid((below * x) ** 2 * weight, x) + integrate.trapezoid((above * x) ** 2 * weight, x)
    assert len(logs)
    assert found.centre[0] == pytest.approx(np.log(100) + centre, rel=1e-9)
    assert found.stated[0] == pytest.approx(square - centre**2, rel=1e-8)
    assert found.between[0] == 0


def exact(low: list[float], high: list[float], mass: list[float], c: float, p: str) -> float:
    with mpmath.workdps(60):
        z = mpmath.sqrt(2) * mpmath.erfinv(mpmath.mpf(c))
        mu = [(mpmath.log(a) + mpmath.log(b)) / 2 for a, b in zip(low, high, strict=True)]
        sd = [(mpmath.log(b) - mpmath.log(a)) / (2 * z) for a, b in zip(low, high, strict=True)]
        total = mpmath.fsum(mass)

        def excess(t: mpmath.mpf) -> mpmath.mpf:
            """Add the smaller tails only: their difference is exact however small they are."""
            tails = [w * mpmath.erfc(abs(t - m) / s / mpmath.sqrt(2)) / 2 for w, m, s in zip(mass, mu, sd, strict=True)]
            whole = mpmath.fsum(w for w, m in zip(mass, mu, strict=True) if t >= m) - mpmath.mpf(p) * total
            small = mpmath.fsum(-x if t >= m else x for x, m in zip(tails, mu, strict=True))
            return whole if abs(whole) > 2 * abs(small) and whole != 0 else whole + small

        a, b = mpmath.log(min(low)) - 3, mpmath.log(max(high)) + 3
        for _ in range(150):
            middle = (a + b) / 2
            a, b = (middle, b) if excess(middle) < 0 else (a, middle)
        return float(mpmath.exp(b))


@pytest.mark.parametrize(("low", "high", "mass", "p"), [
    ([73790, 50000, 100000], [81500, 60000, 150000], [1, 1, 1], "0.5"),
    ([73790, 50000, 100000], [81500, 60000, 150000], [1, 2, 5], "0.05"),
    ([100, 1000], [110, 1100], [1, 1], "0.5"),
    ([100, 104, 1000, 1003], [101, 105, 1010, 1004], [1, 1, 1, 1], "0.5"),
    ([10, 1000], [11, 1400], [1, 1], "0.5"),
    ([2, 3, 5e6], [4, 9, 6e6], [3, 2, 4], "0.975"),
])  # fmt: skip
def test_quantiles_agree_with_arbitrary_precision(
    low: list[float], high: list[float], mass: list[float], p: str
) -> None:
    """Also in the gap between far claims, where the distribution function is flat to the last digit of a float."""
    found = linear_pool(intervals(low, high, mass=mass), 0.9, [float(p)])
    assert found.quantiles[0, 0] == pytest.approx(exact(low, high, mass, 0.9, p), rel=1e-9)


def test_a_flat_stretch_gives_its_lower_end() -> None:
    found = linear_pool(intervals([1, 10], [2, 20]), 1.0, [0.5], shape="uniform")
    assert found.quantiles[0, 0] == pytest.approx(2, rel=1e-12)
    thirds = linear_pool(intervals([1, 10, 100], [2, 20, 200]), 1.0, [2 / 3], shape="log-uniform")
    assert thirds.quantiles[0, 0] == pytest.approx(20, rel=1e-12)


@settings(max_examples=50)
@given(st.integers(0, 10**6), st.floats(1e-4, 1e5), st.sampled_from(shapes.SHAPES))
def test_the_pool_is_scale_free(seed: int, factor: float, shape: str) -> None:
    low, high, best, offsets = drawn(seed, 3)
    stated = best if shape in ("triangular", "pert") else None
    one = linear_pool(intervals(low, high, offsets), 0.99, P, shape=shape, best=stated)
    other = linear_pool(intervals(low * factor, high * factor, offsets), 0.99, P, shape=shape,
                        best=None if stated is None else stated * factor)  # fmt: skip
    assert np.array_equal(one.reason, other.reason)
    assert other.quantiles == pytest.approx(one.quantiles * factor, rel=1e-9, nan_ok=True)
    assert other.mean == pytest.approx(one.mean * factor, rel=1e-9, nan_ok=True)


def test_refusals_carry_their_reason() -> None:
    low, high = [0, 5, 5, 5, 5, 5], [9, np.inf, 5, 9, 9, 9]
    found = linear_pool(intervals(low, high, range(7)), 0.9, best=[np.nan, np.nan, np.nan, 10, 9, np.nan])
    assert found.reason.tolist() == [
        reasons.ZERO_END,
        reasons.ONE_SIDED,
        reasons.NO_WIDTH,
        reasons.BEST_OUTSIDE,
        reasons.BEST_AT_END,
        0,
    ]
    assert np.isnan(found.quantiles[:5]).all()
    assert np.isfinite(found.quantiles[5]).all()
    assert linear_pool(intervals([5], [9]), 0.9, shape="pert").reason.tolist() == [reasons.NO_BEST]
    assert linear_pool(intervals([1], [99]), 0.5, shape="uniform").reason.tolist() == [reasons.BELOW_ZERO]
    assert not linear_pool(intervals([0], [99]), 1.0, shape="uniform").reason.any()
    assert linear_pool(intervals([], [], [0]), 0.9).quantiles.shape == (0, 3)


@pytest.mark.parametrize("coverage", [0, 1, -0.5, np.nan, [0.9, 0.9]])
def test_coverage_out_of_range_raises(coverage: object) -> None:
    with pytest.raises(ShapeError):
        linear_pool(intervals([5], [9]), coverage)  # type: ignore[arg-type]


def test_probabilities_and_shapes_are_checked() -> None:
    with pytest.raises(ShapeError, match="between 0 and 1"):
        linear_pool(intervals([5], [9]), 0.9, [0.0])
    with pytest.raises(UnknownNameError, match="did you mean 'triangular'"):
        linear_pool(intervals([5], [9]), 0.9, shape="triangle")


@pytest.mark.parametrize("best", [1_000, 1_001, 1_500, 1_999, 2_000])
@pytest.mark.parametrize("p", [0.05, 0.25, 0.5, 0.75, 0.95])
def test_a_triangle_whose_mode_is_an_end_has_its_quantiles(best: float, p: float) -> None:
    """Beside a claim that lies below it, where its distribution function is zero."""
    low, high = np.array([1_000, 94_966.0, 7.0]), np.array([2_000, 160_493.0, 13.0])
    modes, coverage = np.array([best, 123_456.0, 10.0]), 0.9
    found = linear_pool(intervals(low, high), coverage, [p], shape="triangular", best=modes)
    factor = 1 / (1 - np.sqrt(1 - coverage))
    left, right = modes - factor * (modes - low), modes + factor * (high - modes)
    laws = [stats.triang((m - a) / (b - a), a, b - a) for a, m, b in zip(left, modes, right)]
    x = found.quantiles[0, 0]
    assert sum(law.cdf(x) for law in laws) / 3 == pytest.approx(p, abs=1e-9)
