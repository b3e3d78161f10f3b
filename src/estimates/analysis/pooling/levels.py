"""What level an interval has for a further voice, when all that is assumed is that voices are drawn alike."""

from __future__ import annotations

from typing import Final

import numpy as np

from estimates.kernels.groups import Bools, Cuts, Floats, Intervals, sums
from estimates.kernels.random_set import Bounds
from estimates.model.ranges import Range

_NOTHING: Final = 1e-12


def levels(claims: Intervals, found: Bounds, independent: Floats) -> Floats:
    """Return with which probability, at least, the whole range of a further voice lies in an interval.

    If n + 1 voices are exchangeable, drawn alike and none knowing another, the last one's range lies within the printed
    interval with a probability of at least (n (1 - B - A) - 1) / (n + 1), where B and A are the shares of voices whose
    low end lies below, and whose high end lies above the interval. A result of zero or less is no level: nan.

    Parameters
    ----------
    claims : Intervals
        With the shares of their voices as masses.
    found : Bounds
        One interval a group of the input.
    independent : array of float
        How many independent voices each group of the input has.

    References
    ----------
    Order statistics as tolerance limits: Wilks, S. S. (1941). Annals of Mathematical Statistics 12, 91-96.
    """
    group = np.repeat(claims.groups, claims.sizes)
    below = claims.start < _cuts(found.low, found.low_open)[group]
    above = (claims.stop > _cuts(found.high, ~found.high_open)[group]) & ~np.isinf(found.high)[group]
    out = np.full(len(claims.reason), np.nan)
    n = independent[claims.groups]
    outside = sums(np.where(below, claims.mass, 0.0) + np.where(above, claims.mass, 0.0), claims.offsets)
    level = (n * (1 - outside) - 1) / (n + 1)
    out[claims.groups] = np.where(level > _NOTHING, level, np.nan)
    return out


def holds_all(r: Range) -> bool:
    """Return whether every count is in a range, so that it says nothing: it has no high end, and none above zero below.

    Examples
    --------
    >>> from estimates.model.ranges import at_least, more_than
    >>> holds_all(Range()), holds_all(at_least(0)), holds_all(more_than(0)), holds_all(at_least(1))
    (True, True, False, False)
    """
    return r.high is None and (r.low is None or (r.low == 0 and not r.low_open))


def _cuts(x: Floats, after: Bools) -> Cuts:
    """Return the cut before each end, or after it."""
    finite: Floats = np.where(np.isfinite(x), x, 0.0) + 0.0
    return (finite.view(np.uint64) << np.uint64(1)) | after.astype(np.uint64)
