"""An appointment lands in the asker's calendar at the right time, once, and is moved when it changes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from api.export.appointment import Appointment, ics_of_appointment

NOW = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
APPOINTMENT = Appointment(
    handoff="L-ABCD2345",
    begins=datetime(2026, 12, 3, 10, tzinfo=ZoneInfo("Europe/Berlin")),
    length=timedelta(minutes=45),
    title="Beratung: Rufbus, Kosten; Betrieb",
    organizer="Team Mobilität",
    organizer_email="mobil@example.org",
    where="https://video.example.org/raum",
    about="Bitte halten Sie Fahrgastzahlen bereit.\nVorgang L-ABCD2345",
)


def parsed(appointment: Appointment) -> tuple[Calendar, Event]:
    """Read it back strictly; a broken line or a missing field would raise or be listed as an error."""
    calendar = Calendar.from_ical(ics_of_appointment(appointment, NOW))
    assert isinstance(calendar, Calendar)
    (event,) = calendar.walk("VEVENT")
    assert isinstance(event, Event)
    assert calendar.errors == event.errors == []
    return calendar, event


def test_a_calendar_reads_when_where_and_with_whom() -> None:
    _, event = parsed(APPOINTMENT)
    assert event.decoded("dtstart") == datetime(2026, 12, 3, 9, tzinfo=UTC)
    assert event.decoded("dtend") == datetime(2026, 12, 3, 9, 45, tzinfo=UTC)
    assert event.decoded("dtstamp") == NOW
    assert event["summary"] == "Beratung: Rufbus, Kosten; Betrieb"
    assert event["location"] == "https://video.example.org/raum"
    assert event["description"] == "Bitte halten Sie Fahrgastzahlen bereit.\nVorgang L-ABCD2345"
    assert event["organizer"] == "mailto:mobil@example.org"
    assert event["organizer"].params["CN"] == "Team Mobilität"


def test_who_gave_an_address_is_invited_and_who_did_not_is_not_named() -> None:
    calendar, event = parsed(replace(APPOINTMENT, attendee_email="amt@musterstadt.example"))
    assert (calendar["method"], event["attendee"]) == ("REQUEST", "mailto:amt@musterstadt.example")
    calendar, event = parsed(APPOINTMENT)
    assert (calendar["method"], event.get("attendee")) == ("PUBLISH", None)
    assert b"ATTENDEE" not in ics_of_appointment(APPOINTMENT, NOW)


def test_a_moved_appointment_replaces_the_first_and_another_handoff_does_not() -> None:
    _, first = parsed(APPOINTMENT)
    _, moved = parsed(replace(APPOINTMENT, version=1, begins=APPOINTMENT.begins + timedelta(days=1)))
    _, other = parsed(replace(APPOINTMENT, handoff="L-WXYZ6789"))
    assert first["uid"] == moved["uid"] != other["uid"]
    assert (first["sequence"], moved["sequence"]) == (0, 1)


def test_lines_end_and_fold_as_the_standard_wants() -> None:
    written = ics_of_appointment(replace(APPOINTMENT, about="Ü" * 300), NOW)
    lines = written.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=40))
def test_no_text_can_add_a_line_of_its_own(title: str, about: str, organizer: str) -> None:
    about, organizer = f"{about}\r\nATTENDEE:mailto:x@example.org", f'{organizer}"\r\nX:1'
    _, event = parsed(replace(APPOINTMENT, title=title, about=about, organizer=organizer))
    assert "attendee" not in event
    assert "x" not in event
    assert event["organizer"] == "mailto:mobil@example.org"


@pytest.mark.parametrize(
    "wrong",
    [
        {"begins": datetime(2026, 12, 3, 10)},
        {"length": timedelta(0)},
        {"organizer_email": ""},
        {"attendee_email": "amt@musterstadt.example\r\nX:1"},
    ],
)
def test_an_appointment_without_time_zone_length_or_address_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        replace(APPOINTMENT, **wrong)  # type: ignore[arg-type]
