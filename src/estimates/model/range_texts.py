"""The words with which a range is written, in signs or in words of whichever language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

from attrs import frozen

from estimates.model.numbers import Number, written, written_ends


@frozen(kw_only=True)
class RangeTexts:
    """The words of a range, as templates of a number ``{x}``.

    Parameters
    ----------
    at_least, more_than, at_most, less_than : str
        For an end that is included, or excluded, where the other is absent or stands after it.
    about : str
        Of a number, or of a whole range.
    about_within : bool
        Whether "about" stands at the number of a bound, as in "over c. 5"; else before its sign, as in "c. > 5".
    between, best, no_number, comma : str
        `between` of ``{low}`` and ``{high}``, `best` of the source's best value, which follows the range.
    """

    at_least: str = "≥ {x}"
    more_than: str = "> {x}"
    at_most: str = "≤ {x}"
    less_than: str = "< {x}"
    about: str = "c. {x}"
    about_within: bool = False
    between: str = "{low}–{high}"
    best: str = " (best {x})"
    no_number: str = "no number"
    comma: str = ", "


IN_SIGNS: Final = RangeTexts()
IN_WORDS: Final = RangeTexts(
    at_least="at least {x}", more_than="over {x}", at_most="up to {x}", less_than="less than {x}", about="c.\xa0{x}",
    about_within=True,
)  # fmt: skip


class Ends(Protocol):
    """What a text of a range is made from."""

    @property
    def kind(self) -> str: ...
    @property
    def low(self) -> Number | None: ...
    @property
    def high(self) -> Number | None: ...
    @property
    def best(self) -> Number | None: ...
    @property
    def approximate(self) -> bool: ...
    @property
    def low_open(self) -> bool: ...
    @property
    def high_open(self) -> bool: ...


def range_text(r: Ends, words: RangeTexts = IN_SIGNS, number: Callable[[str], str] = str) -> str:
    """Return a range in signs or in words; `number` changes a number in English print into one of another language.

    Examples
    --------
    >>> from estimates.model.ranges import Range, more_than
    >>> range_text(more_than(200_000)), range_text(more_than(200_000), IN_WORDS)
    ('> 200,000', 'over 200,000')
    >>> range_text(Range(5, 9, low_open=True, approximate=True), IN_WORDS)
    'over c.\\xa05, up to 9'
    """
    if r.kind == "vague":
        return words.no_number
    bounds = _bounds(r, words, number)
    if len(bounds) == 1 and bounds[0][0] == "{x}":
        text = _about(bounds[0][1], r, words)
    elif words.about_within:
        first, *rest = bounds
        texts = [first[0].format(x=_about(first[1], r, words)), *(sign.format(x=end) for sign, end in rest)]
        text = words.comma.join(texts)
    else:
        text = _about(words.comma.join(sign.format(x=end) for sign, end in bounds), r, words)
    return text if r.best is None else text + words.best.format(x=number(written(r.best)))


def _about(text: str, r: Ends, words: RangeTexts) -> str:
    return words.about.format(x=text) if r.approximate else text


def _bounds(r: Ends, words: RangeTexts, number: Callable[[str], str]) -> list[tuple[str, str]]:
    """Return the ends, each as the template of its sign and its number; a range with a dash is one number."""
    if r.low is None or r.high is None:
        sign = {"at least": words.at_least, "more than": words.more_than, "at most": words.at_most,
                "less than": words.less_than}[r.kind]  # fmt: skip
        return [(sign, number(written(r.low if r.high is None else r.high)))]
    if r.low == r.high:
        return [("{x}", number(written(r.low)))]
    low, high = (number(end) for end in written_ends(r.low, r.high))
    if r.low_open or r.high_open or elided(r.low, r.high, grouped=r.high >= 1000):
        first = words.more_than if r.low_open else words.at_least
        return [(first, low), (words.less_than if r.high_open else words.at_most, high)]
    return [("{x}", words.between.format(low=low, high=high))]


def elided(low: Number, high: Number, *, grouped: bool) -> bool:
    """Return whether the first of two numbers may leave out hundreds or thousands that the second has.

    "4-500" may be 4 to 500 or 400 to 500; in "500-1,000" the first would exceed the second. Nobody counts a hundred
    hundreds, or the hundreds of a round thousand that is `grouped`, written with its separator: "7-6,000". With a dash
    between them, numbers that may be elided have two readings.

    Examples
    --------
    >>> elided(4, 500, grouped=False), elided(15, 2000, grouped=False), elided(800, 1_000_000, grouped=True)
    (True, True, True)
    >>> elided(500, 1_000, grouped=True), elided(7, 6_000, grouped=True), elided(100, 50_000, grouped=True)
    (False, False, False)
    """
    in_hundreds = low < 100 and high % 100 == 0 and not (grouped and high % 1000 == 0)
    in_thousands = low < 1000 and high % 1000 == 0
    return low > 0 and ((in_hundreds and low * 100 < high) or (in_thousands and low * 1000 < high))
