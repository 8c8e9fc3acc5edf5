"""What is proposed stands in the text in these words, fits the head, and is left out where the text is not sure."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.confirmed import with_confirmed
from ingest.heads import checked_head
from ingest.proposing.proposal import Proposal
from ingest.proposing.proposing import proposed
from ingest.proposing.wording import BETWEEN
from ingest.read import markdown
from ingest.read.extract import Extract
from ingest.split import Block, Section, split
from knowledge.documents import Document, FrontMatter
from tests.ingest.proposing.conftest import TODAY

Propose = Callable[..., dict[str, list[Proposal]]]
CORPUS = sorted((Path(markdown.__file__).parent.parent.parent / "knowledge" / "corpus").glob("*.md"))
CASE = (
    "Soest in Nordrhein-Westfalen hat 47.500 Einwohner. Soest startete 2020 mit einem Sensornetz.",
    "In Soest beteiligten sich Familien. Das Rathaus in Soest wertete die Messwerte aus.",
    "Die Stadt Soest baute 2021 zwei Gateways. Die Projektlaufzeit: das wurde verlängert.",
)


def check(proposals: tuple[Proposal, ...], title: str, document: Document) -> None:
    words = [title, *(h for p in document.passages for h in p.headings), *(p.text for p in document.passages)]
    least = {"id": "a", "kind": "page", "title": "a", "funding": {"level": "eu", "status": "laufend"}}
    place = {"municipality": {"name": "a", "state": "NW", "type": "region"}}
    for one in proposals:
        assert all(any(excerpt in text for text in words) for excerpt in one.because.split(BETWEEN)), one
        checked_head("a", with_confirmed({**least, **place}, {one.field: one.value}))


@pytest.mark.parametrize("path", CORPUS[::9], ids=lambda path: path.stem)
def test_every_proposal_quotes_its_text_and_fits_the_head(path: Path) -> None:
    document = markdown.read(path.name, path.read_bytes())
    bare = replace(document, meta=FrontMatter(id=document.id, kind="page", title="Datei"))
    found = proposed(Extract(document.meta.title, ()), bare, TODAY)
    assert found
    check(found, document.meta.title, bare)


WORDS = st.sampled_from(
    (
        "Stand: gültig bis außer Kraft 31.12.2027 März 2024 2019 Herausgeber: Soest Hof Landkreis Einwohner 12.000 "
        "Euro bis zu 80 % Antrag Frist Förderung Bund Land EU LoRaWAN Gesamtkosten 3,5 Mio. € Laufzeit: – … ersetzt "
        "durch „ “ \x1f 🚲 . ; |"
    ).split(" ")
)
TEXTS = st.one_of(st.lists(WORDS, max_size=25).map(" ".join), st.text(max_size=60))


@given(TEXTS, st.lists(TEXTS, max_size=5), TEXTS)
def test_whatever_the_text_its_proposals_are_sound(title: str, blocks: list[str], heading: str) -> None:
    sections = tuple(Section((heading,), (Block("", text),)) for text in blocks if text)
    meta = FrontMatter(id="a", kind="page", title=title.strip() or "-")
    document = Document(meta, "ab" * 32, split(meta, sections))
    check(proposed(Extract(title, sections), document, TODAY), title, document)


def test_what_the_file_tells_itself_is_not_proposed(propose: Propose) -> None:
    free = propose(*CASE, "Stand: März 2024")
    assert {"as_of", "municipality"} <= set(free)
    place = {"name": "Soest", "state": "NW", "type": "mittelstadt"}
    told = propose(*CASE, "Stand: März 2024", kind="case_study", as_of="2023", municipality=place)
    assert not {"as_of", "municipality", "kind"} & set(told)
    assert "municipality.population" in told  # the file left it open


def test_a_report_on_one_town_is_told_with_its_place_and_inhabitants(propose: Propose) -> None:
    found = propose(*CASE, title="Soest: Sensoren im Alltag")
    assert found["kind"][0].value == "case_study"
    assert found["municipality"][0].value == {"name": "Soest", "state": "NW", "type": "mittelstadt"}
    assert [p.value for p in found["municipality.population"]] == [47_500]
    assert "47.500 Einwohner" in found["municipality.population"][0].because


def test_a_text_on_many_towns_names_none_as_its_own(propose: Propose) -> None:
    towns = ("Soest", "Herrenberg", "Ulm", "Krefeld")
    assert "municipality" not in propose(*(f"In {town} wurde gebaut. Auch {town} hat ein Netz." for town in towns))


def test_the_inhabitants_of_another_place_are_not_taken(propose: Propose) -> None:
    found = propose(*CASE[1:], "Soest liegt nahe. Die Nachbarstadt zählt 80.000 Einwohner.", title="Soest: Sensoren")
    assert "municipality.population" not in found


FUNDED = (
    "# Wer ist antragsberechtigt?",
    "Antragsberechtigt sind Gemeinden. Der Bund fördert mit dem Bundesprogramm neue Netze.",
    "# Wie hoch ist die Förderung?",
    "Das Bundesministerium gibt bis zu 80 Prozent der förderfähigen Kosten, höchstens 200.000 Euro.",
    "# Wie stelle ich einen Antrag?",
)  # fmt: skip


def test_a_programme_is_told_with_its_terms(propose: Propose) -> None:
    found = propose(*FUNDED, "Anträge können bis zum 30. September 2026 gestellt werden.")
    told = {field: proposals[0].value for field, proposals in found.items()}
    assert {field: value for field, value in told.items() if field == "kind" or field.startswith("funding.")} == {
        "kind": "funding", "funding.level": "bund", "funding.deadline": "2026-09-30", "funding.status": "laufend",
        "funding.rate": "bis zu 80 Prozent", "funding.max_eur": 200_000,
    }  # fmt: skip


def test_two_deadlines_are_both_offered_the_later_first(propose: Propose) -> None:
    found = propose(*FUNDED, "Skizzen sind bis 1. März 2025 möglich.", "Die Antragsfrist endet am 30.06.2025.")
    assert [p.value for p in found["funding.deadline"]] == ["2025-06-30", "2025-03-01"]
    assert "funding.status" not in found  # that both have passed does not close the programme for good


@pytest.mark.parametrize(
    "text", ["Ob neue Anträge laufend möglich sind, ist offen.", "Dass Anträge möglich sind, ist nicht belegt."]
)
def test_a_status_that_the_text_leaves_open_is_not_proposed(propose: Propose, text: str) -> None:
    assert "funding.status" not in propose(*FUNDED, text)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Anträge sind ganzjährig möglich.", "laufend"),
        ("Zurzeit sind keine neuen Anträge möglich.", "geschlossen"),
        ("Das Programm ist inzwischen ausgelaufen.", "geschlossen"),
        ("Ein neuer Aufruf ist für 2027 angekündigt.", "angekuendigt"),
    ],
)
def test_a_status_is_read_where_the_text_says_it(propose: Propose, text: str, status: str) -> None:
    assert [p.value for p in propose(*FUNDED, text)["funding.status"]] == [status]
