"""Figures with claims that state ends only: their unknown level is integrated out numerically, exactly to rounding."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from estimates.kernels.censored import between
from estimates.kernels.groups import Bools, Floats, Ints

_LOG_ROOT = 0.5 * np.log(2 * np.pi)
_NOTHING = 26.0  # a log density this far below the greatest adds nothing
_STEP = 1.2  # of the trapezoidal rule, in units of the least deviation that the level can have; its error is e^-13
_COARSE = 24
_BLOCK = 4_000_000
_SIZES = np.array([16, 24, 32, 48, 64, 96, 128, 192, 256, 512, 1024])


class Rows(NamedTuple):
    """Claims sorted by figure, then cell: logs of their ends, own variance, and where each figure and cell begins.

    ``cell`` counts the anchor as the last cell. ``entry`` is where each pair of figure and cell begins.
    """

    low: Floats
    high: Floats
    own: Floats
    figure: Ints
    cell: Ints
    point: Bools
    start: Ints
    entry: Ints
    cells: int


class Nodes(NamedTuple):
    """Some of the figures, with the levels at which they are evaluated, a row a figure."""

    rows: Rows
    which: Ints
    level: Floats


class Terms(NamedTuple):
    """Log-likelihood of the effects of cells, its gradient and information; mean and variance of each level.

    ``slope`` is how the mean of a level moves with the effect of a cell, a row a figure.
    """

    value: float
    gradient: Floats
    information: Floats
    mean: Floats
    variance: Floats
    slope: Floats


def rows_of(low: Floats, high: Floats, own: Floats, figure: Ints, cell: Ints, cells: int) -> Rows:
    """Return claims in the order that is computed with; figures are counted from 0 without gaps."""
    order = np.lexsort((cell, figure))
    f, c = figure[order], cell[order]
    first = np.append(True, f[1:] != f[:-1])
    either = first | np.append(True, c[1:] != c[:-1])
    a, b = low[order], high[order]
    return Rows(a, b, own[order], f, c, a == b, np.flatnonzero(first), np.flatnonzero(either), cells)


def _part(rows: Rows, which: Ints) -> Rows:
    keep = np.zeros(len(rows.start), dtype=bool)
    keep[which] = True
    place = np.cumsum(keep) - 1
    kept = keep[rows.figure]
    return rows_of(
        rows.low[kept], rows.high[kept], rows.own[kept], place[rows.figure[kept]], rows.cell[kept], rows.cells
    )


def nodes(rows: Rows, effect: Floats, tau2: float) -> list[Nodes]:
    """Return levels at which the trapezoidal rule evaluates each figure, figures of like width together.

    Parameters
    ----------
    effect : array of float
        The effects of the cells, with that of the anchor, 0, at the end.
    """
    shift = effect[rows.cell]
    sd = np.sqrt(tau2 + rows.own)
    ends = np.stack((np.where(np.isfinite(rows.low), rows.low, rows.high), rows.high)) - shift
    ends[1] = np.where(np.isfinite(rows.high), ends[1], ends[0])
    widest = np.maximum.reduceat(sd, rows.start)
    low = np.minimum.reduceat(ends.min(0), rows.start) - 8 * widest
    high = np.maximum.reduceat(ends.max(0), rows.start) + 8 * widest
    fine = _STEP / np.sqrt(np.add.reduceat(1 / sd**2, rows.start))
    for _ in range(8):
        step = (high - low) / (_COARSE - 1)
        if bool((step <= fine).all()):
            break
        level = low[:, None] + step[:, None] * np.arange(_COARSE)
        log = np.add.reduceat(_log(rows, level[rows.figure] + shift[:, None], sd), rows.start, axis=0)
        there = log > log.max(axis=1, keepdims=True) - _NOTHING
        first, last = there.argmax(axis=1), _COARSE - 1 - there[:, ::-1].argmax(axis=1)
        span = np.maximum(last - first, 1)
        low, high = low + np.maximum(first - 1, 0) * step, low + np.minimum(last + 1, _COARSE - 1) * step
        if bool((span >= _COARSE // 3).all()):
            break
    need = np.ceil((high - low) / fine) + 1
    size = _SIZES[np.minimum(np.searchsorted(_SIZES, need), len(_SIZES) - 1)]
    out = []
    for n in np.unique(size).tolist():
        alike = np.flatnonzero(size == n)
        for which in np.array_split(alike, 1 + len(alike) * n * (rows.cells + 1) // _BLOCK):
            out.append(Nodes(_part(rows, which), which, np.linspace(low[which], high[which], n, axis=1)))
    return out


def _log(rows: Rows, at: Floats, sd: Floats) -> Floats:
    """Return the log-likelihood of each claim at each level, for the search of where it is not nothing."""
    return _claims(rows, at, sd)[0]


def _claims(rows: Rows, at: Floats, sd: Floats) -> tuple[Floats, Floats, Floats]:
    """Return log-likelihood, its slope and its information of each claim (row) at each node (column)."""
    value, slope, information = np.empty(at.shape), np.empty(at.shape), np.empty(at.shape)
    p, e = np.flatnonzero(rows.point), np.flatnonzero(~rows.point)
    v = sd[p, None] ** 2
    off = rows.low[p, None] - at[p]
    value[p], slope[p], information[p] = -0.5 * (off**2 / v + np.log(v)) - _LOG_ROOT, off / v, 1 / v
    with np.errstate(all="ignore"):
        za, zb = (rows.low[e, None] - at[e]) / sd[e, None], (rows.high[e, None] - at[e]) / sd[e, None]
        value[e], ra, rb = between(za, zb)
        za, zb = np.where(np.isfinite(za), za, 0.0), np.where(np.isfinite(zb), zb, 0.0)
        slope[e] = (ra - rb) / sd[e, None]
        information[e] = ((ra - rb) ** 2 - (ra * za - rb * zb)) / sd[e, None] ** 2
    return value, slope, information


def terms(parts: list[Nodes], figures: int, effect: Floats, tau2: float) -> Terms:
    """Return the log-likelihood of the effects of cells, with the levels of the figures integrated out."""
    cells = len(effect) - 1
    value, gradient, information = 0.0, np.zeros(cells + 1), np.zeros((cells + 1, cells + 1))
    mean, variance, slope = np.empty(figures), np.empty(figures), np.zeros((figures, cells))
    for rows, which, level in parts:
        f, c = rows.figure[rows.entry], rows.cell[rows.entry]
        log, g, w = _claims(rows, level[rows.figure] + effect[rows.cell][:, None], np.sqrt(tau2 + rows.own))
        log = np.add.reduceat(log, rows.start, axis=0)
        top = log.max(axis=1)
        p = np.exp(log - top[:, None])
        whole = p.sum(axis=1)
        value += float((top + np.log(whole * (level[:, 1] - level[:, 0]))).sum())
        p /= whole[:, None]
        g, w = np.add.reduceat(g, rows.entry, axis=0), np.add.reduceat(w, rows.entry, axis=0)
        expected = (p[f] * g).sum(axis=1)
        gradient += np.bincount(c, expected, cells + 1)
        apart = np.zeros((len(which), cells + 1, level.shape[1]))
        apart[f, c] = np.sqrt(p[f]) * (g - expected[:, None])
        flat = apart.transpose(1, 0, 2).reshape(cells + 1, -1)
        information += np.diag(np.bincount(c, (p[f] * w).sum(axis=1), cells + 1)) - flat @ flat.T
        mean[which] = (p * level).sum(axis=1)
        off = np.sqrt(p) * (level - mean[which][:, None])
        variance[which] = (off**2).sum(axis=1)
        slope[which] = np.einsum("fcn,fn->fc", apart[:, :-1], off)
    return Terms(value, gradient[:-1], information[:-1, :-1], mean, variance, slope)
