"""Dossiers made in code, and datasets united."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import attrs

from estimates.errors import ClaimError, listed, nearest, shown
from estimates.model.claims import BiasNote, Claimant, Estimand, Estimate, Link
from estimates.model.datasets import Dataset
from estimates.model.dossiers import Dossier, concerning
from estimates.model.given import estimate_of
from estimates.model.ids import slug
from estimates.model.statements import statements_on

_T = TypeVar("_T")
_ESTIMAND = tuple(field.name for field in attrs.fields(Estimand) if field.name not in ("label", "scenario"))
Given = Estimate | tuple[Any, ...] | list[Any] | Mapping[str, Any]


def dossier(
    title: str | Estimand,
    claims: Iterable[Given] = (),
    *,
    bias_notes: Iterable[BiasNote] = (),
    links: Iterable[Link] = (),
    **fields: Any,
) -> Dossier:
    """Make a dossier of claims as they are typed: who, the words, where they are printed.

    Ids are made of the names, and the words are read. A name means one person throughout.

    Parameters
    ----------
    title : str or Estimand
        What the claims are about: its title, of which the id is made.
    claims : iterable
        Each a tuple ``(claimant, wording)`` or ``(claimant, wording, source)``, where a number or `Range` may stand for
        the wording; a mapping of field names to values, of the estimate (``wording``, ``claimed``, ``measure``,
        ``low``, ``high``), its claimant (``role``, ``side``, ``school``) and ``source``; or an `Estimate`. A source is
        ``"askew2003[173]"``, or names a work in its own words: ``"Askew 2003, 173"``.
    bias_notes : iterable of BiasNote
    links : iterable of Link
    **fields
        Other fields of the estimand: ``measure``, ``population``, ``side``, ``place``, ``period``, ``unit``.

    Returns
    -------
    Dossier

    Raises
    ------
    ClaimError
        If claims cannot be made of what is given; all of them are reported together.

    See Also
    --------
    read : Claims in a table.
    Dossier.with_claim : One claim more.

    Examples
    --------
    >>> import estimates as es
    >>> garrison = es.dossier(
    ...     "Garrison of Nanking",
    ...     [("David Askew", "73,790 to 81,500", "Askew 2003, 173"), ("Ikuhiko Hata", "100,000"),
    ...      {"claimant": "Tokushi Kasahara", "wording": "about 150,000", "claimed": "1995"}],
    ...     measure="strength",
    ... )
    >>> print(garrison)
    Garrison of Nanking
      David Askew: 73,790–81,500
      Ikuhiko Hata: 100,000
      Tokushi Kasahara: c. 150,000
    >>> garrison["hata"].id, garrison["askew"].source[0].source.label
    ('ikuhiko-hata-garrison-of-nanking', 'Askew 2003, 173')
    """
    estimand = _estimand(title, fields)
    if isinstance(claims, (str, Mapping)) or not isinstance(claims, Iterable):
        raise ClaimError(f"claims are a list of claims, each {_EXAMPLE} (got {shown(claims)})")
    taken: set[str] = set()
    people: dict[str, Claimant] = {}
    made: list[Estimate] = []
    faults: list[str] = []
    for number, given in enumerate(claims):
        try:
            made.append(estimate_of(given, estimand.id, taken, people))
        except ValueError as error:  # every error of ours here is one
            faults.append(f"claims[{number}]: {error}")
    if faults:
        raise ClaimError("\n  ".join([f"{len(faults)} of the claims cannot be read:", *faults]))
    found = Dossier(estimand, made)
    notes = tuple(bias_notes)
    return attrs.evolve(found, bias_notes=notes, links=concerning([e.id for e in made], tuple(links)))


_EXAMPLE = "('David Askew', '73,790 to 81,500', 'Askew 2003, 173')"


def _estimand(title: str | Estimand, fields: dict[str, Any]) -> Estimand:
    if isinstance(title, Estimand):
        return attrs.evolve(title, **fields) if fields else title
    if not isinstance(title, str) or not slug(title):
        raise ClaimError(f"a dossier begins with the title of what the claims are about (got {shown(title)})")
    for name in fields:
        if name not in _ESTIMAND:
            raise ClaimError(
                f"estimands have no field {name!r}{nearest(name, _ESTIMAND)}; they have {listed(_ESTIMAND)}"
            )
    return Estimand(**{"id": slug(title), **fields, "label": title})


def merge(*datasets: Dataset, name: str = "", title: str = "") -> Dataset:
    """Unite datasets: their figures, claims, claimants, judgements, links and works.

    What has the same id in several must be the same there. The claims on a figure that is in several are put together.

    Parameters
    ----------
    *datasets : Dataset
    name, title : str
        Of the result; by default the names and titles of the datasets, joined.

    Returns
    -------
    Dataset
        Its licence names that of each dataset.

    Raises
    ------
    ClaimError
        If two datasets have different things under one id; the message names both, and all such ids.

    See Also
    --------
    read : A dataset from a folder, table or workbook.
    Dataset.where, Dataset.without : Parts of a dataset.

    Examples
    --------
    >>> import estimates as es
    >>> both = es.merge(es.load("nanking-1937"), es.load("somme-1916"))
    >>> both.name, "garrison" in both
    ('nanking-1937-and-somme-1916', True)
    """
    if not datasets:
        raise ClaimError("merge unites two datasets or more, and none is given")
    for each in datasets:
        if not isinstance(each, Dataset):
            raise ClaimError(f"merge unites datasets (got {shown(each)}); read() makes one of a table or folder")
    clashes: list[str] = []
    people = _united("claimant", datasets, lambda d: d.claimants.items(), clashes)
    works = _united("source", datasets, lambda d: d.sources.items(), clashes)
    notes = _united("bias note", datasets, lambda d: ((n.id, n) for n in d.bias_notes), clashes)
    said = _united("statement", datasets, lambda d: ((s.id, s) for s in d.statements), clashes)
    figures = _united("estimand", datasets, _unbounded, clashes)
    claims = _united("estimate", datasets, _claims, clashes)
    if clashes:
        raise ClaimError("\n  ".join(["what has one id in several datasets must be the same there:", *clashes]))
    links = tuple(dict.fromkeys(link for each in datasets for link in each.links))
    schools = tuple(dict.fromkeys(school for each in datasets for school in each.assignments))
    dossiers = []
    for key, unbounded in figures.items():
        bounds = dict.fromkeys(name for each in datasets if key in each for name in each[key].estimand.at_most)
        estimand = attrs.evolve(unbounded, at_most=tuple(bounds))
        ours = [estimate for about, estimate in claims.values() if about == key]
        reaching = [note for note in notes.values() if any(note.reaches(e, estimand) for e in ours)]
        who = {estimate.claimant.id for estimate in ours}
        dossiers.append(Dossier(
            estimand, ours, reaching, concerning([e.id for e in ours], links),
            statements_on(estimand, ours, tuple(said.values())), [s for s in schools if s.claimant.id in who],
        ))  # fmt: skip
    return Dataset(
        name or "-and-".join(dict.fromkeys(each.name for each in datasets)), dossiers, tuple(works.values()),
        tuple(people.values()), tuple(notes.values()), links,
        title or "; ".join(dict.fromkeys(each.title or each.name for each in datasets)),
        licence=" and ".join(dict.fromkeys(each.licence for each in datasets if each.licence)),
        statements=tuple(said.values()), schools=schools,
    )  # fmt: skip


def _unbounded(dataset: Dataset) -> Iterator[tuple[str, Estimand]]:
    """Yield the estimands without what bounds them, which is put together."""
    yield from ((key, attrs.evolve(each.estimand, at_most=())) for key, each in dataset.items())


def _claims(dataset: Dataset) -> Iterator[tuple[str, tuple[str, Estimate]]]:
    for key, each in dataset.items():
        yield from ((estimate.id, (key, estimate)) for estimate in each)


def _united(what: str, datasets: Sequence[Dataset], of: Any, clashes: list[str]) -> dict[str, Any]:
    """Return the things of several datasets by id; for each id with different things a clash is added."""
    found: dict[str, tuple[Any, str]] = {}
    for each in datasets:
        for key, thing in of(each):
            known, where = found.setdefault(key, (thing, each.name))
            if known != thing:
                clashes.append(f"{what} {key!r} differs between {where!r} and {each.name!r}{_difference(known, thing)}")
    return {key: thing for key, (thing, _) in found.items()}


def _difference(a: Any, b: Any) -> str:
    """Return in which fields two things differ."""
    if isinstance(a, tuple):  # a claim with the id of its figure
        if a[0] != b[0]:
            return f": about {a[0]!r} and about {b[0]!r}"
        a, b = a[1], b[1]
    differ = []
    with contextlib.suppress(attrs.exceptions.NotAnAttrsClassError):
        differ = [f.name for f in attrs.fields(type(a)) if getattr(a, f.name) != getattr(b, f.name)]
    return f": {', '.join(name.lstrip('_') for name in differ)}" if differ else ""
