"""What is counted: the noun and all that belongs to it, behind a number or before it."""

from __future__ import annotations

import re

from estimates.wording.languages import SPACED
from estimates.wording.lexicon import (
    JOINT,
    LINK,
    NAME,
    NOUN,
    OTHER,
    PEOPLE,
    PLACE,
    QUALITY,
    SITE,
    TAIL,
    Entry,
    adjective,
    entries,
    of_kind,
    split,
)
from estimates.wording.parts import Counted, Token
from estimates.wording.refusals import Refusal
from estimates.wording.spaced_numbers import begins
from estimates.wording.spaced_words import Scan

# Names of peoples by their ending: Burgundians, Samnites, Maltese, Piémontais.
_PEOPLES = {
    "en": re.compile(r"[A-Z][a-z]{2,}(?:ans?|ites|ese|landers)"),
    "fr": re.compile(r"[A-ZÀ-Þ][^\W\d_]{2,}(?:iens|ains|ais|ois|ans|ards|iques)"),
}
# A noun with its adjectives, those that follow it, "of the ..." and clauses; or a clause alone ("20,000 were killed").
_VALID = re.compile(r"[ip]*(?:(?:[aNP]c?)*[nN]|t)(?:[cip]*[anNP]|t)*")
_INITIALS = re.compile(r"[A-Z]{2,5}")  # US troops, NKVD prisoners
_PLURAL = re.compile(r"[^\W\d_]{3,}[sx]")
_DEADLY = {"killed", "deaths"}


def noun_phrase(scan: Scan, at: int, *, behind: bool, of_share: bool) -> tuple[Token, int] | None:
    """Return what is counted, from a place on, as far as the words are known; None where they make no such phrase.

    Parameters
    ----------
    scan : Scan
    at : int
        Where it begins.
    behind : bool
        Whether it stands behind a number: there a unit other than persons ("days") is refused.
    of_share : bool
        Whether it stands behind a share, which is a noun by itself: "a quarter of the town".
    """
    headless = behind and not of_share and _is_place(scan, at)
    start = 1 if of_share or headless else 0
    classes: list[str] = [NOUN] * start
    ends: list[int] = [at] * start
    words: list[tuple[str, Entry]] = [("", Entry())] * start
    here = at
    while here < len(scan.raws):
        step = _step(scan, here, classes)
        if step is None:
            break
        entry, stop, noun = step
        if noun == OTHER:
            if behind and set(classes) <= {LINK, PLACE, QUALITY}:
                raise Refusal(
                    f"{scan.words(here, stop)!r} makes this something else than a count of persons "
                    "(a unit, a rate or an addition); name the unit of the estimand, and fill low and high"
                )
            raise Refusal(
                f"{scan.words(here, stop)!r} after {scan.words(at, here + 1)!r} is not known; "
                "leave it out, or split the claim"
            )
        classes.append(noun)
        ends.append(stop)
        words.append((scan.words(here, stop).lower(), entry))
        here = stop
    while classes and classes[-1] in (LINK, PLACE, JOINT):
        classes.pop()
    if headless and not any(raw.original[:1].isupper() for raw in scan.raws[at : ends[len(classes) - 1]]):
        return None  # "5,000 in fines"
    if len(classes) <= start or not _VALID.fullmatch("".join(classes)):
        return None
    kept = words[start : len(classes)]
    text = scan.words(at, ends[len(classes) - 1])
    return Token("U", text, counted=counted(kept, classes[start:], scan.lang.code)), ends[len(classes) - 1]


def is_people(word: str, code: str) -> bool:
    """Whether a word with a capital names a people by its ending: Burgundians, Piémontais."""
    people = _PEOPLES.get(code)
    return people is not None and people.fullmatch(word) is not None and word.lower() not in SPACED[code].unlike


def _is_place(scan: Scan, at: int) -> bool:
    """Whether a place stands without a noun before it: "5.7 million in the USSR"; "of the ..." needs a noun."""
    known = scan.phrase(at) if scan.word(at) in scan.lang.inside else None
    return known is not None and known[0].noun == PLACE and not known[0].codes


def _step(scan: Scan, at: int, classes: list[str]) -> tuple[Entry, int, str] | None:
    """Return the next word of a noun phrase with the place behind it and its class."""
    if scan.word(at) in scan.lang.ones and classes[-1:] == [PLACE] and scan.phrase(at) is None and scan.word(at + 1):
        return Entry(), at + 1, LINK  # "men in a fortress"
    if scan.symbol(at) in (",", "&") and classes and at + 1 < len(scan.raws) and scan.word(at + 1):
        if classes[-1] == PEOPLE and is_people(scan.raws[at + 1].original, scan.lang.code):
            return Entry(), at + 1, JOINT
        known = scan.phrase(at + 1)
        if known is not None and known[0].noun == JOINT and scan.word(known[1]):  # "killed, wounded, or missing"
            known = scan.phrase(known[1])
        if known is not None and known[0].noun in (NOUN, PEOPLE, QUALITY) and not known[0].codes:
            return Entry(), at + 1, JOINT
        return None
    if not scan.word(at):
        return None
    known = scan.phrase(at)
    if known is not None:
        entry, stop = known
        if not entry.noun:  # a word that announces a number ("population") may name a whole
            return (Entry(), stop, NAME) if set(entry.codes) <= set("KD") and _in_place(classes) else None
        if entry.noun == JOINT and not classes:
            return None
        if entry.noun == SITE:
            return entry, stop, NAME if _in_place(classes) else OTHER
        return entry, stop, entry.noun
    if begins(scan, at) or scan.raws[at].text in scan.lang.negations:
        return None
    alike = of_kind(scan.raws[at].original, scan.lang.code)
    if alike is not None:
        return alike, at + 1, NOUN
    if adjective(scan.lang.code).fullmatch(scan.raws[at].original):
        return Entry(), at + 1, QUALITY
    return _name(scan, at, classes) or _unlisted(scan, at, classes)


def _name(scan: Scan, at: int, classes: list[str]) -> tuple[Entry, int, str] | None:
    """Return a name with a capital beside a known noun ("Lisbon's inhabitants", "inhabitants of Lisbon")."""
    raw = scan.raws[at]
    word = raw.original
    lower = raw.text.rstrip("'")
    if _INITIALS.fullmatch(word) and (_in_place(classes) or _noun_follows(scan, at + 1)):
        return Entry(), at + 1, NAME
    if len(lower) < 3 or lower in scan.lang.negations or not word[:1].isupper() or not word.rstrip("'")[1:].islower():
        return None
    if scan.lang.code == "de" and not _is_german_name(word, classes):
        return None
    if is_people(word, scan.lang.code):
        alone = scan.lang.code != "en" or not word.endswith("an")  # "300 Sherman", "300 Bavarian"
        return Entry(unit="persons"), at + 1, PEOPLE if alone else QUALITY
    if word.endswith("'") and scan.word(at + 1) == "s":
        return Entry(), at + 2, NAME
    return Entry(), at + 1, NAME


def _is_german_name(word: str, classes: list[str]) -> bool:
    """Whether a German word with a capital is a name, as every noun has one: behind a link, or in the genitive."""
    if classes[-1:] == [LINK] or _in_place(classes):
        return True
    return bool(classes) and classes[-1] in (NOUN, PEOPLE) and word[-1] in "s'"


def _unlisted(scan: Scan, at: int, classes: list[str]) -> tuple[Entry, int, str] | None:
    """Return an unlisted word where only an adjective can stand, or a place ("men of the expeditionary force")."""
    word = scan.raws[at].original
    if len(word) < 4 or not (word.isalpha() and word.islower()) or word in scan.lang.negations:
        return None
    named_too = classes[-1:] == [JOINT] and classes[-2:-1] == [NAME] and _in_place(classes[:-2])
    if _in_place(classes) or named_too:  # "of dysentery and scurvy"
        return Entry(), at + 1, NAME
    headed = bool({NOUN, PEOPLE} & set(classes))
    if scan.lang.precedes:
        is_adjective = (not headed or classes[-1] == JOINT) and _noun_follows(scan, at + 1)
    else:
        is_adjective = headed and classes[-1] in (NOUN, PEOPLE, QUALITY) and bool(_PLURAL.fullmatch(word))
    return (Entry(), at + 1, QUALITY) if is_adjective else None


def _in_place(classes: list[str]) -> bool:
    """Whether the name of a place is still to come: behind a noun and "of the", adjectives apart."""
    before, place, behind = "".join(classes).rpartition(PLACE)
    named = behind.count(NAME)
    return bool(place and {NOUN, PEOPLE} & set(before) and named < 2 and set(behind) <= {QUALITY, LINK, NAME})


def _noun_follows(scan: Scan, at: int) -> bool:
    """Whether a listed noun follows within three words, with nothing but adjectives before it."""
    here, unlisted = at, 0
    while unlisted < 2 and scan.word(here) and not begins(scan, here):
        known = scan.phrase(here)
        if known is None:
            unlisted += 1
            here += 1
            continue
        entry, here = known
        if entry.codes or entry.noun not in (NOUN, PEOPLE, QUALITY):
            return False
        if entry.noun in (NOUN, PEOPLE):
            return True
    return False


def counted(words: list[tuple[str, Entry]], classes: list[str], code: str) -> Counted:
    """Return what a noun phrase counts: its words, their measure and their unit."""
    kept = [word for (word, _), noun in zip(words, classes) if noun not in (LINK, PLACE, JOINT, TAIL)]
    measures: list[str] = []
    units: list[str] = []
    head = next((at for at, noun in enumerate(classes) if at and noun in (LINK, PLACE)), len(classes))
    known = entries(code)
    for (word, entry), noun in zip(words, classes):
        if noun in (NOUN, PEOPLE):
            measures.append(entry.measure)
            units.append(entry.unit)
        elif noun == TAIL:
            measures += [known[part].measure for part in split(word) if part in known and known[part].noun == NOUN]
            units.append("persons")
    named = [entry.unit for (_, entry), noun in zip(words[:head], classes[:head]) if noun in (NOUN, PEOPLE)]
    unit = next((unit for unit in named if unit != "persons"), "") or next(iter(dict.fromkeys(units)), "")
    return Counted(" ".join(kept) or words[0][0], _measure(measures), unit)


def _measure(found: list[str]) -> str:
    """Return the measure that several words name together: "killed and wounded" are casualties."""
    measures = set(found) - {""}
    if len(measures) <= 1:
        return next(iter(measures), "")
    if measures <= _DEADLY:
        return "killed" if "killed" in measures else "deaths"
    if (
        measures & _DEADLY
        and "wounded" in measures
        and measures <= {*_DEADLY, "wounded", "missing", "captured", "casualties"}
    ):
        return "casualties"
    if measures <= {"losses", *_DEADLY} or measures <= {"raped", *_DEADLY}:
        return ""
    return ""
