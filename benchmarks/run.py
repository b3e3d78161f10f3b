"""Ours beside a named peer, in one run on one machine: prints the table and writes RESULTS.md beside this file.

With the name of a part (`words`, `folders`, `figures`, `reading`) only its rows are measured anew.
"""

from __future__ import annotations

import csv
import importlib.metadata
import io
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import pandas as pd
import reading
import scale
from matplotlib.collections import LineCollection
from timing import paired, seconds

import estimates as es

HERE = Path(__file__).resolve().parent
SAVED: list[tuple[str, dict[str, Any]]] = [("pdf", {}), ("svg", {}), ("png", {"dpi": 100}), ("png", {"dpi": 300})]
# Phrases with a place for a number, so that every phrase of a run is a new one and no cache answers.
PHRASES = [
    ("{0:,} to {1:,}", None), ("about {0:,}", None), ("over {0:,}", None), ("up to {0:,}", None),
    ("less than {0:,}", None), ("{0:,}–{1:,}", None), ("between {0:,} and {1:,}", None), ("{0:,}", None),
    ("{0} million", None), ("no fewer than {0:,} men", None), ("etwa {0}", "de"), ("plus de {0}", "fr"),
    ("más de {0}", "es"), ("{0}人以上", "zh"), ("约{0}万", "zh"), ("{0}から{1}", "ja"),
]  # fmt: skip


def fresh(statement: str) -> float:
    """Return the median time of a statement in a fresh interpreter, less that of an empty one."""

    def run(code: str) -> float:
        return seconds(lambda: subprocess.run([sys.executable, "-c", code], check=True), repeats=7)

    return run(statement) - run("pass")


def importing() -> tuple[str, str, str]:
    ours, theirs = fresh("import estimates"), fresh("import pandas")
    return "import estimates", f"{ours * 1e3:.0f} ms", f"{ours / theirs:.2f} of `import pandas` ({theirs * 1e3:.0f} ms)"


def parsing() -> tuple[str, str, str]:
    """Phrases that differ in their numbers, each read once."""
    for text, lang in (("twenty thousand", "en"), ("二十万", "zh")):
        es.parse(text, lang)  # the libraries of number words are loaded
    phrases = [(text.format(i, 2 * i), lang) for i in range(1_001, 3_001) for text, lang in PHRASES]
    start = time.perf_counter()
    for text, lang in phrases:
        es.parse(text, lang)
    rate = len(phrases) / (time.perf_counter() - start)
    return "parse, 16 kinds of phrase", f"{rate:,.0f} phrases a second", "no peer reads open ranges"


def folder_of(claims: int, where: Path) -> Path:
    """Write a dataset with so many claims, as plain as a script would."""
    rows = [["id", "estimand", "claimant", "wording", "low", "high", "claimed", "source", "via", "note"]]
    for i in range(claims):
        low = 1000 + 7 * (i % 9973)
        rows.append([f"e{i}", f"f{i % (claims // 5)}", f"c{i % 50}", f"{low:,} to {2 * low:,}", str(low), str(2 * low),
                     f"{1900 + i % 100}", f"s{i % 200}[{i % 400}]", "", "made up"])  # fmt: skip
    tables = {
        "estimands": [["id", "label", "measure"], *([f"f{i}", f"Figure {i}", "killed"] for i in range(claims // 5))],
        "claimants": [["id", "name", "role"], *([f"c{i}", f"Author {i}", "scholar"] for i in range(50))],
        "estimates": rows,
    }
    where.mkdir()
    for name, table in tables.items():
        with (where / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(table)
    items = [{"id": f"s{i}", "type": "book", "title": f"Book {i}"} for i in range(200)]
    (where / "sources.json").write_text(json.dumps(items), encoding="utf-8")
    resources = [{"name": name, "path": f"{name}.csv"} for name in tables]
    resources.append({"name": "sources", "path": "sources.json"})
    (where / "datapackage.json").write_text(json.dumps({"name": "made", "resources": resources}), encoding="utf-8")
    return where


def loading(claims: int) -> tuple[str, str, str]:
    with tempfile.TemporaryDirectory() as scratch:
        folder = folder_of(claims, Path(scratch) / "made")
        ours = seconds(lambda: es.read(folder), repeats=3)
        theirs = seconds(lambda: [pd.read_csv(path) for path in folder.glob("*.csv")], repeats=3)
    told = f"{ours / theirs:.0f} x pandas.read_csv of the same files, which checks nothing"
    return f"read a folder of {claims:,} claims, with validation", f"{ours:.3f} s", told


def hundred() -> es.Dossier:
    """A dossier of 100 claims in four groups."""
    roles = ["scholar", "belligerent", "press", "tribunal"]
    book = es.Source("b", {"author": [{"family": "Author"}], "issued": {"date-parts": [[1999]]}})
    claims = []
    for i in range(100):
        who = es.Claimant(f"c{i}", f"Claimant number {i}", role=roles[i % 4])
        low = 10_000 + 431 * i
        shape = [es.between(low, low + 9_000), es.point(low), es.about(low), es.at_least(low)][i // 4 % 4]
        claims.append(es.Estimate(f"e{i}", who, shape, wording=str(shape), source=(es.Citation(book, str(i)),)))
    return es.Dossier(es.Estimand("made", "A made-up figure", measure="killed"), claims)


@dataclass
class Drawing:
    """All that a figure of ours shows as plain values: strings, marks and lines, where each stands."""

    size: tuple[float, float]
    box: tuple[float, ...]
    limits: tuple[float, ...]
    texts: list[tuple[float, float, str, dict[str, Any]]]
    marks: list[tuple[Any, Any, dict[str, Any]]]
    lines: list[tuple[Any, Any, Any]]


def drawing(axes: Any) -> Drawing:
    """Return what a script would hold that knows where everything goes."""
    figure = axes.figure
    figure.canvas.draw()
    whole, data = figure.transFigure.inverted(), axes.transData.inverted()
    texts = []
    for text in (*axes.texts, axes._left_title):
        x, y = whole.transform(text.get_transform().transform(text.get_position()))
        look = {"fontsize": text.get_fontsize(), "fontweight": text.get_fontweight(), "color": text.get_color(),
                "ha": text.get_ha()}  # fmt: skip
        texts.append((float(x), float(y), text.get_text(), look))
    marks = []
    for line in axes.lines:
        x, y = data.transform(line.get_transform().transform(line.get_xydata())).T
        kept = ("marker", "markersize", "color", "markerfacecolor", "markeredgecolor", "markeredgewidth")
        marks.append((x, y, {name: getattr(line, f"get_{name}")() for name in kept}))
    lines = []
    for found in axes.collections:
        moved = found.get_transform() - axes.transData
        segments = [moved.transform(segment) for segment in found.get_segments()]
        lines.append((segments, found.get_linewidths(), found.get_colors()))
    return Drawing(tuple(figure.get_size_inches()), axes.get_position().bounds, (*axes.get_xlim(), *axes.get_ylim()),
                   texts, marks, lines)  # fmt: skip


def bare(shown: Drawing, ending: str, settings: dict[str, Any]) -> None:
    """Draw the same marks and strings in the same places with bare matplotlib, and save them alike."""
    figure = plt.figure(figsize=shown.size)
    axes = figure.add_axes(shown.box)
    for segments, widths, colours in shown.lines:
        axes.add_collection(LineCollection(segments, linewidths=widths, colors=colours), autolim=False)
    for x, y, look in shown.marks:
        axes.plot(x, y, linestyle="none", clip_on=False, **look)
    axes.set(xlim=shown.limits[:2], ylim=shown.limits[2:], yticks=[])
    for x, y, text, look in shown.texts:
        figure.text(x, y, text, parse_math=False, **look)
    with plt.rc_context({"pdf.fonttype": 42, "svg.fonttype": "none"}):
        figure.savefig(io.BytesIO(), format=ending, **settings)
    plt.close(figure)


def plotting(ending: str, settings: dict[str, Any]) -> tuple[str, str, str]:
    dossier = hundred()
    columns = ("claimant", "role", "axis", "words", "source")
    shown = drawing(es.plot_intervals(dossier, columns=columns))
    plt.close("all")
    with tempfile.TemporaryDirectory() as scratch:

        def draw() -> None:
            axes = es.plot_intervals(dossier, columns=columns)
            es.savefig(axes.figure, Path(scratch) / f"made.{ending}", **settings)
            plt.close(axes.figure)

        ours, theirs, ratio = paired(draw, lambda: bare(shown, ending, settings))
    told = f"{ratio:.2f} x bare matplotlib with the same marks and strings, saved alike ({theirs:.2f} s)"
    dots = f", {settings['dpi']} dots an inch" if settings else ""
    return f"interval plot of 100 claims, four columns, {ending.upper()}{dots}", f"{ours:.2f} s of CPU", told


def table(rows: list[tuple[str, str, str]]) -> str:
    return "\n".join(["| task | ours | beside a peer |", "|---|---|---|", *(f"| {' | '.join(row)} |" for row in rows)])


def versions() -> str:
    """Return the versions of all that was measured, and which peers were not there."""
    told = []
    for name in ("numpy", "scipy", "pandas", "matplotlib", "dask", *scale.PEERS):
        try:
            told.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            told.append(f"{name} not installed")
    return ", ".join(told)


def renewed(text: str, rows: list[tuple[str, str, str]]) -> str:
    """Return the page with these rows in the place of those that told of the same task."""
    lines = text.split("\n")
    places = {line.split(" | ")[0]: number for number, line in enumerate(lines)}
    for row in rows:
        lines[places[f"| {row[0]}"]] = f"| {' | '.join(row)} |"
    return "\n".join(lines)


def only(what: str) -> int:
    """Measure one part anew, and put its rows in the place of the old ones in RESULTS.md."""
    path = HERE / "RESULTS.md"
    rows = PARTS[what]()
    path.write_text(renewed(path.read_text(encoding="utf-8"), rows), encoding="utf-8")
    print(table(rows))
    return 0


# What is measured anew by itself when its name is given.
PARTS: dict[str, Callable[[], list[tuple[str, str, str]]]] = {
    "words": lambda: [importing(), parsing()],
    "folders": lambda: [loading(2_000), loading(100_000)],
    "figures": lambda: [plotting(*how) for how in SAVED],
    "reading": reading.rows,
}


def main() -> int:
    if os.environ.get("OMP_NUM_THREADS") != "1":  # read when numpy is loaded: what is measured is one thread
        return subprocess.call([sys.executable, __file__, *sys.argv[1:]], env={**os.environ, **scale.ONE_THREAD})
    if sys.argv[1:]:
        return only(sys.argv[1])
    rows = [*PARTS["words"](), *PARTS["folders"](), *PARTS["figures"]()]
    text = (
        "# Benchmarks\n\nMade by `make bench`: the median of several runs after a first one, on one thread of one "
        "machine in one go. In the first table a ratio above 1 means that the peer is faster.\n\n"
        f"{table(rows)}\n\n## Comparing and pooling\n\n{scale.ABOUT}\n\n{table(scale.rows())}\n\n"
        f"## Reading\n\n{reading.ABOUT}\n\n{table(PARTS['reading']())}\n\n"
        f"Python {platform.python_version()}, {versions()}, {platform.system()} {platform.machine()}.\n"
    )
    (HERE / "RESULTS.md").write_text(text, encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
