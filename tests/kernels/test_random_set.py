"""The random set and the pairs against their definitions, written out."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimates.kernels import Intervals, ShapeError, intervals, pairs, random_set, reasons
from estimates.model.ranges import Range

END = st.integers(0, 12)


@st.composite
def group(draw: st.DrawFn) -> list[tuple[float, float, bool, bool, float]]:
    """Draw claims with small whole ends, open or closed, and whole masses."""
    out = []
    for _ in range(draw(st.integers(1, 7))):
        low = draw(END)
        high = draw(st.integers(low, 12) | st.just(np.inf))
        wide = low < high
        opens = draw(st.booleans()) and wide, draw(st.booleans()) and wide and high < np.inf
        out.append((float(low), float(high), *opens, float(draw(st.integers(1, 4)))))
    return out


GROUPS = st.lists(group(), min_size=1, max_size=4)


def built(groups: list, factor: float = 1.0, *, weighed: bool = True) -> Intervals:  # type: ignore[type-arg]
    low, high, low_open, high_open, mass = (np.array(a) for a in zip(*[c for g in groups for c in g], strict=True))
    offsets = np.concatenate(([0], np.cumsum([len(g) for g in groups])))
    return intervals(
        low * factor, high * factor, offsets, low_open=low_open, high_open=high_open, mass=mass if weighed else None
    )


@given(GROUPS, st.lists(st.fractions(0, 1, max_denominator=24), min_size=1, max_size=3), st.booleans())
def test_quantiles_are_the_least_value_with_enough_mass(groups: list, p: list, weighed: bool) -> None:  # type: ignore[type-arg]
    found = random_set.quantiles(built(groups, weighed=weighed), [float(x) for x in p])
    for g, claims in enumerate(groups):
        mass = [int(c[4]) if weighed else 1 for c in claims]
        for column, probability in enumerate(p):
            for ends, value, is_open, side in (
                ([(c[0], c[2]) for c in claims], found.low, found.low_open, 1),
                ([(c[1], not c[3]) for c in claims], found.high, found.high_open, 0),
            ):
                ranked = sorted(zip(ends, mass, strict=True))
                enough = [sum(m for _, m in ranked[: i + 1]) >= probability * sum(mass) for i in range(len(ranked))]
                end = ranked[enough.index(True)][0]
                assert value[g, column] == end[0]
                assert is_open[g, column] == ((bool(end[1]) == bool(side)) and end[0] < np.inf)


@given(GROUPS, st.integers(0, 12), st.integers(0, 12), st.booleans(), st.booleans())
def test_belief_counts_what_lies_within_and_plausibility_what_meets(
    groups: list, a: int, b: int, lo: bool, ho: bool
) -> None:  # type: ignore[type-arg]
    a, b = min(a, b), max(a, b)
    if a == b:
        lo = ho = False
    found = random_set.belief(built(groups), a, b, low_open=lo, high_open=ho)
    hypothesis = Range(a, b, low_open=lo, high_open=ho)
    for g, claims in enumerate(groups):
        ranges = [Range(c[0], None if c[1] == np.inf else c[1], low_open=c[2], high_open=c[3]) for c in claims]
        total = sum(c[4] for c in claims)
        within = sum(c[4] for c, r in zip(claims, ranges, strict=True) if hypothesis.admits(r))
        meets = sum(c[4] for c, r in zip(claims, ranges, strict=True) if hypothesis.relation(r) != "disjoint")
        assert found.belief[g] == pytest.approx(within / total, abs=1e-14)
        assert found.plausibility[g] == pytest.approx(meets / total, abs=1e-14)


@given(GROUPS, st.floats(1e-4, 1e5))
def test_bounds_are_scale_free(groups: list, factor: float) -> None:  # type: ignore[type-arg]
    one, other = built(groups), built(groups, factor)
    for verb in (random_set.envelope, random_set.common, random_set.quantiles):
        found, scaled = verb(one), verb(other)
        assert np.array_equal(scaled.low, found.low * factor, equal_nan=True)
        assert np.array_equal(scaled.high, found.high * factor, equal_nan=True)
        assert np.array_equal(scaled.low_open, found.low_open)
        assert np.array_equal(scaled.reason, found.reason)
    assert random_set.mean(other).low == pytest.approx(random_set.mean(one).low * factor)


def test_an_unbounded_quantile_stays_unbounded() -> None:
    found = random_set.quantiles(intervals([20, 50, 60], [np.inf, np.inf, 70]), [0.1, 0.5])
    assert found.low.tolist() == [[20, 50]]
    assert found.high.tolist() == [[70, np.inf]]
    assert not found.high_open.any()


def test_the_mean_and_the_envelope_keep_openness() -> None:
    claims = intervals([10, 20], [30, 25], low_open=[True, False], high_open=[False, True])
    mean, hull, met = random_set.mean(claims), random_set.envelope(claims), random_set.common(claims)
    assert (mean.low[0], mean.high[0], mean.low_open[0], mean.high_open[0]) == (15, 27.5, True, True)
    assert (hull.low[0], hull.high[0], hull.low_open[0], hull.high_open[0]) == (10, 30, True, False)
    assert (met.low[0], met.high[0], met.low_open[0], met.high_open[0]) == (20, 25, False, True)
    assert random_set.common(intervals([1, 3], [2, 4])).reason.tolist() == [reasons.NOT_REACHED]


def test_what_claims_have_in_common_is_nothing_where_they_part_or_where_there_are_none() -> None:
    """Ends that are excluded belong to values in common; where there are none, no end is."""
    met = random_set.common(intervals([1, 3, 1, 2, 1, 2], [2, 4, 2, 4, 3, 4], [0, 2, 2, 4, 6], low_open=[True] * 6))
    assert met.reason.tolist() == [reasons.NOT_REACHED, reasons.EMPTY, reasons.NOT_REACHED, reasons.ANSWERED]
    assert met.low == pytest.approx([np.nan, np.nan, np.nan, 2], nan_ok=True)
    assert met.high == pytest.approx([np.nan, np.nan, np.nan, 3], nan_ok=True)
    assert (met.low_open.tolist(), met.high_open.any()) == ([False, False, False, True], False)


def test_distribution_bounds() -> None:
    found = random_set.cdf(intervals([1, 2, 3, 0], [4, 2, 9, np.inf]), 4)
    assert (found.belief[0], found.plausibility[0]) == (0.5, 1.0)


@pytest.mark.parametrize("p", [-0.1, 1.1, np.nan, [[0.5]]])
def test_probabilities_out_of_range_raise(p: object) -> None:
    with pytest.raises(ShapeError, match="from 0 to 1"):
        random_set.quantiles(intervals([1], [2]), p)  # type: ignore[arg-type]


def test_a_hypothesis_must_be_a_range() -> None:
    with pytest.raises(ShapeError, match="low <= high"):
        random_set.belief(intervals([1], [2]), 5, 4)


@given(GROUPS)
def test_pairs_are_all_pairs_with_the_relation_of_ranges(groups: list) -> None:  # type: ignore[type-arg]
    found = pairs.pairs(built(groups))
    first = at = 0
    for g, claims in enumerate(groups):
        ranges = [Range(c[0], None if c[1] == np.inf else c[1], low_open=c[2], high_open=c[3]) for c in claims]
        for i in range(len(claims)):
            for j in range(i + 1, len(claims)):
                assert (found.a[at], found.b[at]) == (first + i, first + j)
                assert pairs.RELATIONS[found.relation[at]] == ranges[i].relation(ranges[j])
                at += 1
        first += len(claims)
        assert found.offsets[g + 1] == at


def _length(low: float, high: float) -> float:
    if low == high:
        return 0.0
    return math.inf if low == 0 or high == math.inf else math.log(high / low)


@given(GROUPS, st.floats(1e-4, 1e5))
def test_measures_of_pairs(groups: list, factor: float) -> None:  # type: ignore[type-arg]
    found = pairs.pairs(built(groups, factor))
    claims = [c for g in groups for c in g]
    for i, (a, b) in enumerate(zip(found.a, found.b, strict=True)):
        (al, au, *_), (bl, bu, *_) = claims[a], claims[b]
        gap = (
            math.nan if max(al, bl) == min(au, bu) == 0 else math.inf if min(au, bu) == 0 else max(al, bl) / min(au, bu)
        )
        assert found.gap_ratio[i] == pytest.approx(gap, nan_ok=True)
        la, lb = _length(al, au), _length(bl, bu)
        low, high = max(al, bl), min(au, bu)
        met = _length(low, high) if low < high else 0.0
        joined, shorter = la + lb - met if la + lb < math.inf else math.inf, min(la, lb)
        jaccard = met / joined if 0 < joined < math.inf else math.nan
        overlap = met / shorter if 0 < shorter < math.inf else math.nan
        assert found.jaccard[i] == pytest.approx(jaccard, nan_ok=True, abs=1e-12)
        assert found.overlap[i] == pytest.approx(overlap, nan_ok=True, abs=1e-12)
        ends = [0.0 if x == y else math.inf if min(x, y) == 0 or max(x, y) == math.inf else abs(math.log(x / y))
                for x, y in ((al, bl), (au, bu))]  # fmt: skip
        assert found.hausdorff[i] == pytest.approx(max(ends), abs=1e-12)


@given(GROUPS)
def test_disjoint_pairs_are_those_among_all_pairs(groups: list) -> None:  # type: ignore[type-arg]
    """Found without making the others, in the same order and with the same numbers."""
    claims = built(groups)
    every, found = pairs.pairs(claims), pairs.disjoint_pairs(claims)
    kept = every.relation == pairs.DISJOINT
    for name in ("a", "b", "relation", "gap_ratio", "jaccard", "overlap", "hausdorff"):
        np.testing.assert_array_equal(getattr(found, name), getattr(every, name)[kept])
    np.testing.assert_array_equal(np.diff(found.offsets), pairs.disjoint_counts(claims))
