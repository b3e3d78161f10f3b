"""What is found while an input is read: faults, notices, and names that are near to unknown ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

from attrs import Factory, define, evolve

from estimates.errors import EstimatesError, Fault, Notice, nearest
from estimates.model.faults import Faults
from estimates.model.source_matches import SourceMatch

_COMPARISONS = (
    300_000  # of an unknown name with known ones in one input; past that, suggestions cost more than they give
)
_LISTED = 12


F = TypeVar("F", bound=Fault)


class CellError(EstimatesError, ValueError):
    """A cell that does not hold what its column holds."""


@define
class Findings:
    """The faults and notices of one input, as they are found."""

    faults: list[Fault] = Factory(list)
    notices: list[Notice] = Factory(list)
    matches: list[SourceMatch] = Factory(list)

    def fault(self, file: str, row: int | None, column: str, value: str, message: str) -> None:
        self.faults.append(Fault(file, row, column, value, message))

    def notice(
        self, file: str, row: int | None, column: str, value: str, message: str, others: Iterable[int] = ()
    ) -> None:
        self.notices.append(Notice(file, row, column, value, message, other_rows=tuple(others)))

    def labelled(self, file: str, labels: Sequence[str]) -> None:
        """Give faults and notices of a data frame the labels of their rows; the first row below the header is row 2."""

        def labelled(one: F) -> F:
            known = one.file == file and one.row is not None and 0 <= one.row - 2 < len(labels)
            return evolve(one, label=labels[one.row - 2]) if known and one.row is not None else one

        self.faults[:] = map(labelled, self.faults)
        self.notices[:] = map(labelled, self.notices)

    def ordered(self) -> Faults:
        """Return all of them in the order of files and rows."""
        files = {name: place for place, name in enumerate(dict.fromkeys(f.file for f in (*self.faults, *self.notices)))}
        return Faults(
            sorted(self.faults, key=lambda fault: (files[fault.file], fault.row or 0)),
            sorted(self.notices, key=lambda notice: (files[notice.file], notice.row or 0)),
        )


def suggestion(name: str, known: Collection[str], before: int) -> str:
    """Return a hint at the nearest known name, as `nearest`; none where very many names have been looked up before.

    Parameters
    ----------
    name : str
    known : collection of str
    before : int
        How many faults there are already: forty thousand slips among twenty thousand names would take minutes.
    """
    return nearest(name, known) if len(known) * (before + 1) <= _COMPARISONS and len(name) <= 300 else ""


def enumerated(names: Sequence[str]) -> str:
    """Return names one after another, the first few of very many.

    Examples
    --------
    >>> enumerated(["A1", "B2"]), enumerated([str(i) for i in range(15)])
    ('A1, B2', '0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 3 more')
    """
    more = f" and {len(names) - _LISTED:,} more" if len(names) > _LISTED else ""
    return ", ".join(names[:_LISTED]) + more


def in_rows(numbers: Iterable[int]) -> str:
    """Return rows as a reader names them.

    Examples
    --------
    >>> in_rows([8]), in_rows([4, 5, 6, 9])
    ('row 8', 'rows 4–6, 9')
    """
    there = sorted(set(numbers))
    return f"rows {spans(there)}" if len(there) > 1 else f"row {there[0]}"


def spans(numbers: Iterable[int]) -> str:
    """Return numbers of rows as a reader lists them.

    Examples
    --------
    >>> spans([4, 5, 6, 9])
    '4–6, 9'
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return enumerated([str(a) if a == b else f"{a}–{b}" for a, b in runs])
