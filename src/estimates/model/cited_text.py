"""Places in works as a cell or a user writes them: ``key[locator]``, several separated by ``;``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from estimates.errors import ClaimError, shown
from estimates.model.sources import Citation, Source

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


def places(cited: Cited | Iterable[Cited]) -> tuple[Citation, ...]:
    """Return places in works as a tuple, in order.

    Parameters
    ----------
    cited : Citation, Source, str, or iterable of them
        A text is ``key[locator]``, several separated by ``;``; a work is then known by its key alone.

    Raises
    ------
    ClaimError
        If something else is given.

    Examples
    --------
    >>> [str(place) for place in places("askew2003[173]; sun1997")]
    ['askew2003[173]', 'sun1997']
    """
    if isinstance(cited, tuple) and all(type(place) is Citation for place in cited):
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
        parts = map(key_and_locator, split_citations(one))
        return tuple(Citation(Source(key), locator) for key, locator in parts)
    raise ClaimError(f"{_ALLOWED} (got {shown(one)})")
