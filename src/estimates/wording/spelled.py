"""Numerals in words, composed strictly: a check on the library, which lets many a wrong order of words pass."""

from __future__ import annotations

import re
from functools import lru_cache

from estimates.wording.lexicon import SCALES

_AND = {"en": "and", "de": "und", "fr": "et", "es": "y"}
_HUNDRED = {"en": {"hundred"}, "de": {"hundert"}, "fr": {"cent", "cents"}, "es": set[str]()}
_TENS = range(20, 100, 10)
_DIGITS = {character: number for number, character in enumerate("零一二三四五六七八九")}
_DIGIT = "[一二三四五六七八九]"
_SECTION = re.compile(f"(?:({_DIGIT}?)千)?零?(?:({_DIGIT}?)百)?零?(?:({_DIGIT}?)十)?零?({_DIGIT})?")


def value(parts: list[str], lang: str) -> int | None:
    """Return the number that words compose in the order of their language, or None where they do not.

    Examples
    --------
    >>> value(["two", "hundred", "and", "fifty", "thousand"], "en"), value(["fifty", "and", "hundred"], "en")
    (250000, None)
    """
    joined = _joined(parts, lang)
    if joined is None:
        return None
    total, group, least = 0, 0, 10**12
    for word, atom in joined:
        if atom is None or (atom == 0 and len(joined) > 1):
            return None
        if atom in (10**3, 10**6, 10**9):
            if lang == "es" and atom == 10**6 and least == 1000:  # mil millones
                total, group, least = (total + group) * atom, 0, atom
                continue
            if atom >= least:
                return None
            total, group, least = total + (group or 1) * atom, 0, atom
        elif atom > 1000:  # a German word for several thousand
            if group or atom >= least:
                return None
            total, least = total + atom, 1000 if atom % 1000 == 0 else 0
        elif not least:
            return None
        elif word in _HUNDRED[lang] and 0 < group < 100:
            group *= 100
        elif _fits(group, atom) or (lang == "fr" and 10 <= atom < 20 and group % 100 in (60, 80)):
            group += atom
        elif lang == "fr" and atom == 20 and group % 100 == 4:  # quatre vingt
            group += 76
        else:
            return None
    return total + group


def _fits(group: int, atom: int) -> bool:
    """Whether a word may follow what a group of hundreds, tens and ones holds: "two hundred" then "fifty"."""
    return group % (10 if atom < 10 else 100 if atom < 100 else 1000) == 0 and (group % 100 != 10 or not atom)


def _joined(parts: list[str], lang: str) -> list[tuple[str, int | None]] | None:
    """Return each word with its number, those that "and" joins rightly among them; None where it joins others."""
    found: list[tuple[str, int | None]] = []
    numbers = [_atom(part, lang) for part in parts]
    for i, part in enumerate(parts):
        if part != _AND[lang]:
            before = found[-1][1] or 0 if found else 0
            if lang == "de" and parts[i - 1] == "und" and numbers[i] in _TENS and 0 < before < 10:  # fünf und zwanzig
                found[-1] = (part, before + (numbers[i] or 0))
            else:
                found.append((part, numbers[i]))
        elif not 0 < i < len(parts) - 1 or not _joins(parts, numbers, i, lang):
            return None
    return found


def _joins(parts: list[str], numbers: list[int | None], i: int, lang: str) -> bool:
    before, after = numbers[i - 1] or 0, numbers[i + 1] or 0
    if lang == "fr":
        return before in range(20, 70, 10) and after in (1, 11)
    if lang == "es":
        return before in range(30, 100, 10) and after in range(1, 10)
    if lang == "de" and before < 10 and after in _TENS:
        return True
    rest = [number or 0 for number in numbers[i + 1 :]]
    if before % 1000 == 0:
        return before > 0 and max(rest) < 100
    until = next((at for at, number in enumerate(rest) if number >= 1000), len(rest))
    return before % 100 == 0 and before > 0 and after < 100 and 100 not in rest[:until]


def han_value(text: str) -> int | None:
    """Return the number that simplified Chinese characters compose, or None.

    ``三万五`` is None: 35,000 to a Chinese reader and 30,005 to a Japanese.

    Examples
    --------
    >>> han_value("千七百十三"), han_value("五亿十万"), han_value("三万五")
    (1713, 500100000, None)
    """
    match = re.fullmatch(r"(?:([^亿万]+)亿)?(?:([^亿万]+)万)?([^亿万]*)", text)
    if match is None or text == "零":
        return None if match is None else 0
    total = 0
    for section, unit in zip(match.groups(), (10**8, 10**4, 1)):
        if section:
            part = _section(section)
            if part is None or (unit == 1 and total and len(section) == 1):
                return None
            total += part * unit
    return total or None


def _section(text: str) -> int | None:
    """Return the number of what stands before, between or after 万 and 亿."""
    match = _SECTION.fullmatch(text)
    if match is None or text.endswith("零"):
        return None
    thousands, hundreds, tens, ones = match.groups()
    if ones and tens is None and len(text) > 1 and text[-2] != "零":
        return None
    scaled = ((thousands, 1000), (hundreds, 100), (tens, 10))
    return sum(_DIGITS.get(digit, 1) * unit for digit, unit in scaled if digit is not None) + _DIGITS[ones or "零"]


@lru_cache(maxsize=4096)
def _atom(word: str, lang: str) -> int | None:
    """Return the number of one word; a compound of German or with French hyphens is one."""
    from text_to_num import text2num

    scale = SCALES[lang].get(word)
    if scale is not None:
        return scale
    try:
        return int(text2num(word, lang))
    except ValueError:
        return None
