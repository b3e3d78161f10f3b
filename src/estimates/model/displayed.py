"""How a claim or a judgement shows itself in a notebook."""

from __future__ import annotations

from estimates.model import providers
from estimates.model.markup import html_facts
from estimates.model.sources import Citation


class Displayed:
    """Something with an id that a notebook shows as a table of what it says."""

    __slots__ = ()

    id: str

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The places on which it rests."""
        raise NotImplementedError  # each class has its own; an abstract base would bring a metaclass to what has slots

    @property
    def citation(self) -> Citation | None:
        """The first of the places, or None."""
        return self.citations[0] if self.citations else None

    def _repr_html_(self) -> str:
        return html_facts(providers.ask("facts", self), caption=self.id)
