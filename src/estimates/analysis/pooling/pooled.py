"""Pooled, the result of one method for the claims on one estimand."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from attrs import evolve, field, frozen

from estimates.analysis.bias.roles import role_of
from estimates.analysis.ledger import Ledger, of_estimates
from estimates.analysis.lineage.suspicion import Suspicion, suspected
from estimates.analysis.pooling.assumptions import Assumptions, probability
from estimates.analysis.pooling.levels import holds_all
from estimates.analysis.pooling.method import REGISTER, Case, Fit, Method
from estimates.analysis.pooling.readings import coverage_of, fifty, one_sided, stated_coverage
from estimates.analysis.pooling.refusals import refusal
from estimates.analysis.selection import Selection, select
from estimates.analysis.voices import By, Voices, voices_of
from estimates.errors import PoolingError
from estimates.kernels.random_set import Bounds
from estimates.model.claims import Estimate
from estimates.model.computed_ranges import computed_range
from estimates.model.descriptions import computed, headed, marked, with_reason
from estimates.model.dossiers import Dossier
from estimates.model.markup import html_facts, html_list
from estimates.model.messages import Message
from estimates.model.numbers import many, percent
from estimates.model.ranges import Range
from estimates.model.sources import Source

_ONE_VOICE: Final = "All claims are of one voice: their spread is its own, not that between voices"


@frozen(eq=False, repr=False)
class Pooled:
    """The pool of the claims on one estimand, by one method and its assumptions.

    It summarises a literature, and does not measure the past: ``target`` names what its numbers are numbers of. They
    are in the unit of the estimand, unrounded.

    Attributes
    ----------
    dossier : Dossier
        The claims, those set aside included.
    level : float
        The level of the interval that is printed.

    See Also
    --------
    pool : Returns it.
    multiverse : The pool under every defensible choice of method and assumption.
    """

    dossier: Dossier
    _chosen: Selection = field(alias="chosen")
    _assumed: Assumptions = field(alias="assumed")
    _ledger: Ledger = field(alias="ledger")
    _fit: Fit = field(alias="fit")
    _voices: Voices = field(alias="spoken")
    level: float = 0.9

    @property
    def method(self) -> str:
        """The method, as `pool` was asked for it."""
        return self._assumed.method

    @property
    def used(self) -> tuple[Estimate, ...]:
        """The claims whose voices were pooled, in the order of the dossier.

        One that only rests on another that is among them adds no voice, and its number does not enter; `flagged` says
        so of it.
        """
        return self._chosen.used

    @property
    def set_aside(self) -> tuple[tuple[Estimate, str], ...]:
        """The other claims, each with the reason."""
        return self._chosen.set_aside

    @property
    def voices(self) -> tuple[tuple[Estimate, ...], ...]:
        """The claims pooled, voice by voice: each voice counts once, and its claims share what it counts."""
        return self._voices.claims(self.used)

    @property
    def effective_n(self) -> int:
        """How many independent voices there are: copies, claims of one root, and claims of one claimant count once."""
        return self._voices.independent

    @property
    def flagged(self) -> tuple[tuple[Estimate, str], ...]:
        """The pooled claims that depend on others, and how."""
        return self._chosen.flagged

    @property
    def suspected(self) -> tuple[Suspicion, ...]:
        """The claims pooled that share an unusual value, a range or a place although no link says why."""
        return suspected(self.used, self.dossier.links)

    @property
    def assumptions(self) -> dict[str, Any]:
        """All assumptions by name, including the defaults; empty for none.

        Of a scenario, what was supposed of the claims is among it.
        """
        return self._assumed.by_name | ({"scenario": self.dossier.scenario} if self.dossier.scenario else {})

    @property
    def shared(self) -> bool:
        """Whether a voice has several of the claims, so that they count as one."""
        return self.assumptions.get("voices") != "claim" and (self._voices.shared or any(self._voices.why))

    @property
    def assumed_words(self) -> str:
        """All assumptions as text; ``no assumption`` where none was made."""
        return self._assumed.words(shared=self.shared, premise=self.premise)

    @property
    def premise(self) -> str:
        """What the method takes for granted of the voices, whatever is assumed; empty for nothing."""
        return self._method.premise

    @property
    def target(self) -> str:
        """The quantity that the numbers describe, as text."""
        return self._assumed.target

    @property
    def sources(self) -> tuple[Source, ...]:
        """The works on which the claims used rest, each once."""
        return tuple(dict.fromkeys(s for e in self.used for citation in e.citations for s in citation.sources))

    @property
    def has_median(self) -> bool:
        """Whether `median` is one: the envelope is the same range at every quantile and level."""
        return self._method.has_median

    @property
    def median(self) -> Range:
        """The range of the median.

        For an even number of claims every value between the two middle ones is a median. Where a method gives bounds,
        the range reaches from the lower median of low ends to the upper median of high ends, and so holds all of them.
        """
        return self._span(0.5, 0.5)

    def quantile(self, p: float) -> Range:
        """Return where a quantile of the pool lies, the least value at which at least so much of the pool is reached.

        Parameters
        ----------
        p : float
            A probability between 0 and 1; for ``"random-set"``, ``"turnbull"`` and ``"envelope"`` also 0 and 1.

        Returns
        -------
        Range
            Both ends are the same number where the method gives a number. An end that is absent is one that the claims
            leave unbounded; an open one is excluded, as it is in the claim that sets it.

        Raises
        ------
        PoolingError
            If `p` is not a probability, or if the claims are too few for a quantile other than the median.
        """
        asked = probability(p, ends=self._method.of_ends)
        return self._range(self._answered(self._fit.quantiles(np.array([asked]))))

    def interval(self, level: float) -> Range:
        """Return the range that holds the middle share of the pool, with equal shares below and above it.

        Where a quantile is a range itself, the interval reaches from the least value of the lower to the greatest of
        the upper quantile.

        Parameters
        ----------
        level : float
            The share, between 0 and 1: 0.9.

        Returns
        -------
        Range

        Raises
        ------
        PoolingError
            As for `quantile`.
        """
        share = probability(level, "the level of an interval")
        return self._span((1 - share) / 2, (1 + share) / 2)

    @property
    def supported_level(self) -> float | None:
        """With which probability, at least, the whole range of a further voice lies in `interval`; None for no level.

        It holds if voices are exchangeable, drawn alike and none knowing another, and is that of order statistics: n
        voices support (n - 1)/(n + 1) for the range that holds all of them. A method that computes numbers has a level
        by its model only.
        """
        share = self.level
        found = self._fit.spans(np.array([(1 - share) / 2]), np.array([(1 + share) / 2]))
        if found.reason[0]:
            return None
        level = self._fit.levels(found._replace(**{name: getattr(found, name)[:, 0] for name in found._fields[:4]}))
        return None if level is None or np.isnan(level[0]) else float(level[0])

    @property
    def _method(self) -> Method:
        return REGISTER[self.method]

    def _span(self, low: float, high: float) -> Range:
        return self._range(self._answered(self._fit.spans(np.array([low]), np.array([high]))))

    def _answered(self, found: Bounds) -> Bounds:
        if found.reason[0]:
            raise refusal(int(found.reason[0]), Case(speaking(self._chosen, self._voices), self._ledger, self._assumed))
        return found

    def _range(self, found: Bounds) -> Range:
        return self._as_range(*(column[0, 0].item() for column in found[:4]))

    def _as_range(self, low: float, high: float, low_open: bool, high_open: bool) -> Range:
        """Return ends as a range; those of a method that computes numbers are no ends of claims."""
        about = None if self._method.of_ends and self._assumed.approximate_factor is None else False
        return computed_range(low, high, [e.range for e in self.used], low_open=low_open, high_open=high_open,
                              about=about)  # fmt: skip

    def _figure(self, name: str) -> float:
        return float(self._fit.figures[name][0])

    def __str__(self) -> str:
        """Return ``random-set: median 6,000–70,000 (4 claims; no assumption)``, and the remarks on it."""
        scenario = f"; {marked(self.dossier.estimand)}" if self.dossier.scenario else ""
        what = f"median {computed(self.median)}" if self.has_median else computed(self.median)
        head = f"{self.method}: {what} ({self._claims}; {self.assumed_words}{scenario}){self._more}"
        return "\n".join([head, f"Target: {self.target}", *self.remarks])

    def _repr_html_(self) -> str:
        """Return the median and the interval with all that they rest on."""
        names = ("Median", "Interval") if self.has_median else ("Range", "Level")
        facts = [*zip(names, (computed(self.median), self._interval_words)), ("Assuming", self.assumed_words),
                 ("Scenario", marked(self.dossier.estimand)), ("Rests on", self._claims), ("Target", self.target),
                 ("Method", f"{self.method}{self._more}")]  # fmt: skip
        remarks = [line for line in self.remarks if line != self._interval_words]
        return html_facts(facts, caption=headed(self.dossier.estimand)) + html_list(remarks)

    def __repr__(self) -> str:
        scenario = " (scenario)" if self.dossier.scenario else ""
        return f"<{type(self).__name__} of {self.dossier.estimand.id!r}{scenario} by {self.method!r}: {self._claims}>"

    @property
    def _more(self) -> str:
        return ""

    @property
    def _claims(self) -> str:
        count = len(self.used)
        claims = many(count, "claim")
        fewer = self.effective_n < count
        return f"{claims} of {many(self.effective_n, 'voice')}" if fewer else claims

    @property
    def remarks(self) -> tuple[str, ...]:
        """Remarks on the numbers: the level, how claims were read, and which are unclear or set aside."""
        unclear = sum(estimate.scope == "unclear" for estimate in self.used)
        said = [self._interval_words, *([_ONE_VOICE] if self._of_one_voice else []), *self.readings]
        said += [f"{unclear} of the claims {'is' if unclear == 1 else 'are'} of unclear scope"] if unclear else []
        said += [f"{len(self.set_aside)} set aside: " + "; ".join(with_reason(*each) for each in self.set_aside)
                 ] if self.set_aside else []  # fmt: skip
        silent = {estimate.id: why for estimate, why in zip(self.used, self._voices.why) if why}
        said += [f"Its number does not enter: {e}: {silent[e.id]}" for e in self.used if e.id in silent]
        said += [f"Pooled, but: {estimate}: {why}" for estimate, why in self.flagged if estimate.id not in silent]
        return (*said, *(f"Suspected: {suspicion}" for suspicion in self.suspected))

    @property
    def _of_one_voice(self) -> bool:
        """Whether the spread that a method computes is that within a single voice."""
        return not self._method.of_ends and self.effective_n == 1 and len(self.used) > 1

    @property
    def _interval_words(self) -> str:
        try:
            interval = self.interval(self.level)
        except PoolingError as error:
            return f"No interval: {error}"
        words = self.level_words
        if not self.has_median:
            return f"{words[:1].upper()}{words[1:]}"
        return f"{percent(self.level)} interval: {computed(interval)}; {words}"

    @property
    def _says_nothing(self) -> bool:
        try:
            return holds_all(self.interval(self.level))
        except PoolingError:
            return False

    @property
    def level_words(self) -> str:
        """The level that `interval` supports for a further voice, as text."""
        if self._says_nothing:
            return Message("it says nothing of a further voice", "says nothing")
        if words := self._method.level_words(self._assumed):
            return words
        level, count = self.supported_level, self.effective_n
        speakers = "one voice supports" if count == 1 else f"{count} voices support"
        if level is None:
            return Message(f"{speakers} no level for a further voice", "no level", n=count)
        roles = {role_of(estimate, self.dossier.estimand) for estimate in self.used}
        mixed = ", which own and enemy claims are not" if {"own", "enemy"} <= roles else ""
        least = percent(round(level, 3))
        text = f"{speakers} a level of {least} for a further voice, if voices are exchangeable{mixed}"
        return Message(text, "level, mixed" if mixed else "level", n=count, level=round(level, 3))

    @property
    def readings(self) -> list[str]:
        """How bounds, stated intervals and "about" entered, a text each."""
        said = []
        assumed = self._assumed
        if "coverage" not in self._method.takes:  # ranges enter by their ends, not as distributions
            open_ends = int(np.count_nonzero(one_sided(self._ledger)))
            if open_ends and not (assumed.over_factor and assumed.upto_factor):
                said.append(f"Bounds are taken as unlimited ({many(open_ends, 'one-sided claim')})")
            for estimate in self.used:
                share = stated_coverage(estimate.range_means)
                if isinstance(share, float):
                    said.append(f"Taken as if certain: {estimate}, which its source calls a {estimate.range_means}")
            if assumed.approximate_factor is None and any(e.range.approximate for e in self.used):
                said.append("“About” is taken at its stated value")
        else:
            covered = coverage_of([e.range_means for e in self.used], assumed)
            said += [
                f"Coverage {share:.4g}: {estimate} ({estimate.range_means})"
                for estimate, share in zip(self.used, covered)
                if share is not None and share != assumed.coverage
            ]
        if assumed.rounding and any(fifty(e.range) for e in self.used) and assumed.rounding == "digits":
            said.append("Numbers such as 150,000 or 250,000 are often rounded to fifties: see rounding={'grain': 5}")
        return said


@frozen(eq=False)
class Prepared:
    """Chosen claims of a dossier with their voices, and as columns: ready for any method."""

    dossier: Dossier
    chosen: Selection
    spoken: Voices
    ledger: Ledger


def prepared(dossier: Dossier, chosen: Selection, by: By) -> Prepared:
    """Return chosen claims with their voices, and as columns."""
    spoken = voices_of(chosen.used, dossier.links, by)
    ledger = of_estimates([dossier.estimand.id], [chosen.used], [list(dossier)], [spoken])
    return Prepared(dossier, chosen, spoken, ledger)


def pooled(these: Prepared, assumed: Assumptions, level: float = 0.9, *, briefly: bool = False) -> Pooled:
    """Return the pool of claims.

    Parameters
    ----------
    these : Prepared
        With voices as the assumptions have them.
    assumed : Assumptions
    level : float
        Of the interval that is printed.
    briefly : bool
        Whether an error says only why, and not what would serve.

    Raises
    ------
    PoolingError
        If the method cannot be computed for these claims.
    """
    method = REGISTER[assumed.method]
    dossier, chosen, spoken, ledger = these.dossier, these.chosen, these.spoken, these.ledger
    found = method.fit(ledger, assumed)
    if found.reason[0]:
        implying = bool(select(dossier, imply=True).implied)
        case = Case(speaking(chosen, spoken), ledger, assumed, implying)
        raise refusal(int(found.reason[0]), case, briefly=briefly)
    made: Pooled = method.result(
        dossier, chosen=chosen, assumed=assumed, ledger=ledger, fit=found, spoken=spoken, level=level
    )
    return made


def speaking(chosen: Selection, spoken: Voices) -> Selection:
    """Return the selection with only the claims whose numbers enter."""
    return evolve(chosen, used=tuple(estimate for estimate, why in zip(chosen.used, spoken.why) if not why))
