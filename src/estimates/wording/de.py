"""German."""

from __future__ import annotations

import re

from estimates.wording.language import Number, SpacedLanguage, combined, inflected

_NUMERALS = {
    word: number
    for number, words in enumerate(
        [
            "null",
            "ein|eins|eine|einem|einen|einer|eines",
            "zwei|zwo",
            "drei",
            "vier",
            "fünf",
            "sechs",
            "sieben",
            "acht",
            "neun",
            "zehn",
            "elf",
            "zwölf",
            "dreizehn",
            "vierzehn",
            "fünfzehn",
            "sechzehn",
            "siebzehn",
            "achtzehn",
            "neunzehn",
        ]
    )
    for word in words.split("""|""")
}
_TENS = {"zwanzig": 20, "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70,
         "achtzig": 80, "neunzig": 90}  # fmt: skip
_ONES = {word: number for word, number in _NUMERALS.items() if word in ("ein", "zwei", "zwo") or 3 <= number <= 9}
_BELOW_HUNDRED = re.compile(f"(?:({'|'.join(_ONES)})und)?({'|'.join(_TENS)})")
_PARTS = re.compile(r"(?:(.*?)tausend)?(?:und)?(?:(.*?)hundert)?(?:und)?(.*)")


def _small(word: str) -> int | None:
    if word in _NUMERALS and word not in ("eine", "einem", "einen", "einer", "eines"):
        return _NUMERALS[word]
    match = _BELOW_HUNDRED.fullmatch(word)
    return _TENS[match[2]] + _ONES.get(match[1], 0) if match else None


def _hundreds(word: str) -> int | None:
    """Return the number of a word below a thousand (or twenty hundreds, as of years), without ``tausend``."""
    before, hundred, after = word.partition("hundert")
    if not hundred:
        return _small(word)
    count = _small(before) if before else 1
    rest = _small(after.removeprefix("und")) if after else 0
    if count is None or rest is None or not 0 < count < 20 or count == 10 or (after and not rest):
        return None
    return count * 100 + rest


def _compound(word: str) -> Number | None:
    """Return the number of a German word that holds a whole numeral, and halves such as ``zweieinhalb``."""
    half = re.fullmatch(r"(.+?)(?:und)?einhalb(tausend|)", word)
    if word in ("anderthalb", "eineinhalb"):
        return 1.5
    if word in ("anderthalbtausend", "eineinhalbtausend"):
        return 1500
    if half:
        whole = _small(half[1])
        if whole is None or not 0 < whole < 100:
            return None
        return (whole * 1000 + 500) if half[2] else whole + 0.5
    before, thousand, after = word.partition("tausend")
    if not thousand:
        return _hundreds(word)
    count = _hundreds(before) if before else 1
    rest = _hundreds(after.removeprefix("und")) if after else 0
    if count is None or rest is None or not 0 < count < 1000 or (after and not rest):
        return None
    return count * 1000 + rest


def _joins(before: int, after: list[int]) -> bool:
    if 0 < before < 10 and after[0] in range(20, 100, 10):
        return True
    if before % 1000 == 0:
        return before > 0 and max(after) < 100
    return before % 100 == 0 and before > 0 and after[0] < 100


_NATIONS = (
    inflected(
        "chinesisch japanisch deutsch britisch englisch französisch amerikanisch russisch sowjetisch "
        "polnisch jüdisch österreichisch ungarisch italienisch spanisch türkisch osmanisch griechisch "
        "römisch schwedisch dänisch norwegisch finnisch niederländisch holländisch belgisch "
        "portugiesisch serbisch kroatisch bosnisch albanisch rumänisch bulgarisch ukrainisch litauisch "
        "lettisch estnisch tschechisch slowakisch armenisch georgisch persisch arabisch kurdisch syrisch "
        "irakisch iranisch israelisch palästinensisch ägyptisch algerisch indisch pakistanisch "
        "vietnamesisch koreanisch kambodschanisch afrikanisch europäisch asiatisch preußisch sächsisch "
        "bayerisch hannoversch badisch hessisch schweizerisch kaiserlich königlich karthagisch gallisch "
        "germanisch mongolisch tatarisch muslimisch christlich katholisch protestantisch hugenottisch "
        "alliiert verbündet afghanisch mexikanisch",
        "- e en er em es",
    )
    + """|jesiden|drusen|kopten|maroniten|tschetschenen|tscherkessen|inguschen|krimtataren|wolgadeutsche|
        wolgadeutschen|sudetendeutsche|sudetendeutschen|kasachen|usbeken|kirgisen|turkmenen|tadschiken|paschtunen|
        uiguren|tibeter|kalmücken|hunnen|awaren|magyaren|wikinger|alemannen|ostgoten|westgoten|vandalen|langobarden|
        kelten|gallier|helvetier|kimbern|teutonen|daker|thraker|makedonen|spartaner|athener|thebaner|perser|assyrer|
        babylonier|hebräer|phönizier|karthager|numider|iberer|samniten|sarazenen|mauren|berber|beduinen|zulus|azteken|
        inkas|irokesen|huronen|apachen|rohingya|hmong|khmer|tamilen|singhalesen|bosniaken|kosovaren|chinesen|chinese|
        japaner|japanern|deutsche|deutschen|deutscher|briten|engländer|engländern|franzosen|amerikaner|amerikanern|
        russen|sowjets|polen|juden|österreicher|österreichern|ungarn|italiener|italienern|spanier|spaniern|türken|
        osmanen|griechen|römer|römern|schweden|dänen|norweger|norwegern|finnen|niederländer|holländer|belgier|
        portugiesen|serben|kroaten|bosniaken|albaner|rumänen|bulgaren|ukrainer|ukrainern|litauer|letten|esten|
        tschechen|slowaken|armenier|armeniern|georgier|perser|araber|arabern|kurden|syrer|iraker|iraner|israelis|
        palästinenser|ägypter|algerier|inder|indern|pakistaner|vietnamesen|koreaner|kambodschaner|afrikaner|europäer|
        europäern|preußen|sachsen|bayern|schweizer|karthager|gallier|germanen|mongolen|tataren|muslime|muslimen|
        christen|katholiken|protestanten|hugenotten|roma|sinti|herero|nama|hutu|tutsi|hereros|azteken|inka|maya|
        indianer|indianern|aborigines|alliierte|alliierten|leningrader|dresdner|dresdnern|berliner|berlinern|hamburger|
        hamburgern|wiener|pariser|londoner|moskauer|warschauer|magdeburger|kölner|münchner|leipziger|nürnberger|
        stalingrader|danziger|breslauer|königsberger|pforzheimer|würzburger|kasseler|bremer|frankfurter|
        sudetendeutsche|schlesier|ostpreußen|volksdeutsche|buren|zulu|kosaken|normannen|wikinger|hunnen|goten|vandalen|
        awaren|hessen|württemberger|württembergern|badener|tiroler|tirolern|böhmen|pfälzer|pfälzern|friesen|holsteiner|
        mecklenburger|siebenbürger"""
)
_QUALITIES = inflected(
    "zivil militärisch unschuldig unbewaffnet bewaffnet  gefangen gefallen getötet verwundet ehemalig "
    "registriert bekannt insgesamt  tödlich feindlich eigen jung alt männlich weiblich "
    "erwachsen verbündet regulär einfach kampffähig waffenfähig deportiert ermordet vertrieben geflohen verletzt "
    "unbekannt politisch religiös einheimisch ausländisch freiwillig tapfer reitend beritten leicht schwer "
    "kriegsgefangen verstorben verhungert überlebend evakuiert zerstreut  menschlich ganz gesamt fremd",
    "- e en er em es",
)

_ORDINALS = {"dritt": 3, "viert": 4, "fünft": 5, "sechst": 6, "siebt": 7, "acht": 8, "zehnt": 10, "zwanzigst": 20,
             "hundertst": 100}  # fmt: skip

_WURDEN = """wurden|worden sind|sind|waren|seien|wären|wurden dabei|wurden später|sollen|wurden angeblich"""
_GETOETET = """getötet|ermordet|erschossen|hingerichtet|verwundet|verletzt|gefangen|gefangen genommen|gefangengenommen|
    deportiert|verschleppt|vertrieben|interniert|verhaftet|inhaftiert|massakriert|niedergemetzelt|niedergemacht|
    erschlagen|erhängt|gehängt|gehenkt|enthauptet|geköpft|verbrannt|vergast|ertrunken|erfroren|verhungert|gestorben|
    gefallen|umgekommen|ums leben gekommen|umgebracht|getötet worden|ermordet worden|geflohen|geflüchtet|verschwunden|
    vermisst|obdachlos|tot|versklavt|vergewaltigt|begraben|beigesetzt|evakuiert|eingekesselt|ausgehoben|eingezogen"""

GERMAN = SpacedLanguage(
    code="de",
    name="German",
    thousands=".",
    decimal=",",
    about="""größenordnungsmäßig|annäherungsweise|angenommen|vermutlich etwa|um etwa|um|so etwa|in der größenordnung|
        roundabout|schätzungsweise etwa|etwa so|etwa|ungefähr|rund|ca|zirka|circa|an die|gegen|schätzungsweise|
        geschätzt|geschätzte|geschätzten|um die|annähernd|in etwa|so um die|in der größenordnung von|vermutlich|
        wahrscheinlich|vielleicht|möglicherweise|wohl|mutmaßlich|überschlägig|näherungsweise|grob|grob geschätzt""",
    about_after="""schätzung|schätzungen|nach schätzung|nach schätzungen|laut schätzungen|ungefähr|etwa|circa|ca|
        schätzungsweise|geschätzt|geschätzte|geschätzten|vermutlich|vermutliche|oder so|mehr oder weniger""",
    more="""mehr denn|über|mehr als|weit über|deutlich über|weit mehr als|deutlich mehr als|oberhalb von|jenseits von|
        wesentlich mehr als|erheblich mehr als|noch über|übersteigt|überstieg|überschritt""",
    more_after="",
    more_about="""leicht mehr als|geringfügig mehr als|gut und gerne|unwesentlich mehr als|wenig über|
        nur wenig mehr als|reichlich|gut und gern|gut|etwas mehr als|etwas über|knapp über|ein wenig über|leicht über|
        gute""",
    more_about_after="",
    at_least="""min|im mindesten|zum wenigsten|nicht geringer als|sicher mindestens|mindestens|wenigstens|
        nicht weniger als|zumindest|mind|minimal|ein minimum von|nicht unter|ab|allermindestens""",
    or_more="""min|wenigstens|und aufwärts|oder mehr|und mehr|und darüber|oder darüber|oder noch mehr|mindestens|
        aufwärts|plus""",
    less="""erreicht nicht|nicht einmal|weniger als|unter|deutlich unter|weit unter|deutlich weniger als|
        weit weniger als|unterhalb von|keine|erheblich weniger als|wesentlich weniger als""",
    less_after="",
    at_most="""bis|allenfalls|äußerstenfalls|im äußersten fall|nicht höher als|maximal bis zu|im höchstfall|höchstens|
        maximal|bis zu|nicht mehr als|max|allerhöchstens|ein maximum von|nicht über|bestenfalls|nie mehr als|
        längstens""",
    or_less="""max|im höchstfall|und darunter|oder weniger|höchstens|maximal|und weniger|oder darunter""",
    nearly="""leicht unter|geringfügig weniger als|unwesentlich weniger als|kurz vor|dicht an|nicht weit unter|
        nur wenig unter|nur knapp unter|fast|beinahe|nahezu|knapp|nicht ganz|bald|schier|etwas weniger als|etwas unter|
        knappe""",
    nearly_after="",
    between="""zwischen|irgendwo zwischen|schwankt zwischen|schwanken zwischen|liegt zwischen|liegen zwischen|
        variiert zwischen|variieren zwischen|bewegt sich zwischen""",
    from_="von",
    and_="und",
    to="bis|bis zu|bis hin zu",
    but="aber|jedoch|und|doch|allerdings",
    either="oder|oder gar|oder sogar",
    closing="",
    plus_minus="plus minus|plus oder minus",
    nor_more="und nicht mehr als|aber nicht mehr als",
    neutral="""alles in allem|alles zusammen|zusammengenommen|sage und schreibe|nur|lediglich|genau|bloß|insgesamt|
        zusammen|ganze|noch ganze|exakt|gerade einmal|gerade mal|immerhin|allein|volle|sogar|noch""",
    label="""das leben von|das leben|das leben kostete es|ein verlust von|ein verlust|mannschaftsstärke|kopfstärke|
        iststärke|die gesamtzahl der|anzahl|die anzahl der|verlustzahl|gefechtsstärke|eine einwohnerzahl von|
        ein aufgebot von|ein kontingent von|eine truppe von|eine streitmacht von|eine schar von|ein haufen von|
        ein zug von|man schätzt|es starben|es fielen|dabei starben|gesamtzahl der|die gesamtzahl|opfer|die opferzahl|
        die zahl der toten|die zahl der opfer|wird auf|werden auf|zählte|zählten|umfasste|umfasst|verlor|verloren|
        garnison von|besatzung von|eine besatzung von|eine garnison von|truppenstärke|mannstärke|eine stärke von|
        die verluste betrugen|kostete|angeblich|insgesamt|gesamt|gesamtzahl|summe|zahl der|anzahl der|die zahl der|
        eine zahl von|zahl von|die zahl|schätzung|schätzungen|opferzahl|opferzahlen|es waren|waren|sind|ist|war|es gab|
        auf|heer von|ein heer von|eine armee von|armee von|verluste von|verlust von|der verlust von|mit|bei|beträgt|
        betrug|betrugen|betragen|beliefen sich auf|belief sich auf|belaufen sich auf|gesamtverluste|gesamtstärke|
        stärke|einwohnerzahl|bevölkerung|total|eine bevölkerung von|die stärke von|stärke von|totenzahl|todeszahl""",
    percent="prozent|v h|vom hundert",
    interval=r"(\d\d(?:,\d)?) ?(?:%|prozent)[- ]?(?:konfidenzintervall|vertrauensintervall|ki)",
    vague=r"(?:mehrere |einige |viele |zig )?(?:dutzende|hunderte|tausende|zehntausende|hunderttausende|"
    r"millionen|aberhunderte)n?"
    r"(?: (?:und|bis|von) (?:tausende|millionen|hunderttausende|abertausende)n?)?|"
    r"(?:mehreren?|einigen?|etlichen?) (?:hundert|tausend|zehntausend|hunderttausend|dutzend|millionen)|"
    r"(?:ein paar|viele) (?:hundert|tausend|dutzend)",
    people={
        "": """weber|schneider|schuster|bäcker|metzger|maurer|fischer|gärtner|köche|kellner|hebammen|ärzte|ärztinnen|
            krankenschwestern|sanitäter|pfleger|apotheker|anwälte|bankiers|hausierer|wilderer|hirten|holzfäller|töpfer|
            gerber|näherinnen|wäscherinnen|heizer|wächter|milizionäre|gardisten|adelige|freigelassene|chasseure|
            janitscharen|rotröcke|loyalisten|royalisten|anarchisten|kommunisten|sozialisten|sozialdemokraten|
            gewerkschafter|streikbrecher|landstreicher|aussätzige|patienten|amputierte|blinde|rückkehrer|emigranten|
            exilanten|kulis|arbeiterinnen|handwerksgesellen|lehrlinge|angestellte|pflanzer|aufseher|pächter|
            gutsbesitzer|höflinge|pilger|pfarrer|diakone|ungläubige|derwische|scheichs|touristen|wanderer|bergsteiger|
            passanten|fußgänger|radfahrer|autofahrer|schülerinnen|studentinnen|gymnasiasten|professoren|rentner|witwer|
            zwillinge|trauernde|steuerzahler|geschworene|zeugen|angeklagte|verbrecher|mörder|diebe|räuber|schmuggler|
            attentäter|geiselnehmer|beobachter|trommler|funker|fallschirmspringer|piraten|korsaren|ruderer|
            galeerensträflinge|kriegsversehrte|verschüttete|ausgebombte|heimkehrer|asylbewerber|schutzsuchende|
            demonstrantinnen|protestierende|putschisten|aufrührer|meuterer|dissidenten|pflegebedürftige|scharfschützen|
            gebirgsjäger|gebirgsjägern|feldjäger|fallschirmjäger|fallschirmjägern|maschinengewehrschützen|
            flüchtlingskinder|judenkinder|straßenkinder|infanterie|kavallerie|artillerie|reiterei|kanoniere|
            infanterie und kavallerie|besatzung|garnison|heer|armee|streitmacht|streitkraft|truppe|truppenstärke|
            kranker|invaliden|sieche|reisige|waffenfähige|kampffähige|wehrfähige|fußknechte|tagelöhner|dienstboten|
            gläubige|ketzer|hexen|juden|christen|muslime|protestanten|katholiken|hugenotten|hussiten|täufer|leibeigene|
            leibeigenen|geistliche|geistlichen|kleriker|beamte|beamten|generäle|generale|hauptleute|feldwebel|
            veteranen|wehrpflichtige|reservisten|landsturmmänner|landwehrmänner|panduren|musketiere|pikeniere|
            arkebusiere|lanzenreiter|bogner|armbrustschützen|hopliten|legionäre|gladiatoren|prätorianer|
            auxiliartruppen|fremdarbeiter|gastarbeiter|kz häftlinge|lagerinsassen|schutzhäftlinge|strafgefangene|
            deserteure|überläufer|spione|verräter|terroristen|widerstandskämpfer|gegner|feinde|anhänger|verbündete|
            kolonisten|ureinwohner|eingeborene|eingeborenen|sklavinnen|mägde|knechte|handwerker|kaufleute|händler|
            bettler|ausländer|ausländern|staatenlose|asylsuchende|migranten|auswanderer|einwanderer|vertreter|
            delegierte|abgeordnete|wähler|zuschauer|besucher|passagiere|fahrgäste|besatzungsmitglieder|
            mönche und nonnen|witwen|waisen|waisenkinder|greise|männliche|weibliche|mädchen|jungen|knaben|babys|
            neugeborene|kleinkinder|schulkinder|bewaffneter|kämpfende|kombattant|mann|soldaten|soldat|menschen|
            personen|zivilisten|opfer|opfern|einwohner|einwohnern|flüchtlinge|flüchtlingen|frauen|kinder|kindern|
            männer|männern|zivilpersonen|bewohner|bewohnern|bürger|bürgern|bauern|offiziere|offizieren|unteroffiziere|
            unteroffizieren|mannschaften|infanteristen|kavalleristen|reiter|reitern|artilleristen|kämpfer|kämpfern|
            krieger|kriegern|truppen|matrosen|seeleute|seeleuten|freiwillige|freiwilligen|rekruten|bewaffnete|
            bewaffneten|teilnehmer|teilnehmern|arbeiter|arbeitern|zwangsarbeiter|zwangsarbeitern|sklaven|siedler|
            häftlinge|häftlingen|insassen|geiseln|partisanen|aufständische|aufständischen|rebellen|leute|leuten|seelen|
            angehörige|angehörigen|leichen|leichname|überlebende|überlebenden|vertriebene|vertriebenen|
            heimatvertriebene|evakuierte|evakuierten|studenten|schüler|lehrer|priester|mönche|nonnen|adlige|ritter|
            söldner|söldnern|landsknechte|schützen|bogenschützen|jäger|grenadiere|husaren|dragoner|kürassiere|ulanen|
            füsiliere|pioniere|polizisten|piloten|erwachsene|erwachsenen|jugendliche|jugendlichen|säuglinge|alte|
            kranke|kranken|verteidiger|verteidigern|angreifer|angreifern|belagerer|demonstranten|streikende|
            streikenden|mitglieder|mitgliedern|staatsbürger|kombattanten|leben|menschenleben|köpfe|untertanen|
            fußsoldaten|fußvolk|mensch|zivilbevölkerung|wehrmachtssoldaten|juden und jüdinnen|jüdinnen""",
        "killed": """euthanasieopfer|mordopfer|massakeropfer|erhängte|gehenkte|enthauptete|vergaste|gelynchte|
            standrechtlich erschossene|liquidierte|liquidiert|vernichtet|ausgerottet|massakrierte|niedergemachte|
            niedergemacht|abgeschlachtet|geköpft|gehängt|verbrannt|getötete|getöteten|getötet|ermordete|ermordeten|
            ermordet|erschossene|erschossenen|erschossen|hingerichtete|hingerichteten|hingerichtet|umgebrachte|
            umgebracht|niedergemetzelt|vergast|massakriert|erschlagene|erschlagenen|erschlagen|exekutiert|
            exekutierte""",
        "deaths": """seuchenopfer|pestopfer|choleraopfer|erdbebenopfer|flutopfer|grippeopfer|gewaltopfer|terroropfer|
            pogromopfer|tsunamiopfer|lawinenopfer|verkehrsopfer|unfallopfer|getöteter|verkehrstote|hungertote|
            hungertoten|seuchentote|kriegsopfer|kriegsopfern|bombenopfer|bombenopfern|luftkriegsopfer|hungeropfer|
            umgekommener|ertrunkene|erfrorene|erstickte|verbrannte|tote menschen|tote|toten|toter|gefallene|gefallenen|
            todesopfer|todesopfern|todesfälle|todesfällen|gestorbene|verstorbene|verstorbenen|umgekommen|umgekommene|
            ums leben gekommen|gestorben|verhungerte|verhungerten|verhungert|gefallen|kriegstote|kriegstoten|
            bombentote|bombentoten|luftkriegstote|tod""",
        "wounded": """verwundete|verwundeten|verwundet|verletzte|verletzten|verletzt|schwerverletzte|schwerverwundete|
            leichtverwundete""",
        "losses": """menschenverluste|gesamtverluste|mannschaftsverluste|personalverluste|offiziersverluste|verluste|
            verlusten|verlust|ausfälle|ausfällen|verlorene""",
        "missing": """vermisste|vermissten|vermißte|vermißten|vermisst|vermißt|verschollene|verschollenen|
            verschwundene""",
        "captured": """gefangene|gefangenen|kriegsgefangene|kriegsgefangenen|gefangen|inhaftierte|internierte|
            verhaftete|verhafteten""",
        "raped": "vergewaltigte|vergewaltigten|vergewaltigungen|vergewaltigt",
        "displaced": "deportierte|deportierten|verschleppte|verschleppten|obdachlose|obdachlosen",
    },
    units={
        "divisions": "divisionen|division",
        "aircraft": "flugzeuge|flugzeugen",
        "raids": "luftangriffe|luftangriffen",
        "families": "familien|haushalte",
    },
    others="""auf jeder seite|je seite|pro seite|davon|darunter|falsche|falschen|ungeborene|ungeborenen|totgeborene|
        ungezählte|zinnsoldaten|bleisoldaten|spielzeugsoldaten|tierleichen|pferdeleichen|schneemänner|strohmänner|
        imaginäre|imaginären|imaginärer|hypothetische|hypothetischen|hypothetischer|angeforderte|angeforderten|
        angeforderter|versprochene|versprochenen|versprochener|zugesagte|zugesagten|zugesagter|erforderliche|
        erforderlichen|erforderlicher|vorgesehene|vorgesehenen|vorgesehener|mögliche|möglichen|möglicher|potenzielle|
        potenziellen|potenzieller|potentielle|potentiellen|potentieller|künftige|künftigen|künftiger|zukünftige|
        zukünftigen|zukünftiger|hölzerne|hölzernen|hölzerner|tönerne|tönernen|tönerner|theoretische|theoretischen|
        theoretischer|theorie|papier|ausgenommen|eingeschlossen|einschließlich|ausschließlich|außer|geplante|geplanten|
        erwartete|erwarteten|benötigte|angebliche|angeblichen|verhinderte|gerettete|mehr|weniger|weitere|weiteren|
        weiterer|zusätzliche|zusätzlichen|andere|anderen|tägliche|täglichen|monatliche|monatlichen|jährliche|
        jährlichen|durchschnittlich|durchschnittliche|übrige|übrigen|restliche|restlichen|verbleibende|verbleibenden|
        fiktive|erfundene|tage|tagen|tag|wochen|monate|monaten|jahre|jahren|jahr|stunden|minuten|mal|km|kilometer|
        kilometern|meter|metern|meilen|tonnen|zentner|pfund|kilogramm|kg|liter|hektar|morgen|ha|mark|reichsmark|taler|
        gulden|dollar|euro|franken|rubel|geschütze|geschützen|kanonen|gewehre|gewehren|panzer|panzern|pferde|pferden|
        bomben|granaten|schuss|prozentpunkte|grad|stück|pro|je|jeweils|täglich|jährlich|monatlich|januar|februar|märz|
        april|mai|juni|juli|august|september|oktober|november|dezember|v chr|n chr""",
    sites="schiffe|schiffen|häuser|häusern|dörfer|dörfern|gebäude|gebäuden|wohnungen|städte|städten|lager|lagern",
    peoples=_NATIONS,
    qualities=_QUALITIES + """|starke|starker|starken|starkes|unbewaffnete|wehrlose|sitzend""",
    adjective=r"[a-zäöüß]{3,}(?:isch|lich|ig|bar|los|haft|iert|ent|t)(?:e|en|er|em|es)",
    precedes=True,
    unlike="""zeugen|schneider|heizer|funker|köpfe|jäger|schützen|opfer|opfern|leben|seelen|anhänger|verlust|verluste|
        verlusten|ausfälle|ausfällen|leichen|leichname|division|divisionen|armee|jungen|truppenstärke|streitkraft|
        garnison|haushalte""",
    places="""der|des|von|vom|aus|aus der|aus dem|aus den|in|in der|in den|in dem|im|am|an der|an den|bei|beim|auf der|
        auf dem|auf den|unter den|während der|während des|ihrer|seiner|dieser|aller""",
    links="""von ihnen|unter ihnen|von denen|die|das|den|dem|an|auf|zu|durch|durch die|durch den|infolge|nach|ihre|
        seine|diese|davon""",
    tails=combined(_WURDEN, _GETOETET)
    + """|fanden den tod|fanden dabei den tod|kamen dabei ums leben|starben dabei|blieben auf dem schlachtfeld|blieben|
        aller waffengattungen|aller altersstufen|aller dienstgrade|an toten und vermissten|an kranken|
        in der stadt selbst|in der festung|in der umgebung|auf der flucht|auf see|zur see|an hunger|an typhus|
        an seuchen|verhungerten|erfroren|ertranken|auf französischer seite|auf russischer seite|auf preußischer seite|
        auf britischer seite|auf alliierter seite|auf sowjetischer seite|auf polnischer seite|aufseiten der alliierten|
        an toten|auf beiden seiten|beider seiten|auf deutscher seite|kamen ums leben|kamen um|starben|fielen|ums leben|
        in der schlacht|im kampf|im krieg|in der stadt|unter waffen|auf dem schlachtfeld|verloren ihr leben|
        verloren das leben|verloren|an gefallenen|an verwundeten|an toten und verwundeten|getötet wurden|
        gerieten in gefangenschaft|stark|vor ort|zu fuß|zu pferd""",
    negations="""nicht|kein|keine|keiner|keinen|nie|niemals|weder|noch nie|kaum|ohne|bestreitet|bestritt|statt|anstatt|
        übertrieben""",
    repeats_bounds=False,
    numerals={**_NUMERALS, **_TENS},
    hundreds="hundert",
    bare_hundred="hundert",
    scales={
        "tsd": 1000,
        "tausend": 1000,
        "mio": 10**6,
        "million": 10**6,
        "millionen": 10**6,
        "milliarden": 10**9,
        "milliarde": 10**9,
        "mrd": 10**9,
        "mill": 10**6,
    },
    glued="",
    singular="million|milliarde",
    ones="ein|eine|einer|einem|einen",
    joint="und",
    joins=_joins,
    halves={
        "halbe": 0.5,
        "halbes": 0.5,
        "ein halbes": 0.5,
        "halben": 0.5,
        "eine halbe": 0.5,
        "einer halben": 0.5,
        "einen halben": 0.5,
        "viertel": 0.25,
        "eine viertel": 0.25,
        "dreiviertel": 0.75,
        "eine dreiviertel": 0.75,
        "drei viertel": 0.75,
    },
    bridges="einer|eine",
    shares={
        "hälfte": 2,
        "drittel": 3,
        "dritteln": 3,
        "viertel": 4,
        "fünftel": 5,
        "sechstel": 6,
        "siebtel": 7,
        "achtel": 8,
        "neuntel": 9,
        "zehntel": 10,
    },
    portions={
        **{stem + ending: number for stem, number in _ORDINALS.items() for ending in ("e", "en", "er", "em")},
    },
    part="teil|teile|teils|teilen",
    named="hälfte|drittel|viertel|fünftel|sechstel|achtel|zehntel",
    inside="",
    the="die|der|den|dem|das|zur|zum",
    strong="",
    remarks="""meist|meistens|größtenteils|überwiegend|vorwiegend|hauptsächlich|fast alle|vor allem|zumeist|
        in der mehrzahl|mehrheitlich""",
    dozens={
        "dutzend": (12, False),
        "viertelmillion": (250_000, False),
        "dreiviertelmillion": (750_000, False),
        "halbmillion": (500_000, False),
    },
    compound=_compound,
    abbreviated="ca|tsd|mio|mrd|max|min|mind|mill|ungef",
)
