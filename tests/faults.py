"""Faults of the system at every step of writing: whatever fails, or ends the process, at whichever call.

What is written is prepared once. At the place where the first file is touched, the process is forked again and again:
the n-th child goes on writing and is stopped before its n-th call of the operating system, and what it leaves is
inspected before the next begins.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
import warnings
from collections.abc import Callable
from types import BuiltinFunctionType, FrameType, ModuleType
from typing import Any

ENDED, LEFT = 0, 9  # how a child ends: with all it had to write, or before
Place = tuple[ModuleType, str]  # the function at whose first call the process is forked
# The functions that change what is on the disk, or are asked whether it may be changed.
_CHANGING = {
    "open", "write", "flush", "close", "truncate", "fsync", "rename", "replace", "link", "symlink", "mkdir", "rmdir",
    "unlink", "remove", "chmod", "utime", "flock",
}  # fmt: skip
_NO_CALL = {"fspath", "getpid"}  # they live beside the others, but ask the system nothing


def full() -> None:
    raise OSError(28, "No space left on device")


def interrupted() -> None:
    raise KeyboardInterrupt


def killed() -> None:
    os._exit(LEFT)


class _Enough(BaseException):
    """All children have been tried: what the parent would write is not written."""


def _calls_the_system(function: object, every: bool) -> bool:
    if not isinstance(function, BuiltinFunctionType):
        return False
    module = getattr(function, "__module__", None) or type(function.__self__).__module__
    if module in ("posix", "fcntl"):
        return function.__name__ in _CHANGING or (every and function.__name__ not in _NO_CALL)
    return module in ("_io", "io") and function.__name__ in _CHANGING


def _armed(step: int, stop: Callable[[], None], every: bool) -> Callable[[], int]:
    """Stop this process before its n-th call of the system; return what tells how many are left."""
    left = step

    def count() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            sys.setprofile(None)
            stop()

    def profile(_frame: FrameType, event: str, argument: object) -> None:
        if event == "c_call" and _calls_the_system(argument, every):
            count()

    def hook(event: str, _arguments: tuple[Any, ...]) -> None:
        if event == "ctypes.dlsym":  # what is called through it is not seen otherwise
            count()

    sys.addaudithook(hook)
    sys.setprofile(profile)
    return lambda: left


def _fork() -> int:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # threads of numerical libraries do no harm here
        return os.fork()


def in_child(work: Callable[[], int]) -> int:
    """Run in a process of its own, which may be killed half-way; return with what it ended."""
    child = _fork()
    if not child:
        code = 1
        try:
            code = work()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _in_children(
    write: Callable[[], object], place: Place, began: Callable[[int], Callable[[], int] | None],
    more: Callable[[int, int], bool],
) -> None:  # fmt: skip
    """Fork at a place for as long as it is wanted; a child ends with what `write` does in it.

    ``began`` is called in the n-th child, ``more`` in the parent with the number of a child and its process id.
    """
    module, name = place
    whole = getattr(module, name)
    forked, left = False, None

    def here(*given: Any, **named: Any) -> Any:
        nonlocal forked, left
        setattr(module, name, whole)
        number = 0
        while not forked:
            number += 1
            child = _fork()
            if child and not more(number, child):
                raise _Enough
            forked = not child
        left = began(number)
        return whole(*given, **named)

    code = LEFT
    setattr(module, name, here)
    try:
        write()
        sys.setprofile(None)
        code = ENDED if left is None or left() > 0 else LEFT
    except BaseException as error:
        sys.setprofile(None)
        if not forked and not isinstance(error, _Enough):
            raise
    finally:
        setattr(module, name, whole)
        if forked:
            os._exit(code)


def at_every_step(
    write: Callable[[], object], place: Place, stop: Callable[[], None], inspect: Callable[[], None], *,
    every: bool = False,
) -> int:  # fmt: skip
    """Stop a writer before each of its calls of the system in turn; return how many there were.

    Parameters
    ----------
    write : callable
        Writes; called once.
    place : module and name of a function
        Where the first file is touched.
    stop : callable
        Raises an error, or ends the process.
    inspect : callable
        Called after each; puts the former state back.
    every : bool
        Whether calls that only ask, such as for the size of a file, are steps too.
    """

    def more(number: int, child: int) -> bool:
        nonlocal steps
        steps = number
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert ended in (ENDED, LEFT), ended
        inspect()
        return ended == LEFT

    steps = 0
    _in_children(write, place, lambda number: _armed(number, stop, every), more)
    return steps


def at_random(
    write: Callable[[], object], place: Place, inspect: Callable[[], None], until: Callable[[int], bool],
    chance: random.Random,
) -> tuple[int, int]:  # fmt: skip
    """Kill writers at moments drawn by chance; return how many were started, and how many had not ended before."""
    longest, reached = 0.0, 0

    def more(number: int, child: int) -> bool:
        nonlocal longest, reached
        tries, before = number, time.monotonic()
        if number > 3:
            time.sleep(chance.uniform(0, longest))
            os.kill(child, signal.SIGKILL)
        status = os.waitpid(child, 0)[1]
        if number <= 3:
            longest = max(longest, 1.1 * (time.monotonic() - before))
        reached += os.waitstatus_to_exitcode(status) < 0
        inspect()
        made[0] = tries
        return not until(number)

    made = [0]
    _in_children(write, place, lambda number: None, more)
    return made[0], reached
