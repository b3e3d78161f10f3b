"""French."""

from __future__ import annotations

from estimates.wording.language import Number, SpacedLanguage, combined, inflected

_ONES = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
_TENS = {"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70,
         "huitante": 80,
         "octante": 80, "nonante": 90}  # fmt: skip


def _joins(before: int, after: list[int]) -> bool:
    """Whether "et" may stand here: "vingt et un", "soixante et onze"."""
    return before in range(20, 100, 10) and after[0] in (1, 11)


def _compound(word: str) -> Number | None:
    return None


_NATIONS = (
    inflected(
        "allemand américain romain mexicain marocain roumain africain cubain dominicain afghan musulman persan "
        "flamand normand ottoman catalan castillan musulman chrétien arménien italien autrichien prussien "
        "égyptien indien algérien tunisien libyen syrien iranien irakien palestinien vietnamien cambodgien coréen "
        "européen ukrainien lituanien letton estonien bosnien géorgien norvégien canadien australien brésilien "
        "péruvien chilien bolivien nigérien éthiopien rwandais espagnol mongol kurde suisse russe belge serbe "
        "croate slave tchèque slovaque bulgare arabe tartare scythe berbère kabyle catholique protestant huguenot "
        "juif bavarois saxon suédois turc grec breton vendéen lyonnais parisien tutsi hutu herero sioux cathare "
        "vaudois camisard communard versaillais nazi fédéré confédéré allié impérial britannique soviétique "
        "asiatique bosniaque israélien carthaginois gaulois franc vandale wisigoth malgache cosaque tsigane "
        "tzigane gitan yézidi ouïghour tchétchène tcherkesse circassien zoulou ashanti peul touareg maure "
        "sarrasin ouzbek kazakh kirghize turkmène azéri pachtoune hazara tadjik hindou tamoul birman laotien "
        "khmer hmong rohingya igbo haoussa amhara somalien érythréen kényan ougandais angolais iroquois huron "
        "algonquin cherokee apache aztèque inca maya mapuche guarani maori papou kanak helvète celte goth "
        "ostrogoth burgonde alaman avar magyar khazar varègue viking lombard byzantin perse parthe mède assyrien "
        "babylonien hébreu philistin phénicien numide ibère dace thrace macédonien spartiate athénien thébain "
        "troyen samnite étrusque cimbre teuton",
        "- s e es",
    )
    + """|roms|français|française|françaises|anglais|anglaise|anglaises|chinois|chinoise|chinoises|japonais|japonaise|
        japonaises|polonais|polonaise|polonaises|hongrois|hongroise|hollandais|hollandaise|irlandais|irlandaise|
        écossais|portugais|portugaise|danois|danoise|finlandais|libanais|libanaise|sénégalais|soudanais|congolais|
        juives|italiennes|algériennes|arméniennes|européennes|prussiennes|autrichiennes|vietnamiennes|cambodgiennes|
        turque|turques|grecque|grecques|chrétienne|chrétiennes"""
)
_QUALITIES = inflected(
    "civil innocent armé désarmé supplémentaire militaire tué blessé fusillé exterminé massacré assassiné "
    "exécuté déporté capturé fait enrôlé connu recensé identifié déclaré enregistré inconnu régulier irrégulier "
    "combattant ennemi étranger adulte jeune vieux libre grand petit noir blanc politique colonial indigène "
    "désarmé valide sédentaire rural urbain natif direct indirect mort disparu prisonnier guillotiné égorgé noyé "
    "brûlé pendu total impérial royal républicain national insurgé réfractaire disponible aguerri mobilisé",
    "- s e es",
)

_FURENT = """furent|ont été|sont|étaient|auraient été|avaient été|seraient|y furent|y ont été|restèrent|
    ont été ainsi"""
_TUES = """tués|tuées|massacrés|massacrées|assassinés|assassinées|exécutés|exécutées|fusillés|fusillées|guillotinés|
    décapités|pendus|noyés|brûlés|brûlés vifs|égorgés|exterminés|blessés|blessées|mutilés|capturés|capturées|arrêtés|
    arrêtées|emprisonnés|internés|déportés|déportées|expulsés|chassés|déplacés|réduits en esclavage|violées|
    portés disparus|portés manquants|mis à mort|mis hors de combat|passés par les armes|passés au fil de l'épée|
    faits prisonniers|pris|morts|mortes|morts de faim|morts de froid|tombés|enterrés|ensevelis|inhumés|retrouvés|
    retrouvés morts|évacués|gazés|abattus|condamnés à mort|sans abri"""

FRENCH = SpacedLanguage(
    code="fr",
    name="French",
    thousands="",
    decimal=",",
    about="""d'environ|d'à peu près|d'approximativement|une estimation de|des estimations de|l'estimation de|
        estimation de|selon une estimation|sûrement|apparemment|avoisinant|avoisine les|avoisinait les|
        tournant autour de|à quelque chose près|environ quelque|grossièrement|en gros|à vue de nez|dans l'ordre de|
        approximativement quelque|un nombre approximatif de|environ|à peu près|plus ou moins|approximativement|quelque|
        quelques|autour de|autour d'|aux environs de|env|vers|près de quelque|de l'ordre de|aux alentours de|peut être|
        probablement|sans doute|vraisemblablement|estimé à|estimés à|estimée à|estimées à|à environ|circa|ca|
        possiblement|approchant|grosso modo|dans les environs de|un total estimé à""",
    about_after="""estimation|estimations|estimé|estimés|estimées|ou environ|ou quelque chose comme ça|environ|
        à peu près|plus ou moins|approximativement|env|ou à peu près|peut être""",
    more="""supérieures à|excédant les|dépassant les|dépasse les|dépassait les|dépassa les|passé les|beaucoup plus que|
        plus que|bien au dessus de|surpassant|qui dépasse|qui dépassait|franchissant les|plus de|plus d'|au delà de|
        au delà d'|au dessus de|bien plus de|largement plus de|beaucoup plus de|supérieur à|supérieure à|supérieurs à|
        bien au delà de|excède|excédant|dépasse|dépassant|dépassait|nettement plus de|dépassa|a dépassé|dépassent""",
    more_after="",
    more_about="""un peu au dessus de|légèrement au dessus de|légèrement supérieur à|une bonne|un bon|
        quelque peu plus de|à peine plus d'|un tout petit peu plus de|un peu plus de|un peu plus d'|à peine plus de|
        légèrement plus de|guère plus de""",
    more_about_after="",
    at_least="""d'au moins|d'un minimum de|au moins|au minimum|pas moins de|pas moins d'|un minimum de|au bas mot|
        minimum|non moins de|à tout le moins|au moins à|min""",
    or_more="""min|ou même plus|et même plus|voire plus|peut être plus|voire davantage|ou plus|et plus|au moins|
        au minimum|au bas mot|ou davantage|et au delà|et davantage|minimum""",
    less="""inférieurs à|inférieures à|beaucoup moins de|moins que|sans atteindre|n'atteignant pas|n'atteignait pas|
        n'atteignaient pas|bien en dessous de|très inférieur à|moins de|moins d'|en dessous de|au dessous de|
        inférieur à|inférieure à|bien moins de|nettement moins de|n'atteint pas""",
    less_after="",
    at_most="""d'au plus|d'un maximum de|n'excédant pas|sans dépasser|à tout casser|dans le meilleur des cas|
        au grand maximum|n'ayant pas dépassé|ne dépassa pas|ne dépassèrent pas|n'excédèrent pas|n'excéda pas|
        pas davantage que|jusqu'à|au plus|au maximum|pas plus de|pas plus d'|tout au plus|un maximum de|maximum|
        au plus haut|max|ne dépasse pas|ne dépassait pas|n'excède pas|n'excédait pas|ne dépassant pas|
        ne dépassent pas""",
    or_less="""max|au grand maximum|à tout casser|ou moins encore|ou moins|au plus|au maximum|tout au plus|et moins|
        maximum""",
    nearly="""un peu en dessous de|un peu au dessous de|légèrement moins de|légèrement en dessous de|
        légèrement inférieur à|à peine en dessous de|tout près de|tout près d'|frisant les|s'approchant de|
        approchant de|approchant les|proche de|proche des|proches de|proches des|à peu de chose près|flirtant avec les|
        atteignant presque|guère moins de|guère moins d'|il s'en faut de peu pour|pas bien loin de|pas bien loin d'|
        un rien moins de|près de|près d'|presque|pas loin de|pas loin d'|pas tout à fait|un peu moins de|
        un peu moins d'|à peine moins de|quasiment|bientôt|frôlant les|avoisinant les|à deux doigts de|
        pas très loin de""",
    nearly_after="ou presque|ou peu s'en faut",
    between="""entre|oscille entre|varie entre|varient entre|se situe entre|se situent entre|compris entre|
        comprise entre|quelque part entre""",
    from_="une fourchette de|la fourchette de|dans une fourchette de|de|allant de|va de|vont de|d'|depuis",
    and_="et",
    to="à|jusqu'à|et jusqu'à",
    but="mais|et|mais aussi",
    either="ou|ou même|ou peut être|voire",
    closing="",
    plus_minus="plus ou moins|à plus ou moins",
    nor_more="ni plus de|et pas plus de|mais pas plus de",
    neutral="""seulement|seul|seuls|seule|seules|exactement|précisément|en tout|au total|en totalité|tout juste|
        rien que""",
    label="""une perte totale de|la perte totale de|nombre total de|nombre total des|le nombre total de|
        le nombre total des|chiffre total de|bilan total|bilan total de|une perte de|pertes totales|pertes totales de|
        perte totale de|effectif total|effectif total de|un effectif total de|une troupe|une armée|une foule de|
        une bande de|un contingent de|un détachement de|une colonne de|un renfort de|l'effectif de|évaluation|
        évaluations|on estime que|on estime à|on évalue à|est de|était de|fut de|est d'|serait de|seraient de|la perte|
        les pertes|le nombre de morts|le nombre des morts|le nombre de victimes|le nombre des victimes|
        nombre des victimes|nombre de morts|on dénombre|on dénombra|on estime|on évalue|évalué à|évalués à|évaluées à|
        chiffré à|a coûté la vie à|coûta la vie à|fit|firent|a fait|ont fait|faisant|comptait|comptaient|compte|perdit|
        perdirent|aurait fait|auraient fait|la population|la garnison|l'armée|l'effectif|une troupe de|un corps de|
        un corps d'armée de|prétendument|officiellement|le total|le total de|un chiffre de|des pertes de|un total de|
        total de|total|bilan|bilan de|un bilan de|le bilan de|nombre de|le nombre de|chiffre de|le chiffre de|
        au nombre de|est|était|sont|étaient|furent|fut|soit|estimation|estimations|il y eut|il y a|on compte|on compta|
        une armée de|armée de|une force de|la perte de|perte de|pertes de|une population de|population de|effectif|
        effectifs|un effectif de|à|la vie de|les vies de|coûta la vie à|coûtant la vie à|tuant|causant|laissant|
        provoquant|une garnison|une troupe|un corps|une foule|une colonne|un contingent|un détachement|un cortège|
        une assemblée|s'élevèrent à|s'élevaient à|se montèrent à|se montaient à|montèrent à|montaient à|
        une garnison de|garnison de|atteint|atteignit|s'élève à|s'élevait à|s'élèvent à|s'éleva à|porté à|les|
        le chiffre""",
    percent="pour cent|p cent|pourcent|pour 100",
    interval=r"(?:ic|intervalle de confiance)(?: à| de)? (\d\d(?:,\d)?) ?%",
    vague=r"(?:plusieurs |quelques |des |de nombreuses |de nombreux )?(?:dizaines|centaines|milliers|millions)"
    r"(?: de (?:centaines de )?(?:milliers|millions))?|plusieurs (?:cents|mille)|quelques (?:cents|centaines)",
    people={
        "": """fileurs|houilleurs|tailleurs|cordonniers|boulangers|bouchers|forgerons|maçons|charpentiers|dockers|
            jardiniers|cuisiniers|servantes|nourrices|chirurgiens|banquiers|colporteurs|braconniers|potiers|tanneurs|
            couturières|blanchisseuses|aviateurs|affranchis|uhlans|territoriaux|lépreux|aveugles|coolies|apprentis|
            employés|commerçants|planteurs|courtisans|nonnes|vicaires|diacres|païens|infidèles|cheikhs|randonneurs|
            skieurs|nageurs|baigneurs|passants|étudiantes|retraités|veufs|jumeaux|contribuables|jurés|témoins|
            assassins|voleurs|brigands|contrebandiers|observateurs|brancardiers|aumôniers|naufragés|sinistrés|rameurs|
            corsaires|flibustiers|pirates|sages femmes|preneurs d'otages|casques bleus|malades|blessés et malades|
            invalides|infirmes|aliénés|garnisaires|galériens|forçats|serfs|vilains|manants|notables|fermiers|métayers|
            laboureurs|vignerons|bûcherons|bergers|pêcheurs|tisserands|ouvrières|paysannes|insurgées|révoltés|
            émeutiers|mutins|fugitifs|rescapés|rapatriés|requis|requis du sto|maquisards|résistants|miliciens français|
            collaborateurs|tondues|pupilles|écolières|séminaristes|novices|chanoines|curés|évêques|pasteurs|rabbins|
            imams|pachas|janissaires|mamelouks|bédouins|fellahs|supplétifs indigènes|troupiers|troupes de ligne|
            hommes d'armes|hommes en armes|gens de pied|gens de cheval|gens de mer|marins et soldats|garnison|
            infanterie|cavalerie|d'infanterie|de cavalerie|sabres|baïonnettes|aborigènes|artisans|marchands|serviteurs|
            domestiques|mendiants|vagabonds|prostituées|orphelins|veuves|veuves et orphelins|instituteurs|professeurs|
            élèves|écoliers|lycéens|médecins|infirmières|journalistes|avocats|magistrats|députés|délégués|électeurs|
            spectateurs|voyageurs|passagers|pèlerins|croisés|templiers|huguenots|protestants|calvinistes|catholiques|
            juifs|juives|musulmans|chrétiens|arméniens|algériens|européens|indiens|africains|malgaches|vendéens|
            chouans|communards|fédérés|versaillais|royalistes|républicains|jacobins|girondins|suspects|accusés|
            criminels|traîtres|espions|déserteurs|fuyards|traînards|supplétifs|harkis|goumiers|spahis|zouaves|
            chasseurs|voltigeurs|fusiliers|mousquetaires|piquiers|arquebusiers|arbalétriers|sapeurs|pionniers|pompiers|
            conducteurs|tambours|généraux|colonels|capitaines|lieutenants|sergents|caporaux|simples soldats|
            sans papiers|nourrissons|petits enfants|jeunes|jeunes filles|jeunes garçons|femmes et enfants|
            hommes de troupe|hommes valides|hommes armés|gens d'armes|gens de guerre|pieds noirs|hommes|homme|soldats|
            soldat|personnes|personne|civils|civil|victimes|victime|habitants|habitant|réfugiés|réfugié|femmes|femme|
            enfants|enfant|vieillards|combattants|guerriers|officiers|sous officiers|marins|matelots|cavaliers|
            fantassins|artilleurs|archers|chevaliers|piétons|troupes|insurgés|rebelles|partisans|paysans|ouvriers|
            esclaves|colons|indigènes|citoyens|villageois|âmes|individus|êtres humains|gens|otages|volontaires|
            conscrits|recrues|miliciens|gardes nationaux|gardes|gendarmes|policiers|prêtres|moines|religieux|
            religieuses|nobles|bourgeois|étudiants|membres|participants|manifestants|grévistes|survivants|défenseurs|
            assaillants|assiégés|assiégeants|envahisseurs|mercenaires|auxiliaires|légionnaires|tirailleurs|grenadiers|
            hussards|dragons|cuirassiers|lanciers|mineurs|émigrés|émigrants|exilés|évacués|internés|détenus|condamnés|
            travailleurs|adultes|jeunes gens|filles|garçons|bébés|vies humaines|vies|cadavres|sujets|croyants|fidèles|
            hérétiques|non combattants|militaires|effectifs|peuple|population|ennemis|bagnards""",
        "killed": """décapités|étranglés|brûlés vifs|lynchés|égorgées|exécutés sommairement|liquidés|suppliciées|
            martyrisés|martyrs|gazés|tués|tué|tuée|tuées|massacrés|massacrées|assassinés|assassinées|exécutés|
            exécutées|exécutions|fusillés|guillotinés|égorgés|exterminés|exterminées|abattus|noyés|suppliciés|pendus|
            tués au combat|passés par les armes|mis à mort""",
        "deaths": """décès supplémentaires|morts supplémentaires|mort d'hommes|victimes mortelles|morts|mort|décès|
            morts au combat|décédés|décédées|péris|tombés|trépas""",
        "wounded": "blessés|blessé|blessées|mutilés|estropiés|amputés",
        "casualties": "hors de combat|mis hors de combat",
        "losses": "pertes|perte|perdus",
        "missing": "disparus|disparues|disparu|manquants",
        "captured": """prisonniers|prisonnières|prisonniers de guerre|captifs|capturés|faits prisonniers|arrêtés|
            arrestations""",
        "raped": "violées|viols|viol",
        "displaced": "déportés|déportées|déplacés|expulsés|sans abri",
    },
    units={
        "divisions": "divisions|division",
        "aircraft": "avions",
        "raids": "raids",
        "families": "familles|foyers",
    },
    others="""de chaque côté|de chaque bord|de chaque part|par camp|faux|fausses|mort nés|hypothétiques|inventés|
        inventées|demandés|demandées|promis|promises|possibles|potentiels|potentielles|futurs|futures|supposés|de trop|
        sauvés|sauvées|kilomètre|mètre|hectare|lieue|bateau|navire|excepté|exceptés|exceptées|compris|comprises|
        y compris|non compris|hormis|outre|sauf|évités|épargnés|prévus|attendus|nécessaires|de plus|de moins|autres|
        autre|annuels|annuelles|annuel|quotidiens|quotidiennes|mensuels|mensuelles|moyens|en moyenne|restants|
        restantes|carrés|cubes|fictifs|imaginaires|jours|jour|semaines|mois|ans|an|années|année|heures|minutes|siècles|
        fois|km|kilomètres|mètres|lieues|milles|arpents|hectares|tonnes|tonneaux|livres|kilos|kg|litres|boisseaux|
        quintaux|francs|euros|écus|ducats|dollars|sous|canons|fusils|chars|chevaux|bombes|obus|coups|degrés|par|chaque|
        chacun|chacune|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|av|apr|e|
        ème|er|re|d'années|d'ans|d'euros""",
    sites="navires|vaisseaux|bateaux|maisons|villages|villes|fermes|camps|châteaux|hameaux",
    peoples=_NATIONS,
    qualities=_QUALITIES + """|non|malade|malades|sans défense|bien armés|mal armés|assis""",
    precedes=False,
    unlike="schistes|batistes",
    adjective=r"[a-zàâçéèêëîïôûùüÿœ]{3,}(?:ais|aise|aises|ois|oise|oises|iens?|iennes?|iques?|és|ées|aires?|eux|euses|ifs|ives|als|ales|aux|ants|antes|ains|aines)",
    places="""de|d'|des|du|de la|de l'|de leur|de leurs|de son|de sa|de ses|de cette|de ce|de ces|parmi les|dans|
        dans la|dans le|dans les|dans l'|en|au|aux|à|sur le|sur la|sur les|pendant la|pendant le|pendant les|durant la|
        durant le|lors de|lors du|lors de la|lors des""",
    links="""d'entre eux|d'entre elles|parmi eux|parmi elles|d'eux|d'elles|d'entre les|le|la|les|l'|leurs|ses|ces|
        parmi|sur|pendant|durant|par les|par la|qui|du côté|parmi la|chez les|contre""",
    tails=combined(_FURENT, _TUES)
    + """|par balles|par armes à feu|à l'arme blanche|sous les bombes|à coups de fusil|sur place|sans jugement|
        après jugement|en une semaine de combats|furent faits prisonniers de guerre|y moururent|y trouvèrent la mort|
        y laissèrent la vie|tombèrent|restèrent sur le terrain|restèrent sur le champ de bataille|
        sur le champ de bataille|sur le terrain|dans la rue|dans les rues|dans les combats|dans l'incendie|
        dans les camps|dans les prisons|dans la semaine|en une journée|en un jour|en une semaine|en une nuit|
        de maladie|du typhus|de la peste|du choléra|de froid|de tous âges|des deux sexes|de tout âge|de la garnison|
        de la ville|du pays|de l'armée|de part et d'autre du front|du côté allemand|du côté russe|du côté prussien|
        du côté anglais|du côté chinois|du côté japonais|chez les français|chez les allemands|passés par les armes|
        mis hors combat|au combat|au total|en tout|ont péri|périrent|moururent|morts de faim|de faim|à pied|à cheval|
        sous les armes|en armes|des deux côtés|de part et d'autre|du côté français|en captivité|perdirent la vie|
        ont perdu la vie|dans la bataille|dans la ville|hors de combat|y périrent|trouvèrent la mort|
        ont trouvé la mort|de toutes armes|en bas âge|de la population|ont disparu""",
    negations="ne|n'|pas|jamais|ni|aucun|aucune|sans|guère|conteste|contesta|au lieu de|plutôt que|exagéré",
    repeats_bounds=False,
    numerals={**{word: number for number, word in enumerate(_ONES.split())}, **_TENS, "une": 1},
    hundreds="cent|cents",
    bare_hundred="cent",
    scales={"mille": 1000, "million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9},
    glued="",
    singular="million|milliard",
    ones="un|une",
    joint="et",
    joins=_joins,
    halves={
        "demi": 0.5,
        "un demi": 0.5,
        "une demi": 0.5,
        "un quart de": 0.25,
        "trois quarts de": 0.75,
        "trois quarts d'un": 0.75,
        "un quart d'un": 0.25,
        "la moitié d'un": 0.5,
    },
    bridges="de|d'|un|une|la",
    shares={
        "moitié": 2,
        "tiers": 3,
        "quart": 4,
        "quarts": 4,
        "cinquième": 5,
        "cinquièmes": 5,
        "sixième": 6,
        "sixièmes": 6,
        "septième": 7,
        "huitième": 8,
        "huitièmes": 8,
        "neuvième": 9,
        "dixième": 10,
        "dixièmes": 10,
    },
    portions={
        "troisième": 3,
        "quatrième": 4,
        "cinquième": 5,
        "sixième": 6,
        "septième": 7,
        "huitième": 8,
        "dixième": 10,
        "vingtième": 20,
        "centième": 100,
    },
    part="partie|parties",
    named="moitié|tiers|quart",
    inside="",
    the="la|le|les|du|des|au|aux",
    strong="",
    remarks="""surtout|principalement|pour la plupart|en majorité|essentiellement|majoritairement|presque tous|
        presque toutes""",
    dozens={
        "dizaine": (10, True),
        "dizaines": (10, True),
        "douzaine": (12, False),
        "douzaines": (12, False),
        "quinzaine": (15, True),
        "vingtaine": (20, True),
        "trentaine": (30, True),
        "quarantaine": (40, True),
        "cinquantaine": (50, True),
        "soixantaine": (60, True),
        "centaine": (100, True),
        "centaines": (100, True),
        "millier": (1000, True),
        "milliers": (1000, True),
    },
    compound=_compound,
    abbreviated="env|ca|max|min|p",
)
