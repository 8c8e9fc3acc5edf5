"""A drafted letter as it is written down, and the words that each of its formats uses."""

from dataclasses import dataclass

from assistant.people.cited import CitedSource
from assistant.people.letter_draft import LetterDraft
from knowledge.freshness import dated

TITLE = "Antwort auf Ihre Anfrage"
MARKING = "Entwurf, von der Beratung zu prüfen"
SALUTATION = "Guten Tag,\nvielen Dank für Ihre Fragen. Unsere Antworten:"
CLOSING = "Mit freundlichen Grüßen"
SOURCES, NOTE = "Quellen", "Hinweis für die Beratung"


@dataclass(frozen=True, slots=True)
class LetterPart:
    """One question with its answer; `note` is for whoever checks the draft."""

    question: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class LetterPage:
    """A letter: salutation, a part for each question, closing, and the sources that `[n]` stands for."""

    parts: tuple[LetterPart, ...]
    sources: tuple[CitedSource, ...]
    salutation: str = SALUTATION
    closing: str = CLOSING


def page_of(draft: LetterDraft) -> LetterPage:
    """Return the letter of a draft that nobody has edited yet."""
    parts = tuple(LetterPart(one.question, one.text, one.note) for one in draft.questions)
    return LetterPage(parts, draft.sources)


def source_text(source: CitedSource) -> str:
    """Return what `[n]` stands for, without number and address."""
    behind = "; ".join(f"{origin.title} ({origin.publisher})" for origin in source.origins) or source.publisher
    age = f"Stand {dated(source.as_of)}"
    return f"{', '.join(filter(None, (source.title, source.pages, age, source.doubt)))}. {behind}"


def addresses(source: CitedSource) -> tuple[str, ...]:
    """Return the web addresses of a source that may be shown as links, its own publications first."""
    found = [*(origin.url for origin in source.origins), source.url or ""]
    return tuple(dict.fromkeys(url for url in found if url.startswith(("https://", "http://"))))


def lines_of(text: str) -> list[str]:
    """Return the lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]
