"""A document's head as a form: which fields people edit, how they are shown, and what they typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from api.shown import KINDS
from knowledge.documents import STATE_NAMES, TOPIC_NAMES, FrontMatter
from knowledge.profile import PHASE_NAMES, TYPE_NAMES

LEVELS = {"bund": "Bund", "land": "Land", "eu": "EU", "sonstige": "sonstige"}
STATUS = {
    "laufend": "laufend",
    "geschlossen": "geschlossen",
    "angekuendigt": "angekündigt",
    "unbekannt": "unbekannt",
}
_DAY = "Als Tag, zum Beispiel 2027-03-31."


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form; `many` holds one value per line or several of `options`, `number` an integer."""

    name: str
    label: str
    hint: str = ""
    options: Mapping[Any, str] = field(default_factory=dict)
    many: bool = False
    number: bool = False

    def shown(self, head: Mapping[str, Any]) -> str | list[str]:
        """Return the value of a head as the form holds it."""
        part, _, below = self.name.partition(".")
        value = head.get(part)
        if below:
            value = (value or {}).get(below)
        if self.many:
            return [str(one) for one in value or ()]
        return "" if value is None else str(value)

    def read(self, typed: Sequence[str]) -> str | list[str]:
        """Return what was typed, in the form of `shown`."""
        if not self.many:
            return typed[0].strip() if typed else ""
        return [line.strip() for text in typed for line in text.splitlines() if line.strip()]

    def value(self, typed: str | list[str]) -> object:
        """Return the value for the head; None empties it. What is no number stays text, and the head refuses it."""
        if isinstance(typed, list):
            return typed
        whole = typed.replace(".", "").replace(" ", "") if self.number else typed
        return int(whole) if self.number and whole.isdecimal() else typed or None


GROUPS: Mapping[str, tuple[Field, ...]] = {
    "Dokument": (
        Field("title", "Titel"),
        Field("kind", "Art", options=KINDS),
        Field("summary", "Kurzfassung", "Wird mit durchsucht, aber nicht zitiert."),
        Field("questions", "Fragen, die es beantwortet", "Eine je Zeile, in den Worten von Laien.", many=True),
        Field("topics", "Themen", options=TOPIC_NAMES, many=True),
        Field("phases", "Phasen", options=PHASE_NAMES, many=True),
        Field("url", "Adresse im Netz"),
        Field("publisher", "Herausgeber"),
    ),
    "Gültigkeit": (
        Field("as_of", "Stand", "Jahr, Monat oder Tag: 2026, 2026-03 oder 2026-03-31."),
        Field("valid_until", "Gilt bis", _DAY),
        Field("superseded_by", "Ersetzt durch", "Kennung des neueren Dokuments. Das alte antwortet dann nicht mehr."),
    ),
    "Kommune": (
        Field("municipality.name", "Name"),
        Field("municipality.state", "Land", options=STATE_NAMES),
        Field("municipality.type", "Art der Kommune", options=TYPE_NAMES),
        Field("municipality.population", "Einwohner", number=True),
    ),
    "Förderung": (
        Field("funding.level", "Ebene", options=LEVELS),
        Field("funding.status", "Status", options=STATUS),
        Field("funding.deadline", "Antragsfrist", _DAY),
        Field("funding.states", "Länder", options=STATE_NAMES, many=True),
        Field("funding.rate", "Förderquote"),
        Field("funding.max_eur", "Höchstbetrag in Euro", number=True),
    ),
}
FIELDS = {one.name: one for group in GROUPS.values() for one in group}
# What is proposed as a whole, or for fields that the form does not have.
_LABELS = {"municipality": "Kommune", "period": "Zeitraum", "cost_eur": "Kosten in Euro", "technologies": "Technik"}


def told(field: str, value: object) -> str:
    """Return a field and a value for it as people read them.

    >>> told("kind", "guidance"), told("topics", ["ki", "open-data"])
    ('Art: Leitfaden', 'Themen: KI, Offene Daten')
    >>> told("municipality", {"name": "Soest", "state": "NW", "type": "mittelstadt"})
    'Kommune: Soest, Nordrhein-Westfalen, Mittelstadt'
    >>> told("url", None)
    'Adresse im Netz: keine Angabe'
    """
    if value is None:
        value = "keine Angabe"
    if isinstance(value, Mapping):
        parts = [_named(f"{field}.{name}", one) for name, one in value.items()]
    else:
        parts = [_named(field, one) for one in (value if isinstance(value, list | tuple) else [value])]
    label = FIELDS[field].label if field in FIELDS else _LABELS.get(field, field)
    return f"{label}: {', '.join(parts)}"


def _named(field: str, value: object) -> str:
    options = FIELDS[field].options if field in FIELDS else {}
    return options.get(str(value), str(value))


def shown_of(head: FrontMatter) -> dict[str, str | list[str]]:
    """Return what the form shows of a head, by field."""
    values = head.model_dump(mode="json", exclude_none=True)
    return {name: one.shown(values) for name, one in FIELDS.items()}


def typed_in(form: Mapping[str, Sequence[str]]) -> dict[str, str | list[str]]:
    """Return what was typed, by field."""
    return {name: one.read(form.get(name, ())) for name, one in FIELDS.items()}


def changed(before: Mapping[str, str | list[str]], typed: Mapping[str, str | list[str]]) -> dict[str, object]:
    """Return the values for the fields that a person has changed: only these are confirmed.

    >>> changed({"title": "A", "url": ""}, {"title": "B", "url": ""})
    {'title': 'B'}
    """
    return {name: FIELDS[name].value(value) for name, value in typed.items() if value != before[name]}
