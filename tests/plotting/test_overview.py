"""The overview: what all names begin with is said once, and the brackets stand between names and axis."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

import estimates as es
from estimates.layout import picture_of
from tests.plotting.reading import check, extents


def names_in(axes: Any) -> set[str]:
    return {text.get_text() for text in axes.texts if ":claimant" in str(text.get_gid())}


def under_title(axes: Any) -> str:
    return " ".join(text.get_text() for text in axes.texts if ":subtitle" in str(text.get_gid()))


def test_the_beginning_of_all_names_is_said_once() -> None:
    axes = es.plot_overview(es.load("agincourt-1415"))
    assert {"English army", "French army", "English dead"} <= names_in(axes)
    assert under_title(axes).startswith("Agincourt, 1415; 6 figures")
    assert es.alt_text(axes).count("Agincourt, 1415: English army") >= 2, "in words each figure has its whole name"
    assert not any(text.get_text().startswith("Agincourt, 1415:") for text in axes.texts)


def test_what_the_title_says_already_is_not_said_again_and_the_other_way_round() -> None:
    axes = es.plot_overview(es.load("gaugamela"))
    assert "Persian army" in names_in(axes)
    assert under_title(axes).startswith("6 figures")
    axes.set_title("Armies and losses", loc="left")
    axes.figure.canvas.draw()
    assert under_title(axes).startswith("Gaugamela, 331 BC; 6 figures")
    check(axes.figure)
    axes = es.plot_overview(es.load("gaugamela"), subtitle="")
    assert under_title(axes) == ""


def test_names_that_do_not_begin_alike_are_whole() -> None:
    st_bartholomew = es.plot_overview(es.load("st-bartholomew-1572"), title="France")
    assert {"killed in all France", "Huguenots in France, 1572"} <= names_in(st_bartholomew)
    assert "St Bartholomew’s Day, 1572 unless noted" in under_title(st_bartholomew)
    assert "Algerian war, 1954–1962: Algerian dead" in names_in(es.plot_overview(es.load("algerian-war"))), (
        "half of two"
    )
    (lone, *_) = es.load("wuhan-1938").values()
    picture = picture_of(es.plot_overview([lone], title="Losses"))
    assert picture is not None
    assert picture.panels[0].rows[0].text("claimant") == lone.estimand.label, "one name shares nothing with another"


@pytest.mark.parametrize("name", ["xerxes-480bc", "agincourt-1415", "china-war-losses"])
@pytest.mark.parametrize("width", ["single", "double"])
def test_brackets_touch_neither_each_other_nor_a_name(name: str, width: Any) -> None:
    axes = es.plot_overview(es.load(name), width=width, size=7)
    check(axes.figure)
    lines = [line for line in axes.lines if str(line.get_gid()).startswith("ladder:") and len(line.get_xdata()) == 2]
    picture = picture_of(axes)
    assert picture is not None
    assert len(lines) == len(picture.panels[0].ladders)  # type: ignore[attr-defined]  # an OverviewPanel
    axes.figure.canvas.draw()
    em = 7 * axes.figure.dpi / 72
    boxes = [line.get_window_extent() for line in lines]
    names = [box for _, box, artist in extents(axes.figure) if ":claimant" in str(artist.get_gid())]
    assert max(box.x1 for box in names) + 0.2 * em < min(box.x0 for box in boxes)
    to = [str(line.get_gid()).split(":")[2] for line in lines]
    for (one, end), (two, other) in combinations(zip(boxes, to, strict=True), 2):
        apart = abs(two.x0 - one.x0) > 0.5 * em or one.y1 < two.y0 or two.y1 < one.y0
        assert apart or end == other, "those that lead to one figure are one line"


def test_a_bracket_of_contradictions_is_heavier_and_the_foot_says_so() -> None:
    axes = es.plot_overview(es.load("rwanda-1994"))
    assert "heavy bracket" not in es.caption(axes)
    axes = es.plot_overview(es.load("nanking-1937"))
    widths = {line.get_linewidth() for line in axes.lines
              if str(line.get_gid()).startswith("ladder:") and len(line.get_xdata()) == 2}  # fmt: skip
    assert len(widths) == 2
    assert max(widths) > 2 * min(widths), "they differ in grey"
    assert "heavy bracket: claims on the two contradict" in es.caption(axes)


def test_a_count_of_some_claims_is_explained_and_the_alternative_text_says_what_is_drawn() -> None:
    """A line each, with the core where its line is drawn."""
    axes = es.plot_overview(es.load("agincourt-1415"))
    assert "at the right, how many claims are compared, of all that there are" in es.caption(axes)
    lines = es.alt_text(axes).split("\n")
    assert lines[0].startswith("Overview: Agincourt, 25 October 1415: the armies and their dead")
    assert "Agincourt, 1415: French army: 5 of 6 claims, 12,000–36,000." in lines
    assert "Agincourt, 1415: English dead: 2 claims, 112–600. Most meet at 112–600 (2 of 2 compared)." in lines
    whole = es.plot_overview([es.load("agincourt-1415")["english-archers"]])
    assert "of all that there are" not in es.caption(whole)
