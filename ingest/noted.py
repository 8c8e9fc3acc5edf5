"""Items that need not be read again: their documents are filed as these bytes and this code make them."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, Engine, delete, insert, select

from ingest.tables.noted import LOST, NOTED
from ingest.transaction import parts, prepare, transaction


class Noted:
    """The noted items in the registry's database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        prepare(engine)

    def digests(self, source: str, versions: str) -> dict[str, str]:
        """Return the digest of each item of a source that these versions of the code have read, by name.

        An origin may ask for the others only unconditionally: their bytes are needed again.
        """
        query = select(NOTED.c.name, NOTED.c.digest).where(NOTED.c.source == source, NOTED.c.versions == versions)
        with transaction(self._engine) as connection:
            return {row.name: row.digest for row in connection.execute(query)}


def note(connection: Connection, source: str, items: Mapping[str, str], versions: str) -> None:
    """Note items (name: digest) as read and filed."""
    unnote(connection, source, items)
    rows = [
        {"key": _key(source, name), "source": source, "name": name, "digest": digest, "versions": versions}
        for name, digest in items.items()
    ]
    if rows:
        connection.execute(insert(NOTED), rows)


def unnote(connection: Connection, source: str, names: Iterable[str]) -> None:
    """Forget that items were read: the next run reads them again."""
    for part in parts([_key(source, name) for name in names]):
        connection.execute(delete(NOTED).where(NOTED.c.key.in_(part)))


def lose(connection: Connection, taken: Iterable[tuple[str, str, str]]) -> None:
    """Note (document, source, name) that another source takes over."""
    for document, source, name in taken:
        mine = (LOST.c.document_id == document, LOST.c.source == source)
        connection.execute(delete(LOST).where(*mine))
        connection.execute(insert(LOST).values(document_id=document, source=source, name=name))


def give_back(connection: Connection, documents: Sequence[str]) -> None:
    """Let the sources that had lost `documents`, now gone, read their items again."""
    for part in parts(documents):
        for row in connection.execute(select(LOST).where(LOST.c.document_id.in_(part))).all():
            unnote(connection, row.source, [row.name])
        connection.execute(delete(LOST).where(LOST.c.document_id.in_(part)))


def _key(source: str, name: str) -> str:
    return hashlib.sha256(f"{source}\0{name}".encode()).hexdigest()
