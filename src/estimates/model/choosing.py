"""Which claims a user means: by position, id or name, by the values of their fields, or by a function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from estimates.errors import ClaimError, UnknownNameError, listed, nearest, shown
from estimates.model.claims import Estimand, Estimate
from estimates.model.dates import Date
from estimates.model.ids import slug
from estimates.model.occasions import speaks_of
from estimates.model.vocabulary import same_measure

Predicate = Callable[[Estimate], object]

_OF_CLAIMANT = ("name", "native_name", "role", "side", "school")
_OF_ESTIMATE = ("id", "scope", "standing", "method", "wording_lang", "place", "share_of", "ratio_to")
CONDITIONS = (*_OF_CLAIMANT, *_OF_ESTIMATE, "claimant", "measure", "claimed", "as_of")


def estimate_named(key: str, estimates: Sequence[Estimate], where: str) -> Estimate:
    """Return the estimate that a name means: its id, or a part of it or of the claimant's name that is the only one.

    Raises
    ------
    UnknownNameError
        If no estimate, or more than one, has that name.
    """
    if not isinstance(key, str):
        raise UnknownNameError(f"estimates are selected by position, id or slice (got {shown(key)})")
    for match in (_is_id, _starts_id, _is_word):
        found = [estimate for estimate in estimates if match(key, estimate)]
        if len(found) == 1:
            return found[0]
        if found:
            raise UnknownNameError(f"{key!r} names {len(found)} estimates here: {listed([e.id for e in found])}")
    raise UnknownNameError(f"no estimate {shown(key)} in {where}{hint(key, [e.id for e in estimates])}")


def _is_id(key: str, estimate: Estimate) -> bool:
    return estimate.id == key


def _starts_id(key: str, estimate: Estimate) -> bool:
    return estimate.id.startswith(f"{key}-")


def _is_word(key: str, estimate: Estimate) -> bool:
    wanted = slug(key)
    names = (estimate.id, estimate.claimant.id, estimate.claimant.name, estimate.claimant.native_name)
    return bool(wanted) and any(f"-{wanted}-" in f"-{slug(name)}-" for name in names)


def chosen(
    estimates: Iterable[Estimate], estimand: Estimand, predicate: Predicate | None, equal: dict[str, Any]
) -> Iterator[Estimate]:
    """Yield the estimates that satisfy a predicate and have the given values in their fields.

    Raises
    ------
    UnknownNameError
        If no such field can be chosen by.
    ClaimError
        If the predicate is no function, or a value not one that the field may have.
    """
    if predicate is not None and not callable(predicate):
        raise ClaimError(f"claims are chosen by a function of a claim, or by fields (got {shown(predicate)}); "
                         "write where(side='China')")  # fmt: skip
    tests = [_test(name, value, estimand) for name, value in equal.items() if value is not None]
    for estimate in estimates:
        if (predicate is None or predicate(estimate)) and all(test(estimate) for test in tests):
            yield estimate


def _test(name: str, value: Any, estimand: Estimand) -> Predicate:
    if name not in CONDITIONS:
        raise UnknownNameError(f"no field {name!r} to choose claims by{hint(name, CONDITIONS)}")
    if name in ("claimed", "as_of"):
        date = value if isinstance(value, Date) else Date(value)
        if name == "as_of":
            return lambda e: speaks_of(e, date) is not False
        return lambda e: e.claimed is not None and e.claimed.overlaps(date)
    allowed = (value,) if isinstance(value, str) else tuple(value) if isinstance(value, Iterable) else (value,)
    if not all(isinstance(one, str) for one in allowed):
        raise ClaimError(f"{name} must be one text or several (got {shown(value)})")
    if name == "measure":
        return lambda e: any(same_measure(e.measure or estimand.measure, one) for one in allowed)
    if name == "claimant":
        return lambda e: e.claimant.id in allowed
    if name in _OF_CLAIMANT:
        return lambda e: getattr(e.claimant, name) in allowed
    return lambda e: getattr(e, name) in allowed


def hint(name: object, names: Iterable[str]) -> str:
    """Return the nearest of some names, or all of them where there are few."""
    known = list(names)
    near = nearest(name, known) if isinstance(name, str) else ""
    return near or (f"; there are {listed(known)}" if 0 < len(known) <= 20 else "")
