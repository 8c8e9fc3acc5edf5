"""What a question is about, by the best passages found."""

from collections.abc import Callable

from assistant.people.topics import topic_of
from knowledge.documents import Document
from knowledge.search import Hit


def hit(document: Document, score: float) -> Hit:
    return Hit(document.passages[0], document.meta, score)


def test_the_topic_that_most_of_the_best_share_counts(read_document: Callable[..., Document]) -> None:
    bus, train, data = (
        read_document(key, topics=topics)
        for key, topics in (
            ("bus", ["mobilitaet"]),
            ("bahn", ["mobilitaet", "umwelt-wasser"]),
            ("daten", ["open-data"]),
        )
    )
    assert topic_of([hit(data, 1.0), hit(bus, 0.98), hit(train, 0.97)]) == "mobilitaet"


def test_many_passages_of_one_document_have_one_say(read_document: Callable[..., Document]) -> None:
    one, other, third = (
        read_document(key, topics=[topic]) for key, topic in (("a", "ki"), ("b", "bildung"), ("c", "bildung"))
    )
    assert topic_of([hit(one, 1.0), hit(one, 1.0), hit(one, 1.0), hit(other, 0.99), hit(third, 0.99)]) == "bildung"


def test_without_topics_there_is_none(read_document: Callable[..., Document]) -> None:
    assert topic_of([]) is None
    assert topic_of([hit(read_document("leer"), 1.0)]) is None
