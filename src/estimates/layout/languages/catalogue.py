"""Catalogue, all words of the figures in one language, and how it writes numbers, lists and sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from attrs import fields, frozen

from estimates.layout.languages import required
from estimates.layout.languages.grammar import DateTexts, Grammar, Terms
from estimates.layout.languages.members import by_name
from estimates.layout.languages.records import (
    BiasTexts,
    CaptionTexts,
    ClaimTexts,
    CurveTexts,
    JudgementTexts,
    LineageTexts,
    OverviewTexts,
    PageTexts,
    Plural,
    ShortTexts,
    SupportTexts,
    TimelineTexts,
)
from estimates.model.claims import Estimand, Estimate
from estimates.model.messages import Message
from estimates.model.numbers import Number, percent, written
from estimates.model.range_texts import RangeTexts, range_text
from estimates.model.ranges import Range
from estimates.model.shares import in_hundredths
from estimates.model.sources import LabelTexts, Source
from estimates.model.vocabulary import LinkRelation, Role, measure_name


@frozen(kw_only=True)
class Catalogue:
    """The words of one language.

    Parameters
    ----------
    code : str
        As BCP 47 has it: ``en``.
    name : str
        Of the language, in itself.
    region : str
        How the names of fonts end that have the forms of East Asian letters of its region: ``JP``; ``""`` for none.
    grammar, dates, terms, claims, captions, ... : record
        See `estimates.layout.languages.records`.
    signs, words : RangeTexts
        A range in signs (``≥ 20,000``) and in words (``at least 20,000``).
    unbounded : str
        A computed range without ends.
    reasons : mapping
        The texts of messages by their codes; one that is not among them is in this language already.
    """

    code: str
    name: str
    region: str = ""
    grammar: Grammar
    dates: DateTexts
    signs: RangeTexts
    words: RangeTexts
    unbounded: str
    terms: Terms
    claims: ClaimTexts
    captions: CaptionTexts
    short: ShortTexts
    support: SupportTexts
    timeline: TimelineTexts
    lineage: LineageTexts
    curve: CurveTexts
    bias: BiasTexts
    overview: OverviewTexts
    judgements: JudgementTexts
    page: PageTexts
    reasons: Mapping[str, Plural]

    def __attrs_post_init__(self) -> None:
        for record in (self.terms, self.captions, self.support, self.lineage, self.judgements):
            for field in fields(type(record)):
                self._complete(field.name, getattr(record, field.name), required.KEYS.get((type(record), field.name)))
        self._complete("reasons", self.reasons, required.messages(self.code))
        assert len(self.dates.months) == 12, f"{self.code}: a year has twelve months"

    def _complete(self, name: str, given: Any, keys: Iterable[str] | None) -> None:
        if keys is not None:
            wrong = set(keys).symmetric_difference(given)
            assert not wrong, f"{self.code}: {name} lacks or does not know {sorted(wrong)}"

    @property
    def drawn(self) -> tuple[str, ...]:
        """What a figure writes beside the texts of its rows: at its axes, its lists and its legend."""
        ours, dates = self.timeline, self.dates
        return (
            self.grammar.thousands, *dates.months, *dates.seasons, dates.year, dates.before_christ, dates.month,
            dates.day, ours.no_date, ours.no_number, ours.made, self.lineage.unlinked,
            *by_name(self.terms.relations).values(), self.support.heading, self.support.lone_core, self.curve.heading,
        )  # fmt: skip

    def number(self, value: Number | None) -> str:
        """Return a number in print."""
        return self.separated(written(value))

    def separated(self, english: str) -> str:
        """Return a number in English print with the separators of the language."""
        return english.translate({ord(","): self.grammar.thousands, ord("."): self.grammar.decimal})

    def percent(self, share: float) -> str:
        """Return a share of one in per cent."""
        return self.grammar.percent.format(n=self.separated(percent(share).removesuffix(" %")))

    def range(self, r: Range | None) -> str:
        """Return a range in signs; ``""`` for none."""
        return "" if r is None else range_text(r, self.signs, self.separated)

    def computed(self, r: Range) -> str:
        """Return a computed range in signs."""
        return self.unbounded if r.kind == "vague" else self.range(r)

    def in_words(self, r: Range) -> str:
        """Return a range in words."""
        return range_text(r, self.words, self.separated)

    def of(self, text: Plural, number: int, **given: Any) -> str:
        """Return the form of a text that serves for a number of things, which stands in it as in print."""
        one = abs(number) < self.grammar.one_is_below if self.grammar.one_is_below else number == 1
        return (text.one if one else text.other).format(n=self.number(number), **given)

    def items(self, parts: Iterable[str]) -> str:
        """Return parts of a sentence that stand for themselves, joined; empty ones are left out."""
        return self.grammar.semicolon.join(filter(None, parts))

    def listed(self, parts: Iterable[str]) -> str:
        """Return parts of an enumeration, joined; empty ones are left out."""
        return self.grammar.comma.join(filter(None, parts))

    def joined(self, parts: Iterable[str]) -> str:
        """Return several of a kind with the word for "and" before the last."""
        *first, last = parts
        return self.grammar.both.format(first=self.listed(first), last=last) if first else last

    def named(self, name: str, text: str) -> str:
        """Return a text after its name and a colon."""
        return f"{name}{self.grammar.colon}{text}"

    def aside(self, text: str) -> str:
        """Return a remark in brackets, as it follows what it is about; ``""`` for none."""
        return self.grammar.aside.format(x=text) if text else ""

    def quoted(self, text: str) -> str:
        """Return a text in quotation marks; ``""`` for none."""
        return self.grammar.quoted.format(x=text) if text else ""

    def sentence(self, text: str) -> str:
        """Return a text as a sentence; ``""`` for none."""
        return f"{text[:1].upper()}{text[1:]}{self.grammar.stop}" if text else ""

    def sentences(self, parts: Iterable[str]) -> str:
        """Return sentences, joined; empty ones are left out."""
        return self.grammar.gap.join(filter(None, parts))

    def within(self, heading: str) -> str:
        """Return a heading as it stands within a sentence."""
        return heading.lower() if self.grammar.small_headings else heading

    def measure(self, text: str) -> str:
        """Return a measure; one that the vocabulary does not know is the user's own word."""
        return self.terms.measures.get(measure_name(text), text)

    def unit(self, text: str) -> str:
        """Return a unit; one that the vocabulary does not know is the user's own word."""
        return self.terms.units.get(text, text)

    def label(self, source: Source) -> str:
        """Return the short author-date form of a work."""
        words, dates = self.grammar, self.dates
        return source.called(LabelTexts(both=words.both, others=words.others, quoted=words.quoted, about=dates.about,
                                        before_christ=dates.before_christ))  # fmt: skip

    def heading(self, name: str, otherwise: str = "") -> str:
        """Return the heading of a column by its name; of a user's own column its own."""
        return self.terms.headings.get(name, otherwise)

    def message(self, why: str) -> str:
        """Return a message in this language; a text that is none as it is."""
        if not isinstance(why, Message) or why.code not in self.reasons:
            return str(why)
        number = why.given.get("n", 2)
        special: dict[str, Callable[[Any], str]] = {"level": self.percent, "reading": self.reading}
        given = {name: special.get(name, self._worded)(value)
                 for name, value in why.given.items() if name != "n"}  # fmt: skip
        return self.of(self.reasons[why.code], number, **given)

    def _worded(self, value: Any) -> str:
        """Return an argument of a message: a number, a range, a claim, or a text."""
        if isinstance(value, Range):
            return self.range(value)
        if isinstance(value, Estimate):
            return self.claim(value)
        if isinstance(value, (int, float)):
            return self.number(value)
        if isinstance(value, Message):
            return self.message(value)
        if isinstance(value, (tuple, list)):
            parts = list(map(self._worded, value))
            return self.items(parts) if any(isinstance(part, Message) for part in value) else self.joined(parts or [""])
        return self.term(str(value))

    def relation(self, new: str, relation: LinkRelation, old: str) -> str:
        """Return how one claim relates to another: ``Hata: 40,000 revises Hata: 50,000``."""
        return self.lineage.relations[relation].format(new=new, old=old)

    def role(self, role: Role | Literal[""]) -> str:
        """Return the word for a claimant's role; ``""`` where it is not known."""
        return self.terms.roles[role] if role else ""

    def term(self, text: str) -> str:
        """Return a word of the vocabulary, such as a measure or a scope; another text as it is."""
        known = {
            **by_name(self.terms.standings),
            **by_name(self.terms.scopes),
            **self.terms.measures,
            **by_name(self.terms.roles),
            **by_name(self.terms.parties),
            **self.terms.units,
        }
        return known.get(text, text)

    def reading(self, estimate: Estimate) -> str:
        """Return a claim's number in signs; a vague claim keeps its wording, a scenario adds the stated number."""
        own = self._of_another(estimate)
        if not own:
            vague = estimate.range.kind == "vague" and estimate.wording
            own = self.quoted(estimate.wording) if vague else self.range(estimate.range)
        if estimate.supposed is None:
            return own
        stated = self.claims.scenario_claim.format(stated=self.range(estimate.supposed.stated))
        return f"{own}{self.aside(stated)}"

    def _of_another(self, estimate: Estimate) -> str:
        """Return a share or a ratio with the figure to which it refers; ``""`` for a claim of a number."""
        share, texts = estimate.share, self.claims
        if share is None or share.kind == "vague" or (estimate.share_of and estimate.ratio_to):
            return ""
        if estimate.ratio_to:
            return texts.ratio_to.format(ratio=self.range(share), figure=self.quoted(estimate.ratio_to))
        part = self.grammar.percent.format(n=self.range(in_hundredths(share)))
        return texts.share_of.format(share=part, figure=self.quoted(estimate.share_of))

    def figure(self, estimand: Estimand) -> str:
        """Return the label of an estimand, or its id where there is none; a scenario is marked as one."""
        return (estimand.label or estimand.id) + self.aside(self.claims.in_scenario if estimand.scenario else "")

    def claim(self, estimate: Estimate) -> str:
        """Return ``Ikuhiko Hata: 50,000``, with what is counted where the claim says so."""
        measure = f" {self.measure(estimate.measure)}" if estimate.measure else ""
        standing = self.terms.standings[estimate.standing] if estimate.standing != "stands" else ""
        return f"{self.named(estimate.claimant.name, self.reading(estimate))}{measure}{self.aside(standing)}"
