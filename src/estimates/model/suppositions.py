"""What a user supposes of a claim's bias in a scenario."""

from __future__ import annotations

from attrs import frozen

from estimates.model.checks import typed
from estimates.model.numbers import written
from estimates.model.ranges import Range


@frozen(field_transformer=typed)
class Supposition:
    """What a user supposes of a claim's bias in a scenario, and what the source states.

    Parameters
    ----------
    stated : Range
        The reading of the source's words.
    factor : float
        How many times too high the user supposes the claim.
    spread : float
        The factor by which `factor` itself may be off either way, 1 or more.
    of : str
        Of whose claims it was supposed, in words: ``own claims of China``.
    conversion : str
        Where the claim is converted from another measure: by which ratio of whom.

    See Also
    --------
    scenario, convert : Return one.
    """

    stated: Range
    factor: float
    spread: float
    of: str
    conversion: str = ""

    @property
    def said(self) -> str:
        """What was done to the claim: ``divided by 2 (spread 1.5)``."""
        return self.conversion or f"divided by {written(self.factor)} (spread {written(self.spread)})"

    def __repr__(self) -> str:
        return f"<Supposition: {self}>"

    def __str__(self) -> str:
        return f"{self.said}{f', as supposed of {self.of}' if self.of else ''}; stated: {self.stated}"
