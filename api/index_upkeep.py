"""What the commands `index` do: compare the indexes with the registry, and build them anew."""

from dataclasses import asdict
from typing import Any

from api.settings import Settings
from api.terminal import progress_bar
from knowledge.embedders import embedder_of
from knowledge.follower import bring_up, compare
from knowledge.index_digest import digest_of
from knowledge.indexes import Indexes
from knowledge.owner import ownership
from knowledge.registry import Registry
from knowledge.registry_tables import open_engine


def verify_indexes(settings: Settings) -> dict[str, Any]:
    """Return counts and differences of registry and indexes. Raises IndexOwned while a Lotse runs."""
    with ownership(settings.knowledge.data_dir, timeout_s=1.0):
        registry = Registry(open_engine(settings.knowledge.registry_url))
        indexes = Indexes(settings.knowledge.index_dir, embedder_of(settings.knowledge))
        found = compare(registry, indexes)
        revision = registry.revision()
        indexes.close()
    counted = {key: value if isinstance(value, int) else len(value) for key, value in asdict(found).items()}
    return {"agrees": found.holds and indexes.state.revision == revision, "revision": revision} | counted


def index_digest(settings: Settings) -> str:
    """Return one digest of all that the indexes hold. Raises IndexOwned while a Lotse runs."""
    with ownership(settings.knowledge.data_dir, timeout_s=1.0):
        indexes = Indexes(settings.knowledge.index_dir, embedder_of(settings.knowledge))
        found = digest_of(indexes)
        indexes.close()
    return found


def rebuild_indexes(settings: Settings) -> int:
    """Build all indexes anew from the registry and return the number of passages. Raises IndexOwned."""
    with ownership(settings.knowledge.data_dir, timeout_s=1.0), progress_bar() as progress:
        registry = Registry(open_engine(settings.knowledge.registry_url))
        (settings.knowledge.index_dir / "state.json").unlink(missing_ok=True)
        indexes = Indexes(settings.knowledge.index_dir, embedder_of(settings.knowledge))
        bring_up(registry, indexes, progress)
        indexes.close()
        return registry.counts()[1]
