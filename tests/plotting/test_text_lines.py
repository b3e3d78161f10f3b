"""Lines of text drawn together: the same picture as matplotlib's own, whatever is set on a text, in every format."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.text import Text

from estimates.plotting import plot_intervals, plot_lineage, plot_support, plot_timeline
from estimates.plotting.text_lines import TextLayer, TextLine
from tests.made import dated
from tests.pictures import deaths


def ink(figure: Any, dpi: int = 100) -> np.ndarray:
    """Return how dark each dot of a figure is."""
    figure.set_dpi(dpi)
    figure.canvas.draw()
    return 255.0 - np.asarray(figure.canvas.buffer_rgba())[..., :3].mean(axis=2)


def lines_of(axes: Any) -> list[TextLine]:
    return [text for text in axes.texts if isinstance(text, TextLine)]


def test_a_figure_of_dots_draws_its_cells_together(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    original = RendererAgg.draw_text

    def counted(self: Any, gc: Any, x: float, y: float, s: str, *rest: Any, **more: Any) -> None:
        drawn.append(s)
        original(self, gc, x, y, s, *rest, **more)

    monkeypatch.setattr(RendererAgg, "draw_text", counted)
    axes = plot_intervals(deaths())
    axes.figure.canvas.draw()
    ours = {text.get_text() for text in lines_of(axes)}
    assert "Jay Taylor" in ours
    assert not {text for text in ours if not text[0].isdigit()} & set(drawn), "numbers may be those of ticks"
    assert axes.get_title(loc="left") in drawn, "what is not a cell is matplotlib's to draw"


@pytest.mark.parametrize("plot", [plot_intervals, plot_support, plot_lineage, plot_timeline])
def test_it_is_the_picture_that_matplotlib_draws(plot: Any) -> None:
    """Each text has its ink where it would have had it, and about as much of it; nothing lies over it."""
    axes = plot(deaths() if plot in (plot_intervals, plot_support) else dated(15))
    fast = ink(axes.figure)
    for layer in [artist for artist in axes.artists if isinstance(artist, TextLayer)]:
        layer.remove()
    for text in lines_of(axes):
        text.set_gid("")
        monkey = Text.draw.__get__(text)
        text.draw = monkey  # type: ignore[method-assign]  # matplotlib's own, for this figure
    slow = ink(axes.figure)
    for text in lines_of(axes):
        box = text.get_window_extent()
        rows = slice(int(fast.shape[0] - box.y1) - 1, int(fast.shape[0] - box.y0) + 2)
        columns = slice(max(int(box.x0) - 2, 0), int(box.x1 + 0.06 * box.width) + 3)
        one, other = fast[rows, columns].sum(), slow[rows, columns].sum()
        assert one == pytest.approx(other, rel=0.2, abs=4_000), text.get_text()
        parts = (fast[rows, columns], slow[rows, columns])
        middles = [(part.sum(axis=1) @ np.arange(len(part))) / part.sum() for part in parts]
        assert middles[0] == pytest.approx(middles[1], abs=2), text.get_text()


@pytest.mark.parametrize("change", [
    lambda text: text.set_visible(False), lambda text: text.remove(), lambda text: text.set_text(""),
    lambda text: text.set_alpha(0),
])  # fmt: skip
def test_a_text_that_is_taken_away_is_not_drawn(change: Any) -> None:
    axes = plot_intervals(deaths())
    text = next(text for text in lines_of(axes) if text.get_text() == "Jay Taylor")
    box, before = text.get_window_extent(), ink(axes.figure)
    change(text)
    after = ink(axes.figure)
    rows = slice(int(before.shape[0] - box.y1), int(before.shape[0] - box.y0))
    columns = slice(int(box.x0), int(box.x1))
    assert before[rows, columns].sum() > 0
    assert after[rows, columns].sum() == 0
    assert before[: rows.start].sum() == after[: rows.start].sum()


@pytest.mark.parametrize("change", [
    lambda text: text.set_rotation(30), lambda text: text.set_bbox({"facecolor": "yellow"}),
    lambda text: text.set_alpha(0.5), lambda text: text.set_va("top"), lambda text: text.set_text("two\nlines"),
    lambda text: text.set_ha("center"), lambda text: text.set_url("https://example.org"),
])  # fmt: skip
def test_what_a_line_cannot_be_is_left_to_matplotlib(change: Any) -> None:
    axes = plot_intervals(deaths())
    text = next(text for text in lines_of(axes) if text.get_text() == "Jay Taylor")
    assert text.is_plain
    change(text)
    assert not text.is_plain
    before = ink(axes.figure)
    text.set_visible(False)
    assert ink(axes.figure).sum() < before.sum(), "it was drawn"


def test_size_weight_and_colour_of_the_user_are_drawn() -> None:
    axes = plot_intervals(deaths())
    text = next(text for text in lines_of(axes) if text.get_text() == "Jay Taylor")
    width, plain = text.get_window_extent().width, ink(axes.figure).sum()
    text.set_fontsize(2 * text.get_fontsize())
    assert text.get_window_extent().width == pytest.approx(2 * width)
    assert ink(axes.figure).sum() > plain
    text.set_color("#ff0000")
    axes.figure.canvas.draw()
    box = text.get_window_extent()
    dots = np.asarray(axes.figure.canvas.buffer_rgba())[..., :3].astype(int)
    part = dots[int(dots.shape[0] - box.y1) : int(dots.shape[0] - box.y0), int(box.x0) : int(box.x1)]
    assert (part[..., 0] - part[..., 1]).max() == 255


@pytest.mark.parametrize("ending", ["pdf", "svg"])
def test_vectors_hold_texts_where_dots_show_them(ending: str) -> None:
    axes = plot_intervals(deaths())
    held = io.BytesIO()
    axes.figure.savefig(held, format=ending)
    if ending == "svg":
        found = held.getvalue().decode()
        assert all(f">{text.get_text()}<" in found for text in lines_of(axes) if text.get_text().isalpha())
    assert len(held.getvalue()) > 2_000


def test_right_aligned_numbers_end_at_one_place() -> None:
    axes = plot_intervals(deaths())
    ends = {round(text.get_window_extent().x1, 6) for text in lines_of(axes) if str(text.get_gid()).endswith(":words")}
    assert len(ends) == 1
