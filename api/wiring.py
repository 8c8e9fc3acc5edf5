"""Where the parts meet: the only place that picks real ones. Everything else gets its needs as arguments."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

from api.settings import Settings
from api.store.handoffs import StoredHandoffs
from assistant.composing.extractive import compose
from assistant.messages import Question, Reply
from assistant.pipeline import Parts, reply_to
from ingest.sync import sync_starter
from knowledge import places, vocabulary
from knowledge.embedders import embedder_of
from knowledge.follower import bring_up, quiet
from knowledge.indexes import Indexes, Progress
from knowledge.registry import Registry
from knowledge.registry_tables import open_engine
from knowledge.search import Search


@dataclass(frozen=True, slots=True)
class Lotse:
    """A ready assistant: its knowledge, and the parts that answer."""

    registry: Registry
    indexes: Indexes
    search: Search
    parts: Parts

    def reply_to(self, question: Question) -> Reply:
        """Answer or hand over; never raises for a failing part."""
        return reply_to(question, self.parts)


@contextmanager
def opened(settings: Settings, progress: Progress = quiet) -> Iterator[Lotse]:
    """Open everything, bring the indexes up to date and close them afterwards. Needs ownership of the data directory.

    Raises RegistryUnavailable, IndexUnavailable.
    """
    engine = open_engine(settings.knowledge.registry_url)
    registry = Registry(engine)
    sync_starter(registry, lambda done, total: progress("Starterwissen lesen", done, total))
    indexes = Indexes(settings.knowledge.index_dir, embedder_of(settings.knowledge))
    try:
        bring_up(registry, indexes, progress, embed=False)
        search = Search(registry, indexes, vocabulary.starter(), places.starter())
        yield Lotse(registry, indexes, search, _parts(settings, search, StoredHandoffs(engine, _now)))
    finally:
        indexes.close()
        engine.dispose()


def _parts(settings: Settings, search: Search, handoffs: StoredHandoffs) -> Parts:
    fixed = settings.knowledge.today
    return Parts(
        search=search,
        compose=compose,
        handoffs=handoffs,
        threshold=settings.assistant.answer_threshold,
        team=settings.assistant.team,
        today=lambda: fixed or date.today(),
    )


def _now() -> datetime:
    return datetime.now(UTC)
