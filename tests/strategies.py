"""Arbitrary ranges, claims and datasets for the property tests."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

import estimates as es
from estimates import Range, RangeError
from estimates.model.judgements import Judgements
from estimates.model.statements import KINDS

OWN = [(), (("my own", "x"),), (("zeta", "1"), ("alpha", "2")), (("alpha", "3"),), (("alpha", "4"), ("zeta", "5"))]


@st.composite
def ranges(draw: st.DrawFn, top: int = 10**9, vague: bool = True) -> Range:
    """Any range with ends of whole numbers up to `top`."""
    whole = st.integers(0, top)
    low, high = draw(st.none() | whole), draw(st.none() | whole)
    if low is not None and high is not None and low > high:
        low, high = high, low
    if low is None and high is None and not vague:
        low = draw(whole)
    flags = {
        "approximate": draw(st.booleans()) and (low is not None or high is not None),
        "low_open": draw(st.booleans()) and low is not None and low != high,
        "high_open": draw(st.booleans()) and high not in (None, 0) and low != high,
    }
    inside = st.integers(low or 0, top if high is None else high)
    best = draw(st.none() | inside) if (low, high) != (None, None) else None
    try:
        return Range(low, high, best=best, **flags)
    except RangeError:  # best on an open end
        return Range(low, high, **flags)


WORDINGS = ["73,790 to 81,500", "about 150,000", "over 200,000", "up to 84,000", "tens of thousands"]
_free = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
_free = _free | st.sampled_from(
    ["=1+1", "@x", "'=a", "-5", "+", "None", "n/a", 'a "b", c', "a;b", "孙宅巍", "<script>", "x\ny"]
)
_word = st.text("abcdefgh-", min_size=1, max_size=5).filter(lambda text: text[0] not in "-")
_names = _free.map(str.strip).filter(bool)
_ids = _names.map(lambda text: text.replace(";", "x"))
_edtf = st.none() | st.sampled_from(["1937-12", "1937-12-13~", "1937-12/1938-02", "193X", "2003?"]).map(es.Date)


@st.composite
def citations(draw: st.DrawFn, known: list[es.Source]) -> tuple[es.Citation, ...]:
    """Some places in known works, with locators of any text."""
    if not known:
        return ()
    place = st.builds(es.Citation, st.sampled_from(known), _free)
    return tuple(draw(st.lists(place, max_size=2)))


@st.composite
def datasets(draw: st.DrawFn) -> es.Dataset:
    """Any dataset: texts of any kind, ranges of any kind, notes and links between what is there."""
    sources = [
        es.Source(
            key, {"title": draw(_free), "type": "book", "issued": {"date-parts": [[draw(st.integers(-500, 2030))]]}}
        )
        for key in draw(st.lists(_word, unique=True, max_size=3))
    ]
    sides = st.sampled_from(["", "China", "Japan"])
    claimants = [
        es.Claimant(
            name,
            draw(_names),
            draw(_free),
            draw(st.sampled_from(["", "scholar", "belligerent"])),
            draw(sides),
            school=draw(st.sampled_from(["", "A", "B"])),
            active=draw(_edtf),
        )
        for name in draw(st.lists(_ids, unique=True, min_size=1, max_size=3))
    ]
    names = draw(st.lists(_ids, unique=True, min_size=1, max_size=3))
    estimands = [
        es.Estimand(name, draw(_free), measure=draw(st.sampled_from(["", "killed"])), side=draw(sides),
                    period=draw(_edtf), note=draw(_free),
                    at_most=draw(st.sampled_from([(), tuple({names[0]} - {name})])),
                    **draw(st.sampled_from([{}, {"closed": True}, *_parts(names, name)])))
        for name in names
    ]  # fmt: skip
    judged = [{"about_claimant": c.id} for c in claimants]
    judged += [{"about_side": c.side} for c in claimants if c.side]
    who, places = st.sampled_from(claimants), citations(sources)
    ids = draw(st.lists(_ids, unique=True, max_size=5))
    grouped: dict[str, list[es.Estimate]] = {name: [] for name in names}
    for name in ids:
        wording = draw(st.sampled_from(WORDINGS))
        words = {"wording": wording, "range": es.parse(wording)}
        numbers = {"wording": "", "range": draw(ranges(vague=False))}
        held = draw(st.sampled_from([words, numbers]))
        grouped[draw(st.sampled_from(names))].append(
            _estimate(name, draw(who), held, draw(_shares(names)), claimed=draw(_edtf),
                        measure=draw(st.sampled_from(["", "wounded"])), scope=draw(st.sampled_from(["same", "wider"])),
                        source=draw(places), via=draw(places), note=draw(_free), reported_in=draw(places),
                        standing=draw(st.sampled_from(["stands", "forged", "announced", "forecast", "hypothetical"])),
                        as_of=draw(_edtf), place=draw(_free),
                        extra=draw(st.sampled_from(OWN)))
        )  # fmt: skip
    notes = [
        es.BiasNote(name, draw(who), "inflated", "motive", **draw(st.sampled_from(judged)),
                    measure=draw(st.sampled_from([(), ("killed",)])),
                    factor=draw(st.sampled_from([None, 2, es.between(2, 3.5)])), wording=draw(_free), via=draw(places))
        for name in draw(st.lists(_ids, unique=True, max_size=2))
    ]  # fmt: skip
    statements = draw(_statements(claimants, names, ids, places))
    assigned = [
        es.School(draw(who), draw(_names), draw(st.none() | who), draw(places)) for _ in range(draw(st.integers(0, 2)))
    ]
    links = [es.Link(a, "disputes", b, source=draw(places)) for a, b in pairwise(ids)]
    judgements = Judgements(notes, links, statements, assigned)
    dossiers = []
    for estimand in estimands:
        claims = grouped[estimand.id]
        dossiers.append(es.Dossier(estimand, claims, **judgements.about(estimand, claims)))
    return es.Dataset(
        draw(_names), dossiers, sources, claimants, notes, links, draw(_free), draw(_free), draw(_free), draw(_free),
        draw(st.sampled_from([{}, {"contributors": [{"title": "somebody"}]}])), statements=statements, schools=assigned,
    )  # fmt: skip


def _estimate(name: str, who: es.Claimant, *fields: dict[str, Any], **more: Any) -> es.Estimate:
    held = {key: value for each in fields for key, value in each.items()}
    return es.Estimate(name, who, held.pop("range"), **held, **more)


def _parts(names: list[str], name: str) -> list[dict[str, Any]]:
    parts = tuple(other for other in names if other != name)
    return [{"sum_of": parts, "exhaustive": exhaustive} for exhaustive in (False, True)] if parts else []


@st.composite
def _shares(draw: st.DrawFn, names: list[str]) -> dict[str, Any]:
    """Nothing, or what makes a claim a share of a figure or a ratio to one: its words then give no number."""
    fields = draw(st.sampled_from([{}, {"share_of": names[0]}, {"ratio_to": names[-1]}]))
    share = draw(st.sampled_from([es.point(0.5), es.between(0.25, 1), es.less_than(0.5), Range()]))
    words = {"range_means": "no number"} if share == Range() else {}
    return {**fields, "share": share, "range": Range(), "wording": "most", **words} if fields else {}


@st.composite
def _statements(
    draw: st.DrawFn, claimants: list[es.Claimant], estimands: list[str], estimates: list[str], places: Any
) -> list[es.Statement]:
    """Some statements, each about something that is there, the later ones perhaps about the first."""
    about = [{"about_estimand": name} for name in estimands] + [{"about_estimate": name} for name in estimates]
    about += [{"about_claimant": claimant.id} for claimant in claimants]
    made: list[es.Statement] = []
    for name in draw(st.lists(_ids, unique=True, max_size=3)):
        subject = draw(st.sampled_from([*about, *({"about_statement": each.id} for each in made[:1])]))
        who, kind = draw(st.sampled_from(claimants)), draw(st.sampled_from(KINDS))
        made.append(
            es.Statement(name, who, kind, **subject, wording=draw(_free), source=draw(places), note=draw(_free))
        )
    return made
