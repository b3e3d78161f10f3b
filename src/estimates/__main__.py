"""The command line: check, show, plot and cite a dataset or a spreadsheet."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from estimates.errors import EstimatesError, inert

if TYPE_CHECKING:
    from estimates.model.dossiers import Dossier


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, or 1 where the input has faults or the command cannot be done.

    Parameters
    ----------
    arguments : sequence of str, optional
        The words after the program's name; those of the process by default.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without “ or – still gets its answer
    parser = _parser()
    given = parser.parse_args(arguments)
    try:
        return int(given.run(given))
    except EstimatesError as error:
        print(inert(str(error)), file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="estimates", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")

    check = commands.add_parser("check", help="list every fault of folders or spreadsheets")
    check.add_argument("inputs", nargs="+", help="a dataset's folder, a .csv or a .xlsx")
    check.add_argument("--sources", help="the works that a spreadsheet cites, as CSL-JSON")
    check.add_argument("--strict", action="store_true", help="count notices as faults")
    check.set_defaults(run=_check)

    new = commands.add_parser("new", help="write a table to fill in: a .xlsx with lists and hints, a .csv, or a folder")
    new.add_argument("path", help="claims.xlsx, claims.csv, or the name of a folder")
    new.add_argument("--overwrite", action="store_true", help="replace what is there")
    new.set_defaults(run=_new)

    for name, run, told in (
        ("show", _show, "print the claims, with their sources"),
        ("cite", _cite, "print the places on which the claims rest"),
        ("plot", _plot, "draw the claims as intervals, into a .pdf, .svg or .png"),
    ):
        command = commands.add_parser(name, help=told)
        command.add_argument("dataset", help="the name of a shipped dataset, a folder, a .csv or a .xlsx")
        command.add_argument("estimands", nargs="*", help="ids of estimands; all of them where none is given")
        command.add_argument("--sources", help="the works that a spreadsheet cites, as CSL-JSON")
        if name == "cite":
            command.add_argument("--style", default="label", help="label, chicago-notes, apa, mla, a .csl file, ...")
            command.add_argument("--format", choices=("text", "html", "markdown", "latex"), default="text")
            command.add_argument("--bibliography", action="store_true", help="the works, sorted, instead of the notes")
        if name == "plot":
            command.add_argument("--output", "-o", required=True, help="the picture's file")
            command.add_argument("--scale", choices=("linear", "log"), default="linear")
        command.set_defaults(run=run)
    return parser


def _say(*lines: str) -> None:
    """Print lines in which nothing of the data, nor a file's name, acts on the terminal."""
    for line in lines:
        print(inert(line))


def _check(given: argparse.Namespace) -> int:
    from estimates.dataset.reading import check

    found = 0
    for name in given.inputs:
        faults = check(name, sources=given.sources)
        found += len(faults) + (len(faults.notices) if given.strict else 0)
        head, *lines = str(faults).splitlines()
        _say(f"{name}: {head}", *lines)
    return 1 if found else 0


def _new(given: argparse.Namespace) -> int:
    from estimates.dataset.templates import new_table

    _say(str(new_table(given.path, overwrite=given.overwrite)))
    return 0


def _dossiers(given: argparse.Namespace) -> list[Dossier]:
    from estimates.dataset.reading import datasets, load, read

    if given.dataset in datasets() and not Path(given.dataset).exists():
        dataset = load(given.dataset)
    else:
        dataset = read(given.dataset, sources=given.sources)
    return [dataset[name] for name in given.estimands or dataset]


def _show(given: argparse.Namespace) -> int:
    from estimates.citing import cite

    for dossier in _dossiers(given):
        _say(dossier.estimand.title)
        for estimate in dossier:
            where = cite(estimate, style="label")
            judged = "".join(f"\n    judged {note}" for note in dossier.notes_on(estimate))
            _say(f"  {estimate}{f'  [{where}]' if where else ''}{judged}")
    return 0


def _cite(given: argparse.Namespace) -> int:
    from estimates.citing import bibliography, notes

    claims = [estimate for dossier in _dossiers(given) for estimate in dossier]
    if given.bibliography:
        _say(*bibliography(claims, style=given.style, format=given.format))
    else:
        places = dict.fromkeys(citation for estimate in claims for citation in estimate.citations)
        _say(*dict.fromkeys(notes(places, style=given.style, format=given.format)))
    return 0


def _plot(given: argparse.Namespace) -> int:
    from estimates.plotting import plot_intervals, savefig

    axes = plot_intervals(_dossiers(given), scale=given.scale)
    savefig(axes.figure, given.output)
    _say(given.output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
