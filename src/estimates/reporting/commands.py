"""The commands of the command line: each reads its input, calls the library, and prints."""

from __future__ import annotations

import json
import re
import sys
import warnings
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from estimates.errors import FormatError, inert, listed
from estimates.model.faults import Faults

if TYPE_CHECKING:
    from estimates.model.datasets import Dataset
    from estimates.model.dossiers import Dossier

_OF_DATASETS: Final = ("intervals", "overview", "judgements")
PLOTS: Final = {
    "intervals": "plot_intervals", "support": "plot_support", "timeline": "plot_timeline", "lineage": "plot_lineage",
    "bias": "plot_bias", "overview": "plot_overview", "judgements": "plot_judgements",
}  # fmt: skip


def write_lines(*lines: str) -> None:
    """Print lines, with control characters of the data and of file names escaped."""
    for line in lines:
        print(inert(line))


def check(given: Namespace) -> int:
    """Print the faults and notices of every input."""
    from estimates.dataset.reading import check as faults_of

    wrong, results = 0, []
    for name in given.inputs:
        with _located(name) as place:
            faults = faults_of(place, **_options(given))
        wrong += len(faults) + (len(faults.notices) if given.strict else 0)
        if given.format == "json":
            kinds = (("fault", faults), ("notice", faults.notices))
            results.append({"input": name, "found": [_fault(kind, one) for kind, found in kinds for one in found]})
        else:
            head, *lines = spoken(faults).splitlines()
            write_lines(f"{name}: {head}", *lines)
    if given.format == "json":
        print(json.dumps(results, ensure_ascii=True, indent=2))
    return 1 if wrong else 0


_ARGUMENT: Final = re.compile(r"\b(sheet|header|estimand|encoding|sources|wording_lang)=(?=(['\"\w])?)")
_PAIRED: Final = re.compile(r"(columns|estimand)=\{([^{}]*)\}")
_CALL: Final = re.compile(r": load\('[^']*'\)$")  # a command takes a shipped name as it is
_PAIR: Final = re.compile(r"(['\"])(.*?)\1: (?:(['\"])(.*?)\3|None)")


def spoken(faults: Faults) -> str:
    """Return faults and notices as text in which what to say is an option of the command line, not an argument."""

    def paired(found: re.Match[str]) -> str:
        return " ".join(f'--{found[1]} "{yours}={ours}"' for _, yours, _, ours in _PAIR.findall(found[2]))

    def inert(one: Any) -> Any:
        said = _PAIRED.sub(paired, _CALL.sub("", one.message))
        return evolve(
            one, message=_ARGUMENT.sub(lambda found: f"--{found[1].replace('_', '-')}{' ' if found[2] else ''}", said)
        )

    return str(Faults(map(inert, faults), map(inert, faults.notices)))


def _fault(kind: str, fault: Any) -> dict[str, Any]:
    return {"kind": kind, **{name: getattr(fault, name) for name in ("file", "row", "column", "value", "message")}}


def show(given: Namespace) -> int:
    """Print the claims of figures, with their sources and the judgements on them."""
    from estimates.citing import cite as cited

    for dossier in _dossiers(given):
        write_lines(dossier.estimand.title)
        for estimate in dossier:
            where = cited(estimate, style="label")
            judged = "".join(f"\n    judged {note}" for note in dossier.notes_on(estimate))
            write_lines(f"  {estimate}{f'  [{where}]' if where else ''}{judged}")
    return 0


def compare(given: Namespace) -> int:
    """Print how the claims on figures relate."""
    from estimates.analysis.compare import compare as compared

    write_lines(*(str(compared(dossier)) for dossier in _dossiers(given)))
    return 0


def pool(given: Namespace) -> int:
    """Print what the claims on figures say together; a method that refuses says why."""
    from estimates.analysis.pooling import pool as pooled
    from estimates.errors import PoolingError

    assumptions = {name: _value(value) for name, value in _pairs(given.assume, "--assume").items()}
    refused = 0
    for dossier in _dossiers(given):
        try:
            write_lines(f"{dossier.estimand.title}", str(pooled(dossier, given.method, **assumptions)))
        except PoolingError as error:
            if not error.cause:  # an argument is wrong, for every figure
                raise FormatError(_assumed(str(error))) from None
            refused += 1
            write_lines(f"{dossier.estimand.title}: no answer. {_assumed(str(error))}")
    return 1 if refused else 0


def _assumed(message: str) -> str:
    """Return a refusal in which assumptions are options of the command line, not arguments."""
    from estimates.analysis.pooling.assumptions import CHECKS

    return re.sub(rf"\b({'|'.join(CHECKS)}|interval)=", r"--assume \1=", message)


def _value(text: str) -> Any:
    if text in ("true", "false"):
        return text == "true"
    try:
        return float(text)
    except ValueError:
        return text


def plot(given: Namespace) -> int:
    """Draw figures into a file."""
    import estimates.plotting as plotting
    from estimates.analysis.bias.audit import bias

    dossiers = _dossiers(given)
    draw = getattr(plotting, PLOTS[given.kind])
    options = {name: getattr(given, name) for name in ("scale", "width", "lang", "title") if getattr(given, name)}
    if "width" in options:
        options["width"] = _value(options["width"])
    if given.kind not in _OF_DATASETS and len(dossiers) != 1:
        raise FormatError(f"a picture of kind {given.kind!r} shows one figure; name one of {listed(_ids(dossiers))}")
    shown: Any = dossiers if given.kind in _OF_DATASETS else dossiers[0]
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always", UserWarning)
        axes = draw(bias(dossiers[0]) if given.kind == "bias" else shown, **options)
        target = plotting.savefig(axes.figure, given.output)
    for text in dict.fromkeys(str(one.message) for one in said):
        print(inert(text.removesuffix(", or choose the columns with columns=")), file=sys.stderr)
    write_lines(str(target))
    return 0


def table(given: Namespace) -> int:
    """Print the table of a paper, or write it to a file."""
    from estimates.model.files import replace_files, usable_path
    from estimates.reporting.word import to_docx
    from estimates.tables import to_frame, to_html, to_latex

    made = _of(given)
    kinds = {".html": "html", ".tex": "latex", ".csv": "csv", ".docx": "docx"}
    kind = given.format
    if given.output is not None:
        ending = usable_path(given.output, "a table").suffix.lower()
        if ending not in kinds:
            raise FormatError(f"a table is written as {listed(kinds)} (got {given.output!r:.100})")
        kind = kinds[ending]
    if kind == "docx":
        write_lines(str(to_docx(made, given.output, **({"style": given.style} if given.style else {}))))
        return 0
    text = (
        to_html(made, style=given.style) if kind == "html"
        else to_latex(made, style=given.style) if kind == "latex"
        else to_frame(made).to_csv(index=False)
    )  # fmt: skip
    if given.output is None:
        write_lines(text.rstrip("\n"))
        return 0
    replace_files({Path(given.output): text.encode("utf-8", "replace")})
    write_lines(given.output)
    return 0


def cite(given: Namespace) -> int:
    """Print the notes of claims in their order, or their bibliography."""
    from estimates.citing import bibliography, named_nodes, notes, sources

    claims = [estimate for dossier in _dossiers(given) for estimate in dossier]
    if given.bibliography:
        write_lines(*bibliography(claims, style=given.style, format=given.format))
        left = len(named_nodes(sources(claims), given.style)[1])
        if left:
            print(f"the style lists no entry for {left} of the works; notes cite them", file=sys.stderr)
    else:
        places = dict.fromkeys(citation for estimate in claims for citation in estimate.citations)
        write_lines(*dict.fromkeys(notes(places, style=given.style, format=given.format)))
    return 0


def report(given: Namespace) -> int:
    """Write a report."""
    from estimates.reporting.chapters import report as reported

    made = _of(given)
    write_lines(str(reported(made, given.output, style=given.style, pools=given.pool, reference=given.reference)))
    return 0


def write(given: Namespace) -> int:
    """Write what is read as a dataset of ours; several inputs as one."""
    from estimates.dataset.reading import read
    from estimates.dataset.writing import write as written
    from estimates.model.merging import merge

    found = []
    for name in given.inputs:
        with _located(name) as place:
            found.append(read(place, **_options(given)))
    whole = merge(*found) if len(found) > 1 else found[0]
    write_lines(str(written(whole, given.output, overwrite=given.overwrite)))
    return 0


def new(given: Namespace) -> int:
    """Write a table to fill in."""
    from estimates.dataset.templates import new_table

    write_lines(str(new_table(given.path, overwrite=given.overwrite)))
    return 0


def datasets(given: Namespace) -> int:
    """Print the names and titles of what is shipped."""
    from estimates.dataset.shipped import shipped_titles

    write_lines(*(f"{name}  {title}" for name, title in shipped_titles().items()))
    return 0


# ---- what is read -----------------------------------------------------------------------------------------------


@contextmanager
def _located(name: str) -> Iterator[str | Path]:
    """Yield the place of an input: a path, a shipped dataset, or what comes from standard input as a file."""
    from estimates.dataset.shipped import shipped_folder, shipped_titles

    if name == "-":
        content = sys.stdin.buffer.read()
        ending = ".xlsx" if content[:4] == b"PK\x03\x04" else ".csv"
        with TemporaryDirectory(prefix="estimates-") as folder:
            place = Path(folder) / f"standard input{ending}"
            place.write_bytes(content)
            yield place
    elif name in shipped_titles() and not Path(name).exists():
        yield shipped_folder(name)
    else:
        yield name


def _options(given: Namespace) -> dict[str, Any]:
    sheets = [int(sheet) if sheet.isascii() and sheet.isdigit() else sheet for sheet in given.sheet or []]
    columns = {yours: ours or None for yours, ours in _pairs(given.columns, "--columns").items()}
    options: dict[str, Any] = {"sources": given.sources, "header": given.header, "encoding": given.encoding}
    options["wording_lang"] = given.wording_lang
    options |= {"estimand": _figures(given.estimand, several=len(sheets) > 1), "columns": columns or None}
    options["sheet"] = sheets[0] if len(sheets) == 1 else sheets or None
    return {name: value for name, value in options.items() if value is not None}


def _figures(given: list[str], *, several: bool) -> str | dict[str, str] | None:
    """Return the one figure of a table, or of several sheets the figure of each."""
    if several and any("=" in name for name in given):
        return _pairs(given, "--estimand")
    return given[-1] if given else None


def _pairs(given: list[str], option: str) -> dict[str, str]:
    for pair in given:
        if "=" not in pair:
            raise FormatError(f"{option} takes a name and a value with '=' between them (got {pair!r:.100})")
    return {name.strip(): value.strip() for name, _, value in (pair.rpartition("=") for pair in given)}


def _read(given: Namespace) -> Dataset:
    from estimates.dataset.reading import read

    with _located(given.dataset) as place:
        return read(place, **_options(given))


def _dossiers(given: Namespace) -> list[Dossier]:
    dataset = _read(given)
    return [dataset[name] for name in given.estimands or dataset]


def _of(given: Namespace) -> Any:
    """Return the whole dataset, one figure, or a dataset of the figures that are named."""
    from attrs import evolve

    dataset = _read(given)
    chosen = [dataset[name] for name in given.estimands]
    if len(chosen) == 1:
        return chosen[0]
    return evolve(dataset, dossiers=chosen) if chosen else dataset


def _ids(dossiers: list[Dossier]) -> list[str]:
    return [dossier.estimand.id for dossier in dossiers]
