"""What of a passage, a document and a question goes into which index field; used for indexing and for asking."""

from collections.abc import Iterable, Mapping

from knowledge.documents import FrontMatter, Passage
from knowledge.german import analyse
from knowledge.keywords import Entry

PASSAGE_FIELDS = ("stems", "grams")
DOCUMENT_FIELDS = ("stems", "grams", "question_stems", "question_grams")


def passage_text(passage: Passage, meta: FrontMatter) -> str:
    """Return what a passage is found by: its text, and the subject that only its document's head names."""
    return f"{meta.context}. {passage.heading}. {passage.text}"


def passage_entry(passage: Passage, meta: FrontMatter) -> Entry:
    """Return the index entry of a passage."""
    stems, grams = analyse(passage_text(passage, meta))
    return Entry(passage.id, {"stems": stems, "grams": grams})


def document_entry(meta: FrontMatter, passages: Iterable[Passage]) -> Entry:
    """Return the index entry of a whole document; its `questions` are fields of their own."""
    stems, grams = analyse("\n".join([meta.context, meta.summary, *(f"{p.heading}. {p.text}" for p in passages)]))
    question_stems, question_grams = analyse("\n".join(meta.questions))
    return Entry(
        meta.id,
        {"stems": stems, "grams": grams, "question_stems": question_stems, "question_grams": question_grams},
    )


def question_terms(question: str) -> Mapping[str, tuple[str, ...]]:
    """Return the distinct stems and 5-grams of a question, in order."""
    stems, grams = analyse(question)
    return {"stems": tuple(dict.fromkeys(stems)), "grams": tuple(dict.fromkeys(grams))}
