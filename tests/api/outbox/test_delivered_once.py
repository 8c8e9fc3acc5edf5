"""Must show: receivers that fail at first, workers killed between sending and noting, and nothing lost or doubled."""

import signal
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import yaml
from sqlalchemy import Engine

from api.outbox.endpoints import Endpoint, events_to
from api.outbox.entry import Channel, Entry
from api.outbox.mail import Mailer, message_id
from api.outbox.settings import OutboxSettings
from api.outbox.states import State
from api.outbox.webhook import Hooks, webhook_id
from api.outbox.worker import Deliver, Worker
from api.store.outbox import StoredOutbox, enqueue
from tests.api.outbox.conftest import NOW, SECRET, Clock, HookServer, MailServer

SCRIPT = Path(__file__).with_name("dying_worker.py")
KILLED_AFTER = (1, 9, 23, 17)
ENTRIES = 100


def the_entries(endpoint: Endpoint) -> list[Entry]:
    """Half mails, half webhooks, in turn."""
    entries = []
    for n in range(ENTRIES // 2):
        key, number = f"handoff.created:L-{n}", f"L-{n}"
        entries.append(Entry(f"{key}:team", "mail", "team@example.org", "handoff.created", number, "Eine Anfrage"))
        entries += events_to([endpoint], "handoff.created", {"number": number}, key=key, at=NOW)
    return entries


def fail_at_first(mail_server: MailServer, hook_server: HookServer) -> None:
    """Let every message fail none to three times, by its number."""
    mail_server.refusals = lambda message: int(message["Subject"].removeprefix("L-")) % 4
    hook_server.refusals = lambda payload: int(payload["data"]["number"].removeprefix("L-")) % 4


def test_each_of_100_messages_arrives_and_once_after_deduplication(
    both: Engine,
    database_url: str,
    mail_server: MailServer,
    mail_settings: OutboxSettings,
    hook_server: HookServer,
    endpoint: Endpoint,
    clock: Clock,
    offline_env: dict[str, str],
    tmp_path: Path,
) -> None:
    entries = the_entries(endpoint)
    with both.begin() as connection:
        enqueue(connection, entries, NOW)
    fail_at_first(mail_server, hook_server)
    file = tmp_path / "webhooks.yaml"
    file.write_text(yaml.safe_dump([endpoint.model_dump(mode="json") | {"secret": SECRET}]))

    for sends in KILLED_AFTER:
        arguments = (database_url, str(mail_server.port), str(file), clock.now.isoformat(), str(sends))
        died = subprocess.run([sys.executable, SCRIPT, *arguments], env=offline_env, timeout=120, check=False)
        assert died.returncode == -signal.SIGKILL
        clock.forward(minutes=6)  # the leases of the dead end

    outbox = StoredOutbox(both, clock)
    noted_before = outbox.counts()[State.SENT]
    channels: dict[Channel, Deliver] = {"mail": Mailer(mail_settings, clock)}
    channels["webhook"] = Hooks({"crm": endpoint}, lambda: datetime.now(UTC))
    worker = Worker(outbox, channels, clock, lambda: 1.0)
    for _ in range(6):
        worker.drain()
        clock.forward(hours=1)

    assert outbox.counts() == {State.WAITING: 0, State.FAILED: 0, State.SENT: ENTRIES, State.DEAD: 0}
    assert noted_before == sum(KILLED_AFTER) - len(KILLED_AFTER)  # each death left one message sent and not noted
    arrived = Counter([mail["Message-ID"] for mail in mail_server.accepted] + [one for one, _ in hook_server.accepted])
    expected = {message_id(one.key, "lotse@example.org") for one in entries if one.channel == "mail"}
    expected |= {webhook_id(one.key) for one in entries if one.channel == "webhook"}
    assert len(expected) == ENTRIES
    assert set(arrived) == expected
    assert arrived.total() == ENTRIES + len(KILLED_AFTER)  # those came twice, under the same id
    assert hook_server.broken == []
    numbers = {payload["data"]["number"] for _, payload in hook_server.accepted}
    assert numbers == {mail["Subject"] for mail in mail_server.accepted} == {f"L-{n}" for n in range(ENTRIES // 2)}
