"""How an entry stands in the table of the outbox, and how it is read back."""

import json
from base64 import b64decode, b64encode
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row

from api.outbox.entry import Attachment, Entry
from api.outbox.states import Listed, State

# What is left of a message that is forgotten: that it was there, so that its key still counts as seen.
NOTHING = {"recipient": "", "subject": "", "body": "", "data": "{}", "attachments": "[]"}


def row_of(entry: Entry) -> dict[str, object]:
    """Return the columns that hold the message."""
    files = [[one.name, one.media_type, b64encode(one.content).decode()] for one in entry.attachments]
    return {
        "key": entry.key, "channel": entry.channel, "recipient": entry.to, "event": entry.event,
        "subject": entry.subject, "body": entry.text, "data": json.dumps(dict(entry.data), ensure_ascii=False),
        "attachments": json.dumps(files),
    }  # fmt: skip


def entry_of(row: Row[Any]) -> Entry:
    """Return the message of a row."""
    files = tuple(Attachment(name, kind, b64decode(text)) for name, kind, text in json.loads(row.attachments))
    data = json.loads(row.data)
    return Entry(row.key, row.channel, row.recipient, row.event, row.subject, row.body, data, files)


def listed_of(row: Row[Any]) -> Listed:
    """Return what people see of a row; moments in UTC."""
    sent = _utc(row.sent_at) if row.sent_at else None
    head = (row.key, row.channel, row.recipient, row.event, State(row.state), row.tries)
    return Listed(*head, _utc(row.next_at), row.error, _utc(row.created_at), sent)


def _utc(moment: datetime) -> datetime:
    """SQLite forgets the time zone; all moments were written in UTC."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
