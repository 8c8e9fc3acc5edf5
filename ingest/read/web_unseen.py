"""Takes out of a web page what a person does not see in it, as far as the page itself says so."""

from collections import defaultdict
from typing import TYPE_CHECKING

from ingest.read.html_tree import find, stated
from ingest.read.looks import UNKNOWN, WHITE, Look
from ingest.read.outline import plain
from ingest.read.web_styles import declarations_of, look_of, rules_of

if TYPE_CHECKING:
    from ingest.read.html_tree import Node, Tree

HIDDEN_TEXTS, HIDDEN_CHARS = 200, 2_000  # of one page, each: enough to see what somebody tried to hide
_MATTERS = frozenset(
    """display visibility content-visibility opacity color background background-color background-image font font-size
    position left top right bottom text-indent margin-left margin-top transform clip clip-path overflow width height
    max-width max-height""".split()
)


def take_out_unseen(tree: "Tree") -> tuple[str, ...]:
    """Remove from `tree` what is not seen, and return the texts that were there, in order.

    Without a style sheet of its own elsewhere a page is white; with one, only colours that the page states count.
    """
    body = tree.body
    if body is None:
        return ()
    styles = _styles(tree)
    ground = UNKNOWN if find(tree, "link[rel~=stylesheet]") else WHITE
    found: list[Node] = []
    _search(body, Look(ground=ground), styles, found)
    texts = [plain(node.text(separator=" ")) for node in found] + _templates(tree)
    for node in found:
        node.decompose()
    return tuple(text[:HIDDEN_CHARS] for text in texts if any(map(str.isalnum, text)))[:HIDDEN_TEXTS]


def _styles(tree: "Tree") -> dict[int, dict[str, str]]:
    """Return what the style blocks of a page declare for its elements; what comes later wins."""
    styles: dict[int, dict[str, str]] = defaultdict(dict)
    for block in find(tree, "style"):
        if stated(block, "media").lower() not in ("", "all", "screen"):
            continue
        for selector, declared in rules_of(block.text()):
            kept = {key: value for key, value in declared.items() if key in _MATTERS}
            for node in find(tree, selector) if kept else ():
                styles[node.mem_id].update(kept)
    return styles


def _search(node: "Node", around: Look, styles: dict[int, dict[str, str]], found: "list[Node]") -> None:
    """File the outermost elements that are not seen; text in a colour that vanishes goes with its own element."""
    inline = stated(node, "style")
    style = _old_marks(node) | styles.get(node.mem_id, {}) | (declarations_of(inline) if inline else {})
    look = (look_of(style) if style else Look()).over(around)
    if node.tag != "body" and _is_hidden_by_mark(node):
        look = Look(shown=False)
    if look.shown is False:
        found.append(node)
        return
    seen = look.seen
    for child in node.iter(include_text=not seen):
        if child.is_element_node:
            _search(child, look, styles, found)
        elif child.is_text_node:
            found.append(child)


def _old_marks(node: "Node") -> dict[str, str]:
    """Return the colours that attributes of old pages state."""
    attributes = node.attributes
    if "bgcolor" not in attributes and "color" not in attributes and "background" not in attributes:
        return {}
    picture = {"background-image": "url()"} if attributes.get("background") else {}
    told = {"color": stated(node, "color").lower(), "background-color": stated(node, "bgcolor").lower()}
    return {name: value for name, value in told.items() if value} | picture


def _is_hidden_by_mark(node: "Node") -> bool:
    attributes = node.attributes
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    return node.tag == "dialog" and "open" not in attributes


def _templates(tree: "Tree") -> list[str]:
    """Return the texts of templates: the tree keeps them apart, they need no taking out."""
    fragments = [part for node in find(tree, "template") for part in node.template_fragments()]
    return [plain(part.text(separator=" ")) for part in fragments]
