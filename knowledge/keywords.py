"""The keyword index: BM25 over pre-analysed terms. The one door to tantivy.

An entry is an id and, per field, its terms; analysis happened before (knowledge/german.py). Knows no
passages, no documents and no German.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.errors import IndexUnavailable

if TYPE_CHECKING:
    import tantivy

HEAP_BYTES = 64_000_000
_PAGE = 10_000
_KEPT = 200_000  # frequencies of terms, and ids by address; some 30 MB each
POSTINGS = (
    400_000  # read for one ranking at most; 17 words need 260,000 at 140,000 entries, a small corpus never so many
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What is indexed under one id: the terms of each field, in order, with repeats, white space between them."""

    id: str
    terms: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Wordings of one thing, each of several terms: an entry gets the score of its best wording, times `weight`."""

    field: str
    wordings: Sequence[Sequence[str]]
    weight: float


class KeywordIndex:
    """One tantivy index on disk; the process that opens it for writing must own the data directory."""

    def __init__(self, folder: Path, fields: Sequence[str], postings: int = POSTINGS) -> None:
        import tantivy

        self._tantivy, self._postings = tantivy, postings
        builder = tantivy.SchemaBuilder().add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        for field in fields:
            builder = builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
        self._schema = builder.build()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._index = tantivy.Index(self._schema, str(folder))
            self._index.config_reader("manual")
            self._writer: tantivy.IndexWriter | None = None
            self._reload()
        except (OSError, ValueError) as error:
            raise _unavailable(error) from error

    def _reload(self) -> None:
        """Search what is committed from now on; a searcher is a snapshot, and opening one costs more than a term."""
        self._index.reload()
        self._searcher = self._index.searcher()
        self._frequencies: dict[tuple[str, str], int] = {}
        self._ids: dict[tuple[int, int], str] = {}

    def replace(self, entries: Iterable[Entry], removed: Iterable[str] = ()) -> None:
        """Make `entries` findable and `removed` ids not, at once and durably. Repeating it changes nothing."""
        try:
            if self._writer is None:
                self._writer = self._index.writer(HEAP_BYTES, 1)
            for gone in removed:
                self._writer.delete_documents_by_term("id", gone)
            for entry in entries:
                self._writer.delete_documents_by_term("id", entry.id)
                document = self._tantivy.Document()
                document.add_text("id", entry.id)
                for field, terms in entry.terms.items():
                    document.add_text(field, terms)
                self._writer.add_document(document)
            self._writer.commit()
            self._reload()
        except (OSError, ValueError, RuntimeError) as error:
            self._writer = None
            raise _unavailable(error) from error

    def rank(
        self, wanted: Mapping[str, Mapping[str, float]], limit: int, alternatives: Sequence[Alternatives] = ()
    ) -> list[tuple[str, float]]:
        """Return (id, score) best first; the score sums weight x BM25 (k1 1.2, b 0.75) over `wanted[field][term]`.

        Where that would take more than `postings`, the most frequent terms are left out: they tell least (docs/log.md).
        """
        clauses = [self._term(*term) for term in self._affordable(wanted)]
        clauses += [query for group in alternatives if (query := self._best_of(group)) is not None]
        if not clauses or limit < 1:
            return []
        query = self._tantivy.Query.boolean_query([(self._tantivy.Occur.Should, clause) for clause in clauses])
        searcher, ids = self._searcher, self._ids
        return [
            (ids.get((at.segment_ord, at.doc)) or self._id(searcher, ids, at), float(score))
            for score, at in searcher.search(query, limit, count=False).hits
        ]

    def _id(self, searcher: "tantivy.Searcher", ids: dict[tuple[int, int], str], at: "tantivy.DocAddress") -> str:
        """Return the id at an address, and keep it in `ids` of the same snapshot: unpacking it takes longer."""
        if len(ids) >= _KEPT:
            ids.clear()
        ids[at.segment_ord, at.doc] = found = str(searcher.doc(at).get_first("id"))
        return found

    def _affordable(self, wanted: Mapping[str, Mapping[str, float]]) -> list[tuple[str, str, float]]:
        """Return (field, term, weight), rare ones first where not all can be afforded."""
        terms = [(field, term, weight) for field, own in wanted.items() for term, weight in own.items()]
        if len(terms) * self._searcher.num_docs <= self._postings:
            return terms
        frequency = [self.frequency(field, term) for field, term, _ in terms]
        rare_first = sorted(range(len(terms)), key=frequency.__getitem__)
        before = itertools.accumulate((frequency[n] for n in rare_first), initial=0)
        return [terms[n] for n, read in zip(rare_first, before, strict=False) if frequency[n] and read < self._postings]

    def _best_of(self, group: Alternatives) -> "tantivy.Query | None":
        """Return a query for the best wording; wordings that no entry can hold are left out."""
        query, must = self._tantivy.Query, self._tantivy.Occur.Must
        known = [w for w in group.wordings if all(self.frequency(group.field, term) for term in w)]
        each = [query.boolean_query([(must, self._term(group.field, term, 1.0)) for term in w]) for w in known]
        return query.boost_query(query.disjunction_max_query(each), group.weight) if each else None

    def _term(self, field: str, term: str, weight: float) -> "tantivy.Query":
        query = self._tantivy.Query.term_query(self._schema, field, term, index_option="freq")
        return query if weight == 1.0 else self._tantivy.Query.boost_query(query, weight)

    def frequency(self, field: str, term: str) -> int:
        """Return how many entries hold `term` in `field`; kept until the next commit, as the same terms come again."""
        known = self._frequencies.get((field, term))
        if known is None:
            if len(self._frequencies) >= _KEPT:
                self._frequencies = {}
            known = self._frequencies[field, term] = self._searcher.doc_freq(field, term)
        return known

    def count(self) -> int:
        """Return the number of entries."""
        return self._searcher.num_docs

    def ids(self) -> Iterator[str]:
        """Yield every id, in no order."""
        searcher = self._searcher
        everything = self._tantivy.Query.all_query()
        for offset in range(0, searcher.num_docs, _PAGE):
            for _, address in searcher.search(everything, _PAGE, count=False, offset=offset).hits:
                yield str(searcher.doc(address).get_first("id"))

    def close(self) -> None:
        """Let go of the writer's lock once merges are done."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None


def _unavailable(error: Exception) -> IndexUnavailable:
    return IndexUnavailable(
        f"Der Stichwort-Index lässt sich nicht lesen oder schreiben ({type(error).__name__}). "
        "Prüfen Sie Platz und Rechte im Datenverzeichnis, dann hilft: lotse index rebuild."
    )
