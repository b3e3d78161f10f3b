"""What holds for every figure, on shipped data and on extremes: read back from the artists, not hoped for."""

from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
import pytest

import estimates as es
from estimates.errors import UnknownNameError
from estimates.layout import picture_of
from estimates.layout.axis import place_on
from estimates.model.claims import Claimant, Estimand, Estimate
from estimates.model.dossiers import Dossier
from estimates.model.ranges import Range, about, at_least, at_most, between, less_than, more_than, point
from estimates.plotting import plot_intervals, plot_overview, plot_pages
from tests.made import dated
from tests.pictures import many
from tests.plotting.reading import check
from tests.plotting.rules import keeps_the_rules

pytestmark = pytest.mark.filterwarnings(
    "ignore::estimates.plotting.FontWarning", "ignore::estimates.plotting.RoomWarning",
)  # fmt: skip


def of(*ranges: Range, names: tuple[str, ...] = ("A Claimant",), wording: str = "", label: str = "A figure") -> Dossier:
    found = [Estimate(f"e{n}", Claimant(f"c{n}", names[n % len(names)], role="scholar"), r,
                      wording=wording or ("a great many" if r.kind == "vague" else ""))
             for n, r in enumerate(ranges)]  # fmt: skip
    return Dossier(Estimand("e", label, "killed", unit="persons"), found)


LONG = "The Commission of Inquiry into the Conduct of the War and of the Occupation, Second Subcommittee"
SCRIPTS = ("孙宅巍", "محمد حسنين هيكل", "יוסף בן מתתיהו", "रमेश चन्द्र मजूमदार", "Σπυρίδων Μαρκεζίνης")
EXTREMES = {
    "one": of(point(7)),
    "two": of(between(5, 9), about(4)),
    "sixty": dated(60),
    "one-sided": of(at_least(1_000), at_most(50), more_than(9_000), less_than(3), at_least(12)),
    "vague": of(Range(), Range(), Range()),
    "zeros": of(point(0), at_most(0), between(0, 0), at_least(0)),
    "to a thousand million": of(point(1), between(1_000, 50_000), point(10**9), at_least(10**8), at_most(20)),
    "shares": of(point(0.02), between(0.1, 0.31), at_most(0.5), about(0.999)),
    "long names": of(point(1), between(2, 3), names=(LONG,)),
    "scripts": of(*(point(n + 1) for n in range(5)), names=SCRIPTS),
    "same labels": of(*(between(n, n + 1) for n in range(1, 7)), names=("The Same",)),
    "long title": of(point(1), label="What happened there, as far as anybody can say; " * 4 + "and how many"),
}


@pytest.mark.parametrize("name", EXTREMES)
@pytest.mark.parametrize(("width", "size"), [("single", 6), ("double", 8)])
def test_extremes_fit_a_page(name: str, width: Any, size: float) -> None:
    ax = plot_intervals(EXTREMES[name], width=width, size=size)
    keeps_the_rules(ax)
    assert ax.get_position().width * ax.figure.get_size_inches()[0] >= 0.3 * ax.figure.get_size_inches()[0]


def test_every_mark_stands_on_the_row_of_its_claim_and_at_its_value() -> None:
    """Order within groups by the lowest stated value; those set aside last; nothing past the ends of the axis."""
    ax = plot_intervals(dated(60))
    picture = picture_of(ax)
    assert picture is not None
    panel = picture.panels[0]
    aside = [row.id for row in panel.rows if row.kind == "heading"][-1]
    assert aside == "Set aside"
    group: list[float] = []
    for row in panel.rows:
        if row.kind == "heading":
            assert group == sorted(group)
            group = []
        elif row.estimate is not None and row.estimate.range.kind != "vague":
            r = row.estimate.range
            group.append(float(min(end for end in (r.low, r.high) if end is not None)))
        for mark in row.marks:
            assert -1e-9 <= place_on(panel.axis, mark.x) <= 1 + 1e-9


@pytest.mark.parametrize("count", [200])
def test_two_hundred_claims_fit_one_page_or_several(count: int) -> None:
    dossier = many(count)
    small = plot_intervals(dossier, compact=True, width="double", size=7)
    assert small.figure.get_size_inches()[1] < 14
    picture = picture_of(small)
    assert picture is not None
    assert len(picture.estimates) == count
    check(small.figure)
    pages = plot_pages(dossier, rows=60, size=7, width="double")
    shown: list[str] = []
    for page in pages:
        one = picture_of(page)
        assert one is not None
        assert len(one.estimates) <= 60
        assert one.panels[0].axis == picture_of(pages[0]).panels[0].axis  # type: ignore[union-attr]  # it shows one
        shown += [estimate.id for estimate in one.estimates]
    assert sorted(shown) == sorted(estimate.id for estimate in dossier)
    check(pages[-1])


def test_pages_are_figures_of_their_own_and_take_no_axes() -> None:
    with pytest.raises(UnknownNameError, match="takes no 'ax'"):
        plot_pages(of(es.point(5)), ax=plt.figure().add_subplot())  # type: ignore[call-arg]  # a mistake


def test_an_overview_of_a_whole_dataset_is_no_taller_than_a_page_or_two() -> None:
    dataset = es.load("nanking-1937")
    ax = plot_overview(dataset, width="double", size=7)
    assert ax.figure.get_size_inches()[1] < 14
    check(ax.figure)
    picture = picture_of(ax)
    assert picture is not None
    assert {row.id for row in picture.panels[0].rows if row.kind == "choice"} == set(dataset)


def test_titles_of_works_are_typeset_without_their_tags() -> None:
    from estimates.model.sources import Citation, Source

    work = Source("w", {"type": "book", "title": "On <i>Bushidō</i> and <span class=\"nocase\">War</span>, a < b",
                        "author": [{"family": "Author"}], "issued": {"date-parts": [[1999]]}})  # fmt: skip
    dossier = Dossier(Estimand("e", "E"), [Estimate("a", Claimant("c", "C"), point(1), source=(Citation(work, "3"),))])
    foot = " ".join(picture_of(plot_intervals(dossier)).foot)  # type: ignore[union-attr]  # it shows one
    assert "“On Bushidō and War, a < b”" in foot


def test_a_core_of_one_value_is_a_lozenge_that_can_be_seen() -> None:
    """What the foot explains is drawn: a line without length is not."""
    ax = plot_overview(es.load("shanghai-1937"), width="double")
    (lozenge,) = [line for line in ax.lines if line.get_gid() == "least:core:claim"]
    assert list(lozenge.get_xdata()) == [98_417.0]
    assert lozenge.get_markersize() > 0.6 * ax.texts[0].get_fontsize()
    assert "lozenge: the core, where most claims meet, if it is one value" in es.caption(ax)
    assert "thick line" not in es.caption(ax)
