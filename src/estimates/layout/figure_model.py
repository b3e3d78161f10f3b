"""Picture, all that a drawing shows, decided before a line of it is drawn; and which drawing shows what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, Protocol, runtime_checkable
from weakref import WeakKeyDictionary

from attrs import frozen

from estimates.layout.languages.catalogue import Catalogue
from estimates.layout.languages.en import ENGLISH
from estimates.layout.languages.required import FigureKind
from estimates.model.bias_notes import BiasNote
from estimates.model.claims import Estimate
from estimates.model.dossiers import Dossier
from estimates.model.ranges import Range
from estimates.model.sources import Citation, Source
from estimates.model.vocabulary import Direction, Strength

Scale = Literal["linear", "log"]
Tone = Literal["claim", "aside", "muted", "pool"]
MarkKind = Literal[
    "bar", "stub", "cap", "excluded low", "excluded high", "dot", "diamond", "square",
    "arrow left", "arrow right", "cut left", "cut right", "summary", "span", "interval", "strike",
    "tick", "envelope", "core",
]  # fmt: skip


@runtime_checkable
class Pool(Protocol):
    """What a picture asks of one summary of many claims."""

    @property
    def method(self) -> str: ...
    @property
    def assumptions(self) -> Any: ...
    @property
    def median(self) -> Range: ...
    @property
    def used(self) -> Sequence[Estimate]: ...
    @property
    def sources(self) -> Sequence[Source]: ...
    def interval(self, level: float) -> Range: ...


@frozen
class Axis:
    """The scale of a panel: its limits and its ticks, in the estimand's unit.

    There are no ticks where no claim gives a number, and none between whole numbers where all of them are whole.
    """

    scale: Scale
    limits: tuple[float, float]
    ticks: tuple[float, ...]
    whole: bool = False


@frozen
class Mark:
    """One mark of a row: what it is and where on the axis it stands.

    Parameters
    ----------
    kind : str
        ``bar`` (between two stated ends), ``stub`` (outward from a stated end: the other is not stated), ``cap``,
        ``excluded low`` and ``excluded high`` (the stated end itself is not meant), ``dot``, ``diamond`` ("about"),
        ``square`` (the source's best value), ``arrow ...`` (a date is open), ``cut ...`` (it runs on beyond the axis);
        ``summary``, ``span`` and ``interval`` belong to a pool; ``strike`` lies across what no longer stands.
    x, to : float
        Where it stands, in the estimand's unit; for what has a length, from where to where.
    peak : float or None
        Where a summary is highest: its median.
    """

    kind: MarkKind
    x: float
    to: float | None = None
    peak: float | None = None


@frozen
class Triangle:
    """A judgement: the side on which the truth would lie, and on what strength it is said."""

    direction: Direction
    strength: Strength


@frozen
class Cell:
    """The text of one row in one column: paragraphs, each perhaps led by a judgement's triangle.

    The last `quiet` of the paragraphs are said beside the others, as a note under a name.
    """

    column: str
    paragraphs: tuple[str, ...]
    triangles: tuple[Triangle, ...] = ()
    quiet: int = 0


@frozen
class Row:
    """One line of a panel: a claim, a pool, a choice of how to pool, or the heading of a group."""

    kind: Literal["claim", "pool", "choice", "heading"]
    id: str
    tone: Tone
    cells: tuple[Cell, ...]
    marks: tuple[Mark, ...] = ()
    estimate: Estimate | None = None
    notes: tuple[BiasNote, ...] = ()
    range: Range | None = None

    def text(self, column: str) -> str:
        """The text in a column, as one line; empty where there is none."""
        return next((" ".join(cell.paragraphs) for cell in self.cells if cell.column == column), "")


@frozen
class Column:
    """A column of text beside the axis.

    Parameters
    ----------
    name, heading : str
    side : str
        The side of the axis on which it stands.
    width : float
        Its greatest width before its texts are broken into lines, in ems.
    rank : int or None
        Where there is too little room, the column of the lowest rank is dropped first; None is never dropped.
    align : str
        On which side its lines are flush.
    """

    name: str
    heading: str
    side: Literal["left", "right"]
    width: float = 15.0
    rank: int | None = None
    align: Literal["left", "right"] = "left"


@frozen
class Panel:
    """One dossier as it is shown.

    Where a panel is not read row by row, or its marks have meanings of their own, `words` is what the caption says of
    it and `alt_sentences` what the alternative text does, sentence by sentence. `cited` are places on which it rests
    beside those of its claims. `xlabel` stands under the axis; `own_subtitle` is whether the user has written the
    subtitle; `pitch` is how far rows stand apart, 1 for the usual distance; those of a `compact` panel have marks only.
    `language` words it all.
    """

    dossier: Dossier
    title: str
    subtitle: str
    rows: tuple[Row, ...]
    axis: Axis
    pools: tuple[Pool, ...] = ()
    words: str = ""
    alt_sentences: tuple[str, ...] = ()
    cited: tuple[Citation, ...] = ()
    xlabel: str = ""
    own_subtitle: bool = False
    pitch: float = 1.0
    compact: bool = False
    kind: FigureKind = "intervals"
    language: Catalogue = ENGLISH

    @property
    def under_title(self) -> str:
        """The line under the title: ours also says that an axis is logarithmic."""
        if self.own_subtitle or self.axis.scale == "linear" or not self.axis.ticks:
            return self.subtitle
        return self.language.items([self.subtitle, self.language.captions.logarithmic])

    @property
    def marks(self) -> tuple[tuple[str, int, Mark], ...]:
        """Every mark with the id of its row and the row's number, in the order of the rows."""
        return tuple((row.id, number, mark) for number, row in enumerate(self.rows) for mark in row.marks)


@frozen
class Picture:
    """All that a picture shows: panels with their rows, the columns, and the foot that explains the marks.

    Parameters
    ----------
    panels : tuple of Panel
        One a dossier.
    columns : tuple of Column
        Those that are drawn, in order.
    works : tuple of str
        The works named in the foot, in order.
    foot : tuple of str
        The paragraphs of the foot; the first explains the marks.
    entries : tuple of (str, str)
        The label by which a cell calls a work, and the work in full, for the foot.
    show_foot : str
        ``full``, ``marks`` or ``""``: how much of the foot is drawn.
    """

    panels: tuple[Panel, ...]
    columns: tuple[Column, ...]
    works: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()
    entries: tuple[tuple[str, str], ...] = ()
    show_foot: Literal["full", "marks", ""] = "full"

    @property
    def shown_foot(self) -> tuple[str, ...]:
        """The paragraphs of the foot that are drawn."""
        return self.foot if self.show_foot == "full" else self.foot[:1] if self.show_foot else ()

    @property
    def language(self) -> Catalogue:
        """The language in which it speaks."""
        return self.panels[0].language

    @property
    def dossiers(self) -> tuple[Dossier, ...]:
        """The dossiers that are drawn."""
        return tuple(panel.dossier for panel in self.panels)

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """The claims that are drawn, from above to below."""
        return tuple(row.estimate for panel in self.panels for row in panel.rows if row.estimate is not None)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The places on which the claims rest, and those of the judgements that are drawn beside them."""
        return tuple(dict.fromkeys(self._citations()))

    @property
    def sources(self) -> tuple[Source, ...]:
        """The works on which the picture rests, each once."""
        cited = [source for citation in self.citations for source in citation.sources]
        pooled = [source for panel in self.panels for pool in panel.pools for source in pool.sources]
        return tuple(dict.fromkeys(cited + pooled))

    def _citations(self) -> Iterator[Citation]:
        for panel in self.panels:
            for row in panel.rows:
                yield from row.estimate.citations if row.estimate is not None else ()
        for panel in self.panels:
            for row in panel.rows:
                for note in row.notes:
                    yield from note.citations
            yield from panel.cited


# Keyed by an artist of the drawing, not by its Axes: what is cleared from an Axes is no longer said to be shown there.
_SHOWN: WeakKeyDictionary[Any, Picture] = WeakKeyDictionary()


def remember(artist: Any, picture: Picture) -> None:
    """Note which picture an artist belongs to."""
    _SHOWN[artist] = picture


def pictures_of(x: Any) -> tuple[Picture, ...]:
    """Return the pictures that an Axes, or a Figure through its Axes, shows, each once."""
    axes = getattr(x, "axes", None)
    parts = axes if isinstance(axes, list) else [x]
    children = [child for part in parts if hasattr(part, "get_children") for child in part.get_children()]
    found: list[Picture] = []
    for child in children:
        picture = _SHOWN.get(child)
        if picture is not None and not any(picture is other for other in found):
            found.append(picture)
    return tuple(found)


def picture_of(x: Any) -> Picture | None:
    """Return what an Axes or Figure shows, or None where it shows nothing of ours.

    Parameters
    ----------
    x : Axes or Figure
        Of a figure with several pictures, they are returned as one.
    """
    found = pictures_of(x)
    if len(found) < 2:
        return found[0] if found else None
    return Picture(
        tuple(panel for picture in found for panel in picture.panels),
        tuple(dict.fromkeys(column for picture in found for column in picture.columns)),
        tuple(dict.fromkeys(work for picture in found for work in picture.works)),
        tuple(dict.fromkeys(line for picture in found for line in picture.foot)),
    )
