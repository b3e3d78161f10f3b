"""Write `constraints.md`: tensions beside linear programming."""

from __future__ import annotations

import itertools

import numpy as np
from literatures import table, write
from scipy.optimize import linprog

import estimates as es


def dataset(rng: np.random.Generator, *, exhaustive: bool) -> es.Dataset:
    """Return three parts and their whole, each with one to three claims of any kind."""
    makers = (es.point, es.at_least, es.at_most, es.more_than, es.less_than, lambda x: es.between(x, 2 * x))
    names = ["p0", "p1", "p2"]
    total = es.Estimand("all", measure="casualties", sum_of=names, exhaustive=exhaustive)
    dossiers = []
    for name in [*names, "all"]:
        claims = []
        for i in range(int(rng.integers(1, 4))):
            value = int(rng.integers(1, 40)) * (3 if name == "all" else 1)
            r = makers[int(rng.integers(len(makers)))](value)
            claims.append(es.Estimate(f"{name}-{i}", es.Claimant(f"{name}-{i}", name), r))
        dossiers.append(es.Dossier(total if name == "all" else es.Estimand(name, measure="casualties"), claims))
    return es.Dataset("d", dossiers)


def feasible(ranges: list[es.Range], *, exhaustive: bool) -> bool:
    """Return whether numbers within the ranges satisfy the sum; excluded ends are closed off by a margin."""
    margin = 1e-6
    lows = [(r.low or 0) + (margin if r.low_open else 0) for r in ranges]
    highs = [None if r.high is None else r.high - (margin if r.high_open else 0) for r in ranges]
    bounds = list(zip(lows, highs, strict=True))
    row = [[1.0] * (len(ranges) - 1) + [-1.0]]
    given = {"A_eq": row, "b_eq": [0.0]} if exhaustive else {"A_ub": row, "b_ub": [0.0]}
    return bool(linprog([0.0] * len(ranges), bounds=bounds, **given).status == 0)


def sums() -> list[list[str]]:
    """Return how many choices of claims are infeasible by linear programming, and how many of them hold a tension."""
    rows = []
    for exhaustive in (False, True):
        rng = np.random.default_rng(5)
        choices = infeasible = found = false = 0
        for _ in range(150):
            data = dataset(rng, exhaustive=exhaustive)
            sets = [{e.id for e in (*t.parts, t.whole)} for t in es.tensions(data)]
            for chosen in itertools.product(*data.values()):
                choices += 1
                bad = not feasible([estimate.range for estimate in chosen], exhaustive=exhaustive)
                hit = any(those <= {e.id for e in chosen} for those in sets)
                infeasible += bad
                found += bad and hit
                false += hit and not bad
        rows.append(["equal to the whole" if exhaustive else "at most the whole", f"{choices:,}", f"{infeasible:,}",
                     f"{found:,}", f"{false:,}"])  # fmt: skip
    return rows


def main() -> None:
    """Compare, and write the page."""
    write(
        "constraints",
        f"""
# Constraints: parts and their sum

Written by `validation/constraints.py`; do not edit by hand.

## What agrees

Three parts and their whole, each with one to three claims: points, ranges and one-sided claims. Every choice of one
claim a figure is solved by linear programming (`scipy.optimize.linprog`); where it has no solution, `tensions` names a
set of claims within the choice.

{table(["the parts are", "choices", "without solution", "named by `tensions`", "named without reason"], sums())}

## What does not, and why

A constraint is judged by itself: claims that satisfy every single sum and chain may still have no common solution.
Where a loss is compared with a strength, replacements may explain what arithmetic forbids, and the tension says so.
""",
    )


if __name__ == "__main__":
    main()
