"""Scenarios: claims adjusted by what a user supposes of their bias, marked as the user's wherever they are shown."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

from attrs import evolve, frozen

from estimates.errors import ClaimError, RangeError, UnknownNameError, listed, nearest
from estimates.model.claims import Estimate
from estimates.model.descriptions import USERS
from estimates.model.dossiers import Dossier
from estimates.model.guidance import got
from estimates.model.messages import Message
from estimates.model.ranges import Range
from estimates.model.suppositions import Supposition

# From the most specific to the least: where several name a claim, the first of these holds.
_KINDS = ("estimate", "claimant", "side")


@frozen
class _Supposed:
    """One line of a scenario: of whom, how much, and which claims it names."""

    kind: Literal["estimate", "claimant", "side"]
    of: Message
    factor: float
    spread: float
    ids: tuple[str, ...]


def scenario(dossier: Dossier, supposed: Mapping[str, tuple[float, float]]) -> Dossier:
    """Adjust claims by factors by which you suppose them to be too high or too low.

    It is your supposition, never the sources'. The claims that you name are adjusted, and every table, picture,
    caption, pool, comparison, audit and citation that the result reaches says so; each keeps its wording and, in
    ``estimate.supposed``, the reading that its source states. No bias note is made into a factor, nothing is supposed
    by default, and a scenario cannot be written to disk.

    Parameters
    ----------
    dossier : Dossier
    supposed : mapping of str to (float, float)
        For the id of an estimate, the id of a claimant, or a side for which claimants speak (scholars speak for none),
        a factor and a spread.
        The factor is how many times too high the claims are supposed to be: 2 for doubled, 0.5 for halved. The spread,
        1 or more, is the factor by which that may be off either way: with (2, 1.5) they are from 1.33 to 3 times too
        high. Where a claim is named more than once, the estimate holds before the claimant, and the claimant before the
        side; the scenario says so. A claim that reports an adjusted one is adjusted where you name it as well.

    Returns
    -------
    Dossier
        With the adjusted claims in their places; its ``scenario`` describes what was supposed.

    Raises
    ------
    UnknownNameError
        If a name is neither an estimate, a claimant nor a side here; the message gives the nearest.
    ClaimError
        If nothing is supposed, a factor or spread is not allowed, or a claim is already adjusted.

    See Also
    --------
    bias : The claims as they are, relative to an anchor.
    bias_model : Factors estimated across many figures.
    convert : Claims of another measure, converted by a stated ratio.

    Notes
    -----
    A low end becomes low / (factor * spread), a high end high * spread / factor; an end that is not stated stays so, an
    excluded end stays excluded, and the source's best value is divided by the factor. On the log scale, with
    m = ln(factor), the claim y becomes y - m, and each end moves out by ln(spread). For a single number this is the
    adjustment of Turner and others, a bias with mean m and variance s^2: the ends are y - m -+ z s where the spread is
    given as exp(z s). For a range they add the variances v + s^2, which takes it that the range is an interval of known
    coverage; here the widths are added, which takes nothing for granted of what a range covers, and is never narrower.

    References
    ----------
    Turner and others (2009), Journal of the Royal Statistical Society A 172, 21-47.

    Examples
    --------
    >>> import estimates as es
    >>> deaths = es.load("nanking-1937")["combat-deaths"]
    >>> halved = scenario(deaths, {"Japan": (2, 1.5)})
    >>> print(halved["japanese-claim"])
    Japanese claim: ≤ 63,000 (scenario; stated: ≤ 84,000)
    >>> halved.scenario
    "claims of Japan on the other side divided by 2 (spread 1.5), the user's supposition, not the source's"
    """
    if not isinstance(dossier, Dossier):
        raise ClaimError(f"a scenario is made of a dossier {got(dossier)}")
    if not isinstance(supposed, Mapping) or not supposed:
        raise ClaimError(
            "a scenario supposes something: give the id of an estimate or claimant, or a side, with (factor, spread) "
            f"(got {supposed!r})"
        )
    lines = [_line(dossier, name, value) for name, value in supposed.items()]
    holding = {estimate.id: _holding(estimate, lines) for estimate in dossier}
    claims = [_adjusted(estimate, holding[estimate.id]) for estimate in dossier]
    parts = tuple(_descriptions(lines, holding, dossier))
    said = Message(f"{'; '.join(parts)}, {USERS}", "scenario", parts=parts)
    estimand = evolve(dossier.estimand, scenario=also(dossier.scenario, said))
    return evolve(dossier, estimand=estimand, estimates=claims)


def _line(dossier: Dossier, name: str, value: Any) -> _Supposed:
    factor, spread = _checked(name, value)
    own = dossier.estimand.side
    if name in {e.id for e in dossier}:
        return _Supposed("estimate", _claim(dossier, dossier[name]), factor, spread, (name,))
    found = [e for e in dossier if e.claimant.id == name]
    if found:
        return _Supposed(
            "claimant", _of("claims of", found[0].claimant.name), factor, spread, tuple(e.id for e in found)
        )
    found = [e for e in dossier if name and e.speaks_for == name]
    if found:
        of = _of("own claims of" if name == own else "claims of, other side" if own else "claims of", name)
        return _Supposed("side", of, factor, spread, tuple(e.id for e in found))
    try:
        estimate = dossier[str(name)]
    except UnknownNameError as error:
        valid = dict.fromkeys([e.id for e in dossier] + [e.claimant.id for e in dossier])
        valid |= dict.fromkeys(e.speaks_for for e in dossier if e.speaks_for)
        if isinstance(name, str) and any(e.id.startswith(f"{name}-") for e in dossier):
            raise  # it names several, and the message lists them
        hint = nearest(name, valid) if isinstance(name, str) else ""
        raise UnknownNameError(
            f"no estimate, claimant or side {name!r} in {dossier.estimand.id!r}{hint}; there are {listed(valid)}"
        ) from error
    return _Supposed("estimate", _claim(dossier, estimate), factor, spread, (estimate.id,))


def also(before: str, said: Message) -> Message:
    """Return what a scenario supposes with what was supposed before it."""
    return Message(f"{before}; {said}", "scenarios", parts=(before, said)) if before else said


_OF: Final = {
    "claims of": "claims of {name}", "own claims of": "own claims of {name}",
    "claims of, other side": "claims of {name} on the other side",
}  # fmt: skip


def _of(code: str, name: str) -> Message:
    return Message(_OF[code].format(name=name), code, name=name)


def _claim(dossier: Dossier, estimate: Estimate) -> Message:
    who = estimate.claimant.name
    if sum(other.claimant == estimate.claimant for other in dossier) > 1:
        return Message(f"the claim of {who} ({estimate.reading})", "claim of, several", claim=estimate)
    return Message(f"the claim of {who}", "claim of", name=who)


def _checked(name: str, value: Any) -> tuple[float, float]:
    asked = f"for {name!r} give (factor, spread), as (2, 1.5): a factor above 0 and a spread of 1 or more"
    if not isinstance(value, (tuple, list)) or len(value) != 2:
        raise ClaimError(f"{asked} (got {value!r})")
    for number, least in zip(value, (0.0, 1.0)):
        fits = isinstance(number, (int, float)) and not isinstance(number, bool) and math.isfinite(number)
        if not fits or number < least or number == 0:
            raise ClaimError(f"{asked} (got {value!r})")
    return value[0], value[1]


def _holding(estimate: Estimate, lines: list[_Supposed]) -> _Supposed | None:
    """Return what is supposed of a claim: by its own id before by its claimant's, and by that before by its side."""
    naming = sorted((line for line in lines if estimate.id in line.ids), key=lambda line: _KINDS.index(line.kind))
    if len(naming) > 1 and naming[0].kind == naming[1].kind:
        raise ClaimError(f"{estimate.id!r} is named twice: as it is, and by the beginning of its id; name it once")
    if naming and estimate.supposed is not None:
        raise ClaimError(
            f"{estimate.id!r} is already {estimate.supposed.said}; suppose one factor, of the claim as its source "
            "states it"
        )
    return naming[0] if naming else None


def _adjusted(estimate: Estimate, line: _Supposed | None) -> Estimate:
    if line is None:
        return estimate
    supposition = Supposition(estimate.range, line.factor, line.spread, line.of)
    return evolve(estimate, range=adjusted(estimate.range, line.factor, line.spread), supposed=supposition)


def _descriptions(
    lines: list[_Supposed], holding: Mapping[str, _Supposed | None], dossier: Dossier
) -> Iterator[Message]:  # fmt: skip
    """Yield what was supposed line by line, and where another line holds instead."""
    for line in lines:
        ousted = [dossier[name].claimant.name for name in line.ids if holding[name] is not line]
        supposition = Supposition(Range(), line.factor, line.spread, line.of)
        names, code, but = tuple(dict.fromkeys(ousted)), "supposed", ""
        if len(ousted) == len(line.ids):
            code, but = "supposed, none", ", which holds for none of them: each is named more closely"
        elif ousted:
            code, but = "supposed, but", f", but not that of {' and '.join(names)}, named more closely"
        yield Message(f"{line.of} {supposition.said}{but}", code, of=line.of, factor=line.factor, spread=line.spread,
                      names=names)  # fmt: skip


def adjusted(r: Range, factor: float, spread: float) -> Range:
    """Return a range as it would be if it were too high by a factor, itself known up to a spread.

    Examples
    --------
    >>> from estimates.model.ranges import between, more_than
    >>> print(adjusted(between(6_000, 10_000), 2, 1.5), adjusted(more_than(200_000), 2, 1), sep="; ")
    2,000–7,500; > 100,000
    """
    if factor == spread == 1:
        return r
    try:
        low = None if r.low is None else r.low / (factor * spread)
        high = None if r.high is None else r.high * spread / factor
        best = None if r.best is None else r.best / factor
    except (OverflowError, ZeroDivisionError):
        raise RangeError(f"{r} divided by {factor} (spread {spread}) has too many digits for a number") from None
    return Range(low, high, best=best, approximate=r.approximate, low_open=r.low_open, high_open=r.high_open)
