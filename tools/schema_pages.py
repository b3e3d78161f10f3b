"""Write the pages of the documentation that follow from the schema: the format, and the names of columns."""

from __future__ import annotations

from pathlib import Path

from estimates.dataset.column_names import AMBIGUOUS, SYNONYMS
from estimates.dataset.schema import CLAIMANTS, ESTIMANDS, ESTIMATES, SHEET, SHEET_KEYS, TABLES

DOCS = Path(__file__).parents[1] / "docs"


def column_names() -> str:
    """Return the page of the names under which columns of a table are recognised."""
    known = {column.name: column.means for column in (*CLAIMANTS, *ESTIMANDS, *ESTIMATES)}
    known |= {
        "estimand": "what is counted, where and when",
        "claimant": "who says it",
        "locator": "the place of the claim in the work of `source`",
        "share": "a share or ratio as `to_frame` writes it",
        "estimand_measure": "what the estimand counts",
        "estimand_place": "where the estimand counts",
    }
    known |= {name: f"keys that stand for the words in `{ours}` beside them" for name, ours in SHEET_KEYS.items()}
    lines = [
        "# Names of columns", "",
        "`es.read` and `es.check` take a table with a claim a row. Names are compared without case, underscores, line",
        "ends and marks at their end. A name of the second column is read as the column beside it, with a notice.",
        "Where two fit one column, and where a name may mean several things, the report asks, and offers answers.", "",
        "A table with a column for each author, or for each figure, is read too: `columns=` gives `wording` to each of",
        "them, `{'Smith 1987': 'wording', 'Jones 2001': 'wording'}`, and their names are the claimants, or the",
        "figures, whichever the table has not. A header of two rows, held together by merged cells, names a column by",
        "both: `French losses: Killed`.", "",
        "| column | also recognised | what it holds |", "|---|---|---|",
        *(f"| `{name}` | {', '.join(SYNONYMS.get(name, ()))} | {known[name]} |" for name in SHEET),
        "", "## Names that may mean several things", "", "| name | may be |", "|---|---|",
    ]  # fmt: skip
    for name, meanings in AMBIGUOUS.items():
        told = "; ".join(f"`{ours}`: {words}" if ours else words for ours, words in meanings)
        lines.append(f"| {name} | {told} |")
    return "\n".join([*lines, ""])


def format_reference() -> str:
    """Return the reference of the folder format, from the schema that reads and writes it."""
    parts = [
        "# The format of a dataset\n",
        "A dataset is a folder: a Tabular Data Package with one CSV file a table, UTF-8, and `sources.json` with "
        "the works in CSL-JSON. A single spreadsheet with the columns `estimand`, `claimant`, `wording`, `source` is a "
        "dataset too. Every cell is text: `None` and `n/a` are words. Dates are EDTF. `source` and `via` are "
        "`key[locator]`, several separated by `;`.\n",
    ]
    for table, columns in TABLES.items():
        parts += [f"## {table}.csv\n", "| column | holds | means | allowed |", "| --- | --- | --- | --- |"]
        for column in columns:
            allowed = ", ".join(f"`{value}`" for value in column.allowed)
            name = f"**`{column.name}`**" if column.required else f"`{column.name}`"
            parts.append(f"| {name} | {column.holds} | {column.means.replace('|', '/')} | {allowed} |")
        parts.append("")
    parts.append("Names in bold must not be empty.")
    return "\n".join([*parts, ""])


PAGES = {"column_names": column_names, "format": format_reference}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / f"{name}.md").write_text(page(), encoding="utf-8")
