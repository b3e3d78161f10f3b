"""Ours beside a named peer, in one run on one machine: prints the table and writes RESULTS.md beside this file."""

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
from pathlib import Path

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import pandas as pd
import reading
import scale
from matplotlib.collections import LineCollection
from timing import seconds

import estimates as es

HERE = Path(__file__).resolve().parent
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


def bare(dossier: es.Dossier, ending: str) -> bytes:
    """The same marks and strings with bare matplotlib: what a script would draw that knows where everything goes."""
    figure = plt.figure(figsize=(11, 26))
    axes = figure.add_axes((0.35, 0.05, 0.35, 0.9))
    lines, caps, dots, diamonds = [], [], [], []
    for row, estimate in enumerate(dossier):
        low, high = estimate.range.low, estimate.range.high
        if high is None or low != high:
            lines.append([(low, row), (high or 60_000, row)])
            caps.append((low, row))
        (diamonds if estimate.range.approximate else dots).append((low, row))
        texts = (estimate.claimant.name, estimate.claimant.role, str(estimate.range), es.cite(estimate))
        for x, text in zip((-0.9, -0.4, 1.05, 1.4), texts, strict=True):
            axes.text(x, row, text, transform=axes.get_yaxis_transform(), fontsize=9, parse_math=False)
    axes.add_collection(LineCollection(lines))
    for points, marker in ((caps, "|"), (dots, "o"), (diamonds, "D")):
        axes.scatter(*zip(*points, strict=True), marker=marker)
    axes.set_ylim(100, -1)
    out = io.BytesIO()
    figure.savefig(out, format=ending)
    plt.close(figure)
    return out.getvalue()


def plotting(ending: str) -> tuple[str, str, str]:
    dossier = hundred()
    with tempfile.TemporaryDirectory() as scratch:

        def draw() -> None:
            axes = es.plot_intervals(dossier)
            es.savefig(axes.figure, Path(scratch) / f"made.{ending}")
            plt.close(axes.figure)

        ours, theirs = seconds(draw), seconds(lambda: bare(dossier, ending))
    told = f"{ours / theirs:.2f} x bare matplotlib with the same marks and strings ({theirs:.2f} s)"
    return f"interval plot of 100 claims in groups, {ending.upper()}", f"{ours:.2f} s", told


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


def main() -> int:
    if os.environ.get("OMP_NUM_THREADS") != "1":  # read when numpy is loaded: what is measured is one thread
        return subprocess.call([sys.executable, __file__], env={**os.environ, **scale.ONE_THREAD})
    rows = [importing(), parsing(), loading(2_000), loading(100_000), plotting("pdf"), plotting("png")]
    text = (
        "# Benchmarks\n\nMade by `make bench`: the median of several runs after a first one, on one thread of one "
        "machine in one go. In the first table a ratio above 1 means that the peer is faster.\n\n"
        f"{table(rows)}\n\n## Comparing and pooling\n\n{scale.ABOUT}\n\n{table(scale.rows())}\n\n"
        f"## Reading\n\n{reading.ABOUT}\n\n{table(reading.rows())}\n\n"
        f"Python {platform.python_version()}, {versions()}, {platform.system()} {platform.machine()}.\n"
    )
    (HERE / "RESULTS.md").write_text(text, encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
