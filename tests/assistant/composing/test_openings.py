"""Who asks in a few words what a thing is, brings, costs, or who pays for it, hears just that first."""

import pytest

from tests.assistant.composing.conftest import Composing

GUIDE = {"kind": "guidance", "title": "Fähren für kleine Orte planen", "summary": "Wie eine Gemeinde eine Fähre plant."}
TOWN = {
    "kind": "case_study",
    "title": "Musterau: Fähre über den Musterfluss",
    "municipality": {"name": "Musterau", "state": "BY", "type": "landgemeinde"},
}
GUIDANCE = """## Schritte

- Bedarf für eine Fähre klären. Vereine und Betriebe wissen, wer über den Fluss will.
- Anleger für die Fähre suchen. Das Ufer gehört oft dem Land.

## Worum es geht

Wer am Fluss wohnt, kennt das Thema Fähre. Eine Fähre setzt Menschen und Räder über, wo keine Brücke steht. Sie erspart
so den Umweg über die nächste Stadt.
"""
STORY = """## Ergebnis

Die Fähre startete 2019 mit einem Fest. Das Land trug die Hälfte, die Gemeinde den Rest. Das Boot kostete 80.000 Euro.
Die Fähre ist seitdem beliebt und die Fähre fährt täglich.
"""


@pytest.mark.parametrize(
    ("question", "answering"),
    [
        ("Was ist eine Fähre?", "Eine Fähre setzt Menschen und Räder über, wo keine Brücke steht."),
        ("was bringt eine fähre", "Eine Fähre setzt Menschen und Räder über, wo keine Brücke steht."),
        ("Was kostet eine Fähre?", "Das Boot kostete 80.000 Euro."),
        ("Wer finanziert eine Fähre?", "Das Land trug die Hälfte, die Gemeinde den Rest."),
    ],
)
def test_the_first_sentence_is_the_answer(composed: Composing, question: str, answering: str) -> None:
    assert composed(question, (GUIDANCE, GUIDE), (STORY, TOWN)).statements[0].text == answering


def test_without_a_sentence_of_the_kind_the_best_one_opens(composed: Composing) -> None:
    draft = composed("Was kostet eine Fähre?", (GUIDANCE, GUIDE))
    assert draft.statements
    assert "Fähre" in draft.statements[0].text


def test_an_amount_from_a_document_about_something_else_does_not_open(composed: Composing) -> None:
    aside = {"kind": "guidance", "title": "Dorfläden betreiben", "summary": "Läden ohne Personal."}
    draft = composed("Was kostet eine Fähre?", ("Der Laden am Anleger kostete 500 Euro.", aside), (STORY, TOWN))
    assert draft.statements[0].text == "Das Boot kostete 80.000 Euro."


def test_what_stands_behind_the_opening_is_about_the_subject(composed: Composing) -> None:
    aside = {"kind": "guidance", "title": "Dorfläden betreiben", "summary": "Läden ohne Personal."}
    draft = composed("Was ist eine Fähre?", (GUIDANCE, GUIDE), ("Wer am Fluss wohnt, kauft im Laden ein.", aside))
    assert "Wer am Fluss wohnt, kauft im Laden ein." not in [one.text for one in draft.statements]


def test_a_document_that_does_not_speak_of_the_matter_is_not_quoted(composed: Composing) -> None:
    other = {"kind": "guidance", "title": "Funknetze für Städte in Bayern"}
    draft = composed("Wir sind eine Stadt. Lohnt sich eine Fähre?", ("Das Netz lohnt sich.", other), (STORY, TOWN))
    assert {one.support[0].hit.meta.title for one in draft.statements} == {TOWN["title"]}
