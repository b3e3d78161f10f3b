"""A report on contested figures in one document: for each the plot, the claims, and what is computed from them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import evolve

from estimates.analysis.compare import compare
from estimates.analysis.lineage.derivation import lineage
from estimates.analysis.pooling import Pooled, pool
from estimates.analysis.tension_rows import AnyTension, Tension
from estimates.analysis.tensions import tensions
from estimates.citing import sources
from estimates.citing.inlines import Node, words
from estimates.errors import ClaimError, EstimatesError, PoolingError
from estimates.model.claims import Estimate
from estimates.model.datasets import Dataset
from estimates.model.descriptions import headed, judged
from estimates.model.dossiers import Dossier
from estimates.model.guidance import got
from estimates.model.numbers import many
from estimates.reporting.manuscript import Manuscript
from estimates.reporting.methods_paragraph import methods, version
from estimates.reporting.rendering import reference_document, save, target_of
from estimates.reporting.word import add_picture, title_of
from estimates.tables import paper_table
from estimates.tables.claim_rows import counted

Pool = str | tuple[str, Mapping[str, Any]] | Pooled


def report(
    dataset_or_dossier: Dataset | Dossier,
    path: str | os.PathLike[str],
    *,
    style: str | os.PathLike[str] = "chicago-notes",
    pools: Sequence[Pool] | str = (),
    reference: str | os.PathLike[str] | None = None,
) -> Path:
    """Write all that the library knows of contested figures as one document, each number with its note.

    For each figure: what is counted, the interval plot, the table of claims, where claims agree and where they have no
    common value, tensions with other figures, judgements with whose they are, what rests on what, and the pools that
    were asked for, with their methods. The works follow.

    Parameters
    ----------
    dataset_or_dossier : Dataset or Dossier
    path : str or path
        ``.html`` and ``.docx`` hold everything in one file; so does ``.pdf``, set by Typst. ``.md`` has its pictures
        beside it. A file that is there is replaced.
    style : str or path
        The citation style of notes and bibliography, as for `cite`.
    pools : sequence of str, tuple or Pooled
        Methods of `pool`, by name or as ``("linear", {"coverage": 0.9, ...})``, computed for every figure; one that
        refuses says why.
    reference : path, optional
        For ``.docx``: a Word document whose styles are used.

    Returns
    -------
    Path

    Raises
    ------
    FormatError
        If the ending is none of these, or there is no such style.
    ClaimError
        If it is no dataset or dossier, or holds no claims.
    MissingExtraError
        If the citation engine, or for a PDF Typst, is not installed.

    See Also
    --------
    to_docx : The table of a paper in Word.
    methods : The methods paragraph of one result.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> import estimates as es
    >>> with TemporaryDirectory() as folder:
    ...     report(es.load("nanking-1937")["garrison"], f"{folder}/garrison.html", pools=["random-set"]).name
    'garrison.html'
    """
    if not isinstance(dataset_or_dossier, (Dataset, Dossier)):
        raise ClaimError(
            f"report() takes a dataset or a dossier {got(dataset_or_dossier)}; of a result of the library, to_docx() "
            "makes a document"
        )
    target, ending = target_of(path, "a report")
    template = reference_document(reference)
    text = Manuscript(style, spans=ending != ".md")
    asked = [pools] if isinstance(pools, (str, Pooled)) else list(pools)
    known = dataset_or_dossier
    dossiers = list(known.values()) if isinstance(known, Dataset) else [known]
    if not any(len(dossier) for dossier in dossiers):
        raise ClaimError("there is nothing to report: no figure has a claim")
    if isinstance(known, Dataset):
        _introduce(text, known)
    strained = tensions(known) if isinstance(known, Dataset) else ()
    for dossier in dossiers:
        if isinstance(known, Dataset):
            text.heading(1, headed(dossier.estimand))
        if len(dossier):
            _chapter(text, dossier, [t for t in strained if _figure(t) == dossier.estimand.id], asked)
        else:
            text.sentences("No claim is recorded.")
    text.heading(1, "Works")
    text.bibliography(sources(known))
    if text.literature:
        text.heading(2, "On the methods")
        text.bibliography(list(dict.fromkeys(text.literature)))
    text.heading(1, "About this report")
    text.sentences(f"Made with the Python library estimates, version {version()}. {_SIDES}")
    return save(text, title_of(known), target, ending, template)


_SIDES = (
    "Every number is a claim by the person or body named, read from the work in its note; the library takes no side, "
    "and judgements are those of the persons named."
)


def _introduce(text: Manuscript, dataset: Dataset) -> None:
    if dataset.description:
        text.sentences(dataset.description)
    figures, claims = len(dataset), sum(map(len, dataset.values()))
    about = [f"{many(figures, 'figure')}, {many(claims, 'claim')}"]
    about += [f"version {dataset.version}"] if dataset.version else []
    about += [f"licence {dataset.licence}"] if dataset.licence else []
    text.sentences(f"{'; '.join(about)}.")


def _chapter(text: Manuscript, dossier: Dossier, strained: Sequence[AnyTension], pools: Sequence[Pool]) -> None:
    what = _under_heading(counted(dossier.estimand), dossier)
    if what:
        text.sentences(what)
    add_picture(text, dossier)
    text.table(evolve(paper_table(dossier), caption="The claims, with their works in the notes"))
    _add_lines(text, "Agreement", _under_heading(str(_attempt(compare, dossier)), dossier))
    if strained:
        text.heading(2, "Tensions")
        text.items([*words(str(t)), *text.note(p for e in t.claims for p in e.citations)] for t in strained)
    if dossier.bias_notes:
        text.heading(2, "Judgements")
        text.items(_judgement(text, note, dossier) for note in dossier.bias_notes)
    if dossier.statements:
        text.heading(2, "Statements")
        text.items([*words(str(statement)), *text.note(statement.citations)] for statement in dossier.statements)
    if dossier.links:
        _lineage(text, dossier)
    if pools:
        text.heading(2, "Pooled")
        for asked in pools:
            _pool(text, dossier, asked)


def _under_heading(said: str, dossier: Dossier) -> str:
    """Return what is said of a figure without its name, which is the heading above."""
    return said.removeprefix(headed(dossier.estimand)).lstrip(".: ")


def _lineage(text: Manuscript, dossier: Dossier) -> None:
    """Add who rests on whom, each with a note on where it is said; who is set aside for it, the comparison says."""
    text.heading(2, "What rests on what")
    head, *lines = str(_attempt(lineage, dossier)).splitlines()
    text.sentences(f"{_under_heading(head, dossier)}.")
    links = [
        [*words(f"{_name(link.from_id, dossier)} {link.relation} {_name(link.to_id, dossier)}"),
         *text.note(link.source)] for link in dossier.links
    ]  # fmt: skip
    told = len(dict.fromkeys(dossier.links))  # lines of the links come first
    text.items([*links, *(words(line) for line in lines[told:] if not line.startswith("Set aside: "))])


def _figure(tension: AnyTension) -> str:
    """Return the figure under which a tension is reported: the smaller one, or that which is bound."""
    return tension.path[0].id if isinstance(tension, Tension) else tension.figure.id


def _judgement(text: Manuscript, note: Any, dossier: Dossier) -> list[Node]:
    about = ", ".join(e.claimant.name for e in dossier if note.reaches(e, dossier.estimand))
    quoted = f": “{note.wording}”" if note.wording else ""
    return [*words(f"{judged(note)}{quoted} (on {about})"), *text.note(note.citations)]


def _name(id: str, dossier: Dossier) -> str:
    found: Estimate | None = next((e for e in dossier if e.id == id), None)
    return str(found) if found is not None else f"“{id}”"


def _attempt(compute: Any, dossier: Dossier) -> Any:
    try:
        return compute(dossier)
    except EstimatesError as error:
        return error


def _add_lines(text: Manuscript, heading: str, result: str) -> None:
    """Add the text of a result, line by line, under a heading."""
    text.heading(2, heading)
    lines = [line.strip() for line in result.splitlines() if line.strip()]
    if lines:
        text.sentences(f"{lines[0]}.")
    text.items(words(line) for line in lines[1:])


def _pool(text: Manuscript, dossier: Dossier, asked: Pool) -> None:
    if isinstance(asked, Pooled):
        if asked.dossier.estimand.id == dossier.estimand.id:
            _pooled(text, asked)
        return
    method, assumptions = (asked, {}) if isinstance(asked, str) else asked
    try:
        found = pool(dossier, method, **assumptions)
    except PoolingError as error:
        text.sentences(f"{method}: no answer. {error}")
        return
    _pooled(text, found)


def _pooled(text: Manuscript, found: Pooled) -> None:
    lines = str(found).splitlines()
    text.sentences(f"{lines[0]}.", [place for estimate in found.used for place in estimate.citations])
    text.items(words(line.strip()) for line in lines[1:])
    said = methods(found, style="label")
    text.sentences(said)
    text.literature += said.sources
