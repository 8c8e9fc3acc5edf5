"""What kind of answer a question asks for, and whether a sentence has it. Rules on wording, not on topics."""

import re
from functools import lru_cache
from typing import Literal

from knowledge.sentences import spans

Style = Literal["situation", "keywords", "question"]
_KINDS: dict[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "money": (
        re.compile(
            r"kost|preis|\bteuer|\beuro\b|budget|zuschuss|zuschüss|förderhöhe|fördersatz|finanzier|bezahl|ausgeben"
            r"|wie ?viel geld|\bbetrag|\bsumme|how much|cost|price|funding rate",
            re.IGNORECASE,
        ),
        re.compile(r"\beuro\b|€|\bprozent\b|cent\b|kostenlos|kostenfrei|gebühr", re.IGNORECASE),
    ),
    "price": (
        re.compile(
            r"kost|preis|\bteuer|\beuro\b|budget|bezahl|ausgeben|wie ?viel geld|how much|cost|price", re.IGNORECASE
        ),
        re.compile(r"\beuro\b|€|\bcent\b", re.IGNORECASE),
    ),
    "payer": (
        re.compile(
            r"\b(wer|wem|welche[rs]? \w+) (\w+ )?(be)?(zahl|finanzier|förder|bezuschuss|trägt|trug)"
            r"|von wem \w+ ?(\w+ )*(be)?zahlt|woher (kommt|kam|stammt) das geld|who (pays|paid|funds|funded)",
            re.IGNORECASE,
        ),
        re.compile(
            r"\bzahl(t|te|en|ten)\b|finanzier|förder(t|te|ten|n|ung|geld)|bezuschuss|zuschuss|zuschüss"
            r"|\b(gab|gaben|steuert|beisteuer\w*|trug|trägt|übernahm|übernimmt)\b|\bteil(en|ten) sich\b.*kosten",
            re.IGNORECASE,
        ),
    ),
    "operator": (
        re.compile(
            r"\bwer (\w+ )?(betreib|betreut|verwaltet|organisier|verantwort"
            r"|ist (\w+ )*(zuständig|verantwortlich|träger))"
            r"|\bwer kümmer|who (runs|operates|is responsible)",
            re.IGNORECASE,
        ),
        re.compile(
            r"\bbetreib|\bbetrieben|\bträger|übernehm|übernimmt|übernahm|zuständig|\bgehört|verantwort|kümmer|pächter"
            r"|koordinier|\bleitet",
            re.IGNORECASE,
        ),
    ),
    "number": (
        re.compile(
            r"wie ?viele?|wie (hoch|groß|stark|weit|oft|alt|schwer|schnell|breit|tief|lang|häufig)\b|anzahl|\banteil"
            r"|prozent|how (many|much|large)",
            re.IGNORECASE,
        ),
        re.compile(r"\d|\b(zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|hundert|tausend)\b"),
    ),
    "time": (
        re.compile(
            r"\bwann\b|wie lange?|frist|welche[smrn]? (jahr|monat|datum|tag)|when|how long|deadline", re.IGNORECASE
        ),
        re.compile(
            r"\b(1\d|20)\d\d\b|jahrhundert|jahrzehnt|\b(januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)\b"
            r"|\b(jahre?n?|monate?n?|wochen?|tagen?|stunden?)\b",
            re.IGNORECASE,
        ),
    ),
    "reason": (
        re.compile(r"\b(warum|wieso|weshalb|weswegen|why)\b|welche[mnrs]? (grund|gründ|ursach)", re.IGNORECASE),
        re.compile(
            r"\b(weil|da|denn|um|aufgrund|wegen|dadurch|daher|damit|deshalb|somit|infolge|dank|sodass|grund|gründen?"
            r"|ursach\w*|führt\w*|verursach\w*|ermöglich\w*)\b",
            re.IGNORECASE,
        ),
    ),
    "effect": (
        re.compile(
            r"\bwas (\w+ )?(bringt|bringen|nützt|nützen|leistet|leisten)\b"
            r"|\bwas ha(t|ben) \w+ (\w+ )?(von|davon)\b"
            r"|\b(welche[nr]?|der|den|einen?|keinen) nutzen\b|vorteil|mehrwert|\b(wozu|wofür) (brauch|dien|nütz)"
            r"|\blohn(t|en)\b|welche wirkung hat\b|benefit|\bworth\b|what (is|are) the (use|point)",
            re.IGNORECASE,
        ),
        re.compile(
            r"spar(t|te|en|ten)\b|senkt|sank|verringert|reduziert|weniger|entlaste[tn]|erleichter[tn]|\bhilft|\bhelfen\b|\bhalf|\bnützt"
            r"|vermeidet|verhindert|verbesser(t|te|n|ten)\b|verkürzt|beschleunigt|schneller|einfacher|leichter|günstiger|billiger"
            r"|früher\b|rechtzeitig|ermöglich(t|te|en)\b|erlaubt|ersetzt|erspart|\bstieg|gewinnt|gewann|bewährt|lohn(t|en)\b"
            r"|\beigne(t|n) sich|\btaugt|rund um die uhr|\bkönnen\b.*(sehen|prüfen|melden|finden|nutzen)\b",
            re.IGNORECASE,
        ),
    ),
    "place": (
        re.compile(
            r"\b(wo|wohin|woher|where)\b|welche[mnrs]? (stadt|land|ort|region|staat|gebiet|gemeinde|kreis)\b",
            re.IGNORECASE,
        ),
        re.compile(
            r"\b(?:[Ii]n|[Ii]m|[Nn]ach|[Aa]us|[Bb]ei|[Aa]m|[Aa]n|[Aa]uf|[Vv]or|[Zz]wischen|[Nn]ahe)"
            r"\s+(?:(?:der|dem|den|die|das)\s+)?(?:\w+(?:en|er)\s+)?[A-ZÄÖÜ]"
        ),
    ),
}
_HOW_MUCH = re.compile(r"wie ?viel|was kost|wie (hoch|teuer)|how much", re.IGNORECASE)
_SEQUENCE = re.compile(
    r"wie (?:am besten |können |kann |sollten? |soll )?(?:wir |man |ich )?(?:am besten )?"
    r"(?:gehen|geht|fangen|fängt|fange|starten|startet|starte|beginnen|beginnt|führen|führt|bereiten|bauen|baut|setzen"
    r"|richten|packen|packt)\b|womit (?:anfangen|fangen|beginnen|starten)|\bschritte?n?\b|\bablauf\b|vorgehen\b"
    r"|was tun\b|was ist (?:jetzt |sofort )?zu tun|was (?:müssen|sollten|sollen|können) wir (?:\w+ )?(?:tun|machen)\b"
    r"|anleitung|checkliste|fahrplan|was (?:ist )?zuerst|how (?:do|should|can) (?:we|i|you) (?:start|begin|set up)"
    r"|first steps?",
    re.IGNORECASE,
)
_EXAMPLES = re.compile(
    r"\b(wer|welche (kommunen?|gemeinden?|städte|stadt|orte|dörfer|(land)?kreise?|verwaltungen?))"
    r" (hat|haben|nutzt|nutzen|macht|setzt|setzen|betreib\w*)(?! (?:d(?:ie|er|as|en)|dies\w*)\b)"
    r"|beispiele?\b|erfahrung|anderswo"
    r"|andere (kommunen|gemeinden|städte|orte|dörfer)|(which|other) (towns|cities|municipalities)|examples?\b",
    re.IGNORECASE,
)
_STEPS = re.compile(
    r"wie (gehen|geht man|fangen|fange|starten|starte|beginnen|beginne|führen|packt|bereiten|kommen wir|bauen|setzen"
    r"|richten|organisieren|stellen|kann man)\b|womit (anfangen|fangen|beginnen)"
    r"|worauf (müssen|sollten|ist|kommt|achten)|was (müssen|muss|sollten|ist zu|brauchen|klären)\b|schritt|vorgehen"
    r"|how (do|should|can) (we|i|you)|first step|welche (daten|schritte|regeln|rechtsform)\b",
    re.IGNORECASE,
)
_FUNDING = re.compile(
    r"förder|zuschuss|zuschüss|beantrag|bewerb|(landes|bundes|eu-)mittel|geld (vom|von|für)|finanzhilf|antrag stellen"
    r"|funding|grant|subsid",
    re.IGNORECASE,
)
_MEANING = re.compile(
    r"^\W*(?:was|what) (?:(?:ist|sind|bedeute[tn]|heißt|heißen|is|are|does)\b"
    r"(?!.*\b(?:zu|zum|zur|mit|bei|beim|in|im|am|an|für|von|vom|aus|nach|zwischen|unter|gegen|es|das|dabei|hier|daran|about|for|in|of)\b)"
    r"|versteht (?:man|ihr) unter\b|verstehen sie unter\b|(?:ist|wird)\b.*\b(?:gemeint|verstanden)\b)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"[?.!]$|^(w(er|en|em|ie|as|o|ann|arum|ieso|eshalb|elche[smnr]?|o(mit|rauf|für|ran|rin|her|hin|zu|durch|von))"
    r"|gibt|kann|können|darf|dürfen|muss|müssen|soll(te)?n?|hat|haben|ist|sind|lohnt|braucht"
    r"|wh(at|o|ich|en|ere|y)|how|is|are|can|does|do)\b",
    re.IGNORECASE,
)
KEYWORDS = 12  # words without a mark at the end; more make a sentence that somebody left open
_OWN = re.compile(r"\b(wir|uns|unse?re?[smnr]?|ich|mir|mich|meine?[smnr]?|we|our|my)\b|\bI\b", re.IGNORECASE)
_FRAME = re.compile(
    r"erfahr|funktionier|klapp|beispiel|kosten|kostet|kommunen?$|gemeinden?$|hilf|lösung|tipps?$|frage|möglichkeit|vorgeh|schritt|anfang|fang|fäng"
    r"|start|beginn|wissen$|weiß|such|brauch|anderswo|bezahl|teuer|experience|example|cost|town|municipalit|other$",
    re.IGNORECASE,
)


def frames(word: str) -> bool:
    """Return whether a word frames a question instead of naming its topic.

    >>> [word for word in "wer hat erfahrung mit rufbus".split() if frames(word)]
    ['erfahrung']
    """
    return bool(_FRAME.match(word) or _FRAME.match(word.removeprefix("ge")))


@lru_cache(maxsize=16)  # one question is looked at by many; more would keep what people asked
def wanted(question: str) -> frozenset[str]:
    """Return the kinds of answer asked for.

    They are money, price (money in euros), payer, operator, number, time, reason, effect (what it is good for), place,
    steps (what to do), sequence (steps one after the other), funding, examples (who has done it) and meaning (what it
    is).

    >>> sorted(wanted("Was hat der Rufbus gekostet und wie fangen wir an?"))
    ['money', 'price', 'sequence', 'steps']
    """
    kinds = {kind for kind in _KINDS if asks_for(kind, question)}
    others = {"steps": _STEPS, "sequence": _SEQUENCE, "funding": _FUNDING, "examples": _EXAMPLES, "meaning": _MEANING}
    return frozenset(kinds | {kind for kind, asks in others.items() if asks.search(question)})


def asks_for(kind: str, question: str) -> bool:
    """Return whether one kind of answer is asked for, of those that a sentence can give.

    >>> [asks_for(kind, "Wer bezahlt das?") for kind in ("payer", "money")], asks_for("money", "Was kostet das?")
    ([True, False], True)
    """
    if not _KINDS[kind][0].search(question):
        return False
    by_name = kind in ("money", "price") and _KINDS["payer"][0].search(question) and not _HOW_MUCH.search(question)
    return not by_name  # "Wer bezahlt das?" asks for a name


def gives(kind: str, sentence: str) -> bool:
    """Return whether a sentence holds what a kind of question asks for.

    >>> gives("money", "Das Land gab 3,4 Millionen Euro."), gives("time", "Das Land half.")
    (True, False)
    """
    return bool(_KINDS[kind][1].search(sentence)) if kind in _KINDS else False


def asking_part(question: str) -> str:
    """Return the sentences of a question that ask, where others only describe; else the whole question.

    >>> asking_part("Wir sind ein Dorf mit 900 Leuten. Wer zahlt den Bus?")
    'Wer zahlt den Bus?'
    """
    sentences = [question[start:end] for start, end in spans(question)]
    return " ".join(one for one in sentences if one.endswith("?")) or question


def style(question: str) -> Style:
    """Return how a question is put: the asker's own situation told, keywords, or a plain question.

    >>> style("Lohnt sich das für uns?"), style("Rufbus Kosten Dorf"), style("Was kostet ein Rufbus?")
    ('situation', 'keywords', 'question')
    """
    if _OWN.search(question) or asking_part(question) != question:
        return "situation"
    return "question" if _ASKS.search(question.strip()) or len(question.split()) > KEYWORDS else "keywords"
