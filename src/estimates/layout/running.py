"""How a literature moved: where most claims met, or the median of them, as they stood at each date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, Literal

from attrs import evolve, frozen

from estimates.analysis.compare import compare
from estimates.analysis.pooling import pool
from estimates.errors import FormatError, PoolingError, nearest
from estimates.layout.axis import drawable
from estimates.layout.columns import line
from estimates.layout.dating import placed
from estimates.layout.grouping import Grouping, group_of, grouping
from estimates.layout.languages.catalogue import Catalogue
from estimates.layout.languages.en import ENGLISH
from estimates.model.claims import Estimate
from estimates.model.dossiers import Dossier
from estimates.model.ranges import Range
from estimates.model.vocabulary import WITHDRAWING

Running = Literal["core", "median"]
RUNNING: Final = ("core", "median")
MOST_GROUPS: Final = 5


@frozen
class Step:
    """What held from one date to the next, in years: a range whose ends may be absent, of a group of claims.

    It has neither end where no two of the claims met: there is no core then, though each claim has its own values.
    """

    group: str
    first: float
    last: float
    range: Range


def running_steps(
    dossier: Dossier, what: str, group_by: Grouping, end: float, language: Catalogue = ENGLISH
) -> tuple[Step, ...]:  # fmt: skip
    """Return the running core or median of the claims that had been made by each date, and still stood then.

    A claim that is withdrawn later counts up to the date at which it is. Claims whose date is not known do not count.
    Where claims meet as often in several places, each of these is a step of the same dates.

    Parameters
    ----------
    dossier : Dossier
    what : str
        ``core`` or ``median``.
    group_by : str, callable, bool or None
        By what the claims are parted; None or False for all together.
    end : float
        How far the last step reaches, in years.

    Raises
    ------
    FormatError
        If it is neither, or there are more groups than can be told apart.
    """
    if what not in RUNNING:
        hint = nearest(what, RUNNING) if isinstance(what, str) else ""
        raise FormatError(f"running is 'core', 'median' or None (got {what!r}{hint})")
    by = grouping([dossier], group_by) if group_by is not None else None
    parts: dict[str, list[Estimate]] = {}
    for estimate in dossier:
        if made(estimate) is not None and estimate.range.kind != "vague":
            parts.setdefault(line(group_of(estimate, dossier, by, language)) if by else "", []).append(estimate)
    if len(parts) > MOST_GROUPS:
        raise FormatError(f"a running {what} is drawn for up to {MOST_GROUPS} groups (got {len(parts)})")
    return tuple(step for group, claims in parts.items() for step in _steps(dossier, group, claims, what, end))


def made(estimate: Estimate) -> float | None:
    """Return the moment by which a claim had been made, in years; None where that is not known."""
    date = estimate.claimed
    return None if date is None or date.latest is None else placed(date.latest, end=True)


def _steps(dossier: Dossier, group: str, claims: Sequence[Estimate], what: str, end: float) -> Iterable[Step]:
    dates = sorted({at for estimate in claims if (at := made(estimate)) is not None})
    for first, last in zip(dates, [*dates[1:], max(end, dates[-1])]):
        then = _as_of(dossier, claims, first)
        for r in _core(then) if what == "core" else _median(then):
            yield Step(group, first, last, r)


def _as_of(dossier: Dossier, claims: Sequence[Estimate], date: float) -> Dossier:
    """Return the claims that had been made by a date, each with the standing that it had then."""
    by_then = [estimate for estimate in claims if (made(estimate) or date) <= date]
    ids = {estimate.id for estimate in by_then}
    later = {link.to_id for link in dossier.links
             if link.relation in WITHDRAWING and link.from_id not in ids}  # fmt: skip
    standing = [evolve(estimate, standing="stands") if estimate.id in later else estimate for estimate in by_then]
    links = tuple(link for link in dossier.links if {link.from_id, link.to_id} <= ids)
    return Dossier(dossier.estimand, standing, links=links)


def _core(dossier: Dossier) -> list[Range]:
    """Return where most claims meet; a range without ends where there are several, of which no two meet."""
    found = compare(dossier)
    core = [region for region in found.core if region.range.kind != "vague"]
    if len(found.used) > 1 and core and all(len(region.estimates) < 2 for region in core):
        return [Range()]
    return [region.range for region in core]


def _median(dossier: Dossier) -> list[Range]:
    try:
        median = pool(dossier, "random-set").median
    except PoolingError:
        return []
    return [] if median.kind == "vague" else [median]


def step_lines(steps: Sequence[Step]) -> Iterator[tuple[str, str, list[float], list[float]]]:
    """Yield the lines along the ends of steps: the group, ``low`` or ``high``, and the corners.

    A line goes on from one date to the next where there is one step before and one after. Where there are several of
    one date nothing says which leads to which, and each has lines of its own.
    """
    groups: dict[str, list[Step]] = {}
    for step in steps:
        groups.setdefault(step.group, []).append(step)
    for group, found in groups.items():
        for name, end in (("low", lambda r: r.low), ("high", lambda r: r.high)):
            for xs, ys in _edges(found, end):
                yield group, name, xs, ys


def _edges(steps: Sequence[Step], end: Callable[[Range], float | None]) -> list[tuple[list[float], list[float]]]:
    """Return the corners of the lines along one end of the steps of a group, broken where it is absent."""
    found: list[tuple[list[float], list[float]]] = []
    pieces = Counter(step.first for step in steps)
    last = None
    for step in steps:
        value = end(step.range)
        alone = pieces[step.first] == 1
        if value is None:
            last = None
            continue
        if last != step.first or not alone:
            found.append(([], []))
        found[-1][0].extend([step.first, step.last])
        found[-1][1].extend([drawable(value)] * 2)
        last = step.last if alone else None
    return found
