"""What is wrong with an input, and what should be looked at, as one sequence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from estimates.errors import Fault, Notice
from estimates.model.numbers import many
from estimates.model.rows import Rows


class Faults(Rows[Fault]):
    """Faults of an input in the order of files and rows, and its notices.

    Attributes
    ----------
    notices : sequence of Notice
        What does not keep the input from being read, but should be looked at.

    See Also
    --------
    check : Returns it.

    Examples
    --------
    >>> found = Faults([], [Notice("claims.csv", 9, "", "", "this row is identical to row 4")])
    >>> bool(found), len(found.notices)
    (False, 1)
    """

    notices: Rows[Notice]

    noun = "fault"

    def __new__(cls, faults: Iterable[Fault] = (), notices: Iterable[Notice] = ()) -> Faults:
        made = super().__new__(cls, faults)
        assert isinstance(made, Faults)
        made.notices = Rows(notices, "notice")
        return made

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self), tuple(self.notices)

    def __str__(self) -> str:
        """Return a line for each fault and each notice, under their counts."""
        lines = [many(len(self), "fault") if self else "no faults", *(f"  {fault}" for fault in self)]
        if self.notices:
            lines += [many(len(self.notices), "notice")]
            lines += [f"  {notice}" for notice in self.notices]
        return "\n".join(lines)

    def __repr__(self) -> str:
        return "\n".join([super().__repr__(), *([repr(self.notices)] if self.notices else [])])

    def _repr_html_(self) -> str:
        return super()._repr_html_() + (f"\n{self.notices._repr_html_()}" if self.notices else "")
