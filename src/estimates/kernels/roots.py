"""Roots of many increasing functions at once; solved ones leave the loop."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from estimates.kernels.groups import Floats, Ints

Function = Callable[[Floats, Ints], Floats]


def solve(function: Function, low: Floats, high: Floats, tolerance: float = 1e-14) -> Floats:
    """Return for each entry the least x in [low, high] at which an increasing function reaches zero.

    Chandrupatla's bracketing: inverse quadratic interpolation where the function is smooth enough, else bisection.

    Parameters
    ----------
    function : callable
        ``function(x, index)`` gives the values of the functions with the numbers `index` at `x`.
    low, high : array of float
        Brackets. Where the function is not negative at `low`, or negative at `high`, that end is the answer.
    tolerance : float
        Width of the final bracket, relative to its ends where they exceed 1 in size.

    References
    ----------
    Chandrupatla, T. R. (1997). Advances in Engineering Software 28, 145-149.
    """
    everyone = np.arange(len(low))
    at_low, at_high = function(low, everyone), function(high, everyone)
    answer = np.where(at_low >= 0, low, high)
    index = np.flatnonzero((at_low < 0) & (at_high >= 0) & (low < high))
    a, fa, b, fb = high[index], at_high[index], low[index], at_low[index]
    c, fc, step = a, fa, np.full(len(index), 0.5)
    for _ in range(200):
        if not len(index):
            break
        x = b + step * (a - b)  # b is the newest point, a lies across the root
        fx = function(x, index)
        across = (fx >= 0) == (fa >= 0)
        c, fc = np.where(across, a, b), np.where(across, fa, fb)
        a, fa = np.where(across, b, a), np.where(across, fb, fa)
        b, fb = x, fx
        width = np.abs(a - b)
        near = tolerance * np.maximum(1.0, np.abs(b))
        done = width <= 2 * near
        if done.any():
            upper = fb >= 0
            answer[index[done]] = np.where(upper, b, a)[done]
            go = ~done
            index = index[go]
            a, fa, b, fb, c, fc = (v[go] for v in (a, fa, b, fb, c, fc))
            width, near = width[go], near[go]
        step = _step(a, fa, b, fb, c, fc)
        edge = near / width
        step = np.clip(step, edge, 1 - edge)
    answer[index] = np.where(fb >= 0, b, a)
    return answer


def _step(a: Floats, fa: Floats, b: Floats, fb: Floats, c: Floats, fc: Floats) -> Floats:
    with np.errstate(all="ignore"):
        xi, phi = (b - a) / (c - a), (fb - fa) / (fc - fa)
        quadratic = fb / (fa - fb) * (fc / (fa - fc)) + (c - b) / (a - b) * (fb / (fc - fb)) * (fa / (fc - fa))
        smooth = (phi**2 < xi) & ((1 - phi) ** 2 < 1 - xi) & np.isfinite(quadratic)
    return np.where(smooth, quadratic, 0.5)
