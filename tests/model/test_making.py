"""Dossiers typed in code, claims added and left out, slices, and datasets united, filtered and cut down."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given

import estimates as es
from tests.strategies import datasets

NANKING = es.load("nanking-1937")
TYPED = es.dossier(
    "Garrison of Nanking",
    [
        ("David Askew", "73,790 to 81,500", "Askew 2003, 173"),
        ("Ikuhiko Hata", "100,000"),
        {"claimant": "Tokushi Kasahara", "wording": "about 150,000", "claimed": "1995", "role": "scholar"},
        ("Tokushi Kasahara", 140_000, "kasahara1997[12]"),
        es.Estimate("given", es.Claimant("x", "X"), es.at_least(5)),
    ],
    measure="strength",
    side="China",
)  # fmt: skip


def test_a_dossier_is_typed_in_three_lines() -> None:
    assert (TYPED.estimand.id, TYPED.estimand.label) == ("garrison-of-nanking", "Garrison of Nanking")
    assert [str(e.range) for e in TYPED] == ["73,790–81,500", "100,000", "c. 150,000", "140,000", "≥ 5"]
    assert len({e.id for e in TYPED}) == 5
    assert TYPED[2].claimant is TYPED[3].claimant
    assert TYPED[2].claimed == es.Date("1995")
    assert es.plot_intervals(TYPED)
    assert es.compare(TYPED).disjoint


@pytest.mark.parametrize("style", ["label", "chicago-notes", "chicago-author-date", "apa", "mla"])
def test_a_source_in_its_own_words_is_cited_by_them(style: str) -> None:
    for form in ("note", "short", "in-text"):
        said = es.cite(TYPED["askew"], style=style, form=form)
        assert said.strip("().") == "Askew 2003, 173"
    assert [entry.rstrip(".") for entry in es.bibliography(TYPED[:1], style=style)] == ["Askew 2003, 173"]
    assert [entry.rstrip(".") for entry in es.bibliography(TYPED[3:4], style=style)] == ["kasahara1997"]
    assert not any("n.d." in note for note in es.notes(list(TYPED), style=style))


def test_notes_of_a_document_keep_their_order_where_some_works_are_known_by_words_only() -> None:
    known = NANKING["garrison"]["askew"]
    notes = es.notes([TYPED["askew"], known, TYPED["askew"], known])
    assert notes[0] == notes[2] == "Askew 2003, 173."
    assert notes[1].startswith("David Askew, “Defending Nanking")
    assert notes[3].startswith("Askew, “Defending Nanking")


def test_words_that_hold_semicolons_or_brackets_are_one_work() -> None:
    free = es.Estimate("a", es.Claimant("x", "X"), 5, source="Askew, Garrison [2003]; and his letters").source
    assert [place.source.label for place in free if place.source] == ["Askew, Garrison [2003]; and his letters"]


def test_a_typed_dossier_is_written_and_read_again(tmp_path: Path) -> None:
    people = list(dict.fromkeys(e.claimant for e in TYPED))
    works = [source for e in TYPED for place in e.citations for source in place.sources]
    dataset = es.Dataset("typed", [TYPED], works, people)
    assert es.read(es.write(dataset, tmp_path / "typed"))["garrison-of-nanking"] == TYPED


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        ("David Askew", "claims are a list"),
        ([("Askew",)], "a claim is"),
        ([5], "a claim is"),
        ([("Askew", "many"), ("Hata", "100,000"), ("Sun", "5,000 to 4,000")],
         r"2 of the claims .*claims\[0\].*claims\[2\]"),
        ([{"wording": "5"}], "claimant is missing"),
        ([{"claimant": "A", "wordng": "5"}], "did you mean 'wording'"),
        ([{"claimant": "A", "wording": "about 5", "low": 6, "high": 6}],
         "the wording 'about 5' reads as c. 5, the numbers give 6"),
        ([{"claimant": "A", "range": 5, "low": 6}], "not both"),
        ([("A", "5"), {"claimant": "A", "wording": "6", "role": "press"}], "another 'role' before"),
    ],
)  # fmt: skip
def test_claims_that_cannot_be_read_are_reported_together(claims: Any, said: str) -> None:
    with pytest.raises(es.ClaimError, match=f"(?s){said}"):
        es.dossier("f", claims)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: es.dossier(5), "begins with the title"),
        (lambda: es.dossier("…"), "begins with the title"),
        (lambda: es.dossier("f", [], mesure="killed"), "did you mean 'measure'"),
        (lambda: TYPED.with_claim("A", "many"), "many"),
        (lambda: TYPED.with_claim(TYPED[0], "5"), "the whole claim"),
        (lambda: TYPED.with_claim(TYPED[0]), "more than one is called"),
        (lambda: TYPED.without("nobody"), "no estimate 'nobody'"),
        (lambda: TYPED.without("kasahara"), "names 2 estimates"),
        (lambda: TYPED.where("China"), r"where\(side='China'\)"),
        (lambda: TYPED.where(side=5), "side must be one text"),
        (lambda: TYPED[2.5], "position, id or slice"),
        (lambda: es.merge(), "none is given"),
        (lambda: es.merge(NANKING, "dresden"), "read\\(\\) makes one"),
        (lambda: NANKING.without("garison"), "did you mean 'garrison'"),
        (lambda: NANKING[5], "no estimand 5"),
    ],
)  # fmt: skip
def test_wrong_calls_say_which_call_serves(make: Callable[[], object], said: str) -> None:
    with pytest.raises(es.EstimatesError, match=said):
        make()


def test_claims_are_added_and_left_out() -> None:
    more = TYPED.with_claim("Yang Tianshi", "over 5,000", "yang1999[3]", measure="killed", claimed="1999", side="China")
    assert len(TYPED) == 5
    assert (more[-1].claimant.side, more[-1].measure, str(more[-1].range)) == ("China", "killed", "> 5,000")
    assert more.with_claim("Yang Tianshi", "6,000")[-1].claimant is more[-1].claimant
    assert more.without("yang").estimates == TYPED.estimates
    assert TYPED.without("askew", "hata", "x").where(role="scholar") == TYPED[2:4]
    assert TYPED.without() == TYPED


def test_slices_are_dossiers_with_the_notes_and_links_that_concern_them() -> None:
    deaths = NANKING["combat-deaths"]
    part = deaths[:2]
    assert isinstance(part, es.Dossier)
    assert part.estimates == deaths.estimates[:2]
    assert all(any(note.reaches(e, part.estimand) for e in part) for note in part.bias_notes)
    assert es.compare(part).used == part.estimates
    assert deaths[::-1].estimates == deaths.estimates[::-1]


def test_claims_are_chosen_by_a_function_a_date_a_measure_or_several_values() -> None:
    deaths = NANKING["combat-deaths"]
    assert len(deaths.where(lambda e: e.range.kind == "at most")) == 1
    assert deaths.where(measure="Kills").estimates == tuple(e for e in deaths if not e.measure)
    assert deaths.where(role=["scholar", "press"]).estimates == deaths.where(role="scholar").estimates
    assert [e.id for e in TYPED.where(claimed="1990/1999")] == [TYPED[2].id]
    assert TYPED.where(claimed="2001").estimates == ()


def test_a_dataset_is_filtered_claim_by_claim() -> None:
    scholars = NANKING.where(role="scholar")
    assert {e.claimant.role for dossier in scholars.values() for e in dossier} == {"scholar"}
    assert all(dossier.estimates for dossier in scholars.values())
    assert len(scholars.where(lambda e: False)) == 0
    without = NANKING.without("garrison", "hata-combat-deaths")
    assert "garrison" not in without
    assert [e.id for e in without["combat-deaths"]] == [e.id for e in NANKING["combat-deaths"]][1:]
    assert without["population-before"] == NANKING["population-before"]


def test_bounds_by_a_figure_that_is_left_out_go_on_to_what_bounds_it() -> None:
    three = [es.Dossier(es.Estimand(a, at_most=b), [es.Estimate(a, es.Claimant("x", "X"), 5)])
             for a, b in (("a", ["b"]), ("b", ["c"]), ("c", []))]  # fmt: skip
    rest = es.Dataset("d", three).without("b")
    assert rest["a"].estimand.at_most == ("c",)
    assert [tension.kind for tension in es.tensions(rest)] == ["strain"]


def test_a_figure_of_which_a_claim_states_a_share_stays() -> None:
    x = es.Claimant("x", "X")
    dossiers = [es.Dossier(es.Estimand("a"), [es.Estimate("s", x, 0.5, share_of="b")]),
                es.Dossier(es.Estimand("b"), [es.Estimate("e", x, 5)])]  # fmt: skip
    rest = es.Dataset("d", dossiers).without("b")
    assert rest["b"].estimates == ()


def test_what_is_said_of_people_without_a_figure_survives_a_filter() -> None:
    """Of Tang and Chiang nothing is counted, and six things are said; no figure that is left out takes them along."""
    about = {said.id for said in NANKING.statements if said.about_claimant}
    assert len(about) == 6
    assert about <= {said.id for said in NANKING.without("garrison").statements}
    assert not {said.about_estimand for said in NANKING.without("garrison").statements} & {"garrison"}


def test_a_dataset_that_was_filtered_can_be_written(tmp_path: Path) -> None:
    for name, part in (
        ("a", NANKING.where(role="scholar")), ("b", NANKING.without("garrison")),
        ("c", NANKING.without("tan-daoping-total-1946")),
    ):  # fmt: skip
        assert len(es.read(es.write(part, tmp_path / name))) == len(part)


@given(datasets())
def test_a_dataset_merged_with_itself_is_itself(dataset: es.Dataset) -> None:
    both = es.merge(dataset, dataset)
    assert list(both.values()) == list(dataset.values())
    assert both.sources == dataset.sources
    assert both.claimants == dataset.claimants


def test_datasets_are_united_figure_by_figure() -> None:
    first, second = NANKING.where(role="scholar"), NANKING.where(lambda e: e.claimant.role != "scholar")
    both = es.merge(first, second)
    assert {key: {e.id for e in both[key]} for key in both} == {key: {e.id for e in NANKING[key]} for key in NANKING}
    assert set(both["combat-deaths"].bias_notes) == set(NANKING["combat-deaths"].bias_notes)
    assert both.licence == NANKING.licence


def test_a_clash_names_both_datasets_and_every_such_id() -> None:
    hata = evolve(NANKING["garrison"]["hata"], wording="90,000", range=90_000)
    relabelled = evolve(NANKING["garrison"].estimand, label="x")
    other = es.Dataset("mine", [es.Dossier(relabelled, [hata])], claimants=[hata.claimant])
    with pytest.raises(es.ClaimError) as caught:
        es.merge(NANKING, other)
    said = str(caught.value)
    assert "estimand 'garrison' differs between 'nanking-1937' and 'mine': label" in said
    assert f"estimate {hata.id!r} differs between 'nanking-1937' and 'mine': range, wording" in said


def test_names_are_completed() -> None:
    assert NANKING._ipython_key_completions_() == list(NANKING)
    assert TYPED._ipython_key_completions_() == [e.id for e in TYPED]


def test_a_repr_is_one_short_line() -> None:
    deaths = NANKING["combat-deaths"]
    things = [NANKING, deaths, *deaths, *deaths.bias_notes, *NANKING.links, *NANKING.sources.values(),
              *NANKING.claimants.values(), deaths.estimand, *deaths[0].citations, *NANKING.statements]  # fmt: skip
    for thing in things:
        assert repr(thing).startswith("<")
        assert "\n" not in repr(thing)
        assert len(repr(thing)) < 300
    assert repr(NANKING["garrison"]["hata"]) == "<Estimate 'hata-garrison': Ikuhiko Hata, 100,000>"
