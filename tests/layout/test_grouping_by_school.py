"""Groups by school: those on which judges agree, or those of the judge whom the reader names."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pytest

import estimates as es
from estimates.layout import lay_out

TOLLS = es.load("nanking-massacre")["killed-scope-not-stated"]


def groups(**options: str) -> dict[str, list[str]]:
    heading, found = "", {}
    for row in lay_out(TOLLS, group_by="school", **options).panels[0].rows:
        if row.kind == "heading":
            heading = row.id
        elif row.estimate is not None:
            found.setdefault(heading, []).append(row.estimate.claimant.id)
    return found


def test_two_judges_of_one_claimant() -> None:
    askew, survey = groups(school_by="askew"), groups(school_by="survey")
    assert "okazaki" in askew["Illusion School"]
    assert "okazaki" in survey["Middle-of-the-Road School"]
    assert "fuji" in askew["Illusion School"]
    assert "fuji" in survey["School not stated"]


def test_without_a_judge_the_reader_is_asked() -> None:
    with pytest.raises(
        es.ClaimError, match=r"judges differ on the school of .*'okazaki'.* school_by='survey' or 'askew'"
    ):
        groups()
    with pytest.raises(es.FormatError, match="school_by names the judge for group_by='school'"):
        es.plot_intervals(TOLLS, school_by="askew")


def test_the_picture_takes_the_judge() -> None:
    axes = es.plot_intervals(TOLLS, group_by="school", school_by="askew")
    assert "Great Massacre School" in es.alt_text(axes)
    plt.close(axes.figure)
