"""Keeps verified answers in the application database; the registry follows it, see api/verifying.py."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from api.store.audit import record
from api.store.tables_verified import VERIFIED, VERIFIED_SOURCES
from api.store.upgrading import StoreUnavailable
from assistant.people.cited import CITED_TEXT
from assistant.people.verified import VerifiedAnswer, VerifiedStatus
from knowledge.errors import LotseError


class AlreadyVerified(LotseError):
    """Somebody else has published or changed this answer meanwhile."""

    code = "already_verified"


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """A verified answer with its place in the work: whether it is evidence, why not, and its version."""

    verified: VerifiedAnswer
    status: VerifiedStatus
    why: str
    version: int
    handoff_number: str | None


class StoredVerified:
    """Verified answers in SQL, SQLite and PostgreSQL alike."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine, self._now = engine, now

    def publish(self, answer: VerifiedAnswer, by: str, *, number: str | None = None, seen: int = 0) -> None:
        """Keep the answer as published: new with `seen` 0, else in place of the version that was seen.

        Raises AlreadyVerified when there is another version by now, StoreUnavailable.
        """
        row = {**_row(answer), "status": VerifiedStatus.PUBLISHED.value, "why": "", "changed_at": self._now()}
        with self._begun() as connection:
            if seen:
                self._replace(connection, answer.document_id, seen, row)
            else:
                self._add(connection, row | {"handoff_number": number, "version": 1})
            connection.execute(delete(VERIFIED_SOURCES).where(VERIFIED_SOURCES.c.document_id == answer.document_id))
            links = [
                {"document_id": answer.document_id, "source_id": key, "digest": digest}
                for key, digest in sorted(answer.digests.items())
            ]
            if links:
                connection.execute(insert(VERIFIED_SOURCES), links)
            record(connection, self._now(), by, "verified.published", answer.document_id)

    def withdraw(self, document_id: str, by: str, why: str, seen: int) -> None:
        """Take the answer out of the knowledge. Raises AlreadyVerified, StoreUnavailable."""
        row = {"status": VerifiedStatus.WITHDRAWN.value, "why": why, "changed_at": self._now()}
        with self._begun() as connection:
            self._replace(connection, document_id, seen, row)
            record(connection, self._now(), by, "verified.withdrawn", document_id)

    def reopen(self, reasons: Mapping[str, str]) -> list[str]:
        """Reopen those published answers and return which were still published. Raises StoreUnavailable."""
        reopened = []
        with self._begun() as connection:
            for key, why in sorted(reasons.items()):
                row = {"status": VerifiedStatus.REOPENED.value, "why": why, "changed_at": self._now()}
                published = (VERIFIED.c.document_id == key, VERIFIED.c.status == VerifiedStatus.PUBLISHED.value)
                if connection.execute(update(VERIFIED).where(*published).values(_next(row))).rowcount:
                    record(connection, self._now(), "lotse", "verified.reopened", key)
                    reopened.append(key)
        return reopened

    def published(self) -> list[VerifiedAnswer]:
        """Return what has to stand in the knowledge, by id. Raises StoreUnavailable."""
        return [kept.verified for kept in self.listed(VerifiedStatus.PUBLISHED)]

    def listed(self, status: VerifiedStatus | None = None) -> list[KeptAnswer]:
        """Return the answers of a status, or all, the next review first. Raises StoreUnavailable."""
        query = select(VERIFIED).order_by(VERIFIED.c.review_on, VERIFIED.c.document_id)
        if status:
            query = query.where(VERIFIED.c.status == status.value)
        with self._begun() as connection:
            digests = _digests(connection)
            return [_kept(row, digests.get(row.document_id, {})) for row in connection.execute(query)]

    def of(self, document_id: str) -> KeptAnswer | None:
        """Return one answer, or None. Raises StoreUnavailable."""
        return next((kept for kept in self.listed() if kept.verified.document_id == document_id), None)

    def _add(self, connection: Connection, row: Mapping[str, Any]) -> None:
        try:
            with connection.begin_nested():
                connection.execute(insert(VERIFIED).values(row))
        except IntegrityError as error:
            raise AlreadyVerified("Diese Antwort ist schon veröffentlicht. Bitte laden Sie die Seite neu.") from error

    def _replace(self, connection: Connection, document_id: str, seen: int, row: Mapping[str, Any]) -> None:
        same = (VERIFIED.c.document_id == document_id, VERIFIED.c.version == seen)
        if not connection.execute(update(VERIFIED).where(*same).values(_next(row))).rowcount:
            raise AlreadyVerified(
                "Jemand hat diese Antwort inzwischen geändert. Laden Sie die Seite neu und prüfen Sie den Stand."
            )

    @contextmanager
    def _begun(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise StoreUnavailable("Die geprüften Antworten sind gerade nicht erreichbar.") from error


def _next(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "version": VERIFIED.c.version + 1}


def _row(answer: VerifiedAnswer) -> dict[str, Any]:
    return {
        "document_id": answer.document_id,
        "question": answer.question,
        "answer": CITED_TEXT.dump_json(answer.answer).decode(),
        "topics": json.dumps(answer.topics),
        "owner": answer.owner,
        "verified_on": answer.verified_on,
        "review_on": answer.review_on,
    }


def _digests(connection: Connection) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in connection.execute(select(VERIFIED_SOURCES)):
        found.setdefault(row.document_id, {})[row.source_id] = row.digest
    return found


def _kept(row: Row[Any], digests: Mapping[str, str]) -> KeptAnswer:
    verified = VerifiedAnswer(
        row.document_id, row.question, CITED_TEXT.validate_json(row.answer), tuple(json.loads(row.topics)), row.owner,
        row.verified_on, row.review_on, digests,
    )  # fmt: skip
    return KeptAnswer(verified, VerifiedStatus(row.status), row.why, row.version, row.handoff_number)


def due_for_review(kept: Sequence[KeptAnswer], today: date) -> list[KeptAnswer]:
    """Return the published answers whose review date has come."""
    return [one for one in kept if one.status is VerifiedStatus.PUBLISHED and one.verified.review_on <= today]
