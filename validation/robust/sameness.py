"""The same input gives the same bytes, whatever the surroundings of the process are."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
# How files are saved, and how numbers and times are written by others: none of it is the user's style of a picture.
RC = """
savefig.bbox: tight
savefig.dpi: 50
savefig.format: jpg
savefig.transparent: True
savefig.pad_inches: 3
svg.fonttype: path
svg.hashsalt: other
svg.image_inline: False
pdf.compression: 0
pdf.fonttype: 3
pdf.use14corefonts: True
ps.fonttype: 3
path.simplify: False
axes.formatter.use_locale: True
axes.formatter.limits: -1, 1
axes.formatter.useoffset: True
timezone: Asia/Tokyo
date.converter: concise
figure.max_open_warning: 1000
figure.autolayout: True
"""
THREADS = "three threads at once"


class Surroundings(NamedTuple):
    """What differs from the usual: variables of the environment, options of Python, and threads."""

    name: str
    environment: Mapping[str, str] = MappingProxyType({})
    options: tuple[str, ...] = ()
    threads: bool = False


ALL = (
    Surroundings("hash seed 1", {"PYTHONHASHSEED": "1"}),
    Surroundings("hash seed 4294967295", {"PYTHONHASHSEED": "4294967295"}),
    Surroundings("time zone of Tokyo", {"TZ": "Asia/Tokyo"}),
    Surroundings("time zone of St. John's", {"TZ": "America/St_Johns"}),
    Surroundings("locale C without UTF-8", {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    Surroundings("matplotlib's backend svg", {"MPLBACKEND": "svg"}),
    Surroundings("matplotlib's backend pdf", {"MPLBACKEND": "pdf"}),
    Surroundings("without assertions (-O)", options=("-O",)),
    Surroundings("without assertions and docstrings (-OO)", options=("-OO",)),
    Surroundings("another matplotlibrc for saving, numbers and times", {"MATPLOTLIBRC": "odd"}),
    Surroundings(THREADS, threads=True),
)
TOGETHER = Surroundings(
    "all of these together",
    {key: value for each in ALL for key, value in each.environment.items()},
    ("-OO",),
    threads=True,
)
USUAL = Surroundings("the usual", {"PYTHONHASHSEED": "0", "MPLBACKEND": "agg"})


def outputs(place: Surroundings, *, short: bool = False) -> dict[str, str]:
    """Return the hashes of all outputs in some surroundings, made by a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        odd = Path(folder) / "matplotlibrc"
        odd.write_text(RC, encoding="utf-8")
        path = os.pathsep.join([str(ROOT), str(ROOT / "src")])
        surroundings = {**os.environ, "PYTHONPATH": path, **USUAL.environment, **place.environment}
        if "MATPLOTLIBRC" in place.environment:
            surroundings["MATPLOTLIBRC"] = str(odd)
        given = [*(["--threads"] if place.threads else []), *(["--short"] if short else [])]
        command = [sys.executable, *place.options, "-m", "validation.robust.outputs", *given]
        done = subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{place.name}: {done.stderr[-2000:]}")
    found: dict[str, str] = json.loads(done.stdout)
    return found


def compared(places: tuple[Surroundings, ...] = (*ALL, TOGETHER), *, short: bool = False) -> dict[str, Any]:
    """Return how many outputs there are, and those that differ in each surroundings."""
    usual = outputs(USUAL, short=short)
    result: dict[str, Any] = {"outputs": len(usual), "differ": {}}
    for place in places:
        other = outputs(place, short=short)
        names = sorted(usual.keys() | other.keys())
        result["differ"][place.name] = [name for name in names if usual.get(name) != other.get(name)]
    return result


PATIENCE = 120  # seconds by the clock, for one subinterpreter
SUBINTERPRETER = """
import sys
sys.path[:0] = {path!r}
import estimates as es
assert str(es.parse("over 200,000")) == "> 200,000"
assert es.Date("1937-12").is_interval is False
try:
    {further}
except ImportError as error:
    lines = str(error).strip().splitlines()
    raise SystemExit(next((line for line in lines if "interpreter" in line), lines[-1]))
"""


def subinterpreter(further: str) -> str:
    """Return ``"works"`` if something can be done in a subinterpreter, or what hinders it."""
    code = f"""
import sys
try:
    import _interpreters as interpreters
except ImportError:
    import _xxsubinterpreters as interpreters
inner = interpreters.create()
outcome = interpreters.run_string(inner, {SUBINTERPRETER.format(path=sys.path, further=further)!r})
if outcome is not None:
    raise SystemExit(str(getattr(outcome, "formatted", outcome)))
print("works")
"""
    try:
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=PATIENCE,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return f"no end within {PATIENCE} seconds"
    lines = [line.strip() for line in done.stderr.splitlines() if line.strip()]
    said = next((line for line in lines if "interpreter" in line), lines[-1] if lines else "")
    said = said.rpartition("Warning: ")[2]
    if done.returncode == 0:
        return f"works; it is warned that {said}" if said else "works"
    return said or f"ended with {done.returncode}"
