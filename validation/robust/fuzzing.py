"""Inputs changed without end, guided by the code that they reach: whatever is not refused in our own words is found.

With atheris, the changes are guided by coverage; without it, the same targets are tried with changes made by chance,
and the result says so.
"""

from __future__ import annotations

import base64
import json
import math
import os
import random
import resource
import signal
import subprocess
import sys
import time
import traceback
import warnings
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 5.0  # seconds of processor time that one input may take
GROWTH = 256 * 2**20  # bytes by which one input may raise the peak of memory
KEPT = 20  # findings that are kept whole


class TooSlow(BaseException):
    """One input took longer than allowed."""


class Record:
    """What a run of one target has seen so far, written to its file from time to time."""

    def __init__(self, name: str, engine: str, file: Path) -> None:
        self.name, self.engine, self.file = name, engine, file
        self.executions, self.slowest, self.slowest_input = 0, 0.0, b""
        self.found: dict[str, dict[str, str]] = {}
        self.began, self.cpu = time.monotonic(), time.process_time()
        self.peak_before = peak()

    def processor(self) -> float:
        """Return the processor time spent since the target began, in seconds: what a busy machine gives varies."""
        return time.process_time() - self.cpu

    def note(self, kind: str, where: str, data: bytes, text: str) -> None:
        if where not in self.found and len(self.found) < KEPT:
            self.found[where] = {"kind": kind, "input": base64.b64encode(data).decode(), "text": text}

    def write(self) -> None:
        content: dict[str, Any] = {
            "target": self.name,
            "engine": self.engine,
            "seconds": round(time.monotonic() - self.began),
            "processor_seconds": round(self.processor()),
            "executions": self.executions,
            "slowest": round(self.slowest, 3),
            "slowest_input": base64.b64encode(self.slowest_input[:20_000]).decode(),
            "memory_at_start": self.peak_before,
            "memory_peak": peak(),
            "found": list(self.found.values()),
        }
        self.file.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def peak() -> int:
    """Return the greatest memory that this process has had so far, in bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def place_of(error: BaseException) -> str:
    """Return where an exception came from: its type and the last line of the library that it passed."""
    ours = [f for f in traceback.extract_tb(error.__traceback__) if f"{os.sep}estimates{os.sep}" in f.filename]
    frame = (ours or traceback.extract_tb(error.__traceback__))[-1]
    return f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}"


def _trace(error: BaseException) -> str:
    """Return the end of an exception's traceback, with paths from the repository or the installation on."""
    text = "".join(traceback.format_exception(error)).replace(f"{ROOT}{os.sep}", "")
    return text.replace(f"{sys.prefix}{os.sep}", "").replace(f"{sys.base_prefix}{os.sep}", "")[-3000:]


def tried(run: Any, data: bytes, record: Record) -> None:
    """Try one input, and note what it should not do."""
    before, memory = time.process_time(), peak()
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            run(data)
    except TooSlow as error:
        record.note("slow", place_of(error), data, _trace(error))
    except Exception as error:
        record.note("exception", place_of(error), data, _trace(error))
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    took = time.process_time() - before
    if peak() - memory > GROWTH and record.executions > 0:
        record.note("memory", f"memory +{(peak() - memory) >> 20} MB", data, "")
    if took > record.slowest:
        record.slowest, record.slowest_input = took, data
    record.executions += 1


def _late(_signal: int, _frame: object) -> None:
    raise TooSlow


def fuzz(name: str, seconds: float, file: Path, corpus: Path) -> None:
    """Fuzz one target in this process, which ends with it."""
    signal.signal(signal.SIGVTALRM, _late)
    try:
        import atheris
    except ImportError:
        by_chance(name, seconds, file)
        return
    with atheris.instrument_imports(include=["estimates"]):
        import estimates

        for public in estimates.__all__:
            getattr(estimates, public)
    from validation.robust.targets import TARGETS

    target = TARGETS[name]
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds()):
        (corpus / f"seed-{number:04d}").write_bytes(seed)
    words = corpus.with_suffix(".dict")
    words.write_text("".join(f'"{quoted(word)}"\n' for word in target.words), encoding="ascii")
    record, written = Record(name, f"atheris {version('atheris')}", file), time.monotonic()

    def one(data: bytes) -> None:
        nonlocal written
        tried(target.run, data, record)
        now = time.monotonic()
        done = record.processor() > seconds
        if done or now - written > 5:
            written = now
            record.write()
        if done:
            os._exit(0)

    # What takes too long, or too much memory, is noted by `tried`; the fuzzer's own limits would end the process.
    options = ["-max_len=6000", "-rss_limit_mb=0", "-timeout=100000", "-verbosity=0", "-detect_leaks=0"]
    atheris.Setup(["robust", *options, f"-dict={words}", str(corpus)], one)
    atheris.Fuzz()


def keep(corpus: Path, file: Path, most: int = 40) -> None:
    """Keep some of the inputs that reached new code as a test: short ones, of all lengths, in the same order always."""
    inputs = {path.read_bytes() for path in corpus.iterdir() if not path.name.startswith("seed-")}
    short = sorted((data for data in inputs if len(data) <= 1500), key=lambda data: (len(data), data))
    kept = short[:: max(1, len(short) // most)][:most]
    file.write_text(json.dumps([base64.b64encode(data).decode() for data in kept], indent=0) + "\n", encoding="ascii")


def by_chance(name: str, seconds: float, file: Path | None = None, most: float = math.inf) -> Record:
    """Try a target with changes made by chance, which is weaker: where the fuzzer cannot be installed, and in tests."""
    from validation.robust.targets import TARGETS

    target, chance = TARGETS[name], random.Random(name)
    record = Record(name, "changes by chance, without coverage", file or Path(os.devnull))
    seeds = target.seeds()
    while record.processor() < seconds and record.executions < most:
        tried(target.run, changed(chance.choice(seeds), chance, target.words, seeds), record)
    record.write()
    return record


def changed(seed: bytes, chance: random.Random, words: tuple[str, ...], seeds: list[bytes]) -> bytes:
    """Return an input with some of its bytes replaced, removed, repeated, or taken from another."""
    data = bytearray(seed)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data) + 1)
        piece = chance.choice(
            [
                chance.choice(words).encode(),
                bytes([chance.randrange(256)]),
                chance.choice(seeds)[at : at + 20],
                bytes(data[at : at + 9]),
                b"",
            ]
        )
        data[at : at + chance.choice([0, 0, 1, len(piece), 20])] = piece
    return bytes(data)


def quoted(word: str) -> str:
    """Return a word as the fuzzer's dictionaries have it."""
    plain = set(range(0x20, 0x7F)) - set(b'"\\')
    return "".join(chr(byte) if byte in plain else f"\\x{byte:02x}" for byte in word.encode())


def version(package: str) -> str:
    from importlib.metadata import version as installed

    return installed(package)


def all_targets(seconds: float, folder: Path, jobs: int) -> None:
    """Fuzz every target in a process of its own, some at a time; each leaves a file of results."""
    from validation.robust.targets import TARGETS

    folder.mkdir(parents=True, exist_ok=True)
    waiting, running = list(TARGETS), []
    while waiting or running:
        while waiting and len(running) < jobs:
            running.append(_begun(waiting.pop(0), seconds, folder))
        for process in [process for process in running if process.poll() is not None]:
            running.remove(process)
            if process.returncode:
                raise SystemExit(
                    f"{process.args} ended with {process.returncode}: {(folder / 'log.txt').read_text()[-2000:]}"
                )
        time.sleep(0.2)


def _begun(name: str, seconds: float, folder: Path) -> subprocess.Popen[bytes]:
    """Start to fuzz one target; its scratch is removed with the folder, whatever becomes of the process."""
    place = name.replace(" ", "_")
    (folder / f"{place}.scratch").mkdir(exist_ok=True)
    command = [sys.executable, "-m", "validation.robust.fuzzing", name, str(seconds), str(folder / f"{place}.json"),
               str(folder / place)]  # fmt: skip
    with (folder / "log.txt").open("ab") as log:
        return subprocess.Popen(
            command, stdout=log, stderr=log, env={**os.environ, "TMPDIR": str(folder / f"{place}.scratch")}
        )


if __name__ == "__main__":
    fuzz(sys.argv[1], float(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4]))
