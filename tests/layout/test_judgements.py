"""A table of judgements: whose they are, and what is said of the same figures without a number."""

from __future__ import annotations

from attrs import evolve

import estimates as es
from estimates.layout.judgements import lay_out_judgements, panel_of


def test_what_is_said_without_a_number_stands_in_the_foot() -> None:
    nanking = es.load("nanking-1937")
    picture = lay_out_judgements(nanking)
    said = next(text for text in picture.foot if text.startswith("Said without a number"))
    for statement in nanking["combat-deaths"].statements:
        assert statement.wording in said
    assert said in panel_of(picture).words
    assert panel_of(picture).subtitle.startswith("who is said to inflate or downplay: 2 claimants, 1 figure; ")


def test_without_statements_the_foot_has_none() -> None:
    bare = evolve(es.load("nanking-1937")["combat-deaths"], statements=())
    assert not [text for text in lay_out_judgements(bare).foot if "without a number" in text]
