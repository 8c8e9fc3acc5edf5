"""Marks on documents that must not come back with the same bytes, and how an editor takes such a mark away."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Engine, delete, select

from ingest.errors import NotWithdrawn
from ingest.noted import unnote
from ingest.tables.quarantine import SCREENED, WITHDRAWN
from ingest.transaction import parts, prepare, transaction
from knowledge.registry_tables import DOCUMENTS

REMOVAL = ""  # instead of a digest: the removal of the document was taken back, although its file is gone
FORGOTTEN = "*"  # instead of a digest: erased for good, whatever its file says


def readmit(engine: Engine, document: str) -> None:
    """Let the next pass treat a document as if nobody had ever taken it back or erased it. Raises NotWithdrawn."""
    prepare(engine)
    with transaction(engine) as connection:
        mine = WITHDRAWN.c.document_id == document
        if not connection.execute(delete(WITHDRAWN).where(mine)).rowcount:
            raise NotWithdrawn(f"Das Dokument {document} ist nicht zurückgenommen. Es ist nichts zu tun.")
        read_again(connection, [document])


def readmit_all(connection: Connection, marks: Iterable[tuple[str, str]]) -> None:
    """Take marks away."""
    for document, digest in marks:
        connection.execute(delete(WITHDRAWN).where(WITHDRAWN.c.document_id == document, WITHDRAWN.c.digest == digest))


def read_again(connection: Connection, documents: Sequence[str]) -> None:
    """Have the items read again in which documents stand, whether or not their bytes have changed."""
    for table in (DOCUMENTS, SCREENED):
        for part in parts(documents):
            query = select(table.c.source, table.c.path).where(table.c.id.in_(part)).distinct()
            for source, name in connection.execute(query).all():
                unnote(connection, source, [name])
