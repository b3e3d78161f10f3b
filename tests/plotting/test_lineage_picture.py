"""Who rests on whom, read back from the Axes and held against the links."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.path import Path as Curve

import estimates as es
from estimates.errors import ClaimError, FormatError
from estimates.layout.dating import in_print
from estimates.layout.languages.en import ENGLISH
from estimates.layout.lineage import layers
from estimates.model.claims import Link
from estimates.model.dossiers import Dossier
from estimates.model.vocabulary import RELATIONS
from estimates.plotting import alt_text, caption, plot_lineage, savefig
from tests.made import dated, linked, pairs, work
from tests.pictures import garrison, hostile, many
from tests.plotting.test_plot_support import check_room

pytestmark = pytest.mark.filterwarnings("ignore::estimates.plotting.FontWarning")


def joined(dossier: Dossier, *links: tuple[int, str, int]) -> Dossier:
    return evolve(dossier, links=[Link(dossier[a].id, name, dossier[b].id) for a, name, b in links])


def every_relation() -> Dossier:
    return pairs(*((chr(98 + n), name, "a") for n, name in enumerate(RELATIONS)))


CASES = {
    "three": pairs(("b", "rests on", "a"), ("c", "reports", "b")), "fifteen": linked(15), "forty": linked(40),
    "chain": joined(dated(20), *((n, "reports", n - 1) for n in range(1, 20))),
    "star": joined(dated(30), *((n, "reports", 0) for n in range(1, 30))),
    "hostile": joined(hostile(), *((n, RELATIONS[n % 6], n - 1) for n in range(1, 9))), "none": garrison(),
    "relations": every_relation(),
    "circle": pairs(("a", "disputes", "b"), ("b", "disputes", "c"), ("c", "disputes", "a")),
    "both ways": pairs(("a", "disputes", "b"), ("b", "disputes", "a"), ("b", "reports", "a"), names="z"),
    "unlinked": many(),
}  # fmt: skip


def artists(axes: Any, start: str) -> dict[str, Any]:
    return {str(child.get_gid()).removeprefix(start): child for child in (*axes.patches, *axes.lines)
            if str(child.get_gid()).startswith(start)}  # fmt: skip


def frames(axes: Any) -> dict[str, Any]:
    return {name: box.get_window_extent() for name, box in artists(axes, "node:").items()}


@pytest.mark.parametrize("name", CASES)
def test_each_link_is_a_line_from_the_claim_that_rests_to_the_one_on_which_it_rests(name: str) -> None:
    dossier, axes = CASES[name], plot_lineage(CASES[name])
    boxes = frames(axes)
    wires, heads = artists(axes, "wire:"), artists(axes, "head:wire:")
    assert set(wires) == {f"{link.relation}:{link.from_id}:{link.to_id}" for link in dossier.links}
    assert set(heads) == {gid for gid in wires if not gid.startswith("same data as")}
    for link in dossier.links:
        gid = f"{link.relation}:{link.from_id}:{link.to_id}"
        wire = wires[gid]
        first, *_, last = wire.get_transform().transform(wire.get_path().vertices)
        assert boxes[link.from_id].padded(1).contains(*first), gid
        assert boxes[link.to_id].padded(8).contains(*last), gid
        if gid in heads:
            assert (
                boxes[link.to_id].padded(1).contains(*heads[gid].get_transform().transform(heads[gid].get_xydata())[0])
            )


@pytest.mark.parametrize("name", CASES)
def test_heads_point_at_the_claim_on_which_another_rests(name: str) -> None:
    axes = plot_lineage(CASES[name])
    boxes = frames(axes)
    for gid, head in artists(axes, "head:wire:").items():
        base = boxes[gid.rsplit(":", 1)[1]]
        x, y = head.get_transform().transform(head.get_xydata())[0]
        backwards = head.get_marker().vertices.mean(axis=0)  # a head lies behind its point
        outwards = (x - (base.x0 + base.x1) / 2, y - (base.y0 + base.y1) / 2)
        main = 0 if abs(backwards[0]) > abs(backwards[1]) else 1
        assert backwards[main] * outwards[main] > 0, gid


@pytest.mark.parametrize("name", CASES)
def test_no_text_collides_and_none_is_cut(name: str) -> None:
    axes = plot_lineage(CASES[name])
    check_room(axes)
    axes.figure.set_dpi(300)
    check_room(axes)


@pytest.mark.parametrize("name", CASES)
def test_frames_are_apart_and_hold_their_texts(name: str) -> None:
    axes = plot_lineage(CASES[name])
    boxes = frames(axes)
    for (one, a), (other, b) in combinations(boxes.items(), 2):
        assert not a.overlaps(b), (one, other)
    axes.figure.canvas.draw()
    renderer = RendererAgg(*axes.figure.canvas.get_width_height(), axes.figure.dpi)  # type: ignore[no-untyped-call]
    for text in axes.texts:
        if str(text.get_gid()).startswith("node:"):
            frame, box = boxes[text.get_gid().removeprefix("node:")], text.get_window_extent(renderer)
            assert frame.x0 <= box.x0, text.get_text()
            assert frame.y0 <= box.y0, text.get_text()
            assert box.x1 <= frame.x1, text.get_text()
            assert box.y1 <= frame.y1, text.get_text()


@pytest.mark.parametrize("name", ["three", "fifteen", "forty", "relations", "star", "circle"])
def test_lines_run_between_the_frames_not_through_them(name: str) -> None:
    """Nor do two lines from the same claim to the same claim run over each other."""
    axes = plot_lineage(CASES[name])
    boxes = frames(axes)
    for gid, wire in artists(axes, "wire:").items():
        _, derived, base = gid.rsplit(":", 2)
        vertices = wire.get_transform().transform(wire.get_path().vertices)
        along = Curve(vertices, wire.get_path().codes).interpolated(1).to_polygons(closed_only=False)[0]
        for other, box in boxes.items():
            if other not in (derived, base):
                inner = box.padded(-2)
                assert not any(inner.contains(x, y) for x, y in along), (gid, other)


@pytest.mark.parametrize("name", ["three", "fifteen", "forty"])
def test_each_frame_says_who_claims_what_and_when_and_in_which_role(name: str) -> None:
    dossier, axes = CASES[name], plot_lineage(CASES[name])
    said: dict[str, str] = {}
    for text in axes.texts:
        gid = str(text.get_gid())
        if gid.startswith(("node:", "list:")):
            key = gid.removeprefix("node:").removeprefix("list:").removesuffix(":text")
            said[key] = f"{said.get(key, '')} {text.get_text()}"
    ends = {end for link in dossier.links for end in (link.from_id, link.to_id)}
    assert set(frames(axes)) == ends
    for e in dossier:
        for part in (e.claimant.name, e.reading, in_print(e.claimed) or "no date", e.claimant.role):
            assert part in " ".join(said[e.id].split()), (e.id, part)
    assert ("No link recorded" in said) == any(e.id not in ends for e in dossier)


def test_relations_are_told_apart_without_colour_and_named_in_the_legend() -> None:
    axes = plot_lineage(every_relation())
    styles = {}
    heads = artists(axes, "head:legend:")
    for name, sample in artists(axes, "legend:").items():
        head = heads.get(name)
        shape = None if head is None else (len(head.get_marker().vertices), head.get_markerfacecolor() == "none")
        styles[name] = (str(sample.get_linestyle()), shape)
    assert set(styles) == set(RELATIONS)
    assert len(set(styles.values())) == len(RELATIONS)
    words = {text.get_text() for text in axes.texts if str(text.get_gid()).startswith("legend:")}
    assert words == set(RELATIONS)
    said = caption(axes)
    assert all(how in said.lower() for how in ENGLISH.lineage.lines.values())
    assert "its head points at that one" in said
    few = plot_lineage(pairs(("b", "rests on", "a")))
    assert set(artists(few, "legend:")) == {"rests on"}
    assert "disputes:" not in caption(few)


def test_a_claim_of_another_dossier_and_a_fallen_claim_are_told() -> None:
    found = pairs(("b", "rests on", "a"))
    found = evolve(found, links=(*found.links, Link("a", "rests on", "else where")),
                   estimates=(evolve(found[0], standing="retracted"), found[1]))  # fmt: skip
    axes = plot_lineage(found)
    boxes = artists(axes, "node:")
    assert boxes["else where"].get_linestyle() != "solid"
    assert boxes["a"].get_edgecolor() != boxes["b"].get_edgecolor()
    said = caption(axes)
    for part in ("Dashed frame: a claim of another dossier", "Pale frame"):
        assert part in said
    assert "else where (a claim of another dossier)" in alt_text(axes)
    assert "(retracted)" in " ".join(text.get_text() for text in axes.texts)


def test_unlinked_claims_are_listed_apart_and_none_is_called_independent() -> None:
    axes = plot_lineage(pairs(("b", "rests on", "a"), names="xyz"))
    assert set(frames(axes)) == {"a", "b"}
    listed = {text.get_text() for text in axes.texts if str(text.get_gid()).startswith("list:")}
    assert listed == {"No link recorded", *(f"Claimant {n}, scholar: {ord(n)}, no date; no work named" for n in "xyz")}
    assert "No recorded link does not mean that a claim is independent" in caption(axes)
    assert "1 link recorded, 3 without any" in caption(axes)
    assert "No link recorded: Claimant x: 120 (no date), scholar." in alt_text(axes)


def test_deep_graphs_run_down_and_broad_ones_across() -> None:
    chain, star = frames(plot_lineage(CASES["chain"])), frames(plot_lineage(CASES["star"]))
    assert len({round(box.y1) for box in chain.values()}) == 20
    assert chain["e0"].y0 > chain["e19"].y0
    assert len({round(box.x0) for box in star.values()}) == 2
    assert star["e0"].x0 < star["e7"].x0


names = st.sampled_from("abcdefghij")
edges = st.lists(st.tuples(names, names).filter(lambda pair: pair[0] != pair[1]), max_size=20)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(edges)
def test_layers_run_up_to_what_rests_on_nothing(pairs: list[tuple[str, str]]) -> None:
    """In any graph; where there is no circle, each claim stands beyond all on which it rests."""
    nodes = sorted({name for pair in pairs for name in pair})
    places, routes = layers(nodes, pairs)
    assert (places, routes) == layers(nodes, pairs)
    assert set(places) == set(nodes)
    taken = [*places.values(), *{point for route in routes.values() for point in route}]
    assert len(set(places.values())) == len(nodes)
    assert not set(places.values()) & {point for route in routes.values() for point in route}
    assert all(layer >= 0 for layer, _ in taken)
    for (derived, base), route in routes.items():
        through = [places[derived][0], *(layer for layer, _ in route), places[base][0]]
        step = 1 if through[0] < through[-1] else -1
        assert through == list(range(through[0], through[-1] + step, step))
    above = {name: {base for derived, base in pairs if derived == name} for name in nodes}
    left = set(nodes)
    while any(not above[name] & left for name in left):
        left = {name for name in left if above[name] & left}
    if not left:  # no circle
        assert all(places[derived][0] > places[base][0] for derived, base in pairs)


def test_the_same_picture_twice_also_in_another_process(tmp_path: Path) -> None:
    for ending in ("svg", "pdf", "png"):
        one = savefig(plot_lineage(linked(40)), tmp_path / f"a.{ending}").read_bytes()
        assert one == savefig(plot_lineage(linked(40)), tmp_path / f"b.{ending}").read_bytes()
    code = (
        "import sys, estimates as es; from tests.made import linked; import matplotlib; matplotlib.use('agg'); "
        "es.savefig(es.plot_lineage(linked(40)), sys.argv[1])"
    )
    root = str(Path(__file__).parents[2])
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}.svg"
        own = {"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join([root, *sys.path]), "MPLCONFIGDIR": str(tmp_path)}
        subprocess.run([sys.executable, "-c", code, str(path)], check=True, cwd=root, env={**os.environ, **own})
        assert path.read_bytes() == (tmp_path / "a.svg").read_bytes()


def test_links_are_told_and_their_works_are_cited() -> None:
    found = pairs(("b", "rests on", "a"))
    found = evolve(found, links=(Link("b", "rests on", "a", source=(work("critic", 1999),)),))
    axes = plot_lineage(found)
    assert [source.key for source in es.sources(axes)] == ["critic"]
    assert es.cite(axes, style="label") == "Critic 1999, 12"
    assert "Critic 1999, “A History, critic”" in caption(axes)
    assert "Claimant b: 98 (no date) rests on Claimant a: 97 (no date), Critic 1999, 12." in alt_text(axes)
    again = pickle.loads(pickle.dumps(axes.figure)).axes[0]
    assert set(artists(again, "wire:")) == {"rests on:b:a"}


def test_it_draws_on_the_readers_axes() -> None:
    figure, (left, right) = plt.subplots(1, 2, figsize=(16, 8))
    assert plot_lineage(CASES["three"], left) is left
    assert plot_lineage(every_relation(), ax=right) is right
    check_room(left)
    check_room(right)
    assert figure.get_size_inches().tolist() == [16, 8]
    with pytest.raises(FormatError, match="already shows claims"):
        plot_lineage(CASES["three"], left)
    with pytest.raises(FormatError, match="room for"):
        plot_lineage(linked(40), plt.figure(figsize=(5, 5)).add_subplot())


def test_the_readers_font_is_used_and_text_is_never_mathematics() -> None:
    with mpl.rc_context({"font.size": 16, "text.usetex": True}):
        axes = plot_lineage(CASES["hostile"])
        assert not any(text.get_parse_math() or text.get_usetex() for text in (*axes.texts, axes._left_title))
    assert any(text.get_text() == "$\\alpha$ & Co" for text in axes.texts)
    assert not any("\u202e" in text.get_text() for text in axes.texts)
    with mpl.rc_context({"font.size": 16}):
        check_room(plot_lineage(linked(15)))


@pytest.mark.parametrize(("shown", "message"), [
    (3, r"shows one dossier \(got int 3\)"), (pairs(), "holds no claims"), ([garrison()], r"one dossier \(got list\)"),
])  # fmt: skip
def test_what_cannot_be_drawn_is_refused_in_words(shown: Any, message: str) -> None:
    with pytest.raises(ClaimError, match=message):
        plot_lineage(shown)


def test_a_claim_of_another_dossier_is_named_where_the_dataset_is_given() -> None:
    """Its box says who claims what of which figure, and its works are among those of the picture."""
    massacre = es.load("nanking-massacre")
    city = massacre["killed-city"]
    axes, alone = plot_lineage(city, dataset=massacre), plot_lineage(city)
    texts = [text.get_text() for text in axes.texts]
    assert "Red Swastika Society" in texts
    assert "red-swastika-buried" not in texts
    assert "43,071, no date" in texts
    assert "Dashed frame: a claim of another dossier, which it names last." in caption(axes)
    assert "by its id" not in caption(axes)
    said = "rests on Red Swastika Society: 43,071 (no date; Nanking: bodies buried by the Red Swastika Society)"
    assert said in " ".join(alt_text(axes).split())
    more = {source.key for source in es.sources(axes)} - {source.key for source in es.sources(alone)}
    buried = massacre["buried-red-swastika"]["red-swastika-buried"]
    assert {source.key for place in buried.citations for source in place.sources} <= {s.key for s in es.sources(axes)}
    assert more
    assert "by its id" in caption(alone)
    assert "dashed frame" not in caption(plot_lineage(CASES["three"], dataset=massacre)).lower()
    check_room(axes)


def test_only_a_dataset_is_searched_for_claims_of_other_dossiers() -> None:
    with pytest.raises(ClaimError, match=r"found in a dataset \(got Dossier\)"):
        plot_lineage(CASES["three"], dataset=CASES["three"])


def test_boxes_are_as_wide_as_the_page_allows_where_that_makes_the_figure_lower() -> None:
    """At seven inches two columns of boxes were a third of the width, and seven lines high."""
    axes = plot_lineage(es.load("iraq-war-deaths")["violent-deaths"], width="double", size=8)
    frames = [patch for patch in axes.patches if str(patch.get_gid()).startswith("node:")]
    lines = [sum(text.get_gid() == frame.get_gid() for text in axes.texts) for frame in frames]
    assert max(lines) <= 5
    assert max(frame.get_window_extent().x1 for frame in frames) <= axes.get_window_extent().x1 + 1
    check_room(axes)


def test_no_room_is_left_over_the_boxes_for_a_heading_that_is_not_there() -> None:
    axes = plot_lineage(es.load("iraq-war-deaths")["violent-deaths"], width="double", size=8)
    renderer = axes.figure.canvas.get_renderer()
    under = min(text.get_window_extent(renderer).y0 for text in axes.texts
                if str(text.get_gid()) == "panel0:subtitle")  # fmt: skip
    boxes = max(patch.get_window_extent().y1 for patch in axes.patches if str(patch.get_gid()).startswith("node:"))
    assert 0 < under - boxes < 2.2 * 8 * axes.figure.dpi / 72
