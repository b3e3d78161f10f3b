"""Records of tables to a Dataset, with a fault at the place of each record that cannot be one."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from estimates.analysis.lineage.cycles import REMEDY, circles, path
from estimates.dataset.cells import CellError, Record, Register, resolved, unique
from estimates.errors import EstimatesError, Fault, nearest
from estimates.model.claims import BiasNote, Claimant, Estimand, Estimate, Link
from estimates.model.dossiers import Dataset, Dossier, by_end, concerning
from estimates.model.ranges import Range
from estimates.wording import parse

Tables = dict[str, list[Record]]
_READ_FROM = {"low", "high", "best", "approximate", "low_open", "high_open"}


def built_dataset(tables: Tables, register: Register, faults: list[Fault], **about: Any) -> Dataset | None:
    for name in ("estimands", "claimants", "estimates", "bias"):
        unique(tables[name], "id", faults)
    estimands = _built(tables["estimands"], _estimand, faults)
    claimants = _built(tables["claimants"], lambda r: Claimant(**r.values), faults)
    known = {record["id"]: record for record in tables["estimands"]}
    for record in tables["estimands"]:
        for larger in resolved(record, "at_most", known, "estimand", faults):
            if larger is record:
                said = "names the estimand itself; it names others that this one cannot exceed"
                faults.append(Fault(record.file, record.row, "at_most", record["id"], said))
    everybody = {record["id"]: claimants.get(record["id"]) for record in tables["claimants"]}
    grouped: dict[str, list[Estimate]] = {name: [] for name in known}
    ids = {record["id"]: record for record in tables["estimates"]}
    for record in tables["estimates"]:
        estimate = _estimate(record, known, everybody, faults)
        if estimate is not None:
            grouped[record["estimand"]].append(estimate)
    counted = {record["side"] for record in tables["estimands"]} - {""}
    notes = [_bias_note(record, ids, everybody, counted, faults) for record in tables["bias"]]
    links = [_link(record, ids, faults) for record in tables["links"]]
    _add_circles([(r, link) for r, link in zip(tables["links"], links) if link is not None], faults)
    if faults:
        return None
    sound_notes = [note for note in notes if note is not None]
    sound_links = [link for link in links if link is not None]
    dossiers = _dossiers(estimands, grouped, sound_notes, sound_links)
    return Dataset(
        dossiers=dossiers, sources=tuple(register.sources.values()), claimants=tuple(claimants.values()),
        bias_notes=tuple(sound_notes), links=tuple(sound_links), **about,
    )  # fmt: skip


def _built(found: list[Record], build: Any, faults: list[Fault]) -> dict[str, Any]:
    built = {}
    for record in found:
        if not record.broken:
            try:
                built[record["id"]] = build(record)
            except EstimatesError as error:
                faults.append(Fault(record.file, record.row, "", "", str(error)))
    return built


def _estimand(record: Record) -> Estimand:
    return Estimand(**{**record.values, "unit": record["unit"] or "persons"})


def _estimate(record: Record, estimands: Any, everybody: Any, faults: list[Fault]) -> Estimate | None:
    for _ in resolved(record, "estimand", estimands, "estimand", faults):
        pass
    claimant: Claimant | None = next(resolved(record, "claimant", everybody, "claimant", faults), None)
    if record.broken & _READ_FROM:
        return None
    try:
        reading = _reading(record)
    except EstimatesError as error:
        column, value = ("low", _numbers(record)) if _has_numbers(record) else ("wording", record["wording"])
        faults.append(Fault(record.file, record.row, column, value, str(error)))
        return None
    if record.broken or claimant is None or not record["estimand"]:
        return None
    v = record.values
    try:
        return Estimate(
            v["id"], claimant, reading,
            wording=v["wording"], wording_lang=v["wording_lang"], range_means=v["range_means"], claimed=v["claimed"],
            measure=v["measure"], scope=v["scope"] or "same", scope_note=v["scope_note"], method=v["method"],
            standing=v["standing"] or "stands", source=v["source"], via=v["via"], note=v["note"], extra=record.extra,
        )  # fmt: skip
    except EstimatesError as error:
        faults.append(Fault(record.file, record.row, "", "", str(error)))
        return None


def _has_numbers(record: Record) -> bool:
    return not (record["low"] is record["high"] is record["best"] is None)


def _numbers(record: Record) -> str:
    return ", ".join(f"{name} {record[name]}" for name in ("low", "high", "best") if record[name] is not None)


def _reading(record: Record) -> Range:
    """Return the range of a record: of its numbers, of its words, or of both where they agree."""
    v = record.values
    flags = {name: v[name] for name in ("approximate", "low_open", "high_open")}
    wordless = v["range_means"] == "no number"
    if not _has_numbers(record) and not v["wording"].strip():
        raise CellError("the row has neither words nor numbers: fill wording, or low and high")
    read = _read_words(v["wording"], v["wording_lang"], needed=not _has_numbers(record) and not wordless)
    if _has_numbers(record):
        stated = Range(v["low"], v["high"], best=v["best"], **flags)
        if read is not None and stated != read and (read.best is not None or evolve(stated, best=None) != read):
            raise CellError(
                f"the words say {read}, the numbers say {stated}; mend one of them, or leave the numbers empty"
            )
        return stated
    found = read or Range()
    for name, value in flags.items():
        if value and not getattr(found, name):
            raise CellError(f"{name} is true, but the words are read as {found}; fill low and high, or empty {name}")
    return found


def _read_words(wording: str, lang: str, *, needed: bool) -> Range | None:
    if not wording.strip():
        return None
    try:
        return parse(wording, lang or None)
    except EstimatesError:
        if needed:
            raise
        return None


def _bias_note(
    record: Record, estimates: Any, everybody: Any, subject_sides: set[str], faults: list[Fault]
) -> BiasNote | None:
    said_by = next(resolved(record, "said_by", everybody, "claimant", faults), None)
    for column, known, what in (("about_estimate", estimates, "estimate"), ("about_claimant", everybody, "claimant")):
        for _ in resolved(record, column, known, what, faults):
            pass
    for column, sides in (
        ("about_side", {who.side for who in everybody.values() if who} - {""}),
        ("about_subject_side", subject_sides),
    ):
        if record[column] and record[column] not in sides:
            said = f"nobody and nothing is of this side{nearest(record[column], sides)}"
            faults.append(Fault(record.file, record.row, column, record[column], said))
            record.broken.add(column)
    v = dict(record.values)
    low, high = v.pop("factor_low"), v.pop("factor_high")
    try:
        factor = None if low is high is None else Range(low, high)
        return None if record.broken or said_by is None else BiasNote(**{**v, "said_by": said_by, "factor": factor})
    except EstimatesError as error:
        faults.append(Fault(record.file, record.row, "", "", str(error)))
        return None


def _link(record: Record, estimates: Any, faults: list[Fault]) -> Link | None:
    for column in ("from", "to"):
        for _ in resolved(record, column, estimates, "estimate", faults):
            pass
    if record["from"] and record["from"] == record["to"]:
        faults.append(Fault(record.file, record.row, "to", record["to"], "links the estimate to itself; name another"))
        return None
    if record.broken:
        return None
    return Link(record["from"], record["relation"], record["to"], source=record["source"], note=record["note"])


def _add_circles(found: list[tuple[Record, Link]], faults: list[Fault]) -> None:
    """Add a fault for each circle of links, at the first of its rows."""
    for circle in circles([link for _, link in found]):
        record, link = found[circle[0]]
        rows = ", ".join(str(found[i][0].row) for i in circle)
        way = path([found[i][1] for i in circle])
        said = f"the links go in a circle: {way} (rows {rows}); {REMEDY}"
        faults.append(Fault(record.file, record.row, "to", link.to_id, said))


def _dossiers(
    estimands: dict[str, Estimand], grouped: dict[str, list[Estimate]], notes: list[BiasNote], links: list[Link]
) -> tuple[Dossier, ...]:
    ends = by_end(links)
    dossiers = []
    for name, estimand in estimands.items():
        claims = grouped[name]
        reaching = [note for note in notes if any(note.reaches(claim, estimand) for claim in claims)]
        dossiers.append(Dossier(estimand, claims, reaching, concerning((e.id for e in claims), links, ends)))
    return tuple(dossiers)
