"""No phrase of the fresh sets is read as another number, and nearly all that have a reading are read."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.wording.fresh_phrases import LANGUAGES, outcome, rows


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_number_is_wrong_and_nearly_all_are_read(lang: str) -> None:
    found = {phrase: outcome(phrase, lang, right) for phrase, right, _ in rows(lang)}
    assert [phrase for phrase, result in found.items() if result in ("wrong", "falsely read")] == []
    counts = Counter(found.values())
    assert counts["read"] / (counts["read"] + counts["refused"]) >= 0.96


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_a_language_none_is_read_as_another_number(lang: str) -> None:
    """Digits alone are read as the library writes them."""
    worded = [row for row in rows(lang) if any(map(str.isalpha, row[0]))]
    assert [p for p, right, _ in worded if outcome(p, None, right) in ("wrong", "falsely read")] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_in_a_wrong_language_none_is_read_as_another_number(lang: str) -> None:
    """A claim whose language is filled in wrongly: "150.000" is refused in English, and no other number in French."""
    wrong = [
        (other, phrase)
        for phrase, right, _ in rows(lang)
        for other in LANGUAGES
        if other != lang and outcome(phrase, other, right) == "wrong"
    ]
    assert wrong == []
