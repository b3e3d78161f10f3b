"""Comparison: relations, cores, camps and agreement of one dossier, and the same of thousands; what one claim does."""

from __future__ import annotations

import math
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import estimates as es
from estimates.analysis.compare import agreement, compare
from estimates.analysis.comparison import Comparison
from estimates.analysis.leave_one_out import leave_one_out
from estimates.analysis.ledger import Ledger, ledger_of
from estimates.errors import ClaimError
from tests.made import dossier
from tests.strategies import ranges


def ids(claims: Any) -> list[str]:
    return [claim.id for claim in claims]


few = st.lists(ranges(top=6, vague=False), min_size=1, max_size=6)
# every whole and half number separates all ends of ranges of whole numbers
GRID = [x / 2 for x in range(14)]


@given(few)
def test_pairs_agree_with_the_relation_of_ranges(found: list[es.Range]) -> None:
    compared = compare(dossier(*found))
    assert [ids(pair) for pair in compared.pairs] == [list(p) for p in combinations(ids(compared.used), 2)]
    for pair in compared.pairs:
        assert pair.relation == pair.a.range.relation(pair.b.range)
    assert compared.disjoint == tuple(p for p in compared.pairs if p.relation == "disjoint")


@given(few)
def test_the_core_is_where_most_claims_meet(found: list[es.Range]) -> None:
    compared = compare(dossier(*found))
    depth = {x: [e for e in compared.used if e.range.admits(x)] for x in GRID}
    most = max(map(len, depth.values()))
    for x, claims in depth.items():
        inside = [region for region in compared.core if region.range.admits(x)]
        assert bool(inside) == (len(claims) == most)
        assert not inside or list(inside[0].estimates) == claims
    assert {region.depth for region in compared.core} == {most}


@given(few, st.integers(1, 6))
def test_regions_of_at_least_k(found: list[es.Range], k: int) -> None:
    compared = compare(dossier(*found))
    for x in GRID:
        enough = sum(e.range.admits(x) for e in compared.used) >= k
        assert any(region.range.admits(x) for region in compared.regions(k)) == enough
    for region in compared.regions(k):
        assert region.depth >= k
        assert all(e.range.admits(region.range) for e in region.estimates)


@given(few)
def test_camps_are_the_maximal_sets_with_a_common_value(found: list[es.Range]) -> None:
    compared = compare(dossier(*found))
    sets = {frozenset(ids(e for e in compared.used if e.range.admits(x))) for x in GRID}
    maximal = {s for s in sets if s and not any(s < other for other in sets)}
    assert {frozenset(ids(camp.estimates)) for camp in compared.camps} == maximal
    assert len(compared.camps) == len(maximal)
    for camp in compared.camps:
        assert camp.depth == len(camp.estimates)
        for x in GRID:
            assert camp.range.admits(x) == all(e.range.admits(x) for e in camp.estimates)


@given(few)
def test_the_envelope_holds_all_that_any_claim_admits(found: list[es.Range]) -> None:
    envelope = compare(dossier(*found)).envelope
    assert envelope is not None
    admitted = [x for x in GRID if any(r.admits(x) for r in found)]
    assert all(envelope.admits(r) for r in found)
    assert all(min(admitted) <= x <= max(admitted) for x in GRID if envelope.admits(x))


@given(st.lists(few, min_size=1, max_size=5))
def test_a_ledger_says_of_each_estimand_what_its_dossier_says(groups: list[list[es.Range]]) -> None:
    frame = pd.DataFrame(
        [(str(g), r.low, r.high, r.low_open, r.high_open) for g, group in enumerate(groups) for r in group],
        columns=["e", "low", "high", "low_open", "high_open"],
    )
    many = compare(Ledger.from_frame(frame, estimand="e", low="low", high="high", low_open="low_open",
                                     high_open="high_open"))  # fmt: skip
    for g, group in enumerate(groups):
        one = compare(dossier(*group))
        core = one.core[0].range
        assert many.n[g] == len(group)
        assert many.ties[g] == len(one.core)
        assert many.core_depth[g] == one.core[0].depth
        assert many.disjoint[g] == len(one.disjoint)
        assert (many.core_low[g], many.core_low_open[g]) == (core.low or 0, core.low_open)
        assert many.core_high[g] == (math.inf if core.high is None else core.high)
        assert many.core_high_open[g] == core.high_open
        assert one.envelope is not None
        assert many.envelope_low[g] == (one.envelope.low or 0)
        assert many.envelope_high[g] == (math.inf if one.envelope.high is None else one.envelope.high)
    assert many.reason == ("",) * len(groups)


def test_disjoint_pairs_of_a_large_group_are_counted_without_making_them() -> None:
    rng = np.random.default_rng(7)
    low = rng.integers(0, 500, 300)
    high = low + rng.integers(0, 60, 300)
    ledger = Ledger.from_frame({"e": [1] * 300, "low": low, "high": high}, estimand="e", low="low", high="high")
    want = sum(high[a] < low[b] or high[b] < low[a] for a, b in combinations(range(300), 2))
    assert compare(ledger).disjoint.tolist() == [want]


def test_a_refused_estimand_keeps_its_row_and_says_why() -> None:
    frame = pd.DataFrame({"e": ["x", "y", "z"], "low": [None, 9, 1], "high": [None, 8, None]})
    found = compare(Ledger.from_frame(frame, estimand="e", low="low", high="high"))
    table = pd.DataFrame(found.columns())
    assert table["estimand"].tolist() == ["x", "y", "z"]
    assert table["reason"].tolist() == ["no claim gives a number", "every claim is at fault or set aside", ""]
    assert table["core_low"].isna().tolist() == [True, True, False]
    assert table["core_high"].tolist()[2] == math.inf
    assert table["ties"].tolist() == [0, 0, 1]
    assert table["n"].tolist() == [0, 0, 1]
    assert repr(found) == "<Comparison of 3 estimands, 1 answered, 2 refused>"
    assert len(found) == 3


def test_nanking_as_a_ledger_and_as_dossiers() -> None:
    nanking = es.load("nanking-1937")
    many = compare(ledger_of(nanking))
    for g, held in enumerate(nanking.values()):
        one = compare(held)
        assert many.n[g] == len(one.used)
        assert many.disjoint[g] == len(one.disjoint)
        assert many.ties[g] == len(one.core)


def test_the_combat_deaths_of_nanking() -> None:
    compared = compare(es.load("nanking-1937")["combat-deaths"])
    assert [(str(region.range), ids(region.estimates)) for region in compared.core] == [
        ("6,000–10,000", ["sun-combat-deaths", "japanese-claim-combat-deaths"]),
        ("50,000", ["hata-combat-deaths", "japanese-claim-combat-deaths"]),
        ("70,000", ["taylor-combat-deaths", "japanese-claim-combat-deaths"]),
    ]
    assert compared.camps == compared.core
    assert compared.regions(3) == ()
    assert str(compared.envelope) == "≤ 84,000"
    assert [(ids(pair), pair.gap_ratio) for pair in compared.disjoint] == [
        (["hata-combat-deaths", "taylor-combat-deaths"], 1.4),
        (["hata-combat-deaths", "sun-combat-deaths"], 5),
        (["taylor-combat-deaths", "sun-combat-deaths"], 7),
    ]
    assert [(e.id, reason) for e, reason in compared.set_aside] == [
        ("chinese-source-combat-deaths", "counts casualties, not killed")
    ]
    assert [source.key for source in compared.sources] == ["battle-of-nanking"]
    shown = str(compared)
    assert "Compared, but: Japanese claim: ≤ 84,000: scope unclear: during the campaign" in shown
    assert "Set aside: Contemporary Chinese source: 20,000 casualties: counts casualties, not killed" in shown
    assert repr(compared) == "<Comparison of 'combat-deaths': 4 compared, 1 set aside>"


def test_a_wider_measure_serves_as_a_bound_when_asked() -> None:
    compared = compare(es.load("nanking-1937")["combat-deaths"], imply=True)
    assert [(str(region.range), region.depth) for region in compared.core] == [("6,000–10,000", 3)]
    assert compared.set_aside == ()
    assert [str(e) for e, _ in compared.implied] == ["Contemporary Chinese source: ≤ 20,000 casualties"]
    assert "Used as a bound: Contemporary Chinese source" in str(compared)
    assert len(compared.disjoint) == 5


def test_a_narrower_measure_or_scope_serves_as_a_lower_bound_when_asked() -> None:
    """Only the low end, open as stated, "about" as stated; who states no low end implies nothing."""
    who = [es.Claimant(name, name) for name in "ABCDEF"]
    claims = [
        es.Estimate("a", who[0], es.between(5, 10)),
        es.Estimate("b", who[1], es.Range(20, 25, low_open=True), scope="narrower", scope_note="the city only"),
        es.Estimate("c", who[2], es.about(30), measure="killed"),
        es.Estimate("d", who[3], es.less_than(30), scope="narrower"),
        es.Estimate("e", who[4], es.between(1, 2), measure="killed", scope="wider"),
        es.Estimate("f", who[5], es.point(7), measure="killed", scope="narrower"),
    ]
    compared = compare(es.Dossier(es.Estimand("x", measure="casualties"), claims), imply=True)
    assert [str(e.range) for e in compared.used] == ["5–10", "> 20", "c. ≥ 30", "≥ 7"]
    said = {e.id: why for e, why in compared.implied}
    assert said["b"] == "Lower bound only: narrower scope: the city only (stated: > 20, ≤ 25)"
    assert said["c"] == "Lower bound only: counts killed, not casualties (stated: c. 30)"
    assert said["f"].startswith("Lower bound only: counts killed, not casualties")
    aside = {e.id: why for e, why in compared.set_aside}
    assert aside["d"] == "narrower scope; it implies no bound, since it states no low end"
    assert aside["e"].endswith("it is not known to contain, or to lie within, what the estimand counts")
    assert [(str(region.range), region.depth) for region in compared.core] == [("c. ≥ 30", 3)]
    assert [[e.id for e in (pair.a, pair.b)] for pair in compared.disjoint] == [["a", "b"], ["a", "c"]]


def test_measures_of_a_pair_are_none_where_they_are_not_defined() -> None:
    a, b, c = compare(dossier(es.between(10, 40), es.between(20, 80), es.at_least(20))).pairs
    assert a.gap_ratio == 0.5
    assert (b.jaccard, c.relation) == (None, "nested")
    assert a.jaccard == pytest.approx(1 / 3)
    assert [a.overlap, c.overlap] == pytest.approx([1 / 2, 1])
    zero = compare(dossier(es.point(0), es.point(0))).pairs[0]
    assert (zero.relation, zero.gap_ratio, zero.jaccard, zero.overlap) == ("equal", None, None, None)


def test_about_stays_about_and_zero_stays_zero() -> None:
    assert str(compare(dossier(es.about(5), es.at_most(9))).core[0].range) == "c. 5"
    assert str(compare(dossier(es.about(5), es.point(5))).core[0].range) == "5"
    assert str(compare(dossier(es.between(0, 5), es.at_most(9))).core[0].range) == "0–5"
    assert str(compare(dossier(es.at_most(5), es.at_most(9))).core[0].range) == "≤ 5"
    assert str(compare(dossier(es.less_than(5), es.more_than(3))).core[0].range) == "> 3, < 5"
    assert str(compare(dossier(es.at_least(5), es.at_most(9))).envelope) == "no number"


@pytest.mark.parametrize("empty", [dossier(), dossier(es.point(5), scope="wider")])
def test_nothing_to_compare(empty: es.Dossier) -> None:
    compared = compare(empty)
    assert isinstance(compared, Comparison)
    assert (compared.used, compared.pairs, compared.core, compared.camps, compared.envelope) == ((), (), (), (), None)
    assert compared.regions(1) == ()
    assert compared.sources == ()
    assert str(compared).startswith("x: 0 claims compared")
    assert leave_one_out(empty) == ()


def test_what_cannot_be_compared() -> None:
    with pytest.raises(ClaimError, match="got str"):
        compare("garrison")  # type: ignore[call-overload]
    with pytest.raises(ClaimError, match="got imply=True"):
        compare(ledger_of(dossier(es.point(5))), imply=True)
    for k in (0, True, 1.5):
        with pytest.raises(ClaimError, match="k must be a number of claims, one or more"):
            compare(dossier(es.point(5))).regions(k)  # type: ignore[arg-type]


def test_agreement_takes_numbers_and_ranges() -> None:
    deaths = es.load("nanking-1937")["combat-deaths"]
    assert ids(agreement(deaths, 70_000)) == ["taylor-combat-deaths", "japanese-claim-combat-deaths"]
    assert ids(agreement(deaths, es.between(7_000, 8_000))) == ["sun-combat-deaths", "japanese-claim-combat-deaths"]
    assert agreement(deaths, 90_000) == ()
    assert agreement(deaths, 20_000) == (deaths["japanese-claim"],)


@given(few)
def test_leaving_one_out_is_comparing_the_others(found: list[es.Range]) -> None:
    rows = leave_one_out(dossier(*found))
    for i, row in enumerate(rows):
        others = compare(dossier(*found).with_estimates(list(row.others)))
        assert ids(row.others) == [f"e{j}" for j in range(len(found)) if j != i]
        assert row.ranges == tuple(region.range for region in others.core)
        assert row.depth == (others.core[0].depth if others.core else None)


def test_the_median_of_the_others() -> None:
    rows = leave_one_out(dossier(es.point(5), es.between(10, 20), es.at_least(30)), "random-set")
    assert [str(row.ranges[0]) for row in rows] == ["≥ 10", "≥ 5", "5–20"]
    assert str(rows[0]) == "without Somebody: 5: ≥ 10"


def test_a_median_may_have_no_upper_bound() -> None:
    rows = leave_one_out(dossier(es.point(5), es.more_than(20), es.more_than(30)), "random-set")
    assert str(rows[0].ranges[0]) == "> 20"


@pytest.mark.parametrize("times", [1e-4, 1, 1e5])
def test_the_ratio_to_the_geometric_mean_of_the_others(times: float) -> None:
    rows = leave_one_out(dossier(*(es.point(n * times) for n in (2, 8, 100))), "geometric-mean")
    for row, mean, ratio in zip(rows, (math.sqrt(800), math.sqrt(200), 4), (0.0707107, 0.5656854, 25), strict=True):
        assert row.ranges[0].low == pytest.approx(mean * times)
        assert row.ranges[0].kind == "point"
        assert row.ratio is not None
        assert row.ratio.low == row.ratio.high == pytest.approx(ratio, rel=1e-6)


def test_a_mean_of_ranges_is_a_range_and_stays_unbounded() -> None:
    first, second, third = leave_one_out(dossier(es.between(4, 9), es.at_least(25), es.point(0)), "geometric-mean")
    assert (str(first.ranges[0]), first.ratio) == ("≥ 0", None)
    assert (str(second.ranges[0]), second.ratio) == ("0", None)
    assert third.ranges[0].low == pytest.approx(10)
    assert (third.ranges[0].kind, str(third.ratio)) == ("at least", "≤ 0")


def test_a_report_counts_once_as_the_claim_that_it_reports() -> None:
    chain = [es.Link("e1", "reports", "e0"), es.Link("e2", "reports", "e1"), es.Link("e3", "rests on", "e0")]
    rows = leave_one_out(dossier(*map(es.point, (2, 2, 2, 8, 50)), links=chain), "geometric-mean")
    assert [row.estimate.id for row in rows] == ["e0", "e3", "e4"]
    assert [ids(row.others) for row in rows] == [["e3", "e4"], ["e0", "e4"], ["e0", "e3"]]
    circle = [es.Link("e1", "reports", "e0"), es.Link("e0", "reports", "e1")]
    with pytest.raises(ClaimError, match="links are cyclic: 'e0' reports 'e1' reports 'e0'"):
        leave_one_out(dossier(es.point(1), es.point(1), links=circle), "geometric-mean")


def test_one_claim_leaves_nothing() -> None:
    for method in ("core", "random-set", "geometric-mean"):
        (row,) = leave_one_out(dossier(es.point(5)), method)
        assert (row.ranges, row.depth, row.ratio, row.others) == ((), None, None, ())
        assert str(row) == "without Somebody: 5: no claim is left"
    with pytest.raises(ClaimError, match="did you mean 'core'"):
        leave_one_out(dossier(es.point(5)), "cores")
    with pytest.raises(ClaimError, match="takes no assumptions"):
        leave_one_out(dossier(es.point(5)), coverage=0.9)


# --- leaving out by claimant, work, school and side ---


def told() -> es.Dossier:
    alma = es.Claimant("alma", "Alma", role="scholar", school="north")
    bern = es.Claimant("bern", "Bern", role="government", side="Ruritania")
    carl = es.Claimant("carl", "Carl", role="scholar", school="north")
    survey = es.Citation(es.Source("survey", {"type": "book", "title": "A Survey"}), "3")
    claims = [es.Estimate("a1", alma, es.point(10), via=(survey,)), es.Estimate("a2", alma, es.point(12)),
              es.Estimate("b", bern, es.point(50), via=(survey,)), es.Estimate("c", carl, es.point(60))]  # fmt: skip
    return es.Dossier(es.Estimand("x", measure="killed"), claims)


@pytest.mark.parametrize(
    ("by", "left"),
    [
        ("claim", [["a1"], ["a2"], ["b"], ["c"]]), ("claimant", [["a1", "a2"], ["b"], ["c"]]), ("via", [["a1", "b"]]),
        ("school", [["a1", "a2", "c"]]), ("side", [["b"]]),
    ],
)  # fmt: skip
def test_what_is_left_out(by: str, left: list[list[str]]) -> None:
    rows = leave_one_out(told(), "random-set", by=by)
    assert [ids(row.left) for row in rows] == left
    for row in rows:
        assert row.ranges == (es.pool(told().with_estimates(list(row.others))).median,)
    assert len(es.to_frame(rows)) == len(rows)


def test_a_line_names_what_is_left_out() -> None:
    assert str(leave_one_out(told(), "random-set", by="claimant")[0]) == "without Alma (2 claims): 50–60"
    assert "without Ruritania (1 claim)" in str(leave_one_out(told(), "random-set", by="side"))
    with pytest.raises(ClaimError, match="no claim that is compared is of a school"):
        leave_one_out(dossier(es.point(5)), by="school")
    with pytest.raises(ClaimError, match="did you mean 'claimant'"):
        leave_one_out(dossier(es.point(5)), by="claimants")


def test_a_pool_that_does_not_answer_keeps_its_row() -> None:
    rows = leave_one_out(dossier(es.point(5), es.point(9), es.at_least(4)), "linear", coverage=0.9, point_factor=1.2)
    assert [row.reason for row in rows] == ["a claim is bounded on one side only"] * 2 + [""]


def test_where_a_root_is_left_out_its_report_speaks() -> None:
    x = dossier(es.point(5), es.point(9), es.point(20), links=[es.Link("e1", "rests on", "e0")])
    assert [str(row.ranges[0]) for row in leave_one_out(x, "random-set")] == ["9–20", "5–20", "5"]


def test_many_claims_are_left_out_in_memory_that_grows_with_them() -> None:
    many = dossier(*(es.point(n + 1) for n in range(300)))
    rows = leave_one_out(many)
    assert all(len(row.ranges) == 299 and row.depth == 1 for row in rows)
    assert len({id(r) for row in rows for r in row.ranges}) <= 300  # the same ranges, not one a row
    assert str(rows[0]).endswith("294 more, 1 of 299 voices")
    for number in (6, 7):
        few = leave_one_out(dossier(*(es.point(n + 1) for n in range(number))))
        more = " or 1 more" if number == 7 else ""
        assert str(few[0]).endswith(f"2 or 3 or 4 or 5 or 6{more}, 1 of {number - 1} voices")
        assert few.columns()["ranges"][0] == "2 or 3 or 4 or 5 or 6"


# --- the words of contradiction ---


def test_only_exact_claims_of_the_same_scope_cannot_both_be_right() -> None:
    exact, near, unclear = es.point(100), es.about(101), es.point(300)
    x = dossier(exact, near, unclear)
    x = x.with_estimates([x[0], x[1], evolve(x[2], scope="unclear")])
    one, other, third = compare(x).pairs
    assert (one.verdict, other.verdict, third.verdict) == ("no common value",) * 3
    assert str(one).endswith("differ by a factor of 1.01 as stated; one says about")
    assert str(other).endswith("disjoint, by a factor of 3")
    (pair,) = compare(dossier(exact, es.point(300))).pairs
    assert pair.verdict == "cannot both be right"
    assert "Cannot both be right: Somebody: 100 | Somebody: 300" in str(compare(dossier(exact, es.point(300))))
    assert compare(dossier(exact, exact)).pairs[0].verdict is None


def test_a_pair_says_in_a_table_how_many_say_about() -> None:
    x = dossier(es.point(100), es.point(300), es.about(1000), es.about(2000), es.between(50, 150))
    cells = {tuple(ids(pair)): pair.cells() for pair in compare(x).pairs}
    follows = {pair: row["What follows"] for pair, row in cells.items()}
    assert follows["e0", "e1"] == "cannot both be right"
    assert follows["e1", "e2"] == "no common value; one says about"
    assert follows["e2", "e3"] == "no common value; both say about"
    assert follows["e0", "e4"] == ""
    assert [cells[pair]["Apart by a factor of"] for pair in (("e0", "e1"), ("e0", "e4"))] == ["3", ""]


def test_a_notebook_shows_all_that_the_text_says() -> None:
    """A table of the pairs without a common value up to sixty; more are counted, and the widest is named."""
    one = dossier(es.point(100), es.point(300)).with_claim("Roe", "5", scope="wider", scope_note="the province")
    html = compare(one)._repr_html_()
    for said in ("2 claims compared, 1 set aside", "100–300", "cannot both be right", "wider scope: the province"):
        assert said in html
    many = [compare(dossier(*(es.point(10 * n) for n in range(1, count + 1)))) for count in (11, 12)]
    assert [(each.disjoint_count, each._repr_html_().count("<table")) for each in many] == [(55, 2), (66, 1)]
    assert "66 pairs have no common value; the widest: Somebody: 10 | Somebody: 120" in many[1]._repr_html_()
    assert "<table" in (alone := compare(dossier(es.point(5)))._repr_html_())
    assert "common value" not in alone


def apart(low: int, high: int) -> Comparison:
    """Compare claims of one number with those of another."""
    return compare(dossier(*[es.point(5)] * low, *[es.point(50)] * high))


def test_up_to_a_number_of_pairs_each_is_listed() -> None:
    """Eight in a text; up to sixty are a table in a notebook. Of more the widest is named, with their number."""
    assert str(apart(2, 4)).count("Cannot both be right") == 8
    assert str(apart(1, 9)).count("9 pairs have no common value; the widest: ") == 1
    few, many = apart(6, 10)._repr_html_(), apart(1, 61)._repr_html_()
    assert ("… and 30 pairs more" in few, "pairs have no common value" in few) == (True, False)
    assert ("… and 31 pairs more" in many, "61 pairs have no common value" in many) == (False, True)


def test_up_to_a_number_of_names_and_of_cores_each_is_listed() -> None:
    for number in (24, 25):
        who = [es.Claimant(f"c{n}", f"C{n}.") for n in range(number)]
        (core,) = compare(es.Dossier(es.Estimand("x"), [es.Estimate(one.id, one, es.point(5)) for one in who])).core
        assert str(core).count(".") == 24
        assert (" and 1 more)" in str(core)) == (number == 25)
    for number in (8, 9):
        text = str(compare(dossier(*(es.point(10 * n + 10) for n in range(number)))))
        assert text.splitlines()[1].count(": 1 (Somebody)") == 8
        assert ("; and 1 more" in text.splitlines()[1]) == (number == 9)


def test_claims_and_voices_are_counted_in_words() -> None:
    same = [es.Estimate(f"e{n}", es.Claimant("a", "A"), es.point(n + 5)) for n in range(2)]
    other = es.Estimate("b", es.Claimant("b", "B"), es.point(9))
    for claims, said in (
        (same[:1], "x: 1 claim compared, 0 set aside"), (same, "x: 2 claims compared (1 voice), 0 set aside"),
        ([*same, other], "x: 3 claims compared (2 voices), 0 set aside"),
        ([same[0], other], "x: 2 claims compared, 0 set aside"),
    ):  # fmt: skip
        assert str(compare(es.Dossier(es.Estimand("x"), claims))).splitlines()[0] == said


def test_a_factor_decides_about() -> None:
    x = dossier(es.about(40_000), es.point(40_500))
    assert [p.relation for p in compare(x).pairs] == ["disjoint"]
    decided = compare(x, approximate_factor=1.25)
    assert [p.relation for p in decided.pairs] == ["nested"]
    assert str(decided.core[0].range) == "40,500"
    assert str(decided.envelope) == "32,000–50,000"
    assert "Assuming: approximate_factor 1.25" in str(decided)
    far = compare(dossier(es.about(40_000), es.point(90_000)), approximate_factor=1.25).pairs[0]
    assert far.verdict == "cannot both be right"
    for wrong in (1, 0.5, True, "2", math.inf):
        with pytest.raises(ClaimError, match="approximate_factor must be a number above 1"):
            compare(x, approximate_factor=wrong)  # type: ignore[arg-type]


def test_a_gap_with_zero_has_no_factor() -> None:
    (pair,) = compare(dossier(es.point(0), es.point(5))).pairs
    assert pair.gap_ratio is None
    assert str(pair) == "Somebody: 0 | Somebody: 5: disjoint"


def test_claims_of_another_time_are_set_aside_and_unknown_ones_flagged() -> None:
    x = dossier(es.point(100), es.point(50), es.point(70))
    x = x.with_estimates([evolve(x[0], as_of=es.Date("1937-12-08")), evolve(x[1], as_of=es.Date("1937-12-13")), x[2]])
    found = compare(x, as_of="1937-12-13")
    assert ids(found.used) == ["e1", "e2"]
    assert [(e.id, why) for e, why in found.set_aside] == [("e0", "speaks of 1937-12-08, not of 1937-12-13")]
    assert [(e.id, why) for e, why in found.flagged] == [("e2", "the time of which it speaks is not stated")]
    assert found.assumptions == {"as_of": "1937-12-13"}
    assert compare(x).pairs[0].verdict == "may both be right"


def test_what_a_claim_of_another_time_implies_is_set_aside_with_it() -> None:
    x = dossier(es.point(5), es.point(9), es.point(7))
    wider = [evolve(x[n], scope="wider", as_of=es.Date(day)) for n, day in ((1, "1937-12-08"), (2, "1937-12-13"))]
    found = compare(x.with_estimates([x[0], *wider]), imply=True, as_of="1937-12-13")
    assert [(e.id, str(e.range)) for e, _ in found.implied] == [("e2", "≤ 7")]
    assert ids(found.used) == ["e0", "e2"]
    assert [(e.id, why) for e, why in found.set_aside] == [("e1", "speaks of 1937-12-08, not of 1937-12-13")]


def test_cores_are_said_to_be_tied_from_two_on() -> None:
    one, two = (compare(dossier(*(es.point(value) for value in values))) for values in ((5, 5, 9), (5, 9)))
    assert "\nCore: 5: 2 (" in str(one)
    assert "\nTied cores: 5: 1 (" in str(two)


def test_more_than_three_claims_with_one_remark_are_listed_together() -> None:
    for number, listed in ((3, 3), (4, 1)):
        x = dossier(es.point(5), *[es.point(value) for value in range(10, 10 + number)])
        x = x.with_estimates([x[0], *(evolve(claim, scope="wider") for claim in x.estimates[1:])])
        lines = [line for line in str(compare(x)).splitlines() if line.startswith("Set aside")]
        assert len(lines) == listed
        if listed == 1:
            assert lines[0] == "Set aside: 4 claims: wider scope (Somebody: 10; Somebody: 11; Somebody: 12; …)"


def test_claims_that_all_meet_are_told_without_their_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The text of ten thousand claims does not take the fifty million pairs of them."""
    claims = dossier(*(es.between(5 + i, 100 + i) for i in range(40)))
    monkeypatch.setattr("estimates.kernels.pairs.pairs", lambda claims: pytest.fail("all pairs were made"))
    assert "40 claims compared" in str(es.compare(claims))
    assert not es.compare(claims).disjoint


def test_many_pairs_are_counted_and_the_widest_is_named() -> None:
    found = compare(dossier(*(es.point(10 * n + 10) for n in range(12))))
    assert found.disjoint_count == 66
    assert found.widest is not None
    assert ids(found.widest) == ["e0", "e11"]
    assert "66 pairs have no common value; the widest: Somebody: 10 | Somebody: 120" in str(found)
    assert "and 4 more" in str(found)


@given(few)
def test_the_count_and_the_widest_are_those_of_the_pairs(found: list[es.Range]) -> None:
    compared = compare(dossier(*found))
    assert compared.disjoint_count == len(compared.disjoint)
    gaps = [pair.gap_ratio for pair in compared.disjoint if pair.gap_ratio is not None]
    if compared.widest is not None and compared.widest.gap_ratio is not None:
        assert compared.widest.gap_ratio == max(gaps)
    assert (compared.widest is None) == (not compared.disjoint)


def test_a_voice_counts_once_in_a_core() -> None:
    found = compare(told())
    assert [(str(core.range), core.depth) for core in found.core] == [("10", 1), ("12", 1), ("50", 1), ("60", 1)]
    assert found.voices == 3
    assert str(found).startswith("x: 4 claims compared (3 voices), 0 set aside")


def test_a_core_names_each_claimant_once_with_the_number_of_claims() -> None:
    one, other = es.Claimant("k", "Kasahara"), es.Claimant("w", "Bates")
    claims = [es.Estimate("a", one, es.more_than(100)), es.Estimate("b", one, es.less_than(200)),
              es.Estimate("c", other, es.between(120, 130))]  # fmt: skip
    found = es.compare(es.Dossier(es.Estimand("dead"), claims))
    assert str(found.core[0]) == "120–130: 2 (Kasahara, 2 claims; Bates)"
    assert "3 claims compared (2 voices)" in str(found)
    assert "1 claim compared, 0 set aside" in str(es.compare(es.Dossier(es.Estimand("dead"), claims[:1])))
    two = es.compare(es.Dossier(es.Estimand("dead"), claims[:2]))
    assert "2 claims compared (1 voice)" in str(two)


def test_a_computed_factor_is_rounded_also_where_its_digits_are_few() -> None:
    found = es.compare(es.dossier("dead", [("A", "160"), ("B", "1350")]))
    assert "by a factor of 8.44" in str(found)


def test_what_lies_outside_an_interval_is_no_contradiction() -> None:
    one = es.Estimate("k", es.Claimant("k", "Kroeber"), es.point(8))
    other = es.Estimate("h", es.Claimant("h", "Koch"), es.between(44, 78), range_means="interquartile range")
    dossier = es.Dossier(es.Estimand("people"), [one, other])
    assert "no common value" in str(es.compare(dossier)).casefold()
    assert "one range is an interval, outside of which the value may lie" in str(es.compare(dossier))
    exact = es.Dossier(es.Estimand("people"), [one, evolve(other, range_means="extremes")])
    assert "Cannot both be right" in str(es.compare(exact))


def test_a_supposed_number_contradicts_nobody() -> None:
    dossier = es.load("nanking-1937")["garrison"]
    supposed = es.scenario(dossier, {"hata-garrison": (2.0, 1.0)})
    assert all(pair.verdict != "cannot both be right" for pair in es.compare(supposed).disjoint
               if "hata-garrison" in (pair.a.id, pair.b.id))  # fmt: skip


def test_a_voice_counts_once_in_the_geometric_mean_of_the_others() -> None:
    """The two claims of one claimant share what they count; a claim that rests on one that is counted adds nothing."""
    who = es.Claimant("who", "Who", role="scholar")
    twice = [es.Estimate("a", who, es.point(100)), es.Estimate("b", who, es.point(400))]
    others = [es.Estimate(n, es.Claimant(n, n), es.point(x)) for n, x in (("c", 50), ("d", 8_000))]
    whole = es.Dossier(es.Estimand("x", measure="killed"), [*twice, *others])
    last = leave_one_out(whole, "geometric-mean")[-1]
    assert last.ranges == (es.point(100),)
    assert last.ratio == es.point(80)
    built = dossier(es.point(100), es.point(1_000), es.point(8_000), links=[es.Link("e1", "rests on", "e0")])
    rows = leave_one_out(built, "geometric-mean")
    assert rows[2].ranges == (es.point(100),)
    assert rows[0].ranges[0].low == pytest.approx(math.sqrt(1_000 * 8_000))


@pytest.mark.parametrize("compute", [compare, es.pool, lambda d: leave_one_out(d, "core")])
def test_a_number_too_large_to_compute_with_is_refused_in_words(compute: Any) -> None:
    with pytest.raises(es.RangeError, match="a number of 401 digits is too large"):
        compute(dossier(es.point(10**400), es.point(5)))


def test_what_meets_without_a_claim_is_counted_in_voices() -> None:
    """All three claims that remain meet, and they are of two voices."""
    who = es.Claimant("who", "Who", role="scholar")
    claims = [es.Estimate("a", who, es.point(100)), es.Estimate("b", who, es.point(100)),
              es.Estimate("c", es.Claimant("c", "C"), es.point(100)),
              es.Estimate("d", es.Claimant("d", "D"), es.point(3))]  # fmt: skip
    rows = leave_one_out(es.Dossier(es.Estimand("x", measure="killed"), claims))
    assert [(row.depth, row.voices) for row in rows] == [(2, 3), (2, 3), (1, 2), (2, 2)]
    assert str(rows[3]) == "without D: 3: 100, 2 of 2 voices"
    assert rows[3].cells()["Meet there"] == "2 of 2 voices"
