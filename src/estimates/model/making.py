"""Dossiers made in code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import attrs

from estimates.errors import ClaimError, listed, nearest, shown
from estimates.model.bias_notes import BiasNote
from estimates.model.claims import Claimant, Estimand, Estimate, Link
from estimates.model.dossiers import Dossier
from estimates.model.given import estimate_of
from estimates.model.ids import slug
from estimates.model.judgements import Judgements

_T = TypeVar("_T")
_ESTIMAND = tuple(str(field.alias) for field in attrs.fields(Estimand) if field.name not in ("label", "scenario"))
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
    **fields : str
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
    return attrs.evolve(found, bias_notes=notes, links=Judgements(links=tuple(links)).links_of([e.id for e in made]))


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
