"""The values that the texts of cells stand for, by what their column holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from attrs import define

from estimates.dataset.cited_works import Register
from estimates.dataset.findings import CellError
from estimates.dataset.schema import Column
from estimates.errors import EstimatesError, listed, nearest
from estimates.model.dates import Date
from estimates.model.markup import from_cell
from estimates.model.number_cells import digits_alone, number_in_cell
from estimates.model.sources import Citation
from estimates.model.vocabulary import checked_measure

_TAG = re.compile("[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_SEPARATED = re.compile(r"[0-9]+(?:[.,'’\s][0-9]+)+")
_BOOLEANS = {"true": True, "TRUE": True, "True": True, "false": False, "FALSE": False, "False": False}
EMPTY: dict[str, Any] = {
    "text": "", "id": "", "ids": (), "measure": "", "measures": (), "number": None, "boolean": False,
    "date": None, "citations": (),
}  # fmt: skip
_ERROR = re.compile(
    r"#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|SPILL!|CALC!|FIELD!|GETTING_DATA|BLOCKED!|CONNECT!)|Err:[0-9]{3}"
)
# What a table writes where no number is known; folded.
NO_NUMBER = frozenset((
    "n/a", "n.a.", "na", "?", "??", "???", "unknown", "unk.", "not known", "not given", "not stated", "no number",
    "none given", "-", "--", "–", "—", "…", "...", "k. a.", "k.a.", "keine angabe", "unbekannt", "inconnu", "s/d",
    "desconocido", "不明", "不详", "不詳", "未详", "未詳",
))  # fmt: skip
_LONGEST_LACK = max(map(len, NO_NUMBER))
NO_NUMBER_MEANS = "no number"
LANGUAGE = "wording_lang"  # the column by which numbers are read
NAME_LANGUAGE = ", or name its language (de, fr, …) in a column wording_lang"


@define
class Unfit:
    """Why a text is not what its column holds."""

    message: str


class ColumnValues:
    """The values of one column's cells, each distinct text converted once.

    Parameters
    ----------
    column : Column
    register : Register
        The works that cells may cite.
    place : int
        The place of the column in a record.
    """

    def __init__(self, column: Column, register: Register, place: int) -> None:
        self.column, self.name, self.register, self.place = column, column.name, register, place
        self.required = column.required
        self.made: dict[tuple[str, str], Any] = {}
        self.counted = column.holds == "number"
        self.may_lack_number = self.counted or column.name == "wording"
        limited = column.allowed or column.name == LANGUAGE
        self.any_text = column.holds == "text" or (column.holds == "id" and not limited)

    def whole(self, texts: Sequence[str], langs: Sequence[str]) -> Sequence[Any] | None:
        """Return the values of a column, or None where the cell of any row has to be looked at by itself.

        Parameters
        ----------
        texts : sequence of str
        langs : sequence of str
            The language of each row, by which its numbers are read; empty where none is given.
        """
        different = set(texts)
        if self.column.holds == "citations" and not self.register.closed:
            return None  # the works are listed row by row, as they are cited
        if self.required and "" in different:
            return None
        if self.may_lack_number and not NO_NUMBER.isdisjoint(map(str.casefold, map(str.strip, different))):
            return None
        if self.any_text and _stand_as_they_are(different):
            return texts
        if self.counted and digits_alone(different):
            return [int(text) if text else None for text in texts]
        by_language = self.counted and any(langs)
        keys: Sequence[Any] = list(zip(texts, langs)) if by_language else texts
        values: dict[Any, Any] = dict.fromkeys(keys)
        for key in values:
            value = values[key] = self.value(*key) if by_language else self.value(key, "")
            if value.__class__ is Unfit or (self.required and not value):
                return None
        return list(map(values.__getitem__, keys))

    def value(self, text: str, lang: str) -> Any:
        """Return what a text of a row in some language stands for, or why it is unfit."""
        value = self.made.get((text, lang))
        if value is None:
            value = self.made[text, lang] = self._converted(text, lang)
        return value

    def _converted(self, text: str, lang: str) -> Any:
        text = from_cell(text)
        strange = control_character(text)
        if strange:
            return Unfit(strange)
        if ("#" in text or "Err:" in text) and _ERROR.fullmatch(text.strip()):
            return Unfit("is an error of the spreadsheet, not a value; mend its formula there, or write the value")
        if self.column.holds == "text":
            return text
        text = text.strip()
        if not text:
            return EMPTY[self.column.holds]
        try:
            return number_in_cell(text, lang) if self.counted else _CONVERT[self.column.holds](self, text)
        except EstimatesError as error:
            separated = self.counted and not lang and _SEPARATED.fullmatch(text)
            hint = NAME_LANGUAGE if separated else ""
            return Unfit(f"{error}{hint}")

    def _id(self, text: str) -> str:
        if self.name == LANGUAGE and not _TAG.fullmatch(text):
            raise CellError("must be a language's tag of two or three small letters, such as en, zh or de-CH")
        if self.column.allowed and text not in self.column.allowed:
            if text.casefold() in self.column.allowed:
                return text.casefold()
            raise CellError(f"must be {listed(self.column.allowed)}{nearest(text, self.column.allowed)}")
        return text

    def _boolean(self, text: str) -> bool:
        if text not in _BOOLEANS:
            raise CellError("must be true, false or empty")
        return _BOOLEANS[text]

    def _ids(self, text: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in text.split(";") if part.strip())

    def _measure(self, text: str) -> str:
        return checked_measure(text)

    def _measures(self, text: str) -> tuple[str, ...]:
        return tuple(map(checked_measure, self._ids(text)))

    def _citations(self, text: str) -> tuple[Citation, ...]:
        return self.register.citations(text)

    def _date(self, text: str) -> Date:
        return Date(text)


def control_character(text: str) -> str:
    """Return what is wrong with a text that holds a control character; nothing otherwise."""
    found = None if text.isprintable() else _NO_TEXT.search(text)
    return f"contains a control character (U+{ord(found[0]):04X}); delete it" if found else ""


def _stand_as_they_are(texts: set[str]) -> bool:
    """Return whether nothing has to be taken away from any of some cells, nor any be doubted."""
    joined = "\n".join(("", *texts))
    if "\n'" in joined or "#" in joined or "Err:" in joined:
        return False
    return all(map(str.isprintable, texts)) and all(map(str.__eq__, texts, map(str.strip, texts)))


def lacks_number(text: str) -> bool:
    """Return whether a text says that no number is known."""
    stripped = text.strip()
    return len(stripped) <= _LONGEST_LACK and stripped.casefold() in NO_NUMBER


_CONVERT: dict[str, Callable[[ColumnValues, str], Any]] = {
    "id": ColumnValues._id, "boolean": ColumnValues._boolean, "ids": ColumnValues._ids,
    "citations": ColumnValues._citations, "date": ColumnValues._date, "measure": ColumnValues._measure,
    "measures": ColumnValues._measures,
}  # fmt: skip
