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
