"""The sheets of a workbook: every cell that is in the file, whatever the file says of its size."""

from __future__ import annotations

import re
from pathlib import Path
from types import TracebackType

from attrs import Factory, define

from estimates.dataset.cell_formats import BUILT_IN, Shown, number_text, shown
from estimates.dataset.office_package import Attributes, Handlers, Package, WorkbookError, local, open_package

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
_MOST_SHEETS, _MOST_MERGED = 1_000, 20_000
_LONGEST = 1_000_000  # characters of one cell, of which a spreadsheet program keeps 32,767
_PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_HIDDEN_CHARACTER = re.compile("_x([0-9A-Fa-f]{4})_")
_TRUE = ("1", "true")
Place = tuple[int, int]


@define
class Sheet:
    """The cells of a sheet that hold anything, by row and column, both counted from 1."""

    name: str
    cells: dict[int, dict[int, str]] = Factory(dict)
    shown: dict[Place, Shown] = Factory(dict)
    uncomputed: dict[Place, str] = Factory(dict)
    struck: list[Place] = Factory(list)
    merged: list[tuple[str, Place, Place]] = Factory(list)
    hidden_rows: list[int] = Factory(list)
    hidden_columns: list[int] = Factory(list)
    comments: dict[Place, str] = Factory(dict)


@define
class Workbook:
    """An opened workbook: the names of its sheets, in order, and what its cells share."""

    package: Package
    sheets: dict[str, str]  # the part of each sheet
    texts: list[tuple[str, bool]]  # shared texts, and whether part of one is struck through
    formats: list[tuple[str, bool]]  # of cells: the number format, and whether they are struck through
    first_of_1904: bool

    def __enter__(self) -> Workbook:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.package.close()

    def read(self, name: str) -> Sheet:
        """Return the cells of a sheet."""
        part = self.sheets[name]
        reader = _SheetReader(self, Sheet(name))
        self.package.events(part, reader.handlers())
        reader.sheet.hidden_columns = [column for column, hidden in enumerate(reader.hidden) if hidden]
        for kind, target in self.package.relations(part).values():
            if kind == "comments":
                _read_comments(self.package, target, reader.sheet.comments)
        return reader.sheet


def open_workbook(path: Path) -> Workbook:
    """Open a workbook.

    Raises
    ------
    WorkbookError
        If it cannot be read, or would need more memory or time than a table can.
    """
    package = open_package(path)
    try:
        main = next((target for kind, target in package.relations("").values() if kind == "officeDocument"), "")
        main = main or "xl/workbook.xml"
        if main not in package:
            raise WorkbookError("it holds no workbook")
        relations = package.relations(main)
        sheets, first_of_1904 = _named_sheets(package, main, relations)
        parts = dict(relations.values())
        texts = _shared_texts(package, parts.get("sharedStrings", ""))
        formats = _cell_formats(package, parts.get("styles", ""))
        return Workbook(package, sheets, texts, formats, first_of_1904)
    except BaseException:
        package.close()
        raise


def column_letters(column: int) -> str:
    """Return the name of a column as spreadsheet programs show it.

    Examples
    --------
    >>> column_letters(1), column_letters(28), column_letters(16_384)
    ('A', 'AB', 'XFD')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column, from 1, that spreadsheet programs show as letters."""
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return column


def place_of(reference: str) -> Place | None:
    """Return the row and column of ``B12``, or None where a sheet has no such cell."""
    found = _PLACE.fullmatch(reference.replace("$", ""))
    if found is None:
        return None
    column, row = column_number(found[1]), int(found[2])
    return (row, column) if 1 <= row <= MOST_ROWS and column <= MOST_COLUMNS else None


def _named_sheets(package: Package, main: str, relations: dict[str, tuple[str, str]]) -> tuple[dict[str, str], bool]:
    sheets: dict[str, str] = {}
    counted: list[bool] = []
    held: set[str] = set()
    parts: set[str] = set()

    def sheet(attributes: Attributes) -> None:
        kind, target = relations.get(next(local(attributes, "id"), ""), ("", ""))
        if kind == "worksheet":
            if target not in package:
                raise WorkbookError(f"it names a sheet {attributes.get('name', '')!r} that the file does not hold")
            name = attributes.get("name", "") or target
            if name.casefold() in held or target.lower() in parts:
                raise WorkbookError(f"two of its sheets have one name, or are one part of the file: {name[:80]!r}")
            held.add(name.casefold())
            parts.add(target.lower())
            sheets[name] = target
            if len(sheets) > _MOST_SHEETS:
                raise WorkbookError(f"it has more than {_MOST_SHEETS:,} sheets; save the table alone as a new workbook")

    def settings(attributes: Attributes) -> None:
        counted.append(attributes.get("date1904", "") in _TRUE)

    package.events(main, Handlers({"sheet": sheet, "workbookPr": settings}))
    if not sheets:
        raise WorkbookError("it has no sheet with cells")
    return sheets, any(counted)


class _Text:
    """The characters between two tags, bounded."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.open = False

    def begin(self, _: Attributes | None = None) -> None:
        self.open = True

    def add(self, text: str) -> None:
        if self.open:
            self.pieces.append(text)
            self.length += len(text)
            if self.length > _LONGEST:
                raise WorkbookError(f"a cell holds more than {_LONGEST:,} characters; a spreadsheet's holds 32,767")

    def stop(self) -> None:
        self.open = False

    def take(self) -> str:
        text = self.pieces[0] if len(self.pieces) == 1 else "".join(self.pieces)
        self.pieces, self.length, self.open = [], 0, False
        return _HIDDEN_CHARACTER.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _shared_texts(package: Package, part: str) -> list[tuple[str, bool]]:
    texts: list[tuple[str, bool]] = []
    held = _Text()
    struck: list[bool] = []
    phonetic: list[bool] = []

    def end() -> None:
        texts.append((held.take(), bool(struck)))
        struck.clear()

    def strike(attributes: Attributes) -> None:
        if attributes.get("val", "1") in _TRUE:
            struck.append(True)

    handlers = Handlers(
        {"t": lambda _: None if phonetic else held.begin(), "strike": strike, "rPh": lambda _: phonetic.append(True)},
        {"t": held.stop, "si": end, "rPh": phonetic.clear},
        held.add,
    )
    package.events(part, handlers)
    return texts


def _cell_formats(package: Package, part: str) -> list[tuple[str, bool]]:
    codes = dict(BUILT_IN)
    fonts: list[bool] = []
    formats: list[tuple[int, int]] = []
    within: list[str] = []

    def number(attributes: Attributes) -> None:
        codes[_int(attributes.get("numFmtId"))] = attributes.get("formatCode", "General")

    def font(_: Attributes) -> None:
        if within == ["fonts"]:
            fonts.append(False)

    def strike(attributes: Attributes) -> None:
        if within == ["fonts"] and fonts:
            fonts[-1] = attributes.get("val", "1") in _TRUE

    def cell(attributes: Attributes) -> None:
        if within == ["cellXfs"]:
            formats.append((_int(attributes.get("numFmtId")), _int(attributes.get("fontId"))))

    start = {"numFmt": number, "font": font, "strike": strike, "xf": cell}
    start |= {"fonts": lambda _: within.append("fonts"), "cellXfs": lambda _: within.append("cellXfs")}
    package.events(part, Handlers(start, {"fonts": within.clear, "cellXfs": within.clear}))
    return [(codes.get(code, "General"), font < len(fonts) and fonts[font]) for code, font in formats]


def _int(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def _read_comments(package: Package, part: str, comments: dict[Place, str]) -> None:
    text = _Text()
    at: list[Place | None] = []

    def begin(attributes: Attributes) -> None:
        at[:] = [place_of(attributes.get("ref", ""))]

    def end() -> None:
        comment = " ".join(text.take().split())
        if at and at[0] is not None and comment:
            comments[at[0]] = comment

    package.events(part, Handlers({"comment": begin, "t": text.begin}, {"t": text.stop, "comment": end}, text.add))


class _SheetReader:
    """The events of a sheet's part, taken down as cells."""

    def __init__(self, book: Workbook, sheet: Sheet) -> None:
        self.book, self.sheet = book, sheet
        self.row = self.column = 0
        self.kind, self.format = "n", 0
        self.value, self.formula = _Text(), _Text()
        self.has_formula = self.struck = self.phonetic = False
        self.cells: dict[int, str] = {}
        self.hidden = bytearray(MOST_COLUMNS + 1)  # of each column whether it is

    def handlers(self) -> Handlers:
        return Handlers(
            {"row": self.start_row, "c": self.start_cell, "v": self.value.begin, "t": self.start_text,
             "f": self.start_formula, "mergeCell": self.merge, "col": self.columns, "strike": self.strike,
             "rPh": self.start_phonetic},
            {"c": self.end_cell, "v": self.value.stop, "t": self.value.stop, "f": self.formula.stop,
             "rPh": self.end_phonetic},
            self.text,
        )  # fmt: skip

    def text(self, text: str) -> None:
        (self.formula if self.formula.open else self.value).add(text)

    def start_phonetic(self, _: Attributes) -> None:
        self.phonetic = True

    def end_phonetic(self) -> None:
        self.phonetic = False

    def start_text(self, _: Attributes) -> None:
        if not self.phonetic:
            self.value.begin()

    def start_row(self, attributes: Attributes) -> None:
        self.row = _int(attributes.get("r")) or self.row + 1
        self.column = 0
        if self.row > MOST_ROWS:
            raise WorkbookError(f"it has a row {self.row:,}; a sheet ends at row {MOST_ROWS:,}")
        self.cells = self.sheet.cells.setdefault(self.row, {})
        if attributes.get("hidden") in _TRUE:
            self.sheet.hidden_rows.append(self.row)

    def start_cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        if reference is None:
            self.column += 1
            if self.column > MOST_COLUMNS:
                raise WorkbookError(f"it has a row of more than {MOST_COLUMNS:,} cells; a sheet ends at column XFD")
        else:
            place = place_of(reference)
            if place is None:
                raise WorkbookError(f"it has a cell {reference[:20]!r}; a sheet ends at column XFD, row {MOST_ROWS:,}")
            if place[0] != self.row:
                self.row = place[0]
                self.cells = self.sheet.cells.setdefault(self.row, {})
            self.column = place[1]
        self.kind = attributes.get("t", "n")
        self.format = _int(attributes.get("s"))
        self.has_formula = self.struck = False

    def start_formula(self, _: Attributes) -> None:
        self.has_formula = True
        self.formula.begin()

    def strike(self, attributes: Attributes) -> None:
        self.struck = self.struck or attributes.get("val", "1") in _TRUE

    def end_cell(self) -> None:
        text = self.value.take()
        formula = self.formula.take() if self.has_formula else ""
        place = (self.row, self.column)
        code, struck = self.book.formats[self.format] if self.format < len(self.book.formats) else ("General", False)
        if self.kind == "s":
            text, partly = self._shared(text)
            struck = struck or partly
        elif self.kind == "b":
            text = "true" if text.strip() in _TRUE else "false" if text else ""
        elif self.kind == "n" and text:
            text = self._number(text.strip(), code, place)
        if text:
            self.cells[self.column] = text
            if struck or self.struck:
                self.sheet.struck.append(place)
        elif self.has_formula and self.kind != "str":
            self.sheet.uncomputed[place] = f"={formula}"

    def _shared(self, text: str) -> tuple[str, bool]:
        try:
            return self.book.texts[_int(text.strip())] if text.strip() else ("", False)
        except IndexError:
            raise WorkbookError(
                f"its cell {column_letters(self.column)}{self.row} names a text that is missing"
            ) from None

    def _number(self, text: str, code: str, place: Place) -> str:
        try:
            value = float(text)
        except ValueError:
            return text
        if code == "General":
            return text if text.isascii() and text.isdigit() and len(text) < 16 else number_text(value)
        found = shown(value, code, first_of_1904=self.book.first_of_1904)
        if found.held or found.date:
            self.sheet.shown[place] = found
        return found.text

    def merge(self, attributes: Attributes) -> None:
        reference = attributes.get("ref", "")
        first, _, last = reference.partition(":")
        corners = place_of(first), place_of(last or first)
        if corners[0] is not None and corners[1] is not None and corners[0] != corners[1]:
            self.sheet.merged.append((reference, corners[0], corners[1]))
            if len(self.sheet.merged) > _MOST_MERGED:
                raise WorkbookError(f"it merges more than {_MOST_MERGED:,} ranges of cells; unmerge them")

    def columns(self, attributes: Attributes) -> None:
        if attributes.get("hidden") in _TRUE:
            first, last = (min(_int(attributes.get(end)), MOST_COLUMNS) for end in ("min", "max"))
            self.hidden[first : last + 1] = b"\1" * max(last + 1 - first, 0)
