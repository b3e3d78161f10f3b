"""The references of Wikidata's statements as works, and places in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from attrs import Factory, frozen

from estimates.dataset.wikidata_entities import (
    ENTITY,
    Entities,
    date_of,
    item_of,
    mapping,
    sequence,
    snaks_of,
    statements_of,
    text,
    value_of,
    words_of,
)
from estimates.model.ids import slug
from estimates.model.sources import Citation, Source
from estimates.references.csl_dates import from_edtf

STATED_IN, PAGES, ADDRESS, RETRIEVED = "P248", "P304", "P854", "P813"
_IMPORTED = ("P143", "P4656", "P887")  # from another wiki, by its address, by a rule: no source
_TEXTS = {"P1476": "title", "P123": "publisher", "P1433": "container-title", "P356": "DOI", "P212": "ISBN",
          "P478": "volume", "P433": "issue", "P2699": "URL", "P953": "URL"}  # fmt: skip
_AUTHORS = ("P50", "P2093")
_READ = {STATED_IN, PAGES, ADDRESS, RETRIEVED, "P958", "P577", "P1476", *_AUTHORS, *_IMPORTED}


@frozen
class Works:
    """The works that references name, by key, and what of the references has no place."""

    entities: Entities
    found: dict[str, Source] = Factory(dict)

    def item(self, name: str) -> Citation:
        """Return the entity itself as the place where its statements were read."""
        entity = self.entities.held.get(name, {})
        csl: dict[str, Any] = {
            "type": "entry", "title": self.entities.label(name), "container-title": "Wikidata", "URL": ENTITY + name,
        }  # fmt: skip
        if isinstance(entity.get("lastrevid"), int):
            csl["version"] = f"revision {entity['lastrevid']}"
        modified = text(entity.get("modified"))[:10]
        if len(modified) == 10:
            csl["issued"] = from_edtf(modified)[0]
        return Citation(self.found.setdefault(f"wikidata-{name}", Source(f"wikidata-{name}", csl)))

    def places(self, statement: Mapping[str, Any]) -> tuple[tuple[Citation, ...], list[str], list[str]]:
        """Return the places that a statement's references name, who speaks there, and what has no place."""
        places: list[Citation] = []
        voices: list[str] = []
        remarks: list[str] = []
        for reference in sequence(statement.get("references")):
            snaks = mapping(mapping(reference).get("snaks"))
            place, voice = self._place(snaks, remarks)
            if place is not None and place not in places:
                places.append(place)
            if voice and voice not in voices:
                voices.append(voice)
            remarks += self._unplaced(snaks, found=place is not None)
            for name in snaks:
                words = "; ".join(filter(None, (words_of(snak, self.entities) for snak in snaks_of(snaks, name))))
                if name in _IMPORTED:
                    remarks.append(f"a reference says only that it was imported ({name} {words}); it is not a source")
                elif name not in _READ:
                    remarks.append(f"{name} of a reference is left out ({words})")
        return tuple(places), voices, remarks

    def _unplaced(self, snaks: Mapping[str, Any], *, found: bool) -> list[str]:
        """Return what a reference says beyond one work at one address, or without naming any."""
        remarks = []
        for part, what in ((STATED_IN, "works"), (ADDRESS, "addresses")):
            more = [words_of(snak, self.entities) for snak in snaks_of(snaks, part)[1:]]
            if more:
                remarks.append(
                    f"a reference names several {what}, of which the first is cited; left out: {', '.join(more)}"
                )
        rest = [name for name in snaks if name in _READ and name not in _IMPORTED]
        if rest and not found:
            words = "; ".join(
                f"{name} {words_of(snak, self.entities)}" for name in rest for snak in snaks_of(snaks, name)
            )
            remarks.append(f"a reference names neither a work nor a title or address; left out: {words}")
        return remarks

    def _place(self, snaks: Mapping[str, Any], remarks: list[str]) -> tuple[Citation | None, str]:
        name = next(filter(None, map(item_of, snaks_of(snaks, STATED_IN))), "")
        address = next(filter(None, (text(value_of(snak)) for snak in snaks_of(snaks, ADDRESS))), "")
        title = next(filter(None, (words_of(snak, self.entities) for snak in snaks_of(snaks, "P1476"))), "")
        if not name and not address and not title:
            return None, ""
        csl = self._work(name, remarks) if name else _untitled(address)
        if address:
            csl["URL"] = address
        for snak in snaks_of(snaks, RETRIEVED):
            self._date(csl, "accessed", snak, remarks)
        if not name:
            csl["title"] = title or csl["title"]
            csl |= self._people(lambda part: snaks_of(snaks, part))
        for snak in snaks_of(snaks, "P577"):
            self._date(csl, "issued", snak, remarks)
        locator = ", ".join(filter(None, (words_of(snak, self.entities) for snak in snaks_of(snaks, PAGES))))
        section = ", ".join(filter(None, (words_of(snak, self.entities) for snak in snaks_of(snaks, "P958"))))
        locator = ", ".join(filter(None, [locator, f"sec. {section}" if section else ""]))
        return Citation(self._known(name, address, csl), locator), self._voice(csl, address, name or title)

    def _known(self, name: str, address: str, csl: dict[str, Any]) -> Source:
        """Return the work of a reference; with an address or a day of its own it has a key of its own."""
        key = name or (_host(address) if address else slug(str(csl["title"])[:40]) or "work")
        key = "".join(c if c.isalnum() or c in ".-" else "-" for c in key)
        count, chosen = 1, key
        while chosen in self.found and self.found[chosen] != Source(chosen, csl):
            count += 1
            chosen = f"{key}-{count}"
        return self.found.setdefault(chosen, Source(chosen, csl))

    def _work(self, name: str, remarks: list[str]) -> dict[str, Any]:
        entity = self.entities.held.get(name)
        if entity is None:
            return {"type": "document", "title": f"Wikidata item {name}", "URL": ENTITY + name}
        csl: dict[str, Any] = {"type": "document", "title": self.entities.label(name)}
        for part, variable in _TEXTS.items():
            for statement in statements_of(entity, part)[:1]:
                csl[variable] = words_of(mapping(statement.get("mainsnak")), self.entities) or csl.get(variable, "")
        csl |= self._people(lambda part: [mapping(s.get("mainsnak")) for s in statements_of(entity, part)])
        for statement in statements_of(entity, "P577")[:1]:
            self._date(csl, "issued", mapping(statement.get("mainsnak")), remarks)
        csl.setdefault("URL", ENTITY + name)
        return {variable: value for variable, value in csl.items() if value}

    def _people(self, snaks: Any) -> dict[str, Any]:
        names = [words_of(snak, self.entities) for part in _AUTHORS for snak in snaks(part)]
        people = [{"literal": name} for name in names if name]
        return {"author": people} if people else {}

    def _date(self, csl: dict[str, Any], variable: str, snak: Mapping[str, Any], remarks: list[str]) -> None:
        edtf, remark = date_of(snak)
        if edtf:
            csl[variable] = from_edtf(edtf)[0]
        if remark:
            remarks.append(f"{variable} of a reference: {remark}")

    def _voice(self, csl: dict[str, Any], address: str, name: str) -> str:
        if csl.get("author"):
            return " and ".join(person["literal"] for person in csl["author"])
        return str(csl["title"]) if name else _host(address)


def _untitled(address: str) -> dict[str, Any]:
    """Return a page of which nothing but its address is known: it stands for a title, and no style capitalises it."""
    if not address:
        return {"type": "document"}
    return {"type": "webpage", "title": f'<span class="nocase">{address}</span>'}


def _host(address: str) -> str:
    return (urlsplit(address).hostname or address or "address").removeprefix("www.")
