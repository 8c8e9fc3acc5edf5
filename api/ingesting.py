"""Ingestion as commands, console and worker use it: sources are read, runs taken back, documents erased."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from api.settings import Settings
from ingest.errors import NoSuchSource
from ingest.forgetting import forget
from ingest.history import History
from ingest.holding import break_off_dead
from ingest.items import Origin
from ingest.noted import Noted
from ingest.origins import OriginRow, Origins
from ingest.proposals import Proposals
from ingest.proposing.by_model import Model
from ingest.proposing.offering import Offering
from ingest.proposing.titles import Titles
from ingest.quarantine import Quarantine
from ingest.report import Advance, Relay, Report, Tell, untold
from ingest.rollback import rollback
from ingest.runs import Run, Runs, RunState
from ingest.settings import IngestSettings
from ingest.sources import UPLOAD, FolderOrigin, NoFiles, source_name
from ingest.stopping import Stop
from ingest.sync import sync
from ingest.versions import all_versions
from ingest.withdrawing import readmit
from knowledge.registry import Registry

_ADDRESS = ("http://", "https://")
_DEATHS = 3  # runs of a source in a row whose process died: then nobody asks for another


@dataclass(frozen=True, slots=True)
class Ingestion:
    """What belongs together when knowledge is brought in and kept fresh."""

    registry: Registry
    settings: IngestSettings
    uploads: Path
    runs: Runs
    origins: Origins
    history: History
    quarantine: Quarantine
    proposals: Proposals
    now: Callable[[], datetime]
    today: Callable[[], date]
    model: Model | None = None

    def read(
        self, row: OriginRow, tell: Tell = untold, *, allow_empty: bool = False, dry_run: bool = False,
        stop: Stop | None = None,
    ) -> Report:  # fmt: skip
        """Bring in what a source holds now. Raises what ingest.sync.sync does, and RunStopped when `stop` says so."""
        relay, stop = Relay(), stop or Stop()

        def told(advance: Advance) -> None:
            tell(advance)
            stop.check()

        allow_empty = allow_empty or row.kind == "upload"  # its files are deleted one by one, and on purpose
        with self._opened(row, relay, stop) as origin:
            return sync(
                origin, self.registry, told, kind=row.kind, allow_empty=allow_empty, dry_run=dry_run,
                propose=Offering(Titles(self.registry), self.today, self.model), relay=relay,
                ocr=self.settings.reads_scans,
            )  # fmt: skip

    def remove(self, named: str, *, documents: bool) -> Report | None:
        """Keep a source no longer; with `documents` these go, too, in a run that can be taken back.

        Raises NoSuchSource, SourceBusy.
        """
        row = self.origins.of(named)
        report = sync(NoFiles(row.source), self.registry, kind=row.kind, allow_empty=True) if documents else None
        self.origins.remove(row.source)
        return report

    def rollback(self, run: int) -> Report:
        """Take a run back. Raises NoSuchRun, RollbackRefused, SourceBusy."""
        return rollback(self.registry, run, self.now)

    def forget(self, document: str) -> Report:
        """Erase a document for good. Raises NoSuchDocument, SourceBusy."""
        return forget(self.registry, document, self.now)

    def readmit(self, document: str) -> None:
        """Let a document in again that was taken back or erased. Raises NotWithdrawn."""
        readmit(self.registry.engine, document)

    def read_soon(self, document: str) -> bool:
        """Have the source of a document read as soon as possible; return whether it is one that is kept."""
        known = self.registry.known().get(document)
        try:
            self.origins.ask(known.source if known else "")
        except NoSuchSource:
            return False
        return True

    def last_runs(self, source: str | None = None, limit: int = 100) -> tuple[Run, ...]:
        """Return the last runs, newest first; those whose process has died are known as broken off."""
        self._break_off_dead()
        return self.runs.listed(source, limit)

    def due(self, *, asked: bool = False) -> tuple[OriginRow, ...]:
        """Return the sources to read now, those among them whose last run has died; see Origins.due."""
        self._break_off_dead()
        return self.origins.due(asked=asked)

    def expire(self) -> int:
        """Forget what documents were before runs that can no longer be taken back; return how many states."""
        self._break_off_dead()
        return self.history.expire(self.now() - timedelta(days=self.settings.rollback_days))

    def _break_off_dead(self) -> None:
        """Know the runs whose process has died as broken off, and have kept sources read again."""
        break_off_dead(self.registry.engine, self.runs, self._read_again)

    def _read_again(self, source: str) -> None:
        last = [run.state for run in self.runs.listed(source, _DEATHS)]
        if last.count(RunState.BROKEN) < _DEATHS - 1:  # what kills its process again and again waits for its schedule
            with suppress(NoSuchSource):  # read by a command, and not kept
                self.origins.again(source)

    @contextmanager
    def _opened(self, row: OriginRow, relay: Relay, stop: Stop) -> Iterator[Origin]:
        if row.kind != "web":
            yield FolderOrigin(Path(row.place), row.source)
            return
        from ingest.web.fetching import Fetcher
        from ingest.web.kept import KeptPages
        from ingest.web.origin import WebOrigin
        from ingest.web.pace import SystemClock
        from ingest.web.rules import Rules

        clock, engine = SystemClock(stop.wait), self.registry.engine
        noted = Noted(engine).digests(row.source, all_versions())
        with Fetcher(self.settings.allowed, clock) as fetcher:
            yield WebOrigin(row.place, KeptPages(engine), fetcher, clock, noted, Rules(**row.options), relay.told)


def ingestion_of(
    registry: Registry,
    settings: Settings,
    now: Callable[[], datetime],
    today: Callable[[], date],
    model: Model | None = None,
) -> Ingestion:
    """Return what brings knowledge into a registry; `model` proposes beside the rules. Raises RegistryUnavailable."""
    engine = registry.engine
    return Ingestion(
        registry=registry,
        settings=settings.ingest,
        uploads=settings.knowledge.data_dir / "uploads",
        runs=Runs(engine, now),
        origins=Origins(engine, now),
        history=History(engine),
        quarantine=Quarantine(engine),
        proposals=Proposals(engine),
        now=now,
        today=today,
        model=model,
    )


def row_of(place: str, options: dict[str, Any] | None = None) -> OriginRow:
    """Return the source at a place that a person names: a folder, a file, or an address.

    Raises SourceUnreadable for an address that is none of the web.
    """
    if place.startswith(_ADDRESS):
        from ingest.web.canonical import source_name as web_name

        return OriginRow(web_name(place), "web", place, options or {})
    return OriginRow(source_name(Path(place)), "folder", str(Path(place).resolve()), options or {})


def uploads_of(ingestion: Ingestion) -> OriginRow:
    """Return the source that the uploaded files are."""
    return OriginRow(UPLOAD, "upload", str(ingestion.uploads))
