"""Documents: the table in Word with real footnotes, reports in every format, the methods paragraph."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest
from attrs import evolve
from pypdf import PdfReader

import estimates as es
from tests.hostile import TEXTS, dataset
from tests.pictures import deaths
from tests.test_injection import UNSEEN

NANKING = es.load("nanking-1937")
DEATHS = NANKING["combat-deaths"]
MADE = deaths()
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(path: Path, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(path) as archive:
        return ElementTree.fromstring(archive.read(f"word/{name}.xml"))


def text_of(element: ElementTree.Element) -> str:
    return "".join(node.text or "" for node in element.iter(f"{WORD}t"))


def footnotes(path: Path) -> list[str]:
    return [text_of(note).strip() for note in part(path, "footnotes").iter(f"{WORD}footnote") if text_of(note).strip()]


# ---- Word -----------------------------------------------------------------------------------------------------------


def test_the_table_in_word_has_real_footnotes_in_the_style(tmp_path: Path) -> None:
    path = es.to_docx(MADE, tmp_path / "deaths.docx")
    document = part(path, "document")
    table = document.find(f".//{WORD}tbl")
    assert table is not None
    for estimate in MADE:
        assert estimate.claimant.name in text_of(table)
    assert "up to 84,000" in text_of(table)
    assert len(table.findall(f".//{WORD}footnoteReference")) == len(footnotes(path)) == 10
    assert any(note.startswith("Set aside: counts casualties, not killed") for note in footnotes(path))
    first, _, later = es.notes([MADE[0], MADE[1], MADE[2]])
    assert footnotes(path)[0] == first
    assert footnotes(path)[2] == later
    assert es.bibliography(MADE)[0] in text_of(document)
    assert "The style lists no entry for these works" in text_of(document)


def test_notes_of_one_place_are_parted_by_a_raised_comma(tmp_path: Path) -> None:
    """Two references side by side, 4 and 5, would be read as 45."""
    document = part(es.to_docx(es.compare(DEATHS), tmp_path / "pairs.docx"), "document")
    cells = [cell for cell in document.iter(f"{WORD}tc") if len(cell.findall(f".//{WORD}footnoteReference")) == 2]
    assert cells
    assert all(text_of(cell).endswith(",") for cell in cells)


def test_only_disjoint_pairs_are_apart_by_a_factor() -> None:
    rows = [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in es.to_html(es.compare(DEATHS)).split("<tr>")[2:]]
    factors = {row[1]: row[2] for row in rows if len(row) > 2}
    assert factors["nested"] == ""
    assert float(factors["disjoint"]) > 1


def test_a_figure_is_named_once_and_has_no_empty_column(tmp_path: Path) -> None:
    """Of a figure of which only the name is known, and of which nobody is said to inflate or downplay."""
    bare = es.dossier("Losses at X", [("A. Roe", "5"), ("B. Poe", "6 to 8")])
    document = text_of(part(es.to_docx(bare, tmp_path / "bare.docx", picture=True), "document"))
    assert document.count("Losses at X") == 2  # the title, and the caption of the picture
    page = es.report(bare, tmp_path / "bare.md").read_text(encoding="utf-8")
    assert "Judged" not in (tmp_path / "bare-intervals-1.svg").read_text(encoding="utf-8")
    assert [line for line in page.splitlines() if line.startswith("# ")] == ["# Losses at X"]
    es.report(DEATHS, tmp_path / "deaths.md")
    assert "Judged" in (tmp_path / "deaths-intervals-1.svg").read_text(encoding="utf-8")


def test_a_report_says_once_who_rests_on_whom(tmp_path: Path) -> None:
    text = es.report(es.load("amritsar-1919")["killed"], tmp_path / "killed.md").read_text(encoding="utf-8")
    assert text.count("revises") == 1
    assert text.count("- Set aside: Sabrang India") == 1
    assert f"Made with the Python library estimates, version {es.__version__}" in text


def test_the_same_document_twice_is_the_same_file(tmp_path: Path) -> None:
    one, two = (es.to_docx(DEATHS, tmp_path / f"{name}.docx", picture=True) for name in "ab")
    assert one.read_bytes() == two.read_bytes()


def test_headings_captions_and_alternative_text_are_words_own(tmp_path: Path) -> None:
    path = es.to_docx(MADE, tmp_path / "deaths.docx", picture=True, style="apa")
    styles = {node.get(f"{WORD}val") for node in part(path, "document").iter(f"{WORD}pStyle")}
    assert {"Title", "Heading1", "ImageCaption", "TableCaption"} <= styles
    said = [node.get("descr", "") for node in part(path, "document").iter() if node.tag.endswith("}docPr")]
    axes = es.plot_intervals(MADE, columns=("claimant", "axis", "words", "judged"))
    assert " ".join(es.alt_text(axes).split()) in said
    assert footnotes(path)[2].startswith("Sun, 1997")


def test_footnotes_are_numbered_through_the_document(tmp_path: Path) -> None:
    """LibreOffice takes the sections of Pandoc's template for chapters."""
    path = es.to_docx(NANKING, tmp_path / "all.docx")
    restarts = [node.get(f"{WORD}val") for node in part(path, "document").iter(f"{WORD}numRestart")]
    assert restarts in ([], ["continuous"])


def test_a_chapter_does_not_repeat_its_heading(tmp_path: Path) -> None:
    page = es.report(NANKING, tmp_path / "all.md", pools=["envelope"]).read_text(encoding="utf-8")
    chapter = page.partition("## Garrison of Nanking, December 1937\n")[2].partition("\n## ")[0]
    assert chapter.lstrip().startswith("Counted: strength, soldiers of the Nanking Garrison Force")
    assert "### Agreement\n\n3 claims compared, 0 set aside.\n" in chapter


def test_a_template_gives_its_styles(tmp_path: Path) -> None:
    template = es.to_docx(DEATHS, tmp_path / "template.docx")
    edited = tmp_path / "mine.docx"
    with zipfile.ZipFile(template) as old, zipfile.ZipFile(edited, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/styles.xml":
                content = content.replace(b'<w:sz w:val="24"', b'<w:sz w:val="58"')
            new.writestr(name, content)
    path = es.to_docx(DEATHS, tmp_path / "deaths.docx", reference=edited)
    sizes = {node.get(f"{WORD}val") for node in part(path, "styles").iter(f"{WORD}sz")}
    assert "58" in sizes
    for wrong in (tmp_path / "none.docx", __file__):
        with pytest.raises(es.EstimatesError, match="template"):
            es.to_docx(DEATHS, path, reference=wrong)


def test_results_and_datasets_in_word(tmp_path: Path) -> None:
    small = evolve(NANKING, dossiers=[NANKING["garrison"], DEATHS])
    for x in (es.compare(DEATHS), es.pool(DEATHS, "random-set"), DEATHS[0], small):
        assert footnotes(es.to_docx(x, tmp_path / "x.docx"))
    headings = [text_of(p) for p in part(tmp_path / "x.docx", "document").iter(f"{WORD}p")
                if (s := p.find(f".//{WORD}pStyle")) is not None and s.get(f"{WORD}val") == "Heading1"]  # fmt: skip
    assert headings == [NANKING["garrison"].estimand.title, DEATHS.estimand.title, "Works"]


@pytest.mark.filterwarnings("default:LibreOffice")
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    path = es.report(DEATHS, tmp_path / "deaths.docx", pools=["random-set"])
    office = shutil.which("soffice")
    if office is None or shutil.which("lowriter") is None:  # an office without Writer opens no document
        warnings.warn("LibreOffice is not installed: the Word document was only read as XML", stacklevel=1)
        assert footnotes(path)
        return
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        office,
        home,
        "--headless",
        "--convert-to",
        "html:HTML (StarWriter)",
        "--outdir",
        str(tmp_path),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    page = (tmp_path / "deaths.html").read_text(encoding="utf-8-sig")
    text = " ".join(html.unescape(re.sub("<[^>]*>", "", page)).split())
    for said in (
        DEATHS.estimand.title,
        "Masahiro Yamamoto",
        "up to 84,000",
        "No common value",
        "Battle of Nanking, sec.",
    ):
        assert said in text
    for note in footnotes(path):
        assert " ".join(note.split()) in text


# ---- reports --------------------------------------------------------------------------------------------------------


def test_a_report_in_every_format(tmp_path: Path) -> None:
    small = evolve(NANKING, dossiers=[NANKING["garrison"], DEATHS])
    said = [small.title, DEATHS.estimand.title, "Cannot both be right", "Tensions", "Judgements", "Pooled", "Works",
            "Sun Zhaiwei", "takes no side"]  # fmt: skip
    pools = ["random-set", ("linear", {}), es.pool(DEATHS, "envelope")]
    page = es.report(small, tmp_path / "r.html", pools=pools).read_text(encoding="utf-8")
    assert page.count("<figure") == 2
    assert 'alt="Interval plot: ' in page
    assert 'role="doc-footnote' in page or 'class="footnote' in page
    assert "linear: no answer." in page
    assert not re.search(r'(src|href)="(?!data:|#)(?!https?://)', page)
    flat = " ".join(re.sub("<[^>]*>", "", page).split())
    text = es.report(small, tmp_path / "r.md", pools=pools).read_text(encoding="utf-8")
    pdf = PdfReader(es.report(small, tmp_path / "r.pdf", pools=pools))
    set_text = " ".join(" ".join(p.extract_text() for p in pdf.pages).split())
    for words in said:
        assert words in flat
        assert words in text
        assert words.replace(" ", "") in set_text.replace(" ", "")
    assert "[^1]" in text
    assert (tmp_path / "r-intervals-2.svg").is_file()
    assert sum(len(p.images) for p in pdf.pages) == 2
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "r-intervals-1.svg",
        "r-intervals-2.svg",
        "r.html",
        "r.md",
        "r.pdf",
    ]


def test_nothing_of_the_data_acts_in_a_report(tmp_path: Path) -> None:
    data = dataset(" ".join(TEXTS[name] for name in ("script", "attribute", "input", "raw", "direction", "control")))
    page = es.report(data, tmp_path / "r.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert not re.search(r"<[^>]*(onload|onerror)=", re.sub(r'"[^"]*"', '""', page))
    assert not UNSEEN.search(page)
    assert not re.search(r'href="(?!#|https?:)', page)
    document = part(es.report(data, tmp_path / "r.docx"), "document")
    assert not UNSEEN.search(text_of(document))
    assert not [node for node in document.iter() if node.tag.endswith("}instrText")]
    assert PdfReader(es.report(data, tmp_path / "r.pdf")).pages


def test_what_cannot_be_reported_is_said(tmp_path: Path) -> None:
    for work, said in (
        (lambda: es.report(DEATHS, tmp_path / "r.rtf"), "'.html', '.docx', '.pdf' or '.md'"),
        (lambda: es.report(es.compare(DEATHS), tmp_path / "r.html"), "its .dossier holds the claims"),
        (lambda: es.report(pd.DataFrame({"a": [1]}), tmp_path / "r.html"), "read() makes a dataset of a frame"),
        (lambda: es.report(es.dossier("x", [("A", "5")]), tmp_path / "r.html", style="nope"), "no style is called"),
        (lambda: es.to_docx(es.dossier("x", [("A", "5")]), tmp_path / "r.docx", style="nope"), "no style is called"),
        (lambda: es.report(DEATHS, ""), "empty"),
        (lambda: es.report(DEATHS, tmp_path / "none" / "r.html"), "no folder"),
        (lambda: es.report(DEATHS.where(role="tribunal"), tmp_path / "r.html"), "nothing to report"),
        (lambda: es.report(DEATHS, tmp_path / "r.html", style="nope-style"), "no style is called"),
        (lambda: es.to_docx(DEATHS, tmp_path / "r.html"), "'.docx'"),
        (lambda: es.methods(DEATHS), "got Dossier"),
    ):
        with pytest.raises(es.EstimatesError, match=re.escape(said)):
            work()
    assert not list(tmp_path.iterdir())


# ---- methods --------------------------------------------------------------------------------------------------------


def test_methods_name_assumptions_claims_literature_and_version() -> None:
    found = es.pool(DEATHS, "random-set", bound_factor=3)
    said = es.methods(found)
    for words in (
        "4 claims were pooled by the method “random-set” (Dempster 1967)", "bound factor = 3", "version",
        "1 claim was set aside: Contemporary Chinese source (counts casualties, not killed)",
    ):  # fmt: skip
        assert words in said
    assert "(Dempster, 1967)" in es.methods(found, style="apa")
    results = [es.compare(DEATHS), es.multiverse(DEATHS, methods=["lognormal"]), es.bias(DEATHS), es.lineage(DEATHS)]
    paragraphs = es.methods(results, style="label").split("\n\n")
    assert len(paragraphs) == 4
    assert "Steegen et al. 2016" in paragraphs[1]
    scenario = es.scenario(DEATHS, {"Japan": (2, 1.5)})
    assert "scenario of the authors" in es.methods(es.compare(scenario), style="label")


LEDGER = es.Ledger.from_frame(
    {"figure": ["a", "a", "b"], "low": [1, 2, 3], "high": [2, 3, 4]}, estimand="figure", low="low", high="high"
)
DATED = es.Dossier(es.Estimand("dead", "The dead"), [
    es.Estimate(f"e{n}", es.Claimant(f"c{n}", f"C{n}", role="scholar"), es.point(1_000 * (n + 1)),
                claimed=es.Date(str(1940 + 5 * n))) for n in range(8)])  # fmt: skip


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (lambda: es.pool(LEDGER, "random-set"), ["claims on each of 2 figures were pooled", "(Dempster 1967)"]),
        (lambda: es.compare(NANKING), ["claims on each of 12 figures were compared", "1 figure had no answer"]),
        (lambda: es.leave_one_out(DEATHS, "core"), ["each claim was left out in turn", "was computed anew (4 times)"]),
        (lambda: es.tensions(NANKING), ["one cannot exceed another", "5 tensions were found"]),
        (lambda: es.drift(DATED), ["values of 8 dated voices", "(Kendall 1945; Sen 1968)", "within each school"]),
        (lambda: es.bias(DEATHS), ["claims of Ikuhiko Hata, Jay Taylor and Sun Zhaiwei (third parties)"]),
        (lambda: es.bias(DEATHS, anchor="hata"), ["The anchor is the claim of Ikuhiko Hata; it is assumed"]),
    ],
)
def test_methods_describe_every_kind_of_result(result: Callable[[], Any], words: list[str]) -> None:
    said = es.methods(result(), style="label")
    for each in [*words, f"version {es.__version__}"]:
        assert each in said


@pytest.mark.parametrize(
    ("style", "cited"),
    [
        ("chicago-notes", "(Dempster, “Upper and Lower Probabilities Induced by a Multivalued Mapping”). It"),
        ("chicago-author-date", "“random-set” (Dempster 1967). It"), ("apa", "“random-set” (Dempster, 1967). It"),
        ("mla", "“random-set” (Dempster). It"), ("label", "“random-set” (Dempster 1967). It"),
        ("pandoc", " [@dempster1967]. It"), ("latex", "“random-set” \\autocite{dempster1967}. It"),
    ],
)  # fmt: skip
def test_methods_cite_in_every_style(style: str, cited: str) -> None:
    """Keys bring their brackets or notes themselves; what stands in brackets ends without a stop."""
    assert cited in es.methods(es.pool(DEATHS), style=style)


def test_the_literature_of_a_methods_paragraph_can_be_listed_and_exported() -> None:
    said = es.methods([es.pool(DEATHS), es.pool(DEATHS), es.multiverse(DEATHS, methods=["linear"])], style="pandoc")
    assert {work.key for work in es.sources(said)} == {"dempster1967", "steegen2016", "genest1986"}
    assert "@article{dempster1967," in es.to_bibtex(said)
    assert es.bibliography(said, style="apa")[0].startswith("Dempster, A. P. (1967).")


def test_methods_escape_names_for_where_the_text_lands() -> None:
    claims = [es.Estimate(name, es.Claimant(name, "Smith & Sons_*"), es.point(5), measure=kind)
              for name, kind in (("a", "killed"), ("b", "wounded"))]  # fmt: skip
    found = es.compare(es.Dossier(es.Estimand("dead", "100 % of them", "killed"), claims))
    latex = es.methods(found, style="latex")
    assert r"Smith \& Sons\_{*}" in latex
    assert r"100 \% of them" in latex
    assert r"Smith & Sons\_\*" in es.methods(found, style="pandoc")


def test_the_methods_paragraph_says_how_claims_were_read() -> None:
    said = es.methods(es.pool(DEATHS), style="label")
    assert "No assumption beyond the claims was made. Bounds are taken as unlimited (1 one-sided claim)." in said
    assert "2 of the claims are of unclear scope." in said
    assert "“About” is taken at its stated value." in es.methods(es.pool(NANKING["garrison"]), style="label")
    assert "“About” is taken at its stated value." in es.methods(es.compare(NANKING["garrison"]), style="label")
    turnbull = es.methods(es.pool(DEATHS, "turnbull"), style="label")
    assert "Voices taken as independent draws of one distribution." in turnbull
    assert "No assumption" not in turnbull
    assert "1 claim was pooled" in es.methods(es.pool(NANKING["rapes"]), style="label")
    assert "1 claim was compared" in es.methods(es.compare(NANKING["rapes"]), style="label")


def test_a_report_lists_the_literature_of_its_methods_apart(tmp_path: Path) -> None:
    text = es.report(DEATHS, tmp_path / "r.md", pools=["random-set"]).read_text(encoding="utf-8")
    assert "(Dempster 1967)" in text
    places = [text.index(words) for words in ("# Works", "## On the methods", "Annals of Mathematical", "# About")]
    assert places == sorted(places)
    assert "On the methods" not in es.report(DEATHS, tmp_path / "s.md").read_text(encoding="utf-8")


def test_a_report_is_dark_to_its_margins(tmp_path: Path) -> None:
    page = es.report(DEATHS, tmp_path / "r.html").read_text(encoding="utf-8")
    assert "@media (prefers-color-scheme:dark){html,body{color:#e8e8e8;background:#161616}" in page
