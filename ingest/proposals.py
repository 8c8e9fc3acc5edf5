"""What documents' heads could say, what editors have confirmed of it, and what they do not want to see again."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import Connection, Engine, Row, delete, func, insert, or_, select

from ingest.confirmed import Values
from ingest.proposing.proposal import By, Proposal
from ingest.tables.proposals import CONFIRMED, PROPOSED, REJECTED
from ingest.transaction import now as now_utc
from ingest.transaction import prepare, transaction


class Proposals:
    """Proposals by document, best first per field. Confirmed and rejected values outlive the document."""

    def __init__(self, engine: Engine, now: Callable[[], datetime] = now_utc) -> None:
        self._engine, self._now = engine, now
        prepare(engine)

    def of(self, document: str) -> tuple[Proposal, ...]:
        """Return what is open for a document: neither rejected nor confirmed."""
        query = select(PROPOSED).where(PROPOSED.c.document_id == document).order_by(PROPOSED.c.position)
        with transaction(self._engine) as connection:
            return tuple(_proposal(row) for row in connection.execute(query))

    def open(self) -> dict[str, int]:
        """Return how many fields have open proposals, for each document that has some."""
        fields = func.count(func.distinct(PROPOSED.c.field))
        query = select(PROPOSED.c.document_id, fields).group_by(PROPOSED.c.document_id)
        with transaction(self._engine) as connection:
            return {key: int(number) for key, number in connection.execute(query)}

    def confirmed(self, document: str) -> dict[str, object]:
        """Return the confirmed values of a document by field; None is one, too: the field stays empty."""
        query = select(CONFIRMED).where(CONFIRMED.c.document_id == document)
        with transaction(self._engine) as connection:
            return {row.field: json.loads(row.value) for row in connection.execute(query)}

    def confirmed_all(self) -> dict[str, dict[str, object]]:
        """Return the confirmed values of all documents that have some, by document and field."""
        found: dict[str, dict[str, object]] = {}
        with transaction(self._engine) as connection:
            for row in connection.execute(select(CONFIRMED)):
                found.setdefault(row.document_id, {})[row.field] = json.loads(row.value)
        return found

    def reject(self, document: str, proposal: Proposal, by: str) -> None:
        """Note that `by` does not want this value for these words: it is not proposed again."""
        with transaction(self._engine) as connection:
            self._drop(connection, document, [proposal], by)

    def note(self, connection: Connection, document: str, confirmed: Values, by: str) -> None:
        """Note, within a change, what `by` has confirmed; what else stood to choose for these fields is rejected."""
        rows = connection.execute(select(PROPOSED).where(PROPOSED.c.document_id == document))
        passed = [_proposal(row) for row in rows if row.field in confirmed]
        self._drop(connection, document, passed, by)
        for field, value in confirmed.items():
            same = or_(CONFIRMED.c.field == field, CONFIRMED.c.field.startswith(f"{field}.", autoescape=True))
            connection.execute(delete(CONFIRMED).where(CONFIRMED.c.document_id == document, same))
            row = {"document_id": document, "field": field, "value": json.dumps(value), "by": by, "at": self._now()}
            connection.execute(insert(CONFIRMED).values(row))

    def replace(self, connection: Connection, document: str, proposals: Sequence[Proposal]) -> None:
        """Make `proposals` those of a document, within a change; without what was rejected, or confirmed as it is."""
        told = select(CONFIRMED.c.field, CONFIRMED.c.value).where(CONFIRMED.c.document_id == document)
        yes = {row.field: json.loads(row.value) for row in connection.execute(told)}
        no = set(connection.scalars(select(REJECTED.c.digest).where(REJECTED.c.document_id == document)))
        self.forget(connection, document)
        rows = [
            {"document_id": document, "position": n, "field": p.field, "value": json.dumps(p.value), "by": p.by}
            | {"because": p.because}
            for n, p in enumerate(proposals)
            if p.digest not in no and (p.field not in yes or yes[p.field] != p.value)
        ]
        if rows:
            connection.execute(insert(PROPOSED), rows)

    def forget(self, connection: Connection, document: str) -> None:
        """Drop the open proposals of a document that goes, within a change; its words are in them."""
        connection.execute(delete(PROPOSED).where(PROPOSED.c.document_id == document))

    def _drop(self, connection: Connection, document: str, proposals: Sequence[Proposal], by: str) -> None:
        digests = {proposal.digest for proposal in proposals}
        for row in connection.execute(select(PROPOSED).where(PROPOSED.c.document_id == document)).all():
            if _proposal(row).digest in digests:
                here = (PROPOSED.c.document_id == document, PROPOSED.c.position == row.position)
                connection.execute(delete(PROPOSED).where(*here))
        for digest in sorted(digests):
            known = (REJECTED.c.document_id == document, REJECTED.c.digest == digest)
            connection.execute(delete(REJECTED).where(*known))
            connection.execute(insert(REJECTED).values(document_id=document, digest=digest, by=by, at=self._now()))


def _proposal(row: Row[tuple[object, ...]]) -> Proposal:
    return Proposal(row.field, json.loads(row.value), row.because, cast("By", row.by))
