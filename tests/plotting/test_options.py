"""The arguments that every plot takes: widths, sizes, scales, words, feet and palettes."""

from __future__ import annotations

import re
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

import estimates as es
from estimates.errors import EstimatesError, FormatError, UnknownNameError
from estimates.layout.palettes import PALETTES, contrast, inks
from estimates.plotting import caption, plot_intervals
from tests.made import linked
from tests.pictures import deaths, garrison
from tests.plotting.reading import check

pytestmark = pytest.mark.filterwarnings(
    "ignore::estimates.plotting.FontWarning", "ignore::estimates.plotting.RoomWarning"
)


def plots() -> dict[str, Any]:
    nanking = es.load("nanking-1937")
    figure = nanking["combat-deaths"]
    return {
        "intervals": lambda **o: es.plot_intervals(figure, **o), "support": lambda **o: es.plot_support(figure, **o),
        "timeline": lambda **o: es.plot_timeline(es.load("dresden-1945")[next(iter(es.load("dresden-1945")))], **o),
        "lineage": lambda **o: es.plot_lineage(figure, **o), "overview": lambda **o: es.plot_overview(nanking, **o),
        "multiverse": lambda **o: es.plot_multiverse(es.multiverse(nanking["garrison"], methods=["random-set"]), **o),
        "judgements": lambda **o: es.plot_judgements(nanking, **o),
    }  # fmt: skip


@pytest.mark.parametrize(
    "name", ["intervals", "support", "timeline", "lineage", "overview", "multiverse", "judgements"]
)
def test_every_plot_takes_them(name: str) -> None:
    ax = plots()[name](width="double", size=7, title="A title of my own", subtitle="and a line", foot=False,
                       palette="grey")  # fmt: skip
    assert ax.get_title(loc="left") == "A title of my own"
    assert ax.figure.get_size_inches()[0] == pytest.approx(7)
    assert "and a line" in {text.get_text() for text in ax.texts}
    assert not any(str(text.get_gid()).startswith("foot") for text in ax.texts)
    used = {mpl.colors.to_hex(text.get_color()) for text in ax.texts if text.get_text()}
    assert used <= set(inks(PALETTES["grey"]).values())
    check(ax.figure)


@pytest.mark.parametrize(("width", "inches"), [("single", 3.35), ("double", 7.0), (5, 5.0), (9.5, 9.5)])
@pytest.mark.parametrize("size", [6, 7, 9])
def test_a_figure_has_the_width_that_is_asked_for(width: Any, inches: float, size: float) -> None:
    ax = plot_intervals(deaths(), width=width, size=size)
    assert ax.figure.get_size_inches()[0] == pytest.approx(inches)
    check(ax.figure)
    share = ax.get_position().width * inches / (inches - 2 * 1.6 * size / 72)
    assert share >= 0.349, "the axis has 35 % of the width"
    rows = [text for text in ax.texts if str(text.get_gid()).endswith(("-deaths:words", "-deaths:claimant"))]
    assert {text.get_fontsize() for text in rows} == {size}, "what was asked for is not set smaller"


def test_a_figure_is_never_wider_than_ten_inches_unasked() -> None:
    assert plot_intervals([deaths(), garrison()]).figure.get_size_inches()[0] <= 10.01


def test_what_has_no_room_is_refused_with_the_inches_that_it_needs() -> None:
    with pytest.raises(FormatError, match=r"a width of 1\.5 inches is too little .* at least \d"):
        plot_intervals(deaths(), width=1.5, size=12)


def test_headings_of_the_users_own() -> None:
    ax = plot_intervals(garrison(), labels={"claimant": "Autor", "words": "Zahl"})
    headings = {str(text.get_gid()).split("heading-")[1]: text.get_text() for text in ax.texts
                if "heading-" in str(text.get_gid())}  # fmt: skip
    assert (headings["claimant"], headings["words"]) == ("Autor", "Zahl")
    with pytest.raises(UnknownNameError, match="no column 'claiment'"):
        plot_intervals(garrison(), labels={"claiment": "Autor"})


def test_feet_and_axis_labels() -> None:
    full = " ".join(text.get_text() for text in plot_intervals(garrison()).texts)
    marks = " ".join(text.get_text() for text in plot_intervals(garrison(), foot="marks").texts)
    none = " ".join(text.get_text() for text in plot_intervals(garrison(), foot=False).texts)
    assert all(words in full for words in ("Dot: a single value", "Defending Nanking"))
    assert "Dot: a single value" in marks
    assert "Defending Nanking" not in marks
    assert "Dot: a single value" not in none
    assert "Defending Nanking" in caption(plot_intervals(garrison(), foot=False)), "the caption is whole all the same"
    assert plot_intervals(garrison(), xlabel="").get_xlabel() == ""
    assert plot_intervals(garrison(), xlabel="Men").get_xlabel() == "Men"
    assert plot_intervals(garrison(), title="").get_title(loc="left") == ""
    check(plot_intervals(garrison(), title="", subtitle="", xlabel="", foot=False).figure)


@pytest.mark.parametrize(("options", "message"), [
    ({"width": "singel"}, "'single', 'double' or a number of inches"), ({"width": 0.2}, r"between 1\.5 and 100 inches"),
    ({"size": 4}, "between 6 and 72 points"), ({"scale": "logarithmic"}, "'auto', 'linear' or 'log'"),
    ({"foot": "all"}, "'full', 'marks' or False"), ({"palette": "gray"}, "no palette 'gray'"),
    ({"palette": {"claims": "#000000"}}, "no role of ink 'claims'"), ({"palette": {"claim": "red"}}, "'#rrggbb'"),
    ({"title": 3}, "title is a text"), ({"widht": 3}, "no argument 'widht'"),
    ({"title": ["a", "b"]}, "one text for each dossier: 1"),
])  # fmt: skip
def test_what_is_not_offered_is_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises((FormatError, UnknownNameError), match=message) as caught:
        plot_intervals(garrison(), **options)
    assert isinstance(caught.value, EstimatesError)


@pytest.mark.parametrize("name", PALETTES)
def test_inks_can_be_seen_and_read(name: str) -> None:
    palette = PALETTES[name]
    for role in ("claim", "aside", "muted", "pool", "interval"):
        assert contrast(getattr(palette, role), palette.ground) >= 3, role
    for role in ("text", "secondary", "faded", "pool", "claim"):
        assert contrast(getattr(palette, role), palette.ground) >= 4.5, role


def test_a_dark_axes_has_light_inks_and_a_figure_of_ours_its_own_ground() -> None:
    with mpl.style.context("dark_background"):
        ax = plot_intervals(garrison(), ax=plt.figure(figsize=(10, 5)).add_subplot())
        ground = mpl.colors.to_hex(ax.figure.get_facecolor())
        assert all(contrast(mpl.colors.to_hex(text.get_color()), ground) >= 4.5 for text in ax.texts if text.get_text())
    ax = plot_intervals(garrison(), palette="dark")
    assert mpl.colors.to_hex(ax.figure.get_facecolor()) == PALETTES["dark"].ground


@pytest.mark.usefixtures("every_letter")
@pytest.mark.parametrize("name", plots())
@pytest.mark.parametrize("code", ["de", "zh"])
def test_no_word_that_is_drawn_is_english(name: str, code: str) -> None:
    axes = plots()[name](lang=code)
    english = {"claim", "claims", "with", "not", "date", "the", "core", "median", "set", "aside", "reports", "scholar",
               "scholars", "figure", "value", "number", "of", "and", "method", "assumption", "none"}  # fmt: skip
    ours = [text for text in axes.figure.findobj(mpl.text.Text) if text.get_text() and _is_ours(text)]
    assert ours or name == "lineage"
    for text in ours:
        words = set(re.findall(r"[a-z]+", text.get_text().casefold()))
        assert not (words - {"median"} if code == "de" else words) & english, text.get_text()


def _is_ours(text: Any) -> bool:
    """Whether nothing of a text is from the dataset: headings, legends, ticks."""
    name = str(text.get_gid() or "")
    return name.startswith(("legend:", "heading:", "dots:method")) or ":heading-" in name


def test_a_language_that_is_not_known_is_refused_by_each_plot() -> None:
    for plot in plots().values():
        with pytest.raises(FormatError, match="lang must be 'en', 'de', 'fr', 'es', 'zh' or 'ja'"):
            plot(lang="latin")


def test_labels_are_the_user_s_own_words_in_any_language() -> None:
    axes = plot_intervals(garrison(), lang="fr", labels={"claimant": "Historien"})
    assert "Historien" in {text.get_text() for text in axes.texts}


def test_a_figure_is_in_english_where_no_font_has_the_letters_of_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    from estimates.plotting import font_metrics

    lean = [entry for entry in font_metrics.fontManager.ttflist if entry.name.startswith("DejaVu")]
    monkeypatch.setattr(font_metrics.fontManager, "ttflist", lean)
    font_metrics._others.cache_clear()
    font_metrics._warned.clear()
    try:
        with pytest.warns(
            es.FontWarning, match="no font on this machine has the letters of 'ja': the figure is worded"
        ):
            axes = plot_intervals(garrison(), lang="ja")
    finally:
        font_metrics._others.cache_clear()
    assert "Dot: a single value" in caption(axes)
    assert caption(plot_intervals(garrison(), lang="de")).count("Punkt: ein einzelner Wert") == 1


@pytest.mark.usefixtures("every_letter")
def test_ticks_are_written_as_the_language_does() -> None:
    axes = plot_intervals(garrison(), lang="de", scale="linear")
    axes.figure.canvas.draw()
    labels = [text.get_text() for text in axes.get_xticklabels()]
    assert "50.000" in labels
    years = es.plot_timeline(es.load("dresden-1945")["deaths"], lang="ja")
    years.figure.canvas.draw()
    assert "1960年" in [text.get_text() for text in years.get_xticklabels()]


@pytest.mark.parametrize("draw", [
    lambda **more: es.plot_lineage(linked(15), **more),
    lambda **more: es.plot_bias(es.bias(deaths()), **more),
    lambda **more: es.plot_overview(es.load("dresden-1945"), **more),
])  # fmt: skip
def test_the_inches_that_are_asked_for_are_enough(draw: Any) -> None:
    """What a refusal asks for is more than what it was given, and serves."""
    with pytest.raises(FormatError) as refused:
        draw(width=1.6)
    found = re.search(r"it takes at least ([\d.]+)", str(refused.value))
    assert found is not None
    needed = float(found[1])
    assert needed > 1.6
    assert draw(width=needed).figure.get_size_inches()[0] == pytest.approx(needed)


def test_a_figure_without_columns_has_none_to_label() -> None:
    with pytest.raises(UnknownNameError, match="no column 'claimant' to label; this figure has no columns"):
        es.plot_support(deaths(), labels={"claimant": "Autor"})
