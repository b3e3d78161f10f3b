"""Records of tables to a Dataset, with a fault at the place of each record that cannot be one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeVar

from estimates.analysis.lineage.cycles import REMEDY, cycles, path
from estimates.dataset.cell_values import NO_NUMBER_MEANS
from estimates.dataset.cells import Record, Unread, resolved, unique
from estimates.dataset.cited_works import Register
from estimates.dataset.claim_readings import ClaimReader, has_numbers, stated_numbers
from estimates.dataset.findings import Findings
from estimates.dataset.judgements import bias_note_of, link_of, school_of, statement_of
from estimates.dataset.neighbours import look_at_claims
from estimates.dataset.progress import progress
from estimates.dataset.schema import CLAIMANTS, ESTIMANDS, taken
from estimates.errors import EstimatesError, Fault, WordingError
from estimates.model.checks import filled
from estimates.model.claims import Claimant, Estimand, Estimate, Link
from estimates.model.datasets import Dataset
from estimates.model.dossiers import Dossier
from estimates.model.judgements import Judgements
from estimates.model.ranges import Range
from estimates.model.source_matches import SourceMatches
from estimates.model.vocabulary import slip_of

_T = TypeVar("_T")
Tables = dict[str, list[Record]]
_OF_CLAIM = taken(
    "id", "estimand", "claimant", "wording", "wording_lang", "range_means", "claimed", "as_of", "place", "share_of",
    "ratio_to", "measure", "scope", "scope_note", "method", "standing", "source", "reported_in", "via", "note",
)  # fmt: skip
_claim = filled(Estimate, (
    "id", "claimant", "range", "wording", "wording_lang", "range_means", "claimed", "measure", "scope", "scope_note",
    "method", "standing", "source", "via", "note", "extra", "supposed", "as_of", "place", "share_of", "ratio_to",
    "share", "reported_in",
))  # fmt: skip
_READ_FROM = {"wording", "low", "high", "best", "approximate", "low_open", "high_open"}


def built_dataset(
    tables: Tables, register: Register, findings: Findings, unread: Collection[str] = (), **about: Any
) -> Dataset | None:
    """Return the dataset of the records of its tables, or None where they have faults.

    Tables of `unread` could not be read, for which there is a fault: no id that should be in one of them is another.
    """
    faults = findings.faults
    for name in ("estimands", "claimants", "estimates", "bias", "statements"):
        unique(tables[name], "id", faults)
    estimands = _built(tables["estimands"], _estimand, faults)
    told = [] if "claimants" in unread else tables["claimants"]
    claimants = _built(told, lambda r: Claimant(**r.named(CLAIMANTS)), faults)
    known, ids, stated = (_by_id(tables, name, unread) for name in ("estimands", "estimates", "statements"))
    _check_bounds(known, faults)
    everybody = _by_id(tables, "claimants", unread)
    everybody.update((name, claimants.get(name)) for name in everybody)
    grouped: dict[str, list[Estimate]] = {name: [] for name in known}
    readings: list[tuple[Record, Range]] = []
    reader = ClaimReader(known, findings)
    for record in progress(tables["estimates"], "claims read"):
        estimate = _estimate(record, reader, known, everybody, faults)
        if estimate is not None:
            grouped[record["estimand"]].append(estimate)
            readings.append((record, estimate.range))
    counted = None if isinstance(known, Unread) else {record["side"] for record in known.values()} - {""}
    notes = [bias_note_of(record, ids, everybody, counted, faults) for record in tables["bias"]]
    links = [link_of(record, ids, faults) for record in tables["links"]]
    _add_cycles([(r, made) for r, made in zip(tables["links"], links) if made is not None], faults)
    reader.report()
    look_at_claims(readings, ((link.from_id, link.to_id) for link in links if link is not None), findings)
    things: dict[str, Mapping[str, Any]] = {
        "about_estimand": known,
        "about_estimate": ids,
        "about_claimant": everybody,
        "about_statement": stated,
    }
    statements = [statement_of(record, things, everybody, faults) for record in tables["statements"]]
    schools = [school_of(record, everybody, faults) for record in tables["schools"]]
    if faults:
        return None
    judged = Judgements(_sound(notes), _sound(links), _sound(statements), _sound(schools))
    return Dataset(
        dossiers=[Dossier(each, grouped[i], **judged.about(each, grouped[i])) for i, each in estimands.items()],
        sources=tuple(register.sources.values()),
        claimants=tuple(claimants.values()), bias_notes=judged.notes, links=judged.links,
        statements=judged.statements, schools=judged.schools, notices=findings.ordered().notices,
        matches=SourceMatches(findings.matches), **about,
    )  # fmt: skip


def _by_id(tables: Tables, name: str, unread: Collection[str]) -> dict[str, Any]:
    return Unread() if name in unread else {record["id"]: record for record in tables[name]}


def _in_a_table(error: EstimatesError, wording: str) -> str:
    """Return an error of a wording as a table's owner mends it: by columns, not by arguments."""
    said = str(error).replace("give the language", "fill wording_lang with the language")
    return f"{said}{_next_step(error, wording)}"


def _next_step(error: EstimatesError, words: str) -> str:
    """Return what to do about words that are no count: a share of another figure, or a remark without a number."""
    if "percentage" in str(error):
        return "; for a share of another figure fill share_of with its id"
    if isinstance(error, WordingError) and not any(map(str.isdigit, words)):
        return f"; where the words give no number, say so in range_means: {NO_NUMBER_MEANS}"
    return ""


def _sound(things: Iterable[_T | None]) -> tuple[_T, ...]:
    return tuple(thing for thing in things if thing is not None)


def _check_bounds(known: Mapping[str, Record], faults: list[Fault]) -> None:
    """Add a fault for each estimand that is bounded by itself, or by one that is not there."""
    for record in known.values():
        for column, what in (
            ("at_most", "others that this one cannot exceed"),
            ("sum_of", "others that are its parts"),
        ):
            for other in resolved(record, column, known, "estimand", faults):
                if other is record:
                    message = f"names the estimand itself; it names {what}"
                    faults.append(Fault(record.file, record.row, column, record["id"], message))


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
    return Estimand(**record.named(ESTIMANDS))


def _estimate(
    record: Record, reader: ClaimReader, estimands: Any, everybody: Any, faults: list[Fault]
) -> Estimate | None:
    (
        name, estimand, who, wording, lang, means, claimed, as_of, place, share_of, ratio_to, measure, scope,
        scope_note, method, standing, source, reported_in, via, note,
    ) = _OF_CLAIM(record.cells)  # fmt: skip
    if not (estimand in estimands and not share_of and not ratio_to):
        for column in ("estimand", "share_of", "ratio_to"):
            for _ in resolved(record, column, estimands, "estimand", faults):
                pass
    claimant: Claimant | None = everybody.get(who)
    if claimant is None:
        claimant = next(resolved(record, "claimant", everybody, "claimant", faults), None)
    if record.broken & _READ_FROM:
        return None
    try:
        reading = reader.read(record)
    except EstimatesError as error:
        column, value = ("low", stated_numbers(record)) if has_numbers(record) else ("wording", record["wording"])
        faults.append(Fault(record.file, record.row, column, value, _in_a_table(error, record["wording"])))
        return None
    if record.broken or claimant is None or not estimand:
        return None
    counted = estimands[estimand]["measure"]
    if slip_of(measure, counted):
        message = f"is one letter away from what the estimand counts; write {counted!r}, or nothing, if that is meant"
        faults.append(Fault(record.file, record.row, "measure", measure, message))
        return None
    if not share_of and not ratio_to and ";" not in name:  # what is left to check of the values of the columns
        return _claim((
            name, claimant, reading, wording, lang, means, claimed, measure, scope or "same", scope_note, method,
            standing or "stands", source, via, note, record.extra, None, as_of, place, "", "", None, reported_in,
        ))  # fmt: skip
    try:
        return Estimate(
            name, claimant, reading, wording=wording, wording_lang=lang, range_means=means, claimed=claimed,
            measure=measure, scope=scope or "same", scope_note=scope_note, method=method,
            standing=standing or "stands", source=source, via=via, note=note, extra=record.extra, as_of=as_of,
            place=place, share_of=share_of, ratio_to=ratio_to, reported_in=reported_in,
        )  # fmt: skip
    except EstimatesError as error:
        faults.append(Fault(record.file, record.row, "", "", str(error)))
        return None


def _add_cycles(found: list[tuple[Record, Link]], faults: list[Fault]) -> None:
    """Add a fault for each cycle of links, at the first of its rows."""
    for cycle in cycles([link for _, link in found]):
        record, link = found[cycle[0]]
        rows = ", ".join(str(found[i][0].row) for i in cycle)
        way = path([found[i][1] for i in cycle])
        message = f"the links are cyclic: {way} (rows {rows}); {REMEDY}"
        faults.append(Fault(record.file, record.row, "to", link.to_id, message))
