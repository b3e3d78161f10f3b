"""Claims that speak of different dates or places are no contradiction, and can be chosen by date."""

from __future__ import annotations

import pytest
from attrs import evolve

import estimates as es
from estimates.model.occasions import apart, speaks_of

WHO = es.Claimant("tan", "Tan Daoping")
UNDATED = es.Estimate("undated", WHO, es.point(81_000))
EARLY = evolve(UNDATED, id="early", range=es.point(100_000), as_of=es.Date("1937-12-08"), place="the whole front")
FALL = evolve(UNDATED, id="fall", range=es.between(35_000, 50_000), as_of=es.Date("1937-12-12/1937-12-13"))
DOSSIER = es.Dossier(es.Estimand("garrison", measure="strength"), [EARLY, FALL, UNDATED])


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("1937-12", "1937-12-13", True),
        ("1937-12-08", "1937-12-13", False),
        ("1937-12-13/..", "1938", True),
        ("../1937-12-01", "1937-12-02", False),
        ("1937-12-01/1937-12-13", "1937-12-13~", True),
        ("193X", "1940", False),
    ],
)
def test_dates_overlap_where_they_may_mean_one_day(a: str, b: str, same: bool) -> None:
    assert es.Date(a).overlaps(es.Date(b)) is es.Date(b).overlaps(es.Date(a)) is same


def test_a_claim_without_a_date_stays_in() -> None:
    assert [e.id for e in DOSSIER.where(as_of="1937-12-13")] == ["fall", "undated"]
    assert [e.id for e in DOSSIER.where(as_of=es.Date("1937-12"))] == ["early", "fall", "undated"]
    assert [e.id for e in DOSSIER.where(as_of="1937-11", place="")] == ["undated"]
    assert speaks_of(UNDATED, es.Date("1937")) is None
    with pytest.raises(es.DateError, match="write 1937-12-13"):
        DOSSIER.where(as_of="13 December 1937")


def test_a_comparison_says_of_a_pair_that_it_is_of_different_dates() -> None:
    found = es.compare(DOSSIER)
    reported = {(pair.a.id, pair.b.id): pair.apart for pair in found.disjoint}
    assert reported == {
        ("early", "fall"): "they speak of different dates (1937-12-08 and 1937-12-12/1937-12-13)",
        ("early", "undated"): "",
        ("fall", "undated"): "",
    }
    text = str(found)
    assert text.count("May both be right: ") == 1
    assert "35,000–50,000: disjoint, by a factor of 2; they speak of different dates" in text


def test_places_are_apart_only_where_both_are_stated() -> None:
    assert apart(EARLY, FALL).startswith("they speak of different dates (")
    zone = evolve(EARLY, as_of=None, place="Safety Zone")
    assert apart(EARLY, zone) == "they speak of different places (the whole front and Safety Zone)"
    assert apart(FALL, zone) == apart(zone, evolve(zone, place="safety zone")) == ""
