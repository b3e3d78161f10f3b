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
# By these a file decides for each member: a match over all of them, or a text of the language for each.
SIGNS = re.compile(r"assert_never|(?:terms|texts|captions|lineage)\.\w+\[")
# For each vocabulary the functions, or tables of a module, that need to know each of its members.
DECIDED = {
    "Role": {
        "model/vocabulary.py: role_meaning", "layout/captions.py: _panel", "layout/grouping.py: groups_of",
        "layout/grouping.py: module", "layout/languages/catalogue.py: role",
    },
    "Scope": {
        "model/vocabulary.py: counts_other", "model/descriptions.py: scope_words", "layout/figure_columns.py: _scope",
        "layout/grouping.py: module", "layout/languages/descriptions.py: differing",
    },
    "Standing": {
        "model/descriptions.py: not_counted", "layout/figure_columns.py: module", "layout/grouping.py: module",
        "layout/languages/catalogue.py: claim",
    },
    "Direction": {
        "analysis/bias/audit_results.py: leaning", "layout/marks.py: triangle_outline",
        "layout/judgements.py: _explanation", "layout/judgements.py: _verdicts_in_words", "layout/bias.py: finding",
        "layout/languages/descriptions.py: judged",
    },
    "Strength": {
        "layout/marks.py: triangle_edge", "layout/captions.py: judgements_in_words",
        "layout/judgements.py: _explanation", "layout/judgements.py: _verdicts_in_words",
        "layout/languages/descriptions.py: judged",
    },
    "StatementKind": {"layout/languages/descriptions.py: remark"},
    "LinkRelation": {
        "model/vocabulary.py: relation_meaning", "layout/lineage.py: _explanation",
        "layout/languages/catalogue.py: relation", "plotting/lineage.py: _draw",
        "plotting/lineage.py: _legend", "plotting/lineage.py: wire_style",
    },
}  # fmt: skip


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
    files = {vocabulary, copy / "model" / "claims.py", copy / "model" / "bias_notes.py", copy / "errors.py"}
    files |= {
        copy / "model" / "statements.py",
        copy / "layout" / "figure_model.py",
        *(copy / "layout" / "languages").glob("[!_]*.py"),
    }
    files |= {path for path in copy.rglob("*.py") if SIGNS.search(path.read_text(encoding="utf-8"))}
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
    for file, line, name in re.findall(
        rf"^estimates/(\S+):(\d+): error: .*{NEW}, a (\w+)['\"]", done.stdout, re.MULTILINE
    ):
        found[name].add(f"{file}: {function_at(copy / file, int(line))}")
    assert found == DECIDED, done.stdout + done.stderr


def function_at(path: Path, line: int) -> str:
    """The name of the function that has a line, or the module."""
    functions = (
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.FunctionDef)
    )
    return next((node.name for node in functions if node.lineno <= line <= (node.end_lineno or 0)), "module")
