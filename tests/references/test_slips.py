"""Slips that real bibliographies have: read as they are meant, and reported; nothing is invented or printed raw."""

from __future__ import annotations

from pathlib import Path

import pytest

import estimates as es


def bib(folder: Path, fields: str) -> es.Library:
    (folder / "made.bib").write_text(f"@book{{x, {fields}, year=1950}}", encoding="utf-8")
    return es.read_bibtex(folder / "made.bib")


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Roe, Ann and et al.", [{"family": "Roe", "given": "Ann"}, {"literal": "others"}]),
        ("Roe, Ann, et al.", [{"family": "Roe", "given": "Ann"}, {"literal": "others"}]),
        ("Ann Roe et al", [{"family": "Roe", "given": "Ann"}, {"literal": "others"}]),
        ("Roe, Ann; Doe, Bob", [{"family": "Roe", "given": "Ann"}, {"family": "Doe", "given": "Bob"}]),
        ("van Doe, Bob, Jr.", [{"dropping-particle": "van", "family": "Doe", "given": "Bob", "suffix": "Jr."}]),
        ("Doe, Jr., Bob", [{"family": "Doe", "given": "Bob", "suffix": "Jr."}]),
        ("Alvarez, Al", [{"family": "Alvarez", "given": "Al"}]),
    ],
)
def test_names(tmp_path: Path, author: str, names: list[dict[str, str]]) -> None:
    assert bib(tmp_path, f"title={{T}}, author={{{author}}}")["x"].csl["author"] == names


@pytest.mark.parametrize("author", ["Roe, Ann; Doe, Bob", "Doe, Bob, Jr."])
def test_a_name_that_is_read_otherwise_than_it_is_written_is_reported(tmp_path: Path, author: str) -> None:
    library = bib(tmp_path, f"title={{T}}, author={{{author}}}")
    assert any("read" in omission.why for omission in library.left_out)


@pytest.mark.parametrize("written", ["https://doi.org/10.1000/182", "http://dx.doi.org/10.1000/182", "doi:10.1000/182"])
def test_a_doi_is_printed_once(tmp_path: Path, written: str) -> None:
    work = bib(tmp_path, f"title={{T}}, author={{Roe, Ann}}, doi={{{written}}}")["x"]
    assert work.csl["DOI"] == "10.1000/182"
    assert es.cite(work).count("doi.org") == 1
    item = {"id": "x", "type": "book", "title": "T", "issued": {"date-parts": [[1950]]}, "DOI": written}
    assert es.read_csl([item])["x"].csl["DOI"] == "10.1000/182"


def test_a_missing_comma_costs_no_field(tmp_path: Path) -> None:
    library = bib(tmp_path, 'title = {T}\n author = "Roe, Ann"\n publisher={P}')
    assert (library["x"].csl["title"], library["x"].csl["author"], library["x"].csl["publisher"]) == (
        "T",
        [{"family": "Roe", "given": "Ann"}],
        "P",
    )
    assert sum("no comma" in omission.why for omission in library.left_out) == 2


@pytest.mark.parametrize(
    ("latex", "title"),
    [
        ("$10^{6}$ Dead", "10<sup>6</sup> Dead"),
        ("H$_{2}$O", "H<sub>2</sub>O"),
        ("$x^2$", "x<sup>2</sup>"),
        (r"War\footnote{A review.}", "War (A review.)"),
        ("From $5 to $6 a Day", "From $5 to $6 a Day"),
    ],
)
def test_no_latex_is_printed_raw(tmp_path: Path, latex: str, title: str) -> None:
    assert bib(tmp_path, f"title={{{latex}}}, author={{Roe, Ann}}")["x"].csl["title"] == title
