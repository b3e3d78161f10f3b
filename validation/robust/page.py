"""The page about robustness, written from what was measured."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1]
RESULTS, PAGE = FOLDER / "robustness.json", FOLDER / "robustness.md"
REASONS = Path(__file__).parent / "survivors.json"
LIMIT = 5  # seconds for one input

HEAD = """# Robustness: what was tried to break the library

Written by `make robust` from `robustness.json`, which holds what was measured; do not edit by hand. `make robust
SECONDS=600` measures it all anew, with ten minutes of processor time for each target of the fuzzing; tests repeat a
short form of each part on every run.
"""

FUZZING = """## Inputs that nobody would write

A fuzzer changes inputs without end and keeps those that reach new code. Whatever is given, the library answers or
refuses in its own words: no other exception, no warning, at most {limit} seconds of processor time for one input, and
no memory that one small input can make large. *Processor* is the processor time that a target was tried for,
*slowest* that of its slowest input, *memory* the peak of the whole process, most of which is the
libraries that it loads. Each target also checks what must hold: a reading is the same when it is written and read
again, `check` finds a fault exactly where `read` refuses, a table at scale loses no row.
"""

KILLS = """## Writers that are stopped

A writer is stopped before each of its calls of the operating system in turn: by an error (a full disk), by an
interruption (Ctrl-C), and by the end of the process; then writers are killed at moments drawn by chance. What lies
there afterwards is compared, byte by byte, with what lay there before and with what was to be written.
"""

BETWEEN = """A picture and the file beside it are two files, which no system replaces in one step. Between the two
renames, a process that ends leaves two generations side by side; the two are bound by a hash, and `read_picture`
refuses the pair. After an error or an interruption both are the former ones.
"""

MUTATION = """## Faults that tests should find

Small faults are put into the library one by one (a comparison, an operator, a condition, a constant, a returned value),
drawn by chance with the seed {seed}, and the tests that reach the changed line are run. A fault is killed when a
test fails. *Excused* are faults that change nothing that anybody can see, or that this system cannot run; they are
listed below with the reason. The score is the share killed of all others. *At first* are those killed when they were
drawn, where that was noted: what survived then is tried again beside the tests that were written for it, and counts as
killed where one of these fails.
"""

SAME = """## The same bytes

{outputs} outputs (readings of all phrases of the tests, tables, texts and notes, a dataset's folder and workbook, a
report, a document for Word, pictures in SVG, PDF and PNG) are made again in other surroundings and compared byte by
byte.
"""


def count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _measured_with(result: dict[str, Any]) -> str:
    return f"Measured with version {result['version']}, Python {result['python']}, {result['system']}."


def fuzzing(result: dict[str, Any]) -> list[str]:
    rows = sorted(result["measured"], key=lambda row: row["target"].casefold())
    lines = [
        FUZZING.format(limit=LIMIT),
        "| target | processor | inputs | slowest | memory | found |",
        "|---|---:|---:|---:|---:|---|",
    ]
    mended: list[str] = []
    for row in rows:
        kinds = Counter(found["kind"] for found in row["found"])
        found = ", ".join(f"{kind}: {number}" for kind, number in kinds.items()) or "nothing"
        mended += [f"* {row['target']}: {each['mended']}" for each in row["found"] if "mended" in each]
        lines.append(f"| {row['target']} | {row['processor_seconds']} s | {row['executions']:,} | "
                     f"{row['slowest']:.2f} s | {row['memory_peak'] / 2**20:.0f} MB | {found} |")  # fmt: skip
    if mended:
        lines += ["", "Found and mended since, each with a test:", "", *mended]
    remarks = [f"* {row['target']}: {row['remark']}" for row in rows if row.get("remark")]
    if remarks:
        lines += ["", "On memory:", "", *remarks]
    engines = ", ".join(sorted({row["engine"] for row in rows}))
    return [
        *lines,
        "",
        f"{_measured_with(result)} Engine: {engines}. {count(sum(r['executions'] for r in rows), 'input')} in all.",
        "",
    ]


def stopped(result: dict[str, Any]) -> list[str]:
    lines = [KILLS, "| written | stopped by | places | former | new | other |", "|---|---|---:|---:|---:|---|"]
    between = 0
    for row in result["measured"]:
        cases = [(name, found["calls"], found["found"]) for name, found in row["steps"].items()]
        random = row["random"]
        cases.append((f"killed at random ({random['killed']} before the end)", random["writers"], random["found"]))
        for name, places, found in cases:
            other = {kind: number for kind, number in found.items() if kind not in ("old", "new")}
            between += sum(other.values())
            said = "; ".join(f"{number}: {kind}" for kind, number in other.items())
            lines.append(
                f"| {row['name']} | {name} | {places} | {found.get('old', 0)} | {found.get('new', 0)} | {said} |"
            )
    return [*lines, "", *([BETWEEN] if between else []), _measured_with(result), ""]


def mutated(result: dict[str, Any]) -> list[str]:
    reasons = json.loads(REASONS.read_text(encoding="utf-8"))
    rooms = result["measured"]["rooms"]
    lines = [
        MUTATION.format(seed=result["measured"]["seed"]),
        "| part | faults | at first | killed | excused | missed | score |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    total: Counter[str] = Counter()
    listed = []
    for room, row in rooms.items():
        survivors = [(each, reasons.get(named(each), "")) for each in row["survivors"]]
        numbers = Counter(tried=row["tried"], killed=row["killed"], excused=sum(bool(why) for _, why in survivors))
        lines.append(_scored(room, numbers, row.get("at_first", "")))
        total += numbers
        listed += [_listed(each, why) for each, why in survivors]
    return [*lines, _scored("**all**", total), "", *listed, *([""] if listed else []), _measured_with(result), ""]


def _listed(survivor: dict[str, Any], why: str) -> str:
    file = survivor["file"].removeprefix("src/estimates/")
    text = f"`{file}`, `{survivor['text']}`: `{survivor['before']}` → `{survivor['after']}`"
    return f"* {text}: {why or 'no test found it'}"


def named(survivor: dict[str, Any]) -> str:
    """Return the name of a fault by its line and what it changes there, whichever number the line has."""
    return f"{survivor['file']}: {survivor['text']}: {survivor['before']} -> {survivor['after']}"


def _scored(name: str, numbers: Counter[str], at_first: int | str = "") -> str:
    rest = numbers["tried"] - numbers["excused"]
    score = f"{100 * numbers['killed'] / max(rest, 1):.0f} %"
    columns = [name, numbers["tried"], at_first, numbers["killed"], numbers["excused"], rest - numbers["killed"], score]
    return f"| {' | '.join(map(str, columns))} |"


def same(result: dict[str, Any]) -> list[str]:
    measured = result["measured"]
    lines = [SAME.format(outputs=measured["outputs"]), "| surroundings | outputs that differ |", "|---|---|"]
    lines += [f"| {name} | {', '.join(names) or 'none'} |" for name, names in measured["differ"].items()]
    inner = measured["subinterpreters"]
    lines += ["", "In a subinterpreter:", "", *(f"* {name}: {said}" for name, said in inner.items()), ""]
    return [*lines, _measured_with(result), ""]


def written(results: dict[str, Any]) -> str:
    """Return the page."""
    parts = {"fuzzing": fuzzing, "kills": stopped, "mutation": mutated, "sameness": same}
    lines = [HEAD]
    for name, write in parts.items():
        if name in results:
            lines += write(results[name])
    return "\n".join(lines)
