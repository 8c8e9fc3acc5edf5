"""Brings a folder's documents into the registry: exactly what is new, changed or gone, batch by batch.

A batch is one transaction; when a batch is acknowledged it is safe, whatever happens next.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ingest.errors import SourceEmpty
from ingest.read import markdown
from ingest.sources import STARTER, STARTER_FOLDER, contents, digest_of, files_of, source_name
from knowledge.documents import Document
from knowledge.errors import DocumentInvalid, Problem
from knowledge.registry import Registry
from knowledge.registry_rows import FiledDocument, Known

BATCH = 100  # documents per transaction

Acknowledge = Callable[[int, int], None]  # files safely taken in, of how many


@dataclass
class Report:
    """What one run did, by document id; `problems` lists the files that were left out and why."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    adopted: list[str] = field(default_factory=list)
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)
    revision: int = 0

    @property
    def changes(self) -> int:
        """How many documents differ from before."""
        return len(self.added) + len(self.changed) + len(self.removed)


def sync_folder(folder: Path, registry: Registry, acknowledge: Acknowledge, *, allow_empty: bool = False) -> Report:
    """Make the registry hold exactly the documents of `folder` for this source, and report it.

    A broken file is left out and named; its earlier version stays. Raises SourceUnreadable, SourceEmpty.
    """
    return _sync(source_name(folder), folder, registry, acknowledge, allow_empty)


def sync_starter(registry: Registry, acknowledge: Acknowledge) -> Report | None:
    """Take in the starter corpus when it is new or another than last time; None when nothing is to do.

    Documents that another source has taken over stay with that source.
    """
    digest = digest_of(files_of(STARTER_FOLDER)) + markdown.READER_VERSION
    if registry.source_digest(STARTER) == digest[-64:]:
        return None
    report = _sync(STARTER, STARTER_FOLDER, registry, acknowledge, allow_empty=False)
    registry.note_source(STARTER, digest[-64:])
    return report


def _sync(source: str, folder: Path, registry: Registry, acknowledge: Acknowledge, allow_empty: bool) -> Report:
    known = registry.known()
    paths = files_of(folder)
    mine = {key for key, entry in known.items() if entry.source == source}
    if not allow_empty:
        _refuse_lost_mount(folder, paths, mine)
    report, batch, kept, moved = Report(), list[FiledDocument](), dict[str, str](), dict[str, str]()
    for done, (name, data) in enumerate(contents(paths, folder), start=1):
        found = _document(name, data, kept, report)
        if found is None:
            kept.update(_earlier(name, mine, known))
        elif _is_new(source, found, known.get(found.id), report):
            batch.append(FiledDocument(found, name))
        elif found.id in report.adopted or (found.id in mine and known[found.id].path != name):
            moved[found.id] = name
        if done % BATCH == 0 or done == len(paths):
            _save(source, batch, registry, report)
            acknowledge(done, len(paths))  # only now is everything up to here safe
    registry.refile(source, moved)
    report.removed = sorted(mine - set(kept))
    if report.removed:
        report.revision = registry.apply(source, removed=report.removed)
    return report


def _save(source: str, batch: list[FiledDocument], registry: Registry, report: Report) -> None:
    """Write the batch in one transaction and empty it."""
    if batch:
        report.revision = registry.apply(source, batch)
        batch.clear()


def _earlier(name: str, mine: set[str], known: dict[str, Known]) -> dict[str, str]:
    """Return the documents that a file held when it was last readable: they stay while it is broken."""
    return {key: name for key in mine if known[key].path == name}


def _refuse_lost_mount(folder: Path, paths: list[Path], mine: set[str]) -> None:
    if not paths and mine:
        raise SourceEmpty(
            f"In {folder} liegt kein Dokument mehr, vorher waren es {len(mine)}. Ist das Laufwerk eingehängt? "
            "Sollen wirklich alle entfernt werden, dann mit --allow-empty."
        )


def _document(name: str, data: bytes | OSError, kept: dict[str, str], report: Report) -> Document | None:
    """Return the document of a file and note its id in `kept`; None, and a problem noted, when it is broken."""
    try:
        if isinstance(data, OSError):
            raise DocumentInvalid((Problem(name, "Datei", f"lässt sich nicht lesen ({data.strerror})"),))
        found = markdown.read(name, data)
        if found.id in kept:
            raise DocumentInvalid((Problem(name, "id", f"{found.id} steht schon in {kept[found.id]}"),))
    except DocumentInvalid as error:
        report.problems.extend(error.problems)
        return None
    kept[found.id] = name
    return found


def _is_new(source: str, found: Document, before: Known | None, report: Report) -> bool:
    """Return whether the document must be written, and note in the report what it is."""
    if before is None:
        report.added.append(found.id)
        return True
    if before.source != source:
        if source == STARTER:  # who has taken a starter document over keeps it
            report.unchanged += 1
            return False
        report.adopted.append(found.id)
    if before.digest == found.digest:
        report.unchanged += 1
        return False
    report.changed.append(found.id)
    return True
