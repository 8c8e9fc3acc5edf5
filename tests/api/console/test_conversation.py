"""The conversation view says everything about a handoff, and what an advisor does there happens or is explained."""

import base64
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy import select

from api.desk import Desk
from api.store.tables_outbox import OUTBOX
from assistant.people.cited import CitedText
from assistant.people.states import Status
from tests.api.console.conftest import Person
from tests.api.console.handoffs import ADVISOR, EDITOR, consent, handed_over, in_state, with_contact


@pytest.fixture
def advisor(signed_in: Callable[[str], Person]) -> Person:
    return signed_in("advisor")


def path(handed: Any) -> str:
    return f"/console/handoffs/{handed.number}"


def post(person: Person, handed: Any, act: str, **fields: Any) -> Any:
    return person.post(f"{path(handed)}/{act}", version=handed.version, **fields)


def test_the_page_says_why_the_assistant_stopped_and_what_it_tried(advisor: Person, desk: Desk) -> None:
    page = advisor.get(path(handed_over(desk))).text
    for said in (
        "zu wenig gefunden", "zu 21 %", "Zu den Kosten steht nichts in den Dokumenten.", "Kosten (Rufbus)",
        "Zahl, die nicht in der Quelle steht (2)", "den es in dieser Fassung nicht mehr gibt",
        "Gemeinde, rund 8.000 Einwohner, Hessen", "Der Rufbus kostet 3 Euro.", "möglicherweise veraltet",
    ):  # fmt: skip
        assert said in page


def test_passages_are_shown_with_their_text(advisor: Person, desk: Desk, starter_registry: Any) -> None:
    [passage] = starter_registry.sample(1)
    page = advisor.get(path(handed_over(desk, tried=(passage.id,)))).text
    assert starter_registry.heads([passage.document_id])[passage.document_id].title.split("&")[0] in page
    assert passage.heading.split("&")[0].split('"')[0] in page


@pytest.mark.parametrize("consented", [True, False])
def test_contact_data_is_shown_only_with_consent(advisor: Person, desk: Desk, consented: bool) -> None:
    made = handed_over(desk)
    page = advisor.get(path(with_contact(desk, made) if consented else made)).text
    assert ("eva@example.org" in page) is consented
    assert ("Ohne Kontaktdaten" in page) is not consented


def test_the_way_of_a_handoff_from_hand_to_hand(advisor: Person, desk: Desk) -> None:
    made = handed_over(desk)
    assert advisor.post(f"{path(made)}/claim").headers["location"] == f"{path(made)}?done=claim"
    for act, fields, status in (
        ("note", {"noting": "Erst anrufen."}, Status.CLAIMED),
        ("ask-back", {"asking": "Wie viele Orte?"}, Status.WAITING),
        ("give-back", {}, Status.OPEN),
        ("close", {"closing": "doppelt", "notice": "Bitte fragen Sie neu."}, Status.CLOSED),
        ("reopen", {}, Status.REOPENED),
    ):
        assert post(advisor, desk.inbox.of_number(made.number), act, **fields).status_code == 303
        assert desk.inbox.of_number(made.number).status is status
    page = advisor.get(path(made)).text
    said = (
        "Erst anrufen.",
        "Wie viele Orte?",
        "doppelt",
        "Bitte fragen Sie neu.",
        "wieder geöffnet",
        "Rückfrage gestellt",
    )
    assert [text for text in said if text not in page] == []


def test_handing_on_needs_a_colleague_and_a_note(advisor: Person, desk: Desk) -> None:
    made = in_state(desk, "claimed")
    lacking = post(advisor, made, "hand-on", to="niemand", handing="Bitte übernehmen.")
    assert lacking.status_code == 422
    assert "Bitte wählen Sie, wer" in lacking.text
    assert "Bitte übernehmen." in lacking.text
    assert post(advisor, made, "hand-on", to="editor", handing="  ").status_code == 422
    assert desk.inbox.of_number(made.number).claimed_by == "advisor"
    assert post(advisor, made, "hand-on", to="editor", handing="Bitte übernehmen.").status_code == 303
    assert desk.inbox.of_number(made.number).claimed_by == "editor"
    assert "an Editor Muster" in advisor.get(path(made)).text


def test_who_comes_too_late_reads_what_happened_and_keeps_what_was_typed(advisor: Person, desk: Desk) -> None:
    made = in_state(desk, "claimed")
    desk.handoffs.hand_on(made.number, ADVISOR, "editor", "für dich")
    late = post(advisor, made, "ask-back", asking="Meine lange Rückfrage?")
    assert late.status_code == 409
    assert "Es liegt bei Editor Muster." in late.text
    assert "Das hatten Sie geschrieben" in late.text
    assert "Meine lange Rückfrage?" in late.text
    texts = [entry.text for entry in desk.threads.of_handoff(made.number)]
    assert "Meine lange Rückfrage?" not in texts


def test_nobody_speaks_for_a_colleague(advisor: Person, desk: Desk) -> None:
    made = handed_over(desk)
    desk.handoffs.claim(made.number, EDITOR)
    now = desk.inbox.of_number(made.number)
    assert post(advisor, now, "ask-back", asking="Wie viele?").status_code == 409
    assert f"{path(made)}/draft" not in advisor.get(path(made)).text


@pytest.mark.parametrize(("act", "field"), [("note", "noting"), ("ask-back", "asking"), ("close", "closing")])
def test_a_text_that_is_missing_or_too_long_is_explained(advisor: Person, desk: Desk, act: str, field: str) -> None:
    made = in_state(desk, "claimed")
    assert "Bitte schreiben Sie" in post(advisor, made, act, **{field: " \r\n "}).text
    long = post(advisor, made, act, **{field: "ä" * 8_003})
    assert long.status_code == 422
    assert "um 3 Zeichen" in long.text
    assert "ä" * 8_003 in long.text
    assert desk.inbox.of_number(made.number) == made


def test_an_unknown_handoff_is_a_page_that_is_not_there(advisor: Person) -> None:
    assert advisor.get("/console/handoffs/L-NICHTDA").status_code == 404
    for act in ("claim", "note", "appointment", "contact", "statements"):
        fields = {"noting": "x", "version": 1}
        assert advisor.post(f"/console/handoffs/L-NICHTDA/{act}", **fields).status_code in (404, 422)


def mails(desk: Desk, to: str) -> list[Any]:
    with desk.engine.connect() as connection:
        return list(connection.execute(select(OUTBOX).where(OUTBOX.c.recipient == to).order_by(OUTBOX.c.number)))


def test_a_confirmed_appointment_reaches_the_asker_as_message_and_calendar_file(advisor: Person, desk: Desk) -> None:
    made = with_contact(desk, in_state(desk, "claimed", "consultation"))
    before = len(mails(desk, "eva@example.org"))
    sent = post(advisor, made, "appointment", slot="2027-12-01", clock="09:30", minutes="45", where="0561 1")
    assert sent.status_code == 303
    said = desk.threads.of_handoff(made.number)[-1]
    assert (said.author, said.name) == ("advisor", "Advisor Muster")
    assert "1. Dezember 2027, 9:30 Uhr, 45 Minuten" in said.text
    assert desk.inbox.of_number(made.number).status is Status.ANSWERED
    [*_, mail] = mails(desk, "eva@example.org")
    assert len(mails(desk, "eva@example.org")) == before + 1
    [[_, media_type, content]] = json.loads(mail.attachments)
    assert media_type == "text/calendar"
    [event] = Calendar.from_ical(base64.b64decode(content)).walk("VEVENT")
    assert event.decoded("dtstart") == datetime(2027, 12, 1, 8, 30, tzinfo=UTC)
    assert event["attendee"] == "mailto:eva@example.org"


def test_an_appointment_without_day_or_time_or_in_the_past_is_explained(advisor: Person, desk: Desk) -> None:
    made = in_state(desk, "claimed", "consultation")
    lacking = post(advisor, made, "appointment", slot="", clock="9", minutes="30", words="Bis bald!")
    assert lacking.status_code == 422
    assert "Bitte wählen Sie einen Vorschlag" in lacking.text
    assert "Bis bald!" in lacking.text
    past = post(advisor, made, "appointment", slot="other", other_day="2020-01-01", clock="09:30", minutes="30")
    assert "Dieser Zeitpunkt ist vorbei" in past.text
    assert desk.inbox.of_number(made.number) == made


def test_a_contact_is_passed_on_only_with_the_municipalitys_consent(advisor: Person, desk: Desk) -> None:
    made = in_state(desk, "claimed", "contact")
    consent(desk)
    [allowed, *_] = desk.appointments.contacts("rufbus")
    refused = post(advisor, made, "contact", contact=allowed.id + 1000, passing="Viel Erfolg!")
    assert refused.status_code == 422
    assert "keine gültige Einwilligung" in refused.text
    assert "Viel Erfolg!" in refused.text
    assert post(advisor, made, "contact", contact=allowed.id, passing="Viel Erfolg!").status_code == 303
    said = desk.threads.of_handoff(made.number)[-1].text
    assert "Kim Beispiel, Musterdorf, kim@example.org" in said


def test_without_consent_the_page_says_so(advisor: Person, desk: Desk) -> None:
    made = handed_over(desk, "contact", form={"document_id": "ohne-einwilligung", "about": "Betrieb"})
    assert "hat keine Person der Kommune eingewilligt" in advisor.get(path(made)).text


def test_a_verdict_on_a_statement_is_kept_and_shown(advisor: Person, desk: Desk) -> None:
    made = handed_over(desk)
    fields = {"message": made.message_id, "index": 0}
    lacking = post(advisor, made, "statements", helpful="no", comment="Das war 2019.", **fields)
    assert lacking.status_code == 422
    assert "Das war 2019." in lacking.text
    kept = post(advisor, made, "statements", helpful="no", reason="outdated", comment="Das war 2019.", **fields)
    assert kept.status_code == 303
    assert "Advisor Muster: hilft nicht, veraltet – Das war 2019." in advisor.get(path(made)).text
    assert post(advisor, made, "statements", helpful="yes", message=made.message_id, index=7).status_code == 404
    other = handed_over(desk)
    assert post(advisor, made, "statements", helpful="yes", message=other.message_id, index=0).status_code == 404


def test_an_answer_of_a_colleague_stands_in_the_thread(advisor: Person, desk: Desk) -> None:
    made = in_state(desk, "claimed")
    desk.handoffs.release(made.number, ADVISOR, CitedText("Er kostet 3 Euro."))
    page = advisor.get(path(made)).text
    assert "Advisor Muster (Beratung)" in page
    assert "Er kostet 3 Euro." in page
