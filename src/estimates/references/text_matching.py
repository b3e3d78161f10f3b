"""Matching of references in words, such as "Sen 1981, p. 202", to the one work of a library that they can mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, Literal

from attrs import field, frozen

from estimates.model.sources import Source
from estimates.references.csl_fields import bare_doi

Outcome = Literal["one", "several", "none"]
_YEAR = re.compile(r"(?<![0-9])(1[0-9]{3}|20[0-9]{2})(?:[a-z](?![a-z]))?(?![0-9])")
_PLACE = re.compile(
    r"[\s,;:.(]*(?:\b(?:pp?|pages?|S|Seiten?|ch|chap|chapter|vol|nn?|notes?|line)\b\.?\s*|(?P<page>(?<=[:,])\s*))"
    r"(?P<value>[0-9ivxlc]+(?:\s*[-–,]\s*[0-9]+)*(?:\s*(?:ff?|n)\.?\s*[0-9]*)?)[\s).]*$"
    r"|[\s,，:：]*第?(?P<han>[0-9]+(?:[-–~〜][0-9]+)?)[页頁][\s。)）]*$",
    re.IGNORECASE,
)
_TERMS = re.compile(r"\b(ch|chap|chapter|vol|nn?|notes?|line)\b", re.IGNORECASE)
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
# Words that say nothing of which work is meant.
_IDLE = frozenset((
    "a", "an", "and", "al", "de", "der", "des", "die", "das", "du", "ed", "eds", "edited", "edition", "et", "for",
    "from", "herausgegeben", "hrsg", "ibid", "in", "is", "la", "le", "les", "no", "of", "on", "op", "p", "pp", "press",
    "rev", "revised", "s", "see", "the", "to", "trans", "translated", "und", "university", "verlag",
    "vol", "volume", "von", "y",
    "著", "编", "編", "主编",
))  # fmt: skip


@frozen
class TextMatch:
    """What a reference in words may mean.

    Parameters
    ----------
    outcome : str
        ``one`` work, ``several`` or ``none``.
    sources : tuple of Source
        The works that fit; where none does, those whose author and year fit, though other words contradict.
    locator : str
        The place in the work that the words name: ``202``.
    """

    outcome: Outcome
    sources: tuple[Source, ...] = ()
    locator: str = ""


@frozen
class _Known:
    """What is compared of a work, folded."""

    source: Source
    first: tuple[str, ...]  # the family name of the first author, or the whole name in its own script
    years: frozenset[str]
    titles: tuple[str, ...]  # the title up to its colon, and the short one
    words: frozenset[str]
    text: str

    @classmethod
    def of(cls, source: Source) -> _Known:
        item = source.csl
        people = [name for part in ("author", "editor") for name in _names(item.get(part))]
        texts = [
            str(held) for name, held in item.items() if isinstance(held, str) and name not in ("id", "type", "note")
        ]
        texts += [str(part) for role in _ROLES for name in _names(item.get(role)) for part in name.values()]
        texts += _scripts(item.get("custom"))
        whole = " ".join(texts)
        years = {year for part in ("issued", "original-date") for year in _years(item.get(part))}
        return cls(source, _first(people), frozenset(years), _titles(item), frozenset(_folded(whole)), whole)


def _titles(item: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the title up to its colon, the short one, and the one in its own script."""
    custom = item.get("custom")
    script = custom.get("original-script") if isinstance(custom, dict) else None
    own = script.get("title") if isinstance(script, dict) else None
    main = re.split(r"[:：]| [-–—] ", str(item.get("title") or ""))[0]
    return (main, str(item.get("title-short") or ""), str(own or ""))


_ROLES = ("author", "editor", "translator", "container-author", "collection-editor")


def _names(held: Any) -> list[dict[str, Any]]:
    return [name for name in held if isinstance(name, dict)] if isinstance(held, list) else []


def _scripts(custom: Any) -> list[str]:
    """Return names and titles in their own script, which a library keeps beside the romanised ones."""
    held = custom.get("original-script") if isinstance(custom, dict) else None
    if not isinstance(held, dict):
        return []
    names = [name for role in held.values() for name in _names(role)]
    return [
        *(value for value in held.values() if isinstance(value, str)),
        *(str(part) for n in names for part in n.values()),
    ]


def _first(people: list[dict[str, Any]]) -> tuple[str, ...]:
    if not people:
        return ()
    name = people[0]
    family = str(name.get("family") or name.get("literal") or "")
    if _HAN.search(family):
        return (f"{family}{name.get('given', '')}".replace(" ", ""),)
    particle = str(name.get("non-dropping-particle") or "")
    return tuple(_folded(f"{particle} {family}", keep=True))


def _years(date: Any) -> list[str]:
    if not isinstance(date, dict):
        return []
    parts = [str(part[0]) for part in date.get("date-parts", []) if isinstance(part, list) and part]
    return [*parts, *_YEAR.findall(f"{date.get('literal', '')} {date.get('raw', '')}")]


def _folded(text: str, *, keep: bool = False) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return [
        word
        for word in re.findall(r"\w+", plain.replace("ß", "ss"))
        if keep or (word not in _IDLE and (len(word) > 1 or word.isdigit()))
    ]


def _works(works: Iterable[Source]) -> tuple[Source, ...]:
    return tuple(works)


@frozen
class TextMatcher:
    """The works of a library, by which references in words are recognised.

    Parameters
    ----------
    works : tuple of Source

    Examples
    --------
    >>> sen = Source("sen1981", {"author": [{"family": "Sen", "given": "Amartya"}], "title": "Poverty and Famines",
    ...                          "issued": {"date-parts": [[1981]]}})
    >>> found = TextMatcher([sen]).match("Sen 1981, p. 202")
    >>> found.outcome, found.sources[0].key, found.locator
    ('one', 'sen1981', '202')
    >>> TextMatcher([sen]).match("Sen 1981, Commodities and Capabilities").outcome
    'none'
    """

    works: tuple[Source, ...] = field(converter=_works)

    @cached_property
    def _known(self) -> list[_Known]:
        return list(map(_Known.of, self.works))

    @cached_property
    def _by_year(self) -> dict[str, list[_Known]]:
        found: dict[str, list[_Known]] = {}
        for known in self._known:
            for year in known.years:
                found.setdefault(year, []).append(known)
        return found

    def match(self, text: str) -> TextMatch:
        """Return what a reference in words may mean.

        A work is meant where its first author's family name and its year are there, or without any year the whole of
        its short title, and no other word of the text is missing in it.
        """
        address = self._at_address(text)
        if address:
            return TextMatch("one" if len(address) == 1 else "several", address)
        own, locator = _split(text)
        years = _YEAR.findall(own)
        if not years:
            return self._by_title(text)
        fitting = {id(known): known for year in years for known in self._by_year.get(year, []) if _signed(known, own)}
        sound = [known for known in fitting.values() if not _contradicts(known, own)]
        works = tuple(known.source for known in (sound or fitting.values()))
        if len(sound) == 1:
            return TextMatch("one", works, locator)
        return TextMatch("several" if sound else "none", works, locator)

    def _by_title(self, text: str) -> TextMatch:
        place = _PLACE.search(text)
        own = text[: place.start()] if place else text
        fitting = [known for known in self._known if _signed(known, own) and _titled(known, own)]
        sound = tuple(known.source for known in fitting if not _contradicts(known, own))
        outcome: Outcome = "one" if len(sound) == 1 else "several" if sound else "none"
        return TextMatch(outcome, sound, _locator(place) if place and sound else "")

    def _at_address(self, text: str) -> tuple[Source, ...]:
        address = text.strip().rstrip("/.").casefold()
        bare = re.sub(r"^https?://", "", bare_doi(address))
        if not re.match(r"https?://|doi:|10\.[0-9]{4,}/", address):
            return ()
        return tuple(work for work in self.works if bare and bare in _addresses(work))


def _addresses(work: Source) -> set[str]:
    item = work.csl
    url = re.sub(r"^https?://", "", str(item.get("URL", "")).casefold()).rstrip("/.")
    return {url, str(item.get("DOI", "")).casefold()} - {""}


def _split(text: str) -> tuple[str, str]:
    """Return a reference without the place in the work, and that place; what names the work has a year."""
    after = [year.end() for year in _YEAR.finditer(text)]
    starts = [at for at in after if _PLACE.fullmatch(text, at)]
    found = _PLACE.match(text, starts[0]) if starts else _PLACE.search(text)
    if found and _YEAR.search(text[: found.start()]):
        return text[: found.start()], _locator(found)
    return text, ""


def _locator(found: re.Match[str]) -> str:
    value = (found["han"] or found["value"]).strip()
    term = _TERMS.search(found[0])
    return f"{term[0]}. {value}" if term and not found["han"] else value


def _signed(known: _Known, text: str) -> bool:
    """Return whether the first author's name is in a text."""
    if not known.first:
        return False
    if _HAN.search(known.first[0]):
        return known.first[0] in text.replace(" ", "")
    there = _folded(text, keep=True)
    size = len(known.first)
    return any(tuple(there[at : at + size]) == known.first for at in range(len(there) - size + 1))


def _titled(known: _Known, text: str) -> bool:
    """Return whether a text holds the title of a work, up to its colon, or the short one: two words of it at least."""
    there, plain = set(_folded(text)), text.replace(" ", "")
    for title in known.titles:
        words = {word for word in _folded(_HAN.sub(" ", title)) if len(word) > 2}
        if (len(words) > 1 and words <= there) or any(len(p) > 2 and p in plain for p in _HAN.findall(title)):
            return True
    return False


def _contradicts(known: _Known, text: str) -> bool:
    """Return whether a text has words that the work has not."""
    rest = _YEAR.sub(" ", text)
    han = [part for part in _HAN.findall(rest) if len(part) > 1]
    title = known.text.replace(" ", "")
    if any(part not in title and not (known.first and known.first[0] in part) for part in han):
        return True
    initials = {word[:1] for word in known.words}
    if any(letter.casefold() not in initials for letter in re.findall(r"\b([A-Z])\.", rest)):
        return True
    words = [word for word in _folded(_HAN.sub(" ", rest)) if len(word) > 2 or word.isdigit()]
    return any(word not in known.words for word in words)


__all__ = ["TextMatch", "TextMatcher"]
