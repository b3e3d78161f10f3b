"""The audit: roles, anchors, ratios of every kind of claim, and what they say beside the judgements."""

from __future__ import annotations

import math
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import estimates as es
from estimates import about, at_least, at_most, between, less_than, more_than, point
from tests.strategies import ranges

WORK = es.Source("work", {"title": "A Work"})
JUDGES = es.Source("judges", {"title": "On Numbers"})
PLACE = (es.Citation(WORK, "7"),)
JUDGE = es.Claimant("judge", "A Judge", role="scholar")
OTHER = es.Claimant("other", "Another Judge", role="press")
SIDES = {"own": "Red", "enemy": "Blue", "third": ""}


def claim(name: str, r: es.Range, who: str = "third", role: str = "", **more: Any) -> es.Estimate:
    """A claim of the own side, the enemy or a third party; its claimant is called like it."""
    role = role or ("scholar" if who == "third" else "belligerent")
    source = more.pop("source", PLACE)
    claimant = es.Claimant(f"{name}-who", name.capitalize(), role=role, side=SIDES[who])
    return es.Estimate(name, claimant, r, source=source, **more)


def dossier(*claims: es.Estimate, notes: Any = (), links: Any = (), **estimand: str) -> es.Dossier:
    about_it = {"measure": "killed", "side": "Red"} | estimand
    return es.Dossier(es.Estimand("dead", "The dead", **about_it), claims, notes, links)


def said(name: str, direction: str, strength: str = "finding", **more: Any) -> es.BiasNote:
    return es.BiasNote(name, more.pop("by", JUDGE), direction, strength, via=[es.Citation(JUDGES, "9")], **more)


THREE = (claim("a", point(100)), claim("b", point(400)), claim("foe", point(600), "enemy"))


def test_roles_are_seen_from_those_who_are_counted() -> None:
    claims = [
        claim("own", point(1), "own"), claim("foe", point(1), "enemy"), claim("press", point(1), role="press"),
        claim("stateless", point(1), role="government"), claim("politician", point(1), role="politician"),
        claim("partisan", point(1), "enemy", role="activist"), claim("compatriot", point(1), "own", role="scholar"),
    ]  # fmt: skip
    found = es.bias(dossier(*claims))
    assert [row.role for row in found] == ["own", "enemy", "third party", "unclear", "unclear", "enemy",
                                        "third party"]  # fmt: skip
    assert [row.role for row in es.bias(dossier(*claims, side=""))][:3] == ["unclear", "unclear", "third party"]


def test_a_claim_is_measured_by_the_geometric_mean_of_the_third_parties() -> None:
    found = es.bias(dossier(*THREE))
    row = found["foe"]
    assert row.ratio == point(3)
    assert row.log_ratio == pytest.approx(math.log(3))
    assert (row.observed, row.independent, row.anchors) == ("above", 2, THREE[:2])
    assert found.anchor == point(200)
    assert [e.id for e in found.anchors] == ["a", "b"]


def test_an_anchor_is_measured_beside_the_others_only() -> None:
    found = es.bias(dossier(*THREE))
    assert found["a"].ratio == point(0.25)
    assert found["b"].ratio == point(4)
    alone = es.bias(dossier(THREE[0], THREE[2]))
    assert alone["a"].ratio is None
    assert "no anchor but the claim itself" in alone["a"].reason
    assert alone["foe"].ratio == point(6)


@pytest.mark.parametrize(
    ("r", "ratio", "observed"),
    [
        (between(100, 400), between(0.5, 2), None),
        (between(300, 400), between(1.5, 2), "above"),
        (at_least(300), at_least(1.5), "above"),
        (more_than(200), more_than(1), "above"),
        (at_least(200), at_least(1), None),
        (at_most(100), at_most(0.5), "below"),
        (less_than(200), less_than(1), "below"),
        (less_than(900), less_than(4.5), None),
        (about(200), about(1), "level"),
        (point(200), point(1), "level"),
        (point(0), point(0), "below"),
        (between(0, 100), between(0, 0.5), "below"),
        (es.Range(200, 500, low_open=True), es.Range(1, 2.5, low_open=True), "above"),
    ],
)
def test_ratios_keep_what_the_claim_leaves_open(r: es.Range, ratio: es.Range, observed: str | None) -> None:
    row = es.bias(dossier(*THREE[:2], claim("x", r, "own")))["x"]
    assert row.ratio == ratio
    assert row.observed == observed
    bounded = None not in (r.low, r.high) and r.low != 0
    assert (row.log_ratio is not None) == bounded == (row.reason == "")
    if bounded:
        assert row.log_ratio == pytest.approx(math.log(math.sqrt(r.low * r.high) / 200))  # type: ignore[operator]


def test_the_anchors_own_ranges_widen_the_ratio() -> None:
    row = es.bias(dossier(claim("a", between(100, 400)), claim("x", point(400), "enemy")))["x"]
    assert row.ratio == between(1, 4)
    assert row.observed is None
    assert row.log_ratio == pytest.approx(math.log(2))


def test_a_best_value_of_the_source_is_its_middle() -> None:
    found = es.bias(dossier(*THREE[:2], claim("x", between(100, 900, best=400), "own")))
    assert found["x"].log_ratio == pytest.approx(math.log(2))


def test_one_sided_zero_and_vague_third_parties_are_no_anchors_and_say_why() -> None:
    claims = [claim("a", point(100)), claim("most", at_most(9)), claim("none", point(0)), claim("from", between(0, 5)),
              claim("vague", es.Range(), wording="many"), claim("foe", point(50), "enemy")]  # fmt: skip
    found = es.bias(dossier(*claims))
    assert [e.id for e in found.anchors] == ["a"]
    assert {e.id: why for e, why in found.anchoring.left} == {
        "most": "it states one end only, which has no middle",
        "none": "it is zero, which has no logarithm",
        "from": "it begins at zero, which has no logarithm",
    }
    assert [e.id for e, _ in found.set_aside] == ["vague"]
    assert found["none"].ratio == point(0)
    assert found["vague"].finding == "set aside: gives no number (“many”)"
    assert (found["vague"].ratio, found["vague"].set_aside) == (None, True)


def test_other_measures_and_scopes_are_set_aside_as_in_a_comparison() -> None:
    whole = dossier(*THREE, claim("hurt", point(900), measure="wounded"), claim("city", point(9), scope="narrower"))
    found = es.bias(whole)
    assert found.used == es.compare(whole).used
    assert found.set_aside == es.compare(whole).set_aside
    assert "Hurt: 900 wounded: third party; set aside: counts wounded, not killed" in str(found)
    assert [row.estimate.id for row in found if row.set_aside] == ["hurt", "city"]


def test_copies_are_one_anchor_and_no_measure_of_each_other() -> None:
    claims = [*THREE, claim("copy", point(400)), claim("twin", point(100)), claim("heir", point(800))]
    links = [es.Link("copy", "reports", "b"), es.Link("twin", "same data as", "a"), es.Link("heir", "rests on", "foe")]
    found = es.bias(dossier(*claims, links=links))
    assert found.independent == 3
    aside = {e.id: why for e, why in found.set_aside}
    assert set(aside) == {"copy", "twin"}
    assert aside["copy"] == "reports B (400), counted once"
    assert {e.id for e in found["a"].anchors} == {"b", "heir"}
    # what rests on a claim is no measure of it
    assert "heir" not in [e.id for e in found["foe"].anchors]


def test_what_has_the_same_data_in_several_steps_is_no_anchor_for_another_of_them() -> None:
    """A link has no direction here: a, m and n share their data, and z only reports n."""
    links = [es.Link("m", "same data as", "a"), es.Link("m", "same data as", "n"), es.Link("z", "reports", "n")]
    claims = [*THREE, claim("m", point(120)), claim("n", point(130)), claim("z", point(140))]
    found = es.bias(dossier(*claims, links=links))
    beside = {row.estimate.id: [e.id for e in row.anchors] for row in found}
    assert beside == {"a": ["b"], "b": ["a", "m", "n", "z"], "foe": ["a", "b", "m", "n", "z"], "m": ["b"],
                      "n": ["b"], "z": ["b"]}  # fmt: skip
    assert [row.independent for row in found] == [1, 1, 2, 1, 1, 1]


def test_a_scholar_who_reports_a_side_is_no_third_party_for_anybody() -> None:
    found = es.bias(dossier(*THREE, claim("echo", point(600)), links=[es.Link("echo", "reports", "foe")]))
    assert [e.id for e in found.anchors] == ["a", "b"]
    assert found["foe"].ratio == point(3)


@pytest.mark.parametrize("anchor", ["tribunal", "court", ["court"], ("court",)])
def test_anchors_are_named_by_id_or_role(anchor: Any) -> None:
    found = es.bias(dossier(*THREE, claim("court", between(150, 600), role="tribunal")), anchor)
    assert [e.id for e in found.anchors] == ["court"]
    assert found["foe"].ratio == between(1, 4)
    assert found["a"].observed == "below"


def test_a_side_may_be_the_anchor_where_it_is_named() -> None:
    found = es.bias(dossier(*THREE), "foe")
    assert found["a"].log_ratio == pytest.approx(math.log(1 / 6))
    assert found["foe"].ratio is None
    assert "Anchor: Foe, geometric mean 600" in str(found)


@pytest.mark.parametrize(
    ("anchor", "words"),
    [
        ("schollar", "did you mean 'scholar'"),
        ("third-parties", "did you mean 'third-party'"),
        ("x", "an anchor is 'third-party', 'scholar', 'belligerent', 'a', 'b', 'foe' or 'open', or several ids"),
        ("tribunal", "no claim that is compared is of the role 'tribunal'; the roles here are 'scholar' or"),
        (("a", "nobody"), "no anchor 'nobody'"),
        ("open", "'open' cannot be the anchor: it states one end only"),
        (("hurt",), "'hurt' cannot be the anchor: counts wounded, not killed"),
        ((), "anchor must be 'third-party'"),
        (7, "anchor must be 'third-party'"),
    ],
)
def test_a_bad_anchor_is_refused_with_the_names_that_serve(anchor: Any, words: str) -> None:
    claims = [*THREE, claim("open", more_than(5))]
    if anchor == ("hurt",):
        claims.append(claim("hurt", point(5), measure="wounded"))
    with pytest.raises(es.EstimatesError, match=words):
        es.bias(dossier(*claims), anchor)


def test_without_an_anchor_only_the_sides_are_contrasted() -> None:
    found = es.bias(dossier(claim("us", between(10, 40), "own"), claim("foe", point(90), "enemy"),
                            claim("ally", point(160), "enemy")))  # fmt: skip
    assert found.anchors == ()
    assert found.anchor is None
    assert [(row.ratio, row.log_ratio, row.observed, row.agrees) for row in found] == [(None, None, None, None)] * 3
    assert found.contrast is not None
    assert found.contrast.ratio == between(3, 12)
    assert found.contrast.log_ratio == pytest.approx(math.log(6))
    assert found.contrast.independent == (2, 1)
    assert "only the contrast between the sides is given" in str(found)
    assert "3–12 (2 of the enemy's, 1 of the own side's)" in str(found)


def test_a_voice_counts_once_in_a_contrast_however_many_claims_it_makes() -> None:
    again = es.Estimate("again", claim("foe", point(90), "enemy").claimant, point(810))
    found = es.bias(dossier(claim("us", point(30), "own"), claim("foe", point(90), "enemy"), again,
                            claim("ally", point(30), "enemy")))  # fmt: skip
    contrast = found.contrast
    assert contrast is not None
    assert contrast.independent == (2, 1)
    assert contrast.ratio == point(3)  # the foe's 90 and 810 are one voice of 270; with the ally's 30 that makes 90
    assert contrast.log_ratio == pytest.approx(math.log(3))
    assert str(contrast) == "3 (3 of the enemy's, 1 of the own side's; voices: 2 and 1, each counted once)"


def test_a_contrast_is_one_sided_where_a_side_is() -> None:
    found = es.bias(dossier(claim("us", at_most(40), "own"), claim("foe", point(80), "enemy")))
    assert found.contrast is not None
    assert found.contrast.ratio == at_least(2)
    assert found.contrast.log_ratio is None
    unbounded = es.bias(dossier(claim("us", at_least(40), "own"), claim("foe", at_least(80), "enemy"))).contrast
    assert unbounded is not None
    assert unbounded.ratio is None
    assert "not bounded" in str(unbounded)


def test_without_an_anchor_and_a_side_nothing_is_made_up() -> None:
    found = es.bias(dossier(claim("foe", point(80), "enemy")))
    assert found.contrast is None
    assert "no ratio is given" in str(found)
    assert "Nor can the sides be contrasted" in str(found)
    assert len(es.bias(dossier())) == 0
    assert es.to_frame(es.bias(dossier())).empty


def test_the_number_is_held_beside_the_judgement() -> None:
    notes = [said("n1", "inflated", about_estimate="foe"), said("n2", "inflated", about_estimate="a")]
    found = es.bias(dossier(*THREE, notes=notes))
    assert [row.annotated for row in found] == ["inflated", None, "inflated"]
    assert [row.agrees for row in found] == [False, None, True]
    assert "said to be inflated; the number lies that way" in str(found["foe"])
    assert "said to be inflated; the number does not lie that way" in str(found["a"])
    assert "no judgement is recorded" in str(found["b"])


def test_judges_who_contradict_each_other_are_both_shown() -> None:
    notes = [said("n1", "inflated", about_estimate="foe", factor=2),
             said("n2", "downplayed", "accusation", about_side="Blue", by=OTHER)]  # fmt: skip
    found = es.bias(dossier(*THREE, notes=notes))
    row = found["foe"]
    assert (row.annotated, row.agrees, row.observed) == ("contradictory", None, "above")
    for text in (str(found), found._repr_html_(), es.to_frame(found)["judged"].iloc[2]):
        assert "inflated, by a factor of 2 (finding) · A Judge" in text
        assert "downplayed (accusation) · Another Judge" in text
    assert "the judgements contradict each other" in str(found)


def test_a_motive_is_told_as_less_than_a_finding() -> None:
    whole = dossier(*THREE, claim("us", point(50), "own"), notes=[said("n", "downplayed", "motive", about_side="Red")])
    row = es.bias(whole)["us"]
    assert (row.annotated, row.agrees) == ("downplayed", True)
    assert "said to have had reason to downplay; the number lies that way" in str(row)
    assert "downplayed (motive) · A Judge" in str(row)


def test_no_note_changes_a_number() -> None:
    bare = es.bias(dossier(*THREE))
    noted = es.bias(dossier(*THREE, notes=[said("n", "inflated", about_side="Blue", factor=10)]))
    assert [row.ratio for row in noted] == [row.ratio for row in bare]
    assert [row.log_ratio for row in noted] == [row.log_ratio for row in bare]


@pytest.mark.parametrize(
    ("measure", "incentive", "expected"),
    [
        ("killed", None, [None, None, None]),
        ("killed", "force", ["downplayed", "inflated", None]),
        ("strength", "force", ["inflated", "downplayed", None]),
        ("killed", "victims", ["inflated", "downplayed", None]),
        ("strength", "victims", [None, None, None]),
        ("raids", "force", [None, None, None]),
    ],
)
def test_nothing_is_expected_unless_an_incentive_is_supposed(measure: str, incentive: str, expected: Any) -> None:
    claims = [claim("us", point(1), "own"), claim("foe", point(2), "enemy"), claim("a", point(3))]
    found = es.bias(dossier(*claims, measure=measure), incentive=incentive)
    assert [row.expected for row in found] == expected


def test_wrong_arguments_are_refused() -> None:
    with pytest.raises(es.EstimatesError, match=r"incentive must be 'force' or 'victims'.*did you mean 'force'"):
        es.bias(dossier(*THREE), incentive="forces")
    with pytest.raises(es.EstimatesError, match="made of a dossier"):
        es.bias([*THREE])  # type: ignore[arg-type]
    with pytest.raises(es.EstimatesError, match="too large for a ratio"):
        es.bias(dossier(*THREE, claim("huge", point(10**400), "own")))


def test_more_than_two_sides_are_flagged() -> None:
    green = es.Claimant("green", "Green", role="government", side="Green")
    found = es.bias(dossier(*THREE, es.Estimate("green", green, point(5))))
    assert "Whether Blue and Green were all enemies is not recorded" in str(found)
    assert "all enemies" not in str(es.bias(dossier(*THREE)))


def test_several_enemy_sides_are_all_contrasted_with_the_own_side() -> None:
    others = [es.Estimate(side.lower(), es.Claimant(side, side, role="government", side=side), point(value))
              for side, value in (("Green", 75), ("Black", 600))]  # fmt: skip
    aside = claim("late", point(5), "enemy", measure="wounded")
    found = es.bias(dossier(*THREE, *others, claim("us", point(50), "own"), aside))
    assert [row.role for row in found if not row.set_aside] == ["third party"] * 2 + ["enemy"] * 3 + ["own"]
    assert "Whether Blue, Green and Black were all enemies is not recorded; each is taken as one" in found.remarks
    contrast = found.contrast
    assert contrast is not None
    assert ([e.id for e in contrast.enemy], [e.id for e in contrast.own]) == (["foe", "green", "black"], ["us"])
    assert contrast.log_ratio == pytest.approx(math.log(6))  # the geometric mean of 600, 75 and 600 is 300
    assert str(contrast) == "6 (3 of the enemy's, 1 of the own side's)"
    two = es.bias(dossier(*THREE, others[0], claim("us", point(50), "own")))
    assert "Whether Blue and Green were all enemies is not recorded; each is taken as one" in two.remarks
    one = es.bias(dossier(*THREE, claim("us", point(50), "own")))
    assert not any("all enemies" in remark for remark in one.remarks)


def test_an_unclear_scope_stays_in_and_is_flagged() -> None:
    found = es.bias(dossier(*THREE, claim("x", point(5), scope="unclear", scope_note="perhaps the province")))
    assert "Compared, but: X: 5: scope unclear: perhaps the province" in str(found)


def test_works_of_claims_and_judges_are_named() -> None:
    found = es.bias(dossier(*THREE, notes=[said("n", "inflated", about_side="Blue")]))
    assert found.sources == es.sources(found) == (WORK, JUDGES)
    assert es.cite(found, style="label") == "“A Work”, 7; as read in “On Numbers”, 9"
    assert [note.id for note in found.notes] == ["n"]


def test_a_frame_has_the_anchor_beside_each_number() -> None:
    found = es.bias(dossier(*THREE, claim("x", more_than(50), "own")))
    frame = es.to_frame(found)
    assert list(frame["estimate"]) == ["a", "b", "foe", "x"]
    assert list(frame["role"]) == ["third party", "third party", "enemy", "own"]
    assert list(frame["independent"]) == [1, 1, 2, 2]
    assert set(frame["anchor"]) == {"third parties"}
    assert frame["ratio"].iloc[3] == "> 0.25"
    assert frame["log_ratio"].isna().tolist() == [False, False, False, True]
    assert "scenario" not in frame


def test_html_is_escaped_and_names_the_anchor() -> None:
    evil = evolve(THREE[2], claimant=es.Claimant("evil", "<script>x</script>", role="press", side="Blue"))
    page = es.bias(dossier(*THREE[:2], evil, notes=[said("n", "inflated", about_estimate="foe")]))._repr_html_()
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "Anchor: third parties, geometric mean 200" in page


def test_an_audit_is_a_sequence_of_its_rows() -> None:
    found = es.bias(dossier(*THREE))
    assert list(found) == list(found.rows) == [found[i] for i in range(len(found))]
    assert found[-1:] == (found["foe"],)
    assert repr(found) == "<BiasAudit of 'dead': 3 claims, 2 anchor voices>"
    assert found == es.bias(dossier(*THREE))


_measured = st.lists(st.tuples(st.sampled_from(["own", "enemy", "third"]), ranges(top=10**6)), min_size=1, max_size=6)


@given(_measured, st.sampled_from([2, 7, 10, 1000]))
def test_an_audit_is_free_of_the_unit(claims: list[tuple[str, es.Range]], unit: int) -> None:
    """Counted in another unit, every claim stands to the anchors as before."""

    def times(r: es.Range) -> es.Range:
        ends = {name: None if getattr(r, name) is None else unit * getattr(r, name) for name in ("low", "high", "best")}
        return evolve(r, **ends)

    small = es.bias(dossier(*(claim(f"c{i}", r, who) for i, (who, r) in enumerate(claims))))
    large = es.bias(dossier(*(claim(f"c{i}", times(r), who) for i, (who, r) in enumerate(claims))))
    assert [row.observed for row in small] == [row.observed for row in large]
    for a, b in zip(small, large, strict=True):
        assert (a.ratio is None) == (b.ratio is None)
        assert a.log_ratio == pytest.approx(b.log_ratio, abs=1e-9)
        if a.ratio is not None and b.ratio is not None:
            assert a.ratio.kind == b.ratio.kind
            assert (a.ratio.low, a.ratio.high) == pytest.approx((b.ratio.low, b.ratio.high))


@given(_measured)
def test_a_row_never_rests_on_its_own_claim(claims: list[tuple[str, es.Range]]) -> None:
    found = es.bias(dossier(*(claim(f"c{i}", r, who) for i, (who, r) in enumerate(claims))))
    for row in found:
        assert row.estimate not in row.anchors
        assert all(anchor.claimant.side == "" for anchor in row.anchors)
        if row.log_ratio is not None and row.ratio is not None:
            assert row.ratio.low is not None
            assert row.ratio.high is not None
            assert row.ratio.low * (1 - 1e-9) <= math.exp(row.log_ratio) <= row.ratio.high * (1 + 1e-9)
        assert (row.agrees is None) or (row.observed is not None)


def test_nanking_is_audited_as_it_stands() -> None:
    """The Japanese claim is one-sided, and the Chinese one counts something else: neither bears out its judgement."""
    found = es.bias(es.load("nanking-1937")["combat-deaths"])
    row = found["japanese-claim"]
    assert (row.role, row.annotated, row.observed, row.agrees) == ("enemy", "inflated", None, None)
    assert row.ratio is not None
    assert row.ratio.kind == "at most"
    assert [e.id for e, _ in found.set_aside] == ["chinese-source-combat-deaths"]


# --- claims set aside, roles by date and by the user, anchors that disperse ---


def test_a_claim_set_aside_keeps_the_judgement_on_it() -> None:
    found = es.bias(es.load("nanking-1937")["combat-deaths"])
    row = found["chinese-source"]
    assert (row.annotated, row.ratio, row.set_aside) == ("downplayed", None, True)
    assert row.finding == "said to have had reason to downplay; set aside: counts casualties, not killed"
    assert "downplayed (motive) · Masahiro Yamamoto" in str(found)
    assert es.to_frame(found)["set_aside"].tolist() == [False, False, False, False, True]


def party(name: str, made: str, role: str) -> es.Estimate:
    who = es.Claimant(name, name, role=role, side="Blue", active=es.Date("1937/1945"))
    return es.Estimate(name, who, point(600), claimed=es.Date(made) if made else None, source=PLACE)


@pytest.mark.parametrize(
    ("made", "role", "found", "why"),
    [
        ("1937-12", "government", "enemy", "a party 1937/1945; the claim is of 1937-12"),
        ("2017", "government", "unclear", "a party 1937/1945 only; the claim is of 2017"),
        ("2017", "press", "third party", "a party 1937/1945 only; the claim is of 2017"),
        ("", "government", "enemy", "a party 1937/1945; the date of the claim is not stated"),
    ],
)
def test_a_role_follows_from_the_time_too(made: str, role: str, found: str, why: str) -> None:
    row = es.bias(dossier(*THREE[:2], party("x", made, role)))["x"]
    assert (row.role, row.role_why) == (found, why)
    assert why in str(row)


def test_roles_can_be_set() -> None:
    whole = dossier(*THREE, claim("court", point(300), role="tribunal"))
    found = es.bias(whole, roles={"court-who": "enemy"})
    assert found["court"].role == "enemy"
    assert found["court"].role_why == "the role is the user's, not the data's"
    assert [row.role_why for row in found if row.estimate.id != "court"] == ["", "", ""]
    assert [e.id for e in found.anchors] == ["a", "b"]
    by_claim = es.bias(whole, roles={"b": "own"})
    assert by_claim["b"].role == "own"
    assert [row.role_why != "" for row in by_claim] == [False, True, False, False]
    with pytest.raises(es.EstimatesError, match="no claim or claimant 'cuort' in 'dead'"):
        es.bias(whole, roles={"cuort": "own"})
    with pytest.raises(es.EstimatesError, match="the role of 'b' must be 'own', 'enemy', 'third party' or 'unclear'"):
        es.bias(whole, roles={"b": "neutral"})


def test_anchors_that_differ_are_said_to() -> None:
    found = es.bias(dossier(*THREE, claim("us", point(150), "own")))
    spread = found.anchor_spread
    assert spread is not None
    assert (spread.extremes, spread.low, spread.high, spread.wide) == (4, 100, 400, True)
    assert spread.factor == pytest.approx(math.exp(math.sqrt(2 * math.log(2) ** 2)))
    assert "Anchors differ 4-fold, from 100 to 400" in str(found)
    row = found["us"]
    assert [(single.anchor.id, single.observed) for single in row.singles] == [("a", "above"), ("b", "below")]
    assert row.changes
    assert "changes with the anchor: above A (100); below B (400)" in str(row)
    assert not found["foe"].changes
    assert es.bias(dossier(THREE[0], THREE[2])).anchor_spread is None


@pytest.mark.parametrize(("other", "wide"), [(150, False), (200, False), (201, True)])
def test_anchors_are_wide_where_they_differ_by_more_than_a_factor_of_two(other: int, wide: bool) -> None:
    found = es.bias(dossier(claim("a", point(100)), claim("b", point(other)), claim("us", point(150), "own")))
    assert found.anchor_spread is not None
    assert found.anchor_spread.wide == wide
    assert ("Anchors differ" in str(found)) or not wide


def test_every_anchor_under_which_a_claim_changes_is_named() -> None:
    anchors = [
        claim(name, point(value)) for name, value in (("a", 100), ("b", 110), ("c", 120), ("d", 400), ("e", 450))
    ]
    found = es.bias(dossier(*anchors, claim("us", point(200), "own")))
    assert found["us"].alone == "changes with the anchor: above A (100), B (110) and C (120); below D (400) and E (450)"


def test_the_claims_of_one_claimant_are_one_anchor() -> None:
    who = es.Claimant("who", "Who", role="scholar")
    twice = [es.Estimate("x1", who, point(100)), es.Estimate("x2", who, point(100 * 4))]
    found = es.bias(dossier(*twice, claim("y", point(800)), claim("foe", point(1600), "enemy")))
    assert found.independent == 2
    assert found.anchor == point(400)
    assert found["foe"].ratio == point(4)
    assert found["foe"].log_ratio == pytest.approx(math.log(4))


def test_what_one_claim_owes_another_is_printed() -> None:
    """An anchor that rests on another does not enter the mean, and a range that two anchors share is suspected."""
    links = [es.Link("b", "rests on", "a")]
    found = es.bias(dossier(claim("a", point(100)), claim("b", point(1_000)), claim("c", point(900)), links=links))
    assert found.anchor == point(300)
    assert "Its number does not enter the mean: B: 1,000: rests on A (100), which is counted" in str(found)
    assert "Compared, but: B: 1,000: rests on A (100), and is not independent of it" in str(found)
    alike = es.bias(dossier(claim("a", between(25_000, 40_000)), claim("b", between(25_000, 40_000))))
    assert len(alike.suspected) == 1
    assert "Suspected: A and B both state 25,000 and 40,000" in str(alike)
    assert not es.bias(dossier(*THREE)).suspected
