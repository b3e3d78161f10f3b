"""Data frames of claims: numbers of any size keep their value."""

from __future__ import annotations

import pytest

import estimates as es


def dossier(*values: float) -> es.Dossier:
    claims = [es.Estimate(f"e{i}", es.Claimant(f"c{i}", f"C{i}"), es.point(x)) for i, x in enumerate(values)]
    return es.Dossier(es.Estimand("x", measure="killed"), claims)


@pytest.mark.parametrize(
    ("values", "kind"),
    [((5, 7), "Int64"), ((5, 2.5), "Float64"), ((5, 2**63 - 1), "Int64"), ((5, 2**63), "object"),
     ((5, 10**400), "object"), ((2.5, 10**400), "object")],
)  # fmt: skip
def test_numbers_that_no_column_holds_stay_as_they_are(values: tuple[float, ...], kind: str) -> None:
    frame = es.to_frame(dossier(*values))
    assert {str(frame[name].dtype) for name in ("low", "high", "best")} == {kind}
    assert frame["low"].tolist() == list(values)


def test_a_frame_of_large_numbers_is_read_as_they_are() -> None:
    again = es.read(es.to_frame(dossier(5, 10**19)))
    assert [e.range for d in again.values() for e in d] == [es.point(5), es.point(10**19)]
