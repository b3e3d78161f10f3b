"""A dataset at a glance: a row a figure, with its claims, its extremes, where most meet, and what is set aside."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from estimates.analysis.compare import compare
from estimates.errors import ClaimError, EstimatesError
from estimates.model.claims import Estimand
from estimates.model.datasets import Dataset
from estimates.model.descriptions import computed
from estimates.model.dossiers import Dossier
from estimates.model.guidance import got
from estimates.model.numbers import many
from estimates.model.ranges import Range
from estimates.model.rows import Row, Rows

HEADER = (
    "Key",
    "Figure",
    "Claims",
    "Voices",
    "Lowest to highest",
    "Most meet at",
    "No common value",
    "Judged",
    "Set aside",
)


@frozen(repr=False)
class FigureSummary(Row):
    """One figure of a dataset at a glance.

    Attributes
    ----------
    estimand : Estimand
    claims : int
        How many claims there are.
    voices : int
        How many voices the claims that are compared are: copies, and several claims of one claimant, count once.
    envelope : Range or None
        From the lowest to the highest value of the claims that are compared; an end that a claim leaves open is absent.
    core : tuple of Range
        Where most of them meet; several where that is tied.
    disjoint : int
        How many pairs have no common value.
    judged : int
        How many claims somebody judges to be inflated or downplayed.
    set_aside : int
    reason : str
        Why the claims cannot be compared; ``""`` where they can.

    See Also
    --------
    summary : All figures of a dataset.
    """

    estimand: Estimand
    claims: int
    voices: int = 0
    envelope: Range | None = None
    core: tuple[Range, ...] = ()
    disjoint: int = 0
    judged: int = 0
    set_aside: int = 0
    reason: str = ""

    @property
    def values(self) -> str:
        """The envelope in print; ``""`` where no claim is compared."""
        return "" if self.envelope is None or not self.voices else computed(self.envelope)

    def cells(self) -> dict[str, str]:
        """Return the row as texts, as `HEADER` names them."""
        core = " or ".join(map(str, self.core)) if self.claims - self.set_aside > 1 else ""
        values = self.values or self.reason or "–", core or "–"
        counts = map(str, (self.disjoint, self.judged, self.set_aside))
        cells = self.estimand.id, self.estimand.title, str(self.claims), str(self.voices), *values, *counts
        return dict(zip(HEADER, cells))

    def __str__(self) -> str:
        """Return ``Garrison of Nanking: 3 claims, 3 voices, 73,790–150,000; 3 pairs without a common value``."""
        found = f", {self.values}" if self.values else ""
        pairs = f"{many(self.disjoint, 'pair')} without a common value"
        counts = f"{many(self.claims, 'claim')}, {many(self.voices, 'voice')}"
        return f"{self.estimand.title}: {counts}{found}; {pairs}"


class Summary(Rows[FigureSummary]):
    """What `summary` returns: a tuple with a row for each figure, shown as a table in a notebook.

    See Also
    --------
    summary : Returns it.
    plot_overview : It as a figure.
    """

    noun = "figure"

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return the header and the rows, all of it plain text."""
        return list(HEADER), [list(row.cells().values()) for row in self]


def summary(dataset: Dataset) -> Summary:
    """Return a dataset at a glance: one row a figure.

    Parameters
    ----------
    dataset : Dataset

    Returns
    -------
    Summary
        A tuple of `FigureSummary`; `to_frame` makes a table of it.

    Raises
    ------
    ClaimError
        If it is no dataset.

    See Also
    --------
    compare : All pairs of claims on one figure.

    Examples
    --------
    >>> import estimates as es
    >>> print(es.summary(es.load("nanking-1937"))[0])
    Garrison of Nanking, December 1937: 3 claims, 3 voices, 73,790–150,000; 3 pairs without a common value
    """
    if not isinstance(dataset, Dataset):
        raise ClaimError(f"a summary is made of a dataset {got(dataset, Dataset)}")
    return summary_of(dataset.values())


def summary_of(dossiers: Iterable[Dossier]) -> Summary:
    """Return a row for each of some dossiers."""
    return Summary(map(_row, dossiers))


def _row(dossier: Dossier) -> FigureSummary:
    judged = sum(bool(dossier.notes_on(estimate)) for estimate in dossier)
    try:
        found = compare(dossier)
    except EstimatesError as error:  # links that are cyclic: the claims are shown, and cannot be compared
        return FigureSummary(dossier.estimand, len(dossier), judged=judged, reason=str(error))
    return FigureSummary(
        dossier.estimand, len(dossier), found.voices, found.envelope,
        tuple(region.range for region in found.core), len(found.disjoint), judged, len(found.set_aside),
    )  # fmt: skip
