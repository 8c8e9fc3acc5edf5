"""What the console works with: people and their sessions, handoffs, and what is sent. Made in api/wiring.py."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from api.house_accounts import HouseAccounts
from api.outbox.endpoints import Endpoint
from api.store.advisors import StoredAdvisors
from api.store.appointments import StoredAppointments
from api.store.attempts import StoredAttempts
from api.store.canned import StoredCannedParts
from api.store.drafts import StoredDrafts
from api.store.gaps import StoredGaps
from api.store.handoff_reads import HandoffInbox
from api.store.handoff_upkeep import HandoffUpkeep
from api.store.handoff_writes import AdvisedHandoffs, NotifyAsker
from api.store.outbox import StoredOutbox
from api.store.second_factors import StoredSecondFactors
from api.store.sessions import StoredSessions
from api.store.statements import StoredStatementFeedback
from api.store.thread import Threads
from api.store.verified import StoredVerified
from api.store.watching import Watching
from assistant.people.teams import Teams


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
    verified: StoredVerified
    drafts: StoredDrafts
    canned: StoredCannedParts
    four_eyes: bool  # whether an answer needs two people
    appointments: StoredAppointments
    statements: StoredStatementFeedback
    watching: Watching
    teams: Teams
    tell_asker: NotifyAsker
    gaps: StoredGaps
    gap_cases: Path  # the question set that closed gaps are added to
    house: HouseAccounts | None = None  # where people may sign in with their house's account
