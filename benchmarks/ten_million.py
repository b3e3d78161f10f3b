"""Ten million claims from a table to tables: seconds of computing, and the most memory, written to TEN_MILLION.md."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SIZES = (1_000_000, 10_000_000)
TASKS = ("compare", "random-set", "envelope", "lognormal", "turnbull")
_ONE = """
import json, resource, sys, time
sys.path.insert(0, sys.argv[1])
import numpy as np, pandas as pd
import by_hand
import estimates as es

claims = by_hand.made(int(sys.argv[2]) // 6)
names = pd.Series([f"figure {g}" for g in range(int(claims.group.max()) + 1)], dtype="str")
table = pd.DataFrame({
    "figure": names.take(claims.group).reset_index(drop=True),
    "low": np.where(claims.low == 0, np.nan, claims.low), "high": np.where(np.isinf(claims.high), np.nan, claims.high),
})
del claims, names
start = time.process_time()
ledger = es.Ledger.from_frame(table, estimand="figure", low="low", high="high")
if sys.argv[3] != "ledger":
    es.to_frame(es.compare(ledger) if sys.argv[3] == "compare" else es.pool(ledger, sys.argv[3]))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([len(ledger), len(ledger.groups), time.process_time() - start, peak]))
"""


def measured(size: int, task: str) -> list[float]:
    """Return claims, figures, CPU seconds and megabytes of one task, in a process of its own."""
    command = [sys.executable, "-c", _ONE, str(HERE), str(size), task]
    found: list[float] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return found


def main() -> None:
    lines = [
        "# Ten million claims",
        "",
        "Made by `python benchmarks/ten_million.py`: a table of pandas to a ledger, and to the table of its answers, "
        "each task in a process of its own. CPU seconds of one thread from the table on; peak memory of the whole "
        "process, the table and the libraries included. Two thousand megabytes are the limit that we keep.",
        "",
        "| task | claims | figures | CPU seconds | peak memory |",
        "|---|---|---|---|---|",
    ]
    for task in ("ledger", *TASKS):
        for size in SIZES:
            claims, figures, seconds, megabytes = measured(size, task)
            name = "the ledger alone" if task == "ledger" else f"ledger and {task}"
            lines.append(f"| {name} | {claims:,} | {figures:,} | {seconds:.1f} | {megabytes:,.0f} MB |")
            print(lines[-1], flush=True)
    (HERE / "TEN_MILLION.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
