"""Claims as a reader chooses to read them: rounded numbers, bounds that reach no further, "about" with a width."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

import numpy as np
from attrs import evolve

from estimates.analysis.ledger import Ledger
from estimates.analysis.pooling.assumptions import Assumptions
from estimates.kernels.groups import Bools, Floats
from estimates.model.ranges import Range

ONE_ERROR: Final = 0.682_689_492_137_086  # of a normal, within one standard error either way
_INTERVAL: Final = re.compile(r"(\d{1,2}(?:\.\d+)?)\s*%\s*(?:confidence\s+|credible\s+|uncertainty\s+)?interval")


def read_as(ledger: Ledger, assumed: Assumptions) -> Ledger:
    """Return the claims as they are read under the assumptions about rounded numbers, bounds and "about".

    Rounded numbers come first, and "about N" is the union of what rounds to N and of N/factor to N times factor. Ends
    of zero stay as they are, and a bound that has no number stays unlimited.
    """
    low, high = ledger.low.copy(), ledger.high.copy()
    low_open, high_open = ledger.low_open.copy(), ledger.high_open.copy()
    approximate = ledger.approximate.copy()
    if assumed.rounding:
        low, high = _rounded(ledger, assumed.rounding)
    if assumed.approximate_factor is not None:
        about = ledger.approximate
        low[about] = np.fmin(low[about], ledger.low[about] / assumed.approximate_factor)
        high[about] = np.fmax(high[about], ledger.high[about] * assumed.approximate_factor)
        approximate[:] = False
    if assumed.over_factor is not None:
        over = np.isnan(high) & (low > 0)
        high[over] = ledger.low[over] * assumed.over_factor
    if assumed.upto_factor is not None:
        upto = np.isnan(ledger.low) & (ledger.high > 0) & ~np.isnan(ledger.high)
        low[upto] = ledger.high[upto] / assumed.upto_factor
    wider = (low < ledger.low) & low_open
    return evolve(ledger, low=low, high=high, low_open=low_open & ~wider,
                  high_open=high_open & ~((high > ledger.high) & high_open), approximate=approximate)  # fmt: skip


def _rounded(ledger: Ledger, grain: str | int) -> tuple[Floats, Floats]:
    low, high = ledger.low.copy(), ledger.high.copy()
    stated = ledger.stated if ledger.stated is not None else np.where(low == high, low, np.nan)
    for i in np.flatnonzero(stated > 0).tolist():
        below, above = rounds_to(float(stated[i]), 1 if grain == "digits" else int(grain))
        # what a scenario does to a number, it does to all that round to it
        low[i] *= below / stated[i]
        high[i] *= above / stated[i]
    return low, high


def rounds_to(value: float, grain: int = 1) -> tuple[float, float]:
    """Return the ends of the numbers that round to a number at its last significant digit.

    Below a power of ten the numbers have a digit more, so that less rounds up to it. With a grain of 5 or 2, a number
    whose last significant digit is a multiple of it is taken as rounded to fives or to twos of that digit.

    Examples
    --------
    >>> rounds_to(200_000), rounds_to(84_000), rounds_to(100_000), rounds_to(150_000, 5)
    ((150000.0, 250000.0), (83500.0, 84500.0), (95000.0, 150000.0), (125000.0, 175000.0))
    """
    number = Decimal(repr(value)).normalize()
    digits, exponent = number.as_tuple().digits, number.as_tuple().exponent
    unit = Decimal(1).scaleb(int(exponent))
    if grain > 1 and digits[-1] % grain == 0:
        half = unit * grain / 2
        return float(number - half), float(number + half)
    below = unit / 20 if digits == (1,) else unit / 2
    return float(number - below), float(number + unit / 2)


def one_sided(ledger: Ledger) -> Bools:
    """Return which claims with a number state no low end, or no high end."""
    found: Bools = np.isnan(ledger.low) ^ np.isnan(ledger.high)
    return found


def stated_coverage(means: str) -> float | str | None:
    """Return what a source says that its range covers: a probability, ``extremes``, or None where it does not say.

    Examples
    --------
    >>> stated_coverage("95 % interval"), stated_coverage("extremes"), stated_coverage("a sum")
    (0.95, 'extremes', None)
    """
    phrase = " ".join(means.split()).casefold()
    if phrase in ("extremes", "standard error"):
        return phrase if phrase == "extremes" else ONE_ERROR
    found = _INTERVAL.fullmatch(phrase)
    return float(found[1]) / 100 if found else None


def coverage_of(means: Sequence[str], assumed: Assumptions) -> list[float | None]:
    """Return the coverage of the range of each claim, 1 for extremes; None where nothing decides it.

    What a reader gives for a phrase holds before what the phrase itself says, and both before the general coverage.
    """
    given = {phrase.casefold(): share for phrase, share in assumed.coverages}
    out: list[float | None] = []
    for text in means:
        phrase = " ".join(text.split()).casefold()
        said = given.get(phrase, stated_coverage(text)) if phrase else None
        out.append(1.0 if said == "extremes" else said if isinstance(said, float) else assumed.coverage)
    return out


def fifty(r: Range) -> bool:
    """Return whether a range is a single number whose last significant digit is a five."""
    return r.low is not None and r.low == r.high and f"{r.low:.15g}".replace(".", "").rstrip("0").endswith("5")
