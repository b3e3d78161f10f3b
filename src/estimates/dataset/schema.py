"""The tables of a dataset on disk: their columns in order, and what a cell may hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any, Literal

from attrs import frozen

from estimates.model.statements import KINDS
from estimates.model.vocabulary import DIRECTIONS, RELATIONS, ROLES, SCOPES, STANDINGS, STRENGTHS

Cell = Literal["text", "id", "ids", "measure", "measures", "number", "boolean", "date", "citations"]
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
DESCRIPTOR = "datapackage.json"
# Version 2 of the format added the tables `statements` and `schools`, and the columns that `SINCE_2` lists.
FORMAT = "estimates_format"
VERSION = 2


@frozen
class Column:
    """A column of a table.

    Parameters
    ----------
    name : str
    holds : str
        ``text`` is kept to the letter; ``id`` names something; ``ids`` are several, separated by ``;``;
        ``measure`` and ``measures`` are what is counted;
        ``citations`` are ``key[locator]``, several separated by ``;``; ``number`` has digits and at most a decimal
        point; ``boolean`` is true, false or empty; ``date`` is EDTF.
    means : str
        What stands there, for the reader of the dataset's descriptor.
    required : bool
        A cell must not be empty.
    allowed : tuple of str
        The only values, where there are few.
    """

    name: str
    holds: Cell
    means: str
    required: bool = False
    allowed: tuple[str, ...] = ()


ESTIMANDS = (
    Column("id", "id", "its name in the dataset", required=True),
    Column("label", "text", "its title in tables and pictures"),
    Column("measure", "measure", "what is counted: killed, wounded, casualties, strength"),
    Column("population", "text", "of whom"),
    Column("side", "id", "the side whose people are counted"),
    Column("place", "text", "where"),
    Column("period", "date", "when, in EDTF"),
    Column("unit", "id", "the unit; persons where it is empty"),
    Column("includes", "text", "what the count includes"),
    Column("excludes", "text", "what the count excludes"),
    Column("at_most", "ids", "ids of the estimands that it cannot exceed"),
    Column("sum_of", "ids", "ids of the estimands that are disjoint parts of it"),
    Column("exhaustive", "boolean", "the parts of sum_of are all that it consists of"),
    Column("closed", "boolean", "nobody joins or leaves its population while the figure is counted"),
    Column("note", "text", "a remark"),
)
CLAIMANTS = (
    Column("id", "id", "its name in the dataset", required=True),
    Column("name", "id", "the name in Latin letters", required=True),
    Column("native_name", "text", "the name in its own script"),
    Column("role", "id", "in what capacity the claimant speaks", allowed=ROLES),
    Column("side", "id", "the belligerent for which the claimant speaks; empty for scholars"),
    Column("school", "text", "the school to which somebody assigns the claimant; schools.csv says who"),
    Column("active", "date", "when the claimant was a party, in EDTF"),
    Column("note", "text", "a remark"),
)
ESTIMATES = (
    Column("id", "id", "its name, unique in the dataset", required=True),
    Column("estimand", "id", "id of what is estimated", required=True),
    Column("claimant", "id", "id of who says it", required=True),
    Column("wording", "text", "the source's own words, a few of them"),
    Column("wording_lang", "id", "their language, as a tag: en, zh"),
    Column("low", "number", "the stated low end; empty: none is stated"),
    Column("high", "number", "the stated high end; empty: none is stated"),
    Column("best", "number", "the value that the source names as best"),
    Column("approximate", "boolean", "the source says 'about'"),
    Column("low_open", "boolean", "the low end itself is excluded ('over')"),
    Column("high_open", "boolean", "the high end itself is excluded ('less than')"),
    Column("range_means", "text", "what the source says its range is; 'no number' where its words give none"),
    Column("claimed", "date", "when the claim was made, in EDTF"),
    Column("as_of", "date", "the date of which the claim speaks, in EDTF"),
    Column("place", "text", "the place of which the claim speaks, where it is not the estimand's"),
    Column("share_of", "id", "id of the estimand of which low, high and best are a share: 0.5 for half"),
    Column("ratio_to", "id", "id of the estimand to which low, high and best are a ratio: 2 for twice"),
    Column("measure", "measure", "what is counted, where it is not the estimand's measure"),
    Column("scope", "id", "against the estimand; same where it is empty", allowed=SCOPES),
    Column("scope_note", "text", "in what the scope differs, or why it is unclear"),
    Column("method", "text", "how the claimant arrived at it"),
    Column("standing", "id", "whether it still stands; stands where it is empty", allowed=STANDINGS),
    Column("source", "citations", "the works that make the claim"),
    Column("reported_in", "citations", "the works that report the claim, by others than the claimant"),
    Column("via", "citations", "the works in which it was read"),
    Column("note", "text", "a remark"),
)
BIAS = (
    Column("id", "id", "its name in the dataset", required=True),
    Column("said_by", "id", "id of the claimant whose judgement it is", required=True),
    Column("about_estimate", "id", "id of the estimate that is judged"),
    Column("about_claimant", "id", "id of the claimant that is judged"),
    Column("about_side", "id", "the belligerent side whose own claims are judged"),
    Column("about_subject_side", "id", "the side whose people those claims count"),
    Column("measure", "measures", "the measures of which it is said; empty: any"),
    Column("direction", "id", "whether they are inflated or downplayed", required=True, allowed=DIRECTIONS),
    Column("strength", "id", "a finding, a motive, an accusation", required=True, allowed=STRENGTHS),
    Column("factor_low", "number", "by what factor at least, where the judge says so"),
    Column("factor_high", "number", "by what factor at most, where the judge says so"),
    Column("wording", "text", "the judge's own words, a few of them"),
    Column("source", "citations", "the works where the judgement stands"),
    Column("via", "citations", "the works in which it was read"),
    Column("note", "text", "a remark"),
)
LINKS = (
    Column("from", "id", "id of the estimate that reports, rests on, revises", required=True),
    Column("relation", "id", "how the two are linked", required=True, allowed=RELATIONS),
    Column("to", "id", "id of the other estimate", required=True),
    Column("source", "citations", "where it is said that they are so linked"),
    Column("note", "text", "a remark"),
)
STATEMENTS = (
    Column("id", "id", "its name in the dataset", required=True),
    Column("said_by", "id", "id of the claimant who says it", required=True),
    Column("kind", "id", "what kind of statement it is", required=True, allowed=KINDS),
    Column("about_estimand", "id", "id of the estimand that it is about"),
    Column("about_estimate", "id", "id of the estimate that it is about"),
    Column("about_claimant", "id", "id of the claimant that it is about"),
    Column("about_statement", "id", "id of the statement that it is about"),
    Column("wording", "text", "the source's own words, a few of them"),
    Column("source", "citations", "the works where it is said"),
    Column("via", "citations", "the works in which it was read"),
    Column("note", "text", "a remark"),
)
SCHOOLS = (
    Column("claimant", "id", "id of the claimant who is assigned to a school", required=True),
    Column("school", "id", "the school, in the judge's words", required=True),
    Column("said_by", "id", "id of the claimant who says so; empty: not known"),
    Column("source", "citations", "the works where it is said"),
)
TABLES: dict[str, tuple[Column, ...]] = {
    "estimands": ESTIMANDS, "claimants": CLAIMANTS, "estimates": ESTIMATES, "bias": BIAS, "links": LINKS,
    "statements": STATEMENTS, "schools": SCHOOLS,
}  # fmt: skip
SINCE_2: dict[str, tuple[str, ...]] = {
    "estimands": ("sum_of", "exhaustive", "closed"),
    "claimants": ("active",),
    "estimates": ("as_of", "place", "share_of", "ratio_to", "reported_in"),
    "statements": tuple(column.name for column in STATEMENTS),
    "schools": tuple(column.name for column in SCHOOLS),
}
# Columns whose cells are ids of another table.
KEYS: dict[str, dict[str, str]] = {
    "estimates": {
        "estimand": "estimands", "claimant": "claimants", "share_of": "estimands", "ratio_to": "estimands",
    },
    "bias": {"said_by": "claimants", "about_claimant": "claimants", "about_estimate": "estimates"},
    "links": {"from": "estimates", "to": "estimates"},
    "statements": {
        "said_by": "claimants", "about_estimand": "estimands", "about_estimate": "estimates",
        "about_claimant": "claimants", "about_statement": "statements",
    },
    "schools": {"claimant": "claimants", "said_by": "claimants"},
}  # fmt: skip
REQUIRED_TABLES = ("estimands", "claimants", "estimates")
SOURCES = "sources"

# A single spreadsheet has a row a claim; these columns describe its claimant and its estimand.
SHEET_FIRST = ("estimand", "claimant", "wording", "source", "locator", "share")
SHEET_CLAIMANT = ("native_name", "role", "side", "school")
SHEET_ESTIMAND = ("label", "estimand_measure", "population", "estimand_place", "period", "unit", "includes", "excludes")
SHEET_KEYS = {"source_key": "source", "via_key": "via", "reported_in_key": "reported_in"}  # keys beside a user's words
SHEET = tuple(
    dict.fromkeys((*SHEET_FIRST, *SHEET_KEYS, *(c.name for c in ESTIMATES), *SHEET_CLAIMANT, *SHEET_ESTIMAND))
)


def taken(*names: str) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    """Return what takes the values of some columns out of the cells of an estimate, in their order."""
    places = {column.name: place for place, column in enumerate(ESTIMATES)}
    return itemgetter(*(places[name] for name in names))


def table_schema(table: str) -> dict[str, Any]:
    """Return the Table Schema of one of our tables, as a descriptor holds it."""
    types = {"number": "number", "boolean": "boolean"}
    fields = []
    for column in TABLES[table]:
        entry: dict[str, Any] = {"name": column.name, "type": types.get(column.holds, "string")}
        entry["description"] = column.means
        constraints: dict[str, Any] = {"required": True} if column.required else {}
        if column.allowed:
            constraints["enum"] = list(column.allowed)
        if constraints:
            entry["constraints"] = constraints
        fields.append(entry)
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if TABLES[table][0].name == "id":
        schema["primaryKey"] = ["id"]
    if table in KEYS:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {**({} if other == table else {"resource": other}), "fields": ["id"]}}
            for column, other in KEYS[table].items()
        ]
    return schema


DESCRIPTOR_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["name", "resources"],
    "properties": {
        "name": {"type": "string", "minLength": 1},
        "title": {"type": "string"},
        "version": {"type": "string"},
        "description": {"type": "string"},
        FORMAT: {"enum": list(range(1, VERSION + 1))},
        "licenses": {
            "type": "array",
            "items": {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]},
        },
        "resources": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["name", "path"],
                "properties": {"name": {"enum": [*TABLES, SOURCES]}, "path": {"type": "string", "minLength": 1}},
            },
        },
    },
}
