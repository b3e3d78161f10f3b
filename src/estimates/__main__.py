"""The command line: the library's answers in a terminal, with the defaults that they have in Python."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import re
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

import shtab

from estimates.errors import DatasetError, EstimatesError, inert
from estimates.model import providers
from estimates.model.faults import Faults
from estimates.reporting import commands

_FILES = {"bash": "_shtab_compgen_files", "zsh": "_files", "tcsh": "f"}
# What each command does, and the example that its help shows; a test runs every one.
COMMANDS: dict[str, tuple[Callable[[argparse.Namespace], int], str, str]] = {
    "check": (commands.check, "list every fault of datasets and spreadsheets", "estimates check nanking-1937"),
    "show": (commands.show, "print the claims, with their sources", "estimates show nanking-1937 garrison"),
    "compare": (commands.compare, "say which claims agree, and which have no common value",
                "estimates compare nanking-1937 combat-deaths"),
    "pool": (commands.pool, "say what the claims say together",
             "estimates pool nanking-1937 combat-deaths --method random-set"),
    "plot": (commands.plot, "draw the claims as intervals",
             "estimates plot nanking-1937 garrison --output garrison.svg"),
    "table": (commands.table, "make the table of a paper",
              "estimates table nanking-1937 garrison --output garrison.html"),
    "cite": (commands.cite, "print the places on which the claims rest",
             "estimates cite nanking-1937 garrison --style apa --bibliography"),
    "report": (commands.report, "write all that is known of the figures in one document",
               "estimates report nanking-1937 garrison --output garrison.html"),
    "write": (commands.write, "write tables as one workbook or folder, read later without options",
              "estimates write nanking-1937 --output nanking.xlsx"),
    "new": (commands.new, "write a table to fill in: a .xlsx with lists and hints, a .csv, or a folder",
            "estimates new claims.xlsx"),
    "datasets": (commands.datasets, "list the datasets that are shipped", "estimates datasets"),
}  # fmt: skip


class _Parser(argparse.ArgumentParser):
    """A parser whose errors quote what was given without letting it act on the terminal."""

    def error(self, message: str) -> NoReturn:
        """Leave the program with a message."""
        if message.startswith("unrecognized arguments") and "=" in message:
            message += (
                "; an option that may be repeated stands before each pair: --columns A=claimant --columns B=wording"
            )
        super().error(inert(message))


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    top = _Parser(
        prog="estimates", description="Contested historical figures as sourced, attributed ranges.",
        epilog="example: estimates show nanking-1937 garrison",
    )  # fmt: skip
    top.add_argument("--version", action="version", version=f"estimates {providers.ask('version')}")
    shtab.add_argument_to(top, "--print-completion", help="print the completion script of a shell")
    among = top.add_subparsers(required=True, metavar="command")
    for name, (run, does, example) in COMMANDS.items():
        command = among.add_parser(
            name, help=does, description=f"{does[0].upper()}{does[1:]}.", epilog=f"example: {example}"
        )
        _ARGUMENTS[name](command)
        command.set_defaults(run=run)
    return top


_OVERWRITE = re.compile(r"(?:\w+\(\.\.\., )?overwrite=True\)?")


def _is_path(argument: Any) -> None:
    """Let a shell complete an argument with the names of files; shtab reads it from an attribute of its own."""
    argument.complete = _FILES


def _input(command: argparse.ArgumentParser, *, several: bool = False) -> None:
    explained = "a shipped dataset's name, a folder, a .csv, .tsv, .xlsx or .parquet file; - for standard input"
    _is_path(command.add_argument("inputs" if several else "dataset", nargs="+" if several else None, help=explained))
    if not several:
        command.add_argument("estimands", nargs="*", help="ids of figures; all of them where none is given")
    _is_path(command.add_argument("--sources", help="the works that a spreadsheet cites: CSL-JSON or BibTeX"))
    command.add_argument("--sheet", action="append", help="of a workbook: a sheet's name or number; may be repeated")
    command.add_argument("--header", type=int, help="the number of the row that names the columns")
    command.add_argument(
        "--columns", action="append", default=[], metavar="YOURS=OURS",
        help="a column of yours and what it is: 'Author=claimant'; 'Year=' keeps it as your own; may be repeated",
    )  # fmt: skip
    command.add_argument(
        "--estimand", action="append", default=[],
        help="the one figure of a table that has no column for it; of several sheets SHEET=FIGURE, repeated",
    )  # fmt: skip
    command.add_argument(
        "--wording-lang", metavar="LANG", help="the language of the words and numbers: de, en, es, fr, ja, zh"
    )
    command.add_argument("--encoding", help="of a CSV file that is neither UTF-8 nor UTF-16")


def _output(command: argparse.ArgumentParser, explained: str, *, required: bool = True) -> None:
    _is_path(command.add_argument("--output", "-o", required=required, help=explained))


def _style(command: argparse.ArgumentParser) -> None:
    command.add_argument("--style", default="chicago-notes", help="label, chicago-notes, apa, mla, a .csl file, ...")


def _check(command: argparse.ArgumentParser) -> None:
    _input(command, several=True)
    command.add_argument("--strict", action="store_true", help="count notices as faults")
    command.add_argument("--format", choices=("text", "json"), default="text")


def _pool(command: argparse.ArgumentParser) -> None:
    _input(command)
    command.add_argument(
        "--method", default="random-set", help="random-set, envelope, linear, lognormal, turnbull, ..."
    )
    command.add_argument(
        "--assume", action="append", default=[], metavar="NAME=VALUE",
        help="an assumption of the method: coverage=0.9; may be repeated",
    )  # fmt: skip


def _plot(command: argparse.ArgumentParser) -> None:
    _input(command)
    _output(command, "the picture's file: .pdf, .svg, .png, ...")
    command.add_argument("--kind", choices=tuple(commands.PLOTS), default="intervals")
    command.add_argument("--scale", choices=("auto", "linear", "log"), help="of the axis; by default as in Python")
    command.add_argument("--width", help="a column of a journal, single or double, or inches")
    command.add_argument("--lang", help="the language of the figure's own words: de, en, es, fr, ja, zh")
    command.add_argument("--title", help="the title; by default the name of the figure")


def _table(command: argparse.ArgumentParser) -> None:
    _input(command)
    _output(command, "a .html, .tex, .csv or .docx file; without it the table is printed", required=False)
    command.add_argument(
        "--format", choices=("html", "latex", "csv"), default="html", help="of a table that is printed"
    )
    command.add_argument("--style", help="the citation style of the notes; short labels by default")


def _cite(command: argparse.ArgumentParser) -> None:
    _input(command)
    _style(command)
    command.add_argument("--format", choices=("text", "html", "markdown", "latex"), default="text")
    command.add_argument("--bibliography", action="store_true", help="the works, sorted, instead of the notes")


def _report(command: argparse.ArgumentParser) -> None:
    _input(command)
    _output(command, "the document: .html, .docx, .pdf or .md")
    _style(command)
    command.add_argument("--pool", action="append", default=[], help="a method of pooling; may be repeated")
    command.add_argument("--reference", help="a Word document whose styles are used")


def _write(command: argparse.ArgumentParser) -> None:
    _input(command, several=True)
    _output(command, "claims.xlsx, or the name of a folder; several inputs are merged")
    command.add_argument("--overwrite", action="store_true", help="replace what is there")


def _new(command: argparse.ArgumentParser) -> None:
    _is_path(command.add_argument("path", help="claims.xlsx, claims.csv, or the name of a folder"))
    command.add_argument("--overwrite", action="store_true", help="replace what is there")


_ARGUMENTS: dict[str, Callable[[argparse.ArgumentParser], None]] = {
    "check": _check, "show": _input, "compare": _input, "pool": _pool, "plot": _plot, "table": _table, "cite": _cite,
    "report": _report, "write": _write, "new": _new, "datasets": lambda command: None,
}  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, or 1 where the input has faults or the command cannot be done.

    Parameters
    ----------
    arguments : sequence of str, optional
        The words after the program's name; those of the process by default.

    Returns
    -------
    int
        What the process ends with; 130 after an interrupt, 2 after an error of this program itself.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without “ or – still gets its answer
    given = parser().parse_args(arguments)
    try:
        code = int(given.run(given))
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # the reader of the pipe has closed it
        _discard_output()
        return 0
    except DatasetError as error:
        return _failed(commands.spoken(Faults(error.faults)), 1)
    except EstimatesError as error:
        return _failed(_OVERWRITE.sub("--overwrite", str(error)), 1)
    except OSError as error:
        _discard_output()
        return _failed(f"the answer cannot be written: {error.strerror or error}", 1)
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        return _failed(f"an error of this program, please report it: {type(error).__name__}: {error}", 2)


def _failed(message: str, code: int) -> int:
    print(inert(message), file=sys.stderr)
    return code


def _discard_output() -> None:
    """Discard further output, so that the process ends without writing more."""
    with contextlib.suppress(OSError, ValueError, io.UnsupportedOperation):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
