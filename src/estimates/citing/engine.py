"""Pandoc, run once a document on an abstract syntax tree, so that no text of the data is read as markup."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from estimates.citing.styles import EXTRA, Style
from estimates.errors import FormatError, MissingExtraError
from estimates.model.files import cannot

LEAST = (3, 9)
SECONDS = 60
_NO_MEMORY = 251  # the exit status of a program whose heap has reached its limit
MEGABYTES = 2_000  # of memory; 5,000 works take 400
API = [1, 23, 1]

Node = dict[str, Any]


@cache
def pandoc() -> str:
    """Return the path of a pandoc that is new enough: the one of the extra, or one on the search path.

    Raises
    ------
    MissingExtraError
        If there is none, or only older ones, which render styles wrongly.
    """
    older = ""
    for path in _candidates():
        version = _version(path)
        if version >= LEAST:
            return path
        older = older or f"; the installed one is {'.'.join(map(str, version)) or 'of unknown version'}"
    least = ".".join(map(str, LEAST))
    raise MissingExtraError(
        f"citation styles need pandoc {least} or newer{older}; {EXTRA}; style='label' needs no engine"
    )


def _candidates() -> list[str]:
    found = []
    try:
        import pypandoc

        found.append(str(Path(pypandoc.__file__).parent / "files" / "pandoc"))
    except ImportError:
        pass
    found.append(shutil.which("pandoc") or "")
    return [path for path in found if path and (Path(path).is_file() or Path(f"{path}.exe").is_file())]


def _version(path: str) -> tuple[int, ...]:
    try:
        answer = subprocess.run(
            [path, "--version"], capture_output=True, text=True, timeout=SECONDS, check=False
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return ()
    found = re.match(r"pandoc\S* (\d+(?:\.\d+)*)", answer)
    return tuple(int(part) for part in found[1].split(".")) if found else ()


def processed(blocks: list[Node], references: list[Node], style: Style) -> list[Node]:
    """Return the blocks of a document with its citations rendered, and behind them those of the bibliography.

    Parameters
    ----------
    blocks : list of node
        In Pandoc's abstract syntax tree.
    references : list of node
        The works, as metadata.
    style : Style

    Raises
    ------
    FormatError
        If the style cannot be used, takes longer than a minute and a tenth of a second for each work, or needs more
        than 2 GB of memory and 1 MB for each work.
    """
    document = {
        "pandoc-api-version": API,
        "meta": {"references": {"t": "MetaList", "c": references}},
        "blocks": blocks,
    }
    return _run(json.dumps(document), style, SECONDS + len(references) // 10, MEGABYTES + len(references))


def converted(blocks: list[Node], meta: dict[str, Any], options: Sequence[str], folder: Path) -> bytes:
    """Return a document of ours in another format: ``--to=docx``.

    Parameters
    ----------
    blocks : list of node
    meta : dict
    options : sequence of str
    folder : Path
        Where the pictures lie that the document names; nothing of the data is a path or an address in it.

    Raises
    ------
    FormatError
        If the engine refuses, as it does where a template is no Word document.
    """
    document = json.dumps({"pandoc-api-version": API, "meta": meta, "blocks": blocks})
    command = [pandoc(), "--from=json", "--output=-", f"--data-dir={folder}", *options]
    made = {**os.environ, "SOURCE_DATE_EPOCH": "946684800"}  # the same document gives the same bytes
    try:
        done = subprocess.run(command, input=document.encode("utf-8", "replace"), capture_output=True, cwd=folder,
                              timeout=10 * SECONDS, check=False, env=made)  # fmt: skip
    except subprocess.TimeoutExpired:
        raise FormatError(f"the document took longer than {10 * SECONDS} seconds to make, and was stopped") from None
    except OSError as error:
        raise cannot("the citation engine cannot be run", error) from None
    if done.returncode:
        reason = " ".join(done.stderr.decode("utf-8", "replace").split())[:300]
        raise FormatError(f"the document cannot be made: {reason}")
    return done.stdout


def _run(document: str, style: Style, seconds: int, megabytes: int) -> list[Node]:
    """Run the engine on a document; its own message of a failure is not passed on, since it may quote other files."""
    try:
        with TemporaryDirectory(prefix="estimates-") as folder:
            file = Path(folder) / "style.csl"
            file.write_text(style.text, encoding="utf-8", errors="replace")
            # In the sandbox nothing is read but the style, and nothing fetched; no folder of the user's adds to it.
            command = [pandoc(), "--from=json", "--to=json", "--citeproc", f"--csl={file}", "--sandbox", "--quiet",
                       f"--data-dir={folder}", "+RTS", f"-M{megabytes}m", "-RTS"]  # fmt: skip
            done = subprocess.run(
                command, input=document, capture_output=True, encoding="utf-8", timeout=seconds, check=False
            )
    except subprocess.TimeoutExpired:
        raise FormatError(f"the style {style.name!r} took longer than {seconds} seconds, and was stopped") from None
    except OSError as error:
        raise cannot("the citation engine cannot be run", error) from None
    if done.returncode == _NO_MEMORY:
        raise FormatError(f"the style {style.name!r} needed more than {megabytes:,} MB of memory, and was stopped")
    if done.returncode:
        why = "the citation engine reports that it is not valid CSL"
        raise FormatError(f"the style {style.name!r} cannot be used: {why}")
    found: list[Node] = json.loads(done.stdout)["blocks"]
    return found
