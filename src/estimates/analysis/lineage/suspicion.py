"""Claims that share an unusual value, a range or a place in a work although no link ties them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from attrs import frozen

from estimates.analysis.lineage.copies import as_stated, joined
from estimates.model.claims import Estimate, Link
from estimates.model.descriptions import short
from estimates.model.numbers import Number, written
from estimates.model.rows import Row, Rows
from estimates.model.vocabulary import AFTER, BACK

LEAST_DIGITS: Final = 3
LEAST_AT_PLACE: Final = 5
_NAMED: Final = 4  # claims that a sentence names one by one


@frozen(repr=False)
class Suspicion(Row):
    """Claims that share an unusual value, a range or a place although no link ties all of them.

    One may come from another, or several from one question or editor. Nothing is made of it: the claims are counted as
    they were; ``voices="place"`` of `pool` counts those from one place once. Iterating gives the claims.

    Parameters
    ----------
    values : tuple of int or float
        What they all state, as a low end, a high end or a best value; both ends where they state the same range.
    estimates : tuple of Estimate
    partly_linked : bool
        Whether some of them are linked among each other.
    place : str
        The place in a work from which they all come; ``""`` where they share values.

    See Also
    --------
    Lineage.suspected : All of a dossier.
    """

    values: tuple[Number, ...]
    estimates: tuple[Estimate, ...]
    partly_linked: bool = False
    place: str = ""

    def __iter__(self) -> Iterator[Estimate]:
        return iter(self.estimates)

    def __len__(self) -> int:
        return len(self.estimates)

    @property
    def words(self) -> str:
        """The suspicion in a sentence."""
        if self.place:
            return self._of_place
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

    @property
    def _of_place(self) -> str:
        names = [estimate.claimant.name for estimate in self.estimates]
        named = _and(names) if len(names) <= _NAMED else f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more"
        return (
            f"{len(names)} claims come from one place, {self.place} ({named}): they may owe it more than their number; "
            "voices='place' counts them once"
        )

    def cells(self) -> dict[str, str]:
        """Return the suspicion as texts, by the headings of a table."""
        return {"Shared": self.place or _and([written(value) for value in self.values]), "Suspicion": self.words}

    def __str__(self) -> str:
        return self.words


def suspected(claims: Sequence[Estimate], links: Iterable[Link]) -> Rows[Suspicion]:
    """Return the groups of claims that share a value of three or more significant digits, a range, or a place.

    Round numbers such as 100,000 or 150,000 are shared by chance; 73,790 hardly is, and neither are two ends. A group
    is of claims that no link ties, be it through others; a dispute is no tie. Five or more claims of different
    claimants from one place of one work are a group too. The groups come by their least value, then those of places;
    the claims in their order.

    References
    ----------
    Dong, X. L., Berti-Equille, L. and Srivastava, D. (2009). PVLDB 2, 550-561.
    """
    tied = joined((link.from_id, link.to_id) for link in links if link.relation in (*AFTER, *BACK))
    shared = _shared_values(claims)
    out = []
    for places, values in shared.items():
        those = tuple(claims[place] for place in places)
        parts = len({tied.get(estimate.id, estimate.id) for estimate in those})
        if parts > 1:
            out.append(Suspicion(tuple(values), those, parts < len(those)))
    return Rows([*out, *_at_one_place(claims, tied)], "suspicion")


def _shared_values(claims: Sequence[Estimate]) -> dict[tuple[int, ...], list[Number]]:
    """Return the unusual values that claims share, and the ends of ranges that they share, by the places of these."""
    holders: dict[Number, list[int]] = {}
    ranges: dict[tuple[Number, Number], list[int]] = {}
    for place, estimate in enumerate(claims):
        r = as_stated(estimate)
        if r.low is not None and r.high is not None and r.low < r.high:
            ranges.setdefault((r.low, r.high), []).append(place)
        for value in {r.low, r.high, r.best} - {None}:
            if value is not None and significant_digits(value) >= LEAST_DIGITS:
                holders.setdefault(value, []).append(place)
    shared: dict[tuple[int, ...], set[Number]] = {}
    for value, places in holders.items():
        if len(places) > 1:
            shared.setdefault(tuple(places), set()).add(value)
    for ends, places in ranges.items():
        if len(places) > 1:
            shared.setdefault(tuple(places), set()).update(ends)
    ordered = sorted(shared.items(), key=lambda item: (min(item[1]), item[0]))
    return {places: sorted(values) for places, values in ordered}


def _at_one_place(claims: Sequence[Estimate], tied: dict[str, str]) -> list[Suspicion]:
    at: dict[str, list[Estimate]] = {}
    for estimate in claims:
        for place in places_of(estimate):
            at.setdefault(place, []).append(estimate)
    found = []
    for place, those in at.items():
        parts = len({tied.get(estimate.id, estimate.id) for estimate in those})
        if len({estimate.claimant.id for estimate in those}) >= LEAST_AT_PLACE and parts > 1:
            found.append(Suspicion((), tuple(those), parts < len(those), place))
    return found


def places_of(estimate: Estimate) -> tuple[str, ...]:
    """Return the places that make a claim, or by which it is reported where none does: a work with a locator each."""
    cited = estimate.source or estimate.reported_in
    return tuple(short(citation) for citation in cited if citation.locator)


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
