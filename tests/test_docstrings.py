"""Every public function leads on to its neighbours, and to nothing that does not exist."""

from __future__ import annotations

import inspect
import re

import pytest

import estimates as es

PUBLIC = [name for name in es.__all__ if inspect.isroutine(getattr(es, name)) or inspect.isclass(getattr(es, name))]
SECTION = re.compile(r"^See Also\n-{8}\n(.*?)(?:\n\n\S.*\n-{3,}$|\Z)", re.MULTILINE | re.DOTALL)


def neighbours(name: str) -> list[str]:
    """Return the names below See Also: one or several before each " : "."""
    found = SECTION.search(inspect.getdoc(getattr(es, name)) or "")
    lines = found[1].splitlines() if found else []
    return [each.strip() for line in lines if not line.startswith(" ") for each in line.partition(" : ")[0].split(",")]


@pytest.mark.parametrize("name", [name for name in PUBLIC if inspect.isroutine(getattr(es, name))])
def test_a_public_function_names_its_neighbours(name: str) -> None:
    assert neighbours(name)


@pytest.mark.parametrize("name", PUBLIC)
def test_neighbours_exist_and_are_described(name: str) -> None:
    for other in neighbours(name):
        assert other != name
        value: object = es
        for part in other.split("."):
            value = getattr(value, part)
    found = SECTION.search(inspect.getdoc(getattr(es, name)) or "")
    if found is not None:
        assert all(" : " in line for line in found[1].splitlines() if line and not line.startswith(" "))
