"""Confirms an appointment: the asker gets it as a message, and as a calendar file by mail where consented."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from fastapi import APIRouter, Request, Response

from api.console.access import AtDesk, Csrf, Signed
from api.console.actions import Typed, Version, written, wrong
from api.console.conversation import act, view
from api.desk import Desk
from api.export.appointment import Appointment, ics_of_appointment
from api.outbox.entry import Attachment, Entry
from api.ready import Ready
from assistant.people.advisors import Advisor
from assistant.people.handed import HandedOver, Message
from assistant.people.hours import GERMANY
from assistant.people.kinds import KIND_NAMES, Kind
from assistant.people.moments import moment

LENGTHS = (15, 30, 45, 60, 90, 120)  # minutes
router = APIRouter(prefix="/console/handoffs", include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the advisor confirmed; `begins` is aware."""

    begins: datetime
    length: timedelta
    where: str
    words: str

    def text(self, name: str) -> str:
        """Return what the asker reads."""
        minutes = int(self.length.total_seconds() // 60)
        lines = [f"Ihr Termin ist bestätigt: {moment(self.begins)}, {minutes} Minuten, mit {name}."]
        lines += [f"So erreichen wir uns: {self.where}"] if self.where else []
        return "\n\n".join([*lines, *([self.words] if self.words else [])])


@router.post("/{number}/appointment")
def confirm(
    request: Request,
    number: str,
    signed: Signed,
    lotse: Ready,
    desk: AtDesk,
    _: Csrf,
    version: Version,
    slot: Typed = "",
    other_day: Typed = "",
    clock: Typed = "",
    minutes: Typed = "",
    where: Typed = "",
    words: Typed = "",
) -> Response:
    """Confirm one of the proposed days, or another one, with the time; the asker gets it as a message and by mail."""
    typed = {"slot": slot, "other_day": other_day, "clock": clock, "minutes": minutes}
    typed |= {"where": where, "words": words}
    begins, errors = begin_of(slot if slot != "other" else other_day, clock, desk.now())
    if minutes not in map(str, LENGTHS):
        errors["minutes"] = "Bitte wählen Sie eine Dauer."
    if said := wrong(written(words), "die Nachricht") if words.strip() else "":
        errors["words"] = said
    if errors or begins is None:
        return view(request, number, signed, lotse, 422, typed=typed, errors=errors)
    agreed = Agreed(begins, timedelta(minutes=int(minutes)), " ".join(written(where)[:200].split()), written(words))
    by = signed.advisor
    return act(
        request, number, signed, lotse,
        lambda: desk.appointments.answer(
            number, by, agreed.text(by.name), "handoff.appointment", version,
            lambda handed, message: invitation(handed, message, agreed, by, desk),
        ),
        "appointment", typed,
    )  # fmt: skip


def begin_of(on: str, at: str, now: datetime) -> tuple[datetime | None, dict[str, str]]:
    """Return when an appointment begins, German local time, or what is wrong by field.

    >>> from datetime import UTC
    >>> now = datetime(2026, 11, 27, tzinfo=UTC)
    >>> begin_of("2026-12-01", "14:30", now)[0].isoformat(), sorted(begin_of("", "14", now)[1])
    ('2026-12-01T14:30:00+01:00', ['clock', 'slot'])
    """
    errors: dict[str, str] = {}
    try:
        chosen = date.fromisoformat(on)
    except ValueError:
        errors["slot"] = "Bitte wählen Sie einen Vorschlag oder einen anderen Tag, zum Beispiel 2027-01-31."
    try:
        o_clock = time.fromisoformat(at if len(at) == 5 else "")
    except ValueError:
        errors["clock"] = "Bitte geben Sie die Uhrzeit so an: 14:30."
    if errors:
        return None, errors
    begins = datetime.combine(chosen, o_clock, GERMANY)
    return (
        (begins, {}) if begins > now else (None, {"slot": "Dieser Zeitpunkt ist vorbei. Bitte wählen Sie einen neuen."})
    )


def invitation(handed: HandedOver, message: Message, agreed: Agreed, by: Advisor, desk: Desk) -> Iterable[Entry]:
    """Return the mail with the calendar file, for an asker who left an address with consent; else nothing."""
    address = handed.contact.email if handed.contact and handed.consent_at else None
    if not address:
        return ()
    team = desk.teams.by_id(handed.team)
    appointment = Appointment(
        handed.number, agreed.begins, agreed.length, f"{KIND_NAMES[Kind.CONSULTATION]}: {team.name}", by.name,
        team.email or by.email, where=agreed.where, about=f"Vorgang {handed.number}", attendee_email=address,
        version=handed.version,
    )  # fmt: skip
    file = Attachment("termin.ics", "text/calendar", ics_of_appointment(appointment, desk.now()))
    subject = f"Ihr Termin am {moment(agreed.begins)}"
    key = f"handoff.appointment:{handed.number}:{message.id}"
    return (Entry(key, "mail", address, "handoff.appointment", subject, message.text, attachments=(file,)),)
