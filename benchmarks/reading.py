"""Reading, checking and citing large inputs: seconds and the most memory, each in a process of its own."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

ROWS = 20_000
CLAIMS = 100_000
HEADER = ["estimand", "claimant", "wording", "source"]
# What is measured: a name, the goal in seconds, what makes the input, and what is done with it.
CASES: dict[str, tuple[float, Callable[[Path], Path], str]] = {}
ABOUT = (
    "Large inputs, each in a process of its own, imports left out: seconds, and the most memory that the process took. "
    "The goals are those of a machine with two cores that does nothing else."
)
_ONE = """
import sys, time
import estimates as es
given, how = [sys.argv[1]], {}
if sys.argv[2] == "write":
    given = [es.read(sys.argv[1]), sys.argv[1] + "-written"]
elif sys.argv[2] == "bibliography":
    given, how = [list(es.read_csl(sys.argv[1]).values())], {"style": "apa"}
start = time.perf_counter()
getattr(es, sys.argv[2])(*given, **how)
took = time.perf_counter() - start
# Of this program alone: what getrusage tells begins with what its parent held.
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(took, int(peak.split()[1]) / 1024)
"""


def case(name: str, goal: float, verb: str) -> Callable[[Callable[[Path], Path]], Callable[[Path], Path]]:
    def add(make: Callable[[Path], Path]) -> Callable[[Path], Path]:
        CASES[name] = (goal, make, verb)
        return make

    return add


def table(path: Path, rows: Iterable[list[str]], header: list[str] = HEADER) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *rows])
    return path


@case("a sheet with 20,000 estimands, checked", 2, "check")
def many_estimands(folder: Path) -> Path:
    rows = ([f"figure {i}", f"Author {i % 900}", f"{i + 1_000:,}", "k[1]"] for i in range(ROWS))
    return table(folder / "estimands.csv", rows)


@case("20,000 rows of one claimant, checked", 2, "check")
def one_claimant(folder: Path) -> Path:
    return table(folder / "claimant.csv", (["losses", "A. Roe", f"{i + 1_000:,}", "k[1]"] for i in range(ROWS)))


@case("40,000 faulty rows, checked", 2, "check")
def faulty_rows(folder: Path) -> Path:
    rows = ([f"figure {i % 90}", f"Author {i % 900}", "no number at all", "k[1]"] for i in range(2 * ROWS))
    return table(folder / "faulty.csv", rows)


def many_claims(folder: Path) -> Path:
    """Make a dataset's folder of 100,000 claims, of which one in ten names an id that is not there where asked."""
    target = folder / "many"
    target.mkdir(exist_ok=True)
    figures = ([f"e{i}", f"Figure {i}", "killed"] for i in range(1_000))
    table(target / "estimands.csv", figures, ["id", "label", "measure"])
    table(target / "claimants.csv", ([f"c{i}", f"Author {i}", "scholar"] for i in range(500)), ["id", "name", "role"])
    rows = (
        [f"x{i}", f"e{i % 1_000}", f"c{i % 500}", f"{i + 1_000:,} to {2 * i + 2_000:,}", str(i + 1_000),
         str(2 * i + 2_000), "2001", f"k{i % 300}[{i % 400 + 1}]"]
        for i in range(CLAIMS)
    )  # fmt: skip
    table(target / "estimates.csv", rows, ["id", "estimand", "claimant", "wording", "low", "high", "claimed", "source"])
    works = [{"id": f"k{i}", "type": "book", "title": f"Work {i}"} for i in range(300)]
    (target / "sources.json").write_text(json.dumps(works), encoding="utf-8")
    names = ["estimands.csv", "claimants.csv", "estimates.csv", "sources.json"]
    resources = [{"name": Path(name).stem, "path": name} for name in names]
    (target / "datapackage.json").write_text(json.dumps({"name": "many", "resources": resources}), encoding="utf-8")
    return target


CASES["100,000 claims in a folder, checked"] = (2, many_claims, "check")
CASES["100,000 claims in a folder, read"] = (2, many_claims, "read")
CASES["100,000 claims in a folder, written"] = (4, many_claims, "write")


@case("20,000 slips among 20,000 ids, checked", 2, "check")
def slips(folder: Path) -> Path:
    target = many_claims(folder)
    rows = ([f"y{i}", f"e{i}x", f"c{i}", "5"] for i in range(ROWS))
    table(target / "estimates.csv", rows, ["id", "estimand", "claimant", "wording"])
    table(target / "claimants.csv", ([f"c{i}", f"Author {i}", "scholar"] for i in range(ROWS)), ["id", "name", "role"])
    return target


@case("bibliography of 5,000 works with 700 shared surnames, APA", 60, "bibliography")
def shared_surnames(folder: Path) -> Path:
    works = [
        {"id": f"k{i}", "type": "book", "title": f"Title number {i}", "publisher": "Press",
         "author": [{"family": f"Name{i % 700}", "given": f"A{i % 26}."}],
         "issued": {"date-parts": [[1900 + i % 120]]}}
        for i in range(5_000)
    ]  # fmt: skip
    path = folder / "works.json"
    path.write_text(json.dumps(works), encoding="utf-8")
    return path


def measured(make: Callable[[Path], Path], verb: str) -> tuple[float, float]:
    """Return the seconds and the megabytes of one call in a fresh process, imports included in the memory alone."""
    with tempfile.TemporaryDirectory() as folder:
        path = make(Path(folder))
        out = subprocess.run([sys.executable, "-c", _ONE, str(path), verb], capture_output=True, text=True, check=True)
    seconds, megabytes = map(float, out.stdout.split())
    return seconds, megabytes


def rows() -> list[tuple[str, str, str]]:
    """Return the rows of the table: what was done, its time and memory, and the goal."""
    found = []
    for name, (goal, make, verb) in CASES.items():
        seconds, megabytes = measured(make, verb)
        found.append((name, f"{seconds:.1f} s, {megabytes:.0f} MB", f"goal {goal:g} s"))
    return found


if __name__ == "__main__":
    began = time.perf_counter()
    for row in rows():
        print(*row, sep=" · ")
    print(f"{time.perf_counter() - began:.0f} s in all")
