"""The form of a drafted letter: it holds everything that was typed, for the server keeps no draft of a letter."""

from dataclasses import dataclass, field

from fastapi import Request
from pydantic import ValidationError

from api.export.letter_page import CLOSING, SALUTATION, LetterPage, LetterPart
from assistant.people.cited import CitedSource, CitedText, decoded, encoded, marks, renumbered

_BREAK = "\f"  # between the texts while they are numbered together; browsers do not send it


@dataclass(frozen=True, slots=True)
class Row:
    """One question with its answer as edited, and what the assistant noted beside it."""

    question: str = ""
    answer: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DraftForm:
    """What stands in the form; `do` is the button that was pressed."""

    do: str = ""
    text: str = ""
    state: str = ""
    population: str = ""
    salutation: str = SALUTATION
    closing: str = CLOSING
    rows: tuple[Row, ...] = ()
    sources: tuple[CitedSource, ...] = field(default=())
    left: int = 0

    @property
    def hidden_sources(self) -> str:
        """The sources as the form carries them along."""
        return encoded(self.sources)

    def unsourced(self) -> tuple[str, str] | None:
        """Return the field that cites a number without a source, and what to do; None where all is well."""
        known = {source.n for source in self.sources}
        for n, row in enumerate(self.rows):
            if lacking := [mark for mark in marks(row.answer) if mark not in known]:
                return (
                    f"answer-{n}",
                    f"Zur Nummer [{lacking[0]}] gibt es keine Quelle. Löschen oder berichtigen Sie sie.",
                )
        return None

    def letter_page(self) -> LetterPage:
        """Return the letter, its sources numbered in order of first use; those that nothing cites are left out."""
        whole = renumbered(CitedText(_BREAK.join(row.answer for row in self.rows), self.sources))
        texts = whole.text.split(_BREAK) if self.rows else []
        parts = tuple(LetterPart(row.question, text) for row, text in zip(self.rows, texts, strict=True))
        return LetterPage(parts, whole.sources, self.salutation, self.closing)


async def sent_form(request: Request) -> DraftForm:
    """Return the form that was sent; what cannot be read of its hidden part is left out."""
    sent = await request.form()

    def one(name: str, otherwise: str = "") -> str:
        value = sent.get(name, otherwise)
        return _lines(value) if isinstance(value, str) else otherwise

    def many(name: str) -> list[str]:
        return [_lines(value) for value in sent.getlist(name) if isinstance(value, str)]

    rows = zip(many("question"), many("answer"), many("note"), strict=False)
    left = one("left", "0")
    return DraftForm(
        one("do"), one("text"), one("state"), one("population"), one("salutation", SALUTATION),
        one("closing", CLOSING), tuple(Row(*row) for row in rows), _sources(one("sources", "[]")),
        int(left) if left.isdecimal() else 0,
    )  # fmt: skip


def _lines(value: str) -> str:
    return value.replace("\r\n", "\n").replace(_BREAK, " ")


def _sources(sent: str) -> tuple[CitedSource, ...]:
    try:
        return decoded(sent)
    except ValidationError:
        return ()
