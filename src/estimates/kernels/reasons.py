"""Reasons why a kernel has no result for a group: codes, and the text of each."""

from __future__ import annotations

from typing import Final

ANSWERED: Final = 0
EMPTY: Final = 1
NOT_A_NUMBER: Final = 2
NEGATIVE: Final = 3
REVERSED: Final = 4
BAD_MASS: Final = 5
NOT_REACHED: Final = 6
ZERO_END: Final = 7
ONE_SIDED: Final = 8
NO_WIDTH: Final = 9
BEST_OUTSIDE: Final = 10
BEST_AT_END: Final = 11
NO_BEST: Final = 12
BELOW_ZERO: Final = 13
NO_SPREAD: Final = 14
NOT_BOUNDED: Final = 15
ALL_ONE_SIDED: Final = 16
TOO_FEW: Final = 17
BAD_VARIANCE: Final = 18
NOT_CONVERGED: Final = 19
TOO_LARGE: Final = 20

TEXTS: Final[dict[int, str]] = {
    ANSWERED: "answered",
    EMPTY: "there is no claim",
    NOT_A_NUMBER: "a claim has an end that is not a number",
    NEGATIVE: "a claim has a negative end",
    REVERSED: "a claim admits no value: its low end exceeds its high end, or an open end leaves nothing",
    BAD_MASS: "the masses are negative, not finite, or all zero",
    NOT_REACHED: "no value is admitted by so many claims",
    ZERO_END: "a claim reaches down to zero, which has no logarithm",
    ONE_SIDED: "a claim is bounded on one side only",
    NO_WIDTH: "a claim is a single number, and nothing says how far it may be off",
    BEST_OUTSIDE: "a stated best value lies outside its range",
    BEST_AT_END: "a stated best value is an end of its range, which leaves no width on that side",
    NO_BEST: "this shape needs a stated best value for every claim",
    BELOW_ZERO: "this shape and coverage would admit negative numbers",
    NO_SPREAD: "all claims have a value in common, so that they show no spread to estimate",
    NOT_BOUNDED: "no claim is bounded on both sides",
    ALL_ONE_SIDED: "all claims are bounded on the same one side only",
    TOO_FEW: "there are too few claims",
    BAD_VARIANCE: "a variance is not a finite number above zero",
    NOT_CONVERGED: "the computation did not reach its tolerance",
    TOO_LARGE: "the group is too large for this method",
}


def text(code: int) -> str:
    """Return what a reason code means.

    Parameters
    ----------
    code : int
        One entry of a result's ``reason``.

    Examples
    --------
    >>> text(ANSWERED), text(NO_SPREAD)
    ('answered', 'all claims have a value in common, so that they show no spread to estimate')
    """
    return TEXTS[int(code)]
