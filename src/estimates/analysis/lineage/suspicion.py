"""Claims that share an unusual value although no link ties them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from attrs import frozen

from estimates.analysis.lineage.copies import joined
from estimates.model.claims import Estimate, Link
from estimates.model.numbers import Number, written

LEAST_DIGITS: Final = 3


@frozen
class Suspicion:
    """Claims that share an unusual value although no link ties all of them: one may come from another.

    Nothing is made of it: the claims are counted as they were. Iterating gives the claims.

    Parameters
    ----------
    values : tuple of int or float
        What they all state, as a low end, a high end or a best value.
    estimates : tuple of Estimate
    partly_linked : bool
        Whether some of them are linked among each other.
    """

    values: tuple[Number, ...]
    estimates: tuple[Estimate, ...]
    partly_linked: bool = False

    def __iter__(self) -> Iterator[Estimate]:
        return iter(self.estimates)

    def __len__(self) -> int:
        return len(self.estimates)

    @property
    def words(self) -> str:
        """The suspicion in a sentence."""
        values = _and([written(value) for value in self.values])
        links = "not all of them are linked" if self.partly_linked else "no link is recorded between them"
        names = [estimate.claimant.name for estimate in self.estimates]
        if len({estimate.claimant.id for estimate in self.estimates}) == 1:
            ids = _and([repr(estimate.id) for estimate in self.estimates])
            return f"{names[0]} states {values} in {ids}, and {links}: these may be one claim"
        if len(set(names)) < len(names):
            names = [f"{estimate.claimant.name} ({estimate.id!r})" for estimate in self.estimates]
        whole = "one may have it from the other" if len(names) == 2 else "some may have it from others"
        if len(self.values) > 1:
            whole = whole.replace(" it ", " them ")
        both = "both " if len(names) == 2 else "all "
        return f"{_and(names)} {both}state {values}, and {links}: {whole}"

    def __str__(self) -> str:
        return self.words


def suspected(claims: Sequence[Estimate], links: Iterable[Link]) -> tuple[Suspicion, ...]:
    """Return the groups of claims that share a value of three or more significant digits, without a link that says why.

    Round numbers such as 100,000 or 150,000 are shared by chance; 73,790 hardly is. Claims are tied by any link but a
    dispute, also through others. The groups come by their least value, the claims in their order.

    References
    ----------
    Dong, X. L., Berti-Equille, L. and Srivastava, D. (2009). PVLDB 2, 550-561.
    """
    holders: dict[Number, list[int]] = {}
    for place, estimate in enumerate(claims):
        for value in {estimate.range.low, estimate.range.high, estimate.range.best} - {None}:
            if value is not None and significant_digits(value) >= LEAST_DIGITS:
                holders.setdefault(value, []).append(place)
    holders = {value: places for value, places in holders.items() if len(places) > 1}
    if not holders:
        return ()
    tied = joined((link.from_id, link.to_id) for link in links if link.relation != "disputes")
    shared: dict[tuple[int, ...], list[Number]] = {}
    for value in sorted(holders):
        shared.setdefault(tuple(holders[value]), []).append(value)
    out = []
    for places, values in shared.items():
        those = tuple(claims[place] for place in places)
        parts = len({tied.get(estimate.id, estimate.id) for estimate in those})
        if parts > 1:
            out.append(Suspicion(tuple(values), those, parts < len(those)))
    return tuple(out)


def significant_digits(value: Number) -> int:
    """Return how many digits of a number are not mere zeros at its ends.

    Examples
    --------
    >>> significant_digits(73_790), significant_digits(100_000), significant_digits(0.125)
    (4, 1, 3)
    """
    return len(Decimal(str(value)).normalize().as_tuple().digits)


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
