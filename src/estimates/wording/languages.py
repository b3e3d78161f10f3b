"""The languages that can be read, by code: to add one, write its record and name it here."""

from __future__ import annotations

from estimates.wording.de import GERMAN
from estimates.wording.en import ENGLISH
from estimates.wording.es import SPANISH
from estimates.wording.fr import FRENCH
from estimates.wording.ja import JAPANESE
from estimates.wording.language import SpacedLanguage, UnspacedLanguage
from estimates.wording.zh import CHINESE

SPACED: dict[str, SpacedLanguage] = {lang.code: lang for lang in (ENGLISH, GERMAN, FRENCH, SPANISH)}
UNSPACED: dict[str, UnspacedLanguage] = {lang.code: lang for lang in (CHINESE, JAPANESE)}
LANGUAGES = (*SPACED, *UNSPACED)


def separators(code: str) -> tuple[str, str] | None:
    """Return what a language writes between thousands and before decimals; None where it cannot be read."""
    lang = SPACED.get(code) or UNSPACED.get(code)
    return None if lang is None else (lang.thousands, lang.decimal)


__all__ = [
    "CHINESE",
    "ENGLISH",
    "FRENCH",
    "GERMAN",
    "JAPANESE",
    "LANGUAGES",
    "SPACED",
    "SPANISH",
    "UNSPACED",
    "separators",
]
