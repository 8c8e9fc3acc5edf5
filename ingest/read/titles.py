"""Chooses the title of a document that states none, or only what a program put there."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from ingest.read.outline import Heading, plain
from ingest.split import Block

TITLE_CHARS = 300
_PROGRAMS = re.compile(
    r"(?:microsoft (?:office )?(?:word|powerpoint|excel)\b.*|(?:word|powerpoint|open ?office|libreoffice)[ -].*"
    r"|(?:dokument|document|präsentation|presentation|unbenannt|untitled|titel|title|kopie von .*"
    r"|folie|slide|vorlage|template)[ \d().-]*|.*\.(?:docx?|dotx?|odt|ott|pptx?|potx?|html?|pdf|tmp))",
    re.IGNORECASE,
)


def sensible(title: str | None) -> str:
    r"""Return a stated title in one line, empty when a program rather than a person gave it.

    >>> sensible("Microsoft Word - Satzung_neu.doc"), sensible(" Satzung über die\nStraßenreinigung ")
    ('', 'Satzung über die Straßenreinigung')
    """
    told = plain(title or "")[:TITLE_CHARS].strip()
    return "" if len(told) < 3 or _PROGRAMS.fullmatch(told) else told


def heading_over_all(pieces: Iterable[Heading | Block]) -> str:
    """Return the first heading when all others are below it, else an empty text: the first of many is no title.

    >>> heading_over_all([Heading(1, "Satzung"), Heading(2, "§ 1 Zweck"), Heading(2, "§ 2 Geltung")])
    'Satzung'
    >>> heading_over_all([Heading(2, "§ 1 Zweck"), Heading(2, "§ 2 Geltung")])
    ''
    """
    headings = [piece for piece in pieces if isinstance(piece, Heading)]
    lone = headings and all(other.level > headings[0].level for other in headings[1:])
    return headings[0].text if lone else ""


def title_from(name: str) -> str:
    """Return a title made of the name of a file or the path of a page.

    >>> title_from("satzungen/Satzung_Strassenreinigung-2024.docx")
    'Satzung Strassenreinigung 2024'
    """
    stem = PurePosixPath(name.rstrip("/").replace("\\", "/")).stem
    return plain(re.sub(r"[_\s-]+", " ", stem)) or plain(name) or "Ohne Titel"
