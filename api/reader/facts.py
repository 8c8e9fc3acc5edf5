"""Says what the head of a document tells, as labels and text for people. Pure; the day is an argument."""

from collections.abc import Iterator
from datetime import date

from assistant.sourcing import publisher_of
from knowledge.documents import STATE_NAMES, FrontMatter, Funding, Municipality
from knowledge.freshness import funding_status, written
from knowledge.profile import TYPE_NAMES

_LEVELS = {"bund": "Bund", "land": "Land", "eu": "Europäische Union", "sonstige": "Andere Stelle"}
_STATUS = {
    "laufend": "läuft",
    "geschlossen": "geschlossen",
    "angekuendigt": "angekündigt",
    "unbekannt": "nicht belegt, ob Anträge möglich sind",
}


def facts_of(meta: FrontMatter, today: date) -> tuple[tuple[str, str], ...]:
    """Return (label, text) of what is known of municipality, funding, time and money; the status is that of `today`.

    >>> place = {"name": "Soest", "state": "NW", "type": "mittelstadt", "population": 47000}
    >>> head = FrontMatter(id="a", kind="case_study", title="A", municipality=place, cost_eur=1200)
    >>> facts_of(head, date(2026, 1, 1))[0]
    ('Kommune', 'Soest, Nordrhein-Westfalen (Mittelstadt, 47.000 Einwohner)')
    """
    known = (
        *(_of_place(meta.municipality) if meta.municipality else ()),
        *(_of_funding(meta.funding, today) if meta.funding else ()),
        ("Zeitraum", meta.period),
        ("Kosten", f"{_number(meta.cost_eur)} Euro" if meta.cost_eur is not None else None),
        ("Förderprogramme", ", ".join(meta.funding_programs)),
        ("Technik", ", ".join(meta.technologies)),
        ("Gilt bis", written(meta.valid_until.isoformat()) if meta.valid_until else None),
        ("Herausgeber", publisher_of(meta)),
    )
    return tuple((label, text) for label, text in known if text)


def _of_place(place: Municipality) -> Iterator[tuple[str, str]]:
    size = f", {_number(place.population)} Einwohner" if place.population else ""
    yield "Kommune", f"{place.name}, {STATE_NAMES[place.state]} ({TYPE_NAMES[place.type]}{size})"


def _of_funding(funding: Funding, today: date) -> Iterator[tuple[str, str | None]]:
    yield "Geldgeber", _LEVELS[funding.level]
    yield "Länder", ", ".join(STATE_NAMES[state] for state in funding.states)
    yield "Stand der Förderung", _STATUS[funding_status(funding, today)]
    yield "Antragsfrist", written(funding.deadline.isoformat()) if funding.deadline else None
    yield "Fördersatz", funding.rate
    yield "Höchstbetrag", f"{_number(funding.max_eur)} Euro" if funding.max_eur is not None else None


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")
