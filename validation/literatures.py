"""Simulated literatures that the pages on pools, readings, anchors, constraints and drift share."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import estimates as es

Floats = NDArray[np.float64]
FOLDER = Path(__file__).resolve().parent
SPREAD = np.log(1.5)  # sources differ by a factor of 1.5, one standard deviation


def ledger(low: Floats, high: Floats, claimant: Sequence[Any] | None = None) -> es.Ledger:
    """Return figures (first axis) with claims (second axis) as a ledger; nan is an end that is not stated."""
    figures, claims = low.shape
    frame: dict[str, Any] = {"figure": np.repeat(np.arange(figures), claims), "low": low.ravel(), "high": high.ravel()}
    if claimant is not None:
        frame["who"] = np.tile(np.asarray(claimant, dtype=object), figures)
    named = {"claimant": "who"} if claimant is not None else {}
    return es.Ledger.from_frame(frame, estimand="figure", low="low", high="high", **named)


def claims(rng: np.random.Generator, figures: int, count: int, width: float = 0.25) -> tuple[Floats, Floats]:
    """Return the ends of ranges about values of exp(N(0, SPREAD²)), each wider or narrower than the next."""
    value = rng.normal(0.0, SPREAD, (figures, count))
    half = rng.uniform(0.02, width, (figures, count))
    return np.exp(value - half), np.exp(value + half)


def held(found: Any, low: Floats, high: Floats) -> tuple[float, int]:
    """Return the share of figures of which the interval holds a range, among those that have one, and their number."""
    columns = found.columns()
    answered = np.array([not reason for reason in columns["reason"]])
    inside = (columns["interval_low"] <= low) & (high <= columns["interval_high"])
    return float(np.mean(inside[answered])) if answered.any() else float("nan"), int(answered.sum())


def percent(share: float) -> str:
    """Return a share in per cent, a dash for none."""
    return "–" if np.isnan(share) else f"{100 * share:.0f} %"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def write(name: str, page: str) -> None:
    """Write a page of this folder."""
    (FOLDER / f"{name}.md").write_text(page.strip() + "\n", encoding="utf-8")
