"""Why a method does not answer, which claims are concerned, and what would serve instead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from estimates.analysis.ledger import Ledger
from estimates.analysis.pooling.assumptions import Assumptions
from estimates.analysis.pooling.fits import ABOUT, FEW_FOR_SPREAD, SPLIT, fit
from estimates.analysis.selection import Selection
from estimates.errors import PoolingError
from estimates.kernels import random_set, reasons
from estimates.model.claims import Estimate
from estimates.model.ranges import Range

_POINT: Final = "give point_factor=, such as 1.25, to take N as N/1.25 to 1.25 N; 'random-set' takes numbers as stated"
_ABOUT: Final = (
    "give approximate_factor=, such as 1.25, to take “about N” as N/1.25 to 1.25 N; 'random-set' takes numbers as "
    "stated"
)
_OWN: Final[dict[int, str]] = {
    ABOUT: "a claim says “about” one number, and nothing says how far it may be off",
    SPLIT: "the claims form camps more than a factor of 2 apart, with no claim between, so that a common centre would "
    "be a figure that nobody claims",
    FEW_FOR_SPREAD: "an interval for what another source would claim needs 5 claims",
}
_SERVES: Final[dict[int, str]] = {
    reasons.ONE_SIDED: "'random-set', 'envelope', 'lognormal' and 'turnbull' take one-sided claims",
    reasons.NO_WIDTH: _POINT,
    ABOUT: _ABOUT,
    reasons.ZERO_END: "'random-set' and 'turnbull' take zero",
    reasons.BEST_AT_END: "shape='log-uniform' and 'uniform' do not use the best value; 'random-set' does not either",
    reasons.NO_BEST: "shape='lognormal', 'uniform' and 'log-uniform' do without",
    reasons.BELOW_ZERO: "shape='lognormal' and 'log-uniform' stay above zero, and so may a greater coverage",
    reasons.NO_SPREAD: "'random-set', 'envelope' and compare() describe what they have in common",
    reasons.NOT_BOUNDED: "'random-set' and 'envelope' take one-sided claims alone",
    reasons.ALL_ONE_SIDED: "'random-set' and 'envelope' take such claims",
    reasons.TOO_FEW: "'random-set' and 'linear' take any number of claims",
    reasons.NOT_CONVERGED: "'random-set' always answers",
    reasons.TOO_LARGE: "'random-set' takes any number of claims",
    SPLIT: "'random-set' and 'linear' keep the camps apart, compare() names them, and allow_multimodal=True averages "
    "them all the same",
    FEW_FOR_SPREAD: "interval='hksj' or 'bayes' gives an interval for the centre, 'random-set' one for the claims",
    reasons.BAD_VARIANCE: "'random-set' needs no variance",
}


def _one_sided(e: Range) -> bool:
    return e.kind in ("at least", "more than", "at most", "less than")


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


def why(code: int, assumed: Assumptions) -> str:
    """Return a reason code in words, with what would serve; ``""`` for an estimand that is answered."""
    if code == reasons.ANSWERED:
        return ""
    words = _OWN.get(code) or reasons.text(code)
    if code == reasons.TOO_FEW:
        words = "fewer than 3 claims"
    serves = _SERVES.get(code, "")
    if code == reasons.ZERO_END and assumed.method == "linear":
        serves += ", and so does shape='uniform'"
    return f"{words}; {serves}" if serves else words


def reasons_of(ledger: Ledger, codes: Sequence[int], assumed: Assumptions) -> tuple[str, ...]:
    """Return the reasons of many estimands in words."""
    words = {code: why(code, assumed) for code in set(codes)}
    if reasons.EMPTY not in words:
        return tuple(words[code] for code in codes)
    empty = ledger.why([reasons.EMPTY] * len(codes))
    return tuple(empty[g] if code == reasons.EMPTY else words[code] for g, code in enumerate(codes))


def refusal(code: int, chosen: Selection, ledger: Ledger, assumed: Assumptions) -> PoolingError:
    """Return the error for one dossier: the method, why it does not answer, the claims concerned, what would serve."""
    used = chosen.used
    concerned = _CONCERNED.get(code)
    claims = [] if concerned is None else [estimate for estimate in used if concerned(estimate.range)]
    words = why(code, assumed)
    if code == reasons.EMPTY and chosen.set_aside:
        told = "; ".join(f"{estimate}: {reason}" for estimate, reason in chosen.set_aside)
        words = f"every claim is set aside ({told})"
        if any(estimate.range.kind != "vague" for estimate, _ in chosen.set_aside):
            words += "; compare(..., imply=True) says what such claims imply"
    elif code == reasons.TOO_FEW:
        words = f"it needs 3 claims, and there {_are(len(used))}; {_answering(ledger)}"
    elif code == FEW_FOR_SPREAD:
        words = f"{_OWN[code]}, and there {_are(len(used))}; {_SERVES[code]}"
    elif code == reasons.NO_SPREAD:
        words = f"{_common(used, ledger)}; {_SERVES[code]}"
    elif claims:
        serves = _answering(ledger) if code == reasons.ONE_SIDED else words.partition("; ")[2]
        words = f"{_naming(code, claims)}; {serves}"
        also = [e for e in used if e.range.kind == "about"]
        if code == reasons.NO_WIDTH and also and assumed.approximate_factor is None:
            words = f"{_naming(code, claims)}, and {_naming(ABOUT, also)}; give point_factor= and approximate_factor="
            words += ", such as 1.25, to take N as N/1.25 to 1.25 N; 'random-set' takes numbers as stated"
    return PoolingError(f"{assumed.method!r} does not answer for {ledger.groups[0]!r}: {words}")


def _answering(ledger: Ledger) -> str:
    """Return which of the methods that ask for no assumption answer for these very claims."""
    free = ("random-set", "envelope", "lognormal", "turnbull")
    names = [repr(name) for name in free if not fit(ledger, Assumptions(name)).reason[0]]
    return f"{', '.join(names[:-1])} and {names[-1]} answer for these claims"


def _are(number: int) -> str:
    return "is 1" if number == 1 else f"are {number}"


def _common(used: Sequence[Estimate], ledger: Ledger) -> str:
    if len(used) == 1:
        return f"there is one claim ({used[0]}), which shows no spread between claims"
    core = random_set.common(ledger.intervals())
    if core.reason[0]:  # such as 50 and “less than 50”: apart by an open end only
        return (
            "the claims part only at the end of a range that excludes its own end, which leaves no spread to estimate"
        )
    shared = [float(core.low[0]), float(core.high[0])]
    high = None if shared[1] == float("inf") else shared[1]
    unstated = shared[0] == 0 and not any(estimate.range.low == 0 for estimate in used)
    common = Range(
        None if unstated else shared[0], high, low_open=bool(core.low_open[0]), high_open=bool(core.high_open[0])
    )
    return f"all {len(used)} claims have values in common ({common}), so that they show no spread to estimate"


def _naming(code: int, claims: Sequence[Estimate]) -> str:
    """Return how many claims are of the kind refused, and which."""
    one = len(claims) == 1
    noun, verb = ("1 claim", "is") if one else (f"{len(claims)} claims", "are")
    told = {
        reasons.ONE_SIDED: f"{noun} {verb} one-sided",
        reasons.NO_WIDTH: f"{noun} {verb} a single number" if one else f"{noun} {verb} single numbers",
        ABOUT: f"{noun} {'says' if one else 'say'} “about” one number",
        reasons.ZERO_END: f"{noun} {'reaches' if one else 'reach'} down to zero, which has no logarithm",
        reasons.BEST_AT_END: f"{noun} {'has its' if one else 'have their'} best value at an end of the range",
        reasons.NO_BEST: f"{noun} {'states' if one else 'state'} no best value, which this shape needs",
        reasons.ALL_ONE_SIDED: f"{noun} {verb} bounded on {'one' if one else 'the same one'} side only",
        reasons.NOT_BOUNDED: f"{noun} {verb} one-sided, and none is bounded on both sides",
    }[code]
    return f"{told} ({'; '.join(map(str, claims))})"
