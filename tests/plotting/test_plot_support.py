"""How many claims admit each value, read back from the Axes and held against the claims."""

from __future__ import annotations

import json
import math
import pickle
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import RendererAgg

import estimates as es
from estimates.analysis.compare import compare
from estimates.errors import ClaimError, FormatError
from estimates.layout.support import SupportPanel, lay_out_support
from estimates.model.claims import Claimant, Estimand, Estimate
from estimates.model.dossiers import Dossier
from estimates.model.ranges import Range, about, at_least, at_most, between, less_than, more_than, point
from estimates.plotting import alt_text, caption, plot_intervals, plot_support, savefig
from tests.pictures import deaths, garrison, hostile, many, marks

pytestmark = pytest.mark.filterwarnings("ignore::estimates.plotting.FontWarning")


def of(*ranges: Range, **about_all: Any) -> Dossier:
    claims = [Estimate(f"c{n}", Claimant(f"w{n}", "Who"), r, **about_all) for n, r in enumerate(ranges)]
    return Dossier(Estimand("e", "What the estimand is", "killed", unit="persons"), claims)


MIXED = of(between(10, 40), between(20, 60), point(30), more_than(50), at_most(15), less_than(25))
CASES = {"deaths": deaths(), "garrison": garrison(), "marks": marks(), "many": many(), "mixed": MIXED,
         "one": of(point(7)), "tied": of(*(between(10 * n, 10 * n + 1) for n in range(1, 30))),
         "hostile": hostile()}  # fmt: skip


def artist(axes: Any, gid: str) -> Any:
    return next(child for child in axes.get_children() if child.get_gid() == gid)


def admitting(dossier: Dossier, value: float) -> int:
    def inside(r: Range) -> bool:
        above = r.low is None or value > r.low or (value == r.low and not r.low_open)
        below = r.high is None or value < r.high or (value == r.high and not r.high_open)
        return above and below

    return sum(inside(estimate.range) for estimate in compare(dossier).used)


def height(axes: Any, value: float) -> float:
    """The height of the line between its corners."""
    corners = list(zip(*artist(axes, "outline").get_data()))
    return next(y for (x, y), (after, _) in pairwise(corners) if x < value < after)


def check_line(dossier: Dossier, axes: Any) -> None:
    xs, ys = artist(axes, "outline").get_data()
    assert list(xs) == sorted(xs)
    corners = list(zip(xs, ys))
    assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(corners))
    cuts = sorted(set(xs))
    for left, right in pairwise(cuts):
        middle = (left + right) / 2
        if left < middle < right:
            assert height(axes, middle) == admitting(dossier, middle)


@pytest.mark.parametrize("name", CASES)
def test_the_line_is_the_number_of_claims_that_admit_each_value(name: str) -> None:
    check_line(CASES[name], plot_support(CASES[name]))


ends = st.integers(1, 12)
ranges = st.one_of(
    ends.map(point), ends.map(at_most), ends.map(at_least), ends.map(more_than), ends.map(less_than),
    st.tuples(ends, ends).filter(lambda e: e[0] < e[1]).flatmap(
        lambda e: st.builds(Range, st.just(e[0]), st.just(e[1]), low_open=st.booleans(), high_open=st.booleans())
    ),
)  # fmt: skip


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(ranges, min_size=1, max_size=8))
def test_any_claims_have_their_line_and_their_signs(found: list[Range]) -> None:
    dossier = of(*found)
    panel = lay_out_support(dossier).panels[0]
    assert isinstance(panel, SupportPanel)
    for step in panel.steps:
        inner = step.low if step.low == step.high else step.low + 0.5 * min(step.high - step.low, 1)
        assert admitting(dossier, inner) == step.number
    for sign in panel.signs:
        if sign.kind == "dot":
            assert admitting(dossier, sign.x) == sign.number
        if sign.kind == "ring":  # just beside it the claims are as many; at it they are fewer
            assert admitting(dossier, sign.x) < sign.number
            assert sign.number in (admitting(dossier, sign.x - 0.5), admitting(dossier, sign.x + 0.5))
    kinds = {sign.kind for sign in panel.signs}
    assert ("arrow left" in kinds) == any(r.low is None for r in found)
    assert ("arrow right" in kinds) == any(r.high is None for r in found)
    excluded = {r.low for r in found if r.low_open} | {r.high for r in found if r.high_open}
    assert {sign.x for sign in panel.signs if sign.kind == "ring"} <= excluded
    assert max(step.number for step in panel.steps) == compare(dossier).core[0].depth


def test_openness_and_arrows_are_drawn_where_the_claims_have_them() -> None:
    axes = plot_support(of(Range(10, 20, low_open=True, high_open=True), more_than(30), at_most(5)))
    rings = set(zip(*artist(axes, "marks:ring:claim").get_data()))
    assert rings == {(10.0, 1), (20.0, 1), (30.0, 1)}
    low, high = axes.get_xlim()
    assert list(zip(*artist(axes, "marks:arrow left:claim").get_data())) == [(low, 1)]
    assert list(zip(*artist(axes, "marks:arrow right:claim").get_data())) == [(high, 1)]
    foot = " ".join(text.get_text() for text in axes.texts if str(text.get_gid()).startswith("foot"))
    assert "Ring:" in foot
    assert "Arrow:" in foot
    assert "Dot:" not in foot


@pytest.mark.parametrize("name", CASES)
def test_every_core_is_marked_with_its_range_and_depth(name: str) -> None:
    found, axes = compare(CASES[name]), plot_support(CASES[name])
    used = len(found.used)
    for place, core in enumerate(found.core):
        mark = artist(axes, f"core:{place}")
        xs, ys = mark.get_data()
        assert set(ys) == {core.depth}
        assert min(xs) == (core.range.low if core.range.low is not None else axes.get_xlim()[0])
        assert max(xs) == (core.range.high if core.range.high is not None else axes.get_xlim()[1])
    labels = {text.get_gid(): text.get_text() for text in axes.texts if str(text.get_gid()).startswith("core-label")}
    assert labels
    for gid, text in labels.items():
        core = found.core[int(gid.split(":")[1])]
        assert f"{core.range} · {core.depth} of {used}" in text
    for core in found.core:
        assert f"{core.range} · {core.depth} of {used} claims" in alt_text(axes)


def test_the_subtitle_says_how_many_are_used_and_why_others_are_not() -> None:
    who = Claimant("w", "Who")
    more = [
        Estimate("m", who, point(5), measure="casualties"),
        Estimate("s", who, point(5), scope="wider"),
        Estimate("v", who, Range(), wording="many"),
        Estimate("o", who, point(5), standing="retracted"),
    ]
    dossier = MIXED.with_estimates((*MIXED.estimates, *more))
    subtitle = " ".join(text.get_text() for text in plot_support(dossier).texts if text.get_gid() == "panel0:subtitle")
    assert subtitle == ("killed (persons); 6 claims used, 4 set aside (1 of another measure, 1 of wider scope, "
                        "1 without a number, 1 retracted)")  # fmt: skip


def check_room(axes: Any) -> None:
    """No text overlaps another or leaves the canvas."""
    figure = axes.figure
    figure.canvas.draw()
    renderer = RendererAgg(*figure.canvas.get_width_height(), figure.dpi)  # type: ignore[no-untyped-call]
    texts = [text for text in [axes.title, axes._left_title, *axes.texts, *axes.get_xticklabels(),
                               *axes.get_yticklabels()] if text.get_text() and text.get_visible()]  # fmt: skip
    boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in texts]
    for text, box in boxes:
        inside = box.x0 >= 0 and box.y0 >= 0 and box.x1 <= figure.bbox.x1 and box.y1 <= figure.bbox.y1
        assert inside, f"{text!r} leaves the canvas"
    for (one, a), (other, b) in combinations(boxes, 2):
        across = min(a.x1, b.x1) - max(a.x0, b.x0)
        along = min(a.y1, b.y1) - max(a.y0, b.y0)
        assert across <= 1 or along <= 2, f"{one!r} overlaps {other!r}"


@pytest.mark.parametrize("name", CASES)
def test_texts_neither_overlap_nor_leave_the_canvas(name: str) -> None:
    check_room(plot_support(CASES[name]))


def test_it_draws_on_the_readers_axes_and_keeps_their_scale_and_limits() -> None:
    figure, (left, right) = plt.subplots(1, 2, figsize=(13, 5))
    left.set_xscale("log")
    right.set_xlim(1, 100)
    assert plot_support(deaths(), left) is left
    assert plot_support(MIXED, ax=right) is right
    assert left.get_xscale() == "log"
    assert right.get_xlim() == (1, 100)
    check_line(MIXED, right)
    check_room(left)
    assert figure.get_size_inches().tolist() == [13, 5]
    with pytest.raises(FormatError, match="already shows claims"):
        plot_support(MIXED, left)
    with pytest.raises(FormatError, match="room for"):
        plot_support(MIXED, plt.figure(figsize=(1, 1)).add_subplot())
    with pytest.raises(FormatError, match="got str"):
        plot_support(MIXED, "here")


def test_marks_follow_when_the_reader_changes_the_limits() -> None:
    axes = plot_support(MIXED)
    axes.set_xlim(5, 200)
    check_line(MIXED, axes)
    assert artist(axes, "marks:arrow right:claim").get_xdata()[0] == 200
    assert artist(axes, "outline").get_xdata()[-1] == 200
    axes.set_xlim(1000, 2000)
    assert set(artist(axes, "outline").get_ydata()) == {1}
    axes.clear()
    axes.set_xlim(0, 3)
    assert not axes.texts
    assert not axes.lines
    with pytest.raises(ClaimError):
        caption(axes)


def test_what_cannot_be_drawn_is_refused_in_words() -> None:
    with pytest.raises(ClaimError, match=r"one dossier \(got list\)"):
        plot_support([])  # type: ignore[arg-type]
    with pytest.raises(ClaimError, match="no claim of 'e' can be compared: without a number"):
        plot_support(of(Range()))
    with pytest.raises(ClaimError, match=r"no claim of 'e' can be compared$"):
        plot_support(of())


def test_caption_sources_and_files_go_with_it(tmp_path: Path) -> None:
    axes = plot_support(es.load("nanking-1937")["garrison"])
    said = caption(axes)
    assert "No two claims share a value" in said
    assert said.count("Askew 2003") == 1
    assert "Each row is one claim" not in said
    assert [source.key for source in es.sources(axes)] == ["askew2003", "battle-of-nanking"]
    for kind in ("pdf", "svg", "png"):
        path = savefig(axes, tmp_path / f"a.{kind}")
        assert path.read_bytes() == savefig(plot_support(es.load("nanking-1937")["garrison"]),
                                            tmp_path / f"b.{kind}").read_bytes()  # fmt: skip
    record = json.loads((tmp_path / "a.sources.json").read_text())
    assert record["title"] == [axes.get_title(loc="left")] == ["Garrison of Nanking, December 1937"]
    assert len(record["estimates"]) == 3


def test_it_stands_beside_an_interval_plot_in_one_figure() -> None:
    figure, (upper, lower) = plt.subplots(2, 1, figsize=(14, 12))
    plot_intervals(deaths(), ax=upper)
    plot_support(garrison(), ax=lower)
    said = caption(figure)
    assert "Each row is one claim" in said
    assert "how many claims admit each value" in said
    assert "\nSupport plot: Garrison of Nanking" in alt_text(figure)
    assert len(es.sources(figure)) == len({*es.sources(upper), *es.sources(lower)})


def test_a_picture_that_has_been_pickled_still_follows_its_axis() -> None:
    axes = pickle.loads(pickle.dumps(plot_support(MIXED).figure)).axes[0]
    axes.set_xlim(5, 200)
    axes.figure.canvas.draw()
    assert axes.get_xlim() == (5, 200)


def test_the_readers_settings_stay_as_they_are() -> None:
    before = dict(mpl.rcParams)
    plot_support(of(about(5), about(10**15), at_least(10**12)))
    assert dict(mpl.rcParams) == before


def test_a_logarithmic_axis_says_what_it_cannot_show() -> None:
    axes = plt.figure(figsize=(9, 6)).add_subplot(xscale="log")
    plot_support(of(point(0), between(10, 1000)), axes)
    assert "zero is not shown" in caption(axes)
    assert "ogarithmic axis" in caption(axes)
    xs, _ = artist(axes, "outline").get_data()
    assert min(xs) > 0
    assert all(map(math.isfinite, xs))
