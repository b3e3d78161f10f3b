"""Which pool to choose: the page answers for every method, and every refusal names it."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

import estimates as es
from estimates.analysis.pooling.method import GUIDE, REGISTER

PAGE = (Path(__file__).parents[3] / "docs" / "which_pool.md").read_text(encoding="utf-8")
DEATHS = es.load("nanking-1937")["combat-deaths"]


def test_the_page_has_the_title_that_refusals_name() -> None:
    title = PAGE.splitlines()[0].removeprefix("# ")
    assert f"“{title}”" in GUIDE
    assert f"*{title}*" in (inspect.getdoc(es.pool) or "")


def test_its_table_and_its_example_have_every_method() -> None:
    chosen = re.findall(r'^\|.*\| `"([a-z-]+)"` \|', PAGE, re.MULTILINE)
    assert sorted(chosen) == sorted(REGISTER)
    answered = re.findall(r"^([a-z-]+): (?!Pooling)", PAGE, re.MULTILINE)
    assert sorted(answered) == sorted(2 * [*REGISTER])  # the same two figures through all methods


@pytest.mark.parametrize(
    ("method", "assumptions"),
    [("randomset", {}), ("linear", {}), ("random-effects", {"coverage": 0.9, "point_factor": 1.2})],
    ids=["unknown", "an assumption is lacking", "cannot be computed"],
)
def test_a_refusal_names_the_page_once(method: str, assumptions: dict[str, float]) -> None:
    with pytest.raises(es.PoolingError) as refused:
        es.pool(DEATHS, method, **assumptions)
    assert str(refused.value).count(GUIDE) == 1


def test_a_table_of_many_refusals_does_not_repeat_it() -> None:
    reasons = [row.reason for row in es.multiverse(DEATHS) if row.reason]
    assert reasons
    assert not any(GUIDE in reason for reason in reasons)
