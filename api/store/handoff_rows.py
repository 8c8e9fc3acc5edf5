"""Turns rows of handoffs, messages and notes into what people read, and makes numbers and codes."""

import json
import secrets
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row

from api.store.transaction import utc
from assistant.handoff import Handoff
from assistant.people.cited import decoded
from assistant.people.handed import Contact, HandedOver, Message, Note
from assistant.people.states import Status
from knowledge.profile import Profile

AnyRow = Row[*tuple[Any, ...]]
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is easily misread or misheard


def new_number() -> str:
    """Return a number that is hard to guess and easy to read out on the phone: L-7KQ2M9XA."""
    return "L-" + _drawn(8)


def new_code() -> str:
    """Return a code of some 60 random bits in three groups: 7KQ2-M9XA-PW4C."""
    return "-".join(_drawn(4) for _ in range(3))


def as_code(typed: str) -> str:
    """Return a code as it is kept, however it was typed.

    >>> as_code(" 7kq2 m9xapw4c")
    '7KQ2-M9XA-PW4C'
    """
    kept = "".join(letter for letter in typed.upper() if letter.isalnum())
    return "-".join(kept[start : start + 4] for start in range(0, len(kept), 4))


def _drawn(length: int) -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(length))


def row_of(handoff: Handoff, at: datetime) -> dict[str, object]:
    """Return the columns of a new handoff, with a number and a code of its own, and no promise yet."""
    profile = handoff.question.profile
    return {
        "number": new_number(), "code": new_code(), "kind": handoff.kind, "reason": handoff.reason,
        "status": Status.OPEN.value, "version": 1, "question": handoff.question.text, "language": handoff.language,
        "state": profile.state, "population": profile.population, "type": profile.type, "phase": profile.phase,
        "conversation_id": handoff.conversation_id, "message_id": handoff.message_id, "topic": handoff.topic,
        "confidence": handoff.confidence, "tried": json.dumps(handoff.tried), "form": json.dumps(dict(handoff.form)),
        "created_at": at.astimezone(UTC),
    }  # fmt: skip


def handed_of(row: AnyRow) -> HandedOver:
    """Return a row of handoffs as people read it."""
    contact = Contact(row.contact_name, row.contact_email, row.contact_phone)
    return HandedOver(
        number=row.number, code=row.code or "", kind=row.kind, reason=row.reason, status=Status(row.status),
        version=row.version, question=row.question, language=row.language,
        profile=Profile(row.state, row.population, row.type, row.phase),
        conversation_id=row.conversation_id, message_id=row.message_id, created_at=utc(row.created_at),
        tried=tuple(json.loads(row.tried)), topic=row.topic, confidence=row.confidence, form=json.loads(row.form),
        team=row.team, due_at=moment(row.due_at), escalate_at=moment(row.escalate_at),
        escalated_at=moment(row.escalated_at), claimed_by=row.claimed_by, claimed_at=moment(row.claimed_at),
        answered_at=moment(row.answered_at), closed_at=moment(row.closed_at),
        contact=contact if contact != Contact() else None, consent_at=moment(row.consent_at),
    )  # fmt: skip


def message_of(row: AnyRow) -> Message:
    """Return a row of messages as people read it."""
    return Message(row.id, row.author, row.text, utc(row.said_at), row.name, decoded(row.sources))


def note_of(row: AnyRow) -> Note:
    """Return a row of notes as advisors read it."""
    return Note(row.author, row.text, utc(row.written_at))


def moment(stored: datetime | None) -> datetime | None:
    """Return a time of the database as an aware one; SQLite gives it back without its zone."""
    return None if stored is None else utc(stored)
