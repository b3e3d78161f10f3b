"""Conversion between measures: only by a ratio that is stated and somebody's, and marked wherever it goes."""

from __future__ import annotations

from typing import Any

import pytest

import estimates as es
from estimates.errors import ClaimError


def deaths() -> es.Dossier:
    return es.load("nanking-1937")["combat-deaths"]


def test_claims_are_converted_and_keep_what_is_stated() -> None:
    found = es.convert(deaths(), measure="casualties", to="killed", ratio=es.between(0.2, 0.3), said_by="Smith 2001")
    claim = found["chinese-source"]
    assert claim.range == es.between(4_000, 6_000)
    assert claim.supposed is not None
    assert claim.supposed.stated == es.point(20_000)
    assert es.compare(found).used == tuple(found)
    for text in (str(es.compare(found)), es.to_html(found), es.caption(es.plot_intervals(found))):
        assert "casualties taken as killed at 0.2–0.3 of them, a ratio of Smith 2001" in text
    assert found["hata"] == deaths()["hata"]


def test_ends_stay_open_and_one_ratio_is_one_error() -> None:
    who = es.Claimant("a", "A")
    claims = [es.Estimate("x", who, es.more_than(100), measure="casualties"),
              es.Estimate("y", who, es.at_most(300), measure="casualties")]  # fmt: skip
    found = es.convert(es.Dossier(es.Estimand("d", measure="killed"), claims), measure="Casualties", to="killed",
                       ratio=es.point(0.25), said_by=es.Claimant("s", "Smith"))  # fmt: skip
    assert [e.range for e in found] == [es.more_than(25), es.at_most(75)]
    assert "one ratio for 2 claims is one common error" in found.scenario


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"ratio": es.at_most(0.3)}, "ratio must be a range with two ends above zero"),
        ({"ratio": 0.25}, "ratio must be a range"),
        ({"said_by": " "}, "said_by must name the author of the ratio"),
        ({"measure": "wounded"}, "no claim of 'combat-deaths' counts wounded"),
        ({"to": "casualties"}, "from one measure to another"),
    ],
)
def test_what_is_not_converted(given: dict[str, Any], words: str) -> None:
    whole: dict[str, Any] = {"measure": "casualties", "to": "killed", "ratio": es.point(0.25), "said_by": "Smith"}
    with pytest.raises(ClaimError, match=words):
        es.convert(deaths(), **whole | given)
    once = es.convert(deaths(), **whole)
    with pytest.raises(ClaimError, match="already adjusted"):
        es.convert(once, measure="killed", to="deaths", ratio=es.point(1.1), said_by="Smith")
