"""What a picture of support shows: how many claims admit each value, and where most of them meet."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, Literal

from attrs import evolve, frozen

from estimates.analysis.compare import compare
from estimates.analysis.comparison import Comparison
from estimates.analysis.selection import A_COPY, state
from estimates.errors import ClaimError
from estimates.kernels import membership, sweep
from estimates.layout import captions
from estimates.layout.axis import axis_for, chosen_scale
from estimates.layout.citation_labels import Works
from estimates.layout.columns import line
from estimates.layout.figure_model import Panel, Picture, Row, Scale
from estimates.layout.languages.catalogue import Catalogue
from estimates.layout.languages.descriptions import marked
from estimates.layout.languages.en import ENGLISH
from estimates.model.claims import Estimate
from estimates.model.computed_ranges import computed_range
from estimates.model.dossiers import Dossier
from estimates.model.guidance import got
from estimates.model.ranges import Range
from estimates.model.vocabulary import OTHER_SCOPES

MOST_CORES, MOST_STEPS, MOST_WORKS = 6, 200, 6
SignKind = Literal["dot", "ring", "arrow left", "arrow right"]


@frozen
class Step:
    """A stretch of values that equally many claims admit; an infinite end is one that no claim states."""

    low: float
    high: float
    low_open: bool
    high_open: bool
    number: int
    range: Range


@frozen
class Core:
    """Values that most claims admit."""

    low: float
    high: float
    range: Range
    label: str


@frozen
class Sign:
    """A mark on the line: what it is, at which value, and how many claims admit that."""

    kind: SignKind
    x: float
    number: int


@frozen
class SupportPanel(Panel):
    """The steps of one dossier; its rows are the claims that are counted, which are not drawn one by one."""

    steps: tuple[Step, ...] = ()
    cores: tuple[Core, ...] = ()
    voices: int = 0

    @property
    def depth(self) -> int:
        """How many claims admit the values of the core."""
        return max(step.number for step in self.steps)

    @property
    def outline(self) -> tuple[tuple[float, int], ...]:
        """The corners of the line from one end of the axis to the other."""
        low, high = self.axis.limits
        inside = [step for step in self.steps if step.high >= low and step.low <= high]
        found: list[tuple[float, int]] = []
        if not inside or inside[0].low > low:
            found = [(low, 0), (inside[0].low if inside else high, 0)]
        for step in inside:
            found += [(max(step.low, low), step.number), (min(step.high, high), step.number)]
        if inside and inside[-1].high < high:
            found += [(inside[-1].high, 0), (high, 0)]
        return tuple(corner for corner, _ in groupby(found))

    @property
    def signs(self) -> tuple[Sign, ...]:
        """The dots, rings and arrows on the line."""
        return tuple(sign for sign in self._signs() if self.axis.limits[0] <= sign.x <= self.axis.limits[1])

    def _signs(self) -> Iterable[Sign]:
        """A ring stands where a claim excludes its own end: just beyond it, fewer claims admit the value."""
        low, high = self.axis.limits
        numbers = [0, *(step.number for step in self.steps), 0]
        for place, step in enumerate(self.steps, 1):
            endless = place == 1 and step.range.low is None
            if endless and step.high >= low:
                yield Sign("arrow left", low, step.number)
            if math.isinf(step.high) and step.low <= high:
                yield Sign("arrow right", high, step.number)
            if step.low == step.high:
                yield Sign("dot", step.low, step.number)
                continue
            if step.low_open and numbers[place - 1] < step.number and not endless:
                yield Sign("ring", step.low, step.number)
            if step.high_open and numbers[place + 1] < step.number:
                yield Sign("ring", step.high, step.number)


def lay_out_support(
    dossier: Any, scale: Scale | None = None, limits: tuple[float, float] | None = None, language: Catalogue = ENGLISH
) -> Picture:  # fmt: skip
    """Decide all that a picture of support shows.

    Parameters
    ----------
    dossier : Dossier
    scale, limits
        Of the axis of values.
    language : Catalogue
        The words of the figure.

    Raises
    ------
    ClaimError
        If it is no dossier, or none of its claims can be compared.
    """
    if not isinstance(dossier, Dossier):
        raise ClaimError(f"a picture of support shows one dossier {got(dossier)}")
    found = compare(dossier)
    if not found.used:
        why = aside(found.set_aside)
        raise ClaimError(f"no claim of {dossier.estimand.id!r} can be compared{f': {why}' if why else ''}")
    steps = _steps(found)
    ranges = [estimate.range for estimate in found.used]
    axis = axis_for(ranges, scale or chosen_scale(ranges), limits)
    title = line(language.figure(dossier.estimand))
    panel = SupportPanel(dossier, title, subtitle(found, language), rows_of(found.used), axis,
                         steps=steps, cores=_cores(found, language), voices=found.voices, kind="support",
                         language=language, xlabel=captions.axis_label(dossier, language))  # fmt: skip
    named = named_works(found.used, language)
    return _explained(Picture((panel,), (), named), panel)


def at_axis(picture: Picture, number: int, scale: Scale, limits: tuple[float, float] | None) -> Picture:
    """Return the picture on the axis as the reader has set it."""
    panel = picture.panels[0]
    assert isinstance(panel, SupportPanel)
    ranges = [row.estimate.range for row in panel.rows if row.estimate is not None]
    return _explained(picture, evolve(panel, axis=axis_for(ranges, scale, limits)))


def _explained(picture: Picture, panel: SupportPanel) -> Picture:
    panel = evolve(panel, words=_explanation(panel), alt_sentences=_alt_sentences(panel))
    explained = panel.language.sentences([panel.words, _of_axis(panel)])
    return evolve(picture, panels=(panel,), foot=(explained, *foot_works(picture.works, panel.language)))


def _steps(found: Comparison) -> tuple[Step, ...]:
    claims = found.intervals
    pieces = sweep.profile(claims)
    members = membership.members(claims, pieces)
    ranges = [estimate.range for estimate in found.used]
    out = []
    for i, number in enumerate(pieces.number.tolist()):
        who = [found.used[row] for row in members.rows[members.offsets[i] : members.offsets[i + 1]]]
        low, high = float(pieces.low[i]), float(pieces.high[i])
        low_open, high_open = bool(pieces.low_open[i]), bool(pieces.high_open[i])
        r = computed_range(low, high, ranges, low_open=low_open, high_open=high_open, about=False)
        if i == 0 and any(estimate.range.low is None for estimate in who):
            r = evolve(r, low=None, low_open=False)
        out.append(Step(low, high, low_open, high_open, number, r))
    return tuple(out)


def _cores(found: Comparison, language: Catalogue) -> tuple[Core, ...]:
    out = []
    for region in found.core:
        low = 0.0 if region.range.low is None else float(region.range.low)
        high = math.inf if region.range.high is None else float(region.range.high)
        label = language.support.core_of.format(range=language.range(region.range), depth=region.depth, n=found.voices)
        out.append(Core(low, high, region.range, label))
    return tuple(out)


def rows_of(used: Sequence[Estimate]) -> tuple[Row, ...]:
    """Return the claims on which a picture rests as rows that are not drawn."""
    return tuple(Row("claim", estimate.id, "claim", (), estimate=estimate) for estimate in used)


def subtitle(found: Comparison, language: Catalogue) -> str:
    """Return what is counted, how many claims are used, and how many are set aside and why."""
    used = language.of(language.support.used, len(found.used))
    return line(language.items([
        captions.measured(found.dossier, language), marked(found.dossier.estimand, language),
        with_aside(used, found.set_aside, language) or language.support.none_aside.format(used=used),
    ]))  # fmt: skip


def with_aside(counts: str, set_aside: Sequence[tuple[Estimate, str]], language: Catalogue) -> str:
    """Return how many claims are counted, and how many are set aside and why; ``""`` where none are."""
    why = aside(set_aside, language)
    return language.support.set_aside.format(used=counts, n=len(set_aside), why=why) if why else ""


def aside(set_aside: Iterable[tuple[Estimate, str]], language: Catalogue = ENGLISH) -> str:
    """Return how many claims were set aside for each kind of reason: ``2 of another measure, 1 without a number``.

    Where there is one kind only, its number is not repeated.
    """
    counts: dict[str, int] = {}
    for estimate, reason in set_aside:
        kind = _kind(estimate, reason)
        counts[kind] = counts.get(kind, 0) + 1
    known = language.support.reasons
    said = {
        kind: language.of(known[kind], number) if kind in known else language.message(kind)
        for kind, number in counts.items()
    }
    if len(said) == 1:
        return line(next(iter(said.values())))
    return line(language.listed(language.support.several.format(n=counts[kind], kind=text)
                                for kind, text in said.items()))  # fmt: skip


def _kind(estimate: Estimate, reason: str) -> str:
    """Return for which kind of reason a claim is set aside; one that is not known goes by its words."""
    if reason.startswith("counts "):
        return "measure"
    if word := state(reason):
        return "copy" if word == A_COPY else word
    if estimate.range.kind == "vague":
        return "no number"
    return estimate.scope if estimate.scope in OTHER_SCOPES else reason


def named_works(used: Iterable[Estimate], language: Catalogue) -> tuple[str, ...]:
    """Return the works on which claims rest, in full, each once."""
    cited = [citation for estimate in used for citation in estimate.citations]
    works = Works(cited, language)
    for citation in cited:
        works.cited(citation)
    return works.named


def foot_works(works: Sequence[str], language: Catalogue) -> tuple[str, ...]:
    """Return the paragraph of the foot that names the works, or their number where they are many."""
    if len(works) > MOST_WORKS:
        return (language.captions.rests_on_many.format(n=len(works)),)
    return (language.captions.rests_on.format(x=language.items(works)),) if works else ()


def _explanation(panel: SupportPanel) -> str:
    kinds = {sign.kind for sign in panel.signs}
    language, texts = panel.language, panel.language.support
    ranges = [language.range(core.range) for core in panel.cores[:MOST_CORES]]
    more = len(panel.cores) - MOST_CORES
    ranges += [texts.more.format(n=more)] if more > 0 else []
    depth, n, claims = panel.depth, panel.voices, len(panel.rows)
    core = texts.tied if len(panel.cores) > 1 else texts.core
    said = [
        texts.line if n == claims else texts.once.format(claims=claims, voices=n),
        core.format(tied=len(panel.cores), depth=depth, n=n, ranges=language.items(ranges)),
        texts.dot if "dot" in kinds else "",
        texts.ring if "ring" in kinds else "",
        texts.arrow if kinds & {"arrow left", "arrow right"} else "",
        texts.no_zero if panel.axis.scale == "log" and _at_zero(panel) else "",
        texts.none_shared if depth == 1 and n > 1 else "",
    ]
    return language.sentences(map(language.sentence, said))


def _at_zero(panel: SupportPanel) -> bool:
    return any(step.high == 0 for step in panel.steps)


def _of_axis(panel: SupportPanel) -> str:
    axis, language = panel.axis, panel.language
    off_zero = axis.scale == "linear" and axis.limits[0] > 0
    return language.sentence(language.captions.off_zero) if off_zero else ""


def _alt_sentences(panel: SupportPanel) -> tuple[str, ...]:
    language, texts = panel.language, panel.language.support
    cores = language.items(texts.core_claims.format(core=core.label) for core in panel.cores)
    shown = [language.named(language.range(step.range), str(step.number)) for step in panel.steps[:MOST_STEPS]]
    rest = len(panel.steps) - MOST_STEPS
    shown += [texts.more_steps.format(n=rest)] if rest > 0 else []
    said = [
        *captions.headed(panel),
        (texts.tied_cores if len(panel.cores) > 1 else texts.one_core).format(x=cores),
        texts.admit.format(x=language.items(shown)),
    ]
    for e, reason in compare(panel.dossier).set_aside:
        claim = language.named(e.claimant.name, language.reading(e))
        said.append(texts.aside.format(claim=claim, reason=language.message(reason)))
    return tuple(said)
