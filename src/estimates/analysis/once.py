"""What is computed once for an object that does not change, and held for as long as the object is."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any, TypeVar

Found = TypeVar("Found")


class Once:
    """Results by the object from which they were computed; they go when the object goes.

    An object is known by its identity: two dossiers that are equal are computed each for itself, since comparing them
    takes longer than choosing their claims.
    """

    def __init__(self) -> None:
        self._found: dict[tuple[int, object], Any] = {}

    def get(self, owner: object, key: object, compute: Callable[[], Found]) -> Found:
        """Return the result for an object and a key, computed where it is asked for the first time."""
        place = (id(owner), key)
        if place not in self._found:
            self._found[place] = compute()
            weakref.finalize(owner, self._found.pop, place, None)
        found: Found = self._found[place]
        return found

    def __len__(self) -> int:
        return len(self._found)
