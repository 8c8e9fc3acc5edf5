"""One pass over a source: every item seen once, written batch by batch; what was not seen is gone."""

from collections.abc import Callable

from ingest.batch import Batch
from ingest.errors import NothingReads, SourceEmpty
from ingest.items import Item, Origin
from ingest.read.apart import Apart
from ingest.read.large import Large
from ingest.report import Advance, Report, Tell
from ingest.standing import Standing
from ingest.taking import Taking
from knowledge.errors import DocumentInvalid

BATCH = 100  # documents per transaction

Save = Callable[[Batch], frozenset[str]]  # returns the documents that were left out


class Pass:
    """Goes through the items of an origin. Knows no database: `save` writes, or does nothing in a dry run."""

    def __init__(
        self, origin: Origin, standing: Standing, taking: Taking, report: Report, reader: Apart, save: Save, tell: Tell,
        batch: int = BATCH,
    ) -> None:  # fmt: skip
        self._origin, self._standing, self._taking, self._report = origin, standing, taking, report
        self._reader, self._save, self._tell, self._batch = reader, save, tell, batch
        self._total = origin.total()
        self._done = self._readable = self._documents = self._fresh = 0

    def run(self, *, allow_empty: bool) -> None:
        """Write all that is new, changed or gone. Raises SourceUnreadable, SourceEmpty, RegistryUnavailable."""
        last = ""
        for item in self._origin.items():
            self._see(item)
            self._done, last = self._done + 1, item.name
            if self._fresh >= self._batch:
                self._flush(last)
        if not self._readable and self._standing.count and not allow_empty:
            raise SourceEmpty(
                f"In {self._origin.source.removeprefix('folder:')} liegt kein Dokument mehr, vorher waren es "
                f"{self._standing.count}. Ist das Laufwerk eingehängt? "
                "Sollen wirklich alle entfernt werden, dann mit --allow-empty."
            )
        self._taking.settle()
        if self._fresh or self._taking.batch:
            self._flush(last)
        self._remove()

    def _see(self, item: Item) -> None:
        before = self._documents
        self._standing.see(item.name)
        if item.problem is not None:
            self._readable += 1
            self._report.problems.append(item.problem)
            self._standing.keep_whole(item.name)
        elif (content := item.content) is None or self._standing.noted.get(item.name) == item.digest:
            self._readable += 1
            kept = self._standing.keep_whole(item.name)
            self._report.unchanged += kept
            self._documents += kept
        else:
            self._read(item, content)
        self._fresh += 1 if self._documents == before else 0

    def _read(self, item: Item, content: bytes | Large) -> None:
        """Take the documents of an item; one that cannot be read keeps what it held when it last could."""
        whole = True
        try:
            read = self._reader.read(item.name, content, item.media_type, item.mapping)
            self._readable += 1
            for extract in read.extracts:
                if self._fresh >= self._batch:
                    self._flush(item.name)
                whole &= self._taking.take(item, extract, read.version)
                self._documents, self._fresh = self._documents + 1, self._fresh + 1
        except NothingReads as error:
            self._report.skipped += error.problems
            whole = False
        except DocumentInvalid as error:
            self._readable += 1
            self._report.problems += error.problems
            self._standing.keep_whole(item.name)
            whole = False
        if whole:
            self._taking.batch.noted[item.name] = item.digest

    def _flush(self, name: str) -> None:
        """Write what has come together, and tell how far everything is safe."""
        self._report.leave_out(self._save(self._taking.batch))
        self._taking.batch = Batch()
        self._fresh = 0
        self._tell(Advance(self._done, self._total, self._documents, name))

    def _remove(self) -> None:
        """Take out what was not seen, unless the pass saw not all, or the removal was taken back before."""
        names, complete = _gone(self._origin), self._origin.complete
        gone = self._taking.gone(self._standing.gone(names, complete=complete))
        self._report.removed = gone
        for start in range(0, len(gone), self._batch):
            self._report.leave_out(self._save(Batch(removed=gone[start : start + self._batch])))
        if vanished := self._standing.vanished(names, complete=complete):
            self._save(Batch(unnoted=vanished))


def _gone(origin: Origin) -> frozenset[str]:
    """Return the names that an origin knows to be gone although its pass was cut."""
    found: frozenset[str] = getattr(origin, "gone", frozenset())
    return found
