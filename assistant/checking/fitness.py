"""Which sentences of a document can be no statement of an answer, and what a document says without them. Pure.

Somebody wrote them to be read by a machine, to look like ours, or to lead elsewhere: nothing rests on them.
"""

from collections.abc import Iterable
from functools import lru_cache

from assistant.checking.phrases import breaks_form, leads_astray, without_links
from knowledge.documents import FrontMatter
from knowledge.search import Hit
from knowledge.sentences import spans
from knowledge.suspicion.scoring import NOT_SHOWN, suspicion


def unfit(text: str, heads: Iterable[FrontMatter], above: float = NOT_SHOWN) -> str:
    """Return why no document can make a text a statement: promise, order, markup, mark, empty, address, or "".

    `heads` are those of the cited documents: their own addresses are the only ones that a text may lead to.
    What is suspicious above `above` counts as an order.
    """
    return _unfit(text, tuple(address for head in heads for address in _addresses(head)), above)


def fit_text(hit: Hit) -> str:
    """Return the text of a passage, a line break in place of each unfit sentence."""
    return _fit_text(hit.passage.text, _addresses(hit.meta))


def _addresses(head: FrontMatter) -> tuple[str, ...]:
    return tuple(address for address in (head.url, *(source.url for source in head.sources)) if address)


@lru_cache(maxsize=4_096)  # sentences; the same ones are found again and again
def _unfit(text: str, own: tuple[str, ...], above: float = NOT_SHOWN) -> str:
    if broken := breaks_form(text):
        return broken
    if leads_astray(text, own):
        return "address"
    return "order" if suspicion(without_links(text)) > above else ""  # the addresses left are the document's own


@lru_cache(maxsize=4_096)
def _fit_text(text: str, own: tuple[str, ...]) -> str:
    kept, last = "", 0
    for start, end in _unfit_spans(text, own):
        kept, last = kept + text[last:start] + "\n", end
    return kept + text[last:]


def _unfit_spans(text: str, own: tuple[str, ...]) -> Iterable[tuple[int, int]]:
    """Yield where the unfit sentences lie; words that are dictated in several sentences go with their order."""
    dictated = False
    for start, end in spans(text):
        sentence = text[start:end]
        if dictated or _unfit(sentence, own):
            yield start, end
            opened, closed = sentence.count("„") + sentence.count("»"), sentence.count("“") + sentence.count("«")
            dictated = opened > closed or (dictated and not closed)
