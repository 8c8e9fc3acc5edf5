"""Answers composed from a few texts, without a search."""

from collections.abc import Callable

import pytest

from assistant.composing.draft import Draft
from assistant.composing.extractive import compose
from assistant.retrieval import Evidence
from knowledge.documents import Document
from knowledge.german import stems_of
from knowledge.matching import terms_of
from knowledge.search import Hit

Composing = Callable[..., Draft]


@pytest.fixture
def composed(read_document: Callable[..., Document]) -> Composing:
    """Compose an answer to a question from texts, the best first; a text may come with the head of its document."""

    def answer(question: str, *texts: str | tuple[str, dict[str, object]]) -> Draft:
        documents = [
            read_document(
                f"doc{n}",
                *((text,) if isinstance(text, str) else text[:1]),
                **(text[1] if isinstance(text, tuple) else {}),
            )
            for n, text in enumerate(texts)
        ]
        hits = [Hit(p, d.meta, 10.0 - n) for n, d in enumerate(documents) for p in d.passages]
        return compose(question, Evidence(tuple(hits), terms_of(question, dict.fromkeys(stems_of(question), 3.0)), 0.9))

    return answer
