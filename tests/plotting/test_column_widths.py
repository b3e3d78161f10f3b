"""Columns as wide as their texts need, or as a width is best shared out."""

import numpy as np
import pytest

import estimates as es
from estimates.layout import Cell, Column, Picture, Row
from estimates.layout.intervals import lay_out
from estimates.plotting.column_widths import widths_of
from estimates.plotting.font_metrics import Type
from estimates.plotting.options import WIDEST
from estimates.plotting.placement import LEAST_SHARE, PlacedRow, place

FONTS = Type((), 10.0)


@pytest.fixture(scope="module")
def bosnia() -> Picture:
    return lay_out(es.load("bosnia-war")["killed"])


def lines(rows: tuple[PlacedRow, ...], column: str) -> int:
    return max(sum(len(b.lines) for b in row.blocks if b.column == column) for row in rows)


def test_without_a_width_no_column_is_narrowed(bosnia: Picture) -> None:
    widths = widths_of(bosnia, FONTS, None)
    assert widths == widths_of(bosnia, FONTS, sum(widths.values()) + 0.01)


def test_what_there_is_is_shared_out_and_never_exceeded(bosnia: Picture) -> None:
    natural, least = sum(widths_of(bosnia, FONTS, None).values()), sum(widths_of(bosnia, FONTS, 0.0).values())
    assert least < natural
    for room in np.linspace(least, natural, 12):
        assert sum(widths_of(bosnia, FONTS, float(room)).values()) <= room + 1e-6


def test_more_room_never_makes_a_figure_higher(bosnia: Picture) -> None:
    heights = [sum(panel.height for panel in place(bosnia, FONTS, width).panels) for width in range(700, 1100, 50)]
    assert heights == sorted(heights, reverse=True)


def test_room_goes_to_the_column_whose_texts_take_most_lines(bosnia: Picture) -> None:
    """A centre of five words beside a source of two: the name takes the room, and the source does with little."""
    (panel,) = place(bosnia, FONTS.scaled(0.7), 72 * WIDEST).panels
    assert lines(panel.rows, "claimant") <= 4
    assert lines(panel.rows, "claimed") == 1


def test_numbers_keep_to_one_line_and_words_are_not_divided(bosnia: Picture) -> None:
    sheet = place(bosnia, FONTS, 900)
    for placed in sheet.panels[0].rows:
        for block in placed.blocks:
            joined = " ".join(block.lines)
            assert joined in {text for cell in placed.row.cells for text in cell.paragraphs}, block
            assert block.column != "claimed" or len(block.lines) == 1


def test_the_least_axis_is_left_free(bosnia: Picture) -> None:
    sheet = place(bosnia, FONTS.scaled(0.76), 72 * WIDEST)
    assert sheet.axis_width >= LEAST_SHARE * sheet.width - 1e-6


def test_a_dot_between_two_parts_never_begins_a_line() -> None:
    text = "inflated · George Kenney [4]"
    for width in range(60, 200, 5):
        assert not any(line.startswith("·") for line in FONTS.lines(text, width))


def test_a_word_as_wide_as_its_column_is_not_divided(bosnia: Picture) -> None:
    for size in np.linspace(0.6, 1.0, 9):
        sheet = place(bosnia, FONTS.scaled(float(size)), 72 * WIDEST)
        lines = [line for row in sheet.panels[0].rows for block in row.blocks for line in block.lines]
        assert "inflated ·" in lines or "inflated · George" in lines


def test_a_picture_without_texts_has_columns_as_wide_as_their_headings() -> None:
    row = Row("claim", "a", "claim", (Cell("claimant", ()),))
    picture = lay_out(es.dossier("A figure", [("X", "5")]))
    panel = picture.panels[0].__class__(picture.panels[0].dossier, "", "", (row,), picture.panels[0].axis)
    widths = widths_of(Picture((panel,), (Column("claimant", "Claimant", "left"),)), FONTS, 1.0)
    assert widths["claimant"] >= FONTS.width("Claimant", 0.94)
