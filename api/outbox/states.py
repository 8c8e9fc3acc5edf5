"""How far a delivery is, and what workers and people see of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from api.outbox.entry import Channel, Entry


class State(StrEnum):
    """How far a delivery is: not tried yet, tried and to be tried again, delivered, given up."""

    WAITING = "waiting"
    FAILED = "failed"
    SENT = "sent"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Claimed:
    """An entry that one worker may deliver until the lease ends; `tries` counts those before."""

    entry: Entry
    tries: int
    claim: str


@dataclass(frozen=True, slots=True)
class Listed:
    """What people see of an entry: everything but the message itself."""

    key: str
    channel: Channel
    to: str
    event: str
    state: State
    tries: int
    next_at: datetime
    error: str
    created_at: datetime
    sent_at: datetime | None
