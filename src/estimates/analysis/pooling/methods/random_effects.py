"""Random effects: the centre of the claims' logs and how far sources differ, by their own widths and beyond."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from attrs import frozen

from estimates import kernels
from estimates.analysis.ledger import Ledger
from estimates.analysis.pooling.assumptions import Assumptions, below_one, choice
from estimates.analysis.pooling.fit import (
    ABOUT,
    EXTREMES,
    FEW_FOR_SPREAD,
    NO_COVERAGE,
    SPLIT,
    distributions,
    exact,
    exact_spans,
    voiced,
)
from estimates.analysis.pooling.method import OF_MODEL, Case, Method
from estimates.analysis.pooling.methods.linear import ABOUT_FACTOR, NEEDS_COVERAGE, no_width
from estimates.analysis.pooling.pooled import Pooled
from estimates.analysis.pooling.refusals import answering
from estimates.errors import PoolingError
from estimates.kernels import half_normal, reasons, shapes
from estimates.kernels.groups import Codes, Floats, Intervals, Ints, order
from estimates.kernels.random_set import Bounds
from estimates.kernels.voice_means import voice_means
from estimates.model.numbers import written

GAP: Final = 2.0  # camps further apart than by this factor are not averaged
LEAST: Final = 3
_ROUNDING: Final = 1e-9
_LEAST_FOR_SPREAD: Final = 5
_NORMAL: Final = "follow a normal distribution"
_TARGETS: Final = {
    "spread": "what another independent source would claim (the mean, where it makes several claims), if the logs of "
    f"such claims or means {_NORMAL}",
    "claim": f"what one claim of another independent source would be, if the logs of sources and of the claims of each "
    f"{_NORMAL}, and all sources scatter alike",
    "hksj": "the centre around which independent sources' claims lie; not what one of them would claim",
    "bayes": "the centre around which independent sources' claims lie; not what one of them would claim",
}
_SINGLE: Final = f"what another independent source would claim, if the logs of such claims {_NORMAL}"
_MEAN: Final = (
    "a further voice's mean: what another independent source would claim on average, if the logs of such means "
    f"{_NORMAL}"
)


@frozen(eq=False)
class EffectsFit:
    """Mean and spread of the voices' logs; ``of`` says what an interval is of."""

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
    within: Floats
    k: Ints

    @property
    def figures(self) -> dict[str, Floats]:
        with np.errstate(over="ignore"):
            factor, within = np.exp(np.sqrt(self.tau2)), np.exp(np.sqrt(self.within))
        return {"mean": self.mean, "se": self.se, "tau2": self.tau2, "factor": factor, "within_factor": within}

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
            if self.of in ("spread", "claim") and bool((p != 0.5).any()):
                few = (reason == 0) & (self.k < _LEAST_FOR_SPREAD)
                reason = np.where(few, FEW_FOR_SPREAD, reason).astype(np.int8)
        logs = np.where((reason == 0)[:, None], logs, np.nan)
        with np.errstate(over="ignore", under="ignore"):
            return exact(np.exp(logs), reason)

    def spans(self, low: Floats, high: Floats) -> Bounds:
        return exact_spans(self.quantiles(low), self.quantiles(high))

    def levels(self, found: Bounds) -> None:
        return None


@frozen(eq=False, repr=False)
class RandomEffectsPool(Pooled):
    """Centre and spread of the claims, when they differ by more than their own ranges explain.

    ``mean``, ``se`` and ``tau2`` are of natural logs; ``factor`` and ``median`` are what is printed. A voice of
    several claims enters as the mean of their logs, with the mean of their variances, which bounds its own whatever
    their correlation; the interval is then that of a further voice's mean, and with ``interval="claim"`` that of a
    single claim of a further voice.

    See Also
    --------
    pool : Returns it, with ``"random-effects"``.
    """

    @property
    def target(self) -> str:
        """The quantity that the numbers describe, as text."""
        if self._assumed.interval != "spread":
            return self._assumed.target
        return _MEAN if self.within_factor is not None else _SINGLE

    @property
    def mean(self) -> float:
        """The centre of the logs; ``median`` is its exponential, in the unit of the estimand."""
        return self._figure("mean")

    @property
    def se(self) -> float:
        """The standard error of ``mean``: that of Hartung, Knapp, Sidik and Jonkman, modified not to fall below the
        plain one; with ``interval="bayes"``, the posterior standard deviation."""
        return self._figure("se")

    @property
    def tau2(self) -> float:
        """The variance between sources, of logs; with ``interval="bayes"``, the square of the posterior mean of tau."""
        return self._figure("tau2")

    @property
    def factor(self) -> float:
        """The factor by which sources typically differ from their centre, exp(tau): 1 where they do not."""
        return self._figure("factor")

    @property
    def within_factor(self) -> float | None:
        """The factor by which a claim typically differs from the mean of its voice; None where no voice has several."""
        factor = self._figure("within_factor")
        return None if math.isnan(factor) else factor

    @property
    def remarks(self) -> tuple[str, ...]:
        """Remarks on the numbers, with how far the claims of one voice lie apart."""
        if self.within_factor is None:
            return super().remarks
        entered = {True: "which the interval adds", False: "which does not enter; interval='claim' adds it"}
        adds = (
            f", {entered[self._assumed.interval == 'claim']}" if self._assumed.interval in ("spread", "claim") else ""
        )
        words = f"Claims differ from the mean of their voice by a factor of {written(self.within_factor)}{adds}"
        return (*super().remarks, words)

    @property
    def _more(self) -> str:
        return f"; sources differ by a factor of {written(self.factor)}"


def _fit(ledger: Ledger, assumed: Assumptions) -> EffectsFit:
    if ledger.mass is not None and len(set(ledger.mass[ledger.mass > 0].tolist())) > 1:
        raise PoolingError(
            "'random-effects' weighs claims by their variance, and takes no masses of its own; 'random-set', 'linear', "
            "'lognormal' and 'turnbull' take masses"
        )
    wide, claims, share = distributions(ledger, assumed, logs=True, unbounded=True, least=LEAST)
    if not assumed.allow_multimodal:
        stated = voiced(ledger, assumed).intervals(by_voice=True)
        apart = stated.spread(camps_apart(stated), 0.0)[claims.groups]
        code = np.where(apart > GAP * (1 + _ROUNDING), SPLIT, 0)
        claims = claims.only(code == 0, code)
    fitted, held = shapes.fit(claims, share, best=wide.best)
    moments = shapes.moments(fitted)
    means = voice_means(moments.centre, moments.variance, held.offsets, held.voice)
    y, v, offsets = means.y, means.v, means.offsets
    found = kernels.random_effects(y, v, offsets=offsets, method=assumed.tau2)
    mean, se, tau2 = found.mean, found.se_hksj, found.tau2
    spread = np.sqrt(found.tau2 + found.se**2 + (means.further if assumed.interval == "claim" else 0.0))
    scale = assumed.tau_scale or np.nan
    if assumed.interval == "bayes":
        bayes = half_normal.half_normal(y, v, scale=scale, p=[], offsets=offsets, least=3)
        mean, se, tau2 = bayes.mean, bayes.sd, bayes.tau**2
    return EffectsFit(
        y=y, v=v, offsets=offsets, held=held, of=assumed.interval, tau_scale=scale,
        reason=held.refused(found.reason), mean=held.spread(mean), se=held.spread(se), tau2=held.spread(tau2),
        spread=held.spread(spread), within=held.spread(means.scatter), k=held.spread(np.diff(offsets), 0),
    )  # fmt: skip


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


def _coherent(values: Mapping[str, Any]) -> None:
    below_one(values)
    if values["interval"] == "bayes" and values["tau_scale"] is None:
        raise PoolingError(
            "interval='bayes' needs tau_scale=, the scale of the half-normal prior of tau: 0.5 assumes with a "
            "probability of 95 % that tau is below 1, so that sources differ by a factor of 2.7 or less; there is no "
            "default. interval='hksj' needs no prior"
        )
    if values["interval"] != "bayes" and values["tau_scale"] is not None:
        raise PoolingError(f"tau_scale is the prior of interval='bayes' (got interval={values['interval']!r})")


def _best_at_end(case: Case) -> str:
    return f"leave its best value out; {answering(case)}"


METHOD: Final = Method(
    name="random-effects",
    target=lambda assumed: _TARGETS[assumed.interval],
    refuses=(
        reasons.ONE_SIDED,
        reasons.NO_WIDTH,
        ABOUT,
        reasons.ZERO_END,
        reasons.BEST_AT_END,
        reasons.BEST_OUTSIDE,
        reasons.TOO_FEW,
        SPLIT,
        FEW_FOR_SPREAD,
        EXTREMES,
        NO_COVERAGE,
        reasons.BAD_VARIANCE,
    ),
    checks={"interval": choice("spread", "claim", "hksj", "bayes")},
    takes=(
        "coverage",
        "point_factor",
        "approximate_factor",
        "tau2",
        "interval",
        "tau_scale",
        "allow_multimodal",
        "voices",
    ),
    defaults={"tau2": "REML", "interval": "spread", "allow_multimodal": False, "voices": "claimant"},
    needs={"coverage": NEEDS_COVERAGE},
    fit=_fit,
    remedies={
        reasons.ONE_SIDED: answering,
        reasons.NO_WIDTH: no_width,
        ABOUT: ABOUT_FACTOR,
        reasons.ZERO_END: answering,
        reasons.BEST_AT_END: _best_at_end,
        reasons.BEST_OUTSIDE: answering,
        reasons.TOO_FEW: answering,
        SPLIT: "'random-set' and 'linear' keep the camps apart, compare() names them, and allow_multimodal=True "
        "averages them all the same",
        FEW_FOR_SPREAD: "interval='hksj' or 'bayes' (with tau_scale=) gives an interval for the centre, "
        "'random-set' one for the claims",
        EXTREMES: "a mapping as coverage= says what 'extremes' are taken to hold; 'linear' with "
        "shape='log-uniform' takes them as ends",
        NO_COVERAGE: "give coverage= as a number, or under the key '' of a mapping, for ranges of which the source "
        "does not say what they are",
        reasons.BAD_VARIANCE: "'random-set' needs no variance",
    },
    result=RandomEffectsPool,
    of_ends=False,
    literature=("dersimonian1986", "rover2015", "higgins2009"),
    level_words=lambda assumed: OF_MODEL,
    coherent=_coherent,
)
