"""Random-effects pooling of many small groups: one mean and one variance between claims for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from estimates.errors import UnknownNameError, listed, nearest
from estimates.kernels import reasons, tau2
from estimates.kernels.groups import Codes, Floats, Ints, ShapeError, checked_offsets, total

_EXACT = 32  # groups up to this size are computed beside their equals, larger ones beside their likes
_BLOCK = 16_384  # numbers at a time, so that they stay in the processor's cache


class RandomEffects(NamedTuple):
    """The estimates, one entry a group, in the order of `group`.

    Attributes
    ----------
    group : array
        The labels, sorted (or the numbers of the groups, where offsets were given).
    k : array of int
        Claims in the group.
    mean, se : array of float
        The mean, weighted by 1/(v + tau2), and its standard error as if tau2 were known.
    tau2 : array of float
        The variance between claims, never below zero.
    q, df : array of float
        Cochran's Q, with weights 1/v, and its degrees of freedom, k - 1.
    q_tau : array of float
        The same sum with weights 1/(v + tau2).
    typical : array of float
        The typical variance of a claim, by which `i2` and `h2` measure tau2.
    method : str
    reason : array of int
        0, or why a group is refused; see `estimates.kernels.reasons`.
    """

    group: NDArray[Any]
    k: Ints
    mean: Floats
    se: Floats
    tau2: Floats
    q: Floats
    df: Floats
    q_tau: Floats
    typical: Floats
    method: str
    reason: Codes

    @property
    def se_knapp_hartung(self) -> Floats:
        """The standard error of Knapp and Hartung, for Student's t with df degrees of freedom."""
        with np.errstate(invalid="ignore"):
            out: Floats = self.se * np.sqrt(self.q_tau / self.df)
        return out

    @property
    def se_hksj(self) -> Floats:
        """The modified one, never below `se`: for Student's t with df degrees of freedom."""
        with np.errstate(invalid="ignore"):
            out: Floats = self.se * np.sqrt(np.maximum(1.0, self.q_tau / self.df))
        return out

    @property
    def se_prediction(self) -> Floats:
        """The standard error of a further claim's own value; nan for fewer than five claims."""
        with np.errstate(invalid="ignore"):
            out: Floats = np.where(self.k >= 5, np.sqrt(self.tau2 + self.se**2), np.nan)
        return out

    @property
    def i2(self) -> Floats:
        """The share of the variance, 0 to 1, that lies between the claims."""
        with np.errstate(all="ignore"):
            if self.method == "EE":
                out: Floats = np.where(self.q > 0, np.maximum(0.0, (self.q - self.df) / self.q), self.q)
                return out
            return self.tau2 / (self.tau2 + self.typical)

    @property
    def h2(self) -> Floats:
        """All variance over the typical variance of a claim."""
        with np.errstate(all="ignore"):
            return self.q / self.df if self.method == "EE" else self.tau2 / self.typical + 1.0


def random_effects(
    y: ArrayLike,
    v: ArrayLike,
    group: ArrayLike | None = None,
    *,
    method: str = "REML",
    offsets: ArrayLike | None = None,
    least: int = 3,
) -> RandomEffects:
    """Return the mean of each group's claims when they differ by more than their own errors.

    Parameters
    ----------
    y, v : array of float
        Values (logs, as a rule) and their variances, above zero.
    group : array, optional
        The label of each value's group, in any order. Without it, all is one group.
    method : {"REML", "PM", "DL", "ML", "EB", "HE", "SJ", "HS", "EE"}
        How the variance between claims is estimated: restricted or full maximum likelihood (the global maximum),
        Paule-Mandel, DerSimonian-Laird, empirical Bayes (the same equation as Paule-Mandel), Hedges, Sidik-Jonkman,
        Hunter-Schmidt; "EE" sets it to zero.
    offsets : array of int, optional
        Instead of labels: group g is ``y[offsets[g]:offsets[g + 1]]``.
    least : int
        Groups with fewer claims are refused; at least 2.

    Returns
    -------
    RandomEffects

    Raises
    ------
    UnknownNameError
        If there is no such method.
    ShapeError
        If the arrays do not fit together.

    References
    ----------
    DerSimonian, R. and Laird, N. (1986). Meta-analysis in clinical trials. Controlled Clinical Trials 7, 177-188.
    Veroniki, A. A. et al. (2016). Methods to estimate the between-study variance and its uncertainty in
    meta-analysis. Research Synthesis Methods 7, 55-79. Rover, C., Knapp, G. and Friede, T. (2015). BMC Medical Research
    Methodology 15:99.

    Examples
    --------
    >>> found = random_effects([1.0, 2.0, 4.0], [0.1, 0.1, 0.1], method="DL")
    >>> round(float(found.mean[0]), 6), round(float(found.tau2[0]), 6)
    (2.333333, 2.233333)
    """
    if method not in tau2.METHODS:
        known = tau2.METHODS
        raise UnknownNameError(f"{method!r} is not a method; there are {listed(known)}{nearest(method, known)}")
    if least < 2:
        raise ShapeError(f"a variance between claims needs at least 2 of them (got least={least!r})")
    values, variances, labels, bounds = _together(y, v, group, offsets)
    sizes = bounds[1:] - bounds[:-1]
    reason = _reasons(values, variances, bounds, sizes, least)
    out = np.full((6, len(sizes)), np.nan)
    for groups, yy, vv, k in _blocks(values, variances, bounds, np.where(reason == 0, sizes, 0)):
        out[:, groups] = _answer(method, yy, vv, k)
    df = np.where(reason == 0, sizes - 1.0, np.nan)
    return RandomEffects(labels, sizes, out[0], out[1], out[2], out[3], df, out[4], out[5], method, reason)


def blocks(
    y: ArrayLike, v: ArrayLike, group: ArrayLike | None, offsets: ArrayLike | None, found: RandomEffects
) -> Iterator[tuple[Ints, Floats, Floats, Floats]]:
    """Yield the groups that were not refused as matrices, the claim first: their numbers, values, variances, sizes."""
    values, variances, _, bounds = _together(y, v, group, offsets)
    return _blocks(values, variances, bounds, np.where(found.reason == 0, found.k, 0))


def _together(
    y: ArrayLike, v: ArrayLike, group: ArrayLike | None, offsets: ArrayLike | None
) -> tuple[Floats, Floats, NDArray[Any], Ints]:
    """Return values and variances group by group, labels and offsets."""
    values, variances = np.asarray(y, dtype=np.float64), np.asarray(v, dtype=np.float64)
    if values.ndim != 1 or values.shape != variances.shape:
        raise ShapeError(f"y and v must be one-dimensional, of one length (got {values.shape} and {variances.shape})")
    labels, bounds, place = _grouped(len(values), group, offsets)
    if place is not None:
        values, variances = values[place], variances[place]
    return values, variances, labels, bounds


def _grouped(length: int, group: ArrayLike | None, offsets: ArrayLike | None) -> tuple[NDArray[Any], Ints, Ints | None]:
    """Return labels, offsets, and the order that brings each group together (None if it stands so)."""
    if offsets is not None:
        if group is not None:
            raise ShapeError("groups are given by their labels or by offsets (got both)")
        bounds = checked_offsets(offsets, length)
        return np.arange(len(bounds) - 1), bounds, None
    if group is None:
        return np.zeros(1, dtype=np.int64), np.array([0, length]), None
    labels = np.asarray(group)
    if labels.shape != (length,):
        raise ShapeError(f"group has one label for each of {length} values (got {labels.shape})")
    place = None
    if labels.dtype.kind not in "iu" or not bool((labels[1:] >= labels[:-1]).all()):
        found, labels = np.unique(labels, return_inverse=True)
        place = np.argsort(labels, kind="stable")
        labels = labels[place]
    else:
        found = None
    first = np.flatnonzero(np.concatenate((np.ones(min(1, length), dtype=bool), labels[1:] != labels[:-1])))
    bounds = np.append(first, length)
    return (labels[first] if found is None else found), bounds, place


def _reasons(y: Floats, v: Floats, bounds: Ints, sizes: Ints, least: int) -> Codes:
    reason = np.where(sizes < least, reasons.TOO_FEW, 0).astype(np.int8)
    reason[sizes == 0] = reasons.EMPTY
    sound = (v > 0) & (v < np.inf)
    known = np.isfinite(y)
    if not (sound.all() and known.all()):
        for bad, code in ((~sound, reasons.BAD_VARIANCE), (~known | np.isnan(v), reasons.NOT_A_NUMBER)):
            reason[np.searchsorted(bounds, np.flatnonzero(bad), side="right") - 1] = code
    return reason


def _blocks(y: Floats, v: Floats, bounds: Ints, sizes: Ints) -> Iterator[tuple[Ints, Floats, Floats, Floats]]:
    """Yield groups of like size as matrices, the claim first and the group last.

    Rows that fill a group up have infinite variance, and thus no weight.
    """
    steps = np.ceil(np.log(np.maximum(sizes, 1)) / np.log(1.2)) if len(sizes) > 1 else sizes
    room = np.where(sizes <= _EXACT, sizes, np.ceil(1.2**steps)).astype(np.int64) if len(sizes) > 1 else sizes
    for size in np.unique(room).tolist() if len(room) > 1 else room.tolist():
        if size == 0:
            continue
        alike = np.flatnonzero(room == size)
        wide = max(2, _BLOCK // size)
        down = np.arange(size)[:, None]
        for begin in range(0, len(alike), wide):
            groups = alike[begin : begin + wide]
            k = sizes[groups]
            if size <= _EXACT or len(sizes) == 1:
                place = bounds[groups] + down
                yield groups, y[place], v[place], k.astype(np.float64)
            else:
                real = down < k
                place = bounds[groups] + np.where(real, down, 0)
                yield groups, np.where(real, y[place], 0.0), np.where(real, v[place], np.inf), k.astype(np.float64)


def _answer(method: str, y: Floats, v: Floats, k: Floats) -> Floats:
    """Return mean, se, tau2, q, q_tau and the typical variance of some groups."""
    with np.errstate(all="ignore"):
        shift = total(y) / k
        centred = np.where(v < np.inf, y - shift, 0.0)
        at_zero = tau2.fixed(centred, v)
        t = tau2.estimate(method, centred, v, k, at_zero)
        at = tau2.moments(centred, v, t)
        typical = (k - 1) / at_zero.spare
        return np.stack((shift + at.mean, 1 / np.sqrt(at.weight), t, at_zero.q, at.q, typical))
