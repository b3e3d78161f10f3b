"""The controlled vocabulary: roles, scopes, standings, judgements, links and statements, and what measures count.

The single values are literal types. What a member means to the library is decided in a match over all members, here or
in the view that shows it, so that a member which one of them does not know is a type error.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal, assert_never, get_args

from attrs import frozen

from estimates.errors import ClaimError, shown

Role = Literal[
    "scholar", "belligerent", "government", "tribunal", "relief body", "press", "compilation", "politician", "activist",
    "witness", "writer", "veterans", "other",
]  # fmt: skip
Scope = Literal["same", "narrower", "wider", "different", "unclear"]
Standing = Literal[
    "stands", "superseded", "retracted", "misquoted", "forged", "announced", "forecast", "hypothetical",
]  # fmt: skip
Direction = Literal["inflated", "downplayed"]
Strength = Literal["finding", "motive", "accusation"]
LinkRelation = Literal["reports", "rests on", "revises", "retracts", "disputes", "same data as"]
StatementKind = Literal[
    "no reliable figure", "varies widely", "unverified", "inconsistent", "reliable", "too high or low without a number",
    "relative", "other",
]  # fmt: skip

ROLES: Final[tuple[Role, ...]] = get_args(Role)
SCOPES: Final[tuple[Scope, ...]] = get_args(Scope)
STANDINGS: Final[tuple[Standing, ...]] = get_args(Standing)
DIRECTIONS: Final[tuple[Direction, ...]] = get_args(Direction)
STRENGTHS: Final[tuple[Strength, ...]] = get_args(Strength)
RELATIONS: Final[tuple[LinkRelation, ...]] = get_args(LinkRelation)
STATEMENT_KINDS: Final[tuple[StatementKind, ...]] = get_args(StatementKind)


@frozen
class RoleMeaning:
    """What a role of claimants means to the library.

    Parameters
    ----------
    party : bool
        Whether it is that of a party to the conflict: a judgement on a side reaches who speaks for it in this role.
    sided : bool
        Whether a side that is recorded is one for which the claimant speaks; a scholar speaks for none.
    impartial : bool
        Whether a claimant without a recorded side is a third party; for the others the side is unclear.
    prints_others : bool
        Whether the claims are those of others, so that the claimant is no voice of its own.
    """

    party: bool = False
    sided: bool = True
    impartial: bool = False
    prints_others: bool = False


def role_meaning(role: Role) -> RoleMeaning:
    """Return what a role means."""
    match role:
        case "scholar":
            return RoleMeaning(sided=False, impartial=True)
        case "belligerent" | "government":
            return RoleMeaning(party=True)
        case "press" | "compilation":
            return RoleMeaning(impartial=True, prints_others=True)
        case "tribunal" | "relief body" | "witness":
            return RoleMeaning(impartial=True)
        case "politician" | "activist" | "writer" | "veterans" | "other":
            return RoleMeaning()
        case _:
            assert_never(role)


@frozen
class RelationMeaning:
    """What a link says of the claim from which it leads.

    Parameters
    ----------
    derived : bool
        Whether the claim goes back to the other.
    made_of : bool
        Whether its number is that of the other, or is made of it.
    withdraws : bool
        Whether it takes the place of the other, or takes it back.
    mutual : bool
        Whether what is said of the one is said of the other.
    """

    derived: bool = False
    made_of: bool = False
    withdraws: bool = False
    mutual: bool = False


def relation_meaning(relation: LinkRelation) -> RelationMeaning:
    """Return what a relation between claims means."""
    match relation:
        case "reports" | "rests on":
            return RelationMeaning(derived=True, made_of=True)
        case "revises":
            return RelationMeaning(derived=True, withdraws=True)
        case "retracts":
            return RelationMeaning(withdraws=True)
        case "disputes":
            return RelationMeaning()
        case "same data as":
            return RelationMeaning(mutual=True)
        case _:
            assert_never(relation)


def counts_other(scope: Scope) -> bool:
    """Return whether a claim of a scope counts something else than its estimand; an unclear scope is compared."""
    match scope:
        case "same" | "unclear":
            return False
        case "narrower" | "wider" | "different":
            return True
        case _:
            assert_never(scope)


PARTIES: Final = tuple(role for role in ROLES if role_meaning(role).party)
SIDELESS: Final = tuple(role for role in ROLES if not role_meaning(role).sided)
IMPARTIAL: Final = tuple(role for role in ROLES if role_meaning(role).impartial)
PRINTING: Final = tuple(role for role in ROLES if role_meaning(role).prints_others)
OTHER_SCOPES: Final = tuple(scope for scope in SCOPES if counts_other(scope))
_MEANINGS: Final = {relation: relation_meaning(relation) for relation in RELATIONS}
DERIVED: Final = tuple(relation for relation, means in _MEANINGS.items() if means.derived)
MADE_OF: Final = tuple(relation for relation, means in _MEANINGS.items() if means.made_of)
WITHDRAWING: Final = tuple(relation for relation, means in _MEANINGS.items() if means.withdraws)
BACK: Final = tuple(relation for relation, means in _MEANINGS.items() if means.derived or means.mutual)
AFTER: Final = tuple(relation for relation, means in _MEANINGS.items() if means.derived or means.withdraws)

Kind = Literal["loss", "strength", "population", "other"]
Containment = Literal["same", "wider", "narrower", "unknown"]


@frozen
class Measure:
    """What a figure may count.

    Parameters
    ----------
    name : str
    kind : str
        ``loss``: people lost to a side, which it would rather see low; ``strength``: people who were present under
        arms; ``population``; ``other``: nothing is known of its direction.
    within : tuple of str
        The next larger measures that contain it, whoever counts. A strength contains nothing: over a campaign more
        people can fall than were ever present at once. Where a strength does bound a loss, `at_most` says so.
    forms : tuple of str
        Other forms of the same word, and names that mean just the same.
    """

    name: str
    kind: Kind = "other"
    within: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


MEASURES: Final = (
    Measure("killed", "loss", ("deaths", "losses", "killed and wounded"), ("kill", "kills", "killing", "killings")),
    Measure("murdered", "loss", ("killed",), ("murder", "murders")),
    Measure("executed", "loss", ("killed",), ("execution", "executions")),
    Measure("massacred", "loss", ("killed",), ("massacre", "massacres")),
    Measure("killed in combat", "loss", ("killed",), ("killed in action", "killed in battle")),
    Measure("died of wounds", "loss", ("deaths",), ("died of their wounds", "dead of wounds")),
    Measure("died of disease", "loss", ("deaths",), ("died of illness", "dead of disease")),
    Measure("illegal deaths", "loss", ("deaths",), ("illegal death", "unlawful deaths")),
    Measure("violent deaths", "loss", ("deaths",), ("violent death",)),
    Measure("deaths", "loss", ("casualties",), ("death", "dead", "died", "fatalities", "fatality")),
    Measure("wounded", "loss", ("casualties", "killed and wounded"), ("wounding", "woundings")),
    Measure("captured", "loss", ("casualties", "losses"), ("capture", "captures", "taken prisoner")),
    Measure("missing", "loss", ("casualties", "losses"), ("missing in action",)),
    Measure("killed and wounded", "loss", ("casualties",), ("dead and wounded", "killed or wounded")),
    Measure("casualties", "loss", (), ("casualty",)),
    Measure("losses", "loss", (), ("loss",)),
    # Computed against what was expected: neither contains a count of the dead, nor lies within one.
    Measure("excess deaths", "loss", (), ("excess mortality", "excess death")),
    Measure("deficit of births", "other", (), ("birth deficit", "births lost", "lost births")),
    Measure("raped", "other", (), ("rape", "rapes")),
    Measure("buried", "other", (), ("burial", "burials", "bodies buried")),
    Measure("strength", "strength", (), ("strengths",)),
    Measure("troops", "strength", (), ("soldiers",)),
    Measure("population", "population", (), ("populations", "inhabitants")),
)
_KNOWN: Final = {measure.name: measure for measure in MEASURES}
_FORMS: Final = {form: measure.name for measure in MEASURES for form in (measure.name, *measure.forms)}
_SHORTEST = 5  # of shorter words too many are one letter apart


def measure_name(text: str) -> str:
    """Return the name of a measure as the library writes it; one that is not known is kept as it is written.

    Examples
    --------
    >>> measure_name("Killed"), measure_name("rapes"), measure_name("DEAD"), measure_name("Aircraft shot down")
    ('killed', 'raped', 'deaths', 'Aircraft shot down')
    """
    return _FORMS.get(_folded(text), text)


def checked_measure(text: str) -> str:
    """Return the name of a measure, or refuse a misspelling of a known one.

    Examples
    --------
    >>> checked_measure("kiled")
    Traceback (most recent call last):
        ...
    estimates.errors.ClaimError: no measure 'kiled' is known; did you mean 'killed'?
    """
    if not isinstance(text, str):
        raise ClaimError(f"a measure must be text, such as 'killed' (got {shown(text)})")
    if not text:
        return text
    meant = _one_letter_away(_folded(text))
    if meant:
        raise ClaimError(f"no measure {shown(text)} is known; did you mean {meant!r}?")
    return measure_name(text)


def same_measure(a: str, b: str) -> bool:
    """Return whether two measures are the same, whatever their case, and whether in singular or plural.

    Examples
    --------
    >>> same_measure("Killed", "killings"), same_measure("air raid", "Air  raids"), same_measure("killed", "wounded")
    (True, True, False)
    """
    return a == b or _key(a) == _key(b)


def differs(measure: str, wanted: str) -> bool:
    """Return whether a claim's measure is known to be another than its estimand's; an empty one never is."""
    return bool(measure and wanted) and not same_measure(measure, wanted)


def slip_of(measure: str, wanted: str) -> bool:
    """Return whether an unknown measure looks like a slip of the pen for the one that is wanted.

    Examples
    --------
    >>> slip_of("escped", "escaped"), slip_of("murdered", "wounded")
    (True, False)
    """
    if not measure or not wanted:
        return False
    own, other = _folded(measure), _folded(wanted)
    unknown = own not in _FORMS and min(len(own), len(other)) >= _SHORTEST
    return unknown and differs(measure, wanted) and _one_letter(own, other)


def contains(measure: str, wanted: str) -> Containment:
    """Return how a measure relates to one that is wanted: ``wider`` where it contains it, ``narrower`` within it.

    Examples
    --------
    >>> contains("casualties", "killed"), contains("murdered", "deaths"), contains("excess deaths", "deaths")
    ('wider', 'narrower', 'unknown')
    """
    if not differs(measure, wanted):
        return "same"
    own, other = measure_name(measure), measure_name(wanted)
    if own in _containing(other):
        return "wider"
    return "narrower" if other in _containing(own) else "unknown"


def kind_of(measure: str) -> Kind:
    """Return what kind of people a measure counts: ``loss``, ``strength``, ``population`` or ``other``."""
    known = _KNOWN.get(measure_name(measure))
    return known.kind if known else "other"


@lru_cache(maxsize=1024)
def _containing(name: str) -> frozenset[str]:
    """Return the names of all measures that contain one, in however many steps."""
    direct = _KNOWN[name].within if name in _KNOWN else ()
    return frozenset(direct).union(*map(_containing, direct))


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").split())


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    """Return what two spellings of one measure share; of an unknown one the plural ending is left out."""
    folded = _folded(text)
    return _FORMS.get(folded) or (folded[:-1] if folded.endswith("s") and not folded.endswith("ss") else folded)


@lru_cache(maxsize=4096)
def _one_letter_away(folded: str) -> str:
    """Return the known measure of which an unknown text is one letter away, or ``""``."""
    if folded in _FORMS or len(folded) < _SHORTEST:
        return ""
    return next((_FORMS[form] for form in _FORMS if len(form) >= _SHORTEST and _one_letter(folded, form)), "")


def _one_letter(a: str, b: str) -> bool:
    """Return whether one letter left out, put in or replaced, or two neighbours exchanged, make `a` into `b`."""
    if abs(len(a) - len(b)) > 1:
        return False
    start = next((n for n, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    if len(a) == len(b):
        swapped = a[start : start + 2] == b[start : start + 2][::-1] and a[start + 2 :] == b[start + 2 :]
        return swapped or a[start + 1 :] == b[start + 1 :]
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    return longer[start + 1 :] == shorter[start:]


def unit_or_persons(unit: str) -> str:
    """Return a unit, or persons where none is stated."""
    return unit or "persons"
