"""What an answer cites, passage by passage, with the quoted words marked. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.messages import SourceEntry
from evals.run import Answered


@dataclass(frozen=True, slots=True)
class Cited:
    """A passage, the numbers under which the answer cites it, and its text in parts: (text, whether it is quoted).

    Without the passage's text, the quotes stand in.
    """

    numbers: tuple[int, ...]
    source: SourceEntry
    parts: tuple[tuple[str, bool], ...]

    @property
    def link(self) -> str | None:
        """The address of the document, if it is one of the web."""
        url = self.source.url or ""
        return url if url.startswith(("https://", "http://")) else None


def cited(answered: Answered) -> list[Cited]:
    """Return each cited passage once, in the order of its first number."""
    grouped: dict[str, list[SourceEntry]] = {}
    for source in answered.reply.sources:
        grouped.setdefault(source.passage_id, []).append(source)
    return [
        Cited(tuple(one.n for one in own), own[0], marked(answered.passages.get(key, ""), [one.quote for one in own]))
        for key, own in grouped.items()
    ]


def marked(text: str, quotes: Sequence[str]) -> tuple[tuple[str, bool], ...]:
    """Return a text in parts, quoted or not; quotes that are not in it follow at its end, as quoted.

    >>> marked("Eins. Zwei. Drei.", ["Zwei."])
    (('Eins. ', False), ('Zwei.', True), (' Drei.', False))
    >>> marked("", ["Zwei."])
    (('Zwei.', True),)
    """
    absent = [(quote, True) for quote in dict.fromkeys(quotes) if quote and quote not in text]
    return (*_parts(text, quotes), *absent)


def _parts(text: str, quotes: Sequence[str]) -> Iterator[tuple[str, bool]]:
    spans = sorted((text.index(quote), text.index(quote) + len(quote)) for quote in quotes if quote and quote in text)
    done = 0
    for start, end in spans:
        if start > done:
            yield text[done:start], False
        if end > done:
            yield text[max(start, done) : end], True
            done = end
    if done < len(text):
        yield text[done:], False
