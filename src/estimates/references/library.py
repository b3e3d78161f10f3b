"""Works as a reference manager exported them, with what was wrong with the rest and what CSL has no place for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import overload

import attrs
from attrs import field, frozen

from estimates.errors import Fault, UnknownNameError, nearest
from estimates.model.numbers import many
from estimates.model.rows import Row, Rows
from estimates.model.sources import Source


@frozen(repr=False)
class Omission(Row):
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
    row : int or None
        The line of the file, where it is known.

    See Also
    --------
    left_out : All of an export.

    Examples
    --------
    >>> print(Omission("hata1993", "circa", "True", "RIS knows no approximate year"))
    hata1993, circa: RIS knows no approximate year ('True')
    """

    key: str
    field: str
    value: str
    why: str
    row: int | None = attrs.field(default=None, eq=False)

    def cells(self) -> dict[str, str]:
        """Return the omission as texts, by the headings of a table."""
        return {"Key": self.key, "Field": self.field, "Value": self.value, "What becomes of it": self.why}

    def __str__(self) -> str:
        shown = self.value if len(self.value) <= 80 else self.value[:79] + "…"
        return f"{self.key}, {self.field}: {self.why} ({shown!r})"


def _frozen_names(names: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType(dict(names))


def _works(items: Iterable[Source]) -> Rows[Source]:
    return Rows(items, "work")


def _faults(items: Iterable[Fault]) -> Rows[Fault]:
    return Rows(items, "fault")


def _omissions(items: Iterable[Omission]) -> Rows[Omission]:
    return Rows(items, "omission")


def distinct_names(
    names: Iterable[tuple[str, str]], works: Collection[str]
) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Return further names of works with the key of each, and those that two works would have, with what is wrong.

    Parameters
    ----------
    names : iterable of (name, key)
    works : collection of str
        The keys of all works.
    """
    owners: dict[str, list[str]] = {}
    for name, key in names:
        if name != key and key not in owners.setdefault(name, []):
            owners[name].append(key)
    clashes = [
        (name, f"it is the {'key' if name in works else 'citation key'} of another work as well: {', '.join(keys)}")
        for name, keys in owners.items()
        if len(keys) > 1 or name in works
    ]
    clashing = {name for name, _ in clashes}
    return {name: keys[0] for name, keys in owners.items() if keys and name not in clashing}, clashes


@frozen
class Library(Sequence[Source]):
    """The works of a bibliography: a sequence of sources, which are also reached by their keys and citation keys.

    ``dict(library)`` gives them by key, ``list(library)`` in the order of the file.

    Parameters
    ----------
    works : tuple of Source
        The works that could be read.
    faults : tuple of Fault
        The entries that could not, with the file, the line, the key and what is wrong; keys that two different works
        have. The rest of the file is read.
    left_out : tuple of Omission
        What of the works is not in their CSL items, or only in words of its own: fields that cannot be read, a
        program's housekeeping, the paths of files.
    file : str
        The name of the file, ``"<sources>"`` for items in memory.
    aliases : mapping of str to str
        Further names of works with their keys: ``citation-key`` of CSL-JSON, ``ids`` of biblatex.

    See Also
    --------
    read_bibtex, read_csl : Return one.

    Examples
    --------
    >>> library = Library([Source("askew2003", {"type": "article-journal"})])
    >>> library["askew2003"] == library[0], "hata1993" in library, library
    (True, False, <Library: 1 work>)
    """

    works: Rows[Source] = field(default=(), converter=_works)
    faults: Rows[Fault] = field(default=(), converter=_faults)
    left_out: Rows[Omission] = field(default=(), converter=_omissions)
    file: str = ""
    aliases: Mapping[str, str] = field(factory=dict, converter=_frozen_names, hash=False)
    _by_key: Mapping[str, Source] = field(init=False, repr=False, eq=False, hash=False)
    _faults_by_key: Mapping[str, tuple[Fault, ...]] = field(init=False, repr=False, eq=False, hash=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_by_key", {work.key: work for work in reversed(self.works)})
        wrong: dict[str, tuple[Fault, ...]] = {}
        for fault in self.faults:
            for key in {fault.value, fault.column.split(".")[0]} - {""}:
                wrong[key] = (*wrong.get(key, ()), fault)
        object.__setattr__(self, "_faults_by_key", wrong)

    def __len__(self) -> int:
        return len(self.works)

    def __iter__(self) -> Iterator[Source]:
        return iter(self.works)

    def __contains__(self, key: object) -> bool:
        if isinstance(key, str):
            return key in self._by_key or key in self.aliases
        return isinstance(key, Source) and key in self.works

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
        work = self._by_key.get(key) or self._by_key.get(self.aliases.get(key, ""))
        if work is not None:
            return work
        broken = self.faults_of(key)
        why = f"; its entry is broken: {broken[0]}" if broken else nearest(key, self.keys())
        raise UnknownNameError(f"no work {key!r} in this bibliography{why}")

    def faults_of(self, key: str) -> tuple[Fault, ...]:
        """Return what is wrong with the entry of a key."""
        return self._faults_by_key.get(key, ())

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
        counts = [many(len(self.works), "work")]
        counts += [many(len(self.faults), "fault")] if self.faults else []
        counts += [f"{len(self.left_out)} left out"] if self.left_out else []
        return f"<Library: {', '.join(counts)}>"

    def _repr_html_(self) -> str:
        """Return the works as a table, and below it what could not be read, and what is left out of the items."""
        return self.works._repr_html_() + self.faults.folded() + self.left_out.folded()
