"""Voices: who counts once, who shares a voice, and who has none of his own."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import estimates as es
from estimates.analysis.voices import voices_of
from estimates.errors import PoolingError
from estimates.kernels import intervals, random_set, sweep

SCHOLARS = {name: es.Claimant(name, name.title(), role="scholar") for name in ("alma", "bern", "carl", "dorn")}


def claim(name: str, who: str, value: float = 10, role: str = "scholar", place: str = "") -> es.Estimate:
    cited = (es.Citation(es.Source("work", {"title": "A Survey", "type": "book"}), place),) if place else ()
    return es.Estimate(name, es.Claimant(who, who.title(), role=role), es.point(value), source=cited)


def test_the_claims_of_one_claimant_are_one_voice() -> None:
    used = [claim("a1", "alma"), claim("b", "bern"), claim("a2", "alma", 20)]
    found = voices_of(used, ())
    assert (found.number, found.independent, found.shared) == ((0, 1, 0), 2, True)
    assert voices_of(used, (), "claim").number == (0, 1, 2)


@pytest.mark.parametrize("role", ["press", "compilation"])
def test_the_press_and_compilations_are_voices_by_root(role: str) -> None:
    used = [claim("a1", "herald", role=role), claim("a2", "herald", 20, role=role)]
    assert voices_of(used, ()).number == (0, 1)
    links = [es.Link("a1", "rests on", "elsewhere"), es.Link("a2", "rests on", "elsewhere")]
    assert voices_of(used, links).number == (0, 0)
    assert voices_of([claim("x", "anonymous officer"), claim("y", "anonymous officer", 3)], ()).number == (0, 1)


def test_what_rests_on_one_root_is_no_further_voice() -> None:
    used = [claim("a", "alma"), claim("b", "bern", 12), claim("c", "carl", 30)]
    found = voices_of(used, [es.Link("b", "rests on", "a")])
    assert found.number == (0, 0, 1)
    assert found.why[1] == "rests on Alma (10), which is counted; no further voice"
    assert found.independent == 2


def test_where_the_root_is_not_counted_the_derived_claim_is_the_voice() -> None:
    used = [claim("b", "bern", 12), claim("c", "carl", 30)]
    assert voices_of(used, [es.Link("b", "rests on", "a")]).number == (0, 1)
    both = voices_of(used, [es.Link("b", "rests on", "a"), es.Link("c", "reports", "a")])
    assert (both.number, both.independent) == ((0, 0), 1)


def test_a_revision_by_another_shares_the_voice_of_what_it_revises() -> None:
    used = [claim("a", "alma"), claim("b", "bern", 12)]
    assert voices_of(used, [es.Link("b", "revises", "a")]).number == (0, 0)


def test_what_is_built_from_several_is_a_voice_but_not_an_independent_one() -> None:
    used = [claim("a", "alma"), claim("b", "bern", 12), claim("c", "carl", 30)]
    found = voices_of(used, [es.Link("c", "rests on", "a"), es.Link("c", "rests on", "b")])
    assert (found.number, found.independent) == ((0, 1, 2), 2)


def test_claims_from_one_place_are_one_voice_on_request() -> None:
    used = [claim(str(n), who, n, place="12") for n, who in enumerate(SCHOLARS)] + [claim("z", "zoe", 5, place="13")]
    assert voices_of(used, ()).number == (0, 1, 2, 3, 4)
    assert voices_of(used, (), "place").number == (0, 0, 0, 0, 1)


def test_an_unknown_kind_of_voice_is_refused() -> None:
    with pytest.raises(PoolingError, match="did you mean 'claimant'"):
        es.pool(es.load("nanking-1937")["garrison"], "random-set", voices="claimants")


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 4), st.integers(0, 2)), min_size=1, max_size=7))
def test_a_speaker_counts_once_in_a_depth(rows: list[tuple[int, int, int]]) -> None:
    low = np.array([a for a, _, _ in rows], dtype=float)
    high = low + [b for _, b, _ in rows]
    voice = np.array([v for _, _, v in rows])
    claims = intervals(low, high, voice=voice)
    found = sweep.profile(claims)
    for x in np.arange(0, 11, 0.5):
        depth = len({v for a, b, v in zip(low, high, voice) if a <= x <= b})
        assert all(n == depth for a, b, n in zip(found.low, found.high, found.number) if a < x < b or a == x == b)
    core = sweep.core(claims)
    depths = [len({v for a, b, v in zip(low, high, voice) if a <= x <= b}) for x in np.arange(0, 11, 0.5)]
    assert set(core.number) == {max(depths)}


@given(st.lists(st.integers(0, 8), min_size=1, max_size=8), st.sampled_from([0.05, 0.25, 0.5, 0.75, 0.95]))
def test_a_span_bounds_every_quantile(values: list[int], p: float) -> None:
    claims = intervals(np.array(values, dtype=float), np.array(values, dtype=float))
    found = random_set.spans(claims, [p], [p])
    low, high = found.low[0, 0], found.high[0, 0]
    share = [np.mean(np.array(values) <= x) for x in (low, high)]
    assert share[0] >= p - 1e-9
    assert low <= np.quantile(values, p, method="inverted_cdf") <= high
    assert np.mean(np.array(values) < high) <= p + 1e-9


def test_identical_ranges_and_places_are_suspected() -> None:
    same = [es.Estimate(n, es.Claimant(n, n.title(), role="scholar"), es.between(6_000, 10_000)) for n in SCHOLARS]
    (found,) = es.lineage(es.Dossier(es.Estimand("x"), same[:2])).suspected
    assert found.values == (6_000, 10_000)
    assert "Alma and Bern both state 6,000 and 10,000, and no link is recorded between them" in str(found)
    placed = [claim(who, who, 10 * n + 10, place="12") for n, who in enumerate([*SCHOLARS, "else"])]
    (found,) = es.lineage(es.Dossier(es.Estimand("x"), placed)).suspected
    assert (len(found), found.values, found.place) == (5, (), "“A Survey”, 12")
    assert "5 claims come from one place, “A Survey”, 12 (Alma, Bern, Carl, Dorn and 1 more)" in str(found)
    assert es.lineage(es.Dossier(es.Estimand("x"), placed[:4])).suspected == ()


def test_a_place_of_many_claims_is_found_in_the_data() -> None:
    found = es.lineage(es.load("nanking-massacre")["killed-scope-not-stated"]).suspected
    assert max((len(s) for s in found if s.place), default=0) >= 12
