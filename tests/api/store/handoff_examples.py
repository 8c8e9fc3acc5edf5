"""A desk of handoffs over one database: its stores, a clock, a team, and people who work there."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Barrier, Thread
from typing import Any

from sqlalchemy import Engine, Table, select

from api.outbox.entry import Entry
from api.store.conversations import StoredConversations
from api.store.every_table import METADATA
from api.store.handoff_reads import HandoffInbox
from api.store.handoff_upkeep import HandoffUpkeep, Retention
from api.store.handoff_writes import AdvisedHandoffs
from api.store.handoffs import StoredHandoffs
from api.store.tables_outbox import OUTBOX
from api.store.thread import Threads
from assistant.handoff import Handoff
from assistant.messages import Outcome, Question, Reply, Statement, Turn
from assistant.people.cited import CitedSource, CitedText
from assistant.people.handed import HandedOver, Message
from assistant.people.promise import promise_for
from assistant.people.teams import Team, Teams
from knowledge.profile import Profile

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)  # a Wednesday
HESSE = Profile("HE", 8000, "landgemeinde", "strategie")
TEAMS = Teams([Team("team", "Beratung", "team@example.org")])
SOURCE = CitedSource(
    1, "leitfaden", "leitfaden~0", "guide", "Leitfaden", "Satzung", "Musterkreis", None, "2025-05-01", False,
    "Ein Zweckverband braucht eine Satzung.", "",
)  # fmt: skip
ANSWER = CitedText("Mit einer Satzung. [1]", (SOURCE,))


@dataclass(frozen=True)
class Somebody:
    """A person who advises."""

    login: str
    name: str


ANNA, BEN = Somebody("anna", "Anna Muster"), Somebody("ben", "Ben Beispiel")


def handoff(talk: str = "talk", message: str = "m1", text: str = "Wie gründen wir?", **other: Any) -> Handoff:
    """Return a handoff of a question from Hesse."""
    question = Question(text, HESSE, talk)
    made = Handoff("legal", question, talk, message, "de", ("doc~1",), topic="kooperation", confidence=0.4)
    return replace(made, **other)


def reply(message: str, text: str = "Der Bus kostet wenig.") -> Reply:
    """Return an answer of one sentence."""
    return Reply("talk", message, Outcome.ANSWERED, statements=(Statement(text, (1,), "fact"),), confidence=0.8)


class Clock:
    """Says the time it is set to."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


class Desk:
    """All stores of handoffs over one database."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.clock = engine, Clock()
        promise = partial(promise_for, TEAMS)
        self.handoffs = StoredHandoffs(engine, self.clock, promise, to_team)
        self.advised = AdvisedHandoffs(engine, self.clock, promise, to_asker)
        self.inbox, self.threads = HandoffInbox(engine), Threads(engine)
        self.conversations = StoredConversations(engine, self.clock, to_team)
        self.upkeep = HandoffUpkeep(engine, self.clock, Retention(timedelta(days=365), timedelta(days=14)), to_team)

    def note(self, message: str, asked: str = "Was kostet der Rufbus?", talk: str = "talk") -> None:
        """Let the assistant answer a question."""
        turn = Turn(asked, asked, Outcome.ANSWERED, ())
        self.conversations.note(talk, message, turn, HESSE, reply(message), "mobilitaet")

    def events(self) -> list[str]:
        """Return what is to be delivered, in order."""
        with self.engine.connect() as connection:
            return list(connection.execute(select(OUTBOX.c.event).order_by(OUTBOX.c.number)).scalars())

    def rows(self, table: Table) -> list[dict[str, Any]]:
        """Return the rows of a table."""
        with self.engine.connect() as connection:
            return [dict(row) for row in connection.execute(select(table)).mappings()]

    def everything(self) -> dict[str, list[dict[str, Any]]]:
        """Return all rows of all tables."""
        return {table.name: self.rows(table) for table in METADATA.sorted_tables}


def to_team(handed: HandedOver) -> list[Entry]:
    """Return a mail to the team; what it is about stands in the event."""
    late = ".late" if handed.escalated_at else ""
    key = f"{handed.number}:{handed.version}:team{late}"
    return [Entry(key, "mail", "team@example.org", f"team.{handed.status}{late}")]


def to_asker(handed: HandedOver, message: Message) -> list[Entry]:
    """Return a mail to the asker who left an address."""
    to = handed.contact.email if handed.contact else None
    return [Entry(f"{handed.number}:{message.id}", "mail", to, f"asker.{handed.status}")] if to else []


def at_once(*doings: Callable[[], object]) -> list[object]:
    """Do several things at the same moment, each in a thread of its own; return results and errors in order."""
    ready, results = Barrier(len(doings)), [object()] * len(doings)

    def run(place: int, do: Callable[[], object]) -> None:
        ready.wait()
        try:
            results[place] = do()
        except Exception as error:
            results[place] = error

    threads = [Thread(target=run, args=one) for one in enumerate(doings)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
