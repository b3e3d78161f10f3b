"""Compile tables of every kind with the TeX Live of this machine, hostile texts among them, and say what came of it.

``python validation/latex.py [FOLDER]`` leaves the documents and PDFs in the folder; without one, nothing is left.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from attrs import evolve

import estimates as es

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests import hostile

ENGINES = ("pdflatex", "xelatex", "lualatex")
LATIN = r"\usepackage[T1]{fontenc}"
HAN = {"xelatex": r"\usepackage{xeCJK}", "lualatex": r"\usepackage{luatexja}"}
DOCUMENT = r"""\documentclass[11pt,a4paper]{article}
%s
\usepackage{array,booktabs,longtable}
\begin{document}
%s
\end{document}
"""
_FAULT = re.compile(r"^! .*|^LaTeX Warning: .*(?:undefined|multiply).*|^Overfull .hbox \((?:[2-9]\d|\d{3,}).*", re.M)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
_NOT_LATIN = re.compile("[^\x00-\u024f\u2010-\u203a≤≥×±−≈]")


def tables(native: bool) -> Iterator[str]:
    """Yield tables of claims, comparisons, pools and choices."""
    nanking = es.load("nanking-1937")
    deaths = nanking["combat-deaths"]
    for x in (nanking["garrison"], deaths, deaths["sun"], nanking):
        yield es.to_latex(x, native=native)
    for y in (es.compare(deaths), es.pool(deaths, "lognormal"), es.multiverse(deaths, methods=["random-set"]),
              es.tensions(nanking), es.leave_one_out(deaths)):  # fmt: skip
        yield es.to_latex(y)


def documents(engine: str) -> dict[str, str]:
    """Return the documents for an engine, by name; pdfLaTeX gets the Latin letters only."""
    texts = list(hostile.TEXTS.values())
    if engine == "pdflatex":
        made = [_NOT_LATIN.sub("", table) for table in tables(native=False)]
        texts = [_NOT_LATIN.sub("", text) for text in texts]
    else:
        texts = [_RIGHT_TO_LEFT.sub("", text) for text in texts]
        made = list(tables(native=True))
    preamble = LATIN if engine == "pdflatex" else HAN[engine]
    dossier = es.load("nanking-1937")["garrison"]
    who = dossier[0].claimant
    people = [evolve(who, name=" ".join(text.split()) or "x", native_name=text) for text in texts]
    claims = [
        es.Estimate(f"e{i}", person, es.more_than(i), scope="unclear", scope_note=text, method=text)
        for i, (person, text) in enumerate(zip(people, texts))
    ]
    bad = evolve(dossier, estimates=claims, bias_notes=(), links=())
    nasty = es.to_latex(bad, columns=["claimant", "claim", "method"], caption=" ".join(texts), long=True)
    return {"tables": DOCUMENT % (preamble, "\n\\clearpage\n".join(made)), "hostile": DOCUMENT % (preamble, nasty)}


def compiled(engine: str, path: Path) -> list[str]:
    """Compile a document twice, without a shell, and return what TeX complains of."""
    command = [engine, "-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", path.name]
    for _ in range(2):
        done = subprocess.run(command, cwd=path.parent, capture_output=True, check=False, timeout=300)
    log = path.with_suffix(".log").read_text(encoding="utf-8", errors="replace")
    missing = re.findall(r"^Missing character: .*", log, re.M)
    faults = _FAULT.findall(log) + missing[:3]
    return faults if done.returncode == 0 else [f"stopped with {done.returncode}", *faults]


def main(folder: Path) -> int:
    """Compile all documents by all engines that are here; 1 if one fails."""
    failed = 0
    for engine in ENGINES:
        if shutil.which(engine) is None:
            print(f"{engine}: not on this machine; its documents were not compiled")
            continue
        for name, text in documents(engine).items():
            path = folder / f"{name}-{engine}.tex"
            path.write_text(text, encoding="utf-8")
            faults = compiled(engine, path)
            lacking = next((fault for fault in faults if ".sty' not found" in fault), "")
            failed += bool(faults) and not lacking
            said = f"not compiled: {lacking}" if lacking else "; ".join(faults[:6])
            print(f"{engine}: {name}: {said or 'compiles, and nothing is wrong'}")
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) > 1:
        target = Path(sys.argv[1])
        target.mkdir(parents=True, exist_ok=True)
        sys.exit(main(target))
    with tempfile.TemporaryDirectory() as scratch:
        sys.exit(main(Path(scratch)))
