"""Brings what a source holds into the registry: exactly what is new, changed or gone, batch by batch.

A batch is one transaction; when it is told, it is safe, whatever happens next. A pass that was cut off is done again
from the start: what it had written is found unchanged.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from ingest.batch import Batch
from ingest.confirming import Confirming
from ingest.errors import RunStopped
from ingest.holding import WAIT_S, holding, settling_alone
from ingest.items import Origin
from ingest.noted import Noted
from ingest.passing import BATCH, Pass, Save
from ingest.proposals import Proposals
from ingest.proposing.offering import Offering
from ingest.proposing.titles import Titles
from ingest.quarantine import Quarantine
from ingest.quarantine_history import withdrawn
from ingest.read.apart import Apart
from ingest.read.formats import READERS, Format
from ingest.report import Advance, Relay, Report, Tell, untold
from ingest.runs import Runs, RunState
from ingest.saving import Saving
from ingest.settling import settle
from ingest.sources import STARTER, STARTER_FOLDER, FolderOrigin, digest_of, files_of
from ingest.standing import Standing
from ingest.stopping import STOPPED
from ingest.taking import Decisions, Propose, Taking
from ingest.transaction import transaction
from ingest.versions import all_versions, versions_of
from knowledge.errors import LotseError, Problem
from knowledge.registry import Registry

Acknowledge = Callable[[int, int], None]  # files safely taken in, of how many
_TRUSTED = frozenset({STARTER})  # comes with Lotse, read by people before


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a pass is made."""

    propose: Propose
    ocr: bool
    batch: int
    allow_empty: bool


def sync(
    origin: Origin, registry: Registry, tell: Tell = untold, *, kind: str = "folder", allow_empty: bool = False,
    dry_run: bool = False, propose: Propose | None = None, wait_s: float = WAIT_S, relay: Relay | None = None,
    batch: int = BATCH, ocr: bool = False,
) -> Report:  # fmt: skip
    """Make the registry hold exactly what `origin` holds, and return what that took.

    `propose` is asked for fields of heads, rules by default; `relay` is told what happens before the first item.
    With `ocr` the text of scans is recognised, where the program for that is installed. `batch` documents are written
    at once. A broken item is left out and named; what it held before stays. A dry run reports the same and writes
    nothing. Raises SourceUnreadable, SourceEmpty, SourceBusy, RegistryUnavailable.
    """
    manner = _Manner(propose or Offering(Titles(registry), date.today), ocr, batch, allow_empty)
    report, relay = Report(dry_run=dry_run), relay or Relay()
    if dry_run:
        relay.tell = tell
        _pass(origin, registry, report, manner, lambda _batch: frozenset(), tell)
        return report
    with holding(registry.engine, origin.source, wait_s):
        runs = Runs(registry.engine)
        report.run = run = runs.begin(origin.source, kind)
        relay.tell = told = _noting(runs, run, tell)
        try:
            save = Saving(registry, origin.source, run, all_versions(ocr=ocr)).save
            _pass(origin, registry, report, manner, save, told)
            with settling_alone(registry.engine):
                again = settle(registry, run, partial(_save, registry, ocr=ocr), batch)
            report.quarantined = sorted({*report.quarantined, *again})
            Confirming(registry, Proposals(registry.engine)).again([*report.added, *report.changed])
        except BaseException as error:
            runs.finish(run, report, *_ended(error))
            raise
        report.revision = registry.revision() if report.changes else 0
        runs.finish(run, report)
    return report


def _ended(error: BaseException) -> tuple[RunState, str]:
    """Return how a run ended that `error` has ended, and the sentence for it."""
    if isinstance(error, RunStopped | KeyboardInterrupt):
        return RunState.STOPPED, STOPPED
    return RunState.FAILED, str(error) if isinstance(error, LotseError) else type(error).__name__


def _noting(runs: Runs, run: int, tell: Tell) -> Tell:
    """Return what notes how far a run is, and then tells."""

    def told(advance: Advance) -> None:
        runs.advance(run, advance)
        tell(advance)

    return told


def _pass(origin: Origin, registry: Registry, report: Report, manner: _Manner, save: Save, tell: Tell) -> None:
    engine, source = registry.engine, origin.source
    quarantine, proposals = Quarantine(engine), Proposals(engine)
    known = {**quarantine.unfiled(), **registry.known()}
    standing = Standing(source, known, Noted(engine).digests(source, all_versions(ocr=manner.ocr)))
    with transaction(engine) as connection:
        marks = withdrawn(connection)
    decisions = Decisions(
        proposals.confirmed_all(), quarantine.decided("released"), quarantine.decided("rejected"), marks
    )
    taking = Taking(standing, report, decisions, manner.propose, trusted=source in _TRUSTED)
    with Apart(ocr=manner.ocr) as reader:
        one = Pass(origin, standing, taking, report, reader, save, tell, manner.batch)
        one.run(allow_empty=manner.allow_empty)
    report.notes += [Problem(source, "Hinweis", note) for note in getattr(origin, "notes", ())]


def _save(registry: Registry, source: str, run: int, batch: Batch, *, ocr: bool) -> frozenset[str]:
    """Write a batch of any source; return the documents that were left out."""
    return Saving(registry, source, run, all_versions(ocr=ocr)).save(batch)


def sync_folder(folder: Path, registry: Registry, acknowledge: Acknowledge, *, allow_empty: bool = False) -> Report:
    """Make the registry hold exactly the documents of `folder` for this source, and report it. Raises as `sync`."""
    return sync(FolderOrigin(folder), registry, _files(acknowledge), allow_empty=allow_empty)


def sync_starter(registry: Registry, acknowledge: Acknowledge) -> Report | None:
    """Take in the starter corpus when it is new or another than last time; None when nothing is to do.

    Documents that another source has taken over stay with that source.
    """
    versions = versions_of(READERS[Format.MARKDOWN])
    digest = hashlib.sha256((digest_of(files_of(STARTER_FOLDER, ".md")) + versions).encode()).hexdigest()
    if registry.source_digest(STARTER) == digest:
        return None
    report = sync(FolderOrigin(STARTER_FOLDER, STARTER, ".md"), registry, _files(acknowledge), kind=STARTER, wait_s=60)
    registry.note_source(STARTER, digest)
    return report


def _files(acknowledge: Acknowledge) -> Tell:
    return lambda advance: acknowledge(advance.done, advance.total or advance.done)
