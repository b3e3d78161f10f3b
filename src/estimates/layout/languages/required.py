"""What every language must name: the members of the vocabulary, the marks, the columns, the kinds of figures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal, get_args

from estimates.layout.languages.grammar import Terms
from estimates.layout.languages.records import CaptionTexts, JudgementTexts, LineageTexts, SupportTexts
from estimates.model.messages import CODES, REFUSALS
from estimates.model.statements import KINDS
from estimates.model.vocabulary import (
    DIRECTIONS,
    MEASURES,
    RELATIONS,
    ROLES,
    SCOPES,
    STANDINGS,
    STRENGTHS,
)

FigureKind = Literal[
    "intervals", "support", "timeline", "lineage", "curve", "bias audit", "bias model", "overview", "judgements",
]  # fmt: skip
FIGURES: Final[tuple[FigureKind, ...]] = get_args(FigureKind)
# In the order in which the foot explains them.
MARKS: Final = (
    "dot", "diamond", "cap", "excluded", "square", "stub", "arrow", "cut", "zero", "aside", "copy", "muted", "summary",
    "span", "interval", "tick", "envelope", "core", "core value",
)  # fmt: skip
COLUMNS: Final = (
    "id", "estimand", "claimant", "native_name", "role", "side", "school", "wording", "wording_lang", "words",
    "reading", "kind", "low", "high", "best", "approximate", "low_open", "high_open", "range_means", "claimed", "as_of",
    "place", "share", "share_of", "ratio_to", "measure", "scope", "scope_note", "method", "standing", "judged",
    "source", "via", "reported_in", "note",
)  # fmt: skip
# Columns of some figures only.
OTHER_COLUMNS: Final = ("remark", "count", "figure", "role, side", "times", "finding", "camp", "factor")
RANGE_KINDS: Final = ("point", "about", "range", "at least", "more than", "at most", "less than", "vague")
METHODS: Final = ("random-set", "envelope", "linear", "lognormal", "turnbull", "random-effects")
ASSUMPTIONS: Final = (
    "coverage", "point_factor", "approximate_factor", "shape", "tau2", "interval", "tau_scale", "allow_multimodal",
    "voices", "bound_factor", "rounding", "unclear scope",
)  # fmt: skip
VALUES: Final = (
    "lognormal", "log-uniform", "uniform", "triangular", "pert", "claimant", "claim", "place", "digits", "plug-in",
    "spread", "bayes", "left out", "over", "up to", "grain", "True",
    "where none is stated",
)  # fmt: skip
UNITS: Final = ("persons", "soldiers", "bodies", "divisions", "aircraft", "raids", "percent")
PARTIES: Final = ("own", "enemy", "third party")
A_COPY: Final = "a copy"
OTHER_SCOPES: Final = tuple(scope for scope in SCOPES if scope != "same")
FALLEN: Final = tuple(standing for standing in STANDINGS if standing != "stands")
ASIDE_KINDS: Final = ("measure", "copy", "no number", *OTHER_SCOPES, *FALLEN)

KEYS: Final[dict[tuple[type, str], Iterable[str]]] = {
    (Terms, "roles"): ROLES,
    (Terms, "groups"): ROLES,
    (Terms, "scopes"): OTHER_SCOPES,
    (Terms, "scope_groups"): SCOPES,
    (Terms, "scope_names"): SCOPES,
    (Terms, "standings"): (*FALLEN, A_COPY),
    (Terms, "standing_names"): STANDINGS,
    (Terms, "standing_groups"): STANDINGS,
    (Terms, "directions"): DIRECTIONS,
    (Terms, "strengths"): STRENGTHS,
    (Terms, "relations"): RELATIONS,
    (Terms, "sides"): (*PARTIES, "unclear"),
    (Terms, "parties"): PARTIES,
    (Terms, "statements"): KINDS,
    (Terms, "kinds"): RANGE_KINDS,
    (Terms, "measures"): tuple(measure.name for measure in MEASURES),
    (Terms, "units"): UNITS,
    (Terms, "methods"): METHODS,
    (Terms, "assumptions"): ASSUMPTIONS,
    (Terms, "values"): VALUES,
    (Terms, "headings"): (*COLUMNS, *OTHER_COLUMNS),
    (Terms, "figures"): FIGURES,
    (Terms, "marks"): MARKS,
    (CaptionTexts, "strengths"): STRENGTHS,
    (SupportTexts, "reasons"): ASIDE_KINDS,
    (LineageTexts, "lines"): RELATIONS,
    (LineageTexts, "relations"): RELATIONS,
    (JudgementTexts, "directions"): DIRECTIONS,
}


def messages(code: str) -> Iterable[str]:
    """Return the codes of the messages that a language must word: in English their texts mostly serve as they are."""
    return REFUSALS if code == "en" else CODES
