"""Check that notebooks are committed executed: ``python tools/notebooks.py FILE ...``."""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat


def unexecuted(path: Path) -> list[int]:
    """Return the numbers of the code cells that were not run, or not in order."""
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    return [n for n, cell in enumerate(cells, start=1) if cell.execution_count != n]


if __name__ == "__main__":
    faults = {name: cells for name in sys.argv[1:] if (cells := unexecuted(Path(name)))}
    for name, cells in faults.items():
        print(f"{name}: code cells {', '.join(map(str, cells))} were not run in order")
    sys.exit(bool(faults))
