"""What a language has to word: every text of a figure as a field, so that a catalogue without one does not exist.

A text is a template: what stands in braces is filled in, ``{n}`` with a number in print. Texts that begin a sentence
begin with a small letter where the language has one; whoever ends the sentence makes it a capital.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from estimates.layout.languages.members import DirectionTexts, RelationTexts, StrengthTexts


@frozen
class Plural:
    """A text for one thing and for several; ``{n}`` is how many."""

    one: str
    other: str


def same(text: str) -> Plural:
    """Return a text that is the same for one thing and for several."""
    return Plural(text, text)


@frozen(kw_only=True)
class ClaimTexts:
    """What is said of one claim, one judgement or one place in print."""

    scenario: str
    scenario_claim: str
    in_scenario: str
    share_of: str
    ratio_to: str
    no_work: str
    read_in: str
    reported_in: str
    via: str
    told_in: str
    factor: str
    factor_listed: str
    judged: str
    judged_in_row: str
    own_side: str
    other_side: str
    on_own_side: str
    on_other_side: str
    role_not_stated: str
    side_not_stated: str
    school_not_stated: str
    measure_not_stated: str
    unit_not_stated: str
    set_aside: str
    yes: str


@frozen(kw_only=True)
class CaptionTexts:
    """Subtitles, foot and caption, and what every figure says."""

    claims: Plural
    other_measure: Plural
    other_scope: Plural
    unclear_scope: Plural
    no_number: Plural
    shares: Plural
    copies: Plural
    fallen: Plural
    hollow: str
    pale: str
    none_shared: str
    others_none_shared: str
    logarithmic: str
    unless_noted: str
    same_scope: str
    median: str
    interval: str
    pool: str
    assuming: str
    the_scenario: str
    scenario_drawn: str
    no_mark: str
    no_mark_of_share: str
    off_zero: str
    own_axes: str
    truth_side: str
    strengths: StrengthTexts
    whose: str
    judged: str
    judged_claim: str
    via: str
    each_row: str
    works: str
    no_works: str
    many_works: str
    rests_on: str
    rests_on_many: str
    on_logarithmic: str
    on_linear: str
    page: str
    counts: str
    year: str
    date: str
    without_number: str
    statement: str
    statement_of: str


@frozen(kw_only=True)
class ShortTexts:
    """The short alternative text."""

    figures: str
    more: str
    spread: str
    all_of: str
    no_number: str
    set_aside: Plural
    judged: Plural
    meet: str
    more_places: Plural
    none_meet: str
    meet_voices: str
    none_meet_voices: str


@frozen(kw_only=True)
class SupportTexts:
    """The support plot."""

    used: Plural
    set_aside: str
    none_aside: str
    reasons: Mapping[str, Plural]
    several: str
    core_of: str
    line: str
    once: str
    core: str
    tied: str
    more: str
    dot: str
    ring: str
    arrow: str
    no_zero: str
    none_shared: str
    one_core: str
    tied_cores: str
    core_claims: str
    admit: str
    more_steps: str
    aside: str
    heading: str
    lone_core: str


@frozen(kw_only=True)
class TimelineTexts:
    """The timeline."""

    no_date: str
    no_number: str
    undated: Plural
    each_claim: str
    numbers: str
    struck: str
    span: str
    open_span: str
    doubtful: str
    running_core: str
    running_median: str
    running_apart: str
    bracket: str
    revision: str
    retraction: str
    unplaced: Plural
    crowded: Plural
    strip: str
    beyond: str
    no_marks: str
    made: str


@frozen(kw_only=True)
class LineageTexts:
    """The lineage plot."""

    no_date: str
    elsewhere: str
    unlinked: str
    links: Plural
    without: str
    line: str
    lines: RelationTexts
    relations: RelationTexts
    pale: str
    grey: str
    dashed: str
    dashed_named: str
    to_itself: Plural
    not_independent: str


@frozen(kw_only=True)
class CurveTexts:
    """The specification curve."""

    method: str
    assumption: str
    left_out: str
    nothing: str
    both_factors: str
    choices: Plural
    by_methods: Plural
    drawn: str
    refused: str
    each_column: str
    dot: str
    thick: str
    thin: str
    stub: str
    cap: str
    empty: Plural
    cut: str
    beyond: str
    bare: Plural
    no_answer: str
    other_reasons: str
    in_order: str
    without: str
    no_interval: str
    more: str
    refused_by: str
    heading: str


@frozen(kw_only=True)
class BiasTexts:
    """The bias plot."""

    side_of: str
    contrast: str
    contrast_drawn: str
    same_claim: str
    sides_equal: str
    line_at_one: str
    one_beyond: str
    none_has_ratio: str
    third_parties: str
    mean: str
    line: str
    more_anchors: str
    each_over: str
    band: str
    divided: str
    no_ratio: str
    above: str
    below: str
    level: str
    both_sides: str
    anchorless: str
    no_other_anchor: str
    unjudged: str
    no_judgement: str
    contradict: str
    agree: str
    disagree: str
    cannot_tell: str
    times: str
    at_one: str
    the_anchor: str
    model_title: str
    model_subtitle: str
    model_missing: Plural
    dot: str
    model_line: str
    model_anchor: str
    model_factors: str


@frozen(kw_only=True)
class OverviewTexts:
    """The overview."""

    title: str
    figures: Plural
    compared: Plural
    without: Plural
    of: str
    each_unit: str
    counted: str
    bracket: str
    strained: str
    contradict: str
    no_marks: str
    no_number: str
    claims: Plural
    cannot_exceed: str


@frozen(kw_only=True)
class JudgementTexts:
    """The table of judgements."""

    claimants: Plural
    figures: Plural
    subtitle: str
    unjudged: Plural
    directions: DirectionTexts
    nobody: str
    judges: str
    verdict: str


@frozen(kw_only=True)
class PageTexts:
    """The interactive page."""

    sort: str
    sort_claims: str
    drawn: str
    value: str
    date: str
    name: str
    rows: Plural
    wording: str
    source: str
    counts: str
    scope: str
    judged: str
    note: str
