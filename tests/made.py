"""Made-up dossiers of any size: claims with dates, links and judgements, the same ones every time."""

from __future__ import annotations

import random
from typing import Any

from attrs import evolve

from estimates.model.claims import Claimant, Estimand, Estimate, Link
from estimates.model.dates import Date
from estimates.model.dossiers import Dossier
from estimates.model.ranges import Range, about, at_least, at_most, between, more_than, point
from estimates.model.sources import Citation, Source
from estimates.model.vocabulary import PARTIES, RELATIONS, ROLES

NAMES = (
    "Alma Bern", "Carl Dorn", "Court of Evere", "Relief Committee", "Ministry of War", "Daily Herald", "Else Fink",
    "Greta Holm", "I. Jansen", "Karl Lund", "M. Nolan", "O. Pihl", "Q. Rask", "S. Tandberg", "U. Voss",
)  # fmt: skip
YEARS = (1901, 1905, 1921, 1937, 1948, 1948, 1960, 1972, 1985, 1985, 1985, 1990, 1998, 2001, 2003)


def dossier(*found: Range, links: Any = (), **fields: Any) -> Dossier:
    """Claims with these ranges on one figure, each by somebody else; `fields` are those of every claim."""
    claims = [Estimate(f"e{i}", Claimant(f"who{i}", "Somebody"), r, **fields) for i, r in enumerate(found)]
    return Dossier(Estimand("x", measure="killed"), claims, links=links)


def work(key: str, year: int) -> Citation:
    return Citation(Source(key, {"type": "book", "title": f"A History, {key}", "author": [{"family": key.title()}],
                                 "issued": {"date-parts": [[year]]}}), "12")  # fmt: skip


def dated(count: int, seed: int = 1) -> Dossier:
    """Claims of all kinds, made on days, in years and decades, at uncertain, open and unknown dates."""
    draw = random.Random(seed)
    found = []
    for n in range(count):
        role = ROLES[(n % len(NAMES)) % len(ROLES)]
        who = Claimant(f"c{n % len(NAMES)}", NAMES[n % len(NAMES)], role=role,
                       side=("A", "B")[n % 2] if role in PARTIES else "")  # fmt: skip
        value = round(10 ** draw.uniform(3, 5.6), -2)
        r = draw.choice([point(value), about(value), between(value, 2 * value), at_least(value), at_most(value),
                         more_than(value), between(value, 3 * value, best=2 * value)])  # fmt: skip
        r = {7: point(0), 8: Range()}.get(n, r)
        year = draw.choice(YEARS)
        vague = [f"{str(year)[:3]}X", f"{year}~", f"{year}/..", f"../{year}", f"{year}?/{year + 8}?", None, None]
        when = draw.choice([*[str(year)] * 6, f"{year}-05", f"{year}-05-13", *vague])
        found.append(Estimate(f"e{n}", who, r, claimed=Date(when) if when else None, source=(work(f"w{n}", year),),
                              wording="many thousands" if r.kind == "vague" else "",
                              scope=draw.choice(["same"] * 6 + ["wider", "unclear"])))  # fmt: skip
    links = []
    for n in range(len(NAMES), count):
        if draw.random() < 0.4:
            old = n - len(NAMES)
            relation = draw.choice(["revises", "revises", "retracts"])
            links.append(Link(f"e{n}", relation, f"e{old}", source=(work("linker", 2004),)))
            found[old] = evolve(found[old], standing="superseded" if relation == "revises" else "retracted")
    return Dossier(Estimand("made", f"{count} made-up claims", "killed", "civilians", side="A"), found, links=links)


def linked(count: int, seed: int = 2) -> Dossier:
    """Claims that rest on others in every way, some on two, one on a claim of another dossier, some on none."""
    draw = random.Random(seed)
    links = []
    for n in range(1, count):
        if draw.random() < 0.75:
            for _ in range(draw.choice((1, 1, 1, 2))):
                base = draw.randrange(max(0, n - 12), n)
                links.append(Link(f"e{n}", draw.choice(RELATIONS), f"e{base}", source=(work("linker", 2004),)))
    if count > 5:
        links.append(Link("e5", "rests on", "of-another-dossier"))
    return Dossier(dated(count, seed).estimand, dated(count, seed).estimates, links=links)


def pairs(*links: tuple[str, str, str], names: str = "") -> Dossier:
    """Claims called by letters, joined as it is said."""
    letters = sorted({end for one, _, other in links for end in (one, other)} | set(names))
    found = [Estimate(letter, Claimant(letter, f"Claimant {letter}", role="scholar"), point(ord(letter)))
             for letter in letters]  # fmt: skip
    return Dossier(Estimand("pairs", "Pairs", "killed"), found, links=[Link(*link) for link in links])
