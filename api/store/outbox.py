"""Keeps what is to be delivered in the application database: enqueued with what it tells of, leased by workers."""

import json
from base64 import b64encode
from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from api.outbox.entry import Entry
from api.store.tables_outbox import OUTBOX


def enqueue(connection: Connection, entries: Iterable[Entry], now: datetime) -> None:
    """Keep entries within the caller's transaction, due at once; a key seen before is ignored."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    at = now.astimezone(UTC)
    rows = [_row(entry) | {"next_at": at, "created_at": at} for entry in entries]
    if rows:
        connection.execute(insert(OUTBOX).on_conflict_do_nothing(index_elements=["key"]), rows)


def _row(entry: Entry) -> dict[str, object]:
    files = [[one.name, one.media_type, b64encode(one.content).decode()] for one in entry.attachments]
    return {
        "key": entry.key, "channel": entry.channel, "recipient": entry.to, "event": entry.event,
        "subject": entry.subject, "body": entry.text, "data": json.dumps(dict(entry.data), ensure_ascii=False),
        "attachments": json.dumps(files), "state": "waiting", "tries": 0, "error": "",
    }  # fmt: skip
