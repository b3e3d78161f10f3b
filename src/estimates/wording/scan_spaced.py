"""Phrases in languages that separate words by blanks, to the parts that the grammar reads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from estimates.wording.language import SpacedLanguage
from estimates.wording.lexicon import SYMBOLS, Entry, interval, vague
from estimates.wording.nouns import is_people, noun_phrase
from estimates.wording.parts import Token
from estimates.wording.refusals import Refusal
from estimates.wording.spaced_numbers import Parts, added, digit_number, filled, share_behind, summed, word_number
from estimates.wording.spaced_words import DIGITS, SLOT, Scan, cut

_HYPHENS = ("-", "‐", "‑")
_NUMBERS = re.compile(f"({DIGITS.pattern})")


def scan(text: str, lang: SpacedLanguage) -> list[Token]:
    """Return the parts of a phrase in one language; digits keep their place, and get their value from `fill`."""
    raws, opened = cut(text)
    return _Scanner(Scan(raws, opened, lang), text).tokens()


def shape(text: str) -> tuple[str, list[str]]:
    """Return a phrase with a slot for each number in digits, and these numbers: phrases that differ in them only."""
    if "%" in text:  # an interval's level is a word, not a number
        return text, []
    parts = _NUMBERS.split(text)
    return SLOT.join(parts[::2]), parts[1::2]


def fill(tokens: list[Token], numbers: list[str], lang: SpacedLanguage) -> list[Token]:
    """Return the parts of a phrase with the values of its numbers."""
    rest = iter(numbers)
    found = []
    for token in tokens:
        if token.around is not None:
            plain = token.text[0] == SLOT and type(token.around) is not Parts
            token = filled(token, next(rest), lang) if plain else _filled(token, rest, lang)
        found.append(token)
    return found


def _filled(token: Token, rest: Iterator[str], lang: SpacedLanguage) -> Token:
    """Return a number of several parts, or one whose digits stand in the phrase itself."""
    if isinstance(token.around, Parts):
        own_digits = [next(rest) for part in token.around.tokens if part.around is not None and part.text[0] == SLOT]
        return summed(fill(list(token.around.tokens), own_digits, lang))
    own = DIGITS.match(token.text)
    return filled(token, own[0] if own else "", lang)


class _Scanner:
    """One pass over a text."""

    def __init__(self, given: Scan, written: str) -> None:
        self.scan = given
        self.written = written  # with its inner hyphens
        self.found: list[Token] = []
        lower = given.text.lower()
        if len(lower) != len(given.text):  # some letters have no lower case of one character
            lower = "".join([c.lower() if len(c.lower()) == 1 else c for c in given.text])
        self.lower = lower
        self.interval = interval(given.lang.code)
        self.vague = vague(given.lang.code)

    def tokens(self) -> list[Token]:
        at = 0
        while at < len(self.scan.raws):
            at = self._next(at)
        return self.found

    def _next(self, at: int) -> int:
        raw = self.scan.raws[at]
        if raw.kind == "n":
            return self._interval(at) or self._digits(at)
        if raw.kind == "w":
            return self._word(at)
        if raw.kind == "h":
            if not self.found or self.found[-1].code != "#":
                raise Refusal(f"{self.scan.text!r} cannot be read without guessing: a hyphen follows no number")
            self.found[-1].hanging = True
            return at + 1
        return self._symbol(at)

    def _symbol(self, at: int) -> int:
        raw = self.scan.raws[at]
        code = SYMBOLS.get("(best" if raw.text.startswith("(best") else raw.text)
        if raw.text == "/" and self._names_two_ends(at + 1):
            code = "b"
        if raw.text == "," and self.found and (self._announces() or self._begins_remark(at + 1)):
            code = "D"
        if code is None:
            raise Refusal(_strange(self.scan.text, raw.text))
        self.found.append(Token(code, raw.original))
        return at + 1

    def _announces(self) -> bool:
        """Whether a comma stands behind words that announce or bound the first number ("losses, 3,000")."""
        code = set(self.found[-1].code)
        return bool(code & set("KUDALm") and code <= set("KUDALmOPQ")) and all(t.code != "#" for t in self.found)

    def _begins_remark(self, at: int) -> bool:
        return self.found[-1].code[0] in "#OPQXYHNS" and self._is_remark(at)

    def _names_two_ends(self, at: int) -> bool:
        """Whether a stroke stands between two numbers that name themselves an end each: "min 300 / max 500"."""
        bounds = [token.code for token in self.found if set(token.code) & set("LMlm")]
        known = self.scan.phrase(at) if self.scan.word(at) else None
        return len(bounds) == 1 and known is not None and bool(set(known[0].codes) & set("LMlm"))

    def _is_remark(self, at: int) -> bool:
        known = self.scan.phrase(at) if self.scan.word(at) else None
        return known is not None and self.scan.words(at, known[1]).lower() in self.scan.lang.remarks

    def _digits(self, at: int) -> int:
        number, stop = digit_number(self.scan, at)
        before = self.found[-1] if self.found else None
        both = added(before, number, self.scan.lang) if before is not None and before.code == "#" else None
        if both is not None:
            self.found.pop()
        return self._number((both or number, stop))

    def _number(self, found: tuple[Token, int]) -> int:
        self.found.append(found[0])
        return found[1]

    def _interval(self, at: int) -> int:
        match = (
            self.interval.match(self.lower, self.scan.raws[at].start)
            if "%" in self.lower or "cent" in self.lower
            else None
        )
        if match is None:
            return 0
        self.found.append(Token("I", self._original(match), digits=match[1]))
        return next((i for i, raw in enumerate(self.scan.raws) if raw.start >= match.end()), len(self.scan.raws))

    def _original(self, match: re.Match[str]) -> str:
        return self.scan.text[match.start() : match.end()]

    def _word(self, at: int) -> int:
        raw = self.scan.raws[at]
        match = self.vague.match(self.lower, raw.start)
        if match is not None:
            self.found.append(Token("V", self._original(match)))
            return next(
                (i for i, other in enumerate(self.scan.raws) if other.start >= match.end()), len(self.scan.raws)
            )
        level = self._interval(at)
        if level:
            return level
        article = raw.text in self.scan.lang.the and self._article(at)
        if article:
            return article
        known = self.scan.phrase(at)
        if known is not None and known[1] - at > 1 and bool(known[0].codes) != self._behind_number(known[0]):
            return self._phrase(at, known)  # "half-starved" behind a number is no half
        number = word_number(self.scan, at, joins=not self._between())
        if number is not None:
            if self.found and self.found[-1].code == "#":
                raise Refusal(_not_known(self.scan.words(at, number[1]), self.found[-1].text))
            if self.found and self.found[-1].text.lower() in self.scan.lang.the and raw.original[:1].isupper():
                raise Refusal(f"{self.scan.text!r} may be a name; fill low and high")  # "les Mille"
            return self._number(number)
        if known is None:  # "Ruritanian soldiers": a name or an adjective before a known noun
            behind = bool(self.found) and self.found[-1].code[0] in "#OPQXYHNS"
            found = self._noun_phrase(at, behind=behind) if behind or not self.found else None
            if found is None:
                raise self._unknown(at)
            self.found.append(found[0])
            return found[1]
        return self._phrase(at, known)

    def _noun_phrase(self, at: int, *, behind: bool) -> tuple[Token, int] | None:
        if self.found and self.found[-1].code == "#":
            self._refuse_name(at, self.found[-1])
        before = next((token for token in reversed(self.found) if token.code not in "OPQXYHN"), None)
        of_share = before is not None and (before.code == "S" or bool(before.share))
        return noun_phrase(self.scan, at, behind=behind, of_share=of_share)

    def _refuse_name(self, at: int, number: Token) -> None:
        """Refuse a number that makes an adjective or a name: "one-armed soldiers", "Seven Oaks residents"."""
        raw = self.scan.raws[at]
        hyphened = self.written[raw.start - 1 : raw.start] in _HYPHENS and raw.text not in self.scan.lang.strong
        named = number.spelled and number.atomic and number.text[:1].isupper() and raw.original[:1].isupper()
        if hyphened or (named and self.scan.lang.code != "de" and self._is_unlisted_name(at)):
            raise Refusal(
                f"{self.scan.text!r} cannot be read without guessing: {number.text!r} may be a part of a name or of "
                f"an adjective with {raw.original!r}; fill low and high"
            )

    def _is_unlisted_name(self, at: int) -> bool:
        return self.scan.phrase(at) is None and not is_people(self.scan.raws[at].original, self.scan.lang.code)

    def _article(self, at: int) -> int:
        """Add "la moitié", or the article of "el 83 %"; return 0 where no share follows."""
        share = share_behind(self.scan, at)
        if share is not None:
            return self._number(share)
        raws = self.scan.raws
        number = at + 1 < len(raws) and raws[at + 1].kind == "n"
        if number and (self._is_strong(at + 2) or any(self._is_percent(k) for k in range(at + 2, at + 5))):
            self.found.append(Token("K", raws[at].original))
            return at + 1
        return 0

    def _is_strong(self, at: int) -> bool:
        return bool(self.scan.lang.strong) and self.scan.word(at) in self.scan.lang.strong

    def _is_percent(self, at: int) -> bool:
        if self.scan.symbol(at) == "%":
            return True
        known = self.scan.phrase(at) if self.scan.word(at) else None
        return known is not None and "S" in known[0].codes

    def _phrase(self, at: int, known: tuple[Entry, int]) -> int:
        entry, stop = known
        if entry.noun and (not entry.codes or self._behind_number(entry)):
            found = self._noun_phrase(at, behind=bool(self.found) and self.found[-1].code in "#S")
            if found is not None:
                self.found.append(found[0])
                return found[1]
        if not entry.codes:
            raise self._unknown(at)
        self.found.append(Token(entry.codes, self.scan.words(at, stop)))
        return stop

    def _behind_number(self, entry: Entry) -> bool:
        return bool(entry.noun and self.found and self.found[-1].code[0] in "#OPQU)SV")

    def _between(self) -> bool:
        """Whether a range has begun whose "and" is still to come."""
        codes = "".join(token.code[0] for token in self.found)
        return "B" in codes and "&" not in codes

    def _unknown(self, at: int) -> Refusal:
        """Return the refusal of words that are not known, up to the next known thing."""
        stop = at + 1
        while stop < len(self.scan.raws) and self.scan.raws[stop].kind == "w" and self.scan.phrase(stop) is None:
            stop += 1
        words = self.scan.words(at, stop)
        if sum(raw.kind == "n" for raw in self.scan.raws) > 1:
            words_before = self.found[-1].text if self.found else ""
            where = f" after {words_before!r}" if words_before else ""
            return Refusal(
                f"{words!r}{where} is not known, and there is more than one number; split the claim", "unknown"
            )
        if self.found and any(token.code == "#" for token in self.found):
            return Refusal(_not_known(words, self.found[-1].text), "unknown")
        return Refusal(
            f"{words!r} is neither a number nor a word that is known to bound, soften or count one", "unknown"
        )


def _not_known(words: str, before: str) -> str:
    return f"{words!r} after {before!r} is not known; leave it out, or split the claim"


def _strange(text: str, part: str) -> str:
    reasons = {"/": "a stroke may be a fraction, a date or an 'or'; split the claim",
            "→": "an arrow is a change, not a range; split the claim"}  # fmt: skip
    return f"{text!r} cannot be read without guessing: {reasons.get(part, f'{part!r} is not known in it')}"
