"""Every shipped claim goes back to a row of facts, or says why not; the comparison finds a number that was changed."""

from __future__ import annotations

import csv
import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

import estimates as es

FOLDER = Path(__file__).parents[2] / "validation"
HEAD = "claimant,year_of_claim,wording,low,best,high,kind\n"


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("validation_facts", FOLDER / "facts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


FACTS = script()


@pytest.mark.parametrize("name", es.datasets())
def test_every_claim_has_a_fact_or_a_reason(name: str) -> None:
    mapped = FACTS.read_map(name)
    assert list(mapped) == [estimate.id for estimate, _ in FACTS.claims(es.load(name))]
    assert all(fact or why for fact, why in mapped.values())


def test_the_page_is_of_these_claims_and_leaves_nothing_open() -> None:
    text = (FOLDER / "facts.md").read_text(encoding="utf-8")
    counts = {name: numbers for name, *numbers in re.findall(r"^\| `(.+?)` \| (\d+) \|.*\| (\d+) \|$", text, re.M)}
    assert counts == {name: [str(sum(map(len, es.load(name).values()))), "0"] for name in es.datasets()}


def claim(r: es.Range, wording: str = "about 150,000 men", claimed: str = "") -> es.Estimate:
    date = es.Date(claimed) if claimed else None
    return es.Estimate("e", es.Claimant("c", "C"), r, wording=wording, claimed=date)


@pytest.mark.parametrize(
    ("estimate", "said"),
    [
        (claim(es.about(150_000)), ()),
        (claim(es.about(150_000), "“About 150,000 men”, he says"), ()),
        (claim(es.point(150_000)), ("exact here, about in the facts",)),
        (claim(es.about(105_000)), ("c. 105,000 here, 150,000 in the facts",)),
        (claim(es.at_most(150_000)), ("≤ 150,000 here, 150,000 in the facts",)),
        (claim(es.about(150_000), "up to 84,000"), ("“up to 84,000” here, “about 150,000 men” in the facts",)),
        (claim(es.about(150_000), claimed="1997-05"), ()),
        (claim(es.about(150_000), claimed="1979"), ("claimed 1979 here, 1997 in the facts",)),
    ],
)
def test_a_claim_that_differs_is_reported(estimate: es.Estimate, said: tuple[str, ...]) -> None:
    fact = next(csv.DictReader((HEAD + 'C,1997,"about 150,000 men",,150000,,approx\n').splitlines()))
    assert FACTS.difference(estimate, fact) == said


def test_one_changed_number_is_found_among_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of facts with two rows of the shipped map, one of them off by a digit."""
    rows = dict.fromkeys(range(2, 5), "X,,nothing,,1,,point\n")
    rows[3] = 'Ikuhiko Hata,,"those of Ikuhiko Hata who estimates 100,000",,100000,,point\n'
    rows[4] = 'Tokushi Kasahara,,"argues in favor of about 150,000",,105000,,approx\n'
    facts = tmp_path / "facts"
    facts.mkdir()
    (facts / "nanking_battle_other.csv").write_text(HEAD + "".join(rows.values()), encoding="utf-8")
    monkeypatch.setattr(FACTS.es, "datasets", lambda: ["nanking-1937"])
    found = {row.claim: row for row in FACTS.compared(facts)}
    assert not found["hata-garrison"].open
    assert found["kasahara-garrison"].differs == ("c. 150,000 here, 105,000 in the facts",)
    assert found["taylor-combat-deaths"].differs == ("no such row in the facts",)
    assert found["kasahara-garrison"].open
