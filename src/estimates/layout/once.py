"""Say once what most rows share: a line under the title instead of a column of one word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from attrs import evolve, frozen

from estimates.layout.figure_model import Cell, Column, Panel, Picture, Row
from estimates.layout.languages.catalogue import Catalogue

REMARK: Final = "remark"
# The rank of the column of remarks, beyond that of any that is dropped: its texts are moved, and it may be narrow.
MOVED: Final = 99
# What sets a claim apart: its measure, its scope, and what became of it.
Remarks = tuple[str, str, str]
# What this part of the rows share is said once; with fewer rows than these nothing is.
SHARED, FEWEST = 0.7, 4
_ALWAYS = frozenset({"claimant", "words", "judged", "claimed", "id"})


def said_once(picture: Picture) -> Picture:
    """Return the picture with columns of one value as a line under the title, and frequent values said there once.

    A column in which each panel has one value only is dropped. Of the others, what 70 % of the rows of a panel say is
    said once, "unless noted", and stands in none of these rows. What a panel of fewer than four rows says stays.
    """
    for column in picture.columns:
        if column.name in _ALWAYS:
            continue
        if _one_value(column, picture.panels):
            panels = [_with_line(panel, column, _values(column, panel)[0]) for panel in picture.panels]
            columns = tuple(other for other in picture.columns if other is not column)
            picture = evolve(picture, panels=tuple(panels), columns=columns)
        elif column.name != REMARK:  # what most remarks share is a part of them
            picture = evolve(picture, panels=tuple(_most(panel, column) for panel in picture.panels))
    return picture


def _values(column: Column, panel: Panel) -> list[str]:
    return [row.text(column.name) for row in panel.rows if row.kind == "claim"]


def _one_value(column: Column, panels: Sequence[Panel]) -> bool:
    found = [_values(column, panel) for panel in panels]
    return all(values[0] and len(set(values)) == 1 for values in found if values) and any(len(v) > 1 for v in found)


def _with_line(panel: Panel, column: Column, value: str, *, unless_noted: bool = False) -> Panel:
    language = panel.language
    said = value if column.name == REMARK else language.named(language.within(column.heading), value)
    said = language.captions.unless_noted.format(said=said) if unless_noted else said
    return evolve(panel, subtitle=language.items([panel.subtitle, said]))


def _most(panel: Panel, column: Column) -> Panel:
    """Return a panel in which a value that most of its rows have is said once."""
    values = _values(column, panel)
    if len(values) < FEWEST:
        return panel
    value, count = Counter(values).most_common(1)[0]
    # An empty cell would pass for the value that is said once.
    if not value or count < SHARED * len(values) or count == len(values) or "" in values:
        return panel
    rows = tuple(_quiet(row, column, value) if row.kind == "claim" else row for row in panel.rows)
    return _with_line(evolve(panel, rows=rows), column, value, unless_noted=True)


def _quiet(row: Row, column: Column, value: str) -> Row:
    quiet = Cell(column.name, ())
    same = [cell.column == column.name and " ".join(cell.paragraphs) == value for cell in row.cells]
    return evolve(row, cells=tuple(quiet if it else cell for it, cell in zip(same, row.cells, strict=True)))


def unclear_once(remarks: Sequence[Remarks], language: Catalogue) -> tuple[str, list[Remarks]]:
    """Return what is said once of the scope of most claims, and what is then left to say of each.

    Of what sets claims apart only an unclear scope can be said of most: what the others say instead has a name.

    Parameters
    ----------
    remarks : sequence of (str, str, str)
        Of each claim: its measure, its scope and what became of it, each empty where there is no difference.
    language : Catalogue

    Returns
    -------
    (str, list of (str, str, str))
        ``""`` and the remarks as they are where no part of them is that of most, or where there are few.
    """
    scopes = [scope for _, scope, _ in remarks]
    value, count = Counter(scopes).most_common(1)[0] if len(scopes) >= FEWEST else ("", 0)
    if not value.startswith(language.terms.scopes["unclear"]) or not value or count < SHARED * len(scopes):
        return "", list(remarks)
    texts = language.captions
    left = [(measure, "" if scope == value else scope or texts.same_scope, state) for measure, scope, state in remarks]
    return value if count == len(scopes) else texts.unless_noted.format(said=value), left


# A beginning ends at the first colon before a space, or at a full-width one.
_COLON = re.compile(r"\s?:\s+(?=\S)|\s*：\s*(?=\S)")


@frozen
class Beginning:
    """How the names of most figures begin, up to a colon, and whether all do; empty where nothing is said once."""

    text: str = ""
    whole: bool = True

    def less(self, name: str) -> str:
        """Return a name without it."""
        first, rest = _parted(name)
        return rest if self.text and first == self.text else name

    def beside(self, title: str, language: Catalogue) -> str:
        """Return what a line under a title says of it; ``""`` where the title itself begins so."""
        if _begins(title, self.text):
            return ""
        return self.text if self.whole else language.captions.unless_noted.format(said=self.text)


def shared_beginning(names: Sequence[str], title: str) -> Beginning:
    """Return how most names of the figures of one picture begin, to be said once.

    All of them, or 70 % of four and more; of a single name where the title says it. Names that would then be the same
    stay as they are.

    Examples
    --------
    >>> shared_beginning(["Agincourt, 1415: English army", "Agincourt, 1415: French army"], "Armies").text
    'Agincourt, 1415'
    >>> shared_beginning(["Paris: dead", "Lyon: dead"], "Dead").text
    ''
    """
    value, count = Counter(_parted(name)[0] for name in names).most_common(1)[0] if names else ("", 0)
    most = count == len(names) or (len(names) >= FEWEST and count >= SHARED * len(names))
    found = Beginning(value, count == len(names))
    if not value or not most or len({found.less(name) for name in names}) < len(set(names)):
        return Beginning()
    return found if len(names) > 1 or _begins(title, value) else Beginning()


def _parted(name: str) -> tuple[str, str]:
    """Return a name's beginning up to its first colon, and the rest; no beginning where there is no colon."""
    found = _COLON.search(name)
    return (name[: found.start()], name[found.end() :]) if found and found.start() else ("", name)


def _begins(title: str, text: str) -> bool:
    """Return whether a title begins with a text, whatever its capitals and its apostrophes."""
    one, two = (x.casefold().replace("'", "’") for x in (title, text))
    return re.match(rf"{re.escape(two)}(?!\w)", one) is not None
