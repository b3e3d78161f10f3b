"""What a release needs: one version everywhere, fragments of the changelog that can be gathered, locks of both ends."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import pytest
from PIL import Image

import estimates as es
from estimates.__main__ import main as command_line

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
        *PROJECT["dependency-groups"]["frames"],
    ]
    assert names(wanted) <= set(locked)
    assert "://" not in text
    if lock == "oldest":
        for requirement in project["dependencies"]:
            name, bound = requirement.split(">=")
            assert locked[name.lower()].startswith(bound.rstrip("0").rstrip(".")), requirement


def test_coverage_has_a_floor_that_a_workflow_holds() -> None:
    """Measured by a run of its own, so that the suite is not slowed."""
    assert PROJECT["tool"]["coverage"]["report"]["fail_under"] >= 95
    assert "- run: make coverage" in (ROOT / ".github" / "workflows" / "tests.yml").read_text(encoding="utf-8")
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").split("\ncoverage:")[1].split("\n\n")[0]
    assert recipe.splitlines()[-1].strip().startswith("$(BIN)/python -m coverage report")  # which fails below the floor


def test_the_citation_file_says_what_is_released() -> None:
    lines = (ROOT / "CITATION.cff").read_text(encoding="utf-8").splitlines()
    fields = (line.split(": ", 1) for line in lines if re.match(r"[a-z-]+: ", line))
    said = {name: value.strip('"') for name, value in fields}
    assert said["cff-version"] == "1.2.0"
    assert said["type"] == "software"
    zenodo = json.loads((ROOT / ".zenodo.json").read_text(encoding="utf-8"))
    assert said["title"] == zenodo["title"]
    assert said["license"] == zenodo["license"]
    assert PROJECT["project"]["license"].startswith(said["license"])
    authors = [line.split(": ", 1)[1] for line in lines if line.lstrip().startswith("- name: ")]
    assert authors == [each["name"] for each in zenodo["creators"]]
    assert authors == [each["name"] for each in PROJECT["project"]["authors"]]
    log = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    released = re.search(rf"^## {re.escape(es.__version__)} \((\S+)\)$", log, re.MULTILINE)
    if "date-released" in said:
        assert released is not None
        assert said["date-released"] == released[1]


def test_the_library_states_that_version_wherever_it_states_one(capsys: pytest.CaptureFixture[str]) -> None:
    """Not that of whatever was installed from the same folder before."""
    assert f" {es.__version__}." in es.citation()
    garrison = es.load("nanking-1937")["garrison"]
    assert f"version {es.__version__}." in es.methods(es.compare(garrison), style="apa")
    with pytest.raises(SystemExit):
        command_line(["--version"])
    assert capsys.readouterr().out == f"estimates {es.__version__}\n"


def test_contributing_names_files_that_exist() -> None:
    """Every recipe names where a thing is declared; a file that has moved is found here."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert text.split("## Ten recipes")[1].split("## What review")[0].count("\n**") == 10
    named = re.findall(r"`((?:[a-z_0-9]+/)+[a-z_0-9.]*)`", text)
    for name in (name for name in named if not name.startswith("build/")):  # which is made
        assert any((base / name).exists() for base in (ROOT, ROOT / "src" / "estimates")), name


def test_the_link_checker_finds_what_is_broken(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        '<a href="b.html#there">x</a><a href="b.html#gone">y</a><a href="c.html">z</a><a href="https://example.org">w</a>'
        '<script src="https://example.org/x.js"></script>',
        encoding="utf-8",
    )
    (tmp_path / "b.html").write_text('<p id="there">x</p>', encoding="utf-8")
    command = [sys.executable, str(ROOT / "tools" / "check_links.py"), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "a.html: loads https://example.org/x.js from elsewhere",
        "a.html: no place for b.html#gone",
        "a.html: no file for c.html",
    ]


def test_every_page_of_the_site_is_in_its_table_of_contents() -> None:
    docs = ROOT / "docs"
    index = (docs / "index.md").read_text(encoding="utf-8") + (docs / "notebooks.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^([\w/]+)$", index, re.MULTILINE))
    pages = {str(path.relative_to(docs).with_suffix("")) for path in [*docs.glob("*.md"), *docs.glob("howto/*.md")]}
    assert pages - {"index"} <= listed
    shipped = {f"generated/{path.stem}" for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert shipped <= listed


def test_the_first_figure_of_the_readme_is_current() -> None:
    """It says what is drawn today; if it does not, `es.savefig(ax.figure, first, dpi=150)` draws it anew."""
    first = ROOT / "docs" / "nanking_1937.png"
    assert f"({first.relative_to(ROOT).as_posix()})" in (ROOT / "README.md").read_text(encoding="utf-8")
    nanking = es.load("nanking-1937")
    ax = es.plot_intervals([nanking["garrison"], nanking["combat-deaths"]])
    try:
        with Image.open(first) as picture:
            assert picture.info["Description"] == es.caption(ax)
    finally:
        plt.close(ax.figure)
