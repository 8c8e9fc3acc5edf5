"""A drafted letter as Markdown."""

from collections.abc import Iterator

from api.export.letter_page import MARKING, NOTE, SOURCES, LetterPage, addresses, lines_of, source_text
from api.export.markdown import plain


def letter_markdown(page: LetterPage) -> str:
    """Return the letter; a heading for each question, the sources with their addresses at the end."""
    return "\n\n".join(_blocks(page)) + "\n"


def _blocks(page: LetterPage) -> Iterator[str]:
    yield f"**{MARKING}**"
    yield from map(plain, lines_of(page.salutation))
    for part in page.parts:
        yield f"## {plain(part.question)}"
        yield from map(plain, lines_of(part.text))
        if part.note:
            yield f"*{NOTE}: {plain(part.note)}*"
    yield from map(plain, lines_of(page.closing))
    if page.sources:
        yield f"## {SOURCES}"
        yield "\n".join(
            " ".join([f"- [{one.n}] {plain(source_text(one))}", *(f"<{url}>" for url in addresses(one))])
            for one in page.sources
        )
