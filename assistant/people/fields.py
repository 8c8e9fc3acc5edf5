"""The fields of each short form, so that any page can show it without knowing what it asks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.people.forms import CHANNEL_NAMES, LONG, PART_NAMES, PEOPLE, SHORT, SLOTS
from assistant.people.kinds import Kind
from assistant.people.moments import month

MONTHS_AHEAD = 12

Input = Literal["text", "textarea", "number", "date", "tel", "select", "hidden"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a select; `value` is sent, `label` is read."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class FormField:
    """One field: its name in the form, what people read, and what may be put in (`longest` in characters)."""

    name: str
    label: str
    input: Input = "text"
    hint: str = ""
    required: bool = True
    choices: tuple[Choice, ...] = ()
    longest: int = SHORT
    autocomplete: str = "off"


def fields_of(kind: Kind, today: date) -> tuple[FormField, ...]:
    """Return the fields of a kind in the order in which they are asked; months count from `today` on."""
    return tuple(_FIELDS[kind](today))


def _answer(_today: date) -> Iterator[FormField]:
    return iter(())


def _consultation(_today: date) -> Iterator[FormField]:
    yield FormField("concern", "Worum geht es?", "textarea", "Ein Thema und zwei, drei Sätze genügen.", longest=LONG)
    for n in range(1, SLOTS + 1):
        first = n == 1
        hint = "Ein Tag, an dem Sie Zeit haben." if first else "Nur wenn Sie noch einen Tag anbieten möchten."
        yield FormField(f"slot_{n}_day", f"{n}. Terminvorschlag: Tag", "date", hint, first)
        parts = tuple(Choice(value, label) for value, label in PART_NAMES.items())
        yield FormField(f"slot_{n}_part", f"{n}. Terminvorschlag: Tageszeit", "select", "", first, parts)
    channels = tuple(Choice(value, label) for value, label in CHANNEL_NAMES.items())
    yield FormField("channel", "Wie möchten Sie sprechen?", "select", choices=channels)
    hint = "Nur wenn wir Sie anrufen sollen. Die Nummer dient allein diesem Termin."
    yield FormField("phone", "Telefonnummer", "tel", hint, required=False, autocomplete="tel")


def _workshop(today: date) -> Iterator[FormField]:
    yield FormField("region", "Region", hint="Zum Beispiel der Landkreis oder der Name des Zusammenschlusses.")
    hint = "Mindestens zwei, jede in einer eigenen Zeile."
    yield FormField("municipalities", "Teilnehmende Kommunen", "textarea", hint, longest=LONG)
    yield FormField("people", "Anzahl der Teilnehmenden", "number", f"Eine Zahl von 2 bis {PEOPLE}; geschätzt genügt.")
    ahead = (_months_after(today, n) for n in range(1, MONTHS_AHEAD + 1))
    months = tuple(Choice(first.isoformat(), month(first)) for first in ahead)
    yield FormField("month", "Gewünschter Monat", "select", choices=months)
    yield FormField("goals", "Was soll am Ende erreicht sein?", "textarea", longest=LONG)


def _contact(_today: date) -> Iterator[FormField]:
    yield FormField("document_id", "Fallbeispiel", "hidden")
    hint = "Die Kommune erfährt nur, was Sie hier schreiben."
    yield FormField("about", "Worüber möchten Sie mit der Kommune sprechen?", "textarea", hint, longest=LONG)


def _months_after(today: date, n: int) -> date:
    years, months = divmod(today.month - 1 + n, 12)
    return date(today.year + years, months + 1, 1)


_FIELDS: dict[Kind, Callable[[date], Iterator[FormField]]] = {
    Kind.ANSWER: _answer, Kind.CONSULTATION: _consultation, Kind.WORKSHOP: _workshop, Kind.CONTACT: _contact,
}  # fmt: skip
