"""Every number is printed by one rule: the same value has the same digits in every view."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import estimates as es
from estimates.model.numbers import many, percent, rounded_ratio, written, written_ends

_DIGITS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})*(?:\.[0-9]+)?")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"), (179_666, "179,666"), (0.053, "0.053"), (0.0001, "0.0001"), (1.234, "1.2340"), (12.5, "12.5"),
        (1_234_567.89, "1,234,567.89"), (158_640.826632431, "158,600"), (3.0456123456789, "3.05"),
        (0.9041234567891, "0.9"), (2 / 3, "0.67"), (1 / 700, "0.0014"), (999.96123456789, "1,000"),
        (math.inf, "∞"), (math.nan, ""), (None, ""), (1e22, "10,000,000,000,000,000,000,000"),
    ],
)  # fmt: skip
def test_a_number_is_written_by_one_rule(value: float | None, text: str) -> None:
    assert written(value) == text


@given(st.floats(0, 1e15, allow_subnormal=False))
def test_no_number_is_written_with_an_exponent_or_floating_point_noise(value: float) -> None:
    text = written(value)
    assert _DIGITS.fullmatch(text)
    assert float(text.replace(",", "")) == pytest.approx(value, rel=0.05)
    if value != int(value):
        assert len(text.replace(",", "").replace(".", "").strip("0")) <= 11


@given(st.floats(0.01, 1e9), st.floats(0.01, 1e9))
def test_two_different_ends_never_look_alike(a: float, b: float) -> None:
    low, high = sorted([a, b])
    if high > low * (1 + 1e-12):
        assert len(set(written_ends(low, high))) == 2


def test_levels_are_written_without_noise() -> None:
    assert [percent(level) for level in (0.9, 0.95, 0.999, 0.29, 0.07)] == ["90 %", "95 %", "99.9 %", "29 %", "7 %"]


def test_a_pool_has_the_same_digits_in_its_repr_its_table_its_latex_and_its_figure() -> None:
    deaths = es.load("nanking-1937")["combat-deaths"]
    pooled = es.pool(deaths, "lognormal")
    numbers = set(_DIGITS.findall(f"{pooled.median}; {pooled.interval(0.9)}"))
    assert len(numbers) == 3
    axes = es.plot_intervals(deaths, pooled=pooled)
    assert str(pooled.median) in str(pooled)
    for view in (es.to_latex(pooled), es.to_html(pooled), es.caption(axes), es.alt_text(axes)):
        assert numbers <= set(_DIGITS.findall(view.replace("{,}", ",")))


@pytest.mark.parametrize(("value", "said"), [(1.00121, "1.0012"), (1.00104, "1.0010"), (0.9994, "0.999")])
def test_a_ratio_near_one_has_the_digits_that_it_has(value: float, said: str) -> None:
    assert written(rounded_ratio(value)) == said


def test_ends_are_kept_apart_by_digits_that_they_have() -> None:
    assert written_ends(math.sqrt(2), 1.4149265359) == ("1.4142", "1.4149")
    assert written(1.234) == "1.2340"


def test_a_count_has_its_noun_in_the_singular_for_one_only() -> None:
    found = [many(number, "claim") for number in (0, 1, 2, 999, 1_000, 12_345)]
    assert found == ["0 claims", "1 claim", "2 claims", "999 claims", "1,000 claims", "12,345 claims"]
