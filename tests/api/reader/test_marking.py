"""Cited words are marked exactly where they stand, or nowhere; marking never changes what is read."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.reader.blocks import groups_of
from api.reader.marking import QUOTE_CHARS, marks_of
from ingest.read import markdown
from knowledge.documents import Document
from knowledge.registry import Registry

TEXT = """## Betrieb

Der Rufbus fährt in Rehau.[1] Er kostet 3 Euro.[2] Er kostet
wenig.

- Organisation: Der Kreis zahlt.[1]
- Das Land zahlt nicht.

1. Bedarf klären. Wer fährt?
2. Er kostet 3 Euro.

## Technik

Der Rufbus fährt elektrisch. Er kostet 3 Euro.
"""


@pytest.fixture(scope="module")
def bus(read_document: Callable[..., Document]) -> Document:
    return read_document("bus", TEXT, sources=2)


def marked(document: Document, quote: str) -> list[str]:
    """Return the marked words, as they stand, in reading order."""
    found = marks_of(quote, document.passages)
    return [p.text[start:end] for p in document.passages for start, end in found.get(p.id, ())]


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("Der Rufbus fährt in Rehau.", ["Der Rufbus fährt in Rehau."]),
        ("  Rufbus fährt\n in ", ["Rufbus fährt in"]),
        ("Er kostet wenig.", ["Er kostet wenig."]),
        ("Er kostet 3 Euro.", ["Er kostet 3 Euro."] * 3),
        ("1. Bedarf klären. Wer fährt?", ["1. Bedarf klären. Wer fährt?"]),
        # several sentences put together, in the order in which they were said
        ("Das Land zahlt nicht. Der Rufbus fährt in Rehau.", ["Der Rufbus fährt in Rehau.", "Das Land zahlt nicht."]),
        ("Der Kreis zahlt. Das Land zahlt nicht.", ["Der Kreis zahlt.", "Das Land zahlt nicht."]),
        ("Wer fährt? Er kostet wenig. 1. Bedarf klären.", ["Er kostet wenig.", "1. Bedarf klären. Wer fährt?"]),
        ("Der Rufbus fährt elektrisch. Der Kreis zahlt.", ["Der Kreis zahlt.", "Der Rufbus fährt elektrisch."]),
    ],
)
def test_the_words_are_marked_where_they_stand(bus: Document, quote: str, found: list[str]) -> None:
    assert marked(bus, quote) == found


@pytest.mark.parametrize(
    "quote",
    [
        "",
        " \n ",
        "der rufbus fährt in Rehau.",
        "Der Rufbus fahrt in Rehau.",
        "Rufbus fäh",
        "ufbus fährt",
        "Der Rufbus fährt in Rehau. Das steht nirgends.",
        "Rufbus fährt Der Kreis zahlt.",  # a part of a sentence and a sentence
        "Das Land zahlt nicht. Er kostet 3 Euro. Er",
        "Er kostet 3 Euro. Das Land",
        "Der Rufbus fährt in Rehau.[1]",
        "<b>Der Rufbus</b>",
        ".*",
        "x" * (QUOTE_CHARS + 1),
    ],
)
def test_what_does_not_stand_there_exactly_marks_nothing(bus: Document, quote: str) -> None:
    assert marked(bus, quote) == []


def test_a_quote_of_many_equal_sentences_is_read_quickly_and_to_its_end(read_document: Callable[..., Document]) -> None:
    document = read_document("viel", "\n".join(["- Ja. Ja ja.", *["- Nein."] * 200]))
    quote = "Nein. " * 300
    assert len(marked(document, quote)) == 200
    assert marked(document, quote + "Doch.") == []


QUOTES = st.one_of(
    st.text(max_size=60),
    st.tuples(st.integers(0, 200), st.integers(1, 120)).map(lambda cut: TEXT[cut[0] : cut[0] + cut[1]]),
    st.lists(st.sampled_from([*TEXT.split(". "), "Er kostet 3 Euro.", "Der Kreis zahlt."]), max_size=4).map(" ".join),
)


@given(quote=QUOTES)
def test_marking_never_changes_the_text(bus: Document, quote: str) -> None:
    found = marks_of(quote, bus.passages)
    for passage in bus.passages:
        unmarked, groups = groups_of(passage), groups_of(passage, found.get(passage.id, ()))
        shape = [[(b.tag, b.number, b.text) for b in g.blocks] for g in groups]
        assert shape == [[(b.tag, b.number, b.text) for b in g.blocks] for g in unmarked]
        named = [[piece.sources for b in g.blocks for piece in b.pieces if piece.sources] for g in groups]
        assert named == [[piece.sources for b in g.blocks for piece in b.pieces if piece.sources] for g in unmarked]


@given(quote=QUOTES)
def test_exactly_the_words_of_the_quote_are_marked_or_none(bus: Document, quote: str) -> None:
    found = {word for words in marked(bus, quote) for word in words.split()}
    assert not found or found == set(quote.split())


def test_every_sentence_of_the_starter_corpus_is_found_in_its_passage(starter_registry: Registry) -> None:
    for passage in starter_registry.sample(120):
        for sentence in passage.sentences:
            words = passage.text[sentence.start : sentence.end]
            spans = marks_of(words, [passage])[passage.id]
            assert any(start <= sentence.start and sentence.end <= end for start, end in spans), words


def test_the_text_of_a_document_is_read_as_markdown_leaves_it(document: Callable[..., bytes]) -> None:
    """What the reader may rely on: no markup survives in a passage but list marks and blank lines."""
    text = "Ein **fettes** Wort, `Code`, [ein Verweis](https://a.example), <b>HTML</b>.\n\n> Zitat\n\n```\nx\n```"
    [passage] = markdown.read("a.md", document("a", text)).passages
    assert passage.text == "Ein fettes Wort, Code, ein Verweis, <b>HTML</b>.\n\nZitat\n\nx"
