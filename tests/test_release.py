"""What a release needs: one version everywhere, fragments of the changelog that can be gathered, locks of both ends."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

import estimates as es

ROOT = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
KINDS = {kind["directory"] for kind in PROJECT["tool"]["towncrier"]["type"]}
FRAGMENTS = sorted(path for path in (ROOT / "changelog.d").glob("*.md") if path.name != "README.md")


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=~! ;]", text, maxsplit=1)[0].lower() for text in requirements}


def test_the_version_has_one_place() -> None:
    said = re.search(r"^version: (.+)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE)
    assert said is not None
    assert said[1] == es.__version__
    assert "version" in PROJECT["project"]["dynamic"]


def test_the_changelog_has_this_version_or_fragments_for_it() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "<!-- releases follow -->" in text
    assert FRAGMENTS or f"\n## {es.__version__} (" in text


@pytest.mark.parametrize("path", FRAGMENTS, ids=lambda path: path.name)
def test_a_fragment_is_a_list_of_a_known_kind(path: Path) -> None:
    slug, kind, _ = path.name.split(".")
    assert slug
    assert kind in KINDS
    for line in path.read_text(encoding="utf-8").splitlines():
        assert line.startswith(("- ", "  ")), line


@pytest.mark.parametrize("lock", ["oldest", "newest"])
def test_a_lock_names_every_dependency_and_no_address(lock: str) -> None:
    text = (ROOT / "locks" / f"{lock}.txt").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([a-z0-9.-]+)==(\S+)$", text, re.MULTILINE))
    project = PROJECT["project"]
    wanted = [
        *project["dependencies"],
        *(name for extra in project["optional-dependencies"].values() for name in extra),
    ]
    assert names(wanted) <= set(locked)
    assert "://" not in text
    if lock == "oldest":
        for requirement in project["dependencies"]:
            name, bound = requirement.split(">=")
            assert locked[name.lower()].startswith(bound.rstrip("0").rstrip(".")), requirement
