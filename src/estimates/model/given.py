"""Claims as a user gives them in code: who, the words, where they are printed; ids are made, the words are read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from estimates.errors import ClaimError, EstimatesError, listed, nearest, shown
from estimates.model import providers
from estimates.model.claims import Claimant, Estimate
from estimates.model.ids import new_id, slug
from estimates.model.ranges import Range

_ENDS = tuple(field.name for field in attrs.fields(Range))
_OF_CLAIMANT = tuple(f.name for f in attrs.fields(Claimant) if f.name not in ("id", "name", "note"))
_OF_ESTIMATE = tuple(f.name for f in attrs.fields(Estimate) if f.name not in ("claimant", "supposed"))
FIELDS = ("claimant", *_OF_ESTIMATE, *_ENDS, *_OF_CLAIMANT)
_FORMS = "('David Askew', '73,790 to 81,500', 'Askew 2003, 173'), a mapping of field names to values, or an Estimate"


def fields_of(given: object) -> dict[str, Any]:
    """Return the fields of a claim that is given as a tuple or a mapping.

    Raises
    ------
    ClaimError
        If it is given in another form, or names a field that claims do not have.
    """
    if isinstance(given, Mapping):
        found: dict[str, Any] = dict(given)
    elif isinstance(given, (tuple, list)) and 2 <= len(given) <= 3:
        found = dict(zip(("claimant", "wording", "source"), given))
        if not isinstance(found["wording"], str):
            found["range"] = found.pop("wording")
    else:
        raise ClaimError(f"a claim is {_FORMS} (got {shown(given)})")
    for name in found:
        if name not in FIELDS:
            hint = nearest(name, FIELDS) if isinstance(name, str) else ""
            raise ClaimError(f"claims have no field {shown(name)}{hint}; they have {listed(FIELDS)}")
    if "claimant" not in found:
        raise ClaimError(f"claimant is missing; every claim needs one (got {shown(given)})")
    return found


def estimate_of(given: object, about: str, taken: set[str], claimants: dict[str, Claimant]) -> Estimate:
    """Return a claim as an estimate.

    Parameters
    ----------
    given : Estimate, tuple or mapping
    about : str
        The id of the estimand, of which the id of the estimate is made.
    taken : set of str
        Ids that are taken; the new one is added.
    claimants : dict of str to Claimant
        The claimants by name, so that a name means one person; a new one is added.

    Raises
    ------
    ClaimError, WordingError, RangeError
        If a field does not hold what it may; if the words cannot be read, or say other numbers than those given.
    """
    if isinstance(given, Estimate):
        taken.add(given.id)
        claimants.setdefault(given.claimant.name, given.claimant)
        return given
    fields = fields_of(given)
    claimant = _claimant(fields, claimants)
    ends = {name: fields.pop(name) for name in _ENDS if name in fields}
    reading = fields.pop("range", None)
    if reading is not None and ends:
        raise ClaimError(f"give range= or {listed(ends)}, not both")
    if ends:
        reading = Range(**ends)
    reading = _read(reading, fields.get("wording", ""), fields.get("wording_lang", ""))
    name = fields.pop("id", "") or new_id(f"{slug(claimant.name)}-{about}".strip("-"), taken)
    taken.add(name)
    return Estimate(name, claimant, reading, **fields)


def _claimant(fields: dict[str, Any], claimants: dict[str, Claimant]) -> Claimant:
    named = fields.pop("claimant")
    own = {name: fields.pop(name) for name in _OF_CLAIMANT if name in fields}
    if isinstance(named, Claimant):
        if own:
            raise ClaimError(f"{listed(own)} describe a claimant that is given by name; this one is a Claimant")
        return claimants.setdefault(named.name, named)
    known = claimants.get(named) if isinstance(named, str) else None
    if known is not None:
        different = {name: value for name, value in own.items() if str(getattr(known, name) or "") != str(value)}
        if different:
            raise ClaimError(f"{known.name} was given with another {listed(different)} before; the two must agree")
        return known
    made = Claimant(slug(named) if isinstance(named, str) else "", named, **own)
    return claimants.setdefault(made.name, made)


def _read(reading: Any, wording: Any, lang: Any) -> Any:
    """Return the reading of a claim: of its words, of its numbers, or of both where they agree."""
    if reading is None:
        return providers.ask("parse", wording, lang or None)
    try:
        read = providers.ask("parse", wording, lang or None) if wording else None
    except EstimatesError:  # words that cannot be read, beside numbers that say what they mean
        return reading
    stated = reading if isinstance(reading, Range) else Range(reading, reading)
    if read is not None and stated != read and attrs.evolve(stated, best=None) != attrs.evolve(read, best=None):
        raise ClaimError(f"the wording {shown(wording)} reads as {read}, the numbers give {stated}; correct one")
    return reading
