"""Places in works as a cell or a user writes them: ``key[locator]``, several separated by ``;``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from estimates.errors import ClaimError, shown
from estimates.model.sources import Citation, Source, text_source

# A word without blanks and punctuation; a bracket that belongs to no locator is left to the reader of keys.
_KEY = re.compile(r"[^\s;,，、。：“”\"]+")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
Cited = Citation | Source | str


def split_citations(text: str) -> list[str]:
    r"""Return the citations of a text; a ``;`` within a locator separates nothing, ``\]`` does not end one.

    Raises
    ------
    ClaimError
        If a bracket is not closed, or is followed by something else than ``;``.

    Examples
    --------
    >>> split_citations("askew2003[173; 175]; sun1997")
    ['askew2003[173; 175]', 'sun1997']
    """
    parts, start, place, within = [], 0, 0, False
    while place < len(text):
        character = text[place]
        if within and character == "\\":
            place += 1
        elif character == "[" and not within:
            within = True
        elif character == "]" and within:
            within = False
            following = text[place + 1 :].lstrip()
            if following and not following.startswith(";"):
                raise ClaimError(
                    f"after a locator comes ';' or nothing; write a ']' within a locator as \\] (got {shown(text)})"
                )
        elif character == ";" and not within:
            parts.append(text[start:place])
            start = place + 1
        place += 1
    if within:
        raise ClaimError(f"a locator that begins with '[' ends with ']' (got {shown(text)})")
    parts.append(text[start:])
    return [part.strip() for part in parts if part.strip()]


def key_and_locator(part: str) -> tuple[str, str]:
    r"""Return the key and the locator of one citation.

    Examples
    --------
    >>> key_and_locator("askew2003[p. 173]"), key_and_locator("sun1997")
    (('askew2003', 'p. 173'), ('sun1997', ''))
    """
    key, bracket, rest = part.partition("[")
    key = key.strip()
    if not key or (bracket and not rest.endswith("]")) or "]" in key:
        raise ClaimError(f"a citation is key or key[locator] (got {shown(part)})")
    return key, re.sub(r"\\(.)", r"\1", rest[:-1]) if bracket else ""


def names_keys(text: str) -> bool:
    """Return whether a text consists of keys, ``askew2003[173]; sun1997``, rather than a reference as plain text.

    Examples
    --------
    >>> names_keys("askew2003[p. 173]; sun1997"), names_keys("Askew 2003, 173"), names_keys("https://example.org")
    (True, False, False)
    """
    outside = re.sub(r"\[(?:[^\[\]\\]|\\.)*\]", "", text)
    return all(_is_key(part.strip()) for part in outside.split(";") if part.strip())


def _is_key(text: str) -> bool:
    if not _KEY.fullmatch(text) or "://" in text or text.startswith(("10.", "doi:", "www.")):
        return False
    return not _HAN.search(text) or any(character.isdigit() for character in text)


def places(cited: Cited | Iterable[Cited]) -> tuple[Citation, ...]:
    """Return places in works as a tuple, in order.

    Parameters
    ----------
    cited : Citation, Source, str, or iterable of them
        A text is ``key[locator]``, several separated by ``;``; a work is then known by its key alone. Any other text
        (``Askew 2003, 173``) is a reference in words, and cited as it stands.

    Raises
    ------
    ClaimError
        If something else is given.

    Examples
    --------
    >>> [str(place) for place in places("askew2003[173]; sun1997")]
    ['askew2003[173]', 'sun1997']
    """
    if isinstance(cited, tuple) and (not cited or {Citation} == set(map(type, cited))):
        return cited
    if isinstance(cited, (Citation, Source, str)):
        cited = (cited,)
    if not isinstance(cited, Iterable):
        raise ClaimError(f"{_ALLOWED} (got {shown(cited)})")
    return tuple(place for one in cited for place in _places(one))


_ALLOWED = "places in works are citations, sources or text such as 'askew2003[173]'"


def _places(one: object) -> Iterable[Citation]:
    if isinstance(one, Citation):
        return (one,)
    if isinstance(one, Source):
        return (Citation(one),)
    if isinstance(one, str):
        if not names_keys(one):
            return (Citation(text_source(one)),)
        parts = map(key_and_locator, split_citations(one))
        return tuple(Citation(Source(key), locator) for key, locator in parts)
    raise ClaimError(f"{_ALLOWED} (got {shown(one)})")
