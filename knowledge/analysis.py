"""What of a passage and a document goes into which index field."""

from collections.abc import Sequence

from knowledge.documents import FrontMatter, Passage
from knowledge.german import index_text
from knowledge.keywords import Entry

PASSAGE_FIELDS = ("stems", "grams")
DOCUMENT_FIELDS = ("stems", "grams", "summary_stems", "summary_grams", "question_stems", "question_grams")


def passage_text(passage: Passage, meta: FrontMatter) -> str:
    """Return what a passage is found by: its text, and the subject that only its document's head names."""
    return f"{meta.context}. {passage.heading}. {passage.text}"


def entries_of(meta: FrontMatter, passages: Sequence[Passage]) -> tuple[Entry, list[Entry]]:
    """Return the index entry of a document, its summary and lay questions as fields of their own, and its passages'.

    Each text is analysed once: the document's terms are those of its parts.
    """
    context, summary = index_text(meta.context), index_text(meta.summary)
    own = [index_text(f"{passage.heading}. {passage.text}") for passage in passages]
    found = [
        Entry(passage.id, dict(zip(PASSAGE_FIELDS, map(_joined, context, terms), strict=True)))
        for passage, terms in zip(passages, own, strict=True)
    ]
    whole = map(_joined, context, summary, *own)
    fields = (*whole, *summary, *index_text("\n".join(meta.questions)))
    return Entry(meta.id, dict(zip(DOCUMENT_FIELDS, fields, strict=True))), found


def _joined(*terms: str) -> str:
    return " ".join(filter(None, terms))
