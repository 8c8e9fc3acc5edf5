"""Emergencies: something happens now, near the asker. Planning for such a case is a question."""

from assistant.routing.cues import Said, cue

_EVENT = cue(
    r"\bes brennt\b(?! .{0,20}(beim|an allen ecken|unter den))|\bbrennt\b(?! .{0,12}(beim|uns unter))"
    r"|\bin flammen\b|\bfeuer\b|\bfire\b|\brauch (aus|im|in)\b|qualmt|explo",
    r"atmet (\w+ )?nicht|keine luft|bewusstlos|ohnmächtig|herzinfarkt|herzstillstand|herzanfall|schlaganfall"
    r"|\bblutet|erstick|ertrink|ertrunken|brustschmerz|vergiftet|krampfanfall|krampft|zusammengebrochen"
    r"|umgekippt|bewegt sich nicht|reagiert nicht mehr|(teich|see|fluss|bach|wasser|brunnen|schacht"
    r"|gleis)\w* gefallen",
    r"heart attack|stroke\b|not breathing|can't breathe|unconscious|bleeding|choking|drowning|collapsed",
    r"einbrecher|\bbricht\b.*\bein\b|\beingebrochen\b|überfallen|bedroht (mich|uns|gerade|einer|jemand|ein mann"
    r"|die leute)|\b(messer|waffe|pistole|gewehr|axt)\b",
    r"\bschießt|\bschüsse|\b(ver)?prügel|amoklauf|amok\b|bombendrohung|geisel|\bbreak(ing|s)? in(to)?\b|burglar"
    r"|\bgun\b|\bknife\b|attacking (me|us)",
    r"kollabier|\bläuft .{0,12}blau\b|keinen puls|kein puls|leblos|lebensgefahr|im sterben|stirbt"
    r"|schmerzen in der brust|atemnot|riecht .{0,12}(rauch|verbrannt|brand)|brandgeruch|rauchentwicklung"
    r"|kommen? nicht (mehr )?(aus|raus|heraus)|eingeschlossen",
    r"\b(krankenwagen|rettungswagen|notarzt|ambulance|paramedics)\b.{0,40}\b(bitte|sofort|schnell|schicken"
    r"|schickt|kommen|zum|zur|need|please|now)\b|\b(brauch\w*|need|rufen sie|ruft|schickt|schicken sie|holt"
    r"|bitte|schnell|sofort)\b.{0,30}\b(krankenwagen|rettungswagen|notarzt|feuerwehr|polizei|ambulance|police)\b",
    r"aufbrech|aufzubrech|\beinbrech|\b(schlägt|sticht|tritt|würgt|schlagen) .{0,40}\b(ein|zu|mich|uns|ihn"
    r"|sie)\b|keinen? sauerstoff|angefahren|überfahren|(von|vom) .{0,15}(brücke|dach"
    r"|turm) .{0,10}springen|\braucht es\b|\bdachstuhl",
    r"\bunfall.*(verletz|eingeklemmt)|\bverletzte\b|eingeklemmt|accident.*(injur|hurt|trapped)|riecht.*\bgas\b"
    r"|\bgas .{0,15}(austritt|ausgetreten|strömt|tritt aus)|gasgeruch|gasleck|smell.*\bgas\b|stromschlag",
)
_DESPAIR = cue(
    r"tabletten (genommen|geschluckt)|\bwill nicht mehr\W*$",
    r"(mir|mich).*(umbringen|das leben nehmen)|nicht mehr leben|(will|möchte|werde) sterben|selbst(mord|tötung)"
    r"|suizid",
    r"kill myself|end my life|suicid|want to die|(bringe?|nehme) (ich )?mi(r|ch).*(um|das leben)",
)
_ACUTE = cue(
    r"\b(gerade|jetzt|sofort|schnell|hilfe|dringend|akut|eben|notfall|krankenwagen|rettungswagen|notarzt"
    r"|polizei)\b|!",
    r"\b(help|now|immediately|ambulance|police|112|110|911)\b",
)
_NEAR = cue(
    r"bei uns|bei mir|neben mir|vor mir|\b(hier|da|nachbar\w*|kolleg\w*|vater|mutter|kind|mann|frau|oma|opa"
    r"|jemand)\b",
    r"\b(mein|meine|meinem|my|our|someone|somebody)\b",
)
_HAPPENS = cue(  # a sentence, not keywords
    r"\b(ist|sind|hat|habe|haben|bedroht|steht|wird|wurden?|liegt|läuft|brennt|qualmt|raucht|kommt|kommen|bekommt|gab|will"
    r"|unfall|is|are|has|have)\b"
)
_WHAT_NOW = cue(r"was (soll|muss|kann|mach|tu)\w* (ich|wir)|was tun|wen (rufe|ruf)|what (should|do|can) (i|we)")
_SUPPOSED = cue(
    r"\b(gibt es|wenn|falls|sobald|bei einem|bei einer|im falle?|nach einem|nach der|nach dem|if|in case)\b"
)


def is_emergency(said: Said) -> bool:
    """Return whether life or property is in danger now; planning for such a case is a question."""
    if _DESPAIR(said.folded):
        return not said.municipal and not said.planning
    if not _EVENT(said.folded) or said.planning or said.digital or _SUPPOSED(said.folded):
        return False
    asks = said.open or said.folded.rstrip().endswith("?")
    if asks and not _WHAT_NOW(said.folded):
        return False
    return _ACUTE(said.folded) or _NEAR(said.folded) or (_HAPPENS(said.folded) and len(said.words) <= 12)
