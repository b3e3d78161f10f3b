"""Write `constraints.md`: tensions beside linear programming."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np
from literatures import table, write
from scipy.optimize import linprog

import estimates as es

MAKERS = (es.point, es.at_least, es.at_most, es.more_than, es.less_than, lambda x: es.between(x, 2 * x))


def dataset(rng: np.random.Generator, *, exhaustive: bool) -> es.Dataset:
    """Return three parts and their whole, each with one to three claims of any kind."""
    names = ["p0", "p1", "p2"]
    total = es.Estimand("all", measure="casualties", sum_of=names, exhaustive=exhaustive)
    dossiers = []
    for name in [*names, "all"]:
        claims = []
        for i in range(int(rng.integers(1, 4))):
            value = int(rng.integers(1, 40)) * (3 if name == "all" else 1)
            r = MAKERS[int(rng.integers(len(MAKERS)))](value)
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


def system(rng: np.random.Generator, *, exhaustive: bool) -> es.Dataset:
    """Return six figures joined by two sums and two chains, each with one or two claims of any kind."""
    bound = {
        "killed": es.Estimand("killed", measure="killed", at_most=["dead"]),
        "wounded": es.Estimand("wounded", measure="wounded"),
        "casualties": es.Estimand("casualties", measure="casualties", sum_of=["killed", "wounded"],
                                  exhaustive=exhaustive, at_most=["losses"]),
        "captured": es.Estimand("captured", measure="captured"),
        "dead": es.Estimand("dead", measure="killed"),
        "losses": es.Estimand("losses", measure="losses", sum_of=["dead", "captured"], exhaustive=exhaustive),
    }  # fmt: skip
    dossiers = []
    for name, estimand in bound.items():
        size = {"casualties": 2, "losses": 3}.get(name, 1)
        claims = []
        for i in range(int(rng.integers(1, 3))):
            r = MAKERS[int(rng.integers(len(MAKERS)))](int(rng.integers(1, 30)) * size)
            claims.append(es.Estimate(f"{name}-{i}", es.Claimant(f"{name}-{i}", name), r))
        dossiers.append(es.Dossier(estimand, claims))
    return es.Dataset("d", dossiers)


def rows_of(data: es.Dataset) -> tuple[list[list[float]], list[list[float]]]:
    """Return the inequalities and the equalities of a dataset, one row each."""
    place = {name: i for i, name in enumerate(data)}
    less, equal = [], []
    for name, dossier in data.items():
        for larger in dossier.estimand.at_most:
            less.append([float(i == place[name]) - float(i == place[larger]) for i in range(len(place))])
        if dossier.estimand.sum_of:
            parts = [place[part] for part in dossier.estimand.sum_of]
            row = [float(i in parts) - float(i == place[name]) for i in range(len(place))]
            (equal if dossier.estimand.exhaustive else less).append(row)
    return less, equal


def solvable(ranges: list[es.Range], less: list[list[float]], equal: list[list[float]]) -> bool:
    """Return whether numbers within the ranges satisfy all rows; excluded ends are closed off by a margin."""
    margin = 1e-6
    bounds = [((r.low or 0) + margin * r.low_open, None if r.high is None else r.high - margin * r.high_open)
              for r in ranges]  # fmt: skip
    given = {"A_ub": less, "b_ub": [0.0] * len(less)} if less else {}
    given |= {"A_eq": equal, "b_eq": [0.0] * len(equal)} if equal else {}
    return bool(linprog([0.0] * len(ranges), bounds=bounds, **given).status == 0)


def without_each(data: es.Dataset, those: set[str]) -> Iterator[list[es.Range]]:
    """Yield the ranges of a set of claims without each of them in turn; a figure without a claim may be anything."""
    for gone in those:
        kept = [[e.range for e in held if e.id in those - {gone}] for held in data.values()]
        yield [ranges[0] if ranges else es.Range() for ranges in kept]


def together() -> list[list[str]]:
    """Return how many choices have no solution, how many of them hold a tension, and how many only a joint one."""
    rows = []
    for exhaustive in (False, True):
        rng = np.random.default_rng(6)
        choices = infeasible = found = alone = false = minimal = sets_seen = 0
        for _ in range(60):
            data = system(rng, exhaustive=exhaustive)
            less, equal = rows_of(data)
            tensions = es.tensions(data)
            sets = [{e.id for e in t.claims} for t in tensions if t.kind == "contradiction"]
            joint = [{e.id for e in t.claims} for t in tensions if isinstance(t, es.JointTension)]
            for chosen in itertools.product(*data.values()):
                choices += 1
                ids = {e.id for e in chosen}
                bad = not solvable([e.range for e in chosen], less, equal)
                hit = [those for those in sets if those <= ids]
                infeasible += bad
                found += bad and bool(hit)
                alone += bad and all(those in joint for those in hit)
                false += bool(hit) and not bad
            sets_seen += len(joint)
            minimal += sum(all(solvable(r, less, equal) for r in without_each(data, those)) for those in joint)
        rows.append(["equal to the whole" if exhaustive else "at most the whole", f"{choices:,}", f"{infeasible:,}",
                     f"{found:,}", f"{alone:,}", f"{false:,}", f"{minimal:,} of {sets_seen:,}"])  # fmt: skip
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

Six figures joined by two sums and two chains (killed, wounded, casualties, dead, captured, losses), each with one or
two claims, are solved likewise. The choices *held by a joint tension only* satisfy every chain and every sum by itself.
A joint tension is *smallest* where the rest has a solution without any one of its claims.

{
            table(
                [
                    "the parts are",
                    "choices",
                    "without solution",
                    "named by `tensions`",
                    "held by a joint tension only",
                    "named without reason",
                    "smallest sets",
                ],
                together(),
            )
        }

## What does not, and why

More than 100,000 choices of one claim a figure are not tried, and `not_compared` says so. Of several smallest sets
within one choice one is named. What a stated share or ratio implies is compared with each claim by itself.
Where a loss is compared with a strength, replacements may explain what arithmetic forbids, and the tension says so.
""",
    )


if __name__ == "__main__":
    main()
