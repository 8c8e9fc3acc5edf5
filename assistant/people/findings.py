"""What a check of a draft can find, how grave it is, and what the writer is told to do."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.people.said import Said


class Severity(StrEnum):
    """Whether a draft can be released with a finding: not at all, or once the writer has confirmed it."""

    STOPS = "stops"
    WARNS = "warns"


class Rule(StrEnum):
    """What was found."""

    EMPTY = "empty"
    PROPOSAL = "proposal"
    UNCITED = "uncited"
    NAME = "name"
    FIGURE = "figure"
    DATE = "date"
    CONTEXT = "context"
    MARK = "mark"
    GONE = "gone"
    MOVED = "moved"
    CHANGED = "changed"
    CLOSED = "closed"
    ENDED = "ended"
    STALE = "stale"
    ADDRESS = "address"
    PERSONAL = "personal"


TEXTS: dict[Rule, str] = {
    Rule.EMPTY: "Der Entwurf ist leer. Schreiben Sie eine Antwort.",
    Rule.PROPOSAL: "Die Zeile, die den Vorschlag ankündigt, steht noch im Text. Löschen Sie sie, wenn Sie die Zitate "
    "geprüft haben.",
    Rule.UNCITED: "„{found}“ hat keinen Beleg. Fügen Sie eine Quelle ein, oder streichen Sie die Angabe.",
    Rule.NAME: "„{found}“ wird ohne Beleg genannt. Fügen Sie eine Quelle ein, wenn der Satz eine Tatsache behauptet.",
    Rule.FIGURE: "„{found}“ steht in keiner der angegebenen Quellen. Prüfen Sie die Zahl, oder geben Sie die Quelle "
    "an, die sie nennt.",
    Rule.DATE: "„{found}“ steht in keiner der angegebenen Quellen. Prüfen Sie das Datum, oder geben Sie die Quelle "
    "an, die es nennt.",
    Rule.CONTEXT: "Eine Angabe steht in der Quelle in anderem Zusammenhang (Einheit, Grenze, Zeitraum oder Bezug). "
    "Vergleichen Sie den Satz mit der Quelle.",
    Rule.MARK: "Zu {found} gibt es keine Quelle. Fügen Sie sie ein, oder streichen Sie die Marke.",
    Rule.GONE: "Quelle {found} gibt es nicht mehr in der Wissensbasis. Ersetzen Sie sie, oder streichen Sie die Sätze "
    "darauf.",
    Rule.MOVED: "Die Textstelle hinter Quelle {found} wurde geändert. Suchen Sie die neue Fassung, und fügen Sie sie "
    "ein.",
    Rule.CHANGED: "Quelle {found} wurde seit dem Einfügen geändert, die zitierte Stelle nicht. Prüfen Sie, ob die "
    "Antwort noch stimmt.",
    Rule.CLOSED: "Quelle {found} nimmt keine Anträge mehr an, und der Text sagt das nicht. Schreiben Sie es dazu, "
    "oder streichen Sie das Programm.",
    Rule.ENDED: "Quelle {found} {doubt}. Prüfen Sie, was seither gilt.",
    Rule.STALE: "Quelle {found} ist alt ({age}). Prüfen Sie, ob die Angaben noch gelten.",
    Rule.ADDRESS: "Die Adresse „{found}“ steht in keiner Quelle. Prüfen Sie, ob sie stimmt.",
    Rule.PERSONAL: "Der Satz enthält persönliche Daten ({found}). Lassen Sie sie weg, wenn sie nicht nötig sind.",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to correct or to confirm; `sentence` is where, None for the text as a whole."""

    rule: Rule
    severity: Severity
    text: str
    sentence: Said | None = None

    @property
    def stops(self) -> bool:
        """Whether it keeps the draft from being released."""
        return self.severity is Severity.STOPS


def stops(rule: Rule, sentence: Said | None = None, **found: str) -> Finding:
    """Return a finding that keeps the draft from being released."""
    return Finding(rule, Severity.STOPS, TEXTS[rule].format(**found), sentence)


def warns(rule: Rule, sentence: Said | None = None, **found: str) -> Finding:
    """Return a finding that the writer has to confirm."""
    return Finding(rule, Severity.WARNS, TEXTS[rule].format(**found), sentence)
