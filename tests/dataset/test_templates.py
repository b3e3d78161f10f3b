"""A new table has lists, hints and an explanation, passes the checker, and replaces nothing unasked."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import estimates as es
from estimates.__main__ import main
from estimates.dataset.schema import SHEET
from estimates.dataset.templates import COLUMNS, new_table
from estimates.model.vocabulary import ROLES, SCOPES, STANDINGS


@pytest.mark.parametrize("name", ["claims.xlsx", "claims.csv", "claims"])
def test_a_new_table_passes_the_checker(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", str(tmp_path / name)]) == 0
    found = es.check(tmp_path / name)
    assert (found, found.notices) == ((), ())
    assert main(["check", "--strict", str(tmp_path / name)]) == 0
    (dossier,) = es.read(tmp_path / name).values()
    assert [str(claim) for claim in dossier] == [
        "Ann Example: 4,000–4,500",
        "General Staff of Ruritania: > 6,000",
        "Bert Sample: 5,000 (retracted)",
    ]
    assert "no faults" in capsys.readouterr().out


def test_what_is_there_is_replaced_only_on_request(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "claims.csv"
    path.write_text("mine", encoding="utf-8")
    assert main(["new", str(path)]) == 1
    assert "is there already" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == "mine"
    assert main(["new", "--overwrite", str(path)]) == 0
    assert es.check(path) == ()
    with pytest.raises(es.EstimatesError, match=r"\.xlsx or \.csv"):
        new_table(tmp_path / "claims.ods")


def test_the_workbook_offers_lists_and_explains_each_column(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(new_table(tmp_path / "claims.xlsx"))
    claims, explanation = book.worksheets
    rules = {rule.promptTitle: rule for rule in claims.data_validations.dataValidation}
    assert list(rules) == list(COLUMNS)
    for name, allowed in (("role", ROLES), ("scope", SCOPES), ("standing", STANDINGS)):
        assert rules[name].formula1 == f'"{",".join(allowed)}"'
        assert len(rules[name].formula1) <= 255  # a spreadsheet program takes no longer list
    assert all(len(rule.prompt) <= 255 and len(rule.promptTitle) <= 32 for rule in rules.values())
    explained = {row[0] for row in explanation.iter_rows(values_only=True)}
    assert set(COLUMNS) <= explained
    assert set(COLUMNS) <= set(SHEET)
    assert claims.freeze_panes == "A2"
    assert claims["F200"].number_format == "@"


def test_another_sheet_of_notes_is_still_a_question(tmp_path: Path) -> None:
    path = new_table(tmp_path / "claims.xlsx")
    book = openpyxl.load_workbook(path)
    book.worksheets[1]["A1"] = "My own notes"
    book.save(path)
    (fault,) = es.check(path)
    assert "another sheet" in fault.message
