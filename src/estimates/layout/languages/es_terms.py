"""The vocabulary in Spanish, with the reasons and suppositions that an analysis brings along."""

from __future__ import annotations

from typing import Final

from estimates.layout.languages.grammar import Terms
from estimates.layout.languages.records import Plural, same

TERMS: Final = Terms(
    roles={
        "scholar": "investigador", "belligerent": "beligerante", "government": "gobierno", "tribunal": "tribunal",
        "relief body": "organización de socorro", "press": "prensa", "compilation": "recopilación",
        "politician": "político", "activist": "activista", "witness": "testigo", "writer": "escritor",
        "veterans": "veteranos", "other": "otro",
    },
    groups={
        "scholar": "Investigadores", "belligerent": "Beligerantes", "government": "Gobiernos",
        "tribunal": "Tribunales", "relief body": "Organizaciones de socorro", "press": "Prensa",
        "compilation": "Recopilaciones", "politician": "Políticos", "activist": "Activistas", "witness": "Testigos",
        "writer": "Escritores", "veterans": "Veteranos", "other": "Otros",
    },
    scopes={
        "narrower": "alcance más estrecho", "wider": "alcance más amplio", "different": "otro alcance",
        "unclear": "alcance incierto",
    },
    scope_groups={
        "same": "Mismo alcance", "narrower": "Alcance más estrecho", "wider": "Alcance más amplio",
        "different": "Otro alcance", "unclear": "Alcance incierto",
    },
    scope_names={
        "same": "igual", "narrower": "más estrecho", "wider": "más amplio", "different": "distinto",
        "unclear": "incierto",
    },
    standings={
        "superseded": "sustituida", "retracted": "retirada", "misquoted": "mal citada", "forged": "falsificada",
        "announced": "anunciada", "forecast": "prevista", "hypothetical": "hipotética", "a copy": "una copia",
    },
    standing_groups={
        "stands": "Vigentes", "superseded": "Sustituidas", "retracted": "Retiradas", "misquoted": "Mal citadas",
        "forged": "Falsificadas", "announced": "Anunciadas", "forecast": "Previstas", "hypothetical": "Hipotéticas",
    },
    standing_names={
        "stands": "vigente", "superseded": "sustituida", "retracted": "retirada", "misquoted": "mal citada",
        "forged": "falsificada", "announced": "anunciada", "forecast": "prevista", "hypothetical": "hipotética",
    },
    directions={"inflated": "exagerado", "downplayed": "minimizado"},
    strengths={"finding": "constatación", "motive": "móvil", "accusation": "acusación"},
    relations={
        "reports": "recoge", "rests on": "se basa en", "revises": "revisa", "retracts": "retira", "disputes": "rebate",
        "same data as": "mismos datos que",
    },
    sides={"own": "Bando propio", "enemy": "Bando enemigo", "third party": "Terceros", "unclear": "Papel incierto"},
    parties={"own": "bando propio", "enemy": "enemigo", "third party": "terceros"},
    statements={
        "no reliable figure": "ninguna cifra fiable", "varies widely": "varía mucho", "unverified": "sin verificar",
        "inconsistent": "incoherente", "reliable": "fiable",
        "too high or low without a number": "demasiado alto o bajo, sin cifra", "relative": "comparación",
        "other": "otro",
    },
    kinds={
        "point": "valor único", "about": "aproximadamente", "range": "intervalo", "at least": "al menos",
        "more than": "más de", "at most": "como máximo", "less than": "menos de", "vague": "sin cifra",
    },
    measures={
        "killed": "muertos", "murdered": "asesinados", "executed": "ejecutados",
        "massacred": "masacrados", "killed in combat": "muertos en combate",
        "died of wounds": "muertos a causa de sus heridas", "died of disease": "muertos por enfermedad",
        "illegal deaths": "muertes ilegales", "violent deaths": "muertes violentas", "deaths": "muertes",
        "wounded": "heridos", "captured": "prisioneros", "missing": "desaparecidos",
        "killed and wounded": "muertos y heridos", "casualties": "bajas", "losses": "pérdidas",
        "excess deaths": "exceso de mortalidad", "deficit of births": "déficit de nacimientos", "raped": "violadas",
        "buried": "enterrados", "strength": "efectivos", "troops": "tropas", "population": "población",
    },
    units={
        "persons": "personas", "soldiers": "soldados", "bodies": "cadáveres", "divisions": "divisiones",
        "aircraft": "aviones", "raids": "incursiones", "percent": "por ciento",
    },
    methods={
        "random-set": "conjunto aleatorio", "envelope": "envolvente", "linear": "mezcla lineal",
        "lognormal": "lognormal", "turnbull": "Turnbull", "random-effects": "efectos aleatorios",
    },
    assumptions={
        "coverage": "cobertura", "point_factor": "factor de valores únicos",
        "approximate_factor": "factor de valores aproximados", "shape": "distribución", "tau2": "tau²",
        "interval": "intervalo", "tau_scale": "escala de tau", "allow_multimodal": "campos separados admitidos",
        "voices": "voces", "bound_factor": "factor de los límites", "rounding": "redondeo",
        "unclear scope": "alcance incierto",
    },
    values={
        "lognormal": "lognormal", "log-uniform": "log-uniforme", "uniform": "uniforme", "triangular": "triangular",
        "pert": "PERT", "claimant": "por autor", "claim": "por estimación", "place": "por pasaje",
        "digits": "última cifra", "plug-in": "sustitución", "spread": "dispersión", "bayes": "Bayes",
        "left out": "omitido", "over": "hacia arriba", "up to": "hacia abajo", "grain": "paso", "True": "sí",
        "where none is stated": "donde no se indica",
    },
    headings={
        "id": "Identificador", "estimand": "Cifra", "claimant": "Autor", "native_name": "Nombre original",
        "role": "Papel", "side": "Bando", "school": "Escuela", "wording": "Texto", "wording_lang": "Idioma",
        "words": "Estimación", "reading": "Lectura", "kind": "Tipo", "low": "Límite inferior",
        "high": "Límite superior", "best": "Mejor valor", "approximate": "Aproximado",
        "low_open": "Límite inferior excluido", "high_open": "Límite superior excluido",
        "range_means": "El intervalo es", "claimed": "Afirmado", "as_of": "A fecha de", "place": "Lugar",
        "share": "Proporción", "share_of": "Proporción de", "ratio_to": "Razón respecto a", "measure": "Magnitud",
        "scope": "Alcance", "scope_note": "Nota sobre el alcance", "method": "Método", "standing": "Vigencia",
        "judged": "Juicio", "source": "Fuente", "via": "Leído en", "reported_in": "Recogido en", "note": "Nota",
        "remark": "Nota", "count": "Estimaciones", "figure": "Cifra", "role, side": "Papel, bando",
        "times": "Múltiplo de la referencia", "finding": "Cifra y juicio", "camp": "Campo", "factor": "Factor",
    },
    figures={
        "intervals": "Gráfico de intervalos", "support": "Gráfico de cobertura", "timeline": "Cronología",
        "lineage": "Filiación", "curve": "Curva de especificación", "bias audit": "Examen de sesgos",
        "bias model": "Modelo de sesgos", "overview": "Panorama", "judgements": "Juicios",
    },
    marks={
        "dot": "punto: un valor único",
        "diamond": "rombo: «aproximadamente»",
        "cap": "trazo transversal: límite indicado",
        "excluded": "límite redondeado: más o menos que este valor, que queda excluido",
        "square": "cuadrado: el valor que la fuente da como mejor",
        "stub": "trazo que se desvanece: no se indica límite por ese lado; su longitud no significa nada",
        "arrow": "flecha: sin límite por ese lado",
        "cut": "doble ángulo: continúa más allá del eje",
        "zero": "doble ángulo: cero, que un eje logarítmico no puede mostrar",
        "aside": "hueco y gris: otra magnitud u otro alcance, apartado de la comparación",
        "copy": "hueco y gris: copia de otra estimación, que cuenta una vez",
        "muted": "pálido: ya no está vigente",
        "summary": "rombo largo: una síntesis con su intervalo, más ancho en su mediana",
        "span": "barra gruesa: la mediana de una síntesis, hasta donde las estimaciones la determinan",
        "interval": "barra del color de las síntesis: el intervalo de una síntesis",
        "tick": "marca vertical: un valor que indica una estimación",
        "envelope": "línea fina: del valor indicado más bajo al más alto",
        "core": "línea gruesa: el núcleo, donde coinciden más estimaciones",
        "core value": "rombo: el núcleo, donde coinciden más estimaciones, si es un solo valor o casi",
    },
)  # fmt: skip

_SPREAD = "un intervalo de lo que afirmaría otra fuente requiere 5"
_PREDICTION = "la predicción de la estimación de otra fuente requiere 5 voces y 2 estimaciones limitadas por ambos "
"lados"

REASONS: Final[dict[str, Plural]] = {
    # Why a claim is set aside.
    "superseded": same("sustituida: ya no es la cifra de su autor"),
    "retracted": same("retirada: ya no es la cifra de su autor"),
    "misquoted": same("mal citada: ya no es la cifra de su autor"),
    "forged": same("falsificada: el documento que la da es una falsificación"),
    "announced": same("anunciada: un número hecho público, no un recuento ni una estimación"),
    "forecast": same("prevista: lo que se esperaba, no lo que se constató"),
    "hypothetical": same("hipotética: lo que sería bajo una condición, no lo que fue"),
    "withdrawn by claimant": same("retirada: retirada por su propio autor ({claim})"),
    "withdrawn by": same("retirada: retirada por {claim}"),
    "revised by claimant": same("sustituida: revisada por su propio autor ({claim})"),
    "only reports": same("{state}: solo recoge una estimación que ya no está vigente ({claim})"),
    "other measure": same("cuenta {measure}, no {wanted}"),
    "other scope": same("{scope}"),
    "other scope: why": same("{scope}: {note}"),
    "no number": same("no da ninguna cifra («{wording}»)"),
    "only a share": same("indica {reading}, que no es un número propio"),
    "reports": same("recoge otra estimación ({claim}), contada una vez"),
    "same data": same("mismos datos que otra estimación ({claim}), contada una vez"),
    "same claim": same("se remonta a la misma estimación que otra ({claim}), contada una vez"),
    # Why a method of pooling does not answer.
    "empty": same("no hay ninguna estimación"),
    "all aside": same("todas las estimaciones están apartadas"),
    "not a number": same("una estimación tiene un límite que no es un número"),
    "negative": same("una estimación tiene un límite negativo"),
    "reversed": same("una estimación no admite ningún valor: su límite inferior supera al superior, o un límite "
                     "excluido "
                     "no deja nada"),
    "bad mass": same("los pesos son negativos, no finitos o todos nulos"),
    "not reached": same("ningún valor es admitido por tantas estimaciones"),
    "zero end": same("una estimación llega hasta cero, que no tiene logaritmo"),
    "zero end: claims": Plural("{n} estimación llega hasta cero, que no tiene logaritmo",
                               "{n} estimaciones llegan hasta cero, que no tiene logaritmo"),
    "one-sided": same("una estimación está limitada por un solo lado"),
    "one-sided: claims": Plural("{n} estimación es unilateral", "{n} estimaciones son unilaterales"),
    "no width": same("una estimación es un número único, y nada dice cuánto puede desviarse"),
    "no width: claims": Plural("{n} estimación es un número único", "{n} estimaciones son números únicos"),
    "best outside": same("un mejor valor indicado queda fuera de su intervalo"),
    "best at end": same("un mejor valor indicado es un límite de su intervalo, lo que no deja anchura por ese lado"),
    "best at end: claims": Plural("{n} estimación tiene su mejor valor en un límite del intervalo",
                                  "{n} estimaciones tienen su mejor valor en un límite del intervalo"),
    "no best": same("esta distribución requiere un mejor valor indicado para cada estimación"),
    "no best: claims": Plural("{n} estimación no indica el mejor valor que esta distribución requiere",
                              "{n} estimaciones no indican el mejor valor que esta distribución requiere"),
    "below zero": same("con esta cobertura, esta distribución admitiría números negativos"),
    "no spread": same("las {n} estimaciones tienen valores en común"),
    "one claim": same("solo hay una estimación"),
    "open end only": same("a las estimaciones solo las separa un límite que queda excluido, lo que no deja dispersión "
                          "que "
                          "estimar"),
    "not bounded": same("ninguna estimación está limitada por ambos lados"),
    "not bounded: claims": Plural("{n} estimación es unilateral, y ninguna está limitada por ambos lados",
                                  "{n} estimaciones son unilaterales, y ninguna está limitada por ambos lados"),
    "all one-sided": same("todas las estimaciones están limitadas solo por el mismo lado"),
    "all one-sided: claims": Plural("{n} estimación está limitada por un solo lado",
                                    "{n} estimaciones están limitadas solo por el mismo lado"),
    "too few": same("requiere 3 estimaciones, y hay {n}"),
    "too few voices": same("requiere 3 voces, y hay {n}"),
    "bad variance": same("una varianza no es un número finito mayor que cero"),
    "not converged": same("el cálculo no alcanzó su precisión"),
    "too large": same("el grupo es demasiado grande para este método"),
    "about": same("una estimación dice «aproximadamente» de un número, y nada dice cuánto puede desviarse"),
    "about: claims": Plural("{n} estimación dice «aproximadamente» de un número",
                            "{n} estimaciones dicen «aproximadamente» de un número"),
    "split": same("las estimaciones forman campos separados por más de un factor 2, sin ninguna estimación entre "
                  "ellos"),
    "few for spread": same(f"{_SPREAD} estimaciones, y hay {{n}}"),
    "few for spread: voices": same(f"{_SPREAD} voces, y hay {{n}}"),
    "few for prediction": same(f"{_PREDICTION}, y hay {{n}}"),
    "extremes": same("un intervalo se da como extremos más allá de los cuales no hay nada, y esta distribución no "
                     "tiene "
                     "límites"),
    "no coverage": same("nada dice qué cubre el intervalo de una estimación"),
    "no coverage: claims": Plural("nada dice qué cubre el intervalo de {n} estimación",
                                  "nada dice qué cubren los intervalos de {n} estimaciones"),
    # What the level of an interval is worth.
    "says nothing": same("no dice nada de una voz más"),
    "no level": Plural("una voz no sustenta ningún nivel para una voz más",
                       "{n} voces no sustentan ningún nivel para una voz más"),
    "level": Plural("una voz sustenta un nivel del {level} para una voz más, si las voces son intercambiables",
                    "{n} voces sustentan un nivel del {level} para una voz más, si las voces son intercambiables"),
    "level, mixed": same("{n} voces sustentan un nivel del {level} para una voz más, si las voces son "
                         "intercambiables, lo "
                         "que las estimaciones de ambos bandos no son"),
    "no level without model": same("sin un modelo de lo que afirman las voces, ningún nivel vale para una voz más"),
    "level of model": same("su nivel es el del modelo"),
    "known spread": same("mu y sigma se toman por conocidos, de modo que caen en él menos estimaciones nuevas; "
                         "interval='bayes' las predice a partir de cinco voces"),
    # Who serves as a reference.
    "claimants of the role": same("autores con el papel: {role}"),
    "assumed unbiased": same("{anchor}, sin sesgo por hipótesis"),
    "role on": same("{role} ({measure})"),
    "role on, unit": same("{role} ({measure}, {unit})"),
    "no measure": same("magnitud no indicada"),
    # What a scenario supposes.
    "scenario": same("{parts}; suposición del usuario, no de la fuente"),
    "scenarios": same("{parts}"),
    "supposed": same("{of}, entre {factor} (dispersión {spread})"),
    "supposed, but": same("{of}, entre {factor} (dispersión {spread}), salvo la de {names}, designada con más "
                          "precisión"),
    "supposed, none": same("{of}, entre {factor} (dispersión {spread}), lo que no vale para ninguna: cada una está "
                           "designada con más precisión"),
    "claims of": same("estimaciones de {name}"),
    "own claims of": same("estimaciones de {name} sobre su propio bando"),
    "claims of, other side": same("estimaciones de {name} sobre el otro bando"),
    "claim of": same("la estimación de {name}"),
    "claim of, several": same("la estimación {claim}"),
    "converted": same("{source} tomado como {target}, a razón de {ratio}, según {whose}"),
    "common error": same("una misma razón para {n} estimaciones es un error común"),
}  # fmt: skip
