"""An order of parts that has been recognised, without its digits and with them."""

from __future__ import annotations

from attrs import define, frozen

from estimates.wording.parts import Counted, Token


@frozen(eq=False)
class Plan:
    """An order of parts that has been recognised: all that does not depend on the digits.

    Attributes
    ----------
    means : str
        The name of the order.
    codes, bare : str
        The letters of all parts, and of those that bound and join numbers.
    nouns : list of Counted or None
        What each number counts.
    label : Counted or None
        What words before the first number say that is counted.
    measure, unit, range_means : str
        As in `Reading`.
    until : bool
        Whether the bound may be the end of a period as well ("bis 1945", "up to 1945").
    beside : str
        How a noun stands before the number with nothing that announces one, so that ages or years may follow:
        ``"noun"`` ("men over 50"), ``"of"`` ("the dead of 1914"); ``"at"`` where a preposition or an article stands
        alone before it ("at 30", "las 12"); otherwise ``""``.
    """

    means: str
    codes: str
    bare: str = ""
    nouns: tuple[Counted | None, ...] = ()
    label: Counted | None = None
    measure: str = ""
    unit: str = ""
    range_means: str = ""
    until: bool = False
    beside: str = ""


@define(eq=False)
class Claim:
    """A plan with the numbers and words of one phrase."""

    plan: Plan
    numbers: list[Token]
    text: str
