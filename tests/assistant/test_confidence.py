"""Confidence is a probability that rises with what the evidence says and falls with what it leaves unsaid."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.confidence import Signals, confidence
from assistant.retrieval import retrieve
from knowledge import vocabulary
from knowledge.profile import Profile
from knowledge.search import Search

shares = st.floats(0, 1)
signals = st.builds(
    Signals,
    strength=st.floats(-3, 5),
    unsaid=st.floats(0, 4),
    named=shares,
    anywhere=shares,
    lay=shares,
    close=shares,
    peak=shares,
    titled=shares,
    concepts=st.floats(0, 3),
)


@given(signals, st.booleans())
def test_it_is_a_probability(given_signals: Signals, foreign: bool) -> None:
    assert 0 <= confidence(given_signals, foreign=foreign) <= 1


@given(signals)
def test_what_is_left_unsaid_never_raises_it(given_signals: Signals) -> None:
    assert confidence(replace(given_signals, unsaid=given_signals.unsaid + 0.5)) <= confidence(given_signals)


@given(signals)
def test_a_stronger_hit_never_lowers_it(given_signals: Signals) -> None:
    assert confidence(replace(given_signals, strength=given_signals.strength + 0.5)) >= confidence(given_signals)


def test_a_title_that_names_everything_is_enough_for_a_short_question() -> None:
    assert confidence(replace(Signals(), titled=1.0)) == 0.8


@pytest.mark.parametrize("question", ["", "???", "der die das"])
def test_a_question_without_content_has_none(question: str, starter_search: Search) -> None:
    assert retrieve(question, Profile(), starter_search).confidence < 0.01


def test_an_english_question_is_judged_by_its_concepts(starter_search: Search) -> None:
    question = "Do small towns really need a digital twin? How should one begin?"
    known = retrieve(question, Profile(), starter_search, language="en", vocabulary=vocabulary.starter())
    without = retrieve(question, Profile(), starter_search, language="en")
    assert known.confidence > 0.7 > without.confidence
