"""A ledger in parts: by two workers, to the last digit what it is as a whole."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from distributed import Client, LocalCluster

import estimates as es
from estimates.analysis.blocks import number_of_blocks
from estimates.analysis.ledger import Ledger, ledger_of
from estimates.analysis.partitions import PartedResult, partitioned
from estimates.analysis.pooling import pool
from estimates.errors import ClaimError
from estimates.kernels.groups import ShapeError

ASSUMED: dict[str, Any] = {"coverage": 0.9, "point_factor": 1.1, "approximate_factor": 1.3}
TASKS: dict[str, Callable[[Ledger], Any]] = {
    "compare": es.compare,
    "random-set": partial(pool, method="random-set"),
    "envelope": partial(pool, method="envelope"),
    "linear": partial(pool, method="linear", **ASSUMED),
    "lognormal": partial(pool, method="lognormal"),
    "turnbull": partial(pool, method="turnbull"),
    **{
        f"random-effects, {tau2}": partial(pool, method="random-effects", tau2=tau2, allow_multimodal=True, **ASSUMED)
        for tau2 in ("DL", "PM", "REML")
    },
}

# An older Dask warns where something is computed on one machine while a cluster runs: some tests here do both.
pytestmark = pytest.mark.filterwarnings("ignore:Running on a single-machine scheduler")


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    """Two workers of their own on this machine, without a dashboard."""
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def ledger(table: dict[str, Any]) -> Ledger:
    return Ledger.from_frame(table, estimand="figure", low="low", high="high", low_open="over")


@pytest.fixture(scope="module")
def table() -> dict[str, Any]:
    """600 figures of very unequal size, with open and absent ends, points, vague claims, faults and empty groups."""
    rng = np.random.default_rng(11)
    sizes = np.where(rng.random(600) < 0.02, 60, rng.integers(1, 10, 600))
    group = np.repeat(np.arange(600), sizes)
    low = np.round(np.exp(rng.normal(6, 1, 600)[group] + rng.normal(0, 0.4, len(group))), 1)
    high = np.round(low * np.exp(np.abs(rng.normal(0, 0.4, len(group)))), 1)
    point = rng.random(len(group)) < 0.2
    high[point] = low[point]
    kind = np.where(group % 3 == 0, rng.random(len(group)), 0.5)  # one-sided claims in a third of the figures
    low[kind < 0.1] = np.nan
    high[kind > 0.9] = np.nan
    high[group == 17] = 0.5 * low[group == 17]
    return {"figure": [f"f{g}" for g in group.tolist()], "low": low, "high": high, "over": kind > 0.95}


def same(found: PartedResult, whole: dict[str, Any]) -> None:
    """Every column has the same name, type and bits."""
    columns: dict[str, Any] = found.columns()
    assert list(columns) == list(whole)
    for name, column in whole.items():
        if isinstance(column, np.ndarray):
            assert columns[name].dtype == column.dtype, name
            assert columns[name].tobytes() == column.tobytes(), name
        else:
            assert columns[name] == column, name


@pytest.mark.parametrize("name", TASKS)
def test_two_workers_give_the_same_to_the_last_digit(client: Client, ledger: Ledger, name: str) -> None:
    assert len(client.scheduler_info()["workers"]) == 2
    whole = TASKS[name](ledger).columns()
    assert sum(map(bool, whole["reason"])) < len(ledger.groups) / 1.5  # most are answered, and some are refused
    assert any(whole["reason"])
    found = partitioned(ledger, TASKS[name], parts=7, scheduler=client)
    assert found.parts == 7
    same(found, whole)


@pytest.mark.parametrize("parts", [1, 2, 599, 5_000])
def test_any_number_of_parts_will_do(ledger: Ledger, parts: int) -> None:
    found = partitioned(ledger, es.compare, parts=parts, scheduler="synchronous")
    assert 1 <= found.parts <= min(parts, len(ledger.groups))
    assert len(found) == len(ledger.groups)
    assert "600 estimands" in repr(found)
    same(found, es.compare(ledger).columns())


def test_parts_share_the_claims_about_equally(ledger: Ledger) -> None:
    seen: list[Ledger] = []

    def note(part: Ledger) -> Any:
        seen.append(part)
        return es.compare(part)

    partitioned(ledger, note, parts=4, scheduler="synchronous")
    seen.sort(key=lambda part: int(part.groups[0][1:]))  # the engine takes them in an order of its own
    assert [label for part in seen for label in part.groups] == list(ledger.groups)
    assert sum(map(len, seen)) == len(ledger)
    assert max(map(len, seen)) < 1.2 * min(map(len, seen))


@pytest.mark.parametrize("parts", [1, 2, 3])
def test_each_part_is_computed_once(ledger: Ledger, parts: int) -> None:
    seen: list[int] = []

    def note(part: Ledger) -> Any:
        seen.append(len(part.groups))
        return es.compare(part)

    assert partitioned(ledger, note, parts=parts, scheduler="synchronous").parts == parts
    assert len(seen) == parts
    assert sum(seen) == len(ledger.groups)
    one = ledger.part(np.arange(1))
    assert partitioned(one, note, parts=5).parts == 1


def test_it_becomes_a_frame(ledger: Ledger) -> None:
    found = partitioned(ledger, es.compare, parts=3, scheduler="threads")
    assert es.to_frame(found).equals(es.to_frame(es.compare(ledger)))


def test_an_empty_ledger_has_an_empty_result() -> None:
    empty = Ledger.from_frame({"f": [], "low": [], "high": []}, estimand="f", low="low", high="high")
    found = partitioned(empty, es.compare, parts=3)
    assert len(found) == 0
    same(found, es.compare(empty).columns())


@pytest.mark.parametrize("parts", [0, -1, 2.0, True, None])
def test_the_number_of_parts_is_a_number(ledger: Ledger, parts: Any) -> None:
    with pytest.raises(ShapeError, match="one or more"):
        partitioned(ledger, es.compare, parts=parts)


def test_only_a_ledger_has_parts() -> None:
    dossier: Any = es.load("nanking-1937")["garrison"]
    with pytest.raises(ClaimError, match="got Dossier"):
        partitioned(dossier, es.compare, parts=2)


def test_an_error_in_a_part_is_raised(ledger: Ledger) -> None:
    with pytest.raises(es.EstimatesError, match="coverage"):
        partitioned(ledger, partial(pool, method="linear"), parts=2, scheduler="synchronous")


def test_ledgers_of_dossiers_have_parts_too() -> None:
    nanking = ledger_of(es.load("nanking-1937"))
    same(partitioned(nanking, es.compare, parts=5, scheduler="threads"), es.compare(nanking).columns())


@pytest.mark.parametrize("name", TASKS)
def test_blocks_of_a_ledger_give_the_same_to_the_last_digit(
    ledger: Ledger, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = TASKS[name](ledger)
    columns = whole.columns()
    monkeypatch.setattr("estimates.analysis.blocks.MOST", 700)
    assert number_of_blocks(ledger) > 5
    found = TASKS[name](ledger)
    same(found, columns)
    if name != "compare":
        for p in (0.2, 0.8) if name != "envelope" else (0.0, 1.0):
            assert [a.tobytes() for a in found.quantile(p)] == [a.tobytes() for a in whole.quantile(p)]


def test_blocks_keep_the_voices_of_claimants(table: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    who = [f"c{i % 3}" for i in range(len(table["low"]))]
    spoken = Ledger.from_frame({**table, "who": who}, estimand="figure", low="low", high="high", claimant="who")
    whole = {name: task(spoken).columns() for name, task in TASKS.items()}
    monkeypatch.setattr("estimates.analysis.blocks.MOST", 700)
    for name, task in TASKS.items():
        same(task(spoken), whole[name])


def recipe() -> str:
    """Return the code by which the documentation works on Parquet files."""
    page = (Path(__file__).parents[2] / "docs" / "at_scale.md").read_text(encoding="utf-8")
    return next(code for code in re.findall(r"```python\n(.*?)```", page, re.DOTALL) if "def answers_of" in code)


@pytest.mark.parametrize("name", ["compare", "turnbull"])
def test_the_documented_recipe_gives_the_same_from_files(
    client: Client, table: dict[str, Any], ledger: Ledger, name: str, tmp_path: Path
) -> None:
    module = tmp_path / f"recipe_{name}.py"
    module.write_text(recipe(), encoding="utf-8")
    spec = importlib.util.spec_from_file_location(module.stem, module)
    assert spec is not None
    assert spec.loader is not None
    page: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(page)
    client.upload_file(str(module))
    frame, files = pd.DataFrame(table), []
    for number, first in enumerate(range(0, len(frame), 1_000)):  # files begin and end within figures
        files.append(tmp_path / f"rows-{number}.parquet")
        frame.iloc[first : first + 1_000].to_parquet(files[-1])
    found = page.answers_of(files, tmp_path, TASKS[name], parts=5, scheduler=client)
    answers = pd.concat([pd.read_parquet(path) for path, _ in found]).set_index("estimand")
    whole = es.to_frame(TASKS[name](ledger)).set_index("estimand")
    pd.testing.assert_frame_equal(answers.loc[list(ledger.groups)], whole, check_exact=True)
    faults = [fault.message for _, faults in found for fault in faults]
    assert sorted(faults) == sorted(fault.message for fault in ledger.faults)
