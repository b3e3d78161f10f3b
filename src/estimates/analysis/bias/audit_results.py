"""Results of the bias audit: `BiasAudit`, its rows, and their text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, Literal, assert_never, overload

from attrs import field, frozen

from estimates.analysis.bias.anchors import Anchors, Dispersion
from estimates.analysis.bias.roles import Role
from estimates.analysis.lineage.suspicion import Suspicion, suspected
from estimates.analysis.ratios import printed_ratio
from estimates.analysis.selection import Selection
from estimates.model.bias_notes import BiasNote
from estimates.model.claims import Estimate
from estimates.model.descriptions import counted, headed, judged, marked
from estimates.model.dossiers import Dossier
from estimates.model.markup import html_list, html_table
from estimates.model.numbers import many
from estimates.model.ranges import Range
from estimates.model.rows import Row, Rows
from estimates.model.sources import Source
from estimates.model.vocabulary import Direction

Observed = Literal["above", "below", "level"]
_SEEN: Final[dict[Observed | None, str]] = {
    "above": "above", "below": "below", "level": "level with", None: "on both sides of"
}  # fmt: skip
Annotated = Direction | Literal["contradictory"]


def leaning(direction: Direction) -> tuple[Observed, str]:
    """Return on which side of the anchor claims of a direction of bias would lie, and the verb for who has it."""
    match direction:
        case "inflated":
            return "above", "inflate"
        case "downplayed":
            return "below", "downplay"
        case _:
            assert_never(direction)


@frozen
class Single:
    """The result for a claim relative to one anchor alone.

    Parameters
    ----------
    anchor : Estimate
    ratio : Range or None
        The claim over that anchor.
    observed : str or None
        ``above``, ``below`` or ``level``; None where the ratio admits 1 and other values.

    See Also
    --------
    AuditRow : Holds one an anchor.
    """

    anchor: Estimate
    ratio: Range | None
    observed: Observed | None


@frozen(repr=False)
class AuditRow(Row):
    """One claim of an audit.

    Parameters
    ----------
    estimate : Estimate
    role : str
        ``own``, ``enemy``, ``third party`` or ``unclear``: for whom the claimant speaks, seen from those counted.
    ratio : Range or None
        The claim over the geometric mean of the anchors, 1 where they meet. An end is absent where the claim does not
        state it, and excluded where the claim excludes it. None where there is no anchor.
    log_ratio : float or None
        The natural log of the claim's geometric middle (of its best value, where the source names one) over that of the
        anchors; ln 2 = 0.69 is twice as many. None where the claim has no middle: it is one-sided, or touches zero.
    annotated : str or None
        What the bias notes that reach the claim say: ``inflated``, ``downplayed``, or ``contradictory``.
    observed : str or None
        ``above``, ``below`` or ``level``: where all of the ratio lies. None where the ratio admits 1 and other
        values, or is not known.
    agrees : bool or None
        Whether what is observed has the direction that is annotated. None where either is not known.
    expected : str or None
        The direction in which the claimant would lean by the incentive that the audit was asked to suppose.
    notes : tuple of BiasNote
        The judgements that reach the claim.
    anchors : tuple of Estimate
        The claims with which this one is compared: never itself, its copies, or what is derived from it.
    independent : int
        How many independent claims these are.
    reason : str
        Why there is no ratio, or no log of it; ``""`` where there are both.
    role_why : str
        From what the role follows, where that is more than the claimant's side: when the claimant was a party, or that
        the role is the user's.
    singles : tuple of Single
        What each of the anchors alone says of the claim; empty where there is one anchor.
    set_aside : bool
        Whether the claim is not compared; its row holds the judgements on it.
    centre : float or None
        The log of the middle of the anchors, each voice counted once.

    See Also
    --------
    BiasAudit : All rows.
    """

    estimate: Estimate
    role: Role
    ratio: Range | None = None
    log_ratio: float | None = None
    annotated: Annotated | None = None
    observed: Observed | None = None
    expected: Direction | None = None
    notes: tuple[BiasNote, ...] = ()
    anchors: tuple[Estimate, ...] = ()
    independent: int = 0
    reason: str = ""
    role_why: str = ""
    singles: tuple[Single, ...] = ()
    set_aside: bool = False
    centre: float | None = None

    @property
    def changes(self) -> bool:
        """Whether the observed direction changes with the choice of anchor."""
        seen = {single.observed for single in self.singles}
        return len(seen) > 1

    @property
    def agrees(self) -> bool | None:
        """Whether the number goes in the direction that is annotated; None where either is not known."""
        if self.observed is None or self.annotated is None or self.annotated == "contradictory":
            return None
        return leaning(self.annotated)[0] == self.observed

    @property
    def finding(self) -> str:
        """The row's outcome as text: the judgement, its strength, and whether the number agrees with it."""
        if not self.annotated:
            return self.reason if self.set_aside else "no judgement is recorded"
        strengths = {note.strength for note in self.notes}
        if self.annotated == "contradictory":
            return "the judgements contradict each other"
        motive = strengths == {"motive"}
        said = f"said to have had reason to {leaning(self.annotated)[1]}" if motive else f"said to be {self.annotated}"
        if self.set_aside:
            return f"{said}; {self.reason}"
        outcome = {
            True: "the number lies that way",
            False: "the number does not lie that way",
            None: "the number cannot tell",
        }
        return f"{said}; {outcome[self.agrees]}"

    @property
    def measured(self) -> str:
        """The ratio as text, with the number of voices among the anchors."""
        if self.ratio is None:
            return self.reason
        return f"{printed_ratio(self.ratio)} times the anchor ({many(self.independent, 'voice')})"

    @property
    def alone(self) -> str:
        """The results for each anchor alone where they differ; else ``""``."""
        if not self.changes:
            return ""
        found: dict[str, list[str]] = {}
        for single in self.singles:
            anchor = f"{single.anchor.claimant.name} ({single.anchor.reading})"
            found.setdefault(_SEEN[single.observed], []).append(anchor)
        return f"changes with the anchor: {'; '.join(f'{how} {_and(who)}' for how, who in found.items())}"

    def cells(self) -> dict[str, str]:
        """Return the row as texts, by the headings of a table."""
        return {
            "Claimant": self.estimate.claimant.name, "For": "; ".join(filter(None, [self.role, self.role_why])),
            "Claim": self.estimate.reading, "Over the anchor": self.measured,
            "Judged": "; ".join(map(judged, self.notes)),
            "Number and judgement": "; ".join(filter(None, [self.finding, self.alone])),
        }  # fmt: skip

    def __str__(self) -> str:
        more = "".join(f"\n    {text}" for text in (self.alone, *map(judged, self.notes)) if text)
        role = "role unclear" if self.role == "unclear" else str(self.role)
        role = f"{role} ({self.role_why})" if self.role_why else role
        measured = "" if self.set_aside else f"; {self.measured}"
        return f"{self.estimate}: {role}{measured}; {self.finding}{more}"


@frozen
class Contrast:
    """The ratio of the enemy's claims to the own side's; it needs no anchor, and does not show which is right.

    Parameters
    ----------
    enemy, own : tuple of Estimate
        The claims of each, copies counted once.
    ratio : Range or None
        The geometric mean of the enemy's claims over that of the own, each voice counted once, as far as their ends
        bound it.
    log_ratio : float or None
        The natural log of the ratio of their middles, each voice counted once; None where a claim has no middle.
    independent : tuple of int
        How many independent claims there are of the enemy, and of the own side.

    See Also
    --------
    BiasAudit : Holds it.
    """

    enemy: tuple[Estimate, ...]
    own: tuple[Estimate, ...]
    ratio: Range | None
    log_ratio: float | None
    independent: tuple[int, int]

    def __str__(self) -> str:
        shown = printed_ratio(self.ratio) if self.ratio is not None else "not bounded by their ends"
        claims = f"{len(self.enemy)} of the enemy's, {len(self.own)} of the own side's"
        if self.independent != (len(self.enemy), len(self.own)):
            claims = f"{claims}; voices: {self.independent[0]} and {self.independent[1]}, each counted once"
        return f"{shown} ({claims})"


def _and(names: Sequence[str]) -> str:
    """Return names as a list, each once."""
    each = list(dict.fromkeys(names))
    return each[0] if len(each) == 1 else f"{', '.join(each[:-1])} and {each[-1]}"


def _rows(rows: Sequence[AuditRow]) -> Rows[AuditRow]:
    return Rows(rows, "claim")


@frozen(repr=False)
class BiasAudit(Sequence[AuditRow]):
    """Judgements of each claim's bias compared with its number, returned by `bias`: a sequence of rows.

    Parameters
    ----------
    dossier : Dossier
    rows : tuple of AuditRow
        One a claim, in the order of the dossier; those that are set aside follow.
    anchoring : Anchors
        Who was meant as the anchor, who serves and who does not.
    contrast : Contrast or None
        The enemy's claims over the own side's; None where one of them has none.

    See Also
    --------
    bias : Returns it.
    plot_bias : It as a figure.
    """

    dossier: Dossier
    rows: Rows[AuditRow] = field(converter=_rows)
    anchoring: Anchors
    contrast: Contrast | None
    _selection: Selection = field(alias="selection")

    @property
    def anchors(self) -> tuple[Estimate, ...]:
        """The claims of the reference group, copies counted once."""
        return self.anchoring.used

    @property
    def independent(self) -> int:
        """How many independent anchors there are: those of one root or claimant count once."""
        return self.anchoring.independent(self.anchors)

    @property
    def anchor(self) -> Range | None:
        """The geometric mean of the anchors, as a range of which no value is preferred; None where there is none."""
        return self.anchoring.mean(self.anchors) if self.anchors else None

    @property
    def anchor_spread(self) -> Dispersion | None:
        """How far the anchors differ among themselves; None for fewer than two voices."""
        return self.anchoring.spread

    @property
    def suspected(self) -> tuple[Suspicion, ...]:
        """The claims compared that share an unusual value, a range or a place although no link says why."""
        return suspected(self.used, self.dossier.links)

    @property
    def notes(self) -> tuple[BiasNote, ...]:
        """The judgements that reach the claims, those set aside included, each once."""
        return tuple(dict.fromkeys(note for row in self.rows for note in row.notes))

    @property
    def used(self) -> tuple[Estimate, ...]:
        """The claims compared."""
        return self._selection.used

    @property
    def set_aside(self) -> tuple[tuple[Estimate, str], ...]:
        """The claims that are not compared, each with the reason."""
        return self._selection.set_aside

    @property
    def sources(self) -> tuple[Source, ...]:
        """The works on which the claims compared rest, and those of the judgements."""
        places = [place for estimate in self.used for place in estimate.citations]
        places += [place for note in self.notes for place in note.citations]
        return tuple(dict.fromkeys(source for place in places for source in place.sources))

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[AuditRow]:
        return iter(self.rows)

    @overload
    def __getitem__(self, key: int | str) -> AuditRow: ...
    @overload
    def __getitem__(self, key: slice) -> Rows[AuditRow]: ...
    def __getitem__(self, key: int | str | slice) -> AuditRow | Rows[AuditRow]:
        """Return a row by position, or by the name of its estimate as `Dossier` takes it."""
        if not isinstance(key, str):
            return self.rows[key]
        wanted = self.dossier[key].id
        return next(row for row in self.rows if row.estimate.id == wanted)

    def columns(self) -> dict[str, list[Any]]:
        """Return the columns of a table, by name: one row a claim. None is what is not known."""
        rows = self.rows
        ratios = [row.ratio or Range() for row in rows]
        return {
            "estimate": [row.estimate.id for row in rows], "claimant": [row.estimate.claimant.name for row in rows],
            "reading": [row.estimate.reading for row in rows], "role": [row.role for row in rows],
            "ratio": [printed_ratio(row.ratio) if row.ratio else "" for row in rows],
            "ratio_low": [r.low for r in ratios], "ratio_high": [r.high for r in ratios],
            "log_ratio": [row.log_ratio for row in rows], "annotated": [row.annotated for row in rows],
            "observed": [row.observed for row in rows], "agrees": [row.agrees for row in rows],
            "expected": [row.expected for row in rows],
            "judged": ["; ".join(map(judged, row.notes)) for row in rows],
            "anchor": [self.anchoring.label if row.anchors else "" for row in rows],
            "changes": [row.changes for row in rows], "role_why": [row.role_why for row in rows],
            "set_aside": [row.set_aside for row in rows],
            "anchors": [len(row.anchors) for row in rows], "independent": [row.independent for row in rows],
            "reason": [row.reason for row in rows],
            **({"scenario": [marked(self.dossier.estimand)] * len(rows)} if self.dossier.scenario else {}),
        }  # fmt: skip

    @property
    def remarks(self) -> tuple[str, ...]:
        """Remarks on the rows: the anchor, the contrast, what is flagged and what is set aside."""
        lines = [self._anchored()]
        if self.anchor_spread is not None:
            changing = sum(row.changes for row in self.rows)
            verb = "changes" if changing == 1 else "change"
            found = f"; {changing} of {many(len(self.used), 'finding')} {verb} with it" if changing else ""
            lines.append(f"{str(self.anchor_spread)[:1].upper()}{str(self.anchor_spread)[1:]}{found}")
        lines += [f"Not an anchor: {estimate}: {why}" for estimate, why in self.anchoring.left]
        lines += [f"Its number does not enter the mean: {e}: {why}" for e, why in self.anchoring.silent(self.anchors)]
        if self.contrast is not None:
            lines.append(f"The enemy's claims over the own side's: {self.contrast}")
        elif not self.anchors:
            lines.append("Nor can the sides be contrasted: the claims compared are not of both")
        sides = dict.fromkeys(e.speaks_for for e in self.used if e.speaks_for)
        if self.dossier.estimand.side:
            others = [side for side in sides if side != self.dossier.estimand.side]
            if len(others) > 1:
                named = f"{', '.join(others[:-1])} and {others[-1]}"
                lines.append(f"Whether {named} were all enemies is not recorded; each is taken as one")
        unclear = [(e, counted(e, self.dossier.estimand)) for e in self.used if e.scope == "unclear"]
        lines += [f"Compared, but: {estimate}: {why}" for estimate, why in (*unclear, *self._selection.flagged)]
        return (*lines, *(f"Suspected: {suspicion}" for suspicion in self.suspected))

    def _anchored(self) -> str:
        if self.anchor is None:
            only = "only the contrast between the sides is given" if self.contrast else "no ratio is given"
            return f"No anchor: none of the {self.anchoring.label} states a figure with two ends above zero; {only}"
        names = ", ".join(f"{e.claimant.name} ({e.reading})" for e in self.anchors)
        number = f"{many(len(self.anchors), 'claim')} of {many(self.independent, 'voice')}"
        return (
            f"Anchor: {self.anchoring.label}, geometric mean {self.anchor} ({number}): {names}; "
            "an anchor is itself compared with the others, and a biased anchor cannot be detected from the claims"
        )

    def __repr__(self) -> str:
        counts = f"{many(len(self), 'claim')}, {many(self.independent, 'anchor voice')}"
        scenario = " (scenario)" if self.dossier.scenario else ""
        return f"<BiasAudit of {self.dossier.estimand.id!r}{scenario}: {counts}>"

    def __str__(self) -> str:
        counts = f"{many(len(self.used), 'claim')} audited, {len(self.set_aside)} set aside"
        head = f"{headed(self.dossier.estimand)}: {counts}"
        return "\n".join([head, self.remarks[0], *map(str, self.rows), *self.remarks[1:]])

    def _repr_html_(self) -> str:
        return html_table(*self.rows.table(), caption=headed(self.dossier.estimand)) + html_list(self.remarks)
