"""Ragged groups of intervals: checked once, sorted within groups, and spread back over all groups."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from attrs import evolve, frozen
from numpy.typing import ArrayLike, NDArray

from estimates.errors import EstimatesError
from estimates.kernels import reasons

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Cuts: TypeAlias = NDArray[np.uint64]
Bools: TypeAlias = NDArray[np.bool_]
Codes: TypeAlias = NDArray[np.int8]

UNIT = 2.0**52  # masses as integers: sums are then exact, and the same in whatever company a group is computed
TIED = 1e-9  # masses closer than this are equal
_SMALL = 64
_FEW = 16  # claims of a figure that a network sorts; beyond, its steps outnumber those of a sort


class ShapeError(EstimatesError, ValueError):
    """Arrays that do not fit together, or an argument outside its range."""


@frozen(eq=False)
class Intervals:
    """Claims as arrays, group by group, made by `intervals`.

    Only sound groups are held: ``groups`` and ``rows`` say where they stood in the input, ``reason`` has one code
    for each group of the input. Claims without mass are left out.

    An interval is held by two *cuts*. The cut before x and the cut after x differ in one bit, so that a closed and an
    open end, "at least 5" and "over 5", are two different integers in their right order, and every interval is
    ``start <= cut < stop``.

    ``voice`` is the speaker of each claim, where several claims of a group have one: in a depth by number each speaker
    counts once. ``weight`` is None where all claims count the same.
    """

    low: Floats
    high: Floats
    start: Cuts
    stop: Cuts
    offsets: Ints
    rows: Ints
    groups: Ints
    reason: Codes
    length: int
    weight: Floats | None = None
    voice: Ints | None = None

    @property
    def equal_mass(self) -> bool:
        """Whether every claim of a group counts the same."""
        return self.weight is None

    @cached_property
    def mass(self) -> Floats:
        """What each claim counts; one in all within a group."""
        if self.weight is None:
            return np.repeat(1.0 / self.sizes, self.sizes)
        mass: Floats = self.weight / np.repeat(sums(self.weight, self.offsets), self.sizes)
        return mass

    @cached_property
    def units(self) -> Ints:
        """The same as integers, of which `UNIT` is one in all; one each where all count the same."""
        return np.ones(len(self.rows), dtype=np.int64) if self.weight is None else np.rint(self.mass * UNIT).astype(int)

    @property
    def sizes(self) -> Ints:
        """How many claims each held group has."""
        return np.diff(self.offsets)

    @cached_property
    def voices(self) -> Ints:
        """How many speakers each held group has."""
        if self.voice is None:
            return self.sizes
        most = self.voice.max(initial=0) + 1
        group = np.repeat(np.arange(len(self.groups)), self.sizes)
        return np.bincount(np.unique(group * most + self.voice) // most, minlength=len(self.groups))

    def spread(self, values: NDArray[Any], fill: Any = np.nan) -> NDArray[Any]:
        """Return values of held groups as an array over all groups of the input."""
        out = np.full((len(self.reason), *values.shape[1:]), fill, dtype=values.dtype)
        out[self.groups] = values
        return out

    def refused(self, codes: NDArray[Any]) -> Codes:
        """Return reason codes of held groups joined to those of the input."""
        out = self.reason.copy()
        out[self.groups] = codes
        return out

    def per_group(self, value: ArrayLike, name: str) -> Floats:
        """Return an argument that is one number, or one a group of the input, as one a held group."""
        array = np.asarray(value, dtype=np.float64)
        if array.ndim == 0:
            return np.full(len(self.groups), float(array))
        if array.shape != self.reason.shape:
            raise ShapeError(f"{name} must be one number or one per group, {len(self.reason)} (got {array.shape})")
        return array[self.groups]

    def per_row(self, value: ArrayLike, name: str) -> Floats:
        """Return an argument that is one number, or one a row of the input, as one a held row."""
        array = np.asarray(value, dtype=np.float64)
        if array.ndim == 0:
            return np.full(len(self.rows), float(array))
        if array.shape != (self.length,):
            raise ShapeError(f"{name} must be one number or one per claim, {self.length} (got {array.shape})")
        return array[self.rows]

    def only(self, keep: Bools, codes: NDArray[Any]) -> Intervals:
        """Return the held groups where `keep` is true; the others are refused with their code."""
        if bool(keep.all()):
            return self
        rows, offsets = take(self.offsets, np.flatnonzero(keep))
        return Intervals(
            low=self.low[rows], high=self.high[rows], start=self.start[rows], stop=self.stop[rows], offsets=offsets,
            rows=self.rows[rows], groups=self.groups[keep], length=self.length,
            reason=self.refused(np.where(keep, reasons.ANSWERED, codes)),
            weight=None if self.weight is None else self.weight[rows],
            voice=None if self.voice is None else self.voice[rows],
        )  # fmt: skip


def intervals(
    low: ArrayLike,
    high: ArrayLike,
    offsets: ArrayLike | None = None,
    *,
    low_open: ArrayLike | None = None,
    high_open: ArrayLike | None = None,
    mass: ArrayLike | None = None,
    voice: ArrayLike | None = None,
) -> Intervals:
    """Return claims as checked arrays, group by group.

    Parameters
    ----------
    low, high : array of float
        The ends, not negative. An absent low end is 0, an absent high end is infinity. A claim without any number
        has no place here.
    offsets : array of int, optional
        Group g is ``low[offsets[g]:offsets[g + 1]]``. Without it, all is one group.
    low_open, high_open : array of bool, optional
        The end itself is excluded ("over", "less than").
    mass : array of float, optional
        What each claim counts; equal when not given. Normalised within a group. A claim of mass 0 is left out.
    voice : array of int, optional
        The speaker of each claim, any number from 0 within its group; each claim has its own when not given.

    Raises
    ------
    ShapeError
        If the arrays do not fit together. A fault in the numbers refuses its group and raises nothing.

    Examples
    --------
    >>> claims = intervals([20_000, 50_000, 9], [float("inf"), 80_000, 3], [0, 2, 3])
    >>> [reasons.text(code) for code in claims.reason][0]
    'answered'
    >>> claims.reason.tolist() == [reasons.ANSWERED, reasons.REVERSED]
    True
    """
    lo, hi = np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)
    if lo.ndim != 1 or lo.shape != hi.shape:
        raise ShapeError(f"low and high must be one-dimensional and of the same length (got {lo.shape} and {hi.shape})")
    bounds = checked_offsets(offsets, len(lo))
    with np.errstate(invalid="ignore"):
        cuts = _cuts(lo, low_open, "low_open"), _cuts(hi, high_open, "high_open")
    start, stop = cuts[0], cuts[1] ^ np.uint64(1)
    np.bitwise_and(stop, ~np.uint64(1), out=stop, where=hi == np.inf)  # infinity is no value, closed or not
    weight = None if mass is None else np.asarray(mass, dtype=np.float64)
    if weight is not None and weight.shape != lo.shape:
        raise ShapeError(f"mass must have one entry per claim, {len(lo)} (got {weight.shape})")
    held = _held((lo, hi, start, stop), weight, bounds, _faults(lo, hi, start, stop, weight))
    if voice is None:
        return held
    speaker = np.asarray(voice, dtype=np.int64)
    if speaker.shape != lo.shape:
        raise ShapeError(f"voice must have one entry per claim, {len(lo)} (got {speaker.shape})")
    return evolve(held, voice=speaker[held.rows])


def checked_offsets(offsets: ArrayLike | None, length: int) -> Ints:
    """Return offsets, checked against the number of rows; without them, all rows are one group."""
    bounds = np.array([0, length], dtype=np.int64) if offsets is None else np.asarray(offsets, dtype=np.int64)
    if (
        bounds.ndim != 1
        or len(bounds) < 1
        or bounds[0] != 0
        or bounds[-1] != length
        or bool((np.diff(bounds) < 0).any())
    ):
        raise ShapeError(f"offsets must rise from 0 to the number of rows, {length} (got {bounds!r})")
    return bounds


def _cuts(x: Floats, after: ArrayLike | None, name: str) -> Cuts:
    """Return the cut before each x, or after it: bits of a float that is not negative are in its order.

    The sign is shifted out, so that both zeros are one.
    """
    bits: Cuts = x.view(np.uint64) << np.uint64(1)
    if after is None:
        return bits
    flags = np.asarray(after, dtype=bool)
    if flags.shape != x.shape:
        raise ShapeError(f"{name} must have one entry per claim, {len(x)} (got {flags.shape})")
    return bits | flags.view(np.uint8)


def _faults(low: Floats, high: Floats, start: Cuts, stop: Cuts, weight: Floats | None) -> Codes | None:
    sound = (start < stop) & (low >= 0) & (high >= 0) & (low < np.inf)
    if weight is not None:
        sound &= (weight >= 0) & (weight < np.inf)
    if bool(sound.all()):
        return None
    fault = np.zeros(len(low), dtype=np.int8)
    fault[start >= stop] = reasons.REVERSED
    fault[np.isposinf(low)] = reasons.REVERSED
    fault[(low < 0) | (high < 0)] = reasons.NEGATIVE
    fault[np.isnan(low) | np.isnan(high)] = reasons.NOT_A_NUMBER
    if weight is not None:
        fault[~(weight >= 0) | np.isinf(weight)] = reasons.BAD_MASS
    return fault


def _held(
    ends: tuple[Floats, Floats, Cuts, Cuts], weight: Floats | None, bounds: Ints, fault: Codes | None
) -> Intervals:
    size = np.diff(bounds)
    reason = np.where(size == 0, reasons.EMPTY, reasons.ANSWERED).astype(np.int8)
    kept = None if weight is None or bool((weight > 0).all()) else weight > 0
    if kept is not None:
        size = np.diff(np.concatenate(([0], np.cumsum(kept)))[bounds])
        reason[(size == 0) & (reason == reasons.ANSWERED)] = reasons.BAD_MASS
    if fault is not None:
        bad = np.flatnonzero(fault)
        reason[(np.searchsorted(bounds, bad, side="right") - 1)[::-1]] = fault[bad[::-1]]
    groups = np.flatnonzero(reason == reasons.ANSWERED)
    if len(groups) == len(reason) and kept is None:
        rows, offsets = np.arange(len(ends[0]), dtype=np.int64), bounds
        low, high, start, stop = ends
    else:
        rows, _ = take(bounds, groups)
        if kept is not None:
            rows = rows[kept[rows]]
        offsets = starts_of(size[groups])
        low, high, start, stop = ends[0][rows], ends[1][rows], ends[2][rows], ends[3][rows]
        weight = None if weight is None else weight[rows]
    return Intervals(low=low, high=high, start=start, stop=stop, offsets=offsets, rows=rows, groups=groups,
                     reason=reason, length=len(ends[0]), weight=weight)  # fmt: skip


def values(cuts: Cuts) -> Floats:
    """Return the number at which each cut stands."""
    return (cuts >> np.uint64(1)).view(np.float64)


def after(cuts: Cuts) -> Bools:
    """Return whether each cut stands after its number (else before it)."""
    return (cuts & np.uint64(1)).astype(bool)


def sums(x: NDArray[Any], offsets: Ints) -> NDArray[Any]:
    """Return the sum of each group; no group is empty."""
    return np.add.reduceat(x, offsets[:-1]) if len(offsets) > 1 else x[:0]


def largest(x: NDArray[Any], offsets: Ints) -> NDArray[Any]:
    """Return the maximum of each group; no group is empty."""
    return np.maximum.reduceat(x, offsets[:-1]) if len(offsets) > 1 else x[:0]


def smallest(x: NDArray[Any], offsets: Ints) -> NDArray[Any]:
    """Return the minimum of each group; no group is empty."""
    return np.minimum.reduceat(x, offsets[:-1]) if len(offsets) > 1 else x[:0]


def total(x: Floats) -> Floats:
    """Return the sums of the columns, each added from the top: the same for any other columns."""
    out: Floats = np.add.reduce(x, 0) if x.shape[1] != 1 else np.cumsum(x[:, 0])[-1:]
    return out


def starts_of(sizes: NDArray[Any]) -> Ints:
    """Return offsets from sizes."""
    out = np.zeros(len(sizes) + 1, dtype=np.int64)
    np.cumsum(sizes, out=out[1:])
    return out


def take(offsets: Ints, index: Ints) -> tuple[Ints, Ints]:
    """Return the rows of some groups, and their new offsets."""
    first, sizes = offsets[index], offsets[index + 1] - offsets[index]
    new = starts_of(sizes)
    return np.arange(new[-1]) + np.repeat(first - new[:-1], sizes), new


def matrices(offsets: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Yield the groups of each small size, and where their members stand: one column a group, one row a member."""
    sizes = np.diff(offsets)
    count = np.bincount(sizes[sizes <= _FEW], minlength=1)
    for size in np.flatnonzero(count).tolist():
        which = np.flatnonzero(sizes == size)
        if size:
            yield which, offsets[which] + np.arange(size)[:, None]


def large(offsets: Ints) -> Bools:
    """Return which groups are too large for `matrices`."""
    return np.diff(offsets) > _FEW


def sort_columns(x: NDArray[Any]) -> NDArray[Any]:
    """Sort each column of a matrix of few rows in place, and return it.

    An odd-even transposition network: each step compares whole rows, so that ten thousand columns are sorted in the
    time that a sort takes for a few hundred of them.
    """
    for step in range(len(x)):
        for i in range(step % 2, len(x) - 1, 2):
            above = np.maximum(x[i], x[i + 1])
            np.minimum(x[i], x[i + 1], out=x[i])
            x[i + 1] = above
    return x


def order(keys: NDArray[Any], offsets: Ints) -> Ints:
    """Return the permutation that sorts keys within their groups.

    Groups of one size are sorted as rows of a matrix, which is many times faster than one sort by group and key; large
    groups share such a sort.
    """
    sizes = np.diff(offsets)
    out = np.empty(len(keys), dtype=np.int64)
    for size in np.unique(sizes[sizes <= _SMALL]).tolist():
        if size:
            place = offsets[:-1][sizes == size][:, None] + np.arange(size)
            out[place] = np.argsort(keys[place], axis=1, kind="stable") + place[:, :1]
    big = np.flatnonzero(sizes > _SMALL)
    if len(big):
        rows, new = take(offsets, big)
        group = np.repeat(np.arange(len(big)), np.diff(new))
        out[rows] = rows[np.lexsort((keys[rows], group))]
    return out
