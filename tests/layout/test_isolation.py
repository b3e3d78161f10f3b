"""Names in scripts from right to left in captions and alternative texts: they turn nothing beside them."""

from __future__ import annotations

import pytest

from estimates import Claimant, Dossier, Estimand, Estimate, point
from estimates.layout import Picture, claim_by_claim, in_words, lay_out
from estimates.layout.alternatives import MOST, in_short
from estimates.layout.languages import CATALOGUES, catalogue_of
from estimates.layout.timeline import lay_out_timeline
from estimates.model.dates import Date
from estimates.model.markup import isolated

HEBREW, ARABIC = "\u05d3\u05d5\u05d3 \u05dc\u05d5\u05d9", "\u0645\u062d\u0645\u062f"


def picture(code: str) -> Picture:
    claims = [Estimate("a", Claimant("levi", HEBREW), point(5_000), claimed=Date("1990")),
              Estimate("b", Claimant("m", ARABIC), point(7_000), claimed=Date("1995"))]  # fmt: skip
    return lay_out(Dossier(Estimand("x", f"Losses by {ARABIC}", "killed"), claims), language=catalogue_of(code))


@pytest.mark.parametrize("code", CATALOGUES)
def test_each_name_is_isolated_in_the_texts_of_a_figure(code: str) -> None:
    shown = picture(code)
    long, short, caption = claim_by_claim(shown), in_short(shown), in_words(shown)
    assert f"\u2068{HEBREW}\u2069" in long
    for text in (long, short, caption):
        assert f"\u2068{ARABIC}\u2069" in text
        assert text.count("\u2068") == text.count("\u2069")
        assert "\u2068\u2068" not in text
    drawn = [text for row in shown.panels[0].rows for cell in row.cells for text in cell.paragraphs]
    assert not any("\u2068" in text for text in (*drawn, *shown.foot, shown.panels[0].title))


def test_a_timeline_isolates_names_and_a_long_title_is_cut_outside_the_marks() -> None:
    dossier = picture("en").dossiers[0]
    assert f"\u2068{HEBREW}\u2069" in claim_by_claim(lay_out_timeline(dossier))
    several = [Dossier(Estimand(f"x{n}", ARABIC * 12, "killed"), list(dossier)) for n in range(9)]
    short = in_short(lay_out(several))
    assert len(short) <= MOST
    assert short.count("\u2068") == short.count("\u2069") > 0


def test_isolating_twice_is_isolating_once_and_other_scripts_stay() -> None:
    assert isolated(isolated(f"{HEBREW}: 5,000")) == f"\u2068{HEBREW}\u2069: 5,000"
    assert isolated(f"{HEBREW}, {ARABIC}") == f"\u2068{HEBREW}\u2069, \u2068{ARABIC}\u2069"
    assert isolated("Hata 1993, 50,000; \u79e6\u90c1\u5f66") == "Hata 1993, 50,000; \u79e6\u90c1\u5f66"
