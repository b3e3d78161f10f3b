"""Works in CSL-JSON's fields, and places in them."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Container, Mapping
from functools import cached_property
from hashlib import sha256
from typing import Any, Final

from attrs import field, frozen

from estimates.errors import ClaimError, shown
from estimates.model.checks import typed
from estimates.model.markup import quoted_in, untagged

# What a note puts before the work that reports a claim, and before the one in which that was read.
REPORTED_IN, READ_IN = "as reported in", "as read in"
_FORBIDDEN_IN_KEY = re.compile(r"[\[\];\x00-\x1f]|^\s|\s$")


def frozen_json(value: Mapping[str, Any] | str) -> str:
    """Return a mapping as canonical JSON text, which cannot be changed behind a frozen type's back."""
    try:
        held = json.loads(value) if isinstance(value, str) else dict(value)
        if not isinstance(held, dict):
            raise TypeError
        return json.dumps(held, ensure_ascii=False, sort_keys=True, allow_nan=False)
    except (TypeError, ValueError, RecursionError):
        raise ClaimError(f"this must be a mapping of names to JSON values (got {shown(value)})") from None


def _without_id(value: Mapping[str, Any] | str) -> str:
    """The key is the item's id: kept once, so that the two cannot differ."""
    item = json.loads(frozen_json(value))
    return frozen_json({name: held for name, held in item.items() if name != "id"})


def _usable_key(source: Source, attribute: Any, value: str) -> None:
    if not isinstance(value, str) or not value or _FORBIDDEN_IN_KEY.search(value):
        allowed = "must not contain '[', ']' or ';', nor start or end with spaces"
        raise ClaimError(f"a source's key {allowed} (got {shown(value)})")


TEXT_SOURCE = "estimates-text-source"  # in a work's `custom`: its title is a reference in somebody's own words


@frozen(kw_only=True)
class LabelTexts:
    """The words of the short form of a work, as templates.

    Parameters
    ----------
    both, others : str
        Of ``{first}`` and ``{last}`` authors; of the ``{first}`` of more than three.
    quoted, about, before_christ : str
        Of a title or a date ``{x}``, and of a year ``{y}``.
    """

    both: str = "{first} and {last}"
    others: str = "{first} et al."
    quoted: str = "“{x}”"
    about: str = "c. {x}"
    before_christ: str = "{y} BC"


IN_ENGLISH: Final = LabelTexts()


@frozen
class Source:
    """A work, as a reference manager exports it.

    Parameters
    ----------
    key : str
        The citation key: ``askew2003``.
    csl : mapping
        The item in CSL-JSON's fields (what Zotero exports). A field that is not known is left out, never guessed.

    See Also
    --------
    Citation : A place in it.
    sources : The works on which anything rests.

    Examples
    --------
    >>> source = Source("askew2003", {"type": "article-journal", "author": [{"family": "Askew", "given": "David"}],
    ...                               "issued": {"date-parts": [[2003, 4, 15]]}})
    >>> source.label
    'Askew 2003'
    """

    key: str = field(validator=_usable_key)
    _csl: str = field(converter=_without_id, alias="csl", default="{}")

    @property
    def csl(self) -> dict[str, Any]:
        """The CSL-JSON item; a fresh copy, so that changing it changes nothing here."""
        return {"id": self.key, **json.loads(self._csl)}

    def __repr__(self) -> str:
        return f"<Source {self.key!r}: {self.label}>"

    @cached_property
    def is_text(self) -> bool:
        """Whether it is a reference as plain text, to which no work of a library belongs."""
        custom = self.csl.get("custom")
        return isinstance(custom, dict) and custom.get(TEXT_SOURCE) is True

    @property
    def in_own_words(self) -> bool:
        """Whether no style has a form for it, since nothing is known of it but words that name it, or its key."""
        return self.is_text or len(self.csl) == 1

    @cached_property
    def label(self) -> str:
        """The short author-date form: ``Askew 2003``; a work without author or editor goes by its title, or its key.

        A text source goes by its own words.
        """
        return self.called(IN_ENGLISH)

    def called(self, words: LabelTexts) -> str:
        """Return the label in a language of its own."""
        item = self.csl
        if self.is_text:
            return str(item.get("title") or self.key)
        title = quoted_in(words.quoted, untagged(str(item["title"]))) if item.get("title") else self.key
        who = _people(item.get("author") or item.get("editor") or [], words) or title
        year = _year(item.get("issued"), words)
        return f"{who} {year}" if year else who


def text_source(text: str, taken: Container[str] = ()) -> Source:
    """Return the source of a reference that is only known in somebody's words.

    Parameters
    ----------
    text : str
    taken : container of str
        Keys that other works have.

    Examples
    --------
    >>> source = text_source("Letter to the author, 3 May 1998")
    >>> source.key, source.label
    ('text-letter-to-the-author-3-may-1998', 'Letter to the author, 3 May 1998')
    """
    words = re.sub(r"\W+", "-", unicodedata.normalize("NFC", text).casefold()).strip("-_")
    if len(words) > 48:  # longer ones may begin alike
        words = f"{words[:40].strip('-_')}-{sha256(text.encode('utf-8', 'replace')).hexdigest()[:6]}"
    stem = key = f"text-{words or 'source'}"
    count = 1
    while key in taken:
        count += 1
        key = f"{stem}-{count}"
    return Source(key, {"type": "document", "title": text, "custom": {TEXT_SOURCE: True}})


def _people(names: list[dict[str, Any]], words: LabelTexts) -> str:
    families = [str(name.get("family") or name.get("literal") or name.get("given") or "") for name in names]
    families = [family for family in families if family]
    if len(families) > 3:
        return words.others.format(first=families[0])
    first, last = ", ".join(families[:-1]), "".join(families[-1:])
    return words.both.format(first=first, last=last) if first else last


def _year(issued: object, words: LabelTexts) -> str:
    """Return the year of a CSL date, in whichever of its three shapes it comes; BC years as historians write them."""
    if not isinstance(issued, dict):
        return ""
    parts = issued.get("date-parts")
    if parts and parts[0] and parts[0][0] not in (None, ""):
        years = list(dict.fromkeys(int(part[0]) for part in parts if part))
        text = "–".join(words.before_christ.format(y=-year) if year < 0 else str(year) for year in years)
        return words.about.format(x=text) if issued.get("circa") else text
    return str(issued.get("literal") or issued.get("raw") or "")


@frozen(field_transformer=typed)
class Citation:
    """A place in a work, perhaps read through another work.

    Parameters
    ----------
    source : Source or None
        The work that makes the claim. None when only the work where it was read is known.
    locator : str
        Where in it: ``173``, ``line 54``. Without a word, a number is a page.
    via : Citation or None
        The place where it was read, when that is another work.
    reported_in : Citation or None
        The place by which the claim is reported, when its author is not the claimant; with the place where that was
        read, if it is another.

    See Also
    --------
    Source : The work.
    cite : It as a note.

    Examples
    --------
    >>> print(Citation(Source("hata1993", {}), "12", via=Citation(Source("smith2001", {}), "34")))
    hata1993[12], via smith2001[34]
    """

    source: Source | None = None
    locator: str = ""
    via: Citation | None = None
    reported_in: Citation | None = None

    def __attrs_post_init__(self) -> None:
        if self.source is None and self.via is None and self.reported_in is None:
            raise ClaimError("a citation names the work, or the work through which it was read, or both")
        if self.source is None and self.locator:
            raise ClaimError(f"a locator is a place in a work, and none is named (got {shown(self.locator)})")

    @property
    def chain(self) -> tuple[Citation, ...]:
        """This place, those by which it is reported, and those through which it was read, in order."""
        further = [place for place in (self.reported_in, self.via) if place is not None]
        return (self, *(link for place in further for link in place.chain))

    @property
    def steps(self) -> tuple[tuple[str, Citation], ...]:
        """The named places of the chain, each with the words that precede it in a note; the first mostly has none.

        A work by which a claim is reported is not the claimant's: it comes after ``as reported in``, also where no
        other work is named.

        Examples
        --------
        >>> hata, askew, copy = (Citation(Source(key)) for key in ("hata", "askew", "copy"))
        >>> place = Citation(hata.source, reported_in=Citation(askew.source, via=copy))
        >>> [(words, str(step.source.key)) for words, step in place.steps]
        [('', 'hata'), ('as reported in', 'askew'), ('as read in', 'copy')]
        """
        own = (("", self),) if self.source is not None else ()
        reported = _led(REPORTED_IN, self.reported_in, READ_IN)
        return (*own, *reported, *_led(REPORTED_IN if own else "", self.via, READ_IN))

    @property
    def sources(self) -> tuple[Source, ...]:
        """The works of the chain, in order."""
        return tuple(place.source for place in self.chain if place.source is not None)

    def __repr__(self) -> str:
        return f"<Citation {self}>"

    def __str__(self) -> str:
        """Return ``key[locator]``, the form of a dataset's cells, with ``reported in`` and ``via`` where they are."""
        reported = f"reported in {self.reported_in}" if self.reported_in else ""
        return ", ".join(filter(None, [cell(self), reported, f"via {self.via}" if self.via else ""]))


def _led(words: str, place: Citation | None, further: str) -> tuple[tuple[str, Citation], ...]:
    """Return the steps of a place: the first after some words, those that go on from it after others."""
    steps = place.steps if place is not None else ()
    return tuple((further if at else words, step) for at, (_, step) in enumerate(steps))


def cell(citation: Citation) -> str:
    r"""Return one place as a dataset's cell holds it: ``key[locator]``; ``\`` and ``]`` in a locator are escaped.

    Examples
    --------
    >>> cell(Citation(Source("askew2003", {}), "p. 173; n. 2"))
    'askew2003[p. 173; n. 2]'
    """
    if citation.source is None:
        return ""
    locator = citation.locator.replace("\\", "\\\\").replace("]", "\\]")
    return f"{citation.source.key}[{locator}]" if locator else citation.source.key


def chained(
    own: tuple[Citation, ...], via: tuple[Citation, ...], reported_in: tuple[Citation, ...] = ()
) -> tuple[Citation, ...]:
    """Return the places of a claim, each with the place that reports it and the place through which it was read.

    Where there is one such place it is joined to every work; where there are several, which belongs to which is not
    known, and they follow as places of their own.
    """
    if reported_in:
        reports = chained(reported_in, via)
        if len(reports) == 1:
            return tuple(Citation(p.source, p.locator, reported_in=reports[0]) for p in own) or (
                Citation(None, reported_in=reports[0]),
            )
        return (*own, *(Citation(None, reported_in=place) for place in reports))
    if not own:
        return tuple(Citation(None, via=place) for place in via)
    if len(via) == 1:
        return tuple(Citation(place.source, place.locator, via[0]) for place in own)
    return (*own, *(Citation(None, via=place) for place in via))
