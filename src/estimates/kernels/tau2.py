"""Estimators of the variance between claims, on arrays with the claim first and the group last."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from estimates.kernels.groups import Bools, Floats, Ints, total

METHODS: Final = ("REML", "PM", "DL", "ML", "EB", "HE", "SJ", "HS", "EE")
_GRID = 14
_STEPS = 80
_NEAR = 1e-9


class Moments(NamedTuple):
    """Quadratic forms of the weights at some tau^2, and the weighted mean."""

    weight: Floats  # sum of w
    mean: Floats
    q: Floats  # sum of w e^2


class Profile(NamedTuple):
    """The score's two parts, data less trace, and their derivatives (with changed sign)."""

    data: Floats
    trace: Floats
    data_slope: Floats
    trace_slope: Floats


def moments(y: Floats, v: Floats, tau2: Floats) -> Moments:
    """Return weight, mean and Q of each group at its tau^2."""
    w = 1.0 / (v + tau2)
    weight = total(w)
    mean = total(w * y) / weight
    e = y - mean
    return Moments(weight, mean, total(w * e * e))


class Fixed(NamedTuple):
    """What the weights 1/v alone give."""

    q: Floats
    weight: Floats
    spare: Floats  # sum of w, less the sum of w^2 over it


def fixed(y: Floats, v: Floats) -> Fixed:
    """Return Q, the weight and what is left of it for the variance between claims."""
    w = 1.0 / v
    weight = total(w)
    e = y - total(w * y) / weight
    return Fixed(total(w * e * e), weight, weight - total(w * w) / weight)


def estimate(method: str, y: Floats, v: Floats, k: Floats, at_zero: Fixed) -> Floats:
    """Return tau^2 of each group, never below zero.

    Parameters
    ----------
    method : str
        One of `METHODS`.
    y, v : array of float, shape (claims, groups)
        Values, centred or not, and their variances. A row that fills up a group has y = 0 and v infinite.
    k : array of float
        The number of claims of each group.
    at_zero : Fixed
        As `fixed` gives it.
    """
    if method == "DL":
        return np.maximum(0.0, (at_zero.q - (k - 1)) / at_zero.spare)
    if method == "HS":
        return np.maximum(0.0, (at_zero.q - k) / at_zero.weight)
    if method == "EE":
        return np.zeros(y.shape[1])
    if method in ("PM", "EB"):
        return _paule_mandel(y, v, k)
    if method in ("REML", "ML"):
        return _likelihood(y, v, k, method == "REML")
    real = np.isfinite(v)
    square = total(np.where(real, y - total(y) / k, 0.0) ** 2)
    if method == "HE":
        return np.maximum(0.0, square / (k - 1) - total(np.where(real, v, 0.0)) / k)
    first = square / k
    return first * moments(y, v, first).q / (k - 1)


def _paule_mandel(y: Floats, v: Floats, k: Floats) -> Floats:
    """Solve Q(tau^2) = k - 1 by Newton's method on 1/Q: it is concave, so that the steps rise to the root."""
    answer = np.zeros(y.shape[1])
    index, t = np.arange(len(answer)), np.zeros(y.shape[1])
    df = k - 1
    for _ in range(_STEPS):
        w = 1.0 / (v + t)
        e = y - total(w * y) / total(w)
        r = w * e
        q, slope = total(r * e), total(r * r)
        step = np.where(slope > 0, q * (q / df - 1) / np.where(slope > 0, slope, 1.0), 0.0)
        t = t + np.maximum(step, 0.0)
        go = step > _NEAR * t
        if not go.all():
            answer[index[~go]] = t[~go]
            index, t, y, v, df = index[go], t[go], y.compress(go, 1), v.compress(go, 1), df[go]
            if not len(index):
                break
    answer[index] = t
    return answer


def log_likelihood(y: Floats, v: Floats, tau2: Floats, restricted: bool) -> Floats:
    """Return the profile log-likelihood of tau^2, restricted or not, without its constant."""
    m = moments(y, v, tau2)
    spread = v + tau2
    logs = total(np.log(np.where(np.isfinite(spread), spread, 1.0)))
    out: Floats = -0.5 * (logs + m.q + (np.log(m.weight) if restricted else 0.0))
    return out


def _profile(y: Floats, v: Floats, tau2: Floats, restricted: bool, slopes: bool) -> Profile:
    """Return y'PPy, tr P (for ML the sum of w), y'PPPy, tr PP."""
    w = 1.0 / (v + tau2)
    s1 = total(w)
    r = w * (y - total(w * y) / s1)
    w2 = w * w
    s2 = total(w2)
    data = total(r * r)
    trace = s1 - s2 / s1 if restricted else s1
    if not slopes:
        return Profile(data, trace, data, trace)
    wr = w * r
    cubic = total(wr * r) - total(wr) ** 2 / s1
    if restricted:
        return Profile(data, trace, cubic, s2 - 2 * total(w2 * w) / s1 + (s2 / s1) ** 2)
    return Profile(data, trace, cubic, s2)


def _likelihood(y: Floats, v: Floats, k: Floats, restricted: bool) -> Floats:
    """Return the tau^2 of greatest likelihood: every local maximum is bracketed, and the best of them taken.

    With S^2 the sample variance, the score is below zero where (t + v_min)^2 > S^2 (t + v_max), which bounds the
    search. It has one root at most above v_max - 2 v_min. Below, it is looked at on a grid that is even in
    log(t + v_min).
    """
    real = np.isfinite(v)
    square = total(np.where(real, y - total(y) / k, 0.0) ** 2) / (k - 1)
    least, most = np.minimum.reduce(v, 0), np.maximum.reduce(np.where(real, v, 0.0), 0)
    far = 0.5 * (square + np.sqrt(square * (square + 4 * (most - least)))) - least
    best = np.zeros(y.shape[1])
    index = np.flatnonzero(far > 0)
    if not len(index):
        return best
    y, v, far, least, most = y.take(index, 1), v.take(index, 1), far[index] * (1 + 1e-12), least[index], most[index]
    low, high, group = _brackets(y, v, (far, least, most), restricted)
    root = _refine(y.take(group, 1), v.take(group, 1), low, high, restricted)
    best[index] = _best(y, v, root, group, restricted)
    return best


def _brackets(
    y: Floats, v: Floats, span: tuple[Floats, Floats, Floats], restricted: bool
) -> tuple[Floats, Floats, Ints]:
    """Return the ends of all stretches in which the score falls through zero, and their groups."""
    far, least, most = span
    single = np.clip(most - 2 * least, 0.0, far)
    ratio = np.log1p(single / least) / _GRID
    before_t = np.zeros(len(far))
    before = _rises(y, v, before_t, restricted)
    lows, highs, groups = [], [], []
    for j in range(1, _GRID + 2):
        t = far if j == _GRID + 1 else np.minimum(least * np.expm1(j * ratio), far)
        rises = np.zeros(len(far), dtype=bool) if j == _GRID + 1 else _rises(y, v, t, restricted)
        falls = np.flatnonzero(before & ~rises)
        lows.append(before_t[falls])
        highs.append(t[falls])
        groups.append(falls)
        before, before_t = rises, t
    return np.concatenate(lows), np.concatenate(highs), np.concatenate(groups)


def _rises(y: Floats, v: Floats, t: Floats, restricted: bool) -> Bools:
    at = _profile(y, v, t, restricted, slopes=False)
    out: Bools = at.data > at.trace
    return out


def _refine(y: Floats, v: Floats, low: Floats, high: Floats, restricted: bool) -> Floats:
    """Return the root in each bracket, by Newton's method on trace/data, which is nearly straight."""
    answer = np.empty(len(low))
    index = np.arange(len(low))
    t = low.copy()
    for _ in range(2 * _STEPS if len(low) else 0):
        at = _profile(y, v, t, restricted, slopes=True)
        rises = at.data > at.trace
        low, high = np.where(rises, t, low), np.where(rises, high, t)
        bend = 2 * at.trace * at.data_slope - at.trace_slope * at.data
        step = (at.data - at.trace) * at.data / np.where(bend > 0, bend, 1.0)
        near = (np.abs(step) <= _NEAR * t) & (bend > 0)  # the next error is of the order of the square
        new = np.where(bend > 0, t + step, np.inf)
        outside = ~((new > low) & (new < high))
        new = np.where(outside, np.where(near, t, 0.5 * (low + high)), new)
        done = near | (high - low <= 4e-16 * high)
        if done.any():
            answer[index[done]] = new[done]
            go = ~done
            index, new, low, high, y, v = index[go], new[go], low[go], high[go], y.compress(go, 1), v.compress(go, 1)
            if not len(index):
                break
        t = new
    else:
        answer[index] = t
    return answer


def _best(y: Floats, v: Floats, root: Floats, group: Ints, restricted: bool) -> Floats:
    """Return the most likely of zero and the roots of each group."""
    best = np.zeros(y.shape[1])
    count = np.bincount(group, minlength=len(best))
    at_zero = ~_rises(y, v, best, restricted)
    rivals = (count > 1) | ((count == 1) & at_zero)
    alone = ~rivals[group]
    best[group[alone]] = root[alone]
    which = np.flatnonzero(rivals)
    if len(which):
        top = np.full(len(best), -np.inf)
        zero = which[at_zero[which]]
        top[zero] = log_likelihood(y.take(zero, 1), v.take(zero, 1), best[zero], restricted)
        several = np.flatnonzero(~alone)
        whose = group[several]
        value = log_likelihood(y.take(whose, 1), v.take(whose, 1), root[several], restricted)
        for g, height, t in zip(whose.tolist(), value.tolist(), root[several].tolist(), strict=True):
            if height > top[g]:
                top[g], best[g] = height, t
    return best
