"""The phrases of a language, compiled for looking up the longest that begins at a word."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from estimates.wording.language import SPACED_WORD, Language
from estimates.wording.languages import SPACED, UNSPACED

# What symbols do, in every language.
SYMBOLS = {
    "~": "AT", "≈": "A", "∼": "A", "≃": "A", ">": "M", "≥": "L", ">=": "L", "<": "l", "≤": "m", "<=": "m", "–": "T",
    "—": "T",
    "‐": "T",
    "―": "T", "‒": "T", "−": "T", "-": "T", "--": "T", "——": "T", "〜": "T", "+": "P", "±": "±", "+/-": "±", "+-": "±",
    ",": "b", "(best": "*", "(est)": "O", "(est.)": "O",
    ")": ")", "(": "(", "[": "(", "]": ")", ":": ":", "%": "S", "&": "&",
}  # fmt: skip
# Classes of words about what is counted: noun, people, quality, name, link, link to a place, tail, joint, a unit that
# is refused, one that may name a place.
NOUN, PEOPLE, QUALITY, NAME, LINK, PLACE, TAIL, JOINT, OTHER, SITE = "n", "N", "a", "P", "i", "p", "t", "c", "x", "s"


class Entry(NamedTuple):
    """What a phrase may do: letters of the grammar, and its class as a word about what is counted."""

    codes: str = ""
    noun: str = ""
    measure: str = ""
    unit: str = ""


def split(phrase: str) -> tuple[str, ...]:
    """Return the words of a phrase, as the scanner separates those of a text."""
    return tuple(SPACED_WORD.findall(phrase.replace("’", "'")))


@cache
def entries(code: str) -> dict[str, Entry]:
    """Return every phrase of a language with what it may do."""
    lang: Language = SPACED[code] if code in SPACED else UNSPACED[code]
    found: dict[str, Entry] = {phrase: Entry(codes) for phrase, codes in lang.codes().items()}

    def add(phrase: str, noun: str, measure: str = "", unit: str = "") -> None:
        old = found.get(phrase, Entry())
        if not old.noun or noun in (OTHER, SITE):
            found[phrase] = Entry(old.codes, noun, measure, unit)

    for measure, phrases in lang.people.items():
        for phrase in phrases:
            add(phrase, NOUN, measure, "persons")
    for unit, phrases in lang.units.items():
        for phrase in phrases:
            add(phrase, NOUN, "", unit)
    for phrases, noun in ((lang.peoples, PEOPLE), (lang.qualities, QUALITY), (lang.tails, TAIL), (lang.places, PLACE),
                          (lang.links, LINK)):  # fmt: skip
        for phrase in phrases:
            add(phrase, noun, "", "persons" if noun == PEOPLE else "")
    for phrase in getattr(lang, "remarks", ()):
        add(phrase, QUALITY)
    for phrase in (*lang.and_, *lang.either):
        if len(split(phrase)) <= 1:
            old = found.get(phrase, Entry())
            found[phrase] = Entry(old.codes, JOINT)
    for phrase in lang.sites:
        add(phrase, SITE)
    for phrase in lang.others:
        add(phrase, OTHER)
    return found


_ENDING = {
    "en": re.compile(r"[a-z]{3,}(?:men|women|ists)", re.IGNORECASE),
    "fr": re.compile(r"[a-zé]{3,}istes", re.IGNORECASE),
    "es": re.compile(r"[a-záéíóúñ]{3,}(?:istas|eñ[oa]s)", re.IGNORECASE),
}
_SHORTEST = 5


@cache
def _heads(code: str) -> dict[str, Entry]:
    return {phrase: entry for phrase, entry in entries(code).items()
            if entry.noun == NOUN and len(phrase) >= _SHORTEST and " " not in phrase}  # fmt: skip


@cache
def of_kind(word: str, code: str) -> Entry | None:
    """Return what an unlisted word counts by its ending ("axemen", "loyalistes", "Grenzsoldaten"), or None.

    Examples
    --------
    >>> of_kind("swordsmen", "en").unit, of_kind("Grenzsoldaten", "de").unit, of_kind("specimen", "en")
    ('persons', 'persons', None)
    """
    if code == "de":
        lower = word.lower()
        if not word[:1].isupper():
            return None
        if lower.endswith("n") and (known := _heads(code).get(lower[:-1])) is not None:  # dative: "von 300 Passagieren"
            return known
        tails = (lower[at:] for at in range(3, len(lower) - _SHORTEST + 1))
        return next((_heads(code)[tail] for tail in tails if tail in _heads(code) and tail not in SPACED[code].unlike),
                    None)  # fmt: skip
    ending = _ENDING.get(code)
    if ending is None or ending.fullmatch(word) is None or word.lower() in SPACED[code].unlike:
        return None
    return Entry(noun=NOUN, unit="persons")


class Phrases(NamedTuple):
    """The phrases of a language by their words, and how many words those have that begin with each word."""

    entries: dict[tuple[str, ...], Entry]
    lengths: dict[str, tuple[int, ...]]


@cache
def by_words(code: str) -> Phrases:
    """Return the phrases of a spaced language, with the lengths of those that begin with a word, the longest first."""
    merged: dict[tuple[str, ...], Entry] = {}
    lengths: dict[str, set[int]] = {}
    for phrase, entry in entries(code).items():
        words = split(phrase)
        if not words:
            continue
        lengths.setdefault(words[0], set()).add(len(words))
        old = merged.get(words)
        if old is not None:
            entry = Entry("".join(dict.fromkeys(old.codes + entry.codes)), entry.noun or old.noun,
                          entry.measure or old.measure, entry.unit or old.unit)  # fmt: skip
        merged[words] = entry
    return Phrases(merged, {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()})


@cache
def vague(code: str) -> re.Pattern[str]:
    """Return the pattern of phrases that name a magnitude and no number."""
    lang: Language = SPACED[code] if code in SPACED else UNSPACED[code]
    return re.compile(f"(?:{lang.vague})" + (r"(?!\w)" if code in SPACED else ""))


@cache
def adjective(code: str) -> re.Pattern[str]:
    """Return the pattern of words that can only be adjectives."""
    return re.compile(SPACED[code].adjective)


@cache
def interval(code: str) -> re.Pattern[str]:
    """Return the pattern of words for a survey's interval."""
    lang: Language = SPACED[code] if code in SPACED else UNSPACED[code]
    return re.compile(lang.interval)
