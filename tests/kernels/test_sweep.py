"""The sweep against exhaustive search on small cases."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimates.errors import EstimatesError
from estimates.kernels import Intervals, ShapeError, intervals, membership, random_set, reasons, sweep
from estimates.kernels.groups import sort_columns
from estimates.model.ranges import Range

Claim = tuple[float, float, bool, bool]
TOP = 7


@st.composite
def claim(draw: st.DrawFn) -> Claim:
    """Draw an interval with small whole ends, open or closed, perhaps without a high end."""
    low = draw(st.integers(0, TOP))
    high = draw(st.integers(low, TOP) | st.just(np.inf))
    if low == high:
        return float(low), float(high), False, False
    return float(low), float(high), draw(st.booleans()), draw(st.booleans()) and high < np.inf


GROUP = st.lists(claim(), min_size=1, max_size=6)
GROUPS = st.lists(GROUP, min_size=1, max_size=4)
FACTOR = st.floats(1e-4, 1e5)


def built(groups: list[list[Claim]], factor: float = 1.0, mass: list[float] | None = None) -> Intervals:
    low, high, low_open, high_open = (np.array(a) for a in zip(*[c for g in groups for c in g], strict=True))
    offsets = np.concatenate(([0], np.cumsum([len(g) for g in groups])))
    return intervals(low * factor, high * factor, offsets, low_open=low_open, high_open=high_open, mass=mass)


def spot(c: Claim, i: int) -> bool:
    """Whether a claim admits place i: the whole number i/2, or for odd i all numbers between two whole ones."""
    x = i / 2
    return (c[0] < x or (c[0] == x and not c[2])) and (x < c[1] or (x == c[1] and not c[3]))


def runs(group: list[Claim], wanted) -> list[tuple[float, float, bool, bool]]:  # type: ignore[no-untyped-def]
    """Stretches of equal, wanted sets of claims, as (low, high, low open, high open)."""
    out, last = [], None
    for i in range(2 * TOP + 2):
        here = wanted(frozenset(j for j, c in enumerate(group) if spot(c, i)))
        if here is not None:
            if here == last:
                begin, _ = out.pop()
                out.append((begin, i))
            else:
                out.append((i, i))
        last = here
    last = 2 * TOP + 1
    return [(float(a // 2), np.inf if b == last else float((b + 1) // 2), a % 2 == 1, b % 2 == 1 and b != last)
            for a, b in out]  # fmt: skip


def listed(found: sweep.Regions, g: int) -> list[tuple[float, float, bool, bool]]:
    at = slice(found.offsets[g], found.offsets[g + 1])
    return list(zip(*(np.asarray(a[at]).tolist() for a in found[1:5]), strict=True))


def sets(group: list[Claim]) -> list[frozenset[int]]:
    return [frozenset(j for j, c in enumerate(group) if spot(c, i)) for i in range(2 * TOP + 2)]


@given(GROUPS)
def test_core_and_regions_are_those_of_exhaustive_search(groups: list[list[Claim]]) -> None:
    claims = built(groups)
    found, at_least = sweep.core(claims), sweep.regions(claims, 2)
    for g, group in enumerate(groups):
        most = max(len(s) for s in sets(group))
        assert listed(found, g) == runs(group, lambda s, most=most: s if len(s) == most else None)
        at = slice(found.offsets[g], found.offsets[g + 1])
        assert (found.number[at] == most).all()
        assert found.depth[at] == pytest.approx(most / len(group))
        wanted = runs(group, lambda s: True if len(s) >= 2 else None)
        assert listed(at_least, g) == wanted
        assert at_least.reason[g] == (reasons.ANSWERED if wanted else reasons.NOT_REACHED)


@given(GROUPS)
def test_profile_counts_every_place(groups: list[list[Claim]]) -> None:
    found = sweep.profile(built(groups))
    for g, group in enumerate(groups):
        pieces = list(zip(listed(found, g), found.number[found.offsets[g] :], strict=False))
        for i, s in enumerate(sets(group)):
            holding = [n for c, n in pieces if spot(c, i)]
            assert holding == [len(s)] or (not holding and not s)


@given(GROUPS)
def test_camps_are_the_maximal_cliques(groups: list[list[Claim]]) -> None:
    claims = built(groups)
    found, members = membership.camps(claims)
    inner = sweep.innermost(claims)
    assert all(np.array_equal(a, b) for a, b in zip(found, inner, strict=True))
    rows = (
        [frozenset(part.tolist()) for part in np.split(members.rows, members.offsets[1:-1])] if len(found.low) else []
    )
    first = 0
    for g, group in enumerate(groups):
        ranges = [Range(c[0], None if c[1] == np.inf else c[1], low_open=c[2], high_open=c[3]) for c in group]
        agree = {
            frozenset(p)
            for p in combinations(range(len(group)), 2)
            if ranges[p[0]].relation(ranges[p[1]]) != "disjoint"
        }
        cliques = [frozenset(s) for n in range(1, len(group) + 1) for s in combinations(range(len(group)), n)
                   if all(frozenset(p) in agree for p in combinations(s, 2))]  # fmt: skip
        wanted = {frozenset(j + first for j in s) for s in cliques if not any(s < other for other in cliques)}
        mine = rows[found.offsets[g] : found.offsets[g + 1]]
        assert set(mine) == wanted
        assert len(mine) == len(wanted)
        first += len(group)


@given(GROUPS, FACTOR)
def test_the_sweep_is_scale_free(groups: list[list[Claim]], factor: float) -> None:
    for found, scaled in (
        (sweep.core(built(groups)), sweep.core(built(groups, factor))),
        (sweep.innermost(built(groups)), sweep.innermost(built(groups, factor))),
    ):
        assert np.array_equal(scaled.low, found.low * factor)
        assert np.array_equal(scaled.high, found.high * factor)
        assert np.array_equal(scaled.low_open, found.low_open)
        assert np.array_equal(scaled.high_open, found.high_open)
        assert np.array_equal(scaled.offsets, found.offsets)
        assert np.array_equal(scaled.depth, found.depth)


def test_open_and_closed_ends_at_one_value() -> None:
    open_ended = intervals([1, 5], [5, 9], high_open=[True, False])
    assert sweep.core(open_ended).number.tolist() == [1, 1]
    closed = sweep.core(intervals([1, 5], [5, 9]))
    assert (closed.low.tolist(), closed.high.tolist(), closed.number.tolist()) == ([5], [5], [2])
    over = sweep.core(intervals([1, 5], [5, 9], low_open=[False, True]))
    assert listed(over, 0) == [(1, 5, False, False), (5, 9, True, False)]


def test_one_sided_claims_and_zero_are_ordinary() -> None:
    found = sweep.core(intervals([0, 0, 7, 0], [np.inf, 3, np.inf, 0]))
    assert listed(found, 0) == [(0, 0, False, False)]
    assert found.number.tolist() == [3]


def test_mass_decides_where_it_is_asked_and_thirds_tie() -> None:
    claims = intervals([1, 1, 5], [2, 2, 6], mass=[1, 1, 2])
    assert sweep.core(claims, by="count").low.tolist() == [1]
    assert sweep.core(claims, by="mass").low.tolist() == [1, 5]
    tenths = intervals([1, 1, 1, 5], [2, 2, 2, 6], mass=[0.1, 0.1, 0.1, 0.1 + 0.2])
    assert sweep.core(tenths, by="mass").depth.tolist() == pytest.approx([0.5, 0.5])
    assert sweep.regions(claims, 0.5, by="mass").low.tolist() == [1, 5]


def test_claims_without_mass_do_not_count() -> None:
    claims = intervals([1, 1, 5, 8], [2, 2, 6, 9], [0, 3, 4], mass=[1, 0, 1, 0])
    assert claims.rows.tolist() == [0, 2]
    assert claims.reason.tolist() == [reasons.ANSWERED, reasons.BAD_MASS]
    assert sweep.core(claims).number.tolist() == [1, 1]


def test_a_faulty_group_is_refused_and_the_others_are_not() -> None:
    claims = intervals([1, np.nan, -1, 9, 5, 2], [2, 3, 4, 3, 5, 3], [0, 1, 2, 3, 3, 4, 5, 6],
                       low_open=[False] * 4 + [True, False])  # fmt: skip
    assert claims.reason.tolist() == [
        0,
        reasons.NOT_A_NUMBER,
        reasons.NEGATIVE,
        reasons.EMPTY,
        reasons.REVERSED,
        reasons.REVERSED,
        0,
    ]
    found = sweep.core(claims)
    assert np.diff(found.offsets).tolist() == [1, 0, 0, 0, 0, 0, 1]
    assert found.low.tolist() == [1, 2]
    assert all(reasons.text(code) for code in claims.reason)


def test_every_code_has_words() -> None:
    codes = [value for name, value in vars(reasons).items() if name.isupper() and isinstance(value, int)]
    assert sorted(codes) == sorted(reasons.TEXTS)
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("none", [intervals([], [], [0]), intervals([], [], [0, 0])])
def test_nothing_gives_nothing(none: Intervals) -> None:
    assert len(sweep.core(none).low) == len(membership.camps(none)[1].rows) == len(sweep.regions(none, 1).low) == 0
    assert random_set.quantiles(none, 0.5).low.shape == (len(none.reason), 1)


def test_arrays_that_do_not_fit_raise() -> None:
    for wrong in (
        lambda: intervals([1, 2], [1]),
        lambda: intervals([1, 2], [1, 2], [0, 1]),
        lambda: intervals([1, 2], [1, 2], mass=[1]),
        lambda: intervals([1, 2], [1, 2], low_open=[True]),
        lambda: sweep.regions(intervals([1], [2]), 0),
        lambda: sweep.regions(intervals([1], [2]), [1, 2]),
        lambda: sweep.core(intervals([1], [2]), by="size"),  # type: ignore[arg-type]
    ):
        with pytest.raises(ShapeError) as caught:
            wrong()
        assert isinstance(caught.value, (EstimatesError, ValueError))


@settings(max_examples=20)
@given(st.integers(0, 10_000))
def test_large_groups_are_swept_as_small_ones(seed: int) -> None:
    rng = np.random.default_rng(seed)
    low = rng.integers(0, 60, 150).astype(float)
    high = low + rng.integers(0, 40, 150)
    offsets = [0, 140, 150]
    found = sweep.core(intervals(low, high, offsets))
    depth = np.array([((low[:140] <= x) & (high[:140] >= x)).sum() for x in np.arange(0, 101)])
    assert found.number[0] == depth.max()
    assert all(depth[int(x)] == depth.max() for x in found.low[: found.offsets[1]])


def test_members_may_share_part_of_a_region() -> None:
    claims = intervals([1, 2, 6], [5, 8, 9])
    region = sweep.regions(claims, 1)
    assert membership.members(claims, region).rows.tolist() == []
    assert membership.members(claims, region, whole=False).rows.tolist() == [0, 1, 2]


@given(st.lists(st.lists(claim(), min_size=1, max_size=24), min_size=1, max_size=5))
def test_core_and_quantiles_by_sorting_apart_are_those_of_the_sweep(groups: list[list[Claim]]) -> None:
    """Masses that happen to be equal are swept as any others; without masses, small figures take the shorter way."""
    plain = built(groups)
    weighed = built(groups, mass=[1.0] * sum(map(len, groups)))
    short, long = sweep.core(plain), sweep.core(weighed)
    assert short.offsets.tolist() == long.offsets.tolist()
    for a, b in zip(short[1:5], long[1:5]):
        assert a.tolist() == b.tolist()
    assert short.number.tolist() == long.number.tolist()
    np.testing.assert_allclose(short.depth, long.depth, rtol=1e-12)
    p = [0.0, 0.05, 0.5, 0.9, 1.0]
    for a, b in zip(random_set.quantiles(plain, p)[:4], random_set.quantiles(weighed, p)[:4]):
        assert a.tolist() == b.tolist()


@given(st.integers(1, 16), st.integers(0, 2**32 - 1))
def test_a_network_sorts_every_column(size: int, seed: int) -> None:
    x = np.random.default_rng(seed).integers(0, 9, (size, 50)).astype(np.uint64)
    assert (sort_columns(x.copy()) == np.sort(x, axis=0)).all()


def test_a_zero_below_zero_is_zero() -> None:
    claims = intervals([-0.0, 0.0], [0.0, -0.0])
    assert sweep.core(claims).number.tolist() == [2]
    assert str(random_set.mean(claims).low) == "[0.]"
