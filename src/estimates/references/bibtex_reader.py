"""BibTeX and biblatex files to works: entry for entry, so that a broken entry is reported and the others are read."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from estimates.errors import DatasetError, EstimatesError, Fault, FormatError, MissingExtraError
from estimates.model.sources import Source
from estimates.references.bibtex_crossref import inherited
from estimates.references.bibtex_to_csl import Entry, csl_item
from estimates.references.csl_dates import MONTHS
from estimates.references.json_files import file_bytes
from estimates.references.latex import NEEDS
from estimates.references.library import Library, Omission, distinct_names

_WORD = re.compile(r'[^\s"{}#,=]+')
_ENCODING = re.compile(rb"%\s*Encoding:\s*([A-Za-z0-9_-]+)")
_FIELDS = re.compile(r"\s*,?\s*[A-Za-z][\w-]*\s*=\s*[{\"\w]")
_FOLLOWING = re.compile(r"\s*([A-Za-z][\w-]*)\s*=\s*(?=[{\"\d])")
_HEADLESS = re.compile(r"\s*[A-Za-z]+\s*\{\s*[^\s,{}]+\s*,\s*[\w-]+\s*=")
_AGAIN = "another entry has this key; each needs its own, and the first one is taken"
_NOT_WORKS = ("xdata", "set")


def read_bibtex(path: str | os.PathLike[str]) -> Library:
    """Return the works of a BibTeX or biblatex file, as Zotero, Better BibTeX or JabRef export it.

    Titles keep their capitals, names of bodies in braces stay whole, strings, cross-references and ``@xdata`` are
    filled in, LaTeX becomes Unicode. A field that CSL has no variable for is kept in the item's ``custom``; one that
    cannot be read is kept in words of its own or left out, listed in ``left_out``, and does not cost the work.

    Parameters
    ----------
    path : path
        A ``.bib`` file: UTF-8, or the encoding that JabRef names in its first line.

    Returns
    -------
    Library
        The works, as a sequence that is reached by key as well; its ``faults`` are the entries that could not be read,
        and ``left_out`` is what of the others CSL has no place for.

    Raises
    ------
    DatasetError
        If there is no such file, or it is no text.
    MissingExtraError
        If the libraries that take LaTeX apart are not installed.
    FormatError
        If it is no path.

    See Also
    --------
    read_csl : A library in CSL-JSON.
    to_bibtex : The way back.
    read : Claims that cite the library, by ``sources=``.

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
    if not isinstance(path, (str, os.PathLike)):
        raise FormatError(
            f"a bibliography in BibTeX is read from a path (got {type(path).__name__}); to_bibtex() writes the works "
            "of claims, and read_csl() takes items in memory"
        )
    file = Path(path)
    return parsed(_text(file), file.name)


def _text(path: Path) -> str:
    faults: list[Fault] = []
    data = file_bytes(path, faults)
    if data is None:
        raise DatasetError(faults)
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
    names: list[tuple[str, str]] = []
    for entry in entries.values():
        if entry.kind == "set":
            left_out.append(Omission(entry.key, "entry type", "@set", "a group of entries, not a work", entry.line))
        if entry.kind in _NOT_WORKS:
            continue
        item, remarks = csl_item(inherited(entry, entries))
        key = item.get("custom", {}).pop("csl-id", entry.key)
        if item.get("custom") == {}:
            del item["custom"]
        try:
            source = Source(key, item)
        except EstimatesError as error:
            faults.append(Fault(file, entry.line, entry.key, key, str(error)))
            continue
        if key in works:
            faults.append(Fault(file, entry.line, entry.key, key, "another entry has this key; each needs its own"))
            continue
        works[key] = source
        left_out += [
            Omission(key, field, value, why, entry.lines.get(field, entry.line)) for field, value, why in remarks
        ]
        names += [(name.strip(), key) for name in entry.fields.get("ids", "").split(",") if name.strip()]
    aliases, clashes = distinct_names(names, works)
    faults += [Fault(file, None, f"{name}.ids", name, message) for name, message in clashes]
    return Library(works.values(), sorted(faults, key=lambda fault: fault.row or 0), left_out, file, aliases)


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
                _again(inner, found, strings, Fault(file, line, str(block.key), str(block.key), _AGAIN), faults)
        elif isinstance(block, model.DuplicateFieldKeyBlock) and isinstance(block.ignore_error_block, model.Entry):
            last = _keep(_entry(block.ignore_error_block, strings, file, faults), found, file, faults)
        elif isinstance(block, model.ParsingFailedBlock):
            faults.append(_failed(block, line, file))
        elif isinstance(block, model.Entry):
            last = _keep(_entry(block, strings, file, faults), found, file, faults)
        elif isinstance(block, model.ImplicitComment):
            _stray(block, before, found, file, faults)
    return found


def _keep(entry: Entry | None, found: dict[str, Entry], file: str, faults: list[Fault]) -> Entry | None:
    """Record an entry under its key, unless another has it."""
    if entry is not None and entry.key in found:
        if (entry.kind, entry.fields) != (found[entry.key].kind, found[entry.key].fields):
            faults.append(Fault(file, entry.line, entry.key, entry.key, _AGAIN))
        return None
    if entry is not None:
        found[entry.key] = entry
    return entry


def _again(inner: Any, found: dict[str, Entry], strings: dict[str, str], fault: Fault, faults: list[Fault]) -> None:
    """Report an entry whose key another has, unless it says the same."""
    from bibtexparser import model

    entry = _entry(inner, strings, fault.file, []) if isinstance(inner, model.Entry) else None
    first = found.get(entry.key) if entry is not None else None
    if entry is None or first is None or (entry.kind, entry.fields) != (first.kind, first.fields):
        faults.append(fault)


def _failed(block: Any, line: int, file: str) -> Fault:
    inner = block.ignore_error_block
    raw = str(block.raw or "")
    key = str(inner.key) if inner is not None else "".join(re.findall(r"\A@\s*\w+\s*[{(]\s*([^\s,{}()=]+)", raw))
    if re.match(r"@\s*\w+\s*[{(]\s*[\w-]+\s*=", raw):
        return Fault(file, line, "", raw.strip().split("\n")[0], "the entry has no key; write @book{key, ...}")
    why = str(getattr(block.error, "abort_reason", "") or block.error).strip().rstrip(".")
    message = "the entry cannot be read: a brace, a quotation mark or a comma is missing or too many"
    return Fault(file, line, key, raw.strip().split("\n")[0], f"{message} ({' '.join(why.split())})")


def _stray(block: Any, before: Entry | None, found: dict[str, Entry], file: str, faults: list[Fault]) -> None:
    """Report text between entries that was meant as part of one; other text is a comment."""
    text, line = str(block.comment), (block.start_line or 0) + 1
    first = text.strip().split("\n")[0]
    if before is not None and _FIELDS.match(text):
        message = "fields stand after the entry's end: a brace too many closes it early"
        faults.append(Fault(file, line, before.key, first, message))
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
    if not key:
        message = "the entry has no key; write @book{key, ...}"
        faults.append(Fault(file, line, "", f"@{block.entry_type}", message))
        return None
    entry = Entry(key, block.entry_type.lower(), line, {})
    for name, raw, line in _fields(block, entry):
        try:
            value = "".join(_value(raw, strings))
        except EstimatesError as error:
            if name == "month" and _WORD.fullmatch(raw):
                value = raw  # a month's name, or a season's, without braces
            else:
                entry.remarks.append((name, raw, f"{error}; left out"))
                continue
        if name not in entry.fields:
            entry.fields[name], entry.lines[name] = value, line
        elif entry.fields[name] != value:
            entry.remarks.append((name, value, "the entry has this field twice; the first is taken"))
    return entry


def _fields(block: Any, entry: Entry) -> Iterator[tuple[str, str, int]]:
    """Yield name, value and line of each field; where a comma is missing between two, both, and a remark."""
    for field in block.fields:
        name, raw = field.key.strip().lower(), str(field.value or "").replace("\x00", "").strip()
        while raw[:1] in ("{", '"'):
            try:
                end = _closing(raw, 0) + 1
            except EstimatesError:
                break
            following = _FOLLOWING.match(raw, end)
            if following is None:
                break
            entry.remarks.append((name, raw[:end], f"no comma before the field {following[1]!r}; read as two fields"))
            yield name, raw[:end], field.start_line + 1
            name, raw = following[1].lower(), raw[following.end() :].strip()
        yield name, raw, field.start_line + 1


def _value(raw: str, strings: dict[str, str]) -> Iterator[str]:
    """Yield the parts of a value, which ``#`` joins: texts in braces or quotation marks, numbers, names of strings."""
    raw, at, first = raw.replace("\x00", "").strip(), 0, True
    while first or at < len(raw):
        if not first:
            if raw[at] != "#":
                raise EstimatesError("two parts of a value are joined by '#'")
            at = _after_blanks(raw, at + 1)
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
            if not word[0][0].isdigit() and word[0].lower() not in strings:  # no name of a string begins with a digit
                raise EstimatesError(f"no @string {word[0]!r} comes before; put text in braces")
            yield word[0] if word[0][0].isdigit() else strings[word[0].lower()]
        at = _after_blanks(raw, end)


def _after_blanks(raw: str, at: int) -> int:
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
