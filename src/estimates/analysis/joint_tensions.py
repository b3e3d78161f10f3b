"""Claims that satisfy every chain and every sum by itself, and yet have no common solution."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from estimates.analysis.lineage.copies import joined
from estimates.analysis.selection import select
from estimates.analysis.tension_rows import JointTension
from estimates.analysis.tension_words import caveat, open_population
from estimates.kernels.feasible import Bounds, Constraint, infeasible
from estimates.kernels.groups import Bools, Ints
from estimates.model.claims import Estimand, Estimate
from estimates.model.datasets import Dataset
from estimates.model.ranges import Range

MOST: Final = 100_000  # choices of one claim a figure that are tried


def joint(dataset: Dataset, known: Sequence[frozenset[str]], missing: list[str]) -> Iterator[JointTension]:
    """Yield minimal sets of claims, one a figure, that no numbers within their ranges satisfy.

    Constraints of order alone are decided by chains, and a sum alone by itself; systems of both, and of several sums,
    are tried here, each choice of one claim a figure.

    Parameters
    ----------
    dataset : Dataset
    known : sequence of frozenset of str
        The ids of claims that are known not to be right together; choices that hold them are not tried.
    missing : list of str
        What is not compared is added.
    """
    constraints = sorted(_constraints(dataset), key=lambda each: len(each[0]) == 1)
    pairs = [(name, names[0]) for names, _, _ in constraints for name in names]
    part_of = joined([*pairs, *((whole, names[0]) for names, whole, _ in constraints)])
    for system in dict.fromkeys(part_of.values()):
        these = [each for each in constraints if part_of[each[1]] == system]
        if len(these) > 1 and any(len(names) > 1 or equal for names, _, equal in these):
            yield from _solved(dataset, these, known, missing)


def _constraints(dataset: Dataset) -> Iterator[tuple[tuple[str, ...], str, bool]]:
    """Yield the parts and the whole of every constraint of the data that compares figures of one unit."""
    for name, dossier in dataset.items():
        estimand = dossier.estimand
        for larger in estimand.at_most:
            whole = dataset[larger].estimand if larger in dataset and larger != name else None
            if whole is not None and name not in whole.sum_of and whole.unit == estimand.unit:
                yield (name,), larger, False
        parts = [dataset[part].estimand for part in estimand.sum_of if part in dataset]
        if parts and len(parts) == len(estimand.sum_of) and all(part.unit == estimand.unit for part in parts):
            yield tuple(part.id for part in parts), name, estimand.exhaustive


def _solved(
    dataset: Dataset, constraints: Sequence[tuple[tuple[str, ...], str, bool]], known: Sequence[frozenset[str]],
    missing: list[str],
) -> Iterator[JointTension]:  # fmt: skip
    bound = {name for parts, whole, _ in constraints for name in (*parts, whole)}
    names = [name for name in dataset if name in bound]
    place = {name: i for i, name in enumerate(names)}
    system = [Constraint(tuple(place[part] for part in parts), place[whole], equal)
              for parts, whole, equal in constraints]  # fmt: skip
    claims: list[list[Estimate | None]]
    claims = [[None, *(e for e in select(dataset[name]).used if e.range.kind != "vague")] for name in names]
    number = math.prod(map(len, claims))
    if number > MOST:
        missing.append(
            f"{', '.join(map(repr, names))} together: their claims have {number:,} combinations, and up to {MOST:,} "
            "are tried; chains and single sums are compared"
        )
        return
    choices = np.array(list(itertools.product(*(range(len(held)) for held in claims))))
    choices = choices[np.argsort((choices > 0).sum(1), kind="stable")]  # smaller sets first
    left = ~_holding(choices, claims, known)
    bounds = _bounds(choices, claims)
    left[left] = infeasible(bounds.rows(left), system)
    while left.any():
        first = int(np.flatnonzero(left)[0])
        chosen = np.flatnonzero(choices[first]).tolist()
        left &= (choices[:, chosen] != choices[first, chosen]).any(1)
        needed = _needed(bounds.rows(slice(first, first + 1)), system)
        those = [e for i in chosen if (e := claims[i][choices[first, i]]) is not None]
        yield _tension(dataset, [names[i] for i in chosen], those, [constraints[c] for c in needed])


def _holding(
    choices: Ints, claims: Sequence[Sequence[Estimate | None]], known: Sequence[frozenset[str]]
) -> Bools:  # fmt: skip
    """Return which choices hold a set of claims that is known not to be right together."""
    where = {e.id: (i, j) for i, held in enumerate(claims) for j, e in enumerate(held) if e is not None}
    found = np.zeros(len(choices), dtype=bool)
    for those in known:
        if all(name in where for name in those):
            found |= np.all([choices[:, where[name][0]] == where[name][1] for name in those], axis=0)
    return found


def _bounds(choices: Ints, claims: Sequence[Sequence[Estimate | None]]) -> Bounds:
    """Return the ends of the claims chosen; a figure of which none is chosen may be anything from zero."""
    columns = [np.array([_ends(e) for e in held])[choices[:, i]] for i, held in enumerate(claims)]
    low, high, low_open, high_open = (np.column_stack([column[:, k] for column in columns]) for k in range(4))
    return Bounds(low, high, low_open > 0, high_open > 0)


def _ends(estimate: Estimate | None) -> tuple[float, float, bool, bool]:
    r = Range() if estimate is None else estimate.range
    return (float(r.low or 0), math.inf if r.high is None else float(r.high), r.low_open, r.high_open)


def _needed(choice: Bounds, system: Sequence[Constraint]) -> list[int]:
    """Return the constraints none of which can be left out for there to be no solution."""
    needed = list(range(len(system)))
    for c in list(needed):
        fewer = [other for other in needed if other != c]
        if infeasible(choice, [system[other] for other in fewer])[0]:
            needed = fewer
    return needed


def _tension(
    dataset: Dataset, names: Sequence[str], those: Sequence[Estimate],
    constraints: Sequence[tuple[tuple[str, ...], str, bool]],
) -> JointTension:  # fmt: skip
    figures = [dataset[name].estimand for name in names]
    caveats = [caveat(e, estimand, {}) for e, estimand in zip(those, figures)]
    return JointTension(
        tuple(those), tuple(figures), tuple(_sum_in_words(dataset, *each) for each in constraints),
        len({e.claimant.id for e in those}) == 1, tuple(filter(None, caveats)), _replaced(dataset, constraints),
    )  # fmt: skip


def _sum_in_words(dataset: Dataset, parts: Sequence[str], whole: str, equal: bool) -> str:
    titles = [f"“{dataset[name].estimand.title}”" for name in (*parts, whole)]
    return f"{' + '.join(titles[:-1])} {'=' if equal else '≤'} {titles[-1]}"


def _replaced(dataset: Dataset, constraints: Sequence[tuple[tuple[str, ...], str, bool]]) -> bool:
    """Return whether one of the constraints holds in a closed population only, and none is declared closed."""
    ends: list[tuple[Estimand, Estimand]] = [
        (dataset[part].estimand, dataset[whole].estimand) for parts, whole, _ in constraints for part in parts
    ]
    closed = any(estimand.closed for pair in ends for estimand in pair)
    return not closed and any(open_population(pair) for pair in ends)
