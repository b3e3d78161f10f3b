"""Datasets: figures by name, and what is answered where there is none."""

from __future__ import annotations

from typing import Any

import pytest

import estimates as es


def test_figures_are_found_by_name() -> None:
    dossiers = [es.Dossier(es.Estimand(f"f{i}", f"Figure {i}"), []) for i in range(3)]
    made = es.Dataset("made", dossiers)
    assert [made[name].estimand.title for name in made] == ["Figure 0", "Figure 1", "Figure 2"]
    assert made["f1"] == dossiers[1]
    assert "f3" not in made


@pytest.mark.parametrize("key", ["f3", ["f1"], {}, 1, None])
def test_a_name_of_no_figure_is_answered_in_words(key: Any) -> None:
    made = es.Dataset("made", [es.Dossier(es.Estimand("f1", "Figure 1"), [])])
    with pytest.raises(es.UnknownNameError, match="no estimand"):
        made[key]
