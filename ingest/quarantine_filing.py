"""Puts released passages back where they stood: the document as it is filed now, with them in it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from ingest.errors import NotQuarantined
from ingest.quarantine_rows import passage_of
from ingest.renaming import under
from ingest.tables.quarantine import QUARANTINE, SCREENED
from knowledge.documents import Document
from knowledge.registry_rows import FiledDocument, head_of, passage_of_row
from knowledge.registry_tables import DOCUMENTS, PASSAGES


def held_row(connection: Connection, passage: str) -> Row[Any]:
    """Return the row of a passage that waits. Raises NotQuarantined."""
    row = connection.execute(select(QUARANTINE).where(QUARANTINE.c.id == passage)).first()
    if row is None or row.state != "held":
        raise NotQuarantined(
            f"Der Abschnitt {passage} liegt nicht mehr in der Quarantäne: "
            "er wurde schon geprüft, oder seine Quelle hat sich geändert. Laden Sie die Liste neu."
        )
    return row


def filed_source(connection: Connection, document: str) -> str:
    """Return the source a document belongs to. Raises NotQuarantined when nothing is known of it."""
    for table in (DOCUMENTS, SCREENED):
        found = connection.execute(select(table.c.source).where(table.c.id == document)).scalar()
        if found is not None:
            return str(found)
    raise NotQuarantined(f"Das Dokument {document} gibt es nicht mehr. Laden Sie die Liste neu.")


def with_passages(connection: Connection, rows: Sequence[Row[Any]]) -> FiledDocument:
    """Return the document of held passages, with them at their places among those that are filed already."""
    key = rows[0].document_id
    head = next(
        row
        for table in (DOCUMENTS, SCREENED)
        if (row := connection.execute(select(table).where(table.c.id == key)).first())
    )
    there = connection.execute(select(PASSAGES).where(PASSAGES.c.document_id == key))
    passages = sorted((*map(passage_of_row, there), *map(passage_of, rows)), key=lambda passage: passage.position)
    meta = head_of(head.meta)  # it may have been confirmed since they were held
    return FiledDocument(Document(meta, head.digest, under(meta, passages)), head.path)
