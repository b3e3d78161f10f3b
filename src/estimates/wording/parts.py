"""The parts of a phrase: what the readers of the languages hand to the grammar."""

from __future__ import annotations

from typing import Any

from attrs import define, frozen

from estimates.wording.language import Number


@frozen
class Counted:
    """What a number counts, as the noun beside it names it.

    Attributes
    ----------
    key : str
        The words that decide whether two numbers count the same.
    measure, unit : str
        The measure ("killed") and the unit ("persons", "divisions"); ``""`` where the words name none.
    """

    key: str
    measure: str = ""
    unit: str = ""


@define(eq=False)
class Token:
    """A part of a phrase.

    Attributes
    ----------
    code : str
        The grammar's letters for what it may do; ``"#"`` is a number.
    text : str
        The words.
    value : int, float or None
        The number.
    factors : tuple of int or float
        By what its last words multiply, the least first: 1,000 in "thirty thousand", a tenth in ``三割``.
    spelled, atomic : bool
        Whether the number is in words, and in one word.
    soft : bool
        Whether the word means a round number ("une centaine").
    bare : bool
        Whether it is a unit without a number, which needs a bound ("万余人").
    hanging : bool
        Whether a hyphen announces the rest ("zwei- bis dreitausend").
    whole : bool
        Whether nothing of it is left to the number that follows.
    share : str
        ``"share"`` for a fraction of a whole.
    fraction : bool
        Whether it is a half or a quarter, of a scale or before one ("a quarter to half a million").
    counted : Counted or None
        What a noun counts.
    digits : str
        The digits of a number as they stand, or the level of a survey's interval.
    around : Digits, Parts or None
        The words around digits whose value is still to be filled in, or the parts of a number that are added.
    """

    code: str
    text: str
    value: Number | None = None
    factors: tuple[Number, ...] = ()
    spelled: bool = False
    atomic: bool = False
    soft: bool = False
    bare: bool = False
    hanging: bool = False
    whole: bool = False
    share: str = ""
    fraction: bool = False
    counted: Counted | None = None
    digits: str = ""
    around: Any = None

    @property
    def number(self) -> Number:
        """The number of a token that the grammar takes for one."""
        assert self.value is not None
        return self.value


def exact(number: Number) -> Number:
    """Return a computed number without the noise of floating point: 8 - 4.4 is 3.6."""
    near = round(number, 6)
    return int(near) if float(near).is_integer() else near


def times(number: Number, factor: float) -> Number:
    """Return a product without the noise of floating point."""
    return exact(number * factor)
