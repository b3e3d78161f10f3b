"""One rule for computed ends: about stays about, a stated zero is stated, an excluded end stays excluded."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import estimates as es
from estimates.analysis.ledger import Ledger
from estimates.analysis.ratios import geometric_mean, over
from estimates.model.computed_ranges import computed_range
from tests.made import dossier
from tests.strategies import ranges

few = st.lists(ranges(top=6, vague=False), min_size=1, max_size=5)


@pytest.mark.parametrize("name", es.datasets())
def test_the_envelope_is_one_in_comparison_and_pool(name: str) -> None:
    for shown in es.load(name).values():
        found = es.compare(shown).envelope
        assert found is None or es.pool(shown, "envelope").median == found, shown.estimand.id


@given(few)
def test_comparison_and_pool_say_the_same_of_any_claims(found: list[es.Range]) -> None:
    shown = dossier(*found)
    assert es.compare(shown).envelope == es.pool(shown, "envelope").median


def test_about_zero_and_excluded_ends_stay() -> None:
    shown = dossier(es.between(0, 20), es.at_most(10), es.between(0, 5))
    assert str(es.compare(shown).envelope) == str(es.pool(shown, "envelope").median) == "0–20"
    assert str(es.pool(dossier(es.about(1000)), "random-set").median) == "c. 1,000"
    about_most = es.Range(None, 50_000, approximate=True)
    assert str(es.pool(dossier(about_most), "envelope").median) == "c. ≤ 50,000"
    assert [str(region.range) for region in es.compare(dossier(es.more_than(0), es.at_most(9))).regions(2)] == [
        "> 0, ≤ 9"
    ]
    assert [str(r.range) for r in es.compare(dossier(es.at_most(1), es.more_than(0), es.at_most(3))).regions(2)] == [
        "≤ 3"
    ]


def test_a_number_that_a_model_computes_is_not_about() -> None:
    """Even where it falls on the end of a claim."""
    found = es.pool(dossier(es.about(5)), "linear", coverage=0.9, approximate_factor=2)
    assert found.median.kind == "point"


def test_leaving_one_out_keeps_what_a_claim_excludes() -> None:
    shown = dossier(es.more_than(100), es.point(200), es.point(300))
    rows = es.leave_one_out(shown, "geometric-mean")
    assert str(rows[2]).startswith("without Somebody: 300: > 141")
    assert rows[2].ranges[0].low_open
    assert rows[2].ranges == (geometric_mean([es.more_than(100), es.point(200)]),)


@pytest.mark.parametrize("make", [es.compare, lambda ledger: es.pool(ledger, "envelope")], ids=["compare", "pool"])
@pytest.mark.parametrize("write", [es.to_latex, es.to_html])
def test_a_table_of_a_ledger_states_a_stated_zero(make: Any, write: Any) -> None:
    frame = pd.DataFrame({"e": ["a", "a", "b", "c"], "low": [0, 0, None, 0], "high": [20, 5, 20, 0]})
    text = write(make(Ledger.from_frame(frame, estimand="e", low="low", high="high")))
    assert "0–20" in text.replace("--", "–")
    assert text.count("up to 20") in (1, 2)  # of b alone: the core, the envelope, the median or the interval
    assert "up to 0" not in text
    assert "ero stated" not in text


@given(ranges(top=9, vague=False), ranges(top=9, vague=False))
def test_a_ratio_admits_the_ratios_of_what_both_admit(a: es.Range, b: es.Range) -> None:
    found = over(a, b)
    for x in (0.25 * i for i in range(1, 40)):
        for y in (0.25 * i for i in range(1, 40)):
            if found is not None and a.admits(x) and b.admits(y):
                near = any(math.isclose(x / y, end) for end in (found.low, found.high) if end is not None)
                assert found.admits(x / y) or near


@given(few)
def test_a_mean_admits_the_mean_of_what_the_claims_admit(found: list[es.Range]) -> None:
    mean = geometric_mean(found)
    for shift in (0.0, 0.25, 0.5):
        values = [(r.low or 0) + shift if r.admits((r.low or 0) + shift) else None for r in found]
        inside = [value for value in values if value is not None]
        if len(inside) == len(values):
            product = math.prod(inside) ** (1 / len(inside))
            near = any(end is not None and math.isclose(product, end, abs_tol=1e-12) for end in (mean.low, mean.high))
            assert mean.admits(product) or near


def test_ends_that_round_apart_are_one() -> None:
    assert computed_range(3.0000000000000004, 3.0, [es.point(3)]) == es.point(3)
    assert computed_range(0, math.inf, [es.at_least(3)]) == es.Range()


@pytest.mark.parametrize("anchor", ["third-party", "third party", "Third Party"])
def test_the_third_parties_are_named_with_a_hyphen_or_a_space(anchor: str) -> None:
    deaths = es.load("nanking-1937")["combat-deaths"]
    assert [e.id for e in es.bias(deaths, anchor).anchors] == [e.id for e in es.bias(deaths).anchors]
    claims = {"figure": ["f", "f"], "camp": ["a", "b"], "role": ["third party", "own"], "low": [1, 2], "high": [1, 2]}
    assert es.bias_model(claims, anchor=anchor).factors[0].camp == "b"


def _many(dossiers: list[es.Dossier]) -> Ledger:
    """Return claims of several dossiers as a table that a program keeps, read as a ledger."""
    rows = [
        {"e": str(n), "low": r.low, "high": r.high, "low_open": r.low_open, "high_open": r.high_open,
         "about": r.approximate, "who": estimate.claimant.id}
        for n, shown in enumerate(dossiers) for estimate in shown for r in [estimate.range]
    ]  # fmt: skip
    return Ledger.from_frame(pd.DataFrame(rows), estimand="e", low="low", high="high", low_open="low_open",
                             high_open="high_open", approximate="about", claimant="who")  # fmt: skip


@given(st.lists(few, min_size=1, max_size=3))
def test_about_stays_about_in_a_ledger_as_in_a_dossier(found: list[list[es.Range]]) -> None:
    shown = [dossier(*one) for one in found]
    rows = es.to_frame(es.compare(_many(shown)))
    pools = {name: es.to_frame(es.pool(_many(shown), name)) for name in ("envelope", "random-set")}
    for place, one in enumerate(shown):
        alone = es.compare(one)
        assert alone.envelope is not None
        assert rows["core_approximate"][place] == alone.core[0].range.approximate
        assert rows["envelope_approximate"][place] == alone.envelope.approximate
        assert rows["disjoint"][place] == len(alone.disjoint)
        assert rows["disjoint_about"][place] == sum(pair.about > 0 for pair in alone.disjoint)
        for name, table in pools.items():
            pooled = es.pool(one, name)
            assert table["median_approximate"][place] == pooled.median.approximate
            assert table["interval_approximate"][place] == pooled.interval(0.9).approximate


def test_a_ledger_in_blocks_keeps_about(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = [dossier(es.about(n), es.point(n + 5)) for n in range(1, 8)]
    whole = es.to_frame(es.compare(_many(shown))), es.to_frame(es.pool(_many(shown)))
    monkeypatch.setattr("estimates.analysis.blocks.MOST", 5)
    pd.testing.assert_frame_equal(whole[0], es.to_frame(es.compare(_many(shown))))
    pd.testing.assert_frame_equal(whole[1], es.to_frame(es.pool(_many(shown))))


def test_a_table_of_a_ledger_says_about() -> None:
    ledger = _many([dossier(es.about(100), es.about(200)), dossier(es.point(100), es.point(200))])
    shown = es.compare(ledger)._repr_html_()
    assert "c. 100–200" in shown
    assert "Of these with “about”" in shown
    computed = es.pool(_many([dossier(es.about(5), es.about(6))]), "linear", coverage=0.9, approximate_factor=2)
    assert not es.to_frame(computed)["median_approximate"].any()
