"""Contested historical figures as sourced, attributed ranges: compared, drawn, judged and cited."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from estimates.anchored import BiasModel as BiasModel
    from estimates.anchored import bias_model as bias_model
    from estimates.audit import BiasAudit as BiasAudit
    from estimates.audit import bias as bias
    from estimates.citations import Citation as Citation
    from estimates.citations import Source as Source
    from estimates.citing import bibliography as bibliography
    from estimates.citing import citation as citation
    from estimates.citing import cite as cite
    from estimates.citing import notes as notes
    from estimates.citing import sources as sources
    from estimates.claims import BiasNote as BiasNote
    from estimates.claims import Claimant as Claimant
    from estimates.claims import Estimand as Estimand
    from estimates.claims import Estimate as Estimate
    from estimates.claims import Link as Link
    from estimates.comparing import Comparison as Comparison
    from estimates.comparing import agreement as agreement
    from estimates.comparing import compare as compare
    from estimates.constraints import Tension as Tension
    from estimates.constraints import tensions as tensions
    from estimates.dates import Date as Date
    from estimates.descent import Lineage as Lineage
    from estimates.descent import lineage as lineage
    from estimates.dossiers import Dataset as Dataset
    from estimates.dossiers import Dossier as Dossier
    from estimates.errors import DatasetError as DatasetError
    from estimates.errors import EstimatesError as EstimatesError
    from estimates.errors import Fault as Fault
    from estimates.errors import RangeError as RangeError
    from estimates.errors import WordingError as WordingError
    from estimates.exchange import Library as Library
    from estimates.exchange import Omission as Omission
    from estimates.exchange import read_bibtex as read_bibtex
    from estimates.exchange import read_csl as read_csl
    from estimates.exporting import left_out as left_out
    from estimates.exporting import to_bibtex as to_bibtex
    from estimates.exporting import to_csl as to_csl
    from estimates.exporting import to_ris as to_ris
    from estimates.influence import leave_one_out as leave_one_out
    from estimates.ledger import Ledger as Ledger
    from estimates.partitions import partitioned as partitioned
    from estimates.plotting import alt_text as alt_text
    from estimates.plotting import caption as caption
    from estimates.plotting import plot_bias as plot_bias
    from estimates.plotting import plot_intervals as plot_intervals
    from estimates.plotting import plot_lineage as plot_lineage
    from estimates.plotting import plot_multiverse as plot_multiverse
    from estimates.plotting import plot_support as plot_support
    from estimates.plotting import plot_timeline as plot_timeline
    from estimates.plotting import savefig as savefig
    from estimates.pooling import multiverse as multiverse
    from estimates.pooling import pool as pool
    from estimates.ranges import Range as Range
    from estimates.ranges import about as about
    from estimates.ranges import at_least as at_least
    from estimates.ranges import at_most as at_most
    from estimates.ranges import between as between
    from estimates.ranges import less_than as less_than
    from estimates.ranges import more_than as more_than
    from estimates.ranges import point as point
    from estimates.reading import check as check
    from estimates.reading import datasets as datasets
    from estimates.reading import load as load
    from estimates.reading import read as read
    from estimates.scenarios import scenario as scenario
    from estimates.tables import to_frame as to_frame
    from estimates.tables import to_html as to_html
    from estimates.tables import to_latex as to_latex
    from estimates.wording import parse as parse
    from estimates.writing import write as write

__version__ = "0.1.0"

_ROOMS = {
    "anchored": ("BiasModel", "bias_model"),
    "audit": ("BiasAudit", "bias"),
    "citing": ("bibliography", "citation", "cite", "notes", "sources"),
    "claims": ("BiasNote", "Claimant", "Estimand", "Estimate", "Link"),
    "comparing": ("Comparison", "agreement", "compare"),
    "constraints": ("Tension", "tensions"),
    "dates": ("Date",),
    "descent": ("Lineage", "lineage"),
    "dossiers": ("Dataset", "Dossier"),
    "errors": (
        "ClaimError", "DatasetError", "DateError", "EstimatesError", "Fault", "LineageError", "PoolingError",
        "RangeError", "UnknownNameError", "WordingError",
    ),
    "exchange": ("Library", "Omission", "read_bibtex", "read_csl"),
    "exporting": ("left_out", "to_bibtex", "to_csl", "to_ris"),
    "influence": ("leave_one_out",),
    "ledger": ("Ledger",),
    "pooling": ("multiverse", "pool"),
    "partitions": ("partitioned",),
    "plotting": (
        "alt_text", "caption", "plot_bias", "plot_intervals", "plot_lineage", "plot_multiverse", "plot_support",
        "plot_timeline", "savefig",
    ),
    "ranges": ("Range", "about", "at_least", "at_most", "between", "less_than", "more_than", "point"),
    "reading": ("check", "datasets", "load", "read"),
    "scenarios": ("scenario",),
    "citations": ("Citation", "Source"),
    "tables": ("to_frame", "to_html", "to_latex"),
    "wording": ("parse",),
    "writing": ("write",),
}  # fmt: skip
_HOME = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = [*sorted(_HOME), "__version__", "kernels"]


def __getattr__(name: str) -> Any:
    if name == "kernels":
        return importlib.import_module("estimates.kernels")
    if name in _HOME:
        value = getattr(importlib.import_module(f"estimates.{_HOME[name]}"), name)
        globals()[name] = value
        return value
    from estimates.errors import nearest

    raise AttributeError(f"module 'estimates' has no attribute {name!r}{nearest(name, _HOME)}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME})
