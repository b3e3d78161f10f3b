"""The one choice of the claims that count: made once a dossier, and the same in every view of it."""

from __future__ import annotations

import gc
import re
from typing import Any

import pytest
from attrs import evolve

import estimates as es
from estimates.analysis import selection
from estimates.analysis.once import Once
from estimates.analysis.selection import select
from estimates.errors import LineageError
from estimates.model.messages import SET_ASIDE, Message
from estimates.model.vocabulary import STANDINGS
from tests.made import linked

A, B, C, D = (es.Claimant(name.lower(), name, role="scholar") for name in ("Alma", "Bern", "Carl", "Dorn"))


def told() -> es.Dossier:
    """Alma's claim, Bern's report of it, a claim that Carl retracts by a link, and Dorn's, which rests on Alma's."""
    said = [("a", A, 50_000, "1950"), ("b", B, 50_000, "1960"), ("c", C, 70_000, "1970"), ("c2", C, 60_000, "1980"),
            ("d", D, 80_000, "1990")]  # fmt: skip
    claims = [es.Estimate(name, who, es.point(n), claimed=es.Date(year)) for name, who, n, year in said]
    links = [es.Link("b", "reports", "a"), es.Link("c2", "retracts", "c"), es.Link("d", "rests on", "a")]
    return es.Dossier(es.Estimand("x", "Dead", measure="killed"), claims, links=links)


def test_the_choice_is_made_once_a_dossier(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Any] = []
    original = selection.fates_of

    def counting(dossier: es.Dossier) -> Any:
        made.append(dossier)
        return original(dossier)

    monkeypatch.setattr(selection, "fates_of", counting)
    dossier = linked(60)
    assert select(dossier) is select(dossier)
    for plot in (es.plot_intervals, es.plot_timeline, es.plot_support):
        ax = plot(dossier)
        es.caption(ax)
        es.alt_text(ax)
    es.to_latex(dossier)
    dossier.table()
    es.pool(dossier, "random-set")
    es.compare(dossier)
    assert len(made) == 1


def test_a_choice_goes_with_its_dossier() -> None:
    kept = Once()
    dossier = told()
    assert kept.get(dossier, "key", lambda: 5) == 5
    assert kept.get(dossier, "key", lambda: 6) == 5
    assert kept.get(dossier, "other", lambda: 6) == 6
    assert len(kept) == 2
    del dossier
    gc.collect()
    assert len(kept) == 0


def test_equal_dossiers_are_chosen_each_for_itself() -> None:
    one, other = told(), told()
    assert one == other
    assert select(one) == select(other)
    changed = evolve(one, links=())
    assert [e.id for e in select(changed).used] == ["a", "b", "c", "c2", "d"]
    assert [e.id for e in select(one).used] == ["a", "c2", "d"]


@pytest.mark.parametrize(
    ("show", "copy"),
    [
        (es.to_latex, "counted once"), (es.to_html, "counted once"),
        (lambda d: " ".join(" ".join(row) for row in d.table()[1]), "counted once"),
        (lambda d: es.alt_text(es.plot_intervals(d)), "a copy"), (lambda d: es.alt_text(es.plot_timeline(d)), "a copy"),
    ],
    ids=["LaTeX", "HTML", "notebook", "intervals", "timeline"],
)  # fmt: skip
def test_every_view_marks_copies_and_what_no_longer_stands(show: Any, copy: str) -> None:
    shown = re.sub(r"\s+", " ", show(told()))
    assert copy in shown
    assert "retracted" in shown


@pytest.mark.parametrize("show", [es.to_latex, es.to_html])
def test_a_table_says_what_a_counted_claim_owes_to_others(show: Any) -> None:
    assert "rests on Alma (50,000), and is not independent of it" in re.sub(r"\s+", " ", show(told()))


def test_a_dossier_with_cyclic_links_is_shown_and_not_compared() -> None:
    cyclic = evolve(told(), links=[es.Link("a", "reports", "b"), es.Link("b", "reports", "a")])
    assert len(cyclic.table()[1]) == 5
    with pytest.raises(LineageError):
        es.compare(cyclic)


def test_every_reason_to_set_a_claim_aside_has_the_code_of_its_words() -> None:
    """A figure in another language words a reason by its code; the words in English are beside it."""
    wounded, part = {"measure": "wounded"}, {"scope": "narrower", "scope_note": "the city"}
    fields: dict[str, dict[str, Any]] = {
        "kept": {}, "m": wounded, "s": {"scope": "wider"}, "n": part, "report": {}, "same": {}, "again": {},
        **{standing: {"standing": standing} for standing in STANDINGS if standing != "stands"},
    }  # fmt: skip
    claims = [es.Estimate(name, B if name in ("report", "same", "again") else A, es.point(50), **more)
              for name, more in fields.items()]  # fmt: skip
    claims += [es.Estimate("v", A, es.Range(), wording="many"), es.Estimate("share", A, 0.5, share_of="y")]
    pairs = (("old", A, 70), ("new", A, 71), ("taken", A, 80), ("back", A, 81), ("lost", A, 90), ("other", B, 91),
             ("echo", C, 90))  # fmt: skip
    claims += [es.Estimate(name, who, es.point(value)) for name, who, value in pairs]
    links = [es.Link("report", "reports", "kept"), es.Link("same", "same data as", "kept"),
             es.Link("again", "reports", "report"), es.Link("new", "revises", "old"),
             es.Link("back", "retracts", "taken"), es.Link("other", "retracts", "lost"),
             es.Link("echo", "reports", "lost")]  # fmt: skip
    found = select(es.Dossier(es.Estimand("x", measure="killed"), claims, links=links)).set_aside
    codes = {e.id: why.code for e, why in found if isinstance(why, Message)}
    assert codes == {
        **{standing: standing for standing in STANDINGS if standing != "stands"}, "m": "other measure",
        "s": "other scope", "n": "other scope: why", "v": "no number", "share": "only a share", "report": "reports",
        "same": "same data", "again": "same claim", "old": "revised by claimant", "taken": "withdrawn by claimant",
        "lost": "withdrawn by", "echo": "only reports",
    }  # fmt: skip
    assert set(codes.values()) == set(SET_ASIDE)
    words = {e.id: str(why) for e, why in found}
    assert words["n"] == "narrower scope: the city"
    assert words["same"] == "same data as Alma (50), counted once"
    assert words["again"] == "goes back to the same claim as Alma (50), counted once"
    assert words["taken"] == "retracted: withdrawn by its own claimant (Alma: 81)"
    assert words["lost"] == "retracted: withdrawn by Bern: 91"
    assert words["echo"] == "retracted: only reports Alma (90), which no longer stands"
