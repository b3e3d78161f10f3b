"""Whether numbers within stated ranges satisfy constraints of order and of sums."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from estimates.kernels.groups import Bools, Floats

_SLACK: Final = 1e-9


class Constraint(NamedTuple):
    """The sum of some figures is at most another, or equal to it; figures are numbered from 0."""

    parts: tuple[int, ...]
    whole: int
    equal: bool = False


class Bounds(NamedTuple):
    """Ends of figures, shape (n, f): one row a choice of claims, one column a figure; the ends may be excluded."""

    low: Floats
    high: Floats
    low_open: Bools
    high_open: Bools

    def rows(self, which: Bools | slice) -> Bounds:
        """Return some of the choices."""
        return Bounds(self.low[which], self.high[which], self.low_open[which], self.high_open[which])


def infeasible(bounds: Bounds, constraints: Sequence[Constraint]) -> Bools:
    """Return for each choice whether no numbers within its ranges satisfy all constraints.

    Bounds are propagated from figure to figure, which decides systems of inequalities, and those with equalities of
    which no two are joined in more than one way; others are decided by linear programming.

    Parameters
    ----------
    bounds : Bounds
        Not below zero; a high end may be infinite.
    constraints : sequence of Constraint

    Examples
    --------
    >>> no = np.zeros((1, 3), dtype=bool)
    >>> bounds = Bounds(np.array([[60.0, 50.0, 0.0]]), np.array([[60.0, 50.0, 100.0]]), no, no)
    >>> infeasible(bounds, [Constraint((0, 1), 2)]).tolist()
    [True]
    """
    empty = _empty(_propagated(bounds, constraints))
    if _decided(constraints, bounds.low.shape[1]):
        return empty
    for i in np.flatnonzero(~empty).tolist():
        empty[i] = not _solvable(bounds.rows(slice(i, i + 1)), constraints)
    return empty


def _decided(constraints: Sequence[Constraint], figures: int) -> bool:
    """Return whether propagated bounds decide a system: it has no equality, or no cycle of figures and constraints."""
    if not any(constraint.equal for constraint in constraints):
        return True
    root = list(range(figures + len(constraints)))

    def find(i: int) -> int:
        while root[i] != i:
            i = root[i]
        return i

    for c, constraint in enumerate(constraints):
        for figure in (*constraint.parts, constraint.whole):
            a, b = find(figure), find(figures + c)
            if a == b:
                return False
            root[a] = b
    return True


def _propagated(bounds: Bounds, constraints: Sequence[Constraint]) -> Bounds:
    """Return the bounds that follow from each other, up to a number of passes that a system without cycles needs."""
    now = Bounds(bounds.low.copy(), bounds.high.copy(), bounds.low_open.copy(), bounds.high_open.copy())
    for _ in range(2 * bounds.low.shape[1] + 2):
        before = now.low.copy(), now.high.copy()
        with np.errstate(invalid="ignore"):
            for constraint in constraints:
                _tighten(now, constraint)
        if np.array_equal(before[0], now.low) and np.array_equal(before[1], now.high):
            break
    return now


def _tighten(now: Bounds, constraint: Constraint) -> None:
    parts, whole = list(constraint.parts), constraint.whole
    _raise(now, whole, now.low[:, parts].sum(1), _any(now.low_open[:, parts]))
    if constraint.equal:
        _lower(now, whole, now.high[:, parts].sum(1), _any(now.high_open[:, parts]))
    for part in parts:
        others = [other for other in parts if other != part]
        rest, out = now.low[:, others].sum(1), _any(now.low_open[:, others])
        _lower(now, part, now.high[:, whole] - rest, now.high_open[:, whole] | out)
        if constraint.equal:
            rest, out = now.high[:, others].sum(1), _any(now.high_open[:, others])
            _raise(now, part, now.low[:, whole] - rest, now.low_open[:, whole] | out)


def _raise(now: Bounds, figure: int, low: Floats, excluded: Bools) -> None:
    same = _same(low, now.low[:, figure])
    higher = (low > now.low[:, figure]) & ~same
    now.low_open[:, figure] = np.where(higher, excluded, now.low_open[:, figure] | (same & excluded))
    now.low[:, figure] = np.where(higher, low, now.low[:, figure])


def _lower(now: Bounds, figure: int, high: Floats, excluded: Bools) -> None:
    same = _same(high, now.high[:, figure])
    lower = (high < now.high[:, figure]) & ~same
    now.high_open[:, figure] = np.where(lower, excluded, now.high_open[:, figure] | (same & excluded))
    now.high[:, figure] = np.where(lower, high, now.high[:, figure])


def _same(a: Floats, b: Floats) -> Bools:
    """Return whether two ends differ by no more than rounding of floating-point numbers can do."""
    apart, size = np.abs(a - b), np.maximum(np.abs(a), np.abs(b))
    found: Bools = (a == b) | (np.isfinite(apart) & (apart <= _SLACK * size))
    return found


def _empty(now: Bounds) -> Bools:
    with np.errstate(invalid="ignore"):
        same = _same(now.low, now.high)
    return _any(((now.low > now.high) & ~same) | (same & (now.low_open | now.high_open)))


def _any(marks: Bools) -> Bools:
    """Return for each choice whether one of its figures is marked."""
    found: Bools = np.logical_or.reduce(marks, axis=1)
    return found


def _solvable(choice: Bounds, constraints: Sequence[Constraint]) -> bool:
    """Return whether one choice has a solution: the greatest margin from excluded ends, by linear programming."""
    from scipy.optimize import linprog

    low, high, low_open, high_open = (end[0] for end in choice)
    finite = np.concatenate((low, high[np.isfinite(high)]))
    scale = float(finite.max(initial=0.0)) or 1.0
    figures = len(low)
    at_most: list[Floats] = []
    sums: list[Floats] = []
    rows = np.eye(figures)
    for constraint in constraints:
        row = rows[list(constraint.parts)].sum(0) - rows[constraint.whole]
        (sums if constraint.equal else at_most).append(np.append(row, 0.0))
    bounded = np.isfinite(high)
    less = [np.append(-rows[i], float(low_open[i])) for i in range(figures)]
    less += [np.append(rows[i], float(high_open[i])) for i in np.flatnonzero(bounded).tolist()]
    ends = [*(-low / scale + _SLACK), *(high[bounded] / scale + _SLACK)]
    found = linprog(
        np.append(np.zeros(figures), -1.0), A_ub=np.array([*at_most, *less]), b_ub=[*[_SLACK] * len(at_most), *ends],
        A_eq=np.array(sums) if sums else None, b_eq=np.zeros(len(sums)) if sums else None,
        bounds=[(0, None)] * figures + [(0, 1)],
    )  # fmt: skip
    excluded = bool(low_open.any() or high_open[bounded].any())
    return bool(found.status == 0) and (not excluded or float(found.x[-1]) > 10 * figures * _SLACK)
