"""Bounds that follow from shares and ratios: the stated share times what is claimed of the other figure."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from estimates.analysis.selection import select
from estimates.errors import ClaimError
from estimates.model.claims import Estimand, Estimate
from estimates.model.datasets import Dataset
from estimates.model.guidance import got
from estimates.model.numbers import Number
from estimates.model.ranges import Range
from estimates.model.rows import Row, Rows


@frozen(repr=False)
class Implied(Row):
    """A number that nobody states: it follows from a share or ratio and from the claims on the figures it refers to.

    Parameters
    ----------
    estimate : Estimate
        The claim that states the share or ratio.
    estimand : Estimand
        The figure that it is about.
    beside : tuple of Estimate
        The claims on the other figures: one where a share or a ratio is stated, two where both are.
    range : Range
        The share times these claims, in the unit of the estimand. An end is absent where one of the factors has none.

    See Also
    --------
    implied_bounds : Returns it.
    """

    estimate: Estimate
    estimand: Estimand
    beside: tuple[Estimate, ...]
    range: Range

    @property
    def words(self) -> str:
        """The implied value and its origin: ``“half of them” (Durdin), of 50,000 (Askew), implies 25,000``."""
        stated = f"“{self.estimate.wording}”" if self.estimate.wording else f"a share of {self.estimate.share}"
        given = " and ".join(f"{other.range} ({other.claimant})" for other in self.beside)
        return f"{stated} ({self.estimate.claimant}), of {given}, implies {_printed(self.range)}"

    def cells(self) -> dict[str, str]:
        """Return the number as texts, by the headings of a table."""
        return {"Of": self.estimand.title, "Implied": str(_printed(self.range)), "By": self.words}

    def __str__(self) -> str:
        return self.words


def implied_bounds(dataset: Dataset, estimate: Estimate | str | None = None) -> Rows[Implied]:
    """Return what stated shares and ratios imply for their figures, by interval arithmetic.

    Who says "two thirds of their army" says how many, once somebody says how large the army was. The number is nobody's
    claim: it is marked as implied, names the claims that it rests on, and enters no comparison and no pool.

    Parameters
    ----------
    dataset : Dataset
    estimate : Estimate or str, optional
        A claim that states a share or ratio, or its id; by default all of them.

    Returns
    -------
    tuple of Implied
        One for each such claim and each claim that counts on the figure of which it is a share (for a share that is
        stated as a ratio to that of another figure: each pair of claims on the two).

    Raises
    ------
    ClaimError
        If the claim states no share and no ratio.

    See Also
    --------
    tensions : Claims that cannot all be right.
    compare : Relations of the claims on one estimand.
    convert : Claims of another measure, converted by a stated ratio.

    Examples
    --------
    >>> import estimates as es
    >>> for implied in implied_bounds(es.load("nanking-1937")):
    ...     print(implied)
    “the large majority of Nanking's citizens fled the city” (Article “Battle of Nanking”), of > 1,000,000 (Article
    “Battle of Nanking”), implies > 500,000
    """
    if not isinstance(dataset, Dataset):
        raise ClaimError(f"bounds are implied by the claims of a dataset {got(dataset, Dataset)}")
    found = Rows(_all(dataset), "implied bound")
    if estimate is None:
        return found
    name = estimate.id if isinstance(estimate, Estimate) else estimate
    known = [claim for dossier in dataset.values() for claim in dossier if claim.id == name]
    if not known or known[0].share is None:
        raise ClaimError(f"no claim {name!r} that states a share or a ratio")
    return Rows((implied for implied in found if implied.estimate.id == name), "implied bound")


def _all(dataset: Dataset) -> Iterator[Implied]:
    for dossier in dataset.values():
        for claim in dossier:
            if claim.share is None or claim.share.kind == "vague" or claim.standing != "stands":
                continue
            others = [name for name in (claim.share_of, claim.ratio_to) if name]
            held = [select(dataset[name]).used for name in others if name in dataset]
            if len(held) == len(others):
                yield from _products(claim, claim.share, dossier.estimand, held)


def _products(
    claim: Estimate, share: Range, estimand: Estimand, held: Sequence[Sequence[Estimate]]
) -> Iterator[Implied]:
    for beside in itertools.product(*held):
        found = share
        for other in beside:
            found = _product(found, other.range)
        if found.kind != "vague":
            yield Implied(claim, estimand, beside, found)


def _product(a: Range, b: Range) -> Range:
    """Return the product of two ranges; an end that one of them does not state is not stated."""
    low, high = _times(a.low, b.low), _times(a.high, b.high)
    if low is None and high is None:
        return Range()
    return Range(
        low, high, approximate=a.approximate or b.approximate,
        low_open=bool(low) and low != high and (a.low_open or b.low_open),
        high_open=bool(high) and low != high and (a.high_open or b.high_open),
    )  # fmt: skip


def _printed(r: Range) -> Range:
    """Return a range whose computed ends have the four significant digits that computed numbers are printed with."""
    low, high = (end if end is None or isinstance(end, int) else float(f"{end:.4g}") for end in (r.low, r.high))
    return evolve(r, low=low, high=high) if low != high or r.low == r.high else r


def _times(a: Number | None, b: Number | None) -> Number | None:
    if a is None or b is None:
        return None
    product = float(f"{a * b:.12g}")
    return int(product) if product.is_integer() else product
