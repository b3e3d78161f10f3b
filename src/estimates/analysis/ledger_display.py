"""How the results of a ledger are shown: the ends of ranges as ranges, the first rows of very many as a table."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from estimates.model.computed_ranges import computed_range
from estimates.model.descriptions import computed
from estimates.model.markup import html_table
from estimates.model.numbers import written
from estimates.model.ranges import Range

_ROWS = 20
_ENDS = ("low", "high", "low_open", "high_open", "approximate")
_COLUMNS = (
    "estimand",
    "n",
    "voices",
    "median",
    "interval",
    "core",
    "core_depth",
    "ties",
    "disjoint",
    "disjoint_about",
    "envelope",
)
_HEADINGS = {"n": "Claims", "core_depth": "Meet there", "ties": "Tied cores", "disjoint": "Disjoint pairs",
             "disjoint_about": "Of these with “about”"}  # fmt: skip


class Columned(Protocol):
    """A result with one entry an estimand in each column."""

    def columns(self) -> dict[str, Any]:
        """Return the columns of a table, by name."""
        ...

    def __len__(self) -> int: ...


def ledger_html(result: Columned) -> str:
    """Return the first rows of a ledger's result as a table for notebooks, refused ones with their reason."""
    columns = {name: list(values[:_ROWS]) for name, values in result.columns().items()}
    shown = ranges_of(columns, computed)
    rest = [name for name in ("reason", "scenario") if any(columns.get(name, ()))]
    names = [name for name in (*_COLUMNS, *rest) if name in shown]
    header = [_HEADINGS.get(name, name.replace("_", " ").capitalize()) for name in names]
    rows = [list(map(_text, row)) for row in zip(*(shown[name] for name in names))]
    more = f"; the first {_ROWS} rows, to_frame() gives all" if len(result) > _ROWS else ""
    return html_table(header, rows, caption=f"{repr(result).strip('<>')}{more}")


def _text(value: Any) -> str:
    return str(value) if isinstance(value, str) else written(value)


def ranges_of(columns: Mapping[str, Sequence[Any]], words: Callable[[Range], str]) -> dict[str, Sequence[Any]]:
    """Return columns in which the two ends of a range are one column, in words.

    An infinite high end is one that no claim states, and so is a low end of zero where ``zero_stated`` does not say
    that one does.
    """
    rest, made = dict(columns), dict[str, Sequence[Any]]()
    zero = rest.pop("zero_stated", None)
    for name in columns:
        stem = str(name).removesuffix("_low")
        if name not in rest:
            continue
        if stem != name and f"{stem}_high" in rest:
            ends = [rest.pop(f"{stem}_{end}", None) for end in _ENDS]
            closed = [False] * len(columns[name])
            values = zip(*(list(end) if end is not None else closed for end in [*ends, zero]))
            made[stem] = tuple(_ends(words, *each) for each in values)
        else:
            made[str(name)] = rest.pop(name)
    return made


def _ends(
    words: Callable[[Range], str], low: float | None, high: float | None, low_open: bool, high_open: bool,
    about: bool, zero: bool,
) -> str:  # fmt: skip
    missing = (low is None or math.isnan(low)) and (high is None or math.isnan(high))
    if missing:
        return ""
    bottom = 0.0 if low is None or math.isnan(low) else float(low)
    top = math.inf if high is None or math.isnan(high) else float(high)
    stated = [Range(0)] if zero or top == 0 else []
    found = computed_range(bottom, top, stated, low_open=bool(low_open), high_open=bool(high_open), about=bool(about))
    return words(found)
