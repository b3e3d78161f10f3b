"""Drift: how stated values move with the date of the claim, voices permuted, within camps too."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from scipy import stats

import estimates as es
from estimates.analysis.drift import drift
from estimates.errors import ClaimError, PoolingError


def dossier(years: Any, values: Any, schools: Any = None, who: Any = None) -> es.Dossier:
    claims = []
    for i, (year, value) in enumerate(zip(years, values, strict=True)):
        name = who[i] if who else f"c{i}"
        claimant = es.Claimant(name, name, role="scholar", school=schools[i] if schools else "")
        claims.append(es.Estimate(f"e{i}", claimant, es.point(value), claimed=es.Date(str(year))))
    return es.Dossier(es.Estimand("dead", measure="killed"), claims)


def test_a_steady_growth_is_found() -> None:
    years = list(range(1940, 2000, 5))
    found = drift(dossier(years, [round(1000 * 1.5 ** ((y - 1940) / 10), 3) for y in years]))
    assert found.tau == pytest.approx(1)
    assert found.factor == pytest.approx(1.5, rel=1e-3)
    assert found.p == pytest.approx(1 / 10_000)
    assert "Over ten years: × 1.5" in str(found)
    assert repr(found) == "<Drift of 'dead': 12 voices, × 1.5 in ten years>"


def test_the_p_value_is_that_of_the_permutation_test_with_ties() -> None:
    rng = np.random.default_rng(5)
    years = rng.choice([1950, 1960, 1970, 1980], 9)
    values = np.round(np.exp(rng.normal(8, 0.6, 9)), -1)
    found = drift(dossier(years, values))
    want = stats.permutation_test(
        (np.asarray(years, float),), lambda x: abs(stats.kendalltau(x, values).statistic), permutation_type="pairings",
        n_resamples=4_000, alternative="greater", random_state=np.random.default_rng(1),
    ).pvalue  # fmt: skip
    assert found.p == pytest.approx(want, abs=0.03)
    assert found.tau == pytest.approx(stats.kendalltau(years, values).statistic)


def test_a_change_of_who_writes_is_no_drift_within_camps() -> None:
    """Early claims of one school are low, late ones of another high; within each nothing moves."""
    years = [1940, 1942, 1944, 1946, 1948, 1980, 1982, 1984, 1986, 1988]
    values = [100, 110, 95, 105, 102, 900, 950, 880, 940, 905]
    found = drift(dossier(years, values, ["old"] * 5 + ["new"] * 5))
    assert found.p < 0.05
    assert found.p_within is not None
    assert found.p_within > 0.3
    assert "within schools p = " in str(found)


def test_a_voice_counts_once_and_what_is_left_out_is_said() -> None:
    years = list(range(1940, 1949))
    whole = dossier([*years, 1950], [*range(10, 19), 500], who=[*(f"c{i}" for i in range(9)), "c0"])
    assert drift(whole).voices == 9
    more = es.Estimate("x", es.Claimant("x", "X"), es.at_least(5), claimed=es.Date("1950"))
    undated = es.Estimate("y", es.Claimant("y", "Y"), es.point(5))
    found = drift(whole.with_estimates([*whole, more, undated]))
    assert {e.id: why for e, why in found.left_out} == {
        "x": "it states one end only, which has no middle", "y": "its date is not known",
    }  # fmt: skip
    assert len(found.used) == 10


def test_too_few_dated_voices_are_refused() -> None:
    with pytest.raises(PoolingError, match="drift needs 8 dated voices, and 'dead' has 7"):
        drift(dossier(range(1940, 1947), range(1, 8)))
    with pytest.raises(PoolingError, match="all dated voices are of one date"):
        drift(dossier([1940] * 8, range(1, 9)))
    with pytest.raises(ClaimError, match="did you mean 'school'"):
        drift(dossier(range(1940, 1949), range(1, 10)), camps="schools")  # type: ignore[arg-type]
    with pytest.raises(ClaimError, match="measured in a dossier"):
        drift(5)  # type: ignore[arg-type]


def test_the_test_holds_its_level() -> None:
    """Where nothing moves, p is below 0.1 in about one of ten literatures."""
    rng = np.random.default_rng(11)
    found = [drift(dossier(rng.choice(range(1940, 2000), 9), np.exp(rng.normal(8, 0.5, 9)))).p for _ in range(60)]
    assert np.mean(np.array(found) < 0.1) < 0.22
    assert not any(math.isnan(p) for p in found)


def test_few_voices_are_explained_in_whole_sentences() -> None:
    claims = [es.Estimate(f"e{n}", es.Claimant(f"c{n}", f"C{n}"), es.point(5)) for n in range(3)]
    with pytest.raises(es.PoolingError, match=r"'dead' has 0 \(3 left out: its date is not known\)"):
        es.drift(es.Dossier(es.Estimand("dead"), claims))


def test_voices_of_no_recorded_school_are_not_one_school() -> None:
    years, values = list(range(1940, 1950)), list(range(10, 20))
    found = drift(dossier(years, values))
    assert found.p_within is None
    assert "no school has two dated voices" in str(found)
    part = drift(dossier(years, values, ["old", "old", *[""] * 8]))
    assert part.p_within == pytest.approx(1)  # two voices, whichever way round, are as far from zero
