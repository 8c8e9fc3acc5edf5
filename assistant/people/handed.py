"""A handoff as people read it: who asked what, what was promised, who works on it, and what was said since."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, Protocol

from assistant.messages import Reply
from assistant.people.cited import CitedSource
from assistant.people.promise import Promise
from assistant.people.states import UNFINISHED, Status, owned
from knowledge.profile import Profile

Speaker = Literal["asker", "assistant", "advisor", "lotse"]


class Person(Protocol):
    """Who acts in the console; an advisor is one. `login` goes to the audit, `name` is what an asker reads."""

    @property
    def login(self) -> str: ...
    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Contact:
    """How an asker wants to be reached; every part may be missing, and all of it needs consent."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """What an asker or an advisor wrote, or Lotse noted ("lotse"), in the thread of a handoff."""

    id: str
    author: Literal["asker", "advisor", "lotse"]
    text: str
    said_at: datetime
    name: str | None = None
    sources: tuple[CitedSource, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """What advisors write for each other; `author` is a login. Never shown to an asker."""

    author: str
    text: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class ThreadEntry:
    """One thing said in a conversation. `reply` is the assistant's whole reply, None where it was not kept.

    `said_at` is None in conversations of Lotse 0.1.0.
    """

    author: Speaker
    id: str
    text: str
    said_at: datetime | None
    name: str | None = None
    sources: tuple[CitedSource, ...] = ()
    reply: Reply | None = None


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A kept handoff. Times are aware and in UTC; `version` counts changes; `claimed_by` is a login."""

    number: str
    code: str
    kind: str
    reason: str
    status: Status
    version: int
    question: str
    language: str
    profile: Profile
    conversation_id: str
    message_id: str
    created_at: datetime
    tried: tuple[str, ...] = ()
    topic: str | None = None
    confidence: float | None = None
    form: Mapping[str, object] = field(default_factory=dict)
    team: str | None = None
    due_at: datetime | None = None
    escalate_at: datetime | None = None
    escalated_at: datetime | None = None
    claimed_by: str | None = None
    claimed_at: datetime | None = None
    answered_at: datetime | None = None
    closed_at: datetime | None = None
    contact: Contact | None = None
    consent_at: datetime | None = None

    @property
    def unfinished(self) -> bool:
        """Whether somebody still has to do something."""
        return self.status in UNFINISHED

    @property
    def owned(self) -> bool:
        """Whether a person owns the conversation, so that the assistant keeps silent in it."""
        return owned(self.status, self.claimed_by)

    def waited(self, now: datetime) -> timedelta:
        """Return how long the asker has waited: until the answer or the closing, else until now."""
        return (self.answered_at or self.closed_at or now) - self.created_at


@dataclass(frozen=True, slots=True)
class Kept:
    """What the asker may be told once a handoff is safely kept; `code` opens it without an address.

    `joined` says that the question was added to a handoff that was there, `status` where that one stands.
    """

    number: str
    code: str
    promise: Promise
    joined: bool = False
    status: Status = Status.OPEN
