"""Proposes an answer to a handoff: what the assistant said, or the sentences that fit the question best, as quotes.

Whatever it proposes has a source; where nothing fits, it proposes nothing.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from typing import Protocol

from assistant.checking.judging import supported
from assistant.composing.extractive import compose
from assistant.messages import Reply
from assistant.people.cited import CitedText, marked, of_entry, of_reply, without_marks
from assistant.people.draft_checks import PROPOSED
from assistant.people.fitting import fitting
from assistant.people.standing import Standing
from assistant.retrieval import Evidence
from assistant.sourcing import number
from knowledge.documents import document_of
from knowledge.german import stems_of
from knowledge.matching import terms_of
from knowledge.search import Hit

QUOTES = 5
_LATER = 0.02  # score that a passage loses to the one tried before it


class Rarity(Protocol):
    """Tells how rare stems are; knowledge.search.Search.rarity is the real one."""

    def __call__(self, stems: Iterable[str]) -> dict[str, float]:
        """Return the inverse document frequency of each stem. Raises KnowledgeError."""
        ...


def proposal(
    question: str, reply: Reply | None, tried: Sequence[str], documents: Mapping[str, Standing], rarity: Rarity,
    today: date,
) -> CitedText:  # fmt: skip
    """Return the proposed answer, empty where there is none.

    `tried` are passage ids, best first; `documents` are those of `tried` and of the reply, as they are now.
    Raises KnowledgeError.
    """
    digests = {key: one.digest for key, one in documents.items()}
    if reply and reply.statements:
        return of_reply(reply, digests)
    terms = terms_of(question, rarity(stems_of(question)))
    hits = fitting(terms, _hits(tried, documents))
    drafted = [one for one in compose(question, Evidence(hits, terms, 0.0)).statements if supported(one)][:QUOTES]
    statements, sources = number([replace(one, lead="") for one in drafted], today)
    quotes = [marked(f"„{one.text}“", one.citations) for one in statements]
    text = "\n".join([PROPOSED, *quotes]) if quotes else ""
    return CitedText(text, tuple(of_entry(entry, digests) for entry in sources))


def _hits(tried: Sequence[str], documents: Mapping[str, Standing]) -> tuple[Hit, ...]:
    """Return the tried passages that still exist, as hits that score in their order."""
    found = [(documents.get(document_of(key)), key) for key in tried]
    alive = [(one.meta, passage) for one, key in found if one and (passage := one.passage(key))]
    return tuple(Hit(passage, meta, 1.0 - _LATER * rank) for rank, (meta, passage) in enumerate(alive))


def edited_share(proposed: str, released: str) -> float:
    """Return how much of a proposal people changed, 0.0 (released as proposed) to 1.0 (nothing of it left).

    It is one minus the share of words that both texts have in common in the same order (twice their number by the
    words of both; marks and the line that announces a proposal do not count).

    >>> edited_share("Der Bus fährt. [1]", "Der Bus fährt. [2]"), edited_share("Der Bus fährt.", "Der Zug fährt.")
    (0.0, 0.333)
    """
    before, after = _words(proposed), _words(released)
    return round(1.0 - SequenceMatcher(None, before, after, autojunk=False).ratio(), 3)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", without_marks(text.replace(PROPOSED, "")))
