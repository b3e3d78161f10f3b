"""A paper with a figure, tables and citations: built with pandoc as its readme says, to HTML, PDF, LaTeX and Word."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path
from runpy import run_path

import pypandoc
import pytest
import typst
from pypdf import PdfReader

import estimates as es

PAPER = Path(__file__).parents[2] / "docs" / "paper"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with what its script makes."""
    target = tmp_path_factory.mktemp("paper")
    for name in ("paper.md", "tables.lua", "make_tables.py"):
        shutil.copy(PAPER / name, target)
    run_path(str(target / "make_tables.py"))["make"](target)
    return target


def built(folder: Path, name: str, *options: str) -> Path:
    """Build the document; a warning of pandoc's, such as of a key that it does not know, is a fault."""
    command = [pypandoc.get_pandoc_path(), "paper.md", "--citeproc", "--lua-filter", "tables.lua", "--standalone",
               "--fail-if-warnings", "--output", name, *options]  # fmt: skip
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return folder / name


def test_the_paper_builds_to_html(folder: Path) -> None:
    path = built(folder, "paper.html", "--default-image-extension", "svg", "--embed-resources")
    page = path.read_text(encoding="utf-8")
    assert '(<a href="#ref-askew2003" role="doc-biblioref">Askew 2003, 173</a>)' in page
    assert "Defending Nanking" in page
    assert es.to_html(es.load("nanking-1937")["combat-deaths"]).strip() in page
    assert "<svg" in page or "data:image/svg+xml" in page


def test_the_paper_builds_to_pdf(folder: Path) -> None:
    """Through Typst, which needs nothing but its wheel; the tables are its own, made of the HTML."""
    source = built(folder, "paper.typ", "--default-image-extension", "png")
    pdf = folder / "paper.pdf"
    typst.compile(source, output=pdf)
    pages = PdfReader(pdf).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    for said in ("How many fell at Nanking?", "(Askew 2003, 173)", "up to 84,000", "Masahiro Yamamoto", "73,790–81,500",
                 "Table 1: Chinese combat deaths", "Table 2: Garrison", "Set aside: counts casualties, not killed.",
                 "Figure 1: Claims"):  # fmt: skip
        assert said in text
    assert sum(len(page.images) for page in pages) == 1


def test_the_paper_builds_to_latex(folder: Path) -> None:
    """The tables stand in it as `to_latex` made them, and the preamble loads what they say they need."""
    text = built(folder, "paper.tex", "--default-image-extension", "pdf").read_text(encoding="utf-8")
    assert es.to_latex(es.load("nanking-1937")["combat-deaths"], label="tab:deaths").strip() in text
    assert r"\usepackage{array,booktabs,longtable}" in text
    assert "{deaths.pdf}" in text
    assert "askew2003" in text


def test_the_paper_builds_to_word(folder: Path) -> None:
    with zipfile.ZipFile(built(folder, "paper.docx", "--default-image-extension", "png")) as archive:
        document = archive.read("word/document.xml").decode("utf-8")
    assert document.count("<w:tbl>") >= 2
    assert "Ikuhiko Hata" in document
    assert "20,000 casualties" in document


def test_a_table_that_was_not_made_is_missed(folder: Path, tmp_path: Path) -> None:
    for name in ("tables.lua", "works.json", "deaths.png"):
        shutil.copy(folder / name, tmp_path)
    (tmp_path / "paper.md").write_text('::: {.estimates table="other"}\n:::\n', encoding="utf-8")
    with pytest.raises(AssertionError, match=r"there is no table other.html; run make_tables.py first"):
        built(tmp_path, "paper.html")
