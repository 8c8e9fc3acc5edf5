"""Reads a Markdown document with front matter: bytes in, a Document out, or what is wrong with it.

Markers `[1]` point to the document's sources; they leave the text here and stay with their sentence.
"""

import hashlib
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import yaml

from ingest.heads import checked_head
from ingest.split import Block, Section, split
from knowledge.documents import Document, FrontMatter
from knowledge.errors import DocumentInvalid, Problem
from knowledge.german import clean

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

READER_VERSION = "markdown-1"  # part of every digest: a reader that reads differently re-reads all
_HEAD = re.compile(r"\A\ufeff?---\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_MARKERS = re.compile(r"\s*((?:\[\d+\]\s*)*\[\d+\])")
_LINK_DEFINITION = re.compile(r"^\[\d+\]:[ \t]*\S+[^\n]*$", re.MULTILINE)
_SAFE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(name: str, data: bytes) -> Document:
    """Return the document in `data`. Raises DocumentInvalid naming `name`, field and reason."""
    try:
        text = data.decode("utf-8").replace("\x00", "")
    except UnicodeDecodeError as error:
        raise _invalid(name, "Datei", f"ist kein UTF-8-Text (Byte {error.start})") from error
    head = _HEAD.match(text)
    if head is None:
        raise _invalid(name, "Kopf", "fehlt: die Datei muss mit einem Kopf zwischen zwei Zeilen --- beginnen")
    meta = _front_matter(name, head.group(1))
    sections = list(_sections(text[head.end() :]))
    used = {n for section in sections for block in section.blocks for _, n in block.markers}
    if unknown := sorted(n for n in used if not 1 <= n <= len(meta.sources)):
        reason = f"Marke [{unknown[0]}] hat keine Quelle ({len(meta.sources)} Quellen im Kopf)"
        raise _invalid(name, "sources", reason)
    passages = split(meta, sections)
    if not passages:
        raise _invalid(name, "Text", "ist leer")
    return Document(meta, hashlib.sha256(READER_VERSION.encode() + data).hexdigest(), passages)


def _invalid(name: str, field: str, reason: str) -> DocumentInvalid:
    return DocumentInvalid((Problem(name, field, reason),))


def _front_matter(name: str, head: str) -> FrontMatter:
    try:
        values = yaml.load(head, Loader=_SAFE_LOADER)  # noqa: S506 - it is the safe one, in C where there is one
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise _invalid(name, "Kopf", f"ist kein gültiges YAML (Zeile {mark.line + 2 if mark else '?'})") from error
    except ValueError as error:  # a date such as 2024-13-45 that YAML itself resolves
        raise _invalid(name, "Kopf", "enthält ein ungültiges Datum") from error
    if not isinstance(values, dict):
        raise _invalid(name, "Kopf", "muss aus Zeilen der Form Feld: Wert bestehen")
    return checked_head(name, values)


def _sections(body: str) -> Iterator[Section]:
    path: list[str] = []
    blocks: list[Block] = []
    for level, prefix, token in _inlines(_parser().parse(_LINK_DEFINITION.sub("", body))):
        plain = _plain(token)
        if level:
            if blocks:
                yield Section(tuple(filter(None, path)), tuple(blocks))
                blocks = []
            title = _MARKERS.sub("", plain).strip()
            path = [*path[: level - 1], *[""] * (level - 1 - len(path)), title]
        elif block := _block(prefix, plain):
            blocks.append(block)
    if blocks:
        yield Section(tuple(filter(None, path)), tuple(blocks))


def _parser() -> "MarkdownIt":
    """Return a parser that loses no text: HTML stays visible as it is typed, and `[1]: …` is no link definition."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).disable(["reference", "html_block", "html_inline"])


def _inlines(tokens: list["Token"]) -> Iterator[tuple[int, str, "Token"]]:
    """Yield (heading level or 0, list mark of the first block of an item, token) for each text block."""
    lists: list[int | None] = []
    level, prefix = 0, ""
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            start = token.attrGet("start")
            lists.append(None if token.type.startswith("bullet") else int(start or 1) - 1)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            number = lists[-1]
            lists[-1] = None if number is None else number + 1
            prefix = "- " if number is None else f"{number + 1}. "
        elif token.type == "list_item_close":
            prefix = ""
        elif token.type in ("inline", "fence", "code_block"):
            yield level, prefix, token
            level, prefix = 0, ""


def _plain(token: "Token") -> str:
    kinds = {"softbreak": " ", "hardbreak": " "}
    pieces = [kinds.get(child.type, child.content) for child in token.children or (token,)]
    return re.sub(r"\s+", " ", clean("".join(pieces))).strip()


def _block(prefix: str, plain: str) -> Block | None:
    """Return the block without its markers; each marker keeps the place where it stood."""
    text, markers, last = "", [], 0
    for match in _MARKERS.finditer(plain):
        text += plain[last : match.start()]
        last = match.end()
        markers += [(len(text), int(n)) for n in re.findall(r"\d+", match.group(1))]
    text += plain[last:]
    before = len(text) - len(text.lstrip())  # a marker in front of the text belongs to its first sentence
    kept = tuple((max(1, place - before), n) for place, n in markers)
    return Block(prefix, text.strip(), kept) if text.strip() else None
