"""A follow-up is searched for as the question it would be without the talk before it."""

import time
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.conversation.followups import Reading, Subject, standalone
from assistant.messages import Outcome, Turn
from knowledge import places

SUBJECTS = {
    "hof": Subject("Landkreis Hof: LandBus auf Bestellung", "Landkreis Hof"),
    "zwoenitz": Subject("Zwönitz: ERZmobil, elektrischer Bestellbus", "Zwönitz"),
    "leit": Subject("Rufbus per App planen", None),
}
EVERYWHERE = frozenset("land projekt kommun dorf stadt".split())
BUS = "Wer hat Erfahrung mit einem Rufbus?"


class Shelf:
    """Knows the documents above; all others are gone."""

    def subject(self, document_id: str) -> Subject | None:
        return SUBJECTS.get(document_id)


def rarity(stems: Iterable[str]) -> dict[str, float]:
    return {stem: 1.0 if stem in EVERYWHERE else 4.0 for stem in stems}


READING = Reading(places.starter(), rarity, Shelf())


def turn(query: str, *documents: str, outcome: Outcome = Outcome.ANSWERED) -> Turn:
    return Turn(query, query, outcome, documents)


def after(question: str, *history: Turn) -> str:
    return standalone(question, history, READING)


@pytest.mark.parametrize(
    ("question", "rewritten"),
    [
        ("Und was hat das gekostet?", "Und was hat das gekostet? (Rufbus, Landkreis Hof)"),
        ("Wer betreibt den?", "Wer betreibt den? (Rufbus, Landkreis Hof)"),
        ("was kostet das", "was kostet das (Rufbus, Landkreis Hof)"),
        ("Wie hoch ist der Eigenanteil?", "Wie hoch ist der Eigenanteil? (Rufbus, Landkreis Hof)"),
        ("Warum?", "Warum? (Rufbus, Landkreis Hof)"),
        ("What did it cost?", "What did it cost? (Rufbus, Landkreis Hof)"),
        ("Brauchen wir dafür eine Genehmigung?", "Brauchen wir dafür eine Genehmigung? (Rufbus)"),
        ("Haben Sie noch andere Beispiele?", "Haben Sie noch andere Beispiele? (Rufbus)"),
        ("Gibt es das auch in Sachsen?", "Gibt es das auch in Sachsen? (Rufbus)"),
        ("Und in Zwönitz?", "Wer hat Erfahrung mit einem Rufbus? (Zwönitz)"),
        ("Für Dörfer unter 2.000 Einwohnern?", f"{BUS} (Für Dörfer unter 2.000 Einwohnern)"),
    ],
)
def test_what_a_message_lacks_comes_from_the_turn_before(question: str, rewritten: str) -> None:
    assert after(question, turn(BUS, "hof", "zwoenitz")) == rewritten


@pytest.mark.parametrize(
    "question",
    [
        "Wie führen wir die E-Akte im Rathaus ein?",
        "Und wie schreibt man eine Digitalstrategie für Gemeinden?",
        "Andere Frage: Was kostet das DMS?",
        "Parksensoren",
        "wer hat erfahrung mit drohnen im bauamt?",
        "Unser Supermarkt schließt. Gibt es dafür Modelle ohne Personal?",
        "Which towns use chatbots?",
    ],
)
def test_a_topic_of_its_own_drops_the_old_one(question: str) -> None:
    assert after(question, turn(BUS, "hof")) == question


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("Erzählen Sie mehr über die zweite Gemeinde.", "Zwönitz"),
        ("Was hat das erste Beispiel gekostet?", "Landkreis Hof"),
        ("Und das letzte?", "Zwönitz"),
        ("Beispiel 2 bitte genauer", "Zwönitz"),
        ("Wie war es bei dem anderen Beispiel?", "Zwönitz"),
        ("Das andere, nicht Zwönitz", "Landkreis Hof"),
    ],
)
def test_an_example_is_picked_by_its_place_in_the_answer(question: str, title: str) -> None:
    assert f"({title}: " in after(question, turn(BUS, "hof", "zwoenitz"))


def test_first_steps_are_no_first_example() -> None:
    assert (
        after("Was sind die ersten Schritte?", turn(BUS, "hof"))
        == "Was sind die ersten Schritte? (Rufbus, Landkreis Hof)"
    )


def test_an_example_that_was_not_shown_or_is_gone_is_not_invented() -> None:
    for documents in (("hof",), ("hof", "gone")):
        assert "Zwönitz" not in after("Was kostet die zweite Gemeinde?", turn(BUS, *documents))


@pytest.mark.parametrize(
    ("question", "rewritten"),
    [
        ("Nein, ich meinte Herrenberg.", "Was hat Herrenberg mit LoRaWAN gemacht?"),
        ("Sorry, Herrenberg meinte ich", "Was hat Herrenberg mit LoRaWAN gemacht?"),
        ("nicht ulm, ich meine herrenberg", "Was hat herrenberg mit LoRaWAN gemacht?"),
        ("Ich meinte Glasfaser", "Glasfaser (Ulm)"),
    ],
)
def test_a_correction_takes_the_place_of_what_it_corrects(question: str, rewritten: str) -> None:
    assert after(question, turn("Was hat Ulm mit LoRaWAN gemacht?")) == rewritten


def test_another_topic_is_asked_about_in_the_same_way() -> None:
    assert after("Und Parksensoren?", turn("Was kostet ein LoRaWAN-Netz?")) == "Und Parksensoren? (kostet)"


def test_a_clarifying_question_is_completed_by_its_answer() -> None:
    asked = turn("Gibt es Zuschüsse für Straßenlampen?", outcome=Outcome.CLARIFY)
    assert after("Thüringen", asked) == "Gibt es Zuschüsse für Straßenlampen? (Thüringen)"
    lemgo = turn("Was macht Lemgo mit Sensoren?", "hof", "zwoenitz", outcome=Outcome.CLARIFY)
    assert after("das zweite", lemgo).startswith("Was macht Lemgo mit Sensoren? (Zwönitz")


@pytest.mark.parametrize("outcome", [Outcome.DECLINED_ATTACK, Outcome.DECLINED_SMALLTALK, Outcome.HANDOFF_LEGAL])
def test_a_blocked_turn_stays_out(outcome: Outcome) -> None:
    blocked = turn("Wie wird das Wetter in Ulm mit Schnee?", "leit", outcome=outcome)
    assert after("Und was kostet das?", turn(BUS, "hof"), blocked) == "Und was kostet das? (Rufbus, Landkreis Hof)"
    assert after("Und was kostet das?", blocked) == "Und was kostet das?"


def test_a_question_without_an_answer_is_still_what_is_spoken_about() -> None:
    unanswered = turn("Wer setzt Drohnen ein?", outcome=Outcome.HANDOFF_NO_EVIDENCE)
    assert after("Und was kostet das?", turn(BUS, "hof"), unanswered) == "Und was kostet das? (Drohnen)"


def test_a_thread_keeps_its_topic_over_several_turns() -> None:
    history: tuple[Turn, ...] = (turn(BUS, "hof"),)
    for question in ("Was kostet das?", "Und wer bezahlt das?", "Wie wird da gebucht?"):
        rewritten = standalone(question, history, READING)
        assert rewritten == f"{question} (Rufbus, Landkreis Hof)"
        history += (Turn(question, rewritten, Outcome.ANSWERED, ("hof",)),)
    assert standalone("Gibt es das auch in Sachsen?", history, READING) == "Gibt es das auch in Sachsen? (Rufbus)"


def test_a_long_message_brings_all_it_needs() -> None:
    mail = "Sehr geehrte Damen und Herren, das ist uns wichtig. " * 6
    assert after(mail, turn(BUS, "hof")) == mail


TALK = st.text("abc ÄÖüß?!.,()123 „“\n", max_size=60) | st.sampled_from(
    ["", "?", "Und?", "das", "die zweite", "2", "Nein, ich meinte", "nicht", "Und in Hessen?", "(Rufbus)", "in", "😀"]
)


@given(st.lists(st.tuples(TALK, st.sampled_from(Outcome)), max_size=7), TALK)
def test_any_talk_is_read_the_same_way_twice_and_the_first_message_is_left_alone(
    said: list[tuple[str, Outcome]], question: str
) -> None:
    history = tuple(Turn(text, text, outcome, ("hof", "gone")) for text, outcome in said)
    assert standalone(question, history, READING) == standalone(question, history, READING)
    assert standalone(question, (), READING) == question


def test_reading_a_follow_up_takes_no_time_worth_naming() -> None:
    start = time.perf_counter()
    for _ in range(50):
        after("Und was hat das gekostet?", turn(BUS, "hof"))
    assert (time.perf_counter() - start) / 50 < 0.05  # a hundred times what it takes, so that a busy machine passes
