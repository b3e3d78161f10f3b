"""The unit of a figure: persons where nobody says so, and then not printed."""

from __future__ import annotations

from pathlib import Path

import pytest

import estimates as es


@pytest.mark.parametrize(("unit", "printed"), [("", False), ("persons", True), ("divisions", True)])
def test_a_unit_is_printed_where_somebody_has_stated_it(unit: str, printed: bool, tmp_path: Path) -> None:
    dossier = es.dossier("Losses", [("Roe", "5"), ("Poe", "7")], measure="killed", **({"unit": unit} if unit else {}))
    assert dossier.estimand.unit == (unit or "persons")
    shown = es.caption(es.plot_intervals(dossier)) + es.to_html(dossier)
    assert ((unit or "persons") in shown) is printed
    dataset = es.Dataset("d", [dossier], claimants=[claim.claimant for claim in dossier])
    folder = es.write(dataset, tmp_path / "d")
    assert es.read(folder)[dossier.estimand.id].estimand.stated_unit == unit


def test_a_figure_is_the_same_whether_persons_are_stated_or_not() -> None:
    assert es.Estimand("losses") == es.Estimand("losses", unit="persons")
    assert hash(es.Estimand("losses")) == hash(es.Estimand("losses", unit="persons"))
    assert es.Estimand("losses") != es.Estimand("losses", unit="divisions")
