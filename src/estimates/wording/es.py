"""Spanish."""

from __future__ import annotations

from estimates.wording.language import Number, SpacedLanguage, combined, inflected

_ONES = (
    "cero un|uno|una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis|dieciseis diecisiete dieciocho diecinueve veinte "
    "veintiún|veintiuno|veintiuna|veintiun veintidós|veintidos "
    "veintitrés|veintitres veinticuatro veinticinco veintiséis|veintiseis veintisiete veintiocho veintinueve"
)
_TENS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa"
_HUNDREDS = "ciento doscient trescient cuatrocient quinient seiscient setecient ochocient novecient"


def _joins(before: int, after: list[int]) -> bool:
    """Whether "y" may stand here: "treinta y cinco", and the older "diez y siete"."""
    return (
        (before in range(30, 100, 10) and after[0] in range(1, 10))
        or (before in (10, 20) and after[0] in range(6, 10))
        or (before == 20 and after[0] in range(1, 10))
    )


def _compound(word: str) -> Number | None:
    return None


_NATIONS = (
    inflected(
        "chin rus american mexican italian roman cuban african sudafrican mor turc grieg suec indi castellan "
        "boliviano peruan chilen colombian venezolan argentin guatemaltec dominican hispan cristian musulman judí "
        "european asiátic armeni ruman húngar polac ucranian lituan bosni serbocroat sirio egipci palestin libi "
        "tunecin otoman aliad soviétic británic republican franquist filipin persic norteamerican gallec vasc "
        "austriac coreano vietnamit bárbar serbi gitan cosac kurd eslav eslovac búlgar macedoni georgian "
        "estoni turcoman afgan birman camboyan laosian malay indonesi tibetan chechen circasian tártar sarracen "
        "god visigod ostrogod vándal suev hun celtíber lusitan fenici numantin troyan asiri babiloni hebre "
        "filiste german lombard bizantin viking magiar bávar prusian suiz flamenc norueg australian hawaian "
        "puertorriqueñ hondureñ panameñ ecuatorian uruguay paraguay brasileñ haitian jamaican rifeñ congoleñ "
        "salvadoreñ",
        "o os a as",
    )
    + """|"""
    + inflected(
        "español alemán inglés francés japonés portugués irlandés holandés danés finlandés libanés "
        "escocés catalán andaluz",
        "- es a as",
    )
    + """|checos|croata|croatas|letones|yazidíes|albaneses|ruandeses|sudaneses|etíopes|somalíes|paquistaníes|bengalíes|
        hindúes|tamiles|uigures|zulúes|tuaregs|bereberes|saharauis|celtas|cartagineses|persas|teutones|sajones|
        bretones|maoríes|islandeses|estadounidenses|canadienses|nicaragüenses|costarricenses|alemanes|alemana|alemanas|
        ingleses|inglesa|francesa|francesas|franceses|japoneses|japonesa|portugueses|holandeses|irlandeses|daneses|
        catalanes|catalana|belga|belgas|árabe|árabes|israelí|israelíes|iraní|iraníes|iraquí|iraquíes|marroquí|
        marroquíes|maya|mayas|azteca|aztecas|inca|incas|mexica|mexicas|indígena|indígenas|croata|croatas|tutsi|tutsis|
        hutu|hutus|vietnamita|vietnamitas|moriscos|moros|judíos|visigodos|vándalos|francos|galos|iberos|íberos|
        celtíberos|cartagineses|cartaginés|tlaxcaltecas|tlaxcalteca|nacionales|carlistas|liberales|realistas|
        comunistas|anarquistas|franquistas|musulmanes|católicos|protestantes|norteamericanos|estadounidenses|
        canadienses|nicaragüenses|hondureños|salvadoreños|brasileños|malgaches|rifeños"""
)
_QUALITIES = (
    inflected(
        "inocente civil militar total  probable posible adulto combatiente natural local "
        "regular irregular oficial libre pobre rural indigente rebelde leal conocido",
        "- s es",
    )
    + """|"""
    + inflected(
        "armad desarmad muert herid asesinad ejecutad fusilad capturad desaparecid desplazad "
        "registrad documentad identificad enterrad extranjer nativ jov niñ ancian negr blanc esclav "
        "prisioner voluntari polític religios aliad enemig regular veteran direct indirect humano "
        "inscrit montad pesad liger human emigrad sublevad masacrad caíd confirmad conocid desconocid "
        "diferent",
        "o os a as",
    )
)

_FUERON = """fueron|han sido|habían sido|resultaron|quedaron|serían|habrían sido|acabaron|murieron|terminaron|siendo"""
_MUERTOS = """muertos|muertas|asesinados|asesinadas|masacrados|ejecutados|ejecutadas|fusilados|fusiladas|degollados|
    decapitados|ahorcados|ahogados|quemados|quemados vivos|exterminados|abatidos|linchados|torturados|heridos|heridas|
    mutilados|capturados|apresados|detenidos|detenidas|encarcelados|internados|deportados|deportadas|expulsados|
    desplazados|esclavizados|violadas|desaparecidos|hechos prisioneros|prisioneros|pasados por las armas|
    pasados a cuchillo|pasados a degüello|condenados a muerte|enterrados|sepultados|inhumados|hallados|
    hallados muertos|evacuados|represaliados|sin hogar|gaseados"""

SPANISH = SpacedLanguage(
    code="es",
    name="Spanish",
    thousands=".",
    decimal=",",
    about="""próximo a|próximo a los|próxima a|cercano a|cercano a los|cercana a|rondando los|rondando|que ronda los|
        ronda los|rondaba los|rondan los|una estimación de|unos cuantos más o menos|seguramente|aparentemente|
        a grandes rasgos|poco más o menos|del orden de los|alrededor de las|a eso de|grosso modo|unos|unas|
        aproximadamente|alrededor de|cerca de|cerca de unos|cerca de unas|más o menos|en torno a|en torno a los|aprox|
        hacia|del orden de|a unos|a unas|de unos|de unas|quizá|quizás|tal vez|probablemente|posiblemente|
        alrededor de unos|alrededor de los|estimado en|estimados en|estimada en|estimadas en|circa|ca|sobre los|
        sobre unos|como unos|algo así como|cosa de|se estima en|se calcula en|calculado en|calculados en|
        presumiblemente|alrededor de unas""",
    about_after="""estimado|estimados|estimada|estimadas|est|estimación|o cosa así|según estimación|según estimaciones|
        aproximadamente|más o menos|aprox|o así|poco más o menos|o por ahí""",
    more="""superando los|superando|que supera los|superiores a los|rebasa los|rebasan los|rebasó los|excediendo|
        muchos más de|bien por encima de|muy superior a|más que|sobrepasando los|pasó de|más de|más de los|
        por encima de|por encima de los|superior a|superior a los|superiores a|supera los|superan los|superó los|
        superaron los|mucho más de|bastante más de|muy por encima de|excede de|excede los|exceden de|pasa de|pasan de|
        pasaron de|pasaban de|sobrepasa los|sobrepasan los|sobrepasó los|superaba los|superaban los|supera las|
        más allá de|con más de""",
    more_after="",
    more_about="""algo por encima de|un poco por encima de|ligeramente por encima de|ligeramente más de|
        apenas por encima de|poco más de|un poco más de|algo más de|ligeramente superior a|apenas más de|algo más""",
    more_about_after="y pico|y tantos|y tantas",
    at_least="""por lo bajo|no inferior a|no baja de|ni menos de|al menos|por lo menos|no menos de|como mínimo|
        un mínimo de|mínimo|cuando menos|cuanto menos|a lo menos|mínimo de|como poco|no bajan de|no bajó de|
        no bajaron de|no bajaban de|lo menos|mín""",
    or_more="""por lo bajo|o aún más|y quizá más|y tal vez más|o quizás más|o más aún|o más|y más|como mínimo|al menos|
        por lo menos|o incluso más|en adelante|como poco|cuando menos|mínimo""",
    less="""bastante menos de|muy por debajo de|sin llegar a|sin llegar a los|que no llega a|no llega a los|
        no llegan a los|no llegaron a|no llegaban a los|inferiores a los|menor de|menor a|por debajo de los|
        sin alcanzar los|no alcanza los|no alcanzó los|no alcanzaban los|menos de|por debajo de|inferior a|
        inferiores a|inferior a los|mucho menos de|no llegaban a|no llega a|no llegan a|no llegó a|no llegaba a|
        no alcanzan los""",
    less_after="",
    at_most="""sin superar los|sin pasar de|no superior a los|no pasó de|no superó los|no superaron los|a todo tirar|
        como muchísimo|no mayor de|nunca más de|no excedió de|no excedía de|no más que|como mucho|hasta|hasta los|
        como máximo|a lo sumo|no más de|un máximo de|máximo|a lo más|no supera los|no superan los|no superaba los|
        todo lo más|no pasan de|no pasaban de|no pasa de|no pasaron de|no excede de|no exceden de|cuando más|máximo de|
        no superior a|máx""",
    or_less="""a lo más|a todo tirar|y menos|o aun menos|o menos|como mucho|como máximo|a lo sumo|máximo|cuando más""",
    nearly="""algo por debajo de|un poco por debajo de|ligeramente por debajo de|ligeramente inferior a|
        ligeramente menos de|apenas por debajo de|rozó los|rozaron los|a punto de llegar a|acercándose a|
        acercándose a los|no lejos de|no muy lejos de|poco menos que|prácticamente|casi los|casi unos|casi casi|cuasi|
        casi|rozando los|rozando|poco menos de|un poco menos de|algo menos de|muy cerca de|apenas menos de|cerca ya de|
        roza los|rozan los|rozaban los|cerca de alcanzar los|no del todo|ya casi""",
    nearly_after="",
    between="""entre|entre los|oscila entre|oscilan entre|oscilaba entre|varía entre|varían entre|se sitúa entre|
        se sitúan entre|comprendido entre|comprendida entre|fluctúa entre|en algún punto entre""",
    from_="de|del|va de|van de|que va de|desde|de los|desde los|de entre",
    and_="y|y los",
    to="a|al|hasta|a los|hasta los|y hasta",
    but="pero|y|aunque|mas",
    either="o|u|o incluso|o quizá|o tal vez|o hasta",
    closing="",
    plus_minus="más o menos|más menos",
    nor_more="ni más de|y no más de|pero no más de",
    neutral="""sólo|solo|solamente|únicamente|exactamente|en total|unicamente|justo|precisamente|tan sólo|tan solo|
        nada menos que""",
    label="""la vida de|las vidas de|la vida a|dejando|causando|matando|con un saldo de|provocando|que causaron|
        número total de|el número total de|cifra total de|la cifra total de|una pérdida de|pérdida total de|
        balance total|efectivos totales|un contingente de|un destacamento de|una columna de|una multitud de|
        un refuerzo de|una hueste de|una tropa|una fuerza|un ejército|se calculan|se estiman|el número de muertos|
        el número de víctimas|número de víctimas|número de muertos|se estima que|se calcula que|se cree que|murieron|
        perecieron|causó|causaron|dejó|dejaron|costó la vida a|perdió|perdieron|contaba con|contaban con|sumaban|suman|
        sumaba|compuesto por|compuesta por|formado por|la población|la guarnición|el ejército|efectivos|fuerza de|
        tropa de|una tropa de|la cifra|el total|el total de|supuestamente|oficialmente|pérdidas de|bajas de|
        un total de|total de|total|número de|el número de|cifra de|la cifra de|una cifra de|las cifras de|es|son|era|
        eran|fue|fueron|hubo|había|hay|estimación|estimaciones|balance|un balance de|ejército de|un ejército de|
        una fuerza de|pérdida de|la pérdida de|una población de|población|población de|una guarnición de|alcanzó los|
        alcanza los|alcanzaron los|ascendió a|asciende a|ascienden a|ascendieron a|se eleva a|se elevó a|los|las|a|con|
        llegó a|suma de|la suma de|de""",
    percent="por ciento|por 100|porciento",
    interval=r"(?:ic|intervalo de confianza)(?: del| al| de)? (\d\d(?:,\d)?) ?%",
    vague=r"(?:varias |varios |unas |unos |muchos |muchas |algunos |algunas )?"
    r"(?:decenas|cientos|centenares|miles|docenas|millones|millares|centenas)"
    r"(?: de (?:miles|millones|millares))?|(?:varios|varias|unos pocos|unos cuantos|algunos) "
    r"(?:miles|cientos|millones|centenares)|"
    r"miles y miles|cientos y cientos",
    people={
        "": """tejedores|hiladores|sastres|zapateros|panaderos|carniceros|herreros|albañiles|carpinteros|estibadores|
            jardineros|cocineros|sirvientas|nodrizas|comadronas|cirujanos|banqueros|buhoneros|cazadores|leñadores|
            alfareros|curtidores|costureras|lavanderas|fogoneros|bomberos|gendarmes|aviadores|libertos|ulanos|
            jenízaros|leprosos|dementes|ciegos|culíes|obreras|aprendices|hacendados|capataces|aparceros|labriegos|
            cortesanos|párrocos|diáconos|beduinos|jeques|montañeros|esquiadores|nadadores|transeúntes|peatones|
            escolares|universitarios|jubilados|viudos|lactantes|electores|contribuyentes|jurados|testigos|asesinos|
            ladrones|bandoleros|secuestradores|observadores|camilleros|capellanes|resistentes|colaboradores|amotinados|
            náufragos|rescatados|presidiarios|corsarios|filibusteros|piratas|cristeros|montoneros|paramilitares|
            narcotraficantes|sicarios|maestras|cascos azules|coraceros|repatriados|retornados|sublevados|represaliadas|
            perseguidos|acuchillados|enfermos|heridos y enfermos|inválidos|lisiados|tullidos|aldeanos|villanos|
            braceros|peones de a pie|rodeleros|gastadores|galeotes|remeros|forzados|cautivos cristianos|moros|moriscos|
            judíos|judías|cristianos|musulmanes|infieles|protestantes|católicos|luteranos|curas|seminaristas|
            ferroviarios|milicianas|guardias civiles|carabineros|regulares|maquis|insurrectos|mambises|realistas|
            patriotas|criollos|mestizos|mulatos|negros|indias|tlaxcaltecas|aztecas|mexicas|incas|araucanos|guaraníes|
            charrúas|yaquis|apaches|mayas quichés|quichés|zapotecos|mixtecos|bávaros|sajones|prusianos|
            infantes y jinetes|peones y jinetes|arcabuceros|piqueros|ballesteros|mosqueteros|alabarderos|hidalgos|
            plebeyos|siervos|vasallos|criados|sirvientes|esclavas|artesanos|comerciantes|mercaderes|labradores|
            jornaleros|pastores|pescadores|mendigos|vagabundos|huérfanos|viudas|médicos|enfermeras|periodistas|
            abogados|diputados|delegados|votantes|espectadores|pasajeros|peregrinos|cruzados|templarios|sindicalistas|
            socialistas|falangistas|requetés|brigadistas|guerrilleras|sospechosos|acusados|criminales|traidores|espías|
            desertores|fugitivos|rezagados|generales|coroneles|capitanes|tenientes|sargentos|cabos|soldados rasos|
            conscriptos|quintos|infantes de marina|cadetes|zapadores|ingenieros|tamborileros|chicos|chicas|muchachos|
            muchachas|menores|recién nacidos|padres|madres|hijos|hijas|seres|parroquianos|feligreses|conversos|paganos|
            idólatras|encomenderos|conquistadores|pobladores indígenas|aborígenes|guanches|caribes|taínos|aymaras|
            quechuas|mapuches|chichimecas|tarascos|totonacas|otomíes|hombres|hombre|soldados|soldado|personas|persona|
            civiles|víctimas|víctima|habitantes|habitante|refugiados|mujeres|mujer|niños|niñas|ancianos|combatientes|
            guerreros|oficiales|suboficiales|marinos|marineros|jinetes|infantes|artilleros|arqueros|caballeros|peones|
            tropas|efectivos|insurgentes|rebeldes|partisanos|guerrilleros|campesinos|obreros|trabajadores|esclavos|
            colonos|indígenas|indios|nativos|ciudadanos|vecinos|almas|individuos|seres humanos|gentes|gente|rehenes|
            voluntarios|reclutas|milicianos|guardias|policías|sacerdotes|monjes|religiosos|religiosas|monjas|nobles|
            estudiantes|miembros|participantes|manifestantes|huelguistas|supervivientes|sobrevivientes|defensores|
            atacantes|sitiados|sitiadores|invasores|mercenarios|auxiliares|legionarios|granaderos|húsares|dragones|
            lanceros|mineros|emigrantes|exiliados|evacuados|internados|presos|detenidos|condenados|adultos|jóvenes|
            bebés|vidas humanas|vidas|cadáveres|súbditos|fieles|herejes|militares|enemigos|población|familiares|
            pobladores|moradores|lugareños|infantería|caballería|de infantería|de caballería|maestros|franciscanos|
            frailes|naturales|represaliados|clérigos""",
        "killed": """degolladas|decapitados|decapitadas|linchados|quemados|quemados vivos|estrangulados|liquidados|
            sacrificados|inmolados|martirizados|mártires|ejecutados sumariamente|ajusticiadas|paseados|gaseados|
            asesinados|asesinadas|asesinatos|fusilados|fusiladas|ejecutados|ejecutadas|ejecuciones|masacrados|
            masacradas|exterminados|degollados|abatidos|matados|ajusticiados|pasados por las armas|ahorcados""",
        "deaths": """víctimas mortales|muertos en combate|caídas|fallecidos por hambre|ahogados|difuntos|muertos|
            muertas|muertes|fallecidos|fallecidas|fallecimientos|caídos|muerte|bajas mortales|defunciones|perecidos""",
        "wounded": "heridos|heridas|lesionados|mutilados",
        "casualties": "bajas",
        "losses": "pérdidas|pérdida|perdidos",
        "missing": "desaparecidos|desaparecidas|extraviados",
        "captured": """prisioneros|prisioneras|prisioneros de guerra|cautivos|capturados|capturadas|apresados|
            arrestados""",
        "raped": "violadas|violaciones",
        "displaced": """damnificados|damnificadas|refugiadas|sin techo|sin hogar|desplazados|desplazadas|deportados|
            deportadas|expulsados""",
    },
    units={
        "divisions": "divisiones|división",
        "aircraft": "aviones",
        "raids": "incursiones aéreas",
        "families": "familias|hogares",
    },
    others="""por bando|por lado|en cada bando|de cada lado|a cada lado|falsos|falsas|nonatos|hipotéticos|hipotéticas|
        inventados|inventadas|solicitados|solicitadas|prometidos|prometidas|requeridos|requeridas|posibles|potenciales|
        futuros|futuras|medios|salvados|salvadas|kilómetro|metro|hectárea|barco|buque|de más|de menos|excepto|
        incluidos|incluidas|excluidos|excluidas|exceptuados|salvo|además|evitados|previstos|esperados|necesarios|
        supuestos|más|menos|adicionales|adicional|otros|otras|otro|anuales|anual|diarios|diarias|mensuales|restantes|
        de media|de promedio|cuadrados|ficticios|imaginarios|días|día|semanas|meses|mes|años|año|horas|minutos|siglos|
        veces|km|kilómetros|metros|leguas|millas|hectáreas|toneladas|libras|kilos|kg|litros|quintales|arrobas|pesetas|
        pesos|euros|ducados|dólares|maravedíes|reales|cañones|fusiles|carros|tanques|caballos|bombas|tiros|grados|por|
        cada|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|a c|d c|al día|
        al mes|al año""",
    sites="barcos|buques|naves|casas|aldeas|pueblos|ciudades|haciendas|campos|trenes",
    peoples=_NATIONS,
    qualities=_QUALITIES,
    precedes=False,
    unlike="""enseñas|reseñas|contraseñas|diseños|empeños|desempeños|barreños|barreñas|amatistas|cigüeñas|ordeños|
        revistas|entrevistas|autopistas|conquistas|reconquistas|pequeños|sueños|dueños|señas|leñas|montañas|cabañas|
        campañas""",
    adjective=r"[a-záéíóúñü]{3,}(?:[ai]d[oa]s?|an[oa]s|enses?|ic[oa]s|ari[oa]s|iv[oa]s|antes?|entes?|os[oa]s|ales|eses|esas)",
    places="""de|del|de la|de las|de los|de su|de sus|de esta|de este|de aquella|de aquel|entre los|entre las|en|en la|
        en el|en los|en las|en su|durante la|durante el|durante los|procedentes de""",
    links="""de ellos|de ellas|de entre ellos|entre ellos|de los cuales|de las cuales|el|la|los|las|sus|su|entre|
        durante|por los|por la|que|a manos de|contra|a causa de|a|al""",
    tails=combined(_FUERON, _MUERTOS)
    + """|por arma de fuego|a tiros|a balazos|por disparos|sin juicio|sin juicio previo|en consejo de guerra|
        bajo las bombas|bajo los escombros|cayeron prisioneros|cayeron en combate|cayeron muertos|hallaron la muerte|
        encontraron la muerte|dieron la vida|quedaron en el campo|perdieron allí la vida|en el asedio|
        durante el asedio|durante la guerra|durante la batalla|en la plaza|en la toma|en un día|en un solo día|
        en una noche|en una semana|de enfermedad|de peste|de fiebres|de frío|de todas las edades|de ambos sexos|
        de toda edad|de la ciudad|de la guarnición|del país|de tropa|de guarnición|de tierra|del ejército|de mar|
        por las armas|en la retaguardia|en la zona republicana|en la zona nacional|en la zona sublevada|en el frente|
        en los campos|en las cárceles|en prisión|por hambre|sobre el terreno|en acción|por los españoles|
        por los franquistas|a manos de los republicanos|a manos de los sublevados|del bando sublevado|en total|
        en combate|en la batalla|en la guerra|en la ciudad|murieron|han muerto|perecieron|perdieron la vida|cayeron|
        de ambos bandos|en ambos bandos|a pie|a caballo|de a pie|de a caballo|bajo las armas|sobre las armas|de hambre|
        fallecieron|desaparecieron|en armas|en el campo de batalla|de ambas partes|del bando republicano|
        del bando nacional|en la represión|sin vida|de guerra""",
    negations="no|nunca|jamás|ni|ningún|ninguno|ninguna|sin|apenas|niega|negó|en vez de|exagerado",
    repeats_bounds=False,
    numerals={
        **{word: number for number, words in enumerate(_ONES.split()) for word in words.split("""|""")},
        **{word: 10 * number for number, word in enumerate(_TENS.split(), 3)},
        "cien": 100,
        "ciento": 100,
        **{stem + end: 100 * number for number, stem in enumerate(_HUNDREDS.split()[1:], 2) for end in ("os", "as")},
    },
    hundreds="",
    bare_hundred="",
    scales={"mil": 1000, "millón": 10**6, "millones": 10**6, "millon": 10**6},
    glued="",
    singular="millón|millon",
    ones="un|una",
    joint="y",
    joins=_joins,
    halves={"medio": 0.5, "media": 0.5, "un cuarto de": 0.25, "tres cuartos de": 0.75},
    bridges="de|un|una",
    shares={
        "mitad": 2,
        "tercio": 3,
        "tercios": 3,
        "cuarto": 4,
        "cuartos": 4,
        "quinto": 5,
        "quintos": 5,
        "sexto": 6,
        "sextos": 6,
        "séptimo": 7,
        "octavo": 8,
        "octavos": 8,
        "noveno": 9,
        "décimo": 10,
        "décimos": 10,
    },
    portions={
        stem + ending: number
        for stem, number in (
            ("tercer", 3),
            ("cuart", 4),
            ("quint", 5),
            ("sext", 6),
            ("séptim", 7),
            ("octav", 8),
            ("décim", 10),
            ("vigésim", 20),
            ("centésim", 100),
        )
        for ending in ("a", "as")
    },
    part="parte|partes",
    named="mitad|tercio",
    inside="",
    the="la|el|las|los|un",
    strong="",
    remarks="""la mayoría|en su mayoría|principalmente|sobre todo|mayormente|mayoritariamente|casi todos|casi todas""",
    dozens={
        "decena": (10, True),
        "decenas": (10, True),
        "docena": (12, False),
        "docenas": (12, False),
        "quincena": (15, True),
        "veintena": (20, True),
        "treintena": (30, True),
        "cuarentena": (40, True),
        "cincuentena": (50, True),
        "centena": (100, True),
        "centenar": (100, True),
        "centenares": (100, True),
        "millar": (1000, True),
        "millares": (1000, True),
    },
    compound=_compound,
    abbreviated="aprox|est|ca|max|min|máx|mín",
)
