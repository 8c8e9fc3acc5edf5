"""Search over the starter corpus: the right document first, each once, always in the same order."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.indexes import Indexes
from knowledge.registry import Registry
from knowledge.search import Search

SOEST = "Wie hat Soest sein Klimamessnetz mit Wetterboxen aufgebaut?"


@pytest.mark.parametrize(
    ("question", "document"),
    [
        (SOEST, "fall-soest-buergerwolke"),
        ("klimamessnetz soest wetterboxen", "fall-soest-buergerwolke"),
        ("Wie hat Soest seine Buergerwolke aufgebaut?", "fall-soest-buergerwolke"),
        ("Wer misst den Grundwasserstand in Krefeld mit LoRaWAN?", "fall-krefeld-lorawan-grundwasser"),
        ("Was ist das Dörpsmobil in Klixbüll?", "fall-klixbuell-doerpsmobil"),
    ],
)
def test_the_document_that_speaks_of_it_is_found_first(question: str, document: str, starter_search: Search) -> None:
    assert starter_search(question, 1)[0].meta.id == document


def test_each_document_comes_once_unless_every_passage_is_asked_for(starter_search: Search) -> None:
    documents = [hit.meta.id for hit in starter_search(SOEST, 20)]
    passages = [hit.passage for hit in starter_search(SOEST, 20, per_passage=True)]
    assert len(documents) == len(set(documents)) == 20
    assert len({passage.id for passage in passages}) == 20
    assert len({passage.document_id for passage in passages}) < 20


def test_the_best_come_first_and_the_order_is_always_the_same(starter_search: Search) -> None:
    first, again = starter_search(SOEST, 15), starter_search(SOEST, 15)
    assert [hit.passage.id for hit in first] == [hit.passage.id for hit in again]
    assert [hit.score for hit in first] == sorted((hit.score for hit in first), reverse=True)


def test_a_score_is_the_sum_of_the_parts_it_is_explained_by(starter_search: Search) -> None:
    for hit in starter_search(SOEST, 10):
        assert hit.score == pytest.approx(sum(hit.parts.values()))


def test_a_shorter_list_is_the_beginning_of_a_longer_one(starter_search: Search) -> None:
    long = [hit.passage.id for hit in starter_search(SOEST, 10)]
    assert [hit.passage.id for hit in starter_search(SOEST, 4)] == long[:4]


def test_every_hit_is_in_the_registry_and_belongs_to_its_head(
    starter_search: Search, starter_registry: Registry
) -> None:
    for hit in starter_search(SOEST, 20, per_passage=True):
        assert starter_registry.passages([hit.passage.id]) == {hit.passage.id: hit.passage}
        assert hit.passage.document_id == hit.meta.id


@pytest.mark.parametrize("nothing", ["", "   ", "?!", "\u200b"])
def test_a_question_without_content_finds_nothing(nothing: str, starter_search: Search) -> None:
    assert starter_search(nothing) == []


def test_without_an_embedder_words_still_find(
    starter_registry: Registry, starter_indexes: Indexes, search_over: Callable[[Registry, Indexes], Search]
) -> None:
    embedder, starter_indexes.embedder = starter_indexes.embedder, None
    try:
        best = search_over(starter_registry, starter_indexes)(SOEST)[0]
    finally:
        starter_indexes.embedder = embedder
    assert best.meta.id == "fall-soest-buergerwolke"
    assert "vector" not in best.parts


@settings(max_examples=40)
@given(question=st.text(max_size=60) | st.text(alphabet='aäß "*+-:()[]^~\\/§27\u00ad', max_size=60))
def test_no_question_breaks_the_search(question: str, starter_search: Search) -> None:
    assert len(starter_search(question, 3)) <= 3


def test_a_very_long_question_is_answered_too(starter_search: Search) -> None:
    assert starter_search(f"{SOEST} " * 60, 1)[0].meta.id == "fall-soest-buergerwolke"
