"""Words beside numbers, and numbers that cannot count what the estimand counts."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import estimates as es


def claim(wording: str, **cells: Any) -> dict[str, list[Any]]:
    row = {"estimand": "losses", "claimant": "A. Roe", "wording": wording, "source": "k", "wording_lang": "en"} | cells
    return {name: [cell] for name, cell in row.items()}


@pytest.mark.parametrize(
    ("wording", "said"),
    [("12.5 men", "'12.5 men' gives a part of a person"), ("0.1 persons", "'0.1 persons' gives a part of a person"),
     ("13.12", "13.12 is no count of persons"), ("about 0.5", "0.5 is no count of persons")],
)  # fmt: skip
def test_a_part_of_a_person_is_no_count(wording: str, said: str) -> None:
    (fault,) = es.check(claim(wording))
    assert (fault.row, fault.column) == (2, "wording")
    assert fault.message.startswith(said)


@pytest.mark.parametrize("wording", ["13.12", "about 0.5"])
def test_a_part_of_another_unit_is_a_count(wording: str) -> None:
    assert es.check(claim(wording, unit="tons")) == ()


def test_a_fraction_of_a_million_is_a_count() -> None:
    assert es.check(claim("2.5 million")) == ()
    assert es.check(claim("12.5", unit="deaths a day")) == ()
    (fault,) = es.check(claim("", low=12.5, high=13))
    assert fault.column == "low"


@pytest.mark.parametrize("wording", ["from 1937 to 1945", "1914–1918", "between 1861 and 1865"])
def test_two_years_are_no_count(wording: str) -> None:
    (fault,) = es.check(claim(wording))
    assert "years" in fault.message
    first, last = (part for part in wording.replace("–", " ").split() if part.isdigit())
    assert es.check(claim("", low=int(first), high=int(last))) == ()
    assert es.check(claim(f"{int(first):,} to {int(last):,}")) == ()


def test_round_numbers_are_counts() -> None:
    assert es.check(claim("1500 to 2000")) == ()


@pytest.mark.parametrize(
    ("wording", "unit"), [("15 divisions", ""), ("3 aircraft", "persons"), ("500 men", "divisions")]
)
def test_words_that_count_another_unit(wording: str, unit: str) -> None:
    (fault,) = es.check(claim(wording, unit=unit))
    assert "the words count" in fault.message
    assert es.check(claim("15 divisions", unit="divisions")) == ()


def test_words_that_count_another_loss_are_noticed() -> None:
    found = es.check(claim("5,000 wounded", estimand_measure="killed"))
    assert found == ()
    (notice,) = found.notices
    assert "the words count wounded, and the claim is filed under killed" in notice.message
    assert es.check(claim("5,000 wounded", estimand_measure="killed", measure="wounded")).notices == ()
    assert es.check(claim("5,000 dead", estimand_measure="killed")).notices == ()


def test_a_sentence_is_compared_where_it_holds_the_number() -> None:
    sentence = "who estimates the death toll at nearly 200,000"
    (fault,) = es.check(claim(sentence, low=200_000, high=200_000))
    assert "c. < 200,000" in fault.message
    assert es.check(claim(sentence, high=200_000, high_open=True, approximate=True)) == ()


def test_what_cannot_be_compared_is_counted() -> None:
    found = es.check(claim("tallied up 155,000 victims", low=155_000, high=155_000))
    assert found == ()
    (notice,) = found.notices
    assert "1 claim is not compared" in notice.message


def test_about_may_stand_elsewhere_in_a_sentence() -> None:
    found = es.check(claim("talks generally of a million of men", low=10**6, high=10**6, approximate=True))
    assert found == ()
    assert "not compared" in found.notices[0].message


def test_about_that_is_not_marked_is_noticed_in_a_sentence_and_refused_in_a_phrase() -> None:
    found = es.check(claim("casualties had probably reached 250,000", low=250_000, high=250_000))
    assert found == ()
    assert "fill approximate" in found.notices[0].message
    assert len(es.check(claim("about 250,000", low=250_000, high=250_000))) == 1


def test_a_language_of_a_country_is_its_language() -> None:
    assert es.read(claim("30 000", wording_lang="de-CH"))["losses"][0].range == es.point(30_000)


def test_a_table_is_told_of_its_columns() -> None:
    """What an argument of `parse` would mend is mended by a column in a table; a hint is given where it serves."""
    base = {"estimand": ["d"], "claimant": ["A"], "source": ["k"]}
    words = es.check({**base, "wording": ["6.000–7.000"]})[0].message
    assert "fill wording_lang with the language" in words
    assert "wording_lang" not in es.check({**base, "low": ["1.2e6"], "high": ["1.5e6"]})[0].message
    assert "wording_lang" in es.check({**base, "low": ["1.200.000"], "high": ["1.500.000"]})[0].message
    far = {"estimand": ["d"] * 4, "claimant": list("ABCD"), "low": [20, 22_000, 21_000, 23_000], "source": ["k"] * 4}
    notice = next(one for one in es.check(far).notices if "thousandth" in one.message)
    assert (notice.column, notice.value) == ("low", "20")


def test_a_name_that_is_no_text_is_a_fault() -> None:
    table = {"estimand": ["d"], "claimant": ["A"], "wording": ["5"], "source": ["k"]}
    for given in ({"claimant": pd.NA}, {"claimant": float("nan")}, {pd.NA: "claimant"}, {"claimant": [1]}):
        assert "columns= pairs two names" in es.check(table, columns=given)[0].message
