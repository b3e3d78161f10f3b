"""What an overview shows: a row a figure, with what is claimed of it and how the figures bound each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import evolve, field, frozen

from estimates.analysis.compare import compare
from estimates.analysis.selection import select
from estimates.analysis.tension_rows import Tension
from estimates.analysis.tensions import tensions
from estimates.errors import ClaimError, LineageError
from estimates.layout import captions
from estimates.layout.alternatives import most_meet
from estimates.layout.axis import axis_for, chosen_scale, drawable
from estimates.layout.citation_labels import Works
from estimates.layout.columns import line
from estimates.layout.figure_model import Axis, Cell, Column, Mark, Panel, Picture, Row, Scale
from estimates.layout.languages import required
from estimates.layout.languages.catalogue import Catalogue
from estimates.layout.languages.en import ENGLISH
from estimates.layout.marks import meaning_of, stub
from estimates.layout.once import Beginning, shared_beginning
from estimates.model.claims import Estimand, Estimate
from estimates.model.datasets import Dataset
from estimates.model.dossiers import Dossier
from estimates.model.ranges import Range


@frozen
class OverviewRow(Row):
    """A figure: the claims that are compared, from the lowest to the highest stated value, and the core."""

    dossier: Dossier | None = None
    used: tuple[Estimate, ...] = ()


@frozen
class Ladder:
    """A figure that cannot exceed another, by the ids of their rows, and whether claims on the two contradict."""

    lower: str
    upper: str
    strained: bool


@frozen
class OverviewPanel(Panel):
    """The figures of a dataset, and what bounds what; `begin` is how their names begin, where that is said once."""

    ladders: tuple[Ladder, ...] = ()
    begin: Beginning = field(factory=Beginning)

    @property
    def under_title(self) -> str:
        """The line under the title: ours also says how the names begin, where the title does not."""
        said = super().under_title
        return said if self.own_subtitle else self.language.items([self.begin.beside(self.title, self.language), said])


def lay_out_overview(
    dataset: Any, scale: str = "auto", limits: tuple[float, float] | None = None, language: Catalogue = ENGLISH
) -> Picture:  # fmt: skip
    """Decide all that an overview shows.

    Parameters
    ----------
    dataset : Dataset or iterable of Dossier
    scale, limits
        Of the axis.
    language : Catalogue
        The words of the figure.

    Raises
    ------
    ClaimError
        If it holds no figure of which a number is claimed.
    """
    dossiers, texts = _dossiers(dataset), language.overview
    title = line(str(getattr(dataset, "title", "") or texts.title))
    names = [line(language.figure(dossier.estimand)) for dossier in dossiers]
    begin = shared_beginning(names, title)
    rows = [_row(dossier, begin.less(name), language) for dossier, name in zip(dossiers, names)]
    shown = [row for row in rows if row.used]
    if not shown:
        raise ClaimError("an overview shows figures of which a number is claimed; none of these has a claim to compare")
    ranges = [r for row in shown for r in _stated(row.used)]
    axis = axis_for(ranges, chosen_scale(ranges, "log" if scale == "auto" and _positive(ranges) else scale), limits)
    units = dict.fromkeys(row.dossier.estimand.unit for row in rows if row.dossier is not None)
    found: list[Row] = []
    for unit in units:
        members = [row for row in rows if row.dossier is not None and row.dossier.estimand.unit == unit]
        if len(units) > 1:
            heading = language.unit(unit)
            heading = line(heading[:1].upper() + heading[1:]) or language.claims.unit_not_stated
            found.append(Row("heading", heading, "claim", (Cell("heading", (heading,)),)))
        found += members
    without = len(rows) - len(shown)
    counts = language.listed([language.of(texts.figures, len(rows)),
                              language.of(texts.compared, sum(len(row.used) for row in rows))])  # fmt: skip
    subtitle = language.items([counts, language.of(texts.without, without) if without else ""])
    everything = Dossier(Estimand("overview", title), ())
    cited = tuple(citation for row in shown for estimate in row.used for citation in estimate.citations)
    works = Works(cited, language)
    for citation in cited:
        works.cited(citation)
    panel = OverviewPanel(everything, title, subtitle, tuple(_marked(row, axis) for row in found), axis, cited=cited,
                          ladders=_ladders(dataset, dossiers), begin=begin, xlabel=_unit(units, language), pitch=0.3,
                          kind="overview", language=language)  # fmt: skip
    columns = (Column("claimant", language.heading("figure"), "left", 24.0),
               Column("count", language.heading("count"), "right", align="right"))  # fmt: skip
    return _reworded(Picture((panel,), columns, works.named), panel)


def at_axis(picture: Picture, number: int, scale: Scale, limits: tuple[float, float] | None) -> Picture:
    """Return the picture on the axis as the reader has set it."""
    panel = picture.panels[number]
    assert isinstance(panel, OverviewPanel)
    ranges = [r for row in panel.rows if isinstance(row, OverviewRow) for r in _stated(row.used)]
    axis = axis_for(ranges, scale, limits)
    return _reworded(picture, evolve(panel, axis=axis, rows=tuple(_marked(row, axis) for row in panel.rows)))


def _dossiers(dataset: Any) -> tuple[Dossier, ...]:
    parts = dataset.values() if isinstance(dataset, Mapping) else dataset
    found = tuple(parts) if isinstance(parts, Iterable) and not isinstance(parts, (str, Dossier)) else ()
    if not found or not all(isinstance(part, Dossier) for part in found):
        raise ClaimError(f"an overview shows a dataset, or several dossiers (got {type(dataset).__name__})")
    return found


def _row(dossier: Dossier, name: str, language: Catalogue) -> OverviewRow:
    used = select(dossier).used
    count = str(len(used))
    if len(used) < len(dossier):
        count = language.overview.of.format(used=count, n=len(dossier))
    texts = (Cell("claimant", (name,)), Cell("count", (count,)))
    return OverviewRow("choice", dossier.estimand.id, "claim", texts, dossier=dossier, used=used)


def _stated(used: Iterable[Estimate]) -> list[Range]:
    return [estimate.range for estimate in used if estimate.range.kind != "vague"]


def _positive(ranges: Iterable[Range]) -> bool:
    return any(end for r in ranges for end in (r.low, r.high))


def _unit(units: Iterable[str], language: Catalogue) -> str:
    found = list(units)
    return line(language.unit(found[0])) if len(found) == 1 else language.overview.each_unit


def _marked(row: Row, axis: Axis) -> Row:
    """Return a figure with its marks: a tick for each stated value, a thin line for all, a thick one for the core."""
    if not isinstance(row, OverviewRow) or not row.used:
        return row
    low, high = axis.limits
    ranges = _stated(row.used)
    values = sorted({drawable(end) for r in ranges for end in (r.low, r.high) if end is not None})
    inside = [value for value in values if low <= value <= high]
    found: list[Mark] = []
    if inside and inside[0] < inside[-1]:
        found.append(Mark("envelope", inside[0], inside[-1]))
    # Only a claim whose own stated end is the outermost leaves that side without an end.
    if inside and inside[0] == values[0] and any(r.low is None and r.high == values[0] for r in ranges):
        found += stub(inside[0], "left", axis)
    if inside and inside[-1] == values[-1] and any(r.high is None and r.low == values[-1] for r in ranges):
        found += stub(inside[-1], "right", axis)
    found += _core(row, axis)
    found += [Mark("tick", value) for value in inside]
    if values and values[0] < low:
        found.append(Mark("cut left", low))
    if values and values[-1] > high:
        found.append(Mark("cut right", high))
    return evolve(row, marks=tuple(found), range=Range(values[0], values[-1]) if values else None)


def _core(row: OverviewRow, axis: Axis) -> list[Mark]:
    """Return the thick line of the core, where at least two claims meet in one stretch of values."""
    assert row.dossier is not None
    regions = compare(row.dossier).core
    if len(regions) != 1 or regions[0].depth < 2:
        return []
    r, (low, high) = regions[0].range, axis.limits
    ends = [drawable(end) for end in (r.low, r.high) if end is not None]
    if not ends or max(ends) < low or min(ends) > high:
        return []
    start, end = max(ends[0], low), min(ends[-1], high)
    return [Mark("core", start, end)]


def _ladders(dataset: Any, dossiers: Iterable[Dossier]) -> tuple[Ladder, ...]:
    known = {dossier.estimand.id: dossier.estimand for dossier in dossiers}
    try:
        found = tensions(dataset) if isinstance(dataset, Dataset) else ()
    except LineageError:
        found = ()
    paths = [tension.path for tension in found if isinstance(tension, Tension)]
    strained = {(path[n].id, path[n + 1].id) for path in paths for n in range(len(path) - 1)}
    return tuple(
        Ladder(lower, upper, (lower, upper) in strained)
        for lower, estimand in known.items() for upper in estimand.at_most if upper in known
    )  # fmt: skip


def _reworded(picture: Picture, panel: OverviewPanel) -> Picture:
    language, texts = panel.language, panel.language.overview
    kinds = {meaning_of(mark, panel.axis) for row in panel.rows for mark in row.marks}
    said = [language.terms.marks[key] for key in required.MARKS if key in kinds]
    said += [
        texts.counted if any(_is_part(row) for row in panel.rows) else "",
        texts.bracket if panel.ladders else "",
        texts.strained if any(ladder.strained for ladder in panel.ladders) else "",
        language.captions.off_zero if panel.axis.scale == "linear" and panel.axis.limits[0] > 0 else "",
    ]
    words = language.sentence(language.items(said)) or texts.no_marks
    panel = evolve(panel, words=words, alt_sentences=(*captions.headed(panel), *_alt_sentences(panel)))
    changed = evolve(picture, panels=(panel,))
    works = (language.captions.rests_on_many.format(n=len(picture.works)),) if picture.works else ()
    return evolve(changed, foot=(words, *works))


def _has_core(row: Row) -> bool:
    return any(mark.kind == "core" for mark in row.marks)


def _is_part(row: Row) -> bool:
    """Return whether some of the claims of a row are set aside from comparison."""
    return isinstance(row, OverviewRow) and row.dossier is not None and len(row.used) < len(row.dossier)


def _alt_sentences(panel: OverviewPanel) -> Iterable[str]:
    names = {row.id: line(panel.language.figure(row.dossier.estimand)) for row in panel.rows
             if isinstance(row, OverviewRow) and row.dossier is not None}  # fmt: skip
    language, texts, stop = panel.language, panel.language.overview, panel.language.grammar.stop
    for row in panel.rows:
        if isinstance(row, OverviewRow):
            count = language.of(texts.claims, len(row.used), count=row.text("count"))
            stated = language.range(row.range) or texts.no_number
            said = f"{language.named(names[row.id], language.listed([count, stated]))}{stop}"
            met = most_meet(row.dossier, language) if row.dossier and _has_core(row) else ""
            yield language.sentences([said, met])
    for ladder in panel.ladders:
        said = texts.cannot_exceed.format(lower=names[ladder.lower], upper=names[ladder.upper])
        yield f"{language.items([said, texts.contradict if ladder.strained else ''])}{stop}"
