"""Public docstrings say what the code does: arguments, results, errors, and neighbours that exist."""

from __future__ import annotations

import ast
import inspect
import re

import pytest

import estimates as es

PUBLIC = [name for name in es.__all__ if inspect.isroutine(getattr(es, name)) or inspect.isclass(getattr(es, name))]
ERRORS = re.compile(r"\w+(Error|Warning)")
FUNCTIONS = [name for name in PUBLIC if inspect.isroutine(getattr(es, name))]
# What these take by name is described one by one, since it depends on the method.
BY_NAME = {"pool", "bias_model"}


def section(name: str, heading: str) -> list[str]:
    """Return the lines below a heading of a docstring."""
    text = inspect.getdoc(getattr(es, name)) or ""
    found = re.search(rf"^{heading}\n-+\n(.*?)(?:\n\n\S.*\n-{{3,}}$|\Z)", text, re.MULTILINE | re.DOTALL)
    return found[1].splitlines() if found else []


def entries(name: str, heading: str) -> list[str]:
    """Return the lines of a section that are not indented: each begins a new entry."""
    return [line for line in section(name, heading) if line and not line.startswith(" ")]


def neighbours(name: str) -> list[str]:
    """Return the names below See Also: one or several before each " : "."""
    return [each.strip() for line in entries(name, "See Also") for each in line.partition(" : ")[0].split(",")]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_arguments_are_described_in_order_each_with_what_it_takes(name: str) -> None:
    lines = entries(name, "Parameters")
    assert all(" : " in line for line in lines), lines
    described = [each.strip() for line in lines for each in line.partition(" : ")[0].split(",")]
    takes = [{"VAR_POSITIONAL": "*", "VAR_KEYWORD": "**"}.get(parameter.kind.name, "") + parameter.name
             for parameter in inspect.signature(getattr(es, name)).parameters.values()]  # fmt: skip
    if name in BY_NAME:
        assert described[: len(takes) - 1] == takes[:-1]
        assert len(described) > len(takes)
    else:
        assert described == takes


@pytest.mark.parametrize("name", FUNCTIONS)
def test_errors_that_a_function_raises_itself_are_named(name: str) -> None:
    named = {each.strip() for line in entries(name, "Raises") for each in line.split(",")}
    assert all(issubclass(getattr(es, error), es.EstimatesError) for error in named)
    tree = ast.parse(inspect.getsource(getattr(es, name)))
    raised = [node.exc for node in ast.walk(tree) if isinstance(node, ast.Raise)]
    names = {ast.unparse(error.func) for error in raised if isinstance(error, ast.Call)}
    assert {name for name in names if name.endswith("Error")} <= named


@pytest.mark.parametrize("name", FUNCTIONS)
def test_results_are_named_and_an_example_runs(name: str) -> None:
    text = inspect.getdoc(getattr(es, name)) or ""
    assert entries(name, "Returns") or text.startswith("Return "), name
    assert ">>> " in text


@pytest.mark.parametrize("name", [name for name in PUBLIC if not ERRORS.fullmatch(name)])
def test_what_is_public_names_its_neighbours(name: str) -> None:
    assert neighbours(name)


@pytest.mark.parametrize("name", PUBLIC)
def test_neighbours_exist_and_are_described(name: str) -> None:
    for other in neighbours(name):
        assert other != name
        value: object = es
        for part in other.split("."):
            value = getattr(value, part)
    for line in entries(name, "See Also"):
        said = line.partition(" : ")[2]
        assert said[:1].isupper(), line
