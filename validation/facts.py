"""Compare every claim of the shipped datasets with the row of facts from which it was entered, and print what differs.

    python validation/facts.py FOLDER            print what differs, and write facts.md
    python validation/facts.py FOLDER --map      propose rows for the claims of facts/DATASET.csv that have none

FOLDER holds the facts, one CSV a contested figure, as they were read in public documents; it is not a part of this
repository. `facts/DATASET.csv` says for each claim which row it comes from (`file:row`, as a spreadsheet counts
rows) and, where the two differ on purpose, why. A claim that was read in a text beside the facts has `text:NAME`
instead: its words must stand in ``FOLDER/../seeds/NAME.txt``, but for case and quotation marks.
"""

from __future__ import annotations

import csv
import difflib
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import frozen

import estimates as es

HERE = Path(__file__).parent
MAPS = HERE / "facts"
COLUMNS = ("claim", "fact", "why")
LIKE = 0.72  # how alike the words must be for a row to be proposed


@frozen
class Row:
    """A claim of ours beside the fact from which it was entered, or without one."""

    dataset: str
    claim: str
    fact: str
    differs: tuple[str, ...]
    why: str

    @property
    def open(self) -> bool:
        """Whether something differs, or no fact is named, and nobody has said why."""
        return bool(self.differs or not self.fact) and not self.why


def facts(folder: Path) -> dict[str, dict[str, str]]:
    """Return every row of facts by ``file:row``."""
    found = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(newline="", encoding="utf-8") as file:
            for number, row in enumerate(csv.DictReader(file), 2):
                if "claimant" in row and "wording" in row:
                    found[f"{path.stem}:{number}"] = row
    return found


def claims(dataset: es.Dataset) -> Iterator[tuple[es.Estimate, es.Estimand]]:
    """Yield the claims of a dataset, each with what it is about."""
    for dossier in dataset.values():
        for estimate in dossier:
            yield estimate, dossier.estimand


def read_map(name: str) -> dict[str, tuple[str, str]]:
    """Return for the claims of a dataset the fact, and why the two differ."""
    path = MAPS / f"{name}.csv"
    if not path.is_file():
        return {}
    with path.open(newline="", encoding="utf-8") as file:
        return {row["claim"]: (row["fact"], row["why"]) for row in csv.DictReader(file)}


def number(text: str) -> float | None:
    """Return the number of a cell of facts."""
    text = text.strip()
    return float(text) if text else None


def stated(fact: dict[str, str]) -> tuple[float | None, float | None, bool]:
    """Return low, high and whether the fact says "about"; a single number of a fact is in its column ``best``."""
    low, best, high = (number(fact[name]) for name in ("low", "best", "high"))
    if low is None and high is None:
        low = high = best
    return low, high, fact["kind"] == "approx" and best is not None


def difference(estimate: es.Estimate, fact: dict[str, str]) -> tuple[str, ...]:
    """Return in what a claim and its fact differ: in their ends, in "about", in their words, in their year."""
    r = estimate.share or estimate.range
    low, high, about = stated(fact)
    said = []
    if (r.low, r.high) != (low, high):
        said.append(f"{r} here, {ends(low, high)} in the facts")
    elif r.approximate != about and low == high:
        said.append(f"{'about' if r.approximate else 'exact'} here, {'about' if about else 'exact'} in the facts")
    if alike(estimate.wording, fact["wording"]) < LIKE:
        said.append(f"“{estimate.wording}” here, “{fact['wording']}” in the facts")
    year = fact["year_of_claim"].strip()
    if year and estimate.claimed is not None and not str(estimate.claimed).startswith(year[:4]):
        said.append(f"claimed {estimate.claimed} here, {year} in the facts")
    return tuple(said)


def ends(low: float | None, high: float | None) -> str:
    """Return two ends of a fact as a range is written."""
    low, high = (int(end) if end is not None and end.is_integer() else end for end in (low, high))
    return str(es.Range(low, high)) if (low, high) != (None, None) else "no number"


def plain(text: str) -> str:
    """Return the words of a text without case, quotation marks and punctuation at the ends."""
    return " ".join(re.sub(r"[“”\"'’‘*()\[\]]", "", text.casefold()).split()).strip(" .,;:")


def alike(a: str, b: str) -> float:
    """Return how alike two wordings are; one within the other is as good as the same."""
    a, b = plain(a), plain(b)
    if a and b and (a in b or b in a):
        return 1.0
    return difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()


def proposed(estimate: es.Estimate, known: dict[str, dict[str, str]], taken: set[str]) -> str:
    """Return the fact that is most like a claim, in words, ends and name, or ``""``."""
    best, found = 1.2, ""
    r = estimate.share or estimate.range
    for name, fact in known.items():
        low, high, _ = stated(fact)
        score = alike(estimate.wording, fact["wording"])
        if score < LIKE:
            continue
        score += 0.4 * ((r.low, r.high) == (low, high)) + 0.3 * alike(estimate.claimant.name, fact["claimant"])
        score -= 0.2 * (name in taken)
        if score > best:
            best, found = score, name
    return found


def compared(folder: Path) -> list[Row]:
    """Return every claim of every dataset with its fact."""
    known = facts(folder)
    texts = {f"text:{path.stem}": plain(path.read_text(encoding="utf-8")) for path in folder.glob("../seeds/*.txt")}
    rows = []
    for name in es.datasets():
        mapped = read_map(name)
        for estimate, _ in claims(es.load(name)):
            fact, why = mapped.get(estimate.id, ("", ""))
            if fact and fact not in known and fact not in texts:
                rows.append(Row(name, estimate.id, fact, ("no such row in the facts",), ""))
            elif fact in texts:
                there = plain(estimate.wording) in texts[fact]
                rows.append(Row(name, estimate.id, fact, () if there else ("the words are not in the text",), why))
            else:
                rows.append(Row(name, estimate.id, fact, difference(estimate, known[fact]) if fact else (), why))
    return rows


def write_maps(folder: Path) -> None:
    """Write for each dataset its map, with a proposal for each claim that has no fact yet and no reason for that."""
    known = facts(folder)
    MAPS.mkdir(exist_ok=True)
    for name in es.datasets():
        mapped = read_map(name)
        taken = {fact for fact, _ in mapped.values()}
        lines = []
        for estimate, _ in claims(es.load(name)):
            fact, why = mapped.get(estimate.id, ("", ""))
            if not fact and not why:
                fact = proposed(estimate, known, taken)
                taken.add(fact)
            lines.append((estimate.id, fact, why))
        with (MAPS / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows(lines)


def page(rows: Sequence[Row]) -> str:
    """Return the result as a page."""
    names = list(dict.fromkeys(row.dataset for row in rows))
    out = [
        "# Claims beside the facts from which they were entered", "",
        "Made by `validation/facts.py`. A claim agrees with its fact where ends, “about”, words and year are the same.",
        "Of the words the shorter must stand in the longer, or the two must be nearly the same.", "",
        "| dataset | claims | agree | differ, with a reason | no fact, with a reason | open |",
        "|---|---|---|---|---|---|",
    ]  # fmt: skip
    for name in names:
        own = [row for row in rows if row.dataset == name]
        counts = (
            len(own),
            sum(bool(row.fact) and not row.differs for row in own),
            sum(bool(row.fact and row.differs) and not row.open for row in own),
            sum(not row.fact and not row.open for row in own),
            sum(row.open for row in own),
        )
        out.append(f"| `{name}` | {' | '.join(map(str, counts))} |")
    for title, kept in (("What differs", [r for r in rows if r.fact and r.differs]),
                        ("Claims without a fact", [r for r in rows if not r.fact])):  # fmt: skip
        out += ["", f"## {title}", ""]
        out += [f"* `{row.dataset}`, `{row.claim}`: {told(row)}" for row in kept] or ["None."]
    return "\n".join(out) + "\n"


def told(row: Row) -> str:
    """Return what differs, and why, in a line."""
    differs = "; ".join(row.differs)
    return ": ".join(filter(None, [differs, row.why])) or "no row of the facts, and no reason given"


def main(arguments: Sequence[str]) -> int:
    """Run from the command line; returns 1 where something is open."""
    if not arguments:
        print(__doc__)
        return 2
    folder = Path(arguments[0])
    if "--map" in arguments:
        write_maps(folder)
    rows = compared(folder)
    (HERE / "facts.md").write_text(page(rows), encoding="utf-8")
    for row in rows:
        if row.open:
            print(f"{row.dataset} {row.claim} {row.fact or '-'}: {told(row)}")
    return int(any(row.open for row in rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
