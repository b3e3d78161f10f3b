"""Schools as one judge assigns them, or as all do; where they differ, the reader says whom to follow."""

from __future__ import annotations

import pytest
from attrs import evolve

import estimates as es
from estimates.model.schools import schooled

ONE, TWO, THREE = (
    es.Claimant(name, name.title(), school=school) for name, school in (("one", "x"), ("two", ""), ("three", ""))
)
JUDGE, OTHER = es.Claimant("judge", "Judge"), es.Claimant("other", "Other")
CLAIMS = [es.Estimate(f"{who.id}-e", who, es.point(1)) for who in (ONE, TWO, THREE)]
DOSSIER = es.Dossier(es.Estimand("e"), CLAIMS, schools=[es.School(TWO, "low", JUDGE), es.School(TWO, "high", OTHER)])


def of(dossier: es.Dossier) -> list[str]:
    return [estimate.claimant.school for estimate in dossier]


def test_one_judge_is_followed_and_says_nothing_of_the_rest() -> None:
    assert of(schooled(DOSSIER, "judge")) == ["", "low", ""]
    assert of(schooled(DOSSIER, OTHER)) == ["", "high", ""]


def test_where_judges_differ_the_reader_names_one() -> None:
    with pytest.raises(es.ClaimError, match=r"judges differ on the school of 'two'; .* school_by='judge' or 'other'"):
        schooled(DOSSIER)
    agreed = evolve(DOSSIER, schools=[es.School(TWO, "low", JUDGE), es.School(TWO, "low", OTHER)])
    assert of(schooled(agreed)) == ["x", "low", ""]


def test_a_judge_who_is_not_there_is_refused() -> None:
    with pytest.raises(
        es.UnknownNameError, match="'juge' assigns no claimant of 'e' to a school; did you mean 'judge'"
    ):
        schooled(DOSSIER, "juge")
    with pytest.raises(es.UnknownNameError, match="nobody does"):
        schooled(evolve(DOSSIER, schools=[]), "judge")
