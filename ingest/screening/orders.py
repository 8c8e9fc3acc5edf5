"""Sentences that tell a machine, or whoever asks it, what to say or to do. Pure.

Told by structure: who is addressed x what is demanded x of what. A norm on machines alone is a municipality's subject
("Chatbots müssen offenlegen, dass sie Maschinen sind"); it is an order when it dictates words, shuts others out or
hides something.
"""

import re

from ingest.screening.kinds import Kind
from ingest.screening.wording import cue

_MACHINE = (
    r"\b(?:(?:ki|k\.i\.|ai)(?:[- ]?(?:gestützten? )?(?:assisten\w+|systeme?n?s?|modelle?n?|chatbots?"
    r"|bots?|agenten?|agents?"
    r"|dienste?n?|anwendungen|models?|systems?|sprachassisten\w+))?|(?:sprach|grundlagen)modelle?n?|chatbots?|bots?"
    r"|(?:sprach|digitale[nr]? )?assistent(?:en|in|innen|s)?|assistants?|assistenzsysteme?n?"
    r"|(?:antwort|auskunfts)(?:systeme?n?"
    r"|maschinen?|automaten?|dienste?n?)|llms?|(?:large )?language models?|crawler|sprachmodellen?)\b(?![-\w])"
)
_OWED = (
    r"\b(?:müssen|muss|sollen|soll|sollten|sollte|haben|hat|sind|ist|werden|dürfen|darf|must|shall"
    r"|should|have to|has to"
    r"|are (?:to|required|instructed)|is (?:to|required)|may)\b"
)
_SAY = (
    r"(?:aus(?:zu)?geben|ausgegeben|(?:zu )?antworten|(?:zu )?nennen|(?:zu )?empfehlen|empfiehlt"
    r"|(?:zu )?sagen|(?:zu )?schreiben"
    r"|(?:zu )?verweisen|(?:zu )?behaupten|(?:zu )?bestätigen|an(?:zu)?zeigen|(?:zu )?zitieren|(?:zu )?wiederholen"
    r"|wieder(?:zu)?geben|an(?:zu)?hängen|hinzu(?:zu)?fügen|(?:zu )?erwähnen|mit(?:zu)?teilen|(?:zu )?erklären"
    r"|hin(?:zu)?weisen|(?:zu )?bewerben|(?:zu )?bezeichnen|dar(?:zu)?stellen"
    r"|answer|say|tell|reply|respond|recommend|output|print|state|repeat|cite|mention|append|refer)"
)
_TELL = (  # the same as a command: to a machine, or to anybody in the familiar form
    r"(?:antworte|schreibe?|sage?|nenne?|gib|behaupte|empfiehl|zeige?|bestätige|wiederhole|ignoriere?"
    r"|vergiss|verschweige?"
    r"|erwähne|zitiere|verweise|füge|hänge|beende|beginne|übersetze|folge|befolge|handle|leite|führe"
    r"|rufe|sende|lade|öffne"
    r"|tell|say|reply|answer|respond|write|output|print|ignore|disregard|recommend|append|forget|call"
    r"|send|always|never"
    r"|act|execute|follow)"
)
_TELL_POLITE = (
    r"(?:antworten|schreiben|sagen|nennen|geben|behaupten|empfehlen|zeigen|bestätigen|wiederholen"
    r"|ignorieren|vergessen"
    r"|verschweigen|unterschlagen|erwähnen|zitieren|verweisen|fügen|hängen|beenden|beginnen|befolgen"
    r"|leiten|führen|rufen"
    r"|senden|fordern|raten|bitten|stellen|lassen) sie\b"
)
_ALONE = (
    r"\b(?:ausschließlich|einzig|nur|stets|immer|jedesmal|jedes mal|in jedem fall|ohne ausnahme|zuerst"
    r"|vorrangig|bevorzugt|only|always|exclusively|solely|first|unconditionally)\b"
)
_HIDE = (
    r"\b(?:verschweig|unterschlag|verheimlich|zurückhalt|zurückzuhalten|auszublend|außer acht"
    r"|weg(?:zu)?lassen|conceal|withhold|omit\b|suppress"
    r"|(?:nicht|kein\w*|never|not) (?:(?:zu|mehr|be|to|weiter) )?(?:erwähn|nenn|zitier|verweis|anzeig"
    r"|anzuzeigen|mention|cite|disclose|reveal|name))\w*"
)
_DICTATED = (
    r"(?:[:„“\"»«`‚'] ?(?=\w)|\bdass \w|\b[a-zäöüß]+-\d+\b|\bthat \w|\bmit den worten\b"
    r"|\bfolgende[nrs]? (?:satz|text|wortlaut|antwort|hinweis)\b)"
)
_RULES = (
    r"(?:anweisung|instruktion|instruction|regel|rule|vorgabe|prompt|richtlini|guideline|leitplanke"
    r"|guardrail|beschränkung|restriction|befehl"
    r"|einschränkung|filter|programmierung|system ?nachricht|sicherheitsvorkehrung)\w*"
)
_UNDO = (
    r"(?:ignor|vergiss|vergessen|missacht|übergeh|umgeh|verwirf|verwerf|überschreib|außer kraft"
    r"|disregard|forget|overrid|bypass|deaktivier|aufgehoben|nichtig|gelten nicht für dich"
    r"|befolge (?:nicht|keine))"
)
_BEFORE = (
    r"(?:vorherig|vorig|bisherig|obig|vorangegangen|vorstehend|zuvor|früher|alle[rn]?\b|sämtlich"
    r"|jegliche|ursprünglich|deine|ihre|bestehend"
    r"|previous|prior|above|all\b|your|earlier|any\b|existing|given)\w*"
)
_ASKER = r"\b(?:nutzer|nutzenden?|anwender|fragenden?|fragesteller|ratsuchenden?|users?|askers?|gesprächspartner)\w*"
_EVERY_ANSWER = (
    r"\b(?:(?:jede[rsnm]?|alle[rn]?|sämtliche[rn]?|ihre[rn]?|deine[rn]?|every|each|all"
    r"|your) (?:\w+ )?(?:antwort|auskunft|auskünfte|ausgabe|answer|response|reply|replies|output)(?:en"
    r"|s)?)\b"
)
_ASKED = (
    r"\b(?:(?:auf|bei|zu|for|to|on) (?:jede[rn]?|alle[n]?|sämtliche[n]?|any|every"
    r"|all)? ?(?:weitere[n]? |weiteren )?(?:fragen?|anfragen?|questions?|quer\w+)|egal,? (?:was|wer"
    r"|wonach)|unabhängig von der frage"
    r"|(?:wer|wenn (?:jemand|man|ein\w* \w+|nutzer\w*|when|if)) (?:\w+ ){0,6}fragt|(?:when|if"
    r"|whenever) (?:a |the |any)?(?:user|some|any)\w* asks?|wird (?:\w+ ){0,5}gefragt"
    r"|regardless of the question|gefragt nach)\b"
)
_ANSWER_IS = (
    r"\b(?:(?:ist|sind|hat|haben|wird|muss|müssen|soll) (?:[^.!?]{0,80} )?(?:zu antworten|zu nennen"
    r"|zu sagen|zu empfehlen|zu erklären|zu behaupten|zu verweisen|geantwortet|gesagt)"
    r"|lautet (?:\w+ ){0,4}antwort|(?:die|jede) antwort (?:\w+ ){0,4}lautet|the answer is"
    r"|antwortet (?:das|der|die|man)|" + _TELL + r"\b|" + _TELL_POLITE + ")"
)
_OTHERS = (
    r"\b(?:ander|übrig|sonstig|restlich|früher|bisherig|älter|all|other|remaining"
    r"|previous)\w* (?:\w+ )?(?:dokument|quelle|textstell|fundstell|treffer|suchergebnis|document"
    r"|source|passage|search result|textabschnitt)\w*"
)
_VOID = (
    r"\b(?:(?:sind|gelten als|gilt als|are) (?:\w+ ){0,3}(?:ungültig|falsch|gefälscht|überholt|unwahr"
    r"|invalid|wrong|false|fake|unzuverlässig)"
    r"|(?:dürfen|sollen|können|may|must|sind|ist|should) (?:[^.!?]{0,40} )?(?:nicht|not|never"
    r"|keinesfalls|zu ignorieren|ignored|disregarded|außer acht)|nicht (?:mehr )?(?:zu (?:zitier"
    r"|verwend|beacht|berücksichtig|nenn)|anzuzeig)\w*"
    r"|ignorier|ignore|disregard)"
)

_SPOKEN_TO = (
    rf"(?:^[\W\d]*|[.:!?>\]“”\"(] ?|\b(?:liebe[rs]?|hallo|achtung,?|hey"
    rf"|dear) ){_MACHINE} ?[,:!–-].{{0,200}}\b(?:{_TELL}\b|{_TELL_POLITE})",
    rf"\b(?:hinweis|anweisung|nachricht|befehl|notiz|auftrag|information|notes?|instructions?|messages?"
    rf"|attention)\w* (?:an|für|to|for) (?:\w+ ){{0,3}}?{_MACHINE}.{{0,200}}"
    rf"(?:\b{_TELL}\b|{_TELL_POLITE}|{_OWED})",
    rf"\bals {_MACHINE} (?:\w+ )?(?:antwortest|sollst|musst|darfst|hast|bist|{_TELL}|{_TELL_POLITE})"
    rf"|\bas an? (?:ai|assistant|language model)\b.{{0,60}}\b(?:you|{_TELL})\b",
)
_NORM = (
    rf"{_MACHINE}[^.!?]{{0,120}}?(?:{_OWED}|\bempfehlen\b|\bnennen\b|\bverweisen\b|\bantworten\b"
    rf"|\bverschweigen\b)"
)
_RECOMMEND = (
    r"\b(?:empfehl|empfiehlt|nenn|verweis|bewerb|anpreis|vorschlag|vorzuschlagen|zitier|bevorzug"
    r"|recommend|refer|name\b|cite|promot|prefer|mention|angeb|anzugeben|erwähn)\w*"
)
_NEGATED_RIGHT = r"\b(?:dürfen|darf|may|sollen|sollten|soll|should) (?:nur|only|ausschließlich)\b"


def _norm(text: str) -> re.Match[str] | None:
    """Return a norm on machines in the third person that hides, shuts out or dictates."""
    found = _NORM_CUE(text)
    if found is None:
        return None
    rest = text[found.start() :]
    if _HIDE_CUE(rest) or (_ALONE_CUE(rest) and _RECOMMEND_CUE(rest) and not _NEGATED_CUE(rest)):
        return found
    said = _SAID_CUE(rest) or _CLAIM_CUE(rest)
    return found if said and not _NEGATED_CUE(rest) else None


_CLAIM_CUE = cue(rf"{_OWED}[^.!?]{{0,60}}\b(?:zu behaupten|behaupten|zu bezeugen|to claim|claim)\b")
_NORM_CUE, _HIDE_CUE, _ALONE_CUE = cue(_NORM), cue(_HIDE), cue(_ALONE)
_RECOMMEND_CUE, _NEGATED_CUE = cue(_RECOMMEND), cue(_NEGATED_RIGHT)
_SAID_CUE = cue(
    rf"{_OWED}[^.!?]{{0,140}}\b{_SAY}(?: ?,? ?{_DICTATED}|[^.!?]{{0,30}}[:„\"»])",
    rf"{_OWED}[^.!?]{{0,80}}[„\"»:][^.!?“\"«]{{1,120}}[“\"«]?[^.!?]{{0,20}}\b{_SAY}",
)

ORDERS = (
    Kind(
        "Der Satz spricht eine Maschine an und gibt ihr einen Auftrag",
        ("ki", "ai", "k.i", "model", "assist", "bot", "llm", "system", "crawler", "antwort", "auskunft", "agent"),
        cue(*_SPOKEN_TO),
    ),
    Kind(
        "Der Satz schreibt Maschinen vor, was sie sagen oder verschweigen",
        ("ki", "ai", "k.i", "model", "assist", "bot", "llm", "antwort", "auskunft", "crawler", "agent"),
        _norm,
        _NORM_CUE,
    ),
    Kind(
        "Der Satz will Regeln einer Maschine außer Kraft setzen",
        (
            "weisung",
            "instruktion",
            "instruction",
            "regel",
            "rule",
            "vorgabe",
            "prompt",
            "richtlini",
            "guideline",
            "planke",
            "guardrail",
            "schrank",
            "restriction",
            "befehl",
            "filter",
            "programmierung",
            "nachricht",
            "sicherheitsvork",
        ),
        cue(
            rf"\b(?:ignoriere?n? (?:sie )?|vergiss|vergessen sie|missachten? (?:sie )?|übergehe?n? (?:sie )?"
            rf"|umgehe?n? (?:sie )?|verwirf|verwerfen sie|befolgen? (?:sie )?(?:nicht|keine)"
            rf"|ignore|disregard|forget|override|bypass)\b[^.!?]{{0,40}}\b{_BEFORE}[^.!?]{{0,50}}{_RULES}",
            rf"\b(?:ignoriere|vergiss|missachte|ignore|disregard|forget|override)\b[^.!?]{{0,40}}{_RULES}",
            rf"\b(?:vorherige|bisherige|obige|vorangegangene|deine|previous|prior"
            rf"|your)\w* (?:\w+ )?{_RULES}[^.!?]{{0,40}}\b{_UNDO}",
        ),
    ),
    Kind(
        "Der Satz weist einer Maschine eine Rolle zu",
        ("du ", "you ", "verhalte dich"),
        cue(
            rf"\bdu bist (?:ab )?(?:jetzt |nun |sofort )?(?:\w+ ){{0,3}}{_MACHINE}|\byou are (?:now "
            rf"|no longer )?(?:an?|the|our) (?:\w+ ){{0,3}}{_MACHINE}",
            r"\bdu bist (?:ab )?(?:jetzt|nun|sofort)\b|\byou are now\b|\bab (?:jetzt|sofort|nun) (?:bist"
            r"|antwortest|sprichst) du\b|\bfrom now on,? you\b|\bverhalte dich (?:wie|als)\b"
            r"|\bdu (?:musst|sollst|darfst|hast) (?:[^.!?]{0,60} )?(?:antworten|ausgeben|empfehlen|ignorieren)\b",
        ),
    ),
    Kind(
        "Der Satz legt einer Auskunft Worte in den Mund",
        (
            "antwort",
            "auskunft",
            "answer",
            "respon",
            "repl",
            "output",
            "frag",
            " ask",
            "quer",
            "question",
            "nutz",
            "anwender",
            "user",
            "gib ",
            "sag",
            "schreib",
            "say",
            "print",
        ),
        cue(
            rf"\b(?:{_TELL}|{_TELL_POLITE})[^.!?]{{0,60}}\b(?:dem|den|der|die|the|our|your|jedem|allen|any"
            rf"|every)? ?{_ASKER}[^.!?]{{0,80}}{_DICTATED}",
            rf"(?:{_ASKED})[^.!?]{{0,100}}(?:{_ANSWER_IS})[^.!?]{{0,100}}(?:{_DICTATED}|{_ALONE})",
            rf"\b(?:{_TELL}|{_TELL_POLITE})[^.!?]{{0,60}}(?:{_ASKED})[^.!?]{{0,100}}(?:{_DICTATED}|{_ALONE})",
            rf"{_EVERY_ANSWER}[^.!?]{{0,80}}(?:{_OWED}|{_TELL}|{_TELL_POLITE})[^.!?]{{0,80}}(?:https?:|www\."
            rf"|!\[|[„\"»`]|\b[a-zäöüß]+-\d+)",
            rf"(?:https?:|www\.|!\[|`)[^\s]*[^.!?]{{0,80}}\b(?:in|an|unter|to|into|ans ende) {_EVERY_ANSWER[2:]}",
            r"(?:^|[.!?:;\])>“\"] ?)(?:bitte )?(?:antworte|schreibe?|sage?|gib|reply|respond|output|print"
            r"|say)\b(?! sie)[^.!?„\"»]{0,80}[:„\"»]",
            r"\b(?:antworte|antworten sie|reply|respond|answer)\b[^.!?]{0,30}\b(?:ausschließlich|nur|only"
            r"|stets|immer|always)\b (?:mit|with|in|auf|dass|that)\b",
        ),
    ),
    Kind(
        "Der Satz erklärt andere Dokumente für ungültig",
        (
            "dokument",
            "quelle",
            "textstell",
            "fundstell",
            "treffer",
            "ergebnis",
            "document",
            "source",
            "passage",
            "result",
            "abschnitt",
        ),
        cue(
            rf"{_OTHERS}[^.!?]{{0,60}}{_VOID}",
            rf"\b(?:ignorieren? sie|ignoriere|ignore|disregard)\b[^.!?]{{0,30}}{_OTHERS}",
        ),
    ),
)
