"""Datasets united, with a way out where they differ."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Literal, TypeVar

import attrs

from estimates.errors import ClaimError, Notice, listed, shown
from estimates.model.claims import Estimand, Estimate
from estimates.model.datasets import Dataset
from estimates.model.dossiers import Dossier
from estimates.model.judgements import Judgements
from estimates.model.renaming import described, renamed

Thing = TypeVar("Thing")
Preference = Literal["first", "last"]
PREFERENCES: Final[tuple[Preference, ...]] = ("first", "last")


def merge(
    *datasets: Dataset, name: str = "", title: str = "", prefer: Preference | None = None,
    rename: Sequence[Mapping[str, str]] = (),
) -> Dataset:  # fmt: skip
    """Unite datasets: their figures, claims, claimants, judgements, links and works.

    What has the same id in several must be the same there. The claims on a figure that is in several are put together.

    Parameters
    ----------
    *datasets : Dataset
    name, title : str
        Of the result; by default the names and titles of the datasets, joined.
    prefer : {"first", "last"}, optional
        Whose description is taken of a claimant, work or figure that is in several datasets and differs there; each is
        named in the notices of the result. Claims and judgements are never chosen among.
    rename : sequence of mapping, optional
        New ids, one mapping a dataset, in their order: ``rename=[{}, {"hata": "hata-2"}]`` keeps both, as two. A
        claimant with two ids is two voices.

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
    datasets = _renamed(datasets, rename)
    datasets, notices = _described(datasets, prefer)
    clashes: list[str] = []
    people = _united("claimant", datasets, lambda d: d.claimants.items(), clashes)
    works = _united("source", datasets, lambda d: d.sources.items(), clashes)
    notes = _united("bias note", datasets, lambda d: ((n.id, n) for n in d.bias_notes), clashes)
    said = _united("statement", datasets, lambda d: ((s.id, s) for s in d.statements), clashes)
    figures = _united("estimand", datasets, _unbounded, clashes)
    claims = _united("estimate", datasets, _claims, clashes)
    if clashes:
        head = "what has one id in several datasets must be the same there:"
        raise ClaimError("\n  ".join([head, *clashes, _remedy(clashes, len(datasets))]))
    links = _in_a_row(each.links for each in datasets)
    schools = _in_a_row(each.assignments for each in datasets)
    grouped: dict[str, list[Estimate]] = {key: [] for key in figures}
    for about, estimate in claims.values():
        grouped[about].append(estimate)
    judgements = Judgements(tuple(notes.values()), links, tuple(said.values()), schools)
    dossiers = []
    for key, unbounded in figures.items():
        bounds = dict.fromkeys(name for each in datasets if key in each for name in each[key].estimand.at_most)
        estimand = attrs.evolve(unbounded, at_most=tuple(bounds))
        ours = grouped[key]
        dossiers.append(Dossier(estimand, ours, **judgements.about(estimand, ours)))
    return Dataset(
        name or "-and-".join(dict.fromkeys(each.name for each in datasets)), dossiers, tuple(works.values()),
        tuple(people.values()), tuple(notes.values()), links,
        title or "; ".join(dict.fromkeys(each.title or each.name for each in datasets)),
        licence=" and ".join(dict.fromkeys(each.licence for each in datasets if each.licence)),
        statements=tuple(said.values()), schools=schools, notices=(*notices, *(n for d in datasets for n in d.notices)),
    )  # fmt: skip


def _in_a_row(rows: Iterable[tuple[Thing, ...]]) -> tuple[Thing, ...]:
    """Return the rows of several tables; one that an earlier table holds is not repeated, one's own repeats stay."""
    found: list[Thing] = []
    for table in rows:
        known = set(found)
        found += [row for row in table if row not in known]
    return tuple(found)


def _remedy(clashes: Sequence[str], count: int) -> str:
    """Return what the user can do about things that differ under one id."""
    name = clashes[0].split("'")[1]
    ids: list[dict[str, str]] = [{}] * (count - 1) + [{name: f"{name}-{count}"}]
    ways = [f"rename={ids} keeps both, as two"]
    if any(clash.startswith(("claimant", "source", "estimand")) for clash in clashes):
        ways.insert(0, "prefer='first' or prefer='last' takes one description of a claimant, source or estimand")
    return f"{'; '.join(ways)}; or mend the dataset that is wrong"


def _renamed(datasets: tuple[Dataset, ...], rename: Sequence[Mapping[str, str]]) -> tuple[Dataset, ...]:
    if not rename:
        return datasets
    if isinstance(rename, Mapping) or len(rename) != len(datasets):
        raise ClaimError(
            f"rename is a list with a mapping of ids for each of the {len(datasets)} datasets, in their order: "
            f"{[{}] * (len(datasets) - 1) + [{'hata': 'hata-2'}]} (got {shown(rename)})"
        )
    return tuple(renamed(each, names) for each, names in zip(datasets, rename))


def _described(datasets: tuple[Dataset, ...], prefer: Preference | None) -> tuple[tuple[Dataset, ...], list[Notice]]:
    """Return the datasets with one description of each claimant, work and figure, and which were chosen."""
    if prefer is None:
        return datasets, []
    if prefer not in PREFERENCES:
        raise ClaimError(f"prefer is {listed(PREFERENCES)} (got {shown(prefer)})")
    parts: dict[str, Callable[[Dataset], Iterable[tuple[str, Any]]]] = {
        "claimant": lambda d: d.claimants.items(), "source": lambda d: d.sources.items(), "estimand": _unbounded,
    }  # fmt: skip
    chosen: dict[tuple[type, str], Any] = {}
    said: dict[str, None] = {}
    ordered = list(zip(datasets, _names(datasets)))[:: 1 if prefer == "first" else -1]
    for what, of in parts.items():
        whose: dict[str, str] = {}
        for each, name in ordered:
            for key, thing in of(each):
                known = chosen.setdefault((type(thing), key), thing)
                whose.setdefault(key, name)
                if known != thing:
                    differ = _difference(known, thing)
                    said[f"{what} {key!r} is described as in {whose[key]}, not as in {name}{differ}"] = None
    things = {at: thing for at, thing in chosen.items() if at[0] is not Estimand}
    figures = {key: thing for (kind, key), thing in chosen.items() if kind is Estimand}
    made = [described(each, things | _bounded(each, figures)) for each in datasets]
    return tuple(made), [Notice("merge", None, "", "", text) for text in said]


def _bounded(dataset: Dataset, figures: Mapping[str, Estimand]) -> dict[tuple[type, str], Any]:
    """Return the chosen descriptions of a dataset's figures, each with what bounds the figure there."""
    return {(Estimand, key): attrs.evolve(figures[key], at_most=each.estimand.at_most) for key, each in dataset.items()}


def _names(datasets: Sequence[Dataset]) -> list[str]:
    """Return the names of datasets for messages; where several have one name, with their numbers."""
    names = [each.name for each in datasets]
    return [
        f"{name!r} (number {place})" if names.count(name) > 1 else repr(name) for place, name in enumerate(names, 1)
    ]


def _unbounded(dataset: Dataset) -> Iterator[tuple[str, Estimand]]:
    """Yield the estimands without what bounds them, which is put together."""
    yield from ((key, attrs.evolve(each.estimand, at_most=())) for key, each in dataset.items())


def _claims(dataset: Dataset) -> Iterator[tuple[str, tuple[str, Estimate]]]:
    for key, each in dataset.items():
        yield from ((estimate.id, (key, estimate)) for estimate in each)


def _united(what: str, datasets: Sequence[Dataset], of: Any, clashes: list[str]) -> dict[str, Any]:
    """Return the things of several datasets by id; for each id with different things a clash is added."""
    found: dict[str, tuple[Any, str]] = {}
    for each, name in zip(datasets, _names(datasets)):
        for key, thing in of(each):
            known, where = found.setdefault(key, (thing, name))
            if known != thing:
                clashes.append(f"{what} {key!r} differs between {where} and {name}{_difference(known, thing)}")
    return {key: thing for key, (thing, _) in found.items()}


def _difference(a: Any, b: Any) -> str:
    """Return in which fields two things differ."""
    if isinstance(a, tuple):  # a claim with the id of its figure
        if a[0] != b[0]:
            return f": about {a[0]!r} and about {b[0]!r}"
        a, b = a[1], b[1]
    differ = []
    with contextlib.suppress(attrs.exceptions.NotAnAttrsClassError):
        fields = [(str(f.alias), f.name) for f in attrs.fields(type(a))]
        differ = [alias for alias, name in fields if getattr(a, name) != getattr(b, name)]
    return f": {', '.join(differ)}" if differ else ""
