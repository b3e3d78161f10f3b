"""Pairwise relations of the claims of each group."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from estimates.kernels.groups import Codes, Floats, Intervals, Ints, after, order, starts_of, sums, values

RELATIONS: Final = ("disjoint", "touch", "overlap", "nested", "equal")
DISJOINT, TOUCH, OVERLAP, NESTED, EQUAL = range(5)


class Pairs(NamedTuple):
    """All pairs, ragged by group: ``a`` and ``b`` are rows of the input, ``a`` before ``b``.

    ``relation`` indexes `RELATIONS`. ``gap_ratio`` is the higher low end over the lower high end: above 1, the factor
    by which two claims fail to meet (nan for zero over zero). ``jaccard`` and ``overlap`` compare lengths on the log
    scale: the common length over that of both together, and over that of the shorter; nan where what they divide by is
    infinite or zero. ``hausdorff`` is the greater of the distances of the low and of the high ends in logs.
    """

    offsets: Ints
    a: Ints
    b: Ints
    relation: Codes
    gap_ratio: Floats
    jaccard: Floats
    overlap: Floats
    hausdorff: Floats
    reason: Codes


def pairs(claims: Intervals) -> Pairs:
    """Return all pairs of claims within each group, and how the two relate.

    Parameters
    ----------
    claims : Intervals

    Examples
    --------
    >>> from estimates.kernels import intervals
    >>> found = pairs(intervals([10, 20, 100], [40, 80, 100]))
    >>> [RELATIONS[code] for code in found.relation], found.gap_ratio.tolist()
    (['overlap', 'disjoint', 'disjoint'], [0.5, 2.5, 1.25])
    >>> round(float(found.jaccard[0]), 3)
    0.333
    """
    sizes = claims.sizes
    rank = np.arange(len(claims.rows)) - np.repeat(claims.offsets[:-1], sizes)
    later = np.repeat(sizes, sizes) - 1 - rank
    a = np.repeat(np.arange(len(rank)), later)
    b = a + 1 + np.arange(len(a)) - np.repeat(starts_of(later)[:-1], later)
    return _related(claims, a, b, sizes * (sizes - 1) // 2)


def disjoint_pairs(claims: Intervals) -> Pairs:
    """Return the pairs of claims within each group that have no common value, without making the others.

    Parameters
    ----------
    claims : Intervals

    Examples
    --------
    >>> from estimates.kernels import intervals
    >>> found = disjoint_pairs(intervals([10, 20, 100], [40, 80, 100]))
    >>> found.a.tolist(), found.b.tolist()
    ([0, 1], [2, 2])
    """
    counts = _stopped_before(claims)
    starting = np.repeat(np.arange(len(counts)), counts)
    first = np.repeat(np.repeat(claims.offsets[:-1], claims.sizes), counts)
    place = first + np.arange(len(starting)) - np.repeat(starts_of(counts)[:-1], counts)
    stopped = order(claims.stop, claims.offsets)[place]
    a, b = np.minimum(starting, stopped), np.maximum(starting, stopped)
    in_order = np.lexsort((b, a))
    return _related(claims, a[in_order], b[in_order], sums(counts, claims.offsets))


def _related(claims: Intervals, a: Ints, b: Ints, count: Ints) -> Pairs:
    """Return how the claims of chosen pairs relate, of which each held group has so many."""
    start, stop = np.maximum(claims.start[a], claims.start[b]), np.minimum(claims.stop[a], claims.stop[b])
    outer_start, outer_stop = np.minimum(claims.start[a], claims.start[b]), np.maximum(claims.stop[a], claims.stop[b])
    one_value = (stop == start + np.uint64(1)) & ~after(start)
    relation = np.where(start >= stop, DISJOINT, np.where(one_value, TOUCH, OVERLAP)).astype(np.int8)
    # one lies inside the other when the common ground is the whole of either
    inside = ((start == claims.start[a]) & (stop == claims.stop[a])) | (
        (start == claims.start[b]) & (stop == claims.stop[b])
    )
    relation[inside] = NESTED
    relation[(start == outer_start) & (stop == outer_stop)] = EQUAL
    low, high = values(start), values(stop)
    with np.errstate(all="ignore"):
        ratio = low / high
        logs = np.log(claims.low), np.log(claims.high)
        jaccard, overlap = _shares(logs[0], logs[1], a, b)
        hausdorff = np.maximum(_distance(logs[0], a, b), _distance(logs[1], a, b))
    return Pairs(
        starts_of(claims.spread(count, 0)), claims.rows[a], claims.rows[b], relation, ratio, jaccard, overlap,
        hausdorff, claims.reason,
    )  # fmt: skip


def _shares(low: Floats, high: Floats, a: Ints, b: Ints) -> tuple[Floats, Floats]:
    length = high - low
    length[low == high] = 0.0
    met = np.minimum(high[a], high[b]) - np.maximum(low[a], low[b])
    met = np.where(met > 0, met, 0.0)
    shorter = np.minimum(length[a], length[b])
    joined = length[a] + length[b] - met
    jaccard = np.where((joined > 0) & np.isfinite(joined), met / joined, np.nan)
    return jaccard, np.where((shorter > 0) & np.isfinite(shorter), met / shorter, np.nan)


def _distance(x: Floats, a: Ints, b: Ints) -> Floats:
    """Return distances where equal infinities are no distance apart."""
    return np.where(x[a] == x[b], 0.0, np.abs(x[a] - x[b]))


def disjoint_counts(claims: Intervals) -> Ints:
    """Return how many pairs of each held group have no common value, without making the pairs."""
    found: Ints = sums(_stopped_before(claims), claims.offsets)
    return found


def _stopped_before(claims: Intervals) -> Ints:
    """Return for each claim how many others of its group have stopped before, or just where, it starts.

    Each start counts the stops that stand before it in the order of all ends, a stop before a start at the same cut.
    """
    sizes, first = claims.sizes, claims.offsets
    held = np.arange(len(claims.rows))
    ends = np.empty(2 * len(held), dtype=np.uint64)
    owner = np.empty(2 * len(held), dtype=np.int64)
    is_stop = np.zeros(2 * len(held), dtype=bool)
    at_stop, at_start = held + np.repeat(first[:-1], sizes), held + np.repeat(first[1:], sizes)
    ends[at_stop], ends[at_start] = claims.stop, claims.start
    owner[at_stop], owner[at_start] = held, held
    is_stop[at_stop] = True
    in_order = order(ends, 2 * first)
    stops = is_stop[in_order]
    before = np.concatenate(([0], np.cumsum(stops)))[:-1]
    before -= np.repeat(first[:-1], 2 * sizes)
    found: Ints = np.empty(len(held), dtype=np.int64)
    found[owner[in_order][~stops]] = before[~stops]
    return found
