"""Scenarios: what the user supposes is computed as said, marked wherever it is shown, and never a source's."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import estimates as es
from estimates import about, at_least, at_most, between, less_than, more_than, point
from estimates.analysis.bias.scenario import adjusted
from estimates.analysis.ledger import ledger_of
from tests.pictures import deaths
from tests.strategies import ranges

USERS = "the user's supposition, not the source's"
JAPAN = "claims of Japan on the other side divided by 2 (spread 1.5)"
pytestmark = pytest.mark.filterwarnings("ignore::estimates.plotting.FontWarning")
factors = st.floats(0.01, 100)
spreads = st.floats(1, 20)


@pytest.fixture
def halved() -> es.Dossier:
    return es.scenario(deaths(), {"Japan": (2, 1.5)})


@pytest.mark.parametrize(
    ("r", "factor", "spread", "expected"),
    [
        (point(20_000), 2, 1, point(10_000)),
        (point(30_000), 2, 1.5, between(10_000, 22_500)),
        (about(150_000), 0.5, 1, about(300_000)),
        (between(6_000, 10_000), 2, 1.5, between(2_000, 7_500)),
        (between(40, 90, best=60), 2, 2, between(10, 90, best=30)),
        (at_least(30), 3, 2, at_least(5)),
        (more_than(200_000), 2, 1, more_than(100_000)),
        (at_most(84_000), 2, 1.5, at_most(63_000)),
        (less_than(500), 1, 2, less_than(1_000)),
        (between(0, 70), 7, 1, between(0, 10)),
        (point(0), 7, 3, point(0)),
        (es.Range(), 7, 3, es.Range()),
    ],
)
def test_ends_are_divided_and_moved_out(r: es.Range, factor: float, spread: float, expected: es.Range) -> None:
    assert adjusted(r, factor, spread) == expected


@given(r=ranges(), factor=factors, spread=spreads)
def test_what_is_not_stated_stays_unstated(r: es.Range, factor: float, spread: float) -> None:
    found = adjusted(r, factor, spread)
    assert [end is None for end in (found.low, found.high, found.best)] == [
        end is None for end in (r.low, r.high, r.best)
    ]
    assert (found.low_open, found.high_open, found.approximate) == (r.low_open, r.high_open, r.approximate)


@given(r=ranges(vague=False), factor=factors, spread=spreads)
def test_on_logs_the_claim_moves_by_the_bias_and_its_ends_by_the_spread(
    r: es.Range, factor: float, spread: float
) -> None:
    found = adjusted(r, factor, spread)
    for end, sign in (("low", -1), ("high", 1)):
        stated, moved = getattr(r, end), getattr(found, end)
        if stated:
            shift = math.log(moved) - math.log(stated)
            assert shift == pytest.approx(-math.log(factor) + sign * math.log(spread), abs=1e-9)


@given(factor=factors, spread=spreads)
def test_the_true_factor_is_held_by_the_spread(factor: float, spread: float) -> None:
    """Were the claim too high by any factor within the spread, what it should have said is within the range."""
    found = adjusted(point(1_000), factor, spread)
    for true in (factor / spread, factor, factor * spread):
        held = 1_000 / true
        assert found.low * (1 - 1e-12) <= held <= found.high * (1 + 1e-12)  # type: ignore[operator]


@given(r=ranges())
def test_factor_one_and_spread_one_leave_the_number_and_mark_it(r: es.Range) -> None:
    claim = es.Estimate("e", es.Claimant("c", "C", side="Red"), r, wording="so many")
    found = es.scenario(es.Dossier(es.Estimand("x", side="Red"), [claim]), {"Red": (1, 1)})
    assert found["e"].range == r
    assert found["e"].supposed is not None
    assert "(scenario; stated: " in str(found["e"])
    assert found.scenario == f"own claims of Red divided by 1 (spread 1), {USERS}"


def test_words_reading_and_judgements_remain(halved: es.Dossier) -> None:
    plain, claim = deaths(), halved["japanese-claim"]
    assert claim.supposed is not None
    assert claim.supposed.stated == at_most(84_000)
    assert (claim.supposed.factor, claim.supposed.spread) == (2, 1.5)
    assert claim.range == at_most(63_000)
    assert (claim.wording, claim.citations) == (plain["japanese-claim"].wording, plain["japanese-claim"].citations)
    assert halved.bias_notes == plain.bias_notes
    assert [e for e in halved if e.supposed is None] == [e for e in plain if e.id != "japanese-claim"]
    assert plain.scenario == ""


@pytest.mark.parametrize(
    ("supposed", "changed", "words"),
    [
        ({"China": (2, 1.5)}, {"chinese-source"}, "own claims of China divided by 2 (spread 1.5)"),
        ({"Japan": (2, 1)}, {"japanese-claim"}, "claims of Japan on the other side divided by 2 (spread 1)"),
        ({"hata": (3, 1)}, {"hata-deaths"}, "claims of Ikuhiko Hata divided by 3 (spread 1)"),
        ({"hata-deaths": (3, 1)}, {"hata-deaths"}, "the claim of Ikuhiko Hata divided by 3 (spread 1)"),
        ({"chinese": (3, 1)}, {"chinese-source"}, "the claim of Chinese source divided by 3 (spread 1)"),
        ({"taylor": (0.5, 2), "sun": (1, 2)}, {"taylor-deaths", "sun-losses"},
         "claims of Jay Taylor divided by 0.5 (spread 2); claims of Sun Zhaiwei divided by 1 (spread 2)"),
    ],
)  # fmt: skip
def test_claims_are_named_by_id_claimant_or_side(supposed: Any, changed: set[str], words: str) -> None:
    found = es.scenario(deaths(), supposed)
    assert {e.id for e in found if e.supposed is not None} == changed
    assert found.scenario == f"{words}, {USERS}"


def test_a_scholar_is_not_named_by_a_nation() -> None:
    scholar = es.Estimate("s", es.Claimant("s-who", "S", role="scholar", side="Japan"), point(100))
    found = es.scenario(deaths().with_estimates([*deaths(), scholar]), {"Japan": (2, 1)})
    assert found["s"] == scholar
    assert es.scenario(found, {"s-who": (2, 1)})["s"].range == point(50)


def test_the_more_specific_name_holds_and_it_is_said() -> None:
    both = es.scenario(deaths(), {"Japan": (2, 1), "japanese-claim": (4, 1)})
    assert both["japanese-claim"].range == at_most(21_000)
    assert "claims of Japan on the other side divided by 2 (spread 1), which holds for none of them" in both.scenario
    other = es.Estimate("japan-2", deaths()["japanese-claim"].claimant, point(900))
    two = deaths().with_estimates([*deaths(), other])
    some = es.scenario(two, {"japan-2": (3, 1), "japan": (9, 1), "Japan": (2, 1)})
    assert some["japan-2"].range == point(300)
    assert some["japanese-claim"].range == at_most(84_000 / 9)
    assert "claims of Japanese claim divided by 9 (spread 1), but not that of Japanese claim, named more closely" in (
        some.scenario
    )


@pytest.mark.parametrize(
    ("supposed", "words"),
    [
        ({"Chine": (2, 1)}, "no estimate, claimant or side 'Chine'.*did you mean 'China'"),
        ({"hata-death": (2, 1)}, "did you mean 'hata-deaths'"),
        ({"": (2, 1)}, "no estimate, claimant or side ''"),
        ({7: (2, 1)}, "no estimate, claimant or side 7"),
        ({"hata-deaths": (2, 1), "hata-d": (2, 1)}, "no estimate, claimant or side 'hata-d'"),
        ({"chinese-source": (2, 1), "chinese": (2, 1)}, "'chinese-source' is named twice"),
        ({"China": 2}, r"for 'China' give \(factor, spread\)"),
        ({"China": (2,)}, r"give \(factor, spread\)"),
        ({"China": (0, 1)}, "a factor above 0"),
        ({"China": (-1, 1)}, "a factor above 0"),
        ({"China": (2, 0.9)}, "a spread of 1 or more"),
        ({"China": (math.nan, 1)}, "a factor above 0"),
        ({"China": (2, math.inf)}, "a spread of 1 or more"),
        ({"China": (True, 1)}, "a factor above 0"),
        ({"China": ("2", 1)}, "a factor above 0"),
        ({}, "a scenario supposes something"),
        ([("China", (2, 1))], "a scenario supposes something"),
    ],
)
def test_what_is_not_allowed_is_refused(supposed: Any, words: str) -> None:
    with pytest.raises(es.EstimatesError, match=words):
        es.scenario(deaths(), supposed)


def test_only_a_dossier_has_scenarios_and_numbers_stay_finite() -> None:
    with pytest.raises(es.EstimatesError, match="made of a dossier"):
        es.scenario(deaths().estimates, {"China": (2, 1)})  # type: ignore[arg-type]
    claim = es.Estimate("e", es.Claimant("c", "C"), point(10**400))
    with pytest.raises(es.RangeError, match="too many digits"):
        es.scenario(es.Dossier(es.Estimand("x"), [claim]), {"e": (3, 1)})


def test_a_claim_is_adjusted_once_and_from_what_its_source_states(halved: es.Dossier) -> None:
    with pytest.raises(es.EstimatesError, match=r"already divided by 2 \(spread 1.5\)"):
        es.scenario(halved, {"japanese-claim": (2, 1)})
    further = es.scenario(halved, {"China": (2, 1)})
    assert further.scenario == f"{JAPAN}, {USERS}; own claims of China divided by 2 (spread 1), {USERS}"
    assert further["japanese-claim"] == halved["japanese-claim"]


def test_the_mark_cannot_be_taken_off(halved: es.Dossier) -> None:
    with pytest.raises(es.EstimatesError, match="'japanese-claim' are a user's supposition"):
        evolve(halved, estimand=deaths().estimand)
    with pytest.raises(es.EstimatesError, match="user's supposition"):
        deaths().with_estimates(halved.estimates)
    assert halved.where(side="Japan").scenario == halved.scenario


def _frame(x: Any) -> str:
    return "; ".join(map(str, es.to_frame(x).get("scenario", ())))


def _drawn(draw: Callable[[es.Dossier], Any]) -> Callable[[es.Dossier], list[str]]:
    def say(dossier: es.Dossier) -> list[str]:
        ax = draw(dossier)
        said = [es.caption(ax), es.alt_text(ax), es.cite(ax, style="label")]
        plt.close(ax.figure)
        return said

    return say


SHOWN: dict[str, Callable[[es.Dossier], list[str]]] = {
    "dossier": lambda d: [str(d), d._repr_html_(), es.to_html(d), _frame(d), es.cite(d, style="label")],
    "estimate": lambda d: [es.cite(d["japanese-claim"], style="label")],
    "comparison": lambda d: [str(es.compare(d)), es.cite(es.compare(d), style="label"), _frame(es.compare(d))],
    "pool": lambda d: [str(es.pool(d, "random-set")), es.cite(es.pool(d, "random-set"), style="label"),
                       str(es.pool(d, "envelope").assumptions)],
    "audit": lambda d: [str(es.bias(d)), es.bias(d)._repr_html_(), es.cite(es.bias(d), style="label"),
                        _frame(es.bias(d))],
    "leave one out": lambda d: [_frame(es.leave_one_out(d, "geometric-mean"))],
    "multiverse": lambda d: [_frame(es.multiverse(d, methods=["random-set"]))],
    "ledger": lambda d: [_frame(es.compare(ledger_of(d))), _frame(es.pool(ledger_of(d), "random-set"))],
    "interval plot": _drawn(es.plot_intervals),
    "interval plot with a pool": _drawn(lambda d: es.plot_intervals(d, pooled=es.pool(d, "random-set"), columns=())),
    "support plot": _drawn(es.plot_support),
    "multiverse plot": _drawn(lambda d: es.plot_multiverse(es.multiverse(d, methods=["random-set"]))),
}  # fmt: skip


@pytest.mark.parametrize("name", SHOWN)
def test_whatever_it_reaches_says_that_it_is_a_scenario_and_whose(name: str, halved: es.Dossier) -> None:
    for text in SHOWN[name](halved):
        plain = text.replace("&#x27;", "'")
        assert "divided by 2 (spread 1.5)" in plain
        assert "claims of Japan on the other side" in plain
        assert USERS in plain or "'scenario':" in plain


@pytest.mark.parametrize("name", SHOWN)
def test_without_a_scenario_nothing_speaks_of_one(name: str) -> None:
    assert not any("scenario" in text for text in SHOWN[name](deaths()))


def test_reprs_and_rows_say_it_in_short(halved: es.Dossier) -> None:
    found = [halved, es.compare(halved), es.pool(halved, "random-set"), es.bias(halved),
             es.multiverse(halved, methods=["envelope"])]  # fmt: skip
    assert all("'combat-deaths' (scenario)" in repr(x) for x in found)
    assert "1 scenario" in repr(ledger_of(halved))
    assert halved.estimand.title == "Chinese combat deaths, Battle of Nanking (scenario)"
    assert str(halved["japanese-claim"]) == "Japanese claim: ≤ 63,000 (scenario; stated: ≤ 84,000)"
    assert all("(scenario" in str(row) for row in es.leave_one_out(halved))
    cells = [row[3] for row in halved.table()[1]]
    assert cells[3] == "≤ 63,000 (scenario; stated: ≤ 84,000)"
    assert es.to_frame(halved)["scenario"].map(bool).tolist() == [False, False, False, True, False]


def test_a_bound_that_is_implied_is_not_called_stated() -> None:
    found = es.compare(es.scenario(es.load("nanking-1937")["combat-deaths"], {"China": (2, 1)}), imply=True)
    (bound, why), *_ = found.implied
    assert bound.range == at_most(10_000)
    assert "(supposed: 10,000)" in why
    assert "stated: 20,000" in str(bound)


def test_a_tension_with_a_supposed_claim_says_so() -> None:
    nanking = es.load("nanking-1937")
    high = es.scenario(nanking["combat-deaths"], {"taylor": (0.5, 1)})
    mixed = evolve(nanking, dossiers=[high if d.estimand.id == "combat-deaths" else d for d in nanking.values()])
    found = [t for t in es.tensions(mixed) if t.smaller.claimant.id == "taylor"]
    assert any("140,000 (scenario) killed would be 140 % of" in t.words for t in found)
    assert all(USERS in str(t) for t in found)


def test_parts_of_a_ledger_keep_the_mark(halved: es.Dossier) -> None:
    nanking = es.load("nanking-1937")
    whole = ledger_of(evolve(nanking, dossiers=[nanking["garrison"], evolve(halved)]))
    assert whole.supposed is not None
    assert [bool(mark) for mark in whole.supposed] == [False, True]
    assert whole.part([1]).supposed == whole.supposed[1:]
    assert ledger_of(nanking).supposed is None
    assert "scenario" not in es.compare(ledger_of(nanking)).columns()


def test_a_picture_carries_the_mark_in_its_files(halved: es.Dossier, tmp_path: Path) -> None:
    ax = es.plot_intervals(halved)
    assert ax.get_title(loc="left").endswith("(scenario)")
    drawn = [text.get_text() for text in ax.figure.findobj(plt.Text)]
    assert any("(scenario;" in text for text in drawn)
    assert "drawn as the user supposes, not as the source states" in es.caption(ax)
    for kind in ("png", "svg", "pdf"):
        es.savefig(ax.figure, tmp_path / f"x.{kind}")
        beside = json.loads((tmp_path / "x.sources.json").read_text(encoding="utf-8"))
        assert beside["scenario"] == [f"{JAPAN}, {USERS}"]
        assert beside["title"] == ["Chinese combat deaths, Battle of Nanking (scenario)"]
    held = (tmp_path / "x.png").read_bytes()
    assert b"claims of Japan on the other side divided by 2 (spread 1.5)" in held
    assert "claims of Japan on the other side divided by 2" in (tmp_path / "x.svg").read_text(encoding="utf-8")
    plt.close(ax.figure)
    plain = es.plot_intervals(deaths())
    es.savefig(plain.figure, tmp_path / "y.png")
    assert "scenario" not in json.loads((tmp_path / "y.sources.json").read_text(encoding="utf-8"))
    plt.close(plain.figure)


def test_a_scenario_is_never_written_as_the_sources_own(tmp_path: Path) -> None:
    nanking = es.load("nanking-1937")
    supposed = es.scenario(nanking["combat-deaths"], {"Japan": (2, 1.5)})
    mixed = evolve(nanking, dossiers=[supposed, nanking["garrison"]])
    with pytest.raises(es.EstimatesError, match=r"the user's, not the sources' \(combat-deaths\)"):
        es.write(mixed, tmp_path / "x")
    assert not (tmp_path / "x").exists()


def test_a_dossier_without_claims_has_none_to_adjust() -> None:
    with pytest.raises(es.UnknownNameError, match="there are none"):
        es.scenario(es.Dossier(es.Estimand("x")), {"hata": (2, 1)})
