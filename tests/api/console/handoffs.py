"""Handoffs of each kind and state for the console's tests, made through the stores as in real work."""

import json
import uuid
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial

from sqlalchemy import insert, update

from api.desk import Desk
from api.store import contacts
from api.store.handoffs import StoredHandoffs
from api.store.replies import written
from api.store.tables import CONVERSATIONS, HANDOFFS, TURNS
from assistant.handoff import Handoff
from assistant.messages import HandoffEntry, Outcome, Question, Reply, SourceEntry, Statement, Trace
from assistant.people.cited import CitedText
from assistant.people.consents import Consent
from assistant.people.handed import Contact, HandedOver
from assistant.people.promise import promise_for
from knowledge.profile import Profile

HESSE = Profile("HE", 8000, "landgemeinde", "strategie")
SOURCE = SourceEntry(
    1, "rufbus", "rufbus~1", "case_study", "Rufbus im Dorf", "Kosten", None, "Musterkreis", "2025-05-01", True,
    "Der Rufbus kostet 3 Euro.", (),
)  # fmt: skip


@dataclass(frozen=True)
class Somebody:
    """A colleague who acts in the stores."""

    login: str
    name: str


ADVISOR, EDITOR = Somebody("advisor", "Advisor Muster"), Somebody("editor", "Editor Muster")
FORMS: dict[str, dict[str, object]] = {
    "answer": {},
    "consultation": {
        "concern": "Wir planen einen Rufbus.", "slots": [{"day": "2027-12-01", "part": "morning"}], "channel": "video",
    },
    "workshop": {
        "region": "Musterkreis", "municipalities": ["Adorf", "Bedorf"], "people": 20, "month": "2027-12-01",
        "goals": "Ein gemeinsamer Plan.",
    },
    "contact": {"document_id": "rufbus", "about": "Wie der Betrieb läuft."},
}  # fmt: skip


def handed_over(desk: Desk, kind: str = "answer", **other: object) -> HandedOver:
    """Make an open handoff of a conversation of its own, with the assistant's reply in it."""
    talk, message = uuid.uuid4().hex, uuid.uuid4().hex
    asked = Handoff(
        "no_evidence", Question("Wie teuer ist ein Rufbus?", HESSE, talk), talk, message, "de", ("gibt-es-nicht~1",),
        kind=kind, topic="mobilitaet", confidence=0.21, form=FORMS[kind],
    )  # fmt: skip
    store = StoredHandoffs(desk.engine, desk.now, partial(promise_for, desk.teams), lambda _: ())
    number = store.keep(replace(asked, **other)).number  # type: ignore[arg-type]
    _said(desk, talk, message, number)
    return desk.inbox.of_number(number)


def _said(desk: Desk, talk: str, message: str, number: str) -> None:
    entry = HandoffEntry(number, "no_evidence", "Eine Person meldet sich.")
    reply = Reply(
        talk, message, Outcome.HANDOFF_NO_EVIDENCE, "Zu den Kosten steht nichts in den Dokumenten. " + entry.message,
        (Statement("Der Rufbus kostet 3 Euro.", (1,), "fact"),), (SOURCE,), handoff=entry, confidence=0.21,
        trace=Trace(query="Kosten (Rufbus)", notes={"dropped_figure": 2}),
    )  # fmt: skip
    with desk.engine.begin() as connection:
        connection.execute(insert(CONVERSATIONS).values(id=talk, state="HE", updated_at=desk.now()))
        connection.execute(
            insert(TURNS).values(
                message_id=message, conversation_id=talk, asked="Wie teuer ist ein Rufbus?", query="Kosten (Rufbus)",
                outcome=reply.outcome.value, documents=json.dumps(["rufbus"]), reply=written(reply),
                said_at=desk.now(),
            )
        )  # fmt: skip


def in_state(desk: Desk, state: str, kind: str = "answer") -> HandedOver:
    """Make a handoff that is in a state, owned by the advisor where one owns it."""
    made = handed_over(desk, kind)
    if state in ("claimed", "waiting", "answered", "reopened"):
        desk.handoffs.claim(made.number, ADVISOR)
    if state == "waiting":
        desk.handoffs.ask_back(made.number, ADVISOR, "Wie viele Orte sind es?")
    if state in ("answered", "reopened"):
        desk.handoffs.release(made.number, ADVISOR, CitedText("Er kostet 3 Euro."))
    if state == "reopened":
        desk.handoffs.reopen(made.number, ADVISOR)
    if state == "closed":
        desk.handoffs.close(made.number, ADVISOR, "doppelt", "Bitte fragen Sie neu.")
    return desk.inbox.of_number(made.number)


def with_contact(desk: Desk, handed: HandedOver) -> HandedOver:
    """Let the asker leave an address, with consent."""
    store = StoredHandoffs(desk.engine, desk.now, partial(promise_for, desk.teams), lambda _: ())
    return store.set_contact(handed.number, Contact("Eva Lang", "eva@example.org"), desk.now())


def consent(desk: Desk, days: int = 30) -> None:
    """Record that a person of the municipality of the case `rufbus` may be named, until so many days from now."""
    now = desk.now()
    given = Consent(
        "rufbus", "Musterdorf", "Kim Beispiel", "kim@example.org", now - timedelta(days=90), now + timedelta(days=days)
    )
    with desk.engine.begin() as connection:
        contacts.record_consent(connection, given, "admin")


def made_late(desk: Desk, handed: HandedOver) -> None:
    """Let the promise of a handoff be over."""
    past = update(HANDOFFS).where(HANDOFFS.c.number == handed.number)
    with desk.engine.begin() as connection:
        connection.execute(past.values(due_at=datetime(2026, 1, 2, 9, tzinfo=UTC)))


def everything(desk: Desk) -> None:
    """Make a handoff of each state and of each kind, one of them late."""
    for state in ("open", "claimed", "waiting", "answered", "closed", "reopened"):
        in_state(desk, state)
    for kind in FORMS:
        in_state(desk, "claimed", kind)
    made_late(desk, in_state(desk, "claimed"))
