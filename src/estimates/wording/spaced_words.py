"""A text cut into words, numbers and symbols, for languages that separate words by blanks."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from estimates.wording.language import SpacedLanguage
from estimates.wording.lexicon import Entry, by_words

SLOT = "\ue000"  # stands for digits, where a phrase is read once for all numbers
_RAW = re.compile(
    rf"(?P<n>(?:{SLOT}|\d(?:[\d.,' ]*\d)?)[½¼¾⅓⅔⅛⅜⅝⅞]?|[½¼¾⅓⅔⅛⅜⅝⅞])|(?P<w>[^\W\d_]+'?)|"
    r"(?P<y>>=|<=|\+/-|\+-|\(est\.?\)|\(best(?: estimate| guess| value)?\b|--|\S)|\s+",
    re.IGNORECASE,
)
DIGITS = re.compile(r"\d(?:[\d.,' ]*\d)?")
_JOINED = re.compile(rf"(?<=[^\W\d_])[-‐‑](?=[^\W\d_])|(?<=[\d{SLOT}])[-‐‑](?=[^\W\d_]{{2}})")
_HANGING = re.compile(r"(?<=[^\W\d_])[-‐‑](?= [^\W\d_])")


class Raw(NamedTuple):
    """A word, number or symbol of the text: its kind (``w``, ``n``, ``y``, ``h`` for a hanging hyphen) and place."""

    kind: str
    text: str
    original: str
    start: int
    end: int


class Scan(NamedTuple):
    """A text cut into words, numbers and symbols, for one language."""

    raws: list[Raw]
    text: str
    lang: SpacedLanguage

    def word(self, at: int) -> str:
        """Return the word at a place, in lower case, or ``""`` where there is none."""
        return self.raws[at].text if 0 <= at < len(self.raws) and self.raws[at].kind == "w" else ""

    def symbol(self, at: int) -> str:
        """Return the symbol at a place, or ``""``."""
        return self.raws[at].text if 0 <= at < len(self.raws) and self.raws[at].kind == "y" else ""

    def words(self, start: int, stop: int) -> str:
        """Return the text from one place up to another."""
        return self.text[self.raws[start].start : self.raws[stop - 1].end]

    def phrase(self, at: int) -> tuple[Entry, int] | None:
        """Return the longest known phrase that begins at a place, with the place behind it."""
        known = by_words(self.lang.code)
        for length in known.lengths.get(self.raws[at].text, ()):
            stop = at + length
            if stop > len(self.raws):
                continue
            entry = known.entries.get(tuple([raw.text for raw in self.raws[at:stop]]))
            if entry is not None:
                return entry, self.behind_stop(stop)
        return None

    def behind_stop(self, at: int) -> int:
        """Return the place behind the stop of an abbreviation ("approx."), or the same place."""
        if self.symbol(at) == "." and at and self.raws[at - 1].text in self.lang.abbreviated:
            return at + 1
        return at


@lru_cache(maxsize=2048)
def cut(text: str) -> tuple[list[Raw], str]:
    """Return the words, numbers and symbols of a text, and the text with its inner hyphens opened."""
    opened = _JOINED.sub(" ", text) if "-" in text or "‐" in text or "‑" in text else text
    hanging = {match.start() for match in _HANGING.finditer(opened)} if "- " in opened else set()
    found = []
    for match in _RAW.finditer(opened):
        kind = match.lastgroup
        if kind is not None:
            start, word = match.start(), match[0]
            found.append(Raw("h" if start in hanging else kind, word.lower(), word, start, match.end()))
    return found, opened
