"""The rules that hold for figures of every kind, each read back from the artists of a figure that is drawn."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.text import Text

from estimates.layout import picture_of
from estimates.layout.axis import drawable, place_on
from estimates.layout.bias import RatioRow
from estimates.layout.figure_model import Panel
from estimates.layout.judgements import JudgementsPanel
from estimates.layout.languages import catalogue_of
from estimates.layout.lineage import LineagePanel
from estimates.layout.marks import EDGE, FARTHEST, MARKS
from estimates.layout.overview import OverviewPanel, OverviewRow
from estimates.layout.palettes import contrast
from estimates.layout.ratio_panel import RatioPanel
from estimates.layout.specification_curve import CurvesPanel
from estimates.layout.support import SupportPanel
from estimates.layout.timeline import TimePanel
from estimates.model.ranges import Range
from tests.plotting.reading import check, check_rows

ENGLISH = catalogue_of("en")
WORDS = ENGLISH.terms.marks
SHARED = 0.7
NEVER_ONCE = {"claimant", "words", "judged", "claimed", "id", "source", "ratio", "finding", "count", "remark"}


def panel_of(axes: Any) -> Panel:
    picture = picture_of(axes)
    assert picture is not None
    return picture.panels[0]


def gid(artist: Any) -> str:
    return str(artist.get_gid() or "")


def marks(axes: Any) -> Iterator[tuple[str, str, Any]]:
    """Every artist of marks with its kind and the rest of its name."""
    for artist in (*axes.lines, *axes.collections):
        if gid(artist).startswith("marks:"):
            _, kind, rest = gid(artist).split(":", 2)
            yield kind, rest, artist


def written(axes: Any) -> str:
    """All that is written, without spaces and capitals: lines may be broken anywhere."""
    texts = [text.get_text() for text in axes.texts] + [axes._left_title.get_text()]
    return squeezed("".join(texts))


def squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


def foot_of(axes: Any) -> str:
    return squeezed("".join(text.get_text() for text in axes.texts if gid(text).startswith("foot:")))


def is_seen(artist: Any) -> bool:
    """Whether an artist leaves ink: a marker with a size, or a line longer than a dot."""
    if isinstance(artist, LineCollection):
        along = artist.get_transform()
        lengths = [np.abs(np.diff(along.transform(segment), axis=0)).max() for segment in artist.get_segments()]
        return max(lengths, default=0.0) > 1.5 and max(artist.get_linewidths()) > 0.2
    if hasattr(artist, "get_markersize"):
        return len(artist.get_xdata()) > 0 and artist.get_markersize() > 1.0
    extent = artist.get_window_extent()
    return bool(extent.width > 1 and extent.height > 1)


def places(axes: Any) -> None:
    """Rule 1: a mark stands where its claim says, and on the timeline within the days of its date, in their order."""
    panel = panel_of(axes)
    if isinstance(panel, TimePanel):
        _dates(axes, panel)
    elif isinstance(panel, SupportPanel):
        (outline,) = (line for line in axes.lines if gid(line) == "outline")
        ranges = [row.estimate.range for row in panel.rows if row.estimate is not None]
        xs = [float(x) for x in outline.get_xdata()]
        for left, right in pairwise(sorted(set(xs))):
            middle = (left + right) / 2
            at = [
                float(y)
                for (x0, y), (x1, z) in pairwise(outline.get_xydata().tolist())
                if x0 <= middle <= x1 and y == z
            ]
            assert at, middle
            if "of one voice counted once" not in panel.words:
                assert at[0] == sum(_admits(r, middle) for r in ranges), (middle, at)
    elif isinstance(panel, CurvesPanel):
        middles = [mark.x for choice in panel.choices for mark in choice.marks if mark.kind == "dot"]
        assert middles == sorted(middles)
    elif not isinstance(panel, (LineagePanel, JudgementsPanel)):
        decided = Counter((mark.kind, mark.x) for row in panel.rows for mark in row.marks if mark.to is None)
        shown: Counter[Any] = Counter()
        for kind, _, artist in marks(axes):
            if isinstance(artist, Line2D):
                shown.update((kind, float(x)) for x in artist.get_xdata())
        assert shown == decided
        for row in panel.rows:
            _stated(row, panel)


def _admits(r: Range, value: float) -> bool:
    return (r.low is None or r.low <= value) and (r.high is None or value <= r.high)


def _stated(row: Any, panel: Panel) -> None:
    ends = [end for mark in row.marks for end in (mark.x, mark.to) if end is not None]
    assert all(-1e-9 <= place_on(panel.axis, end) <= 1 + 1e-9 for end in ends), row.id
    if isinstance(row, OverviewRow):
        stated = {drawable(end) for e in row.used for end in (e.range.low, e.range.high) if end is not None}
        inside = {end for end in stated if end >= panel.axis.limits[0]}
        assert {mark.x for mark in row.marks if mark.kind == "tick"} == inside
        assert (inside < stated) == any(mark.kind == "cut left" for mark in row.marks)
    elif row.kind == "claim" and row.estimate is not None:
        r = row.shown if isinstance(row, RatioRow) else row.estimate.range if row.range is row.estimate.range else None
        if r is not None:
            stated = {drawable(end) for end in (r.low, r.high) if end is not None}
            assert {m.x for m in row.marks if m.kind in ("dot", "cap", "excluded low", "excluded high")} <= stated


def _dates(axes: Any, panel: TimePanel) -> None:
    at: dict[str, float] = {}
    for kind, rest, artist in marks(axes):
        if not isinstance(artist, Line2D) or kind == "strike":
            continue
        name = rest.partition(":")[2]
        row = next(row for row in panel.claims if row.id == name)
        assert row.estimate is not None
        stated = {drawable(end) for end in (row.estimate.range.low, row.estimate.range.high, row.estimate.range.best)
                  if end is not None} | set(panel.axis.limits)  # fmt: skip
        assert {float(y) for y in artist.get_ydata()} <= stated, name
        if row.at is None:
            continue
        x, _ = axes.transData.inverted().transform(artist.get_transform().transform(artist.get_xydata()[0]))
        first, last = (row.at if end is None else end for end in (row.first, row.last))
        slack = 1e-6 * (panel.time.limits[1] - panel.time.limits[0])
        assert first - slack <= x <= last + slack, (name, x, first, last)
        at[name] = float(x)
    dated = sorted((row for row in panel.drawn if row.id in at), key=lambda row: row.at or 0.0)
    for one, two in pairwise(dated):
        assert (one.at or 0) == (two.at or 0) or at[one.id] <= at[two.id], (one.id, two.id)


def stubs(axes: Any) -> None:
    """Rule 2: a side without an end fades outward over at most 17 % of the axis, and ends before its edge."""
    panel = panel_of(axes)
    for row in panel.rows:
        for mark in row.marks:
            if mark.kind == "stub" and mark.to is not None:
                start, end = place_on(panel.axis, mark.x), place_on(panel.axis, mark.to)
                assert abs(end - start) <= FARTHEST + 1e-6, row.id
                assert EDGE - 1e-6 <= end <= 1 - EDGE + 1e-6, row.id
                r = row.estimate.range if row.estimate is not None else None
                if r is not None and row.kind == "claim":
                    assert (r.high is None) if end > start else (r.low is None), row.id
    ground = mpl.colors.to_rgb(axes.figure.get_facecolor())
    upright = 1 if isinstance(panel, (TimePanel, CurvesPanel)) else 0
    for kind, _, artist in marks(axes):
        if kind == "stub" and isinstance(artist, LineCollection):
            faint = [sum(abs(a - b) for a, b in zip(colour[:3], ground)) for colour in artist.get_colors()]
            ends = [segment[:, upright].tolist() for segment in artist.get_segments()]
            for (a, b), one, two in zip(pairwise(ends), faint, faint[1:]):
                if a[0] != b[0] and one > two:  # of one stub: it goes on outward, and fades
                    assert (b[0] - a[0]) * (a[1] - a[0]) > 0


def scales(axes: Any) -> None:
    """Rule 3: logarithmic above a factor of 30 without a zero, said in the subtitle; the axis has 35 % of the width."""
    panel = panel_of(axes)
    if isinstance(panel, (LineagePanel, JudgementsPanel)):
        assert len(axes.get_xticks()) == 0
        return
    if not panel.axis.ticks:
        return
    along = axes.yaxis if isinstance(panel, (TimePanel, CurvesPanel)) else axes.xaxis
    assert along.get_scale() == panel.axis.scale
    assert (squeezed(ENGLISH.captions.logarithmic) in written(axes)) == (panel.axis.scale == "log")
    if not isinstance(panel, (OverviewPanel, RatioPanel, CurvesPanel)):
        found = [row.estimate.range for row in panel.rows if row.estimate is not None]
        values = [float(end) for r in found for end in (r.low, r.high) if end is not None]
        wide = bool(values) and min(values) > 0 and max(values) > 30 * min(values)
        assert wide == (panel.axis.scale == "log")
    if not isinstance(panel, (TimePanel, CurvesPanel)):
        size = next(
            text.get_fontsize() for text in axes.texts if ":heading-" in gid(text) or gid(text).startswith("foot")
        )
        inches = axes.figure.get_size_inches()[0] - 2 * 1.6 * size / 72
        assert axes.get_position().width * axes.figure.get_size_inches()[0] >= 0.34 * inches
    labels = [label.get_text() for label in along.get_ticklabels() if label.get_text()]
    low, high = panel.axis.limits
    assert len(labels) >= 2 or (panel.axis.whole and high - low < 2), labels
    assert all(re.fullmatch(r"\d{1,3}(,\d{3})*(\.\d+)?", label) for label in labels), labels


def once(axes: Any) -> None:
    """Rule 4: what 70 % of the rows share stands once, under the title."""
    panel = panel_of(axes)
    rows = [row for row in panel.rows if row.kind in ("claim", "choice")]
    for name in {cell.column for row in rows for cell in row.cells} - NEVER_ONCE:
        shown = [text for text in axes.texts if gid(text).endswith(f":{name}")]
        found = Counter(row.text(name) for row in rows)
        value, count = found.most_common(1)[0]
        if shown and value and len(rows) >= 4 and not isinstance(panel, (TimePanel, LineagePanel, RatioPanel)):
            assert count < SHARED * len(rows) or "" in found, (name, value)
    said = [text for row in rows for cell in row.cells for text in cell.paragraphs]
    scope = Counter(part for text in said for part in re.findall(r"scope unclear: [^;()]*", text))
    assert all(count < SHARED * len(rows) or len(rows) < 4 for count in scope.values()), scope
    beginnings = Counter(row.text("claimant").partition(": ")[0] for row in rows if ": " in row.text("claimant"))
    if isinstance(panel, OverviewPanel) and len(rows) > 1:
        assert all(count < len(rows) for count in beginnings.values()), beginnings


def rows(axes: Any) -> None:
    """Rule 5: a hairline a row, numbers flush at the right, sorted by value in groups, those set aside at the end."""
    panel = panel_of(axes)
    if isinstance(panel, (TimePanel, LineagePanel, SupportPanel, CurvesPanel)):
        return
    (hairlines,) = (found for found in axes.collections if gid(found) == "hairlines")
    assert len(hairlines.get_segments()) == sum(row.kind != "heading" for row in panel.rows)
    numbers = [text for text in axes.texts if gid(text).endswith((":words", ":ratio", ":count"))]
    assert all(text.get_ha() == "right" for text in numbers)
    if not isinstance(panel, JudgementsPanel):
        check_rows(axes)
    headings = [row.id for row in panel.rows if row.kind == "heading"]
    if ENGLISH.claims.set_aside in headings:
        assert headings[-1] == ENGLISH.claims.set_aside
    if panel.kind != "intervals":
        return
    group: list[float] = []
    for row in panel.rows:
        if row.kind == "heading":
            group = []
        elif row.estimate is not None and row.range is not None and row.range.kind != "vague":
            ends = [float(end) for end in (row.range.low, row.range.high) if end is not None]
            group.append(min(ends))
            assert group == sorted(group), row.id


def anchors(axes: Any) -> None:
    """Rule 8: the anchor's spread is a band at 1, a claim keeps its own mark, and there is an axis for an anchor."""
    panel = panel_of(axes)
    if not isinstance(panel, RatioPanel):
        return
    band = [patch for patch in axes.patches if gid(patch) == "anchors"]
    assert bool(band) == (panel.band is not None)
    assert bool(band) == ("bandat1:" in foot_of(axes))
    assert any(gid(line) == "reference" for line in axes.lines) == panel.lined
    for row in panel.rows:
        if row.kind == "claim" and row.estimate is not None and row.estimate.range.kind == "point":
            assert "diamond" not in {mark.kind for mark in row.marks}, row.id


def explained(axes: Any) -> None:
    """Rule 9: a mark that is explained is drawn, and the other way round."""
    panel, foot = panel_of(axes), foot_of(axes)
    if isinstance(panel, LineagePanel):
        texts = {key: squeezed(text) in foot for key, text in ENGLISH.lineage.lines.items()}
        drawn = {
            gid(found).split(":")[1] for found in (*axes.collections, *axes.patches) if gid(found).startswith("wire:")
        }
        assert {key for key, said in texts.items() if said} == (drawn or {wire.relation for wire in panel.wires})
        assert "hollow" not in written(axes)
        return
    if isinstance(panel, JudgementsPanel):
        found = {gid(line).split(":")[3:][0] for line in axes.lines if gid(line).startswith("verdict:")}
        assert {key for key, text in ENGLISH.judgements.directions.items() if squeezed(text) in foot} == found
        return
    if isinstance(panel, SupportPanel):
        kinds = {sign.kind for sign in panel.signs}
        assert ("ring:" in foot) == ("ring" in kinds)
        assert ("arrow:" in foot) == bool(kinds & {"arrow left", "arrow right"})
        return
    if isinstance(panel, CurvesPanel):
        seen = {kind for kind, _, artist in marks(axes) if is_seen(artist)}
        for kind, text in (("dot", "dot:"), ("stub", "fadingstub:"), ("bar", "thinbar:")):
            assert (text in foot) == (kind in seen), kind
        return
    assert _said(foot) == _seen(axes)
    triangles = [line for line in axes.lines if gid(line).startswith("judgements:")]
    assert bool(triangles) == ("triangle:" in foot)


def _seen(axes: Any) -> set[str]:
    found = set()
    for artist in (*axes.lines, *axes.collections):
        name, _, rest = gid(artist).partition(":")
        kind = rest.split(":")[0]
        if name in ("marks", "least") and kind in MARKS and is_seen(artist):
            found.add("core value" if (name, kind) == ("least", "core") else MARKS[kind].meaning)
    return found - {""}


def _said(foot: str) -> set[str]:
    found = {key for key, words in WORDS.items() if squeezed(words) in foot}
    if "dot:thefactor;bar:" in foot:  # a bias model's own words
        found.add("dot")
    return {"cut" if key == "zero" else key for key in found} - {"aside", "copy", "muted"}


def inks(axes: Any) -> None:
    """Rule 10: texts have a contrast of 4.5 with the ground, marks of 3."""
    ground = mpl.colors.to_hex(axes.figure.get_facecolor())
    for text in axes.figure.findobj(Text):
        if text.get_text().strip() and text.get_visible() and text.get_window_extent().width > 0:
            assert contrast(mpl.colors.to_hex(text.get_color()), ground) >= 4.4, text.get_text()
    for kind, _, artist in marks(axes):
        if kind != "stub" and artist.get_alpha() is None and isinstance(artist, Line2D):
            ink = mpl.colors.to_hex(artist.get_markeredgecolor())
            face = artist.get_markerfacecolor()
            ink = ink if artist.get_markeredgewidth() > 0 else mpl.colors.to_hex(face)
            assert contrast(ink, ground) >= 3, gid(artist)


def plain(axes: Any) -> None:
    """Rule 13, and no number in two lines: nothing that is written has a tag, and no line ends within a number."""
    lines: dict[str, list[str]] = {}
    for text in axes.texts:
        assert not re.search(r"</?(i|b|span|sub|sup|p)\b", text.get_text()), text.get_text()
        lines.setdefault(gid(text), []).append(text.get_text())
    for row in panel_of(axes).rows:
        for cell in row.cells:
            whole = " ".join(cell.paragraphs)
            for one, two in pairwise(lines.get(f"panel0:{row.id}:{cell.column}", [])):
                inside = one[-1:].isdigit() and re.match(r"[,.]?\d|\u202f?%", two) and one + two in whole
                assert not inside, (one, two)


RULES: dict[str, Callable[[Any], None]] = {
    "places": places, "stubs": stubs, "scales": scales, "once": once, "rows": rows, "anchors": anchors,
    "explained": explained, "inks": inks, "plain": plain,
}  # fmt: skip


def keeps_the_rules(axes: Any) -> None:
    """Check a figure of ours by all rules, of which each asks what its kind of figure can answer."""
    check(axes.figure)
    for rule in RULES.values():
        rule(axes)
