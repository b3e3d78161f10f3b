"""Tensions: claims on two figures that cannot both be right, since one figure cannot exceed the other."""

from __future__ import annotations

from typing import Any

import pytest

import estimates as es
from estimates.analysis.tension_rows import SumTension, Tension, percent
from estimates.analysis.tensions import tensions
from estimates.errors import ClaimError, UnknownNameError

HATA, ASKEW = es.Claimant("hata", "Hata"), es.Claimant("askew", "Askew")


def dataset(small: es.Range, large: es.Range, *, one: bool = False, **fields: Any) -> es.Dataset:
    killed = es.Estimand("killed", measure="killed", at_most=["casualties"])
    hurt = es.Estimand("casualties", measure="casualties", at_most=["garrison"])
    strength = es.Estimand("garrison", "Garrison of Nanking", measure="strength")
    return es.Dataset("d", [
        es.Dossier(killed, [es.Estimate("k", HATA, small, **fields)]), es.Dossier(hurt),
        es.Dossier(strength, [es.Estimate("g", HATA if one else ASKEW, large)]),
    ])  # fmt: skip


def only(found: Any) -> Tension:
    assert len(found) == 1
    assert isinstance(found[0], Tension)
    return found[0]


def test_a_tension_names_the_ends_of_the_chain_between_two_figures() -> None:
    found = only(tensions(dataset(es.point(90), es.point(80))))
    assert [figure.id for figure in found.path] == ["killed", "casualties", "garrison"]
    assert "“killed” cannot exceed “Garrison of Nanking”" in str(found)
    assert "casualties" not in str(found)


@pytest.mark.parametrize(
    ("small", "large", "kind"),
    [
        (es.point(90), es.point(80), "contradiction"),
        (es.at_least(90), es.at_most(80), "contradiction"),
        (es.more_than(80), es.at_most(80), "contradiction"),
        (es.point(80), es.less_than(80), "contradiction"),
        (es.at_least(80), es.at_most(80), None),
        (es.between(60, 90), es.between(70, 80), "at the extremes"),
        (es.between(60, 75), es.between(70, 80), "at the extremes"),
        (es.point(75), es.between(70, 80), "at the extremes"),
        (es.at_most(90), es.between(70, 80), "at the extremes"),
        (es.at_least(75), es.between(70, 80), "at the extremes"),
        (es.at_most(80), es.less_than(80), "at the extremes"),
        (es.at_most(75), es.between(70, 80), None),
        (es.at_most(90), es.at_least(70), None),
        (es.at_most(60), es.between(70, 80), None),
        (es.at_least(60), es.between(70, 80), None),
        (es.more_than(70), es.at_least(70), "at the extremes"),
        (es.more_than(70), es.more_than(70), None),
        (es.at_least(70), es.at_least(70), None),
        (es.at_least(70), es.more_than(70), None),
        (es.between(60, 70), es.between(70, 80), "strain"),
        (es.point(40), es.point(80), "strain"),
        (es.point(39), es.point(80), None),
        (es.between(30, 70), es.between(70, 80), None),
        (es.point(0), es.point(0), None),
        (es.point(1), es.point(0), "contradiction"),
        (es.Range(), es.point(8), None),
    ],
)
def test_each_kind(small: es.Range, large: es.Range, kind: str | None) -> None:
    assert [t.kind for t in tensions(dataset(small, large))] == ([kind] if kind else [])


@pytest.mark.parametrize("small", [es.point(90), es.between(60, 75), es.at_most(90), es.between(60, 70)])
@pytest.mark.parametrize("times", [1e-4, 1e5])
def test_the_kind_does_not_depend_on_the_unit(small: es.Range, times: float) -> None:
    def scaled(r: es.Range) -> es.Range:
        return es.Range(*(None if end is None else end * times for end in (r.low, r.high)))

    large = es.between(70, 80)
    assert only(tensions(dataset(scaled(small), scaled(large)))).kind == only(tensions(dataset(small, large))).kind


def test_it_holds_along_the_chain_and_says_the_way() -> None:
    found = only(tensions(dataset(es.point(70_000), es.between(73_790, 81_500))))
    assert [estimand.id for estimand in found.path] == ["killed", "casualties", "garrison"]
    assert found.words == "70,000 killed would be 86–95 % of a garrison of 73,790–81,500"
    assert found.share is not None
    assert (found.share.low, found.share.high) == (70_000 / 81_500, 70_000 / 73_790)


def test_by_one_claimant_or_by_two() -> None:
    across = only(tensions(dataset(es.point(9), es.point(8))))
    one = only(tensions(dataset(es.point(9), es.point(8), one=True)))
    assert (across.same_claimant, one.same_claimant) == (False, True)
    assert "Hata and Askew" in str(across)
    assert "Hata on both figures" in str(one)
    assert one.words == "9 killed would be 113 % of a garrison of 8"


def test_a_claim_set_aside_serves_only_as_the_bound_that_it_implies() -> None:
    narrower = only(tensions(dataset(es.point(90), es.between(70, 80), scope="narrower", scope_note="one division")))
    assert narrower.kind == "contradiction"
    assert narrower.smaller.range == es.at_least(90)
    assert narrower.caveats == ("Hata: Lower bound only: narrower scope: one division (stated: 90)",)
    assert narrower.words == "at least 90 killed would be at least 113 % of a garrison of 70–80"
    assert tensions(dataset(es.point(75), es.between(70, 80), scope="narrower")) == ()
    others: list[dict[str, Any]]
    others = [{"scope": "wider"}, {"measure": "casualties"}, {"scope": "different"}, {"standing": "retracted"}]
    for fields in others:
        assert tensions(dataset(es.point(90), es.between(70, 80), **fields)) == ()


def test_an_unclear_scope_is_said() -> None:
    found = only(tensions(dataset(es.point(9), es.point(8), scope="unclear", scope_note="the campaign")))
    assert found.caveats == ("Hata: scope unclear: the campaign",)
    assert "scope unclear: the campaign" in str(found)


def test_no_share_of_nothing() -> None:
    found = only(tensions(dataset(es.point(1), es.point(0))))
    assert found.share is None
    assert found.words == "1 killed would exceed a garrison of 0"


def test_the_worst_comes_first() -> None:
    nanking = es.load("nanking-1937")
    order = ["contradiction", "at the extremes", "strain"]
    kinds = [order.index(t.kind) for t in tensions(nanking, strain=0.1)]
    assert kinds == sorted(kinds)
    assert set(tensions(nanking)) < set(tensions(nanking, strain=0.1))


NANKING = [
    "at the extremes: up to 84,000 killed would be up to 114 % of a garrison of 73,790–81,500",
    "strain: 70,000 killed would be 86–95 % of a garrison of 73,790–81,500",
    "strain: 70,000 killed would be 70 % of a garrison of 100,000",
    "strain: 50,000 killed would be 61–68 % of a garrison of 73,790–81,500",
    "strain: 50,000 killed would be 50 % of a garrison of 100,000",
]


def test_nanking_has_these_and_no_other() -> None:
    found = tensions(es.load("nanking-1937"))
    assert [f"{t.kind}: {t.words}" for t in found] == NANKING
    assert [t.smaller.id for t in found if t.same_claimant and t.smaller.claimant.id != "article"] == [
        "hata-combat-deaths"
    ]
    assert found[0].caveats == ("Japanese claim: scope unclear: during the campaign",)
    assert [t.caveats for t in found[1:]] == [()] * (len(NANKING) - 1)


@pytest.mark.parametrize("strain", [0, -1, 1.5, True, "half"])
def test_strain_is_a_share(strain: Any) -> None:
    with pytest.raises(ClaimError, match="strain must be a share above 0 and up to 1"):
        tensions(es.load("nanking-1937"), strain=strain)


def test_figures_of_two_units_are_reported_and_the_rest_computed() -> None:
    a, b = es.Estimand("a", at_most=["b"]), es.Estimand("b", unit="divisions")
    c, d = es.Estimand("c", at_most=["d"]), es.Estimand("d")
    claims = [[es.Estimate("x", HATA, es.point(9))], [es.Estimate("y", ASKEW, es.point(8))]]
    dossiers = [es.Dossier(a), es.Dossier(b), es.Dossier(c, claims[0]), es.Dossier(d, claims[1])]
    found = tensions(es.Dataset("d", dossiers))
    assert only(found).kind == "contradiction"
    assert found.not_compared == ("'a' is at most 'b', but is counted in 'persons' and not in 'divisions'",)
    assert "Not compared: 'a' is at most 'b'" in str(found)


def test_a_dossier_alone_says_what_it_lacks() -> None:
    found = tensions(es.Dossier(es.Estimand("a", at_most=["b"], sum_of=["c"])))
    assert found == ()
    assert found.not_compared == ("'a' is at most 'b', which is not here; give the dataset",
                                  "'c' is a part of 'a' and is not here; give the dataset")  # fmt: skip
    with pytest.raises(ClaimError, match="found in a dataset or a ledger"):
        tensions("nanking-1937")  # type: ignore[arg-type]


def test_a_strength_bounds_losses_in_a_closed_population_only() -> None:
    open_one = only(tensions(dataset(es.point(90), es.point(80))))
    assert (open_one.replaced, open_one.certain) == (True, False)
    assert "unless replacements joined" in str(open_one)
    killed = es.Estimand("killed", measure="killed", at_most=["garrison"], closed=True)
    strength = es.Estimand("garrison", measure="strength")
    claims = [[es.Estimate("k", HATA, es.point(90))], [es.Estimate("g", ASKEW, es.point(80))]]
    closed = only(tensions(es.Dataset("d", [es.Dossier(killed, claims[0]), es.Dossier(strength, claims[1])])))
    assert (closed.replaced, closed.certain) == (False, True)


def test_about_and_an_unclear_scope_are_no_certain_contradiction() -> None:
    assert "contradiction as stated, where one says about" in str(only(tensions(dataset(es.about(90), es.point(80)))))
    unclear = only(tensions(dataset(es.point(90), es.point(80), scope="unclear")))
    assert str(unclear).startswith("contradiction if the scopes are the same")
    assert not unclear.certain


# --- parts and their sum ---


def summed(*parts: list[es.Range], whole: es.Range, exhaustive: bool = False) -> es.Dataset:
    names = [f"p{i}" for i in range(len(parts))]
    total = es.Estimand("all", measure="casualties", sum_of=names, exhaustive=exhaustive)
    dossiers = [es.Dossier(total, [es.Estimate("w", ASKEW, whole)])]
    for name, ranges in zip(names, parts, strict=True):
        claims = [es.Estimate(f"{name}-{i}", HATA, r) for i, r in enumerate(ranges)]
        dossiers.append(es.Dossier(es.Estimand(name, measure="casualties"), claims))
    return es.Dataset("d", dossiers)


@pytest.mark.parametrize(
    ("parts", "whole", "exhaustive", "sets"),
    [
        ([[60], [50]], es.point(100), False, [["p0-0", "p1-0"]]),
        ([[50], [50]], es.point(100), False, []),
        ([[50], [50]], es.less_than(100), False, [["p0-0", "p1-0"]]),
        ([[60, 40], [50]], es.point(100), False, [["p0-0", "p1-0"]]),
        ([[120], [50]], es.point(100), False, [["p0-0"]]),
        ([[30], [30], [50]], es.at_most(100), False, [["p0-0", "p1-0", "p2-0"]]),
        ([[60], [10], [50]], es.at_most(100), False, [["p0-0", "p2-0"]]),
        ([[10], [20]], es.point(100), False, []),
        ([[10], [20]], es.point(100), True, [["p0-0", "p1-0"]]),
        ([[10], []], es.point(100), True, []),
        ([[0.1], [0.2]], es.point(0.3), False, []),
        ([[60], [50]], es.at_least(100), False, []),
    ],
)
def test_parts_and_their_sum(parts: list[list[float]], whole: es.Range, exhaustive: bool, sets: list[Any]) -> None:
    found = tensions(summed(*[list(map(es.point, part)) for part in parts], whole=whole, exhaustive=exhaustive))
    assert all(isinstance(t, SumTension) for t in found)
    assert [[e.id for e in t.parts] for t in found if isinstance(t, SumTension)] == sets


def test_a_sum_in_words() -> None:
    (found,) = tensions(summed([es.point(60)], [es.between(50, 70)], whole=es.point(100)))
    assert found.words == "60 casualties and 50–70 casualties together exceed 100 casualties"
    assert (found.certain, found.same_claimant) == (True, False)
    assert str(found.share) == "1.1–1.3"
    (short,) = tensions(summed([es.point(6)], [es.point(5)], whole=es.point(100), exhaustive=True))
    assert short.words == "6 casualties and 5 casualties together fall short of 100 casualties"
    assert "and are all of it" in str(short)
    assert len(es.to_frame(tensions(summed([es.point(60)], [es.point(50)], whole=es.point(100))))) == 1


# --- tables ---


def test_a_table_of_strengths_and_losses_needs_no_dataset() -> None:
    table = {"f": ["A lost", "A", "B lost", "B", "B"], "who": ["x", "y", "x", "x", "z"], "n": [90, 80, 5, 50, 4]}
    ledger = es.Ledger.from_frame(table, estimand="f", low="n", high="n", claimant="who")
    found = tensions(ledger, at_most={"A lost": "A", "B lost": ["B"]})
    assert [(t.kind, t.path[0].id) for t in found if isinstance(t, Tension)] == [
        ("contradiction", "B lost"), ("contradiction", "A lost"),
    ]  # fmt: skip
    with pytest.raises(UnknownNameError, match="no estimand 'C' in the ledger"):
        tensions(ledger, at_most={"A lost": "C"})
    with pytest.raises(ClaimError, match="at_most binds the estimands of a ledger"):
        tensions(es.load("nanking-1937"), at_most={"a": "b"})


def test_a_figure_that_is_not_there() -> None:
    with pytest.raises(UnknownNameError, match="no estimand 'b'"):
        tensions(es.Dataset("d", [es.Dossier(es.Estimand("a", at_most=["b"]))]))


def test_a_circle_of_bounds_ends() -> None:
    a, b = es.Estimand("a", at_most=["b"]), es.Estimand("b", at_most=["a"])
    claims = [[es.Estimate(name, HATA, es.point(n))] for name, n in (("x", 1), ("y", 9))]
    found = tensions(es.Dataset("d", [es.Dossier(a, claims[0]), es.Dossier(b, claims[1])]))
    assert [(t.smaller.id, t.larger.id, t.kind) for t in found] == [("y", "x", "contradiction")]


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (es.Range(0.9996, 1.0), "99.96–100 %"),
        (es.Range(1.0001, 1.0001), "100.01 %"),
        (es.Range(0, 0.001), "0–0.1 %"),
        (es.Range(None, 1.138), "up to 114 %"),
        (es.Range(1.2, approximate=True), "at least c. 120 %"),
        (es.Range(12.5, 12.5), "1,250 %"),
    ],
)
def test_a_share_in_per_cent_never_rounds_to_the_whole_or_to_nothing(share: es.Range, text: str) -> None:
    assert percent(share) == text


# --- chains and sums together ---


def joined(killed: es.Range, wounded: es.Range, top: es.Range, **fields: Any) -> es.Dataset:
    """Killed and wounded are parts of the casualties, which cannot exceed the losses; only casualties has no claim."""
    made = [
        (es.Estimand("killed", "Killed", measure="killed"), killed, {}),
        (es.Estimand("wounded", "Wounded", measure="wounded"), wounded, fields),
        (es.Estimand("casualties", "Casualties", sum_of=["killed", "wounded"], at_most=["losses"]), None, {}),
        (es.Estimand("losses", "Losses", measure="losses"), top, {}),
    ]  # fmt: skip
    return es.Dataset("d", [
        es.Dossier(estimand, [] if r is None else [es.Estimate(estimand.id[0], HATA if i else ASKEW, r, **more)])
        for i, (estimand, r, more) in enumerate(made)
    ])  # fmt: skip


def test_claims_that_keep_each_constraint_by_itself_may_have_no_common_solution() -> None:
    (found,) = tensions(joined(es.point(60), es.between(50, 70), es.at_most(100)))
    assert isinstance(found, es.JointTension)
    assert [e.id for e in found.claims] == ["k", "w", "l"]
    assert found.constraints == ("“Killed” + “Wounded” ≤ “Casualties”", "“Casualties” ≤ “Losses”")
    assert str(found) == (
        "contradiction: no values within the stated ranges of 60 killed, 50–70 wounded and up to 100 losses satisfy "
        "“Killed” + “Wounded” ≤ “Casualties” and “Casualties” ≤ “Losses”. Askew and Hata"
    )
    assert (found.certain, found.same_claimant, found.kind) == (True, False, "contradiction")
    assert len(es.to_frame(tensions(joined(es.point(60), es.between(50, 70), es.at_most(100))))) == 1
    assert not tensions(joined(es.point(60), es.between(40, 70), es.at_most(100)))
    assert tensions(joined(es.point(60), es.more_than(40), es.at_most(100)))


def test_a_joint_tension_names_no_claim_too_many() -> None:
    (found,) = tensions(joined(es.point(120), es.point(50), es.at_most(100)))
    assert isinstance(found, es.JointTension)
    assert [e.id for e in found.claims] == ["k", "l"]
    unclear = tensions(joined(es.point(60), es.point(50), es.at_most(100), scope="unclear"))[0]
    assert str(unclear).startswith("contradiction if the scopes are the same: no values")
    assert not unclear.certain


@pytest.mark.parametrize(("top", "closed", "open_"), [("strength", False, True), ("strength", True, False),
                                                      ("losses", False, False)])  # fmt: skip
def test_replacements_may_explain_losses_above_a_strength(top: str, closed: bool, open_: bool) -> None:
    data = joined(es.point(60), es.point(50), es.point(100))
    last = es.Dossier(es.Estimand("losses", "Garrison", measure=top, closed=closed), data["losses"].estimates)
    whole = es.Dossier(es.Estimand("casualties", measure="losses", sum_of=["killed", "wounded"], at_most=["losses"]))
    (found,) = tensions(es.Dataset("d", [data["killed"], data["wounded"], whole, last]))
    assert isinstance(found, es.JointTension)
    assert (found.replaced, found.certain) == (open_, not open_)
    assert ("; unless replacements joined (" in str(found)) == open_


def test_sums_and_chains_of_a_table() -> None:
    table = {"f": ["k", "w", "w", "all", "top"], "n": [60, 50, 30, 200, 100]}
    ledger = es.Ledger.from_frame(table, estimand="f", low="n", high="n")
    assert [t.kind for t in tensions(ledger, at_most={"all": "top"})] == ["contradiction"]
    found = tensions(ledger, at_most={"all": "top"}, sum_of={"all": ["k", "w"]})
    assert [len(t.claims) for t in found if isinstance(t, es.JointTension)] == [3]
    with pytest.raises(ClaimError, match="sum_of binds the estimands of a ledger"):
        tensions(es.load("nanking-1937"), sum_of={"a": ["b"]})


def test_too_many_combinations_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("estimates.analysis.joint_tensions.MOST", 0)
    found = tensions(joined(es.point(60), es.point(50), es.at_most(100)))
    assert found == ()
    assert "together: their claims have 8 combinations, and up to 0 are tried" in str(found)
    monkeypatch.setattr("estimates.analysis.tensions._MOST_SETS", 0)
    found = tensions(summed([es.point(60)], [es.point(50)], whole=es.point(100)))
    assert found.not_compared == ("the parts of 'all': their claims have 4 combinations, and up to 0 are tried",)


def test_a_joint_tension_is_a_row_of_the_table_of_tensions() -> None:
    found = tensions(joined(es.point(60), es.between(50, 70), es.at_most(100)))
    cells = found[0].cells()
    assert cells["Figures"] == "“Killed” + “Wounded” ≤ “Casualties”; “Casualties” ≤ “Losses”"
    assert cells["Claimants"] == "Askew and Hata"
    assert "no values within the stated ranges" in found._repr_html_()
    assert repr(found[0]).startswith("<JointTension: contradiction: no values within")


def test_nothing_found_and_nothing_compared_are_two_things() -> None:
    bound = tensions(dataset(es.point(10), es.point(80)))
    assert (len(bound), str(bound), bound.bound) == (0, "No tensions", True)
    alone = tensions(es.Dossier(es.Estimand("x"), [es.Estimate("k", HATA, es.point(10))]))
    assert str(alone) == "Nothing was compared: no figure here is bound to another"
    assert "Nothing was compared" in alone._repr_html_()
    assert not alone.bound
    assert str(tensions(dataset(es.point(10), es.point(80))["killed"])).startswith("Not compared: 'killed' is at most")
