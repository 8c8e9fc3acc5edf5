"""A question of a few words about one thing finds the documents named after it."""

import pytest

from assistant.retrieval import retrieve
from assistant.subject import subject_of
from knowledge.german import stems_of
from knowledge.matching import terms_of
from knowledge.profile import Profile
from knowledge.search import Search


def subject(question: str) -> list[str]:
    return [term.stem for term in subject_of(question, terms_of(question, dict.fromkeys(stems_of(question), 1.0)))]


@pytest.mark.parametrize(
    "question",
    [
        "Was ist eine Fähre?",
        "Was bringt uns eine Fähre?",
        "Was kostet eine Fähre im Jahr?",
        "Wer finanziert eine Fähre in der Gemeinde?",
    ],
)
def test_the_subject_is_what_remains_of_a_short_question(question: str) -> None:
    assert subject(question) == ["fahr"]


@pytest.mark.parametrize(
    "question",
    [
        "Wie starten wir mit einer Fähre?",
        "Wie sieht die Kostenaufteilung der Fähre aus?",
        "Wer bekam den Nobelpreis?",
        "Was kostete die Fähre, als Musterau sie mit drei Nachbarn über den Fluss neu bauen ließ?",
        "Was ist bei einer Fähre zu beachten?",
    ],
)
def test_a_question_that_asks_otherwise_has_no_bare_subject(question: str) -> None:
    assert subject(question) == []


@pytest.mark.parametrize("question", ["Was ist LoRaWAN?", "was bringt lorawan"])
def test_documents_named_after_the_subject_come_first(starter_search: Search, question: str) -> None:
    evidence = retrieve(question, Profile(), starter_search)
    assert "LoRaWAN" in evidence.hits[0].meta.title
    assert evidence.confidence >= 0.65


def test_what_no_document_is_about_does_not_become_sure(starter_search: Search) -> None:
    assert retrieve("Was ist ein Hallenbad?", Profile(), starter_search).confidence < 0.65
