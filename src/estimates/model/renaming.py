"""Datasets with other ids, or with another description of the same claimants, works and figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeVar

import attrs

from estimates.errors import ClaimError, UnknownNameError, nearest, shown
from estimates.model.bias_notes import BiasNote
from estimates.model.claims import Claimant, Estimand, Estimate, Link
from estimates.model.datasets import Dataset
from estimates.model.dossiers import Dossier
from estimates.model.sources import Citation, Source
from estimates.model.statements import School, Statement

_IDS: Final = {
    "id", "key", "from_id", "to_id", "at_most", "sum_of", "share_of", "ratio_to", "about_estimand", "about_estimate",
    "about_claimant", "about_statement",
}  # fmt: skip
_OURS: Final = (Citation, Estimate, Estimand, BiasNote, Link, Statement, School, Dossier, Dataset, Claimant, Source)

T = TypeVar("T")


def renamed(dataset: Dataset, names: Mapping[str, str]) -> Dataset:
    """Return a dataset in which ids, and all that refers to them, are others.

    Parameters
    ----------
    dataset : Dataset
    names : mapping of str to str
        Ids of claimants, works, figures, claims, judgements or statements, with the new ones.
    """
    if not isinstance(names, Mapping) or not all(isinstance(each, str) for pair in names.items() for each in pair):
        raise ClaimError(f"ids are renamed by a mapping of old ids to new ones (got {shown(names)})")
    known = [*dataset.claimants, *dataset.sources, *dataset, *(e.id for dossier in dataset.values() for e in dossier)]
    known += [note.id for note in dataset.bias_notes]
    known += [statement.id for statement in dataset.statements]
    for name in names:
        if name not in known:
            raise UnknownNameError(f"nothing has the id {shown(name)} in {dataset.name!r}{nearest(name, known)}")
    return _changed(dataset, names, {}) if names else dataset


def described(dataset: Dataset, things: Mapping[tuple[type, str], Any]) -> Dataset:
    """Return a dataset in which claimants, works and figures are described as elsewhere, by their type and id."""
    return _changed(dataset, {}, things)


def _changed(thing: T, names: Mapping[str, str], things: Mapping[tuple[type, str], Any]) -> T:
    if isinstance(thing, tuple) and not hasattr(thing, "noun"):
        made: Any = tuple(_changed(part, names, things) for part in thing)
        return thing if made == thing and not things else made
    if not isinstance(thing, _OURS):
        return thing
    changes = {}
    for field in attrs.fields(type(thing)):
        value = getattr(thing, field.name)
        if field.name in _IDS:
            new: Any = tuple(names.get(v, v) for v in value) if isinstance(value, tuple) else names.get(value, value)
        else:
            new = _changed(value, names, things)
        if new is not value:
            changes[str(field.alias)] = new
    own = attrs.evolve(thing, **changes) if changes else thing
    name = own.key if isinstance(own, Source) else getattr(own, "id", "")
    found: T = things.get((type(own), name), own)
    return found
