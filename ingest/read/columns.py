"""Which field of a document a column of a table holds, by its name; only names that leave no doubt. Pure."""

import re
from collections.abc import Iterable

KEY, TITLE, TEXT, PUBLISHER, IGNORED = "key", "title", "text", "publisher", "ignore"

# The likeliest name of a field first: of two columns for one field, the earlier name wins.
_NAMES = {
    KEY: "_id, ID, Kennung, Aktenzeichen, Projektnummer, key, Nr., lfd. Nr., laufende Nummer, Nummer",
    TITLE: "Titel, title, Überschrift, Projekttitel, Projektname, Name des Projekts, Bezeichnung, Projekt, Maßnahme, "
           "Förderprogramm, Programmname, Programm, Thema, Name",
    TEXT: "Text, text, Volltext, Beschreibung, Projektbeschreibung, Kurzbeschreibung, Inhalt, Erläuterung, "
          "description, content, body",
    "as_of": "Stand, Datum, aktualisiert am, Aktualisierung, letzte Aktualisierung, veröffentlicht am, "
             "Veröffentlichungsdatum, as_of, date",
    "valid_until": "gültig bis, valid_until",
    PUBLISHER: "Herausgeber, Herausgeberin, herausgebende Stelle, publisher",
    "url": "URL, Link, Internetadresse, Webadresse, Webseite, Website, Internetseite",
    "municipality.name": "Kommune, Gemeinde, Name der Kommune, Name der Gemeinde, Stadt, Landkreis, Ort, municipality",
    "municipality.state": "Bundesland, Land, state",
    "municipality.type": "Gemeindetyp, Kommunentyp, Art der Kommune, Art der Gemeinde",
    "municipality.population": "Einwohner, Einwohnerzahl, Zahl der Einwohner, Einwohnende, Bevölkerung, population",
    "funding.deadline": "Förderfrist, Antragsfrist, Bewerbungsfrist, Einreichungsfrist, Frist, deadline",
}  # fmt: skip
_NAME_CHARS = 100  # a longer text is no name
_TRANSCRIBED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def bare(name: str) -> str:
    """Return the letters and digits of a name, lower case, umlauts transcribed, brackets let be.

    >>> bare("Förderfrist (Ende):"), bare("Lfd. Nr.")
    ('foerderfrist', 'lfdnr')
    """
    within = re.sub(r"[(\[].*?[)\]]", "", name[:_NAME_CHARS].lower())
    return re.sub(r"[^a-z0-9_]", "", within.translate(_TRANSCRIBED))


_FIELD_OF = {
    bare(name): (field, place) for field, names in _NAMES.items() for place, name in enumerate(names.split(", "))
}


def fields_of(names: Iterable[str]) -> dict[str, str]:
    """Return the field that each recognised column holds, by the name of the column; one column for each field.

    >>> fields_of(["Nr.", "ID", "Projekttitel", "Beschreibung", "Farbe"])
    {'ID': 'key', 'Projekttitel': 'title', 'Beschreibung': 'text'}
    """
    best: dict[str, tuple[int, str]] = {}
    for name in names:
        field, place = _FIELD_OF.get(bare(name), ("", 0))
        if field and place < best.get(field, (place + 1, ""))[0]:
            best[field] = place, name
    return {name: field for field, (_, name) in best.items()}
