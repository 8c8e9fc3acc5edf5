"""Terms are explained where they occur, each once, the longest where several fit."""

import pytest

from assistant.plain.terms import TERMS, terms_in
from knowledge.vocabulary import Concept, Vocabulary, starter


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Das OZG verlangt es.", ["Onlinezugangsgesetz (OZG)"]),
        ("Der Kreis setzt das Onlinezugangsgesetz um.", ["Onlinezugangsgesetz (OZG)"]),
        ("Digitale Zwillinge helfen der Urbanen Datenplattform.", ["Digitaler Zwilling", "Urbane Datenplattform"]),
        ("Ein LoRaWAN-Netz braucht Gateways.", ["LoRaWAN", "Gateway"]),
        ("Die KI-Anwendung ist Open Source.", ["Künstliche Intelligenz (KI)", "Open Source"]),
        ("Ein kind lief iot-los im leader.", []),  # abbreviations count as they are written
        ("Der Bus fährt.", []),
        ("", []),
    ],
)
def test_terms_are_found_as_people_write_them(text: str, terms: list[str]) -> None:
    assert [one.term for one in terms_in([text], starter())] == terms


def test_a_term_is_explained_once_and_few_are() -> None:
    everything = [word for concept in starter().concepts for word, _ in concept.explanations]
    found = terms_in([*everything, *everything], starter())
    assert len(found) == len(set(found)) == TERMS


def test_every_explained_term_is_found_by_its_own_name() -> None:
    for concept in starter().concepts:
        for word, explanation in concept.explanations:
            for said in word.removesuffix(")").split(" ("):
                assert (word, explanation) in [(one.term, one.explanation) for one in terms_in([said], starter())]


def test_without_explanations_there_are_no_terms() -> None:
    assert terms_in(["Der Rufbus fährt."], Vocabulary([Concept("Rufbus", (("rufbus",),))])) == ()
