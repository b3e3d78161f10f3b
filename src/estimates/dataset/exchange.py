"""A dataset's folder exchanged for a new one as a whole: at every moment, the former or the new one can be read."""

from __future__ import annotations

import ctypes
import os
import secrets
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from estimates.errors import ClaimError, WriteError
from estimates.model.files import through_links

try:
    import fcntl
except ImportError:  # not a POSIX system: there, renaming a folder that is in use fails
    fcntl = None  # type: ignore[assignment]  # the one name for a module that such a system lacks

T = TypeVar("T")
State = tuple[int, int, int, int]
_WAIT = 60.0  # seconds for which one writer waits for another
_TRIES = 20
_SWAP = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS
_HERE = -100  # AT_FDCWD


def folder_to_write(path: Path) -> Path:
    """Return the folder to which a path leads, through links, unless writing there would harm more than a dataset.

    Raises
    ------
    WriteError, ClaimError
        If it leads nowhere, or is the folder in which the program, or the path itself, lies.
    """
    if not os.path.islink(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WriteError(f"the folder {str(path)!r:.300} cannot be made: {error.strerror}") from None
    target = through_links(path)
    holding = {Path(os.path.realpath(place)) for place in (Path.cwd(), path.absolute().parent)}
    if any(place == target or target in place.parents for place in holding):
        raise ClaimError(
            f"{str(path)!r:.300} leads to {str(target)!r:.300}, the folder in which this program or that path lies; "
            "a dataset replaces its folder as a whole, so name a folder of its own, such as 'my-dataset'"
        )
    return target


@contextmanager
def exchanged(target: Path, ours: frozenset[str]) -> Iterator[Path]:
    """Yield a new folder with the user's own files of the former one; it replaces the target when the block ends.

    If the block, or the exchange, fails or is interrupted, the target is what it was. What an exchange that was killed
    has left behind is put right first.

    Parameters
    ----------
    target : Path
        As `folder_to_write` returns it.
    ours : frozenset of str
        The names of the files that the block writes; all others are carried over.
    """
    with _only_writer(target.parent) as alone:
        _repair(target, alone)
        fresh = target.with_name(f".{target.name}.new-{secrets.token_hex(4)}")
        try:
            if target.exists():
                shutil.copytree(target, fresh, symlinks=True, copy_function=_carry)
            else:
                fresh.mkdir()
            yield fresh
            former = _exchange(fresh, target)
            if former is not None:
                _carry_over_new_files(former, target, ours)
                shutil.rmtree(former, ignore_errors=True)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)


def steady(folder: Path, read: Callable[[Path], T]) -> tuple[T, Path]:
    """Return what is read of a folder while no writer exchanges it, and the folder in which it was read.

    That is the kept former folder, where an exchange was interrupted half-way.
    """
    for _ in range(_TRIES):
        before = _state(folder)
        place = folder if before else _kept(folder) or folder
        found = read(place)
        if _state(folder) == before:
            return found, place
    with _only_writer(Path(os.path.realpath(folder)).parent):  # it is written again and again; wait for a turn
        place = folder if _state(folder) else _kept(folder) or folder
        return read(place), place


def _state(folder: Path) -> State | None:
    try:
        known = folder.stat()
    except (OSError, ValueError):
        return None
    return known.st_dev, known.st_ino, known.st_mtime_ns, known.st_ctime_ns


def _kept(folder: Path) -> Path | None:
    """Return the former folder that an interrupted exchange has left beside its empty place."""
    try:
        target = Path(os.path.realpath(folder))
        found = [] if os.path.lexists(target) else _beside(target, "former")
    except ValueError:  # characters that no path can contain
        return None
    return found[0] if found else None


def _beside(target: Path, kind: str) -> list[Path]:
    try:
        return sorted(path for path in target.parent.iterdir() if path.name.startswith(f".{target.name}.{kind}-"))
    except OSError:
        return []


@contextmanager
def _only_writer(parent: Path) -> Iterator[bool]:
    """Keep other writers out of a folder; yield whether the system can do that."""
    try:
        handle = os.open(parent, os.O_RDONLY) if fcntl else None
    except OSError:
        handle = None
    if handle is None:
        yield False
        return
    try:
        yield _locked(handle, parent)
    finally:
        os.close(handle)


def _locked(handle: int, parent: Path) -> bool:
    until = time.monotonic() + _WAIT
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() > until:
                raise WriteError(
                    f"another program has been writing in {str(parent)!r:.300} for a minute; try again later"
                ) from None
            time.sleep(0.01)
        except OSError:  # a file system without locks
            return False


def _repair(target: Path, alone: bool) -> None:
    """Put right what an interrupted exchange has left: the former folder back in its place, scratch removed."""
    for former in _beside(target, "former"):
        if not os.path.lexists(target):
            os.rename(former, target)
        elif former.name.rpartition("-")[2] == str(os.stat(target).st_ino):  # its successor is in place
            shutil.rmtree(former, ignore_errors=True)
        else:
            raise ClaimError(
                f"next to {target.name!r} is {former.name!r}, an earlier dataset whose replacement was interrupted, "
                "and another folder has taken its place since; rename one of the two first"
            )
    if alone:
        for scratch in _beside(target, "new"):
            shutil.rmtree(scratch, ignore_errors=True)


def _carry(source: str, destination: str) -> str:
    """Give a file a second name in the new folder, or copy it where the file system cannot."""
    try:
        os.link(source, destination, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(source, destination, follow_symlinks=False)
    return destination


def _exchange(fresh: Path, target: Path) -> Path | None:
    """Put a folder in the place of another; return where the former one is now, None where there was none."""
    if not os.path.lexists(target):
        os.rename(fresh, target)
        return None
    if _swapped(fresh, target):
        return fresh
    # The name says which folder succeeds it, so that nobody later has to guess whether the exchange was completed.
    former = target.with_name(f".{target.name}.former-{os.stat(fresh).st_ino}")
    try:
        os.rename(target, former)
        os.rename(fresh, target)
    except BaseException:
        if os.path.lexists(former) and not os.path.lexists(target):
            os.rename(former, target)
        raise
    return former


def _swapped(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; return whether the system could."""
    try:
        system = ctypes.CDLL(None, use_errno=True)
        first, second = os.fsencode(one), os.fsencode(other)
        if sys.platform == "darwin":
            return bool(system.renamex_np(first, second, _SWAP) == 0)
        return bool(system.renameat2(_HERE, first, _HERE, second, _SWAP) == 0)
    except (AttributeError, OSError, TypeError):
        return False


def _carry_over_new_files(former: Path, target: Path, ours: frozenset[str]) -> None:
    """Carry over what a user has saved in the former folder while the new one was made."""
    with suppress(OSError):
        for folder, _, names in os.walk(former):
            for name in names:
                path = Path(folder) / name
                place = target / path.relative_to(former)
                if str(path.relative_to(former)) in ours or not place.parent.is_dir():
                    continue
                late = not os.path.lexists(place) or place.lstat().st_mtime_ns < path.lstat().st_mtime_ns
                if late:
                    os.replace(path, place)
