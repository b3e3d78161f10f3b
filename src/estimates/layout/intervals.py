"""From dossiers to a picture: rows, their marks and their columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from attrs import evolve

from estimates.analysis.selection import select
from estimates.errors import ClaimError, FormatError, listed
from estimates.layout import captions
from estimates.layout.axis import axis_for, chosen_scale, drawable
from estimates.layout.citation_labels import Works
from estimates.layout.columns import DEFAULT, line
from estimates.layout.figure_columns import FigureContext, cells, chosen, remarks
from estimates.layout.figure_model import Axis, Cell, Column, Mark, Panel, Picture, Pool, Row, Scale, Tone
from estimates.layout.grouping import Grouping, Sorting, grouping, groups_of
from estimates.layout.languages.catalogue import Catalogue
from estimates.layout.languages.en import ENGLISH
from estimates.layout.marks import marks_of, summary_marks
from estimates.layout.once import MOVED, REMARK, Remarks, said_once, unclear_once
from estimates.model.claims import Estimate
from estimates.model.dossiers import Dossier
from estimates.model.guidance import got
from estimates.model.ranges import Range
from estimates.model.vocabulary import STANDINGS

# Panels of one unit share their axis where their largest values differ by no more than this factor.
ALIKE: Final = 4.0


def lay_out(
    shown: Any,
    *,
    pooled: Any = None,
    group_by: Grouping = None,
    school_by: str | None = None,
    sort: Sorting = None,
    scale: str = "auto",
    columns: Sequence[str] = DEFAULT,
    share: bool | None = None,
    limits: Sequence[tuple[float, float] | None] = (),
    language: Catalogue = ENGLISH,
) -> Picture:
    """Decide all that an interval plot shows.

    Parameters
    ----------
    shown : Dossier, Dataset or iterable of Dossier
    pooled, group_by, school_by, sort, scale, columns, share
        As in `estimates.plot_intervals`.
    limits : sequence of (float, float) or None
        For each panel the limits that its axis already has.
    language : Catalogue
        The words of the figure.
    """
    dossiers = as_dossiers(shown)
    asked = _with_remarks(chosen(columns, dossiers, language), language)
    pools = _by_dossier(pooled, dossiers)
    axes = _axes(dossiers, pools, scale, share, limits)
    by = grouping(dossiers, group_by, school_by)
    grouped = [groups_of(dossier, by, sort, school_by, language) for dossier in dossiers]
    cited = (c for dossier in dossiers for part in (*dossier, *dossier.bias_notes) for c in part.citations)
    works = Works(cited, language)
    paired = "native_name" not in {column.name for column in asked}
    panels = []
    for dossier, groups, axis, own in zip(dossiers, grouped, axes, pools):
        context = FigureContext(dossier, works, by == "role", paired)
        panels.append(_panel(groups, asked, axis, context, own, once=columns is DEFAULT))
    ours = columns is DEFAULT
    drawn = tuple(column for column in asked if not (ours or column.name == REMARK) or _used(column, panels))
    drawn = tuple(_headed(column, panels, language, by_role=by == "role") for column in drawn)
    entries = works.entries
    picture = said_once(Picture(tuple(panels), drawn, entries=entries)) if ours else (
        Picture(tuple(panels), drawn, entries=entries))  # fmt: skip
    for estimate in picture.estimates:  # what no column names, the caption and the file still do
        for citation in estimate.citations:
            works.cited(citation)
    picture = evolve(picture, works=works.named)
    return evolve(picture, foot=captions.foot(picture))


def _with_remarks(columns: Sequence[Column], language: Catalogue) -> tuple[Column, ...]:
    """Return the columns with one beside the numbers for what sets a claim apart."""
    found: list[Column] = []
    for column in columns:
        found.append(column)
        if column.name == "words":
            found.append(Column(REMARK, language.heading(REMARK), column.side, rank=MOVED))
    return tuple(found)


def _headed(column: Column, panels: Sequence[Panel], language: Catalogue, *, by_role: bool) -> Column:
    """Return a column with the heading that fits what stands in it."""
    if column.name == "role" and by_role:  # the headings of the groups say the role: what is left is whom parties count
        return evolve(column, heading=language.captions.counts)
    if column.name == "claimed":
        dates = [e.claimed.edtf if e.claimed else "" for panel in panels for e in panel.dossier]
        years = all(re.fullmatch(r"((?!0000)\d{4})?", date) for date in dates)
        return evolve(column, heading=language.captions.year if years else language.captions.date)
    return column


def compacted(picture: Picture) -> Picture:
    """Return the picture with marks only: no columns, and rows close together."""
    panels = [evolve(panel, compact=True, rows=tuple(evolve(row, notes=()) for row in panel.rows))
              for panel in picture.panels]  # fmt: skip
    bare = evolve(picture, columns=(), entries=(), panels=tuple(panels))
    return evolve(bare, foot=captions.foot(bare))


def paged(picture: Picture, most: int) -> tuple[Picture, ...]:
    """Return the picture of one panel in pages of at most so many claims; headings and pools go with their rows."""
    panel = picture.panels[0]
    pages: list[list[Row]] = [[]]
    heading, count = None, 0
    for row in panel.rows:
        if row.kind == "heading":
            heading = row
            continue
        if row.kind == "claim" and count == most:
            pages.append([])
            count = 0
        headed = heading is not None and (not count or heading not in pages[-1])
        pages[-1] += [heading, row] if headed and heading is not None and row.kind == "claim" else [row]
        count += row.kind == "claim"
    found = []
    for number, rows in enumerate(pages, 1):
        title = panel.title
        if len(pages) > 1:
            title = panel.language.captions.page.format(title=title, n=number, total=len(pages))
        pools = panel.pools if number == len(pages) else ()
        page = evolve(picture, panels=(evolve(panel, title=title, rows=tuple(rows), pools=pools),))
        found.append(evolve(page, foot=captions.foot(page)))
    return tuple(found)


def at_axis(picture: Picture, number: int, scale: Scale, limits: tuple[float, float] | None) -> Picture:
    """Return the picture with one panel's axis as the reader has set it, and the marks that follow from it."""
    panel = picture.panels[number]
    shown = [row.range for row in panel.rows if row.kind == "claim" and row.range is not None]
    axis = axis_for([*shown, *(r for pool in panel.pools for r in _summaries(pool))], scale, limits)
    pools = iter(panel.pools)
    rows = []
    for row in panel.rows:
        if row.kind == "claim" and row.range is not None:
            row = evolve(row, marks=marks_of(row.range, axis))
        elif row.kind == "pool":
            pool = next(pools)
            row = evolve(row, marks=_marks(pool, axis))
        rows.append(row)
    panels = list(picture.panels)
    panels[number] = evolve(panel, axis=axis, rows=tuple(rows))
    changed = evolve(picture, panels=tuple(panels))
    return evolve(changed, foot=captions.foot(changed))


def check_drawable(x: Any, shows: str) -> None:
    """Refuse what is no dossier, with what the picture shows, and a dossier without claims."""
    if not isinstance(x, Dossier):
        raise ClaimError(f"{shows} {got(x)}")
    if not x.estimates:
        raise ClaimError(f"the dossier {x.estimand.id!r} holds no claims: there is nothing to draw")


def as_dossiers(shown: Any) -> tuple[Dossier, ...]:
    """Return one or several dossiers as a tuple; one without claims is refused by its name.

    Raises
    ------
    ClaimError
        If something else is given, or nothing, or a dossier without claims.
    """
    if isinstance(shown, Dossier):
        found: tuple[Any, ...] = (shown,)
    else:
        parts = shown.values() if isinstance(shown, Mapping) else [shown] if hasattr(shown, "shape") else shown
        found = tuple(parts) if isinstance(parts, Iterable) and not isinstance(parts, str) else (parts,)
    for part in found:
        check_drawable(part, "an interval plot shows a dossier, or several")
    if not found:
        raise ClaimError("an interval plot shows a dossier, or several (got none)")
    return found


def _by_dossier(pooled: Any, dossiers: Sequence[Dossier]) -> list[tuple[Pool, ...]]:
    """Return the pools that belong to each dossier: those that use its claims."""
    if pooled is None:
        return [()] * len(dossiers)
    pools = (pooled,) if isinstance(pooled, Pool) else tuple(pooled) if isinstance(pooled, Iterable) else (pooled,)
    found: list[list[Pool]] = [[] for _ in dossiers]
    for pool in pools:
        if not isinstance(pool, Pool):
            raise ClaimError(f"pooled is the result of pool(), or several of them (got {type(pool).__name__})")
        used = {estimate.id for estimate in pool.used}
        home = [number for number, dossier in enumerate(dossiers) if used <= {e.id for e in dossier}]
        if not home:
            raise ClaimError(f"the pool {pool.method!r} rests on claims that are not drawn: {listed(sorted(used))}")
        found[home[0]].append(pool)
    return [tuple(own) for own in found]


def _axes(
    dossiers: Sequence[Dossier], pools: Sequence[Sequence[Pool]], scale: str, share: bool | None,
    limits: Sequence[tuple[float, float] | None],
) -> list[Axis]:  # fmt: skip
    shown = [
        [e.range for e in dossier] + [r for pool in own for r in _summaries(pool)]
        for dossier, own in zip(dossiers, pools)
    ]
    units = dict.fromkeys(dossier.estimand.unit for dossier in dossiers)
    if share and len(units) > 1:
        raise FormatError(f"dossiers share an axis where their unit is the same (got {listed(units)}); use share=False")
    if share is None:
        share = len(dossiers) > 1 and len(units) == 1 and _alike(shown)
    if share:
        shown = [[r for ranges in shown for r in ranges]] * len(dossiers)
    given = [*limits, *[None] * len(dossiers)]
    return [axis_for(ranges, chosen_scale(ranges, scale), limit) for ranges, limit in zip(shown, given)]


def _alike(shown: Sequence[Sequence[Range]]) -> bool:
    """Return whether panels are of like size: their largest values differ by a factor of four at most."""
    tops = [max((drawable(end) for r in ranges for end in (r.low, r.high) if end is not None), default=0.0)
            for ranges in shown]  # fmt: skip
    return min(tops) > 0 and max(tops) <= ALIKE * min(tops)


def _summaries(pool: Pool) -> tuple[Range, ...]:
    median = pool.median
    return (pool.interval(captions.level_of(pool)),) if median.kind in ("point", "about", "vague") else (median,)


def _panel(
    groups: list[tuple[str, list[Estimate]]], columns: Sequence[Column], axis: Axis, context: FigureContext,
    pools: tuple[Pool, ...], *, once: bool,
) -> Panel:  # fmt: skip
    rows: list[Row] = []
    said, left = "", [remarks(estimate, context) for _, members in groups for estimate in members]
    if once:
        said, left = unclear_once(left, context.language)
    noted = iter(left)
    for heading, members in groups:
        if heading:
            rows.append(Row("heading", heading, "claim", (Cell("heading", (heading,)),)))
        rows += [_row(estimate, next(noted), columns, context, axis) for estimate in members]
    first = columns[0].name if columns else "claimant"
    rows += [_pool_row(pool, first, axis, context.language) for pool in pools]
    dossier, language = context.dossier, context.language
    title, subtitle = (
        line(language.figure(dossier.estimand)),
        language.items([captions.subtitle(dossier, language), said]),
    )
    return Panel(dossier, title, subtitle, tuple(rows), axis, pools,
                 xlabel=captions.axis_label(dossier, language) if axis.ticks else "", language=language)  # fmt: skip


def _row(estimate: Estimate, noted: Remarks, columns: Sequence[Column], context: FigureContext, axis: Axis) -> Row:
    judged = any(column.name == "judged" for column in columns)
    notes = context.dossier.notes_on(estimate) if judged else ()
    said = context.language.items(noted)
    texts = cells(estimate, notes, columns, context)
    texts = tuple(evolve(cell, paragraphs=(said,)) if cell.column == REMARK and said else cell
                  for cell in texts)  # fmt: skip
    return Row(
        "claim", estimate.id, tone_of(estimate, context.dossier), texts,
        marks_of(estimate.range, axis), estimate, notes, estimate.range,
    )  # fmt: skip


def tone_of(estimate: Estimate, dossier: Dossier) -> Tone:
    """Return how a claim is drawn: as one of those compared, as one set aside, or as one that no longer stands."""
    chosen = select(dossier)
    if chosen.states.get(estimate.id) in STANDINGS:
        return "muted"
    return "aside" if estimate.id in chosen.reasons and estimate.range.kind != "vague" else "claim"


def _marks(pool: Pool, axis: Axis) -> tuple[Mark, ...]:
    """Return the marks of a pool; what has no median is drawn as an interval."""
    median = pool.median if captions.has_median(pool) else Range()
    return summary_marks(median, pool.interval(captions.level_of(pool)), axis)


def _pool_row(pool: Pool, first: str, axis: Axis, language: Catalogue) -> Row:
    interval, label = pool.interval(captions.level_of(pool)), captions.pool_label(pool, language)
    texts = (Cell(first, (label,)), Cell("words", (captions.pool_words(pool, interval, language),)))
    return Row("pool", label, "pool", texts, _marks(pool, axis), range=pool.median)


def _used(column: Column, panels: Sequence[Panel]) -> bool:
    """A column that the reader has not asked for is drawn where it says something."""
    return any(row.text(column.name) for panel in panels for row in panel.rows)
