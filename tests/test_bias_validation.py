"""The bias model beside metafor, the pinned simulations, and the page that tells of both."""

from __future__ import annotations

import gzip
import importlib
import json
import math
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import estimates as es

FOLDER = Path(__file__).resolve().parents[1] / "validation"
WORLDS = ("base", "small", "strong", "none", "one-sided", "copies", "ranges only", "over")


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(FOLDER))

    def loaded(name: str) -> ModuleType:
        module = importlib.import_module(name)
        monkeypatch.setitem(sys.modules, name, module)
        return module

    return loaded


def pinned(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def test_reml_agrees_with_metafor_to_a_millionth(load: Any) -> None:
    lines = list(load("bias_model").compared())
    assert {line.case: 0 for line in lines} == {case["name"]: 0 for case in pinned("reference/bias_claims")["cases"]}
    met = {quantity: sum(line.quantity == quantity for line in lines) for quantity in load("bias_model").NAMES}
    assert met == {"tau2": 7, "omega2": 6, "gain": 7, "delta": 7, "delta_se": 7, "level": 7, "level_se": 7, "gamma": 6}
    assert sum(line.numbers for line in lines) == 501
    for line in lines:
        assert line.greatest <= 1e-6, line


@pytest.mark.parametrize("field", ["tau2", "omega2", "gain", "delta", "delta_se", "level", "level_se", "gamma"])
def test_a_wrong_number_is_noticed(load: Any, monkeypatch: pytest.MonkeyPatch, field: str) -> None:
    module = load("bias_model")
    content = pinned("reference/bias_model")
    found = content["results"][0]
    if isinstance(found[field], list):
        found[field][0] += 1e-5 * max(1.0, abs(found[field][0]))
    else:
        found[field] *= 1 + 1e-5
    claims = pinned("reference/bias_claims")
    monkeypatch.setattr(module, "pinned", lambda name: claims if name.endswith("claims") else content)
    assert [(x.case, x.quantity) for x in module.compared() if x.greatest > 1e-6] == [("many claims", field)]


def test_intervals_hold_what_they_claim_where_the_model_holds() -> None:
    content = pinned("bias_coverage")
    assert [row["world"] for row in content["rows"]] == list(WORLDS)
    for row in content["rows"]:
        assert row["replications"] >= 300
        # Where no camp deviates at all, the model still allows for it: its intervals hold more than they claim.
        assert 0.87 <= row["factors"][0] <= (0.96 if row["world"] == "none" else 0.93), row["world"]
        assert row["factors"][1] < 0.012


@pytest.mark.parametrize(("world", "replications"), [("small", 80), ("base", 60), ("copies", 40)])
def test_the_pinned_simulation_is_that_of_the_script(load: Any, world: str, replications: int) -> None:
    rows = {row["world"]: row for row in pinned("bias_coverage")["rows"]}
    found = load("bias_coverage").simulated(world, replications, seed=5)
    for part in ("factors", "figures"):
        one = rows[world][part][1] * math.sqrt(rows[world]["replications"])  # the spread of one literature
        assert abs(found[part][0] - rows[world][part][0]) < 4 * one / math.sqrt(replications)
    assert abs(found["bias"][0]) < 5 * rows[world]["bias"][1] * math.sqrt(rows[world]["replications"] / replications)


def test_a_biased_anchor_shifts_the_answer_and_shows_nowhere(load: Any) -> None:
    assert max(pinned("bias_coverage")["shifted"].values()) < 1e-6
    assert max(load("bias_coverage").shifted(2, seed=9).values()) < 1e-9
    held = {row["world"]: row["factors"][0] for row in pinned("bias_coverage")["beyond"]}
    assert held["a biased anchor"] < 0.1
    assert held["an anchor that echoes"] < 0.3


def test_the_docstring_gives_the_numbers_of_the_worlds_that_break_the_model() -> None:
    said = " ".join((es.bias_model.__doc__ or "").split())
    rows = {row["world"]: row for row in pinned("bias_coverage")["beyond"]}
    worlds = {"copies": "factors", "an anchor that echoes": "factors", "an enemy that reacts": "figures"}
    for world, part in worlds.items():
        assert f"{100 * rows[world][part][0]:.0f} %" in said, world


def test_the_page_is_what_the_script_writes(load: Any) -> None:
    page = load("bias_model").page()
    assert (FOLDER / "bias.md").read_text(encoding="utf-8") == page
    headings = [line[3:] for line in page.splitlines() if line.startswith("## ")]
    assert headings[:3] == ["Beside metafor", "Beside exact quadrature", "Do the intervals hold what they claim?"]
    assert "**more**" not in page


def test_the_real_case_is_read_from_a_table_of_its_form(load: Any, tmp_path: Path) -> None:
    """Five invented rows: a point, the two ends of one range, a floor, and a count of another kind."""
    head = '"days","loss_count","loss_type","claim_source","time_frame","loss_country","minimum","maximum","category"'
    rows = [
        '10,500,"Military Deaths-Russia","RU Source","Cumulative","Russia",0,0,"Military Deaths"',
        '13,1000,"Military Deaths-Russia","Other","Cumulative","Russia",1,0,"Military Deaths"',
        '13,2000,"Military Deaths-Russia","Other","Cumulative","Russia",0,1,"Military Deaths"',
        '20,4000,"Military Deaths-Ukraine","RU Source","Cumulative","Ukraine",1,0,"Military Deaths"',
        '20,40,"Tanks-Russia","UA Source","Cumulative","Russia",0,0,"Tanks"',
    ]
    path = tmp_path / "claims.csv.gz"
    path.write_bytes(gzip.compress("\n".join([head, *rows]).encode()))
    module = load("bias_radford")
    found = module.table(module.read(path), 7)
    assert found["figure"] == ["Russia, window 1", "Russia, window 1", "Ukraine, window 2"]
    assert found["role"] == ["own", "third party", "enemy"]
    assert found["low"] == [50, 1000 / 13, 200]
    assert found["high"] == [50, 2000 / 13, None]
