"""All shipped datasets, each drawn once as several figures: the rules that hold for all, read off the artists."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.collections import LineCollection

import estimates as es
from estimates.errors import EstimatesError
from estimates.layout import picture_of
from estimates.layout.axis import place_on
from estimates.layout.languages import catalogue_of
from estimates.layout.marks import MARKS
from estimates.layout.overview import OverviewRow
from tests.pictures import deaths, garrison
from tests.plotting.reading import check, check_rows
from tests.plotting.test_rules import EXTREMES

pytestmark = pytest.mark.filterwarnings(
    "ignore::estimates.plotting.FontWarning", "ignore::estimates.plotting.RoomWarning",
)  # fmt: skip
WORDS = catalogue_of("en").terms.marks
PAGE: dict[str, Any] = {"width": "double", "size": 7}


@pytest.fixture(autouse=True)
def _close() -> Iterator[None]:
    yield
    plt.close("all")


def is_seen(artist: Any) -> bool:
    """Whether an artist leaves ink: a marker with a size, or a line longer than a dot."""
    if isinstance(artist, LineCollection):
        along = artist.get_transform()
        lengths = [np.abs(np.diff(along.transform(segment), axis=0)).max() for segment in artist.get_segments()]
        return max(lengths, default=0.0) > 1.5 and max(artist.get_linewidths()) > 0.2
    if hasattr(artist, "get_markersize"):
        return len(artist.get_xdata()) > 0 and artist.get_markersize() > 1.0
    extent = artist.get_window_extent()
    return bool(extent.width > 1 and extent.height > 1)


def drawn(axes: Any) -> set[str]:
    """Return the meanings of all marks that can be seen on an Axes."""
    found = set()
    for artist in (*axes.lines, *axes.collections):
        name, _, rest = str(artist.get_gid()).partition(":")
        kind = rest.split(":")[0]
        if name in ("marks", "least") and kind in MARKS and is_seen(artist):
            found.add("core value" if (name, kind) == ("least", "core") else MARKS[kind].meaning)
    return found - {""}


def foot_of(axes: Any) -> str:
    """Return the foot as it is drawn, without its spaces and capitals."""
    lines = [text.get_text() for text in axes.texts if str(text.get_gid()).startswith("foot:")]
    return "".join("".join(lines).split()).casefold()


def explained(axes: Any) -> set[str]:
    foot = foot_of(axes)
    found = {key for key, words in WORDS.items() if "".join(words.split()).casefold() in foot}
    return {"cut" if key == "zero" else key for key in found} - {"aside", "copy", "muted"}


def check_explained(axes: Any) -> None:
    """A mark that is explained is drawn, and the other way round; so with judgements."""
    assert explained(axes) == drawn(axes)
    triangles = {artist.get_gid() for artist in axes.lines if str(artist.get_gid()).startswith("judgements:")}
    assert bool(triangles) == ("triangle:" in foot_of(axes))


def check_places(axes: Any) -> None:
    """Every mark lies on the axis, at an end that its claim states; stubs end before the edge."""
    picture = picture_of(axes)
    assert picture is not None
    for panel in picture.panels:
        for row in panel.rows:
            for mark in row.marks:
                ends = [end for end in (mark.x, mark.to) if end is not None]
                assert all(-1e-9 <= place_on(panel.axis, end) <= 1 + 1e-9 for end in ends)
            if row.estimate is not None and row.kind == "claim" and row.range is row.estimate.range:
                stated = {float(end) for end in (row.range.low, row.range.high) if end is not None}
                shown = {mark.x for mark in row.marks if mark.kind in ("dot", "cap", "excluded low", "excluded high")}
                assert shown <= stated
            if isinstance(row, OverviewRow):
                stated = {float(end) for e in row.used for end in (e.range.low, e.range.high) if end is not None}
                inside = {end for end in stated if end >= panel.axis.limits[0]}
                assert {mark.x for mark in row.marks if mark.kind == "tick"} == inside
                assert (inside < stated) == any(mark.kind == "cut left" for mark in row.marks)


def largest(dataset: es.Dataset) -> es.Dossier:
    return max((d for d in dataset.values() if len(d)), key=lambda found: len(found) if len(found) < 45 else 0)


def others(dataset: es.Dataset) -> list[Callable[..., Any]]:
    """Return the other figures of a dataset, some of which it may not have."""
    dossier = largest(dataset)
    return [partial(es.plot_timeline, dossier), lambda **o: es.plot_bias(es.bias(dossier), **o),
            partial(es.plot_support, dossier), partial(es.plot_lineage, dossier),
            partial(es.plot_judgements, dataset)]  # fmt: skip


@pytest.mark.parametrize(("number", "name"), list(enumerate(sorted(es.datasets()))))
def test_every_dataset_keeps_the_rules(number: int, name: str) -> None:
    dataset = es.load(name)
    dossier = largest(dataset)
    intervals = es.plot_intervals(dossier, **PAGE)
    check(intervals.figure)
    check_rows(intervals)
    check_explained(intervals)
    check_places(intervals)
    picture = picture_of(intervals)
    assert picture is not None
    assert {estimate.id for estimate in dossier} <= {row.id for row in picture.panels[0].rows}, "no claim vanishes"
    overview = es.plot_overview(dataset, **PAGE)
    check(overview.figure)
    check_explained(overview)
    check_places(overview)
    figures = others(dataset)
    for plot in (*figures[number % len(figures) :], *figures[: number % len(figures)]):
        try:
            axes = plot(**PAGE)
        except EstimatesError:
            continue
        check(axes.figure)
        if plot in figures[:2]:
            check_explained(axes)
        break


@pytest.mark.parametrize("name", [name for name in EXTREMES if name != "vague"])
def test_extremes_of_support_and_overview_fit_a_column(name: str) -> None:
    for plot in (es.plot_support, lambda dossier, **o: es.plot_overview([dossier], **o)):
        axes = plot(EXTREMES[name], width="single", size=6)
        check(axes.figure)
        if plot is not es.plot_support:
            check_explained(axes)


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
        check_explained(axes)
        light = [mpl.colors.to_rgb(text.get_color()) for text in axes.texts if text.get_text()]
        assert min(max(colour) for colour in light) > 0.5


@pytest.mark.skipif(not (shutil.which("latex") and shutil.which("dvipng")), reason="LaTeX and dvipng are not installed")
def test_a_user_of_latex_has_ours_as_plain_text_and_his_axis_as_latex_sets_it() -> None:
    with mpl.rc_context({"text.usetex": True}):
        axes = es.plot_intervals(EXTREMES["same labels"], title="50 % & more_or_less $x$")
        check(axes.figure)
        assert not any(text.get_usetex() for text in (*axes.texts, axes._left_title))
        assert all(label.get_usetex() for label in axes.get_xticklabels())
