"""Which claims admit which regions, and the camps that they form."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from estimates.kernels.groups import Intervals, Ints, starts_of, sums, take
from estimates.kernels.sweep import Regions, innermost

_BLOCK = 2_000_000  # claims held against regions at once


class Members(NamedTuple):
    """Which claims belong to which region: region r has the input rows ``rows[offsets[r]:offsets[r + 1]]``."""

    offsets: Ints
    rows: Ints


def camps(claims: Intervals) -> tuple[Regions, Members]:
    """Return who stands with whom: the largest sets of claims that have a value in common.

    They are the maximal cliques of the interval graph. A claim may stand in several camps. With each camp comes the
    region that all its members admit.

    Parameters
    ----------
    claims : Intervals

    Examples
    --------
    >>> from estimates.kernels import intervals
    >>> found, members = camps(intervals([1, 2, 6], [5, 8, 9]))
    >>> [rows.tolist() for rows in np.split(members.rows, members.offsets[1:-1])]
    [[0, 1], [1, 2]]
    """
    found = innermost(claims)
    return found, members(claims, found)


def members(claims: Intervals, regions: Regions, *, whole: bool = True) -> Members:
    """Return which claims admit each region, wholly or at least in part.

    Parameters
    ----------
    claims : Intervals
    regions : Regions
        As found for the same claims.
    whole : bool
        Whether a claim must admit every value of the region, or only some.
    """
    here = np.diff(regions.offsets)[claims.groups]
    if whole and len(claims.groups) == 1 and here[0] * claims.sizes[0] > _BLOCK:
        return _members_of_one(claims, regions)
    group = np.repeat(np.arange(len(claims.groups)), here)
    work = np.cumsum(claims.sizes[group]) // _BLOCK
    parts = np.split(np.arange(len(group)), np.flatnonzero(np.diff(work)) + 1) if len(group) else []
    found = [_members_of(claims, regions, part, group[part], whole=whole) for part in parts]
    sizes = np.concatenate([sizes for sizes, _ in found]) if found else np.zeros(0, dtype=np.int64)
    rows = np.concatenate([rows for _, rows in found]) if found else claims.rows[:0]
    return Members(starts_of(sizes), rows)


def _members_of_one(claims: Intervals, regions: Regions) -> Members:
    """Return the same for one group of very many claims: what is open at the start of each region, and lasts."""
    starts, stops = claims.start.tolist(), claims.stop.tolist()
    coming = iter(np.argsort(claims.start, kind="stable").tolist())
    following = next(coming, None)
    active: dict[int, None] = {}
    sizes, rows = [], []
    for start, stop in zip(regions.start.tolist(), regions.stop.tolist()):
        while following is not None and starts[following] <= start:
            active[following] = None
            following = next(coming, None)
        active = {row: None for row in active if stops[row] > start}
        inside = sorted(row for row in active if stops[row] >= stop)
        sizes.append(len(inside))
        rows += inside
    return Members(starts_of(np.array(sizes, dtype=np.int64)), claims.rows[np.array(rows, dtype=np.int64)])


def _members_of(claims: Intervals, regions: Regions, part: Ints, group: Ints, *, whole: bool) -> tuple[Ints, Ints]:
    row, offsets = take(claims.offsets, group)
    sizes = np.diff(offsets)
    start, stop = np.repeat(regions.start[part], sizes), np.repeat(regions.stop[part], sizes)
    if whole:
        inside = (claims.start[row] <= start) & (stop <= claims.stop[row])
    else:
        inside = (claims.start[row] < stop) & (start < claims.stop[row])
    return sums(inside.astype(np.int64), offsets), claims.rows[row[inside]]
