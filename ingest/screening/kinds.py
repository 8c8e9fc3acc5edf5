"""What a rule looks for: named, and with words of which one has to stand in the text for it to be worth a look."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

Search = Callable[[str], re.Match[str] | None]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of place. `hints` are parts of words: nearly every text has none of them, and to look is quick.

    `roughly` finds at least what `found_in` finds, where that one has to see a sentence alone.
    """

    what: str
    hints: tuple[str, ...]
    found_in: Search
    roughly: Search | None = None

    def hinted(self, text: str) -> bool:
        """Return whether the text is worth a look."""
        return any(hint in text for hint in self.hints)


def suspicious(text: str, kinds: Sequence[Kind]) -> bool:
    """Return whether a whole passage is worth being looked at sentence by sentence."""
    return any(kind.hinted(text) and (kind.roughly or kind.found_in)(text) for kind in kinds)


def places(text: str, kinds: Sequence[Kind]) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield (what is wrong, where) for each kind that a text has."""
    for kind in kinds:
        if kind.hinted(text) and (found := kind.found_in(text)):
            yield kind.what, found
