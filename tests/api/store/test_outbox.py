"""What is enqueued is kept with its transaction, leased to one worker at a time, and forgotten when it is due."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, select

from api.outbox.entry import Entry
from api.store.outbox import enqueue
from api.store.tables_outbox import OUTBOX

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
MAIL = Entry("mail:1", "mail", "team@example.org", "handoff.created", "Neue Anfrage", "Guten Tag", {"number": "L-1"})


def test_a_key_seen_before_is_ignored_and_the_first_message_stays(both: Engine) -> None:
    second = Entry("mail:1", "mail", "other@example.org", "handoff.created", "Noch einmal")
    with both.begin() as connection:
        enqueue(connection, [MAIL, second], NOW)
    with both.begin() as connection:
        enqueue(connection, [second], NOW + timedelta(hours=1))
        assert connection.execute(select(OUTBOX.c.recipient, OUTBOX.c.subject)).all() == [
            ("team@example.org", "Neue Anfrage")
        ]


def test_what_the_caller_takes_back_is_not_enqueued(both: Engine) -> None:
    with both.connect() as connection:
        enqueue(connection, [MAIL, Entry("hook:1", "webhook", "crm", "handoff.created")], NOW)
        connection.rollback()
    with both.connect() as connection:
        assert connection.execute(select(OUTBOX.c.key)).all() == []
