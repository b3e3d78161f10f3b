"""Numerals to numbers: digits as a language groups them, and words as well-kept libraries read them."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from estimates.errors import WordingError
from estimates.wording import spelled
from estimates.wording.lexicon import ARTICLES, SCALES

Number = int | float

_PLAIN = re.compile(r"0|[1-9]\d*")
# No more than two blanks: "100 000 200 000" are two numbers.
_SPACED = re.compile(r"[1-9]\d{0,2}(?: \d{3}){1,2}|[1-9]\d{0,2}(?:'\d{3})+")
_GROUPED = {",": re.compile(r"[1-9]\d{0,2}(?:,\d{3})+"), ".": re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")}
_DECIMAL = {
    ".": re.compile(r"((?:0|[1-9]\d*)|[1-9]\d{0,2}(?:,\d{3})+)\.(\d+)"),
    ",": re.compile(r"((?:0|[1-9]\d*)|[1-9]\d{0,2}(?:[. ]\d{3})+),(\d+)"),
}
# What parts thousands and what begins decimals, by language; French parts thousands by blanks only.
_SEPARATORS = {"": (",", "."), "en": (",", "."), "de": (".", ","), "es": (".", ","), "fr": ("", ","), "zh": (",", "."),
               "ja": (",", ".")}  # fmt: skip


@lru_cache(maxsize=65536)
def digits(text: str, lang: str) -> Number:
    """Return the number that digits give in a language, whose separators decide what they mean."""
    if _PLAIN.fullmatch(text):
        return int(text)
    if _SPACED.fullmatch(text):
        return int(text.replace(" ", "").replace("'", ""))
    thousands, point = _SEPARATORS[lang]
    if thousands and _GROUPED[thousands].fullmatch(text):
        return int(text.replace(thousands, ""))
    decimal = _DECIMAL[point].fullmatch(text)
    if decimal:
        whole, part = decimal[1], decimal[2]
        if len(part) == 3 and len(whole) <= 3 and whole != "0":
            other = whole + part
            raise WordingError(
                f"{text!r} may be {int(other):,} or a decimal fraction; give the language, or write {int(other):,}"
            )
        number = float(re.sub(r"[,. ]", "", whole) + "." + part)
        return int(number) if number.is_integer() else number
    if re.search(r"\d +\d", text):
        raise WordingError(
            f"{text!r} holds more than one number, or thousands that are not grouped by three; split the claim"
        )
    if re.fullmatch(r"0\d+", text):
        raise WordingError(f"{text!r} begins with a zero; write the number without it")
    expected = {
        ",": "73,790 with decimals as 1.5",
        ".": "73.790 with decimals as 1,5",
        "": "73 790 with decimals as 1,5",
    }
    raise WordingError(f"{text!r} is not grouped as {_named(lang)} groups numbers: {expected[thousands]}")


def _named(lang: str) -> str:
    return {"en": "English", "de": "German", "fr": "French", "es": "Spanish"}.get(lang, "the language")


def elided(low: Number, high: Number) -> bool:
    """Return whether the first of two numbers may leave out hundreds or thousands that the second has.

    "4-500" may be 4 to 500 or 400 to 500; in "500-1,000" the first would exceed the second.

    Examples
    --------
    >>> elided(4, 500), elided(12, 1500), elided(500, 1_000), elided(100, 200), elided(800, 1_000_000)
    (True, True, False, False, True)
    """
    step = 100
    while 0 < low * step < high:
        if high % step == 0:
            return True
        step *= 10
    return False


def scale(words: list[str], lang: str) -> int | None:
    """Return the factor of words that are nothing but ``thousand``, ``million``, ``hundred thousand``; else None."""
    factor, last = 1, 0
    for word in words:
        step = SCALES[lang].get(word)
        if step is None or (last and not last < step):
            return None
        factor, last = factor * step, step
    return factor


def trailing_scale(words: list[str], lang: str) -> int:
    """Return the factor by which the last words of a numeral multiply: a thousand in ``thirty thousand``."""
    for start in range(1, len(words)):
        factor = scale(words[start:], lang)
        if factor:
            return factor
    return 1


@lru_cache(maxsize=4096)
def words(text: str, lang: str) -> int:
    """Return the number that words give: ``twenty thousand``, ``zweihunderttausend``, ``deux cent mille``."""
    from text_to_num import text2num

    parts = text.split()
    articles = ARTICLES[lang]
    if parts[0] in articles and len(parts) > 1 and parts[1] in SCALES[lang]:
        parts[0] = articles[parts[0]]
    bare = lang == "en" and parts[0] in SCALES["en"]
    climbing = any(a in SCALES["en"] and b in SCALES["en"] and a != "hundred" for a, b in pairwise(parts))
    ended = parts[-1] in ("and", "y", "et", "und")
    if _is_numeral(parts, lang) and not bare and not (lang == "en" and climbing) and not ended:
        try:
            number = int(text2num(" ".join(parts), lang))
            if number == spelled.value(parts, lang):
                return number
        except ValueError:
            pass
    raise WordingError(f"{text!r} is neither a number nor a word that is known to bound, soften or count one")


# "Hundreds" are no hundred and "million" is no one million; the library reads both, and "zero hundred" as a hundred.
_PLURALS = {"hundreds", "thousands", "tens", "cientos", "miles", "milles", "hunderte", "tausende"}
_MILLIONS = {"million", "millions", "millionen", "millón", "millones"}
_MILLIONS |= {"milliard", "milliards", "milliarde", "milliarden"}
_NIL = {"zero", "nought", "nil", "null", "zéro", "cero"}


def _is_numeral(parts: list[str], lang: str) -> bool:
    if _PLURALS.intersection(parts) or parts[0] in _MILLIONS or parts[0] == "cents":
        return False
    if len(parts) > 1 and _NIL.intersection(parts):
        return False
    return lang != "fr" or not any(a == "mille" and b in _MILLIONS for a, b in pairwise(parts))


_HAN = str.maketrans("两兩〇○億萬壱弐参貳參", "二二零零亿万一二三二三")


@lru_cache(maxsize=4096)
def han(text: str, lang: str) -> int:
    """Return the number that Chinese characters give; ``千`` alone is a thousand in Japanese only."""
    from cn2an import cn2an

    plain = text.translate(_HAN)
    number = spelled.han_value(plain)
    try:
        read: int | None = int(cn2an(plain, "strict"))
    except ValueError:  # 千七百: only Japanese leaves out the one
        read = number if lang != "zh" else None
    if number is None or number != read:
        raise WordingError(f"{text!r} is not one number in full; write it in digits")
    return number
