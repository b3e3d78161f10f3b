"""Entity JSON of Wikidata: labels, statements, and the values of snaks, each as this library has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from attrs import Factory, frozen

from estimates.errors import DatasetError, EstimatesError, Fault
from estimates.model.dates import Date
from estimates.model.ranges import Range
from estimates.references.json_files import json_document

ENTITY = "https://www.wikidata.org/wiki/"
_ID = re.compile(r"[QPL][1-9][0-9]*")
_TIME = re.compile(r"([+-][0-9]{4,})-([0-9]{2})-([0-9]{2})T00:00:00Z")
_JULIAN = "Q1985786"


@frozen
class Entities:
    """The entities of some files by id, and the file of each."""

    held: dict[str, Mapping[str, Any]] = Factory(dict)
    files: dict[str, str] = Factory(dict)

    def label(self, name: str) -> str:
        """Return the label of an entity, in English if it has one, or its id where it is not in the files."""
        labels = mapping(self.held.get(name, {}).get("labels"))
        texts = {tag: text(mapping(labels.get(tag)).get("value")) for tag in ("en", "mul", *sorted(labels))}
        return next(filter(None, texts.values()), name)


def mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def sequence(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def text(value: Any) -> str:
    return value.encode("utf-8", "replace").decode().strip() if isinstance(value, str) else ""


def entities_in(path: Path) -> Entities:
    """Return the entities of a file, or of the ``.json`` files of a folder.

    Raises
    ------
    DatasetError
        If one cannot be read, or holds none.
    """
    faults: list[Fault] = []
    found = Entities()
    try:
        files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    except (OSError, ValueError):
        files = [path]
    if not files:
        faults.append(Fault(path.name, None, "", str(path), "this folder has no .json file"))
    for file in files:
        document = json_document(file, faults)
        if document is None:
            continue
        known = dict(_entities(document))
        if not known:
            message = (
                "holds no entity of Wikidata: an object with an id (Q…) and its claims, a list of such, or 'entities'"
            )
            if _is_of_rest(document):
                message = (
                    "is an item as the REST interface gives it; download the entity as Special:EntityData has it, "
                    f"{ENTITY}Special:EntityData/{text(document.get('id'))}.json"
                )
            faults.append(Fault(file.name, None, "", "", message))
        for name, entity in known.items():
            if _revision(entity) >= _revision(found.held.get(name, {})):
                found.held[name], found.files[name] = entity, file.name
    if faults:
        raise DatasetError(faults)
    return found


def _revision(entity: Mapping[str, Any]) -> int:
    number = entity.get("lastrevid")
    return number if isinstance(number, int) else -1


def _is_of_rest(document: Any) -> bool:
    return bool(_ID.fullmatch(text(mapping(document).get("id")))) and "statements" in document


def _entities(document: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield entities by id: of a file as its address gives it, of the programming interface, of a dump."""
    held = mapping(document).get("entities", document)
    if isinstance(held, Mapping) and not _ID.fullmatch(text(held.get("id"))):
        held = list(held.values())
    for one in held if isinstance(held, list) else [held]:
        name = text(mapping(one).get("id"))
        if (
            _ID.fullmatch(name)
            and "statements" not in one
            and (isinstance(one.get("claims"), Mapping) or "labels" in one)
        ):
            yield name, one


def statements_of(entity: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """Return an entity's statements with a property."""
    return [mapping(one) for one in sequence(mapping(entity.get("claims")).get(name))]


def values_of(entity: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """Return the main snaks of an entity's statements with a property: those preferred, else all but the deprecated."""
    of_rank: dict[str, list[Mapping[str, Any]]] = {}
    for statement in statements_of(entity, name):
        snak = mapping(statement.get("mainsnak"))
        if value_of(snak) is not None:
            of_rank.setdefault(text(statement.get("rank")), []).append(snak)
    of_rank.pop("deprecated", None)
    return of_rank.pop("preferred", None) or [snak for snaks in of_rank.values() for snak in snaks]


def snaks_of(held: Any, name: str) -> list[Mapping[str, Any]]:
    """Return the qualifiers, or the parts of a reference, with a property."""
    return [mapping(snak) for snak in sequence(mapping(held).get(name))]


def value_of(snak: Mapping[str, Any]) -> Any:
    """Return the value of a snak, or None where it states none."""
    return mapping(snak.get("datavalue")).get("value") if snak.get("snaktype", "value") == "value" else None


def item_of(snak: Mapping[str, Any]) -> str:
    """Return the id of the item that is a snak's value, or ``""``."""
    value = mapping(value_of(snak))
    name = text(value.get("id")) or f"Q{value.get('numeric-id', '')}"
    return name if _ID.fullmatch(name) else ""


def words_of(snak: Mapping[str, Any], entities: Entities) -> str:
    """Return what a snak says, as text: the label of an item, a date in EDTF, a number, a text."""
    value = value_of(snak)
    if item_of(snak):
        return entities.label(item_of(snak))
    if isinstance(value, Mapping):
        if "time" in value:
            return date_of(snak)[0]
        return text(value.get("text")) or text(value.get("amount")).lstrip("+")
    return text(value) or {"somevalue": "unknown", "novalue": "none"}.get(text(snak.get("snaktype")), "")


def date_of(snak: Mapping[str, Any]) -> tuple[str, str]:
    """Return a snak's date as EDTF, and what of it EDTF does not say; ``""`` where it cannot be said.

    Years BC are counted historically: -0044 is 44 BC.

    Examples
    --------
    >>> date_of({"datavalue": {"value": {"time": "-0044-03-15T00:00:00Z", "precision": 11}}})
    ('-0043-03-15', '')
    """
    value = mapping(value_of(snak))
    found, precision = _TIME.fullmatch(text(value.get("time"))), value.get("precision")
    if snak.get("snaktype") in ("somevalue", "novalue"):
        return "", f"the date is {'unknown' if snak['snaktype'] == 'somevalue' else 'none'}, it says; left out"
    if found is None or not isinstance(precision, int) or precision not in (8, 9, 10, 11):
        named = text(value.get("time")) or "the date"
        return "", f"{named} (precision {precision}) cannot be written in EDTF; left out"
    year = int(found[1])
    if not year:
        return "", "there is no year 0; left out"
    count = year + 1 if year < 0 else year
    written = f"{'-' if count < 0 else ''}{abs(count):04d}"
    if precision == 8:
        written = f"{written[:-1]}X"
    edtf = "-".join([written, *(found[part] for part in (2, 3)[: max(0, precision - 9)])])
    try:
        Date(edtf)
    except EstimatesError as error:
        return "", f"{error}; left out"
    julian = text(value.get("calendarmodel")).endswith(f"/{_JULIAN}") and precision == 11
    return edtf, "the day is of the Julian calendar; kept as it stands" if julian else ""


def quantity_of(snak: Mapping[str, Any]) -> tuple[Range | None, str, str]:
    """Return a snak's quantity as a range, the id of its unit (``""`` for none), and what is remarkable.

    Bounds that lie a half or one of the last digit from the number are those that the software once filled in by
    itself; they say nothing.

    Examples
    --------
    >>> value = {"amount": "+700", "lowerBound": "+650", "upperBound": "+800", "unit": "1"}
    >>> print(quantity_of({"datavalue": {"value": value}})[0])
    650–800 (best 700)
    >>> value |= {"lowerBound": "+699", "upperBound": "+701"}
    >>> found, _, remark = quantity_of({"datavalue": {"value": value}})
    >>> print(found, "|", remark)
    700 | its bounds 699 and 701 are those that the software fills in by default; they are not a range
    """
    value = mapping(value_of(snak))
    amount, low, high = (_number(value.get(name)) for name in ("amount", "lowerBound", "upperBound"))
    unit = text(value.get("unit")).rpartition("/")[2]
    if amount is None or amount < 0:
        kinds = {"somevalue": "that it is unknown", "novalue": "that there is none"}
        said = kinds.get(text(snak.get("snaktype")), text(value.get("amount")) or "nothing")
        return None, "", f"says {said}, which is not a count; left out"
    exact = Range(_plain(amount), _plain(amount))
    unit = "" if unit == "1" else unit
    if low is None and high is None:
        return exact, unit, ""
    if low is None or high is None or not max(low, Decimal(0)) <= amount <= high:
        return exact, unit, f"its bounds {low} and {high} do not enclose it; left out"
    step = Decimal(1).scaleb(min(int(amount.as_tuple().exponent), 0))
    if (amount - low, high - amount) in {
        (step * part, step * part) for part in (Decimal(0), Decimal("0.5"), Decimal(1))
    }:
        remark = f"its bounds {low} and {high} are those that the software fills in by default; they are not a range"
        return exact, unit, remark if low != high else ""
    return Range(_plain(max(low, Decimal(0))), _plain(high), best=_plain(amount)), unit, ""


def _number(value: Any) -> Decimal | None:
    try:
        found = Decimal(text(value))
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found.adjusted()) < 18 else None


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)
