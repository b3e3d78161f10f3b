"""Contested historical figures as sourced, attributed ranges: compared, drawn, judged and cited."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

from estimates.model import providers

__version__ = "0.2.0"

# Every public name, listed once; `make stub` writes `__init__.pyi`, which type checkers read, from this table.
_NAMES = {
    "analysis.bias.anchors": ("Anchors", "Dispersion"),
    "analysis.bias.audit": ("bias",),
    "analysis.bias.audit_results": ("AuditRow", "BiasAudit", "Contrast", "Single"),
    "analysis.bias.model": ("bias_model",),
    "analysis.bias.model_data": ("Claim", "Refused"),
    "analysis.bias.model_results": ("Adjusted", "AnchorSpread", "BiasModel", "Deviation", "Factor", "RoleEffect"),
    "analysis.bias.scenario": ("scenario",),
    "analysis.compare": ("agreement", "compare"),
    "analysis.comparison": ("Comparison", "Pair", "Region"),
    "analysis.convert": ("convert",),
    "analysis.drift": ("Drift", "drift"),
    "analysis.implied": ("Implied", "implied_bounds"),
    "analysis.leave_one_out": ("LeftOut", "LeftOuts", "leave_one_out"),
    "analysis.ledger_comparison": ("LedgerComparison",),
    "analysis.ledger": ("Ledger",),
    "analysis.lineage.derivation": ("Lineage", "lineage"),
    "analysis.lineage.suspicion": ("Suspicion",),
    "analysis.partitions": ("PartedResult", "partitioned"),
    "analysis.pooling": (
        "LedgerPool", "LinearPool", "LognormalPool", "Multiverse", "MultiverseRow", "Pooled", "RandomEffectsPool",
        "TurnbullPool", "multiverse", "pool",
    ),
    "analysis.selection": ("Selection",),
    "analysis.summary": ("FigureSummary", "Summary", "summary"),
    "analysis.tension_rows": ("JointTension", "ShareTension", "SumTension", "Tension", "Tensions"),
    "analysis.tensions": ("tensions",),
    "citing": ("bibliography", "citation", "cite", "notes", "sources"),
    "citing.sidecars": ("PictureRecord", "read_picture"),
    "citing.export": ("left_out", "to_bibtex", "to_csl", "to_ris"),
    "dataset.reading": ("check", "datasets", "load", "read"),
    "dataset.wikidata": ("read_wikidata",),
    "dataset.writing": ("write",),
    "errors": (
        "ClaimError", "DatasetError", "DateError", "EstimatesError", "Fault", "FormatError", "LineageError",
        "MissingExtraError", "Notice", "PoolingError", "RangeError", "UnknownNameError", "WordingError", "WriteError",
    ),
    "kernels.groups": ("ShapeError",),
    "kernels.random_set": ("Bounds",),
    "model.bias_notes": ("BiasNote",),
    "model.claims": ("Claimant", "Estimand", "Estimate", "Link"),
    "model.dates": ("Date",),
    "model.datasets": ("Dataset",),
    "model.dossiers": ("Dossier",),
    "model.faults": ("Faults",),
    "model.making": ("dossier",),
    "model.merging": ("merge",),
    "model.ranges": ("Range", "about", "at_least", "at_most", "between", "less_than", "more_than", "point"),
    "model.rows": ("Rows",),
    "model.source_matches": ("SourceMatch", "SourceMatches"),
    "model.sources": ("Citation", "Source"),
    "model.statements": ("School", "Statement"),
    "model.suppositions": ("Supposition",),
    "plotting.fitting": ("RoomWarning",),
    "plotting.font_metrics": ("FontWarning",),
    "plotting": (
        "FigureOptions", "Interactive", "alt_text", "caption", "interactive", "plot_bias", "plot_intervals",
        "plot_judgements", "plot_lineage", "plot_multiverse", "plot_overview", "plot_pages", "plot_support",
        "plot_timeline", "savefig",
    ),
    "reporting.chapters": ("report",),
    "reporting.methods_paragraph": ("MethodsParagraph", "methods"),
    "reporting.word": ("to_docx",),
    "references": ("Library", "Omission", "read_bibtex", "read_csl"),
    "tables": ("to_frame", "to_html", "to_latex"),
    "wording": ("parse", "reading"),
    "wording.readings": ("Part", "Reading"),
}  # fmt: skip
_HOME = {name: f"estimates.{module}" for module, names in _NAMES.items() for name in names}

__all__ = [*sorted(_HOME), "__version__", "kernels"]


def __getattr__(name: str) -> Any:
    if name == "kernels":
        return importlib.import_module("estimates.kernels")
    if name in _HOME:
        value = getattr(importlib.import_module(_HOME[name]), name)
        globals()[name] = value
        return value
    from estimates.errors import nearest

    raise AttributeError(f"module 'estimates' has no attribute {name!r}{nearest(name, _HOME)}")


def _later(module: str, name: str) -> Callable[..., Any]:
    def call(*about: Any, **more: Any) -> Any:
        return getattr(importlib.import_module(f"estimates.{module}"), name)(*about, **more)

    return call


providers.provide("statuses", _later("analysis.selection", "statuses"))
providers.provide("summary", _later("analysis.summary", "summary_of"))
providers.provide("facts", _later("model.descriptions", "facts"))
providers.provide("parse", _later("wording", "parse"))
providers.provide("separators", _later("wording.languages", "separators"))
providers.provide("version", lambda: __version__)


def __dir__() -> list[str]:
    return sorted(__all__)
