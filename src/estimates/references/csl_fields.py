"""The variables of a CSL-JSON item: which are names, dates and texts, and which days a date may have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

NAMES = (
    "author", "chair", "collection-editor", "compiler", "composer", "container-author", "contributor", "curator",
    "director", "editor", "editorial-director", "editor-translator", "executive-producer", "guest", "host",
    "illustrator", "interviewer", "narrator", "organizer", "original-author", "performer", "producer", "recipient",
    "reviewed-author", "script-writer", "series-creator", "translator",
)  # fmt: skip
DATES = ("issued", "accessed", "original-date", "event-date", "available-date", "submitted")
TITLES = (
    "title", "title-short", "container-title", "container-title-short", "collection-title", "original-title",
    "volume-title", "part-title", "reviewed-title", "event-title",
)  # fmt: skip
TEXTS = (
    *TITLES, "abstract", "annote", "archive", "archive_collection", "archive_location", "archive-place", "authority",
    "call-number", "chapter-number", "citation-key", "citation-label", "citation-number", "collection-number",
    "dimensions", "division", "DOI", "edition", "event", "event-place", "first-reference-note-number", "genre", "ISBN",
    "ISSN", "issue", "journalAbbreviation", "jurisdiction", "keyword", "language", "license", "locator", "medium",
    "note", "number", "number-of-pages", "number-of-volumes", "original-publisher", "original-publisher-place", "page",
    "page-first", "part-number", "PMCID", "PMID", "printing-number", "publisher", "publisher-place", "references",
    "reviewed-genre", "scale", "section", "shortTitle", "source", "status", "supplement-number", "URL", "version",
    "volume", "year-suffix",
)  # fmt: skip
TYPES = (
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter",
    "classic", "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event",
    "figure", "graphic", "hearing", "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical", "personal_communication",
    "post", "post-weblog", "regulation", "report", "review", "review-book", "software", "song", "speech", "standard",
    "thesis", "treaty", "webpage",
)  # fmt: skip
# Negative years are years BC; nothing that was published or written is dated beyond these.
FIRST_YEAR, LAST_YEAR = -9999, 9999
_RESOLVER = re.compile(r"\A\s*(?:(?:https?://)?(?:www\.|dx\.)?doi\.org/|doi:\s*)+", re.IGNORECASE)
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # 29 February whatever the year: the calendar is not known


def bare_doi(text: str) -> str:
    """Return a DOI without the resolver's address before it, which a style writes itself.

    Examples
    --------
    >>> bare_doi("https://doi.org/10.1000/182"), bare_doi("doi: 10.1000/182"), bare_doi("10.1000/182")
    ('10.1000/182', '10.1000/182', '10.1000/182')
    """
    return _RESOLVER.sub("", text)


def date_faults(item: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield the impossible parts of an item's dates: the path within the item, the value, what is allowed.

    Examples
    --------
    >>> list(date_faults({"issued": {"date-parts": [[1937, 13]]}}))
    [('issued.date-parts[0][1]', '13', 'not a month; months are 1 to 12, seasons 21 to 24')]
    """
    for name in DATES:
        held = item.get(name)
        for place, parts in enumerate(held.get("date-parts", ()) if isinstance(held, dict) else ()):
            numbers = [int(part) for part in parts]
            for spot, rule in _impossible(numbers):
                yield f"{name}.date-parts[{place}][{spot}]", str(parts[spot]), rule


def _impossible(numbers: list[int]) -> Iterator[tuple[int, str]]:
    year, month, day = [*numbers, None, None][:3]
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        yield 0, f"not a year; years are {FIRST_YEAR} (BC) to {LAST_YEAR}"
    if month is not None and not (1 <= month <= 12 or (21 <= month <= 24 and day is None)):
        yield 1, "not a month; months are 1 to 12, seasons 21 to 24"
    longest = _LENGTHS[month - 1] if month is not None and 1 <= month <= 12 else 31
    if day is not None and not 1 <= day <= longest:
        yield 2, f"not a day of that month; its days are 1 to {longest}"
