"""The methods paragraph of a paper: what was computed, under which assumptions, by which version, after whom."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Sized
from typing import Any, Final

from estimates.analysis.bias.audit_results import BiasAudit
from estimates.analysis.bias.model_results import BiasModel
from estimates.analysis.comparison import Comparison
from estimates.analysis.drift import Drift
from estimates.analysis.leave_one_out import LeftOuts
from estimates.analysis.ledger_comparison import LedgerComparison
from estimates.analysis.lineage.derivation import Lineage
from estimates.analysis.literature import LITERATURE
from estimates.analysis.pooling import LedgerPool, Multiverse, Pooled
from estimates.analysis.pooling.method import REGISTER
from estimates.analysis.tension_rows import Tensions
from estimates.citing import cite
from estimates.citing.inlines import escaped
from estimates.errors import ClaimError
from estimates.model import providers
from estimates.model.claims import Estimate
from estimates.model.descriptions import headed
from estimates.model.markup import begun_in_markdown
from estimates.model.numbers import many, written
from estimates.model.sources import Citation, Source

_MARK: Final = "\x00"  # around the keys of works to be cited; no text of the data holds it


class MethodsParagraph(str):
    """The paragraph that `methods` returns: a text that knows the statistical literature it cites.

    Attributes
    ----------
    sources : tuple of Source
        The works cited, which `bibliography`, `to_bibtex` and `to_csl` of the paragraph give.

    See Also
    --------
    methods : Returns it.
    """

    sources: tuple[Source, ...] = ()

    @classmethod
    def of(cls, text: str, sources: Iterable[Source]) -> MethodsParagraph:
        """Return a text with the works that it cites, each once."""
        made = cls(text)
        made.sources = tuple(dict.fromkeys(sources))
        return made


def methods(result: Any, *, style: str | os.PathLike[str] = "chicago-author-date") -> MethodsParagraph:
    """Return the paragraph for the methods section of a paper: what was computed and what it assumes.

    Parameters
    ----------
    result : Comparison, Pooled, Multiverse, LeftOuts, Tensions, Drift, Lineage, BiasAudit, BiasModel or a sequence
        What `compare`, `pool`, `multiverse`, `leave_one_out`, `tensions`, `drift`, `lineage`, `bias` or `bias_model`
        return, also for a ledger. Of a sequence of results, a paragraph each.
    style : str or path
        The citation style of the references to the statistical literature, as for `cite`; ``"label"`` needs no citation
        engine.

    Returns
    -------
    MethodsParagraph
        A text: plain, or Markdown for the style ``pandoc`` and LaTeX for ``latex``. It names the method, the claims
        used and set aside with the reasons, every assumption with its value, the literature of the method, and the
        version of this library. Its ``sources`` are the works cited.

    Raises
    ------
    ClaimError
        If it is no result of this library.

    See Also
    --------
    report : Everything about a figure in one document.
    bibliography : Of the paragraph, the entries of the works that it cites.

    Examples
    --------
    >>> import estimates as es
    >>> garrison = es.load("nanking-1937")["garrison"]
    >>> print(methods(es.pool(garrison, "random-set"), style="label"))
    Garrison of Nanking, December 1937: 3 claims were pooled by the method “random-set” (Dempster 1967). It gives bounds
    on the quantiles of what these voices claim, wherever in its range each value lies. No assumption beyond the claims
    was made. “About” is taken at its stated value. Computed with the Python library estimates, version ...
    """
    for kind, described in _KINDS:
        if isinstance(result, kind):
            made = f"Computed with the Python library estimates, version {version()}."
            return _cited([*described(result), made], style)
    if isinstance(result, (list, tuple)) and result:
        each = [methods(one, style=style) for one in result]
        return MethodsParagraph.of("\n\n".join(each), (work for one in each for work in one.sources))
    raise ClaimError(
        "methods() describes a comparison, a pool, a multiverse, leave-one-out, tensions, drift, a lineage, an audit "
        f"or model of bias (got {type(result).__name__}); compute one first: methods(compare(dossier))"
    )


def version() -> str:
    """Return the version of the library."""
    return str(providers.ask("version"))


def literature(*keys: str) -> list[Source]:
    """Return works on statistical methods by their keys."""
    return [Source(key, LITERATURE[key]) for key in keys]


def _after(keys: Iterable[str]) -> str:
    """Return the place of a citation in a sentence, which `_cited` fills."""
    named = " ".join(keys)
    return f"{_MARK}{named}{_MARK}" if named else ""


def _cited(sentences: Iterable[str], style: Any) -> MethodsParagraph:
    """Return sentences as one text: escaped for where it lands, with the literature in its places."""
    parts = " ".join(sentences).split(_MARK)
    works = [literature(*part.split()) for part in parts[1::2]]
    form = {"pandoc": "markdown", "latex": "latex"}.get(style, "text") if isinstance(style, str) else "text"
    parts[0::2] = [escaped(part, form) for part in parts[0::2]]
    parts[1::2] = [_bracketed([Citation(work) for work in each], style) for each in works]
    text = "".join(parts)
    text = begun_in_markdown(text) if form == "markdown" else text
    return MethodsParagraph.of(text, (work for each in works for work in each))


def _bracketed(works: list[Citation], style: Any) -> str:
    """Return a citation in brackets, unless its style brings them, or its key stands for a note."""
    said = cite(works, style=style, form="in-text")
    if style in ("pandoc", "latex") or said.startswith("("):
        return said
    return f"({re.sub(r'[.](?=[”’]?$)', '', said)})"


def _aside(result: Any) -> list[str]:
    """Return the claimants whose claims were set aside or flagged, by reason."""
    by_reason: dict[str, list[str]] = {}
    for estimate, reason in result.set_aside:
        by_reason.setdefault(reason, []).append(estimate.claimant.name)
    reasons = [f"{', '.join(who)} ({why})" for why, who in by_reason.items()]
    count = len(result.set_aside)
    lines = (
        [f"{many(count, 'claim')} {'was' if count == 1 else 'were'} set aside: {'; '.join(reasons)}."] if count else []
    )
    flagged = [f"{estimate.claimant.name} ({why})" for estimate, why in getattr(result, "flagged", ())]
    return [*lines, f"Counted all the same: {'; '.join(flagged)}."] if flagged else lines


def _assumed(assumptions: Any, *, always: Iterable[str] = ()) -> list[str]:
    """Return what was assumed: what always is, what a reader has named, or that there was nothing."""
    named = [f"{str(name).replace('_', ' ')} = {_value(value)}" for name, value in dict(assumptions).items()]
    said = [_sentence(text) for text in always if text]
    if named:
        return [*said, f"Assumptions: {'; '.join(named)}."]
    return said or ["No assumption beyond the claims was made."]


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _value(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)


def _scenario(result: Any) -> list[str]:
    supposed = result.dossier.scenario
    return [f"The numbers are a scenario of the authors: {supposed}."] if supposed else []


def _pool(found: Pooled) -> list[str]:
    number = found.effective_n
    fewer = f", which count as {many(number, 'voice')}," if number < len(found.used) else ""
    return [
        f"{headed(found.dossier.estimand)}: {many(len(found.used), 'claim')}{fewer} "
        f"{_was(found.used)} pooled {_by(found.method)}.",
        f"It gives {found.target}.",
        *_assumed(found.assumptions, always=("each voice counts once" if found.shared else "", found.premise)),
        *map(_sentence, found.readings), *_unclear(found.used), *_aside(found), *_scenario(found),
    ]  # fmt: skip


def _by(method: str) -> str:
    return " ".join(filter(None, [f"by the method “{method}”", _after(REGISTER[method].literature)]))


def _unclear(used: Iterable[Estimate]) -> list[str]:
    count = sum(estimate.scope == "unclear" for estimate in used)
    return [f"{written(count)} of the claims {'is' if count == 1 else 'are'} of unclear scope."] if count else []


def _comparison(found: Comparison) -> list[str]:
    return [
        f"{headed(found.dossier.estimand)}: {many(len(found.used), 'claim')} {_was(found.used)} compared in pairs "
        "as stated ranges. Two claims have no common value if no number lies in both ranges; the core is where most of "
        "the ranges overlap.",
        *_assumed(found.assumptions), *_about(found), *_unclear(found.used), *_aside(found), *_scenario(found),
    ]  # fmt: skip


def _about(found: Comparison) -> list[str]:
    stated = found.approximate_factor is None and any(estimate.range.approximate for estimate in found.used)
    return ["“About” is taken at its stated value."] if stated else []


def _multiverse(found: Multiverse) -> list[str]:
    names = list(dict.fromkeys(row.method for row in found.rows))
    keys = ["steegen2016", *(key for name in names for key in REGISTER[name].literature)]
    refused = sum(bool(row.reason) for row in found.rows)
    return [
        f"{headed(found.dossier.estimand)}: the claims were pooled under {written(len(found.rows))} choices of method, "
        f"assumptions and claims left out ({', '.join(names)}) {_after(keys)}.",
        f"{written(refused)} of the choices had no answer." if refused else "Every choice had an answer.",
        *_scenario(found),
    ]  # fmt: skip


def _audit(found: BiasAudit) -> list[str]:
    return [
        f"{headed(found.dossier.estimand)}: {many(len(found.used), 'claim')} {_was(found.used)} compared with an "
        f"anchor, beside the recorded judgements. {_anchor(found)}",
        *_unclear(found.used), *_aside(found), *_scenario(found),
    ]  # fmt: skip


def _anchor(found: BiasAudit) -> str:
    if not found.anchors:
        return f"No claim could serve as the anchor: none of the {found.anchoring.label} states two ends above zero."
    *most, last = dict.fromkeys(estimate.claimant.name for estimate in found.anchors)
    names = f"{', '.join(most)} and {last}" if most else last
    mean = "the geometric mean of the claims of " if len(found.anchors) > 1 else "the claim of "
    label = f" ({found.anchoring.label})" if found.anchoring.label not in (last, names) else ""
    return f"The anchor is {mean}{names}{label}; it is assumed, not found, to be unbiased."


def _model(found: BiasModel) -> list[str]:
    return [
        f"The factors by which camps state more or less than the reference group ({found.anchor}) were estimated in a "
        f"hierarchical model of the logarithms {_after(['rover2021', 'veroniki2016'])}; the reference group is "
        "assumed, not found, to be unbiased.",
        f"{many(len(found.used), 'claim')} {_was(found.used)} used.",
        *_assumed(found.assumptions), *_counted_aside(found),
    ]  # fmt: skip


def _counted_aside(found: BiasModel) -> list[str]:
    """Return how many claims a model of many figures sets aside, by reason."""
    reasons = Counter(why for _, why in found.set_aside)
    count = len(found.set_aside)
    named = "; ".join(f"{written(number)}: {why}" for why, number in reasons.most_common())
    return [f"{many(count, 'claim')} {'was' if count == 1 else 'were'} set aside ({named})."] if count else []


def _ledger_pool(found: LedgerPool) -> list[str]:
    return [
        f"The claims on each of {many(len(found), 'figure')} were pooled {_by(found.method)}.",
        f"It gives {found.target}.",
        *_assumed(found.assumptions, always=(found.premise,)), *_refused(found),
    ]  # fmt: skip


def _ledger_comparison(found: LedgerComparison) -> list[str]:
    return [
        f"The claims on each of {many(len(found), 'figure')} were compared in pairs as stated ranges. Two claims have "
        "no common value if no number lies in both ranges; the core is where most of the ranges overlap.",
        *_assumed({}), *_refused(found),
    ]  # fmt: skip


def _refused(found: LedgerPool | LedgerComparison) -> list[str]:
    refused = sum(map(bool, found.reason))
    return [f"{many(refused, 'figure')} had no answer."] if refused else []


def _left_out(found: LeftOuts) -> list[str]:
    if not found:
        return ["No claim was left out, since none was compared."]
    first = found[0]
    what = {"claim": "each claim", "via": "what was read in each work"}.get(first.by, f"the claims of each {first.by}")
    made = {
        "core": "the range in which most of the others overlap",
        "geometric-mean": "the geometric mean of the others",
    }
    result = made.get(first.method) or f"the pool of the others {_by(first.method)}"
    return [f"To see how far the result rests on single claims, {what} was left out in turn, and "
            f"{result} was computed anew ({written(len(found))} times)."]  # fmt: skip


def _tensions(found: Tensions) -> list[str]:
    said = (
        "Claims on figures of which one cannot exceed another, or is the sum of others, were searched for those that "
        "have no common solution as stated, or one only at the ends of their ranges; an end that is not stated stays "
        "open."
    )
    number = f"{many(len(found), 'tension')} {_was(found)} found."
    return [said, number, *(f"Not compared: {reason}." for reason in found.not_compared)]


def _was(found: Sized) -> str:
    return "was" if len(found) == 1 else "were"


def _drift(found: Drift) -> list[str]:
    return [
        f"{headed(found.dossier.estimand)}: the values of {written(found.voices)} dated voices were correlated with "
        "the dates of the claims by Kendall’s tau-b, and their growth is the median of the slopes between every two "
        f"voices {_after(['kendall1945', 'sen1968'])}. The p value is the share of permutations of the dates with a "
        f"correlation as far from zero, of all voices and within each {found.camps}.",
        *[f"Left out: {estimate.claimant.name} ({why})." for estimate, why in found.left_out], *_aside(found),
    ]  # fmt: skip


def _lineage(found: Lineage) -> list[str]:
    return [
        f"{headed(found.dossier.estimand)}: of {many(len(found.dossier), 'claim')}, {written(len(found.roots))} rest "
        f"on no other claim; claims that share digits beyond chance were looked for {_after(['dong2009'])}.",
        *_aside(found),
    ]  # fmt: skip


_KINDS: Final[tuple[tuple[type, Any], ...]] = (
    (Pooled, _pool), (Comparison, _comparison), (Multiverse, _multiverse), (BiasAudit, _audit), (BiasModel, _model),
    (Lineage, _lineage), (LedgerPool, _ledger_pool), (LedgerComparison, _ledger_comparison), (LeftOuts, _left_out),
    (Tensions, _tensions), (Drift, _drift),
)  # fmt: skip
