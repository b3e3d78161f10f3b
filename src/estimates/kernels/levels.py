"""Figures with claims that state ends only: their unknown level is integrated out numerically."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from estimates.kernels.censored import between
from estimates.kernels.groups import Floats, Ints

_LOG_ROOT = 0.5 * np.log(2 * np.pi)
_NOTHING = 20.0  # a log density this far below the greatest adds nothing
_STEP = 1.25  # of the trapezoidal rule, in units of the least deviation that a level can have; its error is e^-12
_COARSE = 24
_BLOCK = 4_000_000
_SIZES = np.array([16, 24, 48, 96, 192, 512, 1024])


class Rows(NamedTuple):
    """Claims by figure, then cell: points summed up by *entry*, a pair of figure and cell, the others one by one.

    ``start`` is where the entries of each figure begin. The claims with ends stand in the order of their entries;
    ``first`` is where those of ``those`` entries begin that have any. The anchor is the last cell.
    """

    figure: Ints
    cell: Ints
    start: Ints
    y: Floats
    own: Floats
    entry: Ints
    low: Floats
    high: Floats
    end_own: Floats
    end_entry: Ints
    those: Ints
    first: Ints
    cells: int


class Nodes(NamedTuple):
    """Some of the figures, with the levels at which they are evaluated, a row a figure."""

    rows: Rows
    which: Ints
    level: Floats


class Terms(NamedTuple):
    """Log-likelihood of the effects of cells, its gradient and information; mean and variance of each level.

    ``slope`` is how the mean of a level moves with the effect of a cell, a row a figure. ``edge`` is how near to its
    greatest the log density of any figure comes at its first or last node: where that is not far below zero, the nodes
    no longer stand where the density is.
    """

    value: float
    gradient: Floats
    information: Floats
    mean: Floats
    variance: Floats
    slope: Floats
    edge: float


def rows_of(low: Floats, high: Floats, own: Floats, figure: Ints, cell: Ints, cells: int) -> Rows:
    """Return claims in the order that is computed with; figures are counted from 0 without gaps."""
    key, entry = np.unique(figure * (cells + 1) + cell, return_inverse=True)
    f = key // (cells + 1)
    point = low == high
    order = np.flatnonzero(~point)
    order = order[np.argsort(entry[order], kind="stable")]
    those, first = np.unique(entry[order], return_index=True)
    start = np.flatnonzero(np.append(True, f[1:] != f[:-1]))
    return Rows(f, key % (cells + 1), start, low[point], own[point], entry[point],
                low[order], high[order], own[order], entry[order], those, first, cells)  # fmt: skip


def _part(rows: Rows, which: Ints) -> Rows:
    keep = np.zeros(len(rows.start), dtype=bool)
    keep[which] = True
    place = np.cumsum(keep) - 1
    e, p = rows.figure[rows.end_entry], rows.figure[rows.entry]
    low = np.concatenate((rows.low[keep[e]], rows.y[keep[p]]))
    high = np.concatenate((rows.high[keep[e]], rows.y[keep[p]]))
    own = np.concatenate((rows.end_own[keep[e]], rows.own[keep[p]]))
    entry = np.concatenate((rows.end_entry[keep[e]], rows.entry[keep[p]]))
    return rows_of(low, high, own, place[rows.figure[entry]], rows.cell[entry], rows.cells)


def nodes(rows: Rows, effect: Floats, tau2: float) -> list[Nodes]:
    """Return levels at which the trapezoidal rule evaluates each figure, figures of like width together.

    Parameters
    ----------
    rows : Rows
    effect : array of float
        The effects of the cells, with that of the anchor, 0, at the end.
    tau2 : float
    """
    low, high, fine = _reach(rows, effect, tau2)
    for _ in range(8):
        step = (high - low) / (_COARSE - 1)
        log = _density(rows, low[:, None] + step[:, None] * np.arange(_COARSE), effect, tau2).log
        there = log > log.max(axis=1, keepdims=True) - _NOTHING
        first, last = there.argmax(axis=1), _COARSE - 1 - there[:, ::-1].argmax(axis=1)
        low, high = low + np.maximum(first - 1, 0) * step, low + np.minimum(last + 1, _COARSE - 1) * step
        if bool(((last - first >= _COARSE // 2) | (step <= fine)).all()):
            break
    need = np.ceil((high - low) / fine) + 1
    size = _SIZES[np.minimum(np.searchsorted(_SIZES, need), len(_SIZES) - 1)]
    out = []
    for n in np.unique(size).tolist():
        alike = np.flatnonzero(size == n)
        for which in np.array_split(alike, 1 + len(alike) * n * (rows.cells + 1) // _BLOCK):
            out.append(Nodes(_part(rows, which), which, np.linspace(low[which], high[which], n, axis=1)))
    return out


def _reach(rows: Rows, effect: Floats, tau2: float) -> tuple[Floats, Floats, Floats]:
    """Return between which levels each figure lies by all that is stated, and the step that it needs."""
    count = len(rows.start)
    figure = np.concatenate((rows.figure[rows.entry], np.tile(rows.figure[rows.end_entry], 2)))
    entry = np.concatenate((rows.entry, np.tile(rows.end_entry, 2)))
    ends = np.concatenate((rows.y, rows.low, rows.high)) - effect[rows.cell[entry]]
    known = np.isfinite(ends)
    low, high = np.full(count, np.inf), np.full(count, -np.inf)
    np.minimum.at(low, figure[known], ends[known])
    np.maximum.at(high, figure[known], ends[known])
    variance = tau2 + np.concatenate((rows.own, rows.end_own))
    each = figure[: len(variance)]
    widest = np.zeros(count)
    np.maximum.at(widest, each, np.sqrt(variance))
    fine = _STEP / np.sqrt(np.bincount(each, 1 / variance, count))
    return low - 7 * widest, high + 7 * widest, fine


class _Density(NamedTuple):
    """The log density of each figure at its nodes, and what the entries add to it.

    An entry's points have the weight ``weight`` and the slope ``pull`` - ``weight`` level; ``slope`` and
    ``information`` are those of the claims with ends, for the entries that have any.
    """

    log: Floats
    weight: Floats
    pull: Floats
    slope: Floats
    information: Floats


def _density(rows: Rows, level: Floats, effect: Floats, tau2: float) -> _Density:
    shift = effect[rows.cell]
    w = 1 / (tau2 + rows.own)
    off = rows.y - shift[rows.entry]
    one = 0.5 * np.log(w) - 0.5 * w * off**2 - _LOG_ROOT
    weight, pull, one = (np.bincount(rows.entry, x, len(shift)).astype(np.float64) for x in (w, w * off, one))
    whole, pulls, ones = (np.add.reduceat(x, rows.start)[:, None] for x in (weight, pull, one))
    log = ones + level * (pulls - 0.5 * whole * level)
    if not len(rows.those):
        return _Density(log, weight, pull, np.empty((0, level.shape[1])), np.empty((0, level.shape[1])))
    sd = np.sqrt(tau2 + rows.end_own)[:, None]
    figure = rows.figure[rows.end_entry]
    at = level[figure] + shift[rows.end_entry][:, None]
    value, slope, information = _ends((rows.low[:, None] - at) / sd, (rows.high[:, None] - at) / sd)
    begin = np.flatnonzero(np.append(True, figure[1:] != figure[:-1]))
    log[figure[begin]] += np.add.reduceat(value, begin, axis=0)
    slope = np.add.reduceat(slope / sd, rows.first, axis=0)
    return _Density(log, weight, pull, slope, np.add.reduceat(information / sd**2, rows.first, axis=0))


def _ends(za: Floats, zb: Floats) -> tuple[Floats, Floats, Floats]:
    """Return log P(za < Z < zb), and its slope and information in what both ends are reduced by."""
    from scipy.special import log_ndtr

    value, slope, information = np.empty(za.shape), np.empty(za.shape), np.empty(za.shape)
    lows, highs = np.isinf(zb[:, 0]), np.isinf(za[:, 0])
    for rows, z, sign in ((lows, -za, 1.0), (highs, zb, -1.0)):
        at = z[rows]
        value[rows] = log_ndtr(at)
        ratio = np.exp(-0.5 * at * at - _LOG_ROOT - value[rows])
        slope[rows], information[rows] = sign * ratio, ratio * (ratio + at)
    both = np.flatnonzero(~lows & ~highs)
    if len(both):
        a, b = za[both], zb[both]
        with np.errstate(all="ignore"):
            value[both], ra, rb = between(a, b)
            slope[both], information[both] = ra - rb, (ra - rb) ** 2 - (ra * a - rb * b)
    return value, slope, information


def terms(parts: list[Nodes], figures: int, effect: Floats, tau2: float) -> Terms:
    """Return the log-likelihood of the effects of cells, with the levels of the figures integrated out."""
    cells = len(effect) - 1
    value, gradient, information = 0.0, np.zeros(cells + 1), np.zeros((cells + 1, cells + 1))
    mean, variance, slope = np.empty(figures), np.empty(figures), np.zeros((figures, cells))
    edge = -np.inf
    for rows, which, level in parts:
        f, c, those = rows.figure, rows.cell, rows.those
        found = _density(rows, level, effect, tau2)
        top = found.log.max(axis=1)
        edge = max(edge, float((np.maximum(found.log[:, 0], found.log[:, -1]) - top).max()))
        p = np.exp(found.log - top[:, None])
        whole = p.sum(axis=1)
        value += float((top + np.log(whole * (level[:, 1] - level[:, 0]))).sum())
        p /= whole[:, None]
        root, each = np.sqrt(p), p[f[those]]
        middle = np.einsum("fn,fn->f", p, level)
        off = root * (level - middle[:, None])
        ends = np.einsum("en,en->e", each, found.slope)
        gradient += np.bincount(c, found.pull - found.weight * middle[f], cells + 1)
        gradient += np.bincount(c[those], ends, cells + 1)
        weight = np.zeros((cells + 1, len(which)))
        weight[c, f] = -found.weight
        apart = weight[:, :, None] * off
        apart[c[those], f[those]] += root[f[those]] * (found.slope - ends[:, None])
        flat = apart.reshape(cells + 1, -1)
        own = np.bincount(c, found.weight, cells + 1)
        own = own + np.bincount(c[those], np.einsum("en,en->e", each, found.information), cells + 1)
        information += np.diag(own) - flat @ flat.T
        mean[which], variance[which] = middle, np.einsum("fn,fn->f", off, off)
        slope[which] = np.einsum("cfn,fn->fc", apart[:-1], off)
    return Terms(value, gradient[:-1], information[:-1, :-1], mean, variance, slope, edge)
