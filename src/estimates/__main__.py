"""The command line: the library's answers in a terminal, with the defaults that they have in Python."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Sequence

from estimates.command_line.parser import parser
from estimates.errors import EstimatesError, inert


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
    except BrokenPipeError:  # whoever was listening has heard enough
        _to_nowhere()
        return 0
    except EstimatesError as error:
        return _failed(str(error), 1)
    except OSError as error:
        _to_nowhere()
        return _failed(f"the answer cannot be written: {error.strerror or error}", 1)
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        return _failed(f"an error of this program, please report it: {type(error).__name__}: {error}", 2)


def _failed(said: str, code: int) -> int:
    print(inert(said), file=sys.stderr)
    return code


def _to_nowhere() -> None:
    """Let what is still to be written go nowhere, so that ending the process writes nothing more."""
    with contextlib.suppress(OSError, ValueError, io.UnsupportedOperation):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
