"""Single questions of a message: each can be searched alone, and nothing of the letter around them is left."""

import pytest

from assistant.letters import sentences_of
from assistant.several import AT_MOST, questions_in

LETTER = """Von: Hauptamt
Betreff: Anfrage

Sehr geehrte Frau Winter,

ich schreibe Ihnen für unsere Samtgemeinde mit 9.000 Einwohnern. Seit Jahren wird bei uns über einen Rufbus
gesprochen, weil der Linienbus nur noch zweimal am Tag fährt. Der Rufbus soll vor allem die älteren Leute zum Arzt
bringen. Die Fahrerinnen und Fahrer kämen aus dem Ehrenamt. Im Haushalt stehen 40.000 Euro bereit, mehr wird es auch im
nächsten Jahr nicht geben, und der Rat möchte vor der Sommerpause entscheiden.

Was kostet ein Rufbus im Jahr? Wie haben andere das organisiert? Und gibt es dafür Geld vom Land?

Mit freundlichen Grüßen
Jens Ohm
Tel. 04123 456

> Am 3. Mai schrieb Frau Winter:
> Gern können Sie mir Fragen schicken. Passt es Ihnen morgen?
"""


def test_a_letter_gives_its_questions_and_nothing_of_the_mail_around_them() -> None:
    questions = questions_in(LETTER)
    assert len(questions) == 3
    said = " ".join(questions)
    assert not any(word in said for word in ("Hauptamt", "Winter", "Ohm", "04123", "morgen", "Grüßen"))


def test_a_question_that_refers_back_says_what_it_is_about() -> None:
    assert all("Rufbus" in question for question in questions_in(LETTER))


@pytest.mark.parametrize(
    "message",
    [
        "Unser Bach tritt oft über die Ufer. Welche Sensoren helfen da?",
        "Wer hat Erfahrung mit einem Rufbus auf dem Land, und was hat es gekostet?",
        "Wie hat Witten nach dem Angriff gearbeitet? Und wie lange hat das gedauert?",
        "rufbus land kosten",
        "Wie fangen wir an, und worauf müssen wir achten?",
    ],
)
def test_a_question_with_its_story_or_its_second_thought_stays_one(message: str) -> None:
    assert questions_in(message) == (message,)


@pytest.mark.parametrize(
    ("message", "questions"),
    [
        (
            "Hallo! Was kostet ein Gateway? Wer betreibt einen Dorfladen? Danke!",
            ("Was kostet ein Gateway?", "Wer betreibt einen Dorfladen?"),
        ),
        (
            "Zwei Fragen: 1. Wie startet man mit Open Data? 2. Was kostet eine Dorf-App?",
            ("Wie startet man mit Open Data?", "Was kostet eine Dorf-App?"),
        ),
        (
            "- Wie startet man mit Open Data?\n- Was kostet eine Dorf-App?",
            ("Wie startet man mit Open Data?", "Was kostet eine Dorf-App?"),
        ),
        (
            "How do we start with open data? And who pays for fibre broadband? Kind regards, Tom",
            ("How do we start with open data?", "And who pays for fibre broadband?"),
        ),
    ],
)
def test_questions_about_different_things_come_apart(message: str, questions: tuple[str, ...]) -> None:
    assert questions_in(message) == questions


def test_no_more_questions_than_one_turn_can_answer() -> None:
    message = "Was kostet LoRaWAN? Was kostet ein Chatbot? Was kostet ein Rufbus? Was kostet Glasfaser? Was ist WiBA?"
    assert len(questions_in(message)) == AT_MOST


@pytest.mark.parametrize(
    ("message", "sentences"),
    [
        ("Guten Tag, was kostet ein Rufbus? Viele Grüße, A. Lang", ("Was kostet ein Rufbus?",)),
        ("Danke! Und was kostet das?", ("Und was kostet das?",)),
        ("Sehr geehrte Damen und Herren,\nwer hat einen Chatbot?\nMfG\nLang", ("wer hat einen Chatbot?",)),
        ("Wer hilft uns?\nVG\nLang\nPS: Was kostet es?", ("Wer hilft uns?", "Was kostet es?")),
        ("Unsere VG sucht Geld.", ("Unsere VG sucht Geld.",)),
    ],
)
def test_greeting_and_signature_are_no_part_of_what_is_asked(message: str, sentences: tuple[str, ...]) -> None:
    assert sentences_of(message) == sentences


@pytest.mark.parametrize("message", ["Hallo", "?", "", "   ", ">", "Mit freundlichen Grüßen"])
def test_a_message_without_a_question_stays_as_it_is(message: str) -> None:
    assert questions_in(message) == (message.strip(),)
