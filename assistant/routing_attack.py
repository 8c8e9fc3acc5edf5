"""Attempts to steer the assistant: to override its rules, to read them out, to speak for somebody else."""

import base64
import binascii
import re

from assistant.cues import Said, cue, fold

_OVERRIDE = cue(
    r"\b(ignorier(e|en sie|t)?|vergiss|vergessen sie|missachte|übergeh(e|en sie)?|umgeh(e|en sie)|verwirf"
    r"|verwirft|verwerfen sie"
    r"|lösche|lass|setz(e|t)?|deaktivier(e|en sie|t)?|schalte?|hebe?|brich|überschreib(e|en sie)?"
    r"|befolge (nicht|keine))\b"
    r".{0,60}(anweisung|instruktion|regel|vorgabe|prompt|filter|einschränkung|beschränkung|richtlinie|schutz"
    r"|sperre|zensur"
    r"|befehle|pflicht|alles,? was|alles (vorherige|bisherige|zuvor|davor)|davor|was (man )?dir|kontext"
    r"|programmierung)",
    r"\bvergiss (bitte )?(sofort )?alles\b",
    r"\b(ignore|forget|disregard|override|bypass|disable|drop|skip)\b.{0,50}"
    r"(instruction|rule|guideline|prompt|restriction|filter|safety|polic|previous|above|everything|told)",
)
_WITHHELD = (
    r"(system ?-?prompt|systemnachricht|systemanweisung|systemvorgabe|prompt\b|(deine"
    r"|ihre)[nr]? (\w+ )?(\w*anweisung|\w*instruktion|regeln"
    r"|vorgaben|konfiguration|einstellungen|programmierung)|interne[nrs]? (\w+)?(anweisung|konfiguration|daten"
    r"|regeln|vorgaben|dokument)"
    r"|versteckte\w* |geheime\w* |passw(ort|örter)\b|kennw(ort|örter)\b|zugangsdaten|api-?\s?(key|schlüssel)"
    r"|token\b|umgebungsvariablen"
    r"|daten (anderer|der anderen|von anderen)|(andere|fremde)[nr]? (nutzer|chats|gespräch|unterhaltung)"
    r"|datenbank(?!system)"
    r"|text,? der (vor|über|oberhalb)|(oberhalb|über) diese[rsm] (satz|zeile|nachricht|text)|(oben|davor"
    r"|zuvor) steht|obige[nr]? (text|nachricht|anweisung|inhalt)|(kunden|nutzer)daten|über dieser (nachricht"
    r"|zeile)|instructions"
    r"|hidden|system message"
    r"|configuration|password|credentials|secret|initial prompt|other users|text above|words above|everything above)"
)
_REVEAL = cue(
    r"\bwortlaut (deine|ihre)[rn]? |\b(gib|gebt|geben sie|zeig(e|en sie|t)?|nenn(e|en sie)?|verrat(e|en sie)?"
    r"|wiederhol(e|en sie)?|druck(e|en sie)?|liste|schreib(e|en sie)?"
    r"|sag(e|en sie)?|kopier(e|en sie)?|offenbar(e|en sie)?|leg(e|en sie)?|lad(e|en sie)?|übersetz(e|en sie)?"
    r"|fass(e|en sie)?"
    r"|schick(e|en sie)?|sende(n sie)?|print|reveal|show|repeat|output|leak|tell|display|dump|give|translate"
    r"|summarize)\b.{0,80}" + _WITHHELD,
    _WITHHELD + r".{0,60}\b(aus(zu)?geben|auszugeben|gib(t)? .{0,60}aus|preis(zu)?geben"
    r"|offenlegen|offenzulegen|anzeigen|verraten|zeigen)\b",
    r"(wie|was) (lautet|steht in|ist|sind) (dein|ihr)e?[mnr]? (\w+ )?(system ?-?prompt|systemanweisung|prompt"
    r"|instruktion|anweisung)",
    r"what (is|are|does) your (\w+ )?(prompt|instructions|rules)",
)
_ROLE = cue(
    r"\b(du bist|sie sind|bist du|agierst du|spielst du) (ab )?(jetzt|nun|sofort|heute)\b(?! schon)",
    r"\bab (jetzt|sofort) (bist du|sind sie|heißt du|gilt|antworte|gibst|darfst)",
    r"(^|[.:!?,] ?)du bist (ein|eine|der|die|kein|keine|nicht) (?!ki\b|bot|roboter|mensch|echt|\w*expert"
    r"|\w*berater|fach|erfahren|gut|toll|groß|dumm|blöd|dämlich|doof|schlecht|letzte|nutzlos)",
    r"\b(tu|tue|tun sie) (mal )?so,? als\b|\bspiel(e|en sie)? (mal )?(die rolle|einen|eine|den|das spiel)"
    r"|schlüpf\w* in die rolle",
    r"\bverhalte? dich (wie|als)|\bstell(e)? dir vor,? .{0,20}(es gäbe kein|es gibt kein|du (hast"
    r"|hättest) keine|du darfst)|übernimm die rolle|rollenspiel",
    r"\b(entwickler|debug|admin|gott|wartungs|test|dan|root)-?\s?modus|\b(developer|debug|god|admin|dan"
    r"|maintenance) mode",
    r"\b(act|behave|respond|roleplay) (as|like) (a|an|if|the|my)\b|pretend (to be|you|that)|you are (now"
    r"|no longer)|from now on,? you",
    r"jailbreak|do anything now|ohne (jede |jegliche |alle )?(filter|zensur|einschränkung|moralische"
    r"|grenzen und|regeln und)",
)
_COERCE = cue(
    r"\b(antworte|antworten sie|sag|sage|schreibe?|answer|reply|respond|say)\b.{0,50}\b(nur|ausschließlich|only"
    r"|just|immer|always)\b"
    r".{0,12}\b(mit|with)? ?[„\"'»]?(ja|nein|yes|no|ok|okay|dem wort|the word|einem wort|\"|„)",
    r"\bab (jetzt|sofort)\b.{0,20}\b(antworte|antworten sie|auf jede frage)|(antworte|antworten sie) ab (jetzt"
    r"|sofort)",
    r"(beginn|beend|start|end)\w* (jede|alle|every|each|all) ?\w* (antwort|nachricht|answer|reply|response)",
    r"(^|[.:!?,] ?)(sag|sage|sagen sie|say) (einfach|nur|bitte nur|mir einfach|just|only)\b|\berfind(e"
    r"|en sie)\b|denk dir .{0,40}\baus\b|\bmake up an?\b|\binvent an?\b",
    r"\bbestätig(e|en sie)? (einfach|nur|bitte nur|mir einfach|ohne)|just confirm",
    r"(nenne|gib|zitiere|verwende|verschweig\w*|unterschlag\w*|lass\w*) (\w+ )?(keine|die|alle) quellen(?! (für"
    r"|zu|von))|do not cite",
)
_AUTHORITY = cue(
    r"\bich bin (dein|deine|euer|ihr) (entwickler|programmierer|admin|administrator|betreiber|schöpfer"
    r"|ersteller|chef|erfinder)",
    r"\bals (dein |deine |ihr )?(entwickler|programmierer|admin|administrator|systemadministrator|betreiber|root)\w* "
    r"(weise|befehle|ordne|verlange|fordere|erlaube|autorisiere|genehmige|gebe|darf)",
    r"\b(gehöre|bin|arbeite|komme)\b.{0,25}(entwickler|admin|betreiber|support|wartungs)-?\w*.{0,30}\b(gib|zeig"
    r"|zugriff|zugang|freischalt|schalte)",
    r"\b(gib|gewähr\w*|verschaff\w*|grant|give) (mir|uns|me|us) .{0,15}(zugriff|zugang|access|admin-?rechte|root)",
    r"\bi('m| am) (your|the) (developer|admin|creator|owner|programmer)",
    r"\bhier (ist|spricht) (open ?ai|anthropic|dein entwickler|der administrator|die entwicklung)",
)
_HIDDEN = cue(
    r"\b(assistent|assistant|ki|bot) ?: .*\b(nutzer|user|mensch|human) ?: ",
    r"\[\[?(system|inst|admin|assistant)|</?(system|inst|assistant|admin|prompt)\b|<\|\w+\|>|^\s*(system"
    r"|assistant) ?:|\bsystem ?: ",
    r"#{2,} ?(instruction|system|anweisung|new task|neue)|(anweisung|hinweis|befehl|nachricht)e?n? (an"
    r"|für) (die |den |das |alle )?(ki|k\.i\.|bot|chatbot|"
    r"assistent|assistenz|sprachmodell|modell|system)[^:.]{0,20}:|(note|instruction|message)s? (to"
    r"|for) (the )?(ai|assistant|llm|model|bot)",
    r"(neue|new|wichtige|geänderte) (system)?(anweisung|instruction)s?(en)?( vom|von| der| für|:)",
)
_CODE = cue(
    r"<script|drop table|union select|select \* from|;\s*--|etc/passwd|\$\{jndi|\{\{.*\}\}|rm -rf|os\.system"
    r"|__import__|javascript:"
)
_DECODE = cue(
    r"\b(base ?64|rot ?13|hex(adezimal)?|morse|binär)\w*.{0,60}(dekodier|entschlüssel|decode|führ\w* .{0,20}aus"
    r"|befolg|execute|follow)",
    r"(dekodier|entschlüssel|decode)\w*.{0,60}(base ?64|rot ?13|\bhex|morse|binär|führ\w* .{0,30}aus|befolg"
    r"|execute|follow)",
)
_HACK = cue(
    r"(schadsoftware|malware|trojaner|virus|ransomware|phishing-?mail)\w* (schreib|programmier|erstell|bau)",
    r"(erklär|zeig|sag|beschreib|verrat)\w*.{0,40}wie (man|ich) .{0,60}(hackt?\b|knackt?\b|eindring|einbricht"
    r"|ins netz .{0,30}komm)",
)
# Whoever speaks of the assistant's own rules wants to see them or to be rid of them.
_ITS_RULES = cue(
    r"\b(dein|deine\w?|deinem|deines|deiner|your|ihr\w* (eigen|intern|geheim)\w*) (\w+ ){0,2}\w*(prompt"
    r"|anweisung|instruktion|regeln|sicherheits\w*|schutz\w*|rolle|(bisherige|neue)\w? aufgabe"
    r"|vorgaben|beschränkung|einschränkung|filter|programmierung|richtlinien|grenzen|restriction|instruction"
    r"|rules|guideline)",
    r"\bsystem-?\s?(prompt|anweisung|nachricht|vorgabe)|\b(folgenden?|nachstehenden|neuen) (anweisung"
    r"|instruktion|befehl)\w*"
    r".{0,30}(befolg|ausführ|folge)|\b(befolg|folge|führ)\w* .{0,40}(folgenden?|nachstehenden|neuen) (anweisung"
    r"|instruktion|befehl)",
    r"\b(von nun an|ab jetzt|ab sofort|ab heute|künftig|from now on)\b.{0,15}\b(du|bist|antworte\w*|sprich|sag"
    r"|nenn|schreib|you)\b",
    r"(start|anfangs|grund|ursprungs|initial)\w*(nachricht|anweisung|instruktion|text|prompt)|\b(jede[rnm]?"
    r"|alle[nr]?|every|each) (deiner )?(antwort|nachricht|answer|reply)",
    r"\bwas (dir|du) .{0,40}(gilt nicht|ungültig|vergiss)|(gilt|gelten) nicht mehr\b|\baußer kraft\b|aufgehoben"
    r"|\bentwickler\w* (haben|hat|erlaub)",
    r"\bgehorch|\bobey\b|\bwerde zu (?!einem? )\w+|\bdein chef hat|\bdu sollst (mir|jetzt|nur|ab|nicht)\b"
    r"|\bbehaupte,? dass",
    r"\b(no|without|keine|ohne|frei von) (\w+ )?(restrictions|limits|limitations|rules|filters|filter|zensur"
    r"|beschränkungen|tabus)\b",
)
_STEERING = (_ITS_RULES, _OVERRIDE, _REVEAL, _ROLE, _COERCE, _AUTHORITY, _HIDDEN, _CODE, _DECODE, _HACK)
_LONG_TOKEN = re.compile(r"[A-Za-z0-9+/]{20,}={0,2}")


def is_attack(said: Said) -> bool:
    """Return whether a message, or something encoded in it, tries to steer the assistant.

    A municipality that asks how its own chatbot is protected only asks.
    """
    if said.municipal and said.open and not (_OVERRIDE(said.folded) or _HIDDEN(said.folded) or _AUTHORITY(said.folded)):
        return False
    return any(hears(said.folded) for hears in _STEERING) or any(
        hears(hidden) for hidden in map(_decoded, _LONG_TOKEN.findall(said.text)) for hears in _STEERING
    )


def _decoded(token: str) -> str:
    """Return what a base64 token says, folded; nothing when it is none."""
    try:
        return fold(base64.b64decode(token + "=" * (-len(token) % 4)).decode("utf-8"))
    except (binascii.Error, UnicodeDecodeError):
        return ""
