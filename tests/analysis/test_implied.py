"""Shares and ratios imply bounds by interval arithmetic, marked as implied; claims that miss them are in tension."""

from __future__ import annotations

import pytest
from hypothesis import given

import estimates as es
from tests.strategies import ranges

DURDIN, ASKEW = es.Claimant("durdin", "F. Tillman Durdin", role="press"), es.Claimant("askew", "David Askew")
HATA = es.Claimant("hata", "Ikuhiko Hata", role="scholar")


def dataset(share: es.Estimate, *more: es.Estimate, force: tuple[es.Range, ...] = (es.point(50_000),)) -> es.Dataset:
    strength = [es.Estimate(f"force-{i}", ASKEW, r) for i, r in enumerate(force)]
    return es.Dataset("x", [
        es.Dossier(es.Estimand("dead", measure="killed"), [share, *more]),
        es.Dossier(es.Estimand("force", measure="strength"), strength),
        es.Dossier(es.Estimand("elsewhere", measure="loss rate"), [es.Estimate("e", HATA, es.point(0.25))]),
    ])  # fmt: skip


def share(r: es.Range, wording: str = "about two-thirds of their army", **fields: str) -> es.Estimate:
    return es.Estimate("share", DURDIN, r, wording=wording, **(fields or {"share_of": "force"}))


@pytest.mark.parametrize(
    ("stated", "force", "follows"),
    [
        (es.point(0.5), es.point(50_000), es.point(25_000)),
        (es.about(0.66), es.point(50_000), es.about(33_000)),
        (es.more_than(0.5), es.more_than(1_000_000), es.more_than(500_000)),
        (es.less_than(0.5), es.between(40, 60), es.less_than(30)),
        (es.between(0.25, 0.5), es.between(40, 60), es.between(10, 30)),
        (es.point(0.9), es.at_most(84_000), es.at_most(75_600)),
        (es.point(0.1), es.point(3), es.point(0.3)),
        (es.point(0), es.point(3), es.point(0)),
    ],
)
def test_the_number_that_follows(stated: es.Range, force: es.Range, follows: es.Range) -> None:
    (implied,) = es.implied_bounds(dataset(share(stated), force=(force,)))
    assert (implied.range, implied.estimand.id, [e.id for e in implied.beside]) == (follows, "dead", ["force-0"])


def test_opposite_bounds_imply_nothing() -> None:
    assert es.implied_bounds(dataset(share(es.at_least(0.5)), force=(es.at_most(100),))) == ()


def test_each_claim_on_the_other_figure_implies_its_own() -> None:
    found = es.implied_bounds(dataset(share(es.point(0.5)), force=(es.point(50_000), es.between(70_000, 80_000))))
    assert [str(implied.range) for implied in found] == ["25,000", "35,000–40,000"]
    assert str(found[0]) == (
        "“about two-thirds of their army” (F. Tillman Durdin), of 50,000 (David Askew), implies 25,000"
    )


def test_a_computed_number_is_printed_with_no_more_digits_than_it_can_bear() -> None:
    (implied,) = es.implied_bounds(
        dataset(share(es.at_least(0.94), "at least 94 per cent"), force=(es.point(1_074_017),))
    )
    assert implied.range == es.at_least(1_009_575.98)
    assert str(implied).endswith("implies ≥ 1,010,000")


def test_a_ratio_between_shares_needs_both_figures() -> None:
    """Losses that were, in proportion to the force, more than 1.5 times those elsewhere: more than 1.5 × 0.25 of it."""
    both = share(es.more_than(1.5), "greater in proportion", share_of="force", ratio_to="elsewhere")
    (implied,) = es.implied_bounds(dataset(both))
    assert implied.range == es.more_than(18_750)
    assert [e.id for e in implied.beside] == ["force-0", "e"]


@given(ranges(top=10**6), ranges(top=10**6, vague=False))
def test_what_follows_holds_every_product(a: es.Range, b: es.Range) -> None:
    for implied in es.implied_bounds(dataset(share(a, ratio_to="force"), force=(b,))):
        for x in {end for end in (a.low, a.high) if end is not None and a.admits(end)}:
            for y in {end for end in (b.low, b.high) if end is not None and b.admits(end)}:
                r = implied.range
                assert r.admits(x * y) or any(abs(x * y - end) <= 1e-9 * end for end in (r.low, r.high) if end)


def test_a_claim_that_misses_what_follows_is_in_tension() -> None:
    hata, low = es.Estimate("hata-dead", HATA, es.point(50_000)), es.Estimate("low", DURDIN, es.point(25_000))
    made = dataset(share(es.point(0.5), "half of them"), hata, low)
    (found,) = es.tensions(made)
    assert isinstance(found, es.ShareTension)
    assert (found.claim.id, found.kind, found.certain, found.same_claimant) == (
        "hata-dead",
        "contradiction",
        True,
        False,
    )
    assert str(found) == (
        "contradiction: 50,000 killed; but “half of them” (F. Tillman Durdin), of 50,000 (David Askew), implies "
        "25,000. Ikuhiko Hata; “dead”"
    )
    row = es.to_frame(es.tensions(made)).iloc[0]
    assert row["claim"] == "hata-dead"
    about = dataset(share(es.about(0.5), "about half of them"), hata)
    assert [t.certain for t in es.tensions(about)] == [False]
    assert str(es.tensions(about)[0]).startswith("contradiction as stated, where one says about: ")


def test_what_no_longer_stands_implies_nothing() -> None:
    from attrs import evolve

    assert es.implied_bounds(dataset(evolve(share(es.point(0.5)), standing="retracted"))) == ()


def test_a_share_alone_can_be_asked_for() -> None:
    made = dataset(share(es.point(0.5)), es.Estimate("hata-dead", HATA, es.point(50_000)))
    assert es.implied_bounds(made, "share") == es.implied_bounds(made, made["dead"]["share"]) == es.implied_bounds(made)
    for name in ("hata-dead", "nobody"):
        with pytest.raises(es.ClaimError, match="that states a share or a ratio"):
            es.implied_bounds(made, name)


def test_it_never_enters_a_comparison() -> None:
    made = dataset(share(es.point(0.5)), es.Estimate("hata-dead", HATA, es.point(50_000)))
    assert [e.id for e in es.compare(made["dead"]).used] == ["hata-dead"]
