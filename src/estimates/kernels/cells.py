"""What claims say of the effects of cells (camps in a role), given how far claims and camps deviate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from estimates.kernels import levels
from estimates.kernels.groups import Floats, Ints

_DONE = 1e-4  # what a further step of Newton's could gain in log density, which is then added
_STEPS = 60
_EDGE = -10.0  # log density at the outermost nodes above which they are placed anew
NARROW = 1e-6  # a range no wider than this in logs is a point


class Claims(NamedTuple):
    """Claims as the model takes them.

    ``low`` and ``high`` are logs of the ends, equal for a point, -inf or inf where there is none; ``own`` the variance
    of a point beside that of the model. ``figure`` counts from 0 without gaps, ``cell`` too, and is -1 at the anchor;
    ``role`` is that of each cell, from 0 without gaps. Everything is tied to the anchor, as `connected` tells.
    """

    low: Floats
    high: Floats
    own: Floats
    figure: Ints
    cell: Ints
    role: Ints


class Normal(NamedTuple):
    """The claims that are points, in figures of points only, made ready for sums over figures and cells."""

    y: Floats
    own: Floats
    figure: Ints
    entry: Ints
    entry_figure: Ints
    entry_cell: Ints
    left: Ints
    right: Ints
    figures: int
    cells: int


class Moments(NamedTuple):
    """Of figures of points at some variances: log-likelihood = constant + g'x - x'Ax/2 in the effects of the cells.

    ``weight`` and ``mean`` are of each figure, ``share`` of each figure and cell: a level is mean - share @ effects.
    """

    constant: float
    g: Floats
    a: Floats
    weight: Floats
    mean: Floats
    entry_weight: Floats


def counted(place: Ints, values: Floats, size: int) -> Floats:
    """Return sums of values by place, as numbers even where there is no value."""
    out: Floats = np.bincount(place, values, size).astype(np.float64)
    return out


def normal_of(y: Floats, own: Floats, figure: Ints, cell: Ints, figures: int, cells: int) -> Normal:
    """Return points made ready; the anchor is the last cell."""
    key, entry = np.unique(figure * (cells + 1) + cell, return_inverse=True)
    f, c = key // (cells + 1), key % (cells + 1)
    sizes = np.bincount(f, minlength=figures)
    start = np.concatenate(([0], np.cumsum(sizes)))
    left = np.repeat(np.arange(len(f)), sizes[f])
    within = np.arange(len(left)) - np.repeat(np.concatenate(([0], np.cumsum(sizes[f])))[:-1], sizes[f])
    return Normal(y, own, figure, entry, f, c, left, start[f[left]] + within, figures, cells)


def moments(rows: Normal, tau2: float) -> Moments:
    """Return what the points say of the effects when the level of each figure is integrated out."""
    n = rows.cells + 1
    w = 1 / (tau2 + rows.own)
    weight = counted(rows.figure, w, rows.figures)
    mean = counted(rows.figure, w * rows.y, rows.figures) / weight
    off = w * (rows.y - mean[rows.figure])
    s = counted(rows.entry, w, len(rows.entry_cell))
    cross = s[rows.left] * s[rows.right] / weight[rows.entry_figure[rows.left]]
    a = -counted(rows.entry_cell[rows.left] * n + rows.entry_cell[rows.right], cross, n * n).reshape(n, n)
    a[np.diag_indices(n)] += counted(rows.entry_cell, s, n)
    g = counted(rows.entry_cell, counted(rows.entry, off, len(s)), n)
    constant = 0.5 * float(np.log(w).sum() - np.log(weight).sum() - (off * (rows.y - mean[rows.figure])).sum())
    return Moments(constant, g[:-1], a[:-1, :-1], weight, mean, s)


def shares(rows: Normal, found: Moments, first: int, last: int) -> Floats:
    """Return the share of each cell in the weight of each figure, for the figures from `first` up to `last`."""
    low, high = np.searchsorted(rows.entry_figure, (first, last))
    f, c = rows.entry_figure[low:high], rows.entry_cell[low:high]
    out = np.zeros((last - first, rows.cells + 1))
    out[f - first, c] = found.entry_weight[low:high] / found.weight[f]
    return out[:, :-1]


class Part(NamedTuple):
    """The normal approximation of the effects at one pair of deviations: x are the roles' effects, then the cells'."""

    log: float
    x: Floats
    covariance: Floats  # of x
    terms: levels.Terms | None


class Model:
    """The claims parted into figures of points and others, and the density at a pair of deviations.

    The effects of roles have a normal prior of the scale `reach`, in logs, or a flat one where that is infinite.
    """

    def __init__(self, claims: Claims, reach: float = np.inf) -> None:
        self.cells, self.roles = len(claims.role), int(claims.role.max(initial=-1)) + 1
        figures = int(claims.figure.max()) + 1
        narrow = claims.high - claims.low <= NARROW
        middle = np.where(narrow, (np.where(narrow, claims.low, 0.0) + np.where(narrow, claims.high, 0.0)) / 2, 0.0)
        low, high = np.where(narrow, middle, claims.low), np.where(narrow, middle, claims.high)
        known = np.where(np.isfinite(low), low, high)
        self.centre = np.bincount(claims.figure, known, figures) / np.bincount(claims.figure, minlength=figures)
        low, high = low - self.centre[claims.figure], high - self.centre[claims.figure]
        cell = np.where(claims.cell < 0, self.cells, claims.cell)
        ends = np.bincount(claims.figure, ~narrow, figures) > 0
        self.plain, self.ended = np.flatnonzero(~ends), np.flatnonzero(ends)
        place = np.where(ends, np.cumsum(ends), np.cumsum(~ends)) - 1
        x, e = ~ends[claims.figure], ends[claims.figure]
        at = place[claims.figure]
        self.normal = normal_of(low[x], claims.own[x], at[x], cell[x], len(self.plain), self.cells)
        self.rows = levels.rows_of(low[e], high[e], claims.own[e], at[e], cell[e], self.cells) if e.any() else None
        self.member = np.zeros((self.cells, self.roles))
        self.member[np.arange(self.cells), claims.role] = 1.0
        self.prior = np.append(np.full(self.roles, reach**-2.0), np.ones(self.cells))
        self.reach, self.role = reach, claims.role
        size = np.bincount(claims.role, minlength=self.roles)
        first = np.unique(claims.role, return_index=True)[1]
        self.camps = np.zeros(self.cells, dtype=np.int64)  # at the first cell of each role, how many it has
        self.camps[first] = size
        self.free = bool((size > 1).any())  # whether anything tells how far camps of a role deviate
        self.effect = np.zeros(self.cells)
        self.near: levels.Terms | None = None
        self.nodes: list[levels.Nodes] = []

    def basis(self, omega: float) -> Floats:
        """Return the matrix that makes effects of cells of the effects of roles and standardised ones of cells."""
        return np.hstack((self.member, omega * np.eye(self.cells)))

    def parts(self, tau2: float, omegas: list[float]) -> Iterator[Part]:
        """Yield the density and the effects for one variance of errors and several deviations of camps."""
        at = moments(self.normal, tau2)
        self.nodes = []
        for omega in omegas:
            yield self.part(at, tau2, omega)

    def part(self, at: Moments, tau2: float, omega: float) -> Part:
        """Return the density of a pair of deviations and the effects there, by Newton's method where it is needed."""
        basis, prior = self.basis(omega), self.prior
        if self.rows is None:
            return _closed(at, basis, prior)
        x = self._start(at, basis, prior)
        now = self._value(at, tau2, basis, prior, x)
        for _ in range(_STEPS):
            if now[1].edge > _EDGE:
                self.nodes = levels.nodes(self.rows, np.append(basis @ x, 0.0), tau2)
                now = self._value(at, tau2, basis, prior, x)
            h = basis.T @ _sound(at.a + now[1].information) @ basis + np.diag(prior)
            slope = basis.T @ (at.g - at.a @ (basis @ x) + now[1].gradient) - prior * x
            way = np.linalg.solve(h, slope)
            gain, size = float(way @ slope), 1.0
            if gain < _DONE:
                break
            trial = self._value(at, tau2, basis, prior, x + way)
            while trial[0] < now[0] and size > 1e-6:
                size /= 2
                trial = self._value(at, tau2, basis, prior, x + size * way)
            x, now = x + size * way, trial
        self.effect, self.near = basis @ x, now[1]
        log = now[0] + 0.5 * gain - 0.5 * float(np.linalg.slogdet(h)[1])
        return Part(log, x + way, _inverse(h), now[1])

    def _start(self, at: Moments, basis: Floats, prior: Floats) -> Floats:
        """Return where Newton's method begins: the mode, if the density were the parabola met last."""
        if self.near is None:
            return np.zeros(len(prior))
        a = _sound(at.a + self.near.information)
        g = at.g + self.near.gradient + self.near.information @ self.effect
        return _inverse(basis.T @ a @ basis + np.diag(prior)) @ (basis.T @ g)

    def _value(
        self, at: Moments, tau2: float, basis: Floats, prior: Floats, x: Floats
    ) -> tuple[float, levels.Terms]:  # fmt: skip
        effect = basis @ x
        if self.rows is not None and not self.nodes:
            self.nodes = levels.nodes(self.rows, np.append(effect, 0.0), tau2)
        found = levels.terms(self.nodes, len(self.ended), np.append(effect, 0.0), tau2)
        quadratic = at.constant + float(at.g @ effect - 0.5 * effect @ at.a @ effect)
        return quadratic + found.value - 0.5 * float((prior * x * x).sum()), found


def _closed(at: Moments, basis: Floats, prior: Floats) -> Part:
    """Return the density of a pair of deviations where every claim is a point: the effects are normal."""
    h = basis.T @ at.a @ basis + np.diag(prior)
    covariance = _inverse(h)
    x = covariance @ (basis.T @ at.g)
    value = at.constant + 0.5 * float(x @ (basis.T @ at.g))
    return Part(value - 0.5 * float(np.linalg.slogdet(h)[1]), x, covariance, None)


def _sound(information: Floats) -> Floats:
    """Return the information without the negative parts that rounding leaves where claims say next to nothing."""
    values, vectors = np.linalg.eigh(information)
    if len(values) and values[0] < 0:
        return np.asarray((vectors * np.maximum(values, 0.0)) @ vectors.T, dtype=np.float64)
    return information


def _inverse(matrix: Floats) -> Floats:
    return np.asarray(np.linalg.inv(matrix), dtype=np.float64)
