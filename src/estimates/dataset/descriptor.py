"""The descriptor of a dataset's folder, checked before anything is taken from it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from estimates.dataset.findings import Findings
from estimates.dataset.schema import DESCRIPTOR, DESCRIPTOR_SCHEMA, FORMAT, SINCE_2, TABLES, VERSION
from estimates.errors import Fault
from estimates.references.json_files import json_document, validate


def described(folder: Path, findings: Findings) -> dict[str, Any] | None:
    """Return the descriptor of a folder, or None where it cannot be used; of an older format, with a notice."""
    faults = findings.faults
    path = folder / DESCRIPTOR
    message = ""
    try:
        if not path.is_file():
            message = f"a dataset's folder has this file; {folder.name or str(folder)!r} has none"
    except OSError as error:
        message = f"the folder {folder.name or str(folder)!r} cannot be read: {error.strerror}"
    if message:
        faults.append(Fault(DESCRIPTOR, None, "", "", message))
        return None
    descriptor = json_document(path, faults)
    if descriptor is None:
        return None
    before = len(faults)
    validate(descriptor, DESCRIPTOR_SCHEMA, DESCRIPTOR, faults)
    if len(faults) > before:
        return None
    names = [resource["name"] for resource in descriptor["resources"]]
    for name in {name for name in names if names.count(name) > 1}:
        faults.append(Fault(DESCRIPTOR, None, "resources", name, "two resources have this name; keep one"))
    if descriptor.get(FORMAT, 1) < VERSION:
        findings.notice(DESCRIPTOR, None, FORMAT, str(descriptor.get(FORMAT, "")), _added_since_version_1())
    return dict(descriptor)


def _added_since_version_1() -> str:
    """Return what the present version of the folder format has that an older folder may not have."""
    new = {name: columns for name, columns in SINCE_2.items() if columns == tuple(c.name for c in TABLES[name])}
    columns = [f"{', '.join(added)} in {name}.csv" for name, added in SINCE_2.items() if name not in new]
    return (
        f"the folder is of format 1, and is read; format {VERSION} adds the tables {' and '.join(new)}, and the "
        f'columns {"; ".join(columns)}. To use them, put "{FORMAT}": {VERSION} into this file, or let write() write '
        "the folder anew"
    )


def within(folder: Path, path: str, missing: str, faults: list[Fault]) -> Path | None:
    """Return the file of a resource, unless its path leaves the folder or leads to no file, which `missing` says."""
    message = ""
    if "\\" in path or ":" in path or Path(path).is_absolute() or ".." in Path(path).parts:
        message = "a path stays within the dataset's folder: a relative path without '..'"
    elif not os.path.isfile(folder / path):  # of a link to itself, or a name that no file can have, it says no
        message = missing
    elif not (folder / path).resolve().is_relative_to(folder.resolve()):
        message = "the path leads out of the dataset's folder through a link"
    if message:
        faults.append(Fault(DESCRIPTOR, None, "path", path, message))
        return None
    return folder / path
