"""A table of a paper before it is drawn: caption, columns, cells, and the notes to which their marks lead."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from attrs import field, frozen

from estimates.citing import numbered
from estimates.errors import UnknownNameError, listed, nearest
from estimates.layout.citation_labels import full
from estimates.model.markup import one_line
from estimates.model.sources import Citation


@frozen
class Cell:
    """A text and the marks that follow it.

    Parameters
    ----------
    text : str
        Plain text of the data, not escaped.
    marks : tuple of str
        Letters lead to remarks, numbers to sources.
    """

    text: str = ""
    marks: tuple[str, ...] = ()


@frozen
class Column:
    """A column of a paper's table: its name, its heading, and a cell for each row."""

    name: str
    heading: str
    cells: tuple[Cell, ...]

    @property
    def empty(self) -> bool:
        """Whether no cell says anything."""
        return not any(cell.text or cell.marks for cell in self.cells)


@frozen
class Paper:
    """A table of a paper.

    Parameters
    ----------
    caption : str
        What is counted.
    columns : tuple of Column
        The first one names the rows.
    remarks : tuple of str
        Notes that are lettered, in the order in which the cells are marked.
    places : tuple of Citation
        What the numbered notes cite, in that order.
    foot : tuple of Cell
        Notes that no mark leads to; they may carry marks of sources themselves.
    groups : tuple of str
        Where rows are grouped: for the first row of a group its heading, ``""`` for the others.
    label : str
        The name of the table for references to it.
    style : str, path or None
        The citation style of the numbered notes; None for the short labels with titles, which need no engine.
    """

    caption: str
    columns: tuple[Column, ...]
    remarks: tuple[str, ...] = ()
    places: tuple[Citation, ...] = ()
    foot: tuple[Cell, ...] = ()
    groups: tuple[str, ...] = ()
    label: str = ""
    style: str | os.PathLike[str] | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """The numbered notes, in words."""
        notes = map(full, self.places) if self.style is None else numbered(self.places, self.style)
        return tuple(map(_sentence, notes))

    @property
    def rows(self) -> list[tuple[Cell, ...]]:
        """The cells row by row."""
        return list(zip(*(column.cells for column in self.columns)))


@frozen
class Notes:
    """The notes of one table: each is made once, and marked wherever it is needed."""

    _remarks: dict[str, str] = field(factory=dict, init=False)
    _sources: dict[Citation, str] = field(factory=dict, init=False)

    def remark(self, *texts: str) -> tuple[str, ...]:
        """Return the marks of remarks; an empty one has none."""
        sentences = [_sentence(one_line(text)) for text in texts if text]
        return tuple(self._remarks.setdefault(text, letters(len(self._remarks))) for text in sentences)

    def source(self, citations: Iterable[Citation]) -> tuple[str, ...]:
        """Return the marks of places in works."""
        return tuple(self._sources.setdefault(c, str(len(self._sources) + 1)) for c in dict.fromkeys(citations))

    @property
    def remarks(self) -> tuple[str, ...]:
        """The remarks, in the order of their letters."""
        return tuple(self._remarks)

    @property
    def places(self) -> tuple[Citation, ...]:
        """What the numbered notes cite, in the order of their numbers."""
        return tuple(self._sources)


def _sentence(text: str) -> str:
    """Return a note with a capital where it begins with a word of ours, and a full stop."""
    text = f"A{text[1:]}" if text.startswith(("as read in ", "as reported in ")) else text
    return text if text.endswith((".", "!", "?", ".”")) else f"{text}."


def letters(number: int) -> str:
    """Return the mark of a remark, counted from zero: a to z, then aa.

    Examples
    --------
    >>> letters(0), letters(25), letters(26)
    ('a', 'z', 'aa')
    """
    head, tail = divmod(number, 26)
    return (letters(head - 1) if head else "") + chr(97 + tail)


def kept(columns: Sequence[Column], asked: Sequence[str] | None, default: Sequence[str] | None = None) -> list[Column]:
    """Return the columns that a reader has asked for, in that order; without asking, those that say something.

    Raises
    ------
    UnknownNameError
        If a name is not one of the columns.
    """
    by_name = {column.name: column for column in columns}
    if asked is None:
        names = list(by_name) if default is None else default
        return [by_name[name] for name in names if name in by_name and not by_name[name].empty]
    asked = (asked,) if isinstance(asked, str) else tuple(asked)
    for name in asked:
        if name not in by_name:
            raise UnknownNameError(f"no column {name!r}{nearest(str(name), by_name)}; there are {listed(by_name)}")
    return [by_name[name] for name in dict.fromkeys(asked)]
