"""Write the claims to be compared, and the reference values of portion and mpmath, to validation/reference/*.json.

Run before reference.R, which reads the claims: ``python validation/reference.py && Rscript validation/reference.R``.
Nothing of the package is imported here: every value is computed from its definition by the named tool.
"""

from __future__ import annotations

import importlib.metadata
import itertools
import json
import math
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import mpmath as mp
import portion

FOLDER = Path(__file__).resolve().parent / "reference"
DIGITS = 40
SHAPES = ("lognormal", "uniform", "log-uniform", "triangular", "pert")
PROBABILITIES = (0.05, 0.25, 0.5, 0.75, 0.95)
# Values and variances whose restricted likelihood has two maxima, found by trying thousands of small groups.
TWO_MAXIMA = (
    {"y": [0.61, 0.64, -1.62], "v": [0.0012, 0.0152, 0.7722]},
    {"y": [-1.05, -0.85, -0.97, 0.01], "v": [0.0457, 1.024, 0.0045, 0.1687]},
    {"y": [-0.9, -0.24, -1.16, -1.22], "v": [1.2611, 0.1322, 0.0074, 0.0197]},
)
# The one claim ends where the other begins.
TOUCHING = ((100.0, 200.0), (200.0, 300.0))
Row = tuple[Any, ...]


def save(name: str, content: dict[str, Any]) -> None:
    """Write one file, an entry of each list a line."""
    lines = []
    for key, value in content.items():
        if isinstance(value, list) and value and isinstance(value[0], dict | list | tuple):
            rows = ",\n".join(json.dumps(row) for row in value)
            lines.append(f'"{key}": [\n{rows}\n]')
        else:
            lines.append(f'"{key}": {json.dumps(value)}')
    (FOLDER / name).write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def version(*names: str) -> dict[str, str]:
    return {name: importlib.metadata.version(name) for name in names}


# ---- claims ---------------------------------------------------------------------------------------------------------


def figure(rng: random.Random) -> float:
    """Return a number of three significant digits, as claims state them."""
    return float(f"{math.exp(rng.gauss(9, 1)):.3g}")


def claim(rng: random.Random, points: bool) -> tuple[float, float | None]:
    """Return a point, a range, or a claim without an upper or a lower end."""
    value, kind = figure(rng), rng.random()
    wide = float(f"{value * math.exp(rng.uniform(0.02, 1.2)):.4g}")
    if kind < 0.2 and points:
        return value, value
    if kind < 0.32:
        return value, None
    if kind < 0.44:
        return 0.0, value
    return value, max(wide, value * 1.01)


def censored_claims(rng: random.Random, size: int) -> list[tuple[float, float | None]]:
    while True:
        rows = [claim(rng, points=True) for _ in range(size)]
        highs = [math.inf if high is None else high for _, high in rows]
        bounded = sum(low > 0 and high < math.inf for (low, _), high in zip(rows, highs))
        if bounded >= 2 and max(low for low, _ in rows) > 2 * min(highs):
            return rows


def turnbull_claims(rng: random.Random, size: int) -> list[tuple[float, float | None]]:
    """Return claims of distinct ends, so that open and closed ends are no question, whose masses are unique."""
    while True:
        rows = [claim(rng, points=False) for _ in range(size)]
        ends = [end for row in rows for end in row if end]
        if len(set(ends)) < len(ends):
            continue
        pieces = innermost(rows)
        if len(pieces) > 2 and unique(rows, pieces):
            return rows


def innermost(rows: list[tuple[float, float | None]]) -> list[tuple[float, float]]:
    """Return where a low end is followed at once by a high end."""
    ends = sorted([(low, 0) for low, _ in rows] + [(math.inf if high is None else high, 1) for _, high in rows])
    return [(a[0], b[0]) for a, b in itertools.pairwise(ends) if a[1] == 0 and b[1] == 1]


def held(rows: list[tuple[float, float | None]], pieces: list[tuple[float, float]]) -> list[list[int]]:
    return [[int(low <= a and b <= (math.inf if high is None else high)) for a, b in pieces] for low, high in rows]


def unique(rows: list[tuple[float, float | None]], pieces: list[tuple[float, float]]) -> bool:
    """Return whether no two distributions give all claims the same probabilities."""
    table = mp.matrix(held(rows, pieces))
    return abs(mp.det(table.T * table)) > 0.5  # an integer: zero or at least one


def sweep_claims(rng: random.Random, size: int) -> list[Row]:
    """Return low, high, low_open, high_open; on a coarse grid, so that ends meet."""
    rows: list[Row] = []
    while len(rows) < size:
        low = float(rng.randint(0, 12))
        high = None if rng.random() < 0.12 else low + rng.choice([0, 1, 2, 3, 5, 8])
        low_open = rng.random() < 0.25
        high_open = high is not None and rng.random() < 0.25
        if high is None or high > low or not (low_open or high_open):
            rows.append((low, high, low_open, high_open))
    return rows


def pool_claims(rng: random.Random, shape: str, size: int) -> list[Row]:
    """Return low, high, best (or none) and mass."""
    rows: list[Row] = []
    for _ in range(size):
        low = figure(rng)
        high = float(f"{low * math.exp(rng.uniform(0.1, 0.7)):.5g}")
        best = float(f"{low + (high - low) * rng.uniform(0.25, 0.75):.6g}")
        stated = shape in ("triangular", "pert") or (shape == "lognormal" and rng.random() < 0.6)
        rows.append((low, high, best if stated else None, round(rng.uniform(0.2, 1), 3)))
    return rows


# ---- portion: where claims meet ---------------------------------------------------------------------------------


def stretch(row: Row) -> portion.Interval:
    low, high, low_open, high_open = row
    left = portion.OPEN if low_open else portion.CLOSED
    right = portion.OPEN if high_open or high is None else portion.CLOSED
    return portion.Interval.from_atomic(left, low, portion.inf if high is None else high, right)


def told(interval: portion.Interval) -> list[Row]:
    out: list[Row] = []
    for part in interval:
        high = None if part.upper == portion.inf else part.upper
        out.append((part.lower, high, part.left is portion.OPEN, high is not None and part.right is portion.OPEN))
    return out


def common(rows: list[Row], members: tuple[int, ...]) -> portion.Interval:
    out = portion.closed(0, portion.inf)
    for i in members:
        out &= stretch(rows[i])
    return out


def meetings(rows: list[Row]) -> dict[str, Any]:
    """Return camps, core and regions by trying every set of claims."""
    n = len(rows)
    meeting = {
        members: found
        for size in range(1, n + 1)
        for members in itertools.combinations(range(n), size)
        if not (found := common(rows, members)).empty
    }
    camps = [m for m in meeting if not any(set(m) < set(other) for other in meeting)]
    most = max(len(m) for m in meeting)
    order = sorted(camps, key=lambda m: (meeting[m].lower, meeting[m].left is portion.OPEN))
    at_least = []
    for size in range(1, most + 1):
        union = portion.empty()
        for members, found in meeting.items():
            if len(members) == size:
                union |= found
        at_least.append(told(union))
    return {
        "claims": rows,
        "depth": most,
        "camps": [{"members": list(m), "region": told(meeting[m])[0]} for m in order],
        "core": [told(meeting[m])[0] for m in order if len(m) == most],
        "at_least": at_least,
    }


# ---- mpmath: the linear pool --------------------------------------------------------------------------------------


def z(c: mp.mpf) -> mp.mpf:
    return mp.sqrt(2) * mp.erfinv(c)


class Lognormal:
    """A median and a spread of logs on each side of it; each side holds one half."""

    def __init__(self, low: mp.mpf, high: mp.mpf, best: mp.mpf | None, c: mp.mpf) -> None:
        low, high = mp.log(low), mp.log(high)
        self.middle = (low + high) / 2 if best is None else mp.log(best)
        self.left, self.right = (self.middle - low) / z(c), (high - self.middle) / z(c)
        far = 30 * max(self.left, self.right)
        self.breaks = [self.middle - far, self.middle - far / 6, self.middle, self.middle + far / 6, self.middle + far]
        self.logs = True

    def scaled(self, t: mp.mpf) -> mp.mpf:
        return (t - self.middle) / (self.left if t < self.middle else self.right)

    def cdf(self, x: mp.mpf) -> mp.mpf:
        return mp.ncdf(self.scaled(mp.log(x)))

    def density(self, t: mp.mpf) -> mp.mpf:
        return mp.npdf(self.scaled(t)) / (self.left if t < self.middle else self.right)


class Uniform:
    """Evenly widened so that the range holds c, on the numbers or on their logs."""

    def __init__(self, low: mp.mpf, high: mp.mpf, c: mp.mpf, logs: bool) -> None:
        low, high = (mp.log(low), mp.log(high)) if logs else (low, high)
        middle, half = (low + high) / 2, (high - low) / (2 * c)
        self.a, self.b, self.logs = middle - half, middle + half, logs
        self.breaks = [self.a, self.b]

    def cdf(self, x: mp.mpf) -> mp.mpf:
        t = mp.log(x) if self.logs else x
        return min(mp.mpf(1), max(mp.mpf(0), (t - self.a) / (self.b - self.a)))

    def density(self, t: mp.mpf) -> mp.mpf:
        return 1 / (self.b - self.a)


class Peaked:
    """Triangular or PERT: widened about the best by one factor so that the range holds c."""

    def __init__(self, low: mp.mpf, high: mp.mpf, best: mp.mpf, c: mp.mpf, pert: bool) -> None:
        self.best, self.pert, self.logs = best, pert, False
        self.share = (best - low) / (high - low)
        self.beta = mp.beta(1 + 4 * self.share, 5 - 4 * self.share)

        def covered(factor: mp.mpf) -> mp.mpf:
            self.a, self.b = best - factor * (best - low), best + factor * (high - best)
            return self.cdf(high) - self.cdf(low) - c

        factor = mp.findroot(covered, (mp.mpf("1.0001"), mp.mpf(6)), solver="anderson", tol=mp.mpf(10) ** -60)
        covered(factor)
        self.breaks = [self.a, best, self.b]

    def density(self, x: mp.mpf) -> mp.mpf:
        u = (x - self.a) / (self.b - self.a)
        if self.pert:
            return u ** (4 * self.share) * (1 - u) ** (4 - 4 * self.share) / self.beta / (self.b - self.a)
        side = u / self.share if x < self.best else (1 - u) / (1 - self.share)
        return 2 * side / (self.b - self.a)

    def cdf(self, x: mp.mpf) -> mp.mpf:
        u = min(mp.mpf(1), max(mp.mpf(0), (x - self.a) / (self.b - self.a)))
        if self.pert:
            return mp.betainc(1 + 4 * self.share, 5 - 4 * self.share, 0, u, regularized=True)
        return u**2 / self.share if u < self.share else 1 - (1 - u) ** 2 / (1 - self.share)


def distribution(shape: str, row: Row, c: float) -> Any:
    low, high = mp.mpf(row[0]), mp.mpf(row[1])
    best, cover = (None if row[2] is None else mp.mpf(row[2])), mp.mpf(c)
    if shape == "lognormal":
        return Lognormal(low, high, best, cover)
    if shape in ("uniform", "log-uniform"):
        return Uniform(low, high, cover, shape == "log-uniform")
    return Peaked(low, high, best, cover, shape == "pert")


def mixture(shape: str, rows: list[Row], c: float) -> dict[str, Any]:
    """Return quantiles by bisection and moments by quadrature."""
    parts = [distribution(shape, row, c) for row in rows]
    whole = mp.fsum(mp.mpf(row[3]) for row in rows)
    mass = [mp.mpf(row[3]) / whole for row in rows]

    def quantile(p: float) -> float:
        # anything below the least and above the greatest number that matters; halved on logs
        low, high = mp.mpf(-5), mp.mpf(25)
        for _ in range(110):
            t = (low + high) / 2
            if mp.fsum(m * d.cdf(mp.exp(t)) for m, d in zip(mass, parts)) < mp.mpf(p):
                low = t
            else:
                high = t
        return float(mp.exp(low))

    first = [mp.quad(lambda t, d=d: t * d.density(t), d.breaks) for d in parts]
    second = [mp.quad(lambda t, d=d, m=m: (t - m) ** 2 * d.density(t), d.breaks) for d, m in zip(parts, first)]
    means = [mp.quad(lambda t, d=d: mp.exp(t) * d.density(t), d.breaks) if d.logs else m for d, m in zip(parts, first)]
    centre = mp.fdot(mass, first)
    return {
        "shape": shape,
        "coverage": c,
        "claims": rows,
        "quantiles": [quantile(p) for p in PROBABILITIES],
        "mean": float(mp.fdot(mass, means)),
        "centre": float(centre),
        "stated": float(mp.fdot(mass, second)),
        "between": float(mp.fsum(m * (x - centre) ** 2 for m, x in zip(mass, first))),
    }


# ---- mpmath: Turnbull, half-normal ----------------------------------------------------------------------------------


def best_masses(rows: list[tuple[float, float | None]]) -> dict[str, Any]:
    """Return the masses to many digits, with the conditions that make them the best.

    The conditions are solved on every set of pieces that may carry mass, the smaller dropped in turn.
    """
    pieces = innermost(rows)
    table, n = held(rows, pieces), len(rows)
    p = [mp.mpf(1) / len(pieces)] * len(pieces)
    for _ in range(400):  # the plain self-consistency steps, only to come near
        each = [mp.fdot(a, p) for a in table]
        p = [p[j] * mp.fsum(a[j] / e for a, e in zip(table, each)) / n for j in range(len(p))]
    support = [j for j in range(len(p)) if p[j] > mp.mpf("1e-7")]
    while True:
        masses = solved([[a[j] for j in support] for a in table], [p[j] for j in support])
        if min(masses) > 0:
            break
        support.pop(masses.index(min(masses)))
    full = [mp.mpf(0)] * len(pieces)
    for j, mass in zip(support, masses):
        full[j] = mass
    each = [mp.fdot(a, full) for a in table]
    gradient = [mp.fsum(a[j] / e for a, e in zip(table, each)) / n for j in range(len(p))]
    if max(gradient) > 1 + mp.mpf("1e-25"):
        raise ArithmeticError(f"masses that are not the best: the gradient is {mp.nstr(max(gradient), 12)}")
    return {
        "low": [a for a, _ in pieces],
        "high": [None if b == math.inf else b for _, b in pieces],
        "mass": [float(mass) for mass in full],
        "loglik": float(mp.fsum(mp.log(e) for e in each)),
        "gradient": float(max(gradient) - 1),
    }


def solved(table: list[list[int]], start: list[mp.mpf]) -> list[mp.mpf]:
    """Return the masses at which every gradient is one, by Newton's method."""
    n, p = len(table), mp.matrix(start)
    for _ in range(200):
        each = [mp.fdot(a, p) for a in table]
        wanted = mp.matrix([mp.fsum(a[j] / e for a, e in zip(table, each)) - n for j in range(len(p))])
        h = mp.matrix(len(p), len(p))
        for i, j in itertools.product(range(len(p)), repeat=2):
            h[i, j] = mp.fsum(a[i] * a[j] / e**2 for a, e in zip(table, each))
        step = mp.lu_solve(h, wanted)
        size = mp.mpf(1)
        while min(mp.fdot(a, p + size * step) for a in table) <= 0:
            size /= 2
        p += size * step
        if mp.norm(step) < mp.mpf(10) ** -30:
            break
    return list(p)


def half_normal(y: list[float], v: list[float], scale: float) -> dict[str, Any]:
    """Return the posterior by adaptive quadrature over tau: flat mean, half-normal tau."""
    yy, vv = [mp.mpf(x) for x in y], [mp.mpf(x) for x in v]

    def at(tau: mp.mpf) -> tuple[mp.mpf, mp.mpf, mp.mpf]:
        w = [1 / (x + tau**2) for x in vv]
        total = mp.fsum(w)
        mean = mp.fdot(w, yy) / total
        q = mp.fsum(a * (b - mean) ** 2 for a, b in zip(w, yy))
        return mp.exp(-(q + (tau / scale) ** 2) / 2) * mp.sqrt(mp.fprod(w) / total), mean, 1 / total

    breaks = [scale * mp.mpf(x) for x in ("0", "0.1", "0.3", "0.7", "1.2", "2", "3.5", "6", "14")]

    def over(of: Any) -> mp.mpf:
        return mp.quad(lambda tau: of(tau, *at(tau)), breaks)

    whole = over(lambda tau, f, m, s: f)
    mean = over(lambda tau, f, m, s: f * m) / whole
    spread = over(lambda tau, f, m, s: f * (s + (m - mean) ** 2)) / whole

    def below(x: mp.mpf, more: int) -> mp.mpf:
        return over(lambda tau, f, m, s: f * mp.ncdf((x - m) / mp.sqrt(s + more * tau**2))) / whole

    def quantile(p: float, more: int) -> float:
        width = mp.sqrt(spread) * (1 + more)
        return float(mp.findroot(
            lambda x: below(x, more) - mp.mpf(p), (mean - 3 * width, mean + 3 * width), solver="anderson", tol=1e-30
        ))  # fmt: skip

    return {
        "y": y,
        "v": v,
        "scale": scale,
        "mean": float(mean),
        "sd": float(mp.sqrt(spread)),
        "tau": float(over(lambda tau, f, m, s: f * tau) / whole),
        "quantiles": [quantile(p, 0) for p in (0.05, 0.5, 0.95)],
        "further": [quantile(p, 1) for p in (0.05, 0.5, 0.95)],
    }


def few(rng: random.Random, size: int) -> Iterator[tuple[float, float]]:
    for _ in range(size):
        yield round(rng.gauss(0, 0.6), 4), round(math.exp(rng.uniform(-4, -1)), 5)


def main() -> None:
    """Draw the claims, compute, and write."""
    mp.mp.dps = DIGITS
    FOLDER.mkdir(exist_ok=True)
    rng = random.Random(20240617)
    censored = [censored_claims(rng, size) for size in (3, 4, 4, 5, 6, 6, 7, 8, 8, 10, 12, 15)]
    turnbull = [turnbull_claims(rng, size) for size in (5, 6, 6, 7, 8, 9, 10, 12, 14, 18)]
    drawn_claims = {"censored": censored, "turnbull": turnbull, "touching": TOUCHING, "two_maxima": list(TWO_MAXIMA)}
    save("claims.json", drawn_claims)
    groups = [sweep_claims(rng, size) for size in (1, 2, 2, 3, 3, 4, 4, 5, 5, 5, 6, 6, 6, 7, 7, 7, 8, 8, 8, 9) * 2]
    save("sweep.json", {"tools": version("portion"), "groups": [meetings(rows) for rows in groups]})
    print("sweep", flush=True)
    save("turnbull.json", {"tools": version("mpmath"), "digits": DIGITS, "groups": [best_masses(r) for r in turnbull]})
    print("turnbull", flush=True)
    values = [list(few(rng, size)) for size in (2, 3, 3, 4, 5, 8)]
    mp.mp.dps = 25
    posteriors = [
        half_normal([a for a, _ in d], [b for _, b in d], s) for d, s in zip(values, (0.5, 0.25, 1, 0.5, 0.5, 2))
    ]
    save("half_normal.json", {"tools": version("mpmath"), "digits": 25, "groups": posteriors})
    print("half_normal", flush=True)
    mp.mp.dps = 30
    pools = [
        mixture(shape, pool_claims(rng, shape, size), c)
        for shape in SHAPES
        for size, c in ((2, 0.9), (4, 0.8), (6, 0.95), (9, 0.9))
    ]
    save("linear_pool.json", {
        "tools": version("mpmath"), "digits": 30, "probabilities": PROBABILITIES, "groups": pools,
    })  # fmt: skip


if __name__ == "__main__":
    main()
