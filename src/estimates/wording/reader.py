"""From a phrase to what was found in it: by language, by shape, and where no language is given by agreement."""

from __future__ import annotations

import re
from functools import lru_cache

from attrs import define, evolve

from estimates.errors import WordingError, listed, shown
from estimates.model.ranges import Range
from estimates.wording import grammar, scan_spaced, scan_unspaced
from estimates.wording.cleaning import cleaned
from estimates.wording.language import Language
from estimates.wording.languages import LANGUAGES, SPACED, UNSPACED
from estimates.wording.parts import Token
from estimates.wording.plans import Plan
from estimates.wording.readings import SHARES, Reading
from estimates.wording.refusals import Kind, Refusal

LONGEST = 300
_WORDLESS = re.compile(r"[^a-zA-ZÀ-ɏ]*")
_HOUSE = re.compile(r"(?:c\. )?[^a-zA-ZÀ-ɏ]*(?:\(best [^a-zA-ZÀ-ɏ]*\))?")
# "2,375 million", and "2.375 millions" as old French books group thousands.
_THOUSANDS_OF_MILLIONS = re.compile(
    r"\d(?:,\d{3} ?(?:m|mn|mln|bn|millions?|billion|milliards?|mio|mrd)|\.\d{3} ?(?:millions|milliards))\b",
    re.IGNORECASE,
)
# Words that one language reads and another has in another sense: eleven in Spanish, sixteen in French, "was" in German.
_HOMOGRAPH = re.compile(r"(once|dos|seize|cent|sept|elf|war|son)[\d.,' ]*", re.IGNORECASE)


@define(eq=False)
class Found:
    """A phrase that has been read, before its derivation is written out."""

    range: Range
    plan: Plan
    tokens: list[Token]
    language: Language
    lang: str
    marks: tuple[str, ...] = ()

    @property
    def is_share(self) -> bool:
        """Whether the words give a share of something, not a count."""
        return self.plan.unit in SHARES

    def reading(self) -> Reading:
        """Return what was read, with the derivation."""
        described = grammar.described(self.plan, self.tokens, self.range, self.language)
        return evolve(described, marks=self.marks, lang=self.lang)


def find(text: str, lang: str | None) -> Found:
    if not isinstance(text, str):
        raise WordingError(f"words are text (got {shown(text)})")
    if len(text) > LONGEST:
        raise WordingError(f"a claim's words are a few: limited to {LONGEST} characters (got {len(text):,})")
    if lang and lang not in LANGUAGES:
        raise WordingError(f"lang must be {listed(LANGUAGES)}, or None (got {lang!r}); otherwise fill low and high")
    found = _attempt(text, lang or "")
    if isinstance(found, str):
        raise WordingError(found)
    return found


@lru_cache(maxsize=4096)
def _attempt(wording: str, lang: str) -> Found | str:
    """Return the reading of a phrase, or the reason why it is refused."""
    try:
        text, marks = cleaned(wording)
        if not text:
            raise Refusal("there are no words to read")
        found = _read(text, wording, lang)
    except Refusal as refusal:
        return str(refusal)
    return evolve(found, marks=marks) if marks else found


def _read(text: str, wording: str, lang: str) -> Found:
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


def _in(text: str, code: str) -> Found:
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
def _shape_plan(shape: str, code: str) -> tuple[list[Token], Plan] | Refusal:
    """Return the parts and their order of all phrases that differ in their digits only."""
    return _plan_or_refusal(shape, code)


@lru_cache(maxsize=16384)
def _plans(shape: str, languages: tuple[str, ...]) -> list[tuple[str, tuple[list[Token], Plan] | Refusal]]:
    """Return what each language makes of a shape."""
    return [(code, _shape_plan(shape, code)) for code in languages]


def _planned_in(text: str, languages: tuple[str, ...]) -> list[tuple[str, tuple[list[Token], Plan] | Refusal]]:
    return [(code, _plan_or_refusal(text, code)) for code in languages]


def _plan_or_refusal(text: str, code: str) -> tuple[list[Token], Plan] | Refusal:
    try:
        return _planned(text, code)
    except Refusal as refusal:
        return Refusal(str(refusal), refusal.kind)  # without the frames that its traceback would keep


def _planned(text: str, code: str) -> tuple[list[Token], Plan]:
    if code in UNSPACED:
        tokens = scan_unspaced.scan(text, UNSPACED[code])
        return tokens, grammar.plan(tokens, UNSPACED[code], text)
    tokens = scan_spaced.scan(text, SPACED[code])
    return tokens, grammar.plan(tokens, SPACED[code], text)


def _by_shape(text: str, code: str, shape: str, numbers: list[str]) -> Found:
    found = _shape_plan(shape, code) if numbers else _planned(text, code)
    if isinstance(found, Refusal):
        raise _Unexplained(str(found), found.kind)
    return _evaluated(*found, text, code, numbers)


def _evaluated(tokens: list[Token], plan: Plan, text: str, code: str, numbers: list[str]) -> Found:
    language: Language = SPACED[code] if code in SPACED else UNSPACED[code]
    if code in SPACED:
        tokens = scan_spaced.fill(tokens, numbers, SPACED[code])
    return Found(grammar.evaluate(plan, tokens, text), plan, tokens, language, code)


def _agreed(text: str, languages: tuple[str, ...]) -> Found:
    """Return what all languages that know the words of a phrase make of it, if they agree.

    A language that knows the words and finds the number ambiguous is not overruled by one that does not; but a comma
    between thousands, as the library writes numbers, needs no language.
    """
    shape, numbers = _shape(text, languages[0])
    readings: dict[str, Found] = {}
    first: dict[Kind, str] = {}  # the first language that refuses for a kind of reason
    for code, plan in _plans(shape, languages) if numbers else _planned_in(text, languages):
        try:
            if isinstance(plan, Refusal):
                kind = plan.kind
            else:
                readings[code] = _evaluated(*plan, text, code, numbers)
                continue
        except Refusal as refusal:
            kind = refusal.kind
        if kind == "doubt" and code in ("en", *UNSPACED):
            return _in(text, code)
        first.setdefault(kind, code)
    if not readings:
        return _in(text, first.get("doubt") or first.get("other") or first["unknown"])
    if len(readings) > 1 and len({found.range for found in readings.values()}) > 1:
        differing = ", ".join(f"{found.range} in {code}" for code, found in readings.items())
        raise Refusal(f"{text!r} means different things in different languages ({differing}); give the language")
    homograph = None if "en" in readings else _HOMOGRAPH.fullmatch(text)
    if homograph is not None:
        raise Refusal(f"{homograph[1]!r} is a word of more than one language; give the language")
    return next(iter(readings.values()))
