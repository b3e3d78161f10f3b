"""The datasets that the library ships: their folders and titles, and the way from a path that is not there."""

from __future__ import annotations

import json
import os
from itertools import islice
from pathlib import Path

from estimates.dataset.schema import DESCRIPTOR
from estimates.errors import closest

_NEIGHBOURS = 1000  # files of a folder among which a misspelt one is looked for


def shipped_titles() -> dict[str, str]:
    """Return the names of the shipped datasets, with their titles."""
    folders = sorted(path.parent for path in _place().glob(f"*/{DESCRIPTOR}"))
    return {f.name: json.loads((f / DESCRIPTOR).read_text(encoding="utf-8")).get("title", "") for f in folders}


def shipped_folder(name: str) -> Path:
    """Return the folder of a dataset that the library ships, by its name."""
    return _place() / name


def _place() -> Path:
    """Return the folder of the shipped datasets: inside an installed package, beside ``src`` in a working copy."""
    package = Path(__file__).parents[1]
    inside = package / "datasets"
    return inside if inside.is_dir() else package.parents[1] / "datasets"


def way_from(path: Path) -> str:
    """Return what a path that is not there may mean: a file beside it, or a dataset that is shipped; or ``""``."""
    try:
        with os.scandir(path.parent) as entries:
            beside = closest(path.name, [entry.name for entry in islice(entries, _NEIGHBOURS)])
    except (OSError, ValueError):
        beside = ""
    if beside:
        return f"; did you mean {beside!r}?"
    named = closest(path.name, shipped_titles()) if path.parent == Path() else ""
    return f"; the dataset {named!r} is shipped: load({named!r})" if named else ""
