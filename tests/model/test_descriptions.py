"""What is said of a claim beside its number."""

from __future__ import annotations

from typing import Any

import pytest

import estimates as es
from estimates.model.descriptions import counted

WHO = es.Claimant("a", "A")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, ""),
        ({"scope_note": "the city"}, ""),  # a note on a scope that is the same tells nothing of what differs
        ({"scope": "wider"}, "wider scope"),
        ({"scope": "wider", "scope_note": "the province"}, "wider scope: the province"),
        ({"scope": "unclear", "scope_note": "perhaps the province"}, "scope unclear: perhaps the province"),
        ({"measure": "wounded", "scope": "narrower"}, "wounded; narrower scope"),
        ({"measure": "Killed"}, ""),
        ({"standing": "retracted"}, "retracted"),
        ({"measure": "wounded", "standing": "forged"}, "wounded; forged"),
    ],
)
def test_what_a_claim_counts_where_that_differs(fields: dict[str, Any], said: str) -> None:
    claim = es.Estimate("a", WHO, es.point(5), **fields)
    assert counted(claim, es.Estimand("x", measure="killed")) == said
    assert counted(claim, es.Estimand("x", measure="killed"), "a copy").endswith("a copy")


def test_what_is_said_of_a_claim_is_said_once() -> None:
    """Where a claim is set aside for what stands beside it already, that is not said again."""
    who = es.Claimant("a", "A. Roe")
    gone = es.Estimate("gone", who, es.point(294), standing="superseded")
    vague = es.Estimate("vague", who, es.Range(), wording="several thousand", range_means="no number")
    dossier = es.Dossier(es.Estimand("dead"), [es.Estimate("now", who, es.point(379)), gone, vague])
    said = str(es.compare(dossier))
    assert "Set aside: A. Roe: 294 (superseded: it no longer stands as its claimant's figure)" in said
    assert "Set aside: A. Roe: “several thousand”: gives no number\n" in f"{said}\n"
    pooled = str(es.pool(dossier))
    assert "(superseded): superseded" not in pooled
    assert pooled.count("several thousand") == 1


def test_a_share_that_is_set_aside_is_stated_once() -> None:
    found = es.compare(es.load("nanking-1937")["population-fled"])
    assert str(found).count("> 50 % of “population-before”") == 1
    assert "> 50 % of “population-before”, which is no number of its own" in str(found)
