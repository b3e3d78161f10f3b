"""Rows and panel of a picture of ratios, and what it asks of the audit or model that it shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol, runtime_checkable

from attrs import frozen

from estimates.analysis.bias.audit_results import Annotated
from estimates.analysis.bias.roles import Role
from estimates.layout.figure_model import Panel, Row
from estimates.model.claims import BiasNote, Estimate
from estimates.model.ranges import Range


class AuditedClaim(Protocol):
    """What a picture asks of one row of an audit."""

    @property
    def estimate(self) -> Estimate: ...
    @property
    def role(self) -> Role: ...
    @property
    def ratio(self) -> Range | None: ...
    @property
    def annotated(self) -> Annotated | None: ...
    @property
    def observed(self) -> str | None: ...
    @property
    def agrees(self) -> bool | None: ...
    @property
    def notes(self) -> Sequence[BiasNote]: ...
    @property
    def anchors(self) -> Sequence[Estimate]: ...


@runtime_checkable
class Audit(Protocol):
    """What a picture asks of an audit: its rows, and the claims that are its anchors."""

    @property
    def anchors(self) -> Sequence[Estimate]: ...
    @property
    def notes(self) -> Sequence[Any]: ...
    def __iter__(self) -> Iterator[Any]: ...
    def __len__(self) -> int: ...


@runtime_checkable
class Model(Protocol):
    """What a picture asks of a model: a factor with its interval for each camp and role, and its anchor in words."""

    @property
    def factors(self) -> Iterable[Any]: ...
    @property
    def anchor(self) -> str: ...


@frozen
class RatioRow(Row):
    """A claim with its ratio; `shown` is the claim itself over the middle of its anchors, which keeps its own mark."""

    shown: Range | None = None


@frozen
class RatioPanel(Panel):
    """Ratios row by row.

    Parameters
    ----------
    marked : tuple of str
        What 1 is, for the line of 1, from the longest form to the shortest.
    one : str
        What 1 is, for the foot.
    explained : str
        What else the foot explains.
    spread : (float, float) or None
        From the lowest to the highest of the anchors, over their mean.
    """

    marked: tuple[str, ...] = ()
    one: str = ""
    explained: str = ""
    spread: tuple[float, float] | None = None

    @property
    def lined(self) -> bool:
        """Whether 1 lies on the axis, so that its line is drawn."""
        return self.axis.limits[0] <= 1 <= self.axis.limits[1]

    @property
    def band(self) -> tuple[float, float] | None:
        """The part of the spread of the anchors that lies on the axis."""
        if self.spread is None:
            return None
        low, high = max(self.spread[0], self.axis.limits[0]), min(self.spread[1], self.axis.limits[1])
        return (low, high) if low < high else None
