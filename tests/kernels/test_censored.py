"""Censored and nonparametric maximum likelihood against scipy's optimiser and their own optimality conditions."""

from __future__ import annotations

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.stats import norm

from estimates.kernels import censored, intervals, random_set, reasons, turnbull


def drawn(seed: int, groups: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:  # type: ignore[type-arg]
    """Points, ranges from very narrow to wide, and claims without a low or a high end."""
    rng = np.random.default_rng(seed)
    offsets = np.concatenate(([0], np.cumsum(rng.integers(2, 9, groups))))
    n = offsets[-1]
    low = np.exp(rng.normal(6, 1, n)) + 1
    high = low * np.exp(np.abs(rng.normal(0, 1, n)) * rng.choice([1e-6, 1e-2, 0.3, 1.5], n))
    kind = rng.random(n)
    high[kind < 0.2] = low[kind < 0.2]
    low[(kind > 0.2) & (kind < 0.35)] = 0
    high[kind > 0.85] = np.inf
    return low, high, offsets


def log_likelihood(low: np.ndarray, high: np.ndarray, mu: float, sigma: float) -> float:  # type: ignore[type-arg]
    total = 0.0
    with np.errstate(all="ignore"):
        for a, b in zip((np.log(low) - mu) / sigma, (np.log(high) - mu) / sigma, strict=True):
            if a == b:
                total += norm.logpdf(a) - np.log(sigma)
                continue
            lo, hi = (-b, -a) if a + b > 0 else (a, b)
            top = norm.logcdf(hi)
            narrow = norm.logpdf((a + b) / 2) + np.log(hi - lo)
            total += narrow if hi - lo < 1e-4 else top + np.log(-np.expm1(norm.logcdf(lo) - top))
    return total


def test_no_optimiser_finds_a_likelier_lognormal() -> None:
    low, high, offsets = drawn(1, 120)
    found = censored.lognormal(intervals(low, high, offsets))
    assert (found.reason == 0).sum() > 80
    for g in np.flatnonzero(found.reason == 0)[:60]:
        rows = slice(offsets[g], offsets[g + 1])
        mu, sigma = found.mu[g], found.sigma[g]
        mine = log_likelihood(low[rows], high[rows], mu, sigma)
        assert found.loglik[g] == pytest.approx(mine, abs=1e-7)
        for start in ((mu, sigma), (mu + sigma, sigma * 2)):
            other = minimize(
                lambda x, rows=rows: -log_likelihood(low[rows], high[rows], x[0], np.exp(x[1])),
                (start[0], np.log(start[1])),
                method="Nelder-Mead",
                options={"xatol": 1e-6, "fatol": 1e-9},
            )
            assert -other.fun <= mine + 1e-7


def narrow_by_hand(middle: float, width: float, alpha: float, beta: float) -> list[float]:
    """Log-likelihood of one narrow range (logs per standard deviation), its gradient and information, in 60 digits."""
    with mpmath.workdps(60):

        def value(al, be):  # type: ignore[no-untyped-def]
            low, high = be * (middle - mpmath.mpf(width) / 2) - al, be * (middle + mpmath.mpf(width) / 2) - al
            if not width:
                return mpmath.log(be * mpmath.npdf(low))
            return mpmath.log(mpmath.ncdf(high) - mpmath.ncdf(low))

        steps = [(0, 0), (1, 0), (0, 1), (2, 0), (1, 1), (0, 2)]
        terms = [mpmath.diff(value, (alpha, beta), step) if sum(step) else value(alpha, beta) for step in steps]
        return [float(term) * (-1 if sum(step) == 2 else 1) for term, step in zip(terms, steps)]


@pytest.mark.parametrize("middle", [-2.5, -0.3, 0.0, 1.2, 6.0])
@pytest.mark.parametrize("width", [0.0, 1e-9, 1e-4, 0.0015, 0.0032])
def test_the_series_for_narrow_ranges_is_exact(middle: float, width: float) -> None:
    """Value, gradient and information, beside derivatives taken in many digits."""
    alpha, beta = 0.4, 1.7
    given = (np.array([x]) for x in (beta * middle - alpha, beta * width, beta, middle, width))
    found = [float(term[0]) for term in censored._narrow(*given)]
    expected = narrow_by_hand(middle, width, alpha, beta)
    assert beta * width * max(1, abs(beta * middle - alpha)) < censored._NARROW * 3
    assert found == pytest.approx(expected, rel=1e-11, abs=1e-11)


def test_narrow_and_wide_terms_meet_where_one_takes_over() -> None:
    """Just below and just above the width at which the series is left, the sums differ by no more than the claims."""
    for middle in (0.0, 1.0, 8.0):
        terms = []
        for factor in (1 - 1e-9, 1 + 1e-9):
            width = censored._NARROW * factor / max(1.0, middle)
            columns = (middle - width / 2, middle + width / 2, middle, width, 1.0)
            rows = censored._Rows(*(np.array([x]) for x in columns), np.array([], dtype=np.int64))
            terms.append([float(x[0]) for x in censored._evaluate(rows, np.array([0, 1]), np.zeros(1), np.ones(1))])
        assert terms[0] == pytest.approx(terms[1], rel=1e-7, abs=1e-7)


@pytest.mark.parametrize(("middle", "width"), [(8.0, 0.1), (-6.0, 0.05), (-30.0, 0.01), (0.1, 3.0)])
def test_a_range_far_from_the_centre_is_no_narrow_one(middle: float, width: float) -> None:
    columns = (middle - width / 2, middle + width / 2, middle, width, 1.0)
    rows = censored._Rows(*(np.array([x]) for x in columns), np.array([], dtype=np.int64))
    found = [float(x[0]) for x in censored._evaluate(rows, np.array([0, 1]), np.zeros(1), np.ones(1))]
    assert found == pytest.approx(narrow_by_hand(middle, width, 0.0, 1.0), rel=1e-7, abs=1e-7)


def test_points_alone_give_the_moments_of_their_logs() -> None:
    x = np.array([40_000, 50_000, 90_000, 120_000.0])
    found = censored.lognormal(intervals(x, x))
    assert found.mu[0] == pytest.approx(np.log(x).mean(), rel=1e-13)
    assert found.sigma[0] == pytest.approx(np.log(x).std(), rel=1e-13)
    variance = found.sigma[0] ** 2 / 4
    assert found.covariance[0] == pytest.approx([variance, 0, variance / 2], abs=1e-14)
    narrow = censored.lognormal(intervals(x, x * (1 + 1e-9)))
    assert narrow.mu[0] == pytest.approx(found.mu[0], abs=1e-8)
    assert narrow.sigma[0] == pytest.approx(found.sigma[0], rel=1e-8)


def test_the_covariance_is_the_inverse_of_the_observed_information() -> None:
    low, high = np.array([40, 0, 100, 70, 30.0]), np.array([60, 90, np.inf, 70, 200.0])
    found = censored.lognormal(intervals(low, high))
    mu, sigma, h = found.mu[0], found.sigma[0], 1e-3
    f = lambda i, j: log_likelihood(low, high, mu + i * h, sigma + j * h)  # noqa: E731
    information = -np.array([
        [f(1, 0) - 2 * f(0, 0) + f(-1, 0), (f(1, 1) - f(1, -1) - f(-1, 1) + f(-1, -1)) / 4],
        [(f(1, 1) - f(1, -1) - f(-1, 1) + f(-1, -1)) / 4, f(0, 1) - 2 * f(0, 0) + f(0, -1)],
    ]) / h**2  # fmt: skip
    inverse = np.linalg.inv(information)
    assert found.covariance[0] == pytest.approx([inverse[0, 0], inverse[0, 1], inverse[1, 1]], rel=1e-4)


def test_masses_weigh_as_repeated_claims() -> None:
    low, high = np.array([40, 50, 100.0]), np.array([60, 50, np.inf])
    twice = censored.lognormal(intervals(np.append(low, 100), np.append(high, np.inf)))
    weighed = censored.lognormal(intervals(low, high, mass=[1, 1, 2]))
    assert (weighed.mu[0], weighed.sigma[0]) == pytest.approx((twice.mu[0], twice.sigma[0]), rel=1e-9)


@settings(max_examples=60)
@given(st.integers(0, 10**6), st.floats(1e-4, 1e5))
def test_the_lognormal_is_scale_free(seed: int, factor: float) -> None:
    low, high, offsets = drawn(seed, 6)
    one = censored.lognormal(intervals(low, high, offsets))
    other = censored.lognormal(intervals(low * factor, high * factor, offsets))
    assert np.array_equal(one.reason, other.reason)
    assert other.mu == pytest.approx(one.mu + np.log(factor), abs=1e-7, nan_ok=True)
    assert other.sigma == pytest.approx(one.sigma, rel=1e-7, nan_ok=True)


@given(st.lists(st.tuples(st.integers(1, 20), st.integers(0, 9), st.sampled_from("rlhp")), min_size=1, max_size=6))
def test_it_exists_when_claims_part_and_one_is_bounded(claims: list[tuple[int, int, str]]) -> None:
    low = np.array([0.0 if kind == "l" else a for a, _, kind in claims])
    high = np.array([np.inf if kind == "h" else a if kind == "p" else a + b for a, b, kind in claims])
    found = censored.lognormal(intervals(low, high))
    bounded = ((low > 0) & np.isfinite(high)).any()
    wanted = reasons.NOT_BOUNDED if not bounded else reasons.NO_SPREAD if low.max() <= high.min() else reasons.ANSWERED
    assert found.reason.tolist() == [wanted]
    assert np.isfinite(found.mu[0]) == (wanted == reasons.ANSWERED)


@pytest.mark.parametrize(("low", "high"), [
    ([1, 2.0000001], [2, 3]), ([1, 2 + 1e-12], [2, 3]), ([1, 1e9], [1, 1e9]), ([1e-3, 10], [1e-3, np.inf]),
    ([0] * 50 + [2], [1] * 50 + [2]), ([1, 1, 1 + 1e-9], [1, 1, 1 + 1e-9]), ([5, 0], [5, 3]),
])  # fmt: skip
def test_hard_cases_are_solved(low: list[float], high: list[float]) -> None:
    found = censored.lognormal(intervals(low, high))
    assert found.reason.tolist() == [0]
    assert found.sigma[0] > 0
    here = log_likelihood(np.array(low), np.array(high), found.mu[0], found.sigma[0])
    for dm, ds in ((0.1, 0), (-0.1, 0), (0, 0.1), (0, -0.1)):
        near = log_likelihood(
            np.array(low), np.array(high), found.mu[0] + dm * found.sigma[0], found.sigma[0] * (1 + ds)
        )
        assert near <= here + 1e-8 * max(1, abs(here))


def test_a_step_that_loses_likelihood_is_halved_until_it_does_not() -> None:
    """One group gains by its whole step, one by a half and no less, one is at its maximum and keeps its place."""
    held = intervals([1, np.e] * 3, [1, np.e] * 3, [0, 2, 4, 6])
    rows, _, _ = censored._standardised(held)
    old = np.array([0.5, 0.5, 0.0]), np.ones(3)
    value = censored._evaluate(rows, held.offsets, *old).value
    way = np.array([-0.25, -1.5, 0.0]), np.array([0.0, 0.0, 0.3])
    size, last = np.ones(3), np.array([False, False, True])
    alpha, beta, fit = censored._search(rows, held.offsets, old, way, size, value, last)
    assert size.tolist() == [1, 0.5, 0]
    assert alpha.tolist() == [0.25, -0.25, 0]
    assert beta.tolist() == [1, 1, 1]
    assert (fit.value[:2] > value[:2]).all()
    assert fit.value[2] == value[2]
    again = censored._evaluate(rows, held.offsets, alpha, beta)
    assert all(np.array_equal(one, other) for one, other in zip(fit, again))


def test_a_point_at_zero_has_no_logarithm() -> None:
    found = censored.lognormal(intervals([0, 5, 7], [0, 5, 7]))
    assert found.reason.tolist() == [reasons.ZERO_END]
    assert np.isnan(found.mu[0])


# --- nonparametric -------------------------------------------------------------------------------------------------


def gradient(
    low: np.ndarray, high: np.ndarray, found: turnbull.Turnbull, g: int
) -> tuple[np.ndarray, np.ndarray, float]:  # type: ignore[type-arg]
    at = slice(found.offsets[g], found.offsets[g + 1])
    holds = (low[:, None] <= found.low[None, at]) & (found.high[None, at] <= high[:, None])
    p = found.mass[at]
    each = holds @ p
    return p, (holds / each[:, None]).mean(axis=0), float(np.log(each).sum())


def test_the_optimality_conditions_hold_and_em_finds_nothing_better() -> None:
    low, high, offsets = drawn(2, 150)
    found = turnbull.turnbull(intervals(low, high, offsets))
    good = np.flatnonzero(found.reason == 0)
    assert len(good) > 120
    for g in good:
        rows = slice(offsets[g], offsets[g + 1])
        p, d, loglik = gradient(low[rows], high[rows], found, g)
        assert p.sum() == pytest.approx(1, abs=1e-12)
        assert (p >= 0).all()
        assert d.max() <= 1 + 1e-9
        assert d[p > 0] == pytest.approx(1, abs=1e-6)
        assert found.kkt[g] == pytest.approx(max(d.max() - 1, 0), abs=1e-12)
        assert found.loglik[g] == pytest.approx(loglik, abs=1e-10)
    for g in good[:25]:
        low_g, high_g = low[offsets[g] : offsets[g + 1]], high[offsets[g] : offsets[g + 1]]
        at = slice(found.offsets[g], found.offsets[g + 1])
        holds = (low_g[:, None] <= found.low[None, at]) & (found.high[None, at] <= high_g[:, None])
        p = np.full(holds.shape[1], 1 / holds.shape[1])
        for _ in range(400):
            p = p * (holds / (holds @ p)[:, None]).mean(axis=0)
        assert np.log(holds @ p).sum() <= found.loglik[g] + 1e-8


def test_known_masses() -> None:
    found = turnbull.turnbull(intervals([1, 2, 3, 0], [1, 2, np.inf, 2], mass=[1, 1, 1, 1]))
    assert found.low.tolist() == [1, 2, 3]
    assert found.high.tolist() == [1, 2, np.inf]
    assert found.mass == pytest.approx([0.375, 0.375, 0.25], abs=1e-9)
    unequal = turnbull.turnbull(intervals([1, 5, 5], [2, 6, 6], mass=[3, 1, 1]))
    assert unequal.mass == pytest.approx([0.6, 0.4], abs=1e-12)


def test_masses_of_nothing_are_zero() -> None:
    found = turnbull.turnbull(intervals([1, 3, 5, 1, 5], [4, 6, 8, 2, 6]))
    p, d, _ = gradient(np.array([1, 3, 5, 1, 5.0]), np.array([4, 6, 8, 2, 6.0]), found, 0)
    assert found.mass.min() == 0
    assert (d[p == 0] < 1).all()


@pytest.mark.parametrize("small", [1e-3, 1e-5, 1e-6, 1e-7, 1e-9, 1e-11])
def test_a_small_mass_is_not_taken_for_nothing(small: float) -> None:
    """What a claim of little weight needs, however little, is kept; only what the certificate allows is put to zero."""
    found = turnbull.turnbull(intervals([1, 5, 9], [2, 6, 9], mass=[1, small, 1]))
    assert found.reason.tolist() == [0]
    assert found.mass == pytest.approx(np.array([1, small, 1]) / (2 + small), rel=1e-6)
    nothing = turnbull.turnbull(intervals([1, 1, 1.5, 8], [2, 9, 9, 9], mass=[1, small, small, 1]))
    assert nothing.mass.sum() == pytest.approx(1, abs=1e-15)
    assert nothing.mass.min() > 0.4


@pytest.mark.parametrize(("share", "kept"), [(1e-6, True), (1e-8, True), (1e-10, False)])
def test_a_mass_is_nothing_where_the_likelihood_hardly_needs_it(share: float, kept: bool) -> None:
    """The mean log-likelihood gains about `share` a unit of the middle mass: below 2e-10 that is rounding."""
    outer, inner = 0.25 - share / 4, 0.25 + share / 4
    found = turnbull.turnbull(intervals([1, 1, 4, 8], [2, 5, 9, 9], mass=[outer, inner, inner, outer]))
    assert found.reason.tolist() == [0]
    assert found.kkt[0] <= 1e-9
    assert (found.mass[1] > 0) == kept
    assert found.mass == pytest.approx([0.5, 0, 0.5], abs=2e-6)


def test_masses_of_nothing_go_where_a_small_one_stays() -> None:
    found = turnbull.turnbull(intervals([1, 3, 5, 1, 5, 20], [4, 6, 8, 2, 6, 21], mass=[1, 1, 1, 1, 1, 1e-5]))
    assert found.mass[1] == 0
    assert found.mass[3] == pytest.approx(2e-6, rel=1e-5)


def test_a_step_stays_inside() -> None:
    """The whole step where nothing would fall below zero, and 99.5 % of the way to the first that would."""
    x = np.array([[1.0, 1.0, 1.0], [2.0, 2.0, 2.0]])
    dx = np.array([[-4.0, 1.0, -0.5], [1.0, 0.0, -1.0]])
    assert turnbull._reach(x, dx) == pytest.approx([0.995 / 4, 1, 1], abs=1e-15)
    assert turnbull._reach(x, -x * 0.999).tolist() == pytest.approx([0.995 / 0.999] * 3)


def test_the_search_ends_where_nothing_is_left_to_gain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not after a number of steps: with more steps allowed there are no more."""
    steps: list[int] = []
    solve = turnbull._solve

    def counted(h: np.ndarray, right: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
        steps.append(len(right))
        return solve(h, right)

    monkeypatch.setattr(turnbull, "_solve", counted)
    monkeypatch.setattr(turnbull, "_STEPS", 1_000)
    assert turnbull.turnbull(intervals([1, 3, 5, 1, 5], [4, 6, 8, 2, 6])).reason.tolist() == [0]
    assert 5 < len(steps) < 40


def test_what_is_not_certified_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    claims = intervals([1, 3, 5, 1, 5, 4], [4, 6, 8, 2, 6, 4], [0, 5, 6])
    whole = turnbull.turnbull(claims)
    assert whole.reason.tolist() == [0, 0]
    with monkeypatch.context() as few:
        few.setattr(turnbull, "_STEPS", 2)
        found = turnbull.turnbull(claims)
    assert found.reason.tolist() == [reasons.NOT_CONVERGED, 0]
    assert np.isnan(found.mass[:-1]).all()
    assert np.isnan([found.loglik[0], found.kkt[0]]).all()
    assert (found.mass[-1], found.loglik[1], found.kkt[1]) == (1, 0, 0)
    for most, expected in ((len(whole.mass) - 1, 0), (len(whole.mass) - 2, reasons.TOO_LARGE)):
        with monkeypatch.context() as small:
            small.setattr(turnbull, "_MOST", most)
            assert turnbull.turnbull(claims).reason.tolist() == [expected, 0]


@pytest.mark.parametrize("n", [20, 120, 600])
def test_large_groups_are_certified(n: int) -> None:
    rng = np.random.default_rng(n)
    low = rng.lognormal(0, 1, n)
    high = low * np.exp(rng.random(n))
    high[rng.random(n) < 0.2] = np.inf
    low[rng.random(n) < 0.2] = 0
    found = turnbull.turnbull(intervals(low, high))
    assert found.reason.tolist() == [0]
    assert found.kkt[0] <= 1e-9


@settings(max_examples=40)
@given(st.integers(0, 10**6), st.floats(1e-4, 1e5))
def test_the_estimate_is_scale_free(seed: int, factor: float) -> None:
    low, high, offsets = drawn(seed, 6)
    one = turnbull.turnbull(intervals(low, high, offsets))
    other = turnbull.turnbull(intervals(low * factor, high * factor, offsets))
    assert np.array_equal(one.reason, other.reason)
    assert np.array_equal(other.low, one.low * factor)
    assert np.array_equal(one.mass, other.mass)


def test_bounds_on_the_distribution_come_from_the_innermost_intervals() -> None:
    claims = intervals([10, 20, 60], [50, 80, 90])
    found = turnbull.turnbull(claims)
    assert turnbull.cdf(found, 30).belief[0] == 0
    assert turnbull.cdf(found, 30).plausibility[0] == pytest.approx(0.5)
    median = turnbull.quantiles(found, 0.5)
    assert (median.low[0, 0], median.high[0, 0]) == (20, 50)
    assert random_set.envelope(claims).high[0] == 90


def test_claims_all_open_to_one_side_are_refused() -> None:
    found = turnbull.turnbull(intervals([5, 6, 0, 0, 0, 5], [np.inf, np.inf, 7, 8, 8, np.inf], [0, 2, 4, 6]))
    assert found.reason.tolist() == [reasons.ALL_ONE_SIDED, reasons.ALL_ONE_SIDED, 0]
    assert np.diff(found.offsets).tolist() == [0, 0, 1]
    assert turnbull.cdf(found, 6).reason.tolist()[:2] == [reasons.ALL_ONE_SIDED] * 2
    assert np.isnan(found.loglik[:2]).all()


def test_nothing_gives_nothing() -> None:
    none = intervals([], [], [0])
    assert len(turnbull.turnbull(none).mass) == len(censored.lognormal(none).mu) == 0


@pytest.mark.parametrize("kernel", [censored.lognormal, turnbull.turnbull])
def test_groups_do_not_touch_each_other(kernel) -> None:  # type: ignore[no-untyped-def]
    """The last digit is the same in whatever company a group is computed."""
    low, high, offsets = drawn(9, 300)
    together = kernel(intervals(low, high, offsets))
    for g in range(0, 300, 17):
        rows = slice(offsets[g], offsets[g + 1])
        alone = kernel(intervals(low[rows], high[rows]))
        assert np.array_equal(alone.loglik, together.loglik[[g]], equal_nan=True)
        assert alone.reason[0] == together.reason[g]
