"""A source's words to a Range, or a refusal with its reason; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from attrs import evolve, frozen

from estimates.errors import WordingError, listed
from estimates.model.ranges import Range
from estimates.wording import grammar, scan_spaced, scan_unspaced
from estimates.wording.cleaning import cleaned
from estimates.wording.language import Language
from estimates.wording.languages import LANGUAGES, SPACED, UNSPACED
from estimates.wording.parts import Token
from estimates.wording.readings import SHARES, Part, Reading
from estimates.wording.refusals import Refusal

LONGEST = 300
_WORDLESS = re.compile(r"[^a-zA-ZÀ-ɏ]*")
_HOUSE = re.compile(r"(?:c\. )?[^a-zA-ZÀ-ɏ]*(?:\(best [^a-zA-ZÀ-ɏ]*\))?")
_THOUSANDS_OF_MILLIONS = re.compile(
    r"\d,\d{3} ?(?:m|mn|mln|bn|million|millions|billion|milliard|milliards|mio|mrd)\b", re.IGNORECASE
)


def parse(wording: str, lang: str | None = None) -> Range:
    """Read a source's words as a range, or refuse them with the reason.

    A wrong number is the worst outcome and a refusal a good one: every word of the phrase must be known, and it must
    have one reading only. "About" invents no width; "nearly N" is an open upper end; "tens of thousands" is kept as a
    range without a number; what names a best value of its own keeps it ("120,000 ± 10,000"). `reading` returns what the
    words count as well, and how each of them was read.

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

    See Also
    --------
    reading : the same, with what is counted and the derivation.

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
    found = _found(wording, lang)
    if found.plan.unit in SHARES:
        kind = "a percentage" if found.plan.unit == "percent" else "a share"
        raise WordingError(
            f"{wording!r} cannot be read as a count: {kind} is no count; fill low and high, "
            "and name the unit of the estimand"
        )
    return found.range


def reading(text: str, lang: str | None = "") -> Reading:
    """Read a source's words, with what they count and how each of them was read.

    Parameters
    ----------
    text : str
        The words of the claim, as for `parse`; shares ("10 %", "one third of the population") are read too.
    lang : str, optional
        Their language, as for `parse`; ``""`` or None where it is not known.

    Returns
    -------
    Reading
        In a notebook it is shown as a table.

    Raises
    ------
    WordingError
        If the words cannot be read without guessing; the message says why, and what to do.

    See Also
    --------
    parse : the range alone, of counts only.

    Examples
    --------
    >>> found = reading("at least 98,417 killed and wounded[12]", "en")
    >>> print(found.range, found.measure, found.unit, found.marks, sep="; ")
    ≥ 98,417; casualties; persons; ('[12]',)
    >>> [(part.text, part.read_as) for part in found.parts]
    [('at least', 'at least'), ('98,417', '98,417'), ('killed and wounded', 'casualties')]
    """
    found = _found(text, lang)
    described = grammar.described(found.plan, found.tokens, found.range, found.language)
    return evolve(described, marks=found.marks, lang=found.lang)


@frozen(eq=False)
class _Found:
    """A phrase that has been read, before its derivation is written out."""

    range: Range
    plan: grammar.Plan
    tokens: list[Token]
    language: Language
    lang: str
    marks: tuple[str, ...] = ()


def _found(text: str, lang: str | None) -> _Found:
    if not isinstance(text, str):
        raise WordingError(f"words are text (got {text!r})")
    if len(text) > LONGEST:
        raise WordingError(f"a claim's words are a few: limited to {LONGEST} characters (got {len(text):,})")
    if lang and lang not in LANGUAGES:
        raise WordingError(f"lang must be {listed(LANGUAGES)}, or None (got {lang!r}); otherwise fill low and high")
    found = _attempt(text, lang or "")
    if isinstance(found, str):
        raise WordingError(found)
    return found


@lru_cache(maxsize=65536)
def _attempt(wording: str, lang: str) -> _Found | str:
    """Return the reading of a phrase, or the reason why it is refused."""
    try:
        text, marks = cleaned(wording)
        if not text:
            raise Refusal("there are no words to read")
        found = _read(text, wording, lang)
    except Refusal as refusal:
        return str(refusal)
    return evolve(found, marks=marks) if marks else found


def _read(text: str, wording: str, lang: str) -> _Found:
    if scan_unspaced.SCRIPT.search(text):
        if lang in SPACED:
            raise Refusal(f"{wording!r} is not written in the language {lang!r}")
        return _in(text, lang) if lang else _agreed(text, tuple(UNSPACED))
    if lang in UNSPACED:
        if not _HOUSE.fullmatch(text):
            raise Refusal(f"{wording!r} is not written in the language {lang!r}")
        return evolve(_in(text, "en"), lang=lang)
    if lang:
        return _in(text, lang)
    if _WORDLESS.fullmatch(text):
        return evolve(_in(text, "en"), lang="")
    if _THOUSANDS_OF_MILLIONS.search(text):
        raise Refusal(f"{text!r} may give thousands of millions or a decimal fraction; give the language")
    return _agreed(text, tuple(SPACED))


def _in(text: str, code: str) -> _Found:
    """Return the reading of a phrase in one language."""
    try:
        return _by_shape(text, code, *_shape(text, code))
    except _Unexplained:
        return _evaluated(*_planned(text, code), text, code, [])


def _shape(text: str, code: str) -> tuple[str, list[str]]:
    """Return a phrase with its numbers taken out; a Chinese or Japanese one as it is."""
    return scan_spaced.shape(text) if code in SPACED else (text, [])


class _Unexplained(Refusal):
    """The refusal of a shape of phrase, whose reason has no numbers."""


@lru_cache(maxsize=16384)
def _shape_plan(shape: str, code: str) -> tuple[list[Token], grammar.Plan] | Refusal:
    """Return the parts and their order of all phrases that differ in their digits only."""
    try:
        return _planned(shape, code)
    except Refusal as refusal:
        return refusal


def _planned(text: str, code: str) -> tuple[list[Token], grammar.Plan]:
    if code in UNSPACED:
        tokens = scan_unspaced.scan(text, UNSPACED[code])
        return tokens, grammar.plan(tokens, UNSPACED[code], text)
    tokens = scan_spaced.scan(text, SPACED[code])
    return tokens, grammar.plan(tokens, SPACED[code], text)


def _by_shape(text: str, code: str, shape: str, numbers: list[str]) -> _Found:
    found = _shape_plan(shape, code) if numbers else _planned(text, code)
    if isinstance(found, Refusal):
        raise _Unexplained(str(found), found.kind)
    return _evaluated(*found, text, code, numbers)


def _evaluated(tokens: list[Token], plan: grammar.Plan, text: str, code: str, numbers: list[str]) -> _Found:
    language: Language = SPACED[code] if code in SPACED else UNSPACED[code]
    if code in SPACED:
        tokens = scan_spaced.fill(tokens, numbers, SPACED[code])
    return _Found(grammar.evaluate(plan, tokens, text), plan, tokens, language, code)


def _agreed(text: str, languages: Sequence[str]) -> _Found:
    """Return what all languages that know the words of a phrase make of it, if they agree.

    A language that knows the words and finds the number ambiguous is not overruled by one that does not; but a comma
    between thousands, as the library writes numbers, needs no language.
    """
    shape, numbers = _shape(text, languages[0])
    readings: dict[str, _Found] = {}
    refusals: dict[str, Refusal] = {}
    for code in languages:
        try:
            readings[code] = _by_shape(text, code, shape, numbers)
        except Refusal as refusal:
            refusals[code] = refusal
            if refusal.kind == "doubt" and code in ("en", *UNSPACED):
                raise
    if not readings:
        kinds = {refusal.kind: code for code, refusal in reversed(refusals.items())}
        return _in(text, kinds.get("doubt") or kinds.get("other") or kinds["unknown"])
    if len(readings) > 1 and len({found.range for found in readings.values()}) > 1:
        told = ", ".join(f"{found.range} in {code}" for code, found in readings.items())
        raise Refusal(f"{text!r} means different things in different languages ({told}); give the language")
    return next(iter(readings.values()))


__all__ = ["LANGUAGES", "Part", "Reading", "parse", "reading"]
