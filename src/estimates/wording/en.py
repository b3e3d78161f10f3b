"""English."""

from __future__ import annotations

from estimates.wording.language import Number, SpacedLanguage, announced, combined, inflected

_TEENS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
_PARTS = "third fourth fifth sixth seventh eighth ninth tenth"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def _joins(before: int, after: list[int]) -> bool:
    """Whether "and" may stand here: "two hundred and fifty", not "eleven and hundred"."""
    if before % 1000 == 0:
        return before > 0 and max(after) < 100
    until = next((at for at, number in enumerate(after) if number >= 1000), len(after))
    return before % 100 == 0 and before > 0 and after[0] < 100 and 100 not in after[:until]


def _compound(word: str) -> Number | None:
    return None


_PEOPLES = """greek serb croat pole turk dane swede finn kurd jew arab slav czech slovak scot goth vandal hun frank
    saxon viking mongol tatar cossack soviet pakistani iraqi israeli bengali punjabi yemeni somali thai filipino
    hindu muslim sikh buddhist huguenot cathar zulu herero nama hutu tutsi igbo boer apache cherokee aztec inca maya
    taino maori bosniak spaniard confederate catholic protestant nazi manchu"""
_NATIONS = """saracens|gauls|britons|celts|picts|rajputs|marathas|lakota|mapuche|french|british|english|dutch|irish|
    scottish|welsh|spanish|polish|turkish|danish|swedish|finnish|jewish|kurdish|flemish|cornish|moorish|swiss|tartars|
    sioux|cheyenne|aboriginal|aborigines|roma|sinti|gypsies|frenchmen|englishmen|irishmen|dutchmen|welshmen|scotsmen|
    chinamen|moors|gurkhas|londoners|new yorkers|berliners|afrikaners|quebecers|islanders|rohingya|uyghurs|uighurs|
    yazidis|chechens|crusaders|yankees|nationalists|communists|orthodox|quakers|moriscos|creoles|mamluks|janissaries|
    allied|ainu|san|hakka|matabele|mashona|ndebele|xhosa|ashantis|dervishes|druzes|bedouins|pathans|afridis|dogras|
    gurkha|karens|shans|kachins|khmer rouge|viet cong|yazidi|romanies"""

_UNITS = """dollar pound ducat shilling franc acre yard time day week month year hour minute decade replacement mile
    metre ton tonne cannon sunday"""

_WERE = """were|was|are|have been|had been|has been|may have been|might have been|could have been|
    are said to have been|were said to have been|are reported to have been|were reported to have been|
    are believed to have been|were believed to have been|are thought to have been|are known to have been|
    were reportedly|were allegedly|were eventually|were later|were subsequently|being|got"""
_KILLED = """killed|massacred|murdered|slain|executed|slaughtered|butchered|exterminated|wounded|injured|maimed|lost|
    captured|taken|taken prisoner|made prisoners|taken captive|arrested|imprisoned|interned|detained|enslaved|raped|
    shot|buried|hanged|beheaded|guillotined|burned|burnt|burned alive|burned to death|drowned|gassed|starved|
    starved to death|tortured|tortured to death|deported|expelled|displaced|evacuated|exiled|banished|put to death|
    put to the sword|left dead|left homeless|made homeless|forced to flee|forcibly expelled|sold into slavery|
    carried off|shot down|destroyed|found|found dead|recovered|counted|identified|exhumed|unearthed|missing|dead|
    interred|blown up|crushed|trampled|trampled to death|stabbed|lynched|impaled|crucified|sentenced to death|
    condemned to death|sent to camps|present|engaged|mobilised|mobilized|conscripted|drafted|enlisted"""
_HAVE = """have|had|may have|might have|could have|must have|are said to have|were said to have|are believed to have|
    were believed to have|are thought to have|were thought to have|are reported to have|were reported to have|
    are known to have|reportedly|allegedly|probably|eventually|later|subsequently|then"""
_DIED = """died|perished|fallen|fled|surrendered|disappeared|vanished|starved|starved to death|drowned|succumbed|
    deserted|survived|lost their lives|lost their life|met their deaths|met their death|been killed|been massacred|
    been murdered|been executed"""

_THE = "a|an|the"
_OFFICIAL = """official|final|overall|grand|total|combined|confirmed|revised|accepted|generally accepted|reported|true|
    real|actual|exact|recorded|documented|claimed|aggregate|whole|best"""
_FIGURE = """death toll|death toll of|toll|toll of|total|total of|number of|figure of|strength|strength of|loss of|
    losses of|army of|force of|garrison of|body count|body count of|estimate|estimate of|count of|tally of|
    casualty figure of|sum of|estimates|number of dead|number of deaths|number of victims|number of the dead"""

ENGLISH = SpacedLanguage(
    code="en",
    name="English",
    thousands=",",
    decimal=".",
    about="""almost certainly|thought to have been|believed to have been|estimated to have been|
        thought to have numbered|believed to have numbered|somewhere in the neighborhood of|
        somewhere in the neighbourhood of|somewhere in the vicinity of|somewhere about|round|roughly speaking|broadly|
        believed to number|thought to be|thought to number|apparently|by estimate|at an estimate|by one estimate|
        the estimated|probably about|in round numbers|round about|roundly|approximating|in round figures|
        guesstimated at|believed to be about|about|around|approximately|approx|roughly|circa|ca|c|some|estimated at|
        estimated|an estimated|est|an estimated total of|approximately some|in the region of|in the order of|
        of the order of|on the order of|in the vicinity of|in the neighbourhood of|in the neighborhood of|
        somewhere around|somewhere near|somewhere in the region of|something like|more or less|close to|perhaps|
        presumably|probably|possibly|maybe|likely|very roughly|as near as can be judged|anywhere around|near to|
        estimated to be|estimated to number|an approximate|a rough|an average estimate of|an estimate of|estimates of|
        presumed""",
    about_after="""or thereabout|or so it is said|at an estimate|by estimate|or nearly so|or near it|
        or something like that|are estimated to have died|are estimated to have been killed|
        are estimated to have perished|or so|or thereabouts|thereabouts|more or less|approximately|approx|est|
        estimated|roughly|give or take|at a guess|or something like it""",
    more="""somewhat more than|beyond|rather over|a lot more than|something in excess of|to more than|far above|
        far exceeding|over|something over|something more than|more than|above|in excess of|upwards of|upward of|
        exceeding|greater than|well over|well above|somewhat over|slightly more than|far more than|many more than|
        considerably more than|exceed|exceeds|exceeded|far over|substantially more than|north of|far exceed|
        better than|well in excess of|rather more than|comfortably over""",
    more_after="",
    more_about="""estimated to exceed|believed to exceed|thought to exceed|estimated to have exceeded|
        believed to have exceeded|estimated at over|estimated at more than|a shade over|a touch over|a trifle over|
        a trifle more than|a shade more than|a touch more than|a whisker over|a good|a fraction over|
        marginally more than|not much more than|little more than|not much over|only a little over|a little over|
        just over|slightly over|a little more than|just above|a bit over|slightly above|a few more than|
        a bit more than|just more than""",
    more_about_after="odd",
    at_least="""low estimate|low estimate of|lower estimate|lower estimate of|lower bound of|lower limit of|
        a low estimate of|could not be less than|could not be fewer than|could not have been less than|
        could not have been fewer than|at the very minimum|at a very minimum|at an absolute minimum|
        an absolute minimum of|at the absolute minimum|at the lowest estimate|at the lowest|at a bare minimum|
        a bare minimum of|at lowest|on the lowest estimate|on a conservative estimate|by a conservative estimate|
        at the least estimate|even as few as|no smaller than|not smaller than|equal to or more than|
        equal or greater than|at or above|as few as|as little as|the minimum was|at least|as low as|a low of|
        no fewer than|not fewer than|no less than|not less than|a minimum of|minimum|min|at the very least|
        at the least|at a minimum|not under|not below|cannot be fewer than|can not be fewer than|cannot be less than|
        cannot have been less than|cannot have been fewer than|a minimum total of|a conservative|conservatively|
        at minimum|minimum of|never fewer than|never less than""",
    or_more="""min|at the lowest|at the lowest estimate|at a bare minimum|in minimum|or somewhat more|or a little more|
        or rather more|or still more|and perhaps more|and possibly more|if not higher|at lowest|and perhaps many more|
        and probably more|or a few more|or more|or over|or above|and more|and over|plus|and upwards|or so more|upwards|
        at least|at the least|at the very least|or upwards|or greater|minimum|at a minimum|if not more|and up|
        and above|as a minimum|or even more|or possibly more|or perhaps more""",
    less="""never as many as|not as many as|nowhere near|substantially less than|substantially fewer than|
        significantly less than|significantly fewer than|distinctly less than|rather less than|rather fewer than|
        a lot less than|lower than|smaller than|inferior to|decidedly less than|less than|something less than|
        something under|fewer than|under|below|slightly less than|well under|far fewer than|far less than|well below|
        considerably fewer than|considerably less than|somewhat under|somewhat less than|fall short of|falls short of|
        fell short of|short of|much less than|many fewer than""",
    less_after="",
    at_most="""high estimate|high estimate of|higher estimate|upper estimate|upper estimate of|upper bound of|
        a high estimate of|at highest|at the highest|at the highest estimate|equal to or less than|no greater than|
        not greater than|at best|barely more than|ranging up to|going up to|an upper bound of|an upper estimate of|
        the maximum was|at or below|anything up to|even as many as|upwards to|no larger than|at most|a high of|up to|
        as many as|as much as|no more than|not more than|a maximum of|maximum|max|not exceeding|as high as|at the most|
        at the very most|never more than|not over|not above|upper limit of|maximum of|no higher than|
        a maximum total of|not to exceed|cannot exceed|cannot have exceeded|did not exceed|does not exceed|
        do not exceed|never exceeded|at maximum|an upper limit of|at the outside""",
    or_less="""max|tops|at the outside|or a little less|or somewhat less|or rather less|or even less|or even fewer|
        or lower|at the highest|or less|or fewer|or under|at most|at the most|or below|maximum|at the very most|
        and under|at maximum|and below|as a maximum|if that""",
    nearly="""nigh|a touch under|a whisker under|nigh unto|nigh to|close upon|little short of|slightly fewer than|
        verging on|bordering on|just fewer than|a few short of|barely short of|not far short of|not much less than|
        not much under|only just under|fractionally under|marginally under|marginally fewer than|scarcely less than|
        hardly less than|little less than|little under|narrowly under|nearly up to|approached|approaches|
        coming close to|came close to|a trifle under|a trifle less than|a shade under|a bit less than|a bit fewer than|
        a few less than|a few fewer than|a few under|well nigh on|nearly|almost|not quite|just short of|approaching|
        just under|slightly under|just below|a little under|slightly below|very nearly|well nigh|nigh on|
        a little less than|close on|just less than|almost as many as|nearly as many as|nearing|a little short of|
        just shy of|a bit under""",
    nearly_after="",
    between="""between|ranges between|ranged between|range between|fluctuates between|somewhere between|
        anywhere between|anything between|ranging between|varies between|varied between|vary between""",
    from_="""in the range|in a range of|within the range of|the range|the broad range of|a range of|the range of|range|
        in the range of|range of|from|anything from|anywhere from|ranging from|ranges from|range from|ranged from|
        varying from|vary from|varies from|of from""",
    and_="and",
    to="to|through|up to|till|until",
    but="but|and|yet|though|and yet|but also",
    either="or|or even|or perhaps|or possibly|or maybe",
    closing="",
    plus_minus="plus or minus|give or take",
    nor_more="""and up to|and at most|and as many as|but not more than|but no more than|and no more than|
        but not exceeding|and not exceeding|nor upwards of|and possibly up to|nor more than|nor over|nor above|
        and not more than|nor exceeding""",
    neutral="""certainly|surely|undoubtedly|without doubt|variously|full|a reported|a confirmed|a recorded|
        a documented|an official|a claimed|only|reported|claimed|officially|reportedly|allegedly|supposedly|just|
        exactly|precisely|a mere|merely|in total|in all|altogether|all told|a full|fully|actually|total|overall|
        as a whole|a total""",
    label=announced(_THE, _OFFICIAL, _FIGURE)
    + """|it is supposed that|it is supposed|it is said that|it is said|it is reported that|it is claimed that|
        it was reported that|set down at|put down at|said to be|said to have been|said to number|reported to be|
        reported to have been|claimed to be|loss|losses|loss on our side|loss on their side|on our side|on their side|
        our loss|our losses|their loss|their losses|his loss|his losses|the enemy's loss|the enemy's losses|
        the enemy lost|we lost|they lost|he lost|population|population of|a population|a population of|the figure|
        the total number|the sum|a figure|the number|an army|a force|a garrison|a crowd|an expedition|aggregate|
        an aggregate of|in the aggregate|it was estimated that|it is thought that|it is believed that|killing|
        which killed|that killed|left|leaving|claiming|with the loss of|with a loss of|resulting in|resulted in|
        causing|caused|took the lives of|at a cost of|at the cost of|at the price of|with the death of|the deaths of|
        the death of|led to|put the number at|put the figure at|puts it at|placed at|given as|stated as|recorded as|
        counted|consisting of|consisted of|consists of|comprising|comprised|mustered|fielded|made up of|
        a contingent of|a detachment of|a party of|a group of|to the number of|in number|his army of|an expedition of|
        a relief force of|a mob of|a host|the bodies of|losses were|casualties were|deaths were|fatalities were|
        dead were|fatalities|the army|the force|the best estimate is|point estimate|best guess|the dead numbered|
        the garrison numbered|the victims numbered|it killed|claimed the lives of|cost the lives of|the number killed|
        estimated number|the estimated number of|in strength|as a result|a loss|the enemy left|the enemy had|we took|
        they took|excess mortality|excess mortality of|they left|he left|we left|enemy left|a throng|a multitude|
        an assembly|a procession|a gathering|a concourse|a throng of|a multitude of|an assembly of|a procession of|
        a gathering of|a concourse of|lost|the losses|reportedly|allegedly|supposedly|according to estimates|
        it is estimated that|it is estimated|totals|totalling|totaling|totalled|totaled|is|was|are|were|being|at|of|
        estimates|numbering|numbered|estimated death toll|estimated number of|estimated total|estimated deaths|
        estimated casualties|estimated losses|estimated strength|amounted to|amounting to|amounts to|amount to|reached|
        reaching|reaches|came to|comes to|put at|stands at|stood at|set at|casualties of|the lives of|lives of|claimed|
        reported|officially|sum total|sum total of|may have been|might have been|must have been|would have been|
        could have been|have been|had been|has been|there were|there was|a body of|bodies of|a crowd of|a band of|
        a column of|a corps of|a host of|with|using|using a|with a|using the|claims|the claimed""",
    percent="percent|per cent|per centum|pct|percentage points",
    interval=r"(?:an? |the )?(\d\d(?:\.\d)?) ?(?:%|per ?cent)(?:-| )?(?:confidence interval|credible interval|"
    r"uncertainty interval|"
    r"confidence limits|credibility interval|confidence|ci|cri|ui)(?: \((?:ci|ui|cri)\))?",
    vague=r"(?:many |several |some |a few |untold |countless |literally )?"
    r"(?:tens|hundreds|thousands|dozens|scores|millions)"
    r"(?: (?:and|upon) (?:hundreds|thousands|millions))?"
    r"(?: of (?:hundreds of )?(?:hundreds|thousands|millions))?|"
    r"(?:several|many|a few|few) (?:tens|hundreds) of (?:thousands|millions)|"
    r"(?:several|many|a few|few) (?:dozen|hundred thousand|hundred million|hundred|thousand million|thousand|million)|"
    r"no number|vague",
    people={
        "": """weavers|spinners|colliers|tailors|shoemakers|bakers|butchers|brewers|blacksmiths|masons|carpenters|
            bricklayers|painters|dockers|stevedores|gardeners|cooks|stewards|waiters|maids|midwives|surgeons|
            solicitors|bankers|pedlars|poachers|drovers|whalers|lumberjacks|sawyers|potters|tanners|seamstresses|
            laundresses|stokers|troopers|bombardiers|chasseurs|carabiniers|jaegers|uhlans|territorials|yeomanry|
            redcoats|patriots|parliamentarians|blacklegs|vagabonds|foundlings|lepers|lunatics|cripples|amputees|
            consumptives|sufferers|expellees|castaways|maroons|operatives|hawkers|overseers|crofters|smallholders|
            graziers|gentry|aristocrats|courtiers|eunuchs|concubines|curates|vicars|deacons|choristers|congregants|
            neophytes|pagans|infidels|idolaters|heathens|savages|sheikhs|mandarins|braves|commuters|pedestrians|
            onlookers|holidaymakers|hikers|climbers|skiers|swimmers|bathers|undergraduates|graduates|lecturers|
            schoolboys|schoolgirls|youngsters|newborns|twins|centenarians|retirees|widowers|spouses|bachelors|
            spinsters|heirs|claimants|applicants|candidates|electors|ratepayers|taxpayers|jurors|witnesses|defendants|
            felons|murderers|thieves|burglars|smugglers|gangsters|hijackers|kidnappers|peacekeepers|observers|medics|
            paramedics|orderlies|chaplains|drummers|trumpeters|signallers|paratroops|rangers|skippers|buccaneers|
            rowers|lascars|sowars|fellahin|trade unionists|aid workers|galley slaves|wretches|navvies|barbarians|
            cadres|paupers|constables|sipahis|landlords|harkis|pieds noirs|boxers|allies|comrades|dependants|
            dependents|retinue|sick|sick and wounded|invalids|lads|fellows|hands|all arms|levies|levy|spahis|basques|
            boat people|highlanders|lowlanders|clansfolk|warlords|chieftains|hunters|herders|shepherds|nomads|
            fisherfolk|peasantry|yeomen farmers|tenants|sharecroppers|cultivators|planters|clerks|bureaucrats|
            civil servants|magistrates|judges|prelates|bishops|ministers|disciples|dissenters|puritans|covenanters|
            jacobites|cavaliers|roundheads|whites|blacks|reds|non whites|non jews|gentiles|relatives|family members|
            babes|fugitives|runaways|escapees|returnees|repatriates|resettlers|squatters|newcomers|arrivals|air crew|
            aircrew|aircrews|ground crew|submariners|bluejackets|tars|poilus|ratings|lieutenants|captains|majors|
            colonels|brigadiers|corporals|ncos|trainees|apprentices|academics|scholars|novices|worshippers|mourners|
            marchers|occupants|lodgers|human lives lost|human casualties|foot and horse|horse and foot|folk|
            cuirassiers|retainers|vassals|squires|landowners|kulaks|gendarmes|zouaves|sepoys|askaris|tirailleurs|
            commandos|snipers|saboteurs|spies|traitors|collaborators|agents|leaders|chiefs|clerics|friars|jesuits|
            franciscans|rabbis|imams|missionaries|converts|merchants|traders|artisans|shopkeepers|servants|domestics|
            beggars|vagrants|prostitutes|comfort women|forced labourers|forced laborers|labour conscripts|coolies|
            porters|bearers|noncoms|non combatant|noncommissioned officers|enlisted|privates|sergeants|generals|
            commanders|senators|helots|thralls|footsoldiers|halberdiers|arquebusiers|old people|dead bodies|
            human lives|human souls|householders|parents|grandparents|teenagers|adolescents|toddlers|schoolchildren|
            pupils|minors|pensioners|athletes|lawyers|physicians|professors|writers|militants|paramilitaries|liberals|
            bolsheviks|mensheviks|jacobins|girondins|communards|versaillais|chetniks|ustashe|peshmerga|mujahideen|
            basij|hussites|taborites|waldensians|albigensians|mennonites|mormons|shiites|shia|sunnis|sunni|alevis|
            druze|maronites|copts|chaldeans|circassians|crimean tatars|volga germans|balts|karelians|bushrangers|men|
            man|soldiers|soldier|troops|people|persons|person|civilians|victims|women|woman|children|child|bodies|body|
            inhabitants|residents|refugees|combatants|individuals|souls|fighters|recruits|enemies|human beings|humans|
            warriors|officers|sailors|marines|archers|knights|gunners|militia|volunteers|conscripts|regulars|
            irregulars|guerrillas|guerillas|partisans|rebels|insurgents|revolutionaries|peasants|farmers|workers|
            labourers|laborers|slaves|settlers|natives|citizens|townspeople|townsfolk|villagers|dwellers|city dwellers|
            adults|males|females|boys|girls|infants|babies|youths|students|teachers|priests|monks|nuns|clergy|nobles|
            lives|strong|men at arms|horse|horse soldiers|infantry|cavalry|crew|passengers|pilots|paratroopers|police|
            guards|inmates|internees|deportees|exiles|evacuees|displaced|emigrants|immigrants|migrants|pilgrims|miners|
            tribespeople|indians|indigenous|population|members|participants|demonstrators|protesters|protestors|
            rioters|strikers|mutineers|deserters|stragglers|survivors|defenders|attackers|besiegers|invaders|
            mercenaries|auxiliaries|legionaries|hoplites|samurai|subjects|compatriots|believers|faithful|heretics|
            witches|intellectuals|nationals|foreigners|personnel|noncombatants|non combatants|bystanders|hostages|
            orphans|widows|employees|patients|rank and file|other ranks|all ranks|ranks|garrison|citizenry|elders|
            engineers|sappers|drivers|nurses|doctors|mothers|fathers|sons|daughters|wives|husbands|brothers|sisters|
            followers|adherents|supporters|opponents|dissidents|officials|magnates|burghers|serfs|commoners|crusaders|
            raiders|bandits|pirates|brigands|convicts|suspects|accused|delegates|voters|spectators|cadets|grenadiers|
            hussars|dragoons|lancers|fusiliers|musketeers|janissaries|sharpshooters|skirmishers|effectives|bayonets|
            sabres|sabers""",
        "killed": """in killed|kia|killed outright|done to death|cut to pieces|killed or executed|executed or murdered|
            put to the sword|shot dead|blown up|impaled|stoned|strangled|lynchings|murder victims|homicides|martyred|
            martyrs|victims of massacre|sacrificed|killed|slain|murdered|massacred|executed|slaughtered|shot|butchered|
            exterminated|liquidated|beheaded|hanged|guillotined|gassed|put to death|cut down|killings|murders|
            executions|assassinated|lynched|killed in action|burned alive|burnt alive|buried alive|drowned|
            starved to death|burned|burnt""",
        "deaths": """in dead|war dead|war deaths|battle deaths|combat deaths|civilian deaths|famine deaths|
            premature deaths|excess deaths|dying|mortally wounded|suicides|fatal casualties|lost in action|dead|deaths|
            fatalities|died|perished|fallen|death|lives lost|starved|corpses|burials|loss of life""",
        "wounded": "in wounded|wia|wounded|injured|maimed|injuries|mutilated|hurt|crippled",
        "casualties": "in casualties|casualties|hors de combat|casualty",
        "losses": "losses|lost",
        "missing": """mia|presumed missing|missing|disappeared|unaccounted for|vanished|missing in action""",
        "captured": """in prisoners|pow|captured or surrendered|internment camp inmates|captured|prisoners|
            prisoners of war|pows|captives|taken prisoner|arrested|detained|imprisoned|interned|enslaved|surrendered|
            taken|detainees|made prisoner""",
        "raped": "raped|rapes|violated",
        "displaced": "displaced persons|deported|expelled|exiled|displaced people|uprooted|evacuated|homeless|fled",
        "births": "births|births lost",
    },
    units={
        "divisions": "divisions|division",
        "aircraft": "aircraft|planes|aeroplanes|airplanes",
        "raids": "raids|raid|air raids",
        "families": "families|households",
    },
    others=inflected(_UNITS, "- s")
    + """|on each side|on either side|of each side|inflated|falsely|uncounted|non existent|mock|bogus|fake|unborn|
        stillborn|pretend|make believe|thereof|whereof|requested|promised|offered|proposed|threatened|pretended|
        possible|future|nonexistent|invented|phantom|notional|nominal|authorised|authorized|budgeted|dummy|wooden|
        terracotta|stuffed|painted|double|triple|equivalent|than|rather|whether|bibles|gospels|copies|panthers|tigers|
        shermans|spitfires|hurricanes|zeros|stukas|junkers|jeeps|trucks|lorries|lire|thalers|dinars|dirhams|pieces|
        items|cases|sacks|bags|crates|boxes|carts|graves|tombs|letters|pages|words|attacks|incidents|strikes|battles|
        skirmishes|aged|inch|hourly|nightly|quarterly|fortnightly|foot|head of cattle|head|manhours|mandays|some of|
        many of|most of|part of|few of|several of|a few of|any of|each of|out of|some of the|many of the|most of the|
        another of|included|excluded|excepted|including|excluding|except|counting|plus another|needed|required|
        expected|planned|supposed|alleged|prevented|averted|avoided|saved|more|fewer|less|additional|extra|other|
        further|another|annual|annually|yearly|daily|weekly|monthly|average|on average|potential|hypothetical|seasonal|
        proportional|additional ones|remaining|square|cubic|nautical|metric|imperial gallons|theoretical|fictional|
        fictitious|imaginary|centuries|century|seconds|fold|every|theory|paper|minus|projected|predicted|forecast|
        anticipated|prospective|intended|surplus|spare|km|kilometres|kilometers|meters|feet|inches|leagues|hectares|kg|
        kilograms|grams|gallons|litres|liters|barrels|bushels|mm|cm|calibre|caliber|guns|rifles|muskets|horses|cattle|
        sheep|camels|elephants|mules|oxen|dogs|wagons|marks|yen|euros|rupees|roubles|rubles|talents|livres|florins|
        reichsmarks|crowns|pence|sesterces|drachmas|books|votes|shells|bombs|rounds|bullets|sorties|degrees|th|st|nd|
        rd|per|each|a day|a month|a year|apiece|am|pm|bc|ad|bce|ce|january|february|march|april|may|june|july|august|
        september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday""",
    sites=inflected("regiment battalion brigade squadron platoon nation camp fort train ship boat", "- s")
    + "|vessels|galleys|tanks|houses|homes|buildings|villages|towns|cities|farms",
    peoples=inflected(_PEOPLES, "- s") + "|" + _NATIONS,
    qualities="""blind|indentured|total|reported|half starved|half naked|half frozen|half trained|half armed|
        half breed|remaining able|fit|ill|dying|missing|lost|mostly|mainly|chiefly|largely|primarily|predominantly|
        principally|almost all|nearly all|all|all of them|most of them|many of them|some of them|half of them civilian|
        including many|among them many|rank and file|able bodied|old|own|war|famine related|war related|combat related|
        conflict related|disease related|confederate army|sick|front line|first line|second line|foot|air force|non|ss|
        waffen ss|red army|union army|imperial army|pre|soviet era|famine stricken|women's|men's|city's|town's|
        country's|village's|garrison's|army's|region's|nation's|state's|island's|province's|enemy's|world's|king's|
        area's|county's|district's|camp's|army""",
    adjective=r"[a-z]{3,}(?:ed|al|ic|ous|ive|ary|less|ful|ish|ese|ian|ly)",
    precedes=True,
    unlike="""sedans|caravans|satellites|meteorites|websites|parasites|termites|titans|vulcans|pecans|toucans|pelicans|
        cheese|campsites|pullmans|shortlists|hitlists|wishlists|walkmen|snowmen|strawmen|chessmen|talismen|specimen|
        regimen|acumen|abdomen|checklists|playlists|blacklists|watchlists|persists|consists|resists|assists|exists|
        insists|desists|subsists|regimens""",
    places="""attributable to|owing to|linked to|related to|connected with|resulting from|arising from|belonging to|
        associated with|due to|because of|of|of the|of his|of their|of its|of this|of that|of all|from|from the|
        from his|from their|in|in the|in his|in their|in its|at|at the|near|near the|among|among the|amongst|
        amongst the|around|around the|outside|outside the|inside|inside the|within|within the|across|across the|
        throughout|throughout the|on|on the|aboard|along|along the|behind the|beyond the|during|during the|
        under the""",
    links="""our|to|of those|of these|among them|of whom|of which|of them|by|the|these|those|their|his|its|for|under|
        to the|who were|that were|which were|as|through|through the|due to|because of|as a result of|caused by|
        against""",
    tails=combined(_WERE, _KILLED)
    + "|"
    + combined(_HAVE, _DIED)
    + """|of all ranks|upon the ground|on the ground|upon the field|beaten to death|worked to death|starved and frozen|
        tortured to death|frozen to death|hacked to death|burnt to death|crushed to death|trampled to death|
        took their own lives|are presumed dead|were presumed dead|presumed dead|feared dead|are feared dead|
        believed dead|lie buried|were deported to siberia|took part|participated|marched|took the field|
        starved to death|were made captive|laid down their lives|gave their lives|met their deaths|met their death|
        succumbed|succumbed to disease|died of disease|died of hunger|died of starvation|died of wounds|
        died of their wounds|died in battle|died in captivity|died in the camps|died in prison|died at sea|
        died by violence|are reported killed|were reported killed|were reported dead|to die|fell in battle|fell|
        left homeless|lost lives|lost limbs|into slavery|at sea|in captivity|in a single day|on the spot|in cold blood|
        without trial|all over the country|of all ages|of both sexes|on our side|on their side|of the enemy|
        of the population|on the field|on the field of battle|lost their lives|lost their life|died|perished|lay dead|
        in the battle|in battle|in action|in combat|in the war|in the massacre|in the city|in the bombing|in all|
        in total|altogether|all told|under arms|under his command|in number|on both sides|of both sides|
        on the chinese side|on the german side|of all ranks|of every rank|in the siege|during the siege|in arms|
        during the battle|during the war|in the famine|in the genocide|in the camps|to death|by hunger|from hunger|
        of hunger|from starvation|of starvation|from disease|of disease|from famine|in one day|in the fighting|
        in the streets|dead or dying|shot down""",
    negations="""not|no|never|neither|nor|none|without|hardly|scarcely|barely|deny|denies|denied|n't|cannot|don|doesn|
        didn|isn|wasn|weren|far from|rather than|instead of|rejects|rejected|disputes|disputed|refuted|implausible|
        impossible|exaggerated""",
    repeats_bounds=False,
    numerals={
        **{word: number for number, word in enumerate(f"{_TEENS} eighteen nineteen".split())},
        **{word: 10 * number for number, word in enumerate(_TENS.split(), 2)},
        "fourty": 40,
        "threescore": 60,
        "fourscore": 80,
    },
    hundreds="hundred",
    bare_hundred="",
    scales={
        "thousand": 10**3,
        "million": 10**6,
        "billion": 10**9,
        "millions": 10**6,
        "mln": 10**6,
        "mn": 10**6,
        "bn": 10**9,
        "k": 10**3,
        "m": 10**6,
        "lakh": 10**5,
        "lakhs": 10**5,
        "crore": 10**7,
        "crores": 10**7,
        "lac": 10**5,
    },
    glued="k|m",
    singular="",
    ones="a|an",
    joint="and",
    joins=_joins,
    halves={article + "half": 0.5 for article in ("", "a ", "one ")}
    | {article + "quarter": 0.25 for article in ("", "a ", "one ")}
    | {"three quarter": 0.75, "three quarters": 0.75},
    bridges="a|an|of",
    shares={"half": 2, "halves": 2, "quarter": 4, "quarters": 4}
    | {part + end: k for k, part in enumerate(_PARTS.split(), 3) for end in ("", "s")},
    portions={"third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "tenth": 10, "twentieth": 20, "hundredth": 100},
    part="part|parts",
    named="half",
    inside="in|at|near|around|outside|inside|within|throughout|on|along|across|during",
    the="the|a|an",
    strong="strong|man|member",
    remarks="""mostly|mainly|chiefly|largely|primarily|predominantly|principally|almost all|nearly all|all of them|
        most of them|many of them|some of them|almost exclusively|overwhelmingly|for the most part""",
    dozens={"dozen": (12, False), "score": (20, False), "gross": (144, False)},
    compound=_compound,
    abbreviated="approx|ca|c|est|max|min|no|mln|incl|bn|mn|k|m|pct|per cent",
)
