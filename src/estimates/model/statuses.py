"""What became of each claim among the others of its dossier, as a notebook's table shows it.

The package that selects claims is above this one and provides the answer; it is loaded when a table is first shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Provider = Callable[[Any], Mapping[str, str]]

_PROVIDERS: list[Provider] = []


def provide(provider: Provider) -> None:
    """Set the function that answers `statuses`."""
    _PROVIDERS[:] = [provider]


def statuses(dossier: Any) -> Mapping[str, str]:
    """Return for a dossier, by their ids, why claims no longer stand or are copies of others; the rest are left out."""
    return _PROVIDERS[0](dossier) if _PROVIDERS else {}
