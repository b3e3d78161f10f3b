"""BibTeX and biblatex files to works: entry for entry, so that a broken one is told and costs no other."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from estimates.errors import DatasetError, EstimatesError, Fault, MissingExtraError
from estimates.model.sources import Source
from estimates.references.bibtex_crossref import inherited
from estimates.references.bibtex_to_csl import Entry, csl_item
from estimates.references.csl_dates import MONTHS
from estimates.references.latex import NEEDS
from estimates.references.library import Library, Omission

_WORD = re.compile(r'[^\s"{}#,=]+')
_ENCODING = re.compile(rb"%\s*Encoding:\s*([A-Za-z0-9_-]+)")
_FIELDS = re.compile(r"\s*,?\s*[A-Za-z][\w-]*\s*=\s*[{\"\w]")
_HEADLESS = re.compile(r"\s*[A-Za-z]+\s*\{\s*[^\s,{}]+\s*,\s*[\w-]+\s*=")
_NOT_WORKS = ("xdata", "set")


def read_bibtex(path: str | Path) -> Library:
    """Return the works of a BibTeX or biblatex file, as Zotero, Better BibTeX or JabRef export it.

    Titles keep their capitals, names of bodies in braces stay whole, strings, cross-references and ``@xdata`` are
    filled in, LaTeX becomes Unicode. A field that CSL has no variable for is kept in the item's ``custom``.

    Parameters
    ----------
    path : path
        A ``.bib`` file: UTF-8, or the encoding that JabRef names in its first line.

    Returns
    -------
    Library
        The works that could be read whole, as a sequence that is reached by key as well; its ``faults`` tell what is
        wrong with the others, and ``left_out`` what CSL has no place for.

    Raises
    ------
    DatasetError
        If there is no such file, or it is no text.
    MissingExtraError
        If the libraries that take LaTeX apart are not installed.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> path = Path(tempfile.mkdtemp()) / "mine.bib"
    >>> _ = path.write_text("@book{doe1999, title = {An Invented Book}, author = {Doe, Jane}, year = 1999}\\n@book{x")
    >>> library = read_bibtex(path)
    >>> library["doe1999"].label, [fault.row for fault in library.faults]
    ('Doe 1999', [2])
    """
    file = Path(path)
    return parsed(_text(file), file.name)


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DatasetError([Fault(path.name, None, "", str(path), f"cannot be read: {error.strerror}")]) from error
    named = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf").lstrip())
    encodings = ["utf-8-sig", *([named[1].decode()] if named else [])]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise DatasetError([Fault(path.name, None, "", "", "is not UTF-8 text; save it as UTF-8")])


def parsed(text: str, file: str) -> Library:
    """Return the works of the text of a BibTeX or biblatex file."""
    faults: list[Fault] = []
    entries = _entries(text, file, faults)
    works: dict[str, Source] = {}
    left_out: list[Omission] = []
    for entry in entries.values():
        if entry.kind in _NOT_WORKS:
            continue
        said: list[tuple[str, str, str]] = []
        filled = inherited(entry, entries, said)
        item, wrong, unheld = csl_item(filled)
        said += wrong
        key = item.get("custom", {}).pop("csl-id", entry.key)
        if item.get("custom") == {}:
            del item["custom"]
        try:
            source = Source(key, item)
        except EstimatesError as error:
            said.append(("key", key, str(error)))
        if key in works:
            said.append(("key", key, "another entry has this key; each needs its own"))
        for field, value, message in said:
            place = f"{entry.key}.{field}" if field != "key" else entry.key
            faults.append(Fault(file, entry.lines.get(field, entry.line), place, value, message))
        if not said:
            works[key] = source
            left_out += [Omission(key, field, value, why) for field, value, why in unheld]
    return Library(works.values(), sorted(faults, key=lambda fault: fault.row or 0), left_out)


def _blocks(text: str) -> list[Any]:
    try:
        from bibtexparser.entrypoint import parse_string
    except ImportError as error:
        raise MissingExtraError(NEEDS) from error
    logger = logging.getLogger("bibtexparser")
    if not any(isinstance(handler, logging.NullHandler) for handler in logger.handlers):
        logger.addHandler(logging.NullHandler())  # what it would print is in the faults, with line and key
    # Two backslashes are a line's end in LaTeX, and do not escape the brace behind them.
    text = re.sub(r"(?<!\\)((?:\\\\)+)(?=[{}\"])", "\\1\x00", text.replace("\x00", ""))
    return list(parse_string(text, parse_stack=[]).blocks)


def _entries(text: str, file: str, faults: list[Fault]) -> dict[str, Entry]:
    blocks = _blocks(text)
    from bibtexparser import model

    strings = {month: month for month in MONTHS}
    found: dict[str, Entry] = {}
    last: Entry | None = None
    for block in blocks:
        line = (block.start_line or 0) + 1
        before, last = last, None
        if isinstance(block, model.String):
            strings |= _string(block, strings, file, faults)
        elif isinstance(block, model.DuplicateBlockKeyBlock):
            inner = block.ignore_error_block
            if isinstance(inner, model.String):
                strings |= _string(inner, strings, file, faults)  # the later one counts from here on
            else:
                said = "another entry has this key; each needs its own, and the first one is taken"
                faults.append(Fault(file, line, str(block.key), str(block.key), said))
        elif isinstance(block, model.ParsingFailedBlock):
            faults.append(_failed(block, line, file))
        elif isinstance(block, model.Entry):
            last = _entry(block, strings, file, faults)
            if last is not None:
                found[last.key] = last
        elif isinstance(block, model.ImplicitComment):
            _stray(block, before, found, file, faults)
    return found


def _failed(block: Any, line: int, file: str) -> Fault:
    inner = block.ignore_error_block
    raw = str(block.raw or "")
    key = str(inner.key) if inner is not None else "".join(re.findall(r"\A@\s*\w+\s*[{(]\s*([^\s,{}()=]+)", raw))
    twice = getattr(block, "duplicate_keys", None)
    if twice:
        said = "the entry has this field twice; keep one"
        return Fault(file, line, f"{key}.{', '.join(sorted(twice))}", "", said)
    why = str(getattr(block.error, "abort_reason", "") or block.error).strip().rstrip(".")
    said = "the entry cannot be read: a brace, a quotation mark or a comma is missing or too many"
    return Fault(file, line, key, raw.strip().split("\n")[0], f"{said} ({' '.join(why.split())})")


def _stray(block: Any, before: Entry | None, found: dict[str, Entry], file: str, faults: list[Fault]) -> None:
    """Tell text between entries that was meant as part of one; other text is a comment."""
    text, line = str(block.comment), (block.start_line or 0) + 1
    first = text.strip().split("\n")[0]
    if before is not None and _FIELDS.match(text):
        said = "fields stand after the entry's end: a brace too many closes it early"
        faults.append(Fault(file, line, before.key, first, said))
        del found[before.key]
    elif _HEADLESS.match(text):
        faults.append(Fault(file, line, "", first, "looks like an entry without its '@'"))


def _string(block: Any, strings: dict[str, str], file: str, faults: list[Fault]) -> dict[str, str]:
    line = (block.start_line or 0) + 1
    try:
        return {block.key.lower(): "".join(_value(block.value, strings))}
    except EstimatesError as error:
        faults.append(Fault(file, line, f"@string {block.key}", block.value, str(error)))
        return {}


def _entry(block: Any, strings: dict[str, str], file: str, faults: list[Fault]) -> Entry | None:
    line, key = (block.start_line or 0) + 1, str(block.key or "").strip()
    wrong: list[Fault] = []
    if not key:
        wrong.append(Fault(file, line, "", f"@{block.entry_type}", "the entry has no key; write @book{key, ...}"))
    fields: dict[str, str] = {}
    lines: dict[str, int] = {}
    for field in block.fields:
        name = field.key.strip().lower()
        lines[name] = field.start_line + 1
        if name in fields:
            wrong.append(Fault(file, lines[name], f"{key}.{name}", "", "the entry has this field twice; keep one"))
        try:
            fields[name] = "".join(_value(field.value, strings))
        except EstimatesError as error:
            wrong.append(Fault(file, lines[name], f"{key}.{name}", field.value.replace("\x00", ""), str(error)))
    faults += wrong
    return None if wrong else Entry(key, block.entry_type.lower(), line, fields, lines)


def _value(raw: str, strings: dict[str, str]) -> Iterator[str]:
    """Yield the parts of a value, which ``#`` joins: texts in braces or quotation marks, numbers, names of strings."""
    raw, at, first = raw.replace("\x00", "").strip(), 0, True
    while first or at < len(raw):
        if not first:
            if raw[at] != "#":
                raise EstimatesError("between two parts of a value stands a '#'")
            at = _past(raw, at + 1)
        first = False
        word = _WORD.match(raw, at)
        if raw[at : at + 1] in ("{", '"'):
            end = _closing(raw, at)
            yield raw[at + 1 : end]
            end += 1
        elif word is None:
            raise EstimatesError("a value is text in braces or quotation marks, a number, or the name of a @string")
        else:
            end = word.end()
            if not word[0].isdigit() and word[0].lower() not in strings:
                raise EstimatesError(f"no @string {word[0]!r} comes before; put text in braces")
            yield word[0] if word[0].isdigit() else strings[word[0].lower()]
        at = _past(raw, end)


def _past(raw: str, at: int) -> int:
    """Return the next place where something other than a blank stands."""
    while raw[at : at + 1].isspace():
        at += 1
    return at


def _closing(raw: str, start: int) -> int:
    """Return where the brace or quotation mark at a place is closed."""
    quoted, depth = raw[start] == '"', 0
    for mark in re.finditer(r'\\.|[{}"]', raw[start + 1 :], re.DOTALL):
        if not depth and mark[0] == ('"' if quoted else "}"):
            return start + 1 + mark.start()
        depth += (mark[0] == "{") - (mark[0] == "}")
    raise EstimatesError("a brace or a quotation mark is opened and not closed")
