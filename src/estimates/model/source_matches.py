"""What references in a user's words were taken for when a table was read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import attrs
from attrs import field, frozen

from estimates.model.rows import Row, Rows
from estimates.model.sources import Citation, Source, cell

Outcome = Literal["matched", "near", "kept", "keyed"]
_SAID = {
    "matched": "",
    "near": "some of the words are not in this work; kept in its own words",
    "kept": "no work fits; kept in its own words",
    "keyed": "the key beside the words",
}


def _citations(items: Iterable[Citation]) -> tuple[Citation, ...]:
    return tuple(items)


@frozen(repr=False)
class SourceMatch(Row):
    """A reference in a user's words, and the places of the library that it was taken for.

    Parameters
    ----------
    text : str
        The cell as it stands.
    outcome : str
        ``matched``: it means the places named; ``near``: their author and year fit, and other words contradict, so that
        it is kept in its own words; ``kept``: no work fits; ``keyed``: the user has written the key beside it.
    places : tuple of Citation
    file : str
    column : str
        Ours: ``source``, ``via`` or ``reported_in``.
    rows : tuple of int
        As the user's program numbers them.
    cell_column : int
        The column of the cell in its sheet, from 1.
    sheet : str
        Of a workbook.
    header_row : int
        The number of the row that names the columns.

    See Also
    --------
    SourceMatches : All of a table.
    """

    text: str
    outcome: Outcome
    places: tuple[Citation, ...] = field(default=(), converter=_citations)
    file: str = ""
    column: str = "source"
    rows: tuple[int, ...] = ()
    cell_column: int = 0
    sheet: str = ""
    header_row: int = 1

    @property
    def key(self) -> str:
        """The places as keys, as a cell of a table holds them: ``sen1981[202]``; ``""`` where it means none."""
        return "; ".join(map(_written, self.places)) if self.outcome in ("matched", "keyed") else ""

    @property
    def works(self) -> str:
        """The works in the short author-date form."""
        return "; ".join(place.source.label for place in self.places if place.source is not None)

    def cells(self) -> dict[str, str]:
        """Return the match as texts, by the headings of a table."""
        return {"Rows": ", ".join(map(str, self.rows)), "Column": self.column, "Words": self.text, "Key": self.key,
                "Work": self.works, "Note": _SAID[self.outcome]}  # fmt: skip

    def __str__(self) -> str:
        return f"“{self.text}”: {self.key or _SAID[self.outcome]}"


class SourceMatches(Rows[SourceMatch]):
    """All references in words of a table that was read: a tuple that shows itself as a table.

    Attributes
    ----------
    path : str
        The file that was read; ``""`` for a table in memory.
    encoding : str
        That of a CSV file, where the user named one.

    See Also
    --------
    read : Matches references to the works of ``sources=``.
    write : Writes the keys into the table.
    """

    noun = "reference"
    path: str
    encoding: str

    def __new__(cls, items: Iterable[SourceMatch] = (), path: str = "", encoding: str = "") -> SourceMatches:
        made = super().__new__(cls, items)
        assert isinstance(made, SourceMatches)
        made.path, made.encoding = path, encoding
        return made

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self), self.path, self.encoding

    def columns(self) -> dict[str, list[Any]]:
        """Return the columns of a table, by name: one row a cell of the user's table."""
        rows = [(match, row) for match in self for row in match.rows or (None,)]
        return {
            "file": [match.file for match, _ in rows], "row": [row for _, row in rows],
            "column": [match.column for match, _ in rows], "text": [match.text for match, _ in rows],
            "key": [match.key for match, _ in rows], "outcome": [match.outcome for match, _ in rows],
            "work": [match.works for match, _ in rows],
        }  # fmt: skip


def known_as(source: Source) -> str:
    """Return the key by which a cell names a work: the citation key where the other is an address of Zotero's."""
    return str(("://" in source.key and source.csl.get("citation-key")) or source.key)


def _written(place: Citation) -> str:
    """Return a place as a cell holds it."""
    source = place.source
    return cell(place if source is None else attrs.evolve(place, source=attrs.evolve(source, key=known_as(source))))


__all__ = ["Outcome", "SourceMatch", "SourceMatches", "known_as"]
