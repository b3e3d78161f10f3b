"""Claims beside an anchor and the factors of camps, read back from the Axes and held against audit and model."""

from __future__ import annotations

import math
import pickle
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from attrs import evolve, frozen

import estimates as es
from estimates.errors import ClaimError, FormatError
from estimates.layout import picture_of
from estimates.model.bias_notes import BiasNote
from estimates.model.claims import Claimant, Estimand, Estimate
from estimates.model.dossiers import Dossier
from estimates.model.ranges import Range, at_least, between, point
from estimates.model.sources import Source
from estimates.model.vocabulary import PARTIES
from estimates.plotting import alt_text, caption, plot_bias, savefig
from tests.made import dated, work
from tests.pictures import deaths, hostile, yamamoto
from tests.plotting.test_plot_support import artist, check_room

pytestmark = pytest.mark.filterwarnings("ignore::estimates.plotting.FontWarning")


@frozen
class Row:
    """A row of an audit."""

    estimate: Estimate
    role: str
    ratio: Range | None
    log_ratio: float | None
    annotated: str | None
    observed: str | None
    agrees: bool | None
    notes: tuple[BiasNote, ...]
    anchors: tuple[Estimate, ...] = ()


class Audit(tuple[Row, ...]):
    """An audit with given rows."""

    anchors: Sequence[Estimate] = ()
    notes: Sequence[BiasNote] = ()
    estimand: Estimand


@frozen
class Contrast:
    ratio: Range


@frozen
class Factor:
    camp: str
    role: str
    factor: float
    low: float
    high: float


@frozen
class Model:
    """A model with given factors."""

    anchor: str
    factors: tuple[Factor, ...]
    sources: tuple[Source, ...] = ()


def over(r: Range, mean: float) -> Range:
    return evolve(
        r, low=None if r.low is None else r.low / mean, high=None if r.high is None else r.high / mean, best=None
    )


def audit(dossier: Dossier, *, anchored: bool = True) -> Audit:
    """Each claim over the geometric mean of the third parties' low ends; enough to draw."""
    third = tuple(e for e in dossier if e.claimant.role not in PARTIES and e.range.low)
    mean = math.exp(sum(math.log(float(e.range.low or 1)) for e in third) / max(len(third), 1))
    rows = []
    for e in dossier:
        who = e.claimant
        role = "third party" if who.role not in PARTIES else "own" if who.side == dossier.estimand.side else "enemy"
        ratio = over(e.range, mean) if anchored and e.range.kind != "vague" else None
        observed = None
        if ratio is not None and not ratio.admits(1):
            observed = "above" if ratio.low is not None and ratio.low >= 1 else "below"
        notes = dossier.notes_on(e)
        said = sorted({note.direction for note in notes})
        annotated = None if not said else said[0] if len(said) == 1 else "contradictory"
        known = observed is not None and annotated in ("inflated", "downplayed")
        agrees = (annotated == "inflated") == (observed == "above") if known else None
        rows.append(Row(e, role, ratio, None, annotated, observed, agrees, notes))
    found = Audit(rows)
    found.anchors, found.notes, found.estimand = third if anchored else (), dossier.bias_notes, dossier.estimand
    return found


def judged() -> Dossier:
    critic = Claimant("critic", "A Critic", role="scholar")
    notes = (BiasNote("x", critic, "downplayed", "accusation", about_claimant="japan", source=(work("critic", 1999),)),
             BiasNote("y", critic, "inflated", "finding", about_claimant="taylor", factor=Range(1.5, 2)),
             BiasNote("z", yamamoto, "downplayed", "finding", about_claimant="hata"))  # fmt: skip
    return evolve(deaths(), bias_notes=(*deaths().bias_notes, *notes))


MODEL = Model("third parties, assumed to be unbiased", (
    Factor("Ruritania", "own", 0.52, 0.4, 0.7), Factor("Ruritania", "enemy", 1.94, 1.2, 3.1),
    Factor("Syldavia", "own", 0.7, 0.3, 1.5), Factor("A camp with a long name and $x^2$", "enemy", 12, 8, 18),
))  # fmt: skip
CASES: dict[str, Any] = {
    "deaths": audit(deaths()), "judged": audit(judged()), "forty": audit(dated(40)),
    "hostile": audit(hostile()), "model": MODEL, "one": evolve(MODEL, factors=MODEL.factors[:1]),
    "hostile anchor": evolve(MODEL, anchor="$\\alpha$ \u202e & <b> " * 12),
}  # fmt: skip


def rows_at(axes: Any) -> dict[str, float]:
    return {text.get_gid().split(":", 1)[1].rsplit(":", 1)[0]: text.get_position()[1] for text in axes.texts
            if str(text.get_gid()).startswith("panel0:") and text.get_gid().count(":") >= 2}  # fmt: skip


def drawn(axes: Any) -> dict[float, set[tuple[str, float]]]:
    """Every mark by the height of its row, as (kind, ratio)."""
    found: dict[float, set[tuple[str, float]]] = {}
    for child in (*axes.lines, *axes.collections):
        if str(child.get_gid()).startswith("marks:"):
            kind = child.get_gid().split(":")[1]
            ends = zip(*child.get_data()) if child in axes.lines else (v for p in child.get_paths() for v in p.vertices)
            for x, y in ends:
                found.setdefault(float(y), set()).add((kind, float(x)))
    return found


@pytest.mark.parametrize("name", ["deaths", "judged", "forty"])
def test_each_claim_stands_at_its_ratio_in_its_row(name: str) -> None:
    axes = plot_bias(CASES[name])
    at, found = rows_at(axes), drawn(axes)
    low, high = axes.get_xlim()
    for row in CASES[name]:
        marks = found.get(at[row.estimate.id], set())
        if row.ratio is None:
            assert not marks
            continue
        stated = {float(end) for end in (row.ratio.low, row.ratio.high) if end is not None and low <= end <= high}
        assert stated == {x for kind, x in marks if not kind.startswith(("cut", "stub", "bar"))}
        fading = [x for kind, x in marks if kind == "stub"]
        assert bool(fading) == (None in (row.ratio.low, row.ratio.high))
        assert all(x <= max(stated) for x in fading) or row.ratio.low is not None
        assert all(x >= min(stated) for x in fading) or row.ratio.high is not None
    assert axes.get_xscale() == "log"


def test_a_claim_keeps_its_own_mark_and_the_spread_of_the_anchors_is_a_band() -> None:
    """Whatever the anchors are: an exact claim is a dot, and is not drawn as "about" since an anchor is."""
    who = [Claimant(name, name.title(), role="scholar" if name.startswith("s") else "government", side="X")
           for name in ("s1", "s2", "party")]  # fmt: skip
    claims = [Estimate("a", who[0], Range(80, 80, approximate=True)), Estimate("b", who[1], between(100, 200)),
              Estimate("c", who[2], point(300))]  # fmt: skip
    found = es.bias(Dossier(Estimand("e", "E", "killed", side="X"), claims))
    axes = plot_bias(found)
    at, centre = rows_at(axes), math.sqrt(80 * math.sqrt(100 * 200))
    ((kind, x),) = drawn(axes)[at["c"]]
    assert (kind, x) == ("dot", pytest.approx(300 / centre))
    band = artist(axes, "anchors").get_window_extent().transformed(axes.transData.inverted())
    assert (band.x0, band.x1) == pytest.approx((80 / centre, 200 / centre))
    said = "band at 1: from the lowest to the highest of the anchors"
    assert said in caption(axes).lower()
    assert axes.get_xlim()[0] <= 80 / centre, "the whole band lies on the axis"
    axes.set_xlim(2, 10)
    assert not [child for child in axes.get_children() if child.get_gid() in ("anchors", "reference")]
    assert said not in caption(axes).lower()
    assert "1, beyond the axis: the geometric mean of the third parties" in caption(axes)


@pytest.mark.parametrize(("ratio", "said"), [
    (Range(0.69, 0.758), "0.69–0.76"), (at_least(27 / 8), "≥ 3.38"), (point(0.997), "0.997"), (point(1), "1"),
    (Range(1.0001, 1.0002), "1.0001–1.0002"), (point(0.625), "0.62"),
])  # fmt: skip
def test_a_ratio_has_digits_that_show_on_which_side_of_1_it_lies_and_no_others(ratio: Range, said: str) -> None:
    found = audit(deaths())
    rows = Audit([evolve(row, ratio=ratio) for row in found])
    rows.anchors, rows.notes, rows.estimand = found.anchors, found.notes, found.estimand
    assert cell(plot_bias(rows), "hata-deaths", "ratio") == said


@pytest.mark.parametrize("name", CASES)
def test_no_text_collides_and_none_is_cut(name: str) -> None:
    axes = plot_bias(CASES[name])
    check_room(axes)
    axes.figure.set_dpi(300)
    check_room(axes)


def cell(axes: Any, row: str, column: str) -> str:
    return " ".join(text.get_text() for text in axes.texts if text.get_gid() == f"panel0:{row}:{column}")


def test_side_role_and_what_number_and_judgement_say_together_stand_in_words() -> None:
    axes = plot_bias(audit(judged()))
    assert cell(axes, "japanese-claim", "role") == "belligerent, Japan"
    assert cell(axes, "taylor-deaths", "role") == "scholar"
    at = rows_at(axes)
    assert (
        at["Own side (China)"] < at["chinese-source"] < at["Enemy’s side"] < at["japanese-claim"] < at["Third parties"]
    )
    said = {name: cell(axes, name, "finding") for name in at}
    assert said["japanese-claim"] == "on both sides of the anchor; the judges contradict each other"
    assert said["taylor-deaths"] == "above the anchor, judged inflated: they agree"
    assert said["hata-deaths"] == "above the anchor, judged downplayed: they disagree"
    assert said["chinese-source"] == "below the anchor, judged downplayed: they agree"
    assert said["sun-losses"] == "below the anchor; no judgement"
    one_sided = plot_bias(audit(deaths()))
    assert cell(one_sided, "japanese-claim", "finding").endswith("judged inflated: the number cannot tell")
    assert cell(one_sided, "japanese-claim", "ratio").startswith("≤ ")


def test_judgements_have_their_triangles_and_are_told_whose_they_are() -> None:
    axes = plot_bias(audit(judged()))
    found = {line.get_gid() for line in axes.lines if str(line.get_gid()).startswith("judgements:")}
    assert found == {"judgements:inflated:finding", "judgements:downplayed:motive", "judgements:downplayed:accusation",
                     "judgements:downplayed:finding"}  # fmt: skip
    assert "Judgements are those of the person named" in caption(axes)
    assert "judged downplayed (accusation) · A Critic" in alt_text(axes)
    assert {"battle", "sun1997", "critic"} == {source.key for source in es.sources(axes)}


def test_one_is_marked_with_what_it_is() -> None:
    axes = plot_bias(audit(deaths()))
    assert set(artist(axes, "reference").get_xdata()) == {1}
    assert artist(axes, "reference:label").get_text() == "1: geometric mean of the third parties, voices: 3"
    for part in ("Ikuhiko Hata: 50,000", "a biased anchor cannot be told from the claims", "voices: 3"):
        assert part in caption(axes)
    model = plot_bias(MODEL)
    assert artist(model, "reference:label").get_text() == "1: third parties, assumed to be unbiased"
    shortened = plot_bias(CASES["hostile anchor"])
    assert artist(shortened, "reference:label").get_text() == "1: the anchor"


def test_without_an_anchor_only_the_contrast_between_the_sides_is_drawn() -> None:
    found = audit(deaths(), anchored=False)
    with pytest.raises(ClaimError, match="no claim serves as an anchor, and the claims of the two sides give no ratio"):
        plot_bias(found)
    found.contrast = Contrast(at_least(4.2))  # type: ignore[attr-defined]
    axes = plot_bias(found)
    assert {mark for marks in drawn(axes).values() for mark in marks if mark[0] == "cap"} == {("cap", 4.2)}
    assert "only the contrast between the sides is drawn" in caption(axes)
    assert "the enemy’s claims and the own side’s are equal" in caption(axes)
    assert any(text.get_text() == "≥ 4.2" for text in axes.texts)
    check_room(axes)


def test_factors_are_dots_with_their_intervals_and_the_anchor_is_said_everywhere() -> None:
    axes = plot_bias(MODEL)
    at, found = rows_at(axes), drawn(axes)
    for number, factor in enumerate(MODEL.factors):
        marks = found[at[f"factor:{number}"]]
        assert marks == {("dot", factor.factor), ("bar", factor.low), ("bar", factor.high)}
        assert cell(axes, f"factor:{number}", "camp") == factor.camp
        assert cell(axes, f"factor:{number}", "role") == factor.role
    assert cell(axes, "factor:1", "ratio") == "1.94 (1.2–3.1)"
    assert "anchor: third parties, assumed to be unbiased" in caption(axes)
    assert "third parties, assumed to be unbiased" in " ".join(
        t.get_text() for t in axes.texts if "subtitle" in str(t.get_gid())
    )
    assert "Dot: the factor; bar: its 90 % interval" in caption(axes)
    assert "Dot: a single value" not in caption(axes)
    assert "Ruritania, enemy: 1.94 (1.2–3.1)." in alt_text(axes)
    assert axes.get_xscale() == "log"


def test_a_factor_without_an_interval_is_a_dot_alone() -> None:
    axes = plot_bias(Model("x", (Factor("A", "own", 2.5, math.nan, math.nan),)))
    assert {mark for marks in drawn(axes).values() for mark in marks} == {("dot", 2.5)}
    assert cell(axes, "factor:0", "ratio") == "2.5"


def test_marks_follow_when_the_reader_moves_the_axis() -> None:
    axes = plot_bias(audit(deaths()))
    axes.set_xlim(0.5, 2)
    kinds = {mark for marks in drawn(axes).values() for mark in marks}
    assert ("cut right", 2.0) in kinds
    assert ("cut left", 0.5) in kinds
    assert "double chevron" in caption(axes)
    assert set(artist(axes, "reference").get_xdata()) == {1}
    axes.set_xlim(2, 20)
    assert not [child for child in axes.get_children() if child.get_gid() == "reference"]
    model = plot_bias(MODEL)
    model.set_xlim(0.9, 4)
    kinds = {mark for marks in drawn(model).values() for mark in marks}
    assert ("cut right", 4.0) in kinds
    assert ("dot", 12.0) not in kinds
    check_room(model)


def test_it_draws_on_the_readers_axes() -> None:
    axes = plt.figure(figsize=(15, 6)).add_subplot()
    axes.set_xlim(0.1, 10)
    assert plot_bias(audit(deaths()), axes) is axes
    assert axes.get_xlim() == (0.1, 10)
    check_room(axes)
    with pytest.raises(FormatError, match="already shows claims"):
        plot_bias(MODEL, ax=axes)
    with pytest.raises(FormatError, match="rows need at least"):
        plot_bias(audit(dated(40)), plt.figure(figsize=(4, 3)).add_subplot())


def test_text_is_never_mathematics() -> None:
    with mpl.rc_context({"text.usetex": True}):
        for name in ("hostile", "hostile anchor"):
            axes = plot_bias(CASES[name])
            assert not any(text.get_parse_math() or text.get_usetex() for text in (*axes.texts, axes._left_title))
            assert not any("\u202e" in text.get_text() for text in axes.texts)


def test_files_and_works_go_with_it(tmp_path: Path) -> None:
    sourced = evolve(MODEL, sources=(work("critic", 1999).source,))
    for name, shown in (("audit", audit(judged())), ("model", sourced)):
        for ending in ("svg", "png"):
            first = savefig(plot_bias(shown), tmp_path / f"{name}-a.{ending}").read_bytes()
            assert first == savefig(plot_bias(shown), tmp_path / f"{name}-b.{ending}").read_bytes()
    axes = plot_bias(sourced)
    assert [source.key for source in es.sources(axes)] == ["critic"]
    assert "Critic 1999" in es.cite(axes, style="label")
    assert "Critic 1999" in caption(axes)
    again = pickle.loads(pickle.dumps(axes.figure)).axes[0]
    assert drawn(again) == drawn(axes)
    assert picture_of(axes) is not None


@pytest.mark.parametrize(("shown", "message"), [
    (deaths(), r"bias\(\) or bias_model\(\) returns \(got Dossier\)"), (3, r"\(got int 3\)"),
    (Audit(), "the audit holds no claims"), (Model("x", ()), "the model holds no factors"),
    (es.bias(deaths().where(role="belligerent")), r"no claim serves as an anchor.*use plot_judgements\(\)"),
    (es.bias(deaths().where(lambda e: e.id == "hata-deaths")), "no anchor but the claims that would be measured"),
])  # fmt: skip
def test_what_cannot_be_drawn_is_refused_in_words(shown: Any, message: str) -> None:
    with pytest.raises(ClaimError, match=message):
        plot_bias(shown)


def test_no_foot_explains_a_mark_that_is_not_drawn() -> None:
    who = Claimant("w", "Who", role="scholar")
    only = Dossier(Estimand("e", "A figure", "killed"), [Estimate("a", who, point(4)), Estimate("b", who, point(9))])
    assert "cap:" not in caption(plot_bias(audit(only))).lower()
    wider = evolve(only, estimates=(*only.estimates, Estimate("c", who, between(4, 9))))
    assert "cap: stated end" in caption(plot_bias(audit(wider)))


def test_a_picture_of_a_model_says_of_which_dataset_it_is() -> None:
    model = es.bias_model(es.load("wuhan-1938"), anchor="third party")
    axes = plot_bias(model)
    assert axes.get_title(loc="left").startswith("Battle of Wuhan, 1938: the losses of both armies")
    assert es.caption(axes).startswith("Battle of Wuhan, 1938: the losses of both armies, as claimed: factors by camp")
    assert es.alt_text(axes).startswith("Bias model: Battle of Wuhan, 1938")


def test_the_foot_says_over_what_a_mark_and_over_what_its_number_is_taken() -> None:
    """Of anchors that are ranges the number takes in all that they allow, and the mark stands over their middle."""
    said = "marks are over the middle of the anchors, the numbers beside them over all that these allow"
    assert said in es.caption(plot_bias(es.bias(es.load("iraq-war-deaths")["excess-deaths"])))
    assert said not in es.caption(plot_bias(es.bias(es.load("great-leap-famine")["deaths"])))
