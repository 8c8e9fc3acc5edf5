"""Lotse's search as a LangChain retriever."""

import asyncio
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ValidationError

from assistant.langchain_retriever import LotseRetriever
from ingest.sync import sync_folder
from knowledge import places, vocabulary
from knowledge.errors import IndexUnavailable
from knowledge.follower import bring_up
from knowledge.indexes import Indexes
from knowledge.registry import Registry
from knowledge.registry_tables import open_engine
from knowledge.search import Hit, Search

CORPUS = Path(__file__).parents[2] / "knowledge" / "corpus"
DOCUMENTS = (
    "fall-herrenberg-lorawan", "fall-krefeld-lorawan-grundwasser", "leit-parkraum-sensorik",
    "foerd-efre-stadtentwicklung-sachsen",
)  # fmt: skip
QUESTION = "Wer misst den Grundwasserstand in Krefeld mit LoRaWAN?"
KEYS = {
    "document_id", "passage_id", "kind", "title", "heading", "score", "reasons", "url", "as_of", "topics", "phases",
    "municipality", "state", "state_name", "municipality_type", "population", "funding_states", "funding_status",
    "funding_deadline", "technologies", "origins",
}  # fmt: skip


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Search]:
    folder = tmp_path_factory.mktemp("langchain")
    (folder / "documents").mkdir()
    for name in DOCUMENTS:
        shutil.copy(CORPUS / f"{name}.md", folder / "documents")
    engine = open_engine(f"sqlite:///{folder / 'lotse.db'}")
    registry = Registry(engine)
    assert not sync_folder(folder / "documents", registry, lambda *_: None).problems
    indexes = Indexes(folder / "index")
    bring_up(registry, indexes)
    yield Search(registry, indexes, vocabulary.starter(), places.starter())
    indexes.close()
    engine.dispose()


def by_id(documents: list[Document]) -> dict[str, Document]:
    return {document.metadata["document_id"]: document for document in documents}


def test_each_document_is_the_passage_with_all_that_is_known_of_it(search: Search) -> None:
    retriever = LotseRetriever(search=search)
    assert isinstance(retriever, BaseRetriever)
    found, hits = retriever.invoke(QUESTION), search(QUESTION)
    assert [(d.id, d.page_content, d.metadata["score"]) for d in found] == [
        (hit.passage.id, hit.passage.text, hit.score) for hit in hits
    ]
    assert {document.metadata["document_id"] for document in found} == set(DOCUMENTS)
    assert all(set(document.metadata) == KEYS for document in found)
    first = found[0].metadata
    meta = hits[0].meta
    assert meta.municipality is not None
    assert (first["document_id"], first["kind"], first["title"]) == (DOCUMENTS[1], "case_study", meta.title)
    assert (first["municipality"], first["state"], first["state_name"]) == ("Krefeld", "NW", "Nordrhein-Westfalen")
    assert first["population"] == meta.municipality.population
    assert first["passage_id"] == found[0].id == hits[0].passage.id
    assert first["heading"] == hits[0].passage.heading
    assert (first["url"], first["as_of"], first["topics"]) == (meta.url, meta.as_of, list(meta.topics))
    assert first["reasons"] == list(hits[0].reasons)
    cited = {n for sentence in hits[0].passage.sentences for n in sentence.origins}
    assert [origin["url"] for origin in first["origins"]] == [meta.sources[n].url for n in sorted(cited)]
    assert first["origins"]
    assert set(first["origins"][0]) == {"title", "url", "publisher"}


def test_a_funding_programme_has_its_terms_and_no_municipality(search: Search) -> None:
    funding = by_id(LotseRetriever(search=search).invoke("Förderung Stadtentwicklung Sachsen EFRE"))[DOCUMENTS[3]]
    assert funding.metadata["funding_states"] == ["SN"]
    assert funding.metadata["funding_status"]
    assert funding.metadata["municipality"] is None
    assert funding.metadata["population"] is None


def test_the_metadata_is_plain_data(search: Search) -> None:
    found = LotseRetriever(search=search).invoke(QUESTION)
    assert json.loads(json.dumps([d.metadata for d in found])) == [d.metadata for d in found]


def test_sync_and_async_give_the_same_and_async_searches_in_another_thread(search: Search) -> None:
    threads: list[int] = []

    def watched(question: str, limit: int = 10, *, per_passage: bool = False) -> list[Hit]:
        threads.append(threading.get_ident())
        return search(question, limit, per_passage=per_passage)

    retriever = LotseRetriever(search=watched, k=3, per_passage=True)
    both = [retriever.invoke(QUESTION), asyncio.run(retriever.ainvoke(QUESTION))]
    assert both[0] == both[1]
    assert threads[0] == threading.get_ident() != threads[1]
    assert retriever.batch([QUESTION, "Parken"])[0] == both[0]


def test_k_and_per_passage_are_fields(search: Search) -> None:
    assert len(LotseRetriever(search=search, k=2).invoke(QUESTION)) == 2
    passages = LotseRetriever(search=search, k=6, per_passage=True).invoke(QUESTION)
    assert len(passages) == len({d.id for d in passages}) == 6
    assert len(by_id(passages)) < 6
    with pytest.raises(ValidationError):
        LotseRetriever(search=search, k=0)


def test_it_is_a_link_in_a_chain(search: Search) -> None:
    chain = LotseRetriever(search=search, k=1) | (lambda documents: documents[0].metadata["title"])
    assert "Krefeld" in chain.invoke(QUESTION)


def test_a_failing_index_stays_our_error() -> None:
    def failing(question: str, limit: int = 10, *, per_passage: bool = False) -> list[Hit]:
        raise IndexUnavailable("Der Index fehlt.")

    for ask in (
        LotseRetriever(search=failing).invoke,
        lambda q: asyncio.run(LotseRetriever(search=failing).ainvoke(q)),
    ):
        with pytest.raises(IndexUnavailable, match="Der Index fehlt"):
            ask(QUESTION)


def test_nothing_is_traced_and_nobody_called_unless_the_operator_says_so() -> None:
    code = """
import asyncio, sys
called = []
sys.addaudithook(lambda event, a: called.append((event, a)) if event in (
    "socket.getaddrinfo", "socket.gethostbyname", "socket.connect") else None)
from assistant.langchain_retriever import LotseRetriever
from langsmith.utils import tracing_is_enabled
retriever = LotseRetriever(search=lambda question, limit=10, *, per_passage=False: [])
assert retriever.invoke("Rufbus") == asyncio.run(retriever.ainvoke("Rufbus")) == []
assert not tracing_is_enabled()
import threading
assert [t.name for t in threading.enumerate() if "asyncio" not in t.name] == ["MainThread"], threading.enumerate()
print([c for c in called if c[0] != "socket.connect" or isinstance(c[1][1], tuple)])
"""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("LANGSMITH_", "LANGCHAIN_"))}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], check=False, env=env, capture_output=True, text=True
    )
    assert (done.stdout.strip(), done.returncode) == ("[]", 0), done.stderr
