"""The named assumptions of a pool, and which values each of them takes."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from attrs import field, frozen

from estimates.analysis.voices import By, checked_voices
from estimates.errors import ClaimError, PoolingError, listed, nearest
from estimates.kernels.shapes import SHAPES

DIRECTIONS: Final = ("over", "up to")


@frozen
class Assumptions:
    """The method and its assumptions, checked.

    Parameters
    ----------
    method : str
    target : str
        What the numbers are numbers of.
    coverage : float or None
        The probability that a stated range is taken to hold.
    coverages : tuple of (str, float)
        The same by what a source says that its range is.
    point_factor, approximate_factor : float or None
        A single number N, or "about N", is taken as the range from N/factor to N times factor.
    shape, tau2, interval : str
        Of the distributions, the variance between claims, and the interval.
    tau_scale : float or None
        The scale of the half-normal prior of tau.
    allow_multimodal : bool
        Whether claims in camps far apart are averaged all the same.
    voices : str
        What counts as one voice.
    over_factor, upto_factor : float or None
        A low end alone reaches to itself times the factor, a high end alone down to itself over the factor.
    rounding : str or int
        ``digits``, or how many units of the last digit a number is rounded to; empty for numbers as they stand.
    """

    method: str
    target: str = ""
    coverage: float | None = None
    coverages: tuple[tuple[str, float], ...] = ()
    point_factor: float | None = None
    approximate_factor: float | None = None
    shape: str = ""
    tau2: str = ""
    interval: str = ""
    tau_scale: float | None = None
    allow_multimodal: bool = False
    voices: By = "claimant"
    over_factor: float | None = None
    upto_factor: float | None = None
    rounding: str | int = ""
    _given: tuple[tuple[str, Any], ...] = field(default=(), alias="given")

    @property
    def by_name(self) -> dict[str, Any]:
        """What was assumed, by name, as it is printed."""
        return dict(self._given)

    def words(self, *, shared: bool = False, premise: str = "") -> str:
        """Return what was assumed, as text.

        Parameters
        ----------
        shared : bool
            Whether a voice has several of the claims, which is an assumption also where it is the default.
        premise : str
            What the method takes for granted.
        """
        given = ", ".join(f"{name} {worded(value)}" for name, value in self._given)
        always = [*(["each voice counts once"] if shared else []), *([premise] if premise else [])]
        nothing = ("no other assumption" if shared else "no assumption") if not premise else ""
        return "; ".join(filter(None, [*always, given or nothing]))


def worded(value: Any) -> str:
    """Return the value of an assumption in print.

    Examples
    --------
    >>> worded(0.9), worded({"over": 1.5, "up to": 2})
    ('0.9', 'over 1.5 and up to 2')
    """
    if isinstance(value, Mapping):
        return " and ".join(f"{name or 'where none is stated'} {each}" for name, each in value.items())
    return str(value)


def choice(*allowed: str) -> Callable[[str, Any], dict[str, Any]]:
    """Return the check of an assumption that is one of some words."""

    def check(name: str, value: Any) -> dict[str, Any]:
        if value not in allowed:
            hint = nearest(value, allowed) if isinstance(value, str) else ""
            raise PoolingError(f"{name} must be {listed(allowed)} (got {value!r}{hint})")
        return {name: value}

    return check


def _factor(name: str, value: Any) -> dict[str, Any]:
    if value is None:
        return {}
    number = _number(name, value)
    if not 1 < number < math.inf:
        raise PoolingError(f"{name} must be a number above 1: 1.25 takes N as N/1.25 to 1.25 N (got {value!r})")
    return {name: number}


def _scale(name: str, value: Any) -> dict[str, Any]:
    if value is None:
        return {}
    number = _number(name, value)
    if not 0 < number < math.inf:
        raise PoolingError(f"{name} must be a finite number above 0, such as 0.5 (got {value!r})")
    return {name: number}


def _flag(name: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, bool):
        raise PoolingError(f"{name} must be True or False (got {value!r})")
    return {name: value}


def _voices(name: str, value: Any) -> dict[str, Any]:
    try:
        return {name: checked_voices(value)}
    except ClaimError as error:
        raise PoolingError(str(error)) from None


def _coverage(name: str, value: Any) -> dict[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        return {name: _probable(name, value)}
    found = {}
    for phrase, share in value.items():
        if not isinstance(phrase, str):
            raise PoolingError(f"coverage by what a range means has texts as keys (got {phrase!r})")
        found[" ".join(phrase.split())] = _probable(f"coverage of {phrase!r}", share)
    return {"coverage": found.pop("", None), "coverages": tuple(found.items())}


def _probable(name: str, value: Any) -> float:
    number = _number(name, value)
    if not 0 < number <= 1:
        raise PoolingError(f"{name} must be a probability above 0 and below 1, such as 0.8, or 1 for a shape with ends "
                           f"(got {value!r})")  # fmt: skip
    return number


def below_one(values: Mapping[str, Any]) -> None:
    """Refuse a coverage of all of a distribution that has no ends.

    Raises
    ------
    PoolingError
        If the coverage of every range is 1.
    """
    if values["coverage"] == 1:
        raise PoolingError("coverage must be a probability above 0 and below 1 for a shape without ends (got 1)")


def _bound(name: str, value: Any) -> dict[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        number = _factor(name, value)[name]
        return {"over_factor": number, "upto_factor": number}
    for direction in value:
        if direction not in DIRECTIONS:
            raise PoolingError(f"bound_factor names {listed(DIRECTIONS)} (got {direction!r})")
    pairs = zip(DIRECTIONS, ("over_factor", "upto_factor"))
    return {
        key: _factor(f"bound_factor of {direction!r}", value[direction])[f"bound_factor of {direction!r}"]
        for direction, key in pairs
        if value.get(direction) is not None
    }


def _rounding(name: str, value: Any) -> dict[str, Any]:
    if value is None or value == "":
        return {}
    if value == "digits":
        return {name: value}
    if isinstance(value, Mapping) and set(value) == {"grain"}:
        grain = value["grain"]
        if isinstance(grain, int) and not isinstance(grain, bool) and grain in (2, 5):
            return {name: grain}
    hint = nearest(value, ("digits",)) if isinstance(value, str) else ""
    raise PoolingError(
        f"rounding must be 'digits', where a number stands for all that round to it at its last significant digit, or "
        f"{{'grain': 5}} or {{'grain': 2}}, where that digit itself is rounded to fives or twos (got {value!r}{hint})"
    )


CHECKS: Final[dict[str, Callable[[str, Any], dict[str, Any]]]] = {
    "coverage": _coverage,
    "point_factor": _factor,
    "approximate_factor": _factor,
    "shape": choice(*SHAPES),
    "tau2": choice("REML", "PM", "DL"),
    "tau_scale": _scale,
    "allow_multimodal": _flag,
    "voices": _voices,
    "bound_factor": _bound,
    "rounding": _rounding,
}
# Left as they are, these are no assumption of a reader's.
QUIET: Final[dict[str, Any]] = {
    "voices": "claimant", "bound_factor": None, "rounding": None, "allow_multimodal": False,
}  # fmt: skip


def _number(name: str, value: Any) -> float:
    if isinstance(value, (bool, str, bytes)):
        raise PoolingError(f"{name} must be a number (got {value!r})")
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError):
        raise PoolingError(f"{name} must be a number (got {value!r})") from None


def probability(value: Any, name: str = "a probability", *, ends: bool = False) -> float:
    """Return a probability asked for, or say what is allowed."""
    number = _number(name, value)
    if 0 < number < 1 or (ends and number in (0, 1)):
        return number
    raise PoolingError(f"{name} must be {'from 0 to 1' if ends else 'between 0 and 1'}, such as 0.9 (got {value!r})")


def unknown(method: str, name: str, takes: Sequence[str], *, free: bool) -> PoolingError:
    """Return the error for an assumption that a method does not take."""
    reason = "it assumes nothing of what a range covers; it takes" if free else "it takes"
    return PoolingError(f"{method!r} takes no assumption {name!r}{nearest(name, takes)}; {reason} {listed(takes)}")
