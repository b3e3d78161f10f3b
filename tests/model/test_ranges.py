"""Ranges: openness, approximation and absent ends are data and survive every operation."""

from __future__ import annotations

import math
from decimal import Decimal

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimates import Range, RangeError, about, at_least, at_most, between, less_than, more_than, point
from tests.strategies import ranges


@pytest.mark.parametrize(
    ("r", "kind", "text"),
    [
        (point(100_000), "point", "100,000"),
        (about(150_000), "about", "c. 150,000"),
        (between(73_790, 81_500), "range", "73,790–81,500"),
        (at_least(20_000), "at least", "≥ 20,000"),
        (more_than(200_000), "more than", "> 200,000"),
        (at_most(84_000), "at most", "≤ 84,000"),
        (less_than(500_000), "less than", "< 500,000"),
        (Range(), "vague", "no number"),
        (Range(None, 50, approximate=True, high_open=True), "less than", "c. < 50"),
        (Range(10, 20, low_open=True), "range", "> 10, ≤ 20"),
        (Range(110, 130, best=120), "range", "110–130 (best 120)"),
        (Range(5, None, best=7), "at least", "≥ 5 (best 7)"),
        (point(0), "point", "0"),
        (Range(0.5, 1.25), "range", "0.5–1.25"),
        (Range(5, 6_000), "range", "≥ 5, ≤ 6,000"),  # a dash would read as five to six thousand
        (Range(1, 1_000), "range", "1–1,000"),
        (Range(0.5, 1_000), "range", "≥ 0.5, ≤ 1,000"),
        (Range(5, 999), "range", "5–999"),
        (Range(7, 6_000), "range", "7–6,000"),
        (Range(5, 6_000_000), "range", "≥ 5, ≤ 6,000,000"),
        (Range(1_000, 2_000_000), "range", "1,000–2,000,000"),
    ],
)
def test_kind_and_text(r: Range, kind: str, text: str) -> None:
    assert r.kind == kind
    assert str(r) == text


def test_an_end_that_is_excluded_is_not_in_common() -> None:
    below, above = Range(1, 5, high_open=True), more_than(5)
    for r in (below, above):
        assert r.relation(point(5)) == point(5).relation(r) == "disjoint"
        assert r.relation(at_least(5)) == at_least(5).relation(r) == ("disjoint" if r is below else "nested")
        assert r.relation(at_most(5)) == at_most(5).relation(r) == ("nested" if r is below else "disjoint")
    assert below.relation(above) == above.relation(below) == "disjoint"
    assert point(5).relation(Range(1, 5)) == "nested"


SPANS = [np.timedelta64(5, "D"), np.timedelta64(5, "ns"), np.timedelta64(5, "s"), np.datetime64(5, "ns")]


@pytest.mark.parametrize("value", [*SPANS, np.True_, np.complex128(5)])
def test_what_turns_into_a_number_is_not_always_one(value: object) -> None:
    with pytest.raises(RangeError, match="must be a number or None"):
        point(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(("best", "open_ends"), [(1, False), (3, False), (2, False), (2, True)])
def test_a_best_value_may_lie_at_an_end_that_is_included(best: int, open_ends: bool) -> None:
    assert Range(1, 3, best=best, low_open=open_ends, high_open=open_ends).best == best


@pytest.mark.parametrize("best", [1, 3])
def test_a_best_value_does_not_lie_at_an_end_that_is_excluded(best: int) -> None:
    with pytest.raises(RangeError, match=f"best {best} lies"):
        Range(1, 3, best=best, low_open=True, high_open=True)


def test_numbers_have_at_most_four_thousand_digits() -> None:
    most = 10**4000 - 1
    assert point(most).low == most
    for value in (10**4000, 10**4001):
        with pytest.raises(RangeError, match=r"limited to 4,000 digits \(got about 4,00[12]\)"):
            point(value)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"low": 2, "high": 1}, "reversed: low 2 exceeds high 1"),
        ({"low": -1}, "low is negative"),
        ({"low": math.nan}, "nan is not an end"),
        ({"high": math.inf}, "not stated is None"),
        ({"low": 1, "high": 3, "best": 4}, "best 4 lies above the high end 3"),
        ({"low": 1, "high": 3, "best": 0}, "best 0 lies below the low end 1"),
        ({"low": 1, "best": 1, "low_open": True}, "best 1 lies below the low end 1"),
        ({"best": 5}, "best 5 stands without ends"),
        ({"high": 0, "high_open": True}, "less than 0 leaves no value"),
        ({"low": 5, "high": 5, "low_open": True}, "leaves no value"),
        ({"low_open": True}, "no low end is stated"),
        ({"low": 5, "high_open": True}, "no high end is stated"),
        ({"approximate": True}, "nothing to be approximate about"),
        ({"low": "5"}, "words are read by parse"),
        ({"low": True}, "got True"),
        ({"low": object()}, "a number or None"),
    ],
)
def test_contradictions_say_what_and_why(arguments: dict[str, object], said: str) -> None:
    with pytest.raises(RangeError, match=said):
        Range(**arguments)  # type: ignore[arg-type]
    assert issubclass(RangeError, ValueError)


def test_numbers_of_other_libraries_become_plain() -> None:
    r = Range(np.int64(5), np.float64(10.0), best=Decimal("7.5"))
    assert repr(r) == "Range(low=5, high=10, best=7.5, approximate=False, low_open=False, high_open=False)"


def test_a_constructor_needs_its_number() -> None:
    with pytest.raises(RangeError, match="needs a number"):
        at_least(None)  # type: ignore[arg-type]


def test_ranges_have_no_order() -> None:
    with pytest.raises(TypeError):
        _ = point(1) < point(2)  # type: ignore[operator]


def test_frozen() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        point(1).low = 2  # type: ignore[misc]


@given(ranges())
def test_repr_makes_it_again(r: Range) -> None:
    assert eval(repr(r), {"Range": Range}) == r


def members(r: Range, grid: list[float]) -> set[float]:
    """The values of a grid that a range holds, by its definition alone."""
    return {
        x
        for x in grid
        if (r.low is None or x > r.low or (x == r.low and not r.low_open))
        and (r.high is None or x < r.high or (x == r.high and not r.high_open))
    }


GRID = [i / 4 for i in range(61)]  # quarter steps over 0..15: between any two ends of 0..10 there is a value


@given(ranges(top=10), ranges(top=10))
def test_relation_agrees_with_the_sets(a: Range, b: Range) -> None:
    """Relations are those of the sets of values, counted on a grid finer than the ends."""
    in_a, in_b = members(a, GRID), members(b, GRID)
    if in_a == in_b:
        expected = "equal"
    elif in_a <= in_b or in_b <= in_a:
        expected = "nested"
    elif not in_a & in_b:
        expected = "disjoint"
    else:
        expected = "touch" if len(in_a & in_b) == 1 else "overlap"
    assert a.relation(b) == b.relation(a) == expected
    assert a.admits(b) == (in_b <= in_a)


@given(ranges(top=10), st.integers(0, 15))
def test_admits_a_number(r: Range, value: int) -> None:
    assert r.admits(value) == (value in members(r, GRID))
