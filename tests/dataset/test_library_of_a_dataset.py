"""What is wrong with a bibliography matters where it is cited, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

import estimates as es

BIB = """@book{good, title={G}, author={Roe, Ann}, year=1999, file={/home/x.pdf}}
@book{twice, title={O}, year=2000}
@book{twice, title={P}, year=2000}
@book{open, title={O, year=2000}
@book{odd, title={O}, author={A, B, C, D}, year=2000}
@book{same, title={S}}
@book{same, title={S}}
@book{named, title={N}, ids={alias}}
"""


def rows(*cited: str) -> dict[str, list[str]]:
    return {"estimand": ["losses"] * len(cited), "claimant": [f"Person {key}" for key in "ABCDEF"[: len(cited)]],
            "wording": ["100"] * len(cited), "source": list(cited)}  # fmt: skip


@pytest.fixture
def bib(tmp_path: Path) -> Path:
    (tmp_path / "mine.bib").write_text(BIB, encoding="utf-8")
    return tmp_path / "mine.bib"


def test_broken_entries_that_nothing_cites_are_one_notice(bib: Path) -> None:
    dataset = es.read(rows("good[1]", "same[2]"), sources=bib)
    assert len(dataset["losses"]) == 2
    (notice,) = [notice for notice in dataset.notices if notice.file == "mine.bib"]
    assert notice.message.startswith("2 entries are broken, and nothing cites them")
    assert "twice" in notice.message
    assert "open" in notice.message


@pytest.mark.parametrize(("cited", "line"), [("twice[1]", 3), ("open[1]", 4), ("twice", 3), ("open", 4)])
def test_a_broken_entry_is_a_fault_at_the_row_that_cites_it(bib: Path, cited: str, line: int) -> None:
    faults = es.check(rows("good[1]", cited), sources=bib)
    (row,) = [fault for fault in faults if fault.file != "mine.bib"]
    assert (row.row, row.column) == (3, "source")
    assert f"mine.bib, line {line}" in row.message
    (entry,) = [fault for fault in faults if fault.file == "mine.bib"]
    assert entry.row == line
    assert len([n for n in faults.notices if n.file == "mine.bib"]) == 1


def test_what_is_not_read_of_a_cited_work_is_a_notice(bib: Path) -> None:
    found = es.check(rows("odd[1]", "good[2]"), sources=bib)
    assert found == ()
    said = [notice for notice in found.notices if notice.column == "odd"]
    assert [(notice.file, notice.row) for notice in said] == [("mine.bib", 5)]
    assert "too many commas" in said[0].message
    assert not [notice for notice in found.notices if notice.column == "good"]


def test_further_names_of_a_work_serve(bib: Path) -> None:
    dataset = es.read(rows("alias[3]"), sources=es.read_bibtex(bib))
    assert [place.source.key for place in dataset["losses"][0].source if place.source] == ["named"]
