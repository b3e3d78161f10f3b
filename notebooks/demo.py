"""The main job on real data: execute the notebook, leave its pages, figures and table under build/, and say where."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbconvert import HTMLExporter

import estimates as es

HERE = Path(__file__).resolve().parent
BUILD = HERE.parent / "build"


def execute(path: Path) -> nbformat.NotebookNode:
    """Return the notebook executed afresh; figures that it saves land under build/."""
    notebook = nbformat.read(path, as_version=4)
    os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"  # the debugger's remark on frozen modules is not for the reader
    where = {"metadata": {"path": str(BUILD)}}
    client = NotebookClient(notebook, timeout=300, kernel_name="python3", resources=where)
    client.extra_arguments = ["--IPKernelApp.log_level=ERROR"]  # its remark on local sockets is not for the reader
    client.execute()
    return notebook


def main() -> int:
    """Make everything, and print the path of each file made."""
    BUILD.mkdir(exist_ok=True)
    for path in sorted(HERE.glob("*.ipynb")):
        print(f"running notebooks/{path.name}", flush=True)
        page, _ = HTMLExporter().from_notebook_node(execute(path))
        (BUILD / f"{path.stem}.html").write_text(page, encoding="utf-8")
    es.to_frame(es.load("nanking-1937")).to_csv(BUILD / "nanking_1937.csv", index=False)
    made = [f for f in sorted(BUILD.iterdir()) if f.suffix in (".html", ".pdf", ".svg", ".png", ".csv")]
    print("The contested figures of the Battle of Nanking, 1937:")
    for path in made:
        print(f"  {path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
