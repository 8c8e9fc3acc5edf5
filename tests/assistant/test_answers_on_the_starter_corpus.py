"""Whatever is asked, an answer from the starter corpus quotes literally and numbers its sources soundly."""

import re
from datetime import date

import pytest

from api.subjects import Subjects
from assistant.composing.draft import at_once
from assistant.composing.extractive import compose
from assistant.conversation.followups import Reading, standalone
from assistant.messages import Origin, Outcome, Question, Reply, SourceEntry, Statement
from assistant.parts import Parts
from assistant.people.teams import Team, Teams
from assistant.pipeline import reply_to
from knowledge import places, vocabulary
from knowledge.documents import FrontMatter, Passage, Sentence
from knowledge.registry import Registry
from knowledge.search import Search
from tests.fakes.stores import MemoryConversations, MemoryHandoffs

TODAY = date(2025, 11, 1)
QUESTIONS = [
    "Was kostet ein Rufbus auf dem Land?",
    "Wie fangen wir mit einem LoRaWAN-Netz an?",
    "Welche Kommunen haben Erfahrung mit Pegelsensoren?",
    "Wie viel Zuschuss gibt es für adaptive Straßenbeleuchtung?",
    "Bis wann läuft die Kommunalrichtlinie?",
    "Wer hat einen digitalen Zwilling aufgebaut?",
    "Wie führen wir die E-Akte ein?",
    "Was tun nach einem Cyberangriff auf die Verwaltung?",
    "Wie starten wir mit Open Data?",
    "Welche Schritte braucht eine Datenplattform?",
    "Was müssen wir beim Datenschutz von Kameras beachten?",
    "Wie beteiligen wir Jugendliche digital?",
    "Lohnt sich ein Chatbot im Rathaus?",
    "Wie viele Einwohner hat Etteln und was wurde dort gebaut?",
    "Welche Erfahrungen gibt es mit einem Dorfladen ohne Personal?",
    "Wie bekommen wir Glasfaser in abgelegene Ortsteile?",
    "Wie messen wir die Wirkung unserer Smart-City-Projekte?",
    "Wie arbeiten Nachbargemeinden bei der IT zusammen?",
    "Was kostet Parkraumsensorik?",
    "Wie warnen wir vor Starkregen?",
    "Was ist die Smart City Charta?",
    "Gibt es Fördermittel für WLAN an öffentlichen Plätzen?",
    "Wie schreiben wir Software aus, wenn wir Open Source wollen?",
    "Wie machen wir unsere Website barrierefrei?",
    "Welche Gemeinde hat eine Praxis ohne Arzt?",
    "Wie sparen Schulen mit Sensoren Energie?",
    "Was hat der Telenotarzt in Vorpommern-Greifswald gebracht?",
    "Wie funktioniert die Nachnutzung von OZG-Diensten?",
    "How did other towns start with flood sensors?",
    "Wie verstetigen wir ein Projekt nach dem Ende der Förderung?",
    "Rufbus",
    "Pegelsensorik Bach Hochwaser Frühwarnug",
]


@pytest.fixture(scope="module", params=QUESTIONS)
def reply(request: pytest.FixtureRequest, starter_search: Search, starter_registry: Registry) -> Reply:
    """An answer to each question; however weak the evidence, it is worded."""
    parts = Parts(
        search=starter_search,
        compose=at_once(compose),
        handoffs=MemoryHandoffs(),
        conversations=MemoryConversations(),
        reading=Reading(places.starter(), starter_search.rarity, Subjects(starter_registry)),
        rewrite=standalone,
        vocabulary=vocabulary.starter(),
        passages_of=starter_registry.passages_of,
        answer_from=0.0,
        partial_from=0.0,
        team="Musterteam",
        teams=Teams([Team("beratung", "Musterteam")]),
        today=lambda: TODAY,
    )
    return reply_to(Question(request.param), parts)


@pytest.fixture
def quoted(reply: Reply, starter_registry: Registry) -> list[tuple[Statement, SourceEntry, Passage, FrontMatter]]:
    """Each statement with a source it cites, the passage behind it and the head of its document."""
    sources = {source.n: source for source in reply.sources}
    passages = starter_registry.passages([source.passage_id for source in reply.sources])
    heads = starter_registry.heads([source.document_id for source in reply.sources])
    pairs = [(statement, sources[n]) for statement in reply.statements for n in statement.citations]
    return [(said, source, passages[source.passage_id], heads[source.document_id]) for said, source in pairs]


def sentences_of(said: Statement, passage: Passage) -> list[Sentence]:
    """Give the run of whole sentences that a statement is made of, behind a lead or a step's number; [] if of none."""
    found = passage.sentences
    for start in range(len(found)):
        for end in range(start + 1, len(found) + 1):
            run = passage.text[found[start].start : found[end - 1].end]
            if re.fullmatch(rf"(\d+\. |[^.]{{2,80}}(: | – ))?{re.escape(run)}", said.text):
                return list(found[start:end])
    return []


def test_a_question_the_corpus_knows_is_answered(reply: Reply) -> None:
    assert reply.outcome is Outcome.ANSWERED


def test_an_answer_is_short_unless_it_lists_steps_and_says_nothing_twice(reply: Reply) -> None:
    texts = [statement.text for statement in reply.statements]
    assert len(set(texts)) == len(texts) >= 1
    assert len(texts) <= 9 or [text[:2] for text in texts[:3]] == ["1.", "2.", "3."]
    assert sum(len(text.split()) for text in texts) <= 250


def test_steps_are_numbered_from_one_in_order_without_gaps(reply: Reply) -> None:
    numbers = [int(found.group()) for said in reply.statements if (found := re.match(r"\d+(?=\. )", said.text))]
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(said.kind == "step" for said in reply.statements[: len(numbers)])


def test_a_statement_with_a_lead_names_its_own_document(
    quoted: list[tuple[Statement, SourceEntry, Passage, FrontMatter]],
) -> None:
    for said, _, passage, meta in quoted:
        start = sentences_of(said, passage)[0].start
        lead = "" if passage.text[start:].startswith(said.text[:20]) else said.text.partition(":")[0].partition(" –")[0]
        assert lead in f"{meta.title} {meta.municipality.name if meta.municipality else ''}" or lead[:1].isdigit()


def test_no_answer_holds_a_mere_pointer_to_a_source(reply: Reply) -> None:
    assert reply.statements[0].text.endswith((".", "!", "…", "“", ")", "?"))
    assert "Zum Weiterlesen" not in {source.heading for source in reply.sources}


def test_every_statement_is_a_whole_sentence_of_its_passage(
    quoted: list[tuple[Statement, SourceEntry, Passage, FrontMatter]],
) -> None:
    assert all(sentences_of(said, passage) for said, _, passage, _ in quoted)


def test_every_statement_cites_a_source_that_exists(reply: Reply) -> None:
    numbers = {source.n for source in reply.sources}
    assert all(said.citations and set(said.citations) <= numbers for said in reply.statements)


def test_sources_are_numbered_in_order_without_gaps(reply: Reply) -> None:
    assert [source.n for source in reply.sources] == list(range(1, len(reply.sources) + 1))
    first_cited = list(dict.fromkeys(n for said in reply.statements for n in said.citations))
    assert first_cited == [source.n for source in reply.sources]


def test_a_source_names_exactly_the_publications_behind_its_sentences(
    quoted: list[tuple[Statement, SourceEntry, Passage, FrontMatter]],
) -> None:
    for said, source, passage, meta in quoted:
        behind = dict.fromkeys(i for sentence in sentences_of(said, passage) for i in sentence.origins)
        found = tuple(meta.sources[i] for i in behind)
        assert source.origins == tuple(Origin(s.title, s.publisher, s.url) for s in found)


def test_a_source_quotes_what_is_taken_from_it(
    quoted: list[tuple[Statement, SourceEntry, Passage, FrontMatter]],
) -> None:
    for said, source, passage, _ in quoted:
        run = sentences_of(said, passage)
        assert passage.text[run[0].start : run[-1].end] in source.quote


def test_a_source_carries_title_heading_and_date_of_its_document(
    quoted: list[tuple[Statement, SourceEntry, Passage, FrontMatter]],
) -> None:
    for _, source, passage, meta in quoted:
        assert (source.title, source.heading, source.as_of) == (meta.title, passage.heading, meta.as_of)


def test_at_most_three_cases_and_every_one_from_the_corpus(reply: Reply, starter_registry: Registry) -> None:
    heads = starter_registry.heads([case.document_id for case in reply.cases])
    assert len(reply.cases) <= 3
    assert all(heads[case.document_id].kind == "case_study" for case in reply.cases)


def test_no_programme_past_its_deadline_is_called_open(reply: Reply) -> None:
    late = [entry for entry in reply.funding if entry.deadline and entry.deadline < TODAY.isoformat()]
    assert all(entry.status == "geschlossen" for entry in late)
