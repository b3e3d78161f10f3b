"""What is drawn, read back from the Axes and the files, and held against the claims."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
import warnings
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from attrs import evolve
from matplotlib import font_manager
from matplotlib.backends.backend_agg import RendererAgg

from estimates.errors import ClaimError, FormatError
from estimates.layout import picture_of
from estimates.model.claims import Claimant, Estimand, Estimate
from estimates.model.dossiers import Dossier
from estimates.model.ranges import Range, about, at_least, at_most, between, point
from estimates.model.sources import Citation, Source
from estimates.plotting import FontWarning, RoomWarning, alt_text, caption, plot_intervals, savefig
from tests.pictures import Stand, deaths, garrison, hostile, many, marks
from tests.plotting.letters import made_font

pytestmark = pytest.mark.filterwarnings(
    "ignore::estimates.plotting.FontWarning", "ignore::estimates.plotting.RoomWarning"
)


def only_vague() -> Dossier:
    who = Claimant("x", "X")
    return Dossier(Estimand("vague"), [Estimate(f"v{n}", who, Range(), wording="many") for n in range(3)])


def wide() -> Dossier:
    who = Claimant("x", "A claimant with a name that is rather longer than names in tables tend to be")
    found = [point(0), point(5_000_000), between(3, 4_900_000), about(12), at_least(4_999_999), at_most(1)]
    return Dossier(Estimand("wide", "A title so long that it takes more than one line of any figure " * 3),
                   [Estimate(f"w{n}", who, r, note="a word or two " * n) for n, r in enumerate(found)])  # fmt: skip


def pooled() -> Any:
    used = deaths().estimates[:4]
    return [
        Stand("random-set", {}, between(6_000, 50_000), at_most(84_000), used),
        Stand("linear", {"coverage": 0.9, "point_factor": 1.2}, point(40_000), between(9_000, 80_000), used),
    ]


CASES: dict[str, tuple[Any, dict[str, Any]]] = {
    "garrison": (garrison(), {}),
    "one row": (garrison().with_estimates(garrison().estimates[:1]), {}),
    "stacked": ([garrison(), deaths()], {"pooled": pooled()}),
    "log": (deaths(), {"scale": "log", "sort": "low"}),
    "every mark": (marks(), {"sort": "high"}),
    "every mark, log": (marks(), {"scale": "log", "group_by": "measure"}),
    "a hundred": (many(), {"sort": "claimant"}),
    "hostile": (hostile(), {"columns": ("claimant", "id", "axis", "wording", "words", "source", "note")}),
    "vague": (only_vague(), {}),
    "wide": (wide(), {"columns": ("claimant", "words", "note")}),
    "wide, log": (wide(), {"scale": "log"}),
    "no columns": (deaths(), {"columns": ()}),
    "all columns at the left": (deaths(), {"columns": ("claimant", "words", "judged", "source", "axis")}),
    "shared": ([deaths(), marks(), deaths()], {"share": True}),
}


def positions(axes: Any, panel: int) -> dict[str, float]:
    """Where each row stands, as its texts say."""
    return {text.get_gid().split(":")[1]: text.get_position()[1] for text in axes.texts
            if str(text.get_gid()).startswith(f"panel{panel}:") and text.get_gid().count(":") == 2}  # fmt: skip


def drawn(axes: Any) -> set[tuple[str, str, float, float]]:
    """Every mark on an Axes as (kind, tone, x, y), from the coordinates of its artists."""
    found = set()
    for line in axes.lines:
        if str(line.get_gid()).startswith("marks:"):
            _, kind, tone = line.get_gid().split(":")
            assert line.get_transform() == axes.transData
            found |= {(kind, tone, float(x), float(y)) for x, y in zip(*line.get_data())}
    for collection in axes.collections:
        if str(collection.get_gid()).startswith("marks:"):
            _, kind, tone = collection.get_gid().split(":")
            begun: set[float] = set()
            for path in collection.get_paths():
                corners = [(kind, tone, float(x), float(y)) for x, y in path.vertices]
                if kind == "stub":  # only its beginning says something: the first dash begins at the stated end
                    corners = [] if corners[0][-1] in begun else corners[:1]
                    begun.add(float(path.vertices[0][1]))
                found |= set(corners)
    return found


def expected(axes: Any, panel: int) -> set[tuple[str, str, float, float]]:
    """The same, from the claims."""
    picture = picture_of(axes)
    assert picture is not None
    at, tones = positions(axes, panel), {row.id: row.tone for row in picture.panels[panel].rows}
    found = set()
    for name, _, mark in picture.panels[panel].marks:
        if mark.kind != "summary":
            ends = (mark.x,) if mark.kind == "stub" else (mark.x, mark.to)
            found |= {(mark.kind, tones[name], float(x), at[name]) for x in ends if x is not None}
    return found


@pytest.mark.parametrize("name", [name for name in CASES if name not in ("no columns", "stacked", "hostile")])
def test_marks_stand_where_the_claims_say(name: str) -> None:
    """In any order, on any scale, in every panel."""
    shown, arguments = CASES[name]
    figure = plot_intervals(shown, **arguments).figure
    for panel, axes in enumerate(figure.axes):
        assert drawn(axes) == expected(axes, panel)


@pytest.mark.parametrize("sort", [None, "low", "claimant"])
def test_stated_numbers_are_read_back_row_by_row(sort: str | None) -> None:
    """Held against the claims themselves, without the picture's own account."""
    for panel, axes in enumerate(plot_intervals([garrison(), deaths()], sort=sort).figure.axes):
        at = positions(axes, panel)
        by_row: dict[float, set[float]] = {}
        for kind, _, x, y in drawn(axes):
            if kind != "stub":
                by_row.setdefault(y, set()).add(x)
        for e in (garrison(), deaths())[panel]:
            assert by_row[at[e.id]] == {float(end) for end in (e.range.low, e.range.high) if end is not None}


def test_two_claims_with_the_same_labels_stand_apart() -> None:
    who = Claimant("x", "Same Name")
    dossier = Dossier(Estimand("e"), [Estimate(f"e{n}", who, point(n % 2)) for n in range(6)])
    axes = plot_intervals(dossier)
    at = positions(axes, 0)
    assert len(set(at.values())) == 6
    assert drawn(axes) == {("dot", "claim", float(n % 2), at[f"e{n}"]) for n in range(6)}


def test_texts_are_read_back() -> None:
    axes = plot_intervals([garrison(), deaths()], pooled=pooled())
    first, second = axes.figure.axes
    texts = {text.get_text() for text in second.texts}
    for e in deaths():
        assert any(text.startswith(e.claimant.name) for text in texts)
        assert any(text.startswith(e.reading) for text in texts)
    assert {"20,000", "Random set, median"} <= texts
    assert any(text.startswith("inflated") for text in texts)
    assert (first.get_title(loc="left"), second.get_title(loc="left")) == (
        garrison().estimand.title, deaths().estimand.title)  # fmt: skip


def test_judgements_point_where_the_truth_would_lie() -> None:
    """Left for what is inflated, right for what is downplayed; filled for a finding, hollow for a motive."""
    axes = plot_intervals(marks())
    at = positions(axes, 0)
    found = {line.get_gid(): line for line in axes.lines if str(line.get_gid()).startswith("judgements:")}
    assert found["judgements:inflated:finding"].get_ydata()[0] == at["point"]
    assert found["judgements:downplayed:motive"].get_ydata()[0] == at["about"]
    tips = {key: line.get_marker().vertices[1][0] for key, line in found.items()}
    assert all((tip < 0) == ("inflated" in key) for key, tip in tips.items())
    assert found["judgements:inflated:finding"].get_markerfacecolor() != "none"
    assert found["judgements:downplayed:motive"].get_markerfacecolor() == "none"
    heavy, thin = (
        found[f"judgements:{key}"].get_markeredgewidth() for key in ("inflated:accusation", "downplayed:motive")
    )
    assert heavy > 2 * thin


def boxes(figure: Any, dpi: float) -> list[tuple[str, Any]]:
    """The extent of every text that is not empty."""
    figure.set_dpi(dpi)
    figure.canvas.draw()
    renderer = RendererAgg(figure.bbox.width, figure.bbox.height, dpi)
    texts = [text for axes in figure.axes for text in (*axes.texts, axes._left_title)]
    for axes in figure.axes:
        low, high = axes.get_xlim()
        texts += [label for label in axes.get_xticklabels() if low <= label.get_position()[0] <= high]
    return [(text.get_text(), text.get_window_extent(renderer)) for text in texts if text.get_text()]


def assert_apart(figure: Any, dpi: float) -> None:
    found = boxes(figure, dpi)
    for text, box in found:
        assert box.x0 >= 0, text
        assert box.y0 >= 0, text
        assert box.x1 <= figure.bbox.width, text
        assert box.y1 <= figure.bbox.height, text
    for (a, one), (b, two) in combinations(found, 2):
        across = min(one.x1, two.x1) - max(one.x0, two.x0)
        down = min(one.y1, two.y1) - max(one.y0, two.y0)
        assert across <= 0 or down <= 0.1 * min(one.height, two.height), (a, b)


@pytest.mark.parametrize("name", CASES)
def test_no_text_collides_and_none_leaves_the_figure(name: str) -> None:
    shown, arguments = CASES[name]
    figure = plot_intervals(shown, **arguments).figure
    for dpi in (72, 100, 300):
        assert_apart(figure, dpi)


@pytest.mark.parametrize("settings", [{"font.size": 6}, {"font.size": 16}, {"font.family": "serif"}])
def test_the_readers_font_is_used(settings: dict[str, Any]) -> None:
    with mpl.rc_context(settings):
        assert_apart(plot_intervals([garrison(), deaths()]).figure, 100)


def test_text_is_never_mathematics() -> None:
    with mpl.rc_context({"text.usetex": True}):
        axes = plot_intervals(hostile())
        assert not any(text.get_parse_math() or text.get_usetex() for text in (*axes.texts, axes._left_title))
    assert "$\\alpha$ & Co" in {text.get_text() for text in axes.texts}
    assert not any("\u202e" in text.get_text() for text in axes.texts)


def test_own_axes_keep_their_neighbours_as_they_are() -> None:
    figure, grid = plt.subplots(2, 2, figsize=(13, 9))
    grid[0, 0].plot([1, 2, 3])
    before = [(axes.get_position().bounds, axes.get_xlim(), axes.get_ylim()) for axes in grid.flat]
    assert plot_intervals(deaths(), ax=grid[0, 1]) is grid[0, 1]
    assert plot_intervals(garrison(), ax=grid[1, 0]) is grid[1, 0]
    after = [(axes.get_position().bounds, axes.get_xlim(), axes.get_ylim()) for axes in grid.flat]
    assert (after[0], after[3]) == (before[0], before[3])
    assert_apart(figure, 100)
    picture = picture_of(figure)
    assert picture is not None
    assert [panel.title for panel in picture.panels] == [deaths().estimand.title, garrison().estimand.title]


def test_an_axes_of_a_part_of_a_figure_serves() -> None:
    figure = plt.figure(figsize=(16, 6))
    one, two = figure.subfigures(1, 2)
    left, right = one.subplots(), two.subplots()
    plot_intervals(garrison(), ax=right)
    plot_intervals(deaths(), ax=left)
    assert_apart(figure, 100)
    assert right.get_window_extent().x0 > left.get_window_extent().x1


@pytest.mark.parametrize("layout", [None, "constrained", "tight"])
def test_an_axes_alone_in_a_default_figure_serves(layout: Any) -> None:
    figure, axes = plt.subplots(layout=layout)
    plot_intervals(deaths(), ax=axes)
    assert_apart(figure, 100)
    assert drawn(axes) == expected(axes, 0)


def test_one_axes_for_each_dossier() -> None:
    figure, both = plt.subplots(2, 1, figsize=(11, 8))
    plot_intervals([garrison(), deaths()], ax=both)
    assert [axes.get_title(loc="left") for axes in both] == [garrison().estimand.title, deaths().estimand.title]
    assert_apart(figure, 100)
    with pytest.raises(FormatError, match=r"one Axes for each dossier: 2 \(got 1\)"):
        plot_intervals([garrison(), deaths()], ax=plt.figure().add_subplot())


def test_columns_that_have_no_room_are_named() -> None:
    grid = plt.subplots(1, 3, figsize=(13, 6))[1]
    with pytest.warns(RoomWarning, match="'judged'"):
        plot_intervals(deaths(), ax=grid[1])
    assert "judged" not in [column.name for column in picture_of(grid[1]).columns]  # type: ignore[union-attr]


@pytest.mark.parametrize(("ax", "message"), [
    (lambda: plt.figure(figsize=(5, 2)).add_subplot(), "rows need at least"),
    (lambda: plt.subplots(1, 2, sharey=True)[1][0], "shares its y axis"),
    (lambda: 3, "got int"),
])  # fmt: skip
def test_axes_that_cannot_serve_are_refused(ax: Callable[[], Any], message: str) -> None:
    with pytest.raises(FormatError, match=message):
        plot_intervals(many(), ax=ax())


def test_limits_of_the_reader_are_kept_and_what_exceeds_them_is_cut() -> None:
    axes = plt.figure(figsize=(11, 5)).add_subplot()
    axes.set_xlim(0, 60_000)
    plot_intervals(deaths(), ax=axes)
    assert axes.get_xlim() == (0, 60_000)
    at = positions(axes, 0)
    cut = {(x, y) for kind, _, x, y in drawn(axes) if kind == "cut right"}
    assert cut == {(60_000, at["taylor-deaths"]), (60_000, at["japanese-claim"])}
    assert "double chevron" in caption(axes)


def test_marks_follow_when_the_reader_moves_the_axis() -> None:
    axes = plot_intervals([garrison(), deaths()])
    second = axes.figure.axes[1]
    second.set_xlim(0, 60_000)
    at = positions(second, 1)
    assert ("cut right", "claim", 60_000.0, at["taylor-deaths"]) in drawn(second)
    assert drawn(second) == expected(second, 1)
    assert "double chevron" in caption(axes)
    assert "double chevron" in " ".join(text.get_text() for text in second.texts)
    second.set_xlim(0, 100_000)
    assert not any(kind.startswith("cut") for kind, *_ in drawn(second))
    second.set_xscale("log")
    second.set_xlim(1_000, 100_000)
    assert ("stub", "claim", 84_000.0, at["japanese-claim"]) in drawn(second)
    assert picture_of(axes) is picture_of(second)


def test_a_cleared_axes_shows_nothing_and_can_be_drawn_on_again() -> None:
    axes = plt.figure(figsize=(11, 5)).add_subplot()
    plot_intervals(deaths(), ax=axes)
    with pytest.raises(FormatError, match="already shows claims"):
        plot_intervals(deaths(), ax=axes)
    axes.clear()
    axes.set_xlim(0, 5)
    assert picture_of(axes) is None
    with pytest.raises(ClaimError, match="shows no claims"):
        caption(axes)
    plot_intervals(garrison(), ax=axes)
    assert "Garrison" in caption(axes)


def test_caption_and_alternative_text() -> None:
    axes = plot_intervals(deaths())
    assert caption(axes) == caption(axes.figure)
    assert caption(axes).startswith("Chinese combat deaths")
    assert "Jay Taylor: 70,000" in alt_text(axes)
    with pytest.raises(ClaimError, match="int shows no claims"):
        alt_text(3)


@pytest.mark.parametrize("ending", ["pdf", "svg", "png"])
def test_the_same_picture_gives_the_same_bytes(ending: str, tmp_path: Path) -> None:
    for name in ("one", "two"):
        savefig(plot_intervals([garrison(), deaths()], pooled=pooled()).figure, tmp_path / f"{name}.{ending}")
    one, two = ((tmp_path / f"{name}.{ending}").read_bytes() for name in ("one", "two"))
    assert one == two
    assert {path.name for path in tmp_path.iterdir()} == {
        f"one.{ending}", "one.sources.json", f"two.{ending}", "two.sources.json"}  # fmt: skip


def test_sources_travel_inside_the_file_and_beside_it(tmp_path: Path) -> None:
    from PIL import Image
    from pypdf import PdfReader

    axes = plot_intervals([garrison(), deaths()])
    for ending in ("pdf", "svg", "png"):
        savefig(axes, tmp_path / f"deaths.{ending}")
    beside = json.loads((tmp_path / "deaths.sources.json").read_text(encoding="utf-8"))
    assert beside["keys"] == ["askew2003", "battle", "sun1997"]
    assert beside["sources"][2]["title"] == "Nanking Defense Campaign"
    assert sorted(beside["estimates"]) == sorted(e.id for dossier in (garrison(), deaths()) for e in dossier)
    about_pdf = PdfReader(tmp_path / "deaths.pdf").metadata
    assert about_pdf is not None
    assert about_pdf.subject == caption(axes)
    assert about_pdf["/Keywords"] == "askew2003; battle; sun1997"
    with Image.open(tmp_path / "deaths.png") as image:
        assert image.info["Keywords"] == "askew2003; battle; sun1997"
        assert "“Battle of Nanking”" in image.info["Source"]
    svg = (tmp_path / "deaths.svg").read_text(encoding="utf-8")
    assert "<rdf:li>askew2003</rdf:li>" in svg
    assert "<dc:source>Askew 2003, “Defending Nanking" in svg


@pytest.mark.parametrize("save", [savefig, lambda figure, path: figure.savefig(path)])
def test_text_stays_text(save: Any, tmp_path: Path) -> None:
    """TrueType in PDF and text in SVG, by our own function and by the figure's."""
    from pypdf import PdfReader

    figure = plot_intervals(deaths()).figure
    save(figure, tmp_path / "deaths.pdf")
    save(figure, tmp_path / "deaths.svg")
    page = PdfReader(tmp_path / "deaths.pdf").pages[0]
    assert "≤ 84,000" in page.extract_text()
    assert not [font for font in page["/Resources"]["/Font"].values() if font["/Subtype"] == "/Type3"]
    assert ">Jay Taylor</text>" in (tmp_path / "deaths.svg").read_text(encoding="utf-8")


def test_hostile_text_leaves_the_files_whole(tmp_path: Path) -> None:
    from xml.etree import ElementTree

    axes = plot_intervals(hostile())
    for ending in ("pdf", "svg", "png"):
        savefig(axes, tmp_path / f"h.{ending}")
    root = ElementTree.parse(tmp_path / "h.svg").getroot()
    assert "<script>alert(1)</script>" in [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert not list(root.iter("{http://www.w3.org/2000/svg}script"))


def test_files_that_cannot_be_are_refused(tmp_path: Path) -> None:
    axes = plot_intervals(garrison())
    with pytest.raises(FormatError, match=r"'.pdf', '.svg', .* or '.webp' \(got 'a.bmp'\)"):
        savefig(axes, tmp_path / "a.bmp")
    with pytest.raises(FormatError, match="no folder"):
        savefig(axes, tmp_path / "nowhere" / "a.pdf")
    with pytest.raises(ClaimError, match="Figure shows no claims"):
        savefig(plt.figure(), tmp_path / "a.pdf")
    assert list(tmp_path.iterdir()) == []


def test_nothing_of_the_readers_is_changed() -> None:
    """Neither settings, nor the backend, nor the filters of warnings; and nothing is said."""
    plain = deaths().where(name="Jay Taylor")
    before = (dict(mpl.rcParams), mpl.get_backend(), list(warnings.filters))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        plot_intervals(plain)
    assert (dict(mpl.rcParams), mpl.get_backend(), list(warnings.filters)) == before


def test_importing_the_rooms_of_pictures_chooses_no_backend() -> None:
    code = (
        "import sys, warnings, estimates.layout; assert 'matplotlib' not in sys.modules; import matplotlib; "
        "import matplotlib.axes; kept, old = list(warnings.filters), repr(dict.items(matplotlib.rcParams)); "
        "import estimates.plotting; assert 'matplotlib.pyplot' not in sys.modules; "
        "print(warnings.filters == kept, repr(dict.items(matplotlib.rcParams)) == old)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.stdout.split() == ["True", "True"], run.stderr


def test_a_figure_can_be_pickled() -> None:
    figure = plot_intervals([garrison(), deaths()]).figure
    again = pickle.loads(pickle.dumps(figure))
    again.canvas.draw()
    assert drawn(again.axes[0]) == drawn(figure.axes[0])
    assert "Garrison" in caption(again)


NAMES = "孙宅巍"


def without_east_asian_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = [font for font in font_manager.fontManager.ttflist if font.name.startswith(("DejaVu", "STIX", "Last"))]
    monkeypatch.setattr(font_manager.fontManager, "ttflist", ours)
    monkeypatch.setattr("estimates.plotting.font_metrics._warned", set())


@pytest.fixture
def east_asian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A font that has three letters, each a bar."""
    path = made_font(tmp_path / "three.ttf", NAMES, "Three Letters Han")
    without_east_asian_fonts(monkeypatch)
    font_manager.fontManager.addfont(path)
    return "Three Letters Han"


def sun_alone() -> Dossier:
    return deaths().with_estimates([deaths()["sun-losses"]])


def test_names_are_drawn_in_their_own_script_where_a_font_has_it(east_asian: str, tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        axes = plot_intervals(sun_alone())
        for ending in ("png", "pdf", "svg"):
            savefig(axes, tmp_path / f"sun.{ending}")
    text = next(text for text in axes.texts if NAMES in text.get_text())
    assert east_asian in text.get_fontfamily()


def test_names_are_romanised_where_no_font_has_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """With one message, once; and never a box."""
    without_east_asian_fonts(monkeypatch)
    with pytest.warns(FontWarning, match="romanised") as told:
        axes = plot_intervals(sun_alone(), columns=("claimant", "axis", "words"))
    assert len(told) == 1
    assert "Sun Zhaiwei" in {text.get_text() for text in axes.texts}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        native = plot_intervals(sun_alone(), columns=("native_name", "axis", "words"))
        native.figure.canvas.draw()
    assert "Sun Zhaiwei" in {text.get_text() for text in native.texts}


def test_other_texts_that_no_font_has_get_an_ellipsis(monkeypatch: pytest.MonkeyPatch) -> None:
    without_east_asian_fonts(monkeypatch)
    only = Claimant("guomin", "国民政府", role="government")
    work = Source("sun1997", {"title": "军人", "container-title": "研究", "author": [{"family": "Sun"}],
                              "issued": {"date-parts": [[1997]]}})  # fmt: skip
    claim = Estimate("e", only, Range(), wording="几万人", source=(Citation(work),))
    dossier = Dossier(evolve(deaths().estimand, label="死者 of 1937"), [claim])
    with pytest.warns(FontWarning):
        axes = plot_intervals(dossier)
    assert axes.get_title(loc="left") == "… of 1937"
    assert any(text.get_text().endswith("Sun 1997.") for text in axes.texts)
    assert {"guomin", "“…”"} <= {text.get_text() for text in axes.texts}
    assert "国民政府: “几万人”" in alt_text(axes)
