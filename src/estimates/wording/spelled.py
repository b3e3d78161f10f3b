"""Numerals in words, composed strictly in the order of their language."""

from __future__ import annotations

from functools import lru_cache

from estimates.wording.language import Number, SpacedLanguage

_LIMIT = 10**13
_TENS = range(20, 100, 10)


def value(parts: tuple[str, ...], lang: SpacedLanguage) -> Number | None:
    """Return the number that words compose in the order of their language, or None where they do not.

    Examples
    --------
    >>> from estimates.wording.languages import ENGLISH
    >>> value(("two", "hundred", "and", "fifty", "thousand"), ENGLISH), value(("fifty", "and", "hundred"), ENGLISH)
    (250000, None)
    """
    joined = _joined(parts, lang)
    if joined is None:
        return None
    total: Number = 0
    group: Number = 0
    least: Number = 0
    limit: Number = _LIMIT
    for word, atom in joined:
        if atom is None or (atom == 0 and len(joined) > 1):
            return None
        if word in lang.scales:
            if lang.code == "es" and atom == 10**6 and limit == 1000:  # mil millones
                total, group, limit = (total + group) * atom, 0, atom
                continue
            if atom >= limit or (not group and atom != 1000):
                return None
            total, group, limit = total + (group or 1) * atom, 0, atom
        elif atom > 1000:  # a German word for several thousand
            if group or atom >= limit:
                return None
            total, limit = total + atom, 1000 if atom % 1000 == 0 else least
        elif not limit:
            return None
        elif word in lang.hundreds:
            if (group and not 0 < group < 100) or (not group and word not in lang.bare_hundred):
                return None
            group = (group or 1) * 100
        elif _may_follow(group, atom, lang):
            group += atom
        elif lang.code == "fr" and atom == 20 and group % 100 == 4:  # quatre vingt
            group += 76
        else:
            return None
    if lang.code == "en" and total and 0 < group < 10 and parts[-2] != lang.joint:
        return None  # "one million two" may be 1,200,000
    return total + group


def _may_follow(group: Number, atom: Number, lang: SpacedLanguage) -> bool:
    """Whether a word may follow a group; French counts on from sixty, eighty and ten ("dix-huit")."""
    if lang.code == "fr" and ((10 <= atom < 20 and group % 100 in (60, 80)) or (group % 100 == 10 and 7 <= atom <= 9)):
        return True
    return _fits(group, atom)


def _fits(group: Number, atom: Number) -> bool:
    """Whether a word may follow what a group of hundreds, tens and ones holds: "two hundred" then "fifty"."""
    return group % (10 if atom < 10 else 100 if atom < 100 else 1000) == 0 and (group % 100 != 10 or not atom)


def _joined(parts: tuple[str, ...], lang: SpacedLanguage) -> list[tuple[str, Number | None]] | None:
    """Return each word with its number, without the words that join them rightly; None where one joins wrongly."""
    found: list[tuple[str, Number | None]] = []
    numbers = [atom(part, lang) for part in parts]
    for i, part in enumerate(parts):
        if part != lang.joint:
            before = found[-1][1] or 0 if found else 0
            if lang.code == "de" and i and parts[i - 1] == "und" and numbers[i] in _TENS and 0 < before < 10:
                found[-1] = (part, before + (numbers[i] or 0))  # fünf und zwanzig
            elif lang.code == "es" and i and parts[i - 1] == "y" and before in (10, 20):  # diez y siete
                found[-1] = (part, before + (numbers[i] or 0))
            else:
                found.append((part, numbers[i]))
        elif not 0 < i < len(parts) - 1 or not _may_join(numbers, i, lang):
            return None
    return found


def _may_join(numbers: list[Number | None], i: int, lang: SpacedLanguage) -> bool:
    if numbers[i - 1] is None or numbers[i + 1] is None:
        return False
    return lang.joins(int(numbers[i - 1] or 0), [int(number or 0) for number in numbers[i + 1 :]])


@lru_cache(maxsize=4096)
def _compound(word: str, code: str, read: object) -> Number | None:
    assert callable(read)
    found: Number | None = read(word)
    return found


def atom(word: str, lang: SpacedLanguage) -> Number | None:
    """Return the number of one word; a German compound is one."""
    for table in (lang.numerals, lang.scales):
        if word in table:
            return table[word]
    if word in lang.hundreds:
        return 100
    return _compound(word, lang.code, lang.compound)


def factors(parts: tuple[str, ...], lang: SpacedLanguage) -> tuple[int, ...]:
    """Return what the last words multiply by, the least first: 1,000 and 100,000 in "three hundred thousand"."""
    found: list[int] = []
    factor = 1
    for word in reversed(parts[1:]):
        if word in lang.scales:
            factor *= lang.scales[word]
        elif word in lang.hundreds:
            factor *= 100
        else:
            break
        found.append(factor)
    if not found and len(parts) >= 1:
        return _fused(atom(parts[-1], lang), lang, parts)
    return tuple(found)


def _fused(number: Number | None, lang: SpacedLanguage, parts: tuple[str, ...]) -> tuple[int, ...]:
    """Return the factors within a German word: 100 in ``sechshundert``."""
    if lang.code != "de" or len(parts) > 1 or not isinstance(number, int) or parts[0] in lang.numerals:
        return ()
    return tuple(f for f in (100, 1000, 100_000) if number % f == 0 and 1 < number // f < (10 if f != 1000 else 1000))
