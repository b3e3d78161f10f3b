"""Texts that the fonts of a machine cannot write."""

from __future__ import annotations

import warnings

import pytest

from estimates.analysis.bias.audit import bias
from estimates.model.bias_notes import BiasNote
from estimates.model.claims import Claimant, Estimand, Estimate
from estimates.model.dates import Date
from estimates.model.dossiers import Dossier
from estimates.model.ranges import point
from estimates.model.sources import Citation, Source
from estimates.plotting import FontWarning, alt_text, plot_bias, plot_intervals, plot_judgements, plot_timeline
from tests.plotting.test_plotting import without_east_asian_fonts


def test_a_name_that_no_font_has_is_never_dots(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whose it is, and wherever it stands: a claimant's, half romanised or not, a judge's, an author's."""
    without_east_asian_fonts(monkeypatch)
    half, judge = Claimant("sun", "Sun 宅巍", role="scholar"), Claimant("judge", "笠原十九司", "笠原", role="scholar")
    work = Source("sun1997", {"type": "book", "title": "On War", "author": [{"family": "孙", "given": "宅巍"}],
                              "issued": {"date-parts": [[1997]]}})  # fmt: skip
    claims = [Estimate("a", half, point(5), source=(Citation(work, "3"),), claimed=Date("1997")),
              Estimate("b", Claimant("c", "C", role="press"), point(9), claimed=Date("1998"))]  # fmt: skip
    note = BiasNote("n", judge, "inflated", "finding", about_estimate="a", source=(Citation(work, "9"),))
    dossier = Dossier(Estimand("e", "A figure", "killed"), claims, (note,))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FontWarning)
        figures = [plot_intervals(dossier), plot_timeline(dossier), plot_judgements(dossier),
                   plot_bias(bias(dossier, anchor="b"))]  # fmt: skip
        for axes in figures:
            axes.figure.canvas.draw()
    texts = [[text.get_text() for text in axes.texts] for axes in figures]
    assert not [text for found in texts for text in found if "…" in text]
    for found, names in zip(texts, (["sun", "judge"], ["sun"], ["sun", "judge"], ["sun", "judge"])):
        said = " ".join(found)
        assert all(name in said for name in names), said
    assert "sun1997 1997" in " ".join(texts[0])
    assert "Sun 宅巍" in alt_text(figures[0]), "words keep the name"
