"""Core types take what a user means, or say what is allowed; nothing else than our own errors comes out of them."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import attrs
import numpy as np
import pytest

import estimates as es

WHO = es.Claimant("askew", "David Askew")
STRANGE: list[Any] = [
    None, 5, 5.5, math.nan, True, b"x", "", " x", "x;y", "\ud800", "word", [], ["x"], {}, {"a": 1}, object, object(),
    Decimal("sNaN"), 10**400, 10**5000, np.float64("nan"), np.array([1, 2]), float, es.point(1), WHO, lambda: 1,
]  # fmt: skip


def made(**fields: Any) -> es.Estimate:
    return es.Estimate("a", WHO, es.point(5), **fields)


def test_what_a_user_means_is_understood() -> None:
    assert es.Estimate("a", WHO, 5) == made()
    assert es.Estimate("a", WHO, np.int64(5)) == made()
    assert made(claimed="1937") == made(claimed=es.Date("1937"))
    assert made(as_of="1937-12").as_of == es.Date("1937-12")
    assert es.Estimand("f", period="1937").period == es.Date("1937")
    assert made(source="askew2003[3]").source == (es.Citation(es.Source("askew2003"), "3"),)
    assert made(source="askew2003[3; 4]; sun1997").source[1] == es.Citation(es.Source("sun1997"))
    assert made(via=es.Source("k")).via == (es.Citation(es.Source("k")),)
    assert made(source=["k[1]", es.Source("l")]).source == (
        es.Citation(es.Source("k"), "1"),
        es.Citation(es.Source("l")),
    )
    assert made(extra={"Archive box": "3"}).extra == (("Archive box", "3"),)
    note = es.BiasNote("n", WHO, "inflated", "finding", about_side="X", source="k[1]", factor=2)
    assert str(note.source[0]) == "k[1]"
    assert es.Range(1, low_open=np.True_).low_open is True


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: es.Estimate("a", WHO, "about 1,000"), r"parse\('about five'\)"),
        (lambda: es.Estimate("a", WHO, (5, 9)), r"between\(5, 9\)"),
        (lambda: es.Estimate("a", WHO, None), r"Range\(\) gives no number"),
        (lambda: es.Estimate("a", "David Askew", 5), r"dossier\(\) makes claimants of names"),
        (lambda: made(claimed="December 1937"), "write 1937-12"),
        (lambda: made(claimed=1937), "'1937-12'"),
        (lambda: made(note=None), "leave it out where nothing is known"),
        (lambda: made(method=3), "method must be text"),
        (lambda: made(source="askew2003[3"), "ends with ']'"),
        (lambda: made(source=5), "places in works are"),
        (lambda: made(source=[5]), "places in works are"),
        (lambda: made(extra="x"), "pairs of texts"),
        (lambda: made(scope=["same"]), "scope must be 'same'"),
        (lambda: es.Estimand("f", at_most="x"), "as a tuple or list"),
        (lambda: es.Estimand("f", at_most=[3]), "got 3 in it"),
        (lambda: es.Estimand("f", closed="yes"), "closed must be True or False"),
        (lambda: es.Estimand("f", measure=5), "a measure must be text"),
        (lambda: es.Dossier("garrison"), r"Estimand\('garrison'"),
        (lambda: es.Dossier(es.Estimand("f"), [("Askew", "about 1,000")]), r"dossier\(\) makes estimates of names"),
        (lambda: es.Dossier(es.Estimand("f"), "x"), "tuple or list of Estimate"),
        (lambda: es.Dossier(es.Estimand("f"), [WHO]), r"estimates\[0\] must be of type Estimate"),
        (lambda: es.Dataset("d", [es.Estimand("f")]), r"dossiers\[0\] must be of type Dossier"),
        (lambda: es.Dataset(5), "name must be text"),
        (lambda: es.BiasNote("n", "Askew", "inflated", "finding", about_side="X"), "said_by must be of type Claimant"),
        (lambda: es.Citation("askew2003", "3"), r"Source\('askew2003'"),
        (lambda: es.Citation(es.Source("k"), 173), "locator must be text"),
        (lambda: es.Source("k", "no JSON"), "JSON values"),
        (lambda: es.Source("k", [1]), "JSON values"),
        (lambda: es.Source("k", {"a": object()}), "JSON values"),
        (lambda: es.Range(1, approximate="yes"), "True or False"),
        (lambda: es.point(10**5000), "limited to 4,000 digits"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_says_what_is_allowed(make: Callable[[], object], said: str) -> None:
    with pytest.raises(es.EstimatesError, match=said):
        make()


KINDS: dict[type, dict[str, Any]] = {
    es.Estimand: {"id": "f"},
    es.Claimant: {"id": "a", "name": "A"},
    es.Estimate: {"id": "a", "claimant": WHO, "range": es.point(5)},
    es.BiasNote: {"id": "n", "said_by": WHO, "direction": "inflated", "strength": "finding", "about_side": "X"},
    es.Link: {"from_id": "a", "relation": "reports", "to_id": "b"},
    es.Source: {"key": "k"},
    es.Citation: {"source": es.Source("k")},
    es.Range: {},
    es.Date: {"edtf": "1937"},
    es.Dossier: {"estimand": es.Estimand("f")},
    es.Dataset: {"name": "d"},
    es.Statement: {"id": "s", "said_by": WHO, "kind": "other", "about_estimand": "f"},
    es.School: {"claimant": WHO, "school": "s"},
}
FIELDS = [(kind, each.alias) for kind in KINDS for each in attrs.fields(kind)]


@pytest.mark.parametrize(("kind", "name"), FIELDS, ids=lambda value: getattr(value, "__name__", value))
def test_no_value_of_a_field_raises_another_error_or_comes_in_unchecked(kind: type, name: str) -> None:
    for value in STRANGE:
        try:
            thing = kind(**{**KINDS[kind], name: value})
        except es.EstimatesError:
            continue
        hash(thing)
        repr(thing)
        str(thing)
        assert kind(**{**KINDS[kind], name: value}) == thing
