"""A method of pooling is one file: what is missing of it fails when it is made, not when it is used."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from estimates.analysis.pooling import METHODS, methods
from estimates.analysis.pooling.method import REGISTER, Method, register
from estimates.analysis.pooling.methods.linear import METHOD
from estimates.errors import EstimatesError


def test_every_file_is_registered() -> None:
    files = {path.stem for path in Path(str(methods.__file__)).parent.glob("*.py")} - {"__init__"}
    assert {name.replace("-", "_") for name in METHODS} == files


def test_a_missing_remedy_fails_at_once() -> None:
    with pytest.raises(EstimatesError, match="has no remedy for"):
        evolve(METHOD, remedies={})


def test_an_assumption_that_nothing_checks_fails_at_once() -> None:
    with pytest.raises(EstimatesError, match="takes 'spread', for which there is no check"):
        evolve(METHOD, takes=("spread",))


def test_a_work_without_details_fails_at_once() -> None:
    with pytest.raises(EstimatesError, match="names the work 'nobody1900', which LITERATURE does not have"):
        evolve(METHOD, literature=("nobody1900",))


def test_a_missing_piece_fails_at_once() -> None:
    with pytest.raises(TypeError, match="missing"):
        Method(name="new")  # type: ignore[call-arg]


def test_two_methods_do_not_share_a_name() -> None:
    with pytest.raises(EstimatesError, match="two methods 'linear'"):
        register(METHOD)
    assert REGISTER["linear"] is METHOD
