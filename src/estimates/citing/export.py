"""The works behind anything as files for reference managers, LaTeX and library catalogues."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from estimates.citing import sources
from estimates.errors import FormatError, listed, nearest
from estimates.model.rows import Rows
from estimates.references.bibtex_writer import DIALECTS, bibtex_text
from estimates.references.library import Omission
from estimates.references.ris_writer import ris_text

_FORMATS = (*DIALECTS, "ris", "csl")


def to_csl(x: Any, path: str | os.PathLike[str] | None = None) -> list[dict[str, Any]]:
    """Return the works on which something rests as CSL-JSON items; nothing is lost.

    Parameters
    ----------
    x : Estimate, Citation, Source, Dossier, Dataset, Comparison, Pooled, Axes, Figure, or a sequence of these
        Of a dataset the works that its claims, judgements and links cite; all of its bibliography is
        ``dataset.sources.values()``.
    path : path, optional
        A ``.json`` file to write as well, whole or not at all.

    Returns
    -------
    list of dict
        An item a work, in the order in which they are met; `read_csl` returns the same works.

    See Also
    --------
    to_bibtex, to_ris : Other formats.
    left_out : What a format cannot hold.
    read_csl : The way back.

    Examples
    --------
    >>> from estimates import load
    >>> [item["id"] for item in to_csl(load("nanking-1937")["garrison"]["askew"])]
    ['askew2003', 'battle-of-nanking']
    """
    items = [work.csl for work in sources(x)]
    if path is not None:
        text = json.dumps(items, ensure_ascii=False, indent=2)
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:  # half of a pair of surrogates, which JSON holds in escapes alone
            text = json.dumps(items, indent=2)
        _written(text + "\n", path)
    return items


def to_bibtex(x: Any, dialect: str = "biblatex", *, path: str | os.PathLike[str] | None = None) -> str:
    r"""Return the works on which something rests as BibTeX, for LaTeX, JabRef or Zotero.

    Titles keep their capitals, names their script; LaTeX's special characters are escaped, so that no text runs. A
    remark (``%``) before an entry names what the dialect has no field for; `left_out` returns the same.

    Parameters
    ----------
    x : Estimate, Citation, Source, Dossier, Dataset, Comparison, Pooled, Axes, Figure, or a sequence of these
        As for `sources`.
    dialect : str
        ``biblatex``, whose dates are EDTF, so that years BC and approximate ones are exact; or ``bibtex`` for the old
        styles, which know a year and a month alone: there the exact date is added as ``date``.
    path : path, optional
        A ``.bib`` file to write as well, whole or not at all.

    Returns
    -------
    str
        An entry a work. Keys are what LaTeX can hold, each once; one that had to be changed is kept as ``csl-id``.

    Raises
    ------
    FormatError
        If there is no such dialect.

    See Also
    --------
    to_csl, to_ris : Other formats.
    left_out : What the format cannot hold.
    read_bibtex : The way back.

    Examples
    --------
    >>> from estimates import Source
    >>> print(to_bibtex(Source("doe480", {"type": "book", "title": "50% of an Invented Book",
    ...                                   "issued": {"date-parts": [[-480]], "circa": True}})))
    @book{doe480,
      title = {{50\% of an Invented Book}},
      date = {-0479~},
    }
    <BLANKLINE>
    """
    _known(dialect, DIALECTS, "dialect")
    text = bibtex_text(sources(x), dialect)[0]
    if path is not None:
        _written(text, path)
    return text


def to_ris(x: Any, path: str | os.PathLike[str] | None = None) -> str:
    r"""Return the works on which something rests as RIS, which most reference managers and catalogues read.

    What RIS has no tag for is kept in notes (``N1``) as ``original-date: 1937``, and `left_out` names it.

    Parameters
    ----------
    x : Estimate, Citation, Source, Dossier, Dataset, Comparison, Pooled, Axes, Figure, or a sequence of these
        As for `sources`.
    path : path, optional
        A ``.ris`` file to write as well, whole or not at all.

    Returns
    -------
    str
        A record a work, with the line ends that RIS prescribes (CR LF).

    See Also
    --------
    to_bibtex, to_csl : Other formats.
    left_out : What the format cannot hold.

    Examples
    --------
    >>> from estimates import load
    >>> to_ris(load("nanking-1937")["garrison"]).splitlines()[:3]
    ['TY  - JOUR', 'ID  - askew2003', 'AU  - Askew, David']
    """
    text = ris_text(sources(x))[0]
    if path is not None:
        _written(text, path)
    return text


def left_out(x: Any, format: str = "biblatex") -> Rows[Omission]:
    """Return what a format cannot hold of the works on which something rests, field by field, and what becomes of it.

    Parameters
    ----------
    x : anything with works
        As for `to_bibtex`.
    format : str
        ``biblatex``, ``bibtex``, ``ris``, or ``csl``, which holds everything.

    Returns
    -------
    tuple of Omission
        With the work's key, the CSL variable, its value, and why.

    Raises
    ------
    FormatError
        If there is no such format.

    See Also
    --------
    to_bibtex, to_csl, to_ris : The formats.
    read_bibtex : What a file of BibTeX holds.

    Examples
    --------
    >>> from estimates import Source
    >>> letter = Source("doe1937", {"type": "personal_communication", "archive_location": "Box 3"})
    >>> for omission in left_out(letter, "biblatex"):
    ...     print(omission)
    doe1937, archive_location: biblatex styles ignore it; kept as archive_location ('Box 3')
    """
    _known(format, _FORMATS, "format")
    if format == "csl":
        return Rows((), "omission")
    return Rows((ris_text(sources(x)) if format == "ris" else bibtex_text(sources(x), format))[1], "omission")


def _known(name: str, names: tuple[str, ...], what: str) -> None:
    if name not in names:
        hint = nearest(name, names) if isinstance(name, str) else ""
        raise FormatError(f"{what} is {listed(names)} (got {name!r}{hint})")


def _written(text: str, path: str | os.PathLike[str]) -> None:
    target = Path(path)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
