"""Two numbers side by side: whether the first shares the thousands of the second, or nobody can tell."""

from __future__ import annotations

import re

from estimates.model.range_texts import elided
from estimates.wording.language import Number
from estimates.wording.parts import Token, times
from estimates.wording.refusals import Refusal

_GROUPED = re.compile(r"([1-9]\d{0,2})((?:[,.' ]\d{3})+)")
_DASHED = re.compile(r"\d ?[-–‒—] ?\d")


def shared(a: Token, b: Token, text: str, *, noun_first: bool) -> tuple[Number, Number]:
    """Return both ends of a span; in "40 to 50 thousand" and "5-6,000" the first shares the thousands of the second.

    Parameters
    ----------
    a, b : Token
        The two numbers.
    text : str
        The phrase, for messages.
    noun_first : bool
        Whether the first has a noun of its own, and so is a number in full: "3 men to 400 men".
    """
    low, high = a.number, b.number
    if noun_first or a.whole or low >= 1000 or (a.share and not (a.fraction and b.factors)):
        return low, high
    unsure = Refusal(f"{text!r} may begin with {a.text} or with a multiple of it; write both numbers in full")
    if a.factors or (a.spelled and not b.factors):  # "one hundred to ...", "nine hundred to a thousand"
        if (
            not a.factors and not b.spelled and elided(low, high, grouped=bool(_GROUPED.fullmatch(b.digits)))
        ):  # "two to 300"
            raise unsure
        if any(low * step < high for step in (1000, 10**6)) and high >= 1000:
            raise unsure
        return low, high
    if not b.factors:
        return _in_digits(a, b, text, unsure)
    return _with_scale(a, b, unsure), high


def _with_scale(a: Token, b: Token, unsure: Refusal) -> Number:
    """Return the first number with the scale of the second: "two to three hundred thousand"."""
    low, high = a.number, b.number
    if a.fraction and a.share:  # "a quarter to half a million"
        if b.factors[-1] < 1000:
            raise unsure
        return times(low, b.factors[-1])
    if not b.spelled:
        head = high / b.factors[-1]
        if low >= head or elided(low, head, grouped=False) or (b.factors[-1] < 1000 and _digits(low) != _digits(head)):
            raise unsure
        return times(low, b.factors[-1])
    sharing = [factor for factor in b.factors if low < high / factor]
    if not sharing:  # it would reverse the range: "eighty to one hundred"
        if high >= 1000 and (low < 100 or any(low * step < high for step in (1000, 10**6))):
            raise unsure  # "entre treinta y cinco mil"
        return low
    alike = [factor for factor in sharing if _digits(low) == _digits(high / factor)]
    if alike:
        if b.atomic and alike[-1] != b.factors[0] and not a.hanging:
            raise unsure  # "zwei bis dreihunderttausend"
        return times(low, alike[-1])
    least = b.factors[0]
    if least < 1000 or high / least >= 100 or low >= high / least:
        raise unsure
    return times(low, least)


def _digits(number: Number) -> int:
    return len(str(int(number)))


def _in_digits(a: Token, b: Token, text: str, unsure: Refusal) -> tuple[Number, Number]:
    """Return both ends of a span in digits: "5-6,000" shares by its grouping, "3-400" may be 3 or 300."""
    low, high = a.number, b.number
    grouped = _GROUPED.fullmatch(b.digits)
    if not elided(low, high, grouped=grouped is not None):
        return low, high
    thousands = grouped is not None and len(grouped[2]) == 4 and high % 1000 == 0 and _DASHED.search(text)
    if grouped is not None and thousands and low == int(low) and low < int(grouped[1]) < 10 * low:
        return times(low, 1000), high
    raise unsure
