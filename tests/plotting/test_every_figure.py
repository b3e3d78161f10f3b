"""All shipped datasets, each drawn once as several figures: the rules that hold for all, read off the artists."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from functools import partial
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

import estimates as es
from estimates.errors import EstimatesError
from estimates.layout import picture_of
from tests.pictures import deaths, garrison
from tests.plotting.reading import check
from tests.plotting.rules import explained, keeps_the_rules
from tests.plotting.test_rules import EXTREMES

pytestmark = pytest.mark.filterwarnings(
    "ignore::estimates.plotting.FontWarning", "ignore::estimates.plotting.RoomWarning",
)  # fmt: skip
PAGE: dict[str, Any] = {"width": "double", "size": 7}


def largest(dataset: es.Dataset) -> es.Dossier:
    return max((d for d in dataset.values() if len(d)), key=lambda found: len(found) if len(found) < 45 else 0)


def least(dataset: es.Dataset) -> es.Dossier:
    """The smallest dossier of two claims or more, for figures that compute much."""
    return min((d for d in dataset.values() if len(d) > 1), key=len, default=largest(dataset))


def figures_of(dataset: es.Dataset, large: es.Dossier, small: es.Dossier) -> dict[str, Callable[..., Any]]:
    """Every kind of figure of a dataset, some of which it may not have."""
    return {
        "intervals": partial(es.plot_intervals, large), "support": partial(es.plot_support, large),
        "timeline": partial(es.plot_timeline, large), "lineage": partial(es.plot_lineage, small),
        "overview": partial(es.plot_overview, dataset), "judgements": partial(es.plot_judgements, dataset),
        "bias": lambda **o: es.plot_bias(es.bias(small), **o),
        "curve": lambda **o: es.plot_multiverse(es.multiverse(small, methods=["random-set"]), **o),
        "bias model": lambda **o: es.plot_bias(es.bias_model(dataset, anchor="third party"), **o),
    }  # fmt: skip


def drawn_or_refused(plot: Callable[..., Any], **options: Any) -> tuple[Any, str]:
    try:
        return plot(**options), ""
    except EstimatesError as refusal:
        return None, str(refusal)


@pytest.mark.parametrize("name", sorted(es.datasets()))
def test_every_figure_of_every_dataset_keeps_the_rules(name: str) -> None:
    dataset = es.load(name)
    large = largest(dataset)
    for kind, plot in figures_of(dataset, large, least(dataset)).items():
        axes, refusal = drawn_or_refused(plot, **PAGE)
        if refusal:  # where there is nothing to show it says what is lacking
            assert kind not in ("intervals", "support", "overview", "lineage")
            assert re.search(r"shows|no camp|every claim|no claim|no choice|none of", refusal), (kind, refusal)
            continue
        keeps_the_rules(axes)
        if kind == "intervals":
            shown = {row.id for row in picture_of(axes).panels[0].rows}  # type: ignore[union-attr]  # it shows one
            assert {estimate.id for estimate in large} <= shown, "no claim vanishes"
        if kind == "overview":  # it lives: in a figure of another size it is placed anew
            axes.figure.set_size_inches(8.1, 1.1 * axes.figure.get_size_inches()[1])
            keeps_the_rules(axes)
        plt.close(axes.figure)


@pytest.mark.parametrize(("width", "size"), [("single", 6), ("double", 9)])
def test_every_kind_keeps_the_rules_in_a_journal_s_column_and_page(width: Any, size: float) -> None:
    dataset = es.load("nanking-1937")
    drawn = set()
    for kind, plot in figures_of(dataset, dataset["combat-deaths"], dataset["garrison"]).items():
        axes, refusal = drawn_or_refused(plot, width=width, size=size)
        if refusal:
            assert kind == "timeline" or re.search(r"takes at least \d", refusal), (kind, refusal)
            continue
        keeps_the_rules(axes)
        drawn.add(kind)
        plt.close(axes.figure)
    assert {"intervals", "support", "overview", "lineage", "bias model"} <= drawn


@pytest.mark.parametrize("name", [name for name in EXTREMES if name != "vague"])
def test_extremes_of_support_and_overview_fit_a_column(name: str) -> None:
    for plot in (es.plot_support, lambda dossier, **o: es.plot_overview([dossier], **o)):
        keeps_the_rules(plot(EXTREMES[name], width="single", size=6))


@pytest.mark.parametrize("layout", ["constrained", "tight"])
def test_a_grid_of_four_kinds_keeps_its_texts_apart(layout: Any) -> None:
    figure, grid = plt.subplots(2, 2, figsize=(14, 12), layout=layout)
    es.plot_intervals(garrison(), ax=grid[0, 0])
    es.plot_support(deaths(), ax=grid[0, 1])
    es.plot_bias(es.bias(es.load("nanking-1937")["combat-deaths"]), ax=grid[1, 0])
    es.plot_overview(es.load("shanghai-1937"), ax=grid[1, 1])
    figure.canvas.draw()  # the tight engine lays out once a draw, by the lines of text that it finds
    check(figure)


def test_a_dark_style_is_followed_and_read() -> None:
    with plt.style.context("dark_background"):
        axes = es.plot_intervals(deaths(), ax=plt.figure(figsize=(11, 6)).add_subplot())
        check(axes.figure)
        explained(axes)
        light = [mpl.colors.to_rgb(text.get_color()) for text in axes.texts if text.get_text()]
        assert min(max(colour) for colour in light) > 0.5


@pytest.mark.skipif(not (shutil.which("latex") and shutil.which("dvipng")), reason="LaTeX and dvipng are not installed")
def test_a_user_of_latex_has_ours_as_plain_text_and_his_axis_as_latex_sets_it() -> None:
    with mpl.rc_context({"text.usetex": True}):
        axes = es.plot_intervals(EXTREMES["same labels"], title="50 % & more_or_less $x$")
        check(axes.figure)
        assert not any(text.get_usetex() for text in (*axes.texts, axes._left_title))
        assert all(label.get_usetex() for label in axes.get_xticklabels())
