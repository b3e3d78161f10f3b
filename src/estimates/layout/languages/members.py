"""The texts of a language for the members of the vocabulary; a member without a text is a type error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

RoleTexts = TypedDict(
    "RoleTexts",
    {
        "scholar": str, "belligerent": str, "government": str, "tribunal": str, "relief body": str, "press": str,
        "compilation": str, "politician": str, "activist": str, "witness": str, "writer": str, "veterans": str,
        "other": str,
    },
)  # fmt: skip


class OtherScopeTexts(TypedDict):
    """Of every scope but that of the estimand."""

    narrower: str
    wider: str
    different: str
    unclear: str


class ScopeTexts(OtherScopeTexts):
    """Of every scope."""

    same: str


class FallenTexts(TypedDict):
    """Of every standing of a claim that is not counted."""

    superseded: str
    retracted: str
    misquoted: str
    forged: str
    announced: str
    forecast: str
    hypothetical: str


class StandingTexts(FallenTexts):
    """Of every standing."""

    stands: str


StateTexts = TypedDict(
    "StateTexts",
    {
        "superseded": str, "retracted": str, "misquoted": str, "forged": str, "announced": str, "forecast": str,
        "hypothetical": str, "a copy": str,
    },
)  # fmt: skip


class DirectionTexts(TypedDict):
    """Of every direction of bias."""

    inflated: str
    downplayed: str


class StrengthTexts(TypedDict):
    """Of every strength of a judgement."""

    finding: str
    motive: str
    accusation: str


RelationTexts = TypedDict(
    "RelationTexts",
    {"reports": str, "rests on": str, "revises": str, "retracts": str, "disputes": str, "same data as": str},
)
StatementTexts = TypedDict(
    "StatementTexts",
    {
        "no reliable figure": str, "varies widely": str, "unverified": str, "inconsistent": str, "reliable": str,
        "too high or low without a number": str, "relative": str, "other": str,
    },
)  # fmt: skip
PartyTexts = TypedDict("PartyTexts", {"own": str, "enemy": str, "third party": str})


class SideTexts(PartyTexts):
    """Of every side from which a claim may come, seen from the people who are counted."""

    unclear: str


def by_name(texts: Mapping[str, object]) -> dict[str, str]:
    """Return the texts of members by their names, for names that may be none of a member."""
    return {name: str(text) for name, text in texts.items()}
