"""tantivy with its own German analysis: simple tokenizer, lower case, stop words, Snowball stemmer; BM25."""

from collections.abc import Sequence

import tantivy
from beir import Document
from measuring import TOP, Search, run

FIELD = "text"
HEAP_BYTES = 64_000_000


def build(corpus: Sequence[Document]) -> Search:
    """Return a search over `corpus`, held in memory; a question is the disjunction of its terms."""
    german = (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.stopword("german"))
        .filter(tantivy.Filter.stemmer("german"))
        .build()
    )
    schema = (
        tantivy.SchemaBuilder()
        .add_text_field("id", stored=True, tokenizer_name="raw")
        .add_text_field(FIELD, tokenizer_name="german")
        .build()
    )
    index = tantivy.Index(schema)
    index.register_tokenizer("german", german)
    writer = index.writer(HEAP_BYTES, 1)
    for doc in corpus:
        writer.add_document(tantivy.Document(id=doc.id, text=doc.text))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()

    def search(question: str) -> list[str]:
        terms = [
            (tantivy.Occur.Should, tantivy.Query.term_query(schema, FIELD, term)) for term in german.analyze(question)
        ]
        searcher = index.searcher()
        hits = searcher.search(tantivy.Query.boolean_query(terms), TOP).hits
        return [str(searcher.doc(address)["id"][0]) for _, address in hits]

    return search


if __name__ == "__main__":
    run(build)
