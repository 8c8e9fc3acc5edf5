"""A sentence that says what a thing is is told from one that only speaks of it."""

import pytest

from assistant.defining import defines
from knowledge.german import stems_of
from knowledge.matching import terms_of


@pytest.mark.parametrize(
    ("subject", "sentence"),
    [
        ("Wanderbücherei", "Eine Wanderbücherei bringt Bücher in Orte ohne eigene Bibliothek."),
        ("mobile Werkstatt", "Die mobile Werkstatt ist ein Anhänger mit Werkzeug."),
        ("Pedelec", "Fahrräder mit Hilfsmotor, auch Pedelecs genannt, fahren bis 25 km/h."),
        ("Pedelec", "Der Verein verleiht ein Pedelec, ein Fahrrad mit Hilfsmotor, an alle."),
        ("ZGV", "Die Stadt trat der Zentralen Gerätevermittlung (ZGV) bei."),
        ("ZGV", "Die ZGV (Zentrale Gerätevermittlung) verleiht Werkzeug."),
    ],
)
def test_a_definition_is_recognised_by_its_form(subject: str, sentence: str) -> None:
    assert defines(sentence, terms_of(subject, dict.fromkeys(stems_of(subject), 1.0)))


@pytest.mark.parametrize(
    ("subject", "sentence"),
    [
        ("Wanderbücherei", "Bedarf für eine Wanderbücherei klären."),
        ("Wanderbücherei", "Die Wanderbücherei startete mit einem Fest."),
        ("Wanderbücherei", "Die Wanderbücherei hat seit 2019 zwei Busse."),
        ("Pedelec", "Pedelec-Stationen gibt es in drei Orten."),
        ("mobile Werkstatt", "Die Werkstatt öffnet samstags."),
        ("Pedelec", "Ein Fahrrad ist gesund."),
    ],
)
def test_a_sentence_that_only_speaks_of_the_thing_is_no_definition(subject: str, sentence: str) -> None:
    assert not defines(sentence, terms_of(subject, dict.fromkeys(stems_of(subject), 1.0)))


def test_nothing_is_defined_where_nothing_is_asked() -> None:
    assert not defines("Ein Pedelec ist ein Fahrrad.", ())
