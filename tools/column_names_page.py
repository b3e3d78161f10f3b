"""Write the page of the documentation that lists the names under which columns of a table are recognised."""

from __future__ import annotations

from pathlib import Path

from estimates.dataset.column_names import AMBIGUOUS, SYNONYMS
from estimates.dataset.schema import CLAIMANTS, ESTIMANDS, ESTIMATES, SHEET, SHEET_KEYS

PAGE = Path(__file__).parents[1] / "docs" / "column_names.md"


def page() -> str:
    """Return the page."""
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
        "| column | also recognised | what it holds |", "|---|---|---|",
        *(f"| `{name}` | {', '.join(SYNONYMS.get(name, ()))} | {known[name]} |" for name in SHEET),
        "", "## Names that may mean several things", "", "| name | may be |", "|---|---|",
    ]  # fmt: skip
    for name, meanings in AMBIGUOUS.items():
        told = "; ".join(f"`{ours}`: {words}" if ours else words for ours, words in meanings)
        lines.append(f"| {name} | {told} |")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
