"""Ranges that their sources call intervals of some probability, outside of which the value may lie."""

from __future__ import annotations

import re
from typing import Final

from estimates.model.claims import Estimate

_CALLED: Final = re.compile(r"\binterval|\binterquartile|\buncertainty range|\bstandard error|\bmargin of error")


def leaves_room(estimate: Estimate) -> bool:
    """Return whether a source calls its range an interval, which by its own meaning may miss the value.

    Examples
    --------
    >>> import estimates as es
    >>> who = es.Claimant("koch", "Koch")
    >>> [leaves_room(es.Estimate("k", who, es.between(4, 7), range_means=means))
    ...  for means in ("95% confidence interval", "interquartile range; as printed", "extremes", "")]
    [True, True, False, False]
    """
    r = estimate.range
    return r.low != r.high and _CALLED.search(estimate.range_means.casefold()) is not None
