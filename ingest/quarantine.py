"""Keeps what screening holds back until an editor releases or rejects it; knows no rules.

A decision covers a passage's content and what else was reported: a sync of the same content does not ask again.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from ingest.errors import NotQuarantined
from ingest.quarantine_filing import filed_source, held_row, with_passages
from ingest.quarantine_rows import Quarantined, State, document_row, kept, passage_row, quarantined_of
from ingest.screening.verdicts import Screened
from ingest.tables.quarantine import QUARANTINE, SCREENED
from ingest.tables.sketches import SKETCHES
from ingest.transaction import parts, prepare, transaction
from knowledge.registry import Registry
from knowledge.registry_rows import FiledDocument, Known
from knowledge.registry_tables import DOCUMENTS

_JOINED = select(QUARANTINE, SCREENED.c.source, SCREENED.c.path, SCREENED.c.meta).outerjoin(
    SCREENED, SCREENED.c.id == QUARANTINE.c.document_id
)


class Quarantine:
    """Held passages in the registry's database; what lies here is in no index."""

    def __init__(self, engine: Engine) -> None:
        """Make the tables that are missing. Raises RegistryUnavailable."""
        self._engine = engine
        prepare(engine)

    # --- what a sync asks and writes ---

    def decided(self, state: State) -> frozenset[str]:
        """Return the keys of all decisions "released" or "rejected", as screening wants them."""
        with transaction(self._engine) as connection:
            query = select(QUARANTINE.c.key).where(QUARANTINE.c.state == state)
            return frozenset(connection.execute(query).scalars())

    def unfiled(self) -> dict[str, Known]:
        """Return the documents of which nothing is filed, as the registry tells of those it knows."""
        filed = select(DOCUMENTS.c.id)
        columns = (SCREENED.c.id, SCREENED.c.source, SCREENED.c.path, SCREENED.c.digest)
        with transaction(self._engine) as connection:
            rows = connection.execute(select(*columns).where(SCREENED.c.id.not_in(filed))).all()
        return {row.id: Known(row.source, row.path, row.digest) for row in rows}

    def write(
        self, connection: Connection, source: str, documents: Iterable[tuple[FiledDocument, Screened]], at: datetime
    ) -> None:
        """Replace what was held of `documents`, each whole as it was read, by what is held of them now."""
        for filed, screened in documents:
            key = filed.document.id
            own = QUARANTINE.c.document_id == key
            refused = select(QUARANTINE).where(own, QUARANTINE.c.state == "rejected")
            rejected = {row.key: row for row in connection.execute(refused)}
            rows = [kept(passage_row(held, at), rejected) for held in screened.held]
            ids, keys = [row["id"] for row in rows], [row["key"] for row in rows]
            again = QUARANTINE.c.id.in_(ids) | QUARANTINE.c.key.in_(keys) | (QUARANTINE.c.state == "held")
            connection.execute(delete(QUARANTINE).where(own, again))
            connection.execute(delete(SCREENED).where(SCREENED.c.id == key))
            if rows:
                connection.execute(insert(QUARANTINE), rows)
            if connection.execute(select(QUARANTINE.c.id).where(own)).first():
                connection.execute(insert(SCREENED), document_row(source, filed))

    def forget(self, connection: Connection, documents: Sequence[str]) -> None:
        """Delete all rows of documents that are removed, decisions too."""
        for part in parts(documents):
            connection.execute(delete(QUARANTINE).where(QUARANTINE.c.document_id.in_(part)))
            connection.execute(delete(SCREENED).where(SCREENED.c.id.in_(part)))

    # --- what editors ask and do ---

    def held(
        self, source: str | None = None, document: str | None = None, state: State | None = "held"
    ) -> tuple[Quarantined, ...]:
        """Return what is in quarantine, by document and place in it; all states when `state` is None."""
        query = _JOINED.order_by(QUARANTINE.c.document_id, QUARANTINE.c.position, QUARANTINE.c.id)
        wanted = ((SCREENED.c.source, source), (QUARANTINE.c.document_id, document), (QUARANTINE.c.state, state))
        for column, value in wanted:
            if value is not None:
                query = query.where(column == value)
        with transaction(self._engine) as connection:
            return tuple(map(quarantined_of, connection.execute(query)))

    def counts(self) -> dict[str, int]:
        """Return how many passages nobody has decided on yet, by source."""
        query = (
            select(SCREENED.c.source, func.count())
            .join(QUARANTINE, QUARANTINE.c.document_id == SCREENED.c.id)
            .where(QUARANTINE.c.state == "held")
            .group_by(SCREENED.c.source)
        )
        with transaction(self._engine) as connection:
            return {str(source): int(number) for source, number in connection.execute(query)}

    def release(self, registry: Registry, passages: Sequence[str], by: str, at: datetime) -> int:
        """File held passages of one document at their places at once; return the new revision.

        A document of which nothing was filed comes into being. Raises NotQuarantined, and then nothing has changed.
        """
        with transaction(self._engine) as connection:
            found = [held_row(connection, key) for key in passages]
            if len({row.document_id for row in found}) != 1:
                raise NotQuarantined("Geben Sie Abschnitte genau eines Dokuments frei.")
            source = filed_source(connection, found[0].document_id)
        changed: list[FiledDocument] = []

        def beside(connection: Connection, _revision: int) -> None:
            rows = [held_row(connection, key) for key in passages]  # under the write lock: nobody else decides now
            changed.append(with_passages(connection, rows))
            self._decide(connection, passages, "released", by, at)
            connection.execute(
                delete(SKETCHES).where(SKETCHES.c.document_id == rows[0].document_id)
            )  # it says more now

        return registry.apply(source, changed, beside=beside)

    def reject(self, passages: Sequence[str], by: str, at: datetime) -> None:
        """Keep held passages out for good. Raises NotQuarantined, and then nothing has changed."""
        with transaction(self._engine) as connection:
            for key in passages:
                held_row(connection, key)
            self._decide(connection, passages, "rejected", by, at)

    def _decide(self, connection: Connection, passages: Sequence[str], state: State, by: str, at: datetime) -> None:
        decision = {"state": state, "decided_by": by, "decided_at": at.astimezone(UTC)}
        for part in parts(passages):
            connection.execute(update(QUARANTINE).where(QUARANTINE.c.id.in_(part)).values(decision))
