"""Chooses what a web page is about: what it marks as its main part itself, else what trafilatura takes for it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ingest.read.html_tree import find
from ingest.read.outline import Heading
from ingest.read.tables_in_text import Piece
from ingest.read.web_walk import pieces_of
from ingest.split import Block

if TYPE_CHECKING:
    from ingest.read.html_tree import Node, Tree

ENOUGH = 100  # characters; a main part with less is a shell that scripts fill
_TRUSTED = 0.4  # the share of a page that trafilatura must find before it may leave the rest out
_FOUND = 0.5  # the share of a table's or paragraph's words that must be among the found ones


def main_part(tree: "Tree") -> "Node | None":
    """Return the element that a page marks as its main part, None where it marks none, or several."""
    for selector in ("main", "[role=main]", "article", "[itemprop=articleBody]"):
        marked = find(tree, selector)
        if len(marked) == 1 and len(marked[0].text(strip=True)) >= ENOUGH:
            return marked[0]
    return None


def main_pieces(tree: "Tree") -> list[Piece]:
    """Return the pieces of the main part; the whole page where it is too short to tell what matters."""
    part = main_part(tree) or tree.body
    if part is None:
        return []
    pieces = pieces_of(part)
    if part.tag != "body":
        return pieces
    for cell in find(tree, "[colspan], [rowspan]"):  # trafilatura makes as many cells as a page claims
        for attribute in ("colspan", "rowspan"):
            if attribute in cell.attributes:
                del cell.attrs[attribute]
    return _chosen(pieces, _found_text(tree.html or ""))


def _chosen(pieces: Sequence[Piece], found: str) -> list[Piece]:
    """Return the pieces from the first to the last block that is in `found`, and the headings above them.

    What stands between two found blocks belongs to them, as a table that was overlooked. All pieces, when too little
    was found to rely on it.
    """
    words = set(found.split())
    places = [at for at, piece in enumerate(pieces) if isinstance(piece, Block) and _is_in(piece.text, found, words)]
    if not places:
        return list(pieces)
    first, last = places[0], places[-1]
    kept = [
        piece for at, piece in enumerate(pieces) if first <= at <= last or (isinstance(piece, Heading) and at < first)
    ]
    return kept if _size(kept) >= max(ENOUGH, _TRUSTED * _size(pieces)) else list(pieces)


def _is_in(text: str, found: str, words: set[str]) -> bool:
    own = text.split()
    return text in found or sum(word.strip(";:") in words for word in own) >= _FOUND * len(own) > 2


def _size(pieces: Sequence[Piece]) -> int:
    return sum(len(piece.text) for piece in pieces if not isinstance(piece, Heading))


def _found_text(html: str) -> str:
    """Return the words that trafilatura takes for the text of a page, in order; it reads nothing but `html`."""
    import logging

    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # a page without text is no event for an operator
    document = bare_extraction(html, fast=True, favor_recall=True, include_comments=False, include_tables=True)
    body = getattr(document, "body", None)
    return " ".join(" ".join(body.itertext()).split()) if body is not None else ""
