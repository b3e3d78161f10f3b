"""Tables as people make them; where there are two readings, one question."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

import estimates as es
from estimates.dataset.column_names import AMBIGUOUS, SYNONYMS, folded
from estimates.dataset.schema import SHEET
from tests.dataset.workbook_files import made

CLAIMS = {"estimand": ["losses"], "claimant": ["A. Roe"], "wording": ["1,000"], "source": ["k[1]"]}


def table(**columns: list[Any]) -> dict[str, list[Any]]:
    return CLAIMS | columns


def without(name: str) -> dict[str, list[Any]]:
    return {column: cells for column, cells in CLAIMS.items() if column != name}


def said(found: es.Faults) -> str:
    return "\n".join(map(str, (*found, *found.notices)))


@pytest.mark.parametrize("theirs", ["Author", "HISTORIAN", " author ", "Autor", "作者", "Claimant"])
def test_a_name_with_one_meaning_is_used(theirs: str) -> None:
    frame = {theirs: ["A. Roe"], **without("claimant")}
    assert es.check(frame) == ()
    assert str(es.read(frame)["losses"][0]) == "A. Roe: 1,000"


@pytest.mark.parametrize("wording", ["~ 44 000", "44,000", "about 44,000"])
def test_a_best_that_repeats_the_one_number_of_the_words_is_no_value_named_best(wording: str) -> None:
    read = es.read(table(wording=[wording], best=[44_000]))
    (claim,) = read["losses"]
    assert (claim.range.low, claim.range.high, claim.range.best) == (44_000, 44_000, None)
    assert any("read as a single number" in notice.message for notice in read.notices)


def test_a_best_without_ends_beside_a_range_in_words_says_which_cells_to_fill() -> None:
    (fault,) = es.check(table(wording=["40,000 to 50,000"], best=[44_000]))
    assert "fill these too" in fault.message
    assert "point(" not in fault.message


def test_a_row_of_totals_is_told_that_it_is_no_claim() -> None:
    (fault,) = es.check({name: [*cells, "" if name == "claimant" else cells[0]] for name, cells in CLAIMS.items()})
    assert (fault.row, fault.column) == (3, "claimant")
    assert "A total" in fault.message


@pytest.mark.parametrize("theirs", ["Year", "Estimate", "Figure", "Pages", "Est."])
def test_a_name_that_may_mean_several_things_is_one_question(theirs: str) -> None:
    """Forty rows, one fault; the answer it offers can be given as it stands."""
    frame = {name: cells * 40 for name, cells in table(**{theirs: ["1937"]}).items()}
    (fault,) = es.check(frame)
    assert (fault.row, fault.column) == (1, theirs)
    assert f"columns={{{theirs!r}: None}}" in fault.message
    assert es.check(frame, columns={theirs: None}) == ()
    assert es.read(frame, columns={theirs: None})["losses"][0].extra == ((theirs, "1937"),)


def test_an_answer_that_names_our_column(tmp_path: Path) -> None:
    (claim,) = es.read(
        table(Year=["1995"], Pages=["173"], source=["k"]), columns={"Year": "claimed", "Pages": "locator"}
    )["losses"]
    assert (str(claim.claimed), claim.citations[0].locator) == ("1995", "173")


def test_two_columns_for_one_of_ours_are_one_question() -> None:
    frame = {"Author": ["A. Roe"], "Historian": ["B. Poe"], **without("claimant")}
    (fault,) = es.check(frame)
    assert "may each mean 'claimant'" in fault.message
    assert es.read(frame, columns={"Author": "claimant", "Historian": None})["losses"][0].claimant.name == "A. Roe"


def test_synonyms_are_folded_and_have_one_meaning() -> None:
    names = [name for ours, names in SYNONYMS.items() for name in names]
    assert len(names) == len(set(names))
    assert all(folded(name) == name for name in (*names, *AMBIGUOUS))
    assert set(SYNONYMS) <= set(SHEET)
    assert not set(names) & (set(AMBIGUOUS) | {folded(name) for name in SHEET})


def test_a_header_below_a_title(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_text(
        "Table 2. Losses,,,\n,,,\nEstimand,Author,Wording,Reference\nlosses,A. Roe,five,k\n", encoding="utf-8"
    )
    found = es.check(path)
    assert [(fault.row, fault.column) for fault in found] == []
    assert "row 3 is taken as the header; above it, not read: 'Table 2. Losses'" in said(found)
    path.write_text(path.read_text(encoding="utf-8").replace("five", "no words"), encoding="utf-8")
    (fault,) = es.check(path)
    assert fault.row == 4


def test_two_headers_are_one_question_with_an_answer(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_text(
        "estimand,claimant,wording\nlosses,A. Roe,5\nestimand,claimant,wording\ngain,B. Poe,6\n", encoding="utf-8"
    )
    (fault,) = es.check(path)
    assert "header=1" in fault.message
    assert list(es.read(path, header=3)) == ["gain"]


def test_headers_merged_downwards(tmp_path: Path) -> None:
    """Author and figure have one cell of two rows, the numbers a common heading with two names below."""
    book = openpyxl.Workbook()
    for row in (
        ["What is counted", "Author", "Estimate", None],
        [None, None, "Low", "High"],
        ["losses", "A. Roe", 10, 20],
    ):
        book.active.append(row)
    for merged in ("A1:A2", "B1:B2", "C1:D1"):
        book.active.merge_cells(merged)
    book.save(tmp_path / "claims.xlsx")
    assert [str(claim) for claim in es.read(tmp_path / "claims.xlsx")["losses"]] == ["A. Roe: 10–20"]


def two_rows(path: Path, *, joined: bool = True) -> Path:
    """A table as it is copied from an encyclopedia: a title, and names under a common name for each side."""
    book = openpyxl.Workbook()
    for row in (
        ["Losses by author[edit]"],
        ["Author", "French losses", None, "Russian losses", None, "Source"],
        [None, "Killed", "Wounded", "Killed", "Wounded", None],
        ["A. Roe", "10", "20", "c. 30", "40", "Roe 1990, 3"],
        ["B. Poe", "11", None, "over 31", "n/a", "Poe 1991, 4"],
    ):
        book.active.append(row)
    for merged in ("A1:F1", "B2:C2", "D2:E2", *(("A2:A3", "F2:F3") if joined else ())):
        book.active.merge_cells(merged)
    book.save(path)
    return path


@pytest.mark.parametrize("joined", [True, False])
def test_a_header_of_two_rows_names_columns_by_both(tmp_path: Path, joined: bool) -> None:
    path = two_rows(tmp_path / "claims.xlsx", joined=joined)
    found = es.check(path, columns={"French losses: Killed": "wording"}, estimand="x")
    assert found == ()
    (header,) = (notice for notice in found.notices if "header" in notice.message)
    assert "rows 2–3 are taken as the header: 'Author', 'French losses: Killed'" in header.message
    assert "above them, not read: 'Losses by author[edit]'" in header.message
    claims = es.read(path, columns={"French losses: Killed": "wording"}, estimand="x")["x"]
    assert [str(claim) for claim in claims] == ["A. Roe: 10", "B. Poe: 11"]
    assert ("Russian losses: Wounded", "40") in claims[0].extra


def test_a_title_that_is_merged_over_some_columns_names_no_group(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["Losses at X"], [*CLAIMS, "my remark"], [*(cells[0] for cells in CLAIMS.values()), "seen"]):
        book.active.append(row)
    book.active.merge_cells("A1:C1")
    book.save(tmp_path / "claims.xlsx")
    dataset = es.read(tmp_path / "claims.xlsx")
    assert dataset["losses"][0].extra == (("my remark", "seen"),)
    assert any("above it, not read: 'Losses at X'" in notice.message for notice in dataset.notices)


@pytest.mark.parametrize("name", ["estimand", "claimant", "wording"])
def test_a_missing_column_is_one_fault_whatever_the_rows(name: str) -> None:
    (fault,) = es.check({column: cells * 500 for column, cells in without(name).items()})
    assert fault.column == name
    assert f"columns={{'your name': {name!r}}}" in fault.message


def test_what_may_be_missing() -> None:
    assert es.read(without("estimand"), estimand="losses")["losses"][0].range == es.point(1000)
    assert es.check(without("source")) == ()
    numbers = {**without("wording"), "low": [10], "high": [20]}
    assert es.read(numbers)["losses"][0].range == es.between(10, 20)
    (fault,) = es.check(CLAIMS, estimand="other")
    assert "this one has it" in fault.message


def test_claims_without_a_source_are_counted() -> None:
    found = es.check({name: cells * 3 for name, cells in table(source=[""], claimant=["A. Roe"]).items()})
    assert any("3 claims" in notice.message and "source" in notice.message for notice in found.notices)


def test_best_alone_is_a_number_and_no_best_value() -> None:
    frame = {**without("wording"), "best": [500]}
    (claim,) = es.read(frame)["losses"]
    assert (claim.range, claim.range.best) == (es.point(500), None)
    assert any("single number" in notice.message for notice in es.check(frame).notices)


@pytest.mark.parametrize("text", ["n/a", "?", "unknown", "—", "N/A"])
@pytest.mark.parametrize("column", ["wording", "low"])
def test_words_for_no_number(text: str, column: str) -> None:
    frame = table(low=[text], wording=[""]) if column == "low" else table(wording=[text])
    found = es.check(frame)
    assert found == ()
    assert any(notice.value == text and "no number" in notice.message for notice in found.notices)
    (claim,) = es.read(frame)["losses"]
    assert (claim.range.kind, claim.range_means) == ("vague", "no number")


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_other_separators_are_read(tmp_path: Path, separator: str) -> None:
    path = tmp_path / "claims.csv"
    path.write_text("estimand,claimant,wording,source\nlosses,A. Roe,5,k\n".replace(",", separator), encoding="utf-8")
    assert len(es.read(path)["losses"]) == 1
    assert "columns are separated by" in said(es.check(path))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_encodings_that_say_what_they_are(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "claims.csv"
    path.write_text("estimand,claimant,wording\nlosses,André 孙宅巍,5\n", encoding=encoding)
    assert es.read(path)["losses"][0].claimant.name == "André 孙宅巍"


@pytest.mark.parametrize(
    ("encoding", "name"), [("cp1252", "André"), ("gb18030", "孙宅巍"), ("shift_jis", "秦郁彦"), ("cp1251", "Иванов")]
)
def test_another_encoding_is_one_question_that_shows_the_answers(tmp_path: Path, encoding: str, name: str) -> None:
    path = tmp_path / "claims.csv"
    path.write_bytes(f"estimand,claimant,wording\nlosses,{name},5\nlosses,{name},6\n".encode(encoding))
    (fault,) = es.check(path)
    assert f"{encoding!r} ({name})" in fault.message
    assert es.read(path, encoding=encoding)["losses"][0].claimant.name == name


@pytest.mark.parametrize("encoding", ["nope", "zlib_codec", "rot13", "undefined", 5, "a\0b"])
def test_an_encoding_that_is_none(tmp_path: Path, encoding: Any) -> None:
    path = tmp_path / "claims.csv"
    path.write_text("estimand,claimant,wording\nlosses,A. Roe,5\n", encoding="utf-8")
    assert len(es.check(path, encoding=encoding)) == 1


@pytest.mark.parametrize(
    ("text", "lang", "number"),
    [
        ("73.790", "de", 73_790),
        ("73,5", "de", 73.5),
        ("73 790", "fr", 73_790),
        ("73,790", "en", 73_790),
        ("73.5", "de", 73.5),
    ],
)
def test_numbers_in_cells_in_the_language_of_the_row(text: str, lang: str, number: float) -> None:
    frame = {**without("wording"), "wording_lang": [lang], "low": [text], "high": [text], "unit": ["tons"]}
    assert es.read(frame)["losses"][0].range == es.point(number)


@pytest.mark.parametrize("text", ["30.000", "73,790", "1.5e5", "-3", "٣"])
def test_numbers_in_cells_without_a_language_are_digits(text: str) -> None:
    (fault,) = es.check({**without("wording"), "low": [text], "high": ["90000"]})
    assert (fault.row, fault.column, fault.value) == (2, "low", text)


def test_sheets_are_one_question(tmp_path: Path) -> None:
    path = made(tmp_path / "claims.xlsx", [["losses", "A. Roe", "5", "k"]])
    book = openpyxl.load_workbook(path)
    more = book.create_sheet("more")
    for row in (
        ["estimand", "claimant", "wording", "source"],
        ["losses", "B. Poe", "6", "k"],
        ["gain", "B. Poe", "7", ""],
    ):
        more.append(row)
    book.save(path)
    (fault,) = es.check(path)
    assert "'Sheet' (2 rows), 'more' (3 rows)" in fault.message
    assert len(es.read(path, sheet="Sheet")["losses"]) == 1
    assert list(es.read(path, sheet=2)) == ["losses", "gain"]
    assert [claim.claimant.name for claim in es.read(path, sheet=["Sheet", "more"])["losses"]] == ["A. Roe", "B. Poe"]
    for none in ("less", 0, 3, [], {}, True):
        assert len(es.check(path, sheet=none)) == 1


def test_columns_without_a_name_are_kept_and_empty_ones_are_none(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_text(",estimand,,claimant,wording\n1,losses,,A. Roe,5\n", encoding="utf-8")
    assert es.read(path)["losses"][0].extra == (("column 1", "1"),)


def test_rows_have_the_names_of_the_owners_program() -> None:
    frame = pd.DataFrame(table(wording=["1.000"]), index=["first"])
    (fault,) = es.check(frame)
    assert str(fault).startswith("<frame>, row 2 (index 'first'), column wording")


@pytest.mark.parametrize(
    "columns", [["Author"], {"Author": ["claimant"]}, {None: None}, float("nan"), {float("nan"): "claimant"}, 5]
)
def test_columns_that_pair_no_names(columns: Any) -> None:
    assert any("columns=" in fault.message for fault in es.check(CLAIMS, columns=columns))


@pytest.mark.parametrize(
    "given", ["a" * 5000, "\0", "\ud800", "a\ud800.csv", "/dev/null", {"a": 5}, {"a": [1], "b": []}, {"a": "x"}]
)
def test_what_can_be_no_input(given: Any) -> None:
    (fault,) = es.check(given)
    assert len(str(fault)) < 1000
    str(fault).encode("utf-8")


def test_paths_that_lead_in_a_circle(tmp_path: Path) -> None:
    for name, other in (("one", "two"), ("two", "one")):
        (tmp_path / name).symlink_to(tmp_path / other)
    for path in (tmp_path / "one", tmp_path / "one" / "claims.csv", tmp_path / "one" / "datapackage.json"):
        assert len(es.check(path)) == 1


@pytest.mark.parametrize("column", ["claimant", "wording", "my remark"])
def test_halves_of_letters_are_faults(column: str) -> None:
    """What no file in UTF-8 can hold would fail when the dataset is written."""
    (fault,) = es.check(table(**{column: ["a\ud800"]}))
    assert fault.column == column
    assert "U+D800" in fault.message


class Unwilling:
    def __str__(self) -> str:
        raise RuntimeError("no text")


CELLS = [10**5000, Unwilling(), [1], {"a": 1}, float("inf"), b"x", 1j]


@pytest.mark.parametrize("cell", CELLS, ids=range(len(CELLS)))
def test_cells_of_a_frame_that_are_no_text(cell: Any) -> None:
    assert {fault.row for fault in es.check(table(low=[cell], wording=[""]))} == {2}


@pytest.mark.parametrize(
    ("column", "cells"),
    [("as_of", ["1937-12-08", "1937-12-12"]), ("place", ["the city", "the zone"]), ("claimed", ["1946", "1947"]),
     ("scope_note", ["July", "August"])],
)  # fmt: skip
def test_two_numbers_of_one_claimant_are_asked_about_unless_they_speak_of_different_things(
    column: str, cells: list[str]
) -> None:
    twice: dict[str, list[Any]] = {name: [*cells_, *cells_] for name, cells_ in CLAIMS.items()}
    twice |= {"wording": ["1,000", "2,000"], "scope": ["narrower", "narrower"]}
    assert "gives different numbers" in said(es.check(twice))
    assert "gives different numbers" not in said(es.check({**twice, column: cells}))


def test_a_question_about_one_column_is_not_asked_twice() -> None:
    """What "Figure" and "Estimate" may mean includes the columns that are missing."""
    frame = {"Figure": ["losses"], "Author": ["A. Roe"], "Estimate": ["5"], "Reference": ["k"]}
    assert [fault.column for fault in es.check(frame)] == ["Figure", "Estimate"]
    answered = es.read(frame, columns={"Figure": "estimand", "Estimate": "wording"})
    assert str(answered["losses"][0]) == "A. Roe: 5"
    (fault,) = es.check(frame, columns={"Estimate": "wording"})
    assert fault.column == "Figure"


def test_headings_and_footnotes_are_no_claims(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Western estimates", None, None, None],
        ["losses", "A. Roe", "5", "k"],
        [None, None, None, "check again"],
        ["* without the missing", None, None, None],
    ]
    path = made(tmp_path / "claims.xlsx", rows)
    found = es.check(path)
    assert found == ()
    (notice,) = found.notices
    assert (notice.row, notice.other_rows) == (2, (4, 5))
    assert "'Western estimates', 'check again', '* without the missing'" in notice.message
    assert len(es.read(path)["losses"]) == 1
    incomplete = made(tmp_path / "incomplete.xlsx", [["losses", "A. Roe", None, "k"], ["losses", None, "5", "k"]])
    assert [(fault.row, fault.column) for fault in es.check(incomplete)] == [(2, "wording"), (3, "claimant")]


@pytest.mark.parametrize("text", ["?", "n/a", "—"])
def test_no_source_is_none(text: str) -> None:
    frame = table(source=[text])
    assert es.read(frame)["losses"][0].source == ()
    assert any("1 claim names no source" in notice.message for notice in es.check(frame).notices)


def test_the_sheet_that_looks_like_claims_is_offered(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Notes"])
    data = book.create_sheet("Data")
    for row in (["claimant", "wording", "estimand"], ["A. Roe", "5", "losses"]):
        data.append(row)
    book.save(tmp_path / "claims.xlsx")
    (fault,) = es.check(tmp_path / "claims.xlsx")
    assert "sheet='Data'" in fault.message


def test_the_same_number_twice_by_one_claimant_is_noticed() -> None:
    frame = {name: cells * 2 for name, cells in CLAIMS.items()} | {"wording": ["3,552", "3552"]}
    assert any("one claim twice" in notice.message for notice in es.check(frame).notices)


def test_a_header_among_claims_that_use_its_words() -> None:
    """A figure called "population", told by a claimant called "Author": the header has far more names."""
    frame = table(estimand=["population"], claimant=["Author"], estimand_measure=["population"], place=["Central"])
    assert list(es.read(frame)) == ["population"]


@pytest.mark.parametrize("name", ["rwanda-1994", "nanking-1937", "world-population"])
def test_the_frame_of_a_dataset_has_its_claims(name: str) -> None:
    dataset = es.load(name)
    again = es.read(es.to_frame(dataset), sources=dataset.sources)
    read = {claim.id: claim for dossier in again.values() for claim in dossier}
    claims = [claim for dossier in dataset.values() for claim in dossier]
    assert len(read) == len(claims)
    for claim in claims:
        other = read[claim.id]
        assert (claim.range, claim.share, claim.wording) == (other.range, other.share, other.wording)


def test_the_documentation_lists_the_columns_and_the_names_that_are_recognised() -> None:
    """``python tools/schema_pages.py`` writes the pages."""
    root = Path(__file__).parents[2]
    spec = importlib.util.spec_from_file_location("schema_pages", root / "tools" / "schema_pages.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    for name, page in tool.PAGES.items():
        assert (tool.DOCS / f"{name}.md").read_text(encoding="utf-8") == page(), name


BARE = {"estimand": ["losses"] * 3, "claimant": ["A. Roe*", "Bert Poe", "A. Roe"], "low": ["5", "", ""],
        "high": ["6", "", ""], "In words": ["", "about 7", "8"], "source": ["a", "b", "c"]}  # fmt: skip


def test_rows_without_numbers_ask_once_for_the_column_of_the_words() -> None:
    (fault,) = es.check(BARE)
    assert (fault.row, fault.column) == (3, "wording")
    assert "no numbers in rows 3–4" in fault.message
    assert "columns={'In words': 'wording'}" in fault.message
    assert [str(claim.range) for claim in es.read(BARE, columns={"In words": "wording"})["losses"]] == [
        "5–6",
        "c. 7",
        "8",
    ]


def test_a_footnote_mark_makes_no_second_claimant() -> None:
    dataset = es.read(BARE, columns={"In words": "wording"})
    assert list(dataset.claimants) == ["A. Roe", "Bert Poe"]
    assert "footnote marks are taken off names (row 2): 'A. Roe*'" in [notice.message for notice in dataset.notices]
    names = {**BARE, "claimant": ["*", "Roe II", "Poe 2"]}
    assert list(es.read(names, columns={"In words": "wording"}).claimants) == ["*", "Roe II", "Poe 2"]


def test_marks_that_an_encyclopedia_puts_behind_names_are_taken_off() -> None:
    given = {"Estimand[1]": ["losses[a]", "losses", "losses [note 2]"], "Author[b]": ["A. Roe[12][c]", "A. Roe", "B*"],
             "wording": ["5", "6", "7[3]"], "Ref.[4]": ["Roe 1990"] * 3}  # fmt: skip
    dataset = es.read(given)
    assert list(dataset) == ["losses"]
    assert list(dataset.claimants) == ["A. Roe", "B"]
    said = [notice.message for notice in dataset.notices if "footnote" in notice.message]
    assert said == ["footnote marks are taken off names (rows 2, 4): 'A. Roe[12][c]', 'B*'",
                    "footnote marks are taken off names (rows 2, 4): 'losses[a]', 'losses [note 2]'"]  # fmt: skip


def test_a_side_of_the_battle_is_one_question() -> None:
    given = {"Side": ["French", "French", "Russian", "Russian"], "claimant": ["A", "B", "A", "B"],
             "wording": ["1", "2", "3", "4"], "source": ["s"] * 4}  # fmt: skip
    (fault,) = es.check(given, estimand="losses")
    assert (fault.row, fault.column, fault.value) == (4, "side", "Russian")
    assert "claimant 'A' has 'French' here in another row (also in row 5)" in fault.message
    assert "columns={'Side': None}" in fault.message
    assert es.check(given, columns={"Side": None}, estimand="losses") == ()
    missing = [fault.message for fault in es.check(given)]
    assert any("columns={'Side': 'estimand'}" in message for message in missing)
    assert list(es.read(given, columns={"Side": "estimand"})) == ["French", "Russian"]


@pytest.mark.parametrize("text", ["2 500", "2\u00a0500", "2\u202f500", "2'500", "2’500"])
def test_a_space_between_thousands_needs_no_language(text: str) -> None:
    given = {**without("wording"), "low": [text], "high": ["1 200 000"]}
    assert es.read(given)["losses"][0].range == es.between(2500, 1_200_000)
    for unclear in ("2 50", "2 5000", "2,500", "2.500", "12 34 567", "1,200 500", "1.200,500.5", "1,20,000"):
        (fault,) = es.check({**given, "low": [unclear]})
        assert fault.column == "low"


def test_a_column_without_a_name_is_named_once(tmp_path: Path) -> None:
    (tmp_path / "claims.csv").write_text("estimand,claimant,wording,source,\na,A,5,s,seen\n", encoding="utf-8")
    (notice,) = (one for one in es.check(tmp_path / "claims.csv").notices if "has no name" in one.message)
    assert str(notice).count("column 5") == 2
    assert "column column" not in str(notice)


@pytest.mark.parametrize(
    ("words", "said"),
    [("no reliable figure", "say so in range_means: no number"), ("25 %", "fill share_of with its id")],
)
def test_words_that_are_no_count_lead_on(words: str, said: str) -> None:
    (fault,) = es.check({"estimand": ["losses"], "claimant": ["A"], "wording": [words], "source": ["a"]})
    assert said in fault.message


def test_an_address_of_zotero_is_shown_as_the_citation_key() -> None:
    work = {"id": "http://zotero.org/users/1/items/ABCD", "citation-key": "roe1999", "type": "book", "title": "One War",
            "author": [{"family": "Roe"}], "issued": {"date-parts": [["1999"]]}}  # fmt: skip
    frame = {"estimand": ["losses"], "claimant": ["A"], "wording": ["5"], "source": ["Roe 1999, p. 3"]}
    dataset = es.read(frame, sources=[work])
    assert dataset.matches[0].key == "roe1999[3]"
    assert "is read as roe1999[3]" in [notice.message for notice in dataset.notices]
    again = es.read({**frame, "source_key": ["roe1999[3]"]}, sources=[work])
    assert again["losses"][0].source == dataset["losses"][0].source


def test_claims_on_one_figure_that_count_different_things_are_noticed() -> None:
    frame = {"estimand": ["losses"] * 3, "claimant": ["A", "B", "C"], "wording": ["5", "9", "6"], "source": ["a"] * 3,
             "measure": ["killed", "killed and wounded", "killed"]}  # fmt: skip
    (said,) = [notice.message for notice in es.check(frame).notices if notice.column == "measure"]
    assert "'killed' or 'killed and wounded'" in said
    assert "estimand_measure" in said
    stated = {**frame, "estimand_measure": ["killed"] * 3}
    assert not [notice for notice in es.check(stated).notices if notice.column == "measure"]
    assert len(es.compare(es.read(stated)["losses"]).set_aside) == 1


def test_a_reference_in_words_is_named_once_below_a_figure() -> None:
    dossier = es.dossier("Losses", [("A", "5", "A letter of 3 May 1998"), ("B", "6")], measure="killed")
    assert es.caption(es.plot_intervals(dossier)).count("A letter of 3 May 1998") == 1


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_one_known_name_is_enough_to_see_what_separates_the_columns(tmp_path: Path, separator: str) -> None:
    path = tmp_path / "claims.csv"
    path.write_text(f"claimant{separator}foo\nA{separator}1\n", encoding="utf-8")
    faults = es.check(path)
    assert faults
    assert "the table has 'claimant', 'foo'" in faults[0].message
    assert sum("the table has" in fault.message for fault in faults) == 1


def test_the_place_of_one_claim_is_not_that_of_the_figure() -> None:
    """What all rows say of themselves the figure says; what one says stays with its claim."""
    two = {name: cells * 2 for name, cells in CLAIMS.items()}
    both = es.read(two | {"place": ["Nanking", "Nanking"]})["losses"]
    assert (both.estimand.place, [claim.place for claim in both]) == ("Nanking", ["", ""])
    one = es.read(two | {"place": ["", "Bank of the Yangtze"]})["losses"]
    assert (one.estimand.place, [claim.place for claim in one]) == ("", ["", "Bank of the Yangtze"])


@pytest.mark.parametrize("name", ["nanking-1937", "nanking-population", "paris-commune-1871"])
def test_the_frame_of_a_dataset_has_the_place_of_each_claim(name: str) -> None:
    dataset = es.load(name)
    again = es.read(es.to_frame(dataset))
    assert [e.place for d in again.values() for e in d] == [e.place for d in dataset.values() for e in d]


def test_a_synonym_given_as_our_name_is_answered_with_our_name() -> None:
    first, *_ = es.check({"src": ["A"], "wording": ["5"], "estimand": ["x"]}, columns={"src": "author"})
    assert "'author'; did you mean 'claimant'?" in first.message


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,200,000", 1_200_000), ("1,200.5", 1200.5), ("2 500.25", 2500.25), ("12,345.678", 12345.678)],
)  # fmt: skip
def test_separators_with_one_reading_need_no_language(text: str, number: float) -> None:
    found = es.read({**without("wording"), "low": [text], "unit": ["tonnes"]})
    assert found["losses"][0].range == es.at_least(number)


def test_thousands_and_decimals_of_a_language_stand_together() -> None:
    given = {**without("wording"), "low": ["1.200,5"], "high": ["1.200.000,25"], "unit": ["tonnes"]}
    assert es.read(given, wording_lang="de")["losses"][0].range == es.between(1200.5, 1_200_000.25)
    assert {fault.column for fault in es.check(given, wording_lang="en")} == {"low", "high"}


GERMAN = {**without("wording"), "low": ["2.500"], "high": ["4.000"]}


def test_the_language_of_a_whole_table_is_named_once() -> None:
    low, high = es.check(GERMAN)
    assert (low.column, high.column) == ("low", "high")
    assert low.message == "may be 2500 or 2.5; write it without separators, or name the language of the table: " \
                          "wording_lang='de'"  # fmt: skip
    assert es.read(GERMAN, wording_lang="de")["losses"][0].range == es.between(2500, 4000)
    (english,) = es.check({**GERMAN, "low": ["12,000"], "high": ["13000"]})
    assert "wording_lang='en'" in english.message
    words = es.read({**table(), "wording": ["etwa 2.500"]}, wording_lang="de")["losses"][0]
    assert (str(words.range), words.wording_lang) == ("c. 2,500", "de")


def test_a_language_is_named_once(tmp_path: Path) -> None:
    (fault,) = (one for one in es.check(GERMAN, wording_lang="it") if one.column == "wording_lang")
    assert "'en', 'de', 'fr', 'es', 'zh' or 'ja'" in fault.message
    (fault,) = es.check({**table(), "wording_lang": ["en"]}, wording_lang="de")
    assert "this one has it" in fault.message
    es.write(es.read(table()), tmp_path / "folder")
    (fault,) = es.check(tmp_path / "folder", wording_lang="de")
    assert "wording_lang= is for a single table" in fault.message
