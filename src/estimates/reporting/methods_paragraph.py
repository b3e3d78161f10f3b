"""The methods paragraph of a paper: what was computed, under which assumptions, by which version, after whom."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sized
from typing import Any, Final

from estimates.analysis.bias.audit_results import BiasAudit
from estimates.analysis.bias.model_results import BiasModel
from estimates.analysis.comparison import Comparison
from estimates.analysis.lineage.derivation import Lineage
from estimates.analysis.pooling import Multiverse, Pooled
from estimates.citing import cite
from estimates.errors import ClaimError
from estimates.model import providers
from estimates.model.claims import Estimate
from estimates.model.descriptions import headed
from estimates.model.numbers import written
from estimates.model.sources import Citation, Source
from estimates.reporting.literature import LITERATURE


def methods(result: Any, *, style: str | os.PathLike[str] = "chicago-author-date") -> str:
    """Return the paragraph for the methods section of a paper: what was computed and what it assumes.

    Parameters
    ----------
    result : Comparison, Pooled, Multiverse, BiasAudit, BiasModel or Lineage, or a sequence of these
        Of a sequence, a paragraph each.
    style : str or path
        The citation style of the references to the statistical literature, as for `cite`; ``"label"`` needs no citation
        engine.

    Returns
    -------
    str
        Plain text. It names the method, the claims used and set aside with the reasons, every assumption with its
        value, the literature of the method, and the version of this library.

    Raises
    ------
    ClaimError
        If it is no result of this library.

    See Also
    --------
    report : Everything about a figure in one document.

    Examples
    --------
    >>> import estimates as es
    >>> garrison = es.load("nanking-1937")["garrison"]
    >>> print(methods(es.pool(garrison, "random-set"), style="label"))
    Garrison of Nanking, December 1937: 3 claims were pooled by the method “random-set” (Dempster 1967). It gives bounds
    on the quantiles of what these voices claim, wherever in its range each value lies. No assumption beyond the claims
    was made. “About” is taken at its stated value. Computed with the Python library estimates, version ...
    """
    if isinstance(result, (list, tuple)) and result:
        return "\n\n".join(methods(each, style=style) for each in result)
    for kind, described in _KINDS:
        if isinstance(result, kind):
            made = f"Computed with the Python library estimates, version {version()}."
            return " ".join([*described(result, style), made])
    raise ClaimError(
        "methods() describes a comparison, a pool, a multiverse, an audit or model of bias, or a lineage "
        f"(got {type(result).__name__}); compute one first: methods(compare(dossier))"
    )


def version() -> str:
    """Return the version of the library."""
    return str(providers.ask("version"))


def literature(*keys: str) -> list[Source]:
    """Return works on statistical methods by their keys."""
    return [Source(key, LITERATURE[key]) for key in keys if key in LITERATURE]


def _after(keys: Iterable[str], style: Any) -> str:
    works = [Citation(work) for work in literature(*keys)]
    if not works:
        return ""
    cited = cite(works, style=style, form="in-text")
    return cited if cited.startswith("(") else f"({cited})"


def _claims(count: int) -> str:
    return f"{written(count)} claim{'' if count == 1 else 's'}"


def _aside(result: Any) -> list[str]:
    """Return the claimants whose claims were set aside or flagged, by reason."""
    by_reason: dict[str, list[str]] = {}
    for estimate, reason in result.set_aside:
        by_reason.setdefault(reason, []).append(estimate.claimant.name)
    reasons = [f"{', '.join(who)} ({why})" for why, who in by_reason.items()]
    count = len(result.set_aside)
    lines = [f"{_claims(count)} {'was' if count == 1 else 'were'} set aside: {'; '.join(reasons)}."] if count else []
    flagged = [f"{estimate.claimant.name} ({why})" for estimate, why in getattr(result, "flagged", ())]
    return [*lines, f"Counted all the same: {'; '.join(flagged)}."] if flagged else lines


def _assumed(assumptions: Any, *, always: Iterable[str] = ()) -> list[str]:
    """Return what was assumed: what always is, what a reader has named, or that there was nothing."""
    named = [f"{str(name).replace('_', ' ')} = {_value(value)}" for name, value in dict(assumptions).items()]
    said = [_sentence(text) for text in always if text]
    if named:
        return [*said, f"Assumptions: {'; '.join(named)}."]
    return said or ["No assumption beyond the claims was made."]


def _were(claims: Sized) -> str:
    return "was" if len(claims) == 1 else "were"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _value(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)


def _scenario(result: Any) -> list[str]:
    supposed = result.dossier.scenario
    return [f"The numbers are a scenario of the authors: {supposed}."] if supposed else []


def _pool(found: Pooled, style: Any) -> list[str]:
    about = " ".join(filter(None, [f"by the method “{found.method}”", _after(_POOLING.get(found.method, ()), style)]))
    number = found.effective_n
    fewer = f", which count as {written(number)} voice{'s'[: number != 1]}," if number < len(found.used) else ""
    return [
        f"{headed(found.dossier.estimand)}: {_claims(len(found.used))}{fewer} "
        f"{_were(found.used)} pooled {about}.",
        f"It gives {found.target}.",
        *_assumed(found.assumptions, always=("each voice counts once" if found.shared else "", found.premise)),
        *map(_sentence, found.readings), *_unclear(found.used), *_aside(found), *_scenario(found),
    ]  # fmt: skip


def _unclear(used: Iterable[Estimate]) -> list[str]:
    count = sum(estimate.scope == "unclear" for estimate in used)
    return [f"{written(count)} of the claims {'is' if count == 1 else 'are'} of unclear scope."] if count else []


def _comparison(found: Comparison, style: Any) -> list[str]:
    return [
        f"{headed(found.dossier.estimand)}: {_claims(len(found.used))} {_were(found.used)} compared in pairs "
        "as stated ranges; two have no common value where no number lies in both, and most claims meet where most "
        "ranges overlap.",
        *_assumed(found.assumptions), *_about(found), *_unclear(found.used), *_aside(found), *_scenario(found),
    ]  # fmt: skip


def _about(found: Comparison) -> list[str]:
    stated = found.approximate_factor is None and any(estimate.range.approximate for estimate in found.used)
    return ["“About” is taken at its stated value."] if stated else []


def _multiverse(found: Multiverse, style: Any) -> list[str]:
    names = list(dict.fromkeys(row.method for row in found.rows))
    keys = ["steegen2016", *(key for name in names for key in _POOLING.get(name, ()))]
    refused = sum(bool(row.reason) for row in found.rows)
    return [
        f"{headed(found.dossier.estimand)}: the claims were pooled under {written(len(found.rows))} choices of method, "
        f"assumptions and claims left out ({', '.join(names)}) {_after(keys, style)}.",
        f"{written(refused)} of the choices had no answer." if refused else "Every choice had an answer.",
        *_scenario(found),
    ]  # fmt: skip


def _audit(found: BiasAudit, style: Any) -> list[str]:
    return [
        f"{headed(found.dossier.estimand)}: {_claims(len(found.used))} {_were(found.used)} compared with an "
        "anchor, the geometric mean of a reference group, beside the recorded judgements; an anchor is assumed, not "
        "found, to be unbiased.",
        *_aside(found),
    ]


def _model(found: BiasModel, style: Any) -> list[str]:
    return [
        f"The factors by which camps state more or less than the reference group ({found.anchor}) were estimated in a "
        f"hierarchical model of the logarithms {_after(['rover2021', 'veroniki2016'], style)}; the reference group is "
        "assumed, not found, to be unbiased."
    ]


def _lineage(found: Lineage, style: Any) -> list[str]:
    return [
        f"{headed(found.dossier.estimand)}: of {_claims(len(found.dossier))}, {written(len(found.roots))} rest on no "
        f"other claim; claims that share digits beyond chance were looked for {_after(['dong2009'], style)}.",
        *_aside(found),
    ]  # fmt: skip


_POOLING: Final = {
    "random-set": ("dempster1967",), "linear": ("genest1986",), "lognormal": ("burridge1981",),
    "turnbull": ("turnbull1976",), "random-effects": ("dersimonian1986", "rover2015", "higgins2009"),
}  # fmt: skip
_KINDS: Final[tuple[tuple[type, Any], ...]] = (
    (Pooled, _pool), (Comparison, _comparison), (Multiverse, _multiverse), (BiasAudit, _audit), (BiasModel, _model),
    (Lineage, _lineage),
)  # fmt: skip
