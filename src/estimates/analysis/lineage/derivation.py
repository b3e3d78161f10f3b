"""Who copied whom: the lineage of the claims on one figure, and the one choice of those that are counted."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from attrs import field, frozen

from estimates.analysis.lineage.copies import origins, roots_of, ties
from estimates.analysis.lineage.status import fates_of, named
from estimates.analysis.lineage.suspicion import Suspicion, suspected
from estimates.analysis.selection import Selected, Selection, select
from estimates.errors import ClaimError, PoolingError
from estimates.model.claims import Estimate, Link
from estimates.model.descriptions import headed, short, with_reason
from estimates.model.dossiers import Dossier
from estimates.model.guidance import got
from estimates.model.markup import html_list, html_table
from estimates.model.numbers import many
from estimates.model.sources import Source


@frozen(repr=False)
class Lineage(Selected):
    """Who rests on whom among the claims of a dossier, made by `lineage`.

    Attributes
    ----------
    dossier : Dossier
    selection : Selection
        What is counted wherever the dossier is compared or pooled, and what is not.

    See Also
    --------
    lineage : Returns it.
    plot_lineage : It as a figure.
    """

    dossier: Dossier
    selection: Selection
    _kept: dict[str, Estimate] = field(eq=False, hash=False, alias="kept")

    @property
    def links(self) -> tuple[Link, ...]:
        """Every link of the dossier, disputes included: the edges of a picture."""
        return self.dossier.links

    @property
    def nodes(self) -> tuple[str, ...]:
        """The ids of all claims, and then of those that are linked but belong to another dossier, or are not here."""
        ends = (end for link in self.links for end in (link.from_id, link.to_id))
        return tuple(dict.fromkeys([*(estimate.id for estimate in self.dossier), *ends]))

    @cached_property
    def roots(self) -> tuple[Estimate, ...]:
        """The independent claims among those counted, in the order of the dossier.

        A claim that reports, rests on or revises others has their roots. Where the root itself is not counted, or is
        not here, the claim nearest to it stands for it.
        """
        return roots_of(self.used, self.links)

    @property
    def copies(self) -> tuple[tuple[Estimate, Estimate], ...]:
        """The exact copies, each with the claim that it repeats; they count once."""
        return tuple((e, self._kept[e.id]) for e in self.dossier if e.id in self._kept)

    @cached_property
    def built(self) -> tuple[Estimate, ...]:
        """The claims counted that are built from several others; each counts for itself."""
        made_of = ties(self.links).made_of
        return tuple(estimate for estimate in self.used if len(made_of.get(estimate.id, ())) > 1)

    @cached_property
    def suspected(self) -> tuple[Suspicion, ...]:
        """The claims that share an unusual value although no link says why; nothing is collapsed for it."""
        return suspected(self.dossier.estimates, self.links)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The works on which the claims counted rest, and those that say who rests on whom."""
        places = [place for part in self.used for place in part.citations]
        places += [place for link in self.links for place in link.source]
        return tuple(dict.fromkeys(source for place in places for source in place.sources))

    def effective_n(self, rho: float | None = None) -> float:
        """Return how many uncorrelated claims the roots are worth, if any two of them are correlated by `rho`.

        Parameters
        ----------
        rho : float
            From 0, independent, to 1, all of them one. It cannot be known from the claims, and has no default.

        Returns
        -------
        float
            n / (1 + (n - 1) rho) for n roots; 0 where there is none.

        Raises
        ------
        PoolingError
            If `rho` is not stated, or is not from 0 to 1.

        References
        ----------
        Clemen, R. T. and Winkler, R. L. (1985). Operations Research 33, 427-442.
        """
        return effective_number(len(self.roots), rho)

    def columns(self) -> dict[str, list[Any]]:
        """Return the columns of a table, by name: one row a claim.

        ``links`` are those that begin at the claim, ``root`` where it comes from in the end (itself, one or several
        ids, also of claims that are not counted or not here), ``counted`` whether it is, and ``note`` why not, or what
        it owes.
        """
        said = dict(_by_id(self.set_aside)) | dict(_by_id(self.flagged))
        counted = {estimate.id for estimate in self.used}
        shared = {e.id: str(group) for group in reversed(self.suspected) for e in group}
        rows = list(self.dossier)
        return {
            "estimate": [e.id for e in rows],
            "claimant": [e.claimant.name for e in rows],
            "reading": [e.reading for e in rows],
            "links": ["; ".join(f"{k.relation} {k.to_id}" for k in self.links if k.from_id == e.id) for e in rows],
            "root": ["; ".join(self._origins[e.id]) for e in rows],
            "counted": [e.id in counted for e in rows],
            "note": [said.get(e.id, "") for e in rows],
            "suspected": [shared.get(e.id, "") for e in rows],
        }

    @cached_property
    def _origins(self) -> dict[str, tuple[str, ...]]:
        """The ids of the roots of each claim: those of what it copies, where it is a copy."""
        found = ties(self.links)
        known = {estimate.id: self._kept.get(estimate.id, estimate).id for estimate in self.dossier}
        stands_for = {found.data.get(root.id, root.id): root.id for root in reversed(self.roots)}
        out = {}
        for name, come_from in origins(known.values(), found).items():
            out[name] = tuple(sorted(stands_for.get(origin, origin) for origin in come_from))
        return {name: out[kept] for name, kept in known.items()}

    def _repr_html_(self) -> str:
        columns = self.columns()
        rows = zip(*(columns[name] for name in ("claimant", "reading", "links", "root", "counted", "note")))
        names = {e.id: named(e) for e in self.dossier}

        def in_words(ids: str) -> str:
            return "; ".join(names.get(one, one) for one in ids.split("; "))

        cells = [
            [who, number, links, in_words(root), "yes" if counted else "no", note]
            for who, number, links, root, counted, note in rows
        ]
        header = ["Claimant", "Claim", "Says of itself", "Comes from", "Counted", "Why"]
        found = f"{headed(self.dossier.estimand)}: {many(len(self.roots), 'root')} of {self._claims}"
        return html_table(header, cells, caption=found) + html_list(f"Suspected: {each}" for each in self.suspected)

    @property
    def _claims(self) -> str:
        return many(len(self.dossier), "claim")

    def __repr__(self) -> str:
        counts = f"{self._claims}, {len(self.used)} counted, {many(len(self.roots), 'root')}"
        return f"<Lineage of {self.dossier.estimand.id!r}: {counts}>"

    def __str__(self) -> str:
        """Return who rests on whom: a line a link, with where it is said, and then what follows from it."""
        known = {estimate.id: estimate for estimate in self.dossier}
        counts = f"{self._claims}, {len(self.used)} counted, {many(len(self.roots), 'root')}"
        lines = [f"{self.dossier.estimand.title}: {counts}"]
        for link in dict.fromkeys(self.links):
            ends = [named(known[end]) if end in known else f"{end!r} (not here)" for end in (link.from_id, link.to_id)]
            verb = "has the same data as" if link.relation == "same data as" else link.relation
            where = "; ".join(map(short, link.source))
            lines.append(f"{ends[0]} {verb} {ends[1]}" + (f" [{where}]" if where else ""))
        lines += ["Roots: " + "; ".join(map(str, self.roots))] if self.roots else []
        lines += [f"Counted, but: {estimate}: {said}" for estimate, said in self.flagged]
        lines += [f"Set aside: {with_reason(*each)}" for each in self.set_aside]
        lines += [f"Suspected: {suspicion}" for suspicion in self.suspected]
        return "\n".join(lines)


def _by_id(pairs: tuple[tuple[Estimate, str], ...]) -> list[tuple[str, str]]:
    return [(estimate.id, said) for estimate, said in pairs]


def effective_number(n: int, rho: float | None) -> float:
    """Return the effective number of n claims of which any two are correlated by `rho`.

    Examples
    --------
    >>> effective_number(4, 0.5)
    1.6
    """
    if rho is None:
        raise PoolingError("state rho=, how far any two roots are correlated: 0 takes them as independent, 1 as one")
    if isinstance(rho, bool) or not isinstance(rho, (int, float)) or not 0 <= rho <= 1:
        raise PoolingError(f"rho must be a correlation from 0, independent, to 1, all of them one (got {rho!r})")
    return n / (1 + (n - 1) * rho) if n else 0.0


def lineage(dossier: Dossier) -> Lineage:
    """Trace who rests on whom among the claims on one figure, and which of them are independent.

    A claim that only reports another is not a second witness. Exact copies count once, at their root; a claim built
    from several, or one that reports another with other numbers, keeps its own mass and is flagged; what is retracted
    or superseded is set aside. Claims that share an unusual value without a link are suspected, and counted all the
    same. It is this choice that `compare`, `agreement`, `pool`, `multiverse`, `leave_one_out` and the ledger of a
    dossier or dataset make.

    Parameters
    ----------
    dossier : Dossier

    Returns
    -------
    Lineage

    Raises
    ------
    LineageError
        If the links are cyclic; the message gives its path.
    ClaimError
        If it is no dossier.

    See Also
    --------
    plot_lineage : The same as a figure.
    pool : A summary in which a claim and its copies count once.

    References
    ----------
    Suspicion: Dong, X. L., Berti-Equille, L. and Srivastava, D. (2009). PVLDB 2, 550-561. Effective number: Clemen,
    R. T. and Winkler, R. L. (1985). Operations Research 33, 427-442.

    Examples
    --------
    >>> from attrs import evolve
    >>> import estimates as es
    >>> garrison = es.load("nanking-1937")["garrison"]
    >>> paper = es.Estimate("paper", es.Claimant("paper", "A newspaper"), es.point(100_000))
    >>> links = [es.Link("paper", "reports", "hata-garrison")]
    >>> found = lineage(evolve(garrison, estimates=[*garrison, paper], links=links))
    >>> print(found)
    Garrison of Nanking, December 1937: 4 claims, 3 counted, 3 roots
    A newspaper (100,000) reports Ikuhiko Hata (100,000)
    Roots: David Askew: 73,790–81,500; Ikuhiko Hata: 100,000; Tokushi Kasahara: c. 150,000
    Set aside: A newspaper: 100,000: reports Ikuhiko Hata (100,000), counted once
    >>> found.effective_n(rho=0.5)
    1.5
    """
    if not isinstance(dossier, Dossier):
        raise ClaimError(f"a lineage is that of a dossier {got(dossier)}")
    return Lineage(dossier, select(dossier), kept=fates_of(dossier).copies)
