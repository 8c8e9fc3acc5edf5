"""A drafted letter as HTML to paste into a mail program: plain markup, no image, no script, nothing loaded."""

from collections.abc import Iterator
from html import escape

from api.export.letter_page import (
    MARKING,
    NOTE,
    SOURCES,
    TITLE,
    LetterPage,
    LetterPart,
    addresses,
    lines_of,
    source_text,
)
from api.export.wording import printable
from assistant.people.cited import CitedSource

_FONT = "font-family: Calibri, Arial, sans-serif; font-size: 11pt; line-height: 1.4; color: #1a1a1a"
_HEADING = "font-size: 12pt; margin: 1.2em 0 0.3em"
_MARK = "border: 1px solid #8a6d00; padding: 0.3em 0.6em; display: inline-block"


def letter_html(page: LetterPage) -> str:
    """Return the letter as a whole page; mail programs keep its inline styles."""
    return (
        f'<!doctype html>\n<html lang="de">\n<head><meta charset="utf-8"><title>{TITLE}</title></head>\n'
        f'<body style="{_FONT}">\n' + "\n".join(_blocks(page)) + "\n</body>\n</html>\n"
    )


def _blocks(page: LetterPage) -> Iterator[str]:
    yield f'<p style="{_MARK}"><strong>{MARKING}</strong></p>'
    yield from _paragraphs(page.salutation)
    for part in page.parts:
        yield from _part(part)
    yield from _paragraphs(page.closing)
    if page.sources:
        yield f'<h2 style="{_HEADING}">{SOURCES}</h2>'
        yield from (_source(one) for one in page.sources)


def _part(part: LetterPart) -> Iterator[str]:
    yield f'<h2 style="{_HEADING}">{_shown(part.question)}</h2>'
    yield from _paragraphs(part.text)
    if part.note:
        yield f"<p><em>{NOTE}: {_shown(part.note)}</em></p>"


def _paragraphs(text: str) -> Iterator[str]:
    return (f"<p>{_shown(line)}</p>" for line in lines_of(text))


def _source(source: CitedSource) -> str:
    links = "".join(f'<br><a href="{_shown(url)}">{_shown(url)}</a>' for url in addresses(source))
    return f"<p>[{source.n}] {_shown(source_text(source))}{links}</p>"


def _shown(text: str) -> str:
    return escape(printable(text))
