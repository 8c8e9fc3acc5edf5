"""The composed answer: the answering sentence first, subjects named, steps whole and in order, nothing said twice."""

import pytest

from assistant.composing.extractive import TOLD_WORDS, compose
from assistant.retrieval import Evidence
from tests.assistant.composing.conftest import Composing

CASE = {
    "kind": "case_study",
    "title": "Musterau: Mitfahrbänke an der Landstraße",
    "municipality": {"name": "Musterau", "state": "BY", "type": "landgemeinde"},
}
STEPS = """## Schritte

1. **Bedarf klären.** Fragen Sie Vereine und Betriebe nach Fahrten mit der Fähre.
2. **Anleger suchen.** Er braucht Strom. Das Ufer gehört oft dem Land.
3. **Fähre ausschreiben.** Die Vergabe dauert sechs Monate.

## Worauf achten

- Eine Fähre braucht im Winter Eisfreiheit.
"""


@pytest.mark.parametrize(
    ("question", "answering"),
    [
        ("Wie viele Bänke stehen in Musterau?", "In Musterau stehen 14 Bänke am Dorfplatz."),
        (
            "Wann wurden die Bänke in Musterau aufgestellt?",
            "Aufgestellt hat die Bänke in Musterau im Mai 2019 der Bauhof.",
        ),
        (
            "Warum stehen die Bänke in Musterau am Dorfplatz?",
            "Weil der Bus selten fährt, stehen die Bänke in Musterau am Dorfplatz.",
        ),
    ],
)
def test_the_first_statement_holds_the_kind_of_thing_asked_for(
    composed: Composing, question: str, answering: str
) -> None:
    text = (
        "Die Bänke in Musterau am Dorfplatz kennt jeder. In Musterau stehen 14 Bänke am Dorfplatz. "
        "Aufgestellt hat die Bänke in Musterau im Mai 2019 der Bauhof. "
        "Weil der Bus selten fährt, stehen die Bänke in Musterau am Dorfplatz."
    )
    assert composed(question, text).statements[0].text == answering


def test_a_year_is_no_answer_to_how_many(composed: Composing) -> None:
    text = "Die Bänke am Weiher kamen 2019. Am Weiher stehen 14 Bänke."
    assert composed("Wie viele Bänke stehen am Weiher?", text).statements[0].text == "Am Weiher stehen 14 Bänke."


def test_steps_are_listed_in_order_and_none_is_left_out(composed: Composing) -> None:
    draft = composed("Wie fangen wir mit einer Fähre an?", (STEPS, {"kind": "guidance"}))
    starts = ["1. Bedarf klären.", "2. Anleger suchen.", "3. Fähre ausschreiben."]
    assert [one.text[: len(start)] for one, start in zip(draft.statements, starts, strict=False)] == starts


def test_steps_are_not_listed_when_something_else_is_asked(composed: Composing) -> None:
    draft = composed("Was braucht eine Fähre im Winter?", (STEPS, {"kind": "guidance"}))
    assert draft.statements[0].text == "Eine Fähre braucht im Winter Eisfreiheit."


def test_a_list_with_a_gap_is_not_shown_as_steps(composed: Composing) -> None:
    gap = STEPS.replace("1. **", "4. **")
    draft = composed("Wie fangen wir mit einer Fähre an?", (gap, {"kind": "guidance"}))
    assert not any(one.text[:1].isdigit() for one in draft.statements)


def test_a_case_is_named_where_its_sentence_does_not_name_it(composed: Composing) -> None:
    draft = composed("Was kosteten die Mitfahrbänke?", ("Die Mitfahrbänke kosteten 9.000 Euro.", CASE))
    assert [one.shown for one in draft.statements] == ["Musterau: Die Mitfahrbänke kosteten 9.000 Euro."]


def test_a_case_is_not_named_twice(composed: Composing) -> None:
    draft = composed("Was kosteten die Mitfahrbänke?", ("In Musterau kosteten die Mitfahrbänke 9.000 Euro.", CASE))
    assert [one.lead for one in draft.statements] == [""]


def test_a_lead_is_set_off_by_a_dash_where_the_text_has_one_of_its_own(composed: Composing) -> None:
    draft = composed("Was kosteten die Mitfahrbänke?", ("- **Geld:** Die Mitfahrbänke kosteten 9.000 Euro.", CASE))
    assert draft.statements[0].shown == "Musterau – Geld: Die Mitfahrbänke kosteten 9.000 Euro."


def test_a_sentence_that_leans_on_another_is_not_shown_without_it(composed: Composing) -> None:
    text = "Das Rathaus hat eine Rampe. Es liegt am Fluss. Das Amtshaus hat eine Kantine. Sie bietet Suppe an."
    texts = [one.text for one in composed("Hat das Rathaus eine Rampe, und wer bietet Suppe an?", text).statements]
    assert "Sie bietet Suppe an." not in texts or "Das Amtshaus hat eine Kantine." in texts


def test_the_same_is_not_said_twice(composed: Composing) -> None:
    same = "Der Steg am Weiher kostete 9.000 Euro."
    draft = composed("Was kostete der Steg am Weiher?", same, same + " Der Steg ist aus Holz.")
    assert [one.text for one in draft.statements].count(same) == 1


def test_other_municipalities_examples_come_last(composed: Composing) -> None:
    guide = (
        "Mitfahrbänke gehören an Ausfallstraßen. Mitfahrbänke brauchen ein Schild. "
        "Für Mitfahrbänke zahlt die Gemeinde. Mitfahrbänke sind aus Holz."
    )
    draft = composed(
        "Worauf achten bei Mitfahrbänken?",
        (guide, {"kind": "guidance"}),
        ("Mitfahrbänke stehen bei uns am Markt.", CASE),
    )
    kinds = [one.support[0].hit.meta.kind for one in draft.statements]
    assert kinds == sorted(kinds, reverse=True)


def test_without_evidence_nothing_is_said() -> None:
    assert compose("Was kostet ein Rufbus?", Evidence((), (), 0.0)).statements == ()


def test_who_tells_a_situation_gets_advice_first_and_who_asks_a_fact_does_not(composed: Composing) -> None:
    text = (
        "## Ausgangslage\n\nIn der Gemeinde fehlten Mitfahrbänke.\n\n"
        "## Ergebnis\n\nDie Gemeinde hat Mitfahrbänke.\n\n"
        "## Empfehlungen\n\nMitfahrbänke gehören in der Gemeinde an Ausfallstraßen."
    )
    told = composed("Unsere Gemeinde will Mitfahrbänke. Was raten Sie?", (text, CASE))
    asked = composed("Hat die Gemeinde Mitfahrbänke?", (text, CASE))
    assert "Ausfallstraßen" in told.statements[0].text
    assert "Ausfallstraßen" not in asked.statements[0].text


def test_a_price_opens_the_answer_to_what_something_costs(composed: Composing) -> None:
    text = "- **Start (2019):** In Musterau fuhr der Rufbus zuerst.\n- Eine Fahrt kostet drei Euro."
    draft = composed("Was kostet der Rufbus in Musterau?", (text, CASE))
    assert draft.statements[0].text == "Eine Fahrt kostet drei Euro."


def test_who_pays_is_told_first(composed: Composing) -> None:
    text = "In Musterau fährt der Rufbus täglich. Das Land zahlte den größten Teil."
    draft = composed("Wer bezahlt den Rufbus in Musterau?", (text, CASE))
    assert draft.statements[0].text == "Das Land zahlte den größten Teil."


def test_a_step_is_never_only_a_bare_word(composed: Composing) -> None:
    long = " ".join(["sehr"] * 90)
    steps = f"1. **Melden.** Rufen Sie {long} bald an.\n2. **Die Fähre prüfen lassen.** Das dauert {long} lange.\n"
    draft = composed(
        "Welche Schritte braucht eine Fähre?", (f"{steps}3. **Fahren.** Los geht es.", {"kind": "guidance"})
    )
    assert draft.statements[0].text.startswith("1. Melden. Rufen Sie")
    assert draft.statements[1].text == "2. Die Fähre prüfen lassen."


def test_who_has_done_it_names_each_municipality_once_first(composed: Composing) -> None:
    def case(name: str) -> tuple[str, dict[str, object]]:
        place = {"name": name, "state": "BY", "type": "landgemeinde"}
        head: dict[str, object] = {"kind": "case_study", "title": f"{name}: Mitfahrbänke", "municipality": place}
        return f"Die Gemeinde stellte Mitfahrbänke auf. Mitfahrbänke aus Holz halten in {name} lange.", head

    draft = composed("Welche Gemeinden haben Mitfahrbänke?", case("Ahausen"), case("Bedorf"), case("Cestadt"))
    named = [one.support[0].hit.meta.municipality for one in draft.statements[:3]]
    assert [place.name for place in named if place] == ["Ahausen", "Bedorf", "Cestadt"]


def test_a_question_that_names_a_municipality_stays_with_it(composed: Composing) -> None:
    other = {**CASE, "municipality": {"name": "Anderswo", "state": "BY", "type": "landgemeinde"}}
    same = "Die Mitfahrbänke stehen am Dorfplatz."
    draft = composed("Wo stehen die Mitfahrbänke in Musterau?", (f"{same} Sie sind rot.", other), (same, CASE))
    assert {one.support[0].hit.meta.id for one in draft.statements} == {"doc1"}


def test_an_answer_does_not_open_with_a_sentence_that_points_back_within_a_list_item(composed: Composing) -> None:
    text = "- Bodman plante am Bach. Das Land zahlt dort 70 Prozent der Pegel."
    draft = composed("Wir brauchen Pegel. Was zahlt das Land?", text)
    assert draft.statements[0].text == "Bodman plante am Bach."


def test_who_tells_a_situation_reads_a_paragraph_in_its_own_order(composed: Composing) -> None:
    text = "Einen Anleger baut die Gemeinde. Die Vergabe der Fähre dauert sechs Monate. Die Fähre fährt ab Mai."
    said = [one.text for one in composed("Wir brauchen eine Fähre. Wie lange dauert die Vergabe?", text).statements]
    assert len(said) == 3
    assert said == sorted(said, key=text.index)


def test_a_fact_asked_for_opens_the_answer_wherever_it_stands(composed: Composing) -> None:
    text = "Die Fähre braucht Strom. Einen Anleger baut die Gemeinde. Die Vergabe der Fähre dauert sechs Monate."
    draft = composed("Wie lange dauert die Vergabe der Fähre?", text)
    assert draft.statements[0].text == "Die Vergabe der Fähre dauert sechs Monate."


def test_points_of_a_list_do_not_come_before_the_best_one(composed: Composing) -> None:
    text = "- Ein Schild hilft.\n- Holz hält lange.\n- Die Vergabe der Fähre dauert sechs Monate."
    draft = composed("Wir brauchen eine Fähre. Wie lange dauert die Vergabe?", text)
    assert draft.statements[0].text == "Die Vergabe der Fähre dauert sechs Monate."


def test_to_steer_is_not_to_ask_for_a_price(composed: Composing) -> None:
    text = "- Die Fähre lenkt ein Schiffer vom Ufer aus.\n- Der Steg der Fähre kostete 9.000 Euro."
    draft = composed("Wie steuern andere ihre Fähre?", text)
    assert draft.statements[0].text == "Die Fähre lenkt ein Schiffer vom Ufer aus."


def test_an_answer_to_a_situation_stays_below_its_bound(composed: Composing) -> None:
    text = " ".join(
        f"Die Fähre Nummer {n} braucht am Ufer von Musterau einen Steg aus {kind}."
        for n, kind in enumerate(
            "Holz Stahl Beton Stein Glas Kupfer Lehm Ton Zink Blei Messing Bronze Gummi Kork Filz Stroh".split()
        )
    )
    draft = composed("Wir planen eine Fähre. Was braucht die Fähre am Ufer?", text)
    assert sum(len(one.text.split()) for one in draft.statements) <= TOLD_WORDS
