"""Which column of an advisor's table holds what: German and English headings, in any order and spelling. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.routing.cues import fold
from ingest.read.grids import Grid, Value

HEADING_WITHIN = 20  # rows: above the headings a title, a date or an explanation may stand
QUESTION = "question"
SEVERAL = frozenset({"dialogue", "relevant", "nuggets", "missing", "forbidden"})  # fields that may have many columns

# By field, strongest first: a weak heading, which may also mean something else, counts only where no strong one stands.
_HEADINGS: dict[str, tuple[str, str]] = {
    "id": ("Fragen-ID, Frage-ID, Fragennummer, Frage-Nr., Fragen-Nr., Kennung, ID, question id",
           "Nr., Nummer, lfd. Nr., laufende Nummer, No., number, #"),
    QUESTION: ("Frage, Fragetext, Fragestellung, Wortlaut, Wortlaut der Frage, Frage der Kommune, question",
               "Fragen, Anfrage, questions, query"),
    "dialogue": ("vorher gefragt, zuvor gefragt, vorherige Fragen, vorherige Nachrichten, Gesprächsverlauf, "
                 "Vorgeschichte, frühere Fragen, previous questions, dialogue", "Verlauf, Dialog, Gespräch, history"),
    "relevant": ("erwartete Dokumente, erwartetes Dokument, relevante Dokumente, relevantes Dokument, "
                 "richtige Dokumente, richtiges Dokument, Dokument-ID, Dokument-IDs, Dokumenten-ID, Dokumentkennung, "
                 "expected documents, expected document, relevant documents, document id, document ids, relevant",
                 "Dokument, Dokumente, Quelle, Quellen, Fundstelle, Fundstellen, document, documents, source, sources"),
    "nuggets": ("Kernaussage, Kernaussagen, erwartete Kernaussagen, erwartete Aussagen, erwartete Inhalte, nuggets, "
                "nugget, key facts", "Fakten, Stichpunkte, Aussagen, facts"),
    "missing": ("fehlende Angabe, fehlende Angaben, was fehlt, missing", "fehlt, fehlend"),
    "state": ("Bundesland, federal state", "Land, state"),
    "population": ("Einwohner, Einwohnerzahl, Zahl der Einwohner, Einwohnende, EW, Bevölkerung, population",
                   "Größe der Kommune, Gemeindegröße, Ortsgröße"),
    "type": ("Art der Kommune, Typ der Kommune, Kommunentyp, Gemeindetyp, Gemeindeart, municipality type", "Typ, type"),
    "phase": ("Projektphase, Phase des Vorhabens", "Phase"),
    "expected": ("erwarteter Ausgang, erwartetes Ergebnis, Soll-Ausgang, expected outcome, expected",
                 "erwartet, Ausgang, Soll, outcome"),
    "class": ("Fragenklasse, Frageklasse, Klasse, class", "Kategorie, Fragetyp, category"),
    "style": ("Stil, style", "Tonfall"),
    "today": ("Stichtag, gefragt am, as of", "Datum, date, today"),
    "status": ("Förderstand, Förderstatus, Stand der Programme, Programmstatus, funding status", ""),
    "plan": ("Schrittplan, Schrittplan erwartet, Fahrplan, Fahrplan erwartet", "Plan"),
    "forbidden": ("verboten, darf nicht erscheinen, darf nicht vorkommen, nicht zeigen, forbidden", ""),
    "tuned": ("darauf abgestimmt, abgestimmt, tuned", ""),
    "note": ("Bemerkung, Bemerkungen, Anmerkung, Anmerkungen, notes, note",
             "Kommentar, Hinweis, Notiz, comment, remark"),
}  # fmt: skip


def plain(text: str) -> str:
    """Return letters and digits only, lower case, umlauts and their transcriptions as one.

    >>> plain("Fragen-ID:"), plain("ÜBERGABE") == plain("Uebergabe")
    ('fragenid', True)
    """
    return re.sub(r"[^a-z0-9]", "", fold(text.replace("#", "nr")))


_FIELD_OF: dict[str, tuple[str, int]] = {
    plain(heading): (field, strength)
    for field, strengths in _HEADINGS.items()
    for strength, headings in enumerate(strengths)
    for heading in filter(None, headings.split(", "))
}


@dataclass(frozen=True, slots=True)
class Headings:
    """The row with the headings, which columns hold which field, and the columns that mean nothing here."""

    row: int
    columns: Mapping[str, tuple[int, ...]]
    ignored: tuple[int, ...]

    def fitness(self) -> float:
        """How well a table was understood: recognised columns, less a little for each further one."""
        return sum(map(len, self.columns.values())) - len(self.ignored) / 1000


def field_of(heading: Value) -> tuple[str, int] | None:
    """Return the field that a heading names and how doubtful that is, 0 or 1; None for an unknown heading.

    What stands in brackets and a number at the end are let be; of several names all have to mean the same.

    >>> field_of("Einwohner (ca.)"), field_of("Quelle 2"), field_of("Land/Bundesland"), field_of("Stadt/Land")
    (('population', 0), ('relevant', 1), ('state', 0), None)
    """
    if not isinstance(heading, str):
        return None
    bare = re.sub(r"[(\[].*?[)\]]", "", heading)
    tried = (heading, bare, re.sub(r"[\s_]*\d+\W*$", "", bare))
    if found := next((_FIELD_OF[plain(text)] for text in tried if plain(text) in _FIELD_OF), None):
        return found
    named = [_FIELD_OF.get(plain(name), ("", 0)) for name in bare.split("/")]
    return min(named) if named[0][0] and len({field for field, _ in named}) == 1 else None


def headings_of(grid: Grid) -> Headings | None:
    """Return where the headings stand: the row near the top that names most fields, the question among them."""
    found = (_headings(n, row) for n, row in enumerate(grid.rows[:HEADING_WITHIN], start=1))
    return max((headings for headings in found if QUESTION in headings.columns), key=Headings.fitness, default=None)


def _headings(row: int, cells: tuple[Value, ...]) -> Headings:
    named: dict[str, list[tuple[int, int]]] = {}
    for n, cell in enumerate(cells, start=1):
        if meaning := field_of(cell):
            named.setdefault(meaning[0], []).append((meaning[1], n))
    columns: dict[str, tuple[int, ...]] = {}
    for field, places in named.items():
        strongest = [n for strength, n in sorted(places) if strength == min(places)[0]]
        columns[field] = tuple(strongest if field in SEVERAL else strongest[:1])
    used = {n for places in columns.values() for n in places}
    return Headings(
        row, columns, tuple(n for n, cell in enumerate(cells, start=1) if cell is not None and n not in used)
    )
