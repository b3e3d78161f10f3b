"""What fits of several methods have in common: claims taken as distributions, and numbers as bounds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from attrs import evolve

from estimates.analysis.ledger import Ledger
from estimates.analysis.pooling.assumptions import Assumptions
from estimates.analysis.pooling.readings import coverage_of, read_as
from estimates.errors import PoolingError
from estimates.kernels import reasons
from estimates.kernels.groups import Bools, Codes, Floats, Intervals, sums
from estimates.kernels.random_set import Bounds

ABOUT: Final = 64
SPLIT: Final = 65
FEW_FOR_SPREAD: Final = 66
EXTREMES: Final = 67
NO_COVERAGE: Final = 68
FEW_FOR_PREDICTION: Final = 69
OWN: Final[dict[int, str]] = {
    ABOUT: "a claim says “about” one number, and nothing says how far it may be off",
    SPLIT: "the claims form camps more than a factor of 2 apart, with no claim between, so that a common centre would "
    "be a figure that nobody claims",
    FEW_FOR_SPREAD: "an interval for what another source would claim needs 5 claims of as many voices",
    EXTREMES: "a claim states its range as extremes, beyond which nothing lies, and this shape has no ends",
    NO_COVERAGE: "nothing says what the range of a claim covers",
    FEW_FOR_PREDICTION: "the prediction of another source's claim needs 5 voices, and 2 claims bounded on both sides",
}


def voiced(ledger: Ledger, assumed: Assumptions) -> Ledger:
    """Return the ledger with what counts as a voice under the assumptions.

    Raises
    ------
    PoolingError
        If the ledger does not know the places from which claims come.
    """
    if assumed.voices == "claim":
        return evolve(ledger, voice=None, derived=None, independent=None)
    if assumed.voices == ledger.voices_by:
        return ledger
    if ledger.place_voice is None:
        why = "counts claims by their masses" if ledger.mass is not None else "does not say where claims come from"
        raise PoolingError(f"this ledger {why} (got voices={assumed.voices!r}); Ledger.from_frame(place=) names a "
                           "column of places, without masses")  # fmt: skip
    return evolve(ledger, voice=ledger.place_voice, independent=ledger.place_independent, voices_by="place")


def claims_of(ledger: Ledger, assumed: Assumptions) -> Intervals:
    """Return the claims as they are read under the assumptions, those of one voice sharing its mass."""
    return voiced(read_as(ledger, assumed), assumed).intervals(by_voice=True)


def number_of_voices(ledger: Ledger, assumed: Assumptions) -> Floats:
    """Return how many independent voices each estimand has."""
    by_voice = voiced(ledger, assumed)
    if by_voice.independent is not None:
        return by_voice.independent.astype(np.float64)
    held = by_voice.intervals()
    out = np.zeros(len(by_voice.groups))
    out[held.groups] = held.voices
    return out


def exact(values: Floats, reason: Codes) -> Bounds:
    """Return single numbers as bounds, both of which are the number."""
    no = np.zeros(values.shape, dtype=bool)
    return Bounds(values, values.copy(), no, no.copy(), reason)


def exact_spans(low: Bounds, high: Bounds) -> Bounds:
    """Return the ranges between quantiles that are single numbers."""
    return low._replace(high=high.high, reason=np.where(low.reason != 0, low.reason, high.reason).astype(np.int8))


def widened(ledger: Ledger, assumed: Assumptions) -> tuple[Ledger, Bools]:
    """Return single numbers, and ranges that are "about", as the ranges for which they are taken.

    The second part of the result says which single numbers are left without a width.
    """
    single = ledger.low == ledger.high
    bare = single & ~ledger.approximate
    factor = np.ones(len(ledger))
    for which, given in ((bare, assumed.point_factor), (ledger.approximate, assumed.approximate_factor)):
        if given is not None:
            factor[which] = given
    wide = factor > 1
    best = np.where(wide & single, ledger.low, ledger.best)
    return evolve(ledger, low=ledger.low / factor, high=ledger.high * factor, best=best), single & ~wide


def distributions(
    ledger: Ledger, assumed: Assumptions, *, logs: bool, unbounded: bool, least: int = 1
) -> tuple[Ledger, Intervals, Floats]:
    """Return the claims that can be taken as distributions, and what the range of each covers.

    Parameters
    ----------
    ledger : Ledger
    assumed : Assumptions
    logs : bool
        Whether zero has no place in the shape.
    unbounded : bool
        Whether the shape has no ends, so that no range holds all of it.
    least : int
        The least number of voices.
    """
    wide, thin = widened(voiced(ledger, assumed), assumed)
    claims = wide.intervals(by_voice=True)
    covered = coverage_of(ledger.means or ("",) * len(ledger), assumed)
    share = np.array([np.nan if value is None else value for value in covered], dtype=np.float64)
    code = _needed(ledger, claims, thin, share, logs=logs, unbounded=unbounded)
    code[number_of_voices(ledger, assumed)[claims.groups] < least] = reasons.TOO_FEW
    return wide, claims.only(code == 0, code), np.where(np.isnan(share) | (unbounded & (share == 1)), 0.5, share)


def _needed(
    ledger: Ledger, claims: Intervals, thin: Bools, share: Floats, *, logs: bool, unbounded: bool
) -> Codes:  # fmt: skip
    """Return for each held group why its claims cannot be taken as distributions, the gravest reason last set."""
    rows = claims.rows
    low, high, about = claims.low, claims.high, ledger.approximate[rows]
    unstated = np.isnan(ledger.low[rows]) | np.isnan(ledger.high[rows])
    single = ledger.low[rows] == ledger.high[rows]
    nothing = np.zeros(len(rows), dtype=bool)
    code = np.zeros(len(claims.groups), dtype=np.int8)
    marks: Sequence[tuple[Bools, int]] = [
        (np.isnan(share[rows]) & ~single, NO_COVERAGE),
        ((share[rows] == 1) & ~single if unbounded else nothing, EXTREMES),
        (thin[rows] & about, ABOUT),
        (thin[rows] & ~about, reasons.NO_WIDTH),
        ((low == 0) if logs else nothing, reasons.ZERO_END),
        (unstated | np.isinf(high), reasons.ONE_SIDED),
    ]
    for mark, reason in marks:
        code[sums(mark.astype(np.int64), claims.offsets) > 0] = reason
    return code
