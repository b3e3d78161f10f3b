"""Works as a reference manager exported them, with what was wrong with the rest and what CSL has no place for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from attrs import field, frozen

from estimates.errors import Fault, UnknownNameError, nearest
from estimates.model.sources import Source


@frozen
class Omission:
    """Something of a work that a format cannot hold, or not in the same way.

    Parameters
    ----------
    key : str
        The work's citation key.
    field : str
        The CSL variable on the way out, the field of the file on the way in.
    value : str
        Its text.
    why : str
        What becomes of it.

    Examples
    --------
    >>> print(Omission("hata1993", "circa", "True", "RIS knows no approximate year"))
    hata1993, circa: RIS knows no approximate year ('True')
    """

    key: str
    field: str
    value: str
    why: str

    def __str__(self) -> str:
        shown = self.value if len(self.value) <= 80 else self.value[:79] + "…"
        return f"{self.key}, {self.field}: {self.why} ({shown!r})"


def _works(items: Iterable[Source]) -> tuple[Source, ...]:
    return tuple(items)


def _faults(items: Iterable[Fault]) -> tuple[Fault, ...]:
    return tuple(items)


def _omissions(items: Iterable[Omission]) -> tuple[Omission, ...]:
    return tuple(items)


@frozen
class Library(Sequence[Source]):
    """The works of a bibliography: a sequence of sources, which are also reached by their keys.

    ``dict(library)`` gives them by key, ``list(library)`` in the order of the file.

    Parameters
    ----------
    works : tuple of Source
        The works that could be read whole.
    faults : tuple of Fault
        What is wrong with the others, with the file, the line, the key and the field. An entry with a fault is set
        aside; the rest of the file is read.
    left_out : tuple of Omission
        What the works held that CSL has no place for: a program's housekeeping, the paths of files.

    Examples
    --------
    >>> library = Library([Source("askew2003", {"type": "article-journal"})])
    >>> library["askew2003"] == library[0], "hata1993" in library, library
    (True, False, <Library: 1 work>)
    """

    works: tuple[Source, ...] = field(default=(), converter=_works)
    faults: tuple[Fault, ...] = field(default=(), converter=_faults)
    left_out: tuple[Omission, ...] = field(default=(), converter=_omissions)

    def __len__(self) -> int:
        return len(self.works)

    def __iter__(self) -> Iterator[Source]:
        return iter(self.works)

    def __contains__(self, key: object) -> bool:
        return any(key in (work, work.key) for work in self.works)

    @overload
    def __getitem__(self, key: int | str) -> Source: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[Source, ...]: ...
    def __getitem__(self, key: int | str | slice) -> Source | tuple[Source, ...]:
        """Return a work by position or key.

        Raises
        ------
        UnknownNameError
            If no work has this key; the message gives the nearest one, and whether its entry is broken.
        """
        if not isinstance(key, str):
            return self.works[key]
        for work in self.works:
            if work.key == key:
                return work
        broken = [fault for fault in self.faults if fault.column.split(".")[0] == key]
        why = f"; its entry is broken: {broken[0]}" if broken else nearest(key, self.keys())
        raise UnknownNameError(f"no work {key!r} in this bibliography{why}")

    def keys(self) -> tuple[str, ...]:
        """Return the keys of the works, in order."""
        return tuple(work.key for work in self.works)

    def values(self) -> tuple[Source, ...]:
        """Return the works, in order."""
        return self.works

    def items(self) -> tuple[tuple[str, Source], ...]:
        """Return the works with their keys, in order."""
        return tuple((work.key, work) for work in self.works)

    def __repr__(self) -> str:
        said = [_counted(len(self.works), "work")]
        said += [_counted(len(self.faults), "fault")] if self.faults else []
        said += [f"{len(self.left_out)} left out"] if self.left_out else []
        return f"<Library: {', '.join(said)}>"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
