"""Proposes fields of a document's head from its text; what the file itself tells is not proposed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from ingest.confirmed import with_confirmed
from ingest.heads import checked_head
from ingest.proposing import funding, imprint, kinds, phases, places, succession, times, topics, undertakings
from ingest.proposing.by_model import Model, proposed_by_model
from ingest.proposing.proposal import Proposal
from ingest.proposing.succession import Finder
from ingest.proposing.wording import Wording
from ingest.read.extract import Extract
from knowledge import places as gazetteers
from knowledge import vocabulary
from knowledge.documents import Document, FrontMatter
from knowledge.errors import DocumentInvalid

EACH = 4  # values proposed for one field at most
UNTOLD_KIND = "page"  # what a document is until somebody says otherwise
# What a new version of a text may say anew: proposed again, though it was confirmed before, where the text has changed.
MOVING = ("as_of", "valid_until", "superseded_by", "funding.status", "funding.deadline")
SENTENCES = 3_000  # of longer texts only the beginning is read: a head tells what a text is about


def proposed(
    extract: Extract,
    document: Document,
    today: date,
    find: Finder = succession.nobody,
    model: Model | None = None,
) -> tuple[Proposal, ...]:
    """Return what the text of a document says for its head, field by field, the best value of each first.

    What the rules read comes before what a model adds. Nothing for fields that the file tells itself, or
    that are confirmed, but for dates and status, which move. Each value makes a valid head, and its words stand in
    the text.
    """
    wording = Wording(extract.title, document, SENTENCES)
    settled = _settled(extract, document.meta)
    found: dict[tuple[str, str], Proposal] = {}
    of_model = proposed_by_model(wording, model) if model and document.passages else ()
    for one in (*_of_rules(wording, today, find, settled.get("kind")), *of_model):
        if _is_open(one.field, settled) and sound(one, wording, document):
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


def _settled(extract: Extract, head: FrontMatter) -> Mapping[str, object]:
    """Return the fields that are not to be proposed: told by the file, or confirmed and not of the kind that moves."""
    values = head.model_dump(mode="json", exclude_defaults=True)
    confirmed = {name: value for name, value in values.items() if name not in extract.told and name not in MOVING}
    if head.kind == UNTOLD_KIND:
        confirmed.pop("kind", None)
    if head.title == extract.title or not extract.title:
        confirmed.pop("title", None)
    settled = {**confirmed, **extract.told}
    if isinstance(terms := settled.get("funding"), Mapping) and "funding" not in extract.told:
        settled["funding"] = {name: value for name, value in terms.items() if f"funding.{name}" not in MOVING}
    return settled


def _is_open(field: str, settled: Mapping[str, object]) -> bool:
    name, _, below = field.partition(".")
    part = settled.get(name)
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
