"""Makes outbox entries of what happens to a handoff: mails to its team, and to its asker where consent was given."""

import hashlib
from collections.abc import Callable, Iterable

from api.outbox.entry import Entry
from assistant.people import mails
from assistant.people.handed import HandedOver, Message
from assistant.people.states import Status
from assistant.people.teams import Teams


def to_team(teams: Teams, public_url: str) -> Callable[[HandedOver], Iterable[Entry]]:
    """Return what tells a team of a new handoff, or that its asker wrote."""

    def entries(handed: HandedOver) -> Iterable[Entry]:
        to = teams.by_id(handed.team).email
        new = handed.status is Status.OPEN and handed.version == 1
        letter = mails.new_for_team(handed, public_url) if new else mails.written_for_team(handed, public_url)
        event = "handoff.made" if new else "handoff.written"
        return [_mail(f"{event}:{handed.number}:{handed.version}:team", to, event, letter)] if to else []

    return entries


def to_asker(public_url: str) -> Callable[[HandedOver, Message], Iterable[Entry]]:
    """Return what tells an asker who left an address of an answer, or of a question back."""

    def entries(handed: HandedOver, message: Message) -> Iterable[Entry]:
        to = handed.contact.email if handed.contact else None
        asks = handed.status is Status.WAITING
        letter = (mails.asked_back if asks else mails.answered)(handed, message, public_url)
        event = "handoff.asked_back" if asks else "handoff.answered"
        return [_mail(f"{event}:{handed.number}:{message.id}", to, event, letter)] if to else []

    return entries


def confirmed(handed: HandedOver, teams: Teams, public_url: str) -> Iterable[Entry]:
    """Return the confirmation for the address that was just left, once for each address."""
    to = handed.contact.email if handed.contact else None
    if not to:
        return []
    once = hashlib.sha256(to.encode()).hexdigest()[:16]
    letter = mails.confirmation(handed, teams, public_url)
    return [_mail(f"handoff.confirmed:{handed.number}:{once}", to, "handoff.confirmed", letter)]


def _mail(key: str, to: str, event: str, letter: mails.Letter) -> Entry:
    return Entry(key, "mail", to, event, letter.subject, letter.text)
