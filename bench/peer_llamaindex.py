"""LlamaIndex's BM25Retriever set to German, as its documentation advises for other languages.

The document id is the node's id: metadata would be indexed with the text.
"""

from collections.abc import Sequence

import Stemmer
from beir import Document
from llama_index.core.schema import TextNode
from llama_index.retrievers.bm25 import BM25Retriever
from measuring import TOP, Search, run


def build(corpus: Sequence[Document]) -> Search:
    """Return a search over `corpus`."""
    retriever = BM25Retriever.from_defaults(
        nodes=[TextNode(id_=doc.id, text=doc.text) for doc in corpus],
        stemmer=Stemmer.Stemmer("german"),
        language="de",
        similarity_top_k=TOP,
    )
    return lambda question: [found.node.node_id for found in retriever.retrieve(question)]


if __name__ == "__main__":
    run(build)
