"""Sentences that hold a number: whether the words around it agree with the numbers that are stored beside them.

`check_wording` serves the checker of datasets. A wording of a few words is read whole, as `parse` reads it. A sentence
cannot be read whole; but where it holds the stated numbers, the words that bound and soften them are compared. Where
that cannot be decided, the answer is "not checked", never "agree".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from attrs import evolve, frozen

from estimates.errors import WordingError
from estimates.model.ranges import Range
from estimates.wording.cleaning import cleaned
from estimates.wording.language import SpacedLanguage
from estimates.wording.languages import SPACED, UNSPACED
from estimates.wording.lexicon import entries
from estimates.wording.reader import Found, find
from estimates.wording.readings import Reading
from estimates.wording.refusals import Refusal
from estimates.wording.scan_unspaced import NUMBER
from estimates.wording.spaced_words import Scan, cut
from estimates.wording.spelled import atom

Verdict = Literal["agree", "differ", "not checked"]
_REACH = 9  # words, or twice as many characters, on each side of a number
_LONGEST = 2000
_BOUNDING = frozenset("AOMXGHLPlYmQnN")


@frozen
class WordingCheck:
    """Whether a claim's words agree with its numbers.

    Attributes
    ----------
    verdict : str
        ``"agree"``; ``"differ"``; or ``"not checked"``, where the words cannot be read and no conclusion is possible.
    words : str
        The words that were compared; ``""`` where none were.
    found : Found or None
        What these words say, before its derivation is written out.
    why : str
        One sentence for the reader: what differs, or why nothing was compared.
    """

    verdict: Verdict
    words: str = ""
    found: Found | None = None
    why: str = ""

    @property
    def reading(self) -> Reading | None:
        """What these words say, with the derivation."""
        return None if self.found is None else self.found.reading()


def check_wording(wording: str, lang: str, stated: Range) -> WordingCheck:
    """Compare a claim's words with the numbers that are stored beside them.

    Parameters
    ----------
    wording : str
        The source's words: a phrase, or a sentence with a number in it.
    lang : str
        Their language, or ``""``; a sentence is compared only where its language is given.
    stated : Range
        The numbers of the claim.

    Returns
    -------
    WordingCheck

    Examples
    --------
    >>> stated = Range(200_000, 200_000)
    >>> check_wording("who estimates the death toll at nearly 200,000", "en", stated).why
    'the words "estimates the death toll at nearly 200,000" say c. < 200,000, the numbers say 200,000'
    >>> check_wording("tallied up 155,000 victims", "en", Range(155_000, 155_000)).verdict
    'not checked'
    """
    try:
        whole = find(wording, lang)
    except WordingError as error:
        return _in_sentence(wording, lang, stated, str(error))
    return _compared(wording, whole, stated)


def _compared(words: str, found: Found, stated: Range) -> WordingCheck:
    if stated == found.range or (found.range.best is None and evolve(stated, best=None) == found.range):
        return WordingCheck("agree", words, found)
    return WordingCheck("differ", words, found, f'the words "{words}" say {found.range}, the numbers say {stated}')


def _in_sentence(wording: str, lang: str, stated: Range, why: str) -> WordingCheck:
    """Compare the stretch of a sentence that holds the stated numbers."""
    numbers = {value for value in (stated.low, stated.high, stated.best) if value is not None}
    if not numbers:
        return WordingCheck("not checked", why="no number is stated")
    if lang not in SPACED and lang not in UNSPACED:
        return WordingCheck("not checked", why=f"the words cannot be read, and their language is not given: {why}")
    if len(wording) > _LONGEST:
        return WordingCheck("not checked", why=f"the words are too long: limited to {_LONGEST:,} characters")
    try:
        text, _ = cleaned(wording)
    except Refusal:
        return WordingCheck("not checked", why=why)
    found = list(_stretches(text, lang))
    fitting = [(words, read, safe) for words, read, safe in found if _numbers(read.range) == numbers]
    touching = [read for _, read, _ in found if _numbers(read.range) & numbers]
    if not fitting:
        return WordingCheck("not checked", why="the stated numbers are not found together in the words")
    if len(touching) > len(fitting) or len({read.range for _, read, _ in fitting}) > 1:
        return WordingCheck("not checked", why="the words give the stated numbers more than once, in different ways")
    words, read, safe = fitting[0]
    if not safe or _negated(text.replace(words, " ", 1), lang):
        return WordingCheck("not checked", words, read, "a word beside the number may change what it means")
    return _compared(words, read, stated)


def _numbers(found: Range) -> set[float]:
    return {value for value in (found.low, found.high, found.best) if value is not None}


def _negated(rest: str, lang: str) -> bool:
    if lang in UNSPACED:
        return any(word in rest for word in UNSPACED[lang].negations)
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", rest.lower()) for word in SPACED[lang].negations)


def _stretches(text: str, lang: str) -> Iterator[tuple[str, Found, bool]]:
    """Return the longest readable stretch around each number, and whether no unknown word touches its number."""
    ends = _spaced_ends(text, SPACED[lang]) if lang in SPACED else _unspaced_ends(text)
    boundaries, anchors = ends
    reach = _REACH if lang in SPACED else 2 * _REACH
    done = -1
    for first, last in anchors:
        if first <= done:
            continue
        best: tuple[int, int, Found] | None = None
        for start in range(max(0, first - reach), first + 1):
            for stop in range(min(len(boundaries), last + 1 + reach), last, -1):
                if best is not None and stop - start <= best[1] - best[0]:
                    break
                words = text[boundaries[start][0] : boundaries[stop - 1][1]]
                try:
                    best = (start, stop, find(words, lang))
                except WordingError:
                    continue
        if best is not None:
            start, stop, read = best
            done = stop - 1
            words = text[boundaries[start][0] : boundaries[stop - 1][1]]
            yield (
                words,
                read,
                (start < first or start == 0) and not _bounded_beside(text, boundaries, start, stop, lang),
            )


def _bounded_beside(text: str, boundaries: list[tuple[int, int]], start: int, stop: int, lang: str) -> bool:
    """Whether a number, or a phrase that bounds or softens one, stands just outside a stretch."""
    if lang in SPACED:
        raws, opened = cut(text)
        scan = Scan(raws, opened, SPACED[lang])
        for at in (*range(max(0, start - 2), start), *range(stop, min(len(raws), stop + 2))):
            known = scan.phrase(at) if raws[at].kind == "w" else None
            if raws[at].kind == "n" or (known is not None and set(known[0].codes) & _BOUNDING):
                return True
        return False
    before = text[boundaries[max(0, start - 5)][0] : boundaries[start][0]]
    behind = text[boundaries[stop - 1][1] : boundaries[min(len(boundaries), stop + 5) - 1][1]]
    return any(phrase in part for phrase in _bounding(lang) for part in (before, behind))


@cache
def _bounding(lang: str) -> frozenset[str]:
    """Return the phrases of a language that bound or soften a number."""
    return frozenset(phrase for phrase, entry in entries(lang).items() if set(entry.codes) & _BOUNDING)


def _spaced_ends(text: str, lang: SpacedLanguage) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return where each word begins and ends, and which words are numbers (first and last of a run)."""
    raws, opened = cut(text)
    ends = [(raw.start, raw.end) for raw in raws]
    if opened != text and len(opened) != len(text):
        return ends, []
    numeric = [
        raw.kind == "n" or (raw.kind == "w" and raw.text not in lang.ones and atom(raw.text, lang) is not None)
        for raw in raws
    ]
    return ends, _runs(numeric)


def _unspaced_ends(text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return each character or number of a Chinese or Japanese sentence, and which of these are numbers."""
    ends: list[tuple[int, int]] = []
    numeric: list[bool] = []
    at = 0
    while at < len(text):
        match = NUMBER.match(text, at)
        stop = match.end() if match is not None else at + 1
        ends.append((at, stop))
        numeric.append(match is not None)
        at = stop
    return ends, _runs(numeric)


def _runs(numeric: list[bool]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for at, is_number in enumerate(numeric):
        if is_number and runs and runs[-1][1] == at - 1:
            runs[-1] = (runs[-1][0], at)
        elif is_number:
            runs.append((at, at))
    return runs


__all__ = ["WordingCheck", "check_wording"]
