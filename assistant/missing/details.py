"""Years and asked details (cost, number, time) that the evidence does not give, or says to be open. Pure."""

import re
from collections.abc import Iterator, Sequence

from assistant.missing.gap import Gap
from assistant.missing.scope import Spoken
from assistant.retrieval import Evidence
from knowledge.asked import asks_for, gives, wanted
from knowledge.german import content_words, stem
from knowledge.matching import Term, coverage, words_of

_YEAR = re.compile(r"\b(?:19|20)\d\d\b(?!\s*(?:Einwohner|Menschen|Euro))")
_OPEN = re.compile(
    r"(nenn\w+|beleg\w+|beschreib\w+|weis\w+|mach\w+|enth[aä]lt\w*|geh\w+|steh\w*|liegt?|war\w*|fehl\w+|ist|sind)\b[^.;]*"
    r"\b(nicht|noch nicht|keine? (Angaben|Zahlen?|Werte))\b|\bnicht (belegt|genannt|bekannt|beziffert|enthalten)\b"
    r"|\bfehlen (beide )?Angaben\b|\b(lassen|bleibt|bleiben) offen\b",
    re.IGNORECASE,
)
_SOURCES = re.compile(r"\b(Quellen?|Angaben|Dokument\w*|Bericht\w*|belegt|Schlussabrechnung)\b")
_PRICE = re.compile(r"\b(ge)?kostete?n?\b|\bgekostet\b|kosten\b|preis", re.IGNORECASE)
_PAYER = re.compile(r"\b(wer|wem|wessen|woher)\b", re.IGNORECASE)
_AMOUNT = re.compile(r"wie ?viel|wie (hoch|teuer)|\bwas (hat|haben|kostet)|\bkosten\b", re.IGNORECASE)
_SAME = 0.35  # share of the question's rarity that a sentence about the asked thing holds
_DETAIL_KINDS = ("money", "number", "time")


def year_gaps(question: str, documents: Sequence[Spoken]) -> Iterator[Gap]:
    """Yield the years asked about that stand in no sentence of the evidence sharing another word with the question."""
    years = dict.fromkeys(_YEAR.findall(question))
    asked = {stem(word) for word in content_words(question)} - set(years)
    for year in years:
        if any((document.meta.as_of or "").startswith(year) for document in documents[:1]):
            continue
        near = (words_of(text).stems for document in documents for text in _texts_with(document, year))
        if not any(stems & asked for stems in near):
            yield Gap("year", year)


def _texts_with(document: Spoken, year: str) -> Iterator[str]:
    meta = document.meta
    yield from (text for text in (meta.title, meta.summary, meta.period or "", *meta.questions) if year in text)
    for hit in document.hits:
        for sentence in hit.passage.sentences:
            text = hit.passage.text[sentence.start : sentence.end]
            if year in text:
                yield text


def detail_gaps(
    question: str, evidence: Evidence, everywhere: Sequence[Spoken], about: Sequence[Spoken]
) -> Iterator[Gap]:
    """Yield the kinds of answer asked for that nothing gives, or that the documents `about` the place call open."""
    documents = about or everywhere
    kinds = [
        kind for kind in _DETAIL_KINDS if kind in wanted(question) and not (kind == "money" and _by_whom(question))
    ]
    sentences = [text for document in documents for text in _sentences(document)]
    subject = words_of(documents[0].meta.title).stems if documents else frozenset()
    terms = tuple(term for term in evidence.terms if term.stem not in subject)
    left_open = [text for text in sentences if about and _OPEN.search(text) and _SOURCES.search(text)]
    for kind in kinds:
        giving = [text for text in sentences if gives(kind, text)]
        told = any(_states(kind, text) for text in giving) or (
            kind == "money" and giving and not _PRICE.search(question)
        )
        if not giving or (not told and any(_is_about(kind, text, terms) for text in left_open)):
            yield Gap("detail", kind)


def _by_whom(question: str) -> bool:
    """Return whether money is asked about by its giver, not by its amount: "Wer hat den Umbau bezahlt?"."""
    return bool(_PAYER.search(question)) and not _AMOUNT.search(question)


def _is_about(kind: str, sentence: str, terms: tuple[Term, ...]) -> bool:
    """Return whether a sentence that calls something open means what is asked: the same kind, or the same words."""
    return _asks(kind, sentence) or coverage(terms, words_of(sentence)) >= _SAME


def _states(kind: str, sentence: str) -> bool:
    """Return whether a sentence that gives a kind of thing is about just that: a sum that is a price, not a grant."""
    return bool(_PRICE.search(sentence)) if kind == "money" else _asks(kind, sentence)


def _asks(kind: str, sentence: str) -> bool:
    """Return whether a sentence names the kind itself: "Die Kosten …", "Was es gekostet hat, …"."""
    return asks_for(kind, sentence)


def _sentences(document: Spoken) -> Iterator[str]:
    for hit in document.hits:
        for sentence in hit.passage.sentences:
            yield hit.passage.text[sentence.start : sentence.end]
