"""What the assistant says in its own words."""

import pytest

from assistant import texts_de, texts_en
from assistant.texts import say

VALUES = {
    "team": "Musterteam", "number": "L-ABCD2345", "question": "Was kostet das?",
    "promise": "Bis morgen.", "code": "7KQ2",
    "case": "Ihre Vorgangsnummer ist L-ABCD2345.",
}  # fmt: skip
MESSAGES = [f"Nachricht {n}" for n in range(40)]


def test_german_and_english_have_the_same_texts() -> None:
    assert set(texts_de.TEXTS) == set(texts_en.TEXTS)


@pytest.mark.parametrize("name", sorted(texts_de.TEXTS))
def test_every_wording_is_reached_and_the_same_message_gets_the_same_one(name: str) -> None:
    said = {say(name, "de", message, **VALUES) for message in MESSAGES}
    assert len(said) == len(texts_de.TEXTS[name])
    assert all(say(name, "de", message, **VALUES) == say(name, "de", message, **VALUES) for message in MESSAGES)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("message", MESSAGES[:12])
def test_an_emergency_is_told_the_number_before_anything_else(message: str, language: str) -> None:
    assert say("emergency", language, message).startswith("112")


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("message", MESSAGES[:12])
def test_a_resident_is_shown_the_way_to_the_town_hall(message: str, language: str) -> None:
    text = say("citizen_service", language, message)
    assert "115" in text
    assert ("Rathaus" if language == "de" else "town hall") in text


@pytest.mark.parametrize("name", ["smalltalk", "about"])
@pytest.mark.parametrize("message", MESSAGES[:12])
def test_whoever_greets_or_asks_is_told_that_a_machine_answers(name: str, message: str) -> None:
    assert "automat" in say(name, "de", message)


@pytest.mark.parametrize("name", ["legal", "procurement", "data_protection"])
@pytest.mark.parametrize("message", MESSAGES[:12])
def test_a_judgement_goes_to_a_person_and_orientation_stays_possible(name: str, message: str) -> None:
    text = say(name, "de", message, **VALUES)
    assert "allgemein" in text or "suche ich gern heraus" in text
    assert "L-ABCD2345" in text


@pytest.mark.parametrize("texts", [texts_de.TEXTS, texts_en.TEXTS])
def test_no_text_uses_signs_for_gender(texts: dict[str, tuple[str, ...]]) -> None:
    assert not [text for wordings in texts.values() for text in wordings if "*" in text or "_" in text or ":in" in text]


def test_other_languages_get_a_note_of_their_own_or_english() -> None:
    assert "allemand" in say("language", "fr")
    assert say("language", "ka") == say("language", "en")
