"""The public names: every error and every type of a result is one of them, and nothing else is listed."""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import estimates as es

ROOT = Path(__file__).parents[1]
# Turned into a fault before anybody sees it.
INTERNAL = {"CellError", "NumberError", "TableError", "WorkbookError"}


def modules() -> list[ModuleType]:
    names = [info.name for info in pkgutil.walk_packages(es.__path__, "estimates.") if "__main__" not in info.name]
    return [importlib.import_module(name) for name in names]


def defined() -> dict[str, type]:
    """Every public class of the package, by name."""
    return {
        name: value
        for module in modules()
        for name, value in vars(module).items()
        if isinstance(value, type) and value.__module__ == module.__name__ and not name.startswith("_")
    }


def named(annotations: list[object], module: str) -> set[str]:
    """The classes of the package that annotations name, as the module that holds them understands the names."""
    words = {n.id for each in annotations for n in ast.walk(ast.parse(str(each))) if isinstance(n, ast.Name)}
    meant = {word: getattr(sys.modules[module], word, None) for word in words}
    return {word for word, kind in meant.items() if isinstance(kind, type) and kind.__module__.startswith("estimates")}


def test_every_error_and_warning_is_public() -> None:
    errors = {name for name, kind in defined().items() if issubclass(kind, (es.EstimatesError, Warning))}
    assert errors - INTERNAL <= set(es.__all__)


@pytest.mark.parametrize("name", [name for name in es.__all__ if inspect.isroutine(getattr(es, name))])
def test_the_types_that_public_functions_return_are_public(name: str) -> None:
    function = getattr(es, name)
    assert named([inspect.get_annotations(function)["return"]], function.__module__) <= set(es.__all__)


@pytest.mark.parametrize(
    "kind", [kind for name in es.__all__ if inspect.isclass(kind := getattr(es, name))], ids=lambda kind: kind.__name__
)
def test_the_types_of_public_attributes_are_public(kind: type) -> None:
    annotations: list[object] = [
        inspect.get_annotations(value.fget).get("return", "None")
        for value in vars(kind).values()
        if isinstance(value, property) and value.fget is not None and not value.fget.__name__.startswith("_")
    ]
    annotations += [each for name, each in inspect.get_annotations(kind).items() if not name.startswith("_")]
    assert named(annotations, kind.__module__) <= set(es.__all__)


def test_only_public_names_are_listed() -> None:
    assert sorted(es.__all__) == dir(es)
    assert {name for name, _ in inspect.getmembers(es)} == set(es.__all__)


def _imports(source: str) -> Iterator[str]:
    """Yield the names of this library that a script imports, each with the module that it is taken from."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_pages_notebooks_and_measurements_import_public_names_only() -> None:
    """But for `validation/robust`, which stops and breaks the library from within."""
    sources = {
        path: path.read_text(encoding="utf-8")
        for folder in ("docs", "validation", "benchmarks", "notebooks")
        for path in (ROOT / folder).rglob("*.py")
        if "robust" not in path.parts
    }
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        code = "".join("".join(cell["source"]) + "\n" for cell in cells if cell["cell_type"] == "code")
        sources[path] = "\n".join(line for line in code.splitlines() if not line.lstrip().startswith(("%", "!")))
    public = {"estimates", "estimates.kernels", *(f"estimates.{name}" for name in es.__all__)}
    public |= {f"estimates.kernels.{name}" for name in es.kernels.__all__}
    found = {(path.name, name) for path, source in sources.items() for name in _imports(source)
             if name.split(".")[0] == "estimates"}  # fmt: skip
    assert len({path for path, _ in found}) > 20
    assert {(path, name) for path, name in found if name not in public} == set()
