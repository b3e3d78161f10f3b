"""The words with which a range is written, in signs or in words of whichever language."""

from __future__ import annotations

from typing import Final

from attrs import frozen


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
