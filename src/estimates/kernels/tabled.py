"""The likelihood of the effects of cells at many places at once, from tables of what each claim with ends admits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from estimates.kernels.groups import Floats, Ints
from estimates.kernels.levels import Rows

_PER_SD = 16  # steps of a table in a standard deviation: linear interpolation is then off by 5e-4 in log density
_BEYOND = 12.0  # standard deviations past its ends to which a claim is tabled; farther out it admits nothing
_LONGEST = 60_000
_NOTHING = 16.0  # a log density this far below the greatest adds nothing
_STEP = 1.2  # of the trapezoidal rule, in units of the least deviation that a level can have
_COARSE = 20
_SIZES = (16, 24, 32, 48, 64, 96, 160, 320, 640)
_BLOCK = 1_500_000
_LOG_ROOT = 0.5 * np.log(2 * np.pi)


class Stretch(NamedTuple):
    """Some of the figures at some places: their levels and the log density there, before the effects' prior."""

    figures: Ints
    places: slice
    level: Floats  # place, figure, node
    log: Floats


class Table:
    """The claims of figures with ends at one variance of errors, made ready to be evaluated at many effects.

    Parameters
    ----------
    rows : Rows
    tau2 : float
        The variance of errors.
    """

    def __init__(self, rows: Rows, tau2: float) -> None:
        self.rows, self.figures = rows, len(rows.start)
        figure = rows.figure[rows.end_entry]
        order = np.argsort(figure, kind="stable")
        self.figure, self.cell = figure[order], rows.cell[rows.end_entry][order]
        self.low, self.high = rows.low[order], rows.high[order]
        self.sd = np.sqrt(tau2 + rows.end_own[order])
        begin = np.searchsorted(self.figure, np.arange(self.figures + 1))
        self.slot = np.arange(len(order)) - begin[self.figure]
        self.slots = int(self.slot.max(initial=-1)) + 1
        self.at = np.full((self.slots, self.figures), -1)
        self.at[self.slot, self.figure] = np.arange(len(order))
        self.weight = 1 / (tau2 + rows.own)
        self.point_figure, self.point_cell = rows.figure[rows.entry], rows.cell[rows.entry]
        variance = np.concatenate((tau2 + rows.own, self.sd**2))
        each = np.concatenate((self.point_figure, self.figure))
        self.widest = np.zeros(self.figures)
        np.maximum.at(self.widest, each, np.sqrt(variance))
        self.fine = _STEP / np.sqrt(np.bincount(each, 1 / variance, self.figures))
        self._fill()

    def _fill(self) -> None:
        """Table log P(claim | level + effect) over an even lattice for each claim, one after another."""
        first = np.where(np.isfinite(self.low), self.low, self.high) - _BEYOND * self.sd
        last = np.where(np.isfinite(self.high), self.high, self.low) + _BEYOND * self.sd
        size = np.minimum(np.ceil((last - first) / self.sd * _PER_SD), _LONGEST).astype(np.int64) + 1
        self.size, self.origin = size, first
        self.per = (size - 1) / (last - first)
        self.offset = np.concatenate(([0], np.cumsum(size)))[:-1]
        claim = np.repeat(np.arange(len(size)), size)
        u = first[claim] + (np.arange(len(claim)) - self.offset[claim]) / self.per[claim]
        za, zb = (self.low[claim] - u) / self.sd[claim], (self.high[claim] - u) / self.sd[claim]
        self.values = _log_between(za, zb)

    def stretches(self, effect: Floats) -> Iterator[Stretch]:
        """Yield every figure at every place, on levels that hold all but nothing of its density.

        Parameters
        ----------
        effect : array of float, shape (places, cells + 1)
            The effects of the cells, with that of the anchor, 0, in the last column.
        """
        block = max(1, _BLOCK // (self.figures * _COARSE))
        for begin in range(0, len(effect), block):
            places = slice(begin, min(begin + block, len(effect)))
            here = effect[places]
            low, high = self._reach(here)
            whole = np.arange(self.figures)
            for _ in range(2):
                step = (high - low) / (_COARSE - 1)
                log = self._log(here, whole, low[..., None] + step[..., None] * np.arange(_COARSE))
                there = log > log.max(axis=2, keepdims=True) - _NOTHING
                head = np.maximum(there.argmax(axis=2) - 1, 0)
                tail = np.minimum(_COARSE - there[..., ::-1].argmax(axis=2), _COARSE - 1)
                low, high = low + head * step, low + tail * step
            need = (np.ceil((high - low) / self.fine) + 1).max(axis=0)
            group = np.minimum(np.searchsorted(_SIZES, need), len(_SIZES) - 1)
            for g in np.unique(group).tolist():
                figures, n = np.flatnonzero(group == g), _SIZES[g]
                part = max(1, _BLOCK // (len(figures) * n))
                for first in range(0, len(here), part):
                    cut = slice(first, min(first + part, len(here)))
                    level = np.linspace(low[cut][:, figures], high[cut][:, figures], n, axis=2)
                    log = self._log(here[cut], figures, level)
                    yield Stretch(figures, slice(begin + cut.start, begin + cut.stop), level, log)

    def log_likelihood(self, effect: Floats) -> Floats:
        """Return the log-likelihood at each place, the level of every figure integrated out.

        Examples
        --------
        >>> from estimates.kernels.levels import rows_of
        >>> ends = np.array([0.0, -np.inf]), np.array([0.0, 0.0])
        >>> rows = rows_of(*ends, np.zeros(2), np.array([0, 0]), np.array([1, 0]), 1)
        >>> Table(rows, 1.0).log_likelihood(np.array([[0.0, 0.0]])).round(3)
        array([-0.693])
        """
        out = np.zeros(len(effect))
        for part in self.stretches(effect):
            top = part.log.max(axis=2)
            mass = np.exp(part.log - top[..., None]).sum(axis=2) * (part.level[..., 1] - part.level[..., 0])
            out[part.places] += (top + np.log(mass)).sum(axis=1)
        return out

    def _reach(self, effect: Floats) -> tuple[Floats, Floats]:
        """Return between which levels each figure lies by all that is stated, a row a place."""
        low = np.full((self.figures, len(effect)), np.inf)
        high = -low
        for figure, cell, ends in (
            (self.point_figure, self.point_cell, self.rows.y),
            (self.figure, self.cell, self.low),
            (self.figure, self.cell, self.high),
        ):
            known = np.isfinite(ends)
            at = (ends[known] - effect[:, cell[known]]).T
            np.minimum.at(low, figure[known], at)
            np.maximum.at(high, figure[known], at)
        return low.T - 7 * self.widest, high.T + 7 * self.widest

    def _log(self, effect: Floats, figures: Ints, level: Floats) -> Floats:
        """Return the log density of figures at levels: place, figure, node."""
        weight, pull, one = self._points(effect)
        log = one[:, figures, None] + level * (pull[:, figures, None] - 0.5 * weight[figures, None] * level)
        for claims in self.at[:, figures]:
            have = np.flatnonzero(claims >= 0)
            if not len(have):
                break
            i = claims[have]
            steps = (level[:, have] + (effect[:, self.cell[i]] - self.origin[i])[..., None]) * self.per[i][:, None]
            np.clip(steps, 0.0, (self.size[i] - 1.001)[:, None], out=steps)
            whole = steps.astype(np.int64)
            steps -= whole
            whole += self.offset[i][:, None]
            below = self.values[whole]
            whole += 1
            log[:, have] += below + steps * (self.values[whole] - below)
        return log

    def _points(self, effect: Floats) -> tuple[Floats, Floats, Floats]:
        """Return what the points of each figure say of its level: weight, and at each place slope and constant."""
        rows, w = self.rows, self.weight
        off = rows.y - effect[:, self.point_cell]
        member = np.zeros((len(w), self.figures))
        member[np.arange(len(w)), self.point_figure] = 1.0
        one = 0.5 * np.log(w) - 0.5 * w * off**2 - _LOG_ROOT
        return w @ member, (w * off) @ member, one @ member


def _log_between(za: Floats, zb: Floats) -> Floats:
    """Return log P(za < Z < zb), exact in the tails; either end may be infinite."""
    from scipy.special import log_ndtr

    flip = za + zb > 0
    with np.errstate(invalid="ignore"):
        lower, upper = np.where(flip, -zb, za), np.where(flip, -za, zb)
    top, bottom = log_ndtr(upper), log_ndtr(lower)
    return np.asarray(top + np.log1p(-np.exp(np.minimum(bottom - top, -1e-300))), dtype=np.float64)
