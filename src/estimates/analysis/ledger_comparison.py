"""LedgerComparison, the claims of many estimands compared at once."""

from __future__ import annotations

from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from estimates.analysis.blocks import in_blocks, together
from estimates.analysis.ledger import Ledger
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
    disjoint : array of int
        How many pairs of claims have no value in common.
    envelope_low, envelope_high : array of float
    envelope_low_open, envelope_high_open : array of bool
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
    core_depth: Ints
    ties: Ints
    disjoint: Ints
    envelope_low: Floats
    envelope_high: Floats
    envelope_low_open: Bools
    envelope_high_open: Bools
    reason: tuple[str, ...]

    def columns(self) -> dict[str, object]:
        """Return the columns of a table, by name: one row an estimand.

        ``zero_stated`` says whether a claim states zero as its low end; where none does, a low end of zero is one that
        no claim states.
        """
        names = ("n", "core_low", "core_high", "core_low_open", "core_high_open", "core_depth", "ties", "disjoint",
                 "envelope_low", "envelope_high", "envelope_low_open", "envelope_high_open")  # fmt: skip
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
    envelope, disjoint = random_set.envelope(claims), pairs.disjoint_counts(claims)

    def lowest(values: NDArray[Any], fill: float) -> NDArray[Any]:
        out = np.full(len(ledger.groups), fill, dtype=values.dtype)
        out[answered] = values[first]
        return out

    return {
        "n": claims.spread(claims.sizes, 0),
        "core_low": lowest(core.low, np.nan), "core_high": lowest(core.high, np.nan),
        "core_low_open": lowest(core.low_open, 0), "core_high_open": lowest(core.high_open, 0),
        "core_depth": lowest(core.number, 0), "ties": np.diff(core.offsets), "disjoint": claims.spread(disjoint, 0),
        "envelope_low": envelope.low, "envelope_high": envelope.high, "envelope_low_open": envelope.low_open,
        "envelope_high_open": envelope.high_open, "reason": ledger.why(claims.reason),
    }  # fmt: skip
