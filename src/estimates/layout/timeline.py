"""What a timeline shows: each claim at the date when it was made, and the figures that later ones revise."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from attrs import evolve, field, frozen

from estimates.errors import ClaimError
from estimates.layout import captions
from estimates.layout.axis import axis_for, chosen_scale, drawable
from estimates.layout.citation_labels import Works
from estimates.layout.columns import line
from estimates.layout.dating import in_print, placed
from estimates.layout.figure_columns import FigureContext, role, source, worded
from estimates.layout.figure_model import Axis, Cell, Mark, Panel, Picture, Row, Scale
from estimates.layout.grouping import Grouping
from estimates.layout.intervals import check_drawable, tone_of
from estimates.layout.languages import required
from estimates.layout.languages.catalogue import Catalogue
from estimates.layout.languages.en import ENGLISH
from estimates.layout.marks import marks_of, meanings
from estimates.layout.running import Running, Step, running_steps
from estimates.model.claims import Estimate, Link
from estimates.model.dates import Date
from estimates.model.dossiers import Dossier
from estimates.model.numbers import many
from estimates.model.ranges import Range
from estimates.model.vocabulary import LinkRelation

LABELLED, LEAST_SPAN, ONE_DAY = 12, 0.035, 1.5 / 365
# The most claims of unknown date that a strip holds; of more, only the list says what they state.
MOST_UNDATED = 24
_JOINS = ("revises", "retracts")


@frozen
class TimeRow(Row):
    """A claim with its number in the list and the date when it was made, in years; None is an end that is open.

    `at` is where its mark stands, None where its date is not known; `span` is drawn where the date is no single day.
    """

    key: int = 0
    at: float | None = None
    first: float | None = None
    last: float | None = None
    doubt: bool = False
    span: tuple[float, float] | None = None
    anchor: float | None = None


@frozen
class Join:
    """An arrow from the old figure to the new."""

    old: str
    new: str
    relation: LinkRelation


@frozen
class TimePanel(Panel):
    """The claims of a dossier in the order of their dates; `axis` is that of the numbers, `time` that of the dates.

    Where there are many claims, or names too long to fit next to the marks, they are `keyed`: each mark has a number,
    and a list gives the claimant of each. A `compact` one has marks only.
    """

    time: Axis = field(factory=lambda: Axis("linear", (0.0, 1.0), ()))
    joins: tuple[Join, ...] = ()
    keyed: bool = False
    steps: tuple[Step, ...] = ()
    running: str = ""

    @property
    def claims(self) -> tuple[TimeRow, ...]:
        """The rows, which are all claims."""
        return tuple(row for row in self.rows if isinstance(row, TimeRow))

    @property
    def drawn(self) -> tuple[TimeRow, ...]:
        """The claims with a number whose date is known and within the axis."""
        low, high = self.time.limits
        return tuple(row for row in self.claims if row.marks and row.at is not None and low <= row.at <= high)

    @property
    def brackets(self) -> tuple[tuple[float, tuple[str, ...]], ...]:
        """The dates on which several of the claims that are drawn were made, each with their ids."""
        groups: dict[tuple[float | None, float | None, float], list[str]] = {}
        for row in self.drawn:
            assert row.at is not None
            groups.setdefault((row.first, row.last, row.at), []).append(row.id)
        return tuple((at, tuple(names)) for (_, _, at), names in groups.items() if len(names) > 1)

    @property
    def undated(self) -> tuple[TimeRow, ...]:
        """The claims with a number whose date is not known and which the strip shows."""
        found = tuple(row for row in self.claims if row.marks and row.at is None)
        return found if self.compact or len(found) <= MOST_UNDATED else ()

    @property
    def unplaced(self) -> tuple[TimeRow, ...]:
        """The claims with a number whose date is not known where they are too many for a strip."""
        return () if self.undated else tuple(row for row in self.claims if row.marks and row.at is None)

    @property
    def wordless(self) -> tuple[TimeRow, ...]:
        """The claims without a number, which have no place on the axis of numbers."""
        return tuple(row for row in self.claims if _range(row).kind == "vague")

    @property
    def arrows(self) -> tuple[Join, ...]:
        """The arrows both of whose ends are drawn."""
        ids = {row.id for row in (*self.drawn, *self.undated)}
        return tuple(join for join in self.joins if {join.old, join.new} <= ids)


def lay_out_timeline(
    dossier: Any, scale: Scale | None = None, limits: tuple[float, float] | None = None,
    time: tuple[float, float] | None = None, *, running: Running | None = None,
    group_by: Grouping = None, compact: bool = False, language: Catalogue = ENGLISH,
) -> Picture:  # fmt: skip
    """Decide all that a timeline shows.

    Parameters
    ----------
    dossier : Dossier
    scale, limits
        Of the axis of numbers; the scale is by default as `chosen_scale` has it.
    time : (float, float) or None
        The limits of the axis of dates, in years.
    running, group_by, compact
        As in `estimates.plot_timeline`.
    language : Catalogue
        The words of the figure.

    Raises
    ------
    ClaimError
        If it is no dossier, holds no claims, or those with a number were not made at two known dates or more.
    """
    check_drawable(dossier, "a timeline shows one dossier")
    cited = [citation for estimate in dossier for citation in estimate.citations]
    context = FigureContext(dossier, Works(cited, language))
    ordered = sorted(dossier, key=_order)
    said, numbers = worded(ordered, context)
    rows = tuple(_row(number, estimate, numbers[estimate.id], context) for number, estimate in enumerate(ordered, 1))
    joins, links = _joins(dossier)
    shown = [row for row in rows if _range(row).kind != "vague"]
    _check_dates(dossier, shown)
    axis = axis_for([_range(row) for row in shown], scale or chosen_scale(_range(row) for row in shown), limits)
    years = time or _years(shown)
    steps = () if running is None else running_steps(dossier, running, group_by, years[1], language)
    panel = TimePanel(
        dossier, line(language.figure(dossier.estimand)), _subtitle(dossier, rows, said, language), rows, axis,
        cited=tuple(citation for link in links for citation in link.source),
        time=Axis("linear", years, ()), joins=joins, keyed=len(shown) > LABELLED and not compact, steps=steps,
        running=running or "", kind="timeline", compact=compact, language=language,
    )  # fmt: skip
    entries = () if compact else context.works.entries
    return _explained(Picture((panel,), (), context.works.named, entries=entries), panel)


def _check_dates(dossier: Dossier, shown: Sequence[TimeRow]) -> None:
    """Refuse claims that have no order in time: a timeline of fewer than two dates shows nothing."""
    dated = [row for row in shown if row.at is not None]
    if len({(row.first, row.last) for row in dated}) > 1:
        return
    when = next((in_print(row.estimate.claimed) for row in dated if row.estimate is not None), "")
    number = f"{many(len(shown), 'claim')} with a number"
    known = f"all dated {when}" if len(dated) == len(shown) > 1 else f"dated {when}" if len(shown) == 1 else (
        f"of which {len(dated)} {'is' if len(dated) == 1 else 'are'} dated, {when}")  # fmt: skip
    raise ClaimError(
        f"a timeline shows claims with numbers of at least two dates; {dossier.estimand.id!r} has {number}, "
        f"{known if dated else 'of unknown date'}: add when the others were made (claimed), or use plot_intervals()"
    )


def at_axis(picture: Picture, number: int, scale: Scale, limits: tuple[float, float] | None) -> Picture:
    """Return the picture on the axis of numbers as the reader has set it."""
    panel = panel_of(picture)
    ranges = [_range(row) for row in panel.claims if _range(row).kind != "vague"]
    return _explained(picture, evolve(panel, axis=axis_for(ranges, scale, limits)))


def at_time(picture: Picture, number: int, scale: Scale, limits: tuple[float, float] | None) -> Picture:
    """Return the picture between two dates, in years; `scale` is that of the dates, always linear."""
    return _explained(
        picture, evolve(panel_of(picture), time=Axis("linear", limits or panel_of(picture).time.limits, ()))
    )


def with_list(picture: Picture) -> Picture:
    """Return the picture with numbers at its marks, and a list that says whose they are."""
    return _explained(picture, evolve(panel_of(picture), keyed=True))


def panel_of(picture: Picture) -> TimePanel:
    """Return the panel of a timeline."""
    panel = picture.panels[0]
    assert isinstance(panel, TimePanel)
    return panel


def _range(row: Row) -> Range:
    assert row.estimate is not None
    return row.estimate.range


def _order(estimate: Estimate) -> tuple[bool, bool, float]:
    """Dated claims by their dates, then those whose date is not known, then those without a number."""
    at = _ends(estimate.claimed)[2]
    return estimate.range.kind == "vague", at is None, at or 0.0


def _ends(date: Date | None) -> tuple[float | None, float | None, float | None]:
    """Return the first and the last moment of a date, and where its mark stands: in the middle, or at the end known."""
    if date is None:
        return None, None, None
    first = None if date.earliest is None else placed(date.earliest)
    last = None if date.latest is None else placed(date.latest, end=True)
    if first is not None and last is not None:
        return first, last, (first + last) / 2
    return first, last, last if first is None else first


def _row(number: int, estimate: Estimate, said: str, context: FigureContext) -> TimeRow:
    first, last, at = _ends(estimate.claimed)
    language = context.language
    texts = {
        "key": str(number), "claimant": line(estimate.claimant.name),
        "role": role(estimate, context) or language.claims.role_not_stated, "words": said,
        "claimed": line(in_print(estimate.claimed, language)), "source": line(source(estimate, context)),
    }  # fmt: skip
    cells = tuple(Cell(name, (text,)) for name, text in texts.items() if text)
    doubt = estimate.claimed is not None and estimate.claimed.qualifier != ""
    return TimeRow("claim", estimate.id, tone_of(estimate, context.dossier), cells, estimate=estimate, key=number,
                   at=at, first=first, last=last, doubt=doubt)  # fmt: skip


def _joins(dossier: Dossier) -> tuple[tuple[Join, ...], tuple[Link, ...]]:
    ids = {estimate.id for estimate in dossier}
    within = [link for link in dossier.links if {link.from_id, link.to_id} <= ids and link.from_id != link.to_id]
    links = tuple(link for link in within if link.relation in _JOINS)
    return tuple(dict.fromkeys(Join(link.to_id, link.from_id, link.relation) for link in links)), links


def _years(rows: Sequence[TimeRow]) -> tuple[float, float]:
    """Return limits that hold every date, with a margin in which an open one has its arrow."""
    known = [end for row in rows for end in (row.first, row.last) if end is not None]
    low, high = min(known), max(known)
    whole = [row.last - row.first for row in rows if row.first is not None and row.last is not None]
    margin = max(0.05 * (high - low), min(2 * min(whole, default=1.0), 3.0), 1 / 24, 1e-9 * abs(low))
    open_low = any(row.first is None and row.last is not None for row in rows)
    open_high = any(row.last is None and row.first is not None for row in rows)
    return low - margin * (2 if open_low else 1), high + margin * (2 if open_high else 1)


def _explained(picture: Picture, panel: TimePanel) -> Picture:
    """Return the picture with the marks of its axes, and the words that explain them."""
    low, high = panel.time.limits
    panel = evolve(panel, rows=tuple(_marked(row, panel.axis, (low, high)) for row in panel.claims))
    panel = evolve(panel, words=_explanation(panel), alt_sentences=_alt_sentences(panel))
    changed = evolve(picture, panels=(panel,))
    language = panel.language
    foot = language.sentences([panel.words, language.sentence(captions.marks_in_words(changed))])
    return evolve(changed, foot=(foot, *captions.works_foot(changed)))


def _marked(row: TimeRow, axis: Axis, limits: tuple[float, float]) -> TimeRow:
    r = _range(row)
    if r.kind == "vague":
        return row
    anchor = _anchor(r, axis)
    strike = (Mark("strike", anchor),) if row.tone == "muted" else ()
    first = -math.inf if row.first is None else row.first
    last = math.inf if row.last is None else row.last
    long = row.at is not None and last - first > max(LEAST_SPAN * (limits[1] - limits[0]), ONE_DAY)
    span = (max(first, limits[0]), min(last, limits[1])) if long else None
    return evolve(row, marks=(*marks_of(r, axis), *strike), anchor=anchor,
                  span=span if span and span[0] < span[1] else None)  # fmt: skip


def _anchor(r: Range, axis: Axis) -> float:
    """Return where an arrow reaches a claim: the middle between its ends, or the end that it states."""
    low, high = axis.limits
    ends = [min(max(drawable(end), low), high) for end in (r.low, r.high) if end is not None]
    if axis.scale == "log":
        return math.exp(sum(math.log(max(end, 5e-324)) for end in ends) / len(ends)) if ends[0] != ends[-1] else ends[0]
    return sum(end / len(ends) for end in ends)


def _subtitle(dossier: Dossier, rows: Sequence[TimeRow], said: str, language: Catalogue) -> str:
    undated, texts = sum(row.at is None for row in rows), language.timeline
    none = language.of(texts.undated, undated) if undated else ""
    return line(language.items([language.listed([captions.subtitle(dossier, language), none]), said]))


def _explanation(panel: TimePanel) -> str:
    language, texts = panel.language, panel.language.timeline
    shown = (*panel.drawn, *panel.undated)
    needed = meanings(((row.tone, mark, _range(row)) for row in shown for mark in row.marks), panel.axis) - {"muted"}
    spans = [row for row in panel.drawn if row.span]
    open_ended = [row for row in spans if row.first is None or row.last is None]
    relations = {join.relation for join in panel.arrows}
    beyond = len(panel.claims) - len(shown) - len(panel.wordless) - len(panel.unplaced)
    running = texts.running_core if panel.running == "core" else texts.running_median
    said = [
        texts.each_claim if panel.drawn else "",
        texts.numbers if panel.keyed and shown else "",
        language.items(language.terms.marks[key] for key in required.MARKS if key in needed),
        texts.struck if any(row.tone == "muted" for row in shown) else "",
        texts.span if spans else "",
        texts.open_span if open_ended else "",
        texts.doubtful if any(row.doubt for row in spans) else "",
        running if any(step.range.kind != "vague" for step in panel.steps) else "",
        texts.running_apart if any(step.range.kind == "vague" for step in panel.steps) else "",
        texts.bracket if panel.brackets else "",
        texts.revision if "revises" in relations else "",
        texts.retraction if "retracts" in relations else "",
        texts.strip if panel.undated else "",
        language.of(texts.unplaced, len(panel.unplaced)) if panel.unplaced else "",
        texts.beyond.format(beyond=beyond, n=len(panel.claims)) if beyond else "",
    ]
    return language.sentences(map(language.sentence, said)) or texts.no_marks


def _alt_sentences(panel: TimePanel) -> tuple[str, ...]:
    return (*captions.headed(panel), *_claims_in_words(panel))


def _claims_in_words(panel: TimePanel) -> Iterator[str]:
    language, stop = panel.language, panel.language.grammar.stop
    for row in panel.claims:
        e = row.estimate
        assert e is not None
        said = captions.claim_in_words(e, panel)
        who = e.claimant.name + language.aside(row.text("role"))
        date = row.text("claimed") or language.timeline.no_date
        yield f"{language.named(date, language.named(who, said))}{stop}"
    for join in panel.joins:
        new, old = panel.dossier[join.new], panel.dossier[join.old]
        ends = [language.named(e.claimant.name, language.reading(e)) for e in (new, old)]
        yield f"{language.relation(ends[0], join.relation, ends[1])}{stop}"
