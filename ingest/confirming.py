"""Puts what an editor confirms, or types, into a document's head at once: in one change, without reading its source."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from ingest.confirmed import Values, digest_with, with_confirmed
from ingest.heads import checked_head
from ingest.proposals import Proposals
from ingest.renaming import under
from knowledge.documents import Document, FrontMatter
from knowledge.errors import DocumentInvalid, Problem, RegistryUnavailable
from knowledge.registry import Registry
from knowledge.registry_rows import FiledDocument
from knowledge.registry_tables import DOCUMENTS

# The id is what others cite; marks in the text count the sources.
FIXED = ("id", "sources")
EDITABLE = tuple(name for name in FrontMatter.model_fields if name not in FIXED)
_TRIES = 5  # a sync may change the same document at the same moment


class _ChangedMeanwhile(Exception):
    """Another change has come first: begin again with what is there now."""


@dataclass(frozen=True, slots=True)
class Confirming:
    """Confirms values of heads."""

    registry: Registry
    proposals: Proposals

    def __call__(self, document: str, values: Values, by: str) -> FrontMatter:
        """Confirm `values` by field for a document, all or none, and return its new head; None empties a field.

        Raises DocumentInvalid naming each field that is wrong, and why, and RegistryUnavailable.
        """
        told = {field: _cleaned(value) for field, value in values.items()}
        _refuse_fixed(document, told)
        for _ in range(_TRIES):
            try:
                return self._confirmed(document, told, by)
            except _ChangedMeanwhile:
                continue
        raise RegistryUnavailable("Das Dokument wird gerade eingelesen. Bitte bestätigen Sie gleich noch einmal.")

    def again(self, documents: Iterable[str]) -> tuple[str, ...]:
        """Put confirmed values into the heads of those `documents` that lack them, and return which these were.

        A rollback has brought back an older head, or a sync began before an editor confirmed. What an older head
        cannot hold waits for the next version of its source. Raises RegistryUnavailable.
        """
        told, known = self.proposals.confirmed_all(), self.registry.known()
        lacking = (key for key in documents if key in told and key in known)
        return tuple(key for key in lacking if self._caught_up(key, known[key].digest, told[key]))

    def _caught_up(self, document: str, digest: str, confirmed: Values) -> bool:
        if digest_with(digest, confirmed) == digest:
            return False
        try:
            self(document, {}, "")
        except DocumentInvalid:
            return False
        return True

    def _confirmed(self, document: str, told: Values, by: str) -> FrontMatter:
        known, head = self.registry.known().get(document), self.registry.heads([document]).get(document)
        if known is None or head is None:
            raise DocumentInvalid((Problem(document, "Dokument", "gibt es nicht mehr"),))
        confirmed = _together(self.proposals.confirmed(document), told)
        meta = checked_head(document, with_confirmed(head.model_dump(mode="json", exclude_none=True), confirmed))
        _refuse_itself(meta)
        passages = under(meta, self.registry.passages_of([document]).get(document, ()))

        def beside(connection: Connection, _revision: int) -> None:
            now = connection.execute(select(DOCUMENTS.c.digest).where(DOCUMENTS.c.id == document)).scalar()
            if now != known.digest:
                raise _ChangedMeanwhile
            self.proposals.note(connection, document, told, by)

        filed = FiledDocument(Document(meta, digest_with(known.digest, confirmed), passages), known.path)
        self.registry.apply(known.source, [filed], beside=beside)
        return meta


def _together(before: Values, told: Values) -> dict[str, object]:
    """Return all confirmed values; a part that is confirmed as a whole takes the place of its fields."""
    kept = {field: value for field, value in before.items() if field.partition(".")[0] not in told}
    return kept | dict(told)


def _refuse_fixed(document: str, values: Values) -> None:
    names = {field: field.partition(".")[0] for field in values}
    reasons = {**dict.fromkeys(FIXED, "lässt sich hier nicht ändern"), **dict.fromkeys(EDITABLE, "")}
    wrong = {field: reasons.get(name, "ist kein bekanntes Feld") for field, name in names.items()}
    if problems := tuple(Problem(document, field, reason) for field, reason in wrong.items() if reason):
        raise DocumentInvalid(problems)


def _refuse_itself(meta: FrontMatter) -> None:
    if meta.superseded_by == meta.id:
        raise DocumentInvalid((Problem(meta.id, "superseded_by", "ein Dokument kann sich nicht selbst ersetzen"),))


def _cleaned(value: object) -> object:
    """Return a value whose texts hold no control characters and lone surrogates; an empty text is no value."""
    if isinstance(value, str):
        kept = "".join(" " if unicodedata.category(c) in ("Cc", "Cs") else c for c in value)
        return " ".join(unicodedata.normalize("NFKC", kept).split()) or None
    if isinstance(value, Mapping):
        return {str(name): _cleaned(below) for name, below in value.items()}
    return [_cleaned(one) for one in value] if isinstance(value, list | tuple) else value
