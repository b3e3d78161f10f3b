"""A document being composed: headings, sentences, tables and pictures, with footnotes in one citation style."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import Any, Final

from estimates.citing import named_nodes, note_nodes
from estimates.citing.inlines import Node, words
from estimates.citing.styles import BARE, style_of
from estimates.model.markup import one_line
from estimates.model.sources import Citation, Source
from estimates.tables.paper import Cell, Paper, letters

_PLAIN: Final[list[Any]] = ["", [], []]
_LEFT: Final = {"t": "AlignLeft"}
_WIDEST, _PAGE = 24, 78  # characters: of a word for which a column makes room, and of a line of a page


class Manuscript:
    """The blocks of a document, in the abstract syntax tree of Pandoc; every text of the data is only text in it.

    Parameters
    ----------
    style : str or path
        The citation style of its notes and bibliography, as for `cite`.
    spans : bool
        Whether a cell of a table may reach over several columns in the format for which it is made.
    """

    def __init__(self, style: str | os.PathLike[str], *, spans: bool = True) -> None:
        if style not in BARE:
            style_of(style)  # which raises for one that there is not, even where nothing is cited
        self.style, self.spans = style, spans
        self.blocks: list[Node] = []
        self.pictures: dict[str, Any] = {}
        self.literature: list[Source] = []  # of the methods, which the bibliography lists apart
        self._places: list[Sequence[Citation]] = []
        self._waiting: list[list[Node]] = []

    def heading(self, level: int, text: str) -> None:
        """Add a heading."""
        self.blocks.append({"t": "Header", "c": [level, _PLAIN, words(text)]})

    def paragraph(self, *inlines: Node) -> None:
        """Add a paragraph."""
        self.blocks.append({"t": "Para", "c": list(inlines)})

    def sentences(self, text: str, citations: Iterable[Citation] = ()) -> None:
        """Add a paragraph of text, with a note on what it cites."""
        self.paragraph(*words(text), *self.note(citations))

    def items(self, items: Iterable[Sequence[Node]]) -> None:
        """Add a list with a bullet for each item."""
        made = [[{"t": "Plain", "c": list(item)}] for item in items]
        if made:
            self.blocks.append({"t": "BulletList", "c": made})

    def note(self, citations: Iterable[Citation]) -> list[Node]:
        """Return a footnote on some places, for the end of a text; what it says is known when the document ends."""
        places = tuple(dict.fromkeys(citations))
        if not places:
            return []
        nodes: list[Node] = []
        self._places.append(places)
        self._waiting.append(nodes)
        return [{"t": "Note", "c": [{"t": "Para", "c": nodes}]}]

    def picture(self, name: str, figure: Any, caption: str, alt: str) -> None:
        """Add a picture with its caption and its alternative text."""
        self.pictures[name] = figure
        image = {"t": "Image", "c": [["", [], [["width", "100%"]]], words(alt), [name, ""]]}
        short: Node | None = None
        self.blocks.append(
            {
                "t": "Figure",
                "c": [_PLAIN, [short, [{"t": "Plain", "c": words(caption)}]], [{"t": "Plain", "c": [image]}]],
            }
        )

    def table(self, paper: Paper) -> None:
        """Add the table of a paper; its remarks and works are footnotes of the document."""
        across = len(paper.columns)
        head = _row(_cell(words(column.heading)) for column in paper.columns)
        body = []
        for place, row in enumerate(paper.rows):
            if paper.groups and paper.groups[place]:
                title = [{"t": "Emph", "c": words(paper.groups[place])}]
                body.append(_row([_cell(title, across)] if self.spans else [_cell(title)] + [_cell([])] * (across - 1)))
            body.append(_row(_cell(self._marked(cell, paper)) for cell in row))
        caption = [{"t": "Plain", "c": words(paper.caption)}] if paper.caption else []
        self.blocks.append({
            "t": "Table",
            "c": [_PLAIN, [None, caption], _widths(paper), [_PLAIN, [head]], [[_PLAIN, 1, [], body]], [_PLAIN, []]],
        })  # fmt: skip
        for cell in paper.foot:
            self.paragraph(*self._marked(cell, paper))

    def _marked(self, cell: Cell, paper: Paper) -> list[Node]:
        """Return a cell with the footnotes to which its marks lead."""
        remarks = {letters(place): text for place, text in enumerate(paper.remarks)}
        notes = [{"t": "Note", "c": [{"t": "Para", "c": words(remarks[m])}]} for m in cell.marks if m in remarks]
        cited = [paper.places[int(mark) - 1] for mark in cell.marks if mark not in remarks]
        return [*words(one_line(cell.text)), *_parted([*notes, *self.note(cited)])]

    def bibliography(self, works: Sequence[Source]) -> None:
        """Add the works, sorted; those that the style lists nowhere follow, and a sentence says so."""
        listed, left = named_nodes(works, self.style)
        self.items(listed)
        if left:
            self.sentences("The style lists no entry for these works; notes cite them:")
            self.items(left)

    def finished(self) -> list[Node]:
        """Return the blocks, with every note in the order of the document: first full, then short."""
        for waiting, nodes in zip(self._waiting, note_nodes(self._places, self.style)):
            waiting[:] = nodes
        return self.blocks


def _parted(notes: Sequence[Node]) -> list[Node]:
    """Return the footnotes of one place with raised commas between them, so that 4 and 5 are not read as 45."""
    comma: Node = {"t": "Superscript", "c": [{"t": "Str", "c": ","}]}
    return [node for note in notes for node in (comma, note)][1:]


def _row(cells: Iterable[Any]) -> list[Any]:
    return [_PLAIN, list(cells)]


def _cell(inlines: list[Node], across: int = 1) -> list[Any]:
    return [_PLAIN, _LEFT, 1, across, [{"t": "Plain", "c": inlines}] if inlines else []]


def _widths(paper: Paper) -> list[Any]:
    """Return the columns' shares of the page: room for the longest word of each, and the rest by the longest texts."""
    words_wide, texts_wide = [], []
    for column in paper.columns:
        texts = [column.heading, *(cell.text + "x" * len(cell.marks) for cell in column.cells)]
        words_wide.append(min(max(len(word) for text in texts for word in (text.split() or [""])), _WIDEST) + 3)
        texts_wide.append(min(max(map(len, texts)), 2 * _WIDEST) + 3)
    wish = [max(text - word, 1) for word, text in zip(words_wide, texts_wide)]
    rest = max(_PAGE - sum(words_wide), 1)
    wanted = [word + rest * more / sum(wish) for word, more in zip(words_wide, wish)]
    return [[_LEFT, {"t": "ColWidth", "c": round(width / sum(wanted), 4)}] for width in wanted]
