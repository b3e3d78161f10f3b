"""Files that are written whole or not at all, through links, with every failure explained in words."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from estimates.errors import FormatError, WriteError


def usable_path(given: object, what: str) -> Path:
    """Return a path that the operating system can be asked about.

    Parameters
    ----------
    given : str or path
    what : str
        What is written there, for the message: ``"a dataset"``.

    Raises
    ------
    FormatError
        If it is empty, no path at all, or holds characters that no path can hold.
    """
    if not isinstance(given, (str, os.PathLike)):
        raise FormatError(f"{what} is written to a path, given as text or a Path (got {type(given).__name__})")
    text = os.fspath(given)
    if isinstance(text, bytes):
        text = os.fsdecode(text)
    if not text:
        raise FormatError(f"{what} is written to a path; the one given is empty")
    try:
        usable = "\0" not in text and bool(os.fsencode(text))
    except UnicodeEncodeError:
        usable = False
    if not usable:
        raise FormatError(f"{text!r:.100} contains characters that no path can contain")
    return Path(text)


def cannot(what: str, error: OSError) -> WriteError:
    """Return a failure of the operating system as one of ours, in words.

    Parameters
    ----------
    what : str
        What was not done, as a clause: ``"'claims.xlsx' cannot be written"``.
    error : OSError
    """
    reason = error.strerror or str(error) or type(error).__name__
    return WriteError(f"{what:.400}: {reason[:1].lower()}{reason[1:300]}")


def through_links(path: Path) -> Path:
    """Return the file or folder to which a path leads, through every link; its parent folder must exist.

    Raises
    ------
    WriteError
        If a link leads back to itself or to nothing, or the folder does not exist.
    """
    try:
        real = Path(os.path.realpath(path, strict=True))
    except FileNotFoundError:
        if os.path.islink(path):
            raise WriteError(
                f"{str(path)!r:.300} is a link to {os.readlink(path)!r:.300}, which does not exist"
            ) from None
        real = through_links(path.parent) / path.name if path.parent != path else path
        if not real.parent.is_dir():
            raise WriteError(f"there is no folder {str(path.parent)!r:.300} for {path.name!r:.100}") from None
    except OSError as error:
        raise cannot(f"{str(path)!r:.300} cannot be reached", error) from None
    return real


def replace_files(files: Mapping[Path, bytes]) -> None:
    """Write files, each whole or not at all; if one cannot be written, none is replaced.

    Every new content lies complete beside its place before the first file is replaced, so that the only moment at which
    files of two generations can stand side by side is between two renames.

    Parameters
    ----------
    files : mapping of path to bytes
        In the order in which they are replaced. A link is written through and stays a link.

    Raises
    ------
    WriteError
        If a file cannot be written; then every file is as it was.
    """
    waiting: dict[Path, Path] = {}
    former: dict[Path, bytes | None] = {}
    path = Path()
    try:
        for path, content in files.items():
            real = through_links(path)
            if real.is_dir():
                raise WriteError(f"{str(path)!r:.300} is a folder; choose another name for the file")
            fresh = _beside(real)
            waiting[fresh] = real
            _write_new(fresh, content, real)
        for left, (fresh, real) in zip(range(len(waiting) - 1, -1, -1), waiting.items()):
            if left:
                former[real] = real.read_bytes() if real.exists() else None
            os.replace(fresh, real)
        former.clear()
    except BaseException as error:
        _put_back(former)
        if not isinstance(error, OSError):
            raise
        if isinstance(error, WriteError):
            raise
        raise cannot(f"{str(path)!r:.300} cannot be written", error) from error
    finally:
        for fresh in waiting:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)


def _put_back(former: Mapping[Path, bytes | None]) -> None:
    """Give files the content that they had; what cannot be restored is left as it is."""
    for real, content in former.items():
        with suppress(OSError):
            if content is None:
                real.unlink(missing_ok=True)
            elif real.read_bytes() != content:
                again = _beside(real)
                _write_new(again, content, real)
                os.replace(again, real)


def _beside(real: Path) -> Path:
    return real.with_name(f".estimates-{secrets.token_hex(6)}")


def _write_new(fresh: Path, content: bytes, like: Path) -> None:
    """Write a file that does not exist yet, down to the disk, with the permissions of the one it will replace."""
    with fresh.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if like.exists():
        os.chmod(fresh, like.stat().st_mode & 0o777)
