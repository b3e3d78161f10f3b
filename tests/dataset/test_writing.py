"""Writing: nothing is lost, and nothing is half-written."""

from __future__ import annotations

import csv
import tempfile
import time
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from attrs import evolve
from frictionless import Package
from hypothesis import HealthCheck, assume, given, settings

import estimates as es
from estimates.dataset.templates import new_table
from tests.strategies import datasets


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(datasets())
def test_reading_what_was_written_gives_the_dataset(dataset: es.Dataset) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = es.write(dataset, Path(scratch) / "out")
        assert es.read(folder) == dataset
        assert es.write(es.read(folder), folder) == folder
        assert es.read(folder) == dataset
        assert [path.name for path in Path(scratch).iterdir()] == ["out"]


def test_the_folder_is_a_tabular_data_package(tmp_path: Path) -> None:
    folder = es.write(es.load("nanking-1937"), tmp_path / "nanking")
    report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["message"])


def test_what_cannot_be_read_back_is_not_written(tmp_path: Path) -> None:
    """A claim whose numbers contradict its words would be a fault on reading, so it is one on writing."""
    dataset = es.load("nanking-1937")
    garrison = dataset["garrison"]
    wrong = garrison.with_estimates([evolve(garrison[0], range=es.point(5)), *garrison[1:]])
    target = tmp_path / "nanking"
    es.write(dataset, target)
    before = {path.name: path.read_bytes() for path in target.iterdir()}
    with pytest.raises(es.DatasetError, match="the words say 73,790–81,500"):
        es.write(evolve(dataset, dossiers=[wrong, *list(dataset.values())[1:]]), target)
    assert {path.name: path.read_bytes() for path in target.iterdir()} == before
    stray = evolve(dataset, bias_notes=())  # its dossiers still have them
    with pytest.raises(es.ClaimError, match=r"after writing, dossiers would differ"):
        es.write(stray, target)
    assert {path.name: path.read_bytes() for path in target.iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["nanking"]


def test_a_folder_that_is_no_dataset_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(es.EstimatesError, match="something else than a dataset"):
        es.write(es.load("nanking-1937"), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_files_of_the_user_stay(tmp_path: Path) -> None:
    folder = es.write(es.load("nanking-1937"), tmp_path / "nanking")
    (folder / "README.md").write_text("mine", encoding="utf-8")
    es.write(es.load("nanking-1937"), folder)
    assert (folder / "README.md").read_text(encoding="utf-8") == "mine"


def test_no_cell_begins_a_formula(tmp_path: Path) -> None:
    """A spreadsheet that opens the table runs nothing; reading gives the text back to the letter."""
    dataset = es.load("nanking-1937")
    garrison = dataset["garrison"]
    hostile = ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "'=1"]
    claims = [evolve(garrison[0], id=f"e{i}", note=note) for i, note in enumerate(hostile)]
    changed = evolve(dataset, dossiers=[garrison.with_estimates(claims)], bias_notes=(), links=(), statements=())
    changed = evolve(changed, dossiers=[evolve(changed["garrison"], bias_notes=(), links=(), statements=())])
    folder = es.write(changed, tmp_path / "hostile")
    with (folder / "estimates.csv").open(newline="", encoding="utf-8") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in cells if cell[:1] in "=+-@\t\r" and cell]
    assert [e.note for e in es.read(folder)["garrison"]] == hostile


def test_a_spreadsheet_can_be_written_as_a_folder(tmp_path: Path) -> None:
    frame = pd.DataFrame({"estimand": ["g"], "claimant": ["A"], "wording": ["5,000"], "source": [""], "note": ["a\rb"]})
    dataset = es.read(frame)
    assert es.read(es.write(dataset, tmp_path / "mine")) == dataset


@pytest.mark.parametrize("name", ["claims.csv", "claims.json"])
def test_a_folder_is_not_called_like_a_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(es.EstimatesError, match="written as a folder"):
        es.write(es.load("nanking-1937"), tmp_path / name)
    assert not list(tmp_path.iterdir())


# ---- workbooks ------------------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(datasets())
def test_a_workbook_gives_the_dataset_back(dataset: es.Dataset) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        path = es.write(dataset, Path(scratch) / "claims.xlsx")
        assert es.read(path) == dataset
        assert [file.name for file in Path(scratch).iterdir()] == ["claims.xlsx"]


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(datasets())
def test_a_frame_gives_the_claims_back(dataset: es.Dataset) -> None:
    """A sheet knows claimants by their names, which therefore have to differ, and figures by their claims."""
    claims = [estimate for dossier in dataset.values() for estimate in dossier]
    held = {"", *(name for name, dossier in dataset.items() if len(dossier))}
    assume(all({e.share_of, e.ratio_to} <= held for e in claims))
    assume(len({who.name for who in dataset.claimants.values()}) == len(dataset.claimants))
    if claims:
        again = es.read(es.to_frame(dataset))
        assert {e.id: (e.claimant.name, e.range, e.wording, sorted(e.extra)) for d in again.values() for e in d} == {
            e.id: (e.claimant.name, e.range, e.wording, sorted(e.extra)) for e in claims
        }


def test_a_frame_is_read_with_the_works_of_its_dataset_and_own_columns_of_any_name() -> None:
    """Keys of Zotero's that are addresses, and a column that would be asked about in a table of somebody's own."""
    work = {"id": "http://zotero.org/users/1/items/AB", "citation-key": "roe1990", "type": "book", "title": "War",
            "author": [{"family": "Roe"}], "issued": {"date-parts": [[1990]]}}  # fmt: skip
    table = {"estimand": ["a", "a"], "claimant": ["A", "B"], "wording": ["5", "over 6"], "Year": ["1990", "1991"],
             "source": ["Roe 1990, 12", "Roe 1990, p. 3; letter of C. Poe"]}  # fmt: skip
    dataset = es.read(table, sources=[work], columns={"Year": None})
    again = es.read(es.to_frame(dataset), sources=dataset.sources)
    assert list(again["a"]) == list(dataset["a"])
    assert any("computed by to_frame" in notice.message for notice in again.notices)


def test_a_workbook_offers_lists_and_keeps_its_header_in_sight(tmp_path: Path) -> None:
    path = es.write(es.load("nanking-1937"), tmp_path / "nanking.xlsx")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[0] == "estimates"
    sheet = book["estimates"]
    assert sheet.freeze_panes == "A2"
    header = {cell.value: cell.column_letter for cell in sheet[1]}
    rules = {str(rule.sqref).split("2:")[0]: rule for rule in sheet.data_validations.dataValidation}
    assert "retracted" in rules[header["standing"]].formula1
    assert rules[header["claimant"]].formula1.startswith("'claimants'!")
    assert rules[header["wording"]].prompt
    assert sheet.column_dimensions[header["wording"]].width > 12
    assert es.check(path) == ()


def test_hostile_text_in_a_workbook_is_inert(tmp_path: Path) -> None:
    dataset = es.load("nanking-1937")
    garrison = dataset["garrison"]
    hostile = ["=HYPERLINK(1)", "+1", "@SUM(A1)", "'=1", "_x0041_", "a\rb", "-1", "\t=1"]
    claims = [evolve(garrison[0], id=f"e{i}", note=note) for i, note in enumerate(hostile)]
    small = es.Dataset(
        "x", [es.Dossier(garrison.estimand, claims)], dataset.sources.values(), dataset.claimants.values()
    )
    small = evolve(small, dossiers=[evolve(small["garrison"], estimand=evolve(garrison.estimand, at_most=()))])
    path = es.write(small, tmp_path / "x.xlsx")
    assert [e.note for e in es.read(path)["garrison"]] == hostile
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows():
            assert all(cell.data_type in ("s", "n") for cell in row)
            assert not [cell.value for cell in row if str(cell.value or "")[:1] in "=+-@" and cell.value]


def test_a_workbook_is_the_same_file_whenever_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither its properties nor the parts of its archive carry the time of day."""
    written = []
    for year in (1990, 2020):
        moment = time.struct_time((year, 5, 7, 11, 30, 12, 0, 127, 0))
        monkeypatch.setattr(time, "localtime", lambda *_, moment=moment: moment)
        path = es.write(es.load("nanking-1937"), tmp_path / "claims.xlsx", overwrite=True)
        written.append([path.read_bytes(), new_table(tmp_path / f"{year}.xlsx").read_bytes()])
        with zipfile.ZipFile(path) as archive:
            assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert b"2000-01-01T00:00:00Z</dcterms:modified>" in archive.read("docProps/core.xml")
    assert written[0] == written[1]


def test_a_file_that_is_there_is_replaced_on_request_only(tmp_path: Path) -> None:
    dataset = es.load("nanking-1937")
    path = tmp_path / "x.xlsx"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(es.WriteError, match="overwrite=True"):
        es.write(dataset, path)
    assert path.read_text(encoding="utf-8") == "mine"
    es.write(dataset, path, overwrite=True)
    assert es.read(path) == dataset


def test_a_fault_in_a_workbook_names_its_sheet(tmp_path: Path) -> None:
    path = es.write(es.load("nanking-1937"), tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["estimates"]
    column = next(cell.column for cell in sheet[1] if cell.value == "claimant")
    sheet.cell(3, column).value = "nobody"
    book.save(path)
    (fault,) = es.check(path)
    assert (fault.file, fault.row, fault.column) == ("x.xlsx, sheet estimates", 3, "claimant")


def test_a_text_too_long_for_a_workbook_is_said(tmp_path: Path) -> None:
    dataset = es.load("nanking-1937")
    with pytest.raises(es.ClaimError, match="holds 32,767 characters"):
        es.write(evolve(dataset, claimants=[*dataset.claimants.values(), es.Claimant("x", "X", note="n" * 40_000)]),
                 tmp_path / "x.xlsx")  # fmt: skip
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["folder", "claims.xlsx"])
def test_columns_of_ones_own_are_written_in_the_order_of_the_table(tmp_path: Path, name: str) -> None:
    """Also where a claim has nothing in some of them, and where two tables of a merged dataset order them otherwise."""
    table = {"estimand": ["a", "a"], "claimant": ["A", "B"], "wording": ["5", "6"], "source": ["s", "s"]}
    one = es.read({**table, "Zeta": ["", "2"], "Alpha": ["1", "2"]})
    other = es.read({**table, "estimand": ["b", "b"], "Alpha": ["1", "2"], "Zeta": ["1", "2"]})
    both = es.merge(one, other)
    assert es.read(es.write(both, tmp_path / name)) == both
    assert es.read(es.write(one, tmp_path / f"one-{name}"))["a"][1].extra == (("Zeta", "2"), ("Alpha", "2"))
    assert one["a"][1] != es.read({**table, "Zeta": ["", "3"], "Alpha": ["1", "2"]})["a"][1]
    twin = es.read({**table, "Alpha": ["1", "2"], "Zeta": ["", "2"]})["a"][1]
    assert (one["a"][1], hash(one["a"][1])) == (twin, hash(twin))
