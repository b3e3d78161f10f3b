"""Claims on different figures that cannot all be right, since one cannot exceed another, or parts exceed their sum."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np
from attrs import evolve

from estimates.analysis.implied import implied_bounds
from estimates.analysis.joint_tensions import joint
from estimates.analysis.ledger import Ledger
from estimates.analysis.ratios import over
from estimates.analysis.selection import select
from estimates.analysis.tension_rows import (
    KINDS,
    AnyTension,
    ShareTension,
    SumTension,
    Tension,
    Tensions,
    Way,
)
from estimates.analysis.tension_words import Kind, caveat, open_population
from estimates.errors import ClaimError, UnknownNameError, nearest
from estimates.model.claims import Claimant, Estimand, Estimate
from estimates.model.computed_ranges import computed_range
from estimates.model.datasets import Dataset
from estimates.model.dossiers import Dossier
from estimates.model.guidance import got
from estimates.model.numbers import Number
from estimates.model.ranges import Range

_SLACK: Final = 1e-9
_MOST_SETS: Final = 100_000  # choices of one claim a part that are tried


def tensions(
    x: Dataset | Dossier | Ledger,
    *,
    strain: float = 0.5,
    at_most: Mapping[str, str | Sequence[str]] | None = None,
    sum_of: Mapping[str, Sequence[str]] | None = None,
) -> Tensions:
    """Find the claims that cannot all be right, because one figure cannot exceed another, or parts exceed their sum.

    The killed cannot exceed the casualties: the estimands say so by `at_most`, and it holds along the whole chain.
    Every claim on the smaller figure is compared with every claim on the larger one. Parts that are disjoint cannot
    together exceed what they are parts of (`sum_of`), and, where they are all of it, cannot fall short of it either.
    Where sums and chains are joined, they are also taken together: claims that satisfy each by itself, and that no
    values within their ranges satisfy together, are named in a smallest set (`JointTension`).
    A claim on a figure is also compared with what a stated share or ratio implies for it (see `implied_bounds`).

    What was lost over a period is bounded by a strength at a date only in a closed population; where no estimand on
    the way declares its population closed, the tension says that replacements may explain it.

    A claim that states one end only strains another by that end alone: "up to 84,000" reaches beyond a strength of
    80,000, and nothing is made of the end that it does not state. A claim set aside for its measure or scope serves
    only as the bound that it implies, and only for an outright contradiction; one that no longer stands serves for
    nothing. "About" is taken at its stated value.

    Parameters
    ----------
    x : Dataset, Dossier or Ledger
        A dossier alone has no other figure; what bounds it is reported as not compared.
    strain : float
        From which share on two claims that can both be right are reported, where both state both ends: the share
        in the case that strains least. 0.5 is half of the larger figure; 1 reports only what is the whole of it.
    at_most : mapping of str to str or sequence of str, optional
        Of a ledger: for an estimand those that it cannot exceed.
    sum_of : mapping of str to sequence of str, optional
        Of a ledger: for an estimand its parts, which are disjoint and of which there may be more.

    Returns
    -------
    tuple of Tension, SumTension, JointTension and ShareTension
        Those between several claimants, then those within one claimant's claims; in each contradictions first, then
        tensions at the extremes, then strains from the largest share down. Figures of different units are listed in
        ``not_compared``, and so are figures whose claims have too many combinations to try them.

    Raises
    ------
    ClaimError
        If it is none of these, `strain` is no share, or `at_most` or `sum_of` is given for anything but a ledger.

    See Also
    --------
    compare : Relations of the claims on one estimand.
    implied_bounds : What a stated share or ratio implies for another figure.
    pool : One summary of the claims on one estimand.

    Examples
    --------
    >>> import estimates as es
    >>> for tension in tensions(es.load("nanking-1937"), strain=0.85).across:
    ...     print(f"{tension.kind}: {tension.words}")
    at the extremes: up to 84,000 killed would be up to 114 % of a garrison of 73,790–81,500
    strain: 70,000 killed would be 86–95 % of a garrison of 73,790–81,500
    """
    if isinstance(strain, bool) or not isinstance(strain, (int, float)) or not 0 < strain <= 1:
        raise ClaimError(f"strain must be a share above 0 and up to 1 (got {strain!r})")
    dataset = _dataset(x, at_most, sum_of)
    missing: list[str] = []
    alone = isinstance(x, Dossier)
    found: list[AnyTension] = []
    for path in _chains(dataset, missing, alone=alone):
        found += _between(dataset, path, strain)
    for dossier in dataset.values():
        found += _sums(dataset, dossier.estimand, missing, alone=alone)
    known = [frozenset(e.id for e in t.claims) for t in found if t.kind == "contradiction"]
    found += joint(dataset, known, missing)
    found += _shares(dataset)
    found.sort(key=lambda t: (t.same_claimant, KINDS.index(t.kind), -_least(t.share)))
    out = Tensions(found)
    out.not_compared = tuple(dict.fromkeys(missing))
    out.bound = any(_bound(dossier) for dossier in dataset.values())
    return out


def _bound(dossier: Dossier) -> bool:
    """Return whether a figure, or a share that one of its claims states, is bound to another figure."""
    figure = dossier.estimand
    return bool(figure.at_most or figure.sum_of or any(e.share_of or e.ratio_to for e in dossier))


def _dataset(
    x: object, at_most: Mapping[str, str | Sequence[str]] | None, sum_of: Mapping[str, Sequence[str]] | None
) -> Dataset:  # fmt: skip
    if isinstance(x, Ledger):
        return _of_ledger(x, at_most or {}, sum_of or {})
    for name, given in (("at_most", at_most), ("sum_of", sum_of)):
        if given is not None:
            raise ClaimError(f"{name} binds the estimands of a ledger; those of a dataset name theirs "
                             f"(`Estimand.{name}`)")  # fmt: skip
    if isinstance(x, Dossier):
        return Dataset(x.estimand.id, [x])
    if not isinstance(x, Dataset):
        raise ClaimError(f"tensions are found in a dataset or a ledger {got(x, Dataset)}")
    return x


def _of_ledger(
    ledger: Ledger, at_most: Mapping[str, str | Sequence[str]], sum_of: Mapping[str, Sequence[str]]
) -> Dataset:  # fmt: skip
    """Return the estimands of a ledger that are bound to each other, with their claims."""
    bound = {name: (larger,) if isinstance(larger, str) else tuple(larger) for name, larger in at_most.items()}
    parts = {name: (those,) if isinstance(those, str) else tuple(those) for name, those in sum_of.items()}
    place = {label: g for g, label in enumerate(ledger.groups)}
    named = dict.fromkeys(name for each in (bound, parts) for key, those in each.items() for name in (key, *those))
    for name in named:
        if name not in place:
            raise UnknownNameError(f"no estimand {name!r} in the ledger{nearest(name, place)}")
    ids = {name: name.replace(";", ",").strip() for name in named}
    dossiers = []
    for name in named:
        estimand = Estimand(ids[name], at_most=tuple(ids[larger] for larger in bound.get(name, ())),
                            sum_of=tuple(ids[part] for part in parts.get(name, ())))  # fmt: skip
        dossiers.append(Dossier(estimand, list(_rows(ledger, place[name]))))
    return Dataset("ledger", dossiers)


def _rows(ledger: Ledger, group: int) -> Iterator[Estimate]:
    for i in range(int(ledger.offsets[group]), int(ledger.offsets[group + 1])):
        low, high = (None if np.isnan(end[i]) else float(end[i]) for end in (ledger.low, ledger.high))
        row = int(ledger.rows[i])
        name = (ledger.claimants[i] if ledger.claimants else "").replace(";", ",").strip()
        who = Claimant(name or f"row {row}", name or f"row {row}")
        r = Range(low, high, low_open=bool(ledger.low_open[i]), high_open=bool(ledger.high_open[i]),
                  approximate=bool(ledger.approximate[i]))  # fmt: skip
        yield Estimate(f"{group}-{row}" if ledger.ids is None else ledger.ids[i], who, r)


def _least(share: Range | None) -> float:
    return math.inf if share is None else float(share.low or 0)


def _chains(dataset: Dataset, missing: list[str], *, alone: bool) -> Iterator[tuple[Estimand, ...]]:
    """Yield for every two figures, of which one cannot exceed the other, the shortest chain that says so."""
    for first, dossier in dataset.items():
        paths: dict[str, tuple[Estimand, ...]] = {first: (dossier.estimand,)}
        front = [first]
        while front:
            reached = front.pop(0)
            here = paths[reached][-1]
            for larger in here.at_most:
                if larger in paths:
                    continue
                if alone and larger not in dataset:
                    missing.append(f"{here.id!r} is at most {larger!r}, which is not here; give the dataset")
                    continue
                estimand = dataset[larger].estimand
                if here.unit != estimand.unit:
                    missing.append(f"{here.id!r} is at most {larger!r}, but is counted in {here.unit!r} and not in "
                                   f"{estimand.unit!r}")  # fmt: skip
                    continue
                paths[larger] = (*paths[reached], estimand)
                front.append(larger)
                yield paths[larger]


def _sums(dataset: Dataset, whole: Estimand, missing: list[str], *, alone: bool) -> Iterator[SumTension]:
    """Yield the smallest sets of claims on parts that exceed a claim on the whole, or fall short of it."""
    parts = []
    for name in whole.sum_of:
        if name not in dataset and alone:
            missing.append(f"{name!r} is a part of {whole.id!r} and is not here; give the dataset")
            return
        part = dataset[name].estimand
        if part.unit != whole.unit:
            missing.append(f"{name!r} is a part of {whole.id!r}, but is counted in {part.unit!r} and not in "
                           f"{whole.unit!r}")  # fmt: skip
            return
        parts.append(part)
    if not parts:
        return
    claims = [select(dataset[part.id]).used for part in parts]
    number = math.prod(1 + len(held) for held in claims)
    if number > _MOST_SETS:
        missing.append(f"the parts of {whole.id!r}: their claims have {number:,} combinations, and up to "
                       f"{_MOST_SETS:,} are tried")  # fmt: skip
        return
    for claim in select(dataset[whole.id]).used:
        yield from _exceeding(parts, claims, whole, claim)
        if whole.exhaustive:
            yield from _falling_short(parts, claims, whole, claim)


def _exceeding(
    parts: Sequence[Estimand], claims: Sequence[Sequence[Estimate]], whole: Estimand, claim: Estimate
) -> Iterator[SumTension]:  # fmt: skip
    top = claim.range.high
    if top is None:
        return
    stated = [[(place, e) for e in held if e.range.low] for place, held in enumerate(claims)]
    choices = [[None, *held] for held in stated]
    yield from _minimal(choices, parts, whole, claim, "exceed",
                        lambda those: _over([e.range.low for e in those], top,
                                            claim.range.high_open or any(e.range.low_open for e in those)))  # fmt: skip


def _falling_short(
    parts: Sequence[Estimand], claims: Sequence[Sequence[Estimate]], whole: Estimand, claim: Estimate
) -> Iterator[SumTension]:  # fmt: skip
    least = claim.range.low
    if not least:
        return
    stated = [[(place, e) for e in held if e.range.high is not None] for place, held in enumerate(claims)]
    if not all(stated):  # a part without an upper end may be all that is lacking
        return
    yield from _minimal(stated, parts, whole, claim, "fall short",
                        lambda those: _over([least], math.fsum(float(e.range.high or 0) for e in those),
                                            claim.range.low_open or any(e.range.high_open for e in those)))  # fmt: skip


def _over(ends: Sequence[Number | None], top: float, ends_out: bool) -> bool:
    """Return whether a sum of ends lies above a bound, beyond what rounding of floating-point numbers can do."""
    total = math.fsum(float(end) for end in ends if end is not None)
    slack = _SLACK * max(total, top)
    return total > top + slack or (ends_out and abs(total - top) <= slack)


def _minimal(
    choices: Sequence[Sequence[Any]], parts: Sequence[Estimand], whole: Estimand, claim: Estimate, way: Way,
    out_of_reach: Callable[[Sequence[Estimate]], bool],
) -> Iterator[SumTension]:  # fmt: skip
    """Yield the sets of claims of which no smaller one would do, one claim a part at most."""
    for chosen in itertools.product(*choices):
        held = [pair for pair in chosen if pair is not None]
        those = [estimate for _, estimate in held]
        if not those or not out_of_reach(those):
            continue
        smaller = (those[:i] + those[i + 1 :] for i in range(len(those)))
        if way == "exceed" and any(out_of_reach(rest) for rest in smaller if rest):
            continue
        which = tuple(parts[place] for place, _ in held)
        if len(those) == 1 and way == "exceed" and whole.id in which[0].at_most:
            continue  # found as one figure that cannot exceed another
        yield SumTension(tuple(those), claim, which, whole, way, *_about_sum(those, which, claim, whole))


def _about_sum(
    those: Sequence[Estimate], which: Sequence[Estimand], claim: Estimate, whole: Estimand
) -> tuple[Range | None, bool, tuple[str, ...]]:
    """Return the share of the whole, whether all claims are one claimant's, and what is uncertain of them."""
    lows = [e.range.low for e in those]
    highs = [e.range.high for e in those]
    total = computed_range(
        math.fsum(float(low) for low in lows if low is not None),
        math.inf if None in highs else math.fsum(float(high) for high in highs if high is not None),
        [e.range for e in those], low_open=False, about=any(e.range.approximate for e in those),
    )  # fmt: skip
    caveats = [caveat(e, estimand, {}) for e, estimand in zip([*those, claim], [*which, whole])]
    one = len({e.claimant.id for e in (*those, claim)}) == 1
    return over(total, claim.range), one, tuple(filter(None, caveats))


def _shares(dataset: Dataset) -> Iterator[ShareTension]:
    """Yield the claims that have no value in common with what a stated share implies for their figure."""
    for implied in implied_bounds(dataset):
        for claim in select(dataset[implied.estimand.id]).used:
            if claim.range.relation(implied.range) == "disjoint":
                found = ShareTension(claim, implied, implied.estimand)
                one = len({part.claimant.id for part in found.claims}) == 1
                caveats = [caveat(part, implied.estimand, {}) for part in (claim, implied.estimate)]
                yield evolve(found, same_claimant=one, caveats=tuple(filter(None, caveats)))


def _between(dataset: Dataset, path: tuple[Estimand, ...], strain: float) -> Iterator[Tension]:
    smaller, larger = (select(dataset[end.id], imply=True) for end in (path[0], path[-1]))
    bounds = {estimate.id: reason for chosen in (smaller, larger) for estimate, reason in chosen.implied}
    for a in smaller.used:
        for b in larger.used:
            kind, share = _kind(a.range, b.range, strain, bounds=a.id in bounds or b.id in bounds)
            if kind is not None:
                caveats = [caveat(estimate, estimand, bounds) for estimate, estimand in ((a, path[0]), (b, path[-1]))]
                one = a.claimant.id == b.claimant.id
                yield Tension(kind, a, b, path, share, one, tuple(filter(None, caveats)), open_population(path))


def _kind(small: Range, large: Range, strain: float, *, bounds: bool) -> tuple[Kind | None, Range | None]:
    """Return how a claim on the smaller figure strains one on the larger, and the share that follows."""
    share = over(small, large)
    if _above(small.low, large.high, ends_out=small.low_open or large.high_open):
        return "contradiction", share
    if bounds:
        return None, None
    # an end of one lies beyond all that the other states, or the two overlap
    out = _above(small.high, large.high, ends_out=large.high_open and not small.high_open)
    out |= _above(small.low, large.low, ends_out=small.low_open and not large.low_open)
    stated = None not in (small.low, small.high, large.low, large.high)
    if out or (stated and _above(small.high, large.low)):
        return "at the extremes", share
    if stated and share is not None and share.low is not None and share.low >= strain:
        return "strain", share
    return None, None


def _above(a: Number | None, b: Number | None, *, ends_out: bool = False) -> bool:
    """Return whether one stated end lies above another, or at it where the two ends themselves cannot meet."""
    return a is not None and b is not None and (a > b or (a == b and ends_out))
