"""Sources that contradict each other are shown side by side."""

from collections.abc import Callable

import pytest

from assistant.composing.draft import Drafted, Support
from assistant.conflicts import conflicts
from assistant.retrieval import Evidence
from knowledge.documents import Document
from knowledge.search import Hit

Read = Callable[..., Document]
FIRST = "Das Glasfasernetz in Musterstadt kostete 33 Millionen Euro."


def hits_of(*documents: Document) -> tuple[Hit, ...]:
    return tuple(Hit(passage, document.meta, 1.0) for document in documents for passage in document.passages)


def drafted(hit: Hit, text: str) -> Drafted:
    return Drafted(text, (Support(hit),))


def test_a_neighbouring_sentence_about_another_source_is_shown(read_document: Read) -> None:
    other = "Eine andere Quelle spricht von 38 Millionen Euro."
    hits = hits_of(read_document("netz", f"{FIRST} {other}"))
    (conflict,) = conflicts([drafted(hits[0], FIRST)], Evidence(hits, (), 1.0))
    assert conflict.text == other


def test_another_document_with_another_figure_is_shown_with_both_dates(read_document: Read) -> None:
    other = "Das Glasfasernetz in Musterstadt kostete rund 38 Millionen Euro."
    hits = hits_of(read_document("netz", FIRST, as_of="2023"), read_document("bericht", other, as_of="2025"))
    (conflict,) = conflicts([drafted(hits[0], FIRST)], Evidence(hits, (), 1.0))
    assert (conflict.text, conflict.support.hit) == (other, hits[1])
    assert conflict.note() == "Dazu nennen die Quellen Verschiedenes (Stand 2023; Stand 2025)."


@pytest.mark.parametrize(
    "other",
    [
        "Das Glasfasernetz in Musterstadt kostete 33 Millionen Euro im Ganzen.",  # the same figure
        "Das Glasfasernetz in Musterstadt erreicht 38 Prozent der Häuser.",  # another unit
        "Die Bücherei in Beispielheim kostete 38 Millionen Euro.",  # another subject
        "Das Glasfasernetz in Musterstadt kostete viel.",  # no figure
    ],
)
def test_what_does_not_contradict_is_not_shown(other: str, read_document: Read) -> None:
    hits = hits_of(read_document("netz", FIRST), read_document("bericht", other))
    assert conflicts([drafted(hits[0], FIRST)], Evidence(hits, (), 1.0)) == ()


def test_what_the_draft_says_already_is_not_shown_again(read_document: Read) -> None:
    other = "Eine andere Quelle spricht von 38 Millionen Euro."
    hits = hits_of(read_document("netz", f"{FIRST} {other}"))
    assert conflicts([drafted(hits[0], FIRST), drafted(hits[0], other)], Evidence(hits, (), 1.0)) == ()
