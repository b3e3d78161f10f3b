"""Keys of matched references in the user's own spreadsheet: written in, and read again in place of the words."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

import estimates as es
from tests.dataset.test_text_sources import WORKS

ROWS = [
    ["Author", "wording", "Reference", "remark", "estimand"],
    ["Ann Roe", "5,000", "Sen 1981, p. 202", "=1+1", "losses"],
    ["Bert Poe", "about 7,000", "Family papers", "", "losses"],
    ["Cid Low", "8,000", "Sen 1981, p. 202; Roe, Two Wars, 1999", "x", "losses"],
    ["Dee Dow", "9,000", "sun1997[4]", "y", "losses"],
    ["Eve Fox", "6,000", "Sen 1981, Commodities and Capabilities", "z", "losses"],
]
KEYS = [None, "source_key", "sen1981[202]", None, "sen1981[202]; roe1999b", None, None]


def workbook(path: Path) -> Path:
    """A workbook as people make them: a title, formats, a comment, a list, a formula, a second sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "My claims"
    sheet.append(["Losses & other <numbers>, as of May"])
    for row in ROWS:
        sheet.append(row)
    sheet["A2"].font = Font(bold=True, color="FF0000")
    sheet["B3"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet["B3"].comment = Comment("look again", "me")
    sheet["D3"] = "=1+1"
    sheet.freeze_panes = "A3"
    sheet.auto_filter.ref = "A2:E7"
    rule = DataValidation(type="list", formula1='"losses,other"')
    rule.add("E3:E20")
    sheet.add_data_validation(rule)
    other = book.create_sheet("Figures of my own")
    other.append(["do", "not", "touch"])
    book.save(path)
    _compute(path)
    return path


def _compute(path: Path) -> None:
    """Give the formula a value, as a spreadsheet program does."""
    parts = {}
    with zipfile.ZipFile(path) as old:
        parts = {info.filename: old.read(info) for info in old.infolist()}
    part = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = part.replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>").replace(
        b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>"
    )
    with zipfile.ZipFile(path, "w") as fresh:
        for name, content in parts.items():
            fresh.writestr(name, content)


def table(path: Path) -> Path:
    lines = ["\t".join(ROWS[0]), *("\t".join(row) for row in ROWS[1:])]
    path.write_bytes("\r\n".join(["Losses & other numbers\t\t\t\t", *lines, ""]).encode("utf-16"))
    return path


MAKERS = {"claims.xlsx": workbook, "claims.csv": table}
SHEETS = {"claims.xlsx": {"sheet": "My claims"}, "claims.csv": {}}


@pytest.fixture(params=MAKERS)
def mine(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, dict[str, Any]]:
    return MAKERS[request.param](tmp_path / request.param), SHEETS[request.param]


def test_what_each_reference_was_taken_for_is_a_table(mine: tuple[Path, dict[str, Any]]) -> None:
    path, sheet = mine
    matches = es.read(path, sources=WORKS, **sheet).matches
    assert [match.outcome for match in matches] == ["matched", "kept", "matched", "near"]
    assert [match.rows for match in matches] == [(3,), (4,), (5,), (7,)]
    assert [match.key for match in matches] == ["sen1981[202]", "", "sen1981[202]; roe1999b", ""]
    assert es.to_frame(matches)["work"].tolist() == ["Sen 1981", "", "Sen 1981; Roe 1999", "Sen 1981"]
    assert "Family papers" in repr(matches)
    assert '<th scope="col"' in matches._repr_html_()
    assert "4 references in words" in es.read(path, sources=WORKS, **sheet)._repr_html_()


def test_keys_are_written_into_the_table_itself_or_a_copy_and_stand_for_the_words(
    mine: tuple[Path, dict[str, Any]],
) -> None:
    path, sheet = mine
    before = path.read_bytes()
    dataset = es.read(path, sources=WORKS, **sheet)
    copy = es.write(dataset.matches, path.with_stem("keyed"))
    assert path.read_bytes() == before
    with pytest.raises(es.WriteError, match="overwrite=True"):
        es.write(dataset.matches, path)
    es.write(dataset.matches, path, overwrite=True)
    assert path.read_bytes() == copy.read_bytes()
    again = es.read(path, sources=WORKS, **sheet)
    assert [list(claim.source) for claim in again["losses"]] == [list(claim.source) for claim in dataset["losses"]]
    assert [match.outcome for match in again.matches] == ["keyed", "kept", "keyed", "near"]
    assert not [notice for notice in again.notices if "is read as" in notice.message and notice.column == "source"]
    es.write(again.matches, path, overwrite=True)  # nothing is left to be written
    assert path.read_bytes() == copy.read_bytes()


def test_a_workbook_keeps_everything_else(tmp_path: Path) -> None:
    path = workbook(tmp_path / "claims.xlsx")
    es.write(es.read(path, sources=WORKS, sheet=1).matches, tmp_path / "keyed.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "keyed.xlsx") as new:
        assert old.namelist() == new.namelist()
        moved = [name for name in old.namelist() if old.read(name) != new.read(name)]
    assert moved == ["xl/worksheets/sheet1.xml"]
    sheet = openpyxl.load_workbook(tmp_path / "keyed.xlsx")["My claims"]
    assert [sheet.cell(row, 6).value for row in range(1, 8)] == KEYS
    assert [cell.value for cell in sheet["D"]][2] == "=1+1"
    assert sheet["A2"].font.bold
    assert sheet["B3"].comment.text == "look again"
    assert sheet.freeze_panes == "A3"
    assert sheet.auto_filter.ref == "A2:E7"
    assert sheet.dimensions == "A1:F7"


def test_a_file_of_text_keeps_its_encoding_separator_and_line_ends(tmp_path: Path) -> None:
    path = table(tmp_path / "claims.csv")
    old = path.read_bytes().decode("utf-16").split("\r\n")
    es.write(es.read(path, sources=WORKS).matches, path, overwrite=True)
    new = path.read_bytes().decode("utf-16").split("\r\n")
    assert new[0] == old[0]
    assert new[1:] == [*(f"{line}\t{key or ''}" for line, key in zip(old[1:], KEYS[1:])), ""][: len(new) - 1]


def test_a_match_corrected_in_the_column_is_read_so(tmp_path: Path) -> None:
    frame = {"estimand": ["losses"] * 2, "claimant": ["A", "B"], "wording": ["5", "6"],
             "source": ["Roe 1999", "Sen 1981, p. 3"], "source_key": ["roe1999b[7]", "sun1997"]}  # fmt: skip
    dataset = es.read(frame, sources=WORKS)
    assert [str(claim.source[0]) for claim in dataset["losses"]] == ["roe1999b[7]", "sun1997"]
    assert [match.key for match in dataset.matches] == ["roe1999b[7]", "sun1997"]
    (fault,) = es.check({**frame, "source_key": ["roe1999b", "sun1998"]}, sources=WORKS)
    assert (fault.row, fault.column) == (3, "source_key")
    assert "did you mean 'sun1997'?" in fault.message


def test_a_table_that_has_changed_is_not_written_into(mine: tuple[Path, dict[str, Any]]) -> None:
    path, sheet = mine
    matches = es.read(path, sources=WORKS, **sheet).matches
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        book["My claims"]["C3"] = "Roe 1999"
        book.save(path)
    else:
        path.write_bytes(path.read_bytes().decode("utf-16").replace("Sen 1981, p. 202\t", "Roe\t").encode("utf-16"))
    before = path.read_bytes()
    with pytest.raises(es.ClaimError, match=r"has changed since it was read: other words are cited in row 3"):
        es.write(matches, path, overwrite=True)
    assert path.read_bytes() == before


def test_what_has_no_file_says_what_serves(tmp_path: Path) -> None:
    frame = {"estimand": ["losses"], "claimant": ["A"], "wording": ["5"], "source": ["Sen 1981, p. 3"]}
    matches = es.read(frame, sources=WORKS).matches
    with pytest.raises(es.ClaimError, match=r"to_frame\(dataset.matches\)"):
        es.write(matches, tmp_path / "keyed.xlsx")
    path = workbook(tmp_path / "claims.xlsx")
    with pytest.raises(es.ClaimError, match=r"ends in \.xlsx"):
        es.write(es.read(path, sources=WORKS, sheet=1).matches, tmp_path / "keyed.csv")


def test_a_hostile_key_is_inert(tmp_path: Path) -> None:
    works = [{**WORKS[0], "id": "=HYPERLINK(1)&<x>"}, *WORKS[1:]]
    path = workbook(tmp_path / "claims.xlsx")
    es.write(es.read(path, sources=works, sheet=1).matches, path, overwrite=True)
    cell = openpyxl.load_workbook(path)["My claims"]["F3"]
    assert cell.data_type in ("s", "inlineStr")
    assert cell.value == "'=HYPERLINK(1)&<x>[202]"
    (claim, *_) = es.read(path, sources=works, sheet=1)["losses"]
    assert claim.source[0].source is not None
    assert claim.source[0].source.key == "=HYPERLINK(1)&<x>"
