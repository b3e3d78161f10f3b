"""What a field of a core type may hold, checked when the value is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from attrs import Attribute

from estimates.errors import ClaimError, listed, nearest

Validator = Callable[[Any, "Attribute[str]", str], None]


def one_of(allowed: tuple[str, ...], *, blank: bool = False) -> Validator:
    """Return a check that a text is one of those allowed, or empty where `blank` is true."""

    def check(instance: object, attribute: Attribute[str], value: str) -> None:
        if value not in allowed and not (blank and value == ""):
            hint = nearest(value, allowed) if isinstance(value, str) else ""
            raise ClaimError(f"{attribute.name} must be {listed(allowed)} (got {value!r}{hint})")

    return check


def texts(values: Iterable[str]) -> tuple[str, ...]:
    """Return several texts as a tuple; a single text is refused, since its letters are texts too."""
    if isinstance(values, str):
        raise ClaimError(f"several texts are given as a tuple or list (got {values!r})")
    return tuple(values)


def named(instance: object, attribute: Attribute[str], value: str) -> None:
    """Refuse a name that is empty, or that starts or ends with spaces."""
    if not isinstance(value, str) or not value or value != value.strip():
        raise ClaimError(f"{attribute.name} must be text without outer blanks (got {value!r})")


def identified(instance: object, attribute: Attribute[str], value: str) -> None:
    """Refuse an id that is no name, or that holds the separator of ids."""
    named(instance, attribute, value)
    if ";" in value:
        raise ClaimError(f"{attribute.name} must be without ';', which parts ids in a table (got {value!r})")


def exactly_one(what: str, thing: object, names: tuple[str, ...]) -> None:
    """Refuse a thing that fills none, or more than one, of the fields that say what it is about."""
    filled = [name for name in names if getattr(thing, name)]
    if len(filled) != 1:
        raise ClaimError(f"{what} is about one of {_or(names)} (got {' and '.join(filled) or 'none'})")


def _or(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"
