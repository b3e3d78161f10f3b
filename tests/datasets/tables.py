"""What the tests of shipped datasets compare with the tables that they pin by hand."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import estimates as es

DATASETS = Path(__file__).parents[2] / "datasets"


def claims_of(dataset: es.Dataset) -> dict[str, es.Estimate]:
    """The claims of all estimands, by id."""
    return {estimate.id: estimate for dossier in dataset.values() for estimate in dossier}


def readings_of(dataset: es.Dataset) -> list[tuple[Any, ...]]:
    """Estimand, claim, reading, when it was made, and the documents in which it was read."""
    return [
        (name, e.id, e.range, e.claimed.edtf if e.claimed else "", *(p.source.key for p in e.via if p.source))
        for name, dossier in dataset.items()
        for e in dossier
    ]


def row(dataset: str, name: str) -> dict[str, str]:
    """The cells of a claim as they stand in the file."""
    with (DATASETS / dataset / "estimates.csv").open(newline="", encoding="utf-8") as file:
        return next(row for row in csv.DictReader(file) if row["id"] == name)


def check_words(estimate: es.Estimate, phrases: Mapping[str, str], by_hand: Mapping[str, str]) -> None:
    """The words say what the numbers say: as the library reads them, or where it cannot, with a word on the reading."""
    if estimate.id in by_hand:
        assert by_hand[estimate.id] in estimate.wording
        assert estimate.range_means
        return
    assert phrases[estimate.id] in estimate.wording
    assert es.parse(phrases[estimate.id], estimate.wording_lang) == estimate.range
