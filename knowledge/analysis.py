"""What of a passage and a document goes into which index field."""

from collections.abc import Sequence

from knowledge.documents import FrontMatter, Passage
from knowledge.german import analyse
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
    context_stems, context_grams = analyse(meta.context)
    summary_stems, summary_grams = analyse(meta.summary)
    question_stems, question_grams = analyse("\n".join(meta.questions))
    stems, grams = [*context_stems, *summary_stems], [*context_grams, *summary_grams]
    found: list[Entry] = []
    for passage in passages:
        own_stems, own_grams = analyse(f"{passage.heading}. {passage.text}")
        found.append(Entry(passage.id, {"stems": context_stems + own_stems, "grams": context_grams + own_grams}))
        stems += own_stems
        grams += own_grams
    fields = {
        "stems": stems,
        "grams": grams,
        "summary_stems": summary_stems,
        "summary_grams": summary_grams,
        "question_stems": question_stems,
        "question_grams": question_grams,
    }
    return Entry(meta.id, fields), found
