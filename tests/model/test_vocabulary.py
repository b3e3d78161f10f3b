"""What measures count: spelling, inflection, what lies within what, and slips of the pen."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from attrs import evolve

import estimates as es
from estimates.analysis.selection import select
from estimates.model import vocabulary as v

WHO = es.Claimant("a", "A"), es.Claimant("b", "B"), es.Claimant("c", "C")


def claims(*measures: str) -> list[es.Estimate]:
    return [
        es.Estimate(f"e{n}", WHO[n], es.point(100 * (n + 1)), measure=measure) for n, measure in enumerate(measures)
    ]


@pytest.mark.parametrize("typed", ["Killed", "KILLED", " killed ", "kills", "killing"])
def test_case_spelling_and_inflection_of_a_measure_are_folded(typed: str) -> None:
    dossier = es.Dossier(es.Estimand("f", measure="killed"), claims(typed, ""))
    assert dossier[0].measure == "killed"
    assert len(es.compare(dossier).used) == 2


@pytest.mark.parametrize(
    ("typed", "name"), [("rape", "raped"), ("Rapes", "raped"), ("Dead", "deaths"), ("LOSS", "losses")]
)
def test_inflections_have_one_name(typed: str, name: str) -> None:
    assert es.Estimand("f", measure=typed).measure == name


def test_an_unknown_measure_is_kept_as_written_and_compared_without_regard_to_case_or_number() -> None:
    dossier = es.Dossier(es.Estimand("f", measure="V-2 rockets"), claims("v-2 rocket", "V-2 Rockets", "rifles"))
    assert dossier.estimand.measure == "V-2 rockets"
    assert [e.id for e in select(dossier).used] == ["e0", "e1"]


@pytest.mark.parametrize("measure", ["kiled", "casualites", "strenght", "woundedd"])
def test_a_measure_one_letter_away_is_reported_by_types_and_by_check(measure: str, tmp_path: Path) -> None:
    with pytest.raises(es.ClaimError, match="did you mean"):
        es.Estimand("f", measure=measure)
    with pytest.raises(es.ClaimError, match="did you mean"):
        claims(measure)
    with pytest.raises(es.ClaimError, match="did you mean"):
        es.BiasNote("n", WHO[0], "inflated", "finding", about_side="X", measure=[measure])
    rows = {"estimand": ["f"], "claimant": ["A"], "wording": ["100"], "source": ["x"], "measure": [measure]}
    (fault,) = es.check(pd.DataFrame(rows))
    assert (fault.column, fault.value) == ("measure", measure)
    assert "did you mean" in fault.message


def test_a_slip_of_a_measure_that_only_the_estimand_knows_is_reported() -> None:
    with pytest.raises(es.ClaimError, match="one letter away"):
        es.Dossier(es.Estimand("f", measure="escaped"), claims("escped"))
    rows = {"estimand": ["f"] * 2, "claimant": ["A", "B"], "wording": ["100", "200"], "source": ["x"] * 2,
            "estimand_measure": ["escaped", ""], "measure": ["escped", ""]}  # fmt: skip
    assert [fault.column for fault in es.check(pd.DataFrame(rows))] == ["measure"]


def test_an_estimand_without_a_measure_takes_that_of_its_claims_where_they_agree() -> None:
    assert es.Dossier(es.Estimand("f"), claims("killed", "", "Kills")).estimand.measure == "killed"
    assert es.Dossier(es.Estimand("f"), claims("killed", "wounded")).estimand.measure == ""
    assert es.Dossier(es.Estimand("f"), claims("", "")).estimand.measure == ""


def test_no_claim_is_of_another_measure_than_none() -> None:
    dossier = es.Dossier(es.Estimand("f"), claims("killed", "wounded", ""))
    assert not select(dossier).set_aside
    rows = {"estimand": ["f"] * 3, "claimant": ["A", "B", "C"], "wording": ["100", "200", "300"], "source": ["x"] * 3,
            "measure": ["killed", "killed", ""]}  # fmt: skip
    read = es.read(pd.DataFrame(rows))["f"]
    assert read.estimand.measure == "killed"
    assert not select(read).set_aside


WITHIN = [
    ("murdered", "killed"), ("executed", "killed"), ("killed in combat", "killed"), ("killed", "deaths"),
    ("died of wounds", "deaths"), ("deaths", "casualties"), ("wounded", "casualties"), ("murdered", "casualties"),
]  # fmt: skip


@pytest.mark.parametrize(("part", "whole"), WITHIN)
def test_what_lies_within_what(part: str, whole: str) -> None:
    assert (v.contains(whole, part), v.contains(part, whole)) == ("wider", "narrower")
    dossier = es.Dossier(es.Estimand("f", measure=part), claims(whole, ""))
    (bound,) = select(dossier, imply=True).implied
    assert bound[0].range == es.at_most(100)


def test_excess_deaths_and_deficits_of_births_stand_apart() -> None:
    others = [measure.name for measure in v.MEASURES]
    for apart in ("excess deaths", "deficit of births"):
        assert {v.contains(other, apart) for other in others if other != apart} == {"unknown"}


def test_the_table_of_measures_is_consistent() -> None:
    names = [measure.name for measure in v.MEASURES]
    forms = [form for measure in v.MEASURES for form in (measure.name, *measure.forms)]
    assert len(set(forms)) == len(forms)
    for measure in v.MEASURES:
        assert set(measure.within) <= set(names)
        assert v.contains(measure.name, measure.name) == "same"
        for whole in measure.within:  # no measure contains itself, in whatever steps
            assert v.contains(whole, measure.name) == "wider"
            assert v.contains(measure.name, whole) == "narrower"
        for form in (measure.name, *measure.forms):
            assert v.checked_measure(form.upper()) == measure.name


def test_a_judgement_of_a_measure_reaches_claims_of_that_measure_however_it_is_written() -> None:
    note = es.BiasNote("n", WHO[0], "inflated", "finding", about_claimant="b", measure=("Kills",))
    estimand = es.Estimand("f", measure="killed")
    claim = es.Estimate("e", WHO[1], es.point(1))
    assert note.reaches(claim, estimand)
    assert not note.reaches(evolve(claim, measure="wounded"), estimand)


def test_every_loss_and_strength_has_a_sign_in_the_audit() -> None:
    own = es.Claimant("a", "A", role="government", side="X")
    for measure in v.MEASURES:
        dossier = es.Dossier(es.Estimand("f", measure=measure.name, side="X"), [es.Estimate("e", own, es.point(9))])
        (row,) = es.bias(dossier, incentive="force").rows
        expected = {"loss": "downplayed", "strength": "inflated"}.get(measure.kind)
        assert row.expected == expected
