"""The parts of a workbook's file, streamed as XML events within fixed bounds of size, or refused in words."""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.parsers import expat

from attrs import Factory, define

from estimates.errors import EstimatesError

Attributes = dict[str, str]
MOST_BYTES = 512 * 2**20  # what all parts of a file may unpack to
_TIGHT = 200  # spreadsheet programs pack about 10 to 1; what packs tighter than this is no table
_LOOSE_BYTES = 16 * 2**20  # below this size, however tightly packed, there is nothing to fear
_MOST_PARTS = 10_000
_MOST_MARKUP = 2 * 2**20  # of one tag, comment or instruction
_DEEPEST = 1_000  # elements within each other
_CHUNK = 1 << 17
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LEGACY = b"\xd0\xcf\x11\xe0"
# All that zipfile, zlib and expat raise for bytes that are not what they claim to be.
_BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, expat.ExpatError, NotImplementedError, RuntimeError, EOFError,
    OSError, ValueError, KeyError, IndexError, OverflowError, struct.error, AttributeError, TypeError,
)  # fmt: skip


class WorkbookError(EstimatesError, ValueError):
    """A file that is no readable workbook."""


@define
class Handlers:
    """What is called for the elements of a part, by local name; text is given only between `start` and `end`."""

    start: dict[str, Callable[[Attributes], None]] = Factory(dict)
    end: dict[str, Callable[[], None]] = Factory(dict)
    text: Callable[[str], None] | None = None


@define
class Package:
    """An opened workbook file.

    Parameters
    ----------
    path : Path
    names : dict
        The parts by lower-case name, as the format compares names.
    """

    path: Path
    names: dict[str, zipfile.ZipInfo]
    _archive: zipfile.ZipFile

    def __contains__(self, name: str) -> bool:
        return name.lower() in self.names

    def close(self) -> None:
        self._archive.close()

    def events(self, name: str, handlers: Handlers) -> None:
        """Send the elements of a part to handlers; a part that is not there has none.

        Raises
        ------
        WorkbookError
            If the part is broken, declares entities or holds markup of an unreasonable size.
        """
        info = self.names.get(name.lower())
        if info is None:
            return
        parser = _parser(handlers)
        given = 0
        try:
            with self._archive.open(info) as part:
                while chunk := part.read(_CHUNK):
                    parser.Parse(chunk, False)
                    given += len(chunk)
                    if given - parser.CurrentByteIndex > _MOST_MARKUP:
                        raise WorkbookError(f"{name!r} holds a single tag of more than {_MOST_MARKUP:,} bytes")
                parser.Parse(b"", True)
        except EstimatesError:
            raise
        except _BROKEN as error:
            raise WorkbookError(f"its part {name!r} is damaged ({_reason(error)})") from None

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Return the parts to which a part points: by id, the last word of the kind and the name of the target."""
        folder, file = posixpath.split(name)
        found: dict[str, tuple[str, str]] = {}

        def relation(attributes: Attributes) -> None:
            target = attributes.get("Target", "")
            if attributes.get("TargetMode") != "External" and target:
                kind = attributes.get("Type", "").rpartition("/")[2]
                found[attributes.get("Id", "")] = (kind, _within(folder, target))

        self.events(
            f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels", Handlers({"Relationship": relation})
        )
        return found


def open_package(path: Path) -> Package:
    """Open a workbook's file, after its parts have been counted and weighed.

    Raises
    ------
    WorkbookError
        If it is no such file, has a password, or would unpack to more than a table can need.
    """
    try:
        with path.open("rb") as file:
            if file.read(4) == _LEGACY:
                raise WorkbookError("it has a password, or the old .xls format; save it as .xlsx, without a password")
        archive = zipfile.ZipFile(path)
    except EstimatesError:
        raise
    except _BROKEN as error:
        raise WorkbookError(_reason(error)) from None
    try:
        _weigh(archive.infolist())
    except EstimatesError:
        archive.close()
        raise
    return Package(path, {info.filename.lower().lstrip("/"): info for info in archive.infolist()}, archive)


def _weigh(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > _MOST_PARTS:
        raise WorkbookError(f"it has {len(parts):,} parts; {_MOST_PARTS:,} are allowed")
    whole = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if whole > MOST_BYTES or (whole > _LOOSE_BYTES and whole > _TIGHT * max(packed, 1)):
        largest = max(parts, key=lambda part: part.file_size)
        raise WorkbookError(
            f"it would unpack to {whole / 2**20:,.0f} MB, most of it in {largest.filename[:80]!r}; "
            "save the table alone as a new workbook"
        )
    for part in parts:
        if part.compress_type not in _METHODS:
            raise WorkbookError(f"its part {part.filename[:80]!r} is packed by a method that workbooks do not use")
        if part.flag_bits & 0x1:
            raise WorkbookError("it has a password; save it without one")


def _parser(handlers: Handlers) -> Any:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    starts, ends = _ByLocalName(handlers.start), _ByLocalName(handlers.end)
    depth = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise WorkbookError(f"its elements are nested more than {_DEEPEST:,} deep")
        call = starts[name]
        if call is not None:
            call(attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        call = ends[name]
        if call is not None:
            call()

    def refuse(*_: object) -> None:
        raise WorkbookError("it declares a document type or entities, which no spreadsheet program writes")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    if handlers.text is not None:
        parser.CharacterDataHandler = handlers.text
    return parser


class _ByLocalName(dict[str, Any]):
    """Handlers by name as it stands in the file, whatever prefix it has there."""

    def __init__(self, calls: dict[str, Any]) -> None:
        super().__init__()
        self._calls = calls

    def __missing__(self, name: str) -> Any:
        call = self._calls.get(name.rpartition(":")[2])
        if len(self) < 10_000:
            self[name] = call
        return call


def _within(folder: str, target: str) -> str:
    """Return the name of a part that a part in `folder` points to; a leading slash begins at the root."""
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _reason(error: BaseException) -> str:
    reason = str(error).strip("'\"")
    return reason if len(reason) <= 120 and reason.isprintable() and reason else type(error).__name__


def local(attributes: Attributes, name: str) -> Iterator[str]:
    """Yield the values of attributes with a prefix and this local name: ``r:id`` for ``id``."""
    return (value for key, value in attributes.items() if key.endswith(f":{name}"))
