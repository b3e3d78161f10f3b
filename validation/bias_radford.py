"""The public claims of losses in the war in Ukraine (Radford et al. 2023) as a table for the bias model."""

from __future__ import annotations

import csv
import gzip
import io
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import estimates as es

WINDOWS = (1, 3, 7, 14, 28)
WINDOW = 7
SIDES = {"RU Source": "Russia", "UA Source": "Ukraine"}
Row = dict[str, str]


def read(path: Path) -> list[Row]:
    """Return the rows of the file, gzipped or not."""
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def claims(rows: list[Row]) -> list[tuple[Row, float | None, float | None]]:
    """Return claims of soldiers killed since the beginning, each with its low and high end.

    A minimum and a maximum by one source for one day and one loss are the two ends of one range.
    """
    kept = [r for r in rows if r["category"] == "Military Deaths" and r["time_frame"] == "Cumulative"]
    ceilings: dict[tuple[str, ...], list[float]] = defaultdict(list)
    for r in kept:
        if r["maximum"] == "1" and r["minimum"] == "0":
            ceilings[key(r)].append(float(r["loss_count"]))
    out: list[tuple[Row, float | None, float | None]] = []
    for r in kept:
        count = float(r["loss_count"])
        if r["minimum"] == "1":
            above = sorted(x for x in ceilings[key(r)] if x > count)
            if above:
                ceilings[key(r)].remove(above[0])
            out.append((r, count, above[0] if above else None))
        elif r["maximum"] == "0":
            out.append((r, count, count))
    known = {key(r): r for r in kept}
    return out + [(known[k], None, x) for k, left in ceilings.items() for x in left]


def key(r: Row) -> tuple[str, ...]:
    return r["days"], r["claim_source"], r["loss_type"]


def table(rows: list[Row], window: int, *, per_day: bool = True) -> dict[str, list[Any]]:
    """Return columns: a figure is the loss of one country in one window of days.

    Parameters
    ----------
    window : int
        In days. Losses since the beginning grow within it; `per_day` divides each by the days that it covers.
    """
    out: dict[str, list[Any]] = {name: [] for name in ("figure", "camp", "role", "low", "high", "root")}
    for r, low, high in claims(rows):
        days, side = int(r["days"]), SIDES.get(r["claim_source"])
        part = days if per_day else 1
        role = "third party" if side is None else "own" if side == r["loss_country"] else "enemy"
        ends = ["" if x is None else f"{x:g}" for x in (low, high)]
        cells = (
            f"{r['loss_country']}, window {days // window}", r["claim_source"], role,
            None if low is None else low / part, None if high is None else high / part,
            " ".join([r["claim_source"], *ends]),
        )  # fmt: skip
        for column, cell in zip(out.values(), cells):
            column.append(cell)
    return out


def told(found: es.BiasModel) -> dict[str, Any]:
    """Return what the page tells of a model."""
    wanted = {("RU Source", "own"): "russian", ("UA Source", "enemy"): "ukrainian"}
    out: dict[str, Any] = {"claims": len(found.used), "figures": len(found.adjusted)}
    for f in found.factors:
        if (f.camp, f.role) in wanted:
            out[wanted[f.camp, f.role]] = [round(x, 4) for x in (f.factor, f.low, f.high)] + [f.claims]
    return out | {"tau": round(found.tau.median, 3)}


def measured(path: Path) -> dict[str, Any]:
    """Return the factors of both cells under all third parties, each of them alone, and several windows."""
    rows = read(path)
    camps = sorted({r["claim_source"] for r, _, _ in claims(rows)} - set(SIDES))
    begin = time.perf_counter()
    main = es.bias_model(table(rows, WINDOW), anchor="third party", root="root")
    seconds = time.perf_counter() - begin
    anchors = [{"anchor": "all third parties"} | told(main)]
    for camp in camps:
        one = es.bias_model(table(rows, WINDOW), anchor="third party", anchor_camps=[camp], root="root")
        anchors.append({"anchor": f"{camp} alone"} | told(one))
    windows = [
        {"days": w, "per_day": True} | told(es.bias_model(table(rows, w), anchor="third party", root="root"))
        for w in WINDOWS
    ]
    whole = table(rows, WINDOW, per_day=False)
    windows.append({"days": WINDOW, "per_day": False} | told(es.bias_model(whole, anchor="third party", root="root")))
    every = es.bias_model(table(rows, WINDOW), anchor="third party")
    return {
        "rows": len(rows), "claims": len(claims(rows)), "seconds": round(seconds, 1), "factors": factors(main),
        "anchors": anchors, "windows": windows, "repeated": told(every),
    }  # fmt: skip


def factors(found: es.BiasModel) -> list[dict[str, Any]]:
    return [
        {"camp": f.camp, "role": f.role, "factor": round(f.factor, 4), "low": round(f.low, 4), "high": round(f.high, 4),
         "claims": f.claims, "figures": f.figures}
        for f in found.factors
    ]  # fmt: skip
