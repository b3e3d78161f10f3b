"""LedgerComparison, the claims of many estimands compared at once."""

from __future__ import annotations

from typing import Any

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from estimates.analysis.blocks import in_blocks, together
from estimates.analysis.ledger import Ledger
from estimates.analysis.ledger_about import still_about
from estimates.analysis.ledger_display import ledger_html
from estimates.kernels import pairs, random_set, sweep
from estimates.kernels.groups import Bools, Floats, Ints


@frozen(eq=False, repr=False)
class LedgerComparison:
    """The claims of many estimands compared: one entry an estimand in each array, made by `compare` of a ledger.

    A high end without limit is infinite, a low end that no claim states is zero; nan is an estimand that was refused.

    Parameters
    ----------
    ledger : Ledger
    n : array of int
        How many claims were compared.
    core_low, core_high : array of float
        The core; the lowest where several are tied.
    core_low_open, core_high_open : array of bool
        Whether an end itself is excluded.
    core_depth : array of int
        How many claims admit the core.
    ties : array of int
        How many cores there are: 1 where there is no tie.
    core_approximate : array of bool
        Whether only claims that say "about" state the ends of the core.
    disjoint : array of int
        How many pairs of claims have no value in common.
    disjoint_about : array of int
        In how many of these pairs a claim says "about", which is taken at its stated value: these do not contradict
        each other.
    envelope_low, envelope_high : array of float
    envelope_low_open, envelope_high_open, envelope_approximate : array of bool
    reason : tuple of str
        Why an estimand was refused; ``""`` where it was not.

    See Also
    --------
    compare : Returns it, of a ledger or dataset.
    Comparison : The same of one dossier.
    """

    ledger: Ledger
    n: Ints
    core_low: Floats
    core_high: Floats
    core_low_open: Bools
    core_high_open: Bools
    core_approximate: Bools
    core_depth: Ints
    ties: Ints
    disjoint: Ints
    disjoint_about: Ints
    envelope_low: Floats
    envelope_high: Floats
    envelope_low_open: Bools
    envelope_high_open: Bools
    envelope_approximate: Bools
    reason: tuple[str, ...]

    def columns(self) -> dict[str, object]:
        """Return the columns of a table, by name: one row an estimand.

        ``zero_stated`` says whether a claim states zero as its low end; where none does, a low end of zero is one that
        no claim states.
        """
        names = ("n", "core_low", "core_high", "core_low_open", "core_high_open", "core_approximate", "core_depth",
                 "ties", "disjoint", "disjoint_about", "envelope_low", "envelope_high", "envelope_low_open",
                 "envelope_high_open", "envelope_approximate")  # fmt: skip
        arrays = {name: getattr(self, name) for name in names}
        return {"estimand": list(self.ledger.groups), **arrays, "zero_stated": self.ledger.zero_stated,
                "left_out": self.ledger.left_out,
                "reason": list(self.reason), **self.ledger.marks}  # fmt: skip

    def __len__(self) -> int:
        return len(self.n)

    def _repr_html_(self) -> str:
        return ledger_html(self)

    def __repr__(self) -> str:
        refused = sum(map(bool, self.reason))
        return f"<Comparison of {len(self):,} estimands, {len(self) - refused:,} answered, {refused:,} refused>"


def compare_ledger(ledger: Ledger) -> LedgerComparison:
    """Return the comparison of the claims of each estimand."""
    pieces = [_columns(block) for block in in_blocks(ledger)]
    return LedgerComparison(ledger, **{name: together([piece[name] for piece in pieces]) for name in pieces[0]})


def _columns(ledger: Ledger) -> dict[str, Any]:
    """Return what the comparison of the claims of each estimand gives, by name."""
    claims = ledger.intervals()
    core = sweep.core(claims)
    answered = np.flatnonzero(np.diff(core.offsets) > 0)
    first = core.offsets[answered]
    envelope, disjoint = random_set.envelope(claims), claims.spread(pairs.disjoint_counts(claims), 0)

    def lowest(values: NDArray[Any], fill: float) -> NDArray[Any]:
        out = np.full(len(ledger.groups), fill, dtype=values.dtype)
        out[answered] = values[first]
        return out

    ends = random_set.Bounds(lowest(core.low, np.nan), lowest(core.high, np.nan), lowest(core.low_open, 0),
                             lowest(core.high_open, 0), core.reason)  # fmt: skip
    used = np.zeros(len(ledger), dtype=bool)
    used[claims.rows] = True
    return {
        "n": claims.spread(claims.sizes, 0),
        "core_low": ends.low, "core_high": ends.high, "core_low_open": ends.low_open, "core_high_open": ends.high_open,
        "core_approximate": still_about(ledger, used, ends),
        "core_depth": lowest(core.number, 0), "ties": np.diff(core.offsets),
        "disjoint": disjoint, "disjoint_about": disjoint - _exact_disjoint(ledger, disjoint),
        "envelope_low": envelope.low, "envelope_high": envelope.high, "envelope_low_open": envelope.low_open,
        "envelope_high_open": envelope.high_open, "envelope_approximate": still_about(ledger, used, envelope),
        "reason": ledger.why(claims.reason),
    }  # fmt: skip


def _exact_disjoint(ledger: Ledger, disjoint: Ints) -> Ints:
    """Return how many pairs without a common value there are of claims that do not say "about"."""
    if not ledger.approximate.any() or not disjoint.any():
        return disjoint
    mass = np.where(ledger.approximate, 0.0, 1.0 if ledger.mass is None else ledger.mass)
    exact = evolve(ledger, mass=mass).intervals()  # which leaves out claims without mass
    found: Ints = exact.spread(pairs.disjoint_counts(exact), 0)
    return found
