"""Ids made of names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container


def slug(text: str) -> str:
    """Return text as a part of an id: small letters and digits, separated by hyphens.

    Examples
    --------
    >>> slug("Ikuhiko Hata"), slug("孙宅巍")
    ('ikuhiko-hata', '孙宅巍')
    """
    return re.sub(r"[^\w]+", "-", unicodedata.normalize("NFC", text).casefold()).strip("-")


def new_id(stem: str, taken: Container[str]) -> str:
    """Return an id that is not taken: the stem, or the stem with the first number that is free, from 2 on.

    Examples
    --------
    >>> new_id("hata", {"hata", "hata-2"})
    'hata-3'
    """
    name, count = stem, 1
    while name in taken:
        count += 1
        name = f"{stem}-{count}"
    return name
