"""The order of claims in a figure: groups under headings, values within them, and those set aside at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from estimates.analysis.selection import select
from estimates.errors import FormatError, UnknownNameError, listed, nearest
from estimates.layout.columns import line
from estimates.layout.languages.catalogue import Catalogue
from estimates.layout.languages.en import ENGLISH
from estimates.model.claims import Estimate
from estimates.model.dossiers import Dossier
from estimates.model.schools import schools_in
from estimates.model.vocabulary import ROLES

Grouping = str | bool | Callable[[Estimate], str] | None
Sorting = str | bool | Callable[[Estimate], Any] | None
# Groups that part claims by what sets them aside need no group of those set aside.
_OWN_ASIDE = frozenset({"measure", "scope", "standing"})
_GROUPS: dict[str, Callable[[Estimate, Dossier, Catalogue], str]] = {
    "role": lambda e, d, lang: (
        lang.terms.groups[e.claimant.role] if e.claimant.role else _capital(lang.claims.role_not_stated)
    ),
    "side": lambda e, d, lang: e.claimant.side or lang.claims.side_not_stated,
    "scope": lambda e, d, lang: lang.terms.scope_groups[e.scope],
    "measure": lambda e, d, lang: _capital(
        lang.measure(e.measure or d.estimand.measure) or lang.claims.measure_not_stated
    ),
    # Or what a judge says, see `groups_of`.
    "school": lambda e, d, lang: e.claimant.school or lang.claims.school_not_stated,
    "standing": lambda e, d, lang: lang.terms.standing_groups[e.standing],
}
_NEVER = (1,)
_SORTS: dict[str, Callable[[Estimate], Any]] = {
    "value": lambda e: (e.range.kind == "vague", _lowest(e), e.range.high is None, e.range.high or 0),
    "low": lambda e: (e.range.kind == "vague", e.range.low or 0, e.range.high is None, e.range.high or 0),
    "high": lambda e: (e.range.kind == "vague", e.range.high is None, e.range.high or 0, e.range.low or 0),
    "claimant": lambda e: e.claimant.name.casefold(),
    "claimed": lambda e: (0, e.claimed.earliest) if e.claimed and e.claimed.earliest is not None else _NEVER,
}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lowest(estimate: Estimate) -> float:
    """Return the lowest value that a claim states."""
    stated = [end for end in (estimate.range.low, estimate.range.high) if end is not None]
    return float(min(stated, default=0))


def grouping(
    dossiers: Sequence[Dossier], group_by: Grouping, school_by: str | None = None
) -> str | Callable[[Estimate], str] | None:
    """Return by what the claims are grouped: unless it is said, by role where there is more than one.

    Raises
    ------
    UnknownNameError
        If it is neither a function, a boolean nor one of the names that are allowed.
    FormatError
        If a judge of schools is named, and the claims are not grouped by school.
    """
    if school_by is not None and group_by != "school":
        raise FormatError(f"school_by names the judge for group_by='school' (got group_by={group_by!r})")
    if group_by is None:
        several = any(len({estimate.claimant.role for estimate in dossier}) > 1 for dossier in dossiers)
        return "role" if several else None
    if isinstance(group_by, bool):
        return "role" if group_by else None
    if not callable(group_by) and group_by not in _GROUPS:
        hint = nearest(group_by, _GROUPS) if isinstance(group_by, str) else ""
        raise UnknownNameError(f"claims are grouped by {listed(_GROUPS)}, or a function (got {group_by!r}{hint})")
    return group_by


def groups_of(
    dossier: Dossier,
    group_by: str | Callable[[Estimate], str] | None,
    sort: Sorting,
    school_by: str | None = None,
    language: Catalogue = ENGLISH,
) -> list[tuple[str, list[Estimate]]]:
    """Return the claims in the order in which they stand, under the headings of their groups.

    Within a group by the lowest value that they state, unless another order is asked for. Claims that are set aside
    from comparison are a group of their own at the end, where others are not. Schools are those that the judge names
    whom `school_by` names.
    """
    ordered = _ordered(dossier, sort)
    apart = select(dossier).reasons
    parted = not callable(group_by) and group_by not in _OWN_ASIDE and len(apart) < len(ordered)
    aside = [estimate for estimate in ordered if estimate.id in apart] if parted else []
    groups: dict[str, list[Estimate]] = {}
    schools = schools_in(dossier, school_by) if group_by == "school" else {}
    if group_by == "role":
        groups = {language.terms.groups[role]: [] for role in ROLES}
    for estimate in ordered:
        if estimate in aside:
            continue
        heading = "" if group_by is None else (
            schools.get(estimate.claimant.id, language.claims.school_not_stated) if group_by == "school" else
            group_of(estimate, dossier, group_by, language))  # fmt: skip
        groups.setdefault(line(heading), []).append(estimate)
    found = [(heading, members) for heading, members in groups.items() if members]
    return [*found, (language.claims.set_aside, aside)] if aside else found


def group_of(
    estimate: Estimate, dossier: Dossier, group_by: str | Callable[[Estimate], str], language: Catalogue = ENGLISH
) -> str:  # fmt: skip
    """Return the heading under which a claim stands."""
    return str(group_by(estimate) if callable(group_by) else _GROUPS[group_by](estimate, dossier, language))


def _ordered(dossier: Dossier, sort: Sorting) -> list[Estimate]:
    if sort is False:
        return list(dossier)
    if callable(sort):
        return sorted(dossier, key=sort)
    name = "value" if sort is None or sort is True else sort
    if name not in _SORTS:
        hint = nearest(name, _SORTS) if isinstance(name, str) else ""
        raise UnknownNameError(f"claims are sorted by {listed(_SORTS)}, or a function (got {sort!r}{hint})")
    return sorted(dossier, key=_SORTS[name])
