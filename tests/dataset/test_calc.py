"""Workbooks of ours opened and saved again by LibreOffice Calc: nothing of them is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import warnings
from pathlib import Path

import openpyxl
import pytest

import estimates as es
from tests.dataset.test_keyed_tables import KEYS, workbook
from tests.dataset.test_text_sources import WORKS

NANKING = es.load("nanking-1937")


def saved_by_calc(folder: Path, *paths: Path) -> Path | None:
    """Return the folder in which Calc has saved these workbooks, or None where it is not installed."""
    office = shutil.which("soffice")
    if office is None or shutil.which("localc") is None:  # an office without Calc converts no workbook
        return None
    home = f"-env:UserInstallation=file://{folder}/profile"
    command = [office, home, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "calc"), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=180, env={**os.environ, "LC_ALL": "C.UTF-8"})
    return folder / "calc"


@pytest.mark.filterwarnings("default:LibreOffice")
def test_calc_opens_and_saves_what_we_write(tmp_path: Path) -> None:
    dataset = es.write(NANKING, tmp_path / "nanking.xlsx")
    own = workbook(tmp_path / "claims.xlsx")
    keyed = es.write(es.read(own, sources=WORKS, sheet=1).matches, tmp_path / "keyed.xlsx")
    assert openpyxl.load_workbook(dataset)["estimates"].freeze_panes == "A2"
    saved = saved_by_calc(tmp_path, dataset, keyed)
    if saved is None:
        warnings.warn("LibreOffice Calc is not installed: the workbooks were read by openpyxl only", stacklevel=1)
        saved = tmp_path
    assert es.read(saved / "nanking.xlsx") == NANKING
    sheet = openpyxl.load_workbook(saved / "nanking.xlsx")["estimates"]
    lists = [rule.formula1.replace("'", "") for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert "claimants!$A$2:$A$32767" in lists
    assert any("superseded" in offered for offered in lists)
    assert sheet.column_dimensions["D"].width > 40
    assert sheet["A1"].font.bold
    table = openpyxl.load_workbook(saved / "keyed.xlsx")["My claims"]
    assert [table.cell(row, 6).value for row in range(1, 8)] == KEYS
    assert [match.outcome for match in es.read(saved / "keyed.xlsx", sources=WORKS, sheet=1).matches] == [
        "keyed", "kept", "keyed", "near",
    ]  # fmt: skip
