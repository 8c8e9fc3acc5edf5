"""What a question is about: the topic that the best passages share, also when none of them answers it."""

from collections.abc import Sequence

from knowledge.documents import Topic
from knowledge.reranking import agreement
from knowledge.search import Hit

BEST = 5  # documents that have a say


def topic_of(hits: Sequence[Hit]) -> Topic | None:
    """Return the topic most of the best documents share, the better ones with more say; None without any topic."""
    best: dict[str, Hit] = {}
    for hit in hits:
        best.setdefault(hit.meta.id, hit)
    heard = [(hit.score, hit.meta.topics) for hit in list(best.values())[:BEST]]
    agreed = agreement(heard)
    shared = [topic for _, topics in heard for topic in topics]
    return max(shared, key=lambda topic: agreed.get(topic, 0.0), default=None)
