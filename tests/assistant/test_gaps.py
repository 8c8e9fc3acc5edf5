"""What the question names and the documents do not speak about is told, and the asker's own place is not."""

import pytest

from assistant.gaps import decision, gaps
from assistant.missing.gap import Gap, Kind
from assistant.options import clarification, options
from assistant.retrieval import Evidence, retrieve
from knowledge import places, vocabulary
from knowledge.profile import Profile
from knowledge.search import Search


def evidence_for(question: str, search: Search) -> Evidence:
    return retrieve(question, Profile(), search, vocabulary=vocabulary.starter())


def gaps_in(question: str, search: Search) -> set[tuple[Kind, str]]:
    found = gaps(question, evidence_for(question, search), places.starter(), vocabulary.starter())
    return {(gap.kind, gap.wording) for gap in found}


@pytest.mark.parametrize(
    ("question", "kind", "wording"),
    [
        ("Was kostet der Rufbus in Coburg?", "place", "Coburg"),
        ("was kostet der rufbus in coburg", "place", "Coburg"),
        ("Welche Sensoren hat Obermusterbach an seinen Bächen?", "place", "Obermusterbach"),
        ("Wie hoch ist der Zuschuss zur Dorferneuerung im Saarland?", "state", "Saarland"),
        ("Was hat das Projekt „Netz Morgenland“ erreicht?", "programme", "Netz Morgenland"),
        ("Gibt es den DigitalPakt 7.0 schon?", "programme", "DigitalPakt 7.0"),
        ("Hat schon eine Gemeinde Hologramme im Bürgerbüro?", "term", "Hologramme"),
        ("Wie viele Fahrgäste hatte das ERZmobil in Zwönitz 2031?", "year", "2031"),
        ("Was kostet der Chatbot in Bad Oeynhausen?", "detail", "money"),
        ("Lässt sich das Ratsinformationssystem von somanix mit dem Tablet bedienen?", "term", "somanix"),
        ("Welches Lesegerät nutzt die Bibliothek in Kamenz?", "term", "Lesegerät"),  # "Lesesaal" is something else
        ("Was sagt der Kreistag in Fulda zum Starkregen-Alarm?", "term", "Kreistag"),
        ("Wer fördert über Dorf.Morgen.Netz eine Dorf-App?", "programme", "Dorf.Morgen.Netz"),
    ],
)
def test_what_is_missing_is_named(question: str, kind: Kind, wording: str, starter_search: Search) -> None:
    assert (kind, wording) in gaps_in(question, starter_search)


@pytest.mark.parametrize(
    "question",
    [
        "Wir in Coburg wollen einen Rufbus einführen. Wie fangen wir an?",
        "Unsere Gemeinde in Bayern mit 4.500 Einwohnern sucht Hilfe bei der E-Akte. Wer hat Erfahrung?",
        "Was kostet eine Fahrt mit dem LandBus im Landkreis Hof?",
        "Wie viel Zuschuss gibt die Kommunalrichtlinie in Sachsen für Straßenbeleuchtung?",
        "Wie starten wir mit Open Data?",
        "Was hat der Umbau der Straßenlaternen die Trierer an Nerven und Geldbeutel gekostet?",  # figures of speech
        "Wie viele Köpfe hat das Team für offene Daten in Moers?",
        "Wie haben die Klixbüller ihr Dorfauto in Schwung gebracht?",  # people named after their place
        "Wie viel Bundesgeld bekam Hagenow für die Smart City?",  # it is the Bund that is asked about
        "Wer hat den digitalen Zwilling in Herrenberg bezahlt?",  # whoever paid, not how much
        "Wie starten wir mit Open Data, obwohl die XYZ-Fraktion dagegen ist?",
        "Was kostet ein Ratsinformatonssystem?",  # a slip
    ],
)
def test_nothing_is_missing_where_the_documents_speak_of_it(question: str, starter_search: Search) -> None:
    assert gaps_in(question, starter_search) == set()


def test_a_place_named_once_as_home_and_once_in_the_question_is_asked_about(starter_search: Search) -> None:
    question = "Wir sind eine Gemeinde bei Coburg. Wie hat Coburg seine offenen Daten organisiert?"
    assert ("place", "Coburg") in gaps_in(question, starter_search)


def test_an_english_question_is_told_of_a_missing_place(starter_search: Search) -> None:
    question = "What did the parking sensors in Coburg cost?"
    evidence = retrieve(question, Profile(), starter_search, language="en", vocabulary=vocabulary.starter())
    found = gaps(question, evidence, places.starter(), vocabulary.starter(), language="en")
    assert [gap.sentence("en") for gap in found] == ["There is nothing on Coburg."]


def test_without_evidence_only_places_and_years_can_be_missing() -> None:
    nothing = Evidence((), (), 0.0)
    found = gaps("Was plant Coburg für 2031?", nothing, places.starter(), vocabulary.starter())
    assert [gap.kind for gap in found] == ["place", "year"]


@pytest.mark.parametrize(
    ("confidence", "found", "choices", "decided"),
    [
        (0.9, (), (), "answer"),
        (0.9, (Gap("place", "Coburg"),), (), "partial"),
        (0.5, (Gap("place", "Coburg"),), (), "partial"),
        (0.5, (), (), "hand_over"),
        (0.1, (Gap("place", "Coburg"),), (), "hand_over"),
        (0.5, (), ("A", "B"), "clarify"),
    ],
)
def test_confidence_and_gaps_decide(
    confidence: float, found: tuple[Gap, ...], choices: tuple[str, ...], decided: str
) -> None:
    assert decision(Evidence((), (), confidence), found, choices, answer_from=0.7, partial_from=0.35) == decided


def test_where_all_that_is_asked_about_is_missing_no_part_is_answered(starter_search: Search) -> None:
    question = "Wie führen wir eine Katzenschutzverordnung ein?"
    evidence = evidence_for(question, starter_search)
    found = gaps(question, evidence, places.starter(), vocabulary.starter())
    assert [gap.wording for gap in found] == ["Katzenschutzverordnung"]
    assert decision(evidence, found, answer_from=0.65, partial_from=0.0) == "hand_over"


def test_a_bare_place_with_several_documents_is_asked_back(starter_search: Search) -> None:
    question = "Was macht Lemgo?"
    found = options(question, evidence_for(question, starter_search), places.starter())
    assert len(found) == 2
    assert clarification(found).startswith("Was davon meinen Sie: „")


@pytest.mark.parametrize("question", ["Was macht Trier?", "Wie spart Lemgo in Schulen Energie?", "Rufbus"])
def test_a_question_with_one_meaning_is_not_asked_back(question: str, starter_search: Search) -> None:
    assert options(question, evidence_for(question, starter_search), places.starter()) == ()


def test_markup_and_addresses_that_were_typed_are_not_given_back() -> None:
    assert "boese" not in Gap("term", "https://boese.example/gewinn").sentence()
    assert Gap("programme", "<b>Coburg</b>").sentence() == "Zu „Coburg“ liegt nichts vor."
