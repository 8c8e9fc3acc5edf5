"""What people read when a person takes over."""

import pytest

from assistant.handoff import GROUP_NAMES, REASON_GROUPS, REASONS, Handoff, hand_over
from assistant.messages import Question
from assistant.texts import say
from tests.fakes.stores import MemoryHandoffs

LANGUAGES = ("de", "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", REASONS)
def test_a_handoff_names_its_number_and_code_who_takes_over_and_by_when(reason: str, language: str) -> None:
    handoff = Handoff(reason, Question("Darf man das?"), "gespraech", "nachricht", language)
    entry = hand_over(handoff, MemoryHandoffs())
    assert "L-TEST0001" in entry.message
    assert "TEST-TEST-0001" in entry.message
    assert "Musterteam" in entry.message
    assert {"de": "Montag, 30. November 2026, 12 Uhr", "en": "Monday, 30 November 2026, 12:00"}[
        language
    ] in entry.message


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


def test_every_reason_is_in_exactly_one_group_with_a_name() -> None:
    grouped = [reason for reasons in REASON_GROUPS.values() for reason in reasons]
    assert sorted(grouped) == sorted(REASONS)
    assert set(REASON_GROUPS) == set(GROUP_NAMES)
