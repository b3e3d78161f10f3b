"""Measure how robust the library is, and write the page: ``python -m validation.robust --seconds 600``.

Every part leaves what it measured in `robustness.json`, from which the page is written, so that parts can be measured
one by one. A run takes about the given seconds a target for the fuzzing, as long again for all kills together, and
what the mutants and the surroundings need.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from validation.robust import fuzzing, kills, page, sameness

import estimates as es

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "robust"
TESTS = ("model", "kernels", "analysis", "wording", "dataset", "tables", "test_wrong_calls.py")


def fuzzed(seconds: float, jobs: int) -> list[dict[str, Any]]:
    fuzzing.all_targets(seconds, BUILD / "fuzzing", jobs)
    return gathered()


def gathered() -> list[dict[str, Any]]:
    """Return what the fuzzing of each target has left, but for the slowest inputs, which stay in the folder."""
    rows = [json.loads(file.read_text(encoding="utf-8")) for file in sorted((BUILD / "fuzzing").glob("*.json"))]
    return [{name: value for name, value in row.items() if name != "slowest_input"} for row in rows]


def killed(seconds: float, jobs: int) -> list[dict[str, Any]]:
    return kills.measured(seconds)


def mutated(seconds: float, jobs: int) -> dict[str, Any]:
    reach, found = BUILD / "reach.json", BUILD / "mutation.json"
    found.unlink(missing_ok=True)
    tests = [f"tests/{name}" for name in TESTS]
    subprocess.run([sys.executable, "-m", "validation.robust.reach", str(reach), *tests], cwd=ROOT, check=True)
    count = max(2, min(40, round(seconds / 20)))
    command = [
        sys.executable,
        "-m",
        "validation.robust.mutation",
        str(found),
        "--reach",
        str(reach),
        "--count",
        str(count),
    ]
    subprocess.run(command, cwd=ROOT, check=True)
    result: dict[str, Any] = json.loads(found.read_text(encoding="utf-8"))
    return result


def same(seconds: float, jobs: int) -> dict[str, Any]:
    pooled = "assert str(es.pool(es.load('nanking-1937')['combat-deaths']).median) == '6,000–70,000'"
    inner = {"words and dates": "pass", "a pool": pooled, "numpy": "import numpy", "pandas": "import pandas"}
    return {
        **sameness.compared(),
        "subinterpreters": {name: sameness.subinterpreter(code) for name, code in inner.items()},
    }


PARTS: dict[str, Callable[[float, int], Any]] = {
    "fuzzing": fuzzed,
    "kills": killed,
    "mutation": mutated,
    "sameness": same,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=600, help="for each target of the fuzzing, and for all kills")
    parser.add_argument("--jobs", type=int, default=2, help="targets that are fuzzed at a time")
    parser.add_argument("--part", action="append", choices=list(PARTS), help="measure these only")
    parser.add_argument("--page", action="store_true", help="measure nothing, and write the page anew")
    given = parser.parse_args()
    BUILD.mkdir(parents=True, exist_ok=True)
    results = json.loads(page.RESULTS.read_text(encoding="utf-8")) if page.RESULTS.exists() else {}
    for name in () if given.page else given.part or PARTS:
        measured = PARTS[name](given.seconds, given.jobs)
        results[name] = {"version": es.__version__, "python": platform.python_version(), "system": platform.system(),
                         "measured": measured}  # fmt: skip
        page.RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    page.PAGE.write_text(page.written(results), encoding="utf-8")
    print(page.PAGE)


if __name__ == "__main__":
    main()
