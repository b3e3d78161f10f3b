"""Sources as people write them in a table: matched to the library, or kept as a reference in their own words."""

from __future__ import annotations

import re

from attrs import define, field

from estimates.dataset.cells import NO_NUMBER
from estimates.dataset.cited_works import Register
from estimates.dataset.findings import CellError, Findings, enumerated, in_rows
from estimates.dataset.grids import Grid
from estimates.errors import EstimatesError
from estimates.model.cited_text import names_keys
from estimates.model.sources import Citation, Source, cell, text_source
from estimates.references.text_matching import TextMatch, TextMatcher

COLUMNS = ("source", "via", "reported_in")
_KEY_AND_PLACE = re.compile(
    r"(?P<key>[^\s\[\];,]+?)[,:]?\s+(?:pp?\.?\s*)?(?P<place>[0-9]+(?:\s*[-–]\s*[0-9]+)?(?:\s*ff?\.?)?)"
)


@define
class TextRegister(Register):
    """The works that the cells of a stranger's table may name by key or in words."""

    said: dict[str, tuple[str, str]] = field(factory=dict, init=False)  # a cell to the kind of its reading, and to it
    _texts: dict[str, Source] = field(factory=dict, init=False)
    _matcher: TextMatcher | None = field(default=None, init=False)

    def citations(self, text: str) -> tuple[Citation, ...]:
        """Return the places that a cell names, by keys or in words."""
        found = self._cited.get(text)
        if found is None:
            found = self._cited[text] = () if text.casefold() in NO_NUMBER else self._read(text)
        return found

    def _read(self, text: str) -> tuple[Citation, ...]:
        if names_keys(text):
            return super().citations(text)
        self.refuse_broken(text)
        whole = self._in_words(text)
        if whole is None and ";" in text:
            parts = [part.strip() for part in text.split(";") if part.strip()]
            known = [self._part(part) for part in parts]
            places: list[Citation] = [one for some in known for one in some or ()]
            if all(some is not None for some in known):
                self.said[text] = ("matched", "; ".join(map(cell, places)))
                return tuple(places)
        if whole is not None:
            self.said[text] = ("matched", cell(whole))
            return (whole,)
        return (Citation(self._kept(text)),)

    def _part(self, text: str) -> tuple[Citation, ...] | None:
        if names_keys(text):
            try:
                return super().citations(text)
            except EstimatesError:
                return None
        found = self._in_words(text)
        return None if found is None else (found,)

    def _in_words(self, text: str) -> Citation | None:
        """Return the one place that words can mean, or None where they mean no work of the library."""
        if not self.closed:
            return None
        keyed = _KEY_AND_PLACE.fullmatch(text)
        if keyed is not None and (source := self.source(keyed["key"])) is not None:
            return Citation(source, keyed["place"])
        if self._matcher is None:
            self._matcher = TextMatcher([work for work in self.sources.values() if not work.is_text])
        found = self._matcher.match(text)
        if found.outcome == "several":
            keys = enumerated([_place(source, found) for source in found.sources])
            raise CellError(f"may be several works; write the key of one: {keys}")
        if found.outcome == "one":
            return Citation(found.sources[0], found.locator)
        if found.sources:
            near = enumerated([_place(source, found) for source in found.sources])
            self.said[text] = ("near", near)
        return None

    def _kept(self, text: str) -> Source:
        """Return a reference in its own words, with a key of its own."""
        self.said.setdefault(text, ("kept", ""))
        source = self._texts.get(text)
        if source is None:
            source = self._texts[text] = text_source(text, self.sources)
            self.sources[source.key] = source
        return source

    def report(self, grid: Grid, findings: Findings) -> None:
        """Add a notice for each reference in words: the place that it is taken for, or that it is kept as it stands."""
        rows: dict[str, list[int]] = {}
        places = [(place, name) for place, name in enumerate(grid.header) if name in COLUMNS]
        for number, cells in grid.rows:
            for place, _ in places:
                text = cells[place].strip()
                if text in self.said:
                    rows.setdefault(text, []).append(number)
        kept: list[str] = []
        for text, numbers in rows.items():
            kind, reading = self.said[text]
            if kind == "matched":
                findings.notice(grid.file, numbers[0], "source", text, f"is read as {reading}", numbers[1:])
            elif kind == "near":
                said = (
                    f"is kept in its own words, since some of them are not in {reading}; write the key if it is meant"
                )
                findings.notice(grid.file, numbers[0], "source", text, said, numbers[1:])
            else:
                kept.append(text)
        if kept:
            there = sorted({number for text in kept for number in rows[text]})
            count = f"{len(kept):,} references are" if len(kept) > 1 else "1 reference is"
            remedy = "" if self.closed else "; sources= gives a library in which they are looked up"
            said = f"{count} kept in the table's own words, and cited so ({in_rows(there)}){remedy}"
            findings.notice(grid.file, there[0], "source", kept[0], said, there[1:])


def _place(source: Source, found: TextMatch) -> str:
    return f"{source.key!r} ({source.label})"
