"""The numbers of a row: of its cells, of its words, or of both where they agree; and whether they can count that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import Factory, define, evolve

from estimates.dataset.cell_values import NO_NUMBER_MEANS
from estimates.dataset.cells import Record
from estimates.dataset.findings import CellError, Findings, in_rows
from estimates.dataset.schema import taken
from estimates.dataset.shares import share_of
from estimates.errors import EstimatesError
from estimates.model.numbers import written
from estimates.model.ranges import Range
from estimates.model.vocabulary import contains, kind_of
from estimates.wording import LANGUAGES, WordingCheck, check_wording, parse
from estimates.wording.reader import Found, find

_PERSONS = frozenset(
    ("persons", "people", "men", "soldiers", "civilians", "deaths", "victims", "dead", "troops", "inhabitants")
)
_UNITS = frozenset(("divisions", "aircraft", "raids", "families"))
_MOST_ALIKE = 65_536  # kept in mind, so that a table of other words each time does not fill the memory
_READ = taken(
    "share_of", "ratio_to", "wording", "wording_lang", "low", "high", "best", "approximate", "low_open", "high_open",
    "range_means",
)  # fmt: skip


@define
class ClaimReader:
    """Rows to ranges, with what is noticed on the way.

    Parameters
    ----------
    estimands : mapping
        The records of the estimands by id.
    findings : Findings
    """

    estimands: Mapping[str, Record]
    findings: Findings
    _alike: dict[tuple[Any, ...], tuple[Range, Found | None]] = Factory(dict)
    _unchecked: dict[str, list[int]] = Factory(dict)
    _other: dict[tuple[str, str, str], list[int]] = Factory(dict)

    def read(self, record: Record) -> Range:
        """Return the range of a record.

        Raises
        ------
        EstimatesError
            If it has neither words nor numbers, its words cannot be read, the two differ, or the numbers cannot count
            what the estimand counts.
        """
        cells = _READ(record.cells)
        of, to, *_ = cells
        if of or to:
            return share_of(record)
        found, in_words = self._alike.get(cells) or self._read(record, cells)
        if in_words is not None or float in (type(found.low), type(found.high), type(found.best)):
            self._check_counted(record, found, in_words)
        return found

    def _read(self, record: Record, cells: tuple[Any, ...]) -> tuple[Range, Found | None]:
        """Return the range of a record, and its words where they can be read; rows that say the same are read once."""
        _, _, wording, lang, low, high, best, approximate, low_open, high_open, means = cells
        flags = {"approximate": approximate, "low_open": low_open, "high_open": high_open}
        wordless = means == NO_NUMBER_MEANS
        words = wording if wording.strip() else ""
        checked = True
        if low is high is None and best is not None:
            raise CellError(
                f"best {written(best)} stands without low and high; fill these too, or, where it is the only number, "
                "fill low and high alone"
            )
        if not (low is high is best is None):
            found = Range(low, high, best=best, **flags)
            in_words = None
            if words and not wordless:
                in_words, checked = self._agreed(record, found)
        elif not words and not wordless:
            raise CellError("the row has neither words nor numbers: fill wording, or low and high")
        else:
            in_words = _read(words, _language(lang), needed=not wordless) if words else None
            found = in_words.range if in_words is not None else Range()
            for name, value in flags.items():
                if value and not getattr(found, name):
                    hint = f"fill low and high, or empty {name}"
                    raise CellError(f"{name} is true, but the words are read as {found}; {hint}")
        if checked and len(self._alike) < _MOST_ALIKE:
            telling = in_words is not None and (in_words.plan.unit or in_words.plan.measure)
            self._alike[cells] = found, in_words if telling else None
        return found, in_words

    def _agreed(self, record: Record, stated: Range) -> tuple[Found | None, bool]:
        """Return what the words say beside stated numbers, or None where a part of them does; and if both agree."""
        checked: WordingCheck = check_wording(record["wording"], _language(record["wording_lang"]), stated)
        softened = checked.verdict == "differ" and _differs_by_about(record["wording"], checked, stated)
        if checked.verdict == "differ" and not softened:
            raise CellError(_difference(record["wording"], checked, stated))
        if softened and not stated.approximate:
            message = f"{checked.why}; fill approximate, unless other words of the sentence take it back"
            self.findings.notice(record.file, record.row, "approximate", checked.words, message)
        elif softened or checked.verdict == "not checked":
            self._unchecked.setdefault(record.file, []).append(record.row)
        # A part of a sentence counts what it likes.
        return checked.found if checked.words == record["wording"] else None, checked.verdict == "agree"

    def _check_counted(self, record: Record, found: Range, in_words: Found | None) -> None:
        estimand = self.estimands.get(record["estimand"])
        if estimand is None:
            return
        unit = (estimand["unit"] or "persons").casefold()
        if unit in _PERSONS:
            _refuse_fractions(found, unit)
        if in_words is None or not (in_words.plan.unit or in_words.plan.measure):
            return
        named = in_words.plan.unit
        if named in _UNITS and named != unit and (unit in _PERSONS or unit in _UNITS):
            raise CellError(
                f"the words count {named}, the estimand {unit}; name the unit of the estimand, or its own claim"
            )
        if named == "persons" and unit in _UNITS:
            raise CellError(f"the words count persons, the estimand {unit}; give the claim an estimand of its own")
        counted = record["measure"] or estimand["measure"]
        if in_words.plan.measure and _is_another(in_words.plan.measure, counted):
            self._other.setdefault((record.file, in_words.plan.measure, counted), []).append(record.row)

    def report(self) -> None:
        """Add the notices that belong to many rows."""
        for file, rows in self._unchecked.items():
            count = f"{len(rows):,} claims are" if len(rows) > 1 else "1 claim is"
            message = f"the words of {count} not compared with the numbers beside them, since they cannot be read"
            self.findings.notice(file, rows[0], "wording", "", f"{message} ({in_rows(rows)})", rows[1:])
        for (file, named, counted), rows in self._other.items():
            message = (
                f"the words count {named}, and the claim is filed under {counted}; fill measure where it counts another"
            )
            self.findings.notice(file, rows[0], "wording", "", f"{message} ({in_rows(rows)})", rows[1:])


def has_numbers(record: Record) -> bool:
    """Return whether a record states any number in its cells."""
    return not (record["low"] is record["high"] is record["best"] is None)


def stated_numbers(record: Record) -> str:
    """Return the numbers of a record's cells, as a fault quotes them."""
    return ", ".join(f"{name} {record[name]}" for name in ("low", "high", "best") if record[name] is not None)


def _is_another(named: str, counted: str) -> bool:
    """Return whether words name another loss than the claim is filed under; the dead have many names."""
    if not counted or kind_of(counted) != "loss" or contains(named, counted) == "same":
        return False
    return not (_of_the_dead(named) and _of_the_dead(counted))


def _of_the_dead(measure: str) -> bool:
    return "deaths" in measure or contains(measure, "deaths") in ("same", "narrower")


def _language(tag: str) -> str:
    """Return the language of a tag: ``de`` of ``de-CH``; a language whose words are not known is given as it stands."""
    first = tag.partition("-")[0]
    return first if first in LANGUAGES else tag


def _read(wording: str, lang: str, *, needed: bool) -> Found | None:
    try:
        found = find(wording, lang)
        if found.is_share:
            parse(wording, lang or None)  # refuses a share, and says why
        return found
    except EstimatesError:
        if needed:
            raise
        return None


def _differs_by_about(wording: str, checked: WordingCheck, stated: Range) -> bool:
    """Return whether a sentence and its numbers differ by "about" alone: other words of it may say so, or not."""
    found = checked.found
    if found is None or checked.words == wording:
        return False
    return evolve(stated, approximate=False, best=None) == evolve(found.range, approximate=False, best=None)


def _difference(wording: str, checked: WordingCheck, stated: Range) -> str:
    remedy = "mend one of them, or leave the numbers empty"
    if checked.found is not None and checked.words == wording:
        return f"the words say {checked.found.range}, the numbers say {stated}; {remedy}"
    return f"{checked.why}; {remedy}"


def _refuse_fractions(found: Range, unit: str) -> None:
    for end in (found.low, found.high, found.best):
        if isinstance(end, float) and not end.is_integer():
            raise CellError(
                f"{end:g} is no count of {unit}: write the number whole, as the source prints it; "
                "an average or a share has a unit of its own"
            )


__all__ = ["ClaimReader", "has_numbers", "stated_numbers"]
