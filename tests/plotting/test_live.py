"""A figure lives after it is drawn: resized, laid out, retitled, on another scale, it is placed anew."""

from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
import pytest

import estimates as es
from estimates.layout import picture_of
from estimates.plotting import RoomWarning, caption, plot_intervals, plot_support, plot_timeline
from tests.pictures import deaths, garrison
from tests.plotting.reading import check, extents

pytestmark = pytest.mark.filterwarnings(
    "ignore::estimates.plotting.FontWarning", "ignore::estimates.plotting.RoomWarning"
)


def texts(axes: Any) -> set[str]:
    return {text.get_text() for text in axes.texts}


@pytest.mark.parametrize("layout", [None, "constrained", "tight", "later"])
def test_a_grid_of_four_keeps_its_texts_apart(layout: str | None) -> None:
    figure, grid = plt.subplots(2, 2, figsize=(13, 9), layout=None if layout == "later" else layout)
    for axes in grid.flat:
        plot_intervals(garrison(), ax=axes)
    if layout == "later":
        figure.tight_layout()
    figure.canvas.draw()
    check(figure)
    widths = [axes.get_position().width for axes in grid.flat]
    assert max(widths) - min(widths) < 0.06  # by the names that the fonts of a machine can write


@pytest.mark.parametrize("plot", [plot_intervals, plot_support])
@pytest.mark.parametrize("own", [True, False])
def test_it_is_placed_anew_when_its_figure_is_resized(plot: Any, own: bool) -> None:
    ax = plot(deaths()) if own else plot(deaths(), ax=plt.figure(figsize=(11, 7)).add_subplot())
    for size in ((13, 8), (8.5, 7.5)):
        ax.figure.set_size_inches(size)
        check(ax.figure)


def test_a_title_of_the_users_takes_the_place_of_ours() -> None:
    ax = plot_intervals(garrison())
    ax.set_title("What was there to defend the city with, and who says so")
    check(ax.figure)
    assert ax.get_title() == "What was there to defend the city with, and who says so"
    assert ax.get_title(loc="left") == ""
    assert caption(ax).startswith("What was there to defend the city with")
    ax.set_title("Again " * 40)
    check(ax.figure)
    ax.set_title("", loc="center")
    ax.figure.canvas.draw()


def test_a_scale_is_followed_in_ticks_words_and_marks() -> None:
    ax = plot_intervals(deaths())
    assert "logarithmic" not in caption(ax)
    ax.set_xscale("log")
    assert "logarithmic axis" in caption(ax)
    ax.figure.canvas.draw()
    assert any("logarithmic axis" in text for text in texts(ax))
    low, high = ax.get_xlim()
    assert 0 < low < 6_000 < 84_000 < high, "the limits hold the claims on the new scale"
    check(ax.figure)


def test_a_label_of_the_users_axis_is_kept() -> None:
    ax = plot_intervals(garrison())
    assert ax.get_xlabel() == "strength (soldiers)"
    ax.set_xlabel("Soldiers\non two lines")
    check(ax.figure)
    assert ax.get_xlabel().split() == ["Soldiers", "on", "two", "lines"]


def test_texts_count_for_the_tight_box(tmp_path: Any) -> None:
    figure, ax = plt.subplots(figsize=(11, 6))
    plot_intervals(deaths(), ax=ax)
    figure.canvas.draw()
    box = ax.get_tightbbox(figure.canvas.get_renderer())
    for text, extent, _ in extents(figure):
        assert box.x0 - 1 <= extent.x0 <= extent.x1 <= box.x1 + 1, text
        assert box.y0 - 1 <= extent.y0 <= extent.y1 <= box.y1 + 1, text
    assert ax.get_in_layout()


def test_it_is_not_drawn_anew_without_a_reason() -> None:
    ax = plot_timeline(es.load("dresden-1945")["deaths"])
    ax.figure.canvas.draw()
    before = [id(child) for child in ax.get_children()]
    ax.figure.canvas.draw()
    ax.figure.set_dpi(200)
    ax.figure.canvas.draw()
    assert [id(child) for child in ax.get_children()] == before


def test_columns_come_back_when_there_is_room_again() -> None:
    figure, ax = plt.subplots(figsize=(4.5, 6))
    with pytest.warns(RoomWarning, match="'source'|'role'|'judged'"):
        plot_intervals(deaths(), ax=ax)
    few = len(picture_of(ax).columns)  # type: ignore[union-attr]  # it shows one
    figure.set_size_inches(16, 6)
    figure.canvas.draw()
    assert len(picture_of(ax).columns) > few  # type: ignore[union-attr]
    check(figure)


def test_works_and_triangles_of_dropped_columns_are_not_explained() -> None:
    ax = plot_intervals(deaths(), width="single")
    names = [column.name for column in picture_of(ax).columns]  # type: ignore[union-attr]
    foot = " ".join(picture_of(ax).foot)  # type: ignore[union-attr]
    assert "judged" not in names
    assert not any(word in foot for word in ("Triangle", "Judgements", "Sun 1997"))
    assert not any(str(line.get_gid()).startswith("judgements:") for line in ax.lines)
