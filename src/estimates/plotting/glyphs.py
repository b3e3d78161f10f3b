"""Texts that the fonts of this machine can write: never boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import evolve

from estimates.layout import Cell, Picture, Row
from estimates.layout.judgements import JudgementsPanel
from estimates.layout.languages.catalogue import Catalogue
from estimates.layout.languages.en import ENGLISH
from estimates.model.claims import Claimant
from estimates.model.sources import Source
from estimates.plotting.font_metrics import Type, warn_once

# A title, or a part of one, of which nothing can be written.
_EMPTY = re.compile("[:,] “?…”?(?=[,;.]|$)")


def texts_of(picture: Picture) -> Iterator[str]:
    """Yield all that a picture writes."""
    yield from picture.foot
    yield from picture.language.drawn
    yield from (column.heading for column in picture.columns)
    for panel in picture.panels:
        yield panel.title
        yield panel.subtitle
        yield panel.xlabel
        for row in panel.rows:
            for cell in row.cells:
                yield from cell.paragraphs


def written_in(language: Catalogue) -> Catalogue:
    """Return the language of a figure: English, with a warning, where no font of this machine has the letters."""
    texts = (*language.terms.marks.values(), *language.terms.headings.values(), language.name)
    if not Type(texts, region=language.region).lacking:
        return language
    warn_once(
        f"no font on this machine has the letters of {language.code!r}: the figure is worded in English; install a "
        "font that has them, Noto Sans CJK for one"
    )
    return ENGLISH


def writable(picture: Picture, fonts: Type) -> Picture:
    """Return the picture as the fonts of this machine can write it.

    A name that no font has is given in its romanised form, else as the id of its claimant or the key of its work; other
    texts have an ellipsis in the place of letters that cannot be written. That is reported once, with what would help.
    """
    if not fonts.lacking:
        return picture
    letters = "".join(sorted(fonts.lacking))
    warn_once(
        f"no font on this machine has {letters[:12]}{'…' if len(letters) > 12 else ''}: names are drawn in their "
        "romanised form or as ids, and other such letters as an ellipsis; install a font that has them, Noto Sans CJK "
        "for one"
    )
    names = _Names(picture, fonts)
    panels = tuple(
        evolve(
            panel,
            title=names.without(panel.title),
            subtitle=names.without(panel.subtitle),
            rows=tuple(evolve(row, cells=tuple(names.cell(cell, row) for cell in row.cells)) for row in panel.rows),
        )
        for panel in picture.panels
    )
    columns = tuple(evolve(column, heading=names.without(column.heading)) for column in picture.columns)
    return evolve(picture, panels=panels, columns=columns, foot=tuple(names.foot(text) for text in picture.foot))


class _Names:
    """What is written in the place of each name that no font has."""

    def __init__(self, picture: Picture, fonts: Type) -> None:
        self.fonts = fonts
        found: dict[str, str] = {}
        for who in _claimants(picture):
            found[who.native_name] = who.name if fonts.writes(who.name) else who.id
            found[who.name] = who.id
        for source in picture.sources:
            found |= dict.fromkeys(_authors(source), source.key)
        self.instead = {name: text for name, text in found.items() if not fonts.writes(name)}
        longest_first = sorted(self.instead, key=len, reverse=True)
        beside = f"[{re.escape(''.join(sorted(fonts.lacking)))}]"  # a name is no part of a longer word
        self.pattern = re.compile(f"(?<!{beside})(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?!{beside})")

    def cell(self, cell: Cell, row: Row) -> Cell:
        """Return a cell; of a name in two scripts the one that can be written."""
        if all(map(self.fonts.writes, cell.paragraphs)):
            return cell
        if cell.column in ("claimant", "native_name") and row.kind == "claim":
            name = row.id if row.estimate is None else row.estimate.claimant.name
            if row.estimate is not None and not self.fonts.writes(name):
                name = row.estimate.claimant.id
            return evolve(cell, paragraphs=(self.without(name),))
        return evolve(cell, paragraphs=tuple(self.without(text) for text in cell.paragraphs))

    def foot(self, text: str) -> str:
        """Return a paragraph of the foot; of a work whose title cannot be written its author and year remain."""
        left = self.without(text)
        return left if left == text else _EMPTY.sub("", left)

    def without(self, text: str) -> str:
        """Return a text with what stands for its names, and an ellipsis for each other run of letters."""
        if self.fonts.writes(text):
            return text
        out: list[str] = []
        for letter in self.pattern.sub(lambda match: self.instead[match[0]], text):
            if letter not in self.fonts.lacking:
                out.append(letter)
            elif not out or out[-1] != "…":
                out.append("…")
        return "".join(out)


def _claimants(picture: Picture) -> Iterator[Claimant]:
    """Yield who claims and who judges in a picture."""
    for panel in picture.panels:
        notes = [*panel.dossier.bias_notes, *(note for row in panel.rows for note in row.notes)]
        if isinstance(panel, JudgementsPanel):
            notes += [verdict.note for verdict in panel.verdicts]
        yield from (note.said_by for note in notes)
        yield from (estimate.claimant for estimate in panel.dossier)
    yield from (estimate.claimant for estimate in picture.estimates)


def _authors(source: Source) -> Iterator[str]:
    """Yield the names of the authors and editors of a work, in the forms in which labels and notes have them."""
    for role in ("author", "editor"):
        for person in source.csl.get(role) or ():
            given, family = str(person.get("given", "")), str(person.get("family", ""))
            yield from filter(None, (str(person.get("literal", "")), family, f"{given} {family}", f"{family} {given}",
                                     f"{family}{given}", f"{family}, {given}"))  # fmt: skip
