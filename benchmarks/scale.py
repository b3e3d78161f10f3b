"""Comparing and pooling very many figures: ours beside plain numpy written by hand, and beside named peers."""

from __future__ import annotations

import gc
import importlib.util
import os
import tracemalloc
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import by_hand
import numpy as np
import pandas as pd
import peers
from by_hand import Claims
from timing import seconds

import estimates as es
from estimates import kernels

Row = tuple[str, str, str]

PEERS = ("portion", "pba", "lifelines", "statsmodels", "PyMARE")
ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}
ABOUT = (
    "Figures with 3 to 9 claims, one claim in seven one-sided where the method takes such. *By hand* is plain numpy "
    "that checks nothing, keeps no open ends and refuses nothing: figures of one size are computed as a matrix. "
    "Against it the ratio is our time over its time, below 1 where we are faster. The peers take one figure at a time: "
    "how many times longer they take for the same figures, and how far their answers lie from ours, relative to ours."
)
FIGURES = 100_000
FEW = 200
ASSUMED: dict[str, Any] = {"coverage": 0.9}
_TABLE = "ucdp_ged_syria.csv.gz"


def rows() -> list[Row]:
    """Return all rows of the table."""
    found = []
    for part in (core, median, effects, likelihood, linear, censored, turnbull, small, whole, growth, memory, events):
        gc.collect()
        found += part()
    return found


def held(claims: Claims) -> kernels.Intervals:
    return kernels.intervals(claims.low, claims.high, claims.offsets)


def apart(ours: Any, theirs: Any) -> str:
    """Return in words how far the answers lie from each other: the median figure, and the farthest."""
    a, b = np.ravel(ours), np.ravel(theirs)
    with np.errstate(all="ignore"):
        gap = np.where(a == b, 0.0, np.abs(a - b) / np.maximum(np.abs(a), 1e-9))
    if not gap.any():
        return "same answers"
    return f"answers apart by {np.median(gap):.0e} in the middle, {gap.max():.0e} at most"


def against(name: str, ours: Callable[[], object], by: dict[str, Callable[[], object]]) -> Row:
    """Return the row of a task on `FIGURES` figures beside the same task by hand."""
    mine = seconds(ours, repeats=3)
    told = [f"{mine / seconds(task, repeats=3):.2f} of {how}" for how, task in by.items()]
    return f"{name}, {FIGURES:,} figures", f"{mine:.3f} s", "; ".join(told)


def beside(
    name: str,
    peer: str,
    ours: Callable[[], Any],
    theirs: Callable[[], Any],
    figures: int,
    agree: Callable[[Any, Any], str] = apart,
) -> Row:
    """Return the row of a task beside a peer, if it is installed; `agree` says how the two answers lie."""
    task = f"{name}, {figures:,} figures"
    if importlib.util.find_spec(peer.lower()) is None:
        return task, f"{seconds(ours):.4f} s", f"{peer}: not installed"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        mine, other = seconds(ours), seconds(theirs, repeats=1)
        found = theirs()
    return task, f"{mine:.4f} s", f"{peer} takes {other / mine:,.0f} x as long ({other:.2f} s); {agree(ours(), found)}"


def first_core(claims: Claims) -> tuple[Any, Any]:
    found = kernels.sweep.core(held(claims))
    first = found.offsets[:-1]
    return found.low[first], found.high[first]


def core() -> list[Row]:
    claims = by_hand.made(FIGURES)
    few = claims.first(FEW)
    by = {"by hand": partial(by_hand.core, claims),
          "by hand with one sort of all ends": partial(by_hand.core_by_one_sort, claims)}  # fmt: skip
    return [
        against("core: every region of greatest depth", lambda: kernels.sweep.core(held(claims)), by),
        beside("core", "portion", lambda: first_core(few), lambda: peers.portion_core(few), FEW),
    ]


def medians(claims: Claims) -> tuple[Any, Any]:
    found = kernels.random_set.quantiles(held(claims))
    return found.low[:, 0], found.high[:, 0]


def _odd(odd: Any, ours: Any, theirs: Any) -> str:
    """Of an even number of claims, pba's upper median lies halfway between two claims."""
    said = apart([end[odd] for end in ours], [end[odd] for end in theirs])
    return f"{said} where the number of claims is odd"


def median() -> list[Row]:
    claims = by_hand.made(FIGURES)
    few = by_hand.made(FEW, bounded=True)
    by = {"by hand": partial(by_hand.median, claims),
          "by hand with one sort of all ends": partial(by_hand.median_by_one_sort, claims)}  # fmt: skip
    return [
        against("p-box median", lambda: medians(claims), by),
        beside("p-box median", "pba", lambda: medians(few), lambda: peers.pba_median(few), FEW,
               partial(_odd, np.diff(few.offsets) % 2 == 1)),
    ]  # fmt: skip


def logs(claims: Claims) -> tuple[Any, Any]:
    """Return centres and variances of bounded claims in logs, their ranges taken to hold nine times in ten."""
    return np.log(claims.low * claims.high) / 2, (np.log(claims.high / claims.low) / (2 * 1.6448536269514722)) ** 2


def tau2(claims: Claims, methods: tuple[str, ...]) -> Any:
    y, v = logs(claims)
    return np.array([kernels.random_effects(y, v, offsets=claims.offsets, method=m).tau2 for m in methods])


def effects() -> list[Row]:
    claims = by_hand.made(FIGURES, bounded=True)
    y, v = logs(claims)
    few = claims.first(FEW)
    a, b = logs(few)
    by = {"by hand": partial(by_hand.random_effects, claims, y, v)}
    return [
        against("random effects: DL, PM and REML, each with its mean, errors and Q",
                lambda: tau2(claims, ("DL", "PM", "REML")), by),
        beside("DL and PM", "statsmodels", lambda: tau2(few, ("DL", "PM")),
               lambda: peers.statsmodels_tau2(few, a, b), FEW),
        beside("DL and REML", "PyMARE", lambda: tau2(few, ("DL", "REML")),
               lambda: peers.pymare_tau2(few, a, b), FEW),
    ]  # fmt: skip


def likelihood() -> list[Row]:
    """REML beside the best of a global search, on small groups with errors of very unequal size."""
    rng = np.random.default_rng(3)
    figures, k = 3_000, 5
    v = np.exp(rng.normal(-2, 1.5, (k, figures)))
    y = rng.normal(0, 1, (k, figures)) * np.sqrt(v + np.exp(rng.normal(-2, 2, figures)))
    offsets = np.arange(figures + 1) * k
    found = kernels.random_effects(y.T.ravel(), v.T.ravel(), offsets=offsets, method="REML").tau2
    ours = by_hand.restricted_likelihood(y, v, found)
    best = np.full(figures, -np.inf)
    for tau in (0.0, *np.geomspace(1e-6, 1e3, 4_000).tolist()):
        best = np.maximum(best, by_hand.restricted_likelihood(y, v, np.full(figures, tau)))
    told = f"log-likelihood below that of 4,001 values tried by at most {max(0.0, float((best - ours).max())):.0e}"
    return [("REML at its global maximum, 3,000 figures of 5 claims", f"{int((best > ours + 1e-9).sum())} below", told)]


def linear() -> list[Row]:
    claims = by_hand.made(FIGURES, bounded=True)
    shares = (0.05, 0.5, 0.95)
    by = {"by hand, bisection": partial(by_hand.linear_pool, claims, 0.9, shares)}
    task = partial(kernels.linear_pool.linear_pool, coverage=0.9, p=shares)
    return [against("linear pool, 3 quantiles", lambda: task(held(claims)), by)]


def fitted(claims: Claims) -> tuple[Any, Any]:
    found = kernels.censored.lognormal(held(claims))
    return found.mu, found.sigma


def _likelier(claims: Claims, ours: Any, theirs: Any) -> str:
    gain = by_hand.censored_likelihood(claims, *ours) - by_hand.censored_likelihood(claims, *theirs)
    missed = int((gain > 1e-4).sum())
    said = f"its log-likelihoods above ours by at most {max(0.0, float(-gain.min())):.0e}"
    return f"{said}; {missed} of {len(gain)} figures not maximised" if missed else said


def censored() -> list[Row]:
    claims = by_hand.made(FIGURES)
    few, bounded = claims.first(50), by_hand.made(50, bounded=True)
    by = {"by hand, Newton": partial(by_hand.censored, claims)}
    return [
        against("censored lognormal, with covariance", lambda: fitted(claims), by),
        beside("censored lognormal", "scipy", lambda: fitted(few), lambda: peers.scipy_censored(few), 50,
               partial(_likelier, few)),
        beside("censored lognormal, bounded claims", "lifelines", lambda: fitted(bounded),
               lambda: peers.lifelines_censored(bounded), 50, partial(_likelier, bounded)),
    ]  # fmt: skip


def turnbull() -> list[Row]:
    claims = by_hand.made(FIGURES)
    few = by_hand.made(FEW, bounded=True)
    found = kernels.turnbull.turnbull(held(claims))
    first = claims.first(10_000)
    _, certified = by_hand.turnbull(first)
    mine = seconds(lambda: kernels.turnbull.turnbull(held(first)), repeats=3)
    hand = seconds(lambda: by_hand.turnbull(first), repeats=1)
    whole = seconds(lambda: kernels.turnbull.turnbull(held(claims)), repeats=3)
    said = (
        f"{mine / hand:.2f} of self-consistency by hand on 10,000 figures, which after 1,000 steps has a certificate "
        f"of 1e-6 for {certified.mean():.0%}; ours: {np.nanmax(found.kkt):.0e} or better for all"
    )
    return [
        (f"Turnbull with its certificate, {FIGURES:,} figures", f"{whole:.3f} s", said),
        beside("Turnbull, log-likelihood", "lifelines", lambda: kernels.turnbull.turnbull(held(few)).loglik,
               lambda: peers.lifelines_turnbull(few), FEW),
    ]  # fmt: skip


def small() -> list[Row]:
    """One analysis of ten claims."""
    rng = np.random.default_rng(8)
    y, v = rng.normal(0, 1, 10), rng.uniform(0.05, 0.4, 10)
    bounds = np.array([0, 10])
    claims = Claims(np.exp(y), np.exp(y + v), bounds)
    mine = partial(kernels.random_effects, y, v, method="DL")
    once = seconds(lambda: [mine() for _ in range(1_000)]) / 1_000
    told = []
    for peer, task in (("statsmodels", peers.statsmodels_tau2), ("PyMARE", peers.pymare_tau2)):
        if importlib.util.find_spec(peer.lower()) is None:
            told.append(f"{peer}: not installed")
        else:
            other = seconds(partial(task, claims, y, v), repeats=20)
            told.append(f"{peer} takes {other / once:,.0f} x as long, with a second method")
    dossier = ten(rng)
    whole = seconds(lambda: (str(es.compare(dossier)), es.pool(dossier, "random-set").median,
                             es.pool(dossier, "random-effects", **ASSUMED).interval(0.9)))  # fmt: skip
    return [
        ("DL on one analysis, k = 10, with its result object", f"{once * 1e6:.0f} µs", "; ".join(told)),
        ("one dossier of 10 claims: compared and told, two pools, an interval", f"{whole * 1e3:.1f} ms", "no peer"),
    ]


def ten(rng: np.random.Generator) -> es.Dossier:
    """A dossier of ten ranges that lie near each other."""
    book = es.Source("b", {"author": [{"family": "Author"}], "issued": {"date-parts": [[1999]]}})
    claims = []
    for i, centre in enumerate(np.exp(rng.normal(9, 0.2, 10)).tolist()):
        shape = es.between(round(centre * 0.7), round(centre * 1.4))
        who = es.Claimant(f"c{i}", f"Claimant number {i}")
        claims.append(es.Estimate(f"e{i}", who, shape, wording=str(shape), source=(es.Citation(book, str(i)),)))
    return es.Dossier(es.Estimand("made", "A made-up figure", measure="killed"), claims)


def frame(claims: Claims) -> pd.DataFrame:
    """A table as a reader has it: an empty cell for what is not stated."""
    low, high = np.where(claims.low == 0, np.nan, claims.low), np.where(np.isinf(claims.high), np.nan, claims.high)
    return pd.DataFrame({"figure": claims.group, "low": low, "high": high})


def ledger(table: pd.DataFrame) -> es.Ledger:
    return es.Ledger.from_frame(table, estimand="figure", low="low", high="high")


def whole() -> list[Row]:
    """From a table to a table."""
    claims = by_hand.made(FIGURES)
    table = frame(claims)
    read = seconds(lambda: ledger(table), repeats=3)
    columns = ledger(table)
    both = seconds(lambda: (es.to_frame(es.compare(columns)), es.to_frame(es.pool(columns, "random-set"))), repeats=3)
    told = f"of these {read:.2f} s the checked columns; no peer"
    name = f"table to tables: {FIGURES:,} figures, {len(claims.low):,} claims compared and pooled"
    return [(name, f"{read + both:.2f} s", told)]


def growth() -> list[Row]:
    """Time over N log N, from ten thousand claims to a million."""
    tasks: dict[str, Callable[[es.Ledger], object]] = {
        "compare": es.compare, "pool, random set": partial(es.pool, method="random-set"),
        "pool, lognormal": partial(es.pool, method="lognormal"), "pool, Turnbull": partial(es.pool, method="turnbull"),
    }  # fmt: skip
    sizes = (10_000, 100_000, 1_000_000)
    ledgers = [ledger(frame(by_hand.made(size // 6))) for size in sizes]
    out = []
    for name, task in tasks.items():
        times = [seconds(partial(task, columns), repeats=3) for columns in ledgers]
        unit = [t / (len(c) * np.log(len(c))) for t, c in zip(times, ledgers, strict=True)]
        told = "time over N log N, as a multiple of that at 10,000: " + ", ".join(f"{u / unit[0]:.2f}" for u in unit)
        out.append((f"{name}: 10⁴, 10⁵, 10⁶ claims", ", ".join(f"{t:.3g}" for t in times) + " s", told))
    return out


def memory() -> list[Row]:
    """The most that is held at once beside the ledger itself, by the count of Python's own tracer."""
    columns = ledger(frame(by_hand.made(1_000_000 // 6)))
    names = ("low", "high", "best", "low_open", "high_open", "approximate", "rows")
    size = sum(getattr(columns, name).nbytes for name in names)
    out = []
    for name, task in (("compare", es.compare), ("pool, random set", partial(es.pool, method="random-set")),
                       ("pool, lognormal", partial(es.pool, method="lognormal")),
                       ("pool, Turnbull", partial(es.pool, method="turnbull"))):  # fmt: skip
        gc.collect()
        tracemalloc.start()
        task(columns)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        told = f"{peak / size:.1f} x the columns of the ledger ({size / 1e6:.0f} MB)"
        out.append((f"peak memory of {name}, {len(columns):,} claims", f"{peak / 1e6:.0f} MB", told))
    return out


def events() -> list[Row]:
    """A real table with low, best and high: deaths in Syria, 2016 to 2019, by the Uppsala programme (CC BY 4.0)."""
    path = Path(os.environ.get("ESTIMATES_TABLES", "tables")) / _TABLE
    name = f"events of {_TABLE}"
    if not path.is_file():
        return [(name, "—", "the table is not here; ESTIMATES_TABLES names the folder that has it")]
    out = []
    for told, key, length in (("dyads by month", "dyad_name", 7), ("districts by day", "adm_2", 10)):

        def build(key: str = key, length: int = length) -> es.Ledger:
            table = pd.read_csv(path, low_memory=False)
            table["figure"] = table[key].fillna("not known") + ", " + table["date_start"].str[:length]
            return es.Ledger.from_frame(table, estimand="figure", low="low", best="best", high="high")

        columns = build()
        events = len(columns) + len({fault.row for fault in columns.faults})

        def end_to_end(build: Callable[[], es.Ledger] = build) -> None:
            built = build()
            es.to_frame(es.compare(built))
            for method in ("random-set", "envelope", "lognormal", "turnbull"):
                es.to_frame(es.pool(built, method))

        took = seconds(end_to_end, repeats=3)
        faulty = len({fault.row for fault in columns.faults})
        counts = f"{events:,} events, {len(columns.groups):,} {told}: read, compared, pooled in four ways"
        left = f"{faulty} rows at fault, each reported with row and column, and counted in `left_out` of its figure"
        out.append((counts, f"{took:.2f} s", left))
    return out
