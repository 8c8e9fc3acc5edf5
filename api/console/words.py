"""German words of the console for states, reasons, acts, ages and outcomes of handoffs. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from assistant.people.handed import HandedOver
from assistant.people.states import Status

STATUS_NAMES: Mapping[Status, str] = {
    Status.OPEN: "offen", Status.CLAIMED: "in Arbeit", Status.WAITING: "wartet auf die Kommune",
    Status.ANSWERED: "beantwortet", Status.CLOSED: "geschlossen", Status.REOPENED: "wieder offen",
}  # fmt: skip
REASON_NAMES: Mapping[str, str] = {
    "asked_for": "Gespräch mit einem Menschen gewünscht",
    "legal": "Rechtsfrage",
    "procurement": "Frage zur Vergabe",
    "data_protection": "Frage zum Datenschutz",
    "no_evidence": "keine Belege gefunden",
    "not_supported": "Antwort nicht belegt",
    "low_confidence": "zu unsicher",
    "dissatisfied": "zweimal nicht geholfen",
    "failure": "technische Störung",
}
ACT_NAMES: Mapping[str, str] = {
    "handoff.made": "Anliegen aufgenommen",
    "handoff.written": "Nachricht der Kommune",
    "handoff.claim": "übernommen",
    "handoff.give_back": "zurückgegeben",
    "handoff.hand_on": "weitergegeben",
    "handoff.ask_back": "Rückfrage gestellt",
    "handoff.release": "Antwort freigegeben",
    "handoff.close": "geschlossen",
    "handoff.reopen": "wieder geöffnet",
    "handoff.note": "Notiz geschrieben",
    "handoff.appointment": "Termin bestätigt",
    "handoff.contact_passed": "Kontakt weitergegeben",
    "contact.given": "Kontaktdaten angegeben",
    "contact.removed": "Kontaktdaten gelöscht",
}
OUTCOME_NAMES: Mapping[str, str] = {
    "answered": "Antwort", "clarify": "Rückfrage des Assistenten", "declined": "nicht beantwortet",
    "handoff": "an Menschen übergeben", "failed": "technische Störung",
}  # fmt: skip
KIND_LABELS: Mapping[str, str] = {
    "fact": "Tatsache", "experience": "Erfahrung", "step": "Schritt", "recommendation": "Empfehlung",
}  # fmt: skip
_OURS = frozenset({Status.OPEN, Status.CLAIMED, Status.REOPENED})  # while waiting, it is the asker's turn


def outcome_name(outcome: str) -> str:
    """Return how a turn ended.

    >>> outcome_name("answered.partial"), outcome_name("declined.smalltalk")
    ('Antwort in Teilen', 'nicht beantwortet')
    """
    return "Antwort in Teilen" if outcome == "answered.partial" else OUTCOME_NAMES[outcome.partition(".")[0]]


def age(passed: timedelta) -> str:
    """Return a span of time in its largest whole unit.

    >>> [age(timedelta(minutes=minutes)) for minutes in (0, 1, 125, 1500, 60 * 24 * 15)]
    ['gerade eben', '1 Minute', '2 Stunden', '1 Tag', '15 Tage']
    """
    minutes = int(passed.total_seconds() // 60)
    for size, one, many in ((1440, "Tag", "Tage"), (60, "Stunde", "Stunden"), (1, "Minute", "Minuten")):
        if count := minutes // size:
            return f"{count} {one if count == 1 else many}"
    return "gerade eben"


def late(handed: HandedOver, now: datetime) -> bool:
    """Return whether the promise is broken: its time is over and it is still our turn."""
    return handed.due_at is not None and handed.due_at < now and handed.status in _OURS


def size(population: int | None) -> str:
    """Return a number of inhabitants as people read it, empty when it is not known.

    >>> size(12500), size(None)
    ('12.500', '')
    """
    return f"{population:,}".replace(",", ".") if population else ""


def beginning(text: str, longest: int = 120) -> str:
    """Return a text, cut at a word where it is too long.

    >>> beginning("Wie gründen wir einen Zweckverband?", 20)
    'Wie gründen wir …'
    """
    line = " ".join(text.split())
    return line if len(line) <= longest else line[:longest].rpartition(" ")[0] + " …"
