"""People and bodies of a bibliography: BibTeX's and biblatex's ways to write a name, and CSL's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from estimates.errors import EstimatesError, MissingExtraError
from estimates.references.csl_fields import NAMES
from estimates.references.latex import NEEDS, clean, from_latex, to_latex

_PARTS = {"family": "family", "given": "given", "suffix": "suffix", "prefix": "dropping-particle"}
_HELD = {"family", "given", "suffix", "literal", "dropping-particle", "non-dropping-particle"}
_ET_AL = re.compile(r"(?:^|[\s,]+)(?:et\.?|and)\s+al(?:ii|ia)?\.?\s*$", re.IGNORECASE)
_ENTITY = re.compile(r"&#?\w+;")
_JUNIOR = re.compile(r"(?:jr|sr|jun|sen|junior|senior|esq|[ivx]{2,4})\.?", re.IGNORECASE)
_EXTENDED = re.compile(r"\s*(?:family|given|prefix|suffix|useprefix)(?:-i)?\s*=", re.IGNORECASE)
# How biblatex sets a single name, which is the style's affair here.
_NAME_OPTIONS = ("juniorcomma", "uniquename", "nametemplates", "sortingnamekeytemplatename", "uniquenametemplatename",
                 "labelalphanametemplatename", "gender", "hash", "id", "nosortothers")  # fmt: skip
_ACCENT = re.compile(r"\{\\[`'^\"~=.](?:\w|\{\w\})\}")
_PARTICLE = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-])*")
OTHERS = {"literal": "others"}  # what CSL processors that read BibTeX take for "et al."


def from_names(text: str, *, useprefix: bool = False) -> tuple[list[dict[str, Any]], list[str]]:
    r"""Return the names of a field as CSL's, and what of them could not be read.

    A name that cannot be taken apart is kept as it stands.

    Parameters
    ----------
    text : str
        ``Askew, David and {Office of Strategic Services} and others``, in LaTeX.
    useprefix : bool
        The particle belongs to the family name when it is sorted, as biblatex's option of this name says.

    Examples
    --------
    >>> from_names(r"King, Jr., Martin Luther and {Office of Strategic Services}")[0]
    [{'family': 'King', 'given': 'Martin Luther', 'suffix': 'Jr.'}, {'literal': 'Office of Strategic Services'}]
    >>> from_names("Doe, J., Roe, R.")
    ([{'literal': 'Doe, J., Roe, R.'}], ["'Doe, J., Roe, R.' is not a single name: too many commas; kept as it stands"])
    """
    try:
        from bibtexparser.middlewares.names import split_multiple_persons_names
    except ImportError as error:
        raise MissingExtraError(NEEDS) from error
    found: list[dict[str, Any]] = []
    messages: list[str] = []
    for name in _one_by_one(split_multiple_persons_names(text), messages):
        bare = re.sub(r"^and\s+|\s+and$|^and$", "", name.strip(), flags=re.IGNORECASE)
        if bare != name.strip() or not bare:
            messages.append("a name is missing beside an 'and'")
        if not bare:
            continue
        try:
            found.append(_name(bare, useprefix, messages))
        except MissingExtraError:
            raise
        except EstimatesError as error:
            words = clean(re.sub(r"[{}]", "", bare))
            messages.append(f"{error}; {'kept as it stands' if words else 'left out'}")
            found += [{"literal": words}] if words else []
    return found, messages


def _one_by_one(names: list[str], messages: list[str]) -> Iterator[str]:
    """Yield names that stand between one "and" and the next: separated by ";", or with an "et al." behind."""
    for name in names:
        parts = [name]
        if ";" in name and not _ENTITY.search(name) and "{" not in name:
            parts = [part.strip() for part in name.split(";") if part.strip()]
            messages.append(f"{name!r}: names are separated by ' and '; read as {len(parts)} names")
        for part in parts:
            alone = _ET_AL.sub("", part)
            if alone == part:
                yield part
                continue
            if alone.strip():
                yield alone
            yield "others"


def _name(text: str, useprefix: bool, messages: list[str]) -> dict[str, Any]:
    from bibtexparser.middlewares.names import InvalidNameError, parse_single_name_into_parts

    if text.lower() == "others":
        return dict(OTHERS)
    if _EXTENDED.match(text):
        return _extended(text, useprefix, messages)
    try:
        parts = parse_single_name_into_parts(text)
    except InvalidNameError as error:
        raise EstimatesError(f"{text!r} is not a single name: {error.reason.lower().rstrip('.')}") from error
    particle, last = list(parts.von), list(parts.last)
    at = next((i for i, word in enumerate(particle) if not _lower(word)), len(particle))
    if at < len(particle):  # "Ortega y Gasset" is a family name; a particle is what leads in lower case
        particle, last = particle[:at], [*particle[at:], *last]
    family = " ".join(last)
    if not parts.first and not particle and not parts.jr and _enclosed(family):
        return {"literal": from_latex(family)}
    if parts.jr and _JUNIOR.fullmatch(" ".join(parts.first)) and not _JUNIOR.fullmatch(" ".join(parts.jr)):
        messages.append(f"{text!r}: the suffix stands between family name and given name; read so")
        parts.first, parts.jr = parts.jr, parts.first
    kind = "non-dropping-particle" if useprefix else "dropping-particle"
    held = {"family": family, "given": " ".join(parts.first), kind: " ".join(particle), "suffix": " ".join(parts.jr)}
    name = {part: re.sub(r"(?<=\.)\u00a0(?=\w\.)", " ", from_latex(latex)) for part, latex in held.items()}
    if not any(name.values()):
        raise EstimatesError(f"{text!r} names nobody")
    return {part: held for part, held in name.items() if held}


def _lower(word: str) -> bool:
    first = next((char for char in from_latex(word) if char.isalpha()), "")
    return first.islower()


def _enclosed(text: str) -> bool:
    """Whether one pair of braces holds the whole text, and is no accent's."""
    if not (text.startswith("{") and text.endswith("}")) or _ACCENT.fullmatch(text):
        return False
    depth = 0
    for place, char in enumerate(re.sub(r"\\.", "..", text)):
        depth += (char == "{") - (char == "}")
        if not depth and place < len(text) - 1:
            return False
    return True


def _extended(text: str, useprefix: bool, messages: list[str]) -> dict[str, Any]:
    """Return a name in biblatex's extended form: ``family=Beethoven, given=Ludwig, prefix=van, useprefix=true``."""
    name: dict[str, Any] = {}
    for part in _at_commas(text):
        key, _, value = part.partition("=")
        key, value = key.strip().lower(), value.strip()
        if value.startswith('"') and value.endswith('"') and len(value) > 1:
            value = value[1:-1]
        if key == "useprefix":
            useprefix = value.lower() == "true"
        elif key in _PARTS:
            name[_PARTS[key]] = from_latex(value)
        elif not key.endswith("-i") and key not in _NAME_OPTIONS:
            messages.append(f"{key!r} of a name is left out; its parts are family, given, prefix, suffix")
    if useprefix and "dropping-particle" in name:
        name["non-dropping-particle"] = name.pop("dropping-particle")
    if not name.get("family") and not name.get("given"):
        raise EstimatesError(f"{text!r} names nobody")
    return name


def _at_commas(text: str) -> list[str]:
    """Return the parts of a text between its commas, except those within braces or quotes."""
    parts, depth, quoted = [""], 0, False
    for char in text:
        depth += (char == "{") - (char == "}")
        quoted ^= char == '"' and not depth
        if char == "," and not depth and not quoted:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def to_names(names: Any, *, useprefix: bool = False) -> tuple[str, list[str]]:
    """Return CSL's names as a field of LaTeX, and what of them it cannot say.

    Parameters
    ----------
    names : list of mapping
    useprefix : bool
        The entry says that particles belong to the family name.

    Examples
    --------
    >>> to_names([{"family": "Askew", "given": "David"}, {"literal": "War and Peace Office"}])
    ('Askew, David and {War and Peace Office}', [])
    """
    written: list[str] = []
    lost: list[str] = []
    for place, name in enumerate(names if isinstance(names, list) else []):
        held = {part: clean(str(value)) for part, value in name.items() if part in _HELD}
        held = {part: value for part, value in held.items() if value.strip()}
        lost += [str(part) for part, value in name.items() if part not in _HELD or str(value) != held.get(part)]
        if held == OTHERS and place == len(names) - 1 and written:
            written.append("others")
        elif held:
            text, unsaid = _one(held, useprefix)
            written.append(text)
            lost += unsaid
    return " and ".join(written), list(dict.fromkeys(lost))


def prefixed(names: Any) -> set[bool]:
    """Return whether the particles of names belong to the family name: nothing where there are none."""
    found = [name for name in names if isinstance(name, dict)] if isinstance(names, list) else []
    stay = {True for name in found if name.get("non-dropping-particle")}
    return stay | {False for name in found if name.get("dropping-particle")}


def _one(name: dict[str, str], useprefix: bool) -> tuple[str, list[str]]:
    literal = name.pop("literal", "")
    if literal:
        return f"{{{to_latex(literal)}}}", list(name)
    family, given, suffix = (name.get(part, "") for part in ("family", "given", "suffix"))
    kinds = ("non-dropping-particle", "dropping-particle")
    particle = " ".join(name[kind] for kind in reversed(kinds) if kind in name)
    lost = [kind for kind in kinds if kind in name and (kind == kinds[1]) == useprefix]
    words = particle.split(" ") if particle else []
    if not all(_PARTICLE.fullmatch(word) and _lower(word) and word != "and" for word in words):
        lost += [kind for kind in kinds if kind in name]
        family, particle = " ".join(filter(None, [particle, family])), ""
    alone = not suffix and not particle and " " not in family and "{" not in _braced(family) and family != "others"
    if not family or not (given or alone):
        text = " ".join(part for part in (particle, given, family, suffix) if part)
        return f"{{{to_latex(text)}}}", [*lost, *name]
    last = f"{particle} {_braced(family)}" if particle else _braced(family)
    return ", ".join([last, *(_braced(part) for part in (suffix, given) if part)]), lost


def _braced(text: str) -> str:
    """Return a part of a name, in braces where it would be taken apart without them."""
    latex = to_latex(text)
    words = text.split(" ")
    first = words[0][:1]
    risky = "," in text or "and" in (word.lower() for word in words) or any(not _cased(word) for word in words)
    risky = risky or any(char.isspace() and char != " " for char in text)
    return f"{{{latex}}}" if risky or not first or "\\" in latex or "=" in text else latex


def _cased(word: str) -> bool:
    letter = next((char for char in word if char.isalpha()), "X")
    return not letter.islower()


def family_first(item: Mapping[str, Any]) -> dict[str, list[int]]:
    """Return where in an item names stand whose family name comes first, which no other format says."""
    found = {}
    for role in NAMES:
        people = item.get(role)
        places = [at for at, name in enumerate(people) if isinstance(name, Mapping) and name.get("static-ordering")
                  is True] if isinstance(people, list) else []  # fmt: skip
        if places:
            found[role] = places
    return found


def put_family_first(item: dict[str, Any], standing: object) -> None:
    """Mark the names that `family_first` has found."""
    for role, places in standing.items() if isinstance(standing, Mapping) else ():
        people: Any = item.get(role) if role in NAMES else None
        for at in places if isinstance(people, list) and isinstance(places, list) else ():
            if isinstance(at, int) and 0 <= at < len(people) and isinstance(people[at], dict):
                people[at]["static-ordering"] = True
