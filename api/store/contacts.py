"""Keeps who of a municipality agreed to be contacted; nobody else ever comes back from here.

Each function works inside the caller's transaction, so that what is noted in the audit is what happened.
"""

from datetime import UTC, datetime

from sqlalchemy import Connection, Row, insert, select, update

from api.store.tables_contacts import CONTACTS
from assistant.people.consents import Consent, Contact


def record_consent(connection: Connection, consent: Consent, recorded_by: str) -> int:
    """Keep a consent and return its number; `recorded_by` is a login."""
    row = {
        "document_id": consent.document_id,
        "municipality": consent.municipality,
        "person": consent.person,
        "email": consent.email,
        "phone": consent.phone,
        "consent_at": consent.consent_at.astimezone(UTC),
        "consent_until": consent.consent_until.astimezone(UTC),
        "recorded_by": recorded_by,
    }
    return int(connection.execute(insert(CONTACTS).values(row).returning(CONTACTS.c.id)).scalar_one())


def withdraw(connection: Connection, contact_id: int, at: datetime) -> bool:
    """End a consent at once and erase name, address and phone; return whether it was there and not yet withdrawn.

    That somebody had agreed, and from when until when, stays: it proves that earlier contacts were allowed.
    """
    ended = update(CONTACTS).where(CONTACTS.c.id == contact_id, CONTACTS.c.withdrawn_at.is_(None))
    ended = ended.values(withdrawn_at=at.astimezone(UTC), person="", email="", phone="")
    return connection.execute(ended).rowcount == 1


def erase_expired(connection: Connection, at: datetime) -> int:
    """Erase name, address and phone where a consent has ended by itself; return of how many."""
    gone = CONTACTS.c.consent_until <= at.astimezone(UTC)
    erased = update(CONTACTS).where(gone, CONTACTS.c.email != "").values(person="", email="", phone="")
    return connection.execute(erased).rowcount


def consented(connection: Connection, document_id: str, at: datetime) -> tuple[Contact, ...]:
    """Return who may be asked about a document at that moment, the latest consent first."""
    moment = at.astimezone(UTC)
    valid = (
        CONTACTS.c.document_id == document_id,
        CONTACTS.c.withdrawn_at.is_(None),
        CONTACTS.c.consent_at <= moment,
        CONTACTS.c.consent_until > moment,
        CONTACTS.c.email != "",
    )
    found = select(CONTACTS).where(*valid).order_by(CONTACTS.c.consent_at.desc(), CONTACTS.c.id.desc())
    return tuple(_contact(row) for row in connection.execute(found))


def _contact(row: Row[tuple[object, ...]]) -> Contact:
    until = row.consent_until if row.consent_until.tzinfo else row.consent_until.replace(tzinfo=UTC)  # SQLite has none
    return Contact(row.id, row.document_id, row.municipality, row.person, row.email, row.phone, until)
