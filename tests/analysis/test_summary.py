"""A dataset at a glance: a row a figure, the same numbers as comparing gives."""

from __future__ import annotations

import pytest

import estimates as es

NANKING = es.load("nanking-1937")
FOUND = es.summary(NANKING)


def test_a_row_a_figure_with_what_comparing_finds() -> None:
    assert [row.estimand.id for row in FOUND] == list(NANKING)
    for row in FOUND:
        compared = es.compare(NANKING[row.estimand.id])
        assert row.claims == len(NANKING[row.estimand.id]) == len(compared.used) + len(compared.set_aside)
        assert (row.envelope, row.voices) == (compared.envelope, compared.voices)
        assert row.core == tuple(region.range for region in compared.core)
        assert (row.disjoint, row.set_aside) == (len(compared.disjoint), len(compared.set_aside))
    deaths = next(row for row in FOUND if row.estimand.id == "combat-deaths")
    assert (deaths.judged, deaths.set_aside) == (sum(bool(NANKING["combat-deaths"].notes_on(e)) for e in
                                                     NANKING["combat-deaths"]), 1)  # fmt: skip


def test_it_is_a_frame_and_a_table() -> None:
    assert es.to_frame(FOUND)["claims"].tolist() == [row.claims for row in FOUND]
    html = FOUND._repr_html_()
    assert html.count('<th scope="col"') == 9
    assert html.count("<tr>") == 1 + len(NANKING)
    assert html.partition("<thead>")[2] in NANKING._repr_html_()
    assert repr(FOUND).splitlines()[0].startswith("Key")
    assert str(FOUND).count("\n") == len(NANKING) - 1


def test_a_figure_that_cannot_be_compared_is_shown_with_the_reason() -> None:
    claims = [es.Estimate(name, es.Claimant(name, name), 5) for name in "ab"]
    links = [es.Link("a", "rests on", "b"), es.Link("b", "rests on", "a")]
    (row,) = es.summary(es.Dataset("d", [es.Dossier(es.Estimand("f"), claims, links=links)]))
    assert row.claims == 2
    assert row.reason
    assert row.reason in row.cells().values()


def test_hostile_titles_are_escaped() -> None:
    dataset = es.Dataset("d", [es.Dossier(es.Estimand("f", "<script>"), [])], title="<b>")
    assert "<script>" not in dataset._repr_html_()
    assert "<b>" not in dataset._repr_html_()


def test_something_else_is_refused() -> None:
    with pytest.raises(es.ClaimError, match="the dataset that it is in"):
        es.summary(NANKING["garrison"])  # type: ignore[arg-type]  # the mistake that is tested


def test_claims_open_on_both_sides_are_unbounded_and_give_numbers() -> None:
    """Where two bounds point apart, "no number" is not what is printed."""
    dossier = es.dossier("The fallen", [("A. Roe", "at least 500"), ("B. Doe", "up to 300")], measure="killed")
    (row,) = es.summary(es.Dataset("fallen", [dossier]))
    assert row.values == "unbounded on both sides"
    assert "unbounded on both sides" in str(row)
    assert "no number" not in " ".join(row.cells())
