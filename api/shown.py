"""How replies, and what people wrote, are read on pages: by question, in pieces with marks, under whose name. Pure."""

from collections.abc import Mapping
from itertools import groupby

from api.handoff_schema import SaidOut
from api.reader.links import path_to
from assistant.feedback import Reason
from assistant.messages import Reply, SourceEntry, Statement
from assistant.people.cited import MARK, CitedSource
from assistant.people.handed import ThreadEntry

KINDS: Mapping[str, str] = {
    "case_study": "Fallstudie",
    "guidance": "Leitfaden",
    "funding": "Förderung",
    "verified_answer": "Geprüft von der Beratung",
    "page": "Seite",
}
REASONS: Mapping[Reason, str] = {
    Reason.INCOMPLETE: "Es fehlt etwas.",
    Reason.BESIDE_THE_POINT: "Sie geht an meiner Frage vorbei.",
    Reason.UNCLEAR: "Ich verstehe sie nicht.",
    Reason.WRONG: "Es stimmt etwas nicht.",
    Reason.OUTDATED: "Sie ist veraltet.",
    Reason.WRONG_SOURCE: "Eine Quelle passt nicht.",
    Reason.OTHER: "Etwas anderes.",
}


def kind_name(kind: str) -> str:
    """Return what sort of document a source is."""
    return KINDS.get(kind, kind)


def thousands(number: int) -> str:
    """Return a whole number as people read it.

    >>> thousands(12500)
    '12.500'
    """
    return f"{number:,}".replace(",", ".")


def passage(source: SourceEntry | CitedSource) -> str:
    """Return the address of the page that shows the words of a source, marked, in their document."""
    return path_to(source.document_id, source.passage_id, source.quote)


def by_question(reply: Reply) -> list[tuple[str | None, list[Statement]]]:
    """Return the statements of a reply by the question that they answer."""
    return [(heading, list(group)) for heading, group in groupby(reply.statements, key=lambda one: one.heading)]


def with_marks(text: str) -> list[tuple[str, tuple[int, ...]]]:
    """Return a text in pieces, each with the numbers of the sources named behind it.

    >>> with_marks("Er kostet wenig. [1, 2] Und nun?")
    [('Er kostet wenig. ', (1, 2)), (' Und nun?', ())]
    """
    pieces: list[tuple[str, tuple[int, ...]]] = []
    start = 0
    for found in MARK.finditer(text):
        numbers = tuple(int(n) for n in found[1].replace(";", ",").split(","))
        pieces.append((text[start : found.start()], numbers))
        start = found.end()
    return [*pieces, (text[start:], ())]


def speaker(said: ThreadEntry | SaidOut) -> str:
    """Return who said it, as the asker reads it; what people wrote is marked as such.

    >>> speaker(ThreadEntry("advisor", "1", "Ja.", None, name="Anna Muster"))
    'Antwort von Anna Muster (Beratung)'
    """
    if said.author == "advisor":
        return f"Antwort von {said.name} (Beratung)" if said.name else "Antwort der Beratung"
    names = {"asker": "Ihre Nachricht", "assistant": "Antwort von Lotse (automatisch)", "lotse": "Hinweis"}
    return names[said.author]
