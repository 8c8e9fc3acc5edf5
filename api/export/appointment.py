"""A confirmed appointment as an event of a calendar (iCalendar, RFC 5545 and 5546)."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

from pydantic import AwareDatetime, Field
from pydantic.dataclasses import dataclass

from api.export.wording import printable
from assistant.people.addresses import MailAddress, MailAddressOrEmpty

if TYPE_CHECKING:
    from icalendar import Event

_NAMESPACE = uuid.UUID("0b6b6a0e-8f2d-5f43-9c55-2f1d7a4e9c10")  # ours; the same handoff gives the same id


@dataclass(frozen=True)
class Appointment:
    """What was agreed.

    `version` counts changes from 0, so that a calendar replaces the earlier time; `attendee_email` only with the
    asker's consent, else "". `where` is a phone number or the address of a video call. Raises ValueError for what is
    out of form: a time without time zone, no length, no address.
    """

    handoff: str
    begins: AwareDatetime
    length: Annotated[timedelta, Field(gt=timedelta(0))]
    title: str
    organizer: str
    organizer_email: MailAddress
    version: Annotated[int, Field(ge=0)] = 0
    where: str = ""
    about: str = ""
    attendee_email: MailAddressOrEmpty = ""


def ics_of_appointment(appointment: Appointment, now: datetime) -> bytes:
    """Return the event, its times in UTC: an invitation for the attendee; without one, an event to take over.

    RFC 5546 wants an attendee in every invitation (METHOD:REQUEST), so an event for nobody named is METHOD:PUBLISH.
    """
    from icalendar import Calendar, Event

    begins, stamp = appointment.begins.astimezone(UTC), now.astimezone(UTC)
    event = Event()
    event.add("uid", f"{uuid.uuid5(_NAMESPACE, appointment.handoff)}@lotse")
    event.add("sequence", appointment.version)
    event.add("dtstamp", stamp)
    event.add("dtstart", begins)
    event.add("dtend", begins + appointment.length)
    event.add("summary", printable(appointment.title))
    event.add("status", "CONFIRMED")
    _add_people(event, appointment)
    for name, text in (("location", appointment.where), ("description", appointment.about)):
        if text:
            event.add(name, printable(text))
    calendar = Calendar()
    calendar.add("prodid", "-//Lotse//Termin//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "REQUEST" if appointment.attendee_email else "PUBLISH")
    calendar.add_component(event)
    found: bytes = calendar.to_ical()
    return found


def _add_people(event: "Event", appointment: Appointment) -> None:
    from icalendar import vCalAddress

    organizer = vCalAddress(f"mailto:{appointment.organizer_email}")
    organizer.params["CN"] = printable(appointment.organizer).replace("\n", " ").replace('"', "'")
    event.add("organizer", organizer)
    if appointment.attendee_email:
        attendee = vCalAddress(f"mailto:{appointment.attendee_email}")
        attendee.params.update({"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"})
        event.add("attendee", attendee)
