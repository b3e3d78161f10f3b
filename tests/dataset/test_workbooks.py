"""Workbooks: every cell in the file, as it is shown; what cannot be read is refused in words, small files at once."""

from __future__ import annotations

import io
import random
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

import estimates as es
from estimates.dataset.cell_formats import BUILT_IN, shown
from tests.dataset.workbook_files import SHEET_PART, altered, before_end, made

ROWS: list[list[object]] = [["losses", "A. Roe", "1,000", ""], ["losses", "B. Poe", "2,000 to 3,000", ""]]


def ranges(path: Path) -> list[str]:
    return [str(estimate.range) for dossier in es.read(path).values() for estimate in dossier]


@pytest.mark.parametrize("size", [b"A1:D2", b"A1", b"A1:XFD1048576", b"nonsense", b""])
def test_every_cell_is_read_whatever_the_file_says_of_its_size(tmp_path: Path, size: bytes) -> None:
    path = made(tmp_path / "claims.xlsx", ROWS)
    altered(path, {SHEET_PART: lambda data: data.replace(b'<dimension ref="A1:D3"', b'<dimension ref="' + size + b'"')})
    assert ranges(path) == ["1,000", "2,000–3,000"]


def test_another_sheet_has_cells_whatever_the_file_says_of_its_size(tmp_path: Path) -> None:
    path = made(tmp_path / "claims.xlsx", ROWS, lambda sheet: sheet.parent.create_sheet("more").append(["a claim"]))
    altered(
        path, {"xl/worksheets/sheet2.xml": lambda data: data.replace(b'<dimension ref="A1:A1"', b'<dimension ref="B9"')}
    )
    (fault,) = es.check(path)
    assert fault.value == "more"


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.5, "0%", "50%"),
        (1.5, '0.0" million"', "1.5 million"),
        (200_000, '"> "#,##0', "> 200,000"),
        (150, '0"k"', "150k"),
        (1_500_000, '0.0,,"M"', "1.5M"),
        (1500, '[>=1000]0.0,"K";0', "1.5K"),
        (73_790, "#,##0", "73790"),
        (73_790.4, "#,##0", "73790"),
        (0.1 + 0.2, "General", "0.3"),
        (5, "000", "005"),
        (5, '[Red]"c. "0_)', "c. 5"),
        (-5, "0_);(0)", "(5)"),
        (150_000, "0.00E+00", "150000"),
        (13_862, "yyyy-mm-dd", "1937-12-13"),
        (13_862, "mmm yyyy", "1937-12"),
        (13_862, "d-mmm", "13-Dec"),
        (13_862, "yyyy", "1937"),
        (13_862, "yyyy-mm-dd h:mm", "1937-12-13 00:00"),
    ],
)
def test_a_number_is_read_as_the_cell_shows_it(value: float, code: str, text: str) -> None:
    """The expected texts follow the format codes of ECMA-376 (part 1, 18.8.31), with days written as EDTF has them."""
    assert shown(value, code).text == text


def test_what_a_cell_shows_is_read_and_what_it_holds_is_reported(tmp_path: Path) -> None:
    def formats(sheet: Worksheet) -> None:
        for row, (value, code) in enumerate(
            [(1.5, '0.0" million"'), (200_000, '"> "#,##0'), (0.5, "0%"), (7, "#,##0,")], 2
        ):
            sheet.cell(row, 1, "losses"), sheet.cell(row, 2, f"Author {row}")
            sheet.cell(row, 3, value).number_format = code

    found = es.check(made(tmp_path / "claims.xlsx", [], formats))
    assert [(fault.row, fault.value) for fault in found] == [(4, "50%"), (5, "0")]
    assert "percentage" in found[0].message
    assert "holds 7" in found[1].message
    (notice,) = [notice for notice in found.notices if "shows" in notice.message]
    assert (notice.row, notice.other_rows) == (2, (3, 4))
    assert "'1.5 million' and holds 1.5" in notice.message


@pytest.mark.parametrize("code", ["d-mmm", "yyyy-mm-dd", "mmm-yy"])
def test_a_day_is_no_number_of_people(tmp_path: Path, code: str) -> None:
    """A spreadsheet makes a date of 6-10 as soon as it is typed."""

    def formats(sheet: Worksheet) -> None:
        sheet.append(["losses", "A. Roe", 13_862])
        sheet.cell(2, 3).number_format = code

    (fault,) = es.check(made(tmp_path / "claims.xlsx", [], formats))
    assert (fault.row, fault.column) == (2, "wording")
    assert "is a date" in fault.message


def test_what_the_reader_of_a_sheet_sees_or_does_not_see_is_reported(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["D"].hidden = True
        sheet["C2"].font = Font(strike=True)
        sheet["B2"].comment = Comment("not sure\nabout him", "me")
        sheet["D2"] = "k"

    found = es.check(made(tmp_path / "claims.xlsx", ROWS, change))
    assert found == ()
    said = [str(notice) for notice in found.notices]
    assert any("row 3 is hidden" in text for text in said)
    assert any("column D is hidden" in text for text in said)
    assert any("struck through" in text and "C2" in text for text in said)
    assert any("'not sure about him'" in text and "column B" in text for text in said)


@pytest.mark.parametrize("error", ["#REF!", "#DIV/0!", "#N/A", "#NAME?"])
def test_an_error_of_the_spreadsheet_is_one(tmp_path: Path, error: str) -> None:
    (fault,) = es.check(made(tmp_path / "claims.xlsx", [["losses", "A. Roe", error, ""]]))
    assert (fault.row, fault.column, fault.value) == (2, "wording", error)
    assert "error of the spreadsheet" in fault.message


def test_shared_texts_dates_of_1904_and_strict_names(tmp_path: Path) -> None:
    """What Excel and LibreOffice write and openpyxl does not: shared texts with runs and phonetics, prefixed names."""
    path = made(tmp_path / "claims.xlsx", [["losses", "x", "x", ""]])
    texts = (
        b'<x:sst xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:si><x:r><x:t>Sun </x:t></x:r><x:r><x:rPr>'
        b"<x:strike/></x:rPr><x:t>Zhaiwei</x:t></x:r><x:rPh><x:t>phonetic</x:t></x:rPh></x:si>"
        b"<x:si><x:t>5_x002C_000</x:t></x:si></x:sst>"
    )
    relation = (
        b'<Relationship Id="rT" Target="sharedStrings.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/sharedStrings"/></Relationships>'
    )
    row = b'<row r="2"><c r="A2" t="str"><v>losses</v></c><c r="B2" t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'
    changes = {
        "xl/_rels/workbook.xml.rels": lambda data: data.replace(b"</Relationships>", relation),
        SHEET_PART: lambda data: data[: data.index(b'<row r="2"')] + row + data[data.index(b"</sheetData>") :],
    }
    altered(path, changes, {"xl/sharedStrings.xml": [texts]})
    (claim,) = es.read(path)["losses"]
    assert str(claim) == "Sun Zhaiwei: 5,000"
    assert any("struck through" in notice.message and "B2" in notice.message for notice in es.check(path).notices)


def entities(path: Path) -> None:
    text = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    altered(path, {SHEET_PART: lambda data: text + data.replace(b"A. Roe", b"&b;")})


CELL = b'<row r="9"><c r="A9" t="inlineStr"><is><t>'
MERGED = b'</sheetData><mergeCells><mergeCell ref="A3:XFD1048576"/></mergeCells>'


def adding(*pieces: bytes) -> Callable[[Path], object]:
    return lambda path: altered(path, {SHEET_PART: before_end(*pieces)})


OF_THE_SHEET = b'r:id="rId1" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def naming(sheet: bytes) -> Callable[[bytes], bytes]:
    """Return a change that names many more sheets."""
    more = b"".join(sheet % (n, n, OF_THE_SHEET) for n in range(2, 20_000))
    return lambda data: data.replace(b"</sheets>", more + b"</sheets>")


HOSTILE: dict[str, tuple[Callable[[Path], object], str]] = {
    "a merged range over the whole sheet": (
        lambda path: altered(path, {SHEET_PART: lambda data: data.replace(b"</sheetData>", MERGED)}), "merged",
    ),
    "a part of 80 MB that nothing refers to": (
        lambda path: altered(path, {}, {"xl/unused.bin": (bytes(2**20) for _ in range(80))}), "would unpack to 80 MB",
    ),
    "a cell of 12 MB": (
        adding(CELL, *[b"a" * 2**20] * 12, b"</t></is></c></row>"), "more than 1,000,000 characters",
    ),
    "an attribute of 12 MB": (adding(b'<row r="9"><c r="A9" x="', *[b"a" * 2**20] * 12, b'"/></row>'), "a single tag"),
    "entities": (entities, "declares a document type"),
    "a row of many columns": (
        adding(b'<row r="9">' + b"<c><v>1</v></c>" * 20_000 + b"</row>"), "more than 16,384 cells",
    ),
    "a cell outside every sheet": (adding(b'<row r="9"><c r="XFE9"><v>1</v></c></row>'), "'XFE9'"),
    "a sheet of many names": (
        lambda path: altered(path, {"xl/workbook.xml": naming(b'<sheet name="s%d" sheetId="%d" %s/>')}),
        "are one part of the file",
    ),
    "two sheets of one name": (
        lambda path: altered(path, {"xl/workbook.xml": naming(b'<sheet name="Sheet" sheetId="%d%d" %s/>')}),
        "have one name",
    ),
    "merged ranges without end": (
        lambda path: altered(path, {SHEET_PART: lambda data: data.replace(
            b"</sheetData>", b"</sheetData><mergeCells>" + b'<mergeCell ref="A3:B3"/>' * 20_100 + b"</mergeCells>")}),
        "merges more than 20,000",
    ),
    "elements within each other": (adding(CELL[:-3] + b"<is>" * 200_000), "more than 1,000 deep"),
    "shared texts that no cell names": (
        lambda path: altered(path, {}, {"xl/sharedStrings.xml": [b"<si><t>x</t></si>" * 20_000] * 50}),
        "would unpack to 16 MB",
    ),
    "a row outside every sheet": (adding(b'<row r="2000000"><c><v>1</v></c></row>'), "row 2,000,000"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_small_file_makes_no_large_work(tmp_path: Path, name: str) -> None:
    """Each is refused in words, and the memory that reading it takes stays far below what it would unpack to."""
    path = made(tmp_path / "claims.xlsx", ROWS)
    attack, said = HOSTILE[name]
    attack(path)
    assert path.stat().st_size < 2_000_000
    tracemalloc.start()
    found = es.check(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert any(said in fault.message for fault in found), found
    assert peak < 60e6


def test_columns_that_are_hidden_many_times_are_hidden_once(tmp_path: Path) -> None:
    path = made(tmp_path / "claims.xlsx", ROWS)
    hidden = b"<cols>" + b'<col min="2" max="16384" hidden="1"/>' * 20_000 + b"</cols><sheetData>"
    altered(path, {SHEET_PART: lambda data: data.replace(b"<sheetData>", hidden)})
    assert any("columns B, C, D are hidden" in notice.message for notice in es.check(path).notices)


def test_cells_far_apart_are_a_small_table(tmp_path: Path) -> None:
    """A stray cell in the last corner of a sheet does not make a table of seventeen thousand million cells."""
    path = made(tmp_path / "claims.xlsx", ROWS)
    altered(path, {SHEET_PART: before_end(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')})
    found = es.check(path)
    assert found == ()
    assert any("column XFD has no name" in notice.message for notice in found.notices)
    assert any("row 1048576 with no claim, not read: '1'" in notice.message for notice in found.notices)


def test_mutated_workbooks_raise_nothing(tmp_path: Path) -> None:
    """Bytes of the parts and of the file are changed at random: `check` answers all, `read` with our own errors."""
    path = made(tmp_path / "whole.xlsx", ROWS * 2, lambda sheet: sheet.merge_cells("F1:G1"))
    whole = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    chance = random.Random(1937)
    pieces = [b"", b"<", b">", b'"', b"&x;", b"-1", b"nan", b"1e999", b"99999999999", b"\x00", b"\xff", b"\xed\xa0\x80",
              b"A1:XFD1048576", b"ZZZ99999999", b"_xD800_"]  # fmt: skip
    for _ in range(300):
        changed = bytearray(whole)
        if chance.random() < 0.7:
            name = chance.choice(list(parts))
            data = bytearray(parts[name])
            for _ in range(chance.randint(1, 3)):
                place = chance.randrange(len(data))
                data[place : place + chance.choice([0, 1, 3, 20, 200])] = chance.choice(pieces)
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w") as archive:
                for other, kept in parts.items():
                    if other != name:
                        archive.writestr(other, kept)
                    elif chance.random() < 0.9:
                        archive.writestr(name, bytes(data))
            changed = bytearray(out.getvalue())
        else:
            for _ in range(chance.randint(1, 4)):
                place = chance.randrange(len(changed))
                changed[place : place + chance.choice([1, 4])] = chance.choice(pieces)
        path.write_bytes(bytes(changed))
        found = es.check(path)
        if found:
            with pytest.raises(es.DatasetError):
                es.read(path)


def test_formats_that_a_file_names_by_number_are_those_of_the_standard() -> None:
    assert sorted(BUILT_IN) == [*range(5), *range(9, 23), *range(37, 41), *range(45, 50)]
    assert [shown(5000, code).text for code in (BUILT_IN[39], BUILT_IN[40])] == ["5000", "5000"]
    assert not any(shown(5, code).misleading for code in ("General", 'General "men"', 'General" †"'))
