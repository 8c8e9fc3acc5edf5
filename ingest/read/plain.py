"""Reads plain text: paragraphs, lists, and as headings only what its author marked so beyond doubt."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from ingest.read.encodings import Decoded, decoded
from ingest.read.extract import Extract
from ingest.read.outline import Heading, plain, sections_of
from ingest.read.recognition import refused
from ingest.split import Block

_ITEM = re.compile(r"[ \t]*(?:(?P<bullet>[-*•·–▪])|(?P<number>\d{1,3})[.)])[ \t]+(?=\S)")
_RULE = re.compile(r"[ \t]*([=\-_*~#])\1{2,}[ \t]*")
_ENDING = re.compile(r"[.:;,!?…]$")
_PARTED = re.compile(r"(?<=[a-zäöüß])-\n(?=(?!(?:und|oder|bzw|sowie|bis)\b)[a-zäöüß])")
_HEADING_CHARS = 100


class Plain:
    """Reads text files in any encoding that German offices have written."""

    version = "plain-1"

    def read(self, name: str, data: bytes) -> Iterator[Extract]:
        found = decoded(data)
        if found is None:
            raise refused(name, "ist kein lesbarer Text: Speichern Sie sie als Text in UTF-8")
        pieces = list(text_pieces(found.text))
        if not any(isinstance(piece, Block) for piece in pieces):
            raise refused(name, "enthält keinen Text")
        first = pieces[0]
        title = first.text if isinstance(first, Heading) else name_as_title(name)
        yield Extract(title, sections_of(pieces, title), notes=notes_of(found))


READER = Plain()


def notes_of(found: Decoded) -> tuple[str, ...]:
    """Return the note on characters that could not be read, if there are some."""
    if not found.lost:
        return ()
    return (f"Nicht lesbar waren {found.lost} Zeichen, im Text stehen dort \ufffd. Speichern Sie die Datei als UTF-8.",)


def name_as_title(name: str) -> str:
    """Return what a file without a title is called: its name without folder and ending.

    >>> name_as_title("Berichte/Smart_City-2025.txt")
    'Smart City 2025'
    """
    stem = PurePosixPath(name).stem
    return " ".join(re.sub(r"[_\-+]+|%20", " ", stem).split()) or name


def text_pieces(text: str) -> Iterator[Heading | Block]:
    """Yield the headings, paragraphs and list items of a text in order."""
    for group in _groups(text):
        heading, rest = _heading(group)
        if heading:
            yield heading
        yield from _blocks(rest)


def paragraphs(text: str) -> Iterator[Block]:
    """Yield the paragraphs and list items of a text that has no headings, such as a cell of a table."""
    for group in _groups(text):
        yield from _blocks(group)


def _groups(text: str) -> Iterator[list[str]]:
    """Yield the lines between empty lines."""
    group: list[str] = []
    for line in text.replace("\x0c", "\n\n").splitlines():
        if line.strip():
            group.append(line)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _heading(group: list[str]) -> tuple[Heading | None, list[str]]:
    """Return the heading that some lines begin with, and the lines after it; none where they do not mark it as one.

    Sure are: a line underlined by a rule, and a line alone in capital letters.
    """
    first = plain(group[0])
    if len(first) > _HEADING_CHARS or _RULE.fullmatch(group[0]) or not any(map(str.isalpha, first)):
        return None, group
    rule = group[1].strip() if len(group) > 1 and _RULE.fullmatch(group[1]) else ""
    if len(rule) >= max(3, len(first) // 2):
        return Heading(1 if rule[0] == "=" else 2, first), group[2:]
    letters = [char for char in first if char.isalpha()]
    alone = len(group) == 1 and first.isupper() and len(letters) >= 4 and not _ENDING.search(first)
    return (Heading(2, first), []) if alone else (None, group)


def _blocks(lines: list[str]) -> Iterator[Block]:
    """Yield the paragraph or the list items in some lines."""
    prefix, held = "", list[str]()
    for line in lines:
        if _RULE.fullmatch(line):
            continue
        if item := _ITEM.match(line):
            yield from _block(prefix, held)
            prefix, held = f"{item['number']}. " if item["number"] else "- ", [line[item.end() :]]
        else:
            held.append(line)
    yield from _block(prefix, held)


def _block(prefix: str, lines: list[str]) -> Iterator[Block]:
    """Yield the lines as one block: words that were parted at a line's end are joined."""
    joined = "\n".join(line.strip() for line in lines)
    if text := plain(_PARTED.sub("", joined) if "-\n" in joined else joined):
        yield Block(prefix, text)
