"""A source's words to a Range, or a refusal with its reason; nothing is guessed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from estimates.errors import RangeError, WordingError, listed
from estimates.model.ranges import Range
from estimates.wording import han
from estimates.wording.latin import read as read_latin

LANGUAGES = ("en", "de", "fr", "es", "zh", "ja")
LONGEST = 300
UNKNOWN = "neither a number nor"
DOUBT = "or a decimal fraction"
_NUMBER = re.compile(r"\d(?:[\d.,' ]*\d)?")
_LATIN = ("en", "de", "fr", "es")
_WORDLESS = re.compile(r"[^a-zA-ZÀ-ɏ]*")


def parse(wording: str, lang: str | None = None) -> Range:
    """Read a source's words as a range, or refuse them with the reason.

    A wrong number is the worst outcome and a refusal a good one: every word of the phrase must be known, and it must
    have one reading only. "About" invents no width; "nearly N" is an open upper end; "tens of thousands" is kept as a
    range without a number; what names a best value of its own keeps it ("120,000 ± 10,000").

    Parameters
    ----------
    wording : str
        The words of the claim: ``over 200,000``, ``entre 40 000 et 60 000``, ``二十余万``.
    lang : str, optional
        Their language: ``en``, ``de``, ``fr``, ``es``, ``zh`` or ``ja``. Without it, words are read in whichever of the
        languages knows all of them, if those agree on the number; digits alone are read as the library writes them,
        with commas between thousands.

    Returns
    -------
    Range

    Raises
    ------
    WordingError
        If the words cannot be read without guessing; the message says why, and what to do.

    Examples
    --------
    >>> print(parse("between 40,000 and 60,000"), parse("nearly 50,000"), parse("150.000", "de"), sep="; ")
    40,000–60,000; c. < 50,000; 150,000
    >>> parse("tens of thousands").kind
    'vague'
    >>> parse("150.000", "en")
    Traceback (most recent call last):
        ...
    estimates.errors.WordingError: '150.000' may be 150,000 or a decimal fraction; give the language, or write 150,000
    """
    if not isinstance(wording, str):
        raise WordingError(f"words are text (got {wording!r})")
    if len(wording) > LONGEST:
        raise WordingError(f"a claim's words are a few; these have {len(wording):,} characters, {LONGEST} are allowed")
    if lang is not None and lang not in LANGUAGES:
        raise WordingError(f"lang must be {listed(LANGUAGES)}, or None (got {lang!r}); otherwise fill low and high")
    return _parsed(wording, lang)


@lru_cache(maxsize=65536)
def _parsed(wording: str, lang: str | None) -> Range:
    _refuse_strange_digits(wording)
    text = " ".join(unicodedata.normalize("NFKC", wording).replace("’", "'").split()).strip()
    if not text:
        raise WordingError("there are no words to read")
    try:
        if lang in ("zh", "ja"):
            return han.read(text, str(lang)) if han.SCRIPT.search(text) else read_latin(text, "")
        if han.SCRIPT.search(text):
            if lang is not None:
                raise WordingError(f"{wording!r} is not written in the language {lang!r}")
            return _agreed(text, ("zh", "ja"))
        if lang is None:
            return read_latin(text, "") if _WORDLESS.fullmatch(text) else _agreed(text, _LATIN)
        return read_latin(text, lang)
    except RangeError as error:
        raise WordingError(f"{wording!r} gives no range: {error}") from None


_MANGLED = re.compile(
    r"\d{1,2}[-. ](?:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[a-z]*\.?(?:[-. ]\d{2,4})?"
    r"|(?:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[-. ]\d{1,2}|\d{4}-\d{2}-\d{2} 00:00(?::00)?",
    re.IGNORECASE,
)


def _refuse_strange_digits(wording: str) -> None:
    """Refuse what the normal form would turn into other digits: ``10²`` is not 102."""
    if not wording.isascii():
        for character in wording:
            if unicodedata.category(character) == "No" or (
                character.isdecimal() and not unicodedata.normalize("NFKC", character).isascii()
            ):
                raise WordingError(f"{character!r} in {wording!r} is not a digit from 0 to 9; write these")
    if _MANGLED.fullmatch(wording.strip()):
        raise WordingError(
            f"{wording!r} is a date: a spreadsheet makes one of 6-10; format the cell as text, and type the words again"
        )
    if re.search(r"\d(?:[ \xa0]*[\t\r\n\v\f][ \xa0]*|[ \xa0]{2,})\d", wording):
        raise WordingError(f"{wording!r} holds more than one number, or a wide gap within one; split the claim")


@lru_cache(maxsize=16384)
def _foreign(skeleton: str, lang: str) -> str:
    """Return why a language does not know the words of a phrase, whatever its numbers; ``""`` where it may."""
    try:
        read_latin(skeleton, lang)
    except (WordingError, RangeError) as error:
        return str(error) if UNKNOWN in str(error) else ""
    return ""


def _agreed(text: str, languages: tuple[str, ...]) -> Range:
    """Return what all languages that can read a phrase make of it, if they agree; else the reason of the first."""
    readings: dict[str, Range] = {}
    reasons: list[WordingError] = []
    skeleton = _NUMBER.sub("1", text)
    for lang in languages:
        foreign = _foreign(skeleton, lang) if lang in _LATIN else ""
        if foreign:
            reasons.append(WordingError(foreign))
            continue
        try:
            readings[lang] = han.read(text, lang) if lang in ("zh", "ja") else read_latin(text, lang)
        except (WordingError, RangeError) as error:
            if lang == "en" and DOUBT in str(error):  # "2.375 million": English knows the word, and doubts the number
                raise
            reasons.append(WordingError(str(error)))
    if not readings:
        raise next((reason for reason in reasons if UNKNOWN not in str(reason)), reasons[0])
    if len(set(readings.values())) > 1:
        told = ", ".join(f"{reading} in {lang}" for lang, reading in readings.items())
        raise WordingError(f"{text!r} means different things in different languages ({told}); give the language")
    return next(iter(readings.values()))


__all__ = ["LANGUAGES", "parse"]
