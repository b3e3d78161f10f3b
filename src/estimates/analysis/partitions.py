"""Work on a ledger in parts, by Dask: on the cores of one machine, or on many machines."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import numpy as np
from attrs import evolve, field, frozen

from estimates.analysis.blocks import cut
from estimates.analysis.ledger import Ledger
from estimates.analysis.ledger_display import ledger_html
from estimates.errors import ClaimError, MissingExtraError
from estimates.kernels.groups import ShapeError
from estimates.model.numbers import many


class HasColumns(Protocol):
    """What `compare` and `pool` return of a ledger: columns with one entry an estimand."""

    def columns(self) -> dict[str, object]:
        """Return the columns of a table, by name."""
        ...


@frozen(eq=False, repr=False)
class PartedResult:
    """The result for a whole ledger, combined from those of its parts, returned by `partitioned`.

    Parameters
    ----------
    ledger : Ledger
    parts : int
        In how many parts it was computed.

    See Also
    --------
    partitioned : Returns it.
    """

    ledger: Ledger
    parts: int
    _columns: dict[str, object] = field(alias="columns")

    def columns(self) -> dict[str, object]:
        """Return the columns of a table, by name: one row an estimand, in the order of the ledger."""
        return dict(self._columns)

    def __len__(self) -> int:
        return len(self.ledger.groups)

    def _repr_html_(self) -> str:
        return ledger_html(self)

    def __repr__(self) -> str:
        return f"<Result of {len(self):,} estimands, computed in {many(self.parts, 'part')}>"


def partitioned(
    ledger: Ledger, function: Callable[[Ledger], HasColumns], *, parts: int, scheduler: Any = None
) -> PartedResult:
    """Compare or pool more figures than one core, or one machine, should bear: part by part, with the same results.

    The ledger is cut between estimands, never within one, into parts with about equally many claims; what comes back
    is put together in the order of the ledger. Every number is the same to the last digit as without parts.

    Parameters
    ----------
    ledger : Ledger
    function : callable
        Takes a ledger and returns a result with ``columns()``: `compare`, or `pool` with its method and assumptions
        given by ``functools.partial``. It must not look beyond the ledger that it is given.
    parts : int
        In how many parts. There are never more than estimands.
    scheduler : str or Client, optional
        As Dask takes it: ``"threads"``, ``"processes"``, ``"synchronous"``, or the client of a cluster. Without it,
        Dask decides: the client that is at work, if there is one, else threads.

    Returns
    -------
    PartedResult
        `to_frame` makes a table of it.

    Raises
    ------
    MissingExtraError
        If Dask is not installed.
    ShapeError
        If the number of parts is not a whole number above zero.
    ClaimError
        If it is no ledger.

    See Also
    --------
    Ledger : Claims on very many estimands, as columns.
    compare, pool : What is computed of each part.

    Examples
    --------
    >>> from functools import partial
    >>> import estimates as es
    >>> from estimates.analysis.ledger import ledger_of
    >>> ledger = ledger_of(es.load("nanking-1937"))
    >>> found = es.partitioned(ledger, es.compare, parts=4, scheduler="threads")
    >>> len(found) == len(ledger.groups)
    True
    >>> bool((found.columns()["core_depth"] == es.compare(ledger).core_depth).all())
    True
    """
    if not isinstance(ledger, Ledger):
        raise ClaimError(
            f"only a ledger can be partitioned (got {type(ledger).__name__}); Ledger.from_frame() makes one of a table"
        )
    if isinstance(parts, bool) or not isinstance(parts, int) or parts < 1:
        raise ShapeError(f"parts must be a whole number, one or more (got {parts!r})")
    dask = _dask()
    groups = cut(ledger, parts)
    if len(groups) == 1:
        pieces: Sequence[dict[str, object]] = [function(evolve(ledger, faults=())).columns()]
    else:
        task = dask.delayed(_columns_of, pure=False)
        pieces = dask.compute(*(task(function, ledger.part(part)) for part in groups), scheduler=scheduler)
    return PartedResult(ledger, len(groups), _together(pieces))


def _dask() -> Any:
    try:
        return importlib.import_module("dask")
    except ImportError as error:
        raise MissingExtraError(
            "work in parts needs Dask, which is not installed; install it with "
            "'pip install historiographical-estimates[scale]'"
        ) from error


def _columns_of(function: Callable[[Ledger], HasColumns], part: Ledger) -> dict[str, object]:
    """Return the columns of one part; what the result holds besides, the ledger above all, need not travel back."""
    return function(part).columns()


def _together(pieces: Sequence[dict[str, object]]) -> dict[str, object]:
    """Return the columns of the parts as those of the whole, in order."""
    out: dict[str, object] = {}
    for name in pieces[0]:
        columns: list[Any] = [piece[name] for piece in pieces]
        whole = isinstance(columns[0], np.ndarray)
        out[name] = np.concatenate(columns) if whole else [value for column in columns for value in column]
    return out
