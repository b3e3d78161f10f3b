"""The pools of many estimands at once, as arrays: one fit a method, with a reason code for each that it refuses."""

from __future__ import annotations

from typing import Any, Final, Protocol

import numpy as np
from attrs import evolve, frozen

from estimates import kernels
from estimates.analysis.ledger import Ledger
from estimates.analysis.pooling.assumptions import Assumptions
from estimates.errors import PoolingError
from estimates.kernels import censored, half_normal, linear_pool, random_set, reasons, shapes, turnbull
from estimates.kernels.groups import Bools, Codes, Floats, Intervals, Ints, order, sums
from estimates.kernels.random_set import Bounds

ABOUT: Final = 64
SPLIT: Final = 65
FEW_FOR_SPREAD: Final = 66

GAP: Final = 2.0  # camps further apart than by this factor are not averaged
_ROUNDING: Final = 1e-9
_LEAST_FOR_SPREAD: Final = 5


class Fit(Protocol):
    """The pools of all estimands of a ledger by one method."""

    @property
    def reason(self) -> Codes:
        """Return one code an estimand."""

    @property
    def figures(self) -> dict[str, Floats]:
        """What else the method gives, one number an estimand, by name."""

    def quantiles(self, p: Floats) -> Bounds:
        """Return the range of each quantile; the reason also says which estimands do not answer at these p."""


@frozen(eq=False)
class RandomSetFit:
    """Bounds that assume nothing within a range."""

    claims: Intervals

    @property
    def reason(self) -> Codes:
        return self.claims.reason

    @property
    def figures(self) -> dict[str, Floats]:
        return {}

    def quantiles(self, p: Floats) -> Bounds:
        return random_set.quantiles(self.claims, p)


@frozen(eq=False)
class EnvelopeFit:
    """From the lowest to the highest value, for any probability."""

    claims: Intervals

    @property
    def reason(self) -> Codes:
        return self.claims.reason

    @property
    def figures(self) -> dict[str, Floats]:
        return {}

    def quantiles(self, p: Floats) -> Bounds:
        found = random_set.envelope(self.claims)
        column = np.zeros(len(p), dtype=np.int64)
        return Bounds(
            found.low[:, None][:, column], found.high[:, None][:, column], found.low_open[:, None][:, column],
            found.high_open[:, None][:, column], found.reason,
        )  # fmt: skip


@frozen(eq=False)
class LinearFit:
    """The mixture of the claims' distributions."""

    claims: Intervals
    coverage: float
    shape: str
    best: Floats
    reason: Codes
    stated: Floats
    between: Floats

    @property
    def figures(self) -> dict[str, Floats]:
        return {"stated": self.stated, "between": self.between}

    def quantiles(self, p: Floats) -> Bounds:
        found = linear_pool.linear_pool(self.claims, self.coverage, p, shape=self.shape, best=self.best)
        return _exact(found.quantiles, found.reason)


@frozen(eq=False)
class LognormalFit:
    """The most probable lognormal."""

    found: censored.Censored

    @property
    def reason(self) -> Codes:
        return self.found.reason

    @property
    def figures(self) -> dict[str, Floats]:
        return {"mu": self.found.mu, "sigma": self.found.sigma}

    def quantiles(self, p: Floats) -> Bounds:
        from scipy.special import ndtri

        logs = self.found.mu[:, None] + self.found.sigma[:, None] * ndtri(p)
        with np.errstate(over="ignore", under="ignore"):
            return _exact(np.exp(logs), self.reason)


@frozen(eq=False)
class TurnbullFit:
    """Masses on the innermost intervals."""

    found: turnbull.Turnbull

    @property
    def reason(self) -> Codes:
        return self.found.reason

    @property
    def figures(self) -> dict[str, Floats]:
        return {}

    def quantiles(self, p: Floats) -> Bounds:
        return turnbull.quantiles(self.found, p)


@frozen(eq=False)
class EffectsFit:
    """Mean and spread of the claims' logs; ``of`` says what an interval is of."""

    y: Floats
    v: Floats
    offsets: Ints
    held: Intervals
    of: str
    tau_scale: float
    reason: Codes
    mean: Floats
    se: Floats
    tau2: Floats
    spread: Floats
    k: Ints

    @property
    def figures(self) -> dict[str, Floats]:
        with np.errstate(over="ignore"):
            factor = np.exp(np.sqrt(self.tau2))
        return {"mean": self.mean, "se": self.se, "tau2": self.tau2, "factor": factor}

    def quantiles(self, p: Floats) -> Bounds:
        from scipy.special import stdtrit

        reason = self.reason
        if self.of == "bayes":
            found = half_normal.half_normal(self.y, self.v, scale=self.tau_scale, p=p, offsets=self.offsets, least=3)
            logs = self.held.spread(found.quantiles)
        else:
            df = np.maximum(self.k - (1 if self.of == "hksj" else 2), 1).astype(np.float64)
            wide = self.se if self.of == "hksj" else self.spread
            with np.errstate(invalid="ignore"):
                step = np.where(p == 0.5, 0.0, stdtrit(df[:, None], p) * np.where(np.isnan(wide), 0.0, wide)[:, None])
            logs = self.mean[:, None] + step
            if self.of == "spread" and bool((p != 0.5).any()):
                few = (reason == 0) & (self.k < _LEAST_FOR_SPREAD)
                reason = np.where(few, FEW_FOR_SPREAD, reason).astype(np.int8)
        logs = np.where((reason == 0)[:, None], logs, np.nan)
        with np.errstate(over="ignore", under="ignore"):
            return _exact(np.exp(logs), reason)


def fit(ledger: Ledger, assumed: Assumptions) -> Fit:
    """Pool every estimand of a ledger by one method.

    Raises
    ------
    PoolingError
        If the ledger cannot be pooled so as a whole. Single estimands are refused by their codes.
    """
    claims = ledger.intervals()
    if assumed.method == "random-set":
        return RandomSetFit(claims)
    if assumed.method == "envelope":
        return EnvelopeFit(claims)
    if assumed.method == "lognormal":
        return LognormalFit(censored.lognormal(claims))
    if assumed.method == "turnbull":
        return TurnbullFit(turnbull.turnbull(claims))
    if assumed.method == "linear":
        return _linear(ledger, assumed)
    return _effects(ledger, assumed)


def _exact(values: Floats, reason: Codes) -> Bounds:
    """Return single numbers as bounds, both of which are the number."""
    no = np.zeros(values.shape, dtype=bool)
    return Bounds(values, values.copy(), no, no.copy(), reason)


def _widened(ledger: Ledger, assumed: Assumptions) -> tuple[Ledger, Bools]:
    """Return single numbers as the ranges for which they are taken, and which of them are left without a width."""
    single = ledger.low == ledger.high
    bare = single & ~ledger.approximate
    factor = np.ones(len(ledger))
    for which, given in ((bare, assumed.point_factor), (single & ledger.approximate, assumed.approximate_factor)):
        if given is not None:
            factor[which] = given
    wide = single & (factor > 1)
    best = np.where(wide, ledger.low, ledger.best)
    return evolve(ledger, low=ledger.low / factor, high=ledger.high * factor, best=best), single & ~wide


def _needed(ledger: Ledger, claims: Intervals, thin: Bools, logs: bool, least: int) -> Codes:
    """Return for each held group why its claims cannot be taken as distributions, the gravest reason last set."""
    rows = claims.rows
    low, high, about = claims.low, claims.high, ledger.approximate[rows]
    unstated = np.isnan(ledger.low[rows]) | np.isnan(ledger.high[rows])
    code = np.zeros(len(claims.groups), dtype=np.int8)
    marks = [
        (thin[rows] & about, ABOUT),
        (thin[rows] & ~about, reasons.NO_WIDTH),
        ((low == 0) if logs else np.zeros(len(rows), dtype=bool), reasons.ZERO_END),
        (unstated | np.isinf(high), reasons.ONE_SIDED),
    ]
    for mark, reason in marks:
        code[sums(mark.astype(np.int64), claims.offsets) > 0] = reason
    code[claims.sizes < least] = reasons.TOO_FEW
    return code


def _linear(ledger: Ledger, assumed: Assumptions) -> LinearFit:
    wide, thin = _widened(ledger, assumed)
    claims = wide.intervals()
    logs = assumed.shape in ("lognormal", "log-uniform")
    code = _needed(ledger, claims, thin, logs, least=1)
    claims = claims.only(code == 0, code)
    coverage = _coverage(assumed)
    found = linear_pool.linear_pool(claims, coverage, [], shape=assumed.shape, best=wide.best)
    return LinearFit(claims, coverage, assumed.shape, wide.best, found.reason, found.stated, found.between)


def _effects(ledger: Ledger, assumed: Assumptions) -> EffectsFit:
    if ledger.mass is not None and len(set(ledger.mass[ledger.mass > 0].tolist())) > 1:
        raise PoolingError(
            "'random-effects' weighs claims by their variance, and takes no masses of its own; 'random-set', 'linear', "
            "'lognormal' and 'turnbull' take masses"
        )
    wide, thin = _widened(ledger, assumed)
    claims = wide.intervals()
    code = _needed(ledger, claims, thin, logs=True, least=3)
    if not assumed.allow_multimodal:
        stated = ledger.intervals()
        apart = stated.spread(camps_apart(stated), 0.0)[claims.groups]
        code[(code == 0) & (apart > GAP * (1 + _ROUNDING))] = SPLIT
    claims = claims.only(code == 0, code)
    fitted, held = shapes.fit(claims, _coverage(assumed), best=wide.best)
    moments = shapes.moments(fitted)
    y, v = moments.centre, moments.variance
    found = kernels.random_effects(y, v, offsets=held.offsets, method=assumed.tau2)
    mean, se, tau2 = found.mean, found.se_hksj, found.tau2
    spread = np.sqrt(found.tau2 + found.se**2)
    scale = assumed.tau_scale or np.nan
    if assumed.interval == "bayes":
        bayes = half_normal.half_normal(y, v, scale=scale, p=[], offsets=held.offsets, least=3)
        mean, se, tau2 = bayes.mean, bayes.sd, bayes.tau**2
    return EffectsFit(
        y=y, v=v, offsets=held.offsets, held=held, of=assumed.interval, tau_scale=scale,
        reason=held.refused(found.reason), mean=held.spread(mean), se=held.spread(se), tau2=held.spread(tau2),
        spread=held.spread(spread), k=held.spread(held.sizes, 0),
    )  # fmt: skip


def _coverage(assumed: Assumptions) -> float:
    if assumed.coverage is None:  # pragma: no cover - `checked` has asked for it
        raise PoolingError(f"{assumed.method!r} needs coverage=")
    return assumed.coverage


def camps_apart(claims: Intervals) -> Floats:
    """Return for each held group the widest gap between claims into which no claim reaches, as a factor; 1 for none.

    The claims below the gap and those above it are camps that nobody bridges.
    """
    place = order(claims.start, claims.offsets)
    low, high = claims.low[place], claims.high[place]
    group = np.repeat(np.arange(len(claims.groups)), claims.sizes)
    # Ranks set off by group make one running maximum that begins anew with each group.
    rank = np.empty(len(high), dtype=np.int64)
    rank[np.argsort(high, kind="stable")] = np.arange(len(high))
    reach = np.maximum.accumulate(rank + group * len(high)) - group * len(high)
    top = np.sort(high, kind="stable")[reach] if len(high) else high
    ratio = np.ones(len(high))
    follows = np.flatnonzero(group[1:] == group[:-1])
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio[follows + 1] = np.maximum(1.0, np.nan_to_num(low[follows + 1] / top[follows], nan=1.0, posinf=np.inf))
    widest: Floats = np.maximum.reduceat(ratio, claims.offsets[:-1]) if len(claims.groups) else ratio[:0]
    return widest


def masses(found: turnbull.Turnbull, group: int) -> Any:
    """Return the innermost intervals that bear mass in one group, as (low, high, low_open, high_open, mass)."""
    part = slice(int(found.offsets[group]), int(found.offsets[group + 1]))
    columns = (found.low, found.high, found.low_open, found.high_open, found.mass)
    return [row for row in zip(*(column[part].tolist() for column in columns)) if row[4] > 0]
