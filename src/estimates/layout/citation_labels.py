"""How a picture names its works: by author and date, or by a number that its foot resolves."""

from __future__ import annotations

import re
from collections.abc import Iterable

from estimates.layout.languages.catalogue import Catalogue
from estimates.layout.languages.en import ENGLISH
from estimates.model.markup import quoted_in, run_on, untagged
from estimates.model.sources import Citation, Source

MOST_NAMED = 12


def listed_works(entries: Iterable[tuple[str, str]], language: Catalogue = ENGLISH) -> tuple[str, ...]:
    """Return the paragraphs of a foot that name works: the numbered ones, and those called by author and date."""
    found = list(entries)
    numbered = [f"{label} {text}" for label, text in found if label.startswith("[")]
    dated = [language.named(label, text) for label, text in found if not label.startswith("[")]
    if len(dated) > MOST_NAMED:
        dated = [language.captions.many_works.format(n=len(dated))]
    return tuple(f"{language.items(texts)}{language.grammar.stop}" for texts in (numbered, dated) if texts)


class Works:
    """The works of one picture, numbered in the order in which they are met.

    A work with an author and a year is called by them. A work in which a claim was read, and one without an author,
    gets a number, so that its title need not stand in every row.
    """

    def __init__(self, citations: Iterable[Citation], language: Catalogue = ENGLISH) -> None:
        self.language = language
        self._numbers: dict[tuple[str, str], int] = {}
        self._numbered: list[str] = []
        self._dated: dict[Source, str] = {}
        met = list(dict.fromkeys(place for citation in citations for place in citation.chain))
        by_label: dict[str, list[str]] = {}
        for place in met:
            if place.source is not None and place.source.key not in by_label.setdefault(place.source.label, []):
                by_label[place.source.label].append(place.source.key)
        self._twins = {label: keys for label, keys in by_label.items() if len(keys) > 1}

    def cited(self, citation: Citation) -> str:
        """Return a place as the column of sources shows it: ``Askew 2003, 173, via [1]``."""
        own, words = "", self.language.claims
        if citation.source is not None and _authored(citation.source):
            label = self._label(citation.source)
            self._dated.setdefault(citation.source, label)
            own = self.language.listed([label, _line(citation.locator)])
        elif citation.source is not None:
            own = self.numbered(citation)
        reported, via = citation.reported_in, citation.via
        reporter = words.told_in.format(place=self.numbered(reported)) if reported is not None else ""
        read = words.via.format(place=self.numbered(via)) if via is not None else ""
        return self.language.listed([own, reporter, read])

    def numbered(self, citation: Citation) -> str:
        """Return the number of a place, in brackets, giving it one where it has none."""
        key = (str(citation), citation.source.key if citation.source else "")
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            self._numbered.append(full(citation, self.language))
        return f"[{self._numbers[key]}]"

    @property
    def entries(self) -> tuple[tuple[str, str], ...]:
        """The works for a foot: the label by which each is called, and what it is; the numbered ones first."""
        numbered = [(f"[{number}]", name) for number, name in enumerate(self._numbered, 1)]
        return (
            *numbered,
            *((label, title) for source, label in self._dated.items() if (title := _title(source, self.language))),
        )

    @property
    def named(self) -> tuple[str, ...]:
        """Every work that the picture shows, in full."""
        dated = [self.language.listed([label, _title(source, self.language)]) for source, label in self._dated.items()]
        return (*dated, *self._numbered)

    def _label(self, source: Source) -> str:
        label = _line(self.language.label(source))
        keys = self._twins.get(source.label, [])
        if len(keys) < 2:
            return label
        # Two works of one author and year are told apart as bibliographies do, as long as the alphabet lasts.
        position = keys.index(source.key)
        lettered = position < 26 and re.search(r"\d$", label)
        return f"{label}{chr(97 + position)}" if lettered else f"{label}{self.language.aside(_line(source.key))}"


def _authored(source: Source) -> bool:
    item = source.csl
    return bool(item.get("author") or item.get("editor"))


# The tags that reference managers allow in a title; a figure prints it plain.
_TAGS = re.compile(r"</?(?:i|b|sub|sup|em|strong|sc|nc)>|<span [^<>]*>|</span>", re.IGNORECASE)


def _line(text: str) -> str:
    return run_on(_TAGS.sub("", text))


def _title(source: Source, language: Catalogue) -> str:
    if source.is_text:  # which goes by its own words
        return ""
    item = source.csl
    title = _line(untagged(str(item.get("title") or "")))
    title = quoted_in(language.grammar.quoted, title) if title else ""
    holder = untagged(str(item.get("container-title") or item.get("publisher") or ""))
    return language.listed([title, _line(holder)])


def full(citation: Citation, language: Catalogue = ENGLISH) -> str:
    """Return a place with the title of its work, and the work through which it was read, as one line."""
    parts: list[str] = []
    if citation.source is not None:
        label, title = _line(language.label(citation.source)), _title(citation.source, language)
        # A work without an author is called by its title: once is enough.
        item = citation.source.csl
        own_title = quoted_in(language.grammar.quoted, _line(untagged(str(item.get("title") or ""))))
        parts = [title + label.removeprefix(own_title)] if label.startswith(own_title) else [label, title]
        parts.append(_line(citation.locator))
    if citation.reported_in is not None:
        parts.append(language.claims.reported_in.format(place=full(citation.reported_in, language)))
    if citation.via is not None:
        parts.append(language.claims.read_in.format(place=full(citation.via, language)))
    return language.listed(parts)
