"""What askers do beyond asking: their handoffs, the thread of their conversation, messages that arrive twice."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from api.notices import Notices
from api.once import Once
from api.store.conversations import StoredConversations
from api.store.erasure import Erasure
from api.store.handoff_writes import AdvisedHandoffs
from api.store.handoffs import StoredHandoffs
from api.store.news import News
from api.store.outbox import enqueue
from api.store.repeats import StoredRepeats
from api.store.thread import Threads
from api.store.transaction import transaction
from api.throttle import Guesses
from assistant.people.handed import Contact, HandedOver
from assistant.people.teams import Teams


@dataclass(frozen=True, slots=True)
class TheAsker:
    """Who closes a handoff that is done: the asker, as the audit calls them all."""

    login: str = "asker"
    name: str = ""


@dataclass(frozen=True, slots=True)
class Askers:
    """The stores behind the askers' routes and pages."""

    handoffs: StoredHandoffs
    advised: AdvisedHandoffs
    threads: Threads
    news: News
    erasure: Erasure
    teams: Teams
    once: Once
    guesses: Guesses
    now: Callable[[], datetime]
    confirm: Callable[[HandedOver], None]

    def reached(self, number: str, contact: Contact) -> None:
        """Keep how an asker wants to be reached, and confirm it there. Raises HandoffGone, StoreUnavailable."""
        self.confirm(self.handoffs.set_contact(number, contact, self.now()))


def askers_of(
    engine: Engine,
    now: Callable[[], datetime],
    notices: Notices,
    handoffs: StoredHandoffs,
    advised: AdvisedHandoffs,
    conversations: StoredConversations,
) -> Askers:
    """Return them over a database."""

    def confirm(handed: HandedOver) -> None:
        with transaction(engine) as connection:
            enqueue(connection, notices.confirmed(handed), now())

    return Askers(
        handoffs=handoffs,
        advised=advised,
        threads=Threads(engine),
        news=News(engine),
        erasure=Erasure(engine, now),
        teams=notices.teams,
        once=Once.over(StoredRepeats(engine), conversations),
        guesses=Guesses(time.monotonic),
        now=now,
        confirm=confirm,
    )
