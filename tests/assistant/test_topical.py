"""What a question turns on decides how sure we are; how it is put, and by whom, does not."""

import pytest

from assistant.retrieval import retrieve
from assistant.topical import topical
from knowledge import vocabulary
from knowledge.matching import Term, terms_of
from knowledge.profile import Profile
from knowledge.search import Search


def kept(question: str) -> list[str]:
    class Alike(dict[str, float]):
        def __contains__(self, key: object) -> bool:
            return True

        def __missing__(self, key: str) -> float:
            return 1.0

    return [term.stem for term in topical(question, terms_of(question, Alike()))]


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Was bringt ein Mängelmelder?", ["mangelmeld"]),
        ("Unsere Bürgermeisterin wünscht einen Chatbot.", ["chatbot"]),
        ("Der Stadtrat will das Parken messen.", ["park", "mess"]),
        ("Wie erreichen wir alle Leute, wenn das Telefon nicht geht?", ["leut", "telefon"]),  # what is absent matters
        ("Wie sammeln wir Daten, obwohl der Datenschutz bremst?", ["sammel", "dat"]),
    ],
)
def test_light_words_the_wisher_and_concessions_stand_aside(question: str, topic: list[str]) -> None:
    assert kept(question) == topic


@pytest.mark.parametrize("question", ["Der Verein plant ein Fest.", "Wie arbeitet ein Kreistag papierlos?"])
def test_others_than_the_wisher_are_asked_about(question: str) -> None:
    assert {"verein", "kreistag"} & set(kept(question))


def test_an_unknown_name_counts_neither_where_it_is_absent() -> None:
    question = "Wie kommen wir an Glasfaser, wenn die Xynet nicht ausbaut?"
    terms = terms_of(question, {"glasfas": 2.0, "xynet": 9.0, "ausbaut": 3.0})
    assert [term.stem for term in topical(question, terms, unit=9.0)] == ["glasfas", "ausbaut"]


def test_a_question_of_light_words_alone_keeps_them() -> None:
    terms = (Term("bringt", frozenset({"bring"}), 1.0),)
    assert topical("Was bringt das?", terms) == terms


@pytest.mark.parametrize(
    ("plain", "put_otherwise"),
    [
        ("Rufbus", "Was bringt uns ein Rufbus?"),
        ("digitaler Zwilling", "Unser Landrat möchte einen digitalen Zwilling. Wie gehen wir das an?"),
    ],
)
def test_the_way_it_is_put_costs_no_confidence(plain: str, put_otherwise: str, starter_search: Search) -> None:
    sure, other = (
        retrieve(text, Profile(), starter_search, vocabulary=vocabulary.starter()).confidence
        for text in (plain, put_otherwise)
    )
    assert min(sure, other) >= 0.65


def test_examples_of_a_thing_of_the_field_are_found_where_a_municipality_has_it(starter_search: Search) -> None:
    def sure(question: str) -> float:
        return retrieve(question, Profile(), starter_search, vocabulary=vocabulary.starter()).confidence

    assert sure("Gibt es Beispiele für Mitfahrbänke?") >= 0.65 > sure("Wie teuer sind Mitfahrbänke aus Holz im Wald?")
    assert sure("Gibt es Beispiele für Kirchtürme?") < 0.65  # a word of a case study, but no thing of the field
