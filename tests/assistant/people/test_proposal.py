"""What is proposed to an advisor is quoted and cited, and only what people change counts as edited."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.subjects import Subjects
from assistant.checking.judging import is_literal
from assistant.composing.draft import at_once
from assistant.composing.extractive import compose
from assistant.conversation.followups import Reading, standalone
from assistant.messages import Outcome, Question, Reply
from assistant.parts import Parts
from assistant.people.cited import CitedText, marks
from assistant.people.draft_checks import PROPOSED, findings_of
from assistant.people.findings import Rule
from assistant.people.proposal import QUOTES, edited_share, proposal
from assistant.people.said import sentences_of
from assistant.people.standing import cited_documents, standing_of
from assistant.people.teams import Team, Teams
from assistant.pipeline import reply_to
from knowledge import places, vocabulary
from knowledge.documents import document_of
from knowledge.registry import Registry
from knowledge.search import Search
from tests.fakes.stores import MemoryConversations, MemoryHandoffs

TODAY = date(2025, 11, 1)
QUESTIONS = [
    "Was kostet ein Rufbus auf dem Land?",
    "Wie fangen wir mit einem LoRaWAN-Netz an?",
    "Wie führen wir die E-Akte ein?",
    "Was tun nach einem Cyberangriff auf die Verwaltung?",
    "Gibt es Fördermittel für WLAN an öffentlichen Plätzen?",
    "Wie viele Einwohner hat Etteln und was wurde dort gebaut?",
]
BLAMELESS = {Rule.CLOSED, Rule.ENDED, Rule.STALE, Rule.NAME, Rule.PERSONAL, Rule.CONTEXT, Rule.PROPOSAL}


@pytest.fixture(scope="module")
def answer(starter_search: Search, starter_registry: Registry) -> Callable[[str], Reply]:
    """Answer a question from the starter corpus, however weak the evidence."""
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
    return lambda question: reply_to(Question(question), parts)


def proposed(
    question: str, reply: Reply | None, tried: list[str], search: Search, registry: Registry
) -> CitedText:  # fmt: skip
    ids = [*map(document_of, tried), *(s.document_id for s in (reply.sources if reply else ()))]
    return proposal(question, reply, tried, standing_of(ids, registry), search.rarity, TODAY)


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_of_the_assistant_is_proposed_as_it_is_and_holds_before_the_check(
    question: str, answer: Callable[[str], Reply], starter_search: Search, starter_registry: Registry
) -> None:
    reply = answer(question)
    draft = proposed(question, reply, [], starter_search, starter_registry)
    assert len(marks(draft.text)) == len(draft.sources) == len(reply.sources)
    assert all(statement.text in draft.text for statement in reply.statements)
    found = findings_of(draft, cited_documents(draft.sources, starter_registry), TODAY)
    assert {one.rule for one in found} <= BLAMELESS


@pytest.mark.parametrize("question", QUESTIONS)
def test_without_an_answer_the_most_fitting_sentences_are_proposed_as_quotes(
    question: str, starter_search: Search, starter_registry: Registry
) -> None:
    tried = [hit.passage.id for hit in starter_search(question, 12, per_passage=True)]
    draft = proposed(question, None, tried, starter_search, starter_registry)
    announced, *quotes = draft.text.splitlines()
    assert announced == PROPOSED
    assert 1 <= len(quotes) <= QUOTES
    documents = cited_documents(draft.sources, starter_registry)
    by_number = {source.n: source for source in draft.sources}
    for quote in quotes:
        source = by_number[marks(quote)[0]]
        passage = documents[source.document_id].passage(source.passage_id)
        assert passage is not None
        assert is_literal(quote[1 : quote.rindex("“")], passage.text)
        assert source.passage_id in tried
    assert {one.rule for one in findings_of(draft, documents, TODAY)} <= BLAMELESS
    assert all(one.marks for one in sentences_of(draft.text)[1:])


def test_nothing_is_proposed_where_nothing_was_tried_or_all_of_it_is_gone(
    starter_search: Search, starter_registry: Registry
) -> None:
    refused = Reply("c", "m", Outcome.HANDOFF_NO_EVIDENCE)
    for tried in ([], ["weg~0", "fall-soest~0"]):
        assert proposed("Was kostet ein Rufbus?", refused, tried, starter_search, starter_registry) == CitedText("")


def test_only_words_that_people_changed_count_as_edited() -> None:
    proposal_text = f"{PROPOSED}\n„Der Bus fährt täglich.“ [1]\nEr ist grün. [2]"
    assert edited_share(proposal_text, "Der Bus fährt täglich. [3] Er ist grün. [1]") == 0.0
    assert edited_share(proposal_text, "") == 1.0
    assert edited_share("", "") == 0.0
    assert edited_share("", "Neu geschrieben.") == 1.0
    assert 0.0 < edited_share(proposal_text, "Der Bus fährt täglich. Er ist rot.") < 0.5


@given(st.text(max_size=200), st.text(max_size=200))
def test_the_edited_share_is_a_share(before: str, after: str) -> None:
    assert 0.0 <= edited_share(before, after) <= 1.0
    assert edited_share(before, before) == 0.0


def test_passages_that_hardly_speak_of_the_question_are_not_quoted(
    starter_search: Search, starter_registry: Registry
) -> None:
    question = "Wer hat Erfahrung mit digitalen Schließanlagen für Sporthallen?"
    tried = [hit.passage.id for hit in starter_search(question, 12, per_passage=True)]
    assert tried
    assert proposed(question, None, tried, starter_search, starter_registry) == CitedText("")
