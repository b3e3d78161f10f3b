"""A member that is added to the vocabulary is a type error in every view that decides what it means."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import estimates as es

PACKAGE = Path(es.__file__).parent
NEW = "a member of tomorrow"
# For each vocabulary the functions that decide something for each of its members.
DECIDED = {
    "Role": {"model/vocabulary.py: role_meaning"},
    "Scope": {"model/vocabulary.py: counts_other", "model/descriptions.py: scope_words"},
    "Standing": {"model/descriptions.py: not_counted"},
    "Direction": {"analysis/bias/audit_results.py: leaning", "layout/marks.py: triangle_outline"},
    "Strength": {"layout/marks.py: triangle_edge"},
    "LinkRelation": {"model/vocabulary.py: relation_meaning", "plotting/lineage.py: wire_style"},
}


def test_a_new_member_is_a_type_error_wherever_its_meaning_is_decided(tmp_path: Path) -> None:
    """The package is copied, a member is added to each literal type, and mypy names the functions to be taught."""
    copy = tmp_path / "estimates"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("datasets", "__pycache__"))
    vocabulary = copy / "model" / "vocabulary.py"
    text = vocabulary.read_text(encoding="utf-8")
    for name in DECIDED:
        text, count = re.subn(
            rf"^{name} = Literal\[", f'{name} = Literal["{NEW}, a {name}", ', text, flags=re.MULTILINE
        )
        assert count == 1, name
    vocabulary.write_text(text, encoding="utf-8")
    # What else these import is left out: a view is checked against the vocabulary alone.
    files = {vocabulary, copy / "model" / "claims.py", copy / "errors.py"}
    files |= {path for path in copy.rglob("*.py") if "assert_never" in path.read_text(encoding="utf-8")}
    words = [
        "--follow-imports=skip",
        "--no-incremental",
        "--no-error-summary",
        "--hide-error-context",
        "--config-file=",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *words, *map(str, sorted(files))],
        cwd=tmp_path, env={}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    found: dict[str, set[str]] = {name: set() for name in DECIDED}
    for file, line, name in re.findall(rf"^estimates/(\S+):(\d+): error: .*{NEW}, a (\w+)'", done.stdout, re.MULTILINE):
        found[name].add(f"{file}: {function_at(copy / file, int(line))}")
    assert found == DECIDED, done.stdout + done.stderr


def function_at(path: Path, line: int) -> str:
    """The name of the function that has a line."""
    functions = (
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.FunctionDef)
    )
    return next(node.name for node in functions if node.lineno <= line <= (node.end_lineno or 0))
