"""The tables of a dataset on disk: their columns in order, and what a cell may hold."""

from __future__ import annotations

from typing import Any, Literal

from attrs import frozen

from estimates.model.claims import DIRECTIONS, RELATIONS, ROLES, SCOPES, STANDINGS, STRENGTHS

Cell = Literal["text", "id", "ids", "number", "boolean", "date", "citations"]
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
DESCRIPTOR = "datapackage.json"


@frozen
class Column:
    """A column of a table.

    Parameters
    ----------
    name : str
    holds : str
        ``text`` is kept to the letter; ``id`` names something; ``ids`` are several, separated by ``;``;
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
    Column("measure", "id", "what is counted: killed, wounded, casualties, strength"),
    Column("population", "text", "of whom"),
    Column("side", "id", "the side whose people are counted"),
    Column("place", "text", "where"),
    Column("period", "date", "when, in EDTF"),
    Column("unit", "id", "the unit; persons where it is empty"),
    Column("includes", "text", "what the count takes in"),
    Column("excludes", "text", "what the count leaves out"),
    Column("at_most", "ids", "ids of the estimands that it cannot exceed"),
    Column("note", "text", "a remark"),
)
CLAIMANTS = (
    Column("id", "id", "its name in the dataset", required=True),
    Column("name", "id", "the name in Latin letters", required=True),
    Column("native_name", "text", "the name in its own script"),
    Column("role", "id", "in what capacity the claimant speaks", allowed=ROLES),
    Column("side", "id", "the belligerent for which the claimant speaks; empty for scholars"),
    Column("school", "text", "the school to which somebody assigns the claimant"),
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
    Column("measure", "id", "what is counted, where it is not the estimand's measure"),
    Column("scope", "id", "against the estimand; same where it is empty", allowed=SCOPES),
    Column("scope_note", "text", "in what the scope differs, or why it is unclear"),
    Column("method", "text", "how the claimant arrived at it"),
    Column("standing", "id", "whether it still stands; stands where it is empty", allowed=STANDINGS),
    Column("source", "citations", "the works that make the claim"),
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
    Column("measure", "ids", "the measures of which it is said; empty: any"),
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
TABLES: dict[str, tuple[Column, ...]] = {
    "estimands": ESTIMANDS, "claimants": CLAIMANTS, "estimates": ESTIMATES, "bias": BIAS, "links": LINKS,
}  # fmt: skip
# Columns whose cells are ids of another table.
KEYS: dict[str, dict[str, str]] = {
    "estimates": {"estimand": "estimands", "claimant": "claimants"},
    "bias": {"said_by": "claimants", "about_claimant": "claimants", "about_estimate": "estimates"},
    "links": {"from": "estimates", "to": "estimates"},
}
REQUIRED_TABLES = ("estimands", "claimants", "estimates")
SOURCES = "sources"

# A single spreadsheet has a row a claim; these columns describe its claimant and its estimand.
SHEET_REQUIRED = ("estimand", "claimant", "wording", "source")
SHEET_CLAIMANT = ("native_name", "role", "side", "school")
SHEET_ESTIMAND = ("label", "estimand_measure", "population", "place", "period", "unit", "includes", "excludes")
SHEET = tuple(dict.fromkeys((*SHEET_REQUIRED, *(c.name for c in ESTIMATES), *SHEET_CLAIMANT, *SHEET_ESTIMAND)))


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
            {"fields": [column], "reference": {"resource": other, "fields": ["id"]}}
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
