"""A slip of the keyboard costs nobody the answer, and no name is changed into another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.retrieval import retrieve
from assistant.spelling import corrected, slips
from knowledge import places
from knowledge.profile import Profile
from knowledge.search import Search

WORDS = st.text(alphabet="abcdeä", max_size=8)


def read(question: str, search: Search) -> str:
    evidence = retrieve(question, Profile(), search)
    return corrected(question, evidence.terms, evidence.unit, evidence.hits, places.starter())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("erfahrungen mit dem zweckverbnd beim glasfaserausbu", "zweckverband"),
        ("Wer hat Erfahrung mit Pegelsensorne am Bach?", "pegelsensoren"),
        ("Lohnt sich ein Dorfladne ohne Personal?", "dorfladen"),
    ],
)
def test_a_slip_is_read_as_the_word_of_the_found_documents(typed: str, meant: str, starter_search: Search) -> None:
    assert meant in read(typed, starter_search).lower()


@pytest.mark.parametrize("question", ["Was macht Coburg mit Sensoren?", "Wie starten wir mit Open Data?", "Rufbus"])
def test_what_is_spelt_right_stays_as_it_is(question: str, starter_search: Search) -> None:
    assert read(question, starter_search) == question


@given(WORDS, WORDS)
def test_slips_count_the_same_in_both_directions(one: str, other: str) -> None:
    assert slips(one, other, 8) == slips(other, one, 8)
    assert (slips(one, other, 8) == 0) is (one == other)
