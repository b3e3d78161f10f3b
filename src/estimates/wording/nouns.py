"""What is counted: the noun and all that belongs to it, behind a number or before it."""

from __future__ import annotations

import re

from estimates.wording.lexicon import JOINT, LINK, NOUN, OTHER, PEOPLE, QUALITY, TAIL, Entry, adjective, entries, split
from estimates.wording.parts import Counted, Token
from estimates.wording.refusals import Refusal
from estimates.wording.spaced_words import Scan

NAME = "P"
# Names of peoples by their ending: Burgundians, Samnites, Piémontais.
_PEOPLES = re.compile(r"[A-ZÀ-Þ][^\W\d_]{2,}(?:ians|eans|ites|iens|ains|ais|ois|landers)")
# A noun with its adjectives, those that follow it, "of the ..." and clauses; or a clause alone ("20,000 were killed").
_VALID = re.compile(r"i*[aNP]*[nN](?:[ci]*[anNP]|t)*|t+")
_DEADLY = {"killed", "deaths"}


def noun_phrase(scan: Scan, at: int, *, behind: bool) -> tuple[Token, int] | None:
    """Return what is counted, from a place on, as far as the words are known; None where they make no such phrase.

    Parameters
    ----------
    scan : Scan
    at : int
        Where it begins.
    behind : bool
        Whether it stands behind a number: there a unit other than persons ("days") is refused.
    """
    classes: list[str] = []
    ends: list[int] = []
    words: list[tuple[str, Entry]] = []
    here = at
    while here < len(scan.raws):
        step = _step(scan, here, classes)
        if step is None:
            break
        entry, stop, noun = step
        if noun == OTHER:
            if behind and set(classes) <= {LINK, QUALITY}:
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
    while classes and classes[-1] in (LINK, JOINT):
        classes.pop()
    if not classes or not _VALID.fullmatch("".join(classes)):
        return None
    kept = words[: len(classes)]
    text = scan.words(at, ends[len(classes) - 1])
    return Token("U", text, counted=counted(kept, classes, scan.lang.code)), ends[len(classes) - 1]


def _step(scan: Scan, at: int, classes: list[str]) -> tuple[Entry, int, str] | None:
    """Return the next word of a noun phrase with the place behind it and its class."""
    if scan.symbol(at) in (",", "&") and classes and at + 1 < len(scan.raws) and scan.word(at + 1):
        known = scan.phrase(at + 1)
        if known is not None and known[0].noun in (NOUN, PEOPLE, QUALITY) and not known[0].codes:
            return Entry(), at + 1, JOINT
        return None
    if not scan.word(at):
        return None
    known = scan.phrase(at)
    if known is not None:
        entry, stop = known
        if not entry.noun:
            return None
        if entry.noun == JOINT and not classes:
            return None
        return entry, stop, entry.noun
    if adjective(scan.lang.code).fullmatch(scan.raws[at].original):
        return Entry(), at + 1, QUALITY
    return _name(scan, at, classes)


def _name(scan: Scan, at: int, classes: list[str]) -> tuple[Entry, int, str] | None:
    """Return a name with a capital beside a known noun ("Lisbon's inhabitants", "inhabitants of Lisbon")."""
    raw = scan.raws[at]
    word = raw.original
    lower = raw.text.rstrip("'")
    if len(lower) < 3 or not word[:1].isupper() or not word.rstrip("'")[1:].islower():
        return None
    if scan.lang.code == "de" and (not classes or classes[-1] != LINK):  # every German noun has a capital
        return None
    if _PEOPLES.fullmatch(word) and scan.lang.code in ("en", "fr"):
        return Entry(unit="persons"), at + 1, PEOPLE
    if word.endswith("'") and scan.word(at + 1) == "s":
        return Entry(), at + 2, NAME
    return Entry(), at + 1, NAME


def counted(words: list[tuple[str, Entry]], classes: list[str], code: str) -> Counted:
    """Return what a noun phrase counts: its words, their measure and their unit."""
    kept = [word for (word, _), noun in zip(words, classes) if noun not in (LINK, JOINT, TAIL)]
    measures: list[str] = []
    units: list[str] = []
    head = classes.index(LINK, 1) if LINK in classes[1:] else len(classes)
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
