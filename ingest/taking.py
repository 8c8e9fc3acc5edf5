"""Takes the documents of one item: who they belong to, whether they changed, and what is to be written of them."""

from collections.abc import Callable, Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from ingest.assemble import assemble, content_of, digest_of, document_id
from ingest.batch import Batch, Taken
from ingest.items import Item
from ingest.proposing.proposal import Proposal
from ingest.read.extract import Extract
from ingest.report import Report
from ingest.screening.screen import screen
from ingest.screening.verdicts import Screened
from ingest.standing import Standing
from ingest.versions import AFTER_READING
from ingest.withdrawing import FORGOTTEN, REMOVAL
from knowledge.documents import Document
from knowledge.errors import DocumentInvalid, Problem
from knowledge.registry_rows import Known

WAITING = 1_000  # documents kept until it is known whose they are; what comes beyond is taken at once

Propose = Callable[[Extract, Document], tuple[Proposal, ...]]


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people have decided before: values confirmed by document, passages, and what was rolled back.

    `withdrawn` holds (document, digest of the bytes it was read from), see ingest.withdrawing.
    """

    confirmed: Mapping[str, Mapping[str, object]]
    released: Collection[str] = ()
    rejected: Collection[str] = ()
    withdrawn: AbstractSet[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """A document as it stands in an item, before anything was decided about it."""

    key: str
    item: Item
    extract: Extract
    version: str


class Taking:
    """Turns what readers find into a batch and a report. `trusted` sources are not screened and take from nobody."""

    def __init__(
        self, standing: Standing, report: Report, decisions: Decisions, propose: Propose, *, trusted: bool = False
    ) -> None:
        self.batch = Batch()
        self._standing, self._report, self._decisions = standing, report, decisions
        self._propose, self._trusted = propose, trusted
        self._told: set[str] = set()
        self._waiting: dict[str, Found] = {}

    def take(self, item: Item, extract: Extract, version: str) -> bool:
        """Take a document; return whether the item may be noted as read."""
        name = item.name
        self._report.notes += [Problem(name, "Hinweis", note) for note in extract.notes]
        found = Found(document_id(extract, self._standing.source, name), item, extract, version)
        if self._standing.must_wait(found.key, name) and len(self._waiting) < WAITING:
            return self._wait(found)
        return self._claim(found)

    def settle(self) -> None:
        """Take what has waited for an item of a lesser name that did not come."""
        for found in sorted(self._waiting.values(), key=lambda found: (found.item.name, found.key)):
            if self._claim(found):
                self.batch.noted[found.item.name] = found.item.digest
        self._waiting.clear()

    def gone(self, unseen: list[str]) -> list[str]:
        """Return those of `unseen` documents that are to be removed: not those whose removal was taken back."""
        kept = [key for key in unseen if (key, REMOVAL) in self._decisions.withdrawn]
        self._report.withdrawn += kept
        return [key for key in unseen if key not in set(kept)]

    def _wait(self, found: Found) -> bool:
        other = self._waiting.get(found.key)
        least, most = sorted((found, other or found), key=lambda one: one.item.name)
        if other is not None:
            self._refuse(most, least.item.name)
        self._waiting[found.key] = least
        return False

    def _claim(self, found: Found) -> bool:
        """Take a document unless an item of a lesser name holds it, or a trusted source's is taken over already."""
        name, owner = found.item.name, self._standing.owner(found.key)
        if owner is not None and owner <= name:
            self._refuse(found, owner)
            return False
        before = self._standing.known.get(found.key)
        if self._trusted and before is not None and before.source != self._standing.source:
            self._report.unchanged += 1
            return True
        if owner is not None:
            self._take_from(found, owner)
        self._standing.keep(found.key, name)
        return self._file(found, before)

    def _refuse(self, found: Found, owner: str) -> None:
        name = found.item.name
        reason = f"{found.key} steht schon in {owner}" if owner != name else f"{found.key} steht darin zweimal"
        self._report.problems.append(Problem(name, "id", reason))
        self._standing.keep_whole(name)

    def _take_from(self, found: Found, owner: str) -> None:
        """Have the item of the greater name read again next time, and say who holds the document."""
        self._report.problems.append(Problem(owner, "id", f"{found.key} steht schon in {found.item.name}"))
        self._standing.keep_whole(owner)
        self._standing.noted.pop(owner, None)
        self.batch.unnote(owner)

    def _file(self, found: Found, before: Known | None) -> bool:
        key, item, extract = found.key, found.item, found.extract
        content = content_of(extract, item.digest)
        confirmed = self._decisions.confirmed.get(key, {})
        digest = digest_of(content, (found.version, *AFTER_READING), confirmed)
        same = before is not None and before.digest == digest
        withdrawn = not same and self._is_withdrawn(key, content)
        if withdrawn and (before is not None or (key, FORGOTTEN) in self._decisions.withdrawn):
            self._report.withdrawn.append(key)
            return False  # it stays as it is, and is looked at again by every pass
        if before is not None and before.source != self._standing.source:
            self._adopt(key, before)
        if (key, REMOVAL) in self._decisions.withdrawn:
            self.batch.back.add(key)
        if same and before is not None:
            return self._unchanged(found, before, digest)
        try:
            document = assemble(extract, self._standing.source, item.name, item.url, confirmed, digest)
        except DocumentInvalid as error:
            self._report.problems += error.problems
            return False
        self._write(found, before, document, content, withdrawn=withdrawn)
        return not withdrawn

    def _is_withdrawn(self, key: str, content: str) -> bool:
        return not {(key, content), (key, FORGOTTEN)}.isdisjoint(self._decisions.withdrawn)

    def _adopt(self, key: str, before: Known) -> None:
        self._report.adopted.append(key)
        self.batch.lost.append((key, before.source, before.path))

    def _unchanged(self, found: Found, before: Known, digest: str) -> bool:
        self._count(found.key, "unchanged")
        if (before.source, before.path) != (self._standing.source, found.item.name):
            self.batch.moved[found.key] = found.item.name
            self.batch.taken.pop(found.key, None)
            self._standing.file(found.key, found.item.name, digest)
        return True

    def _write(self, found: Found, before: Known | None, document: Document, content: str, *, withdrawn: bool) -> None:
        key, name, extract = found.key, found.item.name, found.extract
        screened = Screened(document) if self._trusted else self._screen(document, extract, withdrawn=withdrawn)
        if screened.held:
            self._report.quarantined.append(key)
        action = "added" if before is None else "changed"
        proposals = self._proposed(extract, screened.document)
        self.batch.moved.pop(key, None)
        self.batch.taken[key] = Taken(document, name, content, action, screened, proposals)
        self._count(key, action)
        self._standing.file(key, name, document.digest)

    def _proposed(self, extract: Extract, free: Document | None) -> tuple[Proposal, ...]:
        """Return what the text says for the head; for a record its columns have said it."""
        return () if self._trusted or extract.key or free is None else self._propose(extract, free)

    def _screen(self, document: Document, extract: Extract, *, withdrawn: bool) -> Screened:
        told = self._decisions
        return screen(document, extract, told.released, told.rejected, withdrawn=withdrawn)

    def _count(self, key: str, action: str) -> None:
        """Count a document once, as what it was when the pass met it first."""
        if key in self._told:
            return
        self._told.add(key)
        if action == "unchanged":
            self._report.unchanged += 1
        else:
            getattr(self._report, action).append(key)
