"""What functions return in numbers: tuples that show themselves as tables, of rows that are one short line each."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest

import estimates as es
from estimates.model.markup import terminal_width, text_table
from estimates.model.rows import Row, Rows

NANKING = es.load("nanking-1937")
GARRISON, DEATHS = NANKING["garrison"], NANKING["combat-deaths"]
FAULTY = {
    "estimand": ["a"] * 2,
    "claimant": ["b", "c"],
    "wording": ["100.000", "5,000"],
    "source": ["", "Family papers"],
}
SEQUENCES: dict[str, Callable[[], Any]] = {
    "pairs": lambda: es.compare(DEATHS).pairs,
    "disjoint": lambda: es.compare(DEATHS).disjoint,
    "core": lambda: es.compare(DEATHS).core,
    "camps": lambda: es.compare(DEATHS).camps,
    "regions": lambda: es.compare(DEATHS).regions(1),
    "used": lambda: es.pool(DEATHS).used,
    "set aside": lambda: es.compare(DEATHS).set_aside,
    "flagged": lambda: es.compare(es.load("nanking-massacre")["killed-city"]).flagged,
    "agreement": lambda: es.agreement(DEATHS, 50_000),
    "tensions": lambda: es.tensions(NANKING),
    "across": lambda: es.tensions(NANKING).across,
    "implied": lambda: es.implied_bounds(NANKING),
    "left out": lambda: es.leave_one_out(DEATHS),
    "summary": lambda: es.summary(NANKING),
    "choices": lambda: es.multiverse(DEATHS).rows,
    "refused": lambda: es.multiverse(DEATHS).refused,
    "audit": lambda: es.bias(DEATHS).rows,
    "faults": lambda: es.check(FAULTY),
    "notices": lambda: es.check(FAULTY).notices,
    "works": lambda: es.sources(NANKING),
    "omissions": lambda: es.left_out(es.Source("doe", {"type": "letter", "archive_location": "Box 3"})),
}


@pytest.mark.parametrize("name", SEQUENCES)
def test_a_result_is_a_tuple_that_shows_a_table(name: str) -> None:
    found = SEQUENCES[name]()
    assert isinstance(found, Rows)
    assert isinstance(found, tuple)
    header, rows = found.table()
    if found:
        assert len(rows) == len(found)
        assert all(len(row) == len(header) for row in rows)
        assert any(not line.strip("- ") for line in repr(found).splitlines())
        assert '<th scope="col"' in found._repr_html_()
    else:
        assert repr(found).startswith("<no ")
    assert max(map(terminal_width, repr(found).splitlines())) <= 120
    assert isinstance(found[:1], Rows)
    assert found[:1] == tuple(found)[:1]
    assert pickle.loads(pickle.dumps(found)) == found
    assert repr(copy.copy(found)) == repr(found)


@pytest.mark.parametrize("name", SEQUENCES)
def test_a_row_is_one_short_line(name: str) -> None:
    for row in SEQUENCES[name]():
        if not isinstance(row, tuple):
            assert "\n" not in repr(row)
            assert len(repr(row)) <= 140
            assert repr(row).startswith(f"<{type(row).__name__}")


def test_every_row_of_ours_names_its_cells() -> None:
    kinds = {type(row) for make in SEQUENCES.values() for row in make() if isinstance(row, Row)}
    assert {es.Pair, es.Region, es.Tension, es.LeftOut, es.MultiverseRow, es.AuditRow, es.FigureSummary} <= kinds


def test_columns_in_which_nothing_stands_are_left_out() -> None:
    header, _ = es.compare(GARRISON).disjoint.table()
    assert "What follows" in header
    whole = es.compare(es.dossier("D", [("A", "5"), ("B", "5")], measure="killed")).pairs
    assert "What follows" not in whole.table()[0]


def test_a_display_of_very_many_rows_ends_and_says_so() -> None:
    claims = [(f"Claimant {i}", str(1000 + i)) for i in range(80)]
    pairs = es.compare(es.dossier("D", claims, measure="killed")).pairs
    assert "… and 3,130 pairs more" in repr(pairs)
    assert "… and 3,130 pairs more" in pairs._repr_html_()
    assert len(pairs.table()[1]) == 3_160


def test_hostile_text_is_inert() -> None:
    claims = [("<script>x</script>", "5"), ("\x1b[31mred $x$", "7")]
    pairs = es.compare(es.dossier("D", claims, measure="killed")).pairs
    assert "<script>" not in pairs._repr_html_()
    assert "mathjax_ignore" in pairs._repr_html_()
    assert "\x1b" not in repr(pairs)
    assert "\x1b" not in repr(pairs[0])


def test_a_table_of_text_keeps_its_columns_with_wide_letters_and_long_texts() -> None:
    told = text_table(["Who", "What"], [["秦郁彦", "words " * 60], ["a" * 200, "x"]])
    assert max(map(terminal_width, told.splitlines())) <= 120
    assert told.replace("\n", "").replace(" ", "").count("words") == 60
    assert told.replace("\n", "").replace(" ", "").count("a") == 201


FOUND = es.compare(DEATHS)
DISPLAYED: dict[str, tuple[Any, tuple[str, ...]]] = {
    "estimate": (DEATHS[0], ("Ikuhiko Hata", "50,000", "Source")),
    "judgement": (DEATHS.bias_notes[0], ("Masahiro Yamamoto", "inflated (finding)")),
    "comparison": (FOUND, ("Envelope", "≤ 84,000", "cannot both be right", "Set aside: Contemporary Chinese source")),
    "pool": (es.pool(DEATHS), ("Median", "6,000–70,000", "no assumption", "Contemporary Chinese source", "Target")),
    "multiverse": (es.multiverse(DEATHS), ("random-set", "Assuming", "Interval")),
    "drift": (es.drift(es.load("dresden-1945")["deaths"]), ("Rank correlation", "Over ten years")),
    "lineage": (es.lineage(DEATHS), ("Comes from", "Ikuhiko Hata (50,000)")),
    "audit": (es.bias(DEATHS), ("Over the anchor", "the number cannot tell")),
    "compared ledger": (es.compare(NANKING), ("Estimand", "garrison", "73,790–150,000")),
    "library": (es.read_csl([{"id": "a", "type": "book", "title": "A & B"}, {"type": "book"}]), ("A &amp; B", "fault")),
    "reading": (es.reading("about 5,000 killed"), ("killed", "c. 5,000")),
    "dataset": (NANKING, ("Garrison of Nanking", "Most meet at")),
    "dossier": (DEATHS, ("Jay Taylor", "70,000")),
}  # fmt: skip


@pytest.mark.parametrize("name", DISPLAYED)
def test_a_notebook_shows_the_answer(name: str) -> None:
    shown, texts = DISPLAYED[name]
    html = shown._repr_html_()
    for text in texts:
        assert text in html
    assert "<th scope=" in html
    assert "<th style" not in html
    assert "color" not in html  # light and dark are the notebook's
    assert html.count("<table") == html.count("</table>")


def test_an_excluded_end_of_an_envelope_stays_excluded_in_a_ledger() -> None:
    html = es.compare(NANKING)._repr_html_()
    assert "&gt; 200,000" in html
    assert "≥ 200,000" not in html
    assert "≥ 200,000" not in es.to_html(es.compare(NANKING))


def test_a_notebook_lists_the_first_of_very_many_and_says_how_many_more_there_are() -> None:
    claims = [es.Estimate(f"e{i}", es.Claimant(f"c{i}", f"Author {i}"), es.point(i + 1)) for i in range(203)]
    shown = es.Dossier(es.Estimand("f"), claims)._repr_html_()
    assert "Author 199<" in shown
    assert "Author 200<" not in shown
    assert "… and 3 claims more; es.to_frame(dossier) gives all" in shown
    few = es.Dossier(es.Estimand("f"), claims[:200])._repr_html_()
    assert "more; " not in few
    assert few.count("Author") == 200
    figures = es.Dataset("many", [es.Dossier(es.Estimand(f"f{i}"), []) for i in range(201)])._repr_html_()
    assert "f199<" in figures
    assert "f200<" not in figures
    assert "… and 1 figure more; es.summary(dataset) gives all" in figures
