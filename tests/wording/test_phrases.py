"""Several hundred phrases of our own in six languages: each has the reading beside it, or is refused."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from estimates import WordingError, parse, reading
from estimates.wording import LANGUAGES

FOLDER = Path(__file__).parent / "phrases"
ROWS = [
    (lang, *line.split("\t"))
    for lang in LANGUAGES
    for line in (FOLDER / f"{lang}.tsv").read_text(encoding="utf-8").splitlines()
]
READABLE = [(lang, phrase, said) for lang, phrase, said in ROWS if said != "refused"]
REFUSED = [(lang, phrase) for lang, phrase, said in ROWS if said == "refused"]


def test_there_are_enough_of_each() -> None:
    for lang in LANGUAGES:
        assert sum(row[0] == lang for row in READABLE) >= 60
        assert sum(row[0] == lang for row in REFUSED) >= 45


@pytest.mark.parametrize(("lang", "phrase", "said"), READABLE)
def test_a_phrase_has_the_reading_that_a_historian_gives_it(lang: str, phrase: str, said: str) -> None:
    assert str(parse(phrase, lang)) == said


@pytest.mark.parametrize(("lang", "phrase"), REFUSED)
def test_what_has_no_honest_reading_is_refused(lang: str, phrase: str) -> None:
    with pytest.raises(WordingError) as refusal:
        parse(phrase, lang)
    assert len(str(refusal.value)) > 20
    assert "\ue000" not in str(refusal.value)


@pytest.mark.parametrize(("lang", "phrase", "said"), READABLE)
def test_without_its_language_a_phrase_says_the_same_or_is_refused(lang: str, phrase: str, said: str) -> None:
    try:
        found = str(parse(phrase))
    except WordingError:
        return
    assert found == said


@pytest.mark.parametrize(("lang", "phrase", "said"), READABLE)
def test_every_word_is_accounted_for(lang: str, phrase: str, said: str) -> None:
    """The parts of a reading hold all words and digits of the phrase; what was taken off is listed."""
    found = reading(phrase, lang)
    parts = "".join("".join(part.text for part in found.parts).split())
    if "&" not in phrase and "<b>" not in phrase and "/2" not in phrase:
        rest = "".join(phrase.replace("-", " ").split())
        for mark in found.marks:
            rest = rest.replace("".join(mark.split()), "", 1)
        assert _letters(parts) == _letters(rest)
    assert all(part.read_as for part in found.parts if part.text not in (")", "]"))


def _letters(text: str) -> str:
    """Return letters and digits in their common form, without stops and blanks, which are no words."""
    return "".join(character for character in unicodedata.normalize("NFKC", text) if character.isalnum())
