"""What kind of answer a question asks for, and whether a sentence has it. Rules on wording, not on topics."""

import re

_KINDS: dict[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "money": (
        re.compile(
            r"kost|preis|teuer|\beuro\b|budget|zuschuss|zuschüss|förderhöhe|fördersatz|finanzier|bezahl|ausgeben"
            r"|how much|cost|price|funding rate",
            re.IGNORECASE,
        ),
        re.compile(r"\beuro\b|€|\bprozent\b|cent\b|kostenlos|kostenfrei|gebühr", re.IGNORECASE),
    ),
    "number": (
        re.compile(r"wie ?viele?|wie (hoch|groß|stark|weit|oft)|anzahl|how (many|much|large)", re.IGNORECASE),
        re.compile(r"\d|\b(zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|hundert|tausend)\b"),
    ),
    "time": (
        re.compile(
            r"\bwann\b|wie lange?|frist|bis wann|seit wann|welche[sm] jahr|when|how long|deadline", re.IGNORECASE
        ),
        re.compile(
            r"\b(19|20)\d\d\b|\b(januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)\b"
            r"|\b(jahre?n?|monate?n?|wochen?|tagen?|stunden?)\b",
            re.IGNORECASE,
        ),
    ),
}
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
_FRAME = re.compile(
    r"erfahr|beispiel|kosten|kostet|kommune|gemeinde|hilf|lösung|tipps?$|frage|möglichkeit|vorgeh|schritt|anfang|fang"
    r"|start|beginn|wissen$|weiß|such|brauch|anderswo|bezahl|teuer|experience|example|cost|town|municipalit|other$",
    re.IGNORECASE,
)


def frames(word: str) -> bool:
    """Return whether a word frames a question instead of naming its topic.

    >>> [word for word in "wer hat erfahrung mit rufbus".split() if frames(word)]
    ['erfahrung']
    """
    return bool(_FRAME.match(word) or _FRAME.match(word.removeprefix("ge")))


def wanted(question: str) -> frozenset[str]:
    """Return the kinds of answer asked for: money, number, time, steps, funding.

    >>> sorted(wanted("Was hat der Rufbus gekostet und wie fangen wir an?"))
    ['money', 'steps']
    """
    kinds = {kind for kind, (asks, _) in _KINDS.items() if asks.search(question)}
    others = {"steps": _STEPS, "funding": _FUNDING}
    return frozenset(kinds | {kind for kind, asks in others.items() if asks.search(question)})


def gives(kind: str, sentence: str) -> bool:
    """Return whether a sentence holds what a kind of question asks for.

    >>> gives("money", "Das Land gab 3,4 Millionen Euro."), gives("time", "Das Land half.")
    (True, False)
    """
    return bool(_KINDS[kind][1].search(sentence)) if kind in _KINDS else False
