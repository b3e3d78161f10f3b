"""The same answers from other libraries, one figure at a time, as their manuals would have it done."""

from __future__ import annotations

import importlib
from typing import Any

import numpy as np
from by_hand import Claims, Floats
from scipy import stats


def each(claims: Claims) -> list[tuple[Floats, Floats]]:
    """Return the low and the high ends of each figure."""
    cut = claims.offsets[1:-1]
    return list(zip(np.split(claims.low, cut), np.split(claims.high, cut), strict=True))


def portion_core(claims: Claims) -> tuple[Floats, Floats]:
    """Return the lowest core of each figure, by adding up interval dictionaries."""
    portion: Any = importlib.import_module("portion")
    out = []
    for lows, highs in each(claims):
        depth = portion.IntervalDict()
        for low, high in zip(lows.tolist(), highs.tolist(), strict=True):
            end = portion.inf if high == np.inf else high
            claim = portion.IntervalDict({portion.closed(low, end): 1})
            depth = depth.combine(claim, how=lambda a, b: a + b)
        core = depth.find(max(depth.values()))[0]
        out.append((core.lower, np.inf if core.upper == portion.inf else core.upper))
    low, high = np.array(out).T
    return low, high


def pba_median(claims: Claims) -> tuple[Floats, Floats]:
    """Return the range of the median of each figure, from a mixture of boxes."""
    pba: Any = importlib.import_module("pba")
    found = []
    for lows, highs in each(claims):
        boxes = [pba.box(low, high) for low, high in zip(lows.tolist(), highs.tolist(), strict=True)]
        found.append(pba.mixture(*boxes).median())
    return np.array([x.left for x in found]), np.array([x.right for x in found])


def scipy_censored(claims: Claims) -> tuple[Floats, Floats]:
    """Return mu and sigma of each figure, by the general fit to censored data."""
    out = []
    with np.errstate(all="ignore"):
        for lows, highs in each(claims):
            a, b = np.log(lows), np.log(highs)
            left, right = np.isinf(a), np.isinf(b)
            both = ~left & ~right
            data = stats.CensoredData(left=b[left], right=a[right], interval=np.stack((a[both], b[both]), axis=1))
            out.append(stats.norm.fit(data))
    mu, sigma = np.array(out).T
    return mu, sigma


def lifelines_censored(claims: Claims) -> tuple[Floats, Floats]:
    """Return mu and sigma of each figure, from the lognormal fitter."""
    fitter: Any = importlib.import_module("lifelines").LogNormalFitter
    fits = [fitter().fit_interval_censoring(low, high) for low, high in each(claims)]
    return np.array([fit.mu_ for fit in fits]), np.array([fit.sigma_ for fit in fits])


def lifelines_turnbull(claims: Claims) -> Floats:
    """Return the log-likelihood of each figure at the nonparametric estimate."""
    npmle: Any = importlib.import_module("lifelines.fitters.npmle").npmle
    out = []
    for low, high in each(claims):
        mass, places = npmle(low, high, verbose=False)
        left, right = np.array([p.left for p in places]), np.array([p.right for p in places])
        inside = (low[:, None] <= left) & (right <= high[:, None])
        out.append(np.log(inside @ np.asarray(mass)).sum())
    return np.array(out)


def statsmodels_tau2(claims: Claims, y: Floats, v: Floats) -> Floats:
    """Return tau² of each figure in two rows: DerSimonian-Laird, Paule-Mandel."""
    combine: Any = importlib.import_module("statsmodels.stats.meta_analysis").combine_effects
    cut = claims.offsets[1:-1]
    both = list(zip(np.split(y, cut), np.split(v, cut), strict=True))
    return np.array([[combine(a, b, method_re=how).tau2 for a, b in both] for how in ("dl", "iterated")])


def pymare_tau2(claims: Claims, y: Floats, v: Floats) -> Floats:
    """Return tau² of each figure in two rows: DerSimonian-Laird, REML."""
    estimators: Any = importlib.import_module("pymare.estimators")
    out = []
    for estimator in (estimators.DerSimonianLaird(), estimators.VarianceBasedLikelihoodEstimator(method="REML")):
        found = []
        for start, stop in zip(claims.offsets[:-1], claims.offsets[1:], strict=True):
            ones = np.ones((stop - start, 1))
            fit = estimator.fit(y[start:stop, None], v[start:stop, None], ones)
            found.append(np.ravel(fit.params_["tau2"])[0])
        out.append(found)
    return np.array(out)
