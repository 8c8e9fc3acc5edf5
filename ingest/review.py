"""What editors should look at: documents that grow old, end, were replaced, or wait for a decision. Pure.

Numbers that others count (open proposals, held passages, dead links, citations) come as arguments, by document.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from knowledge.documents import FrontMatter
from knowledge.freshness import STALE_AFTER_YEARS, has_ended, is_stale, is_superseded, written

Code = Literal[
    "ended", "deadline", "stale", "undated", "successor_missing", "ends_soon", "ages", "dead_links", "quarantined",
    "proposals",
]  # fmt: skip
SOON = timedelta(days=60)  # before the end of a document: two rounds of a monthly look through the list
AHEAD = timedelta(days=90)  # before answers call a document possibly outdated: time to ask whoever wrote it
# The order of urgency: what answers already say wrongly or with a doubt comes before what will need care.
URGENCY: tuple[Code, ...] = (
    "deadline", "ended", "successor_missing", "stale", "undated", "dead_links", "ends_soon", "ages", "quarantined",
    "proposals",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counts:
    """What others count, by document id."""

    proposals: Mapping[str, int] = field(default_factory=dict)  # fields with open proposals
    quarantined: Mapping[str, int] = field(default_factory=dict)  # passages that are held
    dead_links: Mapping[str, int] = field(default_factory=dict)
    cited: Mapping[str, int] = field(default_factory=dict)  # answers that cite it


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a document is on the list, and a German sentence that says what to do."""

    code: Code
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A document to look at: its reasons, the most urgent first, and how many answers cite it."""

    document: str
    title: str
    kind: str
    source: str
    as_of: str | None
    reasons: tuple[Reason, ...]
    cited: int = 0


def review(
    heads: Mapping[str, FrontMatter], sources: Mapping[str, str], today: date, counts: Counts | None = None
) -> tuple[Row, ...]:
    """Return the documents to look at, those that answers cite most first, then the most urgent.

    `sources` says where each document comes from. A replaced document does not answer and so does not grow old.
    """
    counted = counts or Counts()
    rows = [
        Row(key, head.title, head.kind, sources.get(key, ""), head.as_of, reasons, counted.cited.get(key, 0))
        for key, head in heads.items()
        if (reasons := _ordered(_reasons(head, heads, today, counted)))
    ]
    return tuple(
        sorted(rows, key=lambda row: (-row.cited, URGENCY.index(row.reasons[0].code), row.title, row.document))
    )


def _ordered(reasons: Iterator[Reason]) -> tuple[Reason, ...]:
    return tuple(sorted(reasons, key=lambda reason: URGENCY.index(reason.code)))


def _reasons(head: FrontMatter, heads: Mapping[str, FrontMatter], today: date, counts: Counts) -> Iterator[Reason]:
    if not is_superseded(head, heads.get):
        yield from _of_age(head, today)
        yield from _of_end(head, today)
    if head.superseded_by and head.superseded_by not in heads:
        text = f"Nachfolger „{head.superseded_by}“ fehlt. Nehmen Sie ihn auf, oder ändern Sie die Angabe."
        yield Reason("successor_missing", text)
    yield from _of_counts(head.id, counts)


def _of_age(head: FrontMatter, today: date) -> Iterator[Reason]:
    if head.as_of is None:
        yield Reason("undated", "Ohne Stand. Tragen Sie ein, von wann der Inhalt ist.")
        return
    years = STALE_AFTER_YEARS[head.kind]
    limit = f"{years} Jahr" if years == 1 else f"{years} Jahre"
    fresh = head.model_copy(update={"valid_until": None})  # its end is a reason of its own
    if is_stale(fresh, today):
        yield Reason("stale", f"Stand {written(head.as_of)}, älter als {limit}. Prüfen Sie den Inhalt.")
    elif is_stale(fresh, today + AHEAD):
        yield Reason("ages", f"Stand {written(head.as_of)}, bald älter als {limit}. Planen Sie eine Prüfung.")


def _of_end(head: FrontMatter, today: date) -> Iterator[Reason]:
    if head.valid_until:
        day = written(head.valid_until.isoformat())
        if has_ended(head, today):
            yield Reason("ended", f"Galt bis {day}. Ersetzen oder entfernen Sie das Dokument.")
        elif has_ended(head, today + SOON):
            yield Reason("ends_soon", f"Gilt nur noch bis {day}. Klären Sie, was danach gilt.")
    terms = head.funding
    if terms and terms.deadline and terms.deadline < today and terms.status in ("laufend", "angekuendigt"):
        day = written(terms.deadline.isoformat())
        told = {"laufend": "läuft", "angekuendigt": "angekündigt"}[terms.status]
        yield Reason("deadline", f"Antragsfrist war am {day}, der Status ist aber „{told}“. Prüfen Sie beides.")


def _of_counts(key: str, counts: Counts) -> Iterator[Reason]:
    if number := counts.dead_links.get(key):
        yield Reason("dead_links", f"{_many(number, 'toter Link', 'tote Links')}. Suchen Sie die neue Adresse.")
    if number := counts.quarantined.get(key):
        held = _many(number, "Abschnitt liegt", "Abschnitte liegen")
        yield Reason("quarantined", f"{held} in Quarantäne. Geben Sie frei, oder lehnen Sie ab.")
    if number := counts.proposals.get(key):
        open_fields = _many(number, "Feld hat", "Felder haben")
        yield Reason("proposals", f"{open_fields} offene Vorschläge. Bestätigen Sie, oder lehnen Sie ab.")


def _many(number: int, one: str, many: str) -> str:
    return f"1 {one}" if number == 1 else f"{number} {many}"
