"""The formats of a drafted letter by name: media type, file ending and the function that writes it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from fastapi.responses import Response

from api.export.letter_docx import letter_docx
from api.export.letter_html import letter_html
from api.export.letter_markdown import letter_markdown
from api.export.letter_page import LetterPage

LetterFormat = Literal["markdown", "html", "docx"]


@dataclass(frozen=True, slots=True)
class Written:
    """How a letter is written; `write` takes the letter and its day, which only a document shows."""

    media_type: str
    ending: str
    label: str
    write: Callable[[LetterPage, date], bytes]


LETTER_FORMATS: dict[LetterFormat, Written] = {
    "docx": Written(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", "Word (DOCX)", letter_docx
    ),
    "html": Written(
        "text/html; charset=utf-8", "html", "HTML für das Mailprogramm", lambda page, _on: letter_html(page).encode()
    ),
    "markdown": Written(
        "text/markdown; charset=utf-8", "md", "Markdown", lambda page, _on: letter_markdown(page).encode()
    ),
}


def as_file(page: LetterPage, name: LetterFormat, on: date) -> Response:
    """Return the letter as a file to save."""
    form = LETTER_FORMATS[name]
    named = {"Content-Disposition": f'attachment; filename="antwort.{form.ending}"'}
    return Response(form.write(page, on), media_type=form.media_type, headers=named)
