"""What can be asked of people."""

from enum import StrEnum


class Kind(StrEnum):
    """What the asker wants; each kind has a short form of its own (assistant/people/forms.py)."""

    ANSWER = "answer"
    CONSULTATION = "consultation"
    WORKSHOP = "workshop"
    CONTACT = "contact"


KIND_NAMES: dict[Kind, str] = {
    Kind.ANSWER: "Antwort auf eine Frage",
    Kind.CONSULTATION: "Beratungsgespräch",
    Kind.WORKSHOP: "Workshop vor Ort",
    Kind.CONTACT: "Kontakt zu einer Kommune",
}
