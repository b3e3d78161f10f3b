"""Shares in Chinese and Japanese: ``三分之一``, ``百分之十``, ``九成``, ``3分の1``, ``一割五分``, ``半数``."""

from __future__ import annotations

import re
from functools import cache

from estimates.wording.han_numerals import CHARACTERS, UNITS, han_pair, han_value
from estimates.wording.language import Number, UnspacedLanguage
from estimates.wording.parts import Token, times
from estimates.wording.refusals import Refusal

_NUMBER = rf"\d+(?:\.\d+)?|[{CHARACTERS}]+|\d、\d|[{CHARACTERS}]、[{CHARACTERS}]"
_SHARE = "share"
SHARING = re.compile("[分成割半之中]")  # without one of these, nothing in a phrase is a share
_TENTH, _HUNDREDTH = 0.1, 0.01


@cache
def _pattern(lang: UnspacedLanguage) -> re.Pattern[str]:
    either = "|".join
    return re.compile(
        rf"(?P<below>{_NUMBER}){lang.fraction}(?P<above>{_NUMBER})"
        rf"|(?P<tenths>{_NUMBER})(?:{either(lang.tenths)})"
        rf"(?:(?P<hundredths>[\d{CHARACTERS}]){lang.hundredth})?(?!{either(lang.not_tenths) or '$^'})"
        rf"|(?P<more>{either(lang.over_half)})|(?P<half>{either(lang.half)})|十[之中](?P<of_ten>[{CHARACTERS}]{{2}})"
    )


def share_at(phrase: str, at: int, lang: UnspacedLanguage) -> tuple[list[Token], int] | None:
    """Return the parts of a share that begins at a place, and the place behind it; None where none begins.

    Examples
    --------
    >>> from estimates.wording.languages import CHINESE, JAPANESE
    >>> [token.number for token in share_at("四分之三", 0, CHINESE)[0]], share_at("三割五分", 0, JAPANESE)[0][0].number
    ([0.75], 0.35)
    """
    match = _pattern(lang).match(phrase, at)
    if match is None:
        return None
    text = match[0]
    if match["half"]:
        found = [Token("#", text, 0.5, spelled=True, share=_SHARE, whole=True)]
    elif match["more"]:
        found = [Token("#", text, 0.5, spelled=True, share=_SHARE, whole=True), Token("X", "")]
    elif match["below"]:
        found = _fraction(text, match["below"], match["above"], lang)
    else:
        found = _in_tenths(text, match["tenths"] or match["of_ten"], match["hundredths"] or "", lang)
    return found, match.end()


def _fraction(text: str, below: str, above: str, lang: UnspacedLanguage) -> list[Token]:
    """Return ``四分之三`` as three quarters, and ``百分之十`` as ten per cent."""
    whole, part = _value(below, text), _value(above, text)
    if not 0 < part <= whole:
        raise Refusal(f"{text!r} is more than the whole; mend it, or fill low and high")
    if whole == 100 and lang.says_percent:
        return [Token("#", text, part), Token("S", "")]
    return [Token("#", text, part / whole, spelled=True, share=_SHARE, whole=True)]


def _in_tenths(text: str, tenths: str, hundredths: str, lang: UnspacedLanguage) -> list[Token]:
    pair = None if tenths.isdigit() or len(tenths) < 2 else _neighbours(tenths)
    if pair is not None:
        low, high = (times(number, _TENTH) for number in pair)
        return [Token("#", text, low, share=_SHARE, whole=True), Token("T", ""),
                Token("#", "", high, share=_SHARE, whole=True)]  # fmt: skip
    value = times(_value(tenths, text), _TENTH)
    if hundredths:
        value = times(value + _value(hundredths, text) * _HUNDREDTH, 1)
    if value > 1:
        raise Refusal(f"{text!r} is more than the whole; mend it, or fill low and high")
    return [Token("#", text, value, () if hundredths else (_TENTH,), share=_SHARE)]


def _neighbours(text: str) -> tuple[int, int] | None:
    if text[0].isdigit() and "、" in text:
        low, high = (int(part) for part in text.split("、"))
        return (low, high) if high == low + 1 else None
    return han_pair(text, omits_one=False)


def _value(text: str, whole: str) -> Number:
    if text[0].isdigit() and "、" not in text:
        number = float(text)
        return int(number) if number.is_integer() else number
    value = UNITS.get(text) or (None if "、" in text else han_value(text, omits_one=True))
    if value is None:
        raise Refusal(f"{whole!r} is not one share; write it in digits, such as 0.3")
    return value


__all__ = ["SHARING", "share_at"]
