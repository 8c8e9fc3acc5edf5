"""Whoever cites a document notices when it says something else, and is left alone when it does not."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from knowledge.documents import Document, content_digest

TEXT = "## Geld\n\nDer Bus kostet 12 Euro. [1]\n\nDas Land zahlt mit. [2]\n\n## Zeit\n\nEr fährt seit 2021. [1]"


def digest(document: Document) -> str:
    return content_digest(document.meta, document.passages)


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("12 Euro", "13 Euro"),
        TEXT.replace("## Zeit", "## Dauer"),
        TEXT.replace("Land zahlt mit. [2]", "Land zahlt mit. [1]"),
        TEXT.replace("\n\n## Zeit", ""),
    ],
)
def test_other_words_headings_or_sources_are_noticed(read_document: Callable[..., Document], text: str) -> None:
    assert digest(read_document("bus", text, sources=2)) != digest(read_document("bus", TEXT, sources=2))


def test_another_date_title_or_publication_is_noticed(read_document: Callable[..., Document]) -> None:
    before = digest(read_document("bus", TEXT, sources=2))
    assert digest(read_document("bus", TEXT, sources=2, as_of="2025-06-01")) != before
    assert digest(read_document("bus", TEXT, sources=2, title="Rufbus")) != before
    assert digest(read_document("bus", TEXT, sources=3)) != before


def test_what_only_helps_to_find_it_and_where_it_is_cut_make_no_difference(
    read_document: Callable[..., Document],
) -> None:
    document = read_document("bus", TEXT, sources=2)
    other_head = read_document("bus", TEXT, sources=2, questions=["Was kostet der Bus?"], summary="Ein Bus.")
    assert digest(other_head) == digest(document)
    first = document.passages[0]
    at = first.sentences[0].end
    cut = (
        replace(first, text=first.text[:at], sentences=first.sentences[:1]),
        replace(first, text=first.text[at:].lstrip(), sentences=first.sentences[1:]),
        *document.passages[1:],
    )
    assert content_digest(document.meta, cut) == digest(document)
