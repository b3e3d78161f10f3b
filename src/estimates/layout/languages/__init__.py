"""The languages of figures: one catalogue a language, which words all that a figure says."""

from __future__ import annotations

from typing import Any, Final, Literal, get_args

from estimates.errors import FormatError, listed, nearest
from estimates.layout.languages.catalogue import Catalogue
from estimates.layout.languages.de import GERMAN
from estimates.layout.languages.en import ENGLISH
from estimates.layout.languages.es import SPANISH
from estimates.layout.languages.fr import FRENCH
from estimates.layout.languages.ja import JAPANESE
from estimates.layout.languages.zh import CHINESE

Language = Literal["en", "de", "fr", "es", "zh", "ja"]
CATALOGUES: Final[dict[str, Catalogue]] = {
    catalogue.code: catalogue for catalogue in (ENGLISH, GERMAN, FRENCH, SPANISH, CHINESE, JAPANESE)
}
assert tuple(CATALOGUES) == get_args(Language), "each language that can be asked for has a catalogue"


def catalogue_of(code: Any) -> Catalogue:
    """Return the words of a language.

    Raises
    ------
    FormatError
        If there is no catalogue of that code.

    Examples
    --------
    >>> catalogue_of("en").number(1_500_000), catalogue_of("de").number(1_500_000)
    ('1,500,000', '1.500.000')
    """
    if not isinstance(code, str) or code not in CATALOGUES:
        hint = nearest(code, CATALOGUES) if isinstance(code, str) else ""
        raise FormatError(f"lang must be {listed(CATALOGUES)} (got {code!r}{hint})")
    return CATALOGUES[code]
