"""Keeps how the cited addresses fared when they were last asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Engine, Row, delete, insert, select

from ingest.tables.web import LINKS
from ingest.transaction import parts, prepare, transaction, utc
from ingest.web.cited import Link, LinkState
from ingest.web.kept_rows import key_of


class KeptLinks:
    """The results of all checks in the registry's database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        prepare(engine)

    def listed(self) -> dict[str, Link]:
        """Return the last result for each address."""
        with transaction(self._engine) as connection:
            return {row.address: _link_of(row) for row in connection.execute(select(LINKS).order_by(LINKS.c.address))}

    def keep(self, link: Link) -> None:
        """Keep a result instead of the one before."""
        with transaction(self._engine) as connection:
            connection.execute(delete(LINKS).where(LINKS.c.key == _key(link.address)))
            connection.execute(insert(LINKS).values(key=_key(link.address), **asdict(link)))

    def forget(self, addresses: Iterable[str]) -> None:
        """Forget addresses that no document names any more."""
        keys: Sequence[str] = [_key(one) for one in addresses]
        with transaction(self._engine) as connection:
            for part in parts(keys):
                connection.execute(delete(LINKS).where(LINKS.c.key.in_(part)))


def _key(address: str) -> str:
    return key_of("", address)


def _link_of(row: Row[Any]) -> Link:
    since = utc(row.since) if row.since else None
    return Link(
        row.address, utc(row.checked_at), LinkState(row.state), row.status, row.target, row.reason, row.failures, since,
        row.etag, row.modified,
    )  # fmt: skip
