"""Are the tests sharp? Small faults are put into the library one by one; each should be found by a test.

The tests that are run for a fault are those that reach its line (`reach`), the quickest first, in a process forked
from one that has the heavy libraries loaded, so that a fault costs little more than its tests.

Run as ``python -m validation.robust.mutation FILE --reach FILE [--count N] [--room NAME]`` in the repository.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from validation.robust.mutants import Mutant, drawn, the_same

SEED = 1937
# How the tests of a fault may end: all pass, one fails, the library cannot be imported, there is no test.
ENDS = {0: "survived", 1: "killed", 2: "killed", 5: "survived"}
QUIET = "ignore:Module already imported:pytest.PytestAssertRewriteWarning"  # hypothesis is loaded before the fork
LIMIT = 90  # seconds of processor time for the tests of one fault
WAITED = 1200  # seconds by the clock, for tests that wait for something that does not come
LONGEST = 25.0  # seconds of processor time that the tests chosen for one fault may take without it
A = "src/estimates/analysis"
ROOMS: dict[str, tuple[str, ...]] = {
    "ranges": ("src/estimates/model/ranges.py", "src/estimates/model/range_texts.py", "src/estimates/model/shares.py"),
    "selection": (f"{A}/selection.py", f"{A}/voices.py", f"{A}/once.py", "src/estimates/model/descriptions.py"),
    "compare": (f"{A}/compare.py", f"{A}/comparison.py", f"{A}/ledger_comparison.py", f"{A}/leave_one_out.py"),
    "tensions": tuple(f"{A}/{name}.py" for name in (
        "tensions", "tension_rows", "tension_words", "joint_tensions", "partitions", "implied",
    )),
    "pooling": (f"{A}/pooling/*.py", f"{A}/pooling/methods/*.py"),
    "lineage": (f"{A}/lineage/*.py",),
    "bias": (f"{A}/bias/*.py", f"{A}/ratios.py"),
    "wording": ("src/estimates/wording/*.py",),
    "reading": tuple(
        f"src/estimates/dataset/{name}.py"
        for name in (
            "reading", "inputs", "delimited", "cells", "single_sheet", "headers", "workbooks", "sheets", "building",
            "claim_readings", "cell_formats", "office_package", "neighbours", "text_sources", "descriptor", "grids",
        )
    ),
    "writing": ("src/estimates/dataset/writing.py", "src/estimates/dataset/exchange.py", "src/estimates/model/files.py",
                "src/estimates/dataset/table_cells.py", "src/estimates/dataset/table_workbook.py"),
    "kernels": ("src/estimates/kernels/*.py",),
}  # fmt: skip


class Instead(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads one module from changed code."""

    def __init__(self, name: str, file: Path, code: CodeType) -> None:
        self.name, self.file, self.code = name, file, code

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> Any:
        if fullname != self.name:
            return None
        package = self.file.name == "__init__.py"
        return importlib.util.spec_from_file_location(
            fullname, self.file, loader=self, submodule_search_locations=[str(self.file.parent)] if package else None
        )

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        exec(self.code, module.__dict__)

    def get_source(self, fullname: str) -> str:
        return self.file.read_text(encoding="utf-8")


def module_name(file: str) -> str:
    parts = Path(file).with_suffix("").parts[1:]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def warmed() -> None:
    """Load what the tests need beside the library, so that every fork has it."""
    for name in ("numpy", "scipy.stats", "scipy.optimize", "scipy.special", "pandas", "matplotlib.pyplot", "openpyxl",
                 "pytest", "hypothesis", "jsonschema", "narwhals", "attrs", "polars", "pyarrow", "jinja2"):  # fmt: skip
        with contextlib.suppress(ImportError):
            importlib.import_module(name)


def at_load(mutant: Mutant) -> bool:
    """Return whether a line runs when its module is loaded, whichever test happens to load it first."""
    tree = ast.parse(Path(mutant.file).read_text(encoding="utf-8"))
    bodies = [node.body for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.Lambda))]
    pieces = [piece for body in bodies for piece in (body if isinstance(body, list) else [body])]
    return not any(piece.lineno <= mutant.line <= (piece.end_lineno or 0) for piece in pieces)


def tests_of(mutant: Mutant, reach: dict[str, Any]) -> list[str]:
    """Return the tests that reach the line of a fault, the quickest first, and the examples of its module.

    A line that runs when its module is loaded concerns every test that reaches the module.
    """
    lines = reach["lines"].get(mutant.file, {})
    numbers = set(lines.get(str(mutant.line), ()))
    if not numbers or at_load(mutant):
        numbers = {number for found in lines.values() for number in found}
    failed = {name.partition("[")[0] for name in reach["failed"]}
    numbers = {number for number in numbers if reach["tests"][number] not in failed}
    chosen, total = [mutant.file], 0.0
    for number in sorted(numbers, key=lambda n: reach["seconds"][n]):
        total += reach["seconds"][number]
        if total > LONGEST and len(chosen) > 1:
            break
        chosen.append(reach["tests"][number])
    return chosen


def outcome(mutant: Mutant, tree: ast.Module, tests: list[str]) -> str:
    """Return ``killed``, ``killed: too slow`` or ``survived``: whether a test fails with the fault in place."""
    code = compile(tree, str(Path.cwd() / mutant.file), "exec")
    child = os.fork()
    if not child:
        _tried(Instead(module_name(mutant.file), Path.cwd() / mutant.file, code), tests)
    until = time.monotonic() + WAITED
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            end = os.waitstatus_to_exitcode(status)
            return "killed: too slow" if end == -signal.SIGXCPU else ENDS[end]
        time.sleep(0.02)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "killed: too slow"


def _tried(instead: Instead, tests: list[str]) -> None:
    """Run tests with a changed module, and end this process with their result."""
    os.setsid()
    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT + 10))
    quiet = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(quiet, stream)
    result = 99
    try:
        import pytest

        sys.meta_path.insert(0, instead)
        result = int(
            pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--assert=plain", "-W", QUIET, *tests])
        )
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(result)


def measured(
    root: Path, rooms: Sequence[str], count: int, reach: dict[str, Any], file: Path, seed: int = SEED
) -> dict[str, Any]:
    """Try faults drawn from some rooms; the result is written after each room, so that a long run can be followed."""
    warmed()
    found: dict[str, Any] = (
        json.loads(file.read_text(encoding="utf-8")) if file.exists() else {"seed": seed, "rooms": {}}
    )
    for room in rooms:
        files = sorted(str(path.relative_to(root)) for pattern in ROOMS[room] for path in root.glob(pattern))
        began, survivors, slow = time.monotonic(), [], 0
        mutants = drawn(root, files, count, f"{seed} {room}")
        _pass_without(root, mutants[0][0], tests_of(mutants[0][0], reach))
        for mutant, tree in mutants:
            tests = tests_of(mutant, reach)
            result = outcome(mutant, tree, tests)
            slow += result == "killed: too slow"
            if result == "survived":
                text = (root / mutant.file).read_text(encoding="utf-8").splitlines()[mutant.line - 1].strip()
                survivors.append({**mutant._asdict(), "text": text, "tests": len(tests) - 1})
                print(
                    f"survived ({len(tests) - 1} tests) {mutant.name}: {mutant.before}  ->  {mutant.after}", flush=True
                )
        found["rooms"][room] = {"tried": len(mutants), "killed": len(mutants) - len(survivors),
                                "at_first": len(mutants) - len(survivors), "too_slow": slow,
                                "seconds": round(time.monotonic() - began), "survivors": survivors}  # fmt: skip
        print(f"{room}: {len(mutants) - len(survivors)} of {len(mutants)} killed", flush=True)
        file.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return found


def _pass_without(root: Path, mutant: Mutant, tests: Sequence[str]) -> None:
    """End unless the tests pass where the file has no fault."""
    whole = ast.parse((root / mutant.file).read_text(encoding="utf-8"))
    if outcome(mutant, whole, list(tests)) != "survived":
        raise SystemExit(f"the tests of {mutant.file} fail without a fault")


def again(root: Path, file: Path, rooms: Sequence[str], tests: Sequence[str]) -> None:
    """Try the survivors of a run once more, with new tests: what is killed now is counted as killed."""
    warmed()
    found = json.loads(file.read_text(encoding="utf-8"))
    for room in rooms:
        row, left = found["rooms"][room], []
        if row["survivors"]:
            _pass_without(root, Mutant(*(row["survivors"][0][name] for name in Mutant._fields)), tests)
        for survivor in row["survivors"]:
            sought = Mutant(*(survivor[name] for name in Mutant._fields))
            try:
                mutant, tree = the_same(root, sought, survivor["text"])
            except LookupError as error:  # the line has changed since; what was found then stands
                print(error, flush=True)
                left.append(survivor)
                continue
            if outcome(mutant, tree, list(tests)) == "survived":
                left.append(survivor)
            else:
                print(f"killed now: {mutant.name}: {mutant.before}  ->  {mutant.after}", flush=True)
        row["killed"] += len(row["survivors"]) - len(left)
        row["survivors"] = left
        print(f"{room}: {row['killed']} of {row['tried']} killed", flush=True)
        file.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--reach", type=Path)
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("--room", action="append", choices=list(ROOMS))
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--again", nargs="+", metavar="TEST", help="try the survivors in the file with these tests")
    given = parser.parse_args()
    if given.again:
        again(Path.cwd(), given.file, given.room or list(ROOMS), given.again)
        return
    reach = json.loads(given.reach.read_text(encoding="utf-8"))
    measured(Path.cwd(), given.room or list(ROOMS), given.count, reach, given.file, given.seed)


if __name__ == "__main__":
    main()
