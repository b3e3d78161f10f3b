"""What a user writes, as type checkers see it: this file is checked, and run."""

from __future__ import annotations

from pathlib import Path

import estimates as es


def main(folder: Path) -> str:
    nanking: es.Dataset = es.load("nanking-1937")
    deaths: es.Dossier = nanking["combat-deaths"]
    hata: es.Estimate = deaths["hata"]
    low: int | float | None = hata.range.low
    first_two: es.Dossier = deaths[:2]
    compared: es.Comparison = es.compare(first_two)
    pairs = [(pair.a.claimant.name, pair.b.claimant.name, pair.relation) for pair in compared.disjoint]
    pooled: es.Pooled = es.pool(deaths)
    median: es.Range = pooled.median
    figures: es.LedgerPool = es.pool(nanking)
    who = es.Claimant("other", "A. N. Other", role="scholar")
    claim = es.Estimate("other", who, 90_000, claimed="1999", source="other1999[3]", standing="stands", scope="same")
    note = es.BiasNote("note", who, "inflated", "finding", about_claimant="other", factor=2)
    more: es.Dossier = deaths.with_claim(claim).where(lambda e: e.range.low is not None, role=("scholar", "press"))
    claims = [("David Askew", "73,790 to 81,500", "Askew 2003, 173")]
    mine: es.Dossier = es.dossier("My garrison", claims, measure="strength")
    both: es.Dataset = es.merge(nanking, es.Dataset("mine", [mine], claimants=[e.claimant for e in mine]))
    row: es.FigureSummary = es.summary(both)[0]
    tension = es.tensions(nanking)[0]
    audited: es.BiasAudit = es.bias(deaths)
    axes = es.plot_intervals(deaths, pooled=pooled)
    path: Path = es.savefig(axes.figure, folder / "deaths.svg")
    frame = es.to_frame(deaths)
    works: tuple[es.Source, ...] = es.sources(deaths)
    entries: list[str] = es.bibliography(deaths, style="label")
    said = ""
    try:
        said = str(es.parse("many"))
    except es.WordingError as error:
        said = str(error)
    except es.EstimatesError:
        pass
    shown = [str(low), str(pairs), str(median), repr(figures), str(note), repr(more), str(row), tension.kind, said]
    return "; ".join([*shown, repr(audited), path.name, str(len(frame)), str(len(works)), *entries])
