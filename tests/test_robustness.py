"""The short form of what `make robust` measures: odd inputs, stopped writers, other surroundings, small faults."""

from __future__ import annotations

import ast
import base64
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from validation.robust import fuzzing, kills, mutants, mutation, page, sameness
from validation.robust.targets import TARGETS

ROOT = Path(__file__).resolve().parents[1]
FOUND = ROOT / "tests" / "found_by_fuzzing"


def test_every_target_has_its_inputs() -> None:
    assert {file.stem for file in FOUND.iterdir()} == {target.replace(" ", "_") for target in TARGETS}


@pytest.mark.filterwarnings("ignore:Workbook contains no default style")
@pytest.mark.parametrize("target", TARGETS)
def test_what_the_fuzzer_found_is_answered_or_refused(target: str) -> None:
    """Inputs that a coverage-guided fuzzer kept, each by another path through the code."""
    inputs = json.loads((FOUND / f"{target.replace(' ', '_')}.json").read_text(encoding="utf-8"))
    assert len(inputs) >= 20
    for data in inputs:
        TARGETS[target].run(base64.b64decode(data))


@pytest.mark.parametrize("target", TARGETS)
def test_changes_by_chance_are_answered_or_refused(target: str) -> None:
    record = fuzzing.by_chance(target, 60, most=40)
    assert record.executions == 40
    assert not record.found, record.found


@pytest.mark.parametrize("work", [work for work in kills.WORKS if work.short], ids=lambda work: work.name)
def test_a_writer_that_is_stopped_leaves_the_former_or_the_new_version(work: kills.Work) -> None:
    result = kills.stopped(work, 0.3, every=False)
    assert kills.sound(result), result
    for found in result["steps"].values():
        assert found["calls"] >= 8
        assert {"old", "new"} <= found["found"].keys()


def test_the_same_bytes_in_all_surroundings_at_once() -> None:
    found = sameness.compared((sameness.TOGETHER,), short=True)
    assert found["outputs"] > 25
    assert found["differ"] == {sameness.TOGETHER.name: []}


def test_words_and_dates_are_read_in_a_subinterpreter() -> None:
    assert sameness.subinterpreter("pass") == "works"


def test_small_faults_are_found(tmp_path: Path) -> None:
    """A sample: one fault in three may be missed by the tests of this module alone, no more."""
    tests = ["tests/model/test_ranges.py"]
    reach = {"tests": tests, "seconds": [1.0], "lines": {"src/estimates/model/ranges.py": {"0": [0]}}, "failed": []}
    (tmp_path / "reach.json").write_text(json.dumps(reach), encoding="utf-8")
    command = [sys.executable, "-m", "validation.robust.mutation", str(tmp_path / "found.json"), "--reach",
               str(tmp_path / "reach.json"), "--room", "ranges", "--count", "6"]  # fmt: skip
    path = os.pathsep.join([str(ROOT), str(ROOT / "src")])
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": path})
    row = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))["rooms"]["ranges"]
    assert row["tried"] == 6
    assert row["killed"] >= 4, row["survivors"]


def test_a_fault_is_found_again_by_its_line_and_its_place_there(tmp_path: Path) -> None:
    """Lines may have been added above it; the same change of another line, or of another piece, is another fault."""
    text = "def f(x):\n    y = x[1:]\n    return [1, x[:1], 1]\n"
    (tmp_path / "a.py").write_text(text, encoding="utf-8")
    found = [mutant for mutant, _ in mutants.drawn(tmp_path, ["a.py"], 99, "all") if mutant.kind == "constant"]
    last = max(found)
    assert (last.line, last.column) == (3, 22)
    (tmp_path / "a.py").write_text(text.replace("    y", "    z = 1\n    y"), encoding="utf-8")
    again, tree = mutants.the_same(tmp_path, last, "return [1, x[:1], 1]")
    assert (again.line, again.column) == (4, 22)
    assert "return [1, x[:1], 2]" in ast.unparse(tree)
    (tmp_path / "a.py").write_text(text.replace(", 1]", "]"), encoding="utf-8")
    with pytest.raises(LookupError, match="no longer there"):
        mutants.the_same(tmp_path, last, "return [1, x[:1], 1]")


def test_what_runs_when_a_module_is_loaded_concerns_every_test_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.py").write_text("MOST = 5\n\n\ndef f(x=3):\n    return x + MOST\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    names = ["t.py::loads_it", "t.py::calls_it"]
    reach = {"tests": names, "seconds": [1.0, 2.0], "failed": [], "lines": {"a.py": {"1": [0], "4": [0], "5": [1]}}}
    chosen = {line: mutation.tests_of(mutants.Mutant("a.py", line, 0, "", "", ""), reach)[1:] for line in (1, 4, 5)}
    assert chosen == {1: names, 4: names, 5: names[1:]}


def test_the_page_is_what_was_measured() -> None:
    results = json.loads(page.RESULTS.read_text(encoding="utf-8"))
    assert {"fuzzing", "mutation"} <= results.keys()
    assert page.PAGE.read_text(encoding="utf-8") == page.written(results)
    fuzzed = results["fuzzing"]["measured"]
    assert {row["target"] for row in fuzzed} == TARGETS.keys()
    assert all("mended" in found for row in fuzzed for found in row["found"])
    assert all(kills.sound(row) for row in results.get("kills", {"measured": []})["measured"])
    assert not any(results.get("sameness", {"measured": {"differ": {}}})["measured"]["differ"].values())
