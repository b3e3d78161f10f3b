"""What a newcomer gets: a wheel with its data, a command line, and notebooks that run."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
import venv
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import estimates as es
from estimates.__main__ import main

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def run(*words: object, cwd: Path) -> str:
    done = subprocess.run([*map(str, words)], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def needed(requirements: Iterable[str]) -> dict[str, metadata.Distribution]:
    """Return the installed distributions that requirements name, and all that these need, without any extra."""
    found: dict[str, metadata.Distribution] = {}
    left = [Requirement(text) for text in requirements]
    while left:
        asked = left.pop()
        name = canonicalize_name(asked.name)
        if name not in found and (asked.marker is None or asked.marker.evaluate({"extra": ""})):
            found[name] = metadata.distribution(name)
            left += map(Requirement, found[name].requires or ())
    return found


def bring(found: Mapping[str, metadata.Distribution], site: Path) -> None:
    """Put installed distributions, and nothing else, where another environment finds them."""
    for distribution in found.values():
        for top in {file.parts[0] for file in distribution.files or ()} - {"..", "__pycache__"}:
            place, target = Path(str(distribution.locate_file(top))), site / top
            if not target.exists():
                try:
                    target.symlink_to(place)
                except OSError:  # where only administrators make links
                    shutil.copytree(place, target) if place.is_dir() else shutil.copy(place, target)


def test_a_wheel_in_a_clean_environment_has_its_datasets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Built, installed beside what it declares that it needs, where nothing else can be seen, and used."""
    monkeypatch.delenv("PYTHONPATH", raising=False)
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, ROOT, cwd=ROOT)
    (wheel,) = tmp_path.glob("historiographical_estimates-*.whl")
    scripts = Path(sys.executable).parent
    run(scripts / "twine", "check", "--strict", wheel, cwd=tmp_path)
    run(scripts / "check-wheel-contents", "--config", ROOT / "pyproject.toml", wheel, cwd=tmp_path)
    home = tmp_path / "env"
    venv.create(home, with_pip=True)
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    run(python, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", wheel, cwd=tmp_path)
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=tmp_path).strip())
    bring(needed(PROJECT["project"]["dependencies"]), site)
    code = (
        "import estimates as es, pathlib; n = es.load('nanking-1937'); "
        "print(n['garrison']['askew'].range, es.__version__); "
        "print(pathlib.Path(es.__file__).parent.joinpath('datasets', 'LICENSE').is_file(), "
        "pathlib.Path(es.__file__).parent.joinpath('py.typed').is_file(), "
        "es.to_html(n['garrison']).count('scope=\"row\"'))"
    )
    assert run(python, "-c", code, cwd=tmp_path).splitlines() == [f"73,790–81,500 {es.__version__}", "True True 3"]
    shown = run(home / python.parent.name / "estimates", "show", "nanking-1937", "garrison", cwd=tmp_path)
    assert "David Askew: 73,790–81,500" in shown
    assert "everything else works" in run(python, ROOT / "tests" / "without_extras.py", cwd=tmp_path)


def test_what_needs_no_extra_works_without_any(tmp_path: Path) -> None:
    code = ROOT / "tests" / "without_extras.py"
    assert "everything else works" in run(sys.executable, code, "--block", cwd=tmp_path)


def test_the_working_copy_has_its_datasets() -> None:
    assert es.load("nanking-1937").licence == "CC-BY-SA-4.0"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_run_and_are_committed_executed(path: Path, tmp_path: Path) -> None:
    """Every cell runs in a fresh kernel and prints what the committed notebook shows."""
    committed = nbformat.read(path, as_version=4)
    fresh = nbformat.read(path, as_version=4)
    NotebookClient(fresh, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}).execute()
    for old, new in zip(committed.cells, fresh.cells, strict=True):
        if new.cell_type == "code":
            assert old.execution_count == new.execution_count
            assert printed(old) == printed(new)


def printed(cell: nbformat.NotebookNode) -> list[str]:
    """What a cell prints, without what differs between machines: pictures, warnings, memory addresses."""
    texts = ["".join(out.get("text", "") for out in cell.outputs if out.get("name") == "stdout")]
    return texts + [out["data"].get("text/html", "") for out in cell.outputs if "text/html" in out.get("data", {})]


@pytest.mark.parametrize("folder", sorted((ROOT / "datasets").glob("*/")), ids=lambda path: path.name)
def test_the_command_line_finds_no_fault_in_what_is_shipped(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(folder)]) == 0
    assert "no faults" in capsys.readouterr().out


def test_the_command_line_lists_faults(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "nanking"
    shutil.copytree(ROOT / "datasets" / "nanking-1937", broken)
    table = broken / "estimates.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(",hata,", ",hatta,", 1), encoding="utf-8")
    assert main(["check", str(broken)]) == 1
    assert "estimates.csv, row 3, column claimant: 'hatta'" in capsys.readouterr().out
    assert main(["show", str(broken)]) == 1
    assert "did you mean 'hata'" in capsys.readouterr().err


def test_the_command_line_shows_and_cites(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "nanking-1937", "combat-deaths"]) == 0
    shown = capsys.readouterr().out
    assert "Japanese claim: ≤ 84,000" in shown
    assert "judged inflated (finding), Masahiro Yamamoto" in shown
    assert main(["cite", "nanking-1937", "garrison", "--style", "label"]) == 0
    assert capsys.readouterr().out.startswith("Askew 2003, 173, as read in")
    assert main(["show", "nanking-1937", "garison"]) == 1
    assert "did you mean 'garrison'" in capsys.readouterr().err


def test_the_command_line_plots(tmp_path: Path) -> None:
    target = tmp_path / "garrison.svg"
    assert main(["plot", "nanking-1937", "garrison", "--output", str(target)]) == 0
    assert "David Askew" in target.read_text(encoding="utf-8")


def test_every_dependency_is_pinned_for_the_tests() -> None:
    """Lower bounds in the project, tested versions beside it, and no address of an index in either."""
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    pinned = {line.split("==")[0].lower().replace("_", "-") for line in text.splitlines() if "==" in line}
    groups = PROJECT["dependency-groups"]
    wanted = [*PROJECT["project"]["dependencies"], *groups["frames"]]
    wanted += [name for name in groups["dev"] if name != {"include-group": "frames"}]
    assert {name.split(">=")[0].lower() for name in wanted} <= pinned
    assert all(">=" in name for name in wanted)
    assert "://" not in text
    assert "index" not in text
