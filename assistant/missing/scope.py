"""The documents that may speak to a question, each with its words: where gaps are looked for. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.retrieval import Evidence
from assistant.speaking import by_document, words_said
from knowledge.analysis import passage_text
from knowledge.documents import FrontMatter
from knowledge.matching import Words
from knowledge.search import Hit

NEAR = 0.6  # of the best score; a document below is not what an answer would cite


@dataclass(frozen=True, slots=True)
class Spoken:
    """One document of the evidence: its head, its found passages, and the words of all of that."""

    meta: FrontMatter
    hits: tuple[Hit, ...]
    share: float  # of the best document's score
    words: Words

    @property
    def text(self) -> str:
        """All of it in lower case, put together when somebody looks for a name."""
        meta = self.meta
        said = [meta.summary, *meta.questions, *(passage_text(hit.passage, meta) for hit in self.hits)]
        return "\n".join(said).lower()


def spoken_in(evidence: Evidence) -> tuple[Spoken, ...]:
    """Return the documents of the evidence, best first."""
    best = evidence.hits[0].score if evidence.hits else 0.0
    return tuple(_spoken(hits, best) for hits in by_document(evidence.hits))


def citable(documents: Sequence[Spoken]) -> tuple[Spoken, ...]:
    """Return the documents near enough to the best one that an answer would cite them."""
    return tuple(document for document in documents if document.share >= NEAR)


def _spoken(hits: Sequence[Hit], best: float) -> Spoken:
    return Spoken(hits[0].meta, tuple(hits), hits[0].score / best if best > 0 else 0.0, words_said(hits))
