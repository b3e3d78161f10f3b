"""The statistical literature of the methods, as far as its details are known."""

from __future__ import annotations

from typing import Any, Final


def _article(
    authors: str, year: int, journal: str, volume: str, page: str, title: str = "", doi: str = ""
) -> dict[str, Any]:
    names = [name.split(", ") for name in authors.split("; ")]
    people = [{"family": n[0], "given": n[1]} if len(n) > 1 else {"literal": n[0]} for n in names]
    item: dict[str, Any] = {
        "type": "article-journal", "author": people, "issued": {"date-parts": [[year]]}, "container-title": journal,
        "volume": volume, "page": page,
    }  # fmt: skip
    return item | {name: value for name, value in (("title", title), ("DOI", doi)) if value}


_JRSSA, _JRSSB = (
    "Journal of the Royal Statistical Society. Series A",
    "Journal of the Royal Statistical Society. Series B",
)
LITERATURE: Final = {
    "burridge1981": _article(
        "Burridge, J.", 1981, _JRSSB, "43", "41–45",
        "A Note on Maximum Likelihood Estimation for Regression Models Using Grouped Data",
    ),
    "dempster1967": _article(
        "Dempster, A. P.", 1967, "Annals of Mathematical Statistics", "38", "325–339",
        "Upper and Lower Probabilities Induced by a Multivalued Mapping", "10.1214/aoms/1177698950",
    ),
    "dersimonian1986": _article(
        "DerSimonian, R.; Laird, N.", 1986, "Controlled Clinical Trials", "7", "177–188",
        "Meta-Analysis in Clinical Trials",
    ),
    "dong2009": _article(
        "Dong, X. L.; Berti-Equille, L.; Srivastava, D.", 2009, "Proceedings of the VLDB Endowment", "2", "550–561",
        "Integrating Conflicting Data: The Role of Source Dependence",
    ),
    "genest1986": _article(
        "Genest, C.; Zidek, J. V.", 1986, "Statistical Science", "1", "114–135",
        "Combining Probability Distributions: A Critique and an Annotated Bibliography",
    ),
    "higgins2009": _article(
        "Higgins, J. P. T.; Thompson, S. G.; Spiegelhalter, D. J.", 2009, _JRSSA, "172", "137–159",
        "A Re-Evaluation of Random-Effects Meta-Analysis",
    ),
    "kendall1945": _article("Kendall, M. G.", 1945, "Biometrika", "33", "239–251"),
    "rover2015": _article(
        "Röver, C.; Knapp, G.; Friede, T.", 2015, "BMC Medical Research Methodology", "15", "99",
        "Hartung-Knapp-Sidik-Jonkman Approach and Its Modification for Random-Effects Meta-Analysis with Few Studies",
    ),
    "rover2021": _article(
        "Röver, C.; Bender, R.; Dias, S.; Schmid, C. H.; Schmidli, H.; Sturtz, S.; Weber, S.; Friede, T.", 2021,
        "Research Synthesis Methods", "12", "448–474",
        "On Weakly Informative Prior Distributions for the Heterogeneity Parameter in Bayesian Random-Effects "
        "Meta-Analysis",
    ),
    "sen1968": _article("Sen, P. K.", 1968, "Journal of the American Statistical Association", "63", "1379–1389"),
    "steegen2016": _article(
        "Steegen, S.; Tuerlinckx, F.; Gelman, A.; Vanpaemel, W.", 2016, "Perspectives on Psychological Science", "11",
        "702–712", "Increasing Transparency through a Multiverse Analysis",
    ),
    "turnbull1976": _article(
        "Turnbull, B. W.", 1976, _JRSSB, "38", "290–295",
        "The Empirical Distribution Function with Arbitrarily Grouped, Censored and Truncated Data",
    ),
    "veroniki2016": _article(
        "Veroniki, A. A.; others", 2016, "Research Synthesis Methods", "7", "55–79",
        "Methods to Estimate the Between-Study Variance and Its Uncertainty in Meta-Analysis",
    ),
}  # fmt: skip
