"""Lineage: copies, what no longer stands, what is flagged or suspected, and one choice for all that counts claims."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import estimates as es
from estimates import Claimant, Dataset, Dossier, Estimand, Estimate, Link
from estimates.analysis.ledger import Ledger, ledger_of
from estimates.analysis.lineage.copies import independent, roots_of
from estimates.analysis.lineage.derivation import Lineage, effective_number, lineage
from estimates.analysis.lineage.suspicion import significant_digits, suspected
from estimates.analysis.selection import select
from estimates.errors import ClaimError, DatasetError, LineageError, PoolingError
from estimates.layout import lay_out
from estimates.model.dates import Date
from estimates.model.descriptions import comparable
from estimates.model.ranges import Range, about, at_least, between, more_than, point
from estimates.model.sources import Citation, Source
from tests.made import pairs

ESTIMAND = Estimand("dead", "The dead", measure="killed")


def claim(name: str, r: Range | float, who: str = "", **more: Any) -> Estimate:
    return Estimate(
        name, Claimant(who or f"of-{name}", who or name.upper()), r if isinstance(r, Range) else point(r), **more
    )


def dossier(*claims: Estimate, links: Sequence[tuple[str, str, str]] = ()) -> Dossier:
    return Dossier(ESTIMAND, claims, links=[Link(*link) for link in links])


def counted(x: Dossier) -> list[str]:
    return [estimate.id for estimate in select(x).used]


def reasons(x: Dossier) -> dict[str, str]:
    return {estimate.id: reason for estimate, reason in select(x).set_aside}


def flagged(x: Dossier) -> dict[str, str]:
    return {estimate.id: said for estimate, said in select(x).flagged}


# --- copies ---


def test_an_exact_copy_is_counted_at_its_root() -> None:
    found = lineage(dossier(claim("a", 50), claim("b", 50), claim("c", 50), claim("d", 70),
                            links=[("b", "reports", "a"), ("c", "reports", "b")]))  # fmt: skip
    assert [e.id for e in found.used] == ["a", "d"]
    assert [(copy.id, root.id) for copy, root in found.copies] == [("b", "a"), ("c", "a")]
    assert [why for _, why in found.set_aside] == [
        "reports A (50), counted once", "goes back to the same claim as A (50), counted once",
    ]  # fmt: skip
    assert [e.id for e in found.roots] == ["a", "d"]
    assert (found.flagged, found.built, found.suspected) == ((), (), ())


def test_a_report_with_other_numbers_is_no_copy() -> None:
    x = dossier(claim("a", 50), claim("b", 48), claim("c", 50), links=[("b", "reports", "a"), ("c", "reports", "b")])
    assert counted(x) == ["a", "b"]
    assert reasons(x) == {"c": "goes back to the same claim as A (50), counted once"}
    assert flagged(x) == {"b": "reports A (50), but says 48"}
    assert lineage(x).effective_n(0) == 1
    assert es.pool(x, "random-set").flagged == es.compare(x).flagged == select(x).flagged
    assert "Compared, but: B: 48: reports A (50), but says 48" in str(es.compare(x))


def test_two_wrong_reports_alike_are_one() -> None:
    x = dossier(claim("a", 50), claim("b", 48), claim("c", 48), links=[("b", "reports", "a"), ("c", "reports", "a")])
    assert counted(x) == ["a", "b"]


@pytest.mark.parametrize(
    ("root", "copy", "one"),
    [
        (about(150), point(150), True),
        (more_than(200), at_least(200), True),
        (between(10, 20), Range(10, 20, best=15), True),
        (Range(10, 20, best=12), Range(10, 20, best=15), False),
        (between(10, 20), point(20), False),
        (more_than(200), point(200), False),
    ],
)
def test_the_ends_make_the_claim(root: Range, copy: Range, one: bool) -> None:
    x = dossier(claim("a", root), claim("b", copy), links=[("b", "reports", "a")])
    assert counted(x) == (["a"] if one else ["a", "b"])
    if one:
        assert reasons(x)["b"] == f"reports A ({root}; here {copy}), counted once"


def test_a_report_of_another_measure_or_scope_is_no_copy() -> None:
    links = [("b", "reports", "a")]
    x = dossier(claim("a", 50, measure="casualties"), claim("b", 50), links=links)
    assert counted(x) == ["b"]
    assert flagged(x) == {"b": "reports A (50), but counts something else"}
    x = dossier(claim("a", 50, scope="narrower"), claim("b", 50), links=links)
    assert counted(x) == ["b"]
    x = dossier(claim("a", 50, measure="killed"), claim("b", 50, scope="unclear"), links=links)
    assert counted(x) == ["a"]


def test_a_copy_is_no_second_bound() -> None:
    """Where a claim of another measure serves as a bound, its copy serves as none; where not, both say why not."""
    x = dossier(claim("a", 50, measure="casualties"), claim("b", 50, measure="casualties"), claim("c", 20),
                links=[("b", "reports", "a")])  # fmt: skip
    bounds = es.compare(x, imply=True)
    assert [e.id for e in bounds.used] == ["a", "c"]
    assert [(e.id, why) for e, why in bounds.set_aside] == [("b", "reports A (50), counted once")]
    assert reasons(x) == dict.fromkeys(["a", "b"], "counts casualties, not killed")


def test_the_same_data_count_once_at_the_earliest() -> None:
    links = [("a", "same data as", "b"), ("b", "same data as", "c"), ("c", "same data as", "d")]
    x = dossier(claim("a", 50), claim("b", 50, claimed=Date("1985")), claim("c", 50, claimed=Date("1946")),
                claim("d", 60), links=links)  # fmt: skip
    assert counted(x) == ["c", "d"]
    assert reasons(x) == {
        "a": "goes back to the same claim as C (50), counted once",
        "b": "same data as C (50), counted once",
    }
    assert flagged(x) == {"c": "same data as D (60), but says 50", "d": "same data as C (50), but says 60"}
    assert lineage(x).effective_n(0) == 1


def test_reports_and_shared_data_are_one_family() -> None:
    links = [("b", "reports", "a"), ("c", "reports", "d"), ("d", "same data as", "a"), ("b", "reports", "a")]
    x = dossier(claim("b", 50), claim("c", 50), claim("d", 50), claim("a", 50), links=links)
    assert counted(x) == ["a"]
    assert {copy.id for copy, _ in lineage(x).copies} == {"b", "c", "d"}


def test_what_reports_one_and_rests_on_another_is_built() -> None:
    links = [("c", "reports", "a"), ("c", "rests on", "b"), ("d", "reports", "c")]
    x = dossier(claim("a", 50), claim("b", 60), claim("c", 50), claim("d", 50), links=links)
    assert counted(x) == ["a", "b", "c"]
    assert reasons(x) == {"d": "reports C (50), counted once"}
    assert flagged(x) == {"c": "built from A (50) and B (60), and counted for itself"}
    found = lineage(x)
    assert [e.id for e in found.built] == ["c"]
    assert [e.id for e in found.roots] == ["a", "b"]
    assert es.pool(x, "envelope").effective_n == 2


def test_a_retraction_by_a_claim_that_is_here_is_named_before_one_that_is_not() -> None:
    whole = pairs(("y", "retracts", "x"), ("q", "retracts", "x"))
    part = Dossier(whole.estimand, [claim for claim in whole if claim.id != "q"], links=whole.links)
    for found, said in ((whole, "Claimant q: 113"), (part, "Claimant y: 121")):
        assert [(e.id, why) for e, why in select(found).set_aside] == [("x", f"retracted: withdrawn by {said}")]
    alone = Dossier(whole.estimand, [claim for claim in whole if claim.id == "x"], links=whole.links)
    assert select(alone).reasons == {"x": "retracted: withdrawn by 'q' (not here)"}


def test_a_claim_built_from_three_names_all_three() -> None:
    found = pairs(*(("x", "rests on", name) for name in "abc"))
    named = "built from Claimant a (97), Claimant b (98) and Claimant c (99), and counted for itself"
    assert [(e.id, why) for e, why in select(found).flagged] == [("x", named)]


def test_resting_on_one_is_not_copying() -> None:
    x = dossier(claim("a", 50), claim("b", 50), links=[("b", "rests on", "a")])
    assert counted(x) == ["a", "b"]
    assert flagged(x) == {"b": "rests on A (50), and is not independent of it"}
    x = dossier(claim("b", 50), links=[("b", "rests on", "elsewhere")])
    assert flagged(x) == {"b": "rests on 'elsewhere' (not here), and is not independent of it"}


# --- what no longer stands ---


def test_who_revises_their_own_figure_supersedes_it() -> None:
    x = dossier(claim("old", 50, "Hata"), claim("new", 40, "Hata"), claim("newest", 45, "Hata"),
                claim("paper", 50), links=[("new", "revises", "old"), ("newest", "revises", "new"),
                                           ("paper", "reports", "old")])  # fmt: skip
    assert counted(x) == ["newest"]
    assert reasons(x) == {
        "old": "superseded: revised by its own claimant (Hata: 40)",
        "new": "superseded: revised by its own claimant (Hata: 45)",
        "paper": "superseded: only reports Hata (50), which no longer stands",
    }
    assert flagged(x) == {}


def test_a_revision_by_another_leaves_the_figure_standing() -> None:
    x = dossier(claim("old", 50, "Hata"), claim("new", 40, "Askew"), links=[("new", "revises", "old")])
    assert counted(x) == ["old", "new"]
    assert flagged(x) == {"new": "revises Hata (50), and is not independent of it"}
    assert lineage(x).effective_n(0) == 1


def test_what_is_retracted_is_set_aside() -> None:
    own = dossier(
        claim("a", 50, "Hata"), claim("b", Range(), "Hata", wording="no figure"), links=[("b", "retracts", "a")]
    )
    assert reasons(own)["a"] == "retracted: withdrawn by its own claimant (Hata: “no figure”)"
    other = dossier(claim("a", 50, "Hata"), claim("b", 30, "His press"), links=[("b", "retracts", "a")])
    assert reasons(other) == {"a": "retracted: withdrawn by His press: 30"}
    gone = dossier(claim("a", 50), links=[("x", "retracts", "a")])
    assert reasons(gone) == {"a": "retracted: withdrawn by 'x' (not here)"}


def test_who_is_misquoted_takes_nothing_back() -> None:
    x = dossier(claim("a", 50, "Hata"), claim("b", 30, "Hata", standing="misquoted"), claim("c", 30),
                links=[("b", "revises", "a"), ("c", "reports", "b")])  # fmt: skip
    assert counted(x) == ["a"]
    assert reasons(x)["c"] == "misquoted: only reports Hata (30), which no longer stands"


def test_shared_data_outlive_a_claim() -> None:
    """Who has the same data, and who reports with other numbers, does not fall with what is withdrawn."""
    x = dossier(claim("a", 50, standing="retracted"), claim("b", 50), claim("c", 60),
                links=[("b", "same data as", "a"), ("c", "reports", "a")])  # fmt: skip
    assert counted(x) == ["b", "c"]
    assert flagged(x) == {"c": "reports A (50, retracted), but says 60"}


def test_a_dispute_changes_nothing_and_is_shown() -> None:
    claims = [claim("a", 50), claim("b", 60)]
    links = [("a", "disputes", "b"), ("b", "disputes", "a")]
    found = lineage(dossier(*claims, links=links))
    assert [e.id for e in found.used] == ["a", "b"]
    assert found.effective_n(0) == 2
    assert "A (50) disputes B (60)" in str(found)


# --- circles ---


def test_links_in_a_circle_are_refused_by_all() -> None:
    links = [("b", "rests on", "c"), ("a", "reports", "b"), ("c", "revises", "a"), ("b", "disputes", "a")]
    x = dossier(claim("a", 1), claim("b", 2), claim("c", 3), links=links)
    askers: list[Callable[[Dossier], object]] = [
        lineage, es.compare, lambda d: es.pool(d, "random-set"), es.leave_one_out, es.multiverse, ledger_of,
              lambda d: es.agreement(d, 2)]  # fmt: skip
    for ask in askers:
        with pytest.raises(LineageError, match="cyclic: 'a' reports 'b' rests on 'c' revises 'a'; one of these"):
            ask(x)
    assert issubclass(LineageError, ClaimError)
    assert issubclass(LineageError, PoolingError)
    with pytest.raises(LineageError, match="'a' retracts 'a'"):
        lineage(dossier(claim("a", 1), links=[("a", "retracts", "a")]))


def folder(tmp_path: Path, links: str, claims: int = 4) -> Path:
    """Write a dataset with the claims e0, e1 ... of the figures dead and hurt in turn, and the links given."""
    figures = [Estimand("dead", measure="killed"), Estimand("hurt", measure="wounded")]
    made = [claim(f"e{i}", 50) for i in range(claims)]
    dossiers = [Dossier(figure, made[n::2]) for n, figure in enumerate(figures)]
    es.write(Dataset("made", dossiers, claimants=[e.claimant for e in made]), tmp_path / "made")
    (tmp_path / "made" / "links.csv").write_text("from,relation,to,source,note\n" + links, encoding="utf-8")
    return tmp_path / "made"


def test_a_circle_is_a_fault_of_the_dataset_beside_the_others(tmp_path: Path) -> None:
    path = folder(tmp_path, "e0,reports,e1,,\ne2,reports,e9,,\ne2,retracts,e3,,\ne1,rests on,e0,,\ne3,revises,e2,,\n"
                            "e0,disputes,e2,,\ne2,disputes,e0,,\n")  # fmt: skip
    faults = es.check(path)
    assert [(fault.file, fault.row, fault.column, fault.value) for fault in faults] == [
        ("links.csv", 2, "to", "e1"), ("links.csv", 3, "to", "e9"), ("links.csv", 4, "to", "e3"),
    ]  # fmt: skip
    assert "'e0' reports 'e1' rests on 'e0' (rows 2, 5)" in faults[0].message
    assert "'e2' retracts 'e3' revises 'e2' (rows 4, 6)" in faults[2].message
    with pytest.raises(DatasetError, match="links are cyclic"):
        es.read(path)


def test_lines_run_through_other_figures(tmp_path: Path) -> None:
    """A dossier holds the links by which its claims go further back, though they pass through another dossier."""
    read = es.read(folder(tmp_path, "e2,reports,e1,,\ne1,reports,e3,,\ne3,reports,e0,,\ne5,disputes,e3,,\n", 6))
    assert counted(read["dead"]) == ["e0", "e4"]
    assert reasons(read["dead"]) == {"e2": "goes back to the same claim as E0 (50), counted once"}
    alone = read["dead"].with_estimates([read["dead"]["e0"], read["dead"]["e2"]])
    assert counted(alone) == ["e0"]
    assert len(alone.links) == 3


# --- suspicion ---


@pytest.mark.parametrize(
    ("value", "digits"), [(73_790, 4), (100_000, 1), (150_000, 2), (125_000, 3), (0, 1), (0.125, 3), (12.5, 3), (7, 1)]
)
def test_significant_digits(value: float, digits: int) -> None:
    assert significant_digits(value) == digits


def test_shared_unusual_values_are_suspected_and_counted() -> None:
    claims = [claim("a", between(73_790, 81_500), "Askew"), claim("b", at_least(73_790), "Press"), claim("c", 100_000),
              claim("d", 100_000), claim("e", Range(60_000, 81_500, best=73_790), "Third")]  # fmt: skip
    x = dossier(*claims)
    first, second = lineage(x).suspected
    assert (first.values, [e.id for e in first]) == ((73_790,), ["a", "b", "e"])
    assert str(first) == ("Askew, Press and Third all state 73,790, and no link is recorded between them: "
                          "some may have it from others")  # fmt: skip
    assert (second.values, len(second)) == ((81_500,), 2)
    assert second.words.endswith("no link is recorded between them: one may have it from the other")
    assert counted(x) == ["a", "b", "c", "d", "e"]
    assert lineage(x).effective_n(0) == 5
    assert es.compare(x).suspected == es.pool(x, "random-set").suspected == (first, second)
    assert f"Suspected: {first}" in str(es.compare(x))


def test_links_explain_shared_values() -> None:
    claims = [claim("a", 73_790), claim("b", 73_790), claim("c", 73_790)]
    assert len(suspected(claims, [])) == 1
    (left,) = suspected(claims, [Link("b", "reports", "a"), Link("c", "disputes", "a")])
    assert left.partly_linked
    assert "not all of them are linked" in str(left)
    through = [Link("b", "rests on", "x"), Link("a", "rests on", "x"), Link("c", "same data as", "b")]
    assert suspected(claims, through) == ()


def test_one_claimant_who_says_it_twice_is_suspected_of_one_claim() -> None:
    claims = [claim("a", between(1_234, 5_678), "Hata"), claim("b", between(1_234, 5_678), "Hata")]
    (found,) = suspected(claims, [])
    assert str(found) == (
        "Hata states 1,234 and 5,678 in 'a' and 'b', and no link is recorded between them: these may be one claim"
    )
    (found,) = suspected([claims[0], evolve(claims[1], claimant=Claimant("other", "Hata"))], [])
    assert str(found).startswith("Hata ('a') and Hata ('b') both state 1,234 and 5,678")
    assert str(found).endswith("one may have them from the other")


# --- the effective number ---


def test_effective_number() -> None:
    found = lineage(dossier(*(claim(f"e{i}", i + 1) for i in range(5)), links=[("e1", "rests on", "e0")]))
    assert found.effective_n(0) == 4
    assert found.effective_n(rho=1) == 1
    assert found.effective_n(0.5) == pytest.approx(4 / 2.5)
    assert lineage(dossier()).effective_n(1) == 0
    for wrong in (-0.1, 1.1, "half", True, float("nan")):
        with pytest.raises(PoolingError, match="rho must be a correlation from 0"):
            found.effective_n(wrong)  # type: ignore[arg-type]
    with pytest.raises(PoolingError, match="state rho="):
        found.effective_n()
    assert effective_number(1, 0.7) == 1


def test_roots_that_are_not_here_stand_by_the_nearest_claim() -> None:
    claims = [claim("a", 1), claim("b", 2), claim("c", 3)]
    links = [Link("a", "reports", "x"), Link("b", "reports", "x"), Link("c", "reports", "x"), Link("c", "reports", "y")]
    assert [e.id for e in roots_of(claims, links)] == ["a", "c"]
    assert independent(claims[:2], links) == 1
    assert independent(claims[2:], links) == 1
    circle = [Link("a", "reports", "z"), Link("z", "reports", "b"), Link("b", "same data as", "a")]
    assert independent(claims[:2], circle) == 1  # shared data close a circle that the reports do not


def test_nanking_is_compared_and_pooled_as_before() -> None:
    """In the document no link is recorded, so that nothing is a copy; each claim that counts the same is counted."""
    for x in es.load("nanking-1937").without("garrison-force").values():
        found = lineage(x)
        assert found.roots == found.used
        assert (found.copies, found.flagged, found.suspected) == ((), (), ())
        assert list(found.used) == [e for e in x if not comparable(e, x.estimand)]
    deaths = es.load("nanking-1937")["combat-deaths"]
    assert lineage(deaths).effective_n(0) == es.pool(deaths, "random-set").effective_n == 4


# --- one choice for all ---


@st.composite
def linked(draw: st.DrawFn) -> Dossier:
    """Any dossier whose links go from later claims to earlier ones, some to claims that are not here."""
    size = draw(st.integers(1, 7))
    values = st.sampled_from([point(10), point(12), about(10), between(10, 12), at_least(12), Range()])
    claims = [
        claim(f"e{i}", draw(values), draw(st.sampled_from(["", "", "Hata"])),
              measure=draw(st.sampled_from(["", "", "", "casualties"])),
              scope=draw(st.sampled_from(["same", "same", "unclear", "wider"])),
              standing=draw(st.sampled_from(["stands"] * 5 + ["retracted", "superseded", "misquoted"])),
              claimed=draw(st.sampled_from([None, Date("1946"), Date("1985")])))
        for i in range(size)
    ]  # fmt: skip
    ids = ["x", "y", *(e.id for e in claims)]
    ends = st.tuples(st.integers(0, len(ids) - 1), st.integers(0, len(ids) - 1)).filter(lambda pair: pair[0] != pair[1])
    relations = st.sampled_from([*["reports"] * 4, "rests on", "revises", "retracts", "disputes", "same data as"])
    pairs = draw(st.lists(st.tuples(ends, relations), max_size=8))
    return dossier(*claims, links=[(ids[max(pair)], relation, ids[min(pair)]) for pair, relation in pairs])


def outcome(x: Dossier) -> Any:
    """What a lineage says, in no order."""
    found = lineage(x)
    return (
        reasons(x), flagged(x), {e.id for e in found.used}, {e.id for e in found.roots}, {e.id for e in found.built},
        {(copy.id, root.id) for copy, root in found.copies},
        {tuple(sorted(e.id for e in group)) for group in found.suspected},
    )  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(linked(), st.randoms(use_true_random=False))
def test_no_order_of_claims_or_links_matters(x: Dossier, chance: random.Random) -> None:
    claims, links = list(x.estimates), list(x.links)
    chance.shuffle(claims)
    chance.shuffle(links)
    assert outcome(evolve(x, estimates=claims, links=links)) == outcome(x)


@settings(max_examples=150, deadline=None)
@given(linked(), st.data())
def test_copies_of_a_claim_move_nothing(x: Dossier, data: st.DataObject) -> None:
    claims, links = list(x.estimates), list(x.links)
    for i in range(data.draw(st.integers(1, 3))):
        root = data.draw(st.sampled_from(claims))
        copy = evolve(root, id=f"copy-{i}", claimant=Claimant(f"press-{i}", "Press"), claimed=None, standing="stands")
        claims.insert(data.draw(st.integers(0, len(claims))), copy)
        links.append(Link(copy.id, "reports", root.id))
    more = evolve(x, estimates=claims, links=links)
    assert select(more).used == select(x).used
    assert es.compare(more, imply=True).used == es.compare(x, imply=True).used
    assert es.compare(more).regions(1) == es.compare(x).regions(1)
    assert lineage(more).roots == lineage(x).roots
    if select(x).used:
        before, after = es.pool(x, "random-set"), es.pool(more, "random-set")
        assert [after.quantile(p) for p in (0, 0.3, 0.5, 1)] == [before.quantile(p) for p in (0, 0.3, 0.5, 1)]
        assert after.effective_n == before.effective_n


@settings(max_examples=80, deadline=None)
@given(linked())
def test_all_count_the_same_claims(x: Dossier) -> None:
    used = counted(x)
    assert sorted(used + list(reasons(x))) == sorted(e.id for e in x)
    assert [e.id for e in es.compare(x).used] == [e.id for e in lineage(x).used] == used
    assert [row.estimate.id for row in es.leave_one_out(x)] == used
    assert [e.id for e in es.multiverse(x, methods=["envelope"]).used] == used
    assert ledger_of(x).ids == ledger_of(Dataset("d", [Dossier(Estimand("other")), x])).ids == tuple(used)
    assert {e.id for e in es.agreement(x, 12)} == {e.id for e in select(x).used if e.range.admits(12)}
    assert set(select(x).reasons) == set(reasons(x))
    if used:
        assert [e.id for e in es.pool(x, "random-set").used] == used
    assert len(lineage(x).roots) <= len(used)


# --- a table's own masses ---


def test_a_copy_of_no_mass_is_as_if_it_were_not_there() -> None:
    frame: dict[str, list[Any]] = {"f": ["a"] * 5, "low": [10, 10, 10, 30, 40], "high": [10, 10, 10, 35, 50],
                                    "none": [1, 0, 0, 1, 1], "shared": [1 / 3] * 3 + [1, 1]}  # fmt: skip
    roots = {name: [column[i] for i in (0, 3, 4)] for name, column in frame.items()}

    def ledger(table: dict[str, Any], mass: str | None) -> Ledger:
        return Ledger.from_frame(table, estimand="f", low="low", high="high", mass=mass)

    once, none, shared = ledger(roots, None), ledger(frame, "none"), ledger(frame, "shared")
    for method, given_ in (("random-set", {}), ("turnbull", {}), ("linear", {"coverage": 0.9, "point_factor": 1.2})):
        expected: dict[str, Any] = es.pool(once, method, **given_).columns()
        for other in (none, shared):
            found: dict[str, Any] = es.pool(other, method, **given_).columns()
            for name in ("median_low", "median_high", "interval_low", "interval_high"):
                assert found[name] == pytest.approx(expected[name], rel=1e-9)
        assert es.to_frame(es.pool(none, method, **given_))["n"].tolist() == [3]
    assert es.compare(none).disjoint.tolist() == es.compare(once).disjoint.tolist() == [3]


# --- how it shows itself ---


def told() -> Lineage:
    source = Source("kasahara", {"author": [{"family": "Kasahara"}], "issued": {"date-parts": [[1997]]}})
    own = Source("hata", {"author": [{"family": "Hata"}], "issued": {"date-parts": [[1993]]}})
    x = dossier(claim("hata", 50, "Hata", source=(Citation(own, "12"),)), claim("paper", 50, "Paper"),
                claim("both", 60, "Both"), claim("press", 73_790, "Press"), claim("wire", 73_790, "Wire"))  # fmt: skip
    links = [Link("paper", "reports", "hata", source=(Citation(source, "3"),)), Link("both", "rests on", "hata"),
             Link("both", "rests on", "archive"), Link("wire", "disputes", "paper")]  # fmt: skip
    return lineage(evolve(x, links=links))


def test_a_lineage_in_words() -> None:
    assert str(told()).splitlines() == [
        "The dead: 5 claims, 4 counted, 4 roots",
        "Paper (50) reports Hata (50) [Kasahara 1997, 3]",
        "Both (60) rests on Hata (50)",
        "Both (60) rests on 'archive' (not here)",
        "Wire (73,790) disputes Paper (50)",
        "Roots: Hata: 50; Both: 60; Press: 73,790; Wire: 73,790",
        "Counted, but: Both: 60: built from 'archive' (not here) and Hata (50), and counted for itself",
        "Set aside: Paper: 50: reports Hata (50), counted once",
        "Suspected: Press and Wire both state 73,790, and no link is recorded between them: one may have it from the "
        "other",
    ]
    assert repr(told()) == "<Lineage of 'dead': 5 claims, 4 counted, 4 roots>"
    assert "counted once" in told()._repr_html_()


def test_a_lineage_as_a_table_and_as_a_graph() -> None:
    found = told()
    frame = es.to_frame(found)
    assert list(frame["root"]) == ["hata", "hata", "archive; hata", "press", "wire"]
    assert list(frame["counted"]) == [True, False, True, True, True]
    assert frame["links"][2] == "rests on hata; rests on archive"
    assert frame["note"][1] == "reports Hata (50), counted once"
    assert frame["suspected"][3] == frame["suspected"][4] == str(found.suspected[0])
    assert found.nodes == ("hata", "paper", "both", "press", "wire", "archive")
    assert [(link.from_id, link.to_id) for link in found.links][-1] == ("wire", "paper")


def test_a_lineage_names_its_works() -> None:
    found = told()
    assert (
        [source.key for source in es.sources(found)] == [source.key for source in found.sources] == ["hata", "kasahara"]
    )
    with pytest.raises(ClaimError, match="that of a dossier"):
        lineage([])  # type: ignore[arg-type]


def test_a_picture_shows_copies_hollow_and_what_is_withdrawn_pale() -> None:
    x = dossier(claim("a", 50, "Hata"), claim("b", 50, "Paper"), claim("c", 40, "Askew"), claim("d", 30, "Askew"),
                links=[("b", "reports", "a"), ("d", "revises", "c")])  # fmt: skip
    picture = lay_out(x)
    rows = {row.id: row for row in picture.panels[0].rows}
    assert {name: rows[name].tone for name in "abcd"} == {"a": "claim", "b": "aside", "c": "muted", "d": "claim"}
    assert (rows["b"].text("words"), rows["b"].text("remark")) == ("50", "a copy")
    assert (rows["c"].text("words"), rows["c"].text("remark")) == ("40", "superseded")
    assert picture.panels[0].subtitle.startswith(
        "killed; 4 claims, 1 copied from others (hollow), 1 that no longer stands (pale), "
        "no two of the others share a value"
    )
    caption = es.caption(es.plot_intervals(x))
    assert "a copy of another claim, which counts once" in caption
    assert "another measure or scope" not in caption
    assert "1 copied" in es.caption(es.plot_support(x))


def test_what_a_scenario_makes_alike_is_no_shared_value() -> None:
    """100,000 and 120,000 divided by 1.5 and 1.8 are one number, which nobody states."""
    makers = [es.Claimant(name, name, role="government", side=name) for name in ("A", "B")]
    claims = [es.Estimate(who.id, who, es.point(n)) for who, n in zip(makers, (73_790, 88_548))]
    dossier = es.Dossier(es.Estimand("dead", side="A"), claims)
    supposed = es.scenario(dossier, {"B": (1.2, 1.0)})
    assert [e.range.low for e in supposed] == [73_790, 73_790]
    assert es.compare(supposed).suspected == ()
    same = es.Dossier(es.Estimand("dead", side="A"), [claims[0], es.Estimate("b", makers[1], es.point(73_790))])
    assert len(es.compare(es.scenario(same, {"B": (1.2, 1.0)})).suspected) == 1


def test_a_scenario_does_not_change_who_copies_whom() -> None:
    police = es.Claimant("police", "Police", role="government", side="A")
    office = es.Claimant("office", "Office", role="compilation")
    claims = [es.Estimate("p", police, es.point(25_000)), es.Estimate("o", office, es.point(25_000))]
    link = Link("o", "reports", "p")
    dossier = es.Dossier(es.Estimand("dead", side="A"), claims, links=[link])
    supposed = es.scenario(dossier, {"A": (1.5, 1.2)})
    assert [e.id for e in es.compare(supposed).used] == [e.id for e in es.compare(dossier).used] == ["p"]
    assert "1 claim, 1 counted, 1 root" in str(es.lineage(es.Dossier(es.Estimand("dead"), claims[:1])))
