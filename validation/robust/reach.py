"""Which test runs which line, and how long it takes: what a mutant of that line has to pass.

Run as ``python -m validation.robust.reach FILE TESTS...`` in the folder of the repository.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import coverage
import pytest

SOURCE = Path("src") / "estimates"


class Contexts:
    """A plugin of pytest that names the running test to the measurement of coverage."""

    def __init__(self, measured: coverage.Coverage) -> None:
        self.measured = measured
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.failed: list[str] = []

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        name = item.nodeid.partition("[")[0]
        self.measured.switch_context(name)
        before = time.process_time()
        found = yield
        self.seconds[name] += time.process_time() - before
        self.measured.switch_context("")
        return found

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)


def reached(tests: list[str]) -> dict[str, Any]:
    """Run tests; return, for each file and line of the library, the tests that run it, and the seconds of each."""
    measured = coverage.Coverage(data_file=None, include=[f"{SOURCE}/*"], config_file=False)
    measured.start()
    plugin = Contexts(measured)
    pytest.main(["-q", "-p", "no:cacheprovider", *tests], plugins=[plugin])
    measured.stop()
    data = measured.get_data()
    names = sorted(plugin.seconds)
    number = {name: n for n, name in enumerate(names)}
    files = {}
    for file in data.measured_files():
        lines = data.contexts_by_lineno(file)
        files[str(Path(file).resolve().relative_to(Path.cwd()))] = {
            str(line): sorted(number[name] for name in contexts if name) for line, contexts in lines.items()
        }
    return {"tests": names, "seconds": [round(plugin.seconds[name], 3) for name in names], "lines": files,
            "failed": plugin.failed}  # fmt: skip


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(reached(sys.argv[2:])), encoding="utf-8")
