"""Dossier, all that has been claimed about one estimand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, overload

from attrs import evolve, field, frozen

from estimates.errors import ClaimError, listed
from estimates.model import providers
from estimates.model.bias_notes import BiasNote
from estimates.model.checks import every, typed
from estimates.model.choosing import Predicate, chosen, estimate_named
from estimates.model.cited_text import Cited
from estimates.model.claims import Claimant, Estimand, Estimate, Link
from estimates.model.dates import Date
from estimates.model.descriptions import counted, headed, judged_where, short
from estimates.model.given import estimate_of
from estimates.model.judgements import Judgements
from estimates.model.markup import html_table
from estimates.model.numbers import many
from estimates.model.remarks import names_in, remarks_html
from estimates.model.rows import first_of
from estimates.model.statements import School, Statement, schools_of
from estimates.model.vocabulary import same_measure, slip_of


# Converters with types of their own: mypy cannot see through ``tuple`` itself.
def _estimates(items: Iterable[Estimate]) -> tuple[Estimate, ...]:
    return every(items, Estimate, "estimates")


def as_bias_notes(items: Iterable[BiasNote]) -> tuple[BiasNote, ...]:
    return every(items, BiasNote, "bias_notes")


def as_links(items: Iterable[Link]) -> tuple[Link, ...]:
    return every(items, Link, "links")


def as_statements(items: Iterable[Statement]) -> tuple[Statement, ...]:
    return every(items, Statement, "statements")


def as_schools(items: Iterable[School]) -> tuple[School, ...]:
    return every(items, School, "schools")


@frozen(field_transformer=typed)
class Dossier(Sequence[Estimate]):
    """All that has been claimed about one estimand: a sequence of estimates.

    Parameters
    ----------
    estimand : Estimand
        Where it does not say what is counted, it takes the measure of its claims if they agree.
    estimates : tuple of Estimate
        In the order of the dataset.
    bias_notes : tuple of BiasNote
        The judgements that reach at least one of the estimates.
    links : tuple of Link
        The links that begin or end at one of the estimates, and those by which what it rests on goes further back.
    statements : tuple of Statement
        Statements without a number about the estimand, its estimates or their claimants, or about other statements.
    schools : tuple of School
        Who assigns its claimants to a school; ``said_by`` is None where only the school is known.

    See Also
    --------
    dossier : Returns it of claims as they are typed.
    Dataset : Several, with their sources.
    Ledger : The claims on very many estimands, as columns.
    """

    estimand: Estimand
    estimates: tuple[Estimate, ...] = field(default=(), converter=_estimates)
    bias_notes: tuple[BiasNote, ...] = field(default=(), converter=as_bias_notes)
    links: tuple[Link, ...] = field(default=(), converter=as_links)
    statements: tuple[Statement, ...] = field(default=(), converter=as_statements)
    _assigned: tuple[School, ...] = field(default=(), converter=as_schools, alias="schools")

    def __attrs_post_init__(self) -> None:
        unique("estimate", [estimate.id for estimate in self.estimates])
        object.__setattr__(self, "estimand", _measured(self.estimand, self.estimates))
        supposed = [estimate.id for estimate in self.estimates if estimate.supposed is not None]
        if supposed and not self.estimand.scenario:
            raise ClaimError(
                f"the numbers of {listed(supposed)} are a user's supposition; only a dossier that "
                "scenario() has made may hold them"
            )

    @property
    def scenario(self) -> str:
        """The user's supposition about the claims, as text; empty where they are as their sources state them."""
        return self.estimand.scenario

    @property
    def schools(self) -> tuple[School, ...]:
        """Who assigns the claimants to a school; ``said_by`` is None where only the school is known."""
        return schools_of((estimate.claimant for estimate in self.estimates), self._assigned)

    def __len__(self) -> int:
        return len(self.estimates)

    def __iter__(self) -> Iterator[Estimate]:
        return iter(self.estimates)

    @overload
    def __getitem__(self, key: int | str) -> Estimate: ...
    @overload
    def __getitem__(self, key: slice) -> Dossier: ...
    def __getitem__(self, key: int | str | slice) -> Estimate | Dossier:
        """Return an estimate by position, id, or a part of the id or of the claimant's name that only one has.

        A slice is a dossier of the claims in it.

        Raises
        ------
        UnknownNameError
            If no estimate, or more than one, has that name.
        """
        if isinstance(key, slice):
            return self.with_estimates(self.estimates[key])
        if isinstance(key, int):
            return self.estimates[key]
        return estimate_named(key, self.estimates, repr(self.estimand.id))

    def _ipython_key_completions_(self) -> list[str]:
        return [estimate.id for estimate in self.estimates]

    def where(
        self,
        predicate: Predicate | None = None,
        /,
        *,
        as_of: str | Date | None = None,
        claimed: str | Date | None = None,
        **equal: str | Iterable[str],
    ) -> Dossier:
        """Return the dossier with only the claims that are meant.

        Parameters
        ----------
        predicate : callable, optional
            Takes an estimate, and says whether it is kept.
        as_of : str or Date, optional
            A date or span, in EDTF: claims that speak of another time are left out. Those whose time is not stated
            stay; their `as_of` is None.
        claimed : str or Date, optional
            A date or span, in EDTF: claims made at another time, or at a time that is not known, are left out.
        **equal : str or iterable of str
            Fields of the estimate (``measure``, ``scope``, ``standing``, ``place``) or of its claimant (``side``,
            ``role``, ``school``, ``name``), with the value, or the values, that are kept. A claim without a measure of
            its own counts what the estimand says.

        Raises
        ------
        UnknownNameError
            If there is no such field.

        Examples
        --------
        >>> import estimates as es
        >>> deaths = es.load("nanking-1937")["combat-deaths"]
        >>> print(*deaths.where(role="scholar"), sep="; ")
        Ikuhiko Hata: 50,000; Jay Taylor: 70,000; Sun Zhaiwei: 6,000–10,000
        >>> print(*deaths.where(lambda e: e.range.high is not None and e.range.high < 60_000), sep="; ")
        Ikuhiko Hata: 50,000; Sun Zhaiwei: 6,000–10,000; Contemporary Chinese source: 20,000 casualties
        """
        asked = {"as_of": as_of, "claimed": claimed, **equal}
        return self.with_estimates(tuple(chosen(self.estimates, self.estimand, predicate, asked)))

    def without(self, *names: str) -> Dossier:
        """Return the dossier without some claims.

        Parameters
        ----------
        *names : str
            Of estimates, as the dossier itself takes them: ``dossier.without("hata")``.

        Raises
        ------
        UnknownNameError
            If no claim, or more than one, has that name.
        """
        gone = {self[name].id for name in names}
        return self.with_estimates([estimate for estimate in self.estimates if estimate.id not in gone])

    def with_claim(
        self,
        claimant: Estimate | Claimant | str,
        wording: str = "",
        source: Cited | Iterable[Cited] = "",
        **fields: Any,
    ) -> Dossier:
        """Return the dossier with one claim more, the last.

        Parameters
        ----------
        claimant : str, Claimant or Estimate
            Who makes the claim; a name that the dossier knows is the same person. An estimate is the whole claim.
        wording : str
            The words, which are read unless `fields` say the numbers (``range=``, or ``low=`` and ``high=``).
        source : str, Citation, Source, or several
            Where it is printed: ``"askew2003[173]"``, or a work in its own words.
        **fields
            Other fields of the estimate (``claimed``, ``measure``), or ``role``, ``side`` and ``school`` of a new
            claimant.

        Raises
        ------
        WordingError
            If the words cannot be read without guessing.
        ClaimError
            If a field does not hold what it may.

        Examples
        --------
        >>> import estimates as es
        >>> garrison = es.load("nanking-1937")["garrison"]
        >>> print(garrison.with_claim("A. N. Other", "about 90,000", "Other 2001, 12")[-1])
        A. N. Other: c. 90,000
        """
        given: Any = claimant
        if not isinstance(claimant, Estimate):
            given = {"claimant": claimant, "wording": wording, "source": source, **fields}
        elif wording or source or fields:
            raise ClaimError("an estimate is the whole claim; give it alone, or a claimant with a wording")
        known = {estimate.claimant.name: estimate.claimant for estimate in self.estimates}
        taken = {estimate.id for estimate in self.estimates}
        added = estimate_of(given, self.estimand.id, taken, known)
        return evolve(self, estimates=(*self.estimates, added), schools=self._assigned)

    def with_estimates(self, estimates: Sequence[Estimate]) -> Dossier:
        """Return the dossier with these estimates, and only the notes and links that concern them."""
        return evolve(self, estimates=estimates, **self._judgements.about(self.estimand, estimates))

    @cached_property
    def _judgements(self) -> Judgements:
        return Judgements(self.bias_notes, self.links, self.statements, self._assigned)

    def notes_on(self, estimate: Estimate) -> tuple[BiasNote, ...]:
        """Return the judgements that reach an estimate."""
        return self._judgements.notes_on(self.estimand, [estimate])

    def __repr__(self) -> str:
        scenario = " (scenario)" if self.scenario else ""
        return f"<Dossier {self.estimand.id!r}{scenario}: {many(len(self), 'estimate')}>"

    def __str__(self) -> str:
        """Return the title, and a line for each claim."""
        return "\n".join([headed(self.estimand), *(f"  {estimate}" for estimate in self)])

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return the header and the rows by which the dossier shows itself, one row a claim, all of it plain text."""
        return self._table(self.estimates)

    def _table(self, estimates: Sequence[Estimate]) -> tuple[list[str], list[list[str]]]:
        became = providers.ask("statuses", self)
        header = ["Claimant", "Role", "Wording", "Reading", "Counts", "Judged", "Source"]
        rows = [
            [
                " ".join(filter(None, [e.claimant.name, e.claimant.native_name])),
                e.claimant.role,
                e.wording,
                str(e.range) if e.supposed is None else e.reading,
                counted(e, self.estimand, became.get(e.id, "")),
                "; ".join(judged_where(note) for note in self.notes_on(e)),
                "; ".join(short(citation) for citation in e.citations),
            ]
            for e in estimates
        ]
        return header, rows

    def _repr_html_(self) -> str:
        shown, more = first_of(self.estimates, "claim", whole="es.to_frame(dossier)")
        statements_table = remarks_html(self.statements, names_in(self.estimand, self))
        return html_table(*self._table(shown), caption=headed(self.estimand)) + more + statements_table


def _measured(estimand: Estimand, estimates: tuple[Estimate, ...]) -> Estimand:
    """Return the estimand; one that does not say what it counts takes the measure of its claims where they agree."""
    if estimand.measure:
        slip = next((e for e in estimates if slip_of(e.measure, estimand.measure)), None)
        if slip is not None:
            message = f"the measure of {slip.id!r}, {slip.measure!r}, is one letter away from that of its estimand"
            raise ClaimError(f"{message}; write {estimand.measure!r}, or nothing, if that is meant")
        return estimand
    measures = list(dict.fromkeys(estimate.measure for estimate in estimates if estimate.measure))
    agreed = bool(measures) and all(same_measure(measure, measures[0]) for measure in measures)
    return evolve(estimand, measure=measures[0]) if agreed else estimand


def unique(what: str, ids: Sequence[str]) -> None:
    if len(set(ids)) != len(ids):
        twice = sorted({i for i in ids if ids.count(i) > 1})
        raise ClaimError(f"each {what} has an id of its own; more than one is called {listed(twice)}")
