"""One registry of a claim's columns: the same names in figures, paper tables and frames."""

from __future__ import annotations

import pytest
from attrs import evolve

import estimates as es
from estimates.layout import lay_out
from estimates.layout.columns import ALIASES, AXIS, COLUMNS, ClaimContext, own_columns

NANKING = es.load("nanking-1937")
GARRISON = NANKING["garrison"]
OWN = es.Dossier(
    GARRISON.estimand,
    [evolve(e, extra=(("Archive box", f"box {n}"), ("low", "our own"))) for n, e in enumerate(GARRISON)],
)


@pytest.mark.parametrize("name", [*COLUMNS, *ALIASES])
def test_every_name_serves_figures_tables_and_frames(name: str) -> None:
    (drawn,) = lay_out(GARRISON, columns=(name, "axis")).columns
    canonical = ALIASES.get(name, name)
    assert drawn.name == canonical
    other = "native_name" if canonical == "claimant" else "claimant"
    assert f">{COLUMNS[canonical].heading}</th>" in es.to_html(GARRISON, columns=[other, name])
    assert canonical in es.to_frame(GARRISON)


def test_columns_have_one_heading_and_names_without_doubles() -> None:
    headings = [column.heading for column in COLUMNS.values()]
    assert len(set(headings)) == len(headings)
    assert not set(ALIASES) & set(COLUMNS)
    assert set(ALIASES.values()) <= set(COLUMNS)


def test_frames_have_every_column_in_the_order_of_the_registry() -> None:
    assert list(es.to_frame(NANKING)) == list(COLUMNS)


def test_a_column_of_the_users_own_is_drawn_tabulated_and_in_the_frame() -> None:
    row = lay_out(OWN, columns=("claimant", "axis", "Archive box")).panels[0].rows[0]
    assert row.text("Archive box") == "box 0"
    assert ">box 1</td>" in es.to_html(OWN, columns=["claimant", "Archive box"])
    assert "box 2" in es.to_latex(OWN, columns=["claimant", "Archive box"])
    assert es.to_frame(OWN)["Archive box"].tolist() == ["box 0", "box 1", "box 2"]


def test_an_own_column_with_the_name_of_one_of_ours_hides_neither() -> None:
    frame = es.to_frame(OWN)
    assert frame["low"].tolist() == [73_790, 100_000, 150_000]
    assert frame["own_low"].tolist() == ["our own"] * 3
    assert "our own" in es.to_html(OWN, columns=["claimant", "own_low"])


def test_an_own_column_with_the_name_of_an_alias_is_the_users() -> None:
    dossier = es.Dossier(GARRISON.estimand, [evolve(GARRISON[0], extra=(("claim", "box"),))])
    assert ">box</td>" in es.to_html(dossier, columns=["claimant", "claim"])
    assert lay_out(dossier, columns=("claimant", "claim")).panels[0].rows[0].text("claim") == "box"


@pytest.mark.parametrize("show", [lambda names: lay_out(GARRISON, columns=names),
                                  lambda names: es.to_html(GARRISON, columns=names)])  # fmt: skip
def test_wrong_and_repeated_names_are_refused_alike(show: object) -> None:
    assert callable(show)
    with pytest.raises(es.UnknownNameError, match="did you mean 'claimant'"):
        show(["claimnt"])
    with pytest.raises(es.FormatError, match="named once"):
        show(["claim", "words"])


def test_columns_that_say_what_is_claimed_and_by_whom_are_never_dropped() -> None:
    assert {name for name, column in COLUMNS.items() if column.rank is None} == {"claimant", "words"}
    context = ClaimContext(GARRISON[0], GARRISON.estimand)
    for column in (*COLUMNS.values(), *own_columns(OWN).values()):
        assert isinstance(column.text(context), str)
    assert not set(AXIS) & {*COLUMNS, *ALIASES}
