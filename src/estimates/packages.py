"""The descriptor of a dataset's folder and its bibliography, checked before anything is taken from them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from estimates.citations import Source
from estimates.csl import date_faults
from estimates.errors import EstimatesError, Fault
from estimates.format import CSL_SCHEMA, DESCRIPTOR, DESCRIPTOR_SCHEMA


def described(folder: Path, faults: list[Fault]) -> dict[str, Any] | None:
    """Return the descriptor of a folder, or None where it cannot be used."""
    path = folder / DESCRIPTOR
    if not path.is_file():
        faults.append(Fault(DESCRIPTOR, None, "", "", f"a dataset's folder has this file; {folder.name!r} has none"))
        return None
    descriptor = json_text(path, faults)
    if descriptor is None:
        return None
    before = len(faults)
    _validate(descriptor, DESCRIPTOR_SCHEMA, DESCRIPTOR, faults)
    if len(faults) > before:
        return None
    names = [resource["name"] for resource in descriptor["resources"]]
    for name in {name for name in names if names.count(name) > 1}:
        faults.append(Fault(DESCRIPTOR, None, "resources", name, "two resources have this name; keep one"))
    return dict(descriptor)


def within(folder: Path, path: str, faults: list[Fault]) -> Path | None:
    """Return the file of a resource, unless its path leaves the folder or leads to no file."""
    said = ""
    if "\\" in path or ":" in path or Path(path).is_absolute() or ".." in Path(path).parts:
        said = "a path stays within the dataset's folder: a relative path without '..'"
    elif not (folder / path).resolve().is_relative_to(folder.resolve()):
        said = "the path leads out of the dataset's folder through a link"
    elif not (folder / path).is_file():
        said = "there is no such file in the dataset's folder"
    if said:
        faults.append(Fault(DESCRIPTOR, None, "path", path, said))
        return None
    return folder / path


def source_items(given: Any, faults: list[Fault]) -> dict[str, Source]:
    """Return the sound works of a CSL-JSON file, or of items in memory, by key.

    Parameters
    ----------
    given : path, list of mapping, mapping of str to Source
    faults : list of Fault
        Faults found are added to it.
    """
    if isinstance(given, Mapping):
        given = [{"id": key, **item} if isinstance(item, Mapping) else item for key, item in given.items()]
    file, items = "<sources>", given
    if isinstance(given, (str, Path)):
        path = Path(given)
        file, items = path.name, json_text(path, faults)
    if items is None:
        return {}
    if not isinstance(items, (list, tuple)):
        said = f"a bibliography is a list of works in CSL-JSON, or a file of them (got {type(items).__name__})"
        faults.append(Fault(file, None, "", "", said))
        return {}
    items = [item.csl if isinstance(item, Source) else item for item in items]
    broken = _broken_items(items, file, faults)
    found: dict[str, Source] = {}
    for place, item in enumerate(items):
        if place in broken:
            continue
        key = str(item["id"])
        try:
            source = Source(key, item)
        except EstimatesError as error:
            faults.append(Fault(file, None, f"[{place}].id", key, str(error)))
            continue
        if key in found:
            faults.append(Fault(file, None, f"[{place}].id", key, "two works have this key; each needs its own"))
        else:
            found[key] = source
    return found


def _broken_items(items: list[Any], file: str, faults: list[Fault]) -> set[int]:
    """Return the places of the items that are no CSL-JSON, with a fault for each thing that is wrong."""
    before = len(faults)
    _validate(items, CSL_SCHEMA, file, faults)
    broken = {int(fault.column[1:].partition("]")[0]) for fault in faults[before:]}
    for place, item in enumerate(items):
        if place not in broken:
            for path, value, said in date_faults(item):
                faults.append(Fault(file, None, f"[{place}].{path}", value, f"of {str(item['id'])!r}: {said}"))
                broken.add(place)
    return broken


def json_text(path: Path, faults: list[Fault]) -> Any:
    """Return what a JSON file holds, or None where it cannot be read."""
    try:
        return json.loads(path.read_bytes().decode("utf-8-sig"), parse_constant=_no_constant)
    except OSError as error:
        faults.append(Fault(path.name, None, "", "", f"cannot be read: {error.strerror}"))
    except UnicodeDecodeError:
        faults.append(Fault(path.name, None, "", "", "is not UTF-8 text; save it as UTF-8"))
    except json.JSONDecodeError as error:
        faults.append(Fault(path.name, error.lineno, "", "", f"is not well-formed JSON here: {error.msg}"))
    except (ValueError, RecursionError) as error:
        faults.append(Fault(path.name, None, "", "", f"is not well-formed JSON: {error}"))
    return None


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number that JSON knows")


def _validate(document: Any, schema: dict[str, Any], file: str, faults: list[Fault]) -> None:
    from jsonschema import Draft202012Validator

    for error in sorted(Draft202012Validator(schema).iter_errors(document), key=lambda error: error.json_path):
        value = "" if isinstance(error.instance, (dict, list)) else str(error.instance)
        faults.append(Fault(file, None, error.json_path.removeprefix("$").removeprefix("."), value, error.message))
