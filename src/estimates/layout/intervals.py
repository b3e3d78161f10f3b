"""From dossiers to a picture: groups, order, rows and their marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from attrs import evolve

from estimates.analysis.selection import select
from estimates.errors import ClaimError, FormatError, UnknownNameError, listed, nearest
from estimates.layout import captions
from estimates.layout.axis import axis_for
from estimates.layout.citation_labels import Works
from estimates.layout.columns import DEFAULT, PLURALS, Telling, cells, chosen, line
from estimates.layout.figure_model import Axis, Cell, Column, Panel, Picture, Pool, Row, Scale, Tone
from estimates.layout.marks import marks_of, summary_marks
from estimates.model.claims import Estimate
from estimates.model.dossiers import Dossier
from estimates.model.ranges import Range
from estimates.model.vocabulary import ROLES, STANDINGS

LEVEL = 0.9
Grouping = str | bool | Callable[[Estimate], str] | None
Sorting = str | Callable[[Estimate], Any] | None

_GROUPS: dict[str, Callable[[Estimate, Dossier], str]] = {
    "role": lambda e, d: PLURALS.get(e.claimant.role, "Role not stated"),
    "side": lambda e, d: e.claimant.side or "Of no side",
    "scope": lambda e, d: "Scope " + e.scope if e.scope in ("same", "unclear") else f"{e.scope.capitalize()} scope",
    "measure": lambda e, d: (e.measure or d.estimand.measure or "measure not stated").capitalize(),
    "school": lambda e, d: e.claimant.school or "School not stated",
    "standing": lambda e, d: e.standing.capitalize(),
}
_NEVER = (1,)
_SORTS: dict[str, Callable[[Estimate], Any]] = {
    "low": lambda e: (e.range.kind == "vague", e.range.low or 0, e.range.high is None, e.range.high or 0),
    "high": lambda e: (e.range.kind == "vague", e.range.high is None, e.range.high or 0, e.range.low or 0),
    "claimant": lambda e: e.claimant.name.casefold(),
    "claimed": lambda e: (0, e.claimed.earliest) if e.claimed and e.claimed.earliest is not None else _NEVER,
}


def lay_out(
    shown: Any,
    *,
    pooled: Any = None,
    group_by: Grouping = None,
    sort: Sorting = None,
    scale: Scale = "linear",
    columns: Sequence[str] = DEFAULT,
    share: bool = False,
    limits: Sequence[tuple[float, float] | None] = (),
) -> Picture:
    """Decide all that an interval plot shows.

    Parameters
    ----------
    shown : Dossier, Dataset or iterable of Dossier
    pooled, group_by, sort, scale, columns, share
        As in `estimates.plot_intervals`.
    limits : sequence of (float, float) or None
        For each panel the limits that its axis already has.
    """
    dossiers = as_dossiers(shown)
    _check_scale(scale)
    asked = chosen(columns, dossiers)
    if share and len({dossier.estimand.unit for dossier in dossiers}) > 1:
        units = listed(dict.fromkeys(dossier.estimand.unit for dossier in dossiers))
        raise FormatError(f"dossiers share an axis where their unit is the same (got {units}); use share=False")
    pools = _by_dossier(pooled, dossiers)
    axes = _axes(dossiers, pools, scale, share, limits)
    by = grouping(dossiers, group_by)
    grouped = [_groups(dossier, by, sort) for dossier in dossiers]
    works = Works(c for dossier in dossiers for part in (*dossier, *dossier.bias_notes) for c in part.citations)
    paired = "native_name" not in {column.name for column in asked}
    panels = []
    for dossier, groups, axis, own in zip(dossiers, grouped, axes, pools):
        told = Telling(dossier, works, by == "role", paired)
        panels.append(_panel(groups, asked, axis, told, own))
    drawn = tuple(column for column in asked if columns is not DEFAULT or _used(column, panels))
    if by == "role":  # the headings of the groups say the role: what is left of its column is whom the parties count
        drawn = tuple(evolve(column, heading="Counts") if column.name == "role" else column for column in drawn)
    picture = Picture(tuple(panels), drawn)
    foot = works.foot
    for estimate in picture.estimates:  # what no column names, the caption and the file still do
        for citation in estimate.citations:
            works.cited(citation)
    picture = evolve(picture, works=works.named)
    return evolve(picture, foot=captions.foot(picture, foot))


def at_axis(picture: Picture, number: int, scale: Scale, limits: tuple[float, float]) -> Picture:
    """Return the picture with one panel's axis as the reader has set it, and the marks that follow from it."""
    panel = picture.panels[number]
    axis = axis_for([row.range for row in panel.rows if row.range is not None], scale, limits)
    pools = iter(panel.pools)
    rows = []
    for row in panel.rows:
        if row.kind == "claim" and row.range is not None:
            row = evolve(row, marks=marks_of(row.range, axis))
        elif row.kind == "pool":
            pool = next(pools)
            row = evolve(row, marks=summary_marks(pool.median, pool.interval(LEVEL), axis))
        rows.append(row)
    panels = list(picture.panels)
    panels[number] = evolve(panel, axis=axis, rows=tuple(rows))
    changed = evolve(picture, panels=tuple(panels))
    return evolve(changed, foot=captions.foot(changed, captions.about_works(picture)))


def check_drawable(x: Any, shows: str) -> None:
    """Refuse what is no dossier, with what the picture shows, and a dossier without claims."""
    if not isinstance(x, Dossier):
        raise ClaimError(f"{shows} (got {type(x).__name__})")
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
        parts = shown.values() if isinstance(shown, Mapping) else shown
        found = tuple(parts) if isinstance(parts, Iterable) and not isinstance(parts, str) else (parts,)
    for part in found:
        check_drawable(part, "an interval plot shows a dossier, or several")
    if not found:
        raise ClaimError("an interval plot shows a dossier, or several (got none)")
    return found


def _check_scale(scale: str) -> None:
    if scale not in ("linear", "log"):
        hint = nearest(scale, ("linear", "log")) if isinstance(scale, str) else ""
        raise FormatError(f"scale must be 'linear' or 'log' (got {scale!r}{hint})")


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
    dossiers: Sequence[Dossier], pools: Sequence[Sequence[Pool]], scale: Scale, share: bool,
    limits: Sequence[tuple[float, float] | None],
) -> list[Axis]:  # fmt: skip
    shown = [
        [e.range for e in dossier] + [r for pool in own for r in _summaries(pool)]
        for dossier, own in zip(dossiers, pools)
    ]
    if share:
        shown = [[r for ranges in shown for r in ranges]] * len(dossiers)
    given = [*limits, *[None] * len(dossiers)]
    return [axis_for(ranges, scale, limit) for ranges, limit in zip(shown, given)]


def _summaries(pool: Pool) -> tuple[Range, ...]:
    median = pool.median
    return (pool.interval(LEVEL),) if median.kind in ("point", "about", "vague") else (median,)


def grouping(dossiers: Sequence[Dossier], group_by: Grouping) -> str | Callable[[Estimate], str] | None:
    """Return by what the claims are grouped: unless it is said, by role where there is more than one.

    Raises
    ------
    UnknownNameError
        If it is neither a function, a boolean nor one of the names that are allowed.
    """
    if group_by is None:
        several = any(len({estimate.claimant.role for estimate in dossier}) > 1 for dossier in dossiers)
        return "role" if several else None
    if isinstance(group_by, bool):
        return "role" if group_by else None
    if not callable(group_by) and group_by not in _GROUPS:
        hint = nearest(group_by, _GROUPS) if isinstance(group_by, str) else ""
        raise UnknownNameError(f"claims are grouped by {listed(_GROUPS)}, or a function (got {group_by!r}{hint})")
    return group_by


def _groups(
    dossier: Dossier, group_by: str | Callable[[Estimate], str] | None, sort: Sorting
) -> list[tuple[str, list[Estimate]]]:
    """Return the claims in the order in which they stand, under the headings of their groups."""
    ordered = list(dossier)
    if callable(sort):
        ordered.sort(key=sort)
    elif sort is not None:
        if sort not in _SORTS:
            hint = nearest(sort, _SORTS) if isinstance(sort, str) else ""
            raise UnknownNameError(f"claims are sorted by {listed(_SORTS)}, or a function (got {sort!r}{hint})")
        ordered.sort(key=_SORTS[sort])
    if group_by is None:
        return [("", ordered)]
    groups: dict[str, list[Estimate]] = {}
    if group_by == "role":
        groups = {PLURALS[role]: [] for role in ROLES}
    for estimate in ordered:
        heading = group_by(estimate) if callable(group_by) else _GROUPS[group_by](estimate, dossier)
        groups.setdefault(line(str(heading)), []).append(estimate)
    return [(heading, members) for heading, members in groups.items() if members]


def _panel(
    groups: list[tuple[str, list[Estimate]]], columns: Sequence[Column], axis: Axis, told: Telling,
    pools: tuple[Pool, ...],
) -> Panel:  # fmt: skip
    rows: list[Row] = []
    for heading, members in groups:
        if heading:
            rows.append(Row("heading", heading, "claim", (Cell("heading", (heading,)),)))
        rows += [_row(estimate, columns, told, axis) for estimate in members]
    first = columns[0].name if columns else "claimant"
    rows += [_pool_row(pool, first, axis) for pool in pools]
    dossier = told.dossier
    return Panel(dossier, line(dossier.estimand.title), captions.subtitle(dossier), tuple(rows), axis, pools)


def _row(estimate: Estimate, columns: Sequence[Column], told: Telling, axis: Axis) -> Row:
    judged = any(column.name == "judged" for column in columns)
    notes = told.dossier.notes_on(estimate) if judged else ()
    return Row(
        "claim", estimate.id, tone_of(estimate, told.dossier), cells(estimate, notes, columns, told),
        marks_of(estimate.range, axis), estimate, notes, estimate.range,
    )  # fmt: skip


def tone_of(estimate: Estimate, dossier: Dossier) -> Tone:
    """Return how a claim is drawn: as one of those compared, as one set aside, or as one that no longer stands."""
    chosen = select(dossier)
    if chosen.states.get(estimate.id) in STANDINGS:
        return "muted"
    return "aside" if estimate.id in chosen.reasons and estimate.range.kind != "vague" else "claim"


def _pool_row(pool: Pool, first: str, axis: Axis) -> Row:
    interval = pool.interval(LEVEL)
    texts = (Cell(first, (captions.pool_label(pool),)), Cell("words", (captions.pool_words(pool, interval),)))
    marks = summary_marks(pool.median, interval, axis)
    return Row("pool", captions.pool_label(pool), "pool", texts, marks, range=pool.median)


def _used(column: Column, panels: Sequence[Panel]) -> bool:
    """A column that the reader has not asked for is drawn where it says something."""
    return any(row.text(column.name) for panel in panels for row in panel.rows)
