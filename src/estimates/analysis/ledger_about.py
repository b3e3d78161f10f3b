"""Whether ends that are computed from the claims of a ledger are still "about": `computed_range` for all at once."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from estimates.analysis.blocks import in_blocks
from estimates.analysis.ledger import Ledger
from estimates.kernels.groups import Bools, Floats
from estimates.kernels.random_set import Bounds


def still_about(ledger: Ledger, used: Bools, ends: Bounds) -> Bools:
    """Return for each estimand whether two computed ends are approximate, by the rule of `computed_range`.

    They are where only claims that say "about" state them. An end that no claim states has no part in it.

    Parameters
    ----------
    ledger : Ledger
    used : array of bool
        Which claims the ends are computed from.
    ends : Bounds
        ``low``, ``high``, ``low_open``, ``high_open``, one entry an estimand; nan where it was refused.

    Examples
    --------
    >>> table = {"figure": ["a", "a", "b"], "low": [5, 9, 5], "high": [5, 9, 5], "about": [True, False, True]}
    >>> ledger = Ledger.from_frame(table, estimand="figure", low="low", high="high", approximate="about")
    >>> five, closed = np.array([5.0, 5.0]), np.zeros(2, dtype=bool)
    >>> still_about(ledger, np.ones(3, dtype=bool), Bounds(five, np.array([9.0, 5.0]), closed, closed, closed)).tolist()
    [False, True]
    """
    if not ledger.approximate.any():
        return np.zeros(len(ledger.groups), dtype=bool)
    out, group, row = [], 0, 0
    for block in in_blocks(ledger):
        places = slice(group, group + len(block.groups))
        columns = (ends.low[places], ends.high[places], ends.low_open[places], ends.high_open[places])
        out.append(_of_block(block, used[row : row + len(block)], *columns))
        group, row = group + len(block.groups), row + len(block)
    return np.concatenate(out)


def _of_block(ledger: Ledger, used: Bools, low: Floats, high: Floats, low_open: Bools, high_open: Bools) -> Bools:
    from_below = (low > 0) | low_open | ledger.zero_stated
    from_above = np.isfinite(high)
    single = from_below & (low == high)
    below = _about_at(ledger, used & (ledger.low == _each(ledger, low)), ledger.low_open, low_open & ~single)
    above = _about_at(ledger, used & (ledger.high == _each(ledger, high)), ledger.high_open, high_open & ~single)
    kept: Bools = (below | ~from_below) & (above | ~from_above) & (from_below | from_above) & ~np.isnan(low)
    return kept


def _about_at(ledger: Ledger, at: Bools, excluded: Bools, wanted: Bools) -> Bools:
    """Return for each estimand whether some claims have this end, and all of these say "about"."""
    at = at & (excluded == _each(ledger, wanted))
    number = len(ledger.groups)
    group = np.repeat(np.arange(number), np.diff(ledger.offsets))
    exact = np.bincount(group[at & ~ledger.approximate], minlength=number)
    about = np.bincount(group[at & ledger.approximate], minlength=number)
    kept: Bools = (about > 0) & (exact == 0)
    return kept


def _each(ledger: Ledger, values: NDArray[Any]) -> NDArray[Any]:
    return np.repeat(values, np.diff(ledger.offsets))
