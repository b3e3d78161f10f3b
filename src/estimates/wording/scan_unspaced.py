"""Phrases in Chinese and Japanese, to the parts that the grammar reads."""

from __future__ import annotations

import math
import re
from functools import cache

from estimates.wording import digits
from estimates.wording.han_numerals import CHARACTERS, UNITS, han_factors, han_pair, han_value, plain
from estimates.wording.han_shares import SHARING, share_at
from estimates.wording.language import Number, UnspacedLanguage
from estimates.wording.languages import UNSPACED
from estimates.wording.lexicon import (
    JOINT,
    LINK,
    NOUN,
    OTHER,
    PEOPLE,
    QUALITY,
    SYMBOLS,
    Entry,
    entries,
    interval,
    vague,
)
from estimates.wording.nouns import counted
from estimates.wording.parts import Counted, Token, times
from estimates.wording.refusals import Refusal

SCRIPT = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_ARABIC = r"\d(?:[\d,.]*\d)?"
_UNITS = "[十百千万萬亿億]"
# 3万5千, 1万3,000: every part has its unit, or the last one its digits in full; "3万5" is left to nobody's guess.
_PARTS = r"(?:\d+[百千万萬亿億])+(?:\d,?\d{3}[万萬]|\d+(?:[百千]?[万萬]|[百千])|\d,?\d{3}|\d{3})(?!\d)"
NUMBER = re.compile(
    rf"(?P<parts>{_PARTS})|(?P<first>\d)、(?P<second>\d)(?P<both>{_UNITS}+)|"
    rf"(?P<arabic>{_ARABIC})(?P<unit>{_UNITS}*)|(?P<han>[{CHARACTERS}]+(?:、[{CHARACTERS}]+)?)"
)
_MORE = re.compile(r"(?P<more>[余餘](?!り)|多(?!数|數|达|達|く|于|於)|[几幾]|来(?!た)|來)(?P<late>[百千万萬亿億]*)")
_LONGEST = 14
_LONGEST_NAME = 12
_CHARACTER = re.compile(r"[\u3400-\u9fff]")
# 四川 is no four, 一般 no one, 千葉 no thousand: characters give a number beside a counter, or from a hundred on.
_COUNTERS = tuple("名人个個位口员員具体體命騎骑箇ヶ架機户戶")
_COUNTING = re.compile(r"[^百千万萬亿億].*[百千万萬亿億]")
_NAMED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff・々]")


def scan(text: str, lang: UnspacedLanguage) -> list[Token]:
    """Return the parts of a phrase in one language."""
    if re.search(r"[十百千万萬亿億]\s+\d", text):
        raise Refusal(f"{text!r} holds more than one number, or a gap within one; split the claim")
    return _Scanner(re.sub(r"\s+", "", text), text, lang).tokens()


class _Scanner:
    """One pass over a text."""

    def __init__(self, phrase: str, text: str, lang: UnspacedLanguage) -> None:
        self.phrase, self.text, self.lang = phrase, text, lang
        self.found: list[Token] = []
        self.vague, self.interval = vague(lang.code), interval(lang.code)
        self.may_share = SHARING.search(phrase) is not None

    def tokens(self) -> list[Token]:
        at = 0
        while at < len(self.phrase):
            at = self._next(at)
        return self.found

    def _next(self, at: int) -> int:
        share = share_at(self.phrase, at, self.lang) if self.may_share else None
        if share is not None:
            self.found += share[0]
            return share[1]
        for pattern, code in ((self.vague, "V"), (self.interval, "I")):
            match = pattern.match(self.phrase, at)
            if match is not None and match[0]:
                self.found.append(Token(code, match[0], digits=match[1] if code == "I" else ""))
                return match.end()
        known = _known(self.phrase, at, self.lang.code)
        if known is None or known[1] - at == 1:
            number = NUMBER.match(self.phrase, at)
            if number is not None:
                return self._number(number)
        if known is not None:
            return self._phrase(at, known)
        symbol = next(
            (s for s in ("+/-", "——", "--", ">=", "<=", "+-") if self.phrase.startswith(s, at)), self.phrase[at]
        )
        if symbol not in SYMBOLS:
            return self._unlisted(at)
        self.found.append(Token(SYMBOLS[symbol], symbol))
        return at + len(symbol)

    def _refusal(self) -> Refusal:
        if self.phrase.count("%") or "％" in self.phrase:
            return Refusal(f"{self.text!r} cannot be read without guessing: a percentage is no count", "unknown")
        many = len(re.findall(_ARABIC, self.phrase)) > 1
        why = "it seems to give more than one number; split the claim" if many else "a part of it is not known"
        return Refusal(f"{self.text!r} cannot be read without guessing: {why}", "unknown")

    def _phrase(self, at: int, known: tuple[Entry, int]) -> int:
        entry, stop = known
        behind = bool(self.found) and self.found[-1].code[0] in "#OPQUXYNHS"
        if entry.noun == OTHER:
            raise Refusal(
                f"{self.text!r} counts something else than persons ({self.phrase[at:stop]!r}), or gives a date "
                "or a rate"
            )
        if entry.noun in (NOUN, PEOPLE, QUALITY) or (entry.noun and behind):
            found = self._noun_phrase(at)
            if found is not None and (behind or entry.noun == NOUN or not entry.codes):
                self._refuse_name(at, listed=True)
                self.found.append(found[0])
                return found[1]
        if not entry.codes or (
            self.phrase[at:stop] in self.lang.before_units and self.phrase[stop : stop + 1] not in tuple("百千万萬亿億")
        ):
            return self._unlisted(at)
        text = self.phrase[at:stop]
        before = {token.code for token in self.found}
        announced = text in (",", "、") and before and before <= {"K", "U", "D"}  # 死者、3000人
        self.found.append(Token("D" if announced else entry.codes, text))
        return stop

    def _unlisted(self, at: int) -> int:
        """Add a name that is not listed, before a noun or as the name of troops ("武田軍"), or refuse the phrase."""
        before = next((token for token in reversed(self.found) if token.code not in "DK"), None)
        behind = before is not None and "#" in "".join(token.code for token in self.found)
        if behind and before is not None and before.code[0] not in "#OPQXYHNU":
            raise self._refusal()
        if self.found and len(self.found[-1].text) == 1 and set(self.found[-1].code) - set("#KDU"):
            raise self._refusal()  # 約束 is no "about"
        for stop in range(at + 1, min(at + _LONGEST_NAME, len(self.phrase)) + 1):
            if not self._is_name(at, stop):
                break
            troops = next((end for end in self.lang.troops if self.phrase.startswith(end, stop)), "")
            noun = self._noun_phrase(stop) if stop < len(self.phrase) else None
            counts_persons = behind and stop == len(self.phrase) and before is not None and before.text.endswith("名")
            if noun is None and troops and not self._begins_noun(stop + len(troops)):
                stop += len(troops)
            elif noun is None and not counts_persons and not (not behind and self._is_label(stop)):
                continue
            self._refuse_name(at, listed=False)
            name = self.phrase[at:stop]
            token = Token("U", name, counted=Counted(name, "", "persons")) if behind or troops else Token("K", name)
            self.found.append(token)
            return stop
        raise self._refusal()

    def _refuse_name(self, at: int, *, listed: bool) -> None:
        """Refuse a number in characters that may begin a name: ``四川难民``, ``千葉兵``, ``十字军``."""
        before = self.found[-1] if self.found else None
        if before is None or before.code != "#" or not before.spelled or before.whole or not before.text:
            return
        large = before.number >= 100 if listed else bool(_COUNTING.fullmatch(before.text))
        if not large and not self.phrase.startswith(_COUNTERS, at):
            raise Refusal(
                f"{self.text!r} cannot be read without guessing: {before.text!r} may be a part of a name; "
                "write it in digits, or with its counter"
            )

    def _is_name(self, at: int, stop: int) -> bool:
        """Whether characters may be a name: none of them bounds, negates or counts."""
        last, beside = self.phrase[stop - 1], self.phrase[max(0, at - 2) : stop]  # a word may begin before the name
        within = self.phrase[at : stop + 1]  # or end behind it
        letter = _CHARACTER if self.lang.code == "zh" else _NAMED
        if (
            not letter.fullmatch(last)
            or last in CHARACTERS
            or any(word in beside or (len(word) > 1 and word in within) for word in _unnamed())
        ):
            return False
        known = _known(self.phrase, stop - 1, self.lang.code)
        return known is None or not set(known[0].codes) - set("KD")

    def _begins_noun(self, at: int) -> bool:
        return at < len(self.phrase) and self._noun_phrase(at) is not None and not NUMBER.match(self.phrase, at)

    def _is_label(self, at: int) -> bool:
        known = _known(self.phrase, at, self.lang.code) if at < len(self.phrase) else None
        return known is not None and known[1] - at > 1 and bool(known[0].codes) and set(known[0].codes) <= set("KD")

    def _noun_phrase(self, at: int) -> tuple[Token, int] | None:
        """Return what is counted from a place on, as far as the characters are known."""
        classes: list[str] = []
        words: list[tuple[str, Entry]] = []
        ends: list[int] = []
        here = at
        while here < len(self.phrase):
            known = _known(self.phrase, here, self.lang.code)
            if (
                known is None
                or not known[0].noun
                or known[0].noun == OTHER
                or (known[1] - here == 1 and NUMBER.match(self.phrase, here))
            ):
                break
            if known[0].codes and known[0].noun == LINK and any(code not in "KD" for code in known[0].codes):
                break
            words.append((self.phrase[here : known[1]], known[0]))
            classes.append(known[0].noun)
            ends.append(known[1])
            here = known[1]
        while classes and classes[-1] in (LINK, JOINT):
            classes.pop()
        behind = bool(self.found) and self.found[-1].code[0] == "#"
        if not set(classes) & ({NOUN} if behind else {NOUN, PEOPLE}):
            return None  # 3000米 are metres, not Americans
        stop = ends[len(classes) - 1]
        return Token("U", self.phrase[at:stop], counted=counted(words[: len(classes)], classes, self.lang.code)), stop

    def _number(self, match: re.Match[str]) -> int:
        stop = match.end()
        if match["first"]:
            unit = math.prod(UNITS[character] for character in plain(match["both"]))
            self._pair(int(match["first"]) * unit, int(match["second"]) * unit, match[0])
            return stop
        if match["han"]:
            return self._characters(match)
        text = match[0]
        if match["parts"]:
            value: Number = _added(text)
            factors: tuple[int, ...] = ()
        else:
            value, factors = self._arabic(match["arabic"], match["unit"])
        return self._with_more(text, value, factors, stop, arabic=match["arabic"] or "")

    def _pair(self, low: Number, high: Number, text: str) -> None:
        if low >= high or high > low + max(low, 1):
            raise Refusal(f"{text!r} is not one number in full; write it in digits")
        self.found += [Token("#", text, low, whole=True), Token("T", ""), Token("#", "", high, whole=True)]

    def _arabic(self, text: str, unit: str) -> tuple[Number, tuple[int, ...]]:
        steps = [UNITS[character] for character in plain(unit)]
        if len(steps) > 2 or steps != sorted(set(steps)):
            raise Refusal(f"{text + unit!r} has units that do not build a number")
        factor = math.prod(steps)
        value = times(digits.number(text, self.lang, scaled=bool(steps)), factor)
        if steps and value != int(value):
            raise Refusal(f"{text + unit!r} gives a part of a person; write the number in full")
        return value, (factor,) if steps else ()

    def _characters(self, match: re.Match[str]) -> int:
        text, stop = match[0], match.end()
        omits = self.lang.omits_one
        pair = han_pair(text, omits_one=omits) if len(text) > 1 else None
        if pair is not None and (self.lang.shortened or "、" in text or len(text) > 2 or text[-1] in "十百千万萬亿億"):
            self._pair(*pair, text)
            return stop
        if "、" in text:
            text = text.partition("、")[0]
            stop = match.start() + len(text)
        more = _MORE.match(self.phrase, stop)
        late = plain(more["late"]) if more else ""
        whole = plain(text)
        value: int | None = han_value(text, omits_one=omits, shortened=self.lang.shortened and not late)
        bare = False
        if value is None or (not omits and whole in UNITS and whole != "十"):
            if whole in ("百", "千", "万", "亿"):
                value, bare = UNITS[whole], True
            elif late and whole and set(whole) <= {"百", "千", "十"}:
                value = han_value(text, omits_one=True)
        if value is None:
            shorter = not self.lang.shortened and han_value(text, omits_one=True, shortened=True) is not None
            raise Refusal(f"{text!r} is not one number in full; write it in digits", "doubt" if shorter else "other")
        return self._with_more(text, value, han_factors(text), stop, bare=bare or whole == "万", spelled=True)

    def _with_more(self, text: str, value: Number, factors: tuple[int, ...], stop: int, *, arabic: str = "",
                   bare: bool = False, spelled: bool = False) -> int:  # fmt: skip
        """Add a number, and what follows within it: ``二十余万`` is more than 200,000."""
        more = _MORE.match(self.phrase, stop)
        if more is None:
            self.found.append(
                Token("#", text, value, factors, spelled=spelled, atomic=spelled, bare=bare, digits=arabic)
            )
            return stop
        factor = math.prod(UNITS[character] for character in plain(more["late"]))
        if factor > 1 and factors and factors[-1] >= factor:
            raise Refusal(f"{self.text!r} has a unit that belongs to no number")
        whole = text + more[0]
        value = times(value, factor)
        self.found.append(Token("#", whole, value, (), spelled=spelled, whole=True, digits=arabic))
        self.found.append(Token("O" if more["more"] in "来來" else "X", ""))
        return more.end()


def _added(text: str) -> int:
    """Return the number of several parts, each smaller than the unit of the one before it."""
    total, least = 0, 10**12
    for part, unit in re.findall(r"([\d,]+)([百千]?[万萬]|[百千亿億]|)", text):
        value, step = int(part.replace(",", "")), math.prod(UNITS[character] for character in plain(unit))
        if value * step >= least or step >= least or part[0] == "0":
            raise Refusal(f"{text!r} has units that do not build a number")
        total, least = total + value * step, step
    return total


@cache
def _unnamed() -> tuple[str, ...]:
    """Return what no name may hold, in any of these languages: a text without its language may be in each of them."""
    found = [word for lang in UNSPACED.values() for word in (*lang.unnamed, *lang.negations)]
    for code in UNSPACED:  # words that bound or soften a number; characters alone may stand in a name
        found += [word for word, entry in entries(code).items() if len(word) > 1 and set(entry.codes) - set("KD")]
    return tuple(dict.fromkeys(found))


@cache
def _firsts(code: str) -> dict[str, int]:
    """Return the length of the longest phrase that begins with each character."""
    found: dict[str, int] = {}
    for phrase in entries(code):
        found[phrase[0]] = max(found.get(phrase[0], 0), min(len(phrase), _LONGEST))
    return found


def _known(phrase: str, at: int, code: str) -> tuple[Entry, int] | None:
    """Return the longest known phrase that begins at a place, with the place behind it."""
    known = entries(code)
    for length in range(_firsts(code).get(phrase[at], 0), 0, -1):
        entry = known.get(phrase[at : at + length])
        if entry is not None and at + length <= len(phrase):
            return entry, at + length
    return None


__all__ = ["SCRIPT", "scan"]
