"""Errors and notices of the library, and the formatting of values in their messages."""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import frozen

# What is not seen but acts: control characters, marks that turn or join the reading direction, letters without width
# that only hide (the joiners of Persian and Indian scripts stay), tags that carry hidden text, halves of pairs.
ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc"
    "\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_SHOWN = 60
_LINE = 110  # characters of a fault in one line


def inert(text: str) -> str:
    r"""Return text as a terminal may show it: characters that would act on it, or turn its direction, as escapes.

    Tabs and line ends stay.

    Examples
    --------
    >>> print(inert("a\x1b[31m\u202e.csv"))
    a\x1b[31m\u202e.csv
    """
    return ACTING.sub(lambda found: repr(found[0])[1:-1], text)


class EstimatesError(Exception):
    """Base class of all errors that the library raises."""

    def __str__(self) -> str:
        return inert(super().__str__())


class RangeError(EstimatesError, ValueError):
    """An invalid range: reversed, negative, not a number, or with a best value outside its ends."""


class WordingError(EstimatesError, ValueError):
    """A wording that cannot be read as a range without guessing.

    See Also
    --------
    parse, reading : Where it is raised.
    """


class DateError(EstimatesError, ValueError):
    """A date that is not EDTF level 0 or 1."""


class ClaimError(EstimatesError, ValueError):
    """A claim, note, link or source with a value that its field does not allow."""


class UnknownNameError(EstimatesError, KeyError):
    """An unknown name; the message gives the nearest known one."""

    def __str__(self) -> str:
        return inert(str(self.args[0])) if self.args else ""


class FormatError(EstimatesError, ValueError):
    """An unsupported style, form or file format."""


class WriteError(EstimatesError, OSError):
    """A file or folder that cannot be written: a full disk, a missing permission, a broken link."""


class PoolingError(EstimatesError, ValueError):
    """A pool that cannot be computed for these claims; the message gives the reason and a remedy.

    Attributes
    ----------
    cause : str
        The reason alone, without the method, the claims in question and the remedy; ``""`` where an argument is wrong.

    See Also
    --------
    pool : Where it is raised.
    multiverse : Every method, refusals included.
    """

    cause: str = ""


class LineageError(ClaimError, PoolingError):
    """Cyclic links, by which a claim would come before itself; such claims can be neither compared nor pooled."""


class MissingExtraError(EstimatesError, ImportError):
    """A missing optional dependency; the message says how to install it."""


@frozen(repr=False)
class Fault:
    """One thing wrong with an input, and where.

    Parameters
    ----------
    file : str
        Name of the file, or ``"<frame>"`` for a table in memory.
    row : int or None
        The row as a spreadsheet counts it: the header is row 1. Of a bibliography (``.bib``, ``.json``), the line. None
        when the fault is of the whole file.
    column : str
        Name of the column, or key and field of a bibliography (``askew2003.date``); ``""`` when the fault is of the
        whole row or file.
    value : str
        The text of the cell, as it stands.
    message : str
        What is wrong and what is allowed.
    label : str
        The row as its own program names it, where that is not the number: ``index 'a'`` of a data frame.

    See Also
    --------
    check : All faults of an input.

    Examples
    --------
    >>> print(Fault("estimates.csv", 4, "low", "73,790", "write the number without separators: 73790"))
    estimates.csv, row 4, column low: '73,790': write the number without separators: 73790
    """

    file: str
    row: int | None
    column: str
    value: str
    message: str
    label: str = ""

    def __str__(self) -> str:
        text = self.file.lower().endswith((".bib", ".json"))
        label = f" ({_in_line(self.label)})" if self.label else ""
        row = f", {'line' if text else 'row'} {self.row}{label}" if self.row is not None else ""
        bare = text or self.column.startswith("column ")  # one without a name
        column = f", {'' if bare else 'column '}{_in_line(self.column)}" if self.column else ""
        shown = self.value if len(self.value) <= 80 else self.value[:79] + "…"
        value = f"{shown!r}: " if self.value else ""
        return inert(f"{_in_line(self.file)}{row}{column}: {value}{self.message}")

    def __repr__(self) -> str:
        line = str(self)
        return f"<{type(self).__name__}: {line if len(line) <= _LINE else line[: _LINE - 1] + '…'}>"

    def cells(self) -> dict[str, str]:
        """Return the fault as texts, by the headings of a table."""
        row = "" if self.row is None else f"{self.row}{f' ({self.label})' if self.label else ''}"
        return {"File": self.file, "Row": row, "Column": self.column, "Value": self.value, "Message": self.message}


def _in_line(name: str) -> str:
    return name.replace("\n", "\\n").replace("\t", "\\t")


@frozen(repr=False)
class Notice(Fault):
    """A remark on an input that can be read, which its owner should check.

    Parameters
    ----------
    file, row, column, value, message, label
        As of a `Fault`.
    other_rows : tuple of int
        The other rows concerned, such as the row that an identical one repeats.

    See Also
    --------
    check : All notices of an input.

    Examples
    --------
    >>> print(Notice("claims.csv", 9, "", "", "this row is identical to row 4", other_rows=(4,)))
    claims.csv, row 9: this row is identical to row 4
    """

    other_rows: tuple[int, ...] = ()


class DatasetError(EstimatesError, ValueError):
    """An input with faults; ``faults`` holds every one of them.

    Parameters
    ----------
    faults : iterable of Fault
        All that is wrong, in the order of files and rows.

    See Also
    --------
    check : The same faults, without an error.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__(self.faults)

    def __str__(self) -> str:
        count = len(self.faults)
        head = f"{count} fault{'s' if count != 1 else ''} in the input:"
        return "\n  ".join([head, *map(str, self.faults)])


def shown(value: object) -> str:
    """Return a value as text for a message, shortened to sixty characters.

    Examples
    --------
    >>> shown("1937"), shown([0] * 100)[-4:]
    ("'1937'", ', 0…')
    """
    try:
        text = repr(value)
    except Exception:  # whatever a foreign object's own repr raises, or an integer too long to be printed
        text = f"a value of type {type(value).__name__}"
    if "\n" in text:  # a table
        return f"a {type(value).__name__}"
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def closest(name: str, names: Iterable[str]) -> str:
    """Return the nearest of `names`, whatever its case, or one with a word that is near; ``""`` when none is.

    Examples
    --------
    >>> closest("Garison", ["garrison", "rapes"]), closest("askew", ["hata-garrison", "askew-garrison"])
    ('garrison', 'askew-garrison')
    """
    from difflib import get_close_matches

    known = list(names)
    folded = name.casefold()
    whole = {one.casefold(): one for one in reversed(known)}
    words = {word: one for one in reversed(known) for word in re.split(r"[\W_]+", one.casefold()) if len(word) > 2}
    for asked, among, cutoff in ((name, {one: one for one in known}, 0.6), (folded, whole, 0.6), (folded, words, 0.75)):
        close = get_close_matches(asked, list(among), n=1, cutoff=cutoff)
        if close:
            return among[close[0]]
    return ""


def nearest(name: str, names: Iterable[str]) -> str:
    """Return ``"; did you mean 'x'?"`` for the nearest of `names`, or ``""`` when none is near.

    Examples
    --------
    >>> nearest("garison", ["garrison", "rapes"])
    "; did you mean 'garrison'?"
    >>> nearest("xyz", ["garrison"])
    ''
    """
    close = closest(name, names)
    return f"; did you mean {close!r}?" if close else ""


def listed(names: Iterable[str]) -> str:
    """Return names as a list in English: ``'a', 'b' or 'c'``.

    Examples
    --------
    >>> listed(["a", "b", "c"]), listed([])
    ("'a', 'b' or 'c'", 'none')
    """
    quoted = [repr(name) for name in names]
    if not quoted:
        return "none"
    return quoted[0] if len(quoted) == 1 else ", ".join(quoted[:-1]) + " or " + quoted[-1]
