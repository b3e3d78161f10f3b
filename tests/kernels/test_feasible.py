"""Constraints of order and of sums: propagated bounds beside linear programming."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import linprog

from estimates.kernels import feasible
from estimates.kernels.feasible import Bounds, Constraint, infeasible


def bounds(*ends: tuple[float, float], low_open: tuple[int, ...] = (), high_open: tuple[int, ...] = ()) -> Bounds:
    low, high = (np.array([[end[side] for end in ends]], dtype=float) for side in (0, 1))
    out = [np.array([[i in those for i in range(len(ends))]]) for those in (low_open, high_open)]
    return Bounds(low, high, out[0], out[1])


INF = float("inf")
SUM = Constraint((0, 1), 2)
EQUAL = Constraint((0, 1), 2, equal=True)
BETWEEN = [SUM, Constraint((3,), 0), Constraint((2,), 4)]


@pytest.mark.parametrize(
    ("ends", "constraints", "expected"),
    [
        (bounds((60, 60), (50, 50), (0, 100)), [SUM], True),
        (bounds((60, 60), (40, 40), (0, 100)), [SUM], False),
        (bounds((60, 60), (40, 40), (0, 100), high_open=(2,)), [SUM], True),
        (bounds((60, INF), (40, INF), (0, 100), low_open=(0,)), [SUM], True),
        (bounds((0.1, 0.1), (0.2, 0.2), (0, 0.3)), [SUM], False),
        (bounds((0, INF), (0, INF), (0, INF)), [EQUAL], False),
        (bounds((0, 10), (0, 20), (40, INF)), [SUM], False),
        (bounds((0, 10), (0, 20), (40, INF)), [EQUAL], True),
        # a part is at least what a third figure is, and the whole at most a fourth
        (bounds((0, INF), (50, 50), (0, INF), (60, 60), (0, 100)), BETWEEN, True),
        (bounds((0, INF), (50, 50), (0, INF), (50, 60), (0, 100)), BETWEEN, False),
        # the same parts have two sums: bounds alone do not show it
        (bounds((0, 10), (0, 10), (5, 5), (6, 6)), [EQUAL, Constraint((0, 1), 3, equal=True)], True),
        (bounds((0, 10), (0, 10), (5, 5), (5, 6)), [EQUAL, Constraint((0, 1), 3, equal=True)], False),
        (bounds((0, 10), (0, 10), (0, 5), (5, 9), high_open=(2,)), [EQUAL, Constraint((0, 1), 3, equal=True)], True),
        # of a cycle of orders all figures are equal
        (bounds((5, 9), (0, 4), (0, INF)), [Constraint((0,), 1), Constraint((1,), 0)], True),
    ],
)  # fmt: skip
def test_small_systems(ends: Bounds, constraints: list[Constraint], expected: bool) -> None:
    assert infeasible(ends, constraints).tolist() == [expected]


def test_what_bounds_decide_needs_no_linear_programming(monkeypatch: pytest.MonkeyPatch) -> None:
    """Systems of inequalities, however they are joined, and sums that are joined in one way only."""
    solved: list[int] = []
    monkeypatch.setattr(feasible, "_solvable", lambda *_: bool(solved.append(1)) or True)
    two = bounds((0, 10), (0, 10), (5, 6), (5, 6), (0, INF))
    once = [EQUAL, Constraint((2, 3), 4, equal=True)]
    twice = [EQUAL, Constraint((0, 1), 3, equal=True)]
    for constraints, number in ((once, 0), ([SUM, Constraint((0, 1), 3)], 0), (twice, 1), ([*once, SUM], 2)):
        infeasible(two, constraints)
        assert len(solved) == number


def test_bounds_follow_with_what_they_exclude() -> None:
    """The rest of an excluded whole, and what is left beside an excluded part, are excluded; others are not."""
    whole = feasible._propagated(bounds((0, INF), (40, 50), (0, 100), high_open=(2,)), [SUM])
    assert (whole.low.tolist(), whole.high.tolist()) == ([[0, 40, 40]], [[60, 50, 100]])
    assert (whole.low_open.any(), whole.high_open.tolist()) == (False, [[True, False, True]])
    part = feasible._propagated(bounds((0, INF), (40, 50), (0, 100), low_open=(1,)), [SUM])
    assert (part.low_open.tolist(), part.high_open.tolist()) == ([[False, True, True]], [[True, False, False]])
    equal = feasible._propagated(bounds((0, INF), (40, 50), (90, 100), high_open=(1,), low_open=(2,)), [EQUAL])
    assert (equal.low.tolist(), equal.high.tolist()) == ([[40, 40, 90]], [[60, 50, 100]])
    assert (equal.low_open.tolist(), equal.high_open.tolist()) == ([[True, False, True]], [[False, True, False]])


def test_bounds_at_rest_are_not_propagated_again(monkeypatch: pytest.MonkeyPatch) -> None:
    passes: list[Constraint] = []
    tighten = feasible._tighten

    def counted(now: Bounds, constraint: Constraint) -> None:
        passes.append(constraint)
        tighten(now, constraint)

    monkeypatch.setattr(feasible, "_tighten", counted)
    many = [Constraint((i,), i + 1) for i in range(9)]
    feasible._propagated(bounds(*[(0, 10)] * 10), many)
    assert len(passes) == len(many)
    feasible._propagated(bounds((5, 10), *[(0, 10)] * 9), many)
    assert len(passes) == 3 * len(many)  # one that moves every end, and one that moves none


@pytest.mark.parametrize("equal", [False, True])
def test_drawn_systems_beside_linear_programming(equal: bool) -> None:
    rng = np.random.default_rng(3)
    met = 0
    for _ in range(60):
        figures = int(rng.integers(3, 6))
        constraints = []
        for _ in range(int(rng.integers(1, 4))):
            place = rng.permutation(figures)[: int(rng.integers(2, figures + 1))].tolist()
            constraints.append(Constraint(tuple(place[:-1]), place[-1], equal=equal and len(place) > 2))
        low = rng.integers(0, 10, (4, figures)).astype(float)
        high = low + rng.integers(0, 12, low.shape)
        closed = np.zeros(low.shape, dtype=bool)
        found = infeasible(Bounds(low, high, closed, closed), constraints)
        rows = [np.eye(figures)[list(c.parts)].sum(0) - np.eye(figures)[c.whole] for c in constraints]
        rows += [-row for row, c in zip(rows, constraints, strict=True) if c.equal]
        for i in range(4):
            solved = linprog(np.zeros(figures), np.array(rows), np.zeros(len(rows)), bounds=np.c_[low[i], high[i]])
            assert found[i] == (solved.status == 2)
            met += found[i]
    assert 20 < met < 220
