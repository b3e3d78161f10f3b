"""What each method of pooling assumes, what it must be told, and what its result means."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

from attrs import field, frozen

from estimates.errors import PoolingError, listed, nearest
from estimates.kernels.shapes import SHAPES

_SPREAD = "what another independent source would claim"
TARGETS: Final[dict[str, str]] = {
    "random-set": f"bounds on {_SPREAD}, whatever holds within each range",
    "envelope": "every value that at least one of the claims, or a value between them, admits",
    "linear": f"{_SPREAD}, taking each claim as equally credible",
    "lognormal": f"{_SPREAD}, if such claims follow a lognormal distribution",
    "turnbull": f"bounds on {_SPREAD}, with no shape assumed",
    "random-effects": f"{_SPREAD}, if the logs of such claims follow a normal distribution",
}
_MEAN_TARGET = "the centre around which independent sources' claims lie; not what one of them would claim"
METHODS: Final = tuple(TARGETS)

_RANGES: Final = ("coverage", "point_factor", "approximate_factor")
_TAKES: Final[dict[str, tuple[str, ...]]] = {
    "random-set": (),
    "envelope": (),
    "linear": (*_RANGES, "shape"),
    "lognormal": (),
    "turnbull": (),
    "random-effects": (*_RANGES, "tau2", "interval", "tau_scale", "allow_multimodal"),
}
_CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "shape": SHAPES,
    "tau2": ("REML", "PM", "DL"),
    "interval": ("spread", "hksj", "bayes"),
}
_PRESET: Final[dict[str, Any]] = {
    "shape": "lognormal",
    "tau2": "REML",
    "interval": "spread",
    "allow_multimodal": False,
}


@frozen
class Assumptions:
    """The method and all that it was told, checked.

    Parameters
    ----------
    method : str
    coverage : float or None
        The probability that a stated range is taken to hold.
    point_factor, approximate_factor : float or None
        A single number N, or "about N", is taken as the range from N/factor to N times factor.
    shape, tau2, interval : str
        Of the distributions, the variance between claims, and the interval of a random-effects pool.
    tau_scale : float or None
        The scale of the half-normal prior of tau.
    allow_multimodal : bool
        Whether claims in camps far apart are averaged all the same.
    """

    method: str
    coverage: float | None = None
    point_factor: float | None = None
    approximate_factor: float | None = None
    shape: str = ""
    tau2: str = ""
    interval: str = ""
    tau_scale: float | None = None
    allow_multimodal: bool = False
    _given: tuple[tuple[str, Any], ...] = field(default=(), alias="given")

    @property
    def told(self) -> dict[str, Any]:
        """What was assumed, by name, as it is printed."""
        return dict(self._given)

    @property
    def target(self) -> str:
        """What the numbers are numbers of."""
        return _MEAN_TARGET if self.interval in ("hksj", "bayes") else TARGETS[self.method]

    def __str__(self) -> str:
        return ", ".join(f"{name} {value}" for name, value in self._given) or "no assumption"


def checked(method: str, given: Mapping[str, Any]) -> Assumptions:
    """Return the method with its assumptions, or say what is wrong or missing.

    Raises
    ------
    PoolingError
        If the method or an assumption is unknown, lacking, or has a value that is not allowed.

    Examples
    --------
    >>> print(checked("linear", {"coverage": 0.9, "point_factor": 1.25}))
    coverage 0.9, point_factor 1.25, shape lognormal
    """
    if method not in METHODS:
        hint = nearest(method, METHODS) if isinstance(method, str) else ""
        raise PoolingError(f"there is no method {method!r} of pooling{hint}; there are {listed(METHODS)}")
    takes = _TAKES[method]
    for name in given:
        if name not in takes:
            allowed = f"it takes {listed(takes)}" if takes else "it assumes nothing, and takes none"
            raise PoolingError(f"{method!r} takes no assumption {name!r}{nearest(name, takes)}; {allowed}")
    told = {name: given.get(name, _PRESET.get(name)) for name in takes}
    if "coverage" in takes and told["coverage"] is None:
        raise PoolingError(
            f"{method!r} needs coverage=: the probability that a stated range is taken to hold the figure, such as "
            "0.8; stated ranges are overconfident as a rule, so there is no default. 'random-set' needs no coverage"
        )
    for name, value in told.items():
        _check(name, value, told)
    if told.get("interval") == "bayes" and told["tau_scale"] is None:
        raise PoolingError(
            "interval='bayes' needs tau_scale=, the scale of the half-normal prior of tau: with 0.5 you hold, with a "
            "probability of 95 %, that tau is below 1, sources differing by a factor of 2.7 or less; there is no "
            "default. interval='hksj' needs no prior"
        )
    if told.get("interval") != "bayes" and told.get("tau_scale") is not None:
        raise PoolingError(f"tau_scale is the prior of interval='bayes' (got interval={told['interval']!r})")
    shown = tuple((name, value) for name, value in told.items() if value is not None and value is not False)
    fields: dict[str, Any] = {name: told[name] for name in _PRESET if name in told}
    fields |= {name: float(told[name]) for name in (*_RANGES, "tau_scale") if told.get(name) is not None}
    return Assumptions(method, **fields, given=shown)


def _check(name: str, value: Any, told: Mapping[str, Any]) -> None:
    """Refuse a value that its assumption does not allow."""
    if name in _CHOICES:
        if value not in _CHOICES[name]:
            hint = nearest(value, _CHOICES[name]) if isinstance(value, str) else ""
            raise PoolingError(f"{name} is {listed(_CHOICES[name])} (got {value!r}{hint})")
    elif name == "allow_multimodal":
        if not isinstance(value, bool):
            raise PoolingError(f"allow_multimodal is True or False (got {value!r})")
    elif value is not None:
        number = _number(name, value)
        if name == "coverage":
            full = told.get("shape", "lognormal") != "lognormal"
            if not (0 < number < 1 or (number == 1 and full)):
                limit = "up to 1" if full else "below 1"
                raise PoolingError(f"coverage is a probability above 0 and {limit}, such as 0.8 (got {value!r})")
        elif name == "tau_scale":
            if not 0 < number < math.inf:
                raise PoolingError(f"tau_scale is a finite number above 0, such as 0.5 (got {value!r})")
        elif not 1 < number < math.inf:
            raise PoolingError(f"{name} is a number above 1: 1.25 takes N as N/1.25 to 1.25 N (got {value!r})")


def _number(name: str, value: Any) -> float:
    if isinstance(value, (bool, str, bytes)):
        raise PoolingError(f"{name} is a number (got {value!r})")
    try:
        return float(value)
    except (TypeError, ValueError):
        raise PoolingError(f"{name} is a number (got {value!r})") from None


def probability(value: Any, name: str = "a probability", *, ends: bool = False) -> float:
    """Return a probability asked for, or say what is allowed."""
    number = _number(name, value)
    if 0 < number < 1 or (ends and number in (0, 1)):
        return number
    raise PoolingError(f"{name} is {'from 0 to 1' if ends else 'between 0 and 1'}, such as 0.9 (got {value!r})")
