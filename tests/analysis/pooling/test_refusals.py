"""Refusals: the words, and the code under which a figure gives them in its language."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from estimates.analysis.pooling import METHODS, pool
from estimates.errors import PoolingError
from estimates.layout.languages import catalogue_of
from estimates.model.claims import Claimant
from estimates.model.dossiers import Dossier
from estimates.model.messages import Message
from estimates.model.ranges import Range, about, at_least, at_most, between, point
from tests.analysis.pooling.test_pooling import dossier

SHARED = Claimant("c0", "C0")
ALL: dict[str, Any] = {"coverage": 0.9, "point_factor": 1.2, "approximate_factor": 1.5}
ASSUMED: tuple[dict[str, Any], ...] = (
    {}, {"coverage": 0.9}, ALL, {**ALL, "shape": "pert"}, {**ALL, "interval": "spread"},
    {**ALL, "interval": "bayes", "tau_scale": 0.5},
)  # fmt: skip
CLAIMS: tuple[list[Range], ...] = (
    [], [Range()], [point(5)], [about(5)], [between(5, 9)], [point(0)], [at_least(5)], [point(5), at_least(7)],
    [between(5, 9), between(6, 8)], [between(5, 9, best=9), between(1, 2, best=2), between(4, 9, best=5)],
    [between(10, 20), between(12, 21), between(900, 1000), between(950, 1100)], [at_least(5), at_least(6)],
    [at_least(5), at_most(3)], [between(5, 9), between(6, 8), between(7, 12), between(6, 10)],
)  # fmt: skip


def refusals(x: Dossier) -> list[Message]:
    found = []
    for method in METHODS:
        for assumed in ASSUMED:
            try:
                pool(x, method, **assumed)
            except PoolingError as error:
                if isinstance(said := getattr(error, "cause", None), Message):
                    found.append(said)
            except TypeError:  # a shape that is another method's
                continue
    return found


def shared(x: Dossier) -> Dossier:
    """The same claims, the first two of one claimant."""
    return x.with_estimates([evolve(e, claimant=SHARED) if n < 2 else e for n, e in enumerate(x)])


@pytest.mark.parametrize("claims", [*CLAIMS, "wounded", "casualties"], ids=str)
def test_a_figure_in_english_words_a_refusal_as_it_is_worded(claims: Any) -> None:
    """Up to the claims that it names, and what follows: so is each code the one of its words, and each number right."""
    english = catalogue_of("en")
    x = dossier(point(5), measure=claims) if isinstance(claims, str) else dossier(*claims)
    said = [*refusals(x), *refusals(shared(x))]
    assert said
    for words in said:
        assert str(words).startswith(english.message(words)), words.code
