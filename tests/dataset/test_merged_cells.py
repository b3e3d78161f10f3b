"""Merged cells: one fault for a range, and none for the cells that it empties."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import estimates as es

HEADER = ["estimand", "claimant", "wording", "source"]
CLAIMS = [
    ["garrison", "Hata", "about 50,000", "Hata 1986, 14"],
    ["garrison", "Askew", "73,790 to 81,500", "Askew 2003, 173"],
    ["garrison", "Tan", "150,000", "Tan 1938, 7"],
    ["deaths", "Sun", "over 200,000", "Sun 1990, 3"],
]


def workbook(path: Path, *merged: str, change: dict[str, str] | None = None) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEADER, *CLAIMS):
        sheet.append(row)
    for place, value in (change or {}).items():
        sheet[place] = value
    for reference in merged:
        sheet.merge_cells(reference)
    book.save(path)
    return path


@pytest.mark.parametrize(
    "merged",
    [("A2:A4",), ("A2:A4", "B2:B3"), ("C2:C3",), ("B3:C3",), ("A2:D2",), ("A2:B4",), ("A2:A3", "A4:A5", "D2:D5")],
)
def test_each_range_is_one_fault_that_names_it(tmp_path: Path, merged: tuple[str, ...]) -> None:
    faults = es.check(workbook(tmp_path / "claims.xlsx", *merged))
    assert sorted(fault.value for fault in faults) == sorted(merged)
    for fault in faults:
        assert fault.row == int(fault.value.partition(":")[0][1:])
        assert f"the cells {fault.value} are merged" in fault.message
        assert "one value in each cell" in fault.message
    with pytest.raises(es.EstimatesError):
        es.read(tmp_path / "claims.xlsx")


def test_the_value_that_is_meant_is_named(tmp_path: Path) -> None:
    (fault,) = es.check(workbook(tmp_path / "claims.xlsx", "A2:A4"))
    assert "repeat 'garrison' of A2" in fault.message


def test_other_faults_of_the_rows_are_still_found(tmp_path: Path) -> None:
    faults = es.check(workbook(tmp_path / "claims.xlsx", "A2:A4", change={"C3": "1O,000", "D5": ""}))
    assert {(fault.row, fault.column) for fault in faults} >= {(2, ""), (3, "wording")}


def test_a_title_that_is_merged_above_the_header_is_none(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["The garrison of Nanking"])
    for row in (HEADER, *CLAIMS):
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    book.save(tmp_path / "claims.xlsx")
    assert es.check(tmp_path / "claims.xlsx") == ()


def test_claims_of_ranges_that_overlap_end(tmp_path: Path) -> None:
    """A file made by hand: a thousand ranges over the same cells are reported, and followed once."""
    from estimates.dataset.findings import Findings
    from estimates.dataset.grids import RawTable
    from estimates.dataset.merged_cells import unmerged

    rows = [(number, ["x", "y"]) for number in range(2, 5_000)]
    raw = RawTable("f", rows, ["A", "B"], {}, [(f"A2:A{5_000 + i}", 2, 5_000 + i, 0, 0) for i in range(1_000)])
    findings = Findings()
    assert len(unmerged(raw, 1, rows, findings)) == len(rows)
    assert findings.faults
