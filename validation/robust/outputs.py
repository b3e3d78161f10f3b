"""Everything that the library makes of one dataset, as a hash of each, printed as JSON.

Run in a process of its own, in whatever surroundings: ``python -m validation.robust.outputs [--threads] [--short]``.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


SHORT = ("folder", "workbook.xlsx", "word.docx", "intervals.svg")


def _texts() -> dict[str, Callable[[], object]]:
    """Return what is text, each as a function that makes it."""
    import estimates as es

    dataset = es.load("nanking-1937")
    deaths = dataset["combat-deaths"]
    phrases = [line.split("\t") for file in sorted((ROOT / "tests" / "wording" / "phrases").glob("??.tsv"))
               for line in file.read_text(encoding="utf-8").splitlines()]  # fmt: skip

    def read(words: str) -> str:
        try:
            return repr(es.parse(words))
        except es.WordingError as error:
            return str(error)

    broken = {
        "estimand": ["x", "x", ""],
        "claimant": ["A", "B", "C"],
        "wording": ["5", "nine and", "7"],
        "low": [6, None, None],
    }
    return {
        "wordings": lambda: [read(words[0]) for words in phrases],
        "dossiers": lambda: [(str(d), d._repr_html_()) for d in dataset.values()],
        "faults": lambda: [str(fault) for fault in es.check(broken)],
        "comparison": lambda: (str(es.compare(deaths)), es.to_frame(es.compare(deaths)).to_csv()),
        "comparisons": lambda: es.to_frame(es.compare(dataset)).to_csv(),
        "pools": lambda: [(str(p), str(p.interval(0.9))) for p in (
            es.pool(deaths, method) for method in ("random-set", "turnbull", "lognormal", "envelope"))],
        "multiverse": lambda: es.to_frame(es.multiverse(deaths, coverages=(0.8,), factors=(1.25,))).to_csv(),
        "audit": lambda: (str(es.bias(deaths)), es.to_frame(es.bias(deaths)).to_csv()),
        "lineage": lambda: str(es.lineage(deaths)),
        "tensions": lambda: str(es.tensions(dataset)),
        "summary": lambda: str(es.summary(dataset)),
        "frame": lambda: es.to_frame(dataset).to_csv(),
        "tables": lambda: (es.to_html(deaths), es.to_latex(deaths)),
        "bibliography": lambda: [es.bibliography(dataset, style=s) for s in ("chicago-notes", "apa", "mla")],
        "notes": lambda: [es.notes(claim) for claim in deaths],
        "exports": lambda: (es.to_bibtex(dataset), str(es.to_csl(dataset)), es.to_ris(dataset)),
        "methods": lambda: es.methods(es.pool(deaths, "random-set"), style="apa"),
    }  # fmt: skip


def _files(folder: Path) -> dict[str, Callable[[], object]]:
    """Return what is written to files, each as a function that writes it."""
    from tests.made import dated

    import estimates as es

    dataset = es.load("nanking-1937")
    deaths = dataset["combat-deaths"]
    made_up = dated(30)
    plots = {"intervals": lambda: es.plot_intervals(deaths), "support": lambda: es.plot_support(deaths),
             "timeline": lambda: es.plot_timeline(made_up), "lineage": lambda: es.plot_lineage(made_up),
             "bias": lambda: es.plot_bias(es.bias(deaths))}  # fmt: skip
    made: dict[str, Callable[[], object]] = {
        "folder": lambda: es.write(dataset, folder / "folder"),
        "workbook.xlsx": lambda: es.write(dataset, folder / "workbook.xlsx"),
        "report.html": lambda: es.report(deaths, folder / "report.html"),
        "word.docx": lambda: es.to_docx(deaths, folder / "word.docx"),
    }
    for name, plot in plots.items():
        made[f"{name}.svg"] = partial(_saved, plot, folder / f"{name}.svg")
    for ending in ("pdf", "png"):
        made[f"intervals.{ending}"] = partial(_saved, plots["intervals"], folder / f"intervals.{ending}")
    return made


def _saved(plot: Callable[[], Any], path: Path) -> object:
    import estimates as es

    return es.savefig(plot(), path)


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def made(*, threads: bool = False, short: bool = False) -> dict[str, str]:
    """Make everything, and return the hash of each; in threads, all texts at once, three times.

    In `short`, no more than one file of each kind that is quickly made.
    """
    found: dict[str, str] = {}
    texts = _texts()
    if threads:
        several: dict[str, set[str]] = {name: set() for name in texts}

        def work() -> None:
            for name, make in texts.items():
                several[name].add(_hash(repr(make()).encode("utf-8", "surrogatepass")))

        workers = [threading.Thread(target=work) for _ in range(3)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        found |= {name: " or ".join(sorted(hashes)) for name, hashes in several.items()}
    else:
        found |= {name: _hash(repr(make()).encode("utf-8", "surrogatepass")) for name, make in texts.items()}
    with tempfile.TemporaryDirectory() as folder:
        for name, make in _files(Path(folder)).items():
            if not short or name in SHORT:
                make()
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file():
                found[str(path.relative_to(folder))] = _hash(path.read_bytes())
    return found


if __name__ == "__main__":
    print(json.dumps(made(threads="--threads" in sys.argv, short="--short" in sys.argv)))
