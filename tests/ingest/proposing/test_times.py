"""How old a text is, until when it holds and what replaces it is proposed only in the text's own words about itself."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from ingest.proposing.proposal import Proposal
from ingest.proposing.proposing import proposed
from ingest.proposing.titles import Titles
from ingest.read.extract import Extract
from knowledge.documents import Document
from knowledge.registry import Registry
from knowledge.registry_rows import FiledDocument
from tests.ingest.proposing.conftest import TODAY

Propose = Callable[..., dict[str, list[Proposal]]]
Read = Callable[..., tuple[Extract, Document]]


@pytest.mark.parametrize(
    ("line", "stamp"),
    [
        ("Stand: März 2024", "2024-03"),
        ("Stand 03/2024", "2024-03"),
        ("(Stand: 1.1.2024)", "2024-01-01"),
        ("Stadt Soest | Stand: 12. Mai 2025", "2025-05-12"),
        ("Redaktionsschluss: 30. Juni 2025", "2025-06-30"),
        ("Veröffentlicht am 3. Mai 2024", "2024-05-03"),
        ("Zuletzt aktualisiert am 03.05.2024, 14:30 Uhr", "2024-05-03"),
        ("Letzte Änderung: 2024-05-03", "2024-05-03"),
        ("Soest, den 12. März 2024", "2024-03-12"),
        ("Der Stand der Quellen ist Mitte 2023 – vor einer Entscheidung nachfragen.", "2023"),
    ],
)
def test_the_date_of_a_text_is_read_from_its_label(propose: Propose, line: str, stamp: str) -> None:
    (found,) = propose("Die Stadt hat ein Netz gebaut.", line)["as_of"]
    assert (found.value, found.because) == (stamp, line)


@pytest.mark.parametrize(
    "line",
    [
        "Ein Neubau kostete (Stand 2021 laut Gemeinde) 450.000 Euro.",
        "2012 stand die Schule vor dem Aus.",
        "Der Vorstand trat am 3. Mai 2024 zurück.",
        "Am 3. Mai 2024 wurde das Netz eröffnet.",
        "Stand: 1. August 2026",  # after today
        "Stand: Frühjahr",
        "Das Portal wurde aktualisiert und 2024 eröffnet.",
    ],
)
def test_other_dates_are_not_taken_for_the_date_of_the_text(propose: Propose, line: str) -> None:
    assert "as_of" not in propose("Die Stadt hat ein Netz gebaut.", line)


def test_of_several_dates_the_state_comes_before_the_publication(propose: Propose) -> None:
    found = propose("Veröffentlicht am 3. Mai 2023", "Netze.", "Aktualisiert am 1. Juni 2024", "Stand: Juli 2024")
    assert [p.value for p in found["as_of"]] == ["2024-07", "2024-06-01", "2023-05-03"]


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_no_text_is_fresher_than_today(read: Read, day: date, today: date) -> None:
    found = proposed(*read("Netze.", f"Stand: {day:%d.%m.%Y}"), today)
    assert [p.value for p in found if p.field == "as_of"] == ([day.isoformat()] if day <= today else [])


@pytest.mark.parametrize(
    ("line", "last_day"),
    [
        ("Gültig bis 31. Dezember 2027", "2027-12-31"),
        ("Diese Richtlinie gilt bis zum 31.12.2027.", "2027-12-31"),
        ("Diese Satzung tritt am 1. Mai 2024 in Kraft und am 31. Dezember 2027 außer Kraft.", "2027-12-31"),
        ("Die Förderrichtlinie tritt mit Ablauf des 1. Januar 2028 außer Kraft.", "2028-01-01"),
        ("Dieser Erlass tritt am 1. Januar 2028 außer Kraft.", "2027-12-31"),
    ],
)
def test_the_last_day_of_a_rule_is_read_from_its_own_words(propose: Propose, line: str, last_day: str) -> None:
    (found,) = propose("Die Stadt regelt die Nutzung.", line)["valid_until"]
    assert (found.value, found.because) == (last_day, line)


@pytest.mark.parametrize(
    "line",
    [
        "In Geestland war das Angebot für alle Dörfer ohne Kosten, und der Vertrag gilt bis zum 30. Juni 2025.",
        "Diese Richtlinie tritt am 1. Mai 2024 in Kraft.",
        "Diese Richtlinie gilt bis auf Weiteres.",
    ],
)  # fmt: skip
def test_what_ends_otherwise_does_not_end_the_text(propose: Propose, line: str) -> None:
    assert "valid_until" not in propose("Die Stadt regelt die Nutzung.", line)


@pytest.mark.parametrize(
    "line",
    [
        "Dieser Leitfaden wurde ersetzt durch den Leitfaden Sensornetze.",
        "Ersetzt durch: „Leitfaden Sensornetze“ (2025)",
    ],
)
def test_a_successor_is_proposed_where_one_document_bears_its_name(read: Read, line: str) -> None:
    titles = {"leitfaden sensornetze": "leit-netze"}
    found = proposed(*read("Sensoren messen.", line), TODAY, lambda title: titles.get(title.lower()))
    assert [(p.value, p.because) for p in found if p.field == "superseded_by"] == [("leit-netze", line)]
    other = "Der alte Leitfaden wurde ersetzt durch den Leitfaden Sensornetze."
    found = proposed(*read("Sensoren messen.", other), TODAY, lambda title: titles.get(title.lower()))
    assert not [p for p in found if p.field == "superseded_by"]  # another document's successor
    unknown = proposed(*read("Sensoren messen.", line), TODAY)
    assert not [p for p in unknown if p.field == "superseded_by"]


@pytest.mark.parametrize(
    ("title", "paragraphs", "proposed_titles"),
    [
        ("2024_leitfaden_v3.docx", ["# Sensornetze in der Fläche", "Ein Netz misst."], ["Sensornetze in der Fläche"]),
        ("Dokument1", ["Betreff: Neue Sensornetze im Kreis", "Ein Netz misst."], ["Neue Sensornetze im Kreis"]),
        ("Microsoft Word - netz.doc", ["# Eins", "Ein Netz misst.", "# Zwei", "Es misst viel."], []),
        ("Sensornetze im Kreis", ["# Sensornetze in der Fläche", "Ein Netz misst."], []),
    ],
)
def test_a_title_is_proposed_only_for_the_name_of_a_file(
    propose: Propose, title: str, paragraphs: list[str], proposed_titles: list[str]
) -> None:
    assert [p.value for p in propose(*paragraphs, title=title).get("title", [])] == proposed_titles


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("Herausgeber: Stadt Soest, Am Vreithof 8, 59494 Soest", "Stadt Soest"),
        ("Herausgegeben von der Gemeinde Borchen", "Gemeinde Borchen"),
        ("© 2024 Landkreis Hof | Impressum", "Landkreis Hof"),
    ],
)
def test_a_publisher_is_read_from_the_imprint(propose: Propose, line: str, publisher: str) -> None:
    (found,) = propose("Ein Netz misst.", line)["publisher"]
    assert found.value == publisher
    assert found.because in line


def test_a_title_is_found_however_it_is_spelt_and_only_when_one_document_bears_it(
    engine: Engine, read_document: Callable[..., Document]
) -> None:
    registry = Registry(engine)
    documents = [read_document(key, title=title) for key, title in (("a", "Sensor-Netze"), ("b", "Bus"), ("c", "Bus"))]
    registry.apply("ordner", [FiledDocument(document, document.id) for document in documents])
    titles = Titles(registry)
    assert [titles(title) for title in ("„sensor-netze“", "Bus", "Bahn")] == ["a", None, None]
