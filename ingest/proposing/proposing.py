"""Proposes fields of a document's head from its text, by rules; what the file itself tells is not proposed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from ingest.confirmed import with_confirmed
from ingest.heads import checked_head
from ingest.proposing import funding, imprint, kinds, phases, places, succession, times, topics, undertakings
from ingest.proposing.proposal import Proposal
from ingest.proposing.succession import Finder
from ingest.proposing.wording import Wording
from ingest.read.extract import Extract
from knowledge import places as gazetteers
from knowledge import vocabulary
from knowledge.documents import Document
from knowledge.errors import DocumentInvalid

EACH = 4  # values proposed for one field at most
SENTENCES = 3_000  # of longer texts only the beginning is read: a head tells what a text is about


def proposed(
    extract: Extract, document: Document, today: date, find: Finder = succession.nobody
) -> tuple[Proposal, ...]:
    """Return what the text of a document says for its head, field by field, the best value of each first.

    Nothing for fields that the file tells itself. Each value makes a valid head, and its words stand in the text.
    """
    wording = Wording(extract.title, document, SENTENCES)
    told = _told(extract.told, document)
    found: dict[tuple[str, str], Proposal] = {}
    for one in _of_rules(wording, today, find, told.get("kind")):
        if _is_open(one.field, told) and sound(one, wording, document):
            found.setdefault((one.field, repr(one.value)), one)
    return tuple(_best(found.values()))


def sound(proposal: Proposal, wording: Wording, document: Document) -> bool:
    """Return whether its words stand in the text, its value fits the head, and it says something new."""
    if not wording.holds(proposal.because) or not fits(proposal.field, proposal.value):
        return False
    own = {"title": document.meta.title, "superseded_by": document.id}
    return own.get(proposal.field) != proposal.value


# The least that a head needs beside a field so that it can be valid.
_BESIDE: Mapping[str, object] = {
    "id": "a", "kind": "page", "title": "a",
    "municipality": {"name": "a", "state": "NW", "type": "landgemeinde"},
    "funding": {"level": "bund", "status": "unbekannt"},
}  # fmt: skip


def fits(field: str, value: object) -> bool:
    """Return whether a head may hold `value` in `field`.

    >>> fits("funding.deadline", "2024-02-30"), fits("topics", ["ki"]), fits("farbe", "rot")
    (False, True, False)
    """
    try:
        checked_head("", with_confirmed(_BESIDE, {field: value}))
    except DocumentInvalid:
        return False
    return True


def _told(told: Mapping[str, object], document: Document) -> Mapping[str, object]:
    """Return the fields that stand in the head because the file says so; a title may be but a file's name."""
    head = document.meta.model_dump(mode="json", exclude_defaults=True)
    return {name: value for name, value in {**head, **told}.items() if name in told or name not in ("kind", "title")}


def _is_open(field: str, told: Mapping[str, object]) -> bool:
    name, _, below = field.partition(".")
    part = told.get(name)
    if name == "title":
        return True
    return part is None or (bool(below) and isinstance(part, Mapping) and part.get(below) in (None, [], ()))


def _of_rules(wording: Wording, today: date, find: Finder, kind: object) -> Iterator[Proposal]:
    yield from imprint.title(wording)
    found = list(kinds.kind(wording, gazetteers.starter()))
    yield from found
    kind = kind or (found[0].value if found else None)
    yield from imprint.publisher(wording)
    yield from times.as_of(wording, today)
    yield from times.valid_until(wording)
    yield from succession.superseded_by(wording, find)
    yield from topics.topics(wording, vocabulary.starter())
    yield from phases.phases(wording)
    yield from undertakings.technologies(wording)
    if kind == "funding":
        yield from _of_a_programme(wording, today)
    elif kind != "guidance":
        yield from _of_a_case(wording)


def _of_a_programme(wording: Wording, today: date) -> Iterator[Proposal]:
    yield from places.states(wording, gazetteers.starter())
    yield from funding.level(wording)
    yield from funding.status(wording, today)
    rules: tuple[Callable[[Wording], Iterable[Proposal]], ...] = (funding.deadline, funding.rate, funding.max_eur)
    for rule in rules:
        yield from rule(wording)


def _of_a_case(wording: Wording) -> Iterator[Proposal]:
    yield from places.municipality(wording, gazetteers.starter())
    yield from undertakings.period(wording)
    yield from undertakings.cost_eur(wording)


def _best(found: Iterable[Proposal]) -> Iterator[Proposal]:
    count: dict[str, int] = {}
    for one in found:
        count[one.field] = count.get(one.field, 0) + 1
        if count[one.field] <= EACH:
            yield one
