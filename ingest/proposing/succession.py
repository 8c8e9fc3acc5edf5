"""Which document a text says has taken its place."""

import re
from collections.abc import Callable, Iterator

from ingest.proposing.proposal import Proposal
from ingest.proposing.wording import Wording

Finder = Callable[[str], str | None]  # the id of the one document that bears a title, None for none or several
_REPLACED = re.compile(
    r"\b(?:ersetzt|abgelöst)\s+durch\s*:?\s*(?:(?:die|den|das|der)\s+)?"
    r"(?:[„\"»](?P<quoted>[^“\"«]{5,200})[“\"«]|(?P<plain>[^.;:()]{5,200}))",
    re.I,
)
_ITSELF = re.compile(r"\bdies(?:e[rsnm]?)?\b|^\W*$", re.I)  # what stands before: the text speaks of itself, or nothing
_WORDS = 15


def nobody(_title: str) -> str | None:
    """Know no document."""
    return None


def superseded_by(wording: Wording, find: Finder) -> Iterator[Proposal]:
    """Yield the document that the text names as its own successor, where exactly one bears that name."""
    for text in [wording.title, *(said.text for said in wording.sentences)]:
        match = _REPLACED.search(text)
        if match and _ITSELF.search(text[: match.start()]):
            named = [match.group("quoted")] if match.group("quoted") else _beginnings(match.group("plain"))
            if successor := next(filter(None, map(find, named)), None):
                yield Proposal("superseded_by", successor, text)


def _beginnings(words: str) -> list[str]:
    """Return the words, and ever fewer of them: where the name ends the sentence goes on.

    >>> _beginnings("Leitfaden Netze vom Mai")
    ['Leitfaden Netze vom Mai', 'Leitfaden Netze vom', 'Leitfaden Netze', 'Leitfaden']
    """
    several = words.split()[:_WORDS]
    return [" ".join(several[:count]).rstrip(",") for count in range(len(several), 0, -1)]
