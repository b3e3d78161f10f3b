"""Pooling: hand-computed answers, refusals in words, copies counted once, ledgers, and the multiverse."""

from __future__ import annotations

import math
import pickle
from itertools import pairwise
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import estimates as es
from estimates.analysis.ledger import Ledger, ledger_of
from estimates.analysis.pooling import (
    METHODS,
    LinearPool,
    LognormalPool,
    RandomEffectsPool,
    TurnbullPool,
    multiverse,
    pool,
)
from estimates.errors import PoolingError
from estimates.model.claims import Claimant, Estimand, Estimate, Link
from estimates.model.dossiers import Dossier
from estimates.model.ranges import Range, about, at_least, at_most, between, less_than, more_than, point

ESTIMAND = Estimand("dead", measure="killed")
FACTORS: dict[str, Any] = {"coverage": 0.9, "point_factor": 1.25, "approximate_factor": 1.5}


def dossier(*ranges: Range, links: tuple[Link, ...] = (), **more: Any) -> Dossier:
    return Dossier(
        ESTIMAND, [Estimate(f"e{i}", Claimant(f"c{i}", f"C{i}"), r, **more) for i, r in enumerate(ranges)], links=links
    )


def refused(x: Dossier, method: str, **assumptions: Any) -> str:
    with pytest.raises(PoolingError) as error:
        pool(x, method, **assumptions)
    return str(error.value)


# --- what each method gives, by hand ---


def test_random_set_median_of_the_combat_deaths() -> None:
    found = pool(es.load("nanking-1937")["combat-deaths"], "random-set")
    assert found.median == between(6_000, 70_000)
    assert [e.id for e in found.used] == [
        "hata-combat-deaths", "taylor-combat-deaths", "sun-combat-deaths", "japanese-claim-combat-deaths",
    ]  # fmt: skip
    assert [(e.id, why) for e, why in found.set_aside] == [
        ("chinese-source-combat-deaths", "counts casualties, not killed")
    ]
    assert found.effective_n == 4
    assert found.assumptions == {}
    assert found.quantile(1) == between(70_000, 84_000)
    assert type(found.median.low) is int


def test_random_set_keeps_open_and_absent_ends() -> None:
    found = pool(dossier(more_than(20), between(50, 80), less_than(90)), "random-set")
    assert found.median == Range(20, 90, low_open=True, high_open=True)
    assert found.quantile(1) == at_least(50)
    assert found.quantile(0) == at_most(80)
    assert found.interval(0.5) == Range(None, None)


def test_a_stated_zero_is_not_an_absent_end() -> None:
    assert pool(dossier(between(0, 10), between(0, 20)), "random-set").median == between(0, 20)
    assert pool(dossier(at_most(10), between(0, 20)), "envelope").median == between(0, 20)
    assert pool(dossier(at_most(10), at_most(20)), "envelope").median == at_most(20)


def test_envelope_is_the_same_at_every_level() -> None:
    found = pool(dossier(between(10, 20), Range(30, 40, high_open=True)), "envelope")
    assert found.median == found.interval(0.5) == found.quantile(0.1) == Range(10, 40, high_open=True)
    assert pool(dossier(point(5), more_than(9)), "envelope").median == at_least(5)


def test_linear_of_one_claim_is_that_claim() -> None:
    found = pool(dossier(between(50, 200)), "linear", coverage=0.9)
    assert found.median.low == found.median.high == pytest.approx(100, rel=1e-12)
    assert (found.interval(0.9).low, found.interval(0.9).high) == pytest.approx((50, 200), rel=1e-12)
    assert isinstance(found, LinearPool)
    assert found.between == pytest.approx(0, abs=1e-15)
    assert found.stated == pytest.approx((math.log(2) / NormalDist().inv_cdf(0.95)) ** 2, rel=1e-12)


def test_linear_takes_single_numbers_with_their_factors() -> None:
    found = pool(dossier(point(100), about(400)), "linear", **FACTORS)
    z = NormalDist().inv_cdf(0.95)
    parts = [NormalDist(math.log(100), math.log(1.25) / z), NormalDist(math.log(400), math.log(1.5) / z)]
    for p in (0.1, 0.25, 0.6, 0.9):
        at = found.quantile(p)
        assert at.low == at.high
        assert at.low is not None
        assert sum(d.cdf(math.log(at.low)) for d in parts) / 2 == pytest.approx(p, abs=1e-12)
    assert found.assumptions == {**FACTORS, "shape": "lognormal"}


def test_linear_uniform() -> None:
    found = pool(dossier(between(0, 10), between(10, 20)), "linear", coverage=1, shape="uniform")
    assert found.interval(0.5).low == pytest.approx(5)
    assert found.interval(0.5).high == pytest.approx(15)


def test_linear_takes_the_single_number_as_mode_of_a_triangle() -> None:
    found = pool(dossier(point(100)), "linear", coverage=1, point_factor=2, shape="triangular")
    # The triangle of 50, 100 and 200 has a third of its mass below 100; the upper leg holds the median.
    assert found.median.low == pytest.approx(200 - math.sqrt(0.5 * 150 * 100))


def test_lognormal_of_points_has_their_log_moments() -> None:
    logs = [math.log(x) for x in (100, 200, 800)]
    mu = sum(logs) / 3
    sigma = math.sqrt(sum((x - mu) ** 2 for x in logs) / 3)
    found = pool(dossier(point(100), about(200), point(800)), "lognormal")
    assert isinstance(found, LognormalPool)
    assert found.mu == pytest.approx(mu, rel=1e-10)
    assert found.sigma == pytest.approx(sigma, rel=1e-8)
    assert found.median.low == pytest.approx(math.exp(mu), rel=1e-9)
    assert found.interval(0.9).high == pytest.approx(math.exp(mu + 1.6448536269514722 * sigma), rel=1e-8)


def test_lognormal_takes_one_sided_claims() -> None:
    found = pool(dossier(point(100), point(200), at_least(400)), "lognormal")
    assert isinstance(found, LognormalPool)
    assert math.exp(found.mu) == pytest.approx(234.9, abs=0.05)
    assert found.sigma == pytest.approx(0.805, abs=5e-4)


def test_turnbull_by_hand() -> None:
    found = pool(dossier(between(1, 5), between(2, 8), between(6, 9)), "turnbull")
    assert isinstance(found, TurnbullPool)
    assert found.support == (between(2, 5), between(6, 8))
    assert found.mass == pytest.approx((0.5, 0.5))
    assert found.quantile(0.25) == between(2, 5)
    assert found.interval(0.9) == between(2, 8)


def test_turnbull_leaves_an_unbounded_end_absent() -> None:
    found = pool(dossier(at_most(10), more_than(50)), "turnbull")
    assert isinstance(found, TurnbullPool)
    assert found.support == (at_most(10), more_than(50))
    assert found.quantile(0.75) == more_than(50)
    assert found.interval(0.9) == Range(None, None)


def test_random_effects_by_hand() -> None:
    claims = dossier(point(100), point(150), point(200))
    found = pool(claims, "random-effects", coverage=0.95, point_factor=1.1, tau2="DL", interval="hksj")
    assert isinstance(found, RandomEffectsPool)
    v = (math.log(1.1) / NormalDist().inv_cdf(0.975)) ** 2
    logs = [math.log(x) for x in (100, 150, 200)]
    mean = sum(logs) / 3
    spread = sum((x - mean) ** 2 for x in logs) / 2
    assert found.mean == pytest.approx(mean, rel=1e-12)
    assert found.tau2 == pytest.approx(spread - v, rel=1e-10)  # equal variances: Q/(k-1) - 1 times v
    assert found.se == pytest.approx(math.sqrt(spread / 3), rel=1e-10)
    assert found.factor == pytest.approx(math.exp(math.sqrt(spread - v)), rel=1e-10)
    assert found.median.low == found.median.high == pytest.approx(math.exp(mean), rel=1e-12)
    t = 2.919985580353726  # Student's t, 0.95, two degrees of freedom
    assert found.interval(0.9).low == pytest.approx(math.exp(mean - t * math.sqrt(spread / 3)), rel=1e-9)
    assert str(found).startswith("random-effects: median 144.2 (3 claims; coverage 0.95, point_factor 1.1, tau2 DL")
    assert "differ by a factor of 1.4" in str(found)
    assert repr(found) == "<RandomEffectsPool of 'dead' by 'random-effects': 3 claims>"


@pytest.mark.parametrize("tau2", ["REML", "PM"])
def test_random_effects_estimators_agree_where_variances_are_equal(tau2: str) -> None:
    claims = dossier(point(100), point(150), point(200))
    given = {"coverage": 0.95, "point_factor": 1.1}
    one = pool(claims, "random-effects", tau2=tau2, **given)
    other = pool(claims, "random-effects", tau2="DL", **given)
    assert isinstance(one, RandomEffectsPool)
    assert isinstance(other, RandomEffectsPool)
    assert one.tau2 == pytest.approx(other.tau2, rel=1e-8)


def test_random_effects_shows_the_spread_and_the_centre_only_on_request() -> None:
    claims = dossier(point(100), point(150), point(200), between(120, 130), about(180))
    spread = pool(claims, "random-effects", **FACTORS)
    centre = pool(claims, "random-effects", interval="hksj", **FACTORS)
    bayes = pool(claims, "random-effects", interval="bayes", tau_scale=0.5, **FACTORS)
    assert isinstance(spread, RandomEffectsPool)
    assert isinstance(centre, RandomEffectsPool)
    wide, near = spread.interval(0.9), centre.interval(0.9)
    assert wide.low is not None
    assert near.low is not None
    assert wide.low < near.low
    assert "another independent source would claim" in spread.target
    assert spread.target != centre.target == bayes.target
    t = 2.3533634348018264  # 0.95, three degrees of freedom: two fewer than there are claims
    se_plain = math.sqrt((math.log(wide.low) - spread.mean) ** 2 / t**2 - spread.tau2)
    assert 0 < se_plain <= spread.se * (1 + 1e-9)
    assert bayes.interval(0.9).admits(bayes.median)


def test_the_same_data_for_bayes_as_the_kernel() -> None:
    from estimates.kernels import half_normal

    v = (math.log(1.1) / NormalDist().inv_cdf(0.975)) ** 2
    logs = [math.log(x) for x in (100, 150, 200)]
    expected = half_normal.half_normal(logs, [v] * 3, scale=0.5, p=[0.05]).quantiles[0, 0]
    claims = dossier(point(100), point(150), point(200))
    found = pool(claims, "random-effects", coverage=0.95, point_factor=1.1, interval="bayes", tau_scale=0.5)
    assert found.quantile(0.05).low == pytest.approx(math.exp(expected), rel=1e-10)


# --- refusals, each in its words ---


def test_unknown_names_give_the_nearest() -> None:
    claims = dossier(point(5))
    assert "there is no method 'randomset' of pooling; did you mean 'random-set'?" in refused(claims, "randomset")
    assert "did you mean 'coverage'?" in refused(claims, "linear", covrage=0.9)
    assert "assumes nothing" in refused(claims, "random-set", coverage=0.9)
    assert "did you mean 'log-uniform'?" in refused(claims, "linear", coverage=0.9, shape="loguniform")
    assert "tau2 must be 'REML', 'PM' or 'DL' (got 'ML'" in refused(claims, "random-effects", coverage=0.9, tau2="ML")
    with pytest.raises(PoolingError, match="a dossier or a ledger"):
        pool([1, 2], "random-set")  # type: ignore[call-overload]


def test_no_silent_default_for_coverage() -> None:
    for method in ("linear", "random-effects"):
        assert "needs coverage=" in refused(dossier(between(1, 2)), method)


@pytest.mark.parametrize(
    ("assumptions", "words"),
    [
        ({"coverage": 1}, "above 0 and below 1"),
        ({"coverage": 90}, "above 0 and below 1"),
        ({"coverage": "0.9"}, "coverage must be a number"),
        ({"coverage": math.nan}, "above 0 and below 1"),
        ({"coverage": 0.9, "point_factor": 1}, "point_factor must be a number above 1"),
        ({"coverage": 0.9, "approximate_factor": 0.5}, "approximate_factor must be a number above 1"),
        ({"coverage": 0.9, "point_factor": math.inf}, "point_factor must be a number above 1"),
    ],
)
def test_values_that_are_not_allowed(assumptions: dict[str, Any], words: str) -> None:
    assert words in refused(dossier(between(1, 2)), "linear", **assumptions)


def test_bayes_needs_a_prior() -> None:
    claims = dossier(between(1, 2), between(2, 3), between(2, 4))
    assert "needs tau_scale=" in refused(claims, "random-effects", coverage=0.9, interval="bayes")
    assert "prior of interval='bayes'" in refused(claims, "random-effects", coverage=0.9, tau_scale=0.5)
    words = refused(claims, "random-effects", coverage=0.9, interval="bayes", tau_scale=0)
    assert "tau_scale must be a finite number above 0" in words
    assert "True or False" in refused(claims, "random-effects", coverage=0.9, allow_multimodal="yes")


@pytest.mark.parametrize("method", METHODS)
def test_no_claims(method: str) -> None:
    given = FACTORS if method in ("linear", "random-effects") else {}
    assert "there is no claim" in refused(dossier(), method, **given)
    words = refused(dossier(point(5), measure="wounded"), method, **given)
    assert "every claim is set aside (C0: 5 wounded: counts wounded, not killed)" in words
    assert "gives no number" in refused(dossier(Range()), method, **given)


def test_a_comparison_of_what_claims_imply_is_advised_only_where_they_imply_something() -> None:
    """Claims without a number, and those of which nobody knows what contains what, imply nothing."""
    for measures, advised in ((("", ""), 0), (("", "wounded"), 0), (("", "casualties"), 1), (("casualties",), 1)):
        claims = [
            evolve(dossier(point(5) if measure else Range()).estimates[0], id=f"e{n}", measure=measure)
            for n, measure in enumerate(measures)
        ]
        words = refused(Dossier(ESTIMAND, claims), "random-set")
        assert words.count("compare(..., imply=True)") == advised
        assert words.count("gives no number") == measures.count("")
        assert words.count("counts ") == len(measures) - measures.count("")


@pytest.mark.parametrize("method", ["linear", "random-effects"])
def test_one_sided_claims_are_named_and_sent_elsewhere(method: str) -> None:
    claims = dossier(between(10, 20), at_least(15), less_than(30), between(12, 20))
    words = refused(claims, method, coverage=0.9)
    assert "2 claims are one-sided (C1: ≥ 15; C2: < 30)" in words
    assert "'random-set', 'envelope' and 'turnbull' answer for these claims" in words  # a core: no lognormal
    words = refused(dossier(between(10, 20), at_least(25), between(12, 20)), method, coverage=0.9)
    assert "'random-set', 'envelope', 'lognormal' and 'turnbull' answer for these claims" in words


@pytest.mark.parametrize("method", ["linear", "random-effects"])
def test_single_numbers_ask_for_their_factors(method: str) -> None:
    rest = (between(10, 20), between(12, 20), between(12, 30))
    words = refused(dossier(point(15), *rest), method, coverage=0.9)
    assert "1 claim is a single number (C0: 15)" in words
    assert "give point_factor=" in words
    words = refused(dossier(about(15), about(16), *rest), method, coverage=0.9, point_factor=1.2)
    assert "2 claims say “about” one number (C0: c. 15; C1: c. 16)" in words
    assert "give approximate_factor=" in words
    words = refused(dossier(point(15), about(16), *rest), method, coverage=0.9)
    assert "give point_factor= and approximate_factor=" in words


def test_zero_has_no_logarithm() -> None:
    claims = dossier(between(0, 20), between(10, 20), between(30, 40))
    for method in ("linear", "random-effects"):
        words = refused(claims, method, coverage=0.9)
        assert "1 claim reaches down to zero, which has no logarithm (C0: 0–20)" in words
        assert "'random-set'" in words
    assert "and so does shape='uniform'" in refused(claims, "linear", coverage=1, shape="log-uniform")
    assert "uniform" not in refused(claims, "linear", coverage=0.9)  # which would admit negative numbers
    assert "uniform" not in refused(dossier(point(0), between(4, 9)), "linear", **FACTORS)
    assert "no logarithm (C0: 0)" in refused(dossier(point(0), point(5)), "linear", **FACTORS)
    assert "no logarithm (C0: 0)" in refused(dossier(point(0), point(5), between(6, 8)), "lognormal")
    assert pool(dossier(point(0), point(5)), "random-set").median == between(0, 5)
    assert pool(dossier(point(0), point(5)), "random-set").quantile(0.5) == point(0)


def test_the_best_value_at_an_end() -> None:
    claims = dossier(between(10, 20, 10), between(10, 30, 20))
    words = refused(claims, "linear", coverage=0.9)
    assert "1 claim has its best value at an end of the range (C0: 10–20 (best 10))" in words
    assert "shape='log-uniform'" in words
    assert pool(claims, "linear", coverage=0.9, shape="log-uniform").median.low is not None


def test_shapes_that_need_more() -> None:
    words = refused(dossier(between(10, 20)), "linear", coverage=0.9, shape="pert")
    assert "1 claim states no best value, which this shape needs (C0: 10–20)" in words
    words = refused(dossier(between(1, 200)), "linear", coverage=0.5, shape="uniform")
    assert "negative numbers" in words
    assert "shape='lognormal'" in words


def test_lognormal_without_spread_tells_the_core() -> None:
    words = refused(dossier(between(10, 30), between(20, 40), more_than(5)), "lognormal")
    assert "all 3 claims have values in common (20–30)" in words
    assert "'random-set'" in words
    words = refused(dossier(at_least(10), at_most(40), between(8, 60)), "lognormal")
    assert "all 3 claims have values in common (10–40)" in words
    assert "part only at the end of a range" in refused(dossier(point(50), less_than(50)), "lognormal")
    assert "there is one claim (C0: 50)" in refused(dossier(point(50)), "lognormal")


def test_lognormal_needs_a_claim_with_two_ends() -> None:
    words = refused(dossier(at_least(50), at_most(10)), "lognormal")
    assert "2 claims are one-sided, and none is bounded on both sides (C0: ≥ 50; C1: ≤ 10)" in words


def test_turnbull_refuses_claims_all_open_the_same_way() -> None:
    words = refused(dossier(at_least(50), more_than(80)), "turnbull")
    assert "2 claims are bounded on the same one side only (C0: ≥ 50; C1: > 80)" in words
    assert "'random-set' and 'envelope' take such claims" in words


def test_random_effects_needs_three_claims() -> None:
    words = refused(dossier(point(5), point(6)), "random-effects", **FACTORS)
    assert "it needs 3 claims, and there are 2" in words
    assert "'random-set', 'envelope', 'lognormal' and 'turnbull' answer for these claims" in words
    assert "there is 1" in refused(dossier(point(5)), "random-effects", **FACTORS)


def test_random_effects_refuses_camps_far_apart() -> None:
    near = dossier(between(10, 20), between(15, 25), between(50, 60))
    assert pool(near, "random-effects", coverage=0.9).median.low is not None  # a factor of just 2
    far = dossier(between(10, 20), between(15, 25), between(51, 60))
    words = refused(far, "random-effects", coverage=0.9)
    assert "camps more than a factor of 2 apart" in words
    assert "allow_multimodal=True" in words
    found = pool(far, "random-effects", coverage=0.9, allow_multimodal=True)
    assert found.assumptions["allow_multimodal"] is True
    bridged = dossier(between(10, 20), between(15, 25), between(51, 60), between(12, 55))
    assert pool(bridged, "random-effects", coverage=0.9).median.low is not None


def test_no_interval_for_another_source_from_four_claims() -> None:
    found = pool(dossier(point(5), point(6), point(7), point(8)), "random-effects", **FACTORS)
    assert found.median.low == pytest.approx((5 * 6 * 7 * 8) ** 0.25)
    with pytest.raises(PoolingError, match="needs 5 claims, and there are 4; interval='hksj' or 'bayes'"):
        found.interval(0.9)
    with pytest.raises(PoolingError, match="needs 5 claims"):
        found.quantile(0.1)


@pytest.mark.parametrize("method", METHODS)
def test_probabilities(method: str) -> None:
    given = FACTORS if method in ("linear", "random-effects") else {}
    found = pool(dossier(point(5), point(6), point(7), point(8), point(9)), method, **given)
    for wrong in (-0.1, 1.1, 90, math.nan, "half", True, None):
        with pytest.raises(PoolingError):
            found.quantile(wrong)  # type: ignore[arg-type]
        with pytest.raises(PoolingError):
            found.interval(wrong)  # type: ignore[arg-type]


# --- copies ---


def test_a_report_counts_once() -> None:
    links = (Link("e1", "reports", "e0"), Link("e2", "reports", "e1"))
    found = pool(dossier(point(10), point(10), point(10), between(40, 50), links=links), "random-set")
    assert [e.id for e in found.used] == ["e0", "e3"]
    assert [(e.id, why) for e, why in found.set_aside] == [
        ("e1", "reports C0 (10), counted once"),
        ("e2", "goes back to the same claim as C0 (10), counted once"),
    ]
    assert found.effective_n == 2
    assert found.quantile(0.6) == between(40, 50)


def test_two_reports_of_what_is_not_here_count_once() -> None:
    links = (Link("e0", "reports", "elsewhere"), Link("e1", "reports", "elsewhere"))
    found = pool(dossier(point(10), point(10), links=links), "envelope")
    assert [e.id for e in found.used] == ["e0"]
    assert found.set_aside[0][1] == "goes back to the same claim as C0 (10), counted once"
    differing = pool(dossier(point(10), point(12), links=links), "envelope")
    assert [e.id for e in differing.used] == ["e0", "e1"]
    assert differing.effective_n == 1


def test_the_same_data_count_once() -> None:
    links = (Link("e0", "same data as", "e1"), Link("e1", "same data as", "e0"))
    found = pool(dossier(point(10), point(10), point(30), links=links), "random-set")
    assert len(found.used) == 2
    assert "same data as" in found.set_aside[0][1]
    assert found.effective_n == 2


def test_a_claim_built_from_several_stays() -> None:
    links = (Link("e2", "reports", "e0"), Link("e2", "reports", "e1"))
    found = pool(dossier(point(10), point(20), between(10, 20), links=links), "random-set")
    assert len(found.used) == 3
    assert found.effective_n == 2


def test_claims_that_rest_on_one_root_are_one() -> None:
    links = (Link("e1", "rests on", "e0"), Link("e2", "rests on", "e0"))
    found = pool(dossier(point(10), point(12), point(14), links=links), "random-set")
    assert len(found.used) == 3
    assert found.effective_n == 1
    outside = (Link("e0", "rests on", "x"), Link("e0", "rests on", "y"))
    assert pool(dossier(point(10), links=outside), "random-set").effective_n == 1


def test_reports_in_a_circle() -> None:
    links = (Link("e0", "reports", "e1"), Link("e1", "reports", "e0"))
    assert "'e0' reports 'e1' reports 'e0'" in refused(dossier(point(1), point(1), links=links), "random-set")


def test_a_copy_does_not_outlive_what_it_reports() -> None:
    links = (Link("e1", "reports", "e0"),)
    claims = dossier(point(10), point(10), point(30), links=links)
    old = Estimate("e0", claims[0].claimant, point(10), standing="superseded")
    found = pool(claims.with_estimates([old, *claims[1:]]), "random-set")
    assert [e.id for e in found.used] == ["e2"]
    assert found.set_aside[1][1] == "superseded: only reports C0 (10), which no longer stands"


# --- what holds for all ---

NUMBERS = st.integers(1, 10**6)
RANGES = st.one_of(
    st.builds(point, NUMBERS),
    st.builds(about, NUMBERS),
    st.builds(at_least, NUMBERS),
    st.builds(less_than, NUMBERS),
    st.builds(lambda a, b: between(min(a, b), max(a, b)), NUMBERS, NUMBERS),
)


def assumed(method: str) -> dict[str, Any]:
    if method == "random-effects":
        return FACTORS | {"interval": "hksj", "allow_multimodal": True}
    return FACTORS if method == "linear" else {}


@settings(max_examples=40, deadline=None)
@given(st.lists(RANGES, min_size=1, max_size=6), st.sampled_from(METHODS))
def test_quantiles_rise_and_every_claim_is_accounted_for(ranges: list[Range], method: str) -> None:
    claims = dossier(*ranges)
    try:
        found = pool(claims, method, **assumed(method))
    except PoolingError:
        assert method not in ("random-set", "envelope")
        return
    ids = [e.id for e in found.used] + [e.id for e, _ in found.set_aside]
    assert sorted(ids) == sorted(e.id for e in claims)
    quantiles = [found.quantile(p) for p in (0.05, 0.25, 0.5, 0.75, 0.95)]
    for lower, upper in pairwise(quantiles):
        assert (lower.low or 0) <= (upper.low or 0) * (1 + 1e-9)
        assert (lower.high or math.inf) <= (upper.high or math.inf) * (1 + 1e-9)
    inner = found.interval(0.9)
    for end, expected in ((inner.low, quantiles[0].low), (inner.high, quantiles[-1].high)):
        assert (end is None) is (expected is None)
        assert end is None or end == pytest.approx(expected, rel=1e-9)


@settings(max_examples=40, deadline=None)
@given(st.lists(RANGES, min_size=1, max_size=6), st.sampled_from(METHODS), st.sampled_from([0.0001, 0.3, 1000, 1e5]))
def test_answers_scale_with_the_data(ranges: list[Range], method: str, c: float) -> None:
    def scaled(r: Range) -> Range:
        ends = [None if end is None else end * c for end in (r.low, r.high)]
        return Range(*ends, approximate=r.approximate, low_open=r.low_open, high_open=r.high_open)

    def answer(claims: Dossier) -> list[float | None] | None:
        try:
            found = pool(claims, method, **assumed(method))
        except PoolingError:
            return None
        return [end for r in (found.median, found.interval(0.8)) for end in (r.low, r.high)]

    one, other = answer(dossier(*ranges)), answer(dossier(*map(scaled, ranges)))
    if one is None or other is None:
        assert one is other
        return
    for a, b in zip(one, other):
        assert (a is None) is (b is None)
        if a is not None and b is not None:
            assert b == pytest.approx(a * c, rel=1e-6)


# --- many at once ---


@pytest.mark.parametrize("method", METHODS)
def test_a_ledger_gives_what_its_dossiers_give(method: str) -> None:
    rng = np.random.default_rng(7)
    makers = (point, about, at_least, less_than, lambda x: between(x, 3 * x), Range)
    dossiers = []
    for g in range(60):
        size = int(rng.integers(0, 8))
        picked = [makers[int(rng.integers(0, 2 if g % 2 else 6))] for _ in range(size)]
        ranges = [Range() if make is Range else make(int(rng.integers(1, 1000))) for make in picked]
        speaker = [i // 2 if g % 3 == 0 else i for i in range(size)]
        estimates = [Estimate(f"g{g}e{i}", Claimant(f"c{w}", "C"), r) for i, (w, r) in enumerate(zip(speaker, ranges))]
        dossiers.append(Dossier(Estimand(f"g{g}"), estimates))
    data = es.Dataset("many", dossiers)
    found = pool(ledger_of(data), method, level=0.8, **assumed(method))
    assert len(found) == 60
    columns = found.columns()
    assert columns["estimand"] == list(data)
    answered = 0
    for g, claims in enumerate(dossiers):
        try:
            one = pool(claims, method, **assumed(method))
        except PoolingError:
            assert found.reason[g]
            assert np.isnan(found.median.low[g])
            continue
        answered += 1
        assert found.reason[g] == ""
        for bounds, r in ((found.median, one.median), (found.interval, one.interval(0.8))):
            assert bounds.low[g] == pytest.approx(r.low or 0, rel=1e-12)
            assert bounds.high[g] == pytest.approx(math.inf if r.high is None else r.high, rel=1e-12)
            assert (bool(bounds.low_open[g]), bool(bounds.high_open[g])) == (r.low_open, r.high_open)
    assert 0 < answered < 60
    assert f"{answered} answered, {60 - answered} refused" in repr(found)


def test_rows_that_are_refused_carry_their_reason() -> None:
    ledger = Ledger.from_frame(
        {"dyad": ["a", "a", "b", "c", "d"], "low": [1, 2, 3, 4, None], "high": [2, 5, 3, None, None]},
        estimand="dyad", low="low", high="high",
    )  # fmt: skip
    found = pool(ledger, "linear", coverage=0.9)
    assert found.reason[0] == ""
    assert "give point_factor=" in found.reason[1]
    assert "take one-sided claims" in found.reason[2]
    assert found.reason[3] == "no claim gives a number"
    assert found.columns()["n"].tolist() == [2, 1, 1, 0]  # type: ignore[attr-defined]
    assert found.method == "linear"
    assert found.assumptions["coverage"] == 0.9
    assert found.quantile(0.5).low[0] == found.median.low[0]


def test_a_ledger_of_few_claims_has_a_median_and_the_reason_for_no_interval() -> None:
    ledger = Ledger.from_frame(
        {"f": ["a"] * 3, "low": [1, 2, 2], "high": [3, 4, 5]}, estimand="f", low="low", high="high"
    )
    found = pool(ledger, "random-effects", coverage=0.9)
    assert np.isfinite(found.median.low[0])
    assert np.isnan(found.interval.low[0])
    assert "needs 5 claims" in found.reason[0]


def test_masses() -> None:
    frame = {"f": ["a"] * 3, "low": [1, 20, 300], "high": [1, 20, 300], "m": [1, 1, 4]}
    ledger = Ledger.from_frame(frame, estimand="f", low="low", high="high", mass="m")
    assert pool(ledger, "random-set").median.low.tolist() == [300]
    with pytest.raises(PoolingError, match="takes no masses"):
        pool(ledger, "random-effects", **FACTORS)
    with pytest.raises(PoolingError, match="the level of an interval"):
        pool(ledger, "random-set", level=90)


def test_a_ledger_pool_says_that_voices_count_once_only_where_one_speaks_twice() -> None:
    columns = {"figure": ["a", "a", "a"], "low": [1, 2, 5], "high": [3, 4, 9]}
    for names, shared in ((["x", "x", "y"], True), (["x", "z", "y"], False)):
        ledger = Ledger.from_frame(
            {**columns, "who": names}, estimand="figure", low="low", high="high", claimant="who"
        )  # fmt: skip
        assert ("each voice counts once" in str(pool(ledger, "random-set"))) == shared
        assert "each voice" not in str(pool(ledger, "random-set", voices="claim"))


def test_an_empty_ledger() -> None:
    ledger = Ledger.from_frame({"f": [], "low": [], "high": []}, estimand="f", low="low", high="high")
    for method in METHODS:
        assert len(pool(ledger, method, **assumed(method))) == 0


# --- the multiverse ---


def test_multiverse_crosses_every_choice() -> None:
    claims = dossier(point(100), between(150, 300), about(90), point(120), between(80, 200))
    claims = claims.with_estimates([*list(claims)[:4], evolve(claims[4], scope="unclear")])
    found = multiverse(claims)
    parts = 1 + 1 + 5  # all claims, without the unclear one, and without each voice
    assert len(found) == (4 + 3 * 3 * 3 + 3 * 3 * 3 * 2) * parts
    assert len(found.answered) + len(found.refused) == len(found)
    assert {row.left_out for row in found} == {"", *(e.id for e in claims)}
    told = {name for row in found for name in row.assumptions}
    assert told == {"coverage", "point_factor", "approximate_factor", "shape", "tau2", "interval", "unclear scope"}
    without = [row for row in found if row.assumptions.get("unclear scope") == "left out"]
    assert without[0].median == pool(claims.with_estimates(list(claims)[:4])).median
    columns = found.columns()
    assert {len(column) for column in columns.values()} == {len(found)}
    assert columns["coverage"][0] is None
    assert found[1:3] == found.rows[1:3]


def test_multiverse_of_the_combat_deaths() -> None:
    deaths = es.load("nanking-1937")["combat-deaths"]
    found = multiverse(deaths, methods=["random-set"])
    assert found[0].median == pool(deaths).median
    assert {row.left_out for row in found} == {"", *(e.id for e in pool(deaths, "random-set").used)}


def test_multiverse_varies_only_what_matters() -> None:
    claims = dossier(between(10, 20), between(15, 40), between(30, 50))
    found = multiverse(claims, methods=["linear"], leave_out=False, shapes=["lognormal"])
    assert [row.assumptions for row in found] == [{"coverage": 0.5}, {"coverage": 0.8}, {"coverage": 0.95}]
    rows = multiverse(claims, methods=["random-effects"], leave_out=False, coverages=[0.9], tau2=["REML"])
    assert [(row.assumptions["interval"], row.interval is None) for row in rows] == [("spread", True), ("hksj", False)]
    assert rows[0].median is not None
    assert "needs 5 claims" in rows[0].reason
    with pytest.raises(PoolingError, match="no method"):
        multiverse(claims, methods=["mean"])


def test_multiverse_varies_how_numbers_are_read_where_asked() -> None:
    claims = dossier(more_than(1_000), point(1_500), point(2_000), between(1_200, 1_800))
    factors, grains = (None, 1.5), (None, "digits", {"grain": 5})
    found = multiverse(claims, methods=["random-set", "linear"], leave_out=False, shapes=["uniform"],
                       bound_factor=factors, rounding=grains)  # fmt: skip
    read = [row for row in found if row.method == "random-set"]
    assert [(row.assumptions.get("bound_factor"), row.assumptions.get("rounding")) for row in read] == [
        (factor, grain) for factor in factors for grain in grains
    ]
    for row in read:
        alone = pool(claims, "random-set", **row.assumptions)
        assert (row.median, row.interval) == (alone.median, alone.interval(0.9))
    assert len({row.median for row in read}) > 2
    linear = [row for row in found if row.method == "linear"]
    assert linear == list(multiverse(claims, methods=["linear"], leave_out=False, shapes=["uniform"]))
    assert not any("rounding" in row.assumptions for row in multiverse(claims))
    # no claim is concerned: nothing is tried twice
    ranges = dossier(between(10, 20), between(15, 30))
    assert len(multiverse(ranges, methods=["envelope"], leave_out=False, bound_factor=factors, rounding=grains)) == 1


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            {"rounding": "digits"},
            r"rounding takes the values to try, such as rounding=\(None, 'digits'\) \(got 'digits'\)",
        ),
        ({"bound_factor": ()}, "bound_factor takes the values to try"),
        ({"bound_factor": 1.5}, "bound_factor takes the values to try"),
        ({"bound_factor": (0.5,)}, "must be a number above 1"),
        ({"roundin": ("digits",)}, "did you mean 'rounding'"),
    ],
)
def test_multiverse_says_what_a_way_of_reading_takes(asked: dict[str, Any], said: str) -> None:
    claims = dossier(more_than(1_000), point(1_500))
    with pytest.raises(PoolingError, match=said):
        multiverse(claims, **asked)


def test_multiverse_leaves_out_voices_and_varies_what_one_is() -> None:
    two = [Estimate("x1", Claimant("x", "X"), point(10)), Estimate("x2", Claimant("x", "X"), point(20))]
    claims = Dossier(ESTIMAND, [*two, Estimate("y", Claimant("y", "Y"), point(50))])
    found = multiverse(claims, methods=["random-set"])
    assert [(row.assumptions, row.left) for row in found] == [
        ({"voices": "claimant"}, ()), ({"voices": "claimant"}, ("x1", "x2")), ({"voices": "claimant"}, ("y",)),
        ({"voices": "claim"}, ()), ({"voices": "claim"}, ("x1",)), ({"voices": "claim"}, ("x2",)),
        ({"voices": "claim"}, ("y",)),
    ]  # fmt: skip
    assert [row.median for row in found][:3] == [between(20, 50), point(50), between(10, 20)]


def test_multiverse_leaves_a_claim_out_with_its_copies() -> None:
    claims = dossier(point(10), point(10), point(30), links=(Link("e1", "reports", "e0"),))
    found = multiverse(claims, methods=["envelope"])
    assert [(row.left_out, row.median) for row in found] == [
        ("", between(10, 30)), ("e0", between(30, 30)), ("e2", between(10, 10)),
    ]  # fmt: skip


# --- how it shows itself ---


def test_sources_are_those_of_the_claims_used() -> None:
    garrison = es.load("nanking-1937")["garrison"]
    found = pool(garrison, "random-set")
    assert found.sources == es.sources(found)
    assert set(found.sources) <= set(es.sources(garrison))  # those of judgements and statements are others


@pytest.mark.parametrize("method", METHODS)
def test_a_pool_is_kept(method: str) -> None:
    found = pool(dossier(point(5), point(6), point(7), point(8), point(9)), method, **assumed(method))
    again = pickle.loads(pickle.dumps(found))
    assert again.median == found.median
    assert str(again) == str(found)
    assert found.method in str(found)
    assert "claim" in found.target
