"""What is computed from claims as the rows of a paper's table: pairs, pools, choices, and rows of any kind."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import evolve, fields_dict

from estimates.analysis.comparison import Comparison
from estimates.analysis.ledger_display import ranges_of
from estimates.analysis.pooling import Multiverse, MultiverseRow, Pooled
from estimates.errors import PoolingError
from estimates.layout.columns import in_words, judgement_words
from estimates.model.bias_notes import BiasNote
from estimates.model.claims import Claimant, Estimand, Estimate
from estimates.model.descriptions import comparable, computed_words, headed, short, worded
from estimates.model.numbers import many, percent, written
from estimates.model.ranges import Range
from estimates.model.sources import Citation, Source
from estimates.tables.claim_rows import remarks
from estimates.tables.paper import Cell, Column, Notes, Paper, kept

_MISSING = ("NAType", "NaTType")
_NONE = Cell("–")
_PAIRS = {
    "a": "Claim", "b": "Other claim", "relation": "Relation", "gap_ratio": "Apart by a factor of",
    "jaccard": "Common share of both", "overlap": "Common share of the shorter",
}  # fmt: skip


def heading(name: str) -> str:
    """Return the name of a field as a heading.

    Examples
    --------
    >>> heading("core_low")
    'Core low'
    """
    words = str(name).replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _columns(
    rows: Sequence[Mapping[str, Cell]], headings: Mapping[str, str], asked: Sequence[str] | None
) -> list[Column]:
    """Return the columns of rows of cells."""
    made = [Column(name, head, tuple(row[name] for row in rows)) for name, head in headings.items()]
    return kept(made, asked)


def of_comparison(found: Comparison, asked: Sequence[str] | None) -> Paper:
    """Return the table of a comparison: one row a pair of claims."""
    notes = Notes()
    rows = [
        {
            "a": _claim(pair.a, notes), "b": _claim(pair.b, notes), "relation": Cell(pair.relation),
            "gap_ratio": _value(pair.gap_ratio if pair.relation == "disjoint" else None, notes),
            **{name: _value(getattr(pair, name), notes) for name in ("jaccard", "overlap")},
        }
        for pair in found.pairs
    ]  # fmt: skip
    cores = "; ".join(
        f"{worded(core.range)} ({', '.join(e.claimant.name for e in core.estimates)})" for core in found.core
    )
    foot = [Cell(f"Most claims meet at: {cores}.")] if cores else []
    foot += [Cell(f"Used as a bound: {e.claimant.name}. {why}") for e, why in found.implied]
    foot += _set_aside(found.set_aside, notes)
    caption = f"{headed(found.dossier.estimand)}: pairwise relations of the claims."
    columns = _columns(rows, _PAIRS, asked)
    label = f"{found.dossier.estimand.id}-pairs"
    return Paper(caption, tuple(columns), notes.remarks, notes.places, tuple(foot), label=label)


def of_pools(pools: Sequence[Pooled], asked: Sequence[str] | None) -> Paper:
    """Return the table of pools: one row a pool."""
    notes = Notes()
    figures = {pool.dossier.estimand.id: pool.dossier.estimand for pool in pools}
    levels = dict.fromkeys(pool.level for pool in pools)
    rows = [_pool(pool, notes, named=len(levels) > 1) for pool in pools]
    headings = {"figure": "Figure"} if len(figures) > 1 else {}
    interval = f"{percent(next(iter(levels)))} interval" if len(levels) == 1 else "Interval"
    headings |= {"method": "Method", "assumptions": "Assuming", "median": "Median", "interval": interval,
                 "claims": "Claims"}  # fmt: skip
    columns = _columns(rows, headings, asked)
    explained = dict.fromkeys(f"{_title(pool.method)}: {pool.target}; {pool.level_words}." for pool in pools)
    aside = dict.fromkeys(pair for pool in pools for pair in pool.set_aside)
    foot = [*map(Cell, explained), *_set_aside(tuple(aside), notes)]
    titles = "; ".join(headed(figure) for figure in figures.values())
    caption = f"{titles}: what the claims say together."
    return Paper(
        caption, tuple(columns), notes.remarks, notes.places, tuple(foot), label=f"{pools[0].dossier.estimand.id}-pool"
    )


def _pool(pool: Pooled, notes: Notes, *, named: bool) -> dict[str, Cell]:
    """Return the cells of a pool; the level of its interval is `named` where the heading does not give it."""
    once, nothing = ("each voice counts once", "nothing else") if pool.shared else ("", "nothing")
    interval = _computed(lambda: pool.interval(pool.level), notes)
    interval = evolve(interval, text=f"{interval.text} ({percent(pool.level)})") if named else interval
    places = [place for e in pool.used for place in e.citations]
    return {
        "figure": Cell(headed(pool.dossier.estimand)), "method": Cell(_title(pool.method)),
        "assumptions": Cell("; ".join(filter(None, [once, pool.premise, _pairs(pool.assumptions) or nothing]))),
        "median": _computed(lambda: pool.median, notes) if pool.has_median else _NONE, "interval": interval,
        "claims": Cell(_independent(pool), notes.source(places)),
    }  # fmt: skip


def _independent(pool: Pooled) -> str:
    """Return how many claims are pooled, and how many voices they are where that is fewer."""
    fewer = f" ({many(pool.effective_n, 'voice')})" if pool.effective_n < len(pool.used) else ""
    return f"{len(pool.used)}{fewer}"


def _computed(find: Callable[[], Range], notes: Notes) -> Cell:
    try:
        return Cell(computed_words(find()))
    except PoolingError as error:
        return Cell(_NONE.text, notes.remark(str(error)))


def of_multiverse(found: Multiverse, asked: Sequence[str] | None) -> Paper:
    """Return the table of a multiverse: one row a choice, the refused ones with the reason."""
    notes = Notes()
    names = {estimate.id: estimate for estimate in found.dossier}
    rows = [_choice(row, names, notes) for row in found.rows]
    headings = {"method": "Method", "assumptions": "Assuming", "left_out": "Left out", "median": "Median",
                "interval": f"{percent(found.level)} interval"}  # fmt: skip
    places = [place for estimate in found.used for place in estimate.citations]
    foot = [Cell("The claims pooled rest on the works", notes.source(places))] if places else []
    caption = f"{headed(found.dossier.estimand)}: what each defensible choice says."
    columns = _columns(rows, headings, asked)
    label = f"{found.dossier.estimand.id}-multiverse"
    return Paper(caption, tuple(columns), notes.remarks, notes.places, tuple(foot), label=label)


def _choice(row: MultiverseRow, names: Mapping[str, Estimate], notes: Notes) -> dict[str, Cell]:
    left = names[row.left_out].claimant.name if row.left_out in names else row.left_out
    assumed = "; ".join(filter(None, [row.premise, _pairs(row.assumptions)]))
    why = notes.remark(row.reason)
    median = Cell(computed_words(row.median)) if row.median is not None else Cell(_NONE.text, why)
    median = median if row.has_median or row.median is None else _NONE
    interval = Cell(computed_words(row.interval)) if row.interval is not None else Cell(_NONE.text, why)
    return {"method": Cell(_title(row.method)), "assumptions": Cell(assumed), "left_out": Cell(left),
            "median": median, "interval": interval}  # fmt: skip


def of_rows(rows: Sequence[Any], asked: Sequence[str] | None) -> Paper:
    """Return the table of rows of one of our types: a column a field."""
    notes = Notes()
    names = [name.lstrip("_") for name in fields_dict(type(rows[0]))]
    cells = [{name: _value(getattr(row, name), notes) for name in names} for row in rows]
    columns = _columns(cells, {name: heading(name) for name in names}, asked)
    return Paper("", tuple(columns), notes.remarks, notes.places, label=type(rows[0]).__name__)


def of_columns(columns: Mapping[str, Sequence[Any]], asked: Sequence[str] | None) -> Paper:
    """Return the table of columns of values; two columns of the ends of a range become one in words.

    See `ranges_of` for the ends.
    """
    notes = Notes()
    made = [
        Column(name, heading(name), tuple(_value(value, notes) for value in values))
        for name, values in ranges_of(columns, computed_words).items()
    ]
    return Paper("", tuple(kept(made, asked)), notes.remarks, notes.places)


def _claim(e: Estimate, notes: Notes) -> Cell:
    aside = comparable(e, Estimand("any", measure=e.measure))
    marks = notes.remark(*remarks(e, aside))
    return Cell(f"{e.claimant.name}: {in_words(e)}", (*marks, *notes.source(e.citations)))


def _set_aside(pairs: Sequence[tuple[Estimate, str]], notes: Notes) -> list[Cell]:
    said = [(e, why.removesuffix(f" ({in_words(e)})")) for e, why in pairs]  # words stand beside the claim already
    return [Cell(f"Set aside: {e.claimant.name}: {in_words(e)}; {why}", notes.source(e.citations)) for e, why in said]


def _value(value: Any, notes: Notes) -> Cell:
    """Return a value of any of our fields as a cell."""
    if isinstance(value, Estimate):
        return _claim(value, notes)
    if isinstance(value, BiasNote):
        return Cell(judgement_words(value), notes.source(value.citations))
    if isinstance(value, (Citation, Source)):
        place = value if isinstance(value, Citation) else Citation(value)
        return Cell(short(place), notes.source([place]))
    if isinstance(value, (tuple, list)):
        cells = [_value(part, notes) for part in value]
        marks = dict.fromkeys(mark for cell in cells for mark in cell.marks)
        return Cell("; ".join(cell.text for cell in cells), tuple(marks))
    return Cell(_text(value))


def _text(value: Any) -> str:
    if value is None or type(value).__name__ in _MISSING or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool) or type(value).__name__ in ("bool", "bool_"):
        return "yes" if value else "no"
    if isinstance(value, Range):
        return worded(value)
    if isinstance(value, (Claimant, Estimand)):
        return value.name if isinstance(value, Claimant) else value.title
    if isinstance(value, Mapping):
        return _pairs(value)
    if hasattr(value, "__index__"):
        return written(int(value))
    if hasattr(value, "__float__"):
        return written(value) if math.isfinite(float(value)) else "without limit"
    return str(value)


def _pairs(assumptions: Mapping[str, Any]) -> str:
    return ", ".join(f"{str(name).replace('_', ' ')} {_text(value)}" for name, value in assumptions.items())


def _title(method: str) -> str:
    return heading(method.replace("-", " ")) if method != "random-effects" else "Random effects"
