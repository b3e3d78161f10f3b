"""Columns as wide as their texts need, or as a width is best shared out."""

import numpy as np
import pytest

import estimates as es
from estimates.layout import Cell, Column, Picture, Row
from estimates.layout.intervals import lay_out
from estimates.plotting import RoomWarning
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


@pytest.mark.filterwarnings("ignore::estimates.plotting.RoomWarning")
def test_long_notes_stand_under_the_names_where_a_column_of_them_makes_the_rows_high() -> None:
    """At seven inches notes of several words had a column of one word, and the figure was higher than at three."""
    dossier = es.load("holodomor")["deaths-ukraine"]
    axes = es.plot_intervals(dossier, width="double", size=8)
    assert axes.figure.get_size_inches()[1] < 11
    gids = {str(text.get_gid()) for text in axes.texts}
    assert not any(name.endswith(("heading-remark", ":remark")) for name in gids)
    (row,) = [row for row in dossier if row.claimant.name == "Yakiv Sapsai"]
    lines = [text for text in axes.texts if text.get_gid() == f"panel0:{row.id}:claimant"]
    assert (
        " ".join(text.get_text() for text in lines) == "Yakiv Sapsai scope unclear: place not stated in the words read"
    )
    assert lines[0].get_color() != lines[1].get_color(), "a note is said beside the name"
    wide = es.plot_intervals(dossier)
    assert any(str(text.get_gid()).endswith(":remark") for text in wide.texts), "with room it has its column"


@pytest.mark.filterwarnings("ignore::estimates.plotting.RoomWarning")
def test_where_few_ticks_have_room_they_are_the_roundest_that_do() -> None:
    axes = es.plot_intervals(es.load("holodomor")["deaths-ukraine"], width="single", size=7)
    assert [label.get_text() for label in axes.get_xticklabels()] == ["0", "10,000,000"]


def test_a_narrow_logarithmic_axis_has_two_labels_and_marks_between_them() -> None:
    axes = es.plot_overview(es.load("holodomor"), width="single", size=7, lang="de")
    assert [label.get_text() for label in axes.get_xticklabels()] == ["5.000.000", "15.000.000"]
    low, high = axes.get_xlim()
    steps = [n * 10**power for power in (6, 7) for n in range(1, 10)]
    assert sorted({*axes.get_xticks(minor=True), 5e6}) == [n for n in steps if low <= n <= high]
    assert not any(label.get_text() for label in axes.get_xticklabels(minor=True))


def test_what_is_moved_is_not_said_to_be_dropped() -> None:
    dossier = es.load("holodomor")["deaths-ukraine"]
    with pytest.warns(RoomWarning, match="'claimed', 'judged' and 'source', which"):
        axes = es.plot_intervals(dossier, width="single", size=7)
    said = " ".join(text.get_text() for text in axes.texts)
    assert "scope unclear: place not stated in the words read" in said


@pytest.mark.filterwarnings("ignore::estimates.plotting.RoomWarning")
def test_ratios_have_room_in_a_journal_s_column() -> None:
    axes = es.plot_bias(es.bias(es.load("nanking-1937")["garrison"]), width="single", size=7)
    lines = [text.get_text() for text in axes.texts if text.get_gid() == "panel0:askew-garrison:claimant"]
    assert lines == ["David Askew", "73,790–81,500"]


def test_a_column_is_not_kept_by_notes_under_the_names_at_the_price_of_much_higher_rows() -> None:
    """A judgement of one claim in twelve had a column of five ems, and names of one word a line beside it."""
    with pytest.warns(RoomWarning, match="'claimed' and 'judged', which"):
        axes = es.plot_intervals(es.load("holodomor")["deaths-ukraine"], width="double", size=7.5)
    assert axes.figure.get_size_inches()[1] < 9.5
    with pytest.warns(RoomWarning, match="column 'claimed', which"):
        es.plot_intervals(es.load("rwanda-1994")["killed"], width="double", size=7.5)
