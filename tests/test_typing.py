"""Type checkers read a user's script without a word, and find the mistakes that types can tell."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import user_script

ROOT = Path(__file__).parents[1]
WRONG = """
import estimates as es

who = es.Claimant("a", "A", role="historian")
claim = es.Estimate("a", who, "about 5", scope="wide")
note = es.BiasNote("n", who, "up", "finding", about_side="x")
link = es.Link("a", "copies", "b")
number: int = es.load("nanking-1937")["garrison"]
try:
    pass
except es.PoolingError as error:
    error.nothing_of_that_name
"""
MISTAKES = 7


def by_mypy(script: Path, folder: Path) -> str:
    words = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--config-file=",
        f"--cache-dir={folder.parent / 'mypy'}",
        script,
    ]
    environment = {**os.environ, "MYPYPATH": str(ROOT / "src")}
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def by_pyright(script: Path, folder: Path) -> str:
    """By basedpyright, which carries pyright with it; pyright itself fetches its program when it first runs."""
    settings = {"include": [str(script)], "extraPaths": [str(ROOT / "src")], "typeCheckingMode": "standard"}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    program = Path(sys.executable).with_name("basedpyright")
    words = [program, "--pythonpath", sys.executable, "--project", folder]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    ("check", "passed"), [(by_mypy, "Success: no issues found"), (by_pyright, "0 errors, 0 warnings")]
)
def test_a_users_script_passes(check: Callable[[Path, Path], str], passed: str, tmp_path: Path) -> None:
    said = check(ROOT / "tests" / "user_script.py", tmp_path)
    assert passed in said, said


@pytest.mark.parametrize("check", [by_mypy, by_pyright])
def test_mistakes_are_found(check: Callable[[Path, Path], str], tmp_path: Path) -> None:
    script = tmp_path / "wrong.py"
    script.write_text(WRONG, encoding="utf-8")
    said = check(script, tmp_path)
    assert said.count("error: ") >= MISTAKES, said


def test_the_script_runs(tmp_path: Path) -> None:
    assert "deaths.svg" in user_script.main(tmp_path)
