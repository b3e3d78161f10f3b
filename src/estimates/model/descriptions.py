"""Descriptions of claims: the texts that tables, figures, captions and notes share."""

from __future__ import annotations

from typing import assert_never

from estimates.model.bias_notes import BiasNote
from estimates.model.claims import Estimand, Estimate
from estimates.model.markup import plain
from estimates.model.messages import Message
from estimates.model.range_texts import IN_WORDS, range_text
from estimates.model.ranges import Range
from estimates.model.sources import Citation
from estimates.model.vocabulary import Scope, Standing, counts_other, differs, same_measure

USERS = "the user's supposition, not the source's"
UNBOUNDED = "unbounded on both sides"
NO_LONGER = "it no longer stands as its claimant's figure"


def short(citation: Citation) -> str:
    """Return a place in the short author-date form, with the works in which it is reported, and was read.

    Examples
    --------
    >>> from estimates.model.sources import Source
    >>> hata = Source("hata", {"author": [{"family": "Hata"}], "issued": {"date-parts": [[1993]]}})
    >>> short(Citation(hata, "12", via=Citation(Source("k", {"title": "Battle"}), "sec. Aftermath")))
    'Hata 1993, 12, as read in “Battle”, sec. Aftermath'
    """
    place = ""
    if citation.source is not None:
        place = ", ".join(filter(None, [citation.source.label, citation.locator]))
    reported = f"as reported in {short(citation.reported_in)}" if citation.reported_in is not None else ""
    read = f"as read in {short(citation.via)}" if citation.via is not None else ""
    return plain(", ".join(filter(None, [place, reported, read])))


def headed(estimand: Estimand) -> str:
    """Return the title of an estimand; in a scenario it includes the supposition, so that it is never overlooked."""
    return f"{estimand.label or estimand.id} ({marked(estimand)})" if estimand.scenario else estimand.title


def marked(x: Estimand | Estimate) -> str:
    """Return the mark of a scenario, ``scenario: …``, of an estimand or a claim; ``""`` where there is none."""
    said = x.scenario if isinstance(x, Estimand) else str(x.supposed or "")
    if isinstance(x, Estimate) and said:
        said = f"{said}; {USERS}"
    return f"scenario: {said}" if said else ""


def computed(r: Range) -> str:
    """Return a computed range in print; one without ends is one that the claims leave unbounded on both sides.

    Examples
    --------
    >>> from estimates.model.ranges import at_most
    >>> computed(at_most(84_000)), computed(Range())
    ('≤ 84,000', 'unbounded on both sides')
    """
    return UNBOUNDED if r.kind == "vague" else str(r)


def computed_words(r: Range) -> str:
    """Return a computed range in the words of print, as `worded` does."""
    return UNBOUNDED if r.kind == "vague" else worded(r)


def worded(r: Range) -> str:
    """Return a range in the words of print: ``over 200,000``, ``at least 20,000``, ``up to 84,000``, ``c. 150,000``.

    The space after ``c.`` does not break.

    Examples
    --------
    >>> from estimates.model.ranges import at_most, between, more_than
    >>> worded(more_than(200_000)), worded(at_most(84_000)), worded(between(73_790, 81_500))
    ('over 200,000', 'up to 84,000', '73,790–81,500')
    >>> worded(Range(5, 9, best=7, low_open=True))
    'over 5, up to 9 (best 7)'
    """
    return range_text(r, IN_WORDS)


def counted(estimate: Estimate, estimand: Estimand, state: str = "") -> str:
    """Return what a claim counts where that differs from the estimand: its measure, its scope and why.

    Empty where the claim counts just what the estimand says.

    Parameters
    ----------
    estimate : Estimate
    estimand : Estimand
    state : str
        What became of the claim among the others, such as ``a copy``; its own standing where that is left out.
    """
    measure = estimate.measure if not same_measure(estimate.measure, estimand.measure) else ""
    scope = scope_words(estimate.scope)
    if scope and estimate.scope_note:
        scope = f"{scope}: {estimate.scope_note}"
    standing = estimate.standing if estimate.standing != "stands" else ""
    return "; ".join(filter(None, [measure, scope, state or standing]))


def comparable(estimate: Estimate, estimand: Estimand) -> str:
    """Return why an estimate is not compared with the others, or ``""`` where it is.

    A claim of another measure, of a narrower, wider or different scope, one without a number, and one whose standing is
    not ``stands`` are shown and set aside; a claim of unclear scope is compared, and flagged.
    """
    if estimate.standing != "stands":
        return Message(f"{estimate.standing}: {not_counted(estimate.standing)}", estimate.standing)
    if differs(estimate.measure, estimand.measure):
        why = f"counts {estimate.measure}, not {estimand.measure}"
        return Message(why, "other measure", measure=estimate.measure, wanted=estimand.measure)
    if counts_other(estimate.scope):
        scope, note, words = estimate.scope, estimate.scope_note, scope_words(estimate.scope)
        if not note:
            return Message(words, "other scope", scope=scope)
        return Message(f"{words}: {note}", "other scope: why", scope=scope, note=note)
    if estimate.share is not None:
        why = f"states {estimate.reading}, which is no number of its own"
        return Message(why, "only a share", reading=estimate)
    if estimate.range.kind == "vague":
        return Message(f"gives no number (“{estimate.wording}”)", "no number", wording=estimate.wording)
    return ""


def with_reason(estimate: Estimate, reason: str) -> str:
    """Return a claim and what is said of it in one line, nothing twice.

    Examples
    --------
    >>> from estimates import Claimant, Estimate, point
    >>> hata = Estimate("hata", Claimant("hata", "Ikuhiko Hata"), point(50_000), standing="superseded")
    >>> with_reason(hata, "superseded: he gives another number now")
    'Ikuhiko Hata: 50,000 (superseded: he gives another number now)'
    """
    claim, mark = str(estimate), f" ({estimate.standing})"
    if claim.endswith(mark) and reason.startswith(f"{estimate.standing}: "):
        return f"{claim.removesuffix(mark)} ({reason})"
    stated = f"states {estimate.reading}, "
    if claim.endswith(str(estimate.reading)) and reason.startswith(stated):
        return f"{claim}, {reason.removeprefix(stated)}"
    words = f" (“{estimate.wording}”)"
    if estimate.wording and claim.endswith(words[2:-1]):
        reason = reason.removesuffix(words)
    return f"{claim}: {reason}"


def not_counted(standing: Standing) -> str:
    """Return why a claim of a standing is not counted; ``""`` where it stands."""
    match standing:
        case "stands":
            return ""
        case "superseded" | "retracted" | "misquoted":
            return NO_LONGER
        case "forged":
            return "the document that gives it is a forgery"
        case "announced":
            return "a number made public, not a count or an estimate"
        case "forecast":
            return "what was expected, not what was found"
        case "hypothetical":
            return "what it would be under a condition, not what it was"
        case _:
            assert_never(standing)


def scope_words(scope: Scope) -> str:
    """Return in words how a claim's scope differs from its estimand's; ``""`` where it is the same."""
    match scope:
        case "same":
            return ""
        case "unclear":
            return "scope unclear"
        case "narrower" | "wider" | "different":
            return f"{scope} scope"
        case _:
            assert_never(scope)


def facts(x: Estimate | BiasNote) -> list[tuple[str, str]]:
    """Return what a claim or a judgement says, as names with texts."""
    where = "; ".join(short(citation) for citation in x.citations)
    words = f"“{x.wording}”" if x.wording else ""
    if isinstance(x, BiasNote):
        factor = "" if x.factor is None else str(x.factor)
        about = x.about_estimate or x.about_claimant or x.about_side
        return [("Said by", x.said_by.name), ("Of", about), ("Judgement", f"{x.direction} ({x.strength})"),
                ("Factor", factor), ("Wording", words), ("Source", where), ("Note", x.note)]  # fmt: skip
    who = ", ".join(filter(None, [x.claimant.role, x.claimant.side]))
    share = f"{x.share} of {x.share_of or x.ratio_to}" if x.share is not None else ""
    standing = "" if x.standing == "stands" else x.standing
    scope = "" if x.scope == "same" else ": ".join(filter(None, [x.scope, x.scope_note]))
    name = " ".join(filter(None, [x.claimant.name, x.claimant.native_name, f"({who})" if who else ""]))
    occasion = ", ".join(filter(None, [x.place, str(x.as_of or "")]))
    return [("Claimant", name), ("Reading", share or x.reading), ("Wording", words), ("Counts", x.measure),
            ("Scope", scope), ("Standing", standing), ("Claimed", str(x.claimed or "")), ("Speaks of", occasion),
            ("Source", where), ("Supposed", str(x.supposed or "")), ("Note", x.note), *x.extra]  # fmt: skip


def judged(note: BiasNote) -> str:
    """Return a judgement in a few words, with the judge: ``inflated (finding) · Masahiro Yamamoto``."""
    factor = f", by a factor of {note.factor}" if note.factor is not None else ""
    return f"{note.direction}{factor} ({note.strength}) · {note.said_by.name}"


def judged_where(note: BiasNote) -> str:
    """Return a judgement with the judge, the wording and the place: ``…: “usually inflated” (Yamamoto 2000, 118)``."""
    words = f": “{note.wording}”" if note.wording else ""
    where = f" ({'; '.join(short(citation) for citation in note.citations)})" if note.citations else ""
    return f"{judged(note)}{words}{where}"
