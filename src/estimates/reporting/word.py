"""A Word document of claims, or of what is computed from them, with real footnotes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from attrs import evolve

from estimates.citing import sources
from estimates.model.datasets import Dataset
from estimates.model.descriptions import headed
from estimates.model.dossiers import Dossier
from estimates.plotting import alt_text, caption, closed, plot_intervals
from estimates.reporting.manuscript import Manuscript
from estimates.reporting.rendering import reference_document, save, target_of
from estimates.tables import paper_table


def to_docx(
    x: Any,
    path: str | os.PathLike[str],
    *,
    style: str | os.PathLike[str] = "chicago-notes",
    picture: bool = False,
    reference: str | os.PathLike[str] | None = None,
) -> Path:
    """Write claims, or what is computed from them, as a Word document: the paper table with footnotes.

    Parameters
    ----------
    x : Dossier, Dataset, Comparison, Pooled, or whatever `to_html` takes
        Of a dataset, a chapter for each figure.
    path : str or path
        A ``.docx`` file; one that is there is replaced.
    style : str or path
        The citation style of the footnotes and of the bibliography, as for `cite`.
    picture : bool
        Whether the intervals are drawn, with caption and alternative text.
    reference : path, optional
        A Word document or template whose styles are used: its headings, captions, footnotes and page.

    Returns
    -------
    Path

    Raises
    ------
    FormatError
        If the path does not end in ``.docx``, there is no such style, or the template is no Word document.
    MissingExtraError
        If the citation engine is not installed.
    WriteError
        If the file cannot be written.

    See Also
    --------
    report : A whole report, also as HTML, PDF and Markdown.
    to_html, to_latex : The same table for other documents.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> import estimates as es
    >>> with TemporaryDirectory() as folder:
    ...     to_docx(es.load("nanking-1937")["garrison"], f"{folder}/garrison.docx").name
    'garrison.docx'
    """
    target, ending = target_of(path, "a Word document", (".docx",))
    template = reference_document(reference)
    text = Manuscript(style)
    if isinstance(x, Dataset):
        for dossier in x.values():
            text.heading(1, headed(dossier.estimand))
            _add(text, dossier, picture)
    else:
        _add(text, x, picture)
    works = sources(x)
    if works:
        text.heading(1, "Works")
        text.bibliography(works)
    return save(text, title_of(x), target, ending, template)


def title_of(x: Any) -> str:
    """Return the title of a document about something."""
    if isinstance(x, Dataset):
        return x.title or x.name
    dossier = x if isinstance(x, Dossier) else getattr(x, "dossier", None)
    return headed(dossier.estimand) if isinstance(dossier, Dossier) else "Claims"


def add_picture(text: Manuscript, dossier: Dossier) -> None:
    """Add the interval plot of a dossier."""
    judged = ("judged",) if any(dossier.notes_on(estimate) for estimate in dossier) else ()
    axes = plot_intervals(dossier, columns=("claimant", "axis", "words", *judged))
    with closed(axes.figure):
        text.picture(f"intervals-{len(text.pictures) + 1}", axes.figure, caption(axes), alt_text(axes))


def _add(text: Manuscript, x: Any, picture: bool) -> None:
    dossier = x if isinstance(x, Dossier) else getattr(x, "dossier", None)
    if picture and isinstance(dossier, Dossier) and len(dossier):
        add_picture(text, dossier)
    paper = paper_table(x)
    above = headed(dossier.estimand) if isinstance(x, Dossier) and dossier is not None else ""
    text.table(evolve(paper, caption="") if paper.caption == above else paper)  # the heading names it already
