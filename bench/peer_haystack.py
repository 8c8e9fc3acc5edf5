"""Haystack's InMemoryBM25Retriever as it comes (ten results are its default)."""

from collections.abc import Sequence

from beir import Document
from haystack import Document as HaystackDocument
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever
from haystack.document_stores.in_memory import InMemoryDocumentStore
from measuring import TOP, Search, run


def build(corpus: Sequence[Document]) -> Search:
    """Return a search over `corpus`."""
    store = InMemoryDocumentStore()
    store.write_documents([HaystackDocument(id=doc.id, content=doc.text) for doc in corpus])
    retriever = InMemoryBM25Retriever(document_store=store, top_k=TOP)
    return lambda question: [found.id for found in retriever.run(query=question)["documents"]]


if __name__ == "__main__":
    run(build)
