"""Sentences that talk to whatever machine reads them, though they do not name it as an addressee. Pure.

Told by what only a machine's reader would write: the reading itself is the occasion, a task is set in the familiar
form, one text is put above all others, or the note asks to be kept secret.
"""

from ingest.screening.kinds import Kind
from ingest.screening.wording import cue

_THIS = (
    r"(?:(?:diese[nrsm]?|this) (?:text|seite|absatz|abschnitt|dokument|hinweis|zeile|page|document|passage|note)\w*"
    r"|(?:das|dies|this)(?= (?:hier )?(?:liest|lesen|auswert|verarbeit|read|process)))"
)
_READ = (
    r"(?:verarbeite|auswerte|lies|liest|lesen|zusammenfass|zusammengefasst|analysier|indexier|einles"
    r"|process|read|summari[sz]|pars)\w*"
)
_MACHINE = (
    r"\b(?:(?:ki|ai|llm|bot|chatbot|sprachmodell|assistent)(?:s|en|e|n)?"
    r"|künstliche[nrs]? intelligenz(?:en)?|maschinell\w*|automati(?:siert|sch)\w*"
    r"|(?:language )?models?|assistants?)\b(?![-\w])"
)
_READER = (
    r"\b(?:bots?|chatbots?|llms?|sprachmodelle?n?|assistenten?|assistenzsysteme?n?|assistants?|models?)\b(?![-\w])"
)
_SPEAK = (
    r"(?:ignoriere?|missachte|verschweige|behaupte|lobe (?:nur|stets|immer)|vergiss (?:alles|was|die"
    r"|den|das)|merke dir|tu\w? so, als"
    r"|sprich (?:ab|nur|stets)|erwähne (?:nicht|kein\w*|nie\w*|nur)|empfiehl (?:nur|stets|immer"
    r"|ausschließlich)|repeat after me"
    r"|(?:gib|zeige|nenne|print|reveal|repeat) [^.!?]{0,20}(?:system ?-?(?:anweisung|prompt"
    r"|nachricht)|deine anweisung|your (?:instructions|prompt)))"
)
_STARTS = r"(?:^|[.!?:;,–] ?|\bund |\bbitte |-> ?|-- ?)"
_OTHERS = (
    r"(?:ander\w*|all\w*|übrig\w*|sonstig\w*|other|any) (?:\w+ )?(?:textstell|quelle|dokument"
    r"|fundstell|abschnitt|passage|source|document)\w*"
)

TALKED_TO = (
    Kind(
        "Der Satz macht das maschinelle Lesen zum Anlass einer Anweisung",
        ("ki", "ai", "llm", "bot", "modell", "model", "assist", "intelligen", "maschinell", "automati", " du "),
        cue(
            rf"(?:{_MACHINE}|\bdu\b)[^.!?]{{0,40}}\b{_THIS} [^.!?]{{0,20}}{_READ}",
            rf"\b{_THIS} [^.!?]{{0,30}}{_MACHINE}[^.!?]{{0,20}}{_READ}",
            rf"\b(?:gilt|gelten|verbindlich|vorgabe|vorlage|hinweis|guidance|rule)\w*\b[^.!?„:]{{0,30}}(?:für"
            rf"|an|for|to) (?:\w+ )?{_READER}[^.!?„:]{{0,30}}[:„]",
            rf"\bfür (?:den |die |das |alle )?(?:{_READER}|automatisierte \w+)(?: \w+)? (?:gilt"
            rf"|gelten)\b[^.!?„:]{{0,30}}:|\b(?:ki|llm|bot|ai|chatbot"
            rf"|assistant|assistenten)(?:-| )(?:hinweis|guidance|note|notiz|anweisung)\w*\b ?[:–-]",
            rf"{_MACHINE}[^.!?]{{0,60}}\b(?:angehalten|angewiesen|instruiert|gehalten|aufgefordert|verpflichtet"
            rf"|müssen|sollen|haben)\b[^.!?]{{0,80}}\bals \w+[^.!?]{{0,30}}"
            r"\b(?:zu bezeichnen|darzustellen|zu bewerten|zu nennen|bezeichnen|darstellen)\b",
        ),
    ),
    Kind(
        "Der Satz gibt in der Du-Form vor, was zu sagen ist",
        (
            "sprich",
            "erwahne",
            "nenne",
            "lobe",
            "empfiehl",
            "behaupte",
            "verschweige",
            "ignorier",
            "missachte",
            "vergiss",
            "merke dir",
            "deine",
            "your",
            "repeat",
            "print",
            "gib ",
            "zeige",
            "tu so",
            "tue so",
            "uberzeuge",
            "uberrede",
            "convince",
            "persuade",
            "new ",
            "du ",
        ),
        cue(
            rf"{_STARTS}{_SPEAK}\b(?! (?:ich|er|es|man|sie|wir|dich|dir)\b)[^.!?]",
            r"\b(?:deine|your) (?:eigentliche|neue|wahre|einzige|real|new|actual|only|true) (?:aufgabe|rolle"
            r"|mission|anweisung|ziel|task|role|goal|objective|instruction)\w*",
            r"\b(?:new|neue[rs]?|real|actual|wahre[rs]?) (?:objective|task|goal|mission|instruction|auftrag)s?\b ?:",
            r"\b(?:überzeuge|überrede|bringe|dränge|convince|persuade)\b[^.!?]{0,30}\b(?:leser|nutzer|reader"
            r"|user|fragend|person)\w*",
            r"\bals (?:\w+ )?(?:system|ki|assistent|modell|chatbot|bot)\b[^.!?]{0,40}\b(?:weißt|sollst|musst"
            r"|darfst|kannst|antwortest) du\b",
            r"\bdu [^.!?]{0,40}\b(?:jede|jeder|deiner|deine|aller|alle) (?:antwort|ausgabe|auskunft)\w*",
        ),
    ),
    Kind(
        "Der Satz legt eine Antwort für alle Fragen fest",
        ("antwort", "answer", "frag", "question"),
        cue(
            r"\b(?:antwort|auskunft|answer)\w* (?:auf|zu|to|for) (?:alle|jede|sämtliche|all|any"
            r"|every)\w*[^.!?]{0,60}\b(?:lautet|heißt|is)\b",
            r"\b\w+, die (?:nach|zu) [^.!?]{0,60} frag(?:en|t),? (?:sind|ist|wird|werden|müssen"
            r"|sollen) [^.!?]{0,80}\b(?:zu verweisen|zu leiten)\b",
        ),
    ),
    Kind(
        "Der Satz stellt sich über alle anderen Texte",
        ("uberschreib", "vorrang", "geht vor", "gehen vor", "override", "supersede", "takes precedence"),
        cue(
            rf"\b(?:überschreib|vorrang|geht vor|gehen vor|overrid|supersed"
            rf"|takes? precedence)\w*[^.!?]{{0,60}}{_OTHERS}"
        ),
    ),
    Kind(
        "Der Satz will selbst verschwiegen werden",
        ("reveal", "mention", "disclose", "repeat", "erwahn", "verrat", "wiederhol", "verschweig", "preis"),
        cue(
            r"\b(?:do not|don't|never) (?:reveal|mention|disclose|repeat)\b[^.!?]{0,20}\b(?:this|these)\b",
            r"\bdiese[nrs]? (?:hinweis|notiz|text|anweisung|vorgabe|satz)\w*[^.!?]{0,30}\b(?:nicht|keinesfalls"
            r"|niemals) (?:zu )?(?:erwähn|verrat|wiederhol|offen|preis)\w*",
            r"\b(?:erwähne?n?|verrate?n?|wiederhole?n?)(?: sie)? diese[nrs]? (?:hinweis|notiz|text|anweisung"
            r"|vorgabe|satz)\w*[^.!?]{0,30}\b(?:nicht|keinesfalls|niemals)\b",
        ),
    ),
)
