"""Figures of single units in the Battle of Nanking: each pinned against the one document that gives it."""

from __future__ import annotations

import pytest

import estimates as es

UNITS = es.load("nanking-1937-units")
CLAIMS = {estimate.id: estimate for dossier in UNITS.values() for estimate in dossier}

PREP = "sec. China's defense preparations"
MARCH = "sec. Japan's march on Nanking"
FINAL = "sec. Final battle for Nanking"
COLLAPSE = "sec. Collapse of the Nanking Garrison Force"

# As the document has them: estimand, its measure, its unit, the claim, its reading, the section where it stands.
READ = [
    ("garrison-divisions", "strength", "divisions", "article-garrison-divisions", es.point(13), PREP),
    ("german-trained-divisions", "strength", "divisions", "article-german-trained-divisions", es.point(3), PREP),
    ("new-recruits", "strength", "persons", "article-new-recruits", es.point(16_000), PREP),
    ("fresh-soldiers", "strength", "persons", "article-fresh-soldiers", es.point(14_000), PREP),
    ("air-raids", "raids", "raids", "japanese-navy-air-raids", es.point(50), PREP),
    ("jurong-raid-loss-rate", "loss rate", "percent", "article-jurong-raid-loss-rate",
     es.Range(None, 50, approximate=True, high_open=True), PREP),
    ("a5m-shot-down", "aircraft shot down", "aircraft", "article-a5m-shot-down", es.point(4), PREP),
    ("a5m-shot-down-by-gao", "aircraft shot down", "aircraft", "article-a5m-shot-down-by-gao", es.point(2), PREP),
    ("chinese-58th-division-casualties", "casualties", "persons", "58th-division-casualties", es.point(800), MARCH),
    ("guanghua-gate-battalion", "strength", "persons", "article-guanghua-gate-battalion", es.point(88), FINAL),
    ("guanghua-gate-battalion-losses", "losses", "persons",
     "article-guanghua-gate-battalion-losses", es.point(80), FINAL),
    ("guanghua-gate-battalion-losses", "losses", "persons",
     "article-guanghua-gate-battalion-share", es.Range(), FINAL),
    ("yuhuatai-divisions", "strength", "divisions", "article-yuhuatai-divisions", es.point(3), FINAL),
    ("88th-division-on-yuhuatai", "strength", "persons", "article-88th-division-on-yuhuatai", es.Range(), FINAL),
    ("88th-division-killed", "killed", "persons", "article-88th-division-killed", es.Range(), FINAL),
    ("88th-division-regimental-commanders", "strength", "persons",
     "article-88th-division-regimental-commanders", es.point(4), FINAL),
    ("88th-division-regimental-commanders-killed", "killed", "persons",
     "article-88th-division-regimental-commanders-killed", es.point(3), FINAL),
    ("88th-division-brigade-commanders-killed", "killed", "persons",
     "article-88th-division-brigade-commanders-killed", es.point(2), FINAL),
    ("yuhuatai-japanese-casualties", "casualties", "persons",
     "article-yuhuatai-japanese-casualties", es.point(2_240), FINAL),
    ("yuhuatai-japanese-killed", "killed", "persons", "article-yuhuatai-japanese-killed", es.point(566), FINAL),
    ("zhonghua-gate-team", "strength", "persons", "article-zhonghua-gate-team", es.point(6), FINAL),
    ("zhonghua-gate-team-killed", "killed", "persons", "article-zhonghua-gate-team-killed", es.point(5), FINAL),
    ("shot-by-own-army", "shot by own army", "persons", "article-shot-by-own-army", es.about(1_000), FINAL),
    ("two-corps-strength", "strength", "persons", "article-two-corps-strength", es.at_least(11_000), COLLAPSE),
    ("two-corps-escaped", "escaped", "persons", "article-two-corps-escaped", es.point(600), COLLAPSE),
    ("two-corps-chiefs-of-staff-lost", "losses", "persons",
     "article-two-corps-chiefs-of-staff-lost", es.point(2), COLLAPSE),
    ("fleeing-crowd", "fleeing", "persons", "article-fleeing-crowd", es.Range(), COLLAPSE),
    ("soldiers-unable-to-escape", "unable to escape", "persons",
     "article-soldiers-unable-to-escape", es.Range(), COLLAPSE),
    ("second-army-evacuated", "evacuated", "persons", "article-second-army-evacuated", es.Range(), COLLAPSE),
]  # fmt: skip
# The part of the words that gives the number. What is missing here has a share, or no number.
PHRASES = {
    "article-garrison-divisions": "thirteen divisions", "article-german-trained-divisions": "three",
    "article-new-recruits": "16,000", "article-fresh-soldiers": "14,000", "japanese-navy-air-raids": "50 raids",
    "article-jurong-raid-loss-rate": "almost 50", "article-a5m-shot-down": "four",
    "58th-division-casualties": "800 casualties", "article-guanghua-gate-battalion": "eighty-eight",
    "article-guanghua-gate-battalion-losses": "eighty", "article-yuhuatai-divisions": "three",
    "article-88th-division-regimental-commanders": "four",
    "article-88th-division-regimental-commanders-killed": "three",
    "article-yuhuatai-japanese-casualties": "2,240 casualties", "article-yuhuatai-japanese-killed": "566 dead",
    "article-zhonghua-gate-team": "six", "article-shot-by-own-army": "roughly 1,000",
    "article-zhonghua-gate-team-killed": "Five",
    "article-two-corps-strength": "at least 11,000", "article-two-corps-escaped": "600",
    "article-two-corps-chiefs-of-staff-lost": "two",
}  # fmt: skip
IN_WORDS = {
    "article-a5m-shot-down-by-gao": ("double-kill", es.point(2)),
    "article-88th-division-brigade-commanders-killed": ("both", es.point(2)),
}
SHARES = {
    "article-guanghua-gate-battalion-share": (es.point(80 / 88), "guanghua-gate-battalion"),
    "article-88th-division-killed": (es.about(1), "88th-division-on-yuhuatai"),
}


def test_every_claim_is_the_documents_and_there_is_no_other() -> None:
    found = []
    for name, dossier in UNITS.items():
        counts = (name, dossier.estimand.measure, dossier.estimand.unit)
        found += [(*counts, estimate.id, estimate.range, estimate.via[0].locator) for estimate in dossier]
    assert found == READ


@pytest.mark.parametrize("estimate", CLAIMS.values(), ids=CLAIMS)
def test_words_are_few_find_the_sentence_and_say_what_the_numbers_say(estimate: es.Estimate) -> None:
    assert 4 <= len(estimate.wording.split()) <= 12
    if estimate.id in PHRASES:
        assert PHRASES[estimate.id] in estimate.wording
        assert es.parse(PHRASES[estimate.id], lang="en") == estimate.range
    elif estimate.id in IN_WORDS:
        assert IN_WORDS[estimate.id][0] in estimate.wording
        assert estimate.range == IN_WORDS[estimate.id][1]
    elif estimate.id in SHARES:
        assert (estimate.share, estimate.share_of) == SHARES[estimate.id]
    else:
        assert (estimate.range, estimate.range_means) == (es.Range(), "no number")


def test_what_is_contested_is_elsewhere() -> None:
    """No figure here has two claimants; judgements and statements stand with the contested figures."""
    assert all(len({estimate.claimant.id for estimate in dossier}) == 1 for dossier in UNITS.values())
    assert (UNITS.bias_notes, UNITS.links, UNITS.statements) == ((), (), ())
    assert not set(UNITS) & set(es.load("nanking-1937"))


def test_only_the_same_people_are_a_closed_population() -> None:
    """The losses of a unit are a part of that unit where the sentence says so: "eighty of its eighty-eight"."""
    assert {name for name, dossier in UNITS.items() if dossier.estimand.closed} == {
        "guanghua-gate-battalion", "zhonghua-gate-team", "88th-division-regimental-commanders", "two-corps-strength",
        "88th-division-on-yuhuatai",
    }  # fmt: skip


def test_a_bound_never_joins_two_units_or_two_sides() -> None:
    for dossier in UNITS.values():
        for name in dossier.estimand.at_most:
            other = UNITS[name].estimand
            assert (dossier.estimand.unit, dossier.estimand.side) == (other.unit, other.side)
