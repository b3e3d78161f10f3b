"""Sequences of what functions return, each a tuple that shows itself as a table."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any, Self, SupportsIndex, TypeVar, overload

from estimates.errors import inert
from estimates.model.bias_notes import BiasNote
from estimates.model.claims import Estimate
from estimates.model.descriptions import judged_where, short
from estimates.model.markup import escape_html, html_table, text_table
from estimates.model.numbers import many
from estimates.model.sources import Citation, Source

_MOST = 30  # rows that a display of results lists
_MOST_OF_DATA = 200  # claims of a dossier, or figures of a dataset, that one lists
_LONGEST = 110  # characters of a row's own line

T = TypeVar("T")


class Row:
    """Something computed that is one row of a table, and one short line on its own."""

    __slots__ = ()

    @abstractmethod
    def cells(self) -> dict[str, str]:
        """Return the row as texts, by the headings of the table."""

    def __repr__(self) -> str:
        line = inert(str(self)).partition("\n")[0]
        return f"<{type(self).__name__}: {line if len(line) <= _LONGEST else line[: _LONGEST - 1] + '…'}>"


class Rows(tuple[T, ...]):
    """A tuple of results that shows itself as a table; a slice of it does too.

    Parameters
    ----------
    items : iterable
    noun : str
        What one of them is called: ``pair``.

    See Also
    --------
    to_frame : The same rows as a data frame.

    Examples
    --------
    >>> import estimates as es
    >>> es.compare(es.load("nanking-1937")["garrison"]).disjoint[:1]
    Claim                       Other claim            Relation  Apart by a factor of  What follows
    --------------------------  ---------------------  --------  --------------------  --------------------
    David Askew: 73,790–81,500  Ikuhiko Hata: 100,000  disjoint  1.23                  cannot both be right
    """

    noun: str = "row"

    def __new__(cls, items: Iterable[T] = (), noun: str = "") -> Self:
        made = super().__new__(cls, items)
        if noun:
            made.noun = noun
        return made

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self), self.noun

    @overload
    def __getitem__(self, place: SupportsIndex) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Rows[T]: ...
    def __getitem__(self, place: SupportsIndex | slice) -> T | Rows[T]:
        return Rows(tuple(self)[place], self.noun) if isinstance(place, slice) else super().__getitem__(place)

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return the header and the rows, all of it plain text."""
        return table_of(self)

    def _remarks(self) -> list[str]:
        """Return what is to be said below the table."""
        return []

    def _shown(self) -> tuple[list[str], list[list[str]], list[str]]:
        """Return the header, the first rows, and the lines below them."""
        head, rows = table_of(tuple(self)[:_MOST])
        more = [f"… and {self._many(len(self) - _MOST)} more"] if len(self) > _MOST else []
        return head, rows, [*more, *self._remarks()]

    def _many(self, number: int) -> str:
        return f"{f'{number:,}' if number else 'no'} {self.noun}{'' if number == 1 else 's'}"

    def __str__(self) -> str:
        return "\n".join(map(str, self))

    def __repr__(self) -> str:
        head, rows, below = self._shown()
        return "\n".join([text_table(head, rows) if rows else f"<{self._many(0)}>", *map(inert, below)])

    def _repr_html_(self) -> str:
        return self.html(self._many(len(self)))

    def html(self, caption: str) -> str:
        """Return the table for a notebook, under a caption of its own."""
        head, rows, below = self._shown()
        table = html_table(head, rows, caption=caption) if rows else f"<p>{self._many(0)}</p>"
        return table + "".join(f"\n<p>{escape_html(line)}</p>" for line in below)

    def folded(self, said: str = "") -> str:
        """Return the table for a notebook, folded under how many rows it has; ``""`` where there is none."""
        head = escape_html(" ".join(filter(None, [self._many(len(self)), said])))
        return f"\n<details><summary>{head}</summary>{self._repr_html_()}</details>" if self else ""


def first_of(items: Sequence[T], noun: str, *, whole: str) -> tuple[Sequence[T], str]:
    """Return the first of very many things that a notebook shows, and the paragraph that says so, or ``""``.

    Parameters
    ----------
    items : sequence
    noun : str
        What one of them is called.
    whole : str
        The call that gives all of them.
    """
    more = len(items) - _MOST_OF_DATA
    said = f"\n<p>… and {escape_html(f'{many(more, noun)} more; {whole} gives all')}</p>" if more > 0 else ""
    return items[:_MOST_OF_DATA], said


def table_of(rows: Sequence[Any]) -> tuple[list[str], list[list[str]]]:
    """Return the header and the rows of a table of results; columns in which nothing stands are left out."""
    cells = [cells_of(row) for row in rows]
    filled = {name for row in cells for name, text in row.items() if text}
    header = [name for name in dict.fromkeys(name for row in cells for name in row) if name in filled]
    return header, [[row.get(name, "") for name in header] for row in cells]


def cells_of(row: Any) -> dict[str, str]:
    """Return a row as texts by heading: of a type of ours, of a claim with what is said of it, of two claims."""
    if isinstance(row, tuple) and len(row) == 2 and isinstance(row[0], Estimate):
        other = {"Other claim": str(row[1])} if isinstance(row[1], Estimate) else {"Reason": str(row[1])}
        return {"Claim": str(row[0]), **other}
    if isinstance(row, Estimate):
        return {"Claimant": row.claimant.name, "Reading": row.reading, "Counts": row.measure,
                "Wording": row.wording, "Source": "; ".join(map(short, row.citations))}  # fmt: skip
    if isinstance(row, BiasNote):
        return {"Judgement": judged_where(row), "Source": "; ".join(map(short, row.citations))}
    if isinstance(row, Source):
        return {"Key": row.key, "Work": row.label, "Title": str(row.csl.get("title", ""))}
    if isinstance(row, Citation):
        return {"Place": short(row)}
    cells: dict[str, str] = row.cells() if hasattr(row, "cells") else {"": str(row)}
    return cells


__all__ = ["Row", "Rows", "cells_of", "first_of", "table_of"]
