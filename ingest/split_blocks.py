"""What readers hand to the splitter: sections of blocks; and the text that the places of passages are counted in."""

from collections.abc import Iterable
from dataclasses import dataclass

BETWEEN = "\n\n"  # stands between two blocks in the document's text


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item or table row: its list mark ("- ", "2. " or ""), text, and (place, source number) markers.

    A row says its columns in words ("Ort: Soest; Einwohner: 47.000"), so that it is understood alone. `page` counts
    from 1, None where a file has no pages.
    """

    prefix: str
    text: str
    markers: tuple[tuple[int, int], ...] = ()
    page: int | None = None
    row: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """The blocks under one heading path."""

    headings: tuple[str, ...]
    blocks: tuple[Block, ...]


def document_text(sections: Iterable[Section]) -> str:
    """Return the text that the places of a document's passages are counted in: all blocks' texts in reading order.

    They are joined by BETWEEN, without headings and list marks.
    """
    return BETWEEN.join(block.text for section in sections for block in section.blocks)
