"""The kernels beside the pinned numbers of independent tools, and the page that tells of it."""

from __future__ import annotations

import importlib.util
import json
import math
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from estimates.kernels import intervals, random_effects, tau2, turnbull

FOLDER = Path(__file__).resolve().parents[1] / "validation"
DATASETS = {
    "dat.axfors2021": 28, "dat.bcg": 13, "dat.cannon2006": 4, "dat.collins1985b": 9, "dat.curtis1998": 102,
    "dat.damico2009": 16, "dat.egger2001": 16, "dat.graves2010": 17, "dat.hackshaw1998": 37, "dat.hahn2001": 12,
    "dat.hart1999": 6, "dat.hine1989": 6, "dat.laopaiboon2015": 15, "dat.lee2004": 16, "dat.li2007": 22,
    "dat.linde2005": 24, "dat.nielweise2007": 18, "dat.nielweise2008": 9, "dat.pignon2000": 65,
    "dat.vanhowe1999": 33, "dat.yusuf1985": 21,
}  # fmt: skip
METHODS = ("DL", "PM", "REML", "ML", "EB", "HE", "SJ", "HS", "EE")


def loaded(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"validation_{name}", FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def comparisons() -> ModuleType:
    return loaded("comparisons")


@pytest.fixture
def compare(monkeypatch: pytest.MonkeyPatch, comparisons: ModuleType) -> ModuleType:
    monkeypatch.setitem(sys.modules, "comparisons", comparisons)
    return loaded("compare")


@pytest.fixture(scope="module")
def pools(comparisons: ModuleType) -> list[Any]:
    return list(comparisons.pools())


@pytest.mark.parametrize("method", METHODS)
def test_random_effects_agree_with_metafor(pools: list[Any], method: str) -> None:
    lines = [line for line in pools if line.method == method]
    assert {line.quantity for line in lines} >= {"tau²", "mean, se", "Q, H², I²", "interval", "Knapp-Hartung"}
    for line in lines:
        assert line.allowed == (1e-8 if method in ("PM", "REML", "ML", "EB") else 1e-9)
        assert line.greatest <= line.allowed, line


def test_all_else_agrees_with_its_tool(comparisons: ModuleType) -> None:
    lines = comparisons.others()
    assert {line.tool.split(",")[0] for line in lines} == {"survreg", "survfit", "mpmath", "portion"}
    for line in lines:
        assert line.allowed <= 1e-8
        assert line.agrees, line


def test_the_grid_of_comparisons_does_not_shrink(comparisons: ModuleType, pools: list[Any]) -> None:
    content = comparisons.pinned("random_effects")
    assert {data["name"]: len(data["y"]) for data in content["datasets"]} == DATASETS
    assert tuple(content["methods"]) == METHODS
    assert [set(data["results"]) for data in content["datasets"]] == [set(METHODS)] * len(DATASETS)
    enough = sum(size >= 5 for size in DATASETS.values())
    sizes = {"tau²": 1, "mean, se": 2, "Q, H², I²": 3, "interval": 2, "Knapp-Hartung": 3, "modified": 3}
    expected = {(m, quantity): n * len(DATASETS) for m in METHODS for quantity, n in sizes.items()}
    expected |= {(m, "prediction"): 2 * enough for m in METHODS if m != "EE"}
    assert {(line.method, line.quantity): line.numbers for line in pools} == expected
    assert sum(line.numbers for line in comparisons.others()) >= 772


def test_each_dataset_names_its_source(comparisons: ModuleType) -> None:
    for data in comparisons.pinned("random_effects")["datasets"]:
        assert data["citation"].split("(")[0].strip(), data["name"]
        assert len(data["y"]) == len(data["v"])
        assert min(data["v"]) > 0


@pytest.mark.parametrize("field", ["tau2", "mean", "h2", "ci_low", "pi_high", "se_knha", "ci_high_adhoc"])
def test_a_wrong_number_is_noticed(comparisons: ModuleType, monkeypatch: pytest.MonkeyPatch, field: str) -> None:
    content = comparisons.pinned("random_effects")
    results = next(data for data in content["datasets"] if data["name"] == "dat.bcg")["results"]
    results["REML"][field] *= 1 + 1e-6
    monkeypatch.setattr(comparisons, "pinned", lambda name: content)
    assert [line.method for line in comparisons.pools() if not line.agrees] == ["REML"]


def test_where_metafor_stays_at_a_lower_maximum_ours_is_higher(comparisons: ModuleType) -> None:
    lower = 0
    theirs = comparisons.pinned("random_effects")["two_maxima"]
    for case, found in zip(comparisons.pinned("claims")["two_maxima"], theirs, strict=True):
        y, v = np.array(case["y"])[:, None], np.array(case["v"])[:, None]
        mine = random_effects(case["y"], case["v"], method="REML").tau2
        at = [float(tau2.log_likelihood(y, v, np.array([t]), True)[0]) for t in (float(mine[0]), found["tau2"])]
        assert at[0] >= at[1]
        lower += at[0] > at[1] + 0.1
    assert lower == 2


def test_a_mass_of_zero_to_which_no_slope_leads_is_zero(comparisons: ModuleType) -> None:
    groups = comparisons.edges()
    assert len(groups) == 1
    rows = comparisons.pinned("claims")["turnbull"][groups[0]]
    found = turnbull.turnbull(intervals([a for a, _ in rows], [math.inf if b is None else b for _, b in rows]))
    assert found.mass.tolist() == pytest.approx([0.5, 0.0, 0.5], abs=1e-12)


def test_the_page_is_what_the_script_writes(compare: ModuleType) -> None:
    page = compare.page()
    assert (FOLDER / "README.md").read_text(encoding="utf-8") == page
    headings = [line[3:] for line in page.splitlines() if line.startswith("## ")]
    assert headings == ["What agrees", "What does not, and why", "What is compared", "What is not"]
    assert "None of the public datasets" in page
    assert "| more |" not in page


def test_coverage_is_told_for_every_method_and_size() -> None:
    coverage, content = loaded("coverage"), json.loads((FOLDER / "coverage.json").read_text(encoding="utf-8"))
    assert content["replications"] >= 1000
    assert (content["factor"], content["level"]) == (1.5, 0.9)
    told = [(row["world"], row["k"], row["method"]) for row in content["rows"]]
    assert told == [(w, k, m) for w in coverage.WORLDS for k in (3, 5, 8) for m in coverage.METHODS]


def test_the_intervals_cover_what_they_claim_where_their_model_holds() -> None:
    coverage, content = loaded("coverage"), json.loads((FOLDER / "coverage.json").read_text(encoding="utf-8"))
    world = next(iter(coverage.WORLDS))
    pinned = {(row["k"], row["method"]): row["coverage"] for row in content["rows"] if row["world"] == world}
    for k in (3, 5, 8):
        for row in coverage.simulated(world, k, 1000, seed=1):
            error = math.sqrt(row["coverage"] * (1 - row["coverage"]) / 1000)
            assert abs(row["coverage"] - pinned[k, row["method"]]) < 4 * error
        assert all(0.88 <= pinned[k, method] <= 0.92 for method in coverage.METHODS[:2])
        assert pinned[k, "DL, Wald"] < 0.85


@pytest.mark.parametrize("name", ["pools", "readings", "anchors", "constraints", "drift"])
def test_each_page_of_simulations_has_its_script_and_says_what_does_not_agree(name: str) -> None:
    page = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    assert f"Written by `validation/{name}.py`" in page
    assert [line for line in page.splitlines() if line.startswith("## ")] == [
        "## What agrees", "## What does not, and why",
    ]  # fmt: skip
    script = (FOLDER / f"{name}.py").read_text(encoding="utf-8")
    told = [part for part in re.split(r"\{[^}]*\}", script.split('f"""')[1].split('"""')[0]) if len(part) > 40]
    assert told
    assert all(part.strip() in page for part in told)
