"""What lower packages ask of those above them: the reading of words, the version; each is loaded on its first call.

The model imports nothing from the packages above it. They are named here by what they answer, and set when the library
is imported.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

Question = Literal["statuses", "parse", "summary", "facts", "version", "separators"]

_ANSWERS: dict[Question, Callable[..., Any]] = {}


def provide(question: Question, function: Callable[..., Any]) -> None:
    """Set the function that answers a question."""
    _ANSWERS[question] = function


def ask(question: Question, *about: Any, **more: Any) -> Any:
    """Return what the function that was set answers."""
    return _ANSWERS[question](*about, **more)
