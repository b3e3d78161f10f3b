"""CSL-JSON files to works: item for item, so that a broken item is reported and the others are read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from estimates.errors import DatasetError, EstimatesError, Fault
from estimates.model.sources import Source
from estimates.references.bibtex_reader import read_bibtex
from estimates.references.csl_items import key_of, mended
from estimates.references.json_files import JsonItem, items_in
from estimates.references.library import Library, Omission, distinct_names

_BIBTEX = (".bib", ".bibtex", ".biblatex")
# What reference managers and spreadsheets write that is neither CSL-JSON nor BibTeX.
_OTHERS = frozenset((
    ".ris", ".enw", ".nbib", ".rdf", ".xml", ".ciw", ".csv", ".tsv", ".xlsx", ".ods", ".docx", ".rtf", ".html", ".pdf",
))  # fmt: skip
_IN_MEMORY = "<sources>"


def read_csl(path: str | os.PathLike[str] | Iterable[Mapping[str, Any]]) -> Library:
    """Return the works of a CSL-JSON file, what Zotero calls "CSL JSON".

    Every field is kept to the letter, also those that CSL does not know. One that no style could set is kept in words
    of its own or left out, and listed in ``left_out``; it does not cost the work. Variables that the note names, as
    users of Zotero write them into *Extra* (``original-date: 1814``), are filled in.

    Parameters
    ----------
    path : path, or items
        A ``.json`` file in UTF-8 of at most 200 MB, or items in memory, such as `to_csl` returns.

    Returns
    -------
    Library
        The works, as a sequence that is reached by ``id`` and by ``citation-key`` as well; its ``faults`` are the
        items that could not be read, with file, line and key.

    Raises
    ------
    DatasetError
        If there is no such file, or it is no JSON, or no list of items.

    See Also
    --------
    read_bibtex : A library in BibTeX.
    to_csl : The way back.
    read : Claims that cite the library, by ``sources=``.

    Examples
    --------
    >>> library = read_csl([{"id": "doe1999", "type": "book", "issued": {"date-parts": [[1999]]}},
    ...                     {"id": "doe2000", "type": "book", "issued": {"date-parts": [[2000, 17]]}},
    ...                     {"type": "book"}])
    >>> library
    <Library: 2 works, 1 fault, 1 left out>
    >>> print(library.left_out[0])
    doe2000, issued.date-parts[0][1]: not a month; months are 1 to 12, seasons 21 to 24; left out ('17')
    """
    if isinstance(path, (str, os.PathLike)):
        file = Path(path)
        ending = file.suffix.lower()
        if ending in _OTHERS:
            message = (
                f"a library of works is a .json file in CSL-JSON or a .bib file (got {ending}); in Zotero choose CSL "
                "JSON or BibTeX as the format of the export, of another program's file too once it is imported there"
            )
            raise DatasetError([Fault(file.name, None, "", "", message)])
        return _library(items_in(file), file.name)
    if path is None or isinstance(path, (bytes, int, float)):
        raise DatasetError([_no_list(path)])
    given = path.items() if isinstance(path, Mapping) else path
    if isinstance(path, Mapping):
        found = [{"id": key, **item} if isinstance(item, Mapping) else item for key, item in given]
    else:
        try:
            found = list(given)
        except TypeError:
            raise DatasetError([_no_list(path)]) from None
    return _library((JsonItem(_item(one)) for one in found), _IN_MEMORY)


def _item(one: Any) -> Any:
    return one.csl if isinstance(one, Source) else one


def _no_list(given: Any) -> Fault:
    message = f"a bibliography is a list of works in CSL-JSON, or a file of them (got {type(given).__name__})"
    return Fault(_IN_MEMORY, None, "", "", message)


def _library(items: Iterator[JsonItem], file: str) -> Library:
    faults: list[Fault] = []
    works: dict[str, Source] = {}
    left_out: list[Omission] = []
    names: list[tuple[str, str]] = []
    for place, item in enumerate(items):
        key = ""
        try:
            if item.unread:
                raise EstimatesError(item.unread)
            key = key_of(item.value)
            csl, remarks = mended(item.value)
            source = Source(key, csl)
        except EstimatesError as error:
            column = f"[{place}]" if not key else key if item.line else f"[{place}].id"
            faults.append(Fault(file, item.line, column, key, str(error)))
            continue
        if key not in works:
            works[key] = source
            twice = "an object has this key twice, with different values; the first is kept"
            remarks += [(name, "", twice) for name in item.repeated]
            left_out += [Omission(key, field, value, why, item.line) for field, value, why in remarks]
            names += [(str(csl["citation-key"]), key)] if csl.get("citation-key") else []
        elif works[key] != source:
            column = f"{key}.id" if item.line else f"[{place}].id"
            faults.append(Fault(file, item.line, column, key, "two works have this key; each needs its own"))
    aliases, clashes = distinct_names(names, works)
    faults += [Fault(file, None, f"{name}.citation-key", name, message) for name, message in clashes]
    return Library(works.values(), faults, left_out, file, aliases)


def library_of(given: Any, faults: list[Fault]) -> Library:
    """Return any bibliography: a ``.json`` or ``.bib`` file, a library, items in memory.

    Parameters
    ----------
    given : path, Library, list of mapping, mapping of str to Source
    faults : list of Fault
        What keeps the whole from being read is added to it; what is wrong with single works is in the library.
    """
    if isinstance(given, Library):
        return given
    try:
        if isinstance(given, (str, os.PathLike)) and Path(given).suffix.lower() in _BIBTEX:
            return read_bibtex(Path(given))
        return read_csl(given)
    except DatasetError as error:
        faults += error.faults
        return Library()
