"""Paper tables: what stands in a cell, where the notes lead, and that LaTeX and HTML say the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from attrs import evolve

import estimates as es
from estimates.model.descriptions import worded
from estimates.tables import claim_rows
from tests.pandoc import blocks, kinds, text_of

NANKING = es.load("nanking-1937")
DEATHS = NANKING["combat-deaths"]
HARMLESS = {
    *("Div", "Table", "Plain", "Para", "Str", "Space", "SoftBreak", "LineBreak", "Superscript", "Emph"),
    *("AlignLeft", "AlignDefault", "ColWidth", "ColWidthDefault"),
}


def latex_table(text: str) -> tuple[str, list[list[str]], list[str]]:
    """Caption, rows and notes as pandoc's reader of LaTeX finds them, and nothing raw among them."""
    # Pandoc does not know the heads and feet that longtable repeats on every page.
    once = re.sub(r"\\endfirsthead.*?\\endlastfoot", "", text, flags=re.DOTALL)
    found = blocks(once, "latex-smart")
    assert kinds(found) <= HARMLESS, kinds(found) - HARMLESS
    tables, notes = [], []
    for block in found:
        inner = block["c"][1] if block["t"] == "Div" else [block]
        tables += [each for each in inner if each["t"] == "Table"]
        notes += [text_of(each).strip() for each in inner if each["t"] == "Para"]
    (table,) = tables
    _, caption, _, head, bodies, _ = table["c"]
    rows = [*head[1], *(row for body in bodies for row in body[3])]
    return text_of(caption[1]).strip(), [[text_of(cell[4]).strip() for cell in row[1]] for row in rows], notes


def html_table(page: str) -> tuple[str, list[list[str]], list[str]]:
    """The same as the reader of HTML finds them."""
    caption = "".join(re.findall("<caption[^>]*>(.*?)</caption>", page))
    rows = [re.findall("<t[hd][^>]*>(.*?)</t[hd]>", row) for row in re.findall("<tr>(.*?)</tr>", page, re.DOTALL)]
    notes = re.findall("<(?:p|li)>(.*?)</(?:p|li)>", page)
    cells = [[text_of(blocks(cell, "html")).strip() for cell in row] for row in [[caption], notes, *rows]]
    return cells[0][0], cells[2:], cells[1]


def same(text: str) -> str:
    """Text as it is in both: TeX's apostrophe is the typographic one."""
    return text.replace("’", "'").replace("\xa0", " ")


def unmarked(note: str) -> str:
    """A note without the mark that LaTeX sets before it and HTML leaves to the list."""
    return same(re.sub("^(?:[a-z]{1,2}|[0-9]+)\xa0", "", note))


@pytest.mark.parametrize(
    ("r", "words"),
    [
        (es.point(100_000), "100,000"), (es.about(150_000), "c.\xa0150,000"), (es.between(5, 9), "5–9"),
        (es.at_least(20_000), "at least 20,000"), (es.more_than(200_000), "over 200,000"),
        (es.at_most(84_000), "up to 84,000"), (es.less_than(500_000), "less than 500,000"), (es.Range(), "no number"),
        (es.Range(200_000, low_open=True, approximate=True), "over c.\xa0200,000"),
        (es.Range(5, 9, low_open=True, high_open=True, approximate=True), "over c.\xa05, less than 9"),
        (es.between(5, 9, best=7), "5–9 (best 7)"),
    ],
)  # fmt: skip
def test_ranges_in_words(r: es.Range, words: str) -> None:
    assert worded(r) == words


def test_a_dossier_says_who_what_and_who_judges() -> None:
    caption, rows, notes = latex_table(es.to_latex(DEATHS))
    assert caption.startswith("Chinese combat deaths, Battle of Nanking. Counted: killed, Chinese soldiers")
    assert rows[0] == ["Claimant", "Role", "Claim", "Judged"]
    assert rows[1] == ["Ikuhiko Hata1", "scholar", "50,000", ""]
    assert rows[3] == ["Sun Zhaiwei 孙宅巍1", "scholar", "6,000–10,000a", ""]
    assert rows[4][2:] == ["up to 84,000b", "inflated, says Masahiro Yamamoto (finding)1"]
    assert rows[5][2:] == ["20,000 casualtiesc", "downplayed, says Masahiro Yamamoto (motive)1"]
    assert notes[0] == claim_rows.JUDGEMENTS
    assert notes[1:4] == [
        "a\xa0Scope unclear: “combat losses”, perhaps with the wounded.",
        "b\xa0Scope unclear: during the campaign.",
        "c\xa0Set aside: counts casualties, not killed.",
    ]
    assert notes[4] == "1\xa0As read in “Battle of Nanking”, sec. Aftermath and assessment."
    assert len(notes) == 5


CASES: dict[str, Any] = {
    "estimate": DEATHS["sun"],
    "estimates": tuple(DEATHS),
    "dossier": NANKING["garrison"],
    "dossiers": [NANKING["garrison"], DEATHS],
    "dataset": NANKING,
    "comparison": es.compare(DEATHS),
    "implied": es.compare(DEATHS, imply=True),
    "pool": es.pool(DEATHS, "lognormal"),
    "pools": [es.pool(DEATHS, "random-set"), es.pool(NANKING["garrison"], "envelope")],
    "multiverse": es.multiverse(DEATHS, methods=["random-set", "linear"], leave_out=False),
    "tensions": es.tensions(NANKING),
    "left out": es.leave_one_out(DEATHS, "geometric-mean"),
    "pairs": es.compare(DEATHS).pairs,
    "notes": DEATHS.bias_notes,
    "frame": es.to_frame(DEATHS)[["id", "low", "approximate", "wording"]],
}


@pytest.mark.parametrize("x", CASES.values(), ids=CASES.keys())
def test_both_formats_say_the_same(x: Any) -> None:
    """Read back by pandoc: one table each, the same cells, and as many notes as marks lead to."""
    latex, page = latex_table(es.to_latex(x)), html_table(es.to_html(x))
    assert same(latex[0]) == same(page[0])
    assert [[same(cell) for cell in row] for row in latex[1]] == [[same(cell) for cell in row] for row in page[1]]
    assert [unmarked(note) for note in latex[2]] == [unmarked(note) for note in page[2]]
    marks = set(re.findall(r'<a href="#(t[0-9a-f]{8}-[a-z0-9]+)">', es.to_html(x)))
    assert marks == set(re.findall(r'id="(t[0-9a-f]{8}-[a-z0-9]+)"', es.to_html(x)))


def test_a_dataset_is_one_long_table_with_a_heading_for_each_figure() -> None:
    text = es.to_latex(NANKING)
    assert "longtable" in text.splitlines()[0]
    assert text.count(r"\begin{longtable}") == 1
    assert r"\multicolumn{6}{l}{\textit{Garrison of Nanking, December 1937 (strength)}} \\" in text.splitlines()
    page = es.to_html(NANKING)
    assert page.count('scope="rowgroup" colspan="6"') == len(NANKING)
    assert page.count('scope="row"') == sum(map(len, NANKING.values()))
    assert "Data: Battle of Nanking" in page


def test_a_pool_says_its_method_assumptions_and_claims() -> None:
    caption, rows, notes = latex_table(es.to_latex([es.pool(DEATHS, m) for m in ("random-set", "lognormal")]))
    assert caption.endswith("what the claims say together.")
    assert rows[0] == ["Method", "Assuming", "Median", "90 % interval", "Claims"]
    assert rows[1] == ["Random set", "nothing", "6,000–70,000", "up to 84,000", "41"]
    assert any(note.startswith("Set aside: Contemporary Chinese source: 20,000 casualties; counts") for note in notes)
    assert any(note.startswith("Lognormal: the lognormal distribution under which") for note in notes)


def test_a_refused_choice_keeps_its_reason() -> None:
    _, rows, notes = latex_table(es.to_latex(CASES["multiverse"]))
    assert ["–a", "–a"] in [row[-2:] for row in rows]
    assert any(note.startswith("a\xa0") and len(note) > 20 for note in notes)


def test_results_of_a_ledger_tell_ranges_in_words() -> None:
    frame = pd.DataFrame({"figure": ["a", "a", "b"], "low": [1000.0, 1200, None], "high": [2000.0, None, None]})
    ledger = es.Ledger.from_frame(frame, estimand="figure", low="low", high="high")
    _, rows, _ = latex_table(es.to_latex(es.compare(ledger), columns=["estimand", "core", "envelope", "reason"]))
    assert rows[1][:3] == ["a", "1,200–2,000", "at least 1,000"]
    assert rows[2][1] == ""
    assert rows[2][3]
    _, rows, _ = latex_table(es.to_latex(es.pool(ledger, "random-set"), columns=["estimand", "median"]))
    assert rows[1:] == [["a", "at least 1,000"], ["b", ""]]


def test_columns_caption_label_and_names_are_the_readers_choice() -> None:
    text = es.to_latex(DEATHS, columns=["claim", "claimant"], caption="50 % & more", label="tab:x", native=False)
    caption, rows, _ = latex_table(text)
    assert (caption, rows[0], rows[3]) == ("50 % & more", ["Claim", "Claimant"], ["6,000–10,000a", "Sun Zhaiwei1"])
    assert r"\label{tab:x}" in text
    assert r"\caption" not in es.to_latex(DEATHS, caption="")
    assert "<caption" not in es.to_html(DEATHS, caption="")
    assert r"\begin{longtable}" in es.to_latex(DEATHS, long=True)
    assert latex_table(es.to_latex(DEATHS, long=True)) == latex_table(es.to_latex(DEATHS))


def test_what_the_table_needs_is_said() -> None:
    assert "T1" in es.to_latex(NANKING["garrison"]).splitlines()[0]
    assert "XeLaTeX" in es.to_latex(DEATHS).splitlines()[0]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: es.to_latex(DEATHS, columns=["claimnt"]), "did you mean 'claimant'"),
        (lambda: es.to_html(es.compare(DEATHS), columns=["relations"]), "did you mean 'relation'"),
        (lambda: es.to_latex(DEATHS, columns=[]), "at least one column"),
        (lambda: es.to_latex(DEATHS, label="a}b"), r"a label is of letters.*'a}b'"),
        (lambda: es.to_html(42), "got int"),
        (lambda: es.to_html("nanking"), "got str"),
        (lambda: es.to_latex(()), "nothing to make a table of"),
    ],
)
def test_wrong_values_say_what_is_allowed(call: Any, said: str) -> None:
    with pytest.raises(es.EstimatesError, match=said):
        call()


def test_a_dossier_without_claims_is_a_table_without_rows() -> None:
    empty = DEATHS.with_estimates([])
    assert latex_table(es.to_latex(empty))[1] == [["Claimant", "Claim"]]
    assert "<tbody>\n</tbody>" in es.to_html(empty)


def test_the_readers_settings_of_pandas_change_nothing() -> None:
    before = es.to_latex(DEATHS), es.to_html(DEATHS)
    with pd.option_context("styler.format.escape", "latex", "styler.latex.environment", "longtable",
                           "styler.render.max_elements", 4, "styler.latex.hrules", False,
                           "styler.format.precision", 1, "styler.sparse.columns", False):  # fmt: skip
        assert (es.to_latex(DEATHS), es.to_html(DEATHS)) == before


def test_html_is_accessible_and_styled_by_us_alone() -> None:
    page = es.to_html(DEATHS)
    assert page.count("<caption") == 1
    assert page.count('scope="col"') == 4
    assert page.count('scope="row"') == len(DEATHS)
    assert set(re.findall('style="([^"]*)"', page)) == {"text-align:left", "text-align:left;vertical-align:top"}
    assert "color" not in page
    assert "\n\n" not in page  # in Markdown a blank line would end the table


def test_two_works_that_read_alike_are_two_notes() -> None:
    works = [es.Source(key, {"title": "Same"}) for key in "ab"]
    who = es.Claimant("w", "Who")
    claims = [es.Estimate(f"e{w.key}", who, es.point(1), source=[es.Citation(w)]) for w in works]
    assert latex_table(es.to_latex(claims))[2] == ["1\xa0“Same”.", "2\xa0“Same”."]


def test_more_remarks_than_letters() -> None:
    who = es.Claimant("w", "Who")
    claims = [es.Estimate(f"e{i}", who, es.point(1), scope="unclear", scope_note=f"n{i}") for i in range(30)]
    dossier = es.Dossier(es.Estimand("x", measure="killed"), claims)
    assert latex_table(es.to_latex(dossier))[2][29] == "ad\xa0Scope unclear: n29."


def test_stated_fractions_are_not_rounded() -> None:
    assert worded(es.between(0.125, 2.375)) == "0.125–2.3750"
    assert worded(es.between(0.858_895, 123_456.7)) == "0.858895–123,456.7"
    assert worded(es.between(0.858_895, 123_000)) == "at least 0.858895, up to 123,000"


def test_a_judgement_with_a_factor_says_it() -> None:
    note = evolve(DEATHS.bias_notes[0], factor=2)
    dossier = evolve(DEATHS, bias_notes=[note])
    assert "inflated by a factor of 2, says Masahiro Yamamoto (finding)" in es.to_html(dossier)


def test_the_script_that_compiles_says_where_it_cannot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.test_validation import loaded

    monkeypatch.setenv("PATH", str(tmp_path))
    script = loaded("latex")
    assert script.main(tmp_path) == 0
    assert capsys.readouterr().out.count("not on this machine") == 3
    assert all(r"\begin{document}" in text for text in script.documents("pdflatex").values())


def test_the_notes_of_a_table_follow_a_style() -> None:
    """In a style of notes the second note on a work is short; elsewhere they stand without brackets."""
    garrison = es.load("nanking-1937")["garrison"]
    table = es.to_latex(garrison, style="chicago-notes")
    assert r"\textsuperscript{1}~David Askew, “Defending Nanking: An Examination" in table
    assert "April 15, 2003, 173, as reported in Battle of Nanking, sec. China’s defense preparations." in table
    assert "Askew, 2003, p. 173, as reported in" in es.to_html(garrison, style="apa")
    with pytest.raises(es.EstimatesError, match="did you mean 'apa'"):
        es.to_html(garrison, style="apaa")


def test_an_interval_is_shown_at_the_level_of_its_pool() -> None:
    """The level that voices support is that of the interval beside it."""
    garrison = NANKING["garrison"]
    low, high = (es.pool(garrison, level=level) for level in (0.2, 0.9))
    _, rows, notes = latex_table(es.to_latex(low))
    assert rows[0][3] == "20 % interval"
    assert rows[1][3].startswith("100,000")
    assert "3 voices support no level" in " ".join(notes)
    _, rows, _ = latex_table(es.to_latex([low, high]))
    assert [row[3] for row in rows] == ["Interval", "100,000 (20 %)", "73,790–150,000 (90 %)"]
    words = es.caption(es.plot_intervals(garrison, pooled=low))
    assert "20 % interval: 100,000" in words
    assert "73,790–150,000" not in words


def test_an_envelope_is_not_called_a_median() -> None:
    """It is the same range at every quantile; tables, captions and marks give it as a range."""
    pools = [es.pool(DEATHS, "envelope"), es.pool(DEATHS)]
    _, rows, _ = latex_table(es.to_latex(pools))
    assert [row[2] for row in rows] == ["Median", "–", "6,000–70,000"]
    assert not pools[0].has_median
    words = es.caption(es.plot_intervals(DEATHS, pooled=pools[0]))
    assert "Envelope: ≤ 84,000 · 4 claims; 4 voices support a level of 60 %" in words
    assert "median" not in words
    assert "Envelope: 20,000 · 1 claim" in es.caption(
        es.plot_intervals(NANKING["rapes"], pooled=es.pool(NANKING["rapes"], "envelope"))
    )
    _, rows, _ = latex_table(es.to_latex(es.multiverse(DEATHS, methods=["envelope"], leave_out=False)))
    assert {row[2] for row in rows[1:]} == {"–"}
