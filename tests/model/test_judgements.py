"""What is said about claims is found at the claims that it is about, however many there are."""

from __future__ import annotations

import random

from estimates import BiasNote, Claimant, Estimand, Estimate, Link, School, Statement, point
from estimates.model.judgements import Judgements

JUDGE = Claimant("judge", "A. Judge")


def test_links_that_concern_nobody_here_are_left_out() -> None:
    links = [Link("a", "rests on", "b"), Link("b", "disputes", "c"), Link("b", "same data as", "d"),
             Link("x", "reports", "b"), Link("d", "revises", "e"), Link("y", "reports", "a")]  # fmt: skip
    assert [links.index(link) for link in Judgements(links=links).links_of(["a"])] == [0, 2, 4, 5]


def test_statements_about_statements_follow() -> None:
    who, figure = Claimant("a", "Author"), Estimand("f")
    statements = [
        Statement("on-claim", JUDGE, "unverified", about_estimate="x"),
        Statement("on-said", JUDGE, "other", about_statement="on-figure"),
        Statement("on-figure", JUDGE, "no reliable figure", about_estimand="f"),
        Statement("on-other", JUDGE, "no reliable figure", about_estimand="g"),
        Statement("on-author", JUDGE, "reliable", about_claimant="a"),
        Statement("on-that", JUDGE, "other", about_statement="on-said"),
        Statement("on-nothing-here", JUDGE, "other", about_statement="on-other"),
    ]
    found = Judgements(statements=statements).statements_on(figure, [Estimate("x", who, point(1))])
    assert [said.id for said in found] == ["on-claim", "on-said", "on-figure", "on-author", "on-that"]


def test_notes_and_schools_are_those_that_reach_a_claim() -> None:
    draw = random.Random(1)
    people = [Claimant(f"c{i}", f"C{i}", role=draw.choice(["scholar", "belligerent"]), side=draw.choice(["", "N", "S"]))
              for i in range(6)]  # fmt: skip
    figures = [Estimand(f"f{i}", measure=draw.choice(["killed", "wounded"]), side=draw.choice(["N", "S"]))
               for i in range(5)]  # fmt: skip
    claims = {
        each.id: [Estimate(f"{each.id}-{i}", draw.choice(people), point(9)) for i in range(3)] for each in figures
    }
    notes = []
    for i in range(120):
        one, who = f"f{draw.randrange(5)}-{draw.randrange(3)}", f"c{draw.randrange(6)}"
        about = draw.choice([{"about_estimate": one}, {"about_claimant": who}, {"about_side": draw.choice("NS")}])
        measure = {} if "about_estimate" in about else {"measure": draw.choice([(), ("killed",), ("wounded",)])}
        notes.append(BiasNote(f"b{i}", JUDGE, "inflated", "finding", **about, **measure))
    schools = [School(draw.choice(people), draw.choice("xyz"), JUDGE) for _ in range(8)]
    judgements = Judgements(notes, schools=schools)
    reached = 0
    for figure in figures:
        ours = claims[figure.id]
        expected = tuple(note for note in notes if any(note.reaches(claim, figure) for claim in ours))
        assert judgements.notes_on(figure, ours) == expected
        reached += len(expected)
        who = {claim.claimant.id for claim in ours}
        assert judgements.schools_of(ours) == tuple(school for school in schools if school.claimant.id in who)
    assert 0 < reached < len(notes) * len(figures)
