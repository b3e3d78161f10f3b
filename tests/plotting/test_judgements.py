"""The table of judgements: its columns have the names of the figures where there is room, and numbers where not."""

from __future__ import annotations

from typing import Any

import estimates as es
from tests.plotting.reading import check


def heads(axes: Any) -> list[str]:
    lines: dict[str, list[tuple[float, str]]] = {}
    axes.figure.canvas.draw()
    for text in axes.texts:
        if ":head-" in str(text.get_gid()):
            lines.setdefault(text.get_gid(), []).append((-text.get_window_extent().y0, text.get_text()))
    return [" ".join(part for _, part in sorted(found)) for _, found in sorted(lines.items())]


def foot(axes: Any) -> str:
    return " ".join(text.get_text() for text in axes.texts if str(text.get_gid()).startswith("foot:"))


def test_columns_have_the_names_of_their_figures_without_what_the_title_says() -> None:
    axes = es.plot_judgements(es.load("dresden-1945"))
    assert heads(axes) == ["killed in the air raids", "dead recorded by the authorities in 1945"]
    assert "1:" not in foot(axes)
    assert "Dresden, February 1945: dead recorded by the authorities in 1945" in es.alt_text(axes)
    check(axes.figure)


def test_where_names_have_no_room_the_foot_names_the_numbers() -> None:
    axes = es.plot_judgements(es.load("dresden-1945"), width="single", size=6)
    assert heads(axes) == ["1", "2"]
    assert "1: killed in the air raids; 2: dead recorded by the authorities in 1945." in foot(axes)
    check(axes.figure)


def test_the_letter_of_a_judge_is_no_word_of_the_sentence() -> None:
    axes = es.plot_judgements(es.load("dresden-1945"))
    assert "Judged by: a: CBC News" in foot(axes)
    letters = {text.get_text() for text in axes.texts if str(text.get_gid()).startswith("judge:")}
    assert letters == {"a", "b", "c", "d"}


def test_there_is_no_axis_and_no_room_for_one() -> None:
    axes = es.plot_judgements(es.load("dresden-1945"))
    axes.figure.canvas.draw()
    assert [label.get_text() for label in axes.get_xticklabels() if label.get_text()] == []
    lowest = min(text.get_window_extent().y0 for text in axes.texts if ":claimant" in str(text.get_gid()))
    highest = max(text.get_window_extent().y1 for text in axes.texts if str(text.get_gid()).startswith("foot:"))
    assert lowest - highest < 4 * axes.texts[0].get_fontsize() * axes.figure.dpi / 72


def test_the_judges_have_letters_in_the_order_in_which_the_table_is_read() -> None:
    axes = es.plot_judgements(es.load("dresden-1945"))
    found = [(text.get_transform().transform(text.get_position()), text.get_text()) for text in axes.texts
             if len(text.get_text()) == 1 and text.get_text().isalpha()]  # fmt: skip
    read = [letter for (x, y), letter in sorted(found, key=lambda item: (-round(item[0][1]), item[0][0]))]
    assert list(dict.fromkeys(read)) == sorted(set(read)) == ["a", "b", "c", "d"]
