"""A desk of handoffs over one database: its stores, a clock, a team, and people who work there."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

from sqlalchemy import Engine

from api.outbox.entry import Entry
from api.store.conversations import StoredConversations
from api.store.handoff_reads import HandoffInbox
from api.store.handoff_writes import AdvisedHandoffs
from api.store.handoffs import StoredHandoffs
from api.store.thread import Threads
from assistant.handoff import Handoff
from assistant.messages import Question
from assistant.people.handed import HandedOver, Message
from assistant.people.promise import promise_for
from assistant.people.teams import Team, Teams
from knowledge.profile import Profile

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)  # a Wednesday
HESSE = Profile("HE", 8000, "landgemeinde", "strategie")
TEAMS = Teams([Team("team", "Beratung", "team@example.org")])


@dataclass(frozen=True)
class Somebody:
    """A person who advises."""

    login: str
    name: str


ANNA, BEN = Somebody("anna", "Anna Muster"), Somebody("ben", "Ben Beispiel")


def handoff(talk: str = "talk", message: str = "m1", **other: object) -> Handoff:
    """Return a handoff of a question from Hesse."""
    question = Question("Wie gründen wir einen Zweckverband?", HESSE, talk)
    made = Handoff("legal", question, talk, message, "de", ("doc~1",), topic="kooperation", confidence=0.4)
    return replace(made, **other)  # type: ignore[arg-type]


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
        self.conversations = StoredConversations(engine, self.clock)


def to_team(handed: HandedOver) -> list[Entry]:
    """Return a mail to the team."""
    return [Entry(f"{handed.number}:{handed.version}:team", "mail", "team@example.org", "handoff.made")]


def to_asker(handed: HandedOver, message: Message) -> list[Entry]:
    """Return a mail to the asker who left an address."""
    to = handed.contact.email if handed.contact else None
    return [Entry(f"{handed.number}:{message.id}", "mail", to, "handoff.said")] if to else []
