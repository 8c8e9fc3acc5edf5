"""Plain Chroma: an in-memory collection with the default embedding function, whole texts, nothing else."""

from collections.abc import Sequence

import chromadb
from beir import Document
from measuring import TOP, Search, run
from minilm import embedding_function

notes: list[str] = []


def build(corpus: Sequence[Document]) -> Search:
    """Return a search over `corpus`. Raises Unavailable without a model."""
    function, note = embedding_function()
    notes.append(note)
    client = chromadb.EphemeralClient(chromadb.Settings(anonymized_telemetry=False))
    collection = client.create_collection("bench", embedding_function=function)
    step = client.get_max_batch_size()
    for start in range(0, len(corpus), step):
        part = corpus[start : start + step]
        collection.add(ids=[doc.id for doc in part], documents=[doc.text for doc in part])
    return lambda question: collection.query(query_texts=[question], n_results=TOP)["ids"][0]


if __name__ == "__main__":
    run(build, lambda: "; ".join(notes))
