"""How many documents can be searched, counted once for each state of the knowledge."""

from collections.abc import Callable
from functools import lru_cache

from knowledge.errors import KnowledgeError
from knowledge.indexes import Indexes
from knowledge.registry import Registry


def counted(registry: Registry, indexes: Indexes) -> Callable[[], int | None]:
    """Return what counts them; it gives None while the registry cannot be asked."""

    @lru_cache(maxsize=1)
    def at(_revision: int) -> int:
        return registry.counts()[0]

    def count() -> int | None:
        try:
            return at(indexes.state.revision)
        except KnowledgeError:
            return None

    return count
