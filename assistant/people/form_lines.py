"""A filled-in form as people read it: labels and texts, for the console and for mails."""

from assistant.people.forms import (
    CHANNEL_NAMES,
    PART_NAMES,
    AnswerForm,
    ConsultationForm,
    ContactForm,
    Form,
    WorkshopForm,
)
from assistant.people.moments import day, month


def lines_of(form: Form) -> tuple[tuple[str, str], ...]:
    """Return (label, text) for everything that was filled in, in the order of the form."""
    match form:
        case AnswerForm():
            return ()
        case ConsultationForm():
            slots = (f"{day(slot.day)}, {PART_NAMES[slot.part]}" for slot in form.slots)
            lines = (
                ("Anliegen", form.concern),
                *((f"{n}. Terminvorschlag", slot) for n, slot in enumerate(slots, 1)),
                ("Gespräch per", CHANNEL_NAMES[form.channel]),
            )
            return (*lines, ("Telefonnummer", form.phone)) if form.phone else lines
        case WorkshopForm():
            return (
                ("Region", form.region),
                ("Teilnehmende Kommunen", ", ".join(form.municipalities)),
                ("Anzahl der Teilnehmenden", str(form.people)),
                ("Gewünschter Monat", month(form.month)),
                ("Ziele", form.goals),
            )
        case ContactForm():
            return (("Fallbeispiel", form.document_id), ("Worum es geht", form.about))
