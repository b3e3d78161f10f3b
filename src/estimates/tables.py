"""Claims as data frames and HTML tables; the only room that imports pandas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from estimates.citations import cell
from estimates.claims import Estimate
from estimates.dossiers import Dataset, Dossier
from estimates.errors import ClaimError
from estimates.markup import html_table

if TYPE_CHECKING:
    import pandas as pd

_NUMBERS = ("low", "high", "best")
_FLAGS = ("approximate", "low_open", "high_open")


def to_frame(x: Any) -> pd.DataFrame:
    """Return claims as a data frame, one row a claim.

    Parameters
    ----------
    x : Dossier or Dataset

    Returns
    -------
    DataFrame
        The columns of a dataset's table of estimates, with ``claimant`` as the name, ``role``, ``side`` and ``school``
        of the claimant, ``kind`` and ``reading`` of the range, and ``judged``, the judgements that reach the claim.
        ``low``, ``high`` and ``best`` are nullable: ``<NA>`` is an end that no one has stated, not zero and not
        infinity.

    Examples
    --------
    >>> from estimates import load
    >>> to_frame(load("nanking-1937")["garrison"])[["claimant", "low", "high"]]
              claimant     low    high
    0      David Askew   73790   81500
    1     Ikuhiko Hata  100000  100000
    2  Tokushi Kasahara  150000  150000
    """
    import pandas as pd

    rows = [_row(estimate, dossier) for dossier, estimate in _claims(x)]
    names = list(rows[0]) if rows else ["id", "estimand", "claimant", *_NUMBERS]
    frame = pd.DataFrame({name: [row[name] for row in rows] for name in names}, dtype=object)
    whole = all(row[name] is None or isinstance(row[name], int) for row in rows for name in _NUMBERS)
    types = dict.fromkeys(_NUMBERS, "Int64" if whole else "Float64") | dict.fromkeys(_FLAGS, "bool")
    return frame.astype({name: types.get(name, "str") for name in names})


def to_html(x: Any) -> str:
    """Return claims as an HTML table: words beside numbers, judgements with whose they are, and the works.

    Every text of the data is escaped.

    Parameters
    ----------
    x : Dossier or Dataset

    Returns
    -------
    str
    """
    dossiers = (x,) if isinstance(x, Dossier) else tuple(x.values()) if isinstance(x, Dataset) else ()
    if not dossiers:
        raise ClaimError(f"a table is made of a dossier or a dataset (got {type(x).__name__})")
    return "\n".join(html_table(*dossier.table(), caption=dossier.estimand.title) for dossier in dossiers)


def _claims(x: Any) -> Iterator[tuple[Dossier, Estimate]]:
    if isinstance(x, Dossier):
        yield from ((x, estimate) for estimate in x)
    elif isinstance(x, Dataset):
        yield from ((dossier, estimate) for dossier in x.values() for estimate in dossier)
    else:
        raise ClaimError(f"a frame is made of a dossier or a dataset (got {type(x).__name__})")


def _row(e: Estimate, dossier: Dossier) -> dict[str, Any]:
    r, who = e.range, e.claimant
    return {
        "id": e.id, "estimand": dossier.estimand.id, "claimant": who.name, "role": who.role, "side": who.side,
        "school": who.school, "wording": e.wording, "reading": str(r), "kind": r.kind,
        "low": r.low, "high": r.high, "best": r.best,
        "approximate": r.approximate, "low_open": r.low_open, "high_open": r.high_open,
        "claimed": str(e.claimed or ""), "measure": e.measure or dossier.estimand.measure, "scope": e.scope,
        "scope_note": e.scope_note, "method": e.method, "standing": e.standing,
        "judged": "; ".join(map(str, dossier.notes_on(e))),
        "source": "; ".join(map(cell, e.source)), "via": "; ".join(map(cell, e.via)), "note": e.note,
    }  # fmt: skip
