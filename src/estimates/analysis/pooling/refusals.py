"""Refusals of all methods: why a method cannot be computed, the claims concerned, and the remedies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from estimates.analysis.ledger import Ledger
from estimates.analysis.pooling.assumptions import Assumptions
from estimates.analysis.pooling.fit import (
    ABOUT,
    EXTREMES,
    FEW_FOR_PREDICTION,
    FEW_FOR_SPREAD,
    NO_COVERAGE,
    OWN,
    SPLIT,
    number_of_voices,
    voiced,
)
from estimates.analysis.pooling.method import GUIDE, REGISTER, Case, checked
from estimates.analysis.pooling.readings import coverage_of
from estimates.errors import PoolingError
from estimates.kernels import random_set, reasons
from estimates.model.claims import Estimate
from estimates.model.computed_ranges import computed_range
from estimates.model.descriptions import with_reason
from estimates.model.messages import Message
from estimates.model.ranges import Range

_BARE: Final = (
    reasons.EMPTY, reasons.NOT_A_NUMBER, reasons.NEGATIVE, reasons.REVERSED, reasons.BAD_MASS, reasons.NOT_REACHED,
)  # fmt: skip


def _one_sided(r: Range) -> bool:
    return r.kind in ("at least", "more than", "at most", "less than")


_CONCERNED: Final[dict[int, Callable[[Range], bool]]] = {
    reasons.ONE_SIDED: _one_sided,
    reasons.NO_WIDTH: lambda r: r.kind == "point",
    ABOUT: lambda r: r.kind == "about",
    reasons.ZERO_END: lambda r: r.low == 0 or r.high == 0,
    reasons.BEST_AT_END: lambda r: r.best is not None and r.best in (r.low, r.high),
    reasons.NO_BEST: lambda r: r.best is None and r.low != r.high,
    reasons.ALL_ONE_SIDED: _one_sided,
    reasons.NOT_BOUNDED: _one_sided,
}
_COVERING: Final[dict[int, float | None]] = {EXTREMES: 1.0, NO_COVERAGE: None}


# The codes of the reasons as messages, by which a figure words them in its language.
REFUSALS: Final[dict[int, str]] = {
    reasons.EMPTY: "empty", reasons.NOT_A_NUMBER: "not a number", reasons.NEGATIVE: "negative",
    reasons.REVERSED: "reversed", reasons.BAD_MASS: "bad mass", reasons.NOT_REACHED: "not reached",
    reasons.ZERO_END: "zero end", reasons.ONE_SIDED: "one-sided", reasons.NO_WIDTH: "no width",
    reasons.BEST_OUTSIDE: "best outside", reasons.BEST_AT_END: "best at end", reasons.NO_BEST: "no best",
    reasons.BELOW_ZERO: "below zero", reasons.NO_SPREAD: "no spread", reasons.NOT_BOUNDED: "not bounded",
    reasons.ALL_ONE_SIDED: "all one-sided", reasons.TOO_FEW: "too few", reasons.BAD_VARIANCE: "bad variance",
    reasons.NOT_CONVERGED: "not converged", reasons.TOO_LARGE: "too large", ABOUT: "about", SPLIT: "split",
    FEW_FOR_SPREAD: "few for spread", EXTREMES: "extremes", NO_COVERAGE: "no coverage",
    FEW_FOR_PREDICTION: "few for prediction",
}  # fmt: skip


def cause(code: int) -> str:
    """Return a reason code as text; ``""`` for an estimand with a result."""
    if code == reasons.ANSWERED:
        return ""
    return "fewer than 3 claims" if code == reasons.TOO_FEW else OWN.get(code) or reasons.text(code)


def reasons_of(ledger: Ledger, codes: Sequence[int], assumed: Assumptions) -> tuple[str, ...]:
    """Return the reasons for many estimands as text, with the remedy where one holds for all of them."""
    empty = ledger.why([reasons.EMPTY] * len(codes)) if reasons.EMPTY in codes else ()
    words = {}
    for code in set(codes):
        serves = "" if code in _BARE else REGISTER[assumed.method].remedies.get(code, "")
        words[code] = "; ".join(filter(None, [cause(code), serves if isinstance(serves, str) else _elsewhere(code)]))
    return tuple(empty[g] if code == reasons.EMPTY else words[code] for g, code in enumerate(codes))


def _elsewhere(code: int) -> str:
    """Return what serves for each of many estimands, where it has to be tried for one."""
    return {
        reasons.ONE_SIDED: "'random-set', 'envelope', 'lognormal' and 'turnbull' take one-sided claims",
        reasons.NO_WIDTH: "give point_factor=, such as 1.25, to take N as N/1.25 to 1.25 N; 'random-set' takes numbers "
        "as stated",
        ABOUT: "give approximate_factor=, such as 1.25, to take “about N” as N/1.25 to 1.25 N; 'random-set' takes "
        "numbers as stated",
        reasons.ZERO_END: "'random-set' and 'turnbull' take zero",
        reasons.TOO_FEW: "'random-set' and 'linear' take any number of claims",
        FEW_FOR_SPREAD: "interval='hksj', or 'bayes' with tau_scale=, gives an interval for the centre",
        FEW_FOR_PREDICTION: "interval='plug-in' takes mu and sigma as known",
    }.get(code, "'random-set' always answers")


def refusal(code: int, case: Case, *, briefly: bool = False) -> PoolingError:
    """Return the error for one dossier: the method, why it cannot be computed, the claims concerned, and a remedy.

    The remedy is tried for these claims, and the guide to all methods is named, unless the message is to be given
    `briefly`.
    """
    remedy = REGISTER[case.assumed.method].remedies.get(code, "")
    serves = "" if briefly else remedy if isinstance(remedy, str) else remedy(case)
    words = _empty(case) if code == reasons.EMPTY else _because(code, case)
    said = "; ".join(filter(None, [words, "" if code in _BARE else serves, "" if briefly else GUIDE]))
    error = PoolingError(f"{case.assumed.method!r} cannot be computed for {case.ledger.groups[0]!r}: {said}")
    error.cause = words
    return error


def _empty(case: Case) -> Message:
    aside = case.chosen.set_aside
    if not aside:
        return Message(cause(reasons.EMPTY), "empty")
    words = f"every claim is set aside ({'; '.join(with_reason(*each) for each in aside)})"
    words = words + "; compare(..., imply=True) says what they imply" if case.implying else words
    return Message(words, "all aside")


def _because(code: int, case: Case) -> Message:
    used, key = case.chosen.used, REFUSALS[code]
    concerned = concerned_by(code, case)
    if code == reasons.TOO_FEW:
        noun = _noun(case)
        key = "too few voices" if noun == "voices" else key
        return Message(f"it needs 3 {noun}, and there {_are(case)}", key, n=_voices(case))
    if code in (FEW_FOR_SPREAD, FEW_FOR_PREDICTION):
        noun = _noun(case)
        key = f"{key}: voices" if code == FEW_FOR_SPREAD and noun == "voices" else key
        text = f"{cause(code).replace('claims of as many voices', noun)}, and there {_are(case)}"
        return Message(text, key, n=_voices(case))
    if code == reasons.NO_SPREAD:
        return _common(used, case.ledger)
    if not concerned:
        return Message(cause(code), key)
    text, also = _naming(code, concerned), concerned_by(ABOUT, case)
    if code == reasons.NO_WIDTH and also and case.assumed.approximate_factor is None:
        text = f"{text}, and {_naming(ABOUT, also)}"
    return Message(text, key if code == EXTREMES else f"{key}: claims", n=len(concerned))


def concerned_by(code: int, case: Case) -> list[Estimate]:
    """Return the claims for which a method refuses."""
    used = case.chosen.used
    if code in _COVERING:
        covered = coverage_of([estimate.range_means for estimate in used], case.assumed)
        return [e for e, share in zip(used, covered) if e.range.kind == "range" and share == _COVERING[code]]
    concerned = _CONCERNED.get(code)
    return [] if concerned is None else [estimate for estimate in used if concerned(estimate.range)]


def answering(case: Case) -> str:
    """Return which of the methods that ask for no assumption answer for these very claims."""
    free = [name for name, method in REGISTER.items() if not method.needs]
    names = [repr(name) for name in free if not _tried(case, name)]
    if not names:
        return ""
    return f"{', '.join(names[:-1])} and {names[-1]} answer for these claims"


def _tried(case: Case, name: str) -> int:
    assumed = checked(name, {"voices": case.assumed.voices})
    return int(REGISTER[name].fit(case.ledger, assumed).reason[0])


def answers(case: Case, assumed: Assumptions) -> bool:
    """Return whether the same method answers for the same claims under other assumptions."""
    return not REGISTER[assumed.method].fit(case.ledger, assumed).reason[0]


def _noun(case: Case) -> str:
    return "voices" if voiced(case.ledger, case.assumed).voice is not None and _fewer(case) else "claims"


def _fewer(case: Case) -> bool:
    return _voices(case) < len(case.chosen.used)


def _voices(case: Case) -> int:
    return int(number_of_voices(case.ledger, case.assumed)[0])


def _are(case: Case) -> str:
    number = _voices(case)
    verb = "is 1" if number == 1 else f"are {number}"
    claims = len(case.chosen.used)
    return f"{verb} ({claims} claims)" if number < claims else verb


def _common(used: Sequence[Estimate], ledger: Ledger) -> Message:
    if len(used) == 1:
        return Message(f"there is one claim ({used[0]}), which shows no spread between claims", "one claim")
    core = random_set.common(ledger.intervals())
    if core.reason[0]:  # such as 50 and “less than 50”: apart by an open end only
        return Message(
            "the claims part only at the end of a range that excludes its own end, which leaves no spread to estimate",
            "open end only",
        )
    low, high, low_open, high_open = (column[0].item() for column in core[:4])
    common = computed_range(low, high, [e.range for e in used], low_open=low_open, high_open=high_open)
    return Message(f"all {len(used)} claims have values in common ({common}), so that they show no spread to estimate",
                   "no spread", n=len(used))  # fmt: skip


def _naming(code: int, claims: Sequence[Estimate]) -> str:
    """Return how many claims are of the kind refused, and which."""
    one = len(claims) == 1
    noun, verb = ("1 claim", "is") if one else (f"{len(claims)} claims", "are")
    text = {
        reasons.ONE_SIDED: f"{noun} {verb} one-sided",
        reasons.NO_WIDTH: f"{noun} {verb} a single number" if one else f"{noun} {verb} single numbers",
        ABOUT: f"{noun} {'says' if one else 'say'} “about” one number",
        reasons.ZERO_END: f"{noun} {'reaches' if one else 'reach'} down to zero, which has no logarithm",
        reasons.BEST_AT_END: f"{noun} {'has its' if one else 'have their'} best value at an end of the range",
        reasons.NO_BEST: f"{noun} {'states' if one else 'state'} no best value, which this shape needs",
        reasons.ALL_ONE_SIDED: f"{noun} {verb} bounded on {'one' if one else 'the same one'} side only",
        reasons.NOT_BOUNDED: f"{noun} {verb} one-sided, and none is bounded on both sides",
        EXTREMES: f"{noun} {'states its range' if one else 'state their ranges'} as extremes, beyond which nothing "
        "lies, and this shape has no ends",
        NO_COVERAGE: f"nothing says what {'the range covers of' if one else 'ranges cover, of'} {noun}",
    }[code]
    return f"{text} ({'; '.join(map(str, claims))})"
