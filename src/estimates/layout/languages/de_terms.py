"""The vocabulary in German, with the reasons and suppositions that an analysis brings along."""

from __future__ import annotations

from typing import Final

from estimates.layout.languages.grammar import Terms
from estimates.layout.languages.records import Plural, same

TERMS: Final = Terms(
    roles={
        "scholar": "Wissenschaft", "belligerent": "Kriegspartei", "government": "Regierung", "tribunal": "Gericht",
        "relief body": "Hilfsorganisation", "press": "Presse", "compilation": "Sammelwerk", "politician": "Politik",
        "activist": "Aktivismus", "witness": "Zeuge", "writer": "Schriftsteller", "veterans": "Veteranen",
        "other": "Sonstige",
    },
    groups={
        "scholar": "Wissenschaft", "belligerent": "Kriegsparteien", "government": "Regierungen", "tribunal": "Gerichte",
        "relief body": "Hilfsorganisationen", "press": "Presse", "compilation": "Sammelwerke", "politician": "Politik",
        "activist": "Aktivismus", "witness": "Zeugen", "writer": "Schriftsteller", "veterans": "Veteranen",
        "other": "Sonstige",
    },
    scopes={
        "narrower": "engere Abgrenzung", "wider": "weitere Abgrenzung", "different": "andere Abgrenzung",
        "unclear": "Abgrenzung unklar",
    },
    scope_groups={
        "same": "Gleiche Abgrenzung", "narrower": "Engere Abgrenzung", "wider": "Weitere Abgrenzung",
        "different": "Andere Abgrenzung", "unclear": "Abgrenzung unklar",
    },
    scope_names={
        "same": "gleich", "narrower": "enger", "wider": "weiter", "different": "anders", "unclear": "unklar",
    },
    standings={
        "superseded": "überholt", "retracted": "zurückgezogen", "misquoted": "falsch zitiert", "forged": "gefälscht",
        "announced": "verkündet", "forecast": "vorhergesagt", "hypothetical": "hypothetisch", "a copy": "eine Kopie",
    },
    standing_groups={
        "stands": "Gültig", "superseded": "Überholt", "retracted": "Zurückgezogen", "misquoted": "Falsch zitiert",
        "forged": "Gefälscht", "announced": "Verkündet", "forecast": "Vorhergesagt", "hypothetical": "Hypothetisch",
    },
    standing_names={
        "stands": "gültig", "superseded": "überholt", "retracted": "zurückgezogen", "misquoted": "falsch zitiert",
        "forged": "gefälscht", "announced": "verkündet", "forecast": "vorhergesagt", "hypothetical": "hypothetisch",
    },
    directions={"inflated": "überhöht", "downplayed": "heruntergespielt"},
    strengths={"finding": "Befund", "motive": "Motiv", "accusation": "Vorwurf"},
    relations={
        "reports": "gibt wieder", "rests on": "beruht auf", "revises": "ändert", "retracts": "zieht zurück",
        "disputes": "bestreitet", "same data as": "gleiche Daten wie",
    },
    sides={"own": "Eigene Seite", "enemy": "Gegnerische Seite", "third party": "Dritte", "unclear": "Rolle unklar"},
    parties={"own": "eigene Seite", "enemy": "Gegner", "third party": "Dritte"},
    statements={
        "no reliable figure": "keine verlässliche Zahl", "varies widely": "schwankt stark",
        "unverified": "nicht überprüft", "inconsistent": "widersprüchlich", "reliable": "verlässlich",
        "too high or low without a number": "zu hoch oder zu niedrig, ohne Zahl", "relative": "vergleichend",
        "other": "Sonstiges",
    },
    kinds={
        "point": "Einzelwert", "about": "ungefähr", "range": "Spanne", "at least": "mindestens",
        "more than": "mehr als",
        "at most": "höchstens", "less than": "weniger als", "vague": "ohne Zahl",
    },
    measures={
        "killed": "Getötete", "murdered": "Ermordete", "executed": "Hingerichtete", "massacred": "Opfer von Massakern",
        "killed in combat": "Gefallene", "died of wounds": "an Wunden Gestorbene",
        "died of disease": "an Krankheiten Gestorbene", "illegal deaths": "rechtswidrige Todesfälle",
        "violent deaths": "gewaltsame Todesfälle", "deaths": "Todesfälle", "wounded": "Verwundete",
        "captured": "Gefangene", "missing": "Vermisste", "killed and wounded": "Getötete und Verwundete",
        "casualties": "Ausfälle", "losses": "Verluste", "excess deaths": "Übersterblichkeit",
        "deficit of births": "Geburtenausfall", "raped": "Vergewaltigte", "buried": "Begrabene", "strength": "Stärke",
        "troops": "Truppen", "population": "Bevölkerung",
    },
    units={
        "persons": "Personen", "soldiers": "Soldaten", "bodies": "Leichen", "divisions": "Divisionen",
        "aircraft": "Flugzeuge", "raids": "Angriffe", "percent": "Prozent",
    },
    methods={
        "random-set": "Zufallsmenge", "envelope": "Einhüllende", "linear": "lineare Mischung",
        "lognormal": "Lognormalverteilung", "turnbull": "Turnbull", "random-effects": "zufällige Effekte",
    },
    assumptions={
        "coverage": "Abdeckung", "point_factor": "Faktor für Einzelwerte",
        "approximate_factor": "Faktor für ungefähre Werte", "shape": "Verteilung", "tau2": "Tau²",
        "interval": "Intervall", "tau_scale": "Skala von Tau", "allow_multimodal": "getrennte Lager zugelassen",
        "voices": "Stimmen", "bound_factor": "Faktor für Grenzen", "rounding": "Rundung",
        "unclear scope": "unklare Abgrenzung",
    },
    values={
        "lognormal": "lognormal", "log-uniform": "log-gleichverteilt", "uniform": "gleichverteilt",
        "triangular": "Dreieck", "pert": "PERT", "claimant": "nach Urheber", "claim": "nach Angabe",
        "place": "nach Fundstelle", "digits": "letzte Stelle", "plug-in": "eingesetzt", "spread": "Streuung",
        "bayes": "Bayes", "left out": "weggelassen", "over": "nach oben", "up to": "nach unten",
        "grain": "Schrittweite",
        "True": "ja", "where none is stated": "wo keine genannt ist",
    },
    headings={
        "id": "Kennung", "estimand": "Zahl", "claimant": "Urheber", "native_name": "Name in eigener Schrift",
        "role": "Rolle", "side": "Seite", "school": "Schule", "wording": "Wortlaut", "wording_lang": "Sprache",
        "words": "Angabe", "reading": "Lesung", "kind": "Art", "low": "Untergrenze", "high": "Obergrenze",
        "best": "Bester Wert", "approximate": "Ungefähr", "low_open": "Untergrenze ausgeschlossen",
        "high_open": "Obergrenze ausgeschlossen", "range_means": "Die Spanne ist", "claimed": "Angegeben",
        "as_of": "Stand", "place": "Ort", "share": "Anteil", "share_of": "Anteil an", "ratio_to": "Verhältnis zu",
        "measure": "Messgröße", "scope": "Abgrenzung", "scope_note": "Zur Abgrenzung", "method": "Methode",
        "standing": "Geltung", "judged": "Beurteilt", "source": "Quelle", "via": "Gelesen in",
        "reported_in": "Berichtet in", "note": "Anmerkung", "remark": "Anmerkung", "count": "Angaben", "figure": "Zahl",
        "role, side": "Rolle, Seite", "times": "Vielfaches der Referenz", "finding": "Zahl und Urteil", "camp": "Lager",
        "factor": "Faktor",
    },
    figures={
        "intervals": "Intervalldiagramm", "support": "Deckungsdiagramm", "timeline": "Zeitleiste",
        "lineage": "Überlieferung", "curve": "Spezifikationskurve", "bias audit": "Prüfung auf Verzerrung",
        "bias model": "Modell der Verzerrung", "overview": "Übersicht", "judgements": "Urteile",
    },
    marks={
        "dot": "Punkt: ein einzelner Wert",
        "diamond": "Raute: „etwa“",
        "cap": "Querstrich: genannte Grenze",
        "excluded": "gerundete Grenze: mehr oder weniger als dieser Wert, der selbst ausgeschlossen ist",
        "square": "Quadrat: der Wert, den die Quelle als besten nennt",
        "stub": "verblassender Strich: auf dieser Seite ist keine Grenze genannt; seine Länge bedeutet nichts",
        "arrow": "Pfeil: keine Grenze auf dieser Seite",
        "cut": "doppelter Winkel: reicht über die Achse hinaus",
        "zero": "doppelter Winkel: null, was eine logarithmische Achse nicht zeigen kann",
        "aside": "hohl und grau: andere Messgröße oder Abgrenzung, vom Vergleich ausgenommen",
        "copy": "hohl und grau: Kopie einer anderen Angabe, die einmal zählt",
        "muted": "blass: gilt nicht mehr",
        "summary": "lange Raute: eine Zusammenfassung mit ihrem Intervall, am breitesten bei ihrem Median",
        "span": "dicker Balken: der Median einer Zusammenfassung, soweit die Angaben ihn bestimmen",
        "interval": "Balken in der Farbe der Zusammenfassungen: das Intervall einer Zusammenfassung",
        "tick": "Strich: ein Wert, den eine Angabe nennt",
        "envelope": "dünne Linie: vom niedrigsten genannten Wert zum höchsten",
        "core": "dicke Linie: der Kern, in dem sich die meisten Angaben treffen",
        "core value": "Raute: der Kern, in dem sich die meisten Angaben treffen, wenn "
        "er ein einziger Wert oder fast einer ist",
    },
)  # fmt: skip

_SPREAD = "ein Intervall für das, was eine weitere Quelle angäbe, braucht 5"
_PREDICTION = "die Vorhersage der Angabe einer weiteren Quelle braucht 5 Stimmen und 2 beidseitig begrenzte Angaben"

REASONS: Final[dict[str, Plural]] = {
    # Why a claim is set aside.
    "superseded": same("überholt: sie gilt nicht mehr als Zahl ihres Urhebers"),
    "retracted": same("zurückgezogen: sie gilt nicht mehr als Zahl ihres Urhebers"),
    "misquoted": same("falsch zitiert: sie gilt nicht mehr als Zahl ihres Urhebers"),
    "forged": same("gefälscht: das Dokument, das sie nennt, ist eine Fälschung"),
    "announced": same("verkündet: eine öffentlich genannte Zahl, keine Zählung oder Schätzung"),
    "forecast": same("vorhergesagt: was erwartet wurde, nicht was festgestellt wurde"),
    "hypothetical": same("hypothetisch: was unter einer Bedingung wäre, nicht was war"),
    "withdrawn by claimant": same("zurückgezogen: vom eigenen Urheber zurückgenommen ({claim})"),
    "withdrawn by": same("zurückgezogen: zurückgenommen durch {claim}"),
    "revised by claimant": same("überholt: vom eigenen Urheber geändert ({claim})"),
    "only reports": same("{state}: gibt nur eine Angabe wieder, die nicht mehr gilt ({claim})"),
    "other measure": same("zählt {measure}, nicht {wanted}"),
    "other scope": same("{scope}"),
    "other scope: why": same("{scope}: {note}"),
    "no number": same("nennt keine Zahl („{wording}“)"),
    "only a share": same("nennt {reading}, was keine eigene Zahl ist"),
    "reports": same("gibt eine andere Angabe wieder ({claim}), einmal gezählt"),
    "same data": same("gleiche Daten wie eine andere Angabe ({claim}), einmal gezählt"),
    "same claim": same("geht auf dieselbe Angabe zurück wie eine andere ({claim}), einmal gezählt"),
    # Why a method of pooling does not answer.
    "empty": same("es gibt keine Angabe"),
    "all aside": same("jede Angabe ist ausgenommen"),
    "not a number": same("eine Angabe hat eine Grenze, die keine Zahl ist"),
    "negative": same("eine Angabe hat eine negative Grenze"),
    "reversed": same("eine Angabe lässt keinen Wert zu: ihre Untergrenze liegt über ihrer Obergrenze, oder eine "
                     "ausgeschlossene Grenze lässt nichts übrig"),
    "bad mass": same("die Gewichte sind negativ, nicht endlich oder alle null"),
    "not reached": same("kein Wert wird von so vielen Angaben zugelassen"),
    "zero end": same("eine Angabe reicht bis null, was keinen Logarithmus hat"),
    "zero end: claims": Plural("{n} Angabe reicht bis null, was keinen Logarithmus hat",
                               "{n} Angaben reichen bis null, was keinen Logarithmus hat"),
    "one-sided": same("eine Angabe ist nur auf einer Seite begrenzt"),
    "one-sided: claims": Plural("{n} Angabe ist einseitig", "{n} Angaben sind einseitig"),
    "no width": same("eine Angabe ist eine einzelne Zahl, und nichts sagt, wie weit sie danebenliegen mag"),
    "no width: claims": Plural("{n} Angabe ist eine einzelne Zahl", "{n} Angaben sind einzelne Zahlen"),
    "best outside": same("ein genannter bester Wert liegt außerhalb seiner Spanne"),
    "best at end": same("ein genannter bester Wert ist eine Grenze seiner Spanne, was auf dieser Seite keine Breite "
                        "lässt"),
    "best at end: claims": Plural("{n} Angabe hat ihren besten Wert an einer Grenze der Spanne",
                                  "{n} Angaben haben ihren besten Wert an einer Grenze der Spanne"),
    "no best": same("diese Verteilung braucht für jede Angabe einen genannten besten Wert"),
    "no best: claims": Plural("{n} Angabe nennt keinen besten Wert, den diese Verteilung braucht",
                              "{n} Angaben nennen keinen besten Wert, den diese Verteilung braucht"),
    "below zero": same("diese Verteilung ließe bei dieser Abdeckung negative Zahlen zu"),
    "no spread": same("alle {n} Angaben haben gemeinsame Werte"),
    "one claim": same("es gibt eine einzige Angabe"),
    "open end only": same("die Angaben trennt nur eine Grenze, die selbst ausgeschlossen ist, sodass keine Streuung zu "
                          "schätzen bleibt"),
    "not bounded": same("keine Angabe ist auf beiden Seiten begrenzt"),
    "not bounded: claims": Plural("{n} Angabe ist einseitig, und keine ist auf beiden Seiten begrenzt",
                                  "{n} Angaben sind einseitig, und keine ist auf beiden Seiten begrenzt"),
    "all one-sided": same("alle Angaben sind nur auf derselben einen Seite begrenzt"),
    "all one-sided: claims": Plural("{n} Angabe ist nur auf einer Seite begrenzt",
                                    "{n} Angaben sind nur auf derselben einen Seite begrenzt"),
    "too few": Plural("nötig sind 3 Angaben, es gibt {n}", "nötig sind 3 Angaben, es gibt {n}"),
    "too few voices": Plural("nötig sind 3 Stimmen, es gibt {n}", "nötig sind 3 Stimmen, es gibt {n}"),
    "bad variance": same("eine Varianz ist keine endliche Zahl über null"),
    "not converged": same("die Rechnung erreichte ihre Genauigkeit nicht"),
    "too large": same("die Gruppe ist zu groß für diese Methode"),
    "about": same("eine Angabe sagt „etwa“ zu einer Zahl, und nichts sagt, wie weit sie danebenliegen mag"),
    "about: claims": Plural("{n} Angabe sagt „etwa“ zu einer Zahl", "{n} Angaben sagen „etwa“ zu einer Zahl"),
    "split": same("die Angaben bilden Lager, die mehr als einen Faktor 2 auseinanderliegen, ohne Angabe dazwischen"),
    "few for spread": same(f"{_SPREAD} Angaben, es gibt {{n}}"),
    "few for spread: voices": same(f"{_SPREAD} Stimmen, es gibt {{n}}"),
    "few for prediction": same(f"{_PREDICTION}, es gibt {{n}}"),
    "extremes": same("eine Spanne ist als äußerste Grenzen genannt, jenseits derer nichts liegt, und diese Verteilung "
                     "hat keine Grenzen"),
    "no coverage": same("nichts sagt, was die Spanne einer Angabe abdeckt"),
    "no coverage: claims": Plural("nichts sagt, was die Spanne von {n} Angabe abdeckt",
                                  "nichts sagt, was die Spannen von {n} Angaben abdecken"),
    # What the level of an interval is worth.
    "says nothing": same("es sagt nichts über eine weitere Stimme"),
    "no level": Plural("eine Stimme stützt kein Niveau für eine weitere Stimme",
                       "{n} Stimmen stützen kein Niveau für eine weitere Stimme"),
    "level": Plural("eine Stimme stützt ein Niveau von {level} für eine weitere Stimme, wenn Stimmen austauschbar sind",
                    "{n} Stimmen stützen ein Niveau von {level} für eine weitere Stimme, wenn Stimmen austauschbar "
                    "sind"),
    "level, mixed": same("{n} Stimmen stützen ein Niveau von {level} für eine weitere Stimme, wenn Stimmen "
                         "austauschbar "
                         "sind, was eigene und gegnerische Angaben nicht sind"),
    "no level without model": same("ohne ein Modell dessen, was Stimmen angeben, gilt kein Niveau für eine weitere "
                                   "Stimme"),
    "level of model": same("sein Niveau ist das des Modells"),
    "known spread": same("Mu und Sigma gelten als bekannt, sodass weniger weitere Angaben darin liegen; "
                         "interval='bayes' sagt sie ab fünf Stimmen voraus"),
    # Who serves as a reference.
    "claimants of the role": same("Urheber mit der Rolle {role}"),
    "assumed unbiased": same("{anchor}, als unverzerrt angenommen"),
    "role on": same("{role} ({measure})"),
    "role on, unit": same("{role} ({measure}, {unit})"),
    "no measure": same("Messgröße nicht genannt"),
    # What a scenario supposes.
    "scenario": same("{parts}; Annahme des Benutzers, nicht der Quelle"),
    "scenarios": same("{parts}"),
    "supposed": same("{of} geteilt durch {factor} (Streuung {spread})"),
    "supposed, but": same("{of} geteilt durch {factor} (Streuung {spread}), doch nicht die von {names}, näher "
                          "bezeichnet"),
    "supposed, none": same("{of} geteilt durch {factor} (Streuung {spread}), was für keine gilt: jede ist näher "
                           "bezeichnet"),
    "claims of": same("Angaben von {name}"),
    "own claims of": same("eigene Angaben von {name}"),
    "claims of, other side": same("Angaben von {name} zur anderen Seite"),
    "claim of": same("die Angabe von {name}"),
    "claim of, several": same("die Angabe {claim}"),
    "converted": same("{source} als {target} genommen, {ratio} davon, ein Verhältnis nach {whose}"),
    "common error": same("ein Verhältnis für {n} Angaben ist ein gemeinsamer Fehler"),
}  # fmt: skip
