"""When each claim was made, read back from the Axes and held against the claims."""

from __future__ import annotations

import json
import pickle
from itertools import pairwise
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from attrs import evolve
from matplotlib.backends.backend_agg import RendererAgg

import estimates as es
from estimates.errors import ClaimError, FormatError
from estimates.layout import picture_of
from estimates.layout.dating import in_print, placed, time_ticks
from estimates.layout.running import running_steps
from estimates.layout.timeline import TimePanel, lay_out_timeline
from estimates.model.claims import Claimant, Estimand, Estimate, Link
from estimates.model.dates import Date
from estimates.model.dossiers import Dossier
from estimates.model.ranges import Range, about, at_least, at_most, between, more_than, point
from estimates.plotting import alt_text, caption, plot_timeline, savefig
from tests.made import dated
from tests.pictures import deaths, hostile, many, marks
from tests.plotting.test_plot_support import artist, check_room

pytestmark = pytest.mark.filterwarnings("ignore::estimates.plotting.FontWarning")


def claim(name: str, r: Range, when: str = "", standing: str = "stands", role: str = "scholar") -> Estimate:
    return Estimate(name, Claimant(name, f"Claimant {name}", role=role), r, claimed=Date(when) if when else None,
                    standing=standing, wording="many" if r.kind == "vague" else "")  # fmt: skip


def of(*claims: Estimate, links: tuple[Link, ...] = ()) -> Dossier:
    return Dossier(Estimand("e", "A figure", "killed"), claims, links=links)


def three() -> Dossier:
    return of(claim("a", between(4_000, 6_000), "1921", "superseded"), claim("b", about(9_000), "1948-05-13"),
              claim("c", more_than(20_000), "1905", role="tribunal"), links=(Link("b", "revises", "a"),))  # fmt: skip


def crowd() -> Dossier:
    """Twelve claims of one day, some of one value, and one of the day after."""
    made = [claim(f"n{n}", point(1_000 * (n // 3 + 1)), "1937-12-13") for n in range(12)]
    return of(*made, claim("after", point(1_000), "1937-12-14"))


def with_dates(dossier: Dossier) -> Dossier:
    """The dossier with a date for the first two of its claims with a number that have none."""
    numbered = [e.id for e in dossier if e.range.kind != "vague" and e.claimed is None]
    years = dict(zip(numbered, ("1937", "1961-05")))
    claims = tuple(evolve(e, claimed=Date(years[e.id])) if e.id in years else e for e in dossier)
    return evolve(dossier, estimates=claims)


CASES = {"three": three(), "fifteen": dated(15), "forty": dated(40), "eleven": dated(11, 3),
         "deaths": with_dates(deaths()), "marks": with_dates(marks()), "many": with_dates(many()),
         "hostile": with_dates(hostile()), "crowd": crowd(),
         "two": with_dates(of(claim("a", point(7)), claim("b", point(7)))),
         "zeros": of(claim("a", point(0), "1990"), claim("b", at_most(0), "1991"), claim("c", Range(), "1992")),
         "long ago": of(claim("a", point(3), "-0479"), claim("b", point(9), "Y-17000")),
         "days": of(claim("a", point(3), "1945-02-14"), claim("b", point(9), "1945-02-20"))}  # fmt: skip


def panel_of(axes: Any) -> TimePanel:
    picture = picture_of(axes)
    assert picture is not None
    panel = picture.panels[0]
    assert isinstance(panel, TimePanel)
    return panel


def drawn(axes: Any) -> dict[str, set[tuple[str, str, float, float]]]:
    """Every mark by its claim as (kind, tone, x, y): x is a date, or 1 for the strip beyond the axis."""
    found: dict[str, set[tuple[str, str, float, float]]] = {}
    for child in (*axes.lines, *axes.collections):
        if str(child.get_gid()).startswith("marks:"):
            _, kind, tone, name = child.get_gid().split(":", 3)
            ends = list(zip(*child.get_data())) if child in axes.lines else child.get_paths()[0].vertices
            found.setdefault(name, set()).update((kind, tone, float(x), float(y)) for x, y in ends)
    return found


@pytest.mark.parametrize("name", CASES)
def test_each_claim_stands_at_its_date_and_its_number(name: str) -> None:
    """Held against the claims themselves: what is stated is drawn, at a day on which the claim may have been made."""
    axes = plot_timeline(CASES[name])
    low, high = axes.get_ylim()
    found = drawn(axes)
    listed_only = {row.id for row in panel_of(axes).unplaced}
    assert set(found) == {e.id for e in CASES[name] if e.range.kind != "vague"} - listed_only
    assert bool(listed_only) == (name == "many")
    for e in CASES[name]:
        if e.range.kind == "vague" or e.id in listed_only:
            continue
        stated = {float(end) for end in (e.range.low, e.range.high) if end is not None and low <= end <= high}
        assert stated <= {y for kind, _, _, y in found[e.id] if not kind.startswith(("arrow", "cut", "strike"))}
        assert len({x for *_, x, _ in found[e.id]}) == 1
        (x,) = {x for *_, x, _ in found[e.id]}
        if e.claimed is None:
            assert x == 1.0
            continue
        assert e.claimed.earliest is None or placed(e.claimed.earliest) <= x
        assert e.claimed.latest is None or x <= placed(e.claimed.latest, end=True)


@pytest.mark.parametrize("name", CASES)
def test_no_text_collides_and_none_is_cut(name: str) -> None:
    axes = plot_timeline(CASES[name])
    check_room(axes)
    axes.figure.set_dpi(300)
    check_room(axes)


@pytest.mark.parametrize("settings", [{"font.size": 6}, {"font.size": 16}, {"font.family": "serif"}])
def test_the_readers_font_is_used(settings: dict[str, Any]) -> None:
    with mpl.rc_context(settings):
        check_room(plot_timeline(CASES["fifteen"]))
        check_room(plot_timeline(three()))


@pytest.mark.parametrize("name", ["three", "fifteen", "forty", "marks"])
def test_labels_stand_clear_of_the_marks(name: str) -> None:
    axes = plot_timeline(CASES[name])
    axes.figure.canvas.draw()
    renderer = RendererAgg(*axes.figure.canvas.get_width_height(), axes.figure.dpi)  # type: ignore[no-untyped-call]
    points = []
    for line in axes.lines:
        if str(line.get_gid()).startswith(
            ("marks:dot", "marks:diamond", "marks:cap", "marks:excluded", "marks:square")
        ):
            points += line.get_transform().transform(list(zip(*line.get_data()))).tolist()
    for text in axes.texts:
        if str(text.get_gid()).startswith("label:"):
            box = text.get_window_extent(renderer)
            assert not any(box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1 for x, y in points), text.get_text()


def texts(axes: Any, start: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for text in axes.texts:
        if str(text.get_gid()).startswith(start) and text.get_text():
            name = text.get_gid().removeprefix(start)
            found[name] = f"{found[name]} {text.get_text()}" if name in found else text.get_text()
    return found


def test_few_claims_are_labelled_with_claimant_role_and_number() -> None:
    assert texts(plot_timeline(three()), "label:") == {
        "a": "Claimant a scholar · 4,000–6,000 (superseded)", "b": "Claimant b scholar · c. 9,000",
        "c": "Claimant c tribunal · > 20,000",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["fifteen", "forty", "many"])
def test_many_claims_have_numbers_and_a_list_in_the_order_of_their_dates(name: str) -> None:
    axes = plot_timeline(CASES[name])
    labels, listed = texts(axes, "label:"), texts(axes, "list:")
    with_number = [e for e in CASES[name] if e.range.kind != "vague" and (name != "many" or e.claimed)]
    assert ("98 claims of unknown date stand in the list only" in caption(axes)) == (name == "many")
    assert set(labels) == {e.id for e in with_number}
    for e in CASES[name]:
        said = listed[f"{e.id}:text"]
        assert said.startswith(f"{e.claimant.name}, {e.claimant.role}")
        assert all(part in said for part in (e.reading.split()[0], in_print(e.claimed).split(" ")[0]))
    for e in with_number:
        assert labels[e.id] == listed[f"{e.id}:key"]
    order = sorted((e for e in with_number if e.claimed), key=lambda e: int(labels[e.id]))
    assert [x for e in order for *_, x, _ in list(drawn(axes)[e.id])[:1]] == sorted(
        x for e in order for *_, x, _ in list(drawn(axes)[e.id])[:1])  # fmt: skip


def test_claims_without_a_date_stand_in_a_strip_of_their_own() -> None:
    axes = plot_timeline(of(claim("a", point(5), "1937"), claim("b", point(7)), claim("c", at_most(9)),
                            claim("d", point(9), "1938")))  # fmt: skip
    strip = artist(axes, "strip").get_window_extent()
    assert strip.x0 > axes.get_window_extent().x1
    for line in axes.lines:
        if str(line.get_gid()).startswith("marks:"):
            at = line.get_transform().transform(list(zip(*line.get_data())))
            inside = all(strip.x0 <= x <= strip.x1 for x, _ in at)
            assert inside == (not line.get_gid().endswith((":a", ":d")))
    assert artist(axes, "heading:undated").get_text() == "Date not known"
    assert "Strip at the right: date not known" in caption(axes)
    assert "strip" not in {child.get_gid() for child in plot_timeline(three()).get_children()}


def test_a_date_that_is_no_day_is_a_span_open_ones_have_an_arrowhead_and_doubtful_ones_are_dotted() -> None:
    axes = plot_timeline(of(
        claim("day", point(5), "1960-01-01"), claim("decade", point(6), "193X"), claim("open", point(7), "1945/.."),
        claim("before", point(8), "../1945"), claim("unsure", point(9), "1920~/1939~"), claim("last", point(9), "1990"),
    ))  # fmt: skip
    low, high = axes.get_xlim()
    assert list(artist(axes, "span:decade").get_xdata()) == [1930.0, 1940.0]
    assert list(artist(axes, "span:open").get_xdata()) == [1945.0, high]
    assert list(artist(axes, "span:before").get_xdata()) == [low, 1946.0]
    assert artist(axes, "open:arrow right:open").get_xdata()[0] == high
    assert artist(axes, "open:arrow left:before").get_xdata()[0] == low
    assert artist(axes, "span:unsure").is_dashed()
    assert not artist(axes, "span:decade").is_dashed()
    assert "span:day" not in {child.get_gid() for child in axes.get_children()}
    assert {x for *_, x, _ in drawn(axes)["open"]} == {1945.0}
    assert {x for *_, x, _ in drawn(axes)["decade"]} == {1935.0}
    for said in ("Thin line across", "Its arrowhead", "Dotted: the source is not sure"):
        assert said in caption(axes)


def test_an_arrow_leads_from_the_old_figure_to_the_new() -> None:
    axes = plot_timeline(three())
    arrow = artist(axes, "join:revises:a:b")
    assert arrow.xyann == (pytest.approx(placed((1921, 7, 2)), abs=0.01), 5_000)
    assert arrow.xy == (pytest.approx(placed((1948, 5, 13)), abs=0.01), 9_000)
    assert arrow.arrow_patch.get_arrowstyle().__class__.__name__ == "CurveFilledB", "its head is at the new figure"
    assert "from the old figure to the new" in caption(axes)
    assert "Claimant b: c. 9,000 revises Claimant a: 4,000–6,000." in alt_text(axes)


def test_a_retraction_is_dashed_and_other_links_are_no_arrows() -> None:
    found = of(claim("a", point(5), "1937", "retracted"), claim("b", point(7), "1950"), claim("c", point(8)),
               links=(Link("b", "retracts", "a"), Link("c", "rests on", "b"), Link("c", "revises", "x")))  # fmt: skip
    axes = plot_timeline(found)
    joins = [text for text in axes.texts if str(text.get_gid()).startswith("join:")]
    assert [text.get_gid() for text in joins] == ["join:retracts:a:b"]
    assert joins[0].arrow_patch.get_linestyle() == "--"
    assert "Thin dashed arrow: a retraction" in caption(axes)


def test_what_no_longer_stands_is_struck_through() -> None:
    axes = plot_timeline(three())
    assert {name for name, found in drawn(axes).items() if any(kind == "strike" for kind, *_ in found)} == {"a"}
    assert "Struck through and pale: no longer stands" in caption(axes)


def test_the_scale_follows_the_spread_and_zero_is_drawn_on_either() -> None:
    narrow = plot_timeline(of(claim("a", point(100), "1937"), claim("b", point(9_000), "1950")))
    assert narrow.get_yscale() == "log"
    narrow = plot_timeline(
        of(claim("a", point(100), "1937"), claim("b", point(3_000), "1950"), claim("c", point(0), "1960"))
    )
    assert narrow.get_yscale() == "linear"
    assert ("dot", "claim", 0.0) in {(kind, tone, y) for kind, tone, _, y in drawn(narrow)["c"]}
    given = plt.figure(figsize=(9, 6)).add_subplot()
    given.set_yscale("log")
    wide = plot_timeline(
        of(claim("a", point(100), "1937"), claim("b", point(9_000), "1950"), claim("c", point(0), "1960")), given
    )
    assert {kind for kind, *_ in drawn(wide)["c"]} == {"cut left"}
    assert "zero, which a logarithmic axis cannot show" in caption(wide)
    assert texts(wide, "label:")["c"] == "Claimant c scholar · 0"


def test_claims_of_one_date_stand_side_by_side_within_it() -> None:
    axes = plot_timeline(of(*(claim(f"n{n}", between(5, 9), "1937") for n in range(5)), claim("o", point(5), "1939")))
    found = at_years(axes)
    assert len({round(found[f"n{n}"], 3) for n in range(5)}) == 5
    assert all(1937 <= found[f"n{n}"] <= 1938 for n in range(5))
    assert "Thin bracket on the axis: claims of one date, side by side where they would meet" in caption(axes)
    (bracket,) = [patch for patch in axes.patches if str(patch.get_gid()).startswith("bracket:")]
    assert bracket.get_gid() == "bracket:n0|n1|n2|n3|n4"


@pytest.mark.parametrize("name", [*CASES, "one year on a long axis"])
def test_no_claim_leaves_its_date_and_none_stands_before_an_earlier_one(name: str) -> None:
    """Also where a hundred years leave three points for one of them: there marks overlap, transparent."""
    made = [claim(f"n{n}", point(1_000 + n), "2010") for n in range(30)]
    crowd = of(*made, claim("before", point(1_020), "2009"), claim("long ago", point(9), "1901"))
    axes = plot_timeline(crowd if name == "one year on a long axis" else CASES[name])
    found, dates = at_years(axes), {row.id: row for row in panel_of(axes).drawn}
    for key, year in found.items():
        row = dates[key]
        assert row.at is not None
        span = 0.0 if row.first is None or row.last is None else row.last - row.first
        assert abs(year - row.at) <= span / 2 + 1e-6
    in_order = sorted(found, key=lambda key: dates[key].at or 0.0)
    assert all(found[a] <= found[b] + 1e-9 for a, b in pairwise(in_order) if dates[a].at != dates[b].at)


def test_marks_that_meet_are_transparent_and_no_others_are() -> None:
    axes = plot_timeline(of(*(claim(f"n{n}", point(1_000), "2010-05-01") for n in range(3)),
                            claim("far", point(2_000), "1950")))  # fmt: skip
    seen = {str(line.get_gid()).split(":")[-1]: line.get_alpha() for line in axes.lines
            if str(line.get_gid()).startswith("marks:")}  # fmt: skip
    assert seen == {"n0": 0.6, "n1": 0.6, "n2": 0.6, "far": None}


def at_years(axes: Any) -> dict[str, float]:
    """Where the mark of each dated claim stands on the axis, in years, from the artists."""
    found = {}
    undo = axes.transData.inverted()
    strip = {row.id for row in panel_of(axes).undated}
    for line in axes.lines:
        kind, *rest = str(line.get_gid()).split(":")
        if kind == "marks" and rest[-1] not in strip:
            found[rest[-1]] = float(undo.transform(line.get_transform().transform(line.get_xydata()))[0][0])
    return found


def test_marks_follow_when_the_reader_moves_either_axis() -> None:
    axes = plot_timeline(dated(15))
    before = drawn(axes)
    axes.set_xlim(1980, 2000)
    inside = {name for name, found in before.items() if all(x == 1 or 1980 <= x <= 2000 for *_, x, _ in found)}
    assert set(drawn(axes)) == inside
    assert f"{14 - len(inside)} of 15 claims lie beyond the dates that are shown" in caption(axes)
    check_room(axes)
    axes.set_xlim(1900, 2010)
    axes.set_yscale("linear")
    axes.set_ylim(0, 50_000)
    assert {y for found in drawn(axes).values() for kind, _, _, y in found if kind == "cut right"} == {50_000}
    assert "Double chevron: runs on beyond the axis" in caption(axes).replace("; d", ". D")
    check_room(axes)


def test_it_draws_on_the_readers_axes_and_keeps_their_limits() -> None:
    figure, (left, right) = plt.subplots(1, 2, figsize=(16, 8))
    right.set_xlim(1900, 1950)
    right.set_yscale("log")
    assert plot_timeline(three(), left) is left
    assert plot_timeline(three(), ax=right) is right
    assert right.get_xlim() == (1900, 1950)
    assert right.get_yscale() == "log"
    for axes in (left, right):
        check_room(axes)
    assert figure.get_size_inches().tolist() == [16, 8]
    with pytest.raises(FormatError, match="already shows claims"):
        plot_timeline(three(), left)
    with pytest.raises(FormatError, match="room for"):
        plot_timeline(dated(40), plt.figure(figsize=(3, 3)).add_subplot())


def test_a_running_core_and_median_follow_what_stood_at_each_date() -> None:
    """A claim that is revised counts until its revision; what is not dated never does."""
    dossier = of(claim("a", between(10, 30), "1950"), claim("b", between(20, 40), "1960", "superseded"),
                 claim("c", between(100, 120), "1970"), claim("d", between(110, 130), "1980"), claim("e", point(5)),
                 links=(Link("c", "revises", "b"),))  # fmt: skip
    for what in ("core", "median"):
        axes = plot_timeline(dossier, running=what)
        low = {(x, y) for line in axes.lines if line.get_gid() == "running:low:" for x, y in zip(*line.get_data())}
        assert (1951.0, 10.0) in low, "one claim is its own core"
        assert (1961.0, 20.0 if what == "core" else 10.0) in low
        assert (1981.0, 110.0) in low or what == "median"
        assert "that had been made by then, and stood" in caption(axes)
        check_room(axes)
    steps = running_steps(dossier, "core", None, 1990.0)
    assert [(step.first, str(step.range)) for step in steps][:2] == [(1951.0, "10–30"), (1961.0, "20–30")]
    parted = plot_timeline(dossier, running="median", group_by=lambda e: "early" if e.id in "ab" else "late")
    assert {str(line.get_gid()).split(":")[2] for line in parted.lines if "running" in str(line.get_gid())} == {
        "early", "late",
    }  # fmt: skip
    with pytest.raises(FormatError, match="'core', 'median' or None"):
        plot_timeline(dossier, running="mean")  # type: ignore[arg-type]  # refused at run time too


def test_text_is_never_mathematics() -> None:
    axes = plot_timeline(CASES["hostile"])
    assert not any(text.get_parse_math() or text.get_usetex() for text in (*axes.texts, axes._left_title))
    assert any(text.get_text().startswith("$\\alpha$ & Co") for text in axes.texts)
    assert not any("\u202e" in text.get_text() for text in axes.texts)


def test_caption_sources_and_files_go_with_it(tmp_path: Path) -> None:
    axes = plot_timeline(dated(15))
    assert {source.key for source in es.sources(axes)} == {f"w{n}" for n in range(15)}
    assert es.cite(axes, style="label")
    assert "no date" not in alt_text(axes)
    assert all(e.claimant.name in alt_text(axes) and e.claimant.role in alt_text(axes) for e in dated(15))
    for ending in ("svg", "pdf", "png"):
        first = savefig(axes, tmp_path / f"a.{ending}").read_bytes()
        assert first == savefig(plot_timeline(dated(15)), tmp_path / f"b.{ending}").read_bytes()
    assert len(json.loads((tmp_path / "a.sources.json").read_text(encoding="utf-8"))["estimates"]) == 15
    again = pickle.loads(pickle.dumps(axes.figure)).axes[0]
    assert drawn(again) == drawn(axes)


def test_the_works_of_the_links_are_cited_with_the_picture() -> None:
    keys = {source.key for source in es.sources(plot_timeline(dated(40)))}
    assert "linker" in keys


@pytest.mark.parametrize(("shown", "message"), [
    (3, r"shows one dossier \(got int 3\)"), (of(), "holds no claims"), ([deaths()], r"one dossier \(got list\)"),
    (of(claim("a", point(5), "1937-12-13")), "'e' has 1 claim with a number, dated 13 Dec 1937: add when"),
    (of(*(claim(name, point(5), "1937") for name in "ab")), "'e' has 2 claims with a number, all dated 1937: add when"),
    (of(claim("a", point(5), "1937"), claim("b", point(5))), "'e' has 2 .*, of which 1 is dated, 1937: add when"),
    (of(claim("a", Range(), "1937"), claim("b", Range(), "1938")), "two dates; 'e' has 0 claims with a number"),
    (deaths(), r"of unknown date: add when the others were made \(claimed\), or use plot_intervals\(\)"),
])  # fmt: skip
def test_what_cannot_be_drawn_is_refused_in_words(shown: Any, message: str) -> None:
    with pytest.raises(ClaimError, match=message):
        plot_timeline(shown)


def test_no_foot_explains_a_mark_that_is_not_drawn() -> None:
    after = claim("b", point(6), "1937-12-14")
    said = lay_out_timeline(of(claim("a", point(0), "1937-12-13"), after)).foot[0]
    assert said == "Each claim stands at the date when it was made. Dot: a single value."
    assert "fading stub" in lay_out_timeline(of(claim("a", at_least(5), "1937"), after)).foot[0]


@pytest.mark.parametrize(("low", "high", "labels"), [
    (-500, 150, ["400 BC", "200 BC", "1"]), (1936.9, 1938.2, ["Jan 1937", "Apr 1937"]),
    (1945.11, 1945.14, ["11 Feb 1945"]), (1850, 2000, ["1850", "1900", "1950", "2000"]),
])  # fmt: skip
def test_ticks_of_dates_are_round(low: float, high: float, labels: list[str]) -> None:
    found = time_ticks(low, high)
    assert set(labels) <= {label for _, label in found}
    assert 2 <= len(found) <= 6
    assert all(low <= at <= high for at, _ in found)


def crossing(axes: Any) -> set[tuple[str, str]]:
    """Each leader with a mark of another claim that it crosses, or with another leader, from the artists."""
    reach: dict[str, list[tuple[float, float]]] = {}
    for found in (*axes.lines, *axes.collections):
        if str(found.get_gid()).startswith("marks:") and not found.get_gid().startswith("marks:strike:"):
            name = found.get_gid().split(":", 3)[3]
            ends = found.get_xydata() if found in axes.lines else np.vstack(found.get_segments())
            reach.setdefault(name, []).extend(map(tuple, found.get_transform().transform(ends)))
    lines = {str(text.get_gid()).removeprefix("leader:"): np.linspace(
        text.xycoords.transform(text.xy), text.anncoords.transform(text.xyann), 60)
        for text in axes.texts if str(text.get_gid()).startswith("leader:")}  # fmt: skip
    pad, amiss = 0.25 * axes.texts[0].get_fontsize() * axes.figure.dpi / 72, set()
    for name, line in lines.items():
        start = line[0]
        for other, points in reach.items():
            (x0, y0), (x1, y1) = np.min(points, axis=0) - pad, np.max(points, axis=0) + pad
            own = other == name or (x0 - pad <= start[0] <= x1 + pad and y0 - pad <= start[1] <= y1 + pad)
            if not own and any(x0 <= x <= x1 and y0 <= y <= y1 for x, y in line):
                amiss.add((name, other))
        for other, two in lines.items():
            if other != name and np.hypot(*(line[:, None] - two[None]).transpose(2, 0, 1)).min() < 1:
                amiss.add((name, other))
    return amiss


@pytest.mark.parametrize(("name", "width"), [
    ("nanking-1937", "single"), ("great-leap-famine", "single"), ("paris-commune-1871", "single"),
    ("nanking-massacre", "double"), ("dresden-1945", "double"),
])  # fmt: skip
def test_leaders_cross_no_mark_and_no_other_leader_and_no_number_is_wanting(name: str, width: Any) -> None:
    axes = plot_timeline(max(es.load(name).values(), key=len), width=width, size=7)
    assert not crossing(axes)
    assert not any(str(text.get_gid()).startswith("list:crowded") for text in axes.texts)
    check_room(axes)


def steps_of(axes: Any) -> list[Any]:
    return [line for line in axes.lines if str(line.get_gid()).startswith("running:")]


def test_a_running_core_has_a_step_where_claims_meet_and_none_where_no_two_do() -> None:
    apart = of(claim("a", point(10), "1950"), claim("b", point(20), "1960"), claim("c", point(20), "1970"),
               claim("d", point(10), "1980"))  # fmt: skip
    axes = plot_timeline(apart, running="core")
    spans = {(x, y) for line in steps_of(axes) for x, y in zip(line.get_xdata(), line.get_ydata())}
    end = panel_of(axes).time.limits[1]
    assert spans == {(1951, 10), (1961, 10), (1971, 20), (1981, 20), (end, 20), (1981, 10), (end, 10)}
    assert not any({10.0, 20.0} <= set(line.get_ydata()) for line in steps_of(axes)), "nothing leads from one to two"
    assert "No step: no two of these claims met." in caption(axes)
    assert "No step" not in caption(plot_timeline(apart, running="median"))
    never = plot_timeline(of(claim("a", point(10), "1950"), claim("b", point(20), "1950"),
                             claim("c", point(30), "1960")), running="core")  # fmt: skip
    assert not [line for line in steps_of(never) if len(line.get_xdata())]
    assert "No step: no two of these claims met." in caption(never)
    assert "Steps:" not in caption(never)


@pytest.mark.parametrize("name", ["world-population", "great-leap-famine", "holodomor"])
def test_no_number_is_struck_through_by_a_step(name: str) -> None:
    axes = plot_timeline(max(es.load(name).values(), key=len), running="core", width="double", size=8)
    renderer = RendererAgg(1, 1, axes.figure.dpi)
    boxes = [text.get_window_extent(renderer) for text in axes.texts if str(text.get_gid()).startswith("label:")]
    for line in steps_of(axes):
        for (x0, y0), (x1, y1) in pairwise(line.get_transform().transform(line.get_xydata())):
            for box in boxes:
                level = y0 == y1 and box.y0 < y0 < box.y1 and min(x1, box.x1) > max(x0, box.x0)
                upright = x0 == x1 and box.x0 < x0 < box.x1 and min(y0, y1) < box.y1 and max(y0, y1) > box.y0
                assert not level
                assert not upright


@pytest.mark.parametrize(("width", "size"), [("single", 6), ("double", 7)])
def test_two_hundred_claims_stand_on_one_page_as_marks_only(width: Any, size: float) -> None:
    """Each is drawn at its date, in the strip where that is not known, and named by the alternative text."""
    dossier = dated(200)
    axes = plot_timeline(dossier, compact=True, width=width, size=size)
    assert axes.figure.get_size_inches()[1] < 9
    assert set(drawn(axes)) == {e.id for e in dossier if e.range.kind != "vague"}
    strip = artist(axes, "strip").get_window_extent()
    for name, marks_of_it in drawn(axes).items():
        assert (dossier[name].claimed is None) == ({x for *_, x, _ in marks_of_it} == {1.0})
    for line in axes.lines:
        if str(line.get_gid()).startswith("marks:"):
            xs = line.get_transform().transform(line.get_xydata())[:, 0]
            assert all(x <= strip.x1 for x in xs)
    assert not texts(axes, "label:")
    assert not texts(axes, "list:")
    assert "Numbers: the list" not in caption(axes)
    assert all(e.claimant.name in alt_text(axes) for e in dossier)
    check_room(axes)


def test_no_arrow_leaves_the_plot_for_the_dates_under_it() -> None:
    made = [claim(f"n{n}", point(10), str(1900 + n)) for n in range(0, 40, 2)]
    ends = [(0, 36), (36, 4), (8, 30), (30, 2)]
    links = tuple(Link(f"n{new}", "revises", f"n{old}") for old, new in ends)
    axes = plot_timeline(of(*made, claim("top", point(100), "1955"), links=links))
    axes.figure.canvas.draw()
    box = axes.get_window_extent()
    corners = [text.arrow_patch.get_path().vertices[:3, 1] for text in axes.texts
               if str(text.get_gid()).startswith("join:")]  # fmt: skip
    t = np.linspace(0, 1, 50)
    arcs = [(1 - t) ** 2 * a + 2 * t * (1 - t) * b + t**2 * c for a, b, c in corners]
    assert len(arcs) == 4
    assert all(box.y0 - 1 <= arc.min() <= arc.max() <= box.y1 + 1 for arc in arcs)


def test_the_alternative_text_has_a_line_a_claim_and_no_sign_of_an_end() -> None:
    dossier = es.load("dresden-1945")["deaths"]
    head, *lines = alt_text(plot_timeline(dossier)).split("\n")
    assert head.startswith("Timeline: Dresden")
    claims = lines[: len(dossier)]
    assert "1945: Nazi propaganda (government, on its own side): up to 200,000, as read in" in claims[4]
    assert not any(sign in text for text in claims for sign in "≤≥<>")
