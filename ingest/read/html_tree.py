"""Parses a web page; the only file that knows the parser."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.read.refusing import invalid

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser as Tree
    from selectolax.lexbor import LexborNode as Node

    __all__ = ["Node", "Tree"]

DEPTH = 200  # of elements in each other; browsers show no more than 512, and people write no more than 60
_OPEN_AT_ONCE = 2_000  # tags; with many more the parser's time grows with their square
_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)", re.IGNORECASE)
_NEVER_OPEN = frozenset(
    """area base br col embed hr img input link meta param source track wbr
    p li dt dd tr td th thead tbody tfoot option optgroup colgroup html head body""".split()
)  # without content, or closed by what follows


def parse(name: str, html: str) -> "Tree":
    """Return the tree of a page. Raises DocumentInvalid when it is nested deeper than anything that people read."""
    from selectolax.lexbor import LexborHTMLParser

    if not _is_flat(html):
        raise invalid(name, "ist zu tief verschachtelt, um eine Seite für Menschen zu sein")
    tree = LexborHTMLParser(html)
    if tree.css_first(" > ".join("*" * DEPTH)) is not None:
        raise invalid(name, "ist zu tief verschachtelt, um eine Seite für Menschen zu sein")
    return tree


def _is_flat(html: str) -> bool:
    depth = 0
    for match in _TAG.finditer(html):
        if match.group(2).lower() not in _NEVER_OPEN:
            depth = max(0, depth - 1) if match.group(1) else depth + 1
            if depth > _OPEN_AT_ONCE:
                return False
    return True


def find(tree: "Tree | Node", selector: str) -> "list[Node]":
    """Return what a selector of a page's own finds; nothing for one that cannot be understood."""
    from selectolax.lexbor import SelectolaxError

    try:
        return tree.css(selector)
    except (SelectolaxError, ValueError, RuntimeError):
        return []


def stated(node: "Node", attribute: str) -> str:
    """Return the value of an attribute, empty where it is missing or has none."""
    return (node.attributes.get(attribute) or "").strip()


def ancestors(node: "Node") -> "Iterator[Node]":
    """Yield the elements around a node, the nearest first."""
    around = node.parent
    while around is not None:
        yield around
        around = around.parent
