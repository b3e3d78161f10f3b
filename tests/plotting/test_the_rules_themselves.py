"""A checker that cannot fail proves nothing: each rule finds the figure that breaks it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

import estimates as es
from estimates.layout import picture_of, remember
from tests.plotting.reading import check
from tests.plotting.rules import RULES, gid


def intervals() -> Any:
    return es.plot_intervals(es.load("china-war-losses")["chinese-casualties"])


def first(artists: Any, begin: str) -> Any:
    return next(artist for artist in artists if gid(artist).startswith(begin))


def moved(axes: Any) -> None:
    dots = first(axes.lines, "marks:dot")
    dots.set_xdata([1.1 * x for x in dots.get_xdata()])


def inverted(axes: Any) -> None:
    """Two claims of a timeline change places within their years, so that the later stands before the earlier."""
    found = [line for line in axes.lines if gid(line).startswith("marks:") and ":strike:" not in gid(line)]
    dated = [line for line in found if line.get_xdata()[0] != 1.0]
    low, high = min(dated, key=lambda line: line.get_xdata()[0]), max(dated, key=lambda line: line.get_xdata()[0])
    low.set_xdata([high.get_xdata()[0]] * len(low.get_xdata()))


def inward(axes: Any) -> None:
    rows = [evolve(row, marks=tuple(evolve(mark, to=2 * mark.x - mark.to) if mark.kind == "stub" and mark.to else mark
                                    for mark in row.marks)) for row in picture_of(axes).panels[0].rows]  # type: ignore[union-attr]  # fmt: skip
    _show(axes, rows=tuple(rows))


def _show(axes: Any, **change: Any) -> None:
    """Let an Axes pass for a picture that is not what it shows."""
    picture = picture_of(axes)
    assert picture is not None
    panel = evolve(picture.panels[0], **change)
    for title in (axes.title, axes._left_title, axes._right_title):
        remember(title, evolve(picture, panels=(panel,)))


def unsaid(axes: Any) -> None:
    axes.texts[0].set_text("logarithmic axis")


def one_tick(axes: Any) -> None:
    axes.set_xticks([axes.get_xticks()[1]])


def repeated(axes: Any) -> None:
    panel = picture_of(axes).panels[0]  # type: ignore[union-attr]  # it shows one
    rows = tuple(evolve(row, cells=tuple(evolve(cell, paragraphs=("scope unclear: the same",)) if cell.column == "words"
                                         else cell for cell in row.cells)) for row in panel.rows)  # fmt: skip
    _show(axes, rows=rows)


def flush_left(axes: Any) -> None:
    next(text for text in axes.texts if gid(text).endswith(":words")).set_ha("left")


def without_hairline(axes: Any) -> None:
    lines = first(axes.collections, "hairlines")
    lines.set_segments(lines.get_segments()[1:])


def unsorted(axes: Any) -> None:
    panel = picture_of(axes).panels[0]  # type: ignore[union-attr]  # it shows one
    head, *claims = panel.rows[:4]
    _show(axes, rows=(head, *reversed(claims), *panel.rows[4:]))


def unexplained(axes: Any) -> None:
    for text in axes.texts:
        text.set_text(text.get_text().replace("Dot: a single value; cap", "Cap"))


def undrawn(axes: Any) -> None:
    for line in axes.lines:
        if gid(line).startswith("marks:dot"):
            line.set_markersize(0)


def pale(axes: Any) -> None:
    axes.texts[3].set_color("#cccccc")


def light_mark(axes: Any) -> None:
    first(axes.lines, "marks:dot").set(markerfacecolor="#dddddd", markeredgecolor="#dddddd")


def tagged(axes: Any) -> None:
    axes.texts[-1].set_text("On <i>War</i>")


CASES: list[tuple[str, Callable[[Any], None]]] = [
    ("places", moved), ("stubs", inward), ("scales", unsaid), ("scales", one_tick), ("once", repeated),
    ("rows", flush_left), ("rows", without_hairline), ("rows", unsorted), ("explained", unexplained),
    ("explained", undrawn), ("inks", pale), ("inks", light_mark), ("plain", tagged),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "break_it"), CASES, ids=[f"{rule}-{how.__name__}" for rule, how in CASES])
def test_each_rule_finds_what_breaks_it(rule: str, break_it: Callable[[Any], None]) -> None:
    axes = intervals()
    RULES[rule](axes)
    break_it(axes)
    with pytest.raises(AssertionError):
        RULES[rule](axes)


def test_dates_that_change_places_are_found() -> None:
    axes = es.plot_timeline(es.load("dresden-1945")["deaths"])
    RULES["places"](axes)
    inverted(axes)
    with pytest.raises(AssertionError):
        RULES["places"](axes)


def test_an_anchor_without_its_band_is_found() -> None:
    axes = es.plot_bias(es.bias(es.load("bosnia-war")["killed"]))
    RULES["anchors"](axes)
    first(axes.patches, "anchors").remove()
    with pytest.raises(AssertionError):
        RULES["anchors"](axes)


@pytest.mark.parametrize("how", ["over", "beyond", "small"])
def test_texts_that_meet_leave_or_shrink_are_found(how: str) -> None:
    axes = intervals()
    check(axes.figure)
    text = next(text for text in axes.texts if gid(text).endswith(":words"))
    if how == "over":
        first(axes.texts, "panel0:subtitle").set(
            transform=text.get_transform(), position=text.get_position(), ha="right"
        )
    elif how == "beyond":
        text.set_text(text.get_text() * 40)
    else:
        text.set_fontsize(5)
    with pytest.raises(AssertionError):
        check(axes.figure)
