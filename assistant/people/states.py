"""The states of a handoff and what leads from one to another: one table, no exceptions elsewhere. Pure."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from assistant.people.errors import NotAllowed


class Status(StrEnum):
    """Where a handoff stands."""

    OPEN = "open"
    CLAIMED = "claimed"
    WAITING = "waiting"  # for the asker
    ANSWERED = "answered"
    CLOSED = "closed"
    REOPENED = "reopened"


class Event(StrEnum):
    """What people do with a handoff."""

    CLAIM = "claim"
    GIVE_BACK = "give_back"
    HAND_ON = "hand_on"
    ASK_BACK = "ask_back"
    ASKER_WRITES = "asker_writes"
    RELEASE = "release"
    CLOSE = "close"
    REOPEN = "reopen"


UNFINISHED = frozenset({Status.OPEN, Status.CLAIMED, Status.WAITING, Status.REOPENED})
TRANSITIONS: Mapping[Event, Mapping[Status, Status]] = MappingProxyType({
    Event.CLAIM: {Status.OPEN: Status.CLAIMED, Status.REOPENED: Status.CLAIMED},
    Event.GIVE_BACK: {Status.CLAIMED: Status.OPEN, Status.WAITING: Status.OPEN},
    Event.HAND_ON: {Status.CLAIMED: Status.CLAIMED, Status.WAITING: Status.CLAIMED},
    Event.ASK_BACK: {Status.CLAIMED: Status.WAITING},
    Event.ASKER_WRITES: {
        Status.OPEN: Status.OPEN,
        Status.CLAIMED: Status.CLAIMED,
        Status.WAITING: Status.CLAIMED,
        Status.ANSWERED: Status.REOPENED,
        Status.REOPENED: Status.REOPENED,
    },
    Event.RELEASE: {Status.CLAIMED: Status.ANSWERED},
    Event.CLOSE: {status: Status.CLOSED for status in Status if status is not Status.CLOSED},
    Event.REOPEN: {Status.ANSWERED: Status.REOPENED, Status.CLOSED: Status.REOPENED},
})  # fmt: skip


def after(status: Status, event: Event) -> Status:
    """Return the state that an event leads to. Raises NotAllowed.

    >>> after(Status.OPEN, Event.CLAIM).value
    'claimed'
    """
    if status not in TRANSITIONS[event]:
        raise NotAllowed(status)
    return TRANSITIONS[event][status]


def owned(status: Status, claimed_by: str | None) -> bool:
    """Return whether a person owns the conversation, so that the assistant keeps silent in it.

    >>> owned(Status.CLAIMED, "anna"), owned(Status.REOPENED, "anna"), owned(Status.REOPENED, None)
    (True, True, False)
    """
    return status in (Status.CLAIMED, Status.WAITING) or (status is Status.REOPENED and claimed_by is not None)
