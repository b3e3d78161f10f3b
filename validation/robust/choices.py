"""Structured values drawn from bytes, so that whoever changes the bytes, a fuzzer or chance, changes the values."""

from __future__ import annotations

import datetime
import decimal
import fractions
from collections.abc import Sequence
from typing import Any, TypeVar

import numpy as np
import pandas as pd

T = TypeVar("T")

# What a cell of somebody's table may hold, of every type that their programs make.
ODD: tuple[Any, ...] = (
    None, float("nan"), float("inf"), -float("inf"), 0, -0.0, -1, 1, 5, 1e308, 1e-320, 2**53 + 1, 10**40, -(10**40),
    True, False,
    "", " ", "5", "5,000", "5.000", "1e400", "nan", "None", "n/a", "-", "=1+1", "\x00", "\ud800", "\u202e5", "5\n000",
    "٥٠٠٠",
    "五万", "over 200,000", "73,790 to 81,500", "tens of thousands", "TRUE", "yes", "askew2003[173]", "a[;b", ";", b"5",
    b"\xff",
    [], [5], (5,), {}, {"low": 5}, object, decimal.Decimal("5.5"), decimal.Decimal("sNaN"), decimal.Decimal("1e999999"),
    fractions.Fraction(1, 3), 5j, np.float32("nan"), np.int8(-5), np.uint64(2**64 - 1), np.bool_(True), np.str_("5"),
    np.array([5]), np.array(5),
    np.datetime64("NaT", "s"), np.datetime64("1937-12-13"), np.timedelta64(1, "D"), datetime.date(1937, 12, 13),
    datetime.datetime(1, 1, 1), datetime.time(1), datetime.timedelta(5), pd.NA, pd.NaT, pd.Timestamp("1937-12-13",
    tz="Asia/Tokyo"),
    pd.Interval(5, 6), pd.Period("1937-12"), range(5), len, Ellipsis, NotImplemented,
)  # fmt: skip


class Choices:
    """Choices read off a run of bytes; when they are used up, every further choice is the first."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def __bool__(self) -> bool:
        return self._at < len(self._data)

    def below(self, count: int) -> int:
        """Return a number from 0 to one less than `count`, at most 256."""
        byte = self._data[self._at] if self else 0
        self._at += 1
        return byte % count

    def one_of(self, options: Sequence[T]) -> T:
        return options[self.below(len(options))]

    def text(self) -> str:
        """Return a text of at most 40 bytes."""
        size = self.below(41)
        piece = self._data[self._at : self._at + size]
        self._at += size
        return piece.decode("utf-8", "replace")

    def cell(self) -> Any:
        """Return an odd value, or a text of the bytes' own."""
        return self.text() if self.below(4) == 0 else self.one_of(ODD)

    def rest(self) -> bytes:
        piece = self._data[self._at :]
        self._at = len(self._data)
        return piece
