"""One step of a handoff from state to state: a single conditional UPDATE, so that of two at once only one takes it."""

from datetime import UTC, datetime

from sqlalchemy import Connection, case, select, update
from sqlalchemy.exc import IntegrityError

from api.store.handoff_rows import handed_of
from api.store.tables import HANDOFFS
from assistant.people.errors import HandoffGone, HandoffTaken
from assistant.people.handed import HandedOver
from assistant.people.states import TRANSITIONS, Event, after


def step(
    connection: Connection,
    number: str,
    event: Event,
    at: datetime,
    *,
    owner: str | None = None,
    version: int | None = None,
    **values: object,
) -> HandedOver:
    """Take the step and return the handoff after it; `owner` and `version` are what the handoff must have.

    Raises HandoffGone, HandoffTaken when somebody else was faster or owns it, NotAllowed.
    """
    leads = TRANSITIONS[event]
    to = case({source.value: target.value for source, target in leads.items()}, value=HANDOFFS.c.status)
    wanted = [HANDOFFS.c.number == number, HANDOFFS.c.status.in_([source.value for source in leads])]
    wanted += [HANDOFFS.c.claimed_by == owner] if owner is not None else []
    wanted += [HANDOFFS.c.version == version] if version is not None else []
    taken = update(HANDOFFS).where(*wanted).values(status=to, version=HANDOFFS.c.version + 1, **_moments(event, at))
    try:
        changed = connection.execute(taken.values(**values)).rowcount
    except IntegrityError as error:  # only an unfinished one of the same kind can be in the way
        raise HandoffTaken(
            "In diesem Gespräch ist schon eine neuere Übergabe offen. Arbeiten Sie dort weiter."
        ) from error
    if changed == 0:
        raise _refused(connection, number, event)
    return by_number(connection, number)


def by_number(connection: Connection, number: str) -> HandedOver:
    """Return a handoff as this transaction sees it. Raises HandoffGone."""
    row = connection.execute(select(HANDOFFS).where(HANDOFFS.c.number == number)).one_or_none()
    if row is None:
        raise HandoffGone("Diese Übergabe gibt es nicht oder nicht mehr.")
    return handed_of(row)


def _moments(event: Event, at: datetime) -> dict[str, datetime | None]:
    """Return the times that an event sets, and those it makes untrue."""
    now = at.astimezone(UTC)
    if event in (Event.CLAIM, Event.HAND_ON):
        return {"claimed_at": now}
    if event is Event.GIVE_BACK:
        return {"claimed_at": None}
    if event is Event.RELEASE:
        return {"answered_at": now}
    if event is Event.CLOSE:
        return {"closed_at": now}
    return {"closed_at": None, "answered_at": None} if event is Event.REOPEN else {}


def _refused(connection: Connection, number: str, event: Event) -> HandoffTaken:
    """Return why the step was refused: somebody was faster. Raises HandoffGone, NotAllowed when it is not that."""
    now = by_number(connection, number)
    if event is not Event.CLAIM or not now.owned:
        after(now.status, event)
    return HandoffTaken("Jemand anderes war schneller oder bearbeitet diese Übergabe. Bitte laden Sie die Seite neu.")
