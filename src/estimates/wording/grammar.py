"""The one grammar of all languages: which orders of parts have one reading, and what it is."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from estimates.errors import RangeError
from estimates.model.numbers import written
from estimates.model.ranges import Range
from estimates.wording import doubts
from estimates.wording.language import READ_AS, Language, Number, SpacedLanguage
from estimates.wording.parts import Counted, Token, exact
from estimates.wording.plans import Claim, Plan
from estimates.wording.readings import Part, Reading
from estimates.wording.refusals import Refusal
from estimates.wording.spans import shared

# Each order of parts that has one reading, as a pattern over the letters of `CODES`; nouns and labels are left out.
_ORDERS: tuple[tuple[str, str], ...] = (
    ("point", r"A*#(?:b?O+)?"),
    ("span", r"A*(?:F?BA*L?#[&T]A*m?#|F{0,2}A*#T+A*m?#|F{0,2}L#Tm#)E?(?:b?O|A)?"),
    ("either", r"A*B?A*#\|A*#O?"),
    ("span_best", r"A*#T#\*#\)|A*#\*#\)"),
    ("interval", r"A*#\(F?#T#\)"),
    ("low", r"A*[MLG]A*#(?:b?O)?(?:\*#\))?|A*#b?[PXH]O?"),
    ("high", r"A*[lm]A*#(?:b?O)?(?:\*#\))?|A*#b?[QY]"),
    ("nearly", r"A*nA*#|A*#b?N"),
    ("plus_minus", r"A*#±#"),
    ("two_ends", r"A*[MLG]#b{1,2}A*[lmn]#(?:\*#\))?|[lmn]#b{1,2}A*[MLG]#|A*[MLG]#q#|A*#[PX]b?#[QY]|A*#[PX]b[lmn]#"),
)
_REPEATED = (("low", r"A*L#[PX]|A*[MG]#[XH]"), ("high", r"A*m#Q|A*l#Y"))
_ORDER = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _ORDERS))
_REPEATING = re.compile("|".join([f"(?P<{name}>{pattern})" for name, pattern in _ORDERS]
                                 + [f"(?P<{name}_twice>{pattern})" for name, pattern in _REPEATED]))  # fmt: skip
_VAGUE = re.compile(r"V(?:b?A?V|[|T]A?V)?")
_UNBOUNDING = re.compile("[SUDK:I]")
_BRACKETED = re.compile(r"\([AO]\)")
_WIDER = ("casualties", "losses")  # a heading for each kind of loss
_BOUNDS = "MLGlmnqPXHQYN"
_AFTER_NUMBER = frozenset("#OPQXYNHUAS)D")
_LIMIT = 64
_LARGEST = 10**15  # beyond it a decimal fraction is no longer held faithfully, and nothing was ever counted


def plan(tokens: list[Token], lang: Language, text: str) -> Plan:
    """Return how the parts of a phrase are ordered, or refuse the phrase with the reason."""
    numbers = [token for token in tokens if token.code == "#"]
    for codes in _spellings(tokens):
        if "V" in codes and not numbers and _VAGUE.fullmatch(_bare(codes)):
            return Plan("vague", codes)
        found = _recognised(codes, tokens, numbers, lang)
        if found is not None:
            _refuse_two_counts(found, text)
            return found
    raise Refusal(f"{text!r} cannot be read without guessing: {_why(tokens, numbers)}")


def evaluate(found: Plan, tokens: list[Token], text: str) -> Range:
    """Return the range of a phrase from the order of its parts and their numbers."""
    if found.means == "vague":
        return Range()
    claim = Claim(found, [token for token in tokens if token.code == "#"], text)
    try:
        result = _range(claim)
    except RangeError as error:
        raise Refusal(f"{text!r} gives no range: {error}") from None
    if max(result.low or 0, result.high or 0) >= _LARGEST:
        raise Refusal(f"{text!r} gives a number of more than 15 digits; correct it, or fill low and high")
    if found.unit == "persons" and ((result.low or 0) % 1 or (result.high or 0) % 1):
        raise Refusal(f"{text!r} gives a part of a person; correct the number, or fill low and high")
    return result


def described(found: Plan, tokens: list[Token], result: Range, lang: Language) -> Reading:
    """Return the reading of a phrase: its range with what it counts and what each part was read as."""
    parts: list[Part] = []
    for code, token in zip(found.codes, tokens):
        if token.text:
            parts.append(Part(token.text, _role(code, token)))
        elif code == "#":  # neighbouring digits are one word with two numbers
            parts[-1] = Part(parts[-1].text, f"{parts[-1].read_as}–{written(token.value)}")
        elif code in _BOUNDS + "O":  # a bound within the number
            parts[-1] = Part(parts[-1].text, f"{_role(code, token)} {parts[-1].read_as}")
    return Reading(
        result,
        measure=found.measure,
        unit=found.unit,
        range_means=found.range_means,
        lang=lang.code,
        parts=tuple(parts),
    )


def _spellings(tokens: list[Token]) -> list[str]:
    """Return each string of letters that the parts allow: some words do two things ("and", "at most")."""
    if all(len(token.code) == 1 for token in tokens):
        return ["".join([token.code for token in tokens])]
    found = []
    for codes in product(*(token.code for token in tokens)):
        found.append("".join(codes))
        if len(found) > _LIMIT:
            raise Refusal("the phrase is too long to have one reading; split the claim")
    return found


@lru_cache(maxsize=16384)
def _bare(codes: str) -> str:
    """Return the letters that bound and join numbers: without nouns, labels and words that change nothing."""
    rest = _UNBOUNDING.sub("", codes.replace("(I)", "").replace("(U)", ""))
    if "(" in rest:
        rest = re.sub(r"\(b*(F?#T#)b*\)", r"(\1)", rest)
        rest = _BRACKETED.sub("O", rest)
    return rest


def _recognised(codes: str, tokens: list[Token], numbers: list[Token], lang: Language) -> Plan | None:
    bare = _bare(codes)
    match = (_REPEATING if lang.repeats_bounds else _ORDER).fullmatch(bare)
    if match is None or not _placed(codes):
        return None
    means = str(match.lastgroup).removesuffix("_twice")
    if "I" in codes and means not in ("interval", "span"):
        return None
    if any(number.bare for number in numbers) and not set(bare) & set(_BOUNDS):
        return None
    label, nouns = _nouns(codes, tokens)
    named = next((noun for noun in nouns if noun is not None), None)
    measure = (named.measure if named else "") or (label.measure if label else "")
    unit = (named.unit if named else "") or (label.unit if label else "")
    if "S" in codes:
        unit = "percent"
    elif numbers[-1].share:
        unit = "share"
    level = next((token.digits for token in tokens if token.code == "I"), "")
    until = any({"T", "m"} <= set(token.code) for token in tokens)
    means_ends = f"{level} % interval" if level else ""
    beside = _beside(codes, tokens, lang)
    return Plan(means, codes, bare, tuple(nouns), label, measure, unit, means_ends, until, beside)


def _beside(codes: str, tokens: list[Token], lang: Language) -> str:
    """Return how a noun stands before the first number, as `Plan.beside` has it; ages and years need no more."""
    if not lang.places:  # Chinese and Japanese ages and years have a counter of their own
        return ""
    before = codes[: codes.index("#")]
    at = before.rfind("U")
    links = {
        token.text.lower() in lang.places for code, token in zip(before[at + 1 :], tokens[at + 1 :]) if code == "K"
    }
    if set(before) == {"K"} and isinstance(lang, SpacedLanguage):
        return "at" if tokens[len(before) - 1].text.lower() in (*lang.places, *lang.the) else ""
    if at < 0 or ":" in before[at:] or False in links:
        return ""
    return "of" if links else "noun"


@lru_cache(maxsize=16384)
def _placed(codes: str) -> bool:
    """Whether nouns, labels and colons stand where they belong: not between a bound and a second number."""
    first, last = codes.find("#"), codes.rfind("#")
    if "K" in codes[last + 1 :].rpartition(")")[2]:
        return False  # "5,000 of"
    before = ""
    for at, code in enumerate(codes):
        glosses = before == "(" and codes[at + 1 : at + 2] == ")" and codes[at - 2] in "#U"  # "(killed or wounded)"
        if code == "U" and at > first >= 0 and before not in _AFTER_NUMBER and not glosses:
            return False
        if code == ":" and at > first >= 0 and codes[at - 1] not in "IKF":
            return False
        if code == "S" and before != "#":
            return False
        if code == "U" and at < first and set(codes[:at]) - set("KUDA:I("):
            return False  # "at least men 300"
        before = code if code not in "KD" or before == "" else before
    return True


def _nouns(codes: str, tokens: list[Token]) -> tuple[Counted | None, list[Counted | None]]:
    """Return what a label before the first number names, and what each number counts."""
    label: Counted | None = None
    nouns: list[Counted | None] = []
    for code, token in zip(codes, tokens):
        if code == "#":
            nouns.append(None)
        elif code == "U" and token.counted is not None:
            if not nouns:
                label = label or token.counted
            elif nouns[-1] is None:
                nouns[-1] = token.counted
            elif nouns[-1].measure and token.counted.measure and nouns[-1].measure != token.counted.measure:
                both = nouns[-1].key, token.counted.key
                raise Refusal(f"one number counts two things, {both[0]!r} and {both[1]!r}; split the claim")
            elif nouns[-1].key != token.counted.key:
                joined = Counted(f"{nouns[-1].key} {token.counted.key}", nouns[-1].measure or token.counted.measure,
                                 nouns[-1].unit or token.counted.unit)  # fmt: skip
                nouns[-1] = joined
    return label, nouns


def _refuse_two_counts(found: Plan, text: str) -> None:
    """Refuse a range whose ends count different things: "300 killed, up to 1,000 wounded"."""
    named = [noun for noun in found.nouns if noun is not None]
    if len({noun.key for noun in named}) > 1:
        raise Refusal(
            f"{text!r} counts two things, {named[0].key!r} and {named[1].key!r}; split the claim, an estimate for each"
        )
    label = found.label
    if label is not None and named and not _goes_with(label.measure, named[0].measure):
        raise Refusal(f"{text!r} counts {label.measure} and {named[0].measure}; split the claim, an estimate for each")


def _goes_with(label: str, counted: str) -> bool:
    """Whether a number under a label may count that: "losses: 3,000 dead", or prisoners of whom 3,000 were killed."""
    if not label or not counted or label == counted:
        return True
    return label in _WIDER or (label == "captured" and counted in ("killed", "deaths"))


def _why(tokens: list[Token], numbers: list[Token]) -> str:
    if not numbers:
        return "it gives no number"
    if any("(" in token.code for token in tokens) or len(numbers) > 1:
        return "it gives more than one number or reading; split the claim, an estimate for each"
    return f"{tokens[0].text!r} does not go with the rest" if len(tokens) > 1 else "a part of it is not known"


def _range(claim: Claim) -> Range:
    found, codes, numbers = claim.plan, claim.plan.bare, claim.numbers
    about = "A" in codes or "O" in codes
    best = numbers[-1].value if "*" in codes else None
    first = numbers[0].number
    doubts.refuse_fractions(claim)
    if found.beside or found.until:
        doubts.refuse_ages(claim)
        doubts.refuse_year(claim)
    if found.means == "point":
        return Range(first, first, approximate=about or numbers[0].soft)
    if found.means in ("span", "span_best", "either"):
        if codes.count("#") == 2 and best is not None:  # "100 (best 100)"
            return Range(first, first, best=best, approximate=about)
        low, high = shared(numbers[0], numbers[1], claim.text, noun_first=found.nouns[0] is not None)
        doubts.refuse_years(claim)
        if found.means == "either":
            doubts.refuse_alternatives(numbers, low, high, claim.text)
        return Range(low, high, best=best, approximate=about)
    if found.means == "interval":
        low, high = shared(numbers[1], numbers[2], claim.text, noun_first=False)
        return Range(low, high, best=first, approximate=about)
    if found.means == "plus_minus":
        middle, width = first, numbers[1].number
        return Range(exact(middle - width), exact(middle + width), best=middle, approximate=about)
    return _bounded(claim, about, best)


def _bounded(claim: Claim, about: bool, best: Number | None) -> Range:
    """Return the range of bounds before or behind one or two numbers."""
    bounds = [code for code in claim.plan.bare if code in _BOUNDS]
    numbers = [number.number for number in claim.numbers]
    if claim.plan.means == "two_ends":
        if bounds[0] in "lmnQY":  # "less than 10,000 but more than 5,000"
            bounds, numbers = bounds[::-1], numbers[1::-1]
        return Range(numbers[0], numbers[1], best=best, approximate=about or bool(set("GHnN") & set(bounds)),
                     low_open=bounds[0] in "MXGH", high_open=bounds[1] in "lYnN")  # fmt: skip
    if claim.plan.means == "low":
        return Range(numbers[0], None, best=best, approximate=about or bool(set("GH") & set(bounds)),
                     low_open=bool(set("MXGH") & set(bounds)))  # fmt: skip
    if claim.plan.means == "high":
        return Range(None, numbers[0], best=best, approximate=about, high_open=bool(set("lY") & set(bounds)))
    return Range(None, numbers[0], approximate=True, high_open=True)


def _role(code: str, token: Token) -> str:
    if code == "#":
        return written(token.value)
    if code == "U" and token.counted is not None:
        return token.counted.measure or token.counted.unit or "what is counted"
    return READ_AS.get(code, "what is counted")
