"""The commands `lotse outbox …` and what `lotse doctor` says of mails and webhooks."""

import json
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from api.outbox.entry import Entry
from api.store.outbox import enqueue
from api.store.upgrading import upgrade
from knowledge.registry_tables import open_engine
from tests.api.outbox.conftest import MailServer

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with one mail and one webhook to be delivered."""
    engine = open_engine(f"sqlite:///{tmp_path / 'lotse.db'}")
    upgrade(engine)
    entries = [
        Entry("mail:1", "mail", "team@example.org", "test", "Betreff"),
        Entry("hook:1", "webhook", "crm", "test"),
    ]
    with engine.begin() as connection:
        enqueue(connection, entries, datetime.now(UTC))
    engine.dispose()
    return tmp_path


def test_run_delivers_once_what_can_be_delivered_and_leaves_the_rest(
    lotse: Run, data: Path, mail_server: MailServer
) -> None:
    env = {"LOTSE_SMTP_HOST": "127.0.0.1", "LOTSE_SMTP_PORT": str(mail_server.port), "LOTSE_SMTP_SECURITY": "none"}
    first, second = (
        json.loads(lotse("outbox", "run", "--json", data=data, LOTSE_MAIL_FROM="l@example.org", **env).stdout)
        for _ in range(2)
    )
    assert (first["tried"], second["tried"]) == (1, 0)
    assert second["counts"] == {"waiting": 1, "failed": 0, "sent": 1, "dead": 0}
    assert [mail["Subject"] for mail in mail_server.accepted] == ["Betreff"]


def test_what_failed_is_listed_with_its_reason_and_can_be_replayed(
    lotse: Run, data: Path, free_port: Callable[[], int]
) -> None:
    env = {"LOTSE_SMTP_HOST": "127.0.0.1", "LOTSE_SMTP_PORT": str(free_port()), "LOTSE_MAIL_FROM": "l@example.org"}
    assert "aufgegeben: 1" in lotse("outbox", "run", data=data, LOTSE_DELIVERY_TRIES="1", **env).stdout
    listed = lotse("outbox", "list", "--state", "dead", data=data).stdout
    assert "mail:1" in listed
    assert "Der Mailserver antwortet nicht." in listed
    assert "Betreff" not in listed
    assert "1 aufgegeben" in lotse("doctor", data=data).stdout
    assert lotse("outbox", "replay", "mail:1", data=data).stdout == "Werden erneut versucht: 1.\n"
    entries = json.loads(lotse("outbox", "list", "--json", data=data).stdout)["entries"]
    assert [(one["key"], one["state"]) for one in entries] == [("hook:1", "waiting"), ("mail:1", "waiting")]


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        ((), 2, "Nennen Sie einen Schlüssel, oder geben Sie --all an."),
        (("mail:1", "--all"), 2, "Nennen Sie einen Schlüssel, oder geben Sie --all an."),
        (("unknown",), 1, "Diesen Schlüssel gibt es nicht unter den fehlgeschlagenen und aufgegebenen Zustellungen."),
    ],
)
def test_replay_says_what_it_needs(
    lotse: Run, data: Path, arguments: tuple[str, ...], code: int, sentence: str
) -> None:
    done = lotse("outbox", "replay", *arguments, data=data)
    assert (done.returncode, done.stderr.strip()) == (code, sentence)


def test_doctor_says_that_mails_wait_and_what_is_wrong_with_the_endpoints(lotse: Run, data: Path) -> None:
    (data / "webhooks.yaml").write_text("- name: crm")
    found = lotse("doctor", data=data, LOTSE_WEBHOOKS=str(data / "webhooks.yaml"))
    assert "kein Mailserver eingerichtet, Mails bleiben liegen" in found.stdout
    assert "LOTSE_WEBHOOKS, Empfänger 1: url fehlt." in found.stdout
    assert found.returncode == 3
