"""The clock of the benchmarks."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def paired(ours: Callable[[], object], theirs: Callable[[], object], repeats: int = 7) -> tuple[float, float, float]:
    """Return the median CPU seconds of two tasks run in turn, and the median of their ratios, pair by pair."""
    ours()
    theirs()
    pairs = []
    for _ in range(repeats):
        times = []
        for task in (ours, theirs):
            start = time.process_time()
            task()
            times.append(time.process_time() - start)
        pairs.append(times)
    mine, other = (statistics.median(column) for column in zip(*pairs, strict=True))
    return mine, other, statistics.median(a / b for a, b in pairs)


def seconds(task: Callable[[], object], repeats: int = 5) -> float:
    """Return the median time of a task, after one run to warm up."""
    task()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        task()
        times.append(time.perf_counter() - start)
    return statistics.median(times)
