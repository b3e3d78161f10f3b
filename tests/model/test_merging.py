"""A way out where datasets that are united differ: one description, or two ids."""

from __future__ import annotations

import pytest

import estimates as es

NANKING = es.load("nanking-1937")
TABLE = {"estimand": ["losses"], "claimant": ["Roe"], "wording": ["5"], "source": ["roe1999[3]"], "role": ["scholar"]}
WORKS = [{"id": "roe1999", "type": "book", "title": "One War"}]
FIRST = es.read(TABLE, sources=WORKS)
SECOND = es.read({**TABLE, "role": ["press"], "wording": ["7"]}, sources=[{**WORKS[0], "title": "Two Wars"}])
CLAIM = FIRST["losses"][0].id


def test_the_error_names_both_and_what_can_be_done() -> None:
    with pytest.raises(es.ClaimError) as caught:
        es.merge(FIRST, SECOND)
    said = str(caught.value)
    assert "claimant 'Roe' differs between 'frame' (number 1) and 'frame' (number 2): role" in said
    assert "prefer='first' or prefer='last'" in said
    assert "rename=[{}, {'Roe': 'Roe-2'}]" in said


@pytest.mark.parametrize(("prefer", "role", "title"), [("first", "scholar", "One War"), ("last", "press", "Two Wars")])
def test_one_description_is_taken_and_noticed_and_no_claim_is_lost(prefer: str, role: str, title: str) -> None:
    both = es.merge(FIRST, SECOND, prefer=prefer, rename=[{}, {CLAIM: "roe-again"}])  # type: ignore[arg-type]  # a case each
    claims = both["losses"]
    assert [str(claim) for claim in claims] == ["Roe: 5", "Roe: 7"]
    assert {claim.claimant.role for claim in claims} == {both.claimants["Roe"].role} == {role}
    assert {claim.source[0].source.csl["title"] for claim in claims if claim.source[0].source} == {title}
    assert "claimant 'Roe' is described as in 'frame'" in both.notices[0].message
    assert "source 'roe1999'" in both.notices[1].message


def test_claims_are_never_chosen_among() -> None:
    with pytest.raises(es.ClaimError, match=f"estimate '{CLAIM}' differs"):
        es.merge(FIRST, SECOND, prefer="first")


def test_new_ids_keep_both_and_all_that_refers_to_them() -> None:
    names = {"Roe": "Roe-2", "roe1999": "roe1999-2", CLAIM: "roe-again"}
    both = es.merge(FIRST, SECOND, rename=[{}, names])
    first, second = both["losses"]
    assert (first.claimant.id, second.claimant.id, second.claimant.name) == ("Roe", "Roe-2", "Roe")
    assert [str(second.source[0]), *both.sources] == ["roe1999-2[3]", "roe1999", "roe1999-2"]


def test_a_whole_dataset_under_other_ids_is_the_same_but_for_them() -> None:
    names = {"garrison": "strength", "combat-deaths": "killed", "hata": "ikuhiko", "hata-garrison": "hata-strength"}
    renamed = es.merge(NANKING, rename=[names])
    back = es.merge(renamed, rename=[{new: old for old, new in names.items()}])
    assert renamed["killed"].estimand.at_most == ("strength",)
    assert list(back.values()) == list(es.merge(NANKING).values())
    assert back == es.merge(NANKING)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"rename": {"a": "b"}}, "rename is a list with a mapping"),
        ({"rename": [{}]}, "for each of the 2 datasets"),
        ({"rename": [{}, {"Row": "x"}]}, "did you mean 'Roe'"),
        ({"rename": [{}, {"Roe": 5}]}, "mapping of old ids to new ones"),
        ({"prefer": "x"}, "'first' or 'last'"),
    ],
)
def test_what_is_asked_wrongly_is_said(more: dict[str, object], said: str) -> None:
    with pytest.raises(es.EstimatesError, match=said):
        es.merge(FIRST, SECOND, **more)  # type: ignore[arg-type]  # wrong on purpose


def test_a_figure_of_which_a_share_is_stated_stays_without_claims() -> None:
    kept = NANKING.where(lambda claim: bool(claim.share_of))
    assert [(name, len(dossier)) for name, dossier in kept.items()] == [
        ("population-fled", 1),
        ("population-before", 0),
    ]
    assert len(NANKING.without("population-before")["population-before"]) == 0


def test_what_a_dataset_holds_twice_is_neither_dropped_nor_doubled() -> None:
    dossier = es.dossier("Losses", [("Roe", "5"), ("Doe", "7")], measure="killed")
    a, b = dossier.estimates
    link, school = es.Link(b.id, "disputes", a.id), es.School(a.claimant, "the first school")
    held = es.Dossier(dossier.estimand, dossier.estimates, links=[link, link], schools=[school, school])
    once = es.Dataset("d", [held], links=held.links, schools=[school, school])
    both = es.merge(once, once)
    assert list(both.values()) == [held]
    assert (both.links, both.assignments) == (once.links, once.assignments) == ((link, link), (school, school))
