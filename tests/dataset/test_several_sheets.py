"""Several sheets of one workbook: columns of their own, a figure each, rows named with their sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

import estimates as es
from estimates.__main__ import main

SHEETS: dict[str, list[list[Any]]] = {
    "Deaths": [["Historian", "Claim", "Published", "Source"], ["A. Roe", "10,000", 1990, "x"],
               ["B. Poe", "n/a", 1991, "y"]],
    "Wounded": [["Author", "Figure given", "Jahr", "Source"], ["A. Roe", "20,000", 1990, "x"]],
}  # fmt: skip
NAMES = {"Claim": "wording", "Figure given": "wording", "Published": "claimed", "Jahr": "claimed"}
BOTH = ["Deaths", "Wounded"]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in SHEETS.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(tmp_path / "two.xlsx")
    return tmp_path / "two.xlsx"


def test_each_sheet_has_its_own_names_and_its_own_figure(book: Path) -> None:
    read = es.read(book, sheet=BOTH, columns=NAMES, estimand={"Deaths": "killed", "Wounded": "wounded"})
    assert {name: [str(claim) for claim in read[name]] for name in read} == {
        "killed": ["A. Roe: 10,000", "B. Poe: “n/a”"], "wounded": ["A. Roe: 20,000"],
    }  # fmt: skip


def test_a_column_that_no_sheet_has_is_a_fault_still(book: Path) -> None:
    faults = es.check(book, sheet=BOTH, columns={**NAMES, "Quelle": "source"}, estimand="losses")
    assert {fault.value for fault in faults} == {"Quelle: source"}


def test_claims_of_one_figure_on_two_sheets_have_ids_of_their_own(book: Path) -> None:
    read = es.read(book, sheet=BOTH, columns=NAMES, estimand="losses")
    assert [claim.id for claim in read["losses"]] == ["a-roe-losses", "b-poe-losses", "a-roe-losses-2"]
    (notice,) = [one for one in read.notices if "different numbers" in one.message]
    assert "in row 2 of sheet 'Deaths' and row 2 of sheet 'Wounded'" in notice.message
    assert notice.other_rows == ()  # which are rows of its own sheet


def test_a_row_that_another_sheet_repeats_is_noticed(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name in BOTH:
        sheet = made.create_sheet(name)
        sheet.append(["estimand", "claimant", "wording", "source"])
        sheet.append(["losses", "A. Roe", "10,000", "x"])
    made.save(tmp_path / "twice.xlsx")
    assert any(
        "this row is identical to row 2 of sheet 'Deaths'" in one.message
        for one in es.check(tmp_path / "twice.xlsx", sheet=BOTH).notices
    )


def test_a_question_about_a_name_of_two_sheets_is_asked_once(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name in BOTH:
        sheet = made.create_sheet(name)
        sheet.append(["estimand", "Author", "Estimate", "Low", "Source"])
        sheet.append(["losses", "A. Roe", "about 10,000", None, "x"])
    made.save(tmp_path / "asked.xlsx")
    (fault,) = es.check(tmp_path / "asked.xlsx", sheet=BOTH)
    assert fault.column == "Estimate"


def test_a_sheet_that_is_not_there_has_no_figure(book: Path) -> None:
    faults = es.check(book, sheet=BOTH, columns=NAMES, estimand={"Deths": "killed", "Wounded": "wounded"})
    assert any(fault.value == "Deths" and "'Deaths' or 'Wounded'" in fault.message for fault in faults)
    (fault,) = es.check({"claimant": ["A"], "wording": ["1,000"], "source": ["x"]}, estimand={"a": "b"})[:1]
    assert "this is a single table" in fault.message


def test_the_command_line_names_the_figure_of_each_sheet(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = [word for name in BOTH for word in ("--sheet", name)]
    options += [word for pair in NAMES.items() for word in ("--columns", "=".join(pair))]
    assert main(["check", str(book), *options]) == 1
    asked = capsys.readouterr().out
    assert '--estimand "Deaths=its name"' in asked
    assert '--columns "your name=estimand"' in asked
    assert main(["show", str(book), *options, "--estimand", "Deaths=killed", "--estimand", "Wounded=wounded"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "killed"
