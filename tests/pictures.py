"""Dossiers to draw: the figures of one battle, and the hard cases of any."""

from __future__ import annotations

from attrs import frozen

from estimates.model.bias_notes import BiasNote
from estimates.model.claims import Claimant, Estimand, Estimate
from estimates.model.dossiers import Dossier
from estimates.model.ranges import Range, about, at_least, at_most, between, less_than, more_than, point
from estimates.model.sources import Citation, Source

ARTICLE = Source("battle", {"type": "entry-encyclopedia", "title": "Battle of Nanking"})
ASKEW = Source("askew2003", {
    "type": "article-journal", "title": "Defending Nanking: An Examination of the Capital Garrison Forces",
    "author": [{"family": "Askew", "given": "David"}], "container-title": "Sino-Japanese Studies",
    "issued": {"date-parts": [[2003]]},
})  # fmt: skip
SUN = Source("sun1997", {
    "type": "book", "title": "Nanking Defense Campaign", "author": [{"family": "Sun", "given": "Zhaiwei"}],
    "issued": {"date-parts": [[1997]]},
})  # fmt: skip
AFTERMATH = Citation(ARTICLE, "sec. Aftermath")
READ = {"via": (AFTERMATH,)}

askew = Claimant("askew", "David Askew", role="scholar")
hata = Claimant("hata", "Ikuhiko Hata", native_name="秦郁彦", role="scholar")
kasahara = Claimant("kasahara", "Tokushi Kasahara", native_name="笠原十九司", role="scholar")
taylor = Claimant("taylor", "Jay Taylor", role="scholar")
sun = Claimant("sun", "Sun Zhaiwei", native_name="孙宅巍", role="scholar")
japan = Claimant("japan", "Japanese claim", role="belligerent", side="Japan")
china = Claimant("china", "Chinese source", role="belligerent", side="China")
yamamoto = Claimant("yamamoto", "Masahiro Yamamoto", role="scholar")


def garrison() -> Dossier:
    """Three scholars who exclude one another."""
    return Dossier(
        Estimand("garrison", "Garrison of Nanking, December 1937", "strength", "the Nanking Garrison Force",
                 side="China", unit="soldiers"),
        (
            Estimate("askew-garrison", askew, between(73_790, 81_500), source=(Citation(ASKEW, "173"),)),
            Estimate("hata-garrison", hata, point(100_000), **READ),
            Estimate("kasahara-garrison", kasahara, about(150_000), **READ),
        ),
    )  # fmt: skip


def deaths() -> Dossier:
    """Scholars, belligerents, another measure, an unclear scope, and two judgements."""
    return Dossier(
        Estimand("combat-deaths", "Chinese combat deaths, Battle of Nanking", "killed in combat", "Chinese soldiers",
                 side="China"),
        (
            Estimate("hata-deaths", hata, point(50_000), **READ),
            Estimate("taylor-deaths", taylor, point(70_000), **READ),
            Estimate("sun-losses", sun, between(6_000, 10_000), scope="unclear", scope_note="“combat losses”",
                     source=(Citation(SUN),), **READ),
            Estimate("japanese-claim", japan, at_most(84_000), scope="unclear", scope_note="the campaign", **READ),
            Estimate("chinese-source", china, point(20_000), measure="casualties", **READ),
        ),
        (
            BiasNote("n1", yamamoto, "inflated", "finding", about_side="Japan", via=(AFTERMATH,)),
            BiasNote("n2", yamamoto, "downplayed", "motive", about_side="China", via=(AFTERMATH,)),
        ),
    )  # fmt: skip


def marks() -> Dossier:
    """One of every mark."""
    who = Claimant("who", "A Claimant", role="other")
    ranges = {
        "point": point(300_000), "about": about(150_000), "range": between(40_000, 90_000, best=60_000),
        "about-range": Range(100_000, 200_000, approximate=True), "at-least": at_least(200_000),
        "more-than": more_than(200_000), "at-most": at_most(84_000), "less-than": less_than(500_000),
        "nearly": Range(None, 300_000, high_open=True, approximate=True),
        "zero": point(0), "from-zero": between(0, 70_000),
        "half-open": Range(10_000, 20_000, low_open=True, high_open=True),
    }  # fmt: skip
    estimates = [Estimate(name, Claimant(name, "A Claimant", role="other"), r) for name, r in ranges.items()]
    estimates += [
        Estimate("vague", who, Range(), wording="tens of thousands"),
        Estimate("other-measure", who, between(150_000, 250_000), measure="casualties"),
        Estimate("other-scope", who, at_least(30_000), scope="wider", scope_note="with the province"),
        Estimate("old", who, between(5_000, 60_000), standing="superseded"),
        Estimate("unsaid", who, about(20_000), measure="casualties", standing="retracted"),
    ]
    judge = Claimant("judge", "A Judge", role="scholar")
    notes = [
        BiasNote("a", judge, "inflated", "finding", about_estimate="point"),
        BiasNote("b", judge, "downplayed", "motive", about_estimate="about"),
        BiasNote("c", judge, "inflated", "accusation", about_estimate="range"),
        BiasNote("d", judge, "downplayed", "accusation", about_estimate="range", factor=Range(2, 3)),
    ]
    return Dossier(Estimand("marks", "One of every mark", "killed"), estimates, notes)


def many(count: int = 100) -> Dossier:
    """A hundred claims of several roles, each with a work of its own."""
    roles = ("scholar", "belligerent", "tribunal", "press", "compilation")
    estimates = []
    for n in range(count):
        who = Claimant(f"c{n}", f"Claimant Number {n}", role=roles[n % 5], side=("A", "B")[n % 2])
        low = 1_000 + 7_919 * n % 250_000
        r = (between(low, low + 20_000), about(low), at_least(low), point(low), at_most(low))[n % 5]
        work = Source(f"w{n}", {"title": f"Work {n}", "author": [{"family": f"Author{n}"}],
                                "issued": {"date-parts": [[1900 + n]]}})  # fmt: skip
        estimates.append(Estimate(f"e{n}", who, r, source=(Citation(work, str(n)),)))
    return Dossier(Estimand("many", "A hundred claims", "killed", side="A"), estimates)


def hostile() -> Dossier:
    """Names that pretend to be mathematics, markup or nothing at all."""
    names = ["$\\alpha$ & Co", "<script>alert(1)</script>", "a_b^{c}", "\u202egnorw", "two\nlines\tof name", "%d {x}",
             "\\input{secret}", "A" * 90, "word " * 40, "📈 chart"]  # fmt: skip
    estimates = [Estimate(f"h{n}${n}", Claimant(f"c{n}", name.strip(), role="scholar"), point(10 * n + 5),
                          wording="$x^2$ <b>", source=(Citation(Source(f"k{n}", {"title": "$T_1$ <i>"})),), note="$$")
                 for n, name in enumerate(names)]  # fmt: skip
    return Dossier(Estimand("hostile", "$\\frac{1}{2}$ <title> \u202e", "killed & $x$"), estimates)


@frozen
class Stand:
    """A pool with given answers."""

    method: str
    assumptions: dict[str, float]
    median: Range
    whole: Range
    used: tuple[Estimate, ...]
    sources: tuple[Source, ...] = ()
    set_aside: tuple[tuple[Estimate, str], ...] = ()
    target: str = "combat-deaths"

    def interval(self, level: float) -> Range:
        return self.whole
