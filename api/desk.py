"""What the console works with: people and their sessions, handoffs, and what is sent. Made in api/wiring.py."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from api.outbox.endpoints import Endpoint
from api.store.advisors import StoredAdvisors
from api.store.attempts import StoredAttempts
from api.store.gaps import StoredGaps
from api.store.handoff_reads import HandoffInbox
from api.store.handoff_upkeep import HandoffUpkeep
from api.store.handoff_writes import AdvisedHandoffs
from api.store.outbox import StoredOutbox
from api.store.second_factors import StoredSecondFactors
from api.store.sessions import StoredSessions
from api.store.thread import Threads


@dataclass(frozen=True, slots=True)
class Desk:
    """The application database as advisors use it; `now` is the clock, in UTC."""

    engine: Engine
    now: Callable[[], datetime]
    advisors: StoredAdvisors
    sessions: StoredSessions
    attempts: StoredAttempts
    second_factors: StoredSecondFactors
    inbox: HandoffInbox
    handoffs: AdvisedHandoffs
    threads: Threads
    upkeep: HandoffUpkeep
    outbox: StoredOutbox
    endpoints: tuple[Endpoint, ...]
    gaps: StoredGaps
    gap_cases: Path  # the question set that closed gaps are added to
