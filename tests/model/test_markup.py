"""Escaping: what a reader of each format sees is the text, the whole text, and nothing but text."""

from __future__ import annotations

import csv
import io
from html.parser import HTMLParser
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import estimates as es
from estimates.model.markup import (
    escape_html,
    escape_latex,
    escape_markdown,
    from_cell,
    html_table,
    one_line,
    plain,
    quoted_in,
    to_cell,
)
from tests.hostile import EVERYTHING, TEXTS
from tests.pandoc import TEXT, blocks, kinds, text_of

CASES = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
pieces = st.sampled_from(
    [*TEXTS.values(), *"\\{}[]()$%&#_~^<>|`'\"*+-=@:;,.!?/ 1aé孙\n\t\r", "--", "1.", "\\\\", "\\("]
)
anything = st.lists(pieces, max_size=6).map("".join) | st.text(max_size=20)
SLOW = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))


class Seen(HTMLParser):
    """The text of a page, and its tags with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.tags = "", []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.tags.append(("comment", []))

    handle_decl = handle_pi = unknown_decl = handle_comment


def shown(text: str) -> str:
    """One line of text as a reader sees it; which of two codes an accented letter has is not seen."""
    return normalize("NFC", " ".join(one_line(text).split()))


def printed(text: str) -> str:
    """The same as it is printed: an apostrophe is the typographic one."""
    return shown(text).replace("'", "’")


def read(texts: list[str], source: str) -> tuple[list[str], set[str]]:
    """What pandoc reads in escaped texts, a paragraph each, led and followed by letters of ours or bare."""
    escape = escape_latex if source.startswith("latex") else escape_markdown
    found = blocks("\n\n".join(escape(text) for text in texts), source)
    return [normalize("NFC", " ".join(text_of(block).split())).replace("'", "’") for block in found], kinds(found)


@CASES
def test_html_shows_the_text(text: str) -> None:
    for page, tags in (
        (escape_html(text), []),
        (f'<p title="{escape_html(text)}">', [("p", [("title", plain(text))])]),
    ):
        seen = Seen(page)
        assert seen.tags == tags
        assert seen.text == ("" if tags else plain(text))


@given(anything)
def test_html_shows_any_text(text: str) -> None:
    seen = Seen(f"<p>{escape_html(text)}</p>")
    assert (seen.text, seen.tags) == (plain(text), [("p", [])])
    table = Seen(html_table([text, text], [[text, "x"]], caption=f"c{text}"))
    assert [tag for tag, _ in table.tags] == ["table", "caption", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"]
    assert {name for _, attrs in table.tags for name, _ in attrs} <= {"style", "scope", "class"}


@CASES
def test_latex_prints_the_text(text: str) -> None:
    found, elements = read([text], "latex-smart")
    assert found == [printed(text)]
    assert elements <= TEXT


@SLOW
@given(st.lists(anything.filter(lambda text: bool(printed(text))), min_size=1, max_size=40))
def test_latex_prints_any_text(texts: list[str]) -> None:
    found, elements = read(texts, "latex-smart")
    assert found == [printed(text) for text in texts]
    assert elements <= TEXT


@pytest.mark.parametrize(
    "source", ["markdown", "markdown+tex_math_single_backslash+autolink_bare_uris+emoji", "commonmark"]
)
@CASES
def test_markdown_shows_the_text(text: str, source: str) -> None:
    found, elements = read([text], source)
    assert found == [printed(text)]
    assert elements <= TEXT


@SLOW
@pytest.mark.parametrize("source", ["markdown", "commonmark_x", "gfm-autolink_bare_uris"])
@given(texts=st.lists(anything.filter(lambda text: bool(printed(text))), min_size=1, max_size=40))
@example(texts=["À)", "(é) x", "ж) x", "中) x", "b) x", "(iv) x", "À. x", "A. Weber", "i. x", "#. x", "c. 28,000"])
def test_markdown_shows_any_text(source: str, texts: list[str]) -> None:
    found, elements = read(texts, source)
    assert found == [printed(text) for text in texts]
    assert elements <= TEXT


READABLE = [
    "David G. Chandler, 1812: Essays & Notes, ed. Invented Society (ca. 1990), 253; 806–7.",
    "Alan Palmer: 30,000 (or 28,000+), < 500 > 20, a_b, China's, 5 % of the 3/4, no. 2! Why? “Yes,” he said.",
    "Battle of X (1812), p. 3, v. 2.1 = 2 + 3 - 1",
]


@pytest.mark.parametrize("text", READABLE)
def test_markdown_is_not_escaped_where_nothing_would_act(text: str) -> None:
    assert escape_markdown(text) == text


BEGINNING = ["1. May", "12) May", "(3) May", "c. 28,000", "> 200,000", "# of men", "- 3", "+1", "= x", "% men", ": x",
             "Table: x", "IV. x", "~28,000", "* x"]  # fmt: skip


@pytest.mark.parametrize("text", BEGINNING)
@pytest.mark.parametrize("source", ["markdown", "commonmark_x", "gfm-autolink_bare_uris"])
def test_what_would_begin_a_block_of_markdown_is_text(text: str, source: str) -> None:
    assert escape_markdown(text) != text
    page = f"| a |\n|---|\n| b |\n\n{escape_markdown(text)}"
    *_, last = blocks(page, source)
    assert (last["t"], shown(text_of(last))) == ("Para", shown(text))


def test_a_reader_of_commonmark_sees_the_text_and_no_link() -> None:
    """As markdown-it reads it, with tables, strikethrough and bare addresses as links, by which GitHub adds to it."""
    reader = MarkdownIt("gfm-like", {"linkify": False, "html": True}).enable(["table", "strikethrough"])
    for text in (*TEXTS.values(), *READABLE, *BEGINNING, EVERYTHING):
        for page in (escape_markdown(text), f"- {escape_markdown(text)}", f"see {escape_markdown(text)} there"):
            seen = Seen(reader.render(page))
            assert {tag for tag, _ in seen.tags} <= {"p", "ul", "li"}, page
            assert shown(text) in shown(seen.text), page


@pytest.mark.parametrize("source", ["markdown", "gfm"])
def test_markdown_keeps_to_its_cell(source: str) -> None:
    text = escape_markdown(EVERYTHING)
    (table,) = blocks(f"| a | b |\n|---|---|\n| {text} | x |\n", source)
    assert table["t"] == "Table"
    rows = table["c"][4][0][3]
    assert [printed(text_of(cell[4])) for row in rows for cell in row[1]] == [printed(EVERYTHING), "x"]


@given(anything)
def test_a_cell_begins_no_formula_and_gives_its_text_back(text: str) -> None:
    assert not to_cell(text).startswith(tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"))
    assert from_cell(to_cell(text)) == text


@CASES
def test_a_cell_survives_a_file(text: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerow([to_cell(text)])
    ((cell,),) = csv.reader(io.StringIO(out.getvalue(), newline=""))
    assert from_cell(cell) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a\u202eb", "ab"), ("\u200f\u061cx", "x"), ("a\u2066b\u2069", "ab"), ("\ud800x\uffff", "x"),
        ("a\x00\x1b\x9b", "a"), ("A\U000e0041", "A"), ("نمی\u200cخواهم", "نمی\u200cخواهم"), ("שלום", "שלום"),
        ("a\tb\nc", "a\tb\nc"),
    ],
)  # fmt: skip
def test_what_acts_unseen_is_removed(text: str, left: str) -> None:
    """The joiners of Persian and Indian scripts are letters of theirs, and stay."""
    assert plain(text) == left
    assert plain(left) == left


@pytest.mark.parametrize("text", ["> 200,000", "73,790–81,500", "c. 150,000", "c. ≥ 35,000", "1,000", "1.08–2.87"])
def test_no_line_of_an_html_table_ends_within_a_range(text: str) -> None:
    assert ";white-space:nowrap" in html_table(["Reading"], [[text]])


@pytest.mark.parametrize("text", ["", "a", "1 of 3 claims", "6,000–10,000 or 50,000", "> x"])
def test_other_cells_of_an_html_table_wrap(text: str) -> None:
    assert "nowrap" not in html_table(["Reading"], [[text]])


@pytest.mark.parametrize(
    ("marks", "text", "said"),
    [("“{x}”", "The “A” and the “B”", "“The ‘A’ and the ‘B’”"), ("“{x}”", 'On "X"', "“On ‘X’”"),
     ("“{x}”", "The 5\" wall and 6\" more", "“The 5\" wall and 6\" more”"), ("“{x}”", "An “open", "“An “open”"),
     ("“{x}”", "抗战成果再“计算”", "“抗战成果再‘计算’”"), ("„{x}“", "Nie „nach unten“", "„Nie ‚nach unten‘“"),
     ("«\u202f{x}\u202f»", "La “A”", "«\u202fLa “A”\u202f»"), ("「{x}」", "「A」論", "「『A』論」"),
     ("“{x}”", "{x} “y”", "“{x} ‘y’”")],
)  # fmt: skip
def test_quotation_marks_within_quotation_marks_are_of_the_second_order(marks: str, text: str, said: str) -> None:
    assert quoted_in(marks, text) == said


def test_a_title_in_a_label_has_one_pair_of_double_marks() -> None:
    work = es.Source("w", {"type": "article", "title": 'The Battle: "A versus B"', "issued": {"date-parts": [[1999]]}})
    assert work.label == "“The Battle: ‘A versus B’” 1999"
    claim = es.dossier("x", [{"claimant": "A", "wording": "5", "source": es.Citation(work, "3")}])
    assert "“The Battle: ‘A versus B’” 1999" in es.caption(es.plot_intervals(claim))
