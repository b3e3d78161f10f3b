"""The vocabulary in English, and why a method of pooling does not answer."""

from __future__ import annotations

from typing import Final

from estimates.layout.languages.grammar import Terms
from estimates.layout.languages.records import Plural, same
from estimates.layout.languages.required import (
    ASSUMPTIONS,
    RANGE_KINDS,
    UNITS,
    VALUES,
)  # fmt: skip
from estimates.model.vocabulary import MEASURES

TERMS: Final = Terms(
    roles={
        "scholar": "scholar", "belligerent": "belligerent", "government": "government", "tribunal": "tribunal",
        "relief body": "relief body", "press": "press", "compilation": "compilation", "politician": "politician",
        "activist": "activist", "witness": "witness", "writer": "writer", "veterans": "veterans", "other": "other",
    },
    groups={
        "scholar": "Scholars", "belligerent": "Belligerents", "government": "Governments", "tribunal": "Tribunals",
        "relief body": "Relief bodies", "press": "Press", "compilation": "Compilations", "politician": "Politicians",
        "activist": "Activists", "witness": "Witnesses", "writer": "Writers", "veterans": "Veterans",
        "other": "Others",
    },
    scopes={"narrower": "narrower scope", "wider": "wider scope", "different": "different scope",
            "unclear": "scope unclear"},
    scope_groups={"same": "Scope same", "narrower": "Narrower scope", "wider": "Wider scope",
                  "different": "Different scope", "unclear": "Scope unclear"},
    scope_names={"same": "same", "narrower": "narrower", "wider": "wider", "different": "different",
                 "unclear": "unclear"},
    standings={
        "superseded": "superseded", "retracted": "retracted", "misquoted": "misquoted", "forged": "forged",
        "announced": "announced", "forecast": "forecast", "hypothetical": "hypothetical", "a copy": "a copy",
    },
    standing_groups={
        "stands": "Stands", "superseded": "Superseded", "retracted": "Retracted", "misquoted": "Misquoted",
        "forged": "Forged", "announced": "Announced", "forecast": "Forecast", "hypothetical": "Hypothetical",
    },
    standing_names={
        "stands": "stands", "superseded": "superseded", "retracted": "retracted", "misquoted": "misquoted",
        "forged": "forged", "announced": "announced", "forecast": "forecast", "hypothetical": "hypothetical",
    },
    directions={"inflated": "inflated", "downplayed": "downplayed"},
    strengths={"finding": "finding", "motive": "motive", "accusation": "accusation"},
    relations={
        "reports": "reports", "rests on": "rests on", "revises": "revises", "retracts": "retracts",
        "disputes": "disputes", "same data as": "same data as",
    },
    sides={"own": "Own side", "enemy": "Enemy’s side", "third party": "Third parties", "unclear": "Role unclear"},
    parties={"own": "own", "enemy": "enemy", "third party": "third party"},
    statements={
        "no reliable figure": "no reliable figure", "varies widely": "varies widely", "unverified": "unverified",
        "inconsistent": "inconsistent", "reliable": "reliable",
        "too high or low without a number": "too high or low without a number", "relative": "relative",
        "other": "other",
    },
    kinds={name: name for name in RANGE_KINDS},
    measures={measure.name: measure.name for measure in MEASURES},
    units={name: name for name in UNITS},
    methods={
        "random-set": "random set", "envelope": "envelope", "linear": "linear", "lognormal": "lognormal",
        "turnbull": "turnbull", "random-effects": "random effects",
    },
    assumptions={name: name for name in ASSUMPTIONS},
    values={name: name for name in VALUES},
    headings={
        "id": "Id", "estimand": "Figure", "claimant": "Claimant", "native_name": "Native name", "role": "Role",
        "side": "Side", "school": "School", "wording": "Wording", "wording_lang": "Language", "words": "Claim",
        "reading": "Reading", "kind": "Kind", "low": "Low", "high": "High", "best": "Best",
        "approximate": "Approximate", "low_open": "Low end excluded", "high_open": "High end excluded",
        "range_means": "The range is", "claimed": "Claimed", "as_of": "As of", "place": "Place", "share": "Share",
        "share_of": "Share of", "ratio_to": "Ratio to", "measure": "Measure", "scope": "Scope",
        "scope_note": "Scope note", "method": "Method", "standing": "Standing", "judged": "Judged",
        "source": "Source", "via": "Read in", "reported_in": "Reported in", "note": "Note", "remark": "Note",
        "count": "Claims", "figure": "Figure", "role, side": "Role, side", "times": "Times the anchor",
        "finding": "Number and judgement", "camp": "Camp", "factor": "Factor",
    },
    figures={
        "intervals": "Interval plot", "support": "Support plot", "timeline": "Timeline", "lineage": "Lineage",
        "curve": "Specification curve", "bias audit": "Bias audit", "bias model": "Bias model",
        "overview": "Overview", "judgements": "Judgements",
    },
    marks={
        "dot": "dot: a single value",
        "diamond": "diamond: “about”",
        "cap": "cap: stated end",
        "excluded": "rounded end: more or less than this value, which is itself excluded",
        "square": "square: the value that the source names as best",
        "stub": "fading stub: no end is stated on that side; its length means nothing",
        "arrow": "arrow: no end on that side",
        "cut": "double chevron: runs on beyond the axis",
        "zero": "double chevron: zero, which a logarithmic axis cannot show",
        "aside": "hollow and grey: another measure or scope, set aside from comparison",
        "copy": "hollow and grey: a copy of another claim, which counts once",
        "muted": "pale: no longer stands",
        "summary": "long diamond: a summary with its interval, widest at its median",
        "span": "thick bar: the median of a summary, as far as the claims determine it",
        "interval": "bar in the colour of the summaries: the interval of a summary",
        "tick": "tick: a value that a claim states",
        "envelope": "thin line: from the lowest stated value to the highest",
        "core": "thick line: the core, where most claims meet",
        "core value": "lozenge: the core, where most claims meet, if it is one value or nearly so",
    },
)  # fmt: skip

_PREDICTION = "the prediction of another source's claim needs 5 voices, and 2 claims bounded on both sides"

# Of the other messages the text that they bring along is English.
REASONS: Final[dict[str, Plural]] = {
    "empty": same("there is no claim"),
    "all aside": same("every claim is set aside"),
    "not a number": same("a claim has an end that is not a number"),
    "negative": same("a claim has a negative end"),
    "reversed": same("a claim admits no value: its low end exceeds its high end, or an open end leaves nothing"),
    "bad mass": same("the masses are negative, not finite, or all zero"),
    "not reached": same("no value is admitted by so many claims"),
    "zero end": same("a claim reaches down to zero, which has no logarithm"),
    "zero end: claims": Plural("{n} claim reaches down to zero, which has no logarithm",
                               "{n} claims reach down to zero, which has no logarithm"),
    "one-sided": same("a claim is bounded on one side only"),
    "one-sided: claims": Plural("{n} claim is one-sided", "{n} claims are one-sided"),
    "no width": same("a claim is a single number, and nothing says how far it may be off"),
    "no width: claims": Plural("{n} claim is a single number", "{n} claims are single numbers"),
    "best outside": same("a stated best value lies outside its range"),
    "best at end": same("a stated best value is an end of its range, which leaves no width on that side"),
    "best at end: claims": Plural("{n} claim has its best value at an end of the range",
                                  "{n} claims have their best value at an end of the range"),
    "no best": same("this shape needs a stated best value for every claim"),
    "no best: claims": Plural("{n} claim states no best value, which this shape needs",
                              "{n} claims state no best value, which this shape needs"),
    "below zero": same("this shape and coverage would admit negative numbers"),
    "no spread": same("all {n} claims have values in common"),
    "one claim": same("there is one claim"),
    "open end only": same("the claims part only at the end of a range that excludes its own end, which leaves no "
                          "spread to estimate"),
    "not bounded": same("no claim is bounded on both sides"),
    "not bounded: claims": Plural("{n} claim is one-sided, and none is bounded on both sides",
                                  "{n} claims are one-sided, and none is bounded on both sides"),
    "all one-sided": same("all claims are bounded on the same one side only"),
    "all one-sided: claims": Plural("{n} claim is bounded on one side only",
                                    "{n} claims are bounded on the same one side only"),
    "too few": Plural("it needs 3 claims, and there is {n}", "it needs 3 claims, and there are {n}"),
    "too few voices": Plural("it needs 3 voices, and there is {n}", "it needs 3 voices, and there are {n}"),
    "bad variance": same("a variance is not a finite number above zero"),
    "not converged": same("the computation did not reach its tolerance"),
    "too large": same("the group is too large for this method"),
    "about": same("a claim says “about” one number, and nothing says how far it may be off"),
    "about: claims": Plural("{n} claim says “about” one number", "{n} claims say “about” one number"),
    "split": same("the claims form camps more than a factor of 2 apart, with no claim between"),
    "few for spread": Plural("an interval for what another source would claim needs 5 claims, and there is {n}",
                             "an interval for what another source would claim needs 5 claims, and there are {n}"),
    "few for spread: voices": Plural(
        "an interval for what another source would claim needs 5 voices, and there is {n}",
        "an interval for what another source would claim needs 5 voices, and there are {n}",
    ),
    "few for prediction": Plural(f"{_PREDICTION}, and there is {{n}}", f"{_PREDICTION}, and there are {{n}}"),
    "extremes": same("a range is stated as extremes, beyond which nothing lies, and this shape has no ends"),
    "no coverage": same("nothing says what the range of a claim covers"),
    "no coverage: claims": Plural("nothing says what the range covers of {n} claim",
                                  "nothing says what ranges cover, of {n} claims"),
}  # fmt: skip
