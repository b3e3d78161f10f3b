"""Every block of code on every page runs or is checked: none is found by a list that somebody must keep."""

from __future__ import annotations

import doctest
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from estimates.__main__ import COMMANDS

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NOT_OURS = {"build", "dist", "generated", "node_modules"}
FENCE = re.compile(r"^( *)```([^\n`]*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)


def pages() -> Iterator[Path]:
    for folder, folders, files in os.walk(ROOT):
        folders[:] = sorted(name for name in folders if name not in NOT_OURS and not name.startswith("."))
        yield from (Path(folder, name) for name in sorted(files) if name.endswith(".md"))


PAGES = list(pages())


def blocks(*languages: str) -> Iterator[tuple[Path, str, str]]:
    """Yield the fenced blocks in some languages, with their page and all that stands before them."""
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        for block in FENCE.finditer(text):
            if block[2].strip() in languages:
                yield path, block[3], text[: block.start()]


def test_each_block_is_of_a_kind_that_is_checked() -> None:
    known = {"python", "console", "sh", "json"}
    shown = {"text", "{=latex}"}  # a tree of folders, and what pandoc passes on; pytest runs neither
    for path in PAGES:
        for block in FENCE.finditer(path.read_text(encoding="utf-8")):
            kind = block[2].strip()
            assert kind in known | shown or re.match(r"\{(toctree|image)\}", kind), (path, kind)


def test_pytest_collects_every_page_with_examples() -> None:
    collected = {
        path for pattern in PROJECT["tool"]["pytest"]["ini_options"]["testpaths"] for path in ROOT.glob(pattern)
    }
    for path in PAGES:
        if re.search(r"^\s*>>> ", path.read_text(encoding="utf-8"), re.MULTILINE):
            assert path in collected, path


def test_an_example_ends_before_its_fence() -> None:
    """Without the empty line doctest takes the fence for output; an example outside a fence is shown as prose."""
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        inside = sum(block[3].count(">>> ") for block in FENCE.finditer(text) if block[2].strip() == "python")
        assert inside == len(re.findall(r"^ *>>> ", text, re.MULTILINE)), path
    for path, code, _ in blocks("python"):
        assert ">>> " not in code or code.endswith("\n\n"), (path, code)


SCRIPTS = [(path, code, before) for path, code, before in blocks("python") if ">>> " not in code]


@pytest.mark.parametrize(("path", "code", "before"), SCRIPTS, ids=lambda value: getattr(value, "name", ""))
def test_a_block_without_prompts_runs_after_the_examples_before_it(
    path: Path, code: str, before: str, tmp_path: Path
) -> None:
    examples = doctest.DocTestParser().get_examples(before)
    script = tmp_path / "script.py"
    script.write_text("".join(each.source for each in examples if not each.exc_msg) + code, encoding="utf-8")
    environment = {**os.environ, "MPLBACKEND": "agg"}
    done = subprocess.run(
        [sys.executable, script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def commands() -> Iterator[tuple[Path, list[str]]]:
    for path, code, _ in blocks("console", "sh"):
        for line in code.splitlines():
            words = shlex.split(line, comments=True)
            start = 0
            for place in [*(n for n, word in enumerate(words) if word == "&&"), len(words)]:
                if words[start:place]:
                    yield path, words[start:place]
                start = place + 1


def test_each_command_of_a_page_can_be_given() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    for path, (program, *words) in commands():
        assert program in {"make", "pip", "git", "cd", "python", "Rscript", "pandoc"} | {"estimates"}, (path, program)
        if program == "make":
            assert set(words) <= targets(), (path, words)
        if program == "pip":
            assert words[0] == "install", (path, words)
            found = re.fullmatch(r"(?:\.|historiographical-estimates)(?:\[([\w,]+)\])?", words[-1])
            assert found is not None, (path, words)
            assert set((found[1] or "").split(",")) - {""} <= set(extras), (path, words)
        if program in ("python", "Rscript") and words[0] != "-m":
            assert any((base / words[0]).is_file() for base in (ROOT, path.parent)), (path, words)


def test_make_and_the_command_line_have_what_the_text_of_pages_names() -> None:
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        assert set(re.findall(r"`make ([a-z]+)`", text)) <= targets(), path
        assert set(re.findall(r"`(?:python -m )?estimates ([a-z]+)\b[^`|]*`", text)) <= set(COMMANDS), path


def test_json_on_a_page_is_json() -> None:
    for _, code, _ in blocks("json"):
        json.loads(code)
