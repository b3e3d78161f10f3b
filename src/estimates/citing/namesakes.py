"""Which works the given names of a bibliography depend on, where a style tells first authors of one name apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from attrs import field, frozen

from estimates.citing.items import PEOPLE, marked
from estimates.model.sources import Source

# Given names whose initials are beyond doubt: "Anna B.", "A.B.".
_PLAIN: Final = re.compile(r"(?:[A-Z]\. ?|[A-Z][a-z]*(?: |$))+")
_WORD: Final = re.compile(r"[^\W_]+")


@frozen
class Name:
    """The first person of a role of a work, as the engine gets it.

    Parameters
    ----------
    fields : tuple of (str, str)
        The parts of the name.
    family, given : str
        Empty where there is none; only names with a family name are told apart.
    role : str
        Where it stands; two names that differ in it alone are one.
    """

    fields: tuple[tuple[str, str], ...]
    family: str
    given: str
    role: str = field(default="author", eq=False)

    @property
    def word(self) -> str:
        """The last word of the family name, which particles before it do not change."""
        return (words(self.family) or [""])[-1]

    @property
    def initials(self) -> str | None:
        """The initials, where every reader of the name would write the same ones."""
        return re.sub("[^A-Z]", "", self.given) if _PLAIN.fullmatch(self.given) else None

    @property
    def lead(self) -> str:
        """The letter that any initials begin with; empty where that is not sure."""
        return self.given[:1] if self.given[:1].isalpha() else ""

    @property
    def kin(self) -> tuple[tuple[str, str], ...]:
        """What two names share that surely have the same family name for the engine."""
        return tuple((part, text) for part, text in self.fields if part not in ("given", "suffix"))


def words(text: str) -> list[str]:
    """Return the words of a text, without case."""
    return [word.casefold() for word in _WORD.findall(text)]


def first_names(source: Source) -> list[Name]:
    """Return the first person of each role of a work."""
    found = []
    for role in PEOPLE:
        people = source.csl.get(role)
        if isinstance(people, list) and people and isinstance(people[0], Mapping):
            parts = marked(people[0])
            found.append(Name(tuple(sorted(parts.items())), parts.get("family", ""), parts.get("given", ""), role))
    return found


class Namesakes:
    """Who shares a family name with whom among the first authors that citations name.

    Parameters
    ----------
    sources : sequence of Source
    citations : sequence of str, shape (n,)
        How each work is cited where nothing is told apart.
    """

    def __init__(self, sources: Sequence[Source], citations: Sequence[str]) -> None:
        self.names = [first_names(source) for source in sources]
        self._decided: dict[Name, list[int]] = {}
        # Of each name a work that surely cites it, and all whose citation holds its family name.
        self._surely: dict[Name, int] = {}
        self._perhaps: dict[Name, list[int]] = defaultdict(list)
        self._alike: dict[str, dict[tuple[tuple[str, str], ...], list[Name]]] = defaultdict(lambda: defaultdict(list))
        for at, (names, citation) in enumerate(zip(self.names, citations)):
            cited = set(words(citation))
            for name in names:
                if name.family and name.word in cited:
                    self._perhaps[name].append(at)
                    if name.role == "author":  # of another role the word may stand in the title that is cited
                        self._surely.setdefault(name, at)
        for name in self._perhaps:
            self._alike[name.word][name.kin].append(name)

    def beside(self, at: int) -> list[int]:
        """Return the works that decide how the names of a work are told apart; none where no name has a namesake."""
        return [work for name in self.names[at] if name in self._perhaps for work in self._deciding(name)]

    def _deciding(self, name: Name) -> list[int]:
        if name not in self._decided:
            kin = self._alike[name.word].values()
            others = dict.fromkeys(one for alike in kin for one in _deciding(name, alike, self._surely))
            self._decided[name] = [work for one in [name, *others] if others for work in self._works(one)]
        return self._decided[name]

    def _works(self, name: Name) -> list[int]:
        return [self._surely[name]] if name in self._surely else self._perhaps[name]


def _deciding(name: Name, kin: Sequence[Name], surely: Mapping[Name, int]) -> Iterator[Name]:
    """Yield, of names with one family name, one other than `name` and one with its initials, where there are any."""
    others = [one for one in kin if one != name]
    yield from _one(name, others, surely)
    if name.given and name.initials is None:
        yield from (one for one in others if not name.lead or one.lead in (name.lead, ""))
    elif name.given:
        yield from _one(name, [one for one in others if one.initials == name.initials], surely)
        yield from (one for one in others if one.initials is None and one.lead in (name.lead, ""))


def _one(name: Name, others: Iterable[Name], surely: Mapping[Name, int]) -> list[Name]:
    """Return one name that surely differs from another and is surely cited; where there is none, all."""
    others = list(others)
    return next(([one] for one in others if one in surely and one.given != name.given), others)
