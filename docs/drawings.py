"""The pictures of the site, drawn once.

A picture is kept in ``build/figures`` under a name made of all that it depends on: the code of the package, the files
of its dataset, the plot, and the library that draws. What has not changed is taken from there; the rest is drawn by
as many processes as the machine has cores.
"""

from __future__ import annotations

import hashlib
import json
import os
import warnings
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib as mpl

import estimates as es

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "build" / "figures"
DPI = 110

# For each plot, what it shows ("dossier" or "dataset") and the functions that are called on it, one after the other.
Step = tuple[str, dict[str, Any]]
PLOTS: dict[str, tuple[str, tuple[Step, ...]]] = {
    "intervals": ("dossier", (("plot_intervals", {}),)),
    "support": ("dossier", (("plot_support", {}),)),
    "timeline": ("dossier", (("plot_timeline", {}),)),
    "lineage": ("dossier", (("plot_lineage", {}),)),
    "bias": ("dossier", (("bias", {}), ("plot_bias", {}))),
    "bias_model": ("dataset", (("bias_model", {"anchor": "third party"}), ("plot_bias", {}))),
    "multiverse": ("dossier", (("multiverse", {}), ("plot_multiverse", {}))),
    "overview": ("dataset", (("plot_overview", {}),)),
    "judgements": ("dataset", (("plot_judgements", {}),)),
}


@dataclass(frozen=True)
class Drawing:
    """A plot of a dataset, or of its figure with the id `key`."""

    dataset: str
    key: str
    plot: str

    @property
    def code(self) -> str:
        """The code that draws it, as a reader would write it."""
        of, steps = PLOTS[self.plot]
        code = f'es.load("{self.dataset}")' + (f'["{self.key}"]' if of == "dossier" else "")
        for name, options in steps:
            code = f"es.{name}({', '.join([code, *(f'{each}={value!r}' for each, value in options.items())])})"
        return code

    def draw(self) -> Any:
        """Draw it: call what the code names."""
        of, steps = PLOTS[self.plot]
        shown: Any = _loaded(self.dataset)[self.key] if of == "dossier" else _loaded(self.dataset)
        for name, options in steps:
            shown = getattr(es, name)(shown, **options)
        return shown


@dataclass(frozen=True)
class Drawn:
    """A picture with its alternative texts: in a sentence or two, and whole."""

    file: Path
    short: str
    long: str

    @property
    def page(self) -> Path:
        """The same, interactive; made of interval plots only."""
        return self.file.with_suffix(".html")


def drawn(wanted: Iterable[Drawing]) -> Iterator[tuple[Drawing, Drawn]]:
    """Yield the pictures in the order in which they are wanted, without those that would have nothing to show."""
    jobs = list(wanted)
    KEPT.mkdir(parents=True, exist_ok=True)
    missing = [job for job in jobs if not _kept(job).with_suffix(".json").is_file()]
    with ProcessPoolExecutor(max_workers=max(1, min(os.cpu_count() or 1, len(missing)))) as workers:
        list(workers.map(_draw, missing, chunksize=4))
    current = {_kept(job).stem for job in jobs}
    for path in KEPT.iterdir():
        if path.stem not in current:
            path.unlink()
    for job in jobs:
        path = _kept(job)
        texts = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        if texts is not None:
            yield job, Drawn(path, *texts)


def _draw(job: Drawing) -> None:
    import matplotlib.pyplot as plt

    path = _kept(job)
    with warnings.catch_warnings(), mpl.rc_context({"figure.dpi": DPI, "savefig.dpi": "figure"}):
        warnings.simplefilter("ignore")
        try:
            ax = job.draw()
        except es.EstimatesError:  # the plot has nothing to show here, and says why
            texts = None
        else:
            texts = [" ".join(es.alt_text(ax, length=length).split()) for length in ("short", "long")]
            ax.figure.savefig(path)
            if job.plot == "intervals":
                es.interactive(ax).save(path.with_suffix(".html"))
            plt.close("all")
    path.with_suffix(".json").write_text(json.dumps(texts), encoding="utf-8")


@cache
def _loaded(name: str) -> es.Dataset:
    return es.load(name)


@cache
def _kept(job: Drawing) -> Path:
    key = hashlib.sha256("\0".join([_package(), _data(job.dataset), *astuple(job)]).encode()).hexdigest()
    return KEPT / f"{job.dataset}_{job.plot}_{key[:16]}.png"


@cache
def _package() -> str:
    files = [Path(__file__), *sorted(Path(es.__file__).parent.rglob("*.py"))]
    return f"{mpl.__version__} {_digest(files)}"


@cache
def _data(name: str) -> str:
    return _digest(sorted((ROOT / "datasets" / name).iterdir()))


def _digest(files: Iterable[Path]) -> str:
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()
