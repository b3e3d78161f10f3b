"""Shares and ratios in print, with the figure to which they refer."""

from __future__ import annotations

import pytest

import estimates as es
from estimates.model.shares import in_hundredths, of_another


@pytest.mark.parametrize(
    ("share", "share_of", "ratio_to", "said"),
    [
        (es.point(0.29), "killed", "", "29 % of “killed”"),  # 0.29 * 100 is 28.999999999999996
        (es.Range(0.5, 1, best=0.57, low_open=True), "killed", "", "> 50, ≤ 100 (best 57) % of “killed”"),
        (es.about(0.07), "killed", "", "c. 7 % of “killed”"),
        (es.point(2), "", "wounded", "2 times “wounded”"),
        (None, "killed", "", ""),
        (es.Range(), "killed", "", ""),
        (es.Range(), "", "wounded", ""),
        (es.point(2), "killed", "wounded", ""),  # a ratio to the share of another figure is in the other's words
    ],
)
def test_a_share_is_printed_with_its_figure(share: es.Range | None, share_of: str, ratio_to: str, said: str) -> None:
    assert of_another(share, share_of, ratio_to) == said


def test_a_share_in_per_cent_keeps_what_its_ends_are() -> None:
    found = in_hundredths(es.Range(0.29, 0.58, best=0.57, high_open=True, approximate=True))
    assert found == es.Range(29, 58, best=57, high_open=True, approximate=True)
    assert in_hundredths(es.at_least(0.94)) == es.at_least(94)
