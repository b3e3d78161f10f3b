"""How claims are read under named assumptions: rounded numbers, bounds with a factor, "about", what a range covers."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from attrs import evolve
from scipy import stats

import estimates as es
from estimates.analysis.pooling import pool
from estimates.analysis.pooling.readings import rounds_to
from estimates.errors import PoolingError
from estimates.kernels import censored, intervals, predictive
from estimates.model.ranges import Range, about, at_least, at_most, between, less_than, more_than, point
from tests.analysis.pooling.test_pooling import dossier, refused


@pytest.mark.parametrize(
    ("value", "ends"),
    [(200_000, (150_000, 250_000)), (84_000, (83_500, 84_500)), (100_000, (95_000, 150_000)), (1, (0.95, 1.5)),
     (0.125, (0.1245, 0.1255)), (110_000, (105_000, 115_000)), (7, (6.5, 7.5))],
)  # fmt: skip
def test_a_number_stands_for_all_that_round_to_it(value: float, ends: tuple[float, float]) -> None:
    assert rounds_to(value) == pytest.approx(ends)
    for inside in np.linspace(ends[0], ends[1], 7)[1:-1]:
        digits = len(f"{value:.15g}".replace(".", "").strip("0"))
        assert float(f"{inside:.{digits}g}") == pytest.approx(value)


def test_fifties() -> None:
    assert rounds_to(150_000, 5) == (125_000, 175_000)
    assert rounds_to(200_000, 5) == (150_000, 250_000)
    found = pool(dossier(point(150_000)), rounding={"grain": 5})
    assert found.median == between(125_000, 175_000)
    assert "fifties" in str(pool(dossier(point(150_000)), rounding="digits"))


def test_rounding_leaves_ranges_bounds_and_zero_alone() -> None:
    kept = dossier(between(100, 200), at_least(100), more_than(100), at_most(100), point(0))
    assert pool(kept, "envelope", rounding="digits").median == pool(kept, "envelope").median
    assert pool(dossier(point(200)), rounding="digits").median == between(150, 250)


def test_rounding_comes_before_a_scenario() -> None:
    halved = es.scenario(dossier(point(200)), {"e0": (2, 1)})
    assert pool(halved, rounding="digits").median == between(75, 125)


def test_about_is_the_union_of_both() -> None:
    assert pool(dossier(about(200)), rounding="digits", approximate_factor=1.1).median == between(150, 250)
    assert pool(dossier(about(200)), rounding="digits", approximate_factor=2).median == between(100, 400)
    assert pool(dossier(Range(100, 200, approximate=True)), approximate_factor=2).median == between(50, 400)
    assert pool(dossier(about(200))).median == about(200)


def test_ends_that_a_factor_gives_to_about_are_not_about_though_claims_have_their_number() -> None:
    """Taken from N/1.5 to 1.5 N the median lies from 60/1.5 to 1.5 times 60, which two claims give as well."""
    claims = dossier(about(90), about(60), about(40))
    assert pool(claims, "random-set").median == about(60)
    assert pool(claims, "random-set", approximate_factor=1.5).median == between(40, 90)


def test_a_claim_without_mass_is_no_mass_of_its_own() -> None:
    table = {"x": ["a"] * 4, "low": [10, 12, 14, 900], "high": [20, 22, 24, 1000]}
    columns = {"estimand": "x", "low": "low", "high": "high", "mass": "mass"}
    pools = [
        pool(es.Ledger.from_frame({name: cells[:number] for name, cells in {**table, "mass": mass}.items()}, **columns),
             "random-effects", coverage=0.9)
        for number, mass in ((4, [1, 1, 1, 0]), (3, [1, 1, 1]))
    ]  # fmt: skip
    assert pools[0].median.low == pytest.approx(pools[1].median.low)
    with pytest.raises(PoolingError, match="takes no masses of its own"):
        pool(es.Ledger.from_frame({**table, "mass": [1, 1, 2, 0]}, **columns), "random-effects", coverage=0.9)


def test_a_factor_bounds_one_sided_claims() -> None:
    claims = dossier(more_than(100), at_least(100), at_most(100), less_than(100))
    assert pool(claims, "envelope", bound_factor=2).median == between(50, 200)
    over = pool(dossier(more_than(100)), "envelope", bound_factor=2).median
    assert over == Range(100, 200, low_open=True)
    assert pool(claims, "envelope", bound_factor={"over": 2}).median == at_most(200)
    assert pool(claims, "envelope", bound_factor={"up to": 4}).median == at_least(25)
    assert pool(dossier(Range(0, low_open=True), point(5)), "envelope", bound_factor=2).median == Range(
        0, low_open=True
    )
    assert "Bounds are taken as unlimited (4 one-sided claims)" in str(pool(claims, "envelope"))
    assert "unlimited" not in str(pool(claims, "envelope", bound_factor=2))
    assert pool(claims, "envelope", bound_factor={"over": 2}).assumptions["bound_factor"] == {"over": 2}


@pytest.mark.parametrize(
    ("assumptions", "words"),
    [
        ({"bound_factor": 1}, "bound_factor must be a number above 1"),
        ({"bound_factor": {"above": 2}}, "bound_factor names 'over' or 'up to'"),
        ({"rounding": "digit"}, "did you mean 'digits'"),
        ({"rounding": {"grain": 7}}, "rounding must be 'digits'"),
        ({"voices": "work"}, "voices must be 'claimant', 'claim' or 'place'"),
        ({"approximate_factor": 0}, "approximate_factor must be a number above 1"),
    ],
)
def test_readings_that_are_not_allowed(assumptions: dict[str, Any], words: str) -> None:
    assert words in refused(dossier(point(1)), "random-set", **assumptions)


def test_only_methods_that_take_ends_take_a_factor_of_bounds() -> None:
    for method in ("linear", "random-effects"):
        assert "takes no assumption 'bound_factor'" in refused(dossier(point(1)), method, bound_factor=2)


# --- what a range covers ---


def meant(*pairs: tuple[Range, str]) -> es.Dossier:
    claims = dossier(*(r for r, _ in pairs))
    return claims.with_estimates([evolve(e, range_means=text) for e, (_, text) in zip(claims, pairs)])


def test_a_source_that_says_what_its_range_covers_is_believed() -> None:
    found = pool(meant((between(50, 200), "95 % interval")), "linear", coverage=0.5)
    same = pool(dossier(between(50, 200)), "linear", coverage=0.95)
    assert found.interval(0.9) == same.interval(0.9)
    assert "Coverage 0.95: C0: 50–200 (95 % interval)" in str(found)
    error = pool(meant((between(50, 200), "standard error")), "linear", coverage=0.5)
    assert error.interval(0.682689492137086).low == pytest.approx(50)
    other = pool(meant((between(50, 200), "a sum")), "linear", coverage=0.5)
    assert other.interval(0.5).low == pytest.approx(50)


def test_a_mapping_gives_the_coverage_of_phrases() -> None:
    claims = meant((between(50, 200), "probable range"), (between(50, 200), ""))
    words = refused(claims, "linear", coverage={"probable range": 0.5})
    assert "nothing says what the range covers of 1 claim (C1: 50–200); give" in words
    found = pool(claims, "linear", coverage={"probable range": 0.5, "": 0.9})
    z = stats.norm.ppf([0.75, 0.95])
    s = math.log(2) / z
    want = np.mean(stats.norm.cdf(np.log(200 / 100) / s))
    assert found.quantile(float(want)).low == pytest.approx(200)


def test_extremes_have_no_place_in_a_shape_without_ends() -> None:
    claims = meant((between(50, 200), "extremes"), (between(60, 80), ""), (between(70, 90), ""))
    for method in ("linear", "random-effects"):
        words = refused(claims, method, coverage=0.9)
        assert "1 claim states its range as extremes, beyond which nothing lies" in words
        assert "no ends (C0: 50–200" in words
    assert "shape='log-uniform'" in refused(claims, "linear", coverage=0.9)
    flat = pool(meant((between(50, 200), "extremes")), "linear", coverage=0.9, shape="log-uniform")
    assert flat.quantile(0.999).high == pytest.approx(200, rel=0.01)
    assert pool(claims, "random-effects", coverage={"": 0.9, "extremes": 0.99}).median.low is not None


def test_a_stated_interval_enters_bounds_as_if_certain_and_is_said_to() -> None:
    said = str(pool(meant((between(50, 200), "95 % interval"), (point(7), "")), "random-set"))
    assert "Taken as if certain: C0: 50–200, which its source calls a 95 % interval" in said


# --- levels ---


def test_the_level_that_voices_support() -> None:
    five = dossier(*(between(10 * i, 10 * i + 5) for i in range(1, 6)))
    assert pool(five, "envelope").supported_level == pytest.approx(4 / 6)
    assert pool(five, "random-set", level=0.9).supported_level == pytest.approx(4 / 6)
    inner = pool(five, "random-set", level=0.5)
    assert inner.interval(0.5) == between(20, 45)
    assert inner.supported_level == pytest.approx((5 * (1 - 2 / 5) - 1) / 6)
    assert pool(dossier(point(5)), "envelope").supported_level is None
    for method in ("lognormal", "turnbull"):
        assert pool(five, method).supported_level is None
    assert "no level for a further voice holds without a model" in str(pool(five, "turnbull"))


def test_the_level_holds_for_a_further_voice() -> None:
    """Drawn alike, the last of n + 1 ranges lies in the envelope of the others as often as is said, or more often."""
    rng = np.random.default_rng(3)
    inside = 0
    for _ in range(400):
        centre = np.exp(rng.normal(0, 1, 6))
        width = np.exp(rng.uniform(0, 0.5, 6))
        low, high = centre / width, centre * width
        inside += low[:5].min() <= low[5] and high[5] <= high[:5].max()
    assert inside / 400 > 4 / 6 - 0.06


def test_a_ledger_has_the_level_of_each_estimand() -> None:
    table = {"f": ["a"] * 5 + ["b"], "x": [1, 2, 3, 4, 5, 7]}
    ledger = es.Ledger.from_frame(table, estimand="f", low="x", high="x")
    assert pool(ledger, "envelope").columns()["supported_level"][0] == pytest.approx(4 / 6)
    assert math.isnan(pool(ledger, "envelope").columns()["supported_level"][1])


# --- the lognormal by Bayes ---


def test_the_prediction_is_that_of_exact_quadrature() -> None:
    claims = dossier(point(100), between(150, 300), at_least(200), point(250), less_than(500), point(120))
    found = pool(claims, "lognormal", interval="bayes")
    low = np.log([100, 150, 200, 250, 1e-300, 120])
    high = np.log([100, 300, 1e300, 250, 500, 120])

    x = math.log(found.quantile(0.9).low or 1)
    grid_s, grid_m = np.linspace(-3, 6, 181), np.linspace(-30, 40, 1401)
    sd = np.exp(grid_s)[:, None]
    log = sum(
        stats.norm.logpdf(a, grid_m, sd) if a == b
        else np.log(stats.norm.cdf(b, grid_m, sd) - stats.norm.cdf(a, grid_m, sd) + 1e-300)
        for a, b in zip(low, high)
    )  # fmt: skip
    weight = np.exp(log - log.max())
    held = (weight * stats.norm.cdf(x, grid_m, sd)).sum() / weight.sum()
    assert held == pytest.approx(0.9, abs=2e-3)
    assert "what another independent source would claim" in found.target


def test_the_prediction_from_points_is_that_of_student() -> None:
    """With the prior 1/sigma the prediction from points is a t distribution of n - 1 degrees of freedom."""
    values = np.array([100, 130, 180, 240, 400, 90, 160])
    claims = intervals(values, values)
    found = predictive.quantiles(claims, censored.lognormal(claims), np.array([0.05, 0.5, 0.95]))[0]
    logs = np.log(values)
    scale = logs.std(ddof=1) * math.sqrt(1 + 1 / len(logs))
    assert found == pytest.approx(stats.t.ppf([0.05, 0.5, 0.95], len(logs) - 1, logs.mean(), scale), abs=2e-4)


def test_the_interval_of_a_prediction_lies_between_its_quantiles() -> None:
    found = pool(dossier(*(point(value) for value in (100, 130, 150, 200, 400, 90))), "lognormal", interval="bayes")
    for level in (0.5, 0.9):
        interval = found.interval(level)
        assert interval.low == found.quantile((1 - level) / 2).low
        assert interval.high == found.quantile((1 + level) / 2).high
        assert interval.low < found.median.low < interval.high


def test_three_voices_are_enough_for_a_prior_of_the_spread() -> None:
    claims = dossier(point(100), point(130), point(180))
    found = pool(claims, "random-effects", coverage=0.9, point_factor=1.5, interval="bayes", tau_scale=0.5)
    assert found.effective_n == 3
    assert found.interval(0.9).low < found.median.low < found.interval(0.9).high
    assert math.log(100) < found.mean < math.log(180)
    assert found.se > 0
    assert found.tau2 > 0
    with pytest.raises(PoolingError, match="it needs 3"):
        pool(dossier(point(100), point(130)), "random-effects", coverage=0.9, point_factor=1.5, interval="bayes",
             tau_scale=0.5)  # fmt: skip


def test_claims_of_unclear_scope_are_counted_in_the_remarks() -> None:
    for number, said in (
        (0, ""),
        (1, "1 of the claims is of unclear scope"),
        (2, "2 of the claims are of unclear scope"),
    ):
        x = dossier(point(100), point(130), point(400))
        x = x.with_estimates([evolve(e, scope="unclear") if n < number else e for n, e in enumerate(x.estimates)])
        remarks = [remark for remark in pool(x).remarks if "unclear scope" in remark]
        assert remarks == ([said] if said else [])


def test_claims_and_voices_are_counted_in_words() -> None:
    who = [es.Claimant(name, name) for name in ("a", "a", "b")]
    claims = [es.Estimate(f"e{n}", one, point(100 + n)) for n, one in enumerate(who)]
    for places, said in (((0,), "1 claim"), ((0, 2), "2 claims"), ((0, 1), "2 claims of 1 voice"),
                         ((0, 1, 2), "3 claims of 2 voices")):  # fmt: skip
        found = pool(es.Dossier(es.Estimand("x"), [claims[n] for n in places]))
        assert f"({said}; " in str(found)
        assert repr(found).endswith(f": {said}>")


def test_fifties_are_named_only_where_numbers_are_taken_as_rounded_by_their_digits() -> None:
    for values, rounding, named in (
        ((150_000, 90_000), "digits", True), ((200_000, 90_000), "digits", False),
        ((150_000, 90_000), {"grain": 5}, False), ((150_000, 90_000), None, False),
    ):  # fmt: skip
        given = {} if rounding is None else {"rounding": rounding}
        found = pool(dossier(*map(point, values)), "random-set", **given)
        assert any("rounded to fifties" in remark for remark in found.remarks) == named


def test_the_prediction_needs_five_voices() -> None:
    words = refused(dossier(point(1), point(2), point(3), point(4)), "lognormal", interval="bayes")
    assert "needs 5 voices, and 2 claims bounded on both sides, and there are 4" in words
    with pytest.raises(PoolingError, match="'plug-in' or 'bayes'"):
        pool(dossier(point(1), point(2)), "lognormal", interval="bayesian")


# --- voices in pools ---


def spoken(*pairs: tuple[str, Range]) -> es.Dossier:
    claims = [es.Estimate(f"e{i}", es.Claimant(w, w, role="scholar"), r) for i, (w, r) in enumerate(pairs)]
    return es.Dossier(es.Estimand("dead", measure="killed"), claims)


def test_the_claims_of_one_claimant_share_one_mass() -> None:
    claims = spoken(("a", point(10)), ("a", point(11)), ("a", point(12)), ("b", point(50)), ("c", point(60)))
    found = pool(claims, "random-set")
    assert (found.effective_n, len(found.voices)) == (3, 3)
    assert found.median == point(50)
    assert pool(claims, "random-set", voices="claim").median == point(12)
    assert pool(claims, voices="claim").assumptions == {"voices": "claim"}
    words = "5 claims of 3 voices; each voice counts once; no other assumption"
    assert str(found).startswith(f"random-set: median 50 ({words})")
    assert found.shared
    assert (found.assumed_words, found.assumptions) == ("each voice counts once; no other assumption", {})
    assert pool(spoken(("a", point(10)), ("b", point(11)))).assumed_words == "no assumption"


def test_a_gate_counts_voices() -> None:
    claims = spoken(("a", point(10)), ("a", point(11)), ("b", point(12)))
    words = refused(claims, "random-effects", coverage=0.9, point_factor=1.1)
    assert "it needs 3 voices, and there are 2 (3 claims)" in words
    assert pool(claims, "random-effects", coverage=0.9, point_factor=1.1, voices="claim").median.low is not None


def test_random_effects_takes_a_voice_as_the_mean_of_its_logs() -> None:
    doubled = spoken(("a", point(10)), ("a", point(40)), ("b", point(30)), ("c", point(50)))
    plain = spoken(("a", point(20)), ("b", point(30)), ("c", point(50)))
    given = {"coverage": 0.9, "point_factor": 1.1, "interval": "hksj", "allow_multimodal": True}
    one, other = pool(doubled, "random-effects", **given), pool(plain, "random-effects", **given)
    assert one.interval(0.9).low == pytest.approx(other.interval(0.9).low)
    given["interval"] = "spread"
    assert "a further voice's mean" in pool(doubled, "random-effects", **given).target
    assert "a further voice's mean" not in pool(plain, "random-effects", **given).target


def test_a_single_claim_of_a_further_voice_scatters_about_its_mean() -> None:
    """By hand: a further claim varies by tau² + se² + w² (1 - mean of 1/m), with Student's t of k - 2."""
    logs = {"a": [0.0, 0.5, 1.0], "b": [0.2], "c": [0.9], "d": [0.4, 0.6], "e": [-0.1]}
    claims = spoken(*((who, point(math.exp(x))) for who, each in logs.items() for x in each))
    given = {"coverage": 0.9, "point_factor": 1.2, "allow_multimodal": True}
    mean, single = (pool(claims, "random-effects", interval=of, **given) for of in ("spread", "claim"))
    w2 = (0.25 + 0 + 0.25 + 0.01 + 0.01) / 3
    v = (math.log(1.2) / stats.norm.ppf(0.95)) ** 2
    found = es.kernels.random_effects([np.mean(each) for each in logs.values()], [v] * 5)
    for pooled, more in ((mean, 0.0), (single, w2 * (1 - (1 / 3 + 1 + 1 + 1 / 2 + 1) / 5))):
        wide = stats.t.ppf(0.95, 3) * math.sqrt(found.tau2[0] + found.se[0] ** 2 + more)
        assert pooled.interval(0.9).high == pytest.approx(math.exp(found.mean[0] + wide))
    assert single.median == mean.median
    assert isinstance(single, es.RandomEffectsPool)
    assert single.within_factor == pytest.approx(math.exp(math.sqrt(w2)))
    assert single.target.startswith("what one claim of another independent source would be")
    assert "which does not enter; interval='claim' adds it" in str(mean)
    assert "which the interval adds" in str(single)


def test_one_claim_a_voice_is_a_claim_and_a_mean_alike() -> None:
    claims = spoken(*((who, point(10 * i)) for i, who in enumerate("abcdef", 2)))
    given = {"coverage": 0.9, "point_factor": 1.2}
    mean, single = (pool(claims, "random-effects", interval=of, **given) for of in ("spread", "claim"))
    assert single.interval(0.9) == mean.interval(0.9)
    assert isinstance(single, es.RandomEffectsPool)
    assert single.within_factor is None
    assert "mean of their voice" not in str(single)
    several = spoken(*((who, point(10 * i)) for i, who in enumerate("abcdefa", 2)))
    four = several.where(lambda estimate: estimate.claimant.id in "abcd")
    with pytest.raises(PoolingError, match="needs 5 voices, and there are 4"):
        pool(four, "random-effects", interval="claim", **given).interval(0.9)


def test_the_interval_of_a_single_claim_holds_it() -> None:
    rng, figures, k, m = np.random.default_rng(11), 400, 8, 4
    value = rng.normal(0, 0.2, (figures, k + 1, 1)) + rng.normal(0, 0.4, (figures, k + 1, m))
    table = {"f": np.repeat(np.arange(figures), k * m), "who": np.tile(np.repeat(np.arange(k), m).astype(str), figures),
             "n": np.exp(value[:, :k].ravel())}  # fmt: skip
    ledger = es.Ledger.from_frame(table, estimand="f", low="n", high="n", claimant="who")
    given = {"coverage": 0.9, "point_factor": 1.05, "allow_multimodal": True}
    held = {}
    for of in ("spread", "claim"):
        found = pool(ledger, "random-effects", interval=of, **given).columns()
        further = np.exp(value[:, k, 0])
        held[of] = np.mean((found["interval_low"] <= further) & (further <= found["interval_high"]))
    assert held["spread"] < 0.8
    assert 0.88 < held["claim"] < 0.97


def test_turnbull_takes_a_stated_zero_for_an_end() -> None:
    assert pool(dossier(between(0, 48)), "turnbull").median == between(0, 48)
    assert "one side only" in refused(dossier(at_most(48)), "turnbull")


@pytest.mark.parametrize(("method", "law"), [("turnbull", "one distribution"), ("lognormal", "one lognormal distrib")])
def test_a_method_that_takes_voices_as_independent_draws_says_so(method: str, law: str) -> None:
    found = pool(dossier(point(10), point(12), between(14, 20)), method)
    assert f"voices taken as independent draws of {law}" in found.assumed_words
    assert "no assumption" not in str(found)
    assert law in es.to_latex(found)
    assert pool(dossier(point(10), point(12))).premise == ""
    whole = pool(es.Dataset("d", [dossier(point(10), point(12), between(14, 20))]), method)
    assert law in repr(whole)


@pytest.mark.parametrize("method", ["random-set", "envelope"])
def test_an_interval_that_holds_every_count_supports_no_level(method: str) -> None:
    found = pool(dossier(point(0), at_least(5), at_least(7)), method)
    assert found.interval(0.9) == at_least(0)
    assert "it says nothing of a further voice" in str(found).lower()
    assert "%" not in str(found).replace("90 % interval", "")
    assert "support a level of 50 %" in str(pool(dossier(at_least(1), at_least(5), at_least(7)), method))


def test_a_choice_of_a_multiverse_has_the_premise_of_its_method() -> None:
    rows = es.multiverse(dossier(point(10), point(12)), methods=["random-set", "turnbull"], leave_out=False)
    draws = "voices taken as independent draws of one distribution"
    assert [row.cells()["Assuming"] for row in rows] == ["nothing", draws]
    assert "independent draws" in es.to_latex(rows)


def test_the_spread_of_one_voice_is_not_that_between_voices() -> None:
    one = spoken(("a", point(43_071)), ("a", point(43_121)))
    assert "All claims are of one voice" in str(pool(one, "lognormal"))
    assert "All claims are of one voice" in str(pool(one, "linear", coverage=0.9, point_factor=1.1))
    assert "All claims are of one voice" not in str(pool(one))
    assert "of one voice:" not in str(pool(spoken(("a", point(1)), ("b", point(2))), "lognormal"))
