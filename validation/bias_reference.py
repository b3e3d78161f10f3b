"""Write the claims on which the REML mode and metafor are compared, to validation/reference/bias_claims.json.

Run before bias_reference.R: ``python validation/bias_reference.py && Rscript validation/bias_reference.R``. Nothing of
the package is imported here.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parent / "reference" / "bias_claims.json"
# Name, figures, claims a figure, camps of each role, deviation of camps and of claims, greatest own deviation.
CASES = (
    ("many claims", 40, 5, (3, 3), 0.3, 0.4, 0.0),
    ("few claims", 8, 4, (2, 2), 0.3, 0.4, 0.0),
    ("ranges with a width of their own", 20, 5, (3, 3), 0.4, 0.3, 0.5),
    ("many camps", 60, 6, (9, 5), 0.5, 0.3, 0.0),
    ("three roles", 30, 5, (3, 2, 4), 0.6, 0.5, 0.2),
    ("camps alike", 30, 5, (3, 3), 0.0, 0.5, 0.0),
    ("one camp in each role", 15, 3, (1, 1), 0.0, 0.4, 0.0),
)


def case(name: str, figures: int, claims: int, camps: tuple[int, ...], omega: float, tau: float, own: float) -> Any:
    """Draw one set of claims; cell -1 is the anchor, and every cell comes to speak."""
    rng = random.Random(name)
    role = [r for r, count in enumerate(camps) for _ in range(count)]
    effect = [(r - 0.5) + rng.gauss(0, omega) for r in role]
    rows: dict[str, list[Any]] = {"y": [], "v": [], "figure": [], "cell": []}
    for figure in range(figures):
        level = rng.gauss(9, 1.5)
        for cell in [-1, *rng.sample(range(-1, len(role)), claims - 1)]:
            v = rng.uniform(0, own) ** 2
            shift = effect[cell] if cell >= 0 else 0.0
            y = level + shift + rng.gauss(0, tau) + rng.gauss(0, v**0.5)
            for key, value in zip(rows, (round(y, 6), round(v, 6), figure, cell)):
                rows[key].append(value)
    return {"name": name, "role": role, **rows}


def main() -> None:
    """Write all cases, one a line."""
    lines = ",\n".join(json.dumps(case(*settings)) for settings in CASES)
    TARGET.write_text('{"cases": [\n' + lines + "\n]}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
