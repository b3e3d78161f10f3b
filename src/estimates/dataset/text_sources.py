"""Sources as people write them in a table: matched to the library, or kept as a reference in their own words."""

from __future__ import annotations

import re

from attrs import define, field

from estimates.dataset.cell_values import NO_NUMBER
from estimates.dataset.cited_works import Register
from estimates.dataset.findings import CellError, Findings, enumerated, in_rows
from estimates.dataset.grids import Grid
from estimates.errors import EstimatesError
from estimates.model.cited_text import key_and_locator, names_keys, split_citations
from estimates.model.markup import from_cell
from estimates.model.source_matches import Outcome, SourceMatch, known_as
from estimates.model.sources import Citation, Source, text_source
from estimates.references.text_matching import TextMatcher
from estimates.wording.cleaning import without_footnotes

COLUMNS = ("source", "via", "reported_in")
_KEY_AND_PLACE = re.compile(
    r"(?P<key>[^\s\[\];,]+?)[,:]?\s+(?:pp?\.?\s*)?(?P<place>[0-9]+(?:\s*[-–]\s*[0-9]+)?(?:\s*ff?\.?)?)"
)


@define
class TextRegister(Register):
    """The works that the cells of a table of claims may name, by key or in words."""

    readings: dict[str, tuple[Outcome, tuple[Citation, ...]]] = field(factory=dict, init=False)  # of a cell in words
    _texts: dict[str, Source] = field(factory=dict, init=False)
    _matcher: TextMatcher | None = field(default=None, init=False)

    def citations(self, text: str) -> tuple[Citation, ...]:
        """Return the places that a cell names, by keys or in words."""
        found = self._cited.get(text)
        if found is None:
            found = self._cited[text] = () if text.casefold() in NO_NUMBER else self._read(text)
        return found

    def _read(self, text: str) -> tuple[Citation, ...]:
        if names_keys(text) or self._names_works(text):
            return super().citations(text)
        self.refuse_broken(text)
        whole = self._in_words(text)
        if whole is None and ";" in text:
            parts = [part.strip() for part in text.split(";") if part.strip()]
            known = [self._part(part) for part in parts]
            places: list[Citation] = [one for some in known for one in some or ()]
            if all(some is not None for some in known):
                self.readings[text] = ("matched", tuple(places))
                return tuple(places)
        if whole is not None:
            self.readings[text] = ("matched", (whole,))
            return (whole,)
        return (Citation(self._kept(text)),)

    def _names_works(self, text: str) -> bool:
        """Return whether a text consists of keys of the library that do not look like keys, as Zotero's addresses."""
        try:
            keys = [key_and_locator(part)[0] for part in split_citations(text)]
        except EstimatesError:
            return False
        return self.closed and bool(keys) and all(key in self.sources or key in self.library.aliases for key in keys)

    def _part(self, text: str) -> tuple[Citation, ...] | None:
        if names_keys(text) or self._names_works(text):
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
        bare = without_footnotes(text)
        if bare != text and (unmarked := self._matcher.match(bare)).locator:  # "p. 102[12]": a place, and a mark behind
            found = unmarked
        if found.outcome == "several":
            keys = enumerated([_place(source) for source in found.sources])
            raise CellError(f"may be several works; write the key of one: {keys}")
        if found.outcome == "one":
            return Citation(found.sources[0], found.locator)
        if found.sources:
            self.readings[text] = ("near", tuple(map(Citation, found.sources)))
        return None

    def _kept(self, text: str) -> Source:
        """Return a reference in its own words, with a key of its own."""
        self.readings.setdefault(text, ("kept", ()))
        source = self._texts.get(text)
        if source is None:
            source = self._texts[text] = text_source(text, self.sources)
            self.sources[source.key] = source
        return source

    def report(self, grid: Grid, findings: Findings) -> None:
        """Add what each reference in words was taken for, with a notice of each that is matched or nearly so."""
        rows: dict[tuple[int, str, str], list[int]] = {}
        for number, cells in grid.rows:
            for place, name in enumerate(grid.header):
                if name in COLUMNS:
                    words, key = grid.keyed.get((number, place), (from_cell(cells[place]).strip(), ""))
                    if key or words in self.readings:
                        rows.setdefault((place, words, key), []).append(number)
        found = [self._match(grid, *cell, numbers) for cell, numbers in rows.items()]
        findings.matches += found
        for match in found:
            if match.outcome == "matched":
                findings.notice(
                    grid.file, match.rows[0], match.column, match.text, f"is read as {match.key}", match.rows[1:]
                )
            elif match.outcome == "near":
                near = enumerated(
                    [f"{known_as(p.source)!r} ({p.source.label})" for p in match.places if p.source is not None]
                )
                message = f"is kept in its own words, not all of which fit {near}; write its key if that is meant"
                findings.notice(grid.file, match.rows[0], match.column, match.text, message, match.rows[1:])
        kept = [match for match in found if match.outcome == "kept"]
        if kept:
            there = sorted({number for match in kept for number in match.rows})
            texts = list(dict.fromkeys(match.text for match in kept))
            count = f"{len(texts):,} references are" if len(texts) > 1 else "1 reference is"
            remedy = "" if self.closed else "; sources= gives a library in which they are looked up"
            message = f"{count} kept in the table's own words, and cited so ({in_rows(there)}){remedy}"
            findings.notice(grid.file, there[0], "source", texts[0], message, there[1:])

    def _match(self, grid: Grid, place: int, words: str, key: str, rows: list[int]) -> SourceMatch:
        outcome, meant = self.readings.get(words, ("kept", ()))
        if key:
            outcome, meant = "keyed", self._cited.get(key, ())
        return SourceMatch(
            words, outcome, meant, file=grid.file, column=grid.header[place], rows=tuple(rows),
            cell_column=grid.columns[place], sheet=grid.sheet, header_row=grid.header_row,
        )  # fmt: skip


def _place(source: Source) -> str:
    return f"{known_as(source)!r} ({source.label})"
