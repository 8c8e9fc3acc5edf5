"""What the commands `ingest` and `index` do: write to the registry, and let the owner of the indexes follow."""

import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from api.settings import Settings
from api.store.upgrading import upgrade
from api.store.verified import StoredVerified
from api.terminal import progress_bar
from api.verifying import bring_up_verified
from ingest.sync import sync_folder, sync_starter
from knowledge.embedders import embedder_of
from knowledge.errors import IndexOwned
from knowledge.follower import bring_up, compare
from knowledge.index_digest import digest_of
from knowledge.indexes import Indexes, Progress, read_state
from knowledge.owner import ownership
from knowledge.registry import Registry
from knowledge.registry_tables import open_engine

FOLLOW_S = 30.0  # how long `ingest` waits for another process to make its documents searchable
_POLL_S = 0.1


def ingest_folder(settings: Settings, folder: Path, *, allow_empty: bool) -> dict[str, Any]:
    """Return the report of one ingestion.

    `searchable` says whether the indexes have followed, `reopened` names the verified answers whose sources changed.
    """
    with progress_bar() as progress:
        engine = open_engine(settings.knowledge.registry_url)
        registry = Registry(engine)
        upgrade(engine)
        sync_starter(registry, lambda done, total: progress("Starterwissen lesen", done, total))
        report = sync_folder(
            folder, registry, lambda done, total: progress("Gesichert", done, total), allow_empty=allow_empty
        )
        reopened = bring_up_verified(StoredVerified(engine, lambda: datetime.now(UTC)), registry)
        searchable = _followed(settings, registry, progress)
    return {**asdict(report), "changes": report.changes, "reopened": reopened, "searchable": searchable}


def _followed(settings: Settings, registry: Registry, progress: Progress) -> bool:
    """Return whether the indexes have reached the registry: by us if nobody owns them, else by their owner."""
    wanted, until = registry.revision(), time.monotonic() + FOLLOW_S
    while time.monotonic() < until:
        if read_state(settings.knowledge.index_dir).revision >= wanted:
            return True
        try:
            with ownership(settings.knowledge.data_dir):
                indexes = Indexes(settings.knowledge.index_dir, embedder_of(settings.knowledge))
                bring_up(registry, indexes, progress)
                indexes.close()
                return True
        except IndexOwned:
            time.sleep(_POLL_S)
    return False


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
