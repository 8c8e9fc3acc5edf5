"""Takes a sentence out of a passage for an answer, with its source. Pure."""

from datetime import date

from assistant.messages import Origin
from assistant.people.cited import CitedSource
from assistant.people.standing import Standing
from assistant.sourcing import publisher_of
from knowledge.documents import Passage
from knowledge.freshness import is_stale


def sentences_in(passage: Passage) -> tuple[str, ...]:
    """Return the sentences of a passage in order."""
    return tuple(passage.text[one.start : one.end] for one in passage.sentences)


def taken(document: Standing, passage: Passage, place: int, today: date) -> CitedSource:
    """Return the source of the sentence at that place of a passage; its number is 0, its quote the sentence.

    Raises IndexError when there is no such sentence.
    """
    sentence = passage.sentences[place]
    origins = tuple(Origin(s.title, s.publisher, s.url) for s in (document.meta.sources[i] for i in sentence.origins))
    meta = document.meta
    return CitedSource(
        0, meta.id, passage.id, meta.kind, meta.title, passage.heading, publisher_of(meta), meta.url, meta.as_of,
        is_stale(meta, today), passage.text[sentence.start : sentence.end], document.digest, origins,
        passage.page, passage.last_page,
    )  # fmt: skip
