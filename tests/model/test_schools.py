"""Schools as one judge assigns them, or as all do; where they differ, the reader says whom to follow."""

from __future__ import annotations

import pytest
from attrs import evolve

import estimates as es
from estimates.model.schools import schools_in

ONE, TWO, THREE = (
    es.Claimant(name, name.title(), school=school) for name, school in (("one", "x"), ("two", ""), ("three", ""))
)
JUDGE, OTHER = es.Claimant("judge", "Judge"), es.Claimant("other", "Other")
CLAIMS = [es.Estimate(f"{who.id}-e", who, es.point(1)) for who in (ONE, TWO, THREE)]
DOSSIER = es.Dossier(es.Estimand("e"), CLAIMS, schools=[es.School(TWO, "low", JUDGE), es.School(TWO, "high", OTHER)])


def test_one_judge_is_followed_and_says_nothing_of_the_rest() -> None:
    assert schools_in(DOSSIER, "judge") == {"two": "low"}
    assert schools_in(DOSSIER, OTHER) == {"two": "high"}


def test_where_judges_differ_the_reader_names_one() -> None:
    with pytest.raises(es.ClaimError, match=r"judges differ on the school of 'two'; .* school_by='judge' or 'other'"):
        schools_in(DOSSIER, None)
    agreed = evolve(DOSSIER, schools=[es.School(TWO, "low", JUDGE), es.School(TWO, "low", OTHER)])
    assert schools_in(agreed, None) == {"one": "x", "two": "low"}


def test_a_judge_who_is_not_there_is_refused() -> None:
    with pytest.raises(
        es.UnknownNameError, match="'juge' assigns no claimant of 'e' to a school; did you mean 'judge'"
    ):
        schools_in(DOSSIER, "juge")
    with pytest.raises(es.UnknownNameError, match="nobody does"):
        schools_in(evolve(DOSSIER, schools=[]), "judge")
