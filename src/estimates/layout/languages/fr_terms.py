"""The vocabulary in French, with the reasons and suppositions that an analysis brings along."""

from __future__ import annotations

from typing import Final

from estimates.layout.languages.grammar import Terms
from estimates.layout.languages.records import Plural, same

TERMS: Final = Terms(
    roles={
        "scholar": "chercheur", "belligerent": "belligérant", "government": "gouvernement", "tribunal": "tribunal",
        "relief body": "organisation de secours", "press": "presse", "compilation": "compilation",
        "politician": "responsable politique", "activist": "militant", "witness": "témoin", "writer": "écrivain",
        "veterans": "anciens combattants", "other": "autre",
    },
    groups={
        "scholar": "Chercheurs", "belligerent": "Belligérants", "government": "Gouvernements", "tribunal": "Tribunaux",
        "relief body": "Organisations de secours", "press": "Presse", "compilation": "Compilations",
        "politician": "Responsables politiques", "activist": "Militants", "witness": "Témoins", "writer": "Écrivains",
        "veterans": "Anciens combattants", "other": "Autres",
    },
    scopes={
        "narrower": "périmètre plus étroit", "wider": "périmètre plus large", "different": "autre périmètre",
        "unclear": "périmètre incertain",
    },
    scope_groups={
        "same": "Même périmètre", "narrower": "Périmètre plus étroit", "wider": "Périmètre plus large",
        "different": "Autre périmètre", "unclear": "Périmètre incertain",
    },
    scope_names={
        "same": "identique", "narrower": "plus étroit", "wider": "plus large", "different": "différent",
        "unclear": "incertain",
    },
    standings={
        "superseded": "remplacée", "retracted": "retirée", "misquoted": "citée à tort", "forged": "falsifiée",
        "announced": "annoncée", "forecast": "prévue", "hypothetical": "hypothétique", "a copy": "une copie",
    },
    standing_groups={
        "stands": "En vigueur", "superseded": "Remplacées", "retracted": "Retirées", "misquoted": "Citées à tort",
        "forged": "Falsifiées", "announced": "Annoncées", "forecast": "Prévues", "hypothetical": "Hypothétiques",
    },
    standing_names={
        "stands": "en vigueur", "superseded": "remplacée", "retracted": "retirée", "misquoted": "citée à tort",
        "forged": "falsifiée", "announced": "annoncée", "forecast": "prévue", "hypothetical": "hypothétique",
    },
    directions={"inflated": "exagéré", "downplayed": "minimisé"},
    strengths={"finding": "constat", "motive": "mobile", "accusation": "accusation"},
    relations={
        "reports": "rapporte", "rests on": "repose sur", "revises": "révise", "retracts": "retire",
        "disputes": "conteste", "same data as": "mêmes données que",
    },
    sides={"own": "Propre camp", "enemy": "Camp adverse", "third party": "Tiers", "unclear": "Rôle incertain"},
    parties={"own": "propre camp", "enemy": "adversaire", "third party": "tiers"},
    statements={
        "no reliable figure": "aucun chiffre fiable", "varies widely": "varie fortement", "unverified": "non vérifié",
        "inconsistent": "incohérent", "reliable": "fiable",
        "too high or low without a number": "trop haut ou trop bas, sans chiffre", "relative": "comparaison",
        "other": "autre",
    },
    kinds={
        "point": "valeur unique", "about": "environ", "range": "fourchette", "at least": "au moins",
        "more than": "plus de", "at most": "au plus", "less than": "moins de", "vague": "sans chiffre",
    },
    measures={
        "killed": "tués", "murdered": "assassinés", "executed": "exécutés", "massacred": "massacrés",
        "killed in combat": "tués au combat", "died of wounds": "morts de leurs blessures",
        "died of disease": "morts de maladie", "illegal deaths": "morts illégales", "violent deaths": "morts violentes",
        "deaths": "morts", "wounded": "blessés", "captured": "prisonniers", "missing": "disparus",
        "killed and wounded": "tués et blessés", "casualties": "pertes humaines", "losses": "pertes",
        "excess deaths": "surmortalité", "deficit of births": "déficit de naissances", "raped": "violées",
        "buried": "inhumés", "strength": "effectif", "troops": "troupes", "population": "population",
    },
    units={
        "persons": "personnes", "soldiers": "soldats", "bodies": "corps", "divisions": "divisions",
        "aircraft": "avions", "raids": "raids", "percent": "pour cent",
    },
    methods={
        "random-set": "ensemble aléatoire", "envelope": "enveloppe", "linear": "mélange linéaire",
        "lognormal": "log-normale", "turnbull": "Turnbull", "random-effects": "effets aléatoires",
    },
    assumptions={
        "coverage": "couverture", "point_factor": "facteur des valeurs uniques",
        "approximate_factor": "facteur des valeurs approximatives", "shape": "loi", "tau2": "tau²",
        "interval": "intervalle", "tau_scale": "échelle de tau", "allow_multimodal": "camps séparés admis",
        "voices": "voix", "bound_factor": "facteur des bornes", "rounding": "arrondi",
        "unclear scope": "périmètre incertain",
    },
    values={
        "lognormal": "log-normale", "log-uniform": "log-uniforme", "uniform": "uniforme", "triangular": "triangulaire",
        "pert": "PERT", "claimant": "par auteur", "claim": "par estimation", "place": "par passage",
        "digits": "dernier chiffre", "plug-in": "substitution", "spread": "dispersion", "bayes": "Bayes",
        "left out": "omis", "over": "vers le haut", "up to": "vers le bas", "grain": "pas", "True": "oui",
        "where none is stated": "où rien n’est indiqué",
    },
    headings={
        "id": "Identifiant", "estimand": "Chiffre", "claimant": "Auteur", "native_name": "Nom d’origine",
        "role": "Rôle",
        "side": "Camp", "school": "École", "wording": "Libellé", "wording_lang": "Langue", "words": "Estimation",
        "reading": "Lecture", "kind": "Type", "low": "Borne basse", "high": "Borne haute", "best": "Meilleure valeur",
        "approximate": "Approximatif", "low_open": "Borne basse exclue", "high_open": "Borne haute exclue",
        "range_means": "La fourchette est", "claimed": "Avancé", "as_of": "En date de", "place": "Lieu",
        "share": "Part", "share_of": "Part de", "ratio_to": "Rapport à", "measure": "Grandeur", "scope": "Périmètre",
        "scope_note": "Note sur le périmètre", "method": "Méthode", "standing": "Validité", "judged": "Jugement",
        "source": "Source", "via": "Lu dans", "reported_in": "Rapporté dans", "note": "Note", "remark": "Note",
        "count": "Estimations", "figure": "Chiffre", "role, side": "Rôle, camp", "times": "Multiple de la référence",
        "finding": "Chiffre et jugement", "camp": "Camp", "factor": "Facteur",
    },
    figures={
        "intervals": "Graphique d’intervalles", "support": "Graphique de recouvrement", "timeline": "Chronologie",
        "lineage": "Filiation", "curve": "Courbe de spécification", "bias audit": "Examen des biais",
        "bias model": "Modèle des biais", "overview": "Vue d’ensemble", "judgements": "Jugements",
    },
    marks={
        "dot": "point\u202f: une valeur unique",
        "diamond": "losange\u202f: «\u202fenviron\u202f»",
        "cap": "trait transversal\u202f: borne indiquée",
        "excluded": "borne arrondie\u202f: plus ou moins que cette valeur, elle-même exclue",
        "square": "carré\u202f: la valeur que la source donne pour la meilleure",
        "stub": "trait qui s’estompe\u202f: aucune borne n’est indiquée de ce côté\u202f; sa longueur ne signifie rien",
        "arrow": "flèche\u202f: aucune borne de ce côté",
        "cut": "double chevron\u202f: se prolonge au-delà de l’axe",
        "zero": "double chevron\u202f: zéro, qu’un axe logarithmique ne peut montrer",
        "aside": "creux et gris\u202f: autre grandeur ou autre périmètre, écarté de la comparaison",
        "copy": "creux et gris\u202f: copie d’une autre estimation, comptée une fois",
        "muted": "pâle\u202f: n’est plus en vigueur",
        "summary": "long losange\u202f: une synthèse avec son intervalle, la plus large à sa médiane",
        "span": "barre épaisse\u202f: la médiane d’une synthèse, autant que les estimations la déterminent",
        "interval": "barre de la couleur des synthèses\u202f: l’intervalle d’une synthèse",
        "tick": "tiret\u202f: une valeur qu’une estimation indique",
        "envelope": "ligne fine\u202f: de la plus basse valeur indiquée à la plus haute",
        "core": "ligne épaisse\u202f: le noyau, où la plupart des estimations se rejoignent",
        "core value": "losange\u202f: le noyau, où la plupart des estimations se rejoignent, "
        "s’il est une seule valeur ou presque",
    },
)  # fmt: skip

_SPREAD = "un intervalle pour ce qu’avancerait une autre source exige 5"
_PREDICTION = "la prédiction de l’estimation d’une autre source exige 5 voix et 2 estimations bornées des deux côtés"

REASONS: Final[dict[str, Plural]] = {
    # Why a claim is set aside.
    "superseded": same("remplacée\u202f: elle n’est plus le chiffre de son auteur"),
    "retracted": same("retirée\u202f: elle n’est plus le chiffre de son auteur"),
    "misquoted": same("citée à tort\u202f: elle n’est plus le chiffre de son auteur"),
    "forged": same("falsifiée\u202f: le document qui la donne est un faux"),
    "announced": same("annoncée\u202f: un nombre rendu public, non un décompte ni une estimation"),
    "forecast": same("prévue\u202f: ce qui était attendu, non ce qui fut constaté"),
    "hypothetical": same("hypothétique\u202f: ce qui serait sous une condition, non ce qui fut"),
    "withdrawn by claimant": same("retirée\u202f: retirée par son propre auteur ({claim})"),
    "withdrawn by": same("retirée\u202f: retirée par {claim}"),
    "revised by claimant": same("remplacée\u202f: révisée par son propre auteur ({claim})"),
    "only reports": same("{state}\u202f: ne fait que rapporter une estimation qui n’est plus en vigueur ({claim})"),
    "other measure": same("compte\u202f: {measure}, non\u202f: {wanted}"),
    "other scope": same("{scope}"),
    "other scope: why": same("{scope}\u202f: {note}"),
    "no number": same("ne donne aucun chiffre («\u202f{wording}\u202f»)"),
    "only a share": same("indique {reading}, ce qui n’est pas un nombre en soi"),
    "reports": same("rapporte une autre estimation ({claim}), comptée une fois"),
    "same data": same("mêmes données qu’une autre estimation ({claim}), comptée une fois"),
    "same claim": same("remonte à la même estimation qu’une autre ({claim}), comptée une fois"),
    # Why a method of pooling does not answer.
    "empty": same("il n’y a aucune estimation"),
    "all aside": same("toutes les estimations sont écartées"),
    "not a number": same("une estimation a une borne qui n’est pas un nombre"),
    "negative": same("une estimation a une borne négative"),
    "reversed": same("une estimation n’admet aucune valeur\u202f: sa borne basse dépasse sa borne haute, ou une borne "
                     "exclue "
                     "ne laisse rien"),
    "bad mass": same("les poids sont négatifs, non finis ou tous nuls"),
    "not reached": same("aucune valeur n’est admise par autant d’estimations"),
    "zero end": same("une estimation descend jusqu’à zéro, qui n’a pas de logarithme"),
    "zero end: claims": Plural("{n} estimation descend jusqu’à zéro, qui n’a pas de logarithme",
                               "{n} estimations descendent jusqu’à zéro, qui n’a pas de logarithme"),
    "one-sided": same("une estimation n’est bornée que d’un côté"),
    "one-sided: claims": Plural("{n} estimation est unilatérale", "{n} estimations sont unilatérales"),
    "no width": same("une estimation est un nombre unique, et rien ne dit de combien il peut s’écarter"),
    "no width: claims": Plural("{n} estimation est un nombre unique", "{n} estimations sont des nombres uniques"),
    "best outside": same("une meilleure valeur indiquée est hors de sa fourchette"),
    "best at end": same("une meilleure valeur indiquée est une borne de sa fourchette, ce qui ne laisse aucune largeur "
                        "de ce côté"),
    "best at end: claims": Plural("{n} estimation a sa meilleure valeur à une borne de la fourchette",
                                  "{n} estimations ont leur meilleure valeur à une borne de la fourchette"),
    "no best": same("cette loi exige une meilleure valeur indiquée pour chaque estimation"),
    "no best: claims": Plural("{n} estimation n’indique pas la meilleure valeur qu’exige cette loi",
                              "{n} estimations n’indiquent pas la meilleure valeur qu’exige cette loi"),
    "below zero": same("avec cette couverture, cette loi admettrait des nombres négatifs"),
    "no spread": same("les {n} estimations ont des valeurs communes"),
    "one claim": same("il n’y a qu’une estimation"),
    "open end only": same("seule une borne elle-même exclue sépare les estimations, ce qui ne laisse aucune "
                          "dispersion à "
                          "estimer"),
    "not bounded": same("aucune estimation n’est bornée des deux côtés"),
    "not bounded: claims": Plural("{n} estimation est unilatérale, et aucune n’est bornée des deux côtés",
                                  "{n} estimations sont unilatérales, et aucune n’est bornée des deux côtés"),
    "all one-sided": same("toutes les estimations ne sont bornées que du même côté"),
    "all one-sided: claims": Plural("{n} estimation n’est bornée que d’un côté",
                                    "{n} estimations ne sont bornées que du même côté"),
    "too few": same("il faut 3 estimations, et il y en a {n}"),
    "too few voices": same("il faut 3 voix, et il y en a {n}"),
    "bad variance": same("une variance n’est pas un nombre fini au-dessus de zéro"),
    "not converged": same("le calcul n’a pas atteint sa précision"),
    "too large": same("le groupe est trop grand pour cette méthode"),
    "about": same("une estimation dit «\u202fenviron\u202f» d’un nombre, et rien ne dit de combien il peut s’écarter"),
    "about: claims": Plural("{n} estimation dit «\u202fenviron\u202f» d’un nombre",
    "{n} estimations disent «\u202fenviron\u202f» d’un nombre"),
    "split": same("les estimations forment des camps séparés par plus d’un facteur 2, sans estimation entre eux"),
    "few for spread": same(f"{_SPREAD} estimations, et il y en a {{n}}"),
    "few for spread: voices": same(f"{_SPREAD} voix, et il y en a {{n}}"),
    "few for prediction": same(f"{_PREDICTION}, et il y en a {{n}}"),
    "extremes": same("une fourchette est donnée comme des extrêmes au-delà desquels il n’y a rien, et cette loi n’a "
                     "pas "
                     "de bornes"),
    "no coverage": same("rien ne dit ce que couvre la fourchette d’une estimation"),
    "no coverage: claims": Plural("rien ne dit ce que couvre la fourchette de {n} estimation",
                                  "rien ne dit ce que couvrent les fourchettes de {n} estimations"),
    # What the level of an interval is worth.
    "says nothing": same("il ne dit rien d’une voix de plus"),
    "no level": Plural("une voix ne justifie aucun niveau pour une voix de plus",
                       "{n} voix ne justifient aucun niveau pour une voix de plus"),
    "level": Plural("une voix justifie un niveau de {level} pour une voix de plus, si les voix sont échangeables",
                    "{n} voix justifient un niveau de {level} pour une voix de plus, si les voix sont échangeables"),
    "level, mixed": same("{n} voix justifient un niveau de {level} pour une voix de plus, si les voix sont "
                         "échangeables, "
                         "ce que les estimations des deux camps ne sont pas"),
    "no level without model": same("sans modèle de ce qu’avancent les voix, aucun niveau ne vaut pour une voix de "
                                   "plus"),
    "level of model": same("son niveau est celui du modèle"),
    "known spread": same("mu et sigma sont tenus pour connus, si bien que moins d’estimations nouvelles s’y "
                         "trouvent\u202f; "
                         "interval='bayes' les prédit à partir de cinq voix"),
    # Who serves as a reference.
    "claimants of the role": same("auteurs de rôle\u202f: {role}"),
    "assumed unbiased": same("{anchor}, supposés sans biais"),
    "role on": same("{role} ({measure})"),
    "role on, unit": same("{role} ({measure}, {unit})"),
    "no measure": same("grandeur non précisée"),
    # What a scenario supposes.
    "scenario": same("{parts}\u202f; supposition de l’utilisateur, non de la source"),
    "scenarios": same("{parts}"),
    "supposed": same("{of}, à diviser par {factor} (dispersion {spread})"),
    "supposed, but": same("{of}, à diviser par {factor} (dispersion {spread}), sauf celle de {names}, désignée plus "
                          "précisément"),
    "supposed, none": same("{of}, à diviser par {factor} (dispersion {spread}), ce qui ne vaut pour aucune\u202f: "
                           "chacune est "
                           "désignée plus précisément"),
    "claims of": same("estimations\u202f: {name}"),
    "own claims of": same("estimations sur son propre camp\u202f: {name}"),
    "claims of, other side": same("estimations sur l’autre camp\u202f: {name}"),
    "claim of": same("estimation\u202f: {name}"),
    "claim of, several": same("estimation {claim}"),
    "converted": same("{source} pris pour {target}, à raison de {ratio}, rapport selon {whose}"),
    "common error": same("un même rapport pour {n} estimations est une erreur commune"),
}  # fmt: skip
