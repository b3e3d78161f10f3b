"""The works that the cells of tables cite: from a bibliography, or known by their keys alone."""

from __future__ import annotations

from attrs import Factory, define, field

from estimates.dataset.findings import CellError, Findings, enumerated, suggestion
from estimates.errors import Fault
from estimates.model.cited_text import key_and_locator, split_citations
from estimates.model.sources import Citation, Source
from estimates.references.field_map import HOUSEKEEPING
from estimates.references.library import Library, Omission


@define
class Register:
    """The works that citations may name; without a bibliography, whatever a citation names is a work known by key."""

    sources: dict[str, Source] = Factory(dict)
    closed: bool = True
    library: Library = Factory(Library)
    _cited: dict[str, tuple[Citation, ...]] = field(factory=dict, init=False)
    _unknown: int = field(default=0, init=False)
    _refused: set[str] = field(factory=set, init=False)  # keys of broken entries that are cited

    def use(self, library: Library) -> None:
        """Take the works of a bibliography, and what is wrong with others in it."""
        self.library = library
        self.sources.update(library.items())

    def citations(self, text: str) -> tuple[Citation, ...]:
        """Return the places that a cell names: ``key[locator]``, several separated by ``;``."""
        found = self._cited.get(text)
        if found is None:
            found = self._cited[text] = tuple(self._citation(part) for part in split_citations(text))
        return found

    def source(self, key: str) -> Source | None:
        """Return the work of a key: its ``id``, or the ``citation-key`` that reference managers keep beside it."""
        self.refuse_broken(key)
        return self.sources.get(key) or self.sources.get(self.library.aliases.get(key, ""))

    def refuse_broken(self, key: str) -> None:
        """Raise for the key of an entry that is broken, or that two different works have."""
        wrong = self.library.faults_of(key)
        if wrong:
            self._refused.add(key)
            line = f", line {wrong[0].row}" if wrong[0].row is not None else ""
            raise CellError(f"the entry of {key!r} is broken ({wrong[0].file}{line}): {wrong[0].message}")

    @property
    def cited(self) -> set[str]:
        """The keys of the works that cells name."""
        return {source.key for places in self._cited.values() for place in places for source in place.sources}

    def report_library(self, findings: Findings) -> None:
        """Add what is wrong with the bibliography: faults where it is cited, notices where nothing depends on it."""
        unused: list[Fault] = []
        used: list[Fault] = []
        for fault in self.library.faults:
            keyless = not fault.column or fault.column.startswith("[") or fault.column.startswith("@")
            if fault.value in self._refused or _key(fault) in self._refused or (keyless and self._unknown):
                used.append(fault)
            else:
                unused.append(fault)
        findings.faults[:0] = used  # the cause before what follows from it
        if unused:
            first = unused[0]
            shown = enumerated(
                [f"{f'line {f.row}, ' if f.row else ''}{_key(f) or 'no key'}: {f.message}" for f in unused]
            )
            count = "1 entry is" if len(unused) == 1 else f"{len(unused):,} entries are"
            rest = [fault.row for fault in unused[1:] if fault.row is not None]
            findings.notice(first.file, first.row, "", "", f"{count} broken, and nothing cites them ({shown})", rest)
        self._report_left_out(findings)

    def _report_left_out(self, findings: Findings) -> None:
        cited = self.cited
        lost: dict[str, list[Omission]] = {}
        for omission in self.library.left_out:
            if omission.key in cited and omission.field not in HOUSEKEEPING:
                lost.setdefault(omission.key, []).append(omission)
        for key, omissions in lost.items():
            message = "; ".join(f"{one.field} {one.value[:60]!r}: {one.why}" for one in omissions)
            findings.notice(self.library.file, omissions[0].row, key, "", f"not all of this work is read: {message}")

    def _citation(self, part: str) -> Citation:
        key, locator = key_and_locator(part)
        source = self.source(key)
        if source is None:
            if self.closed:
                self._unknown += 1
                raise CellError(f"no source has the key {key!r}{suggestion(key, self.sources, self._unknown)}")
            source = self.sources[key] = Source(key, {"id": key})
        return Citation(source, locator)


def _key(fault: Fault) -> str:
    """Return the key of the entry that a fault is about."""
    return fault.column.split(".")[0] if not fault.column.startswith("[") else ""
