"""What people read when a person takes over."""

import pytest

from assistant.handoff import REASONS
from assistant.texts import say

LANGUAGES = ("de", "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", REASONS)
def test_a_handoff_names_its_number_and_who_takes_over(reason: str, language: str) -> None:
    text = say(reason, language, team="Musterteam", number="L-ABCD2345")
    assert "L-ABCD2345" in text
    assert "Musterteam" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_failed_handoff_names_no_number_but_whom_to_turn_to(language: str) -> None:
    text = say("not_stored", language, team="Musterteam")
    assert "Musterteam" in text
    assert not any(character.isdigit() for character in text)


@pytest.mark.parametrize("name", ["smalltalk", "clarify"])
def test_both_languages_have_their_own_words(name: str) -> None:
    assert say(name, "de") != say(name, "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_greeting_says_that_it_is_a_machine(language: str) -> None:
    assert "automat" in say("smalltalk", language)


def test_a_text_with_a_gap_is_never_sent() -> None:
    with pytest.raises(KeyError):
        say("no_evidence", "de", team="Musterteam")
