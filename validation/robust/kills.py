"""Writers that are stopped: before every call of the system in turn, and killed at moments drawn by chance.

Whatever is written, what lies there afterwards is what lay there before or what was to be written, whole.
"""

from __future__ import annotations

import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from attrs import evolve
from tests import faults
from tests.pictures import deaths

import estimates as es
from estimates.dataset import exchange
from estimates.model import files

STOPS = {
    "an error of the system": faults.full,
    "an interruption": faults.interrupted,
    "the end of the process": faults.killed,
}
SCRATCH = ".estimates-"
BETWEEN = "two generations side by side, which read_picture refuses"


class Work(NamedTuple):
    """Something that is written over what was there."""

    name: str
    write: Callable[[Path, bool], object]  # the former version, or the new one, into a folder
    place: faults.Place
    short: bool = False  # whether it is quickly made


def _dataset(new: bool) -> es.Dataset:
    return evolve(es.load("nanking-1937"), version="new" if new else "old")


def _folder(parent: Path, new: bool) -> object:
    return es.write(_dataset(new), parent / "made")


def _workbook(parent: Path, new: bool) -> object:
    return es.write(_dataset(new), parent / "made.xlsx", overwrite=True)


def _picture(ending: str, parent: Path, new: bool) -> object:
    from matplotlib import pyplot as plt

    axes = es.plot_intervals(deaths(), title="New" if new else "Old")
    try:
        return es.savefig(axes, parent / f"made.{ending}")
    finally:
        plt.close("all")


def _report(ending: str, parent: Path, new: bool) -> object:
    return es.report(deaths(), parent / f"made.{ending}", style="apa" if new else "chicago-notes")


def _word(parent: Path, new: bool) -> object:
    return es.to_docx(deaths(), parent / "made.docx", style="apa" if new else "chicago-notes")


WORKS = (
    Work("folder", _folder, (exchange, "_only_writer")),
    Work("workbook", _workbook, (files, "_beside"), short=True),
    Work("picture (.svg) with its works beside", partial(_picture, "svg"), (files, "_beside"), short=True),
    Work("picture (.pdf) with its works beside", partial(_picture, "pdf"), (files, "_beside")),
    Work("report (.html)", partial(_report, "html"), (files, "_beside")),
    Work("report (.docx)", partial(_report, "docx"), (files, "_beside")),
    Work("table in Word", _word, (files, "_beside"), short=True),
)


class Inspection:
    """What lies in a folder after each writer that was stopped, compared with the former and the new version."""

    def __init__(self, work: Work, parent: Path) -> None:
        self.work, self.parent = work, parent
        self.found: Counter[str] = Counter()
        self.scratch = 0
        self.ends = False  # whether the process of the writer ends, so that it cannot put anything right itself
        parent.mkdir()
        self.new, self.old = self._written(True), self._written(False)

    def _written(self, new: bool) -> dict[str, bytes]:
        """Return what lies there once a version is written, with a file of the user's own in a folder."""
        self._clear()
        self.work.write(self.parent, new)
        if self.work.name == "folder":
            (self.parent / "made" / "README.md").write_text("mine", encoding="utf-8")
        return self._content()

    def _clear(self) -> None:
        for path in self.parent.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    def __call__(self) -> None:
        content = self._content()
        self.found[self._state(content)] += 1
        self._restore()

    def _content(self) -> dict[str, bytes]:
        return {str(p.relative_to(self.parent)): p.read_bytes() for p in sorted(self.parent.rglob("*")) if p.is_file()}

    def _state(self, content: dict[str, bytes]) -> str:
        if self.work.name == "folder":  # what was left half-done beside the folder is taken into account by `read`
            read = es.read(self.parent / "made").version
            ours = {name: data for name, data in content.items() if name.startswith("made/")}
            former = {n.partition("/")[2]: d for n, d in content.items() if n.startswith(".made.former")}
            if not ours and not self.ends:
                return "moved aside, though the process went on"
            kept = ours or {f"made/{name}": data for name, data in former.items()}
            self.scratch += any(not name.startswith("made/") for name in content)
            return read if kept == {"old": self.old, "new": self.new}.get(read) else "neither"
        whole = {name: data for name, data in content.items() if not name.startswith(SCRATCH)}
        self.scratch += whole != content
        if whole in (self.old, self.new):
            return "old" if whole == self.old else "new"
        each = all(data in (self.old.get(name), self.new.get(name)) for name, data in whole.items())
        if each and whole.keys() == self.old.keys() and self.work.name.startswith("picture"):
            try:
                es.read_picture(self.parent / next(name for name in whole if not name.endswith(".json")))
            except es.DatasetError:
                return BETWEEN
        return "neither"

    def _restore(self) -> None:
        """Put the former version back, whatever lies there."""
        self._clear()
        for name, data in self.old.items():
            (self.parent / name).parent.mkdir(exist_ok=True)
            (self.parent / name).write_bytes(data)


def stopped(work: Work, seconds: float, *, every: bool) -> dict[str, Any]:
    """Stop one writer before each call in turn, in every way, then kill it at random for some seconds."""
    with tempfile.TemporaryDirectory(prefix="robust-") as parent:
        inspect = Inspection(work, Path(parent) / "place")
        result: dict[str, Any] = {"name": work.name, "steps": {}}
        for name, stop in STOPS.items():
            inspect.found.clear()
            inspect.ends = stop is faults.killed
            steps = faults.at_every_step(
                partial(work.write, inspect.parent, True), work.place, stop, inspect, every=every
            )
            result["steps"][name] = {"calls": steps, "found": dict(inspect.found)}
        inspect.found.clear()
        inspect.ends = True
        end, chance = time.monotonic() + seconds, random.Random(work.name)
        tries, reached = faults.at_random(
            partial(work.write, inspect.parent, True), work.place, inspect, lambda _: time.monotonic() > end, chance
        )
        result["random"] = {"writers": tries, "killed": reached, "found": dict(inspect.found)}
        inspect.work.write(inspect.parent, True)
        assert inspect._content() == inspect.new, f"{work.name}: what was left stays after the next writing"
        return result


def measured(seconds: float, names: tuple[str, ...] = (), *, every: bool = True) -> list[dict[str, Any]]:
    works = [work for work in WORKS if not names or work.name in names]
    return [stopped(work, seconds / len(works), every=every) for work in works]


def sound(result: dict[str, Any]) -> bool:
    """Whether nothing but the former and the new version was found; two generations only where a process was killed."""
    for name, found in [*result["steps"].items(), ("random", result["random"])]:
        allowed = {"old", "new"} | ({BETWEEN} if name in ("the end of the process", "random") else set())
        if not set(found["found"]) <= allowed:
            return False
    return True
