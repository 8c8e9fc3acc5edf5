"""Messages of private life: services for residents, which the own town hall gives, and what is off topic."""

from assistant.routing.cues import Said, cue

_PAPERS = (  # what people get from an office in person
    r"(\b|anwohner|bewohner|personal|kinder|schwerbehinderten)(park)?ausweis(e|es)?\b|reisepass|\bperso\b"
    r"|\bpass\b.{0,30}(verlänger|beantrag|abgelaufen)|führerschein|führungszeugnis"
    r"|\b(auto|wagen|kfz|fahrzeug|motorrad|anhänger)\b.{0,40}(um|ab|an)(zu)?meld|zulassungsstelle"
    r"|wunschkennzeichen|(geburts|heirats|sterbe|ehe)urkunde|meldebescheinigung|aufenthalts(titel|erlaubnis)"
    r"|passport|\bid card|driving licen[cs]e|driver's licen|(birth|marriage) certificate|residence permit"
)
_SERVICE = cue(
    _PAPERS,
    r"umgezogen|\bumzug|wohnsitz|\b(um|an|ab)(zu)?melden\b|einwohnermeldeamt|standesamt|heiraten|hochzeit"
    r"|elterngeld|kindergeld|wohngeld|bürgergeld|sozialhilfe|grundsicherung|arbeitslosengeld|\bbafög",
    r"\brente\b|unterhaltsvorschuss|kinderzuschlag|hundesteuer|grundsteuer|steuerbescheid|steuererklärung"
    r"|lohnsteuer|steuer-?id|gewerbeschein|\bgewerbe\b|baugenehmigung|bauantrag|schwerbehinder|einbürgerung",
    r"müll(tonne|abfuhr|eimer)?\b|sperrmüll|\btonne\b|biotonne|gelbe[rn]? s(ack|äcke)|restmüll|kita-?platz"
    r"|abgeschleppt|\bich (ziehe|zog|bin) .{0,20}(nach|umgezogen|zugezogen)\b|citizen office|eingeschult"
    r"|einschulung|wann (kommt|wird|ist) .{0,30}(müll|tonne|leerung)|\bkita\b"
    r"|melde\w* .{0,60}\b(an|ab|um)\W*($|[?.!,])|kindergartenplatz|schulanmeldung|betreuungsplatz|knöllchen"
    r"|strafzettel|bußgeldbescheid|schlagl[oö]ch|laterne\b",
    r"bürgerbüro|bürgeramt|bürgerservice|fundbüro|briefwahl|wahlbenachrichtigung|wahllokal|lebensbescheinigung"
    r"|beglaubig|fundsache|kirchenaustritt|aus der kirche|rathaus.{0,30}\b(offen|geöffnet|auf)\b",
    r"register (my|a) (\w+ )?(address|car|dog|business)|garbage|rubbish|bin collection|child benefit"
    r"|parental allowance|parking permit|dog tax|vehicle registration|housing benefit",
)
_PAPER = cue(_PAPERS)
_ERRAND = cue(
    r"verlänger|beantrag|verloren|gestohlen|geklaut|abgelaufen|läuft .*\bab\b|(um|ab|an)(zu)?meld|umtausch|abhol"
    r"|abgeholt|\btermin\b|dauert|\bkostet\b|gebühr|was nun|renew|apply|lost|replace|pick(ed)? up|appointment"
    r"|\b(brauch(e)?|will|möchte|benötige|bekomm|krieg)|wo (kann|bekomm|krieg|muss|gibt)"
)
_OPENING = cue(
    r"(bürgerbüro|rathaus|bürgeramt|standesamt|zulassungsstelle|bürgerservice|stadtverwaltung|fundbüro"
    r"|wertstoffhof|recyclinghof|amt\b).*(öffnungszeit|sprechzeit)|(öffnungszeit|sprechzeit)\w*.*(bürgerbüro"
    r"|rathaus|amt\b|hof\b)",
    r"\b(wann|wie lange|hat|ist|heute|morgen|samstag|montag|freitag)\b.*(bürgerbüro|rathaus|\w*amt"
    r"|zulassungsstelle|bürgerservice|wertstoffhof|recyclinghof)\b.*\b(offen|geöffnet|auf|zu"
    r"|geschlossen)\W*$|\bwann (kommt|wird|ist|werden) .{0,30}(müll|tonne|leerung"
    r"|sperrmüll)|opening hours|when (is|does) the town hall",
)
_MINE = cue(
    r"\b(ich|mein(e|en|em|er|es)?|mir|mich|my|i|me)\b|\bbrauch(e)? (nen|ne|nem|einen|eine|mal)\b"
    r"|\bbei euch\b"
)
_FOR_ME = cue(
    r"\bmein(e|en|em|er|es)?\b|\b(kann|könnte|darf|muss|will|möchte|beantrage|bekomme|kriege) ich\b|\bmy\b"
    r"|\bich (will|muss|brauche)\b"
)
_OFFICIAL = cue(
    r"\b(wir|unser\w*) .{0,60}(einführ|anbiet|umsetz|digitalis|online)"
    r"|als (kommune|gemeinde|stadt|kreis|verwaltung|bürgermeister)|nachnutz|\befa\b|\bozg\b|bearbeite"
    r"|bürger(innen)?\b.{0,30}(melden|beantragen)",
    r"and(e)?re (kommunen|städte|gemeinden|kreise)|\bandere\b|erfahrung|einwohner\b|vorbild|beispiel|konzept"
    r"|förder|strategie|\bki\b|chatbot|sensor|projekt|digitalisier|umstell|mussten|konnte man|in einem antrag"
    r"|\bmein (amt|landkreis|bürgermeister|ort)\b",
    r"\bich (bin|arbeite|leite|betreue) .{0,60}(amt|büro|rat|leiter|meister|verwaltung|vorsteher|beauftragt|kämmer)",
)
_BROKEN = cue(
    r"(schlagl[oö]ch|laterne|mülltonne|müll|baum|gehweg|ampel|spielplatz|gully|kanal)\w*.{0,60}(straße|weg|platz"
    r"|gasse|allee|ring|hausnummer|mein\w*|unser\w* haus|vor der tür)\b.{0,60}(repar|kaputt|defekt|wegmach"
    r"|beseitig|umgestürzt|überfüllt|verstopft|brennt nicht)"
)


def is_citizen_service(said: Said) -> bool:
    """Return whether somebody asks for a service of the town hall for the own person.

    >>> from assistant.routing.cues import listen
    >>> is_citizen_service(listen("Mein Reisepass ist abgelaufen, was nun?"))
    True
    >>> is_citizen_service(listen("Wie bieten wir den Reisepass online an?"))
    False
    """
    if _OFFICIAL(said.folded):
        return False
    if (_OPENING(said.folded) and not said.municipal) or (_BROKEN(said.folded) and not said.open):
        return True
    if _MINE(said.folded) and not (said.municipal and said.open):
        return _SERVICE(said.folded) and (_FOR_ME(said.folded) or not said.digital)
    errand = _PAPER(said.folded) and _ERRAND(said.folded) and len(said.words) <= 12
    return errand and not (said.municipal or said.planning or said.digital)


# --- off topic -------------------------------------------------------------------------------------------------------
_LEISURE = cue(
    r"rezept\b|rezepte? (für|mit)|\bkoch(e|en|t|zeit)\b|\bbacken\b|\bbacke\b|kuchen|kalorien|abendessen|\brecipe"
    r"|\bcook|\bwein\b|cocktail",
    r"fußball(?!platz)|bundesliga|\bdfb|champions league|\bwm\b|\bfc \w+|borussia|weltmeister|\bformel 1|olympia"
    r"|tabellenführer|\btennis|football|soccer|\btor(e|en)? geschossen|wer gewinnt",
    r"wie (ist|wird|bleibt|war|werd) .{0,25}wetter|\bwetter (heute|morgen|am|in|wird|ist)|wettervorhersage"
    r"|wetterbericht|regenschirm|regnet es|weather|forecast",
    r"horoskop|sternzeichen|lottozahlen|\bwitz(e)?\b|\bjoke|gedicht|\bpoem|liedtext|\blied\b|songtext|\bsong\b"
    r"|\bmärchen|aufsatz über|kurzgeschichte|geburtstags(rede|gruß|karte)|liebesbrief|heiratsantrag",
    r"netflix|\bserien?\b (lohn|schau|auf|guck)|\bstaffel\b|kinofilm|\bfilm(e)?\b (schau|empf|läuft|mit|von)"
    r"|schauspieler|sänger(in)?\b|verheiratet|promi\b|playstation|\bxbox|minecraft|videospiel|movie|celebrit",
    r"hausaufgabe|\bmathe|ableitung von|wurzel aus|\bintegral\b|gleichung|vokabel|referat (über|schreiben)"
    r"|homework|square root|\d ?[x*+/=] ?\d|\d (mal|plus|minus|geteilt durch) \d"
    r"|(was|wie ?viel) (ist|sind|ergibt) \d",
    r"\baktien?\b|bitcoin|krypto|\betfs?\b|geld anlegen|börse\b|\blotto|stocks\b|crypto"
    r"|dreißigjährige[rn]? krieg|weltkrieg|mondlandung|hauptstadt (von|des)|berühmt|dinosaurier",
    r"kopfschmerz|bauchweh|bauchschmerz|rückenschmerz|knieschmerz|zahnschmerz|zahnweh|\bfieber\b|schnupfen"
    r"|\bhusten|abnehmen\b|\bdiät\b|schwanger\b|headache|erkältung|\bsport\b.{0,10}treib|fitness|liebeskummer"
    r"|bewerbung (für|als|um|schreiben)|gegen wen spielt|torwart|\btrainer von|world cup"
    r"|welche\w* .{0,30}soll ich (mir )?kaufen|lust auf ein|spielstand|(spiel|match) gewonnen"
    r"|erzähl\w* (mir )?(bitte )?(eine|einen|was) (geschichte|witz)|\bgeschenk für",
    r"zimmerpflanze|blattl[aä]us|\brasen mähen|\burlaub\b|\bhotel in\b|\bhotel\b.{0,20}(schön|buch)|\bflug\b"
    r"|restaurant(s)? in|reifendruck|kaffeefleck|\biphone\b|fritz ?box|sverweis|\bexcel\b"
    r"|whatsapp.{0,30}(wiederherstell|lösch)",
    r"\b(mein|meine|unser|unsere)\w* (katze|hund|kater|hamster|kaninchen|pferd|wellensittich|freundin|freund|ehe"
    r"|beziehung|sohn|tochter|cat|dog|opa|oma)\b|(programmier|schreib)\w* (mir )?(bitte )?(ein|einen"
    r"|eine) .{0,20}(python|javascript|java|skript|spiel|code)|\bübersetze? .{0,80}\bins?\b|\btranslate\b",
)
_FIELD = cue(
    r"kommun(e|al)|gemeinde|stadt\b|\bstädt|landkreis|verwaltung|bürger|digital|sensor|förder|smart|\bapp\b"
    r"|municipal|council|\btowns?\b|rathaus.{0,20}(web|home)"
)
_OFFICE = cue(
    r"\bkreis\b|einwohner|mobilität|tourismus|plattform|\bdorf|dörfer|\bort(e|s)?\b|region|rathaus|kolleg"
    r"|\bamt\b|ämter|bauhof|mitarbeit|beschluss|sitzung|verein|daten|software|internet|online|projekt|\bki\b"
    r"|\bbund\b|\bland\b|euro|schule|netz|antrag"
)
_OWN_LIFE = cue(
    r"\b(mein\w*|my) (frau|mann|partner\w*|kind(er|ern)?|sohn|tochter|mutter|vater|eltern|oma|opa|bruder"
    r"|schwester|freund\w*|handy|laptop|computer|fernseher|wohnung|garten|hund|katze|chef|geburtstag|hobby"
    r"|urlaub|auto|herz|bauch|kopf|leben|wife|husband|son|daughter|phone|dog|cat)\b",
    r"\b(was|wie|wo) (soll|kann|werde) ich .{0,40}(anziehen|essen|kochen|kaufen|reich|schlank|glücklich"
    r"|einschlafen|schenken|kennenlernen)\b",
)


def is_leisure(said: Said) -> bool:
    """Return whether a message is plainly of private life; what is less plain ends by low confidence later."""
    return _LEISURE(said.folded) and not (_FIELD(said.folded) or (said.planning and said.municipal))


def is_own_life(said: Said) -> bool:
    """Return whether somebody speaks of nothing but the own life: no word of the field or of offices."""
    if not _OWN_LIFE(said.folded) or said.municipal or said.planning or said.digital:
        return False
    return not (_FIELD(said.folded) or _OFFICE(said.folded) or said.topics)
