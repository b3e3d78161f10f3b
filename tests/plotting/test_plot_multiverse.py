"""Every choice of a multiverse, read back from the Axes and held against its rows."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import pytest
from attrs import evolve

import estimates as es
from estimates.analysis.pooling import Multiverse, MultiverseRow, multiverse
from estimates.errors import ClaimError, FormatError
from estimates.model.claims import Claimant, Estimand, Estimate
from estimates.model.dossiers import Dossier
from estimates.model.ranges import Range, at_least, at_most, between, point
from estimates.plotting import alt_text, caption, plot_multiverse, savefig
from tests.plotting.test_plot_support import artist, check_room, of

pytestmark = pytest.mark.filterwarnings("ignore::estimates.plotting.FontWarning")


def literature() -> Dossier:
    """Forty claims, one-sided ones among them."""
    found = [between(900 + 17 * n, 1300 + 29 * n) for n in range(34)]
    found += [point(1500), point(1700), at_least(1200), at_most(2500), at_least(1400), point(1600)]
    who = [Claimant(f"w{n}", f"Author number {n}") for n in range(40)]
    return Dossier(Estimand("forty", "Forty claims", "killed"),
                   [Estimate(f"c{n}", w, r) for n, (w, r) in enumerate(zip(who, found))])  # fmt: skip


def rows(*pairs: tuple[Range | None, Range | None]) -> Multiverse:
    """A multiverse of given answers; where there is no median the choice was refused."""
    why = "'turnbull' cannot be computed for 'of: two': too few; try others"
    made = [MultiverseRow("turnbull", "", median, held, *(("", ()) if held else (why, (), "too few")))
            for median, held in pairs]  # fmt: skip
    dossier = of(between(10, 20), point(15))
    return Multiverse(evolve(dossier, estimand=evolve(dossier.estimand, id="of: two")), 0.9, made)


@cache
def cases() -> dict[str, Multiverse]:
    nanking = es.load("nanking-1937")
    return {"deaths": multiverse(nanking["combat-deaths"]), "garrison": multiverse(nanking["garrison"]),
            "kept": multiverse(nanking["garrison"], leave_out=False), "forty": multiverse(literature()),
            "one": rows((point(12), between(10, 14)))}  # fmt: skip


NAMES = ("deaths", "garrison", "kept", "forty", "one")


def stretches(axes: Any, kind: str) -> dict[int, tuple[float, float]]:
    found = [child for child in axes.collections if child.get_gid() == f"marks:{kind}:pool"]
    return {round(path.vertices[0][0]): (path.vertices[0][1], path.vertices[1][1])
            for child in found for path in child.get_paths()}  # fmt: skip


def places(axes: Any, kind: str) -> dict[int, float]:
    found = [line for line in axes.lines if line.get_gid() == f"marks:{kind}:pool"]
    return {x: y for line in found for x, y in zip(*line.get_data())}


def dots(axes: Any) -> dict[str, set[int]]:
    lines = [line for line in axes.lines if str(line.get_gid()).startswith("dots:")]
    return {line.get_gid().removeprefix("dots:"): set(line.get_xdata()) for line in lines}


@pytest.mark.parametrize("name", NAMES)
def test_each_answered_choice_is_a_column_with_its_median_and_interval(name: str) -> None:
    result = cases()[name]
    axes = plot_multiverse(result)
    low, high = axes.get_ylim()
    spans, bars, single = stretches(axes, "span"), stretches(axes, "bar"), places(axes, "dot")
    caps, cut, fading = places(axes, "cap"), places(axes, "cut right"), stubs(axes)
    at = dots(axes)
    left = list(result.answered)
    for x in range(len(result.answered)):
        method = next(gid.split(":")[1] for gid, xs in at.items() if gid.startswith("method:") and x in xs)
        out = next((gid.removeprefix("out:") for gid, xs in at.items() if gid.startswith("out:") and x in xs), "")
        assumed = {gid for gid, xs in at.items() if gid.startswith("assumption:") and x in xs}
        if method == "envelope":  # it has no median: its bar is all that there is of it
            assert x not in spans
        bar = bars if method == "envelope" else spans
        if not any(x in there for there in (single, bar, caps)):  # no end of it is determined
            left.remove(next(row for row in left if row.method == method and row.median == row.interval == Range()))
            assert "without a mark: no end is determined" in caption(axes)
            continue
        drawn = (single[x],) * 2 if x in single else bar[x] if x in bar else (caps[x],) * 2
        fitting = [row for row in left if row.method == method and row.left_out == out
                   and _ends(row.median, row.median, low, high) == pytest.approx(drawn)
                   and {gid.split("=")[1] for gid in assumed} == {str(value) for value in row.assumptions.values()}
                   and (row.interval is None) <= (x not in bars)]  # fmt: skip
        assert fitting, (x, method, out, assumed)
        row = fitting[0]
        left.remove(row)
        assert row.median is not None
        if row.interval is not None and x in bars:
            assert _ends(row.interval, row.median, low, high) == pytest.approx(bars[x])
        parts = [r for r in (row.median, row.interval) if r is not None]
        assert {"up" for start, end in fading.get(x, ()) if end > start} == {"up" for r in parts if r.high is None}
        assert all(any(r.low is None for r in parts) for start, end in fading.get(x, ()) if end < start)
        if any(r.high is not None and r.high > high for r in parts):
            assert x in cut or any(r.high is None for r in parts)
    assert not left
    assert all(low < end < high for found in fading.values() for _, end in found)


def stubs(axes: Any) -> dict[int, list[tuple[float, float]]]:
    """The dashes of each column, outward."""
    found: dict[int, list[tuple[float, float]]] = {}
    for child in axes.collections:
        if child.get_gid() == "marks:stub:pool":
            for path in child.get_paths():
                x, start = path.vertices[0]
                found.setdefault(round(x), []).append((start, path.vertices[1][1]))
    return found


def _ends(r: Range | None, median: Range | None, low: float, high: float) -> tuple[float, float]:
    """What is known of a range: its stated ends, and of the side without one the median's."""
    assert r is not None
    assert median is not None
    known = [float(end) for end in (r.low, r.high, median.low, median.high) if end is not None]
    start, end = (min(known) if r.low is None else float(r.low)), (max(known) if r.high is None else float(r.high))
    return max(start, low), min(end, high)


@pytest.mark.parametrize("name", NAMES)
def test_columns_stand_in_the_order_of_their_medians(name: str) -> None:
    axes = plot_multiverse(cases()[name])
    fading = stubs(axes)
    middles = {x: (y, y) for x, y in places(axes, "dot").items()} | stretches(axes, "span")
    bounded = [sum(middles[x]) / 2 for x in sorted(middles) if x not in fading]
    assert all(a <= b * (1 + 1e-12) for a, b in pairwise(bounded))


@pytest.mark.parametrize("name", NAMES)
def test_every_row_of_dots_is_named_below_the_axis(name: str) -> None:
    result, axes = cases()[name], plot_multiverse(cases()[name])
    named = {text.get_gid().removeprefix("dots:"): text.get_text() for text in reversed(axes.texts)
             if str(text.get_gid()).startswith("dots:")}  # fmt: skip
    for gid in dots(axes):
        assert gid in named
        part, _, value = gid.partition(":")
        if part == "out" and value:
            assert result.dossier[value].claimant.name in named[gid]
    assert len({gid for gid in dots(axes) if gid.startswith("method:")}) == len({r.method for r in result.answered})


@pytest.mark.parametrize("name", NAMES)
def test_refused_choices_are_counted_and_named_in_the_foot(name: str) -> None:
    result, axes = cases()[name], plot_multiverse(cases()[name])
    foot = " ".join(text.get_text() for text in axes.texts if str(text.get_gid()).startswith("foot"))
    if not result.refused:
        assert "no answer" not in foot
        return
    assert f"{len(result.refused):,} of {len(result):,} choices gave no answer" in foot
    for method in {row.method for row in result.refused}:
        assert method.replace("-", " ") in foot.split("gave no answer")[1]


@pytest.mark.parametrize("name", NAMES)
def test_texts_neither_overlap_nor_leave_the_canvas(name: str) -> None:
    check_room(plot_multiverse(cases()[name]))


def test_unbounded_ends_fade_and_far_ends_are_cut() -> None:
    axes = plot_multiverse(rows(
        (point(10), between(5, 1_000_000)), (at_least(12), at_least(4)), (at_most(20), at_most(30)), (point(14), None),
        (None, None),
    ))  # fmt: skip
    assert {x: bool(end > start) for x, found in stubs(axes).items() for start, end in found} == {1: False, 3: True}
    assert set(places(axes, "cap")) == {1, 3}
    assert len(places(axes, "cut right")) == 1
    assert max(stubs(axes)) == 3, "an unbounded median stands last"
    assert len(stretches(axes, "bar")) == 3
    said = caption(axes)
    assert "1 drawn without an interval: turnbull 1 (too few)" in said
    assert "1 of 5 choices gave no answer: turnbull 1 (too few)" in said
    assert "Double chevron" in said
    assert "Fading stub" in said


def test_it_draws_on_the_readers_axes_and_follows_their_limits() -> None:
    _figure, axes = plt.subplots(figsize=(12, 10))
    axes.set_yscale("log")
    assert plot_multiverse(cases()["garrison"], axes) is axes
    assert axes.get_yscale() == "log"
    assert "logarithmic axis" in caption(axes)
    check_room(axes)
    axes.set_ylim(90_000, 110_000)
    assert places(axes, "cut right")
    assert set(places(axes, "cut right").values()) == {110_000}
    assert "Double chevron" in caption(axes)
    with pytest.raises(FormatError, match="already shows claims"):
        plot_multiverse(cases()["garrison"], axes)
    with pytest.raises(FormatError, match="room for"):
        plot_multiverse(cases()["forty"], plt.figure(figsize=(4, 3)).add_subplot())


def test_what_cannot_be_drawn_is_refused_in_words() -> None:
    with pytest.raises(ClaimError, match=r"what multiverse\(\) returns \(got list\)"):
        plot_multiverse([])  # type: ignore[arg-type]
    with pytest.raises(ClaimError, match="none of the 2 choices gave an answer: too few"):
        plot_multiverse(rows((None, None), (None, None)))


def test_caption_sources_and_files_go_with_it(tmp_path: Path) -> None:
    axes = plot_multiverse(cases()["garrison"])
    assert axes.get_title(loc="left") == "Garrison of Nanking, December 1937"
    assert [source.key for source in es.sources(axes)] == ["askew2003", "battle-of-nanking"]
    assert "random set, without Tokushi Kasahara: 73,790–100,000 (73,790–100,000)." in alt_text(axes)
    first = savefig(axes, tmp_path / "a.svg").read_bytes()
    assert first == savefig(plot_multiverse(cases()["garrison"]), tmp_path / "b.svg").read_bytes()
    assert artist(axes, "heading:values").get_text() == "Median and interval, persons"


def test_columns_follow_when_the_reader_moves_along_them() -> None:
    """Those within the limits are drawn, each where it stood, and the foot counts those that are not."""
    axes = plot_multiverse(cases()["garrison"])
    whole = {kind: stretches(axes, kind) for kind in ("bar", "span")}
    single, named, count = places(axes, "dot"), dots(axes), len(cases()["garrison"].answered)
    axes.set_xlim(1.5, 6.5)
    inside = set(range(2, 7))
    for kind, found in whole.items():
        assert stretches(axes, kind) == {x: ends for x, ends in found.items() if x in inside}
    assert places(axes, "dot") == {x: y for x, y in single.items() if x in inside}
    assert dots(axes) == {gid: xs & inside for gid, xs in named.items()}
    foot = " ".join(text.get_text() for text in axes.texts if str(text.get_gid()).startswith("foot"))
    assert f"{count - 5} of {count} columns lie beyond the limits that are shown" in foot
    assert f"{count - 5} of {count} columns" in caption(axes)
    axes.set_xlim(-0.7, count - 0.3)
    assert places(axes, "dot") == single
    assert "columns lie beyond" not in caption(axes)
    axes.set_ylim(90_000, 110_000)
    axes.set_xlim(1.5, 6.5)
    assert set(places(axes, "cut right")) <= inside


def test_the_dots_below_a_curve_have_one_ink() -> None:
    """Another colour would say something, and nothing says what."""
    garrison = es.load("nanking-1937")["garrison"]
    axes = es.plot_multiverse(es.multiverse(garrison, methods=["random-set"]))
    assert len({line.get_color() for line in axes.lines if str(line.get_gid()).startswith("dots:")}) == 1
