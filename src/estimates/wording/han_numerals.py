"""Numbers in Chinese characters, composed strictly."""

from __future__ import annotations

import re
from functools import lru_cache

_PLAIN = str.maketrans(
    "两兩〇○億萬壱弐参貳參壹贰叁肆伍陆陸柒捌玖拾佰仟", "二二零零亿万一二三二三一二三四五六六七八九十百千"
)
DIGITS = {character: number for number, character in enumerate("零一二三四五六七八九")}
UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
CHARACTERS = "零〇○一二三四五六七八九十百千万萬亿億两兩壱弐参貳參壹贰叁肆伍陆陸柒捌玖拾佰仟"
_DIGIT = "[一二三四五六七八九]"
_SECTION = re.compile(f"(?:({_DIGIT}?)千)?零?(?:({_DIGIT}?)百)?零?(?:({_DIGIT}?)十)?零?({_DIGIT})?")
_PAIR = re.compile(f"(.*[十百千万亿])?({_DIGIT})(、?)({_DIGIT}|十)([十百千万亿]*)")
_POSITIONAL = re.compile(f"(.*[万亿])?([{''.join(DIGITS)}]+)([万亿]*)")
_SHORT = re.compile(f".*([百千万亿])({_DIGIT})")


def plain(text: str) -> str:
    """Return characters in their simplest form, banker's numerals as common ones."""
    return text.translate(_PLAIN).replace("万万", "亿")


@lru_cache(maxsize=16384)
def han_value(text: str, *, omits_one: bool = True, shortened: bool = False) -> int | None:
    """Return the number that Chinese characters compose, or None.

    Parameters
    ----------
    text : str
        The characters.
    omits_one : bool
        Whether ``千七百`` is 1,700, as in Japanese; otherwise a unit alone counts only before 万 and 亿.
    shortened : bool
        Whether ``三万五`` is 35,000, as in Chinese; otherwise it is None.

    Examples
    --------
    >>> han_value("千七百十三"), han_value("五亿十万"), han_value("十万零一千"), han_value("三万五")
    (1713, 500100000, 101000, None)
    >>> han_value("三万五", shortened=True), han_value("壹拾万零叁仟"), han_value("三〇〇〇")
    (35000, 103000, 3000)
    """
    if len(text) > 1 and text[-1] in "两兩":
        return None  # a tael: "八百两" is 800 of them
    characters = plain(text)
    if "〇" in text or "○" in text:
        return _positional(characters)
    if shortened:
        short = _SHORT.fullmatch(characters)
        if short is not None and len(characters) > 3 and characters[-3] in "百千":
            return None  # 一千万五 may be 10,005,000 or 15,000,000
        if short is not None:
            before = _composed(characters[:-1], omits_one)
            return None if before is None else before + DIGITS[short[2]] * UNITS[short[1]] // 10
    return _composed(characters, omits_one)


def _composed(text: str, omits_one: bool) -> int | None:
    match = re.fullmatch(r"(?:([^亿万]+)亿)?(?:([^亿万]+)万)?([^亿万]*)", text)
    if match is None or text == "零":
        return None if match is None else 0
    total = 0
    for section, unit in zip(match.groups(), (10**8, 10**4, 1)):
        if section:
            if total and section[0] == "零" and len(section) > 1 and section[1] not in "零百千":
                section = section if len(section) == 2 else section[1:]
            part = _section(section, omits_one or (unit > 1 and section in ("百", "千")))
            if part is None or (unit == 1 and total and section in DIGITS):
                return None
            total += part * unit
    return total or None


def _section(text: str, omits_one: bool) -> int | None:
    """Return the number of what stands before, between or after 万 and 亿."""
    match = _SECTION.fullmatch(text)
    if match is None or text.endswith("零"):
        return None
    thousands, hundreds, tens, ones = match.groups()
    if ones and tens is None and len(text) > 1 and text[-2] != "零":
        return None
    if not omits_one and (
        "" in (thousands, hundreds) or (thousands and hundreds is None and tens and "零" not in text)
    ):
        return None
    scaled = ((thousands, 1000), (hundreds, 100), (tens, 10))
    return sum(DIGITS.get(digit, 1) * unit for digit, unit in scaled if digit is not None) + DIGITS[ones or "零"]


def _positional(text: str) -> int | None:
    """Return the number of digits that stand in their places: ``三〇〇〇``, ``三〇万``, ``一万五〇〇〇``."""
    match = _POSITIONAL.fullmatch(text)
    if match is None or match[2][0] == "零" or len(match[2]) < 2:
        return _composed(text, omits_one=True)
    number = int("".join(str(DIGITS[digit]) for digit in match[2]))
    for unit in match[3]:
        number *= UNITS[unit]
    if match[1] is None:
        return number
    before = _composed(match[1], omits_one=True)
    if before is None or len(match[2]) != 4 or match[3]:
        return None
    return before + number


def han_pair(text: str, *, omits_one: bool) -> tuple[int, int] | None:
    """Return both ends of neighbouring digits, ``二三十万`` or ``八、九万``; None where there are none.

    Examples
    --------
    >>> han_pair("二三十万", omits_one=False), han_pair("十六、七万", omits_one=True), han_pair("二五", omits_one=True)
    ((200000, 300000), (160000, 170000), None)
    """
    match = _PAIR.fullmatch(plain(text))
    if match is None:
        return None
    before, first, comma, second, unit = match.groups(default="")
    ninth = first == "九" and second == "十" and comma
    if not ninth and (second == "十" or DIGITS[second] != DIGITS[first] + 1):
        return None
    low = _composed(before + first + unit, omits_one)
    high = _composed(second + unit if ninth else before + second + unit, omits_one)
    if low is None or high is None or low >= high or (ninth and before):
        return None
    return low, high


def han_factors(text: str) -> tuple[int, ...]:
    """Return what the last characters multiply by, the least first: 10,000 and 100,000 in ``三十万``."""
    found: list[int] = []
    factor = 1
    for character in reversed(plain(text)[1:]):
        if character not in UNITS:
            break
        factor *= UNITS[character]
        if factor >= 100:
            found.append(factor)
    return tuple(found)
