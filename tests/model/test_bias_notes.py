"""Bias notes as they are shown: whose they are, how strong, in which words and where; they change no number."""

from __future__ import annotations

import pytest
from attrs import evolve

import estimates as es
from estimates.layout import picture_of
from tests.pictures import AFTERMATH, deaths

pytestmark = pytest.mark.filterwarnings("ignore::estimates.plotting.FontWarning")
FIRST = es.Claimant("first", "First Judge", role="scholar")
SECOND = es.Claimant("second", "Second Judge", role="press")
THIRD = es.Claimant("third", "Third Judge", role="government", side="China")
WORDS = {
    "by estimate": "inflated, by a factor of 2 (finding) · First Judge",
    "by claimant": "downplayed (accusation) · Second Judge",
    "by side": "inflated (motive) · Third Judge",
}


@pytest.fixture
def judged() -> es.Dossier:
    """One claim, reached in all three ways by three judges who do not agree."""
    notes = [
        es.BiasNote("n1", FIRST, "inflated", "finding", about_estimate="japanese-claim", factor=2,
                    wording="by 100 percent", source=[AFTERMATH]),
        es.BiasNote("n2", SECOND, "downplayed", "accusation", about_claimant="japan"),
        es.BiasNote("n3", THIRD, "inflated", "motive", about_side="Japan", about_subject_side="China",
                    measure=["killed in combat", "casualties"]),
        es.BiasNote("n4", THIRD, "inflated", "motive", about_side="Japan", about_subject_side="Japan"),
        es.BiasNote("n5", THIRD, "inflated", "motive", about_side="Japan", measure=["strength"]),
    ]  # fmt: skip
    return evolve(deaths(), bias_notes=notes)


def test_notes_reach_a_claim_in_three_ways(judged: es.Dossier) -> None:
    assert [note.id for note in judged.notes_on(judged["japanese-claim"])] == ["n1", "n2", "n3"]
    assert [note.id for e in judged if e.id != "japanese-claim" for note in judged.notes_on(e)] == []


def test_every_judge_is_shown_with_strength_factor_words_and_place(judged: es.Dossier) -> None:
    ax = es.plot_intervals(judged)
    table = dict(zip(*[judged.table()[0], judged.table()[1][3]], strict=True))["Judged"]
    for text in (table, es.caption(ax), es.alt_text(ax), judged._repr_html_()):
        for words in WORDS.values():
            assert words in text
    assert "First Judge: “by 100 percent” (“Battle of Nanking”, sec. Aftermath)" in table
    assert es.to_frame(judged)["judged"][3] == (
        "inflated by a factor of 2 (finding), First Judge; downplayed (accusation), Second Judge; "
        "inflated (motive), Third Judge"
    )
    assert "Japanese claim: inflated, by a factor of 2 (finding) · First Judge" in es.caption(ax)


def test_strength_and_direction_are_told_apart_without_colour(judged: es.Dossier) -> None:
    ax = es.plot_intervals(judged)
    drawn = {str(one.get_gid()): one for one in ax.lines if str(one.get_gid()).startswith("judgements:")}
    assert set(drawn) == {
        "judgements:inflated:finding", "judgements:downplayed:accusation", "judgements:inflated:motive",
    }  # fmt: skip
    assert drawn["judgements:inflated:finding"].get_markerfacecolor() != "none"
    assert drawn["judgements:inflated:motive"].get_markerfacecolor() == "none"
    heavy, thin = (drawn[f"judgements:{key}"].get_markeredgewidth()
                   for key in ("downplayed:accusation", "inflated:motive"))  # fmt: skip
    assert heavy > 2 * thin
    picture = picture_of(ax)
    assert picture is not None
    foot = " ".join(picture.foot)
    assert all(words in foot for words in ("filled: a finding", "hollow: a motive", "heavy outline: an accusation"))
    assert "Judgements are those of the person named; they change no number." in foot


def test_where_no_judgement_is_drawn_the_caption_names_none(judged: es.Dossier) -> None:
    without = es.plot_intervals(judged, columns=("claimant", "words"))
    assert "Judge" not in es.caption(without)


def test_no_note_changes_a_number(judged: es.Dossier) -> None:
    bare = evolve(judged, bias_notes=())
    assert judged.estimates == bare.estimates
    assert es.compare(judged).core == es.compare(bare).core
    assert es.pool(judged, "random-set").median == es.pool(bare, "random-set").median
