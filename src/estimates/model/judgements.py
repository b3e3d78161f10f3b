"""What is said about claims, and what of it belongs to the claims of one dossier."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from estimates.model.bias_notes import BiasNote
from estimates.model.claims import Estimand, Estimate, Link
from estimates.model.statements import ABOUT, School, Statement
from estimates.model.vocabulary import BACK

_T = TypeVar("_T")
_Places = Mapping[Hashable, Sequence[int]]


class Judgements:
    """The notes, links, statements and schools of many claims, found by what they are about.

    Parameters
    ----------
    notes : sequence of BiasNote
    links : sequence of Link
    statements : sequence of Statement
    schools : sequence of School
    """

    def __init__(
        self,
        notes: Sequence[BiasNote] = (),
        links: Sequence[Link] = (),
        statements: Sequence[Statement] = (),
        schools: Sequence[School] = (),
    ) -> None:
        self.notes, self.links = tuple(notes), tuple(links)
        self.statements, self.schools = tuple(statements), tuple(schools)
        self._notes = _by(self.notes, lambda note: [_subject(note)])
        self._links = _by(self.links, lambda link: {link.from_id, link.to_id})
        self._statements = _by(self.statements, lambda said: [(name, getattr(said, name)) for name in ABOUT])
        self._schools = _by(self.schools, lambda school: [school.claimant.id])

    def about(self, estimand: Estimand, estimates: Collection[Estimate]) -> dict[str, Any]:
        """Return what belongs to the claims of a dossier, as its arguments, each in the order in which it was given."""
        return {
            "bias_notes": self.notes_on(estimand, estimates),
            "links": self.links_of([estimate.id for estimate in estimates]),
            "statements": self.statements_on(estimand, estimates),
            "schools": self.schools_of(estimates),
        }

    def notes_on(self, estimand: Estimand, estimates: Collection[Estimate]) -> tuple[BiasNote, ...]:
        """Return the judgements that reach at least one of the estimates."""
        if not self.notes:
            return ()
        subjects = {
            subject
            for estimate in estimates
            for subject in (
                ("estimate", estimate.id),
                ("claimant", estimate.claimant.id),
                ("side", estimate.speaks_for),
            )
        }
        near = _chosen(self.notes, self._notes, subjects)
        return tuple(note for note in near if any(note.reaches(estimate, estimand) for estimate in estimates))

    def links_of(self, ids: Iterable[str]) -> tuple[Link, ...]:
        """Return the links that begin or end at some estimates, and those by which what they rest on goes further back.

        Parameters
        ----------
        ids : iterable of str
            Of the estimates.
        """
        if not self.links:
            return ()
        waiting = list(ids)
        near, reached, kept = set(waiting), set(waiting), set()
        while waiting:
            here = waiting.pop()
            for place in self._links.get(here, ()):
                link = self.links[place]
                back = link.relation in BACK and (link.from_id == here or link.relation == "same data as")
                if here in near or back:
                    kept.add(place)
                for end in (link.from_id, link.to_id) if back else ():
                    if end not in reached:
                        reached.add(end)
                        waiting.append(end)
        return tuple(self.links[place] for place in sorted(kept))

    def statements_on(self, estimand: Estimand, estimates: Collection[Estimate]) -> tuple[Statement, ...]:
        """Return the statements about an estimand, its estimates or their claimants, and about these statements."""
        if not self.statements:
            return ()
        waiting: list[Hashable] = [("about_estimand", estimand.id)]
        waiting += [("about_estimate", estimate.id) for estimate in estimates]
        waiting += [("about_claimant", estimate.claimant.id) for estimate in estimates]
        kept: set[int] = set()
        while waiting:
            for place in self._statements.get(waiting.pop(), ()):
                if place not in kept:
                    kept.add(place)
                    waiting.append(("about_statement", self.statements[place].id))
        return tuple(self.statements[place] for place in sorted(kept))

    def schools_of(self, estimates: Collection[Estimate]) -> tuple[School, ...]:
        """Return the assignments of the claimants of some estimates to schools."""
        if not self.schools:
            return ()
        return _chosen(self.schools, self._schools, {estimate.claimant.id for estimate in estimates})


def _subject(note: BiasNote) -> tuple[str, str]:
    if note.about_estimate:
        return "estimate", note.about_estimate
    return ("claimant", note.about_claimant) if note.about_claimant else ("side", note.about_side)


def _by(things: Sequence[_T], keys: Callable[[_T], Iterable[Hashable]]) -> _Places:
    """Return for each key the places of the things that have it."""
    found: dict[Hashable, list[int]] = {}
    for place, thing in enumerate(things):
        for key in keys(thing):
            found.setdefault(key, []).append(place)
    return found


def _chosen(things: Sequence[_T], places: _Places, keys: Iterable[Hashable]) -> tuple[_T, ...]:
    """Return the things that have one of the keys, in their order."""
    return tuple(things[place] for place in sorted({place for key in keys for place in places.get(key, ())}))
