"""What is odd only beside other rows is a notice that names both, and keeps nothing from being read."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

import estimates as es

HEADER = ("estimand", "claimant", "wording", "source", "claimed")
SOUND = [
    ("losses", "Ann Roe", "1,000", "k", ""),
    ("losses", "Bert Poe", "2,000", "k", ""),
    ("losses", "Cid Low", "3,000", "k", ""),
]


def notices(*rows: tuple[str, ...], header: tuple[str, ...] = HEADER) -> list[tuple[int | None, tuple[int, ...], str]]:
    frame: dict[str, list[Any]] = {name: [row[i] for row in rows] for i, name in enumerate(header)}
    found = es.check(frame)
    assert found == ()
    assert es.read(frame).notices == found.notices
    return [(notice.row, notice.other_rows, notice.message) for notice in found.notices]


def test_a_sound_table_has_none() -> None:
    assert notices(*SOUND) == []


@pytest.mark.parametrize(
    ("row", "other", "said"),
    [
        (("losses", "Ann Roe", "1,000", "k", ""), 2, "identical to row 2"),
        (("losses", "ann roe", "1,000", "k", ""), 2, "by case, accents, spaces or the order of words"),
        (("losses", "Roe, Ann", "1,000", "k", ""), 2, "by case, accents, spaces or the order of words"),
        (("losses", "Ann  Roe", "1,000", "k", ""), 2, "by case, accents, spaces or the order of words"),
        (("losses", "Bertt Poe", "1,000", "k", ""), 3, "by one letter"),
        (("losses", "Burt Poe", "1,000", "k", ""), 3, "by one letter"),
        (("Losses", "Dee Dow", "1,000", "k", ""), 2, "by case, accents, spaces or the order of words"),
        (("lossses", "Dee Dow", "1,000", "k", ""), 2, "by one letter"),
        (("losses", "Ann Roe", "1,500", "k", ""), 2, "different numbers"),
        (("losses", "Dee Dow", "2,000,000", "k", ""), 3, "a thousand times"),
        (("losses", "Dee Dow", "2", "k", ""), 3, "a thousandth"),
    ],
)
def test_each_is_told_with_both_rows(row: tuple[str, ...], other: int, said: str) -> None:
    found = [(here, others) for here, others, message in notices(*SOUND, row) if said in message]
    assert found in ([(5, (other,))], [(other, (5,))])


@pytest.mark.parametrize("text", ["TOTAL", "Sum", "Insgesamt:", "合计", "Grand total *"])
@pytest.mark.parametrize("column", ["claimant", "estimand"])
def test_a_row_of_totals(text: str, column: str) -> None:
    row = ("losses", text, "6,000", "k", "") if column == "claimant" else (text, "Dee Dow", "6,000", "k", "")
    assert [here for here, _, message in notices(*SOUND, row) if "totals" in message] == [5]


@pytest.mark.parametrize(
    "row",
    [
        ("losses", "Ann Roe", "1,500", "k", "1995"),  # another claim of hers, at another time
        ("gains", "Ann Roe", "1,500", "k", ""),
        ("losses", "J. Poe", "1,500", "k", ""),  # an initial, not a slip
        ("losses", "Total War Research Institute", "1,500", "k", ""),
        ("losses", "Dee Dow", "40,000", "k", ""),
        ("losses", "Dee Dow", "no number", "k", ""),
    ],
)
def test_what_is_not_odd(row: tuple[str, ...]) -> None:
    assert [message for _, _, message in notices(*SOUND, row) if "no number" not in message] == []


def test_numbered_names_are_not_slips() -> None:
    rows = [(f"figure {i}", f"Unit {i}", "5", "k", "") for i in range(40)]
    assert notices(*rows) == []


def test_numbers_that_spread_anyway_show_no_lost_thousand() -> None:
    rows = [("losses", name, wording, "k", "") for name, wording in zip("ABCD", ("5", "400", "90,000", "2,000,000"))]
    assert notices(*rows) == []


def test_a_row_without_a_number_is_no_repetition_of_itself() -> None:
    frame = {"estimand": ["a", "a"], "claimant": ["A", "B"], "wording": ["n/a", "n/a"], "source": ["k", "k"]}
    assert [notice.other_rows for notice in es.check(frame).notices] == [(3,)]


def test_notices_do_not_make_datasets_differ() -> None:
    frame = {name: [SOUND[0][i], SOUND[0][i]] for i, name in enumerate(HEADER)}
    noticed = es.read(frame)
    assert noticed.notices
    assert evolve(noticed, notices=()) == noticed
    assert "1 notice" in str(es.check(frame))


def test_many_rows_of_one_claimant_are_one_notice() -> None:
    frame = {"estimand": ["a"] * 500, "claimant": ["A"] * 500, "wording": [f"{i + 1000}" for i in range(500)]}
    (notice,) = [notice for notice in es.check(frame).notices if "different numbers" in notice.message]
    assert len(notice.other_rows) == 499
    assert "rows 2–501" in notice.message


def test_a_notebook_lists_the_notices_of_a_dataset() -> None:
    frame = {"estimand": ["a", "a"], "claimant": ["<b>A</b>", "<b>A</b>"], "wording": ["5", "6"], "source": ["k", "k"]}
    shown = es.read(frame)._repr_html_()
    assert "<summary>1 notice on the input</summary>" in shown
    assert "different numbers" in shown
    assert "<b>A" not in shown
    assert "<summary>" not in es.read({name: cells[:1] for name, cells in frame.items()})._repr_html_()


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("Iris Chang", "Iris Chnag", "by two swapped letters"),
        ("José Núñez", "Jose Nunez", "by case, accents"),
        ("Ikuhiko Hata", "Ikuhiko Hatta", "by one letter"),
    ],
)
def test_names_that_differ_by_a_slip_are_shown_together(one: str, other: str, how: str) -> None:
    rows = [{"estimand": "dead", "claimant": name, "wording": "500", "source": "x"} for name in (one, other)]
    (notice,) = [found for found in es.check(rows).notices if "write them alike" in found.message]
    assert how in notice.message
    assert notice.row == 3


@pytest.mark.parametrize("name", ["Moyenne", "Mittelwert:", "Promedio", "平均", "Median", "Durchschnitt"])
def test_a_row_of_averages_is_no_claim(name: str) -> None:
    rows = [{"estimand": "dead", "claimant": who, "wording": "500", "source": "x"} for who in ("A", name)]
    assert any("totals or averages" in found.message for found in es.check(rows).notices)
