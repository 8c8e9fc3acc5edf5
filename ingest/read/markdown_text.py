"""Takes Markdown text apart into sections: headings, paragraphs, list items and table rows; markers leave the text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.read.disguise import legible
from ingest.read.table_rows import rows_said
from ingest.split import Block, Section

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_MARKERS = re.compile(r"\s*((?:\[\d+\]\s*)*\[\d+\])")
_ROW = "table_row"
_LINK_DEFINITION = re.compile(r"^\[\d+\]:[ \t]*\S+[^\n]*$", re.MULTILINE)


def markdown_sections(text: str) -> Iterator[Section]:
    """Yield the sections of a Markdown text in reading order."""
    path: list[str] = []
    blocks: list[Block] = []
    for level, prefix, token in _inlines(_tables_said(_parser().parse(_LINK_DEFINITION.sub("", text)))):
        plain = _plain(token)
        if level:
            if blocks:
                yield Section(tuple(filter(None, path)), tuple(blocks))
                blocks = []
            title = _MARKERS.sub("", plain).strip()
            path = [*path[: level - 1], *[""] * (level - 1 - len(path)), title]
        elif block := _block(prefix, plain):
            blocks.append(replace(block, row=token.type == _ROW))
    if blocks:
        yield Section(tuple(filter(None, path)), tuple(blocks))


def _parser() -> "MarkdownIt":
    """Return a parser that loses no text: HTML stays visible as it is typed, and `[1]: …` is no link definition."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).disable(["reference", "html_block", "html_inline"])
    return parser.enable("table")


def _inlines(tokens: Iterable["Token"]) -> Iterator[tuple[int, str, "Token"]]:
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
        elif token.type in ("inline", "fence", "code_block", _ROW):
            yield level, prefix, token
            level, prefix = 0, ""


def _tables_said(tokens: list["Token"]) -> Iterator["Token"]:
    """Yield the tokens, in place of those of a table one for each row, which says its columns in words."""
    from markdown_it.token import Token

    rows: list[list[str]] | None = None
    for token in tokens:
        if token.type == "table_open":
            rows = []
        elif token.type == "table_close" and rows is not None:
            yield from (Token(_ROW, "", 0, content=said) for said in rows_said(rows, 1))
            rows = None
        elif rows is None:
            yield token
        elif token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_plain(token))


def _plain(token: "Token") -> str:
    kinds = {"softbreak": " ", "hardbreak": " "}
    pieces = [kinds.get(child.type, child.content) for child in token.children or (token,)]
    return re.sub(r"\s+", " ", legible("".join(pieces))).strip()


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
