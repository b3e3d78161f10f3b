"""What only a look across rows can find: repeated rows, totals, names that differ by a slip, lost thousands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from statistics import median
from typing import Any

from estimates.dataset.cells import Record
from estimates.dataset.findings import Findings, in_rows
from estimates.dataset.schema import taken
from estimates.model.ranges import Range

_TOTALS = frozenset((
    "total", "totals", "grand total", "sum", "sums", "subtotal", "sub-total", "all", "overall", "in total",
    "mean", "average", "median", "range", "mittelwert", "durchschnitt", "mittel", "ø", "moyenne", "médiane", "promedio",
    "media", "mediana", "all sources", "all estimates", "平均", "平均值", "中位数", "均值",
    "summe", "insgesamt", "gesamt", "gesamtsumme", "zusammen", "somme", "total général", "ensemble", "suma", "totale",
    "合计", "總計", "总计", "合計", "小计", "小計", "总数", "總數", "計", "итого", "всего",
))  # fmt: skip
_BY_CASE = "by case, accents, spaces or the order of words"
_LATIN = re.compile(r"[a-zà-ɏ]")
_ACCENTS = re.compile(r"([a-z])[\u0300-\u036f]+")
_WORDS = re.compile(r"\w+")
_MISSED = 500  # times its neighbours: a "thousand" that got lost
_SPREAD = 30  # of the neighbours themselves, beyond which they show nothing
# Rows that are alike in claimant, estimand, words and numbers are identical if these are too.
_ROW_PARTS = taken(
    "best", "approximate", "low_open", "high_open", "claimed", "as_of", "place", "share_of", "ratio_to", "measure",
    "scope", "standing", "source", "reported_in", "via",
)  # fmt: skip
# Two claims that differ in one of these are no claim made twice.
_AT_ONCE = taken(
    "claimant", "claimed", "as_of", "place", "share_of", "ratio_to", "standing", "reported_in", "scope_note"
)

_COUNTED = taken("estimand", "measure", "scope")
_NAMED = taken("claimant", "estimand", "wording")
_CLAIMED = taken("claimant", "estimand", "wording", "low", "high")
_LONGEST_TOTAL = 40


def look_across(tables: Mapping[str, list[Record]], findings: Findings) -> None:
    """Add a notice for each thing that rows show only beside each other.

    Parameters
    ----------
    tables : mapping
        The records of a dataset's tables.
    findings : Findings
    """
    rows = tables["estimates"]
    _repeated(rows, findings)
    _totals(rows, findings)
    for table, column in (("claimants", "name"), ("claimants", "id"), ("estimands", "id")):
        of_sheet = bool(rows) and any(record.file == rows[0].file for record in tables[table])
        if not of_sheet or column == "id":
            _similar(tables[table], column, table[:-1] if of_sheet else column, findings)


def look_at_claims(
    claims: Sequence[tuple[Record, Range]], linked: Iterable[tuple[str, str]], findings: Findings
) -> None:
    """Add a notice where one claimant gives two numbers, and where a number is a thousand times its neighbours.

    Parameters
    ----------
    claims : sequence of (Record, Range)
        The rows that could be read.
    linked : iterable of (str, str)
        Ids of the estimates that a link joins.
    findings : Findings
    """
    of_estimand: dict[tuple[str, ...], list[tuple[Record, Range]]] = {}
    for record, found in claims:
        name, measure, scope = _COUNTED(record.cells)
        of_estimand.setdefault((name, measure, scope or "same"), []).append((record, found))
    joined = {end for pair in linked for end in pair}
    for group in of_estimand.values():
        if len(group) < 2:
            continue
        for at_once in _split(group, _AT_ONCE):
            _contradictory(at_once, joined, findings)
        _misplaced_thousands(group, findings)


def _split(
    group: list[tuple[Record, Range]], key: Callable[[list[Any]], Hashable]
) -> Iterator[list[tuple[Record, Range]]]:
    """Yield the parts of a group that have one key, where they have more than one member."""
    parts: dict[Hashable, list[tuple[Record, Range]]] = {}
    for pair in group:
        parts.setdefault(key(pair[0].cells), []).append(pair)
    return (part for part in parts.values() if len(part) > 1)


def _repeated(rows: list[Record], findings: Findings) -> None:
    if len(set(map(_CLAIMED, [row.cells for row in rows]))) == len(rows):
        return
    alike: dict[tuple[Any, ...], list[Record]] = {}
    for row in rows:
        alike.setdefault(_CLAIMED(row.cells), []).append(row)
    for group in alike.values():
        seen: dict[tuple[Any, ...], Record] = {}
        without = not group[0]["wording"] and group[0]["low"] is group[0]["high"] is group[0]["best"] is None
        for row in group if len(group) > 1 and not without else ():
            first = seen.setdefault(tuple(map(str, _ROW_PARTS(row.cells))), row)
            if first is row:
                continue
            there = _placed([first], row)
            message = f"this row is identical to {there}; delete one, or say in what the claims differ"
            findings.notice(row.file, row.row, "", "", message, _rows_beside([first], row))


def _placed(records: Sequence[Record], beside: Record) -> str:
    """Return the rows of records as a reader finds them: with their sheet where that is not the one of `beside`."""
    of_sheet: dict[str, list[int]] = {}
    for record in records:
        of_sheet.setdefault(record.file, []).append(record.row)
    if list(of_sheet) == [beside.file]:
        return in_rows(of_sheet[beside.file])
    return " and ".join(f"{in_rows(rows)} of {file.rpartition(', ')[2]}" for file, rows in of_sheet.items())


def _rows_beside(records: Iterable[Record], beside: Record) -> list[int]:
    """Return the rows of those records that are on the sheet of `beside`, as a notice refers to them."""
    return [record.row for record in records if record.file == beside.file]


def _totals(rows: list[Record], findings: Findings) -> None:
    texts = set(chain.from_iterable(map(_NAMED, [row.cells for row in rows])))
    short = [text for text in texts if len(text) < _LONGEST_TOTAL]
    totals = {text for text in short if re.sub(r"[\s:.*]+$", "", text).strip().casefold() in _TOTALS}
    for row in rows if totals else ():
        if "claimant" in row.broken:  # a fault says so
            continue
        for column in ("claimant", "estimand", "wording"):
            text = row[column]
            if text in totals:
                message = (
                    "looks like a row of totals or averages among the claims; delete it if nobody claims this number"
                )
                findings.notice(row.file, row.row, column, text, message)


def _similar(records: list[Record], column: str, shown: str, findings: Findings) -> None:
    """Report names that differ by case, spaces, the order of their words, or one letter."""
    if column == "name" and all(record["name"] == record["id"] for record in records):
        return
    words: dict[tuple[str, ...], Record] = {}
    without_letter: dict[str, Record] = {}
    others: dict[str, Record] = {}  # whole, and without a digit: names that differ in a digit are two names
    for record in records:
        name = str(record[column])
        if not name or len(name) > 100:
            continue
        parts = _words_of_name(name)
        other = words.setdefault(tuple(sorted(parts)), record)
        if other is not record and other[column] != name:
            _report_similar(record, other, column, shown, _BY_CASE, findings)
            continue
        for shorter, without in _one_less(" ".join(parts)):
            by_letter = without and not without.isdigit()
            for known in (without_letter, others) if by_letter else (without_letter,):
                near = known.get(shorter)
                if near is not None and near[column] != name and _one_letter_apart(name, str(near[column])):
                    break
            else:
                (without_letter if by_letter else others).setdefault(shorter, record)
                continue
            swapped = sorted(name.casefold()) == sorted(str(near[column]).casefold())
            how = "by two swapped letters" if swapped else "by one letter"
            _report_similar(record, near, column, shown, how, findings)
            break


def _report_similar(record: Record, other: Record, column: str, shown: str, how: str, findings: Findings) -> None:
    name, there = str(other[column]), _placed([other], record)
    message = f"differs from {name!r} in {there} {how}; if both are one, write them alike"
    findings.notice(record.file, record.row, shown, str(record[column]), message, _rows_beside([other], record))


def _words_of_name(name: str) -> list[str]:
    """Return the words of a name without case and accents; only Latin letters carry such."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    if not plain.isascii() and _LATIN.search(plain):
        plain = _ACCENTS.sub(r"\1", unicodedata.normalize("NFD", plain))
        plain = unicodedata.normalize("NFC", plain)
    return _WORDS.findall(plain)


def _one_less(plain: str) -> Iterator[tuple[str, str]]:
    """Yield a name without each of its characters, and which; and whole.

    Two names one character apart have one of these in common.
    """
    if len(plain) < 5 or not plain.isascii():
        return
    yield plain, ""
    for place, without in enumerate(plain):
        yield plain[:place] + plain[place + 1 :], without


def _one_letter_apart(one: str, other: str) -> bool:
    """Return whether two names differ by one letter within a word, or by two that are swapped; not by a digit."""
    a, b = _words_of_name(one), _words_of_name(other)
    if len(a) != len(b):
        return False
    pairs = [(x, y) for x, y in zip(a, b) if x != y]
    if len(pairs) != 1 or min(map(len, pairs[0])) < 4:
        return False
    x, y = sorted(pairs[0], key=len)
    if len(y) - len(x) > 1:
        return False
    start = next((i for i, (p, q) in enumerate(zip(x, y)) if p != q), len(x))
    same = x[start + 1 :] == y[start + 1 :] if len(x) == len(y) else x[start:] == y[start + 1 :]
    if len(x) == len(y) and not same:
        same = x[start : start + 2] == y[start : start + 2][::-1] and x[start + 2 :] == y[start + 2 :]
    return same and not (x[start : start + 1] + y[start : start + 1]).isdigit()


def _contradictory(group: list[tuple[Record, Range]], joined: set[str], findings: Findings) -> None:
    """Report a claimant who gives different numbers for one thing at one time, with no link between the claims."""
    numbers = {found for record, found in group if found.kind != "vague" and record["standing"] in ("", "stands")}
    loose = [record for record, _ in group if record["id"] not in joined]
    if len(numbers) == 1 and len(loose) == len(group) and len({record["wording"] for record in loose}) > 1:
        there, rows = _placed(loose[1:], loose[0]), _rows_beside(loose[1:], loose[0])
        message = f"is the same number as in {there}, by the same claimant; is it one claim twice?"
        findings.notice(loose[0].file, loose[0].row, "wording", str(loose[0]["wording"]), message, rows)
    if len(numbers) < 2 or len(loose) < 2:
        return
    first, *others = loose
    message = (
        f"{str(first['claimant'])!r} gives different numbers for {str(first['estimand'])!r} in "
        f"{_placed(loose, first)}; if one replaces another, say so with a link or a date"
    )
    findings.notice(first.file, first.row, "claimant", str(first["claimant"]), message, _rows_beside(others, first))


def _misplaced_thousands(group: list[tuple[Record, Range]], findings: Findings) -> None:
    """Report a number that is a thousand times, or a thousandth of, all others of its estimand."""
    placed = [(value, record) for record, found in group if (value := _typical(found)) > 0]
    if len(placed) < 3:
        return
    placed.sort(key=lambda pair: pair[0])
    if placed[-1][0] < _MISSED * placed[0][0]:
        return
    for (value, record), rest in ((placed[-1], placed[:-1]), (placed[0], placed[1:])):
        others = [one for one, _ in rest]
        middle = median(others)
        if others[-1] > _SPREAD * others[0] or max(value, middle) < _MISSED * min(value, middle):
            continue
        near = min(rest, key=lambda pair: abs(pair[0] - middle))[1]
        how = "a thousand times or more" if value > middle else "a thousandth or less of"
        message = (
            f"is {how} the other numbers of {str(record['estimand'])!r} (such as {_placed([near], record)}); "
            "is a 'thousand' or 'million' missing or twice there?"
        )
        column = "wording" if record["wording"] else "low" if record["low"] is not None else "high"
        findings.notice(record.file, record.row, column, str(record[column]), message, _rows_beside([near], record))


def _typical(found: Range) -> float:
    """Return one number of a range by which it is compared in order of magnitude."""
    value = found.best if found.best is not None else found.high if found.low is None else found.low
    return float(value) if value is not None else 0.0
