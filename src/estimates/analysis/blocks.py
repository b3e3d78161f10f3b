"""A ledger in blocks of estimands: what is computed of very many claims takes the memory of one block at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from estimates.analysis.ledger import Ledger
from estimates.kernels.groups import Ints

MOST: Final = 1_000_000  # claims of a block, but for an estimand that has more


def cut(ledger: Ledger, parts: int) -> list[Ints]:
    """Return the places of the estimands of each part, in order: none empty, each with about its share of the work.

    Examples
    --------
    >>> table = {"figure": list("aabbbcd"), "low": [1] * 7, "high": [2] * 7}
    >>> [part.tolist() for part in cut(Ledger.from_frame(table, estimand="figure", low="low", high="high"), 2)]
    [[0], [1, 2, 3]]
    """
    work = np.arange(1, len(ledger.groups) + 1) + ledger.offsets[1:]  # an estimand without claims is some work too
    if not len(work):
        return [np.arange(0)]
    ends = np.searchsorted(work, work[-1] * np.arange(1, parts) / parts)
    return [part for part in np.split(np.arange(len(work)), ends) if len(part)]


def in_blocks(ledger: Ledger) -> Iterator[Ledger]:
    """Yield a ledger block by block, estimands in their order; as it is where it has no more claims than a block.

    No result of an estimand depends on those beside it, so that what is computed of the blocks, put together, is to the
    last digit what is computed of the whole.
    """
    parts = cut(ledger, number_of_blocks(ledger))
    for part in parts:
        yield ledger if len(parts) == 1 else ledger.part(part)


def number_of_blocks(ledger: Ledger) -> int:
    """Return in how many blocks a ledger is computed."""
    return max(1, -(-(len(ledger) + len(ledger.groups)) // MOST))


def together(pieces: Sequence[Any]) -> Any:
    """Return a column of the whole from those of its blocks: arrays as an array, sequences as a tuple."""
    if len(pieces) == 1:
        return pieces[0]
    if isinstance(pieces[0], np.ndarray):
        whole: NDArray[Any] = np.concatenate(pieces)
        return whole
    return tuple(value for piece in pieces for value in piece)
