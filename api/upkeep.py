"""What the commands `ingest` do: write to the registry, and let the owner of the indexes follow."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from api.due_worker import read_due
from api.ingest_progress import ingest_progress
from api.ingesting import Ingestion, ingestion_of, row_of
from api.settings import Settings
from api.store.upgrading import upgrade
from api.store.verified import StoredVerified
from api.terminal import progress_bar
from api.verifying import bring_up_verified
from ingest.proposing.by_model import Model
from ingest.report import Report
from ingest.sync import sync_starter
from ingest.transaction import now as utc_now
from knowledge.embedders import embedder_of
from knowledge.errors import IndexOwned, LotseError
from knowledge.follower import bring_up
from knowledge.indexes import Indexes, read_state
from knowledge.owner import ownership
from knowledge.registry import Registry
from knowledge.registry_tables import open_engine

FOLLOW_S = 30.0  # how long a command waits for another process to make its documents searchable
_POLL_S = 0.1


@contextmanager
def ingesting(settings: Settings, now: Callable[[], datetime] = utc_now) -> Iterator[Ingestion]:
    """Give ingestion over the database of these settings, the starter knowledge in it; `now` says what is due."""
    engine = open_engine(settings.knowledge.registry_url)
    try:
        registry = Registry(engine)
        upgrade(engine)
        with progress_bar() as progress:
            sync_starter(registry, lambda done, total: progress("Starterwissen lesen", done, total))
        fixed = settings.knowledge.today
        yield ingestion_of(registry, settings, now, lambda: fixed or date.today(), _model(settings, engine))
    finally:
        engine.dispose()


def ingest_place(
    settings: Settings, place: str, options: dict[str, Any], *, allow_empty: bool = False, dry_run: bool = False
) -> dict[str, Any]:
    """Return the report of one ingestion from a folder, a file or a website.

    `searchable` says whether the indexes have followed, `reopened` names the verified answers whose sources changed.
    """
    row = row_of(place, options)
    with ingesting(settings) as ingestion:
        if row.kind == "web" and not options:
            row = next((kept for kept in ingestion.origins.listed() if kept.source == row.source), row)
        with ingest_progress() as tell:
            report = ingestion.read(row, tell, allow_empty=allow_empty, dry_run=dry_run)
        return _finished(settings, ingestion, report)


def ingest_folder(settings: Settings, folder: Path, *, allow_empty: bool) -> dict[str, Any]:
    """Return the report of one ingestion from a folder."""
    return ingest_place(settings, str(folder), {}, allow_empty=allow_empty)


def changed_by(settings: Settings, change: Callable[[Ingestion], Report]) -> dict[str, Any]:
    """Return the report of a change to what was ingested, made searchable."""
    with ingesting(settings) as ingestion:
        return _finished(settings, ingestion, change(ingestion))


def remove_source(settings: Settings, named: str, *, documents: bool) -> dict[str, Any] | None:
    """Keep a source no longer; return the report of what was removed, None when its documents stay."""
    with ingesting(settings) as ingestion:
        report = ingestion.remove(named, documents=documents)
        return _finished(settings, ingestion, report) if report is not None else None


def ingest_due(settings: Settings) -> list[dict[str, Any]]:
    """Read the sources that are due, and return for each what is to be said of it; one that fails stops no other."""
    done = []
    with ingesting(settings) as ingestion:
        for row in ingestion.due():
            try:
                with ingest_progress() as tell:
                    report = read_due(ingestion, row, tell)
                said, failed = f"{report.changes} geändert, {len(report.problems)} nicht aufgenommen.", False
                told = report.kept()
            except LotseError as error:
                said, failed, told = str(error), True, {}
            done.append({"source": row.source, "said": said, "failed": failed, "report": told})
        if done:
            _finished(settings, ingestion, Report())
    return done


def _finished(settings: Settings, ingestion: Ingestion, report: Report) -> dict[str, Any]:
    """Return a report once what rests on the documents has followed."""
    told = {**asdict(report), "changes": report.changes}
    if report.dry_run:
        return {**told, "reopened": [], "searchable": True}
    registry = ingestion.registry
    reopened = bring_up_verified(StoredVerified(registry.engine, utc_now), registry)
    return {**told, "reopened": reopened, "searchable": _followed(settings, registry)}


def _followed(settings: Settings, registry: Registry) -> bool:
    """Return whether the indexes have reached the registry: by us if nobody owns them, else by their owner."""
    wanted, until = registry.revision(), time.monotonic() + FOLLOW_S
    while time.monotonic() < until:
        state = read_state(settings.knowledge.index_dir)
        reached = state.revision >= wanted
        if reached and state.embedder:  # without one, a kill came between the words and the vectors
            return True
        try:
            with ownership(settings.knowledge.data_dir), progress_bar() as progress:
                indexes = Indexes(settings.knowledge.index_dir, embedder_of(settings.knowledge))
                bring_up(registry, indexes, progress)
                indexes.close()
                return True
        except IndexOwned:
            if reached:
                return True
            time.sleep(_POLL_S)
    return False


def _model(settings: Settings, engine: Engine) -> Model | None:
    """Return what proposes for heads beside the rules, where a language model is set up; its libraries take time."""
    if not settings.assistant.model_url:
        return None
    from api.field_model import FieldModel
    from api.wiring import chat_of

    chat = chat_of(settings.assistant, engine)
    return FieldModel(chat) if chat else None
