"""Reasons in English that know their code and arguments, from which a figure words them in another language."""

from __future__ import annotations

from typing import Any, Final

# Why a claim is set aside; why a method of pooling does not answer; what the level of an interval is worth.
SET_ASIDE: Final = (
    "superseded", "retracted", "misquoted", "forged", "announced", "forecast", "hypothetical", "withdrawn by claimant",
    "withdrawn by", "revised by claimant", "only reports", "other measure", "other scope", "other scope: why",
    "no number", "only a share", "reports", "same data", "same claim",
)  # fmt: skip
REFUSALS: Final = (
    "empty", "all aside", "not a number", "negative", "reversed", "bad mass", "not reached", "zero end", "one-sided",
    "no width", "best outside", "best at end", "no best", "below zero", "no spread", "one claim", "open end only",
    "not bounded", "all one-sided", "too few", "too few voices", "bad variance", "not converged", "too large", "about",
    "split", "few for spread", "extremes", "no coverage", "few for prediction", "zero end: claims", "one-sided: claims",
    "no width: claims", "about: claims", "best at end: claims", "no best: claims", "all one-sided: claims",
    "not bounded: claims", "no coverage: claims", "few for spread: voices",
)  # fmt: skip
LEVELS: Final = (
    "says nothing", "no level", "level", "level, mixed", "no level without model", "level of model", "known spread",
)  # fmt: skip
# Who the anchors of an audit or a model are.
ANCHORS: Final = ("claimants of the role", "assumed unbiased")
# A role in a model that is kept apart by what is counted.
ROLES: Final = ("role on", "role on, unit", "no measure")
# What a scenario supposes, of whose claims.
SCENARIOS: Final = (
    "scenario", "scenarios", "supposed", "supposed, but", "supposed, none", "claims of", "own claims of",
    "claims of, other side", "claim of", "claim of, several", "converted", "common error",
)  # fmt: skip
CODES: Final = frozenset({*SET_ASIDE, *REFUSALS, *LEVELS, *ANCHORS, *ROLES, *SCENARIOS})


class Message(str):
    """A text in English with its code and arguments.

    It is the text wherever text is expected. `code` is one of `CODES`; `given` holds the arguments by name: numbers,
    texts of the data, claims and ranges.

    Examples
    --------
    >>> reason = Message("counts casualties, not killed", "other measure", measure="casualties", wanted="killed")
    >>> reason, reason.code, reason.given["wanted"]
    ('counts casualties, not killed', 'other measure', 'killed')
    """

    __slots__ = ("code", "given")
    code: str
    given: dict[str, Any]

    def __new__(cls, text: str, code: str, **given: Any) -> Message:
        assert code in CODES, code
        made = super().__new__(cls, text)
        made.code, made.given = code, given
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return _made, (str(self), self.code, self.given)


def _made(text: str, code: str, given: dict[str, Any]) -> Message:
    return Message(text, code, **given)
