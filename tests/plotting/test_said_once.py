"""What most rows share is said once, whatever the figure; and no claim of a timeline is left without a name."""

from __future__ import annotations

import re
from typing import Any

import pytest

import estimates as es
from estimates.layout.timeline import TimePanel
from tests.made import dated
from tests.plotting.rules import panel_of

MASSACRE = "scope unclear: place and period not stated"

pytestmark = pytest.mark.filterwarnings("ignore::estimates.plotting.FontWarning")


def massacre() -> es.Dossier:
    return es.load("nanking-massacre")["killed-scope-not-stated"]


def written(axes: Any) -> str:
    return " ".join(text.get_text() for text in axes.texts)


@pytest.mark.parametrize("plot", [es.plot_intervals, es.plot_timeline, es.plot_lineage])
def test_a_scope_that_most_claims_share_is_said_once(plot: Any) -> None:
    dossier = massacre()
    shared = sum(f"unclear: {e.scope_note}" == MASSACRE.removeprefix("scope ") for e in dossier)
    assert shared >= 0.7 * len(dossier)
    axes = plot(dossier)
    panel = panel_of(axes)
    assert panel.under_title.count(f"{MASSACRE} unless noted") == 1
    rows = [text for row in panel.rows for cell in row.cells for text in cell.paragraphs]
    assert not any(text.endswith((MASSACRE, f"({MASSACRE})")) for text in rows)
    assert any("wider scope: with military casualties" in text for text in rows), "what is noted stays"


def test_a_lineage_names_no_mark_that_it_does_not_draw() -> None:
    dossier = massacre()
    assert "(hollow)" in panel_of(es.plot_intervals(dossier)).under_title
    assert "(hollow)" not in written(es.plot_lineage(dossier))
    assert "grey frame" in es.caption(es.plot_lineage(dossier)).casefold()


def test_that_nobody_judges_is_said_once() -> None:
    audit = es.bias(es.load("bosnia-war")["killed"])
    axes = es.plot_bias(audit)
    assert panel_of(axes).under_title.count("no judgement unless noted") == 1
    assert written(axes).count("no judgement") == 1
    findings = {row.text("finding") for row in panel_of(axes).rows}
    assert {"above the anchor", "above the anchor, judged inflated: they agree", ""} <= findings
    assert "no judgement" not in written(es.plot_bias(es.bias(es.load("influenza-1918")["deaths"]))).replace(
        "; no judgement; logarithmic axis", "")  # fmt: skip


def test_claims_without_a_ratio_that_are_set_aside_stand_last_with_their_side() -> None:
    dossier = es.load("dresden-1945")["deaths"]
    panel = panel_of(es.plot_bias(es.bias(dossier)))
    headings = [row.id for row in panel.rows if row.kind == "heading"]
    assert headings[-1] == "Set aside"
    last = panel.rows[[row.id for row in panel.rows].index("Set aside") + 1 :]
    assert {row.id for row in last} == {row.id for row in panel.rows if row.tone != "claim"}
    assert all(row.text("ratio") == "no ratio" for row in last)
    assert any(row.text("role") == "government, Germany" for row in last)
    assert {row.id for row in panel.rows if row.kind == "claim"} == {e.id for e in dossier}


@pytest.mark.usefixtures("every_letter")
@pytest.mark.parametrize(
    ("code", "role"), [("de", "Gegner (Stärke)"), ("ja", "敵陣営（兵力）"), ("en", "enemy, on strength")]
)
def test_a_role_of_a_model_is_worded_in_the_language_of_the_figure(code: Any, role: str) -> None:
    axes = es.plot_bias(es.bias_model(es.load("nanking-1937"), anchor="third party"), lang=code)
    assert role in {row.text("role") for row in panel_of(axes).rows}
    assert (", on " in es.alt_text(axes)) == (code == "en")


@pytest.mark.parametrize(("count", "options"), [(60, {}), (60, {"width": "single", "size": 6}), (200, {"size": 7})])
def test_each_mark_of_a_timeline_has_its_number_or_the_list_says_that_it_has_none(count: int, options: Any) -> None:
    dossier: Any = massacre() if count == 200 else dated(count)
    axes = es.plot_timeline(dossier, **options)
    panel = panel_of(axes)
    assert isinstance(panel, TimePanel)
    shown = {row.id: row.text("key") for row in (*panel.drawn, *panel.undated)}
    named = {
        str(text.get_gid()).removeprefix("label:") for text in axes.texts if str(text.get_gid()).startswith("label:")
    }
    bare = [text.get_text() for text in axes.texts if text.get_gid() == "list:crowded:text"]
    said = set(re.findall(r"\d+", " ".join(bare)))
    assert said == {key for name, key in shown.items() if name not in named}
    assert bool(said) == any("No room for " in text for text in bare)


def test_the_line_of_a_tick_does_not_strike_a_label_through() -> None:
    axes = es.plot_timeline(es.load("rwanda-1994")["killed"])
    axes.figure.canvas.draw()
    grounds = {patch.get_gid().removeprefix("ground:"): patch.get_window_extent() for patch in axes.patches
               if str(patch.get_gid()).startswith("ground:")}  # fmt: skip
    assert grounds
    for text in axes.texts:
        name = str(text.get_gid()).removeprefix("label:")
        if name in grounds:
            box, ground = text.get_window_extent(), grounds[name]
            assert ground.x0 <= box.x0 + 1
            assert box.x1 <= ground.x1 + 1
            assert box.y0 >= ground.y0 - 3
            assert box.y1 <= ground.y1 + 3
    assert all(0.5 < patch.get_zorder() < 1 for patch in axes.patches if str(patch.get_gid()).startswith("ground:"))


@pytest.mark.parametrize(("lang", "said"), [("en", "no anchor but itself"), ("de", "keine Referenz außer ihr selbst")])
def test_a_claim_that_only_its_own_kind_could_measure_says_why_it_has_no_ratio(lang: Any, said: str) -> None:
    """The one anchor, and what that anchor rests on; claims set aside have their reason in their note."""
    audit = es.bias(es.load("nanking-1937")["garrison-force"])
    alone = [row.estimate.id for row in audit if row.reason.startswith("no anchor but the claim itself")]
    axes = es.plot_bias(audit, lang=lang)
    assert len(alone) == 2
    assert [row.id for row in panel_of(axes).rows if row.text("finding").startswith(said)] == alone
    assert es.alt_text(axes, length="long").count(said) == 2
