"""What the mails of a handoff say, and what they keep to themselves."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from assistant.messages import Origin
from assistant.people import mails
from assistant.people.cited import CitedSource
from assistant.people.handed import Contact, HandedOver, Message
from assistant.people.states import Status
from assistant.people.teams import Team, Teams
from knowledge.profile import Profile

AT = datetime(2026, 11, 27, 9, tzinfo=UTC)
URL = "https://lotse.example"
TEAMS = Teams([Team("team", "Beratung", "team@example.org")])
HANDED = HandedOver(
    "L-ABCD2345", "7KQ2-M9XA-PW4C", "consultation", "legal", Status.OPEN, 1, "Wer haftet?\nUnd wann?", "de",
    Profile("HE", 8000), "geheimes-gespraech", "m1", AT, topic="mobilitaet", team="team", due_at=AT,
    form={"concern": "Haftung", "slots": [{"day": "2027-01-11", "part": "morning"}], "channel": "phone",
          "phone": "0561 123456"},
    contact=Contact("Eva\r\nBcc: Lang", "eva@stadt.example", "0561 987654"),
)  # fmt: skip
SOURCE = CitedSource(
    1, "bus", "bus~0", "page", "Rufbus", "Kosten", "Kreis", None, None, False, "Er kostet.", "",
    (Origin("Bericht", "Kreis", "https://example.org/bericht"),),
)  # fmt: skip
ANSWER = Message("a1", "advisor", "Der Kreis haftet. [1]", AT, "Anna Muster", (SOURCE,))
NOTICE = Message("n1", "lotse", "Ihr Anliegen ist abgeschlossen.", AT)
TO_ASKER: list[Callable[[], mails.Letter]] = [
    lambda: mails.confirmation(HANDED, TEAMS, URL),
    lambda: mails.answered(HANDED, ANSWER, URL),
    lambda: mails.asked_back(HANDED, ANSWER, URL),
    lambda: mails.closed(HANDED, NOTICE, URL),
]
TO_TEAM: list[Callable[[], mails.Letter]] = [
    lambda: mails.new_for_team(HANDED, URL),
    lambda: mails.written_for_team(HANDED, URL),
    lambda: mails.escalated(HANDED, URL),
]


@pytest.mark.parametrize("letter", TO_ASKER)
def test_a_mail_to_the_asker_leads_back_and_says_how_to_end_it(letter: Callable[[], mails.Letter]) -> None:
    text = letter().text
    assert f"{URL}/anliegen/7KQ2-M9XA-PW4C" in text
    assert "L-ABCD2345" in text
    assert "Kontaktdaten jederzeit löschen" in text


@pytest.mark.parametrize("letter", [*TO_ASKER, *TO_TEAM])
def test_no_mail_names_the_conversation_and_a_name_cannot_add_a_line(letter: Callable[[], mails.Letter]) -> None:
    one = letter()
    assert "geheimes-gespraech" not in one.text + one.subject
    assert len(one.subject.splitlines()) == 1
    assert not any(line.startswith("Bcc:") for line in one.text.splitlines())


@pytest.mark.parametrize("letter", TO_TEAM)
def test_a_mail_to_the_team_has_the_question_and_no_contact_data(letter: Callable[[], mails.Letter]) -> None:
    text = letter().text
    for said in ("Wer haftet?", "Hessen", "8.000", "heikles Thema: Recht", "Mobilität", "10 Uhr", "/console/"):
        assert said in text
    for kept in ("eva@", "Eva", "987654", "123456", "7KQ2"):
        assert kept not in text


def test_the_answer_goes_with_its_sources_and_who_gave_it() -> None:
    text = mails.answered(HANDED, ANSWER, URL).text
    assert "Anna Muster aus der Beratung hat Ihre Frage beantwortet:" in text
    assert "Der Kreis haftet. [1]" in text
    assert "[1] Rufbus\n    https://example.org/bericht" in text


def test_who_left_no_name_is_greeted_all_the_same() -> None:
    nameless = replace(HANDED, contact=Contact(email="eva@stadt.example"))
    assert mails.closed(nameless, NOTICE, "").text.startswith("Guten Tag,\n")


def test_without_an_own_address_no_broken_link_is_sent() -> None:
    assert "/anliegen" not in mails.confirmation(HANDED, TEAMS, "").text
