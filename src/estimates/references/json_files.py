"""JSON files read with care: bounded in size, with every key that an object has twice, and items one by one."""

from __future__ import annotations

import json
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import frozen

from estimates.errors import DatasetError, Fault

LARGEST = 200_000_000  # bytes; a bibliography of fifty thousand works with abstracts has a third of it
_BLANK = re.compile(r"[ \t\r\n]*")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)
_DIGITS = 400


@frozen
class JsonItem:
    """One item of a list in a file.

    Parameters
    ----------
    value : JSON value
        None where it could not be read.
    line : int
    repeated : tuple of str
        Keys that an object of it has twice with different values; the first value is kept.
    unread : str
        Why it could not be read.
    """

    value: Any
    line: int | None = None
    repeated: tuple[str, ...] = ()
    unread: str = ""


def file_text(path: Path, faults: list[Fault]) -> str | None:
    """Return the text of a file in UTF-8, or None, with a fault, where it cannot be read."""
    data = file_bytes(path, faults)
    if data is None:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        faults.append(Fault(path.name, None, "", "", "is not UTF-8 text; save it as UTF-8"))
        return None


def file_bytes(path: Path, faults: list[Fault]) -> bytes | None:
    """Return what a file holds, or None, with a fault, where it is no file, too large, or cannot be read."""
    name, whole = (text.encode("utf-8", "backslashreplace").decode()[:200] for text in (path.name, str(path)))
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            message = "cannot be read: it is not a file" if not path.is_dir() else "cannot be read: it is a folder"
        elif about.st_size > LARGEST:
            message = f"limited to {LARGEST // 1_000_000} MB (got {about.st_size / 1_000_000:,.0f} MB)"
        else:
            return path.read_bytes()
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
    except ValueError:
        message = "cannot be read: no file can have this name"
    faults.append(Fault(name, None, "", whole, message))
    return None


def json_document(path: Path, faults: list[Fault]) -> Any:
    """Return what a JSON file holds, or None, with a fault, where it cannot be read, is null, or has a key twice."""
    text = file_text(path, faults)
    if text is None:
        return None
    repeated: list[str] = []
    try:
        found = _decoder(repeated, strict=True).decode(text)
    except json.JSONDecodeError as error:
        faults.append(Fault(path.name, error.lineno, "", "", f"is not well-formed JSON here: {error.msg}"))
        return None
    except (ValueError, RecursionError) as error:
        faults.append(Fault(path.name, None, "", "", f"is not well-formed JSON: {error}"))
        return None
    for key in repeated:
        faults.append(Fault(path.name, None, key, "", "an object has this key twice, with different values; keep one"))
    if found is None:
        faults.append(Fault(path.name, None, "", "null", "holds nothing"))
    return None if repeated else found


def _decoder(repeated: list[str], *, strict: bool = False) -> json.JSONDecoder:
    def paired(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        held: dict[str, Any] = {}
        for key, value in pairs:
            if key not in held:
                held[key] = value
            elif held[key] != value:
                repeated.append(key)
        return held

    def constant(name: str) -> float:
        if strict:
            raise ValueError(f"{name} is not a number that JSON knows")
        return float("nan")

    def whole(digits: str) -> int | str:
        return int(digits) if len(digits) < _DIGITS else digits

    return json.JSONDecoder(object_pairs_hook=paired, parse_constant=constant, parse_int=whole)


def items_in(path: Path) -> Iterator[JsonItem]:
    """Yield the items of a JSON file that is a list.

    Raises
    ------
    DatasetError
        If it cannot be read, or is no list.
    """
    faults: list[Fault] = []
    text = file_text(path, faults)
    if text is None:
        raise DatasetError(faults)
    repeated: list[str] = []
    decoder = _decoder(repeated)
    at = _after_blank(text, 0)
    if text[at : at + 1] != "[":
        raise DatasetError([_no_list(path, text, decoder)])
    at, line, counted, expected = _after_blank(text, at + 1), 1, 0, "]"
    while text[at : at + 1] != "]" or expected == "":
        if at >= len(text):
            raise DatasetError([_malformed(path, text, at, "the list is not closed")])
        line, counted = line + text.count("\n", counted, at), at
        repeated.clear()
        try:
            value, at = decoder.raw_decode(text, at)
            yield JsonItem(value, line, tuple(dict.fromkeys(repeated)))
        except json.JSONDecodeError as error:
            raise DatasetError([_malformed(path, text, error.pos, error.msg)]) from None
        except RecursionError:
            yield JsonItem(None, line, unread="is nested too deeply")
            at = _end_of_item(text, at)
        at = _after_blank(text, at)
        expected = "]"
        if text[at : at + 1] == ",":
            at, expected = _after_blank(text, at + 1), ""
        elif text[at : at + 1] not in ("]", ""):
            raise DatasetError([_malformed(path, text, at, "a comma is missing between two items")])
    if _after_blank(text, at + 1) != len(text):
        raise DatasetError([_malformed(path, text, at + 1, "there is text after the list")])


def _no_list(path: Path, text: str, decoder: json.JSONDecoder) -> Fault:
    try:
        found = decoder.decode(text)
    except json.JSONDecodeError as error:
        return _malformed(path, text, error.pos, error.msg)
    except RecursionError:
        return Fault(path.name, None, "", "", "is nested too deeply")
    kind = {dict: "an object", type(None): "null"}.get(type(found), type(found).__name__)
    message = f"a bibliography in CSL-JSON is a list of works, [{{…}}, {{…}}] (got {kind})"
    return Fault(path.name, None, "", "", message)


def _malformed(path: Path, text: str, at: int, message: str) -> Fault:
    return Fault(path.name, text.count("\n", 0, at) + 1, "", "", f"is not well-formed JSON here: {message}")


def _after_blank(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _end_of_item(text: str, at: int) -> int:
    """Return where an item ends whose brackets are too many to be read."""
    depth = 0
    for token in _TOKEN.finditer(text, at):
        depth += (token[0] in ("[", "{")) - (token[0] in ("]", "}"))
        if not depth:
            return token.end()
    return len(text)


def validate(document: Any, schema: dict[str, Any], file: str, faults: list[Fault]) -> None:
    """Add a fault for each thing in a document that its schema does not allow."""
    from jsonschema import Draft202012Validator

    for error in sorted(Draft202012Validator(schema).iter_errors(document), key=lambda error: error.json_path):
        value = "" if isinstance(error.instance, (dict, list)) else str(error.instance)
        faults.append(Fault(file, None, error.json_path.removeprefix("$").removeprefix("."), value, error.message))
