"""What people complain about when assistants hand over, each made impossible here."""

import pytest

from assistant.messages import Outcome, Question, Reply
from assistant.people.states import Status
from assistant.routing.complaint import complains
from assistant.routing.cues import listen
from tests.assistant.test_pipeline import MemorySearch, ask, broken, complained, found, owned
from tests.fakes.stores import MemoryConversations, MemoryHandoffs

PERSON = "Ich möchte mit einem Menschen sprechen"
UNKNOWN = "Was kostet ein Weltraumbahnhof?"


def talk(handoffs: MemoryHandoffs, *texts: str, search: MemorySearch | None = None) -> list[Reply]:
    """Say one thing after the other in a conversation of its own."""
    conversations = MemoryConversations()
    return [
        ask(text, search or MemorySearch(), handoffs, conversations, threshold=0.01, conversation_id="gespraech")
        for text in texts
    ]


# --- "I transfer you", and nothing happens ---


@pytest.mark.parametrize("text", [PERSON, UNKNOWN, "Dürfen wir den Auftrag direkt vergeben?"])
def test_whoever_reads_that_a_person_takes_over_has_a_kept_handoff(text: str) -> None:
    handoffs = MemoryHandoffs()
    [reply] = talk(handoffs, text)
    assert reply.handoff
    assert [reply.handoff.id] == [one.number for one in handoffs.handed.values()]


# --- the handoff happens in silence ---


def test_a_handoff_says_who_by_when_and_what_next() -> None:
    [reply] = talk(MemoryHandoffs(), PERSON)
    assert "Musterteam" in (reply.message or "")
    assert "bis Montag, 30. November 2026, 12 Uhr" in (reply.message or "")
    assert "in diesem Gespräch" in (reply.message or "")


def test_a_handoff_is_told_in_fields_too_so_that_no_program_reads_sentences() -> None:
    [reply] = talk(MemoryHandoffs(), PERSON)
    entry = reply.handoff
    assert entry
    assert (entry.id, entry.code, entry.team) == ("L-TEST0001", "TEST-TEST-0001", "Musterteam")
    assert (entry.due, entry.kind, entry.status) == ("2026-11-30T12:00:00+01:00", "answer", "open")


# --- a loop of handoffs ---


def test_the_same_wish_twice_makes_one_handoff_and_says_so() -> None:
    handoffs = MemoryHandoffs()
    first, second = talk(handoffs, PERSON, PERSON)
    assert first.handoff
    assert second.handoff
    assert first.handoff.id == second.handoff.id
    assert len(handoffs.kept) == 1
    assert "laufenden Vorgang L-TEST0001" in second.handoff.message
    assert "laufenden Vorgang" not in first.handoff.message


def test_thanks_after_a_handoff_make_no_second_one() -> None:
    handoffs = MemoryHandoffs()
    _, thanks = talk(handoffs, PERSON, "Danke")
    assert (thanks.outcome, thanks.handoff) == (Outcome.DECLINED_SMALLTALK, None)
    assert len(handoffs.kept) == 1


def test_while_nobody_has_claimed_it_questions_are_still_answered() -> None:
    _, answered = talk(MemoryHandoffs(), PERSON, "Was kostete der Rufbus?", search=found())
    assert answered.statements


def test_another_question_without_an_answer_joins_the_open_handoff() -> None:
    handoffs = MemoryHandoffs()
    _, second = talk(handoffs, UNKNOWN, "Was kostet ein Raumschiff?")
    assert len(handoffs.kept) == 1
    assert handoffs.written == [("L-TEST0001", "Was kostet ein Raumschiff?")]
    assert second.handoff
    assert second.handoff.reason == "no_evidence"


# --- the assistant keeps talking after a person took over ---


@pytest.mark.parametrize("text", ["Was kostete der Rufbus?", "Danke", PERSON, "Das hilft mir nicht weiter"])
def test_the_assistant_is_silent_while_a_person_owns_the_conversation(text: str) -> None:
    handoffs, search = MemoryHandoffs(), found()
    reply = owned(handoffs, text, search)
    assert reply.outcome is Outcome.HANDOFF_WITH_PERSON
    assert (search.asked, reply.statements) == ([], ())
    assert handoffs.written == [("L-TEST0001", text)]
    assert reply.handoff
    assert reply.handoff.status == "claimed"


def test_in_danger_the_number_to_call_is_said_although_a_person_owns_the_conversation() -> None:
    reply = owned(MemoryHandoffs(), "Hilfe, es brennt!")
    assert (reply.message or "").startswith("112")


def test_after_the_answer_of_a_person_the_assistant_speaks_again() -> None:
    handoffs = MemoryHandoffs()
    owned(handoffs)
    handoffs.set("TEST-TEST-0001", Status.ANSWERED)
    assert ask("Was kostete der Rufbus?", found(), handoffs, conversation_id="gespraech").statements


def test_a_store_that_fails_never_silences_the_assistant() -> None:
    handoffs = MemoryHandoffs()
    owned(handoffs)
    handoffs.broken = True
    assert ask("Was kostete der Rufbus?", found(), handoffs, conversation_id="gespraech").statements


# --- dissatisfied twice ---


def test_the_first_complaint_is_answered_with_an_apology_and_a_way_on() -> None:
    handoffs = MemoryHandoffs()
    _, sorry = talk(handoffs, "Was kostete der Rufbus?", "Das hilft mir nicht weiter", search=found())
    assert "tut mir leid" in (sorry.clarification or "")
    assert "mit einem Menschen sprechen" in (sorry.clarification or "")
    assert handoffs.kept == []


def test_at_the_second_complaint_a_person_gets_the_question_that_was_not_answered_well() -> None:
    handoffs = MemoryHandoffs()
    reply = complained(handoffs)
    assert reply.outcome is Outcome.HANDOFF_DISSATISFIED
    [kept] = handoffs.kept
    assert kept.reason == "dissatisfied"
    assert kept.question.text.startswith("Was kostete der Rufbus?")


def test_what_is_said_in_other_words_after_a_complaint_completes_the_question() -> None:
    search = found()
    talk(MemoryHandoffs(), "Was kostete der Rufbus?", "Das war nicht meine Frage", "Und die Einnahmen?", search=search)
    assert all(word in search.asked[-1] for word in ("Rufbus", "Einnahmen"))


@pytest.mark.parametrize(
    "text",
    [
        "Das hilft mir nicht weiter",
        "das bringt uns leider gar nichts!",
        "Das war nicht meine Frage.",
        "Danach habe ich nicht gefragt",
        "Meine Frage wurde nicht beantwortet.",
        "Sie haben mich falsch verstanden",
        "That was not my question",
        "This does not help me",
    ],
)
def test_a_complaint_is_heard(text: str) -> None:
    assert complains(listen(text))


@pytest.mark.parametrize(
    "text",
    [
        "Der Rufbus hilft uns nicht weiter",
        "Was tun, wenn die App den Leuten nicht hilft?",
        "Das hilft unserem Rathaus nicht, weil viele kein Telefon haben",
        "Was bringt ein Mängelmelder, wenn niemand antwortet?",
        "Die Frage der Haftung ist nicht beantwortet, wer haftet bei Sensoren?",
        "Warum werden Chatbots als nicht hilfreich bewertet?",
    ],
)
def test_a_question_with_the_words_of_a_complaint_is_a_question(text: str) -> None:
    assert not complains(listen(text))


# --- what an advisor gets ---


def test_an_advisor_gets_topic_and_confidence_of_what_was_tried() -> None:
    handoffs = MemoryHandoffs()
    ask("Was kostete der Rufbus?", found(), handoffs, threshold=1.01)
    [kept] = handoffs.kept
    assert kept.confidence is not None
    assert (kept.kind, kept.topic) == ("answer", None)  # the documents of this search name no topic


def test_a_broken_search_joins_the_open_handoff_too() -> None:
    handoffs = MemoryHandoffs()
    talk(handoffs, PERSON, "Was kostete der Rufbus?", search=broken())
    assert len(handoffs.kept) == 1


def test_a_message_that_arrives_twice_keeps_its_id() -> None:
    assert ask("Danke", found(), message_id="nachricht-1").message_id == "nachricht-1"
    assert Question("Danke").message_id is None
