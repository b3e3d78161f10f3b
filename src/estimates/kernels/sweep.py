"""Where claims meet: depth, core, regions of at least k, camps and innermost intervals, in one sweep."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from estimates.kernels import reasons
from estimates.kernels.groups import (
    TIED,
    UNIT,
    Bools,
    Codes,
    Cuts,
    Floats,
    Intervals,
    Ints,
    ShapeError,
    after,
    large,
    largest,
    matrices,
    order,
    sort_columns,
    starts_of,
    take,
    values,
)

By = Literal["count", "mass"]


class Regions(NamedTuple):
    """Stretches of the number line, ragged by group.

    ``offsets`` has one entry more than there are groups; region r of group g stands at ``offsets[g] + r``. ``low_open``
    and ``high_open`` say whether an end itself is excluded (an infinite high end is not a value and counts as closed).
    ``depth`` is the share of the mass that admits the region, ``number`` that of claims (for a region of at
    least k, the least of both within it). ``start`` and ``stop`` are the same ends as cuts.
    """

    offsets: Ints
    low: Floats
    high: Floats
    low_open: Bools
    high_open: Bools
    depth: Floats
    number: Ints
    reason: Codes
    start: Cuts
    stop: Cuts


class _Sweep(NamedTuple):
    """All distinct cuts of all groups in order; piece i lies between cut i and the next."""

    cut: Cuts
    offsets: Ints
    number: Ints
    units: Ints
    begins: Bools
    ends: Bools
    row_start: Ints
    row_stop: Ints


def _sweep(start: Cuts, stop: Cuts, offsets: Ints, unit: Ints | None = None, voice: Ints | None = None) -> _Sweep:
    """Sweep all groups at once; `unit` is what each claim counts, one where it is not given.

    With `voice`, the number counts each speaker once, whatever several claims of the same speaker admit.
    """
    n = len(start)
    key = np.empty(2 * n, dtype=np.uint64)
    key[0::2], key[1::2] = start, stop
    place = order(key, 2 * offsets)
    key = key[place]
    is_stop = (place & 1).astype(bool)
    new = np.ones(2 * n, dtype=bool)
    new[1:] = key[1:] != key[:-1]
    new[2 * offsets[:-1]] = True  # no held group is empty
    first = np.flatnonzero(new)
    last = np.append(first, 2 * n)[1:] - 1
    serial = np.cumsum(new) - 1
    at = np.empty(2 * n, dtype=np.int64)
    at[place] = serial
    depth = np.cumsum(1 - 2 * is_stop.astype(np.int64))[last]
    if unit is None:
        units = depth
    else:
        held = unit[place >> 1]
        units = np.cumsum(np.where(is_stop, -held, held))[last]
    if voice is not None:
        depth = depth - _repeated(start, stop, offsets, voice, (at[0::2], at[1::2]), len(first))
    begins = np.logical_or.reduceat(~is_stop, first) if n else new
    ends = np.logical_or.reduceat(is_stop, first) if n else new
    counted = np.concatenate(([0], np.cumsum(new)))
    return _Sweep(key[first], counted[2 * offsets], depth, units, begins, ends, at[0::2], at[1::2])


def _repeated(
    start: Cuts, stop: Cuts, offsets: Ints, voice: Ints, at: tuple[Ints, Ints], pieces: int
) -> Ints:  # fmt: skip
    """Return for each piece by how much the number of claims exceeds that of speakers.

    In the order of their starts, what a claim has in common with all earlier ones of its speaker is counted again.
    """
    group = np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))
    place = np.lexsort((stop, start, voice, group))
    new = np.ones(len(place), dtype=bool)
    new[1:] = (np.diff(group[place]) != 0) | (np.diff(voice[place]) != 0)
    # ranks set off by speaker make one running maximum that begins anew with each speaker
    serial, length = np.cumsum(new) - 1, len(place)
    reach = np.maximum.accumulate(at[1][place] + serial * (pieces + 1)) - serial * (pieces + 1)
    before = np.zeros(length, dtype=np.int64)
    before[1:] = np.where(new[1:], 0, reach[:-1])
    first = at[0][place]
    last = np.minimum(at[1][place], before)
    again = last > first
    change = np.bincount(first[again], minlength=pieces + 1) - np.bincount(last[again], minlength=pieces + 1)
    found: Ints = np.cumsum(change)[:pieces]
    return found


def _swept_over(claims: Intervals) -> _Sweep:
    units = None if claims.equal_mass else claims.units
    return _sweep(claims.start, claims.stop, claims.offsets, units, claims.voice)


def _regions(claims: Intervals, s: _Sweep, first: Ints, last: Ints, reason: Codes | None = None) -> Regions:
    """Return the regions from cut `first` to cut `last`, with the least depth and count within each."""
    held = np.searchsorted(first, s.offsets)
    sizes = claims.spread(np.diff(held), 0)
    group = np.repeat(np.arange(len(claims.groups)), np.diff(held))
    start, stop = s.cut[first], s.cut[last]
    high = values(stop)
    total = claims.sizes[group] if claims.equal_mass else np.full(len(group), UNIT)
    span = np.stack((first, last), axis=1).ravel()
    count = np.minimum.reduceat(s.number, span)[::2] if len(span) else s.number[:0]
    units = np.minimum.reduceat(s.units, span)[::2] if len(span) else s.units[:0]
    return Regions(
        starts_of(sizes), values(start), high, after(start), ~after(stop) & np.isfinite(high),
        units / total, count, claims.reason if reason is None else reason, start, stop,
    )  # fmt: skip


def _pieces(s: _Sweep) -> Bools:
    """Return which cuts begin a piece: all but the last of a group."""
    out = np.ones(len(s.cut), dtype=bool)
    out[s.offsets[1:] - 1] = False
    return out


def _measure(claims: Intervals, s: _Sweep, by: By) -> tuple[Ints, float]:
    """Return the depth of each piece as integers, and what is a tie among them."""
    if by not in ("count", "mass"):
        raise ShapeError(f"by must be 'count' or 'mass' (got {by!r})")
    if by == "count" or claims.equal_mass:
        return s.number, 0.0
    return s.units, TIED * UNIT


def profile(claims: Intervals) -> Regions:
    """Return how many claims admit each value: every stretch between the lowest and the highest end.

    Parameters
    ----------
    claims : Intervals

    Examples
    --------
    >>> from estimates.kernels import intervals
    >>> found = profile(intervals([1, 2], [3, 4]))
    >>> found.low.tolist(), found.high.tolist(), found.number.tolist()
    ([1.0, 2.0, 3.0], [2.0, 3.0, 4.0], [1, 2, 1])
    """
    s = _swept_over(claims)
    first = np.flatnonzero(_pieces(s))
    return _regions(claims, s, first, first + 1)


def core(claims: Intervals, *, by: By = "count") -> Regions:
    """Return where most claims meet: every region of the greatest depth.

    Ties are real: two regions that equally many claims admit are both returned, also when they adjoin but different
    claims admit them.

    Parameters
    ----------
    claims : Intervals
    by : {"count", "mass"}
        Whether the number of claims (of speakers, where several claims have one) or their mass is made greatest. Masses
        within 1e-9 are tied.

    References
    ----------
    Marzullo, K. (1990). Tolerating failures of continuous-valued sensors. ACM Transactions on Computer Systems 8,
    284-304. Wagner, C. et al. (2015). IEEE Transactions on Fuzzy Systems 23, 248-269.

    Examples
    --------
    >>> from estimates.kernels import intervals
    >>> found = core(intervals([10, 20, 50, 55], [30, 40, 60, 70]))
    >>> found.low.tolist(), found.high.tolist(), found.number.tolist()
    ([20.0, 55.0], [30.0, 60.0], [2, 2])
    """
    if claims.equal_mass and claims.voice is None and by in ("count", "mass"):
        return _most(claims)
    s = _swept_over(claims)
    depth, tie = _measure(claims, s, by)
    top = largest(depth, s.offsets)
    first = np.flatnonzero(_pieces(s) & (depth >= np.repeat(top - tie, np.diff(s.offsets))))
    return _regions(claims, s, first, first + 1)


def _most(claims: Intervals) -> Regions:
    """Return the regions that most claims admit, by sorting their beginnings and their ends apart.

    Where a claim begins last, as many admit what follows as have begun less those that have ended; where that is the
    most, the region runs to the next end. Figures of many claims are swept.
    """
    found = [_most_of(claims.start[place], claims.stop[place], which) for which, place in matrices(claims.offsets)]
    many = large(claims.offsets)
    if bool(many.any()):
        found.append(_swept(claims, np.flatnonzero(many)))
    empty = (np.zeros(0, dtype=np.int64), claims.start[:0], claims.stop[:0], np.zeros(0, dtype=np.int64))
    group, start, stop, number = (np.concatenate(column) for column in zip(empty, *found))
    place = np.argsort(group, kind="stable")
    group, start, stop, number = group[place], start[place], stop[place], number[place]
    high = values(stop)
    return Regions(
        starts_of(claims.spread(np.bincount(group, minlength=len(claims.groups)), 0)), values(start), high,
        after(start), ~after(stop) & np.isfinite(high), number / claims.sizes[group], number, claims.reason, start,
        stop,
    )  # fmt: skip


def _most_of(start: Cuts, stop: Cuts, which: Ints) -> tuple[Ints, Cuts, Cuts, Ints]:
    """Return group, ends and number of claims of the deepest regions of figures of one size, a column each."""
    sort_columns(start)
    sort_columns(stop)
    ended = np.zeros(start.shape, dtype=np.int8)
    for row in stop[:-1]:  # the last end lies beyond every beginning
        ended += row <= start
    depth = np.arange(1, len(start) + 1, dtype=np.int8)[:, None] - ended
    deepest = depth == depth.max(0)
    column, row = np.nonzero(deepest.T)
    return which[column], start[row, column], stop[ended[row, column], column], depth[row, column].astype(np.int64)


def _swept(claims: Intervals, which: Ints) -> tuple[Ints, Cuts, Cuts, Ints]:
    rows, offsets = take(claims.offsets, which)
    s = _sweep(claims.start[rows], claims.stop[rows], offsets)
    first = np.flatnonzero(_pieces(s) & (s.number == np.repeat(largest(s.number, s.offsets), np.diff(s.offsets))))
    group = np.searchsorted(s.offsets, first, side="right") - 1
    return which[group], s.cut[first], s.cut[first + 1], s.number[first]


def regions(claims: Intervals, at_least: ArrayLike, *, by: By = "count") -> Regions:
    """Return every connected region whose values are admitted by at least so many claims.

    Parameters
    ----------
    claims : Intervals
    at_least : float or array of float
        The number of claims, or the share of the mass; one for all, or one a group. Above zero.
    by : {"count", "mass"}

    Examples
    --------
    >>> from estimates.kernels import intervals
    >>> found = regions(intervals([1, 2, 2.5, 9], [3, 4, 5, 10]), 2)
    >>> found.low.tolist(), found.high.tolist(), found.number.tolist()
    ([2.0], [4.0], [2])
    """
    asked = claims.per_group(at_least, "at_least")
    if not bool((asked > 0).all()):
        raise ShapeError(f"at_least must be above zero (got {at_least!r})")
    s = _swept_over(claims)
    if by == "mass":
        total = claims.sizes if claims.equal_mass else UNIT
        depth, needed = s.units, (asked - TIED) * total
    else:
        (depth, _), needed = _measure(claims, s, by), asked
    inside = depth >= np.repeat(needed, np.diff(s.offsets))
    inside &= _pieces(s)
    before = np.concatenate(([False], inside[:-1]))
    first, last = np.flatnonzero(inside & ~before), np.flatnonzero(~inside & before)
    held = np.diff(np.searchsorted(first, s.offsets))
    return _regions(claims, s, first, last, claims.refused(np.where(held == 0, reasons.NOT_REACHED, 0)))


def innermost(claims: Intervals) -> Regions:
    """Return the innermost intervals: stretches that begin where a claim begins and end where a claim ends.

    No claim begins or ends inside one. They are where a nonparametric estimate can put its mass, and each is the
    common ground of one camp.

    Parameters
    ----------
    claims : Intervals

    References
    ----------
    Turnbull, B. W. (1976). Journal of the Royal Statistical Society B 38, 290-295.

    Examples
    --------
    >>> from estimates.kernels import intervals
    >>> found = innermost(intervals([1, 2, 6], [5, 8, 9]))
    >>> list(zip(found.low.tolist(), found.high.tolist()))
    [(2.0, 5.0), (6.0, 8.0)]
    """
    s = _swept_over(claims)
    first = _innermost(s)
    return _regions(claims, s, first, first + 1)


def _innermost(s: _Sweep) -> Ints:
    found = _pieces(s)
    found[:-1] &= s.begins[:-1] & s.ends[1:]
    return np.flatnonzero(found)


def innermost_spans(claims: Intervals) -> tuple[Regions, Ints, Ints]:
    """Return the innermost intervals, and for each held claim the first it contains and the one after its last."""
    s = _swept_over(claims)
    first = _innermost(s)
    before = np.zeros(len(s.cut) + 1, dtype=np.int64)
    before[first + 1] = 1
    counted = np.cumsum(before)
    return _regions(claims, s, first, first + 1), counted[s.row_start], counted[s.row_stop]
