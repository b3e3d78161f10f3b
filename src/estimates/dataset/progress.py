"""A bar for reads that take long, on a terminal; nothing in a pipe, a notebook's log or a test."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
_SHORT = 20_000  # rows that are read before a bar would be seen


def progress(items: Sequence[T], what: str) -> Iterable[T]:
    """Return items one by one; on a terminal, very many of them with a bar that says how far the reading is.

    Examples
    --------
    >>> list(progress([1, 2], "rows read"))
    [1, 2]
    """
    return items if len(items) < _SHORT or not _on_terminal() else _with_bar(items, what)


def _on_terminal() -> bool:
    return bool(sys.stderr is not None and hasattr(sys.stderr, "isatty") and sys.stderr.isatty())


def _with_bar(items: Sequence[T], what: str) -> Iterator[T]:
    from tqdm import tqdm

    yield from tqdm(items, desc=what, unit=" rows", leave=False, delay=0.5, file=sys.stderr)
