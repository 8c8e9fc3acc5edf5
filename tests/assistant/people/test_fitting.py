"""Only passages that speak of the question count for what is proposed and for whose team it is."""

from collections.abc import Callable

from assistant.people.fitting import fitting
from knowledge.documents import Document
from knowledge.matching import terms_of
from knowledge.search import Hit

TERMS = terms_of("Rufbus in Dörfern", {"rufbus": 3.0, "dorf": 1.0})


def hit(document: Document) -> Hit:
    return Hit(document.passages[0], document.meta, 1.0)


def test_a_passage_that_mentions_only_what_is_common_does_not_fit(read_document: Callable[..., Document]) -> None:
    near = hit(read_document("nah", "Der Rufbus fährt täglich."))
    far = hit(read_document("fern", "In Dörfern gibt es Läden."))
    assert fitting(TERMS, [far, near]) == (near,)


def test_what_the_title_says_need_not_stand_in_the_passage(read_document: Callable[..., Document]) -> None:
    titled = hit(read_document("titel", "Er fährt täglich.", title="Ein Rufbus für alle"))
    assert fitting(TERMS, [titled]) == (titled,)


def test_without_terms_nothing_fits(read_document: Callable[..., Document]) -> None:
    assert fitting((), [hit(read_document())]) == ()
