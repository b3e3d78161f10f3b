"""The grammar of Chinese and Japanese phrases: what stands before a number, within it and behind it."""

from __future__ import annotations

import math
import re

from estimates.errors import WordingError
from estimates.model.ranges import Range
from estimates.wording import numerals
from estimates.wording.numerals import Number

SCRIPT = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_UNIT = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_BEFORE = (
    ("A", "ほぼ|大约|大約|约有|約有|约为|约|約|おおよそ|およそ|大概|估计|估計|推定"),
    ("m", "最多|至多|不超过|不超過|多达|多達|最大で|最大"),
    ("M", "超过|超過|逾|多于|多於"),
    ("L", "至少|少なくとも|最少|不少于|不少於|不下|最低"),
    ("l", "不足|不到|少于|少於"),
    ("n", "将近|將近|接近|近"),
)
_BEHIND = (
    ("L", "以上"), ("m", "以下"), ("l", "未満"), ("n", "弱"),
    ("M", "を超える|を超す|を上回る|あまり|余り|余|餘|多|强|強|超"), ("A", "左右|上下|前後|ほど|程度|くらい|ぐらい"),
)  # fmt: skip
_NOUN = "人|名|个人|個人|名士兵|士兵|官兵|余人|兵|将兵|具|体|死者|死亡|平民|军民|軍民|遇难者|遇難者|の兵士|の兵|の死者"
_ARABIC = r"\d(?:[\d,.]*\d)?"
_HAN = "[零〇○一二三四五六七八九十百千万萬亿億两兩壱弐参]+"
_UNITS = "[十百千万萬亿億]*"
# 3万5千, 1万3,000: every part has its unit, or the last one its digits in full; "3万5" is left to nobody's guess.
_PARTS = r"(?:\d+[百千万萬亿億])+(?:\d,?\d{3}[万萬]|\d+(?:[百千]?[万萬]|[百千])|\d,?\d{3}|\d{3})"
_ANY = f"(?:{_PARTS}|{_ARABIC}{_UNITS}|{_HAN})"
_FIGURE = re.compile(f"(?P<digits>{_ARABIC})(?P<unit>{_UNITS})|(?P<han>{_HAN})")
_VAGUE = re.compile(
    r"(?:约|約)?(?:数|數|几|幾|十几|十幾|十数|十數)(?:十|百|千|万|萬|亿|億)+(?:余|餘|多)?" + f"(?:{_NOUN})?(?:以上)?"
)
_TO = r"(?:至|到|から|乃至|-|–|—|~|〜)"
_PHRASE = re.compile(
    rf"(?P<before>{'|'.join(words for _, words in _BEFORE)})?从?從?"
    f"(?P<a>{_ANY})"
    rf"(?P<more>[余餘多](?=[万萬亿億人名]))?(?P<late>[万萬亿億])?"
    f"(?:(?:{_NOUN})?{_TO}(?P<b>{_ANY}))?"
    rf"(?P<noun>{'|'.join(sorted(_NOUN.split('|'), key=len, reverse=True))})?"
    rf"(?P<behind>{'|'.join(words for _, words in _BEHIND)})?(?P<last>{_NOUN})?"
)


def read(text: str, lang: str) -> Range:
    """Return the range of a phrase in Chinese or Japanese.

    ``二十余万`` and ``20多万`` are "over 200,000": the number itself is excluded, and no high end is stated.
    """
    if re.search(r"[十百千万萬亿億]\s+\d", text):
        raise WordingError(f"{text!r} holds more than one number, or a gap within one; split the claim")
    phrase = re.sub(r"\s+", "", text)
    if _VAGUE.fullmatch(phrase):
        return Range()
    match = _PHRASE.fullmatch(phrase)
    if match is None:
        many = len(re.findall(_ARABIC, phrase)) > 1
        why = "it seems to give more than one number; split the claim" if many else "a part of it is not known"
        raise WordingError(f"{text!r} cannot be read without guessing: {why}")
    return _bounded(match, text, lang)


def _bounded(match: re.Match[str], text: str, lang: str) -> Range:
    before, behind = _code(_BEFORE, match["before"]), _code(_BEHIND, match["behind"])
    low = _number(match["a"], lang)
    if match["late"]:
        if not match["more"]:
            raise WordingError(f"{text!r} has a unit that belongs to no number")
        low = low * _UNIT[match["late"]]
    if match["more"]:
        if behind or match["b"]:
            raise WordingError(f"{text!r} says 'over' within the number and bounds it again; split the claim")
        behind = "M"
    if match["b"]:
        if behind not in ("", "A") or before not in ("", "A"):
            raise WordingError(f"{text!r} bounds a range once more; split the claim")
        return _span(match, low, text, lang, approximate="A" in (before, behind))
    approximate = before in ("A", "n") or behind in ("A", "n")
    bound = behind if behind not in ("", "A") else before if before != "A" else ""
    if before not in ("", "A") and behind not in ("", "A"):
        raise WordingError(f"{text!r} bounds the number twice; split the claim")
    ends: dict[str, tuple[Number | None, Number | None]] = {"M": (low, None), "L": (low, None), "l": (None, low),
                                                            "m": (None, low), "n": (None, low)}  # fmt: skip
    start, stop = ends.get(bound, (low, low))
    return Range(start, stop, approximate=approximate, low_open=bound == "M", high_open=bound in ("l", "n"))


def _span(match: re.Match[str], low: Number, text: str, lang: str, *, approximate: bool) -> Range:
    """Return both ends of a span; in ``20-30万`` and ``二十至三十万`` the unit of the second serves the first too."""
    first, second = match["a"], match["b"]
    if first[-1].isdigit() and low < 1000 and second[0].isdigit():
        last = numerals.digits(_leading(second), lang)
        if numerals.elided(low, last) or ("," in second and low < last):
            raise WordingError(f"{text!r} may begin with {first} or with a multiple of it; write both numbers in full")
    high = _number(second, lang)
    unit = second.lstrip("0123456789,.")
    unsure = WordingError(f"{text!r} may share its unit or not; write both numbers in full")
    if set("余餘多") & set(match[0]):
        raise WordingError(f"{text!r} says 'over' of a span; split the claim")
    if any(re.fullmatch(_PARTS, part) for part in (first, second)):
        if _top(first) != _top(second) and not re.fullmatch(_PARTS, first):
            raise unsure
        return Range(low, high, approximate=approximate)
    if first[-1].isdigit() and unit and unit != second:
        low = low * (high / _number(second.removesuffix(unit), lang))
        if float(low) >= high or _number(first, lang) >= 1000:
            raise unsure
        return Range(int(low) if float(low).is_integer() else low, high, approximate=approximate)
    tail = _UNIT.get(second[-1], 1)
    if tail >= 10**4 and not re.search(r"[万萬亿億]", first):
        if low * tail < high and len(str(int(low))) == len(str(int(high / tail))):
            low = low * tail
        elif low * tail < high or low < 100:
            raise unsure
    elif _top(second) > 1 and _top(first) == 1 and not first[-1].isdigit():
        raise unsure
    return Range(low, high, approximate=approximate)


def _leading(figure: str) -> str:
    """Return the digits that a figure begins with."""
    return re.match(_ARABIC, figure)[0]  # type: ignore[index]  # called for figures that begin with a digit


def _top(figure: str) -> int:
    """Return the largest unit within a figure, 1 where it has none."""
    return max((_UNIT.get(character, 1) for character in figure), default=1)


def _code(table: tuple[tuple[str, str], ...], word: str | None) -> str:
    return next((code for code, words in table if word in words.split("|")), "") if word else ""


def _number(text: str, lang: str) -> Number:
    if re.fullmatch(_PARTS, text):
        return _added(text)
    match = _FIGURE.fullmatch(text)
    assert match is not None  # a part of the phrase's own pattern
    if match["han"]:
        return numerals.han(match["han"], lang)
    number = numerals.digits(match["digits"], lang)
    for unit in match["unit"]:
        number = number * _UNIT[unit]
    steps = [_UNIT[unit] for unit in match["unit"]]
    if len(steps) > 2 or steps != sorted(set(steps)):
        raise WordingError(f"{text!r} has units that do not build a number")
    return int(number) if float(number).is_integer() else number


def _added(text: str) -> int:
    """Return the number of several parts, each smaller than the unit of the one before it."""
    total, least = 0, 10**12
    for part, unit in re.findall(r"([\d,]+)([百千]?[万萬]|[百千亿億]|)", text):
        value, step = int(part.replace(",", "")), math.prod(_UNIT[character] for character in unit)
        if value * step >= least or step >= least or part[0] == "0":
            raise WordingError(f"{text!r} has units that do not build a number")
        total, least = total + value * step, step
    return total
