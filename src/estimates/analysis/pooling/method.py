"""What a method of pooling is, and the register of methods: whatever is missing of one fails when it is registered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol

from attrs import evolve, field, frozen

from estimates.analysis.ledger import Ledger
from estimates.analysis.literature import LITERATURE
from estimates.analysis.pooling.assumptions import CHECKS, QUIET, Assumptions, unknown
from estimates.analysis.selection import Selection
from estimates.errors import EstimatesError, PoolingError, listed, nearest
from estimates.kernels import reasons
from estimates.kernels.groups import Codes, Floats
from estimates.kernels.random_set import Bounds
from estimates.model.messages import Message

# The title of a page of the documentation (a test holds it): every refusal leads there.
GUIDE: Final = "see “Which pool to choose” in the documentation"
COMMON: Final = ("voices", "bound_factor", "rounding", "approximate_factor")


class Fit(Protocol):
    """The pools of all estimands of a ledger by one method."""

    @property
    def reason(self) -> Codes:
        """Return one code an estimand."""
        ...

    @property
    def figures(self) -> dict[str, Floats]:
        """What else the method gives, one number an estimand, by name."""
        ...

    def quantiles(self, p: Floats) -> Bounds:
        """Return the range of each quantile; the reason also marks estimands without a result at these p."""
        ...

    def spans(self, low: Floats, high: Floats) -> Bounds:
        """Return the ranges from the low end of one quantile to the high end of another, column by column."""
        ...

    def levels(self, found: Bounds) -> Floats | None:
        """Return the level that each of the intervals has for a further voice; None where no level holds."""
        ...


@frozen
class Case:
    """One dossier that a method refuses: its claims, as they are and as columns, and what was assumed.

    ``implying`` says whether a claim that is set aside would serve as a bound in ``compare(..., imply=True)``.
    """

    chosen: Selection
    ledger: Ledger
    assumed: Assumptions
    implying: bool = False


Remedy = str | Callable[[Case], str]
# What the level of an interval is worth where none is computed.
NO_MODEL: Final = Message("no level for a further voice holds without a model of what voices claim",
                          "no level without model")  # fmt: skip
OF_MODEL: Final = Message("its level is that of the model", "level of model")


def _complete(instance: Method, attribute: Any, value: Mapping[int, Any]) -> None:
    missing = [code for code in instance.refuses if code not in value]
    if missing:
        texts = [reasons.TEXTS.get(code, str(code)) for code in missing]
        raise EstimatesError(f"the method {instance.name!r} has no remedy for {listed(texts)}")


def _known(instance: Method, attribute: Any, value: tuple[str, ...]) -> None:
    for name in value:
        if name not in {**CHECKS, **instance.checks}:
            raise EstimatesError(f"the method {instance.name!r} takes {name!r}, for which there is no check")


def _printed(instance: Method, attribute: Any, value: tuple[str, ...]) -> None:
    for key in value:
        if key not in LITERATURE:
            raise EstimatesError(f"the method {instance.name!r} names the work {key!r}, which LITERATURE does not have")


@frozen(kw_only=True)
class Method:
    """A method of pooling, all that there is of it.

    Parameters
    ----------
    name : str
    target : callable
        What the numbers are numbers of, in words, under the assumptions.
    refuses : tuple of int
        The reason codes for which it is refused.
    checks : mapping
        Checks of assumptions that only this method has, or checks otherwise.
    takes : tuple of str
        The assumptions that it takes, in the order of print.
    defaults : mapping
        Their values where a reader gives none.
    needs : mapping
        The message where a required assumption is missing.
    fit : callable
        Of a ledger and the assumptions.
    remedies : mapping
        For each code that it refuses what would serve: a text, or a function that finds it for one dossier.
    result : type of Pooled
    of_ends : bool
        Whether its numbers are ends that claims state.
    level_words : callable
        What to say of the level of its intervals where no level holds but by its model; ``""`` where one is computed.
    has_median : bool
        Whether its intervals differ with their level.
    literature : tuple of str
        The keys of the works that describe it, in `estimates.analysis.literature`.
    not_varied : tuple of str
        Assumptions that keep their default in a multiverse, whose values for them are those of other methods.
    premise : str
        What it takes for granted of the voices, whatever a reader assumes; empty for nothing.
    coherent : callable, optional
        Raises `PoolingError` where assumptions do not go together.
    """

    name: str
    target: Callable[[Assumptions], str]
    refuses: tuple[int, ...]
    checks: Mapping[str, Callable[[str, Any], dict[str, Any]]] = field(factory=dict)
    takes: tuple[str, ...] = field(validator=_known)
    defaults: Mapping[str, Any]
    needs: Mapping[str, str] = field(factory=dict)
    fit: Callable[[Ledger, Assumptions], Fit]
    remedies: Mapping[int, Remedy] = field(validator=_complete)
    result: type[Any]
    of_ends: bool
    level_words: Callable[[Assumptions], str]
    literature: tuple[str, ...] = field(validator=_printed)
    has_median: bool = True
    not_varied: tuple[str, ...] = ()
    premise: str = ""
    coherent: Callable[[Mapping[str, Any]], None] = field(default=lambda values: None)


REGISTER: Final[dict[str, Method]] = {}


def register(method: Method) -> None:
    """Add a method to those that `pool` knows.

    Raises
    ------
    EstimatesError
        If there is a method of that name.
    """
    if method.name in REGISTER:
        raise EstimatesError(f"there are two methods {method.name!r}")
    REGISTER[method.name] = method


def checked(name: str, given: Mapping[str, Any]) -> Assumptions:
    """Return the method with its assumptions, or say what is wrong or missing.

    Raises
    ------
    PoolingError
        If the method or an assumption is unknown, lacking, or has a value that is not allowed.
    """
    if name not in REGISTER:
        hint = nearest(name, REGISTER) if isinstance(name, str) else ""
        raise PoolingError(f"there is no method {name!r} of pooling{hint}; there are {listed(REGISTER)}; {GUIDE}")
    method = REGISTER[name]
    for key in given:
        if key not in method.takes:
            raise unknown(name, key, method.takes, free="coverage" not in method.takes)
    values = {key: given.get(key, method.defaults.get(key)) for key in method.takes}
    for key, needed in method.needs.items():
        if values[key] is None:
            raise PoolingError(f"{name!r} needs {needed}; {GUIDE}")
    fields: dict[str, Any] = {}
    for key, value in values.items():
        fields |= method.checks.get(key, CHECKS.get(key, lambda n, v: {n: v}))(key, value)
    method.coherent(values)
    shown = tuple((key, _kept(value)) for key, value in values.items() if value is not None and value != _quiet(key))
    assumed = Assumptions(name, **fields, given=shown)
    return evolve(assumed, target=method.target(assumed))


def _quiet(key: str) -> Any:
    return QUIET.get(key)


def _kept(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else value
