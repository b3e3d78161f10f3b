"""CSV files to raw tables: their encoding and what separates their columns, where there is one reading."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Collection
from pathlib import Path

from estimates.dataset.column_names import folded
from estimates.dataset.findings import Findings
from estimates.dataset.grids import RawTable, Row

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
# What programs still write, each tried for the preview that lets the owner of the file choose.
_OTHERS = ("cp1252", "cp1250", "cp1251", "gb18030", "big5", "shift_jis", "euc_kr", "mac_roman")
_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "'|'"}
_SAMPLE = 200_000


def strict_csv(path: Path, findings: Findings) -> RawTable | None:
    """Return the rows of a table of a dataset's folder: UTF-8, separated by commas."""
    data = _bytes(path, findings)
    if data is None:
        return None
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        message = "is UTF-16 ('Unicode text'); save the file as 'CSV UTF-8', or pass the .xlsx itself"
        findings.fault(path.name, None, "", "", message)
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"byte 0x{data[error.start]:02x} is not UTF-8 text; save the file as 'CSV UTF-8'"
        findings.fault(path.name, data.count(b"\n", 0, error.start) + 1, "", "", message)
        return None
    rows = _rows(text, ",", path.name, findings)
    for separator, name in ((";", "';'"), ("\t", "tabs")):
        if rows and len(rows[0][1]) == 1 and separator in rows[0][1][0]:
            message = f"columns are separated by {name} here; save with commas between the columns"
            findings.fault(path.name, rows[0][0], "", rows[0][1][0], message)
            return None
    return RawTable(path.name, rows)


def csv_table(path: Path, encoding: str | None, known: Collection[str], findings: Findings) -> RawTable | None:
    """Return the rows of a CSV file in whatever encoding and with whatever separator it was saved.

    Parameters
    ----------
    path : Path
    encoding : str or None
        The encoding that the user names.
    known : collection of str
        Folded names of columns, by which the separator is recognised.
    findings : Findings
    """
    found = text_and_separator(path, encoding, known, findings)
    if found is None:
        return None
    text, separator, _ = found
    if separator != ",":
        findings.notice(path.name, None, "", "", f"columns are separated by {_SEPARATORS[separator]}, and read so")
    return RawTable(path.name, _rows(text, separator, path.name, findings))


def text_and_separator(
    path: Path, encoding: str | None, known: Collection[str], findings: Findings
) -> tuple[str, str, str] | None:
    """Return the text of a CSV file, what separates its columns, and its encoding; None where it cannot be read."""
    data = _bytes(path, findings)
    found = None if data is None else _decoded(path.name, data, encoding, findings)
    if found is None:
        return None
    text, used = found
    return text, _separator(text[:_SAMPLE], known), used


def _bytes(path: Path, findings: Findings) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError as error:
        findings.fault(path.name, None, "", "", f"cannot be read: {error.strerror}")
        return None


def _decoded(file: str, data: bytes, encoding: str | None, findings: Findings) -> tuple[str, str] | None:
    named = encoding or next((name for mark, name in _MARKS if data.startswith(mark)), "") or _without_mark(data)
    try:
        text = data.decode(named or "utf-8")
    except UnicodeError as error:
        _report_undecoded(file, data, encoding, getattr(error, "start", 0), findings)
        return None
    except (LookupError, ValueError):
        message = "encoding= must be the name of an encoding, such as 'utf-8', 'cp1252' or 'gb18030'"
        findings.fault(file, None, "", str(encoding), message)
        return None
    if not encoding and named.startswith("utf-") and named != "utf-8-sig":
        findings.notice(file, None, "", "", f"is saved in {named.upper()} ('Unicode text'), and read so")
    return text.removeprefix("\ufeff"), named or "utf-8"


def _without_mark(data: bytes) -> str:
    """Return the UTF-16 of a file that does not say so: in text with commas every other byte is then zero."""
    sample = data[:1000]
    for start, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(sample) > 8 and sample[start::2].count(0) > 0.4 * len(sample) / 2 > sample[1 - start :: 2].count(0):
            return name
    return ""


def _report_undecoded(file: str, data: bytes, encoding: str | None, at: int, findings: Findings) -> None:
    """Report the first byte that cannot be read, with what its cell would be in the encodings that can."""
    row = data.count(b"\n", 0, at) + 1
    begin = max(data.rfind(mark, 0, at) for mark in (b"\n", b",", b";", b"\t")) + 1
    ends = [end for mark in (b"\n", b",", b";", b"\t") if (end := data.find(mark, at)) >= 0]
    piece = data[begin : min(ends, default=len(data))][:60]
    previews = []
    for name in _OTHERS:
        try:
            data.decode(name)
            previews.append(f"{name!r} ({piece.decode(name).strip()})")
        except UnicodeDecodeError:
            continue
    offered = (
        f"; give encoding=, whichever of these shows the cell correctly: {', '.join(previews)}" if previews else ""
    )
    message = f"byte 0x{data[at]:02x} is not {encoding or 'UTF-8'} text; save the file as 'CSV UTF-8'{offered}"
    findings.fault(file, row, "", "", message)


def _separator(sample: str, known: Collection[str]) -> str:
    """Return what separates the columns: that by which a row of the first twenty holds the most known names."""

    def score(separator: str) -> int:
        best = 0
        try:
            for number, cells in enumerate(csv.reader(io.StringIO(sample, newline=""), delimiter=separator)):
                best = max(best, sum(folded(cell) in known for cell in cells[:200]))
                if number >= 20:
                    break
        except csv.Error:
            pass
        return best

    scores = {separator: score(separator) for separator in _SEPARATORS}
    return max(scores, key=lambda separator: (scores[separator], separator == ","))


def _rows(text: str, separator: str, file: str, findings: Findings) -> list[Row]:
    rows: list[Row] = []
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        for number, cells in enumerate(reader, 1):
            if any(cells):
                rows.append((number, cells))
    except csv.Error as error:
        row = rows[-1][0] + 1 if rows else 1
        findings.fault(file, row, "", "", f"is not well-formed CSV from here on: {error}")
        return []
    return rows
