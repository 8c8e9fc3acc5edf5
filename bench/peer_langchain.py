"""LangChain's BM25Retriever as it comes, but for the number of results (its default is 4)."""

from collections.abc import Sequence

from beir import Document
from langchain_community.retrievers import BM25Retriever
from measuring import TOP, Search, run


def build(corpus: Sequence[Document]) -> Search:
    """Return a search over `corpus`."""
    retriever = BM25Retriever.from_texts([doc.text for doc in corpus], ids=[doc.id for doc in corpus], k=TOP)
    return lambda question: [found.id for found in retriever.invoke(question)]


if __name__ == "__main__":
    run(build)
