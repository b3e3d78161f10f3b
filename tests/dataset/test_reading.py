"""Reading: every fault of an input at once, with file, row, column, value and what is allowed."""

from __future__ import annotations

import csv
import errno
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import estimates as es

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small dataset of its own: two estimands, three claimants, four estimates, a bias note, a link."""
    tables = {
        "estimands.csv": [
            ["id", "label", "measure", "side", "period", "at_most"],
            ["garrison", "Garrison", "strength", "China", "1937-12", ""],
            ["deaths", "Deaths", "killed", "China", "1937-12", "garrison"],
        ],
        "claimants.csv": [
            ["id", "name", "role", "side"],
            ["askew", "David Askew", "scholar", ""],
            ["hata", "Ikuhiko Hata", "scholar", ""],
            ["japan", "Japanese claim", "belligerent", "Japan"],
        ],
        "estimates.csv": [
            ["id", "estimand", "claimant", "wording", "low", "high", "best", "high_open", "claimed", "source", "via"],
            ["askew", "garrison", "askew", "73,790 to 81,500", "73790", "81500", "", "", "2003", "askew2003[173]", ""],
            ["hata-garrison", "garrison", "hata", "100,000", "", "", "", "", "", "", "battle[12]"],
            ["hata-deaths", "deaths", "hata", "50,000", "50000", "50000", "", "", "", "", "battle[54]"],
            ["japan-deaths", "deaths", "japan", "up to 84,000", "", "84000", "", "", "", "", "battle[54]"],
        ],
        "bias.csv": [
            ["id", "said_by", "about_side", "about_subject_side", "measure", "direction", "strength", "via"],
            ["b1", "askew", "Japan", "China", "killed", "inflated", "finding", "battle[54]"],
        ],
        "links.csv": [
            ["from", "relation", "to", "source"],
            ["hata-deaths", "disputes", "japan-deaths", "battle[54]"],
        ],
    }
    target = tmp_path / "mine"
    target.mkdir()
    for name, rows in tables.items():
        with (target / name).open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
    items = [{"id": "askew2003", "author": [{"family": "Askew"}], "issued": {"date-parts": [[2003]]}},
             {"id": "battle", "title": "Battle of Nanking"}]  # fmt: skip
    (target / "sources.json").write_text(json.dumps(items), encoding="utf-8")
    resources = [{"name": Path(n).stem, "path": n} for n in [*tables, "sources.json"]]
    (target / "datapackage.json").write_text(json.dumps({"name": "mine", "resources": resources}), encoding="utf-8")
    return target


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_sound_folder_has_no_faults(folder: Path) -> None:
    assert es.check(folder) == ()
    dataset = es.read(folder)
    assert list(dataset) == ["garrison", "deaths"]
    garrison, deaths = dataset.values()
    assert [str(e) for e in garrison] == ["David Askew: 73,790–81,500", "Ikuhiko Hata: 100,000"]
    assert deaths["japan"].range == es.at_most(84_000)
    assert deaths["hata"].citations[0].via.locator == "54"
    assert deaths.notes_on(deaths["japan"])[0].said_by.name == "David Askew"
    assert deaths.notes_on(deaths["hata"]) == ()
    assert deaths.links[0].to_id == "japan-deaths"
    assert es.cite(garrison["askew"], style="label") == "Askew 2003, 173"
    assert es.cite(garrison["hata"], style="label") == "as read in “Battle of Nanking”, 12"
    assert es.read(folder / "datapackage.json") == dataset


# file, what stands there, what is put there, and then: row, column, a part of the value, a part of the message
BROKEN = [
    ("estimates.csv", "askew,garrison,", "askew,garison,", 2, "estimand", "garison", "did you mean 'garrison'"),
    ("estimates.csv", "deaths,japan,", "deaths,japon,", 5, "claimant", "japon", "did you mean 'japan'"),
    ("estimates.csv", "askew2003[173]", "askew203[173]", 2, "source", "askew203", "did you mean 'askew2003'"),
    ("estimates.csv", "hata-deaths,deaths", "askew,deaths", 4, "id", "askew", "is the id of row 2 too"),
    ("estimates.csv", ",73790,81500,", ",73790,81600,", 2, "low", "81600", "the words say 73,790–81,500"),
    ("estimates.csv", ",73790,81500,", ",73790,,", 2, "low", "73790", "the words say 73,790–81,500"),
    ("estimates.csv", '"73,790 to 81,500",73790,81500', ",81500,73790", 2, "low", "81500", "reversed"),
    ("estimates.csv", ",73790,81500,,", ",73790,81500,90000,", 2, "low", "90000", "lies above the high end"),
    ("estimates.csv", '"up to 84,000",,84000,', ",,84000,90000", 5, "low", "90000", "lies above the high end"),
    ("estimates.csv", ",73790,81500,", ',"73,790",81500,', 2, "low", "73,790", "without separators or units: 73790"),
    ("estimates.csv", ",73790,81500,", ",73790,about 81500,", 2, "high", "about 81500", "must be a number"),
    ("estimates.csv", ",73790,81500,", ",-5,81500,", 2, "low", "-5", "zero or more"),
    ("estimates.csv", ",2003,askew", ",Dec-37,askew", 2, "claimed", "Dec-37", "1937-12"),
    ("estimates.csv", ",2003,askew", ",April 2003,askew", 2, "claimed", "April 2003", "2003-04"),
    ("estimates.csv", '"up to 84,000",,84000,,', '"up to 84,000",,84000,,yes', 5, "high_open", "yes", "true, false"),
    ("estimates.csv", '"100,000",,', '"100.000",,', 3, "wording", "100.000", ""),
    ("estimates.csv", '"100,000",,', '"20,000 (or 25,000 with police)",,', 3, "wording", "25,000", "split"),
    ("estimates.csv", '"100,000",,', ",,", 3, "wording", "", "neither words nor numbers"),
    ("estimates.csv", "askew2003[173]", "askew2003[173", 2, "source", "askew2003[173", "ends with ']'"),
    ("estimates.csv", "askew2003[173]", "askew2003[17]3]", 2, "source", "askew2003[17]3]", "write a ']' within"),
    (
        "estimates.csv",
        "id,estimand,claimant",
        "id,estimnd,claimant",
        1,
        "estimand",
        "",
        "is the column 'estimnd' meant",
    ),
    ("estimates.csv", ",best,", ",bset,", 1, "bset", "bset", "did you mean 'best'"),
    ("estimates.csv", ",best,", ",low,", 1, "low", "low", "two columns have this name"),
    ("estimates.csv", "hata-garrison,garrison,hata", "hata-garrison,garrison,hata,more", 3, "", "more", "has 12 cells"),
    ("claimants.csv", "hata,Ikuhiko Hata,scholar", "hata,Ikuhiko Hata,scolar", 3, "role", "scolar", "'scholar'"),
    ("claimants.csv", "hata,Ikuhiko Hata", "hata,", 3, "name", "", "must not be empty"),
    ("estimands.csv", ",garrison", ",garison", 3, "at_most", "garison", "did you mean 'garrison'"),
    ("estimands.csv", "1937-12,", "1937-13,", 2, "period", "1937-13", ""),
    ("estimands.csv", ",period", ",perriod", 1, "perriod", "perriod", "did you mean 'period'"),
    ("bias.csv", "b1,askew", "b1,askw", 2, "said_by", "askw", "did you mean 'askew'"),
    (
        "bias.csv",
        "inflated,finding",
        "exaggerated,finding",
        2,
        "direction",
        "exaggerated",
        "'inflated' or 'downplayed'",
    ),
    ("bias.csv", "b1,askew,Japan", "b1,askew,", 2, "", "", "about one of"),
    (
        "links.csv",
        "disputes,japan-deaths",
        "disputes,japan-death",
        2,
        "to",
        "japan-death",
        "did you mean 'japan-deaths'",
    ),
    ("links.csv", "disputes", "denies", 2, "relation", "denies", "must be"),
    ("datapackage.json", "estimates.csv", "../estimates.csv", None, "path", "../estimates.csv", "stays within"),
    ("datapackage.json", "estimates.csv", "estimate.csv", None, "path", "estimate.csv", "no such file"),
    ("datapackage.json", '"name": "links"', '"name": "linkz"', None, "resources[4].name", "linkz", "not one of"),
    ("datapackage.json", '{"name": "mine", ', "{", None, "", "", "'name' is a required property"),
    ("datapackage.json", '{"name"', '{"name', 1, "", "", "not well-formed JSON"),
    ("sources.json", '{"id": "battle", ', "{", 1, "[1]", "", "'id' is a required property"),
    ("sources.json", '"askew2003"', '"battle"', 1, "battle.id", "battle", "two works have this key"),
]


@pytest.mark.parametrize(("file", "old", "new", "row", "column", "value", "said"), BROKEN)
def test_each_fault_is_told_at_its_place(
    folder: Path, file: str, old: str, new: str, row: int | None, column: str, value: str, said: str
) -> None:
    change(folder, file, old, new)
    faults = [f for f in es.check(folder) if (f.file, f.row, f.column) == (file, row, column)]
    assert len(faults) == 1, es.check(folder)
    assert value in faults[0].value
    assert said in faults[0].message
    with pytest.raises(es.DatasetError) as caught:
        es.read(folder)
    assert faults[0] in caught.value.faults
    assert isinstance(caught.value, ValueError)


def test_all_faults_come_in_one_report(folder: Path) -> None:
    """Four rows broken in four ways are four faults, in the order of the file."""
    for file, old, new in [BROKEN[0][:3], BROKEN[1][:3], BROKEN[13][:3], BROKEN[16][:3]]:
        change(folder, file, old, new)
    found = [(f.row, f.column) for f in es.check(folder)]
    assert sorted(found) == [(2, "claimed"), (2, "estimand"), (3, "wording"), (5, "claimant")]
    assert [row for row, _ in found] == [2, 2, 3, 5]


def test_bytes_that_are_no_utf8(folder: Path) -> None:
    path = folder / "claimants.csv"
    path.write_bytes(path.read_bytes().replace(b"Ikuhiko Hata", b"Andr\xe9 Hata"))
    (fault, *_) = es.check(folder)
    assert (fault.file, fault.row) == ("claimants.csv", 3)
    assert "0xe9 is not UTF-8" in fault.message


def test_semicolons_between_columns_get_a_plain_sentence(folder: Path) -> None:
    path = folder / "claimants.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")
    (fault, *_) = es.check(folder)
    assert (fault.file, fault.row) == ("claimants.csv", 1)
    assert "separated by ';'" in fault.message


def test_a_byte_order_mark_changes_nothing(folder: Path) -> None:
    """Excel begins every 'CSV UTF-8' with one, and there is only one way to read it."""
    before = es.read(folder)
    path = folder / "estimates.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert es.read(folder) == before


@pytest.mark.parametrize("file", ["estimands.csv", "claimants.csv", "estimates.csv"])
def test_empty_and_missing_files(folder: Path, file: str) -> None:
    (folder / file).write_text("", encoding="utf-8")
    assert any(f.file == file and "is empty" in f.message for f in es.check(folder))
    (folder / file).unlink()
    assert any(f.value == file and "no such file" in f.message for f in es.check(folder))


TABLES = ["estimands.csv", "claimants.csv", "estimates.csv", "bias.csv", "links.csv", "sources.json"]


@pytest.mark.parametrize("content", [None, b"", b"\xff\xff"], ids=["missing", "empty", "not UTF-8"])
@pytest.mark.parametrize("file", TABLES)
def test_a_table_that_cannot_be_read_is_one_fault(folder: Path, file: str, content: bytes | None) -> None:
    """No id that another table names is missing, where it may be in the one that was not read."""
    if content is None:
        (folder / file).unlink()
    else:
        (folder / file).write_bytes(content)
    (fault,) = es.check(folder)
    assert file in (fault.file, fault.value)


@pytest.mark.parametrize("file", ["estimands.csv", "claimants.csv", "estimates.csv"])
def test_a_table_without_ids_makes_no_id_unknown(folder: Path, file: str) -> None:
    (folder / file).write_text("name\nx\n", encoding="utf-8")
    faults = es.check(folder)
    assert faults
    assert {fault.file for fault in faults} == {file}
    assert not any("has this id" in fault.message for fault in faults)


@pytest.mark.parametrize("name", ["estimands", "claimants", "estimates", "bias", "sources"])
def test_a_workbook_from_which_a_sheet_was_deleted_says_so(folder: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / "mine.xlsx"
    es.write(es.read(folder), path)
    book = openpyxl.load_workbook(path)
    del book[name]
    book.save(path)
    (fault,) = es.check(path)
    assert name in fault.value
    assert fault.message == "the workbook has no sheet for this table"


def test_a_table_that_the_descriptor_does_not_name(folder: Path) -> None:
    change(folder, "datapackage.json", '{"name": "claimants", "path": "claimants.csv"}, ', "")
    assert any("the table 'claimants' is required" in f.message for f in es.check(folder))


def test_a_link_that_leads_out_of_the_folder(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.csv"
    shutil.move(folder / "bias.csv", outside)
    (folder / "bias.csv").symlink_to(outside)
    assert any("leads out of the dataset's folder" in f.message for f in es.check(folder))


@pytest.mark.parametrize("name", ["None", "NO", "n/a", "NULL", "nan", "TRUE", "-"])
def test_words_are_words(folder: Path, name: str) -> None:
    """A claimant may be called anything; no cell is taken for a missing value but the empty one."""
    change(folder, "claimants.csv", "Ikuhiko Hata", name)
    assert es.read(folder).claimants["hata"].name == name


def test_a_locator_may_hold_what_parts_citations(folder: Path) -> None:
    change(folder, "estimates.csv", "askew2003[173]", r"askew2003[173; n. 2 \[sic\]]; battle")
    first, second = es.read(folder)["garrison"]["askew"].source
    assert (first.source.key, first.locator) == ("askew2003", "173; n. 2 [sic]")
    assert (second.source.key, second.locator) == ("battle", "")


def test_words_without_a_number_are_kept_when_said_so(folder: Path) -> None:
    change(folder, "estimates.csv", '"100,000",,', "an uncounted multitude,,")
    (fault,) = es.check(folder)
    assert (fault.row, fault.column) == (3, "wording")
    change(folder, "estimates.csv", ",claimed,", ",range_means,")
    change(folder, "estimates.csv", ",2003,", ",,")
    change(folder, "estimates.csv", "multitude,,,,,", "multitude,,,,,no number")
    assert es.read(folder)["garrison"]["hata"].reading == "“an uncounted multitude”"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        *((given, "is neither a path") for given in (42, None, b"x", [])),
        ("nowhere.csv", "no such file"),
        ("\0", "no such file"),
        (str(ROOT / "LICENSE"), "must be a folder"),
    ],
)
def test_what_is_no_dataset(given: object, said: str) -> None:
    (fault,) = es.check(given)
    assert said in fault.message


def test_a_folder_without_descriptor(tmp_path: Path) -> None:
    (fault,) = es.check(tmp_path)
    assert (fault.file, fault.row) == ("datapackage.json", None)


SHEET = [
    ["wording", "source", "claimant", "estimand", "role", "my remark"],
    ["73,790 to 81,500", "askew2003[173]", "David Askew", "garrison", "scholar", "checked"],
    ["about 150,000", "battle", "Tokushi Kasahara", "garrison", "scholar", ""],
    ["50,000", "battle[54]", "Ikuhiko Hata", "deaths", "scholar", ""],
]


def as_csv(path: Path) -> Path:
    with path.with_suffix(".csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(SHEET)
    return path.with_suffix(".csv")


def as_xlsx(path: Path) -> Path:
    book = openpyxl.Workbook()
    for row in SHEET:
        book.active.append(row)
    book.save(path.with_suffix(".xlsx"))
    return path.with_suffix(".xlsx")


def as_frame(path: Path) -> pd.DataFrame:
    return pd.DataFrame(SHEET[1:], columns=SHEET[0])


@pytest.mark.parametrize("made", [as_csv, as_xlsx, as_frame])
def test_a_single_spreadsheet_is_a_dataset(tmp_path: Path, made: Callable[[Path], object]) -> None:
    dataset = es.read(made(tmp_path / "claims"))
    assert {name: [str(e) for e in dossier] for name, dossier in dataset.items()} == {
        "garrison": ["David Askew: 73,790–81,500", "Tokushi Kasahara: c. 150,000"],
        "deaths": ["Ikuhiko Hata: 50,000"],
    }
    assert [e.id for e in dataset["garrison"]] == ["david-askew-garrison", "tokushi-kasahara-garrison"]
    assert dataset["garrison"]["david-askew"].extra == (("my remark", "checked"),)
    assert dataset["garrison"]["david-askew"].claimant.role == "scholar"
    assert list(dataset.sources) == ["askew2003", "battle"]


def test_a_bibliography_makes_unknown_keys_faults() -> None:
    items = [{"id": "askew2003", "title": "Defending Nanking"}, {"id": "batle"}]
    found = es.check(as_frame(Path()), sources=items)
    assert [(f.row, f.column, f.value) for f in found] == [(3, "source", "battle"), (4, "source", "battle[54]")]
    assert "did you mean 'batle'" in found[0].message


@pytest.mark.parametrize(
    "columns", [{"Author": "claimant", "What": "estimand"}, {"claimant": "Author", "estimand": "What"}]
)
def test_the_users_own_column_names(columns: dict[str, str]) -> None:
    frame = as_frame(Path()).rename(columns={"claimant": "Author", "estimand": "What"})
    assert len(es.read(frame, columns=columns)["garrison"]) == 2
    missing = es.check(frame)
    assert [f.column for f in missing] == ["estimand"]
    assert "columns={'your name': 'estimand'}" in missing[0].message
    assert ["'Author' is read as 'claimant'" in n.message for n in missing.notices] == [True]


def test_a_column_that_is_not_there() -> None:
    (fault,) = es.check(as_frame(Path()), columns={"Writer": "claimant"})
    assert "names none of the table's columns" in fault.message


def test_rows_that_say_different_things_of_one_claimant() -> None:
    frame = as_frame(Path())
    frame["claimant"] = "David Askew"
    frame["role"] = ["scholar", "tribunal", "scholar"]
    found = es.check(frame)
    assert [(f.row, f.column, f.value) for f in found] == [(3, "role", "tribunal")]


def test_what_all_rows_count_is_what_the_estimand_counts() -> None:
    frame = as_frame(Path())
    frame["measure"] = ["strength", "strength", "killed"]
    dataset = es.read(frame)
    assert [d.estimand.measure for d in dataset.values()] == ["strength", "killed"]
    assert {e.measure for d in dataset.values() for e in d} == {""}


def test_numbers_and_dates_of_a_spreadsheet(tmp_path: Path) -> None:
    """Cells that hold numbers are read; a cell that the spreadsheet has turned into a date is refused."""
    book = openpyxl.Workbook()
    book.active.append(["estimand", "claimant", "wording", "source", "low", "high", "claimed"])
    book.active.append(["garrison", "Askew", None, "a", 73790, 81500.0, 2003])
    book.active.append(["garrison", "Hata", 100000, "b", None, None, pd.Timestamp("1937-12-01").to_pydatetime()])
    book.save(tmp_path / "claims.xlsx")
    (fault,) = es.check(tmp_path / "claims.xlsx")
    assert (fault.row, fault.column) == (3, "claimed")
    book.active["G3"] = None
    book.save(tmp_path / "claims.xlsx")
    assert [str(e) for e in es.read(tmp_path / "claims.xlsx")["garrison"]] == ["Askew: 73,790–81,500", "Hata: 100,000"]


def test_a_frame_of_ours_can_be_read_again(folder: Path) -> None:
    dataset = es.read(folder)
    frame = es.to_frame(dataset)[["estimand", "claimant", "wording", "low", "high", "source"]]
    again = es.read(frame, sources=dataset.sources)
    assert [e.range for d in again.values() for e in d] == [e.range for d in dataset.values() for e in d]


def test_shipped_datasets() -> None:
    assert "nanking-1937" in es.datasets()
    with pytest.raises(es.UnknownNameError, match="did you mean 'nanking-1937'"):
        es.load("nankin-1937")


@pytest.mark.parametrize(
    ("text", "row", "column", "said"),
    [
        ("a,b\0c,5,k", 2, "claimant", "control character (U+0000)"),
        ("a,b," + "9" * 5000 + ",k", 2, "wording", "got 5,000"),
        ("a,b," + "9" * 50_000 + ",k", 2, "", "50,000 characters"),
        ('a,b,"5,k', 2, "", "not well-formed CSV"),
    ],
)
def test_cells_that_are_no_text(tmp_path: Path, text: str, row: int, column: str, said: str) -> None:
    path = tmp_path / "claims.csv"
    path.write_text(f"estimand,claimant,wording,source\n{text}\n", encoding="utf-8")
    (fault,) = es.check(path)
    assert (fault.row, fault.column) == (row, column)
    assert said in fault.message


@pytest.mark.parametrize(("data", "said"), [(b"hello", "not a readable .xlsx"), (b"", "not a readable .xlsx")])
def test_a_workbook_that_is_none(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "claims.xlsx").write_bytes(data)
    (fault,) = es.check(tmp_path / "claims.xlsx")
    assert said in fault.message


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        ("nowhere.json", "cannot be read"),
        (5, "a list of works in CSL-JSON"),
        ([1], "not of type 'object'"),
        ({"a": 1}, "not of type 'object'"),
        ([{"title": "a"}], "'id' is a required property"),
    ],
)
def test_a_bibliography_that_is_none(sources: object, said: str) -> None:
    faults = es.check(as_frame(Path()), sources=sources)
    assert said in faults[0].message


@pytest.mark.parametrize("columns", ["x", {1: 2}])
def test_columns_that_are_no_names(columns: object) -> None:
    (fault,) = es.check(as_frame(Path()), columns=columns)  # type: ignore[arg-type]
    assert "columns=" in fault.message


@pytest.mark.parametrize(
    ("file", "old", "new", "row", "column", "said"),
    [
        ("bias.csv", "b1,askew,Japan", "b1,askew,Japn", 2, "about_side", "did you mean 'Japan'"),
        ("bias.csv", ",China,killed", ",Chna,killed", 2, "about_subject_side", "did you mean 'China'"),
        ("estimands.csv", ",garrison\r\n", ",deaths\r\n", 3, "at_most", "the estimand itself"),
        ("links.csv", "disputes,japan-deaths", "disputes,hata-deaths", 2, "to", "to itself"),
        ("estimates.csv", ",claimed,", ",wording_lang,", 2, "wording_lang", "must be a language's tag"),
    ],
)
def test_what_would_vanish_is_a_fault(
    folder: Path, file: str, old: str, new: str, row: int, column: str, said: str
) -> None:
    path = folder / file
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())
    (fault,) = es.check(folder)
    assert (fault.file, fault.row, fault.column) == (file, row, column)
    assert said in fault.message


def test_a_second_sheet_is_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in SHEET:
        book.active.append(row)
    book.create_sheet("more").append(["a claim"])
    book.save(tmp_path / "claims.xlsx")
    (fault,) = es.check(tmp_path / "claims.xlsx")
    assert fault.value == "more"
    assert "another sheet" in fault.message


def test_a_name_that_is_none_of_ours() -> None:
    (fault,) = es.check(as_frame(Path()), columns={"my remark": "nte"})
    assert "'my remark' a name that the format does not have: 'nte'; did you mean 'note'" in fault.message


def test_a_workbook_with_a_password_says_so(tmp_path: Path) -> None:
    (tmp_path / "claims.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (fault,) = es.check(tmp_path / "claims.xlsx")
    assert "password" in fault.message


def test_merged_cells_and_formulas_without_a_value_are_faults(tmp_path: Path) -> None:
    """Neither carries a value into a row, so that a claim would be lost."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["estimand", "source", "claimant", "wording"], ["garrison", "x", "Hata", "5"], ["", "y", "A", "=5*7"]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    book.save(tmp_path / "claims.xlsx")
    told = {(fault.row, fault.column, fault.value): fault.message for fault in es.check(tmp_path / "claims.xlsx")}
    assert "merged" in told[2, "", "A2:A3"]
    assert "formula" in told[3, "D", "=5*7"]


def test_a_name_with_a_semicolon_gets_an_id_of_its_own() -> None:
    rows = [{"estimand": "dead; or hurt", "claimant": "WPA3; also Hartman", "wording": "100", "source": "Hartman 1990"}]
    data = es.read(rows)
    assert [(who.id, who.name) for who in data.claimants.values()] == [("WPA3, also Hartman", "WPA3; also Hartman")]
    assert [(d.estimand.id, d.estimand.title) for d in data.values()] == [("dead, or hurt", "dead; or hurt")]
    assert data["dead, or hurt"][0].claimant.name == "WPA3; also Hartman"


@pytest.mark.parametrize(
    ("file", "column"),
    [
        ("links.csv", "from"), ("links.csv", "relation"), ("links.csv", "to"), ("bias.csv", "direction"),
        ("bias.csv", "said_by"), ("estimates.csv", "claimant"), ("estimates.csv", "id"), ("claimants.csv", "name"),
        ("claimants.csv", "id"), ("estimands.csv", "id"),
    ],
)  # fmt: skip
def test_a_table_without_a_column_that_it_needs_is_a_fault(folder: Path, file: str, column: str) -> None:
    """Whatever the column, nothing is raised but the report."""
    path = folder / file
    head, _, rest = path.read_text(encoding="utf-8").partition("\n")
    path.write_text(head.replace(column, "unnamed", 1) + "\n" + rest, encoding="utf-8")
    found = [(fault.file, fault.row, fault.column) for fault in es.check(folder)]
    assert (file, 1, column) in found
    with pytest.raises(es.DatasetError):
        es.read(folder)


@pytest.mark.parametrize(
    "path", ["x\0y.csv", "a" * 5_000, "/".join(["a"] * 3_000), "loop.csv", "pipe.csv", "\ud800.csv"]
)
def test_a_resource_that_no_file_can_be_is_a_fault(folder: Path, path: str) -> None:
    (folder / "loop.csv").symlink_to("loop.csv")
    os.mkfifo(folder / "pipe.csv")
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    next(one for one in descriptor["resources"] if one["name"] == "estimates")["path"] = path
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    assert "there is no such file in the dataset's folder" in [fault.message for fault in es.check(folder)]


@pytest.mark.parametrize("name", ["pipe.csv", "pipe.xlsx", "zero.csv"])
def test_a_pipe_or_a_device_is_not_waited_for(name: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    os.mkfifo(tmp_path / "pipe.xlsx")
    (tmp_path / "zero.csv").symlink_to("/dev/zero")
    (fault,) = es.check(tmp_path / name)
    assert "is a pipe or a device" in fault.message


def test_a_folder_that_must_not_be_looked_into_is_a_fault(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path) -> bool:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "is_file", refused)
    (fault,) = es.check(folder)
    assert fault.message == f"the folder {folder.name!r} cannot be read: Permission denied"
    with pytest.raises(es.DatasetError):
        es.read(folder)
