"""The clock of the benchmarks."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def seconds(task: Callable[[], object], repeats: int = 5) -> float:
    """Return the median time of a task, after one run to warm up."""
    task()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        task()
        times.append(time.perf_counter() - start)
    return statistics.median(times)
