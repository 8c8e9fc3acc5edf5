"""The panel beside the draft editor: searches the knowledge and takes sentences out of it, with their source."""

from dataclasses import dataclass

from api.wiring import Lotse
from assistant.checking.fitness import unfit
from assistant.people.cited import CitedText, appended
from assistant.people.inserting import sentences_in, taken
from assistant.people.standing import standing_of
from knowledge.documents import document_of
from knowledge.errors import KnowledgeError
from knowledge.profile import Profile
from knowledge.search import Hit

HITS = 8
UNAVAILABLE = (
    "Die Suche antwortet gerade nicht. Ihr Entwurf ist gespeichert; versuchen Sie es in einer Minute noch einmal."
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that can be taken over; `key` names it in the form."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that was found, with its sentences."""

    hit: Hit
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """What was searched for and found; `failure` says why nothing could be."""

    query: str = ""
    found: tuple[Found, ...] = ()
    failure: str = ""


def searched(lotse: Lotse, query: str, profile: Profile) -> Panel:
    """Return the passages that speak to a query, those first that fit the asker; none for an empty query."""
    if not query.strip():
        return Panel()
    try:
        hits = lotse.search(query, HITS, per_passage=True, profile=profile)
    except KnowledgeError:
        return Panel(query, failure=UNAVAILABLE)
    return Panel(query, tuple(Found(hit, _sentences(hit)) for hit in hits))


def _sentences(hit: Hit) -> tuple[Sentence, ...]:
    """Return the sentences of a passage but for those that nobody should hand on: orders, foreign addresses."""
    numbered = enumerate(sentences_in(hit.passage))
    return tuple(Sentence(f"{hit.passage.id}:{n}", text) for n, text in numbered if not unfit(text, [hit.meta]))


def inserted(lotse: Lotse, answer: CitedText, key: str) -> CitedText | None:
    """Return the answer with the sentence of that key at its end, None when the passage is gone or another now.

    Raises RegistryUnavailable.
    """
    passage_id, _, place = key.rpartition(":")
    document = standing_of([document_of(passage_id)], lotse.registry).get(document_of(passage_id))
    passage = document.passage(passage_id) if document else None
    if document is None or passage is None or not place.isdecimal() or int(place) >= len(passage.sentences):
        return None
    source = taken(document, passage, int(place), lotse.parts.today())
    return appended(answer, source.quote, source)
