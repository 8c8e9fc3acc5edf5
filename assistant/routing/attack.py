"""Attempts to steer the assistant: to override its rules, to read them out, to speak for somebody else."""

import base64
import binascii
import re

from assistant.routing.cues import Said, cue, fold
from knowledge.lookalikes import in_latin

_OVERRIDE = cue(
    r"\b(ignorier(e|en sie|t)?|vergiss|vergessen sie|missachte|übergeh(e|en sie)?|umgeh(e|en sie)|verwirf"
    r"|verwirft|verwerfen sie|lösche|lass|setz(e|t)?|deaktivier(e|en sie|t)?|schalte?|hebe?|brich"
    r"|überschreib(e|en sie)?|befolge (nicht|keine))\b.{0,60}(anweisung|instruktion|regel|vorgabe|prompt|filter"
    r"|einschränkung|beschränkung|richtlinie|schutz|sperre|zensur|befehle|pflicht|alles,? was"
    r"|alles (vorherige|bisherige|zuvor|davor)|davor|was (man )?dir|kontext|programmierung)",
    r"\bvergiss (bitte )?(sofort )?alles\b",
    r"\b(ignore|forget|disregard|override|bypass|disable|drop|skip)\b.{0,50}(instruction|rule|guideline|prompt"
    r"|restriction|filter|safety|polic|previous|above|everything|told)",
)
_WITHHELD = (
    r"(system ?-?prompt|systemnachricht|systemanweisung|systemvorgabe|prompt\b|(deine"
    r"|ihre)[nr]? (\w+ )?(\w*anweisung|\w*instruktion|regeln|vorgaben|konfiguration|einstellungen"
    r"|programmierung)|interne[nrs]? (\w+)?(anweisung|konfiguration|daten|regeln|vorgaben"
    r"|dokument)|versteckte\w* |geheime\w* |passw(ort|örter)\b|kennw(ort|örter)\b|zugangsdaten|api-?\s?(key"
    r"|schlüssel)|token\b|umgebungsvariablen|daten (anderer|der anderen|von anderen)|(andere"
    r"|fremde)[nr]? (nutzer|chats|gespräch|unterhaltung)|datenbank(?!system)|text,? der (vor|über"
    r"|oberhalb)|(oberhalb|über|vor) (diese[rsm]|meine[rm]|unsere[rm]) (ersten? )?(satz|zeile|nachricht|text|frage"
    r"|gespräch|chat)|(oben|davor"
    r"|zuvor) steht|obige[nr]? (text|nachricht|anweisung|inhalt)|(kunden|nutzer)daten|über dieser (nachricht"
    r"|zeile)|instructions|hidden|system message|configuration|password|credentials|secret|initial prompt"
    r"|other users|text above|words above|everything above)"
)
_REVEAL = cue(
    r"\bwortlaut (deine|ihre)[rn]? |\b(gib|gebt|geben sie|zeig(e|en sie|t)?|nenn(e|en sie)?|verrat(e|en sie)?"
    r"|wiederhol(e|en sie)?|druck(e|en sie)?|liste|schreib(e|en sie)?|sag(e|en sie)?|kopier(e|en sie)?"
    r"|offenbar(e|en sie)?|leg(e|en sie)?|lad(e|en sie)?|übersetz(e|en sie)?|fass(e|en sie)?|schick(e|en sie)?"
    r"|sende(n sie)?|print|reveal|show|repeat|output|leak|tell|display|dump|give|translate|summarize|disclose|share"
    r"|provide|send|hand over)\b.{0,80}" + _WITHHELD,
    _WITHHELD + r".{0,60}\b(aus(zu)?geben|auszugeben|gib(t)? .{0,60}aus|preis(zu)?geben"
    r"|offenlegen|offenzulegen|anzeigen|verraten|zeigen)\b",
    r"(wie|was) (lautet|steht in|ist|sind) (dein|ihr)e?[mnr]? (\w+ )?(system ?-?prompt|systemanweisung|prompt"
    r"|instruktion|anweisung)",
    r"what (is|are|does) your (\w+ )?(prompt|instructions|rules)",
    r"\bdir\b.{0,20}(verboten|untersagt|eingeschärft|mitgegeben|vorgegeben|aufgetragen|einprogrammiert|verschwiegen)",
)
_ROLE = cue(
    r"\b(du bist|sie sind|bist du|agierst du|spielst du) (ab )?(jetzt|nun|sofort|heute)\b(?! schon)",
    r"\bab (jetzt|sofort) (bist du|sind sie|heißt du|gilt|antworte|gibst|darfst)",
    r"(^|[.:!?,] ?)du bist (ein|eine|der|die|kein|keine|nicht) (?!ki\b|bot|roboter|mensch|echt|\w*expert"
    r"|\w*berater|fach|erfahren|gut|toll|groß|dumm|blöd|dämlich|doof|schlecht|letzte|nutzlos)",
    r"\b(tu|tue|tun sie) (mal )?so,? als\b|\bspiel(e|en sie)? (mal )?(die rolle|einen|eine|den|das spiel)"
    r"|schlüpf\w* in die rolle",
    r"\bverhalte? dich (wie|als)|\bstell(e)? dir vor,? .{0,20}(es gäbe kein|es gibt kein|du (hast|hättest) keine"
    r"|du darfst)|übernimm die rolle|rollenspiel",
    r"\b(entwickler|debug|admin|gott|wartungs|test|dan|root)-?\s?modus"
    r"|\b(developer|debug|god|admin|dan|maintenance) mode",
    r"\b(act|behave|respond|roleplay) (as|like) (a|an|if|the|my)\b|pretend (to be|you|that)"
    r"|you are (now|no longer)|from now on,? you",
    r"jailbreak|do anything now|ohne (jede |jegliche |alle )?(filter|zensur|einschränkung|moralische|grenzen und"
    r"|regeln und)",
)
_COERCE = cue(
    r"\b(antworte|antworten sie|sag|sage|schreibe?|answer|reply|respond|say)\b.{0,50}\b(nur|ausschließlich|only"
    r"|just|immer|always)\b.{0,12}\b(mit|with)? ?[„\"'»]?(ja|nein|yes|no|ok|okay|dem wort|the word|einem wort|\""
    r"|„)",
    r"\bab (jetzt|sofort)\b.{0,20}\b(antworte|antworten sie|auf jede frage)"
    r"|(antworte|antworten sie) ab (jetzt|sofort)",
    r"\b(ende|anfang|beginn|end|start) (jede[rs]?|aller|of (every|each|all)) (satz|zeile|antwort|nachricht|sentence"
    r"|answer|reply|message)",
    r"\b(gelten|gilt|befolg\w*|folg\w*|gehorch\w*) (nur |jetzt |hier )?meine\w* (regel|anweisung|befehl|vorgabe)",
    r"(^|[.!?:;,] ?|\bbitte |\bplease )(schreibe?|schreiben sie|sage?|sagen sie|antworte|antworten sie|say|write|reply"
    r"|answer|output|print)( bitte| mir| uns| nur| please| only)*:? ?[„“\"»]\w",
    r"(beginn|beend|start|end)\w* (jede|alle|every|each|all) ?\w* (antwort|nachricht|answer|reply|response)",
    r"(^|[.:!?,] ?)(sag|sage|sagen sie|say) (einfach|nur|bitte nur|mir einfach|just|only)\b|\berfind(e|en sie)\b"
    r"|denk dir .{0,40}\baus\b|\bmake up an?\b|\binvent an?\b",
    r"\bbestätig(e|en sie)? (einfach|nur|bitte nur|mir einfach|ohne)|just confirm",
    r"(nenne|gib|zitiere|verwende|verschweig\w*|unterschlag\w*|lass\w*) (\w+ )?(keine|die|alle) quellen(?! (für"
    r"|zu|von))|do not cite",
)
_AUTHORITY = cue(
    r"\bich bin (dein|deine|euer|ihr) (entwickler|programmierer|admin|administrator|betreiber|schöpfer|ersteller"
    r"|chef|erfinder)",
    r"\bals (dein |deine |ihr )?(entwickler|programmierer|admin|administrator|systemadministrator|betreiber"
    r"|root)\w* (weise|befehle|ordne|verlange|fordere|erlaube|autorisiere|genehmige|gebe|darf)",
    r"\b(gehöre|bin|arbeite|komme)\b.{0,25}(entwickler|admin|betreiber|support|wartungs)-?\w*.{0,30}\b(gib|zeig"
    r"|zugriff|zugang|freischalt|schalte)",
    r"\b(gib|gewähr\w*|verschaff\w*|grant|give) (mir|uns|me|us) .{0,15}(zugriff|zugang|access|admin-?rechte|root)",
    r"\bi('m| am) (your|the) (developer|admin|creator|owner|programmer)",
    r"\bhier (ist|spricht) (open ?ai|anthropic|dein entwickler|der administrator|die entwicklung)",
)
_HIDDEN = cue(
    r"\b(assistent|assistant|ki|bot) ?: .*\b(nutzer|user|mensch|human) ?: ",
    r"\[\[?(system|inst|admin|assistant)|</?(system|inst|assistant|admin|prompt)\b|<\|\w+\|>"
    r"|^\s*(system|assistant) ?:|\bsystem ?: ",
    r"#{2,} ?(instruction|system|anweisung|new task|neue)|(anweisung|hinweis|befehl|nachricht)e?n? (an"
    r"|für) (die |den |das |alle )?(ki|k\.i\.|bot|chatbot|assistent|assistenz|sprachmodell|modell"
    r"|system)[^:.]{0,20}:|(note|instruction|message)s? (to|for) (the )?(ai|assistant|llm|model|bot)",
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
    r"\b(brauche|benötige|will|möchte|need)\b.{0,30}\b(dein|deine|ihre|your) (\w+ )?(zugangsdaten|passw\w+"
    r"|kennw\w+|credentials|password|api)",
    r"(schadsoftware|malware|trojaner|virus|ransomware|phishing-?mail)\w* (schreib|programmier|erstell|bau)",
    r"(erklär|zeig|sag|beschreib|verrat)\w*.{0,40}wie (man|ich) .{0,60}(hackt?\b|knackt?\b|eindring|einbricht"
    r"|ins netz .{0,30}komm)",
)
# Whoever speaks of the assistant's own rules wants to see them or to be rid of them.
_ITS_RULES = cue(
    r"\b(dein|deine\w?|deinem|deines|deiner|your|ihr\w* (eigen|intern|geheim)\w*) (\w+ ){0,2}\w*(prompt"
    r"|anweisung|instruktion|regeln|sicherheits\w*|schutz\w*|rolle|(bisherige|neue)\w? aufgabe|vorgaben"
    r"|beschränkung|einschränkung|leitplanken|schranken|hemmungen|filter|programmierung|richtlinien|grenzen|restriction|instruction|rules"
    r"|guideline)",
    r"\bsystem-?\s?(prompt|anweisung|nachricht|vorgabe)|\b(folgenden?|nachstehenden|neuen) (anweisung"
    r"|instruktion|befehl)\w*.{0,30}(befolg|ausführ|folge)|\b(befolg|folge|führ)\w* .{0,40}(folgenden?"
    r"|nachstehenden|neuen) (anweisung|instruktion|befehl)",
    r"\b(von nun an|ab jetzt|ab sofort|ab heute|künftig|from now on)\b.{0,15}\b(du|bist|antworte\w*|sprich|sag"
    r"|nenn|schreib|you)\b",
    r"(start|anfangs|grund|ursprungs|initial)\w*(nachricht|anweisung|instruktion|text|prompt)"
    r"|\bdeine entwickler\b|(häng|füg|beginn|beend|schreib|start|end|append|add)\w* .{0,15}(jede[rnm]?|alle[nr]?"
    r"|every|each) (deiner )?(antwort|nachricht|answer|reply)",
    r"\bgehorch|\bobey\b|\bwerde zu (?!einem? )\w+|\bdein chef hat|\bdu sollst (mir|jetzt|nur|ab|nicht)\b"
    r"|(^|[.!?:] ?)behaupte,? dass",
)
# These say so only when the assistant is spoken to.
_LOOSENING = cue(
    r"\bwas (dir|du) .{0,40}(gilt nicht|ungültig|vergiss)|\b(gilt|gelten) nicht mehr\b|\baußer kraft\b"
    r"|\baufgehoben\b",
    r"\b(no|without|keine|ohne|frei von) (\w+ )?(restrictions|limits|limitations|rules|filters?|zensur"
    r"|beschränkungen|tabus)\b",
)
_STEERING = (_ITS_RULES, _OVERRIDE, _REVEAL, _ROLE, _COERCE, _AUTHORITY, _HIDDEN, _CODE, _DECODE, _HACK)
# A password to be said aloud shows that an order was obeyed; what a municipality wants to know has small letters.
_SHIBBOLETH = re.compile(
    r"(?:^|[.!?:,]\s*|\b(?:und|and|nur|only)\s+)(?:[Ss](?:age?|ay)|[Ss]chreibe?|[Aa]ntworte(?: mit)?|[Pp]rint|[Oo]utput"
    r"|[Rr]eply(?: with)?)(?: (?:nur|bitte|das Wort|only|the (?:word|string)))* [„“\"»]?[A-ZÄÖÜ][A-ZÄÖÜ_-]{3,}"
)
_LONG_TOKEN = re.compile(r"[A-Za-z0-9+/]{20,}={0,2}")


def is_attack(said: Said) -> bool:
    """Return whether a message, or something encoded in it, tries to steer the assistant.

    A municipality that asks how its own chatbot is protected only asks.
    """
    text = in_latin(said.text)
    folded = said.folded if text == said.text else fold(text)
    if said.municipal and said.open and not (_OVERRIDE(folded) or _HIDDEN(folded) or _AUTHORITY(folded)):
        return False
    if (said.bot and _LOOSENING(folded)) or _SHIBBOLETH.search(text):
        return True
    return any(hears(folded) for hears in _STEERING) or any(
        hears(hidden) for hidden in map(_decoded, _LONG_TOKEN.findall(text)) for hears in _STEERING
    )


def _decoded(token: str) -> str:
    """Return what a base64 token says, folded; nothing when it is none."""
    try:
        return fold(base64.b64decode(token + "=" * (-len(token) % 4)).decode("utf-8"))
    except (binascii.Error, UnicodeDecodeError):
        return ""
