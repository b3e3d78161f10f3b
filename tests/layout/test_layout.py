"""What a picture shows: axes, marks, groups, columns and words, before anything is drawn."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import estimates as es
from estimates.errors import ClaimError, FormatError, RangeError, UnknownNameError
from estimates.layout import axis_for, captions, claim_by_claim, in_words, lay_out, ticks
from estimates.layout.axis import chosen_scale, drawable, place_on
from estimates.layout.columns import line
from estimates.layout.figure_model import Axis, Picture
from estimates.layout.marks import marks_of, summary_marks
from estimates.layout.narrowing import narrower
from estimates.model.claims import Claimant, Estimand, Estimate
from estimates.model.dates import Date
from estimates.model.descriptions import worded
from estimates.model.dossiers import Dossier
from estimates.model.ranges import Range, about, at_least, at_most, between, less_than, more_than, point
from estimates.model.sources import Citation, Source
from tests.pictures import AFTERMATH, Stand, deaths, garrison, many, marks
from tests.strategies import ranges

WIDE = Axis("linear", (0, 100), ())
LOG = Axis("log", (1, 100), ())


def rows(picture: Picture, panel: int = 0) -> list[str]:
    """The headings in capitals and the ids of the claims, from above to below."""
    return [row.id.upper() if row.kind == "heading" else row.id for row in picture.panels[panel].rows]


@pytest.mark.parametrize(
    ("r", "expected"),
    [
        (point(50), [("dot", 50)]),
        (about(50), [("diamond", 50)]),
        (between(20, 60), [("bar", 20), ("cap", 20), ("cap", 60)]),
        (between(20, 60, best=30), [("bar", 20), ("cap", 20), ("cap", 60), ("square", 30)]),
        (at_least(20), [("cap", 20), ("stub", 20)]),
        (more_than(20), [("excluded low", 20), ("stub", 20)]),
        (at_most(20), [("stub", 20), ("cap", 20)]),
        (less_than(20), [("stub", 20), ("excluded high", 20)]),
        (Range(20, 60, approximate=True), [("bar", 20), ("diamond", 20), ("diamond", 60)]),
        (Range(None, 60, approximate=True, high_open=True),
         [("stub", 60), ("excluded high", 60), ("diamond", 60)]),
        (between(20, 600), [("bar", 20), ("cap", 20), ("cut right", 100)]),
        (point(600), [("cut right", 100)]),
        (at_least(600), [("cut right", 100)]),
        (Range(), []),
    ],
)  # fmt: skip
def test_each_meaning_has_one_mark(r: Range, expected: list[tuple[str, float]]) -> None:
    assert [(mark.kind, mark.x) for mark in marks_of(r, WIDE)] == expected


@pytest.mark.parametrize(
    ("r", "expected"),
    [
        (point(0), [("cut left", 1)]),
        (between(0, 50), [("bar", 1), ("cut left", 1), ("cap", 50)]),
        (at_most(50), [("stub", 50), ("cap", 50)]),
        (at_most(0), [("cut left", 1)]),
    ],
)
def test_zero_is_cut_on_a_logarithmic_axis(r: Range, expected: list[tuple[str, float]]) -> None:
    assert [(mark.kind, mark.x) for mark in marks_of(r, LOG)] == expected


@given(r=ranges(), scale=st.sampled_from(["linear", "log"]), others=st.lists(ranges(), max_size=4))
def test_a_side_without_an_end_fades_outwards_over_little_of_the_axis(
    r: Range, scale: Any, others: list[Range]
) -> None:
    """From its own cap away from it, over at most 17 % of the axis, and it ends before the edge."""
    axis = axis_for([r, *others], scale)
    for mark in marks_of(r, axis):
        if mark.kind != "stub":
            continue
        assert mark.to is not None
        assert (r.low is None) != (r.high is None)
        cap, to = place_on(axis, mark.x), place_on(axis, mark.to)
        stated = r.high if r.low is None else r.low
        assert stated is not None
        assert mark.x == max(drawable(stated), axis.limits[0])  # a logarithmic axis has no zero
        assert (to < cap) if r.low is None else (to > cap)
        assert abs(to - cap) <= 0.17 + 1e-9
        assert 0 < to < 1


@pytest.mark.parametrize("scale", ["linear", "log"])
@pytest.mark.parametrize("others", [[point(90_000)], [at_most(5), at_least(90_000)], [between(3, 7)]])
def test_the_stub_of_every_claim_can_be_seen(scale: Any, others: list[Range]) -> None:
    """At least a twentieth of the axis, but for what lies next to zero on a linear one."""
    found = [at_least(100_000), at_most(8_000), *others]
    axis = axis_for(found, scale)
    for r in found:
        for mark in marks_of(r, axis):
            if mark.kind == "stub" and mark.to is not None and place_on(axis, mark.x) > 0.1:
                assert abs(place_on(axis, mark.x) - place_on(axis, mark.to)) >= 0.05


@given(r=ranges(), scale=st.sampled_from(["linear", "log"]), others=st.lists(ranges(), max_size=4))
def test_found_limits_hold_every_claim(r: Range, scale: Any, others: list[Range]) -> None:
    """No end is cut by limits that the library finds, but zero on a logarithmic axis."""
    axis = axis_for([r, *others], scale)
    low, high = axis.limits
    assert low < high
    for mark in marks_of(r, axis):
        assert low <= mark.x <= high
        if mark.kind.startswith("cut"):
            assert scale == "log"
            assert 0 in (r.low, r.high)


@given(
    low=st.floats(0, 1e12), span=st.floats(1e-3, 1e12), scale=st.sampled_from(["linear", "log"]), most=st.integers(2, 8)
)
def test_ticks_are_few_and_round(low: float, span: float, scale: Any, most: int) -> None:
    low = low + (scale == "log")
    high = low + span + 1e-6 * low
    found = ticks(low, high, scale, most)
    assert len(found) <= most
    assert list(found) == sorted(set(found))
    hair = 1e-8 * (high - low)
    assert all(low - hair <= tick <= high + hair for tick in found)


@pytest.mark.parametrize(("low", "high", "scale", "expected"), [
    (0, 89_040, "linear", (0, 20_000, 40_000, 60_000, 80_000)),
    (0, 5_300_000, "linear", (0, 1e6, 2e6, 3e6, 4e6, 5e6)),
    (0, 1, "linear", (0, 0.2, 0.4, 0.6, 0.8, 1.0)),
    (3_000, 900_000, "log", (3_000, 10_000, 30_000, 100_000, 300_000)),
    (1, 1e7, "log", (1, 100, 10_000, 1e6)),
    (100, 180, "log", (100, 120, 140, 160, 180)),
])  # fmt: skip
def test_ticks_by_example(low: float, high: float, scale: Any, expected: tuple[float, ...]) -> None:
    assert ticks(low, high, scale) == expected


def test_the_highest_open_claim_has_room_for_its_stub() -> None:
    assert axis_for([at_least(100), point(20)], "linear").limits[1] >= 111


@pytest.mark.parametrize(("found", "scale"), [
    ([point(1_000), point(30_000)], "linear"), ([point(1_000), point(30_001)], "log"),
    ([point(0), point(9_000_000)], "linear"), ([Range()], "linear"), ([at_most(1), at_least(31)], "log"),
    ([between(10, 20, best=11), Range(None, 301, high_open=True)], "log"),
])  # fmt: skip
def test_the_scale_follows_the_spread_of_the_stated_values(found: list[Range], scale: str) -> None:
    assert chosen_scale(found) == scale
    assert chosen_scale(found, "linear") == "linear"
    with pytest.raises(FormatError, match="'auto', 'linear' or 'log' \\(got 'logarithmic'"):
        chosen_scale(found, "logarithmic")


def test_a_number_beyond_any_axis_is_refused() -> None:
    with pytest.raises(RangeError, match="400 digits"):
        axis_for([Range(10**399, None)], "linear")


def test_groups_stand_in_the_order_of_the_roles() -> None:
    """By default where there are several roles, and in every panel where one has several."""
    picture = lay_out([garrison(), deaths()])
    assert rows(picture) == ["SCHOLARS", "askew-garrison", "hata-garrison", "kasahara-garrison"]
    assert rows(picture, 1) == ["SCHOLARS", "sun-losses", "hata-deaths", "taylor-deaths", "BELLIGERENTS",
                                "japanese-claim", "SET ASIDE", "chinese-source"]  # fmt: skip
    assert rows(lay_out(garrison()))[0] == "askew-garrison"
    assert rows(lay_out(garrison(), group_by=True))[0] == "SCHOLARS"
    assert rows(lay_out(deaths(), group_by=False))[0] == "sun-losses"


@pytest.mark.parametrize(("by", "headings"), [
    ("side", ["Of no side", "Japan", "Set aside"]),
    ("measure", ["Killed in combat", "Casualties"]),
    ("scope", ["Scope unclear", "Scope same"]),
    ("school", ["School not stated", "Set aside"]),
    ("standing", ["Stands"]),
    (lambda e: e.claimant.name[0], ["S", "C", "I", "J"]),
])  # fmt: skip
def test_groups_by_what_the_reader_asks(by: Any, headings: list[str]) -> None:
    picture = lay_out(deaths(), group_by=by)
    assert [row.id for row in picture.panels[0].rows if row.kind == "heading"] == headings


@pytest.mark.parametrize(("sort", "first", "last"), [
    ("low", "japanese-claim", "taylor-deaths"),
    ("high", "sun-losses", "japanese-claim"),
    ("claimant", "hata-deaths", "sun-losses"),
    (None, "sun-losses", "japanese-claim"),
    ("value", "sun-losses", "japanese-claim"),
    (False, "hata-deaths", "japanese-claim"),
    (lambda e: e.id, "hata-deaths", "taylor-deaths"),
])  # fmt: skip
def test_order(sort: Any, first: str, last: str) -> None:
    order = rows(lay_out(deaths(), sort=sort, group_by=False))
    assert (order[0], order[-3]) == (first, last)
    assert order[-2:] == ["SET ASIDE", "chinese-source"]


def test_order_by_date_puts_undated_claims_last() -> None:
    dates = [None, "1995", "1946", None, "1980"]
    estimates = [evolve(e, claimed=Date(d) if d else None) for e, d in zip(deaths(), dates)]
    order = rows(lay_out(deaths().with_estimates(estimates), sort="claimed", group_by=False))
    assert order == ["sun-losses", "taylor-deaths", "hata-deaths", "japanese-claim", "SET ASIDE", "chinese-source"]


def test_notes_beside_the_numbers_say_what_differs() -> None:
    rows_of = {row.id: row for row in lay_out(deaths()).panels[0].rows}
    said = {name: (row.text("words"), row.text("remark")) for name, row in rows_of.items()}
    assert said["chinese-source"] == ("20,000", "casualties")
    assert said["japanese-claim"] == ("≤ 84,000", "scope unclear: the campaign")
    said = {row.id: (row.text("words"), row.text("remark")) for row in lay_out(marks()).panels[0].rows}
    assert said["vague"] == ("“tens of thousands”", "")
    assert said["old"] == ("5,000–60,000", "superseded")
    assert said["unsaid"] == ("c. 20,000", "casualties; retracted")
    assert said["other-scope"] == ("≥ 30,000", "wider scope: with the province")


def test_what_a_claim_counts_is_never_dropped() -> None:
    """Notes give way last of all, and then stand under the names; what is moved is not said to be dropped."""
    picture, dropped = lay_out(deaths()), []
    while (less := narrower(picture)) is not None:
        picture, names = less
        dropped += names
    assert "remark" not in dropped
    picture = evolve(picture, foot=captions.foot(picture))
    assert [column.name for column in picture.columns] == ["claimant"], "last of all a number stands under its name"
    row = next(row for row in picture.panels[0].rows if row.id == "chinese-source")
    assert row.cells[0].paragraphs == ("Chinese source", "20,000", "casualties")
    assert row.cells[0].quiet == 1, "the note is said beside the others"
    assert "Triangle" not in " ".join(picture.foot)
    assert "Sun 1997" not in " ".join(picture.foot)


def test_what_most_rows_share_is_said_once() -> None:
    """From 70 % of four rows on: a column of one value is a line of the subtitle, and others say what differs."""
    picture = lay_out(garrison())
    assert picture.panels[0].subtitle.endswith("no two of which share a value; role: scholar")
    assert "role" not in [column.name for column in picture.columns]
    picture = lay_out(deaths())
    assert picture.panels[0].subtitle.endswith("; source: via [1] unless noted")
    said = {row.id: row.text("source") for row in picture.panels[0].rows if row.kind == "claim"}
    assert {name for name, text in said.items() if text} == {"sun-losses"}
    assert "[1] “Battle of Nanking”" in " ".join(picture.foot)
    unclear = [evolve(e, scope="unclear", scope_note="") for e in deaths().estimates[:4]]
    picture = lay_out(deaths().with_estimates([*unclear, evolve(deaths()["taylor-deaths"], id="same")]))
    assert "; scope unclear unless noted" in picture.panels[0].subtitle
    assert {row.id: row.text("remark") for row in picture.panels[0].rows if row.text("remark")} == {
        "same": "same scope"
    }
    asked = lay_out(garrison(), columns=("claimant", "role", "axis", "words"))
    assert "role" in [column.name for column in asked.columns], "a column that was asked for is drawn"


def test_tones() -> None:
    tone = {row.id: row.tone for row in lay_out(marks()).panels[0].rows}
    assert (tone["point"], tone["other-measure"], tone["other-scope"], tone["old"]) == (
        "claim", "aside", "aside", "muted")  # fmt: skip


def test_sources_are_named_by_date_or_number() -> None:
    picture = lay_out([garrison(), deaths()], columns=("claimant", "axis", "words", "source", "judged"))
    said = {row.id: row.text("source") for panel in picture.panels for row in panel.rows}
    assert said["askew-garrison"] == "Askew 2003, 173"
    assert said["hata-deaths"] == "via [1]"
    assert said["sun-losses"] == "Sun 1997, via [1]"
    assert "[1] “Battle of Nanking”, sec. Aftermath." in " ".join(picture.foot)
    assert [source.key for source in picture.sources] == ["askew2003", "battle", "sun1997"]


def test_two_works_of_one_author_and_year_are_told_apart() -> None:
    item = {"author": [{"family": "Askew"}], "issued": {"date-parts": [[2003]]}}
    twins = [Source("a", {**item, "title": "One"}), Source("b", {**item, "title": "Two"})]
    who = Claimant("x", "X")
    dossier = Dossier(Estimand("e"), [Estimate(s.key, who, point(1), source=(Citation(s, "5"),)) for s in twins])
    picture = lay_out(dossier)
    assert [row.text("source") for row in picture.panels[0].rows] == ["Askew 2003a, 5", "Askew 2003b, 5"]
    assert "Askew 2003b: “Two”" in picture.foot[-1]


def test_judgements_lead_with_their_triangle() -> None:
    row = next(row for row in lay_out(marks()).panels[0].rows if row.id == "range")
    cell = next(cell for cell in row.cells if cell.column == "judged")
    assert cell.paragraphs == ("inflated · A Judge", "downplayed by a factor of 2–3 · A Judge")
    assert [(t.direction, t.strength) for t in cell.triangles] == [("inflated", "accusation"),
                                                                   ("downplayed", "accusation")]  # fmt: skip


def test_judgements_count_as_shown_only_where_they_are_drawn() -> None:
    alone = Source("judges", {"title": "On numbers"})
    notes = [evolve(note, via=(Citation(alone),)) for note in deaths().bias_notes]
    dossier = evolve(deaths(), bias_notes=notes)
    assert alone in lay_out(dossier).sources
    assert alone not in lay_out(dossier, columns=("claimant", "axis", "words")).sources


def test_subtitles_say_what_is_counted_and_what_is_unlike() -> None:
    picture = lay_out([garrison(), deaths(), marks()])
    first, second, third = (panel.subtitle for panel in picture.panels)
    assert first == "strength, the Nanking Garrison Force (soldiers); 3 claims, no two of which share a value"
    assert second.startswith("killed in combat, Chinese soldiers; 5 claims, 1 of another measure (hollow), "
                             "2 of unclear scope")  # fmt: skip
    assert ("1 of another measure (hollow), 1 of another scope (hollow), 1 without a number, "
            "2 that no longer stand (pale)") in third  # fmt: skip


@given(st.lists(ranges(top=40, vague=False), min_size=2, max_size=6))
def test_no_two_share_a_value_is_said_just_where_it_is_true(found: list[Range]) -> None:
    dossier = Dossier(Estimand("e"), [Estimate(f"e{n}", Claimant("x", "X"), r) for n, r in enumerate(found)])
    disjoint = all(a.relation(b) == "disjoint" for n, a in enumerate(found) for b in found[:n])
    assert ("share a value" in lay_out(dossier).panels[0].subtitle) == disjoint


def test_the_foot_explains_the_marks_that_are_used_and_no_other() -> None:
    few = " ".join(lay_out(garrison()).foot)
    assert "Dot: a single value; diamond: “about”; cap: stated end." in few
    assert not any(word in few for word in ("stub", "hollow", "chevron", "Triangle", "square", "pale"))
    every = " ".join(lay_out(marks(), scale="log").foot)
    for word in (
        "rounded end",
        "square",
        "fading stub",
        "zero",
        "hollow",
        "pale",
        "no mark",
        "filled",
        "heavy outline",
    ):
        assert word in every


def test_default_columns_stand_where_they_say_something() -> None:
    assert [c.name for c in lay_out(garrison()).columns] == ["claimant", "words", "source"]
    dated = garrison().with_estimates([evolve(e, claimed=Date("1997")) for e in garrison()])
    assert [(c.name, c.heading, c.align) for c in lay_out(dated).columns][1] == ("claimed", "Year", "right")
    headings = {column.name: column.heading for column in lay_out(deaths()).columns}
    assert (headings["claimant"], headings["role"]) == ("Claimant", "Counts")


def test_columns_by_name_on_either_side() -> None:
    picture = lay_out(deaths(), columns=("words", "|", "claimant", "id"))
    assert [(c.name, c.side) for c in picture.columns] == [
        ("words", "left"), ("remark", "left"), ("claimant", "right"), ("id", "right"),
    ]  # fmt: skip
    picture = lay_out(deaths(), columns=["claimant", "words", "judged"])
    assert [c.side for c in picture.columns] == ["left", "right", "right", "right"]


def test_columns_of_the_readers_own_table() -> None:
    own = deaths().with_estimates([evolve(e, extra=(("Archive box", f"B{n}"),)) for n, e in enumerate(deaths())])
    picture = lay_out(own, columns=("claimant", "axis", "Archive box"), sort=False)
    assert [row.text("Archive box") for row in picture.panels[0].rows if row.kind == "claim"] == [
        "B0", "B1", "B2", "B3", "B4"]  # fmt: skip


@pytest.mark.parametrize(("arguments", "error", "message"), [
    ({"columns": ("claimants",)}, UnknownNameError, "no column 'claimants'; did you mean 'claimant'.*'method'"),
    ({"columns": ("id", "id")}, FormatError, "named once"),
    ({"columns": (3,)}, UnknownNameError, "no column 3"),
    ({"group_by": "roles"}, UnknownNameError, "did you mean 'role'"),
    ({"sort": "lower"}, UnknownNameError, "did you mean 'low'"),
    ({"scale": "logarithmic"}, FormatError, "'linear' or 'log'"),
    ({"pooled": 3}, ClaimError, "result of pool"),
])  # fmt: skip
def test_what_is_not_offered_is_refused_by_name(arguments: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        lay_out(deaths(), **arguments)


@pytest.mark.parametrize(("shown", "message"), [
    (Dossier(Estimand("empty")), "'empty' holds no claims"),
    ([], "got none"),
    ("nanking", "got str"),
    (garrison().estimates, "got Estimate"),
    (3, "got int"),
])  # fmt: skip
def test_nothing_to_draw_is_refused(shown: Any, message: str) -> None:
    with pytest.raises(ClaimError, match=message):
        lay_out(shown)


def test_a_shared_axis_holds_all_dossiers_of_one_unit() -> None:
    one, two = lay_out([deaths(), marks()], share=True).panels
    assert one.axis == two.axis
    with pytest.raises(FormatError, match="'soldiers' or 'persons'"):
        lay_out([garrison(), deaths()], share=True)


def test_a_pool_is_drawn_under_the_claims_that_it_uses() -> None:
    used = deaths().estimates[:4]
    pools = [Stand("random-set", {}, between(6_000, 50_000), at_most(84_000), used),
             Stand("linear", {"coverage": 0.9}, point(40_000), between(9_000, 90_000), used)]  # fmt: skip
    picture = lay_out([garrison(), deaths()], pooled=pools)
    assert [row.kind for row in picture.panels[0].rows].count("pool") == 0
    first, second = picture.panels[1].rows[-2:]
    assert first.id == "Random set, median"
    assert first.text("words") == "6,000–50,000 · 4 claims"
    assert [(mark.kind, mark.x, mark.to) for mark in first.marks] == [("span", 6_000, 50_000)]
    assert second.id == "Linear, 90 % interval (assuming coverage 0.9)"
    assert [(m.kind, m.x, m.peak, m.to) for m in second.marks] == [("summary", 9_000, 40_000, 90_000)]
    with pytest.raises(ClaimError, match="claims that are not drawn"):
        lay_out(garrison(), pooled=pools)


def test_an_unbounded_pool_fades() -> None:
    assert [m.kind for m in summary_marks(at_least(20), Range(), WIDE)] == ["cap", "stub"]
    assert [(m.kind, m.x) for m in summary_marks(point(30), at_most(70), WIDE)] == [
        ("interval", 30), ("stub", 30), ("cap", 70), ("dot", 30),
    ]  # fmt: skip
    assert [m.kind for m in summary_marks(point(30), between(20, 700), WIDE)] == ["interval", "cut right", "dot"]
    assert [m.kind for m in summary_marks(point(30), Range(), WIDE)] == ["dot"]
    assert summary_marks(Range(), Range(), WIDE) == ()


def test_an_interval_is_not_called_a_median() -> None:
    used = deaths().estimates[:4]
    said = " ".join(lay_out(deaths(), pooled=Stand("x", {}, point(30_000), at_most(70_000), used)).foot)
    assert "bar in the colour of the summaries: the interval of a summary" in said
    assert "median" not in said


def test_caption_and_alternative_text_tell_every_claim() -> None:
    picture = lay_out([garrison(), deaths()])
    words = in_words(picture)
    assert words.startswith("Garrison of Nanking, December 1937: strength")
    assert words.endswith("“Battle of Nanking”, sec. Aftermath.")
    told = claim_by_claim(picture)
    for dossier in (garrison(), deaths()):
        for e in dossier:
            number = worded(e.range).replace("\xa0", " ")
            # A role is named where the heading of the group does not say it.
            assert any(f"{e.claimant.name}{role}: {number}" in told for role in ("", f", {e.claimant.role}"))
    assert "judged downplayed (motive) · Masahiro Yamamoto" in told
    assert "on a linear axis from 0 to" in told.lower()


def test_many_works_are_named_in_the_caption_where_the_foot_has_no_room() -> None:
    picture = lay_out(many())
    assert "100 works are called by author and date; the caption names them." in picture.foot
    assert "Author99 1999, “Work 99”" in in_words(picture)


def test_citations_are_those_of_what_is_shown() -> None:
    assert AFTERMATH in [place for citation in lay_out(deaths()).citations for place in citation.chain]


def test_a_word_that_no_figure_can_hold_is_shortened_and_says_so() -> None:
    assert line("a" * 32_000) == "a" * 200 + "… (200/32\u202f000)"
    assert line("a,b" * 300).startswith("a,b" * 60), "what is left is as it was"
    assert line(f"x {'孙' * 500}") == f"x {'孙' * 500}"


def test_claims_of_several_days_show_their_days() -> None:
    """Four numbers of one author for four days are no contradiction; without the days they would look like one."""
    picture = lay_out(es.load("nanking-population")["city"])
    days = [row.text("as_of") for row in picture.panels[0].rows if row.text("claimant") == "David Askew"]
    assert [day.replace("\u202f", " ") for day in days] == [
        "c. Nov 1937–12 Dec 1937", "13 Dec 1937–9 Jan 1938", "24 Dec 1937–5 Jan 1938", "10 Jan 1938",
    ]  # fmt: skip
    assert "as_of" not in [column.name for column in lay_out(es.load("nanking-1937")["garrison"]).columns]


def test_an_unclear_scope_is_said_once_beside_what_else_sets_claims_apart() -> None:
    panel = lay_out(es.load("nanking-massacre")["killed-scope-not-stated"]).panels[0]
    assert panel.subtitle.endswith("scope unclear: place and period not stated unless noted")
    said = {row.id: row.text("remark") for row in panel.rows if row.kind == "claim"}
    assert not any(text.removeprefix("scope unclear: ") == "place and period not stated" for text in said.values())
    assert "a copy" in said.values()
    assert any(text.startswith("wider scope: ") for text in said.values())


def test_a_share_is_shown_as_one_and_counted_as_one() -> None:
    panel = lay_out(es.load("rwanda-1994")["tutsi-killed"]).panels[0]
    assert "1 stated as a share or ratio" in panel.subtitle
    assert "without a number" not in panel.subtitle
    assert {row.text("words") for row in panel.rows if row.kind == "claim"} == {
        "90 % of “killed”",
        "≥ 94 % of “killed”",
    }


def test_a_short_text_counts_voices_where_claims_share_them() -> None:
    """Two claims of one claimant are one voice, of the core and of what is compared."""
    who = es.Claimant("who", "Who", role="scholar")
    claims = [es.Estimate(f"e{i}", who, es.point(100)) for i in range(2)]
    claims += [es.Estimate(f"o{i}", es.Claimant(f"o{i}", f"O{i}"), es.point(x)) for i, x in enumerate((100, 300))]
    figure = es.Estimand("x", measure="killed")
    assert "Most meet at 100 (2 of 3 voices)." in es.alt_text(
        es.plot_intervals(es.Dossier(figure, claims)), length="short"
    )
    apart = es.Dossier(figure, [*claims[:2], claims[3]])
    assert "No two of the 2 voices share a value." in es.alt_text(es.plot_intervals(apart), length="short")
    alone = es.Dossier(figure, claims[:2])
    assert "share" not in es.alt_text(es.plot_intervals(alone), length="short")


@pytest.mark.parametrize(("low", "high", "found"), [
    (188_000, 690_000, (200_000, 300_000, 500_000)), (0.62, 2.1, (0.7, 1, 1.5, 2)), (4_000, 120_000, None),
])  # fmt: skip
def test_a_logarithmic_axis_of_less_than_a_decade_has_more_than_two_ticks(
    low: float, high: float, found: tuple[float, ...] | None
) -> None:
    assert ticks(low, high, "log") == (found or (5_000, 10_000, 20_000, 50_000, 100_000))
