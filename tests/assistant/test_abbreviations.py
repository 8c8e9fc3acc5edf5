"""An abbreviation of the field is understood even where the documents only write it out."""

import pytest

from assistant.abbreviations import spelt_out
from assistant.retrieval import NOWHERE, retrieve
from knowledge import vocabulary
from knowledge.profile import Profile
from knowledge.search import Search


def read(question: str, search: Search) -> str:
    return spelt_out(question, vocabulary.starter(), search.rarity, search.rarity([NOWHERE])[NOWHERE])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Läuft MPSC noch?", "Läuft Modellprojekte Smart Cities noch?"),
        ("Der GR fragt nach der E-Akte.", "Der Gemeinderat fragt nach der E-Akte."),
        ("MPSC-Projekte nach dem Förderende", "Modellprojekte Smart Cities-Projekte nach dem Förderende"),
    ],
)
def test_what_no_passage_holds_is_spelt_out(typed: str, meant: str, starter_search: Search) -> None:
    assert read(typed, starter_search) == meant


@pytest.mark.parametrize(
    "question",
    [
        "Welche Schritte hat eine DSFA?",  # the documents have it
        "Wer räumt den Ast weg?",  # no abbreviation: AST is one
        "WAS BRINGT MPSC?",  # nothing can be told from capitals
        "Was ist aus Netz.MPSC.Morgen geworden?",  # part of a name
        "Was leistet XQZ?",  # nobody knows it
    ],
)
def test_anything_else_stays_as_it_is(question: str, starter_search: Search) -> None:
    assert read(question, starter_search) == question


def test_it_is_answered_like_the_full_name(starter_search: Search) -> None:
    evidence = retrieve("Können wir MPSC noch beantragen?", Profile(), starter_search, vocabulary=vocabulary.starter())
    assert evidence.hits[0].meta.id == "foerd-modellprojekte-smart-cities"
    assert evidence.confidence >= 0.65
    assert "mpsc" in {term.stem for term in evidence.typed}
