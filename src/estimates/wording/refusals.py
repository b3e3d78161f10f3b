"""Refusals of the reader of one language, from which the public functions choose the reason to report."""

from __future__ import annotations

from typing import Literal

Kind = Literal["unknown", "doubt", "other"]


class Refusal(Exception):  # noqa: N818 - a report between modules; users see WordingError
    """A phrase that one language does not read.

    Parameters
    ----------
    reason : str
        The message for the user.
    kind : str
        ``"unknown"`` where the language lacks a word of the phrase, ``"doubt"`` where it knows the words and finds the
        number ambiguous, which no other language may overrule; otherwise ``"other"``.
    """

    def __init__(self, reason: str, kind: Kind = "other") -> None:
        super().__init__(reason)
        self.kind: Kind = kind
