"""What a field of a core type may hold, checked when the value is made."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from itertools import repeat
from operator import call
from typing import Any, TypeVar

from attrs import Attribute

from estimates.errors import ClaimError, listed, nearest, shown
from estimates.model.dates import Date
from estimates.model.numbers import Number
from estimates.model.ranges import Range, point

Validator = Callable[[Any, "Attribute[Any]", Any], None]
_T = TypeVar("_T")
# What to write instead, by the type that a field needs.
_REMEDIES = {
    "Claimant": "Claimant('askew', 'David Askew'); dossier() makes claimants of names",
    "Estimand": "Estimand('garrison', measure='strength'); dossier() makes one of a title",
    "Source": "Source('askew2003', {…}), or read the works with read_csl() or read_bibtex()",
    "Citation": "Citation(Source('askew2003'), '173')",
    "Estimate": "Estimate('askew', Claimant('askew', 'David Askew'), point(100_000)); dossier() makes estimates "
    "of names and wordings",
}


def one_of(allowed: tuple[str, ...], *, blank: bool = False) -> Validator:
    """Return a check that a text is one of those allowed, or empty where `blank` is true."""

    def check(instance: object, attribute: Attribute[Any], value: object) -> None:
        if not isinstance(value, str) or (value not in allowed and not (blank and value == "")):
            hint = nearest(value, allowed) if isinstance(value, str) else ""
            raise ClaimError(f"{attribute.name} must be {listed(allowed)} (got {shown(value)}{hint})")

    return check


def texts(values: Iterable[str]) -> tuple[str, ...]:
    """Return several texts as a tuple; a single text is refused, since its letters are texts too."""
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise ClaimError(f"several texts must be given as a tuple or list (got {shown(values)})")
    found = tuple(values)
    wrong = next((value for value in found if not isinstance(value, str)), None)
    if wrong is not None:
        raise ClaimError(f"several texts must be given as a tuple or list of texts (got {shown(wrong)} in it)")
    return found


def named(instance: object, attribute: Attribute[Any], value: object) -> None:
    """Refuse a name that is empty, or that starts or ends with spaces."""
    if not isinstance(value, str) or not value or value != value.strip():
        message = "must be text, not empty, that does not start or end with spaces"
        raise ClaimError(f"{attribute.name} {message} (got {shown(value)})")


def identified(instance: object, attribute: Attribute[Any], value: object) -> None:
    """Refuse an id that is no name, or that holds the separator of ids."""
    named(instance, attribute, value)
    if ";" in str(value):
        raise ClaimError(f"{attribute.name} must not contain ';', which separates ids in a table (got {shown(value)})")


def exactly_one(what: str, thing: object, names: tuple[str, ...]) -> None:
    """Refuse a value in which none, or more than one, of the fields that name its subject is filled."""
    filled = [name for name in names if getattr(thing, name)]
    if len(filled) != 1:
        raise ClaimError(f"{what} is about one of {_or(names)} (got {' and '.join(filled) or 'none'})")


def _or(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"


def as_date(value: Date | str | None) -> Date | None:
    """Return a date; text is read as EDTF.

    Examples
    --------
    >>> as_date("1937-12")
    Date(edtf='1937-12')
    """
    return value if value is None or isinstance(value, Date) else Date(value)


def as_range(value: Range | Number) -> Range:
    """Return a range; a number is a single stated value. Words and pairs are refused, naming what reads them.

    Examples
    --------
    >>> as_range(5)
    Range(low=5, high=5, best=None, approximate=False, low_open=False, high_open=False)
    """
    if isinstance(value, Range):
        return value
    if value is None or isinstance(value, (str, bytes, list, tuple)):
        message = "a reading is a Range: point(5), about(5), between(5, 9), at_least(5), or parse('about five'); "
        raise ClaimError(f"{message}Range() gives no number (got {shown(value)})")
    return point(value)


def as_factor(value: Range | Number | None) -> Range | None:
    """Return a factor as a range, or None."""
    return None if value is None else as_range(value)


def as_pairs(value: Any) -> tuple[tuple[str, str], ...]:
    """Return a mapping, or pairs of texts, as a tuple of pairs."""
    pairs = value.items() if hasattr(value, "items") else value
    try:
        found = tuple((name, text) for name, text in pairs)
    except (TypeError, ValueError):
        raise ClaimError(f"extra holds pairs of texts, or a mapping of names to texts (got {shown(value)})") from None
    wrong = next((part for pair in found for part in pair if not isinstance(part, str)), None)
    if wrong is not None:
        raise ClaimError(f"extra holds pairs of texts (got {shown(wrong)} in it)")
    return found


def in_any_order(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Return pairs as they are compared where their order says nothing: a table has one order for all its rows."""
    return tuple(sorted(pairs))


def every(items: Iterable[_T], kind: type[_T], name: str) -> tuple[_T, ...]:
    """Return items as a tuple, or refuse the first that is of another kind."""
    if isinstance(items, (str, bytes)) or not isinstance(items, Iterable):
        raise ClaimError(f"{name} must be a tuple or list of {kind.__name__} (got {shown(items)})")
    found = tuple(items)
    for number, item in enumerate(found):
        if not isinstance(item, kind):
            remedy = _REMEDIES.get(kind.__name__, "")
            more = f"; write {remedy}" if remedy else ""
            raise ClaimError(f"{name}[{number}] must be of type {kind.__name__} (got {shown(item)}){more}")
    return found


def _is_text(instance: object, attribute: Attribute[Any], value: object) -> None:
    if not isinstance(value, str):
        message = "leave it out where nothing is known" if value is None else "write it as text"
        raise ClaimError(f"{attribute.name} must be text (got {shown(value)}); {message}")


def _is_boolean(instance: object, attribute: Attribute[Any], value: object) -> None:
    if not isinstance(value, bool):
        raise ClaimError(f"{attribute.name} must be True or False (got {shown(value)})")


def _is_number(instance: object, attribute: Attribute[Any], value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ClaimError(f"{attribute.name} must be a number (got {shown(value)})")


def _is_a(kind: str, *, optional: bool) -> Validator:
    def check(instance: object, attribute: Attribute[Any], value: object) -> None:
        if (value is None and optional) or type(value).__name__ == kind:
            return
        known = any(each.__name__ == kind for each in type(value).__mro__)
        known |= kind == "float" and isinstance(value, int) and not isinstance(value, bool)  # 2 is a factor as 2.0 is
        if not known:
            remedy = _REMEDIES.get(kind, "")
            more = f"; write {remedy}" if remedy else ""
            raise ClaimError(f"{attribute.name} must be of type {kind} (got {shown(value)}){more}")

    return check


def typed(kind: type, fields: list[Attribute[Any]]) -> list[Attribute[Any]]:
    """Return the fields of a core type with a check of each that declares no check of its own.

    A transformer of fields for `attrs.frozen`: texts must be texts, flags True or False, and a field of one of our
    types an instance of it.
    """
    return [each.evolve(validator=_check_for(str(each.type))) if _bare(each) else each for each in fields]


def filled(kind: type[_T], names: Iterable[str]) -> Callable[[Iterable[Any]], _T]:
    """Return what makes instances of a core type from values that have been checked before, one for each field.

    Parameters
    ----------
    kind : type
        A core type; its own checks and conversions are not run again.
    names : iterable of str
        Of all its fields, in the order of the values.
    """
    setters = [getattr(kind, name).__set__ for name in names]

    def make(values: Iterable[Any]) -> _T:
        made: _T = object.__new__(kind)
        deque(map(call, setters, repeat(made), values), maxlen=0)
        return made

    return make


def _bare(each: Attribute[Any]) -> bool:
    return each.validator is None and each.converter is None


def _check_for(annotation: str) -> Validator | None:
    if annotation == "str":
        return _is_text
    if annotation == "float":
        return _is_number
    if annotation == "bool":
        return _is_boolean
    kind = annotation.removesuffix(" | None")
    return _is_a(kind, optional=kind != annotation) if kind.isidentifier() else None
