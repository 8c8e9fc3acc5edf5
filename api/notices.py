"""Makes outbox entries of what happens to a handoff: mails to its team and its asker, events for webhooks.

The asker gets mail only at an address left with consent; webhooks hear of numbers and states, never of words.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from api.outbox.endpoints import Endpoint, events_to
from api.outbox.entry import Entry
from assistant.people import mails
from assistant.people.handed import HandedOver, Message
from assistant.people.states import Status
from assistant.people.teams import Teams

_OF_STATUS = {
    Status.WAITING: ("handoff.asked_back", mails.asked_back),
    Status.CLOSED: ("handoff.closed", mails.closed),
}


@dataclass(frozen=True, slots=True)
class Notices:
    """Whom to tell, and where askers find their pages; `public_url` is "" when nobody said."""

    teams: Teams
    endpoints: Sequence[Endpoint]
    public_url: str
    now: Callable[[], datetime]

    def to_team(self, handed: HandedOver) -> Iterable[Entry]:
        """Return what is told of a new handoff, or that its asker wrote."""
        new = handed.status is Status.OPEN and handed.version == 1
        letter = (mails.new_for_team if new else mails.written_for_team)(handed, self.public_url)
        event = "handoff.created" if new else "handoff.written"
        key = f"{event}:{handed.number}:{handed.version}"
        return [
            *_mail(f"{key}:team", self.teams.by_id(handed.team).email, event, letter),
            *self._hooks(event, key, handed),
        ]

    def to_asker(self, handed: HandedOver, message: Message) -> Iterable[Entry]:
        """Return what is told of an answer, of a question back, or of the end."""
        event, write = _OF_STATUS.get(handed.status, ("handoff.answered", mails.answered))
        letter = write(handed, message, self.public_url)
        key = f"{event}:{handed.number}:{message.id}"
        return [*_mail(key, _address(handed), event, letter), *self._hooks(event, key, handed)]

    def confirmed(self, handed: HandedOver) -> Iterable[Entry]:
        """Return the confirmation for the address that was just left, once for each address."""
        to = _address(handed)
        once = hashlib.sha256(to.encode()).hexdigest()[:16]
        letter = mails.confirmation(handed, self.teams, self.public_url)
        return _mail(f"handoff.confirmed:{handed.number}:{once}", to, "handoff.confirmed", letter)

    def escalated(self, handed: HandedOver) -> Iterable[Entry]:
        """Return the warning that a promise is about to be missed, to the team and to whoever stands in for it."""
        team, event = self.teams.by_id(handed.team), "handoff.escalated"
        letter = mails.escalated(handed, self.public_url)
        key = f"{event}:{handed.number}:{handed.version}"
        to = dict.fromkeys((team.email, team.deputy_email))
        letters = [one for n, address in enumerate(to) for one in _mail(f"{key}:{n}", address, event, letter)]
        return [*letters, *self._hooks(event, key, handed)]

    def _hooks(self, event: str, key: str, handed: HandedOver) -> list[Entry]:
        data = {
            "number": handed.number,
            "kind": handed.kind,
            "status": handed.status.value,
            "reason": handed.reason,
            "state": handed.profile.state,
            "topic": handed.topic,
            "team": handed.team,
            "due": handed.due_at.isoformat() if handed.due_at else None,
            "language": handed.language,
        }
        return events_to(self.endpoints, event, data, key=key, at=self.now())


def _address(handed: HandedOver) -> str:
    return (handed.contact.email if handed.contact else None) or ""


def _mail(key: str, to: str, event: str, letter: mails.Letter) -> list[Entry]:
    """Return the mail, or nothing where there is no address."""
    return [Entry(key, "mail", to, event, letter.subject, letter.text)] if to else []
