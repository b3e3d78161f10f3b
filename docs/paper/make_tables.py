"""Make what paper.md shows, in the folder that is named (else beside this file): a picture, two tables, the works."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import matplotlib as mpl

import estimates as es


def make(folder: Path) -> None:
    """Write the picture in three formats, the tables in two, and the bibliography in CSL-JSON."""
    nanking = es.load("nanking-1937")
    deaths, garrison = nanking["combat-deaths"], nanking["garrison"]
    axes = es.plot_intervals(deaths, columns=("claimant", "axis", "words"))
    for ending in ("pdf", "png", "svg"):
        es.savefig(axes, folder / f"deaths.{ending}", licence=nanking.licence)
    for name, dossier in (("deaths", deaths), ("garrison", garrison)):
        (folder / f"{name}.tex").write_text(es.to_latex(dossier, label=f"tab:{name}"), encoding="utf-8")
        (folder / f"{name}.html").write_text(es.to_html(dossier), encoding="utf-8")
    works = [source.csl for source in es.sources(nanking)]
    (folder / "works.json").write_text(json.dumps(works, ensure_ascii=False, indent=2), encoding="utf-8")


if __name__ == "__main__":
    mpl.use("Agg")
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
